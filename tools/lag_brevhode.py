"""Lager letters/brevhode.docx: siden, stilene, topp- og bunntekst, og ingenting annet.

Toppteksten begynner med et vanlig avsnitt til kontorets logo og navn; det til utkastmerket kommer etter.

Kjør ``python tools/lag_brevhode.py``. Et kontor kan endre filen i Word; brevskriveren finner stilene på navn.
Av python-docx brukes bare pakkingen: alt innhold i standardmalen (stiler, tema, miniatyrbilde, egenskaper) byttes ut.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.parser import parse_xml

MAL = Path(__file__).resolve().parents[1] / "letters" / "brevhode.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SKRIFT = "Arial"
GRATT = "595959"
RODT = "A30D11"

INNEBYGD = {
    "heading 1": "Heading1",
    "heading 2": "Heading2",
    "List Bullet": "ListBullet",
    "header": "Header",
    "footer": "Footer",
}

SIDE = {"bredde": 11906, "hoyde": 16838, "sidemarg": 1588, "topp": 1247, "bunn": 1077, "kant": 510}


def avsnittsstil(navn: str, ppr: str = "", rpr: str = "", *, basert: str = "Normal", neste: str = "") -> str:
    """En navngitt avsnittsstil. ``ppr`` og ``rpr`` er innholdet i w:pPr og w:rPr, i skjemaets rekkefølge."""
    egen = "" if navn in INNEBYGD else ' w:customStyle="1"'
    kode = INNEBYGD.get(navn, navn.replace(" ", ""))
    return (
        f'<w:style w:type="paragraph" w:styleId="{kode}"{egen}>'
        f'<w:name w:val="{navn}"/><w:basedOn w:val="{basert}"/>'
        + (f'<w:next w:val="{neste}"/>' if neste else "")
        + f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


AVSNITTSSTILER = "".join(
    (
        avsnittsstil(
            "heading 1",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="120" w:line="252" w:lineRule="auto"/>'
            '<w:outlineLvl w:val="0"/>',
            '<w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/>',
            neste="Normal",
        ),
        avsnittsstil(
            "heading 2",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="0" w:line="264" w:lineRule="auto"/>'
            '<w:outlineLvl w:val="1"/>',
            '<w:b/><w:bCs/><w:sz w:val="25"/><w:szCs w:val="25"/>',
            neste="Normal",
        ),
        avsnittsstil("List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:contextualSpacing/>'),
        avsnittsstil("Avsnitt holdt", "<w:keepNext/><w:keepLines/>"),
        avsnittsstil("Punkt holdt", "<w:keepNext/><w:keepLines/>", basert="ListBullet"),
        avsnittsstil("header", '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'),
        avsnittsstil(
            "footer",
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>',
            f'<w:color w:val="{GRATT}"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        avsnittsstil(
            "Utkast",
            '<w:jc w:val="right"/>',
            f'<w:b/><w:bCs/><w:color w:val="{RODT}"/><w:spacing w:val="60"/><w:sz w:val="28"/><w:szCs w:val="28"/>',
            basert="Header",
        ),
        avsnittsstil(
            "Avsender",
            '<w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/>',
            '<w:sz w:val="19"/><w:szCs w:val="19"/>',
        ),
        avsnittsstil(
            "Avsendernavn",
            '<w:spacing w:before="0" w:after="20"/>',
            '<w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/>',
            basert="Avsender",
            neste="Avsender",
        ),
        avsnittsstil("Mottaker", '<w:spacing w:before="0" w:after="0"/>'),
        avsnittsstil(
            "Referanse",
            '<w:tabs><w:tab w:val="left" w:pos="1134"/></w:tabs>'
            '<w:spacing w:before="0" w:after="20" w:line="276" w:lineRule="auto"/>'
            '<w:ind w:left="1134" w:hanging="1134"/>',
            '<w:sz w:val="19"/><w:szCs w:val="19"/>',
        ),
        avsnittsstil(
            "Merking",
            '<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="' + RODT + '"/></w:pBdr>'
            '<w:spacing w:before="160" w:after="0" w:line="264" w:lineRule="auto"/><w:ind w:left="200"/>',
            '<w:b/><w:bCs/><w:sz w:val="19"/><w:szCs w:val="19"/>',
        ),
        avsnittsstil(
            "Hilsen", '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="480"/>', neste="Underskrift"
        ),
        avsnittsstil("Underskrift", '<w:keepLines/><w:spacing w:before="0" w:after="0"/>'),
        avsnittsstil("Underskrift holdt", "<w:keepNext/>", basert="Underskrift"),
        avsnittsstil(
            "Tabelltekst",
            '<w:spacing w:before="0" w:after="0" w:line="259" w:lineRule="auto"/>',
            '<w:sz w:val="20"/><w:szCs w:val="20"/>',
        ),
        avsnittsstil("Tabelltekst holdt", "<w:keepNext/>", basert="Tabelltekst"),
        avsnittsstil("Tabellhode", "<w:keepNext/>", "<w:b/><w:bCs/>", basert="Tabelltekst"),
        avsnittsstil(
            "Skille",
            '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
            '<w:sz w:val="8"/><w:szCs w:val="8"/>',
        ),
    )
)

STILER = f"""<w:styles xmlns:w="{W}">
<w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="{SKRIFT}" w:hAnsi="{SKRIFT}" w:eastAsia="{SKRIFT}" w:cs="{SKRIFT}"/>
<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="nb-NO" w:eastAsia="nb-NO" w:bidi="nb-NO"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:widowControl/><w:spacing w:before="20" w:after="80" w:line="259" w:lineRule="auto"/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
</w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>
{AVSNITTSSTILER}
<w:style w:type="character" w:customStyle="1" w:styleId="Referansenavn"><w:name w:val="Referansenavn"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="{GRATT}"/></w:rPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Brevtabell">
<w:name w:val="Brevtabell"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/></w:tblBorders>
<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="57" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Brevhode">
<w:name w:val="Brevhode"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:bottom w:w="113" w:type="dxa"/>
<w:right w:w="170" w:type="dxa"/></w:tblCellMar>
</w:tblPr></w:style></w:styles>"""

NUMMERERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>
<w:rPr><w:rFonts w:ascii="{SKRIFT}" w:hAnsi="{SKRIFT}" w:cs="{SKRIFT}"/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""

OPPSETT = f"""<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="nb-NO"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""


