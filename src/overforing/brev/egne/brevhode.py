"""Kontorets eget brevhode: prøvd, og klargjort til en kopi brevene kan skrives med, i Word og i PDF.

Siden, stilene, topp- og bunnteksten med logo er kontorets. Alt annet i filen (teksten, hvem som har skrevet, stedet
malen ligger på kontorets nett) blir igjen, så det ikke følger med hvert brev.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from overforing.brev import pdf
from overforing.brev.brevhodet import W, frigjor
from overforing.brev.docx import STILER, lagre, rydd, skriv, stilkoder, stilslag
from overforing.brev.egne.brevhode_innhold import Brevhodeinnhold
from overforing.brev.egne.brevhode_lesing import les
from overforing.brev.egne.brevhode_pakke import les_pakke, pakk, problemer_i_del, toppforhold, uten_lose_forhold
from overforing.brev.modell import Avsnitt, Brev, Hode, Liste, Referanse, Seksjon, Tabell
from overforing.brev.reise import Reise
from overforing.feil import Melding, OverforingFeil, UgyldigMal
from overforing.sak.modell import Dokument, Malform

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

NAVN_I_WORD = {"heading 1": "Overskrift 1", "heading 2": "Overskrift 2", "List Bullet": "Punktliste"}
"""Navnet på de innebygde stilene slik de står i en norsk Word. De andre heter det samme overalt."""

_SLAG = {"paragraph": "avsnittsstil", "character": "tegnstil", "table": "tabellstil"}
_MINSTE_BREDDE = 110
_MM = 36_000
_FJERNES = frozenset(
    {
        # Sier hvem, hvor og med hva brevhodet er laget, eller låser brevet.
        *("attachedTemplate", "linkStyles", "mailMerge", "docVars", "rsids", "attachedSchema", "schemaLibrary"),
        *("saveThroughXslt", "documentProtection", "writeProtection", "trackRevisions", "revisionView", "updateFields"),
        # Viser til deler brevet ikke har.
        *("footnotePr", "endnotePr"),
    }
)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_PROVEBREV = Brev(
    dokument=Dokument.ORIENTERING,
    malform=Malform.NB,
    sak_id="prøve",
    tittel="Prøve",
    dato=date(2026, 1, 1),
    hode=Hode(("Avsender",), ("Mottaker",), (Referanse("Dato:", "i dag"),), "Merking"),
    seksjoner=(Seksjon("prove", "Prøve", (Avsnitt("Tekst"), Liste(("Punkt",)), Tabell(("Navn",), (("Verdi",),)))),),
    hilsen="Hilsen",
    underskrift=("Navn", "Kontor"),
    utkast=True,
)
"""Skrives med hvert nye brevhode, så ingen sak blir den første som viser at det ikke går."""


@dataclass(frozen=True)
class KlartBrevhode:
    """``data`` er kopien Word-filene skrives med, ``innhold`` det PDF-en tar med av den, og ``merknader`` det kontoret
    bør vite om den."""

    data: bytes
    innhold: Brevhodeinnhold
    merknader: tuple[Melding, ...] = ()


def klargjor(data: bytes, filnavn: str) -> KlartBrevhode:
    """Brevhodet klart til bruk. Samme fil gir samme byte, og en klar kopi kan klargjøres igjen.

    Reiser UgyldigMal med alt som må rettes. ``filnavn`` brukes bare i meldingene.
    """
    import docx

    lest = les_pakke(data, filnavn)
    try:
        pakke = uten_lose_forhold(lest)
        dokument = docx.Document(io.BytesIO(data if pakke == lest else pakk(pakke)))
        problemer = [*_fra_pakken(pakke), *_siden(dokument), *_stilene(dokument)]
        merknader = tuple(_merknader(dokument, lenker=toppforhold(pakke) != toppforhold(lest)))
        if not problemer:
            _rens(dokument)
            problemer = list(_viser_utenfor(dokument))
        if not problemer:
            klart = lagre(dokument)
            reise = Reise(_PROVEBREV.sak_id, _PROVEBREV.dokument, _PROVEBREV.malform, None)
            for laget in (klart, skriv(_PROVEBREV, klart, reise)):
                les_pakke(laget, filnavn)
            innhold = les(dokument, pdf.tegnsett(), pdf.kan_tegnes)
            return KlartBrevhode(klart, innhold, (*merknader, *innhold.utelatt))
    except UgyldigMal:
        raise
    except OverforingFeil as feil:
        problemer = [feil.melding]
    except Exception as feil:  # en fremmed fil kan velte leserne på måter vi ikke kjenner
        raise UgyldigMal([Melding("feil.brevhode.skadet", fil=filnavn)]) from feil
    raise UgyldigMal([Melding("feil.les.i_filen", fil=filnavn, feil=problem) for problem in problemer])


def _fra_pakken(pakke: dict[str, bytes]) -> list[Melding]:
    return list(dict.fromkeys(problem for navn in pakke for problem in problemer_i_del(navn, pakke)))


def _siden(dokument: Document) -> Iterator[Melding]:
    sider = list(dokument.element.body.iter(f"{{{W}}}sectPr"))
    if dokument.element.body.sectPr is None or not sider:
        yield Melding("feil.brevhode.uten_storrelse")
        return
    if len(sider) > 1:
        yield Melding("feil.brevhode.delt")
        return
    side = dokument.sections[0]
    bredde = ((side.page_width or 0) - (side.left_margin or 0) - (side.right_margin or 0)) // _MM
    if bredde < _MINSTE_BREDDE:
        yield Melding("feil.brevhode.smalt", bredde=max(0, bredde), minst=_MINSTE_BREDDE)


def _stilene(dokument: Document) -> Iterator[Melding]:
    """Alt som mangler på én gang, med navnene slik de står i Word."""
    list(dokument.styles)  # et slag stil Word ikke kjenner, velter leseren her
    har = stilkoder(dokument)
    mangler = [navn for navn in STILER if navn not in har]
    if not mangler:
        return
    grupper = []
    for slag, ord_ in _SLAG.items():
        av_slaget = [f"«{NAVN_I_WORD.get(navn, navn)}»" for navn in mangler if stilslag(navn) == slag]
        if av_slaget:
            grupper.append(_antall(ord_, av_slaget, navn=tuple(av_slaget)))
    vist: object = grupper[0]
    if grupper[1:]:
        vist = Melding("feil.brevhode.og", forst=tuple(grupper[:-1]), sist=grupper[-1])
    rad = Melding("feil.brevhode.rad")
    yield Melding("feil.brevhode.mangler_stiler", antall=_antall("stil", mangler), rad=rad, stiler=vist)


def _antall(hva: str, av: list[str], **verdier: object) -> Melding:
    """«en stil» eller «3 stiler»."""
    if len(av) == 1:
        return Melding(f"feil.brevhode.{hva}.en", **verdier)
    return Melding(f"feil.brevhode.{hva}.flere", antall=len(av), **verdier)


def _merknader(dokument: Document, *, lenker: bool) -> Iterator[Melding]:
    """Det av filen som ikke blir med i brevene. ``lenker``: en lenke i topp- eller bunnteksten er tatt ut."""
    kropp = dokument.element.body
    if any((tekst.text or "").strip() for tekst in kropp.iter(f"{{{W}}}t")):
        yield Melding("feil.brevhode.egen_tekst")
    if any(True for navn in ("drawing", "pict", "object") for _ in kropp.iter(f"{{{W}}}{navn}")):
        yield Melding("feil.brevhode.eget_bilde")
    if lenker:
        yield Melding("feil.brevhode.lenke_ut")


def _rens(dokument: Document) -> None:
    """Bare sidens utforming blir igjen, og ingenting i den viser til noe som ikke er med."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    rydd(dokument)
    kropp = dokument.element.body
    brukte = {
        element.get(f"{{{_R}}}id")
        for navn in ("headerReference", "footerReference")
        for element in kropp.sectPr.findall(f"{{{W}}}{navn}")
    }
    for element in list(kropp.sectPr):
        if element.tag in (f"{{{W}}}printerSettings", f"{{{W}}}sectPrChange"):
            kropp.sectPr.remove(element)
    for rid, rel in list(dokument.part.rels.items()):
        if rel.reltype.rsplit("/", 1)[-1] in ("header", "footer") and rid not in brukte:
            del dokument.part.rels[rid]
    oppsett = dokument.settings.element
    for element in list(oppsett):
        if str(element.tag).rsplit("}", 1)[-1] in _FJERNES:
            oppsett.remove(element)
    dokument.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.clear()
    _sett_standardsprak(dokument.styles.element)
    frigjor(dokument, stilkoder(dokument)["Utkast"])


def _viser_utenfor(dokument: Document) -> Iterator[Melding]:
    """Lenkene i topp- og bunnteksten er prøvd for seg; ellers skal ingenting peke ut av filen."""
    for del_ in dokument.part.package.iter_parts():
        i_toppen = del_.content_type.endswith(("header+xml", "footer+xml"))
        if not i_toppen and any(rel.is_external for rel in del_.rels.values()):
            yield Melding("feil.brevhode.henter")
            return


def _sett_standardsprak(stiler: BaseOxmlElement) -> None:
    """Et brev skal si hvilket språk det er på; brevskriveren setter det der det alt står ett."""
    from docx.oxml.parser import parse_xml

    if stiler.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr/{{{W}}}lang") is not None:
        return
    element = stiler
    for navn in ("docDefaults", "rPrDefault", "rPr"):
        barn = element.find(f"{{{W}}}{navn}")
        if barn is None:
            barn = parse_xml(f'<w:{navn} xmlns:w="{W}"/>')
            element.insert(0, barn)
        element = barn
    element.append(parse_xml(f'<w:lang xmlns:w="{W}" w:val="nb-NO"/>'))
