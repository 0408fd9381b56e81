"""Nøkkelringen i systemet: Windows' legitimasjonsbehandling, nøkkelringen på Mac, Secret Service eller KWallet."""

from __future__ import annotations

from contextlib import suppress
from typing import Protocol

TJENESTE = "overforing"


class Ring(Protocol):
    """Et sted nøkler ligger, låst med innloggingen på maskinen."""

    def hent(self, navn: str) -> str | None:
        """Det som ligger der, eller ``None`` når det ikke ligger noe, eller ringen ikke kan leses."""
        ...

    def legg(self, navn: str, verdi: str) -> bool:
        """Legg noe der. Svaret er om det er der: det er lest tilbake."""
        ...

    def slett(self, navn: str) -> None: ...


class Systemring:
    """Bakendene i ``keyring`` kaster sine egne feil, av alle slag; for oss er alle «ingen nøkkelring her»."""

    def hent(self, navn: str) -> str | None:
        try:
            import keyring

            return keyring.get_password(TJENESTE, navn) if _er_en_ring() else None
        except Exception:
            return None

    def legg(self, navn: str, verdi: str) -> bool:
        try:
            import keyring

            if not _er_en_ring():
                return False
            keyring.set_password(TJENESTE, navn, verdi)
        except Exception:
            return False
        return self.hent(navn) == verdi

    def slett(self, navn: str) -> None:
        import keyring

        with suppress(Exception):
            keyring.delete_password(TJENESTE, navn)


def _er_en_ring() -> bool:
    """Om bakenden er systemets. De under 1 er ingen, en som glemmer, eller en fil i klartekst."""
    import keyring

    return float(getattr(keyring.get_keyring(), "priority", 0)) >= 1
