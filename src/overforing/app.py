"""Sammensetningen: det eneste stedet som kjenner alle delene. Alt leses første gang det trengs."""

from __future__ import annotations

import getpass
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from overforing import stier
from overforing.feil import KanIkke
from overforing.regelverk.funn import Vurdering
from overforing.regelverk.regelsett import Kalender
from overforing.regelverk.vurder import vurder
from overforing.sak.modell import Dokument, Malform, Regelsett, Sak
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

if TYPE_CHECKING:
    from overforing.brev.komponer import Brevstoff
    from overforing.brev.les import Lest
    from overforing.brev.maler import Maler
    from overforing.brev.modell import Brev
    from overforing.innstillinger import Innstillingslager
    from overforing.register.saker import Saksregister
    from overforing.saksgang.kontor import Kontor, Sakslager

FORMATER = ("docx", "pdf")


def na() -> datetime:
    """Klokken, med tidssone."""
    return datetime.now().astimezone()


class SentLager:
    """Et lager som først åpnes når det brukes, så vinduet kan tegnes før databasen er lest."""

    def __init__(self, apne: Callable[[], object]) -> None:
        self._apne = apne
        self._lager: object | None = None

    def __getattr__(self, navn: str) -> object:
        if self._lager is None:
            self._lager = self._apne()
        return getattr(self._lager, navn)


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
        return Katalog.les(self.ressurser)

    @cached_property
    def geografi(self) -> Geografi:
        return Geografi.les(self.ressurser)

    @cached_property
    def kalender(self) -> Kalender:
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
        from overforing.brev.reise import Reise
        from overforing.sak.saksfil import kanonisk, til_verdier

        folger = self._folger(brev, sak, vurdering)
        reise = Reise(sak.id, brev.dokument, brev.malform, kanonisk(til_verdier(folger)) if folger else None)
        if format_ == "docx":
            from overforing.brev import docx

            return docx.skriv(brev, self.brevmaler / "brevhode.docx", reise)
        if format_ == "pdf":
            from overforing.brev import pdf

            return pdf.skriv(brev, self.brevmaler / "brev.typ", reise)
        raise KanIkke(f"Kan ikke skrive brev som «{format_}».")

    def les_brev(self, data: bytes, filnavn: str) -> Lest:
        from overforing.brev.les import les

        return les(data, filnavn)

    def vokt(self, brev: Brev, sak: Sak, vurdering: Vurdering, filnavn: Iterable[str]) -> None:
        """Siste stans før brevet forlater kontoret. Kaster ``KanIkke`` med stedene når det ville røpet noe."""
        from overforing.brev.vakt import lekkasjer

        funn = lekkasjer(brev, sak, self._folger(brev, sak, vurdering), filnavn)
        if not funn:
            return

        def tekst(nokkel: str, **verdier: str) -> str:
            return self.katalog.hent(f"lekkasje.{nokkel}", brev.malform, **verdier)

        navn = self.katalog.hent(f"dokument.{brev.dokument}", brev.malform)
        linjer = [f"  {tekst(f'brev.{f.hva}', hvor=tekst(f'hvor.{f.hvor}', navn=f.navn))}" for f in funn]
        raise KanIkke("\n".join([tekst("brev.stanset", brev=navn), *linjer, tekst("brev.gjor")]))

    def _folger(self, brev: Brev, sak: Sak, vurdering: Vurdering) -> Sak | None:
        """Den delen av saken som følger med inne i brevet, når brevet er et som bærer den."""
        from overforing.brev.reise import BAERER_SAKEN
        from overforing.sak.utgaende import utgaende

        if brev.dokument not in BAERER_SAKEN:
            return None
        felt = {felt for funn in vurdering.spor for felt in funn.felt}
        return utgaende(sak, brev.dokument, felt, vurdering.linjen)

    def sak_i(self, data: bytes, filnavn: str) -> Sak | None:
        """Saken i en saksfil eller et brev, eller ``None`` når brevet ikke har den med."""
        lest = self.les_brev(data, filnavn)
        return None if lest.sak_json is None else self.les_sak(lest.sak_json)

    def apne_kontor(self, lager: Sakslager, na: Callable[[], datetime]) -> Kontor:
        """Kontorets saker, til vinduet."""
        from overforing.brev.sidebilder import sidebilder
        from overforing.sak.saksfil import til_json
        from overforing.saksgang.kontor import Kontor, Sidebilde, Verktoy
        from overforing.saksgang.presentasjon import Presentasjon
        from overforing.skriving import skriv_alle

        verktoy = Verktoy(
            les_brev=self.sak_i,
            vurder=self.vurder,
            komponer=self.komponer,
            vokt=self.vokt,
            skriv=self.skriv,
            skriv_filer=lambda mappe, filer, overskriv: skriv_alle(mappe, filer, overskriv=overskriv),
            sidebilder=lambda pdf, bredde: tuple(Sidebilde(*bilde) for bilde in sidebilder(pdf, bredde)),
            til_json=til_json,
            eksempel=lambda: self.les_sak(self.eksempel()),
            na=na,
        )
        return Kontor(lager, Presentasjon(self.katalog, self.geografi, self.har_brev), verktoy)

    def vindu(self, *, mal_oppstart: bool = False, bilde: Path | None = None) -> int:
        """Åpne vinduet og kjør til det lukkes. ``bilde`` gir i stedet et bilde av det, uten noe av brukerens eget."""
        from overforing.ui.hovedvindu import start

        lager = SentLager(lambda: self._apne_register(na))
        kontor = self.apne_kontor(lager, na)  # type: ignore[arg-type]
        return start(
            kontor,
            self.innstillinger,
            self.katalog,
            self.geografi,
            self._regelbok,
            mal_oppstart=mal_oppstart,
            bilde=bilde,
        )

    def _apne_register(self, na: Callable[[], datetime]) -> Saksregister:
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
