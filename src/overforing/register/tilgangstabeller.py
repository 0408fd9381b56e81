"""Tabellene i tilgangsloggen, som en rekke endringer (se ``migrations``).

Den har sin egen fil og sin egen kjede, i deler på en måned. Det som er ført, kan ikke endres, og bare en hel del kan
tas bort, når plassen og summen dens er lagt i ``deler`` først. Databasen passer på det selv.
"""

from __future__ import annotations

from sqlite_utils import Database

from .migrations import Skjema

_NEI = "BEGIN SELECT RAISE(ABORT, 'tilgangsloggen kan bare legges til i'); END"


def oppslag(db: Database) -> None:
    """Én rad for hver gang noen har sett på noe. ``del`` er måneden den er ført i. Ingen tekst, og ingenting å telle i.

    ``sum`` er SHA-256 over den kanoniske formen av raden og ``forrige``, summen av raden foran.
    """
    db.execute(
        """
        CREATE TABLE oppslag (
            nr INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            del TEXT NOT NULL,
            tidspunkt TEXT NOT NULL,
            navn TEXT NOT NULL,
            konto TEXT NOT NULL,
            gjort TEXT NOT NULL,
            aar INTEGER,
            journalnr INTEGER,
            grunn TEXT NOT NULL,
            forrige TEXT NOT NULL,
            sum TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX oppslag_del ON oppslag (del)")
    db.execute("CREATE INDEX oppslag_foresporsel ON oppslag (aar, journalnr)")


def deler(db: Database) -> None:
    """Delene som er tatt bort: plassene i kjeden, den siste summen, og hvor det er ført at den er tatt bort."""
    db.execute(
        """
        CREATE TABLE deler (
            del TEXT NOT NULL PRIMARY KEY,
            fra INTEGER NOT NULL,
            til INTEGER NOT NULL,
            sum TEXT NOT NULL,
            fjernet INTEGER NOT NULL
        )
        """
    )
    db.execute(
        "CREATE TRIGGER vern_oppslag_delete BEFORE DELETE ON oppslag "
        f"WHEN NOT EXISTS (SELECT 1 FROM deler WHERE deler.del = OLD.del AND OLD.nr BETWEEN fra AND til) {_NEI}"
    )
    for tabell, hva in (("oppslag", "UPDATE"), ("deler", "UPDATE"), ("deler", "DELETE")):
        db.execute(f"CREATE TRIGGER vern_{tabell}_{hva.lower()} BEFORE {hva} ON {tabell} {_NEI}")


TILGANG = Skjema("tilgang", 0x4F76_5431, (oppslag, deler))
"""Tilgangsloggen. Merket er «OvT1»."""
