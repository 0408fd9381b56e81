"""Brevet ved en e-post, og det en e-post sier om seg selv."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from brev.lesing.epostprover import epost
from mottak.mottakprover import brev, en_sak, saksfil

from overforing.brev.lesing.les import AnnetSlag, FlereSaker, filslag, i_pakken, les
from overforing.brev.lesing.les_epost import MAKS_NIVA, MAKS_VEDLEGG, omslag
from overforing.brev.lesing.les_msg import som_epost
from overforing.brev.lesing.vis import vis
from overforing.feil import UgyldigInndata

OUTLOOK = Path(__file__).with_name("filer").joinpath("outlook.msg").read_bytes()
"""En e-post fra Outlook med eksempelsaken ved."""


def som_zip(filer: dict[str, bytes]) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as pakke:
        for navn, data in filer.items():
            pakke.writestr(navn, data)
    return ut.getvalue()


@pytest.mark.parametrize(
    ("data", "slag"),
    [
        (epost({"bilde.jpg": b"\xff\xd8\xff\xe0", "a.docx": brev("docx")}), "eml"),
        (epost({"pakke.zip": som_zip({"a.pdf": brev("pdf")})}), "eml"),
        (epost({"videresendt.eml": epost({"a.docx": brev("docx")})}), "eml"),
        (som_zip({"x.eml": epost({"a.docx": brev("docx")})}), "zip"),
    ],
    ids=["rett ved", "i en pakke ved", "i en e-post ved", "e-posten i en pakke"],
)
def test_brevet_finnes_i_e_posten(data: bytes, slag: str) -> None:
    assert filslag(data) == slag
    assert les(data, "x").sak_id == en_sak().id


@pytest.mark.parametrize(
    ("vedlegg", "slag", "grunn"),
    [
        ({}, AnnetSlag, "feil.les.eml"),
        ({"a.docx": b"PK\x03\x04 skadd"}, UgyldigInndata, "feil.les.ufullstendig"),
        ({"a.json": saksfil(en_sak(1)), "b.json": saksfil(en_sak(2))}, UgyldigInndata, "feil.les.epost_flere"),
        ({f"{nr}.txt": b"x" for nr in range(MAKS_VEDLEGG + 1)}, UgyldigInndata, "feil.les.epost_deler"),
    ],
)
def test_det_som_er_galt_med_en_e_post_sies(vedlegg: dict[str, bytes], slag: type, grunn: str) -> None:
    with pytest.raises(slag) as feil:
        les(epost(vedlegg), "x.eml")
    assert feil.value.melding.verdier["feil"].melding.nokkel == grunn


def test_e_poster_inni_hverandre_leses_ikke_i_det_uendelige() -> None:
    data = b"From: a@b.no\nDate: x\n" + b"Content-Type: message/rfc822\n\nFrom: a@b.no\n" * (MAKS_NIVA + 1) + b"\nHei"
    with pytest.raises(UgyldigInndata) as feil:
        les(data, "x.eml")
    assert feil.value.melding.verdier["feil"].melding.nokkel == "feil.les.epost_deler"
    assert omslag(data).fra == "a@b.no"


def test_en_pakke_med_flere_saker_kan_leses_fil_for_fil() -> None:
    pakke = som_zip({"inn/a.json": saksfil(en_sak(1)), "b.json": saksfil(en_sak(2))})
    with pytest.raises(FlereSaker):
        les(pakke, "x.zip")
    assert i_pakken(pakke) == (("a.json", saksfil(en_sak(1))), ("b.json", saksfil(en_sak(2))))


def test_e_posten_sier_emne_dato_og_avsender() -> None:
    sagt = omslag(epost({"a.txt": b"x"}, "Deres ref. 2026/41\n"))
    assert (sagt.emne, sagt.dato, sagt.adresse) == (
        "Anmodning – Åsgård",
        date(2026, 11, 18),
        "postmottak@trondheim.kommune.no",
    )
    assert "2026/41" in sagt.tekst
    assert omslag(b"Subject: =?utf-9?q?x?=\nDate: i morgen\n\n").dato is None


@pytest.mark.parametrize("data", [OUTLOOK, som_zip({"a.msg": OUTLOOK})], ids=["selv", "i en pakke"])
def test_en_e_post_fra_outlook_er_en_e_post_som_andre(data: bytes) -> None:
    assert les(data, "x").sak_json
    sagt = omslag(som_epost(OUTLOOK))
    assert (sagt.emne, sagt.fra) == ("Vi ber om overføring – sak 2026/77", "Post Malvik <post@malvik.kommune.no>")
    assert (sagt.adresse, sagt.dato) == ("post@malvik.kommune.no", date(2026, 11, 18))
    assert "svoger til søkeren" in sagt.tekst


def test_en_videresendt_e_post_fra_outlook_har_med_seg_det_som_ligger_i_den() -> None:
    """En gammel Word-fil ved siden av, ord som ligner koder, et komma i navnet, og brevet i e-posten inni."""
    data = (Path(__file__).parent / "filer" / "outlook-videresendt.msg").read_bytes()
    assert filslag(data) == "msg"
    assert les(data, "x").sak_json
    sagt, vist = omslag(som_epost(data)), vis(data, 300, -1)
    assert (sagt.emne, sagt.fra) == (
        "=?utf-8?q?x=0A=0Ahei?= VS: sak",
        "Bjørnsø, Åse <post@malvik.kommune.no>",
    )
    assert sagt.adresse == "post@malvik.kommune.no"
    assert [linje for _, linje in vist.linjer] == ["Søkt om kl. 10 000 kr.", "Til Nav"]
    assert vist.inni == ("gammelt «brev» æøå.doc", "x y.pdf", "sak.json")
    assert vis(data, 300, 2).slag == "json"


def test_et_komma_i_navnet_deler_ikke_adressen() -> None:
    fra = "=?utf-8?q?Bj=C3=B8rns=C3=B8=2C_=C3=85se?= <post@malvik.kommune.no>"
    data = f"From: {fra}\r\nDate: Wed, 18 Nov 2026 09:12:00 +0100\r\nSubject: x\r\n\r\nHei.\r\n".encode()
    assert omslag(data).adresse == "post@malvik.kommune.no"
