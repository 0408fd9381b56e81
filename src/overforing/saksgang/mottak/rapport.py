"""Årsrapporten i ord: de samme tabellene for vinduet, regnearket, papiret og kommandolinjen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from overforing.mottak.aarsrapport import Aarsrapport, Andel, lag_rapport, skjerm
from overforing.mottak.foresporsel import Svarutfall
from overforing.mottak.inngaende import hjemmel_av
from overforing.mottak.statistikk import UKJENT, Dimensjon, Tallgrunnlag, Tallrad, Talltabell
from overforing.sak.modell import Malform
from overforing.sak.rekkefolge import sorteringsnokkel
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import MANEDER, Katalog, dato
from overforing.tekster.navn import stor

Tallcelle = str | int | float
"""Et antall, en median i dager, en ``Andel``, eller ord når tallet er skjermet eller ikke finnes."""

REKKEFOLGE = (
    Dimensjon.MANED,
    Dimensjon.UTFALL,
    Dimensjon.SVARTID,
    Dimensjon.ALDER,
    Dimensjon.KOMMUNE,
    Dimensjon.KONTOR,
    Dimensjon.GRUNN,
)
_UTEN_TID = (Dimensjon.SVARTID, Dimensjon.ALDER)
_LISTEKOLONNER = ("etter", "verdi", "antall", "median")


@dataclass(frozen=True)
class Rapportrad:
    """``antall`` er ``None`` når det er skjermet. ``ved`` hører til navnet: kommunen eller bestemmelsen.

    ``navn`` er entydig i tabellen; ``ord`` er det som står ved siden av ``ved``.
    """

    navn: str
    antall: int | None
    celler: tuple[Tallcelle, ...]
    ved: str = ""
    ord: str = ""


@dataclass(frozen=True)
class Rapporttabell:
    """``navn`` er ordet over navnene, ``kolonner`` over cellene, og ``ved`` over det som hører til navnet."""

    dimensjon: Dimensjon
    tittel: str
    navn: str
    kolonner: tuple[str, ...]
    rader: tuple[Rapportrad, ...]
    sum: Rapportrad
    ved: str = ""


@dataclass(frozen=True)
class Rapport:
    """``kort`` er tittelen der det er trangt, ``advarsel`` hvem tallene er for, og ``nokkeltall`` tallene om alle.

    ``tom`` er at verken noe kom i året eller noe var åpent da det var omme.
    """

    aar: int
    skjermet: bool
    tittel: str
    kort: str
    advarsel: str
    advarsel_kort: str
    forklaring: tuple[str, ...]
    nokkeltall: tuple[tuple[str, Tallcelle], ...]
    tabeller: tuple[Rapporttabell, ...]
    tom: bool


class Rapportord:
    """Setter tallene for et år i ord, i én målform."""

    def __init__(self, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._katalog, self._geografi, self._malform = katalog, geografi, malform

    def rapport(
        self,
        kommet: Iterable[Tallgrunnlag],
        haugen: Iterable[Tallgrunnlag],
        aar: int,
        i_dag: date,
        *,
        skjermet: bool,
    ) -> Rapport:
        """``kommet`` er forespørslene som kom i året, og ``haugen`` alle som var åpne den siste dagen i det.

        En kommune som skrev under et utgått nummer, er den samme som med det nye.
        """
        som = self._geografi.gjelder_som
        samlet = (replace(en, kommune=som(en.kommune, en.mottatt) or en.kommune) for en in kommet)
        r = lag_rapport(samlet, haugen, aar, i_dag)
        r = skjerm(r) if skjermet else r
        slag = "masket" if skjermet else "umasket"
        return Rapport(
            aar,
            skjermet,
            self._ord("tittel", aar=str(aar)),
            self._ord("kort", aar=str(aar)),
            self._ord(slag),
            self._ord(f"{slag}_kort"),
            tuple(self._forklaring(r, i_dag)),
            tuple(self._nokkeltall(r)),
            tuple(self._tabell(r.tabeller[d], skjermet) for d in REKKEFOLGE),
            tom=r.alle.antall == 0 and r.tabeller[Dimensjon.ALDER].sum.antall == 0,
        )

    def _forklaring(self, r: Aarsrapport, i_dag: date) -> Iterator[str]:
        aar, siste = str(r.aar), dato(r.siste)
        yield self._ord("forklaring.kommet", aar=aar)
        yield self._ord("forklaring.hentet", dato=dato(i_dag))
        yield self._ord("forklaring.median_masket" if r.skjermet else "forklaring.median")
        yield self._ord("forklaring.innen")
        yield self._ord("forklaring.haugen", aar=aar, dato=siste)
        yield self._ord("forklaring.ikke_kjent")
        if r.skjermet and not r.omme:
            yield self._ord("forklaring.ikke_omme")

    def _nokkeltall(self, r: Aarsrapport) -> Iterator[tuple[str, Tallcelle]]:
        utfall, svartid = r.tabeller[Dimensjon.UTFALL], r.tabeller[Dimensjon.SVARTID]
        apne = next((rad.antall for rad in utfall.rader if not rad.verdi), 0)
        nedre, ovre = r.kvartiler or (None, None)
        for navn, verdi in (
            ("kommet", self._antall(r.alle.antall)),
            ("avgjort", self._antall(svartid.sum.antall)),
            ("ikke_avgjort", self._antall(apne)),
            ("median", self._dager(r.alle.median_dager)),
            ("nedre", self._dager(nedre)),
            ("ovre", self._dager(ovre)),
            ("innen", self._andel(svartid.rader[0], svartid)),
            ("haugen", self._antall(r.tabeller[Dimensjon.ALDER].sum.antall)),
        ):
            yield self._ord(f"nokkel.{navn}", dato=dato(r.siste)), verdi

    def _tabell(self, tabell: Talltabell, skjermet: bool) -> Rapporttabell:
        d = tabell.dimensjon
        if d is Dimensjon.SVARTID:
            kolonner: tuple[str, ...] = ("antall", "andel")
        elif d is Dimensjon.ALDER:
            kolonner = ("antall",)
        else:
            kolonner = ("antall", "median") if skjermet else ("antall", "avgjorte", "median", "innen")
        rader = [self._rad(tabell, rad, kolonner) for rad in tabell.rader]
        if d is Dimensjon.KONTOR and skjermet:
            rader = self._uten_skjulte_kontorer(rader)
        ved = {Dimensjon.KONTOR: "kommune", Dimensjon.GRUNN: "bestemmelse"}.get(d)
        return Rapporttabell(
            d,
            self._ord(f"etter.{d}"),
            self._katalog.hent(f"mottak.dimensjon.{d}", self._malform),
            tuple(self._ord(f"kolonne.{k}") for k in kolonner),
            tuple(_entydige(rader if d in (*_UTEN_TID, Dimensjon.MANED) else sorted(rader, key=_rekkefolge))),
            replace(self._rad(tabell, tabell.sum, kolonner), navn=self._ord("sum"), ved=""),
            self._ord(f"kolonne.{ved}") if ved else "",
        )

    def _rad(self, tabell: Talltabell, rad: Tallrad, kolonner: Sequence[str]) -> Rapportrad:
        navn, ved = self.verdi(tabell.dimensjon, rad.verdi)
        verdier = {
            "antall": lambda: self._antall(rad.antall),
            "avgjorte": lambda: self._antall(rad.avgjorte),
            "median": lambda: self._dager(rad.median_dager),
            "innen": lambda: self._av(rad.innen, rad.avgjorte),
            "andel": lambda: self._andel(rad, tabell),
        }
        return Rapportrad(stor(navn), rad.antall, tuple(verdier[k]() for k in kolonner), ved)

    def _uten_skjulte_kontorer(self, rader: Sequence[Rapportrad]) -> list[Rapportrad]:
        """Navnet på et kontor er skrevet for hånd, og sies ikke til andre når tallet er så lite at det skjermes."""
        synlige = [rad for rad in rader if rad.antall is not None]
        if len(synlige) == len(rader):
            return synlige
        tomt = self._ord("ingen_median")
        return [*synlige, Rapportrad(stor(self._ord("andre_kontorer")), None, (self._antall(None), tomt))]

    # Det den skrives som

    def som_liste(self, rapport: Rapport) -> tuple[tuple[str, ...], Iterator[tuple[Tallcelle, ...]]]:
        """Overskriftene og alle tabellene under hverandre, med antall og median."""
        overskrifter = (self._katalog.hent(f"mottak.kolonne.{k}", self._malform) for k in _LISTEKOLONNER)
        return tuple(overskrifter), (
            (tabell.navn, rad.navn, rad.celler[0], rad.celler[1] if tabell.dimensjon not in _UTEN_TID else "")
            for tabell in rapport.tabeller
            for rad in (*tabell.rader, tabell.sum)
        )

    def som_ark(self, rapport: Rapport) -> Iterator[dict[str, Any]]:
        """Feltene i hvert regneark (``arkiv.arbeidsbok.Regneark``)."""
        yield {
            "navn": self._ord("ark.oversikt"),
            "tittel": rapport.tittel,
            "viktig": rapport.advarsel,
            "kolonner": (self._ord("kolonne.hva"), self._ord("kolonne.tall")),
            "rader": rapport.nokkeltall,
            "merknader": rapport.forklaring,
        }
        for t in rapport.tabeller:
            ved = int(bool(t.ved))
            yield {
                "navn": self._ord(f"ark.{t.dimensjon}"),
                "tittel": f"{rapport.kort}. {t.tittel}",
                "viktig": rapport.advarsel_kort,
                "kolonner": (t.navn, *([t.ved] * ved), *t.kolonner),
                "rader": tuple((rad.ord or rad.navn, *([rad.ved] * ved), *rad.celler) for rad in t.rader),
                "sum": (t.sum.navn, *([""] * ved), *t.sum.celler),
                "tekster": 1 + ved,
            }

    # Ordene

    def verdi(self, dimensjon: Dimensjon, verdi: str) -> tuple[str, str]:
        """En verdi i tallene, i ord, og det som hører til den."""
        match dimensjon:
            case Dimensjon.UTFALL:
                return self._utfall(verdi), ""
            case Dimensjon.MANED:
                aar, _, maned = verdi.partition("-")
                return f"{MANEDER[int(maned) - 1]} {aar}" if maned else "", ""
            case Dimensjon.SVARTID | Dimensjon.ALDER:
                return self._ord(f"{dimensjon}.{verdi}") if verdi else "", ""
            case Dimensjon.KONTOR:
                return self._kontor(*verdi.partition("|")[::2])
            case Dimensjon.GRUNN:
                return self._grunn(verdi)
        return self._geografi.navn(verdi) if verdi else self._ord("ikke_kjent"), ""

    def _utfall(self, verdi: str) -> str:
        # Hvilken kommune saken ble overført til, er ikke en del av tallene.
        utfall, _, omfang = verdi.partition(".")
        if utfall == UKJENT:
            return self._ord("ikke_kjent")
        if omfang:
            return self._katalog.hent(f"mottak.{utfall}.{omfang}", self._malform)
        nokkel = f"mottak.utfall_kort.{Svarutfall(utfall)}" if utfall else "mottak.ikke_avgjort"
        return self._katalog.hent(nokkel, self._malform)

    def _kontor(self, kommune: str, navn: str) -> tuple[str, str]:
        hvor = self._geografi.navn(kommune) if kommune else self._ord("ikke_kjent")
        return navn or (self._ord("ikke_kjent_i", kommune=hvor) if kommune else self._ord("ikke_kjent")), hvor

    def _grunn(self, kode: str) -> tuple[str, str]:
        if not kode:
            return self._ord("ikke_kjent"), ""
        hjemmel = hjemmel_av(kode)
        bestemmelse = self._katalog.hjemmel(hjemmel, self._malform) if hjemmel else ""
        nokkel = f"aarsrapport.grunn.{kode}"
        return self._ord(f"grunn.{kode}") if nokkel in self._katalog else bestemmelse, bestemmelse

    # Tallene

    def _antall(self, antall: int | None) -> Tallcelle:
        return self._ord("skjermet") if antall is None else antall

    def _dager(self, dager: float | None) -> Tallcelle:
        return self._ord("ingen_median") if dager is None else dager

    def _andel(self, rad: Tallrad, tabell: Talltabell) -> Tallcelle:
        """Andelen av dem der svartiden er kjent. Er et av tallene skjermet, er andelene det også."""
        if any(en.antall is None for en in (*tabell.rader, tabell.sum)):
            return self._ord("skjermet")
        kjente = sum(en.antall or 0 for en in tabell.rader if en.verdi != UKJENT)
        return self._av(None if rad.verdi == UKJENT else rad.antall if rad.verdi else kjente, kjente)

    def _av(self, antall: int | None, alle: int | None) -> Tallcelle:
        return Andel(antall / alle) if alle and antall is not None else self._ord("ingen_median")

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(f"aarsrapport.{nokkel}", self._malform, **verdier)


def tallord(celle: Tallcelle) -> str:
    """Cellen slik den leses: med komma, uten «,0», og andeler i hele prosent."""
    if isinstance(celle, str):
        return celle
    if isinstance(celle, Andel):
        return f"{celle * 100:.0f}\N{NO-BREAK SPACE}%"
    return f"{celle:g}".replace(".", ",") if isinstance(celle, float) else str(celle)


def _entydige(rader: Sequence[Rapportrad]) -> Iterator[Rapportrad]:
    """To som heter det samme, skilles med det som hører til navnet: kommunen, eller paragrafen uten loven."""
    antall = Counter(rad.navn for rad in rader)
    for rad in rader:
        ved = rad.ved[max(0, rad.ved.find("§")) :]
        yield replace(rad, ord=rad.navn, navn=f"{rad.navn} ({ved})") if antall[rad.navn] > 1 and ved else rad


def _rekkefolge(rad: Rapportrad) -> tuple[bool, int, str]:
    """De største først. De skjermede står etter alfabetet: rekkefølgen skal ikke si hvem som er størst."""
    return rad.antall is None, -(rad.antall or 0), sorteringsnokkel(rad.navn)
