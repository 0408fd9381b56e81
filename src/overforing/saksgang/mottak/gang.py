"""Å ta imot brev: én fil om gangen inn, og ett svar på hver. En fil som ikke kan brukes, stanser ikke de andre.

Hver fil føres for seg, hel eller ikke. Det som kan velte en bunke, er bare omgivelsene: er disken full eller loggen
låst, kastes det, og det som alt er ført, står.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from overforing.brev.lesing.les import PASSORD, FlereSaker, IkkeFraOverforing, LagetOm, Lest, i_pakken
from overforing.brev.lesing.les_epost import Omslag
from overforing.brev.lesing.ved_siden import Stanset, Svar
from overforing.brev.modell import linjer, normaliser
from overforing.feil import KanIkke, Melding, OverforingFeil, UgyldigInndata, UgyldigSaksfil, si
from overforing.filer import KAN_APNES, KAN_FORKLARES
from overforing.mottak.foresporsel import Foresporsel, Slag
from overforing.mottak.forskjeller import Feltforskjell, Tekstforskjell, feltforskjeller, tekstforskjeller
from overforing.mottak.inngaende import Filformat, Inngaende, felt_fra_sak, slag_av
from overforing.mottak.kvittering import Kvittering, Mottaksutfall
from overforing.mottak.mangelliste import Mangelliste, mangelliste
from overforing.mottak.overganger import krev_uten_fodselsnummer
from overforing.regelverk.funn import Vurdering
from overforing.regelverk.regelsett import ForTidlig
from overforing.sak.modell import SKJEMA, Dokument, Regelsett, Sak
from overforing.sak.person import Linje
from overforing.sak.saksfil import kanonisk, til_verdier
from overforing.tekster.katalog import dato, de_forste

from ..om_filen import om_filen
from .brev import Mottaksbrev
from .handlinger import Mottakshandlinger
from .postrom import EPOST, filnavn, format_for, sokbart
from .sted import Mottakssted
from .visning import Visning

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BER_OM_NOE = (None, Dokument.ANMODNING, Dokument.TVIST)


@dataclass(frozen=True)
class Resultat:
    """Hva som ble av én fil. Enten ``avvist`` med grunnen, eller ``kvittering``. ``merknader`` er hele setninger.

    ``uleselig`` er når det ikke var filen som var gal: den fantes ikke, eller fikk ikke leses. ``for_brevet`` er at
    brevet er datert etter dagen det skal ha kommet, så det må bekreftes før det føres.
    ``kan_fores`` er at filen kan føres slik den kom, og ``omslag`` det den da sier om seg selv. ``horer_til`` er
    forespørslene den kan høre til: (år, nummer, hva det er).
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

    @property
    def melding(self) -> str:
        return " ".join((self.avvist, *self.merknader)).strip()


Navngitte = Iterable[tuple[str, Callable[[], bytes]]]
"""Filer som (navn, funksjon som gir innholdet)."""


class ForBrevet(UgyldigInndata):
    """Noe er datert etter dagen det skal ha kommet. Begge kan stemme, så det kan bekreftes."""


