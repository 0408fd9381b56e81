"""Lesing ved siden av programmet: grensene, filer laget for å komme forbi dem, og en leser å ikke tro."""

from __future__ import annotations

import io
import json
import sys
import threading
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from brev.eksempelbrev import SAK, SAK_ID, kort_brev, langt_brev
from brev.lesing.leserprover import HENGER, KLAR, bytt_leser
from brev.lesing.test_les import byttet, fremmed_docx, som_docx, som_pdf

from overforing.brev.lesing import ved_siden
from overforing.brev.lesing.les import IkkeFraOverforing, les
from overforing.brev.lesing.ved_siden import Leser, Stanset, felles
from overforing.feil import KanIkke, UgyldigInndata

pytestmark = pytest.mark.uten_lov

MB = 1024 * 1024


@pytest.mark.parametrize("lag", [lambda: som_docx(langt_brev()), lambda: som_pdf(langt_brev()), SAK.encode])
def test_det_som_leses_ved_siden_er_det_samme(lag: Callable[[], bytes]) -> None:
    svar, her = felles()(lag(), "brev"), les(lag(), "brev")
    assert (svar.i("brev"), svar.i("brev").brodtekst) == (her, her.brodtekst)


def test_en_feil_kommer_tilbake_med_filnavnet_og_grunnen() -> None:
    with pytest.raises(IkkeFraOverforing, match=r"^fra noen\.docx: Filen er ikke laget av Overføring"):
        felles()(fremmed_docx(), "fra noen.docx").i("fra noen.docx")


# Filer laget for å komme forbi vaktene


@cache
def fylt(mb: int, vindu: int = 15) -> bytes:
    """Så mange MB mellomrom, pakket med zlib; ``vindu`` avgjør den første byten."""
    pakker = zlib.compressobj(1, zlib.DEFLATED, vindu)
    return b"".join([*(pakker.compress(b" " * MB) for _ in range(mb)), pakker.flush()])


def pdf_med(*strommer: bytes, filter_: bytes = b"/FlateDecode") -> bytes:
    deler = (
        b"%d 0 obj\n<</Filter %s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (nr, filter_, len(s), s)
        for nr, s in enumerate(strommer, 1)
    )
    return b"%PDF-1.7\n" + b"".join(deler) + b"%%EOF\n"


def med_ordet_inni() -> bytes:
    """En strøm der ordet «endstream» står upakket først, og 110 MB kommer etter det."""
    ordet = b"\nendstream\n"
    upakket = b"\0" + len(ordet).to_bytes(2, "little") + (len(ordet) ^ 0xFFFF).to_bytes(2, "little") + ordet
    return pdf_med(b"\x78\x01" + upakket + fylt(110)[2:])


def vaar_pdf_med(innhold: bytes) -> bytes:
    """En PDF med merkene våre og sidens innhold byttet ut."""
    fil = pikepdf.open(io.BytesIO(som_pdf(kort_brev())))
    fil.pages[0].Contents = fil.make_stream(innhold)
    ut = io.BytesIO()
    fil.save(ut)
    return ut.getvalue()


def med_hoveddel(xml: bytes) -> bytes:
    return byttet(som_docx(kort_brev()), lambda navn, data: xml if navn == "word/document.xml" else data)


def mange_tegn() -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return med_hoveddel(f"<w:document {w}><w:p><w:t>{'a' * 500_001}</w:t></w:p></w:document>".encode())


