"""Det som må henge sammen i en saksfil: hver grunn til at en fil ellers i god form avvises, med sti og ord."""

from __future__ import annotations

from typing import Any

import pytest
from sak.saksfilprover import FULL, OVERFORT, Fil, Vei, bytt, feilene, hvert, med, sti, stier

# --- pekere og id-er


PEKERE: list[tuple[Fil, Vei]] = [
    (FULL, vei)
    for vei in (
        ("parter", 0, "spurt_om_tilknytning", "hvem", 0),
        ("ansatte", 0, "overordnet"),
        ("ansatte", 0, "habilitetsvurdering", "avgjort_av_ansatt"),
        ("ansatte", 0, "fravaer", "fungerer"),
        ("ansatte", 0, "tilknytninger", 0, "part"),
        ("ansatte", 0, "ingen_tilknytning", 0, "part"),
        ("stedfortreder", 0, "ansatt"),
        ("stedfortreder", 1, "svarer_til"),
        ("midlertidige_tiltak", 0, "besluttet_av"),
        ("allerede_truffet", 0, "av"),
        ("ingen_tiltak", "vurdert_av"),
        ("underskriver",),
    )
]


@pytest.mark.parametrize("id_", ["finnes_ikke", "", "A1", "a1 ", "p9"])
@hvert(PEKERE)
def test_en_id_som_ikke_finnes_avvises(fil: Fil, vei: Vei, id_: str) -> None:
    (feil,) = feilene(bytt(fil, vei, id_))
    liste = "parter" if vei[-1] == "part" else "ansatte"
    assert feil.felt == sti(fil, vei)
    assert feil.forventet == f"id-en til en av dem i «{liste}»"
    assert feil.funnet == f"«{id_}», som ikke finnes der"


@hvert([(fil, vei) for fil, vei in PEKERE if vei[-1] != "part"])
def test_en_part_er_ingen_ansatt(fil: Fil, vei: Vei) -> None:
    assert stier(bytt(fil, vei, "p1")) == [sti(fil, vei)]


@hvert([(fil, vei) for fil, vei in PEKERE if vei[-1] == "part"])
def test_en_ansatt_er_ingen_part(fil: Fil, vei: Vei) -> None:
    assert stier(bytt(fil, vei, "a1")) == [sti(fil, vei)]


@hvert([(fil, vei) for fil, vei in PEKERE if vei[-1] not in ("part", "svarer_til")])
def test_bare_en_innleid_kan_svare_til_de_folkevalgte(fil: Fil, vei: Vei) -> None:
    assert stier(bytt(fil, vei, "folkevalgte")) == [sti(fil, vei)]
    assert feilene(bytt(FULL, ("stedfortreder", 1, "svarer_til"), "folkevalgte")) == []


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
    assert [(f.felt, f.funnet) for f in feilene(med(ansatte=ring))] == [
        ("ansatte[a].overordnet", "a → b → a"),
        ("ansatte[a].overordnet", "en i et annet organ"),
        ("ansatte[b].overordnet", "en i et annet organ"),
    ]


# --- kommuner


KOMMUNEFELT: list[tuple[Fil, Vei]] = [
    (FULL, ("kontor", "kommune")),
    (FULL, ("opphold", "kommune")),
    (FULL, ("opphold", "kommune_for_inntak")),
    (FULL, ("opphold", "bosettingskommune")),
    (FULL, ("opphold", "vertskommune", "kommune")),
    (FULL, ("opphold", "tvist", "med_kommune")),
    (FULL, ("opphold", "tvist", "vart_syn", "ansvarlig")),
    (OVERFORT, ("opphold", "overfort_hit", "fra")),
    (FULL, ("settekommuner", 0, "kommune")),
    (FULL, ("svar", "settekommune")),
]


@hvert(KOMMUNEFELT)
@pytest.mark.parametrize("nummer", ["9999", "0000", "", "501", "50010", " 5001", "5001\n", "Trondheim", "５００１"])
def test_et_nummer_som_aldri_har_vaert_en_kommune_avvises(fil: Fil, vei: Vei, nummer: str) -> None:
    assert stier(bytt(fil, vei, nummer)) == [sti(fil, vei)]


@hvert(KOMMUNEFELT)
def test_et_utgatt_nummer_er_gyldig(fil: Fil, vei: Vei) -> None:
    assert feilene(bytt(fil, vei, "1601")) == []


