"""``las.json``: at låsen er på, hvor nøkkelen er, og om arket er bekreftet. Nøkkelen står der bare pakket inn."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from overforing.filer import skriv_alle

from . import AV, FIL

SKJEMA = "overforing/las/1"


def les(mappe: Path) -> dict[str, str]:
    """Feltene, eller ingen når filen ikke er der eller ikke kan leses; da trengs arket. Ingen heller når det er sagt
    nei til låsen.
    """
    import json

    try:
        felt: Any = json.loads((mappe / FIL).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    hel = isinstance(felt, dict) and all(isinstance(verdi, str) for verdi in felt.values())
    return felt if hel and felt.keys() >= {"id", "avtrykk", "slag"} else {}


def skriv(mappe: Path, felt: Mapping[str, str]) -> None:
    """Skriv filen, hel eller ikke. Kaster ``KanIkke`` med råd."""
    with suppress(OSError):  # ``skriv_alle`` sier hva som er i veien
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
    skriv_alle(mappe, {FIL: _som_fil(felt)}, overskriv=True)


def skriv_nei(mappe: Path) -> None:
    """Skriv at brukeren har sagt nei til låsen."""
    skriv(mappe, {"skjema": SKJEMA, "slag": AV})


def skriv_ny(mappe: Path, felt: Mapping[str, str]) -> bool:
    """Skriv filen om det ikke er noen. Svaret er om den ble til: to programmer som starter samtidig, skal ende med den
    samme nøkkelen. Kaster ``OSError``.
    """
    mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
    fil, ny = mappe / FIL, mappe / f".{FIL}.{secrets.token_hex(8)}"
    try:
        _skriv(ny, felt)
        try:
            os.link(ny, fil)
        except FileExistsError:
            return False
        except OSError:  # ikke alle disker kan gi en fil to navn
            _skriv(fil, felt)
    except FileExistsError:
        return False
    finally:
        ny.unlink(missing_ok=True)
    return True


def _skriv(fil: Path, felt: Mapping[str, str]) -> None:
    with os.fdopen(os.open(fil, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as ut:
        ut.write(_som_fil(felt))
        ut.flush()
        os.fsync(ut.fileno())


def _som_fil(felt: Mapping[str, str]) -> bytes:
    import json

    return json.dumps(felt, indent=2).encode() + b"\n"


def er_nokkelen(felt: Mapping[str, str], key: str | None) -> bool:
    """Om det er nøkkelen filen handler om."""
    from .nokkel import avtrykk

    try:
        return key is not None and avtrykk(key) == felt.get("avtrykk")
    except ValueError:
        return False
