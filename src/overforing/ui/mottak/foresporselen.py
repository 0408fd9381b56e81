"""Forespørselen som er åpen, og brevet som svarer på den: sidene, og det som gjøres på dem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from overforing.feil import Melding, UgyldigInndata
from overforing.hinder import Hindret
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme

from .loggarbeid import Loggarbeid
from .utkast import Utkastlagring

if TYPE_CHECKING:
    from datetime import date

    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.kvittering import Dokumentpost
    from overforing.sak.modell import Dokument
    from overforing.saksgang.mottak.bilde import Foresporselsbilde
    from overforing.saksgang.mottak.gang import ForBrevet
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.svar import Svarvalg
    from overforing.ui.brev.brevut import Utganger

    from .brevside import Mottaksbrevside
    from .deler import Handlingsdel
    from .foresporselside import Foresporselside

SAKEN, BREV = "foresporsel", "mottaksbrev"


class Foresporselen(QObject):
    """``side`` og ``brevet`` lages første gang de vises. ``til_tilgang`` gis journalnummeret."""

    def __init__(
        self,
        ramme: Ramme,
        kontor: Mottakskontor,
        arbeid: Loggarbeid,
        utkast: Utkastlagring,
        kommuner: tuple[Valg, ...],
        velg_filer: Callable[[], list[Path]],
        til_lista: Callable[[], object],
        til_tilgang: Callable[[str], object],
    ) -> None:
        super().__init__(ramme)
        self._ramme, self._u, self._t = ramme, ramme.utstyr, ramme.utstyr.ord.fra
        self._vindu, self._dialoger = ramme.vindu, ramme.utstyr.dialoger
        self._kontor, self._arbeid, self._utkast, self._kommuner = kontor, arbeid, utkast, kommuner
        self._velg_filer, self._til_lista, self._til_tilgang = velg_filer, til_lista, til_tilgang
        self.side: Foresporselside | None = None
        self.brevet: Mottaksbrevside | None = None
        self._utganger: Utganger | None = None

    @property
    def bilde(self) -> Foresporselsbilde | None:
        """Forespørselen siden viser, når den er laget."""
        return self.side.bilde if self.side is not None else None

    @property
    def _vist(self) -> Foresporselside:
        """Siden med forespørselen. Å spørre før en er vist, er en feil i programmet."""
        assert self.side is not None
        return self.side

    @property
    def _f(self) -> Foresporsel:
        bilde = self._vist.bilde
        assert bilde is not None
        return bilde.f

    # Siden

    def lag(self) -> Foresporselside:
        from .brevrute import Brevrute
        from .foresporselside import Foresporselside
        from .handling import Handlinger

        u = self._u
        handlinger = Handlinger(u.tema, u.ord, self.utfor, self._kommuner, self.skriv, self._utkast)
        rute = Brevrute(u.tema, u.ord, self._kontor, self._arbeid)
        side = self.side = Foresporselside(u.tema, u.ord, handlinger, rute)
        side.tilbake.connect(lambda: self._til_lista())
        side.dokument.connect(self._lagre_dokument)
        side.pakk.connect(self._pakk)
        side.legg_ved.connect(self._legg_ved)
        side.apne.connect(self.apne)
        side.tilgang.connect(lambda: self._til_tilgang(self._f.journalnummer))
        rute.apne.connect(self._lagre_dokument)
        side.ved.connect(self._legg_dem_ved)
        return side

    def apne(self, aar: int, nr: int) -> None:
        fra = self._ramme.na

        def vis(bilde: Foresporselsbilde) -> None:
            if self._ramme.na in (fra, "mottak"):  # ellers har brukeren gått et annet sted imens
                self.vis(bilde)

        self.hent(aar, nr, vis)

    def hent(self, aar: int, nr: int, vis: Callable[[Foresporselsbilde], object]) -> None:
        self._arbeid.prov("vis", lambda: self._kontor.vis(aar, nr), vis)

    def vis(self, bilde: Foresporselsbilde) -> None:
        for_ = self.bilde if self._ramme.na == SAKEN else None
        self._ramme.vis(SAKEN)
        self._vist.vis(bilde, self._kontor.i_dag)
        self.se_andre(bilde)
        if for_ is None or for_.f.journalnummer != bilde.f.journalnummer:
            self._vist.fokuser()
        # Det første brevet skal åpne like fort som det neste.
        QTimer.singleShot(0, self, lambda: self._ramme.side(BREV))

    def star_pa_siden(self, tekst: str) -> bool:
        """Om det alt sies på siden som vises."""
        return self._ramme.na == SAKEN and self.bilde is not None and tekst in self.bilde.merknader

    # Det andre gjør

    def er_hort(self, numre: frozenset[str]) -> None:
        """En annen kan ha ført noe. Går det ikke å hente det, sies det når brukeren selv gjør noe."""
        bilde, kontor = self.bilde, self._kontor
        if self._ramme.na != SAKEN or bilde is None or not ({bilde.f.journalnummer, ""} & numre):
            return
        f = bilde.f

        def vis(nytt: Foresporselsbilde) -> None:
            na = self._vist.bilde
            if na is not None and nytt.f.journalnummer == na.f.journalnummer and nytt.f.versjon != na.f.versjon:
                self._utkast.lagre()
                self._vist.vis(nytt, kontor.i_dag)
                meld(self._vindu, self._det_siste("felles.endret_av_annen", nytt))
            self.se_andre(nytt)

        self._arbeid.gjor("hørt", lambda: kontor.vis(f.aar, f.nr), vis, lambda _: None)

    def se_andre(self, bilde: Foresporselsbilde | None) -> None:
        """Si hva som er åpent her, og vis hvem andre som har det åpent, når loggen er på en tjener."""
        sted = self._kontor.loggsted
        if sted is None or not sted.adresse:
            return
        nummer = (bilde.f.aar, bilde.f.nr) if bilde is not None else (0, 0)

        def vis(andre: Sequence[Melding]) -> None:
            vist = self.bilde
            if vist and bilde and vist.f.journalnummer == bilde.f.journalnummer:
                self._vist.vis_andre("\n".join(en.paa(self._t) for en in andre))

        self._arbeid.gjor("andre", lambda: self._kontor.apner(*nummer), vis, lambda _: None)

    # Det som føres

    def utfor(self, hva: Callable[[Mottakskontor], Foresporselsbilde], del_: Handlingsdel | None) -> None:
        """Gjør noe med forespørselen, og vis den på nytt. ``del_`` tømmes når det gikk, og får ellers feilen."""
        side, f = self._vist, self._f
        self._utkast.lagre()

        def fort(bilde: Foresporselsbilde) -> None:
            if del_ is not None:
                del_.fort()
            if bilde.f.journalnummer == f.journalnummer:
                side.vis(bilde, self._kontor.i_dag)
            else:  # den er slått sammen med en annen
                self.vis(bilde)
            side.handlinger.si(self._det_siste("ui_mottak.gjor.fort", bilde))

        def feilet(feil: Exception) -> None:
            self._arbeid.si(feil, del_.vis_feil if del_ else None)
            # Har en annen ført noe imens, er det dette som nå gjelder. Det skrevne blir stående.
            if not isinstance(feil, Hindret):
                self.hent(f.aar, f.nr, self.vis)

        self._arbeid.gjor("gjør", lambda: hva(self._kontor), fort, feilet)

    def _det_siste(self, nokkel: str, bilde: Foresporselsbilde) -> str:
        """Hva som sist ble ført. Den som er skjermet på en tjener, ser ingenting av historikken, heller ikke sitt."""
        hva = next((linje.hva for linje in bilde.historikk), "")
        return self._t(nokkel, hva=hva) if hva else self._t(f"{nokkel}_skjermet")

    def _legg_ved(self) -> None:
        """Velg filer til forespørselen som vises, og spør når de kom."""
        if filer := self._velg_filer():
            self._vist.spor_nar(filer, self._kontor.i_dag)

    def _legg_dem_ved(self, filer: Sequence[Path], mottatt: date, bekreftet: bool) -> None:
        f = self._f

        def legg() -> Foresporselsbilde | ForBrevet:
            from overforing.saksgang.mottak.gang import ForBrevet

            try:
                return self._kontor.legg_ved_og_vis(f.aar, f.nr, filer, mottatt, bekreftet=bekreftet)
            except ForBrevet as feil:
                return feil

        def lagt(svar: Foresporselsbilde | ForBrevet) -> None:
            if isinstance(svar, UgyldigInndata):
                self._vist.bekreft_nar(self._u.ord.feil(svar))
                return
            self.vis(svar)
            self._vist.si(self._t("ui_mottak.lagt_ved", antall=str(len(filer))))

        self._arbeid.prov("legg_ved", legg, lagt, "ui_mottak.ikke_lagt_ved")

    # Det som tas ut

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

        f = self._f
        self._arbeid.prov(
            "fil",
            lambda: self._kontor.uttak.dokumentet(f.aar, f.nr, post, sti),
            lagret,
            "ui_mottak.dokument.ikke_lagret",
        )

    def _pakk(self, post: Dokumentpost) -> None:
        """Pakken til arkivet for et brev som har gått ut."""
        from overforing.ui.brev.brevut import Utganger

        from .brevside import pakk_svaret

        if self._utganger is None:
            self._utganger = Utganger(self._vindu, self._u, self._arbeid)
            self._utganger.sagt.connect(self._vist.si)
        pakk_svaret(self._utganger, self._kontor, self._f, post)

    # Brevet

    def skriv(self, valg: Svarvalg) -> None:
        """Brevet som hører til et svar på forespørselen som vises."""
        self._utkast.lagre()  # føres brevet, er skjemaet ført; da skal ikke utkastet lagres etterpå
        self._ramme.side(BREV)
        assert self.brevet is not None
        self.brevet.vis(self._f, valg)
        self._ramme.vis(BREV)
        self.brevet.fokuser()

    def lag_brevet(self) -> Mottaksbrevside:
        from .brevside import Mottaksbrevside

        side = self.brevet = Mottaksbrevside(self._kontor, self._arbeid, self._u)
        side.tilbake.connect(self.tilbake_fra_brevet)
        side.fort.connect(self._brevet_fort)
        side.foreslatt.connect(self._foreslatt)
        return side

    def tilbake_fra_brevet(self) -> None:
        """Tilbake til skjemaet en kom fra."""
        self._ramme.vis(SAKEN)
        felt = cast("QWidget | None", self._vist.focusWidget())
        if felt is not None and felt.isVisible():
            felt.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._vist.fokuser()

    def _brevet_fort(self, dokument: Dokument, bilde: Foresporselsbilde) -> None:
        self._vist.handlinger.brevet_fort(dokument)
        self._vist.vis(bilde, self._kontor.i_dag)

    def _foreslatt(self, bilde: Foresporselsbilde) -> None:
        """Avgjørelsen venter på en annen: tilbake til forespørselen."""
        self._ramme.vis(SAKEN)
        self._vist.vis(bilde, self._kontor.i_dag)
        self._vist.handlinger.lukk_de_tomme()  # det som ble foreslått, står øverst
        self._vist.fokuser()
        self._vist.handlinger.si(self._t("ui_fire_oyne.foreslatt"))

    # Når vinduet lukkes

    def send_det_skrevne(self) -> None:
        """Det som er skrevet i brevet og ikke lagret, til tråden som lagrer det."""
        if self.brevet is not None:
            self.brevet.om.send()

    def lagre_resten(self) -> None:
        """På arbeidstråden."""
        if self.brevet is not None:
            self.brevet.lagre_resten()

    def avslutt(self) -> None:
        self.send_det_skrevne()
        if self.side is not None:
            self.side.rute.avslutt()
