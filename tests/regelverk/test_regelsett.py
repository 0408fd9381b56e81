"""Hvilken lov saken følger (rettsgrunnlag § 10)."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from regelverk.bygg import FVL1967, FVL2025, sak

from overforing.feil import UgyldigSaksfil
from overforing.program.program import Program
from overforing.regelverk.regelsett import ForTidlig, Kalender
from overforing.sak.modell import Ferdigstilt, Regelsett, Sak

ROT = Path(__file__).resolve().parents[2]
I_DAG = Kalender({FVL1967: date(1970, 1, 1)})
PROVEDATO = Kalender({FVL1967: date(1970, 1, 1), FVL2025: date(2027, 7, 1)})


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(ROT / "resources", ROT / "letters")


def _pa(dag: date, ferdigstilt: Ferdigstilt | None = None) -> Sak:
    return replace(sak(), vurderingsdato=dag, ferdigstilt=ferdigstilt)


@pytest.mark.parametrize("dag", [date(1970, 1, 1), date(2000, 2, 29), date(2026, 11, 22), date(9999, 12, 31)])
def test_uten_dato_for_den_nye_loven_gjelder_den_gamle(dag: date) -> None:
    assert I_DAG.for_sak(_pa(dag)) == FVL1967


@pytest.mark.parametrize("dag", [date(1969, 12, 31), date(1, 1, 1)])
def test_for_det_forste_regelsettet_finnes_ikke_noe_svar(dag: date) -> None:
    for kalender in (I_DAG, PROVEDATO):
        with pytest.raises(ForTidlig):
            kalender.for_sak(_pa(dag))


@pytest.mark.parametrize(
    ("dag", "ventet"),
    [
        (date(1970, 1, 1), FVL1967),
        (date(2027, 6, 30), FVL1967),
        (date(2027, 7, 1), FVL2025),
        (date(2027, 7, 2), FVL2025),
        (date(9999, 12, 31), FVL2025),
    ],
)
def test_fra_datoen_som_er_satt_gjelder_den_nye(dag: date, ventet: Regelsett) -> None:
    assert PROVEDATO.for_sak(_pa(dag)) == ventet


def test_det_er_vurderingsdatoen_som_teller_ikke_nar_soknaden_kom() -> None:
    gammel_soknad = replace(_pa(date(2027, 7, 1)), soknad=replace(sak().soknad, mottatt=date(2027, 6, 1)))
    assert PROVEDATO.for_sak(gammel_soknad) == FVL2025


def test_en_ferdig_sak_beholder_regelsettet_sitt() -> None:
    assert PROVEDATO.for_sak(_pa(date(2027, 7, 1), Ferdigstilt(regelsett=FVL1967))) == FVL1967
    assert I_DAG.for_sak(_pa(date(2026, 11, 20), Ferdigstilt(regelsett=FVL2025))) == FVL2025


def test_ferdigstilt_uten_regelsett_folger_datoen() -> None:
    assert PROVEDATO.for_sak(_pa(date(2027, 7, 1), Ferdigstilt(av="Kari"))) == FVL2025


def test_rekkefolgen_i_oppsettet_spiller_ingen_rolle() -> None:
    bakvendt = Kalender({FVL2025: date(2027, 7, 1), FVL1967: date(1970, 1, 1)})
    assert bakvendt.gjeldende(date(2027, 6, 30)) == FVL1967
    assert bakvendt.gjeldende(date(2027, 7, 1)) == FVL2025


# --- programmet slik det leveres


def test_lovene_gjelder_fra_dagene_i_regelsettfilen(program: Program) -> None:
    """En dag i filen er alt som skal til for at den nye loven gjelder."""
    dagene = tomllib.loads((ROT / "resources" / "regelsett.toml").read_text("utf-8"))
    assert {navn: program.kalender.start(navn) for navn in (FVL1967, FVL2025)} == {
        FVL1967: date(1970, 1, 1),
        FVL2025: dagene.get("fvl2025"),
    }
    assert program.kalender.forste == date(1970, 1, 1)


def test_med_ny_lov_kjores_provene_som_om_den_gjelder(request: pytest.FixtureRequest, program: Program) -> None:
    """Ellers ville den andre kjøringen i ``.ci/run`` vært den første om igjen."""
    dagen = request.config.getoption("--ny-lov") or program.kalender.start(FVL2025)
    assert Program.start().kalender.start(FVL2025) == dagen


@pytest.mark.parametrize("dag", ["1969-12-31", "0001-01-01"])
def test_en_saksfil_fra_for_1970_avvises_med_feltet(program: Program, dag: str) -> None:
    fil = {"skjema": "overforing/sak/1", "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", "vurderingsdato": dag}
    with pytest.raises(UgyldigSaksfil) as feil:
        program.les_sak(json.dumps(fil))
    assert [f.felt for f in feil.value.feil] == ["vurderingsdato"]


def test_en_saksfil_fra_forste_dag_leses(program: Program) -> None:
    fil = {"skjema": "overforing/sak/1", "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", "vurderingsdato": "1970-01-01"}
    sak = program.les_sak(json.dumps(fil))
    assert program.vurder(sak).regelsett == program.kalender.gjeldende(date(1970, 1, 1))


def test_begge_lovene_kan_alltid_ses_ved_siden_av_hverandre(program: Program) -> None:
    s = sak()
    assert [program.vurder(s, r).regelsett for r in (FVL1967, FVL2025)] == [FVL1967, FVL2025]
