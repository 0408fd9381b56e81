"""Sosialtjenesteloven § 3: hvilken kommune har ansvaret, og skal dette kontoret behandle søknaden?

Det faktiske oppholdet avgjør, ikke folkeregisteret. Fengsel står ikke i loven; Navs rundskriv R35-00 regner det
med institusjonene. Flyktninger med integreringstilskudd følger forskrift 16. desember 2011 nr. 1251 § 3.

Er saken overført hit av Statsforvalteren, behandles den her så langt overføringen rekker. Kommunenumre sammenlignes som
den kommunen de står for på vurderingsdatoen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from overforing.sak.modell import (
    Avgrensningstype,
    Opphold,
    OverfortHit,
    Regelsett,
    Sak,
    Tvist,
    Vertskommune,
)

from . import hjemmel as hj
from .ansvar import ANSVAR, Ansvar, behov
from .funn import Funn, Mangel, Steg, Utfall
from .gren import Gren, velg

STEG = Steg.RETT_KOMMUNE

Etterfolger = Callable[[str, date], str | None]
"""Kommunen et nummer står for på en dag. ``None`` når nummeret er utgått og ble delt mellom flere."""


def som_den_heter(nummer: str, _: date) -> str:
    """Ingen kommune har skiftet nummer."""
    return nummer


@dataclass(frozen=True)
class Grunnlag:
    """Svarene steget hviler på, med kommunene slik de er på vurderingsdatoen."""

    sak: Sak
    regelsett: Regelsett
    etterfolger: Etterfolger = som_den_heter

    @property
    def delte(self) -> frozenset[str]:
        """Stiene til numre som er utgått og ikke har én etterfølger."""
        return frozenset(sti for sti, nummer in self._numre if nummer is not None and self._na(nummer) is None)

    @property
    def _numre(self) -> tuple[tuple[str, str | None], ...]:
        o = self.sak.opphold
        return (
            ("kontor.kommune", self.sak.kontor.kommune),
            ("opphold.kommune", o.kommune),
            ("opphold.kommune_for_inntak", o.kommune_for_inntak),
            ("opphold.bosettingskommune", o.bosettingskommune),
            ("opphold.vertskommune.kommune", o.vertskommune.kommune if o.vertskommune else None),
            ("opphold.tvist.med_kommune", o.tvist.med_kommune if o.tvist else None),
            ("opphold.overfort_hit.fra", o.overfort_hit.fra if o.overfort_hit else None),
        )

    def _na(self, nummer: str | None) -> str | None:
        return self.etterfolger(nummer, self.sak.vurderingsdato) if nummer is not None else None

    @cached_property
    def egen(self) -> str | None:
        return self._na(self.sak.kontor.kommune)

    @cached_property
    def opphold(self) -> Opphold:
        """Oppholdet med numrene som gjelder. Et nummer som ble delt, er ikke et svar."""
        o = self.sak.opphold
        return replace(
            o,
            kommune=self._na(o.kommune),
            kommune_for_inntak=self._na(o.kommune_for_inntak),
            bosettingskommune=self._na(o.bosettingskommune),
        )

    @property
    def tvist(self) -> Tvist | None:
        return self.sak.opphold.tvist

    @property
    def tvisten_mangler(self) -> tuple[str, ...]:
        """En tvist er mellom to kommuner. I Oslo avgjør byen selv uenighet mellom bydeler."""
        if self.tvist is None:
            return ()
        mangler = [] if self.egen else ["kontor.kommune"]
        motpart = self._na(self.tvist.med_kommune)
        if motpart is None or motpart == self.egen:
            mangler.append("opphold.tvist.med_kommune")
        return tuple(mangler)

    @property
    def overfort_hit(self) -> OverfortHit | None:
        """Overføringen hit, når det ikke er sagt at den ikke gjelder denne saken."""
        hit = self.sak.opphold.overfort_hit
        return hit if hit and hit.gjelder_denne is not False else None

    @property
    def overforingen_mangler(self) -> tuple[str, ...]:
        """Stiene til det som må være kjent før en overføring hit kan sies å gjelde denne søknaden."""
        hit, mottatt = self.overfort_hit, self.sak.soknad.mottatt
        if hit is None:
            return ()
        fra, sti = self._na(hit.fra), "opphold.overfort_hit"
        etter_slutt = hit.til is not None and mottatt is not None and mottatt > hit.til
        uvisst = hit.omfang is Avgrensningstype.EN_SOKNAD or etter_slutt
        mangler = (
            ("kontor.kommune", self.egen is None),
            (f"{sti}.fra", fra is None or fra == self.egen),
            (f"{sti}.omfang", hit.omfang is None),
            (f"{sti}.til", hit.omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER and hit.til is None),
            ("soknad.mottatt", mottatt is None),
            (f"{sti}.gjelder_denne", hit.gjelder_denne is None and uvisst),
        )
        return tuple(felt for felt, mangler_det in mangler if mangler_det)

    @cached_property
    def mangler(self) -> tuple[str, ...]:
        """Stiene til feltene som må besvares før noen kommune kan pekes ut."""
        mangler = [] if self.opphold.grunnlag else ["opphold.grunnlag"]
        for felt in behov(self.opphold):
            if getattr(self.opphold, felt) is None:
                mangler.append(f"opphold.{felt}")
        if self.vertskommune and self.vertskommune.omfatter_saken and self._na(self.vertskommune.kommune) is None:
            mangler.append("opphold.vertskommune.kommune")
        if self.egen is None:
            mangler.append("kontor.kommune")
        return tuple(mangler)

    @cached_property
    def ansvar(self) -> Ansvar | None:
        return next((a for a in ANSVAR if a.vilkar(self.opphold)), None) if not self.mangler else None

    @property
    def ansvarlig(self) -> str | None:
        if self.overfort_hit:
            return self._na(self.overfort_hit.fra)
        return self.ansvar.kommune(self.opphold) if self.ansvar else None

    @property
    def vertskommune(self) -> Vertskommune | None:
        return self.sak.opphold.vertskommune

    @property
    def delegert(self) -> bool:
        return self.vertskommune is not None and self.vertskommune.omfatter_saken

    @property
    def behandlende(self) -> str | None:
        """Kommunen som skal behandle: settekommunen, vertskommunen når myndigheten er delegert dit, ellers den med
        ansvaret."""
        if self.overfort_hit:
            return self.egen
        return self._na(self.vertskommune.kommune) if self.vertskommune and self.delegert else self.ansvarlig

    @property
    def felt(self) -> tuple[str, ...]:
        felt = ["opphold.grunnlag", *(f"opphold.{navn}" for navn in (self.ansvar.trenger if self.ansvar else ()))]
        if self.vertskommune:
            felt.append("opphold.vertskommune")
        if self.sak.opphold.overfort_hit:
            felt.append("opphold.overfort_hit")
        return tuple(felt)


def _ansvarets_hjemmel(g: Grunnlag) -> tuple[hj.Hjemmel, ...]:
    return g.ansvar.hjemmel[g.regelsett] if g.ansvar else ()


def _delegeringens_hjemmel(g: Grunnlag) -> tuple[hj.Hjemmel, ...]:
    return _ansvarets_hjemmel(g) + hj.DELEGERT_TIL_VERTSKOMMUNE[g.regelsett]


def _oversendelsens_hjemmel(g: Grunnlag) -> tuple[hj.Hjemmel, ...]:
    return _ansvarets_hjemmel(g) + hj.OVERSENDELSE[g.regelsett]


GRENER: tuple[Gren[Grunnlag], ...] = (
    Gren(
        "tvist_mangler",
        lambda g: bool(g.tvisten_mangler),
        "uavklart",
        hj.TVIST_OM_OPPHOLD,
        Utfall.UAVKLART,
        lambda g: g.tvisten_mangler,
    ),
    Gren(
        "tvist_om_opphold",
        lambda g: g.tvist is not None,
        "tvist_om_opphold",
        hj.TVIST_OM_OPPHOLD,
        Utfall.TVIST_OM_OPPHOLD,
        lambda _: ("opphold.tvist",),
    ),
    Gren(
        "overforingen_mangler",
        lambda g: bool(g.overforingen_mangler),
        "uavklart",
        hj.OVERFORING,
        Utfall.UAVKLART,
        lambda g: g.overforingen_mangler,
    ),
    Gren(
        "overfort_hit",
        lambda g: g.overfort_hit is not None,
        "egen_kommune",
        hj.OVERFORING,
        None,
        lambda _: ("opphold.overfort_hit", "soknad.mottatt"),
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
        lambda g: g.delegert and g.behandlende != g.egen,
        "vertskommune",
        hj.DELEGERT_TIL_VERTSKOMMUNE,
        Utfall.VERTSKOMMUNE,
        lambda g: g.felt,
        _delegeringens_hjemmel,
    ),
    Gren(
        "annen_kommune",
        lambda g: g.behandlende != g.egen,
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
    """``egen`` er kontorets kommune og ``ansvarlig`` den med plikten, slik de er på vurderingsdatoen."""

    funn: Funn
    ender: Utfall | None
    mangler: tuple[Mangel, ...]
    ansvarlig: str | None
    egen: str | None


def vurder(sak: Sak, regelsett: Regelsett, etterfolger: Etterfolger = som_den_heter) -> Svar:
    """Sotjl § 3: kommunen som har ansvaret, og om veien går videre på dette kontoret."""
    grunnlag = Grunnlag(sak, regelsett, etterfolger)
    gren = velg(GRENER, grunnlag)
    verdier = {
        navn: kommune
        for navn, kommune in (
            ("ansvarlig", grunnlag.ansvarlig),
            ("behandlende", grunnlag.behandlende),
            ("egen", grunnlag.egen),
            ("motpart", sak.opphold.tvist.med_kommune if sak.opphold.tvist else None),
        )
        if kommune
    }
    har_svar = gren.ender not in (Utfall.UAVKLART, Utfall.TVIST_OM_OPPHOLD)
    felt = gren.stier(grunnlag)
    funn = Funn(
        STEG,
        gren.id,
        gren.utfall,
        gren.hjemler(grunnlag, regelsett),
        felt,
        grunn=grunnlag.ansvar.id if har_svar and grunnlag.ansvar and not grunnlag.overfort_hit else None,
        verdier=verdier,
    )
    mangler: tuple[Mangel, ...] = ()
    if gren.ender is Utfall.UAVKLART:
        delte = grunnlag.delte
        mangler = tuple(Mangel(sti, "mangel.kommune_delt" if sti in delte else f"mangel.{sti}") for sti in felt)
    return Svar(
        funn,
        gren.ender,
        mangler,
        grunnlag.ansvarlig if har_svar else None,
        grunnlag.egen,
    )