def test_et_utgatt_nummer_er_gyldig_ogsa_for_det_gikk_ut() -> None:
    assert feilene(med(vurderingsdato="2016-05-01", kontor={"kommune": "1601"})) == []


# --- svarene om hver part


TO_PARTER = [{"id": "p1"}, {"id": "p2"}]


@pytest.mark.parametrize("liste", ["tilknytninger", "ingen_tilknytning"])
@pytest.mark.parametrize("parter", [[], None, TO_PARTER], ids=["ingen", "ikke nevnt", "to"])
def test_parten_ma_nevnes_nar_det_ikke_er_noyaktig_en(parter: list[Any] | None, liste: str) -> None:
    svar = {"type": "sosken"} if liste == "tilknytninger" else {"kilde": "selv"}
    fil = med(ansatte=[{"id": "a", liste: [svar]}])
    if parter is not None:
        fil["parter"] = parter
    (feil,) = feilene(fil)
    assert feil.felt == f"ansatte[a].{liste}[0].part"
    assert feil.forventet == "hvilken part det gjelder, når det ikke er nøyaktig én"
    assert feil.funnet == "ingenting"


@pytest.mark.parametrize("svar", [{"tilknytninger": [{"type": "sosken"}]}, {"ingen_tilknytning": [{"kilde": "selv"}]}])
def test_parten_kan_utelates_nar_det_er_en(svar: Fil) -> None:
    assert feilene(med(parter=[{"id": "p1"}], ansatte=[{"id": "a", **svar}])) == []


def svart(tilknytninger: list[Fil], ingen: list[Fil], parter: list[Fil] = TO_PARTER) -> Fil:
    ansatt = {"id": "a", "tilknytninger": tilknytninger, "ingen_tilknytning": ingen}
    return med(parter=parter, ansatte=[{"id": "b"}, ansatt])


@pytest.mark.parametrize("svaret", ["selv", "ikke_kjent"])
@pytest.mark.parametrize("fortalt", [{}, {"kilde": "selv"}], ids=["ikke sagt hvem", "selv"])
def test_ingen_svarer_nei_ved_siden_av_sitt_eget_ja(fortalt: Fil, svaret: str) -> None:
    fil = svart([{"type": "nabo", "part": "p1"} | fortalt], [{"part": "p1", "kilde": svaret}])
    (feil,) = feilene(fil)
    assert feil.felt == "ansatte[a].ingen_tilknytning[0]"
    assert feil.forventet == "ikke et svar ved siden av en tilknytning hun selv har fortalt om"
    assert feil.funnet == "begge"


@pytest.mark.parametrize(
    ("part_i_ja", "part_i_nei"), [({}, {}), ({"part": "p1"}, {}), ({}, {"part": "p1"})], ids=["ingen", "ja", "nei"]
)
def test_det_eneste_svaret_gjelder_den_eneste_parten_enten_hun_er_nevnt_eller_ikke(
    part_i_ja: Fil, part_i_nei: Fil
) -> None:
    fil = svart([{"type": "nabo"} | part_i_ja], [{"kilde": "selv"} | part_i_nei], [{"id": "p1"}])
    assert stier(fil) == ["ansatte[a].ingen_tilknytning[0]"]


@pytest.mark.parametrize("kilde", ["soker", "andre"])
def test_det_andre_har_fortalt_hindrer_ikke_hennes_eget_svar(kilde: str) -> None:
    fil = svart([{"type": "nabo", "part": "p1", "kilde": kilde}], [{"part": "p1", "kilde": "selv"}])
    assert feilene(fil) == []


def test_en_tilknytning_til_en_part_hindrer_ikke_et_svar_om_en_annen() -> None:
    assert feilene(svart([{"type": "nabo", "part": "p1"}], [{"part": "p2", "kilde": "selv"}])) == []


def test_det_er_ett_svar_om_hver_part() -> None:
    svarene = [{"part": part, "kilde": kilde} for part, kilde in (("p1", "selv"), ("p2", "selv"), ("p1", "ikke_kjent"))]
    (feil,) = feilene(svart([], svarene))
    assert feil.felt == "ansatte[a].ingen_tilknytning[2]"
    assert (feil.forventet, feil.funnet) == ("ett svar om hver part", "et svar til om den samme")


