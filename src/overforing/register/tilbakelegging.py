"""Å se i en sikkerhetskopi, og å legge tilbake én sak eller alt. Det som var, tas vare på som en ny kopi."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import sqlite_utils

from overforing.feil import KanIkke
from overforing.hinder import Hindret
from overforing.sak.kopi import Kopirad, Registerkopi

from .database import Register
from .feil import med_rad
from .kopi import SAKENE, TILGANGEN, Kopier
from .kryptering import SKADET, ra_nokkel
from .omskriving import eksporter
from .summer import hel
from .tid import dag, tid, tidspunkt
from .tilkobling import HELT, UFERDIG, VENTETID, krev_hel, krypterbar, lag_fil, lag_mappe, skriv_kopi, tilkobling, uri

VISES = 2_000
"""Så mange vises av en kopi, de nyeste først."""

Apne = Callable[[], Register]
"""Åpner registeret til å skrive i. Den som har det åpent fra før, har lukket det."""


def innhold(kopier: Kopier, kopi: Registerkopi, her: Callable[[str], bool]) -> tuple[Kopirad, ...]:
    """Det som er i kopien, det sist endrede først. ``her`` sier om en sak finnes i registeret nå."""
    with _apnet(kopier, kopi.fil) as db:
        if kopier.slag is TILGANGEN:  # månedene, og aldri hvem
            sql = "SELECT del, max(tidspunkt) AS sist FROM oppslag GROUP BY del ORDER BY del DESC"
            return tuple(Kopirad(rad["del"], "", tidspunkt(rad["sist"])) for rad in db.query(sql))
        if kopier.slag is not SAKENE:
            sql = f"SELECT aar, nr, mottatt FROM foresporsler ORDER BY id DESC LIMIT {VISES}"
            return tuple(
                Kopirad(f"{rad['aar']}/{rad['nr']}", "", dag(rad["mottatt"]) or date.min) for rad in db.query(sql)
            )
        rader = db.query(
            f"""
            SELECT id, saksnummer, endret, CASE WHEN lapp_roper THEN '' ELSE merkelapp END AS lapp,
                   CAST(json AS BLOB) AS tekst, CAST(raa AS BLOB) AS halvt, kontrollsum
            FROM saker ORDER BY endret DESC LIMIT {VISES}
            """
        )
        return tuple(
            Kopirad(
                rad["saksnummer"],
                rad["lapp"],
                tidspunkt(rad["endret"]),
                rad["id"],
                her=her(rad["id"]),
                uleselig=not hel(rad["tekst"], rad["halvt"], rad["kontrollsum"]),
            )
            for rad in rader
        )


def saker_i(kopier: Kopier) -> frozenset[str]:
    """Id-ene til sakene i registeret nå; ingen når det ikke kan leses."""
    with suppress(KanIkke), med_rad(kopier.register), kopier.lest(kopier.register) as conn:
        return frozenset(id_ for (id_,) in conn.execute("SELECT id FROM saker"))
    return frozenset()


def legg_tilbake_sak(kopier: Kopier, kopi: Registerkopi, id_: str, apne: Apne, na: datetime) -> None:
    """Legg saken tilbake slik den er i kopien, med revisjonene. Kaster ``KanIkke``; da er registeret som før.

    Er det registeret selv som mangler eller er tomt, eldre eller skadet, må alt legges tilbake først: ellers ville det
    sett ut som om det bare var den ene saken.
    """
    if kopier.funn() is not None:
        raise KanIkke("feil.kopi.alt_forst")
    with _apnet(kopier, kopi.fil) as fra:
        sql = "SELECT *, CAST(json AS BLOB) AS tekst, CAST(raa AS BLOB) AS halvt FROM saker WHERE id = ?"
        rad = next(iter(fra.query(sql, [id_])), None)
        if rad is None or not hel(rad.pop("tekst"), rad.pop("halvt"), rad["kontrollsum"]):
            raise KanIkke("feil.kopi.uleselig_sak")
        revisjoner = list(fra.query("SELECT * FROM revisjoner WHERE sak = ?", [id_]))
    with closing(apne()) as db:
        kopier.ta()
        with db.skriver():
            forrige = db.rader("SELECT versjon FROM saker WHERE id = :id", rad)
            # En versjon ingen har lest, så den som har saken åpen et annet sted, ikke skriver over den.
            rad |= {"versjon": max(r["versjon"] for r in (rad, *forrige)) + 1, "endret": tid(na)}
            db.execute("DELETE FROM revisjoner WHERE sak = :id", rad)
            if forrige:
                db.oppdater("saker", id_, {k: v for k, v in rad.items() if k != "id"})
            else:
                db.sett_inn("saker", rad)
            for revisjon in revisjoner:
                db.sett_inn("revisjoner", revisjon)


def legg_tilbake_alt(kopier: Kopier, kopi: Registerkopi, apne: Apne) -> None:
    """Gjør registeret til det som er i kopien. Stanses det midt i, er registeret det ene eller det andre, og helt.

    Det registeret som var, er en ny kopi; lot det seg ikke lese, ligger filen ved siden av kopiene slik den var.
    """
    with _hel_kopi(kopier, kopi.fil) as fra:
        try:
            db = apne()
        except KanIkke as feil:
            # Nøkkelen åpnet kopien. Åpner den ikke registeret, er det registeret det er noe galt med.
            passet = feil.melding.nokkel == "feil.register.feil_nokkel" and kopier.nokkel(kopi.fil) is not None
            if feil.melding.nokkel != "hinder.register.skadet" and not passet:
                raise
            _legg_til_side(kopier)
            _bytt_fil(kopier, kopi.fil, fra)
            apne().close()  # gir den endringene den mangler
            return
        with closing(db):
            # Før det er gjort, er kopien av det som var, en kopi som andre: stanses det her, fortelles det som er galt.
            var = None if kopier.er_tomt() else kopier.ta()
            with _med_nokkel(kopier, kopi.fil, fra, db.nokkel) as kilde:
                db.erstatt_med(kilde)
    apne().close()
    if var is None:
        kopier.ta(bytte=True)
    else:
        kopier.merk_bytte(var)


def begynn_pa_nytt(kopier: Kopier, apne: Apne) -> None:
    """Registeret skal gjelde som det er, eller begynne tomt; de eldre kopiene sier ikke lenger hva som mangler."""
    apne().close()
    kopier.ta(bytte=True)


@contextmanager
def _apnet(kopier: Kopier, fil: Path) -> Iterator[sqlite_utils.Database]:
    """Kopien til å lese i, med tabellene slik de er nå. En eldre kopi oppgraderes i minnet; filen røres ikke."""
    skjema = kopier.slag.skjema
    with _hel_kopi(kopier, fil) as conn:
        db = sqlite_utils.Database(conn, execute_plugins=False)
        if skjema.er_nyere(db):
            raise Hindret("hinder.register.nyere", fil=fil)
        if not skjema.mangler(db):
            yield db
            return
        with closing(_i_minnet(conn, fil, kopier.nokkel(fil))) as minne:
            ny = sqlite_utils.Database(minne, execute_plugins=False)
            skjema.oppgrader(ny)
            yield ny


@contextmanager
def _hel_kopi(kopier: Kopier, fil: Path) -> Iterator[sqlite3.Connection]:
    """En tilkobling til kopien, prøvd. Den kan ligge på en disk det ikke kan skrives på."""
    with med_rad(fil):
        if not fil.is_file():
            raise Hindret("hinder.kopi.borte", mappe=fil.parent)
        with kopier.lest(fil, "&immutable=1") as conn:
            # En bokstav som er ødelagt i én sak, skal ikke skjule de andre.
            conn.text_factory = lambda tekst: tekst.decode("utf-8", "replace")
            krev_hel(conn, kopier.slag.skjema.merke, helt=fil.stat().st_size <= HELT)
            yield conn


def _i_minnet(conn: sqlite3.Connection, fil: Path, key: str | None) -> sqlite3.Connection:
    """Alt i ``conn``, som er filen ``fil``, i en database i minnet."""
    if key is None:
        minne = tilkobling(":memory:")
        conn.backup(minne)
        return minne
    minne = krypterbar(":memory:", VENTETID, None)
    minne.execute("ATTACH DATABASE ? AS kopi KEY ?", (str(fil), ra_nokkel(key)))
    minne.execute("SELECT sqlcipher_export('main', 'kopi')")
    for navn in ("application_id", "user_version"):
        minne.execute(f"PRAGMA main.{navn} = {conn.execute(f'PRAGMA {navn}').fetchone()[0]}")
    minne.execute("DETACH DATABASE kopi")
    return minne


@contextmanager
def _med_nokkel(kopier: Kopier, kopi: Path, fra: sqlite3.Connection, key: str | None) -> Iterator[sqlite3.Connection]:
    """Kopien med samme nøkkel som registeret, så den kan skrives inn i det. Er det en annen, gjennom en egen fil."""
    har = kopier.nokkel(kopi)
    if har == key:
        yield fra
        return
    ny = kopier.register.with_name(f".{kopier.register.stem}-{uuid.uuid4().hex}{UFERDIG}")
    try:
        lag_fil(ny)
        with closing(krypterbar(f"{uri(kopi)}?mode=ro&immutable=1", VENTETID, har, uri=True)) as gammel:
            eksporter(gammel, ny, key)
        with closing(tilkobling(str(ny), key=key)) as kilde:
            krev_hel(kilde, kopier.slag.skjema.merke, helt=ny.stat().st_size <= HELT)
            yield kilde
    finally:
        ny.unlink(missing_ok=True)


def _legg_til_side(kopier: Kopier) -> None:
    """Kopier filen som ikke lot seg lese, slik den er, med følgefilene, og få det på disken før den byttes ut."""
    merke = f"{kopier.na():%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"
    with med_rad(kopier.mappe):
        lag_mappe(kopier.mappe)
        for endelse in ("", "-wal", "-journal"):
            fra = kopier.register.with_name(kopier.register.name + endelse)
            if fra.exists():
                til = kopier.mappe / f"{kopier.register.stem}{SKADET}{merke}.db{endelse}"
                shutil.copyfile(fra, til)
                with suppress(OSError):
                    til.chmod(0o600)
                with til.open("r+b") as apen:
                    os.fsync(apen.fileno())


def _bytt_fil(kopier: Kopier, kopi: Path, fra: sqlite3.Connection) -> None:
    """En gammel følgefil ville blitt skrevet inn i den nye filen, og må bort først."""
    with med_rad(kopier.register):
        for endelse in ("-wal", "-shm", "-journal"):
            kopier.register.with_name(kopier.register.name + endelse).unlink(missing_ok=True)
        key = kopier.nokkel(kopier.register.with_name(f"{kopier.register.name}{UFERDIG}"))  # som en ny fil
        with _med_nokkel(kopier, kopi, fra, key) as kilde:
            skriv_kopi(kilde, kopier.register, kopier.slag.skjema.merke, key)
