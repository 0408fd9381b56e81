"""Kontorets saker uten vindu: finne, åpne, lage, kopiere, slette, lese inn og skrive brev."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from overforing.brev.innsyn import Sladding
from overforing.brev.lesing.les import Lest as Lest
from overforing.brev.lesing.ved_siden import Leser, Stanset
from overforing.brev.modell import FORMATER, Brev
from overforing.feil import KanIkke, Melding, UgyldigInndata
from overforing.filer import Pakkested, skriv_alle
from overforing.regelverk.dokumenter import kan_skrives
from overforing.regelverk.funn import Vurdering as Vurdering
from overforing.regelverk.regelsett import Kalender
from overforing.sak import modell as m
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.lagret import IKKE_LAGRET, Lagerrad, Lagret
from overforing.sak.lekkasje import finn_fodselsnumre, roper, tekster, trygt_saksnummer
from overforing.sak.saksfil import til_json

from .arkivpakke import Arkivpakker
from .brevskriver import Brevskriver
from .elementer import uten_rolle
from .fornyelse import ny_soknad
from .husk import EKSEMPEL
from .kontorlinje import ansatte
from .om_filen import om_filen
from .omskrevet import foreldede
from .presentasjon import Presentasjon
from .saksgang import Saksgang
from .svarmelding import Svarmelding, svarmelding
from .tilstand import Frist, Sakstilstand
from .utgang import Sidebilde, Utgang, fra_kontoret
from .utkast import Lager

if TYPE_CHECKING:
    from .kart.beslutningskart import Beslutningskart
    from .kart.sammenligning import Sammenligning


@dataclass(frozen=True)
class Saksrad(Lagerrad):
    """En linje i lista over saker, med fristen for foreløpig svar."""

    frist: Frist


class Sakslager(Lager, Protocol):
    """Lageret for kontorets egne saker (register/saker.py)."""

    def opprett(
        self,
        sak: m.Sak,
        raa: Mapping[str, str] = ...,
        *,
        merkelapp: str = ...,
        fornyelse_av: str | None = ...,
    ) -> int: ...
    def finnes(self, id_: str) -> bool: ...
    def les(self, id_: str) -> Lagret: ...
    def liste(self, sok: str = ..., tilstand: str | None = ...) -> tuple[Lagerrad, ...]: ...
    def hent_ut_kopier(self, id_: str, merkelapp: str) -> int: ...
    def sett_merkelapp(self, id_: str, merkelapp: str) -> None: ...
    def sett_avsluttet(self, id_: str, avsluttet: bool) -> None: ...


@dataclass(frozen=True)
class Innlest:
    """En sak åpnet fra en fil. ``fantes``: saken var her.

    ``endret``: brevteksten er ikke den brevet ble laget med, eller sier noe annet enn svaret som følger med.
    ``om_filen`` er annet som må sies om den, i hele setninger.

    ``svar`` er svaret filen hadde med seg til saken. Det er ikke ført: spør først, og kall så ``Sakskontor.for_svar``.
    """

    gang: Saksgang
    endret: bool
    fantes: bool
    svar: Svarmelding | None = None
    om_filen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verktoy:
    """Det kontoret trenger utenfra.

    ``les_sak`` kaster ``UgyldigSaksfil``. ``vurder`` er etter sakens eget regelsett, ``vurder_etter`` etter et gitt.
    ``malvarsler`` er det som er galt med kontorets egne maler.
    """

    les_sak: Callable[[bytes | str], m.Sak]
    vurder: Callable[[m.Sak], Vurdering]
    vurder_etter: Callable[[m.Sak, m.Regelsett], Vurdering]
    brevskriver: Brevskriver
    utgang: Utgang
    arkivpakker: Arkivpakker
    kalender: Kalender
    eksempel: Callable[[], m.Sak]
    malvarsler: Callable[[], tuple[Melding, ...]]
    na: Callable[[], datetime]
    leser: Leser


class Sakskontor:
    """Inngangen vinduet bruker."""

    def __init__(self, lager: Sakslager, presentasjon: Presentasjon, verktoy: Verktoy) -> None:
        self._lager = lager
        self.presentasjon = presentasjon
        self._verktoy = verktoy

    # Sakene

    def saker(self, sok: str = "", tilstand: str | None = None) -> tuple[Saksrad, ...]:
        """Sakene, den sist endrede først.

        ``sok`` er en del av saksnummeret, merkelappen, et navn eller en fri tekst i saken.
        """
        i_dag = self._verktoy.na().date()
        return tuple(self._rad(rad, i_dag) for rad in self._lager.liste(sok, tilstand))

    def apne(self, id_: str) -> Saksgang:
        """Saken slik den er lagret, på det første steget som mangler noe."""
        gang = self._gang(self._lager.les(id_))
        gang.ga_dit_noe_mangler()
        return gang

    def ny(self, malform: m.Malform = m.Malform.NB) -> Saksgang:
        """En ny sak med kontoret og linjen slik de er stilt inn, og én søker. Ingen er svart for.

        Den ligger i lista når noe er svart.
        """
        kontor = self.presentasjon.kontoret()
        sak = m.Sak(
            id=str(uuid.uuid4()),
            vurderingsdato=self._verktoy.na().date(),
            malform=malform,
            kontor=kontor,
            ansatte=ansatte(self.presentasjon.kontorlinjen()),
            parter=(m.Part(id="p1", rolle=m.Partsrolle.SOKER),),
            opphold=m.Opphold(kommune=kontor.kommune),
        )
        linjen = self.presentasjon.kontorlinjen()
        raa = uten_rolle(sak.ansatte, (p.id for p in linjen if p.rolle == m.Rolle.ANNEN))
        return self._gang(Lagret(sak, raa, IKKE_LAGRET, self._verktoy.na()))

    def eksempel(self) -> Saksgang:
        """Eksempelsaken, med et saksnummer som sier hva den er."""
        sak = self._verktoy.eksempel()
        return self._opprett(replace(sak, id=str(uuid.uuid4()), saksnummer=f"{EKSEMPEL} {sak.saksnummer}"))

    def forny(self, id_: str) -> Saksgang:
        """En ny søknad i samme forhold som saken. Alt må svares på igjen; det som ble ment sist, er forslag."""
        fra = self._lager.les(id_)
        stilt_inn, nummer = self.presentasjon.kontoret(), trygt_saksnummer(fra.sak)
        kontor = stilt_inn if stilt_inn.kommune else fra.sak.kontor
        sak = ny_soknad(fra.sak, str(uuid.uuid4()), self._verktoy.na().date(), kontor)
        lapp = fra.merkelapp or (self._lapp("fornyer", saksnummer=nummer) if nummer else "")
        self._lager.opprett(sak, merkelapp=lapp, fornyelse_av=id_)
        return self._gang(self._lager.les(sak.id))

    def dupliser(self, id_: str) -> None:
        """En ny sak med de samme svarene. Den er et utkast, og det er merkelappen som sier at den er en kopi."""
        fra = self._lager.les(id_)
        brev = replace(fra.sak.brev, dato=None, datoer={})
        kopi = replace(fra.sak, id=str(uuid.uuid4()), brev=brev, ferdigstilt=None, sendt=None, svar=None)
        lapp, ordet = fra.merkelapp, self._lapp("kopi")
        if ordet.casefold() not in lapp.casefold():
            lapp = self._lapp("kopi_av", merkelapp=lapp) if lapp else ordet
        self._lager.opprett(kopi, fra.raa, merkelapp=lapp, fornyelse_av=fra.fornyelse_av)

    def hent_ut_kopier(self, id_: str) -> int:
        """Gjør det som ikke kunne lagres i saken, til egne saker, og gi hvor mange det ble."""
        return self._lager.hent_ut_kopier(id_, self._lapp("hentet_fram"))

    def sett_merkelapp(self, id_: str, tekst: str) -> None:
        """Kontorets egne ord om saken i lista. Kaster ``KanIkke`` når de sier hvem saken gjelder."""
        tekst = " ".join(tekst.split())
        if roper(tekst, self._lager.les(id_).sak):
            raise KanIkke("lekkasje.merkelapp")
        self._lager.sett_merkelapp(id_, tekst)

    def slett(self, *ider: str) -> None:
        """Slett sakene, alle eller ingen."""
        self._lager.slett(*ider)

    def sett_avsluttet(self, id_: str, avsluttet: bool) -> None:
        self._lager.sett_avsluttet(id_, avsluttet)

    def les_fil(self, data: bytes, filnavn: str) -> Lest | None:
        """Det filen sier om seg selv; ``None`` når ``stans_lesing`` ble kalt imens. Kan kalles fra en annen tråd."""
        leser = self._verktoy.leser
        leser.klar()
        try:
            return leser(data, filnavn).i(filnavn)
        except Stanset:
            return None
        finally:
            leser.klar()

    def stans_lesing(self) -> None:
        """Stans ``les_fil`` med en gang."""
        self._verktoy.leser.stans()

    def les_inn(self, data: bytes, filnavn: str) -> Innlest | None:
        """Les filen, og åpne saken i den (``apne_lest``)."""
        lest = self.les_fil(data, filnavn)
        return None if lest is None else self.apne_lest(lest)

    def apne_lest(self, lest: Lest) -> Innlest | None:
        """Åpne en saksfil, saken som følger med et brev, eller saken et svar fra Statsforvalteren gjelder.

        ``None`` når brevet ikke har noen av delene med. En sak som finnes fra før, åpnes slik den er lagret her.
        Kaster ``KanIkke`` når svaret gjelder en sak som ikke er her, eller ikke har noe som kan føres, og
        ``UgyldigInndata`` når saken er falt ut.
        """
        if lest.dokument is m.Dokument.AVGJORELSE and self._bare_en_del(lest):
            raise KanIkke("svarbrev.delvis")
        if lest.svar is not None:
            return self._les_svar(lest.svar, lest)
        if lest.mistet:
            raise UgyldigInndata(f"lest.mistet.{lest.mistet}")
        if lest.dokument is m.Dokument.AVGJORELSE:
            raise KanIkke("svarbrev.ikke_noe_a_fore")
        if lest.sak_json is None:
            return None
        sak = self._verktoy.les_sak(lest.sak_json)
        if self._lager.finnes(sak.id):
            return Innlest(self.apne(sak.id), lest.tekst == "endret", fantes=True, om_filen=self._om(lest))
        gang = self._opprett(sak)
        gang.ga_dit_noe_mangler()
        return Innlest(gang, lest.tekst == "endret", fantes=False, om_filen=self._om(lest))

    def for_svar(self, innlest: Innlest) -> str:
        """Før svaret i saken, som ett steg å angre, og gi det som følger av det. Kaster ``KanIkke`` når det ikke går.

        Kalles når brukeren har sagt ja.
        """
        melding = innlest.svar
        if melding is None or melding.i_saken is None:
            raise KanIkke("svarbrev.ikke_noe_a_fore")
        if innlest.gang.tilstand.sakstilstand is Sakstilstand.AVSLUTTET:
            raise KanIkke("svarbrev.avsluttet")
        innlest.gang.for_svar(melding.i_saken)
        return melding.folger

    def _les_svar(self, svar: Embetssvar, lest: Lest) -> Innlest:
        sak_id = lest.sak_id or ""
        if not self._lager.finnes(sak_id):
            raise KanIkke("svarbrev.saken_er_ikke_her")
        gang = self.apne(sak_id)
        p = self.presentasjon
        melding = svarmelding(svar, gang.sak, self._verktoy.vurder, p.katalog, p.geografi, p.malform)
        # Teksten kan være urørt og det som følger med byttet ut.
        annet = melding.kommune.casefold() not in lest.brodtekst.casefold()
        endret = lest.tekst == "endret" or annet
        return Innlest(gang, endret, fantes=True, svar=melding, om_filen=self._om(lest))

    def _bare_en_del(self, lest: Lest) -> bool:
        """Om overskriften sier at bare en del av saken er overført. Saken har ikke noe felt for det."""
        hent = self.presentasjon.katalog.hent
        return any(hent("svarbrev.delvis_overskrift", malform) in lest.brodtekst for malform in m.Malform)

    def _om(self, lest: Lest) -> tuple[str, ...]:
        p = self.presentasjon
        return tuple(om_filen(lest, lambda nokkel, **verdier: p.katalog.hent(nokkel, p.malform, **verdier)))

    def bytt_malform(self, malform: m.Malform, apen: Saksgang | None) -> None:
        """Snakk en annen målform fra nå av, også om saken som er åpen."""
        self.presentasjon = replace(self.presentasjon, malform=malform)
        if apen is not None:
            apen.bytt_presentasjon(self.presentasjon)

    # Å se saken på en annen måte

    def kart(self, gang: Saksgang) -> Beslutningskart:
        """Hele veien gjennom reglene, med den veien saken gikk."""
        from overforing.regelverk.kart import kart

        from .kart.beslutningskart import beslutningskart

        p = self.presentasjon
        return beslutningskart(kart(), gang.sak, gang.vurdering, p.katalog, p.geografi, p.malform)

    def sammenligning(self, gang: Saksgang) -> Sammenligning:
        """De samme svarene etter loven av 1967 og loven av 2025."""
        from .kart.sammenligning import sammenlign

        p = self.presentasjon
        gammel, ny = (self._verktoy.vurder_etter(gang.sak, regelsett) for regelsett in m.Regelsett)
        dato = self._verktoy.kalender.start(m.Regelsett.FVL2025)
        return sammenlign(gang.sak, gammel, ny, p.katalog, p.geografi, p.malform, gjelder_fra=dato)

    # Brevene

    def utkast(self, dokument: m.Dokument, sak: m.Sak, vurdering: Vurdering) -> Brev:
        """Brevet til saken slik den ble gitt, merket UTKAST når den ikke er ferdig. Kan kalles ved siden av vinduet.

        Et dokument som ikke trenger en ferdig sak, er ikke et utkast fordi den ikke er det.
        """
        brev = self._verktoy.brevskriver.lag(dokument, sak, vurdering, i_dag=self._verktoy.na().date())
        return replace(brev, utkast=not kan_skrives(vurdering, dokument))

    def malene(self) -> object:
        """Noe som er likt så lenge tekstene brevene skrives av, og brevhodet, er de samme."""
        return self._verktoy.brevskriver.stoff().maler, self._verktoy.utgang.brevhode()

    def malvarsler(self) -> tuple[Melding, ...]:
        """Det som er galt med kontorets egne maler, når våre brukes i stedet."""
        return self._verktoy.malvarsler()

    def sider(self, brev: Brev, sak: m.Sak, vurdering: Vurdering, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene slik de blir i PDF, ``bredde`` piksler brede. Tar tid: kalles ved siden av vinduet."""
        return self._verktoy.utgang.sider(fra_kontoret(brev, sak, vurdering), bredde)

    def utskrift(self, brev: Brev, sak: m.Sak, vurdering: Vurdering, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene til papir. Kaster ``KanIkke`` som ``lagre_brev``: også papiret forlater kontoret."""
        return self._verktoy.utgang.utskrift(fra_kontoret(brev, sak, vurdering), bredde)

    def filnavn(
        self, dokumenter: Iterable[m.Dokument], sak: m.Sak, malform: m.Malform | None = None
    ) -> tuple[str, ...]:
        """Navnene filene får når dokumentene lagres, på sakens målform eller den som er bedt om."""
        return self._verktoy.utgang.filnavn(dokumenter, sak, malform or sak.malform)

    def lagre_brev(
        self,
        brevene: tuple[Brev, ...],
        sak: m.Sak,
        vurdering: Vurdering,
        mappe: Path,
        *,
        overskriv: bool = False,
        formater: tuple[str, ...] = FORMATER,
    ) -> tuple[Path, ...]:
        """Skriv brevene som Word og PDF i mappen. Tar tid: kalles ved siden av vinduet.

        Kaster ``KanIkke`` før noe er skrevet når et av brevene ville røpet et fødselsnummer eller en parts navn, og
        ``UtenPdf`` når et av dem bare kan bli Word.
        """
        alle = [fra_kontoret(brev, sak, vurdering) for brev in brevene]
        return self._verktoy.utgang.lagre(alle, mappe, overskriv=overskriv, formater=formater)

    def innsynsnavn(self, brev: Brev) -> str:
        """Navnet på kopien til innsyn."""
        return self._verktoy.utgang.innsynsnavn(brev.dokument, brev.malform)

    def navn_star_igjen(self, brev: Brev, sak: m.Sak, valg: Sladding) -> bool:
        """Om navnet på en part er i det som er valgt bort, og likevel står et annet sted i kopien."""
        return self._verktoy.utgang.navn_star_igjen(brev, sak, valg)

    def lag_innsyn(self, brev: Brev, sak: m.Sak, valg: Sladding, mappe: Path) -> tuple[Path, ...]:
        """Skriv kopien til innsyn i mappen, også over en som er der. Saken er som før. Feil som for ``lagre_brev``."""
        kopien = self._verktoy.utgang.innsynskopi(brev, sak, valg, self._verktoy.na().date())
        return skriv_alle(mappe, kopien, overskriv=True)

    def krev_navn(self, dokumenter: Iterable[m.Dokument], sak: m.Sak) -> None:
        """Kaster ``KanIkke`` når arkivet ikke får vite hvem et av brevene til søkeren går til."""
        from overforing.arkiv.brevpost import krev_navn

        for dokument in dokumenter:
            krev_navn(dokument, sak)

    def lag_pakker(
        self,
        brevene: Iterable[Brev],
        sak: m.Sak,
        vurdering: Vurdering,
        slag: str,
        sted: Pakkested,
        *,
        avsluttet: bool = False,
    ) -> tuple[Path, ...]:
        """Én pakke til arkivet for hvert brev. ``slag`` er «eformidling» eller «fiks». Kalles ved siden av vinduet.

        ``avsluttet``: saken er det. Kaster ``KanIkke`` som ``krev_navn``.
        """
        filer: dict[str, bytes] = {}
        tid = self._verktoy.na()
        for brev in brevene:
            filer |= self._verktoy.arkivpakker.som_zip(brev, sak, vurdering, slag, tid, avsluttet=avsluttet)
        return sted.legg(filer)

    def lagre_saksfil(self, sak: m.Sak, fil: Path) -> None:
        """Skriv hele saken, også det interne notatet. Brukeren har valgt stedet, og har sagt ja til å skrive over.

        Kaster ``KanIkke`` når en tekst i saken har et fødselsnummer.
        """
        if any(finn_fodselsnumre(tekst) for _, tekst in tekster(sak)):
            raise KanIkke("lekkasje.saksfil")
        innhold = til_json(sak).encode("utf-8")
        skriv_alle(fil.parent, {fil.name: innhold}, overskriv=True)

    def _rad(self, rad: Lagerrad, i_dag: date) -> Saksrad:
        frist = self.presentasjon.frist(
            rad.mottatt,
            i_dag,
            besvart=rad.forelopig_svar,
            avsluttet=rad.tilstand is Sakstilstand.AVSLUTTET,
            regelsett=self._verktoy.kalender.gjeldende(i_dag),
        )
        return Saksrad(**vars(rad), frist=frist)

    def _opprett(self, sak: m.Sak) -> Saksgang:
        return self._gang(Lagret(sak, {}, self._lager.opprett(sak), self._verktoy.na()))

    def _lapp(self, nokkel: str, **verdier: str) -> str:
        p = self.presentasjon
        return p.katalog.hent(f"merkelapp.{nokkel}", p.malform, **verdier)

    def _forrige(self, id_: str | None) -> m.Sak | None:
        """Saken denne er en fornyelse av. Er den slettet eller ikke til å lese, er det ingenting å foreslå."""
        if id_ is None or not self._lager.finnes(id_):
            return None
        try:
            return self._lager.les(id_).sak
        except KanIkke:
            return None

    def _gang(self, lagret: Lagret) -> Saksgang:
        return Saksgang(
            lagret.sak,
            presentasjon=self.presentasjon,
            vurder=self._verktoy.vurder,
            lager=self._lager,
            na=self._verktoy.na,
            versjon=lagret.versjon,
            raa=lagret.raa,
            lagret=lagret.endret if lagret.versjon != IKKE_LAGRET else None,
            avsluttet=lagret.avsluttet,
            forrige=self._forrige(lagret.fornyelse_av),
            filer=lagret.filer,
            foreldede=partial(foreldede, self._verktoy.brevskriver),
        )
