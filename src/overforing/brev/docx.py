"""Brevet som Word-fil: brevhodet fylt ut med navngitte stiler, og det som skal følge med lagt ved.

Brødteksten bygges som XML og settes inn i dokumentet python-docx har åpnet. Stilene finnes på navn, for et kontor
kan ha lagret brevhodet i en norsk Word, som gir de innebygde stilene andre koder.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from overforing.brev.brevhodet import R, W, merk_utkast, sagt_i, uten_gjentatt_avsender
from overforing.brev.modell import Avsnitt, Blokk, Brev, Hode, Liste, Referanse, Seksjon, Tabell, summene
from overforing.brev.oppsett import (
    EPOST,
    REFERANSE_TEGN,
    SPRAK,
    UTKAST,
    holdes_med_neste,
    holdes_samlet,
    kolonnebredder,
    merkelinje,
    slutten,
)
from overforing.brev.reise import NAVNEROM, Merker, Reise, egenskaper_xml, merk, reise_xml
from overforing.brev.tegn import krev_lovlige_tegn, ren
from overforing.feil import KanIkke, Melding

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

STILER = (
    "Normal",
    "heading 1",
    "heading 2",
    "List Bullet",
    "Avsnitt holdt",
    "Punkt holdt",
    "Utkast",
    "Avsender",
    "Avsendernavn",
    "Mottaker",
    "Referanse",
    "Referansenavn",
    "Merking",
    "Hilsen",
    "Underskrift",
    "Underskrift holdt",
    "Tabelltekst",
    "Tabelltekst holdt",
    "Tabellhode",
    "Skille",
    "Brevtabell",
    "Brevhode",
)
"""Stilene et brevhode må ha. Andre brukes ikke."""

# Et eget navn som er likt et innebygd på norsk, kan Word ha lagret med det innebygde.
_INNEBYGDE_NAVN = {"Hilsen": "closing", "Underskrift": "signature"}
_EGENSKAP = 255
"""Så lang kan en egenskap være (python-docx, og feltene i Word)."""
_HODERADER = (1587, 1701)
_VENSTRE_KOLONNE = 0.5
_ITEM_ID = "{6D0F6E0B-9E0C-4B0A-8E57-0A1B5A2C7F31}"
_BEHOLDES = frozenset({"styles", "numbering", "settings", "fontTable", "theme", "header", "footer"})


def skriv(brev: Brev, brevhode: Path | bytes, reise: Reise, *, avsender_i_brevhodet: bool = False) -> bytes:
    """Brevet som .docx. Samme innhold gir samme byte. Et eget brevhode er innholdet i filen (``brevhode.py``).

    Det brevhodet alt sier om avsenderen, står ikke i brevet også; ``avsender_i_brevhodet`` er at det har alt, som
    i et bilde.

    Reiser KanIkke når brevet har tegn en Word-fil ikke kan bære, eller når brevhodet ikke er en brukbar Word-fil.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    krev_lovlige_tegn(brev)
    try:
        dokument = docx.Document(io.BytesIO(brevhode) if isinstance(brevhode, bytes) else str(brevhode))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as feil:
        raise KanIkke("feil.brevhode.opprinnelig", fil=_navn(brevhode)) from feil
    rydd(dokument)
    _opplysninger(dokument, brev)
    navn, brev = brev.forfatter, uten_gjentatt_avsender(brev, sagt_i(dokument), i_brevhodet=avsender_i_brevhodet)
    _fyll(dokument, brev, navn, _stiler(dokument, _navn(brevhode)))
    merker = merk(reise, *summene(brev))
    dokument.core_properties.keywords = merker.korte_nokkelord()
    _legg_ved(dokument, reise, merker)
    return lagre(dokument)


def _navn(brevhode: Path | bytes) -> str | Melding:
    return brevhode.name if isinstance(brevhode, Path) else Melding("feil.brevhode.deres")


def rydd(dokument: Document) -> None:
    """Beholder bare sidens utforming: verken gammel tekst, gamle egenskaper eller en annen sak skal bli med."""
    for rid, rel in list(dokument.part.rels.items()):
        if rel.reltype.rsplit("/", 1)[-1] not in _BEHOLDES:
            del dokument.part.rels[rid]
    pakke = dokument.part.package
    for rid, rel in list(pakke.rels.items()):
        if rel.reltype.rsplit("/", 1)[-1] not in ("officeDocument", "core-properties"):
            del pakke.rels[rid]
    kropp, egenskaper = dokument.element.body, dokument.core_properties._element
    for barn in (*egenskaper, *(barn for barn in kropp if barn is not kropp.sectPr)):
        barn.getparent().remove(barn)


