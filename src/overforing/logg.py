"""Loggen for feilsøking: hva programmet gjør og hvor lang tid det tar. Den er av til noen slår den på.

Den kan bare si ord som står i koden, og tall: ingen sti, ingen tekst og ingenting fra en sak kan gis den.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

NIVAER = ("feil", "advarsel", "info", "alt")
"""Fra det alvorligste til alt."""

_start = time.monotonic()
_pa = False


def sett(niva: str, fil: Path | None = None) -> None:
    """Slå på loggen fra og med nivået, til ``fil`` eller standard feil. Kaster ``OSError``.

    Bare våre egne linjer er med: andres biblioteker kan gjengi det de arbeider med.
    """
    global _pa
    import logging

    alvor = dict(zip(NIVAER, (logging.ERROR, logging.WARNING, logging.INFO, logging.DEBUG), strict=True))[niva]
    mottaker = logging.FileHandler(fil, encoding="utf-8") if fil else logging.StreamHandler(sys.stderr)
    mottaker.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    var = logging.getLogger("overforing")
    var.handlers[:] = [mottaker]
    var.setLevel(alvor)
    var.propagate = False
    logging.raiseExceptions = False  # er disken full, går arbeidet videre uten, og ingen sporingsutskrift vises
    _pa = True


def info(hva: str, **tall: float) -> None:
    """Noe er gjort. ``hva`` er et ord i koden, og ``tall`` det som er målt."""
    _skriv("info", hva, tall)


def advarsel(hva: str, **tall: float) -> None:
    """Noe gikk ikke, og programmet går videre uten."""
    _skriv("warning", hva, tall)


def feil(slag: str, sted: str) -> None:
    """En feil i programmet: hva slags, og stedet i koden. Aldri det den sier, som kan gjengi et felt."""
    _skriv("error", f"{slag} {sted}", {})


def _skriv(alvor: str, hva: str, tall: dict[str, float]) -> None:
    if not _pa:
        return
    import logging

    malt = "".join(f" {navn}={float(verdi):g}" for navn, verdi in tall.items())
    getattr(logging.getLogger("overforing"), alvor)("%s ms=%.0f%s", hva, (time.monotonic() - _start) * 1000, malt)
