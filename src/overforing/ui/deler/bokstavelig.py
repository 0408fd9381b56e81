"""Det noen har skrevet, vist slik det står, der Qt ellers gjetter."""

from __future__ import annotations


def bokstavelig(tekst: str, *, brytes: bool = False) -> str:
    """Teksten til et verktøytips. ``brytes``: en lang tekst går over flere linjer.

    Qt viser det som ligner HTML, som HTML, og åpner da filene og nettverksmappene det nevner.
    """
    if not tekst:
        return ""
    if not brytes and "<" not in tekst:
        return tekst
    from html import escape  # den tar med seg alle tegnnavnene i HTML, og det første bildet trenger dem ikke

    return f"<p>{escape(tekst)}</p>"
