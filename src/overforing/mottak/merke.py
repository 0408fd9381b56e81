"""Merket på loggen da noe forlot den: hvor mange hendelser den hadde, og begynnelsen av summen av den siste.

Merket røper ingenting. I summen er det tilfeldige salter som aldri forlater loggen (``register/kjede.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LENGDE = 16
"""Så mange heksadesimale tegn av summen er med."""

NOKKELORD = "overforing:logg="
"""Foran merket i det programmet lager: i egenskapene til et brev, og foran rotelementet i en journal."""

_MERKE = re.compile(rf"([1-9]\d{{0,11}})-([0-9a-f]{{{LENGDE}}})")
_ETTER_NOKKELORD = re.compile(NOKKELORD.encode() + rb"([0-9]+-[0-9a-f]+)")
_SIST_PA_LINJEN = re.compile(rb'[;,\t]"?([0-9]+-[0-9a-f]{16})"?\r?$', re.MULTILINE)


@dataclass(frozen=True)
class Merke:
    """Plassen i kjeden, og de første tegnene av summen der. Skrives «41-3f2a9c0d1b7e4f60»."""

    nr: int
    sum: str

    def __str__(self) -> str:
        return f"{self.nr}-{self.sum}"

    @classmethod
    def av(cls, nr: int, sum_: str) -> Merke:
        """Merket for en plass i kjeden med hele summen."""
        return cls(nr, sum_[:LENGDE])

    @classmethod
    def fra_tekst(cls, tekst: str) -> Merke | None:
        """Merket lest tilbake, eller ``None`` når teksten ikke er et."""
        treff = _MERKE.fullmatch(tekst)
        return cls(int(treff[1]), treff[2]) if treff else None


def merker_i(data: bytes) -> Iterator[Merke]:
    """Merkene som står i klartekst i en fil: et brev som PDF, en journal, eller siste kolonne i en dokumentliste."""
    for tekst in dict.fromkeys(_ETTER_NOKKELORD.findall(data) or _SIST_PA_LINJEN.findall(data)):
        if (merke := Merke.fra_tekst(tekst.decode())) is not None:
            yield merke


@dataclass(frozen=True)
class Anker:
    """Noe utenfor loggen som den kan prøves mot: navnet på filen, og merkene i den, det eldste først.

    ``kopi`` er at den er en av sikkerhetskopiene, som loggen prøves mot uten at noen har bedt om det.
    """

    fil: str
    merker: Iterable[Merke]
    kopi: bool = False
