"""Sikkerhetskopiene i vinduet: dagens kopi, det som fortelles ved start, og å hente fram."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from ui.tidsur import ro
from ui.vindu import Svarer, lag_kopier, lag_mottak

from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program, na
from overforing.program.vinduet import Sent
from overforing.register.database import connect
from overforing.register.saker import Saksregister
from overforing.sak.kopi import Register
from overforing.sak.lagret import Kjennetegn
from overforing.sak.modell import Sak
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.varsel import Varsel
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.kopidialog import Kopidialog

pytestmark = pytest.mark.uten_lov

Lag = Callable[[], Hovedvindu]


@pytest.fixture
def lag(program: Program, tema: Tema, norsk: QApplication, tmp_path: Path, qtbot: Any) -> Iterator[Lag]:
    """Et vindu som er tegnet og ferdig, på registrene i mappen."""
    vinduer: list[tuple[Hovedvindu, Sent]] = []

    def lag_ett() -> Hovedvindu:
        innstillinger = Innstillingslager(tmp_path)
        innstillinger.endre(rolle="kontor")

        def apne() -> Saksregister:
            kopier.krev_ikke_borte(Register.SAKER)
            db = connect(tmp_path / "saker.db")
            return Saksregister(
                db, kommuner=program.geografi.numre, na=na, bruker="prøve", kjennetegn=program.kjennetegn
            )

        lager: Any = Sent(apne)
        kopier = lag_kopier(program, innstillinger, tmp_path, lukk=lager.slipp)
        ord_, dialoger = Ord(program.katalog), Svarer()
        vindu = Hovedvindu(
            program.apne_kontor(lager, na, lambda: innstillinger.verdier),
            Utstyr(ord_, tema, program.geografi, innstillinger, dialoger),  # type: ignore[arg-type]
            norsk,
            regelbok=program.regelbok,
            mottak=lag_mottak(program, innstillinger, tmp_path),
            kopier=kopier,
        )
        vinduer.append((vindu, lager))
        qtbot.addWidget(vindu)
        vindu.show()
        qtbot.waitUntil(lambda: vindu.kopier._arbeid is not None)
        ro(vindu)
        return vindu

    yield lag_ett
    for vindu, lager in vinduer:
        vindu.close()
        lager.lukk_om_laget()


def varslene(vindu: Hovedvindu) -> list[str]:
    return [v.sagt for v in vindu.findChildren(Varsel) if v.isVisible()]


def lukk(vindu: Hovedvindu) -> None:
    vindu.close()
    vindu.kopier.rom.lukk()


def ny_kopi(vindu: Hovedvindu) -> None:
    vindu.sakene.eksempel()
    vindu.ramme.ga_til("saker")
    vindu.kopier.rom.ta(Register.SAKER)


def dialog(vindu: Hovedvindu, monkeypatch: pytest.MonkeyPatch) -> Kopidialog:
    apnet: list[Kopidialog] = []
    monkeypatch.setattr(Kopidialog, "exec", lambda d: (apnet.append(d), d.show()))
    vindu.kopier.apne()
    return apnet[0]


def test_er_registeret_borte_fortelles_det_og_kopien_kan_legges_tilbake(
    lag: Lag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vindu = lag()
    assert varslene(vindu) == []
    ny_kopi(vindu)
    lukk(vindu)
    for fil in tmp_path.glob("saker.db*"):
        fil.unlink()
    vindu = lag()
    (sagt,) = varslene(vindu)
    assert "Ingenting er begynt på nytt" in sagt
    assert vindu.ramme.utstyr.dialoger.sagt == []
    assert not (tmp_path / "saker.db").exists()
    boks = dialog(vindu, monkeypatch)
    assert boks.innholdet.rowCount() == 1
    assert boks.innholdet.item(0, 3).text() == "Nei"
    boks._legg_alt.click()
    ro(vindu)
    assert len(vindu.sakene.side.tabell.modell.rader) == 1
    assert varslene(vindu) == []


def test_en_uleselig_sak_sies_i_lista_og_legges_tilbake_fra_kopien(
    lag: Lag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vindu = lag()
    ny_kopi(vindu)
    lukk(vindu)
    with closing(sqlite3.connect(tmp_path / "saker.db")) as conn, conn:
        conn.execute("UPDATE saker SET json = CAST(x'ff' AS TEXT)")
    vindu = lag()
    tabell = vindu.sakene.side.tabell
    assert tabell.modell.tekst(0, 3) == "△\N{NO-BREAK SPACE}Uleselig: hent kopi"
    vindu.sakene.side.lista.gjores.emit("apne", tuple(tabell.modell.rader))
    assert "Hent fram en kopi" in vindu.ramme.utstyr.dialoger.sagt.pop()
    boks = dialog(vindu, monkeypatch)
    boks.kopiene.setCurrentRow(boks.kopiene.count() - 1)
    assert not boks._legg_sak.isEnabled()
    boks.innholdet.selectRow(0)
    boks._legg_sak.click()
    assert tabell.modell.tekst(0, 3) != "△\N{NO-BREAK SPACE}Uleselig: hent kopi"


def test_dagens_kopi_som_ikke_gar_sies_og_gar_nar_det_er_rettet(lag: Lag, tmp_path: Path) -> None:
    vindu = lag()
    vindu.sakene.eksempel()
    lukk(vindu)
    (tmp_path / "sikkerhetskopier").write_bytes(b"i veien")
    vindu = lag()
    (sagt,) = varslene(vindu)
    assert "Det som er lagret, er urørt" in sagt
    (tmp_path / "sikkerhetskopier").unlink()
    vindu.kopier._ta_dagens()
    ro(vindu)
    assert varslene(vindu) == []
    assert len(vindu.kopier.rom.alle(Register.SAKER)) == 1


def test_kopiene_folger_med_til_en_annen_mappe(lag: Lag, tmp_path: Path) -> None:
    vindu = lag()
    ny_kopi(vindu)
    ny = tmp_path / "en annen disk"
    vindu.ramme.utstyr.dialoger.stier.append(ny)
    vindu.ramme.ga_til("innstillinger")
    kort = vindu.ramme.side("innstillinger").kopier
    kort._velg()
    assert str(ny) in kort._hvor.text()
    assert len(list(ny.rglob("saker-*.db"))) == 1
    assert list((tmp_path / "sikkerhetskopier").iterdir()) == []
    kort._ved_siden.click()
    assert list(ny.rglob("*.db")) == []
    assert len(vindu.kopier.rom.alle(Register.SAKER)) == 1


def test_en_sak_lagret_senere_enn_klokka_er_sies_for_brev_lages(lag: Lag, tmp_path: Path) -> None:
    with closing(connect(tmp_path / "saker.db")) as db:
        register = Saksregister(
            db, kommuner=frozenset(), na=lambda: na() + timedelta(days=2), bruker="", kjennetegn=lambda *_: Kjennetegn()
        )
        register.opprett(Sak(id=str(uuid4()), vurderingsdato=na().date()))
    vindu = lag()
    (sagt,) = varslene(vindu)
    assert "Går klokka feil, får brevene feil dato" in sagt
    vindu.kopier._varsler["klokka"].findChild(QPushButton).click()
    assert varslene(vindu) == []
