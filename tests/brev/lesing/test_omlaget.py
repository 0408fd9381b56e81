"""Et brev som har gått gjennom andre hender: laget om, signert, kommentert, eller lagret som noe annet.

Filene i ``filer`` er ett oppdiktet brev, kjørt gjennom Ghostscript, ``pdftocairo -pdf``, pyHanko (synlig signatur) og
LibreOffice («Lagre som PDF» av Word-filen, og RTF og tilbake).
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from brev.eksempelbrev import kort_brev, langt_brev
from brev.lesing.test_les import byttet, med_del, pakke, som_docx, som_pdf

from overforing.brev.lesing.kjennetegn import TITLER
from overforing.brev.lesing.les import AnnetSlag, LagetOm, les
from overforing.brev.lesing.lesning import Pafort
from overforing.cli.kommandoer import kjor
from overforing.feil import UgyldigInndata
from overforing.sak.modell import Dokument

FILER = Path(__file__).parent / "filer"
ROT = Path(__file__).resolve().parents[3]


def uten_struktur(data: bytes, nokkelord: str = "") -> bytes:
    """PDF-en slik et program som tegner den om, gir den fra seg."""
    fil = pikepdf.open(io.BytesIO(data))
    del fil.Root.StructTreeRoot
    if nokkelord:
        fil.docinfo["/Keywords"] = nokkelord
    return lagret(fil)


def med_merknad(data: bytes, slag: str) -> bytes:
    fil = pikepdf.open(io.BytesIO(data))
    merknad = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{slag}"), Rect=[100, 300, 300, 340], Contents="Nei"
    )
    fil.pages[0].Annots = pikepdf.Array([fil.make_indirect(merknad)])
    return lagret(fil)


def nokkelordene(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as fil:
        return str(fil.docinfo["/Keywords"])


def lagret(fil: pikepdf.Pdf) -> bytes:
    ut = io.BytesIO()
    fil.save(ut)
    return ut.getvalue()


@pytest.mark.parametrize(
    ("navn", "har_sak", "pafort"),
    [
        ("ghostscript.pdf", True, ()),
        ("signert.pdf", True, (Pafort.MERKNADER,)),
        ("lagret-som.pdf", False, ()),
        ("fra-rtf.docx", False, ()),
    ],
)
def test_et_brev_andre_har_laget_om_er_uendret_nar_teksten_er_den_samme(
    navn: str, har_sak: bool, pafort: tuple[Pafort, ...]
) -> None:
    lest = les((FILER / navn).read_bytes(), navn)
    assert (lest.dokument, lest.tekst, lest.pafort) == (Dokument.ANMODNING, "uendret", pafort)
    assert (lest.sak_json is not None, lest.mistet) == (har_sak, "" if har_sak else "sak")


def test_en_utskrift_til_pdf_kjennes_igjen_pa_ordene() -> None:
    with pytest.raises(LagetOm, match=r"Be om Word-filen \(\.docx\)"):
        les((FILER / "utskrift.pdf").read_bytes(), "utskrift.pdf")


def test_titlene_et_brev_kjennes_igjen_pa_star_i_malene() -> None:
    for navn in ("anmodning", "tvist"):
        for malform in ("nb", "nn"):
            mal = (ROT / "letters" / malform / f"{navn}.md").read_text("utf-8")
            assert any(f"# {tittel}\n" in mal for tittel in TITLER), (navn, malform)


@pytest.mark.parametrize("utkast", [False, True])
def test_uten_strukturen_leses_sidene_over_flere_sider_og_med_gjentatt_tabellhode(utkast: bool) -> None:
    assert les(uten_struktur(som_pdf(langt_brev(utkast=utkast))), "brev.pdf").tekst == "uendret"


def test_en_annen_tekst_uten_strukturen_kan_ikke_avgjores() -> None:
    brev, annet = kort_brev(), kort_brev(tekst="Vi har ikke fått søknaden din.")
    nokkelord = nokkelordene(som_pdf(brev))
    assert les(uten_struktur(som_pdf(annet), nokkelord), "brev.pdf").tekst == "kan_ikke_avgjores"
    laget_om = pikepdf.open(io.BytesIO(som_pdf(annet)))
    laget_om.docinfo["/Keywords"], laget_om.docinfo["/Producer"] = nokkelord, "Et annet program"
    assert les(lagret(laget_om), "brev.pdf").tekst == "kan_ikke_avgjores"
    i_pakken = {"a.pdf": som_pdf(brev), "b.pdf": uten_struktur(som_pdf(annet), nokkelord)}
    assert les(pakke(i_pakken), "pakke.zip").tekst == "kan_ikke_avgjores"


def test_et_brev_fra_for_den_lose_summen_leses_ogsa_uten_struktur() -> None:
    lest = les((FILER / "uten-struktur.pdf").read_bytes(), "anmodning.pdf")
    assert (lest.dokument, lest.tekst) == (Dokument.ANMODNING, "uendret")


@pytest.mark.parametrize("slag", ["Text", "FreeText", "Stamp"])
def test_merknader_oppa_en_pdf_sies_og_teksten_er_uendret(slag: str) -> None:
    lest = les(med_merknad(som_pdf(kort_brev()), slag), "brev.pdf")
    assert (lest.tekst, lest.pafort) == ("uendret", (Pafort.MERKNADER,))


@pytest.mark.parametrize(
    "tegnet", [b"q 1 1 1 rg 0 0 600 842 re f Q", b"/Artifact BMC q 1 1 1 rg 0 0 600 842 re f Q EMC"]
)
def test_en_flate_tegnet_over_teksten_sies(tegnet: bytes) -> None:
    fil = pikepdf.open(io.BytesIO(som_pdf(kort_brev())))
    fil.pages[0].contents_add(tegnet)
    lest = les(lagret(fil), "brev.pdf")
    assert (lest.tekst, lest.pafort) == ("uendret", (Pafort.TILFOYD,))


TEKSTBOKS = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>Nei</w:t>'
    "</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@pytest.mark.parametrize(
    ("lagt_til", "ventet"),
    [
        ('<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>', Pafort.KOMMENTARER),
        (TEKSTBOKS, Pafort.TEKSTBOKSER),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', Pafort.FOTNOTER),
        ('<w:del w:id="1" w:author="x"><w:r><w:delText>vekk</w:delText></w:r></w:del>', Pafort.SPOREDE_ENDRINGER),
    ],
)
def test_det_som_er_lagt_pa_i_word_sies_og_teksten_er_uendret(lagt_til: str, ventet: Pafort) -> None:
    foran = b'<w:r><w:t xml:space="preserve">Vi har'
    ny = med_del(
        som_docx(kort_brev(tekst="Vi har fått søknaden.")), "word/document.xml", foran, lagt_til.encode() + foran
    )
    lest = les(ny, "brev.docx")
    assert (lest.tekst, lest.pafort) == ("uendret", (ventet,))


def test_tekst_satt_som_skjult_er_borte() -> None:
    foran = b'<w:r><w:t xml:space="preserve">Vi har'
    skjult = foran.replace(b"<w:r>", b"<w:r><w:rPr><w:vanish/></w:rPr>")
    data = som_docx(kort_brev(tekst="Vi har fått søknaden."))
    assert les(med_del(data, "word/document.xml", foran, skjult), "brev.docx").tekst == "endret"


def test_bare_nokkelordene_igjen_i_word_er_nok_til_a_kjenne_brevet_og_teksten() -> None:
    uten = byttet(som_docx(langt_brev()), lambda n, d: None if n.startswith("customXml") or "custom.xml" in n else d)
    lest = les(uten, "brev.docx")
    assert (lest.dokument, lest.tekst, lest.mistet) == (Dokument.ANMODNING, "uendret", "sak")
    annet = med_del(uten, "word/document.xml", "særlig følsomme".encode(), b"lite viktige")
    assert les(annet, "brev.docx").tekst == "kan_ikke_avgjores"


def odt() -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as til:
        til.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        til.writestr("content.xml", "<x/>")
    return ut.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)


@pytest.mark.parametrize(
    ("data", "ventet"),
    [
        (odt(), r"LibreOffice \(\.odt\)"),
        (b"{\\rtf1\\ansi hei}", "formatet RTF"),
        (OLE + "WordDocument".encode("utf-16-le"), r"gamle format \(\.doc\)"),
    ],
)
def test_et_annet_slag_tekstfil_sies_som_det_er(data: bytes, ventet: str) -> None:
    with pytest.raises(AnnetSlag, match=ventet) as feil:
        les(data, "brev")
    assert "Word-filen (.docx)" in str(feil.value)


def test_en_word_fil_med_passord_er_ikke_noe_fremmed() -> None:
    with pytest.raises(UgyldigInndata, match="beskyttet med passord"):
        les(OLE + "EncryptedPackage".encode("utf-16-le"), "brev.docx")


def test_kommandolinjen_sier_det_samme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kjor(["les", str(FILER / "lagret-som.pdf")]) == 0
    assert "Saken følger ikke med, for filen er laget på nytt" in capsys.readouterr().out
    nokkelord = nokkelordene(som_pdf(kort_brev()))
    (tmp_path / "annet.pdf").write_bytes(uten_struktur(som_pdf(kort_brev(tekst="Nei.")), nokkelord))
    assert kjor(["les", str(tmp_path / "annet.pdf")]) == 0
    assert "kan ikke avgjøres: filen er laget om" in capsys.readouterr().out
    assert kjor(["les", str(tmp_path / "annet.pdf"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tekst"] == "kan_ikke_avgjores"