class Mottaksgang:
    """Tar imot brev til loggen, og viser det som er kommet. ``brevene`` svarer på det."""

    def __init__(self, sted: Mottakssted) -> None:
        self._sted = sted
        self._logg, self._katalog, self._geografi = sted.logg, sted.katalog, sted.geografi
        self._malform, self._tittelmalform = sted.malform, sted.tittelmalform
        self.handlinger = Mottakshandlinger(sted.geografi, self.tittel)
        self.brevene = Mottaksbrev(sted, self.vis)

    @property
    def linje(self) -> Linje:
        """Hvem som er leder for hvem i embetet."""
        return self._sted.linje()

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
        Gir et resultat for hver fil, i rekkefølge. Den som slutter å lese resultatene, stanser bunken, og det gjør den
        som stanser leseren også; da er filen som ble lest, ikke ført.
        """
        for navn, hent in filer:
            data = b""
            try:
                data = hent()
                inn, merknader, forskjeller = self._les_eller_ta(navn, data, mottatt, som_den_er=som_den_er)
            except Stanset:
                return
            except FlereSaker as feil:
                if i_pakke:
                    yield Resultat(navn, avvist=self.melding(feil).removeprefix(f"{navn}: "))
                    continue
                deler = [(f"{navn}/{del_}", lambda innhold=innhold: innhold) for del_, innhold in i_pakken(data)]
                valg = {"bekreftet": bekreftet, "som_den_er": som_den_er, "i_pakke": True}
                yield from self.registrer(deler, mottatt, **valg)
                continue
            except OverforingFeil as feil:
                yield self._avvist(navn, data, mottatt, feil)
                continue
            try:
                if not bekreftet:
                    self._krev_mottatt_etter(inn.felt.get("dokumentdato"), mottatt)
            except ForBrevet as feil:
                yield Resultat(navn, avvist=self.melding(feil), for_brevet=True)
                continue
            yield self._svar(navn, self._logg.motta(inn, mottatt), merknader, forskjeller)

    def vedlagt(self, filer: Navngitte, mottatt: date) -> tuple[Inngaende, ...]:
        """Filene slik de skal legges ved en forespørsel, hver én gang.

        Kaster ``UgyldigInndata`` når en av dem er tom, eller har saken med seg: den skal leses inn.
        """
        ved: dict[str, Inngaende] = {}
        for navn, hent in filer:
            inn, lest = self._slik_den_kom(navn, hent(), mottatt), Lest(None, None, None, "ukjent")
            try:
                svar = self._sted.les(inn.innhold, navn)
                inn = replace(inn, fritekst=sokbart(svar.fritekst))
                lest = svar.i(navn)
            except OverforingFeil:
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
        """Det filen sier om seg selv. Det er bare en e-post som sier noe."""
        return self._sted.omslag(data, f"e-post.{format_}") if format_ in EPOST else Omslag()

    def _krev_mottatt_etter(self, datert: object, mottatt: date) -> None:
        """Kaster ``ForBrevet`` når noe datert ``datert`` skal ha kommet før det. ``None`` er ikke kjent."""
        if isinstance(datert, date) and mottatt < datert:
            raise ForBrevet("mottak.avvist.for_brevet", brev=dato(datert), mottatt=dato(mottatt))

    def vurder(self, sak: Sak, slag: Slag) -> tuple[Vurdering, Mangelliste]:
        """Programmets egen vurdering av avsenderens svar, og det som mangler."""
        vurdering = self._sted.vurder(sak)
        return vurdering, mangelliste(slag, vurdering)

    def vis(self, aar: int, nr: int) -> Visning:
        """Forespørselen med alt som hører til, vurdert på nytt etter det avsenderen sist svarte."""
        f = self._logg.les(aar, nr)
        saker = [tekst for _, tekst in (*self._avslatt(f), *self._logg.saker(aar, nr))]
        regelsett = self.regelsett(f.mottatt)
        visning = Visning(f, self._logg.dokumenter(aar, nr), self._logg.historikk(aar, nr), regelsett)
        visning = replace(visning, deler=self._logg.deler(f), samme_referanse=self._logg.samme_referanse(f))
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

    def _avslatt(self, f: Foresporsel) -> tuple[tuple[int, str], ...]:
        """Saken i anmodningen som ble avslått, når kommunen ber på nytt."""
        if not f.etter_avslag:
            return ()
        aar, _, nr = f.etter_avslag.partition("/")
        return self._logg.saker(int(aar), int(nr))

    def regelsett(self, dag: date) -> Regelsett:
        """Regelsettet på datoen. Kaster ``UgyldigInndata`` når den er før det første."""
        try:
            return self._sted.kalender.gjeldende(dag)
        except ForTidlig as feil:
            raise UgyldigInndata("mottak.avvist.for_tidlig", ar=feil.forste.year) from None

    def tekstforskjeller(self, format_: str, data: bytes) -> tuple[Tekstforskjell, ...]:
        """Det som skiller teksten i et mottatt brev fra den programmet ville skrevet av saken i det."""
        try:
            return self._les(f"brev.{format_}", data, self._sted.na().date())[2]
        except OverforingFeil:
            return ()

    def ny_for_hand(self, felt: Mapping[str, object], mottatt: date) -> dict[str, object]:
        """Feltene i en forespørsel uten fil, med tittelen og det som gjelder alle. ``felt`` har slag og kommune."""
        krev_uten_fodselsnummer(*felt.values())
        slag, kommune = cast(Slag, felt["slag"]), cast("str | None", felt.get("kommune"))
        if kommune not in self._geografi.numre:
            raise UgyldigInndata("ui_mottak.manuell.velg_kommune")
        tilgang = self._tilgang(self.regelsett(mottatt))
        return {**felt, "tittel": self.tittel(slag, kommune), "tilgang": tilgang}

    def tittel(self, slag: Slag, kommune: str | None) -> str:
        """Den nøytrale tittelen: hva det gjelder og kommunen, aldri hvem."""
        malform = self._tittelmalform
        ukjent = self._katalog.hent("mottak.tittel.ukjent_kommune", malform)
        navn = self._geografi.navn(kommune) if kommune else ukjent
        return self._katalog.hent(f"mottak.tittel.{slag}", malform, kommune=navn)

    def forskjeller(self, for_json: str, naa_json: str) -> tuple[Feltforskjell, ...]:
        """Svarene som skiller to utgaver av en sak."""
        return feltforskjeller(json.loads(for_json), json.loads(naa_json))

    def _les_eller_ta(
        self, navn: str, data: bytes, mottatt: date, *, som_den_er: bool
    ) -> tuple[Inngaende, list[str], tuple[Tekstforskjell, ...]]:
        try:
            return self._les(navn, data, mottatt)
        except FlereSaker:
            raise
        except UgyldigInndata:
            if not som_den_er:
                raise
            inn = self._slik_den_kom(navn, data, mottatt)
            return replace(inn, fritekst=self._fritekst(navn, data)), [], ()

    def _fritekst(self, navn: str, data: bytes) -> str:
        try:
            return sokbart(self._sted.les(data, navn).fritekst)
        except Stanset:
            raise
        except OverforingFeil:
            return ""  # den gikk over en grense

    def _slik_den_kom(self, navn: str, data: bytes, mottatt: date) -> Inngaende:
        if not data:
            raise UgyldigInndata("feil.mottak.tom_fil", fil=filnavn(navn))
        tilgang, tittel = self._tilgang(self.regelsett(mottatt)), self.tittel(Slag.ANMODNING, None)
        return Inngaende(
            innhold=data,
            format=format_for(data, navn),
            dokument=None,
            sak_id=None,
            filnavn=filnavn(navn),
            felt={"slag": Slag.ANMODNING, "tittel": tittel, "tilgang": tilgang},
        )

    def _avvist(self, navn: str, data: bytes, mottatt: date, feil: OverforingFeil) -> Resultat:
        """Filen er ikke ført. Er det filen det er noe med, kan den føres slik den kom."""
        avvist = self.melding(feil).removeprefix(f"{navn}: ")
        resultat = Resultat(navn, avvist=avvist, uleselig=isinstance(feil, KanIkke))
        try:
            inn = self._slik_den_kom(navn, data, mottatt)
        except UgyldigInndata:
            return resultat
        return replace(resultat, kan_fores=True, omslag=self.omslaget(data, inn.format))

    def _les(self, navn: str, data: bytes, mottatt: date) -> tuple[Inngaende, list[str], tuple[Tekstforskjell, ...]]:
        svar = self._sted.les(data, navn)
        slag = svar.slag
        self._krev_endelse(navn, slag)
        merknader: list[str] = []
        lest = self._lest(svar, navn, merknader)
        forskjeller: tuple[Tekstforskjell, ...] = ()
        sak_id = (lest.sak_id or "").lower()
        sak = self._sak(lest, merknader)
        felt: dict[str, object] = {"slag": slag_av(lest.dokument, sak)}
        vurdering = None
        if sak is not None:
            vurdering = self._sted.vurder(sak)
            felt = felt_fra_sak(sak, vurdering, lest.dokument)
            self._se_pa_avsenderen(sak, merknader)
            if sak.soknad.haster:
                merknader.append(self._ord("mottak.merknad.haster"))
        elif _UUID.fullmatch(sak_id):
            felt["sak"] = sak_id
        merknader += om_filen(lest, self._ord)
        if lest.tekst == "endret":
            merknader.append(self._ord("mottak.merknad.tekst_endret"))
            if sak is not None and vurdering is not None and lest.dokument:
                ventet = linjer(self._sted.brevskriver.lag(lest.dokument, sak, vurdering))
                forskjeller = tekstforskjeller([normaliser(linje) for linje in ventet], _linjer(lest.brodtekst))
        kommune = cast("str | None", felt.get("kommune"))
        regelsett = vurdering.regelsett if vurdering else self.regelsett(mottatt)
        felt |= {
            "tittel": self.tittel(cast(Slag, felt["slag"]), kommune),
            "tilgang": self._tilgang(regelsett),
        }
        if vurdering is not None:
            self._se_pa_innholdet(cast(Slag, felt["slag"]), vurdering, merknader)
        verdier = til_verdier(sak) if sak else None
        inn = Inngaende(
            innhold=data,
            format=cast(Filformat, slag),
            dokument=lest.dokument,
            sak_id=sak.id.lower() if sak else sak_id if _UUID.fullmatch(sak_id) else None,
            sak=sak,
            sak_json=kanonisk(verdier) if verdier else None,
            innholdssum=hashlib.sha256(kanonisk(verdier).encode()).hexdigest() if verdier else None,
            tekst=lest.tekst,
            pafort=lest.pafort,
            filnavn=filnavn(navn),
            felt=felt | ({"sak": sak.id.lower()} if sak else {}),
            fritekst="" if sak else sokbart(svar.fritekst),
        )
        return inn, merknader, forskjeller

    def _lest(self, svar: Svar, navn: str, merknader: list[str]) -> Lest:
        """Det filen sier om seg selv. Alt er tomt når den er hel, men uten merkene programmet setter."""
        try:
            return svar.i(navn)
        except LagetOm:
            merknader.append(self._ord("feil.les.laget_om"))
        except IkkeFraOverforing:
            pass
        return Lest(None, None, None, "ukjent")

    def _sak(self, lest: Lest, merknader: list[str]) -> Sak | None:
        """Saken i filen når den kan brukes. En nyere utgave og et annet brev føres for hånd; en gal sak avvises."""
        if lest.sak_json is None:
            if lest.dokument not in _BER_OM_NOE:
                hva = self._ord(f"dokument.{lest.dokument}")
                merknader.append(self._ord("mottak.merknad.annet_dokument", dokument=hva))
            return None
        skjema = _skjema(lest.sak_json)
        if skjema != SKJEMA:
            merknader.append(self._ord("mottak.merknad.nyere", skjema=skjema))
            return None
        try:
            return self._sted.les_sak(lest.sak_json)
        except UgyldigSaksfil as feil:
            raise UgyldigInndata("mottak.avvist.ugyldig_sak", feil=feil) from None

    def _krev_endelse(self, navn: str, slag: str) -> None:
        endelse = navn.rpartition(".")[2].lower() if "." in navn else ""
        if slag in KAN_FORKLARES:
            raise UgyldigInndata(f"feil.les.{slag}")
        if slag == PASSORD:
            raise UgyldigInndata("feil.les.word_passord")
        if endelse not in KAN_APNES:
            raise UgyldigInndata("mottak.avvist.endelse")
        if endelse != slag:
            hva = slag or Melding("mottak.avvist.ukjent_innhold")
            raise UgyldigInndata("mottak.avvist.feil_endelse", endelse=endelse, slag=hva)

    def _se_pa_avsenderen(self, sak: Sak, merknader: list[str]) -> None:
        kommune = sak.kontor.kommune
        if kommune is None:
            merknader.append(self._ord("mottak.merknad.uten_kommune"))
            return
        embete = self._geografi.embete_for.get(kommune, "")
        if self._sted.embete and embete and embete != self._sted.embete:
            merknader.append(
                self._ord(
                    "mottak.merknad.annet_embete",
                    kommune=self._geografi.navn(kommune),
                    embete=self._geografi.embeter[embete].navn,
                )
            )

    def _se_pa_innholdet(self, slag: Slag, vurdering: Vurdering, merknader: list[str]) -> None:
        mangler = mangelliste(slag, vurdering)
        if mangler.annet_utfall:
            utfall = self._ord(f"utfall.{mangler.annet_utfall}")
            merknader.append(self._ord("mottak.merknad.annet_utfall", utfall=utfall))
        if antall := mangler.antall - (mangler.annet_utfall is not None):
            merknader.append(self._ord("mottak.merknad.mangler", antall=str(antall)))

    def _svar(
        self, navn: str, kvittering: Kvittering, merknader: list[str], tekst: tuple[Tekstforskjell, ...]
    ) -> Resultat:
        felt: tuple[Feltforskjell, ...] = ()
        f = kvittering.foresporsel
        if kvittering.forrige_sak is not None and kvittering.sak is not None:
            felt = self.forskjeller(kvittering.forrige_sak, kvittering.sak)
        verdier = {"journalnummer": f.journalnummer}
        if kvittering.utfall is Mottaksutfall.NY_ANMODNING:
            verdier["avslag"] = f.etter_avslag
        if kvittering.utfall is Mottaksutfall.NY_VERSJON:
            verdier["antall"] = str(len(felt))
        forst = self._ord(f"mottak.resultat.{kvittering.utfall}", **verdier)
        if kvittering.utfall is Mottaksutfall.ALLEREDE:
            return Resultat(navn, kvittering=kvittering, merknader=(forst,))
        if any(endret.felt == "kontor.kommune" for endret in felt):
            merknader = [*merknader, self._ord("mottak.merknad.annen_avsender")]
        if kvittering.utfall is Mottaksutfall.NY and f.manuell:
            merknader = [*merknader, self._ord("mottak.merknad.uten_data")]
        if not f.apen:
            merknader = [*merknader, self._ord("mottak.merknad.alt_avgjort")]
        if kvittering.utfall is Mottaksutfall.NY and (like := self._logg.samme_referanse(f)):
            merknader = [*merknader, self._ord("mottak.merknad.samme_referanse", numre=de_forste(like))]
        return Resultat(navn, kvittering=kvittering, merknader=(forst, *merknader), felt=felt, tekst=tekst)

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._sted.ord(nokkel, **verdier)

    def _tilgang(self, regelsett: Regelsett) -> str:
        """Bestemmelsene det kommunen sender, er unntatt offentlighet etter."""
        from overforing.brev.komponer import skjermingshjemmel

        return skjermingshjemmel(self._katalog, self._geografi, self._tittelmalform, regelsett)

    def melding(self, feil: object) -> str:
        """Det en feil sier, på målformen."""
        return si(feil, self._ord)


def _skjema(sak_json: str) -> str:
    try:
        skjema = json.loads(sak_json).get("skjema")
    except (ValueError, AttributeError, RecursionError):
        return SKJEMA  # leseren av saksfiler sier hva som er galt
    return skjema if isinstance(skjema, str) and len(skjema) < 40 else SKJEMA


def _linjer(brodtekst: str) -> list[str]:
    return [ren for linje in brodtekst.split("\n") if (ren := normaliser(linje))]
