"""Kortet der kontoret velger sitt eget brevhode og sine egne brevtekster, og går tilbake til våre."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from overforing.feil import OverforingFeil
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, knapp, strek
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Valgrad

MEST = 12
"""Flest feil som vises på en gang."""


class Maltilstand(Protocol):
    """Det som er i bruk, og det som er galt med det."""

    @property
    def brevhode(self) -> str: ...

    @property
    def brevhode_er_bestemt(self) -> bool: ...

    @property
    def eget_brevhode(self) -> bool: ...

    @property
    def tekster(self) -> str: ...

    @property
    def filer(self) -> tuple[str, ...]: ...

    @property
    def varsler(self) -> tuple[str, ...]: ...

    @property
    def avsender_i_brevhodet(self) -> bool: ...

    @property
    def godkjent_elektronisk(self) -> bool: ...


class EgneMaler(Protocol):
    """Kontorets maler (egne_maler.py). Alle metodene kan kaste ``OverforingFeil``."""

    def velg_brevhode(self, fil: Path) -> tuple[str, ...]: ...

    def velg_tekster(self, mappe: Path) -> tuple[str, ...]: ...

    def bruk_vart_brevhode(self) -> None: ...

    def bruk_vare_tekster(self) -> None: ...

    def velg(self, **valg: bool) -> None: ...

    def hent_i(self, mappe: Path) -> Path: ...

    def tilstand(self) -> Maltilstand: ...


class Brevmalkort(Kort):
    def __init__(self, maler: EgneMaler, dialoger: Dialoger, ord_: Ord, tema: Tema) -> None:
        tekst = ord_.fra
        super().__init__(tema, tittel=tekst("ui_brevmal.tittel"), innledning=tekst("ui_brevmal.innledning"))
        self._t = tekst
        self._maler, self._dialoger, self._ord, self._tema = maler, dialoger, ord_, tema
        self._varsel = self._etikett("feil")
        self.rom.addWidget(Etikett(tekst("ui_brevmal.hent_hjelp")))
        self.rom.til_venstre(knapp(tekst("ui_brevmal.hent"), self._hent_vare))
        self._hentet = self._etikett()
        self._brevhode = _Valg(self, "brevhode", self._velg_brevhode, maler.bruk_vart_brevhode)
        self._avsender, self._avsenderboks = self._rad("avsender", ("i_brevet", "i_brevhodet"), "avsender_i_brevhodet")
        self._tekster = _Valg(self, "tekster", self._velg_tekster, maler.bruk_vare_tekster)
        self.rom.addWidget(strek())
        self._underskrift, _ = self._rad("underskrift", ("plass", "elektronisk"), "godkjent_elektronisk")
        self.oppdater()

    def oppdater(self) -> None:
        """Vis det som er i bruk nå."""
        tilstand = self._maler.tilstand()
        self._varsel.vis_tekst("\n".join(f"△ {self._ord.feil(varsel)}" for varsel in tilstand.varsler))
        self._brevhode.vis(Path(tilstand.brevhode).name if tilstand.eget_brevhode else "", bool(tilstand.brevhode))
        self._brevhode.las(tilstand.brevhode_er_bestemt)
        self._tekster.vis(", ".join(tilstand.filer), bool(tilstand.tekster))
        self._avsender.velg("i_brevhodet" if tilstand.avsender_i_brevhodet else "i_brevet")
        self._avsenderboks.setVisible(tilstand.eget_brevhode)
        self._underskrift.velg("elektronisk" if tilstand.godkjent_elektronisk else "plass")

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self.oppdater()

    def _hent_vare(self) -> None:
        mappe = self._dialoger.velg_mappe(self, self._t("ui_brevmal.hent_mappe"))
        if mappe is None:
            return
        hentet: list[Path] = []
        if self._dialoger.prov(self, self._t("ui_brevmal.gikk_ikke"), lambda: hentet.append(self._maler.hent_i(mappe))):
            self._hentet.vis_tekst(self._t("ui_brevmal.hentet", mappe=str(hentet[0])))
            meld(self, self._hentet.text())

    def _velg_brevhode(self) -> tuple[str, ...] | None:
        t = self._t
        fil = self._dialoger.apne_fil(self, t("ui_brevmal.brevhode.dialog"), t("ui_brevmal.brevhode.filter"))
        return None if fil is None else self._maler.velg_brevhode(fil)

    def _velg_tekster(self) -> tuple[str, ...] | None:
        mappe = self._dialoger.velg_mappe(self, self._t("ui_brevmal.tekster.dialog"))
        if mappe is None:
            return None
        self._maler.velg_tekster(mappe)
        return ()

    # Byggeklossene, også for valgene

    def _rad(self, navn: str, verdier: tuple[str, str], felt: str) -> tuple[Valgrad, Spalte]:
        """To måter å ha det på; den siste er at innstillingen ``felt`` er på."""
        t = self._t
        boks = self.rom.ny(Spalte(self._tema.px(4)))
        rad = boks.rom.ny(Valgrad(t(f"ui_brevmal.{navn}.tittel")))
        rad.fyll([(verdi, t(f"ui_brevmal.{navn}.{verdi}")) for verdi in verdier])
        boks.rom.addWidget(Etikett(t(f"ui_brevmal.{navn}.hjelp"), "dempet"))

        def valgt(verdi: str) -> None:
            self._dialoger.prov(
                self, t("ui_brevmal.ikke_lagret"), lambda: self._maler.velg(**{felt: verdi == verdier[1]})
            )
            self.oppdater()

        rad.valgt.connect(valgt)
        return rad, boks

    def _etikett(self, rolle: str = "") -> Etikett:
        etikett = self.rom.ny(Etikett(rolle=rolle, markerbar=True))
        etikett.hide()
        return etikett


class _Valg:
    """Ett av valgene på kortet: hva som er i bruk, å velge et annet, og å gå tilbake."""

    def __init__(
        self, kort: Brevmalkort, navn: str, velg: Callable[[], tuple[str, ...] | None], tilbake: Callable[[], None]
    ) -> None:
        self._kort, self._navn, self._gjor, self._ga_tilbake = kort, f"ui_brevmal.{navn}", velg, tilbake
        t = self._t = kort._t
        kort.rom.addSpacing(kort._tema.px(4))
        kort.rom.addWidget(strek())
        kort.rom.addWidget(Etikett(t(f"{self._navn}.tittel"), "sterk"))
        self._status = kort.rom.ny(Etikett())
        self._bestemt = kort.rom.ny(Etikett())
        self._bestemt.hide()
        kort.rom.addWidget(Etikett(t(f"{self._navn}.pdf"), "dempet"))
        self._velg = knapp(t(f"{self._navn}.velg"), self._velges)
        self._tilbake = knapp(t(f"{self._navn}.tilbake"), self._tilbakestill, "stille")
        kort.rom.til_venstre(self._velg, self._tilbake, mellomrom=kort._tema.px(12))
        self._feil = kort._etikett("feil")
        self._liste = kort._etikett()
        self._merknad = kort._etikett()

    def vis(self, navn: str, eget: bool) -> None:
        self._status.vis_tekst(self._t(f"{self._navn}.eget", navn=navn) if navn else self._t(f"{self._navn}.vart"))
        self._tilbake.setVisible(eget)

    def las(self, bestemt: bool) -> None:
        """Vis om det er bestemt for maskinen, og kan ikke velges her."""
        self._bestemt.vis_tekst(self._t("oppsett.bestemt") if bestemt else "")
        self._velg.setVisible(not bestemt)
        self._tilbake.setVisible(not bestemt and not self._tilbake.isHidden())

    def _velges(self) -> None:
        try:
            merknader = self._gjor()
        except OverforingFeil as feil:
            self._si(self._t("ui_brevmal.ma_rettes"), self._problemene(self._kort._ord.feil(feil).split("\n")))
            return
        if merknader is not None:
            self._si(merknad="\n".join(f"△ {self._kort._ord.feil(merknad)}" for merknad in merknader))

    def _tilbakestill(self) -> None:
        try:
            self._ga_tilbake()
        except OverforingFeil as feil:
            self._si(self._kort._ord.feil(feil))
            return
        self._si()
        self._velg.setFocus(Qt.FocusReason.OtherFocusReason)  # knappen som ble trykket, er borte

    def _problemene(self, problemer: list[str]) -> str:
        vist = [f"•  {problem}" for problem in problemer[:MEST]]
        if len(problemer) > MEST:
            vist.append(self._t("ui_brevmal.flere", antall=str(len(problemer) - MEST)))
        return "\n".join(vist)

    def _si(self, feil: str = "", liste: str = "", merknad: str = "") -> None:
        self._kort.oppdater()
        self._feil.vis_tekst(feil)
        self._liste.vis_tekst(liste)
        self._merknad.vis_tekst(merknad)
        meld(self._kort, f"{feil or self._status.text()} {liste}{merknad}".strip(), viktig=bool(feil))
