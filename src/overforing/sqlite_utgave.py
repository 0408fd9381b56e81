"""Utgaven av SQLite som er i bruk, og de kjente feilene i den som kan skade en database.

Feilene står i ``resources/sqlite.toml``. Utgaven følger med Python eller systemet, og kan være en annen i morgen.
"""

from __future__ import annotations

import re
from functools import cache

from overforing import stier
from overforing.feil import Melding

Utgave = tuple[int, ...]


def kjente_feil(utgave: str) -> tuple[Melding, ...]:
    """De kjente feilene i utgaven ``utgave``, for eksempel «3.40.1», som hele setninger.

    En utgave som ikke lar seg lese, har ingen vi kjenner.
    """
    denne = _tall(utgave)
    return tuple(
        Melding(f"sqlite.feil.{navn}", utgave=utgave, rettet=rettet)
        for navn, fra, rettet, ogsa_rettet in _feilene()
        if _tall(fra) <= denne < _tall(rettet)
        and not any(denne[:2] == serie[:2] and denne >= serie for serie in map(_tall, ogsa_rettet))
    )


def om_utgavene() -> tuple[Melding, ...]:
    """Utgaven åpne filer leses med, den låste leses med når det er lest noen, og de kjente feilene i hver av dem."""
    import sqlite3
    import sys

    sqlcipher = sys.modules.get("sqlcipher3.dbapi2")
    utgaver = [("utgave", sqlite3.sqlite_version)]
    if sqlcipher is not None:
        utgaver.append(("laast", str(sqlcipher.sqlite_version)))
    return tuple(
        melding
        for nokkel, utgave in utgaver
        for melding in (Melding(f"sqlite.{nokkel}", utgave=utgave), *kjente_feil(utgave))
    )


def _tall(utgave: str) -> Utgave:
    return tuple(int(ledd) for ledd in utgave.split(".")) if re.fullmatch(r"\d+(\.\d+)*", utgave) else ()


@cache
def _feilene() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    import tomllib

    lest = tomllib.loads((stier.ressurser() / "sqlite.toml").read_text("utf-8"))
    return tuple((navn, f["fra"], f["rettet"], tuple(f["ogsa_rettet"])) for navn, f in lest.items())
