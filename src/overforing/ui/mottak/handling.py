"""Det en kan gjøre med en forespørsel, én ting om gangen, hver med sitt skjema."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from overforing.feil import UgyldigInndata
from overforing.mottak import overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.egen_habilitet import Utforer, er_leder_over, leder_svarer
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel
from overforing.mottak.hendelser import Endring, Handling, Sladdegrunn
from overforing.sak.modell import Dokument
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.mottak.svar import Svarvalg
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import Nedtrekk, med_etikett
from overforing.ui.deler.klosser import Kort, Spalte, knapp
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst, Valgrad

from .avgjor import Avgjorelsesdel
from .deler import Handlingsdel
from .sladd import Sladdedel

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde
    from overforing.saksgang.mottak.kontor import Mottakskontor

    Utfor = Callable[[Callable[[Mottakskontor], Foresporselsbilde], "Handlingsdel | None"], None]
    """Gjør noe mot loggen ved siden av vinduet; delen får feilen, eller tømmes når det er ført."""

_DATOER = ("dokumentdato", "mottatt")
_SKJEMA = {Dokument.ETTERLYSNING: "etterlys", Dokument.FORELOPIG_SVAR: "forelopig", Dokument.AVGJORELSE: "avgjor"}
"""Skjemaet brevet lages fra."""

Halvskrevet = dict[str, dict[str, tuple[str, ...]]]
"""Det som er skrevet og ikke ført, etter journalnummer og skjema. Aldri på disk."""


class Handlinger(Kort):
    """Handlingene for forespørselen som vises. ``brev`` åpner brevet som hører til et svar.

    ``halvskrevet`` er det som er skrevet om de andre; det står der igjen når en kommer tilbake til dem.
    """

    def __init__(
        self,
        tema: Tema,
        ord_: Ord,
        utfor: Utfor,
        kommuner: tuple[Valg, ...],
        brev: Callable[[Svarvalg], object],
    ) -> None:
        super().__init__(tema, tittel=ord_.fra("ui_mottak.kort.handlinger"))
        self._tema, self._ord, self._t, self._utfor = tema, ord_, ord_.fra, utfor
        self._brev, self._etterlys_forslag = brev, ""
        self.halvskrevet: Halvskrevet = {}
        self._bilde: Foresporselsbilde | None = None
        t = self._t
        self._ta = knapp(t("ui_mottak.gjor.ta"), self._ta_den, "hoved")
        self._lest = knapp(t("ui_mottak.gjor.lest"), lambda: self._endre(None, overganger.merk_lest))
        self._knapperad = self.rom.ny(Rad(tema.px(10), self._ta, self._lest))
        self._sagt = self.rom.ny(Fritekst())
        self.deler: dict[str, Handlingsdel] = {}
        self._hast: dict[str, tuple[QWidget, Linjefelt]] = {}
        self._habiliteten()
        self._lederen()
        self._etterlysning()
        self._forelopig()
        self._avgjorelse = self.deler["avgjor"] = Avgjorelsesdel(
            tema, ord_, kommuner, self._avgjor, lambda valgt: brev(Svarvalg(Dokument.AVGJORELSE, valgt))
        )
        self._notatet()
        self._gi_videre()
        self._fristen()
        self._rettingen(kommuner)
        self._sammenslaingen()
        self._gjenapning()
        self._sladd = self.deler["sladd"] = Sladdedel(tema, ord_, self._sladd_den)
        for del_ in self.deler.values():
            self.rom.addWidget(del_)

    def si(self, tekst: str) -> None:
        """Det som ble ført, over skjemaene og til den som bruker skjermleser."""
        self._sagt.vis_tekst(f"✓ {tekst}" if tekst else "")
        meld(self, tekst)

    # Skjemaene

    def _del(self, navn: str) -> Handlingsdel:
        del_ = self.deler[navn] = Handlingsdel(self._t(f"ui_mottak.gjor.{navn}_tittel"), self._tema, self._ord)
        return del_

    def _habiliteten(self) -> None:
        t, del_ = self._t, self._del("habilitet")
        self._ma_ta = del_.forklar(t("ui_mottak.gjor.habilitet_ta"))
        self._svar = del_.rom.ny(Valgrad(t("ui_mottak.gjor.habilitet_sporsmal")))
        self._svar.fyll([(svar.value, t(f"ui_mottak.habilitet.{svar}")) for svar in EgenHabilitet])
        self._lederne = del_.rom.ny(Avkryss(t("ui_mottak.gjor.lederne_ikke_spurt")))
        self._lederne.setAccessibleName(self._lederne.text())
        hvorfor = del_.flate(t("ui_mottak.gjor.habilitet_hvorfor"), 2)

        def lagre() -> None:
            if not self._svar.verdi:
                raise UgyldigInndata("ui_mottak.gjor.habilitet_tittel")
            svar, tekst, ikke_spurt = EgenHabilitet(self._svar.verdi), hvorfor.toPlainText(), self._lederne.isChecked()
            self._gjor(
                del_,
                lambda k, f: overganger.svar_for_egen_habilitet(
                    f,
                    k.meg,
                    svar,
                    tekst,
                    lederne_ikke_spurt=ikke_spurt,
                    som_leder=er_leder_over(k.linje, k.meg, f.saksbehandler),
                ),
            )

        del_.gjor(t("ui_mottak.gjor.habilitet_lagre"), lagre)

    def _lederen(self) -> None:
        t, del_ = self._t, self._del("leder")
        self._leder_mangler = del_.forklar("")
        self._om = Nedtrekk(t("ui_mottak.gjor.leder_velg_om"))
        self._leder = Nedtrekk(t("ui_mottak.gjor.leder_velg"))
        med_etikett(del_.rom, t("ui_mottak.gjor.leder_om"), self._om, self._tema)
        med_etikett(del_.rom, t("ui_mottak.gjor.leder_hvem"), self._leder, self._tema)
        self._om.valgt.connect(lambda *_: self._vis_lederne())
        lederens = del_.rom.ny(Valgrad(t("ui_mottak.gjor.leder_svar")))
        kan = (EgenHabilitet.HABIL, EgenHabilitet.INHABIL)
        lederens.fyll([(svar.value, t(f"ui_mottak.habilitet.{svar}")) for svar in kan])
        hvorfor = del_.flate(t("ui_mottak.gjor.leder_hvorfor"), 2)

        def lagre() -> None:
            if not lederens.verdi:
                raise UgyldigInndata("ui_mottak.gjor.leder_svar_mangler")
            om, leder, tekst = self._om.verdi, self._leder.verdi, hvorfor.toPlainText()
            svar = EgenHabilitet(lederens.verdi)
            self._gjor(del_, lambda k, f: leder_svarer(f, om, leder, svar, tekst, Utforer(k.meg, k.linje)))

        del_.gjor(t("ui_mottak.gjor.leder_lagre"), lagre)

    def _vis_lederne(self) -> None:
        leder = dict(self._bilde.til_leder if self._bilde else ()).get(self._om.verdi, "")
        self._leder.vis_valg((Valg(leder, leder),) if leder else ())
        self._leder.vis_verdi(leder)
        mangler = bool(self._om.verdi) and not leder
        self._leder_mangler.vis_tekst(self._t("ui_mottak.gjor.leder_ukjent") if mangler else "")

    def _hastefelt(self, navn: str, del_: Handlingsdel) -> Linjefelt:
        """Hvorfor det ikke kan vente, for en som selv er inhabil."""
        plass = del_.rom.ny(Spalte(self._tema.px(4)))
        felt = del_.linje(self._t("ui_mottak.gjor.hast"), plass.rom)
        self._hast[navn] = plass, felt
        return felt

    def _etterlysning(self) -> None:
        t, del_ = self._t, self._del("etterlys")
        del_.forklar(t("ui_mottak.gjor.etterlys_hjelp"))
        self._etterlys = del_.flate(t("ui_mottak.gjor.etterlys"), 4)
        frist = del_.dato(t("ui_mottak.gjor.svarfrist"))
        hast = self._hastefelt("etterlys", del_)

        def svarfrist() -> date | None:
            return innlesing.dato(frist.text()) if frist.text().strip() else None

        def brev() -> None:
            tekst = self._etterlys.toPlainText()
            # Er sjekklisten som den var, blir punktene i brevet spørsmål på brevets målform.
            etterlyst = "" if tekst == self._etterlys_forslag else tekst
            self._brev(
                Svarvalg(
                    Dokument.ETTERLYSNING, tekst=tekst, etterlyst=etterlyst, svarfrist=svarfrist(), hast=hast.text()
                )
            )

        def etterlys() -> None:
            tekst, innen = self._etterlys.toPlainText(), svarfrist()
            self._gjor(del_, lambda k, f: overganger.etterlys(f, tekst, innen, k.i_dag), hast.text())

        del_.gjor(t("ui_mottak.gjor.brev"), brev, "hoved")
        del_.gjor(t("ui_mottak.gjor.etterlys_lagre"), etterlys)

    def _forelopig(self) -> None:
        t, del_ = self._t, self._del("forelopig")
        self._forelopig_hjelp = del_.forklar("")
        merknad = del_.linje(t("ui_mottak.gjor.forelopig"))
        hast = self._hastefelt("forelopig", del_)

        def lagre() -> None:
            tekst = merknad.text()
            self._gjor(del_, lambda _, f: overganger.forelopig_svar(f, tekst), hast.text())

        del_.gjor(
            t("ui_mottak.gjor.brev"),
            lambda: self._brev(Svarvalg(Dokument.FORELOPIG_SVAR, tekst=merknad.text(), hast=hast.text())),
            "hoved",
        )
        del_.gjor(t("ui_mottak.gjor.forelopig_lagre"), lagre)

    def _notatet(self) -> None:
        t, del_ = self._t, self._del("notat")
        del_.forklar(t("ui_mottak.gjor.notat_hjelp"))
        notat = del_.flate(t("ui_mottak.gjor.notat"))
        del_.gjor(t("ui_mottak.gjor.notat_lagre"), lambda: self._endre(del_, overganger.noter, notat.toPlainText()))

    def _gi_videre(self) -> None:
        t, del_ = self._t, self._del("gi")
        navn = del_.linje(t("ui_mottak.gjor.gi_navn"))

        def gi() -> None:
            if not navn.text().strip():
                raise UgyldigInndata("ui_mottak.gjor.uten_navn")
            self._endre(del_, overganger.tildel, navn.text())

        del_.gjor(t("ui_mottak.gjor.gi"), gi)
        self._slipp = knapp(t("ui_mottak.gjor.slipp"), lambda: self._endre(del_, overganger.tildel, ""), "stille")
        del_.rom.addWidget(self._slipp)

    def _fristen(self) -> None:
        t, del_ = self._t, self._del("frist")
        del_.forklar(t("ui_mottak.gjor.frist_hjelp"))
        frist = del_.dato(t("ui_mottak.gjor.frist"))
        hvorfor = del_.linje(t("ui_mottak.gjor.hvorfor"))
        del_.gjor(
            t("ui_mottak.gjor.frist_lagre"),
            lambda: self._rett(del_, {"frist": innlesing.dato(frist.text())}, hvorfor.text()),
        )

    def _rettingen(self, kommuner: tuple[Valg, ...]) -> None:
        t, del_ = self._t, self._del("rett")
        del_.forklar(t("ui_mottak.gjor.rett_hjelp"))
        self._kommune = Nedtrekk(t("ui_mottak.gjor.velg_kommune"), sokbar=True)
        self._kommune.vis_valg(kommuner)
        med_etikett(del_.rom, t("ui_mottak.felt.kommune"), self._kommune, self._tema)
        self._rettelser = {
            navn: (del_.dato if navn in _DATOER else del_.linje)(t(f"mottak.felt.{navn}"))
            for navn in ("avsender", "deres_ref", "arkivsak", *_DATOER)
        }
        hvorfor = self._hvorfor_rettes = del_.linje(t("ui_mottak.gjor.hvorfor"))
        del_.gjor(t("ui_mottak.gjor.rett_lagre"), lambda: self._rett(del_, self._rettet(), hvorfor.text()))

    def _rettet(self) -> dict[str, object]:
        nye: dict[str, object] = {"kommune": self._kommune.verdi} if self._kommune.verdi else {}
        for navn, felt in self._rettelser.items():
            if tekst := felt.text().strip():
                nye[navn] = innlesing.dato(tekst) if navn in _DATOER else tekst
        return nye

    def rett_med_det_som_er_lest(self) -> None:
        """Åpne rettingen med det e-posten sier om seg selv. Ingenting er ført før brukeren gjør det."""
        assert self._bilde is not None
        for navn, verdi in self._bilde.forslag.items():
            if navn == "kommune":
                self._kommune.vis_verdi(str(verdi))
            else:
                self._rettelser[navn].setText(dag(verdi) if isinstance(verdi, date) else str(verdi))
        self._hvorfor_rettes.setText(self._t("ui_mottak.lest.hvorfor"))
        self.apne("rett")
        self._kommune.skrivefelt.setFocus()

    def _sammenslaingen(self) -> None:
        t, del_ = self._t, self._del("sla_sammen")
        del_.forklar(t("ui_mottak.gjor.sla_sammen_hjelp"))
        nummer = del_.linje(t("ui_mottak.gjor.sla_sammen_med"))

        def sla() -> None:
            f, den_andre = self._f, nummer.text()
            self._utfor(lambda k: k.sla_sammen(f.aar, f.nr, den_andre), del_)

        del_.gjor(t("ui_mottak.gjor.sla_sammen"), sla)

    def _gjenapning(self) -> None:
        t, del_ = self._t, self._del("gjenapne")
        hvorfor = del_.flate(t("ui_mottak.gjor.gjenapne_hvorfor"), 2)
        del_.gjor(
            t("ui_mottak.gjor.gjenapne"), lambda: self._endre(del_, overganger.gjenapne, hvorfor.toPlainText()), "hoved"
        )

    # Vise

    def vis(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        ny = self._bilde is None or self._bilde.f.journalnummer != bilde.f.journalnummer
        if ny:
            self.ta_vare()
            for del_ in self.deler.values():
                del_.tom()
            self._kommune.vis_verdi("")
            self._sagt.vis_tekst("")
        self._bilde = bilde
        f, kan = bilde.f, bilde.kan
        self._ta.setVisible(Handling.TILDELT in kan and not bilde.min)
        self._lest.setVisible(f.ny_versjon and bilde.min)
        self._knapperad.setVisible(not self._ta.isHidden() or not self._lest.isHidden())
        self._slipp.setVisible(bool(f.saksbehandler))
        self._ma_ta.setVisible(not bilde.min)
        self._lederne.setVisible(bilde.min)
        if ny or bilde.min:
            self._svar.velg((f.egen_habilitet or "") if bilde.min else "")
            self._lederne.setChecked(bilde.min and f.lederne_ikke_spurt == f.saksbehandler)
        self._om.vis_valg(tuple(Valg(navn, navn) for navn, _ in bilde.til_leder))
        if len(bilde.til_leder) == 1:
            self._om.vis_verdi(bilde.til_leder[0][0])
        self._vis_lederne()
        for plass, _ in self._hast.values():
            plass.setVisible(bilde.ma_haste)
        for navn, handling in (
            ("habilitet", Handling.EGEN_HABILITET),
            ("etterlys", Handling.ETTERLYST),
            ("forelopig", Handling.FORELOPIG_SVAR),
            ("avgjor", Handling.AVGJORT),
            ("gi", Handling.TILDELT),
            ("gjenapne", Handling.GJENAPNET),
            ("notat", Handling.NOTAT),
            ("frist", Handling.RETTET),
            ("rett", Handling.RETTET),
            ("sla_sammen", Handling.SLATT_SAMMEN),
        ):
            self.deler[navn].setVisible(handling in kan)
        self._sladd.vis(bilde)
        self._sladd.setVisible(Handling.SLADDET in kan and bool(bilde.kan_sladdes))
        self.deler["leder"].setVisible(Handling.LEDER_SVARTE in kan and bool(bilde.til_leder))
        if self._etterlys.toPlainText() in ("", self._etterlys_forslag):
            self._etterlys_forslag = "\n".join(f"– {punkt}" for punkt in bilde.sjekkliste)
            self._etterlys.setPlainText(self._etterlys_forslag)
        for navn, felt in self._rettelser.items():
            verdi = getattr(f, navn)
            felt.setPlaceholderText(dag(verdi) if isinstance(verdi, date) else str(verdi or ""))
        soker = self._t("ui_mottak.gjor.forelopig_soker", hjemmel=bilde.forelopig_hjemmel)
        hjelp = self._t("ui_mottak.gjor.forelopig_hjelp")
        self._forelopig_hjelp.vis_tekst(f"{hjelp} {soker}" if bilde.forelopig_hjemmel else hjelp)
        self._avgjorelse.vis(bilde, i_dag)
        for navn, skrevet in self.halvskrevet.pop(f.journalnummer, {}).items() if ny else ():
            self.deler[navn].legg_inn(skrevet)

    def ta_vare(self) -> None:
        """Legg det som er skrevet og ikke ført om forespørselen som vises, i ``halvskrevet``."""
        if self._bilde is None:
            return
        skrevet = {navn: tekster for navn, del_ in self.deler.items() if (tekster := del_.skrevet())}
        if skrevet.get("etterlys") == (self._etterlys_forslag, ""):
            del skrevet["etterlys"]
        self.halvskrevet[self._bilde.f.journalnummer] = skrevet

    def brevet_fort(self, dokument: Dokument) -> None:
        """Brevet er ført: tøm skjemaet det ble laget fra, og lukk de tomme. Det som er skrevet i de andre, står."""
        self.deler[_SKJEMA[dokument]].tom()
        for del_ in self.deler.values():
            del_.apne(bool(del_.skrevet()) and del_.apen)

    def apne(self, navn: str) -> None:
        """Åpne et av skjemaene."""
        self.deler[navn].apne(True)

    # Gjøre

    def _sladd_den(self, nr: int, grunn: Sladdegrunn, ingen_innsyn: bool) -> None:
        f = self._f
        self._utfor(lambda k: k.sladd(f.aar, f.nr, f.versjon, nr, grunn, ingen_innsyn), self._sladd)

    def _ta_den(self) -> None:
        self._gjor(None, lambda k, f: overganger.tildel(f, k.meg))

    def _endre(self, del_: Handlingsdel | None, lag: Callable[..., Endring], *resten: object) -> None:
        self._gjor(del_, lambda k, f: lag(f, *resten))

    def _gjor(
        self, del_: Handlingsdel | None, lag: Callable[[Mottakskontor, Foresporsel], Endring], hast: str = ""
    ) -> None:
        f = self._f
        self._utfor(lambda k: k.gjor(f.aar, f.nr, f.versjon, lambda vist: lag(k, vist), hast), del_)

    def _rett(self, del_: Handlingsdel, felt: dict[str, object], hvorfor: str) -> None:
        f = self._f
        self._utfor(lambda k: k.rett(f.aar, f.nr, f.versjon, felt, hvorfor), del_)

    def _avgjor(self, valgt: Avgjorelse) -> None:
        f = self._f
        self._utfor(lambda k: k.avgjor(f.aar, f.nr, f.versjon, valgt), self._avgjorelse)

    @property
    def _f(self) -> Foresporsel:
        assert self._bilde is not None
        return self._bilde.f
