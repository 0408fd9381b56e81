"""Det som er likt for alle brevene: hodet, referansene, merkingen og underskriften."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from overforing.brev.modell import Hode, Referanse
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Ansatt, Regelsett, Rolle, Sak
from overforing.tekster.navn import stor

from .begreper import Begreper, lovhenvisninger, medkommune
from .flett import Felt
from .lesning import Lesning
from .ord import adresselinjer, linje
from .stoff import Brevstoff

OVER_KONTORET = (
    Rolle.KOMMUNALSJEF,
    Rolle.KOMMUNEDIREKTOR,
    Rolle.BYDELSDIREKTOR,
    Rolle.BYRAD,
    Rolle.ORDFORER,
    Rolle.FOLKEVALGT,
)


def ramme(ord_: Begreper, statsforvalteren: str) -> Felt:
    """Det alle malene kan vise til."""
    ny_lov = ord_.regelsett is Regelsett.FVL2025
    return {"lov": lovhenvisninger(ord_), "ny_lov": ny_lov, "statsforvalteren": statsforvalteren}


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
    def verdier(self) -> Felt:
        """Det malen får."""

    @abstractmethod
    def hode(self) -> Hode: ...

    def ramme(self) -> Felt:
        return ramme(self.ord, self.statsforvalteren())

    def avsender(self) -> tuple[str, ...]:
        kontor = self.sak.kontor
        return utfylte([kontor.navn, kontor.bydel, medkommune(self.ord, kontor.kommune), *adresselinjer(kontor)])

    def referanser(
        self,
        *,
        mottatt: str = "",
        deres_ref: str = "",
        kontaktperson: str = "",
        internt: bool = False,
        med_saksnummer: bool = True,
    ) -> tuple[Referanse, ...]:
        """Feltet til høyre. Telefon og e-post står her, så avsenderen ikke vokser ned mot konvoluttvinduet.

        Et ``internt`` dokument sier fra når saken ikke har saksnummer: ingenting annet knytter det til saken.
        """
        kontor, med_kontakt = self.sak.kontor, not internt
        saksnummer = linje(self.sak.saksnummer) if med_saksnummer else ""
        par = (
            ("dato", self.ord.dato(self.dato)),
            ("mottatt", mottatt),
            ("var_ref", saksnummer),
            ("saksnummer", self.ord("brev.hode.ikke_fort") if internt and not saksnummer else ""),
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
            referanser=self.referanser(internt=True),
            merking=self.merking(),
        )

    def merking(self) -> str:
        return linje(self.stoff.merking.get(self.ord.malform, "")) or self.ord.merking()

    def hilsen(self) -> str:
        return self.ord("brev.hilsen")

    def underskrift(self) -> tuple[str, ...]:
        """Navn, rolle og kontor; for en som står over Nav-kontoret, kommunen. Uten underskriver står bare kontoret."""
        ansatt = self.les.ansatte.get(self.sak.underskriver or "")
        kontor, kommune = linje(self.sak.kontor.navn), medkommune(self.ord, self.sak.kontor.kommune)
        if ansatt is None:
            return utfylte([kontor or kommune])
        hvor = kommune or kontor if self._star_over_kontoret(ansatt) else kontor or kommune
        return utfylte([*self.navn_og_rolle(ansatt), hvor])

    def _star_over_kontoret(self, ansatt: Ansatt) -> bool:
        nav_ledere = (a for a in self.sak.ansatte if a.rolle is Rolle.NAV_LEDER)
        return ansatt.rolle in OVER_KONTORET or any(ansatt in self.les.over(leder) for leder in nav_ledere)

    def navn_og_rolle(self, ansatt: Ansatt) -> tuple[str, str]:
        return linje(ansatt.navn), stor(self.ord(f"rolle.{ansatt.rolle}"))

    def embete(self) -> str | None:
        """Embetet til kontorets kommune, når kommunen har ett."""
        return self.stoff.geografi.embete_for.get(self.sak.kontor.kommune or "")

    def statsforvalteren(self) -> str:
        """Embetets eget navn, ellers «Statsforvalteren»."""
        embete = self.embete()
        return self.stoff.geografi.embeter[embete].navn if embete else self.ord("brev.statsforvalteren")


def sammen(*deler: Felt) -> Felt:
    """Alle feltene i delene."""
    return {navn: verdi for del_ in deler for navn, verdi in del_.items()}


def utfylte(linjer: Iterable[str]) -> tuple[str, ...]:
    """Linjene som sier noe."""
    return tuple(tekst for rad in linjer if (tekst := linje(rad)))
