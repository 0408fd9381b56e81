"""Kjeden gjennom loggen: hver hendelse er bundet til den forrige, så det som er ført, ikke kan gjøres om usett.

Summen av en hendelse er SHA-256 over den kanoniske formen (RFC 8785) av alt som ble ført med den: plassen i kjeden,
journalnummeret, hvem, når og hva, dokumentene med summene sine, og summen av hendelsen før. Det noen har skrevet fritt,
og navnet en fil kom med, er med som saltede summer og aldri som seg selv: tas ordene bort etter en lovlig beslutning,
tas saltet bort med dem, så de ikke kan gjettes, og summen står. Hver hendelse har minst ett salt, så summen røper
heller ikke resten når en del av den går ut i et brev (``mottak/merke.py``).

Kjeden er ikke en lås. Den som kan skrive i filen, kan regne alt om fra et sted og ut; det finnes bare mot et merke som
er utenfor filen. ``kjedekontroll`` prøver begge deler.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from overforing.mottak.merke import Merke
from overforing.mottak.sladding import FRITEKST

from .loggbase import Loggbase, Sporrer

FORM = 1
"""Hva den kanoniske formen har med. Skal mer inn, er det en ny form; de gamle summene prøves mot den gamle."""

DOKUMENTFELT = (
    *("aar", "sekvens", "post", "registrert", "retning", "dokument", "format", "dato", "mottatt", "tekst", "sha256"),
    *("innholdssum", "pafort"),
)
"""Kolonnene i ``dokumenter`` som er med som de er. ``sak`` er med som sum, og ``filnavn`` saltet."""

FRITT = FRITEKST | {"ikke_overfort", "rett_organ"}
"""Feltene med ord noen har skrevet."""

NUMMERET = "JOIN foresporsler f ON f.id = h.foresporsel"
"""``f`` med journalnummeret til forespørselen hendelsen ``h`` er ført på."""

_HENDELSE = """
    SELECT f.aar, f.nr AS journalnr, h.* FROM hendelser h {nummeret} WHERE h.foresporsel = ? AND h.nr = ?
