"""En arbeidsbok til Excel (.xlsx): ekte tabeller med overskrifter, og tall som tall.

Hvordan tallene ser ut (mellomrom, komma), følger språket i Excel. Ingenting er en formel: en tekst er en tekst, også
når den begynner med et tegn Excel tar for begynnelsen på en. Kilde: ECMA-376 (Office Open XML).
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from overforing.mottak.aarsrapport import Andel

from .regneark import er_formel

Arkcelle = str | int | float

_A4 = 9
_BREDEST, _SMALEST = 52, (32, 12)
"""Kolonnenes bredde i tegn: den første, så de andre."""
_STAENDE = 90  # tegn
_LINJE = 15.0  # punkter


@dataclass(frozen=True)
class Regneark:
    """Ett ark: tittelen og en linje under den, tabellen, summen under den, og merknadene til slutt.

    ``navn`` står på fanen og er entydig i boka. ``viktig`` er det som må sees før tallene, og står også nederst på
    hver utskrevet side. De første ``tekster`` kolonnene er tekst, resten tall.
    """

    navn: str
    tittel: str
    viktig: str
    kolonner: tuple[str, ...]
    rader: tuple[tuple[Arkcelle, ...], ...]
    sum: tuple[Arkcelle, ...] = ()
    merknader: tuple[str, ...] = ()
    tekster: int = 1


def arbeidsbok(tittel: str, ark: Sequence[Regneark], laget: datetime) -> bytes:
    """Boka med arkene. ``laget`` er tidspunktet i egenskapene; de samme arkene gir da den samme fila."""
    ut = io.BytesIO()
    valg = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    bok = xlsxwriter.Workbook(ut, valg)
    bok.set_properties({"title": tittel, "created": laget.replace(tzinfo=None)})
    stil = _Stil(bok)
    for nr, ett in enumerate(ark, start=1):
        _skriv(bok.add_worksheet(_fane(ett.navn)), ett, nr, stil)
    bok.close()
    return ut.getvalue()


class _Stil:
    def __init__(self, bok: xlsxwriter.Workbook) -> None:
        def ny(**egenskaper: object) -> Format:
            return bok.add_format({"valign": "top", **egenskaper})

        self.tittel, self.viktig = ny(bold=True, font_size=14, text_wrap=True), ny(bold=True, text_wrap=True)
        self.merknad = ny(text_wrap=True)
        self.overskrift, self.talloverskrift = ny(bold=True, bottom=1), ny(bold=True, bottom=1, align="right")
        # Med merket foran står teksten som tekst også når noen redigerer cellen.
        self.tekst, self.formel = ny(text_wrap=True), ny(text_wrap=True, quote_prefix=True)
        self.sum = ny(bold=True, top=1)
        former = {int: "#,##0", float: "General", Andel: "0 %", str: "General"}
        self._tall = {slag: ny(num_format=form, align="right") for slag, form in former.items()}
        self._sum = {slag: ny(num_format=form, align="right", bold=True, top=1) for slag, form in former.items()}

    def for_tekst(self, tekst: str) -> Format:
        return self.formel if er_formel(tekst) else self.tekst

    def tall(self, celle: Arkcelle, fet: bool) -> Format:
        return (self._sum if fet else self._tall)[type(celle)]


def _skriv(ark: Worksheet, ett: Regneark, nr: int, stil: _Stil) -> None:
    sist = len(ett.kolonner) - 1
    bredder = [_bredde(ett, k) for k in range(sist + 1)]
    for k, bredde in enumerate(bredder):
        ark.set_column(k, k, bredde)
    _brutt(ark, 0, sist, ett.tittel, stil.tittel, sum(bredder) / 1.5)
    _brutt(ark, 1, sist, ett.viktig, stil.viktig, sum(bredder) / 1.1)
    topp = 3
    # En tabell uten rader finnes ikke; den har da én tom.
    bunn = topp + max(1, len(ett.rader))
    for i, rad in enumerate(ett.rader, start=topp + 1):
        # Høyden regnes ut: ikke alle programmer gjør det selv.
        linjer = (math.ceil(len(celle) / bredder[k]) for k, celle in enumerate(rad) if isinstance(celle, str))
        ark.set_row(i, _LINJE * max(linjer, default=1))
        _skriv_rad(ark, i, ett, rad, stil, fet=False)
    _skriv_rad(ark, bunn + 1, ett, ett.sum, stil, fet=True)
    overskrifter = [
        {"header": navn, "header_format": stil.overskrift if k < ett.tekster else stil.talloverskrift}
        for k, navn in enumerate(ett.kolonner)
    ]
    valg = {"name": f"Tabell{nr}", "autofilter": False, "style": "Table Style Light 1", "columns": overskrifter}
    ark.add_table(topp, 0, bunn, sist, valg)
    for i, merknad in enumerate(ett.merknader, start=bunn + 3):
        _brutt(ark, i, sist, merknad, stil.merknad, sum(bredder))
    ark.freeze_panes(topp + 1, 1)
    ark.set_paper(_A4)
    if sum(bredder) > _STAENDE:
        ark.set_landscape()
    ark.fit_to_pages(1, 0)
    ark.repeat_rows(topp)
    ark.set_footer(f"&L{ett.viktig.replace('&', '&&')}&R&P / &N")


def _skriv_rad(ark: Worksheet, i: int, ett: Regneark, rad: Sequence[Arkcelle], stil: _Stil, *, fet: bool) -> None:
    for k, celle in enumerate(rad):
        if isinstance(celle, str):
            tekst = stil.sum if fet else stil.for_tekst(celle)
            ark.write_string(i, k, celle, tekst if k < ett.tekster else stil.tall(celle, fet))
        else:
            ark.write_number(i, k, celle, stil.tall(celle, fet))


def _brutt(ark: Worksheet, rad: int, sist: int, tekst: str, format_: Format, bredde: float) -> None:
    """En tekst over hele bredden. Sammenslåtte celler finner ikke høyden sin selv."""
    linjer = math.ceil(len(tekst) / bredde)
    ark.set_row(rad, _LINJE * max(1, linjer) * (format_.font_size / 11) + 2)
    if sist:
        ark.merge_range(rad, 0, rad, sist, "", format_)
    ark.write_string(rad, 0, tekst, format_)


def _bredde(ett: Regneark, k: int) -> int:
    """Så bred som innholdet, opp til et tak; derfra brytes teksten. Merknader trenger plassen."""
    tekster = [rad[k] for rad in (*ett.rader, ett.sum) if rad]
    lengst = max((len(t) for t in tekster if isinstance(t, str)), default=0)
    smalest = _BREDEST if ett.merknader and k == 0 else _SMALEST[k > 0]
    return min(_BREDEST, max(smalest, lengst + 2, len(ett.kolonner[k]) + 3))


def _fane(navn: str) -> str:
    """Et navn Excel godtar: høyst 31 tegn, uten []:*?/\\ og uten apostrof ytterst."""
    return re.sub(r"[\[\]:*?/\\]", " ", navn)[:31].strip("' ")
