"""Hvor programmet finner sine egne filer, og hvor det legger brukerens."""

from __future__ import annotations

from pathlib import Path

import pytest

from overforing import stier


def test_i_kildekoden_ligger_ressurser_og_brevmaler_overst(rot: Path) -> None:
    assert stier.ressurser() == rot / "resources"
    assert stier.brevmaler() == rot / "letters"


def test_i_en_installert_pakke_ligger_de_inne_i_pakken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pakke = tmp_path / "lib" / "site-packages" / "overforing"
    (pakke / "resources").mkdir(parents=True)
    (pakke / "letters").mkdir()
    monkeypatch.setattr(stier, "_PAKKE", pakke)
    assert stier.ressurser() == pakke / "resources"
    assert stier.brevmaler() == pakke / "letters"


def test_et_program_uten_mappene_sier_hva_som_mangler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stier, "_PAKKE", tmp_path / "a" / "overforing")
    with pytest.raises(FileNotFoundError, match="mappen letters mangler"):
        stier.brevmaler()


def test_overforing_home_gar_foran_systemets_mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path / "mine saker æøå"))
    assert stier.datamappe() == tmp_path / "mine saker æøå"


def test_overforing_home_blir_en_hel_sti(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERFORING_HOME", "saker")
    assert stier.datamappe() == tmp_path / "saker"


@pytest.mark.parametrize("verdi", [None, ""])
def test_uten_overforing_home_brukes_systemets_mappe_for_programmet(
    verdi: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if verdi is None:
        monkeypatch.delenv("OVERFORING_HOME", raising=False)
    else:
        monkeypatch.setenv("OVERFORING_HOME", verdi)
    mappe = stier.datamappe()
    assert mappe.is_absolute()
    assert mappe.name == "overforing"


def test_a_sporre_etter_datamappen_lager_den_ikke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path / "ny"))
    stier.datamappe()
    assert list(tmp_path.iterdir()) == []