def test_to_ansatte_svarer_hver_for_seg_om_den_samme_parten() -> None:
    svar = [{"part": "p1", "kilde": "selv"}]
    nabo = [{"type": "nabo", "part": "p1"}]
    ansatte = [{"id": "a", "ingen_tilknytning": svar}, {"id": "b", "tilknytninger": nabo}]
    assert feilene(med(parter=TO_PARTER, ansatte=ansatte)) == []


# --- organene


@pytest.mark.parametrize("rolle", ["ordforer", "folkevalgt"])
@pytest.mark.parametrize(("organ", "sagt"), [({}, "ingenting"), ({"organ": "annet"}, "«annet»")])
def test_en_folkevalgt_handler_for_de_folkevalgte(rolle: str, organ: Fil, sagt: str) -> None:
    (feil,) = feilene(med(ansatte=[{"id": "a", "rolle": rolle} | organ]))
    assert feil.felt == "ansatte[a].organ"
    assert feil.forventet == "«folkevalgte» for ordførere og folkevalgte, og bare for dem"
    assert feil.funnet == sagt


@pytest.mark.parametrize("rolle", [{}, {"rolle": "kommunedirektor"}, {"rolle": "byrad"}], ids=str)
def test_bare_folkevalgte_handler_for_de_folkevalgte(rolle: Fil) -> None:
    assert stier(med(ansatte=[{"id": "a", "organ": "folkevalgte"} | rolle])) == ["ansatte[a].organ"]


@pytest.mark.parametrize("ansatt", [{"rolle": "folkevalgt", "organ": "folkevalgte"}, {"organ": "annet"}], ids=str)
@pytest.mark.parametrize("oppgave", ["avgjor", "forbereder"])
def test_bare_en_som_handler_for_kommunen_har_en_oppgave(ansatt: Fil, oppgave: str) -> None:
    (feil,) = feilene(med(ansatte=[{"id": "a", "oppgave": oppgave} | ansatt]))
    assert feil.felt == "ansatte[a].oppgave"
    assert (feil.forventet, feil.funnet) == ("ingen oppgave for en som handler for et annet organ", f"«{oppgave}»")
    assert feilene(med(ansatte=[{"id": "a", "oppgave": "ingen"} | ansatt])) == []


@pytest.mark.parametrize("organ", ["kommunen", "annet"])
def test_en_folkevalgt_er_ingens_overordnede(organ: str) -> None:
    ansatte = [
        {"id": "a", "organ": organ, "overordnet": "o"},
        {"id": "o", "rolle": "ordforer", "organ": "folkevalgte"},
    ]
    (feil,) = feilene(med(ansatte=ansatte))
    assert feil.felt == "ansatte[a].overordnet"
    assert (feil.forventet, feil.funnet) == ("en ansatt: folkevalgte er ingens overordnede", "en folkevalgt")


def test_en_folkevalgt_er_heller_ikke_en_folkevalgts_overordnede() -> None:
    folkevalgt = {"rolle": "folkevalgt", "organ": "folkevalgte"}
    fil = med(ansatte=[{"id": "a", "overordnet": "o"} | folkevalgt, {"id": "o"} | folkevalgt])
    assert stier(fil) == ["ansatte[a].overordnet"]


@pytest.mark.parametrize(("under", "over"), [("kommunen", "annet"), ("annet", "kommunen")])
def test_linjen_gar_innenfor_ett_organ(under: str, over: str) -> None:
    ansatte = [{"id": "a", "organ": under, "overordnet": "b"}, {"id": "b", "organ": over}]
    (feil,) = feilene(med(ansatte=ansatte))
    assert feil.felt == "ansatte[a].overordnet"
    assert (feil.forventet, feil.funnet) == ("en som handler for det samme organet", "en i et annet organ")


@pytest.mark.parametrize("organ", [{}, {"organ": "kommunen"}], ids=["ikke sagt", "sagt"])
def test_kommunen_er_organet_nar_ikke_noe_annet_er_sagt(organ: Fil) -> None:
    ansatte = [{"id": "a", "overordnet": "b", "oppgave": "avgjor"}, {"id": "b"} | organ]
    alternativ = {"type": "overordnet", "ansatt": "b"}
    assert feilene(med(ansatte=ansatte, stedfortreder=[alternativ])) == []


def test_i_et_annet_organ_kan_ogsa_en_sta_over_en_annen() -> None:
    assert feilene(med(ansatte=[{"id": "a", "organ": "annet", "overordnet": "b"}, {"id": "b", "organ": "annet"}])) == []


