"""Feil vi ikke har sett for oss: en kode i loggen og på skjermen, aldri noe fra en sak."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

logg = logging.getLogger("overforing.krasj")


def fang(vis: Callable[[str], None]) -> None:
    """Ta imot alle feil som ikke er tatt imot. ``vis`` får koden. Loggen får sted og type, ikke meldingen."""
    i_gang = False

    def krok(type_: type[BaseException], feil: BaseException, spor: TracebackType | None) -> None:
        nonlocal i_gang
        if issubclass(type_, KeyboardInterrupt):
            sys.__excepthook__(type_, feil, spor)
            return
        import traceback
        import uuid

        kode = uuid.uuid4().hex[:8]
        steder = " < ".join(
            f"{Path(ramme.filename).name}:{ramme.lineno} {ramme.name}"
            for ramme in reversed(traceback.extract_tb(spor)[-8:])
        )
        logg.error("%s %s %s", kode, type_.__name__, steder)
        if i_gang:
            return
        i_gang = True
        try:
            vis(kode)
        finally:
            i_gang = False

    sys.excepthook = krok
