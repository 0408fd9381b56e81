"""Kontorets eget brevhode: det som er deres, blir med, og det som ikke skal ut av kontoret, blir igjen."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from brev.egne import egne_brevhoder as hoder
from brev.eksempelbrev import kort_brev, langt_brev, reise_for
from docx.shared import Mm

from overforing.brev import docx as word
from overforing.brev.egne.brevhode import klargjor
from overforing.brev.egne.brevhode_pakke import MAKS_BREVHODE, MAKS_DELER, MAKS_UTPAKKET
from overforing.brev.lesing import les_docx
from overforing.brev.lesing.les import les
from overforing.brev.modell import brevtekst, normaliser
from overforing.feil import UgyldigMal
from overforing.sak.modell import Malform

VART = hoder.VART.read_bytes()
LIBREOFFICE = Path(__file__).parents[1] / "lagret_av_libreoffice.docx"


def problemer(data: bytes) -> tuple[str, ...]:
    with pytest.raises(UgyldigMal) as feil:
        klargjor(data, "eget.docx")
    funnet = tuple(map(str, feil.value.problemer))
    assert all(problem.startswith("eget.docx") for problem in funnet)
    return funnet


def brevet(data: bytes, *, malform: Malform = Malform.NB, utkast: bool = False) -> bytes:
    brev = langt_brev(malform, utkast=utkast)
    return word.skriv(brev, klargjor(data, "eget.docx").data, reise_for(brev))


# Det som blir med


def test_vart_eget_brevhode_kan_brukes_som_kontorets() -> None:
    klart = klargjor(VART, "brevhode.docx")
    assert klart.merknader == ()
    brev = kort_brev()
    assert hoder.deler(word.skriv(brev, klart.data, reise_for(brev))) == hoder.deler(
        word.skriv(brev, hoder.VART, reise_for(brev))
    )


@pytest.mark.parametrize("lag", [hoder.kontorets, hoder.fra_word])
def test_logo_topptekst_og_bunntekst_er_med_og_brevet_er_modellens(lag) -> None:
    data = brevet(lag())
    side = docx.Document(io.BytesIO(data)).sections[0]
    assert "Nav Eksempel" in side.first_page_header.paragraphs[0].text
    assert side.header.paragraphs[0].text == "Nav Eksempel"
    assert side.first_page_footer.paragraphs[0].text.startswith("Nav Eksempel · Storgata 1")
    assert round(side.top_margin.mm) == 34
    assert hoder.logo() in hoder.deler(data).values()
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        lest = les_docx.brodtekst(les_docx.les_xml(pakke.read("word/document.xml")))
    # Navnet står i toppteksten, og ikke én gang til i brevet.
    assert normaliser(lest) == normaliser(brevtekst(langt_brev()).removeprefix("Nav Eksempel"))


@pytest.mark.parametrize("navn", ["Nav Lillevik", "Nav Lille", "Kontoret"])
def test_det_brevhodet_sier_om_avsenderen_star_ikke_i_brevet_ogsa(navn: str) -> None:
    dokument = docx.Document(str(hoder.VART))
    dokument.sections[0].header.paragraphs[0].add_run("Nav Lillevik · Storgata 1, 7004 Trondheim")
    klart = klargjor(hoder.lagret(dokument), "eget.docx").data
    linjer = (navn, "Trondheim kommune", "Storgata 1", "7004 Trondheim")
    brev = replace(kort_brev(), hode=replace(kort_brev().hode, avsender=linjer))
    for i_brevhodet in (False, True):
        data = word.skriv(brev, klart, reise_for(brev), avsender_i_brevhodet=i_brevhodet)
        lest = les(data, "brev.docx")
        assert lest.tekst == "uendret"
        igjen = [linje for linje in linjer if linje in lest.brodtekst]
        assert igjen == ([] if i_brevhodet else ["Trondheim kommune"] if navn == "Nav Lillevik" else list(linjer))


def test_det_kontoret_har_satt_inn_der_utkastmerket_star_ser_ut_som_deres_eget() -> None:
    dokument = docx.Document(str(hoder.VART))
    dokument.sections[0].header.paragraphs[1].add_run().add_picture(io.BytesIO(hoder.logo()))
    data = brevet(hoder.lagret(dokument), utkast=True)
    _, forst, *resten = docx.Document(io.BytesIO(data)).sections[0].header.paragraphs
    assert forst.style is not None
    assert forst.style.name == "Normal"
    assert "drawing" in forst._p.xml
    assert [(p.text, p.style and p.style.name) for p in resten][-1] == ("UTKAST", "Utkast")
    vart = docx.Document(str(hoder.VART)).sections[0].header.paragraphs
    assert [p.style and p.style.name for p in vart] == ["Header", "Utkast"]


def test_et_forhold_til_et_bokmerke_tas_bort_forst_og_lenken_blir_tekst() -> None:
    i_kroppen = hoder.med_forhold(VART, "word/document.xml", "rId77", "hyperlink", "#_top", ekstern=False)
    assert klargjor(i_kroppen, "eget.docx").merknader == ()
    lenke = _i_toppen(f'<w:hyperlink xmlns:r="{hoder.R}" r:id="rId77"><w:r><w:t>Til toppen</w:t></w:r></w:hyperlink>')
    lenke = hoder.med_forhold(lenke, "word/header1.xml", "rId77", "hyperlink", "#_top", ekstern=False)
    klart = klargjor(lenke, "eget.docx")
    (merknad,) = map(str, klart.merknader)
    assert merknad.endswith("peker til et sted som ikke er med i brevene. Teksten er med, men ikke lenken.")
    topp = hoder.deler(klart.data)["word/header1.xml"]
    assert b"Til toppen" in topp
    assert b"<w:hyperlink" not in topp


def test_opplysningene_om_filen_kortes_av_og_brevet_gjor_det_ikke() -> None:
    langt = "Nav " + "Lillevik " * 40
    brev = replace(kort_brev(), hode=replace(kort_brev().hode, avsender=(langt.strip(),)))
    dokument = docx.Document(io.BytesIO(word.skriv(brev, hoder.VART, reise_for(brev))))
    forfatter = dokument.core_properties.author
    assert len(forfatter) == 255
    assert forfatter.endswith("…")
    assert langt.strip() in dokument.tables[0].cell(0, 0).text


def test_utkast_star_pa_hver_side_uten_a_ta_plassen_til_kontorets_topptekst() -> None:
    side = docx.Document(io.BytesIO(brevet(hoder.kontorets(), utkast=True))).sections[0]
    for topptekst in (side.first_page_header, side.header):
        tekster = [p.text for p in topptekst.paragraphs]
        assert tekster.count("UTKAST") == 1
        assert any("Nav Eksempel" in tekst for tekst in tekster)
    ferdig = docx.Document(io.BytesIO(brevet(hoder.kontorets()))).sections[0]
    assert "UTKAST" not in "".join(p.text for p in (*ferdig.header.paragraphs, *ferdig.first_page_header.paragraphs))


def test_brevhodet_kan_klargjores_igjen_og_blir_likt_hver_gang() -> None:
    klart = klargjor(hoder.fra_word(), "eget.docx").data
    assert klargjor(hoder.fra_word(), "eget.docx").data == klart
    assert klargjor(klart, "eget.docx").data == klart


def test_et_brevhode_lagret_av_libreoffice_kan_brukes() -> None:
    assert brevet(LIBREOFFICE.read_bytes())


@pytest.mark.parametrize(("egen", "i_word"), [("Hilsen", "Closing"), ("Underskrift", "Signature")])
def test_en_stil_word_har_gitt_det_innebygde_navnet_kjennes_igjen(egen: str, i_word: str) -> None:
    data = hoder.endret(
        VART, "word/styles.xml", lambda x: x.replace(f'<w:name w:val="{egen}"/>', f'<w:name w:val="{i_word}"/>')
    )
    assert i_word.encode() in hoder.deler(data)["word/styles.xml"]
    assert brevet(data)


# Det som blir igjen


@pytest.mark.parametrize(
    "spor",
    [
        b"Kladd om Ola",
        b"Kari Skriver",
        b"server",
        b"attachedTemplate",
        b"hemmelig sak",
        b"rsid",
        b"documentProtection",
        b"footnote",
    ],
)
def test_ingenting_fra_kontorets_maskin_eller_gamle_tekster_folger_med(spor: bytes) -> None:
    kilde = b"".join(hoder.deler(hoder.fra_word()).values())
    assert spor in kilde
    for navn, innhold in hoder.deler(brevet(hoder.fra_word())).items():
        assert spor not in innhold, navn


@pytest.mark.parametrize(("malform", "sprak"), [(Malform.NB, b"nb-NO"), (Malform.NN, b"nn-NO")])
def test_spraket_settes_ogsa_nar_brevhodet_ikke_sier_det(malform: Malform, sprak: bytes) -> None:
    import re

    data = hoder.endret(VART, "word/styles.xml", lambda x: re.sub(r"<w:lang [^>]*>", "", x))
    assert b"w:lang" not in hoder.deler(data)["word/styles.xml"]
    innhold = hoder.deler(brevet(data, malform=malform))
    assert b'w:lang w:val="' + sprak in innhold["word/styles.xml"]
    assert sprak in innhold["docProps/core.xml"]


def test_kontoret_far_vite_at_tekst_og_bilder_i_selve_dokumentet_ikke_er_med() -> None:
    dokument = docx.Document(io.BytesIO(hoder.kontorets()))
    dokument.add_paragraph("Vår ref.:")
    dokument.add_paragraph().add_run().add_picture(io.BytesIO(hoder.logo()))
    tekst, bilde = map(str, klargjor(hoder.lagret(dokument), "eget.docx").merknader)
    assert "topp- eller bunnteksten" in tekst
    assert "Flytt logoen til toppteksten" in bilde


# Det som må rettes


def test_alle_stilene_som_mangler_sies_pa_en_gang_med_navnene_fra_word() -> None:
    data = VART
    for navn in ("heading 2", "List Bullet", "Merking", "Brevtabell", "Referansenavn"):
        data = hoder.endret(
            data, "word/styles.xml", lambda x, n=navn: x.replace(f'w:name w:val="{n}"', 'w:name w:val="Noe"')
        )
    (problem,) = problemer(data)
    assert "3 avsnittsstiler («Overskrift 2», «Punktliste», «Merking»)" in problem
    assert "en tegnstil («Referansenavn») og en tabellstil («Brevtabell»)" in problem
    assert "Hent våre maler" in problem
    assert "heading" not in problem
    assert problem.startswith("eget.docx: Brevhodet mangler 5 stiler som brevene bruker. Det enkleste er")


def test_en_stil_av_feil_slag_er_ikke_stilen() -> None:
    data = hoder.endret(
        VART,
        "word/styles.xml",
        lambda x: x.replace(
            'w:type="table" w:customStyle="1" w:styleId="Brevtabell"',
            'w:type="paragraph" w:customStyle="1" w:styleId="Brevtabell"',
        ),
    )
    assert "en tabellstil («Brevtabell»)" in problemer(data)[0]


def test_et_tomt_dokument_fra_word_sier_alt_som_mangler() -> None:
    (problem,) = problemer(hoder.lagret(docx.Document()))
    assert "15 avsnittsstiler" in problem
    assert "«Overskrift 1»" not in problem  # den har det


def test_for_smal_side_og_inndelingsskift_sies() -> None:
    dokument = docx.Document(str(hoder.VART))
    dokument.sections[0].left_margin = Mm(120)
    assert "Mellom margene er det 62 mm" in problemer(hoder.lagret(dokument))[0]
    dokument = docx.Document(str(hoder.VART))
    dokument.add_section()
    assert "inndelingsskift" in problemer(hoder.lagret(dokument))[0]
    uten = hoder.endret(
        VART, "word/document.xml", lambda x: x[: x.index("<w:sectPr")] + x[x.index("</w:sectPr>") + 11 :]
    )
    assert "hvor stor siden er" in problemer(uten)[0]


# Filer ingen bør sende oss


def _innholdstype(fra: str, til: str) -> bytes:
    return hoder.endret(VART, "[Content_Types].xml", lambda x: x.replace(fra, til))


HOVED = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TOPP = hoder.kontorets()


def _i_toppen(xml: str) -> bytes:
    return hoder.endret(TOPP, "word/header1.xml", lambda x: x.replace("</w:p>", f"{xml}</w:p>", 1))


def _felt(*biter: str) -> str:
    koder = "".join(f"<w:r><w:instrText>{bit}</w:instrText></w:r>" for bit in biter)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{koder}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _bombe() -> bytes:
    return hoder.pakket({**hoder.deler(VART), "word/media/bombe.xml": b"\0" * (MAKS_UTPAKKET + 1)})


def _to_like() -> bytes:
    ut = io.BytesIO(VART)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(ut, "a") as pakke:
        pakke.writestr("word/styles.xml", b"<x/>")
    return ut.getvalue()


FIENDTLIGE = {
    "tom": (lambda: b"", "ikke et Word-dokument"),
    "PDF": (lambda: b"%PDF-1.7", "ikke et Word-dokument"),
    "gammel Word": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "eldre Word eller er beskyttet"),
    "avkortet": (lambda: VART[:2000], "skadet"),
    "bare en zip": (lambda: hoder.pakket({"a.txt": b"a"}), "ikke et Word-dokument"),
    "regneark": (lambda: _innholdstype("wordprocessingml.document", "spreadsheetml.sheet"), "ikke et Word-dokument"),
    "mal": (lambda: _innholdstype("document.main", "template.main"), ".dotx"),
    "makroer": (lambda: _innholdstype(HOVED, "application/vnd.ms-word.document.macroEnabled.main+xml"), "makroer"),
    "skjulte makroer": (lambda: hoder.pakket({**hoder.deler(VART), "word/vbaProject.bin": b"x"}), "makroer"),
    "for stor": (lambda: b"PK" + b"\0" * MAKS_BREVHODE, "over 10 MB"),
    "zip-bombe": (_bombe, "for stor"),
    "mange deler": (
        lambda: hoder.pakket({**hoder.deler(VART), **{f"x{i}": b"" for i in range(MAKS_DELER)}}),
        "over 300 deler",
    ),
    "to like deler": (_to_like, "samme navn"),
    "DOCTYPE": (
        lambda: hoder.endret(VART, "word/styles.xml", lambda x: '<!DOCTYPE a [<!ENTITY b "c">]>' + x[x.index("<w:") :]),
        "DOCTYPE",
    ),
    "ukjent slag stil": (
        lambda: hoder.endret(
            TOPP, "word/styles.xml", lambda x: x.replace('"paragraph" w:styleId="Header"', '"annet" w:styleId="Header"')
        ),
        "skadet",
    ),
    "ødelagt XML": (lambda: hoder.endret(VART, "word/styles.xml", lambda x: x[:500]), "skadet"),
    "felt": (lambda: _i_toppen(_felt(" INCLUDE", 'PICTURE "http://x.invalid/a.png" ')), "INCLUDEPICTURE"),
    "enkelt felt": (lambda: _i_toppen('<w:fldSimple w:dirty="true" w:instr=" DDEAUTO c:\\x "/>'), "DDEAUTO"),
    "sporet": (
        lambda: _i_toppen('<w:ins w:id="1" w:author="Kari"><w:r><w:t>x</w:t></w:r></w:ins>'),
        "sporede endringer",
    ),
    "lenket bilde": (
        lambda: hoder.med_forhold(TOPP, "word/header1.xml", "rId77", "image", "http://x.invalid/spor.png"),
        "bare en lenke",
    ),
    "lenke til en fil": (
        lambda: hoder.med_forhold(TOPP, "word/header1.xml", "rId77", "hyperlink", "file:///c:/hemmelig.docx"),
        "peker til en fil",
    ),
    "innebygd objekt": (
        lambda: hoder.med_forhold(TOPP, "word/header1.xml", "rId77", "oleObject", "http://x.invalid/a.bin"),
        "innebygd objekt",
    ),
    "punkt hentet utenfra": (
        lambda: hoder.med_forhold(VART, "word/numbering.xml", "rId77", "image", "http://x.invalid/a.png"),
        "henter noe fra en annen fil",
    ),
}


@pytest.mark.parametrize("navn", FIENDTLIGE)
def test_en_fil_vi_ikke_kan_bruke_avvises_med_en_grunn_et_menneske_forstar(navn: str) -> None:
    lag, ventet = FIENDTLIGE[navn]
    (problem,) = problemer(lag())
    assert ventet in problem


def test_en_vanlig_lenke_og_et_felt_med_sidetall_er_greit() -> None:
    data = hoder.med_forhold(TOPP, "word/header1.xml", "rId77", "hyperlink", "https://www.eksempel.invalid/link")
    assert klargjor(data, "eget.docx")
    assert klargjor(_i_toppen(_felt(' HYPERLINK "https://eksempel.invalid/link" ') + _felt(" PAGE ")), "eget.docx")
