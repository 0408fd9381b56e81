"""En brevmal og verdiene til den blir tittel og seksjoner.

Malen er Markdown med jinja2. Alt som skrives ut av en verdi, går gjennom jinja og Markdown som et merke uten
mening for dem og settes inn til slutt, så det brukeren har skrevet, aldri tolkes som mal eller oppsett.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from overforing.brev.modell import Avsnitt, Blokk, Liste, Seksjon, Tabell
from overforing.feil import Melding, Tekst, Utsagn
from overforing.tekster.navn import stor

from .ord import avsnitt, linje

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.runtime import Context
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_FRA, _TIL = "\ue000", "\ue001"
_MERKE = re.compile(f"{_FRA}(\\d+){_TIL}")
SEKSJONSOVERSKRIFT = re.compile(r"(?P<tekst>.*?)\s*\{#(?P<id>[a-z_]+)\}")
_INNSATT = "innsatte verdier"

Verdi: TypeAlias = "str | bool | tuple[Verdi, ...] | Felt"
Felt: TypeAlias = Mapping[str, Verdi]
"""Det en mal får, etter navn: ferdig ordlagt tekst, ja eller nei å spørre om, og lister og grupper av det."""


class MalFeil(Utsagn, ValueError):
    """Malen bruker noe et brev ikke har, eller skriver ut en verdi som ikke er tekst. Vår feil, aldri brukerens."""

    def __init__(self, nokkel: str, /, **verdier: object) -> None:
        super().__init__(nokkel)
        self.melding = Melding(nokkel, **verdier)

    def paa(self, tekst: Tekst) -> str:
        return self.melding.paa(tekst)


@dataclass
class Innsatt:
    """Verdiene som er skrevet ut, etter nummeret i merket."""

    verdier: list[str] = field(default_factory=list)

    def merk(self, verdi: str) -> str:
        self.verdier.append(verdi)
        return f"{_FRA}{len(self.verdier) - 1}{_TIL}"

    def i(self, tekst: str) -> list[str]:
        """Verdiene det er merker for i teksten."""
        return [self.verdier[int(merke[1])] for merke in _MERKE.finditer(tekst)]

    def fyll(self, tekst: str) -> str:
        """Malens tekst med verdiene satt inn på én linje. Bare malens egne mellomrom ryddes."""
        synlig = _MERKE.sub(lambda m: m[0] if linje(self.verdier[int(m[1])]) else "", tekst)
        uten_tomme = re.sub(r"\(\s*\)", "", synlig)
        ryddet = re.sub(r"(?<=\() +| +(?=[.,;:)])", "", linje(uten_tomme))
        return _MERKE.sub(lambda m: linje(self.verdier[int(m[1])]), ryddet)

    def avsnitt(self, tekst: str) -> tuple[str, ...]:
        """Avsnittene et avsnitt i malen blir: flere når det er én verdi alene, ellers ett (eller ingen)."""
        if alene := _MERKE.fullmatch(tekst.strip()):
            return avsnitt(self.verdier[int(alene[1])])
        fylt = self.fyll(tekst)
        return (fylt,) if fylt else ()


@dataclass(frozen=True)
class Flettet:
    """``seksjoner`` har alle seksjonene malen nevnte, også dem som ble tomme."""

    tittel: str
    seksjoner: tuple[Seksjon, ...]


def flett(mal: str, verdier: Felt) -> Flettet:
    """Sett verdiene inn i malen. ``# `` er brevets tittel, ``## … {#id}`` en seksjon."""
    innsatt = Innsatt()
    return sett_opp(tre(_mal(mal).render({**verdier, _INNSATT: innsatt})), innsatt)


Meld = Callable[[str, int | None], None]
"""Får det som står i malen og ikke kan stå i et brev, og raden, når den er kjent."""


def _kast(hva: str, rad: int | None) -> None:
    raise MalFeil("feil.mal.bruker", slag=hva)