def stilkoder(dokument: Document) -> dict[str, str]:
    """Kodene til stilene i ``STILER`` som finnes og er av rett slag, etter navnet."""
    finnes: dict[tuple[str, str], str] = {}
    for stil in dokument.styles.element.findall(f"{{{W}}}style"):
        navn, kode = stil.find(f"{{{W}}}name"), stil.get(f"{{{W}}}styleId")
        if navn is not None and kode:
            finnes.setdefault((navn.get(f"{{{W}}}val", "").lower(), stil.get(f"{{{W}}}type", "paragraph")), kode)
    return {
        navn: finnes[nokkel]
        for navn in STILER
        for nokkel in [(n, stilslag(navn)) for n in (_INNEBYGDE_NAVN.get(navn, navn.lower()), navn.lower())]
        if nokkel in finnes
    }


def stilslag(navn: str) -> str:
    """Om stilen gjelder avsnitt, tegn eller tabeller, med ordene i ECMA-376 (``w:type``)."""
    return {"Referansenavn": "character", "Brevtabell": "table", "Brevhode": "table"}.get(navn, "paragraph")


def _stiler(dokument: Document, filnavn: str | Melding) -> dict[str, str]:
    """Brevhodets stiler: fra navn til kode. Reiser KanIkke når noen mangler."""
    koder = stilkoder(dokument)
    if mangler := [navn for navn in STILER if navn not in koder]:
        vist = ", ".join(f"«{navn}»" for navn in mangler)
        raise KanIkke("feil.brevhode.mangler", fil=filnavn, stiler=vist)
    return koder


