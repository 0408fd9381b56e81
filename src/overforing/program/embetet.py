"""Sammensetningen av Statsforvalterens side: loggen, mottaket og det som eksporteres."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from overforing import stier
from overforing.feil import KanIkke, UgyldigInndata
from overforing.program.program import Program, na
from overforing.sak.kodeverk import Dokument, Malform, Regelsett

if TYPE_CHECKING:
    from overforing.brev.modell import Brev
    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.kvittering import Dokumentpost
    from overforing.mottak.statistikk import Tallgrunnlag
    from overforing.mottak.svargrunnlag import Svargrunnlag
    from overforing.regelverk.funn import Vurdering
    from overforing.register.foresporsler import Foresporselsregister
    from overforing.sak.modell import Sak
    from overforing.saksgang.mottak.brev import Brevverktoy
    from overforing.saksgang.mottak.eksport import Mottakseksport
    from overforing.saksgang.mottak.gang import LestFil, Logg, Mottaksgang
    from overforing.saksgang.mottak.kontor import Apnet, Mottakskontor
    from overforing.tekster.geografi import Embete, Geografi

_NAVNEROM = uuid.uuid5(uuid.NAMESPACE_URL, "urn:overforing:mottak:1")


@dataclass(frozen=True)
class Mottaksprogram:
    """Statsforvalterens side av programmet, uten vindu."""

    program: Program
    klokke: Callable[[], datetime] = na

    def apne_logg(self, fil: Path | None = None) -> Foresporselsregister:
        """Loggen over mottatte forespørsler, i ``fil`` eller i datamappen. Den som åpner, lukker ``db``."""
        import getpass

        from overforing.register.database import connect
        from overforing.register.foresporsler import Foresporselsregister
        from overforing.register.mottakstabeller import MOTTAK

        bruker = self.program.innstillinger.verdier.navnet_ditt or getpass.getuser()
        db = connect(fil or stier.datamappe() / "mottak.db", skjema=MOTTAK, bruker=bruker)
        return Foresporselsregister(db, kommunenavn=self.program.geografi.navn, na=self.klokke, bruker=bruker)

    def mottaksgang(self, logg: Logg, embete: str | None = None, malform: Malform | None = None) -> Mottaksgang:
        """Å ta imot brev til loggen. ``embete`` er det innstilte når det ikke er gitt, ``malform`` meldingenes."""
        from overforing.brev.lesing.les import filslag
        from overforing.saksgang.mottak.gang import Mottaksgang, Mottaksverktoy

        verktoy = Mottaksverktoy(
            filslag=filslag,
            les=self._les,
            les_sak=self.program.les_sak,
            vurder=self.program.vurder,
            brevlinjer=self._brevlinjer,
            tilgang=self.tilgang,
            brev=self._brevverktoy(),
        )
        return Mottaksgang(
            logg,
            verktoy,
            self.program.katalog,
            self.program.geografi,
            embete=self.program.innstillinger.verdier.embete if embete is None else embete,
            malform=malform or self._malform,
            tittelmalform=self._malform,
        )

    def _brevverktoy(self) -> Brevverktoy:
        from overforing.brev.komponer import komponer_svar
        from overforing.brev.sidebilder import sidebilder
        from overforing.saksgang.kontor import Sidebilde
        from overforing.saksgang.mottak.brev import Brevverktoy

        return Brevverktoy(
            komponer=lambda dokument, g: self.program.med_stoff(
                (g.malform, dokument), lambda stoff: komponer_svar(dokument, g, stoff)
            ),
            vokt=self._vokt,
            skriv=self._skriv,
            sidebilder=lambda pdf, bredde: tuple(Sidebilde(*bilde) for bilde in sidebilder(pdf, bredde)),
            regelsett=self.program.kalender.gjeldende,
            na=self.klokke,
        )

    def _vokt(self, brev: Brev, grunnlag: Svargrunnlag, filnavn: Iterable[str]) -> None:
        from overforing.brev.vakt import lekkasjer
        from overforing.mottak.svargrunnlag import som_sak

        self.program.stans(brev, lekkasjer(brev, som_sak(grunnlag), None, filnavn))

    def _skriv(self, brev: Brev, grunnlag: Svargrunnlag, format_: str) -> bytes:
        """Brevet som fil. Avgjørelsen har svaret med seg, og alle har sakens id.

        En forespørsel som er ført for hånd, har ingen id fra kommunen. Brevet får da en egen, så det kan leses igjen.
        """
        from overforing.brev.reise import BAERER_SVARET, Reise
        from overforing.mottak.svargrunnlag import svardata

        f, avgjorelse = grunnlag.foresporsel, grunnlag.avgjorelse
        svar = svardata(f.slag, avgjorelse) if avgjorelse and brev.dokument in BAERER_SVARET else None
        sak_id = brev.sak_id or str(uuid.uuid5(_NAVNEROM, f"{grunnlag.embete}/{f.journalnummer}"))
        return self.program.tegn(brev, Reise(sak_id, brev.dokument, brev.malform, svar=svar), format_)

    def kontor(self, fil: Path | None = None) -> Mottakskontor:
        """Loggen til vinduet. Den åpnes på tråden som bruker den først."""
        from overforing.saksgang.mottak.kontor import Mottakskontor

        return Mottakskontor(
            lambda malform: self._apnet(fil, malform),
            self.program.katalog,
            self.program.geografi,
            na=self.klokke,
            malform=Malform(self.program.innstillinger.verdier.vindusmalform),
        )

    def _apnet(self, fil: Path | None, malform: Malform) -> Apnet:
        from overforing.register.foresporselsliste import Foresporselsliste
        from overforing.saksgang.mottak.kontor import Apnet

        logg = self.apne_logg(fil)
        liste = Foresporselsliste(logg.db, logg.bruker)

        def eksporter(hva: str, fra: date, til: date) -> bytes:
            if hva == "journal":
                return self.offentlig_journal(liste.journal(fra, til), fra, til)
            if hva == "csv":
                return self.foresporselsark(liste.mellom(fra, til))
            return self.tallark(liste.tallgrunnlag(fra, til))

        def pakk(aar: int, nr: int, post: int, slag: str) -> dict[str, bytes]:
            return self.svarpakke(logg, aar, nr, slag, post)

        return Apnet(logg, liste, self.mottaksgang(logg, malform=malform), eksporter, pakk, logg.db.close)

    def tilgang(self, malform: Malform, regelsett: Regelsett) -> str:
        """Bestemmelsene det kommunen sender, er unntatt offentlighet etter."""
        from overforing.brev.komponer import skjermingshjemmel

        return skjermingshjemmel(self.program._brevstoff, malform, regelsett)

    def egen_tilgang(self, malform: Malform, regelsett: Regelsett) -> str:
        """Bestemmelsene embetets egne brev er unntatt etter, de samme som står i dem."""
        from overforing.brev.komponer import embetets_hjemmel

        return embetets_hjemmel(self.program._brevstoff, malform, regelsett)

    def offentlig_journal(
        self, poster: Iterable[tuple[Foresporsel, Dokumentpost]], fra: date, til: date, embete: str | None = None
    ) -> bytes:
        """Den offentlige journalen som XML. Kaster ``UgyldigInndata`` når det ikke er sagt hvilket embete."""
        from overforing.arkiv.journal import Arkivskaper, Journalord, offentlig_journal

        skaper = self._skaper(embete)
        ord_ = self.eksport(skaper.malform)
        return offentlig_journal(
            poster,
            fra,
            til,
            Arkivskaper(skaper.organisasjonsnummer, skaper.navn),
            Journalord(
                mappetittel=ord_.mappetittel,
                dokumenttittel=ord_.dokumenttittel,
                kommune=ord_.kommune,
                tilgang=self.program.tilgangskode.navn,
                hjemmel=lambda dag: self.tilgang(skaper.malform, self.program.kalender.gjeldende(dag)),
                egen_hjemmel=lambda dag: self.egen_tilgang(skaper.malform, self.program.kalender.gjeldende(dag)),
            ),
        )

    def svarpakke(
        self,
        logg: Foresporselsregister,
        aar: int,
        nr: int,
        slag: str,
        post: int | None = None,
        embete: str | None = None,
    ) -> dict[str, bytes]:
        """Et brev som har gått ut, som pakke til arkivet: navnet på zip-fila, og den. Uten ``post`` er det det siste.

        Kaster ``KanIkke`` når forespørselen ikke har noe slikt brev, og ``UgyldigInndata`` når embetet ikke er sagt.
        """
        from overforing.arkiv.journal import Arkivskaper
        from overforing.arkiv.pakke import Pakkeslag, pakk, pakkenavn, som_zip
        from overforing.arkiv.post import Arkivord
        from overforing.arkiv.svarpost import svarpost
        from overforing.mottak.hendelser import spill_av

        skaper = self._skaper(embete)
        ut = [d for d in logg.dokumenter(aar, nr) if d.retning == "ut" and post in (None, d.post)]
        if not ut:
            hva = "ikke noe brev" if post is None else f"ikke noe dokument {post}"
            raise KanIkke(f"Forespørsel {aar}/{nr} har {hva} som har gått ut herfra.")
        d = ut[-1]
        assert d.dokument is not None
        # Slik forespørselen sto da brevet gikk ut; det som er ført siden, endrer ikke hvem det gikk til.
        f = spill_av(aar, nr, [h for h in logg.historikk(aar, nr) if h.nr <= d.hendelse])
        saker = [tekst for nummer, tekst in logg.saker(aar, nr) if nummer < d.post]
        sak = self.program.les_sak(saker[-1]) if saker else None
        kalender = self.program.kalender
        regelsett = kalender.for_sak(sak) if sak else kalender.gjeldende(f.mottatt)
        ord_ = self.eksport(skaper.malform)
        arkivord = Arkivord(
            tittel=ord_.dokumenttittel(d.dokument, f.slag),
            mappetittel=ord_.mappetittel(f.slag, f.kommune),
            vedlegg="",
            soker="",
            hjemmel=self.egen_tilgang(skaper.malform, regelsett),
            tilgang=self.program.tilgangskode,
        )
        mottakere = [ord_.kommune(f.kommune), *map(ord_.kommune, _kopi(f, d, sak, self.program.geografi))]
        arkivskaper = Arkivskaper(skaper.organisasjonsnummer, skaper.navn)
        journalpost = svarpost(f, d, logg.fil(d.sha256), arkivskaper, mottakere, arkivord, self.klokke())
        merknad = self.program.katalog.hent(f"arkiv.merknad.{slag}", skaper.malform)
        navn = pakkenavn(f"{arkivord.tittel} {aar}-{nr}-{d.post}", slag)
        return {f"{navn}.zip": som_zip(pakk(Pakkeslag(slag), journalpost, [merknad]))}

    def _skaper(self, embete: str | None) -> Embete:
        embeter = self.program.geografi.embeter
        valgt = embete or self.program.innstillinger.verdier.embete
        if valgt not in embeter:
            raise UgyldigInndata(f"Si hvilket embete journalen er for. Velg blant: {', '.join(embeter)}.")
        return embeter[valgt]

    def foresporselsark(self, rader: Iterable[Foresporsel]) -> bytes:
        """Forespørslene som CSV."""
        from overforing.arkiv.regneark import csv_fil

        return csv_fil(*self.eksport().foresporsler(rader))

    def tallark(self, grunnlag: Iterable[Tallgrunnlag]) -> bytes:
        """Tallene som CSV, med de små skjermet."""
        from overforing.arkiv.regneark import csv_fil

        return csv_fil(*self.eksport().tall(grunnlag))

    def eksport(self, malform: Malform | None = None) -> Mottakseksport:
        from overforing.saksgang.mottak.eksport import Mottakseksport

        return Mottakseksport(self.program.katalog, self.program.geografi, malform or self._malform)

    @property
    def _malform(self) -> Malform:
        return Malform(self.program.innstillinger.verdier.malform)

    def _les(self, data: bytes, filnavn: str) -> LestFil:
        from overforing.brev.lesing.les import IkkeFraOverforing
        from overforing.saksgang.mottak.gang import LestFil

        try:
            lest = self.program.les_brev(data, filnavn)
        except IkkeFraOverforing:
            return LestFil()
        return LestFil(lest.dokument, lest.sak_id, lest.sak_json, lest.tekst, lest.brodtekst)

    def _brevlinjer(self, dokument: Dokument, sak: Sak, vurdering: Vurdering) -> tuple[str, ...]:
        from overforing.brev.modell import linjer

        return tuple(linjer(self.program.komponer(dokument, sak, vurdering)))


def _kopi(f: Foresporsel, d: Dokumentpost, sak: Sak | None, geografi: Geografi) -> tuple[str, ...]:
    """Kommunene som får brevet i kopi."""
    from overforing.mottak.avgjorelse import Avgjorelse
    from overforing.mottak.svargrunnlag import kopimottakere

    if d.dokument is not Dokument.AVGJORELSE or f.utfall is None or f.avgjort is None:
        return ()
    avgjorelse = Avgjorelse(f.utfall, f.avgjort, settekommune=f.settekommune, ansvarlig=f.ansvarlig)
    return kopimottakere(f.slag, f.kommune, avgjorelse, sak, geografi.gjelder_som)
