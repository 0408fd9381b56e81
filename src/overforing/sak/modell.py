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
from .sti import Sti, i_liste

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

    @property
    def kan_nas(self) -> bool:
        """Om den som får et brev fra kontoret, ser av det hvordan kontoret kan nås."""
        return any(mate.strip() for mate in (self.telefon, self.epost, self.adresse))


@dataclass(frozen=True, kw_only=True)
class HasterVurdert(Del):
    """Når og av hvem det ble vurdert om noe haster."""

    dato: date | None = None
    av: str = ""


@dataclass(frozen=True, kw_only=True)
class Soknad(Del):
    mottatt: date | None = None
    form: Soknadsform | None = None
    tjenester: tuple[Tjeneste, ...] = ()
    beskrivelse: str = ""
    haster: bool | None = None
    hva_haster: str = ""
    haster_vurdert: HasterVurdert | None = None


@dataclass(frozen=True, kw_only=True)
class Representant(Del):
    navn: str = ""
    type: Representanttype | None = None
    adresse: str = ""
    postnummer: str = ""
    poststed: str = ""


@dataclass(frozen=True, kw_only=True)
class SpurtOmTilknytning(Del):
    """Partens svar på om hun kjenner eller er i slekt med noen ved kontoret. ``hvem`` er id-er i ``ansatte``.

    ``fordi`` sier hvorfor hun ikke er spurt, eller hvorfor den hun tenker på, ikke kan navngis.
    """

    dato: date | None = None
    svar: Sporsmalssvar | None = None
    hvem: tuple[str, ...] = ()
    fordi: str = ""


@dataclass(frozen=True, kw_only=True)
class Part(Del):
    id: str
    rolle: Partsrolle | None = None
    navn: str = ""
    adresse: str = ""
    postnummer: str = ""
    poststed: str = ""
    adressesperre: bool | None = None
    samtykke: bool | None = None
    sperre_vurdert: str = ""
    spurt_om_tilknytning: SpurtOmTilknytning | None = None
    representant: Representant | None = None

    @property
    def sti(self) -> Sti:
        return i_liste("parter", self.id)


@dataclass(frozen=True, kw_only=True)
class Vertskommune(Del):
    kommune: str
    omfatter_saken: bool


@dataclass(frozen=True, kw_only=True)
class VartSyn(Del):
    """Hvem kontoret selv mener har ansvaret, og hvorfor."""

    ansvarlig: str | None = None
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class Tvist(Del):
    med_kommune: str | None = None
    motpartens_svar: str = ""
    vart_syn: VartSyn | None = None


@dataclass(frozen=True, kw_only=True)
class OverfortHit(Del):
    """Statsforvalteren har overført saken hit: dette kontoret er settekommunen (fvl § 9 annet ledd)."""

    fra: str | None = None
    dato: date | None = None
    omfang: Avgrensningstype | None = None
    til: date | None = None
    gjelder_denne: bool | None = None


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
    overfort_hit: OverfortHit | None = None
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class Tilknytning(Del):
    type: Tilknytningstype
    part: str | None = None
    beskrivelse: str = ""
    kilde: Tilknytningskilde = Tilknytningskilde.SELV


@dataclass(frozen=True, kw_only=True)
class IngenTilknytning(Del):
    """Svaret på at en ansatt ikke har noen tilknytning til en part. ``av`` er navnet på den som tok imot svaret.

    Er ``kilde`` «ikke kjent», er ``av`` den som arbeider med saken og ikke vet om noen tilknytning.
    """

    kilde: Svarkilde
    part: str | None = None
    dato: date | None = None
    av: str = ""


@dataclass(frozen=True, kw_only=True)
class Fravaer(Del):
    """Den ansatte er borte fra og med ``fra`` til og med ``til``, eller inntil videre. ``fungerer`` er en id."""

    fra: date
    til: date | None = None
    fungerer: str | None = None


