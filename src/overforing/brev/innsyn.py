"""Kopi til innsyn: brevet der noe er tatt bort, og et merke står i stedet.

Teksten er borte fra modellen før noe tegnes, så den finnes ikke i filen. Merket er like langt uansett hva det dekker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from overforing.brev.modell import (
    Avsnitt,
    Blokk,
    Brev,
    Liste,
    Referanse,
    Seksjon,
    Tabell,
    blokklinjer,
    brevtekst,
    linjer,
    tekstsum,
)
from overforing.sak.modell import Dokument, Malform, Sak

MERKE = {Malform.NB: "[sladdet]", Malform.NN: "[sladda]"}
"""Det som står der noe er tatt bort. Det leses av alle, og PDF-en tegner det hvitt på svart."""

OVERSKRIFT = {Malform.NB: "Kopi til innsyn", Malform.NN: "Kopi til innsyn"}
"""Står øverst på hver side, og først i dokumentets tittel."""


MAKS_HJEMMEL = 100
"""Så lang kan bestemmelsen ved hvert merke være, i tegn."""

_INTERNE = frozenset({Dokument.HABILITETSNOTAT, Dokument.HASTENOTAT})


@dataclass(frozen=True)
class Sladding:
    """Det som skal bort: linjer etter nummer i ``modell.linjer`` (fra 0), og ord hvor de enn står. ``hjemmel`` står
    ved hvert merke når den er skrevet."""

    linjer: frozenset[int] = frozenset()
    ord: tuple[str, ...] = field(default=(), repr=False)
    hjemmel: str = ""


@dataclass(frozen=True)
class Gruppe:
    """En del av brevet å velge i. ``id`` er seksjonens, eller «hode» og «slutt».

    ``linjer`` er (numre, tekst): ett avsnitt, eller cellene i én rad.
    """

    id: str
    overskrift: str
    linjer: tuple[tuple[tuple[int, ...], str], ...]


def grupper(brev: Brev) -> tuple[Gruppe, ...]:
    """Brevet delt slik en velger hva som skal bort, i leserekkefølge. Overskriftene i brevet er ikke med."""
    alle = enumerate(linjer(brev))

    def sammen(antall: int) -> tuple[tuple[int, ...], str]:
        numre, tekster = zip(*(next(alle) for _ in range(antall)), strict=True)
        return numre, " · ".join(filter(None, tekster))

    def neste(antall: int) -> tuple[tuple[tuple[int, ...], str], ...]:
        return tuple(sammen(1) for _ in range(antall))

    def seksjonene(seksjoner: tuple[Seksjon, ...]) -> Iterator[Gruppe]:
        for seksjon in seksjoner:
            neste(1)
            rader = [antall for blokk in seksjon.blokker for antall in _radene(blokk)]
            yield Gruppe(seksjon.id, seksjon.overskrift, tuple(map(sammen, rader)))

    hode = brev.hode
    ut = [
        Gruppe("hode", "", neste(len(hode.avsender) + len(hode.mottaker) + len(hode.referanser) + bool(hode.merking)))
    ]
    neste(1)
    ut += seksjonene(brev.kropp)
    ut.append(Gruppe("slutt", "", neste(bool(brev.hilsen) + len(brev.underskrift) + bool(brev.godkjenning))))
    ut += seksjonene(brev.tillegg)
    return tuple(gruppe for gruppe in ut if gruppe.linjer)


def er_som_lagret(brev: Brev, sak: Sak) -> bool | None:
    """Om brevet er det samme som ble lagret sist, eller ``None`` når det ikke er lagret herfra.

    Innsyn gis i dokumentet som finnes, ikke i det svarene ville gitt nå (offl. §§ 3 og 4).
    """
    trykt = sak.brev.datoer.get(brev.dokument)
    return tekstsum(brevtekst(brev)) == trykt.sum if trykt else None


def forslag_til_hjemmel(brev: Brev) -> tuple[str, ...]:
    """Bestemmelsene i brevets egen merking, og offl. § 14 for det som bare er til kontorets egen saksforberedelse."""
    merkingens = brev.hode.merking.partition(", jf. ")[2].strip()
    egen = ("offentleglova § 14",) if brev.dokument in _INTERNE else ()
    return (*((merkingens,) if merkingens else ()), *egen)


def treff(brev: Brev, ordet: str) -> int:
    """Hvor mange steder i brevet ordet står, med store eller små bokstaver og også med en endelse."""
    return sum(len(_monster(ordet).findall(linje)) for linje in linjer(brev)) if ordet.strip() else 0


def sladd(brev: Brev, valg: Sladding, dato: date) -> Brev:
    """Kopien. ``dato`` er dagen den lages: brevets egen dato står bare der den står i teksten."""
    merke = " ".join(filter(None, (MERKE[brev.malform], f"({valg.hjemmel.strip()})" if valg.hjemmel.strip() else "")))
    monstre = [_monster(ordet) for ordet in sorted(valg.ord, key=len, reverse=True) if ordet.strip()]
    nummer = count()

    def ny(tekst: str) -> str:
        if next(nummer) in valg.linjer:
            return merke
        for monster in monstre:
            tekst = monster.sub(lambda _: merke, tekst)
        return tekst

    def seksjon(gammel: Seksjon) -> Seksjon:
        overskrift = ny(gammel.overskrift)
        blokker = tuple(_ny_blokk(blokk, ny) for blokk in gammel.blokker)
        ny_ = replace(gammel, overskrift=overskrift, blokker=blokker, forslag="")
        hele = set(_linjene(ny_)) == {merke}  # også hvor mange avsnitt det var, kan fortelle noe
        return replace(ny_, blokker=(Avsnitt(merke),)) if hele else ny_

    def referanse(gammel: Referanse) -> Referanse:
        return replace(gammel, verdi=ny(gammel.verdi))

    hode = replace(
        brev.hode,
        avsender=tuple(map(ny, brev.hode.avsender)),
        mottaker=tuple(map(ny, brev.hode.mottaker)),
        referanser=tuple(map(referanse, brev.hode.referanser)),
        merking=ny(brev.hode.merking) if brev.hode.merking else "",
    )
    tittel = ny(brev.tittel)
    kropp = tuple(map(seksjon, brev.kropp))
    hilsen = ny(brev.hilsen) if brev.hilsen else ""
    underskrift = tuple(map(ny, brev.underskrift))
    godkjenning = ny(brev.godkjenning) if brev.godkjenning else ""
    seksjoner = (*kropp, *map(seksjon, brev.tillegg))
    return replace(
        brev,
        sak_id="",
        dato=dato,
        hode=hode,
        tittel=tittel,
        seksjoner=seksjoner,
        hilsen=hilsen,
        underskrift=underskrift,
        godkjenning=godkjenning,
    )


def _radene(blokk: Blokk) -> list[int]:
    """Hvor mange linjer som velges sammen, for hver rad eller hvert avsnitt i blokken."""
    if isinstance(blokk, Tabell):
        return [len(blokk.overskrifter)] * (1 + len(blokk.rader))
    return [1 for _ in blokklinjer(blokk)]


def _linjene(seksjon: Seksjon) -> list[str]:
    return [linje for blokk in seksjon.blokker for linje in blokklinjer(blokk)]


def _ny_blokk(blokk: Blokk, ny: Callable[[str], str]) -> Blokk:
    match blokk:
        case Avsnitt(tekst):
            return Avsnitt(ny(tekst))
        case Liste(punkter):
            return Liste(tuple(map(ny, punkter)))
        case Tabell(overskrifter, rader):
            return Tabell(tuple(map(ny, overskrifter)), tuple(tuple(map(ny, rad)) for rad in rader))


def _monster(ordet: str) -> re.Pattern[str]:
    """Ordene der et ord begynner, med det som henger fast i det siste: «Kari» er også «Karis»."""
    biter = r"\s+".join(map(re.escape, ordet.split()))
    return re.compile(rf"(?<!\w){biter}\w*", re.IGNORECASE)
