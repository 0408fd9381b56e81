"""Hvert dokument: hva malen får, og hvem det går til."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from overforing.brev.modell import Hode
from overforing.feil import KanIkke
from overforing.sak.modell import Dokument, Malform

from . import forelopig_svar, orientering
from .begreper import medkommune
from .habiliteten import avgjor_tvilen, framlagt, habiliteten, til_folkevalgte
from .kommunen import kommunen, oversendt, tvisten
from .lesning import Lesning
from .losningen import losningen, oppnevnt, overforingen, ulempen
from .saken import saken
from .skriver import Skriver, felter
from .ventetiden import ventetiden

Del = Callable[[Lesning], Any]
"""Lager én del av grunnlaget: en dataklasse med det ferdig ordlagte."""


class OmSaken(Skriver):
    """Et dokument til noen som ikke er part: malen får de delene av saken dokumentet handler om."""

    DELER: ClassVar[tuple[Del, ...]]

    def verdier(self) -> dict[str, Any]:
        return felter(self.ramme(), *(del_(self.les) for del_ in self.DELER))


class TilStatsforvalteren(OmSaken):
    """Går til embetet kontorets kommune hører under."""

    DOKUMENT: ClassVar[Dokument]

    def hode(self) -> Hode:
        embete = self.embete()
        if embete is None:
            navn = self.stoff.katalog.hent(f"dokument.{self.DOKUMENT}", Malform.NB)
            raise KanIkke(
                f"Dokumentet «{navn}» trenger en mottaker: oppgi kommunen kontoret hører til, så vi finner "
                "Statsforvalteren."
            )
        adresse = self.stoff.postadresser.get(embete, "")
        return self.til_andre([self.statsforvalteren(), *adresse.replace(",", "\n").splitlines()])


class Anmodning(TilStatsforvalteren):
    DOKUMENT = Dokument.ANMODNING
    DELER = (saken, kommunen, habiliteten, losningen, ulempen, overforingen, ventetiden)


class Tvist(TilStatsforvalteren):
    DOKUMENT = Dokument.TVIST
    DELER = (saken, kommunen, tvisten, ventetiden)

    def hode(self) -> Hode:
        if self.sak.opphold.tvist is None:
            raise KanIkke("Brevet om tvisten kan ikke skrives før det er sagt at kommunene er uenige.")
        return super().hode()


class Oversendelse(OmSaken):
    """Til Nav-kontoret i kommunen som skal behandle saken."""

    DELER = (saken, kommunen, oversendt, ventetiden)

    def hode(self) -> Hode:
        kommune = oversendt(self.les).behandlende
        if not kommune:
            raise KanIkke("Oversendelsen trenger en mottaker: det må være klart hvilken kommune som skal ha saken.")
        return self.til_andre([kommune, self.ord("brev.til.nav_kontoret")])


class Habilitetsnotat(OmSaken):
    """Et notat til saken: uten mottaker og hilsen."""

    DELER = (saken, kommunen, habiliteten, losningen, ulempen, ventetiden)

    def hilsen(self) -> str:
        return ""

    def hode(self) -> Hode:
        return self.i_kommunen()


class Oppnevning(OmSaken):
    """Til stedfortrederen."""

    DELER = (saken, habiliteten, losningen, oppnevnt, ventetiden)

    def hode(self) -> Hode:
        valgt = self.les.valgt
        ansatt = self.les.ansatte.get(valgt.ansatt or "") if valgt else None
        if ansatt is None:
            return self.i_kommunen([self.ord("brev.til.stedfortreder")])
        return self.i_kommunen([*self.navn_og_rolle(ansatt), medkommune(self.ord, self.sak.kontor.kommune)])


class Framlegg(OmSaken):
    """Til den nærmeste overordnede som kan avgjøre spørsmålet."""

    DELER = (saken, habiliteten, framlagt, ventetiden)

    def hode(self) -> Hode:
        if not self.les.i_tvil:
            raise KanIkke("Framlegget trenger et spørsmål: det må være tvil om noens habilitet.")
        overordnede = avgjor_tvilen(self.les)
        if overordnede:
            return self.i_kommunen([rad for ansatt in overordnede for rad in self.navn_og_rolle(ansatt)])
        til = "folkevalgte" if til_folkevalgte(self.les) else "overordnet"
        return self.i_kommunen([self.ord(f"brev.til.{til}")])


class TilSokeren(Skriver):
    """Et brev til søkeren: bare utdraget, aldri hele saken, går videre til malen."""

    @property
    def utdrag(self) -> orientering.Utdrag:
        return orientering.utdrag(self.sak, self.vurdering, self.stoff.geografi)

    def verdier(self) -> dict[str, Any]:
        return felter(self.ramme(), orientering.bygg(self.utdrag, self.ord))

    def hode(self) -> Hode:
        return Hode(
            avsender=self.avsender(),
            mottaker=orientering.mottaker(self.utdrag, self.ord),
            referanser=self.referanser(
                mottatt=orientering.mottatt(self.utdrag, self.ord), kontaktperson=self.utdrag.kontaktperson
            ),
        )


class Orientering(TilSokeren):
    def verdier(self) -> dict[str, Any]:
        orientering.krev_avklart(self.utdrag)
        return super().verdier()


class ForelopigSvar(TilSokeren):
    def verdier(self) -> dict[str, Any]:
        return {**super().verdier(), **felter(forelopig_svar.ventegrunn(self.utdrag))}


SKRIVERE: Mapping[Dokument, type[Skriver]] = {
    Dokument.ANMODNING: Anmodning,
    Dokument.HABILITETSNOTAT: Habilitetsnotat,
    Dokument.ORIENTERING: Orientering,
    Dokument.OPPNEVNING: Oppnevning,
    Dokument.FRAMLEGG: Framlegg,
    Dokument.OVERSENDELSE: Oversendelse,
    Dokument.TVIST: Tvist,
    Dokument.FORELOPIG_SVAR_SOKER: ForelopigSvar,
}
"""Dokumentene kommunen skriver (rettsgrunnlag § 9)."""
