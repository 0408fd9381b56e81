"""Inngangen til programmet: rett til vinduet når ingen kommando er gitt, ellers kommandolinjen.

Med ``--les-ved-siden`` er programmet leseren av filer utenfra (``brev/lesing/ved_siden.py``).

Vinduet skal fram fort, så kommandolinjen leses ikke inn på veien dit.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from pathlib import Path

from overforing.cli.utgang import TEGN_VINDUET, har_skjerm, trygt


def hoved() -> None:
    """Kjør det som er bedt om. Avslutter prosessen med en kode; ingen feil gir en sporingsutskrift."""
    argumenter = sys.argv[1:]
    if argumenter == ["--les-ved-siden"]:
        from overforing.brev.lesing.barn import tjen

        sys.exit(tjen(_bildesider))
    for strom in (sys.stdout, sys.stderr):
        if hasattr(strom, "reconfigure"):
            strom.reconfigure(encoding="utf-8")
    if argumenter[:1] == [TEGN_VINDUET] and len(argumenter) == 2:
        sys.exit(trygt(lambda: _vindu(bilde=Path(argumenter[1]))))
    if argumenter == ["--mal-oppstart"] or (not argumenter and har_skjerm()):
        sys.exit(trygt(lambda: _vindu(mal_oppstart=bool(argumenter))))
    from overforing.cli.kommandoer import kjor

    sys.exit(kjor(argumenter))


def _bildesider(data: bytes, slag: str, bredde: int, hoyde: int, flest: int) -> Iterable[tuple[int, int, bytes]]:
    from overforing.ui.deler.bildesider import bildesider  # Qt hentes først når det kommer et bilde

    return bildesider(data, slag, bredde, hoyde, flest)


def _vindu(*, mal_oppstart: bool = False, bilde: Path | None = None) -> int:
    # Det som lages før vinduet er tegnet, skal leve: å lete etter søppel imens er bortkastet. Se ``ui/vindu/oppstart``.
    gc.disable()
    from overforing.program.program import Program
    from overforing.program.vinduet import vindu

    return vindu(Program.start(), mal_oppstart=mal_oppstart, bilde=bilde)
