"""Saken slik saksfilen har den (``overforing/sak/1``): frosne dataklasser. Verdilistene står i kodeverk.py.

Navnene er de samme som i filen. ``None`` betyr «ikke besvart», en tom tuppel «ingen oppført».
Datoer er ``datetime.date``; kommuner er firesifrede tekster; pekere er ``id`` til den de peker på.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# Verdilistene er en del av modellen, og hentes herfra av alle som ikke må starte fort.
# ruff: noqa: F403, F405
from .kodeverk import *

SKJEMA = "overforing/sak/1"


@dataclass(frozen=True, kw_only=True)
class Del:
    """Felles for alt i saken.

    ``gitt`` er navnene på feltene filen faktisk hadde. De skrives ut igjen også når verdien er
    den samme som om feltet manglet, så en lest fil kommer uendret tilbake. Det skiller ikke saker.
    """

    gitt: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Kontor(Del):
    navn: str = ""
    kommune: str | None = None
    bydel: str = ""
    organisasjonsnummer: str = ""
    adresse: str = ""
    postnummer: str = ""
    poststed: str = ""
    kontaktperson: str = ""
    telefon: str = ""
    epost: str = ""


@dataclass(frozen=True, kw_only=True)
class Soknad(Del):
    mottatt: date | None = None
    form: Soknadsform | None = None
    tjenester: tuple[Tjeneste, ...] = ()
    beskrivelse: str = ""
    haster: bool | None = None
    hva_haster: str = ""


@dataclass(frozen=True, kw_only=True)
class Representant(Del):
    navn: str = ""
    type: Representanttype | None = None


@dataclass(frozen=True, kw_only=True)
class Part(Del):
    id: str
    rolle: Partsrolle | None = None
    navn: str = ""
    representant: Representant | None = None


@dataclass(frozen=True, kw_only=True)
class Vertskommune(Del):
    kommune: str
    omfatter_saken: bool


@dataclass(frozen=True, kw_only=True)
class Tvist(Del):
    med_kommune: str | None = None
    motpartens_svar: str = ""


@dataclass(frozen=True, kw_only=True)
class Opphold(Del):
    grunnlag: Oppholdsgrunnlag | None = None
    kommune: str | None = None
    kommune_for_inntak: str | None = None
    bosettingskommune: str | None = None
    flytting_avtalt: bool | None = None
    avslag: Avslag | None = None
    vertskommune: Vertskommune | None = None
    tvist: Tvist | None = None
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class Tilknytning(Del):
    type: Tilknytningstype
    part: str | None = None
    beskrivelse: str = ""


@dataclass(frozen=True, kw_only=True)
class Skjonn(Del):
    konklusjon: Konklusjon | None = None
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class ApenbartUnntak(Del):
    oppfylt: bool | None = None
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class Innsigelse(Del):
    dato: date | None = None
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class Habilitetsvurdering(Del):
    avgjort_av: AvgjortAv | None = None
    avgjort_av_ansatt: str | None = None
    krevd_av_part: bool | None = None
    tidsspille: str = ""
    dato: date | None = None


@dataclass(frozen=True, kw_only=True)
class Ansatt(Del):
    id: str
    navn: str = ""
    rolle: Rolle = Rolle.ANNEN
    oppgave: Oppgave = Oppgave.INGEN
    overordnet: str | None = None
    organ: Organ = Organ.KOMMUNEN
    tilknytninger: tuple[Tilknytning, ...] = ()
    skjonn: Skjonn | None = None
    apenbart_unntak: ApenbartUnntak | None = None
    innsigelse: Innsigelse | None = None
    habilitetsvurdering: Habilitetsvurdering | None = None


@dataclass(frozen=True, kw_only=True)
class Stedfortreder(Del):
    type: Stedfortredertype
    ansatt: str | None = None
    mulig: bool | None = None
    habil: bool | None = None
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class SaerligUlempe(Del):
    vurdering: JaNei | None = None
    begrunnelse: str = ""
    momenter: tuple[Moment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Settekommune(Del):
    kommune: str | None = None
    spurt: bool | None = None
    villig: bool | None = None
    habil: bool | None = None
    merknad: str = ""


@dataclass(frozen=True, kw_only=True)
class Avgrensning(Del):
    type: Avgrensningstype | None = None
    til: date | None = None
    tekst: str = ""


@dataclass(frozen=True, kw_only=True)
class MidlertidigTiltak(Del):
    dato: date | None = None
    hjemmel: Tiltakshjemmel | None = None
    forelopig: bool = True
    beskrivelse: str = ""
    besluttet_av: str | None = None


@dataclass(frozen=True, kw_only=True)
class IngenTiltak(Del):
    begrunnelse: str = ""
    vurdert_av: str | None = None


@dataclass(frozen=True, kw_only=True)
class ForelopigSvarSoker(Del):
    dato: date | None = None


@dataclass(frozen=True, kw_only=True)
class OrienteringSoker(Del):
    dato: date | None = None
    mate: Orienteringsmate | None = None


@dataclass(frozen=True, kw_only=True)
class Overstyring(Del):
    """En seksjon brukeren har skrevet om, og forslaget den trådte i stedet for."""

    tekst: str = ""
    forslag: str = ""


@dataclass(frozen=True, kw_only=True)
class Brevvalg(Del):
    dato: date | None = None
    deres_ref: str = ""
    nevn_soker: bool = False
    overstyringer: Mapping[Dokument, Mapping[Malform, Mapping[str, Overstyring]]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ferdigstilt(Del):
    """``tidspunkt`` er ISO 8601 med klokkeslett, bevart slik det ble skrevet."""

    tidspunkt: str | None = None
    regelsett: Regelsett | None = None
    av: str = ""


@dataclass(frozen=True, kw_only=True)
class Sendt(Del):
    dato: date | None = None
    mate: str = ""


@dataclass(frozen=True, kw_only=True)
class Svar(Del):
    dato: date | None = None
    resultat: Resultat | None = None
    settekommune: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sak(Del):
    id: str
    vurderingsdato: date
    saksnummer: str = ""
    sakstype: Sakstype = Sakstype.SOKNAD
    malform: Malform = Malform.NB
    kontor: Kontor = Kontor()
    soknad: Soknad = Soknad()
    arsak: Arsak | None = None
    parter: tuple[Part, ...] = ()
    opphold: Opphold = Opphold()
    ansatte: tuple[Ansatt, ...] = ()
    stedfortreder: tuple[Stedfortreder, ...] = ()
    saerlig_ulempe: SaerligUlempe = SaerligUlempe()
    settekommuner: tuple[Settekommune, ...] = ()
    avgrensning: Avgrensning = Avgrensning()
    midlertidige_tiltak: tuple[MidlertidigTiltak, ...] = ()
    ingen_tiltak: IngenTiltak | None = None
    forelopig_svar_soker: ForelopigSvarSoker | None = None
    orientering_soker: OrienteringSoker | None = None
    allerede_gjort: str = ""
    underskriver: str | None = None
    vedlegg: tuple[str, ...] = ()
    notat: str = ""
    brev: Brevvalg = Brevvalg()
    ferdigstilt: Ferdigstilt | None = None
    sendt: Sendt | None = None
    svar: Svar | None = None
