"""En liten ordliste i Hunspells format, og rettskrivingen som bruker den."""

from __future__ import annotations

from pathlib import Path

from overforing.tekster.rettskriving import Rettskriving

ORD = {"nb": "og ikke på søknad søknaden saken er kontoret hei", "nn": "og ikkje på søknad søknaden saka er kontoret"}
VARE = {"felles": "inhabil kl", "nb": "stedfortreder", "nn": "stadfortredar"}


def legg_ordlister(mappe: Path, *malformer: str) -> Path:
    mappe.mkdir(parents=True, exist_ok=True)
    for malform in malformer:
        ordene = ORD[malform].split()
        (mappe / f"{malform}_NO.aff").write_text("SET ISO8859-1\nTRY abcdefghijklmnopqrstuvwxyzæøå\n", "latin-1")
        (mappe / f"{malform}_NO.dic").write_text("\n".join([str(len(ordene)), *ordene]) + "\n", "latin-1")
    return mappe


def rettskriving(mappe: Path, *malformer: str) -> Rettskriving:
    """Egne ord ligger i ``mappe``, og ordlistene under den."""
    return Rettskriving(mappe, lambda: VARE, [legg_ordlister(mappe / "ordlistene", *malformer)])
