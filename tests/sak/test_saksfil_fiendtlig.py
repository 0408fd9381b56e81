"""Saksfiler fra fiender, uhell og andre programmer: alt som avvises, avvises med sti og med alle feilene på én gang."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from overforing.feil import Feltfeil, UgyldigSaksfil
from overforing.sak.saksfil import fra_json, til_verdier
from overforing.tekster.geografi import Geografi

ROT = Path(__file__).resolve().parents[2]
KOMMUNER = Geografi.les(ROT / "resources").numre

MINST: dict[str, Any] = {
    "skjema": "overforing/sak/1",
    "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
    "vurderingsdato": "2026-11-20",
}

# En fil med hver nøkkel i saksfil.md § 1.
FULL: dict[str, Any] = {
    **MINST,
    "saksnummer": "2026/0417",
    "sakstype": "soknad",
    "malform": "nn",
    "kontor": {
        "navn": "Nav Eksempel",
        "kommune": "5001",
        "bydel": "",
        "organisasjonsnummer": "",
        "adresse": "",
        "postnummer": "",
        "poststed": "",
        "kontaktperson": "",
        "telefon": "",
        "epost": "",
    },
    "soknad": {
        "mottatt": "2026-11-18",
        "form": "muntlig",
        "tjenester": ["okonomisk_stonad", "annet"],
        "beskrivelse": "",
        "haster": True,
        "hva_haster": "Mat",
    },
    "arsak": "inhabilitet",
    "parter": [
        {"id": "p1", "rolle": "soker", "navn": "", "representant": {"navn": "", "type": "verge"}},
        {"id": "p2", "rolle": "ektefelle"},
    ],
    "opphold": {
        "grunnlag": "integreringstilskudd",
        "kommune": "5001",
        "kommune_for_inntak": "1601",
        "bosettingskommune": "5031",
        "flytting_avtalt": False,
        "avslag": "nei",
        "vertskommune": {"kommune": "5001", "omfatter_saken": True},
        "tvist": {"med_kommune": "5031", "motpartens_svar": ""},
        "begrunnelse": "",
    },
    "ansatte": [
        {
            "id": "a1",
            "navn": "Kari Moen",
            "rolle": "nav_leder",
            "oppgave": "ingen",
            "overordnet": "a2",
            "organ": "kommunen",
            "tilknytninger": [{"type": "sosken", "part": "p1", "beskrivelse": ""}, {"type": "nabo", "part": "p2"}],
            "skjonn": {"konklusjon": "inhabil", "begrunnelse": "x"},
            "apenbart_unntak": {"oppfylt": False, "begrunnelse": ""},
            "innsigelse": {"dato": "2026-11-19", "begrunnelse": ""},
            "habilitetsvurdering": {
                "avgjort_av": "overordnet",
                "avgjort_av_ansatt": "a2",
                "krevd_av_part": False,
                "tidsspille": "",
                "dato": "2026-11-19",
            },
        },
        {"id": "a2"},
    ],
    "stedfortreder": [
        {"type": "overordnet", "ansatt": "a2", "mulig": True, "begrunnelse": ""},
        {"type": "innleid", "mulig": True, "habil": True},
    ],
    "saerlig_ulempe": {"vurdering": "ja", "begrunnelse": "x", "momenter": ["travelhet", "gjentatte_saker"]},
    "settekommuner": [{"kommune": "5031", "spurt": True, "villig": True, "habil": True, "merknad": ""}],
    "avgrensning": {"type": "soknad_og_fornyelser", "til": "2027-11-20", "tekst": ""},
    "midlertidige_tiltak": [
        {"dato": "2026-11-18", "hjemmel": "sotjl18", "forelopig": True, "beskrivelse": "", "besluttet_av": "a1"}
    ],
    "ingen_tiltak": {"begrunnelse": "x", "vurdert_av": "a2"},
    "forelopig_svar_soker": {"dato": "2026-11-19"},
    "orientering_soker": {"dato": "2026-11-19", "mate": "telefon"},
    "allerede_gjort": "Ingenting.",
    "underskriver": "a2",
    "vedlegg": ["Søknaden"],
    "notat": "",
    "brev": {
        "dato": "2026-11-20",
        "deres_ref": "",
        "nevn_soker": True,
        "overstyringer": {"anmodning": {"nb": {"bakgrunn": {"tekst": "a", "forslag": "b"}}}},
    },
    "ferdigstilt": {"tidspunkt": "2026-11-20T10:00:00", "regelsett": "fvl1967", "av": "Kari"},
    "sendt": {"dato": "2026-11-20", "mate": "post"},
    "svar": {"dato": "2026-11-21", "resultat": "overfort", "settekommune": "5031"},
}

Vei = tuple[str | int, ...]


def feilene(data: object) -> list[Feltfeil]:
    """Feilene i en fil; tomt når den er gyldig. Alt annet enn ``UgyldigSaksfil`` slipper ut og feiler prøven."""
    if not isinstance(data, bytes | str):
        data = json.dumps(data)
    try:
        fra_json(data, KOMMUNER)
    except UgyldigSaksfil as ugyldig:
        fant = list(ugyldig.feil)
    else:
        return []
    assert fant
    assert all(isinstance(feil, Feltfeil) for feil in fant)
    return fant


def stier(data: object) -> list[str]:
    return [f.felt for f in feilene(data)]


def med(**felt: Any) -> dict[str, Any]:
    return MINST | felt


def alle_steder(verdi: Any, vei: Vei = ()) -> Iterator[tuple[Vei, Any]]:
    """Hvert sted i en JSON-verdi, roten først."""
    yield vei, verdi
    deler = verdi.items() if isinstance(verdi, dict) else enumerate(verdi) if isinstance(verdi, list) else ()
    for navn, innhold in deler:
        yield from alle_steder(innhold, (*vei, navn))


def bytt(rot: Any, vei: Vei, ny: Any) -> Any:
    """En kopi av ``rot`` der stedet er byttet ut."""
    if not vei:
        return ny
    kopi = copy.deepcopy(rot)
    sted = kopi
    for ledd in vei[:-1]:
        sted = sted[ledd]
    sted[vei[-1]] = ny
    return kopi


_MERKE = {"ansatte": "id", "parter": "id", "stedfortreder": "type"}


def sti(rot: Any, vei: Vei) -> str:
    """Stien slik saksfil.md skriver den: id der lista har id-er, type i stedfortreder, ellers plassen."""
    ut, sted = "", rot
    for ledd in vei:
        if isinstance(ledd, int):
            element = sted[ledd]
            merke = element.get(_MERKE.get(ut, "")) if isinstance(element, dict) else None
            ut += f"[{merke if isinstance(merke, str) else ledd}]"
        else:
            ut += f".{ledd}" if ut else ledd
        sted = sted[ledd]
    return ut


STEDER = list(alle_steder(FULL))
OBJEKTER = [vei for vei, verdi in STEDER if isinstance(verdi, dict)]
VERDIER = [vei for vei, _ in STEDER if vei]
FRIE_NOKLER = {("brev", "overstyringer", "anmodning", "nb")}
"""Objektet der nøklene er seksjonenes egne navn."""


def _navn(vei: Vei) -> str:
    return ".".join(map(str, vei)) or "roten"


# --- det gyldige


def test_filen_med_alle_nokler_er_gyldig() -> None:
    assert feilene(FULL) == []


def test_filen_med_bare_det_som_kreves_er_gyldig() -> None:
    assert feilene(MINST) == []


@pytest.mark.parametrize("fil", [FULL, MINST], ids=["alle", "bare det som kreves"])
def test_en_lest_fil_kommer_uendret_tilbake(fil: dict[str, Any]) -> None:
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
    ],
)
def test_det_som_kreves_lenger_inne_ma_vaere_med(vei: Vei, felt: str) -> None:
    fil = copy.deepcopy(FULL)
    sted: Any = fil
    for ledd in vei[:-1]:
        sted = sted[ledd]
    del sted[vei[-1]]
    assert felt in stier(fil)


@pytest.mark.parametrize("vei", [vei for vei in OBJEKTER if vei not in FRIE_NOKLER], ids=_navn)
def test_en_ukjent_nokkel_avvises_pa_hvert_niva(vei: Vei) -> None:
    objekt = next(verdi for v, verdi in STEDER if v == vei)
    under = sti(FULL, vei)
    for nokkel in ("ukjent", "gitt", "navn ", "", "Id", "å", "__class__"):
        assert stier(bytt(FULL, vei, objekt | {nokkel: {}})) == [f"{under}.{nokkel}" if under else nokkel]


@pytest.mark.parametrize("vei", OBJEKTER, ids=_navn)
def test_en_gjentatt_nokkel_avvises_pa_hvert_niva(vei: Vei) -> None:
    """Den første nøkkelen i objektet skrives én gang til, med samme verdi."""
    objekt = next(verdi for v, verdi in STEDER if v == vei)
    nokkel = next(iter(objekt))
    merke = "@@her@@"
    med_merke = bytt(FULL, vei, {merke: 0} | objekt)
    tekst = json.dumps(med_merke).replace(f'"{merke}": 0', f"{json.dumps(nokkel)}: {json.dumps(objekt[nokkel])}")
    under = sti(FULL, vei)
    assert stier(tekst) == [f"{under}.{nokkel}" if under else nokkel]


def test_en_nokkel_tre_ganger_sies_en_gang() -> None:
    assert stier(json.dumps(MINST)[:-1] + ', "notat": "a", "notat": "b", "notat": "c"}') == ["notat"]


def test_en_gjentatt_nokkel_skrevet_med_en_annen_unnvikelse_er_den_samme() -> None:
    assert stier(json.dumps(MINST)[:-1] + ', "notat": "a", "n\\u006ftat": "b"}') == ["notat"]


# --- slag


@pytest.mark.parametrize("vei", VERDIER, ids=_navn)
def test_null_avvises_overalt(vei: Vei) -> None:
    fil = bytt(FULL, vei, None)
    assert sti(fil, vei) in stier(fil)


@pytest.mark.parametrize("vei", VERDIER, ids=_navn)
def test_feil_slag_avvises_overalt_uten_omforming(vei: Vei) -> None:
    riktig = next(verdi for v, verdi in STEDER if v == vei)
    er_merke = vei[-1] == {"ansatte": "id", "parter": "id", "stedfortreder": "type"}.get(str(vei[0])) and len(vei) == 3
    for feil in (5001, 1.5, True, [], {}, [None], "feil slag"):
        fil = bytt(FULL, vei, feil)
        fikk = stier(fil)
        if type(riktig) is type(feil) or (er_merke and type(feil) in (int, float)):
            continue  # samme slag kan være gyldig; tall der id-en skulle stå, har sin egen prøve
        felt = sti(fil, vei)
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


DATOFELT = [vei for vei, verdi in STEDER if isinstance(verdi, str) and len(verdi) == 10 and verdi[4] == verdi[7] == "-"]


def test_det_er_elleve_datoer_i_filen() -> None:
    assert len(DATOFELT) == 11


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


@pytest.mark.parametrize("vei", DATOFELT, ids=_navn)
def test_hvert_datofelt_avviser_en_dag_som_ikke_finnes(vei: Vei) -> None:
    assert stier(bytt(FULL, vei, "2026-02-30")) == [sti(FULL, vei)]


def test_skuddarsdagen_finnes() -> None:
    assert feilene(med(vurderingsdato="2024-02-29")) == []


@pytest.mark.parametrize("tidspunkt", ["", "i dag", "10:00", "2026-11-20", "2026-02-30T10:00", "2026-11-20T25:00", "T"])
def test_tidspunktet_ma_vaere_et_tidspunkt(tidspunkt: str) -> None:
    assert stier(med(ferdigstilt={"tidspunkt": tidspunkt})) == ["ferdigstilt.tidspunkt"]


# --- pekere og id-er


PEKERE: list[Vei] = [
    ("ansatte", 0, "overordnet"),
    ("ansatte", 0, "habilitetsvurdering", "avgjort_av_ansatt"),
    ("ansatte", 0, "tilknytninger", 0, "part"),
    ("stedfortreder", 0, "ansatt"),
    ("midlertidige_tiltak", 0, "besluttet_av"),
    ("ingen_tiltak", "vurdert_av"),
    ("underskriver",),
]


@pytest.mark.parametrize("id_", ["finnes_ikke", "", "A1", "a1 ", "p9"])
@pytest.mark.parametrize("vei", PEKERE, ids=_navn)
def test_en_id_som_ikke_finnes_avvises(vei: Vei, id_: str) -> None:
    assert stier(bytt(FULL, vei, id_)) == [sti(FULL, vei)]


@pytest.mark.parametrize("vei", [vei for vei in PEKERE if vei[-1] != "part"], ids=_navn)
def test_en_part_er_ingen_ansatt(vei: Vei) -> None:
    assert stier(bytt(FULL, vei, "p1")) == [sti(FULL, vei)]


def test_en_ansatt_er_ingen_part() -> None:
    assert stier(bytt(FULL, ("ansatte", 0, "tilknytninger", 1, "part"), "a1")) == ["ansatte[a1].tilknytninger[1].part"]


@pytest.mark.parametrize("liste", ["ansatte", "parter"])
def test_gjentatte_id_er_avvises(liste: str) -> None:
    fikk = stier(med(**{liste: [{"id": "x"}, {"id": "y"}, {"id": "x"}, {"id": "x"}]}))
    assert len(fikk) == 2
    assert all(felt.startswith(f"{liste}[") for felt in fikk)


def test_samme_id_for_en_part_og_en_ansatt_er_to_forskjellige() -> None:
    assert feilene(med(parter=[{"id": "x"}], ansatte=[{"id": "x"}])) == []


def test_den_gjentatte_pekes_ut_pa_sin_egen_plass() -> None:
    """Plassen telles blant alt som står i lista, ikke bare blant objektene."""
    fikk = stier(med(ansatte=["ikke et objekt", {"id": "x"}, {"id": "x"}]))
    assert fikk == ["ansatte[0]", "ansatte[2].id"]


def test_samme_alternativ_to_ganger_avvises() -> None:
    to = [{"type": "innleid", "mulig": True, "habil": True}, {"type": "innleid", "mulig": False}]
    fikk = stier(med(stedfortreder=to))
    assert len(fikk) == 1
    assert fikk[0].startswith("stedfortreder[")


# --- linjen


@pytest.mark.parametrize(
    "linjen",
    [
        {"a": "a"},
        {"a": "b", "b": "a"},
        {"a": "b", "b": "c", "c": "a"},
        {"a": "b", "b": "c", "c": "b"},
        {"a": "b", "b": "c", "c": "d", "d": "c"},
    ],
    ids=["seg selv", "to", "tre", "hale inn i ring", "lengre hale"],
)
def test_en_linje_i_ring_avvises(linjen: dict[str, str]) -> None:
    fikk = stier(med(ansatte=[{"id": id_, "overordnet": over} for id_, over in linjen.items()]))
    assert len(fikk) == 1
    assert fikk[0].startswith("ansatte[")
    assert fikk[0].endswith("].overordnet")


def test_to_ringer_er_to_feil() -> None:
    linjen = {"a": "b", "b": "a", "c": "d", "d": "c"}
    assert len(feilene(med(ansatte=[{"id": i, "overordnet": o} for i, o in linjen.items()]))) == 2


def test_ringen_avvises_ogsa_over_et_annet_organ() -> None:
    ring = [{"id": "a", "overordnet": "b"}, {"id": "b", "overordnet": "a", "organ": "annet"}]
    assert len(feilene(med(ansatte=ring))) == 1


# --- kommuner


KOMMUNEFELT: list[Vei] = [
    ("kontor", "kommune"),
    ("opphold", "kommune"),
    ("opphold", "kommune_for_inntak"),
    ("opphold", "bosettingskommune"),
    ("opphold", "vertskommune", "kommune"),
    ("opphold", "tvist", "med_kommune"),
    ("settekommuner", 0, "kommune"),
    ("svar", "settekommune"),
]


@pytest.mark.parametrize("vei", KOMMUNEFELT, ids=_navn)
@pytest.mark.parametrize("nummer", ["9999", "0000", "", "501", "50010", " 5001", "5001\n", "Trondheim", "５００１"])
def test_et_nummer_som_aldri_har_vaert_en_kommune_avvises(vei: Vei, nummer: str) -> None:
    assert stier(bytt(FULL, vei, nummer)) == [sti(FULL, vei)]


@pytest.mark.parametrize("vei", KOMMUNEFELT, ids=_navn)
def test_et_utgatt_nummer_er_gyldig(vei: Vei) -> None:
    assert feilene(bytt(FULL, vei, "1601")) == []


def test_et_utgatt_nummer_er_gyldig_ogsa_for_det_gikk_ut() -> None:
    assert feilene(med(vurderingsdato="2016-05-01", kontor={"kommune": "1601"})) == []


# --- det som utelukker hverandre


@pytest.mark.parametrize("type_", ["innleid", "folkevalgt_organ"])
def test_innleid_og_folkevalgte_tar_ingen_ansatt(type_: str) -> None:
    fil = med(ansatte=[{"id": "a"}], stedfortreder=[{"type": type_, "ansatt": "a"}])
    assert stier(fil) == [f"stedfortreder[{type_}].ansatt"]


def test_innleid_med_en_ansatt_som_ikke_finnes_avvises() -> None:
    assert "stedfortreder[innleid].ansatt" in stier(med(stedfortreder=[{"type": "innleid", "ansatt": "x"}]))


@pytest.mark.parametrize("parter", [[], None, [{"id": "p1"}, {"id": "p2"}]], ids=["ingen", "ikke nevnt", "to"])
def test_parten_ma_nevnes_nar_det_ikke_er_noyaktig_en(parter: list[Any] | None) -> None:
    fil = med(ansatte=[{"id": "a", "tilknytninger": [{"type": "sosken"}, {"type": "nabo"}]}])
    if parter is not None:
        fil["parter"] = parter
    assert stier(fil) == ["ansatte[a].tilknytninger[0].part", "ansatte[a].tilknytninger[1].part"]


def test_parten_kan_utelates_nar_det_er_en() -> None:
    assert feilene(med(parter=[{"id": "p1"}], ansatte=[{"id": "a", "tilknytninger": [{"type": "sosken"}]}])) == []


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


@pytest.mark.parametrize("lag", [25, 100, 500, 900, 2000])
def test_for_mange_lag_i_et_felt_avvises(lag: int) -> None:
    fil = json.dumps(MINST)[:-1] + f', "vedlegg": {"[" * lag}{"]" * lag}}}'
    assert feilene(fil)


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
@given(vei=st.sampled_from([vei for vei, _ in STEDER]), ny=_JSON)
@example(vei=("ansatte",), ny=[{"id": "a1", "overordnet": "a1", "tilknytninger": {"type": []}}])
@example(vei=("parter",), ny={"id": "p1"})
@example(vei=("brev", "overstyringer"), ny={"anmodning": []})
def test_en_vilkarlig_verdi_hvor_som_helst_gir_aldri_noe_annet_enn_ugyldig_saksfil(vei: Vei, ny: Any) -> None:
    feilene(bytt(FULL, vei, ny))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(VERDIER), _JSON), max_size=5))
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
