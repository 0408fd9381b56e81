"""Sammensetningen av Statsforvalterens side: loggen, mottaket og det som gis ut av den."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from overforing.feil import KanIkke
from overforing.program.innstillinger import signatur
from overforing.program.kopimappe import brukernavn
from overforing.program.program import Program, na
from overforing.sak.kodeverk import Malform

if TYPE_CHECKING:
    from overforing.program.kopier import Registerkopier
    from overforing.register import database
    from overforing.register.foresporsler import Foresporselsregister
    from overforing.register.kontroll import Kontroll
    from overforing.sak.person import Linje
    from overforing.saksgang.mottak.gang import Mottaksgang
    from overforing.saksgang.mottak.kontor import Apnet, Mottakskontor
    from overforing.saksgang.mottak.logg import Logg
    from overforing.saksgang.mottak.sted import Mottakssted
    from overforing.saksgang.mottak.tilgang import Tilgang
    from overforing.saksgang.mottak.utlevering import Utlevering


@dataclass(frozen=True)
class Mottaksprogram:
    """Statsforvalterens side av programmet, uten vindu.

    ``embete`` er det innstilte når det ikke er gitt, og ``malform``, som meldingene er på, målformen i brevene.
    """

    program: Program
    klokke: Callable[[], datetime] = na

    def apne_logg(self, fil: Path | None = None, navn: str = "") -> Foresporselsregister:
        """Loggen over mottatte forespørsler: i ``fil``, på tjeneren som er innstilt, eller i datamappen.

        Den som åpner, lukker ``db``. ``navn`` er den som fører, når det ikke er den innstilte. Uten et navn kan loggen
        leses, ikke føres. På en tjener er den som fører, alltid den som er logget inn.
        Er den låst, kastes ``KanIkke`` til noen har sett at gjenopprettingsarket kan leses.
        """
        from overforing.register.foresporsler import Foresporselsregister

        if fil is None and self.program.innstillinger.verdier.loggtjener:
            from .felles import apne

            felles = apne(self.program.innstillinger.verdier.loggtjener)
            kommuner = self.program.geografi.navn
            return Foresporselsregister(felles, kommunenavn=kommuner, na=felles.na, bruker=felles.meg)
        from overforing.register.database import connect
        from overforing.register.mottakstabeller import MOTTAK
        from overforing.sak.kopi import Register

        from .kopier import Registerkopier

        Registerkopier(self.program, filer={Register.LOGG: fil} if fil else {}).krev_ikke_borte(Register.LOGG)
        bruker = signatur(navn or self.program.innstillinger.verdier.navnet_ditt)
        fil = fil or self.program.datamappe / "mottak.db"
        key = self.program.nokkel_for(fil)
        if key is not None:
            self.program.las.krev_arket()
        db = connect(fil, key, skjema=MOTTAK, bruker=bruker)
        return Foresporselsregister(db, kommunenavn=self.program.geografi.navn, na=self.klokke, bruker=bruker)

    def mottaksgang(self, logg: Logg, embete: str | None = None, malform: Malform | None = None) -> Mottaksgang:
        """Å ta imot brev til loggen og svare på dem."""
        from overforing.saksgang.mottak.gang import Mottaksgang

        return Mottaksgang(self._sted(logg, embete, malform))

    def utlevering(self, logg: Foresporselsregister, embete: str | None = None) -> Utlevering:
        """Det som gis ut av loggen."""
        from overforing.register.foresporselsliste import Foresporselsliste
        from overforing.saksgang.mottak.utlevering import Utlevering

        liste = Foresporselsliste(logg.db, logg.bruker, self.program.geografi.andre_ord)
        innstillinger = self.program.innstillinger
        return Utlevering(
            self._sted(logg, embete),
            liste,
            self.program.arkivverdier,
            lambda: innstillinger.verdier.bekreftede_adresser,
            lambda: innstillinger.verdier.journal_i_arkivet,
        )

    def tilgang(self, logg: Foresporselsregister) -> Tilgang:
        """Det som fører hvem som ser på hva i loggen, ved siden av den. Den som åpner, lukker ``lager``."""
        from overforing.register.tilgangslogg import Tilgangslogg
        from overforing.sak.kopi import Register
        from overforing.saksgang.mottak.tilgang import Tilgang

        kopier, innstillinger = self._kopier(logg.db.fil), self.program.innstillinger
        lager = Tilgangslogg(
            partial(self._apne_tilgangen, kopier),
            self.klokke,
            lambda: innstillinger.verdier.tilgang_maaneder,
            lambda: kopier.daglig(Register.TILGANG),
        )
        return Tilgang.av(lager, logg, brukernavn(), partial(self._linje, logg), self.klokke)

    def _linje(self, logg: Logg) -> Linje:
        """Hvem som er leder for hvem. Står det på tjeneren, er det det som gjelder."""
        return logg.linje or self.program.innstillinger.verdier.embetslinje

    @staticmethod
    def _apne_tilgangen(kopier: Registerkopier, forste: bool = True) -> database.Register:
        from overforing.sak.kopi import Register

        if forste or not kopier.fil(Register.TILGANG).is_file():
            kopier.krev_i_orden(Register.TILGANG)
        return kopier.apne(Register.TILGANG)

    def _kopier(self, logg: Path | None) -> Registerkopier:
        from overforing.sak.kopi import Register

        from .kopier import Registerkopier

        return Registerkopier(self.program, self.klokke, filer={Register.LOGG: logg} if logg else {})

    def kontroller(self, logg: Foresporselsregister, mot: Iterable[Path] = ()) -> Kontroll:
        """Kontroller loggen mot det nyeste merket i hver av sikkerhetskopiene, og mot brev, journaler og kopier.

        Kaster ``KanIkke`` når noe i ``mot`` ikke kan leses.
        """
        from overforing.register.kjedekontroll import merkene_i_kopien
        from overforing.register.kontroll import kontroller
        from overforing.register.kryptering import er_database
        from overforing.register.tilgangskontroll import med_tilgangen, summer
        from overforing.sak.kopi import Register
        from overforing.saksgang.mottak.ankere import anker, kopiankere

        nokkel = self.program.nokkel_for
        ankere = [
            anker(fil, self.program.leser, lambda kopi: merkene_i_kopien(kopi, nokkel(kopi)), er_database)
            for fil in mot
        ]
        kopier = self._kopier(logg.db.fil)
        i_kopiene, ellers = kopiankere(
            lambda: kopier.alle(Register.LOGG) if logg.db.fil else (),  # den felles loggen tas det kopi av der den er
            kopier.mappe(Register.LOGG),
            lambda kopi: merkene_i_kopien(kopi, nokkel(kopi), bare_nyeste=True),
        )
        svar = kontroller(logg.db, (*ankere, *i_kopiene), ellers)
        if self._ingen_har_sett_pa_noe(kopier):
            return svar
        i_kopien = partial(kopier.nyeste, Register.TILGANG, summer)
        return med_tilgangen(svar, partial(self._apne_tilgangen, kopier), i_kopien)

    @staticmethod
    def _ingen_har_sett_pa_noe(kopier: Registerkopier) -> bool:
        from overforing.sak.kopi import Register

        try:
            return not (kopier.fil(Register.TILGANG).is_file() or kopier.alle(Register.TILGANG))
        except KanIkke:
            return False  # at kopiene ikke kan ses, er ikke at de ikke er der

    def kontor(self, fil: Path | None = None) -> Mottakskontor:
        """Loggen til vinduet. Den åpnes på tråden som bruker den først."""
        from overforing.saksgang.mottak.kontor import Mottakskontor

        from .felles import Loggvalg

        return Mottakskontor(
            lambda malform: self._apnet(fil, malform),
            self.program.katalog,
            self.program.geografi,
            na=self.klokke,
            malform=Malform(self.program.innstillinger.verdier.vindusmalform),
            leser=self.program.leser,
            loggsted=Loggvalg(self.program.innstillinger) if fil is None else None,
        )

    def _apnet(self, fil: Path | None, malform: Malform) -> Apnet:
        from overforing.saksgang.mottak.kontor import Apnet

        logg = self.apne_logg(fil)
        tilgang = self.tilgang(logg)
        utlevering = self.utlevering(logg)
        gang = self.mottaksgang(logg, malform=malform)

        def lukk() -> None:
            tilgang.lager.lukk()
            logg.db.close()

        return Apnet(logg, tilgang, utlevering.liste, gang, utlevering, lukk, partial(self.kontroller, logg))

    def _sted(self, logg: Logg, embete: str | None = None, malform: Malform | None = None) -> Mottakssted:
        from overforing.saksgang.mottak.sted import Mottakssted

        program, verdier = self.program, self.program.innstillinger.verdier
        return Mottakssted(
            logg=logg,
            embete=verdier.embete if embete is None else embete,
            malform=malform or Malform(verdier.malform),
            tittelmalform=Malform(verdier.malform),
            katalog=program.katalog,
            geografi=program.geografi,
            kalender=program.kalender,
            les_sak=program.les_sak,
            vurder=program.vurder,
            brevskriver=program.brevskriver,
            utgang=program.utgang,
            na=self.klokke,
            les=program.leser,
            omslag=program.leser.omslag,
            linje=partial(self._linje, logg),
        )