@pytest.mark.parametrize("type_", ["annen_saksbehandler", "overordnet", "leder_annen_enhet", "leder_utenfor_nav"])
@pytest.mark.parametrize("ansatt", [{"organ": "annet"}, {"organ": "folkevalgte", "rolle": "ordforer"}], ids=str)
def test_bare_en_som_handler_for_kommunen_kan_ta_over(type_: str, ansatt: Fil) -> None:
    fil = med(ansatte=[{"id": "a"} | ansatt], stedfortreder=[{"type": type_, "ansatt": "a"}])
    (feil,) = feilene(fil)
    assert feil.felt == f"stedfortreder[{type_}].ansatt"
    assert (feil.forventet, feil.funnet) == ("en som handler for kommunen", "en i et annet organ")


@pytest.mark.parametrize(
    ("felt", "ansatt"),
    [
        ("organ", {"organ": "x", "oppgave": "avgjor", "overordnet": "b"}),
        ("organ", {"organ": 1, "rolle": "ordforer"}),
        ("organ", {"organ": [], "oppgave": "avgjor"}),
        ("rolle", {"rolle": "x", "organ": "folkevalgte"}),
        ("rolle", {"rolle": "x", "ingen_over": "annet"}),
        ("oppgave", {"oppgave": "x", "organ": "annet"}),
    ],
)
def test_en_verdi_som_ikke_finnes_er_en_feil_og_ikke_flere(felt: str, ansatt: Fil) -> None:
    assert stier(med(ansatte=[{"id": "a"} | ansatt, {"id": "b"}])) == [f"ansatte[a].{felt}"]


# --- øverst i linjen


@pytest.mark.parametrize("rolle", ["kommunalsjef", "bydelsdirektor", "annen_leder"])
def test_disse_kan_ha_ingen_over_seg(rolle: str) -> None:
    assert feilene(med(ansatte=[{"id": "a", "rolle": rolle, "ingen_over": "parlamentarisk_styre"}])) == []


@pytest.mark.parametrize(
    "rolle",
    ["veileder", "avdelingsleder", "nav_leder", "kommunedirektor", "byrad", "annen", None],
)
def test_ingen_andre_kan_ha_ingen_over_seg(rolle: str | None) -> None:
    (feil,) = feilene(med(ansatte=[{"id": "a", "ingen_over": "annet"} | ({"rolle": rolle} if rolle else {})]))
    assert feil.felt == "ansatte[a].ingen_over"
    assert feil.forventet == "ikke dette: bare kommunalsjefer, bydelsdirektører og andre ledere kan ha ingen over seg"
    assert feil.funnet == "«annet»"


def test_den_som_har_noen_over_seg_har_ikke_ingen_over_seg() -> None:
    ansatt = {"id": "a", "rolle": "kommunalsjef", "ingen_over": "annet", "overordnet": "b"}
    (feil,) = feilene(med(ansatte=[ansatt, {"id": "b"}]))
    assert feil.felt == "ansatte[a].ingen_over"
    assert (feil.forventet, feil.funnet) == ("ikke dette ved siden av en overordnet", "begge")


# --- ledig stilling


@pytest.mark.parametrize(
    ("felt", "verdi", "sagt"),
    [
        ("tilknytninger", [{"type": "nabo"}], "en liste"),
        ("ingen_tilknytning", [{"kilde": "selv"}], "en liste"),
        ("skjonn", {"konklusjon": "habil"}, "et objekt"),
        ("skjonn", {}, "et objekt"),
        ("apenbart_unntak", {"oppfylt": True}, "et objekt"),
        ("habilitetsvurdering", {"avgjort_av": "selv"}, "et objekt"),
    ],
)
def test_i_en_ledig_stilling_er_det_ingen_a_sporre(felt: str, verdi: object, sagt: str) -> None:
    fil = med(parter=[{"id": "p"}], ansatte=[{"id": "a", "stilling_ledig": True, felt: verdi}])
    (feil,) = feilene(fil)
    assert feil.felt == f"ansatte[a].{felt}"
    assert (feil.forventet, feil.funnet) == ("ikke dette når stillingen er ledig", sagt)
    fil["ansatte"][0]["stilling_ledig"] = False
    assert feilene(fil) == []


