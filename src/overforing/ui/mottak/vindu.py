"""Statsforvalterens sider satt sammen. Alt som rører loggen, gjøres på én arbeidstråd, som eier den."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from overforing.feil import Melding, UgyldigInndata
from overforing.hinder import Hindret
from overforing.mottak.utvalg import SIDE, Ko, Listeside, Sted
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme, Rammeside

from .bunke import Bunkehandlinger
from .for_hand import ForHand
from .innlesing import Innlesingskort
from .live import Live
from .loggarbeid import Loggarbeid
from .side import Mottakside
from .statistikk import Statistikk
from .tilgang import Tilgangen
from .utkast import Utkastlagring

if TYPE_CHECKING:
    from datetime import date

    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.kvittering import Dokumentpost
    from overforing.sak.modell import Dokument
    from overforing.saksgang.mottak.bilde import Foresporselsbilde, Halvskrevet
    from overforing.saksgang.mottak.gang import ForBrevet
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.svar import Svarvalg
    from overforing.ui.brev.brevut import Utganger

    from .brevside import Mottaksbrevside
    from .deler import Handlingsdel
    from .foresporselside import Foresporselside

T = TypeVar("T")
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
        self.saken: Foresporselside | None = None
        self.brevet: Mottaksbrevside | None = None
        self._utganger: Utganger | None = None
        self.for_hand = ForHand(
            ramme, kontor, self.arbeid, self.utkast, self._kommuner, self._filer_ved, self._er_fort, self._til_lista
        )
        self.side.manuelt.connect(self.for_hand.vis)
        self.tilgangen = Tilgangen(ramme, kontor, self.arbeid, self.side.vis_varsel, self._star_pa_saken)
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
            self._under("foresporsel", "ui_mottak.foresporselen", self._lag_saken, self._til_lista),
            self._under("manuell", "ui_mottak.manuell.tittel", self.for_hand.lag, self._til_lista),
            self._under("mottaksbrev", "ui_mottak.brev.svaret", self._lag_brevet, self._til_saken),
        )

    def _under(
        self, navn: str, tittel: str, lag: Callable[[], QWidget], escape: Callable[[QWidget], bool]
    ) -> Rammeside[QWidget]:
        def deler(_side: QWidget) -> tuple[str, ...]:
            bilde = self.saken.bilde if self.saken is not None and navn != "manuell" else None
            return (self._t(tittel), bilde.f.journalnummer) if bilde else (self._t(tittel),)

        return Rammeside(navn=navn, lag=lag, tittel=deler, i_skinnen="mottak", hjelp=_HJELP, escape=escape)

    # Mellom sidene

    def _vis_lista(self) -> None:
        self.hent()
        self._se_andre(None)
        self.side.fokuser()

    def _til_lista(self, _side: QWidget | None = None) -> bool:
        self._ramme.ga_til("mottak")
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
        bilde = self.saken.bilde if self.saken is not None else None
        return Etterlatt(
            self.utkast.venter,
            (bilde.f.aar, bilde.f.nr) if bilde is not None else None,
            self.brevet.uferdig if self.brevet is not None else None,
        )

    def ta_over(self, etterlatt: Etterlatt) -> None:
        """Før noen forespørsel er vist."""
        self._etterlatt = etterlatt
        self.utkast.ta_over(etterlatt.ulagret)

    def vis_igjen(self, side: str) -> bool:
        """Vis skjemaet, forespørselen eller brevet det forrige vinduet viste. Usant når siden ikke er en av dem."""
        etterlatt, self._etterlatt = self._etterlatt, None
        if etterlatt is None or side not in ("manuell", "foresporsel", "mottaksbrev"):
            return False
        if side == "manuell":
            self.for_hand.vis()
        elif etterlatt.apen is not None:
            aar, nr = etterlatt.apen
            brev = etterlatt.brev if side == "mottaksbrev" else None

            def vis(bilde: Foresporselsbilde) -> None:
                self._vis_saken(bilde)
                if brev is not None:
                    self.skriv(brev)

            self.arbeid.prov("vis", lambda: self.kontor.vis(aar, nr), vis)
        return True

    def lagre(self) -> None:
        """Ta vare på det som er skrevet og ikke ført, og vent til det er gjort: vinduet kan være borte etterpå."""
        if self.brevet is not None:
            self.brevet.om.send()
        self.arbeid.vent_pa(self._resten, _VENT_S)

    def lukk(self) -> None:
        self._live.stans()
        self.innlesing.stans()
        self.utkast.stans()
        if self.brevet is not None:
            self.brevet.om.send()
        if self.saken is not None:
            self.saken.rute.avslutt()
        self.arbeid.avslutt(sist=self._sist)

    def _sist(self) -> None:
        """På arbeidstråden."""
        self._resten()
        self.kontor.lukk()

    def _resten(self) -> None:
        if self.brevet is not None:
            self.brevet.lagre_resten()
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
            QTimer.singleShot(0, self, lambda: self._ramme.side("foresporsel"))
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
        kontor, utvalg, saken = self.kontor, self.side.utvalg, self.saken
        if "" in numre:
            self.hort.emit()
        if self._ramme.na == "mottak" and not self.innlesing.pagar and len(self.side.modell.rader) <= SIDE:
            self.arbeid.gjor(
                "liste",
                lambda: (kontor.side(utvalg), kontor.koer()),
                lambda svar: self._vis_liste(*svar),
                lambda _: None,
            )
        bilde = saken.bilde if saken is not None and self._ramme.na == "foresporsel" else None
        if saken is not None and bilde is not None and (bilde.f.journalnummer in numre or "" in numre):
            f = bilde.f

            def vis(nytt: Foresporselsbilde) -> None:
                na = saken.bilde
                if na is not None and nytt.f.journalnummer == na.f.journalnummer and nytt.f.versjon != na.f.versjon:
                    self.utkast.lagre()
                    saken.vis(nytt, kontor.i_dag)
                    meld(self._vindu, self._det_siste("felles.endret_av_annen", nytt))
                self._se_andre(nytt)

            self.arbeid.gjor("hørt", lambda: kontor.vis(f.aar, f.nr), vis, lambda _: None)

    def _se_andre(self, bilde: Foresporselsbilde | None) -> None:
        """Si hva som er åpent her, og vis hvem andre som har det åpent, når loggen er på en tjener."""
        sted, saken = self.kontor.loggsted, self.saken
        if sted is None or not sted.adresse:
            return
        nummer = (bilde.f.aar, bilde.f.nr) if bilde is not None else (0, 0)

        def vis(andre: Sequence[Melding]) -> None:
            vist = saken.bilde if saken is not None else None
            if saken is not None and vist and bilde and vist.f.journalnummer == bilde.f.journalnummer:
                saken.vis_andre("\n".join(en.paa(self._t) for en in andre))

        self.arbeid.gjor("andre", lambda: self.kontor.apner(*nummer), vis, lambda _: None)

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

    def _legg_ved(self) -> None:
        """Velg filer til forespørselen som vises, og spør når de kom."""
        if filer := self._filer_ved():
            self._vist_sak.spor_nar(filer, self.kontor.i_dag)

    def _legg_dem_ved(self, filer: Sequence[Path], mottatt: date, bekreftet: bool) -> None:
        f = self._forespurt

        def legg() -> Foresporselsbilde | ForBrevet:
            from overforing.saksgang.mottak.gang import ForBrevet

            try:
                return self.kontor.legg_ved_og_vis(f.aar, f.nr, filer, mottatt, bekreftet=bekreftet)
            except ForBrevet as feil:
                return feil

        def lagt(svar: Foresporselsbilde | ForBrevet) -> None:
            if isinstance(svar, UgyldigInndata):
                self._vist_sak.bekreft_nar(self._ord.feil(svar))
                return
            self._vis_saken(svar)
            self._vist_sak.si(self._t("ui_mottak.lagt_ved", antall=str(len(filer))))

        self.arbeid.prov("legg_ved", legg, lagt, "ui_mottak.ikke_lagt_ved")

    # En forespørsel

    def _er_fort(self, f: Foresporsel) -> None:
        self.apne(f.aar, f.nr)

    def apne(self, aar: int, nr: int) -> None:
        fra = self._ramme.na

        def vis(bilde: Foresporselsbilde) -> None:
            if self._ramme.na in (fra, "mottak"):  # ellers har brukeren gått et annet sted imens
                self._vis_saken(bilde)

        self.arbeid.prov("vis", lambda: self.kontor.vis(aar, nr), vis)

    def _lag_saken(self) -> Foresporselside:
        from .brevrute import Brevrute
        from .foresporselside import Foresporselside
        from .handling import Handlinger

        handlinger = Handlinger(self._tema, self._ord, self.utfor, self._kommuner, self.skriv, self.utkast)
        rute = Brevrute(self._tema, self._ord, self.kontor, self.arbeid)
        side = self.saken = Foresporselside(self._tema, self._ord, handlinger, rute)
        side.tilbake.connect(self._til_lista)
        side.dokument.connect(self._lagre_dokument)
        side.pakk.connect(self._pakk)
        side.legg_ved.connect(self._legg_ved)
        side.apne.connect(self.apne)
        side.tilgang.connect(lambda: self.tilgangen.apne(self._forespurt.journalnummer))
        rute.apne.connect(self._lagre_dokument)
        side.ved.connect(self._legg_dem_ved)
        return side

    def _star_pa_saken(self, tekst: str) -> bool:
        bilde = self.saken.bilde if self.saken is not None else None
        return self._ramme.na == "foresporsel" and bilde is not None and tekst in bilde.merknader

    @property
    def _vist_sak(self) -> Foresporselside:
        """Siden med forespørselen. Å spørre før en er vist, er en feil i programmet."""
        assert self.saken is not None
        return self.saken

    def _vis_saken(self, bilde: Foresporselsbilde) -> None:
        for_ = self.saken.bilde if self.saken is not None and self._ramme.na == "foresporsel" else None
        self._ramme.vis("foresporsel")
        side = self._vist_sak
        side.vis(bilde, self.kontor.i_dag)
        self._se_andre(bilde)
        if for_ is None or for_.f.journalnummer != bilde.f.journalnummer:
            side.fokuser()
        # Det første brevet skal åpne like fort som det neste.
        QTimer.singleShot(0, self, lambda: self._ramme.side("mottaksbrev"))

    def utfor(self, hva: Callable[[Mottakskontor], Foresporselsbilde], del_: Handlingsdel | None) -> None:
        """Gjør noe med forespørselen, og vis den på nytt. ``del_`` tømmes når det gikk, og får ellers feilen."""
        saken, f = self._vist_sak, self._forespurt
        self.utkast.lagre()

        def fort(bilde: Foresporselsbilde) -> None:
            if del_ is not None:
                del_.fort()
            if bilde.f.journalnummer == f.journalnummer:
                saken.vis(bilde, self.kontor.i_dag)
            else:  # den er slått sammen med en annen
                self._vis_saken(bilde)
            saken.handlinger.si(self._det_siste("ui_mottak.gjor.fort", bilde))

        def feilet(feil: Exception) -> None:
            self.arbeid.si(feil, del_.vis_feil if del_ else None)
            # Har en annen ført noe imens, er det dette som nå gjelder. Det skrevne blir stående.
            if not isinstance(feil, Hindret):
                self.arbeid.prov("vis", lambda: self.kontor.vis(f.aar, f.nr), self._vis_saken)

        self.arbeid.gjor("gjør", lambda: hva(self.kontor), fort, feilet)

    def _det_siste(self, nokkel: str, bilde: Foresporselsbilde) -> str:
        """Hva som sist ble ført. Den som er skjermet på en tjener, ser ingenting av historikken, heller ikke sitt."""
        hva = next((linje.hva for linje in bilde.historikk), "")
        return self._t(nokkel, hva=hva) if hva else self._t(f"{nokkel}_skjermet")

    def _lagre_dokument(self, post: Dokumentpost) -> None:
        dialoger, t = self._dialoger, self._t
        forslag = f"{t('ui_mottak.dokument.filnavn', nummer=str(post.post))}.{post.format}"
        type_ = t("ui_mottak.dokument.filtype", format=post.format)
        sti = dialoger.lagre_fil(self._vindu, t("ui_mottak.dokument.lagre"), forslag, type_)
        if sti is None:
            return

        def lagret(fil: Path) -> None:
            meld(self._vindu, t("ui_mottak.dokument.lagret"))
            dialoger.vis_fil(fil)

        f = self._forespurt
        self.arbeid.prov(
            "fil",
            lambda: self.kontor.uttak.dokumentet(f.aar, f.nr, post, sti),
            lagret,
            "ui_mottak.dokument.ikke_lagret",
        )

    def _pakk(self, post: Dokumentpost) -> None:
        """Pakken til arkivet for et brev som har gått ut."""
        from overforing.ui.brev.brevut import Utganger

        from .brevside import pakk_svaret

        if self._utganger is None:
            self._utganger = Utganger(self._vindu, self._u, self.arbeid)
            self._utganger.sagt.connect(self._vist_sak.si)
        pakk_svaret(self._utganger, self.kontor, self._forespurt, post)

    @property
    def _forespurt(self) -> Foresporsel:
        bilde = self._vist_sak.bilde
        assert bilde is not None
        return bilde.f

    # Brevet

    def skriv(self, valg: Svarvalg) -> None:
        """Brevet som hører til et svar på forespørselen som vises."""
        self.utkast.lagre()  # føres brevet, er skjemaet ført; da skal ikke utkastet lagres etterpå
        self._ramme.side("mottaksbrev")
        assert self.brevet is not None
        self.brevet.vis(self._forespurt, valg)
        self._ramme.vis("mottaksbrev")
        self.brevet.fokuser()

    def _lag_brevet(self) -> Mottaksbrevside:
        from .brevside import Mottaksbrevside

        side = self.brevet = Mottaksbrevside(self.kontor, self.arbeid, self._u)
        side.tilbake.connect(self._til_saken)
        side.fort.connect(self._brevet_fort)
        side.foreslatt.connect(self._foreslatt)
        return side

    def _til_saken(self, _side: QWidget | None = None) -> bool:
        """Tilbake til skjemaet en kom fra."""
        self._ramme.vis("foresporsel")
        felt = cast("QWidget | None", self._vist_sak.focusWidget())
        if felt is not None and felt.isVisible():
            felt.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._vist_sak.fokuser()
        return True

    def _brevet_fort(self, dokument: Dokument, bilde: Foresporselsbilde) -> None:
        self._vist_sak.handlinger.brevet_fort(dokument)
        self._vist_sak.vis(bilde, self.kontor.i_dag)

    def _foreslatt(self, bilde: Foresporselsbilde) -> None:
        """Avgjørelsen venter på en annen: tilbake til forespørselen."""
        self._ramme.vis("foresporsel")
        self._vist_sak.vis(bilde, self.kontor.i_dag)
        self._vist_sak.fokuser()
        self._vist_sak.handlinger.si(self._t("ui_fire_oyne.foreslatt"))
