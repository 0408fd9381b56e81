"""Ærlige logger gjennom kontrollen: ingenting av det programmet selv fører, skal bli et avvik.

    python3 tools/aerlige_logger.py [--antall 1000] [--fro 1]

Hver logg er en tilfeldig rekke av det saksbehandlerne kan gjøre, fra to åpninger av filen: brev inn, også igjen og i
ny utgave, notater og rettelser med tegn av alle slag, svar med brev, sladding, tilintetgjøring, sammenslåing og
gjenåpning, med ei klokke som ikke alltid går riktig. Underveis tas det vare på merker og kopier, loggen skrives på
nytt, og noen har vært uten kjede først. Til slutt kontrolleres den, også mot alt som ble tatt vare på.

Slutter med 1 når kontrollen fant noe, og skriver hvilken logg og hva.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROT = Path(__file__).resolve().parents[1]
sys.path[0:0] = [str(ROT / "src"), str(ROT / "tests")]

if TYPE_CHECKING:
    from overforing.mottak.avgjorelse import Avgjorelse
    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.hendelser import Endring
    from overforing.mottak.inngaende import Inngaende
    from overforing.register.database import Register
    from overforing.register.foresporsler import Foresporselsregister
    from overforing.register.kontroll import Kontroll

FOLK = ("Ine Aune", "Tor Hegg", "Čohkka Sárá", "Åse «Lille» Aas")
TEGN = "aeiouæøåÆØÅ bcdfgklmnprst .,:;-–«»\"'\\/\n\t\r\u00a0é𝔘😀\u0301ſß\u2028ǅ0123456789"
GAR = (*(0, 1, 60, 7200, 90000, -2, -100) * 10, -4000)
"""Så mange sekunder går klokka fra det ene til det andre. En sjelden gang er den stilt langt tilbake."""

EKSEMPLER = (
    "01-hele-linjen-inhabil-be-om-overforing",
    "03-leder-inhabil-kommunalsjef-avgjor",
    "04-sjefene-inhabile-innleid-stedfortreder",
    "05-onsker-a-bytte-kontor",
)


class AerligLogg:
    """Loggen nummer ``nr``, ført av to i filen ``mappe/mottak.db``."""

    def __init__(self, mappe: Path, nr: str) -> None:
        from mottak.mottakprover import PROGRAM

        self._geografi = PROGRAM.geografi
        self._r = random.Random(nr)
        self._fil, self._mappe = mappe / "mottak.db", mappe
        self._tid = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self._merker: list[str] = []
        self._kopier: list[Path] = []
        self._har_kjede = self._r.random() < 0.7
        self.gjort: Counter[str] = Counter()
        self._loggene = [self._apne(), self._apne()]

    def _apne(self) -> Foresporselsregister:
        from overforing.register.database import connect
        from overforing.register.foresporsler import Foresporselsregister
        from overforing.register.mottakstabeller import MOTTAK

        db = connect(self._fil, skjema=MOTTAK, er_nettverk=lambda _: False)
        db.execute("PRAGMA synchronous = OFF")
        return Foresporselsregister(db, kommunenavn=self._geografi.navn, na=lambda: self._tid, bruker=FOLK[0])

    def for_(self, antall: int) -> None:
        """Gjør så mange ting. Det som ikke er lov der loggen står, gjøres ikke."""
        from overforing.feil import OverforingFeil

        ting = (self._inn, self._for_hand, self._gjor, self._avgjor, self._sammen, self._utenfor, self._vedlikehold)
        for _ in range(antall):
            self._tid += timedelta(seconds=self._r.choice(GAR))
            logg = self._r.choice(self._loggene)
            logg.bruker = self._r.choice(FOLK)
            (hva,) = self._r.choices(ting, (3, 1, 6, 1, 1, 1, 1))
            try:
                hva(logg)
                self.gjort[hva.__name__] += 1
            except OverforingFeil:
                self.gjort["ikke lov"] += 1

    def kontroller(self) -> Kontroll:
        """Kontroller den, mot alt som er tatt vare på, og lukk den."""
        from overforing.mottak.merke import Anker, merker_i
        from overforing.register.kjedekontroll import merkene_i_kopien
        from overforing.register.kontroll import kontroller

        ankere = [Anker("merke", tuple(merker_i(f"overforing:logg={m}".encode()))) for m in self._merker if m]
        ankere += [Anker(fil.name, merkene_i_kopien(fil)) for fil in self._kopier]
        try:
            return kontroller(self._loggene[0].db, ankere)
        finally:
            self.lukk()

    def lukk(self) -> None:
        for logg in self._loggene:
            logg.db.close()

    def _tekst(self, lengst: int = 60) -> str:
        return "".join(self._r.choice(TEGN) for _ in range(self._r.randint(0, lengst)))

    def _brev(self) -> Inngaende:
        from mottak.mottakprover import inngaende

        mer: dict[str, Any] = {"allerede_gjort": self._tekst()} if self._r.random() < 0.5 else {}
        inn = inngaende(self._r.randint(1, 6), navn=self._r.choice(EKSEMPLER), **mer)
        if self._r.random() < 0.2:
            inn = replace(inn, innhold=inn.innhold + os.urandom(4), filnavn=self._tekst(20))
        if self._r.random() < 0.15:
            inn = replace(inn, innhold=inn.innhold + b" ", sak=None, sak_json=None, innholdssum=None)
        return inn

    def _inn(self, logg: Foresporselsregister) -> None:
        logg.motta(self._brev(), self._tid.date())

    def _for_hand(self, logg: Foresporselsregister) -> None:
        felt = {
            "kommune": self._r.choice(("5001", "3218", None)),
            "avsender": self._tekst(30),
            "tittel": self._tekst(30),
        }
        ved = [replace(self._brev(), innhold=os.urandom(9), sak=None, sak_json=None, innholdssum=None)]
        logg.registrer_for_hand(felt, self._tid.date(), ved * self._r.randint(0, 1))

    def _en(self, logg: Foresporselsregister) -> Foresporsel:
        from overforing.feil import KanIkke

        numre = logg.db.execute("SELECT aar, nr FROM foresporsler").fetchall()
        if not numre:
            raise KanIkke("feil.register.ingen_fil")
        return logg.les(*self._r.choice(numre))

    def _gjor(self, logg: Foresporselsregister) -> None:
        f = self._en(logg)
        self._for(logg, f, self._r.choice(self._det_som_kan(logg, f))())

    def _avgjor(self, logg: Foresporselsregister) -> None:
        """Hele veien til et svar."""
        from overforing.mottak import avgjorelse, overganger
        from overforing.mottak.foresporsel import EgenHabilitet

        f, meg = self._en(logg), logg.bruker
        f = self._for(logg, f, overganger.tildel(f, meg))
        f = self._for(logg, f, overganger.svar_for_egen_habilitet(f, meg, EgenHabilitet.HABIL))
        self._for(logg, f, avgjorelse.avgjor(f, self._svar(), meg))

    def _for(self, logg: Foresporselsregister, f: Foresporsel, ny: Endring) -> Foresporsel:
        from overforing.mottak.inngaende import Utgaende
        from overforing.mottak.svargrunnlag import BREV_FOR

        merke = f"overforing:logg={logg.nyeste_merke()}" if self._har_kjede else ""
        brev = BREV_FOR.get(ny.handling)
        ut = [Utgaende(f"%PDF {merke} {self._tekst()}".encode(), "pdf", brev)] if brev else []
        if self._r.random() < 0.3:
            ut = []
        self.gjort[ny.handling] += 1
        return logg.gjor(f.aar, f.nr, f.versjon, ny, ut)

    def _svar(self) -> Avgjorelse:
        from overforing.mottak.avgjorelse import Avgjorelse
        from overforing.mottak.foresporsel import Svarutfall
        from overforing.sak.modell import Avgrensningstype

        grunn, i_dag = self._tekst() + "Fordi.", self._tid.date()
        if self._r.random() < 0.5:
            return Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, i_dag, grunn)
        return Avgjorelse(Svarutfall.OVERFORT, i_dag, grunn, "5031", omfang=Avgrensningstype.EN_SOKNAD)

    def _det_som_kan(self, logg: Foresporselsregister, f: Foresporsel) -> list[Callable[[], Endring]]:
        from overforing.mottak import overganger, sladding
        from overforing.mottak.hendelser import Sladdegrunn
        from overforing.mottak.sladding import Bestemt

        i_dag, meg, annen = self._tid.date(), logg.bruker, self._r.choice(FOLK)
        historikk = logg.historikk(f.aar, f.nr)
        nr = self._r.choice([h.nr for h in historikk if h.tekst or h.sladdet] or [1])
        for_hand = sladding.fort_for_hand(logg.dokumenter(f.aar, f.nr))
        felt = {"avsender": self._tekst(30), self._r.choice(("deres_ref", "tittel", "arkivsak")): self._tekst(20)}
        dom = (Bestemt.DOMSTOL, i_dag, "Dom.")
        return [
            lambda: overganger.noter(f, self._tekst(200)),
            lambda: overganger.noter(f, "Ringte Per Ås."),
            lambda: overganger.tildel(f, meg),
            lambda: overganger.forelopig_svar(f, self._tekst()),
            lambda: overganger.etterlys(f, self._tekst() + "?", i_dag + timedelta(9), i_dag),
            lambda: overganger.gjenapne(f, self._tekst() + "Nytt."),
            lambda: overganger.rett(f, felt, self._tekst() + "Feil."),
            lambda: overganger.merk_lest(f),
            *(
                lambda: sladding.sladd(
                    f, historikk, nr, Sladdegrunn.FEIL_PERSON, meg, ingen_innsyn=True, for_hand=for_hand
                ),
            )
            * 6,
            lambda: sladding.apne(f, historikk, nr, meg, annen, "Ankesak."),
            *(lambda: sladding.tilintetgjor(f, historikk, nr, *dom),) * 6,
        ]

    def _sammen(self, logg: Foresporselsregister) -> None:
        from overforing.mottak.overganger import sla_sammen

        fra, til = self._en(logg), self._en(logg)
        inn, mottar = sla_sammen(fra, til, self._tid.date())
        logg.gjor_begge((fra, inn), (til, mottar))

    def _utenfor(self, logg: Foresporselsregister) -> None:
        """Noe går ut av loggen, eller den kopieres."""
        if self._r.random() < 0.6:
            self._merker.append(logg.nyeste_merke())
            return
        kopi = self._mappe / f"kopi{self.gjort.total()}.db"
        logg.db.execute("VACUUM INTO ?", (str(kopi),))
        with closing(self._sammenlignet(kopi)):
            self._kopier.append(kopi)

    def _sammenlignet(self, kopi: Path) -> Register:
        """Kopien åpnes og lukkes igjen slik programmet gjør det, uten at det skal merkes på den."""
        from overforing.register.database import connect
        from overforing.register.mottakstabeller import MOTTAK

        return connect(kopi, skjema=MOTTAK, er_nettverk=lambda _: False)

    def _vedlikehold(self, logg: Foresporselsregister) -> None:
        """Filen skrives på nytt, åpnes på nytt, eller har vært uten kjede til nå."""
        from overforing.register.database import skriv_over_rester

        hva = self._r.random()
        if hva < 0.3:
            skriv_over_rester(logg.db)
            return
        self.lukk()
        if not self._har_kjede:
            self._uten_kjede()
        self._loggene = [self._apne(), self._apne()]

    def _uten_kjede(self) -> None:
        import sqlite3

        with closing(sqlite3.connect(self._fil, isolation_level=None)) as conn:
            conn.execute("DROP TABLE kjede")
            conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'kjede'")
        self._merker, self._kopier, self._har_kjede = [], [], True
        self.gjort["kjedet på nytt"] += 1


def prov(mappe: Path, nr: str) -> tuple[Kontroll, Counter[str]]:
    """Lag en logg, og kontroller den."""
    ett = AerligLogg(mappe, nr)
    ett.for_(random.Random(f"{nr}/lengde").randint(1, 60))
    return ett.kontroller(), ett.gjort


def main(argumenter: list[str] | None = None) -> int:
    tolk = argparse.ArgumentParser(description="Ærlige logger gjennom kontrollen.")
    tolk.add_argument("--antall", type=int, default=1000)
    tolk.add_argument("--fro", type=int, default=1)
    valgt = tolk.parse_args(argumenter)
    gjort: Counter[str] = Counter()
    galt, hendelser, merknader, mot, begynt = 0, 0, 0, 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as hjem:
        os.environ["OVERFORING_HOME"] = hjem
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # ingen nøkkel til det som kastes
        for nr in range(valgt.antall):
            with tempfile.TemporaryDirectory() as mappe:
                svar, her = prov(Path(mappe), f"{valgt.fro}/{nr}")
            gjort += her
            hendelser, mot, merknader = hendelser + svar.hendelser, mot + svar.mot, merknader + bool(svar.merknader)
            for avvik in svar.avvik:
                print(f"{valgt.fro}/{nr}: {avvik.melding}")
            galt += not svar.i_orden
    print(", ".join(f"{hva} {antall}" for hva, antall in gjort.most_common()))
    print(f"{valgt.antall} logger, {hendelser} hendelser, prøvd mot {mot} merker og kopier")
    print(f"{galt} med avvik, {merknader} med klokka tilbake, på {time.perf_counter() - begynt:.0f} sekunder")
    return 1 if galt else 0


if __name__ == "__main__":
    sys.exit(main())
