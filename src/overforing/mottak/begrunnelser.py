"""Avsenderens egne begrunnelser i saken, hver med stien til feltet den sto i."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .forskjeller import flat

NYE_OPPLYSNINGER = "svar.nye_opplysninger.tekst"
"""Det kommunen skriver er nytt etter et avslag."""

_BEGRUNNER = frozenset(
    {
        "begrunnelse",
        "tidsspille",
        "allerede_gjort",
        "hva_haster",
        "motpartens_svar",
        "merknad",
        "utenfor_linjen",
        "holdes_utenfor",
    }
)


def begrunnelser(verdier: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Sti og tekst for hver begrunnelse avsenderen har skrevet, i filens rekkefølge. ``verdier`` er saksfilens."""
    return tuple(
        (sti, tekst.strip())
        for sti, tekst in flat(verdier)
        if (sti == NYE_OPPLYSNINGER or sti.rpartition(".")[2] in _BEGRUNNER) and tekst.strip()
    )