@dataclass(frozen=True, kw_only=True)
class TilgangStengt(Del):
    """Når tilgangen i fagsystemet ble stengt, og av hvem."""

    dato: date | None = None
    av: str = ""


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
    ingen_over: IngenOver | None = None
    organ: Organ = Organ.KOMMUNEN
    fravaer: Fravaer | None = None
    stilling_ledig: bool | None = None
    utenfor_linjen: str = ""
    holdes_utenfor: str = ""
    tilknytninger: tuple[Tilknytning, ...] = ()
    ingen_tilknytning: tuple[IngenTilknytning, ...] = ()
    skjonn: Skjonn | None = None
    apenbart_unntak: ApenbartUnntak | None = None
    innsigelse: Innsigelse | None = None
    habilitetsvurdering: Habilitetsvurdering | None = None
    tilgang_stengt: TilgangStengt | None = None

    @property
    def sti(self) -> Sti:
        return i_liste("ansatte", self.id)


@dataclass(frozen=True, kw_only=True)
class Stedfortreder(Del):
    type: Stedfortredertype
    ansatt: str | None = None
    mulig: bool | None = None
    habil: bool | None = None
    svarer_til: str | None = None
    organ_i: OrganI | None = None
    begrunnelse: str = ""

    @property
    def sti(self) -> Sti:
        return i_liste("stedfortreder", self.type)


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
class FulgtOpp(Del):
    """Hva en habil gjorde med et tiltak som en inhabil hadde avgjort endelig."""

    hva: Oppfolging | None = None
    begrunnelse: str = ""
    av: str = ""
    dato: date | None = None


@dataclass(frozen=True, kw_only=True)
class MidlertidigTiltak(Del):
    """Hjelp i mellomtiden. ``forelopig`` som ikke er sagt, regnes som foreløpig, men det spørres om det."""

    dato: date | None = None
    hjemmel: Tiltakshjemmel | None = None
    forelopig: bool | None = None
    beskrivelse: str = ""
    besluttet_av: str | None = None
    fulgt_opp: FulgtOpp | None = None


@dataclass(frozen=True, kw_only=True)
class AlleredeTruffet(Del):
    """En avgjørelse som var truffet før habiliteten ble avklart. ``av`` er en id."""

    dato: date | None = None
    av: str | None = None
    hva: Truffet | None = None
    gjelder_fortsatt: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Vedtak(Del):
    """Vedtaket der et folkevalgt organ oppnevnte stedfortrederen."""

    organ: Vedtaksorgan | None = None
    dato: date | None = None
    saksnr: str = ""


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
    til: Orienteringsmottaker = Orienteringsmottaker.SOKER
    onske: str = ""


@dataclass(frozen=True, kw_only=True)
class Overstyring(Del):
    """En seksjon brukeren har skrevet om, og forslaget den trådte i stedet for."""

    tekst: str = ""
    forslag: str = ""


@dataclass(frozen=True, kw_only=True)
class Brevdato(Del):
    """Dagen i et brev som er lagret, og summen av teksten det hadde."""

    dato: date | None = None
    sum: str = ""


@dataclass(frozen=True, kw_only=True)
class Brevvalg(Del):
    """``dato`` gjelder brevene som ikke er gått ut, og ``datoer`` er dagen i hvert brev som er lagret."""

    dato: date | None = None
    datoer: Mapping[Dokument, Brevdato] = field(default_factory=dict)
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
class NyeOpplysninger(Del):
    """Det som er nytt etter et avslag, og som en ny anmodning bygger på."""

    dato: date | None = None
    tekst: str = ""


@dataclass(frozen=True, kw_only=True)
class Svar(Del):
    """Statsforvalterens svar. ``omfang`` og ``til`` sier hvor langt en overføring rekker."""

    dato: date | None = None
    resultat: Resultat | None = None
    settekommune: str | None = None
    omfang: Avgrensningstype | None = None
    til: date | None = None
    nye_opplysninger: NyeOpplysninger | None = None


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
    vedtak: Vedtak | None = None
    midlertidige_tiltak: tuple[MidlertidigTiltak, ...] = ()
    allerede_truffet: tuple[AlleredeTruffet, ...] = ()
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
