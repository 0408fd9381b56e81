"""Å skrive filer uten å miste noe: alle eller ingen, aldri over det som finnes, aldri en halv fil."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from overforing.feil import KanIkke


def skriv_alle(mappe: Path, filer: Mapping[str, bytes], *, overskriv: bool = False) -> tuple[Path, ...]:
    """Skriv filene i ``mappe``, som lages om den mangler. Kaster ``KanIkke`` før noe er skrevet når en fil finnes."""
    stier = tuple(mappe / navn for navn in filer)
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        if not overskriv and (finnes := [sti for sti in stier if os.path.lexists(sti)]):
            navn = ", ".join(sti.name for sti in finnes)
            raise KanIkke(f"Finnes fra før i {mappe}: {navn}. Velg en annen mappe, eller bruk --overskriv.")
        for sti, innhold in zip(stier, filer.values(), strict=True):
            _skriv(sti, innhold, overskriv)
    except FileExistsError:
        raise KanIkke(f"{mappe} finnes, men er ikke en mappe det kan skrives i.") from None
    except OSError as feil:
        raise KanIkke(f"Kan ikke skrive i {mappe}: {_arsak(feil)}.") from None
    return stier


def _skriv(sti: Path, innhold: bytes, overskriv: bool) -> None:
    """Skriv til en nabofil og flytt den på plass, så en avbrutt skriving ikke etterlater et halvt brev."""
    nummer, midlertidig = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=sti.parent)
    try:
        with os.fdopen(nummer, "wb") as fil:
            fil.write(innhold)
            fil.flush()
            os.fsync(fil.fileno())
        if overskriv:
            os.replace(midlertidig, sti)
        else:
            _flytt_uten_a_overskrive(midlertidig, sti)
    finally:
        if os.path.exists(midlertidig):
            os.unlink(midlertidig)


def _flytt_uten_a_overskrive(fra: str, til: Path) -> None:
    try:
        os.link(fra, til)
    except (AttributeError, NotImplementedError, PermissionError, OSError) as feil:
        if isinstance(feil, FileExistsError):
            raise
        # Ikke alle filsystemer har harde lenker (nettverksmapper, minnepinner). Da sjekkes det rett før flytting.
        if os.path.lexists(til):
            raise FileExistsError from None
        os.replace(fra, til)


def _arsak(feil: OSError) -> str:
    if isinstance(feil, PermissionError):
        return "ingen tilgang"
    if isinstance(feil, NotADirectoryError):
        return "noe på veien dit er ikke en mappe"
    return {28: "disken er full", 30: "stedet er skrivebeskyttet", 36: "navnet er for langt"}.get(
        feil.errno or 0, "stedet svarer ikke som ventet"
    )
