"""Statsforvalterens brev til kommunen: det foreløpige svaret, etterlysningen og avgjørelsen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from overforing.brev.modell import Hode, Referanse
from overforing.feil import KanIkke, Melding
from overforing.mottak.foresporsel import OVERFORER, Svarutfall
from overforing.mottak.svargrunnlag import UTEN_BREV, Svargrunnlag
from overforing.sak.modell import Avgrensningstype, Dokument

from .begreper import Begreper, medkommune
from .flett import Felt
from .foresporselen import Svarlesning, avgjorelsen, foresporselen, sjekklisten, svarfristen
from .ord import adresselinjer, linje
from .skriver import ramme, sammen, utfylte
from .stoff import Brevstoff

Svardel = Callable[[Svarlesning], Felt]


@dataclass(frozen=True)
class Embetsskriver:
    """Fra embetet til kommunen som spurte. Malen får de delene dokumentet handler om."""

    DELER: ClassVar[tuple[Svardel, ...]]

    grunnlag: Svargrunnlag
    stoff: Brevstoff
    ord: Begreper

    @property
    def dato(self) -> date:
        return self.grunnlag.dato

    @cached_property
    def les(self) -> Svarlesning:
        return Svarlesning(self.grunnlag, self.ord)

    def verdier(self) -> Felt:
        return sammen(ramme(self.ord, self.embetet), *(del_(self.les) for del_ in self.DELER))

    @property
    def embetet(self) -> str:
        """Embetets eget navn. Kaster ``KanIkke`` når det ikke er sagt hvilket det er."""
        embete = self.stoff.geografi.embeter.get(self.grunnlag.embete)
        if embete is None:
            raise KanIkke("feil.komponer.avsender")
        return embete.navn

    def hode(self) -> Hode:
        adresse = self.stoff.postadresser.get(self.grunnlag.embete, "").replace(",", "\n").splitlines()
        return Hode(
            avsender=utfylte([self.embetet, *adresse]),
            mottaker=self._mottaker(),
            referanser=self._referanser(),
            merking=linje(self.stoff.merking.get(self.ord.malform, "")) or self.ord.embetets_merking(),
        )

    def _mottaker(self) -> tuple[str, ...]:
        """Kommunen og kontoret. Adressen er kontorets egen, så lenge brevet går til kommunen den sto i."""
        f, sak = self.grunnlag.foresporsel, self.grunnlag.sak
        kommune = medkommune(self.ord, f.kommune)
        if not kommune:
            raise KanIkke("feil.komponer.embetets_mottaker")
        samme = self.stoff.geografi.samme
        kontor = sak.kontor if sak and samme(sak.kontor.kommune, f.kommune, self.dato) else None
        return utfylte([kommune, f.avsender, *(adresselinjer(kontor) if kontor else ())])

    def _referanser(self) -> tuple[Referanse, ...]:
        f = self.grunnlag.foresporsel
        par = (
            ("dato", self.ord.dato(self.dato)),
            ("var_ref", linje(f.var_ref)),
            ("deres_ref", linje(f.deres_ref)),
            ("kontaktperson", linje(f.saksbehandler)),
        )
        return tuple(Referanse(self.ord(f"brev.hode.{navn}"), verdi) for navn, verdi in par if verdi)

    def hilsen(self) -> str:
        return self.ord("brev.hilsen")

    def underskrift(self) -> tuple[str, ...]:
        return utfylte([self.grunnlag.foresporsel.saksbehandler, self.embetet])


class ForelopigSvarTilKommunen(Embetsskriver):
    DELER = (foresporselen, svarfristen)


class Etterlysning(Embetsskriver):
    DELER = (foresporselen, sjekklisten)


class AvgjorelseTilKommunen(Embetsskriver):
    DELER = (foresporselen, avgjorelsen)

    def verdier(self) -> Felt:
        avgjorelse = self.grunnlag.avgjorelse
        if avgjorelse is None:
            raise KanIkke("feil.komponer.utfallet")
        if avgjorelse.utfall in UTEN_BREV:
            raise KanIkke("feil.komponer.feilforing")
        if avgjorelse.utfall in OVERFORER and not avgjorelse.settekommune:
            raise KanIkke("feil.komponer.settekommunen")
        if avgjorelse.utfall is Svarutfall.DELVIS_OVERFORT and not avgjorelse.ikke_overfort.strip():
            raise KanIkke("feil.mottak.skriv", hva=Melding("feil.mottak.det_som_blir"))
        if avgjorelse.utfall is Svarutfall.VIDERESENDT and not avgjorelse.rett_organ.strip():
            raise KanIkke("feil.mottak.skriv", hva=Melding("feil.mottak.organet"))
        if avgjorelse.utfall in OVERFORER and not avgjorelse.omfang:
            raise KanIkke("feil.komponer.omfang_forst")
        if avgjorelse.omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER and not avgjorelse.til:
            raise KanIkke("feil.komponer.til_forst")
        if avgjorelse.utfall is Svarutfall.ANSVAR_FASTSATT and not avgjorelse.ansvarlig:
            raise KanIkke("feil.komponer.ansvarlig")
        return super().verdier()


EMBETETS: Mapping[Dokument, type[Embetsskriver]] = {
    Dokument.FORELOPIG_SVAR: ForelopigSvarTilKommunen,
    Dokument.ETTERLYSNING: Etterlysning,
    Dokument.AVGJORELSE: AvgjorelseTilKommunen,
}
"""Dokumentene Statsforvalteren skriver (rettsgrunnlag § 9)."""
