"""Loggen slik mottaket bruker den: forespørslene, og lista over dem (register/foresporsler.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.hendelser import Endring, Hendelse
from overforing.mottak.inngaende import Inngaende, Utgaende
from overforing.mottak.kvittering import Dokumentpost, Kvittering
from overforing.mottak.statistikk import Tallgrunnlag
from overforing.mottak.utvalg import Ko, Listeside, Sted, Utvalg
from overforing.sak.modell import Dokument, Malform, Overstyring


class Logg(Protocol):
    """Der forespørslene føres. ``bruker`` er den som fører."""

    bruker: str

    def motta(self, inn: Inngaende, mottatt: date) -> Kvittering: ...

    def registrer_for_hand(
        self, felt: Mapping[str, object], mottatt: date, filer: Iterable[Inngaende] = ()
    ) -> Foresporsel: ...

    def legg_ved(self, aar: int, nr: int, filer: Iterable[Inngaende], mottatt: date) -> Foresporsel: ...

    def i_ett(self) -> AbstractContextManager[None]: ...

    def skjemautkast(self, sted: str) -> dict[str, dict[str, str]]: ...

    def lagre_skjemautkast(self, sted: str, skjemaer: Mapping[str, Mapping[str, str]]) -> None: ...

    def gjor_begge(self, *begge: tuple[Foresporsel, Endring]) -> None: ...

    def deler(self, f: Foresporsel) -> tuple[str, ...]: ...

    def samme_referanse(self, f: Foresporsel) -> tuple[str, ...]: ...

    def les(self, aar: int, nr: int) -> Foresporsel: ...

    def historikk(self, aar: int, nr: int) -> tuple[Hendelse, ...]: ...

    def dokumenter(self, aar: int, nr: int) -> tuple[Dokumentpost, ...]: ...

    def saker(self, aar: int, nr: int) -> tuple[tuple[int, str], ...]: ...

    def fil(self, sha256: str) -> bytes: ...

    def gjor(
        self, aar: int, nr: int, versjon: int, endring: Endring, utgaende: Iterable[Utgaende] = ()
    ) -> Foresporsel: ...

    def brevutkast(self, aar: int, nr: int, dokument: Dokument) -> dict[Malform, dict[str, Overstyring]]: ...

    def lagre_brevutkast(
        self, aar: int, nr: int, dokument: Dokument, malform: Malform, seksjoner: Mapping[str, Overstyring]
    ) -> None: ...


class Liste(Protocol):
    """Lista over forespørslene i loggen."""

    def side(self, utvalg: Utvalg, i_dag: date, etter: Sted | None = None) -> Listeside: ...

    def apne(self) -> Iterator[Foresporsel]: ...

    def antall(self, utvalg: Utvalg, i_dag: date) -> int: ...

    def koer(self, i_dag: date) -> dict[Ko, int]: ...

    def mellom(self, fra: date, til: date) -> Iterator[Foresporsel]: ...

    def journal(self, fra: date, til: date) -> Iterator[tuple[Foresporsel, Dokumentpost]]: ...

    def tallgrunnlag(self, fra: date, til: date) -> Iterator[Tallgrunnlag]: ...
