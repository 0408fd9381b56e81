"""«Sammenlign med ny lov»: side om side, med merke og ord på det som blir annerledes, og på papir."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lovene import FVL2025
from ui.styr import Styr
from ui.vindu import Svarer

from overforing.program.program import Program
from overforing.sak.saksfil import til_json
from overforing.saksgang.kontor import Sakskontor
from overforing.tekster.katalog import dato
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.kart.sammenligningsside import Sammenligningsside

SAKER = Path(__file__).parents[2] / "eksempler"


@pytest.fixture
def lag(program: Program, kontor: Sakskontor, utstyr: Utstyr, qtbot):
    def lag_en(navn: str, **endret) -> tuple[Sammenligningsside, Styr]:
        side = Sammenligningsside(utstyr)
        qtbot.addWidget(side)
        side.resize(1000, 700)
        side.show()
        sak = replace(program.les_sak(next(SAKER.rglob(f"{navn}*.json")).read_bytes()), **endret)
        lest = kontor.les_inn(til_json(sak).encode(), "sak.json")
        assert lest is not None
        side.vis(kontor.sammenligning(lest.gang))
        return side, Styr(side).vent()

    return lag_en


def test_utfallet_og_om_loven_gjelder_star_overst(lag, program: Program) -> None:
    side, styr = lag("27-")
    tekst = side.tekst.toPlainText()
    forst = tekst[: tekst.index("De ansatte")]
    assert "≠ Utfallet blir et annet: noe må avklares før saken kan gå videre." in forst
    dagen = program.kalender.start(FVL2025)
    assert (f"gjelder fra {dato(dagen)}" if dagen else "vedtatt, men ikke i kraft") in forst
    assert "Dette vet ingen ennå" in forst
    assert styr.fokus == "Sammenlign med ny lov"


def test_det_som_er_ulikt_er_merket_med_tegn_og_ord(lag) -> None:
    side, _ = lag("13-")
    tekst = side.tekst.toPlainText()
    assert "= Utfallet blir det samme." in tekst
    assert "≠ Annet svar" in tekst
    assert "§ Samme svar, annen bestemmelse" in tekst
    assert tekst.index("Ikke avklart") < tekst.index("Inhabil")


def test_bare_det_som_blir_annerledes_kan_vises_alene(lag) -> None:
    side, styr = lag("13-")
    hele = side.tekst.toPlainText()
    styr.kryss("Vis bare det som blir annerledes")
    assert "§ Samme svar" not in side.tekst.toPlainText()
    assert "≠ Annet svar" in side.tekst.toPlainText()
    assert len(side.tekst.toPlainText()) < len(hele)


def test_er_alt_likt_sies_det(lag) -> None:
    side, styr = lag("07-")
    assert "Alle svarene blir de samme." in side.tekst.toPlainText()
    styr.kryss("Vis bare det som blir annerledes")
    assert "Ingenting blir annerledes." in side.tekst.toPlainText()


def test_et_navn_med_html_i_vises_som_det_er_skrevet(lag, program: Program) -> None:
    sak = program.les_sak(next(SAKER.rglob("13-*.json")).read_bytes())
    ansatte = (replace(sak.ansatte[0], navn='<img src="http://x">Kari & co'), *sak.ansatte[1:])
    side, _ = lag("13-", ansatte=ansatte)
    assert '<img src="http://x">Kari & co' in side.tekst.toPlainText()


def test_sammenligningen_skrives_ut(lag, dialoger: Svarer, tmp_path: Path) -> None:
    _, styr = lag("27-")
    fil = tmp_path / "lovene.pdf"
    dialoger.stier.append(fil)
    styr.tast("Ctrl+P")
    with pypdfium2.PdfDocument(fil) as pdf:
        tekst = " ".join(side.get_textpage().get_text_bounded() for side in pdf)
    assert "Utfallet blir et annet" in tekst
    assert "≠ Annet svar" in " ".join(tekst.split())
    assert dialoger.sagt == ["Sammenlign med ny lov"]
