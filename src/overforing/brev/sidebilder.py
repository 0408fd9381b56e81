"""Brevsidene som bilder, til forhåndsvisning."""

from __future__ import annotations


def sidebilder(pdf: bytes, bredde: int) -> tuple[tuple[int, int, bytes], ...]:
    """Hver side som (bredde, høyde, BGRX-piksler), skalert til ``bredde`` piksler."""
    import pypdfium2

    dokument = pypdfium2.PdfDocument(pdf)
    try:
        ut = []
        for side in dokument:
            bilde = side.render(scale=bredde / side.get_width(), rev_byteorder=False, prefer_bgrx=True)
            ut.append((bilde.width, bilde.height, bytes(bilde.buffer)))
        return tuple(ut)
    finally:
        dokument.close()
