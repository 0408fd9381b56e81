"""Adressen til den felles loggen, lest og gjort trygg før noe kobles til."""

from __future__ import annotations

import atexit
import getpass
import ipaddress
import os
import re
import ssl
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo

from overforing.feil import UgyldigInndata

_FASTE: dict[str, Any] = {
    "application_name": "Overføring",
    # Så det merkes innen et halvt minutt at nettet er borte, også når ingenting sendes.
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20000,
    # Har adressen flere verter, er det den det kan skrives på.
    "target_session_attrs": "read-write",
    # Kerberos sier hvem en er; krypteringen er TLS på alle systemene. En adresse kan si noe annet.
    "gssencmode": "disable",
}
_OPTIONS = "-c search_path=overforing,pg_temp -c lock_timeout=15s -c client_encoding=UTF8 -c timezone=UTC"


@dataclass(frozen=True)
class Adresse:
    """En adresse slik psycopg tar den. ``vert``, ``database`` og ``login`` er til det som sies til brukeren."""

    vert: str
    database: str
    login: str
    valg: dict[str, Any] = field(repr=False)

    @property
    def uten_passord(self) -> str:
        """Adressen slik den kan lagres og vises."""
        return f"postgresql://{self.login}@{self.vert}/{self.database}"


def les_adresse(skrevet: str, passord: str = "", *, login: str = "") -> Adresse:
    """Adressen ``postgresql://…``. Utenfor maskinen kreves kryptert forbindelse og riktig sertifikat.

    Kaster ``UgyldigInndata`` når det ikke er en adresse, når det står et passord i den, og når den slår av TLS.
    """
    try:
        valg: dict[str, Any] = dict(conninfo.conninfo_to_dict(skrevet.strip()))
    except psycopg.Error:
        raise UgyldigInndata("feil.felles.adresse") from None
    if not skrevet.strip().startswith(("postgresql://", "postgres://")) or not valg.get("dbname"):
        raise UgyldigInndata("feil.felles.adresse")
    # Har passordet en skråstrek, leser libpq det som verten og loggen, og de vises.
    if valg.get("password") or re.match(r"\w+://[^:@/?]*:[^?]*@", skrevet.strip()):
        raise UgyldigInndata("feil.felles.passord_i_adressen")
    if login:
        valg["user"] = login
    bruker = str(valg.get("user") or getpass.getuser())
    vert = str(valg.get("host") or "localhost")
    if not all(map(_paa_maskinen, vert.split(","))):
        valg.setdefault("sslmode", "verify-full")
        if valg["sslmode"] != "verify-full":
            raise UgyldigInndata("feil.felles.uten_tls", tjener=vert)
        if "sslrootcert" not in valg and not os.environ.get("PGSSLROOTCERT"):
            valg["sslrootcert"] = _rotsertifikatene()
    if passord:
        valg["password"] = passord
    valg = {**_FASTE, **valg, "user": bruker}
    valg["options"] = f"{valg.get('options', '')} {_OPTIONS}".strip()
    return Adresse(vert, str(valg["dbname"]), bruker, valg)


@cache
def _rotsertifikatene() -> str:
    """Filen med sertifikatene maskinen stoler på. libpq finner dem ikke selv på Windows og Mac."""
    fil = ssl.get_default_verify_paths().cafile
    if fil:
        return fil
    alle = ssl.create_default_context().get_ca_certs(binary_form=True)
    nummer, sti = tempfile.mkstemp(prefix="overforing-", suffix=".pem")
    with os.fdopen(nummer, "w", encoding="ascii") as ut:
        ut.writelines(map(ssl.DER_cert_to_PEM_cert, alle))
    atexit.register(Path(sti).unlink, missing_ok=True)
    return sti


def _paa_maskinen(vert: str) -> bool:
    if vert.startswith("/") or vert in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(vert).is_loopback
    except ValueError:
        return False
