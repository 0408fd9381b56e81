"""Felles for prøvene av kommandolinjen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from overforing.tekster.geografi import Geografi


@pytest.fixture(autouse=True, scope="module")
def _kommunene_leses_en_gang() -> Iterator[None]:
    """Hver kommando starter programmet. Lista over kommunene er den samme hver gang."""
    with pytest.MonkeyPatch.context() as bytt:
        bytt.setattr(Geografi, "les", cache(Geografi.les))
        yield
