"""Køene, filtrene, søket og sidene i loggen, alt i SQL: det som ikke vises, leses ikke.

En side begynner der den forrige sluttet (verdi og id), så side tusen koster det samme som side én. Det som haster, er
en del av lista for seg, foran resten: da kan resten leses i den rekkefølgen den ligger i.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import repeat
from typing import Any

from overforing.mottak.brukere import Haug
from overforing.mottak.foresporsel import Foresporsel, Slag
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.lignende import AVGJOR, Avgjort
from overforing.mottak.lista import Listerad
from overforing.mottak.statistikk import Tallgrunnlag, tallgrunn
from overforing.mottak.utvalg import SIDE, Ko, Listeside, Sortering, Sted, Utvalg

from . import loggvalg
from .listesporring import APEN, FELT, ID, STED, VISER_SKJERMEDE, Listesporring, listekolonner, uten_dem, vilkaret
from .loggbase import Loggbase
from .loggrader import ALLE, dokumentpost, foresporsel, foresporsler, kolonnene
from .sok import fulltekstsok
from .tid import dag, tid

_APNE = 500
"""Så mange åpne kan noe som kommer, legges på rett fra innlesingen."""

_LIKE = 200
"""Så mange avgjorte letes det etter lignende saker i, av hvert slag."""


class Foresporselsliste:
    """Lista over forespørslene i en åpen logg. ``meg`` er den som ser på den.

    ``andre_ord`` gir det et ord i søket også kan hete, som en kommune på et annet språk.
    """

    def __init__(self, db: Loggbase, meg: str, andre_ord: Callable[[str], Sequence[str]] = lambda _: ()) -> None:
        self._db = db
        self._andre_ord = andre_ord
        self._meg = meg
        self._kolonner = listekolonner(db.motor)
        self._stand: object | None = None
        self._skjermet: frozenset[int] = frozenset()

    def side(self, utvalg: Utvalg, i_dag: date, etter: Sted | None = None, antall: int = SIDE) -> Listeside:
        """``antall`` rader etter ``etter``. Det brukeren har skrevet i søket, kan være hva som helst."""
        with self._db.leser():
            skjermede = self._skjermede()
            rader, neste = self._hent(self._kolonner, utvalg, i_dag, etter, antall, skjermede)
        linjer = tuple(map(Listerad._make, zip(*kolonnene(FELT, rader), repeat(False), strict=False)))
        if skjermede:
            linjer = tuple(
                linje.uten_saken() if rad[ID] in skjermede else linje for linje, rad in zip(linjer, rader, strict=True)
            )
        return Listeside(linjer, neste)

    def hele(
        self, utvalg: Utvalg, i_dag: date, etter: Sted | None = None, antall: int = SIDE
    ) -> tuple[tuple[Foresporsel, ...], Sted | None]:
        """Som ``side``, med alt som gjelder om hver forespørsel; de skjermede er ikke med."""
        kolonner = ", ".join(f"f.{felt}" for felt in ALLE)
        with self._db.leser():
            rader, neste = self._hent(kolonner, utvalg, i_dag, etter, antall, self._skjermede(), vis_dem=False)
        return tuple(foresporsler(rader)), neste

    def skjermet(self) -> tuple[Foresporsel, ...]:
        """Forespørslene den som ser på, er skjermet fra (``skjold``)."""
        with self._db.leser():
            return tuple(loggvalg.skjermet_for(self._db, self._meg).values())

    def skjermet_mellom(self, fra: date, til: date, *, ogsa_apne: bool = False) -> tuple[str, ...]:
        """Journalnumrene på dem den som ser på, er skjermet fra, som kom i tiden, eller var åpne da den var omme.

        Skjermer databasen dem, sies det bare på måneden nær: dagen de kom, er en av dem hun ikke ser.
        """
        with self._db.leser():
            alle = tuple(loggvalg.skjermet_for(self._db, self._meg).items())
            mulige = self._db.motor.skjermede_mellom(fra.isoformat(), til.isoformat(), ogsa_apne=ogsa_apne)
        if mulige is not None:
            return tuple(f.journalnummer for id_, f in alle if id_ in mulige)
        return tuple(
            f.journalnummer
            for _, f in alle
            if f.mottatt <= til and (f.mottatt >= fra or (ogsa_apne and (f.avgjort is None or f.avgjort > til)))
        )

    @property
    def teller_skjermede(self) -> bool:
        """Om dem den som ser på, er skjermet fra, likevel er med i tallene."""
        return not self._db.motor.skjermer

    def _skjermede(self) -> frozenset[int]:
        """Inne i ``leser``. Hva noen er skjermet fra, følger av det som er ført: er intet nytt ført, er det likt.

        Det kan være mange i loggen noen er inhabil i, og en side skal ikke koste mer av det.
        """
        stand = self._db.motor.stand()
        if stand is None or stand != self._stand:
            self._skjermet, self._stand = frozenset(loggvalg.skjermet_for(self._db, self._meg)), stand
        return self._skjermet

    def _hent(
        self,
        kolonner: str,
        utvalg: Utvalg,
        i_dag: date,
        etter: Sted | None,
        antall: int,
        skjermede: frozenset[int],
        *,
        vis_dem: bool = True,
    ) -> tuple[list[Sequence[Any]], Sted | None]:
        """``antall`` rader med kolonnene, og så stedet raden står på og id-en. Inne i ``leser``."""
        sporring = self._sporring(utvalg, i_dag, skjermede, vis_dem=vis_dem)
        if sporring.ingenting:
            return [], None
        rader: list[Sequence[Any]] = []
        neste = None
        for nr, del_ in enumerate(sporring.deler):
            if (etter is None or etter.del_ <= nr) and len(rader) <= antall:
                fra = etter if etter is not None and etter.del_ == nr else None
                mangler = antall + 1 - len(rader)
                sql, verdier = sporring.side(del_, kolonner, fra, mangler)
                for flest in sporring.grenser(del_):
                    funnet = self._db.motor.side(sql, {**verdier, "flest": flest})
                    if len(funnet) >= mangler:
                        break
                rader += funnet
                if neste is None and len(rader) >= antall > 0:
                    siste = rader[antall - 1]
                    neste = Sted(siste[STED], siste[ID], nr)
        return rader[:antall], neste if len(rader) > antall else None

    def _sporring(
        self, utvalg: Utvalg, i_dag: date, skjermede: frozenset[int] = frozenset(), *, vis_dem: bool = True
    ) -> Listesporring:
        sok = fulltekstsok(utvalg.sok, self._andre_ord)
        return Listesporring(self._db.motor, utvalg, i_dag, self._meg, sok, skjermede, vis_dem=vis_dem)

    def antall(self, utvalg: Utvalg, i_dag: date) -> int:
        """Hvor mange utvalget har."""
        with self._db.leser():
            sporring = self._sporring(utvalg, i_dag, self._skjermede())
            if sporring.ingenting:
                return 0
            sql = f"SELECT count(*) FROM {sporring.fra} WHERE {sporring.hvor}"
            return int(self._db.execute(sql, sporring.verdier).fetchone()[0])

    def koer(self, i_dag: date) -> dict[Ko, int]:
        """Hvor mange det er i hver kø."""
        verdier = self._sporring(Utvalg(Ko.SIDEN_SIST), i_dag).verdier
        with self._db.leser():
            uten = uten_dem(self._skjermede())
            # Uten vilkår teller SQLite sidene i den minste indeksen, ikke radene.
            motor = self._db.motor
            alle = motor.med_skjermede if uten else "foresporsler"
            hvor = {
                ko: f"{alle} f{'' if ko is Ko.ALLE else f' WHERE {vilkaret(ko, motor)}'}"
                if ko in VISER_SKJERMEDE
                else f"foresporsler f WHERE {vilkaret(ko, motor)}{uten}"
                for ko in Ko
            }
            sql = ", ".join(f"(SELECT count(*) FROM {fra})" for fra in hvor.values())
            svar = self._db.execute(f"SELECT {sql}", verdier).fetchone()
        return dict(zip(Ko, svar, strict=True))

    def haugene(self, i_dag: date) -> tuple[Haug, ...]:
        """De åpne etter hvem som har dem, den største haugen først; de skjermede er ikke med."""
        with self._db.leser():
            uten = uten_dem(self._skjermede())
            rader = self._db.execute(
                f"""
                SELECT saksbehandler, count(*) AS antall, count(*) FILTER (WHERE frist < :i_dag), min(mottatt),
                    count(*) FILTER (WHERE forslag = 'til_godkjenning')
                FROM foresporsler f WHERE {APEN}{uten} GROUP BY saksbehandler ORDER BY antall DESC, saksbehandler
                """,
                {"i_dag": i_dag.isoformat()},
            ).fetchall()
        return tuple(
            Haug(navn, apne, ute, date.fromisoformat(eldst), venter) for navn, apne, ute, eldst, venter in rader
        )

    def alle(self, utvalg: Utvalg, i_dag: date) -> Iterator[Foresporsel]:
        """Hele utvalget, en side om gangen."""
        etter: Sted | None = None
        while True:
            rader, etter = self.hele(utvalg, i_dag, etter, 500)
            yield from rader
            if etter is None:
                return

    def apne(self) -> Iterator[Foresporsel]:
        """De nyeste forespørslene som ikke er avgjort, den siste først; de skjermede er ikke med."""
        with self._db.leser():
            uten = uten_dem(self._skjermede())
            rader = self._db.rader(
                f"SELECT * FROM foresporsler f WHERE status <> 'avgjort'{uten} ORDER BY id DESC LIMIT :flest",
                {"flest": _APNE},
            )
        yield from map(foresporsel, rader)

    def avgjorte(self, slag: Slag, grunn: str, flest: int = _LIKE) -> Iterator[Avgjort]:
        """De sist førte av slaget med et av utfallene ``AVGJOR``, og dem av dem som har den samme grunnen.

        ``flest`` av hver. Momentene er dem i den siste utgaven av saken.
        """
        utfall = ", ".join(f"'{u}'" for u in AVGJOR)
        velg = f"""
            SELECT f.id FROM foresporsler f
            WHERE f.slag = :slag AND f.status = 'avgjort' AND f.utfall IN ({utfall}) AND f.del_av = ''
                %s
            ORDER BY f.id DESC LIMIT :flest
        """
        with self._db.leser():
            rader = self._db.rader(
                f"""
                SELECT f.*, (
                    SELECT {self._db.motor.momenter} FROM dokumenter d
                    WHERE d.foresporsel = f.id AND d.sak IS NOT NULL ORDER BY d.post DESC LIMIT 1
                ) AS momenter
                FROM foresporsler f
                WHERE f.id IN ({velg.replace("%s", "")})
                    OR (:grunn <> '' AND f.id IN ({velg.replace("%s", "AND f.grunn = :grunn")}))
                ORDER BY f.id DESC
                """,
                {"slag": slag, "grunn": grunn, "flest": flest, "sti": "$.saerlig_ulempe.momenter"},
            )
        for rad in rader:
            # En liste kommer som JSON, og noe annet er ikke momenter.
            momenter = json.loads(rad["momenter"]) if str(rad["momenter"]).startswith("[") else ()
            yield Avgjort(foresporsel(rad), frozenset(map(str, momenter)))

    def mellom(self, fra: date, til: date) -> Iterator[Foresporsel]:
        """Forespørslene som kom fra og med ``fra`` til og med ``til``, den nyeste først."""
        return self.alle(Utvalg(fra=fra, til=til, sortering=Sortering.NYEST), til)

    def journal(self, fra: date, til: date) -> Iterator[tuple[Foresporsel, Dokumentpost]]:
        """Dokumentene ført fra og med ``fra`` til og med ``til``, i journalens rekkefølge."""
        fra_tid, til_tid = (datetime.combine(d, time.min).astimezone(UTC) for d in (fra, til + timedelta(days=1)))
        with self._db.leser():
            self._db.motor.krev_hele_journalen(tid(fra_tid), tid(til_tid))
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
        return self._tallgrunnlag("mottatt >= :fra AND mottatt <= :til", fra, til)

    def haugen(self, dag: date) -> Iterator[Tallgrunnlag]:
        """Det statistikken trenger, for dem som var åpne da dagen var omme, uansett når de kom."""
        return self._tallgrunnlag("mottatt <= :til AND (avgjort IS NULL OR avgjort > :til)", dag, dag)

    def aarene(self) -> tuple[int, ...]:
        """Årene det er kommet noe, det siste først."""
        with self._db.leser():
            rader = self._db.execute(
                "SELECT DISTINCT substr(mottatt, 1, 4) AS aar FROM foresporsler ORDER BY aar DESC"
            ).fetchall()
        return tuple(int(aar) for (aar,) in rader)

    def _tallgrunnlag(self, hvor: str, fra: date, til: date) -> Iterator[Tallgrunnlag]:
        with self._db.leser():
            rader = self._db.execute(
                f"""
                SELECT coalesce(kommune, ''), grunn, slag, sak IS NOT NULL, inhabile, coalesce(utfall, ''), mottatt,
                    avgjort, coalesce(omfang, ''), avsender
                FROM foresporsler
                WHERE {hvor} AND del_av = ''
                """,
                {"fra": fra.isoformat(), "til": til.isoformat()},
            ).fetchall()
        for kommune, grunn, slag, har_saken, inhabile, utfall, mottatt, avgjort, omfang, kontor in rader:
            grunnen = tallgrunn(grunn, slag, har_saken=bool(har_saken), inhabile=inhabile)
            dagen = date.fromisoformat(mottatt)
            yield Tallgrunnlag(kommune, grunnen, utfall, dagen, dag(avgjort), omfang, kontor)
