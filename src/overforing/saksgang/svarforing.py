"""Et svar fra vinduet ført i saken: lest, med det som følger av det, og med hvem som førte det og når."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from overforing.regelverk.funn import Vurdering
from overforing.sak import felt as sakfelt
from overforing.sak import modell as m
from overforing.sak.sti import Sti, i_liste
from overforing.tekster.geografi import Geografi
from overforing.tekster.navn import stor

from . import elementer, innlesing
from .samlesvar import JA, Samlesvar
from .tilstand import Sporsmal, Svarslag

TILKNYTNINGSTYPE = "ansatte.tilknytninger.type"
SVARET = "ansatte.ingen_tilknytning.kilde"


@dataclass(frozen=True)
class Svarforing:
    """Fører svar i ``sak`` slik den vises. ``raa`` er de halve svarene, ``meg`` den som sitter ved programmet."""

    sak: m.Sak
    vurdering: Vurdering
    raa: Mapping[str, str]
    geografi: Geografi
    i_dag: date
    meg: str

    def sett(self, sak: m.Sak, sporsmal: Sporsmal, tekst: str) -> m.Sak:
        """``sak`` med svaret. Den samme når det ikke er noe å føre. Kaster ``Ugyldig`` når det ikke er et svar."""
        sti = sporsmal.sti
        if sporsmal.slag is Svarslag.AVKRYSSING:
            return sakfelt.sett(sak, sti, elementer.NYE[sti.felt]()) if tekst else sakfelt.tom(sak, sti)
        if sporsmal.slag is Svarslag.LEGG_TIL and not tekst:
            return sak
        if sti.uten_nokler == "stedfortreder.ansatt":
            return elementer.med_stedfortreder(sak, sti, tekst)
        ordet = ""
        if sti.uten_nokler in (TILKNYTNINGSTYPE, "ansatte.tilknytninger"):
            tekst, _, ordet = tekst.partition(" ")
            sak = elementer.med_ordet(sak, sporsmal, stor(ordet)) if sporsmal.slag is Svarslag.VALG else sak
        verdi = self.les(sporsmal, tekst)
        if sporsmal.slag is Svarslag.LEGG_TIL and sti.uten_nokler == "ansatte.tilknytninger":
            verdi = self._som_fortalt(verdi, sti, stor(ordet))
        if verdi is None and sti.uten_nokler == TILKNYTNINGSTYPE:
            return sakfelt.fjern(sak, sti.over)
        if sti == "kontor.kommune" and verdi and sak.opphold.kommune is None:
            # Søkeren er som regel i kommunen som spør, og svaret står der for å rettes.
            sak = sakfelt.sett(sak, "opphold.kommune", verdi)
        if sporsmal.slag is Svarslag.LINJER:
            return sakfelt.sett(sak, sti, verdi)
        sak = sakfelt.tom(sak, sti) if verdi is None else sakfelt.sett(sak, sti, verdi)
        return self.stemplet(sak, sti, verdi)

    def _som_fortalt(self, tilknytninger: tuple[m.Tilknytning, ...], sti: Sti, ordet: str) -> tuple[m.Tilknytning, ...]:
        """Den nye tilknytningen, med parten det ble svart ja om, og ordet den ble funnet på.

        Bare den som svarte «ja» selv, har fortalt det. Ellers er det søkeren, som har nevnt henne, eller andre som vet.
        """
        *for_, ny = tilknytninger
        svaret, ansatt = halvt_ja(self.raa, sti.id or ""), next(a for a in self.sak.ansatte if a.id == sti.id)
        part = svaret.ledd[1][1] if svaret else None
        nevnt = any(p.spurt_om_tilknytning and ansatt.id in p.spurt_om_tilknytning.hvem for p in self.sak.parter)
        samlesvar = Samlesvar(self.sak, self.vurdering, self.raa, meg=self.meg.strip())
        if nevnt and ansatt.oppgave is m.Oppgave.INGEN and ansatt.id not in samlesvar.navngitte:
            kilde = m.Tilknytningskilde.SOKER
        elif svaret and part and samlesvar.ma_selv(ansatt, part):
            kilde = m.Tilknytningskilde.SELV
        else:
            kilde = m.Tilknytningskilde.ANDRE
        part = ny.part or (part if len(self.sak.parter) > 1 else None)
        return (*for_, replace(ny, part=part, beskrivelse=ordet, kilde=kilde))

    def stemplet(self, sak: m.Sak, sti: Sti, verdi: Any) -> m.Sak:
        """``sak`` med hvem som førte svaret og når, der det må kunne ses etterpå."""
        dag, av = self.i_dag, self.meg
        if sti == "soknad.haster":
            vurdert = m.HasterVurdert(dato=dag, av=av) if verdi is not None else None
            return replace(sak, soknad=replace(sak.soknad, haster_vurdert=vurdert))
        if verdi is not None and sti.uten_nokler == SVARET:
            return sakfelt.sett(sakfelt.sett(sak, sti.over / "dato", dag), sti.over / "av", av)
        if verdi is not None and sti.uten_nokler == "parter.spurt_om_tilknytning.svar":
            return sakfelt.sett(sak, sti.over / "dato", dag)
        return sak

    def les(self, sporsmal: Sporsmal, tekst: str) -> Any:
        """Verdien teksten er, eller ``None`` når den er tom. Kaster ``Ugyldig`` når det ikke er et svar."""
        if tekst == JA and sporsmal.sti.uten_nokler == SVARET:
            raise innlesing.Ugyldig("vindu.velg_tilknytning")
        verdi = innlesing.les(sporsmal.slag, tekst, self.sak, sporsmal.sti, self.geografi, self.i_dag)
        if sporsmal.sti == "soknad.mottatt" and verdi and verdi > self.i_dag:
            raise innlesing.Ugyldig("ugyldig.fram_i_tid")
        return verdi


def halvt_ja(raa: Mapping[str, str], ansatt: str) -> Sti | None:
    """Stien til svaret «ja» om den ansatte, når det ikke er sagt hva slags tilknytning det er."""
    under = i_liste("ansatte", ansatt) / "ingen_tilknytning"
    return next((Sti(sti) for sti, tekst in raa.items() if tekst == JA and Sti(sti).er_under(under)), None)
