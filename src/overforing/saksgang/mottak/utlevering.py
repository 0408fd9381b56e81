"""Det som gis ut av loggen: den offentlige journalen, regnearkene, og brevene som pakker til arkivet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak.aarsrapport import siste_dag
from overforing.mottak.avgjorelse import meddelte
from overforing.mottak.foresporsel import Foresporsel, Svarutfall
from overforing.mottak.hendelser import Hendelse, spill_av
from overforing.mottak.journalplikt import avskrivning
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.svargrunnlag import kopimottakere
from overforing.sak.modell import Dokument, Malform, Sak
from overforing.tekster.geografi import Embete

from .eksport import Mottakseksport
from .logg import Liste
from .rapport import Rapport, Rapportord
from .sted import Mottakssted

if TYPE_CHECKING:
    from overforing.arkiv.journal import Arkivskaper, Journalpost
    from overforing.arkiv.post import Kode
    from overforing.arkiv.verdier import Arkivverdier


@dataclass(frozen=True)
class Utlevering:
    """``arkiv`` er det arkivet er stilt inn med nå, og ``postadresser`` de bekreftede adressene etter embete.

    ``arkivet_forer`` er om det er i arkivet journalen føres.
    """

    sted: Mottakssted
    liste: Liste
    arkiv: Callable[[], Arkivverdier]
    postadresser: Callable[[], Mapping[str, str]]
    arkivet_forer: Callable[[], bool]

    def ark(self, hva: str, fra: date, til: date) -> bytes:
        """Ett av «journal», «lopende», «dokumenter», «csv» og «tall», for tiden fra og med ``fra`` til og med ``til``.

        Kaster ``KanIkke`` når arkivet fører journalen, og ``UgyldigInndata`` når det ikke er sagt hvilket embete.
        """
        arkene: dict[str, Callable[[date, date], bytes]] = {
            "journal": partial(self.journal, "OFFENTLIG"),
            "lopende": partial(self.journal, "LOPENDE"),
            "dokumenter": self.dokumenter,
            "csv": self.foresporsler,
            "tall": self.tall,
        }
        return arkene[hva](fra, til)

    def journal(self, slag: str, fra: date, til: date) -> bytes:
        """Den offentlige journalen, eller embetets egen løpende, som XML. ``slag`` er navnet i ``Journalslag``."""
        from overforing.arkiv.journal import Journalord, Journalslag, journalen
        from overforing.brev.komponer import embetets_hjemmel, skjermingshjemmel

        if self.arkivet_forer():
            raise KanIkke("feil.mottak.arkivet_forer")
        sted, embete = self.sted, self._embete()
        ord_ = self.ord(embete.malform)
        hjemmel = partial(skjermingshjemmel, sted.katalog, sted.geografi, embete.malform)
        egen_hjemmel = partial(embetets_hjemmel, sted.katalog, sted.geografi, embete.malform)
        return journalen(
            Journalslag[slag],
            self._poster(fra, til, ord_, embete.navn, offentlig=slag == "OFFENTLIG"),
            fra,
            til,
            self._skaper(embete),
            Journalord(
                mappetittel=ord_.mappetittel,
                dokumenttittel=ord_.dokumenttittel,
                notattittel=ord_.notattittel,
                tilgang=self.arkiv().tilgangsnavn,
                hjemmel=lambda dag: hjemmel(sted.kalender.gjeldende(dag)),
                egen_hjemmel=lambda dag: egen_hjemmel(sted.kalender.gjeldende(dag)),
            ),
            sted.logg.nyeste_merke(),
        )

    def dokumenter(self, fra: date, til: date) -> bytes:
        """Dokumentlista som CSV: det journalen har om hvert dokument, også de interne, med kontrollsummen av filen.

        Merket på loggen har sin egen kolonne: en slik fil har ikke noe annet sted det kan stå.
        """
        from overforing.arkiv.regneark import csv_fil

        embete = self._embete()
        ord_ = self.ord(self.sted.tittelmalform)
        return csv_fil(*ord_.dokumenter(self._poster(fra, til, ord_, embete.navn), self.sted.logg.nyeste_merke()))

    def _poster(
        self, fra: date, til: date, ord_: Mottakseksport, embete: str, *, offentlig: bool = False
    ) -> Iterator[Journalpost]:
        """Dokumentene med partene og avskrivningen sin."""
        from overforing.arkiv.journal import Journalpost

        logg = self.sted.logg
        historikk = cache(logg.historikk)
        dokumenter = cache(logg.dokumenter)
        alle = tuple(self.liste.journal(fra, til))
        if not offentlig:  # den offentlige er for alle, og sier ikke mer om noen
            self._krev_ingen_skjermet(f for f, _ in alle)
        for f, d in alle:
            skrevet = historikk(f.aar, f.nr)
            parter = self._parter(f, d, skrevet, ord_, embete, offentlig)
            her = dokumenter(f.aar, f.nr)
            feilfort = f.utfall is Svarutfall.FEILFORT and all(en.hendelse == 1 for en in her)
            yield Journalpost(f, d, parter, avskrivning(d, her, skrevet), feilfort)

    def _krev_ingen_skjermet(self, foresporslene: Iterable[Foresporsel]) -> None:
        """Kaster ``KanIkke`` når den som tar ut noe, er skjermet fra en av dem: et halvt uttrekk ser helt ut."""
        skjermet = {f.journalnummer for f in self.liste.skjermet()}
        self._krev_alle({f.journalnummer for f in foresporslene} & skjermet)

    def _krev_alle(self, ute: Iterable[str]) -> None:
        if numre := tuple(sorted(ute)):
            raise KanIkke(f"feil.skjold.uttrekk{'' if self.sted.logg.bruker.strip() else '_uten_navn'}", numre=numre)

    def _parter(
        self,
        f: Foresporsel,
        d: Dokumentpost,
        historikk: Sequence[Hendelse],
        ord_: Mottakseksport,
        embete: str,
        offentlig: bool,
    ) -> tuple[tuple[Kode, str], ...]:
        """Hvem dokumentet er fra og til. Et brev ut gikk til dem som sto der da, også når det er rettet siden."""
        from overforing.arkiv.post import AVSENDER, INTERN_AVSENDER, KOPIMOTTAKER, MOTTAKER

        if d.retning == "intern":
            return ((INTERN_AVSENDER, embete),)
        if d.retning == "inn":
            return ((AVSENDER, ord_.kommune(f.kommune)), (MOTTAKER, embete))
        da = spill_av(f.aar, f.nr, [h for h in historikk if h.nr <= d.hendelse])
        kopi = self._kopi(da, d, self._saken_da(d, f), historikk)
        navn = [*map(ord_.kommune, kopi), *((ord_.organ(da.rett_organ, offentlig=offentlig),) if da.rett_organ else ())]
        return (
            (AVSENDER, embete),
            (MOTTAKER, ord_.kommune(da.kommune)),
            *((KOPIMOTTAKER, en) for en in navn),
        )

    def _saken_da(self, d: Dokumentpost, f: Foresporsel) -> Sak | None:
        """Saken kommunen hadde sendt da brevet gikk ut."""
        saker = [tekst for nummer, tekst in self.sted.logg.saker(f.aar, f.nr) if nummer < d.post]
        return self.sted.les_sak(saker[-1]) if saker else None

    def foresporsler(self, fra: date, til: date) -> bytes:
        """Forespørslene som CSV."""
        from overforing.arkiv.regneark import csv_fil

        self._krev_alle(self.liste.skjermet_mellom(fra, til))
        return csv_fil(*self.ord(self.sted.tittelmalform).foresporsler(self.liste.mellom(fra, til)))

    def tall(self, fra: date, til: date) -> bytes:
        """Tallene for et år som CSV, skjermet.

        Kaster ``UgyldigInndata`` når tiden ikke er et år eller året så langt: to tider som overlapper, kunne vært
        trukket fra hverandre, og forskjellen er et lite tall.
        """
        from overforing.arkiv.regneark import csv_fil

        i_dag = self.sted.na().date()
        if fra != date(fra.year, 1, 1) or til.year != fra.year or til < siste_dag(fra.year, i_dag):
            raise UgyldigInndata("feil.mottak.ikke_et_ar")
        if not self.liste.teller_skjermede:
            self._krev_alle(self._ser_ikke(fra.year))
        ord_ = self._rapportord(self.sted.tittelmalform)
        return csv_fil(*ord_.som_liste(self._rapport(ord_, fra.year, skjermet=True)))

    def rapport(self, aar: int, malform: Malform, *, skjermet: bool) -> Rapport:
        """Årsrapporten. Uten ``skjermet`` er den bare til embetet selv.

        Den som er skjermet fra en sak i den, får den skjermede: et lite tall kan være den saken. Er saken ikke med i
        tallene hun ser, sies det.
        """
        ser_ikke, teller = bool(self._ser_ikke(aar)), self.liste.teller_skjermede
        rapport = self._rapport(self._rapportord(malform), aar, skjermet=skjermet or (ser_ikke and teller))
        if ser_ikke and not (skjermet and teller):
            sagt = self.sted.katalog.hent(f"feil.skjold.tall{'' if teller else '_uten'}", malform)
            kort = rapport.advarsel_kort if teller else f"{sagt} {rapport.advarsel_kort}"
            rapport = replace(rapport, advarsel=f"{sagt} {rapport.advarsel}", advarsel_kort=kort)
        return rapport

    def _ser_ikke(self, aar: int) -> tuple[str, ...]:
        """Dem den som ser på, er skjermet fra, som kom det året, eller var åpne da det var omme."""
        return self.liste.skjermet_mellom(date(aar, 1, 1), date(aar, 12, 31), ogsa_apne=True)

    def arbeidsbok(self, rapport: Rapport, malform: Malform) -> bytes:
        """Årsrapporten til Excel: et ark med tallene om alle, og ett for hver tabell."""
        from overforing.arkiv.arbeidsbok import Regneark, arbeidsbok

        ark = (Regneark(**ett) for ett in self._rapportord(malform).som_ark(rapport))
        return arbeidsbok(rapport.tittel, tuple(ark), self.sted.na())

    def _rapport(self, ord_: Rapportord, aar: int, *, skjermet: bool) -> Rapport:
        """Kaster ``UgyldigInndata`` når året ikke er begynt."""
        i_dag = self.sted.na().date()
        if aar > i_dag.year:
            raise UgyldigInndata("feil.mottak.ar_fram")
        # Det som er ført med en dag som ikke er kommet, telles den dagen, her som i haugen.
        siste = siste_dag(aar, i_dag)
        kommet = self.liste.tallgrunnlag(date(aar, 1, 1), siste)
        return ord_.rapport(kommet, self.liste.haugen(siste), aar, i_dag, skjermet=skjermet)

    def _rapportord(self, malform: Malform) -> Rapportord:
        return Rapportord(self.sted.katalog, self.sted.geografi, malform)

    def pakke(self, aar: int, nr: int, slag: str, post: int | None = None) -> dict[str, bytes]:
        """Et brev som har gått ut, som pakke til arkivet: navnet på zip-fila, og den. Uten ``post`` er det det siste.

        Kaster ``KanIkke`` når forespørselen ikke har noe slikt brev, og ``UgyldigInndata`` når embetet ikke er sagt.
        """
        from overforing.arkiv.pakke import Pakkeslag, pakk, pakkenavn, som_zip
        from overforing.arkiv.post import Arkivord
        from overforing.arkiv.svarpost import saksstatus, svarpost
        from overforing.brev.komponer import embetets_hjemmel

        sted, logg, embete = self.sted, self.sted.logg, self._embete()
        self._krev_ingen_skjermet((logg.les(aar, nr),))
        ut = [d for d in logg.dokumenter(aar, nr) if d.retning == "ut" and d.har_fil and post in (None, d.post)]
        if not ut:
            if post is None:
                raise KanIkke("feil.register.intet_brev_ut", aar=aar, nr=nr)
            raise KanIkke("feil.register.intet_dokument_ut", aar=aar, nr=nr, post=post)
        d = ut[-1]
        assert d.dokument is not None
        # Slik forespørselen sto da brevet gikk ut; det som er ført siden, endrer ikke hvem det gikk til.
        historikk = logg.historikk(aar, nr)
        f = spill_av(aar, nr, [h for h in historikk if h.nr <= d.hendelse])
        sak = self._saken_da(d, f)
        regelsett = sted.kalender.for_sak(sak) if sak else sted.kalender.gjeldende(f.mottatt)
        ord_ = self.ord(embete.malform)
        arkivord = Arkivord(
            tittel=ord_.dokumenttittel(d.dokument, f.slag),
            mappetittel=ord_.mappetittel(f.slag, f.kommune),
            vedlegg="",
            saken="",
            hjemmel=embetets_hjemmel(sted.katalog, sted.geografi, embete.malform, regelsett),
            verdier=self.arkiv(),
        )
        kopi = map(ord_.kommune, self._kopi(f, d, sak, historikk))
        mottakere = [ord_.kommune(f.kommune), *kopi, *((f.rett_organ,) if f.rett_organ else ())]
        status = saksstatus(logg.les(aar, nr))
        journalpost = svarpost(f, d, logg.fil(d.sha256), self._skaper(embete), mottakere, arkivord, sted.na(), status)
        merknad = sted.katalog.hent(f"arkiv.merknad.{slag}", embete.malform)
        navn = pakkenavn(f"{arkivord.tittel} {aar}-{nr}-{d.post}", slag)
        return {f"{navn}.zip": som_zip(pakk(Pakkeslag(slag), journalpost, [merknad]))}

    def ord(self, malform: Malform) -> Mottakseksport:
        """Ordene i det som gis ut."""
        return Mottakseksport(self.sted.katalog, self.sted.geografi, malform)

    def _embete(self) -> Embete:
        embeter = self.sted.geografi.embeter
        if self.sted.embete not in embeter:
            raise UgyldigInndata("feil.program.velg_embete", embeter=tuple(embeter))
        return embeter[self.sted.embete]

    def _kopi(self, f: Foresporsel, d: Dokumentpost, sak: Sak | None, historikk: Sequence[Hendelse]) -> tuple[str, ...]:
        """Kommunene som får brevet i kopi. ``f`` er forespørselen slik den sto da brevet gikk ut."""
        if d.dokument is not Dokument.AVGJORELSE or f.utfall is None:
            return ()
        sendt = meddelte((h for h in historikk if h.nr <= d.hendelse), self.sted.logg.dokumenter(f.aar, f.nr))
        *tidligere, denne = sendt
        forrige = tidligere[-1] if tidligere else None
        return kopimottakere(f.slag, f.kommune, denne, sak, self.sted.geografi.gjelder_som, forrige)

    def _skaper(self, embete: Embete) -> Arkivskaper:
        from overforing.arkiv.journal import Arkivskaper
        from overforing.arkiv.post import Postadresse

        adresse = Postadresse.fra_tekst(self.postadresser().get(embete.id, ""))
        return Arkivskaper(embete.organisasjonsnummer, embete.navn, adresse)