@pytest.mark.parametrize("oppgave", ["avgjor", "forbereder"])
def test_en_ledig_stilling_har_ingen_oppgave(oppgave: str) -> None:
    (feil,) = feilene(med(ansatte=[{"id": "a", "stilling_ledig": True, "oppgave": oppgave}]))
    assert feil.felt == "ansatte[a].oppgave"
    assert (feil.forventet, feil.funnet) == ("ingen oppgave når stillingen er ledig", f"«{oppgave}»")


def test_en_ledig_stilling_kan_sta_i_linjen_med_en_som_fungerer() -> None:
    ledig = {"id": "a", "stilling_ledig": True, "oppgave": "ingen", "tilknytninger": [], "overordnet": "c"}
    fil = med(ansatte=[ledig | {"fravaer": {"fra": "2026-01-01", "fungerer": "b"}}, {"id": "b"}, {"id": "c"}])
    assert feilene(fil) == []


# --- fravær


def borte(fravaer: Fil, **ansatt: Any) -> Fil:
    return {"id": "a", "fravaer": fravaer} | ansatt


I_KRAFT = [
    {"fra": "2026-11-20"},
    {"fra": "2026-11-01", "til": "2026-11-20"},
    {"fra": "2026-11-20", "til": "2026-11-20"},
    {"fra": "2020-01-01", "til": "2030-01-01"},
]
IKKE_I_KRAFT = [{"fra": "2026-11-21"}, {"fra": "2026-11-01", "til": "2026-11-19"}]


@pytest.mark.parametrize("oppgave", ["avgjor", "forbereder"])
@pytest.mark.parametrize("fravaer", I_KRAFT, ids=str)
def test_den_som_er_borte_har_ingen_oppgave(fravaer: Fil, oppgave: str) -> None:
    (feil,) = feilene(med(ansatte=[borte(fravaer, oppgave=oppgave)]))
    assert feil.felt == "ansatte[a].oppgave"
    assert (feil.forventet, feil.funnet) == ("ingen oppgave for en som er borte", f"«{oppgave}»")
    assert feilene(med(ansatte=[borte(fravaer, oppgave="ingen")])) == []


@pytest.mark.parametrize("fravaer", IKKE_I_KRAFT, ids=str)
def test_den_som_ikke_er_borte_den_dagen_kan_ha_en_oppgave(fravaer: Fil) -> None:
    assert feilene(med(ansatte=[borte(fravaer, oppgave="avgjor")])) == []


def test_fravaeret_slutter_ikke_for_det_begynner() -> None:
    (feil,) = feilene(med(ansatte=[borte({"fra": "2026-11-20", "til": "2026-11-19"})]))
    assert feil.felt == "ansatte[a].fravaer.til"
    assert (feil.forventet, feil.funnet) == ("en dato fra og med den første dagen", "«2026-11-19»")


@pytest.mark.parametrize(
    ("fungerer", "funnet"),
    [
        ({"organ": "annet"}, "en i et annet organ"),
        ({"organ": "folkevalgte", "rolle": "folkevalgt"}, "en i et annet organ"),
        ({"stilling_ledig": True}, "en ledig stilling"),
        *(({"fravaer": fravaer}, "en som selv er borte") for fravaer in I_KRAFT),
    ],
    ids=str,
)
def test_den_som_fungerer_er_pa_jobb_i_samme_organ(fungerer: Fil, funnet: str) -> None:
    (feil,) = feilene(med(ansatte=[borte({"fra": "2026-11-01", "fungerer": "b"}), {"id": "b"} | fungerer]))
    assert feil.felt == "ansatte[a].fravaer.fungerer"
    assert (feil.forventet, feil.funnet) == ("en annen i samme organ, som er på jobb", funnet)


def test_ingen_fungerer_for_seg_selv() -> None:
    (feil,) = feilene(med(ansatte=[borte({"fra": "2026-11-01", "fungerer": "a"})]))
    assert feil.felt == "ansatte[a].fravaer.fungerer"
    assert (feil.forventet, feil.funnet) == ("en annen i samme organ, som er på jobb", "henne selv")


@pytest.mark.parametrize("fravaer", IKKE_I_KRAFT, ids=str)
def test_den_som_er_tilbake_eller_ikke_reist_kan_fungere(fravaer: Fil) -> None:
    ansatte = [borte({"fra": "2026-11-01", "fungerer": "b"}, organ="annet")]
    assert feilene(med(ansatte=[*ansatte, {"id": "b", "organ": "annet", "fravaer": fravaer}])) == []


