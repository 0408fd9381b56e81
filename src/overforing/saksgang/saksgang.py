"""Én sak i arbeid: svare, angre, gå mellom steg, lagre og gjøre ferdig. Kjenner verken vindu, database eller filer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from overforing.brev.modell import Brev, brevtekst, tekstsum
from overforing.feil import Melding
from overforing.regelverk.besvarelse import Besvarelse
from overforing.regelverk.funn import Vurdering
from overforing.sak import felt as sakfelt
from overforing.sak import modell as m
from overforing.sak.rensing import rens
from overforing.sak.sti import Sti, i_liste
from overforing.tekster.navn import Navn, stor

from . import elementer, innlesing
from .fornyelse import vurdert_sist
from .habilitetssporsmal import AVGJOR, FORBEREDER
from .helhet import hold_sammen
from .historikk import Historikk, Oyeblikk
from .omskrevet import med_egen_tekst
from .presentasjon import Presentasjon
from .samlesvar import Samlesvar, svarsti
from .slag import Plass
from .svarforing import SVARET, TILKNYTNINGSTYPE, Svarforing, halvt_ja
from .tilstand import Omtale, Skjemasteg, Sporsmal, Stegstatus, Svarslag, Tilstand
from .tvil import side_for
from .utkast import Lager, Utkast

if TYPE_CHECKING:
    from .omskrevet import Foreldet

ETTER_FERDIG = ("svar", "sendt", "orientering_soker", "forelopig_svar_soker", "notat", "brev", "malform", "vedlegg")
"""Det som kan endres etter at saken er gjort ferdig, uten at den åpnes igjen."""


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
        self._foreldede = foreldede
        self._presentasjon = presentasjon
        self._vurder = vurder
        self._lager = lager
        self._na = na
        self._avsluttet = avsluttet
        self._forrige = forrige
        self._utkast = Utkast(lager, versjon, lagret, filer)
        self._lov_sist = vurder(sak).regelsett
        self._historikk = Historikk.fra(self._med_dagens_dato(sak), tuple(sorted((raa or {}).items())))
        begynt = self._historikk.na
        self._utkast.begynn(begynt if self._utkast.begynt_her else replace(begynt, sak=sak))
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
                lagret=self._utkast.lagret,
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
        return self._utkast.er_ulagret(self._historikk.na)

    @property
    def filer(self) -> tuple[str, ...]:
        """Der brevene er lagret, de siste først."""
        return self._utkast.filer

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
            sak = self._gjenapne(elementer.med_avgjorende(self.sak, tekst), "ansatte")
            return self._gjor(sak, dict(self._historikk.na.raa), sporsmal.usagt, AVGJOR)
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
            if sporsmal.slag is Svarslag.LEGG_TIL and (svaret := halvt_ja(raa, ansatt)):
                raa.pop(svaret)
        except innlesing.Ugyldig:
            # Det gamle svaret gjelder ikke lenger, men det brukeren skriver, er ikke et svar ennå.
            sak = self._gjenapne(sakfelt.tom(self.sak, sti), sti)
            raa[sti] = tekst
        return self._gjor(sak, raa, sporsmal.usagt, sti)

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
            sti = svarsti(ansatt, part.id)
            sak = self._foring.stemplet(sakfelt.sett(sak, sti, kilde), sti, kilde)
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
        sak = self._foring.stemplet(sakfelt.tom(self.sak, sti), sporsmal.sti, None)
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
        self._utkast.brev_lagret(filer)
        self.lagre()
        self._lager.ny_revisjon(self.sak.id, "brev")

    def skriv_om(self, dokument: m.Dokument, malform: m.Malform, seksjon: str, tekst: str, forslag: str) -> Tilstand:
        """Brukerens egen tekst i en seksjon, med forslaget den trådte i stedet for."""
        egen = m.Overstyring(tekst=rens(tekst), forslag=forslag)
        return self._overstyr(dokument, malform, seksjon, egen)

    def tilbake_til_forslaget(self, dokument: m.Dokument, malform: m.Malform, seksjon: str) -> Tilstand:
        return self._overstyr(dokument, malform, seksjon, None)

    # Lagre

    def lagre(self) -> Tilstand:
        """Lagre utkastet når noe er endret siden sist. Feil fra lageret går videre, og ingenting er tapt her."""
        if self._utkast.lagre(self._historikk.na, self._na()):
            self._tilstand = None
        return self.tilstand

    def lukk(self) -> None:
        """Lagre og bevar saken som en revisjon før den lukkes. En ny sak uten et eneste svar blir det ingen av."""
        if self._utkast.er_tom(self._historikk.rekke[0], self._historikk.na):
            self._utkast.slett(self.sak.id)
        else:
            self.lagre()
            self._lager.ny_revisjon(self.sak.id, "lukket")

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

    @property
    def _foring(self) -> Svarforing:
        p = self._presentasjon
        return Svarforing(
            self.sak, self.vurdering, dict(self._historikk.na.raa), p.geografi, self._na().date(), p.meg()
        )

    def _sett(self, sak: m.Sak, sporsmal: Sporsmal, tekst: str) -> m.Sak:
        ny = self._foring.sett(sak, sporsmal, tekst)
        return sak if ny is sak else self._gjenapne(ny, sporsmal.sti)

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

    def _overstyr(self, dokument: m.Dokument, malform: m.Malform, seksjon: str, egen: m.Overstyring | None) -> Tilstand:
        sak = med_egen_tekst(self.sak, dokument, malform, seksjon, egen)
        return self._gjor(sak, dict(self._historikk.na.raa), Melding("hendelse.skrevet_om"), "brev.overstyringer")

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
            self._foring.les(sporsmal, tekst)
        except innlesing.Ugyldig as feil:
            if sporsmal.uferdig:
                return
            p = self._presentasjon
            self._feil[sti] = feil.paa(lambda nokkel, **verdier: p.katalog.hent(nokkel, p.malform, **verdier))


def _forslagene(tilstand: Tilstand) -> list[tuple[Sporsmal, str]]:
    """Spørsmålene på siden med et forslag som føres når brukeren går videre, og svaret det er."""
    alle = (q for gruppe in tilstand.grupper if not gruppe.foldet for q in gruppe.sporsmal)
    return [(q, q.foreslatt.verdi) for q in alle if q.ved_neste and q.foreslatt]
