"""Statsforvalterens sider satt sammen. Alt som rører loggen, gjøres på én arbeidstråd, som eier den."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from overforing.feil import Melding, OverforingFeil, UgyldigInndata
from overforing.hinder import Hindret
from overforing.mottak.utvalg import Ko, Listeside, Sted
from overforing.saksgang.kopier import er_fortalt
from overforing.saksgang.tilstand import Valg
from overforing.tekster.geografi import Geografi, Kommune
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme, Rammeside

from .bunke import Bunkehandlinger
from .innlesing import Innlesingskort
from .side import Mottakside
from .utkast import Utkastlagring

if TYPE_CHECKING:
    from datetime import date

    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.kvittering import Dokumentpost
    from overforing.sak.modell import Dokument
    from overforing.saksgang.mottak.bilde import Foresporselsbilde, Halvskrevet
    from overforing.saksgang.mottak.gang import ForBrevet
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.rapport import Rapport
    from overforing.saksgang.mottak.svar import Svarvalg
    from overforing.ui.brev.brevut import Utganger

    from .brevside import Mottaksbrevside
    from .deler import Handlingsdel
    from .foresporselside import Foresporselside
    from .manuell import Manuellside
    from .tall import Tallside

T = TypeVar("T")
_HJELP = ("hjelp", "mottak")
_FOR_HAND = "for_hand"


@dataclass(frozen=True)
class Etterlatt:
    """Det et vindu lar et annet ta over: forespørselen og brevet som var åpne, og det som ikke lot seg lagre."""

    ulagret: Mapping[str, Halvskrevet]
    apen: tuple[int, int] | None
    brev: Svarvalg | None


class Mottaksvindu(QObject):
    """Melder sidene inn i rammen. Hver lages første gang den vises; lista med en gang."""

    def __init__(self, ramme: Ramme, kontor: Mottakskontor) -> None:
        super().__init__(ramme)
        u = self._u = ramme.utstyr
        self._ramme, self._vindu, self._dialoger = ramme, ramme.vindu, u.dialoger
        self.kontor, self._ord, self._t, self._tema = kontor, u.ord, u.ord.fra, u.tema
        self.arbeid = Arbeid(self)
        self._kommuner = kommunevalg(u.geografi, u.i_dag())
        self.innlesing = Innlesingskort(kontor, self.arbeid, u.ord, u.tema)
        self.bunke = Bunkehandlinger(kontor, self.arbeid, u)
        self.side = Mottakside(u.tema, u.ord, self._kommuner, self.innlesing, self.bunke, lambda: kontor.i_dag)
        self.innlesing.ferdig.connect(self.side.sta_pa)
        self.innlesing.endret.connect(self.hent)
        self.innlesing.apne.connect(self.apne)
        self.side.les_inn.connect(self.velg_filer)
        self.side.manuelt.connect(self.manuelt)
        self.side.apne.connect(self.apne)
        self.side.hent.connect(self.hent)
        self.side.modell.trenger.connect(self._hent_mer)
        self._sier_fra = self._spurt_om_klokka = False
        self.utkast = Utkastlagring(kontor, self.arbeid, u.ord)
        self._etterlatt: Etterlatt | None = None
        self.saken: Foresporselside | None = None
        self.brevet: Mottaksbrevside | None = None
        self._utganger: Utganger | None = None
        self._manuell: Manuellside | None = None
        self._tall: Tallside | None = None
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
            Rammeside(
                navn="statistikk",
                lag=self._lag_tallsiden,
                vis=lambda side, _: self._vis_tallene(side),
                hjelp=_HJELP,
            ),
            self._under("foresporsel", "ui_mottak.foresporselen", self._lag_saken, self._til_lista),
            self._under("manuell", "ui_mottak.manuell.tittel", self._lag_manuell, self._til_lista),
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
        self.side.fokuser()

    def _til_lista(self, _side: QWidget | None = None) -> bool:
        self._ramme.ga_til("mottak")
        return True

    def apne_pa_nytt(self) -> None:
        """Navnet eller embetet er et annet: åpne loggen på nytt neste gang den trengs."""
        if not self.innlesing.pagar:
            self._gjor("åpne", self.kontor.lukk, lambda _: None)

    def slipp_loggen(self, ferdig: Callable[[], None]) -> None:
        """Lukk loggen, og kall så ``ferdig``. Er noe på vei inn, lukkes den etterpå."""
        self._gjor("åpne", self.kontor.lukk, lambda _: ferdig())

    def med_lukket_logg(self, gjor: Callable[[], object], ferdig: Callable[[], None], tittel: str) -> None:
        """Gjør noe med loggens fil mens den er lukket. Den åpnes igjen når den trengs."""

        def lukket() -> None:
            self.kontor.lukk()
            gjor()

        self._gjor("filen", lukket, lambda _: ferdig(), tittel)

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
            self.manuelt()
        elif etterlatt.apen is not None:
            aar, nr = etterlatt.apen
            brev = etterlatt.brev if side == "mottaksbrev" else None

            def vis(bilde: Foresporselsbilde) -> None:
                self._vis_saken(bilde)
                if brev is not None:
                    self.skriv(brev)

            self._gjor("vis", lambda: self.kontor.vis(aar, nr), vis)
        return True

    def lagre(self) -> None:
        """Ta vare på det som er skrevet i brevet."""
        if self.brevet is not None:
            self.brevet.om.send()
            self._gjor("resten", self.brevet.lagre_resten, lambda _: None)

    def lukk(self) -> None:
        self.innlesing.stans()
        self.utkast.stans()
        if self.brevet is not None:
            self.brevet.om.send()
        if self.saken is not None:
            self.saken.rute.avslutt()
        self.arbeid.avslutt(sist=self._sist)

    def _sist(self) -> None:
        """På arbeidstråden."""
        if self.brevet is not None:
            self.brevet.lagre_resten()
        self.utkast.lagre_resten()
        self.kontor.lukk()

    # Lista

    def hent(self) -> None:
        """Hent køene og den første siden på nytt."""
        utvalg = self.side.utvalg
        self._gjor("liste", lambda: (self.kontor.side(utvalg), self.kontor.koer()), lambda svar: self._vis_liste(*svar))

    def _vis_liste(self, side: Listeside, antall: dict[Ko, int]) -> None:
        if side.rader:
            # Den første forespørselen skal åpne like fort som den neste.
            QTimer.singleShot(0, self, lambda: self._ramme.side("foresporsel"))
        var_tom = not self.side.modell.rader
        self.side.vis(side)
        if var_tom and side.rader and self.side.lesknapp.hasFocus() and not self.innlesing.pagar:
            self.side.tabell.setFocus()
        self.side.vis_koer(antall)
        if not self._spurt_om_klokka:
            self._spurt_om_klokka = True
            self._gjor("klokka", self.kontor.klokkesporsmal, self._spor_om_klokka)

    def _spor_om_klokka(self, galt: Melding | None) -> None:
        if galt is None:
            return
        from overforing.ui.deler.varsel import Varsel

        def riktig() -> None:
            self._gjor("klokka", self.kontor.klokka_er_rett, lambda _: varsel.hide())

        knapper = ((self._t("ui_kopier.varsel.klokka_er_riktig"), riktig),)
        varsel = Varsel(self._tema, self._t("ui_kopier.varsel.klokka"), self._ord.feil(galt), knapper)
        self.side.vis_varsel(varsel)
        meld(self._vindu, varsel.sagt, viktig=True)

    def _hent_mer(self, etter: Sted) -> None:
        utvalg = self.side.utvalg
        self._gjor(
            "mer",
            lambda: self.kontor.side(utvalg, etter),
            lambda side: self.side.modell.legg_til(side, etter),
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

    def manuelt(self) -> None:
        """Skjemaet for en forespørsel på papir, med det som var skrevet i det."""
        self._ramme.vis("manuell")
        side = self._manuell
        assert side is not None
        side.tom(self.kontor.i_dag)
        self.utkast.lagre()

        def vis(i_loggen: Halvskrevet) -> None:
            skrevet = self.utkast.kjent("", i_loggen).get(_FOR_HAND, {})
            if skrevet and not side.skrevet():
                side.legg_inn(skrevet)
                side.vis_utkastet(self._t("ui_mottak.utkast.fortsetter"))

        self._gjor("for_hand", lambda: self.kontor.halvskrevet(""), vis)

    def _lag_manuell(self) -> Manuellside:
        from .manuell import Manuellside

        side = self._manuell = Manuellside(self._tema, self._ord, self._kommuner)
        side.tilbake.connect(self._til_lista)
        side.registrer.connect(self._registrer)
        side.velg_filer.connect(lambda: side.legg_ved(self._filer_ved()))
        side.endret.connect(lambda: self.utkast.skrevet("", {_FOR_HAND: side.skrevet()}))
        self.utkast.status.connect(lambda sted, tekst: side.vis_utkastet(tekst) if not sted else None)
        return side

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

        self._gjor("legg_ved", legg, lagt, "ui_mottak.ikke_lagt_ved")

    def _registrer(self, felt: dict[str, object], mottatt: date, filer: Sequence[Path]) -> None:
        self.utkast.lagre()

        def fort(f: Foresporsel) -> None:
            self.utkast.er_fort("")
            self.apne(f.aar, f.nr)
            meld(self._vindu, self._t("ui_mottak.manuell.fort", journalnummer=f.journalnummer))

        self.arbeid.gjor(
            "registrer",
            lambda: self.kontor.registrer_manuelt(felt, mottatt, filer),
            fort,
            lambda feil: self._sag(feil, self._manuell.vis_feil if self._manuell else self._feilmelding),
        )

    # En forespørsel

    def apne(self, aar: int, nr: int) -> None:
        fra = self._ramme.na

        def vis(bilde: Foresporselsbilde) -> None:
            if self._ramme.na in (fra, "mottak"):  # ellers har brukeren gått et annet sted imens
                self._vis_saken(bilde)

        self._gjor("vis", lambda: self.kontor.vis(aar, nr), vis)

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
        rute.apne.connect(self._lagre_dokument)
        side.ved.connect(self._legg_dem_ved)
        return side

    @property
    def _vist_sak(self) -> Foresporselside:
        """Siden med forespørselen. Å spørre før en er vist, er en feil i programmet."""
        assert self.saken is not None
        return self.saken

    def _vis_saken(self, bilde: Foresporselsbilde) -> None:
        for_ = self.saken.bilde if self.saken is not None else None
        self._ramme.vis("foresporsel")
        side = self._vist_sak
        side.vis(bilde, self.kontor.i_dag)
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
            saken.handlinger.si(self._t("ui_mottak.gjor.fort", hva=bilde.historikk[0].hva))

        def feilet(feil: Exception) -> None:
            self._sag(feil, del_.vis_feil if del_ else self._feilmelding)
            # Har en annen ført noe imens, er det dette som nå gjelder. Det skrevne blir stående.
            if not isinstance(feil, Hindret):
                self._gjor("vis", lambda: self.kontor.vis(f.aar, f.nr), self._vis_saken)

        self.arbeid.gjor("gjør", lambda: hva(self.kontor), fort, feilet)

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

        self._gjor("fil", lambda: self.kontor.lagre_dokument(post, sti), lagret, "ui_mottak.dokument.ikke_lagret")

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

    # Tallene

    def _lag_tallsiden(self) -> Tallside:
        from .kontroll import Kontrollkort
        from .tall import Tallside

        side = self._tall = Tallside(self._u, self.kontor.i_dag)
        side.hent.connect(self._hent_tallene)
        side.lagre.connect(self._lagre_rapporten)
        side.eksporter.connect(self._eksporter)
        side.legg_til(Kontrollkort(self.kontor, self.arbeid, self._ord, self._tema, self._filer_mot))
        return side

    def _filer_mot(self) -> list[Path]:
        tittel, typer = self._t("ui_mottak.kontroll.velg"), self._t("ui_mottak.kontroll.filtyper")
        return self._dialoger.apne_filer(self._vindu, tittel, typer)

    def _hent_tallene(self, aar: int, skjermet: bool) -> None:
        self._gjor(
            "tall",
            lambda: (self.kontor.aarene(), self.kontor.rapport(aar, skjermet=skjermet)),
            lambda svar: self._tall.vis(*svar) if self._tall is not None else None,
        )

    def _lagre_rapporten(self, rapport: Rapport) -> None:
        t, slag = self._t, "masket" if rapport.skjermet else "umasket"
        tittel = t("ui_mottak.tall.til_excel").removesuffix(" …")
        navn = t(f"ui_mottak.tall.navn_{slag}", aar=str(rapport.aar))
        sti = self._dialoger.lagre_fil(self._vindu, tittel, navn, t("ui_mottak.tall.type"))
        if sti is not None:
            self._gjor(
                "rapport",
                lambda: self.kontor.lagre_rapporten(rapport, sti),
                lambda fil: self._tall.si_lagret(fil.name) if self._tall is not None else None,
                "ui_mottak.tall.ikke_lagret",
            )

    def _vis_tallene(self, side: Tallside) -> None:
        side.vis_journalen(self._u.innstillinger.verdier.journal_i_arkivet)
        side.be_om()

    def _eksporter(self, hva: str, fra: date, til: date) -> None:
        t = self._t
        tittel = t(f"ui_mottak.eksport.{hva}").removesuffix(" …")
        navn, type_ = t(f"ui_mottak.eksport.navn_{hva}"), t(f"ui_mottak.eksport.type_{hva}")
        sti = self._dialoger.lagre_fil(self._vindu, tittel, navn, type_)
        if sti is None:
            return
        self._gjor(
            "eksport",
            lambda: self.kontor.eksporter(hva, fra, til, sti),
            lambda fil: self._si_tall(t("ui_mottak.tall.lagret", fil=sti.name)),
            "ui_mottak.tall.ikke_lagret",
        )

    def _si_tall(self, tekst: str) -> None:
        if self._tall is not None:
            self._tall.si(tekst)

    # Feil

    def _gjor(
        self, navn: str, hva: Callable[[], T], ferdig: Callable[[T], None], tittel: str = "ui_mottak.feil"
    ) -> None:
        """Gjør noe på arbeidstråden. Går det ikke, sies det, og brukeren kan prøve igjen."""

        def feilet(feil: Exception) -> None:
            if er_fortalt(feil) or (isinstance(feil, OverforingFeil) and self._sier_fra):
                return  # det samme er i veien for begge, og ett vindu om gangen er nok
            self._sier_fra = True
            try:
                igjen = self._dialoger.gikk_ikke(self._vindu, self._t(tittel), feil)
            finally:
                self._sier_fra = False
            if igjen:
                self._gjor(navn, hva, ferdig, tittel)

        self.arbeid.gjor(navn, hva, ferdig, feilet)

    def _feilmelding(self, tekst: str) -> None:
        self._dialoger.feil(self._vindu, self._t("ui_mottak.feil"), tekst)

    def _sag(self, feil: Exception, vis: Callable[[str], object]) -> None:
        """Si det som kan sies. En feil i programmet går videre til programmets egen feilmelding."""
        if not isinstance(feil, OverforingFeil):
            raise feil
        vis(self._ord.feil(feil))


def kommunevalg(geografi: Geografi, i_dag: date) -> tuple[Valg, ...]:
    """Kommunene som finnes i dag, i norsk alfabetisk rekkefølge."""
    kjente = geografi.kommuner
    return tuple(Valg(nummer, navn, _andre_navn(kjente[nummer])) for nummer, navn in geografi.valgene(i_dag).items())


def _andre_navn(kommune: Kommune) -> str:
    """Hvert av navnene på en kommune som har to, så hun finnes på begge."""
    return f"{kommune.navn}, {kommune.norsk_alias}" if kommune.norsk_alias else ""
