"""Kontorets egne maler i bruk: kopien gjelder, det som er galt, sies, og veien tilbake er alltid åpen."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from brev.brevprover import les_sak
from brev.egne import egne_brevhoder as hoder

from overforing.brev.egne.egne_maler import EgneMaler
from overforing.cli.kommandoer import kjor
from overforing.feil import KanIkke, UgyldigMal
from overforing.program.innstillinger import les
from overforing.program.program import Program
from overforing.sak.modell import Dokument, Malform, Sak
from overforing.saksgang.utgang import fra_kontoret

NB = (Malform.NB, Dokument.ANMODNING)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path / "hjem"))
    return Program.start()


@pytest.fixture
def egne(program: Program) -> EgneMaler:
    return program.egne_maler


@pytest.fixture
def sak() -> Sak:
    return les_sak("01")


@pytest.fixture
def brevhode(tmp_path: Path) -> Path:
    fil = tmp_path / "Nav Eksempel.docx"
    fil.write_bytes(hoder.kontorets())
    return fil


@pytest.fixture
def tekster(egne: EgneMaler, tmp_path: Path) -> Path:
    """Våre maler hentet, med én setning endret i anmodningen på bokmål."""
    mappe = egne.hent_i(tmp_path)
    fil = mappe / "nb" / "anmodning.md"
    fil.write_text(fil.read_text("utf-8").replace("Vi ber dere om", "Vi ber dere herved om", 1), "utf-8")
    return mappe


def anmodningen(program: Program, sak: Sak) -> str:
    from overforing.brev.modell import brevtekst

    return brevtekst(program.brevskriver.lag(Dokument.ANMODNING, sak, program.vurder(sak)))


def topptekst(program: Program, sak: Sak) -> str:
    import io

    vurdering = program.vurder(sak)
    brev = program.brevskriver.lag(Dokument.ANMODNING, sak, vurdering)
    data = program.utgang.skriv(fra_kontoret(brev, sak, vurdering), "docx")
    return "".join(p.text for p in docx.Document(io.BytesIO(data)).sections[0].first_page_header.paragraphs)


def test_uten_valg_brukes_vare_og_ingenting_skrives(egne: EgneMaler, program: Program) -> None:
    assert egne.brevhode() is None
    assert egne.maler() is egne.innebygde
    assert (egne.tilstand().brevhode, egne.tilstand().varsler) == ("", ())
    assert not egne.mappe.exists()


def test_kopien_brukes_ogsa_nar_filen_kontoret_valgte_er_borte(
    egne: EgneMaler, program: Program, brevhode: Path, tekster: Path, sak: Sak
) -> None:
    assert egne.velg_brevhode(brevhode) == ()
    assert egne.velg_tekster(tekster) == ("nb/anmodning.md",)
    brevhode.unlink()
    shutil.rmtree(tekster)
    nytt = Program.start()  # som etter en omstart
    assert "Vi ber dere herved" in anmodningen(nytt, sak)
    assert "Nav Eksempel" in topptekst(nytt, sak)
    assert nytt.malvarsler() == ()
    lest = les(egne.mappe.parent)
    assert (lest.brevhode, lest.brevtekster) == (str(brevhode), str(tekster))


def test_et_klikk_tilbake_og_kontorets_filer_er_urort(
    egne: EgneMaler, program: Program, brevhode: Path, tekster: Path, sak: Sak
) -> None:
    vart = anmodningen(program, sak)
    egne.velg_brevhode(brevhode)
    egne.velg_tekster(tekster)
    assert anmodningen(program, sak) != vart
    egne.bruk_vart_brevhode()
    egne.bruk_vare_tekster()
    assert anmodningen(program, sak) == vart
    assert topptekst(program, sak) == ""
    assert list(egne.mappe.iterdir()) == []
    assert brevhode.is_file()
    assert "herved" in (tekster / "nb" / "anmodning.md").read_text("utf-8")


def test_et_valg_som_ikke_holder_endrer_ingenting(
    egne: EgneMaler, program: Program, brevhode: Path, tekster: Path, sak: Sak, tmp_path: Path
) -> None:
    egne.velg_brevhode(brevhode)
    egne.velg_tekster(tekster)
    (tmp_path / "tom.docx").write_bytes(b"")
    (tekster / "nn" / "orientering.md").write_text("Hei", "utf-8")
    with pytest.raises(UgyldigMal):
        egne.velg_brevhode(tmp_path / "tom.docx")
    with pytest.raises(KanIkke, match="finnes ikke"):
        egne.velg_brevhode(tmp_path / "borte.docx")
    with pytest.raises(UgyldigMal):
        egne.velg_tekster(tekster)
    assert "herved" in anmodningen(program, sak)
    assert "Nav Eksempel" in topptekst(program, sak)


def test_uendrede_kopier_er_ikke_egne_tekster(egne: EgneMaler, tmp_path: Path) -> None:
    with pytest.raises(KanIkke, match="like våre"):
        egne.velg_tekster(egne.hent_i(tmp_path))
    assert egne.tilstand().tekster == ""


@pytest.mark.parametrize("skade", [b"", b"PK\x03\x04", None])
def test_en_skadet_kopi_av_brevhodet_gir_vart_og_et_varsel(
    egne: EgneMaler, program: Program, brevhode: Path, sak: Sak, skade: bytes | None
) -> None:
    egne.velg_brevhode(brevhode)
    kopi = egne.mappe / "brevhode.docx"
    kopi.unlink() if skade is None else kopi.write_bytes(skade)
    assert topptekst(program, sak) == ""
    (varsel,) = program.malvarsler()
    assert "Deres eget brevhode brukes ikke; programmets brukes i stedet" in str(varsel)
    assert (egne.tilstand().brevhode, egne.tilstand().eget_brevhode) == (str(brevhode), False)
    egne.velg_brevhode(brevhode)
    assert "Nav Eksempel" in topptekst(program, sak)
    assert program.malvarsler() == ()


@pytest.mark.parametrize("skade", [b"", b"[]", b'{"skjema": 1}', b"[" * 100_000, b"\xff", None])
def test_en_skadet_kopi_av_tekstene_gir_vare_og_et_varsel(
    egne: EgneMaler, program: Program, tekster: Path, sak: Sak, skade: bytes | None
) -> None:
    egne.velg_tekster(tekster)
    kopi = egne.mappe / "brevtekster.json"
    kopi.unlink() if skade is None else kopi.write_bytes(skade)
    assert "herved" not in anmodningen(program, sak)
    assert "Deres egne brevtekster brukes ikke" in str(program.malvarsler()[0])


def test_en_tekst_som_ikke_passer_med_en_ny_utgave_tar_ikke_de_andre_med_seg(
    egne: EgneMaler, program: Program, tekster: Path, sak: Sak
) -> None:
    fil = tekster / "nb" / "orientering.md"
    fil.write_text(fil.read_text("utf-8").replace("Har {{ du }} spørsmål?", "Lurer {{ du }} på noe?"), "utf-8")
    egne.velg_tekster(tekster)
    # Som om den nye utgaven hadde en seksjon til i orienteringen.
    nokkel = (Malform.NB, Dokument.ORIENTERING)
    ny = replace(egne, innebygde=egne.innebygde.med({nokkel: egne.innebygde[nokkel] + "\n## Ny {#ny}\n"}))
    assert "herved" in ny.maler()[NB]
    assert "Lurer {{ du }}" not in ny.maler()[nokkel]
    varsel = str(*ny.tilstand().varsler)
    assert varsel.startswith("Deres egen tekst nb/orientering.md brukes ikke; vår brukes i stedet.")
    assert "{#ny} mangler" in varsel


def test_en_kopi_noen_har_endret_proves_igjen(egne: EgneMaler, program: Program, tekster: Path) -> None:
    egne.velg_tekster(tekster)
    kopi = egne.mappe / "brevtekster.json"
    kopi.write_text(kopi.read_text("utf-8").replace("{{ mottatt }}", "{{ mottatt.__class__ }}"), "utf-8")
    assert "«mottatt» har ingen felt her" in str(program.malvarsler()[0])
    assert egne.maler()[NB] == egne.innebygde[NB]


def test_a_hente_malene_igjen_skriver_ikke_over_det_kontoret_har_endret(egne: EgneMaler, tmp_path: Path) -> None:
    forste, andre = egne.hent_i(tmp_path), egne.hent_i(tmp_path)
    assert (forste.name, andre.name) == ("Brevmaler", "Brevmaler 2")
    with pytest.raises(KanIkke, match="Finnes fra før"):
        egne.hent(forste)


def test_en_egen_tekst_som_likevel_ikke_gar_sies_ved_navn(
    program: Program, sak: Sak, tekster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.egne_maler.velg_tekster(tekster)
    from overforing.brev import komponer

    def sprekk(*_: object) -> None:
        raise ValueError("noe om saken")

    monkeypatch.setattr(komponer, "flett", sprekk)
    with pytest.raises(KanIkke, match=r"brevtekst nb/anmodning\.md kan ikke brukes"):
        anmodningen(program, sak)
    with pytest.raises(ValueError, match="noe om saken"):
        anmodningen(program, replace(sak, malform=Malform.NN))


# Kommandolinjen


def test_kommandolinjen_henter_maler_og_skriver_med_dem(
    program: Program, brevhode: Path, sak: Sak, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fil = tmp_path / "sak.json"
    fil.write_text(program.eksempel(), "utf-8")
    maler = tmp_path / "maler"
    assert kjor(["brevmal", "--ut", str(maler)]) == 0
    assert "LES MEG.txt" in capsys.readouterr().out
    assert kjor(["brevmal", "--ut", str(maler)]) == 1
    assert "Finnes fra før" in capsys.readouterr().err
    anmodning = maler / "nb" / "anmodning.md"
    anmodning.write_text(anmodning.read_text("utf-8").replace("Vi ber dere om", "Vi ber dere herved om", 1), "utf-8")
    ut = tmp_path / "ut"
    brevhode.write_bytes(hoder.fra_word())
    valg = ["--brevhode", str(brevhode), "--tekster", str(maler)]
    assert kjor(["brev", str(fil), "--ut", str(ut), *valg]) == 0
    dokument = docx.Document(str(ut / "Anmodning 2026-0417.docx"))
    assert any("Vi ber dere herved" in p.text for p in dokument.paragraphs)
    assert "Nav Eksempel" in dokument.sections[0].first_page_header.paragraphs[0].text
    forste = pypdfium2.PdfDocument(ut / "Anmodning 2026-0417.pdf")[0].get_textpage().get_text_range()
    assert "Nav Eksempel · Storgata 1" in forste
    assert "blir ikke med i brevene" in capsys.readouterr().err
    anmodning.write_text("Hei", "utf-8")
    capsys.readouterr()
    assert kjor(["brev", str(fil), "--ut", str(tmp_path / "ut2"), *valg]) == 2
    assert "nb/anmodning.md, linje 1: " in capsys.readouterr().err
    assert not (tmp_path / "ut2").exists()


def test_kommandolinjen_sier_fra_nar_kontorets_maler_ikke_kan_brukes(
    egne: EgneMaler, program: Program, brevhode: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fil = tmp_path / "sak.json"
    fil.write_text(program.eksempel(), "utf-8")
    egne.velg_brevhode(brevhode)
    (egne.mappe / "brevhode.docx").write_bytes(b"x")
    assert kjor(["brev", str(fil), "--ut", str(tmp_path / "ut")]) == 0
    assert "programmets brukes i stedet" in capsys.readouterr().err
