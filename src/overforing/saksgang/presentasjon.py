"""Tilstanden vinduet får: satt sammen av saken, vurderingen og spørsmålene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from overforing.feil import Melding
from overforing.regelverk import hjemmel as hj
from overforing.regelverk.frist import Friststand, forelopig_svar
from overforing.regelverk.funn import Funn, Status, Steg, Utfall, Vurdering
from overforing.sak.lekkasje import trygt_saksnummer
from overforing.sak.modell import Ansatt, Kontor, Malform, Oppgave, Regelsett, Sak
from overforing.sak.person import Linje
from overforing.sak.sti import Sti, i_liste
from overforing.sak.tilstand import sakstilstand
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, dato, oppramsing
from overforing.tekster.navn import Navn, stor

from .det_neste import det_neste, kan_sendes
from .fagsystem import fakta
from .historikk import Historikk
from .husk import EKSEMPEL, husk, utfylt
from .omtale import Omtaler
from .sporsmal import Sider, stillingen
from .sporsmalssider import BYGGERE
from .stegene import Stegene
from .tilstand import (
    Boks,
    Farge,
    Feil,
    Feilslag,
    Frist,
    Gruppe,
    Hjelp,
    Omtale,
    Skjemasteg,
    Sporpost,
    Sporsmal,
    Svarlinje,
    Svarslag,
    Tilstand,
    Tvil,
)
from .tvil import Tvilende

if TYPE_CHECKING:
    from .omskrevet import Foreldet

SIDE_FOR_STEG = {
    Steg.RETT_KOMMUNE: Skjemasteg.RETT_KOMMUNE,
    Steg.HABILITET: Skjemasteg.HABILITET,
    Steg.AVLEDET: Skjemasteg.HABILITET,
    Steg.STEDFORTREDER: Skjemasteg.STEDFORTREDER,
    Steg.SAERLIG_ULEMPE: Skjemasteg.SAERLIG_ULEMPE,
}

_HVA_SAKEN_ER = frozenset({"soknad.mottatt", "soknad.tjenester", "parter.navn", "parter.rolle", "avgjor"})
"""Hvem som har søkt, om hva og når."""


@dataclass(frozen=True)
class Presentasjon:
    """Lager ``Tilstand`` på vinduets målform.

    ``personer`` er (navn, rolle) for dem som går igjen på kontoret, ``kontoret`` det innstillingene sier om det, og
    ``kontorlinjen`` linjen der. ``meg`` er den som sitter ved programmet, og ``sist_form`` formen den forrige søknaden
    hadde.
    """

    katalog: Katalog
    geografi: Geografi
    malform: Malform = Malform.NB
    personer: Callable[[], tuple[tuple[str, str], ...]] = tuple
    kontoret: Callable[[], Kontor] = Kontor
    kontorlinjen: Callable[[], Linje] = tuple
    meg: Callable[[], str] = str
    sist_form: Callable[[], str] = str

    def tilstand(
        self,
        historikk: Historikk,
        vurdering: Vurdering,
        side: Skjemasteg,
        feil: Mapping[str, str],
        *,
        avvist: Mapping[str, str],
        vis_mangler: bool,
        avsluttet: bool,
        lagret: datetime | None,
        ulagret: bool,
        i_dag: date,
        skiftet_lov: bool = False,
        forrige: Sak | None = None,
        foreldede: tuple[Foreldet, ...] = (),
    ) -> Tilstand:
        sak = historikk.na.sak
        raa = dict(historikk.na.raa)
        etter_loven = self._etter(vurdering.regelsett)
        sider = Sider(
            BYGGERE,
            sak,
            vurdering,
            etter_loven.katalog,
            self.geografi,
            raa,
            feil,
            self.malform,
            self.personer(),
            self.kontoret(),
            avvist,
            self.meg().strip(),
            self.sist_form(),
            forrige,
            kan_huskes=self._kan_huskes(sak),
        )
        i_saken = _Sak(etter_loven, sak, vurdering, sider, skiftet_lov, avsluttet, foreldede)
        rekke = i_saken.steg.rekken()
        feilene = i_saken.steg.feilene(side, vis_mangler)
        return Tilstand(
            sak=sak,
            tittel=trygt_saksnummer(sak) or self._tekst("vindu.sak_uten_nummer"),
            sakslinje=i_saken.sakslinje(side),
            sakstilstand=sakstilstand(sak, avsluttet),
            side=side,
            sidetittel=i_saken.steg.tittel(side),
            sider=i_saken.steg.sidene(),
            grupper=_med_mangler(sider.side(side), feilene),
            feil=feilene,
            linjen=i_saken.linjen(),
            slik_star=i_saken.slik_star(),
            neste_sporsmal=i_saken.steg.neste_sporsmal(),
            omtale=self.omtale(sak, vurdering, side),
            spor=i_saken.sporet(),
            tvil=i_saken.tvilen,
            svarene=i_saken.svarene(),
            hjelp=i_saken.hjelp(),
            frist=self.frist(
                sak.soknad.mottatt,
                i_dag,
                besvart=sak.forelopig_svar_soker is not None,
                avsluttet=avsluttet,
                regelsett=vurdering.regelsett,
            ),
            dokumenter=vurdering.dokumenter,
            pa_foresporsel=vurdering.pa_foresporsel,
            ferdig=i_saken.steg.ferdig,
            neste=_nabo(rekke, side, 1),
            forrige=_nabo(rekke, side, -1),
            angrer=etter_loven._sagt(historikk.angrer),
            gjentar=etter_loven._sagt(historikk.gjentar),
            lagret=lagret,
            ulagret=ulagret,
            foreldede=foreldede,
            det_neste=tuple(melding.paa(self._tekst) for melding in det_neste(sak, vurdering.dokumenter)),
            kan_sendes=kan_sendes(sak, vurdering.dokumenter),
            fagsystem=fakta(sak, vurdering, etter_loven.katalog, self.geografi, self.malform)
            if side is Skjemasteg.OPPSUMMERING
            else "",
        )

    def omtale(self, sak: Sak, vurdering: Vurdering, side: Skjemasteg, sti: str = "") -> Omtale:
        """Hva loven sier, og hvorfor det spørres, ved feltet eller på siden."""
        return Omtaler(sak, vurdering, self.katalog.etter(vurdering.regelsett), self.malform).ved(side, sti)

    def neste(self, sak: Sak, vurdering: Vurdering, side: Skjemasteg) -> Skjemasteg | None:
        """Steget etter ``side`` på veien saken går."""
        sider = Sider(BYGGERE, sak, vurdering, self.katalog, self.geografi, {}, {}, self.malform)
        return _nabo(_Sak(self, sak, vurdering, sider, False, False).steg.rekken(), side, 1)

    def sporsmal(self, historikk: Historikk, vurdering: Vurdering, sti: str) -> Sporsmal | None:
        """Spørsmålet med denne stien, på hvilken side det enn står; ``None`` når det ikke stilles nå."""
        na = historikk.na
        katalog = self.katalog.etter(vurdering.regelsett)
        sider = Sider(BYGGERE, na.sak, vurdering, katalog, self.geografi, dict(na.raa), {}, self.malform)
        return next((q for _, gruppe in sider.alle() for q in gruppe.sporsmal if q.sti == sti), None)

    def frist(
        self,
        mottatt: date | None,
        i_dag: date,
        *,
        besvart: bool,
        avsluttet: bool,
        regelsett: Regelsett,
    ) -> Frist:
        """Fristen for foreløpig svar, i ord når den er nær eller nådd."""
        svarfrist = forelopig_svar(mottatt, i_dag, besvart=besvart, avsluttet=avsluttet)
        stand, dag = svarfrist.stand, svarfrist.dato
        if dag is None or stand not in (Friststand.NAER, Friststand.NADD):
            return Frist(stand, dag)
        hjemmel = self.katalog.hjemler(hj.FORELOPIG_SVAR[regelsett], self.malform)
        tekst = self._tekst(f"frist.{stand}.tekst", dato=dato(dag), hjemmel=hjemmel)
        kort = self._tekst(f"frist.{stand}.kort", dato=f"{dag.day}.{dag.month}.{dag.year}")
        return Frist(stand, dag, tekst, kort, Farge.VARSEL if stand is Friststand.NADD else Farge.NOYTRAL)

    def _kan_huskes(self, sak: Sak) -> bool:
        """Om saken sier noe om kontoret eller linjen som innstillingene ikke sier."""
        kontor, linje = utfylt(self.kontoret()), self.kontorlinjen()
        husket = husk(sak, kontor, linje)
        return not sak.saksnummer.startswith(EKSEMPEL) and (husket.kontor, husket.linje) != (kontor, linje)

    def _etter(self, regelsett: Regelsett) -> Presentasjon:
        """Presentasjonen med ordene fra loven saken følger."""
        return replace(self, katalog=self.katalog.etter(regelsett))

    def _tekst(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)

    def _sagt(self, usagt: Melding | None) -> str | None:
        return usagt.paa(self._tekst) if usagt else None


def _med_mangler(grupper: tuple[Gruppe, ...], feilene: tuple[Feil, ...]) -> tuple[Gruppe, ...]:
    """Gruppene, der spørsmålene som mangler svar, er merket."""
    stier = [feil.sti for feil in feilene if feil.slag is Feilslag.MANGLER]

    def mangler(q: Sporsmal) -> bool:
        return not q.svar and any(q.sti == sti or (q.sti.er_under(sti) and not q.valgfri) for sti in stier)

    return tuple(replace(g, sporsmal=tuple(replace(q, mangler=mangler(q)) for q in g.sporsmal)) for g in grupper)


def _nabo(rekke: tuple[Skjemasteg, ...], side: Skjemasteg, steg: int) -> Skjemasteg | None:
    """Neste eller forrige aktuelle side. Står man på en som ikke er aktuell, regnes den med."""
    alle = list(Skjemasteg)
    kandidater = [s for s in rekke if (alle.index(s) - alle.index(side)) * steg > 0]
    return (kandidater[0] if steg > 0 else kandidater[-1]) if kandidater else None


@dataclass(frozen=True)
class _Sak:
    """Presentasjonen av én sak i ett øyeblikk."""

    p: Presentasjon
    sak: Sak
    vurdering: Vurdering
    sider: Sider
    skiftet_lov: bool
    avsluttet: bool
    foreldede: tuple[Foreldet, ...] = ()

    @cached_property
    def navn(self) -> Navn:
        return Navn(self.sak, self.p.katalog, self.p.geografi, self.p.malform)

    @cached_property
    def tvilen(self) -> tuple[Tvil, ...]:
        halvskrevet = tuple(
            (side, q) for side, gruppe in self.sider.alle() for q in gruppe.sporsmal if q.feil or q.uferdig
        )
        return Tvilende(self.sak, self.vurdering, self.navn, halvskrevet, self.skiftet_lov, self.foreldede).alle()

    @cached_property
    def steg(self) -> Stegene:
        return Stegene(self.sak, self.vurdering, self.sider, self.tvilen, self.navn)

    def tekst(self, nokkel: str, **verdier: str) -> str:
        return self.p._tekst(nokkel, **verdier)

    def sakslinje(self, side: Skjemasteg) -> str:
        mottatt = self.sak.soknad.mottatt
        biter = [self.tekst("vindu.sak", nummer=self.sak.saksnummer) if self.sak.saksnummer else ""]
        if mottatt:
            biter.append(self.tekst("vindu.mottatt", dato=f"{mottatt.day}.{mottatt.month}.{mottatt.year}"))
        uten_felt = (Skjemasteg.HABILITET, Skjemasteg.OPPSUMMERING)
        biter.append(self.tekst("vindu.alle_felt") if side not in uten_felt else "")
        return stor(" · ".join(bit for bit in biter if bit))

    # Høyresiden

    def slik_star(self) -> str:
        """Utfallet så langt, med navnet på den som avgjør når det er sagt."""
        svar = self.sak.svar
        if svar and svar.resultat:
            kommune = self.p.geografi.navn(svar.settekommune) if svar.settekommune else ""
            pa_nytt = svar.resultat == "avslatt" and self.vurdering.utfall is Utfall.BE_OM_OVERFORING
            etter = "_til" if svar.resultat == "overfort" and kommune else "_pa_nytt" if pa_nytt else ""
            nokkel = f"vindu.svart.{svar.resultat}{etter}"
            return self.tekst(nokkel, kommune=kommune)
        utfall, baerer = self.vurdering.utfall, self.vurdering.baerer
        valgt = next((s.ansatt for s in self.sak.stedfortreder if s.type == baerer), None)
        if utfall is Utfall.OVERORDNET_AVGJOR and valgt:
            return stor(self.tekst("vindu.avgjor", ansatt=self.navn.ansatt(valgt)))
        return stor(self.tekst(f"utfall.{utfall}")) + "."

    def sporet(self) -> tuple[Sporpost, ...]:
        """Funnene som betyr noe for utfallet: kommunen, dem som er vurdert eller sperret, og løsningen."""
        vises = [
            funn
            for funn in self.vurdering.spor
            if funn.om is None or funn.steg is Steg.AVLEDET or funn.gren != "ingen_tilknytning"
        ]
        # De det ikke er sagt noe avgjørende om, står samlet: det er én ting, ikke like mange som det er folk.
        like: dict[str, list[Funn]] = {}
        for funn in vises:
            like.setdefault(self._noytralt(funn), []).append(funn)
        poster: list[Sporpost] = []
        for funn in vises:
            ord_ = self._noytralt(funn)
            if not ord_ or len(like[ord_]) == 1:
                poster.append(self._sporpost(funn))
            elif funn is like[ord_][0]:
                poster.append(self._samlet(ord_, like[ord_]))
        return tuple(poster)

    def _stilt(self, om: str, funn: Funn) -> tuple[str, Farge]:
        ansatt = next(a for a in self.sak.ansatte if a.id == om)
        return stillingen(self.vurdering, ansatt, Status(funn.utfall))

    def _noytralt(self, funn: Funn) -> str:
        """Nøkkelen til ordene om en ansatt som verken er habil eller inhabil, ellers tomt."""
        ord_, farge = self._stilt(funn.om, funn) if funn.om is not None else ("", Farge.GOD)
        return ord_ if farge is Farge.NOYTRAL else ""

    def _samlet(self, ord_: str, funnene: list[Funn]) -> Sporpost:
        navnene = [self.navn.ansatt(funn.om) for funn in funnene if funn.om]
        hvem = self.tekst("vindu.og_flere", hvem=navnene[0], antall=str(len(navnene) - 1))
        alle = self.tekst("vindu.gjelder", hvem=oppramsing(navnene))
        return replace(self._sporpost(funnene[0]), tekst=f"{stor(self.tekst(ord_))}: {hvem}", begrunnelse=alle)

    def _sporpost(self, funn: Funn) -> Sporpost:
        if funn.om is not None:
            ord_, farge = self._stilt(funn.om, funn)
            tekst = f"{stor(self.navn.ansatt(funn.om))}: {self.tekst(ord_)}"
        elif funn.steg is Steg.RETT_KOMMUNE and funn.utfall == "egen_kommune":
            tekst = self.tekst("vindu.rett_kommune", kommune=self.p.geografi.navn(self.sak.kontor.kommune or ""))
            farge = Farge.GOD
        else:
            nokkel = f"utfall.{funn.utfall}"
            tekst = stor(self.tekst(nokkel if nokkel in self.p.katalog else "vindu.ingen_i_kommunen"))
            # Utfallet er ikke grønt før alt som må løses, er løst.
            farge = Farge.GOD if nokkel in self.p.katalog and self.steg.ferdig else Farge.NOYTRAL
        sti = funn.felt[0] if funn.felt else i_liste("ansatte", funn.om) / "navn" if funn.om else Sti()
        return Sporpost(tekst, farge, SIDE_FOR_STEG[funn.steg], sti, self.navn.funn(funn))

    def linjen(self) -> tuple[Boks, ...]:
        """Alle i saken, øverste først, med hvem de står under."""
        return tuple(self._boks(ansatt) for ansatt in self.sak.ansatte)

    def _boks(self, ansatt: Ansatt) -> Boks:
        status = self.vurdering.ansatte[ansatt.id]
        nokkel, farge = stillingen(self.vurdering, ansatt, status)
        hjemmel = next((f.hjemmel for f in self.vurdering.spor if f.om == ansatt.id and f.steg is Steg.HABILITET), ())
        return Boks(
            id=ansatt.id,
            navn=stor(self.navn.ansatt(ansatt.id)),
            rolle=self.tekst(f"rolle.{ansatt.rolle}"),
            status=self.tekst(f"boks.{nokkel.partition('.')[2]}"),
            farge=farge,
            hjemmel=(
                self.p.katalog.hjemmel(hjemmel[0], self.p.malform, uten_lov=True)
                if status is Status.INHABIL and hjemmel
                else ""
            ),
            under=ansatt.overordnet or "",
            oppgave="" if ansatt.oppgave is Oppgave.INGEN else self.tekst(f"oppgave.{ansatt.oppgave}"),
        )

    # Oppsummeringen

    def svarene(self) -> tuple[Svarlinje, ...]:
        """Alle besvarte spørsmål på sidene som er aktuelle, i spørrerekkefølge, hvert av dem én gang."""
        linjer: dict[str, Svarlinje] = {}
        for side, gruppe in self.sider.alle():
            if side is Skjemasteg.OPPSUMMERING or not self.steg.aktuell(side):
                continue
            for q in gruppe.sporsmal:
                if vist := self._vist(q):
                    linje = Svarlinje(side, q.sti, gruppe.tittel, q.tekst, vist, self._baerer(q.sti) and not q.mer)
                    linjer.setdefault(q.sti, linje)
        return tuple(linjer.values())

    @cached_property
    def _hvilt_pa(self) -> frozenset[Sti]:
        """Feltene utfallet hviler på. Det som er sagt om folk saken ikke går gjennom, bærer ingenting."""
        i_saken = {*self.vurdering.linjen, *(id_ for id_, s in self.vurdering.ansatte.items() if s is Status.INHABIL)}
        for alternativ in self.sak.stedfortreder:
            if alternativ.type == self.vurdering.baerer:
                i_saken |= {id_ for id_ in (alternativ.ansatt, alternativ.svarer_til) if id_}
        spor = [funn for funn in self.vurdering.spor if funn.om is None or funn.om in i_saken]
        roller = {i_liste("ansatte", funn.om) / "rolle" for funn in spor if funn.om}
        return frozenset({felt for funn in spor for felt in funn.felt} | roller)

    def _baerer(self, sti: Sti) -> bool:
        return sti.uten_nokler in _HVA_SAKEN_ER or any(sti == felt or sti.er_under(felt) for felt in self._hvilt_pa)

    def _vist(self, q: Sporsmal) -> str:
        if q.feil or q.slag is Svarslag.LEGG_TIL:
            return ""
        if q.slag in (Svarslag.JA_NEI, Svarslag.AVKRYSSING):
            return {"ja": self.tekst("vindu.ja"), "nei": self.tekst("vindu.nei")}.get(q.svar, "")
        if q.slag in (Svarslag.VALG, Svarslag.FLERVALG):
            tekster = {valg.verdi: valg.tekst for valg in q.valg}
            return "\n".join(tekster.get(verdi, verdi) for verdi in q.svar.split())
        return q.svar

    def _ma_sporres_pa_nytt(self, vurdert: date) -> bool:
        """Etter fjorten dager, når brevet er sendt, og når svaret er kommet: da kan det være annerledes."""
        svart = self.sak.svar.dato if self.sak.svar else None
        foreldet = any(a.id == "hast_foreldet" for a in self.vurdering.avklaringer)
        return not self.avsluttet and (foreldet or (svart is not None and svart > vurdert))

    def hjelp(self) -> Hjelp:
        """Et tomt kort er ikke hjelp: noe må stå om hva som er gitt, eller hvorfor det ikke trengs."""
        haster, vurdert = self.sak.soknad.haster, self.sak.soknad.haster_vurdert
        tiltak = any(t.hjemmel or t.beskrivelse.strip() for t in self.sak.midlertidige_tiltak)
        if tiltak or (self.sak.ingen_tiltak and self.sak.ingen_tiltak.begrunnelse.strip()):
            return Hjelp(self.tekst("vindu.hjelp_registrert"), False, registrert=True)
        if haster is False and vurdert and vurdert.dato:
            dag = f"{vurdert.dato.day}.{vurdert.dato.month}.{vurdert.dato.year}"
            av = f" {self.tekst('vindu.av', navn=vurdert.av.strip())}" if vurdert.av.strip() else ""
            pa_nytt = self._ma_sporres_pa_nytt(vurdert.dato)
            nokkel = "vindu.hjelp_pa_nytt" if pa_nytt else "vindu.hjelp_vurdert"
            return Hjelp(self.tekst(nokkel, dato=dag, av=av), pa_nytt, registrert=not pa_nytt)
        return Hjelp(self.tekst("vindu.hjelp_haster" if haster else "vindu.hjelp"), bool(haster))
