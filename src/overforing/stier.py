"""Hvor programmets egne filer ligger, og hvor brukerens skal ligge."""

from __future__ import annotations

import os
from pathlib import Path

HJEM = "OVERFORING_HOME"

_PAKKE = Path(__file__).resolve().parent


def ressurser() -> Path:
    """Mappen ``resources``: lover, regelsett, tekster og kommuneliste."""
    return _programmappe("resources")


def brevmaler() -> Path:
    """Mappen ``letters``: brevhodet, brevene på bokmål og nynorsk og PDF-ens side."""
    return _programmappe("letters")


def datamappe() -> Path:
    """Mappen for brukerens saker og innstillinger: ``OVERFORING_HOME`` når den er satt, ellers systemets egen.

    Mappen lages ikke her.
    """
    valgt = os.environ.get(HJEM)
    if valgt:
        return Path(valgt).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path("overforing", appauthor=False)


def _programmappe(navn: str) -> Path:
    """Mappen inne i den installerte pakken, ellers den øverst i kildekoden; ``FileNotFoundError`` uten noen av dem."""
    for sted in (_PAKKE, _PAKKE.parents[1]):
        if (sted / navn).is_dir():
            return sted / navn
    raise FileNotFoundError(f"Programmet er ikke helt: mappen {navn} mangler.")
