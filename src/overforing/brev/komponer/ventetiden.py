"""Det som er gjort mens saken venter, ordlagt: hjelpen (fvl § 7), svaret og det søkeren har fått vite."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from overforing.sak.modell import AlleredeTruffet, Arsak, FulgtOpp, MidlertidigTiltak, Tiltakshjemmel, Truffet

from .begreper import hjelpens_hjemmel
from .flett import Felt
from .lesning import Lesning
from .ord import linje, setning

FORELOPIG_SVAR_MANGLER = "forelopig_svar_mangler"
"""Avklaringen om at måneden er gått uten foreløpig svar (rettsgrunnlag § 8)."""
VEDTAK_AV_INHABIL = "vedtak_av_inhabil"
"""Avklaringen om en avgjørelse som er tatt av en som ikke kunne avgjøre."""


def ventetiden(les: Lesning) -> Felt:
    """Hjelpen står etter dato. ``truffet`` er avgjørelser som alt var tatt, og ``truffet_av_inhabil`` om en som ikke
    kunne avgjøre, har tatt en som fortsatt kan gjelde.
    """
    sak = les.sak
    ingen = sak.ingen_tiltak
    return {
        "tiltak": tuple(_tiltak(les, t) for t in etter_dato(sak.midlertidige_tiltak)),
        "ingen_tiltak": setning(ingen.begrunnelse) if ingen and not sak.midlertidige_tiltak else "",
        "ingen_tiltak_vurdert_av": les.hvem_er(ingen.vurdert_av) if ingen else "",
        "forelopig_svar": les.ord.dato(sak.forelopig_svar_soker.dato) if sak.forelopig_svar_soker else "",
        "forelopig_svar_mangler": any(a.id == FORELOPIG_SVAR_MANGLER for a in les.vurdering.avklaringer),
        "soker_orientert": _orientert(les),
        "soker_onsker_bytte": sak.arsak is Arsak.ONSKE_OM_BYTTE,
        "allerede_gjort": setning(sak.allerede_gjort),
        "truffet": tuple(_truffet(les, t) for t in sorted(sak.allerede_truffet, key=lambda t: t.dato or date.max)),
        "truffet_av_inhabil": any(a.id == VEDTAK_AV_INHABIL for a in les.vurdering.avklaringer),
    }


def _truffet(les: Lesning, t: AlleredeTruffet) -> str:
    """«18. november 2026: innvilget, avgjort av Nav-leder Kari Moen. Den gjelder fortsatt.»"""
    gjelder = {True: "gjelder", False: "gjelder_ikke", None: "gjelder_ukjent"}[t.gjelder_fortsatt]
    av = les.hvem_er(t.av)
    return les.ord(
        "notat.truffet.avgjorelse",
        dato=les.ord.dato(t.dato) or les.ord("notat.truffet.uten_dato"),
        hva=les.ord(f"truffet.{t.hva or Truffet.ANNET}"),
        av=les.ord("notat.truffet.av", av=av) if av else "",
        gjelder=les.ord(f"notat.truffet.{gjelder}"),
    )


def etter_dato(tiltak: Iterable[MidlertidigTiltak]) -> tuple[MidlertidigTiltak, ...]:
    """Tiltakene i den rekkefølgen de ble satt i verk; de uten dato til slutt."""
    return tuple(sorted(tiltak, key=lambda t: t.dato or date.max))


def _tiltak(les: Lesning, t: MidlertidigTiltak) -> Felt:
    """Hjelp gitt i ventetiden. ``etter_unntaket`` er satt når den bygger på fvl § 7.

    ``oppfolging`` er hva en habil gjorde med det en inhabil hadde avgjort endelig.
    """
    rad = t.hjemmel is Tiltakshjemmel.SOTJL17
    kan_selv = t.besluttet_av in les.ansatte and les.vurdering.kan_avgjore(t.besluttet_av)
    forelopig = t.forelopig is not False and not rad
    return {
        "dato": les.ord.dato(t.dato),
        "hva": les.ord(f"tiltak.{t.hjemmel or Tiltakshjemmel.ANNET}"),
        "hjemmel": hjelpens_hjemmel(les.ord, t.hjemmel),
        "beskrivelse": setning(t.beskrivelse),
        "av": les.hvem_er(t.besluttet_av),
        "rad": rad,
        "forelopig": forelopig,
        "etter_unntaket": forelopig and not kan_selv,
        "oppfolging": _oppfolging(les, t.fulgt_opp),
    }


def _oppfolging(les: Lesning, fulgt_opp: FulgtOpp | None) -> str:
    if fulgt_opp is None or fulgt_opp.hva is None:
        return ""
    dato = f" {les.ord.dato(fulgt_opp.dato)}" if fulgt_opp.dato else ""
    av = linje(fulgt_opp.av) or les.ord("notat.oppfolging.en_habil")
    sagt = les.ord(f"notat.oppfolging.{fulgt_opp.hva}", av=av, dato=dato)
    return f"{sagt} {setning(fulgt_opp.begrunnelse)}".strip()


def _orientert(les: Lesning) -> str:
    """«Søkeren ble orientert på telefon 19. november 2026.», eller hva som ikke er ført. Tom når det ikke er gjort."""
    orientering = les.sak.orientering_soker
    if orientering is None:
        return ""
    mate = les.ord(f"orienteringsmate.{orientering.mate}") if orientering.mate else ""
    dato = les.ord.dato(orientering.dato)
    nokkel = "_og_".join(navn for navn, verdi in (("mate", mate), ("dato", dato)) if verdi)
    return les.ord(f"brev.orientert.{nokkel or 'uten'}", mate=mate, dato=dato)
