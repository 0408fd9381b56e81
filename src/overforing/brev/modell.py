"""Innholdsmodellen: ett brev som ord og rekkefølge, uten skrift, side eller filformat.

Word, PDF og forhåndsvisningen tegner alle den samme modellen, og ``brevtekst`` er teksten de skal ha til felles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from overforing.sak.modell import Dokument, Malform
from overforing.sak.rensing import WORDS_MERKER, brett

FORMATER = ("docx", "pdf")
"""Filene et brev blir til."""

_PUNKTMERKER = f"•{WORDS_MERKER}"


@dataclass(frozen=True)
class Avsnitt:
    """Ett avsnitt løpende tekst. Uten linjeskift."""

    tekst: str


@dataclass(frozen=True)
class Liste:
    """En punktliste; ett avsnitt tekst i hvert punkt."""

    punkter: tuple[str, ...]


@dataclass(frozen=True)
class Tabell:
    """En tabell med én overskriftsrad. Alle radene har like mange celler som ``overskrifter``."""

    overskrifter: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]


Blokk = Avsnitt | Liste | Tabell


@dataclass(frozen=True)
class Seksjon:
    """En del av brevet med overskrift. ``id`` er den faste seksjons-id-en (rettsgrunnlag § 9).

    ``overstyrt`` sier at brukeren har skrevet seksjonen selv; ``forslag`` er da teksten programmet ville skrevet nå.
    """

    id: str
    overskrift: str
    blokker: tuple[Blokk, ...]
    overstyrt: bool = False
    forslag: str = ""


@dataclass(frozen=True)
class Referanse:
    """En linje i referansefeltet, for eksempel «Vår ref.» og saksnummeret."""

    navn: str
    verdi: str


@dataclass(frozen=True)
class Hode:
    """Det som står over tittelen. Hver linje er et avsnitt; tomme linjer finnes ikke."""

    avsender: tuple[str, ...]
    mottaker: tuple[str, ...]
    referanser: tuple[Referanse, ...]
    merking: str = ""


ETTER_UNDERSKRIFTEN = frozenset({"vedlegg", "kopi"})
"""Seksjonene som står etter underskriften, uansett hvor de står i malen."""


@dataclass(frozen=True)
class Brev:
    """Et helt brev.

    ``tittel`` er nøytral: den sier verken navn eller fødselsnummer. ``hilsen`` og ``underskrift`` er linjene nederst.
    ``godkjenning`` er linjen under dem som sier at ingen skriver under for hånd; uten den er det plass til det.
    ``utkast`` merker hver side i den ferdige filen, men er ikke en del av brevteksten.
    """

    dokument: Dokument
    malform: Malform
    sak_id: str
    tittel: str
    dato: date
    hode: Hode
    seksjoner: tuple[Seksjon, ...]
    hilsen: str = ""
    underskrift: tuple[str, ...] = ()
    godkjenning: str = ""
    utkast: bool = False

    @property
    def kropp(self) -> tuple[Seksjon, ...]:
        """Seksjonene foran hilsenen."""
        return tuple(s for s in self.seksjoner if s.id not in ETTER_UNDERSKRIFTEN)

    @property
    def tillegg(self) -> tuple[Seksjon, ...]:
        """Det som følger etter underskriften: vedleggene, og hvem som får kopi."""
        return tuple(s for s in self.seksjoner if s.id in ETTER_UNDERSKRIFTEN)

    @property
    def kopi_til(self) -> tuple[str, ...]:
        """De som får kopi, slik brevet nevner dem."""
        kopi = (blokk for s in self.seksjoner if s.id == "kopi" for blokk in s.blokker)
        return tuple(punkt for blokk in kopi if isinstance(blokk, Liste) for punkt in blokk.punkter)

    @property
    def forfatter(self) -> str:
        """Dokumentets forfatter er kontoret, aldri en person."""
        return self.hode.avsender[0] if self.hode.avsender else ""


def linjer(brev: Brev) -> Iterator[str]:
    """All tekst i brevet, avsnitt for avsnitt, i leserekkefølge."""
    yield from brev.hode.avsender
    yield from brev.hode.mottaker
    for referanse in brev.hode.referanser:
        yield f"{referanse.navn} {referanse.verdi}"
    if brev.hode.merking:
        yield brev.hode.merking
    yield brev.tittel
    yield from _seksjonslinjer(brev.kropp)
    if brev.hilsen:
        yield brev.hilsen
    yield from brev.underskrift
    if brev.godkjenning:
        yield brev.godkjenning
    yield from _seksjonslinjer(brev.tillegg)


def _seksjonslinjer(seksjoner: tuple[Seksjon, ...]) -> Iterator[str]:
    for seksjon in seksjoner:
        yield seksjon.overskrift
        for blokk in seksjon.blokker:
            yield from blokklinjer(blokk)


def blokklinjer(blokk: Blokk) -> Iterator[str]:
    """Teksten i én blokk, i leserekkefølge."""
    match blokk:
        case Avsnitt(tekst):
            yield tekst
        case Liste(punkter):
            yield from punkter
        case Tabell(overskrifter, rader):
            yield from overskrifter
            for rad in rader:
                yield from rad


def brevtekst(brev: Brev) -> str:
    """Brevet som ren tekst, ett avsnitt på hver linje."""
    return "\n".join(linjer(brev))


def normaliser(tekst: str) -> str:
    """Tekst gjort lik på tvers av Word, PDF og modell: ``brett``, uten punktmerker, ett mellomrom."""
    tekst = brett(tekst)
    for merke in _PUNKTMERKER:  # raskere enn å slå opp hvert tegn
        tekst = tekst.replace(merke, " ")
    return " ".join(tekst.split())


def tekstsum(tekst: str) -> str:
    """SHA-256 (hex) av den normaliserte brevteksten. Viser om teksten er endret, ikke hvem som skrev den."""
    return hashlib.sha256(normaliser(tekst).encode()).hexdigest()


def tegnsum(tekst: str) -> str:
    """Som ``tekstsum``, men uten mellomrom: det en fil som er laget om, har igjen å bli kjent på."""
    return hashlib.sha256(re.sub(r"\s", "", normaliser(tekst)).encode()).hexdigest()


def summene(brev: Brev) -> tuple[str, str]:
    """``tekstsum`` og ``tegnsum`` av brevet."""
    tekst = brevtekst(brev)
    return tekstsum(tekst), tegnsum(tekst)
