"""Hva saken gjelder, ordlagt: tjenesten, datoen, partene og om det haster."""

from __future__ import annotations

import re
from dataclasses import replace

from overforing.sak.modell import Malform, Sakstype
from overforing.tekster.katalog import oppramsing

from .flett import Felt
from .lesning import Lesning
from .ord import linje, setning


def saken(les: Lesning) -> Felt:
    """Det hvert brev om saken kan si om den. ``sokers_navn`` er tomt når søkeren ikke skal nevnes.

    ``avgjor_saken`` er det kommunen gjør: «avgjør saken», eller «behandler klagen», som Statsforvalteren avgjør.
    """
    sak, ord_, soker = les.sak, les.ord, les.soker
    flere = len(sak.parter) > 1
    har_representant = soker is not None and soker.representant is not None and soker.representant.type
    tjenester = ord_.tjenester(dict.fromkeys(sak.soknad.tjenester))
    return {
        "saken_gjelder": ord_(f"brev.gjelder.{sak.sakstype}", tjenester=tjenester),
        "saksnummer": linje(sak.saksnummer),
        "er_soknad": sak.sakstype is Sakstype.SOKNAD,
        "er_klage": sak.sakstype is Sakstype.KLAGE,
        "avgjor_saken": ord_.avgjor_saken(sak.sakstype),
        "mottatt": _mottatt(les),
        "sokers_navn": linje(soker.navn) if sak.brev.nevn_soker and soker else "",
        "flere_parter": oppramsing(dict.fromkeys(les.part(p.id) for p in sak.parter)) if flere else "",
        "en_part": ord_("brev.part.en_av_flere") if flere else les.part(None),
        "representant": ord_(f"representant.{har_representant}") if har_representant else "",
        "beskrivelse": _beskrivelse(les),
        "haster": sak.soknad.haster is True,
        "haster_ikke": sak.soknad.haster is False,
        "hva_haster": setning(sak.soknad.hva_haster),
        "vedlegg": tuple(v for vedlegg in sak.vedlegg if (v := linje(vedlegg))),
    }


def _mottatt(les: Lesning) -> str:
    soknad, type_ = les.sak.soknad, les.sak.sakstype
    if soknad.mottatt is None:
        return ""
    dato = les.ord.dato(soknad.mottatt)
    if type_ not in (Sakstype.SOKNAD, Sakstype.KLAGE):
        return les.ord("brev.mottatt.egen", dato=dato)
    saken = les.ord(f"sakstype_bestemt.{type_}")
    if soknad.form is None:
        return les.ord("brev.mottatt.inn", saken=saken, dato=dato)
    form = les.ord(f"soknadsform.{soknad.form}")
    return les.ord("brev.mottatt.inn_med_form", saken=saken, form=form, dato=dato)


def _beskrivelse(les: Lesning) -> str:
    """Søknaden slik brukeren beskrev den, når det sier mer enn tjenestene alt har sagt."""
    tekst = les.sak.soknad.beskrivelse
    sagt = {"søknad", "søknaden", "om", "søker", "søkeren", "søkjaren", "søkjer"}
    for malform in Malform:
        sagt |= _ordene(replace(les.ord, malform=malform).tjenester(les.sak.soknad.tjenester))
    return "" if _ordene(tekst) <= sagt else setning(tekst)


def _ordene(tekst: str) -> set[str]:
    return set(re.findall(r"\w+", tekst.casefold()))
