"""PDF-brevet: samme ord som modellen, tagget, PDF/A og PDF/UA, og saken bare i de to brevene som bærer den."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from brev.brevprover import brev as komponert
from brev.brevprover import les_sak
from brev.eksempelbrev import SAK, kort_brev, langt_brev, reise_for
from brev.svarprover import grunnlag, svarbrev

from overforing.brev import docx as word
from overforing.brev import pdf, tegn
from overforing.brev.lesing.pdf_tekst import tagget
from overforing.brev.modell import Avsnitt, Brev, Liste, Referanse, Seksjon, Tabell, brevtekst, normaliser
from overforing.brev.oppsett import merkelinje
from overforing.feil import KanIkke
from overforing.mottak.foresporsel import Svarutfall
from overforing.sak.modell import Dokument, Malform

ROT = Path(__file__).resolve().parents[2]
MAL = ROT / "letters" / "brev.typ"
VARIANTER = [(malform, utkast) for malform in Malform for utkast in (False, True)]


@cache
def skriv(brev: Brev) -> bytes:
    return pdf.skriv(brev, MAL, reise_for(brev))


def apnet(brev: Brev) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(skriv(brev)))


def lest(brev: Brev) -> str:
    return normaliser(tagget(pypdfium2.PdfDocument(skriv(brev))).tekst)


def alt_pa_siden(brev: Brev) -> list[str]:
    """All tekst, også topptekst og bunntekst, side for side."""
    return [side.get_textpage().get_text_range() for side in pypdfium2.PdfDocument(skriv(brev))]


def strukturtyper(brev: Brev) -> Counter[str]:
    def gaa(element: pikepdf.Object) -> Iterator[str]:
        if isinstance(element, pikepdf.Array):
            for barn in element:
                yield from gaa(barn)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield str(element.S)
            if "/K" in element:
                yield from gaa(element.K)

    with apnet(brev) as fil:
        return Counter(gaa(fil.Root.StructTreeRoot))


def med(*blokker: Avsnitt | Liste | Tabell) -> Brev:
    return replace(kort_brev(), seksjoner=(Seksjon("bakgrunn", "Hva saken gjelder", blokker),))


@pytest.mark.parametrize(("malform", "utkast"), VARIANTER)
def test_teksten_er_modellens(malform: Malform, utkast: bool) -> None:
    brev = langt_brev(malform, utkast=utkast)
    assert lest(brev) == normaliser(brevtekst(brev))


def test_brevet_er_pa_flere_sider_og_hver_side_har_sidetall_og_utkastmerke() -> None:
    brev = langt_brev(utkast=True)
    sider = alt_pa_siden(brev)
    assert len(sider) > 2
    for nummer, side in enumerate(sider, 1):
        assert f"Side {nummer} av {len(sider)}" in side
        assert "UTKAST" in side
    assert "UTKAST" not in lest(brev)
    assert not any("UTKAST" in side for side in alt_pa_siden(langt_brev()))


def test_linjer_delt_etter_bindestrek_eller_skrastrek_settes_sammen_som_de_sto() -> None:
    avsnitt = [
        Avsnitt("x" * start + " Nav- og Nav-kontor, 2024/123 – ja/nei–kanskje, barnevern- eller helse-" * 4)
        for start in range(1, 60)
    ]
    brev = med(*avsnitt)
    assert len(alt_pa_siden(brev)) > 3
    assert lest(brev) == normaliser(brevtekst(brev))


def test_et_langt_hode_skyver_brevet_ned_og_legger_seg_ikke_oppa() -> None:
    hode = replace(
        langt_brev().hode,
        avsender=tuple(f"Avsender {i}" for i in range(12)),
        mottaker=tuple(f"Mottaker {i}" for i in range(12)),
    )
    brev = replace(kort_brev(), hode=hode)
    side = pypdfium2.PdfDocument(skriv(brev))[0]
    tekstside = side.get_textpage()
    topp = {}
    for ord_ in (*hode.avsender, *hode.mottaker, "Unntatt", brev.tittel):
        start, antall = tekstside.search(ord_, match_whole_word=True).get_next()
        topp[ord_] = max(tekstside.get_charbox(i)[3] for i in range(start, start + antall))
    assert list(topp.values()) == sorted(topp.values(), reverse=True)
    assert min(a - b for a, b in pairwise(topp.values())) > 9


def _topp(brev: Brev, ord_: str) -> float:
    """Avstanden i punkt fra toppen av første side til ordet."""
    side = pypdfium2.PdfDocument(skriv(brev))[0]
    tekstside = side.get_textpage()
    start, antall = tekstside.search(ord_, match_whole_word=True).get_next()
    return float(side.get_height() - max(tekstside.get_charbox(i)[3] for i in range(start, start + antall)))


def test_mottakeren_star_i_konvoluttvinduet_og_fritt_fra_avsenderen() -> None:
    kort = replace(kort_brev(), hode=replace(kort_brev().hode, avsender=("Nav",), mottaker=("Mottakeren",)))
    fem = replace(kort, hode=replace(kort.hode, avsender=("Nav", "Bydel", "Kommune", "Gate", "Poststed")))
    assert _topp(kort, "Mottakeren") == pytest.approx(50 * 72 / 25.4, abs=6)
    assert _topp(fem, "Mottakeren") == pytest.approx(_topp(kort, "Mottakeren"), abs=1)
    assert _topp(fem, "Mottakeren") - _topp(fem, "Poststed") > 20


def test_et_notat_uten_mottaker_har_ikke_et_tomt_felt() -> None:
    hode = replace(kort_brev().hode, avsender=("Nav Eksempel", "Trondheim"), mottaker=())
    notat = replace(kort_brev(), hode=hode)
    assert _topp(notat, notat.tittel) < _topp(kort_brev(), kort_brev().tittel) - 80
    assert lest(notat) == normaliser(brevtekst(notat))


def test_en_kort_siste_seksjon_folger_hilsenen() -> None:
    kontakt = Seksjon("kontakt", "Har du spørsmål?", (Avsnitt("Du kan kontakte oss."), Avsnitt("Si gjerne fra.")))
    for linjer in range(24, 40):
        fyll = Seksjon("bakgrunn", "Fyll", tuple(Avsnitt(f"Linje {i}.") for i in range(linjer)))
        sider = alt_pa_siden(replace(kort_brev(), seksjoner=(fyll, kontakt)))
        (siden,) = [side for side in sider if "Har du spørsmål?" in side]
        assert "Du kan kontakte oss." in siden
        assert "Med vennlig hilsen" in siden


def test_kopi_star_aldri_alene_pa_en_side() -> None:
    sider = alt_pa_siden(svarbrev(Dokument.AVGJORELSE, grunnlag("01-hele-linjen", Svarutfall.OVERFORT)))
    assert "Kopi" in sider[-1]
    assert "Med vennlig hilsen" in sider[-1]


def test_en_siste_seksjon_pa_en_linje_har_den_foran_med_seg() -> None:
    hjelp = Seksjon("i_mellomtiden", "Hjelp mens saken venter", (Avsnitt("Saken haster ikke."),))
    soker = Seksjon("soker", "Søkeren", (Avsnitt("Søkeren er ikke orientert ennå."),))
    for linjer in range(24, 40):
        fyll = Seksjon("bakgrunn", "Fyll", tuple(Avsnitt(f"Linje {i}.") for i in range(linjer)))
        sider = alt_pa_siden(replace(kort_brev(), seksjoner=(fyll, hjelp, soker)))
        (siden,) = [side for side in sider if "Med vennlig hilsen" in side]
        assert "Saken haster ikke." in siden


def test_en_kort_tabell_star_pa_samme_side_som_det_som_innleder_den() -> None:
    tabell = Tabell(("Hvem", "I denne saken"), tuple((f"Ansatt {i}", "Habil") for i in range(4)))
    for linjer in range(24, 40):
        fyll = tuple(Avsnitt(f"Linje {i}.") for i in range(linjer))
        sider = alt_pa_siden(med(*fyll, Avsnitt("Dette er linjen."), tabell, Avsnitt("Slutt.")))
        (siden,) = [side for side in sider if "Dette er linjen." in side]
        assert "Ansatt 0" in siden
        assert "Ansatt 3" in siden


def test_en_lang_epostadresse_deles_etter_krollalfaen() -> None:
    epost = Referanse("E-post:", "nav.indre.ostfold@indre-ostfold.kommune.no")
    brev = replace(kort_brev(), hode=replace(kort_brev().hode, referanser=(epost,)))
    assert f"ostfold@{pdf.DELETEGN}indre" in pdf.inndata(brev, reise_for(brev))["brev"]
    assert lest(brev) == normaliser(brevtekst(brev))


def test_en_epostadresse_er_en_lenke_uten_delestedene() -> None:
    epost = Referanse("E-post:", "nav.indre.ostfold@indre-ostfold.kommune.no")
    for referanse in (epost, replace(epost, verdi="nav@eksempel.no")):
        brev = replace(kort_brev(), hode=replace(kort_brev().hode, avsender=("Nav",), referanser=(referanse,)))
        with apnet(brev) as fil:
            (lenke,) = fil.pages[0].Annots
            assert str(lenke.A.URI) == f"mailto:{referanse.verdi}"
    midt = "Skriv til nav@eksempel.no. Vi svarer."
    for tekst in (midt, "nav@eksempel.no er adressen.", "Skriv til nav@eksempel.no"):
        brev = med(Avsnitt(tekst), Avsnitt("Etterpå."))
        assert lest(brev) == normaliser(brevtekst(brev))


def test_lopende_tekst_til_sokeren_har_hoyst_75_tegn_pa_linjen() -> None:
    for malform in Malform:
        sider = alt_pa_siden(komponert(Dokument.ORIENTERING, les_sak("kapasitet"), malform))
        # pdfium skriver en bindestrek sist på linjen som U+FFFE, og linjen etter uten skille.
        linjer = [linje.strip() for side in sider for linje in side.replace("\ufffe", "\n").splitlines()]
        assert max(map(len, linjer)) <= 75
        assert len(sider) <= 2


def test_bestemmelser_og_datoer_deles_ikke_pa_to_linjer() -> None:
    for tekst in ("§ 11 a", "bokstav b", "nr. 810", "19. november 2026", "55 55 33 33"):
        assert " " not in tegn.ren(tekst)
    assert tegn.ren("§ 6 og en") == "§\u00a06 og en"
    assert " §" not in merkelinje("Unntatt offentlighet, jf. offentleglova § 13")


def test_celler_som_gar_over_flere_sider_leses_hver_for_seg() -> None:
    lang = "Dette er en svært lang begrunnelse med Nav-kontor og barnevern- og helse-. " * 60
    brev = med(Tabell(("Hvem", "Hvorfor"), (("en " * 900, lang), ("to", "kort"))), Avsnitt("etter " * 2000))
    assert len(alt_pa_siden(brev)) > 4
    assert lest(brev) == normaliser(brevtekst(brev))


def test_en_tom_celle_far_plass_til_en_underskrift() -> None:
    def avstand(svar: str) -> float:
        brev = med(Tabell(("Hva", "Svar"), (("Navn", svar), ("Qwerty", "x"))))
        side = pypdfium2.PdfDocument(skriv(brev))[0].get_textpage()
        tekst = side.get_text_range()
        return side.get_charbox(tekst.index("Navn"))[1] - side.get_charbox(tekst.index("Qwerty"))[1]

    assert avstand("") > avstand("Per Vik") + 8  # punkt


def test_gjentatt_tabellhode_og_lange_ord_i_smale_kolonner_endrer_ikke_teksten() -> None:
    langt = "minoritetsspråklighetskompetanseutviklingsprogramarbeidsgruppemedlem" * 2
    tabell = Tabell(("Hvem", "Hva", "Når", "Hvorfor"), tuple((f"rad {i}", langt, "Nav-", "a- b") for i in range(60)))
    brev = med(tabell, Tabell(("Ny",), (("x",),)), Liste(("ett-", "to –", langt)))
    assert len(alt_pa_siden(brev)) > 2
    assert sum("Hvorfor" in side for side in alt_pa_siden(brev)) > 2
    assert lest(brev) == normaliser(brevtekst(brev))
    for side in pypdfium2.PdfDocument(skriv(brev)):
        tekstside = side.get_textpage()
        kanter = [tekstside.get_charbox(i)[2] for i in range(tekstside.count_chars())]
        assert max(kanter) < side.get_width() - 70  # margen er 28 mm


@pytest.mark.parametrize(("malform", "sprak"), [(Malform.NB, "nb-NO"), (Malform.NN, "nn-NO")])
def test_filen_er_tagget_og_sier_sprak_tittel_kontor_og_dato(malform: Malform, sprak: str) -> None:
    brev = langt_brev(malform)
    fil = apnet(brev)
    assert bool(fil.Root.MarkInfo.Marked)
    assert str(fil.Root.Lang) == sprak
    assert bool(fil.Root.ViewerPreferences.DisplayDocTitle)
    assert str(fil.docinfo["/Title"]) == brev.tittel
    assert str(fil.docinfo["/Author"]) == "Nav Eksempel"
    assert str(fil.docinfo["/CreationDate"]).startswith("D:20261120000000")


def test_strukturen_har_ekte_overskrifter_lister_og_tabellhoder() -> None:
    brev = langt_brev()
    typer = strukturtyper(brev)
    assert typer["/H1"] == 1
    assert typer["/H2"] == len(brev.seksjoner)
    assert typer["/L"] == 3
    assert typer["/LI"] == 9
    assert typer["/Table"] == 2
    assert typer["/TH"] == 6
    assert typer["/TD"] == 3 * 4 + 6 * 2


@pytest.mark.parametrize("dokument", list(Dokument))
def test_standarden_og_vedlegget_folger_dokumentet(dokument: Dokument) -> None:
    fil = apnet(kort_brev(dokument))
    baerer = dokument in (Dokument.ANMODNING, Dokument.TVIST)
    with fil.open_metadata() as meta:
        assert meta["pdfaid:part"] == ("3" if baerer else "2")
        assert meta["pdfaid:conformance"] == "A"
        assert meta["pdfuaid:part"] == "1"
    assert list(fil.attachments) == (["sak.json"] if baerer else [])
    assert (b"notis" in b"".join(_strommer(fil))) is baerer
    if baerer:
        spesifikasjon = fil.attachments["sak.json"]
        assert spesifikasjon.get_file().read_bytes() == SAK.encode()
        assert spesifikasjon.get_file().mime_type == "application/json"
        assert spesifikasjon.description == "Saken i maskinlesbar form"
        assert str(spesifikasjon.obj.AFRelationship) == "/Data"
        assert len(fil.Root.AF) == 1


def _strommer(fil: pikepdf.Pdf) -> Iterator[bytes]:
    for objekt in fil.objects:
        if isinstance(objekt, pikepdf.Stream):
            yield objekt.read_bytes()


def test_bare_open_sans_er_i_filen() -> None:
    with apnet(langt_brev()) as fil:
        skrifter = [o for o in fil.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert {str(skrift.FontName).split("+")[-1] for skrift in skrifter} == {"OpenSans-Regular", "OpenSans-Bold"}
        assert all("/FontFile2" in skrift for skrift in skrifter)


def test_samme_brev_gir_samme_byte() -> None:
    brev = langt_brev()
    assert pdf.skriv(brev, MAL, reise_for(brev)) == skriv(brev)


@pytest.mark.parametrize(
    "navn",
    ["Åse Bjørnø", "Áile Čáhppes Đulač Ŋuolla Šuhka Ŧuvra Žár", "Łukasz Żółć", "Зоряна Ґалаґан Їжак", "Ελένη Παππά",
     "Nguyễn Thị Hương", "Gül İşçi", "e\u0301lise", "10 000 – 20 000", "½ m² à 5 €"],
)  # fmt: skip
def test_vanlige_navn_og_tegn_finnes_i_skriften(navn: str) -> None:
    brev = kort_brev(tekst=f"Saken gjelder {navn}.")
    assert lest(brev) == normaliser(brevtekst(brev))


@pytest.mark.parametrize(("tekst", "kode"), [("محمد", "U+0645"), ("中", "U+4E2D"), ("😀", "U+1F600"), ("☐", "U+2610")])
def test_det_skriften_mangler_meldes_for_pdf_men_ikke_for_word(tekst: str, kode: str) -> None:
    brev = kort_brev(tekst=f"Saken gjelder {tekst}.")
    with pytest.raises(KanIkke, match="bare i Word") as feil:
        skriv(brev)
    assert f"({kode}) i delen «Hva saken gjelder»" in str(feil.value)
    assert word.skriv(brev, ROT / "letters" / "brevhode.docx", reise_for(brev))


@pytest.mark.parametrize("ulovlig", ["\x00", "\u2028", "\ue000", "\ufffe"])
def test_det_pdf_a_ikke_kan_ha_meldes_for_noe_tegnes(ulovlig: str) -> None:
    with pytest.raises(KanIkke, match=rf"U\+{ord(ulovlig):04X} i delen «Hva saken gjelder»"):
        skriv(kort_brev(tekst=f"før{ulovlig}etter"))


def test_alle_stedene_i_brevet_proves() -> None:
    brev = langt_brev()
    hode = replace(
        brev.hode,
        avsender=("a\x01",),
        mottaker=("b\x02",),
        referanser=(replace(brev.hode.referanser[0], verdi="c\x03"),),
        merking="d\x04",
    )
    seksjon = Seksjon("s", "e\x05", (Avsnitt("f\x06"), Liste(("g\x07",)), Tabell(("h\x08",), (("i\x0e",),))))
    brev = replace(
        brev, hode=hode, tittel="j\x0f", seksjoner=(seksjon,), hilsen="k\x10", underskrift=("l\x11", "l\x11")
    )
    funnet = tegn.ulovlige_tegn(brev)
    assert [ord(u.tegn) for u in funnet] == [1, 2, 3, 4, 15, 5, 6, 7, 8, 14, 16, 17]
    assert [u.sted for u in funnet[:5]] == ["avsender", "mottaker", "referanser", "merking", "tittel"]


def test_tegntabellen_stemmer_med_det_typst_selv_finner_i_skriften() -> None:
    import typst

    har = tegn.skriftens_tegn(pdf.skriftmappe() / "OpenSans-Regular.ttf")
    assert 700 < len(har) < 2000
    prove = [kode for kode in range(0xA1, 0x2C00) if chr(kode).isprintable() and chr(kode).isalpha()]
    inn = (
        b'#set text(font: "Open Sans", fallback: false)\n'
        b"#set page(width: auto, height: auto)\n#json(bytes(sys.inputs.t)).at(0)"
    )
    import json

    def gaar(koder: list[int]) -> bool:
        try:
            typst.compile(
                inn,
                font_paths=pdf._skrifter(),
                ignore_system_fonts=True,
                pdf_standards="a-2b",
                sys_inputs={"t": json.dumps([" ".join(map(chr, koder))])},
            )
        except typst.TypstError:
            return False
        return True

    assert gaar([kode for kode in prove if kode in har])
    mangler = [kode for kode in prove if kode not in har]
    assert mangler
    assert not any(gaar([kode]) for kode in mangler[::400])
