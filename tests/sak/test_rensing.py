"""Limt inn tekst gjort til tegn et brev kan bære."""

from __future__ import annotations

import pytest

from overforing.brev.modell import normaliser
from overforing.brev.tegn import ren
from overforing.sak.rensing import rens


@pytest.mark.parametrize(
    ("limt", "ventet"),
    [
        ("Hele\ufb01linjen o\ufb03e", "Helefilinjen offie"),
        ("Hele\u200blin\u2060jen\ufeff", "Helelinjen"),
        ("Nav\u2011kontor og Nav\u2010leder", "Nav-kontor og Nav-leder"),
        ("\uf0b7\tEtt\n\uf0a7 to\n•  tre\n· fire\n◦fem", "- Ett\n- to\n- tre\n- fire\n- fem"),
        ("Hele\uf0b7linjen", "Hele - linjen"),
        ("§\u00a09 og 10\u202f000 kr", "§\u00a09 og 10\u202f000 kr"),
        ("en\r\nto\rtre\u2028fire\u2029fem\x0bseks", "en\nto\ntre\nfire\nfem\nseks"),
        ("a\x00b\x1bc", "abc"),
        ("e\u200d\u0301n", "én"),
        ("2·3 og a•b", "2·3 og a•b"),
    ],
)
def test_det_som_limes_inn_blir_vanlig_tekst(limt: str, ventet: str) -> None:
    assert rens(limt) == ventet
    assert rens(rens(limt)) == rens(limt)


@pytest.mark.parametrize("tekst", ["Hele\uf0b7linjen \ufb03 Nav\u2011kontor\u200b", "•\tett", "ọ̀\u00a0ẹ̀ §\u202f9"])
def test_a_skrive_teksten_endrer_ikke_summen_av_den(tekst: str) -> None:
    assert normaliser(ren(tekst)) == normaliser(tekst)
