"""Det den som er skjermet fra en forespørsel, ser av den: nummeret, statusen, og hvem som har den (``skjold``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from overforing.mottak.egne_svar import samme
from overforing.mottak.foresporsel import FELT, Foresporsel
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.overganger import kan
from overforing.mottak.skjold import skjold

if TYPE_CHECKING:
    from .bilde import Foresporselsbilde

HANDLINGER = frozenset({Handling.TILDELT, Handling.EGEN_HABILITET, Handling.APNET_HAST})
"""Det hun kan gjøre: gi den fra seg, svare for seg selv, og åpne det som ikke kan vente (fvl § 7)."""

_OM_HENNE = frozenset({Handling.TILDELT, Handling.EGEN_HABILITET, Handling.LEDER_SVARTE, Handling.SKJOLD_LOFTET})
_SER = frozenset(
    {
        *("slag", "mottatt", "frist", "status", "malform", "saksbehandler", "egen_habilitet"),
        *("inhabile_her", "i_tvil_her", "skjold_loftet"),
    }
)
"""Feltene som er igjen; slaget og dagene vises ikke."""


def uten_saken(f: Foresporsel) -> Foresporsel:
    """Forespørselen uten noe som sier hva den gjelder."""
    tom = Foresporsel(
        **{felt: getattr(f, felt) for felt in ("aar", "nr", "versjon", "registrert", "registrert_av")},
        **{felt: getattr(f, felt) for felt in ("slag", "mottatt", "frist")},
    )
    return replace(tom, **{felt: getattr(f, felt) for felt in FELT if felt in _SER})


def hendelsene(historikk: Iterable[Hendelse], meg: str, hvem: Callable[[str], str]) -> Iterator[Hendelse]:
    """Hvem som har fått den, og hva hun selv har svart. Andres svar, og grunnene deres, er en del av saken."""
    for h in historikk:
        eget = samme(h.av, meg)
        if h.handling not in _OM_HENNE or (h.handling is Handling.EGEN_HABILITET and not eget):
            continue
        endret = {felt: par for felt, par in h.endret.items() if felt == "saksbehandler"}
        til = endret.get("saksbehandler", ("", ""))[1]
        tekst = h.tekst if eget else ""
        yield replace(h, endret={}, tekst=hvem(str(til)) if til else tekst)


def skjermet_bilde(b: Foresporselsbilde, ord_: Callable[..., str]) -> Foresporselsbilde:
    """Bildet til den som er skjermet: nummeret, statusen, hvem som har den, og at hun kan gi den fra seg."""
    ingen = ord_("ui_mottak.ingen")
    hvem = (ord_("mottak.felt.saksbehandler"), b.f.saksbehandler or ingen)
    return replace(
        b,
        tittel=ord_("ui_skjold.tittel"),
        over_frist=False,
        teksten=None,
        saken=(),
        fakta=(hvem,),
        ingen_lignende="",
        merknader=(ord_(f"ui_skjold.{skjold(b.f, b.meg) or 'inhabil'}"),),
        kan=b.kan & HANDLINGER | ({Handling.APNET_HAST} if kan(b.f, Handling.APNET_HAST) else frozenset()),
        uten_data=True,
        ma_haste=False,
        kan_sladdes=(),
        utfall=(),
        organer=(),
        omfang=(),
        til_leder=(),
        skjermet=True,
    )
