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
from overforing.filer import MAKS_FIL, Pakkested, les, skriv_alle
from overforing.mottak import fire_oyne
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.brukere import er_leder, kan_godkjenne
from overforing.mottak.egen_habilitet import Utforer, vokt
from overforing.mottak.fire_oyne import Forslag
from overforing.mottak.foresporsel import Foresporsel, Forslagsstand
from overforing.mottak.hendelser import Endring, Sladdegrunn
from overforing.mottak.horer_til import horer_til
from overforing.mottak.kontrollsvar import Kontroll
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.lignende import Likhet, lignende
from overforing.mottak.overganger import sla_sammen
from overforing.mottak.skjold import loft, skjermede
from overforing.mottak.sladding import fort_for_hand, sladd
from overforing.mottak.utvalg import Ko, Listeside, Sted, Utvalg
from overforing.sak.lekkasje import finn_fodselsnumre
from overforing.sak.modell import Malform
from overforing.sak.person import Linje
from overforing.saksgang.utgang import Sidebilde
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

from .bilde import Foresporselsbilde, Halvskrevet, dag, lag_bilde, siste_brev
from .brev import AVGJOR
from .brevvisning import Brevvisning, brevvisning
from .bunke import Bunke
from .fakta import momentene
from .forlesing import Forlest
from .gang import Mottaksgang, Resultat
from .godkjenning import Forslagsord
from .ledelse import Ledelse
from .logg import Liste, Logg
from .loggsted import Loggsted
from .postrom import EPOST, kommune_i
from .rapport import Rapport
from .skjermet import skjermet_bilde
from .svar import Mottakssvar, Svarutkast
from .tilgang import Innsynsark, Tilgang, Tilgangsord, nummeret
from .utlevering import Utlevering
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
        self._forlest: tuple[Path, Forlest] | None = None
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

    def innsynsark(self, nummer: str) -> Innsynsark:
        """Siden til den saken gjelder, uten navn. ``nummer`` er slik det er skrevet («2026/17»). Det føres."""
        return self.tilgangsord.ark(self._i.tilgang.innsyn(nummeret(nummer)), self.i_dag)

    def lagre_tekst(self, tekst: str, sti: Path) -> Path:
        return _skriv(sti, tekst.encode())

    # Klokka

    def klokkesporsmal(self) -> Melding | None:
        """Det som må svares på om klokka før noe føres."""
        return self._i.logg.klokkevakt.sporsmal()

    def klokka_er_rett(self) -> None:
        """Brukeren har sagt at klokka er riktig."""
        self._i.logg.klokkevakt.er_rett()

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

    # Inn

    def stans(self) -> None:
        """Stans det som leses, med en gang. Ingenting leses før ``klar``. Kan kalles fra vinduets tråd."""
        self._leser.stans()

    def klar(self) -> None:
        """Det kan leses igjen, og det som var lest på forhånd, leses på nytt."""
        self._forlest = None
        self._leser.klar()

    def registrer(
        self,
        fil: Path,
        mottatt: date,
        *,
        bekreftet: bool = False,
        som_den_er: bool = False,
        neste: Path | None = None,
    ) -> tuple[Resultat, ...]:
        """Før en fil som kom ``mottatt``, og gi svaret; en pakke med flere saker gir ett for hver fil i den.

        Tomt når ``stans`` er kalt: da er filen ikke ført.

        Er brevet datert etter det, føres det bare når det er ``bekreftet``, og en fil som ikke kan brukes, bare når den
        skal føres ``som_den_er``. Den som ikke ble ført, har forespørslene den kan høre til; en fil i en pakke har
        ingen, for pakken legges ikke på noens sak. ``neste`` er filen som leses mens denne føres.
        """
        (navn, hent), forlest = _fil(fil), self._forlest
        self._forlest = None
        if forlest is not None and forlest[0] == fil:
            hent = forlest[1]
        if neste is not None:
            forlesing = self._i.gang.forlesing
            hent = hent if isinstance(hent, Forlest) else forlesing.begynn(navn, hent)
            self._forlest = (neste, forlesing.begynn(*_fil(neste)))
        resultater = self._i.gang.registrer([(navn, hent)], mottatt, bekreftet=bekreftet, som_den_er=som_den_er)
        return tuple(self._med_forslag(r) if r.kan_fores and r.fil == fil.name else r for r in resultater)

    def registrer_manuelt(self, felt: Mapping[str, object], mottatt: date, filer: Sequence[Path] = ()) -> Foresporsel:
        """Før en forespørsel for hånd, med filene som ligger ved.

        ``felt`` er felt i ``Foresporsel``; dagene er sett på av den som fører.
        """
        self._krev_kommet({"mottatt": mottatt})
        gang = self._i.gang
        ny = gang.ny_for_hand(felt, mottatt)
        ved = gang.vedlagt(map(_fil, filer), mottatt)
        with self._i.logg.i_ett():
            fort = self._i.logg.registrer_for_hand(ny, mottatt, ved)
            self._er_fort("", FOR_HAND)
        return fort

    def legg_ved(
        self, aar: int, nr: int, filer: Sequence[Path], mottatt: date, *, bekreftet: bool = False
    ) -> Foresporsel:
        """Legg filene, som kom ``mottatt``, på en forespørsel, slik de er. Kaster som ``Mottaksgang.legg_ved``."""
        self._krev_kommet({"mottatt": mottatt})
        return self._i.gang.legg_ved(aar, nr, map(_fil, filer), mottatt, bekreftet=bekreftet)

    def legg_ved_og_vis(
        self, aar: int, nr: int, filer: Sequence[Path], mottatt: date, *, bekreftet: bool = False
    ) -> Foresporselsbilde:
        """Som ``legg_ved``, og vis forespørselen på nytt."""
        self.legg_ved(aar, nr, filer, mottatt, bekreftet=bekreftet)
        return self.vis(aar, nr)

    def _med_forslag(self, r: Resultat) -> Resultat:
        """Svaret med de åpne forespørslene filen kan høre til, den likeste først, så de andre."""
        apne = tuple(self._i.liste.apne())
        kommune = kommune_i(r.omslag, self.geografi, self.i_dag)
        like = horer_til(f"{r.fil} {r.omslag.emne} {r.omslag.tekst}", kommune, apne)
        alle = dict.fromkeys((*like, *apne))
        return replace(r, horer_til=tuple((f.aar, f.nr, self._hvilken(f, foreslatt=f in like)) for f in alle))

    def _hvilken(self, f: Foresporsel, *, foreslatt: bool) -> str:
        navn = self.geografi.navn(f.kommune) if f.kommune else f.avsender
        hva = ", ".join(filter(None, (f"{f.journalnummer} {navn}".strip(), f.deres_ref)))
        return self._katalog.hent("ui_mottak.foreslatt", self._malform, kommune=hva) if foreslatt else hva

    # En forespørsel

    def vis(self, aar: int, nr: int) -> Foresporselsbilde:
        gang, f = self._i.gang, self._i.logg.les(aar, nr)
        ikke_fort = self._i.tilgang.apnet((aar, nr))
        sagt = (ikke_fort.paa(partial(self._katalog.hent, malform=self._malform)),) if ikke_fort else ()
        meg = Utforer(self.meg, self.linje)
        if gang.er_skjermet(f):
            visning = self._sett[aar, nr] = gang.skjermet(f)
            bilde = skjermet_bilde(
                lag_bilde(visning, self._katalog, self.geografi, self._malform, meg, self.i_dag, ()), self._ord
            )
            return replace(bilde, halvskrevet=self.halvskrevet(f.journalnummer), merknader=(*sagt, *bilde.merknader))
        visning = self._sett[aar, nr] = gang.vis(aar, nr)
        valg = gang.handlinger.settekommuner(visning.foresporsel, visning.sak, visning.vurdering, self.i_dag)
        bilde = lag_bilde(
            visning, self._katalog, self.geografi, self._malform, meg, self.i_dag, valg, self._lignende(visning)
        )
        bilde = self._med_godkjenning(bilde, visning)
        halvskrevet = self.halvskrevet(visning.foresporsel.journalnummer)
        bilde = replace(bilde, halvskrevet=halvskrevet, merknader=(*sagt, *bilde.merknader))
        if visning.foresporsel.manuell:
            bilde = self._med_det_som_er_lest(bilde, visning)
        brev = siste_brev(visning.dokumenter)
        if brev is None or brev.tekst != "endret":
            return bilde
        forskjeller = self._i.gang.tekstforskjeller(brev.format, self._i.logg.fil(brev.sha256))
        return replace(bilde, tekstendringer=forskjeller)

    def _med_godkjenning(self, bilde: Foresporselsbilde, v: Visning) -> Foresporselsbilde:
        """Bildet med forslaget som står, og hva den som ser på, kan gjøre som leder."""
        f, brukere = v.foresporsel, self._i.logg.brukere()
        ordene = Forslagsord(self._katalog.etter(v.regelsett), self.geografi, self._malform)
        forslag = ordene.bilde(f, v.historikk, self.meg, kan_godkjenne=kan_godkjenne(self.meg, brukere))
        ute = skjermede(f)
        leder = bool(ute) and self._i.logg.skjold_gjelder() and self._er_leder(ute)
        fire = self._i.gang.fire_oyne
        return replace(bilde, foreslatt=forslag, fire_oyne=fire, kan_loftes=ute if leder else ())

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)

    def _lignende(self, v: Visning) -> tuple[Likhet, ...]:
        f, momenter = v.foresporsel, momentene(v.sak)
        if not f.grunn and not momenter:
            return ()
        return lignende(f, momenter, self._i.liste.avgjorte(f.slag, f.grunn), self.meg)

    def _med_det_som_er_lest(self, bilde: Foresporselsbilde, v: Visning) -> Foresporselsbilde:
        """Bildet med det den første e-posten sier om seg selv, som forslag."""
        fil = next((d for d in v.dokumenter if d.retning == "inn" and d.format in EPOST), None)
        if fil is None:
            return bilde
        if fil.sha256 not in self._omslag:
            try:
                self._omslag[fil.sha256] = self._i.gang.omslaget(self._i.logg.fil(fil.sha256), fil.format)
            except KanIkke:  # forespørselen vises likevel
                return bilde
        sagt = self._omslag[fil.sha256]
        kommune = kommune_i(sagt, self.geografi, self.i_dag)
        par = (
            ("emne", sagt.emne),
            ("fra", sagt.fra),
            ("sendt", dag(sagt.dato)),
            ("kommune", self.geografi.navn(kommune) if kommune else ""),
        )
        lest = tuple((self._katalog.hent(f"ui_mottak.lest.{hva}", self._malform), verdi) for hva, verdi in par if verdi)
        forslag = {"kommune": kommune, "dokumentdato": sagt.dato}
        return replace(bilde, lest=lest, forslag={felt: verdi for felt, verdi in forslag.items() if verdi})

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
            return loft(f, for_, self.meg, hvorfor, er_leder=self._er_leder(skjermede(f)))

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

    def lagre_dokument(self, aar: int, nr: int, dokument: Dokumentpost, sti: Path) -> Path:
        """Skriv et mottatt eller sendt dokument på forespørselen, uendret."""
        self._i.tilgang.eksportert((aar, nr))
        return _skriv(sti, self.fil(dokument))

    def pakk(self, aar: int, nr: int, post: int, slag: str, sted: Pakkested) -> tuple[Path, ...]:
        """Skriv pakken til arkivet for et brev som har gått ut, på stedet."""
        pakken = self._i.utlevering.pakke(aar, nr, slag, post)
        self._i.tilgang.eksportert((aar, nr))
        return sted.legg(pakken)

    def skriv_ut(self, utkast: Svarutkast, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene i brevet, til papiret."""
        sidene = self.svar.utskrift(utkast, bredde)
        self._i.tilgang.skrevet_ut((utkast.f.aar, utkast.f.nr))
        return sidene

    # Tallene

    def aarene(self) -> tuple[int, ...]:
        """Årene det er tall for, det siste først. Året som går, er alltid med."""
        return tuple(sorted({self.i_dag.year, *self._i.liste.aarene()}, reverse=True))

    def rapport(self, aar: int, *, skjermet: bool) -> Rapport:
        """Årsrapporten. Uten ``skjermet`` er den bare til embetet selv."""
        return self._i.utlevering.rapport(aar, self._malform, skjermet=skjermet)

    def lagre_rapporten(self, rapport: Rapport, sti: Path) -> Path:
        """Skriv rapporten slik den vises, til Excel."""
        return _skriv(sti, self._i.utlevering.arbeidsbok(rapport, self._malform))

    def eksporter(self, hva: str, fra: date, til: date, sti: Path) -> Path:
        """Skriv «journal», «lopende», «dokumenter» eller «csv» til fila."""
        innhold = self._i.utlevering.ark(hva, fra, til)
        self._i.tilgang.eksportert()
        return _skriv(sti, innhold)

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


def _fil(sti: Path) -> tuple[str, Callable[[], bytes]]:
    return sti.name, partial(les, sti, MAKS_FIL, navn=sti.name)


def _skriv(sti: Path, innhold: bytes) -> Path:
    """Brukeren har valgt stedet, og har sagt ja til å skrive over."""
    skriv_alle(sti.absolute().parent, {sti.name: innhold}, overskriv=True)
    return sti
