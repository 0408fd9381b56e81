"""Kommunene og statsforvalterne, lest fra ``resources``.

``kommuner.csv`` er kommunene som finnes, og dem som er vedtatt: en ny føres inn når den er vedtatt, med dagen den
begynner i ``gyldig_fra``. ``utgatte_kommuner.csv`` er numrene som er gått ut eller skal det, med den siste dagen og
etterfølgeren; en delt kommune har flere, med mellomrom mellom. Et nummer som går ut, kan stå i begge filene. Ingenting
av det gjelder før dagen det er datert. Tom ``gyldig_fra`` er «før det vi har datoer for», og tom ``sist_gyldig`` i
``utgatte_kommuner.csv`` er «for lenge siden».

``kommunenavn.toml`` er det kommunene heter ellers, på samisk og kvensk: til å finne dem på, aldri til brevene.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from overforing.sak.kodeverk import Malform
from overforing.sak.rekkefolge import brett, sorteringsnokkel, uten_merker


@dataclass(frozen=True)
class Embete:
    """En statsforvalter. Postadressen er ikke bekreftet og brukes ikke i brev før brukeren har bekreftet den."""

    id: str
    navn: str
    malform: Malform
    organisasjonsnummer: str
    postadresse_ubekreftet: str


@dataclass(frozen=True)
class Kommune:
    """Et kommunenummer, og kommunen som har det fra og med ``gyldig_fra`` til og med ``sist_gyldig``.

    ``embete`` er tomt når en utgått kommune ikke har én etterfølger.
    """

    nummer: str
    navn: str
    norsk_alias: str
    embete: str
    gyldig_fra: date = date.min
    sist_gyldig: date = date.max
    etterfolgere: tuple[str, ...] = ()
    andre_navn: tuple[str, ...] = ()

    def finnes(self, dato: date) -> bool:
        return self.gyldig_fra <= dato <= self.sist_gyldig

    @property
    def navnene(self) -> tuple[str, ...]:
        """Alt kommunen heter, uten fylket: det den kan søkes og kjennes igjen på."""
        return tuple(navn for navn in (self.navn.split(" (")[0], self.norsk_alias, *self.andre_navn) if navn)

    @property
    def brevnavn(self) -> str:
        """Navnet i et brev: uten fylket i parentes, og med det norske navnet etter det samiske eller kvenske."""
        navn = self.navn.split(" (")[0]
        return f"{navn} – {self.norsk_alias}" if self.norsk_alias else navn


class Geografi:
    def __init__(self, kommuner: Mapping[str, Kommune], embeter: Mapping[str, Embete]) -> None:
        self.kommuner = kommuner
        self.embeter = embeter

    @classmethod
    def les(cls, ressurser: Path) -> Geografi:
        embeter = {
            rad["embete"]: Embete(
                rad["embete"],
                rad["navn"],
                Malform(rad["malform"]),
                rad["organisasjonsnummer"],
                rad["postadresse_ubekreftet"],
            )
            for rad in _rader(ressurser / "statsforvaltere.csv")
        }
        ellers = tomllib.loads((ressurser / "kommunenavn.toml").read_text("utf-8"))
        kommuner = {
            rad["kommunenummer"]: Kommune(
                rad["kommunenummer"],
                rad["navn"],
                rad["norsk_alias"],
                rad["embete"],
                _dag(rad["gyldig_fra"]),
                andre_navn=tuple(navn for slag in ellers.get(rad["kommunenummer"], {}).values() for navn in slag),
            )
            for rad in _rader(ressurser / "kommuner.csv")
        }
        utgatte = {rad["kommunenummer"]: rad for rad in _rader(ressurser / "utgatte_kommuner.csv")}

        def embete(nummer: str) -> str:
            if nummer in kommuner:
                return kommuner[nummer].embete
            etterfolgere = utgatte[nummer]["etterfolger"].split()
            return embete(etterfolgere[0]) if len(etterfolgere) == 1 else ""

        def utgatt(nummer: str, rad: Mapping[str, str]) -> Kommune:
            kommune = kommuner.get(nummer) or Kommune(nummer, rad["navn"], "", embete(nummer), _dag(rad["gyldig_fra"]))
            return replace(
                kommune, sist_gyldig=_dag(rad["sist_gyldig"]), etterfolgere=tuple(rad["etterfolger"].split())
            )

        return cls(kommuner | {nummer: utgatt(nummer, rad) for nummer, rad in utgatte.items()}, embeter)

    @cached_property
    def numre(self) -> frozenset[str]:
        """Alle kommunenumre som finnes eller har funnes."""
        return frozenset(self.kommuner)

    @cached_property
    def embete_for(self) -> Mapping[str, str]:
        """Kommunenummer til embete, for kommunene som har ett."""
        return {nummer: kommune.embete for nummer, kommune in self.kommuner.items() if kommune.embete}

    def gjelder_som(self, nummer: str, dato: date) -> str | None:
        """Nummeret kommunen har på ``dato``: det numre sammenlignes som, så gammelt og nytt nummer er samme kommune.

        Et nummer som er gått ut, står for etterfølgeren, gjennom så mange sammenslåinger som gjelder den dagen. Et som
        ikke gjelder ennå, står for forgjengeren. ``None`` når det ikke er én kommune den dagen: kommunen er delt, flere
        skal slås sammen til den nye, etterfølgeren er ikke kjent, eller nummeret er ukjent.
        """
        mulige = self.mulige(nummer, dato)
        return next(iter(mulige)) if len(mulige) == 1 else None

    def mulige(self, nummer: str, dato: date) -> frozenset[str]:
        """Kommunene nummeret kan stå for på ``dato``: flere når kommunen er delt eller ikke slått sammen ennå."""
        kommune = self.kommuner.get(nummer)
        if kommune is None:
            return frozenset()
        if kommune.finnes(dato):
            return frozenset({nummer})
        if dato > kommune.sist_gyldig:
            return frozenset(n for etterfolger in kommune.etterfolgere for n in self.mulige(etterfolger, dato))
        return frozenset(self._for(nummer, dato))

    def samme(self, nummer: str | None, annet: str | None, dato: date) -> bool:
        """Om de to er samme svar: samme nummer, eller to som er samme kommune på ``dato``."""
        if nummer == annet or not nummer or not annet:
            return nummer == annet
        gjelder = self.gjelder_som(nummer, dato)
        return gjelder is not None and gjelder == self.gjelder_som(annet, dato)

    def _for(self, nummer: str, dato: date) -> Iterator[str]:
        """Kommunene på ``dato`` som senere ble eller blir til den med nummeret."""
        for forgjenger in self._forgjengere.get(nummer, ()):
            if forgjenger.finnes(dato):
                yield forgjenger.nummer
            elif dato < forgjenger.gyldig_fra:
                yield from self._for(forgjenger.nummer, dato)

    @cached_property
    def _forgjengere(self) -> Mapping[str, list[Kommune]]:
        ut: dict[str, list[Kommune]] = defaultdict(list)
        for kommune in self.kommuner.values():
            for etterfolger in kommune.etterfolgere:
                ut[etterfolger].append(kommune)
        return ut

    def kommunene(self, dato: date) -> tuple[Kommune, ...]:
        """Kommunene som finnes på ``dato``, i norsk alfabetisk rekkefølge."""
        finnes = (k for k in self.kommuner.values() if k.finnes(dato))
        return tuple(sorted(finnes, key=lambda k: sorteringsnokkel(k.navn)))

    def valgene(self, dato: date) -> dict[str, str]:
        """Nummer til navn for kommunene som finnes på ``dato``, i norsk alfabetisk rekkefølge.

        To som heter det samme, skilles med fylket.
        """
        kommunene = self.kommunene(dato)
        antall = Counter(k.brevnavn for k in kommunene)
        return {k.nummer: k.navn if antall[k.brevnavn] > 1 else k.brevnavn for k in kommunene}

    def navnene(self, dato: date) -> list[str]:
        """Navnene i ``valgene``."""
        return list(self.valgene(dato).values())

    def heter(self, skrevet: str, dato: date) -> frozenset[str]:
        """Numrene til kommunene som heter det skrevne på ``dato``, på et av språkene; flere når flere heter det.

        Flere navn på den samme («Gáivuotna – Kåfjord – Kaivuono», «Porsáŋggu gielda / Porsanger kommune») er den.
        Merkene på bokstavene sees det bort fra når ingen heter akkurat det, for ikke alle kan skrive dem.
        """
        hele = self._som_heter(skrevet, dato)
        if hele:
            return hele
        treff = [self._som_heter(del_, dato) for del_ in _SKILLE.split(skrevet)]
        return frozenset.intersection(*treff)

    def _som_heter(self, skrevet: str, dato: date) -> frozenset[str]:
        sokt = brett(" ".join(skrevet.split())).removesuffix(" kommune")
        finnes = self.kommunene(dato)
        akkurat = frozenset(k.nummer for k in finnes if sokt in map(brett, (*k.navnene, k.navn, k.brevnavn)))
        if akkurat or not sokt:
            return akkurat
        return frozenset(k.nummer for k in finnes if uten_merker(sokt) in map(uten_merker, k.navnene))

    def andre_ord(self, ord_: str) -> tuple[str, ...]:
        """Det kommunene som heter ``ord_`` på et annet språk eller uten merkene på bokstavene, heter i loggen."""
        return tuple(self._andre_ord.get(uten_merker(ord_), ()))

    @cached_property
    def _andre_ord(self) -> Mapping[str, list[str]]:
        ut: dict[str, list[str]] = defaultdict(list, {uten_merker(ordet): ["kommune"] for ordet in _KOMMUNE})
        for k in self.kommuner.values():
            navn = k.navn.split(" (")[0]
            for heter in (navn, *k.andre_navn):
                forst, _, sist = heter.rpartition(" ")
                sokt = uten_merker(forst if sist in _KOMMUNE else heter)
                if navn not in ut[sokt] and (heter != navn or not navn.casefold().translate(_UTEN_NORSKE).isascii()):
                    ut[sokt].append(navn)
        return ut

    def navn(self, nummer: str) -> str:
        """Kommunens navn i et brev, eller nummeret når det er ukjent."""
        kommune = self.kommuner.get(nummer)
        return kommune.brevnavn if kommune else nummer

    def i_felt(self, nummer: str) -> str:
        """Navnet i et felt en skriver i: med fylket når flere heter det, så det kan leses tilbake."""
        kommune = self.kommuner.get(nummer)
        return kommune.navn if kommune and kommune.navn.endswith(")") else self.navn(nummer)


_SKILLE = re.compile(r"\s+[-–—]\s+|\s*/\s*")
"""Det som står mellom navnene på en kommune som har flere."""


_KOMMUNE = ("suohkan", "gielda", "tjïelte", "komuuni", "kunta")
"""Ordene for kommune i de samiske og kvenske navnene."""
_UTEN_NORSKE = str.maketrans("", "", "æøå")


def _dag(tekst: str) -> date:
    return date.fromisoformat(tekst) if tekst else date.min


def _rader(fil: Path) -> list[dict[str, str]]:
    with fil.open(encoding="utf-8", newline="") as lest:
        return list(csv.DictReader(lest))
