"""Det som gjelder hele loggen: om en annen skal godkjenne, hvem som arbeider her, og hva hver av dem har."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak.brukere import Bruker, Fordelingsforslag, Haug, er_leder, fordeling
from overforing.mottak.fire_oyne import AV, Loggvalg
from overforing.sak.person import Linje

from .logg import Liste, Logg


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
