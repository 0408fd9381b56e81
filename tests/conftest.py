"""Felles for alle prøvene: ingen skjerm, ingen av brukerens mapper, samme tall hver gang i CI."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Før noe importerer Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Før noe leser dem: ingen prøve skal røre en brukers saker eller innstillinger.
_HJEM = tempfile.TemporaryDirectory(prefix="overforing-prover-", ignore_cleanup_errors=True)
for _navn in ("OVERFORING_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
    os.environ[_navn] = str(Path(_HJEM.name) / _navn.lower())

# Førti eksempler av hvert slag holder hele prøven under fem minutter på to kjerner. Flere:
# «--hypothesis-profile=grundig».
settings.register_profile("her", deadline=None, max_examples=40)
settings.register_profile("grundig", deadline=None, max_examples=1000)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=40,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("ci" if os.environ.get("CI") else "her")

ROT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def rot() -> Path:
    """Mappen med kildekoden."""
    return ROT


@pytest.fixture(scope="session")
def delt() -> Path:
    """Mappen ``../shared`` ved siden av kildekoden; prøven hoppes over der den ikke finnes."""
    mappe = ROT.parent / "shared"
    if not mappe.is_dir():
        pytest.skip("../shared finnes ikke her")
    return mappe


def pytest_unconfigure() -> None:
    _HJEM.cleanup()
