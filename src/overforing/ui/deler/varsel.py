"""Kortet øverst på startsiden og i mottaket når noe må sies, som at noe er galt med et register."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from .flyt import Rad
from .klosser import Etikett, Kort, knapp
from .tema import Tema


class Varsel(Kort):
    """``knapper`` er ordene og det de gjør, det viktigste først."""

    def __init__(
        self,
        tema: Tema,
        tittel: str,
        tekst: str,
        knapper: tuple[tuple[str, Callable[[], object]], ...],
        *,
        farge: str = "varsel",
    ) -> None:
        super().__init__(tema, farge)
        self.rom.addWidget(Etikett(tittel, "korttittel"))
        self.rom.addWidget(Etikett(tekst, markerbar=True))
        if knapper:
            roller = ("hoved", *[""] * len(knapper))
            ord_og_rolle = zip(knapper, roller, strict=False)
            rad = Rad(tema.px(10), *(knapp(ordet, gjor, rolle) for (ordet, gjor), rolle in ord_og_rolle))
            self.rom.addWidget(rad, 0, Qt.AlignmentFlag.AlignLeft)
        self.sagt = f"{tittel}. {tekst}"
