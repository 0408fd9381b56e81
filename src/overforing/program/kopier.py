"""Sammensetningen av sikkerhetskopiene: hvilke registre det er, hvor de ligger, og hvordan de åpnes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from overforing import hinder
from overforing.feil import KanIkke, Melding, OverforingFeil
from overforing.hinder import Hindret, er_fil, er_mappe
from overforing.program.kopimappe import brukernavn, kopimappe
from overforing.program.program import Program, na
from overforing.sak.kopi import Funn, Kopirad, Register, Registerkopi, Startfunn

if TYPE_CHECKING:
    from sqlite3 import Connection

    from overforing.register import database
    from overforing.register.kopi import Kopier, Slag

T = TypeVar("T")
_FILER = {Register.SAKER: "saker.db", Register.LOGG: "mottak.db"}


def _slag(hva: Register) -> Slag:
    from overforing.register.kopi import LOGGEN, SAKENE, TILGANGEN

    return {Register.SAKER: SAKENE, Register.LOGG: LOGGEN, Register.TILGANG: TILGANGEN}[hva]


@dataclass(frozen=True)
class Registerkopier:
    """Kopiene av registrene i ``hjem``, datamappen når ikke noe annet er sagt (saksgang/kopier.py).

    ``lukk`` lukker det programmet selv har åpent av kontorets saker. ``filer`` er registre som ligger et annet sted.
    """

    program: Program
    klokke: Callable[[], datetime] = na
    lukk: Callable[[], object] = lambda: None
    hjem: Path | None = None
    filer: dict[Register, Path] = field(default_factory=dict)

    def fil(self, hva: Register) -> Path:
        """Der registeret ligger."""
        if hva is Register.TILGANG and hva not in self.filer:
            from overforing.register.tilgangslogg import fil_ved

            return fil_ved(self.fil(Register.LOGG))
        return self.filer.get(hva) or (self.hjem or self.program.datamappe) / _FILER[hva]

    def krev_ikke_borte(self, hva: Register) -> None:
        """Kast ``Hindret`` når registeret er borte og det finnes kopier av det: det begynnes ikke stille på nytt."""
        fil = self.fil(hva)
        if er_fil(fil) and fil.stat().st_size:
            return
        try:
            kopier = self.alle(hva)
        except KanIkke:  # en disk med kopier som ikke er koblet til, stanser ikke arbeidet
            return
        if kopier:
            raise Hindret("hinder.kopi.mangler", fil=fil)

    def krev_i_orden(self, hva: Register) -> None:
        """Kast ``Hindret`` når registeret er borte, tomt, skadet eller eldre enn kopiene, eller det ikke kan vites."""
        fil, valgt = self.fil(hva), self.program.innstillinger.verdier.kopimappe
        if valgt and not er_mappe(Path(valgt)) and not er_fil(fil):
            raise Hindret("hinder.kopi.borte", mappe=valgt)
        match self._kopier(hva).funn():
            case Startfunn.MANGLER, _:
                raise Hindret("hinder.tilgang.mangler", fil=fil)
            case Startfunn.SKADET, _:
                raise Hindret("hinder.tilgang.skadet", fil=fil)
            case Startfunn.TOMT, _:
                raise Hindret("hinder.tilgang.tomt", fil=fil)
            case Startfunn.ELDRE, _:
                raise Hindret("hinder.tilgang.eldre", fil=fil)

    def daglig(self, *hvilke: Register) -> tuple[OverforingFeil, ...]:
        galt: list[OverforingFeil] = []
        for hva in hvilke or Register:
            try:
                self._kopier(hva).daglig()
            except OverforingFeil as feil:
                galt.append(feil)
        return tuple(galt)

    def hvil(self) -> None:
        from overforing.register.database import hvil

        for hva in Register:
            with suppress(KanIkke):  # uten nøkkelen er det ingenting åpent å flytte
                hvil(self.fil(hva), self.program.nokkel_for(self.fil(hva)))

    def ta(self, hva: Register) -> Registerkopi:
        return self._kopier(hva).ta()

    def funn(self) -> tuple[Funn, ...]:
        ut = []
        for hva in Register:
            with suppress(KanIkke):  # det samme sies når dagens kopi tas
                if (galt := self._kopier(hva).funn()) is not None:
                    ut.append(Funn(hva, *galt, self.fil(hva)))
        return tuple(ut)

    def klokka(self) -> Melding | None:
        # Loggen spør selv før noe føres. I sakene er det brevene som får feil dag, og at det er lenge siden sist, sier
        # ingenting: et kontor kan ha få slike saker.
        from overforing.register.feil import nar
        from overforing.register.klokke import SLINGRING
        from overforing.register.tid import tidspunkt

        sist = self._kopier(Register.SAKER).sist()
        if sist is None or self.klokke() >= tidspunkt(sist) - SLINGRING:
            return None
        return Melding("ui_kopier.varsel.klokka_saker", naa=nar(self.klokke()), sist=nar(tidspunkt(sist)))

    def mappe(self, hva: Register) -> Path:
        return self._mappe(hva, self.program.innstillinger.verdier.kopimappe)

    def bytt_mappe(self, mappe: str) -> None:
        flyttet: list[tuple[Path, Path]] = []
        try:
            for hva in Register:
                fra, til = self.mappe(hva), self._mappe(hva, mappe)
                if fra == til:
                    continue
                til.mkdir(mode=0o700, parents=True, exist_ok=True)
                for kopi in self.alle(hva):
                    flyttet.append((kopi.fil, til / kopi.fil.name))
                    _kopier_fil(*flyttet[-1])
            self.program.innstillinger.endre(kopimappe=mappe)
        except BaseException as feil:
            _fjern(ny for _, ny in flyttet)
            if isinstance(feil, OSError):
                raise hinder.skriving(feil, Path(mappe)) from None
            raise
        _fjern(gammel for gammel, _ in flyttet)

    def alle(self, hva: Register) -> tuple[Registerkopi, ...]:
        return self._kopier(hva).alle()

    def innhold(self, hva: Register, kopi: Registerkopi) -> tuple[Kopirad, ...]:
        from overforing.register.tilbakelegging import innhold, saker_i

        kopier = self._kopier(hva)
        her = saker_i(kopier) if hva is Register.SAKER else frozenset()
        return innhold(kopier, kopi, her.__contains__)

    def legg_tilbake_sak(self, kopi: Registerkopi, id_: str) -> None:
        from overforing.register.tilbakelegging import legg_tilbake_sak

        self.lukk()
        legg_tilbake_sak(self._kopier(Register.SAKER), kopi, id_, lambda: self.apne(Register.SAKER), self.klokke())

    def legg_tilbake_alt(self, hva: Register, kopi: Registerkopi) -> None:
        from overforing.register.tilbakelegging import legg_tilbake_alt

        self._lukk(hva)
        legg_tilbake_alt(self._kopier(hva), kopi, lambda: self.apne(hva))

    def begynn_pa_nytt(self, hva: Register) -> None:
        from overforing.register.tilbakelegging import begynn_pa_nytt

        self._lukk(hva)
        begynn_pa_nytt(self._kopier(hva), lambda: self.apne(hva))

    def _lukk(self, hva: Register) -> None:
        if hva is Register.SAKER:
            self.lukk()

    def _kopier(self, hva: Register) -> Kopier:
        from overforing.register.kopi import Kopier

        return Kopier(self.fil(hva), self.mappe(hva), _slag(hva), self.klokke, self.program.nokkel_for)

    def _mappe(self, hva: Register, valgt: str) -> Path:
        return kopimappe(self.fil(hva), valgt)

    def nyeste(self, hva: Register, les: Callable[[Connection], T]) -> T | None:
        """Det ``les`` gir av den nyeste kopien som kan leses, som er tatt siden registeret sist ble byttet ut."""
        kopier = self._kopier(hva)
        for kopi in kopier.alle():
            if kopi.bytte:
                break
            with suppress(KanIkke), kopier.lest(kopi.fil) as conn:
                return les(conn)
        return None

    def apne(self, hva: Register) -> database.Register:
        """Registeret til å skrive i. Kaster ``KanIkke``. Den som åpner, lukker."""
        from overforing.register.database import connect

        bruker = self.program.innstillinger.verdier.navnet_ditt or brukernavn()
        fil = self.fil(hva)
        return connect(fil, self.program.nokkel_for(fil), skjema=_slag(hva).skjema, bruker=bruker, na=self.klokke)


def _kopier_fil(fra: Path, til: Path) -> None:
    """En hel fil eller ingen, på disken før den forrige kan gå."""
    ny = til.with_name(f".{til.name}.uferdig")
    try:
        shutil.copy2(fra, ny)
        with ny.open("r+b") as apen:
            os.fsync(apen.fileno())
        ny.replace(til)
    finally:
        ny.unlink(missing_ok=True)


def _fjern(filer: Iterable[Path]) -> None:
    for fil in filer:
        with suppress(OSError):
            fil.unlink(missing_ok=True)
