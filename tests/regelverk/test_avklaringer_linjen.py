"""Tvilen om linjen, om hvem som er spurt, og om det som alt er gjort (rettsgrunnlag § 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from regelverk.bygg import (
    DAGEN,
    EGEN,
    IKKE_KJENT,
    KOLLEGA,
    LEDIG,
    NABOLEDER,
    SOKER,
    TOMME,
    ansatt,
    borte,
    innleid,
    kontoret,
    mulig,
    part,
    sak,
    soknad,
    spurt,
    tilknytninger,
    tiltak,
    vurdering,
)
from regelverk.tvil import ikke, kan, ma

from overforing.sak.modell import (
    AlleredeTruffet,
    IngenOver,
    Kontor,
    Oppgave,
    Organ,
    Part,
    Representant,
    Rolle,
    Sak,
)

KREVD = {"habilitetsvurdering": vurdering("selv", krevd=True)}
INHABIL = {"tilknytninger": tilknytninger("sosken")}
SJEFEN_AVGJOR = {"stedfortreder": (mulig("overordnet", "sjef"),), "underskriver": "sjef"}


# --- linjen


def _utenfor(**leder) -> Sak:
    """Veilederen er ført rett under sjefen; den inhabile Nav-lederen står ved siden av."""
    return sak(*kontoret("leder", veileder={"overordnet": "sjef"}, leder=leder))


def _ukjent(**felt) -> Sak:
    return sak(*kontoret(direktor=IKKE_KJENT), **felt)


LINJEN = (
    ma("inhabil_leder_utenfor_linjen", "Nav-lederen", "leder", _utenfor()),
    ma("inhabil_leder_utenfor_linjen", "avdelingslederen", "leder", _utenfor(rolle=Rolle.AVDELINGSLEDER)),
    *(
        ma("inhabil_leder_utenfor_linjen", f"uten grunn {tom!r}", "leder", _utenfor(utenfor_linjen=tom))
        for tom in TOMME
    ),
    ikke("inhabil_leder_utenfor_linjen", "sagt hvorfor", _utenfor(utenfor_linjen="Hun leder et annet Nav-kontor.")),
    ikke("inhabil_leder_utenfor_linjen", "en annen leder", _utenfor(rolle=Rolle.ANNEN_LEDER)),
    ikke("inhabil_leder_utenfor_linjen", "i et annet organ", _utenfor(organ=Organ.ANNET, overordnet=None)),
    ikke(
        "inhabil_leder_utenfor_linjen",
        "hun er ikke inhabil",
        sak(*kontoret(veileder={"overordnet": "sjef"})),
    ),
    ikke(
        "inhabil_leder_utenfor_linjen",
        "veilederen har sin egen Nav-leder",
        sak(*kontoret(), ansatt("x", "sosken", rolle="nav_leder", under="sjef")),
    ),
    ikke(
        "inhabil_leder_utenfor_linjen",
        "lederen er bare avledet",
        sak(*kontoret(veileder={"overordnet": "direktor"}, sjef=INHABIL)),
    ),
    #
    kan(
        "ingen_over_uvanlig",
        "en annen grunn",
        "sjef",
        sak(*kontoret(sjef={"overordnet": None, "ingen_over": IngenOver.ANNET})),
    ),
    *(
        ikke("ingen_over_uvanlig", str(hvorfor), sak(*kontoret(sjef={"overordnet": None, "ingen_over": hvorfor})))
        for hvorfor in IngenOver
        if hvorfor is not IngenOver.ANNET
    ),
    ikke(
        "ingen_over_uvanlig",
        "en utenfor linjen",
        sak(*kontoret(), ansatt("x", rolle="annen_leder", ingen_over=IngenOver.ANNET)),
    ),
    #
    kan(
        "fravaerende_leder",
        "lederen er borte",
        "leder",
        sak(*kontoret(leder={"fravaer": borte("naboleder")}), NABOLEDER),
    ),
    kan(
        "fravaerende_leder",
        "den som fungerer, har selv oppgaven",
        "leder",
        sak(
            *kontoret(veileder={"oppgave": Oppgave.INGEN}, leder={"fravaer": borte("naboleder")}),
            replace(NABOLEDER, oppgave=Oppgave.AVGJOR),
        ),
    ),
    ikke(
        "fravaerende_leder",
        "fraværet er over",
        sak(*kontoret(leder={"fravaer": borte("naboleder", date(2026, 1, 1), DAGEN - timedelta(days=1))}), NABOLEDER),
    ),
    ikke("fravaerende_leder", "ingen fungerer", sak(*kontoret(leder={"fravaer": borte(None)}))),
    ikke(
        "fravaerende_leder",
        "en utenfor linjen",
        sak(*kontoret(), replace(NABOLEDER, fravaer=borte("kollega")), KOLLEGA),
    ),
    #
    kan(
        "byrad_inhabil",
        "byråden i linjen er inhabil",
        "direktor",
        sak(*kontoret("direktor", direktor={"rolle": Rolle.BYRAD})),
    ),
    ikke("byrad_inhabil", "byråden er habil", sak(*kontoret("sjef", direktor={"rolle": Rolle.BYRAD}))),
    ikke("byrad_inhabil", "det er kommunedirektøren", sak(*kontoret("direktor"))),
    ikke("byrad_inhabil", "en utenfor linjen", sak(*kontoret(), ansatt("x", "sosken", rolle="byrad"))),
    #
    kan("avledet_langt_opp", "to ledd opp", "veileder", sak(*kontoret("sjef"))),
    ikke("avledet_langt_opp", "nærmeste leder", sak(*kontoret("leder"))),
    ikke("avledet_langt_opp", "nærmeste leder og direktøren", sak(*kontoret("leder direktor"))),
    ikke(
        "avledet_langt_opp",
        "den som fungerer, står lederens ledd nærmere",
        sak(
            *kontoret("sjef", veileder={"oppgave": Oppgave.INGEN}, leder={"fravaer": borte("vara")}),
            ansatt("vara", under="leder", oppgave="avgjor"),
        ),
    ),
    #
    kan("ledig_uten_fungerende", "ingen fungerer", "leder", sak(*kontoret(leder=LEDIG))),
    kan(
        "ledig_uten_fungerende",
        "den som fungerte, har sluttet",
        "leder",
        sak(*kontoret(leder=LEDIG | {"fravaer": borte("naboleder", date(2026, 1, 1), date(2026, 2, 1))}), NABOLEDER),
    ),
    ikke(
        "ledig_uten_fungerende",
        "en fungerer",
        sak(*kontoret(leder=LEDIG | {"fravaer": borte("naboleder")}), NABOLEDER),
    ),
    ikke("ledig_uten_fungerende", "en utenfor linjen", sak(*kontoret(), ansatt("x", svar=None, stilling_ledig=True))),
)


# --- søkeren er spurt


def _part(svar: str | None, hvem: str = "", fordi: str = "", **felt) -> tuple[Part, ...]:
    return (replace(SOKER, spurt_om_tilknytning=spurt(svar, hvem, fordi), **felt),)


SPERRET = (part(adressesperre=True),)

SOKEREN = (
    *(
        ma(
            "navngi_tilknytningen",
            svar,
            "parter[p1].spurt_om_tilknytning.hvem",
            sak(parter=_part(svar)),
        )
        for svar in ("ja", "kanskje")
    ),
    *(
        ma(
            "navngi_tilknytningen",
            f"uten grunn {tom!r}",
            "parter[p1].spurt_om_tilknytning.hvem",
            sak(parter=_part("ja", "", tom)),
        )
        for tom in TOMME
    ),
    ikke("navngi_tilknytningen", "hun navngir lederen", sak(parter=_part("ja", "leder"))),
    ikke("navngi_tilknytningen", "hun sier hvorfor ikke", sak(parter=_part("ja", "", "Hun vet ikke hva han heter."))),
    ikke(
        "navngi_tilknytningen",
        "tilknytningen er ført opp",
        sak(*kontoret("leder", leder={"tilknytninger": tilknytninger("sosken", kilde="soker")}), parter=_part("ja")),
    ),
    *(
        ikke("navngi_tilknytningen", svar or "ikke svart", sak(parter=_part(svar)))
        for svar in ("ingen_kjent", "vil_ikke", "ikke_spurt", None)
    ),
    #
    kan("soker_ikke_spurt", "ikke spurt", "parter[p1].spurt_om_tilknytning", _ukjent(parter=(part(svar=None),))),
    kan("soker_ikke_spurt", "spurt uten svar", "parter[p1].spurt_om_tilknytning", _ukjent(parter=_part(None))),
    kan(
        "soker_ikke_spurt",
        "ikke spurt, uten grunn",
        "parter[p1].spurt_om_tilknytning",
        _ukjent(parter=_part("ikke_spurt", "", "  ")),
    ),
    ikke("soker_ikke_spurt", "ikke spurt, med grunn", _ukjent(parter=_part("ikke_spurt", "", "Hun er ikke bevisst."))),
    *(
        ikke("soker_ikke_spurt", svar, _ukjent(parter=_part(svar, "veileder" if svar in ("ja", "kanskje") else "")))
        for svar in ("ingen_kjent", "ja", "kanskje", "vil_ikke")
    ),
    ikke("soker_ikke_spurt", "alle har svart selv", sak(parter=(part(svar=None),))),
    ikke("soker_ikke_spurt", "aldri før hjelpen", _ukjent(parter=(part(svar=None),), soknad=soknad(True))),
    kan(
        "soker_ikke_spurt",
        "hjelpen er gitt",
        "parter[p1].spurt_om_tilknytning",
        _ukjent(parter=(part(svar=None),), soknad=soknad(True), midlertidige_tiltak=(tiltak(),)),
    ),
    #
    kan(
        "ansatt_heter_som_part",
        "som søkeren",
        "leder",
        sak(*kontoret(leder={"navn": " Kari MOEN"}), parter=(part(navn="Kari Moen "),)),
    ),
    kan(
        "ansatt_heter_som_part",
        "som søkerens verge",
        "leder",
        sak(*kontoret(leder={"navn": "Kari Moen"}), parter=(part(representant=Representant(navn="kari moen")),)),
    ),
    kan(
        "ansatt_heter_som_part",
        "den som er foreslått",
        "naboleder",
        sak(
            *kontoret("leder"),
            replace(NABOLEDER, navn="Kari Moen"),
            parter=(part(navn="Kari Moen"),),
            stedfortreder=(mulig("leder_annen_enhet", "naboleder"),),
        ),
    ),
    ikke(
        "ansatt_heter_som_part",
        "et annet navn",
        sak(*kontoret(leder={"navn": "Kari Moe"}), parter=(part(navn="Kari Moen"),)),
    ),
    ikke("ansatt_heter_som_part", "tomme navn", sak(*kontoret(leder={"navn": " "}), parter=(part(navn=""),))),
    ikke(
        "ansatt_heter_som_part",
        "en utenfor saken",
        sak(*kontoret(), ansatt("x", navn="Kari Moen"), parter=(part(navn="Kari Moen"),)),
    ),
    #
    kan(
        "sperret_spurt_utenfor",
        "de over trengte ikke svare",
        "leder sjef direktor",
        sak(parter=SPERRET),
    ),
    ikke("sperret_spurt_utenfor", "hun har samtykket", sak(parter=(part(adressesperre=True, samtykke=True),))),
    ikke("sperret_spurt_utenfor", "ingen sperre", sak()),
    ikke(
        "sperret_spurt_utenfor",
        "de over er ikke gjort kjent",
        sak(*kontoret(leder=IKKE_KJENT, sjef=IKKE_KJENT, direktor=IKKE_KJENT), parter=SPERRET),
    ),
    ikke(
        "sperret_spurt_utenfor",
        "søkeren nevnte henne",
        sak(
            *kontoret(sjef=IKKE_KJENT, direktor=IKKE_KJENT),
            parter=(part(adressesperre=True, svar="ja", hvem="leder"),),
        ),
    ),
    ikke(
        "sperret_spurt_utenfor",
        "hun bærer utfallet",
        sak(*kontoret("leder", direktor=IKKE_KJENT), parter=SPERRET, **SJEFEN_AVGJOR),
    ),
    ikke(
        "sperret_spurt_utenfor",
        "den innleide svarer til henne",
        sak(*kontoret("leder", direktor=IKKE_KJENT), parter=SPERRET, stedfortreder=(innleid("sjef"),)),
    ),
    ikke(
        "sperret_spurt_utenfor",
        "hun avgjorde spørsmålet om habilitet",
        sak(
            *kontoret(
                veileder={"habilitetsvurdering": vurdering("overordnet", "leder")}, sjef=IKKE_KJENT, direktor=IKKE_KJENT
            ),
            parter=SPERRET,
        ),
    ),
    ikke(
        "sperret_spurt_utenfor",
        "hun oppnevner stedfortrederen",
        sak(
            *kontoret("leder", sjef=IKKE_KJENT),
            NABOLEDER,
            parter=SPERRET,
            stedfortreder=(mulig("leder_annen_enhet", "naboleder"),),
            underskriver="direktor",
        ),
    ),
)


# --- det som alt er gjort, og navnene


def _truffet(av: str | None, gjelder: bool | None = True) -> Sak:
    return sak(
        *kontoret("leder"),
        ansatt("x", "sosken"),
        allerede_truffet=(AlleredeTruffet(dato=DAGEN, av=av, gjelder_fortsatt=gjelder),),
    )


GJORT = (
    *(
        kan(
            "allerede_gjort_mangler",
            f"en inhabil {oppgave}, {tom!r}",
            "allerede_gjort",
            sak(*kontoret("veileder", veileder={"oppgave": oppgave}), allerede_gjort=tom),
        )
        for oppgave in (Oppgave.AVGJOR, Oppgave.FORBEREDER)
        for tom in TOMME
    ),
    kan(
        "allerede_gjort_mangler",
        "en inhabil trådte til side",
        "allerede_gjort",
        sak(*kontoret(), ansatt("x", "sosken", under="leder"), allerede_gjort=""),
    ),
    ikke("allerede_gjort_mangler", "sagt hva som er gjort", sak(*kontoret("veileder"))),
    ikke("allerede_gjort_mangler", "den inhabile er bare leder", sak(*kontoret("leder"), allerede_gjort="")),
    ikke("allerede_gjort_mangler", "den avledede har en oppgave", sak(*kontoret("sjef"), allerede_gjort="")),
    ikke(
        "allerede_gjort_mangler",
        "en som holdes utenfor, har ingen tilknytning",
        sak(*kontoret(), ansatt("x", svar=None, holdes_utenfor="Søkeren er redd."), allerede_gjort=""),
    ),
    #
    kan("vedtak_av_inhabil", "lederens vedtak gjelder", "allerede_truffet[0]", _truffet("leder")),
    kan("vedtak_av_inhabil", "ikke sagt om det gjelder", "allerede_truffet[0]", _truffet("leder", None)),
    kan("vedtak_av_inhabil", "den avlededes vedtak", "allerede_truffet[0]", _truffet("veileder")),
    kan("vedtak_av_inhabil", "en inhabil utenfor linjen", "allerede_truffet[0]", _truffet("x")),
    ikke("vedtak_av_inhabil", "det gjelder ikke lenger", _truffet("leder", False)),
    ikke("vedtak_av_inhabil", "en habil avgjorde", _truffet("sjef")),
    ikke("vedtak_av_inhabil", "ikke sagt hvem", _truffet(None)),
    #
    *(
        kan(
            "kontaktperson_inhabil",
            repr(navn),
            "leder",
            sak(*kontoret("leder", leder={"navn": "Kari Moen"}), kontor=Kontor(kommune=EGEN, kontaktperson=navn)),
        )
        for navn in ("Kari Moen", "  Kari Moen\t")
    ),
    *(
        ikke(
            "kontaktperson_inhabil",
            repr(navn),
            sak(
                *kontoret("leder", leder={"navn": "Kari Moen"}, veileder={"navn": "Siri Lund"}),
                kontor=Kontor(kommune=EGEN, kontaktperson=navn),
            ),
        )
        for navn in ("", "   ", "Kari", "kari moen", "Siri Lund")
    ),
    ikke(
        "kontaktperson_inhabil",
        "tomme navn",
        sak(*kontoret("leder", leder={"navn": ""}), kontor=Kontor(kommune=EGEN, kontaktperson=" ")),
    ),
    ikke(
        "kontaktperson_inhabil",
        "en uten del i saken",
        sak(*kontoret(), ansatt("x", "sosken", navn="Per Vik"), kontor=Kontor(kommune=EGEN, kontaktperson="Per Vik")),
    ),
    #
    kan(
        "samme_navn",
        "den inhabile heter som den som avgjør",
        "leder",
        sak(*kontoret("leder", leder={"navn": "Kari Moen"}, sjef={"navn": " kari moen"}), **SJEFEN_AVGJOR),
    ),
    kan(
        "samme_navn",
        "den inhabile heter som den som undertegner",
        "leder",
        sak(
            *kontoret("leder", leder={"navn": "Kari Moen"}, direktor={"navn": "Kari Moen"}),
            stedfortreder=(mulig("overordnet", "sjef"),),
            underskriver="direktor",
        ),
    ),
    ikke(
        "samme_navn",
        "en tredje heter det samme",
        sak(*kontoret("leder", leder={"navn": "Kari Moen"}, direktor={"navn": "Kari Moen"}), **SJEFEN_AVGJOR),
    ),
    ikke(
        "samme_navn",
        "det er den avledede som heter det samme",
        sak(*kontoret("leder", veileder={"navn": "Kari Moen"}, sjef={"navn": "Kari Moen"}), **SJEFEN_AVGJOR),
    ),
    ikke("samme_navn", "hun undertegner selv", sak(*kontoret("leder"), underskriver="leder")),
    ikke("samme_navn", "tomme navn", sak(*kontoret("leder", leder={"navn": ""}, sjef={"navn": ""}), **SJEFEN_AVGJOR)),
)

TILFELLER = (*LINJEN, *SOKEREN, *GJORT)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=str)
def test_tvilen_om_linjen(tilfelle) -> None:
    tilfelle.prov()
