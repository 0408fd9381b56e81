"""Er tilgangsloggen slik den ble ført? Hvert ledd mot det foran, delene som er tatt bort, og den nyeste kopien."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

from overforing.feil import KanIkke, Melding
from overforing.mottak.kontrollsvar import Funn, Kontroll, Kontrollslag, samle
from overforing.mottak.tilgang import Gjort

from .database import Register
from .skjemakontroll import skjemaet
from .tilgangslogg import summen
from .tilgangstabeller import TILGANG

_TABELLER = ("oppslag", "deler")


def kontroller(db: Register, kopi: Mapping[int, str] | None = None) -> Iterator[Funn]:
    """Det som er endret, lagt inn eller tatt bort utenom programmet. ``kopi`` er summene i en kopi, etter nummer."""
    with db.leser():
        skjemafunn = [Funn(f"tilgang_{ett.nokkel}", ett.hvor) for ett in skjemaet(db, TILGANG)]
        yield from skjemafunn
        if any(ett.hvor in _TABELLER for ett in skjemafunn):  # da er det ingenting å lese
            return
        yield from _kjeden(db)
        yield from _mot(db, kopi or {})


def med_tilgangen(
    svar: Kontroll, apne: Callable[[], Register], kopi: Callable[[], Mapping[int, str] | None]
) -> Kontroll:
    """Svaret på kontrollen av loggen, med det som er galt med tilgangsloggen ved siden av den."""
    try:
        with closing(apne()) as db:
            funn = list(kontroller(db, kopi()))
    except KanIkke as feil:
        funn = [Funn("tilgang_uleselig", feil.melding)]
    return replace(svar, avvik=(*svar.avvik, *samle((Kontrollslag.TILGANGEN, ett) for ett in funn)))


def summer(conn: Any) -> dict[int, str]:
    """Summene i filen, etter nummer, også den siste i hver del som er tatt bort."""
    return dict(conn.execute("SELECT nr, sum FROM oppslag UNION ALL SELECT til, sum FROM deler").fetchall())


def _kjeden(db: Register) -> Iterator[Funn]:
    nr, forrige = 0, ""
    borte = list(db.query("SELECT * FROM deler ORDER BY fra"))
    for del_ in borte:
        if del_["fra"] != nr + 1 or del_["til"] < del_["fra"]:
            yield Funn("tilgang_del", del_["del"])
        nr, forrige = del_["til"], del_["sum"]
    fort: dict[int, str] = {}
    for rad in db.query("SELECT * FROM oppslag ORDER BY nr"):
        if rad["nr"] != nr + 1:
            yield Funn("tilgang_hull", _plassene(nr + 1, rad["nr"] - 1))
        elif rad["forrige"] != forrige:
            yield Funn("tilgang_brutt", _plass(rad))
        if summen(rad["nr"], rad, rad["forrige"]) != rad["sum"]:
            yield Funn("tilgang_endret", _plass(rad))
        if rad["gjort"] == Gjort.FJERNET:
            fort[rad["nr"]] = rad["grunn"]
        nr, forrige = rad["nr"], rad["sum"]
    (talt,) = db.execute("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'oppslag'), 0)").fetchone()
    if talt != nr:
        yield Funn("tilgang_slutt", _plassene(nr + 1, talt))
    # At en del er tatt bort, er ført. Er den delen det er ført i, også borte, er den siste summen alt som er igjen.
    siste_borte = max((del_["til"] for del_ in borte), default=0)
    for del_ in borte:
        if del_["fjernet"] <= del_["til"] or (
            del_["fjernet"] > siste_borte and fort.get(del_["fjernet"]) != del_["del"]
        ):
            yield Funn("tilgang_del", del_["del"])


def _mot(db: Register, kopi: Mapping[int, str]) -> Iterator[Funn]:
    """Det siste kopien har, er det samme her, når det ikke er i en del som er tatt bort siden."""
    her = summer(db.conn)
    if kopi and max(kopi) > max(her, default=0):
        yield Funn("tilgang_slutt", _plassene(max(her, default=0) + 1, max(kopi)))
    elif ulike := [nr for nr, sum_ in kopi.items() if her.get(nr, sum_) != sum_]:
        yield Funn("tilgang_annen", _plassene(min(ulike), max(ulike)))


def _plass(rad: Mapping[str, Any]) -> str:
    return f"{rad['nr']} ({rad['del']})"


def _plassene(fra: int, til: int) -> Melding | str:
    return str(fra) if til <= fra else f"{fra}–{til}"
