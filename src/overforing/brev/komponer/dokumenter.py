"""Hvert dokument: hva malen får, og hvem det går til."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from overforing.brev.modell import Hode
from overforing.feil import KanIkke, Melding
from overforing.sak.modell import Dokument

from . import orientering
from .begreper import medkommune
from .flett import Felt
from .framlagt import de_det_gjelder, framlagt, hvem_som_avgjor, til_folkevalgte
from .habiliteten import habiliteten
from .hastenotat import hasten
from .kommunen import behandlende, kommunen, oversendt, tvisten
from .lesning import Lesning
from .linjen import linjen
from .losningen import losningen, organet, overforingen, ulempen
from .oppnevnt import navngitt_inhabile, oppnevnt, saksframlagt
from .saken import saken
from .settekommunen import kontaktperson, mottakere, settekommunen
from .skriver import Skriver, sammen, utfylte
from .svarene import svarene
from .svaret import overfort_til, svaret
from .undertegnet import undertegnet
from .ventetiden import ventetiden

Del = Callable[[Lesning], Felt]
"""Lager én del av det malen får."""


class OmSaken(Skriver):
    """Et dokument til noen som ikke er part: malen får de delene av saken dokumentet handler om."""

    DELER: ClassVar[tuple[Del, ...]]

    def verdier(self) -> Felt:
        return sammen(self.ramme(), *(del_(self.les) for del_ in self.DELER))


class TilStatsforvalteren(OmSaken):
    """Går til embetet kontorets kommune hører under."""

    DOKUMENT: ClassVar[Dokument]

    def hode(self) -> Hode:
        embete = self.embete()
        if embete is None:
            raise KanIkke("feil.komponer.mottaker", dokument=Melding(f"dokument.{self.DOKUMENT}"))
        adresse = self.stoff.postadresser.get(embete, "")
        return self.til_andre([self.statsforvalteren(), *adresse.replace(",", "\n").splitlines()])


class Anmodning(TilStatsforvalteren):
    DOKUMENT = Dokument.ANMODNING
    DELER = (
        saken,
        kommunen,
        habiliteten,
        linjen,
        losningen,
        ulempen,
        overforingen,
        svaret,
        undertegnet,
        ventetiden,
    )

    def hode(self) -> Hode:
        if overfort_til(self.les) is not None:
            raise KanIkke("feil.komponer.overfort")
        return super().hode()


class Tvist(TilStatsforvalteren):
    DOKUMENT = Dokument.TVIST
    DELER = (saken, kommunen, tvisten, ventetiden)

    def hode(self) -> Hode:
        if self.sak.opphold.tvist is None:
            raise KanIkke("feil.komponer.tvist")
        return super().hode()


class Oversendelse(OmSaken):
    """Til Nav-kontoret i kommunen som skal behandle saken."""

    DELER = (saken, kommunen, oversendt, svaret, ventetiden)

    def hode(self) -> Hode:
        kommune = behandlende(self.les)
        if not kommune:
            raise KanIkke("feil.komponer.oversendelse")
        return self.til_andre([kommune, self.ord("brev.til.nav_kontoret")])


class Notat(OmSaken):
    """Et notat til saken: uten mottaker og hilsen."""

    def hilsen(self) -> str:
        return ""

    def hode(self) -> Hode:
        return self.i_kommunen()


class Habilitetsnotat(Notat):
    DELER = (saken, kommunen, habiliteten, svarene, linjen, losningen, oppnevnt, ulempen, ventetiden)


class Oppnevning(OmSaken):
    """Til stedfortrederen."""

    DELER = (saken, habiliteten, navngitt_inhabile, linjen, losningen, oppnevnt, ventetiden)

    def hode(self) -> Hode:
        valgt = self.les.valgt
        ansatt = self.les.ansatte.get(valgt.ansatt or "") if valgt else None
        if ansatt is None:
            return self.i_kommunen([self.ord("brev.til.stedfortreder")])
        return self.i_kommunen([*self.navn_og_rolle(ansatt), medkommune(self.ord, self.sak.kontor.kommune)])


class Framlegg(OmSaken):
    """Til den nærmeste overordnede som kan avgjøre spørsmålet, eller til et folkevalgt organ."""

    DELER = (saken, framlagt, ventetiden)

    def hode(self) -> Hode:
        if not de_det_gjelder(self.les):
            raise KanIkke("feil.komponer.framlegg")
        overordnede = hvem_som_avgjor(self.les)
        if overordnede:
            return self.i_kommunen([rad for ansatt in overordnede for rad in self.navn_og_rolle(ansatt)])
        til = "folkevalgte" if til_folkevalgte(self.les) else "overordnet"
        return self.i_kommunen([self.ord(f"brev.til.{til}")])


class Hastenotat(Notat):
    """Et notat om hjelp som ikke kan vente, uten krav til hva som er avklart."""

    DELER = (saken, hasten)


class ForesporselSettekommune(OmSaken):
    """Til en mulig settekommune. Verken hodet, underskriften eller teksten sier hvem saken gjelder."""

    DELER = (settekommunen,)

    def hode(self) -> Hode:
        return Hode(
            avsender=self.avsender(),
            mottaker=mottakere(self.les),
            referanser=self.referanser(kontaktperson=kontaktperson(self.les), med_saksnummer=False),
            merking=self.merking(),
        )

    def underskrift(self) -> tuple[str, ...]:
        return utfylte([self.sak.kontor.navn or medkommune(self.ord, self.sak.kontor.kommune)])


class Saksframlegg(OmSaken):
    """Til det folkevalgte organet som kan avgjøre i stedet for administrasjonen."""

    DELER = (saken, linjen, losningen, navngitt_inhabile, saksframlagt, ventetiden)

    def hode(self) -> Hode:
        return self.i_kommunen([organet(self.les, "til")])


class TilSokeren(Skriver):
    """Et brev til søkeren: bare utdraget, aldri hele saken, går videre til malen."""

    @property
    def utdrag(self) -> orientering.Utdrag:
        return orientering.utdrag(self.sak, self.vurdering, self.stoff.geografi)

    def verdier(self) -> Felt:
        return {**self.ramme(), **orientering.bygg(self.utdrag, self.ord)}

    def hode(self) -> Hode:
        return Hode(
            avsender=self.avsender(),
            mottaker=orientering.hodet(self.utdrag, self.ord),
            referanser=self.referanser(
                mottatt=orientering.mottatt(self.utdrag, self.ord), kontaktperson=self.utdrag.kontaktperson
            ),
        )


class Orientering(TilSokeren):
    """Kan skrives i enhver sak. Er den ikke avklart, sier brevet bare det, og hvor det er hjelp å få."""


class ForelopigSvar(TilSokeren):
    """Sendes mens saken er uavgjort, så det kan skrives i enhver sak (fvl § 11 a)."""

    def verdier(self) -> Felt:
        return {**super().verdier(), **orientering.ventegrunn(self.utdrag)}


SKRIVERE: Mapping[Dokument, type[Skriver]] = {
    Dokument.ANMODNING: Anmodning,
    Dokument.HABILITETSNOTAT: Habilitetsnotat,
    Dokument.ORIENTERING: Orientering,
    Dokument.OPPNEVNING: Oppnevning,
    Dokument.FRAMLEGG: Framlegg,
    Dokument.SAKSFRAMLEGG: Saksframlegg,
    Dokument.OVERSENDELSE: Oversendelse,
    Dokument.TVIST: Tvist,
    Dokument.FORELOPIG_SVAR_SOKER: ForelopigSvar,
    Dokument.HASTENOTAT: Hastenotat,
    Dokument.FORESPORSEL_SETTEKOMMUNE: ForesporselSettekommune,
}
"""Dokumentene kommunen skriver (rettsgrunnlag § 9)."""
