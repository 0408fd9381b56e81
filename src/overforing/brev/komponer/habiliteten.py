"""Hvem som er inhabil, hva som er vurdert, og hvem som avgjorde det, ordlagt (fvl §§ 6 og 8)."""

from __future__ import annotations

from collections.abc import Iterable

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
from overforing.tekster.navn import stor

from .flett import Felt
from .lesning import Lesning
from .ord import linje, setning
from .tilknytningsord import tilknytningsord
from .veies import veies

UTEN_VIDERE, APENBART_UNNTAK, IKKE_KJENT = "uten_videre", "apenbart_unntak", "ikke_kjent"
"""Grener i regelverk/habilitet.py; den siste er for dem som ikke er gjort kjent med saken."""


def habiliteten(les: Lesning) -> Felt:
    """De vurderte, og hvem som avgjorde spørsmålet."""
    vurderte = [a for a in les.aktuelle if a.id in les.egen and _noe_er_vurdert(les, a)]
    andre = [a for a in vurderte if a not in les.inhabile]
    vekt = _hver_vekt_en_gang(les, [*les.inhabile, *andre])
    return {
        "inhabile": tuple({**person(les, a), "vekt": vekt[a.id]} for a in les.inhabile),
        "inhabile_roller": les.ord.roller(a.rolle for a in les.inhabile),
        "flere_inhabile": len(les.inhabile) > 1,
        "ovrige_vurderte": tuple({**person(les, a), "vekt": vekt[a.id]} for a in andre),
        "innsigelser_mot_andre": tuple(person(les, a) for a in andre if a.innsigelse is not None),
        "habilitetsavgjorelser": _avgjorelser(les, les.inhabile),
        "alle_habilitetsavgjorelser": _avgjorelser(les, [*les.inhabile, *andre]),
    }


def _hver_vekt_en_gang(les: Lesning, ansatte: Iterable[Ansatt]) -> dict[str, tuple[str, ...]]:
    """Et utgangspunkt som gjelder flere, står hos den første av dem."""
    ut: dict[str, tuple[str, ...]] = {}
    for ansatt in ansatte:
        sagt = {v for vekten in ut.values() for v in vekten}
        ut[ansatt.id] = tuple(v for v in _vekten(les, ansatt) if v not in sagt)
    return ut


def _noe_er_vurdert(les: Lesning, ansatt: Ansatt) -> bool:
    return bool(ansatt.tilknytninger or ansatt.skjonn or ansatt.innsigelse) or ansatt in les.inhabile


def person(les: Lesning, ansatt: Ansatt) -> Felt:
    """En ansatt som er vurdert. ``hvem`` er «Nav-leder Kari Moen», ``kort`` er «Nav-lederen».

    ``tilknytninger`` er hele setninger: hva parten er for den ansatte, og det brukeren skrev om det. ``ikke_kjent``:
    vurdert ut fra det andre vet, uten å være gjort kjent med saken. ``vekt`` er det som er vanlig for slike forhold.
    """
    funn = les.egen[ansatt.id]
    vurdert = ansatt.habilitetsvurdering
    har_krav = les.vurdering.regelsett is Regelsett.FVL1967 and vurdert is not None
    return {
        "hvem": les.hvem(ansatt),
        "kort": les.kort(ansatt),
        "inhabil": funn.utfall == Status.INHABIL,
        "holdes_utenfor": les.holdes_utenfor(ansatt),
        "uten_videre": funn.gren == UTEN_VIDERE,
        "apenbart_unntak": funn.gren == APENBART_UNNTAK,
        "habil": funn.utfall == Status.HABIL,
        "ikke_kjent": funn.gren == IKKE_KJENT,
        "tvil": funn.utfall == Status.TVIL,
        "uavklart": funn.utfall == Status.UAVKLART,
        "hjemmel": les.ord.bestemmelser(funn.hjemmel),
        "tilknytninger": tuple(
            tilknytningen(les, ansatt, tilknytning)
            for i, tilknytning in enumerate(ansatt.tilknytninger)
            if ansatt.sti / i_liste("tilknytninger", i) in funn.felt
        ),
        "begrunnelse": setning(_begrunnelsen(les, ansatt)),
        "vekt": _vekten(les, ansatt),
        "innsigelse": ansatt.innsigelse is not None,
        "innsigelse_dato": les.ord.dato(ansatt.innsigelse.dato) if ansatt.innsigelse else "",
        "innsigelse_begrunnelse": setning(ansatt.innsigelse.begrunnelse) if ansatt.innsigelse else "",
        "krevd_av_part": har_krav and bool(vurdert and vurdert.krevd_av_part),
        "tidsspille": _tidsspille(ansatt) if har_krav else "",
    }


def _begrunnelsen(les: Lesning, ansatt: Ansatt) -> str:
    gren, unntak = les.egen[ansatt.id].gren, ansatt.apenbart_unntak
    if unntak and unntak.oppfylt and gren in (APENBART_UNNTAK, IKKE_KJENT):
        return unntak.begrunnelse
    skjonn = ansatt.skjonn if gren != UTEN_VIDERE and not les.holdes_utenfor(ansatt) else None
    return skjonn.begrunnelse if skjonn else ""


def _vekten(les: Lesning, ansatt: Ansatt) -> tuple[str, ...]:
    """Det vanlige, uten kildene: de er lest i utdrag, og et ferdig notat viser ikke til noe ingen har slått opp."""
    if les.egen[ansatt.id].gren == APENBART_UNNTAK or not _begrunnelsen(les, ansatt).strip():
        return ()
    return tuple(v.utgangspunkt for v in veies(les, [ansatt]))


def tilknytningen(les: Lesning, ansatt: Ansatt, tilknytning: Tilknytning) -> str:
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


def _avgjorelser(les: Lesning, ansatte: Iterable[Ansatt]) -> tuple[Felt, ...]:
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
        {
            "hvem": oppramsing(hvem),
            "selv": avgjort is AvgjortAv.SELV,
            "overordnet": avgjort is AvgjortAv.OVERORDNET,
            "ukjent": ukjent,
            "av": av,
            "dato": dato,
        }
        for (avgjort, ukjent, av, dato), hvem in grupper.items()
    )
