"""Tvilen om den enkeltes habilitet, unntaket, og hvem som avgjorde spørsmålet (rettsgrunnlag § 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from regelverk.bygg import (
    DAGEN,
    EKTEPAR,
    FVL1967,
    FVL2025,
    IKKE_KJENT,
    LANG,
    MOTTATT,
    NABOLEDER,
    TOMME,
    USPURT,
    ansatt,
    borte,
    endre,
    innsigelse,
    kontoret,
    med,
    mulig,
    part,
    sak,
    skjonn,
    tilknytninger,
    umulig,
    unntak,
    vurdering,
)
from regelverk.tvil import HABILITET, ikke, kan, ma, veier_med

from overforing.sak.modell import (
    AlleredeTruffet,
    Ansatt,
    Sak,
)

KREVD = {"habilitetsvurdering": vurdering("selv", krevd=True)}
INHABIL = {"tilknytninger": tilknytninger("sosken")}
SJEFEN_AVGJOR = {"stedfortreder": (mulig("overordnet", "sjef"),), "underskriver": "sjef"}


# --- spørsmålet skal legges fram (fvl § 8)


def _veileder(**felt) -> Sak:
    return sak(*kontoret(veileder=felt))


def _krevd(**felt) -> Sak:
    return _veileder(habilitetsvurdering=vurdering(krevd=True, **felt))


LEGGES_FRAM = (
    ma("habilitet_skal_legges_fram", "hun avgjorde selv", "veileder", _krevd(av="selv"), regelsett=(FVL1967,)),
    ma("habilitet_skal_legges_fram", "ikke sagt hvem som avgjorde", "veileder", _krevd(), regelsett=(FVL1967,)),
    *(
        ma(
            "habilitet_skal_legges_fram",
            f"tidsspille uten grunn {tom!r}",
            "veileder",
            _krevd(av="selv", tidsspille=tom),
            regelsett=(FVL1967,),
        )
        for tom in TOMME
    ),
    kan(
        "habilitet_skal_legges_fram",
        "den inhabile trer til side likevel",
        "leder",
        sak(*kontoret("leder", leder=KREVD), **SJEFEN_AVGJOR),
        regelsett=(FVL1967,),
    ),
    kan(
        "habilitet_skal_legges_fram",
        "det legges fram",
        "veileder",
        _veileder(skjonn=skjonn("tvil"), **KREVD),
        regelsett=(FVL1967,),
    ),
    ma(
        "habilitet_skal_legges_fram",
        "hver i linjen og den som er foreslått, men ikke andre",
        "sjef foreslatt",
        sak(
            *kontoret("leder", sjef=KREVD),
            ansatt("foreslatt", under="direktor", vurdering=KREVD["habilitetsvurdering"]),
            ansatt("avvist", under="direktor", vurdering=KREVD["habilitetsvurdering"]),
            ansatt("utenfor", vurdering=KREVD["habilitetsvurdering"]),
            stedfortreder=(mulig("leder_annen_enhet", "foreslatt"), umulig("leder_utenfor_nav", ansatt="avvist")),
        ),
        regelsett=(FVL1967,),
    ),
    ikke("habilitet_skal_legges_fram", "den nye loven har ikke kravet", _krevd(av="selv"), regelsett=(FVL2025,)),
    ikke("habilitet_skal_legges_fram", "overordnet avgjorde", _krevd(av="overordnet", av_ansatt="leder")),
    ikke("habilitet_skal_legges_fram", "folkevalgte avgjorde", _krevd(av="folkevalgt_organ")),
    ikke("habilitet_skal_legges_fram", "tidsspille med grunn", _krevd(av="selv", tidsspille=LANG)),
    *(
        ikke(
            "habilitet_skal_legges_fram",
            f"ingen krav ({krevd})",
            _veileder(habilitetsvurdering=vurdering("selv", krevd=krevd)),
        )
        for krevd in (False, None)
    ),
)


# --- hvem som avgjorde


def _avgjort(av_ansatt: str | None, av: str = "overordnet", inhabile: str = "", *andre: Ansatt, **felt) -> Sak:
    """Spørsmålet om lederens habilitet er avgjort."""
    endringer = {"leder": {"habilitetsvurdering": vurdering(av, av_ansatt)}} | felt
    return sak(*kontoret(inhabile, **endringer), *andre)


AVGJORT = (
    ma("avgjort_av_inhabil", "sjefen er selv inhabil", "leder", _avgjort("sjef", inhabile="sjef")),
    ma(
        "avgjort_av_inhabil",
        "en inhabil hvor som helst i filen",
        "leder",
        _avgjort("x", "overordnet", "", ansatt("x", "sosken")),
    ),
    ikke("avgjort_av_inhabil", "den som avgjorde, er bare avledet", _avgjort("veileder", inhabile="leder")),
    ikke("avgjort_av_inhabil", "ikke navngitt", _avgjort(None, inhabile="sjef")),
    *(
        ikke("avgjort_av_inhabil", f"avgjort av {av}", _avgjort("sjef", av, "sjef"))
        for av in ("selv", "folkevalgt_organ")
    ),
    ikke(
        "avgjort_av_inhabil",
        "en uten del i saken",
        sak(*kontoret("sjef"), ansatt("utenfor", vurdering=vurdering("overordnet", "sjef"))),
    ),
    #
    ma("avgjort_av_ikke_overordnet", "hun selv", "leder", _avgjort("leder")),
    ma("avgjort_av_ikke_overordnet", "en under henne", "leder", _avgjort("veileder")),
    ma("avgjort_av_ikke_overordnet", "en ved siden av", "leder", _avgjort("x", "overordnet", "", ansatt("x"))),
    ma("avgjort_av_ikke_overordnet", "ikke navngitt", "leder", _avgjort(None)),
    ikke("avgjort_av_ikke_overordnet", "den nærmeste over", _avgjort("sjef")),
    ikke("avgjort_av_ikke_overordnet", "en høyere opp", _avgjort("direktor")),
    ikke(
        "avgjort_av_ikke_overordnet",
        "sjefen, før hun ble borte",
        _avgjort(
            "sjef",
            "overordnet",
            "",
            NABOLEDER,
            leder={"habilitetsvurdering": vurdering("overordnet", "sjef", dato=MOTTATT)},
            sjef={"fravaer": borte("naboleder")},
        ),
    ),
    ma(
        "avgjort_av_ikke_overordnet",
        "sjefen, mens hun var borte",
        "leder",
        _avgjort("sjef", "overordnet", "", NABOLEDER, sjef={"fravaer": borte("naboleder")}),
    ),
    ikke("avgjort_av_ikke_overordnet", "hun avgjorde selv", _avgjort("leder", "selv")),
    #
    ma("avgjort_av_ikke_spurt", "ingen har svart for sjefen", "leder", _avgjort("sjef", sjef=USPURT)),
    ma("avgjort_av_ikke_spurt", "sjefen er ikke gjort kjent med saken", "leder", _avgjort("sjef", sjef=IKKE_KJENT)),
    ma("avgjort_av_ikke_spurt", "sjefen har svart om bare den ene", "leder", replace(_avgjort("sjef"), parter=EKTEPAR)),
    ikke("avgjort_av_ikke_spurt", "sjefen har svart selv", _avgjort("sjef")),
    ikke(
        "avgjort_av_ikke_spurt",
        "sjefens tilknytning er ført opp",
        _avgjort(
            "sjef", sjef=USPURT | {"tilknytninger": tilknytninger("nabo", kilde="soker"), "skjonn": skjonn("habil")}
        ),
    ),
    ikke("avgjort_av_ikke_spurt", "hun avgjorde selv", _avgjort("sjef", "selv", sjef=USPURT)),
    #
    *(
        ma(
            "vurdering_ikke_dokumentert",
            f"{konklusjon}, {mangler}",
            "leder",
            sak(*kontoret(leder={"skjonn": skjonn(konklusjon), "habilitetsvurdering": v}), **SJEFEN_AVGJOR),
        )
        for konklusjon in ("inhabil", "habil")
        for mangler, v in (
            ("ingenting sagt", None),
            ("ikke sagt hvem", vurdering(None)),
            ("ikke sagt når", vurdering("selv", dato=None)),
        )
    ),
    ma(
        "vurdering_ikke_dokumentert",
        "unntaket løftet vurderingen",
        "leder",
        sak(
            *kontoret(leder={"skjonn": skjonn("inhabil"), "apenbart_unntak": unntak(), "habilitetsvurdering": None}),
        ),
    ),
    ikke("vurdering_ikke_dokumentert", "sagt hvem og når", sak(*kontoret(leder={"skjonn": skjonn("habil")}))),
    ikke(
        "vurdering_ikke_dokumentert",
        "tvilen legges fram",
        sak(*kontoret(leder={"skjonn": skjonn("tvil"), "habilitetsvurdering": None})),
    ),
    ikke(
        "vurdering_ikke_dokumentert",
        "slektskapet avgjorde",
        sak(*kontoret("leder", leder={"skjonn": skjonn("habil"), "habilitetsvurdering": None}), **SJEFEN_AVGJOR),
    ),
    ikke(
        "vurdering_ikke_dokumentert",
        "den som ikke er gjort kjent med saken, har ikke avgjort noe",
        sak(
            *kontoret(
                sjef=IKKE_KJENT
                | {
                    "tilknytninger": tilknytninger("nabo", kilde="soker"),
                    "skjonn": skjonn("habil"),
                    "habilitetsvurdering": None,
                }
            )
        ),
    ),
    #
    ma(
        "innsigelse_etter_vurdering",
        "innsigelsen kom dagen etter",
        "leder",
        sak(*kontoret(leder={"innsigelse": innsigelse(DAGEN + timedelta(days=1)), "skjonn": skjonn("habil")})),
    ),
    ikke(
        "innsigelse_etter_vurdering",
        "innsigelsen kom samme dag",
        sak(*kontoret(leder={"innsigelse": innsigelse(DAGEN), "skjonn": skjonn("habil")})),
    ),
    ikke(
        "innsigelse_etter_vurdering",
        "innsigelsen har ingen dato",
        sak(*kontoret(leder={"innsigelse": innsigelse(), "skjonn": skjonn("habil")})),
    ),
)


# --- unntaket (fvl § 6 fjerde ledd)


def _unntak(*typer: str, av: str | None = "overordnet", begrunnelse: str = LANG, **felt) -> Sak:
    v = vurdering(av, "sjef" if av == "overordnet" else None)
    leder = {"apenbart_unntak": unntak(begrunnelse), "habilitetsvurdering": v} | felt
    return sak(*kontoret(leder={"tilknytninger": tilknytninger(*typer)} | leder), **SJEFEN_AVGJOR)


UNNTAKET = (
    ma("unntak_ikke_for_part", "hun er selv part", "leder", _unntak("er_part")),
    ma("unntak_ikke_for_part", "hun er part og i slekt", "leder", _unntak("er_part", "sosken")),
    ma("unntak_ikke_for_part", "også uten grunn", "leder", _unntak("er_part", begrunnelse="")),
    ikke("unntak_ikke_for_part", "hun er i slekt", _unntak("sosken")),
    ikke("unntak_ikke_for_part", "ikke oppfylt", _unntak("er_part", apenbart_unntak=unntak(oppfylt=False))),
    #
    *(
        ma("unntak_krever_overordnet", f"avgjort av {av}", "leder", _unntak("sosken", av=av))
        for av in ("selv", None, "folkevalgt_organ")
    ),
    ikke("unntak_krever_overordnet", "sjefen avgjorde", _unntak("sosken")),
    ikke("unntak_krever_overordnet", "hun er også part", _unntak("er_part", "sosken", av="selv")),
    ikke("unntak_krever_overordnet", "uten grunn er det ikke sagt", _unntak("sosken", av="selv", begrunnelse=" ")),
    ikke(
        "unntak_krever_overordnet",
        "det løftet en konkret vurdering",
        _unntak("nabo", av="selv", skjonn=skjonn("inhabil")),
    ),
    ma(
        "unntak_krever_overordnet", "samboeren etter 2025", "leder", _unntak("samboer", av="selv"), regelsett=(FVL2025,)
    ),
    #
    kan("unntak_uvanlig", "et slektskap ble løftet", "leder", _unntak("sosken")),
    kan("unntak_uvanlig", "samboeren etter 2025", "leder", _unntak("samboer"), regelsett=(FVL2025,)),
    ikke(
        "unntak_uvanlig",
        "samboeren etter 1967 ble vurdert",
        _unntak("samboer", skjonn=skjonn("inhabil")),
        regelsett=(FVL1967,),
    ),
    ikke("unntak_uvanlig", "ingenting ble løftet", _unntak("sosken", av="selv")),
    ikke("unntak_uvanlig", "uten grunn", _unntak("sosken", begrunnelse="")),
    ikke("unntak_uvanlig", "ikke oppfylt", _unntak("sosken", apenbart_unntak=unntak(oppfylt=False))),
    ikke("unntak_uvanlig", "hun holdes utenfor", _unntak("sosken", holdes_utenfor="Søkeren er redd henne.")),
    ikke(
        "unntak_uvanlig",
        "en uten del i saken",
        sak(
            *kontoret(),
            ansatt("x", "sosken", under="leder", unntak=unntak(), vurdering=vurdering("overordnet", "leder")),
        ),
    ),
)


TILFELLER = (*LEGGES_FRAM, *AVGJORT, *UNNTAKET)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=str)
def test_tvilen_om_habiliteten(tilfelle) -> None:
    tilfelle.prov()


# --- i alle utfall der veien gikk gjennom spørsmålet


def _avgjort_av_x(s: Sak) -> Sak:
    return endre(med(s, ansatt("x", "sosken")), "veileder", habilitetsvurdering=vurdering("overordnet", "x"))


@pytest.mark.parametrize(
    ("id_", "endring"),
    [
        ("habilitet_skal_legges_fram", lambda s: endre(s, "veileder", **KREVD)),
        ("avgjort_av_inhabil", _avgjort_av_x),
        ("avgjort_av_ikke_overordnet", _avgjort_av_x),
        (
            "vedtak_av_inhabil",
            lambda s: replace(med(s, ansatt("x", "sosken")), allerede_truffet=(AlleredeTruffet(av="x"),)),
        ),
        ("allerede_gjort_mangler", lambda s: replace(med(s, ansatt("x", "sosken")), allerede_gjort="")),
        ("ansatt_heter_som_part", lambda s: replace(s, parter=(part(navn="Veileder"),))),
    ],
)
def test_habiliteten_sporres_det_om_i_alle_utfall_som_hviler_pa_den(id_: str, endring) -> None:
    assert veier_med(id_, endring) == HABILITET
