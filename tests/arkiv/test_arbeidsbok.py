"""Excel-arbeidsboka, lest tilbake slik den ligger i fila: ekte tabeller, tall som tall, og ingen formler."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import pytest
from arkiv.arbeidsbokprover import les_bok
from lxml import etree

from overforing.arkiv.arbeidsbok import Regneark, arbeidsbok
from overforing.mottak.aarsrapport import Andel

DAG = datetime(2026, 11, 30, 9, 0)
FARLIGE = ("=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "http://eksempel.no", "12", '=HYPERLINK("x")', "a\x0bb", "<&>")


def ark(*rader: tuple[str | int | float, ...], **felt: object) -> Regneark:
    return Regneark(
        **{
            "navn": "Kommune",
            "tittel": "Årsrapport 2026",
            "viktig": "Skal ikke ut & gå",
            "kolonner": ("Kommune", "Antall", "Andel"),
            "rader": rader,
            "sum": ("I alt", 8, Andel(1)),
            "merknader": ("Slik er det.",),
            **felt,
        }
    )


def test_boka_leses_tilbake_med_tall_som_tall_og_tabellen_som_en_tabell() -> None:
    fil = arbeidsbok("Årsrapport", [ark(("Ås", 5, Andel(0.625)), ("Øyer", 3, "skjermet"))], DAG)
    assert les_bok(fil) == {
        "Kommune": [
            ["Årsrapport 2026"],
            ["Skal ikke ut & gå"],
            ["Kommune", "Antall", "Andel"],
            ["Ås", 5.0, 0.625],
            ["Øyer", 3.0, "skjermet"],
            ["I alt", 8.0, 1.0],
            ["Slik er det."],
        ]
    }
    with zipfile.ZipFile(io.BytesIO(fil)) as pakke:
        tabell = etree.fromstring(pakke.read("xl/tables/table1.xml"))
        arket = pakke.read("xl/worksheets/sheet1.xml").decode()
    assert (tabell.get("ref"), tabell.get("headerRowCount")) == ("A4:C6", None)
    assert [k.get("name") for k in tabell.iter("{*}tableColumn")] == ["Kommune", "Antall", "Andel"]
    assert "&amp;LSkal ikke ut &amp;&amp; gå&amp;R" in arket
    assert fil == arbeidsbok("Årsrapport", [ark(("Ås", 5, Andel(0.625)), ("Øyer", 3, "skjermet"))], DAG)


@pytest.mark.parametrize("tekst", FARLIGE)
def test_det_som_ligner_en_formel_er_tekst(tekst: str) -> None:
    fil = arbeidsbok("x", [ark((tekst, 1, tekst), kolonner=(tekst, "Antall", "Andel"))], DAG)
    rader = les_bok(fil)["Kommune"]
    assert rader[2][0] == tekst
    assert rader[3] == [tekst, 1.0, tekst]
    with zipfile.ZipFile(io.BytesIO(fil)) as pakke:
        assert not re.search(r"<f[ >]|<hyperlink", pakke.read("xl/worksheets/sheet1.xml").decode())
        merket = b'quotePrefix="1"' in pakke.read("xl/styles.xml")
    assert merket == (tekst.lstrip()[:1] in "=+-@")


def test_en_tabell_uten_rader_og_et_navn_excel_ikke_godtar_blir_et_ark_likevel() -> None:
    fil = arbeidsbok("x", [ark(navn="Åpne/etter [alder]: " + "x" * 40)], DAG)
    (navn,) = les_bok(fil)
    assert navn == "Åpne etter  alder   xxxxxxxxxxx"
