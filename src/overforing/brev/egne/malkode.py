"""Malkoden i en brevtekst: hvilke felt den bruker og til hva, og teksten med hver gren etter hverandre.

En egen tekst kan bruke ``{{ felt }}``, ``{{ felt | stor }}``, ``{% if %}`` med and, or og not, og ``{% for %}``.
Alt annet i jinja2 avvises før noe kjøres.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from overforing.brev.komponer.flett import Innsatt, miljo
from overforing.feil import Melding

if TYPE_CHECKING:
    from jinja2 import nodes

Mate = Literal["skrives", "sporres", "gjentas"]

_TILLATT = Melding("feil.mal.kode")

# Det en egen tekst er satt sammen av ved siden av ordene. Malkode som ikke er lukket før neste, er ikke med.
_BIT = re.compile(
    r"<!--(?:(?!<!--).)*?-->|\{#[^{}\n]*\}|\{\{(?:(?!\{[{%]).)*?\}\}|\{%[-+]?\s*(?P<tagg>\w*)(?:(?!\{[{%]).)*?%\}",
    re.DOTALL,
)
_MAKS_NIVA = 12
_MAKS_LOKKER = 2
_LOKKEORD = frozenset({"loop.first", "loop.last"})


@dataclass(frozen=True)
class Problem:
    """Noe som må rettes, og linjen det står på; 0 når det gjelder hele teksten."""

    linje: int
    hva: Melding

    @property
    def melding(self) -> Melding:
        """«linje 3: Her står det …»."""
        return Melding("feil.mal.linje", linje=self.linje, hva=self.hva) if self.linje else self.hva


@dataclass(frozen=True)
class Bruk:
    """Et felt malen bruker. «inhabile[].hvem» er ``hvem`` for hver i ``inhabile``."""

    sti: str
    mate: Mate
    linje: int


@dataclass
class Lest:
    """En mal lest. ``rader`` er teksten med hver gren etter hverandre og hvert felt som et merke i ``innsatt``.

    Til hver rad hører linjen den står på i malen, og hvor mange ``if`` og ``for`` den står i.
    """

    bruk: list[Bruk] = field(default_factory=list)
    problemer: list[Problem] = field(default_factory=list)
    rader: list[tuple[str, int, int]] = field(default_factory=lambda: [("", 0, 0)])
    innsatt: Innsatt = field(default_factory=Innsatt)

    def legg(self, bit: str, linje: int, niva: int) -> None:
        for nummer, ord_ in enumerate(bit.split("\n")):
            foran, *sted = self.rader.pop() if nummer == 0 else ("", 0, 0)
            self.rader.append((foran + ord_, *(sted if foran else (linje + nummer, niva))))


def les(tekst: str) -> tuple[Lest | None, tuple[Problem, ...]]:
    """Malen lest, og det i malkoden som må rettes. None når den ikke kan leses."""
    from jinja2 import TemplateSyntaxError

    if skrivefeil := tuple(_skrivefeil(tekst)):
        return None, skrivefeil
    taggfeil = tuple(_taggfeil(tekst))
    try:
        rot = miljo().parse(tekst)
        leser = _Leser(Lest())
        leser.innhold(rot.body, {}, 0)
        # Det som ikke er en feil i treet, kan være det når det blir til kode.
        if not leser.lest.problemer:
            miljo().compile(rot)
    except TemplateSyntaxError as feil:
        return None, taggfeil or (Problem(feil.lineno, Melding("feil.mal.leses_ikke", rad=_TILLATT)),)
    except (RecursionError, MemoryError, SyntaxError):
        return None, taggfeil or (Problem(0, Melding("feil.mal.innflokt")),)
    nevnt = {p.linje for p in taggfeil}
    return leser.lest, (*taggfeil, *(p for p in leser.lest.problemer if p.linje not in nevnt))


def _skrivefeil(tekst: str) -> Iterator[Problem]:
    """Krøllparenteser som ikke er malkode. Uten dem leser jinja2 teksten fort, uansett hva som står i den."""
    uten_kode = _BIT.sub(lambda bit: "\n" * bit[0].count("\n"), tekst)
    for linje, rad in enumerate(uten_kode.split("\n"), 1):
        if "{" in rad or "}" in rad or "<!--" in rad:
            yield Problem(linje, Melding("feil.mal.halv"))


def _taggfeil(tekst: str) -> Iterator[Problem]:
    """Tagger som ikke hører hjemme i et brev, eller ikke passer sammen. Hver av dem, og der den står."""
    apne: list[tuple[str, int]] = []
    for bit in _BIT.finditer(tekst):
        linje, navn = tekst.count("\n", 0, bit.start()) + 1, bit["tagg"]
        if bit[0].startswith(("{{", "{%")) and (bit[0][2] in "-+" or bit[0][-3] in "-+"):
            yield Problem(linje, Melding("feil.mal.inntil"))
        if navn in ("if", "for"):
            apne.append((navn, linje))
            if len(apne) == _MAKS_NIVA + 1:
                yield Problem(linje, Melding("feil.mal.dypt", flest=_MAKS_NIVA))
            if navn == "for" and [n for n, _ in apne].count("for") == _MAKS_LOKKER + 1:
                yield Problem(linje, Melding("feil.mal.dype_for", flest=_MAKS_LOKKER))
        elif navn in ("endif", "endfor"):
            if not apne or apne.pop()[0] != navn[3:]:
                yield Problem(linje, Melding("feil.mal.uten_start", navn=navn[3:]))
        elif navn is not None and navn not in ("else", "elif"):
            yield Problem(linje, Melding("feil.mal.ikke_her", ord=navn or bit[0], rad=_TILLATT))
    for navn, linje in apne:
        yield Problem(linje, Melding("feil.mal.ikke_lukket", navn=navn))


@dataclass
class _Leser:
    """Går gjennom treet. ``omfang`` er løkkenes egne navn og hva de står for."""

    lest: Lest

    def innhold(self, noder: Sequence[nodes.Node], omfang: Mapping[str, str], niva: int) -> None:
        for node in noder:
            self.node(node, omfang, niva)

    def node(self, node: nodes.Node, omfang: Mapping[str, str], niva: int) -> None:
        from jinja2 import nodes

        match node:
            case nodes.TemplateData(data=ord_):
                self.lest.legg(ord_, node.lineno, niva)
            case nodes.Output(nodes=deler):
                self.innhold(deler, omfang, niva)
            case nodes.If(test=test, body=da, elif_=ellers_om, else_=ellers):
                self.uttrykk(test, omfang, "sporres")
                self.innhold(da, omfang, niva + 1)
                self.innhold(ellers_om, omfang, niva)
                self.innhold(ellers, omfang, niva + 1)
            case nodes.For(target=nodes.Name(name=navn), iter=liste, test=None, recursive=False):
                self.uttrykk(liste, omfang, "gjentas")
                en = {navn: f"{self.sti(liste, omfang)}[]", "loop": "loop"}
                self.innhold(node.body, {**omfang, **en}, niva + 1)
                self.innhold(node.else_, omfang, niva + 1)
            case nodes.Filter(node=nodes.Expr() as verdi, name=navn):
                if navn != "stor" or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
                    self.problem(node, Melding("feil.mal.filter", filter=navn))
                self.node(verdi, omfang, niva)
            case nodes.Expr():
                self.uttrykk(node, omfang, "skrives")
                self.lest.legg(self.lest.innsatt.merk(self.sti(node, omfang)), node.lineno, niva)
            case _:
                self.ikke_her(node)

    def uttrykk(self, node: nodes.Node, omfang: Mapping[str, str], mate: Mate) -> None:
        """Feltene i et uttrykk, og det i det som ikke kan brukes."""
        from jinja2 import nodes

        match node:
            case nodes.And(left=en, right=to) | nodes.Or(left=en, right=to) if mate == "sporres":
                self.uttrykk(en, omfang, mate)
                self.uttrykk(to, omfang, mate)
            case nodes.Not(node=nektet) if mate == "sporres":
                self.uttrykk(nektet, omfang, mate)
            case _ if (sti := self.sti(node, omfang)) == "":
                self.ikke_her(node)
            case _ if mate != "sporres" or sti not in _LOKKEORD:
                self.lest.bruk.append(Bruk(sti, mate, node.lineno))

    def sti(self, node: nodes.Node, omfang: Mapping[str, str]) -> str:
        """Stien til feltet; tom når det ikke er et felt."""
        from jinja2 import nodes

        match node:
            case nodes.Name(name=navn):
                return omfang.get(navn, navn)
            case nodes.Getattr(node=foran, attr=navn) if foran_sti := self.sti(foran, omfang):
                return f"{foran_sti}.{navn}"
        return ""

    def problem(self, node: nodes.Node, hva: Melding) -> None:
        linje: int | None = node.lineno  # jinja2 gir ikke alle noder en linje
        self.lest.problemer.append(Problem(linje or 0, hva))

    def ikke_her(self, node: nodes.Node) -> None:
        self.problem(node, Melding("feil.mal.dette", rad=_TILLATT))
