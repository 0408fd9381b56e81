"""Innstillingene: en liten fil som tåler å bli skadet, og aldri tar med seg det den ikke kjenner."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from linjer import LINJEN, linjer

from overforing.feil import KanIkke
from overforing.program.innstillinger import FIL, SKADET, Innstillinger, Innstillingslager, les, skriv
from overforing.sak.person import Linje, Person

ALT = Innstillinger(
    kontor={"navn": "Nav Eksempel", "kommune": "5001", "postnummer": "7004"},
    navnet_ditt="Ida Øye",
    malform="nn",
    vindu="abc=",
    personer=(
        Person(id="a1", navn="Kari Moen", rolle="kommunalsjef", ingen_over="parlamentarisk_styre"),
        Person(id="a2", navn="Ánne Sárá", rolle="veileder", overordnet="a1", sluttet=True),
    ),
    bekreftede_adresser={"trondelag": "Postboks 2600\n7734 Steinkjer"},
    mappe="/tmp/brev",
)

posix = pytest.mark.skipif(os.name != "posix", reason="tilganger er på en annen måte her")


def test_uten_fil_er_alt_standard_og_ingen_melding(tmp_path: Path) -> None:
    assert les(tmp_path) == Innstillinger()
    assert les(tmp_path / "finnes ikke").melding is None


def test_det_som_skrives_leses_likt_tilbake(tmp_path: Path) -> None:
    skriv(tmp_path / "ny" / "mappe", ALT)
    assert les(tmp_path / "ny" / "mappe") == ALT
    assert les(tmp_path / "ny" / "mappe").melding is None, "hvert felt i filen er av et slag som kan leses"


@posix
def test_fil_og_mappe_er_bare_for_brukeren(tmp_path: Path) -> None:
    mappe = tmp_path / "data"
    skriv(mappe, ALT)
    assert stat.S_IMODE(mappe.stat().st_mode) == 0o700
    assert stat.S_IMODE((mappe / FIL).stat().st_mode) == 0o600
    assert [fil.name for fil in mappe.iterdir()] == [FIL]


@pytest.mark.parametrize("innhold", [b"", b"{", b"[]", b"\xff\xfe\x00", b'"tekst"', b"[" * 100_000])
def test_en_skadet_fil_legges_til_side_med_en_melding(tmp_path: Path, innhold: bytes) -> None:
    (tmp_path / FIL).write_bytes(innhold)
    lest = les(tmp_path)
    assert lest == Innstillinger()
    assert SKADET in str(lest.melding)
    assert (tmp_path / SKADET).read_bytes() == innhold
    assert not (tmp_path / FIL).exists()


def test_ett_galt_felt_tar_ikke_de_andre_med_seg(tmp_path: Path) -> None:
    skriv(tmp_path, ALT)
    verdier = json.loads((tmp_path / FIL).read_text("utf-8"))
    (tmp_path / FIL).write_text(
        json.dumps(verdier | {"malform": "sv", "vindusmalform": "se", "personer": [1]}), "utf-8"
    )
    lest = les(tmp_path)
    assert lest.melding
    assert (lest.malform, lest.vindusmalform, lest.personer) == ("nb", "nb", ())
    assert (lest.kontor, lest.navnet_ditt) == (ALT.kontor, ALT.navnet_ditt)


def _skriv_personer(mappe: Path, personer: object) -> None:
    (mappe / FIL).write_text(json.dumps({"navnet_ditt": "Ida Øye", "personer": personer}), "utf-8")


def test_en_eldre_fil_mister_ingen(tmp_path: Path) -> None:
    eldre = [{"navn": "Kari Moen", "rolle": "nav_leder"}, {"navn": "Siri Lund", "rolle": ""}]
    _skriv_personer(tmp_path, eldre)
    lest = les(tmp_path)
    assert lest.melding is None
    assert lest.personer == (
        Person(id="a1", navn="Kari Moen", rolle="nav_leder"),
        Person(id="a2", navn="Siri Lund"),
    )
    skriv(tmp_path, lest)
    assert les(tmp_path) == lest


@given(linje=linjer())
def test_en_linje_leses_tilbake_slik_den_ble_skrevet(linje: Linje) -> None:
    with tempfile.TemporaryDirectory() as mappe:
        skriv(Path(mappe), Innstillinger(personer=linje))
        lest = les(Path(mappe))
    assert lest.personer == linje
    assert lest.melding is None


RING = (Person(id="a1", overordnet="a2"), Person(id="a2", overordnet="a1"))
UTEN_HODE = (Person(id="a1", overordnet="a9"),)
SAMME_ID = (Person(id="a1"), Person(id="a1"))


@pytest.mark.parametrize("linje", [RING, UTEN_HODE, SAMME_ID, (Person(id=""),), (Person(id="a1", overordnet="a1"),)])
def test_en_linje_som_ikke_er_hel_kan_verken_lagres_eller_leses(tmp_path: Path, linje: Linje) -> None:
    lager = Innstillingslager(tmp_path)
    lager.endre(personer=LINJEN)
    with pytest.raises(ValueError, match="ikke hel"):
        lager.endre(personer=linje)
    assert les(tmp_path).personer == LINJEN
    _skriv_personer(tmp_path, [vars(person) for person in linje])
    lest = les(tmp_path)
    assert (lest.personer, lest.navnet_ditt) == ((), "Ida Øye")
    assert (tmp_path / SKADET).exists()


@pytest.mark.parametrize("galt", [{"sluttet": "ja"}, {"overordnet": None}, {"id": 1}, {"navn": ["Kari"]}])
def test_noe_galt_om_en_person_legger_filen_til_side(tmp_path: Path, galt: dict[str, object]) -> None:
    _skriv_personer(tmp_path, [vars(LINJEN[0]) | galt])
    lest = les(tmp_path)
    assert (lest.personer, lest.navnet_ditt) == ((), "Ida Øye")
    assert (tmp_path / SKADET).exists()


def test_innstillingene_har_aldri_noe_svar_om_noen(tmp_path: Path) -> None:
    _skriv_personer(tmp_path, [vars(LINJEN[0]) | {"inhabil": True, "tilknytninger": []}])
    Innstillingslager(tmp_path).endre(malform="nn")
    (person,) = json.loads((tmp_path / FIL).read_text("utf-8"))["personer"]
    assert person.keys() == {"id", "navn", "rolle", "overordnet", "ingen_over", "sluttet"}


def test_felt_fra_en_nyere_utgave_beholdes(tmp_path: Path) -> None:
    (tmp_path / FIL).write_text(json.dumps({"framtid": {"a": [1, None]}, "navnet_ditt": "Ida"}), "utf-8")
    Innstillingslager(tmp_path).endre(malform="nn")
    verdier = json.loads((tmp_path / FIL).read_text("utf-8"))
    assert verdier["framtid"] == {"a": [1, None]}
    assert (verdier["navnet_ditt"], verdier["malform"]) == ("Ida", "nn")


def test_en_endring_skrives_med_en_gang_og_likt_skrives_ikke(tmp_path: Path) -> None:
    lager = Innstillingslager(tmp_path)
    lager.endre(navnet_ditt="")
    assert not (tmp_path / FIL).exists()
    lager.endre(navnet_ditt="Ida")
    assert les(tmp_path).navnet_ditt == "Ida"


def test_gar_det_ikke_a_skrive_gjelder_endringen_likevel_i_programmet(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", "utf-8")
    lager = Innstillingslager(tmp_path / "fil")
    with pytest.raises(KanIkke, match="ikke lagret"):
        lager.endre(navnet_ditt="Ida")
    assert lager.verdier.navnet_ditt == "Ida"
