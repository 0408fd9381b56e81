"""Lager letters/brevhode.docx: siden, stilene, topp- og bunntekst, og ingenting annet.

Toppteksten begynner med et vanlig avsnitt til kontorets logo og navn; det til utkastmerket kommer etter.

Kjør ``python tools/lag_brevhode.py``. Et kontor kan endre filen i Word; brevskriveren finner stilene på navn.
Av python-docx brukes bare pakkingen: alt innhold i standardmalen (stiler, tema, miniatyrbilde, egenskaper) byttes ut.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from pathlib import Path

import docx
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from overforing.brev.pdf import skriftmappe

MAL = Path(__file__).resolve().parents[1] / "letters" / "brevhode.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODTTF = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
SKRIFT = "Open Sans"
RESERVE = "Segoe UI"
"""Skriften et program som ikke tar den innebygde, bør bruke: den er omtrent like bred."""
SMALERE = 1928
"""Så mye smalere enn en tabell er løpende tekst (34 mm), så en linje er på høyst 75 tegn."""
GRATT = "595959"
RODT = "A30D11"

INNEBYGD = {
    "heading 1": "Heading1",
    "heading 2": "Heading2",
    "List Bullet": "ListBullet",
    "header": "Header",
    "footer": "Footer",
}

SIDE = {"bredde": 11906, "hoyde": 16838, "sidemarg": 1588, "topp": 1247, "bunn": 1020, "kant": 510}


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


HEL = '<w:ind w:right="0"/>'
"""Avsnittet går helt ut til margen."""

AVSNITTSSTILER = "".join(
    (
        avsnittsstil(
            "heading 1",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="80" w:line="228" w:lineRule="auto"/>'
            f'{HEL}<w:outlineLvl w:val="0"/>',
            '<w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/>',
            neste="Normal",
        ),
        avsnittsstil(
            "heading 2",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="20" w:line="236" w:lineRule="auto"/>'
            '<w:outlineLvl w:val="1"/>',
            '<w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/>',
            neste="Normal",
        ),
        avsnittsstil(
            "List Bullet",
            '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:before="0" w:after="60"/>'
            f'<w:ind w:left="397" w:right="{SMALERE}" w:hanging="284"/>',
        ),
        avsnittsstil("Avsnitt holdt", "<w:keepNext/><w:keepLines/>"),
        avsnittsstil("Punkt holdt", "<w:keepNext/><w:keepLines/>", basert="ListBullet"),
        avsnittsstil("header", f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{HEL}'),
        avsnittsstil(
            "footer",
            f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{HEL}<w:jc w:val="right"/>',
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
            f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{HEL}',
            '<w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        avsnittsstil(
            "Avsendernavn",
            '<w:spacing w:before="0" w:after="20"/>',
            '<w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/>',
            basert="Avsender",
            neste="Avsender",
        ),
        avsnittsstil("Mottaker", f'<w:spacing w:before="0" w:after="0"/>{HEL}'),
        avsnittsstil(
            "Referanse",
            '<w:tabs><w:tab w:val="left" w:pos="1134"/></w:tabs>'
            '<w:spacing w:before="0" w:after="20" w:line="240" w:lineRule="auto"/>'
            '<w:ind w:left="1134" w:right="0" w:hanging="1134"/>',
            '<w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        avsnittsstil(
            "Merking",
            '<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="' + RODT + '"/></w:pBdr>'
            '<w:spacing w:before="160" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="200" w:right="0"/>',
            '<w:b/><w:bCs/><w:sz w:val="17"/><w:szCs w:val="17"/>',
        ),
        avsnittsstil(
            "Hilsen", '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="500"/>', neste="Underskrift"
        ),
        avsnittsstil("Underskrift", '<w:keepLines/><w:spacing w:before="0" w:after="0"/>'),
        avsnittsstil("Underskrift holdt", "<w:keepNext/>", basert="Underskrift"),
        avsnittsstil(
            "Tabelltekst",
            f'<w:spacing w:before="0" w:after="0" w:line="232" w:lineRule="auto"/>{HEL}',
            '<w:sz w:val="20"/><w:szCs w:val="20"/>',
        ),
        avsnittsstil("Tabelltekst holdt", "<w:keepNext/>", basert="Tabelltekst"),
        avsnittsstil("Tabellhode", "<w:keepNext/>", "<w:b/><w:bCs/>", basert="Tabelltekst"),
        avsnittsstil(
            "Skille",
            f'<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>{HEL}',
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
<w:pPr><w:widowControl/><w:spacing w:before="0" w:after="66" w:line="231" w:lineRule="auto"/>
<w:ind w:right="{SMALERE}"/></w:pPr></w:style>
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

OPPSETT = f"""<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="nb-NO"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""


def bygg_inn_skriften(del_: Part) -> None:
    """Skriften i to snitt, tilslørt med en nøkkel slik ECMA-376 del 1 punkt 17.8.1 sier, så Word og PDF er like."""
    tabell = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, b"", del_.package)
    innebygd = ""
    for nummer, snitt in enumerate(("Regular", "Bold"), 1):
        nokkel = uuid.uuid5(uuid.NAMESPACE_DNS, f"overforing.{snitt}")
        klar = (skriftmappe() / f"OpenSans-{snitt}.ttf").read_bytes()
        slor = [a ^ b for a, b in zip(klar[:32], nokkel.bytes[::-1] * 2, strict=True)]
        skrift = Part(PackURI(f"/word/fonts/font{nummer}.odttf"), ODTTF, bytes(slor) + klar[32:], del_.package)
        rid = tabell.relate_to(skrift, RT.FONT)
        innebygd += f'<w:embed{snitt} r:id="{rid}" w:fontKey="{{{str(nokkel).upper()}}}"/>'
    tabell._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{W}" xmlns:r="{R}">'
        f'<w:font w:name="{SKRIFT}"><w:altName w:val="{RESERVE}"/><w:panose1 w:val="020B0606030504020204"/>'
        f'<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>{innebygd}</w:font></w:fonts>'
    ).encode()
    del_.relate_to(tabell, RT.FONT_TABLE)


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
    bygg_inn_skriften(del_)
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
