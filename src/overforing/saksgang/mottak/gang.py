"""Å ta imot brev: én fil om gangen inn, og ett svar på hver. En fil som ikke kan brukes, stanser ikke de andre.

Hver fil føres for seg, hel eller ikke. Det som kan velte en bunke, er bare omgivelsene: er disken full eller loggen
låst, kastes det, og det som alt er ført, står.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, cast

from overforing.brev.lesing.les import FlereSaker, Lest, i_pakken
from overforing.brev.lesing.les_epost import Omslag
from overforing.brev.lesing.ved_siden import Stanset, Svar
from overforing.feil import KanIkke, OverforingFeil, UgyldigInndata, si
from overforing.mottak.avgjorelse import AVSLAG
from overforing.mottak.fire_oyne import Forslag, er_pa, forslaget
from overforing.mottak.foresporsel import Foresporsel, Slag
from overforing.mottak.forskjeller import Feltforskjell, Tekstforskjell, feltforskjeller
from overforing.mottak.inngaende import Inngaende
from overforing.mottak.kvittering import Kvittering, Mottaksutfall
from overforing.mottak.mangelliste import Mangelliste, mangelliste
from overforing.mottak.overganger import krev_uten_fodselsnummer
from overforing.mottak.saksmappe import Saksmappe
from overforing.mottak.skjold import krev_innsyn, skjold
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Sak
from overforing.sak.person import Linje
from overforing.tekster.katalog import dato, de_forste

from .brev import Mottaksbrev
from .filtolk import Filtolk, Innkommet
from .forlesing import Forlesing, Forlest, er_lest
from .handlinger import Mottakshandlinger
from .postrom import EPOST, sokbart
from .skjermet import hendelsene, uten_saken
from .sted import Mottakssted
from .visning import Visning


@dataclass(frozen=True)
class Resultat:
    """Hva som ble av én fil. Enten ``avvist`` med grunnen, eller ``kvittering``. ``merknader`` er hele setninger.

    ``uleselig`` er når det ikke var filen som var gal: den fantes ikke, eller fikk ikke leses. ``for_brevet`` er at
    brevet er datert etter dagen det skal ha kommet, så det må bekreftes før det føres.
    ``kan_fores`` er at filen kan føres slik den kom, og ``omslag`` det den da sier om seg selv. ``horer_til`` er
    forespørslene den kan høre til: (år, nummer, hva det er). ``plass`` er hvilken av filene det
    gjelder, fra 0.
    """

    fil: str
    avvist: str = ""
    uleselig: bool = False
    for_brevet: bool = False
    kan_fores: bool = False
    omslag: Omslag = field(default=Omslag(), repr=False)
    horer_til: tuple[tuple[int, int, str], ...] = ()
    kvittering: Kvittering | None = None
    merknader: tuple[str, ...] = ()
    felt: tuple[Feltforskjell, ...] = ()
    tekst: tuple[Tekstforskjell, ...] = field(default=(), repr=False)
    plass: int = 0

    @property
    def melding(self) -> str:
        return " ".join((self.avvist, *self.merknader)).strip()


Navngitte = Iterable[tuple[str, Callable[[], bytes]]]
"""Filer som (navn, funksjon som gir innholdet)."""


_STORST = 8 * 1024 * 1024
"""Er filene som skal føres sammen, større enn dette til sammen, i byte, føres de før det leses mer."""


class _Klar(NamedTuple):
    """En fil som er lest, og skal føres."""

    plass: int
    navn: str
    inn: Inngaende
    merknader: list[str]
    tekst: tuple[Tekstforskjell, ...]


def _nokkel(k: Kvittering, *, skjermet: bool) -> str:
    """Setningen om det som ble gjort. Den som er skjermet, vet ikke hvordan det forrige endte, og hva som er nytt."""
    if k.fort is not None:
        return "allerede_av"
    if not k.usett:
        return "ny_versjon_skjermet" if skjermet and k.utfall is Mottaksutfall.NY_VERSJON else k.utfall
    return "ny_anmodning_usett" if k.utfall is Mottaksutfall.NY_ANMODNING else "usett"


class ForBrevet(UgyldigInndata):
    """Noe er datert etter dagen det skal ha kommet. Begge kan stemme, så det kan bekreftes."""


class Mottaksgang:
    """Tar imot brev til loggen, og viser det som er kommet. ``brevene`` svarer på det."""

    def __init__(self, sted: Mottakssted) -> None:
        self._sted = sted
        self._logg, self._katalog, self._geografi = sted.logg, sted.katalog, sted.geografi
        self.filtolk = Filtolk(sted)
        self.handlinger = Mottakshandlinger(sted.geografi, self.filtolk.tittel)
        self.brevene = Mottaksbrev(sted, self.vis)
        self.forlesing = Forlesing(sted.les)

    @property
    def linje(self) -> Linje:
        """Hvem som er leder for hvem i embetet."""
        return self._sted.linje()

    @property
    def fire_oyne(self) -> bool:
        """Om en annen skal godkjenne avgjørelsene."""
        return er_pa(self._logg.fire_oyne())

    def forslaget(self, f: Foresporsel) -> Forslag | None:
        """Forslaget til avgjørelse på forespørselen, når det er et. Kaster ``KanIkke`` når det ikke kan leses."""
        return forslaget(f, self._logg.historikk(f.aar, f.nr))

    def registrer(
        self,
        filer: Navngitte,
        mottatt: date,
        *,
        bekreftet: bool = False,
        som_den_er: bool = False,
        i_pakke: bool = False,
    ) -> Iterator[Resultat]:
        """Før filene som kom ``mottatt``, én etter én. Hver er (navn, funksjon som gir innholdet).

        Et brev datert etter ``mottatt`` føres bare når det er ``bekreftet``, og en fil som ikke kan brukes, bare når
        den skal føres ``som_den_er``. En pakke med flere saker leses fil for fil, men ikke en ``i_pakke``.
        Gir et resultat for hver fil, i rekkefølge, når den er ført. De som alt er lest når den forrige er ført, føres
        sammen. Den som slutter å lese resultatene, stanser bunken, og det gjør den som stanser leseren også; da er
        filen som ble lest, ikke ført.
        """
        klare: list[_Klar] = []
        # Filene i en pakke ville stått bak dem som alt venter, og de leses kanskje ikke før pakken er ført.
        for plass, (navn, hent) in enumerate(filer if i_pakke else self.forlesing.foran(filer)):
            if sum(len(klar.inn.innhold) for klar in klare) > _STORST or not er_lest(hent):
                yield from self._for(klare, mottatt)
            data = b""
            try:
                data = hent()
                svar = hent.svar if isinstance(hent, Forlest) else None
                innkommet = self._les_eller_ta(navn, data, mottatt, svar, som_den_er=som_den_er)
                if not bekreftet:
                    self._krev_mottatt_etter(innkommet.inn.felt.get("dokumentdato"), mottatt)
            except Exception as feil:
                yield from self._for(klare, mottatt)  # det er ikke noe galt med dem foran
                try:
                    if not isinstance(feil, FlereSaker) or i_pakke:
                        yield replace(self._ikke_fort(navn, data, mottatt, feil), plass=plass)
                        continue
                except Stanset:
                    return
                if not (yield from self._fra_pakken(plass, navn, data, mottatt, bekreftet, som_den_er)):
                    return
            else:
                klare.append(_Klar(plass, navn, *innkommet))
        yield from self._for(klare, mottatt)

    def _fra_pakken(
        self, plass: int, navn: str, data: bytes, mottatt: date, bekreftet: bool, som_den_er: bool
    ) -> Generator[Resultat, None, bool]:
        """Filene i en pakke med flere saker. Svaret er om alle er lest."""
        deler = [(f"{navn}/{del_}", lambda innhold=innhold: innhold) for del_, innhold in i_pakken(data)]
        lest, galt = 0, None
        try:
            for r in self.registrer(deler, mottatt, bekreftet=bekreftet, som_den_er=som_den_er, i_pakke=True):
                yield replace(r, plass=plass)
                lest += 1
        except Exception as det:
            galt = det
        # Er noen i pakken ført, er det et svar om den. Det skal også si at resten ikke er det.
        if 0 < lest < len(deler):
            tall = {"igjen": str(len(deler) - lest), "antall": str(len(deler))}
            yield Resultat(navn, avvist=self._ord("mottak.avvist.resten_av_pakken", **tall), plass=plass)
        if galt is not None:
            raise galt from None
        return lest == len(deler)

    def _for(self, klare: list[_Klar], mottatt: date) -> Iterator[Resultat]:
        """Før filene, og ta dem ut av lista etter hvert som de er ført."""
        while klare:
            fort = self._logg.motta_flere([klar.inn for klar in klare], mottatt)
            for kvittering in fort:
                klar = klare.pop(0)
                yield replace(self._svar(klar.navn, kvittering, klar.merknader, klar.tekst), plass=klar.plass)

    def _ikke_fort(self, navn: str, data: bytes, mottatt: date, feil: Exception) -> Resultat:
        """Hvorfor filen ikke er ført. Kaster ``Stanset``, og det som ikke er en feil i filen."""
        match feil:
            case Stanset():
                raise feil
            case ForBrevet():
                return Resultat(navn, avvist=self.melding(feil), for_brevet=True)
            case FlereSaker():
                return Resultat(navn, avvist=self.melding(feil).removeprefix(f"{navn}: "))
            case OverforingFeil():
                return self._avvist(navn, data, mottatt, feil)
        raise feil

    def vedlagt(self, filer: Navngitte, mottatt: date) -> tuple[Inngaende, ...]:
        """Filene slik de skal legges ved en forespørsel, hver én gang.

        Kaster ``UgyldigInndata`` når en av dem er tom, eller har saken med seg: den skal leses inn.
        """
        ved: dict[str, Inngaende] = {}
        for navn, hent in filer:
            inn, lest = self.filtolk.slik_den_kom(navn, hent(), mottatt), Lest(None, None, None, "ukjent")
            try:
                svar = self._sted.les(inn.innhold, navn)
                inn = replace(inn, fritekst=sokbart(svar.fritekst))
                lest = svar.i(navn)
            except FlereSaker:
                raise UgyldigInndata("feil.mottak.har_sak", fil=inn.filnavn) from None
            except UgyldigInndata:
                pass  # den ligger ved slik den kom
            if lest.sak_json is not None:
                raise UgyldigInndata("feil.mottak.har_sak", fil=inn.filnavn)
            inn = replace(inn, dokument=lest.dokument, tekst=lest.tekst, pafort=lest.pafort)
            ved.setdefault(inn.sha256, inn)
        return tuple(ved.values())

    def legg_ved(self, aar: int, nr: int, filer: Navngitte, mottatt: date, *, bekreftet: bool = False) -> Foresporsel:
        """Legg filene, som kom ``mottatt``, på en forespørsel, slik de er.

        Kaster ``UgyldigInndata`` som ``vedlagt``, ``KanIkke`` når en av dem er ført før, og ``ForBrevet`` når den dagen
        er før datoen på brevet forespørselen begynte med eller på en e-post, og det ikke er ``bekreftet``.
        """
        ved = self.vedlagt(filer, mottatt)
        if not bekreftet:
            self._krev_mottatt_etter(self._logg.les(aar, nr).dokumentdato, mottatt)
            for inn in ved:
                self._krev_mottatt_etter(self.omslaget(inn.innhold, inn.format).dato, mottatt)
        return self._logg.legg_ved(aar, nr, ved, mottatt)

    def omslaget(self, data: bytes, format_: str) -> Omslag:
        """Det filen sier om seg selv. Det er bare en e-post som sier noe. Kaster ``Stanset``."""
        try:
            return self._sted.omslag(data, f"e-post.{format_}") if format_ in EPOST else Omslag()
        except Stanset:
            raise
        except KanIkke:  # leseren kan ikke startes; det er sagt der filen selv ble lest
            return Omslag()

    def _krev_mottatt_etter(self, datert: object, mottatt: date) -> None:
        """Kaster ``ForBrevet`` når noe datert ``datert`` skal ha kommet før det. ``None`` er ikke kjent."""
        if isinstance(datert, date) and mottatt < datert:
            raise ForBrevet("mottak.avvist.for_brevet", brev=dato(datert), mottatt=dato(mottatt))

    def vurder(self, sak: Sak, slag: Slag) -> tuple[Vurdering, Mangelliste]:
        """Programmets egen vurdering av avsenderens svar, og det som mangler."""
        vurdering = self._sted.vurder(sak)
        return vurdering, mangelliste(slag, vurdering)

    def vis(self, aar: int, nr: int) -> Visning:
        """Forespørselen med alt som hører til, vurdert på nytt etter det avsenderen sist svarte.

        Kaster ``KanIkke`` når den som ser på, er skjermet fra den (``skjold``).
        """
        return self.visningen(self._logg.saksmappe(aar, nr))

    def visningen(self, mappe: Saksmappe) -> Visning:
        """Som ``vis``, av det som alt er lest."""
        f = mappe.foresporsel
        if self.er_skjermet(f):
            for en in self._samme_sak(f):
                krev_innsyn(en, self._logg.bruker)
        avslaget, saken_da = self._forrige(f)
        saker = [*saken_da, *mappe.saker]
        regelsett = self.filtolk.regelsett(f.mottatt)
        like = self._de_jeg_ser(mappe.samme_referanse)
        visning = Visning(f, mappe.dokumenter, mappe.historikk, regelsett, deler=mappe.deler, samme_referanse=like)
        visning = replace(visning, avslatt_for=avslaget)
        if not saker:
            return visning
        try:
            sak = self._sted.les_sak(saker[-1])
            vurdering, mangler = self.vurder(sak, f.slag)
        except OverforingFeil:  # skrevet av en annen utgave, eller skadet: det andre vises likevel
            return replace(visning, uleselig=True)
        endret = self.forskjeller(saker[-2], saker[-1]) if len(saker) > 1 else ()
        regelsett = vurdering.regelsett
        return replace(visning, regelsett=regelsett, sak=sak, vurdering=vurdering, mangler=mangler, endret=endret)

    def er_skjermet(self, f: Foresporsel) -> bool:
        """Om den som ser på, er skjermet fra forespørselen. I en logg bare én arbeider i, er ingen det."""
        skjermet = any(skjold(en, self._logg.bruker) is not None for en in self._samme_sak(f))
        return skjermet and self._logg.skjold_gjelder()

    def _samme_sak(self, f: Foresporsel) -> Iterator[Foresporsel]:
        """Forespørselen, og dem den er slått sammen med: den som er skjermet fra en av dem, er det fra denne også."""
        yield f
        while f.del_av:
            f = self._logg.les(*map(int, f.del_av.split("/")))
            yield f

    def skjermet(self, mappe: Saksmappe) -> Visning:
        """Det den som er skjermet, ser."""
        f = mappe.foresporsel
        historikk = tuple(hendelsene(mappe.historikk, self._logg.bruker, lambda navn: navn))
        return Visning(uten_saken(f), (), historikk, self.filtolk.regelsett(f.mottatt))

    def _de_jeg_ser(self, numrene: tuple[str, ...]) -> tuple[str, ...]:
        """Dem den som ser på, ikke er skjermet fra."""
        if not numrene:
            return ()
        skjulte = self._logg.skjulte()
        return tuple(nummer for nummer in numrene if nummer not in skjulte)

    def _forrige(self, f: Foresporsel) -> tuple[bool, tuple[str, ...]]:
        """Når kommunen ber på nytt: om den forrige anmodningen står som avslått, så vidt den som ser på, kan se, og
        saken i den.
        """
        if not f.etter_avslag:
            return False, ()
        aar, nr = map(int, f.etter_avslag.split("/"))
        forrige = self._logg.les(aar, nr)
        avslatt = forrige.utfall in AVSLAG and not self.er_skjermet(forrige)
        return avslatt, tuple(tekst for _, tekst in self._logg.saker(aar, nr))

    def tekstforskjeller(self, format_: str, data: bytes) -> tuple[Tekstforskjell, ...]:
        """Det som skiller teksten i et mottatt brev fra den programmet ville skrevet av saken i det."""
        try:
            return self.filtolk.les(f"brev.{format_}", data, self._sted.na().date()).tekst
        except OverforingFeil:
            return ()

    def ny_for_hand(self, felt: Mapping[str, object], mottatt: date) -> dict[str, object]:
        """Feltene i en forespørsel uten fil, med tittelen og det som gjelder alle. ``felt`` har slag og kommune."""
        krev_uten_fodselsnummer(*felt.values())
        slag, kommune = cast(Slag, felt["slag"]), cast("str | None", felt.get("kommune"))
        if kommune not in self._geografi.numre:
            raise UgyldigInndata("ui_mottak.manuell.velg_kommune")
        tilgang = self.filtolk.tilgang(self.filtolk.regelsett(mottatt))
        return {**felt, "tittel": self.filtolk.tittel(slag, kommune), "tilgang": tilgang}

    def forskjeller(self, for_json: str, naa_json: str) -> tuple[Feltforskjell, ...]:
        """Svarene som skiller to utgaver av en sak."""
        return feltforskjeller(json.loads(for_json), json.loads(naa_json))

    def _les_eller_ta(
        self, navn: str, data: bytes, mottatt: date, svar: Callable[[], Svar] | None, *, som_den_er: bool
    ) -> Innkommet:
        try:
            return self.filtolk.les(navn, data, mottatt, svar() if svar else None)
        except FlereSaker:
            raise
        except UgyldigInndata:
            if not som_den_er:
                raise
            inn = self.filtolk.slik_den_kom(navn, data, mottatt)
            return Innkommet(replace(inn, fritekst=self.filtolk.fritekst(navn, data)), [])

    def _avvist(self, navn: str, data: bytes, mottatt: date, feil: OverforingFeil) -> Resultat:
        """Filen er ikke ført. Er det filen det er noe med, kan den føres slik den kom."""
        avvist = self.melding(feil).removeprefix(f"{navn}: ")
        resultat = Resultat(navn, avvist=avvist, uleselig=isinstance(feil, KanIkke))
        try:
            inn = self.filtolk.slik_den_kom(navn, data, mottatt)
        except UgyldigInndata:
            return resultat
        return replace(resultat, kan_fores=True, omslag=self.omslaget(data, inn.format))

    def _svar(
        self, navn: str, kvittering: Kvittering, merknader: list[str], tekst: tuple[Tekstforskjell, ...]
    ) -> Resultat:
        felt: tuple[Feltforskjell, ...] = ()
        f = kvittering.foresporsel
        skjermet = self.er_skjermet(f)
        if kvittering.forrige_sak is not None and kvittering.sak is not None and not skjermet:
            felt = self.forskjeller(kvittering.forrige_sak, kvittering.sak)
        verdier = {"journalnummer": f.journalnummer}
        if kvittering.utfall is Mottaksutfall.NY_ANMODNING:
            verdier["avslag"] = f.etter_avslag
        if kvittering.utfall is Mottaksutfall.NY_VERSJON:
            verdier["antall"] = str(len(felt))
        if kvittering.fort is not None:
            # Falt tjeneren før den fikk svart, var det denne innlesingen som førte den: da er det å se av tiden.
            av, nar = kvittering.fort
            verdier |= {"av": av, "nar": f"{nar.astimezone():%d.%m.%Y kl. %H.%M}"}
        forst = self._ord(f"mottak.resultat.{_nokkel(kvittering, skjermet=skjermet)}", **verdier)
        if kvittering.utfall is Mottaksutfall.ALLEREDE:
            return Resultat(navn, kvittering=kvittering, merknader=(forst,))
        if any(endret.felt == "kontor.kommune" for endret in felt):
            merknader = [*merknader, self._ord("mottak.merknad.annen_avsender")]
        if kvittering.utfall is Mottaksutfall.NY and f.manuell:
            merknader = [*merknader, self._ord("mottak.merknad.uten_data")]
        if not f.apen:
            merknader = [*merknader, self._ord("mottak.merknad.alt_avgjort")]
        if kvittering.utfall is Mottaksutfall.NY and (
            like := self._de_jeg_ser(self._logg.samme_referanse(f, foran=True))
        ):
            merknader = [*merknader, self._ord("mottak.merknad.samme_referanse", numre=de_forste(like))]
        return Resultat(navn, kvittering=kvittering, merknader=(forst, *merknader), felt=felt, tekst=tekst)

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._sted.ord(nokkel, **verdier)

    def melding(self, feil: object) -> str:
        """Det en feil sier, på målformen."""
        return si(feil, self._ord)
