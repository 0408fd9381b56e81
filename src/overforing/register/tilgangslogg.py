"""Tilgangsloggen på disken: å føre, å lese, og å ta bort delene som har stått så lenge som er bestemt.

Den ligger ved siden av Statsforvalterens logg og aldri i den. På en nettverksmappe er den bare åpen mens noe føres, så
alle som leser loggen der, kan føre.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from overforing.mottak.tilgang import FLEST, LANGT, Gjort, Hvem, Oppslag, for_gamle, maaned

from .database import Register, skriv_over_rester
from .kjede import kanonisk
from .kryptering import sqlitefeil
from .tid import tid, tidspunkt

FELT = ("del", "tidspunkt", "navn", "konto", "gjort", "aar", "journalnr", "grunn")


def fil_ved(logg: Path) -> Path:
    """Der tilgangsloggen til en logg ligger."""
    return logg.with_name("tilgang.db" if logg.name == "mottak.db" else f"{logg.stem}.tilgang.db")


def summen(nr: int, rad: Mapping[str, Any], forrige: str) -> str:
    """Summen av en rad. Tidspunktet er med til mikrosekundet, så den ikke kan gjettes av det som går ut."""
    form = {"form": 1, "nr": nr, "forrige": forrige, **{felt: rad[felt] for felt in FELT}}
    return hashlib.sha256(kanonisk(form)).hexdigest()


class Tilgangslogg:
    """``apne`` åpner filen, og kaster ``KanIkke`` når den mangler, er skadet, eller er eldre enn kopiene av den. Den
    gis om det er første gang: siden er det nok at den er der.


    ``begynt`` kalles når den er ny, så den første kopien tas med en gang: mangler den siden, blir det sett.
    ``maaneder`` er hvor lenge en del står. Alle kallene skal komme fra den samme tråden.
    """

    venter = 2.0
    """Så mange sekunder ventes det på en annen på en nettverksmappe, som bare har den åpen mens noe føres."""

    def __init__(
        self,
        apne: Callable[[bool], Register],
        na: Callable[[], datetime],
        maaneder: Callable[[], int],
        begynt: Callable[[], object] = lambda: None,
    ) -> None:
        self._apne, self._na, self._maaneder, self._begynt = apne, na, maaneder, begynt
        self._db: Register | None = None
        self._forste = True

    def noter(self, hvem: Hvem, gjort: Gjort, nummer: tuple[int, int] | None = None, grunn: str = "") -> bool:
        """Før det som er gjort. Gir om loggen er begynt med dette. Kaster ``KanIkke``; da er ingenting ført."""
        with self._til_aa_skrive() as db:
            with db.skriver():
                ny = self._siste(db)[0] == 0
                if ny:
                    self._legg_til(db, hvem, Gjort.BEGYNT, None, "")
                self._fjern_gamle(db, hvem)
                self._legg_til(db, hvem, gjort, nummer, grunn)
            self._rydd(db)
        if ny:
            self._begynt()
        return ny

    def egne(self, hvem: Hvem) -> tuple[Oppslag, ...]:
        """Det brukeren på maskinen har gjort, det nyeste først. Hvem som egentlig spør, avgjør den som kaller."""
        return self._les(f"konto = :konto ORDER BY nr DESC LIMIT {FLEST}", {"konto": hvem.konto})

    def om(self, nummer: tuple[int, int]) -> tuple[Oppslag, ...]:
        """Det som er gjort med én forespørsel, det nyeste først."""
        return self._les("aar = :aar AND journalnr = :nr ORDER BY nr DESC", {"aar": nummer[0], "nr": nummer[1]})

    def siden(self) -> datetime | None:
        """Tidspunktet på det eldste som står."""
        with self._apnet() as db, db.leser():
            (rad,) = db.rader("SELECT min(tidspunkt) AS forst FROM oppslag", {})
        return tidspunkt(rad["forst"]) if rad["forst"] else None

    def lukk(self) -> None:
        if self._db is not None:
            db, self._db = self._db, None
            db.close()

    def _les(self, vilkar: str, verdier: dict[str, Any]) -> tuple[Oppslag, ...]:
        with self._apnet() as db, db.leser():
            rader = db.rader(f"SELECT * FROM oppslag WHERE {vilkar}", verdier)
        return tuple(_oppslag(rad) for rad in rader)

    @contextmanager
    def _apnet(self) -> Iterator[Register]:
        if self._db is None:
            self._db = self._apne(self._forste)
            self._forste = False
        try:
            yield self._db
        finally:
            if self._db.pa_nett:
                self.lukk()

    @contextmanager
    def _til_aa_skrive(self) -> Iterator[Register]:
        frist = time.monotonic() + self.venter
        while True:
            with self._apnet() as db:
                if db.skrivebeskyttet is None or time.monotonic() > frist:
                    yield db
                    return
            time.sleep(0.1)

    @staticmethod
    def _siste(db: Register) -> tuple[int, str, str]:
        """Nummeret, delen og summen sist i kjeden, også når det er i en del som er tatt bort."""
        for sql in ("nr, del, sum FROM oppslag ORDER BY nr", "til, del, sum FROM deler ORDER BY til"):
            if (rad := db.execute(f"SELECT {sql} DESC LIMIT 1").fetchone()) is not None:
                return rad[0], rad[1], rad[2]
        return 0, "", ""

    def _legg_til(self, db: Register, hvem: Hvem, gjort: Gjort, nummer: tuple[int, int] | None, grunn: str) -> int:
        sist, del_, forrige = self._siste(db)
        naa = tid(self._na())
        aar, journalnr = nummer or (None, None)
        rad: dict[str, Any] = {
            "del": maaned(naa, del_),
            "tidspunkt": naa,
            "navn": hvem.navn,
            "konto": hvem.konto,
            "gjort": gjort.value,
            "aar": aar,
            "journalnr": journalnr,
            "grunn": grunn,
        }
        sum_ = summen(sist + 1, rad, forrige)
        db.sett_inn("oppslag", {"nr": sist + 1, **rad, "forrige": forrige, "sum": sum_})
        return sist + 1

    def _fjern_gamle(self, db: Register, hvem: Hvem) -> None:
        """Ta bort delene som har stått så lenge som er bestemt. At de er tatt bort, føres; summen av den siste står."""
        naa = tid(self._na())
        (forst,) = db.execute("SELECT min(del) FROM oppslag").fetchone()
        if forst is None or not for_gamle([forst], naa, self._maaneder()) or self._kan_vaere_klokka(db, naa):
            return
        delene = [del_ for (del_,) in db.execute("SELECT DISTINCT del FROM oppslag")]
        for del_ in for_gamle(delene, naa, self._maaneder()):
            fjernet = self._legg_til(db, hvem, Gjort.FJERNET, None, del_)
            db.execute(
                """
                INSERT INTO deler SELECT del, min(nr), max(nr),
                    (SELECT sum FROM oppslag o WHERE o.nr = (SELECT max(nr) FROM oppslag WHERE del = :del)), :fjernet
                FROM oppslag WHERE del = :del
                """,
                {"del": del_, "fjernet": fjernet},
            )
            db.execute("DELETE FROM oppslag WHERE del = :del", {"del": del_})
            self._har_fjernet = True

    _har_fjernet = False

    @staticmethod
    def _kan_vaere_klokka(db: Register, naa: str) -> bool:
        """Om det ikke er ført noe på lenge, en annen dag enn i dag: da kan klokka være stilt fram."""
        (sist,) = db.execute("SELECT max(tidspunkt) FROM oppslag WHERE tidspunkt < ?", (naa[:10],)).fetchone()
        return sist is None or tidspunkt(naa) - tidspunkt(sist) > LANGT

    def _rydd(self, db: Register) -> None:
        """Det som er tatt bort, skal heller ikke ligge igjen mellom sidene i filen."""
        if self._har_fjernet:
            self._har_fjernet = False
            try:
                skriv_over_rester(db)
            except sqlitefeil():  # en annen leser; neste gang noe tas bort, går det
                return


def _oppslag(rad: Mapping[str, Any]) -> Oppslag:
    """Linjen. En som ikke kan leses, skjuler ikke de andre; hva som er galt med den, finner kontrollen."""
    nummer, hvem = (rad["aar"], rad["journalnr"]), Hvem(rad["navn"], rad["konto"])
    try:
        return Oppslag(
            rad["nr"], tidspunkt(rad["tidspunkt"]), hvem, Gjort(rad["gjort"]), *nummer, grunn=str(rad["grunn"])
        )
    except (ValueError, TypeError):
        return Oppslag(rad["nr"], _UKJENT_TID, hvem, Gjort.UKJENT, *nummer)


_UKJENT_TID = datetime(1970, 1, 2, tzinfo=UTC)
