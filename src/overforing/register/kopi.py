"""Sikkerhetskopiene av et register: å ta dem, prøve dem, finne dem og la de gamle gå.

En kopi heter ``saker-20261130T081500Z.db`` etter tidspunktet i UTC. Slutter navnet på ``-bytte``, ble registeret byttet
ut rett etterpå, eller brukeren sa at det skal gjelde som det er; eldre kopier sier da ikke noe om hva som mangler.

Kontorets saker er i kopiene i 14 dager, så en slettet sak er borte fra dem innen da (personvernforordningen artikkel 5
nr. 1 bokstav e). Loggen kan det ikke slettes i, og der står én kopi for hver av de siste 7 dagene, 4 ukene og 12
månedene det er tatt noen.
"""

from __future__ import annotations

import glob
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from overforing.feil import KanIkke
from overforing.hinder import Hindret
from overforing.sak.kopi import Registerkopi, Startfunn

from .feil import med_rad, nokkelen_passer, skadet
from .kryptering import APNE, PORTEN, SKADET, Filslag, filslag
from .migrations import SAKER, Skjema
from .mottakstabeller import MOTTAK
from .tilgangstabeller import TILGANG
from .tilkobling import UFERDIG, lag_mappe, skriv_kopi, tilkobling, uri

MAPPE = "sikkerhetskopier"

SAKENE_I = timedelta(days=14)
"""Så lenge er kontorets saker i kopiene."""

LANGT_FRAM = timedelta(days=60)
"""Er det så lenge siden forrige kopi, kan det være klokka som er feil. Da får de gamle stå til neste dag."""

_NOK = 10
"""Så mange kopier må det være av de siste to ukene før en som er datert etter i dag, kan gå."""

_UFERDIG_I = timedelta(hours=6)
_TID = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Slag:
    """Et slag register: tabellene, hva som telles i det, når noe sist ble ført, og hvilke kopier som skal stå.

    ``behold`` får kopiene, den nyeste først, og dagen i dag.
    """

    skjema: Skjema
    antall: str
    sist: str
    behold: Callable[[list[Registerkopi], date], Iterable[Registerkopi]]


def _to_uker(kopier: list[Registerkopi], i_dag: date) -> Iterator[Registerkopi]:
    yield from (na := [kopi for kopi in kopier if timedelta(0) <= i_dag - _dag(kopi) < SAKENE_I])
    if len(na) < _NOK:  # klokka har gått feil en gang: det som ser ut til å være fra framtiden, står til det er avløst
        yield from (kopi for kopi in kopier if _dag(kopi) > i_dag)


def _dager_uker_maneder(kopier: list[Registerkopi], i_dag: date) -> Iterator[Registerkopi]:
    """Den nyeste av hver dag, uke og måned det er noen fra. Den som ble tatt før et bytte, står i et år."""
    yield from (kopi for kopi in kopier if kopi.bytte and i_dag - _dag(kopi) < timedelta(days=366))
    for antall, del_ in ((7, "%Y-%m-%d"), (4, "%G-%V"), (12, "%Y-%m")):
        forste: dict[str, Registerkopi] = {}
        for kopi in kopier:
            forste.setdefault(_dag(kopi).strftime(del_), kopi)
        yield from list(forste.values())[:antall]


SAKENE = Slag(
    SAKER,
    "SELECT count(*) FROM saker",
    "SELECT max(nar) FROM (SELECT max(endret) AS nar FROM saker UNION ALL SELECT max(tidspunkt) FROM slettet)",
    _to_uker,
)
LOGGEN = Slag(
    MOTTAK,
    "SELECT count(*) FROM foresporsler",
    "SELECT max(tidspunkt) FROM hendelser",
    _dager_uker_maneder,
)
TILGANGEN = Slag(TILGANG, "SELECT count(*) FROM oppslag", "SELECT max(tidspunkt) FROM oppslag", _to_uker)
"""Hvem som har sett på hva: kopiene står kort, så en del som er tatt bort, også er borte fra dem."""


