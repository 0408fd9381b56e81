"""Én sak i arbeid: svare, angre, gå mellom steg, lagre og gjøre ferdig. Kjenner verken vindu, database eller filer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol

from overforing.brev.modell import Brev, brevtekst, tekstsum
from overforing.feil import Melding
from overforing.regelverk.besvarelse import Besvarelse
from overforing.regelverk.funn import Vurdering
from overforing.sak import felt as sakfelt
from overforing.sak import modell as m
from overforing.sak.lagret import IKKE_LAGRET
from overforing.sak.rensing import rens
from overforing.sak.sti import Sti, i_liste
from overforing.tekster.navn import Navn, stor

from . import elementer, innlesing
from .elementer import bare_linjen
from .fornyelse import vurdert_sist
from .habilitetssporsmal import AVGJOR, FORBEREDER
from .helhet import hold_sammen
from .historikk import Historikk, Oyeblikk
from .presentasjon import Presentasjon
from .samlesvar import JA, Samlesvar, svarsti
from .slag import Plass
from .tilstand import Omtale, Skjemasteg, Sporsmal, Stegstatus, Svarslag, Tilstand
from .tvil import side_for

if TYPE_CHECKING:
    from .omskrevet import Foreldet

ETTER_FERDIG = ("svar", "sendt", "orientering_soker", "forelopig_svar_soker", "notat", "brev", "malform", "vedlegg")
"""Det som kan endres etter at saken er gjort ferdig, uten at den åpnes igjen."""

TILKNYTNINGSTYPE = "ansatte.tilknytninger.type"
SVARET = "ansatte.ingen_tilknytning.kilde"


class Lager(Protocol):
    """Der utkastet lagres. ``versjon`` er den saken ble lest i, eller ``IKKE_LAGRET``; svaret er den nye."""

    def lagre_utkast(self, sak: m.Sak, raa: Mapping[str, str], versjon: int) -> int: ...

    def ny_revisjon(self, id_: str, grunn: str) -> None: ...

    def slett(self, *ider: str) -> None: ...
    def husk_filer(self, id_: str, filer: Sequence[str]) -> None: ...


class Saksgang:
    """Styrer én åpen sak. Hver handling gir en ny ``tilstand``; ingenting endres på andre måter.

    ``na`` gir klokken, ``vurder`` reglene, ``lager`` lagringen, ``foreldede`` det som er skrevet om og må ses på.
    ``raa`` er de halvskrevne feltene fra sist, og ``filer`` der brevene er lagret, de siste først. En sak med versjonen
    ``IKKE_LAGRET`` blir først liggende i lageret når det er noe i den. ``forrige`` er saken denne er en fornyelse av;
    den viser hva som ble ment sist, og svarer ikke på noe.
    """

    def __init__(
        self,
        sak: m.Sak,
        *,
        presentasjon: Presentasjon,
        vurder: Callable[[m.Sak], Vurdering],
        lager: Lager,
        na: Callable[[], datetime],
        versjon: int,
        raa: Mapping[str, str] | None = None,
        lagret: datetime | None = None,
        avsluttet: bool = False,
        forrige: m.Sak | None = None,
        filer: tuple[str, ...] = (),
        foreldede: Callable[[m.Sak, Vurdering], tuple[Foreldet, ...]] = lambda *_: (),
    ) -> None:
        self.filer = self._lagrede_filer = filer
        self._foreldede = foreldede
        self._presentasjon = presentasjon
        self._vurder = vurder
        self._lager = lager
        self._na = na
        self._versjon = versjon
        self._lagret = lagret
        self._avsluttet = avsluttet
        self._forrige = forrige
        self._begynt_her = versjon == IKKE_LAGRET
        """Saken begynte her, så det den begynte med, er det kontoret har stilt inn, og ingens svar."""
        self._lov_sist = vurder(sak).regelsett
        self._historikk = Historikk.fra(self._med_dagens_dato(sak), tuple(sorted((raa or {}).items())))
        self._lagret_oyeblikk = (self.sak if self._begynt_her else sak, self._historikk.na.raa)
        self._side = Skjemasteg.SOKNADEN
        self._vist_mangler: set[Skjemasteg] = set()
        self._feil: dict[str, str] = {}
        self._avvist: dict[str, str] = {}
        self._vurdering: Vurdering | None = None
        self._tilstand: Tilstand | None = None
        for sti, tekst in (raa or {}).items():
            self._les_raa(sti, tekst)

    def ga_dit_noe_mangler(self) -> Tilstand:
        """Åpne det første steget som mangler noe, eller oppsummeringen når ingen gjør det."""
        mangler = (s.side for s in self.tilstand.sider if s.status is Stegstatus.MANGLER)
        return self.ga_til(next(mangler, Skjemasteg.OPPSUMMERING))

    # Det vinduet ser

    @property
    def tilstand(self) -> Tilstand:
        if self._tilstand is None:
            self._tilstand = self._presentasjon.tilstand(
                self._historikk,
                self.vurdering,
                self._side,
                self._feil,
                avvist=self._avvist,
                vis_mangler=self._side in self._vist_mangler,
                avsluttet=self._avsluttet,
                lagret=self._lagret,
                ulagret=self.ulagret,
                i_dag=self._na().date(),
                skiftet_lov=self.vurdering.regelsett is not self._lov_sist,
                forrige=self._forrige,
                foreldede=self._foreldede(self.sak, self.vurdering),
            )
            self._tilstand = self._neste_med_forslagene(self._tilstand)
        return self._tilstand

    @property
    def sak(self) -> m.Sak:
        return self._historikk.na.sak

    @property
    def vurdering(self) -> Vurdering:
        if self._vurdering is None:
            self._vurdering = self._vurder(self.sak)
        return self._vurdering

    @property
    def ulagret(self) -> bool:
        if self._versjon == IKKE_LAGRET and not self._begynt_her:
            return True
        return (self.sak, self._historikk.na.raa) != self._lagret_oyeblikk

    def omtale(self, sti: str) -> Omtale:
        """Det som står ved siden av feltet."""
        return self._presentasjon.omtale(self.sak, self.vurdering, self._side, sti)

    def bytt_presentasjon(self, ny: Presentasjon) -> None:
        """Si det samme på en annen målform, også det som kan angres."""
        self._presentasjon = ny
        self._bytt(self._historikk)

    # Svare

    def svar(self, sti: str, tekst: str) -> Tilstand:
        """Brukeren skrev eller valgte ``tekst`` i feltet. Halvskrevne og ugyldige svar blir stående i feltet.

        En linje der noen ville stått under seg selv, avvises: det gamle svaret gjelder, og feltet sier hvorfor.
        """
        sporsmal = self._finn(sti)
        if sporsmal.sti == FORBEREDER:
            return self.svar(i_liste("ansatte", tekst) / "oppgave", m.Oppgave.FORBEREDER) if tekst else self.tilstand
        if sporsmal.sti == AVGJOR:
            return self._velg_hvem_som_skulle_avgjort(tekst, sporsmal)
        ansatt = sporsmal.sti.id or ""
        if sporsmal.sti.uten_nokler == SVARET and self._har_fortalt(sporsmal.sti):
            return self._avvis_svaret(sti)
        flyttes = tekst and sporsmal.sti.uten_nokler == "ansatte.overordnet"
        if flyttes and elementer.blir_ring(self.sak, ansatt, tekst):
            return self._avvis(sti, ansatt, tekst)
        raa = dict(self._historikk.na.raa)
        try:
            sak = self._sett(self.sak, sporsmal, tekst)
            raa.pop(sti, None)
            if sporsmal.slag is Svarslag.LEGG_TIL and (svaret := self._halvt_ja(ansatt)):
                raa.pop(svaret)
        except innlesing.Ugyldig:
            # Det gamle svaret gjelder ikke lenger, men det brukeren skriver, er ikke et svar ennå.
            sak = self._gjenapne(sakfelt.tom(self.sak, sti), sti)
            raa[sti] = tekst
        return self._gjor(sak, raa, sporsmal.usagt, sti)

    def _velg_hvem_som_skulle_avgjort(self, id_: str, sporsmal: Sporsmal) -> Tilstand:
        """Én skulle avgjort saken. Den som forbereder, gjør fortsatt det."""

        def med_oppgave(a: m.Ansatt) -> m.Ansatt:
            if a.id == id_:
                return replace(a, oppgave=m.Oppgave.AVGJOR)
            if a.oppgave is not m.Oppgave.AVGJOR:
                return a
            # En det alt er sagt noe om, faller ikke ut av saken i stillhet.
            return replace(a, oppgave=m.Oppgave.INGEN if bare_linjen(a) else m.Oppgave.FORBEREDER)

        sak = replace(self.sak, ansatte=tuple(map(med_oppgave, self.sak.ansatte)))
        raa = dict(self._historikk.na.raa)
        return self._gjor(self._gjenapne(sak, "ansatte"), raa, sporsmal.usagt, AVGJOR)

    def svar_for_flere(self, kilde: m.Svarkilde) -> Tilstand:
        """Svar det samme for alle som gjenstår og kan svares for slik, med navnet mitt og dagen i dag.

        Kaster ``ValueError`` når ingen er navngitt som den som svarer: et slikt svar har ingen gitt.
        """
        av = self._presentasjon.meg().strip()
        if not av:
            raise ValueError("ingen har sagt hvem de er")
        self.forlat_felt()
        sak = self.sak
        sist = vurdert_sist(self._forrige, sak)
        venter = Samlesvar(sak, self.vurdering, dict(self._historikk.na.raa), sist, av).ventende()[kilde]
        for ansatt, part in venter:
            sak = self._stemplet(sakfelt.sett(sak, svarsti(ansatt, part.id), kilde), svarsti(ansatt, part.id), kilde)
        raa, gjorde = dict(self._historikk.na.raa), Melding("hendelse.svart_for_flere")
        return self._gjor(self._gjenapne(sak, "ansatte"), raa, gjorde, "ansatte")

    def _har_fortalt(self, sti: Sti) -> bool:
        """Om hun selv har fortalt om en tilknytning til parten. Da går den bort først, om den ikke er der."""
        ansatt, besvarelse = self._ansatt(sti), Besvarelse(self.sak)
        _, part = sti.ledd[1]
        fortalt = besvarelse.tilknytninger(ansatt, part or "")
        return any(t.kilde is m.Tilknytningskilde.SELV for t in fortalt)

    def _ansatt(self, sti: Sti) -> m.Ansatt:
        return next(a for a in self.sak.ansatte if a.id == sti.id)

    def _halvt_ja(self, ansatt: str) -> Sti | None:
        """Stien til svaret «ja» om den ansatte, når det ikke er sagt hva slags tilknytning det er."""
        under = i_liste("ansatte", ansatt) / "ingen_tilknytning"
        raa = self._historikk.na.raa
        return next((Sti(sti) for sti, tekst in raa if tekst == JA and Sti(sti).er_under(under)), None)

    def _avvis_svaret(self, sti: str) -> Tilstand:
        p = self._presentasjon
        self._avvist = {sti: p.katalog.hent("vindu.fjern_tilknytningen_forst", p.malform)}
        self._tilstand = None
        return self.tilstand

    def _avvis(self, sti: str, ansatt: str, overordnet: str) -> Tilstand:
        hent, p = self._presentasjon.katalog.hent, self._presentasjon
        navn = Navn(self.sak, p.katalog, p.geografi, p.malform)
        grunn = hent("linje.ring", p.malform, ansatt=navn.ansatt(ansatt), overordnet=navn.ansatt(overordnet))
        self._avvist = {sti: stor(grunn)}
        self._tilstand = None
        return self.tilstand

    def tom(self, sti: str) -> Tilstand:
        """Ta bort svaret i feltet. En tilknytning uten type er ingen tilknytning, og går bort."""
        sporsmal = self._finn(sti)
        if sporsmal.sti.uten_nokler == TILKNYTNINGSTYPE:
            return self.fjern(sporsmal.sti.over, Melding("gruppe.ansatte.fjern_tilknytning"))
        raa = {s: t for s, t in self._historikk.na.raa if s != sti}
        sak = self._stemplet(sakfelt.tom(self.sak, sti), sporsmal.sti, None)
        return self._gjor(self._gjenapne(sak, sti), raa, sporsmal.usagt, sti)

    def forlat_felt(self) -> None:
        """Neste endring er et nytt steg å angre."""
        self._historikk = self._historikk.lukk_besok()

    def legg_til(self, liste: str, forslag: str = "") -> Tilstand:
        """Et nytt element i lista: tomt, eller det ``forslag`` viser til. Nye ansatte og parter får en ledig id."""
        self.forlat_felt()
        if Sti(liste).rot == "stedfortreder":
            sak = elementer.med_ny_stedfortreder(self.sak, liste, self._na().date())
            gjorde = Melding("gruppe.stedfortreder.legg_til")
            return self._gjor(self._gjenapne(sak, liste), self._raa_med_ny(sak), gjorde, f"{liste}.")
        person = self._presentasjon.personer()[int(forslag)] if forslag else ("", "")
        sak = self._gjenapne(elementer.med_ny(self.sak, liste, self._na().date(), person), liste)
        raa = self._raa_med_ny(sak) if liste == "ansatte" else dict(self._historikk.na.raa)
        return self._gjor(sak, raa, Melding(f"gruppe.{liste}.legg_til"), f"{liste}.")

    def _raa_med_ny(self, sak: m.Sak) -> dict[str, str]:
        """De halve svarene, og at ingen har sagt rollen til den som nettopp ble ført opp."""
        return dict(self._historikk.na.raa) | elementer.uten_rolle(sak.ansatte[-1:])

    def legg_til_i_linjen(self, ved: str, plass: Plass) -> Tilstand:
        """En ny, tom ansatt over, under eller ved siden av den med id-en ``ved``."""
        self.forlat_felt()
        sak = self._gjenapne(elementer.med_ny_i_linjen(self.sak, ved, plass), "ansatte")
        return self._gjor(sak, self._raa_med_ny(sak), Melding("gruppe.ansatte.legg_til"), "ansatte.")

    def hent_kontoret(self) -> Tilstand:
        """Fyll ut det som er tomt om kontoret, slik det står i innstillingene."""
        self.forlat_felt()
        fra, her = self._presentasjon.kontoret(), self.sak.kontor
        tomme = {f.name: getattr(fra, f.name) for f in fields(her) if f.compare and not getattr(her, f.name)}
        sak = replace(self.sak, kontor=replace(her, **tomme))
        if sak.opphold.kommune is None and sak.kontor.kommune:
            sak = sakfelt.sett(sak, "opphold.kommune", sak.kontor.kommune)
        return self._gjor(
            self._gjenapne(sak, "kontor"), self._uten_raa("kontor"), Melding("gruppe.kontor.hent"), "kontor"
        )

    def fjern(self, sti: str, gjorde: Melding | None = None) -> Tilstand:
        """Ta bort et element fra en liste, med de halvskrevne feltene i det."""
        self.forlat_felt()
        raa = self._uten_raa(sti)
        gjorde = gjorde or Melding(f"gruppe.{Sti(sti).rot}.fjern")
        return self._gjor(self._gjenapne(sakfelt.fjern(self.sak, sti), sti), raa, gjorde, sti)

    # Angre

    def angre(self) -> Tilstand:
        """Gå ett steg tilbake, til siden der det ble gjort."""
        felt = self._historikk.na.felt
        self._bytt(self._historikk.angre())
        return self._ga_dit(felt)

    def gjenta(self) -> Tilstand:
        self._bytt(self._historikk.gjenta())
        return self._ga_dit(self._historikk.na.felt)

    def _ga_dit(self, felt: str) -> Tilstand:
        self._side = side_for(felt, self._side)
        self._tilstand = None
        return self.tilstand

    # Gå

    def ga_til(self, side: Skjemasteg) -> Tilstand:
        """Åpne en side. Endrer ingen svar."""
        self.forlat_felt()
        self._avvist = {}
        self._side = side
        self._tilstand = None
        return self.tilstand

    def neste(self) -> Tilstand:
        """Gå til neste side og før forslagene på denne, eller bli og vis hva som gjenstår."""
        self._vist_mangler.add(self._side)
        self._avvist = {}
        self._tilstand = None
        if self.tilstand.feil:
            return self.tilstand
        neste = self.ta_forslagene().neste
        return self.tilstand if self.tilstand.feil or neste is None else self.ga_til(neste)

    def ta_forslagene(self) -> Tilstand:
        """Før forslagene på siden, som ett steg å angre: brukeren har sett dem og går videre."""
        forslag = _forslagene(self.tilstand)
        if not forslag:
            return self.tilstand
        self.forlat_felt()
        sak, raa = self._med_forslagene(forslag), dict(self._historikk.na.raa)
        return self._gjor(sak, raa, Melding("hendelse.forslagene"), forslag[0][0].sti)

    def _med_forslagene(self, forslag: list[tuple[Sporsmal, str]]) -> m.Sak:
        sak = self.sak
        for sporsmal, verdi in forslag:
            sak = self._sett(sak, sporsmal, verdi)
        return sak

    def _neste_med_forslagene(self, tilstand: Tilstand) -> Tilstand:
        """Tilstanden, med veien videre slik den blir når forslagene på siden føres."""
        if not (forslag := _forslagene(tilstand)):
            return tilstand
        sak = hold_sammen(self._med_forslagene(forslag))
        return replace(tilstand, neste=self._presentasjon.neste(sak, self._vurder(sak), self._side))

    def forrige(self) -> Tilstand:
        forrige = self.tilstand.forrige
        return self.ga_til(forrige) if forrige else self.tilstand

    # Saken

    def ferdigstill(self, av: str) -> Tilstand:
        """Fest regelsettet og tidspunktet. Bare når saken er ferdig vurdert."""
        if not self.tilstand.ferdig:
            raise ValueError("saken er ikke ferdig vurdert")
        tidspunkt = self._na().astimezone().isoformat(timespec="seconds")
        ferdigstilt = m.Ferdigstilt(tidspunkt=tidspunkt, regelsett=self.vurdering.regelsett, av=av)
        tilstand = self._hendelse(replace(self.sak, ferdigstilt=ferdigstilt), "ferdigstilt")
        self._lager.ny_revisjon(self.sak.id, "ferdigstilt")
        return tilstand

    def merk_sendt(self, dag: date, mate: str) -> Tilstand:
        return self._hendelse(replace(self.sak, sendt=m.Sendt(dato=dag, mate=mate)), "sendt")

    def for_svar(self, svar: m.Svar) -> Tilstand:
        """Før svaret fra Statsforvalteren slik det fulgte med i brevet, i stedet for det som sto der."""
        return self._hendelse(replace(self.sak, svar=svar), "svar_fort", felt="svar")

    def brev_laget(self, brevene: Sequence[Brev] = (), filer: Sequence[str] = ()) -> None:
        """Brev er skrevet til filer. Dagene i dem står, også når svar angres, og saken bevares som en revisjon."""
        dager = {b.dokument: m.Brevdato(dato=b.dato, sum=tekstsum(brevtekst(b))) for b in brevene}

        def datert(sak: m.Sak) -> m.Sak:
            return replace(sak, brev=replace(sak.brev, datoer={**sak.brev.datoer, **dager}))

        self._historikk = self._historikk.i_alle(datert)
        self._tilstand = None
        self._begynt_her = False
        nye = {PurePath(fil).name for fil in filer}
        self.filer = (*filer, *(fil for fil in self.filer if PurePath(fil).name not in nye))
        self.lagre()
        self._lager.ny_revisjon(self.sak.id, "brev")

    def skriv_om(self, dokument: m.Dokument, malform: m.Malform, seksjon: str, tekst: str, forslag: str) -> Tilstand:
        """Brukerens egen tekst i en seksjon, med forslaget den trådte i stedet for."""
        overstyringer = {d: {mf: dict(s) for mf, s in v.items()} for d, v in self.sak.brev.overstyringer.items()}
        overstyringer.setdefault(dokument, {}).setdefault(malform, {})[seksjon] = m.Overstyring(
            tekst=rens(tekst), forslag=forslag
        )
        return self._overstyr(overstyringer)

    def tilbake_til_forslaget(self, dokument: m.Dokument, malform: m.Malform, seksjon: str) -> Tilstand:
        overstyringer = {
            d: {
                mf: {id_: o for id_, o in s.items() if (d, mf, id_) != (dokument, malform, seksjon)}
                for mf, s in v.items()
            }
            for d, v in self.sak.brev.overstyringer.items()
        }
        return self._overstyr(overstyringer)

    # Lagre

    def lagre(self) -> Tilstand:
        """Lagre utkastet når noe er endret siden sist. Feil fra lageret går videre, og ingenting er tapt her."""
        if self.ulagret:
            self._versjon = self._lager.lagre_utkast(self.sak, dict(self._historikk.na.raa), self._versjon)
            self._lagret_oyeblikk = (self.sak, self._historikk.na.raa)
            self._lagret = self._na()
            self._tilstand = None
        if self.filer != self._lagrede_filer:
            self._lager.husk_filer(self.sak.id, self.filer)
            self._lagrede_filer = self.filer
        return self.tilstand

    def lukk(self) -> None:
        """Lagre og bevar saken som en revisjon før den lukkes. En ny sak uten et eneste svar blir det ingen av."""
        forst, na = self._historikk.rekke[0], self._historikk.na
        if not self._begynt_her or (na.sak, na.raa) != (forst.sak, forst.raa):
            self.lagre()
            self._lager.ny_revisjon(self.sak.id, "lukket")
        elif self._versjon != IKKE_LAGRET:
            self._lager.slett(self.sak.id)

    # Innmaten

    def _finn(self, sti: str) -> Sporsmal:
        tilstand = self.tilstand
        alle = (q for gruppe in tilstand.grupper for q in gruppe.sporsmal)
        funnet = next((q for q in alle if q.sti == sti), None) or self._presentasjon.sporsmal(
            self._historikk, self.vurdering, sti
        )
        if funnet is None:
            raise sakfelt.UkjentSti(sti)
        return funnet

    def _sett(self, sak: m.Sak, sporsmal: Sporsmal, tekst: str) -> m.Sak:
        sti = sporsmal.sti
        if sporsmal.slag is Svarslag.AVKRYSSING:
            ny = sakfelt.sett(sak, sti, elementer.NYE[sti.felt]()) if tekst else sakfelt.tom(sak, sti)
            return self._gjenapne(ny, sti)
        if sporsmal.slag is Svarslag.LEGG_TIL and not tekst:
            return sak
        if sti.uten_nokler == "stedfortreder.ansatt":
            return self._gjenapne(elementer.med_stedfortreder(sak, sti, tekst), sti)
        ordet = ""
        if sti.uten_nokler in (TILKNYTNINGSTYPE, "ansatte.tilknytninger"):
            tekst, _, ordet = tekst.partition(" ")
            sak = elementer.med_ordet(sak, sporsmal, stor(ordet)) if sporsmal.slag is Svarslag.VALG else sak
        verdi = self._les(sporsmal, tekst)
        if sporsmal.slag is Svarslag.LEGG_TIL and sti.uten_nokler == "ansatte.tilknytninger":
            verdi = self._som_fortalt(verdi, sti, stor(ordet))
        if verdi is None and sti.uten_nokler == TILKNYTNINGSTYPE:
            return self._gjenapne(sakfelt.fjern(sak, sti.over), sti)
        if sti == "kontor.kommune" and verdi and sak.opphold.kommune is None:
            # Søkeren er som regel i kommunen som spør, og svaret står der for å rettes.
            sak = sakfelt.sett(sak, "opphold.kommune", verdi)
        if sporsmal.slag is Svarslag.LINJER:
            return self._gjenapne(sakfelt.sett(sak, sti, verdi), sti)
        sak = sakfelt.tom(sak, sti) if verdi is None else sakfelt.sett(sak, sti, verdi)
        return self._gjenapne(self._stemplet(sak, sti, verdi), sti)

    def _som_fortalt(self, tilknytninger: tuple[m.Tilknytning, ...], sti: Sti, ordet: str) -> tuple[m.Tilknytning, ...]:
        """Den nye tilknytningen, med parten det ble svart ja om, og ordet den ble funnet på.

        Bare den som svarte «ja» selv, har fortalt det. Ellers er det søkeren, som har nevnt henne, eller andre som vet.
        """
        *for_, ny = tilknytninger
        svaret, ansatt = self._halvt_ja(sti.id or ""), self._ansatt(sti)
        part = svaret.ledd[1][1] if svaret else None
        nevnt = any(p.spurt_om_tilknytning and ansatt.id in p.spurt_om_tilknytning.hvem for p in self.sak.parter)
        samlesvar = Samlesvar(
            self.sak, self.vurdering, dict(self._historikk.na.raa), meg=self._presentasjon.meg().strip()
        )
        if nevnt and ansatt.oppgave is m.Oppgave.INGEN:
            kilde = m.Tilknytningskilde.SOKER
        elif svaret and part and samlesvar.ma_selv(ansatt, part):
            kilde = m.Tilknytningskilde.SELV
        else:
            kilde = m.Tilknytningskilde.ANDRE
        part = ny.part or (part if len(self.sak.parter) > 1 else None)
        return (*for_, replace(ny, part=part, beskrivelse=ordet, kilde=kilde))

    def _stemplet(self, sak: m.Sak, sti: Sti, verdi: Any) -> m.Sak:
        """Saken med hvem som førte svaret og når, der det må kunne ses etterpå."""
        dag, av = self._na().date(), self._presentasjon.meg()
        if sti == "soknad.haster":
            vurdert = m.HasterVurdert(dato=dag, av=av) if verdi is not None else None
            return replace(sak, soknad=replace(sak.soknad, haster_vurdert=vurdert))
        if verdi is not None and sti.uten_nokler == "ansatte.ingen_tilknytning.kilde":
            return sakfelt.sett(sakfelt.sett(sak, sti.over / "dato", dag), sti.over / "av", av)
        if verdi is not None and sti.uten_nokler == "parter.spurt_om_tilknytning.svar":
            return sakfelt.sett(sak, sti.over / "dato", dag)
        return sak

    def _les(self, sporsmal: Sporsmal, tekst: str) -> Any:
        if tekst == JA and sporsmal.sti.uten_nokler == SVARET:
            raise innlesing.Ugyldig("vindu.velg_tilknytning")
        i_dag = self._na().date()
        verdi = innlesing.les(sporsmal.slag, tekst, self.sak, sporsmal.sti, self._presentasjon.geografi, i_dag)
        if sporsmal.sti == "soknad.mottatt" and verdi and verdi > i_dag:
            raise innlesing.Ugyldig("ugyldig.fram_i_tid")
        return verdi

    def _gjenapne(self, sak: m.Sak, sti: str) -> m.Sak:
        """En ferdig sak der et svar endres, er ikke ferdig lenger."""
        if sak.ferdigstilt and Sti(sti).rot not in ETTER_FERDIG:
            return self._med_dagens_dato(replace(sak, ferdigstilt=None))
        return sak

    def _med_dagens_dato(self, sak: m.Sak) -> m.Sak:
        return sak if sak.ferdigstilt else hold_sammen(replace(sak, vurderingsdato=self._na().date()))

    def _gjor(self, sak: m.Sak, raa: dict[str, str], gjorde: Melding, sti: str) -> Tilstand:
        return self._bytt(self._historikk.gjor(Oyeblikk(hold_sammen(sak), tuple(sorted(raa.items())), gjorde, sti)))

    def _uten_raa(self, under: str) -> dict[str, str]:
        """De halvskrevne feltene, uten dem under stien."""
        return {s: t for s, t in self._historikk.na.raa if not Sti(s).er_under(under)}

    def _hendelse(self, sak: m.Sak, navn: str, felt: str = "") -> Tilstand:
        """Noe som er skjedd med saken. Det halvskrevne under ``felt`` er det nye kommet i stedet for."""
        self.forlat_felt()
        raa = self._uten_raa(felt) if felt else dict(self._historikk.na.raa)
        tilstand = self._gjor(sak, raa, Melding(f"hendelse.{navn}"), felt)
        self.forlat_felt()
        self.lagre()
        return tilstand

    def _overstyr(self, overstyringer: dict[m.Dokument, dict[m.Malform, dict[str, m.Overstyring]]]) -> Tilstand:
        brev = replace(self.sak.brev, overstyringer=overstyringer)
        gjorde, raa = Melding("hendelse.skrevet_om"), dict(self._historikk.na.raa)
        return self._gjor(replace(self.sak, brev=brev), raa, gjorde, "brev.overstyringer")

    def _bytt(self, historikk: Historikk) -> Tilstand:
        self._historikk = historikk
        self._vurdering = self._tilstand = None
        self._feil, self._avvist = {}, {}
        for sti, tekst in historikk.na.raa:
            self._les_raa(sti, tekst)
        return self.tilstand

    def _les_raa(self, sti: str, tekst: str) -> None:
        """Finn meldingen for et halvskrevet felt på nytt."""
        sporsmal = self._presentasjon.sporsmal(self._historikk, self.vurdering, sti)
        if sporsmal is None:
            return
        try:
            self._les(sporsmal, tekst)
        except innlesing.Ugyldig as feil:
            if sporsmal.uferdig:
                return
            p = self._presentasjon
            self._feil[sti] = feil.paa(lambda nokkel, **verdier: p.katalog.hent(nokkel, p.malform, **verdier))


def _forslagene(tilstand: Tilstand) -> list[tuple[Sporsmal, str]]:
    """Spørsmålene på siden med et forslag som føres når brukeren går videre, og svaret det er."""
    alle = (q for gruppe in tilstand.grupper if not gruppe.foldet for q in gruppe.sporsmal)
    return [(q, q.foreslatt.verdi) for q in alle if q.ved_neste and q.foreslatt]
