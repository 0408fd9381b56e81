"""En disk å fylle, så det virkelig ikke er plass."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def fyll_disken(disk: Path) -> Path:
    """Skriv til det ikke er plass til mer."""
    fyll = disk / "fyll"
    with fyll.open("wb", buffering=0) as ut, suppress(OSError):
        while True:
            ut.write(b"x" * 4096)
    return fyll