"""


def kanonisk(verdi: object) -> bytes:
    """JSON i kanonisk form (RFC 8785), i UTF-8. Tall er hele, og nøklene er ASCII, så de sorteres likt overalt.

    Kaster ``ValueError`` når teksten har et halvt tegn (et surrogat alene).
    """
    return _KANONISK(verdi).encode()


_KANONISK = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def saltet_sum(salt: str, sti: str, verdi: str) -> str:
    """Summen av en tekst som kan tas bort. ``sti`` er stedet den står, så den ikke kan flyttes.

    Salt, sted og tekst står på hver sin linje; verken saltet eller stedet har linjeskift.
    """
    return hashlib.sha256(f"{salt}\n{sti}\n{verdi}".encode()).hexdigest()


@dataclass(frozen=True)
class Ledd:
    """En hendelse slik den går inn i kjeden: raden, med ``aar`` og ``journalnr``, og dokumentene, det første først."""

    rad: Mapping[str, Any]
    dokumenter: tuple[Mapping[str, Any], ...]

    @cached_property
    def endret(self) -> dict[str, Any]:
        return dict(json.loads(self.rad["endret"]))

    def tekster(self) -> dict[str, str]:
        """Det som er skrevet fritt, etter stedet det står. ``tekst`` er alltid med."""
        felt = {
            f"endret.{navn}.{nr}": verdi
            for navn in FRITT & self.endret.keys()
            for nr, verdi in enumerate(self.endret[navn])
            if isinstance(verdi, str) and verdi
        }
        filer = {f"filnavn.{d['post']}": d["filnavn"] for d in self.dokumenter if d["filnavn"]}
        return {"tekst": self.rad["tekst"], **felt, **filer}

    def tekst(self, sti: str) -> object:
        """Det som står på stedet nå, eller ``None`` når stedet ikke finnes."""
        hva, _, resten = sti.partition(".")
        if hva == "tekst":
            return self.rad["tekst"]
        if hva == "filnavn":
            return next((d["filnavn"] for d in self.dokumenter if str(d["post"]) == resten), None)
        navn, _, nr = resten.rpartition(".")
        par = self.endret.get(navn)
        return par[int(nr)] if isinstance(par, list) and nr in ("0", "1") and len(par) == 2 else None

    def form(self, lopenr: int, forrige: str, saltet: Mapping[str, str]) -> dict[str, object]:
        """Det summen er av. ``saltet`` er summene som er med i stedet for ordene, etter sted."""
        rad = self.rad
        fritt = {sti.split(".")[1] for sti in saltet if sti.startswith("endret.")} & self.endret.keys()
        return {
            "form": FORM,
            "lopenr": lopenr,
            "forrige": forrige,
            **{felt: rad[felt] for felt in ("aar", "journalnr", "nr", "tidspunkt", "av", "handling")},
            "endret": self.endret
            | {
                navn: [saltet.get(f"endret.{navn}.{nr}", verdi) for nr, verdi in enumerate(self.endret[navn])]
                for navn in fritt
            },
            "dokumenter": [
                {
                    **{felt: d[felt] for felt in DOKUMENTFELT},
                    "sak": None if d["sak"] is None else hashlib.sha256(d["sak"].encode()).hexdigest(),
                    "filnavn": saltet.get(f"filnavn.{d['post']}", d["filnavn"]),
                }
                for d in self.dokumenter
            ],
            "saltet": dict(saltet),
        }

    def sum(self, lopenr: int, forrige: str, saltet: Mapping[str, str]) -> str:
        return hashlib.sha256(kanonisk(self.form(lopenr, forrige, saltet))).hexdigest()


def dokumentene(db: Sporrer, foresporsel: int, nr: int) -> tuple[Mapping[str, Any], ...]:
    """Dokumentene som ble ført med en hendelse."""
    kolonner = ", ".join((*DOKUMENTFELT, "sak", "filnavn"))
    sql = f"SELECT {kolonner} FROM dokumenter WHERE foresporsel = ? AND hendelse = ? ORDER BY post"
    return tuple(db.query(sql, (foresporsel, nr)))


def nyeste_merke(db: Loggbase) -> Merke | None:
    """Merket på loggen slik den er nå, til det som går ut av den. ``None`` når ingenting er ført."""
    siste = db.motor.siste_ledd()
    return Merke.av(*siste) if siste else None


def forsegl(
    db: Sporrer, nye: Iterable[tuple[int, int]], siste: tuple[int, str] | None = None, nummeret: str = NUMMERET
) -> None:
    """Legg hendelsene (forespørsel, nummer) sist i kjeden, i den transaksjonen de er ført i, etter dokumentene sine.

    ``siste`` er plassen og summen til det siste som er der; ``None`` når det ikke er noe.
    """
    lopenr, forrige = siste or (0, "")
    sql = _HENDELSE.format(nummeret=nummeret)
    for foresporsel, nr in nye:
        lopenr += 1
        (rad,) = db.query(sql, (foresporsel, nr))
        ledd = Ledd(rad, dokumentene(db, foresporsel, nr))
        tekster = ledd.tekster()
        salter = {sti: os.urandom(16).hex() for sti in tekster}
        saltet = {sti: saltet_sum(salter[sti], sti, verdi) for sti, verdi in tekster.items()}
        forrige_, forrige = forrige, ledd.sum(lopenr, forrige, saltet)
        db.execute(
            "INSERT INTO kjede VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (lopenr, foresporsel, nr, FORM, _json(saltet), _json(salter), forrige_, forrige),
        )


def glem_teksten(db: Sporrer, foresporsel: int, nr: int) -> None:
    """Ta bort saltet til teksten i en hendelse som er tilintetgjort. Summen står, og kan ikke lenger gjettes."""
    (rad,) = db.execute("SELECT salter FROM kjede WHERE foresporsel = ? AND nr = ?", (foresporsel, nr)).fetchall()
    salter = {sti: salt for sti, salt in json.loads(rad[0]).items() if sti != "tekst"}
    db.execute("UPDATE kjede SET salter = ? WHERE foresporsel = ? AND nr = ?", (_json(salter), foresporsel, nr))


def alle_uten(db: Sporrer) -> Iterator[tuple[int, int]]:
    """Hendelsene som ikke er i kjeden, i den rekkefølgen de ble ført; er klokka stilt tilbake, etter nummeret."""
    yield from db.execute(
        """
        SELECT foresporsel, nr FROM (
            SELECT foresporsel, nr, max(tidspunkt) OVER (PARTITION BY foresporsel ORDER BY nr) AS fort FROM hendelser h
            WHERE NOT EXISTS (SELECT 1 FROM kjede k WHERE k.foresporsel = h.foresporsel AND k.nr = h.nr))
        ORDER BY fort, foresporsel, nr
        """
    ).fetchall()


def _json(verdi: Mapping[str, str]) -> str:
    return kanonisk(verdi).decode()
