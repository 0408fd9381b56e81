"""Svarene om tilknytning: hvem som må svare selv, og hvem ett svar kan gis for om gangen (rettsgrunnlag § 3 punkt 3).

Å spørre er å røpe at noen søker. Den som ikke skal gjøre noe i saken, trenger ikke vite om den.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from overforing.regelverk.besvarelse import Besvarelse
from overforing.regelverk.funn import Besvart, Vurdering, bare_bytte
from overforing.regelverk.linje import NEVNER_NOEN, er_borte
from overforing.regelverk.stedfortreder import trenger_noen
from overforing.sak import modell as m
from overforing.sak.sti import Sti, i_liste

JA = "ja"
"""Det brukeren har valgt når en tilknytning finnes, og det ikke er sagt ennå hva slags. Et halvt svar."""


def svarsti(ansatt: m.Ansatt, part: str) -> Sti:
    return ansatt.sti / i_liste("ingen_tilknytning", part) / "kilde"


@dataclass(frozen=True)
class Samlesvar:
    """Hvem som gjenstår. ``raa`` er de halve svarene, ``vurdert_sist`` de som ble vurdert i den forrige saken.

    ``meg`` er navnet på den som sitter ved programmet: hun kjenner saken, og svarer bare for seg selv som seg selv.
    """

    sak: m.Sak
    vurdering: Vurdering
    raa: Mapping[str, str]
    vurdert_sist: frozenset[str] = frozenset()
    meg: str = ""

    @cached_property
    def besvarelse(self) -> Besvarelse:
        return Besvarelse(self.sak)

    @cached_property
    def navngitte(self) -> frozenset[str]:
        """De som er foreslått til å avgjøre, eller til å ha en innleid under seg, så langt saken trenger å spørre.

        Den som bare står i reserve etter det som løser saken, trenger ikke vite om den (rettsgrunnlag § 8), og trenger
        saken ingen, er ingen foreslått. Den som har svart ja, er spurt: Svaret hennes er hennes eget også før det er
        sagt hva tilknytningen er.
        """
        mulige = [s for s in self.sak.stedfortreder if s.mulig]
        halvt = {a.id for a in self.sak.ansatte for p in self.sak.parter if self.raa.get(svarsti(a, p.id)) == JA}
        spurt = {s.ansatt for s in mulige if s.ansatt in halvt}
        if not trenger_noen(self.vurdering):
            return frozenset(id_ for id_ in spurt if id_)
        typene = list(m.Stedfortredertype)
        siste = next((t for t in typene if t == self.vurdering.baerer), typene[-1])
        if bare_bytte(self.vurdering):
            siste = m.Stedfortredertype.ANNEN_SAKSBEHANDLER
        trengs = (s for s in mulige if typene.index(s.type) <= typene.index(siste))
        return frozenset(id_ for id_ in (*spurt, *(x for s in trengs for x in (s.ansatt, s.svarer_til))) if id_)

    def er_med(self, ansatt: m.Ansatt) -> bool:
        """Om saken går gjennom henne, eller foreslår henne. Om de andre er det ingenting å svare på."""
        return ansatt.id in self.vurdering.linjen or ansatt.id in self.navngitte

    def ma_selv(self, ansatt: m.Ansatt, part: str) -> bool:
        """Den som skal avgjøre, bærer ikke et utfall uten å ha svart selv (rettsgrunnlag § 5). Heller ikke jeg."""
        er_meg = bool(self.meg) and ansatt.navn.strip() == self.meg and self.er_med(ansatt)
        return er_meg or ansatt.id in self.navngitte or self.besvarelse.ma_svare_selv(ansatt, part)

    def ventende(self) -> Mapping[m.Svarkilde, tuple[tuple[m.Ansatt, m.Part], ...]]:
        """De som gjenstår, etter svaret som kan gis for alle på én gang."""
        ut: dict[m.Svarkilde, tuple[tuple[m.Ansatt, m.Part], ...]] = {}
        for kilde in m.Svarkilde:
            ut[kilde] = tuple(
                (ansatt, part)
                for ansatt in self.sak.ansatte
                for part in self.sak.parter
                if self._kan_svares_for(ansatt, part, kilde)
            )
        return ut

    def _kan_svares_for(self, ansatt: m.Ansatt, part: m.Part, kilde: m.Svarkilde) -> bool:
        """Aldri for en med en tilknytning, en innsigelse, eller som parten selv har nevnt: der må noen se etter.

        Heller ikke for en som ble vurdert sist.
        """
        if not self.er_med(ansatt) or ansatt.stilling_ledig or ansatt.holdes_utenfor.strip():
            return False
        if (
            ansatt.tilknytninger
            or ansatt.innsigelse
            or ansatt.skjonn
            or er_borte(ansatt, self.sak.vurderingsdato)
            or ansatt.id in self._nevnt | self.vurdert_sist
            or svarsti(ansatt, part.id) in self.raa
        ):
            return False
        har = self.besvarelse.svar(ansatt, part.id)
        if kilde is m.Svarkilde.SELV:
            return self.ma_selv(ansatt, part.id) and har is not Besvart.SELV and kan_sporres(part)
        return not self.ma_selv(ansatt, part.id) and har is Besvart.IKKE and not _mener_noen(part)

    @cached_property
    def _nevnt(self) -> frozenset[str]:
        """De en part har pekt på, også før det er sagt om hun er sikker."""
        spurt = (p.spurt_om_tilknytning for p in self.sak.parter if p.spurt_om_tilknytning)
        return frozenset(id_ for ett in spurt for id_ in ett.hvem)


def _mener_noen(part: m.Part) -> bool:
    """Om parten har sagt at det er noen uten å si hvem. Da kan ingen si for alle at det ikke er noen."""
    spurt = part.spurt_om_tilknytning
    return spurt is not None and spurt.svar in NEVNER_NOEN and not spurt.hvem


def kan_sporres(part: m.Part) -> bool:
    """Med adressesperre spørres ingen før det er svart på om parten samtykker."""
    return not part.adressesperre or part.samtykke is not None
