"""Det som kommer til posten uten å være brev herfra: ført slik det kom, eller lagt på en forespørsel."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from brev.lesing.epostprover import epost
from brev.lesing.test_les import fremmed_pdf
from feilprover import kaster
from mottak.mottakprover import MOTTATT, PROGRAM, STATSFORVALTER, brev, en_foresporsel, en_sak, saksfil

from overforing.brev.lesing.les_epost import omslag
from overforing.brev.lesing.ved_siden import Stanset, Svar
from overforing.mottak.horer_til import horer_til
from overforing.mottak.kvittering import Mottaksutfall
from overforing.mottak.utvalg import Utvalg
from overforing.register.database import connect
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller
from overforing.register.mottakstabeller import MOTTAK
from overforing.saksgang.mottak.gang import Mottaksgang, Resultat
from overforing.saksgang.mottak.postrom import filnavn, format_for, kommune_i

from .test_gang import som_zip

OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le")


@pytest.fixture
def logg(tmp_path: Path) -> Iterator[Foresporselsregister]:
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    na = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
    yield Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=lambda: na, bruker="Ine Aune")
    db.close()


@pytest.fixture
def gang(logg: Foresporselsregister) -> Mottaksgang:
    return STATSFORVALTER.mottaksgang(logg)


def registrer(gang: Mottaksgang, navn: str, data: bytes, **valg: bool) -> list[Resultat]:
    return list(gang.registrer([(navn, lambda: data)], MOTTATT, **valg))


@pytest.mark.parametrize(
    ("navn", "data", "format_", "grunn"),
    [
        ("Hei.eml", epost({}), "eml", "E-posten har ingen brev"),
        ("Hei.msg", OUTLOOK, "msg", "ufullstendig"),
        ("brev.rtf", b"{\\rtf1 hei}", "rtf", "RTF"),
        ("IMG_1.JPG", b"\xff\xd8\xff\xe0", "jpg", "bilde"),
        ("skann.tif", b"II*\0", "tiff", "bilde"),
        ("ark.xlsx", som_zip({"[Content_Types].xml": b"<x/>"}), "xlsx", "ikke av et slag"),
        ("liste.exe", b"MZ", "bin", "ikke av et slag"),
        ("brev.pdf", brev("pdf")[:-3000], "pdf", "slutten mangler"),
    ],
)
def test_det_som_ikke_kan_leses_sies_og_kan_fores_slik_det_kom(
    gang: Mottaksgang, logg: Foresporselsregister, navn: str, data: bytes, format_: str, grunn: str
) -> None:
    (avvist,) = registrer(gang, navn, data)
    assert grunn in avvist.avvist
    assert avvist.kan_fores
    (fort,) = registrer(gang, navn, data, som_den_er=True)
    assert fort.kvittering is not None
    f = fort.kvittering.foresporsel
    assert (f.manuell, f.kommune, f.avsender) == (True, None, ""), "det som er lest, er bare forslag"
    (d,) = logg.dokumenter(f.aar, f.nr)
    assert (d.format, d.filnavn, d.sekvens) == (format_, navn, 1)
    assert logg.fil(d.sha256) == data
    assert kontroller(logg.db).i_orden


def test_det_som_ikke_er_noen_fil_kan_ikke_fores(gang: Mottaksgang) -> None:
    (tom,) = registrer(gang, "tom.jpg", b"", som_den_er=True)
    assert tom.kvittering is None
    assert not tom.kan_fores
    (gammel,) = gang.registrer([("a.jpg", lambda: b"\xff\xd8\xff")], date(1900, 1, 1), som_den_er=True)
    assert not gammel.kan_fores


def test_brevet_ved_en_e_post_fores_som_brevet_med_e_posten_som_fil(
    gang: Mottaksgang, logg: Foresporselsregister
) -> None:
    data = epost({"brev.docx": brev("docx")})
    (svar,) = registrer(gang, "Anmodning.eml", data)
    assert svar.kvittering is not None
    assert not svar.kvittering.foresporsel.manuell
    assert logg.fil(logg.dokumenter(2026, 1)[0].sha256) == data
    (pdf,) = registrer(gang, "brev.pdf", brev("pdf"))
    assert pdf.kvittering is not None
    assert pdf.kvittering.utfall is Mottaksutfall.SAMME_INNHOLD


def skrevet_docx(*avsnitt: str) -> bytes:
    dokument, ut = docx.Document(), io.BytesIO()
    for tekst in avsnitt:
        dokument.add_paragraph(tekst)
    dokument.save(ut)
    return ut.getvalue()


def test_det_som_star_i_brev_uten_saken_kan_sokes_i(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    brevet = skrevet_docx("Vi ber om hjelp.", "Lederen er svoger til søkeren, født 01010750160.")
    registrer(gang, "a.docx", brevet)
    i_eposten = epost({"v.docx": skrevet_docx("Rådmannen bor vegg i vegg.")}, "Se vår sak 26/77.\n", "Om stemoren")
    registrer(gang, "b.eml", i_eposten, som_den_er=True)
    registrer(gang, "c.pdf", fremmed_pdf())
    ved = gang.vedlagt([("d.docx", lambda: skrevet_docx("Barnepiken."))], MOTTATT)
    f = logg.registrer_for_hand({"kommune": "5001"}, MOTTATT, ved)
    logg.legg_ved(f.aar, f.nr, gang.vedlagt([("e.docx", lambda: skrevet_docx("Fetteren."))], MOTTATT), MOTTATT)
    liste = Foresporselsliste(logg.db, "Ine Aune")

    def treff(sok: str) -> list[int]:
        return [rad.nr for rad in liste.side(Utvalg(sok=sok), MOTTATT).rader]

    ordene = ("svoger", "vegg i vegg", "stemor", "2026/77", "fått", "barnepike", "fetter", "01010750160")
    assert [treff(ord_) for ord_ in ordene] == [[1], [2], [2], [2], [3], [4], [4], []]
    assert kontroller(logg.db).i_orden


def test_en_pakke_med_mange_leses_fil_for_fil(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    ekte = {
        "a.json": saksfil(en_sak(1)),
        "inn/b.eml": epost({"b.json": saksfil(en_sak(2))}),
        "c.png": b"\x89PNG\r\n\x1a\n",
    }
    a, b, c = registrer(gang, "post.zip", som_zip(ekte))
    assert [r.fil for r in (a, b, c)] == ["post.zip/a.json", "post.zip/b.eml", "post.zip/c.png"]
    assert [bool(r.kvittering) for r in (a, b, c)] == [True, True, False]
    assert [logg.dokumenter(2026, nr)[0].filnavn for nr in (1, 2)] == ["a.json", "b.eml"]
    igjen = registrer(gang, "post.zip", som_zip(ekte), som_den_er=True)
    assert [r.kvittering and r.kvittering.utfall for r in igjen] == ["allerede", "allerede", "ny"]


def test_det_som_legges_ved_har_ikke_saken_med_seg_og_er_der_en_gang(gang: Mottaksgang) -> None:
    def filer(*innhold: bytes) -> list[tuple[str, Callable[[], bytes]]]:
        return [(f"{nr}.pdf", lambda data=data: data) for nr, data in enumerate(innhold)]

    fremmed = fremmed_pdf()
    (ved,) = gang.vedlagt(filer(fremmed, fremmed), MOTTATT)
    assert (ved.filnavn, ved.format, ved.sak) == ("0.pdf", "pdf", None)
    with kaster("feil.mottak.har_sak"):
        gang.vedlagt(filer(fremmed, brev("pdf")), MOTTATT)
    with kaster("feil.mottak.har_sak"):
        gang.vedlagt(filer(som_zip({"a.json": saksfil(en_sak(1)), "b.json": saksfil(en_sak(2))})), MOTTATT)
    with kaster("feil.mottak.tom_fil"):
        gang.vedlagt(filer(b""), MOTTATT)


def test_en_fil_leseren_ikke_fikk_lest_legges_ikke_ved(gang: Mottaksgang, monkeypatch: pytest.MonkeyPatch) -> None:
    """Da er det ikke kjent om saken er med i den."""

    def stanset(*_: object) -> Svar:
        raise Stanset("feil.les.stanset")

    monkeypatch.setattr(gang, "_sted", replace(gang._sted, les=stanset))
    with pytest.raises(Stanset):
        gang.vedlagt([("a.pdf", fremmed_pdf)], MOTTATT)


def test_den_samme_referansen_to_ganger_sies(gang: Mottaksgang) -> None:
    registrer(gang, "a.json", saksfil(en_sak(1)))
    (annen,) = registrer(gang, "b.json", saksfil(en_sak(2)))
    assert "den samme referansen i 2026/1" in annen.melding
    assert gang.vis(2026, 1).samme_referanse == ("2026/2",)
    for nr in range(3, 9):
        (siste,) = registrer(gang, f"{nr}.json", saksfil(en_sak(nr)))
    assert "i 2026/1, 2026/2, 2026/3, 2026/4 og 3 til." in siste.melding


def test_navnet_og_formatet_kan_ikke_skade() -> None:
    assert filnavn("C:\\inn/01010750160 Kari\n.pdf") == "… Kari .pdf"
    assert format_for(b"<script>", "a.html") == "bin"


def test_det_kan_hore_til_den_det_nevner_og_saa_de_fra_kommunen() -> None:
    nevnt = en_foresporsel(nr=3, kommune="3218", deres_ref="26/77")
    samme, annen = en_foresporsel(nr=2), en_foresporsel(nr=7, kommune="3218", deres_ref="2")
    assert horer_til("Vedlegg til 26/77 og 2", "5001", [samme, annen, nevnt]) == (nevnt, samme)
    assert horer_til("Om 2026/71", None, [annen]) == (), "2026/7 er ikke nevnt"


@pytest.mark.parametrize(
    ("fra", "tekst", "kommune"),
    [
        ("x@trondheim.kommune.no", "", "5001"),
        ("x@as.kommune.no", "Trondheim kommune", "3218"),
        ("x@nav.no", "Fra Malvik kommune", "5031"),
        ("x@nav.no", "Malvik kommune og Trondheim kommune", None),
        ("x@trondheim.no", "", None),
        ("x@porsangu.kommune.no", "", "5622"),
        ("x@nav.no", "Vi skriver fra Porsáŋggu gielda", "5622"),
        ("x@nav.no", "Romsa kommune", "5501"),
        ("x@nav.no", "Rivttága suohkan og Romsa kommune", None),
        ("x@nav.no", "Hilsen Karasjoga gielda", "5610"),
        ("x@nav.no", "Oslo er en by i Osloven tjïelte", "0301"),
    ],
)
def test_kommunen_foreslas_av_adressen_ellers_av_teksten(fra: str, tekst: str, kommune: str | None) -> None:
    assert kommune_i(omslag(epost({}, tekst, "Sak", fra=fra)), PROGRAM.geografi, MOTTATT) == kommune
