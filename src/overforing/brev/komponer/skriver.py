"""Det som er likt for alle brevene: hodet, referansene, merkingen og underskriften."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from overforing.brev.modell import Hode, Referanse
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Ansatt, Regelsett, Sak

from .begreper import Begreper, Lovhenvisninger, lovhenvisninger, medkommune
from .lesning import Lesning
from .ord import linje, stor
from .stoff import Brevstoff


@dataclass(frozen=True)
class Ramme:
    """Det alle malene kan vise til."""

    lov: Lovhenvisninger
    ny_lov: bool
    statsforvalteren: str


@dataclass(frozen=True)
class Skriver(ABC):
    """Hvert dokument sier hva malen skal få, og hva som står i hodet."""

    sak: Sak
    vurdering: Vurdering
    stoff: Brevstoff
    ord: Begreper

    @property
    def dato(self) -> date:
        return self.sak.brev.dato or self.sak.vurderingsdato

    @cached_property
    def les(self) -> Lesning:
        return Lesning(self.sak, self.vurdering, self.ord)

    @abstractmethod
    def verdier(self) -> dict[str, Any]:
        """Det malen får, etter navn."""

    @abstractmethod
    def hode(self) -> Hode: ...

    def ramme(self) -> Ramme:
        ny_lov = self.vurdering.regelsett is Regelsett.FVL2025
        return Ramme(lovhenvisninger(self.ord), ny_lov, self.statsforvalteren())

    def avsender(self) -> tuple[str, ...]:
        kontor = self.sak.kontor
        return utfylte(
            [
                kontor.navn,
                kontor.bydel,
                medkommune(self.ord, kontor.kommune),
                kontor.adresse,
                f"{kontor.postnummer} {kontor.poststed}",
            ]
        )

    def referanser(
        self, *, deres_ref: str = "", kontaktperson: str = "", med_kontakt: bool = True
    ) -> tuple[Referanse, ...]:
        """Feltet til høyre. Telefon og e-post står her, så avsenderen ikke vokser ned mot konvoluttvinduet."""
        kontor = self.sak.kontor
        par = (
            ("dato", self.ord.dato(self.dato)),
            ("var_ref", linje(self.sak.saksnummer)),
            ("deres_ref", linje(deres_ref)),
            ("kontaktperson", linje(kontaktperson)),
            ("telefon", linje(kontor.telefon) if med_kontakt else ""),
            ("epost", linje(kontor.epost) if med_kontakt else ""),
        )
        return tuple(Referanse(self.ord(f"brev.hode.{navn}"), verdi) for navn, verdi in par if verdi)

    def til_andre(self, mottaker: Iterable[str]) -> Hode:
        """Hodet i et brev ut av kontoret, til noen som ikke er part."""
        return Hode(
            avsender=self.avsender(),
            mottaker=utfylte(mottaker),
            referanser=self.referanser(deres_ref=self.sak.brev.deres_ref, kontaktperson=self.sak.kontor.kontaktperson),
            merking=self.merking(),
        )

    def i_kommunen(self, mottaker: Iterable[str] = ()) -> Hode:
        """Hodet i et dokument som blir i kommunen."""
        return Hode(
            avsender=self.avsender(),
            mottaker=utfylte(mottaker),
            referanser=self.referanser(med_kontakt=False),
            merking=self.merking(),
        )

    def merking(self) -> str:
        return linje(self.stoff.merking.get(self.ord.malform, "")) or self.ord.merking()

    def hilsen(self) -> str:
        return self.ord("brev.hilsen")

    def underskrift(self) -> tuple[str, ...]:
        """Navn, rolle og kontor. Mangler underskriveren, står bare kontoret."""
        ansatt = next((a for a in self.sak.ansatte if a.id == self.sak.underskriver), None)
        kontor = linje(self.sak.kontor.navn) or medkommune(self.ord, self.sak.kontor.kommune)
        return utfylte([*(self.navn_og_rolle(ansatt) if ansatt else ()), kontor])

    def navn_og_rolle(self, ansatt: Ansatt) -> tuple[str, str]:
        return linje(ansatt.navn), stor(self.ord(f"rolle.{ansatt.rolle}"))

    def embete(self) -> str | None:
        """Embetet til kontorets kommune, når kommunen har ett."""
        return self.stoff.geografi.embete_for.get(self.sak.kontor.kommune or "")

    def statsforvalteren(self) -> str:
        """Embetets eget navn, ellers «Statsforvalteren»."""
        embete = self.embete()
        return self.stoff.geografi.embeter[embete].navn if embete else self.ord("brev.statsforvalteren")


def felter(*deler: Any) -> dict[str, Any]:
    """Feltene i dataklassene, etter navn."""
    return {f.name: getattr(del_, f.name) for del_ in deler for f in fields(del_)}


def utfylte(linjer: Iterable[str]) -> tuple[str, ...]:
    """Linjene som sier noe."""
    return tuple(tekst for rad in linjer if (tekst := linje(rad)))
