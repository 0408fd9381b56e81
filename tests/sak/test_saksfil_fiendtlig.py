"""Saksfiler fra fiender, uhell og andre programmer: alt som avvises, avvises med sti og med alle feilene på én gang."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sak.saksfilprover import (
    FULL,
    KOMMUNER,
    MINST,
    OVERFORT,
    STEDER,
    Fil,
    Vei,
    bytt,
    feilene,
    hent,
    hvert,
    med,
    sti,
    stier,
)

from overforing.sak.modell import Del, Sak
from overforing.sak.saksfil import fra_json, til_verdier

OBJEKTER = [(fil, vei) for fil, vei in STEDER if isinstance(hent(fil, vei), dict)]
VERDIER = [(fil, vei) for fil, vei in STEDER if vei]
FRIE_NOKLER = {("brev", "overstyringer", "anmodning", "nb")}
"""Objektet der nøklene er seksjonenes egne navn."""

# --- det gyldige


@pytest.mark.parametrize("fil", [FULL, OVERFORT], ids=["alle", "overført hit"])
def test_filen_med_alle_nokler_er_gyldig(fil: Fil) -> None:
    assert feilene(fil) == []


def nokler(slag: Any, vei: Vei = ()) -> Iterator[Vei]:
    """Veien til hver nøkkel en del av saken kan ha; innholdet i oppslag har sine egne."""
    for felt in fields(slag):
        if felt.name != "gitt":
            yield (*vei, felt.name)
            type_ = get_type_hints(slag)[felt.name]
            for under in (type_, *(get_args(type_) if get_origin(type_) is not Mapping else ())):
                if isinstance(under, type) and issubclass(under, Del):
                    yield from nokler(under, (*vei, felt.name))


def test_filene_har_alle_nokler() -> None:
    """Et nytt felt som ikke er med her, er ikke prøvd mot noe av det som følger."""
    med_her = {tuple(ledd for ledd in vei if isinstance(ledd, str)) for _, vei in STEDER}
    assert set(nokler(Sak)) <= med_her


def test_filen_med_bare_det_som_kreves_er_gyldig() -> None:
    assert feilene(MINST) == []


@pytest.mark.parametrize("fil", [FULL, OVERFORT, MINST], ids=["alle", "overført hit", "bare det som kreves"])
def test_en_lest_fil_kommer_uendret_tilbake(fil: Fil) -> None:
    assert til_verdier(fra_json(json.dumps(fil), KOMMUNER)) == fil


@pytest.mark.parametrize("tekst", ["utf-8", "utf-8-sig"])
def test_utf8_leses_med_og_uten_merke_foran(tekst: str) -> None:
    assert feilene(json.dumps(med(notat="æøå 🙂"), ensure_ascii=False).encode(tekst)) == []


def test_helt_surrogatpar_er_et_gyldig_tegn() -> None:
    assert feilene(json.dumps(MINST)[:-1] + ', "notat": "\\ud83d\\ude42"}') == []


@pytest.mark.parametrize("nummer", ["1601", "0301", "5001"])
def test_utgatte_numre_og_ledende_nuller_er_gyldige(nummer: str) -> None:
    assert feilene(med(kontor={"kommune": nummer})) == []


# --- nøkler


@pytest.mark.parametrize("felt", ["skjema", "id", "vurderingsdato"])
def test_det_som_kreves_ma_vaere_med(felt: str) -> None:
    assert stier({k: v for k, v in FULL.items() if k != felt}) == [felt]


@pytest.mark.parametrize(
    ("vei", "felt"),
    [
        (("parter", 1, "id"), "parter[1].id"),
        (("ansatte", 0, "tilknytninger", 0, "type"), "ansatte[a1].tilknytninger[0].type"),
        (("stedfortreder", 1, "type"), "stedfortreder[1].type"),
        (("opphold", "vertskommune", "kommune"), "opphold.vertskommune.kommune"),
        (("opphold", "vertskommune", "omfatter_saken"), "opphold.vertskommune.omfatter_saken"),
        (("ansatte", 0, "ingen_tilknytning", 0, "kilde"), "ansatte[a1].ingen_tilknytning[0].kilde"),
        (("ansatte", 0, "fravaer", "fra"), "ansatte[a1].fravaer.fra"),
    ],
)
def test_det_som_kreves_lenger_inne_ma_vaere_med(vei: Vei, felt: str) -> None:
    fil = copy.deepcopy(FULL)
    del hent(fil, vei[:-1])[vei[-1]]
    assert felt in stier(fil)


@hvert([(fil, vei) for fil, vei in OBJEKTER if vei not in FRIE_NOKLER])
def test_en_ukjent_nokkel_avvises_pa_hvert_niva(fil: Fil, vei: Vei) -> None:
    objekt = hent(fil, vei)
    under = sti(fil, vei)
    for nokkel in ("ukjent", "gitt", "navn ", "", "Id", "å", "__class__"):
        assert stier(bytt(fil, vei, objekt | {nokkel: {}})) == [f"{under}.{nokkel}" if under else nokkel]


@hvert(OBJEKTER)
def test_en_gjentatt_nokkel_avvises_pa_hvert_niva(fil: Fil, vei: Vei) -> None:
    """Den første nøkkelen i objektet skrives én gang til, med samme verdi."""
    objekt = hent(fil, vei)
    nokkel = next(iter(objekt))
    merke = "@@her@@"
    med_merke = bytt(fil, vei, {merke: 0} | objekt)
    tekst = json.dumps(med_merke).replace(f'"{merke}": 0', f"{json.dumps(nokkel)}: {json.dumps(objekt[nokkel])}")
    under = sti(fil, vei)
    assert stier(tekst) == [f"{under}.{nokkel}" if under else nokkel]


def test_en_nokkel_tre_ganger_sies_en_gang() -> None:
    assert stier(json.dumps(MINST)[:-1] + ', "notat": "a", "notat": "b", "notat": "c"}') == ["notat"]


def test_en_gjentatt_nokkel_skrevet_med_en_annen_unnvikelse_er_den_samme() -> None:
    assert stier(json.dumps(MINST)[:-1] + ', "notat": "a", "n\\u006ftat": "b"}') == ["notat"]


# --- slag


@hvert(VERDIER)
def test_null_avvises_overalt(fil: Fil, vei: Vei) -> None:
    fil = bytt(fil, vei, None)
    assert sti(fil, vei) in stier(fil)


@hvert(VERDIER)
def test_feil_slag_avvises_overalt_uten_omforming(fil: Fil, vei: Vei) -> None:
    riktig = hent(fil, vei)
    er_merke = vei[-1] == {"ansatte": "id", "parter": "id", "stedfortreder": "type"}.get(str(vei[0])) and len(vei) == 3
    for feil in (5001, 1.5, True, [], {}, [None], "feil slag"):
        med_feil = bytt(fil, vei, feil)
        fikk = stier(med_feil)
        if type(riktig) is type(feil) or (er_merke and type(feil) in (int, float)):
            continue  # samme slag kan være gyldig; tall der id-en skulle stå, har sin egen prøve
        felt = sti(med_feil, vei)
        assert any(f == felt or f.startswith((f"{felt}.", f"{felt}[")) for f in fikk), feil


def test_5001_er_ikke_kommune_5001() -> None:
    assert stier(med(kontor={"kommune": 5001})) == ["kontor.kommune"]


@pytest.mark.parametrize("nesten", ["ja", "true", 1, 0, "", "false"])
def test_bare_true_og_false_er_sant_og_usant(nesten: object) -> None:
    assert stier(med(soknad={"haster": nesten})) == ["soknad.haster"]


@pytest.mark.parametrize("verdi", ["Soknad", "søknad", "soknad ", "SOKNAD", "", "None"])
def test_en_ukjent_verdi_i_en_lukket_liste_avvises(verdi: str) -> None:
    assert stier(med(sakstype=verdi)) == ["sakstype"]


@pytest.mark.parametrize("rot", [[], [MINST], "tekst", 1, True, None])
def test_noe_annet_enn_et_objekt_avvises(rot: object) -> None:
    assert len(feilene(json.dumps(rot))) == 1


@pytest.mark.parametrize(
    "id_", ["", "a1", "7f0c3c3e6a0e4c559d5a0f3c1f6f2a11", "{7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11}"]
)
def test_sakens_id_ma_vaere_en_uuid(id_: str) -> None:
    assert stier(med(id=id_)) == ["id"]
    assert stier(med(id=MINST["id"] + "\n")) == ["id"]


@pytest.mark.parametrize("skjema", ["overforing/sak/2", "overforing/sak/1 ", "", "Overforing/sak/1", 1, None, []])
def test_et_annet_skjema_avvises(skjema: object) -> None:
    assert stier(med(skjema=skjema)) == ["skjema"]


# --- datoer


def _dato(verdi: object) -> bool:
    return isinstance(verdi, str) and len(verdi) == 10 and verdi[4] == verdi[7] == "-"


DATOFELT = [(fil, vei) for fil, vei in STEDER if _dato(hent(fil, vei))]


def test_det_er_tjuefem_datoer_i_filen() -> None:
    assert len(DATOFELT) == 25


@pytest.mark.parametrize(
    "dato",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "0000-01-01",
        "2025-02-29",
        "20261120",
        "2026-W01",
        "2026-W01-1",
        "2026-324",
        "2026-1-1",
        "26-11-20",
        "20.11.2026",
        "2026-11-20T00:00",
        "2026-11-20 ",
        " 2026-11-20",
        "2026-11-20\n",
        "２０２６-11-20",
        "2026–11–20",
        "-026-11-20",
        "12026-11-20",
        "",
    ],
)
def test_en_ugyldig_dato_avvises(dato: str) -> None:
    assert stier(med(vurderingsdato=dato)) == ["vurderingsdato"]


@pytest.mark.parametrize("dato", ["2026-02-30", ""])
@hvert(DATOFELT)
def test_hvert_datofelt_avviser_en_dag_som_ikke_finnes(fil: Fil, vei: Vei, dato: str) -> None:
    assert stier(bytt(fil, vei, dato)) == [sti(fil, vei)]


def test_skuddarsdagen_finnes() -> None:
    assert feilene(med(vurderingsdato="2024-02-29")) == []


@pytest.mark.parametrize("tidspunkt", ["", "i dag", "10:00", "2026-11-20", "2026-02-30T10:00", "2026-11-20T25:00", "T"])
def test_tidspunktet_ma_vaere_et_tidspunkt(tidspunkt: str) -> None:
    assert stier(med(ferdigstilt={"tidspunkt": tidspunkt})) == ["ferdigstilt.tidspunkt"]


# --- stiene


@pytest.mark.parametrize(
    ("vei", "ny", "felt"),
    [
        (("ansatte", 0, "skjonn", "konklusjon"), "x", "ansatte[a1].skjonn.konklusjon"),
        (("stedfortreder", 1, "begrunnelse"), 1, "stedfortreder[innleid].begrunnelse"),
        (("settekommuner", 0, "kommune"), "9999", "settekommuner[0].kommune"),
        (("parter", 0, "representant", "type"), "x", "parter[p1].representant.type"),
        (("midlertidige_tiltak", 0, "hjemmel"), "x", "midlertidige_tiltak[0].hjemmel"),
        (("soknad", "tjenester", 1), "x", "soknad.tjenester[1]"),
        (("vedlegg", 0), 1, "vedlegg[0]"),
        (("saerlig_ulempe", "momenter", 1), "x", "saerlig_ulempe.momenter[1]"),
        (
            ("brev", "overstyringer", "anmodning", "nb", "bakgrunn", "tekst"),
            1,
            "brev.overstyringer.anmodning.nb.bakgrunn.tekst",
        ),
        (("brev", "overstyringer"), {"ukjent": {}}, "brev.overstyringer.ukjent"),
        (("brev", "overstyringer"), {"anmodning": {"en": {}}}, "brev.overstyringer.anmodning.en"),
        (("ansatte", 1), "a2", "ansatte[1]"),
        (("ansatte", 1), {"id": 5}, "ansatte[1].id"),
        (("stedfortreder", 1), {"type": 5}, "stedfortreder[1].type"),
    ],
)
def test_stien_til_feilen(vei: Vei, ny: object, felt: str) -> None:
    """Et tall der id-en skulle stå, er ingen id: da brukes plassen."""
    assert felt in stier(bytt(FULL, vei, ny))


def test_en_verdi_av_feil_slag_er_en_feil_og_ikke_to() -> None:
    """et tall i «id» sies først å ikke være tekst, og så å ikke være en UUID; likeså kommuner og pekere."""
    assert stier(med(id=5)) == ["id"]
    assert stier(med(kontor={"kommune": 9999})) == ["kontor.kommune"]
    assert stier(med(underskriver=7)) == ["underskriver"]


@pytest.mark.parametrize(
    ("verdi", "sagt"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (17, "tallet 17"),
        (int("1" * 31), f"tallet {'1' * 30}"),
        ("", "«»"),
        ("a\tb", "«a\ufffdb»"),
        ("x" * 60, f"«{'x' * 60}»"),
        ("x" * 61, f"«{'x' * 60}…»"),
        ([], "en liste"),
        ({}, "et objekt"),
    ],
)
def test_det_som_sto_der_sies_kort(verdi: object, sagt: str) -> None:
    (feil,) = feilene(med(sakstype=verdi))
    assert feil.forventet == "én av «soknad», «klage», «omgjoring», «stans», «tilbakekreving»"
    assert feil.funnet == sagt


@pytest.mark.parametrize(
    ("felt", "verdi", "forventet"),
    [
        ("id", "a1", "en UUID"),
        ("vurderingsdato", "20.11.2026", "en dato på formen ÅÅÅÅ-MM-DD"),
        ("notat", 1, "tekst"),
        ("soknad", {"haster": 1}, "true eller false"),
        ("vedlegg", "a", "en liste"),
        ("kontor", "a", "et objekt"),
        ("ferdigstilt", {"tidspunkt": "i dag"}, "et tidspunkt på formen ÅÅÅÅ-MM-DDTTT:MM"),
        ("ukjent", 1, "ingen slik nøkkel"),
        ("parter", [{}], "at feltet er med"),
        ("kontor", {"kommune": "9999"}, "et kommunenummer med fire sifre som finnes eller har funnes"),
        ("ansatte", [{"id": " "}], "en id"),
        ("parter", [{"id": "p"}, {"id": "p"}], "hver id én gang"),
    ],
)
def test_det_som_var_ventet_sies_med_ord(felt: str, verdi: object, forventet: str) -> None:
    (feil,) = feilene(MINST | {felt: verdi})
    assert feil.forventet == forventet


def test_hver_feil_star_pa_en_linje_og_er_til_a_lese() -> None:
    """Id-er og nøkler fra filen vises uten linjeskift og styretegn, og kortet ned."""
    lang = "x" * 5000
    fil = med(
        **{"ny\nlinje": 1, lang: 1},
        underskriver="b\nfilen: ingen feil",
        ansatte=[{"id": "a\x1b[2J", "overordnet": "a\x1b[2J"}],
    )
    for feil in feilene(fil):
        assert str(feil).isprintable(), str(feil)[:100]
        assert len(str(feil)) < 1000


# --- alle feilene på én gang


def test_alle_feilene_i_form_og_sammenheng_sies_pa_en_gang() -> None:
    fil = json.dumps(
        {
            "skjema": "overforing/sak/9",
            "id": "ikke en uuid",
            "ukjent": 1,
            "sakstype": "soknad?",
            "malform": None,
            "kontor": {"kommune": "9999", "farge": "blå"},
            "soknad": {"mottatt": "2026-02-30", "haster": "ja", "tjenester": ["ukjent", 3]},
            "parter": [{"id": "p1"}, {"id": "p2"}, {"rolle": "soker"}],
            "opphold": [],
            "ansatte": [
                {
                    "id": "a1",
                    "overordnet": "a2",
                    "tilknytninger": [{"part": "p9"}, {"type": "sosken"}],
                    "skjonn": {"konklusjon": "kanskje"},
                },
                {"id": "a2", "overordnet": "a1"},
            ],
            "stedfortreder": [
                {"type": "innleid", "ansatt": "a1", "begrunnelse": False},
                {"type": "overordnet", "ansatt": "a9"},
            ],
            "settekommuner": [{"kommune": 5031}, {"kommune": "0000"}],
            "midlertidige_tiltak": [{"dato": "20261120", "besluttet_av": "a9"}],
            "underskriver": "a9",
            "svar": {"settekommune": "1"},
        }
    )
    assert sorted(stier(fil)) == sorted(
        [
            "skjema",
            "id",
            "vurderingsdato",
            "ukjent",
            "sakstype",
            "malform",
            "kontor.kommune",
            "kontor.farge",
            "soknad.mottatt",
            "soknad.haster",
            "soknad.tjenester[0]",
            "soknad.tjenester[1]",
            "parter[2].id",
            "opphold",
            "ansatte[a1].overordnet",
            "ansatte[a1].tilknytninger[0].type",
            "ansatte[a1].tilknytninger[0].part",
            "ansatte[a1].tilknytninger[1].part",
            "ansatte[a1].skjonn.konklusjon",
            "stedfortreder[innleid].ansatt",
            "stedfortreder[innleid].begrunnelse",
            "stedfortreder[overordnet].ansatt",
            "settekommuner[0].kommune",
            "settekommuner[1].kommune",
            "midlertidige_tiltak[0].dato",
            "midlertidige_tiltak[0].besluttet_av",
            "underskriver",
            "svar.settekommune",
        ]
    )


@pytest.mark.parametrize(
    ("slag", "ekstra", "felt"),
    [
        ("gjentatt nøkkel", '"notat": "a", "notat": "b"', "notat"),
        ("halvt surrogatpar i en verdi", '"notat": "\\ud800"', "notat"),
        ("NaN", '"notat": NaN', "notat"),
        ("for dypt", f'"vedlegg": {"[" * 60}{"]" * 60}', None),
    ],
)
def test_alle_feilene_sies_ogsa_nar_en_av_dem_er_i_tegnene(slag: str, ekstra: str, felt: str | None) -> None:
    """En feil i tegnene skjuler ikke feilene i form og sammenheng."""
    fil = json.dumps(med(vurderingsdato="2026-02-30", underskriver="a9"))[:-1] + f", {ekstra}}}"
    fikk = stier(fil)
    assert {"vurderingsdato", "underskriver"} <= set(fikk), slag
    assert felt is None or felt in fikk


# --- tegn, tall, størrelse og dybde


@pytest.mark.parametrize(
    "tall", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1" + "0" * 5000, "0.1", "-0", "9" * 100_000, "1E400"]
)
def test_ingen_tall_slipper_inn(tall: str) -> None:
    for felt in ("notat", "saksnummer"):
        assert stier(json.dumps(MINST)[:-1] + f', "{felt}": {tall}}}') == [felt]
    assert stier(json.dumps(MINST)[:-1] + f', "vedlegg": [{tall}]}}') == ["vedlegg[0]"]


@pytest.mark.parametrize("tall", ["NaN", "1e999", "9" * 100_000])
def test_et_tall_som_hele_filen(tall: str) -> None:
    assert len(feilene(tall)) == 1


@pytest.mark.parametrize("halvt", ["\\ud800", "\\udfff", "x\\udc00y", "\\ude42\\ud83d", "\\ud83d\\ud83d\\ude42"])
def test_et_halvt_surrogatpar_i_en_verdi_avvises(halvt: str) -> None:
    assert stier(json.dumps(MINST)[:-1] + f', "notat": "{halvt}"}}') == ["notat"]
    inni = json.dumps(MINST)[:-1] + f', "ansatte": [{{"id": "a", "skjonn": {{"begrunnelse": "{halvt}"}}}}]}}'
    assert stier(inni) == ["ansatte[a].skjonn.begrunnelse"]


@pytest.mark.parametrize(
    "ekstra",
    [
        '"\\ud800": 1',
        '"kontor": {"\\ud800": "x"}',
        '"ansatte": [{"id": "\\ud800", "overordnet": 1}]',
        '"ansatte": [{"id": "\\ud800"}], "underskriver": "\\ud800"',
        '"brev": {"overstyringer": {"anmodning": {"nb": {"\\ud800": {}}}}}',
    ],
)
def test_et_halvt_surrogatpar_i_en_nokkel_eller_id_avvises_med_tegn_som_kan_skrives(ekstra: str) -> None:
    fikk = feilene(json.dumps(MINST)[:-1] + f", {ekstra}}}")
    assert fikk
    for feil in fikk:
        str(feil).encode("utf-8")


def test_en_gjentatt_nokkel_med_et_halvt_surrogatpar_gir_en_feil_som_kan_skrives() -> None:
    """Meldingen kan alltid skrives ut som UTF-8."""
    for feil in feilene(json.dumps(MINST)[:-1] + ', "\\ud800": 1, "\\ud800": 2}'):
        str(feil).encode("utf-8")


def test_halve_surrogatpar_i_teksten_selv_avvises() -> None:
    assert stier(json.dumps(MINST)[:-1] + ', "notat": "\ud800"}') == ["notat"]


@pytest.mark.parametrize("klamme", ["[", '{"a":', '[{"a":', '{"ansatte":['])
@pytest.mark.parametrize("lukket", [False, True])
def test_hundre_tusen_lag_avvises_uten_a_falle(klamme: str, lukket: bool) -> None:
    slutt = "".join("}" if c == "{" else "]" for c in reversed(klamme) if c in "[{")
    fil = klamme * 100_000 + ("1" + slutt * 100_000 if lukket else "")
    assert len(feilene(fil)) == 1


@pytest.mark.parametrize("lag", [20, 25, 100, 500, 900, 2000])
def test_for_mange_lag_i_et_felt_avvises(lag: int) -> None:
    """Objektet saken er, er det første laget."""
    fil = json.dumps(MINST)[:-1] + f', "vedlegg": {"[" * lag}{"]" * lag}}}'
    forste = feilene(fil)[0]
    assert (forste.forventet, forste.funnet) == ("høyst 20 lag", "flere")


def test_tjue_lag_er_ikke_for_mange() -> None:
    fil = json.dumps(MINST)[:-1] + f', "vedlegg": {"[" * 19}"x"{"]" * 19}}}'
    assert [(f.felt, f.forventet) for f in feilene(fil)] == [("vedlegg[0]", "tekst")]


def test_de_lagene_en_gyldig_fil_trenger_er_lov() -> None:
    assert feilene(FULL) == []
    dypt = med(brev={"overstyringer": {"tvist": {"nn": {"en": {"tekst": "x"}, "to": {"forslag": "y"}}}}})
    assert feilene(dypt) == []


def test_over_ti_megabyte_avvises() -> None:
    ti = 10_000_000
    skall = len(json.dumps(med(notat="")).encode())
    akkurat = json.dumps(med(notat="x" * (ti - skall))).encode()
    assert len(akkurat) == ti
    assert feilene(akkurat) == []
    (feil,) = feilene(akkurat + b" ")
    assert feil.felt == ""


def test_meldingen_om_storrelsen_sier_ikke_at_ti_er_mer_enn_ti() -> None:
    """Tallene i meldingen er forskjellige."""
    (feil,) = feilene(b" " * 10_000_001)
    assert feil.funnet != "10 MB"


def test_tekst_over_ti_megabyte_i_utf8_avvises_ogsa_nar_den_har_faerre_tegn() -> None:
    """Grensen gjelder byte, også for tekst."""
    tekst = json.dumps(med(notat="ø" * 5_300_000), ensure_ascii=False)
    antall = len(feilene(tekst))
    assert antall == 1


def test_en_svaer_fil_som_ikke_er_json_avvises() -> None:
    assert len(feilene(b"\x00" * 10_000_000)) == 1
    assert len(feilene(b"[" * 10_000_000)) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t",
        b"\xef\xbb\xbf",
        b"{",
        b"}",
        b"{}x",
        b"\xff\xfe{\x00}\x00",
        b"\x80",
        b'{"notat": "\xff"}',
        b'{"notat": "\xed\xa0\x80"}',
        b'{"notat": "\xc0\x80"}',
        b'{"notat": "\x00"}',
        b'{"notat": "\n"}',
        b"{'id': 1}",
        b'{"id": 1,}',
        b"// kommentar\n{}",
        b'{"a" 1}',
        b'"\\u12"',
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
        b"PK\x03\x04",
        b"%PDF-1.7",
    ],
    ids=repr,
)
def test_det_som_ikke_er_json_i_utf8_avvises_med_en_feil(data: bytes) -> None:
    (feil,) = feilene(data)
    assert feil.felt == ""


@pytest.mark.parametrize("tegnsett", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "cp500"])
def test_andre_tegnsett_avvises(tegnsett: str) -> None:
    assert len(feilene(json.dumps(med(notat="æøå"), ensure_ascii=False).encode(tegnsett))) == 1


def test_tekst_med_merke_foran_faller_ikke() -> None:
    feilene("\ufeff" + json.dumps(MINST))


# --- store, gyldige og nesten gyldige filer


def test_ni_tusen_feil_er_ni_tusen_feil() -> None:
    assert len(feilene(med(vedlegg=[0] * 9_000))) == 9_000


def test_en_liste_ingen_sak_kan_ha_avvises_uten_a_leses_videre() -> None:
    (feil,) = feilene(med(vedlegg=[0] * 400_000, underskriver="a9"))
    assert (feil.felt, feil.forventet, feil.funnet) == ("vedlegg", "høyst 10000 elementer", "400000")


def test_en_linje_pa_hundre_ledd_leses_og_en_lengre_avvises() -> None:
    def linje(ledd: int) -> list[dict[str, str]]:
        return [{"id": str(i), "overordnet": str(i + 1)} for i in range(ledd - 1)] + [{"id": str(ledd - 1)}]

    assert feilene(med(ansatte=linje(100))) == []
    (feil,) = feilene(med(ansatte=linje(101)))
    assert (feil.felt, feil.forventet) == ("ansatte[0].overordnet", "en linje på høyst 100 ledd")
    assert len(feilene(med(ansatte=linje(9_000)))) == 1


# --- vilkårlige verdier


_TEKST = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | _TEKST
    | st.sampled_from(
        ["a1", "a2", "p1", "5001", "9999", "2026-02-30", "2026-11-20", "sosken", "innleid", "overordnet"]
    ),
    lambda barn: (
        st.lists(barn, max_size=4)
        | st.dictionaries(
            _TEKST | st.sampled_from(["id", "type", "ansatt", "overordnet", "part", "kommune"]), barn, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100)
@given(sted=st.sampled_from(STEDER), ny=_JSON)
@example(sted=(FULL, ("ansatte",)), ny=[{"id": "a1", "overordnet": "a1", "tilknytninger": {"type": []}}])
@example(sted=(FULL, ("parter",)), ny={"id": "p1"})
@example(sted=(FULL, ("brev", "overstyringer")), ny={"anmodning": []})
def test_en_vilkarlig_verdi_hvor_som_helst_gir_aldri_noe_annet_enn_ugyldig_saksfil(
    sted: tuple[Fil, Vei], ny: Any
) -> None:
    feilene(bytt(*sted, ny))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([vei for fil, vei in VERDIER if fil is FULL]), _JSON), max_size=5))
def test_flere_vilkarlige_verdier_pa_en_gang(endringer: list[tuple[Vei, Any]]) -> None:
    fil: Any = FULL
    for vei, ny in endringer:
        try:
            fil = bytt(fil, vei, ny)
        except (KeyError, IndexError, TypeError):
            continue  # en tidligere endring tok stedet bort
    feilene(fil)


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_vilkarlige_byte(data: bytes) -> None:
    assert feilene(data)


@settings(max_examples=150)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=3), st.integers(0, 3))
def test_en_gyldig_fil_med_noen_byte_odelagt(plass: int, nye: bytes, bort: int) -> None:
    data = json.dumps(FULL).encode()
    plass %= len(data)
    feilene(data[:plass] + nye + data[plass + bort :])


@settings(max_examples=60)
@given(st.integers(0, 5000))
def test_en_avkuttet_fil_avvises(lengde: int) -> None:
    data = json.dumps(FULL).encode()
    assert feilene(data[: lengde % len(data)])
