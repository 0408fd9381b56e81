"""Det det søkes i: saksnummeret, navnene og de frie tekstene i saken, uten skille mellom store og små bokstaver."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from overforing.sak.modell import Sak
from overforing.sak.rekkefolge import brett

_PEKERE = {"id", "overordnet", "part", "ansatt", "avgjort_av_ansatt", "besluttet_av", "vurdert_av", "underskriver"}
_KOMMUNER = {"kommune", "kommune_for_inntak", "bosettingskommune", "med_kommune", "settekommune"}
IKKE_SOKBART = _PEKERE | _KOMMUNER | {"gitt", "tidspunkt", "forslag", "kontor"}
"""Pekere, koder, det programmet selv har skrevet, og kontoret, som er likt i alle sakene."""


def soketekst(sak: Sak) -> str:
    """Alt det kan søkes i, med linjeskift mellom."""
    tekster: list[str] = []
    _samle(sak, tekster)
    return brett("\n".join(tekster))


def _samle(verdi: object, tekster: list[str]) -> None:
    """Legg til alt det kan søkes i."""
    innholdet = _innholdet(type(verdi))  # type: ignore[arg-type]  # en klasse kan hashes
    for element in innholdet(verdi) if innholdet else ():
        if type(element) is str:
            if element:
                tekster.append(element)
        elif element:
            _samle(element, tekster)


@cache
def _innholdet(slag: type) -> Callable[[Any], Iterable[object]] | None:
    """Det som gir det kan søkes i av noe av slaget, ``None`` når det ikke er noe: koder, dager og ja og nei.

    Gjøres for hvert brev som kommer, så feltene til hver klasse slås opp én gang.
    """
    if issubclass(slag, tuple):
        return iter
    if issubclass(slag, Mapping):
        return lambda oppslag: oppslag.values()
    if not dataclasses.is_dataclass(slag):
        return None
    navn = tuple(felt.name for felt in dataclasses.fields(slag) if felt.name not in IKKE_SOKBART)
    hent = attrgetter(*navn) if len(navn) > 1 else None
    return hent or (lambda del_: [getattr(del_, en) for en in navn])


MAKS_SOK = 200
"""Så mange tegn av det som skrives i søkefeltet, brukes."""

_NUMMER = re.compile(r"(\d{2}|\d{4})[/-](\d{1,9})")


@dataclasses.dataclass(frozen=True)
class Fulltekstsok:
    """Et søk delt i det som kan slås opp. Alt må finnes. ``ingenting`` når det ikke kan finne noe.

    ``bitene`` kan stå hvor som helst i et ord; ``ordene`` er én og to bokstaver, og numre, i begynnelsen av et ord.
    Hvert av dem kan stå på en av flere måter. ``biter`` og ``ord`` er det samme som uttrykk FTS5 kan svare på.
    """

    bitene: tuple[tuple[str, ...], ...] = ()
    ordene: tuple[tuple[str, ...], ...] = ()
    ingenting: bool = False

    @property
    def biter(self) -> str:
        return " AND ".join(_et_av([_frase(bit) for bit in gruppe]) for gruppe in self.bitene)

    @property
    def ord(self) -> str:
        return " AND ".join(_et_av([f"{_frase(en)}*" for en in gruppe]) for gruppe in self.ordene)


def fulltekstsok(skrevet: str, andre_ord: Callable[[str], Sequence[str]] = lambda _: ()) -> Fulltekstsok:
    """Det brukeren har skrevet, hva det enn er. Alle ordene må finnes. «26/77» er det samme som «2026/77».

    ``andre_ord`` gir det et ord også kan hete; ett av dem er nok.
    """
    ordene = _ordene(skrevet)
    numre = [o for o in ordene if _NUMMER.fullmatch(o)]
    andre = [o for o in ordene if o not in numre]
    korte = [o for o in andre if len(o) < _TRIGRAM]
    # unicode61 deler ved alt som ikke er bokstav eller tall; et kort ord uten noen av delene er der ikke noe å slå opp.
    korte_med_tegn = [o for o in korte if any(tegn.isalnum() for tegn in o)]
    return Fulltekstsok(
        bitene=tuple((o, *map(brett, andre_ord(o))) for o in andre if len(o) >= _TRIGRAM),
        ordene=(*((o,) for o in korte_med_tegn), *map(_enten, numre)),
        ingenting=bool(ordene) and len(korte) == len(ordene) and not korte_med_tegn,
    )


def som_nummer(skrevet: str) -> tuple[int, int] | None:
    """Journalnummeret (år, nummer) når det er det eneste som er skrevet."""
    ordene = _ordene(skrevet)
    treff = _NUMMER.fullmatch(ordene[0]) if len(ordene) == 1 else None
    return (int(treff[1]) + (2000 if len(treff[1]) == 2 else 0), int(treff[2])) if treff else None


def _ordene(skrevet: str) -> list[str]:
    rent = "".join(tegn if tegn.isprintable() and not "\ud800" <= tegn <= "\udfff" else " " for tegn in skrevet)
    return list(dict.fromkeys(brett(rent[:MAKS_SOK]).split()))


def _enten(nummer: str) -> tuple[str, ...]:
    """Et nummer med året skrevet kort eller helt, og med hvilket tegn som helst imellom."""
    aar, nr = re.split("[/-]", nummer)
    return tuple(f"{a} {nr}" for a in (aar[-2:], aar if len(aar) == 4 else f"20{aar}"))


_TRIGRAM = 3


def _et_av(frasene: Sequence[str]) -> str:
    return frasene[0] if len(frasene) == 1 else f"({' OR '.join(frasene)})"


def _frase(ord_: str) -> str:
    return '"' + ord_.replace('"', '""') + '"'
