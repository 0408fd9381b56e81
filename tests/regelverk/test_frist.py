"""Fristen for foreløpig svar: fvl § 11 a tredje ledd."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from gyldige_saker import EMBETE_FOR, regelsett, saker
from hypothesis import given
from hypothesis import strategies as st

from overforing.regelverk.frist import Friststand, Svarfrist, en_maned_etter, forelopig_svar
from overforing.regelverk.vurder import vurder
from overforing.sak.modell import Regelsett, Sak

INGEN, NAER, NADD, GJORT = Friststand


@pytest.mark.parametrize(
    ("mottatt", "i_dag", "stand", "frist"),
    [
        (date(2026, 11, 1), date(2026, 11, 25), INGEN, date(2026, 12, 1)),
        (date(2026, 11, 1), date(2026, 11, 26), NAER, date(2026, 12, 1)),
        (date(2026, 11, 1), date(2026, 11, 30), NAER, date(2026, 12, 1)),
        (date(2026, 11, 1), date(2026, 12, 1), NADD, date(2026, 12, 1)),
        (date(2026, 11, 1), date(2027, 6, 1), NADD, date(2026, 12, 1)),
        # Måneden er en kalendermåned, og den siste dagen når dagen ikke finnes.
        (date(2027, 1, 31), date(2027, 2, 24), INGEN, date(2027, 2, 28)),
        (date(2027, 1, 31), date(2027, 2, 25), NAER, date(2027, 2, 28)),
        (date(2027, 1, 31), date(2027, 2, 28), NADD, date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 28), NAER, date(2028, 2, 29)),
        (date(2028, 1, 30), date(2028, 2, 29), NADD, date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 9, 30), NADD, date(2026, 9, 30)),
        (date(2026, 12, 15), date(2027, 1, 9), NAER, date(2027, 1, 15)),
        # En dato fram i tid og kalenderens slutt.
        (date(2027, 1, 1), date(2026, 1, 1), INGEN, date(2027, 2, 1)),
        (date(9999, 12, 5), date(9999, 12, 31), INGEN, None),
    ],
)
def test_fra_dag_25_er_fristen_naer_og_etter_en_kalendermaned_nadd(
    mottatt: date, i_dag: date, stand: Friststand, frist: date | None
) -> None:
    assert forelopig_svar(mottatt, i_dag, besvart=False, avsluttet=False) == Svarfrist(stand, frist)


def test_uten_dato_for_soknaden_er_det_ingen_frist() -> None:
    assert forelopig_svar(None, date(2026, 1, 1), besvart=False, avsluttet=False) == Svarfrist(INGEN, None)


_dag = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@given(_dag, st.integers(0, 400), st.sampled_from([(True, False), (False, True), (True, True)]))
def test_svart_eller_avsluttet_er_alltid_gjort(mottatt: date, dager: int, hvordan: tuple[bool, bool]) -> None:
    besvart, avsluttet = hvordan
    i_dag = mottatt + timedelta(days=dager)
    assert forelopig_svar(mottatt, i_dag, besvart=besvart, avsluttet=avsluttet).stand is GJORT


@given(_dag, st.integers(0, 60))
def test_fristen_gar_bare_framover_og_er_naer_i_minst_tre_dager(mottatt: date, dager: int) -> None:
    rekke = [INGEN, NAER, NADD]
    stander = [
        forelopig_svar(mottatt, mottatt + timedelta(days=d), besvart=False, avsluttet=False).stand for d in range(dager)
    ]
    assert stander == sorted(stander, key=rekke.index)
    assert NADD not in stander or stander.count(NAER) in range(3, 7)


@given(saker(), regelsett)
def test_fristen_er_nadd_akkurat_nar_avklaringen_sier_at_svaret_mangler(sak: Sak, regler: Regelsett) -> None:
    mangler = any(a.id == "forelopig_svar_mangler" for a in vurder(sak, regler, EMBETE_FOR).avklaringer)
    besvart = sak.forelopig_svar_soker is not None
    frist = forelopig_svar(sak.soknad.mottatt, sak.vurderingsdato, besvart=besvart, avsluttet=False)
    assert mangler is (frist.stand is NADD)


def test_avklaringen_kommer_pa_selve_dagen() -> None:
    mottatt = date(2027, 1, 31)
    assert en_maned_etter(mottatt) == date(2027, 2, 28)
    sak = Sak(id="x", vurderingsdato=date(2027, 2, 27))
    sak = replace(sak, soknad=replace(sak.soknad, mottatt=mottatt))
    for dag, ventet in ((27, False), (28, True)):
        vurdering = vurder(replace(sak, vurderingsdato=date(2027, 2, dag)), Regelsett.FVL1967)
        assert any(a.id == "forelopig_svar_mangler" for a in vurdering.avklaringer) is ventet
