"""Tekstene på hvert sted på en rundtur, og det i dem som er ført i loggen eller står i et brev."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from ui.tekstkilder import tekstene

from overforing.brev.modell import linjer
from overforing.ui.brev.brevflate import Brevflate
from overforing.ui.deler.brytning import delbar
from overforing.ui.deler.krasjdialog import Krasjdialog
from overforing.ui.mottak.brevrute import Brevrute
from overforing.ui.mottak.kontroll import Kontrollkort
from overforing.ui.vindu.hovedvindu import Hovedvindu


class Turtekster:
    """Tar imot stedene og dialogene med ``se``, hver når det er klart til å ses på."""

    def __init__(self) -> None:
        self.steder: dict[str, set[str]] = {}
        self.data: list[str] = []

    def se(self, navn: str, vindu: QWidget) -> None:
        self.steder[navn] = {tekst for tekst in tekstene(vindu) if tekst}
        if isinstance(vindu, Krasjdialog):  # rapporten er til den som skal rette feilen, ikke til brukeren
            for rapport in vindu.findChildren(QPlainTextEdit):
                self.steder[navn] -= set(rapport.toPlainText().split("\n"))
        if isinstance(vindu, Hovedvindu):
            self.data += [*_brevene(vindu), *_loggen(vindu)]


def _brevene(vindu: QWidget) -> Iterator[str]:
    """Det som står i brevet som vises."""
    for flate in vindu.findChildren(Brevflate):
        if flate.isVisible() and flate.laget is not None:
            brev = flate.laget.brev
            yield from (*linjer(brev), *(seksjon.overskrift for seksjon in brev.seksjoner))
    for rute in vindu.findChildren(Brevrute):
        if rute.isVisible():
            yield from rute.tekst.toPlainText().split("\n")


def _loggen(vindu: Any) -> Iterator[str]:
    """Det som er ført i loggen på brevenes målform, merket, det en e-post sier, og setningen med kommunens egne ord."""
    bilde = getattr(vindu.sted.mottak.saken, "bilde", None) if vindu.sted.embete else None
    if bilde is not None:
        yield from (bilde.f.tittel, bilde.f.tilgang, *(delbar(verdi) for _, verdi in bilde.lest))
        yield from (linje for faktum in bilde.saken for linje in faktum.linjer if "studietiden" in linje)
    for kort in vindu.findChildren(Kontrollkort):
        yield from re.findall(r"\d+-[0-9a-f]{16}", kort._funn.text())
