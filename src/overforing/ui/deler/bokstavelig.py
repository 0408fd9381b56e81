"""Det noen har skrevet, vist slik det står, der Qt ellers gjetter."""

from __future__ import annotations

from html import escape


def bokstavelig(tekst: str, *, brytes: bool = False) -> str:
    """Teksten til et verktøytips. ``brytes``: en lang tekst går over flere linjer.

    Qt viser det som ligner HTML, som HTML, og åpner da filene og nettverksmappene det nevner.
    """
    if not tekst:
        return ""
    return f"<p>{escape(tekst)}</p>" if brytes or "<" in tekst else tekst
