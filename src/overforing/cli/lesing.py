"""En fil fra disken, eller standard inn."""

from __future__ import annotations

import sys
from pathlib import Path

from overforing import hinder


def les_fil(fil: str) -> bytes:
    """Innholdet i en fil, eller av standard inn når fila er «-»."""
    try:
        return sys.stdin.buffer.read() if fil == "-" else Path(fil).read_bytes()
    except (OSError, ValueError) as feil:
        raise hinder.lesing(feil, Path(fil)) from None
