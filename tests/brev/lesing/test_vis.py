"""En fil utenfra slik den vises: sidene, teksten og filene i den, og et svar fra leseren å ikke tro."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
import pytest
from brev.eksempelbrev import kort_brev
from brev.lesing.epostprover import epost
from brev.lesing.leserprover import KLAR, bytt_leser
from brev.lesing.test_les import som_docx, som_pdf

from overforing.brev.lesing.sendt import vist_inn
from overforing.brev.lesing.ved_siden import Leser, felles
from overforing.brev.lesing.vis import MAKS_HOYDE, MAKS_SIDER, vis
from overforing.brev.modell import linjer
from overforing.feil import UgyldigInndata
from overforing.saksgang.mottak.brevvisning import brevvisning

BREDDE = 300


def en_pdf(*storrelser: tuple[int, int]) -> bytes:
    """En PDF ingen her har laget, med en linje tekst på hver side."""
    fil, ut = pikepdf.new(), io.BytesIO()
    skrift = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for nr, storrelse in enumerate(storrelser, 1):
        side = fil.add_blank_page(page_size=storrelse)
        side.Contents = fil.make_stream(f"BT /F1 12 Tf 20 20 Td (Linje {nr}) Tj ET".encode())
        side.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=skrift))
    fil.save(ut)
    return ut.getvalue()


def et_png(bredde: int, hoyde: int) -> bytes:
    def bit(navn: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + navn + data + struct.pack(">I", zlib.crc32(navn + data))

    hode = struct.pack(">IIBBBBB", bredde, hoyde, 8, 0, 0, 0, 0)
    rader = zlib.compress((b"\0" + b"\x80" * bredde) * hoyde)
    return b"\x89PNG\r\n\x1a\n" + bit(b"IHDR", hode) + bit(b"IDAT", rader) + bit(b"IEND", b"")


def pakket(**filer: bytes) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as pakke:
        for navn, data in filer.items():
            pakke.writestr(navn.replace("_", "."), data)
    return ut.getvalue()


def ordene(vist: Any) -> list[str]:
    return [ord_ for _, ord_ in vist.linjer]


def test_et_brev_herfra_vises_som_sider_og_som_teksten_i_det() -> None:
    brev = kort_brev()
    vist = felles().vis(som_pdf(brev), "brev", BREDDE)
    assert [(b, len(piksler)) for b, h, piksler in vist.sider] == [(BREDDE, BREDDE * h * 4) for b, h, _ in vist.sider]
    assert vist.antall == len(vist.sider) > 0
    assert set(linjer(brev)) & set(ordene(vist))


def test_overskriftene_i_en_word_fil_er_overskrifter() -> None:
    vist = vis(som_docx(kort_brev()), BREDDE, -1)
    assert not vist.sider
    nivaene = {ord_: niva for niva, ord_ in vist.linjer}
    overskrifter = [s.overskrift for s in kort_brev().kropp]
    assert overskrifter
    assert all(nivaene[o] > 0 for o in overskrifter)
    assert 0 in nivaene.values()


def test_sidene_har_en_grense_og_det_sies_hvor_mange_det_er() -> None:
    vist = vis(en_pdf(*[(595, 842)] * (MAKS_SIDER + 2)), 40, -1)
    assert (len(vist.sider), vist.antall) == (MAKS_SIDER, MAKS_SIDER + 2)
    assert ordene(vist)[:2] == ["Linje 1", "Linje 2"]
    ((bredde, hoyde, _),) = vis(en_pdf((10, 5000)), 1200, -1).sider
    assert 0 < bredde < 20
    assert hoyde <= MAKS_HOYDE + 1


def test_en_skadet_side_star_ikke_i_veien_for_de_andre() -> None:
    fil, ut = pikepdf.open(io.BytesIO(en_pdf(*[(200, 200)] * 3))), io.BytesIO()
    fil.Root.Pages.Kids[1].Type = pikepdf.Name.Borte
    fil.save(ut)
    vist = felles().vis(ut.getvalue(), "skadet", BREDDE)
    assert (len(vist.sider), vist.antall, vist.skadet, vist.numre) == (2, 3, (2,), (1, 3))
    assert ordene(vist) == ["Linje 1", "Linje 3"]
    (merknad,) = brevvisning(vist, lambda nokkel, **verdier: f"{nokkel} {verdier}").merknader
    assert merknad == "ui_foresporsel.vis.skadet {'sider': '2'}"


def test_en_epost_viser_ordene_og_filene_i_den() -> None:
    data = epost({"Søknad.pdf": en_pdf((200, 200))}, "Hei.\n\nVi ber om hjelp.\n")
    vist = vis(data, BREDDE, -1)
    assert ordene(vist) == ["Hei.", "", "Vi ber om hjelp."]
    assert (vist.omslag.emne, vist.inni) == ("Anmodning – Åsgård", ("Søknad.pdf",))
    assert ordene(vis(data, BREDDE, 0)) == ["Linje 1"]
    nettside = data.replace(b"text/plain", b"text/html").replace(b"Hei.", b"<style>a</style><p>Hei</p><b>der</b>")
    assert ordene(vis(nettside, BREDDE, -1))[:2] == ["Hei", "der Vi ber om hjelp."]


def test_filene_i_en_pakke_vises_for_seg_og_ikke_det_som_ligger_i_dem() -> None:
    data = pakket(a_pdf=en_pdf((200, 200)), b_zip=pakket(c_pdf=b"x"))
    assert vis(data, BREDDE, -1).inni == ("a.pdf", "b.zip")
    assert len(vis(data, BREDDE, 0).sider) == 1
    assert vis(data, BREDDE, 1).inni == ()
    with pytest.raises(UgyldigInndata):
        vis(data, BREDDE, 2)


def test_et_bilde_vises_og_blir_ikke_bredere_enn_det_er() -> None:
    assert [s[:2] for s in felles().vis(et_png(600, 200), "bilde", BREDDE).sider] == [(BREDDE, 100)]
    assert [s[:2] for s in felles().vis(et_png(20, 10), "bilde", BREDDE).sider] == [(20, 10)]
    with pytest.raises(UgyldigInndata):
        felles().vis(et_png(20, 10)[:40], "bilde", BREDDE)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", pakket(a_pdf=b"x").replace(b"a.pdf", b"../..")])
def test_en_fil_som_ikke_kan_leses_sier_hvorfor_og_den_neste_vises(data: bytes) -> None:
    with pytest.raises(UgyldigInndata):
        felles().vis(data, "fra noen", BREDDE)
    assert felles().vis(en_pdf((200, 200)), "den neste", BREDDE).antall == 1


def svar(**felt: Any) -> bytes:
    hele = {
        "linjer": [],
        "sider": [],
        "antall": 0,
        "skadet": [],
        "inni": [],
        "omslag": {"emne": "", "fra": "", "adresse": "", "tekst": "", "dato": ""},
    }
    return json.dumps({"slag": "pdf", "vist": hele | felt}).encode()


@pytest.mark.parametrize(
    "side",
    [
        (2, 2, base64.b64encode(zlib.compress(b"\0" * 15)).decode()),
        (2, 2, base64.b64encode(b"ikke pakket").decode()),
        (10**6, 1, ""),
        (0, 2, ""),
    ],
    ids=["for lite", "ikke pakket", "for bred", "uten bredde"],
)
def test_en_side_som_ikke_er_det_den_sier_brukes_ikke(side: tuple[int, int, str]) -> None:
    with pytest.raises((ValueError, zlib.error)):
        vist_inn(svar(sider=[side]))


def test_en_leser_som_pakker_ut_mer_enn_siden_far_ikke_fylle_minnet(monkeypatch: pytest.MonkeyPatch) -> None:
    stor = base64.b64encode(zlib.compress(b"\0" * 10_000_000)).decode()
    vist = vist_inn(svar(sider=[(2, 2, stor)]))
    assert not isinstance(vist, UgyldigInndata)
    assert len(vist.sider[0][2]) == 16
    bytt_leser(monkeypatch, KLAR + "ut.write((2).to_bytes(8, 'big') + b'{}'); ut.flush(); time.sleep(60)")
    leser = Leser(tid=60)
    with pytest.raises(UgyldigInndata):
        leser.vis(b"%PDF-", "a.pdf", BREDDE)
    assert leser._prosess is None
