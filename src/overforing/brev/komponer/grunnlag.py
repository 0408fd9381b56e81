"""Det anmodningen og habilitetsnotatet trenger av saken og vurderingen, ferdig ordlagt.

Malene i ``letters/`` ser bare feltene her. En tom tekst betyr «ikke oppgitt»; malen lar da setningen falle bort.
``bygger.py`` fyller ut. Orienteringen til søkeren har sitt eget grunnlag (``orientering.py``), uten noe om de
ansattes tilknytning.
"""

from __future__ import annotations

from dataclasses import dataclass

from .begreper import Lovhenvisninger


@dataclass(frozen=True)
class Person:
    """En ansatt som er vurdert. ``hvem`` er «Nav-leder Kari Moen», ``kort`` er «Nav-lederen».

    ``tilknytninger`` er hele setninger: hva parten er for den ansatte, og det brukeren skrev om det.
    """

    hvem: str
    kort: str
    inhabil: bool
    uten_videre: bool
    apenbart_unntak: bool
    habil: bool
    tvil: bool
    uavklart: bool
    uten_tilknytning: bool
    hjemmel: str
    tilknytninger: tuple[str, ...]
    begrunnelse: str
    innsigelse: bool
    innsigelse_dato: str
    innsigelse_begrunnelse: str
    krevd_av_part: bool
    tidsspille: str


@dataclass(frozen=True)
class Habilitetsavgjorelse:
    """Hvem som avgjorde habilitetsspørsmålet for én eller flere. ``av`` er den overordnede, når navngitt."""

    hvem: str
    selv: bool
    overordnet: bool
    av: str
    dato: str


@dataclass(frozen=True)
class Linjeledd:
    hvem: str
    overordnet: str
    status: str


@dataclass(frozen=True)
class Alternativ:
    """En måte å løse saken på i kommunen, og hvorfor den ikke går."""

    navn: str
    hvem: str
    mulig: bool
    begrunnelse: str


@dataclass(frozen=True)
class Kommuneforslag:
    navn: str
    spurt: bool
    ikke_spurt: bool
    vil: bool
    vil_ikke: bool
    habil: bool
    ikke_habil: bool
    annet_embete: str
    merknad: str


@dataclass(frozen=True)
class Tiltak:
    """Hjelp gitt i ventetiden. ``etter_unntaket`` er satt når den bygger på fvl § 7."""

    dato: str
    hva: str
    hjemmel: str
    beskrivelse: str
    av: str
    rad: bool
    forelopig: bool
    etter_unntaket: bool


@dataclass(frozen=True)
class Grunnlag:
    """Alt malene til anmodningen og notatet kan skrive ut eller spørre om."""

    lov: Lovhenvisninger
    ny_lov: bool
    statsforvalteren: str
    # saken
    saken_gjelder: str
    er_soknad: bool
    mottatt: str
    sokers_navn: str
    flere_parter: str
    en_part: str
    partene: str
    representant: str
    beskrivelse: str
    haster: bool
    haster_ikke: bool
    hva_haster: str
    # rett kommune
    rett_kommune: str
    vertskommune: str
    opphold_begrunnelse: str
    utgiftskommune: str
    # habilitet
    inhabile: tuple[Person, ...]
    inhabile_roller: str
    flere_inhabile: bool
    ovrige_vurderte: tuple[Person, ...]
    uten_tilknytning: str
    innsigelser_mot_andre: tuple[Person, ...]
    habilitetsavgjorelser: tuple[Habilitetsavgjorelse, ...]
    alle_habilitetsavgjorelser: tuple[Habilitetsavgjorelse, ...]
    # linjen
    linjen: tuple[Linjeledd, ...]
    noen_avledet: bool
    avledede: str
    flere_ledd_ned: bool
    avgjor_vanligvis: str
    avledede_avgjor_vanligvis: bool
    # løsningen
    be_om_overforing: bool
    oppnevn_stedfortreder: bool
    overordnet_avgjor: bool
    bytt_saksbehandler: bool
    behandles_som_vanlig: bool
    bytte_loser_alt: bool
    folkevalgt_organ: bool
    innleid: bool
    har_losning: bool
    losning_hvem: str
    losning_begrunnelse: str
    forkastede: tuple[Alternativ, ...]
    avslatt_av_statsforvalteren: bool
    svardato: str
    saerlig_ulempe: bool
    ikke_saerlig_ulempe: bool
    momenter: tuple[str, ...]
    svake_momenter: str
    saerlig_ulempe_begrunnelse: str
    # anmodningen ellers
    settekommuner: tuple[Kommuneforslag, ...]
    bare_denne_saken: bool
    med_fornyelser: bool
    fornyelser_til: str
    avgrensning: str
    tiltak: tuple[Tiltak, ...]
    ingen_tiltak: str
    ingen_tiltak_vurdert_av: str
    forelopig_svar: str
    soker_orientert: bool
    soker_orientert_hvordan: str
    soker_onsker_overforing: bool
    soker_onsker_bytte: bool
    allerede_gjort: str
    vedlegg: tuple[str, ...]
