"""En forespørsel slik vinduet viser den: alt i ord, så siden bare legger det ut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from overforing.mottak.avgjorelse import AVSLAG, UTFALL, Settekommunevalg
from overforing.mottak.begrunnelser import NYE_OPPLYSNINGER, begrunnelser
from overforing.mottak.egen_habilitet import KAN_IKKE_VENTE, Sperre, Utforer, hindrer, leder_kan_svare_for, sperre
from overforing.mottak.egne_svar import habile, i_tvil, inhabile, samme
from overforing.mottak.fire_oyne import er_forfatter
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Forslagsstand, Slag, Status, Svarutfall
from overforing.mottak.forskjeller import Tekstforskjell
from overforing.mottak.frister import er_over_frist, svarfrist_er_ute
from overforing.mottak.hendelser import Handling, Hendelse, inn
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.lignende import Likhet
from overforing.mottak.overganger import kan
from overforing.mottak.paminnelser import FORELOPIG_ETTER, Paminnelse, paminnelser
from overforing.mottak.sladding import MERKE, fort_for_hand, kan_sladdes
from overforing.mottak.svargrunnlag import OM_ENKELTVEDTAK
from overforing.regelverk import hjemmel as hj
from overforing.sak.modell import Avgrensningstype, Malform, Resultat, Sak
from overforing.sak.saksfil import til_verdier
from overforing.sak.sti import Sti
from overforing.saksgang.slag import Farge
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, de_forste, oppramsing
from overforing.tekster.navn import Navn, stor

from .fakta import Faktaord, Faktum, Lignende, momentene
from .fakta import dag as dag
from .godkjenning import Forslagsbilde
from .organer import organer
from .visning import Visning, Visningsord, omfangsord

FARGE = {
    Status.NY: Farge.NOYTRAL,
    Status.UNDER_BEHANDLING: Farge.NOYTRAL,
    Status.VENTER_PA_KOMMUNEN: Farge.VARSEL,
    Status.AVGJORT: Farge.GOD,
}
Halvskrevet = Mapping[str, Mapping[str, str]]
"""Det som er skrevet i skjemaene, etter skjema og felt. Et skjema uten felt er tomt."""
_IKKE_VIST = frozenset({"ny_versjon", "manuell", "status", "sak", "tilgang"})
"""Felt historikken ikke ramser opp: de følger av handlingen selv."""


@dataclass(frozen=True)
class Linje:
    """Noe som er ført: nummeret, når, av hvem, hva, og det som ble endret (felt, før, nå)."""

    nr: int
    nar: str
    av: str
    hva: str
    tekst: str = field(default="", repr=False)
    endret: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Foresporselsbilde:
    """Alt siden om en forespørsel viser.

    ``saken`` er det kommunen ber om og hvorfor, og ``fakta`` det som ellers er ført. ``lignende`` er saker embetet har
    avgjort, og ``ingen_lignende`` hvorfor det ikke er noen; begge er tomme for den som er inhabil, og
    for en tvist.
    ``teksten`` sier om brevets tekst er uendret. ``uten_data`` er når brevet ikke hadde saken med seg.
    ``vurdering`` er programmets egen, linje for linje, og ``begrunnelser`` (spørsmål, tekst) fra avsenderen.
    ``foreslar`` er en setning om settekommunene kommunen foreslår, og ``organer`` navnene på dem et brev kan sendes
    videre til.
    ``bedt_om`` er omfanget kommunen har bedt om, og ``forelopig_hjemmel`` bestemmelsen om foreløpig svar til
    søkeren, tom når saken ikke er en som skal ha det.
    ``ma_haste`` er at den som ser på, er inhabil eller i tvil, og bare kan gjøre det som ikke kan vente. ``til_leder``
    er dem den som ser på, kan føre en leders svar om, hver med lederen, tom når hun ikke er kjent. ``kan_sladdes`` er
    hendelsene den som ser på, kan sladde ordene i, med nummer. ``lest`` er det en e-post uten saken sier om seg selv
    (hva, verdi), og ``forslag`` felt som kan fylles ut av det; ingenting av det er ført. ``halvskrevet`` er det den som
    ser på, har skrevet i skjemaene uten å føre det. ``kommunen`` er den den kom fra, med nummeret.
    ``foreslatt`` er avgjørelsen som er foreslått, ``fire_oyne`` at en annen skal godkjenne den, ``kan_loftes`` dem den
    som ser på, kan åpne saken for, og ``skjermet`` at hun selv ikke ser den (``skjold``).
    """

    f: Foresporsel
    meg: str
    tittel: str
    tilstand: str
    farge: Farge
    over_frist: bool
    teksten: tuple[str, Farge] | None
    saken: tuple[Faktum, ...]
    fakta: tuple[tuple[str, str], ...]
    lignende: tuple[Lignende, ...]
    ingen_lignende: str
    merknader: tuple[str, ...]
    endret: tuple[tuple[str, str, str], ...] = field(repr=False)
    begrunnelser: tuple[tuple[str, str], ...] = field(repr=False)
    vurdering: tuple[str, ...] = field(repr=False)
    sjekkliste: tuple[str, ...] = field(repr=False)
    dokumenter: tuple[tuple[Dokumentpost, str], ...]
    historikk: tuple[Linje, ...] = field(repr=False)
    kan: frozenset[Handling]
    min: bool
    utfall: tuple[tuple[Svarutfall, str], ...]
    settekommuner: tuple[tuple[str, str], ...]
    foreslar: str
    organer: tuple[str, ...]
    omfang: tuple[tuple[Avgrensningstype, str], ...]
    bedt_om: str
    forelopig_hjemmel: str
    uten_data: bool
    ma_haste: bool
    til_leder: tuple[tuple[str, str], ...]
    kan_sladdes: tuple[tuple[int, str], ...]
    tekstendringer: tuple[Tekstforskjell, ...] = field(default=(), repr=False)
    lest: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    forslag: Mapping[str, object] = field(default_factory=dict, repr=False)
    halvskrevet: Halvskrevet = field(default_factory=dict, repr=False)
    foreslatt: Forslagsbilde | None = field(default=None, repr=False)
    fire_oyne: bool = False
    kan_loftes: tuple[str, ...] = ()
    kommunen: str = ""
    skjermet: bool = False
    kolleger: tuple[str, ...] = ()


def lag_bilde(
    v: Visning,
    katalog: Katalog,
    geografi: Geografi,
    malform: Malform,
    meg: Utforer,
    i_dag: date,
    settekommuner: tuple[Settekommunevalg, ...],
    like: tuple[Likhet, ...] = (),
) -> Foresporselsbilde:
    """Bildet av en visning for den som ser på. ``like`` er sakene som ligner."""
    return _Tegner(v, katalog, geografi, malform, i_dag).bilde(meg, settekommuner, like)


class _Tegner:
    def __init__(self, v: Visning, katalog: Katalog, geografi: Geografi, malform: Malform, i_dag: date) -> None:
        katalog = katalog.etter(v.regelsett)
        self._v, self._katalog, self._geografi, self._malform = v, katalog, geografi, malform
        self._i_dag = i_dag
        self._visning = Visningsord(katalog, geografi, malform)
        self._saken = Faktaord(v, katalog, geografi, malform)

    def bilde(self, meg: Utforer, valg: tuple[Settekommunevalg, ...], like: tuple[Likhet, ...]) -> Foresporselsbilde:
        f, v = self._v.foresporsel, self._v
        stanset = sperre(f, meg)
        ma_haste = stanset in (Sperre.INHABIL, Sperre.TVIL)
        hastende = KAN_IKKE_VENTE if ma_haste else frozenset()
        return Foresporselsbilde(
            f=f,
            meg=meg.navn,
            tittel=f.tittel,
            tilstand=stor(self._visning.tilstand(f)),
            farge=FARGE[f.status],
            over_frist=er_over_frist(f, self._i_dag),
            teksten=self._teksten(),
            saken=self._saken.fakta(),
            fakta=tuple(self._fakta(f)),
            lignende=() if ma_haste else tuple(map(self._saken.lignende, like)),
            ingen_lignende="" if ma_haste or like or f.slag is Slag.TVIST else self._ingen_lignende(f),
            merknader=(*self._sperren(stanset), *self._merknader(f)),
            endret=tuple((self._spor(e.felt), e.for_ or "–", e.naa or "–") for e in v.endret),
            begrunnelser=self._begrunnelser(v.sak),
            vurdering=tuple(self._vurdering()),
            sjekkliste=self._visning.sjekkliste(v),
            dokumenter=tuple((d, self._dokument(d)) for d in v.dokumenter if d.retning != "intern"),
            historikk=tuple(self._linje(h) for h in reversed(v.historikk)),
            kan=frozenset(
                h for h in Handling if _gjelder(h, f, meg.navn) and (h in hastende or not hindrer(stanset, h))
            ),
            min=samme(f.saksbehandler, meg.navn),
            utfall=tuple((u, stor(self._ord(f"mottak.utfall_kort.{u}"))) for u in UTFALL[f.slag]),
            organer=organer(self._katalog, self._geografi, self._malform),
            kommunen=f"{self._geografi.navn(f.kommune)} ({f.kommune})" if f.kommune else "",
            settekommuner=self._settekommuner(valg),
            foreslar=self._foreslar(valg),
            omfang=tuple((o, stor(self._ord(f"mottak.omfang_valg.{o}"))) for o in Avgrensningstype),
            bedt_om=self._bedt_om(v.sak),
            forelopig_hjemmel=self._forelopig_hjemmel(),
            uten_data=v.sak is None,
            ma_haste=ma_haste,
            kan_sladdes=tuple((h.nr, self._kort(h)) for h in self._kan_sladdes(meg.navn)),
            til_leder=leder_kan_svare_for(f, meg),
        )

    def _kan_sladdes(self, meg: str) -> tuple[Hendelse, ...]:
        return kan_sladdes(self._v.historikk, meg, for_hand=fort_for_hand(self._v.dokumenter))

    def _forelopig_hjemmel(self) -> str:
        sak = self._v.sak
        if sak is None or sak.sakstype not in OM_ENKELTVEDTAK:
            return ""
        return self._katalog.hjemler(hj.FORELOPIG_SVAR[self._v.regelsett], self._malform)

    def _teksten(self) -> tuple[str, Farge] | None:
        """Om teksten i det siste brevet som kom, er den samme som da det ble laget. Sies når det er et brev."""
        brev = siste_brev(self._v.dokumenter)
        if brev is None:
            return None
        farge = Farge.GOD if brev.tekst == "uendret" else Farge.VARSEL
        return self._ord(f"ui_mottak.teksten.{brev.tekst}"), farge

    def _fakta(self, f: Foresporsel) -> Iterator[tuple[str, str]]:
        kommune = self._geografi.navn(f.kommune) if f.kommune else self._ord("mottak.ikke_oppgitt")
        par = (
            ("ui_mottak.felt.gjelder", stor(self._ord(f"mottak.slag.{f.slag}"))),
            ("ui_mottak.felt.kommune", kommune),
            ("mottak.felt.avsender", f.avsender),
            ("mottak.felt.deres_ref", f.deres_ref),
            ("mottak.felt.arkivsak", f.arkivsak),
            ("ui_mottak.felt.inhabile", self.roller(f.inhabile)),
            ("mottak.felt.saksbehandler", f.saksbehandler or self._ord("ui_mottak.ingen")),
            ("ui_mottak.felt.egen_habilitet", self._egen_habilitet(f)),
            ("ui_mottak.felt.inhabile_her", _andre(f, inhabile(f))),
            ("ui_mottak.felt.i_tvil_her", _andre(f, i_tvil(f))),
            ("ui_mottak.felt.habile_her", _andre(f, habile(f))),
            ("ui_mottak.felt.lederne_ikke_spurt", f.lederne_ikke_spurt),
            ("ui_mottak.felt.avgjort_av_leder", f.avgjort_av_leder),
            ("ui_mottak.felt.kan_ikke_vente", f.kan_ikke_vente),
            ("mottak.felt.skjold_loftet", f.skjold_loftet),
            ("mottak.felt.foreslatt_av", f.foreslatt_av),
            ("mottak.felt.godkjent_av", f.godkjent_av),
            ("ui_mottak.felt.malform", stor(self._ord(f"malform.{f.malform}"))),
            ("mottak.felt.tilgang", f.tilgang),
            ("mottak.felt.avgjort", dag(f.avgjort)),
            ("mottak.felt.omfang", stor(self._visning.omfang(f))),
            ("mottak.felt.ikke_overfort", f.ikke_overfort),
            ("mottak.felt.rett_organ", f.rett_organ),
            ("mottak.felt.svarfrist", dag(f.svarfrist)),
            ("mottak.felt.etter_avslag", f.etter_avslag),
        )
        return ((self._ord(nokkel), verdi) for nokkel, verdi in par if verdi)

    def _ingen_lignende(self, f: Foresporsel) -> str:
        ukjent = not f.grunn and not momentene(self._v.sak)
        return self._ord(f"ui_foresporsel.lignende.{'ukjent' if ukjent else 'ingen'}")

    def roller(self, koder: str) -> str:
        navn = (self._ord(f"rolle.{kode}") for kode in koder.split() if f"rolle.{kode}" in self._katalog)
        return stor(", ".join(navn))

    def _merknader(self, f: Foresporsel) -> Iterator[str]:
        if f.haster and f.apen:
            yield self._ord("mottak.merknad.haster")
        if svarfrist_er_ute(f, self._i_dag):
            yield self._ord("mottak.merknad.svarfrist_ute", dato=dag(f.svarfrist))
        sendt = any(h.handling is Handling.FORELOPIG_SVAR for h in self._v.historikk)
        if Paminnelse.FORELOPIG_SVAR in paminnelser(f, self._i_dag, forelopig_sendt=sendt):
            yield self._ord("mottaksliste.paminnelse.forelopig_svar", dager=str(FORELOPIG_ETTER.days))
        if f.etter_avslag:
            yield self._visning.pa_nytt(self._v)
        elif self._viser_til_avslag(self._v.sak):
            yield self._ord("mottak.merknad.viser_til_avslag")
        for h in self._v.historikk:
            if h.handling is Handling.NY_ANMODNING:
                nokkel = "bedt_pa_nytt" if f.utfall in AVSLAG else "bedt_pa_nytt_ukjent"
                yield self._ord(f"mottak.merknad.{nokkel}", journalnummer=h.tekst)
        if f.del_av:
            yield self._ord("mottak.merknad.del_av", journalnummer=f.del_av)
        for nokkel, numre in (("deler", self._v.deler), ("samme_referanse", self._v.samme_referanse)):
            if numre:
                yield self._ord(f"mottak.merknad.{nokkel}", numre=de_forste(numre))
        if f.ny_versjon:
            yield self._ord("ui_mottak.merknad.nytt")
        if f.skjold_loftet:
            yield self._ord("ui_skjold.loftet", navn=f.skjold_loftet)
        if brev := siste_brev(self._v.dokumenter):
            yield from (self._ord(f"lest.pafort.{slag}") for slag in brev.pafort)
        if hvorfor := self._v.uten_saken:
            yield self._ord(f"mottak.merknad.{hvorfor}")

    def _sperren(self, hva: Sperre | None) -> Iterator[str]:
        if hva is not None:
            yield self._ord(f"feil.mottak.sperre.{hva}")

    def _egen_habilitet(self, f: Foresporsel) -> str:
        if f.egen_habilitet is None or not f.saksbehandler:
            return ""
        svar = self._ord(f"ui_mottak.habilitet.{f.egen_habilitet}")
        venter = f" – {self._ord('ui_mottak.leder_ikke_svart')}" if f.egen_habilitet is EgenHabilitet.TVIL else ""
        return f"{f.saksbehandler}: {svar}{venter}"

    def _viser_til_avslag(self, sak: Sak | None) -> bool:
        """Om kommunen ber på nytt etter et avslag som ikke er ført her."""
        svar = sak.svar if sak else None
        return svar is not None and svar.resultat is Resultat.AVSLATT and svar.nye_opplysninger is not None

    def _bedt_om(self, sak: Sak | None) -> str:
        if sak is None or sak.avgrensning.type is None:
            return ""
        omfang = omfangsord(self._katalog, self._malform, sak.avgrensning.type, sak.avgrensning.til)
        return self._ord("ui_mottak.gjor.bedt_om", omfang=omfang)

    def _begrunnelser(self, sak: Sak | None) -> tuple[tuple[str, str], ...]:
        if sak is None:
            return ()
        return tuple((self._spor(sti), tekst) for sti, tekst in begrunnelser(til_verdier(sak)))

    def _spor(self, sti: str) -> str:
        """Spørsmålet et felt er svaret på, med den det gjelder foran."""
        if sti == NYE_OPPLYSNINGER:
            return self._ord("mottak.felt.nye_opplysninger")
        felt, id_ = Sti(sti).uten_nokler, Sti(sti).id
        nokkel = next((n for n in (f"sporsmal.{felt}.tekst", f"felt.{felt}") if n in self._katalog), "")
        hva = self._ord(nokkel) if nokkel else felt.replace("_", " ")
        ansatte = self._v.sak.ansatte if self._v.sak else ()
        match Sti(sti).rot:
            case "saerlig_ulempe" if felt != "saerlig_ulempe":
                hvem = stor(self._ord("felt.saerlig_ulempe"))
            case "stedfortreder" if self._v.sak and f"stedfortreder.{id_}" in self._katalog:
                hvem = stor(self._ord(f"stedfortreder.{id_}"))
            case "ansatte":
                hvem = next((ansatt.navn for ansatt in ansatte if ansatt.id == id_), "")
            case _:
                hvem = ""
        return f"{hvem}: {hva}" if hvem else hva

    def _vurdering(self) -> Iterator[str]:
        v = self._v
        if v.sak is None or v.vurdering is None:
            return
        navn = Navn(v.sak, self._katalog, self._geografi, self._malform)
        regelsett = self._ord(f"regelsett.{v.vurdering.regelsett}")
        utfall = stor(self._ord(f"utfall.{v.vurdering.utfall}"))
        yield self._ord("klartekst.utfall", utfall=utfall, regelsett=regelsett)
        for id_, status in v.vurdering.ansatte.items():
            yield f"{navn.ansatt(id_)}: {self._ord(f'status.{status}')}"
        for funn in v.vurdering.spor:
            hjemmel = f" ({self._katalog.hjemler(funn.hjemmel, self._malform)})" if funn.hjemmel else ""
            yield f"{navn.funn(funn)}{hjemmel}"

    def _dokument(self, d: Dokumentpost) -> str:
        if d.har_sak:
            fil = self._ord("ui_foresporsel.brev.saksfil")
        elif d.har_fil:
            fil = self._ord("ui_mottak.dokument.fil")
        else:
            fil = self._ord(f"mottak.slag.{self._v.foresporsel.slag}")
        hva = self._ord(f"dokument.{d.dokument}") if d.dokument else fil
        retning = self._ord(f"ui_mottak.dokument.{d.retning}", dato=dag(d.registrert.astimezone().date()))
        navn = f" – «{d.filnavn}»" if d.filnavn else ""
        return f"{d.post}. {stor(hva)} ({d.format or self._ord('ui_mottak.dokument.uten_fil')}), {retning}{navn}"

    def _linje(self, h: Hendelse) -> Linje:
        nar = h.tidspunkt.astimezone()
        endret = tuple(
            (self._feltnavn(felt), self._feltverdi(felt, for_), self._feltverdi(felt, naa))
            for felt, (for_, naa) in h.endret.items()
            if h.nr > 1 and felt not in _IKKE_VIST
        )
        hva = stor(self._ord(f"mottak.handling.{h.handling}"))
        return Linje(h.nr, f"{dag(nar.date())} kl. {nar:%H.%M}", h.av, hva, self._visning.hendelsestekst(h), endret)

    def _kort(self, h: Hendelse) -> str:
        """En hendelse med det en trenger for å finne den igjen i historikken, og ingenting av det som står i den."""
        nar = h.tidspunkt.astimezone()
        return f"{stor(self._ord(f'mottak.handling.{h.handling}'))}, {dag(nar.date())} kl. {nar:%H.%M}, {h.av}"

    def _feltnavn(self, felt: str) -> str:
        nokler = (f"mottak.felt.{felt}", f"ui_mottak.felt.{felt}")
        return next((self._ord(n) for n in nokler if n in self._katalog), felt.replace("_", " "))

    def _feltverdi(self, felt: str, verdi: str | bool | None) -> str:
        if verdi == MERKE:
            return f"[{self._ord('mottak.sladdet.merke')}]"
        match inn(felt, verdi):
            case None | "":
                return "–"
            case bool() as svar:
                return "ja" if svar else "nei"
            case date() as en_dag:
                return dag(en_dag)
            case Forslagsstand() as stand:
                return self._ord(f"mottak.forslag.{stand}")
            case EgenHabilitet() as svar:
                return self._ord(f"ui_mottak.habilitet.{svar}")
            case Svarutfall() as utfall:
                return self._ord(f"mottak.utfall_kort.{utfall}")
            case Avgrensningstype() as omfang:
                return self._ord(f"mottak.omfang_valg.{omfang}")
            case nummer if felt in ("kommune", "settekommune", "ansvarlig"):
                return self._geografi.navn(str(nummer))
            case annet:
                return str(annet)

    def _settekommuner(self, alle: tuple[Settekommunevalg, ...]) -> tuple[tuple[str, str], ...]:
        navnene = self._geografi.valgene(self._i_dag)
        return tuple((valg.nummer, self._settekommune(valg, navnene[valg.nummer])) for valg in alle)

    def _settekommune(self, valg: Settekommunevalg, navn: str) -> str:
        if valg.foreslatt:
            return self._ord("ui_mottak.foreslatt", kommune=navn)
        return navn if valg.eget_fylke else self._ord("ui_mottak.annet_fylke", kommune=navn)

    def _foreslar(self, alle: tuple[Settekommunevalg, ...]) -> str:
        """Kommunene avsenderen har foreslått, i en setning; tom når det ikke er noen."""
        navn = [self._geografi.navn(valg.nummer) for valg in alle if valg.foreslatt]
        return self._ord("ui_mottak.gjor.foreslar", kommuner=oppramsing(navn)) if navn else ""

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)


def _gjelder(h: Handling, f: Foresporsel, meg: str) -> bool:
    """Om handlingen er noe for den som ser på, der forespørselen står."""
    if h in (Handling.GODKJENT, Handling.RETURNERT) and er_forfatter(f, meg):
        return False
    if h is Handling.RETURNERT and f.forslag not in (Forslagsstand.TIL_GODKJENNING, Forslagsstand.GODKJENT):
        return False
    if h is Handling.GODKJENT and f.forslag is not Forslagsstand.TIL_GODKJENNING:
        return False
    return kan(f, h) and h not in (Handling.APNET_HAST, Handling.FORESLATT)


def _andre(f: Foresporsel, navnene: tuple[str, ...]) -> str:
    """Navnene uten saksbehandlerens; hennes svar står for seg."""
    return ", ".join(navn for navn in navnene if not samme(navn, f.saksbehandler))


def siste_brev(dokumenter: tuple[Dokumentpost, ...]) -> Dokumentpost | None:
    """Det siste mottatte brevet der programmet har målt, eller prøvd å måle, om teksten er endret."""
    brev = [d for d in dokumenter if d.retning == "inn" and d.tekst != "ukjent"]
    return brev[-1] if brev else None
