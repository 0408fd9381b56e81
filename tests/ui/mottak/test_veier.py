"""Veiene hos Statsforvalteren med tastaturet alene, og hvor mange handlinger de tar."""

from __future__ import annotations

from pathlib import Path

import pytest
from ui.veier_mottak import VEIER_MOTTAK, mal

from overforing.ui.deler.tema import Tema


@pytest.mark.parametrize("navn", VEIER_MOTTAK)
def test_veien_tar_ikke_flere_handlinger_enn_den_skal(navn: str, tema: Tema, tmp_path: Path) -> None:
    assert mal(navn, tmp_path, tema) <= VEIER_MOTTAK[navn].hoyst
