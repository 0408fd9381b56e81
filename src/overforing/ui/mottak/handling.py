"""Det en kan gjøre med en forespørsel, én ting om gangen, hver med sitt skjema."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel

from overforing.feil import UgyldigInndata
from overforing.mottak import overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.egen_habilitet import Utforer, er_leder_over, leder_svarer
from overforing.mottak.egne_svar import er_blant, habile, samme
from overforing.mottak.fire_oyne import med_dato, returner
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Forslagsstand
from overforing.mottak.hendelser import Endring, Handling, Sladdegrunn
from overforing.mottak.skjold import apne_for_hast
from overforing.sak.modell import Dokument
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.brev import SKJEMA_FOR
from overforing.saksgang.mottak.svar import Svarvalg
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import med_forslag
from overforing.ui.deler.klosser import Kort, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett
from overforing.ui.deler.valgrad import Fritekst

from .avgjor import Avgjorelsesdel
from .deler import Handlingsdel
from .felter import Feltdel, Retting, Utfylling
from .godkjenn import Godkjenningsdel, Hastedel, Skjolddel
from .habilitet import Habilitetsdel, Ledersvardel
from .sladd import Sladdedel
from .underveis import Etterlysningsdel, Forelopigdel
from .utkast import Utkastlinje

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde
    from overforing.saksgang.mottak.kontor import Mottakskontor

    from .utkast import Utkastlagring

    Utfor = Callable[[Callable[[Mottakskontor], Foresporselsbilde], "Handlingsdel | None"], None]
    """Gjør noe mot loggen ved siden av vinduet; delen får feilen, eller tømmes når det er ført."""

_HANDLINGEN = {
    "avgjor": Handling.AVGJORT,
    "gi": Handling.TILDELT,
    "gjenapne": Handling.GJENAPNET,
    "notat": Handling.NOTAT,
    "frist": Handling.RETTET,
    "sla_sammen": Handling.SLATT_SAMMEN,
}
"""Skjemaene som vises når handlingen kan gjøres."""

_VISER_SEG_SELV = (
    *(Feltdel, Habilitetsdel, Ledersvardel, Etterlysningsdel, Forelopigdel),
    *(Godkjenningsdel, Hastedel, Skjolddel),
)
"""Skjemaene som selv vet når de vises, og hva som står i dem av seg selv."""

_PA_NYTT = (Forslagsstand.RETURNERT, Forslagsstand.FORELDET)
"""Her må den som har forespørselen, foreslå avgjørelsen på nytt."""


class Handlinger(Kort):
    """Handlingene for forespørselen som vises. ``brev`` åpner brevet som hører til et svar.

    Det som skrives, tas vare på i ``utkast`` til det er ført, og står der når en kommer tilbake.
    """

    def __init__(
        self,
        tema: Tema,
        ord_: Ord,
        utfor: Utfor,
        kommuner: tuple[Valg, ...],
        brev: Callable[[Svarvalg], object],
        utkast: Utkastlagring,
    ) -> None:
        super().__init__(tema, tittel=ord_.fra("ui_mottak.kort.handlinger"))
        self._tema, self._ord, self._t, self._utfor = tema, ord_, ord_.fra, utfor
        self._brev, self._utkast, self._viser = brev, utkast, False
        self._bilde: Foresporselsbilde | None = None
        t = self._t
        self._ta = knapp(t("ui_mottak.gjor.ta"), self._ta_den, "hoved")
        self._lest = knapp(t("ui_mottak.gjor.lest"), lambda: self._endre("", overganger.merk_lest))
        self._knapperad = self.rom.ny(Rad(tema.px(10), self._ta, self._lest))
        self._sagt = self.rom.ny(Fritekst())
        self._lagret = self.rom.ny(Utkastlinje())
        utkast.status.connect(self._vis_utkastet)
        self.deler: dict[str, Handlingsdel] = {}
        self._kollegene = QStringListModel(self)
        self._fyll_ut = self.deler["registrer"] = Utfylling(tema, ord_, kommuner, self._registrer)
        self.deler["habilitet"] = Habilitetsdel(tema, ord_, self._svar)
        self.deler["leder"] = Ledersvardel(tema, ord_, self._svar_som_leder)
        self.deler["godkjenn"] = Godkjenningsdel(
            tema, ord_, self._godkjenn, lambda merknad: self._endre("godkjenn", returner, merknad)
        )
        self.deler["etterlys"] = Etterlysningsdel(tema, ord_, brev, self._etterlys)
        self.deler["forelopig"] = Forelopigdel(
            tema,
            ord_,
            brev,
            lambda merknad, hast: self._gjor("forelopig", lambda _, f: overganger.forelopig_svar(f, merknad), hast),
        )
        self._avgjorelse = self.deler["avgjor"] = Avgjorelsesdel(
            tema, ord_, kommuner, self._avgjor, lambda valgt: brev(Svarvalg(Dokument.AVGJORELSE, valgt))
        )
        self._notatet()
        self._gi_videre()
        self.deler["hast"] = Hastedel(
            tema, ord_, lambda hvorfor: self._gjor("hast", lambda _, f: apne_for_hast(f), hvorfor)
        )
        self._fristen()
        self.deler["rett"] = Retting(tema, ord_, kommuner, lambda felt, hvorfor: self._rett("rett", felt, hvorfor))
        self._sammenslaingen()
        self._gjenapning()
        self.deler["skjold"] = Skjolddel(tema, ord_, self._loft)
        self._sladd = self.deler["sladd"] = Sladdedel(tema, ord_, self._sladd_den)
        for del_ in self.deler.values():
            self.rom.addWidget(del_)
            del_.endret.connect(self.ta_vare)
            del_.feil_vist.connect(self._lagret.er_sagt)

    def si(self, tekst: str) -> None:
        """Det som ble ført, over skjemaene og til den som bruker skjermleser."""
        self._sagt.vis_tekst(f"✓ {tekst}" if tekst else "")
        self._lagret.vis("")  # det det gjaldt, kan være det som nettopp ble ført
        meld(self, tekst)

    # Skjemaene

    def _del(self, navn: str) -> Handlingsdel:
        del_ = self.deler[navn] = Handlingsdel(self._t(f"ui_mottak.gjor.{navn}_tittel"), self._tema, self._ord)
        return del_

    def _notatet(self) -> None:
        t, del_ = self._t, self._del("notat")
        del_.forklar(t("ui_mottak.gjor.notat_hjelp"))
        notat = del_.flate("tekst", t("ui_mottak.gjor.notat"))
        del_.gjor(t("ui_mottak.gjor.notat_lagre"), lambda: self._endre("notat", overganger.noter, notat.toPlainText()))

    def _gi_videre(self) -> None:
        t, del_ = self._t, self._del("gi")
        navn = del_.linje("navn", t("ui_mottak.gjor.gi_navn"))
        med_forslag(navn, self._kollegene)

        def gi() -> None:
            if not navn.text().strip():
                raise UgyldigInndata("ui_mottak.gjor.uten_navn")
            kjente = self._bilde.kolleger if self._bilde else ()
            if kjente and not er_blant(navn.text(), kjente):
                raise UgyldigInndata("ui_mottak.gjor.ikke_kollega", navn=navn.text().strip())
            self._endre("gi", overganger.tildel, navn.text())

        self._gi = del_.gjor(t("ui_mottak.gjor.gi"), gi)
        self._slipp = del_.gjor(t("ui_mottak.gjor.slipp"), lambda: self._endre("gi", overganger.tildel, ""), "stille")

    def _fristen(self) -> None:
        t, del_ = self._t, self._del("frist")
        del_.forklar(t("ui_mottak.gjor.frist_hjelp"))
        frist = del_.dato("frist", t("ui_mottak.gjor.frist"))
        hvorfor = del_.linje("hvorfor", t("ui_mottak.gjor.hvorfor"))
        del_.gjor(
            t("ui_mottak.gjor.frist_lagre"),
            lambda: self._rett("frist", {"frist": innlesing.dato(frist.text())}, hvorfor.text()),
        )

    def fyll_ut_med_det_som_er_lest(self) -> None:
        """Åpne skjemaet med det e-posten sier om seg selv. Ingenting er ført før brukeren gjør det."""
        assert self._bilde is not None
        self._fyll_ut.bruk(self._bilde.forslag)
        self._fyll_ut.fokuser()

    def _sammenslaingen(self) -> None:
        t, del_ = self._t, self._del("sla_sammen")
        del_.forklar(t("ui_mottak.gjor.sla_sammen_hjelp"))
        nummer = del_.linje("nummer", t("ui_mottak.gjor.sla_sammen_med"))

        def sla() -> None:
            f, den_andre = self._f, nummer.text()
            self._utfor(lambda k: k.sla_sammen(f.aar, f.nr, den_andre), del_)

        del_.gjor(t("ui_mottak.gjor.sla_sammen"), sla)

    def _gjenapning(self) -> None:
        t, del_ = self._t, self._del("gjenapne")
        hvorfor = del_.flate("hvorfor", t("ui_mottak.gjor.gjenapne_hvorfor"), 2)

        def gjenapne() -> None:
            self._endre("gjenapne", overganger.gjenapne, hvorfor.toPlainText())

        del_.gjor(t("ui_mottak.gjor.gjenapne"), gjenapne, "hoved")

    # Vise

    def apne_forslaget(self) -> None:
        """Brevet slik det ble foreslått; er det godkjent, med dagens dato, til å føre."""
        assert self._bilde is not None
        assert self._bilde.foreslatt is not None
        if (forslag := self._bilde.foreslatt.forslag) is not None:
            i_dag = self._bilde.foreslatt.godkjent and self._bilde.min
            valgt = med_dato(forslag.avgjorelse, self._i_dag) if i_dag else forslag.avgjorelse
            self._brev(Svarvalg(Dokument.AVGJORELSE, valgt, forslag=forslag))

    def for_godkjent(self) -> None:
        """Før avgjørelsen som er godkjent uten brev."""
        f = self._f
        self._utfor(lambda k: k.for_godkjent(f.aar, f.nr, f.versjon), self._avgjorelse)

    def vis(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        self._i_dag = i_dag
        ny = self._bilde is None or self._bilde.f.journalnummer != bilde.f.journalnummer
        for_ = None if ny else self._bilde

        def ble(sant: Callable[[Foresporselsbilde], bool]) -> bool:
            return sant(bilde) and not (for_ and sant(for_))

        ble_skjermet = ble(lambda b: b.skjermet and b.min)
        kan_godkjennes = ble(lambda b: Handling.GODKJENT in b.kan)
        ma_foreslas = ble(lambda b: b.min and b.f.forslag in _PA_NYTT and Handling.AVGJORT in b.kan)
        self._viser = True  # det som vises, er ikke skrevet av noen
        if ny:
            self._utkast.lagre()
            for del_ in self.deler.values():
                del_.tom()
            self._lagret.vis("")
        if ny or (self._bilde and self._bilde.f.versjon != bilde.f.versjon):
            self._sagt.vis_tekst("")  # det er ført noe etter det
        self._bilde = bilde
        self._vis_det_som_gjelder(bilde, i_dag)
        if ny:
            skrevet = self._utkast.kjent(bilde.f.journalnummer, bilde.halvskrevet)
            for navn, felt in skrevet.items():
                if navn in self.deler:
                    self.deler[navn].legg_inn(felt)
            self._avgjorelse.vis_feltene()
            if bilde.f.manuell:
                self._fyll_ut.apne(True)
        if kan_godkjennes:
            self.deler["godkjenn"].apne(True)
            if not er_blant(bilde.meg, habile(bilde.f)):
                self.deler["habilitet"].apne(True)  # det må svares på først
        if ma_foreslas:
            self._avgjorelse.apne(True)
        if ble_skjermet:
            self.deler["gi"].apne(True)
        self._viser = False

    def _vis_det_som_gjelder(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        f, kan = bilde.f, bilde.kan
        # Den som godkjenner, tar den ikke, og den som er inhabil eller i tvil, får den ikke.
        uten_meg = bilde.min or bilde.skjermet or bilde.ma_haste or Handling.GODKJENT in kan
        uten_meg = uten_meg or samme(f.godkjent_av, bilde.meg)
        self._ta.setVisible(Handling.TILDELT in kan and not uten_meg)
        # Har en annen den, er det å ta over ikke det neste. Er en skjermet, er det å gi den fra seg det.
        sett(self._ta, rolle="" if f.saksbehandler else "hoved")
        sett(self._gi, rolle="hoved" if bilde.skjermet and bilde.min else "")
        self._lest.setVisible(f.ny_versjon and bilde.min)
        self._knapperad.setVisible(not self._ta.isHidden() or not self._lest.isHidden())
        self._slipp.setVisible(bool(f.saksbehandler))
        self._kollegene.setStringList(bilde.kolleger)
        for navn, handling in _HANDLINGEN.items():
            self.deler[navn].setVisible(handling in kan)
        self.deler["rett"].setVisible(Handling.RETTET in kan and not f.manuell)
        self._fyll_ut.setVisible(Handling.FYLT_UT in kan and f.manuell)
        self._sladd.vis(bilde)
        self._sladd.setVisible(Handling.SLADDET in kan and bool(bilde.kan_sladdes))
        for del_ in self.deler.values():
            if isinstance(del_, _VISER_SEG_SELV):
                del_.vis(bilde)
        self._avgjorelse.vis(bilde, i_dag)

    def ta_vare(self) -> None:
        """Ta vare på det som er skrevet og ikke ført om forespørselen som vises."""
        if self._bilde is not None and not self._viser:
            skjemaer = {navn: del_.skrevet() for navn, del_ in self.deler.items()}
            self._utkast.skrevet(self._bilde.f.journalnummer, skjemaer)

    def _vis_utkastet(self, sted: str, tekst: str, hvorfor: str) -> None:
        if self._bilde is not None and sted == self._bilde.f.journalnummer:
            self._lagret.vis(tekst, hvorfor)

    def brevet_fort(self, dokument: Dokument) -> None:
        """Brevet er ført: tøm skjemaet det ble laget fra, og lukk de tomme. Det som er skrevet i de andre, står."""
        self.deler[SKJEMA_FOR[dokument]].tom()
        self.lukk_de_tomme()
        self._sagt.vis_tekst("")
        if not any(del_.skrevet() for del_ in self.deler.values()):
            self._lagret.vis("")

    def lukk_de_tomme(self) -> None:
        """Lukk skjemaene ingen har skrevet noe i."""
        for del_ in self.deler.values():
            del_.apne(bool(del_.skrevet()) and del_.apen)

    def fokuser(self) -> bool:
        """Fokus til det som må fylles ut, om det er noe."""
        ma_fylles_ut = not self._fyll_ut.isHidden()
        if ma_fylles_ut:
            self._fyll_ut.fokuser()
        return ma_fylles_ut

    def apne(self, navn: str) -> None:
        """Åpne et av skjemaene."""
        self.deler[navn].apne(True)

    # Gjøre

    def _svar(self, svar: EgenHabilitet, hvorfor: str, ikke_spurt: bool) -> None:
        self._gjor(
            "habilitet",
            lambda k, f: overganger.svar_for_egen_habilitet(
                f,
                k.meg,
                svar,
                hvorfor,
                lederne_ikke_spurt=ikke_spurt,
                som_leder=er_leder_over(k.linje, k.meg, f.saksbehandler),
            ),
        )

    def _svar_som_leder(self, om: str, leder: str, svar: EgenHabilitet, hvorfor: str) -> None:
        self._gjor("leder", lambda k, f: leder_svarer(f, om, leder, svar, hvorfor, Utforer(k.meg, k.linje)))

    def _etterlys(self, hva: str, innen: date | None, hast: str) -> None:
        self._gjor("etterlys", lambda k, f: overganger.etterlys(f, hva, innen, k.i_dag), hast)

    def _sladd_den(self, nr: int, grunn: Sladdegrunn, ingen_innsyn: bool) -> None:
        f = self._f
        self._utfor(lambda k: k.sladd(f.aar, f.nr, f.versjon, nr, grunn, ingen_innsyn), self._sladd)

    def _godkjenn(self) -> None:
        f = self._f
        self._utfor(lambda k: k.godkjenn(f.aar, f.nr, f.versjon), self.deler["godkjenn"])

    def _loft(self, hvem: str, hvorfor: str) -> None:
        f = self._f
        self._utfor(lambda k: k.loft_skjoldet(f.aar, f.nr, f.versjon, hvem, hvorfor), self.deler["skjold"])

    def _ta_den(self) -> None:
        self._gjor("", lambda k, f: overganger.tildel(f, k.meg))

    def _endre(self, skjema: str, lag: Callable[..., Endring], *resten: object) -> None:
        self._gjor(skjema, lambda k, f: lag(f, *resten))

    def _gjor(self, skjema: str, lag: Callable[[Mottakskontor, Foresporsel], Endring], hast: str = "") -> None:
        f = self._f
        self._utfor(
            lambda k: k.gjor(f.aar, f.nr, f.versjon, lambda vist: lag(k, vist), hast, skjema=skjema),
            self.deler.get(skjema),
        )

    def _registrer(self, felt: dict[str, object]) -> None:
        f = self._f
        self._utfor(lambda k: k.fyll_ut(f.aar, f.nr, f.versjon, felt), self._fyll_ut)

    def _rett(self, skjema: str, felt: dict[str, object], hvorfor: str) -> None:
        f = self._f
        self._utfor(lambda k: k.rett(f.aar, f.nr, f.versjon, felt, hvorfor, skjema=skjema), self.deler[skjema])

    def _avgjor(self, valgt: Avgjorelse) -> None:
        f = self._f
        self._utfor(lambda k: k.avgjor(f.aar, f.nr, f.versjon, valgt), self._avgjorelse)

    @property
    def _f(self) -> Foresporsel:
        assert self._bilde is not None
        return self._bilde.f
