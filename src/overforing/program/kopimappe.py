"""Mappen kopiene av et register er i."""

from __future__ import annotations

import getpass
import hashlib
from contextlib import suppress
from pathlib import Path


def kopimappe(fil: Path, valgt: str) -> Path:
    """Der kopiene av registeret ``fil`` er: ved siden av det, eller i den mappen kontoret har valgt.

    I en mappe flere bruker, har hver sin egen, så ingen legger tilbake en annens saker.
    """
    if not valgt:
        from overforing.register.kopi import MAPPE

        return fil.parent / MAPPE
    bruker = brukernavn()
    merke = hashlib.sha256(f"{bruker}\0{fil.parent}".encode()).hexdigest()[:6]
    return Path(valgt) / f"overforing-{bruker or 'bruker'}-{merke}"


def brukernavn() -> str:
    """Navnet på brukeren på maskinen; tomt når det ikke finnes."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""
