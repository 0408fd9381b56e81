"""Felles for prøvene av låsen: en nøkkelring i minnet, og en datamappe med en sak i."""

from __future__ import annotations

from pathlib import Path

from gyldige_saker import KOMMUNER
from register.registerprover import Klokke, en_sak, ukjent

from overforing.las.las import Las
from overforing.register.database import connect
from overforing.register.saker import Saksregister

FAKTA = (b"Per \xc3\x85s", b"Ola Hov", b"Uten penger til mat", b"2026/0417")
PASSFRASE = "en regnfull mandag"


class Minnering(dict[str, str]):
    """En nøkkelring som varer så lenge prøven gjør. ``virker`` er usann på en maskin uten."""

    def __init__(self, *, virker: bool = True) -> None:
        super().__init__()
        self.virker = virker

    def hent(self, navn: str) -> str | None:
        return self.get(navn) if self.virker else None

    def legg(self, navn: str, verdi: str) -> bool:
        self[navn] = verdi
        return self.virker

    def slett(self, navn: str) -> None:
        self.pop(navn, None)


def apne(mappe: Path, las: Las) -> Saksregister:
    """Registeret i mappen, slik programmet åpner det."""
    fil = mappe / "saker.db"
    db = connect(fil, las.nokkel_for(fil), na=Klokke(), er_nettverk=lambda _: False)
    return Saksregister(db, kommuner=KOMMUNER, na=Klokke(), bruker="Kari Moen", kjennetegn=ukjent)


def fyll(mappe: Path, las: Las) -> None:
    register = apne(mappe, las)
    register.opprett(en_sak())
    register.lukk()


def saker(mappe: Path, las: Las) -> int:
    register = apne(mappe, las)
    antall = len(register.liste())
    register.lukk()
    return antall


def klartekst(mappe: Path) -> set[str]:
    """Filene i mappen der noe av saken kan leses rett fram."""
    return {f.name for f in mappe.rglob("*") if f.is_file() and any(ord_ in f.read_bytes() for ord_ in FAKTA)}


def to_grupper(las: Las) -> dict[int, str]:
    arket = las.ark()
    return {nr: arket[nr - 1] for nr in las.sporres_om}
