"""Køene, filtrene, søket og sidene i loggen, alt i SQL: det som ikke vises, leses ikke.

En side begynner der den forrige sluttet (verdi og id), så side tusen koster det samme som side én. Det som haster, er
en del av lista for seg, foran resten: da kan resten leses i den rekkefølgen den ligger i.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import repeat
from typing import Any, NamedTuple

from overforing.mottak.brukere import Haug
from overforing.mottak.foresporsel import Foresporsel, Slag
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.lignende import AVGJOR, Avgjort
from overforing.mottak.lista import Listerad
from overforing.mottak.paminnelser import FORELOPIG_ETTER, FRIST_SNART
from overforing.mottak.statistikk import Tallgrunnlag, tallgrunn
from overforing.mottak.utvalg import RESTEN, SIDE, Ko, Listeside, Sortering, Sted, Utvalg

from . import loggvalg
from .loggbase import Loggbase, Loggmotor
from .loggrader import ALLE, dokumentpost, foresporsel, foresporsler, kolonnene
from .sok import Fulltekstsok, fulltekstsok, som_nummer
from .tid import dag, tid

_FLEST = 2**62
_STED, _ID = -2, -1
"""Plassene til stedet raden står på i lista, og id-en, sist i hver rad."""

_APNE = 500
"""Så mange åpne kan noe som kommer, legges på rett fra innlesingen."""

_LIKE = 200
"""Så mange avgjorte letes det etter lignende saker i, av hvert slag."""

_APEN = "f.status <> 'avgjort'"

_SIDEN = "SELECT coalesce(max(h.tidspunkt), '') FROM hendelser h WHERE h.av = :meg AND h.tidspunkt < :dagen"
"""Da den som ser på, sist førte noe før i dag; tomt når hun aldri har gjort det."""

_VILKAR: Mapping[Ko, str] = {
    Ko.ALLE: "TRUE",
    Ko.NYE: "(f.status = 'ny' OR f.ny_versjon)",
    Ko.SIDEN_SIST: f"""{_APEN} AND :meg <> '' AND (
        (f.registrert > ({_SIDEN}) AND f.registrert_av <> :meg) OR (f.ny_versjon AND f.saksbehandler = :meg)
    )""",
    Ko.MINE: f"f.saksbehandler = :meg AND {_APEN}",
    Ko.UTEN_SAKSBEHANDLER: f"f.saksbehandler = '' AND {_APEN}",
    # Det samme som ``paminnelser`` sier om hver av dem.
    Ko.PAMINNELSER: f"""{_APEN} AND (
        ({{haster}} AND f.saksbehandler = '') OR f.svarfrist < :i_dag
        OR (f.mottatt <= :forelopig AND NOT {{forelopig_sendt}})
    )""",
    # Fristen er ute når dagen er omme, altså først dagen etter.
    Ko.OVER_FRIST: f"f.frist < :i_dag AND {_APEN}",
    Ko.FRIST_SNART: f"f.frist BETWEEN :i_dag AND :snart AND {_APEN}",
    Ko.VENTER_PA_KOMMUNEN: "f.status = 'venter_pa_kommunen'",
    Ko.TIL_GODKJENNING: f"f.forslag = 'til_godkjenning' AND {_APEN}",
    Ko.AVGJORT_I_AR: "{avgjort_i_ar}",
}

_BARE_APNE = frozenset(Ko) - {Ko.ALLE, Ko.NYE, Ko.AVGJORT_I_AR}

# Hva en skjermet forespørsel må stå i for å vises: det røper ikke mer enn nummeret, statusen og hvem som har den.
_VISER_SKJERMEDE = frozenset({Ko.ALLE, Ko.MINE, Ko.UTEN_SAKSBEHANDLER, Ko.VENTER_PA_KOMMUNEN, Ko.AVGJORT_I_AR})
_ROPER_IKKE = frozenset({Sortering.HASTER, Sortering.NYEST, Sortering.STATUS, Sortering.SAKSBEHANDLER})

_KOLONNE: Mapping[Sortering, str] = {
    Sortering.NYEST: "f.id",
    Sortering.MOTTATT: "f.mottatt",
    Sortering.FRIST: "f.frist",
    Sortering.KOMMUNE: "f.sortering_kommune",
    Sortering.INHABILE: "f.sortering_inhabile",
    Sortering.STATUS: "f.sortering_status",
    Sortering.SAKSBEHANDLER: "f.sortering_saksbehandler",
}


class Foresporselsliste:
    """Lista over forespørslene i en åpen logg. ``meg`` er den som ser på den.

    ``andre_ord`` gir det et ord i søket også kan hete, som en kommune på et annet språk.
    """

    def __init__(self, db: Loggbase, meg: str, andre_ord: Callable[[str], Sequence[str]] = lambda _: ()) -> None:
        self._db = db
        self._andre_ord = andre_ord
        self._meg = meg
        self._kolonner = _kolonner(db.motor)
        self._stand: object | None = None
        self._skjermet: frozenset[int] = frozenset()

    def side(self, utvalg: Utvalg, i_dag: date, etter: Sted | None = None, antall: int = SIDE) -> Listeside:
        """``antall`` rader etter ``etter``. Det brukeren har skrevet i søket, kan være hva som helst."""
        with self._db.leser():
            skjermede = self._skjermede()
            rader, neste = self._hent(self._kolonner, utvalg, i_dag, etter, antall, skjermede)
        linjer = tuple(map(Listerad._make, zip(*kolonnene(_FELT, rader), repeat(False), strict=False)))
        if skjermede:
            linjer = tuple(
                linje.uten_saken() if rad[_ID] in skjermede else linje for linje, rad in zip(linjer, rader, strict=True)
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
                    neste = Sted(siste[_STED], siste[_ID], nr)
        return rader[:antall], neste if len(rader) > antall else None

    def _sporring(
        self, utvalg: Utvalg, i_dag: date, skjermede: frozenset[int] = frozenset(), *, vis_dem: bool = True
    ) -> _Sporring:
        sok = fulltekstsok(utvalg.sok, self._andre_ord)
        return _Sporring(self._db.motor, utvalg, i_dag, self._meg, sok, skjermede, vis_dem=vis_dem)

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
            uten = _uten(self._skjermede())
            # Uten vilkår teller SQLite sidene i den minste indeksen, ikke radene.
            motor = self._db.motor
            alle = motor.med_skjermede if uten else "foresporsler"
            hvor = {
                ko: f"{alle} f{'' if ko is Ko.ALLE else f' WHERE {_vilkar(ko, motor)}'}"
                if ko in _VISER_SKJERMEDE
                else f"foresporsler f WHERE {_vilkar(ko, motor)}{uten}"
                for ko in Ko
            }
            sql = ", ".join(f"(SELECT count(*) FROM {fra})" for fra in hvor.values())
            svar = self._db.execute(f"SELECT {sql}", verdier).fetchone()
        return dict(zip(Ko, svar, strict=True))

    def haugene(self, i_dag: date) -> tuple[Haug, ...]:
        """De åpne etter hvem som har dem, den største haugen først; de skjermede er ikke med."""
        with self._db.leser():
            uten = _uten(self._skjermede())
            rader = self._db.execute(
                f"""
                SELECT saksbehandler, count(*) AS antall, count(*) FILTER (WHERE frist < :i_dag), min(mottatt),
                    count(*) FILTER (WHERE forslag = 'til_godkjenning')
                FROM foresporsler f WHERE {_APEN}{uten} GROUP BY saksbehandler ORDER BY antall DESC, saksbehandler
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
            uten = _uten(self._skjermede())
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


