"""En egen brevtekst prøvd mot vår: samme seksjoner, bare felt brevet har, og det loven krever, er med.

Hva som er lov, leses ut av vår egen tekst, så en ny utgave av den tar reglene med seg.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

from overforing.brev.egne.malkode import Bruk, Lest, Problem, les
from overforing.brev.komponer.flett import SEKSJONSOVERSKRIFT, MalFeil, flett, sett_opp, tre

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

MAKS_TEGN = 50_000
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
_OPPSETT = {
    "tekst før den første seksjonen": "Her står det tekst før den første overskriften med ##.",
    "overskrift": "Bruk # til tittelen og ## til overskriftene, og ingen andre.",
    "overskrift uten id": "Overskriften mangler seksjonens faste navn i krøllparentes til slutt, som i vår tekst.",
    "flere avsnitt i et punkt": "Et punkt kan bare ha ett avsnitt, og ingen punkter under seg.",
    **{slag: f"Et brev kan ikke ha {navn}. Skriv det som vanlig tekst." for slag, navn in _MARKDOWN.items()},
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
    lest, _ = les(innebygd)
    assert lest
    overskrifter = [_ra_tekst(node) for node in _tre(lest) if node.type == "heading"]
    treff = [SEKSJONSOVERSKRIFT.fullmatch(tekst) for tekst in overskrifter]
    return Ordforrad(
        skrives=frozenset(b.sti for b in lest.bruk if b.mate == "skrives"),
        gjentas=frozenset(b.sti for b in lest.bruk if b.mate == "gjentas"),
        kjente=frozenset(b.sti for b in lest.bruk),
        seksjoner=tuple(t["id"] for t in treff if t),
        i_overskrifter=frozenset(felt for tekst in overskrifter for felt in lest.innsatt.i(tekst)),
    )


def prov(tekst: str, innebygd: str, krav: Mapping[str, str]) -> tuple[Problem, ...]:
    """Alt som må rettes i teksten, etter linje. Tom når teksten kan brukes.

    ``krav`` er feltene som må være med, og hvorfor.
    """
    if len(tekst) > MAKS_TEGN:
        return (Problem(0, f"Teksten er over {MAKS_TEGN} tegn."),)
    if ulovlige := tuple(_tegnene(tekst)):
        return ulovlige
    ord_ = ordforrad(innebygd)
    lest, kodefeil = les(tekst)
    problemer = list(kodefeil)
    if lest:
        problemer += _oppsettet(lest, ord_)
        problemer += _feltene(lest.bruk, ord_)
        problemer += _det_som_mangler(lest.bruk, krav, ord_)
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
    for b in dict.fromkeys(bruk):
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


def vist(sti: str, hver: str = "hver") -> str:
    """Stien slik et menneske sier den: «hvem for hver i inhabile»."""
    foran, er_liste, navn = sti.rpartition("[]")
    if not er_liste:
        return sti
    liste = f"{hver} i {vist(foran, hver)}"
    return f"{navn[1:]} for {liste}" if navn else liste


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


def _oppsettet(lest: Lest, ord_: Ordforrad) -> Iterator[Problem]:
    """Det som ikke blir et brev når hver gren skrives, og overskriftene som ikke er som i vår tekst."""
    problemer: list[Problem] = []

    def meld(hva: str, rad: int | None) -> None:
        linje = 0 if rad is None else lest.rader[min(rad, len(lest.rader) - 1)][1]
        problemer.append(Problem(linje, _OPPSETT.get(hva, f"Teksten kan ikke bli et brev: {hva}.")))

    noder = _tre(lest)
    sett_opp(noder, lest.innsatt, meld)
    yield from problemer
    yield from _overskriftene([node for node in noder if node.type == "heading"], lest, ord_)


def _overskriftene(noder: Iterable[SyntaxTreeNode], lest: Lest, ord_: Ordforrad) -> Iterator[Problem]:
    sett: dict[str, int] = {}
    titler = 0
    for node in noder:
        tekst, (_, linje, niva) = _ra_tekst(node), lest.rader[node.map[0] if node.map else 0]
        for felt in lest.innsatt.i(tekst):
            if felt not in ord_.i_overskrifter:
                lov = f" Bare {_og(sorted(ord_.i_overskrifter))} kan det." if ord_.i_overskrifter else ""
                yield Problem(linje, f"«{felt}» kan ikke stå i en overskrift; den leses også utenfor brevet.{lov}")
        treff = SEKSJONSOVERSKRIFT.fullmatch(tekst)
        if node.tag == "h1":
            titler += 1
            if sett:
                yield Problem(linje, "Tittelen med # må stå før den første overskriften med ##.")
        elif node.tag == "h2" and treff:
            yield from _seksjonen(treff["id"], linje, niva, ord_, sett)
    if not titler:
        yield Problem(0, "Tittelen mangler. Den står øverst, etter # og et mellomrom.")
    for id_ in ord_.seksjoner:
        if id_ not in sett:
            yield Problem(0, f"Seksjonen {{#{id_}}} mangler. Den må være med, også når den blir tom i noen saker.")


def _seksjonen(id_: str, linje: int, niva: int, ord_: Ordforrad, sett: dict[str, int]) -> Iterator[Problem]:
    if id_ not in ord_.seksjoner:
        finnes = ", ".join(f"{{#{navn}}}" for navn in ord_.seksjoner)
        yield Problem(linje, f"Seksjonen {{#{id_}}} finnes ikke i dette brevet. Der finnes {finnes}.")
    elif id_ in sett:
        yield Problem(linje, f"Seksjonen {{#{id_}}} står også på linje {sett[id_]}.")
    elif niva:
        yield Problem(linje, "Overskriften må stå utenfor {% if %} og {% for %}. En tom seksjon faller bort selv.")
    sett.setdefault(id_, linje)


def _ra_tekst(node: SyntaxTreeNode) -> str:
    return "".join(inline.content for inline in node.children).strip()


def _tre(lest: Lest) -> list[SyntaxTreeNode]:
    return tre("\n".join(ord_ for ord_, _, _ in lest.rader))


# Prøveskriving


class _Verdi(str):
    """Det et felt kan være: tekst, noe å spørre om, en liste på to, og det som har hvert felt. Tom er den ingenting."""

    def __getattr__(self, navn: str) -> Self:
        return self

    def __iter__(self) -> Iterator[Self]:
        return iter((self, self) if self else ())


def _prov_a_skrive(tekst: str, ord_: Ordforrad) -> Iterator[Problem]:
    """Skriv brevet med alt oppgitt og med ingenting oppgitt, så ingen sak blir den første som viser en feil."""
    from jinja2 import TemplateError

    for verdi in (_Verdi("tekst"), _Verdi()):
        try:
            flettet = flett(tekst, {sti.split(".")[0].removesuffix("[]"): verdi for sti in ord_.kjente})
        except (MalFeil, TemplateError) as feil:
            yield Problem(0, f"Teksten kan ikke bli et brev: {feil}.")
            return
        if not flettet.tittel:
            yield Problem(0, "Tittelen må være med uansett. Skriv en etter {% else %}, slik vår tekst gjør.")
            return
