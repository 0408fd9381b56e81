"""Det de i embetet har svart om sin egen habilitet i en forespørsel, med navn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .foresporsel import EgenHabilitet, Foresporsel

_SKILLE = "; "


def samme(en: str, annen: str) -> bool:
    """Om to navn er samme person, uten hensyn til mellomrom og store bokstaver."""
    return _brettet(en) == _brettet(annen) != ""


def er_blant(navn: str, andre: Iterable[str]) -> bool:
    return any(samme(navn, en) for en in andre)


def inhabile(f: Foresporsel) -> tuple[str, ...]:
    """De som er inhabile i forespørselen, også saksbehandleren."""
    return _de_som(f, f.inhabile_her, EgenHabilitet.INHABIL)


def habile(f: Foresporsel) -> tuple[str, ...]:
    """De som har svart at de er habile, eller som en leder har svart det for."""
    return _de_som(f, f.habile_her, EgenHabilitet.HABIL)


def i_tvil(f: Foresporsel) -> tuple[str, ...]:
    """De som er i tvil, og ikke har fått svar fra en leder."""
    return _de_som(f, f.i_tvil_her, EgenHabilitet.TVIL)


def navnene(felt: str) -> tuple[str, ...]:
    """Navnene i et felt med flere."""
    return tuple(navn for navn in felt.split(_SKILLE) if navn)


def med(felt: str, navn: str) -> str:
    """Feltet med ``navn`` sist."""
    rent = _rent(navn)
    return _SKILLE.join([*(en for en in navnene(felt) if not samme(en, rent)), rent])


def uten(felt: str, navn: str) -> str:
    """Feltet uten ``navn``."""
    return _SKILLE.join(en for en in navnene(felt) if not samme(en, navn))


def med_svar(f: Foresporsel, navn: str, svar: EgenHabilitet) -> dict[str, object]:
    """Feltene når ``navn`` er det hun har svart, eller en leder har svart for henne."""
    rent = _rent(navn)
    felt: dict[str, object] = {}
    for hvor, her, svart in (
        ("inhabile_her", inhabile(f), EgenHabilitet.INHABIL),
        ("i_tvil_her", i_tvil(f), EgenHabilitet.TVIL),
        ("habile_her", habile(f), EgenHabilitet.HABIL),
    ):
        andre = [en for en in her if not samme(en, rent)]
        felt[hvor] = _SKILLE.join([*andre, rent] if svar is svart else andre)
    if svar is not EgenHabilitet.HABIL and f.skjold_loftet:
        felt["skjold_loftet"] = uten(f.skjold_loftet, rent)  # åpningen gjaldt det forrige svaret
    return {**felt, "egen_habilitet": svar} if samme(f.saksbehandler, rent) else felt


def med_andres(f: Foresporsel, fra: Foresporsel) -> dict[str, object]:
    """Feltene når de som er inhabile eller i tvil i ``fra``, er det i ``f`` også: det er den samme saken."""
    ny = f
    for navn in i_tvil(fra):
        if not er_blant(navn, inhabile(ny)):
            ny = _svart(ny, navn, EgenHabilitet.TVIL)
    for navn in inhabile(fra):
        ny = _svart(ny, navn, EgenHabilitet.INHABIL)
    felt = ("inhabile_her", "i_tvil_her", "habile_her", "skjold_loftet", "egen_habilitet")
    return {navn: getattr(ny, navn) for navn in felt if getattr(ny, navn) != getattr(f, navn)}


def videre(f: Foresporsel) -> dict[str, str]:
    """De som er inhabile eller i tvil, til en ny forespørsel i den samme saken."""
    return {"inhabile_her": _SKILLE.join(inhabile(f)), "i_tvil_her": _SKILLE.join(i_tvil(f))}


def _svart(f: Foresporsel, navn: str, svar: EgenHabilitet) -> Foresporsel:
    svart: dict[str, Any] = med_svar(f, navn, svar)
    return replace(f, **svart)


def _de_som(f: Foresporsel, felt: str, svar: EgenHabilitet) -> tuple[str, ...]:
    # En logg fra før har svaret bare om den som er saksbehandler nå.
    her = (f.saksbehandler,) if f.egen_habilitet is svar and f.saksbehandler else ()
    alle = navnene(felt)
    return alle + tuple(navn for navn in her if not er_blant(navn, alle))


def _rent(navn: str) -> str:
    return " ".join(navn.replace(";", " ").split())


def _brettet(navn: str) -> str:
    return " ".join(navn.split()).casefold()
