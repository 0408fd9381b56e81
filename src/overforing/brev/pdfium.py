"""Dokumenter åpnet i pdfium, ett om gangen: biblioteket har tilstand alle trådene deler (pypdfium2, sak 303 og 479)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LAAS = threading.RLock()


@contextmanager
def apnet(pdf: bytes) -> Iterator[PdfDocument]:
    """Dokumentet. Andre tråder venter til det er lukket. Kaster ``pypdfium2.PdfiumError`` når det ikke kan åpnes."""
    import pypdfium2

    with _LAAS:
        dokument = pypdfium2.PdfDocument(pdf)
        try:
            yield dokument
        finally:
            dokument.close()
