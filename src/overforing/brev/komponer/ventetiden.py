"""Det som er gjort mens saken venter, ordlagt: hjelpen (fvl § 7), svaret og det søkeren har fått vite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from overforing.sak.modell import Arsak, MidlertidigTiltak, Tiltakshjemmel

from .begreper import hjelpens_hjemmel
from .lesning import Lesning
from .ord import setning

FORELOPIG_SVAR_MANGLER = "forelopig_svar_mangler"
"""Avklaringen om at måneden er gått uten foreløpig svar (rettsgrunnlag § 8)."""


@dataclass(frozen=True)
class Tiltak:
    """Hjelp gitt i ventetiden. ``etter_unntaket`` er satt når den bygger på fvl § 7."""

    dato: str
    hva: str
    hjemmel: str
    beskrivelse: str
    av: str
    rad: bool
    forelopig: bool
    etter_unntaket: bool


@dataclass(frozen=True)
class Ventetiden:
    tiltak: tuple[Tiltak, ...]
    ingen_tiltak: str
    ingen_tiltak_vurdert_av: str
    forelopig_svar: str
    forelopig_svar_mangler: bool
    soker_orientert: str
    soker_onsker_bytte: bool
    allerede_gjort: str


def ventetiden(les: Lesning) -> Ventetiden:
    sak = les.sak
    ingen = sak.ingen_tiltak
    return Ventetiden(
        tiltak=tuple(_tiltak(les, t) for t in etter_dato(sak.midlertidige_tiltak)),
        ingen_tiltak=setning(ingen.begrunnelse) if ingen and not sak.midlertidige_tiltak else "",
        ingen_tiltak_vurdert_av=les.hvem_er(ingen.vurdert_av) if ingen else "",
        forelopig_svar=les.ord.dato(sak.forelopig_svar_soker.dato) if sak.forelopig_svar_soker else "",
        forelopig_svar_mangler=any(a.id == FORELOPIG_SVAR_MANGLER for a in les.vurdering.avklaringer),
        soker_orientert=_orientert(les),
        soker_onsker_bytte=sak.arsak is Arsak.ONSKE_OM_BYTTE,
        allerede_gjort=setning(sak.allerede_gjort),
    )


def etter_dato(tiltak: Iterable[MidlertidigTiltak]) -> tuple[MidlertidigTiltak, ...]:
    """Tiltakene i den rekkefølgen de ble satt i verk; de uten dato til slutt."""
    return tuple(sorted(tiltak, key=lambda t: t.dato or date.max))


def _tiltak(les: Lesning, t: MidlertidigTiltak) -> Tiltak:
    rad = t.hjemmel is Tiltakshjemmel.SOTJL17
    kan_selv = t.besluttet_av in les.ansatte and les.status(t.besluttet_av).kan_avgjore
    forelopig = t.forelopig is not False and not rad
    return Tiltak(
        dato=les.ord.dato(t.dato),
        hva=les.ord(f"tiltak.{t.hjemmel or Tiltakshjemmel.ANNET}"),
        hjemmel=hjelpens_hjemmel(les.ord, t.hjemmel),
        beskrivelse=setning(t.beskrivelse),
        av=les.hvem_er(t.besluttet_av),
        rad=rad,
        forelopig=forelopig,
        etter_unntaket=forelopig and not kan_selv,
    )


def _orientert(les: Lesning) -> str:
    """«Søkeren ble orientert på telefon 19. november 2026.», eller hva som ikke er ført. Tom når det ikke er gjort."""
    orientering = les.sak.orientering_soker
    if orientering is None:
        return ""
    mate = les.ord(f"orienteringsmate.{orientering.mate}") if orientering.mate else ""
    dato = les.ord.dato(orientering.dato)
    nokkel = "_og_".join(navn for navn, verdi in (("mate", mate), ("dato", dato)) if verdi)
    return les.ord(f"brev.orientert.{nokkel or 'uten'}", mate=mate, dato=dato)
