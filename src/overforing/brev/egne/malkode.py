"""Malkoden i en brevtekst: hvilke felt den bruker og til hva, og hvor det står noe et brev ikke kan ha.

En egen tekst kan bruke ``{{ felt }}``, ``{{ felt | stor }}``, ``{% if %}`` med and, or og not, og ``{% for %}``.
Alt annet i jinja2 avvises før noe kjøres.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from overforing.brev.komponer.flett import miljo

if TYPE_CHECKING:
    from jinja2 import nodes

Mate = Literal["skrives", "sporres", "gjentas"]

TILLATT = (
    "I en brevtekst kan det bare stå {{ felt }}, {{ felt | stor }}, {% if … %} … {% endif %} "
    "og {% for … in … %} … {% endfor %}."
)

_BIT = re.compile(r"(<!--.*?-->|\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
_TAGG = re.compile(r"\{%[-+]?\s*(\w*)")
_SEKSJON = re.compile(r"\{#[^{}\n]*\}")
_APNER, _LUKKER = {"if": "endif", "for": "endfor"}, {"endif": "if", "endfor": "for"}
_MAKS_NIVA = 12
_MAKS_LOKKER = 2
_LOKKEORD = frozenset({"first", "last"})


@dataclass(frozen=True, order=True)
class Problem:
    """Noe som må rettes, og linjen det står på; 0 når det gjelder hele teksten."""

    linje: int
    hva: str

    def __str__(self) -> str:
        return f"linje {self.linje}: {self.hva}" if self.linje else self.hva


@dataclass(frozen=True)
class Bruk:
    """Et felt malen bruker. «inhabile[].hvem» er ``hvem`` for hver i ``inhabile``."""

    sti: str
    mate: Mate
    linje: int


@dataclass(frozen=True)
class Flatet:
    """Malen uten malkode: hver gren etter hverandre, og hvert felt som et merke.

    ``kilde`` er linjen i malen, og ``niva`` hvor mange ``if`` og ``for`` den står i, for hver linje i ``tekst``.
    ``felt`` er det som sto i merkene, og ``problemer`` det som er galt med taggene.
    """

    tekst: str
    kilde: tuple[int, ...]
    niva: tuple[int, ...]
    felt: tuple[str, ...]
    problemer: tuple[Problem, ...]


def flat(tekst: str) -> Flatet:
    """Malen flatet ut, med linjeskift og innrykk slik malkoden tar dem (``trim_blocks`` og ``lstrip_blocks``)."""
    flater, linje = _Flater(), 1
    for nummer, bit in enumerate(_BIT.split(tekst)):
        if nummer % 2 == 0:
            flater.tekst(bit, linje)
        elif bit.startswith("{{"):
            flater.felt(bit, linje)
        else:
            flater.tagg(bit, linje)
        linje += bit.count("\n")
    return flater.ferdig()


class _Flater:
    def __init__(self) -> None:
        self._linjer, self._kilde, self._niva = [""], [1], [0]
        self._felt: list[str] = []
        self._problemer: list[Problem] = []
        self._apne: list[tuple[str, int]] = []
        self._svelger = False

    def tekst(self, bit: str, linje: int) -> None:
        self._problemer += _losse_parenteser(bit, linje)
        rader = bit.split("\n")
        if self._svelger and len(rader) > 1 and not rader[0]:
            rader, linje = rader[1:], linje + 1
        self._svelger = False
        for nummer, rad in enumerate(rader):
            if nummer:
                self._linjer.append("")
                self._kilde.append(0)
                self._niva.append(0)
            self._legg(rad, linje + nummer)

    def felt(self, bit: str, linje: int) -> None:
        self._krev_uten_styring(bit, linje)
        self._svelger = False
        self._legg(f"\ue000{len(self._felt)}\ue001", linje)
        self._felt.append(bit[2:-2].split("|")[0].strip())

    def tagg(self, bit: str, linje: int) -> None:
        """En tagg eller en merknad. På egen linje tar den med seg innrykket og linjeskiftet."""
        if not self._linjer[-1].strip():
            self._linjer[-1] = ""
        self._svelger = True
        if bit.startswith("{%"):
            self._krev_uten_styring(bit, linje)
            self._problemer += _tagg(bit, linje, self._apne)

    def ferdig(self) -> Flatet:
        uten_slutt = [
            Problem(linje, f"{{% {navn} %}} er ikke lukket med {{% {_APNER[navn]} %}}.") for navn, linje in self._apne
        ]
        return Flatet(
            "\n".join(self._linjer),
            tuple(self._kilde),
            tuple(self._niva),
            tuple(self._felt),
            (*self._problemer, *uten_slutt),
        )

    def _legg(self, bit: str, linje: int) -> None:
        if not self._linjer[-1]:
            self._kilde[-1], self._niva[-1] = linje, len(self._apne)
        self._linjer[-1] += bit

    def _krev_uten_styring(self, bit: str, linje: int) -> None:
        if bit[2] in "-+" or bit[-3] in "-+":
            self._problemer.append(Problem(linje, "Ta bort - eller + inntil {% og {{. Det trengs ikke."))


def _losse_parenteser(bit: str, linje: int) -> Iterator[Problem]:
    uten_id = _SEKSJON.sub("", bit)
    for nummer, rad in enumerate(uten_id.split("\n")):
        if "{" in rad or "}" in rad or "<!--" in rad:
            yield Problem(linje + nummer, "Her er malkode som ikke er skrevet ferdig. Et felt skrives {{ felt }}.")


def _tagg(bit: str, linje: int, apne: list[tuple[str, int]]) -> Iterator[Problem]:
    treff = _TAGG.match(bit)
    navn = treff[1] if treff else ""
    if navn in _APNER:
        apne.append((navn, linje))
        if len(apne) == _MAKS_NIVA + 1:
            yield Problem(linje, f"Her står flere enn {_MAKS_NIVA} {{% if %}} og {{% for %}} inni hverandre.")
        if navn == "for" and [n for n, _ in apne].count("for") == _MAKS_LOKKER + 1:
            yield Problem(linje, f"Her står flere enn {_MAKS_LOKKER} {{% for %}} inni hverandre.")
    elif navn in _LUKKER:
        if not apne or apne[-1][0] != _LUKKER[navn]:
            yield Problem(linje, f"{{% {navn} %}} mangler en {{% {_LUKKER[navn]} … %}} før seg.")
        else:
            apne.pop()
    elif navn not in ("else", "elif"):
        yield Problem(linje, f"«{navn or bit}» kan ikke brukes her. {TILLATT}")


def felt_i(tekst: str) -> tuple[tuple[Bruk, ...] | None, tuple[Problem, ...]]:
    """Feltene malen bruker, i rekkefølgen de står, og det den ikke kan ha. None når malen ikke kan leses."""
    from jinja2 import TemplateSyntaxError

    try:
        rot = miljo().parse(tekst)
        leser = _Leser()
        leser.innhold(rot.body, {})
        # Det som ikke er en feil i treet, kan være det når det blir til kode.
        if not leser.problemer:
            miljo().compile(rot)
    except TemplateSyntaxError as feil:
        return None, (Problem(feil.lineno, f"Malkoden kan ikke leses her. {TILLATT}"),)
    except (RecursionError, MemoryError, SyntaxError):
        return None, (Problem(0, "Malkoden er for innfløkt. Del den opp."),)
    return tuple(leser.bruk), tuple(leser.problemer)


class _Leser:
    """Går gjennom treet med navnene som gjelder: ``omfang`` er løkkenes egne navn og hva de står for."""

    def __init__(self) -> None:
        self.bruk: list[Bruk] = []
        self.problemer: list[Problem] = []

    def innhold(self, noder: list[nodes.Node], omfang: Mapping[str, str]) -> None:
        for node in noder:
            self.node(node, omfang)

    def problem(self, node: nodes.Node, hva: str) -> None:
        linje: int | None = node.lineno  # jinja2 gir ikke alle noder en linje
        self.problemer.append(Problem(linje or 0, hva))

    def node(self, node: nodes.Node, omfang: Mapping[str, str]) -> None:
        from jinja2 import nodes

        match node:
            case nodes.Output():
                for del_ in node.nodes:
                    if not isinstance(del_, nodes.TemplateData):
                        self.skriv_ut(del_, omfang)
            case nodes.If():
                self.vilkar(node.test, omfang)
                self.innhold([*node.body, *node.elif_, *node.else_], omfang)
            case nodes.For(target=nodes.Name(name=navn), test=None, recursive=False):
                sti = self.sti(node.iter, omfang)
                if sti is not None:
                    self.bruk.append(Bruk(sti, "gjentas", node.lineno))
                self.innhold(node.body, {**omfang, navn: f"{sti}[]", "loop": "loop"})
                self.innhold(node.else_, omfang)
            case _:
                self.ikke_her(node)

    def skriv_ut(self, node: nodes.Node, omfang: Mapping[str, str]) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.Filter):
            if node.name != "stor" or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
                self.problem(node, f"«{node.name}» finnes ikke. Etter | kan bare «stor» stå.")
            if node.node is not None:
                self.skriv_ut(node.node, omfang)
            return
        sti = self.sti(node, omfang)
        if sti is not None:
            self.bruk.append(Bruk(sti, "skrives", node.lineno))

    def vilkar(self, node: nodes.Node, omfang: Mapping[str, str]) -> None:
        from jinja2 import nodes

        if isinstance(node, (nodes.And, nodes.Or)):
            self.vilkar(node.left, omfang)
            self.vilkar(node.right, omfang)
        elif isinstance(node, nodes.Not):
            self.vilkar(node.node, omfang)
        else:
            sti = self.sti(node, omfang)
            if sti is not None and sti not in [f"loop.{ord_}" for ord_ in _LOKKEORD]:
                self.bruk.append(Bruk(sti, "sporres", node.lineno))

    def sti(self, node: nodes.Node, omfang: Mapping[str, str]) -> str | None:
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return omfang.get(node.name, node.name)
        if isinstance(node, nodes.Getattr):
            foran = self.sti(node.node, omfang)
            return None if foran is None else f"{foran}.{node.attr}"
        self.ikke_her(node)
        return None

    def ikke_her(self, node: nodes.Node) -> None:
        self.problem(node, f"Dette kan ikke brukes her. {TILLATT}")
