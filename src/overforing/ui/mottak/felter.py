"""Feltene som er ført om en forespørsel: å fylle ut et brev som kom uten saken, og å rette det som står der."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from overforing.feil import UgyldigInndata
from overforing.mottak.foresporsel import Foresporsel, Slag
from overforing.mottak.hendelser import ut
from overforing.sak.kodeverk import Malform
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.tilstand import Valg
from overforing.tekster.navn import stor
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import Nedtrekk
from overforing.ui.deler.klosser import Spalte
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .deler import Handlingsdel, Skrivefelt, les, sett

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde

_DATOER = frozenset({"dokumentdato", "mottatt"})
_TIL_SAMMEN = ("dokumentdato", "mottatt")
"""Står ved siden av hverandre."""
FYLLES_UT = ("kommune", "avsender", "deres_ref", "arkivsak", *_TIL_SAMMEN, "slag")
RETTES = ("slag", *FYLLES_UT[:-1], "malform", "haster", "tittel", "tilgang")


class Feltdel(Handlingsdel):
    """Et skjema med noen av feltene i en forespørsel. Det som gjelder, står der fra før, og kan endres.

    ``_ord`` er navnene på feltene, der de er andre enn ellers.
    """

    _ord: ClassVar[Mapping[str, str]] = {"kommune": "ui_mottak.felt.kommune"}

    def __init__(self, tittel: str, tema: Tema, ord_: Ord, kommuner: tuple[Valg, ...], felt: tuple[str, ...]) -> None:
        super().__init__(tittel, tema, ord_)
        self._f: Foresporsel | None = None
        self._sett_pa: tuple[object, ...] = ()
        dagene = Rad(tema.px(14), langs_bunnen=True)
        for navn in felt:
            if navn in _TIL_SAMMEN:
                plass = Spalte(tema.px(3))
                dagene.rom.addWidget(plass)
                self._lag(navn, plass.rom).setFixedWidth(tema.px(130))
                if navn == _TIL_SAMMEN[0]:
                    self.rom.addWidget(dagene)
            else:
                self._lag(navn, self.rom)
        self._kommuner = kommuner
        if "kommune" in felt:
            self.kommunen.vis_valg(kommuner)

    @property
    def kommunen(self) -> Nedtrekk:
        felt = self._felt["kommune"]
        assert isinstance(felt, Nedtrekk)
        return felt

    def vis(self, bilde: Foresporselsbilde) -> None:
        f = self._f = bilde.f
        if "kommune" in self._felt:
            # Et nummer som er gått ut, er ikke blant dem å velge. Uten det ville en retting av noe annet tatt det bort.
            kjent = not f.kommune or any(f.kommune == valg.verdi for valg in self._kommuner)
            urort = les(self.kommunen) == self._av_seg_selv.get("kommune", "")
            self.kommunen.vis_valg((*(() if kjent else (Valg(f.kommune or "", bilde.kommunen),)), *self._kommuner))
            if urort:
                self._av_seg_selv["kommune"] = les(self.kommunen)  # den forrige sin kan være borte fra lista
        self.foresla(**{navn: _som_tekst(getattr(f, navn)) for navn in self._felt if hasattr(f, navn)})

    def bruk(self, forslag: Mapping[str, object]) -> None:
        """Fyll ut felt som kan være det de er. Ingenting er ført før brukeren gjør det."""
        for navn, verdi in forslag.items():
            sett(self._felt[navn], _som_tekst(verdi))
        self.apne(True)

    def fokuser(self) -> None:
        self.kommunen.skrivefelt.setFocus()

    def nye(self, knapp: str) -> dict[str, object]:
        """Feltene som står der med en annen verdi enn den som er ført.

        Kaster ``UgyldigInndata`` når noe ikke kan være det som står der, og første gang brevet er datert etter dagen
        det kom: da må det bekreftes med ``knapp``.
        """
        f = self._f
        assert f is not None
        lest = {navn: _verdi(navn, les(felt).strip()) for navn, felt in self._felt.items() if hasattr(f, navn)}
        dagene = mottatt, datert = lest["mottatt"], lest["dokumentdato"]
        for_brevet = isinstance(mottatt, date) and isinstance(datert, date) and mottatt < datert
        if for_brevet and dagene not in (self._sett_pa, (f.mottatt, f.dokumentdato)):
            self._sett_pa = dagene
            raise UgyldigInndata("ui_mottak.for_brevet", knapp=knapp)
        return {navn: verdi for navn, verdi in lest.items() if verdi != getattr(f, navn)}

    def _lag(self, navn: str, rom: QVBoxLayout) -> Skrivefelt:
        t = self._t
        match navn:
            case "kommune":
                return self.kommuneliste(navn, t(self._ord["kommune"]), rom)
            case "slag":
                valg = tuple(Valg(s.value, stor(t(f"mottak.slag.{s}"))) for s in Slag)
            case "malform":
                valg = tuple(Valg(m.value, stor(t(f"malform.{m}"))) for m in Malform)
            case "haster":
                valg = tuple(Valg(svar, t(f"vindu.{svar}")) for svar in ("ja", "nei"))
            case _:
                tekst = t(self._ord.get(navn, f"mottak.felt.{navn}"))
                return (self.dato if navn in _DATOER else self.linje)(navn, tekst, rom)
        liste = self.liste(navn, t(f"ui_mottak.rett.{navn}"), t("ui_mottak.rett.tomt"), rom)
        liste.vis_valg(valg)
        return liste


class Utfylling(Feltdel):
    """Registrer for hånd det som ikke kunne leses av brevet. Enter i et felt registrerer.

    ``registrer`` gis feltene.
    """

    _ord: ClassVar[Mapping[str, str]] = {
        "kommune": "ui_mottak.manuell.kommune",
        "avsender": "ui_mottak.manuell.avsender",
        "deres_ref": "ui_mottak.manuell.ref",
        "arkivsak": "ui_mottak.manuell.arkivsak",
        "dokumentdato": "ui_mottak.manuell.dokumentdato",
    }

    def __init__(
        self, tema: Tema, ord_: Ord, kommuner: tuple[Valg, ...], registrer: Callable[[dict[str, object]], object]
    ) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.manuell.tittel"), tema, ord_, kommuner, FYLLES_UT)
        lagre = self.gjor(t("ui_mottak.manuell.lagre"), lambda: registrer(self.nye(lagre.text())), "hoved")
        for felt in self._felt.values():
            if isinstance(felt, Linjefelt):
                felt.returnPressed.connect(lagre.click)


class Retting(Feltdel):
    """Rett det som er ført, med grunnen. ``rett`` gis feltene som er endret, og grunnen."""

    def __init__(
        self, tema: Tema, ord_: Ord, kommuner: tuple[Valg, ...], rett: Callable[[dict[str, object], str], object]
    ) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.gjor.rett_tittel"), tema, ord_, kommuner, RETTES)
        hjelp = self.forklar(t("ui_mottak.gjor.rett_hjelp"))
        self.rom.removeWidget(hjelp)
        self.rom.insertWidget(0, hjelp)
        hvorfor = self.linje("hvorfor", t("ui_mottak.gjor.hvorfor"))
        lagre = self.gjor(t("ui_mottak.gjor.rett_lagre"), lambda: rett(self.nye(lagre.text()), hvorfor.text()))


def _som_tekst(verdi: object) -> str:
    match verdi:
        case date():
            return dag(verdi)
        case bool():
            return "ja" if verdi else "nei"
    return "" if verdi is None else str(ut(verdi))


def _verdi(navn: str, tekst: str) -> object:
    """Det motsatte av ``_som_tekst``: tomt er «ikke kjent» der det kan være det. Kaster ``UgyldigInndata``."""
    match navn:
        case "mottatt":
            return innlesing.dato(tekst)
        case "dokumentdato":
            return innlesing.dato(tekst) if tekst else None
        case "slag" | "malform" if not tekst:
            raise UgyldigInndata("ui_mottak.rett.mangler")
        case "slag":
            return Slag(tekst)
        case "malform":
            return Malform(tekst)
        case "kommune":
            return tekst or None
        case "haster":
            return {"ja": True, "nei": False}.get(tekst)
    return tekst
