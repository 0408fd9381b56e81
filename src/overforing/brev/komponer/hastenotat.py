"""Notatet om hjelp som ikke kan vente (fvl § 7): behovet, hva som er avgjort, av hvem, og hva som gjenstår.

Det kan skrives før noe annet er avklart. Det som ikke er ført, sier notatet er ikke ført.
"""

from __future__ import annotations

from overforing.sak.modell import MidlertidigTiltak, Sakstype, Tiltakshjemmel
from overforing.tekster.navn import stor

from .begreper import hjelpens_hjemmel
from .flett import Felt
from .lesning import Lesning
from .ord import linje, setning
from .ventetiden import FORELOPIG_SVAR_MANGLER, etter_dato


def hasten(les: Lesning) -> Felt:
    """``behovet`` er brukerens ord, ``noe_etter_unntaket`` om noen som ikke kan avgjøre, har avgjort likevel."""
    sak = les.sak
    hjelpen = tuple(_hjelp(les, t) for t in etter_dato(sak.midlertidige_tiltak))
    ingen = sak.ingen_tiltak
    return {
        "det_haster": sak.soknad.haster is True,
        "det_haster_ikke": sak.soknad.haster is False,
        "behovet": setning(sak.soknad.hva_haster),
        "hast_vurdert": _vurdert(les),
        "hjelpen": hjelpen,
        "uten_hjelp": ingen is not None and not hjelpen,
        "uten_hjelp_begrunnelse": setning(ingen.begrunnelse) if ingen else "",
        "uten_hjelp_vurdert_av": les.hvem_er(ingen.vurdert_av) if ingen else "",
        "uten_hjelp_av_sperret": ingen is not None and not _kan_avgjore(les, ingen.vurdert_av),
        "noe_etter_unntaket": any(h["etter_unntaket"] for h in hjelpen),
        "gjenstar": tuple(_gjenstar(les)),
    }


def _vurdert(les: Lesning) -> str:
    """«Det ble vurdert 18. november 2026 av Siri Lund.»"""
    vurdert = les.sak.soknad.haster_vurdert
    dato, av = (les.ord.dato(vurdert.dato), linje(vurdert.av).rstrip(".")) if vurdert else ("", "")
    nokkel = "_og_".join(navn for navn, verdi in (("dato", dato), ("av", av)) if verdi)
    return les.ord(f"hastenotat.vurdert.{nokkel or 'uten'}", dato=dato, av=av)


def _hjelp(les: Lesning, t: MidlertidigTiltak) -> Felt:
    """Ett tiltak. Det som ikke er ført, står som det."""
    rad = t.hjemmel is Tiltakshjemmel.SOTJL17
    sperret = t.besluttet_av is not None and not _kan_avgjore(les, t.besluttet_av)
    av = les.hvem_er(t.besluttet_av)
    hvem = ("gitt_av" if rad else "avgjort_av") if av else "uten_navn"
    forelopig = {True: "ja", False: "nei", None: "ikke_fort"}[t.forelopig]
    return {
        "nar": les.ord.dato(t.dato) or les.ord("hastenotat.uten_dato"),
        "hva": les.ord(f"tiltak.{t.hjemmel or Tiltakshjemmel.ANNET}"),
        "hjemmel": hjelpens_hjemmel(les.ord, t.hjemmel),
        "beskrivelse": setning(t.beskrivelse),
        "hvem": les.ord(f"hastenotat.{hvem}", av=av),
        "forelopig": "" if rad else les.ord(f"hastenotat.forelopig.{forelopig}"),
        "etter_unntaket": sperret and not rad and t.forelopig is not False,
        "ikke_forelopig_av_sperret": sperret and not rad and t.forelopig is False and t.fulgt_opp is None,
    }


def _kan_avgjore(les: Lesning, id_: str | None) -> bool:
    return id_ in les.ansatte and les.vurdering.kan_avgjore(id_)


def _gjenstar(les: Lesning) -> list[str]:
    """Det som må gjøres, i den rekkefølgen det bør gjøres."""
    sak = les.sak
    uten_avgjorelse = not sak.midlertidige_tiltak and sak.ingen_tiltak is None
    punkter = (
        ("vurdere_hast", sak.soknad.haster is None),
        ("avgjore_hjelp", sak.soknad.haster is True and uten_avgjorelse),
        ("vurdere_pa_nytt", sak.ingen_tiltak is not None and not _kan_avgjore(les, sak.ingen_tiltak.vurdert_av)),
        ("registrere", sak.soknad.mottatt is None and sak.sakstype is Sakstype.SOKNAD),
        ("folge_opp", any(t.forelopig is not False for t in sak.midlertidige_tiltak)),
        ("hvem", not les.vurdering.ferdig),
        ("forelopig_svar", any(a.id == FORELOPIG_SVAR_MANGLER for a in les.vurdering.avklaringer)),
        ("orientere", sak.orientering_soker is None),
    )
    return [stor(les.ord(f"hastenotat.gjenstar.{punkt}")) for punkt, gjelder in punkter if gjelder]