@pytest.mark.parametrize("dag", ["2026-02-30", "", 5])
def test_et_fravaer_med_en_dag_som_ikke_finnes_er_en_feil_og_ikke_flere(dag: object) -> None:
    assert stier(med(ansatte=[borte({"fra": dag}, oppgave="avgjor")])) == ["ansatte[a].fravaer.fra"]
    til = {"fra": "2026-11-01", "til": dag}
    assert stier(med(ansatte=[borte(til, oppgave="avgjor")])) == ["ansatte[a].fravaer.til"]
    fil = med(vurderingsdato=dag, ansatte=[borte({"fra": "2026-11-01"}, oppgave="avgjor")])
    assert stier(fil) == ["vurderingsdato"]


# --- alternativene


ALLE = ["annen_saksbehandler", "overordnet", "leder_annen_enhet", "leder_utenfor_nav", "innleid", "folkevalgt_organ"]


@pytest.mark.parametrize("type_", ["innleid", "folkevalgt_organ"])
def test_innleid_og_folkevalgte_tar_ingen_ansatt(type_: str) -> None:
    (feil,) = feilene(med(ansatte=[{"id": "a"}], stedfortreder=[{"type": type_, "ansatt": "a"}]))
    assert feil.felt == f"stedfortreder[{type_}].ansatt"
    assert (feil.forventet, feil.funnet) == ("ingen ansatt for dette alternativet", "en ansatt")


def test_innleid_med_en_ansatt_som_ikke_finnes_avvises() -> None:
    assert "stedfortreder[innleid].ansatt" in stier(med(stedfortreder=[{"type": "innleid", "ansatt": "x"}]))


@pytest.mark.parametrize(
    ("felt", "verdi", "gjelder", "forventet"),
    [
        (
            "habil",
            True,
            {"innleid", "folkevalgt_organ"},
            "ingen «habil» her: den ansattes egen habilitet avgjør",
        ),
        ("svarer_til", "folkevalgte", {"innleid"}, "ikke dette: det gjelder bare innleide"),
        ("organ_i", "egen_kommune", {"folkevalgt_organ"}, "ikke dette: det gjelder bare folkevalgte organer"),
    ],
)
@pytest.mark.parametrize("type_", ALLE)
def test_noen_svar_gjelder_bare_noen_alternativer(
    type_: str, felt: str, verdi: object, gjelder: set[str], forventet: str
) -> None:
    fant = feilene(med(stedfortreder=[{"type": type_, felt: verdi}]))
    sagt = "true" if verdi is True else f"«{verdi}»"
    ventet = [] if type_ in gjelder else [(f"stedfortreder[{type_}].{felt}", forventet, sagt)]
    assert [(f.felt, f.forventet, f.funnet) for f in fant] == ventet


def test_et_alternativ_som_ikke_finnes_er_en_feil_og_ikke_flere() -> None:
    alternativ = {"type": "x", "habil": True, "svarer_til": "folkevalgte", "organ_i": "egen_kommune"}
    assert stier(med(stedfortreder=[alternativ])) == ["stedfortreder[x].type"]


# --- oppholdet


@pytest.mark.parametrize(
    ("felt", "verdi"), [("tvist", {}), ("vertskommune", {"kommune": "5001", "omfatter_saken": False})]
)
def test_en_sak_som_er_overfort_hit_er_verken_en_tvist_eller_en_vertskommunes(felt: str, verdi: Fil) -> None:
    (feil,) = feilene(med(opphold={"overfort_hit": {}, felt: verdi}))
    assert feil.felt == f"opphold.{felt}"
    assert (feil.forventet, feil.funnet) == ("ikke dette ved siden av «overfort_hit»", "begge")


def test_alle_tre_er_to_feil() -> None:
    opphold = FULL["opphold"] | OVERFORT["opphold"]
    assert stier(med(opphold=opphold)) == ["opphold.tvist", "opphold.vertskommune"]


# --- ordene


@pytest.mark.parametrize(
    ("felt", "verdi", "funnet"),
    [
        ("underskriver", "x" * 61, f"«{'x' * 60}», som ikke finnes der"),
        ("kontor", {"kommune": "5" * 61}, f"«{'5' * 60}»"),
        ("parter", [{"id": "x" * 61}] * 2, f"«{'x' * 60}» en gang til"),
    ],
)
def test_en_lang_id_vises_kort(felt: str, verdi: object, funnet: str) -> None:
    (feil,) = feilene(med(**{felt: verdi}))
    assert feil.funnet == funnet
