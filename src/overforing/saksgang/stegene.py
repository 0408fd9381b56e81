"""Steglisten: hvilke steg saken trenger, og hva som gjenstår på hvert av dem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from overforing.regelverk.funn import Steg, Utfall, Vurdering, bare_bytte
from overforing.regelverk.stedfortreder import FOR_ALTERNATIVENE
from overforing.sak.modell import Oppgave, Sak
from overforing.sak.sti import Sti
from overforing.tekster.navn import Navn

from .habilitetssporsmal import AVGJOR
from .sporsmal import Sider
from .tilstand import Feil, Feilslag, Gruppe, Sidetilstand, Skjemasteg, Sporsmal, Stegstatus, Svarslag, Tvil
from .tvil import side_for

# Grenene i stedfortredersteget som svarer uten at noen stedfortreder trengs.
_UTEN_STEDFORTREDER = FOR_ALTERNATIVENE - {"ny_saksbehandler_mangler", "bare_saksbehandler"}


@dataclass(frozen=True)
class Stegene:
    """Stegene i én sak. ``sider`` har spørsmålene, ``tvilen`` det som må løses, ``navn`` ordene."""

    sak: Sak
    vurdering: Vurdering
    sider: Sider
    tvilen: tuple[Tvil, ...]
    navn: Navn

    def tittel(self, side: Skjemasteg) -> str:
        tar_over = side is Skjemasteg.STEDFORTREDER and bare_bytte(self.vurdering)
        return self.navn.tekst("side.stedfortreder.hvem_tar_over" if tar_over else f"side.{side}.tittel")

    def rekken(self) -> tuple[Skjemasteg, ...]:
        """Stegene veien går gjennom, når en går til neste. De andre står i lista, og kan åpnes derfra."""
        return tuple(side for side in Skjemasteg if self.aktuell(side) and not self._besvart_foran(side))

    def _besvart_foran(self, side: Skjemasteg) -> bool:
        """Om svaret på «Trengs hjelp nå?» også er svaret på steget: at ingenting haster, spørres det ikke om igjen."""
        ingen_hjelp = self.sak.soknad.haster is False and not (self.sak.midlertidige_tiltak or self.sak.svar)
        return side is Skjemasteg.I_MELLOMTIDEN and ingen_hjelp and not self.mangler(side)

    def sidene(self) -> tuple[Sidetilstand, ...]:
        return tuple(self._sidetilstand(side) for side in Skjemasteg)

    def _sidetilstand(self, side: Skjemasteg) -> Sidetilstand:
        tittel = self.tittel(side)
        if not self.aktuell(side):
            utfall = self.navn.tekst(f"utfall.{self.vurdering.utfall}")
            grunn = self.navn.tekst("vindu.ikke_aktuell", utfall=utfall)
            if self.vurdering.utfall is Utfall.UAVKLART:
                grunn = self.navn.tekst("vindu.ikke_aktuell_enna")
            return Sidetilstand(side, tittel, Stegstatus.IKKE_AKTUELL, grunn)
        forst = next(iter(self.mangler(side)), None) or self._ventende(side)
        if forst is None:
            return Sidetilstand(side, tittel, Stegstatus.FERDIG)
        return Sidetilstand(side, tittel, Stegstatus.MANGLER, forst.tekst, forst.sti)

    def _ventende(self, side: Skjemasteg) -> Feil | None:
        """Hvorfor et steg der alt er svart på, ikke er ferdig likevel."""
        if side is Skjemasteg.I_MELLOMTIDEN and self.sak.soknad.haster is None:
            # Alt her er valgfritt, men ingen kan si seg ferdig med hjelpen før det er spurt om den haster.
            return _mangler("soknad.haster", self.navn.tekst("sporsmal.soknad.haster.tekst"))
        if side is Skjemasteg.OPPSUMMERING and not self.ferdig:
            return _mangler("", self.navn.tekst("vindu.venter_pa_stegene"))
        return None

    @property
    def ferdig(self) -> bool:
        """Om brevene kan skrives: utfallet er gitt, og ingenting må løses eller er halvskrevet."""
        return self.vurdering.ferdig and not any(tvil.ma_loses for tvil in self.tvilen)

    def aktuell(self, side: Skjemasteg) -> bool:
        """Om saken, slik den står, trenger steget."""
        gren = {funn.steg: funn.gren for funn in self.vurdering.spor}
        match side:
            case Skjemasteg.HABILITET:
                return self.vurdering.utfall not in (
                    Utfall.ANNEN_KOMMUNE,
                    Utfall.VERTSKOMMUNE,
                    Utfall.TVIST_OM_OPPHOLD,
                )
            case Skjemasteg.STEDFORTREDER:
                return gren.get(Steg.STEDFORTREDER, "ingen_avgjor") not in _UTEN_STEDFORTREDER
            case Skjemasteg.SAERLIG_ULEMPE:
                return Steg.SAERLIG_ULEMPE in gren
            case _:
                return True

    def mangler(self, side: Skjemasteg) -> list[Feil]:
        """Det som gjenstår på siden: halvskrevne felt, ubesvarte spørsmål og det som må løses."""
        ut = [*self._halvskrevet(side), *self._uten_svar(side)]
        stier = {feil.sti for feil in ut}
        return ut + [
            _mangler(t.sti, t.tekst) for t in self.tvilen if t.ma_loses and t.side is side and t.sti not in stier
        ]

    def _halvskrevet(self, side: Skjemasteg) -> list[Feil]:
        def feil(gruppe: Gruppe, q: Sporsmal) -> Feil:
            nokkel = "vindu.feil_hos" if q.sti.liste else "vindu.feil_i_felt"
            return Feil(q.sti, self.navn.tekst(nokkel, sporsmal=q.tekst, hvem=gruppe.tittel, feil=q.feil))

        return [feil(g, q) for g in self.sider.side(side) for q in g.sporsmal if q.feil]

    def _felt(self, gruppe: Gruppe, q: Sporsmal) -> str:
        """Spørsmålet, med hvem eller hva det gjelder når flere kort har det samme."""
        if not q.sti.liste:
            return q.tekst
        return self.navn.tekst("vindu.felt_hos", sporsmal=q.tekst, hvem=gruppe.tittel)

    def _uten_svar(self, side: Skjemasteg) -> list[Feil]:
        tekst = self.navn.tekst
        if side is Skjemasteg.STEDFORTREDER:
            # Ett ja er nok, så reglene sier hvilke alternativer som gjenstår.
            gjenstar = [m for m in self.vurdering.mangler if m.felt.rot == "stedfortreder"]
            vedtaket = [_mangler(q.sti, self._felt(g, q)) for g, q in self._ma_besvares(side)]
            return [*(_mangler(m.felt, self.navn.mangel(m)) for m in gjenstar), *vedtaket]
        if side is Skjemasteg.HABILITET and not self.sak.ansatte:
            return [_mangler("ansatte", tekst("vindu.ingen_ansatte"))]
        ut = [_mangler(q.sti, self._felt(g, q)) for g, q in self.ubesvart(side)]
        if side is Skjemasteg.HABILITET and all(a.oppgave is not Oppgave.AVGJOR for a in self.sak.ansatte):
            ut = [_mangler(AVGJOR, tekst("mangel.ansatte.ingen_avgjor")), *(f for f in ut if f.sti != AVGJOR)]
        return [*ut, *self._svart_men_ikke_nok(side, ut)]

    def _svart_men_ikke_nok(self, side: Skjemasteg, sagt: list[Feil]) -> Iterator[Feil]:
        """Det reglene mangler der feltet har et svar, men svaret ikke rekker."""
        halvskrevne = (q.sti for gruppe in self.sider.side(side) for q in gruppe.sporsmal if q.feil)
        stier = (*(Sti(feil.sti) for feil in sagt), *halvskrevne)
        for mangel in self.vurdering.mangler:
            if side_for(mangel.felt, Skjemasteg.STEDFORTREDER) is not side:
                continue
            if not any(sti == mangel.felt or sti.er_under(mangel.felt) for sti in stier):
                yield _mangler(mangel.felt, self.navn.mangel(mangel))

    def ubesvart(self, side: Skjemasteg) -> list[tuple[Gruppe, Sporsmal]]:
        """Spørsmålene på siden som må besvares og ikke er det, med gruppen de står i."""
        ubesvart = [
            (gruppe, q)
            for gruppe in self.sider.side(side)
            for q in gruppe.sporsmal
            if not (q.valgfri or q.feil or q.svar.strip()) and q.slag not in (Svarslag.AVKRYSSING, Svarslag.LEGG_TIL)
        ]
        if side is Skjemasteg.SAERLIG_ULEMPE and self.vurdering.utfall is Utfall.OPPNEVN_STEDFORTREDER:
            ubesvart = [(g, q) for g, q in ubesvart if q.sti.rot != "avgrensning"]
        return ubesvart

    def _ma_besvares(self, side: Skjemasteg) -> list[tuple[Gruppe, Sporsmal]]:
        """De ubesvarte på siden. Av alternativene er ett ja nok; igjen er svarene til dem som er valgt, og vedtaket."""
        ubesvart = self.ubesvart(side)
        if side is not Skjemasteg.STEDFORTREDER:
            return ubesvart
        return [(g, q) for g, q in ubesvart if q.sti.rot in ("ansatte", "vedtak")]

    def neste_sporsmal(self) -> str:
        """Det første som gjenstår, i spørrerekkefølge, eller tom."""
        for side in filter(self.aktuell, Skjemasteg):
            if ubesvart := self._ma_besvares(side):
                return self._felt(*ubesvart[0])
            if uten_svar := self._uten_svar(side):
                return uten_svar[0].tekst
        return next((t.tekst for t in self.tvilen if t.ma_loses), "")

    def feilene(self, side: Skjemasteg, vis_mangler: bool) -> tuple[Feil, ...]:
        """Det som må rettes før en kan gå videre. Det som har et forslag, føres da."""
        if not vis_mangler:
            return tuple(self._halvskrevet(side))
        forslag = {q.sti for gruppe in self.sider.side(side) for q in gruppe.sporsmal if q.ved_neste}
        return tuple(
            feil for feil in self.mangler(side) if not any(sti == feil.sti or sti.er_under(feil.sti) for sti in forslag)
        )


def _mangler(sti: str, tekst: str) -> Feil:
    return Feil(sti, tekst, Feilslag.MANGLER)
