"""Kartet og sammenligningen som tekst med overskrifter, til skjermleseren og til papir.

HTML slik ``QTextDocument`` forstår den. Alt som kommer fra saken, er data og blir aldri lest som HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from overforing.saksgang.kart.beslutningskart import Beslutningskart, Kartbane, Kartnode
from overforing.saksgang.kart.sammenligning import Avsnitt, Celle, Forskjell, Rad, Sammenligning
from overforing.ui.deler.farger import Farger
from overforing.ui.deler.ordene import Ord

from .karttegning import TEGN, TRUFFET, folger


def karttekst(kartet: Beslutningskart, ord_: Ord, farger: Farger) -> str:
    """Hele veien som overskrifter og avsnitt. Det saken gikk innom, er merket med tegn og ord."""
    return "".join(_kartet(kartet, ord_, farger))


def _kartet(kartet: Beslutningskart, ord_: Ord, f: Farger) -> Iterator[str]:
    yield f"<h1>{escape(ord_.fra('ui_kart.tittel'))}</h1>"
    star = ord_.fra("ui_kart.slik_star", utfall=kartet.utfall, regelsett=kartet.regelsett)
    yield f"<p><b>{escape(star)}</b></p><p>{escape(ord_.fra('ui_kart.innledning'))}</p>"
    for bane in kartet.baner:
        yield from _banen(bane, ord_, f)


def _banen(bane: Kartbane, ord_: Ord, f: Farger) -> Iterator[str]:
    yield f"<h2>{bane.nummer}. {escape(bane.tittel)}</h2><p>{escape(bane.innledning)}</p>"
    if not bane.nadd:
        yield f"<p><i>{escape(ord_.fra('ui_kart.ikke_nadd'))}.</i></p>"
    elif not any(node.truffet for node in bane.noder):
        yield f"<p><i>{escape(ord_.fra('ui_kart.ingen'))}.</i></p>"
    for node in bane.noder:
        yield from _noden(node, ord_, f)


def _noden(node: Kartnode, ord_: Ord, f: Farger) -> Iterator[str]:
    merke = f'<span style="color:{f.hoved}">{TRUFFET}</span> ' if node.truffet else ""
    yield f"<h3>{merke}{node.nummer} {escape(node.tittel)}</h3>"
    utfall = folger(node, ord_)
    hjemmel = ord_.fra("ui_kart.hjemmel", hjemmel=node.hjemmel)
    yield f"<p>{escape(node.forklaring)}<br>{TEGN[node.folge]} {escape(utfall)}.<br>{escape(hjemmel)}.</p>"
    if node.truffet:
        ordet = ord_.fra("ui_kart.truffet_hvem", hvem=", ".join(node.hvem)) if node.hvem else ""
        begrunnelse = " ".join((f"{ordet}." if ordet else "", *node.begrunnelser)).strip()
        tekst = ord_.fra("ui_kart.i_saken", begrunnelse=begrunnelse or ord_.fra("ui_kart.truffet"))
        yield f'<p><b style="color:{f.hoved}">{TRUFFET} {escape(tekst)}</b></p>'


def sammenligningstekst(svar: Sammenligning, ord_: Ord, farger: Farger, *, bare_ulike: bool = False) -> str:
    """De to lovene side om side, med det som er ulikt merket med tegn, ord og flate."""
    return "".join(_sammenligningen(svar, ord_, farger, bare_ulike))


def _sammenligningen(svar: Sammenligning, ord_: Ord, f: Farger, bare_ulike: bool) -> Iterator[str]:
    def ordet(nokkel: str, **verdier: str) -> str:
        return escape(ord_.fra(f"ui_sammenlign.{nokkel}", **verdier))

    tone = f.varsel if not svar.likt else f.info if svar.ulike else f.god
    antall = {0: "ingen_ulike", 1: "ett_ulikt"}.get(svar.ulike, "ulike")
    yield f'<p>{ordet("innledning")}</p><p style="font-size:5pt">&nbsp;</p>'
    yield (
        f'<table width="100%" cellpadding="12" cellspacing="0" bgcolor="{tone.flate}">'
        f'<tr><td style="color:{tone.tekst}">'
        f"<h2>{'=' if svar.likt else '≠'} {escape(svar.konklusjon)}</h2>"
        f"{ordet(antall, antall=str(svar.ulike)) if antall == 'ulike' else ordet(antall)}</td></tr></table>"
    )
    yield f"<p>{escape(svar.ikrafttredelse)}</p><h3>{ordet('ukjent')}</h3><ul>"
    yield from (f"<li>{escape(tekst)}</li>" for tekst in svar.forbehold)
    yield "</ul>"
    utvalg = [(a, [r for r in a.rader if not bare_ulike or r.forskjell is Forskjell.SVAR]) for a in svar.avsnitt]
    if not any(rader for _, rader in utvalg):
        yield f"<p><b>{ordet('bare_ulike_tomt')}</b></p>"
    for avsnitt, rader in utvalg:
        if rader:
            yield from _tabellen(avsnitt, rader, svar, ord_, f)


def _tabellen(avsnitt: Avsnitt, rader: list[Rad], svar: Sammenligning, ord_: Ord, f: Farger) -> Iterator[str]:
    yield f"<h2>{escape(avsnitt.tittel)}</h2>"
    yield (
        f'<table width="100%" border="1" cellpadding="7" cellspacing="0" '
        f'style="border-collapse:collapse; border-color:{f.kant}; border-style:solid;"><thead><tr>'
    )
    gammel, ny = (lov[:1].upper() + lov[1:] for lov in svar.lover)
    for bredde, ordet in ((24, ord_.fra("ui_sammenlign.hva")), (38, gammel), (38, ny)):
        yield f'<th width="{bredde}%" align="left" bgcolor="{f.noytral.flate}">{escape(ordet)}</th>'
    yield "</tr></thead>"
    for rad in rader:
        ulik = rad.forskjell is Forskjell.SVAR
        flate = f' bgcolor="{f.varsel.flate}"' if ulik else ""
        farge = f.varsel.tekst if ulik else f.dempet
        merke = escape(ord_.fra(f"ui_sammenlign.merke.{rad.forskjell}"))
        merket = f"<b>{merke}</b>" if ulik else merke
        yield f'<tr><td{flate}>{escape(rad.hva)}<br><span style="color:{farge}">{merket}</span></td>'
        for celle in (rad.gammel, rad.ny):
            yield f"<td{flate}>{_cellen(celle, ord_, f)}</td>"
        yield "</tr>"
    yield "</table>"


def _cellen(celle: Celle, ord_: Ord, f: Farger) -> str:
    if not celle.svar:
        return f"<i>{escape(ord_.fra('ui_sammenlign.ikke_stilt'))}</i>"
    linjer = [f"<b>{escape(celle.svar)}</b>"]
    if celle.forklaring:
        linjer.append(escape(celle.forklaring))
    if celle.hjemmel:
        linjer.append(f'<span style="color:{f.dempet}">{escape(celle.hjemmel)}</span>')
    return "<br>".join(linjer)
