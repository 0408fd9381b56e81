"""Kontorets brevhode i PDF-en: siden, topp- og bunnteksten og logoen er med, brevteksten er den samme, og det som ikke
kan bli med, sies."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from brev.brevprover import LETTERS
from brev.egne import egne_brevhoder as hoder
from brev.eksempelbrev import langt_brev, reise_for
from docx.oxml.parser import parse_xml
from docx.shared import Mm, RGBColor

from overforing.brev import pdf
from overforing.brev.egne.brevhode import klargjor
from overforing.brev.egne.brevhode_innhold import Rute
from overforing.brev.lesing.les import les

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

TEKSTBOKS = (
    f'<w:drawing><wp:inline xmlns:wp="{WP}"><wps:wsp xmlns:wps="{WPS}"><wps:txbxContent/></wps:wsp></wp:inline>'
    "</w:drawing>"
)


def tegnet(data: bytes, *, utkast: bool = False) -> pypdfium2.PdfDocument:
    brev = langt_brev(utkast=utkast)
    fil = pdf.skriv(brev, LETTERS / "brev.typ", reise_for(brev), klargjor(data, "eget.docx").innhold)
    lest = les(fil, "brev.pdf")
    assert (lest.tekst, lest.pafort, lest.sak_json is not None) == ("uendret", (), True)
    return pypdfium2.PdfDocument(fil)


def rikt() -> bytes:
    """Logo i en tabell på første side; tabulatorer, strek og sidetall på de andre; og en farget overskrift."""
    dokument = docx.Document(io.BytesIO(hoder.kontorets()))
    side = dokument.sections[0]
    tabell = side.first_page_header.add_table(1, 2, Mm(150))
    tabell.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(hoder.logo()), height=Mm(60))
    tabell.cell(0, 1).text = "Rådhuset  i Eksempel\nwww.eksempel.kommune.no"
    avsnitt = side.header.paragraphs[0]
    avsnitt.add_run("\tmidten\thøyre")
    avsnitt.paragraph_format.tab_stops.add_tab_stop(Mm(75), 1)
    avsnitt.paragraph_format.tab_stops.add_tab_stop(Mm(150), 2)
    avsnitt._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr xmlns:w="{hoder.W}"><w:bottom w:val="single" w:sz="8" w:color="00508C"/></w:pBdr>')
    )
    side.footer.add_paragraph("Ark ")._p.append(
        parse_xml(f'<w:fldSimple xmlns:w="{hoder.W}" w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>')
    )
    dokument.styles["heading 1"].font.color.rgb = RGBColor(0, 80, 140)
    return hoder.lagret(dokument)


@pytest.mark.parametrize("utkast", [False, True])
def test_pdf_en_har_kontorets_topptekst_bunntekst_og_logo_og_brevet_er_modellens(utkast: bool) -> None:
    sider = list(tegnet(rikt(), utkast=utkast))
    forste, andre = (side.get_textpage().get_text_range() for side in sider[:2])
    bare_pa = {"www.eksempel.kommune.no": forste, "midten": andre, "høyre": andre, "Ark 2": andre}
    assert [[ord_ in side for side in (forste, andre)] for ord_ in bare_pa] == [
        [side is forste, side is andre] for side in bare_pa.values()
    ]
    assert all(tekst.count("Nav Eksempel · Storgata 1") == 1 for tekst in (forste, andre))
    assert ("UTKAST" in forste, "UTKAST" in andre) == (utkast, utkast)
    assert [sum(o.type == 3 for o in side.get_objects()) for side in sider[:2]] == [2, 0]  # bilder


def test_en_hoy_topptekst_skyver_brevet_bare_pa_forste_side() -> None:
    def topp(side: pypdfium2.PdfPage, ord_: str) -> float:
        tekstside = side.get_textpage()
        sted, _ = tekstside.search(ord_).get_next()
        return (side.get_height() - tekstside.get_charbox(sted)[3]) / 72 * 25.4

    lav, hoy = tegnet(hoder.kontorets()), tegnet(rikt())
    assert topp(hoy[0], "Postboks 14") > 10 + 60 > topp(lav[0], "Postboks 14")
    tekstside = hoy[1].get_textpage()
    topper = [297 - tekstside.get_rect(nr)[3] / 72 * 25.4 for nr in range(tekstside.count_rects())]
    assert 33 < min(topp for topp in topper if topp > 25) < 45  # under toppteksten, der margen er


def test_siden_stilene_og_bildet_leses_ut_av_word_filen() -> None:
    innhold = klargjor(rikt(), "eget.docx").innhold
    assert innhold.storrelse == (210.01, 297.0)
    assert round(innhold.marger[0]) == 34
    assert innhold.overskrifter == ("#00508c", "")
    assert innhold.bilder == (hoder.logo(),)  # det samme bildet to steder er ett
    (rute,) = [del_ for del_ in innhold.topp["forste"] if isinstance(del_, Rute)]
    assert len(rute.kolonner) == 2
    assert innhold.topp["vanlig"][0].stopp == (("center", 75.0), ("right", 150.0))  # type: ignore[union-attr]
    assert innhold.utelatt == ()
    assert klargjor(klargjor(rikt(), "eget.docx").data, "eget.docx").innhold == innhold


def test_et_bilde_festet_til_siden_star_der_det_er_festet() -> None:
    def fest(xml: str) -> str:
        fra = xml.index("<wp:inline")
        til = xml.index("</wp:inline>")
        apning = xml[fra : xml.index(">", fra)].replace("wp:inline", "wp:anchor")
        indre = xml[xml.index(">", fra) + 1 : til]
        anker = (
            f'{apning} simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:align>right</wp:align></wp:positionH>'
            '<wp:positionV relativeFrom="page"><wp:posOffset>180000</wp:posOffset></wp:positionV>'
        )
        return f"{xml[:fra]}{anker}{indre}</wp:anchor>{xml[til + len('</wp:inline>') :]}"

    navn = next(n for n, d in hoder.deler(hoder.kontorets()).items() if b"wp:inline" in d)
    (bilde,) = [o for o in tegnet(hoder.endret(hoder.kontorets(), navn, fest))[0].get_objects() if o.type == 3]
    _, _, hoyre, topp = bilde.get_bounds()
    assert hoyre == pytest.approx(595.3, abs=1)
    assert topp == pytest.approx(841.9 - 5 / 25.4 * 72, abs=1)


@pytest.mark.parametrize(
    ("lop", "sies"),
    [
        ('<w:sym w:font="Wingdings" w:char="F028"/>', "noen av tegnene"),
        ("<w:t>\u260e 55 55</w:t>", "noen av tegnene"),
        ("<w:pict/>", "en figur eller et vannmerke"),
        (TEKSTBOKS, "tekstboksen"),
    ],
)
def test_det_pdf_en_ikke_kan_ta_med_sies(lop: str, sies: str) -> None:
    dokument = docx.Document(io.BytesIO(hoder.kontorets()))
    dokument.sections[0].header.paragraphs[0]._p.append(parse_xml(f'<w:r xmlns:w="{hoder.W}">{lop}</w:r>'))
    (merknad,) = klargjor(hoder.lagret(dokument), "eget.docx").merknader
    assert sies in str(merknad)
    assert str(merknad).startswith("PDF-en tar ikke med")


@pytest.mark.parametrize(
    ("bilde", "sies"), [(b"\x01\x00\x00\x00emf", "verken PNG eller JPEG"), (hoder.logo()[:60], "CMYK")]
)
def test_et_bilde_pdf_en_ikke_kan_ha_er_utelatt_og_sies(bilde: bytes, sies: str) -> None:
    navn = next(n for n, d in hoder.deler(hoder.kontorets()).items() if d == hoder.logo())
    innhold = hoder.deler(hoder.kontorets()) | {navn: bilde}
    klart = klargjor(hoder.pakket(innhold), "eget.docx")
    assert sies in str(klart.merknader[0])
    assert klart.innhold.bilder == ()
