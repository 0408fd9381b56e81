"""Kjeden gjennom loggen: formen summen er av, det som er med i den, og det den røper."""

from __future__ import annotations

import hashlib
import json
import runpy
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, inngaende
from register.registerprover import BARE_FIL, Apne, Klokke, LagLogg

from overforing.mottak import overganger, sladding
from overforing.mottak.hendelser import Sladdegrunn
from overforing.mottak.sladding import Bestemt
from overforing.register.database import Register
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kjede import DOKUMENTFELT, kanonisk, nyeste_merke
from overforing.register.kontroll import kontroller
from overforing.register.mottakstabeller import MOTTAK

INE, TOR = "Ine Aune", "Tor Hegg"
NOTAT = "Søkeren heter Olav Glippmo."


@pytest.fixture
def logg(lag_logg: LagLogg) -> Foresporselsregister:
    """En forespørsel med et notat Tor har sladdet."""
    logg = lag_logg(INE, PROGRAM.geografi.navn)
    f = logg.motta(replace(inngaende(), filnavn="Olav Glippmo.json"), MOTTATT).foresporsel
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, NOTAT))
    logg.bruker = TOR
    historikk = logg.historikk(f.aar, f.nr)
    bort = sladding.sladd(f, historikk, 2, Sladdegrunn.FEIL_PERSON, TOR, ingen_innsyn=True)
    logg.gjor(f.aar, f.nr, f.versjon, bort)
    return logg


def tilintetgjor(logg: Foresporselsregister) -> None:
    f, historikk = logg.les(2026, 1), logg.historikk(2026, 1)
    logg.gjor(2026, 1, f.versjon, sladding.tilintetgjor(f, historikk, 2, Bestemt.DOMSTOL, MOTTATT, "Dom."))


def test_den_kanoniske_formen_er_den_i_rfc_8785() -> None:
    """Tekstene i avsnitt 3.2.2, uten flyttallene: en hendelse har ingen."""
    inn = {
        "string": '\u20ac$\u000f\nA\'B"\\\\"/',
        "literals": [None, True, False],
        "numbers": [333, 10],
        "\r": "Carriage",
    }
    ut = '{"\\r":"Carriage","literals":[null,true,false],"numbers":[333,10],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert kanonisk(inn) == ut.encode()
    with pytest.raises(ValueError, match="surrogates"):
        kanonisk("\ud800")


@BARE_FIL
def test_alt_som_fores_er_med_i_summen(logg: Foresporselsregister) -> None:
    """Kommer det en kolonne til, må den inn i en ny form av kjeden."""
    kolonner = {t: {rad[1] for rad in logg.db.execute(f"PRAGMA table_info({t})")} for t in ("hendelser", "dokumenter")}
    assert kolonner["hendelser"] == {"foresporsel", "nr", "tidspunkt", "av", "handling", "endret", "tekst"}
    assert kolonner["dokumenter"] == {*DOKUMENTFELT, "foresporsel", "hendelse", "sak", "filnavn"}


def test_hver_hendelse_er_bundet_til_den_forrige_og_merket_er_den_siste(logg: Foresporselsregister) -> None:
    rader = logg.db.execute("SELECT lopenr, forrige, sum FROM kjede ORDER BY lopenr").fetchall()
    assert [(nr, forrige) for nr, forrige, _ in rader] == [(1, ""), (2, rader[0][2]), (3, rader[1][2])]
    assert logg.nyeste_merke() == str(nyeste_merke(logg.db)) == f"3-{rader[2][2][:16]}"


def test_det_noen_har_skrevet_star_aldri_i_kjeden_og_kan_ikke_gjettes_nar_det_er_borte(
    logg: Foresporselsregister,
) -> None:
    def kjeden() -> str:
        return "".join(map(str, logg.db.execute("SELECT * FROM kjede").fetchall()))

    assert not any(ord_ in kjeden() for ord_ in ("Glippmo", "Trondheim", hashlib.sha256(NOTAT.encode()).hexdigest()))
    (saltet, salter) = logg.db.execute("SELECT saltet, salter FROM kjede WHERE lopenr = 2").fetchone()
    assert set(json.loads(salter)) == set(json.loads(saltet)) == {"tekst"}
    if isinstance(logg.db, Register):  # på en tjener: test_felles_sperrer
        for sql in ("UPDATE kjede SET salter = '{}'", "UPDATE kjede SET sum = ''", "DELETE FROM kjede"):
            with pytest.raises(sqlite3.DatabaseError, match="bare legges til"):
                logg.db.execute(sql)
    for_ = logg.nyeste_merke()
    tilintetgjor(logg)
    assert logg.db.execute("SELECT saltet, salter FROM kjede WHERE lopenr = 2").fetchone() == (saltet, "{}")
    assert json.loads(salter)["tekst"] not in kjeden()
    assert kontroller(logg.db).i_orden
    assert for_.split("-")[1] in kjeden(), "merket i et brev fra før stemmer fortsatt"


@BARE_FIL
def test_det_en_eldre_logg_har_kjedes_ogsa_det_som_er_tilintetgjort(
    logg: Foresporselsregister, apne: Apne, klokke: Klokke, tmp_path: Path
) -> None:
    klokke.fram(minutes=-30)  # klokka var stilt tilbake
    tilintetgjor(logg)
    logg.motta(inngaende(2), MOTTATT)
    eldre, uten = tmp_path / "eldre.db", tuple(e for e in MOTTAK.endringer if e.__name__ != "kjede")
    apne(eldre, skjema=replace(MOTTAK, endringer=uten)).close()
    logg.db.conn.execute("ATTACH ? AS eldre", (str(eldre),))
    for tabell in ("foresporsler", "hendelser", "filer", "dokumenter", "soketekster"):
        kolonner = ", ".join(rad[1] for rad in logg.db.conn.execute(f"PRAGMA eldre.table_info({tabell})"))
        logg.db.conn.execute(f"INSERT INTO eldre.{tabell} ({kolonner}) SELECT {kolonner} FROM main.{tabell}")
    logg.db.conn.execute("DETACH eldre")
    db = apne(eldre, skjema=MOTTAK)
    assert db.execute("SELECT foresporsel, nr FROM kjede ORDER BY lopenr").fetchall() == [
        (2, 1),
        *((1, nr) for nr in (1, 2, 3, 4)),
    ]
    svar = kontroller(db)
    assert svar.avvik == ()
    assert [(a.nokkel, *map(str, a.hvor)) for a in svar.merknader] == [("klokka", "2026/1 (hendelse 4)")]


@pytest.fixture(scope="module")
def aerlig() -> Iterator[Any]:
    veien = sys.path.copy()
    yield runpy.run_path(str(Path(__file__).resolve().parents[2] / "tools" / "aerlige_logger.py"))["prov"]
    sys.path[:] = veien


@pytest.mark.parametrize("nr", range(4))
def test_en_aerlig_logg_er_i_orden(aerlig: Any, tmp_path: Path, nr: int) -> None:
    """Tusen av dem med ``tools/aerlige_logger.py``."""
    svar, _ = aerlig(tmp_path, f"suiten/{nr}")
    assert svar.avvik == ()
