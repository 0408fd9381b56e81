"""Det som ble svart i den forrige saken i samme forhold, som et forslag ved spørsmålet. Aldri et svar."""

from __future__ import annotations

from dataclasses import replace

from overforing.sak.felt import hent

from .sporsmal import Sider
from .tilstand import Sporsmal, Svarslag, Valg

_DEN_GANGEN = ("krevd_av_part", "tidsspille")


def foresla(b: Sider, q: Sporsmal) -> Sporsmal:
    """Spørsmålet med det som ble svart på det sist, som et forslag. Kalles for den ``tidligere`` fant noe om.

    Hva en part krevde, og når noe ble gjort, hører den gangen til.
    """
    sist = hent(b.forrige, q.sti) if b.forrige else None
    if q.svar or q.sti.felt in _DEN_GANGEN or sist in (None, "") or q.slag is Svarslag.DATO:
        return q
    if q.slag is Svarslag.LANGTEKST:
        return replace(q, foreslatt=Valg(sist, b.tekst("vindu.begrunnelsen_fra_sist")), ved_neste=False, mer=False)
    valgene = {"ja": b.tekst("vindu.ja"), "nei": b.tekst("vindu.nei"), **{v.verdi: v.tekst for v in q.valg}}
    verdi = ("ja" if sist else "nei") if isinstance(sist, bool) else str(sist)
    if verdi not in valgene:
        return q
    return replace(q, foreslatt=Valg(verdi, b.tekst("vindu.som_sist", svar=valgene[verdi])), ved_neste=False, mer=False)
