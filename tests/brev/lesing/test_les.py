"""Saken ut av et brev igjen, og alt som kan være galt med en fremmed fil."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pikepdf
import pytest
from brev.eksempelbrev import SAK, SAK_ID, kort_brev, langt_brev, reise_for
from hypothesis import given, settings
from hypothesis import strategies as st

from overforing.brev import docx as word
from overforing.brev import pdf
from overforing.brev.lesing.les import Lest, les
from overforing.brev.modell import Brev
from overforing.brev.reise import Reise
from overforing.feil import OverforingFeil, UgyldigInndata
from overforing.sak.modell import Dokument, Malform

ROT = Path(__file__).resolve().parents[3]
HER = Path(__file__).resolve().parents[1]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def som_docx(brev: Brev) -> bytes:
    return word.skriv(brev, ROT / "letters" / "brevhode.docx", reise_for(brev))


@cache
def som_pdf(brev: Brev) -> bytes:
    return pdf.skriv(brev, ROT / "letters" / "brev.typ", reise_for(brev))


def byttet(data: bytes, endring: Callable[[str, bytes], bytes | None]) -> bytes:
    """Samme zip med hver del ført gjennom ``endring``; None tar delen bort."""
    ut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as inn, zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as til:
        for navn in inn.namelist():
            ny = endring(navn, inn.read(navn))
            if ny is not None:
                til.writestr(navn, ny)
    return ut.getvalue()


def med_del(data: bytes, del_: str, gammelt: bytes, nytt: bytes) -> bytes:
    truffet = []

    def endre(navn: str, innhold: bytes) -> bytes:
        if navn == del_:
            assert gammelt in innhold
            truffet.append(navn)
            return innhold.replace(gammelt, nytt)
        return innhold

    ny = byttet(data, endre)
    assert truffet
    return ny


def pakke(filer: dict[str, bytes]) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as til:
        for navn, innhold in filer.items():
            til.writestr(navn, innhold)
    return ut.getvalue()


def test_modulene_laster_ikke_bibliotekene_for_de_trengs() -> None:
    kode = (
        "import sys; from overforing.brev import docx, pdf; from overforing.brev.lesing import les, les_docx, les_pdf; "
        "print(sorted(sys.modules.keys() & {'docx', 'lxml', 'typst', 'pypdfium2'}))"
    )
    svar = subprocess.run([sys.executable, "-c", kode], check=True, capture_output=True, text=True, cwd=ROT / "src")
    assert svar.stdout.strip() == "[]"


@pytest.mark.parametrize("skriver", [som_docx, som_pdf])
@pytest.mark.parametrize("malform", list(Malform))
@pytest.mark.parametrize("utkast", [False, True])
def test_saken_kommer_tilbake_fra_anmodningen(skriver: Callable[[Brev], bytes], malform: Malform, utkast: bool) -> None:
    data = skriver(langt_brev(malform, utkast=utkast))
    assert les(data, "brev") == Lest(Dokument.ANMODNING, SAK_ID, SAK, "uendret")


@pytest.mark.parametrize("skriver", [som_docx, som_pdf])
@pytest.mark.parametrize("dokument", list(Dokument))
def test_andre_brev_sier_bare_hvilken_sak_de_horer_til(skriver: Callable[[Brev], bytes], dokument: Dokument) -> None:
    lest = les(skriver(kort_brev(dokument)), "brev")
    sak = SAK if dokument in (Dokument.ANMODNING, Dokument.TVIST) else None
    assert lest == Lest(dokument, SAK_ID, sak, "uendret")


def test_slaget_avgjores_av_innholdet_ikke_av_filnavnet() -> None:
    assert les(som_pdf(kort_brev()), "brev.docx").tekst == "uendret"
    assert les(som_docx(kort_brev()), "brev.pdf").tekst == "uendret"


def test_et_endret_ord_i_word_gir_endret_og_saken_kan_leses_likevel() -> None:
    endret = med_del(som_docx(langt_brev()), "word/document.xml", "særlig følsomme".encode(), b"lite viktige")
    assert les(endret, "brev.docx") == Lest(Dokument.ANMODNING, SAK_ID, SAK, "endret")


def test_en_annen_tekst_i_pdf_gir_endret() -> None:
    fil = pikepdf.open(io.BytesIO(som_pdf(kort_brev())))
    annen = pikepdf.open(io.BytesIO(som_pdf(kort_brev(tekst="Vi har ikke fått søknaden din."))))
    annen.docinfo["/Keywords"] = str(fil.docinfo["/Keywords"])
    ut = io.BytesIO()
    annen.save(ut)
    assert les(ut.getvalue(), "brev.pdf").tekst == "endret"


@pytest.mark.parametrize(
    ("inn", "ventet"),
    [
        ("<w:sdt><w:sdtContent><w:r><w:t>ORD</w:t></w:r></w:sdtContent></w:sdt>", "uendret"),
        ("<w:hyperlink><w:r><w:t>ORD</w:t></w:r></w:hyperlink>", "uendret"),
        ('<w:ins w:id="1" w:author="x"><w:r><w:t>ORD</w:t></w:r></w:ins>', "uendret"),
        ('<w:r><w:t>ORD</w:t></w:r><w:del w:id="1"><w:r><w:delText>vekk</w:delText></w:r></w:del>', "uendret"),
        ('<w:r><w:t>ORD</w:t></w:r><w:moveFrom w:id="1"><w:r><w:t>vekk</w:t></w:r></w:moveFrom>', "uendret"),
        ('<w:r><w:t>Vi har f</w:t></w:r><w:bookmarkEnd w:id="0"/><w:r><w:t>ått søknaden din.</w:t></w:r>', "uendret"),
        ('<w:del w:id="1" w:author="x"><w:r><w:delText>ORD</w:delText></w:r></w:del>', "endret"),
        ('<w:ins w:id="1" w:author="x"><w:r><w:t>ORD til</w:t></w:r></w:ins>', "endret"),
        ("<w:hyperlink><w:r><w:t>ORD til</w:t></w:r></w:hyperlink>", "endret"),
    ],
)  # fmt: skip
def test_det_word_legger_rundt_teksten_er_ikke_en_endring_men_ny_tekst_er(inn: str, ventet: str) -> None:
    tekst = "Vi har fått søknaden din."
    ny = med_del(
        som_docx(kort_brev(tekst=tekst)),
        "word/document.xml",
        f'<w:r><w:t xml:space="preserve">{tekst}</w:t></w:r>'.encode(),
        inn.replace("ORD", tekst).encode(),
    )
    assert les(ny, "brev.docx").tekst == ventet


def test_topptekst_og_bunntekst_regnes_ikke_med() -> None:
    ny = med_del(som_docx(kort_brev()), "word/footer1.xml", b"Side ", b"Kontorets eget merke, side ")
    assert les(ny, "brev.docx").tekst == "uendret"


def test_uten_xml_delen_brukes_egenskapene_og_saken_er_borte() -> None:
    uten = byttet(som_docx(langt_brev()), lambda navn, data: None if navn.startswith("customXml/") else data)
    assert les(uten, "brev.docx") == Lest(Dokument.ANMODNING, SAK_ID, None, "uendret")


def test_word_filen_libreoffice_har_lagret_leses_som_uendret() -> None:
    data = (HER / "lagret_av_libreoffice.docx").read_bytes()
    assert b"LibreOffice" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/app.xml")
    assert les(data, "brev.docx") == Lest(Dokument.ANMODNING, SAK_ID, SAK, "uendret")
    uten = byttet(data, lambda navn, del_: None if navn.startswith("customXml/") else del_)
    assert les(uten, "brev.docx") == Lest(Dokument.ANMODNING, SAK_ID, None, "uendret")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) finnes ikke her")
def test_libreoffice_her_og_na_tar_vare_pa_brevet(tmp_path: Path) -> None:
    brev = langt_brev(Malform.NN, utkast=True)
    (tmp_path / "brev.docx").write_bytes(som_docx(brev))
    ut = tmp_path / "ut"
    profil = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    kommando = ["soffice", profil, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(ut)]
    subprocess.run([*kommando, str(tmp_path / "brev.docx")], check=True, capture_output=True, timeout=120)
    assert les((ut / "brev.docx").read_bytes(), "brev.docx") == Lest(Dokument.ANMODNING, SAK_ID, SAK, "uendret")


def test_en_saksfil_er_ikke_et_brev_og_teksten_er_ukjent() -> None:
    for data in (SAK.encode(), b"\xef\xbb\xbf" + SAK.encode(), b"\r\n " + SAK.encode()):
        lest = les(data, "sak.json")
        assert (lest.dokument, lest.sak_id, lest.tekst) == (None, SAK_ID, "ukjent")
        assert lest.sak_json is not None
        assert json.loads(lest.sak_json) == json.loads(SAK)


@pytest.mark.parametrize("rekkefolge", [1, -1])
def test_i_en_pakke_velges_brevet_som_baerer_saken(rekkefolge: int) -> None:
    filer = {
        "1 orientering.docx": som_docx(kort_brev()),
        "mappe/anmodning.pdf": som_pdf(langt_brev()),
        "bilde.png": b"\x89PNG....",
        "sak.json": SAK.encode(),
        "andre.docx": fremmed_docx(),
    }
    samlet = pakke(dict(list(filer.items())[::rekkefolge]))
    assert les(samlet, "pakke.zip") == Lest(Dokument.ANMODNING, SAK_ID, SAK, "uendret")


@pytest.mark.parametrize("rekkefolge", [1, -1])
def test_i_en_pakke_skjules_aldri_en_endring(rekkefolge: int) -> None:
    endret = med_del(som_docx(langt_brev()), "word/document.xml", "særlig følsomme".encode(), b"lite viktige")
    filer = {"a.docx": endret, "b.pdf": som_pdf(langt_brev())}
    assert les(pakke(dict(list(filer.items())[::rekkefolge])), "pakke.zip").tekst == "endret"


def test_en_skadet_fil_i_pakken_hindrer_ikke_at_de_andre_leses() -> None:
    samlet = pakke({"a.docx": som_docx(langt_brev())[:3000], "b.pdf": som_pdf(kort_brev())})
    assert les(samlet, "pakke.zip") == Lest(Dokument.ORIENTERING, SAK_ID, None, "uendret")


def fremmed_docx() -> bytes:
    ut = io.BytesIO()
    docx.Document().save(ut)
    return ut.getvalue()


def fremmed_pdf(passord: str | None = None) -> bytes:
    fil = pikepdf.open(io.BytesIO(som_pdf(kort_brev())))
    if passord is None:
        del fil.docinfo["/Keywords"]
    ut = io.BytesIO()
    fil.save(ut, encryption=pikepdf.Encryption(user=passord, owner="x") if passord else False)
    return ut.getvalue()


def entitetsbombe() -> bytes:
    entiteter = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    bombe = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entiteter}]><x>&a11;</x>'.encode()
    return byttet(som_docx(langt_brev()), lambda navn, data: bombe if navn == "customXml/item1.xml" else data)


def fil_utenfra() -> bytes:
    xxe = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    return byttet(som_docx(langt_brev()), lambda navn, data: xxe if navn == "word/document.xml" else data)


def lognaktig_zip() -> bytes:
    """En pakke som sier at innholdet er lite, men som pakker ut til mye mer."""
    data = bytearray(pakke({"stor.json": b"{" + b" " * (60 * 1024 * 1024)}))
    riktig = (1 + 60 * 1024 * 1024).to_bytes(4, "little")
    assert data.count(riktig) == 2
    return bytes(data).replace(riktig, (100).to_bytes(4, "little"))


ANNEN_SAK = '{"id":"11111111-1111-1111-1111-111111111111","skjema":"overforing/sak/1"}'


def annen_reise() -> bytes:
    brev = kort_brev()
    annen = Reise("11111111-1111-1111-1111-111111111111", brev.dokument, brev.malform)
    return word.skriv(replace(brev, sak_id=annen.sak_id), ROT / "letters" / "brevhode.docx", annen)


FIENDTLIG: dict[str, tuple[Callable[[], bytes], str]] = {
    "tom fil": (lambda: b"", "ikke laget av Overføring"),
    "tekst": (lambda: "Hei på deg".encode(), "ikke laget av Overføring"),
    "bilde": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "et bilde"),
    "fremmed Word": (fremmed_docx, "ikke laget av Overføring"),
    "fremmed PDF": (fremmed_pdf, "ikke laget av Overføring"),
    "PDF med passord": (lambda: fremmed_pdf("hemmelig"), "passord"),
    "avkortet Word": (lambda: som_docx(langt_brev())[:4000], "skadet"),
    "avkortet PDF": (lambda: som_pdf(langt_brev())[:20000], "skadet|ikke laget av Overføring"),
    "bare PK": (lambda: b"PK\x03\x04", "skadet"),
    "bare %PDF": (lambda: b"%PDF-1.7\n", "skadet"),
    "Word uten hoveddel": (
        lambda: byttet(som_docx(kort_brev()), lambda n, d: None if n == "word/document.xml" else d), "skadet"),
    "ødelagt XML": (
        lambda: byttet(som_docx(kort_brev()), lambda n, d: d[:-20] if n == "word/document.xml" else d), "skadet"),
    "entitetsbombe": (entitetsbombe, "DOCTYPE|skadet"),
    "ekstern entitet": (fil_utenfra, "DOCTYPE|skadet"),
    "endret sak i Word": (
        lambda: med_del(som_docx(langt_brev()), "customXml/item1.xml", "Máze".encode(), b"Oslo"),
        "skadet eller endret"),
    "sak fra en annen": (
        lambda: med_del(som_docx(langt_brev()), "customXml/item1.xml", f"<sak-id>{SAK_ID}".encode(),
                        b"<sak-id>11111111-1111-1111-1111-111111111111"), "skadet eller endret"),
    "ukjent dokument": (
        lambda: med_del(som_docx(kort_brev()), "customXml/item1.xml", b"orientering<", b"bombe<"), "skadet"),
    "tom zip": (lambda: pakke({}), "ingen brev"),
    "zip uten brev": (lambda: pakke({"a.txt": b"hei"}), "ingen brev"),
    "zip i zip": (lambda: pakke({"a.zip": pakke({"b.docx": som_docx(kort_brev())})}), "pakke i seg"),
    "to saker": (lambda: pakke({"a.docx": som_docx(kort_brev()), "b.docx": annen_reise()}), "flere saker"),
    "zipbombe": (lambda: pakke({f"{i}.json": b"{" + b" " * (9 * 1024 * 1024) for i in range(6)}), "for stor"),
    "løgnaktig zip": (lognaktig_zip, "skadet|for stor|ikke en saksfil"),
    "mange deler": (lambda: pakke({str(i): b"" for i in range(2001)}), "for stor"),
    "for stor fil": (lambda: bytes(50 * 1024 * 1024 + 1), "over 50 MB"),
    "for stor sak": (lambda: b"{" + b" " * (10 * 1024 * 1024), "over 10 MB"),
    "JSON som ikke er en sak": (lambda: b'{"a": 1}', "ikke en saksfil"),
    "JSON uten id": (lambda: b'{"skjema": "overforing/sak/1"}', "ikke en saksfil"),
    "ødelagt JSON": (lambda: b'{"skjema": ', "skadet"),
    "ikke UTF-8": (lambda: b'{"skjema": "\xff\xfe"}', "skadet"),
    "dyp JSON": (lambda: b'{"a":' * 200_000, "skadet"),
}  # fmt: skip


@pytest.mark.parametrize("navn", FIENDTLIG)
def test_en_fil_som_ikke_kan_brukes_gir_en_melding_med_filnavnet(navn: str) -> None:
    lag, melding = FIENDTLIG[navn]
    with pytest.raises(UgyldigInndata) as feil:
        les(lag(), "fra noen.bin")
    assert str(feil.value).startswith("fra noen.bin: ")
    assert re.search(melding, str(feil.value)), str(feil.value)
    assert "passwd" not in str(feil.value)
    assert "root:" not in str(feil.value)


def test_endret_sak_i_pdf_avvises() -> None:
    fil = pikepdf.open(io.BytesIO(som_pdf(langt_brev())))
    fil.attachments["sak.json"] = pikepdf.AttachedFileSpec(fil, ANNEN_SAK.encode(), filename="sak.json")
    ut = io.BytesIO()
    fil.save(ut)
    with pytest.raises(UgyldigInndata, match="skadet eller endret"):
        les(ut.getvalue(), "brev.pdf")


@pytest.mark.parametrize("ganger", [1, 2])
def test_en_pdf_som_pakker_seg_ut_til_mye_mer_avvises_for_noen_leser_den(ganger: int) -> None:
    data = b" " * (110 * 1024 * 1024)
    for _ in range(ganger):
        data = zlib.compress(data)
    bombe = b"%PDF-1.7\n1 0 obj\n<</Filter /FlateDecode>>\nstream\n" + data + b"\nendstream\nendobj\n%%EOF\n"
    assert len(bombe) < 200_000
    with pytest.raises(UgyldigInndata, match="når den pakkes ut"):
        les(bombe, "brev.pdf")


def test_for_stor_sak_i_pdf_avvises() -> None:
    fil = pikepdf.open(io.BytesIO(som_pdf(langt_brev())))
    stor = b"{" + b" " * (10 * 1024 * 1024) + b"}"
    fil.attachments["sak.json"] = pikepdf.AttachedFileSpec(fil, stor, filename="sak.json")
    ut = io.BytesIO()
    fil.save(ut)
    with pytest.raises(UgyldigInndata, match="over 10 MB"):
        les(ut.getvalue(), "brev.pdf")


@settings(max_examples=120)
@given(st.sampled_from([som_docx, som_pdf]), st.data())
def test_ingen_skade_gir_annet_enn_en_norsk_feil(skriver: Callable[[Brev], bytes], valg: st.DataObject) -> None:
    data = bytearray(skriver(kort_brev(Dokument.ANMODNING)))
    for _ in range(valg.draw(st.integers(1, 8))):
        data[valg.draw(st.integers(0, len(data) - 1))] = valg.draw(st.integers(0, 255))
    try:
        sak_json = les(bytes(data[: valg.draw(st.integers(0, len(data)))]), "x").sak_json
    except OverforingFeil:
        sak_json = None
    assert sak_json in (None, SAK)
