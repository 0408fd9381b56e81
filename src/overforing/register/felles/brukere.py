"""De som bruker den felles loggen: innloggingen i databasen, navnet de fører med, og rollen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg import errors, sql

from overforing.feil import KanIkke, UgyldigInndata

from .skjema import Conn, gruppen

ROLLER = ("arkiv", "saksbehandler", "leder")


@dataclass(frozen=True)
class Bruker:
    """En som bruker loggen. ``stedfortreder`` er innloggingen til den som er leder i hennes sted mens hun er borte.

    ``overordnet`` er innloggingen til lederen hennes, og ``overst`` at det er sagt at ingen leder henne.
    """

    login: str
    navn: str
    rolle: str
    tittel: str = ""
    initialer: str = ""
    borte_til: date | None = None
    stedfortreder: str | None = None
    sluttet: bool = False
    overordnet: str | None = None
    overst: bool = False


def alle(conn: Conn) -> Iterator[Bruker]:
    """Alle som er eller har vært bruker, etter navn."""
    rader: list[tuple[Any, ...]] = conn.execute(
        "SELECT login, navn, rolle, tittel, initialer, borte_til, stedfortreder, sluttet, overordnet, overst "
        "FROM brukere ORDER BY navn"
    ).fetchall()
    yield from (Bruker(*rad) for rad in rader)


def legg_til(conn: Conn, ny: Bruker, passord: str = "") -> None:
    """Legg til en bruker, og innloggingen hennes når tjeneren ikke har den. Uten ``passord`` må den ha noe annet.

    Kaster ``KanIkke`` når navnet eller innloggingen er i bruk.
    """
    _krev_rolle(ny.rolle)
    with conn.transaction():
        try:
            conn.execute(
                "INSERT INTO brukere (login, navn, rolle, tittel, initialer) VALUES (%s, %s, %s, %s, %s)",
                (ny.login, " ".join(ny.navn.split()), ny.rolle, ny.tittel, ny.initialer),
            )
        except errors.UniqueViolation:
            raise KanIkke("feil.felles.bruker_finnes", login=ny.login, navn=ny.navn) from None
        except errors.CheckViolation:
            raise UgyldigInndata("feil.felles.bruker_navn") from None
        login = sql.Identifier(ny.login)
        if not conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ny.login,)).fetchone():
            conn.execute(sql.SQL("CREATE ROLE {} LOGIN").format(login))
        if passord:
            # Sendes bare som det tjeneren skal huske: passordet selv kommer aldri i en logg der.
            kryptert = conn.pgconn.encrypt_password(passord.encode(), ny.login.encode(), b"scram-sha-256").decode()
            conn.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(login, sql.Literal(kryptert)))
        conn.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(gruppen(conn)), login))


def endre(conn: Conn, login: str, **felt: object) -> None:
    """Endre feltene. En som er ``sluttet``, mister tilgangen; navnet står i det hun har ført.

    Kaster ``KanIkke`` når hun ikke er lagt til, og når et navn som er brukt, skulle byttes.
    """
    if "rolle" in felt:
        _krev_rolle(str(felt["rolle"]))
    with conn.transaction():
        if ukjent := _ukjent(conn, felt):
            raise KanIkke("feil.felles.ingen_bruker", login=ukjent)
        nye = sql.SQL(", ").join(sql.SQL("{} = {}").format(sql.Identifier(k), sql.Placeholder(k)) for k in felt)
        try:
            endret = conn.execute(
                sql.SQL("UPDATE brukere SET {} WHERE login = {}").format(nye, sql.Placeholder("_login")),
                {**felt, "_login": login},
            ).rowcount
        except errors.UniqueViolation:
            raise KanIkke("feil.felles.bruker_finnes", login=login, navn=str(felt.get("navn", ""))) from None
        except errors.CheckViolation:
            raise UgyldigInndata("feil.felles.bruker_navn") from None
        if not endret:
            raise KanIkke("feil.felles.ingen_bruker", login=login)
        if conn.execute(_I_RING, (login, login)).fetchone() == (True,):
            raise UgyldigInndata("feil.felles.bruker_navn")
        if "sluttet" in felt:
            gjor = sql.SQL("REVOKE {} FROM {}" if felt["sluttet"] else "GRANT {} TO {}")
            conn.execute(gjor.format(sql.Identifier(gruppen(conn)), sql.Identifier(login)))


_I_RING = """
    WITH RECURSIVE over(login) AS (
        SELECT overordnet FROM brukere WHERE login = %s
        UNION SELECT b.overordnet FROM over JOIN brukere b ON b.login = over.login
    )
    SELECT %s IN (SELECT login FROM over WHERE login IS NOT NULL)
"""


def _ukjent(conn: Conn, felt: Mapping[str, object]) -> str:
    """Den av dem det er vist til, som ikke er lagt til."""
    kjente = {bruker.login for bruker in alle(conn)}
    return next(
        (str(en) for navn in ("stedfortreder", "overordnet") if (en := felt.get(navn)) and en not in kjente), ""
    )


def _krev_rolle(rolle: str) -> None:
    if rolle not in ROLLER:
        raise UgyldigInndata("feil.felles.rolle", rolle=rolle, roller=ROLLER)
