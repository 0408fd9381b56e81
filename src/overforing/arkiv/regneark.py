"""CSV som et norsk Excel åpner rett: semikolon, UTF-8 med BOM, norske datoer og desimalkomma.

En celle som begynner med et tegn Excel tar for en formel, får en apostrof foran.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

Celle = str | int | float | date | None

_FORMEL = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_fil(overskrifter: Sequence[str], rader: Iterable[Sequence[Celle]]) -> bytes:
    """Regnearket. ``None`` er en tom celle. Linjeskift i en celle blir mellomrom."""
    ut = io.StringIO()
    skriver = csv.writer(ut, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    skriver.writerow([_celle(o) for o in overskrifter])
    for rad in rader:
        skriver.writerow([_celle(verdi) for verdi in rad])
    return ut.getvalue().encode("utf-8-sig", "replace")


def _celle(verdi: Celle) -> str:
    match verdi:
        case None:
            return ""
        case date():
            return f"{verdi:%d.%m.%Y}"
        case float():
            return f"{verdi:g}".replace(".", ",")
        case int():
            return str(verdi)
        case _:
            rent = " ".join(verdi.split())
            return f"'{rent}" if er_formel(verdi) else rent


def er_formel(tekst: str) -> bool:
    """Om regnearket ville tatt teksten for en formel når den skrives rett inn i en celle."""
    return tekst.startswith(_FORMEL) or tekst.lstrip().startswith(_FORMEL)
