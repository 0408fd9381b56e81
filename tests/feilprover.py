"""Hvilken feil det ble: nøkkelen sier det, og ikke en egen klasse for hver."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from overforing.feil import OverforingFeil


def kaster(nokkel: str, match: str | None = None) -> AbstractContextManager[pytest.ExceptionInfo[OverforingFeil]]:
    """Som ``pytest.raises`` for feilen med nøkkelen; ``match`` prøves på det den sier på bokmål."""
    return pytest.raises(OverforingFeil, match=match, check=lambda feil: feil.melding.nokkel == nokkel)
