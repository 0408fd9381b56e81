"""Det som må henge sammen i en saksfil: hver grunn til at en fil ellers i god form avvises, med sti og ord."""

from __future__ import annotations

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


# --- det som utelukker hverandre


@pytest.mark.parametrize("type_", ["innleid", "folkevalgt_organ"])
def test_innleid_og_folkevalgte_tar_ingen_ansatt(type_: str) -> None:
    fil = med(ansatte=[{"id": "a"}], stedfortreder=[{"type": type_, "ansatt": "a"}])
    assert stier(fil) == [f"stedfortreder[{type_}].ansatt"]


def test_innleid_med_en_ansatt_som_ikke_finnes_avvises() -> None:
    assert "stedfortreder[innleid].ansatt" in stier(med(stedfortreder=[{"type": "innleid", "ansatt": "x"}]))
