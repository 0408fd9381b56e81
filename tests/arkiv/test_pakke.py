"""Pakken som filer og zip: de samme bytene hver gang, lest tilbake, og avvist når den er laget for å lure noen."""

from __future__ import annotations

import io
import shutil
import stat
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from arkiv.arkivprover import PROGRAM, TID, melding, pakke, sak, verdier

from overforing.arkiv import vedlegg as v
from overforing.arkiv.filformat import filformat
from overforing.arkiv.pakke import Pakkeslag, manifest, som_zip
from overforing.brev.lesing import les
from overforing.feil import UgyldigInndata
from overforing.sak.modell import Dokument, Malform, Sak

SAK = sak("01-hele-linjen-inhabil-be-om-overforing")


def tegnet(
    slag: Pakkeslag, dokument: Dokument = Dokument.ANMODNING, saken: Sak = SAK, filer: str = "etter_mottakeren"
) -> dict[str, bytes]:
    """Pakken med brevene tegnet på ordentlig."""
    vurdering = PROGRAM.vurder(saken)
    brev = PROGRAM.brevskriver.lag(dokument, saken, vurdering)
    return PROGRAM.arkivpakker.med_filer(filer).pakk(brev, saken, vurdering, slag, TID)


@pytest.fixture(scope="module")
def anmodning() -> dict[str, bytes]:
    return tegnet(Pakkeslag.EFORMIDLING)


@pytest.fixture(scope="module")
def word() -> bytes:
    return tegnet(Pakkeslag.FIKS, Dokument.HABILITETSNOTAT)["habilitetsnotat.docx"]


def pakket(filer: dict[str, bytes], **attributter: int) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as til:
        for navn, innhold in filer.items():
            info = zipfile.ZipInfo(navn)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = attributter.get("external_attr", 0)
            til.writestr(info, innhold)
    return ut.getvalue()


