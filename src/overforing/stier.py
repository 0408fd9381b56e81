"""Hvor programmets egne filer ligger, og hvor brukerens skal ligge."""

from __future__ import annotations

import os
import sys
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


def programmet_selv() -> tuple[list[str], dict[str, str]]:
    """Kommandoen som starter programmet på nytt, og miljøet den skal ha.

    Pakket er det programfilen, den med konsoll der det er to; ellers Python med modulen, uten noe fra mappen vi er i.
    """
    miljo = dict(os.environ)
    if getattr(sys, "frozen", False):
        her = Path(sys.executable)
        med_konsoll = her.with_name("overforing" + her.suffix)
        return [str(med_konsoll if med_konsoll.is_file() else her)], miljo
    miljo["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_PAKKE.parent), miljo.get("PYTHONPATH"))))
    return [sys.executable, "-P", "-m", "overforing"], miljo


def _programmappe(navn: str) -> Path:
    """Mappen inne i den installerte pakken, ellers den øverst i kildekoden; ``FileNotFoundError`` uten noen av dem."""
    for sted in (_PAKKE, _PAKKE.parents[1]):
        if (sted / navn).is_dir():
            return sted / navn
    raise FileNotFoundError(f"Programmet er ikke helt: mappen {navn} mangler.")
