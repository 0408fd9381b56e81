"""Tvilen om det som skal ut: underskriften, hvem som får vite hva, datoene og adressene (rettsgrunnlag § 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from regelverk.bygg import (
    DAGEN,
    EGEN,
    EKTEPAR,
    IKKE_KJENT,
    MOTTATT,
    NABO,
    SOKER,
    TOMME,
    VEIER,
    VERT,
    ansatt,
    kontoret,
    med,
    opphold,
    part,
    sak,
    settekommune,
    skjonn,
    soknad,
    svar,
    tvist,
    vurdering,
)
from regelverk.tvil import ALLE, Tilfelle, ikke, kan, ma, veier_med, veier_til

from overforing.sak.modell import (
    Ansatt,
    Brevvalg,
    ForelopigSvarSoker,
    Kontor,
    Orienteringsmottaker,
    OrienteringSoker,
    Representant,
    Representanttype,
    Sak,
    Sendt,
)

X_INHABIL = ansatt("x", "sosken")
HABIL = ansatt("x")
DAGEN_FOR = MOTTATT - timedelta(days=1)


def _undertegnet(navn: str, x: Ansatt, *flere: Ansatt) -> Sak:
    return replace(med(VEIER[navn].sak, x, *flere), underskriver=x.id)


MA_VAERE_HABIL = sorted(
    navn
    for navn, vei in VEIER.items()
    if vei.utfall in ("oppnevn_stedfortreder", "annen_kommune", "vertskommune", "tvist_om_opphold")
    or navn in ("folkevalgte avgjør", "overført til settekommunen")
)
"""Veiene som kaller på oppnevning, oversendelse, saksframlegg eller tvist."""

UNDERSKRIFTEN = (
    *(ma("underskriver_inhabil", f"hun er inhabil: {n}", "x", _undertegnet(n, X_INHABIL)) for n in MA_VAERE_HABIL),
    *(
        kan("underskriver_inhabil", f"hun er inhabil: {n}", "x", _undertegnet(n, X_INHABIL))
        for n in sorted(ALLE - set(MA_VAERE_HABIL))
    ),
    *(
        ma(
            "underskriver_inhabil",
            f"hun er avledet: {n}",
            "x",
            _undertegnet(n, ansatt("x", under="y"), ansatt("y", "sosken")),
        )
        for n in sorted(veier_til("oppnevn_stedfortreder"))
    ),
    *(
        ikke(
            "underskriver_inhabil",
            f"hun er avledet: {n}",
            _undertegnet(n, ansatt("x", under="y"), ansatt("y", "sosken")),
        )
        for n in sorted(ALLE - veier_til("oppnevn_stedfortreder"))
    ),
    ikke("underskriver_inhabil", "hun er habil", _undertegnet("innleid", HABIL)),
    ikke("underskriver_inhabil", "hun er i tvil", _undertegnet("innleid", ansatt("x", skjonn=skjonn("tvil")))),
    #
    *(
        ma("underskriver_ikke_spurt", hva, "x", _undertegnet("innleid", x))
        for hva, x in (
            ("ikke spurt", ansatt("x", svar=None)),
            ("ikke kjent med saken", ansatt("x", svar="ikke_kjent")),
            ("tvil", ansatt("x", skjonn=skjonn("tvil"))),
            ("habil, men linjen over er ikke kjent", ansatt("x")),
        )
    ),
    ikke("underskriver_ikke_spurt", "habil", VEIER["innleid"].sak),
    ikke("underskriver_ikke_spurt", "inhabil", _undertegnet("innleid", X_INHABIL)),
    ikke("underskriver_ikke_spurt", "ikke en oppnevning", _undertegnet("sjefen avgjør", ansatt("x", svar=None))),
    #
    kan("underskriver_mangler", "ingen", "underskriver", replace(VEIER["sjefen avgjør"].sak, underskriver=None)),
    kan(
        "underskriver_mangler",
        "på notatet om en vurdering",
        "underskriver",
        sak(*kontoret(leder={"skjonn": skjonn("habil")})),
    ),
    ikke("underskriver_mangler", "en", VEIER["sjefen avgjør"].sak),
    ikke("underskriver_mangler", "ingenting å undertegne", sak()),
    #
    kan(
        "framlegg_til_seg_selv",
        "lederen undertegner det som går til henne",
        "leder",
        sak(*kontoret(veileder={"skjonn": skjonn("tvil")}), underskriver="leder"),
    ),
    kan(
        "framlegg_til_seg_selv",
        "lederen er inhabil, så det går til sjefen",
        "sjef",
        sak(*kontoret("leder", veileder={"skjonn": skjonn("tvil")}), underskriver="sjef"),
    ),
    ikke(
        "framlegg_til_seg_selv",
        "veilederen undertegner",
        sak(*kontoret(veileder={"skjonn": skjonn("tvil")}), underskriver="veileder"),
    ),
    ikke(
        "framlegg_til_seg_selv",
        "sjefen undertegner det som går til lederen",
        sak(*kontoret(veileder={"skjonn": skjonn("tvil")}), underskriver="sjef"),
    ),
    ikke(
        "framlegg_til_seg_selv",
        "det går til de folkevalgte",
        sak(*kontoret(direktor={"skjonn": skjonn("tvil")}), underskriver="direktor"),
    ),
    ikke("framlegg_til_seg_selv", "ingenting legges fram", sak(underskriver="leder")),
)


# --- datoene


def _leder_vurdert(dato: date | None) -> Sak:
    return sak(*kontoret(leder={"skjonn": skjonn("habil"), "habilitetsvurdering": vurdering("selv", dato=dato)}))


def _sendt(sendt: date | None, besvart: date | None = None) -> Sak:
    svaret = replace(svar("returnert"), dato=besvart) if besvart else None
    return replace(VEIER["særlig ulempe"].sak, sendt=Sendt(dato=sendt), svar=svaret)


DATOENE = (
    kan(
        "datoer_i_feil_rekkefolge",
        "vurdert før søknaden kom",
        "ansatte[leder].habilitetsvurdering.dato",
        _leder_vurdert(DAGEN_FOR),
    ),
    kan(
        "datoer_i_feil_rekkefolge",
        "orientert før søknaden kom",
        "orientering_soker.dato",
        sak(orientering_soker=OrienteringSoker(dato=DAGEN_FOR)),
    ),
    kan(
        "datoer_i_feil_rekkefolge",
        "foreløpig svar før søknaden kom",
        "forelopig_svar_soker.dato",
        sak(forelopig_svar_soker=ForelopigSvarSoker(dato=DAGEN_FOR)),
    ),
    kan("datoer_i_feil_rekkefolge", "sendt før søknaden kom", "sendt.dato", _sendt(DAGEN_FOR)),
    kan("datoer_i_feil_rekkefolge", "besvart før det ble sendt", "svar.dato", _sendt(DAGEN, MOTTATT)),
    kan(
        "datoer_i_feil_rekkefolge",
        "hver for seg",
        "orientering_soker.dato sendt.dato",
        replace(_sendt(DAGEN_FOR), orientering_soker=OrienteringSoker(dato=DAGEN_FOR)),
    ),
    ikke("datoer_i_feil_rekkefolge", "vurdert samme dag", _leder_vurdert(MOTTATT)),
    ikke("datoer_i_feil_rekkefolge", "orientert samme dag", sak(orientering_soker=OrienteringSoker(dato=MOTTATT))),
    ikke("datoer_i_feil_rekkefolge", "sendt og besvart samme dag", _sendt(MOTTATT, MOTTATT)),
    ikke("datoer_i_feil_rekkefolge", "ikke sagt når søknaden kom", sak(soknad=soknad(mottatt=None))),
    ikke(
        "datoer_i_feil_rekkefolge",
        "en utenfor saken",
        med(sak(), ansatt("x", skjonn=skjonn("habil"), vurdering=vurdering("selv", dato=DAGEN_FOR))),
    ),
)


# --- søkeren og den som representerer henne


VERGE = Representant(navn="Lise Berg", type=Representanttype.VERGE)


def _orientert(til: str, representant: Representant | None = VERGE) -> Sak:
    return sak(
        parter=(part(representant=representant),),
        orientering_soker=OrienteringSoker(dato=DAGEN, til=Orienteringsmottaker(til)),
    )


def _sperret(*, vurdert: str = "", navngitt: bool = False, settekommuner=(), **felt) -> Sak:
    return replace(
        VEIER["særlig ulempe"].sak,
        parter=(part(adressesperre=True, sperre_vurdert=vurdert, **felt),),
        brev=Brevvalg(nevn_soker=navngitt),
        settekommuner=settekommuner,
    )


SOKEREN = (
    kan(
        "orientering_mangler",
        "ikke orientert",
        "orientering_soker",
        replace(VEIER["særlig ulempe"].sak, orientering_soker=None),
    ),
    kan(
        "orientering_mangler",
        "etter Statsforvalterens svar",
        "orientering_soker",
        replace(VEIER["sjefen avgjør"].sak, svar=svar("avslatt"), orientering_soker=None),
    ),
    ikke("orientering_mangler", "orientert", VEIER["særlig ulempe"].sak),
    ikke(
        "orientering_mangler",
        "orientert, ikke sagt når",
        replace(VEIER["særlig ulempe"].sak, orientering_soker=OrienteringSoker()),
    ),
    ikke(
        "orientering_mangler", "utfallet krever det ikke", replace(VEIER["sjefen avgjør"].sak, orientering_soker=None)
    ),
    #
    ma("kontaktmate_mangler", "ingen måte", "kontor", replace(VEIER["særlig ulempe"].sak, kontor=Kontor(kommune=EGEN))),
    *(
        ma(
            "kontaktmate_mangler",
            f"tom {tom!r}",
            "kontor",
            replace(VEIER["annen kommune"].sak, kontor=Kontor(kommune=EGEN, telefon=tom)),
        )
        for tom in TOMME
    ),
    *(
        ikke(
            "kontaktmate_mangler",
            felt,
            replace(VEIER["særlig ulempe"].sak, kontor=Kontor(kommune=EGEN, **{felt: "Her"})),
        )
        for felt in ("telefon", "epost", "adresse")
    ),
    ikke("kontaktmate_mangler", "ingen brev ber om kontakt", sak(kontor=Kontor(kommune=EGEN))),
    #
    kan("representant_ikke_orientert", "bare søkeren", "orientering_soker.til", _orientert("soker")),
    *(ikke("representant_ikke_orientert", til, _orientert(til)) for til in ("representant", "begge")),
    ikke("representant_ikke_orientert", "ingen representant", _orientert("soker", None)),
    ikke(
        "representant_ikke_orientert",
        "ingen er orientert",
        sak(parter=(part(representant=VERGE),), orientering_soker=None),
    ),
    #
    kan(
        "adressesperre",
        "søkeren",
        "parter[p1].adressesperre",
        sak(*kontoret(leder=IKKE_KJENT), parter=(part(adressesperre=True),)),
    ),
    kan(
        "adressesperre",
        "ektefellen",
        "parter[p2].adressesperre",
        sak(parter=(SOKER, replace(EKTEPAR[1], adressesperre=True))),
    ),
    *(ikke("adressesperre", str(svaret), sak(parter=(part(adressesperre=svaret),))) for svaret in (False, None)),
    #
    *(
        ma("brev_ved_sperre", felt, "parter[p1].sperre_vurdert", _sperret(**{felt: "Her"}))
        for felt in ("adresse", "postnummer", "poststed")
    ),
    ma("brev_ved_sperre", "hun nevnes i brevet", "parter[p1].sperre_vurdert", _sperret(navngitt=True)),
    ma(
        "brev_ved_sperre",
        "en settekommune er spurt",
        "parter[p1].sperre_vurdert",
        _sperret(settekommuner=(settekommune(),)),
    ),
    *(
        ma("brev_ved_sperre", f"uten grunn {tom!r}", "parter[p1].sperre_vurdert", _sperret(adresse="Her", vurdert=tom))
        for tom in TOMME
    ),
    ikke("brev_ved_sperre", "ingenting røpes", _sperret()),
    ikke("brev_ved_sperre", "ingen settekommune er spurt", _sperret(settekommuner=(settekommune(spurt=False),))),
    ikke(
        "brev_ved_sperre",
        "det er vurdert",
        _sperret(adresse="Her", navngitt=True, vurdert="Postboks, avtalt med henne."),
    ),
    ikke("brev_ved_sperre", "ingen sperre", sak(parter=(part(adresse="Her"),))),
)


# --- tvisten og avslaget


def _tvist(**felt) -> Sak:
    return sak(opphold=opphold(tvist=tvist(**felt)))


def _flyktning(kommune: str = EGEN, bosatt_i: str = NABO, **felt: object) -> Sak:
    return sak(opphold=opphold("integreringstilskudd", kommune, bosatt_i=bosatt_i, **felt))


TVISTEN = (
    ma("tvist_uten_eget_syn", "ikke sagt hvem", "opphold.tvist.vart_syn", _tvist(ansvarlig=None)),
    *(ma("tvist_uten_eget_syn", f"uten grunn {tom!r}", "opphold.tvist.vart_syn", _tvist(grunn=tom)) for tom in TOMME),
    ma(
        "tvist_uten_eget_syn",
        "ingenting sagt",
        "opphold.tvist.vart_syn",
        sak(opphold=opphold(tvist=replace(tvist(), vart_syn=None))),
    ),
    ikke("tvist_uten_eget_syn", "sagt og begrunnet", _tvist()),
    ikke("tvist_uten_eget_syn", "ikke en tvist mellom to", _tvist(med=EGEN, ansvarlig=None)),
    *(
        kan("tvist_uten_motpartens_svar", f"ikke noe svar {tom!r}", "opphold.tvist.motpartens_svar", _tvist(svar=tom))
        for tom in TOMME
    ),
    ikke("tvist_uten_motpartens_svar", "de har svart", _tvist()),
    ikke("tvist_uten_motpartens_svar", "ikke en tvist", sak()),
    #
    kan("avslag_er_enkeltvedtak", "det avgjorde", "opphold.avslag", _flyktning(avtalt=False, avslag="ja")),
    kan(
        "avslag_er_enkeltvedtak",
        "vertskommunen behandler for bosettingskommunen",
        "opphold.avslag",
        _flyktning(avtalt=False, avslag="ja", vert=VERT),
    ),
    ikke("avslag_er_enkeltvedtak", "annet grunnlag", sak(opphold=opphold(kommune=NABO, avslag="ja"))),
    ikke("avslag_er_enkeltvedtak", "hun har ikke flyttet", _flyktning(NABO, NABO, avslag="ja")),
    ikke("avslag_er_enkeltvedtak", "flyttingen er avtalt", _flyktning(NABO, EGEN, avtalt=True, avslag="ja")),
    *(
        ikke("avslag_er_enkeltvedtak", avslag, _flyktning(NABO, EGEN, avtalt=False, avslag=avslag))
        for avslag in ("apenbart_urimelig", "nei")
    ),
    ikke(
        "avslag_er_enkeltvedtak", "bosettingskommunen traff det ikke", _flyktning(NABO, EGEN, avtalt=False, avslag="ja")
    ),
)

TILFELLER = (*UNDERSKRIFTEN, *DATOENE, *SOKEREN, *TVISTEN)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=str)
def test_tvilen_om_brevene(tilfelle: Tilfelle) -> None:
    tilfelle.prov()


# --- i hvilke utfall


UTEN_PAPIRER = {navn for navn, vei in VEIER.items() if vei.utfall in ("uavklart", "behandles_som_vanlig")}


def test_en_underskriver_mangler_der_noe_skal_undertegnes() -> None:
    assert veier_med("underskriver_mangler", lambda s: replace(s, underskriver=None)) == ALLE - UTEN_PAPIRER


def test_orientering_og_kontaktmate_mangler_der_sokeren_skal_orienteres() -> None:
    orienteres = veier_til(
        "be_om_overforing", "oppnevn_stedfortreder", "annen_kommune", "vertskommune", "ikke_grunn_til_overforing"
    ) | {"folkevalgte avgjør"}
    assert veier_med("orientering_mangler", lambda s: replace(s, orientering_soker=None)) == orienteres
    assert veier_med("kontaktmate_mangler", lambda s: replace(s, kontor=Kontor(kommune=EGEN))) == orienteres


def _sperre(s: Sak) -> Sak:
    return replace(s, parter=(replace(SOKER, adressesperre=True, adresse="Her", representant=VERGE),))


@pytest.mark.parametrize("id_", ["adressesperre", "brev_ved_sperre", "representant_ikke_orientert"])
def test_sperren_og_representanten_ses_pa_i_alle_utfall(id_: str) -> None:
    assert veier_med(id_, _sperre) == ALLE


def test_datoene_ses_pa_i_alle_utfall() -> None:
    orientert = OrienteringSoker(dato=date(2026, 1, 1))
    assert veier_med("datoer_i_feil_rekkefolge", lambda s: replace(s, orientering_soker=orientert)) == ALLE
