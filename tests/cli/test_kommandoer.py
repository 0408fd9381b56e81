"""Kommandoene, kjørt i prosessen: kode, standard ut og standard feil."""

from __future__ import annotations

import errno
import json
import re
import zipfile
from pathlib import Path

import pytest
from sak.fodselsnumre import et_nummer

from overforing.brev.lesing.les import Lest, les
from overforing.cli.kommandoer import kjor

EKSEMPLER = Path(__file__).parents[1] / "eksempler"
HELE_LINJEN = EKSEMPLER / "01-hele-linjen-inhabil-be-om-overforing.json"


@pytest.fixture
def eksempel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert kjor(["eksempel"]) == 0
    fil = tmp_path / "sak.json"
    fil.write_text(capsys.readouterr().out, "utf-8")
    return fil


def test_eksempelet_er_ren_json_og_blir_be_om_overforing(eksempel: Path, capsys) -> None:
    json.loads(eksempel.read_text("utf-8"))
    assert kjor(["vurder", str(eksempel), "--json"]) == 0
    svar = json.loads(capsys.readouterr().out)
    assert (svar["utfall"], svar["ferdig"], svar["avklaringer"]) == ("be_om_overforing", True, [])


def test_vurder_gir_en_linje_per_fil_i_rekkefolge_ogsa_nar_en_er_feil(tmp_path: Path, capsys) -> None:
    feil = tmp_path / "feil.json"
    feil.write_text('{"skjema": "overforing/sak/1", "id": 1}')
    assert kjor(["vurder", str(HELE_LINJEN), str(feil), str(HELE_LINJEN), "--json"]) == 2
    ut = capsys.readouterr()
    linjer = [json.loads(linje) for linje in ut.out.splitlines()]
    assert [linje["skjema"] for linje in linjer] == [
        "overforing/vurdering/1",
        "overforing/feil/1",
        "overforing/vurdering/1",
    ]
    assert linjer[1]["fil"] == str(feil)
    assert {"felt": "vurderingsdato", "forventet": "at feltet er med", "funnet": "ingenting"} in linjer[1]["feil"]
    assert "vurderingsdato" in ut.err


def test_en_fil_som_ikke_finnes_gir_1(tmp_path: Path, capsys) -> None:
    assert kjor(["vurder", str(tmp_path / "borte.json")]) == 1
    assert "finnes ikke" in capsys.readouterr().err


def test_en_dato_for_forvaltningsloven_avvises_med_sted(tmp_path: Path, capsys) -> None:
    fil = tmp_path / "gammel.json"
    verdier = json.loads(HELE_LINJEN.read_text("utf-8"))
    fil.write_text(json.dumps({**verdier, "vurderingsdato": "1969-12-31"}))
    assert kjor(["vurder", str(fil)]) == 2
    assert "vurderingsdato: ventet en dato fra og med 1970-01-01" in capsys.readouterr().err


def test_regelsettet_kan_tvinges_og_sammenlignes(capsys) -> None:
    fil = str(EKSEMPLER / "13-samboer-ikke-vurdert-enna.json")
    kjor(["vurder", fil, "--json", "--regelsett", "fvl2025"])
    svar = json.loads(capsys.readouterr().out)
    assert (svar["regelsett"], svar["ansatte"]["a1"]["status"]) == ("fvl2025", "inhabil")
    assert kjor(["vurder", fil, "--sammenlign"]) == 0
    assert json.loads(capsys.readouterr().out)["skjema"] == "overforing/sammenligning/1"


