"""Filer fra og til disken. Her leses det som er valgt, sluppet eller skrevet på kommandolinjen, og ingen andre steder.

Det som skrives, skrives uten å miste noe: alle filene eller ingen, aldri over det som finnes, aldri en halv fil.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from overforing import hinder
from overforing.feil import KanIkke, UgyldigInndata
from overforing.hinder import Hindret

KAN_APNES = ("json", "docx", "pdf", "zip", "eml")
"""Endelsene til det som kan åpnes: saksfiler, brev, pakker og e-poster. Hva en fil er, avgjøres av innholdet."""

KAN_FORKLARES = ("odt", "rtf", "doc", "msg", "jpg", "png", "tiff")
"""Endelsene til filer av andre slag, som et brev kan komme som: de tas imot for å si hva en skal be om."""

MAKS_FIL = 50 * 1024 * 1024
"""Største fil som åpnes, og største samlede innhold i en pakke, i byte."""


def les(fil: Path | str, maks: int | None = None, *, for_stor: str = "feil.program.for_stor", navn: str = "") -> bytes:
    """Innholdet i filen, eller av standard inn når teksten er «-». En fil over ``maks`` byte leses ikke inn.

    Kaster ``UgyldigInndata`` som sier ``for_stor`` når den er for stor, og ``KanIkke`` når den ikke kan leses.
    ``navn`` er det filen heter i meldingen, når det er noe annet enn hele stien.
    """
    sti = Path(fil)
    try:
        if fil == "-":
            data = sys.stdin.buffer.read() if maks is None else sys.stdin.buffer.read(maks + 1)
            if maks is not None and len(data) > maks:
                raise UgyldigInndata(for_stor, fil=fil, mb=maks // 1024 // 1024)
            return data
        if maks is not None and sti.is_file() and sti.stat().st_size > maks:
            raise UgyldigInndata(for_stor, fil=fil, mb=maks // 1024 // 1024)
        return sti.read_bytes()
    except (OSError, ValueError) as feil:
        raise hinder.lesing(feil, Path(navn or fil)) from None


def skriv_alle(mappe: Path, filer: Mapping[str, bytes], *, overskriv: bool = False) -> tuple[Path, ...]:
    """Skriv filene i ``mappe``, som lages om den mangler.

    Et navn kan ha én mappe foran («pakke/brev.pdf»). Alle legges først ved siden av, og flyttes på plass når alle er
    skrevet. Uten ``overskriv`` kastes ``KanIkke`` når en av dem finnes fra før, og ingenting er da endret.
    """
    stier = tuple(mappe / navn for navn in filer)
    if mappe.exists() and not mappe.is_dir():
        raise Hindret("hinder.skriv.ikke_mappe", mappe=mappe)
    ventende: list[Path] = []
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        if not overskriv:
            _krev_ledig(mappe, stier)
        _krev_skrivbare(mappe, stier)
        for innhold in filer.values():
            _legg_ved_siden(mappe, innhold, ventende)
        if not overskriv:
            _krev_ledig(mappe, stier)
        for fra, til in zip(ventende, stier, strict=True):
            til.parent.mkdir(exist_ok=True)
            fra.replace(til)
    except OSError as feil:
        raise hinder.skriving(feil, mappe) from None
    finally:
        with contextlib.suppress(OSError):  # stedet kan være blitt borte imens
            for sti in ventende:
                sti.unlink(missing_ok=True)
    return stier


def _krev_ledig(mappe: Path, stier: tuple[Path, ...]) -> None:
    if finnes := [str(sti.relative_to(mappe)) for sti in stier if os.path.lexists(sti)]:
        raise KanIkke("feil.skriving.finnes", mappe=mappe, filer=tuple(finnes))


def _krev_skrivbare(mappe: Path, stier: tuple[Path, ...]) -> None:
    """Alle eller ingen: en fil som er åpen i Word, skal stanse dem alle før noen er byttet ut."""
    for sti in stier:
        try:
            if sti.is_file():
                sti.open("r+b").close()
        except OSError as feil:
            raise hinder.skriving(feil, mappe, sti) from None


def _legg_ved_siden(mappe: Path, innhold: bytes, ventende: list[Path]) -> None:
    import tempfile

    nummer, navn = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=mappe)
    ventende.append(Path(navn))
    with os.fdopen(nummer, "wb") as fil:
        fil.write(innhold)
        fil.flush()
        os.fsync(fil.fileno())
