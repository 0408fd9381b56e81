"""Å lese og endre ett felt etter stien: det som ikke er et svar, blir borte, og ingen peker blir stående igjen."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from gyldige_saker import KOMMUNER as NOEN_KOMMUNER
from gyldige_saker import saker
from hypothesis import given
from hypothesis import strategies as st
from sak.saksfilprover import FULL, KOMMUNER, MINST

from overforing.sak import modell as m
from overforing.sak.felt import UkjentSti, fjern, hent, legg_til, sett, tom
from overforing.sak.saksfil import fra_verdier, til_verdier

DAG = date(2026, 11, 20)
SVAR = "ansatte[a1].ingen_tilknytning[p1]"


def en_sak(**felt: Any) -> m.Sak:
    felt = {"parter": (m.Part(id="p1"), m.Part(id="p2")), "ansatte": (m.Ansatt(id="a1"), m.Ansatt(id="a2"))} | felt
    return m.Sak(id=MINST["id"], vurderingsdato=DAG, **felt)


def svart(*svar: m.IngenTilknytning) -> m.Sak:
    return en_sak(ansatte=(m.Ansatt(id="a1", ingen_tilknytning=svar),))


SELV, IKKE_KJENT = m.Svarkilde.SELV, m.Svarkilde.IKKE_KJENT


# --- stiene


@pytest.mark.parametrize(
    ("sti", "ventet"),
    [
        ("saksnummer", "2026/0417"),
        ("kontor.navn", "Nav Eksempel"),
        ("parter[p1].representant.type", m.Representanttype.VERGE),
        ("ansatte[a1].skjonn.konklusjon", m.Konklusjon.INHABIL),
        ("ansatte[a1].tilknytninger[1].part", "p2"),
        ("ansatte[a1].ingen_tilknytning[p2].av", "Siri Lund"),
        ("ansatte[a1].ingen_tilknytning[0].av", "Siri Lund"),
        ("ansatte[a1].fravaer.fungerer", "a3"),
        ("stedfortreder[innleid].svarer_til", "a2"),
        ("stedfortreder[2].organ_i", m.OrganI.FELLES_NEMND),
        ("settekommuner[0].kommune", "5031"),
        ("settekommuner[1].kommune", None),
        ("ansatte[a9].navn", None),
        ("ansatte[a2].fravaer.fra", None),
        ("ansatte[a1].ingen_tilknytning[p1].kilde", None),
        ("stedfortreder[leder_utenfor_nav].mulig", None),
    ],
)
def test_verdien_hentes_etter_stien(sti: str, ventet: object) -> None:
    assert hent(fra_verdier(FULL, KOMMUNER), sti) == ventet


@pytest.mark.parametrize(
    "sti", ["", "ukjent", "kontor.ukjent", "ansatte[a9].navn", "settekommuner[0].kommune", "ansatte[a1].skjonn.x"]
)
def test_en_sti_som_ikke_finnes_kan_ikke_settes(sti: str) -> None:
    with pytest.raises(UkjentSti):
        sett(en_sak(), sti, "x")


@pytest.mark.parametrize("sti", ["ansatte[a9]", "settekommuner[0]", "ansatte[2]"])
def test_et_element_som_ikke_finnes_kan_ikke_fjernes(sti: str) -> None:
    with pytest.raises(UkjentSti):
        fjern(en_sak(), sti)


def test_den_gamle_saken_er_uendret() -> None:
    sak = en_sak()
    ny = sett(sak, "kontor.navn", "Nav Eksempel")
    assert (sak.kontor.navn, ny.kontor.navn) == ("", "Nav Eksempel")


def test_bare_elementet_stien_peker_pa_endres() -> None:
    sak = sett(en_sak(), "ansatte[a2].navn", "Kari Moen")
    assert [a.navn for a in sak.ansatte] == ["", "Kari Moen"]
    assert [p.navn for p in sett(sak, "parter[p1].navn", "Ola").parter] == ["Ola", ""]


def test_et_nytt_element_kommer_sist() -> None:
    sak = legg_til(en_sak(vedlegg=("a",)), "vedlegg", "b")
    assert sak.vedlegg == ("a", "b")
    assert [a.id for a in legg_til(sak, "ansatte", m.Ansatt(id="a0")).ansatte] == ["a1", "a2", "a0"]


def test_et_alternativ_lages_nar_det_svares_pa() -> None:
    sak = sett(en_sak(), "stedfortreder[innleid].svarer_til", "folkevalgte")
    assert sak.stedfortreder == (m.Stedfortreder(type=m.Stedfortredertype.INNLEID, svarer_til="folkevalgte"),)
    assert hent(sak, "stedfortreder[innleid].mulig") is None


# --- deler som kommer og går


@pytest.mark.parametrize(
    ("sti", "verdi"),
    [
        ("ansatte[a1].skjonn.begrunnelse", "x"),
        ("ansatte[a1].apenbart_unntak.oppfylt", True),
        ("ansatte[a1].habilitetsvurdering.dato", DAG),
        ("ansatte[a1].tilgang_stengt.av", "x"),
        ("parter[p1].representant.navn", "x"),
        ("parter[p1].spurt_om_tilknytning.svar", m.Sporsmalssvar.JA),
        ("soknad.haster_vurdert.dato", DAG),
        ("vedtak.saksnr", "x"),
        ("svar.nye_opplysninger.tekst", "x"),
        ("sendt.mate", "post"),
        ("ferdigstilt.av", "x"),
        ("opphold.vertskommune.kommune", "5001"),
        ("ansatte[a1].fravaer.fra", DAG),
        (f"{SVAR}.kilde", SELV),
    ],
)
def test_delen_lages_med_det_forste_svaret_og_gar_med_det_siste(sti: str, verdi: object) -> None:
    sak = sett(en_sak(), sti, verdi)
    assert hent(sak, sti) == verdi
    assert fra_verdier(til_verdier(sak), KOMMUNER) == sak
    assert tom(sak, sti) == en_sak()


def test_delen_blir_staende_sa_lenge_noe_i_den_er_besvart() -> None:
    sak = sett(
        sett(en_sak(), "ansatte[a1].skjonn.konklusjon", m.Konklusjon.TVIL), "ansatte[a1].skjonn.begrunnelse", "x"
    )
    assert tom(sak, "ansatte[a1].skjonn.begrunnelse").ansatte[0].skjonn == m.Skjonn(konklusjon=m.Konklusjon.TVIL)


@pytest.mark.parametrize("navn", ["tvist", "overfort_hit"])
def test_en_tvist_og_en_overforing_er_et_svar_ogsa_nar_de_er_tomme(navn: str) -> None:
    sak = sett(en_sak(), f"opphold.{navn}.dato" if navn == "overfort_hit" else "opphold.tvist.motpartens_svar", None)
    assert hent(sak, f"opphold.{navn}") is not None
    assert tom(sak, f"opphold.{navn}") == en_sak()


@pytest.mark.parametrize("felt", ["kommune", "omfatter_saken"])
def test_en_vertskommune_uten_det_filen_krever_er_ikke_noe_svar(felt: str) -> None:
    sak = sett(en_sak(), "opphold.vertskommune.kommune", "5001")
    assert sak.opphold.vertskommune == m.Vertskommune(kommune="5001", omfatter_saken=True)
    assert tom(sak, f"opphold.vertskommune.{felt}") == en_sak()
    nei = sett(sak, "opphold.vertskommune.omfatter_saken", False)
    assert nei.opphold.vertskommune == m.Vertskommune(kommune="5001", omfatter_saken=False)


def test_det_tomme_er_det_ingen_har_svart() -> None:
    sak = en_sak(malform=m.Malform.NN, saksnummer="1", soknad=m.Soknad(tjenester=(m.Tjeneste.ANNET,)))
    for sti in ("malform", "saksnummer", "soknad.tjenester"):
        sak = tom(sak, sti)
    assert sak == en_sak()
    assert tom(sak, "svar.dato") == sak
    assert tom(en_sak(), "ansatte[a2]").ansatte == (m.Ansatt(id="a1"),)


# --- fravær


def test_et_fravaer_uten_forste_dag_er_ikke_noe_fravaer() -> None:
    sak = sett(en_sak(), "ansatte[a1].fravaer.fungerer", "a2")
    assert sak.ansatte[0].fravaer is None
    borte = sett(sett(sak, "ansatte[a1].fravaer.fra", DAG), "ansatte[a1].fravaer.fungerer", "a2")
    assert borte.ansatte[0].fravaer == m.Fravaer(fra=DAG, fungerer="a2")
    assert sett(borte, "ansatte[a1].fravaer.fra", None).ansatte[0].fravaer is None
    assert tom(borte, "ansatte[a1].fravaer.fra").ansatte[0].fravaer is None


# --- svarene om hver part


def test_et_svar_om_en_part_lages_med_kilden_og_gar_med_den() -> None:
    sak = sett(en_sak(), f"{SVAR}.kilde", IKKE_KJENT)
    assert sak.ansatte[0].ingen_tilknytning == (m.IngenTilknytning(kilde=IKKE_KJENT, part="p1"),)
    assert sak.ansatte[1].ingen_tilknytning == ()
    for uten in (sett(sak, f"{SVAR}.kilde", None), tom(sak, f"{SVAR}.kilde"), fjern(sak, SVAR)):
        assert uten == en_sak()


@pytest.mark.parametrize(("felt", "verdi"), [("dato", DAG), ("av", "Siri Lund")])
def test_en_dag_eller_et_navn_er_ikke_noe_svar(felt: str, verdi: object) -> None:
    """Ellers ville den ansatte vært svart for uten at noen hadde sagt det."""
    assert sett(en_sak(), f"{SVAR}.{felt}", verdi) == en_sak()


def test_svaret_om_den_ene_parten_er_ikke_svaret_om_den_andre() -> None:
    om_p2 = m.IngenTilknytning(kilde=SELV, part="p2", dato=DAG)
    sak = sett(svart(om_p2), f"{SVAR}.kilde", IKKE_KJENT)
    assert sak.ansatte[0].ingen_tilknytning == (om_p2, m.IngenTilknytning(kilde=IKKE_KJENT, part="p1"))
    assert hent(sak, "ansatte[a1].ingen_tilknytning[p2].kilde") is SELV
    assert tom(sak, f"{SVAR}.kilde") == svart(om_p2)


def test_et_svar_som_ikke_sier_hvilken_part_gjelder_den_eneste() -> None:
    sak = replace(svart(m.IngenTilknytning(kilde=SELV, av="Siri Lund")), parter=(m.Part(id="p1"),))
    assert hent(sak, f"{SVAR}.av") == "Siri Lund"
    ny = sett(sak, f"{SVAR}.kilde", IKKE_KJENT)
    assert ny.ansatte[0].ingen_tilknytning == (m.IngenTilknytning(kilde=IKKE_KJENT, av="Siri Lund"),)


# --- den som tas bort


def pekere(verdi: Any) -> list[object]:
    """Alle tekstene i filen som er en id, på hvilket sted som helst."""
    if isinstance(verdi, dict):
        return [p for navn, v in verdi.items() if navn != "id" for p in pekere(v)]
    return [p for v in verdi for p in pekere(v)] if isinstance(verdi, list) else [verdi]


PEKER_PA_BORT = fra_verdier(
    {
        **MINST,
        "parter": [
            {"id": "p1", "spurt_om_tilknytning": {"svar": "ja", "hvem": ["under", "bort", "over"]}},
            {"id": "p2", "spurt_om_tilknytning": {"svar": "ja", "hvem": ["bort"]}},
            {"id": "p3"},
        ],
        "ansatte": [
            {"id": "under", "overordnet": "bort", "habilitetsvurdering": {"avgjort_av_ansatt": "bort"}},
            {"id": "bort", "overordnet": "over", "tilknytninger": [{"type": "nabo", "part": "p1"}]},
            {"id": "over", "fravaer": {"fra": "2026-11-01", "fungerer": "bort"}},
            {"id": "ved", "overordnet": "over", "habilitetsvurdering": {"avgjort_av_ansatt": "over"}},
        ],
        "stedfortreder": [
            {"type": "overordnet", "ansatt": "bort", "mulig": True},
            {"type": "leder_annen_enhet", "ansatt": "over", "mulig": True},
            {"type": "innleid", "svarer_til": "bort", "mulig": True, "habil": True},
        ],
        "midlertidige_tiltak": [{"besluttet_av": "bort"}, {"besluttet_av": "over"}],
        "allerede_truffet": [{"av": "bort"}, {"av": "over"}],
        "ingen_tiltak": {"begrunnelse": "x", "vurdert_av": "bort"},
        "underskriver": "bort",
    },
    KOMMUNER,
)


def test_en_ansatt_som_tas_bort_pekes_ikke_pa_av_noe() -> None:
    sak = fjern(PEKER_PA_BORT, "ansatte[bort]")
    assert "bort" not in pekere(til_verdier(sak))
    assert fra_verdier(til_verdier(sak), KOMMUNER) == sak


def test_de_som_sto_under_den_som_tas_bort_star_under_den_hun_sto_under() -> None:
    sak = fjern(PEKER_PA_BORT, "ansatte[bort]")
    assert {a.id: a.overordnet for a in sak.ansatte} == {"under": "over", "over": None, "ved": "over"}


def test_pekere_til_andre_blir_staende() -> None:
    sak = fjern(PEKER_PA_BORT, "ansatte[bort]")
    assert [hent(sak, sti) for sti in ("parter[p1].spurt_om_tilknytning.hvem", "stedfortreder[1].ansatt")] == [
        ("under", "over"),
        "over",
    ]
    assert sak.allerede_truffet == (m.AlleredeTruffet(), m.AlleredeTruffet(av="over"))
    assert sak.midlertidige_tiltak == (m.MidlertidigTiltak(), m.MidlertidigTiltak(besluttet_av="over"))
    assert hent(sak, "ansatte[ved].habilitetsvurdering.avgjort_av_ansatt") == "over"


def test_svarene_blir_staende_nar_den_de_navnga_tas_bort() -> None:
    """Parten har fortsatt svart ja, og den fraværende er fortsatt borte: å ta bort en ansatt svarer ikke for noen."""
    sak = fjern(PEKER_PA_BORT, "ansatte[bort]")
    assert hent(sak, "parter[p2].spurt_om_tilknytning") == m.SpurtOmTilknytning(svar=m.Sporsmalssvar.JA)
    assert hent(sak, "parter[p3].spurt_om_tilknytning") is None
    assert hent(sak, "ansatte[over].fravaer") == m.Fravaer(fra=date(2026, 11, 1))
    assert hent(sak, "stedfortreder[innleid]") == m.Stedfortreder(
        type=m.Stedfortredertype.INNLEID, mulig=True, habil=True
    )
    assert sak.ingen_tiltak == m.IngenTiltak(begrunnelse="x")


def test_a_svare_til_de_folkevalgte_er_ikke_a_svare_til_en_ansatt_som_heter_det() -> None:
    innleid = m.Stedfortreder(type=m.Stedfortredertype.INNLEID, svarer_til="folkevalgte")
    sak = en_sak(ansatte=(m.Ansatt(id="folkevalgte"),), stedfortreder=(innleid,))
    assert fjern(sak, "ansatte[folkevalgte]").stedfortreder == (innleid,)


def test_en_part_som_tas_bort_tar_med_seg_svarene_om_henne_og_ingen_andre() -> None:
    fil = copy.deepcopy(MINST) | {
        "parter": [{"id": "p1"}, {"id": "p2"}],
        "ansatte": [
            {
                "id": "a1",
                "tilknytninger": [{"type": "nabo", "part": "p1"}, {"type": "kollega", "part": "p2", "kilde": "soker"}],
                "ingen_tilknytning": [{"kilde": "selv", "part": "p2"}],
            },
            {"id": "a2", "ingen_tilknytning": [{"kilde": "selv", "part": p} for p in ("p1", "p2")]},
        ],
    }
    sak = fjern(fra_verdier(fil, KOMMUNER), "parter[p1]")
    assert [[t.part for t in a.tilknytninger] for a in sak.ansatte] == [["p2"], []]
    assert [[s.part for s in a.ingen_tilknytning] for a in sak.ansatte] == [["p2"], ["p2"]]
    assert fra_verdier(til_verdier(sak), KOMMUNER) == sak


def test_den_eneste_parten_tar_med_seg_ogsa_svarene_som_ikke_nevner_henne() -> None:
    """Ellers ville en ny part med samme id vært svart for uten at noen var spurt."""
    ansatt = m.Ansatt(
        id="a1",
        tilknytninger=(m.Tilknytning(type=m.Tilknytningstype.NABO, kilde=m.Tilknytningskilde.ANDRE),),
        ingen_tilknytning=(m.IngenTilknytning(kilde=SELV),),
    )
    sak = fjern(en_sak(parter=(m.Part(id="p1"),), ansatte=(ansatt,)), "parter[p1]")
    assert (sak.parter, sak.ansatte) == ((), (m.Ansatt(id="a1"),))


@given(saker(), st.data())
def test_den_som_tas_bort_etterlater_ingen_id_som_ikke_finnes(sak: m.Sak, data: st.DataObject) -> None:
    elementer = [f"ansatte[{a.id}]" for a in sak.ansatte] + [f"parter[{p.id}]" for p in sak.parter]
    if elementer:
        sak = fjern(sak, data.draw(st.sampled_from(elementer)))
    assert fra_verdier(til_verdier(sak), NOEN_KOMMUNER) == sak
