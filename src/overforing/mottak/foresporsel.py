"""Forespørselen slik loggen har den. Alt som skjer med den, er hendelser (``hendelser``); dette er summen av dem."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum

from overforing.sak.kodeverk import Avgrensningstype, Malform


class Slag(StrEnum):
    """Det kommunen ber om."""

    ANMODNING = "anmodning"
    """Å overføre saken til en annen kommune (fvl § 9 annet ledd)."""
    TVIST = "tvist"
    """Å avgjøre hvilken kommune som har ansvaret (sotjl § 49)."""


class Status(StrEnum):
    """Hvor forespørselen står. «Over frist» er ikke en status: den følger av datoen (``frister``)."""

    NY = "ny"
    UNDER_BEHANDLING = "under_behandling"
    VENTER_PA_KOMMUNEN = "venter_pa_kommunen"
    AVGJORT = "avgjort"


class Svarutfall(StrEnum):
    """Hvordan forespørselen endte. Hvilke som hører til hvilket slag, står i ``avgjorelse``."""

    OVERFORT = "overfort"
    DELVIS_OVERFORT = "delvis_overfort"
    """En del av saken er overført; resten blir hos kommunen."""
    IKKE_INHABILITET = "ikke_inhabilitet"
    """Vilkåret om inhabilitet ikke funnet oppfylt. Det sier ikke at ingen er inhabil (fvl § 8)."""
    IKKE_SAERLIG_ULEMPE = "ikke_saerlig_ulempe"
    ANSVAR_FASTSATT = "ansvar_fastsatt"
    FEIL_SPOR = "feil_spor"
    """Hører til et annet spor: klage, tilsyn, eller tvisten når det er bedt om overføring."""
    VIDERESENDT = "videresendt"
    """Sendt videre til organet det hører under (fvl § 11, i loven av 2025 § 16)."""
    FEILFORT = "feilfort"
    TRUKKET = "trukket"
    BORTFALT = "bortfalt"
    SENDT_DEPARTEMENTET = "sendt_departementet"
    """Embetet er selv inhabilt."""


OVERFORER = frozenset({Svarutfall.OVERFORT, Svarutfall.DELVIS_OVERFORT})
"""Utfallene som gir en annen kommune saken, eller en del av den."""


class EgenHabilitet(StrEnum):
    """Det saksbehandleren har svart om seg selv i denne forespørselen."""

    HABIL = "habil"
    INHABIL = "inhabil"
    TVIL = "tvil"


class Forslagsstand(StrEnum):
    """Hvor forslaget til avgjørelse står, når loggen krever at to er sammen om den (``fire_oyne``)."""

    TIL_GODKJENNING = "til_godkjenning"
    RETURNERT = "returnert"
    FORELDET = "foreldet"
    """Det er kommet eller rettet noe etter forslaget, så det må foreslås på nytt."""
    GODKJENT = "godkjent"


@dataclass(frozen=True, kw_only=True)
class Foresporsel:
    """En mottatt forespørsel. ``None`` og tom tekst betyr «ikke kjent».

    ``aar`` og ``nr`` er journalnummeret. ``sak`` er id-en i avsenderens program. ``inhabile`` er rollene til dem
    avsenderens egne svar gjør inhabile, og ``grunn`` bestemmelsen det hviler på, begge som koder. ``manuell`` betyr
    at brevet ikke hadde med seg saken, så feltene må fylles ut for hånd. ``ny_versjon`` betyr at det har kommet noe
    nytt siden saksbehandleren sist så på den. ``versjon`` er antall hendelser.

    ``svarfrist`` er dagen kommunen er bedt om å svare innen, så lenge forespørselen venter på den. ``omfang`` og
    ``til`` er hvor langt en overføring rekker. ``etter_avslag`` er journalnummeret på anmodningen før, når kommunen
    viser til et avslag og ber på nytt. ``arkivsak`` er saken i embetets arkiv, når den har et nummer der.
    ``ikke_overfort`` er det som blir hos kommunen når bare en del overføres, og ``rett_organ`` hvem brevet er sendt
    videre til.

    ``del_av`` er journalnummeret på forespørselen denne er slått sammen med: den er da avgjort uten noe utfall, og det
    som kommer siden, hører til den andre.

    ``inhabile_her`` og ``i_tvil_her`` er navnene på dem i embetet som har svart det i denne forespørselen
    (``egen_habilitet``), og ``avgjort_av_leder`` lederen som sist svarte på en tvil. ``kan_ikke_vente`` er hvem som
    gjorde det siste selv om hun er inhabil, og hvorfor (fvl § 7). ``habile_her`` er navnene på dem som har svart at de
    er habile, og ``lederne_ikke_spurt`` dem som har sagt at lederne over dem ikke er gjort kjent med saken.

    ``forslag`` er hvor forslaget til avgjørelse står. ``foreslatt_av`` er navnene på dem som har foreslått, den siste
    sist, og ``godkjent_av`` den som godkjente. ``skjold_loftet`` er navnene på dem en leder har åpnet forespørselen for
    (``skjold``).
    """

    aar: int
    nr: int
    versjon: int
    registrert: datetime
    registrert_av: str
    slag: Slag
    mottatt: date
    frist: date
    status: Status = Status.NY
    sak: str | None = None
    malform: Malform = Malform.NB
    kommune: str | None = None
    avsender: str = ""
    deres_ref: str = ""
    tittel: str = ""
    tilgang: str = ""
    dokumentdato: date | None = None
    haster: bool | None = None
    grunn: str = ""
    inhabile: str = ""
    manuell: bool = False
    ny_versjon: bool = False
    saksbehandler: str = ""
    egen_habilitet: EgenHabilitet | None = None
    utfall: Svarutfall | None = None
    settekommune: str | None = None
    ansvarlig: str | None = None
    avgjort: date | None = None
    omfang: Avgrensningstype | None = None
    til: date | None = None
    svarfrist: date | None = None
    etter_avslag: str = ""
    arkivsak: str = ""
    ikke_overfort: str = field(default="", repr=False)
    rett_organ: str = ""
    inhabile_her: str = ""
    i_tvil_her: str = ""
    avgjort_av_leder: str = ""
    kan_ikke_vente: str = field(default="", repr=False)
    del_av: str = ""
    habile_her: str = ""
    lederne_ikke_spurt: str = ""
    forslag: Forslagsstand | None = None
    foreslatt_av: str = ""
    godkjent_av: str = ""
    skjold_loftet: str = ""

    @property
    def journalnummer(self) -> str:
        return f"{self.aar}/{self.nr}"

    @property
    def var_ref(self) -> str:
        """Det embetet kaller saken i brev: nummeret i arkivet, ellers journalnummeret."""
        return self.arkivsak or self.journalnummer

    @property
    def apen(self) -> bool:
        return self.status is not Status.AVGJORT


FASTE = ("aar", "nr", "versjon", "registrert", "registrert_av")
"""Feltene ingen hendelse endrer."""

FELT = tuple(felt.name for felt in fields(Foresporsel) if felt.name not in FASTE)
"""Feltene hendelsene bestemmer."""

KOMMET_TIL = frozenset(
    {
        "arkivsak",
        "ikke_overfort",
        "rett_organ",
        "inhabile_her",
        "i_tvil_her",
        "avgjort_av_leder",
        "kan_ikke_vente",
        "del_av",
        "habile_her",
        "lederne_ikke_spurt",
        "forslag",
        "foreslatt_av",
        "godkjent_av",
        "skjold_loftet",
    }
)
"""Feltene en forespørsel ført av en eldre utgave ikke har i historikken sin. Der gjelder det de er fra før."""
