"""Leser det PDF-en tar med, ut av kontorets brevhode i Word (ECMA-376 del 1, 17.10, 17.16 og 20.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from overforing.brev.brevhodet import W
from overforing.brev.docx import stilkoder
from overforing.brev.egne.brevhode_innhold import Bilde, Bit, Brevhodeinnhold, Innhold, Linje, Rute, Strek
from overforing.brev.egne.brevhode_stil import A, Stiler, barn, farge_fra, lokalt, tall, verdi
from overforing.brev.tegn import ren
from overforing.feil import Melding

if TYPE_CHECKING:
    from docx.document import Document

MAKS_BILDE = 3 * 1024 * 1024
"""Største bilde PDF-en får, i byte: det gis videre til hvert brev som tegnes."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU = 36_000
_LUFT = re.compile(" {2,}")
_SIDER = {"default": "vanlig", "first": "forste", "even": "like"}
_FELT = {"PAGE": "side", "NUMPAGES": "sider", "SECTIONPAGES": "sider"}
_BILDETYPER = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_JUSTERING = {"center": "center", "right": "right", "end": "right"}


def les(dokument: Document, tegnsett: frozenset[int], kan_tegnes: Callable[[bytes], bool]) -> Brevhodeinnhold:
    """Innholdet i et brevhode som er prøvd og klargjort. ``tegnsett`` er det PDF-ens skrift har, og ``kan_tegnes`` sier
    om et bilde kan stå i en PDF/A."""
    return _Leser(dokument, tegnsett, kan_tegnes).les()


