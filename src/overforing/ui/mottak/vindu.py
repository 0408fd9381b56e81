"""Statsforvalterens sider satt sammen. Alt som rører loggen, gjøres på én arbeidstråd, som eier den."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from overforing.feil import Melding
from overforing.mottak.utvalg import SIDE, Ko, Listeside, Sted
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme, Rammeside

from .bunke import Bunkehandlinger
from .for_hand import ForHand
from .foresporselen import BREV, SAKEN, Foresporselen
from .innlesing import Innlesingskort
from .live import Live
from .loggarbeid import Loggarbeid
from .side import Mottakside
from .statistikk import Statistikk
from .tilgang import Tilgangen
from .utkast import Utkastlagring

if TYPE_CHECKING:
    from overforing.mottak.foresporsel import Foresporsel
    from overforing.saksgang.mottak.bilde import Foresporselsbilde, Halvskrevet
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.svar import Svarvalg

    from .brevside import Mottaksbrevside
    from .foresporselside import Foresporselside

_HJELP = ("hjelp", "mottak")
_VENT_S = 5.0
"""Så lenge ventes det på at det halvskrevne er lagret, når systemet ber programmet slutte."""


@dataclass(frozen=True)
class Etterlatt:
    """Det et vindu lar et annet ta over: forespørselen og brevet som var åpne, og det som ikke lot seg lagre."""

    ulagret: Mapping[str, Halvskrevet]
    apen: tuple[int, int] | None
    brev: Svarvalg | None


class Mottaksvindu(QObject):
    """Melder sidene inn i rammen. Hver lages første gang den vises; lista med en gang."""

    hort = Signal()
    """En annen kan ha sagt noe som gjelder hele loggen."""

    def __init__(self, ramme: Ramme, kontor: Mottakskontor) -> None:
        super().__init__(ramme)
        u = self._u = ramme.utstyr
        self._ramme, self._vindu, self._dialoger = ramme, ramme.vindu, u.dialoger
        self.kontor, self._ord, self._t, self._tema = kontor, u.ord, u.ord.fra, u.tema
        self.arbeid = Loggarbeid(self, self._vindu, u.dialoger, u.ord)
        self._kommuner = u.kommuner
        self.innlesing = Innlesingskort(kontor, self.arbeid, u.ord, u.tema)
        self.bunke = Bunkehandlinger(kontor, self.arbeid, u)
        self.side = Mottakside(u.tema, u.ord, self._kommuner, self.innlesing, self.bunke, lambda: kontor.i_dag)
        self.side.setParent(self._vindu)  # den som aldri kommer til lista, skal også bli kvitt den
        self.side.hide()
        self.innlesing.ferdig.connect(self.side.sta_pa)
        self.innlesing.endret.connect(self.hent)
        self.innlesing.apne.connect(self.apne)
        self.side.les_inn.connect(self.velg_filer)
        self.side.apne.connect(self.apne)
        self.side.hent.connect(self.hent)
        self.side.modell.trenger.connect(self._hent_mer)
        self._spurt_om_klokka = False
        self.utkast = Utkastlagring(kontor, self.arbeid, u.ord)
        self._etterlatt: Etterlatt | None = None
        self.foresporselen = Foresporselen(
            ramme,
            kontor,
            self.arbeid,
            self.utkast,
            self._kommuner,
            self._filer_ved,
            self._til_lista,
            lambda nummer: self.tilgangen.apne(nummer),
        )
        self.for_hand = ForHand(
            ramme, kontor, self.arbeid, self.utkast, self._kommuner, self._filer_ved, self._er_fort, self._til_lista
        )
        self.side.manuelt.connect(self.for_hand.vis)
        self.tilgangen = Tilgangen(ramme, kontor, self.arbeid, self.side.vis_varsel, self.foresporselen.star_pa_siden)
        self.statistikk = Statistikk(ramme, kontor, self.arbeid, self.tilgangen.apne)
        self.hort.connect(lambda: self.statistikk.hent_ledelsen() if ramme.na == "statistikk" else None)
        self._live = Live(self, kontor, self._er_hort)
        self._meld_inn()

    def _meld_inn(self) -> None:
        self._ramme.meld_inn(
            Rammeside(
                navn="mottak",
                lag=lambda: self.side,
                vis=lambda side, _: self._vis_lista(),
                hjelp=_HJELP,
                sokefelt=lambda side: side.sokefelt,
            ),
            self.statistikk.rammeside(_HJELP),
            self.tilgangen.rammeside(_HJELP),
            self._under(SAKEN, "ui_mottak.foresporselen", self.foresporselen.lag, self._til_lista),
            self._under("manuell", "ui_mottak.manuell.tittel", self.for_hand.lag, self._til_lista),
            self._under(BREV, "ui_mottak.brev.svaret", self.foresporselen.lag_brevet, self._fra_brevet),
        )

    def _under(
        self, navn: str, tittel: str, lag: Callable[[], QWidget], escape: Callable[[QWidget], bool]
    ) -> Rammeside[QWidget]:
        def deler(_side: QWidget) -> tuple[str, ...]:
            bilde = self.foresporselen.bilde if navn != "manuell" else None
            return (self._t(tittel), bilde.f.journalnummer) if bilde else (self._t(tittel),)

        return Rammeside(navn=navn, lag=lag, tittel=deler, i_skinnen="mottak", hjelp=_HJELP, escape=escape)

    # Mellom sidene

    def _vis_lista(self) -> None:
        self.hent()
        self.foresporselen.se_andre(None)
        self.side.fokuser()

    def _til_lista(self, _side: QWidget | None = None) -> bool:
        self._ramme.ga_til("mottak")
        return True

    def _fra_brevet(self, _side: QWidget) -> bool:
        self.foresporselen.tilbake_fra_brevet()
        return True

    def apne_pa_nytt(self) -> None:
        """Navnet eller embetet er et annet: åpne loggen på nytt neste gang den trengs."""
        if not self.innlesing.pagar:
            self.arbeid.prov("åpne", self.kontor.lukk, lambda _: None)

    def slipp_loggen(self, ferdig: Callable[[], None]) -> None:
        """Lukk loggen, og kall så ``ferdig``. Er noe på vei inn, lukkes den etterpå."""
        self.arbeid.prov("åpne", self.kontor.lukk, lambda _: ferdig())

    def med_lukket_logg(self, gjor: Callable[[], object], ferdig: Callable[[], None], tittel: str) -> None:
        """Gjør noe med loggens fil mens den er lukket. Den åpnes igjen når den trengs."""

        def lukket() -> None:
            self.kontor.lukk()
            gjor()

        self.arbeid.prov("filen", lukket, lambda _: ferdig(), tittel)

    def gi_fra_seg(self) -> Etterlatt:
        """Det som er åpent, så et annet vindu kan ta over."""
        bilde, brevet = self.foresporselen.bilde, self.brevet
        return Etterlatt(
            self.utkast.venter,
            (bilde.f.aar, bilde.f.nr) if bilde is not None else None,
            brevet.uferdig if brevet is not None else None,
        )

    def ta_over(self, etterlatt: Etterlatt) -> None:
        """Før noen forespørsel er vist."""
        self._etterlatt = etterlatt
        self.utkast.ta_over(etterlatt.ulagret)

    def vis_igjen(self, side: str) -> bool:
        """Vis skjemaet, forespørselen eller brevet det forrige vinduet viste. Usant når siden ikke er en av dem."""
        etterlatt, self._etterlatt = self._etterlatt, None
        if etterlatt is None or side not in ("manuell", SAKEN, BREV):
            return False
        if side == "manuell":
            self.for_hand.vis()
        elif etterlatt.apen is not None:
            brev = etterlatt.brev if side == BREV else None

            def vis(bilde: Foresporselsbilde) -> None:
                self.foresporselen.vis(bilde)
                if brev is not None:
                    self.foresporselen.skriv(brev)

            self.foresporselen.hent(*etterlatt.apen, vis)
        return True

    def lagre(self) -> None:
        """Ta vare på det som er skrevet og ikke ført, og vent til det er gjort: vinduet kan være borte etterpå."""
        self.foresporselen.send_det_skrevne()
        self.arbeid.vent_pa(self._resten, _VENT_S)

    def lukk(self) -> None:
        self._live.stans()
        self.innlesing.stans()
        self.utkast.stans()
        self.foresporselen.avslutt()
        self.arbeid.avslutt(sist=self._sist)

    def _sist(self) -> None:
        """På arbeidstråden."""
        self._resten()
        self.kontor.lukk()

    def _resten(self) -> None:
        self.foresporselen.lagre_resten()
        self.utkast.lagre_resten()

    # Lista

    def hent(self) -> None:
        """Hent køene og den første siden på nytt."""
        utvalg = self.side.utvalg
        self.arbeid.prov(
            "liste", lambda: (self.kontor.side(utvalg), self.kontor.koer()), lambda svar: self._vis_liste(*svar)
        )

    def _vis_liste(self, side: Listeside, antall: dict[Ko, int]) -> None:
        if side.rader:
            # Den første forespørselen skal åpne like fort som den neste.
            QTimer.singleShot(0, self, lambda: self._ramme.side(SAKEN))
        var_tom = not self.side.modell.rader
        self.side.vis(side)
        if var_tom and side.rader and self.side.lesknapp.hasFocus() and not self.innlesing.pagar:
            self.side.tabell.setFocus()
        self.side.vis_koer(antall)
        self.tilgangen.fortell()
        self._live.folg()
        if not self._spurt_om_klokka:
            self._spurt_om_klokka = True
            self.arbeid.prov("klokka", self.kontor.klokkesporsmal, self._spor_om_klokka)

    def _er_hort(self, numre: frozenset[str]) -> None:
        """En annen kan ha ført noe. Går det ikke å hente det, sies det når brukeren selv gjør noe."""
        kontor, utvalg = self.kontor, self.side.utvalg
        if "" in numre:
            self.hort.emit()
        if self._ramme.na == "mottak" and not self.innlesing.pagar and len(self.side.modell.rader) <= SIDE:
            self.arbeid.gjor(
                "liste",
                lambda: (kontor.side(utvalg), kontor.koer()),
                lambda svar: self._vis_liste(*svar),
                lambda _: None,
            )
        self.foresporselen.er_hort(numre)

    def _spor_om_klokka(self, galt: Melding | None) -> None:
        if galt is None:
            return
        from overforing.ui.deler.varsel import Varsel

        def riktig() -> None:
            self.arbeid.prov("klokka", self.kontor.klokka_er_rett, lambda _: varsel.ta_bort())

        knapper = ((self._t("ui_kopier.varsel.klokka_er_riktig"), riktig),)
        varsel = Varsel(self._tema, "klokka", self._t("ui_kopier.varsel.klokka"), self._ord.feil(galt), knapper)
        self.side.vis_varsel(varsel)
        meld(self._vindu, varsel.sagt, viktig=True)

    def _hent_mer(self, etter: Sted) -> None:
        utvalg = self.side.utvalg
        self.arbeid.prov(
            "mer",
            lambda: self.kontor.side(utvalg, etter),
            lambda side: self.side.modell.legg_til(side, etter),
            ellers=lambda: self.side.modell.kom_ikke(etter),
        )

    # Inn

    def velg_filer(self) -> None:
        tittel, typer = self._t("ui_mottak.velg_filer"), self._t("ui_mottak.filtyper")
        self.ta_imot(self._dialoger.apne_filer(self._vindu, tittel, typer))

    def ta_imot(self, filer: Sequence[Path]) -> None:
        """Spør når brevene kom, og vis lista mens de leses inn."""
        if not filer:
            return
        self._ramme.ga_til("mottak")
        self.innlesing.spor(filer)

    def _filer_ved(self) -> list[Path]:
        return self._dialoger.apne_filer(self._vindu, self._t("ui_mottak.velg_vedlegg"), self._t("ui_mottak.filtyper"))

    # En forespørsel

    @property
    def saken(self) -> Foresporselside | None:
        """Siden med forespørselen, når den er laget."""
        return self.foresporselen.side

    @property
    def brevet(self) -> Mottaksbrevside | None:
        """Siden med brevet, når den er laget."""
        return self.foresporselen.brevet

    def apne(self, aar: int, nr: int) -> None:
        self.foresporselen.apne(aar, nr)

    def _er_fort(self, f: Foresporsel) -> None:
        self.apne(f.aar, f.nr)