def test_brev_skriver_word_og_pdf_og_sier_hvor(eksempel: Path, tmp_path: Path, capsys) -> None:
    ut = tmp_path / "ut"
    assert kjor(["brev", str(eksempel), "--ut", str(ut)]) == 0
    skrevet = [Path(linje) for linje in capsys.readouterr().out.splitlines()]
    assert sorted(sti.name for sti in skrevet) == sorted(
        f"{dokument} 2026-0417.{format_}"
        for dokument in ("Anmodning", "Habilitetsnotat", "Orientering til søkeren")
        for format_ in ("docx", "pdf")
    )
    assert sorted(ut.iterdir()) == sorted(skrevet)


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_brevet_leses_tilbake_med_saken_som_reiste(eksempel: Path, tmp_path: Path, capsys, format_: str) -> None:
    kjor(["brev", str(eksempel), "--ut", str(tmp_path / "ut"), "--format", format_])
    capsys.readouterr()
    assert kjor(["les", str(tmp_path / "ut" / f"Anmodning 2026-0417.{format_}"), "--json"]) == 0
    lest = json.loads(capsys.readouterr().out)
    raa = json.loads(eksempel.read_text("utf-8"))
    assert (lest["dokument"], lest["sak_id"], lest["tekst"]) == ("anmodning", raa["id"], "uendret")
    assert lest["sak"]["parter"] == [
        {felt: verdi for felt, verdi in part.items() if felt != "navn"} for part in raa["parter"]
    ]
    assert lest["sak"]["ansatte"][0]["tilknytninger"] == raa["ansatte"][0]["tilknytninger"]
    assert kjor(["les", str(tmp_path / "ut" / f"Orientering til søkeren 2026-0417.{format_}"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sak"] is None


def test_brev_skriver_aldri_over_uten_at_det_er_bedt_om(eksempel: Path, tmp_path: Path, capsys) -> None:
    argumenter = ["brev", str(eksempel), "--ut", str(tmp_path), "--dokument", "orientering", "--format", "docx"]
    fil = tmp_path / "Orientering til søkeren 2026-0417.docx"
    fil.write_text("mitt eget")
    assert kjor(argumenter) == 1
    assert fil.read_text() == "mitt eget"
    assert fil.name in capsys.readouterr().err
    assert kjor([*argumenter, "--overskriv"]) == 0
    assert fil.read_bytes().startswith(b"PK")


def som_ma_vurderes(navn: str, mappe: Path) -> str:
    """Eksempelet med en tilknytning begge lovene vil ha vurdert konkret, i stedet for samboerskapet."""
    fil = mappe / "sak.json"
    tekst = (EKSEMPLER / f"{navn}.json").read_text("utf-8")
    fil.write_text(re.sub(r'"(tidligere_)?samboer"', '"tidligere_forlovet"', tekst), "utf-8")
    return str(fil)


def test_en_uferdig_sak_gir_ikke_brev_men_utkast(tmp_path: Path, capsys) -> None:
    fil = som_ma_vurderes("06-onsker-a-bytte-men-veileder-er-ekssamboer", tmp_path)
    assert kjor(["brev", fil, "--ut", str(tmp_path / "ut")]) == 1
    feil = capsys.readouterr().err
    assert "det er ikke sagt hvem som avgjorde det, eller når." in feil
    assert not (tmp_path / "ut").exists()
    assert kjor(["brev", fil, "--ut", str(tmp_path / "ut"), "--utkast"]) == 0


def test_en_uavklart_sak_har_ingen_brev_heller_ikke_som_utkast(tmp_path: Path, capsys) -> None:
    fil = som_ma_vurderes("13-samboer-ikke-vurdert-enna", tmp_path)
    assert kjor(["brev", fil, "--ut", str(tmp_path / "ut"), "--utkast"]) == 1
    assert "Er Kari Moen inhabil, habil eller i tvil?" in capsys.readouterr().err


@pytest.mark.parametrize("malform", ["nb", "nn"])
@pytest.mark.parametrize("fil", sorted(EKSEMPLER.glob("[0-9]*.json")), ids=lambda fil: fil.stem[:2])
def test_brev_skriver_hvert_dokument_vurderingen_nevner(fil: Path, malform: str, tmp_path: Path, capsys) -> None:
    kjor(["vurder", str(fil), "--json"])
    svar = json.loads(capsys.readouterr().out)
    if not svar["dokumenter"]:
        return
    utkast = [] if svar["ferdig"] else ["--utkast"]
    assert kjor(["brev", str(fil), "--ut", str(tmp_path), "--format", "docx", "--malform", malform, *utkast]) == 0
    ut = capsys.readouterr()
    assert [les_fil(linje).dokument for linje in ut.out.splitlines()] == svar["dokumenter"]
    assert ut.err == ""


def les_fil(fil: str) -> Lest:
    return les(Path(fil).read_bytes(), fil)


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_tvisten_baerer_saken_og_oversendelsen_gjor_det_ikke(tmp_path: Path, capsys, format_: str) -> None:
    for fil, dokument in (("11-uenighet-om-opphold", "tvist"), ("09-flyktning-ikke-avtalt-flytting", "oversendelse")):
        kjor(["brev", str(EKSEMPLER / f"{fil}.json"), "--ut", str(tmp_path), "--format", format_])
        (skrevet,) = [s for s in capsys.readouterr().out.splitlines() if les_fil(s).dokument == dokument]
        assert kjor(["les", skrevet, "--json"]) == 0
        lest = json.loads(capsys.readouterr().out)
        assert (lest["dokument"], lest["tekst"]) == (dokument, "uendret")
        assert (lest["sak"] is not None) is (dokument == "tvist")
    assert lest["sak_id"] == json.loads((EKSEMPLER / f"{fil}.json").read_text("utf-8"))["id"]


def test_det_forelopige_svaret_skrives_mens_saken_er_uavgjort_uten_a_vaere_et_utkast(tmp_path: Path, capsys) -> None:
    fil = str(EKSEMPLER / "13-samboer-ikke-vurdert-enna.json")
    argumenter = ["brev", fil, "--ut", str(tmp_path), "--format", "docx", "--dokument"]
    assert kjor([*argumenter, "forelopig_svar_soker"]) == 0
    (fil_,) = tmp_path.iterdir()
    assert fil_.name.startswith("Foreløpig svar til søkeren")
    assert not _merket_utkast(fil_)
    capsys.readouterr()
    assert kjor([*argumenter, "habilitetsnotat"]) == 1
    assert "kaller ikke på «habilitetsnotat»" in capsys.readouterr().err


def _merket_utkast(fil: Path) -> bool:
    with zipfile.ZipFile(fil) as deler:
        return any(b"UTKAST" in deler.read(navn) for navn in deler.namelist())


def test_det_forelopige_svaret_kan_ogsa_skrives_som_utkast(tmp_path: Path) -> None:
    fil = str(EKSEMPLER / "13-samboer-ikke-vurdert-enna.json")
    argumenter = ["brev", fil, "--ut", str(tmp_path), "--format", "docx", "--dokument", "forelopig_svar_soker"]
    assert kjor([*argumenter, "--utkast"]) == 0
    (fil_,) = tmp_path.iterdir()
    assert _merket_utkast(fil_)


def test_det_forelopige_svaret_gjor_ikke_resten_av_saken_ferdig(tmp_path: Path, capsys) -> None:
    fil = som_ma_vurderes("06-onsker-a-bytte-men-veileder-er-ekssamboer", tmp_path)
    begge = ["--dokument", "forelopig_svar_soker", "--dokument", "habilitetsnotat"]
    assert kjor(["brev", fil, "--ut", str(tmp_path / "ut"), *begge]) == 1
    assert "Saken er ikke ferdig" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("dokument", ["forelopig_svar_soker", "hastenotat", "orientering"])
def test_hjelp_og_beskjed_kan_skrives_i_en_nesten_tom_sak(dokument: str, tmp_path: Path) -> None:
    tom = json.loads((EKSEMPLER.parent / "brev" / "saker" / "nesten-tom.json").read_bytes())
    fil = tmp_path / "sak.json"
    fil.write_text(json.dumps(tom | {"kontor": {"telefon": "00 00 00 01"}}), "utf-8")
    argumenter = ["brev", str(fil), "--ut", str(tmp_path / "ut"), "--format", "docx", "--dokument", dokument]
    assert kjor(argumenter) == 0


@pytest.mark.parametrize("dokument", ["anmodning", "habilitetsnotat", "oversendelse"])
def test_andre_dokumenter_venter_til_saken_kaller_pa_dem(dokument: str, tmp_path: Path, capsys) -> None:
    fil = EKSEMPLER.parent / "brev" / "saker" / "hast-uavklart.json"
    assert kjor(["brev", str(fil), "--ut", str(tmp_path / "ut"), "--dokument", dokument]) == 1
    assert f"kaller ikke på «{dokument}»" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumenter", "kode", "ventet"),
    [
        (["brev", "SAK", "--ut", "UT", "--dokument", "tullball"], 2, "«tullball» er ikke et dokument"),
        (["brev", "SAK", "--ut", "UT", "--dokument", "tvist"], 1, "kaller ikke på «tvist»"),
        (["brev", "SAK"], 2, "--ut"),
        (["brev", "SAK", "--ut", "UT", "--format", "odt"], 2, "docx, pdf"),
        (["vurder"], 2, "Det mangler noe"),
        (["vurder", "SAK", "--tull"], 2, "--tull"),
        (["tull"], 2, "Ukjent kommando"),
        (["les", "SAK", "SAK"], 2, "argument for mye"),
        (["vurder", "MAPPE"], 1, "mappe"),
        (["les", "borte.docx"], 1, "finnes ikke"),
        (["brev", "SAK", "--ut", "SAK"], 1, "ikke en mappe"),
    ],
)
def test_feil_bruk_gir_en_norsk_melding(eksempel: Path, tmp_path: Path, capsys, argumenter, kode, ventet) -> None:
    sted = {"SAK": str(eksempel), "UT": str(tmp_path / "ut"), "MAPPE": str(tmp_path)}
    assert kjor([sted.get(a, a) for a in argumenter]) == kode
    ut = capsys.readouterr()
    assert ventet in ut.err
    assert "Traceback" not in ut.err
    assert not re.search(r"\b(Usage|Error|Missing|Invalid|No such|Try|unexpected)\b", ut.out + ut.err)


@pytest.mark.parametrize("kommando", [[], ["vurder"], ["brev"], ["les"], ["eksempel"]])
def test_hjelpen_er_pa_norsk(kommando: list[str], capsys) -> None:
    assert kjor([*kommando, "--help"]) == 0
    ut = capsys.readouterr().out
    assert ut.startswith("Bruk: overforing")
    assert not re.search(r"\b(Usage|Options|Commands|Show|exit|required)\b", ut)


def test_uten_argumenter_gjores_hovedoppgaven_i_en_ny_mappe(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert kjor([]) == 0
    assert kjor([]) == 0
    ut = capsys.readouterr().out
    assert "Statsforvalteren bes om å overføre saken" in ut
    assert sorted(m.name for m in tmp_path.iterdir()) == ["overforing-eksempel", "overforing-eksempel-2"]
    assert (tmp_path / "overforing-eksempel" / "Anmodning 2026-0417.pdf").is_file()


@pytest.mark.parametrize(
    ("nummer", "ventet"),
    [(errno.EACCES, "ingen tilgang"), (errno.ENOSPC, "disken er full"), (errno.EROFS, "skrivebeskyttet")],
)
def test_et_sted_det_ikke_kan_skrives_sies_fra_om(
    eksempel: Path, tmp_path: Path, capsys, monkeypatch, nummer: int, ventet: str
) -> None:
    def nekt(*_: object) -> None:
        raise OSError(nummer, "nei")

    monkeypatch.setattr("overforing.filer._legg_ved_siden", nekt)
    assert kjor(["brev", str(eksempel), "--ut", str(tmp_path / "ut")]) == 1
    assert ventet in capsys.readouterr().err
    assert list((tmp_path / "ut").iterdir()) == []


def test_filnavn_og_egenskaper_roper_ikke_hvem_saken_gjelder(eksempel: Path, tmp_path: Path, capsys) -> None:
    import zipfile

    kjor(["brev", str(eksempel), "--ut", str(tmp_path / "ut"), "--format", "docx"])
    for fil in (tmp_path / "ut").iterdir():
        assert "Eksempelsen" not in fil.name
        with zipfile.ZipFile(fil) as pakke:
            for navn in ("docProps/core.xml", "docProps/custom.xml"):
                assert b"Eksempelsen" not in pakke.read(navn)
                assert b"Moen" not in pakke.read(navn)


def test_en_feil_i_programmet_sier_hvor_men_ikke_hva_saken_handler_om(monkeypatch, capsys) -> None:
    from overforing.program.program import Program

    def sprekk(self):
        raise ValueError("Kari Moen er søster")

    monkeypatch.setattr(Program, "eksempel", sprekk)
    assert kjor(["eksempel"]) == 1
    feil = capsys.readouterr().err
    assert "ValueError, test_kommandoer.py:" in feil
    assert "Kari" not in feil


def test_et_brev_som_ville_ropet_noe_blir_ikke_skrevet_heller_ikke_som_utkast(tmp_path: Path, capsys) -> None:
    verdier = json.loads(HELE_LINJEN.read_text("utf-8"))
    verdier["parter"][0]["navn"] = "Kari Grimstveit"
    fil = tmp_path / "sak.json"
    for felt, verdi in (("saksnummer", "2026/0417 Grimstveit"), ("allerede_gjort", f"Vedtak for {et_nummer()}.")):
        fil.write_text(json.dumps({**verdier, felt: verdi}))
        for valg in ([], ["--utkast"]):
            assert kjor(["brev", str(fil), "--ut", str(tmp_path / "ut"), *valg]) == 1
            melding = capsys.readouterr().err
            assert "skal ikke ut av kontoret" in melding
            assert verdi not in melding
    assert not (tmp_path / "ut").exists()


def test_brev_varsler_om_egen_tekst_pa_gamle_opplysninger(eksempel: Path, tmp_path: Path, capsys) -> None:
    sak = json.loads(eksempel.read_text("utf-8"))
    sak["brev"] = {"overstyringer": {"anmodning": {"nb": {"bakgrunn": {"tekst": "Vår tekst.", "forslag": "Gammelt."}}}}}
    eksempel.write_text(json.dumps(sak), "utf-8")
    assert kjor(["brev", str(eksempel), "--ut", str(tmp_path / "ut")]) == 0
    assert "Advarsel: Du har skrevet om «" in capsys.readouterr().err
    assert kjor(["brev", str(eksempel), "--ut", str(tmp_path / "nn"), "--malform", "nn"]) == 0
    assert "Advarsel" not in capsys.readouterr().err


def test_en_kopi_til_innsyn_lages_av_det_som_er_valgt_og_det_som_ikke_finnes_sies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pypdfium2

    fil = tmp_path / "sak.json"
    kjor(["eksempel"])
    fil.write_text(capsys.readouterr().out, "utf-8")
    felles = ["innsyn", str(fil), "--dokument", "anmodning"]
    assert kjor([*felles, "--vis"]) == 0
    nummer = next(linje.split()[0] for linje in capsys.readouterr().out.splitlines() if "Vår ref.:" in linje)
    valg = ["--ut", str(tmp_path / "ut"), "--linje", nummer, "--del", "habilitet", "--ord", "Siri Lund"]
    assert kjor([*felles, *valg, "--hjemmel", "offl. § 13"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "ut" / "Innsyn anmodning.pdf")
    dokument = pypdfium2.PdfDocument(tmp_path / "ut" / "Innsyn anmodning.pdf")
    tekst = "".join(side.get_textpage().get_text_range() for side in dokument)
    assert "[sladdet] (offl. §\u00a013)" in tekst
    assert "2026/0417" not in tekst
    for galt, sies in (
        (["--del", "finnes_ikke"], "ingen del"),
        (["--linje", "900"], "ingen linje 900"),
        (["--ord", "Per Hemmelig"], "--ord nummer 1, står ikke i brevet"),
        (["--hjemmel", "x" * 101], "høyst 100 tegn"),
    ):
        assert kjor([*felles, "--ut", str(tmp_path / "ut2"), *galt]) == 2
        feil = capsys.readouterr().err
        assert sies in feil
        assert "Hemmelig" not in feil
    assert not (tmp_path / "ut2").exists()
    assert kjor(felles) == 2