_FELT = Listerad._fields[:-1]
"""Det som hentes til en linje. Om den er skjermet, står ikke i raden."""


def _kolonner(motor: Loggmotor) -> str:
    # Historikken slås opp bare for dem det er på tide for.
    mangler = f"CASE WHEN f.mottatt <= :forelopig AND {_APEN} THEN NOT {motor.forelopig_sendt} ELSE FALSE END"
    return ", ".join(mangler if felt == "forelopig_mangler" else f"f.{felt}" for felt in _FELT)


def _vilkar(ko: Ko, motor: Loggmotor) -> str:
    vilkar = _VILKAR[ko].replace("{haster}", motor.haster).replace("{forelopig_sendt}", motor.forelopig_sendt)
    return vilkar.replace("{avgjort_i_ar}", motor.avgjort_i_ar)


def _uten(skjermede: frozenset[int]) -> str:
    return f" AND f.id NOT IN ({', '.join(map(str, skjermede))})" if skjermede else ""


class _Del(NamedTuple):
    """En del av lista: hvor radene hentes, hvilke, og rekkefølgen i den."""

    fra: str
    hvor: str
    sortering: Sortering
    synkende: bool


class _Sporring:
    """Et utvalg som SQL."""

    def __init__(
        self,
        motor: Loggmotor,
        utvalg: Utvalg,
        i_dag: date,
        meg: str,
        sok: Fulltekstsok,
        skjermede: frozenset[int],
        *,
        vis_dem: bool,
    ) -> None:
        self._utvalg = utvalg
        self._haster = f"{motor.haster} AND {_APEN}"
        self._skjermede = _uten(skjermede).removeprefix(" AND ")
        vises = vis_dem and utvalg.ko in _VISER_SKJERMEDE and utvalg.sortering in _ROPER_IKKE
        self.ingenting = sok.ingenting
        self.verdier: dict[str, Any] = {
            "meg": meg,
            "i_dag": i_dag.isoformat(),
            "snart": _dager_etter(i_dag, FRIST_SNART),
            "forelopig": _dager_etter(i_dag, -FORELOPIG_ETTER),
            "aaret": f"{i_dag.year:04}",
        }
        if utvalg.ko is Ko.SIDEN_SIST:
            self.verdier["dagen"] = tid(datetime.combine(i_dag, time.min).astimezone(UTC))
        vilkar = [_vilkar(utvalg.ko, motor)]
        for felt in ("slag", "status", "utfall", "omfang", "kommune"):
            if (valgt := getattr(utvalg, felt)) is not None:
                vilkar.append(f"f.{felt} = :{felt}")
                self.verdier[felt] = str(valgt)
        for navn, tegn, dato in (("fra", ">=", utvalg.fra), ("til", "<=", utvalg.til)):
            if dato is not None:
                vilkar.append(f"f.mottatt {tegn} :{navn}")
                self.verdier[navn] = dato.isoformat()
        # Statusen er det eneste en kan velge etter som en skjermet ikke røper noe ved. Nummeret finner den også.
        filtre = (utvalg.slag, utvalg.utfall, utvalg.omfang, utvalg.kommune, utvalg.fra, utvalg.til)
        ut = self._skjermede and (not vises or any(valgt is not None for valgt in filtre))
        if ut:
            vilkar.append(self._skjermede)
        self._uten_sok = " AND ".join(vilkar)
        # Det som er igjen av de skjermede, hentes bare av den som har noen.
        self._alle = f"{motor.med_skjermede if self._skjermede and not ut else 'foresporsler'} f"
        treff = motor.sok(sok)
        self._treff = treff = treff if treff.fra != "foresporsler f" else treff._replace(fra=self._alle)
        self.fra, self._id = treff.fra, treff.id
        self._soker = bool(sok.bitene or sok.ordene)
        vilkar += treff.vilkar
        self.verdier |= treff.verdier
        if self._skjermede and utvalg.sok.strip() and not ut:
            vilkar.append(self._skjermede)
        if utvalg.ko in _BARE_APNE:
            vilkar += self._fra_den_eldste(_APEN)
            self.fra = self._med_eldste(_APEN)
        self.hvor = " AND ".join(vilkar)

    @property
    def deler(self) -> tuple[_Del, ...]:
        """Delene av lista, i rekkefølge. Ingen rad er med i to av dem."""
        u = self._utvalg
        if u.sortering is not Sortering.HASTER:
            synkende = u.sortering in (Sortering.NYEST, Sortering.MOTTATT) if u.synkende is None else u.synkende
            return (_Del(self.fra, self.hvor, u.sortering, synkende),)
        etter = RESTEN.get(u.ko, Sortering.NYEST)
        synkende = etter is Sortering.NYEST
        haster = (self.hvor, self._haster, *self._fra_den_eldste(self._haster), *filter(None, (self._skjermede,)))
        rolig = f"(f.haster IS NOT TRUE OR NOT {_APEN})"
        sist: list[_Del] = []
        if self._skjermede and etter in _ROPER_IKKE:  # plassen i lista røper ikke at en av dem haster
            rolig = f"({rolig} OR NOT ({self._skjermede}))"
        elif self._skjermede:  # og heller ikke når den kom
            rolig = f"{rolig} AND {self._skjermede}"
            sist.append(_Del(self.fra, f"{self.hvor} AND NOT ({self._skjermede})", Sortering.NYEST, True))
        deler = [_Del(self.fra, f"{self.hvor} AND {rolig}", etter, synkende), *sist]
        if u.ko is not Ko.AVGJORT_I_AR:
            deler.insert(0, _Del(self._med_eldste(self._haster), " AND ".join(haster), etter, synkende))
        if nummer := som_nummer(u.sok):
            self.verdier |= dict(zip(("sokt_aar", "sokt_nr"), nummer, strict=True))
            den = "f.aar = :sokt_aar AND f.nr = :sokt_nr"
            deler = [del_._replace(hvor=f"{del_.hvor} AND NOT ({den})") for del_ in deler]
            deler.insert(0, _Del(self._alle, f"{self._uten_sok} AND {den}", Sortering.NYEST, True))
        return tuple(deler)

    def _fra_den_eldste(self, hvilke: str) -> tuple[str, ...]:
        """Et søk trenger ikke se på treff som er eldre enn den eldste av disse."""
        if not self._soker:
            return ()
        return (f"{self._id} >= (SELECT min(f.id) FROM foresporsler f WHERE {hvilke})",)

    def _med_eldste(self, hvilke: str) -> str:
        return self._treff.fra.replace(":fra_id", f"(SELECT min(f.id) FROM foresporsler f WHERE {hvilke})")

    def grenser(self, del_: _Del) -> tuple[int, ...]:
        """Hvor mange treff det hentes først, og så, når det ikke var nok."""
        return self._treff.grenser if del_.sortering is Sortering.NYEST else self._treff.grenser[-1:]

    def side(self, del_: _Del, kolonner: str, etter: Sted | None, antall: int) -> tuple[str, dict[str, Any]]:
        """De neste radene i en del."""
        retning, tegn = ("DESC", "<") if del_.synkende else ("ASC", ">")
        id_ = self._id if del_.fra != self._alle else "f.id"
        etter_id = del_.sortering is Sortering.NYEST
        kolonne = id_ if etter_id else _KOLONNE[del_.sortering]
        hvor = del_.hvor
        if etter is not None:
            hvor += (
                f" AND {id_} {tegn} :etter_id"
                if etter_id
                else f" AND ({kolonne}, f.id) {tegn} (:etter_verdi, :etter_id)"
            )
        orden = kolonne + f" {retning}" + ("" if etter_id else f", f.id {retning}")
        sql = f"SELECT {kolonner}, {kolonne}, f.id FROM {del_.fra} WHERE {hvor} ORDER BY {orden} LIMIT :antall"
        verdier = {**self.verdier, "antall": min(antall, _FLEST), "synkende": del_.synkende}
        if etter is not None:
            verdier |= {"etter_id": etter.id, "etter_verdi": etter.verdi}
            verdier["etter_treff"] = etter.id if etter_id else None
        return sql, verdier


def _dager_etter(i_dag: date, dager: timedelta) -> str:
    """Dagen så lenge etter (eller før, når det er negativt), så langt kalenderen rekker."""
    try:
        return (i_dag + dager).isoformat()
    except OverflowError:
        return (date.max if dager > timedelta() else date.min).isoformat()
