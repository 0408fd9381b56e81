"""Det siste på oppsummeringen: om saken er klar."""

from __future__ import annotations

from pathlib import Path

import pytest

from overforing.sak.modell import Dokument, Malform
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.saksgang import Saksgang
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.sak.veienvidere import Veienvidere

EKSEMPLER = Path(__file__).parents[2] / "eksempler"


def _sagt(gang: Saksgang, utstyr: Utstyr) -> str:
    kort = Veienvidere(utstyr.tema, utstyr.ord)
    kort.vis(gang.tilstand)
    return kort._tekst.text()


def test_en_sak_uten_mangler_er_klar(kontor: Sakskontor, utstyr: Utstyr, ord_: Ord) -> None:
    assert _sagt(kontor.eksempel(), utstyr) == ord_("videre.klar")


@pytest.mark.parametrize(
    ("sti", "ord_for"),
    [
        ("soknad.haster", "videre.ma_loses"),
        ("underskriver", "videre.noe_mangler"),
        ("opphold.grunnlag", "videre.ikke_klar"),
    ],
)
def test_en_sak_som_mangler_noe_er_ikke_klar(
    kontor: Sakskontor, utstyr: Utstyr, ord_: Ord, sti: str, ord_for: str
) -> None:
    gang = kontor.eksempel()
    gang.tom(sti)
    assert _sagt(gang, utstyr) == ord_(ord_for)


def test_en_sak_med_egen_tekst_pa_gamle_opplysninger_er_ikke_klar(
    kontor: Sakskontor, utstyr: Utstyr, ord_: Ord
) -> None:
    gang = kontor.eksempel()
    gang.skriv_om(Dokument.ANMODNING, Malform.NB, "bakgrunn", "Vår tekst.", "Et forslag fra før.")
    assert _sagt(gang, utstyr) == ord_("videre.foreldet")


def test_i_en_sak_uten_brev_er_det_ingen_brev_a_lagre(kontor: Sakskontor, utstyr: Utstyr, ord_: Ord) -> None:
    gang = kontor._opprett(
        kontor._verktoy.les_sak((EKSEMPLER / "08-fengsel-egen-kommune-for-inntak.json").read_bytes())
    )
    assert gang.tilstand.ferdig
    assert _sagt(gang, utstyr) == ord_("videre.uten_brev")