class _Leser:
    def __init__(self, dokument: Document, tegnsett: frozenset[int], kan_tegnes: Callable[[bytes], bool]) -> None:
        self._dokument, self._tegnsett, self._kan_tegnes = dokument, tegnsett, kan_tegnes
        self._stiler = Stiler(dokument.styles.element)
        self._koder = stilkoder(dokument)
        self._bilder: dict[bytes, int] = {}
        self._utelatt: dict[str, None] = {}
        self._del: Any = None
        self._felt: list[str] = []
        side = barn(dokument.element.body.sectPr, "pgSz")
        marg = barn(dokument.element.body.sectPr, "pgMar")
        self._storrelse = (_mm(tall(side, "w", 11906)), _mm(tall(side, "h", 16838)))
        self._marg = {navn: _mm(abs(tall(marg, navn, 1417))) for navn in ("top", "right", "bottom", "left")}
        self._kanter = (_mm(tall(marg, "header", 708)), _mm(tall(marg, "footer", 708)))

    def les(self) -> Brevhodeinnhold:
        topp, bunn = self._feltene("header"), self._feltene("footer")
        heading = [self._stiler.farge_til(self._koder[f"heading {niva}"]) for niva in (1, 2)]
        return Brevhodeinnhold(
            storrelse=self._storrelse,
            marger=(self._marg["top"], self._marg["right"], self._marg["bottom"], self._marg["left"]),
            kanter=self._kanter,
            topp=topp,
            bunn=bunn,
            bilder=tuple(self._bilder),
            overskrifter=(heading[0], heading[1]),
            utelatt=tuple(Melding(f"feil.brevhode.pdf.{hva}", mb=MAKS_BILDE // 1024 // 1024) for hva in self._utelatt),
        )

    def _feltene(self, slag: str) -> dict[str, Innhold]:
        """Topp- eller bunnteksten på hvert slags side. En side uten egen er tom, som i Word."""
        seksjon = self._dokument.element.body.sectPr
        brukes = {"default"}
        if self._dokument.sections[0].different_first_page_header_footer:
            brukes.add("first")
        if self._dokument.settings.odd_and_even_pages_header_footer:
            brukes.add("even")
        ut: dict[str, Innhold] = {_SIDER[navn]: () for navn in brukes}
        for ref in seksjon.findall(f"{{{W}}}{slag}Reference"):
            type_ = verdi(ref, "type") or "default"
            if type_ in brukes:
                self._del = self._dokument.part.related_parts[ref.get(f"{_R}id")]
                ut[_SIDER[type_]] = tuple(self._avsnittene(self._del.element))
        return ut

    def _avsnittene(self, element: Any) -> Iterator[Linje | Rute]:
        for del_ in () if element is None else element:
            match lokalt(del_):
                case "p":
                    yield self._linje(del_)
                case "tbl":
                    yield from self._rute(del_)
                case "sdt":
                    yield from self._avsnittene(barn(del_, "sdtContent"))

    def _rute(self, tabell: Any) -> Iterator[Linje | Rute]:
        """Tabellen, eller avsnittene i den etter hverandre når den ikke sier hvor brede kolonnene er."""
        rutenett = barn(tabell, "tblGrid")
        kolonner = tuple(_mm(tall(k, "w", 0)) for k in (() if rutenett is None else rutenett))
        celler = []
        for rad in tabell.iter(f"{{{W}}}tr"):
            igjen = len(kolonner)
            for celle in rad.findall(f"{{{W}}}tc"):
                spenn = max(1, min(igjen, tall(barn(barn(celle, "tcPr"), "gridSpan"), "val", 1)))
                igjen -= spenn
                celler.append((spenn, tuple(linje for linje in self._avsnittene(celle) if isinstance(linje, Linje))))
            if igjen > 0:
                celler.append((igjen, ()))
        if all(kolonner) and kolonner:
            yield Rute(kolonner, tuple(celler))
        else:
            yield from (linje for _, linjer in celler for linje in linjer)

    def _linje(self, avsnitt: Any) -> Linje:
        stil = self._stiler
        deler: list[list[Bit | Bilde]] = [[]]
        for bit in self._bitene(avsnitt, avsnitt):
            if bit is None:
                deler.append([])
            else:
                deler[-1].append(bit)
        return Linje(
            justering=_JUSTERING.get(verdi(stil.avsnitt(avsnitt, "jc"), "val"), "left"),
            storrelse=self._storrelsen(None, avsnitt),
            deler=tuple(map(tuple, deler)),
            stopp=tuple(stil.tabulatorer(avsnitt, _mm)[: len(deler) - 1]),
            over=stil.mal(avsnitt, "spacing", "before") / 20,
            under=stil.mal(avsnitt, "spacing", "after") / 20,
            innrykk=_mm(stil.mal(avsnitt, "ind", "left") or stil.mal(avsnitt, "ind", "start")),
            strek_over=self._strek(avsnitt, "top"),
            strek_under=self._strek(avsnitt, "bottom"),
            utkast=verdi(barn(barn(avsnitt, "pPr"), "pStyle"), "val") == self._koder["Utkast"],
        )

    def _storrelsen(self, lop: Any, avsnitt: Any) -> float:
        return tall(self._stiler.lop(lop, avsnitt, "sz"), "val", 20) / 2

    def _strek(self, avsnitt: Any, kant: str) -> Strek | None:
        strek = barn(self._stiler.avsnitt(avsnitt, "pBdr"), kant)
        if strek is None or verdi(strek, "val") in ("nil", "none", ""):
            return None
        return Strek(farge_fra(verdi(strek, "color")) or "#000000", tall(strek, "sz", 4) / 8)

    def _bitene(self, element: Any, avsnitt: Any) -> Iterator[Bit | Bilde | None]:
        """Bitene i rekkefølge; None er en tabulator. Et felt er sidetallet, eller teksten Word sist viste."""
        for del_ in element:
            match lokalt(del_):
                case "r":
                    yield from self._lopet(del_, avsnitt)
                case "fldSimple" if felt := _feltnavn(verdi(del_, "instr")):
                    yield self._bit("", barn(del_, "r"), avsnitt, felt)
                case "hyperlink" | "fldSimple" | "smartTag" | "sdt" | "sdtContent":
                    yield from self._bitene(del_, avsnitt)

    def _lopet(self, lop: Any, avsnitt: Any) -> Iterator[Bit | Bilde | None]:
        skjult = self._stiler.pa(lop, avsnitt, "vanish")
        for del_ in lop:
            match lokalt(del_):
                case "fldChar" if verdi(del_, "fldCharType") == "begin":
                    self._felt.append("")
                case "fldChar" if verdi(del_, "fldCharType") == "end" and self._felt:
                    if felt := _feltnavn(self._felt.pop()):
                        yield self._bit("", lop, avsnitt, felt)
                case "instrText" if self._felt:
                    self._felt[-1] += del_.text or ""
                case _ if skjult or any(map(_feltnavn, self._felt)):
                    continue
                case "t" if del_.text:
                    yield self._bit(del_.text, lop, avsnitt)
                case "noBreakHyphen":
                    yield self._bit("-", lop, avsnitt)
                case "tab" | "ptab":
                    yield None
                case "br" | "cr":
                    yield self._bit("\n", lop, avsnitt)
                case "sym":
                    self._utelatt["tegn"] = None
                case "drawing":
                    yield from self._tegningen(del_)
                case "pict" | "object":
                    self._utelatt["figur"] = None
                case "AlternateContent":
                    yield from self._alternativet(del_)

    def _alternativet(self, element: Any) -> Iterator[Bilde]:
        """Det nyeste av det Word har lagret to ganger."""
        tegninger = [d for valg in element if lokalt(valg) == "Choice" for d in valg if lokalt(d) == "drawing"]
        if not tegninger:
            self._utelatt["figur"] = None
        for tegning in tegninger:
            yield from self._tegningen(tegning)

    def _bit(self, tekst: str, lop: Any, avsnitt: Any, felt: str = "") -> Bit:
        stil = self._stiler
        tekst = _LUFT.sub(lambda luft: "\u00a0" * len(luft[0]), tekst)
        rene = "\n".join("".join(t for t in ren(linje) if ord(t) in self._tegnsett) for linje in tekst.split("\n"))
        if len(rene) < len(ren(tekst)):
            self._utelatt["tegn"] = None
        return Bit(
            tekst=rene.upper() if stil.pa(lop, avsnitt, "caps") else rene,
            fet=stil.pa(lop, avsnitt, "b"),
            kursiv=stil.pa(lop, avsnitt, "i"),
            farge=farge_fra(verdi(stil.lop(lop, avsnitt, "color"), "val")),
            storrelse=self._storrelsen(lop, avsnitt),
            felt=felt,
        )

    def _tegningen(self, tegning: Any) -> Iterator[Bilde]:
        """Bildet i en tegning. En figur, en tekstboks eller en gruppe er ikke et bilde, og blir ikke med."""
        ramme = tegning[0]
        navn = {lokalt(e) for e in ramme.iter()}
        if "pic" not in navn or navn & {"wgp", "wsp", "wpc"}:
            self._utelatt["tekstboks" if "txbxContent" in navn else "figur"] = None
            return
        blip = next(ramme.iter(f"{{{A}}}blip"))
        beskaret = next(ramme.iter(f"{{{A}}}srcRect"), None)
        del_ = self._del.related_parts.get(blip.get(f"{_R}embed"))
        data: bytes = b"" if del_ is None else del_.blob
        if not data.startswith(_BILDETYPER):
            self._utelatt["bildetype"] = None
        elif len(data) > MAKS_BILDE:
            self._utelatt["stort"] = None
        elif (beskaret is not None and any(beskaret.attrib.values())) or not self._kan_tegnes(data):
            self._utelatt["bilde"] = None
        else:
            mal = barn(ramme, "extent")
            bredde, hoyde = int(mal.get("cx")) / _EMU, int(mal.get("cy")) / _EMU
            sted = self._sted(ramme, bredde, hoyde) if lokalt(ramme) == "anchor" else None
            nummer = self._bilder.setdefault(data, len(self._bilder))
            yield Bilde(nummer, bredde, hoyde, ren(barn(ramme, "docPr").get("descr") or "Logo"), sted)

    def _sted(self, ramme: Any, bredde: float, hoyde: float) -> tuple[float, float]:
        """Plassen til et bilde som er festet til siden, i mm fra hjørnet øverst til venstre."""
        sidebredde, sidehoyde = self._storrelse
        topp = self._kanter[0] if lokalt(self._del.element) == "hdr" else sidehoyde - self._marg["bottom"]
        marger = {
            "H": (self._marg["left"], sidebredde - self._marg["right"], bredde, (0.0, sidebredde), self._marg["left"]),
            "V": (self._marg["top"], sidehoyde - self._marg["bottom"], hoyde, (0.0, sidehoyde), topp),
        }
        ut = []
        for akse, (fra, til, storrelse, hele, her) in marger.items():
            plass = barn(ramme, f"position{akse}")
            fra_hva = plass.get("relativeFrom")
            if fra_hva in ("page", "leftMargin", "topMargin"):
                fra, til = hele
            elif fra_hva in ("paragraph", "line"):
                fra = her
            elif fra_hva == "bottomMargin":
                fra, til = til, hele[1]
            rett, forskjovet = barn(plass, "align"), barn(plass, "posOffset")
            if rett is not None:
                andel = {"center": 0.5, "right": 1.0, "bottom": 1.0, "outside": 1.0}.get(rett.text, 0.0)
                fra += (til - fra - storrelse) * andel
            elif forskjovet is not None:
                fra += int(forskjovet.text) / _EMU
            ut.append(fra)
        return ut[0], ut[1]


def _mm(twips: float) -> float:
    return round(twips * 25.4 / 1440, 2)


def _feltnavn(kode: str) -> str:
    ordene = kode.split()
    return _FELT.get(ordene[0].upper(), "") if ordene else ""
