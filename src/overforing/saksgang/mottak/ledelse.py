"""Det som gjelder hele loggen: om en annen skal godkjenne, hvem som arbeider her, og hva hver av dem har."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak.brukere import (
    Bruker,
    Fordelingsforslag,
    Haug,
    Kollega,
    Lederdel,
    Rolle,
    er_leder,
    fordeling,
    lederdelene,
)
from overforing.mottak.egne_svar import samme
from overforing.mottak.fire_oyne import AV, Loggvalg
from overforing.sak.person import Linje

from .logg import Liste, Logg


@dataclass(frozen=True)
class Kollegiet:
    """De som bruker loggen på en tjener, og hva ``meg`` kan si om fraværet deres.

    ``leder_na`` er om hun gjør en leders del nå, og ``lederdelene`` hvem som gjør hver leders del.
    """

    alle: tuple[Kollega, ...]
    meg: str
    leder_na: bool
    lederdelene: tuple[Lederdel, ...]

    def kan_si(self, k: Kollega) -> bool:
        """Om hun kan si når ``k`` er borte: seg selv, og de andre når hun er leder.

        At en leder er borte, sier ikke en som bare er stedfortreder for en: hun ville beholdt lederens del.
        """
        na = self.leder_na and (self._er_selv_leder or k.bruker.rolle is not Rolle.LEDER)
        return not k.sluttet and (na or self.er_meg(k))

    def kan_velge_stedfortreder(self, k: Kollega) -> bool:
        """Som ``kan_si``. Hvem som er der for en leder, og for stedfortrederen hennes, velger bare hun selv eller en
        annen leder, ikke en som bare er stedfortreder for en: hun ville gitt lederens del videre.
        """
        return self.kan_si(k) and (self._er_selv_leder or not self._er_eller_star_for_leder(k))

    @property
    def _er_selv_leder(self) -> bool:
        return any(self.er_meg(en) and en.bruker.rolle is Rolle.LEDER for en in self.alle)

    def _er_eller_star_for_leder(self, k: Kollega) -> bool:
        dem = {k.login}
        while nye := {en.login for en in self.alle if en.stedfortreder in dem and not en.sluttet} - dem:
            dem |= nye
        return any(en.login in dem and en.bruker.rolle is Rolle.LEDER for en in self.alle)

    def er_meg(self, k: Kollega) -> bool:
        return samme(k.bruker.navn, self.meg)

    def kan_tre_inn_for(self, k: Kollega) -> tuple[Kollega, ...]:
        """Dem som kan være der for ``k``: alle her, unntatt den som bare fører arkivet. Den som er valgt, er med."""
        return tuple(
            en
            for en in self.alle
            if en.login != k.login
            and (en.login == k.stedfortreder or (not en.sluttet and en.bruker.rolle is not Rolle.ARKIV))
        )


@dataclass(frozen=True)
class Ledelse:
    """For den som arbeider i loggen, ``i_dag``."""

    logg: Logg
    liste: Liste
    linje: Linje = field(repr=False)
    i_dag: date

    @property
    def jeg_er_leder(self) -> bool:
        return er_leder(self.logg.bruker, self.logg.brukere(), self.linje, self.i_dag)

    @property
    def flere(self) -> bool:
        """Om mer enn én arbeider i loggen."""
        return self.logg.skjold_gjelder()

    def fire_oyne(self) -> tuple[Loggvalg | None, bool]:
        """Det som gjelder for loggen, og om den som ser på, kan endre det."""
        return self.logg.fire_oyne(), self.jeg_er_leder

    def sett_fire_oyne(self, verdi: str, hvorfor: str = "") -> None:
        """Slå det på («pa») eller av («av») for hele loggen. Bare en leder kan, og det står hvem det var."""
        if not self.jeg_er_leder:
            raise KanIkke("feil.fire_oyne.bare_leder")
        if verdi == AV and not hvorfor.strip():
            raise UgyldigInndata("feil.fire_oyne.hvorfor_av")
        self.logg.sett_fire_oyne(verdi, hvorfor)

    def brukere(self) -> tuple[Bruker, ...]:
        """De som arbeider her, når det er sagt."""
        return self.logg.brukere()

    def sett_bruker(self, bruker: Bruker) -> None:
        """Legg til eller endre en. Bare en leder kan, når det er noen."""
        if not bruker.navn.strip():
            raise UgyldigInndata("ui_mottak.gjor.uten_navn")
        if self.logg.brukere() and not self.jeg_er_leder:
            raise KanIkke("feil.fire_oyne.bare_leder")
        self.logg.sett_bruker(bruker)

    def kollegiet(self) -> Kollegiet | None:
        """De som bruker loggen, når den er på en tjener. Der er bare den leder som er registrert som det."""
        if not (alle := self.logg.kolleger()):
            return None
        her = tuple(k.bruker for k in alle if not k.sluttet)
        if not any(b.rolle is Rolle.LEDER for b in her):
            return Kollegiet(alle, self.logg.bruker, False, ())
        leder_na = er_leder(self.logg.bruker, her, (), self.i_dag)
        return Kollegiet(alle, self.logg.bruker, leder_na, lederdelene(self.logg.brukere(), (), self.i_dag))

    def lederdelene(self) -> tuple[Lederdel, ...]:
        """Hvem som gjør hver leders del nå."""
        return lederdelene(self.logg.brukere(), self.linje, self.i_dag)

    def sett_fravaer(self, login: str, borte_til: date | None, stedfortreder: str) -> None:
        """At en er borte til og med dagen, eller her. Kaster ``UgyldigInndata`` når dagen er ute."""
        if borte_til is not None and borte_til < self.i_dag:
            raise UgyldigInndata("ui_kolleger.dagen_er_ute")
        self.logg.sett_fravaer(login, borte_til, stedfortreder)

    def haugene(self) -> tuple[Haug, ...]:
        """De åpne, etter hvem som har dem, den største haugen først. De en selv er skjermet fra, er ikke med."""
        return self.liste.haugene(self.i_dag)

    def fordelingsforslag(self, *numre: tuple[int, int]) -> tuple[Fordelingsforslag, ...]:
        """Dem alle disse kan gis til, den med færrest åpne først. Tomt når det ikke er sagt hvem som arbeider her."""
        brukere = self.logg.brukere()
        if not brukere:
            return ()
        apne = {h.navn: h.apne for h in self.haugene()}
        hver = [fordeling(self.logg.les(*nummer), brukere, self.linje, apne, self.i_dag) for nummer in numre]
        return tuple(en for en in hver[0] if all(en in andre for andre in hver)) if hver else ()