@dataclass(frozen=True)
class Kopier:
    """Kopiene av registeret i ``register``, i mappen ``mappe``. Kan brukes på enhver tråd, ved siden av registeret."""

    register: Path
    mappe: Path
    slag: Slag
    na: Callable[[], datetime]
    nokkel: Callable[[Path], str | None] = lambda _: None
    """Det en fil åpnes med, ``None`` når den ikke er låst. Kaster ``KanIkke`` når nøkkelen ikke er her."""

    def alle(self) -> tuple[Registerkopi, ...]:
        """Kopiene, den nyeste først."""
        monster = re.compile(rf"{re.escape(self.register.stem)}-(\d{{8}}T\d{{6}}Z)(-bytte)?\.db")
        funnet = []
        with self._rad():
            for fil in self.mappe.glob(f"{glob.escape(self.register.stem)}-*.db") if self.mappe.is_dir() else ():
                if treff := monster.fullmatch(fil.name):
                    with suppress(ValueError):  # et navn som ligner, men ikke er et tidspunkt
                        tatt = datetime.strptime(treff[1], _TID).replace(tzinfo=UTC)
                        funnet.append(Registerkopi(fil, tatt, bool(treff[2])))
        return tuple(sorted(funnet, key=lambda kopi: (kopi.tatt, kopi.bytte), reverse=True))

    def ta(self, *, bytte: bool = False) -> Registerkopi:
        """Ta en kopi nå, prøvd. Kaster ``Hindret``; da er registeret og kopiene som før."""
        tatt = self.na().astimezone(UTC).replace(microsecond=0)
        kopi = self.mappe / f"{self.register.stem}-{tatt:{_TID}}{'-bytte' if bytte else ''}.db"
        with self._rad():
            lag_mappe(self.mappe)
            key = self.nokkel(self.register)
            with les(self.register, key) as fra:
                skriv_kopi(fra, kopi, self.slag.skjema.merke, key)
        return Registerkopi(kopi, tatt, bytte)

    def merk_bytte(self, kopi: Registerkopi) -> None:
        """Registeret ble byttet ut rett etter at kopien ble tatt."""
        with self._rad():
            kopi.fil.replace(kopi.fil.with_name(f"{kopi.fil.stem}-bytte.db"))

    def daglig(self) -> Registerkopi | None:
        """Ta dagens kopi, og la de gamle gå. ``None`` når den er tatt, det ikke er noe å ta kopi av, eller noe er galt
        med registeret: en kopi av det ville sett ut som det nyeste.
        """
        fra_for, i_dag = self.alle(), self.na().astimezone().date()
        tatt = any(_dag(kopi) == i_dag and not kopi.bytte for kopi in fra_for)
        if tatt or not self.register.is_file() or self.funn() is not None or not self._er_begynt():
            return None
        if self.er_tomt():  # ikke noe å ta vare på; det som er slettet, skal likevel ut av kopiene
            self._rydd(None, i_dag)
            return None
        ny = self.ta()
        if not fra_for or ny.tatt - fra_for[0].tatt < LANGT_FRAM:
            self._rydd(ny, i_dag)
        return ny

    def _rydd(self, ny: Registerkopi | None, i_dag: date) -> None:
        """La de gamle kopiene gå, og det som ble liggende av en som ikke ble ferdig."""
        kopier = list(self.alle())
        star = {ny, *self.slag.behold(kopier, i_dag)}
        with self._rad():
            for kopi in kopier:
                if kopi not in star:
                    kopi.fil.unlink(missing_ok=True)
            self._fei(f".{{}}*{UFERDIG}*", _UFERDIG_I)
            if self.slag is not LOGGEN:
                self._fei(f"{{}}{SKADET}*", SAKENE_I)

    def _fei(self, monster: str, eldre_enn: timedelta) -> None:
        for mappe in (self.mappe, self.register.parent):
            for fil in mappe.glob(monster.format(glob.escape(self.register.stem))):
                with suppress(FileNotFoundError):
                    if self.na().timestamp() - fil.stat().st_mtime > eldre_enn.total_seconds():
                        fil.unlink()

    def funn(self) -> tuple[Startfunn, Registerkopi] | None:
        """Det som er galt med registeret, målt mot kopiene som kan leses; ``None`` når ingenting er det.

        En kopi av et register som alt var tomt eller eldre, skjuler ikke dem før den.
        """
        kopier = self.alle()
        if not kopier:
            return None
        if not self.register.is_file() or not self.register.stat().st_size:
            return Startfunn.MANGLER, kopier[0]
        try:
            antall, sist = self._innhold(self.register)
        except KanIkke as feil:
            skadd = feil.melding.nokkel == "hinder.register.skadet" or (
                feil.melding.nokkel == "feil.register.feil_nokkel" and self._apner_en(kopier)
            )
            return (Startfunn.SKADET, kopier[0]) if skadd else None
        for kopi in kopier:
            if kopi.bytte:
                return None
            with suppress(KanIkke):
                var, var_sist = self._innhold(kopi.fil)
                if var_sist is not None and (sist is None or sist < var_sist):
                    return Startfunn.ELDRE if antall or not var else Startfunn.TOMT, kopi
        return None

    def sist(self) -> str | None:
        """Når noe sist ble ført i registeret; ``None`` når det ikke er noe, eller ikke kan leses."""
        if self.register.is_file():
            with suppress(KanIkke):
                return self._innhold(self.register)[1]
        return None

    def _apner_en(self, kopier: tuple[Registerkopi, ...]) -> bool:
        """Om nøkkelen åpner en låst kopi. Da er det ikke nøkkelen det er noe galt med."""
        for kopi in kopier:
            with suppress(KanIkke):
                self._innhold(kopi.fil)
                if self.nokkel(kopi.fil) is not None:
                    return True
        return False

    def _er_begynt(self) -> bool:
        """Usant mens et annet vindu, eller en annen tråd, lager registeret for første gang."""
        with suppress(KanIkke), med_rad(self.register), self.lest(self.register) as conn:
            (merke,) = conn.execute("PRAGMA application_id").fetchone()
            return bool(merke)
        return True

    def er_tomt(self) -> bool:
        """Om det kan leses, og ikke har noe i seg."""
        with suppress(KanIkke):
            return not self._innhold(self.register)[0]
        return False

    def _innhold(self, fil: Path) -> tuple[int, str | None]:
        """Hvor mye det er i filen, og når noe sist ble ført i den. Kaster ``KanIkke`` når den ikke kan leses."""
        with med_rad(fil), self.lest(fil) as conn:
            if conn.execute("PRAGMA application_id").fetchone() != (self.slag.skjema.merke,):
                raise skadet(fil)
            return (*conn.execute(self.slag.antall).fetchone(), *conn.execute(self.slag.sist).fetchone())

    @contextmanager
    def lest(self, fil: Path, valg: str = "") -> Iterator[sqlite3.Connection]:
        """Registeret eller en kopi av det til å lese i, med den nøkkelen filen er låst med."""
        with les(fil, self.nokkel(fil), valg) as conn:
            yield conn

    @contextmanager
    def _rad(self) -> Iterator[None]:
        """Det omgivelsene hindrer her, gjelder kopien, ikke registeret: det og de andre kopiene er som før."""
        try:
            with med_rad(self.mappe):
                yield
        except Hindret as feil:
            match feil.melding.nokkel:
                case "hinder.register.full":
                    raise Hindret("hinder.kopi.full", mappe=self.mappe) from None
                case "hinder.register.skrivebeskyttet":
                    raise Hindret("hinder.kopi.skrivebeskyttet", mappe=self.mappe) from None
                case "hinder.register.skadet":
                    raise Hindret("hinder.kopi.skadet", fil=self.register) from None
            raise Hindret("hinder.kopi.borte", mappe=self.mappe) from None


class _Lest:
    """En fil som leses, så den ikke skrives om imens."""

    def __init__(self, fil: Path) -> None:
        self.fil = fil


@contextmanager
def les(fil: Path, key: str | None, valg: str = "") -> Iterator[sqlite3.Connection]:
    """En tilkobling til registeret som bare leser. En fil som ikke finnes, blir ikke til.

    ``valg`` er flere valg i adressen. Kaster ``KanIkke`` når filen er låst med noe annet enn ``key``.
    """
    lest = _Lest(fil)
    with PORTEN:
        if key is None and filslag(fil) is Filslag.LAAST:
            raise KanIkke("feil.register.laast", fil=fil.name)
        APNE.add(lest)
        conn = tilkobling(f"{uri(fil)}?mode=ro{valg}", key=key, uri=True)
    try:
        with nokkelen_passer(fil, key):
            conn.execute("PRAGMA application_id").fetchone()
        yield conn
    finally:
        conn.close()
        with PORTEN:
            APNE.discard(lest)


def _dag(kopi: Registerkopi) -> date:
    return kopi.tatt.astimezone().date()
