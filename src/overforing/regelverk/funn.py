"""Det reglene svarer med. Et funn bærer tekstnøkkel og verdier, aldri en ferdig setning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from overforing.sak.modell import Ansatt, Dokument, Regelsett, Tilknytningstype
from overforing.sak.sti import Sti

from .hjemmel import Hjemmel


class Steg(StrEnum):
    """Spørsmålene i den rekkefølgen de stilles."""

    RETT_KOMMUNE = "rett_kommune"
    HABILITET = "habilitet"
    AVLEDET = "avledet"
    STEDFORTREDER = "stedfortreder"
    SAERLIG_ULEMPE = "saerlig_ulempe"


class Status(StrEnum):
    HABIL = "habil"
    INHABIL = "inhabil"
    AVLEDET = "avledet"
    TVIL = "tvil"
    UAVKLART = "uavklart"
    IKKE_KJENT = "ikke_kjent"

    @property
    def kan_avgjore(self) -> bool:
        """Så langt statusen rekker. Den som selv er habil, kan likevel ikke avgjøre når linjen over ikke er avklart."""
        return self is Status.HABIL


class Besvart(StrEnum):
    """Hva som er kjent om en ansatts tilknytning til én part."""

    SELV = "selv"
    IKKE_KJENT = "ikke_kjent"
    IKKE = "ikke"


class Utfall(StrEnum):
    UAVKLART = "uavklart"
    ANNEN_KOMMUNE = "annen_kommune"
    TVIST_OM_OPPHOLD = "tvist_om_opphold"
    VERTSKOMMUNE = "vertskommune"
    IKKE_GRUNN_TIL_OVERFORING = "ikke_grunn_til_overforing"
    BEHANDLES_SOM_VANLIG = "behandles_som_vanlig"
    BYTT_SAKSBEHANDLER = "bytt_saksbehandler"
    LEGG_FRAM_FOR_OVERORDNET = "legg_fram_for_overordnet"
    OVERORDNET_AVGJOR = "overordnet_avgjor"
    OPPNEVN_STEDFORTREDER = "oppnevn_stedfortreder"
    BE_OM_OVERFORING = "be_om_overforing"


@dataclass(frozen=True)
class Funn:
    """Ett svar på ett spørsmål: utfallet, hjemmelen, feltene det hviler på og nøklene til teksten.

    ``om`` er den ansattes id når funnet gjelder en ansatt. ``gren`` er id-en til regelgrenen som slo til;
    ``grunn`` er grenen den bygger på når svaret kommer i to ledd (hvem som har ansvaret, og hva det betyr her).
    """

    steg: Steg
    gren: str
    utfall: str
    hjemmel: tuple[Hjemmel, ...] = ()
    felt: tuple[Sti, ...] = ()
    om: str | None = None
    grunn: str | None = None
    verdier: Mapping[str, str] = field(default_factory=dict)

    @property
    def tekster(self) -> tuple[str, ...]:
        """Nøklene til setningene som forklarer funnet, i rekkefølge."""
        return tuple(f"funn.{self.steg}.{gren}" for gren in (self.grunn, self.gren) if gren)


@dataclass(frozen=True)
class Mangel:
    """Et felt som må besvares før steget kan gå videre. ``tekst`` er nøkkelen til spørsmålet."""

    felt: Sti
    tekst: str
    verdier: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Avklaring:
    """En tvil som ikke endrer utfallet. ``ma_loses`` holder saken tilbake fra å bli ferdig."""

    id: str
    om: str
    ma_loses: bool
    verdier: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Begrunnelse:
    """En begrunnelse utfallet hviler på, og feltet den står i."""

    sti: Sti
    tekst: str = field(repr=False)


@dataclass(frozen=True)
class Vurdering:
    """Svaret på hele saken.

    ``spor`` har et funn for hvert spørsmål som ble stilt, også om ansatte saken ikke hviler på.
    ``ansvarlig`` er kommunen med plikten etter sotjl § 3, når den lot seg fastslå.
    ``linjen`` er id-ene til dem saken angår: de som har en oppgave og alle over dem, i filens rekkefølge.
    ``baerer`` er alternativet utfallet hviler på, når det hviler på ett. ``begrunnelser`` er de som ble brukt, og er
    tom når veien stoppet før spørsmålet om stedfortreder. ``linje_uavklart`` er de ansatte som har et hull, eller noen
    som ikke er avklart, over seg. ``framlegges_for`` er den som kan avgjøre habiliteten til hver; ``None`` er et
    folkevalgt organ. ``pa_foresporsel`` er dokumentene som kan lages selv om utfallet ikke kaller på dem. ``over`` er
    dem som står over hver, nærmeste først, med den som fungerer i stedet for en som er borte; ``fungerer`` er hvem som
    fungerer for hvem, ``hull`` dem det ikke er sagt hvem som står over, ``overst`` dem ingen står over.
    ``besvart`` er hva hver har svart om hver part. ``ma_vurderes`` er tilknytningene som krever en konkret vurdering,
    og ``kollega_er_part`` dem som må vurderes fordi en kollega er part. ``ma_framlegges`` er dem som har fått
    spørsmålet avgjort av en som ikke kunne, eller ikke har fått det avgjort når en part krever det.
    """

    sak: str
    regelsett: Regelsett
    utfall: Utfall
    ansatte: Mapping[str, Status]
    mangler: tuple[Mangel, ...] = ()
    avklaringer: tuple[Avklaring, ...] = ()
    spor: tuple[Funn, ...] = ()
    dokumenter: tuple[Dokument, ...] = ()
    ansvarlig: str | None = None
    linjen: tuple[str, ...] = ()
    baerer: str | None = None
    begrunnelser: tuple[Begrunnelse, ...] = ()
    linje_uavklart: frozenset[str] = frozenset()
    framlegges_for: Mapping[str, str | None] = field(default_factory=dict)
    pa_foresporsel: tuple[Dokument, ...] = ()
    over: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fungerer: Mapping[str, str] = field(default_factory=dict)
    hull: frozenset[str] = frozenset()
    overst: frozenset[str] = frozenset()
    besvart: Mapping[str, Mapping[str, Besvart]] = field(default_factory=dict)
    ma_vurderes: Mapping[str, tuple[Tilknytningstype, ...]] = field(default_factory=dict)
    kollega_er_part: frozenset[str] = frozenset()
    ma_framlegges: frozenset[str] = frozenset()

    def kan_avgjore(self, ansatt: str) -> bool:
        """Om den ansatte kan avgjøre: habil, og linjen over er kjent helt opp."""
        return self.ansatte[ansatt].kan_avgjore and ansatt not in self.linje_uavklart

    def kan_forberede(self, ansatt: str) -> bool:
        """Om den ansatte kan forberede. Den som er inhabil bare fordi en overordnet er det, kan (fvl § 6 tredje ledd).

        Den som ikke er gjort kjent med saken, skal ikke handle i den, heller ikke når hun er avledet.
        """
        status = self.ansatte[ansatt]
        return status is Status.HABIL or (status is Status.AVLEDET and not self._ikke_gjort_kjent(ansatt))

    def _ikke_gjort_kjent(self, ansatt: str) -> bool:
        return Besvart.IKKE_KJENT in self.besvart.get(ansatt, {}).values()

    def stillingen(self, ansatt: Ansatt, status: Status | None = None) -> str:
        """Nøkkelen til det som sies om hva den ansatte kan i saken: statusen, eller det den alene ikke sier.

        Uten ``status`` gjelder vurderingens. Vinduet, brevene og kommandolinjen spør alle her, så de sier det samme.
        """
        if ansatt.stilling_ledig:
            return "stilling.ledig"
        status = status or self.ansatte[ansatt.id]
        if status is Status.HABIL and ansatt.id in self.linje_uavklart:
            return "stilling.linjen_uavklart"
        if status is Status.AVLEDET and self._ikke_gjort_kjent(ansatt.id):
            return "stilling.avledet_ikke_kjent"
        return f"status.{status}"

    @property
    def ferdig(self) -> bool:
        return self.utfall is not Utfall.UAVKLART and not any(a.ma_loses for a in self.avklaringer)


def bare_bytte(vurdering: Vurdering) -> bool:
    """Om bare en saksbehandler er inhabil, så spørsmålet er hvem som tar over (rettsgrunnlag § 5 punkt 5)."""
    return any(funn.gren in ("ny_saksbehandler_mangler", "bare_saksbehandler") for funn in vurdering.spor)
