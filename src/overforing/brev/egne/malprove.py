"""En egen brevtekst prøvd mot vår: samme seksjoner, bare felt brevet har, og det loven krever, er med.

Hva som er lov, leses ut av vår egen tekst, så en ny utgave av den tar reglene med seg.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

from overforing.brev.egne.malkode import Bruk, Flatet, Problem, felt_i, flat
from overforing.brev.komponer.flett import SEKSJONSOVERSKRIFT, MalFeil, flett, leser

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

MAKS_TEGN = 100_000
"""Lengste brevtekst. Våre er under 12 000 tegn."""

_ALDRI = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKDOWN = {
    "strong": "fet skrift (**)",
    "em": "kursiv (* eller _)",
    "code_inline": "kodeskrift (`)",
    "code_block": "innrykk på fire mellomrom",
    "fence": "kode (``` eller ~~~)",
    "link": "en lenke",
    "image": "et bilde",
    "hardbreak": "to mellomrom eller \\ på slutten av linjen",
    "html_inline": "HTML (< og >)",
    "html_block": "HTML (< og >)",
    "ordered_list": "en nummerert liste",
    "blockquote": "et sitat (>)",
    "hr": "en strek (---)",
}


@dataclass(frozen=True)
class Ordforrad:
    """Det vår tekst bruker: felt etter måte, seksjonene i rekkefølge, og feltene i overskriftene."""

    skrives: frozenset[str]
    gjentas: frozenset[str]
    kjente: frozenset[str]
    seksjoner: tuple[str, ...]
    i_overskrifter: frozenset[str]


@cache
def ordforrad(innebygd: str) -> Ordforrad:
    bruk, flatet = felt_i(innebygd)[0] or (), flat(innebygd)
    skrives = {b.sti for b in bruk if b.mate == "skrives"}
    gjentas = {b.sti for b in bruk if b.mate == "gjentas"}
    noder = [node for node in _tre(flatet) if node.type == "heading"]
    treff = [SEKSJONSOVERSKRIFT.fullmatch(_ra_tekst(node)) for node in noder if node.tag == "h2"]
    return Ordforrad(
        skrives=frozenset(skrives),
        gjentas=frozenset(gjentas),
        kjente=frozenset({b.sti for b in bruk}),
        seksjoner=tuple(t["id"] for t in treff if t),
        i_overskrifter=frozenset(felt for node in noder for felt in _felt_i(node, flatet)),
    )


def prov(tekst: str, innebygd: str, krav: Mapping[str, str]) -> tuple[Problem, ...]:
    """Alt som må rettes i teksten, etter linje. Tom når teksten kan brukes.

    ``krav`` er feltene som må være med, og hvorfor.
    """
    if len(tekst) > MAKS_TEGN:
        return (Problem(0, f"Teksten er over {MAKS_TEGN} tegn."),)
    if ulovlige := tuple(_tegnene(tekst)):
        return ulovlige
    ord_, flatet = ordforrad(innebygd), flat(tekst)
    bruk, kodefeil = felt_i(tekst)
    problemer = list(flatet.problemer)
    if bruk is not None or not problemer:
        nevnt = {p.linje for p in problemer}
        problemer += [p for p in kodefeil if p.linje not in nevnt]
    problemer += _oppsettet(flatet, ord_)
    if bruk is not None:
        problemer += _feltene(bruk, ord_)
        problemer += _det_som_mangler(bruk, krav, ord_)
    if not problemer:
        problemer += _prov_a_skrive(tekst, ord_)
    return tuple(sorted(dict.fromkeys(problemer), key=lambda p: (p.linje == 0, p.linje)))


def _tegnene(tekst: str) -> Iterator[Problem]:
    for nummer, linje in enumerate(tekst.split("\n"), 1):
        for tegn in dict.fromkeys(linje):
            if tegn not in "\t\u00ad" and unicodedata.category(tegn) in _ALDRI:
                yield Problem(nummer, f"Tegnet U+{ord(tegn):04X} kan ikke stå i et brev. Slett det.")


# Feltene


def _feltene(bruk: Iterable[Bruk], ord_: Ordforrad) -> Iterator[Problem]:
    for b in bruk:
        if b.mate == "sporres" and b.sti in ord_.kjente:
            continue
        if b.sti in (ord_.skrives if b.mate == "skrives" else ord_.gjentas if b.mate == "gjentas" else ()):
            continue
        yield Problem(b.linje, _hvorfor_ikke(b, ord_))


def _hvorfor_ikke(b: Bruk, ord_: Ordforrad) -> str:
    foran, _, navn = b.sti.rpartition(".")
    if b.sti in ord_.kjente:
        hva = "skrives ut" if b.mate == "skrives" else "gjentas med {% for %}"
        return f"«{navn}» kan ikke {hva}, bare brukes slik vår tekst gjør."
    i_samme = sorted({sti[len(foran) :].lstrip(".").split(".")[0].split("[")[0] for sti in _under(foran, ord_)} - {""})
    if foran and not i_samme:
        return f"«{vist(foran)}» har ingen felt her."
    likt = difflib.get_close_matches(navn.removesuffix("[]"), i_samme, n=3, cutoff=0.55)
    rad = f" Mente du {_eller(likt)}?" if likt else ""
    if foran:
        return f"Feltet «{navn}» finnes ikke for {vist(foran)}.{rad} Der finnes {_og(i_samme)}."
    return f"Feltet «{navn.removesuffix('[]')}» finnes ikke i dette brevet.{rad} Alle feltene står i LES MEG.txt."


def _under(foran: str, ord_: Ordforrad) -> Iterator[str]:
    return (sti for sti in ord_.kjente if not foran or sti.startswith(f"{foran}."))


def vist(sti: str) -> str:
    """Stien slik et menneske sier den: «hvem for hver i inhabile»."""
    if "[]." in sti:
        foran, _, navn = sti.rpartition("[].")
        return f"{vist(navn)} for hver i {vist(foran)}"
    return f"hver i {vist(sti[:-2])}" if sti.endswith("[]") else sti


def _eller(ord_: list[str]) -> str:
    return " eller ".join(f"«{o}»" for o in ord_)


def _og(ord_: list[str]) -> str:
    return ", ".join(f"«{o}»" for o in ord_)


def _det_som_mangler(bruk: Iterable[Bruk], krav: Mapping[str, str], ord_: Ordforrad) -> Iterator[Problem]:
    """Det vår tekst skriver ut, må også den egne skrive ut; å spørre etter det er ikke nok."""
    brukt = {b.sti for b in bruk if b.mate == "skrives" or b.sti not in ord_.skrives}
    for sti, hvorfor in krav.items():
        if sti not in brukt:
            yield Problem(0, f"Feltet «{vist(sti)}» mangler og må være med. {hvorfor}")


# Oppsettet


def _oppsettet(flatet: Flatet, ord_: Ordforrad) -> Iterator[Problem]:
    sett: dict[str, int] = {}
    titler = 0
    for node in _tre(flatet):
        linje = _linje(node, flatet)
        if node.type != "heading":
            if not sett:
                yield Problem(linje, "Her står det tekst før den første overskriften med ##.")
            yield from _blokken(node, flatet)
            continue
        yield from _inni(node, flatet)
        for felt in _felt_i(node, flatet):
            if felt not in ord_.i_overskrifter:
                lov = f" Bare {_og(sorted(ord_.i_overskrifter))} kan det." if ord_.i_overskrifter else ""
                yield Problem(linje, f"«{felt}» kan ikke stå i en overskrift; den leses også utenfor brevet.{lov}")
        if node.tag == "h1":
            titler += 1
            if sett:
                yield Problem(linje, "Tittelen med # må stå før den første overskriften med ##.")
        else:
            yield from _seksjonen(node, linje, flatet, ord_, sett)
    if not titler:
        yield Problem(0, "Tittelen mangler. Den står øverst, etter # og et mellomrom.")
    for id_ in ord_.seksjoner:
        if id_ not in sett:
            yield Problem(0, f"Seksjonen {{#{id_}}} mangler. Den må være med, også når den blir tom i noen saker.")


def _seksjonen(
    node: SyntaxTreeNode, linje: int, flatet: Flatet, ord_: Ordforrad, sett: dict[str, int]
) -> Iterator[Problem]:
    treff = SEKSJONSOVERSKRIFT.fullmatch(_ra_tekst(node))
    if node.tag != "h2":
        yield Problem(linje, "Bruk # til tittelen og ## til overskriftene, og ingen andre.")
    elif treff is None:
        yield Problem(linje, "Overskriften mangler seksjonens faste navn i krøllparentes til slutt, som i vår tekst.")
    elif (id_ := treff["id"]) not in ord_.seksjoner:
        finnes = ", ".join(f"{{#{navn}}}" for navn in ord_.seksjoner)
        yield Problem(linje, f"Seksjonen {{#{id_}}} finnes ikke i dette brevet. Der finnes {finnes}.")
    elif id_ in sett:
        yield Problem(linje, f"Seksjonen {{#{id_}}} står også på linje {sett[id_]}.")
    else:
        sett[id_] = linje
        if node.map and flatet.niva[node.map[0]]:
            yield Problem(linje, "Overskriften må stå utenfor {% if %} og {% for %}. En tom seksjon faller bort selv.")


def _blokken(node: SyntaxTreeNode, flatet: Flatet) -> Iterator[Problem]:
    if node.type in _MARKDOWN:
        yield _ikke_i_brev(node.type, _linje(node, flatet))
    elif node.type == "bullet_list":
        for punkt in node.children:
            if len(punkt.children) > 1 or any(barn.type != "paragraph" for barn in punkt.children):
                yield Problem(_linje(punkt, flatet), "Et punkt kan bare ha ett avsnitt, og ingen punkter under seg.")
            for barn in punkt.children:
                yield from _inni(barn, flatet)
    else:
        yield from _inni(node, flatet)


def _inni(node: SyntaxTreeNode, flatet: Flatet) -> Iterator[Problem]:
    """Det som ikke er ren tekst i et avsnitt, en overskrift eller en tabell."""
    for inline in [barn for barn in node.walk() if barn.type == "inline"]:
        linjer = 0
        for barn in inline.children:
            linjer += barn.type in ("softbreak", "hardbreak")
            if barn.type in _MARKDOWN:
                yield _ikke_i_brev(barn.type, _linje(inline, flatet, linjer - (barn.type == "hardbreak")))


def _ikke_i_brev(slag: str, linje: int) -> Problem:
    return Problem(linje, f"Et brev kan ikke ha {_MARKDOWN[slag]}. Skriv det som vanlig tekst.")


def _linje(node: SyntaxTreeNode, flatet: Flatet, etter: int = 0) -> int:
    return flatet.kilde[min(node.map[0] + etter, len(flatet.kilde) - 1)] if node.map else 0


def _ra_tekst(node: SyntaxTreeNode) -> str:
    return "".join(inline.content for inline in node.children).strip()


def _felt_i(node: SyntaxTreeNode, flatet: Flatet) -> list[str]:
    biter = _ra_tekst(node).split("\ue000")[1:]
    return [flatet.felt[int(bit.split("\ue001")[0])] for bit in biter]


def _tre(flatet: Flatet) -> list[SyntaxTreeNode]:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(leser().parse(flatet.tekst)).children


# Prøveskriving


def _prov_a_skrive(tekst: str, ord_: Ordforrad) -> Iterator[Problem]:
    """Skriv brevet med alt oppgitt og med ingenting oppgitt, så ingen sak blir den første som viser en feil."""
    from jinja2 import TemplateError

    for fullt in (True, False):
        try:
            flettet = flett(tekst, _verdier(ord_, fullt=fullt))
        except (MalFeil, TemplateError) as feil:
            yield Problem(0, f"Teksten kan ikke bli et brev: {feil}.")
            return
        if not flettet.tittel:
            yield Problem(0, "Tittelen må være med uansett. Skriv en etter {% else %}, slik vår tekst gjør.")
            return


def _verdier(ord_: Ordforrad, *, fullt: bool) -> dict[str, object]:
    rot: dict[str, object] = {}
    for sti in sorted(ord_.kjente):
        _legg_inn(rot, sti.replace("[]", ".[]").split("."))
    return {navn: _verdi(navn, under, ord_, fullt=fullt) for navn, under in rot.items()}


def _legg_inn(gren: dict[str, object], biter: list[str]) -> None:
    for bit in biter:
        neste = gren.setdefault(bit, {})
        assert isinstance(neste, dict)
        gren = neste


def _verdi(sti: str, under: object, ord_: Ordforrad, *, fullt: bool) -> object:
    assert isinstance(under, dict)
    if "[]" in under:
        en = _verdi(f"{sti}[]", under["[]"], ord_, fullt=fullt)
        return (en, en) if fullt else ()
    if under:
        return SimpleNamespace(**{n: _verdi(f"{sti}.{n}", u, ord_, fullt=fullt) for n, u in under.items()})
    if sti in ord_.gjentas:
        return ()
    return ("tekst" if fullt else "") if sti in ord_.skrives else fullt
