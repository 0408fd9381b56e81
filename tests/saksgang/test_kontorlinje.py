"""Kontorets linje: hvem en ny sak begynner med, og det som gjøres med linjen i innstillingene."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linjer import LINJEN, linjer

from overforing.feil import KanIkke
from overforing.program.program import Program
from overforing.sak import modell as m
from overforing.sak.kodeverk import Malform
from overforing.sak.person import Linje, Person, er_hel
from overforing.saksgang.kontorlinje import Linjebilde, ansatte, med_ny, med_svar, uten, uten_tomme
from overforing.saksgang.slag import Plass
from overforing.ui.deler.ordene import Ord

KATALOG = Program.start().katalog
SIRI = LINJEN[-1]


def _bilde(linje: Linje) -> Linjebilde:
    return Linjebilde(linje, Ord(KATALOG, Malform.NB).fra)


def _over(linje: Linje) -> dict[str, str]:
    return {p.id: p.overordnet for p in linje}


def test_en_ny_sak_begynner_med_linjen_og_ingenting_mer() -> None:
    assert ansatte(LINJEN) == (
        m.Ansatt(id="a1", navn="Ola Hov", rolle=m.Rolle.KOMMUNEDIREKTOR),
        m.Ansatt(id="a2", navn="Anne Dahl", rolle=m.Rolle.KOMMUNALSJEF, overordnet="a1"),
        m.Ansatt(id="a3", navn="Kari Moen", rolle=m.Rolle.NAV_LEDER, overordnet="a2"),
        m.Ansatt(id="a4", navn="Siri Lund", rolle=m.Rolle.VEILEDER, overordnet="a3"),
    )


def test_under_en_som_har_sluttet_er_det_et_hull_saken_sporr_om() -> None:
    uten_kari = ansatte(med_svar(LINJEN, "a3", "sluttet", True))
    assert [(a.navn, a.overordnet) for a in uten_kari] == [("Ola Hov", None), ("Anne Dahl", "a1"), ("Siri Lund", None)]
    bilde = _bilde(med_svar(LINJEN, "a3", "sluttet", True))
    assert bilde.hvem_over("a4") == "Hvem er over Siri Lund?"
    assert [bilde.hvem_over(id_) for id_ in ("a1", "a2", "a3")] == ["", "", ""]
    tilbake = med_svar(med_svar(LINJEN, "a3", "sluttet", True), "a3", "sluttet", False)
    assert tilbake == LINJEN, "den som kommer tilbake, har plassen sin"


def test_de_folkevalgte_star_ikke_i_linjen() -> None:
    linje = med_svar(LINJEN, "a3", "rolle", "ordforer")
    assert [(a.navn, a.overordnet) for a in ansatte(linje)][-1] == ("Siri Lund", None)
    assert "Kari Moen" not in [b.navn for b in _bilde(linje).boksene()]


@given(linje=linjer())
def test_ingen_linje_gir_en_sak_noe_svar_om_noen(linje: Linje) -> None:
    for a in ansatte(linje):
        assert a == m.Ansatt(id=a.id, navn=a.navn, rolle=a.rolle, overordnet=a.overordnet, ingen_over=a.ingen_over)
        assert not (a.overordnet and a.ingen_over)
    assert {a.overordnet for a in ansatte(linje)} <= {None, *(a.id for a in ansatte(linje))}


@given(linje=linjer(), data=st.data())
def test_linjen_er_hel_hva_som_enn_gjores_med_den(linje: Linje, data: st.DataObject) -> None:
    for _ in range(4):
        ider = [p.id for p in linje]
        hva = data.draw(st.sampled_from(("ny", "over", "sluttet", "uten") if ider else ("ny",)))
        if hva == "ny":
            linje = med_ny(linje, data.draw(st.sampled_from(("", *ider))), data.draw(st.sampled_from(Plass)))
            continue
        id_ = data.draw(st.sampled_from(ider))
        if hva == "uten":
            linje = uten(linje, id_)
        elif hva == "sluttet":
            linje = med_svar(linje, id_, "sluttet", data.draw(st.booleans()))
        else:
            with contextlib.suppress(KanIkke):
                linje = med_svar(linje, id_, "overordnet", data.draw(st.sampled_from(("", *ider))))
        assert er_hel(linje)
        assert er_hel(uten_tomme(linje))


def test_ingen_kan_sta_under_seg_selv() -> None:
    with pytest.raises(KanIkke) as feil:
        med_svar(LINJEN, "a2", "overordnet", "a4")
    assert str(feil.value) == (
        "Anne Dahl kan ikke stå under Siri Lund, for Siri Lund står selv under Anne Dahl. Flytt Siri Lund først."
    )
    valgene = [v.verdi for v in _bilde(LINJEN).sporsmalene("a2")["overordnet"].valg]
    assert valgene == ["a1", "a3", "a4"], "de som avvises, står sist"


def test_den_nye_kommer_der_en_ber_om() -> None:
    over = med_ny(LINJEN, "a4", Plass.OVER)
    assert _over(over) == {"a1": "", "a2": "a1", "a3": "a2", "a4": "a5", "a5": "a3"}
    assert over[-1].rolle == "annen_leder"
    assert _over(med_ny(LINJEN, "a4", Plass.UNDER))["a5"] == "a4"
    assert _over(med_ny(LINJEN, "a4", Plass.VED_SIDEN))["a5"] == "a3"
    assert _over(med_ny(LINJEN))["a5"] == ""


def test_de_under_en_som_fjernes_star_under_den_hun_sto_under() -> None:
    assert _over(uten(LINJEN, "a3")) == {"a1": "", "a2": "a1", "a4": "a2"}


def test_hvem_som_er_over_og_at_ingen_er_det_utelukker_hverandre() -> None:
    alene = med_svar(LINJEN, "a2", "ingen_over", "interkommunalt_organ")
    assert (alene[1].overordnet, alene[1].ingen_over) == ("", "interkommunalt_organ")
    assert _bilde(alene).hvem_over("a2") == ""
    assert med_svar(alene, "a2", "overordnet", "a1")[1].ingen_over == ""
    assert med_svar(alene, "a2", "rolle", "nav_leder")[1].ingen_over == "", "en Nav-leder har alltid noen over seg"


def test_den_ingen_har_sagt_noe_om_lagres_ikke_uten_at_noen_star_under() -> None:
    linje = med_ny(LINJEN, "a4", Plass.UNDER)
    assert uten_tomme(linje) == LINJEN
    leder = (*linje, replace(SIRI, id="a6", overordnet="a5"))
    assert uten_tomme(leder) == leder


def test_det_sporres_ikke_hvem_som_er_over_en_ingen_har_sagt_noe_om() -> None:
    bilde = _bilde(med_ny(LINJEN))
    assert (bilde.hvem_over("a5"), bilde.boksene()[-1].navn) == ("", "Ikke fylt ut")


def test_menyen_sporr_ikke_hvem_som_er_over_den_overste() -> None:
    bilde = _bilde((*LINJEN, Person(id="a5", rolle="kommunalsjef")))
    assert list(bilde.sporsmalene("a1")) == ["rolle"]
    assert list(bilde.sporsmalene("a2")) == ["overordnet", "ingen_over", "rolle"], "svaret kan byttes"
    assert list(bilde.sporsmalene("a3")) == ["overordnet", "rolle"]
    assert list(bilde.sporsmalene("a5")) == ["overordnet", "ingen_over", "rolle"]
    assert [b.status for b in bilde.boksene()] == ["øverst i linjen", "", "", "", "Hvem er over kommunalsjefen?"]
