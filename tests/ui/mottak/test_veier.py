"""Veiene hos Statsforvalteren med tastaturet alene, og hvor mange handlinger de tar."""

from __future__ import annotations

from pathlib import Path

import pytest
from ui.veier_mottak import VEIER_MOTTAK, ga, mal

from overforing.mottak.hendelser import Handling
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.oppstart import riv_ned


@pytest.mark.parametrize("navn", VEIER_MOTTAK)
def test_veien_tar_ikke_flere_handlinger_enn_den_skal(navn: str, tema: Tema, tmp_path: Path) -> None:
    assert mal(navn, tmp_path, tema) <= VEIER_MOTTAK[navn].hoyst


def test_brevet_uten_data_er_registrert_for_hand_og_ikke_rettet(tema: Tema, tmp_path: Path) -> None:
    vindu, _ = ga("fullfor_uten_data", tmp_path, tema)
    bilde = vindu.sted.mottak.saken.bilde
    assert (bilde.f.kommune, bilde.f.deres_ref, bilde.f.manuell) == ("5031", "26/77", False)
    assert (bilde.historikk[0].hva, Handling.RETTET in bilde.kan) == ("Registrert for hånd", True)
    vindu.close()
    riv_ned(vindu)
