"""Svaret fra Statsforvalteren lest inn på kontoret: spurt om, ført og vist."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from mottak.mottakprover import STATSFORVALTER, en_sak, saksfil
from saksgang.mottak.test_brev import OVERFORT, avgjor
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import Resultat
from overforing.ui.deler.tema import Tema


@pytest.mark.parametrize("ja", [True, False])
def test_svaret_fores_bare_nar_en_sier_ja(ja: bool, tema: Tema, tmp_path: Path, qtbot) -> None:
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    logg = Foresporselsregister(
        db,
        kommunenavn=STATSFORVALTER.program.geografi.navn,
        na=lambda: datetime(2026, 11, 22, tzinfo=UTC),
        bruker="Ida",
    )
    sak = en_sak(1)
    (tmp_path / "sak.json").write_bytes(saksfil(sak))
    _, data = avgjor(STATSFORVALTER.mottaksgang(logg), logg, sak, OVERFORT)
    (tmp_path / "svar.pdf").write_bytes(data)
    _, vindu, dialoger = lag_vindu(tmp_path, tema=tema)
    qtbot.addWidget(vindu)
    vindu.show()
    vindu.sakene.les_inn(tmp_path / "sak.json")
    dialoger.svar.append(ja)
    vindu.sakene.les_inn(tmp_path / "svar.pdf")
    styr = Styr(vindu).vent_til_ferdig()
    assert "Overført til Malvik" in dialoger.sagt[-1]
    svar = vindu.sakside.gang.sak.svar
    assert (svar.resultat if svar else None) is (Resultat.OVERFORT if ja else None)
    assert ("Saken er overført til Malvik" in styr.tekst()) is ja
    vindu.close()
    db.close()
