"""Oppsettet for maskinen: det som er bestemt, kan ikke endres, og en feil i filen slår ingenting av."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from overforing.cli.kommandoer import kjor
from overforing.las.nokkel import grupper
from overforing.program.felles import Loggvalg
from overforing.program.innstillinger import Innstillingslager, les
from overforing.program.oppsett import NOKLER, Oppsett
from overforing.program.program import Program
from overforing.stier import omdirigert, oppsettfil
from overforing.tekster import rettskriving


@pytest.fixture
def fil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fil = tmp_path / "oppsett.toml"
    monkeypatch.setenv("OVERFORING_OPPSETT", str(fil))
    return fil


def lest(fil: Path, tekst: str | bytes) -> Oppsett:
    fil.write_bytes(tekst if isinstance(tekst, bytes) else tekst.encode())
    return Program.start().oppsett


def test_filen_er_der_systemet_har_det_som_gjelder_maskinen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OVERFORING_OPPSETT")
    monkeypatch.setenv("PROGRAMDATA", "D:/Felles")
    stier = [oppsettfil(system).as_posix() for system in ("win32", "darwin", "linux")]
    assert stier == [
        "D:/Felles/Overforing/oppsett.toml",
        "/Library/Application Support/Overforing/oppsett.toml",
        "/etc/overforing/oppsett.toml",
    ]


def test_uten_fil_er_ingenting_bestemt(fil: Path) -> None:
    assert Program.start().oppsett == Oppsett()
    assert not Oppsett().krever_las


GALT = [
    ("[bestemt]\nlas.krev = 'ja'", "linje 2: «las.krev» skal være true eller false, uten anførselstegn, ikke «ja»."),
    ("[bestemt.las]\n\nkreves = true", "linje 3: «las.kreves» er ikke en nøkkel programmet kjenner."),
    ("las.krev = true", "linje 1: «las» hører ikke hjemme der."),
    ("[forslag]\nlas.krev = true", "linje 2: «las.krev» kan bare stå under [bestemt]."),
    ("[forslag]\nembete = 'x'\n[bestemt]\nembete = 'trondelag'", "linje 2: «embete» kan ikke stå under både"),
    ("[bestemt]\nrolle = 'embete'", "linje 2: «rolle» er «embete», og det stemmer ikke med «embete»."),
    ("[bestemt]\nlas = {krev = true, av = 'treg disk'}", "linje 2: «las.krev» og «las.av» sier hvert sitt."),
    ("[bestemt]\ndatamappe = 'data'", "linje 2: «datamappe» skal være hele stien"),
    ("[bestemt]\ndatamappe = '/felles/$INGEN_SLIK/x'", "linje 2: «datamappe» skal være hele stien"),
    ("[bestemt]\ndatamappe = '~ingen.slik/x'", "linje 2: «datamappe» skal være hele stien"),
    (
        "[bestemt]\nkontor.postnummer = 'abc'",
        "linje 2: «kontor.postnummer» kan ikke brukes. Et postnummer er fire sifre",
    ),
    (f"[bestemt.kontor]\nnavn = '{'A' * 300}'", "linje 2: «kontor.navn» kan ikke brukes. Dette er for langt"),
    (f"[bestemt]\nkontor.navn = 0x{'f' * 5000}", "linje 2: «kontor.navn» skal være en tekst"),
    (f"[bestemt]\nkontor.navn = {'9' * 5000}", "Dette er ikke gyldig TOML."),
    (f"[bestemt]\n{'a.' * 2000}a = 1", "er ikke en nøkkel programmet kjenner"),
    ("[bestemt]\nkontor.kommune = 5001", "skal være et kommunenummer med fire sifre i anførselstegn"),
    ('[bestemt]\ndatamappe = "C:\\Users"', "linje 2, tegn 18: Dette er ikke gyldig TOML."),
    (
        f"[bestemt]\nlas.kontornokkel = '{' '.join(grupper('00' * 32))}'",
        "linje 2: «las.kontornokkel» skal være de åtte",
    ),
    (b"[bestemt]\nkontor.navn = '\xe5'", "er ikke lagret som UTF-8"),
    ("#" * 300_000, "er for stort"),
]


@pytest.mark.parametrize(("tekst", "sagt"), GALT)
def test_det_som_er_galt_sies_med_stedet_og_lasen_er_da_pakrevd(fil: Path, tekst: str | bytes, sagt: str) -> None:
    oppsett = lest(fil, tekst)
    assert sagt in str(oppsett.galt[0])
    assert oppsett.krever_las
    assert oppsett.uten_las == ""


def test_en_fil_som_ikke_kan_leses_slar_heller_ingenting_av(fil: Path) -> None:
    fil.mkdir()
    oppsett = Program.start().oppsett
    assert "kan ikke leses" in str(oppsett.galt[0])
    assert oppsett.krever_las


@pytest.mark.parametrize(
    ("skrevet", "igjen"),
    [
        ("postgresql://ine:hemmelig@logg.example.no/o", "postgresql://ine@logg.example.no/o"),
        ("postgresql://ine:hem/melig@logg.example.no/o", "postgresql://ine@logg.example.no/o"),
        ("postgresql://ine:?hemmelig@logg.example.no/o", "postgresql://ine@logg.example.no/o"),
        ("postgresql://logg/o?sslmode=verify-full&pass%77ord=hemmelig", "postgresql://logg/o?sslmode=verify-full"),
        ("postgresql://logg/o?sslpassword=hemmelig", "postgresql://logg/o"),
        ("host=logg password = hemmelig dbname=o", "host=logg dbname=o"),
    ],
)
def test_et_passord_i_adressen_sies_og_vises_ikke(
    fil: Path, skrevet: str, igjen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Loggen er fortsatt der den er bestemt å være: uten den ville det som kom, blitt ført på maskinen."""
    oppsett = lest(fil, f"[bestemt]\nfelles.tjener = '{skrevet}'")
    assert oppsett.bestemt("felles.tjener") == igjen
    assert "linje 2: Det skal ikke stå noe passord i adressen i «felles.tjener»" in str(oppsett.galt[0])
    lest(fil, f"[bestemt]\nfelles.tjener = ['{skrevet}']\nlas.kontornokkel = '{skrevet}'")
    assert kjor(["oppsett"]) == kjor(["oppsett", str(fil)]) == 2
    assert "hemmelig" not in f"{oppsett}{capsys.readouterr()}"


