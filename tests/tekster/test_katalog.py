"""Tekstene: begge målformer, de samme innsatte verdiene, riktige navn på lover og bestemmelser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from overforing.program.program import Program
from overforing.regelverk.hjemmel import AVLEDET, DELEGERT_TIL_VERTSKOMMUNE, OVERFORING, Hjemmel, Lov
from overforing.sak.modell import Malform, Regelsett
from overforing.tekster.katalog import dato, oppramsing

ROT = Path(__file__).resolve().parents[2]
PROGRAM = Program.start()
KATALOG = PROGRAM.katalog

# Ord som røper at en nynorsk tekst er bokmål, eller omvendt.
IKKE_NYNORSK = r"\b(ikke|hva|hvem|hvor\w*|saken|søkeren|søker|jeg|fra|noen|noe|opplysninger|begrunnelse\w*)\b"
IKKE_BOKMAL = r"\b(ikkje|kva|kven|kvifor|saka|søkjar\w*|frå|nokon|noko|vere|opplysningar|grunngiving\w*)\b"


def _feil_i(nokkel: str) -> Iterator[str]:
    nb, nn = (KATALOG._tekster[nokkel][m] for m in Malform)
    if not (nb and nn):
        yield f"{nokkel} mangler på en målform"
    if set(re.findall(r"{(\w+)}", nb)) != set(re.findall(r"{(\w+)}", nn)):
        yield f"{nokkel} setter ikke inn de samme verdiene"
    # Sitater fra loven og navnene på innsatte verdier er ikke tekst vi skriver.
    nb_ord, nn_ord = (re.sub(r"«[^»]*»|{\w+}", "", tekst) for tekst in (nb, nn))
    if re.search(IKKE_NYNORSK, nn_ord, re.IGNORECASE):
        yield f"{nokkel} er ikke nynorsk: {nn}"
    if re.search(IKKE_BOKMAL, nb_ord, re.IGNORECASE):
        yield f"{nokkel} er ikke bokmål: {nb}"
    if "NAV" in nb + nn:
        yield f"{nokkel} sier NAV: {nb}"


@pytest.mark.parametrize("del_", sorted({nokkel.partition(".")[0] for nokkel in KATALOG}))
def test_tekstene_finnes_pa_begge_malformer_med_de_samme_verdiene(del_: str) -> None:
    nokler = [nokkel for nokkel in KATALOG if nokkel.partition(".")[0] == del_]
    assert nokler
    assert [feil for nokkel in nokler for feil in _feil_i(nokkel)] == []


@pytest.mark.parametrize("lov", Regelsett)
def test_et_ord_som_er_et_annet_etter_en_lov_gar_foran_bare_da(lov: Regelsett) -> None:
    """«fvl2025.x» går foran «x» i saker etter den loven, og setter inn de samme verdiene."""
    egne = [nokkel for nokkel in KATALOG if nokkel.startswith(f"{lov}.")]
    for nokkel in egne:
        vanlig = nokkel.removeprefix(f"{lov}.")
        for malform in Malform:
            valgt = {r: KATALOG.etter(r)._tekster_for(vanlig)[malform] for r in Regelsett}
            assert valgt[lov] == KATALOG._tekster[nokkel][malform]
            assert all(valgt[r] == KATALOG._tekster[vanlig][malform] != valgt[lov] for r in Regelsett if r is not lov)
            felt = [set(re.findall(r"{(\w+)}", tekst)) for tekst in (valgt[lov], KATALOG._tekster[vanlig][malform])]
            assert felt[0] == felt[1]
    assert bool(egne) is (lov is Regelsett.FVL2025)


@pytest.mark.parametrize(
    ("hjemmel", "tekst"),
    [
        (Hjemmel(Lov.FVL, "6", 1, "b"), "forvaltningsloven § 6 første ledd bokstav b"),
        (Hjemmel(Lov.FVL, "6", 1, "e", 2), "forvaltningsloven § 6 første ledd bokstav e nr. 2"),
        (Hjemmel(Lov.FVL, "11 a"), "forvaltningsloven § 11 a"),
        (Hjemmel(Lov.FVL2025, "29", 4, punktum=2), "forvaltningsloven av 2025 § 29 fjerde ledd annet punktum"),
        (Hjemmel(Lov.DELEGERING810, ""), "delegering 4. juni 2018 nr. 810, FOR-2018-06-04-810"),
    ],
)
def test_en_bestemmelse_skrives_som_jurister_gjor(hjemmel: Hjemmel, tekst: str) -> None:
    assert KATALOG.hjemmel(hjemmel, Malform.NB) == tekst


def test_flere_bestemmelser_i_samme_lov_nevner_loven_en_gang() -> None:
    hjemler = DELEGERT_TIL_VERTSKOMMUNE[Regelsett.FVL1967]
    assert KATALOG.hjemler(hjemler, Malform.NB) == (
        "sosialtjenesteloven § 3 fjerde ledd og kommuneloven §§ 20-1, 20-2 og 20-3"
    )


def test_overforingen_viser_til_loven_og_delegeringen() -> None:
    assert KATALOG.hjemler(OVERFORING[Regelsett.FVL1967], Malform.NN) == (
        "forvaltningslova § 9 andre ledd og delegering 4. juni 2018 nr. 810, FOR-2018-06-04-810"
    )


def test_lenken_gar_til_paragrafen_pa_lovdata() -> None:
    assert KATALOG.lovdata(AVLEDET[Regelsett.FVL1967][0]) == "https://lovdata.no/lov/1967-02-10/§6"


def test_oppramsing_og_dato() -> None:
    assert oppramsing(["a"]) == "a"
    assert oppramsing(["a", "b", "c"]) == "a, b og c"
    assert oppramsing([]) == ""
    assert dato(date(2026, 11, 20)) == "20. november 2026"


def test_kommunene_har_ett_embete_hver_og_utgatte_numre_er_kjent() -> None:
    geografi = PROGRAM.geografi
    gjeldende = geografi.kommunene(date(2026, 11, 20))
    assert len(gjeldende) == 357
    assert {k.embete for k in gjeldende} == set(geografi.embeter)
    assert geografi.kommuner["1601"].navn == "Trondheim"
    assert geografi.embete_for["1601"] == "trondelag"
    assert "9999" not in geografi.numre
    assert geografi.navn("5041") == "Snåase – Snåsa"
    assert geografi.navn("1818") == "Herøy"


def test_ingen_tekst_er_uten_noen_som_kan_be_om_den() -> None:
    """Nøkkelen, eller slutten av den, står i koden; hel, eller satt sammen av noe der ordene imellom er en verdi.

    Det finner ikke alle som er til overs, for mye kan passe i det som er satt sammen. Det den finner, er det.
    """
    kilde = "\n".join(fil.read_text("utf-8") for fil in sorted((ROT / "src").rglob("*.py")))
    sagt = set(re.findall(r"""["']([\w.-]+)["']""", kilde))
    sammensatt = {
        ".+".join(map(re.escape, re.split(r"\{[^{}]*\}", tekst)))
        for tekst in re.findall(r"""f["']((?:[\w.-]|\{(?:[^{}"]|"[^"]*")*\})+)["']""", kilde)
        if "{" in tekst and re.search(r"[a-z]", re.sub(r"\{[^{}]*\}", "", tekst))
    }
    passer = re.compile("|".join(sorted(sammensatt)))

    def kan_bes_om(nokkel: str) -> bool:
        deler = nokkel.split(".")
        slutter = (".".join(deler[nr:]) for nr in range(len(deler)))
        return any(slutt in sagt or passer.fullmatch(slutt) for slutt in slutter)

    lov = re.compile("|".join(f"{regelsett}[.]" for regelsett in Regelsett))
    assert [nokkel for nokkel in KATALOG if not kan_bes_om(lov.sub("", nokkel, count=1))] == []
