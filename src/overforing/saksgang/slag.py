"""Verdilistene i tilstanden: stegene, statusene, slagene av svar og fargene."""

from __future__ import annotations

from enum import StrEnum

from overforing.sak.felles import Sakstilstand as Sakstilstand


class Skjemasteg(StrEnum):
    """Stegene i vinduet, i rekkefølge."""

    SOKNADEN = "soknaden"
    PARTENE = "partene"
    RETT_KOMMUNE = "rett_kommune"
    HABILITET = "habilitet"
    STEDFORTREDER = "stedfortreder"
    SAERLIG_ULEMPE = "saerlig_ulempe"
    I_MELLOMTIDEN = "i_mellomtiden"
    OPPSUMMERING = "oppsummering"


class Stegstatus(StrEnum):
    FERDIG = "ferdig"
    MANGLER = "mangler"
    IKKE_AKTUELL = "ikke_aktuell"


class Feilslag(StrEnum):
    """Det som er galt, og det som bare mangler. Bare det første er en feil brukeren har gjort."""

    GALT = "galt"
    MANGLER = "mangler"


class Svarslag(StrEnum):
    """Hva slags svar et spørsmål tar. Svaret gis alltid som tekst, slik brukeren skrev eller valgte det."""

    TEKST = "tekst"
    LANGTEKST = "langtekst"
    LINJER = "linjer"
    DATO = "dato"
    JA_NEI = "ja_nei"
    AVKRYSSING = "avkryssing"
    VALG = "valg"
    FLERVALG = "flervalg"
    KOMMUNE = "kommune"
    LEGG_TIL = "legg_til"


class Plass(StrEnum):
    """Hvor i linjen en ny ansatt kommer, sett fra en som står der."""

    OVER = "over"
    UNDER = "under"
    VED_SIDEN = "ved_siden"


class Farge(StrEnum):
    """Tonen i et merke. Vinduet viser den alltid sammen med tegn og ord."""

    GOD = "god"
    STOPP = "stopp"
    VARSEL = "varsel"
    NOYTRAL = "noytral"
