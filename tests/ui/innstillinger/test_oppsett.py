"""Oppsettet for maskinen i innstillingene: det bestemte kan ikke endres, og det som er galt, sies ved start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QLineEdit
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.hjelp.hjelpeside import Hjelpeside
from overforing.ui.innstillinger.innstillingsside import Innstillingsside
from overforing.ui.innstillinger.mottaksvalg import Arbeidsstedkort
from overforing.ui.sak.husk import husk_kontoret

SATT = """
[bestemt]
rolle = "kontor"
kontor.navn = "Nav Eksempel"
felles.tjener = "logg.sf.no"
las.av = "profilen <ligger> på nettet"
[forslag]
kontor.telefon = "55 55 33 33"
"""


def _utstyr(program: Program, tema: Tema, mappe: Path, dialoger: Svarer) -> Utstyr:
    fil = mappe / "oppsett.toml"
    fil.write_text(SATT, "utf-8")
    lager = Innstillingslager(mappe, program.les_oppsett(fil))
    return Utstyr(Ord(program.katalog), tema, program.geografi, lager, cast(Dialoger, dialoger))


def test_det_bestemte_vises_og_kan_ikke_endres(
    program: Program, tema: Tema, tmp_path: Path, dialoger: Svarer, qtbot
) -> None:
    utstyr = _utstyr(program, tema, tmp_path, dialoger)
    side = Innstillingsside(utstyr)
    qtbot.addWidget(side)
    sted = Arbeidsstedkort(utstyr, "")
    side.vis_arbeidssted(sted)
    side.show()
    styr = Styr(side)
    navn, epost = (cast(QLineEdit, side.kontoret.felt[felt]) for felt in ("navn", "epost"))
    assert (navn.text(), navn.isReadOnly(), epost.isReadOnly()) == ("Nav Eksempel", True, False)
    assert "Bestemt av den som drifter maskinen." in navn.accessibleDescription()
    assert not sted._felt.isEnabled()
    styr.skriv("E-post", "nav@eksempel.no")
    side.lagre()
    assert navn.accessibleDescription(), "det står der også etter at et annet felt er endret"
    sak = program.les_sak(program.eksempel())
    assert husk_kontoret(side, utstyr, replace(sak, kontor=replace(sak.kontor, navn="Et annet", epost="", telefon="")))
    assert utstyr.innstillinger.verdier.kontor["navn"] == "Nav Eksempel"
    assert dialoger.sagt == [], "det spørres ikke om å bytte ut det som er bestemt"
    for rad in ("Adressen til den felles loggen: logg.sf.no (bestemt)", "55 55 33 33 (forslag, du kan endre det)"):
        assert rad in styr.tekst()
    hjelp = Hjelpeside(tema, utstyr.ord, utstyr.innstillinger.oppsett.uten_las)
    qtbot.addWidget(hjelp)
    assert "profilen <ligger> på nettet" in hjelp.tekst.toPlainText()


def test_en_feil_i_oppsettet_sies_ved_start(
    program: Program, tema: Tema, norsk: QApplication, tmp_path: Path, qtbot
) -> None:
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema)
    fil = tmp_path / "oppsett.toml"
    fil.write_text("[bestemt]\nlas.krev = 'ja'", "utf-8")
    vindu._utstyr.innstillinger.oppsett = program.les_oppsett(fil)
    vindu.show()
    qtbot.waitUntil(lambda: "linje 2: «las.krev» skal være true eller false" in Styr(vindu).tekst())


def test_er_embetet_bestemt_bes_det_om_navnet_til_det_er_der(
    program: Program, tema: Tema, norsk: QApplication, tmp_path: Path, qtbot
) -> None:
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema)
    fil = tmp_path / "oppsett.toml"
    fil.write_text("[bestemt]\nembete = 'trondelag'", "utf-8")
    lager = vindu._utstyr.innstillinger
    lager.oppsett = program.les_oppsett(fil)
    lager.endre(sist_form="x")
    vindu.sted.bruk()
    vindu.ramme.ga_til("mottak")
    vindu.show()
    qtbot.waitUntil(lambda: "Skriv navnet ditt under Innstillinger" in Styr(vindu).tekst())
    lager.endre(navnet_ditt="Ine Aune")
    vindu.sted.bruk()
    assert "Skriv navnet ditt" not in Styr(vindu).tekst()
