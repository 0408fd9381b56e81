"""Filer som kommer utenfra: de åpnes når vinduet er klart, spørres det om, og ingenting skjer bak en dialog."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mottak.mottakprover import en_sak, saksfil
from PySide6.QtWidgets import QApplication, QDialog
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.forste import begynn
from overforing.program.innstillinger import Innstillinger, skriv
from overforing.program.program import Program
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.utenfra import Utenfra

pytestmark = pytest.mark.uten_lov


class Start:
    """Vinduet som er oppe, og en start til på den samme datamappen."""

    def __init__(self, vindu: Any, dialoger: Svarer, utenfra: Utenfra, hjem: Path) -> None:
        self.vindu, self.dialoger, self.utenfra, self._hjem = vindu, dialoger, utenfra, hjem
        self.styr = Styr(vindu)

    def apen(self) -> bool:
        return self.vindu.sakside is not None and self.vindu.sakside.gang is not None

    def en_til(self, *filer: Path) -> None:
        svar: list[object] = []
        trad = threading.Thread(target=lambda: svar.append(begynn(self._hjem, filer, vent=10)))
        trad.start()
        self.styr.vent_pa(lambda: bool(svar))
        trad.join()
        assert svar == [None]


@pytest.fixture
def start(
    program: Program, tema: Tema, tmp_path: Path, qtbot, request: pytest.FixtureRequest, monkeypatch: Any
) -> Iterator[Start]:
    kjoremappe = tmp_path / "kjor"
    kjoremappe.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(kjoremappe))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    if embete := getattr(request, "param", ""):
        skriv(tmp_path, Innstillinger(embete=embete, navnet_ditt="Ine Aune"))
    dialoger = Svarer()
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, dialoger=dialoger)
    qtbot.addWidget(vindu)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    utenfra = Utenfra(app, begynn(tmp_path, ()), (), lambda: vindu)
    vindu.show()
    yield Start(vindu, dialoger, utenfra, tmp_path)
    utenfra.slipp()
    vindu.close()


def test_en_start_til_apner_filen_i_vinduet_som_er_oppe_og_lofter_det_fram(start: Start, program: Program) -> None:
    fil = start.vindu._utstyr.innstillinger.mappe / "sak.overforing"
    fil.write_text(program.eksempel(), "utf-8")
    start.styr.vent_pa(lambda: start.vindu.tar_imot)
    start.vindu.showMinimized()
    start.en_til(fil)
    start.styr.vent_pa(start.apen)
    assert start.vindu.sakside.gang.sak.id == program.les_sak(program.eksempel()).id
    assert not start.vindu.isMinimized()


def test_filen_venter_til_dialogen_er_besvart(start: Start, program: Program, tmp_path: Path) -> None:
    fil = tmp_path / "sak.json"
    fil.write_text(program.eksempel(), "utf-8")
    start.styr.vent_pa(lambda: start.vindu.tar_imot)
    dialog = QDialog(start.vindu)
    dialog.setModal(True)
    dialog.show()
    start.en_til(fil)
    start.utenfra._gi()
    assert not start.apen()
    dialog.close()
    start.styr.vent_pa(start.apen)


@pytest.mark.parametrize("start", ["trondelag"], indirect=True)
def test_hos_statsforvalteren_sporres_det_nar_brevet_kom_og_ingenting_fores_for_det_er_svart(
    start: Start, tmp_path: Path
) -> None:
    filer = [tmp_path / "a.overforing", tmp_path / "b.json"]
    for nr, fil in enumerate(filer):
        fil.write_bytes(saksfil(en_sak(nr + 1)))
    start.en_til(*filer)
    kort = start.vindu.sted.mottak.innlesing
    start.styr.vent_pa(lambda: kort.isVisible() and kort._sporsmal.isVisible())
    assert kort._venter == filer
    assert kort._resultater == []


def test_en_fil_som_ikke_finnes_blir_sagt(start: Start, tmp_path: Path) -> None:
    start.en_til(tmp_path / "borte.docx")
    start.styr.vent_pa(lambda: bool(start.dialoger.sagt))
    assert "borte.docx" in start.dialoger.sagt[0]


def test_den_som_kobler_seg_til_og_sier_noe_annet_far_ikke_noe(start: Start, tmp_path: Path) -> None:
    fil = next((tmp_path / "kjor").rglob("*.adr"))
    adresse, _nokkel = fil.read_text("ascii").split()
    i_mappen = adresse == "sokkel"
    start.styr.vent_pa(lambda: start.vindu.tar_imot)
    with socket.socket(socket.AF_UNIX if i_mappen else socket.AF_INET) as med:
        med.connect(str(fil.with_suffix(".sok")) if i_mappen else ("127.0.0.1", int(adresse)))
        med.sendall(b"feil\0-\0/etc/hostname\0\0")
        med.setblocking(False)
        fatt: list[bytes] = []

        def kom() -> bool:
            try:
                fatt.append(med.recv(10))
            except BlockingIOError:
                return False
            return True

        start.styr.vent_pa(kom)
    assert fatt == [b""]
    assert start.dialoger.sagt == []
