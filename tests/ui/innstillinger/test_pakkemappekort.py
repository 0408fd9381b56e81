"""Mappen pakkene hentes fra: velges én gang, vises, sies fra om når den er borte, og kan velges bort."""

from __future__ import annotations

from pathlib import Path

from ui.vindu import Svarer

from overforing.program.innstillinger import les
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.pakkemappekort import Pakkemappekort


def test_mappen_velges_vises_og_velges_bort(utstyr: Utstyr, dialoger: Svarer, tmp_path: Path, qtbot) -> None:
    kort = Pakkemappekort(utstyr)
    qtbot.addWidget(kort)
    kort.show()
    assert kort._hvor.text() == "Ingen mappe er valgt. Du velger mappe hver gang."
    assert not kort.slutt.isVisible()
    mappe = tmp_path / "hentes"
    mappe.mkdir()
    dialoger.stier.append(mappe)
    kort.velg.click()
    assert les(tmp_path).pakkemappe == str(mappe)
    assert (kort._hvor.text(), kort._borte.isVisible()) == (f"Pakkene legges i {mappe}", False)
    mappe.rmdir()
    kort.hide()
    kort.show()
    assert kort._borte.isVisible()
    kort.slutt.click()
    assert les(tmp_path).pakkemappe == ""
    assert not kort._borte.isVisible()
