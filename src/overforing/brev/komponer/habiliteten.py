"""Hvem som er inhabil, hva som er vurdert, og hvem som avgjorde det, ordlagt (fvl §§ 6 og 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from overforing.regelverk.funn import Status
from overforing.sak.modell import (
    Ansatt,
    AvgjortAv,
    Regelsett,
    Tilknytning,
    Tilknytningskilde,
    Tilknytningstype,
)
from overforing.sak.sti import i_liste
from overforing.tekster.katalog import oppramsing

from .lesning import Lesning
from .ord import linje, setning, stor
from .tilknytningsord import tilknytningsord
from .veies import utgangspunkter

IKKE_KJENT = "ikke_kjent"
"""Grenen i regelverk/habilitet.py for dem som ikke er gjort kjent med saken."""


@dataclass(frozen=True)
class Person:
    """En ansatt som er vurdert. ``hvem`` er «Nav-leder Kari Moen», ``kort`` er «Nav-lederen».

    ``tilknytninger`` er hele setninger: hva parten er for den ansatte, og det brukeren skrev om det. ``ikke_kjent``:
    vurdert ut fra det andre vet, uten å være gjort kjent med saken. ``vekt`` er det som er vanlig for slike forhold.
    """

    hvem: str
    kort: str
    inhabil: bool
    holdes_utenfor: bool
    uten_videre: bool
    apenbart_unntak: bool
    habil: bool
    ikke_kjent: bool
    tvil: bool
    uavklart: bool
    hjemmel: str
    tilknytninger: tuple[str, ...]
    begrunnelse: str
    vekt: tuple[str, ...]
    innsigelse: bool
    innsigelse_dato: str
    innsigelse_begrunnelse: str
    krevd_av_part: bool
    tidsspille: str


@dataclass(frozen=True)
class Habilitetsavgjorelse:
    """Hvem som avgjorde habilitetsspørsmålet for én eller flere. ``av`` er den overordnede, når navngitt.

    ``ukjent``: den som er ført opp som overordnet, står ikke over dem.
    """

    hvem: str
    selv: bool
    overordnet: bool
    ukjent: bool
    av: str
    dato: str


@dataclass(frozen=True)
class Habiliteten:
    """De vurderte, og hvem som avgjorde spørsmålet."""

    inhabile: tuple[Person, ...]
    inhabile_roller: str
    flere_inhabile: bool
    ovrige_vurderte: tuple[Person, ...]
    innsigelser_mot_andre: tuple[Person, ...]
    habilitetsavgjorelser: tuple[Habilitetsavgjorelse, ...]
    alle_habilitetsavgjorelser: tuple[Habilitetsavgjorelse, ...]


def habiliteten(les: Lesning) -> Habiliteten:
    vurderte = [a for a in les.aktuelle if a.id in les.egen and _noe_er_vurdert(les, a)]
    andre = [a for a in vurderte if a not in les.inhabile]
    inhabile, ovrige = _hver_vekt_en_gang([person(les, a) for a in les.inhabile], [person(les, a) for a in andre])
    return Habiliteten(
        inhabile=inhabile,
        inhabile_roller=les.ord.roller(a.rolle for a in les.inhabile),
        flere_inhabile=len(les.inhabile) > 1,
        ovrige_vurderte=ovrige,
        innsigelser_mot_andre=tuple(person(les, a) for a in andre if a.innsigelse is not None),
        habilitetsavgjorelser=_avgjorelser(les, les.inhabile),
        alle_habilitetsavgjorelser=_avgjorelser(les, [*les.inhabile, *andre]),
    )


def _hver_vekt_en_gang(*lister: Iterable[Person]) -> Iterator[tuple[Person, ...]]:
    """Et utgangspunkt som gjelder flere, står hos den første av dem."""
    sagt: set[str] = set()
    for personer in lister:
        med = []
        for person_ in personer:
            med.append(replace(person_, vekt=tuple(v for v in person_.vekt if v not in sagt)))
            sagt.update(person_.vekt)
        yield tuple(med)


def _noe_er_vurdert(les: Lesning, ansatt: Ansatt) -> bool:
    return bool(ansatt.tilknytninger or ansatt.skjonn or ansatt.innsigelse) or ansatt in les.inhabile


def person(les: Lesning, ansatt: Ansatt) -> Person:
    funn = les.egen[ansatt.id]
    uten_videre = funn.gren == "uten_videre"
    unntak = funn.gren == "apenbart_unntak"
    utenfor = les.holdes_utenfor(ansatt)
    begrunnelse = ""
    if ansatt.apenbart_unntak and ansatt.apenbart_unntak.oppfylt and (unntak or funn.gren == IKKE_KJENT):
        begrunnelse = ansatt.apenbart_unntak.begrunnelse
    elif ansatt.skjonn and not uten_videre and not utenfor:
        begrunnelse = ansatt.skjonn.begrunnelse
    vurdert = ansatt.habilitetsvurdering
    har_krav = les.vurdering.regelsett is Regelsett.FVL1967 and vurdert is not None
    return Person(
        hvem=les.hvem(ansatt),
        kort=les.kort(ansatt),
        inhabil=funn.utfall == Status.INHABIL,
        holdes_utenfor=utenfor,
        uten_videre=uten_videre,
        apenbart_unntak=unntak,
        habil=funn.utfall == Status.HABIL,
        ikke_kjent=funn.gren == IKKE_KJENT,
        tvil=funn.utfall == Status.TVIL,
        uavklart=funn.utfall == Status.UAVKLART,
        hjemmel=les.ord.bestemmelser(funn.hjemmel),
        tilknytninger=tuple(
            _tilknytning(les, ansatt, tilknytning)
            for i, tilknytning in enumerate(ansatt.tilknytninger)
            if ansatt.sti / i_liste("tilknytninger", i) in funn.felt
        ),
        begrunnelse=setning(begrunnelse),
        vekt=utgangspunkter(les, ansatt) if begrunnelse.strip() and not unntak else (),
        innsigelse=ansatt.innsigelse is not None,
        innsigelse_dato=les.ord.dato(ansatt.innsigelse.dato) if ansatt.innsigelse else "",
        innsigelse_begrunnelse=setning(ansatt.innsigelse.begrunnelse) if ansatt.innsigelse else "",
        krevd_av_part=har_krav and bool(vurdert and vurdert.krevd_av_part),
        tidsspille=_tidsspille(ansatt) if har_krav else "",
    )


def _tilknytning(les: Lesning, ansatt: Ansatt, tilknytning: Tilknytning) -> str:
    """«Søkeren er søsken til Nav-lederen (søster).» Uten beskrivelse bare det første leddet.

    For slekt i sidelinjen sier setningen hvilken slekt det er tale om, når brukeren ikke har sagt det selv.
    """
    type_, naermere, ord_ = tilknytning.type, linje(tilknytning.beskrivelse), tilknytningsord(les.ord.katalog)
    tekst = les.ord(f"tilknytning_setning.{type_}", part=les.part(tilknytning.part), ansatt=les.kort(ansatt))
    if type_ is Tilknytningstype.ANNEN_SLEKT and not ord_.er_slektskap(naermere):
        tekst = f"{tekst} ({les.ord(f'tilknytning.{type_}')})"
    sagt = setning(stor(ord_.utdyp(tekst, naermere)))
    if tilknytning.kilde is Tilknytningskilde.SELV:
        return sagt
    return f"{sagt} {les.ord(f'notat.kilde.{tilknytning.kilde}', part=les.part(tilknytning.part))}"


def _tidsspille(ansatt: Ansatt) -> str:
    """Hvorfor spørsmålet ikke ble lagt fram for overordnet, når en part krevde det."""
    vurdert = ansatt.habilitetsvurdering
    framlagt = (AvgjortAv.OVERORDNET, AvgjortAv.FOLKEVALGT_ORGAN)
    if vurdert is None or not vurdert.krevd_av_part or vurdert.avgjort_av in framlagt:
        return ""
    return setning(vurdert.tidsspille)


def _avgjorelser(les: Lesning, ansatte: Iterable[Ansatt]) -> tuple[Habilitetsavgjorelse, ...]:
    """Like avgjørelser samlet: «Nav-lederen og kommunalsjefen har selv …»."""
    ikke_over = les.star_igjen("avgjort_av_ikke_overordnet")
    grupper: dict[tuple[AvgjortAv, bool, str, str], list[str]] = {}
    for ansatt in ansatte:
        vurdert = ansatt.habilitetsvurdering
        if vurdert is None or vurdert.avgjort_av is None:
            continue
        overordnet, ukjent = vurdert.avgjort_av is AvgjortAv.OVERORDNET, ansatt in ikke_over
        av = les.hvem_er(vurdert.avgjort_av_ansatt) if overordnet and not ukjent else ""
        nokkel = (vurdert.avgjort_av, ukjent, av, les.ord.dato(vurdert.dato))
        grupper.setdefault(nokkel, []).append(les.kort(ansatt))
    return tuple(
        Habilitetsavgjorelse(
            oppramsing(hvem), avgjort is AvgjortAv.SELV, avgjort is AvgjortAv.OVERORDNET, ukjent, av, dato
        )
        for (avgjort, ukjent, av, dato), hvem in grupper.items()
    )
