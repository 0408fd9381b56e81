"""Sosialtjenesteloven § 3: hvilken kommune har ansvaret, og skal dette kontoret behandle søknaden?

Det faktiske oppholdet avgjør, ikke folkeregisteret. Fengsel står ikke i loven; Navs rundskriv R35-00 regner det
med institusjonene. Flyktninger med integreringstilskudd følger forskrift 16. desember 2011 nr. 1251 § 3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import Avslag, Opphold, Oppholdsgrunnlag, Regelsett, Sak

from . import hjemmel as hj
from .funn import Funn, Mangel, Steg, Utfall
from .gren import Gren, velg
from .hjemmel import Hjemler

STEG = Steg.RETT_KOMMUNE


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


@dataclass(frozen=True)
class Grunnlag:
    """Svarene steget hviler på."""

    sak: Sak
    regelsett: Regelsett

    @cached_property
    def mangler(self) -> tuple[str, ...]:
        """Stiene til feltene som må besvares før noen kommune kan pekes ut."""
        opphold = self.sak.opphold
        mangler = [] if opphold.grunnlag else ["opphold.grunnlag"]
        for felt in _behov(opphold):
            if getattr(opphold, felt) is None:
                mangler.append(f"opphold.{felt}")
        if self.sak.kontor.kommune is None:
            mangler.append("kontor.kommune")
        return tuple(mangler)

    @cached_property
    def ansvar(self) -> Ansvar | None:
        return next((a for a in ANSVAR if a.vilkar(self.sak.opphold)), None) if not self.mangler else None

    @property
    def ansvarlig(self) -> str | None:
        return self.ansvar.kommune(self.sak.opphold) if self.ansvar else None

    @property
    def delegert(self) -> bool:
        vertskommune = self.sak.opphold.vertskommune
        return vertskommune is not None and vertskommune.omfatter_saken

    @property
    def behandlende(self) -> str | None:
        """Kommunen som skal behandle: vertskommunen når myndigheten er delegert dit, ellers den ansvarlige."""
        vertskommune = self.sak.opphold.vertskommune
        return vertskommune.kommune if vertskommune and vertskommune.omfatter_saken else self.ansvarlig

    @property
    def felt(self) -> tuple[str, ...]:
        felt = ["opphold.grunnlag", *(f"opphold.{navn}" for navn in (self.ansvar.trenger if self.ansvar else ()))]
        if self.sak.opphold.vertskommune:
            felt.append("opphold.vertskommune")
        return tuple(felt)


def _behov(opphold: Opphold) -> tuple[str, ...]:
    """Feltene grunnlaget krever, ett om gangen der svaret på det forrige avgjør om neste trengs."""
    match opphold.grunnlag:
        case None:
            return ()
        case Oppholdsgrunnlag.INSTITUSJON | Oppholdsgrunnlag.FENGSEL:
            return ("kommune_for_inntak",)
        case Oppholdsgrunnlag.INTEGRERINGSTILSKUDD:
            behov = ("bosettingskommune", "kommune")
            if None in (opphold.bosettingskommune, opphold.kommune) or opphold.bosettingskommune == opphold.kommune:
                return behov
            return (*_FLYTTET, "avslag") if opphold.flytting_avtalt is False else _FLYTTET
        case _:
            return ("kommune",)


def _ansvarets_hjemmel(g: Grunnlag) -> tuple[hj.Hjemmel, ...]:
    return g.ansvar.hjemmel[g.regelsett] if g.ansvar else ()


def _delegeringens_hjemmel(g: Grunnlag) -> tuple[hj.Hjemmel, ...]:
    return _ansvarets_hjemmel(g) + hj.DELEGERT_TIL_VERTSKOMMUNE[g.regelsett]


def _oversendelsens_hjemmel(g: Grunnlag) -> tuple[hj.Hjemmel, ...]:
    return _ansvarets_hjemmel(g) + hj.OVERSENDELSE[g.regelsett]


GRENER: tuple[Gren[Grunnlag], ...] = (
    Gren(
        "tvist_om_opphold",
        lambda g: g.sak.opphold.tvist is not None,
        "tvist_om_opphold",
        hj.TVIST_OM_OPPHOLD,
        Utfall.TVIST_OM_OPPHOLD,
        lambda _: ("opphold.tvist",),
    ),
    Gren(
        "kommune_mangler",
        lambda g: bool(g.mangler),
        "uavklart",
        hj.OPPHOLD,
        Utfall.UAVKLART,
        lambda g: g.mangler,
    ),
    Gren(
        "vertskommune",
        lambda g: g.delegert and g.behandlende != g.sak.kontor.kommune,
        "vertskommune",
        hj.DELEGERT_TIL_VERTSKOMMUNE,
        Utfall.VERTSKOMMUNE,
        lambda g: g.felt,
        _delegeringens_hjemmel,
    ),
    Gren(
        "annen_kommune",
        lambda g: g.behandlende != g.sak.kontor.kommune,
        "annen_kommune",
        hj.OVERSENDELSE,
        Utfall.ANNEN_KOMMUNE,
        lambda g: g.felt,
        _oversendelsens_hjemmel,
    ),
    Gren(
        "egen_kommune_er_vertskommune",
        lambda g: g.delegert,
        "egen_kommune",
        hj.DELEGERT_TIL_VERTSKOMMUNE,
        None,
        lambda g: g.felt,
        _delegeringens_hjemmel,
    ),
    Gren("egen_kommune", lambda _: True, "egen_kommune", hj.OPPHOLD, None, lambda g: g.felt, _ansvarets_hjemmel),
)


@dataclass(frozen=True)
class Svar:
    funn: Funn
    ender: Utfall | None
    mangler: tuple[Mangel, ...]
    ansvarlig: str | None


def vurder(sak: Sak, regelsett: Regelsett) -> Svar:
    """Sotjl § 3: kommunen som har ansvaret, og om veien går videre på dette kontoret."""
    grunnlag = Grunnlag(sak, regelsett)
    gren = velg(GRENER, grunnlag)
    verdier = {
        navn: kommune
        for navn, kommune in (
            ("ansvarlig", grunnlag.ansvarlig),
            ("behandlende", grunnlag.behandlende),
            ("egen", sak.kontor.kommune),
            ("motpart", sak.opphold.tvist.med_kommune if sak.opphold.tvist else None),
        )
        if kommune
    }
    har_svar = gren.ender not in (Utfall.UAVKLART, Utfall.TVIST_OM_OPPHOLD)
    funn = Funn(
        STEG,
        gren.id,
        gren.utfall,
        gren.hjemler(grunnlag, regelsett),
        gren.felt(grunnlag),
        grunn=grunnlag.ansvar.id if har_svar and grunnlag.ansvar else None,
        verdier=verdier,
    )
    mangler = tuple(Mangel(felt, f"mangel.{felt}") for felt in grunnlag.mangler)
    return Svar(
        funn,
        gren.ender,
        mangler if gren.ender is Utfall.UAVKLART else (),
        grunnlag.ansvarlig if har_svar else None,
    )
