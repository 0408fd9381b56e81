"""Hele saker: de atten eksemplene, og femten fortellinger til, fra søknad til utfall, tvil og dokumenter."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from regelverk.bygg import (
    BEGGE,
    EGEN,
    FVL1967,
    FVL2025,
    KORT,
    NABO,
    VEIER,
    VERT,
    alle_umulige,
    ansatt,
    avklaringsliste,
    dokumenter,
    ingen_tiltak,
    innsigelse,
    kontoret,
    mangler,
    mulig,
    opphold,
    sak,
    settekommune,
    skjonn,
    statuser,
    svar,
    tilknytninger,
    tiltak,
    ulempe,
    umulig,
    unntak,
    utfall,
    vurder,
    vurdering,
)

from overforing.regelverk.funn import Utfall
from overforing.regelverk.vurder import vurder as vurder_etter
from overforing.sak.modell import (
    Avgrensning,
    Avgrensningstype,
    Kontor,
    Oppgave,
    OrienteringSoker,
    Part,
    Partsrolle,
    Regelsett,
    Sak,
    Sakstype,
    Soknad,
    Tilknytning,
    Tilknytningstype,
    Tvist,
)
from overforing.sak.saksfil import fra_json
from overforing.tekster.geografi import Geografi

ROT = Path(__file__).resolve().parents[2]
EKSEMPLER = ROT / "tests" / "eksempler"
FORVENTET = json.loads((EKSEMPLER / "forventet.json").read_text("utf-8"))
HASTER_IKKE = Soknad(mottatt=date(2026, 11, 18), haster=False)


@pytest.fixture(scope="module")
def geografi() -> Geografi:
    return Geografi.les(ROT / "resources")


# --- eksemplene


def test_det_er_atten_eksempler_og_alle_har_et_forventet_svar() -> None:
    assert sorted(FORVENTET) == sorted(fil.stem for fil in EKSEMPLER.glob("[0-9]*.json"))
    assert len(FORVENTET) == 18


@pytest.mark.parametrize("navn", FORVENTET)
def test_eksempelet_far_utfallet_og_statusene_det_skal(navn: str, geografi: Geografi) -> None:
    lest = fra_json((EKSEMPLER / f"{navn}.json").read_bytes(), geografi.numre)
    ventet = FORVENTET[navn]
    for regelsett, hale in ((FVL1967, ""), (FVL2025, "_fvl2025")):
        v = vurder_etter(lest, regelsett, geografi.embete_for)
        assert v.utfall == ventet[f"utfall{hale}"]
        assert {id_: status.value for id_, status in v.ansatte.items()} == ventet[f"ansatte{hale}"]
        assert bool(v.mangler) == (v.utfall == "uavklart")


@pytest.mark.parametrize(
    ("navn", "regelsett", "felt"),
    [
        (
            "13-samboer-ikke-vurdert-enna",
            FVL1967,
            ["ansatte[a1].skjonn.konklusjon", "ansatte[a1].skjonn.begrunnelse"],
        ),
        (
            "14-avdelingsleder-under-leder-er-sperret",
            FVL1967,
            [
                "stedfortreder[overordnet]",
                "stedfortreder[leder_utenfor_nav]",
                "stedfortreder[innleid]",
                "stedfortreder[folkevalgt_organ]",
            ],
        ),
        (
            "17-soker-innsigelse-uten-relasjon",
            FVL1967,
            ["ansatte[a3].skjonn.konklusjon", "ansatte[a3].skjonn.begrunnelse"],
        ),
    ],
)
def test_eksempelet_mangler_det_det_skal(navn: str, regelsett: Regelsett, felt: list[str], geografi: Geografi) -> None:
    lest = fra_json((EKSEMPLER / f"{navn}.json").read_bytes(), geografi.numre)
    assert [m.felt for m in vurder_etter(lest, regelsett).mangler] == felt


def test_eksempelet_i_saksfilens_beskrivelse_er_ferdig_uten_tvil() -> None:
    """Saksfil § 1: «outcome overordnet_avgjor, ferdig, no doubts»."""
    s = sak(
        *kontoret(
            "leder",
            leder={"habilitetsvurdering": vurdering("overordnet", "sjef", krevd=False)},
            sjef={"overordnet": None},
        ),
        soknad=Soknad(mottatt=date(2026, 11, 18), haster=True),
        stedfortreder=(mulig("overordnet", "sjef"),),
        midlertidige_tiltak=(tiltak(av="leder"),),
        allerede_gjort="Nav-lederen har ikke hatt befatning med saken.",
        orientering_soker=OrienteringSoker(dato=date(2026, 11, 19)),
        underskriver="sjef",
    )
    v = vurder(s)
    assert (v.utfall, v.ferdig, v.avklaringer) == (Utfall.OVERORDNET_AVGJOR, True, ())


def test_den_innebygde_eksempelsaken_er_ferdig_og_ber_om_overforing(geografi: Geografi) -> None:
    lest = fra_json((ROT / "resources" / "eksempel.json").read_bytes(), geografi.numre)
    v = vurder_etter(lest, FVL1967, geografi.embete_for)
    assert (v.utfall, v.ferdig) == (Utfall.BE_OM_OVERFORING, True)


# --- fortellinger


def test_uteliggeren_ringer_fredag_kveld_og_nav_lederen_er_soskenet_hans() -> None:
    """Den inhabile lederen gir nødhjelp på stedet, foreløpig, og sjefen avgjør resten mandag."""
    s = sak(
        *kontoret("leder"),
        opphold=opphold("uten_bopel"),
        soknad=Soknad(mottatt=date(2026, 11, 20), haster=True),
        midlertidige_tiltak=(tiltak("sotjl27", av="leder"), tiltak("sotjl17", forelopig=False, av="leder")),
        stedfortreder=(mulig("overordnet", "sjef"),),
        underskriver="sjef",
    )
    assert (utfall(s), avklaringsliste(s), dokumenter(s)) == ("overordnet_avgjor", [], ["habilitetsnotat"])
    assert vurder(s).ferdig


def test_den_inhabile_lederen_har_innvilget_endelig_og_det_ma_rettes() -> None:
    s = sak(
        *kontoret("leder", leder={"oppgave": Oppgave.FORBEREDER}),
        soknad=Soknad(mottatt=date(2026, 11, 20), haster=True),
        midlertidige_tiltak=(tiltak("sotjl18", forelopig=False, av="leder"),),
        stedfortreder=(mulig("overordnet", "direktor"),),
        underskriver="direktor",
    )
    assert utfall(s) == "overordnet_avgjor"
    assert avklaringsliste(s) == ["tiltak_ikke_forelopig", "allerede_gjort_mangler"]
    assert not vurder(s).ferdig


def test_bygda_der_alle_er_i_slekt_og_kommunestyret_er_sokerens_familie() -> None:
    """Hele linjen er inhabil, ingen kan leies inn; anmodningen er fullstendig."""
    s = sak(
        *kontoret("leder sjef direktor"),
        stedfortreder=alle_umulige(),
        saerlig_ulempe=ulempe("ja", momenter="spredning_av_sensitive_opplysninger avstand"),
        settekommuner=(settekommune(NABO),),
        avgrensning=Avgrensning(type=Avgrensningstype.SOKNAD_OG_FORNYELSER, til=date(2027, 11, 20)),
        orientering_soker=OrienteringSoker(),
        underskriver="veileder",
    )
    assert (utfall(s), mangler(s), avklaringsliste(s)) == ("be_om_overforing", [], [])
    assert dokumenter(s) == ["anmodning", "habilitetsnotat", "orientering"]
    assert statuser(s)["veileder"] == "avledet"


def test_direktoren_alene_er_inhabil_og_formannskapet_er_ikke_spurt() -> None:
    """Ingen står over direktøren; et folkevalgt organ kan avgjøre, men noen må spørre om medlemmene er habile."""
    s = sak(
        *kontoret("direktor", direktor={"habilitetsvurdering": vurdering("folkevalgt_organ", krevd=True)}),
        stedfortreder=(mulig("folkevalgt_organ"),),
    )
    assert utfall(s) == "uavklart"
    assert mangler(s) == [
        "stedfortreder[overordnet]",
        "stedfortreder[leder_annen_enhet]",
        "stedfortreder[leder_utenfor_nav]",
        "stedfortreder[innleid]",
    ]
    assert avklaringsliste(s) == ["stedfortreder_habilitet_ukjent"]
    spurt = replace(s, stedfortreder=(mulig("folkevalgt_organ", habil=True),), underskriver="veileder")
    assert (utfall(spurt), avklaringsliste(spurt)) == ("overordnet_avgjor", [])


def test_samboerparet_er_den_samme_saken_under_to_lover() -> None:
    """Nav-lederen bor sammen med søkeren. 1967 ber om en vurdering; 2025 gjør det ikke."""
    s = sak(
        *kontoret(leder={"tilknytninger": tilknytninger("samboer"), "skjonn": skjonn("habil", KORT)}),
        underskriver="sjef",
        stedfortreder=(mulig("overordnet", "sjef"),),
    )
    assert (utfall(s, FVL1967), avklaringsliste(s, FVL1967)) == ("behandles_som_vanlig", ["tynn_begrunnelse"])
    assert dokumenter(s, FVL1967) == ["habilitetsnotat"]
    assert (utfall(s, FVL2025), avklaringsliste(s, FVL2025)) == ("overordnet_avgjor", [])
    assert statuser(s, FVL2025)["veileder"] == "avledet"


def test_sokeren_vil_bort_fra_kontoret_og_sier_at_veilederen_er_uvennen_hans() -> None:
    """Et ønske om bytte kan skjule en innsigelse: habiliteten vurderes først."""
    s = sak(*kontoret(veileder={"innsigelse": innsigelse()}), arsak="onske_om_bytte")
    assert (utfall(s, FVL1967), utfall(s, FVL2025)) == ("uavklart", "ikke_grunn_til_overforing")
    vurdert = sak(
        *kontoret(veileder={"innsigelse": innsigelse(), "skjonn": skjonn("habil")}),
        arsak="onske_om_bytte",
        underskriver="leder",
    )
    assert (utfall(vurdert), avklaringsliste(vurdert)) == ("ikke_grunn_til_overforing", ["orientering_mangler"])


def test_veilederen_er_i_tvil_om_en_bekjent_og_legger_sporsmalet_fram() -> None:
    s = sak(
        *kontoret(veileder={"tilknytninger": tilknytninger("bekjentskap"), "skjonn": skjonn("tvil")}),
        underskriver="veileder",
    )
    assert (utfall(s), dokumenter(s), avklaringsliste(s)) == ("legg_fram_for_overordnet", ["framlegg"], [])
    svart = sak(
        *kontoret(
            veileder={
                "tilknytninger": tilknytninger("bekjentskap"),
                "skjonn": skjonn("habil"),
                "habilitetsvurdering": vurdering("overordnet", "leder"),
            }
        ),
        underskriver="veileder",
    )
    assert (utfall(svart), avklaringsliste(svart)) == ("behandles_som_vanlig", [])


def test_ekteparet_soker_sammen_og_veilederen_er_nabo_til_den_ene_og_bror_til_den_andre() -> None:
    parter = (Part(id="p1", rolle=Partsrolle.SOKER), Part(id="p2", rolle=Partsrolle.EKTEFELLE))
    tilknyttet = (
        Tilknytning(type=Tilknytningstype.NABO, part="p1"),
        Tilknytning(type=Tilknytningstype.SOSKEN, part="p2"),
    )
    s = sak(
        *kontoret(veileder={"tilknytninger": tilknyttet}),
        ansatt("ny", under="leder"),
        parter=parter,
        stedfortreder=(mulig("annen_saksbehandler", "ny"),),
        allerede_gjort="Søknaden er bare registrert.",
        underskriver="leder",
    )
    assert (utfall(s), avklaringsliste(s), dokumenter(s)) == ("bytt_saksbehandler", [], ["habilitetsnotat"])


def test_flyktningen_har_flyttet_og_den_nye_kommunen_sier_nei() -> None:
    s = sak(
        opphold=opphold("integreringstilskudd", EGEN, bosatt_i=NABO, avtalt=False, avslag="ja"),
        orientering_soker=OrienteringSoker(),
        underskriver="veileder",
    )
    assert (utfall(s), avklaringsliste(s)) == ("annen_kommune", ["avslag_er_enkeltvedtak"])
    assert dokumenter(s) == ["oversendelse", "orientering"]
    assert vurder(s).ferdig
    urimelig = replace(s, opphold=opphold("integreringstilskudd", EGEN, bosatt_i=NABO, avtalt=False, avslag="nei"))
    assert utfall(urimelig) == "behandles_som_vanlig"


def test_den_lille_kommunen_har_gitt_saken_fra_seg_og_verten_har_en_inhabil_leder() -> None:
    """Kontoret er vertskommunens. Ansvaret er den lilles, så heller ikke den kan være settekommune."""
    s = sak(
        *kontoret("leder sjef direktor"),
        opphold=opphold(kommune=VERT, vert=EGEN),
        stedfortreder=alle_umulige(),
        saerlig_ulempe=ulempe("ja"),
        settekommuner=(settekommune(VERT), settekommune(EGEN), settekommune(NABO)),
        avgrensning=Avgrensning(type=Avgrensningstype.EN_SOKNAD),
        orientering_soker=OrienteringSoker(),
        underskriver="veileder",
    )
    assert utfall(s) == "be_om_overforing"
    assert [(a.id, a.om) for a in vurder(s).avklaringer] == [
        ("settekommune_er_egen", VERT),
        ("settekommune_er_egen", EGEN),
    ]


def test_to_kommuner_er_uenige_og_imens_trenger_hun_mat() -> None:
    """Tvisten går foran alt, men ikke foran hjelpen."""
    s = sak(
        *kontoret("leder"),
        opphold=opphold(None, None, tvist=Tvist(med_kommune=NABO)),
        kontor=Kontor(),
        soknad=Soknad(haster=True),
        underskriver="sjef",
    )
    assert (utfall(s), mangler(s), avklaringsliste(s)) == ("tvist_om_opphold", [], ["hast_uten_tiltak"])
    hjulpet = replace(s, midlertidige_tiltak=(tiltak(av="leder"),))
    assert (vurder(hjulpet).ferdig, dokumenter(hjulpet)) == (True, ["tvist"])


def test_statsforvalteren_sier_nei_og_kommunen_leier_inn_en_pensjonert_leder() -> None:
    avslatt = VEIER["avslag fra Statsforvalteren"].sak
    assert "stedfortreder_ikke_funnet" in avklaringsliste(avslatt)
    lost = replace(
        avslatt,
        stedfortreder=(*alle_umulige(unntatt="innleid"), mulig("innleid", habil=True)),
        orientering_soker=OrienteringSoker(),
        underskriver="veileder",
    )
    assert utfall(lost) == "oppnevn_stedfortreder"
    assert avklaringsliste(lost) == ["underskriver_inhabil"]  # å oppnevne er en avgjørelse, og veilederen er avledet


def test_avdelingslederen_i_naboavdelingen_er_under_den_samme_inhabile_lederen() -> None:
    s = sak(
        *kontoret("leder"),
        ansatt("avdeling", rolle="avdelingsleder", under="leder"),
        ansatt("barnevern", rolle="annen_leder", under="sjef"),
        stedfortreder=(mulig("leder_annen_enhet", "avdeling"), mulig("leder_utenfor_nav", "barnevern")),
        underskriver="sjef",
        orientering_soker=OrienteringSoker(),
    )
    assert (utfall(s), vurder(s).baerer) == ("oppnevn_stedfortreder", "leder_utenfor_nav")
    assert [(a.id, a.om) for a in vurder(s).avklaringer] == [("stedfortreder_sperret", "leder_annen_enhet")]


def test_den_eneste_veilederen_er_inhabil_og_lederen_tar_saken_selv() -> None:
    s = sak(
        *kontoret("veileder"),
        stedfortreder=(umulig("annen_saksbehandler"), mulig("overordnet", "leder")),
        allerede_gjort="Ingenting er gjort.",
        underskriver="leder",
    )
    assert (utfall(s), avklaringsliste(s), dokumenter(s)) == ("overordnet_avgjor", [], ["habilitetsnotat"])


def test_klagen_der_en_part_krevde_at_lederen_avgjorde_habiliteten() -> None:
    """Tidsspille må begrunnes, og begrunnelsen må ikke være tynn. I den nye loven finnes ikke kravet."""
    s = sak(
        *kontoret(
            veileder={
                "tilknytninger": tilknytninger("tidligere_befatning"),
                "skjonn": skjonn("habil"),
                "habilitetsvurdering": vurdering("selv", krevd=True),
            }
        ),
        sakstype=Sakstype.KLAGE,
        underskriver="leder",
    )
    assert (utfall(s), avklaringsliste(s)) == ("behandles_som_vanlig", ["habilitet_skal_legges_fram"])
    assert avklaringsliste(s, FVL2025) == []
    hastet = replace(s, ansatte=tuple(_med_tidsspille(a) for a in s.ansatte))
    assert avklaringsliste(hastet) == ["tynn_begrunnelse"]


def _med_tidsspille(a):
    if a.habilitetsvurdering is None:
        return a
    return replace(a, habilitetsvurdering=replace(a.habilitetsvurdering, tidsspille=KORT))


def test_unntaket_brukt_pa_lederens_egen_bror() -> None:
    """Det lar seg gjøre, men pekes ut; virkningen for veilederen faller bare fordi lederens eget unntak gjelder."""
    s = sak(*kontoret("leder", leder={"apenbart_unntak": unntak()}), underskriver="leder")
    assert (utfall(s), avklaringsliste(s), dokumenter(s)) == (
        "behandles_som_vanlig",
        ["unntak_uvanlig"],
        ["habilitetsnotat"],
    )


def test_den_halvferdige_saken_sier_alt_den_mangler_av_kommune() -> None:
    tom = Sak(id="7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", vurderingsdato=date(2026, 11, 20))
    for regelsett in BEGGE:
        assert utfall(tom, regelsett) == "uavklart"
        assert mangler(tom, regelsett) == ["opphold.grunnlag", "kontor.kommune"]
        assert avklaringsliste(tom, regelsett) == ["hast_ikke_vurdert"]
        assert dokumenter(tom, regelsett) == []


def test_svaret_er_det_samme_hver_gang_og_rorer_ikke_saken() -> None:
    s = VEIER["særlig ulempe"].sak
    assert vurder(s) == vurder(s)


def test_det_haster_men_hjelpen_er_begrunnet_unodvendig() -> None:
    s = sak(
        *kontoret("leder"),
        soknad=replace(HASTER_IKKE, haster=True),
        ingen_tiltak=ingen_tiltak(),
        stedfortreder=(mulig("overordnet", "sjef"),),
        underskriver="sjef",
    )
    assert vurder(s).ferdig
    assert not vurder(replace(s, ingen_tiltak=None)).ferdig


def test_etter_svaret_har_saken_en_orientering_til() -> None:
    s = replace(VEIER["sjefen avgjør"].sak, svar=svar("returnert"))
    assert dokumenter(s) == ["habilitetsnotat", "orientering"]


# --- veiene i byggeklossene, som de andre prøvene hviler på


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("navn", VEIER)
def test_hver_vei_ender_der_den_sier(navn: str, regelsett: Regelsett) -> None:
    vei = VEIER[navn]
    assert utfall(vei.sak, regelsett) == vei.utfall
    assert bool(mangler(vei.sak, regelsett)) == (vei.utfall == "uavklart")
    steg = [f.steg.value for f in vurder(vei.sak, regelsett).spor]
    assert ("stedfortreder" in steg) == vei.habilitet


def test_veiene_ender_i_alle_utfall_som_finnes() -> None:
    assert {vei.utfall for vei in VEIER.values()} == {u.value for u in Utfall}
