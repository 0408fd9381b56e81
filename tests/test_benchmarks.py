"""Målingene kan kjøres, med det minste som måles. Tallene leses av mennesker; ingen av dem prøves her."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.uten_lov


@pytest.mark.parametrize(
    "maling",
    [
        ("mottak.py", "20", "2"),
        ("brev.py", "1"),
        ("vurdering.py", "20"),
        ("oppstart.py", "1"),
        ("las.py", "20", "1"),
        ("felles.py", "2", "4", "0"),
        ("stans.py", "overordnet_avgjor"),
        ("stans_mottak.py", "20"),
    ],
    ids=lambda maling: maling[0].removesuffix(".py"),
)
def test_malingen_gar_og_skriver_tall(maling: tuple[str, ...], rot: Path) -> None:
    fil, *argumenter = maling
    miljo = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(rot / "src"), str(rot / "tests")]),
    }
    gikk = subprocess.run(
        [sys.executable, str(rot / "benchmarks" / fil), *argumenter], capture_output=True, text=True, env=miljo
    )
    assert gikk.returncode == 0, gikk.stderr
    assert "Traceback" not in gikk.stderr
    assert any(tegn.isdigit() for tegn in gikk.stdout)