def _fyll(dokument: Document, brev: Brev, navn: str, stiler: dict[str, str]) -> None:
    from docx.oxml.parser import parse_xml

    kropp = dokument.element.body
    bredde = _satsbredde(dokument)
    xml = "".join((*_hode(brev.hode, navn, bredde, stiler), *_brodtekst(brev, bredde, stiler)))
    for plass, element in enumerate(list(parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{xml}</w:body>'))):
        kropp.insert(plass, element)
    _fest_lenkene(dokument)
    if brev.utkast:
        merk_utkast(dokument, UTKAST[brev.malform], stiler["Utkast"])


def _satsbredde(dokument: Document) -> int:
    side = dokument.sections[0]
    bredde, venstre, hoyre = side.page_width or 0, side.left_margin or 0, side.right_margin or 0
    return int((bredde - venstre - hoyre) / 635)


def _hode(hode: Hode, navn: str, bredde: int, stiler: dict[str, str]) -> Iterator[str]:
    """Avsender øverst; under den mottakeren til venstre, der konvoluttvinduet er, og referansene til høyre.

    Et notat har ingen mottaker og ikke noe vindu: da står referansene til høyre for avsenderen.
    """
    venstre = round(bredde * _VENSTRE_KOLONNE)
    kolonner = (venstre, bredde - venstre)
    avsender = [_avsnitt(stiler["Avsendernavn" if linje == navn else "Avsender"], linje) for linje in hode.avsender]
    mottaker = [_avsnitt(stiler["Mottaker"], linje) for linje in hode.mottaker]
    referanser = [linje for referanse in hode.referanser for linje in _referanse(referanse, stiler)]
    tom = [_avsnitt(stiler["Avsender"], "")]
    til_hoyre = _celle(kolonner[1], referanser or tom)
    rader: tuple[str, ...]
    if mottaker:
        rader = (
            _hoderad(_HODERADER[0], _celle(bredde, avsender or tom, spenn=2)),
            _hoderad(_HODERADER[1], _celle(kolonner[0], mottaker) + til_hoyre),
        )
    else:
        rader = (_hoderad(0, _celle(kolonner[0], avsender or tom) + til_hoyre),)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{stiler["Brevhode"]}"/><w:tblW w:w="{bredde}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{''.join(map(_kolonne, kolonner))}</w:tblGrid>{''.join(rader)}</w:tbl>"
    )
    yield _avsnitt(stiler["Merking"], merkelinje(hode.merking)) if hode.merking else _avsnitt(stiler["Skille"], "")


def _referanse(referanse: Referanse, stiler: dict[str, str]) -> Iterator[str]:
    """Navnet og verdien på én linje. En e-postadresse det ikke er plass til der, får linjen under for seg selv."""
    verdi = f"<w:r><w:tab/></w:r>{_lop(referanse.verdi)}"
    lang = max(map(len, referanse.verdi.split()), default=0) > REFERANSE_TEGN
    yield (
        f'<w:p><w:pPr><w:pStyle w:val="{stiler["Referanse"]}"/></w:pPr><w:r><w:rPr><w:rStyle '
        f'w:val="{stiler["Referansenavn"]}"/></w:rPr>{_tekst(referanse.navn)}</w:r>{"" if lang else verdi}</w:p>'
    )
    if lang:
        yield _avsnitt(stiler["Referanse"], referanse.verdi)


def _brodtekst(brev: Brev, bredde: int, stiler: dict[str, str]) -> Iterator[str]:
    yield _avsnitt(stiler["heading 1"], brev.tittel)
    har_slutt = bool(brev.hilsen or brev.underskrift)
    siste = slutten(brev.kropp) if har_slutt else ()
    for seksjon in brev.kropp:
        yield from _seksjon(seksjon, seksjon if seksjon in siste else None, bredde, stiler)
    yield from _slutten(brev, stiler)
    for seksjon in brev.tillegg:
        yield from _seksjon(seksjon, None, bredde, stiler)


def _slutten(brev: Brev, stiler: dict[str, str]) -> Iterator[str]:
    """Hilsenen og underskriften, som aldri deles, og følger «Vedlegg» og «Kopi» under dem.

    Stilen «Hilsen» gir plass til å skrive under for hånd.
    """
    if brev.hilsen:
        yield _avsnitt(stiler["Hilsen"], brev.hilsen, etter=120 if brev.godkjenning else None)
    elif brev.underskrift:
        yield _avsnitt(stiler["Avsnitt holdt"], "")
    siste = len(brev.underskrift)
    nederst = stiler["Underskrift holdt" if brev.tillegg else "Underskrift"]
    for nummer, linje in enumerate(brev.underskrift, 1):
        sist = nummer == siste
        holdt = not sist or bool(brev.godkjenning)
        etter = 120 if sist and holdt else None
        yield _avsnitt(stiler["Underskrift holdt"] if holdt else nederst, linje, etter=etter)
    if brev.godkjenning:
        yield _avsnitt(nederst, brev.godkjenning)


def _seksjon(seksjon: Seksjon, siste: Seksjon | None, bredde: int, stiler: dict[str, str]) -> Iterator[str]:
    yield _avsnitt(stiler["heading 2"], seksjon.overskrift)
    for blokk, neste in zip_longest(seksjon.blokker, seksjon.blokker[1:]):
        yield from _blokk(blokk, holdes_med_neste(blokk, neste, siste), bredde, stiler)


def _blokk(blokk: Blokk, holdt: bool, bredde: int, stiler: dict[str, str]) -> Iterator[str]:
    match blokk:
        case Avsnitt(tekst):
            yield _avsnitt(stiler["Avsnitt holdt" if holdt else "Normal"], tekst)
        case Liste(punkter):
            for punkt in punkter:
                yield _avsnitt(stiler["Punkt holdt" if holdt else "List Bullet"], punkt)
        case Tabell():
            yield _tabell(blokk, bredde, stiler, holdt=holdt)
            yield _avsnitt(stiler["Skille"], "", holdt=holdt)


_TIL_UTFYLLING = '<w:trHeight w:val="510" w:hRule="atLeast"/>'
"""Ni millimeter: en rad med en tom celle fylles ut for hånd og skal ha plass til en underskrift."""


def _tabell(tabell: Tabell, bredde: int, stiler: dict[str, str], *, holdt: bool) -> str:
    """Tabellen. De to første og de to siste radene holdes sammen, så ingen rad står alene på en side.

    Når tabellen er ``holdt``, følger den det som kommer etter. LibreOffice ser bare det som står på avsnittene selv.
    """
    kolonner = [round(bredde * andel / 1000) for andel in kolonnebredder(tabell)]

    def rad(celler: tuple[str, ...], stil: str, egenskaper: str) -> str:
        innhold = "".join(_celle(b, [_avsnitt(stil, c, holdt=holdt)]) for b, c in zip(kolonner, celler, strict=True))
        return f"<w:tr><w:trPr>{egenskaper}</w:trPr>{innhold}</w:tr>"

    hode = rad(tabell.overskrifter, stiler["Tabellhode"], "<w:cantSplit/><w:tblHeader/>")
    siste = len(tabell.rader) - 1
    holdes = set(range(siste)) if holdes_samlet(tabell) else {0, siste - 1} - {siste}
    rader = "".join(
        rad(
            celler,
            stiler["Tabelltekst holdt" if nummer in holdes else "Tabelltekst"],
            "<w:cantSplit/>" if all(celler) else f"<w:cantSplit/>{_TIL_UTFYLLING}",
        )
        for nummer, celler in enumerate(tabell.rader)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{stiler["Brevtabell"]}"/><w:tblW w:w="{bredde}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{''.join(map(_kolonne, kolonner))}</w:tblGrid>{hode}{rader}</w:tbl>"
    )


def _kolonne(bredde: int) -> str:
    return f'<w:gridCol w:w="{bredde}"/>'


def _hoderad(hoyde: int, celler: str) -> str:
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{hoyde}"/></w:trPr>{celler}</w:tr>'


def _celle(bredde: int, avsnitt: list[str], spenn: int = 1) -> str:
    over = f'<w:gridSpan w:val="{spenn}"/>' if spenn > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{bredde}" w:type="dxa"/>{over}</w:tcPr>{"".join(avsnitt)}</w:tc>'


def _avsnitt(stil: str, tekst: str, *, etter: int | None = None, holdt: bool = False) -> str:
    """Et avsnitt; ``etter`` er rommet under i tyvedels punkt, når det ikke er stilens.

    ``holdt`` er at det skal stå på samme side som det neste.
    """
    neste = "<w:keepNext/>" if holdt else ""
    rom = "" if etter is None else f'<w:spacing w:after="{etter}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{stil}"/>{neste}{rom}</w:pPr>{_lop(tekst)}</w:p>'


def _lop(tekst: str) -> str:
    """Teksten, med hver e-postadresse som lenke. Adressen står som id til ``_fest_lenkene`` har gitt den en."""
    biter, her = [], 0
    for treff in EPOST.finditer(tekst):
        biter.append(f"<w:r>{_tekst(tekst[her : treff.start()])}</w:r>" if her < treff.start() else "")
        lenke = f'<w:r><w:rPr><w:u w:val="single"/></w:rPr>{_tekst(treff[0])}</w:r>'
        biter.append(f"<w:hyperlink r:id={quoteattr(f'mailto:{treff[0]}')}>{lenke}</w:hyperlink>")
        her = treff.end()
    return "".join((*biter, f"<w:r>{_tekst(tekst[her:])}</w:r>" if tekst[her:] else ""))


def _fest_lenkene(dokument: Document) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE

    for lenke in dokument.element.body.iter(f"{{{W}}}hyperlink"):
        mal = lenke.get(f"{{{R}}}id")
        lenke.set(f"{{{R}}}id", dokument.part.relate_to(mal, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _tekst(tekst: str) -> str:
    return f'<w:t xml:space="preserve">{escape(ren(tekst))}</w:t>'


def _opplysninger(dokument: Document, brev: Brev) -> None:
    """Tittel, forfatter, datoer og språk."""
    sprak = SPRAK[brev.malform]
    egenskaper = dokument.core_properties
    midnatt = datetime.combine(brev.dato, time())
    egenskaper.title = _kort(brev.tittel)
    egenskaper.author = egenskaper.last_modified_by = _kort(brev.forfatter)
    egenskaper.language = sprak
    egenskaper.created = egenskaper.modified = midnatt
    for element in dokument.styles.element.iter(f"{{{W}}}lang"):
        _sett_sprak(element, sprak)
    for element in dokument.settings.element.iter(f"{{{W}}}themeFontLang"):
        _sett_sprak(element, sprak)


def _kort(tekst: str) -> str:
    """Teksten som en egenskap ved filen, avkortet med «…» så det synes at den er det."""
    renset = ren(tekst)
    return renset if len(renset) <= _EGENSKAP else f"{renset[: _EGENSKAP - 1]}…"


def _sett_sprak(element: BaseOxmlElement, sprak: str) -> None:
    for navn in ("val", "eastAsia", "bidi"):
        if navn == "val" or element.get(f"{{{W}}}{navn}") is not None:
            element.set(f"{{{W}}}{navn}", sprak)


def _legg_ved(dokument: Document, reise: Reise, merker: Merker) -> None:
    """Legger merkene ved to ganger, som egen XML-del og som egenskaper, og saken bare i den første."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    def del_(navn: str, innholdstype: str, xml: str) -> Part:
        innhold = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
        return Part(PackURI(navn), innholdstype, innhold, pakke)

    pakke = dokument.part.package
    data = del_("/customXml/item1.xml", CONTENT_TYPE.XML, reise_xml(reise, merker))
    om_data = del_(
        "/customXml/itemProps1.xml",
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{_ITEM_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAVNEROM}"/></ds:schemaRefs></ds:datastoreItem>',
    )
    data.relate_to(om_data, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    dokument.part.relate_to(data, RELATIONSHIP_TYPE.CUSTOM_XML)
    egenskaper = del_("/docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, egenskaper_xml(merker))
    pakke.relate_to(egenskaper, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def lagre(dokument: Document) -> bytes:
    """Filen som byte, med samme tidspunkt på hver del, så samme brev blir samme fil."""
    med_klokke, uten_klokke = io.BytesIO(), io.BytesIO()
    dokument.save(med_klokke)
    with zipfile.ZipFile(med_klokke) as inn, zipfile.ZipFile(uten_klokke, "w") as ut:
        for navn in inn.namelist():
            ut.writestr(zipfile.ZipInfo(navn, (1980, 1, 1, 0, 0, 0)), inn.read(navn), zipfile.ZIP_DEFLATED)
    return uten_klokke.getvalue()
