"""Tidspunkter slik de føres: UTC og fast lengde, så de kan sorteres som tekst."""

from __future__ import annotations

from datetime import UTC, date, datetime


def tid(tidspunkt: datetime) -> str:
    """Tidspunktet slik det føres."""
    return tidspunkt.astimezone(UTC).isoformat(timespec="microseconds")


def tidspunkt(tekst: str) -> datetime:
    """Et tidspunkt slik det er ført, i UTC."""
    return datetime.fromisoformat(tekst)


def dag(tekst: str | None) -> date | None:
    """En dag slik den er ført, når det er ført en."""
    return date.fromisoformat(tekst) if tekst else None
