"""Hvor mange ganger databasen spørres om en side av lista og om en forespørsel: veien til en tjener kan være lang."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from copy import copy
from datetime import date
from pathlib import Path

from mottak.mottakprover import MOTTATT, PROGRAM, inngaende
from register.registerprover import BARE_FIL, LagLogg

from overforing.mottak import overganger
from overforing.mottak.brukere import Bruker
from overforing.mottak.foresporsel import EgenHabilitet
from overforing.mottak.utvalg import Sortering, Utvalg
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.loggbase import Loggbase

NYEST = Utvalg(sortering=Sortering.NYEST)
I_DAG = date(2026, 11, 22)


def turer(db: Loggbase, gjor: Callable[[], object]) -> int:
    """Setningene SQLite utførte, eller turene til tjeneren og tilbake."""
    conn = db.conn  # type: ignore[attr-defined]
    if db.fil is not None:
        utfort: list[str] = []
        conn.set_trace_callback(utfort.append)
        try:
            gjor()
        finally:
            conn.set_trace_callback(None)
        return len(utfort)
    # En setning som er sendt ofte nok, forberedes på en egen tur, én gang. Når det er, er ikke det som prøves.
    terskel, conn.prepare_threshold = conn.prepare_threshold, None
    with tempfile.TemporaryFile() as sendt:
        conn.pgconn.trace(sendt.fileno())
        try:
            gjor()
        finally:
            conn.pgconn.untrace()
            conn.prepare_threshold = terskel
        sendt.seek(0)
        # Tjeneren svarer når den har fått en av disse.
        return sum(felt[1:2] == [b"F"] and felt[3].split()[0] in (b"Sync", b"Query") for felt in _linjene(sendt.read()))


def _linjene(spor: bytes) -> list[list[bytes]]:
    return [linje.split(b"\t") for linje in spor.splitlines()]


def test_en_side_av_lista(lag_logg: LagLogg) -> None:
    """Om noe er ført, og delen av lista som vises; det som haster, er en del for seg. Skjoldet første gang."""
    logg = lag_logg()
    for nr in range(1, 4):
        logg.motta(inngaende(nr), MOTTATT)
    liste = Foresporselsliste(logg.db, logg.bruker)
    assert turer(logg.db, lambda: liste.side(NYEST, I_DAG)) == 3
    assert turer(logg.db, lambda: liste.side(NYEST, I_DAG)) == 2
    assert turer(logg.db, lambda: liste.side(Utvalg(), I_DAG)) == 3
    assert turer(logg.db, lambda: liste.koer(I_DAG)) == 2


def test_skjoldet_spor_like_ofte_hvor_mange_det_enn_skjermer(lag_logg: LagLogg) -> None:
    """Og ikke igjen før noe er ført. Lista er åpen imens."""
    logg, andre = lag_logg(), lag_logg("Tor Hegg")
    liste = Foresporselsliste(logg.db, logg.bruker)
    spurt = []
    for nr in range(1, 4):
        f = andre.motta(inngaende(nr), MOTTATT).foresporsel
        assert sum(rad.skjermet for rad in liste.side(Utvalg(), I_DAG).rader) == nr - 1
        inhabil = overganger.svar_for_egen_habilitet(f, logg.bruker, EgenHabilitet.INHABIL, "Kjenner en.")
        logg.gjor(f.aar, f.nr, f.versjon, inhabil)
        spurt.append(turer(logg.db, lambda: liste.side(NYEST, I_DAG)))
        assert turer(logg.db, lambda: liste.side(NYEST, I_DAG)) == 2
        assert sum(rad.skjermet for rad in liste.side(Utvalg(), I_DAG).rader) == nr
    assert len(set(spurt)) == 1, spurt
    assert spurt[0] <= 6


@BARE_FIL
def test_skjoldet_gjelder_fra_den_andre_er_lagt_til(lag_logg: LagLogg) -> None:
    """Ingenting er ført på forespørselen imens."""
    logg = lag_logg()
    f = logg.motta(inngaende(1), MOTTATT).foresporsel
    inhabil = overganger.svar_for_egen_habilitet(f, logg.bruker, EgenHabilitet.INHABIL, "Kjenner en.")
    logg.gjor(f.aar, f.nr, f.versjon, inhabil)
    liste = Foresporselsliste(logg.db, logg.bruker)
    assert not liste.side(NYEST, I_DAG).rader[0].skjermet
    for navn in (logg.bruker, "Tor Hegg"):
        logg.sett_bruker(Bruker(navn))
    assert liste.side(NYEST, I_DAG).rader[0].skjermet


def test_en_foresporsel_apnes_pa_faa_turer(lag_logg: LagLogg, motor: str, tmp_path: Path) -> None:
    """Alt om den på én tur, og de som ligner, på en til: da går det fort over en vei på 50 ms også."""
    logg = lag_logg()
    for nr in range(1, 3):
        f = logg.motta(inngaende(nr), MOTTATT).foresporsel
    kontor = _Embetet(logg, tmp_path).kontor()
    try:
        assert kontor.linje == ()  # spørres det om én gang, når loggen åpnes
        assert turer(logg.db, lambda: kontor.vis(f.aar, f.nr)) <= {"fil": 10, "tjener": 2}[motor]
    finally:
        kontor.lukk()


class _Embetet(Mottaksprogram):
    """Et vindu på en logg prøven har åpnet."""

    def __init__(self, logg: Foresporselsregister, mappe: Path) -> None:
        program = copy(PROGRAM)
        program.__dict__["innstillinger"] = Innstillingslager(mappe / "innstillinger")
        super().__init__(program)
        self._logg = logg

    def apne_logg(self, fil: Path | None = None, navn: str = "") -> Foresporselsregister:
        return self._logg
