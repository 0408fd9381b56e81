"""Loggen over mottatte forespørsler, lest: forespørselen, historikken, dokumentene og filene."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from overforing.feil import KanIkke
from overforing.mottak.brukere import Bruker
from overforing.mottak.fire_oyne import VALG, Loggvalg
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.sladding import gjelder, masker, original

from . import loggvalg
from .feil import EN_ANNEN, nar
from .kjede import nyeste_merke
from .klokke import Klokkevakt
from .loggbase import Loggbase
from .loggrader import dokumentpost, foresporsel, hendelse
from .tid import tidspunkt

_DENNE = "foresporsel = (SELECT id FROM foresporsler WHERE aar = :aar AND nr = :nr)"
"""Det som er ført på en forespørsel, hentet i ett: veien til en tjener kan være lang."""


class Foresporselsleser:
    """Forespørslene i en åpen logg, til å lese.

    ``kommunenavn`` gir navnet på en kommune etter nummeret, ``na`` klokka med tidssone, ``bruker`` den som arbeider.
    Metodene kaster en ``KanIkke`` fra ``feil`` når det som spørres etter, ikke finnes.
    """

    def __init__(
        self, db: Loggbase, *, kommunenavn: Callable[[str], str], na: Callable[[], datetime], bruker: str
    ) -> None:
        self.db = db
        self._kommunenavn = kommunenavn
        self._na = na
        self.bruker = bruker
        self.klokkevakt = Klokkevakt(db, na)

    def krev_versjon(self, aar: int, nr: int, versjon: int) -> None:
        """Kaster ``KanIkke`` når noen har ført noe siden ``versjon``."""
        with self.db.leser():
            self._krev_versjon(aar, nr, versjon)

    def nyeste_merke(self) -> str:
        """Merket på loggen slik den er nå; tomt når ingenting er ført."""
        with self.db.leser():
            return str(nyeste_merke(self.db) or "")

    def fire_oyne(self) -> Loggvalg | None:
        """Om en annen skal godkjenne avgjørelsene («pa» eller «av»), og hvem som sa det; ``None`` er at ingen har."""
        with self.db.leser():
            return loggvalg.siste(self.db, VALG)

    def brukere(self) -> tuple[Bruker, ...]:
        """De som arbeider her, når det er sagt."""
        with self.db.leser():
            return loggvalg.brukere(self.db)

    def skjold_gjelder(self) -> bool:
        """Om den som er inhabil, er skjermet fra saken: når flere enn én arbeider i loggen."""
        with self.db.leser():
            return loggvalg.flere_arbeider_her(self.db)

    def har_brukt_referansen(self, f: Foresporsel) -> tuple[str, ...]:
        """Journalnumrene på dem fra kommunen som kom før denne, har samme referanse og er en annen sak.

        De som er feilført eller slått sammen med en annen, er ikke med, og heller ikke de ``bruker`` er skjermet fra.
        Spørres det for hvert brev som leses inn, så radene gjøres ikke om til forespørsler.
        """
        if not f.deres_ref or not f.kommune:
            return ()
        sql = """
            SELECT aar, nr FROM foresporsler
            WHERE kommune = :kommune AND lower(trim(deres_ref)) = lower(trim(:ref)) AND (aar, nr) < (:aar, :nr)
                AND coalesce(sak, '') <> coalesce(:sak, '-') AND coalesce(utfall, '') <> 'feilfort' AND del_av = ''
            ORDER BY id
        """
        verdier = {"kommune": f.kommune, "ref": f.deres_ref, "aar": f.aar, "nr": f.nr, "sak": f.sak}
        with self.db.leser():
            alle = [f"{aar}/{nr}" for aar, nr in self.db.execute(sql, verdier).fetchall()]
            uten = {en.journalnummer for _, en in loggvalg.skjermet_for(self.db, self.bruker)} if alle else set()
        return tuple(en for en in alle if en not in uten)

    def les(self, aar: int, nr: int) -> Foresporsel:
        """Forespørselen. Kaster ``KanIkke``."""
        with self.db.leser():
            return foresporsel(self._krev(aar, nr))

    def historikk(self, aar: int, nr: int) -> tuple[Hendelse, ...]:
        """Alt som er ført på forespørselen, det første først, uten det som er sladdet."""
        with self.db.leser():
            rader = self._rader_pa(aar, nr, f"SELECT * FROM hendelser WHERE {_DENNE} ORDER BY nr")
            return masker(tuple(hendelse(rad) for rad in rader))

    def original(self, aar: int, nr: int, hendelse_nr: int) -> str:
        """Det som er sladdet i en hendelse. Kaster ``KanIkke`` når ``bruker`` ikke har ført at det åpnes."""
        with self.db.leser():
            alle = self._hendelsene(self._krev(aar, nr)["id"])
        if not any(
            h.handling is Handling.SLADDET_APNET and h.av == self.bruker and gjelder(h) == hendelse_nr for h in alle
        ):
            raise KanIkke("feil.sladding.ikke_apnet")
        return original(next(h for h in alle if h.nr == hendelse_nr), alle)

    def _hendelsene(self, id_: int) -> tuple[Hendelse, ...]:
        rader = self.db.rader("SELECT * FROM hendelser WHERE foresporsel = :id ORDER BY nr", {"id": id_})
        return tuple(hendelse(rad) for rad in rader)

    def dokumenter(self, aar: int, nr: int) -> tuple[Dokumentpost, ...]:
        """Dokumentene på forespørselen, det første først."""
        with self.db.leser():
            rader = self._rader_pa(
                aar,
                nr,
                f"""
                SELECT d.*, f.storrelse, d.sak IS NOT NULL AS har_sak
                FROM dokumenter d LEFT JOIN filer f USING (sha256)
                WHERE {_DENNE} ORDER BY post
                """,
            )
        return tuple(dokumentpost(rad) for rad in rader)

    def fil(self, sha256: str) -> bytes:
        """En mottatt eller sendt fil, slik den var."""
        with self.db.leser():
            rader = self.db.rader("SELECT innhold FROM filer WHERE sha256 = :sha256", {"sha256": sha256})
        if not rader:
            raise KanIkke("feil.register.ingen_fil")
        return bytes(rader[0]["innhold"])

    def saker(self, aar: int, nr: int) -> tuple[tuple[int, str], ...]:
        """Saken i hver utgave som hadde den med seg, med nummeret på dokumentet; den siste sist."""
        with self.db.leser():
            sql = f"SELECT post, sak FROM dokumenter WHERE {_DENNE} AND sak IS NOT NULL ORDER BY post"
            rader = self._rader_pa(aar, nr, sql)
        return tuple((rad["post"], rad["sak"]) for rad in rader)

    def apner(self, aar: int, nr: int) -> tuple[tuple[str, datetime], ...]:
        """Si at ``bruker`` har åpnet forespørselen, og gi de andre som har den åpen, og siden når. 0/0 er ingen."""
        with self.db.leser():
            return self.db.motor.apner(aar, nr)

    def deler(self, f: Foresporsel) -> tuple[str, ...]:
        """Journalnumrene på dem som er slått sammen med denne."""
        with self.db.leser():
            return self._numrene("del_av = :nummer", {"nummer": f.journalnummer})

    def samme_referanse(self, f: Foresporsel) -> tuple[str, ...]:
        """Journalnumrene på andre forespørsler fra kommunen med den samme referansen, som ikke er samme sak som denne.

        De som er feilført eller slått sammen med en annen, er ikke med.
        """
        if not f.deres_ref or not f.kommune:
            return ()
        with self.db.leser():
            return self._numrene(
                "kommune = :kommune AND lower(trim(deres_ref)) = lower(trim(:ref)) AND NOT (aar = :aar AND nr = :nr) "
                "AND coalesce(sak, '') <> coalesce(:sak, '-') AND coalesce(utfall, '') <> 'feilfort' AND del_av = ''",
                {"kommune": f.kommune, "ref": f.deres_ref, "aar": f.aar, "nr": f.nr, "sak": f.sak},
            )

    def _numrene(self, vilkar: str, verdier: dict[str, Any]) -> tuple[str, ...]:
        rader = self.db.rader(f"SELECT aar, nr FROM foresporsler WHERE {vilkar} ORDER BY id", verdier)
        return tuple(f"{rad['aar']}/{rad['nr']}" for rad in rader)

    def _rader_pa(self, aar: int, nr: int, sql: str) -> list[dict[str, Any]]:
        """Radene; er det ingen, ses det etter om forespørselen finnes."""
        rader = self.db.rader(sql, {"aar": aar, "nr": nr})
        if not rader:
            self._krev(aar, nr)
        return rader

    def _krev_versjon(self, aar: int, nr: int, versjon: int) -> dict[str, Any]:
        rad = self._krev(aar, nr)
        if rad["versjon"] != versjon:
            siste = self.db.rader(
                "SELECT av, tidspunkt FROM hendelser WHERE foresporsel = :id ORDER BY nr DESC LIMIT 1", rad
            )
            av, fort = (siste[0]["av"], tidspunkt(siste[0]["tidspunkt"])) if siste else ("", self._na())
            raise KanIkke("feil.register.foresporsel_endret", av=av or EN_ANNEN, nar=nar(fort))
        return rad

    def _rad(self, vilkar: str, verdier: dict[str, Any]) -> dict[str, Any] | None:
        rader = self.db.rader(f"SELECT * FROM foresporsler WHERE {vilkar}", verdier)
        return rader[0] if rader else None

    def _krev(self, aar: int, nr: int) -> dict[str, Any]:
        rad = self._rad("aar = :aar AND nr = :nr", {"aar": aar, "nr": nr})
        if rad is None:
            raise KanIkke("feil.register.ingen_foresporsel", aar=aar, nr=nr)
        return rad