FORBI: dict[str, tuple[Callable[[], bytes], str]] = {
    "en annen første byte": (lambda: pdf_med(fylt(110, 13)), "når den pakkes ut"),
    "heksadesimalt utenpå": (
        lambda: pdf_med(fylt(110).hex().encode() + b">", filter_=b"[/ASCIIHexDecode /FlateDecode]"), "herfra ikke er"),
    "filternavnet skrevet om": (lambda: pdf_med(b"00>", filter_=b"/#41SCIIHexDecode"), "herfra ikke er"),
    "endstream inni strømmen": (med_ordet_inni, "når den pakkes ut"),
    "tre strømmer under grensen": (lambda: pdf_med(*[fylt(40)] * 3), "når den pakkes ut"),
    "mange små elementer": (lambda: med_hoveddel(b"<a>" + b"<b/>" * 2_000_000 + b"</a>"), "flere elementer"),
    "mange egenskaper": (
        lambda: med_hoveddel(b"<a>" + b'<b c=""/>' * 600_000 + b"</a>"), "flere elementer"),
    "en annen tegnkoding": (
        lambda: med_hoveddel(b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>'), "tegnkoding"),
    "for mange deler på en side": (
        lambda: vaar_pdf_med(b"BT /F1 9 Tf " + b"(aaaaaaaaaaaaaaaa) Tj " * 6000 + b"ET"), "flere deler"),
    "for mange tegn": (mange_tegn, "over 500\N{NO-BREAK SPACE}000 tegn"),
    "alt går forbi vaktene": (lambda: vaar_pdf_med(b"0 0 m 1 1 l S\n" * 2_000_000), "mer minne|ikke lest etter"),
}  # fmt: skip


@pytest.mark.parametrize("navn", FORBI)
def test_en_fil_laget_for_a_komme_forbi_vaktene_avvises_med_en_grunn_og_den_neste_leses(navn: str) -> None:
    lag, grunn = FORBI[navn]
    with pytest.raises(UgyldigInndata, match=grunn) as feil:
        felles()(lag(), "fra noen").i("fra noen")
    assert not isinstance(feil.value, IkkeFraOverforing)
    assert felles()(SAK.encode(), "sak.json").i("sak.json").sak_id == SAK_ID


@pytest.mark.parametrize(("fil", "grunn"), [("tegn-1000000.pdf", "tegn"), ("c-20mb.docx", "over 10 MB")])
def test_filene_som_holdt_vinduet_avvises(delt: Path, fil: str, grunn: str) -> None:
    with pytest.raises(UgyldigInndata, match=grunn):
        felles()((delt / "feil" / fil).read_bytes(), fil).i(fil)


@pytest.mark.skipif(sys.platform != "linux", reason="bare Linux har /proc")
def test_leseren_har_under_512_mb() -> None:
    leser = felles()
    leser(SAK.encode(), "sak.json")
    assert leser._prosess is not None
    grenser = Path(f"/proc/{leser._prosess.pid}/limits").read_text()
    (rad,) = (linje.split() for linje in grenser.splitlines() if linje.startswith("Max address space"))
    assert rad[3:5] == [str(512 * MB)] * 2


# En leser som ikke svarer som den skal


@pytest.mark.parametrize(
    ("kode", "melding"),
    [
        (HENGER, "ikke lest etter 0 sekunder"),
        (KLAR, "mer minne"),
        (KLAR + "ut.write(b'\\xff' * 8); ut.flush(); time.sleep(60)", "mer minne"),
        (KLAR + "ut.write((8).to_bytes(8, 'big') + b'\\x80\\x05N.    '); ut.flush(); time.sleep(60)", "mer minne"),
    ],
    ids=["svarer ikke", "dør", "svarer for langt", "svarer med pickle"],
)
def test_en_leser_som_ikke_svarer_stanses_og_filen_avvises(
    monkeypatch: pytest.MonkeyPatch, kode: str, melding: str
) -> None:
    bytt_leser(monkeypatch, kode)
    leser = Leser(tid=0.3 if kode == HENGER else 60)
    with pytest.raises(UgyldigInndata, match=rf"^a\.pdf: .*{melding}"):
        leser(b"%PDF-", "a.pdf")
    assert leser._prosess is None


@pytest.mark.parametrize(
    "svar",
    [
        [],
        {"slag": "exe", "feil": {"nokkel": "feil.les.doctype", "verdier": {}}, "feilslag": "UgyldigInndata"},
        {"slag": "pdf", "feil": {"nokkel": "../hemmelig", "verdier": {}}, "feilslag": "UgyldigInndata"},
        {"slag": "pdf", "lest": {"tekst": "god"}},
        {"slag": "pdf", "lest": {"dokument": None, "sak_id": 1, "sak_json": None, "tekst": "ukjent"}},
    ],
)  # fmt: skip
def test_et_svar_med_noe_annet_i_enn_det_skal_brukes_ikke(svar: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        ved_siden.svar_inn(json.dumps(svar).encode())


def test_stans_virker_med_en_gang_og_sier_ingenting_om_filen(monkeypatch: pytest.MonkeyPatch) -> None:
    bytt_leser(monkeypatch, HENGER)
    leser = Leser(tid=60)
    threading.Timer(0.2, leser.stans).start()
    with pytest.raises(Stanset):
        leser(b"%PDF-", "a.pdf")
    with pytest.raises(Stanset):  # også det som sto for tur
        leser(b"%PDF-", "b.pdf")
    leser.klar()
    monkeypatch.undo()
    assert leser(SAK.encode(), "sak.json").i("sak.json").sak_id == SAK_ID
    leser.stans()  # mens den ikke har noe å lese
    leser.klar()
    assert leser(SAK.encode(), "sak.json").i("sak.json").sak_id == SAK_ID
    leser.lukk()


def test_kan_leseren_ikke_startes_er_det_ikke_filen_det_er_noe_galt_med(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bytt_leser(monkeypatch, "")
    leser = Leser()
    with pytest.raises(KanIkke, match="kunne ikke startes"):
        leser(SAK.encode(), "sak.json")


def test_en_kortere_frist_etter_en_lengre_holdes_og_en_som_er_over_gjor_ingenting() -> None:
    vekker, gjort = ved_siden._Vekker(), threading.Event()
    feil: list[str] = []
    with vekker.om(30, lambda: feil.append("den lange")):
        pass
    with vekker.om(0.05, lambda: feil.append("den som var over")):
        pass
    with vekker.om(0.2, gjort.set):
        assert gjort.wait(20)
    assert feil == []
