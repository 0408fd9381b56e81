"""Et utvalg av loggen som SQL: køene, filtrene, rekkefølgen, delene av lista og hvor en side begynner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from overforing.mottak.lista import Listerad
from overforing.mottak.paminnelser import FORELOPIG_ETTER, FRIST_SNART
from overforing.mottak.utvalg import RESTEN, Ko, Sortering, Sted, Utvalg

from .loggbase import Loggmotor
from .sok import Fulltekstsok, som_nummer
from .tid import tid

_FLEST = 2**62
STED, ID = -2, -1
"""Plassene til stedet raden står på i lista, og id-en, sist i hver rad."""

APEN = "f.status <> 'avgjort'"

_SIDEN = "SELECT coalesce(max(h.tidspunkt), '') FROM hendelser h WHERE h.av = :meg AND h.tidspunkt < :dagen"
"""Da den som ser på, sist førte noe før i dag; tomt når hun aldri har gjort det."""

_VILKAR: Mapping[Ko, str] = {
    Ko.ALLE: "TRUE",
    Ko.NYE: "(f.status = 'ny' OR f.ny_versjon)",
    Ko.SIDEN_SIST: f"""{APEN} AND :meg <> '' AND (
        (f.registrert > ({_SIDEN}) AND f.registrert_av <> :meg) OR (f.ny_versjon AND f.saksbehandler = :meg)
    )""",
    Ko.MINE: f"f.saksbehandler = :meg AND {APEN}",
    Ko.UTEN_SAKSBEHANDLER: f"f.saksbehandler = '' AND {APEN}",
    # Det samme som ``paminnelser`` sier om hver av dem.
    Ko.PAMINNELSER: f"""{APEN} AND (
        ({{haster}} AND f.saksbehandler = '') OR f.svarfrist < :i_dag
        OR (f.mottatt <= :forelopig AND NOT {{forelopig_sendt}})
    )""",
    # Fristen er ute når dagen er omme, altså først dagen etter.
    Ko.OVER_FRIST: f"f.frist < :i_dag AND {APEN}",
    Ko.FRIST_SNART: f"f.frist BETWEEN :i_dag AND :snart AND {APEN}",
    Ko.VENTER_PA_KOMMUNEN: "f.status = 'venter_pa_kommunen'",
    Ko.TIL_GODKJENNING: f"f.forslag = 'til_godkjenning' AND {APEN}",
    Ko.AVGJORT_I_AR: "{avgjort_i_ar}",
}

_BARE_APNE = frozenset(Ko) - {Ko.ALLE, Ko.NYE, Ko.AVGJORT_I_AR}

# Hva en skjermet forespørsel må stå i for å vises: det røper ikke mer enn nummeret, statusen og hvem som har den.
VISER_SKJERMEDE = frozenset({Ko.ALLE, Ko.MINE, Ko.UTEN_SAKSBEHANDLER, Ko.VENTER_PA_KOMMUNEN, Ko.AVGJORT_I_AR})
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

FELT = Listerad._fields[:-1]
"""Det som hentes til en linje. Om den er skjermet, står ikke i raden."""


def listekolonner(motor: Loggmotor) -> str:
    # Historikken slås opp bare for dem det er på tide for.
    mangler = f"CASE WHEN f.mottatt <= :forelopig AND {APEN} THEN NOT {motor.forelopig_sendt} ELSE FALSE END"
    return ", ".join(mangler if felt == "forelopig_mangler" else f"f.{felt}" for felt in FELT)


def vilkaret(ko: Ko, motor: Loggmotor) -> str:
    vilkar = _VILKAR[ko].replace("{haster}", motor.haster).replace("{forelopig_sendt}", motor.forelopig_sendt)
    return vilkar.replace("{avgjort_i_ar}", motor.avgjort_i_ar)


def uten_dem(skjermede: frozenset[int]) -> str:
    return f" AND f.id NOT IN ({', '.join(map(str, skjermede))})" if skjermede else ""


class Del(NamedTuple):
    """En del av lista: hvor radene hentes, hvilke, og rekkefølgen i den."""

    fra: str
    hvor: str
    sortering: Sortering
    synkende: bool


class Listesporring:
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
        self._haster = f"{motor.haster} AND {APEN}"
        self._skjermede = uten_dem(skjermede).removeprefix(" AND ")
        vises = vis_dem and utvalg.ko in VISER_SKJERMEDE and utvalg.sortering in _ROPER_IKKE
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
        vilkar = [vilkaret(utvalg.ko, motor)]
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
            vilkar += self._fra_den_eldste(APEN)
            self.fra = self._med_eldste(APEN)
        self.hvor = " AND ".join(vilkar)

    @property
    def deler(self) -> tuple[Del, ...]:
        """Delene av lista, i rekkefølge. Ingen rad er med i to av dem."""
        u = self._utvalg
        if u.sortering is not Sortering.HASTER:
            synkende = u.sortering in (Sortering.NYEST, Sortering.MOTTATT) if u.synkende is None else u.synkende
            return (Del(self.fra, self.hvor, u.sortering, synkende),)
        etter = RESTEN.get(u.ko, Sortering.NYEST)
        synkende = etter is Sortering.NYEST
        haster = (self.hvor, self._haster, *self._fra_den_eldste(self._haster), *filter(None, (self._skjermede,)))
        rolig = f"(f.haster IS NOT TRUE OR NOT {APEN})"
        sist: list[Del] = []
        if self._skjermede and etter in _ROPER_IKKE:  # plassen i lista røper ikke at en av dem haster
            rolig = f"({rolig} OR NOT ({self._skjermede}))"
        elif self._skjermede:  # og heller ikke når den kom
            rolig = f"{rolig} AND {self._skjermede}"
            sist.append(Del(self.fra, f"{self.hvor} AND NOT ({self._skjermede})", Sortering.NYEST, True))
        deler = [Del(self.fra, f"{self.hvor} AND {rolig}", etter, synkende), *sist]
        if u.ko is not Ko.AVGJORT_I_AR:
            deler.insert(0, Del(self._med_eldste(self._haster), " AND ".join(haster), etter, synkende))
        if nummer := som_nummer(u.sok):
            self.verdier |= dict(zip(("sokt_aar", "sokt_nr"), nummer, strict=True))
            den = "f.aar = :sokt_aar AND f.nr = :sokt_nr"
            deler = [del_._replace(hvor=f"{del_.hvor} AND NOT ({den})") for del_ in deler]
            deler.insert(0, Del(self._alle, f"{self._uten_sok} AND {den}", Sortering.NYEST, True))
        return tuple(deler)

    def _fra_den_eldste(self, hvilke: str) -> tuple[str, ...]:
        """Et søk trenger ikke se på treff som er eldre enn den eldste av disse."""
        if not self._soker:
            return ()
        return (f"{self._id} >= (SELECT min(f.id) FROM foresporsler f WHERE {hvilke})",)

    def _med_eldste(self, hvilke: str) -> str:
        return self._treff.fra.replace(":fra_id", f"(SELECT min(f.id) FROM foresporsler f WHERE {hvilke})")

    def grenser(self, del_: Del) -> tuple[int, ...]:
        """Hvor mange treff det hentes først, og så, når det ikke var nok."""
        return self._treff.grenser if del_.sortering is Sortering.NYEST else self._treff.grenser[-1:]

    def side(self, del_: Del, kolonner: str, etter: Sted | None, antall: int) -> tuple[str, dict[str, Any]]:
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