def test_zippen_har_filene_uten_klokke_og_er_lik_hver_gang(anmodning: dict[str, bytes]) -> None:
    data = som_zip(anmodning)
    assert data == som_zip(tegnet(Pakkeslag.EFORMIDLING))
    with zipfile.ZipFile(io.BytesIO(data)) as zip_:
        assert zip_.namelist() == ["arkivmelding.xml", "anmodning.pdf", "anmodning.docx", "manifest-sha256.txt"]
        assert {del_.date_time for del_ in zip_.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum finnes ikke her")
def test_sha256sum_leser_manifestet_med_merknader(tmp_path: Path, anmodning: dict[str, bytes]) -> None:
    assert anmodning["manifest-sha256.txt"].startswith(b"# Pakke for eFormidling.")
    for navn, innhold in anmodning.items():
        (tmp_path / navn).write_bytes(innhold)
    kommando = ["sha256sum", "--check", "--strict", "manifest-sha256.txt"]
    assert subprocess.run(kommando, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "anmodning.pdf").write_bytes(b"noe annet")
    assert subprocess.run(kommando, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_en_merknad_kan_aldri_bli_en_linje_med_sum() -> None:
    tekst = manifest({"a": b""}, ["en\n" + "0" * 64 + "  b"]).decode()
    assert [linje[0] for linje in tekst.splitlines()] == ["#", "e"]


@pytest.mark.parametrize("malform", list(Malform))
def test_manifestet_sier_hvor_mange_vedlegg_som_ikke_er_med(malform: Malform) -> None:
    vurdering = PROGRAM.vurder(SAK)
    brev = PROGRAM.brevskriver.lag(Dokument.ANMODNING, SAK, vurdering, malform)
    saken = replace(SAK, vedlegg=("Notat om Kari", "Søknaden"))
    filer = PROGRAM.arkivpakker.pakk(brev, saken, vurdering, Pakkeslag.FIKS, TID, (v.Vedlegg(b"%PDF-1.4", v.PDF),))
    (linje,) = (rad for rad in filer["manifest-sha256.txt"].decode().splitlines() if "2 vedlegg" in rad)
    assert linje.endswith("pakken har 1.")
    assert "Kari" not in filer["manifest-sha256.txt"].decode() + filer["arkivmelding.xml"].decode()


@pytest.mark.parametrize(
    ("slag", "filer", "navn", "format_"),
    [
        (Pakkeslag.EFORMIDLING, "etter_mottakeren", ["anmodning.pdf", "anmodning.docx"], "PDF/A-2a"),
        (Pakkeslag.EFORMIDLING, "bare_pdf", ["anmodning.pdf"], "PDF/A-3a"),
        (Pakkeslag.FIKS, "etter_mottakeren", ["anmodning.pdf", "anmodning.docx", "sak.json"], "PDF/A-2a"),
        (Pakkeslag.FIKS, "bare_pdf", ["anmodning.pdf"], "PDF/A-2a"),
    ],
)
def test_pdf_en_til_arkivet_har_ikke_saken_i_seg_nar_den_kommer_fram_pa_en_annen_mate(
    slag: Pakkeslag, filer: str, navn: list[str], format_: str
) -> None:
    pakken = tegnet(slag, filer=filer)
    assert [fil for fil in pakken if not fil.startswith(("arkivmelding", "manifest"))] == navn
    sagt = filformat(pakken["anmodning.pdf"], v.PDF)
    assert sagt is not None
    assert sagt[1] == format_
    lest = les.les(som_zip(pakken), "pakke.zip")
    assert (lest.dokument, lest.tekst) == (Dokument.ANMODNING, "uendret")
    assert (lest.sak_json is None) == (slag is Pakkeslag.FIKS and filer == "bare_pdf")
    if "sak.json" in pakken:
        assert pakken["sak.json"].decode() == lest.sak_json
        assert verdier(melding(pakken), "tittel")[-2] == "Saken i maskinlesbar form"
    variant = "Produksjonsformat" if format_ == "PDF/A-3a" else "Arkivformat"
    assert verdier(melding(pakken), "variantformat")[0] == variant


def test_det_er_bare_pdf_til_andre_enn_statsforvalteren_nar_ingenting_er_valgt() -> None:
    """Hvem som er på SvarUt, vet ingen herfra."""
    saken = sak("10-vertskommune-behandler")
    oversendelse = tegnet(Pakkeslag.EFORMIDLING, Dokument.OVERSENDELSE, saken)
    assert "oversendelse.docx" not in oversendelse
    assert "innstillingene" in oversendelse["manifest-sha256.txt"].decode()
    assert "oversendelse.docx" in tegnet(Pakkeslag.FIKS, Dokument.OVERSENDELSE, saken)
    assert "oversendelse.docx" in tegnet(Pakkeslag.EFORMIDLING, Dokument.OVERSENDELSE, saken, "pdf_og_word")


@pytest.mark.parametrize("slag", list(Pakkeslag))
def test_saken_leses_tilbake_av_pakken(slag: Pakkeslag) -> None:
    lest = les.les(som_zip(tegnet(slag)), "pakke.zip")
    assert (lest.dokument, lest.sak_id, lest.tekst) == (Dokument.ANMODNING, SAK.id, "uendret")
    assert lest.sak_json is not None
    assert PROGRAM.vurder(PROGRAM.les_sak(lest.sak_json)).utfall == PROGRAM.vurder(SAK).utfall


def test_vedlegg_i_pakken_hindrer_ikke_lesingen(anmodning: dict[str, bytes], word: bytes) -> None:
    filer = anmodning | {"vedlegg-1.pdf": b"%PDF-1.4 skadet", "vedlegg-2.jpg": b"\xff\xd8\xff", "vedlegg-3.docx": word}
    assert les.les(som_zip(filer), "pakke.zip").dokument is Dokument.ANMODNING


def test_det_storste_som_kan_pakkes_kan_ogsa_leses() -> None:
    assert v.MAKS_SAMLET < les.MAKS_FIL
    assert v.MAKS_ANTALL + 4 < les.MAKS_I_PAKKE


@pytest.mark.parametrize(
    ("navn", "ventet"),
    [
        ("../anmodning.docx", "peker ut av mappen"),
        ("mappe/../../x", "peker ut av mappen"),
        ("/etc/passwd", "peker ut av mappen"),
        ("..\\x", "peker ut av mappen"),
        ("C:\\x", "peker ut av mappen"),
        ("Anmodning.PDF", "samme navn"),
    ],
)
def test_en_pakke_med_lureri_i_navnene_apnes_ikke(anmodning: dict[str, bytes], navn: str, ventet: str) -> None:
    with pytest.raises(UgyldigInndata, match=ventet):
        les.les(pakket(anmodning | {navn: b"x"}), "pakke.zip")


def test_en_pakke_med_lenke_apnes_ikke(anmodning: dict[str, bytes]) -> None:
    with pytest.raises(UgyldigInndata, match="lenke"):
        les.les(pakket(anmodning, external_attr=(stat.S_IFLNK | 0o777) << 16), "pakke.zip")


def test_en_pakke_med_svaert_mange_filer_apnes_ikke(anmodning: dict[str, bytes]) -> None:
    with pytest.raises(UgyldigInndata, match=r"105 filer"):
        les.les(pakket(anmodning | {f"{i}.txt": b"" for i in range(101)}), "pakke.zip")


def test_en_bombe_apnes_ikke() -> None:
    with pytest.raises(UgyldigInndata, match="50 MB"):
        les.les(pakket({"a.txt": bytes(30_000_000), "b.txt": bytes(30_000_000)}), "pakke.zip")


def test_bomber_inni_hverandre_apnes_ikke(anmodning: dict[str, bytes]) -> None:
    bombe = pakket({"[Content_Types].xml": b"", "word/document.xml": bytes(20_000_000)})
    assert len(bombe) < 100_000
    with pytest.raises(UgyldigInndata, match="når de pakkes ut"):
        les.les(pakket(anmodning | {f"{i}.docx": bombe for i in range(3)}), "pakke.zip")


def test_en_beskyttet_pakke_apnes_ikke(anmodning: dict[str, bytes]) -> None:
    data = bytearray(som_zip(anmodning))
    plass = data.rindex(b"PK\x01\x02")
    data[plass + 8] |= 1
    with pytest.raises(UgyldigInndata, match="passord"):
        les.les(bytes(data), "pakke.zip")


@pytest.mark.parametrize(
    ("innhold", "endelse"),
    [(b"%PDF-1.4", "pdf"), (b"\x89PNG\r\n\x1a\n...", "png"), (b"\xff\xd8\xff\xe0", "jpg")],
)
def test_slaget_til_et_vedlegg_avgjores_av_innholdet_og_navnet_folger_ikke_med(innhold: bytes, endelse: str) -> None:
    ett = v.vedlegg(innhold, "brev fra Kari Nordmann.exe")
    brev = PROGRAM.brevskriver.lag(Dokument.ANMODNING, SAK, PROGRAM.vurder(SAK))
    filer = pakke(Pakkeslag.FIKS, brev, SAK, vedlegg=(ett,))
    assert filer[f"vedlegg-1.{endelse}"] == innhold
    assert b"Nordmann" not in filer["arkivmelding.xml"]


def test_et_word_vedlegg_godtas_men_ikke_med_makroer(word: bytes) -> None:
    assert v.vedlegg(word, "notat.docx").type is v.DOCX
    with zipfile.ZipFile(io.BytesIO(word)) as zip_:
        deler = {navn: zip_.read(navn) for navn in zip_.namelist()}
    with pytest.raises(UgyldigInndata, match="makroer"):
        v.vedlegg(pakket(deler | {"word/vbaProject.bin": b"x"}), "notat.docx")


def test_et_vedlegg_med_passord_avvises_og_et_som_bare_nevner_det_gjor_det_ikke(word: bytes) -> None:
    beskyttet = bytearray(pakket({"[Content_Types].xml": b"", "word/document.xml": b"x"}))
    beskyttet[beskyttet.rindex(b"PK\x01\x02") + 8] |= 1
    for innhold in (
        b"%PDF-1.7 trailer << /Root 1 0 R /Encrypt 9 0 R >>",
        b"%PDF-1.7 3 0 obj << /Type /XRef /Encrypt<< /V 5 >> >> stream\nx\nendstream",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        bytes(beskyttet),
    ):
        with pytest.raises(UgyldigInndata, match=r"^brev.pdf: .*passord"):
            v.vedlegg(innhold, "brev.pdf")
    assert v.vedlegg(b"%PDF-1.7 << >> stream\n/Encrypt 9 0 R\nendstream trailer", "brev.pdf").type is v.PDF
    assert v.vedlegg(word, "notat.docx").type is v.DOCX


@pytest.mark.parametrize(
    ("innhold", "ventet"),
    [
        (b"", "tomt"),
        (b"MZ\x90", "må være PDF"),
        (b"PK\x03\x04 tull", "må være PDF"),
        (b"<html>", "må være PDF"),
        (b"%PDF-" + bytes(v.MAKS_VEDLEGG), "over 20 MB"),
    ],
    ids=["tomt", "program", "odelagt zip", "html", "stort"],
)
def test_et_vedlegg_som_ikke_kan_arkiveres_avvises_med_navn(innhold: bytes, ventet: str) -> None:
    with pytest.raises(UgyldigInndata, match=f"^brev.pdf: .*{ventet}"):
        v.vedlegg(innhold, "brev.pdf")


def test_en_for_stor_eller_for_lang_pakke_avvises() -> None:
    brev = PROGRAM.brevskriver.lag(Dokument.ANMODNING, SAK, PROGRAM.vurder(SAK))
    stort = v.Vedlegg(bytes(v.MAKS_VEDLEGG), v.PDF)
    with pytest.raises(UgyldigInndata, match="45 MB til sammen"):
        pakke(Pakkeslag.FIKS, brev, SAK, vedlegg=(stort,) * 3)
    lite = v.Vedlegg(b"%PDF-", v.PDF)
    with pytest.raises(UgyldigInndata, match="30 vedlegg"):
        pakke(Pakkeslag.FIKS, brev, SAK, vedlegg=(lite,) * 31)