def test_en_adresse_uten_passord_er_som_den_er(fil: Path) -> None:
    for adresse in ("postgresql://ine@logg:5432,to:5433/o?application_name=a%40b", "postgresql:///o?host=/run"):
        oppsett = lest(fil, f"[bestemt]\nfelles.tjener = '{adresse}'")
        assert (oppsett.bestemt("felles.tjener"), oppsett.galt) == (adresse, ())


def test_en_lenke_dit_ingenting_er_slar_heller_ingenting_av(fil: Path) -> None:
    fil.symlink_to(fil.parent / "borte.toml")
    assert Program.start().oppsett.krever_las


def test_en_tabell_alt_er_tatt_ut_av_sier_ingenting(fil: Path) -> None:
    assert lest(fil, "[bestemt.kontor]\n# navn = 'Nav'\n[forslag]\nlas = {}").galt == ()


def test_en_feil_tar_ikke_resten_med_seg_og_det_bestemte_gar_foran(fil: Path) -> None:
    oppsett = lest(fil, "\ufeff[forslag]\nkontor.navn = 'A'\nx = 1\n[bestemt.kontor]\nnavn = 'B'\n")
    assert (oppsett.bestemt("kontor.navn"), len(oppsett.galt)) == ("B", 2)


def test_det_bestemte_kan_ikke_endres_og_et_forslag_gjelder_til_en_selv_har_svart(fil: Path, tmp_path: Path) -> None:
    hjem = tmp_path / "hjem"
    Innstillingslager(hjem).endre(kontor={"navn": "Mitt"}, rolle="kontor")
    oppsett = lest(
        fil,
        "[bestemt]\nembete = 'trondelag'\nkontor.navn = 'Nav Eksempel'\nbrevhode = '/felles/hode.docx'\n"
        "[forslag]\nkontor.telefon = '55 55 33 33'",
    )
    lager = Innstillingslager(hjem, oppsett)
    assert (lager.verdier.embete, lager.verdier.rolle) == ("trondelag", "embete")
    assert lager.verdier.kontor == {"navn": "Nav Eksempel"}, "et kontor hun selv har skrevet, får ingen forslag"
    lager.endre(embete="", rolle="kontor", brevhode="", kontor={"navn": "Annet", "epost": "a@b.no"})
    assert (lager.verdier.embete, lager.verdier.brevhode) == ("trondelag", "/felles/hode.docx")
    assert lager.verdier.kontor == {"navn": "Nav Eksempel", "epost": "a@b.no"}
    egne = les(hjem)
    assert (egne.embete, egne.rolle, egne.brevhode) == ("", "kontor", ""), "det bestemte blir ikke hennes eget"
    assert egne.kontor == {"navn": "Mitt", "epost": "a@b.no"}


