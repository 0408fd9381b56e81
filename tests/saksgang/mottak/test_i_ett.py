"""To skrivinger som hører sammen, er én: stanser det mellom dem, er loggen og filene som før."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mottak.mottakprover import STATSFORVALTER, en_sak, inngaende, saksfil

from overforing.mottak import overganger
from overforing.mottak.foresporsel import EgenHabilitet, Slag
from overforing.register.kontroll import kontroller
from overforing.sak.modell import Dokument, Malform, Overstyring
from overforing.saksgang.mottak.brev import Mottaksbrev
from overforing.saksgang.mottak.kontor import FOR_HAND, Mottakskontor
from overforing.saksgang.mottak.svar import Svarvalg

KOM = date(2026, 11, 20)
VALG = Svarvalg(Dokument.ETTERLYSNING, tekst="Hvem er spurt?", etterlyst="Hvem er spurt?", svarfrist=date(2099, 1, 4))


class Stanser:
    """En tilkobling som stanser ved skriving nummer ``ved``, også når det som er skrevet, skal settes."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn, self.ved = conn, 0

    def execute(self, sql: str, *resten: Any) -> sqlite3.Cursor:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "COMMIT")):
            self.ved -= 1
            if self.ved == 0:
                raise OSError("strømmen gikk")
        return self._conn.execute(sql, *resten)

    def __getattr__(self, navn: str) -> Any:
        return getattr(self._conn, navn)


@pytest.fixture
def kontor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mottakskontor]:
    kontor = STATSFORVALTER.kontor(tmp_path / "mottak.db")
    kontor._i.logg.bruker = "Ine Aune"
    filer = {"Etterlysning 2026-1.docx": b"W", "Etterlysning 2026-1.pdf": b"P"}
    monkeypatch.setattr(Mottaksbrev, "filer", lambda *_: filer)
    yield kontor
    kontor.lukk()


def _en_som_er_min(k: Mottakskontor) -> Any:
    k._i.logg.motta(inngaende(1), KOM)
    f = k.vis(k.i_dag.year, 1).f
    k.gjor(f.aar, f.nr, f.versjon, lambda f: overganger.tildel(f, k.meg))
    svar = overganger.svar_for_egen_habilitet
    return k.gjor(f.aar, f.nr, 2, lambda f: svar(f, k.meg, EgenHabilitet.HABIL, lederne_ikke_spurt=True)).f


def _brevet(k: Mottakskontor, mappe: Path) -> Callable[[], object]:
    f = _en_som_er_min(k)
    k.ta_vare(f.journalnummer, {"etterlys": {"hva": "Hvem er spurt?"}, "notat": {"tekst": "Annet."}})
    k._i.logg.lagre_brevutkast(f.aar, f.nr, VALG.dokument, Malform.NB, {"a": Overstyring(tekst="b", forslag="")})
    utkast = k.svar.lag(f, VALG, None, {})
    (mappe / "ut").mkdir()
    (mappe / "ut" / "Etterlysning 2026-1.docx").write_bytes(b"det forrige brevet")
    return lambda: k.svar.for_inn(utkast, mappe / "ut")


def _notatet(k: Mottakskontor, mappe: Path) -> Callable[[], object]:
    f = _en_som_er_min(k)
    k.ta_vare(f.journalnummer, {"notat": {"tekst": "Ringte."}})
    return lambda: k.gjor(f.aar, f.nr, f.versjon, lambda f: overganger.noter(f, "Ringte."), skjema="notat")


def _filer(mappe: Path) -> list[Path]:
    filer = [mappe / "a.jpg", mappe / "b.jpg"]
    for fil in filer:
        fil.write_bytes(b"\xff\xd8\xff" + fil.name.encode())
    return filer


def _legge_ved(k: Mottakskontor, mappe: Path) -> Callable[[], object]:
    f = _en_som_er_min(k)
    return lambda: k.legg_ved(f.aar, f.nr, _filer(mappe), k.i_dag)


def _for_hand(k: Mottakskontor, mappe: Path) -> Callable[[], object]:
    k.ta_vare("", {FOR_HAND: {"ref": "26/77"}})
    felt = {"slag": Slag.ANMODNING, "kommune": "5001"}
    return lambda: k.registrer_manuelt(felt, KOM, _filer(mappe))


def _sla_sammen(k: Mottakskontor, mappe: Path) -> Callable[[], object]:
    f = _en_som_er_min(k)
    k._i.logg.registrer_for_hand({"kommune": "5001"}, KOM)
    k.vis(f.aar, 2)
    k.ta_vare(f"{f.aar}/2", {"sla_sammen": {"nummer": f.journalnummer}})
    return lambda: k.sla_sammen(f.aar, 2, f.journalnummer)


def _ta_imot_en_ny_utgave(k: Mottakskontor, mappe: Path) -> Callable[[], object]:
    _en_som_er_min(k)
    fil = mappe / "ny.json"
    fil.write_bytes(saksfil(en_sak(1, allerede_gjort="Ingenting.")))
    return lambda: k.innlesing.registrer(fil, k.i_dag)


@pytest.mark.parametrize(
    "sammen", [_brevet, _notatet, _legge_ved, _for_hand, _sla_sammen, _ta_imot_en_ny_utgave], ids=lambda f: f.__name__
)
def test_stanser_det_mellom_to_som_horer_sammen_er_alt_som_for(
    sammen: Callable[[Mottakskontor, Path], Callable[[], object]], kontor: Mottakskontor, tmp_path: Path
) -> None:
    db = kontor._i.logg.db
    gjor = sammen(kontor, tmp_path)
    conn = db.conn = Stanser(db.conn)
    ut = tmp_path / "ut"

    def alt() -> tuple[list[str], dict[Path, bytes]]:
        return list(conn.iterdump()), {fil: fil.read_bytes() for fil in ut.glob("*")}

    for_ = alt()
    for ved in range(1, 60):
        conn.ved = ved
        try:
            gjor()
        except Exception:
            assert alt() == for_, f"stanset ved skriving {ved}"
        else:
            break
    assert ved > 2, "det var noe å stanse mellom"
    assert alt() != for_
    assert kontroller(db).i_orden
