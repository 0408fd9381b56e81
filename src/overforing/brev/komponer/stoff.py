"""Det brevene lages av ved siden av saken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from overforing.sak.modell import Dokument, Malform
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog


@dataclass(frozen=True)
class Brevstoff:
    """``maler`` er maltekstene etter målform og dokument (se ``maler.py``).

    ``postadresser`` er de bekreftede adressene etter embete, linjene skilt med komma eller linjeskift; en ubekreftet
    adresse står aldri i et brev. ``merking`` er kontorets egen merking etter målform; uten den brukes bestemmelsene
    i regelsettet. ``godkjent_elektronisk`` er at brevene sier det, i stedet for å ha plass til en underskrift.
    """

    katalog: Katalog
    geografi: Geografi
    maler: Mapping[tuple[Malform, Dokument], str]
    postadresser: Mapping[str, str] = field(default_factory=dict)
    merking: Mapping[Malform, str] = field(default_factory=dict)
    godkjent_elektronisk: bool = False
