"""Programmet med vindu: det vinduet trenger, satt sammen og lest først når det brukes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing.program.program import Program, na
from overforing.sak.felles import Malform

if TYPE_CHECKING:
    from overforing.forste import Plass
    from overforing.register.saker import Saksregister


class Sent:
    """Noe som først lages når det brukes, så vinduet kan tegnes før databasen, reglene og kommunelisten er lest.

    To tråder kan bruke det samtidig første gang, og får det samme: to lagde ville låst hverandre ute av loggen på en
    nettverksmappe.
    """

    def __init__(self, lag: Callable[[], object]) -> None:
        self._lag = lag
        self._det: object | None = None
        self._en_om_gangen = threading.RLock()

    def __getattr__(self, navn: str) -> object:
        if (det := self._det) is None:
            with self._en_om_gangen:
                if self._det is None:
                    self._det = self._lag()
                det = self._det
        return getattr(det, navn)

    def lukk_om_laget(self) -> None:
        """Kall ``lukk`` på det, om det noen gang ble laget."""
        det: Any = self._det
        if det is not None:
            det.lukk()

    def slipp(self) -> None:
        """Lukk det, om det ble laget. Trengs det igjen, lages det på nytt."""
        self.lukk_om_laget()
        self._det = None


def vindu(
    program: Program,
    *,
    mal_oppstart: bool = False,
    bilde: Path | None = None,
    plass: Plass | None = None,
    filer: Sequence[Path] = (),
) -> int:
    """Åpne vinduet og kjør til det lukkes. ``bilde`` gir i stedet et bilde av det, uten noe av brukerens eget.

    ``plass`` er den første sin plass (``forste.py``), og ``filer`` åpnes når vinduet er klart.
    """
    from overforing.ui.vindu.oppstart import start

    skriv_ned_harde_krasj(program.datamappe)
    lager: Any = Sent(lambda: _apne_register(program))
    malform = Malform(program.innstillinger.verdier.vindusmalform)
    kontor: Any = Sent(lambda: program.apne_kontor(lager, na, lambda: program.innstillinger.verdier, malform))
    geografi: Any = Sent(lambda: program.geografi)
    egne_maler: Any = Sent(lambda: program.egne_maler)
    mottak: Any = Sent(lambda: _mottakskontor(program))
    laasen: Any = Sent(lambda: _laasen(program, lager.slipp))
    kopier: Any = Sent(lambda: _kopier(program, lager.slipp))
    try:
        return start(
            kontor,
            program.innstillinger,
            program.katalog,
            geografi,
            program.regelbok,
            forvarm=lambda: _forvarm(program),
            egne_maler=egne_maler,
            mottak=mottak,
            laasen=laasen,
            kopier=kopier,
            malform=malform,
            mal_oppstart=mal_oppstart,
            bilde=bilde,
            ikon=program.ressurser / "ikon" / "256.png",
            plass=plass,
            filer=filer,
        )
    finally:
        # På en nettverksmappe faller låsen ellers ikke før den er gammel.
        lager.lukk_om_laget()


def spor_igjen(program: Program) -> bool:
    """Programmet er oppe, men svarer ikke: spør brukeren om det skal prøves igjen."""
    from overforing.ui.vindu.oppstart import spor_igjen

    return spor_igjen(program.katalog, Malform(program.innstillinger.verdier.vindusmalform))


def skriv_ned_harde_krasj(mappe: Path) -> None:
    """Dør programmet uten å kunne si fra, står stedene i koden i ``krasj.txt`` i datamappen. Aldri noe fra en sak."""
    import faulthandler

    try:
        if mappe.is_dir():
            faulthandler.enable((mappe / "krasj.txt").open("ab", buffering=0))
    except OSError:
        return  # det er bare for å hjelpe oss


def _mottakskontor(program: Program) -> object:
    from overforing.program.embetet import Mottaksprogram

    return Mottaksprogram(program).kontor()


def _laasen(program: Program, slipp: Callable[[], object]) -> object:
    program.las.slipp = slipp
    return program.las


def _kopier(program: Program, lukk: Callable[[], object]) -> object:
    from overforing.program.kopier import Registerkopier

    return Registerkopier(program, lukk=lukk)


def _forvarm(program: Program) -> None:
    """Les inn reglene, tekstene, kommunene og registeret, så den første saken åpner uten å vente."""
    import overforing.regelverk.vurder
    import overforing.register.saker
    import overforing.sak.saksfil
    import overforing.saksgang.kontor  # noqa: F401

    len(program.geografi.kommuner)
    sum(1 for _ in program.katalog)


def _apne_register(program: Program) -> Saksregister:
    from overforing.program.innstillinger import signatur
    from overforing.program.kopier import Registerkopier
    from overforing.register.database import connect
    from overforing.register.saker import Saksregister
    from overforing.sak.kopi import Register

    Registerkopier(program).krev_ikke_borte(Register.SAKER)

    def meg() -> str:
        return signatur(program.innstillinger.verdier.navnet_ditt)

    fil = program.datamappe / "saker.db"
    db = connect(fil, program.nokkel_for(fil), bruker=meg())
    return Saksregister(db, kommuner=program.geografi.numre, na=na, bruker=meg, kjennetegn=program.kjennetegn)
