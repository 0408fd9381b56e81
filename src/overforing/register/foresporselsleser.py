"""Loggen over mottatte forespørsler, lest: forespørselen, historikken, dokumentene og filene."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from overforing.feil import KanIkke
from overforing.mottak.brukere import Bruker, Kollega
from overforing.mottak.fire_oyne import VALG, Loggvalg
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.saksmappe import Saksmappe
from overforing.mottak.sladding import gjelder, masker, original
from overforing.sak.person import Linje

from . import loggvalg
from .feil import EN_ANNEN, nar
from .kjede import nyeste_merke
from .klokke import Klokkevakt
from .loggbase import Loggbase
from .loggrader import dokumentpost, foresporsel, hendelse
from .tid import tidspunkt

_DENNE = "foresporsel = (SELECT id FROM foresporsler WHERE aar = :aar AND nr = :nr)"
"""Det som er ført på en forespørsel, hentet i ett: veien til en tjener kan være lang."""

_NUMMERET = "aar = :aar AND nr = :nr"
_HISTORIKKEN = f"SELECT * FROM hendelser WHERE {_DENNE} ORDER BY nr"
_DOKUMENTENE = f"""
    SELECT d.*, f.storrelse, d.sak IS NOT NULL AS har_sak
    FROM dokumenter d LEFT JOIN filer f USING (sha256)
    WHERE {_DENNE} ORDER BY post
"""
# Det første leddet er det indeksen gjelder for. Uten det leses hele loggen.
_DELENE = "SELECT aar, nr FROM foresporsler WHERE del_av <> '' AND del_av = :nummer ORDER BY id"
_REFERANSEN = """
    SELECT annen.aar, annen.nr FROM foresporsler f JOIN foresporsler annen
        ON annen.kommune = f.kommune AND lower(trim(annen.deres_ref)) = lower(trim(f.deres_ref))
    WHERE f.aar = :aar AND f.nr = :nr AND f.kommune <> '' AND f.deres_ref <> '' AND annen.id <> f.id
        AND coalesce(annen.sak, '') <> coalesce(f.sak, '-') AND coalesce(annen.utfall, '') <> 'feilfort'
        AND annen.del_av = ''
"""
_SAMME_REFERANSE = f"{_REFERANSEN} ORDER BY annen.id"
_KOM_FORAN = f"{_REFERANSEN} AND annen.id < f.id ORDER BY annen.id"
_HALVSKREVET = "SELECT skjema, innhold FROM skjemautkast WHERE sted = :sted AND av = :av"


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

    @cached_property
    def linje(self) -> Linje:
        """Hvem som er leder for hvem, når databasen holder på det; ellers tom. Det gjelder til loggen åpnes igjen."""
        with self.db.leser():
            return self.db.motor.linje()

    def kolleger(self) -> tuple[Kollega, ...]:
        """De som bruker, eller har brukt, loggen på en tjener. Tomt for en logg i en fil."""
        with self.db.leser():
            return self.db.motor.kolleger()

    def skjold_gjelder(self) -> bool:
        """Om den som er inhabil, er skjermet fra saken: når flere enn én arbeider i loggen."""
        with self.db.leser():
            return loggvalg.flere_arbeider_her(self.db)

    def les(self, aar: int, nr: int) -> Foresporsel:
        """Forespørselen. Kaster ``KanIkke``."""
        with self.db.leser():
            return foresporsel(self._krev(aar, nr))

    def saksmappe(self, aar: int, nr: int) -> Saksmappe:
        """Alt som er ført på forespørselen, på én tur til databasen. Kaster ``KanIkke``."""
        den, nummer = {"aar": aar, "nr": nr}, f"{aar}/{nr}"
        with self.db.leser():
            funnet, dokumenter, hendelser, deler, like, halvskrevet, fire_oyne, brukere = self.db.samlet(
                (self.db.motor.en_rad(_NUMMERET), den),
                (_DOKUMENTENE, den),
                (_HISTORIKKEN, den),
                (_DELENE, {"nummer": nummer}),
                (_SAMME_REFERANSE, den),
                (_HALVSKREVET, {"sted": nummer, "av": self.bruker}),
                loggvalg.siste_sporring(VALG),
                loggvalg.brukersporring(self.db),
            )
        if not funnet:
            raise KanIkke("feil.register.ingen_foresporsel", aar=aar, nr=nr)
        return Saksmappe(
            foresporsel=foresporsel(funnet[0]),
            dokumenter=tuple(map(dokumentpost, dokumenter)),
            historikk=masker(tuple(map(hendelse, hendelser))),
            saker=tuple(rad["sak"] for rad in dokumenter if rad["sak"] is not None),
            deler=_numrene(deler),
            samme_referanse=_numrene(like),
            halvskrevet=_skjemaene(halvskrevet),
            fire_oyne=loggvalg.siste_av(fire_oyne),
            brukere=loggvalg.brukere_av(self.db, brukere),
        )

    def historikk(self, aar: int, nr: int) -> tuple[Hendelse, ...]:
        """Alt som er ført på forespørselen, det første først, uten det som er sladdet."""
        with self.db.leser():
            rader = self._rader_pa(aar, nr, _HISTORIKKEN)
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
            rader = self._rader_pa(aar, nr, _DOKUMENTENE)
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

    def samme_referanse(self, f: Foresporsel, *, foran: bool = False) -> tuple[str, ...]:
        """Journalnumrene på andre forespørsler fra kommunen med den samme referansen, som ikke er samme sak som denne.

        De som er feilført eller slått sammen med en annen, er ikke med; ``foran`` er bare dem som kom før denne.
        """
        if not f.deres_ref or not f.kommune:
            return ()
        sporring = _KOM_FORAN if foran else _SAMME_REFERANSE
        with self.db.leser():  # det spørres for hvert brev som leses inn: bare tallene, ikke rader med navn
            rader = self.db.execute(sporring, {"aar": f.aar, "nr": f.nr}).fetchall()
        return tuple(f"{aar}/{nr}" for aar, nr in rader)

    def skjulte(self) -> frozenset[str]:
        """Journalnumrene på dem den som arbeider, er skjermet fra, og som databasen ikke selv skjuler."""
        if self.db.motor.skjermer:
            return frozenset()
        with self.db.leser():
            return frozenset(f.journalnummer for f in loggvalg.skjermet_for(self.db, self.bruker).values())

    def skjemautkast(self, sted: str) -> dict[str, dict[str, str]]:
        """Det ``bruker`` har skrevet og ikke ført, etter skjema og felt. ``sted`` er journalnummeret, eller tomt."""
        with self.db.leser():
            return _skjemaene(self.db.rader(_HALVSKREVET, {"sted": sted, "av": self.bruker}))

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
        rader = self.db.rader(self.db.motor.en_rad(vilkar), verdier)
        return rader[0] if rader else None

    def _krev(self, aar: int, nr: int) -> dict[str, Any]:
        rad = self._rad(_NUMMERET, {"aar": aar, "nr": nr})
        if rad is None:
            raise KanIkke("feil.register.ingen_foresporsel", aar=aar, nr=nr)
        return rad


def _numrene(rader: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(f"{rad['aar']}/{rad['nr']}" for rad in rader)


def _skjemaene(rader: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    return {rad["skjema"]: json.loads(rad["innhold"]) for rad in rader}
