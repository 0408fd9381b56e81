"""Hjemler: hvilken bestemmelse et funn hviler på, i hvert av de to regelsettene.

Lovene heter her det samme som nøklene i resources/lover.toml. Ordlyden siteres aldri; den står på Lovdata.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from overforing.sak.felles import Regelsett


class Lov(StrEnum):
    FVL = "fvl"
    FVL2025 = "fvl2025"
    SOTJL = "sotjl"
    KOML = "koml"
    FVLF = "fvlf"
    F1251 = "f1251"
    OFFL = "offl"
    DELEGERING810 = "delegering810"


@dataclass(frozen=True)
class Hjemmel:
    """En bestemmelse. ``paragraf`` er tekst («11 a», «20-1»), ledd, nummer og punktum er tall fra 1."""

    lov: Lov
    paragraf: str
    ledd: int | None = None
    bokstav: str | None = None
    nummer: int | None = None
    punktum: int | None = None


Hjemler = Mapping[Regelsett, tuple[Hjemmel, ...]]
"""Den samme regelens hjemmel i hvert regelsett."""


def _fvl(paragraf: str, ledd: int | None = None, bokstav: str | None = None, nummer: int | None = None) -> Hjemmel:
    return Hjemmel(Lov.FVL, paragraf, ledd, bokstav, nummer)


def _ny(paragraf: str, ledd: int | None = None, bokstav: str | None = None, punktum: int | None = None) -> Hjemmel:
    return Hjemmel(Lov.FVL2025, paragraf, ledd, bokstav, punktum=punktum)


def sotjl(paragraf: str, ledd: int | None = None) -> Hjemmel:
    return Hjemmel(Lov.SOTJL, paragraf, ledd)


def koml(paragraf: str, ledd: int | None = None) -> Hjemmel:
    return Hjemmel(Lov.KOML, paragraf, ledd)


def f1251(paragraf: str, ledd: int | None = None) -> Hjemmel:
    return Hjemmel(Lov.F1251, paragraf, ledd)


def begge(*hjemler: Hjemmel) -> Hjemler:
    """Bestemmelser som er de samme i begge regelsettene."""
    return {regelsett: hjemler for regelsett in Regelsett}


def skifte(gammel: tuple[Hjemmel, ...], ny: tuple[Hjemmel, ...]) -> Hjemler:
    """Bestemmelser som står forskjellige steder i de to lovene."""
    return {Regelsett.FVL1967: gammel, Regelsett.FVL2025: ny}


OPPHOLD = begge(sotjl("3", 1))
INSTITUSJON = begge(sotjl("3", 2))
UTSKREVET = begge(sotjl("3", 3), sotjl("7", 2))
BOSETTINGSKOMMUNE = begge(f1251("3"))
BEGRENSEDE_RETTIGHETER = begge(f1251("1"), f1251("2"), f1251("4"))
DELEGERT_TIL_VERTSKOMMUNE = begge(sotjl("3", 4), koml("20-1"), koml("20-2"), koml("20-3"))
# Råd og veiledning, stønad til livsopphold og midlertidig botilbud.
HJELPEN = begge(sotjl("17"), sotjl("18"), sotjl("27"))
TVIST_OM_OPPHOLD = begge(sotjl("49"))
OVERSENDELSE = skifte((Hjemmel(Lov.FVLF, "4"), _fvl("11", 4)), (Hjemmel(Lov.FVLF, "4"), _ny("16")))
DELING = skifte((_fvl("13 b", 1, nummer=5),), (_ny("34"),))
TAUSHETSPLIKT = skifte((_fvl("13"),), (_ny("30"), _ny("31")))

HABILITETSKRAV = skifte((_fvl("6"),), (_ny("26"), _ny("27")))
UTEN_VIDERE = skifte((_fvl("6", 1),), (_ny("26"),))
EGEN_VURDERING = skifte((_fvl("6", 2),), (_ny("27"),))
# Den nye loven nevner ikke innsigelsen, men det en part har gjort gjeldende, må vurderes og besvares.
INNSIGELSE = skifte((_fvl("6", 2),), (_ny("29", 1),))
# At noen holdes utenfor uten å bli spurt, står ikke i loven: § 8 lar henne avgjøre spørsmålet selv.
HOLDES_UTENFOR = skifte((_fvl("6", 2), _fvl("8", 1)), (_ny("27"), _ny("29", 2)))
AVLEDET = skifte((_fvl("6", 3),), (_ny("25", 2),))
APENBART_UNNTAK = skifte((_fvl("6", 4),), (_ny("28", 2),))
FORELOPIG_AVGJORELSE = skifte((_fvl("7"),), (_ny("28", 1),))
HVEM_AVGJOR_HABILITET = skifte((_fvl("8", 1),), (_ny("29", 2),))
HVEM_OMFATTES = skifte((_fvl("10"),), (_ny("2", 3),))
STEDFORTREDER = skifte((_fvl("9", 1),), (_ny("29", 4, punktum=1),))
OVERFORING = skifte(
    (_fvl("9", 2), Hjemmel(Lov.DELEGERING810, "")),
    (_ny("29", 4, punktum=2), Hjemmel(Lov.DELEGERING810, "")),
)
INNLEID = skifte((_fvl("9", 1), _fvl("10")), (_ny("29", 4, punktum=1), _ny("2", 3)))
# Hovedregelen er oppholdskommunen; unntakene er inhabilitet og vertskommunesamarbeid.
UNNTAKENE_FRA_HOVEDREGELEN = skifte(
    (sotjl("3", 1), sotjl("3", 4), _fvl("9", 2)), (sotjl("3", 1), sotjl("3", 4), _ny("29", 4, punktum=2))
)
FOLKEVALGT_ORGAN = begge(sotjl("46"))
FORELOPIG_SVAR = skifte((_fvl("11 a"),), (_ny("17"),))
FEIL_VED_BEHANDLINGEN = skifte((_fvl("35"), _fvl("41")), (_ny("74"),))
KLAGE = begge(sotjl("47"))
KLAGEFORBEREDELSE = skifte((_fvl("33"),), (_ny("67"),))
