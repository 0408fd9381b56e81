"""Brevsidene som bilder, til forhåndsvisning."""

from __future__ import annotations

from overforing.brev.pdfium import apnet

SEKSJON = 1
"""Bokmerkene til seksjonene. De ligger under bokmerket til brevets tittel."""


def sidebilder(pdf: bytes, bredde: int) -> tuple[tuple[int, int, bytes, tuple[float, ...]], ...]:
    """Hver side som (bredde, høyde, BGRX-piksler, overskrifter), skalert til ``bredde`` piksler.

    En overskrift er hvor langt ned på siden seksjonen begynner, som en del av høyden.
    """
    with apnet(pdf) as dokument:
        steder = [bokmerke.get_dest() for bokmerke in dokument.get_toc() if bokmerke.level == SEKSJON]
        ut = []
        for nr, side in enumerate(dokument):
            bilde = side.render(scale=bredde / side.get_width(), rev_byteorder=False, prefer_bgrx=True)
            hoyde = side.get_height()
            her = tuple(1 - sted.get_view()[1][1] / hoyde for sted in steder if sted.get_index() == nr)
            ut.append((bilde.width, bilde.height, bytes(bilde.buffer), her))
        return tuple(ut)
