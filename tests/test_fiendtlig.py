"""Fiendtlige filer gjennom programmet: noen få av hvert slag her, så mange en vil med ``tools/fiendtlig.py``."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.uten_lov

VERKTOY = Path(__file__).resolve().parents[1] / "tools" / "fiendtlig.py"


@pytest.fixture(scope="module")
def prove(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    mappe = tmp_path_factory.mktemp("fiendtlig")
    veien = sys.path.copy()
    with pytest.MonkeyPatch.context() as bytt:
        bytt.setenv("OVERFORING_HOME", str(mappe))
        ett = runpy.run_path(str(VERKTOY))["Prove"](mappe)
        ett.krev_hele()
        yield ett
        ett.logg.db.close()
    sys.path[:] = veien


@pytest.mark.parametrize("slag", ["sak", "docx", "pdf", "pakke", "outlook", "brevhode", "tekst"])
def test_fiendtlige_filer_gir_verken_sporingsutskrift_eller_noe_halvt_fort(prove: Any, slag: str) -> None:
    svar = prove.kjor(slag, 12, 7)
    assert (dict(svar.feil), svar.halvt) == ({}, [])
    assert svar.koder.total() == 12
    assert svar.koder[2] > 0
    assert prove.avvik() == []


def test_en_feil_i_programmet_og_noe_halvt_fort_blir_talt(prove: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    endre, _ = prove.slag["sak"]
    monkeypatch.setitem(prove.slag, "sak", (endre, lambda data: 1 // 0))
    svar = prove.kjor("sak", 2, 1)
    assert (svar.feil.total(), len(svar.galt), svar.i_orden) == (2, 2, False)
    monkeypatch.setitem(prove.slag, "pdf", (lambda r, data: b"Hei", lambda data: prove._for("pdf", data)))
    rader = iter(((1, 1, 1), (1, 2, 1)))
    monkeypatch.setattr(prove, "_rader", lambda: next(rader))
    svar = prove.kjor("pdf", 1, 1)
    assert (len(svar.halvt), svar.i_orden) == (1, False)
