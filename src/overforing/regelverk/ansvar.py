"""Sosialtjenesteloven § 3 og forskrift 1251: hvem som har plikten ved hvert slags opphold, og hva som må være kjent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from overforing.sak.modell import Avslag, Opphold, Oppholdsgrunnlag

from . import hjemmel as hj
from .hjemmel import Hjemler


@dataclass(frozen=True)
class Ansvar:
    """Hvem som har plikten etter sotjl § 3 ved ett slags opphold. ``trenger`` er feltene i ``opphold`` den leser."""

    id: str
    vilkar: Callable[[Opphold], bool]
    kommune: Callable[[Opphold], str | None]
    hjemmel: Hjemler
    trenger: tuple[str, ...]


def _har(*grunnlag: Oppholdsgrunnlag) -> Callable[[Opphold], bool]:
    return lambda opphold: opphold.grunnlag in grunnlag


def _integrering(vilkar: Callable[[Opphold], bool]) -> Callable[[Opphold], bool]:
    return lambda opphold: opphold.grunnlag is Oppholdsgrunnlag.INTEGRERINGSTILSKUDD and vilkar(opphold)


def _der_soker_er(opphold: Opphold) -> str | None:
    return opphold.kommune


def _for_inntaket(opphold: Opphold) -> str | None:
    return opphold.kommune_for_inntak


def _bosatt(opphold: Opphold) -> str | None:
    return opphold.bosettingskommune


_FLYTTET = ("kommune", "bosettingskommune", "flytting_avtalt")

ANSVAR: tuple[Ansvar, ...] = (
    Ansvar("oppholder_seg", _har(Oppholdsgrunnlag.OPPHOLDER_SEG), _der_soker_er, hj.OPPHOLD, ("kommune",)),
    Ansvar("institusjon", _har(Oppholdsgrunnlag.INSTITUSJON), _for_inntaket, hj.INSTITUSJON, ("kommune_for_inntak",)),
    Ansvar("fengsel", _har(Oppholdsgrunnlag.FENGSEL), _for_inntaket, hj.INSTITUSJON, ("kommune_for_inntak",)),
    Ansvar("utskrevet", _har(Oppholdsgrunnlag.UTSKREVET), _der_soker_er, hj.UTSKREVET, ("kommune",)),
    Ansvar(
        "bosatt_i_kommunen",
        _integrering(lambda o: o.kommune is not None and o.kommune == o.bosettingskommune),
        _der_soker_er,
        hj.BOSETTINGSKOMMUNE,
        ("kommune", "bosettingskommune"),
    ),
    Ansvar(
        "flytting_avtalt",
        _integrering(lambda o: bool(o.flytting_avtalt)),
        _der_soker_er,
        hj.BOSETTINGSKOMMUNE,
        _FLYTTET,
    ),
    Ansvar(
        "avslag",
        _integrering(lambda o: o.avslag is Avslag.JA),
        _bosatt,
        hj.BOSETTINGSKOMMUNE,
        (*_FLYTTET, "avslag"),
    ),
    Ansvar(
        "avslag_apenbart_urimelig",
        _integrering(lambda o: o.avslag is Avslag.APENBART_URIMELIG),
        _der_soker_er,
        hj.BOSETTINGSKOMMUNE,
        (*_FLYTTET, "avslag"),
    ),
    Ansvar(
        "ikke_avslag",
        _har(Oppholdsgrunnlag.INTEGRERINGSTILSKUDD),
        _der_soker_er,
        hj.BOSETTINGSKOMMUNE,
        (*_FLYTTET, "avslag"),
    ),
    Ansvar(
        "begrensede_rettigheter",
        _har(Oppholdsgrunnlag.UTEN_BOPEL, Oppholdsgrunnlag.STATLIG_INNKVARTERING, Oppholdsgrunnlag.UTEN_LOVLIG_OPPHOLD),
        _der_soker_er,
        hj.BEGRENSEDE_RETTIGHETER,
        ("kommune",),
    ),
)


def behov(opphold: Opphold) -> tuple[str, ...]:
    """Feltene grunnlaget krever, ett om gangen der svaret på det forrige avgjør om neste trengs."""
    match opphold.grunnlag:
        case None:
            return ()
        case Oppholdsgrunnlag.INSTITUSJON | Oppholdsgrunnlag.FENGSEL:
            return ("kommune_for_inntak",)
        case Oppholdsgrunnlag.INTEGRERINGSTILSKUDD:
            forst = ("bosettingskommune", "kommune")
            if None in (opphold.bosettingskommune, opphold.kommune) or opphold.bosettingskommune == opphold.kommune:
                return forst
            return (*_FLYTTET, "avslag") if opphold.flytting_avtalt is False else _FLYTTET
        case _:
            return ("kommune",)
