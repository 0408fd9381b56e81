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
from overforing.feil import Melding

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

MAKS_TEGN = 50_000
"""Lengste brevtekst. Våre er under 12 000 tegn."""

_ALDRI = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKDOWN = {
    "strong": "fet",
    "em": "kursiv",
    "code_inline": "kodeskrift",
    "code_block": "innrykk",
    "fence": "kodebolk",
    "link": "lenke",
    "image": "bilde",
    "hardbreak": "mellomrom",
    "html_inline": "html",
    "html_block": "html",
    "ordered_list": "nummerert",
    "blockquote": "sitat",
    "hr": "strek",
}
_OPPSETT = {
    "tekst_forst": Melding("feil.mal.for_forste"),
    "overskrift": Melding("feil.mal.overskriftsslag"),
    "overskrift_uten_id": Melding("feil.mal.fast_navn"),
    "flere_avsnitt": Melding("feil.mal.ett_avsnitt"),
    **{slag: Melding("feil.mal.vanlig_tekst", hva=Melding(f"feil.mal.{navn}")) for slag, navn in _MARKDOWN.items()},
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


def prov(tekst: str, innebygd: str, krav: Mapping[str, Melding]) -> tuple[Problem, ...]:
    """Alt som må rettes i teksten, etter linje. Tom når teksten kan brukes.

    ``krav`` er feltene som må være med, og hvorfor.
    """
    if len(tekst) > MAKS_TEGN:
        return (Problem(0, Melding("feil.egne_tekster.for_lang", flest=MAKS_TEGN)),)
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
                yield Problem(nummer, Melding("feil.mal.tegn", kode=f"{ord(tegn):04X}"))


# Feltene


def _feltene(bruk: Iterable[Bruk], ord_: Ordforrad) -> Iterator[Problem]:
    for b in dict.fromkeys(bruk):
        if b.mate == "sporres" and b.sti in ord_.kjente:
            continue
        if b.sti in (ord_.skrives if b.mate == "skrives" else ord_.gjentas if b.mate == "gjentas" else ()):
            continue
        yield Problem(b.linje, _hvorfor_ikke(b, ord_))


def _hvorfor_ikke(b: Bruk, ord_: Ordforrad) -> Melding:
    foran, _, navn = b.sti.rpartition(".")
    if b.sti in ord_.kjente:
        hva = Melding("feil.mal.skrives_ut" if b.mate == "skrives" else "feil.mal.gjentas")
        return Melding("feil.mal.bare_slik", felt=navn, hva=hva)
    i_samme = sorted({sti[len(foran) :].lstrip(".").split(".")[0].split("[")[0] for sti in _under(foran, ord_)} - {""})
    if foran and not i_samme:
        return Melding("feil.mal.ingen_felt", felt=vist(foran))
    likt = difflib.get_close_matches(navn.removesuffix("[]"), i_samme, n=3, cutoff=0.55)
    if foran:
        feil = Melding("feil.mal.felt_for", felt=navn, hva=vist(foran))
        rad = Melding("feil.mal.der_finnes", finnes=_anforte(i_samme))
    else:
        feil = Melding("feil.mal.felt_i_brevet", felt=navn.removesuffix("[]"))
        rad = Melding("feil.mal.les_meg")
    if likt:
        feil = Melding("feil.mal.mente_du", feil=feil, forslag=" eller ".join(_anforte(likt)))
    return Melding("feil.mal.med_rad", feil=feil, rad=rad)


def _under(foran: str, ord_: Ordforrad) -> Iterator[str]:
    return (sti for sti in ord_.kjente if not foran or sti.startswith(f"{foran}."))


def vist(sti: str) -> Melding | str:
    """Stien slik et menneske sier den: «hvem for hver i inhabile»."""
    foran, er_liste, navn = sti.rpartition("[]")
    if navn:
        return Melding("feil.mal.for_hver", felt=navn[1:], liste=vist(foran)) if er_liste else sti
    return Melding("feil.mal.hver_i", liste=vist(foran))


def _anforte(ord_: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"«{o}»" for o in ord_)


def _det_som_mangler(bruk: Iterable[Bruk], krav: Mapping[str, Melding], ord_: Ordforrad) -> Iterator[Problem]:
    """Det vår tekst skriver ut, må også den egne skrive ut; å spørre etter det er ikke nok."""
    brukt = {b.sti for b in bruk if b.mate == "skrives" or b.sti not in ord_.skrives}
    for sti, hvorfor in krav.items():
        if sti not in brukt:
            yield Problem(0, Melding("feil.mal.felt_mangler", felt=vist(sti), hvorfor=hvorfor))


# Oppsettet


def _oppsettet(lest: Lest, ord_: Ordforrad) -> Iterator[Problem]:
    """Det som ikke blir et brev når hver gren skrives, og overskriftene som ikke er som i vår tekst."""
    problemer: list[Problem] = []

    def meld(hva: str, rad: int | None) -> None:
        linje = 0 if rad is None else lest.rader[min(rad, len(lest.rader) - 1)][1]
        problemer.append(Problem(linje, _OPPSETT.get(hva, Melding("feil.mal.kan_ikke_bli", hvorfor=hva))))

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
                hva = Melding("feil.mal.i_overskrift", felt=felt)
                if lov := _anforte(sorted(ord_.i_overskrifter)):
                    hva = Melding("feil.mal.bare", feil=hva, felt=lov)
                yield Problem(linje, hva)
        treff = SEKSJONSOVERSKRIFT.fullmatch(tekst)
        if node.tag == "h1":
            titler += 1
            if sett:
                yield Problem(linje, Melding("feil.mal.tittel_forst"))
        elif node.tag == "h2" and treff:
            yield from _seksjonen(treff["id"], linje, niva, ord_, sett)
    if not titler:
        yield Problem(0, Melding("feil.mal.tittel_mangler"))
    for id_ in ord_.seksjoner:
        if id_ not in sett:
            yield Problem(0, Melding("feil.mal.seksjon_mangler", seksjon=id_))


def _seksjonen(id_: str, linje: int, niva: int, ord_: Ordforrad, sett: dict[str, int]) -> Iterator[Problem]:
    if id_ not in ord_.seksjoner:
        finnes = tuple(f"{{#{navn}}}" for navn in ord_.seksjoner)
        yield Problem(linje, Melding("feil.mal.ukjent_seksjon", seksjon=id_, finnes=finnes))
    elif id_ in sett:
        yield Problem(linje, Melding("feil.mal.to_ganger", seksjon=id_, linje=sett[id_]))
    elif niva:
        yield Problem(linje, Melding("feil.mal.utenfor"))
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
            yield Problem(0, Melding("feil.mal.kan_ikke_bli", hvorfor=feil))
            return
        if not flettet.tittel:
            yield Problem(0, Melding("feil.mal.tittel_uansett"))
            return
