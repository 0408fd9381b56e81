"""Det det søkes i om en forespørsel i loggen: det som gjelder nå, ordene som er skrevet, og saken kommunen sendte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.sladding import masker
from overforing.sak.rekkefolge import brett

from .sok import IKKE_SOKBART

UTEN_SOK = frozenset(
    {
        *(Handling.EGEN_HABILITET, Handling.LEDER_SVARTE, Handling.SKJOLD_LOFTET, Handling.APNET_HAST),
        *(Handling.FORESLATT, Handling.RETURNERT, Handling.GODKJENT),
        *(Handling.SLADDET, Handling.SLADDET_APNET, Handling.TILINTETGJORT),
    }
)
"""Handlingene med ord det ikke søkes i."""

_KODE = re.compile(r"[a-z0-9_.:+\-]*|[0-9T:.+Z\-]*")
"""Koder, datoer, tidspunkter og numre. Et ord med bare små bokstaver uten æ, ø og å kan også være det."""


def forste_linje(f: Foresporsel, kommunenavn: str) -> str:
    """Det som gjelder nå."""
    deler = (f.journalnummer, f.etter_avslag, f.arkivsak, f.avsender, kommunenavn, f.deres_ref, f.tittel)
    return brett(" ".join(" ".join((*deler, f.saksbehandler)).split()))


def med_nytt(tekst: str, forste: str, mer: str) -> str:
    """Det det søkes i når det som gjelder nå, er ``forste``, og ``mer`` er kommet til."""
    _, _, resten = tekst.partition("\n")
    if mer and mer not in resten:
        resten = f"{resten}\n{mer}" if resten else mer
    return f"{forste}\n{resten}"


def skrevet(historikk: Sequence[Hendelse]) -> Iterator[str]:
    """Ordene det søkes i, som ikke er sladdet, i rekkefølge."""
    yield from (h.tekst for h in masker(historikk) if h.tekst and h.handling not in UTEN_SOK)


def i_saken(verdi: object) -> Iterator[str]:
    """Ordene i en sak som det sikkert skal kunne søkes i, av saksfilens verdier."""
    if isinstance(verdi, Mapping):
        for navn, under in verdi.items():
            if navn not in IKKE_SOKBART and navn != "skjema":
                yield from i_saken(under)
    elif isinstance(verdi, list):
        for under in verdi:
            yield from i_saken(under)
    elif isinstance(verdi, str) and not _KODE.fullmatch(verdi):
        yield verdi


def mangler_i_soket(
    soketekst: str, f: Foresporsel, historikk: Sequence[Hendelse], saker: Iterable[Mapping[str, Any]]
) -> bool:
    """Om noe det skal kunne søkes i, ikke er der. Navnet på kommunen ses det bort fra: det kan være et annet nå."""
    # Tegnet med nummer null er et mellomrom i det det søkes i på en tjener.
    forste, _, resten = soketekst.replace("\0", " ").partition("\n")
    na = forste_linje(f, "").replace("\0", " ").split()
    deler = (*skrevet(historikk), *(ord_ for sak in saker for ord_ in i_saken(sak)))
    return not set(na) <= set(forste.split()) or any(brett(ord_).replace("\0", " ") not in resten for ord_ in deler)
