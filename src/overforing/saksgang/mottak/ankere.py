"""Merket på loggen ut av noe som er utenfor den: et brev som gikk ut, en journal, en dokumentliste eller en kopi."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from overforing import hinder
from overforing.brev.lesing.ved_siden import Leser
from overforing.feil import KanIkke, UgyldigInndata
from overforing.filer import MAKS_FIL, les
from overforing.mottak.kontrollsvar import KOPI_ULESELIG, Funn
from overforing.mottak.merke import Anker, Merke, merker_i
from overforing.sak.kopi import Registerkopi


def anker(
    fil: Path, leser: Leser, i_kopien: Callable[[Path], Iterator[Merke]], er_database: Callable[[Path], bool]
) -> Anker:
    """Det loggen kan prøves mot i filen. Uten noe merke i den er det ingen; kontrollen sier det.

    Kaster ``KanIkke`` når filen ikke kan leses.
    """
    if _er_database(fil, er_database):
        return Anker(fil.name, i_kopien(fil))
    data = les(fil, MAKS_FIL)
    merker = tuple(merker_i(data))
    if not merker:
        try:
            lest = Merke.fra_tekst(leser(data, fil.name).i(fil.name).logg)
        except UgyldigInndata:
            lest = None
        merker = (lest,) if lest else ()
    return Anker(fil.name, merker)


def kopiankere(
    alle: Callable[[], Sequence[Registerkopi]], mappe: Path, nyeste: Callable[[Path], Iterator[Merke]]
) -> tuple[list[Anker], list[Funn]]:
    """Sikkerhetskopiene å prøve loggen mot, den eldste først, og det som er å si om de andre. ``alle`` er i ``mappe``.

    Ble loggen byttet ut med en eldre fra en kopi, er de fra før det med vilje lenger enn den.
    """
    try:
        kopier = alle()
    except KanIkke:
        return [], [Funn(KOPI_ULESELIG, mappe.name)]
    nye = list(takewhile(lambda kopi: not kopi.bytte, kopier))
    ellers = [Funn("kopi_bytte", kopi.fil.name) for kopi in kopier[len(nye) :][:1]]
    return [Anker(kopi.fil.name, _nar_det_trengs(nyeste, kopi.fil), kopi=True) for kopi in reversed(nye)], ellers


def _nar_det_trengs(nyeste: Callable[[Path], Iterator[Merke]], fil: Path) -> Iterator[Merke]:
    """En kopi som ikke kan åpnes, skal sies om den, og ikke stanse kontrollen."""
    yield from nyeste(fil)


def _er_database(fil: Path, er_database: Callable[[Path], bool]) -> bool:
    try:
        return fil.is_file() and er_database(fil)
    except OSError as feil:
        raise hinder.lesing(feil, fil) from None
