"""Sammensetningen: det eneste stedet som kjenner alle delene. Alt leses første gang det trengs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing import stier
from overforing.feil import KanIkke, OverforingFeil
from overforing.sak.kodeverk import Dokument, Malform, Regelsett

if TYPE_CHECKING:
    from overforing.arkiv.pakke import Pakkeslag
    from overforing.arkiv.post import Arkivord, Kode
    from overforing.arkiv.vedlegg import Vedlegg
    from overforing.brev.egne.egne_maler import EgneMaler
    from overforing.brev.komponer import Brevstoff
    from overforing.brev.lesing.les import Lest
    from overforing.brev.maler import Maler
    from overforing.brev.modell import Brev
    from overforing.brev.reise import Reise
    from overforing.brev.vakt import Lekkasje
    from overforing.program.innstillinger import Innstillinger, Innstillingslager
    from overforing.regelverk.funn import Vurdering
    from overforing.regelverk.regelsett import Kalender
    from overforing.sak.modell import Sak
    from overforing.saksgang.kontor import Kontor, Lestbrev, Sakslager
    from overforing.tekster.geografi import Geografi
    from overforing.tekster.katalog import Katalog

FORMATER = ("docx", "pdf")


def na() -> datetime:
    """Klokken, med tidssone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Program:
    """Programmet uten vindu: lese, vurdere, skrive og lese tilbake.

    ``brevhode`` og ``brevtekster`` er egne maler bare for denne gangen; uten dem gjelder dem kontoret har stilt inn.
    """

    ressurser: Path
    brevmaler: Path
    brevhode: bytes | None = None
    brevtekster: Mapping[tuple[Malform, Dokument], str] | None = None

    @classmethod
    def start(cls) -> Program:
        return cls(stier.ressurser(), stier.brevmaler())

    @cached_property
    def katalog(self) -> Katalog:
        from overforing.tekster.katalog import Katalog

        return Katalog.les(self.ressurser)

    @cached_property
    def geografi(self) -> Geografi:
        from overforing.tekster.geografi import Geografi

        return Geografi.les(self.ressurser)

    @cached_property
    def kalender(self) -> Kalender:
        import tomllib

        from overforing.regelverk.regelsett import Kalender

        datoer = tomllib.loads((self.ressurser / "regelsett.toml").read_text("utf-8"))
        return Kalender({Regelsett(navn): start for navn, start in datoer.items()})

    @cached_property
    def innstillinger(self) -> Innstillingslager:
        from overforing.program.innstillinger import Innstillingslager

        return Innstillingslager(stier.datamappe())

    @cached_property
    def egne_maler(self) -> EgneMaler:
        from overforing.brev.egne.egne_maler import MAPPE, EgneMaler

        return EgneMaler(stier.datamappe() / MAPPE, self.innstillinger, self.brevmaler, self._maler, self.katalog)

    def med_egne_maler(self, brevhode: Path | None, tekster: Path | None) -> Program:
        """Programmet med et brevhode og en mappe med tekster for denne gangen. Kaster ``UgyldigMal`` og ``KanIkke``."""
        from overforing.brev.egne.egne_maler import les_brevhode
        from overforing.brev.egne.egne_tekster import les_mappe

        return replace(
            self,
            brevhode=les_brevhode(brevhode)[0] if brevhode else self.brevhode,
            brevtekster=les_mappe(tekster, self._maler, self.katalog) if tekster else self.brevtekster,
        )

    def malvarsler(self) -> tuple[str, ...]:
        """Det som er galt med kontorets egne maler, når våre brukes i stedet."""
        return self.egne_maler.tilstand().varsler

    def eksempel(self) -> str:
        """Den innebygde eksempelsaken som saksfil."""
        return (self.ressurser / "eksempel.json").read_text("utf-8")

    def les_sak(self, data: bytes | str) -> Sak:
        """En saksfil som sak, med en vurderingsdato reglene dekker. Kaster ``UgyldigSaksfil``."""
        from overforing.sak.saksfil import fra_json

        return fra_json(data, self.geografi.numre, self.kalender.forste)

    def vurder(self, sak: Sak, regelsett: Regelsett | None = None) -> Vurdering:
        from overforing.regelverk.vurder import vurder

        return vurder(sak, regelsett or self.kalender.for_sak(sak), self.geografi.embete_for, self.geografi.gjelder_som)

    def komponer(
        self,
        dokument: Dokument,
        sak: Sak,
        vurdering: Vurdering,
        malform: Malform | None = None,
        *,
        utkast: bool = False,
    ) -> Brev:
        from overforing.brev.komponer import komponer

        return self.med_stoff(
            (malform or sak.malform, dokument),
            lambda stoff: komponer(dokument, sak, vurdering, stoff, malform=malform, utkast=utkast),
        )

    def med_stoff(self, nokkel: tuple[Malform, Dokument], lag: Callable[[Brevstoff], Brev]) -> Brev:
        """Brevet laget av de tekstene som gjelder nå. En egen tekst som ikke kan brukes, er ``KanIkke``."""
        maler = self.egne_maler.maler() if self.brevtekster is None else self._maler.med(self.brevtekster)
        adresser = self.innstillinger.verdier.bekreftede_adresser
        with self._egen_tekst(nokkel, maler):
            brev = lag(replace(self._brevstoff, postadresser=adresser, maler=maler))
            if not brev.tittel and (self.brevtekster or self.innstillinger.verdier.brevtekster):
                raise ValueError("brevet har ingen tittel")
        return brev

    @contextmanager
    def _egen_tekst(self, nokkel: tuple[Malform, Dokument], maler: Maler) -> Iterator[None]:
        """En egen tekst er prøvd, men ikke med hver sak. Går det ikke, er det teksten som må rettes."""
        try:
            yield
        except OverforingFeil:
            raise
        except Exception as feil:
            if maler.get(nokkel) == self._maler.get(nokkel):
                raise
            navn = f"{nokkel[0].value}/{nokkel[1].value}.md"
            raise KanIkke(
                f"Deres egen brevtekst {navn} kan ikke brukes i denne saken. "
                "Gå tilbake til våre brevtekster under Innstillinger, eller rett teksten og velg mappen på nytt."
            ) from feil

    def filnavn(self, brev: Brev, sak: Sak) -> str:
        """Navnet brevet får som fil eller pakke, uten endelse."""
        from overforing.tekster.filnavn import filnavn

        return filnavn(self.katalog, brev.dokument, sak, brev.malform)

    def skriv(self, brev: Brev, sak: Sak, vurdering: Vurdering, format_: str) -> bytes:
        """Brevet som fil i ett av ``FORMATER``, med det av saken som følger med."""
        from overforing.brev.reise import Reise
        from overforing.sak.saksfil import kanonisk, til_verdier

        folger = self._folger(brev, sak, vurdering)
        sak_json = kanonisk(til_verdier(folger)) if folger else None
        return self.tegn(brev, Reise(sak.id, brev.dokument, brev.malform, sak_json), format_)

    def tegn(self, brev: Brev, reise: Reise, format_: str) -> bytes:
        """Brevet som fil i ett av ``FORMATER``, med det som skal følge med."""
        if format_ == "docx":
            from overforing.brev import docx

            return docx.skriv(brev, self.brevhode or self.egne_maler.brevhode(), reise)
        if format_ == "pdf":
            from overforing.brev import pdf

            return pdf.skriv(brev, self.brevmaler / "brev.typ", reise)
        raise KanIkke(f"Kan ikke skrive brev som «{format_}».")

    def pakk(
        self,
        brev: Brev,
        sak: Sak,
        vurdering: Vurdering,
        slag: Pakkeslag,
        tid: datetime,
        vedlegg: Sequence[Vedlegg] = (),
    ) -> dict[str, bytes]:
        """Filene i pakken brevet blir i arkivet, etter navn. Kaster ``KanIkke`` som ``vokt``."""
        from overforing.arkiv.pakke import lag_pakke
        from overforing.arkiv.post import JOURNALPOSTTYPE

        merknader = [self.katalog.hent(f"arkiv.merknad.{slag}", brev.malform)]
        if brev.dokument in JOURNALPOSTTYPE:
            merknader.append(self.katalog.hent("arkiv.merknad.internt", brev.malform))
        if brev.dokument is Dokument.ANMODNING and len(sak.vedlegg) != len(vedlegg):
            antall = {"nevnt": str(len(sak.vedlegg)), "med": str(len(vedlegg))}
            merknader.append(self.katalog.hent("arkiv.merknad.vedlegg", brev.malform, **antall))
        ord_ = self.arkivord(brev, vurdering.regelsett)
        self.vokt(brev, sak, vurdering, [ord_.tittel, ord_.mappetittel, self.filnavn(brev, sak)])
        filer = {format_: self.skriv(brev, sak, vurdering, format_) for format_ in FORMATER}
        return lag_pakke(slag, brev, filer, sak, ord_, tid, vedlegg, merknader)

    def arkivord(self, brev: Brev, regelsett: Regelsett) -> Arkivord:
        """Titlene, bestemmelsene og kodene arkivet får: nøytrale, på brevets målform og etter regelsettet."""
        from overforing.arkiv.post import Arkivord
        from overforing.brev.komponer import skjermingshjemmel

        tittel = self.katalog.hent(f"dokument.{brev.dokument}", brev.malform)
        orgnumre = {embete.navn: embete.organisasjonsnummer for embete in self.geografi.embeter.values()}
        return Arkivord(
            tittel=tittel[0].upper() + tittel[1:],
            mappetittel=self.katalog.hent("arkiv.mappetittel", brev.malform),
            vedlegg=self.katalog.hent("arkiv.vedlegg", brev.malform),
            soker=self.katalog.hent("arkiv.soker", brev.malform),
            hjemmel=skjermingshjemmel(self._brevstoff, brev.malform, regelsett),
            tilgang=self.tilgangskode,
            mottakers_orgnr=orgnumre.get(next(iter(brev.hode.mottaker), ""), ""),
        )

    @cached_property
    def tilgangskode(self) -> Kode:
        """Tilgangsrestriksjonen arkivet bruker."""
        import tomllib

        from overforing.arkiv.post import Kode

        tilgang = tomllib.loads((self.ressurser / "arkiv.toml").read_text("utf-8"))["tilgangsrestriksjon"]
        return Kode(tilgang["kode"], tilgang["navn"])

    def pakk_som_zip(
        self,
        brev: Brev,
        sak: Sak,
        vurdering: Vurdering,
        slag: str,
        tid: datetime,
        vedlegg: Sequence[Vedlegg] = (),
    ) -> dict[str, bytes]:
        """Pakken som én zip, etter filnavn."""
        from overforing.arkiv.pakke import Pakkeslag, pakkenavn, som_zip

        filer = self.pakk(brev, sak, vurdering, Pakkeslag(slag), tid, vedlegg)
        return {f"{pakkenavn(self.filnavn(brev, sak), slag)}.zip": som_zip(filer)}

    def les_brev(self, data: bytes, filnavn: str) -> Lest:
        from overforing.brev.lesing.les import les

        return les(data, filnavn)

    def vokt(self, brev: Brev, sak: Sak, vurdering: Vurdering, filnavn: Iterable[str]) -> None:
        """Siste stans før brevet forlater kontoret. Kaster ``KanIkke`` med stedene når det ville røpet noe."""
        from overforing.brev.vakt import lekkasjer

        self.stans(brev, lekkasjer(brev, sak, self._folger(brev, sak, vurdering), filnavn))

    def stans(self, brev: Brev, funn: Sequence[Lekkasje]) -> None:
        """Kast ``KanIkke`` med stedene når det er funnet noe i brevet som ikke skal ut."""
        if not funn:
            return

        def melding(malform: Malform) -> str:
            def tekst(nokkel: str, **verdier: str) -> str:
                return self.katalog.hent(f"lekkasje.{nokkel}", malform, **verdier)

            navn = self.katalog.hent(f"dokument.{brev.dokument}", malform)
            linjer = [f"  {tekst(f'brev.{f.hva}', hvor=tekst(f'hvor.{f.hvor}', navn=f.navn))}" for f in funn]
            return "\n".join([tekst("brev.stanset", brev=navn), *linjer, tekst("brev.gjor")])

        raise KanIkke(melding(brev.malform), paa=melding)

    def _folger(self, brev: Brev, sak: Sak, vurdering: Vurdering) -> Sak | None:
        """Den delen av saken som følger med inne i brevet, når brevet er et som bærer den."""
        from overforing.brev.reise import BAERER_SAKEN
        from overforing.sak.utgaende import utgaende

        if brev.dokument not in BAERER_SAKEN:
            return None
        felt = {felt for funn in vurdering.spor for felt in funn.felt}
        return utgaende(sak, brev.dokument, felt, vurdering.linjen)

    def _lestbrev(self, data: bytes, filnavn: str) -> Lestbrev:
        from overforing.saksgang.kontor import Lestbrev

        lest = self.les_brev(data, filnavn)
        sak = None if lest.sak_json is None else self.les_sak(lest.sak_json)
        return Lestbrev(sak, lest.tekst == "endret", lest.sak_id or "", lest.svar, lest.brodtekst)

    def apne_kontor(
        self,
        lager: Sakslager,
        na: Callable[[], datetime],
        innstillinger: Callable[[], Innstillinger] | None = None,
        malform: Malform = Malform.NB,
    ) -> Kontor:
        """Kontorets saker, til et vindu på ``malform``. ``innstillinger`` gir det kontoret har stilt inn, nå."""
        from overforing.brev.sidebilder import sidebilder
        from overforing.program.innstillinger import Innstillinger
        from overforing.sak.modell import Kontor as Kontoret
        from overforing.sak.modell import Rolle
        from overforing.sak.saksfil import til_json
        from overforing.saksgang.kontor import Kontor, Sidebilde, Verktoy
        from overforing.saksgang.presentasjon import Presentasjon
        from overforing.skriving import skriv_alle

        verktoy = Verktoy(
            les_brev=self._lestbrev,
            vurder=self.vurder,
            komponer=self.komponer,
            vokt=self.vokt,
            skriv=self.skriv,
            pakk=lambda brev, sak, vurdering, slag: self.pakk_som_zip(brev, sak, vurdering, slag, na()),
            skriv_filer=lambda mappe, filer, overskriv: skriv_alle(mappe, filer, overskriv=overskriv),
            sidebilder=lambda pdf, bredde: tuple(Sidebilde(*bilde) for bilde in sidebilder(pdf, bredde)),
            til_json=til_json,
            eksempel=lambda: self.les_sak(self.eksempel()),
            na=na,
            maler=lambda: self.egne_maler.maler(),
            malvarsler=self.malvarsler,
            vurder_etter=self.vurder,
            gjelder_fra=self.kalender.start,
            gjeldende=self.kalender.gjeldende,
        )
        stilt_inn = innstillinger or Innstillinger
        roller = {rolle.value for rolle in Rolle}

        def kontoret(felt: Mapping[str, str]) -> Kontoret:
            kjente: dict[str, Any] = {navn: verdi for navn, verdi in felt.items() if verdi and hasattr(Kontoret, navn)}
            return Kontoret(**kjente)

        presentasjon = Presentasjon(
            self.katalog,
            self.geografi,
            malform,
            # En rolle fra en annen utgave er ingen rolle her.
            personer=lambda: tuple((navn, rolle if rolle in roller else "") for navn, rolle in stilt_inn().personer),
            kontoret=lambda: kontoret(stilt_inn().kontor),
            meg=lambda: stilt_inn().navnet_ditt,
        )
        return Kontor(lager, presentasjon, verktoy)

    def regelbok(self, malform: Malform = Malform.NB) -> str:
        """Regelboken som Markdown."""
        from overforing.regelverk import avklaringer
        from overforing.regelverk.kart import kart
        from overforing.tekster.regelbok import Regelbok

        return Regelbok(self.katalog, kart(), avklaringer.REGLER, {}, med_id=False, malform=malform).markdown()

    @cached_property
    def _maler(self) -> Maler:
        from overforing.brev.maler import Maler

        return Maler.les(self.brevmaler)

    @cached_property
    def _brevstoff(self) -> Brevstoff:
        from overforing.brev.komponer import Brevstoff

        return Brevstoff(self.katalog, self.geografi, self._maler)
