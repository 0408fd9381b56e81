"""``overforing registrer`` og ``overforing register``: koder, standard ut og standard feil."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from mottak.mottakprover import brev, en_sak, saksfil

from overforing.cli.kommandoer import kjor

NAVN = ("--navn", "Ine Aune")


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "logg" / "mottak.db")


@pytest.fixture
def filer(tmp_path: Path) -> list[str]:
    """To brev som kan brukes, og ett som ikke kan det."""
    (tmp_path / "en.docx").write_bytes(brev("docx"))
    (tmp_path / "to.json").write_bytes(saksfil(en_sak(2)))
    (tmp_path / "tull.pdf").write_bytes(b"Hei")
    return [str(tmp_path / navn) for navn in ("en.docx", "tull.pdf", "to.json")]


def test_registrer_forer_det_som_kan_brukes_og_sier_hvorfor_ikke(db: str, filer: list[str], capsys) -> None:
    assert kjor(["registrer", *filer, "--register", db, *NAVN]) == 2
    svar = capsys.readouterr()
    assert [linje.split(": ")[1].split(".")[0] for linje in svar.out.splitlines()] == [
        "Ført som 2026/1".replace("2026", _aar()),
        f"Ført som {_aar()}/2",
    ]
    assert "tull.pdf: Navnet slutter på .pdf" in svar.err


def _aar() -> str:
    from overforing.program.program import na

    return str(na().year)


def test_registrer_som_json_gir_en_linje_per_fil_i_rekkefolge(db: str, filer: list[str], capsys) -> None:
    kjor(["registrer", *filer, filer[0], "--register", db, *NAVN, "--json", "--mottatt", "2026-11-20"])
    linjer = [json.loads(linje) for linje in capsys.readouterr().out.splitlines()]
    assert [linje["utfall"] for linje in linjer] == ["ny", "avvist", "ny", "allerede"]
    assert [linje["fil"] for linje in linjer] == [*filer, filer[0]]
    assert kjor(["register", "vis", linjer[0]["journalnummer"], "--register", db, "--json"]) == 0
    vist = json.loads(capsys.readouterr().out)
    assert (vist["mottatt"], vist["frist"], vist["dokumenter"][0]["tekst"]) == ("2026-11-20", "2026-12-20", "uendret")
    assert vist["sak"]["id"] == en_sak().id
    assert vist["vurdering"]["utfall"] == "be_om_overforing"


def test_et_brev_datert_etter_dagen_det_kom_ma_bekreftes(db: str, filer: list[str], capsys) -> None:
    ord_ = ["registrer", filer[2], "--register", db, *NAVN, "--mottatt", "2020-01-02"]
    assert kjor(ord_) == 2
    assert "--likevel" in capsys.readouterr().err
    assert kjor([*ord_, "--likevel"]) == 0
    assert "Ført som" in capsys.readouterr().out


def test_det_som_ikke_kan_leses_kan_fores_legges_ved_og_slas_sammen(db: str, filer: list[str], capsys) -> None:
    assert kjor(["registrer", filer[0], filer[1], "--register", db, *NAVN]) == 2
    assert "--som-den-er" in capsys.readouterr().err
    assert kjor(["registrer", filer[1], "--register", db, *NAVN, "--som-den-er"]) == 0
    en, to = f"{_aar()}/1", f"{_aar()}/2"
    assert kjor(["register", "legg-ved", en, filer[1], "--register", db, *NAVN]) == 1
    assert f"alt ført, på {to}" in capsys.readouterr().err
    assert kjor(["register", "sla-sammen", to, en, "--register", db, *NAVN]) == 0
    assert f"{to} er slått sammen med {en}." in capsys.readouterr().out
    kjor(["register", "vis", to, "--register", db])
    assert f"slått sammen med {en}" in capsys.readouterr().out
    assert kjor(["register", "kontroller", "--register", db]) == 0


def test_en_fil_som_er_borte_gir_1(db: str, tmp_path: Path, capsys) -> None:
    assert kjor(["registrer", str(tmp_path / "borte.docx"), "--register", db, *NAVN]) == 1
    assert "filen finnes ikke" in capsys.readouterr().err


@pytest.mark.parametrize(("dato", "melding"), [("2999-01-01", "fram i tid"), ("i går", "ikke en dato")])
def test_en_dato_som_ikke_kan_vaere_rett_sies_og_ingenting_fores(
    db: str, filer: list[str], dato: str, melding: str, capsys
) -> None:
    assert kjor(["registrer", filer[0], "--register", db, *NAVN, "--mottatt", dato]) == 2
    assert melding in capsys.readouterr().err
    kjor(["register", "liste", "--register", db])
    assert capsys.readouterr().out == ""


def test_liste_sok_og_vis(db: str, filer: list[str], capsys) -> None:
    kjor(["registrer", filer[0], filer[2], "--register", db, *NAVN])
    capsys.readouterr()
    assert kjor(["register", "liste", "nye", "--register", db, "--json"]) == 0
    assert [json.loads(linje)["journalnummer"] for linje in capsys.readouterr().out.splitlines()] == [
        f"{_aar()}/2",
        f"{_aar()}/1",
    ]
    assert kjor(["register", "liste", "--omfang", "en_soknad", "--register", db]) == 0
    assert "Ingen forespørsler." in capsys.readouterr().err
    assert kjor(["register", "sok", "trond", "--register", db, "--antall", "1"]) == 0
    svar = capsys.readouterr()
    assert len(svar.out.splitlines()) == 1
    assert "Det er flere" in svar.err
    assert kjor(["register", "vis", f"{_aar()}/1", "--register", db]) == 0
    assert "Programmets vurdering av de samme svarene" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argumenter", "kode", "melding"),
    [
        (["vis", "2026/99"], 1, "ingen forespørsel 2026/99"),
        (["vis", "tull"], 2, "år og nummer"),
        (["liste", "tull"], 2, "ikke en kø"),
        (["liste", "--sorter", "tull"], 2, "ikke en sortering"),
    ],
)
def test_det_som_ikke_finnes_sies_uten_sporingsutskrift(
    db: str, argumenter: list[str], kode: int, melding: str, capsys
) -> None:
    assert kjor(["register", *argumenter, "--register", db]) == kode
    svar = capsys.readouterr()
    assert melding in svar.err
    assert svar.out == ""


def test_kontroller_sier_ja_og_siden_nei(db: str, filer: list[str], capsys) -> None:
    kjor(["registrer", filer[0], "--register", db, *NAVN])
    capsys.readouterr()
    assert kjor(["register", "kontroller", "--register", db]) == 0
    assert "Loggen er i orden." in capsys.readouterr().out
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("DROP TRIGGER vern_filer_update")
        conn.execute("UPDATE filer SET innhold = x'00'")
        conn.commit()
    assert kjor(["register", "kontroller", "--register", db, "--json"]) == 1
    svar = capsys.readouterr()
    assert {a["slag"] for a in json.loads(svar.out)["avvik"]} == {"databasen", "filene"}
    assert "ikke lenger slik den kom" in svar.err


def test_kontroller_mot_et_brev_en_journal_og_en_kopi(db: str, filer: list[str], tmp_path: Path, capsys) -> None:
    kjor(["registrer", filer[0], "--register", db, *NAVN])
    journal, kopi = str(tmp_path / "liste.csv"), str(tmp_path / "kopi.db")
    eksporter = ["register", "eksporter", "dokumenter", "--register", db, "--ut", journal, "--embete", "trondelag"]
    assert kjor(eksporter) == 0
    kjor(["registrer", filer[2], "--register", db, *NAVN])
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("VACUUM INTO ?", (kopi,))
    capsys.readouterr()
    ord_ = ["register", "kontroller", "--register", db]
    assert kjor([*ord_, "--mot", journal, kopi]) == 0
    assert "Merket på loggen er 2-" in capsys.readouterr().out
    assert kjor([*ord_, "--mot", filer[0]]) == 1
    assert "ikke noe merke fra en logg" in capsys.readouterr().err, "kommunens eget brev"
    assert kjor([*ord_, "--mot", str(tmp_path / "borte.pdf")]) == 1
    assert "finnes ikke" in capsys.readouterr().err
    assert kjor([*ord_, journal]) == 2
    eldre = str(tmp_path / "eldre" / "mottak.db")
    kjor(["registrer", filer[2], "--register", eldre, *NAVN])
    capsys.readouterr()
    assert kjor(["register", "kontroller", "--register", eldre, "--mot", journal, kopi, "--json"]) == 1
    svar = json.loads(capsys.readouterr().out)
    assert [(a["nokkel"], len(a["hvor"])) for a in svar["avvik"]] == [("anker_annen", 2)]


def test_en_eldre_logg_lagt_tilbake_finnes_mot_sikkerhetskopiene_av_seg_selv(
    db: str, filer: list[str], tmp_path: Path, capsys
) -> None:
    forrige_uke, mappe = tmp_path / "forrige-uke.db", Path(db).parent
    ord_ = ["register", "kontroller", "--register", db]
    kjor(["registrer", filer[0], "--register", db, *NAVN])
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("VACUUM INTO ?", (str(forrige_uke),))
    kjor(["registrer", filer[2], "--register", db, *NAVN])
    assert kjor(["kopier", "ta", "--logg", "--register", db]) == 0
    (mappe / "sikkerhetskopier" / "mottak-20200101T000000Z.db").write_bytes(b"skadet")
    capsys.readouterr()
    assert kjor(ord_) == 0
    svar = capsys.readouterr()
    tatt = len(list((mappe / "sikkerhetskopier").glob("*.db"))) - 1  # to i samme sekund er én
    assert f"Prøvd mot sikkerhetskopier: {tatt}." in svar.out
    assert "mottak-20200101T000000Z.db" in svar.err
    for fil in mappe.glob("mottak.db*"):
        fil.unlink()
    forrige_uke.rename(db)
    assert kjor(ord_) == 1
    assert "eldre logg er lagt tilbake" in capsys.readouterr().err
    # Er det gjort med vilje, i programmet, er det ikke tukling; det sies likevel.
    assert kjor(["kopier", "legg-tilbake", "nyeste", "--logg", "--register", db]) == 0
    capsys.readouterr()
    assert kjor(ord_) == 0
    svar = capsys.readouterr()
    assert "byttet ut eller begynt på nytt" in svar.err
    assert "Prøvd mot sikkerhetskopier: 0." in svar.out


def test_tegn_som_styrer_skjermen_eller_snur_retningen_vises_som_kodepunkter(db: str, tmp_path: Path, capsys) -> None:
    lurt = "faktura\u202excod.\x1b[2J\x9b\udcff.pdf"
    kjor(["registrer", str(tmp_path / lurt), "--register", db, *NAVN])
    kjor(["registrer", str(tmp_path / lurt), "--register", db, *NAVN, "--json"])
    svar = capsys.readouterr()
    assert "faktura<U+202E>xcod.<U+001B>[2J<U+009B><U+DCFF>.pdf" in svar.err
    assert json.loads(svar.out)["fil"] == str(tmp_path / lurt)
    assert all(tegn.isprintable() or tegn == "\n" for tegn in svar.out + svar.err)
    (tmp_path / "navn.json").write_bytes(saksfil(en_sak(1, saksnummer="2026/7\u202e\x85")))
    kjor(["registrer", str(tmp_path / "navn.json"), "--register", db, *NAVN])
    kjor(["register", "vis", f"{_aar()}/1", "--register", db])
    assert "2026/7<U+202E>" in (ut := capsys.readouterr().out)
    assert all(tegn.isprintable() or tegn in "\n\N{NO-BREAK SPACE}" for tegn in ut)
