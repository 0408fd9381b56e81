"""Kjente feil i SQLite: hvilke utgaver som har dem, og at de blir sagt."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from overforing.sqlite_utgave import kjente_feil, om_utgavene
from overforing.tekster.katalog import Katalog

pytestmark = pytest.mark.uten_lov


@pytest.mark.parametrize(
    ("utgave", "feil"),
    [
        ("3.6.23", set()),
        ("3.34.1", {"wal_reset"}),
        ("3.35.0", {"wal_reset", "delvis_angret"}),
        ("3.37.1", {"wal_reset", "delvis_angret"}),
        ("3.37.2", {"wal_reset"}),
        ("3.44.5", {"wal_reset"}),
        ("3.44.6", set()),
        ("3.44.10", set()),
        ("3.45.0", {"wal_reset"}),
        ("3.50.7", set()),
        ("3.51.2", {"wal_reset"}),
        ("3.51.3", set()),
        ("3.53.4", set()),
        ("ukjent", set()),
    ],
)
def test_utgaven_har_de_feilene_sqlite_har_sagt(utgave: str, feil: set[str]) -> None:
    assert {melding.nokkel.rpartition(".")[2] for melding in kjente_feil(utgave)} == feil


def test_det_som_sies_nevner_utgaven_og_den_som_er_uten_feilen() -> None:
    (setning,) = map(str, kjente_feil("3.40.1"))
    assert "3.40.1" in setning
    assert "3.51.3" in setning
    assert str(om_utgavene()[0]).startswith("Databasen er SQLite 3.")


def test_hver_feil_har_ord_og_kilden_sin(rot: Path) -> None:
    feilene = tomllib.loads((rot / "resources" / "sqlite.toml").read_text("utf-8"))
    assert {f"sqlite.feil.{navn}" for navn in feilene} <= set(Katalog.les(rot / "resources"))
    assert all(feil["kilde"].startswith("https://sqlite.org/") for feil in feilene.values())
