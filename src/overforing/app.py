"""Sammensetningen: det eneste stedet som kjenner alle delene. Alt leses første gang det trengs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing import stier
from overforing.feil import KanIkke
from overforing.sak.kodeverk import Dokument, Malform, Regelsett

if TYPE_CHECKING:
    from overforing.arkiv.pakke import Pakkeslag
    from overforing.arkiv.post import Arkivord
    from overforing.arkiv.vedlegg import Vedlegg
    from overforing.brev.komponer import Brevstoff
    from overforing.brev.les import Lest
    from overforing.brev.maler import Maler
    from overforing.brev.modell import Brev
    from overforing.innstillinger import Innstillingslager
    from overforing.regelverk.funn import Vurdering
    from overforing.regelverk.regelsett import Kalender
    from overforing.register.saker import Saksregister
    from overforing.sak.modell import Sak
    from overforing.saksgang.kontor import Kontor, Sakslager
    from overforing.tekster.geografi import Geografi
    from overforing.tekster.katalog import Katalog

FORMATER = ("docx", "pdf")


def na() -> datetime:
    """Klokken, med tidssone."""
    return datetime.now().astimezone()


class Sent:
    """Noe som først lages når det brukes, så vinduet kan tegnes før databasen, reglene og kommunelisten er lest."""

    def __init__(self, lag: Callable[[], object]) -> None:
        self._lag = lag
        self._det: object | None = None

    def __getattr__(self, navn: str) -> object:
        if self._det is None:
            self._det = self._lag()
        return getattr(self._det, navn)


@dataclass(frozen=True)
class Program:
    """Programmet uten vindu: lese, vurdere, skrive og lese tilbake."""

    ressurser: Path
    brevmaler: Path

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
        from overforing.innstillinger import Innstillingslager

        return Innstillingslager(stier.datamappe())

    def eksempel(self) -> str:
        """Den innebygde eksempelsaken som saksfil."""
        return (self.ressurser / "eksempel.json").read_text("utf-8")

    def les_sak(self, data: bytes | str) -> Sak:
        """En saksfil som sak, med en vurderingsdato reglene dekker. Kaster ``UgyldigSaksfil``."""
        from overforing.sak.saksfil import fra_json

        return fra_json(data, self.geografi.numre, self.kalender.forste)

    def vurder(self, sak: Sak, regelsett: Regelsett | None = None) -> Vurdering:
        from overforing.regelverk.vurder import vurder

        return vurder(sak, regelsett or self.kalender.for_sak(sak), self.geografi.embete_for)

    def har_brev(self, dokument: Dokument) -> bool:
        """Om programmet kan skrive dokumentet ennå."""
        return self._maler.finnes(dokument)

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

        stoff = replace(self._brevstoff, postadresser=self.innstillinger.verdier.bekreftede_adresser)
        return komponer(dokument, sak, vurdering, stoff, malform=malform, utkast=utkast)

    def skriv(self, brev: Brev, sak: Sak, vurdering: Vurdering, format_: str) -> bytes:
        """Brevet som fil i ett av ``FORMATER``, med det av saken som følger med."""
        from overforing.brev.reise import BAERER_SAKEN, Reise

        folger = self._utgaende(brev.dokument, sak, vurdering) if brev.dokument in BAERER_SAKEN else None
        reise = Reise(sak.id, brev.dokument, brev.malform, folger)
        if format_ == "docx":
            from overforing.brev import docx

            return docx.skriv(brev, self.brevmaler / "brevhode.docx", reise)
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
        """Filene i pakken brevet blir i arkivet, etter navn."""
        from overforing.arkiv.pakke import lag_pakke
        from overforing.arkiv.post import JOURNALPOSTTYPE

        merknader = [self.katalog.hent(f"arkiv.merknad.{slag}", brev.malform)]
        if brev.dokument in JOURNALPOSTTYPE:
            merknader.append(self.katalog.hent("arkiv.merknad.internt", brev.malform))
        if brev.dokument is Dokument.ANMODNING and len(sak.vedlegg) != len(vedlegg):
            antall = {"nevnt": str(len(sak.vedlegg)), "med": str(len(vedlegg))}
            merknader.append(self.katalog.hent("arkiv.merknad.vedlegg", brev.malform, **antall))
        filer = {format_: self.skriv(brev, sak, vurdering, format_) for format_ in FORMATER}
        return lag_pakke(slag, brev, filer, sak, self.arkivord(brev, vurdering.regelsett), tid, vedlegg, merknader)

    def arkivord(self, brev: Brev, regelsett: Regelsett) -> Arkivord:
        """Titlene, bestemmelsene og kodene arkivet får: nøytrale, på brevets målform og etter regelsettet."""
        import tomllib

        from overforing.arkiv.post import Arkivord, Kode
        from overforing.brev.komponer import skjermingshjemmel

        tilgang = tomllib.loads((self.ressurser / "arkiv.toml").read_text("utf-8"))["tilgangsrestriksjon"]
        tittel = self.katalog.hent(f"dokument.{brev.dokument}", brev.malform)
        orgnumre = {embete.navn: embete.organisasjonsnummer for embete in self.geografi.embeter.values()}
        return Arkivord(
            tittel=tittel[0].upper() + tittel[1:],
            mappetittel=self.katalog.hent("arkiv.mappetittel", brev.malform),
            vedlegg=self.katalog.hent("arkiv.vedlegg", brev.malform),
            soker=self.katalog.hent("arkiv.soker", brev.malform),
            hjemmel=skjermingshjemmel(self._brevstoff, brev.malform, regelsett),
            tilgang=Kode(tilgang["kode"], tilgang["navn"]),
            mottakers_orgnr=orgnumre.get(next(iter(brev.hode.mottaker), ""), ""),
        )

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
        return {f"{pakkenavn(brev.dokument, slag)}.zip": som_zip(filer)}

    def les_brev(self, data: bytes, filnavn: str) -> Lest:
        from overforing.brev.les import les

        return les(data, filnavn)

    def _utgaende(self, dokument: Dokument, sak: Sak, vurdering: Vurdering) -> str:
        from overforing.sak.saksfil import kanonisk, til_verdier
        from overforing.sak.utgaende import utgaende

        felt = {felt for funn in vurdering.spor for felt in funn.felt}
        return kanonisk(til_verdier(utgaende(sak, dokument, felt, vurdering.linjen)))

    def sak_i(self, data: bytes, filnavn: str) -> Sak | None:
        """Saken i en saksfil eller et brev, eller ``None`` når brevet ikke har den med."""
        lest = self.les_brev(data, filnavn)
        return None if lest.sak_json is None else self.les_sak(lest.sak_json)

    def apne_kontor(
        self,
        lager: Sakslager,
        na: Callable[[], datetime],
        personer: Callable[[], tuple[tuple[str, str], ...]] = tuple,
    ) -> Kontor:
        """Kontorets saker, til vinduet. ``personer`` er (navn, rolle) for dem som går igjen."""
        from overforing.brev.sidebilder import sidebilder
        from overforing.sak.saksfil import til_json
        from overforing.saksgang.kontor import Kontor, Sidebilde, Verktoy
        from overforing.saksgang.presentasjon import Presentasjon
        from overforing.skriving import skriv_alle

        verktoy = Verktoy(
            les_brev=self.sak_i,
            vurder=self.vurder,
            komponer=self.komponer,
            skriv=self.skriv,
            pakk=lambda brev, sak, vurdering, slag: self.pakk_som_zip(brev, sak, vurdering, slag, na()),
            skriv_filer=lambda mappe, filer, overskriv: skriv_alle(mappe, filer, overskriv=overskriv),
            sidebilder=lambda pdf, bredde: tuple(Sidebilde(*bilde) for bilde in sidebilder(pdf, bredde)),
            til_json=til_json,
            eksempel=lambda: self.les_sak(self.eksempel()),
            na=na,
        )
        return Kontor(lager, Presentasjon(self.katalog, self.geografi, self.har_brev, personer=personer), verktoy)

    def vindu(self, *, mal_oppstart: bool = False, bilde: Path | None = None) -> int:
        """Åpne vinduet og kjør til det lukkes. ``bilde`` gir i stedet et bilde av det, uten noe av brukerens eget."""
        from overforing.ui.oppstart import start

        lager: Any = Sent(lambda: self._apne_register(na))
        kontor: Any = Sent(lambda: self.apne_kontor(lager, na, lambda: self.innstillinger.verdier.personer))
        geografi: Any = Sent(lambda: self.geografi)
        return start(
            kontor,
            self.innstillinger,
            self.katalog,
            geografi,
            self._regelbok,
            forvarm=self._forvarm,
            mal_oppstart=mal_oppstart,
            bilde=bilde,
        )

    def _forvarm(self) -> None:
        """Les inn reglene, tekstene, kommunene og registeret, så den første saken åpner uten å vente."""
        import overforing.regelverk.vurder
        import overforing.register.saker
        import overforing.sak.saksfil
        import overforing.saksgang.kontor  # noqa: F401

        len(self.geografi.kommuner)
        sum(1 for _ in self.katalog)

    def _apne_register(self, na: Callable[[], datetime]) -> Saksregister:
        import getpass

        from overforing.register.database import connect
        from overforing.register.saker import Saksregister

        bruker = self.innstillinger.verdier.navnet_ditt or getpass.getuser()
        db = connect(stier.datamappe() / "saker.db", bruker=bruker)
        return Saksregister(db, kommuner=self.geografi.numre, na=na, bruker=bruker)

    def _regelbok(self) -> str:
        """Regelboken som Markdown."""
        from overforing.regelverk import avklaringer
        from overforing.regelverk.kart import kart
        from overforing.tekster.regelbok import Regelbok

        return Regelbok(self.katalog, kart(), avklaringer.REGLER, {}).markdown()

    @cached_property
    def _maler(self) -> Maler:
        from overforing.brev.maler import Maler

        return Maler.les(self.brevmaler)

    @cached_property
    def _brevstoff(self) -> Brevstoff:
        from overforing.brev.komponer import Brevstoff

        return Brevstoff(self.katalog, self.geografi, self._maler)
