"""Køene, filtrene, søket og sidene i loggen, alt i SQL: det som ikke vises, leses ikke.

En side begynner der den forrige sluttet (verdi og id), så side tusen koster det samme som side én.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.lista import Listerad
from overforing.mottak.statistikk import Tallgrunnlag
from overforing.mottak.utvalg import SIDE, Ko, Listeside, Sortering, Sted, Utvalg

from .database import Register
from .kryptering import radklasse
from .loggrader import dokumentpost, foresporsel, verdi
from .sok import fulltekstsok
from .tid import dag, tid

_FLEST = 2**62
_APNE = 500
"""Så mange åpne kan noe som kommer, legges på rett fra innlesingen."""


_VILKAR: Mapping[Ko, str] = {
    Ko.ALLE: "1",
    Ko.NYE: "(f.status = 'ny' OR f.ny_versjon)",
    Ko.MINE: "f.saksbehandler = :meg AND f.status <> 'avgjort'",
    Ko.UTEN_SAKSBEHANDLER: "f.saksbehandler = '' AND f.status <> 'avgjort'",
    # Fristen er ute når dagen er omme, altså først dagen etter.
    Ko.OVER_FRIST: "f.frist < :i_dag AND f.status <> 'avgjort'",
    Ko.VENTER_PA_KOMMUNEN: "f.status = 'venter_pa_kommunen'",
    Ko.AVGJORT_I_AR: "substr(f.avgjort, 1, 4) = :aaret",
}


_KOLONNE: Mapping[Sortering, str] = {
    Sortering.NYEST: "f.id",
    Sortering.MOTTATT: "f.mottatt",
    Sortering.FRIST: "f.frist",
    Sortering.KOMMUNE: "f.sortering_kommune",
    Sortering.SAKSBEHANDLER: "f.sortering_saksbehandler",
}


class Foresporselsliste:
    """Lista over forespørslene i en åpen logg. ``meg`` er den som ser på den."""

    def __init__(self, db: Register, meg: str) -> None:
        self._db = db
        self._meg = meg

    def side(self, utvalg: Utvalg, i_dag: date, etter: Sted | None = None, antall: int = SIDE) -> Listeside:
        """``antall`` rader etter ``etter``. Det brukeren har skrevet i søket, kan være hva som helst."""
        rader, neste = self._hent(_KOLONNER, utvalg, i_dag, etter, antall)
        return Listeside(tuple(map(_listerad, rader)), neste)

    def hele(
        self, utvalg: Utvalg, i_dag: date, etter: Sted | None = None, antall: int = SIDE
    ) -> tuple[tuple[Foresporsel, ...], Sted | None]:
        """Som ``side``, med alt som gjelder om hver forespørsel."""
        rader, neste = self._hent("f.*", utvalg, i_dag, etter, antall)
        return tuple(foresporsel(rad) for rad in rader), neste

    def _hent(
        self, kolonner: str, utvalg: Utvalg, i_dag: date, etter: Sted | None, antall: int
    ) -> tuple[list[sqlite3.Row], Sted | None]:
        sporring = _Sporring(utvalg, i_dag, self._meg)
        if sporring.ingenting:
            return [], None
        sql, verdier = sporring.side(kolonner, etter, antall + 1)
        with self._db.leser():
            peker = self._db.conn.cursor()
            peker.row_factory = radklasse(self._db.conn)
            rader = peker.execute(sql, verdier).fetchall()
        neste = Sted(rader[antall - 1]["_sted"], rader[antall - 1]["_id"]) if len(rader) > antall else None
        return rader[:antall], neste

    def antall(self, utvalg: Utvalg, i_dag: date) -> int:
        """Hvor mange utvalget har."""
        sporring = _Sporring(utvalg, i_dag, self._meg)
        if sporring.ingenting:
            return 0
        with self._db.leser():
            return int(
                self._db.rader(f"SELECT count(*) AS n FROM {sporring.fra} WHERE {sporring.hvor}", sporring.verdier)[0][
                    "n"
                ]
            )

    def koer(self, i_dag: date) -> dict[Ko, int]:
        """Hvor mange det er i hver kø."""
        verdier = _Sporring(Utvalg(), i_dag, self._meg).verdier
        with self._db.leser():
            # Uten vilkår teller SQLite sidene i den minste indeksen, ikke radene.
            hvor = {ko: "" if ko is Ko.ALLE else f" WHERE {_VILKAR[ko]}" for ko in Ko}
            sql = ", ".join(f"(SELECT count(*) FROM foresporsler f{vilkar})" for vilkar in hvor.values())
            (svar,) = self._db.conn.execute(f"SELECT {sql}", verdier)
        return dict(zip(Ko, svar, strict=True))

    def alle(self, utvalg: Utvalg, i_dag: date) -> Iterator[Foresporsel]:
        """Hele utvalget, en side om gangen."""
        etter: Sted | None = None
        while True:
            rader, etter = self.hele(utvalg, i_dag, etter, 500)
            yield from rader
            if etter is None:
                return

    def apne(self) -> Iterator[Foresporsel]:
        """De nyeste forespørslene som ikke er avgjort, den siste først."""
        with self._db.leser():
            rader = self._db.rader(
                "SELECT * FROM foresporsler WHERE status <> 'avgjort' ORDER BY id DESC LIMIT :flest", {"flest": _APNE}
            )
        yield from map(foresporsel, rader)

    def mellom(self, fra: date, til: date) -> Iterator[Foresporsel]:
        """Forespørslene som kom fra og med ``fra`` til og med ``til``, den nyeste først."""
        return self.alle(Utvalg(fra=fra, til=til), til)

    def journal(self, fra: date, til: date) -> Iterator[tuple[Foresporsel, Dokumentpost]]:
        """Dokumentene ført fra og med ``fra`` til og med ``til``, i journalens rekkefølge."""
        fra_tid, til_tid = (datetime.combine(d, time.min).astimezone(UTC) for d in (fra, til + timedelta(days=1)))
        with self._db.leser():
            rader = self._db.rader(
                """
                SELECT d.*, l.storrelse, d.sak IS NOT NULL AS har_sak
                FROM dokumenter d LEFT JOIN filer l USING (sha256)
                WHERE d.registrert >= :fra AND d.registrert < :til ORDER BY d.aar, d.sekvens
                """,
                {"fra": tid(fra_tid), "til": tid(til_tid)},
            )
            for rad in rader:
                f = self._db.rader("SELECT * FROM foresporsler WHERE id = :foresporsel", rad)[0]
                yield foresporsel(f), dokumentpost(rad)

    def tallgrunnlag(self, fra: date, til: date) -> Iterator[Tallgrunnlag]:
        """Det statistikken trenger, for dem som kom i tiden fra og med ``fra`` til og med ``til``.

        To som er slått sammen, er én.
        """
        with self._db.leser():
            rader = self._db.conn.execute(
                """
                SELECT coalesce(kommune, ''), grunn, coalesce(utfall, ''), mottatt, avgjort, coalesce(omfang, '')
                FROM foresporsler
                WHERE mottatt >= :fra AND mottatt <= :til AND del_av = ''
                """,
                {"fra": fra.isoformat(), "til": til.isoformat()},
            )
            for kommune, grunn, utfall, mottatt, avgjort, omfang in rader.fetchall():
                yield Tallgrunnlag(kommune, grunn, utfall, date.fromisoformat(mottatt), dag(avgjort), omfang)


_KOLONNER = ", ".join(f"f.{felt}" for felt in Listerad._fields)


def _listerad(rad: sqlite3.Row) -> Listerad:
    return Listerad._make(verdi(felt, kolonne) for felt, kolonne in zip(Listerad._fields, rad, strict=False))


class _Sporring:
    """Et utvalg som SQL."""

    def __init__(self, utvalg: Utvalg, i_dag: date, meg: str) -> None:
        self._utvalg = utvalg
        sok = fulltekstsok(utvalg.sok)
        self.ingenting = sok.ingenting
        self.verdier: dict[str, Any] = {
            "meg": meg,
            "i_dag": i_dag.isoformat(),
            "aaret": f"{i_dag.year:04}",
            "biter": sok.biter,
            "ord": sok.ord,
        }
        vilkar = [_VILKAR[utvalg.ko]]
        # FTS5 går baklengs gjennom treffene selv; da stanser det når siden er full.
        tabell = "sok_biter" if sok.biter else "sok_ord" if sok.ord else ""
        self.fra = f"{tabell} CROSS JOIN foresporsler f ON f.id = {tabell}.rowid" if tabell else "foresporsler f"
        self._id = f"{tabell}.rowid" if tabell else "f.id"
        if tabell:
            vilkar.append(f"{tabell} MATCH {':biter' if sok.biter else ':ord'}")
        if sok.biter and sok.ord:
            vilkar.append("f.id IN (SELECT rowid FROM sok_ord WHERE sok_ord MATCH :ord)")
        for felt in ("slag", "status", "utfall", "omfang", "kommune"):
            if (valgt := getattr(utvalg, felt)) is not None:
                vilkar.append(f"f.{felt} = :{felt}")
                self.verdier[felt] = str(valgt)
        for navn, tegn, dato in (("fra", ">=", utvalg.fra), ("til", "<=", utvalg.til)):
            if dato is not None:
                vilkar.append(f"f.mottatt {tegn} :{navn}")
                self.verdier[navn] = dato.isoformat()
        self.hvor = " AND ".join(vilkar)

    def side(self, kolonner: str, etter: Sted | None, antall: int) -> tuple[str, dict[str, Any]]:
        sortering = self._utvalg.sortering
        synkende = self._utvalg.synkende
        if synkende is None:
            synkende = sortering in (Sortering.NYEST, Sortering.MOTTATT)
        retning, tegn = ("DESC", "<") if synkende else ("ASC", ">")
        kolonne = self._id if sortering is Sortering.NYEST else _KOLONNE[sortering]
        hvor = self.hvor
        if etter is not None and sortering is Sortering.NYEST:
            hvor += f" AND {self._id} {tegn} :etter_id"
        elif etter is not None:
            hvor += f" AND ({kolonne}, f.id) {tegn} (:etter_verdi, :etter_id)"
        orden = kolonne + f" {retning}" + ("" if sortering is Sortering.NYEST else f", f.id {retning}")
        hva = f"{kolonner}, {kolonne} AS _sted, f.id AS _id"
        sql = f"SELECT {hva} FROM {self.fra} WHERE {hvor} ORDER BY {orden} LIMIT :antall"
        verdier = {**self.verdier, "antall": min(antall, _FLEST)}
        if etter is not None:
            verdier |= {"etter_id": etter.id, "etter_verdi": etter.verdi}
        return sql, verdier
