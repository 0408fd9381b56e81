"""Kortet «Låsen»: det som står der er målt, arket må tastes tilbake, og den som har mistet nøkkelringen, kommer inn."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from las.lasprover import PASSFRASE, Minnering, apne, fyll, klartekst, saker
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from ui.styr import Styr
from ui.vindu import Svarer

from overforing.las import FIL, passfrase
from overforing.las.las import Las
from overforing.las.nokkelhold import Regler
from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.register import kryptering, omskriving
from overforing.ui.deler import ventedialog
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.arkflate import som_html
from overforing.ui.innstillinger.laasarbeid import Laasarbeid
from overforing.ui.innstillinger.laaskort import Laaskort
from overforing.ui.innstillinger.opplasing import Opplasing


@pytest.fixture
def las(tmp_path: Path) -> Las:
    las = Las(tmp_path / "data", Minnering())
    fyll(tmp_path / "data", las)
    return las


@pytest.fixture
def utstyr(program: Program, tema: Tema, tmp_path: Path, dialoger: Svarer) -> Utstyr:
    lager = Innstillingslager(tmp_path)
    return Utstyr(Ord(program.katalog), tema, program.geografi, lager, cast(Dialoger, dialoger))


@pytest.fixture
def styr(las: Las, utstyr: Utstyr, qtbot) -> Styr:
    kort = Laaskort(las, lambda ferdig: ferdig(), utstyr)
    qtbot.addWidget(kort)
    kort.resize(760, 600)
    kort.show()
    return Styr(kort)


def tast_arket(styr: Styr, las: Las, arket: tuple[str, ...]) -> None:
    for nr in las.sporres_om:
        styr.skriv(f"Gruppe {nr}", arket[nr - 1].lower())


def test_arket_vises_tastes_tilbake_og_alt_er_last(styr: Styr, las: Las, tmp_path: Path) -> None:
    assert "Låsen er av." in styr.tekst()
    styr.trykk("Slå på låsen …")
    arket = las._arket()
    assert all(gruppe in styr.tekst() for gruppe in arket)
    styr.trykk("Jeg har arket")
    assert not any(gruppe in styr.tekst() for gruppe in arket), "det som tastes, skal komme fra papiret"
    styr.trykk("Lås nå")
    assert f"Gruppe {las.sporres_om[0]} er ikke slik den står på arket." in styr.tekst()
    assert klartekst(tmp_path) == {"saker.db"}
    tast_arket(styr, las, arket)
    styr.trykk("Lås nå")
    assert "Låsen er på." in styr.tekst()
    assert "Låst: saker.db." in styr.tekst()
    assert klartekst(tmp_path) == set()

    styr.trykk("Vis gjenopprettingsarket …")
    styr.trykk("Jeg har arket")
    tast_arket(styr, las, arket)
    styr.trykk("Sjekk arket")
    assert "Låsen er på." in styr.tekst()


def test_av_sporres_det_om_og_en_apen_fil_stanser_det(styr: Styr, las: Las, dialoger: Svarer, tmp_path: Path) -> None:
    arket = las.ark()
    las.sla_pa({nr: arket[nr - 1] for nr in las.sporres_om})
    styr.vindu.oppdater()
    register = apne(tmp_path / "data", las)
    dialoger.svar.append(True)
    styr.trykk("Slå av låsen …")
    assert "Et annet program bruker saker.db" in styr.tekst()
    assert "Låsen er på." in styr.tekst()
    las.slipp = register.lukk
    dialoger.svar.append(True)
    styr.trykk("Slå av låsen …")
    assert "Låsen er av." in styr.tekst()
    assert klartekst(tmp_path) == {"saker.db"}


def test_uten_nokkelring_velges_en_passfrase_og_den_apner(
    styr: Styr, las: Las, utstyr: Utstyr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    monkeypatch.setattr(passfrase.pakk_inn, "__defaults__", (2**4,))
    cast(Minnering, las._ring).virker = False
    styr.trykk("Slå på låsen …")
    arket = las._arket()
    styr.trykk("Jeg har arket")
    tast_arket(styr, las, arket)
    styr.skriv("Passfrase", PASSFRASE)
    styr.trykk("Lås nå")
    assert "De to passfrasene er ikke like." in styr.tekst()
    styr.skriv("Passfrasen en gang til", PASSFRASE)
    styr.trykk("Lås nå")
    assert "Nøkkelen åpnes med passfrasen." in styr.tekst()

    neste = Las(tmp_path / "data", las._ring)
    dialog = Opplasing(neste, utstyr.ord)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.felt.echoMode() is QLineEdit.EchoMode.Password
    dialog.felt.setText("noe helt annet")
    dialog.prov()
    assert "Passfrasen er ikke riktig." in dialog.feil.text()
    dialog.felt.setText(PASSFRASE)
    dialog.prov()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert saker(tmp_path / "data", neste) == 1


def test_er_las_json_borte_gjelder_den_nokkelen_arket_ga(las: Las, utstyr: Utstyr, tmp_path: Path, qtbot) -> None:
    arket = las.ark()
    las.sla_pa({nr: arket[nr - 1] for nr in las.sporres_om})
    (tmp_path / "data" / FIL).unlink()
    annen = Las(tmp_path / "data", ring := Minnering(virker=False))
    kort = Laaskort(annen, lambda ferdig: ferdig(), utstyr)
    qtbot.addWidget(kort)
    kort.show()
    styr = Styr(kort)
    assert "Lås opp …" in styr.tekst()
    assert "Slå på låsen …" not in styr.tekst()
    annen.las_opp("".join(arket))
    kort.oppdater()
    ring.virker = True
    styr.trykk("Slå på låsen …")
    assert all(gruppe in styr.tekst() for gruppe in arket)
    styr.trykk("Jeg har arket")
    tast_arket(styr, annen, arket)
    styr.trykk("Lås nå")
    assert "Låsen er på." in styr.tekst()
    assert saker(tmp_path / "data", Las(tmp_path / "data", ring)) == 1


def test_kan_en_fil_ikke_leses_sies_det_og_ingenting_kan_gjores(
    styr: Styr, las: Las, utstyr: Utstyr, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    def nektet(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(kryptering, "_les_side", nektet)
    styr.vindu.oppdater()
    assert "Mappen kan ikke leses" in styr.tekst()
    assert "Slå på låsen …" not in styr.tekst()
    qtbot.addWidget(Opplasing(las, utstyr.ord))


def test_arket_pa_papir_er_tekst_ogsa_med_rare_mappenavn() -> None:
    side = som_html("Ark\n\nmappe <b>&\n\n1. A\n2. B")
    assert "&lt;b&gt;&amp;" in side
    assert "1. A<br>2. B" in side
    assert QApplication.instance()


def test_den_som_mangler_nokkelen_far_vite_hvilke_ark_som_kan_apne(utstyr: Utstyr, tmp_path: Path, qtbot) -> None:
    for navn, kontorets, sagt in (("a", "", "Ingen har bekreftet"), ("b", "09" + "00" * 31, "Kontorets ark i safen")):
        mappe = tmp_path / navn
        fyll(mappe, Las(mappe, Minnering(), regler=Regler(begynner=True, kontornokkel=kontorets)))
        dialog = Opplasing(Las(mappe, Minnering()), utstyr.ord)
        qtbot.addWidget(dialog)
        dialog.show()
        assert sagt in Styr(dialog).tekst()


def test_vinduet_star_ikke_stille_mens_filene_skrives_om(
    las: Las, utstyr: Utstyr, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ventedialog, "STILLE", 0.01)
    sett = threading.Event()
    svart: list[bool] = []
    ekte = omskriving.skriv_om

    def skriv_om(*args: Any, **valg: Any) -> None:
        svart.append(sett.wait(20))
        ekte(*args, **valg)

    def se() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and "Fil 1 av 1." in Styr(dialog).tekst():
            sett.set()

    monkeypatch.setattr(omskriving, "skriv_om", skriv_om)
    klokke = QTimer()
    klokke.timeout.connect(se)
    klokke.start(20)
    ekte_dialoger = replace(utstyr, dialoger=Dialoger(utstyr.ord))
    arket, galt = las.ark(), []
    arbeid = Laasarbeid(las, lambda ferdig: ferdig(), ekte_dialoger)
    grupper = {nr: arket[nr - 1] for nr in las.sporres_om}
    arbeid.gjor(QWidget(), "pa", lambda: las.sla_pa(grupper), galt.append)
    assert (svart, galt, las.tilstand().er) == ([True], [None], "pa")
