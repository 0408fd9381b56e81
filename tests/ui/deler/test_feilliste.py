"""Feillisten: det som er galt i rødt, det som mangler rolig og foldet."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from overforing.saksgang.tilstand import Feil, Feilslag
from overforing.ui.deler.feilliste import Feilliste
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

GALT = Feil("soknad.mottatt", "«Når kom søknaden?»: 31.2.2026 er ikke en dato som finnes.")
MANGLER = tuple(Feil(f"felt{nr}", f"Spørsmål {nr}?", Feilslag.MANGLER) for nr in range(1, 8))


@pytest.fixture
def eier(qtbot) -> QWidget:
    eier = QWidget()
    eier.resize(600, 800)
    QVBoxLayout(eier)
    qtbot.addWidget(eier)
    return eier


@pytest.fixture
def listen(eier: QWidget, tema: Tema, ord_: Ord) -> Feilliste:
    listen = Feilliste(tema, ord_)
    eier.layout().addWidget(listen)
    eier.show()
    return listen


def _linjene(del_: QWidget) -> list[str]:
    return [b.accessibleName() for b in del_.findChildren(QAbstractButton) if b.isVisibleTo(del_)]


def test_det_som_er_galt_og_det_som_mangler_star_hver_for_seg(listen: Feilliste) -> None:
    listen.vis((MANGLER[0], GALT))
    assert (_linjene(listen.galt), _linjene(listen.mangler)) == ([GALT.tekst], ["Spørsmål 1?"])
    assert (listen.galt.property("feil"), listen.mangler.property("feil")) == ("ja", None)
    listen.vis((MANGLER[0],))
    assert (listen.galt.isVisible(), listen.mangler.isVisible()) == (False, True)
    listen.vis(())
    assert not listen.isVisible()


def test_bare_tre_av_dem_som_mangler_vises_til_en_ber_om_resten(listen: Feilliste) -> None:
    listen.vis(MANGLER)
    assert _linjene(listen.mangler) == ["Spørsmål 1?", "Spørsmål 2?", "Spørsmål 3?", "… og 4 til"]
    flere = next(b for b in listen.findChildren(QAbstractButton) if b.accessibleName() == "… og 4 til")
    flere.click()
    assert _linjene(listen.mangler) == [en.tekst for en in MANGLER]
    assert listen.focusWidget().accessibleName() == "Spørsmål 4?", "fokus er på det første som kom fram"
    listen.vis(MANGLER[1:])
    assert _linjene(listen.mangler) == [en.tekst for en in MANGLER[1:]], "det brukeren har foldet ut, er ute"
    listen.vis(())
    listen.vis(MANGLER[:3])
    assert _linjene(listen.mangler) == [en.tekst for en in MANGLER[:3]]


def test_alt_som_er_galt_vises(listen: Feilliste) -> None:
    galt = tuple(Feil(f"felt{nr}", f"Galt {nr}") for nr in range(6))
    listen.vis(galt)
    assert _linjene(listen.galt) == [en.tekst for en in galt]


def test_hver_linje_gir_feltet_sitt_og_fokus_gar_til_det_gale_forst(listen: Feilliste, qtbot) -> None:
    listen.vis((*MANGLER, GALT))
    listen.fokuser()
    assert listen.focusWidget().accessibleName() == GALT.tekst
    with qtbot.waitSignal(listen.valgt) as valgt:
        listen.focusWidget().click()
    assert valgt.args == [GALT.sti]
