"""Det som ikke skal ut: fødselsnumre i tekster, og partenes navn der bare saken skal kjennes igjen.

Et funn sier hvor i teksten det er, aldri hva som sto der, så det kan vises og loggføres uten å lekke selv.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

from .modell import Sak
from .sti import Sti, i_liste


@dataclass(frozen=True)
class Funnet:
    """Tegnene fra og med ``start`` til ``slutt``."""

    start: int
    slutt: int


# Fødselsnumre

_SKILLE = "[\\s.\\-/\u00ad\u2010-\u2015\u2212\u200b-\u200d\u2060\ufeff]{1,3}"
"""Det folk setter mellom sifrene: blanke av alle slag, punktum, bindestrek, skråstrek og usynlige tegn."""

_SIFRE = re.compile(r"\d+")
_NUMMER = re.compile(
    rf"""
    (?P<dato>\d{{6}} | \d{{2}}{_SKILLE}\d{{2}}{_SKILLE}(?:18|19|20)?\d{{2}} | \d{{4}}(?:18|19|20)\d{{2}}(?={_SKILLE}))
    (?:{_SKILLE})?
    (?P<personnummer>\d{{5}} | \d{{3}}{_SKILLE}\d{{2}})
    (?!\d)
    """,
    re.VERBOSE,
)
"""Dato og personnummer. Andre delinger, som kontonummerets 4-2-5, er ikke slik noen skriver et fødselsnummer."""

_VEKTER_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_VEKTER_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_RESTER_1 = frozenset({0, 1, 2, 3})
_MANEDSTILLEGG = (0, 40, 65, 80)
_DAGER = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def finn_fodselsnumre(tekst: str) -> tuple[Funnet, ...]:
    """Fødselsnumre, D-numre (dag + 40) og syntetiske numre (måned + 40, 65 eller 80), med eller uten skilletegn.

    Kontrollsifrene er modulus 11. Numre fra 2032 kan ha resten 0–3 for det første kontrollsifferet, der dagens bare
    har 0; datoen og det andre kontrollsifferet er som før, men århundret kan ikke lenger leses av nummeret
    (Skatteetaten, skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032). Den videste
    regelen er brukt på alle numre.
    """
    funn: list[Funnet] = []
    plass = 0
    for sifre in _SIFRE.finditer(tekst):
        treff = _NUMMER.match(tekst, sifre.start()) if sifre.start() >= plass else None
        if treff and _er_nummer(treff["dato"], treff["personnummer"]):
            funn.append(Funnet(treff.start(), treff.end()))
            plass = treff.end()
    return tuple(funn)


def _er_nummer(dato: str, personnummer: str) -> bool:
    datosifre = [int(tegn) for tegn in dato if tegn.isdecimal()]
    if len(datosifre) == 8:
        del datosifre[4:6]
    sifre = [*datosifre, *(int(tegn) for tegn in personnummer if tegn.isdecimal())]
    return _er_dato(sifre) and _rest(sifre, _VEKTER_1) in _RESTER_1 and _rest(sifre, _VEKTER_2) == 0


def _rest(sifre: list[int], vekter: tuple[int, ...]) -> int:
    return sum(siffer * vekt for siffer, vekt in zip(sifre, vekter, strict=False)) % 11


def _er_dato(sifre: list[int]) -> bool:
    dag, maned, ar = (10 * sifre[i] + sifre[i + 1] for i in (0, 2, 4))
    if dag > 40:
        dag -= 40
    for tillegg in _MANEDSTILLEGG:
        if 1 <= maned - tillegg <= 12:
            skuddag = (dag, maned - tillegg) == (29, 2)
            return 1 <= dag <= _DAGER[maned - tillegg - 1] and (not skuddag or ar % 4 == 0)
    return False


# Navn


def ordliste(*linjer: str) -> frozenset[str]:
    """Ordene på linjene, skilt med mellomrom."""
    return frozenset(ordet for linje in linjer for ordet in linje.split())


_ORD = re.compile(r"[^\W\d_]+")
_SMAORD = ordliste(
    "van von der den de di del della dos das du la le el al bin bint ibn abu ben og av til the",
)
_IKKE_NAVN = ordliste(
    "nav sak saken saka soker sokeren sokjar sokjaren part parten navn namn anonym ukjent ukjend",
    "ektefelle ektefellen ektemake samboer sambuar barn barnet mor far verge verje fullmektig advokat",
    "klient klienten bruker brukeren brukar brukaren kommune kommunen kontor kontoret",
)
"""Ord som skrives i et navnefelt uten å være noens navn."""

_LENGST_IMELLOM = 2
"""Så mange ord kan stå mellom fornavn og etternavn, som et mellomnavn partsfeltet ikke har."""


@dataclass(frozen=True)
class _Navn:
    """Et navn som foldede ord, og delene som er lange nok til å kjenne noen igjen på."""

    ord: tuple[str, ...]
    fornavn: frozenset[str]
    etternavn: str


def finn_navn(tekst: str, sak: Sak, *, deler: bool = False) -> tuple[Funnet, ...]:
    """Navn på parter og representanter i en tittel, et emne eller et filnavn.

    Hele navnet, fornavn og etternavn nær hverandre i begge rekkefølger, eller forbokstav og etternavn. Et etternavn
    alene er ofte et sted eller et vanlig ord og er ikke nok, uten når ``deler`` er satt: i et saksnummer eller en
    referanse venter ingen ord, så der er hver del på tre bokstaver nok, bortsett fra ord i kontorets eget navn.
    Hele ord, uten skille mellom store og små bokstaver og mellom «Ås» og «As», med eller uten eie-s.
    """
    treff = list(_ORD.finditer(tekst))
    navnene = _navnene(sak) if treff else ()
    if not navnene:
        return ()
    ordene = [_fold(ordet[0]) for ordet in treff]
    forbokstaver = [ordet[0].isupper() and len(ordet[0]) == 1 for ordet in treff]
    for plass, ordet in enumerate(treff):
        # «i» og «å» er også ord, så som forbokstav må de ha punktum.
        if ordet[0] in "IÅ" and not tekst.startswith(".", ordet.end()):
            forbokstaver[plass] = False
    egne = _kontorets_ord(sak) if deler else frozenset()
    funn: set[Funnet] = set()
    for navn in navnene:
        for fra, til in _steder(navn, ordene, forbokstaver):
            funn.add(Funnet(treff[fra].start(), treff[til].end()))
        if deler:
            kjennetegn = {del_ for del_ in (*navn.fornavn, navn.etternavn) if del_} - egne
            kjente = (t for t, ordet in zip(treff, ordene, strict=True) if _i(ordet, kjennetegn))
            funn |= {Funnet(t.start(), t.end()) for t in kjente}
    return _uten_overlapp(funn)


def roper(tekst: str, sak: Sak) -> bool:
    """Om en tekst utenpå saken sier hvem den gjelder."""
    return bool(finn_fodselsnumre(tekst) or finn_navn(tekst, sak, deler=True))


def trygt_saksnummer(sak: Sak) -> str:
    """Saksnummeret slik det kan stå i en vindustittel eller en liste: tomt når det røper hvem saken gjelder."""
    return "" if roper(sak.saksnummer, sak) else sak.saksnummer


def tekster(sak: Sak) -> Iterator[tuple[Sti, str]]:
    """Hver tekst i saken med stien til feltet den står i."""
    yield from _tekster(sak, Sti())


def _tekster(verdi: object, sti: Sti) -> Iterator[tuple[Sti, str]]:
    if isinstance(verdi, Enum):
        return
    if isinstance(verdi, str):
        if verdi:
            yield sti, verdi
    elif isinstance(verdi, tuple):
        for plass, element in enumerate(verdi):
            nokkel = getattr(element, "id", None) or (getattr(element, "type", None) if "." not in sti else None)
            yield from _tekster(element, i_liste(sti, nokkel or plass))
    elif isinstance(verdi, Mapping):
        for navn, element in verdi.items():
            yield from _tekster(element, sti / navn)
    elif is_dataclass(verdi):
        for felt in fields(verdi):
            if felt.name != "gitt":
                yield from _tekster(getattr(verdi, felt.name), sti / felt.name)


def _navnene(sak: Sak) -> tuple[_Navn, ...]:
    tekster = [t for part in sak.parter for t in (part.navn, part.representant.navn if part.representant else "") if t]
    return tuple(navn for tekst in dict.fromkeys(tekster) if (navn := _les_navn(tekst)).ord)


def _les_navn(tekst: str) -> _Navn:
    ord_ = tuple(_fold(treff[0]) for treff in _ORD.finditer(tekst))
    lange = [o for o in ord_ if len(o) >= 3 and o not in _SMAORD | _IKKE_NAVN]
    if len(ord_) == 1:
        return _Navn(ord_ if lange else (), frozenset(), lange[0] if lange else "")
    if not lange and all(o in _IKKE_NAVN or len(o) < 2 for o in ord_):
        return _Navn((), frozenset(), "")
    etternavn = ord_[-1] if ord_[-1] in lange else ""
    return _Navn(ord_, frozenset(o for o in lange if o != etternavn), etternavn)


def _steder(navn: _Navn, ordene: list[str], forbokstaver: list[bool]) -> Iterator[tuple[int, int]]:
    """Første og siste ord i hvert sted navnet står."""
    antall = len(navn.ord)
    for fra in range(len(ordene) - antall + 1):
        *foran, siste = ordene[fra : fra + antall]
        if tuple(foran) == navn.ord[:-1] and _lik(siste, navn.ord[-1]):
            yield fra, fra + antall - 1
    if antall == 1 or not navn.etternavn:
        return
    for plass, ordet in enumerate(ordene):
        if not _lik(ordet, navn.etternavn):
            continue
        forst = plass
        while forst and forbokstaver[forst - 1]:
            forst -= 1
        if any(ordene[i][0] == navn.ord[0][0] for i in range(forst, plass)):
            yield forst, plass
        nar = range(max(0, plass - _LENGST_IMELLOM - 1), min(len(ordene), plass + _LENGST_IMELLOM + 2))
        for annen in nar:
            if annen != plass and _i(ordene[annen], navn.fornavn):
                yield min(plass, annen), max(plass, annen)


def _lik(ordet: str, navn: str) -> bool:
    return ordet in (navn, navn + "s")


def _i(ordet: str, navn: frozenset[str] | set[str]) -> bool:
    return ordet in navn or (ordet.endswith("s") and ordet[:-1] in navn)


def _kontorets_ord(sak: Sak) -> frozenset[str]:
    kontor = sak.kontor
    return frozenset(
        _fold(treff[0]) for tekst in (kontor.navn, kontor.bydel, kontor.poststed) for treff in _ORD.finditer(tekst)
    )


_UTEN_MERKE = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ß": "ss"})


def _fold(ordet: str) -> str:
    """Ordet slik det sammenlignes: små bokstaver uten merker, for filnavn skrives ofte uten æ, ø og å."""
    delt = unicodedata.normalize("NFD", ordet.casefold())
    return "".join(tegn for tegn in delt if not unicodedata.combining(tegn)).translate(_UTEN_MERKE)


def _uten_overlapp(funn: set[Funnet]) -> tuple[Funnet, ...]:
    ut: list[Funnet] = []
    for nytt in sorted(funn, key=lambda f: (f.start, -f.slutt)):
        if ut and nytt.start < ut[-1].slutt:
            ut[-1] = Funnet(ut[-1].start, max(ut[-1].slutt, nytt.slutt))
        else:
            ut.append(nytt)
    return tuple(ut)
