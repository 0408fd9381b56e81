"""Et dokument slik det ses på i vinduet: sidene, teksten, filene som ligger i det, og det en bør vite om visningen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from overforing.brev.lesing.les_epost import Omslag
from overforing.brev.lesing.ved_siden import Vist
from overforing.filer import KAN_FORKLARES
from overforing.saksgang.utgang import Sidebilde
from overforing.tekster.katalog import oppramsing

from .fakta import dag


@dataclass(frozen=True)
class Brevvisning:
    """``linjer`` er teksten: nivået på overskriften (0 for vanlig tekst) og ordene. ``numre`` er nummeret på hver av
    sidene, fra 1. ``inni`` er navnet på hver fil i dokumentet. ``merknader`` er hele setninger om det som ikke vises.
    """

    sider: tuple[Sidebilde, ...] = field(default=(), repr=False)
    numre: tuple[int, ...] = ()
    linjer: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    inni: tuple[str, ...] = field(default=(), repr=False)
    merknader: tuple[str, ...] = ()


def brevvisning(vist: Vist, ord_: Callable[..., str]) -> Brevvisning:
    """Det leseren fant, i ord."""
    navnene = tuple(navn or ord_("ui_foresporsel.vis.uten_navn", nr=str(nr)) for nr, navn in enumerate(vist.inni, 1))
    return Brevvisning(
        sider=tuple(Sidebilde(*side) for side in vist.sider),
        numre=vist.numre,
        linjer=(*_omslaget(vist.omslag, ord_), *vist.linjer),
        inni=navnene,
        merknader=tuple(_merknadene(vist, ord_)),
    )


def _omslaget(sagt: Omslag, ord_: Callable[..., str]) -> Iterator[tuple[int, str]]:
    for hva, verdi in (("emne", sagt.emne), ("fra", sagt.fra), ("sendt", dag(sagt.dato))):
        if verdi:
            yield 0, f"{ord_(f'ui_mottak.lest.{hva}')}: {verdi}"


def _merknadene(vist: Vist, ord_: Callable[..., str]) -> Iterator[str]:
    if vist.skadet:
        yield ord_("ui_foresporsel.vis.skadet", sider=oppramsing(map(str, vist.skadet)))
    if (sett := len(vist.sider) + len(vist.skadet)) < vist.antall:
        yield ord_("ui_foresporsel.vis.flere_sider", vist=str(sett), antall=str(vist.antall))
    if vist.slag == "docx":
        yield ord_("ui_foresporsel.vis.bare_tekst")
    elif vist.sider and not vist.linjer:
        yield ord_("ui_foresporsel.vis.uten_tekst")
    if vist.slag == "json":
        yield ord_("ui_foresporsel.vis.saksfil")
    elif vist.inni:
        yield ord_("ui_foresporsel.vis.filer_inni", antall=str(len(vist.inni)))
    elif not vist.sider and not vist.linjer:
        slag = vist.slag if vist.slag in KAN_FORKLARES else "annet"
        yield ord_(
            "ui_foresporsel.vis.kan_ikke" if slag == "annet" else "ui_foresporsel.vis.kan_ikke_slag", slag=slag.upper()
        )
