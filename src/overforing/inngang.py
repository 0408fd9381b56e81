"""Inngangen til programmet: rett til vinduet når ingen kommando er gitt, ellers kommandolinjen.

Med ``--les-ved-siden`` er programmet leseren av filer utenfra (``brev/lesing/ved_siden.py``).

Vinduet skal fram fort, så kommandolinjen leses ikke inn på veien dit.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from overforing import logg
from overforing.cli.utgang import KAN_IKKE, TEGN_VINDUET, har_skjerm, kan_ikke, sett_logg, trygt

if TYPE_CHECKING:
    from overforing.forste import Plass


class Vindusvalg(NamedTuple):
    """Det vinduet ble bedt om: filene det skal åpne, og loggen."""

    filer: tuple[Path, ...] = ()
    niva: str = ""
    loggfil: str = ""


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
        sys.exit(trygt(lambda: _tegn_vinduet(Path(argumenter[1]))))
    if argumenter == ["--mal-oppstart"]:
        sys.exit(trygt(lambda: _vindu(Vindusvalg(), mal_oppstart=True)))
    if (valg := til_vinduet(argumenter)) is not None and (valg.filer or har_skjerm()):
        sys.exit(trygt(lambda: _vindu(valg)))
    from overforing.cli.kommandoer import kjor

    sys.exit(kjor(argumenter))


def til_vinduet(argumenter: list[str]) -> Vindusvalg | None:
    """Det som er bedt om, når det er vinduet: ingen kommando, eller filer. ``None`` når kommandolinjen skal si det.

    En fil har en endelse eller en mappe foran; ingen kommando har det.
    """
    rest, logget = list(argumenter), {"--logg": "", "--loggfil": ""}
    while rest and rest[0].partition("=")[0] in logget:
        navn, er, verdi = rest.pop(0).partition("=")
        if not er:
            if not rest:
                return None
            verdi = rest.pop(0)
        logget[navn] = verdi
    if logget["--logg"] not in ("", *logg.NIVAER) or not all(map(_er_fil, rest)):
        return None
    return Vindusvalg(tuple(map(Path, rest)), logget["--logg"], logget["--loggfil"])


def _er_fil(tekst: str) -> bool:
    return not tekst.startswith("-") and (os.sep in tekst or "/" in tekst or bool(Path(tekst).suffix))


def _bildesider(data: bytes, slag: str, bredde: int, hoyde: int, flest: int) -> Iterable[tuple[int, int, bytes]]:
    from overforing.ui.deler.bildesider import bildesider  # Qt hentes først når det kommer et bilde

    return bildesider(data, slag, bredde, hoyde, flest)


def _tegn_vinduet(bilde: Path) -> int:
    from overforing.program.program import Program
    from overforing.program.vinduet import vindu

    return vindu(Program.start(), bilde=bilde)


def _vindu(valg: Vindusvalg, *, mal_oppstart: bool = False) -> int:
    # Det som lages før vinduet er tegnet, skal leve: å lete etter søppel imens er bortkastet. Se ``ui/vindu/oppstart``.
    gc.disable()
    from overforing.program.program import Program
    from overforing.program.vinduet import vindu

    if not mal_oppstart and not har_skjerm():
        raise kan_ikke("Her er ingen skjerm, så vinduet kan ikke åpne filen. Les den med «overforing les FIL».")
    sett_logg(valg.niva, valg.loggfil)
    program = Program.start()
    try:
        plass = _plassen(program.datamappe, valg.filer, bare_ta=mal_oppstart)
        while plass is None:
            from overforing.program.vinduet import spor_igjen

            logg.advarsel("den_forste_henger")
            if not spor_igjen(program):
                return KAN_IKKE
            plass = _plassen(program.datamappe, valg.filer)
    except _TattImot:
        logg.info("gitt_til_den_forste", filer=len(valg.filer))
        return 0
    try:
        return vindu(program, mal_oppstart=mal_oppstart, plass=plass, filer=valg.filer)
    finally:
        plass.slipp()


class _TattImot(Exception):
    """Programmet var oppe, og har fått filene."""


def _plassen(datamappe: Path, filer: tuple[Path, ...], *, bare_ta: bool = False) -> Plass | None:
    """Plassen den første har, ``None`` når den som har den, ikke svarer. Kaster ``_TattImot`` når den gjør det.

    Med ``bare_ta`` spørres ingen: vinduet åpnes uansett.
    """
    from overforing import forste

    if bare_ta:
        return forste.ta(datamappe) or forste.Plass(None, None)
    try:
        plass = forste.begynn(datamappe, filer)
    except forste.Henger:
        return None
    if plass is None:
        raise _TattImot
    return plass
