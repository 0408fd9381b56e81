"""Dokument + sak + vurdering → brev. Rent: ingen filer, ingen klokke.

Malen og grunnlaget gir forslaget; seksjonene brukeren har skrevet om, trer i stedet her og ikke i noen tegner.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from overforing.brev.modell import Brev, Hode, Referanse, Seksjon
from overforing.feil import KanIkke
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Ansatt, Dokument, Malform, Overstyring, Regelsett, Sak
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

from . import grunnlag, orientering
from .begreper import Begreper, kommunenavn
from .bygger import Bygger
from .flett import flett
from .ord import fra_tekst, linje, som_tekst, stor

__all__ = ["Brevstoff", "fra_tekst", "komponer", "skjermingshjemmel", "som_tekst"]


@dataclass(frozen=True)
class Brevstoff:
    """Det brevene lages av ved siden av saken.

    ``maler`` er maltekstene etter målform og dokument (se ``maler.py``). ``postadresser`` er de bekreftede adressene
    etter embete, linjene skilt med komma eller linjeskift; en ubekreftet adresse står aldri i et brev. ``merking`` er
    kontorets egen merking etter målform; uten den brukes bestemmelsene i regelsettet.
    """

    katalog: Katalog
    geografi: Geografi
    maler: Mapping[tuple[Malform, Dokument], str]
    postadresser: Mapping[str, str] = field(default_factory=dict)
    merking: Mapping[Malform, str] = field(default_factory=dict)


def komponer(
    dokument: Dokument,
    sak: Sak,
    vurdering: Vurdering,
    stoff: Brevstoff,
    *,
    malform: Malform | None = None,
    utkast: bool = False,
) -> Brev:
    """Brevet på sakens målform, eller den som er bedt om.

    Kaster ``KanIkke`` når dokumentet ikke finnes ennå, eller saken ikke har det brevet må ha.
    """
    malform = malform or sak.malform
    mal = stoff.maler.get((malform, dokument))
    begreper = Begreper(stoff.katalog, stoff.geografi, malform, vurdering.regelsett)
    if mal is None or dokument not in _SKRIVERE:
        navn = stoff.katalog.hent(f"dokument.{dokument}", Malform.NB)
        raise KanIkke(f"Dokumentet «{dokument}» ({navn}) kan ikke lages i denne versjonen.")
    skriver = _SKRIVERE[dokument](sak, vurdering, stoff, begreper)
    flettet = flett(mal, skriver.verdier())
    egne = sak.brev.overstyringer.get(dokument, {}).get(malform, {})
    return Brev(
        dokument=dokument,
        malform=malform,
        sak_id=sak.id,
        tittel=flettet.tittel,
        dato=skriver.dato,
        hode=skriver.hode(),
        seksjoner=tuple(s for forslag in flettet.seksjoner if (s := _overstyrt(forslag, egne)).blokker),
        hilsen=skriver.hilsen(),
        underskrift=skriver.underskrift(),
        utkast=utkast,
    )


def skjermingshjemmel(stoff: Brevstoff, malform: Malform, regelsett: Regelsett) -> str:
    """Bestemmelsene et brev er unntatt offentlighet etter: regelsettets, uansett kontorets egen merking."""
    return Begreper(stoff.katalog, stoff.geografi, malform, regelsett).skjermingshjemmel()


def _overstyrt(forslag: Seksjon, egne: Mapping[str, Overstyring]) -> Seksjon:
    """Seksjonen slik brukeren har skrevet den. En seksjon skrevet om til ingenting faller bort."""
    egen = egne.get(forslag.id)
    if egen is None:
        return forslag
    return replace(forslag, blokker=fra_tekst(egen.tekst), overstyrt=True, forslag=som_tekst(forslag.blokker))


@dataclass(frozen=True)
class Skriver(ABC):
    """Det som er likt for alle brevene. Hvert dokument sier hva malen skal få, og hva som står i hodet."""

    sak: Sak
    vurdering: Vurdering
    stoff: Brevstoff
    ord: Begreper

    @property
    def dato(self) -> date:
        return self.sak.brev.dato or self.sak.vurderingsdato

    @abstractmethod
    def verdier(self) -> dict[str, object]: ...

    @abstractmethod
    def hode(self) -> Hode: ...

    def avsender(self) -> tuple[str, ...]:
        kontor = self.sak.kontor
        return _utfylte(
            [
                kontor.navn,
                kontor.bydel,
                kommunenavn(self.ord, self.sak),
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

    def merking(self) -> str:
        return linje(self.stoff.merking.get(self.ord.malform, "")) or self.ord.merking()

    def hilsen(self) -> str:
        return self.ord("brev.hilsen")

    def underskrift(self) -> tuple[str, ...]:
        """Navn, rolle og kontor. Mangler underskriveren, står bare kontoret."""
        ansatt = next((a for a in self.sak.ansatte if a.id == self.sak.underskriver), None)
        kontor = linje(self.sak.kontor.navn) or kommunenavn(self.ord, self.sak)
        return _utfylte([*(self._person(ansatt) if ansatt else ()), kontor])

    def _person(self, ansatt: Ansatt) -> tuple[str, str]:
        return linje(ansatt.navn), stor(self.ord(f"rolle.{ansatt.rolle}"))

    def embete(self) -> str | None:
        """Embetet til kontorets kommune, når kommunen har ett."""
        return self.stoff.geografi.embete_for.get(self.sak.kontor.kommune or "")

    def statsforvalteren(self) -> str:
        """Embetets eget navn, ellers «Statsforvalteren»."""
        embete = self.embete()
        return self.stoff.geografi.embeter[embete].navn if embete else self.ord("brev.statsforvalteren")


class SakSkriver(Skriver):
    """Anmodningen og notatet: begge har hele grunnlaget."""

    def verdier(self) -> dict[str, object]:
        return _felt(Bygger(self.sak, self.vurdering, self.ord, self.statsforvalteren()).bygg())


class Anmodning(SakSkriver):
    def hode(self) -> Hode:
        embete = self.embete()
        if embete is None:
            raise KanIkke(
                "Anmodningen trenger en mottaker: oppgi kommunen kontoret hører til, så vi finner Statsforvalteren."
            )
        adresse = self.stoff.postadresser.get(embete, "")
        return Hode(
            avsender=self.avsender(),
            mottaker=_utfylte([self.statsforvalteren(), *adresse.replace(",", "\n").splitlines()]),
            referanser=self.referanser(deres_ref=self.sak.brev.deres_ref, kontaktperson=self.sak.kontor.kontaktperson),
            merking=self.merking(),
        )


class Habilitetsnotat(SakSkriver):
    """Et notat til saken: uten mottaker og hilsen."""

    def hilsen(self) -> str:
        return ""

    def hode(self) -> Hode:
        return Hode(
            avsender=self.avsender(),
            mottaker=(),
            referanser=self.referanser(med_kontakt=False),
            merking=self.merking(),
        )


class Orientering(Skriver):
    """Brevet til søkeren: bare utdraget, aldri hele saken, går videre til malen."""

    def verdier(self) -> dict[str, object]:
        utdrag = orientering.utdrag(self.sak, self.vurdering)
        return _felt(orientering.bygg(utdrag, self.ord, self.statsforvalteren()))

    def hode(self) -> Hode:
        utdrag = orientering.utdrag(self.sak, self.vurdering)
        return Hode(
            avsender=self.avsender(),
            mottaker=orientering.mottaker(utdrag, self.ord),
            referanser=self.referanser(kontaktperson=utdrag.kontaktperson),
        )


_SKRIVERE: Mapping[Dokument, type[Skriver]] = {
    Dokument.ANMODNING: Anmodning,
    Dokument.HABILITETSNOTAT: Habilitetsnotat,
    Dokument.ORIENTERING: Orientering,
}


def _felt(grunnlaget: grunnlag.Grunnlag | orientering.Grunnlag) -> dict[str, object]:
    return {f.name: getattr(grunnlaget, f.name) for f in fields(grunnlaget)}


def _utfylte(linjer: list[str]) -> tuple[str, ...]:
    return tuple(tekst for rad in linjer if (tekst := linje(rad)))