def felt(kode: str) -> str:
    """Et felt Word regner ut selv, med «1» til det er gjort."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {kode} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def avsnitt(stil: str, innhold: str = "") -> str:
    """Et avsnitt med stilens kode."""
    return f'<w:p><w:pPr><w:pStyle w:val="{stil}"/></w:pPr>{innhold}</w:p>'


def ord_(tekst: str) -> str:
    """Løpende tekst."""
    return f'<w:r><w:t xml:space="preserve">{tekst}</w:t></w:r>'


SEKSJON = f"""<w:pgSz w:w="{SIDE["bredde"]}" w:h="{SIDE["hoyde"]}"/>
<w:pgMar w:top="{SIDE["topp"]}" w:right="{SIDE["sidemarg"]}" w:bottom="{SIDE["bunn"]}" w:left="{SIDE["sidemarg"]}"
 w:header="{SIDE["kant"]}" w:footer="{SIDE["kant"]}" w:gutter="0"/><w:cols w:space="708"/>"""


def lag() -> bytes:
    """Brevhodet som en ferdig Word-fil. Samme byte hver gang."""
    dokument = docx.Document()
    del_ = dokument.part
    _bytt(del_.part_related_by(RT.STYLES), STILER)
    _bytt(del_.part_related_by(RT.NUMBERING), NUMMERERING)
    _bytt(del_.part_related_by(RT.SETTINGS), OPPSETT)
    for rid, rel in list(del_.rels.items()):
        if rel.reltype not in (RT.STYLES, RT.NUMBERING, RT.SETTINGS):
            del del_.rels[rid]
    for rid, rel in list(del_.package.rels.items()):
        if rel.reltype not in (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES):
            del del_.package.rels[rid]

    kropp = dokument.element.body
    sekt = kropp.sectPr
    for barn in list(kropp):
        if barn is not sekt:
            kropp.remove(barn)
    kropp.insert(0, parse_xml(f'<w:body xmlns:w="{W}">{avsnitt("Normal")}</w:body>')[0])
    sekt.attrib.clear()
    for barn in list(sekt):
        sekt.remove(barn)
    sekt.extend(parse_xml(f'<w:sectPr xmlns:w="{W}">{SEKSJON}</w:sectPr>'))
    seksjon = dokument.sections[0]
    for innhold, omrade in (
        (avsnitt("Header") + avsnitt("Utkast"), seksjon.header),
        (avsnitt("Footer", ord_("Side ") + felt("PAGE") + ord_(" av ") + felt("NUMPAGES")), seksjon.footer),
    ):
        omrade.is_linked_to_previous = False
        rot = omrade._element
        for barn in list(rot):
            rot.remove(barn)
        rot.extend(parse_xml(f'<w:hdr xmlns:w="{W}">{innhold}</w:hdr>'))

    egenskaper = dokument.core_properties._element
    for barn in list(egenskaper):
        egenskaper.remove(barn)

    ut = io.BytesIO()
    dokument.save(ut)
    return _uten_klokke(ut.getvalue())


def _bytt(part: object, xml: str) -> None:
    part._element = parse_xml(xml.replace("\n", ""))  # type: ignore[attr-defined]


def _uten_klokke(data: bytes) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as inn, zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as til:
        for navn in inn.namelist():
            til.writestr(zipfile.ZipInfo(navn, (1980, 1, 1, 0, 0, 0)), inn.read(navn), zipfile.ZIP_DEFLATED)
    return ut.getvalue()


if __name__ == "__main__":
    MAL.write_bytes(lag())
    print(MAL)
