"""Å skrive filer uten å miste noe: alle eller ingen, aldri over det som finnes, aldri en halv fil."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from overforing.feil import KanIkke

_ARSAKER = {
    errno.EACCES: "ingen tilgang",
    errno.EPERM: "ingen tilgang",
    errno.ENOSPC: "disken er full",
    errno.EROFS: "stedet er skrivebeskyttet",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ENOTDIR: "noe på veien dit er ikke en mappe",
}


def skriv_alle(mappe: Path, filer: Mapping[str, bytes], *, overskriv: bool = False) -> tuple[Path, ...]:
    """Skriv filene i ``mappe``, som lages om den mangler.

    Et navn kan ha én mappe foran («pakke/brev.pdf»). Alle legges først ved siden av, og flyttes på plass når alle er
    skrevet. Uten ``overskriv`` kastes ``KanIkke`` når en av dem finnes fra før, og ingenting er da endret.
    """
    stier = tuple(mappe / navn for navn in filer)
    if mappe.exists() and not mappe.is_dir():
        raise KanIkke(f"{mappe} finnes, men er ikke en mappe.")
    ventende: list[Path] = []
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        if not overskriv:
            _krev_ledig(mappe, stier)
        for innhold in filer.values():
            _legg_ved_siden(mappe, innhold, ventende)
        if not overskriv:
            _krev_ledig(mappe, stier)
        for fra, til in zip(ventende, stier, strict=True):
            til.parent.mkdir(exist_ok=True)
            fra.replace(til)
    except OSError as feil:
        arsak = _ARSAKER.get(feil.errno or 0, "stedet svarer ikke som ventet")
        raise KanIkke(f"Kan ikke skrive i {mappe}: {arsak}.") from None
    finally:
        for sti in ventende:
            sti.unlink(missing_ok=True)
    return stier


def _krev_ledig(mappe: Path, stier: tuple[Path, ...]) -> None:
    if finnes := [str(sti.relative_to(mappe)) for sti in stier if os.path.lexists(sti)]:
        raise KanIkke(f"Finnes fra før i {mappe}: {', '.join(finnes)}. Velg en annen mappe, eller bruk --overskriv.")


def _legg_ved_siden(mappe: Path, innhold: bytes, ventende: list[Path]) -> None:
    nummer, navn = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=mappe)
    ventende.append(Path(navn))
    with os.fdopen(nummer, "wb") as fil:
        fil.write(innhold)
        fil.flush()
        os.fsync(fil.fileno())
