"""En fil utenfra blir til det som føres i loggen: hva den er, saken i den, tittelen, og det som bør sies om den."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import NamedTuple, cast

from overforing.brev.lesing.les import PASSORD, IkkeFraOverforing, LagetOm, Lest
from overforing.brev.lesing.ved_siden import Svar
from overforing.brev.modell import linjer, normaliser
from overforing.feil import Melding, UgyldigInndata, UgyldigSaksfil
from overforing.filer import KAN_APNES, KAN_FORKLARES
from overforing.mottak.foresporsel import Slag
from overforing.mottak.forskjeller import Tekstforskjell, tekstforskjeller
from overforing.mottak.inngaende import Filformat, Inngaende, felt_fra_sak, slag_av
from overforing.mottak.mangelliste import mangelliste
from overforing.regelverk.funn import Vurdering
from overforing.regelverk.regelsett import ForTidlig
from overforing.sak.modell import SKJEMA, Dokument, Regelsett, Sak
from overforing.sak.saksfil import kanonisk, til_verdier

from ..om_filen import om_filen
from .postrom import filnavn, format_for, sokbart
from .sted import Mottakssted

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BER_OM_NOE = (None, Dokument.ANMODNING, Dokument.TVIST)


class Innkommet(NamedTuple):
    """Det som skal føres, hele setninger om det, og det som skiller brevets tekst fra den programmet ville skrevet."""

    inn: Inngaende
    merknader: list[str]
    tekst: tuple[Tekstforskjell, ...] = ()


class Filtolk:
    """Leser filer, og sier hva hver av dem skal føres som."""

    def __init__(self, sted: Mottakssted) -> None:
        self._sted = sted
        self._katalog, self._geografi, self._tittelmalform = sted.katalog, sted.geografi, sted.tittelmalform

    def les(self, navn: str, data: bytes, mottatt: date, svar: Svar | None = None) -> Innkommet:
        """Brevet, pakken eller saksfilen; ``svar`` er det leseren sa, når den alt er lest.

        Kaster ``UgyldigInndata`` når filen ikke kan brukes, og som leseren.
        """
        svar = svar or self._sted.les(data, navn)
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
            "tilgang": self.tilgang(regelsett),
        }
        if vurdering is not None:
            self._se_pa_innholdet(cast(Slag, felt["slag"]), vurdering, merknader)
        sak_json = kanonisk(til_verdier(sak)) if sak else None
        inn = Inngaende(
            innhold=data,
            format=cast(Filformat, slag),
            dokument=lest.dokument,
            sak_id=sak.id.lower() if sak else sak_id if _UUID.fullmatch(sak_id) else None,
            sak=sak,
            sak_json=sak_json,
            innholdssum=hashlib.sha256(sak_json.encode()).hexdigest() if sak_json else None,
            tekst=lest.tekst,
            pafort=lest.pafort,
            filnavn=filnavn(navn),
            felt=felt | ({"sak": sak.id.lower()} if sak else {}),
            fritekst="" if sak else sokbart(svar.fritekst),
        )
        return Innkommet(inn, merknader, forskjeller)

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

    def slik_den_kom(self, navn: str, data: bytes, mottatt: date) -> Inngaende:
        """Filen uten å ha lest den. Kaster ``UgyldigInndata`` når den er tom."""
        if not data:
            raise UgyldigInndata("feil.mottak.tom_fil", fil=filnavn(navn))
        tilgang, tittel = self.tilgang(self.regelsett(mottatt)), self.tittel(Slag.ANMODNING, None)
        return Inngaende(
            innhold=data,
            format=format_for(data, navn),
            dokument=None,
            sak_id=None,
            filnavn=filnavn(navn),
            felt={"slag": Slag.ANMODNING, "tittel": tittel, "tilgang": tilgang},
        )

    def fritekst(self, navn: str, data: bytes) -> str:
        """Ordene det skal søkes i, uten fødselsnumre; tom når filen går over en grense. Kaster ``KanIkke``."""
        try:
            return sokbart(self._sted.les(data, navn).fritekst)
        except UgyldigInndata:
            return ""

    def tittel(self, slag: Slag, kommune: str | None) -> str:
        """Den nøytrale tittelen: hva det gjelder og kommunen, aldri hvem."""
        malform = self._tittelmalform
        ukjent = self._katalog.hent("mottak.tittel.ukjent_kommune", malform)
        navn = self._geografi.navn(kommune) if kommune else ukjent
        return self._katalog.hent(f"mottak.tittel.{slag}", malform, kommune=navn)

    def regelsett(self, dag: date) -> Regelsett:
        """Regelsettet på datoen. Kaster ``UgyldigInndata`` når den er før det første."""
        try:
            return self._sted.kalender.gjeldende(dag)
        except ForTidlig as feil:
            raise UgyldigInndata("mottak.avvist.for_tidlig", ar=feil.forste.year) from None

    def tilgang(self, regelsett: Regelsett) -> str:
        """Bestemmelsene det kommunen sender, er unntatt offentlighet etter."""
        from overforing.brev.komponer import skjermingshjemmel

        return skjermingshjemmel(self._katalog, self._geografi, self._tittelmalform, regelsett)

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._sted.ord(nokkel, **verdier)


def _skjema(sak_json: str) -> str:
    try:
        skjema = json.loads(sak_json).get("skjema")
    except (ValueError, AttributeError, RecursionError):
        return SKJEMA  # leseren av saksfiler sier hva som er galt
    return skjema if isinstance(skjema, str) and len(skjema) < 40 else SKJEMA


def _linjer(brodtekst: str) -> list[str]:
    return [ren for linje in brodtekst.split("\n") if (ren := normaliser(linje))]
