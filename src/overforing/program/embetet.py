"""Sammensetningen av Statsforvalterens side: loggen, mottaket og det som gis ut av den."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from overforing import stier
from overforing.program.innstillinger import signatur
from overforing.program.program import Program, na
from overforing.sak.kodeverk import Malform

if TYPE_CHECKING:
    from overforing.register.foresporsler import Foresporselsregister
    from overforing.register.kontroll import Kontroll
    from overforing.saksgang.mottak.gang import Mottaksgang
    from overforing.saksgang.mottak.kontor import Apnet, Mottakskontor
    from overforing.saksgang.mottak.logg import Logg
    from overforing.saksgang.mottak.sted import Mottakssted
    from overforing.saksgang.mottak.utlevering import Utlevering


@dataclass(frozen=True)
class Mottaksprogram:
    """Statsforvalterens side av programmet, uten vindu.

    ``embete`` er det innstilte når det ikke er gitt, og ``malform``, som meldingene er på, målformen i brevene.
    """

    program: Program
    klokke: Callable[[], datetime] = na

    def apne_logg(self, fil: Path | None = None, navn: str = "") -> Foresporselsregister:
        """Loggen over mottatte forespørsler, i ``fil`` eller i datamappen. Den som åpner, lukker ``db``.

        ``navn`` er den som fører, når det ikke er den innstilte. Uten et navn kan loggen leses, ikke føres.
        """
        from overforing.register.database import connect
        from overforing.register.foresporsler import Foresporselsregister
        from overforing.register.mottakstabeller import MOTTAK
        from overforing.sak.kopi import Register

        from .kopier import Registerkopier

        Registerkopier(self.program, filer={Register.LOGG: fil} if fil else {}).krev_ikke_borte(Register.LOGG)
        bruker = signatur(navn or self.program.innstillinger.verdier.navnet_ditt)
        fil = fil or stier.datamappe() / "mottak.db"
        db = connect(fil, self.program.nokkel_for(fil), skjema=MOTTAK, bruker=bruker)
        return Foresporselsregister(db, kommunenavn=self.program.geografi.navn, na=self.klokke, bruker=bruker)

    def mottaksgang(self, logg: Logg, embete: str | None = None, malform: Malform | None = None) -> Mottaksgang:
        """Å ta imot brev til loggen og svare på dem."""
        from overforing.saksgang.mottak.gang import Mottaksgang

        return Mottaksgang(self._sted(logg, embete, malform))

    def utlevering(self, logg: Foresporselsregister, embete: str | None = None) -> Utlevering:
        """Det som gis ut av loggen."""
        from overforing.register.foresporselsliste import Foresporselsliste
        from overforing.saksgang.mottak.utlevering import Utlevering

        liste = Foresporselsliste(logg.db, logg.bruker)
        innstillinger = self.program.innstillinger
        return Utlevering(
            self._sted(logg, embete),
            liste,
            self.program.arkivverdier,
            lambda: innstillinger.verdier.bekreftede_adresser,
            lambda: innstillinger.verdier.journal_i_arkivet,
        )

    def kontroller(self, logg: Foresporselsregister, mot: Iterable[Path] = ()) -> Kontroll:
        """Kontroller loggen mot det nyeste merket i hver av sikkerhetskopiene, og mot brev, journaler og kopier.

        Kaster ``KanIkke`` når noe i ``mot`` ikke kan leses.
        """
        from overforing.register.kjedekontroll import merkene_i_kopien
        from overforing.register.kontroll import kontroller
        from overforing.register.kryptering import er_database
        from overforing.sak.kopi import Register
        from overforing.saksgang.mottak.ankere import anker, kopiankere

        from .kopier import Registerkopier

        nokkel = self.program.nokkel_for
        ankere = [
            anker(fil, self.program.leser, lambda kopi: merkene_i_kopien(kopi, nokkel(kopi)), er_database)
            for fil in mot
        ]
        kopier = Registerkopier(self.program, filer={Register.LOGG: logg.db.fil})
        kopiene, ellers = kopiankere(
            lambda: kopier.alle(Register.LOGG),
            kopier.mappe(Register.LOGG),
            lambda kopi: merkene_i_kopien(kopi, nokkel(kopi), bare_nyeste=True),
        )
        return kontroller(logg.db, (*ankere, *kopiene), ellers)

    def kontor(self, fil: Path | None = None) -> Mottakskontor:
        """Loggen til vinduet. Den åpnes på tråden som bruker den først."""
        from overforing.saksgang.mottak.kontor import Mottakskontor

        return Mottakskontor(
            lambda malform: self._apnet(fil, malform),
            self.program.katalog,
            self.program.geografi,
            na=self.klokke,
            malform=Malform(self.program.innstillinger.verdier.vindusmalform),
            leser=self.program.leser,
        )

    def _apnet(self, fil: Path | None, malform: Malform) -> Apnet:
        from overforing.saksgang.mottak.kontor import Apnet

        logg = self.apne_logg(fil)
        utlevering = self.utlevering(logg)
        gang = self.mottaksgang(logg, malform=malform)
        return Apnet(logg, utlevering.liste, gang, utlevering, logg.db.close, partial(self.kontroller, logg))

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
            linje=lambda: program.innstillinger.verdier.embetslinje,
        )
