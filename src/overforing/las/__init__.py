"""Låsen: nøkkelen til det som er lagret, og hvor den er."""

from __future__ import annotations

from pathlib import Path

FIL = "las.json"
"""Filen i datamappen som sier at låsen er på, eller at brukeren har sagt nei til den."""

AV = "av"
"""Det ``slaget`` er når brukeren har sagt nei."""


def slaget(mappe: Path) -> str:
    """Hvor nøkkelen er, etter ``las.json``: «nokkelring» eller «passfrase».

    «av» når brukeren har sagt nei, tomt når ingenting er sagt, og «ukjent» når filen ikke kan leses.
    """
    fil = mappe / FIL
    try:
        data = fil.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ""
    except OSError:  # den kan være der, i en mappe som ikke kan leses
        return "ukjent"
    import json

    try:
        return str(json.loads(data)["slag"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return "ukjent"


def er_pa(mappe: Path) -> bool:
    """Om låsen er slått på for det som lagres i mappen. En fil som ikke kan leses, slår den ikke av."""
    return slaget(mappe) not in ("", AV)
