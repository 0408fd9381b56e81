"""Årsrapporten på papir: hovedtallene, og hver tabell med søylene ved siden av.

HTML slik ``QTextDocument`` forstår den. Navn på kontorer er data og blir aldri lest som HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from overforing.saksgang.mottak.rapport import Rapport, Rapporttabell, tallord
from overforing.ui.deler.farger import LYS
from overforing.ui.deler.klosser import hold_sammen

_LUFT = '<p style="font-size:6pt">&nbsp;</p>'
_NAVN, _SOYLE = 34, 24  # prosent av bredden


def rapporttekst(rapport: Rapport) -> str:
    return "".join(_rapporten(rapport))


def _rapporten(r: Rapport) -> Iterator[str]:
    tone = LYS.info if r.skjermet else LYS.varsel
    yield f"<h1>{escape(r.tittel)}</h1>"
    yield (
        f'<table width="100%" cellpadding="8" cellspacing="0" bgcolor="{tone.flate}"><tr>'
        f'<td style="color:{tone.tekst}"><b>{escape(r.advarsel)}</b></td></tr></table>'
    )
    yield f'{_LUFT}<table cellpadding="3" cellspacing="0">'
    for hva, celle in r.nokkeltall:
        yield f'<tr><td>{escape(hva)}</td><td align="right"><b>&nbsp;&nbsp;{escape(tallord(celle))}</b></td></tr>'
    yield "</table>"
    for tabell in r.tabeller:
        yield from _tabellen(tabell, "" if r.skjermet else r.advarsel_kort)
    yield "<p></p>"
    yield from (f'<p style="color:{LYS.dempet}">{escape(linje)}</p>' for linje in r.forklaring)


def _tabellen(t: Rapporttabell, advarsel: str) -> Iterator[str]:
    """``advarsel`` står ved hver tabell: arkene kan komme fra hverandre."""
    bredde = (100 - _NAVN - _SOYLE) // len(t.kolonner)
    storst = max((rad.antall or 0 for rad in t.rader), default=0) or 1
    # Overskriften er en del av tabellen, så den aldri står alene nederst på et ark, og følger med til det neste.
    yield f'{_LUFT}<table width="100%" cellpadding="3" cellspacing="0"><thead><tr>'
    yield f'<th colspan="{2 + len(t.kolonner)}" align="left"><span style="font-size:12pt">{escape(t.tittel)}</span>'
    yield (
        f'<br><span style="color:{LYS.dempet}">{escape(advarsel)}</span></th></tr><tr>'
        if advarsel
        else "</th></tr><tr>"
    )
    yield f'<th width="{_NAVN}%" align="left">{escape(t.navn)}</th><th width="{_SOYLE}%"></th>'
    yield from (f'<th width="{bredde}%" align="right">{escape(navn)}</th>' for navn in t.kolonner)
    yield "</tr></thead>"
    for rad in t.rader:
        lengde = round(100 * (rad.antall or 0) / storst)
        soyle = f'<td width="{lengde}%" bgcolor="{LYS.hoved}"></td><td width="{100 - lengde}%"></td>'
        tegnet = f'<table width="100%" cellspacing="0"><tr>{soyle}</tr></table>' if lengde else ""
        yield f"<tr><td>{escape(hold_sammen(rad.navn))}</td><td>{tegnet}</td>"
        yield from (f'<td align="right">{escape(tallord(celle))}</td>' for celle in rad.celler)
        yield "</tr>"
    yield f"<tr><td><b>{escape(t.sum.navn)}</b></td><td></td>"
    yield from (f'<td align="right"><b>{escape(tallord(celle))}</b></td>' for celle in t.sum.celler)
    yield "</tr></table>"
