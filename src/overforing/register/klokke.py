"""Klokka på maskinen mot det som er ført: det første som føres i en økt, stanses når klokka ser ut til å gå feil."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from overforing.feil import KanIkke, Melding

from .feil import nar
from .loggbase import Loggbase
from .tid import tidspunkt

SLINGRING = timedelta(minutes=10)
"""Så ulikt kan klokkene på to maskiner gå."""

LENGE = timedelta(days=60)
"""Er det så lenge siden noe ble ført, er det like gjerne klokka som er stilt fram."""


class Klokkevakt:
    """``krev`` før det første som føres. Er klokka riktig likevel, sier brukeren det, og det gjelder ut økten."""

    def __init__(self, db: Loggbase, na: Callable[[], datetime]) -> None:
        self._db, self._na = db, na
        self._rett = False

    def er_rett(self) -> None:
        """Brukeren har sagt at klokka er riktig."""
        self._rett = True

    def sporsmal(self) -> Melding | None:
        """Det brukeren må spørres om før noe føres, eller ``None``."""
        galt = self._galt()
        return galt.melding if galt else None

    def _galt(self) -> KanIkke | None:
        if self._rett or self._db.motor.serverens_klokke:
            return None
        with self._db.leser():
            (rad,) = self._db.rader("SELECT max(tidspunkt) AS sist FROM hendelser", {})
        naa = self._na()
        sist = tidspunkt(rad["sist"]) if rad["sist"] else naa
        if naa < sist - SLINGRING:
            return KanIkke("feil.register.klokka_for", naa=nar(naa), sist=nar(sist))
        if naa > sist + LENGE:
            return KanIkke("feil.register.klokka_etter", naa=nar(naa), sist=nar(sist))
        return None

    def krev(self) -> None:
        """Kast ``KanIkke`` når klokka må bekreftes først."""
        if galt := self._galt():
            raise galt
        self._rett = True