def sett_opp(noder: Iterable[SyntaxTreeNode], innsatt: Innsatt, meld: Meld = _kast) -> Flettet:
    """Tittelen og seksjonene i det som er flettet."""
    tittel = ""
    seksjoner: list[tuple[str, str, list[Blokk]]] = []
    for node in noder:
        if node.type == "heading":
            tekst = _innhold(node, meld)
            treff = SEKSJONSOVERSKRIFT.fullmatch(tekst)
            if node.tag == "h1":
                tittel = innsatt.fyll(tekst)
            elif node.tag == "h2" and treff:
                seksjoner.append((treff["id"], innsatt.fyll(treff["tekst"]), []))
            else:
                meld("overskrift_uten_id" if node.tag == "h2" else "overskrift", _rad(node))
        elif not seksjoner:
            meld("tekst_forst", _rad(node))
        else:
            seksjoner[-1][2].extend(_blokker(node, innsatt, meld))
    return Flettet(tittel, tuple(Seksjon(id_, overskrift, tuple(b)) for id_, overskrift, b in seksjoner))


def _blokker(node: SyntaxTreeNode, innsatt: Innsatt, meld: Meld) -> Iterator[Blokk]:
    match node.type:
        case "paragraph":
            for tekst in innsatt.avsnitt(_innhold(node, meld)):
                yield Avsnitt(tekst)
        case "bullet_list":
            punkter = tuple(p for punkt in node.children if (p := innsatt.fyll(_punkt(punkt, meld))))
            if punkter:
                yield Liste(punkter)
        case "table":
            overskrifter, *rader = (
                tuple(innsatt.fyll(_innhold(celle, meld)) for celle in rad.children)
                for del_ in node.children
                for rad in del_.children
            )
            rader = [rad for rad in rader if any(rad)]
            if rader:
                yield Tabell(overskrifter, tuple(rader))
        case _:
            meld(node.type, _rad(node))


def _punkt(node: SyntaxTreeNode, meld: Meld) -> str:
    avsnitt_ = [barn for barn in node.children if barn.type == "paragraph"]
    if len(node.children) > 1 or len(avsnitt_) < len(node.children):
        meld("flere_avsnitt", _rad(node))
    return " ".join(_innhold(barn, meld) for barn in avsnitt_)


def _innhold(node: SyntaxTreeNode, meld: Meld) -> str:
    """Den rene teksten i et avsnitt, en overskrift eller en celle."""
    deler: list[str] = []
    for inline in node.children:
        linjeskift = 0
        for barn in inline.children:
            if barn.type == "text":
                deler.append(barn.content)
                continue
            deler.append(" ")
            if barn.type != "softbreak":
                meld(barn.type, _rad(inline, linjeskift))
            linjeskift += barn.type in ("softbreak", "hardbreak")
    return "".join(deler)


def _rad(node: SyntaxTreeNode, etter: int = 0) -> int | None:
    return node.map[0] + etter if node.map else None


def tre(markdown: str) -> list[SyntaxTreeNode]:
    """Blokkene i det som er flettet."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_leser().parse(markdown)).children


@cache
def _leser() -> MarkdownIt:
    """Det av Markdown et brev leses med."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


@cache
def _mal(tekst: str) -> Template:
    return miljo().from_string(tekst)


@cache
def miljo() -> Environment:
    """Det en mal kan bruke: egne felt og ``stor``, ingen filer og ingenting av programmet."""
    from jinja2 import StrictUndefined, pass_context
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    @pass_context
    def merk(kontekst: Context, verdi: Any) -> str:
        if not isinstance(verdi, str):
            raise MalFeil("feil.mal.skriver_ut", slag=type(verdi).__name__)
        innsatt: Innsatt = kontekst[_INNSATT]
        return innsatt.merk(verdi)

    miljo = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # «{#id}» er seksjons-id-en, så en merknad i malen skrives som i HTML.
        comment_start_string="<!--",
        comment_end_string="-->",
        finalize=merk,
    )
    miljo.filters = {"stor": stor}
    miljo.globals = {}
    return miljo
