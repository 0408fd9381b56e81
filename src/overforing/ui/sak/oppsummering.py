"""Oppsummeringen: først det som må ses på, så svarene utfallet hviler på, og resten foldet. Endrer aldri noe selv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overforing.sak.kodeverk import Dokument
from overforing.saksgang.tilstand import Farge, Sidetilstand, Skjemasteg, Stegstatus, Svarlinje, Tilstand
from overforing.saksgang.tvil import side_for
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.fold import Fold
from overforing.ui.deler.klosser import Etikett, Klar, Kort, Lenke, Stabel, med_tab, merke, stabel, strek
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .fagsystemkort import Fagsystemkort
from .svarrad import Svarrad


class Oppsummering(Klar):
    """``endre`` gis siden og stien til svaret. ``bygd_om`` når det er kommet noe nytt å gå til med Tab."""

    endre = Signal(object, str)
    bygd_om = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._ord = ord_
        self._sak = ""
        self._titler: dict[Skjemasteg, str] = {}
        self._andre: tuple[Svarlinje, ...] = ()
        px = tema.px
        rom = stabel(self, px(5))
        tvilkort, svarkort = rom.ny(Kort(tema)), rom.ny(Kort(tema))
        for kort in (tvilkort, svarkort):
            kort.rom.setContentsMargins(px(12), px(7), px(12), px(7))
            kort.rom.setSpacing(px(4))
        self._tviltittel = tvilkort.rom.ny(Etikett("", "korttittel"))
        self._tvilrom = tvilkort.rom.under(px(3))
        svarkort.rom.addWidget(Etikett(ord_("oppsummering.svarene"), "korttittel"))
        self._svarrom = svarkort.rom.under(px(2))
        resten = Klar()
        self._restrom = stabel(resten, px(2))
        self._fold = svarkort.rom.ny(Fold(ord_, resten, px(4)))
        self._fold.byttet.connect(self._foldet)
        self._til_fagsystemet = rom.ny(Fagsystemkort(tema, ord_))
        self._til_fagsystemet.byttet.connect(self.bygd_om)

    def vis(self, tilstand: Tilstand) -> None:
        if tilstand.sak.id != self._sak:
            self._sak = tilstand.sak.id
            self._fold.apne(False)
            self._til_fagsystemet.fold.apne(False)
        self._titler = {s.side: s.tittel for s in tilstand.sider}
        self._vis_tvilen(tilstand)
        baerende = tuple(linje for linje in tilstand.svarene if linje.baerer)
        self._svarrom.fyll((tilstand.svarene, self._titler), self._baerende(baerende, bool(tilstand.svarene)))
        self._andre = tilstand.svarene
        self._fold.vis_tittel(self._ord("oppsummering.alle", antall=str(len(self._andre))))
        self._fold.setVisible(bool(self._andre))
        self._fyll_resten()
        self._til_fagsystemet.vis(tilstand.fagsystem)

    def fokuser(self, sti: str) -> bool:
        """Fokus til raden med svaret, når den vises. Sant når den gjør det."""
        rad = next((rad for rad in self.findChildren(Svarrad) if sti in rad.stier and not rad.isHidden()), None)
        if rad is not None:
            rad.setFocus()
        return rad is not None

    def rekken(self) -> list[QWidget]:
        """Det Tab skal innom, ovenfra og ned."""
        return sorted(med_tab(self), key=lambda w: w.mapTo(self, QPoint(0, 0)).y())

    # Det som må ses på

    def _vis_tvilen(self, tilstand: Tilstand) -> None:
        til_embetet = {Dokument.ANMODNING, Dokument.TVIST} & set(tilstand.dokumenter)
        self._tviltittel.vis_tekst(self._ord("oppsummering.tvil" if til_embetet else "oppsummering.tvil_her"))
        mangler = _stegene_som_mangler(tilstand)
        self._tvilrom.fyll((mangler, tilstand.tvil, tilstand.ferdig), self._tvilen(tilstand, mangler))

    def _tvilen(self, tilstand: Tilstand, mangler: list[Sidetilstand]) -> Iterator[QWidget]:
        for tvil in tilstand.tvil:
            if tvil.ma_loses:
                yield self._varsel("ma_loses", Farge.STOPP, tvil.tekst, tvil.side, tvil.sti)
        for steg in mangler:
            tekst = f"{steg.tittel}{' ' if steg.tittel.endswith('?') else ': '}{steg.grunn}"
            yield self._varsel("mangler", Farge.NOYTRAL, tekst, side_for(steg.sti, steg.side), steg.sti)
        for tvil in tilstand.tvil:
            if not tvil.ma_loses:
                yield self._varsel("bor_vurderes", Farge.VARSEL, tvil.tekst, tvil.side, tvil.sti)
        if tilstand.ferdig and not (mangler or tilstand.tvil):
            yield Etikett(self._ord("oppsummering.ingen_tvil"), "dempet")

    def _varsel(self, nokkel: str, farge: Farge, tekst: str, side: Skjemasteg, sti: str = "") -> QWidget:
        ord_ = self._ord(f"oppsummering.{nokkel}")
        # Det som bare bør vurderes, sies kort; resten står ved feltet og for den som peker på det.
        kort = tekst if farge is not Farge.VARSEL else f"{tekst.partition('. ')[0].rstrip('.')}."
        lenke = Lenke(kort, lambda: self.endre.emit(side, sti))
        lenke.setToolTip(bokstavelig(tekst, brytes=True))
        lenke.setAccessibleName(f"{ord_}: {tekst}")
        rad = Klar()
        rom = QHBoxLayout(rad)
        rom.setContentsMargins(0, 0, 0, 0)
        rom.setSpacing(self._tema.px(10))
        rom.addWidget(merke(ord_, farge), 0, Qt.AlignmentFlag.AlignTop)
        rom.addWidget(lenke, 1)
        return rad

    # Svarene

    def _baerende(self, linjer: tuple[Svarlinje, ...], noe_er_svart: bool) -> Iterator[QWidget]:
        """Én rad for hvert steg, med en linje for hvert kort. Ett for ett står svarene i det som er foldet."""
        for side, pa_siden in groupby(linjer, key=lambda s: s.side):
            rader = tuple(pa_siden)
            grupper = [(gruppe, tuple(i)) for gruppe, i in groupby(rader, key=lambda s: s.gruppe)]
            tekst = "\n".join(_i_ett(gruppe if len(grupper) > 1 else "", i) for gruppe, i in grupper)
            samlet = replace(rader[0], sporsmal=self._titler[side], svar=tekst)
            yield self._rad(self._titler[side], samlet, ("", *(r.sti for r in rader)))
        if not noe_er_svart:
            yield Etikett(self._ord("oppsummering.ingen_svar"), "dempet")

    def _foldet(self) -> None:
        self._fyll_resten()
        self.bygd_om.emit()

    def _fyll_resten(self) -> None:
        """Radene som er foldet, lages når de skal ses: det kan være over femti av dem."""
        andre = self._andre if self._fold.apen else ()
        self._restrom.fyll((andre, self._titler), self._linjene(self._restrom, andre))

    def _linjene(self, rom: Stabel, linjer: tuple[Svarlinje, ...]) -> Iterator[QWidget]:
        luft = self._tema.px(8)
        for side, pa_siden in groupby(linjer, key=lambda s: s.side):
            if rom.count():
                rom.addSpacing(luft)
                yield strek()
            rom.addSpacing(luft)
            yield Etikett(self._titler[side], "korttittel")
            for gruppe, i_gruppen in groupby(pa_siden, key=lambda s: s.gruppe):
                if gruppe != self._titler[side]:
                    rom.addSpacing(luft)
                    yield Etikett(gruppe, "sterk")
                yield from (self._rad(gruppe, linje) for linje in i_gruppen)

    def _rad(self, gruppe: str, linje: Svarlinje, stier: tuple[str, ...] = ()) -> Svarrad:
        endre = self._ord("oppsummering.endre")
        rad = Svarrad(stier or (linje.sti,), linje.sporsmal, linje.svar, endre, self._tema)
        rad.setAccessibleName(f"{endre}: {gruppe}: {linje.sporsmal}")
        rad.setAccessibleDescription(linje.svar)
        rad.clicked.connect(lambda *_: self.endre.emit(linje.side, linje.sti))
        return rad


def _i_ett(gruppe: str, linjer: tuple[Svarlinje, ...]) -> str:
    """Kortets svar på én linje."""
    svarene = " · ".join(", ".join(linje.svar.split("\n")) for linje in linjer)
    return f"{gruppe}{'' if gruppe.endswith('?') else ':'} {svarene}" if gruppe else svarene


def _stegene_som_mangler(tilstand: Tilstand) -> list[Sidetilstand]:
    """Stegene det gjenstår noe på, når det første ikke alt står blant det som må løses."""
    sagt: set[str] = {tvil.sti for tvil in tilstand.tvil if tvil.ma_loses}
    mangler = []
    for steg in tilstand.sider:
        if steg.status is Stegstatus.MANGLER and steg.side is not Skjemasteg.OPPSUMMERING and steg.sti not in sagt:
            sagt.add(steg.sti)
            mangler.append(steg)
    return mangler
