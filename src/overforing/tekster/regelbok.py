"""Regelboken: reglene som et dokument, tegnet av de samme grenene som vurderingen går etter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from overforing.regelverk.avklaringer import Regel
from overforing.regelverk.gren import Gren
from overforing.regelverk.hjemmel import Hjemler
from overforing.regelverk.kart import Kartsteg
from overforing.regelverk.tilknytning import grunn
from overforing.sak.modell import Malform, Regelsett, Tilknytningstype

from .katalog import Katalog
from .navn import stor

Eksempler = Mapping[tuple[str, str], Sequence[str]]
"""Navnene på eksempelsakene som havnet i hver gren, etter (steg, gren)."""


@dataclass(frozen=True)
class Regelbok:
    """Skriver boken i én målform. Ingen tekst for en gren gir id-en, så en ny gren alltid synes.

    ``med_id`` setter id-en fra saksfilen etter ordene; vinduet viser bare ordene.
    """

    katalog: Katalog
    kart: tuple[Kartsteg, ...]
    avklaringer: tuple[Regel, ...]
    eksempler: Eksempler
    malform: Malform = Malform.NB
    med_id: bool = True

    def markdown(self) -> str:
        return "\n".join(self._linjer()).rstrip() + "\n"

    def _ord(self, nokkel: str) -> str:
        return self.katalog.hent(f"regelbok.ord.{nokkel}", self.malform)

    def _tekst(self, nokkel: str) -> str:
        return self.katalog.hent(nokkel, self.malform) if nokkel in self.katalog else nokkel.rsplit(".", 1)[1]

    def _linjer(self) -> Iterator[str]:
        yield from ("# Regelbok", "", self._ord("innledning"), "")
        for nummer, steg in enumerate(self.kart, 1):
            yield from self._steg(nummer, steg)
        yield from self._tilknytninger()
        yield from self._avklaringene()
        yield from (f"## {self._ord('uavklart')}", "", self._tekst("regelbok.uavklart.tekst"))

    def _steg(self, nummer: int, steg: Kartsteg) -> Iterator[str]:
        yield from (f"## {nummer}. {self._tekst(f'regelbok.{steg.steg}.tittel')}", "")
        yield from (self._tekst(f"regelbok.{steg.steg}.innledning"), "")
        if steg.ansvar:
            yield from (f"### {self._ord('ansvar')}", "")
            for ansvar in steg.ansvar:
                tekst = self._tekst(f"regelbok.{steg.steg}.ansvar.{ansvar.id}")
                yield f"- {tekst} ({self._hjemmel(ansvar.hjemmel)})"
            yield ""
        for plass, gren in enumerate(steg.grener, 1):
            yield from self._gren(f"{nummer}.{plass}", steg, gren)

    def _gren(self, nummer: str, steg: Kartsteg, gren: Gren[object]) -> Iterator[str]:
        tittel = self._tekst(f"regelbok.{steg.steg}.titler.{gren.id}")
        yield from (f"### {nummer} {tittel}{self._id(gren.id)}", "")
        yield from (self._tekst(f"regelbok.{steg.steg}.grener.{gren.id}"), "")
        yield f"- {self._ord('hjemmel')}: {self._hjemmel(gren.hjemmel)}"
        yield f"- {self._ord('folger')}: {self._utfall(gren)}"
        if navn := self.eksempler.get((steg.steg, gren.id)):
            yield f"- {self._ord('eksempler')}: {', '.join(navn)}"
        yield ""

    def _hjemmel(self, hjemmel: Hjemler) -> str:
        gammel, ny = (self.katalog.hjemler(hjemmel[r], self.malform) for r in Regelsett)
        return gammel if gammel == ny else f"{gammel}. {self._ord('ny_lov')}: {ny}"

    def _utfall(self, gren: Gren[object]) -> str:
        if gren.ender is not None:
            return f"{self._tekst(f'utfall.{gren.ender}')}{self._id(gren.ender)}"
        nokkel = f"status.{gren.utfall}"
        return self._tekst(nokkel) if nokkel in self.katalog else self._ord("videre")

    def _tilknytninger(self) -> Iterator[str]:
        yield from (f"## {self._ord('tilknytninger')}", "")
        yield f"| {self._ord('parten_er')} | {' | '.join(self._tekst(f'regelsett.{r}') for r in Regelsett)} |"
        yield "|---|---|---|"
        for type_ in Tilknytningstype:
            celler = [stor(self._tekst(f"tilknytning.{type_}"))]
            for regelsett in Regelsett:
                regel = grunn(type_, regelsett)
                paragraf = self.katalog.hjemmel(regel.hjemmel, self.malform, uten_lov=True)
                celler.append(f"{paragraf}: {self._ord('uten_videre' if regel.uten_videre else 'vurderes')}")
            yield f"| {' | '.join(celler)} |"
        yield ""

    def _avklaringene(self) -> Iterator[str]:
        yield from (f"## {self._ord('avklaringer')}", "", self._ord("avklaringer_innledning"), "")
        for regel in self.avklaringer:
            tekst = self.katalog.hent(f"avklaring.{regel.id}", self.malform, om="…")
            yield f"- {self._merke(regel)}{stor(tekst)}{self._id(regel.id)}"
        yield ""

    def _merke(self, regel: Regel) -> str:
        return f"**{stor(self._ord('ma_loses'))}:** " if regel.holder_tilbake else ""

    def _id(self, id_: str) -> str:
        return f" (`{id_}`)" if self.med_id else ""
