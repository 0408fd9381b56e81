"""Rapporten om en feil i programmet: hva slags feil, og hvor i koden. Aldri hva feilen sa, eller noe fra en sak."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion

import overforing

_VAR = Path(overforing.__file__).resolve().parent
_MEST = 40
"""Flest steder i koden som tas med: en løkke som kaller seg selv, skal ikke fylle rapporten."""


@dataclass(frozen=True)
class Rapport:
    """En feil som tekst til den som skal rette den. ``kjenne`` er likt for samme feil på samme sted."""

    kode: str
    kjenne: str
    tekst: str


def lag(kode: str, feil: BaseException, hvor: str = "") -> Rapport:
    """Rapporten om ``feil``. ``hvor`` er tråden det skjedde på, når det ikke er vinduets egen.

    Meldingen i feilen, verdiene i koden og mappene på maskinen kan røpe noen, og er ikke med.
    """
    spor = "\n".join(_spor(feil))
    linjer = [
        f"Overføring {overforing.__version__}, feil {kode}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        *([f"Tråd: {hvor}"] if hvor else []),
        "",
        spor,
    ]
    return Rapport(kode, spor, "\n".join(linjer))


def _spor(feil: BaseException) -> Iterator[str]:
    """Feilen og dem som ligger bak den, innerst først: stedene, og så slaget."""
    kjede: list[BaseException] = []
    en: BaseException | None = feil
    while en is not None and en not in kjede:
        kjede.append(en)
        en = en.__cause__ or (None if en.__suppress_context__ else en.__context__)
    for nr, en in enumerate(reversed(kjede)):
        if nr:
            yield "som førte til:"
        steder = list(traceback.walk_tb(en.__traceback__))
        for ramme, linje in steder[-_MEST:]:
            yield f"  {_sted(ramme.f_code.co_filename, linje, ramme.f_code.co_name)}"
        yield _slag(en)


def _sted(fil: str, linje: int, funksjon: str) -> str:
    """Fil, linje og funksjon i vår kode; av andres bare fila, uten mappene på maskinen."""
    sti = Path(fil)
    if not sti.is_absolute():  # pakket står stien fra toppen av kildekoden
        sti = _VAR.parent / sti
    try:
        return f"{sti.resolve().relative_to(_VAR).as_posix()}:{linje} {funksjon}"
    except (ValueError, OSError):
        return f"({sti.name}:{linje})"


def _slag(feil: BaseException) -> str:
    """Navnet på slaget feil, når det er et slag som står i koden, og ikke et laget underveis."""
    slag = type(feil)
    modul = sys.modules.get(slag.__module__)
    return slag.__name__ if getattr(modul, slag.__name__, None) is slag else "en feil"
