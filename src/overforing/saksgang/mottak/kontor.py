"""Det Statsforvalterens vindu gjør: lista, én forespørsel, handlingene, tallene og eksporten, mot én åpen logg."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from overforing.brev.lesing.les_epost import Omslag
from overforing.brev.lesing.ved_siden import Leser
from overforing.feil import KanIkke, Melding, UgyldigInndata
from overforing.mottak import fire_oyne
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.brukere import er_leder, kan_godkjenne
from overforing.mottak.egen_habilitet import Utforer, vokt
from overforing.mottak.egne_svar import i_tvil, inhabile, samme
from overforing.mottak.fire_oyne import Forslag
from overforing.mottak.foresporsel import Foresporsel, Forslagsstand
from overforing.mottak.hendelser import Endring, Sladdegrunn
from overforing.mottak.kontrollsvar import Kontroll
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.overganger import sla_sammen
from overforing.mottak.skjold import loft
from overforing.mottak.sladding import fort_for_hand, sladd
from overforing.mottak.utvalg import Ko, Listeside, Sted, Utvalg
from overforing.sak.lekkasje import finn_fodselsnumre
from overforing.sak.modell import Malform
from overforing.sak.person import Linje
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

from .bilde import Foresporselsbilde, Halvskrevet
from .brev import AVGJOR
from .brevvisning import Brevvisning, brevvisning
from .bunke import Bunke
from .framvising import Framvising
from .gang import Mottaksgang
from .innlesing import Innlesing, hentet
from .ledelse import Ledelse
from .logg import Liste, Logg
from .loggsted import Loggsted
from .svar import Mottakssvar
from .tilgang import Tilgang, Tilgangsord
from .utlevering import Utlevering
from .uttak import Uttak
from .visning import Visning, Visningsord

FOR_HAND = "for_hand"
"""Skjemaet for en forespørsel som ikke er ført ennå."""


@dataclass(frozen=True)
class Apnet:
    """En åpnet logg, og den som fører hvem som ser på hva i den."""

    logg: Logg
    tilgang: Tilgang
    liste: Liste
    gang: Mottaksgang
    utlevering: Utlevering
    lukk: Callable[[], object]
    kontroller: Callable[[Iterable[Path]], Kontroll]


class Mottakskontor:
    """Loggen åpnes første gang den trengs, på tråden som trenger den. Alle kallene skal komme fra den samme tråden.

    ``malform`` er vinduets, og ``loggsted`` valget av hvor loggen ligger; ``None`` når det ikke kan velges.
    """

    def __init__(
        self,
        apne: Callable[[Malform], Apnet],
        katalog: Katalog,
        geografi: Geografi,
        *,
        na: Callable[[], datetime],
        malform: Malform,
        leser: Leser,
        loggsted: Loggsted | None = None,
    ) -> None:
        self._apne = apne
        self._katalog = katalog
        self.geografi = geografi
        self._na = na
        self._malform = malform
        self._leser = leser
        self.loggsted = loggsted
        self._omslag: dict[str, Omslag] = {}
        self._apnet: Apnet | None = None
        self.innlesing = Innlesing(
            leser,
            lambda: self._i.gang,
            lambda: self._i.liste,
            geografi,
            lambda hva: self._ord("ui_mottak.foreslatt", kommune=hva),
            lambda: self.i_dag,
        )
        self._sett: dict[tuple[int, int], Visning] = {}

    @property
    def i_dag(self) -> date:
        return self._na().date()

    @property
    def meg(self) -> str:
        """Navnet den som arbeider her, føres med."""
        return self._i.logg.bruker

    @property
    def ord(self) -> Visningsord:
        return Visningsord(self._katalog, self.geografi, self._malform)

    def bytt_malform(self, malform: Malform) -> None:
        """Snakk en annen målform fra loggen åpnes neste gang."""
        self._malform = malform

    def lukk(self) -> None:
        """Lukk loggen. Den åpnes igjen når den trengs."""
        self._leser.klar()
        if self._apnet is not None:
            apnet, self._apnet = self._apnet, None
            apnet.lukk()

    # Hvem som ser på hva

    @property
    def tilgang(self) -> Tilgang:
        """Det som åpnes, søkes i, eksporteres og skrives ut, føres her."""
        return self._i.tilgang

    @property
    def tilgangsfeil(self) -> Melding | None:
        """Hvorfor det siste ikke ble ført i tilgangsloggen. Kan leses fra vinduets tråd: den åpner ingenting."""
        return self._apnet.tilgang.galt if self._apnet is not None else None

    @property
    def tilgangsord(self) -> Tilgangsord:
        return Tilgangsord(self._katalog, self._malform)

    # Klokka

    def klokkesporsmal(self) -> Melding | None:
        """Det som må svares på om klokka før noe føres."""
        return self._i.logg.klokkevakt.sporsmal()

    def klokka_er_rett(self) -> None:
        """Brukeren har sagt at klokka er riktig."""
        self._i.logg.klokkevakt.er_rett()

    def apner(self, aar: int = 0, nr: int = 0) -> tuple[Melding, ...]:
        """Si at forespørselen er åpnet her, og gi hvem andre som har den åpen. Uten nummer er ingen åpen her."""
        andre = self._i.logg.apner(aar, nr)
        return tuple(
            Melding("felles.apen_hos", navn=navn, siden=f"{siden.astimezone():%H.%M}") for navn, siden in andre
        )

    # Lista

    def side(self, utvalg: Utvalg, etter: Sted | None = None) -> Listeside:
        self._i.tilgang.lukket()
        if utvalg.sok and etter is None:
            self._i.tilgang.sokt()
        return self._i.liste.side(utvalg, self.i_dag, etter)

    def antall(self, utvalg: Utvalg) -> int:
        return self._i.liste.antall(utvalg, self.i_dag)

    def koer(self) -> dict[Ko, int]:
        """Hvor mange det er i hver kø."""
        return self._i.liste.koer(self.i_dag)

    @property
    def bunke(self) -> Bunke:
        """Det som gjøres med mange forespørsler på en gang."""
        return Bunke(self._i.logg, self._i.gang, self.svar, self.ord, self.i_dag)

    # Inn og ut

    @property
    def uttak(self) -> Uttak:
        """Det som tas ut av loggen."""
        i = self._i
        return Uttak(i.logg, i.liste, i.tilgang, i.utlevering, self._malform, self.i_dag)

    def registrer_manuelt(self, felt: Mapping[str, object], mottatt: date, filer: Sequence[Path] = ()) -> Foresporsel:
        """Før en forespørsel for hånd, med filene som ligger ved.

        ``felt`` er felt i ``Foresporsel``; dagene er sett på av den som fører.
        """
        self._krev_kommet({"mottatt": mottatt})
        gang = self._i.gang
        ny = gang.ny_for_hand(felt, mottatt)
        ved = gang.vedlagt(map(hentet, filer), mottatt)
        with self._i.logg.i_ett():
            fort = self._i.logg.registrer_for_hand(ny, mottatt, ved)
            self._er_fort("", FOR_HAND)
        return fort

    def legg_ved(
        self, aar: int, nr: int, filer: Sequence[Path], mottatt: date, *, bekreftet: bool = False
    ) -> Foresporsel:
        """Legg filene, som kom ``mottatt``, på en forespørsel, slik de er. Kaster som ``Mottaksgang.legg_ved``."""
        self._krev_kommet({"mottatt": mottatt})
        return self._i.gang.legg_ved(aar, nr, map(hentet, filer), mottatt, bekreftet=bekreftet)

    def legg_ved_og_vis(
        self, aar: int, nr: int, filer: Sequence[Path], mottatt: date, *, bekreftet: bool = False
    ) -> Foresporselsbilde:
        """Som ``legg_ved``, og vis forespørselen på nytt."""
        self.legg_ved(aar, nr, filer, mottatt, bekreftet=bekreftet)
        return self.vis(aar, nr)

    # En forespørsel

    def vis(self, aar: int, nr: int) -> Foresporselsbilde:
        i, mappe = self._i, self._i.logg.saksmappe(aar, nr)
        ikke_fort = i.tilgang.apnet((aar, nr))
        ordene, hvem = (self._katalog, self.geografi, self._malform), Utforer(self.meg, self.linje)
        framvising = Framvising(i.logg, i.liste, i.gang, *ordene, hvem, self.i_dag, self._omslag)
        self._sett[aar, nr], bilde = framvising.av(mappe)
        sagt = (ikke_fort.paa(self._ord),) if ikke_fort else ()
        return replace(bilde, halvskrevet=mappe.halvskrevet, merknader=(*sagt, *bilde.merknader))

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)

    def gjor(
        self,
        aar: int,
        nr: int,
        versjon: int,
        lag: Callable[[Foresporsel], Endring],
        hast: str = "",
        *,
        skjema: str = "",
    ) -> Foresporselsbilde:
        """Før en endring laget av forespørselen slik den ble vist, og vis den på nytt.

        ``hast`` er hvorfor det ikke kan vente, for en som selv er inhabil. ``skjema`` er det endringen er skrevet i, og
        det er ført når dette er det. Kaster ``KanIkke`` når det ikke kan gjøres.
        """
        f, logg = self._vist(aar, nr).foresporsel, self._i.logg
        ny = vokt(f, lag(f), Utforer(self.meg, self.linje, hast))
        with logg.i_ett():
            logg.gjor(aar, nr, versjon, ny)
            self._er_fort(f.journalnummer, skjema)
        return self.vis(aar, nr)

    # Det halvskrevne

    def halvskrevet(self, sted: str) -> Halvskrevet:
        """Det som er skrevet og ikke ført, etter skjema og felt. ``sted`` er journalnummeret, eller tomt."""
        return self._i.logg.skjemautkast(sted)

    def ta_vare(self, sted: str, skrevet: Halvskrevet) -> frozenset[str]:
        """Legg det i loggens utkast, uten å føre noe. Et skjema som er tomt, tas bort.

        Gir skjemaene som ikke ble lagret, fordi de har et fødselsnummer.
        """
        stanset = frozenset(navn for navn, felt in skrevet.items() if any(map(finn_fodselsnumre, felt.values())))
        self._i.logg.lagre_skjemautkast(sted, {navn: felt for navn, felt in skrevet.items() if navn not in stanset})
        return stanset

    def _er_fort(self, sted: str, skjema: str) -> None:
        if skjema:
            self._i.logg.lagre_skjemautkast(sted, {skjema: {}})

    @property
    def linje(self) -> Linje:
        """Hvem som er leder for hvem i embetet."""
        return self._i.gang.linje

    def avgjor(self, aar: int, nr: int, versjon: int, valgt: Avgjorelse) -> Foresporselsbilde:
        """Avgjør uten et brev herfra. Skal en annen godkjenne det, blir det et forslag til det er gjort."""
        v = self._vist(aar, nr)
        handlinger = self._i.gang.handlinger
        ny = handlinger.avgjor_uten_brev(v.foresporsel, valgt, self.meg, v)
        if self._i.gang.fire_oyne and fire_oyne.kreves(valgt.utfall, med_brev=False):
            forslag = fire_oyne.forslaget(v.foresporsel, v.historikk)
            godkjent = v.foresporsel.forslag is Forslagsstand.GODKJENT and forslag is not None
            if not (godkjent and forslag and not forslag.brevsum and fire_oyne.stemmer(forslag, ny)):
                return self.gjor(aar, nr, versjon, lambda f: fire_oyne.foresla(f, Forslag(valgt), self.meg))
        return self.gjor(aar, nr, versjon, lambda _: ny, skjema=AVGJOR)

    # Fire øyne og skjoldet

    def godkjenn(self, aar: int, nr: int, versjon: int) -> Foresporselsbilde:
        """Godkjenn forslaget slik det står, når brevet blir det samme her som der det ble foreslått."""
        v = self._vist(aar, nr)
        kan = kan_godkjenne(self.meg, self._i.logg.brukere())
        ny = fire_oyne.godkjenn(v.foresporsel, self.meg, kan=kan)
        forslag = fire_oyne.forslaget(v.foresporsel, v.historikk)
        if forslag is None or not self.svar.er_som_foreslatt(v.foresporsel, forslag):
            raise KanIkke("feil.fire_oyne.annet_her")
        return self.gjor(aar, nr, versjon, lambda _: ny, skjema="godkjenn")

    def for_godkjent(self, aar: int, nr: int, versjon: int) -> Foresporselsbilde:
        """Før avgjørelsen som er godkjent, når det ikke går noe brev herfra. Datoen er i dag."""
        v = self._vist(aar, nr)
        forslag = fire_oyne.forslaget(v.foresporsel, v.historikk)
        if forslag is None:
            raise KanIkke("feil.fire_oyne.ikke_godkjent")
        return self.avgjor(aar, nr, versjon, replace(forslag.avgjorelse, dato=self.i_dag))

    def loft_skjoldet(self, aar: int, nr: int, versjon: int, for_: str, hvorfor: str) -> Foresporselsbilde:
        """Åpne forespørselen for en som er skjermet fra den. Bare en leder som ikke selv er det, kan."""

        def lag(f: Foresporsel) -> Endring:
            # Stedfortrederen til en leder saken er åpnet for, er leder i den: lederen er like inhabil.
            andre = [navn for navn in (*inhabile(f), *i_tvil(f)) if not samme(navn, self.meg)]
            return loft(f, for_, self.meg, hvorfor, er_leder=self._er_leder(andre))

        return self.gjor(aar, nr, versjon, lag, skjema="skjold")

    def _er_leder(self, utenfor: Iterable[str]) -> bool:
        return er_leder(self.meg, self._i.logg.brukere(), self.linje, self.i_dag, utenfor)

    @property
    def ledelse(self) -> Ledelse:
        """Det som gjelder hele loggen: fire øyne, hvem som arbeider her, og hva de har."""
        return Ledelse(self._i.logg, self._i.liste, self.linje, self.i_dag)

    def sla_sammen(self, aar: int, nr: int, nummer: str) -> Foresporselsbilde:
        """Slå forespørselen sammen med ``nummer`` («2026/41»), og vis den det arbeides videre i.

        Kaster ``UgyldigInndata`` når det ikke er et journalnummer, og ``KanIkke`` når det ikke kan gjøres.
        """
        treff = re.fullmatch(r"(\d{4})[/-](\d{1,9})", nummer.strip())
        if treff is None:
            raise UgyldigInndata("feil.mottak.ikke_nummer")
        fra, til = self._vist(aar, nr).foresporsel, self._i.logg.les(int(treff[1]), int(treff[2]))
        meg = Utforer(self.meg, self.linje)
        inn, mottar = sla_sammen(fra, til, self.i_dag)
        with self._i.logg.i_ett():
            self._i.logg.gjor_begge((fra, vokt(fra, inn, meg)), (til, vokt(til, mottar, meg)))
            self._er_fort(fra.journalnummer, "sla_sammen")
        return self.vis(til.aar, til.nr)

    def _krev_kommet(self, felt: Mapping[str, object]) -> None:
        mottatt = felt.get("mottatt")
        if isinstance(mottatt, date) and mottatt > self.i_dag:
            raise UgyldigInndata("ugyldig.mottatt_fram_i_tid")

    def rett(
        self, aar: int, nr: int, versjon: int, felt: Mapping[str, object], hvorfor: str, *, skjema: str = "rett"
    ) -> Foresporselsbilde:
        self._krev_kommet(felt)
        handlinger = self._i.gang.handlinger
        return self.gjor(aar, nr, versjon, lambda f: handlinger.rett(f, felt, hvorfor), skjema=skjema)

    def fyll_ut(self, aar: int, nr: int, versjon: int, felt: Mapping[str, object]) -> Foresporselsbilde:
        """Før feltene i et brev som kom uten saken."""
        self._krev_kommet(felt)
        handlinger = self._i.gang.handlinger
        return self.gjor(aar, nr, versjon, lambda f: handlinger.fyll_ut(f, felt), skjema="registrer")

    def sladd(
        self, aar: int, nr: int, versjon: int, hendelse: int, grunn: Sladdegrunn, ingen_innsyn: bool
    ) -> Foresporselsbilde:
        """Sladd ordene i en hendelse en annen har skrevet."""
        v, meg = self._vist(aar, nr), self.meg
        vilkar = {"ingen_innsyn": ingen_innsyn, "for_hand": fort_for_hand(v.dokumenter)}
        return self.gjor(
            aar, nr, versjon, lambda f: sladd(f, v.historikk, hendelse, grunn, meg, **vilkar), skjema="sladd"
        )

    @property
    def svar(self) -> Mottakssvar:
        """Brevene som svarer på en forespørsel."""
        return Mottakssvar(self._i.gang, self.geografi, self.meg)

    def fil(self, dokument: Dokumentpost) -> bytes:
        """Et mottatt eller sendt dokument, slik det er."""
        return self._i.logg.fil(dokument.sha256)

    def vis_fil(self, dokument: Dokumentpost, data: bytes, bredde: int, nr: int) -> Brevvisning:
        """Filen slik den vises, med sidene ``bredde`` piksler brede; fil nummer ``nr`` i den når det ikke er negativt.

        Rører ikke loggen, og kan kalles fra en annen tråd. Kaster ``UgyldigInndata`` og ``KanIkke`` som leseren.
        """
        vist = self._leser.vis(data, str(dokument.post), bredde, nr)
        return brevvisning(vist, partial(self._katalog.hent, malform=self._malform))

    def kontroller(self, mot: Iterable[Path] = ()) -> Kontroll:
        """Kontroller loggen, og den mot brev, journaler og kopier. Leser alt, og tar tid."""
        return self._i.kontroller(mot)

    @property
    def _i(self) -> Apnet:
        if self._apnet is None:
            self._apnet = self._apne(self._malform)
        return self._apnet

    def _vist(self, aar: int, nr: int) -> Visning:
        return self._sett[aar, nr]
