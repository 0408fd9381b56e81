"""Navnet på filene: hva det er og saksnummeret, aldri hvem det gjelder, og aldri det samme to ganger."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from brev.brevprover import les_sak
from hypothesis import given
from hypothesis import strategies as st
from sak.fodselsnumre import et_nummer

from overforing.sak import modell as m
from overforing.sak.modell import Dokument, Malform
from overforing.tekster.filnavn import filnavn
from overforing.tekster.katalog import Katalog

KATALOG = Katalog.les(Path(__file__).resolve().parents[2] / "resources")
SAK = replace(les_sak("01-hele-linjen"), parter=(m.Part(id="p1", rolle=m.Partsrolle.SOKER, navn="Kari Grimstveit"),))


def navn(saksnummer: str, dokument: Dokument = Dokument.ANMODNING, malform: Malform = Malform.NB) -> str:
    return filnavn(KATALOG, dokument, replace(SAK, saksnummer=saksnummer), malform)


@pytest.mark.parametrize(
    ("saksnummer", "ventet"),
    [
        ("2026/0417", "Anmodning 2026-0417"),
        (" 2026 / 0417 ", "Anmodning 2026-0417"),
        ("26/3-4\\b", "Anmodning 26-3-4-b"),
        ("A:1*?|<>", "Anmodning A-1"),
        ("..", "Anmodning"),
        ("", "Anmodning"),
        ("2026/0417\n../../etc", "Anmodning 2026-0417 ..-..-etc"),
        ("9" * 100, f"Anmodning {'9' * 40}"),
        ("2026/0417 Grimstveit", "Anmodning"),
        (et_nummer(), "Anmodning"),
        ("2026\u202e/41", "Anmodning 2026-41"),
        ("a\u030a1", "Anmodning å1"),
    ],
)
def test_saksnummeret_er_med_nar_det_er_trygt_og_kan_sta_i_et_filnavn(saksnummer: str, ventet: str) -> None:
    assert navn(saksnummer) == ventet


@given(st.text())
def test_ethvert_saksnummer_gir_et_navn_filsystemene_tar(saksnummer: str) -> None:
    laget = navn(saksnummer)
    assert not set(laget) & set('\\/:*?"<>|\n\t\0')
    assert laget == laget.strip(" .") == unicodedata.normalize("NFC", laget)
    assert len(laget.encode()) < 220


@pytest.mark.parametrize("malform", Malform)
def test_ingen_filer_i_en_sak_far_samme_navn(malform: Malform) -> None:
    besvart = replace(SAK, svar=m.Svar(resultat=m.Resultat.AVSLATT))
    alle = [filnavn(KATALOG, d, SAK, malform) for d in Dokument]
    alle.append(filnavn(KATALOG, Dokument.ORIENTERING, besvart, malform))
    assert len({n.casefold() for n in alle}) == len(Dokument) + 1


def test_navnet_er_pa_brevets_malform() -> None:
    assert navn("1", malform=Malform.NN) == "Oppmoding 1"
    assert navn("1", Dokument.FORELOPIG_SVAR_SOKER, Malform.NN) == "Førebels svar til søkjaren 1"
