"""Statsforvalterens svar slik det følger med i brevet: det kommunens program kan føre inn i saken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .kodeverk import Avgrensningstype, Resultat
from .modell import Svar

_KOMMUNE = re.compile(r"\d{4}")


@dataclass(frozen=True, kw_only=True)
class Embetssvar:
    """Avgjørelsen i maskinlesbar form. Kommuner er firesifrede numre.

    ``resultat`` er svaret på en anmodning (fvl § 9 annet ledd). ``ansvarlig`` er kommunen som har ansvaret når
    det var en tvist som ble avgjort (sotjl § 49); da er det ikke noe resultat. ``omfang`` og ``til`` sier hvor langt en
    overføring rekker; ``None`` er ikke kjent. Kaster ``ValueError`` når det ikke henger sammen.
    """

    dato: date
    resultat: Resultat | None = None
    settekommune: str | None = None
    ansvarlig: str | None = None
    omfang: Avgrensningstype | None = None
    til: date | None = None

    def __post_init__(self) -> None:
        if (self.resultat is None) is (self.ansvarlig is None):
            raise ValueError("svaret har enten et resultat eller en ansvarlig kommune")
        if (self.resultat is Resultat.OVERFORT) is not (self.settekommune is not None):
            raise ValueError("settekommunen hører til en overføring")
        if self.omfang is not None and self.resultat is not Resultat.OVERFORT:
            raise ValueError("omfanget hører til en overføring")
        if (self.til is not None) is not (self.omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER):
            raise ValueError("sluttdatoen hører til fornyelsene")
        if not all(_KOMMUNE.fullmatch(k) for k in (self.settekommune, self.ansvarlig) if k is not None):
            raise ValueError("en kommune har fire sifre")

    @property
    def i_saken(self) -> Svar | None:
        """Svaret slik det føres i saken. Avgjørelsen av en tvist har ikke noe felt der."""
        if self.resultat is None:
            return None
        return Svar(
            dato=self.dato, resultat=self.resultat, settekommune=self.settekommune, omfang=self.omfang, til=self.til
        )

    def par(self) -> tuple[tuple[str, str], ...]:
        """Svaret som navn og verdi, uten det som ikke er sagt."""
        til = self.til.isoformat() if self.til else None
        verdier = (self.dato.isoformat(), self.resultat, self.settekommune, self.ansvarlig, self.omfang, til)
        return tuple((navn, str(verdi)) for navn, verdi in zip(_NAVN, verdier, strict=True) if verdi is not None)

    @classmethod
    def fra_par(cls, par: Mapping[str, str]) -> Embetssvar | None:
        """Svaret lest tilbake, eller ``None`` når det ikke er noe der. Kaster ``ValueError`` når det er skadet."""
        if not any(navn in par for navn in _NAVN):
            return None
        resultat, omfang, til = (par.get(f"svar-{navn}") for navn in ("resultat", "omfang", "til"))
        return cls(
            dato=date.fromisoformat(par.get("svar-dato", "")),
            resultat=None if resultat is None else Resultat(resultat),
            settekommune=par.get("svar-settekommune"),
            ansvarlig=par.get("svar-ansvarlig"),
            omfang=None if omfang is None else Avgrensningstype(omfang),
            til=None if til is None else date.fromisoformat(til),
        )


_NAVN = ("svar-dato", "svar-resultat", "svar-settekommune", "svar-ansvarlig", "svar-omfang", "svar-til")