def test_forslag_kan_velges_bort_og_blir_ikke_brukerens_egne(fil: Path, tmp_path: Path) -> None:
    oppsett = lest(fil, "[forslag]\nrolle = 'kontor'\nkontor.navn = 'Nav X'\nbrevhode = '/felles/hode.docx'")
    lager = Innstillingslager(tmp_path, oppsett)
    assert (lager.verdier.rolle, dict(lager.verdier.kontor)) == ("kontor", {"navn": "Nav X"})
    lager.endre(navnet_ditt="Ida")
    assert not les(tmp_path).kontor
    lager.endre(brevhode="", embete="agder", rolle="embete")
    for lager_ in (lager, Innstillingslager(tmp_path, oppsett)):
        assert (lager_.verdier.brevhode, lager_.verdier.embete) == ("", "agder")
    assert Innstillingslager(tmp_path).verdier.brevhode == "", "heller ikke når oppsettet er borte"


def test_datamappen_bestemmes_foreslas_eller_er_systemets(
    fil: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path / "egen"))
    monkeypatch.setenv("ROT", str(tmp_path))
    fil.write_text("[bestemt]\ndatamappe = '$ROT/bestemt'")
    assert Program.start().datamappe == tmp_path / "bestemt"
    fil.write_text("[forslag]\ndatamappe = '$ROT/foreslatt'")
    assert Program.start().datamappe == tmp_path / "egen"
    monkeypatch.delenv("OVERFORING_HOME")
    assert Program.start().datamappe == tmp_path / "foreslatt"


def test_brevhodet_for_maskinen_brukes_og_kopien_nar_det_er_borte(
    fil: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path / "hjem"))
    hode = tmp_path / "hode.docx"
    fil.write_text(f"[bestemt]\nbrevhode = '{hode}'")
    borte = Program.start().egne_maler.tilstand()
    assert (borte.eget_brevhode, borte.brevhode_er_bestemt) == (False, True)
    assert str(hode) in str(borte.varsler[0])
    hode.write_bytes((Program.start().brevmaler / "brevhode.docx").read_bytes())
    assert Program.start().egne_maler.tilstand().eget_brevhode
    hode.unlink()
    igjen = Program.start().egne_maler.tilstand()
    assert (igjen.eget_brevhode, igjen.varsler) == (True, ())


def test_en_mappe_windows_har_flyttet_merkes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    valgt = tmp_path / "Local" / "overforing"
    assert omdirigert(valgt) is None
    i_pakken = tmp_path / "Local/Packages/PythonSoftwareFoundation.Python.3.12/LocalCache/Local/overforing"
    monkeypatch.setattr(os.path, "realpath", lambda _: str(i_pakken))
    assert omdirigert(valgt) == i_pakken


def test_kommandoen_viser_det_som_gjelder_og_prover_en_fil(
    fil: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (fil.parent / "nn_NO.aff").write_text("SET UTF-8\n", "utf-8")
    (fil.parent / "nn_NO.dic").write_text("1\ntull\n", "utf-8")
    monkeypatch.setattr(rettskriving, "mapper", lambda _: [fil.parent])
    assert kjor(["oppsett"]) == 0
    sagt = capsys.readouterr().out
    assert "finnes ikke" in sagt
    assert "ingen norsk ordliste" in sagt
    (fil.parent / "nn_NO.dic").write_text("3\nog\nikkje\npå\n", "utf-8")
    assert kjor(["oppsett"]) == 0
    assert "har ordliste for nynorsk." in capsys.readouterr().out
    fil.write_text("[bestemt]\nfelles.tjener = 'logg.sf.no:5432'\n")
    assert kjor(["oppsett", str(fil)]) == 0
    assert capsys.readouterr().out == "felles.tjener = logg.sf.no:5432  (bestemt)\n"
    assert kjor(["oppsett", f"{fil}.x"]) == 1
    assert "oppsett.toml.x: filen finnes ikke" in capsys.readouterr().err
    fil.write_text("[bestemt]\nrole = 'kontor'\n")
    assert kjor(["oppsett"]) == 2
    assert "«role»" in capsys.readouterr().err


def test_hver_nokkel_har_et_navn_i_innstillingene() -> None:
    katalog = Program.start().katalog
    for nokkel in NOKLER:
        if not nokkel.startswith("kontor."):
            assert f"oppsett.hva.{nokkel}" in set(katalog), nokkel


def test_en_bestemt_tjener_er_loggen_og_en_foreslatt_star_bare_i_feltet(fil: Path, tmp_path: Path) -> None:
    adresse = 'felles.tjener = "postgresql://logg.example.no/overforing"'
    sted = Loggvalg(Innstillingslager(tmp_path, lest(fil, f"[bestemt]\n{adresse}")))
    assert (sted.er_bestemt, sted.adresse) == (True, "postgresql://logg.example.no/overforing")
    sted.velg("", "")
    assert sted.adresse == "postgresql://logg.example.no/overforing"
    sted = Loggvalg(Innstillingslager(tmp_path, lest(fil, f"[forslag]\n{adresse}")))
    assert (sted.er_bestemt, sted.adresse, sted.foreslatt) == (False, "", "postgresql://logg.example.no/overforing")
