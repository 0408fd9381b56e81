"""Det tjeneren kan svare som ikke er det en ba om, hvert med råd om hva som skal til.

Meldingene nevner tjeneren, loggen og innloggingen, aldri det som skulle føres, og aldri passordet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from overforing.feil import KanIkke
from overforing.hinder import Hindret

from .adresse import Adresse

_VERN = {
    "OV001": "feil.felles.annens_navn",
    "OV006": "feil.felles.klokka",
    "OV007": "feil.felles.skjermet",
    "OV011": "feil.felles.hvem_som_kan",
    "OV012": "feil.felles.ikke_godkjent",
    "OV013": "feil.felles.linjen",
    "OV009": "feil.felles.navnet_er_brukt",
}
"""Det sperrene i databasen sier som en bruker kan møte i programmet. Resten er programmets feil."""


@contextmanager
def med_rad(adresse: Adresse) -> Iterator[None]:
    """Gjør feil fra tjeneren om til ``KanIkke`` med råd. Feil som er våre egne, går urørt videre."""
    try:
        yield
    except psycopg.Error as feil:
        if oversatt := oversett(feil, adresse):
            raise oversatt from None
        raise


def oversett(feil: psycopg.Error, adresse: Adresse) -> KanIkke | None:
    """Det feilen er for den som arbeider, eller ``None`` når det er programmets."""
    om = {"tjener": adresse.vert, "logg": adresse.database, "login": adresse.login}
    if kjent := _VERN.get(feil.sqlstate or ""):
        return KanIkke(kjent)
    match feil:
        case errors.InsufficientPrivilege() | errors.InvalidAuthorizationSpecification():
            return Hindret("hinder.felles.rettigheter", **om)
        case errors.InvalidPassword():
            return Hindret("hinder.felles.passord", **om)
        case errors.InvalidCatalogName():
            return Hindret("hinder.felles.ingen_logg", **om)
        case errors.UndefinedTable() | errors.InvalidSchemaName() | errors.UndefinedFunction():
            return Hindret("hinder.felles.ikke_opprettet", **om)
        case errors.LockNotAvailable() | errors.QueryCanceled() | errors.TooManyConnections():
            return Hindret("hinder.felles.opptatt", **om)
        case errors.DeadlockDetected() | errors.SerializationFailure():
            return Hindret("hinder.felles.opptatt", **om)
        case errors.IdleInTransactionSessionTimeout() | errors.AdminShutdown() | errors.CrashShutdown():
            return Hindret("hinder.felles.borte", **om)
        case errors.DiskFull() | errors.OutOfMemory():
            return Hindret("hinder.felles.full", **om)
        case errors.ReadOnlySqlTransaction():
            return Hindret("hinder.felles.bare_lesing", **om)
        case psycopg.OperationalError():
            return _forbindelsen(str(feil).casefold(), om)
        case psycopg.DataError():
            return KanIkke("feil.felles.tegn")
    return None


def _forbindelsen(sagt: str, om: dict[str, str]) -> Hindret:
    """Før en er inne, sier libpq bare hva som er galt med ord."""
    for nokkel, ordene in _ORDENE:
        if any(ord_ in sagt for ord_ in ordene):
            # En innlogging som ikke finnes, sies som et feil passord.
            ukjent = nokkel == "hinder.felles.ingen_logg" and "role " in sagt
            return Hindret("hinder.felles.passord" if ukjent else nokkel, **om)
    return Hindret("hinder.felles.borte", **om)


_ORDENE = (
    ("hinder.felles.sertifikat", ("certificate", "ssl error", "tls", "root.crt", "does not support ssl", "sslmode")),
    ("hinder.felles.passord", ("password authentication failed", "no password supplied")),
    ("hinder.felles.kerberos", ("gssapi", "sspi")),
    ("hinder.felles.ingen_logg", ("does not exist",)),
    ("hinder.felles.rettigheter", ("permission denied", "no pg_hba.conf entry", "not permitted to log in")),
    ("hinder.felles.opptatt", ("too many clients", "too many connections", "starting up", "shutting down")),
    ("hinder.felles.bare_lesing", ("read-only", "session is not read-write", "standby")),
)
