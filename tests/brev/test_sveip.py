"""Hvert tegn skriften har, skrevet i Word og PDF og lest igjen: ingen av dem gjør et nytt brev «endret»."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from brev.eksempelbrev import kort_brev, reise_for
from brev.lesing.test_les import med_del

from overforing.brev import docx as word
from overforing.brev import pdf
from overforing.brev.lesing.kontroll import krev_lik
from overforing.brev.lesing.les import les
from overforing.brev.modell import Avsnitt, Brev, Liste, Referanse, Seksjon, Tabell
from overforing.brev.tegn import skriftens_tegn, ulovlige_tegn
from overforing.feil import KanIkke

ROT = Path(__file__).resolve().parents[2]
SKRIVERE = {
    "docx": lambda brev: word.skriv(brev, ROT / "letters" / "brevhode.docx", reise_for(brev)),
    "pdf": lambda brev: pdf.skriv(brev, ROT / "letters" / "brev.typ", reise_for(brev)),
}


def med(tekst: str) -> Brev:
    return replace(kort_brev(), seksjoner=(Seksjon("soker", "Søkeren", (Avsnitt(tekst),)),))


@cache
def tegnene() -> tuple[str, ...]:
    """Hvert tegn et brev kan ha, som skriften har både i vanlig og halvfet."""
    mappe = pdf.skriftmappe()
    har = skriftens_tegn(mappe / "OpenSans-Regular.ttf") & skriftens_tegn(mappe / "OpenSans-Bold.ttf")
    alle = [chr(kode) for kode in sorted(har)]
    nei = {ulovlig.tegn for ulovlig in ulovlige_tegn(med(" ".join(alle)), har)}
    return tuple(tegn for tegn in alle if tegn not in nei)


@cache
def brevet() -> Brev:
    """Tegnene hver for seg, etter en bokstav, og midt i et ord; i avsnitt, overskrifter, lister, tabeller og hodet."""
    biter = [tegnene()[i : i + 16] for i in range(0, len(tegnene()), 16)]
    hver = [" ".join(bit) + " a" + " a".join(f"{tegn}b" for tegn in bit) + "." for bit in biter]
    par = tuple(zip((" ".join(bit) for bit in biter), hver, strict=True))
    seksjoner = (
        *(Seksjon(f"s{nr}", tegn, (Avsnitt(tekst),)) for nr, (tegn, tekst) in enumerate(par)),
        Seksjon("liste", "Liste", (Liste(tuple(hver)), Tabell(("Tegn", "Ord"), par))),
    )
    hode = replace(kort_brev().hode, referanser=tuple(Referanse("Tegn:", " ".join(bit)) for bit in biter[:8]))
    return replace(kort_brev(), hode=hode, seksjoner=seksjoner)


@pytest.mark.parametrize("format_", SKRIVERE)
def test_hvert_tegn_i_skriften_leses_som_uendret(format_: str) -> None:
    assert len(tegnene()) > 800
    lest = les(SKRIVERE[format_](brevet()), f"brev.{format_}")
    assert (lest.tekst, lest.pafort) == ("uendret", ())


@pytest.mark.parametrize("format_", SKRIVERE)
@pytest.mark.parametrize(
    "tekst",
    [
        "\u1ecd\u0300 \u1eb9\u0300 og \u0431\u0301 m\u0300 her",  # typst#8767
        "\u1e62\u1ecd\u0301 \u1e63",  # bokstaver skriften bare har i to deler
        "Hele\ufb01linjen o\ufb03e",
        "Hele\u200blinjen\u202e er\u00ad inhabil",
        "Hele\uf0b7linjen\uf0a7 er",
        "Hele\u2011linjen\u2010er",
    ],
)  # fmt: skip
def test_det_som_pleide_a_stanse_eller_endre_brevet_skrives_og_leses_likt(format_: str, tekst: str) -> None:
    brev = med(tekst)
    krev_lik(brev, SKRIVERE[format_](brev))


def test_en_fil_som_leses_annerledes_avvises_med_del_tegn_og_kodepunkt() -> None:
    brev = med("Her er ørret.")
    feil = med_del(SKRIVERE["docx"](brev), "word/document.xml", "ørret".encode(), b"aure")
    with pytest.raises(KanIkke, match=r"^Word-filen ble ikke lagret.*«ø» \(U\+00F8\) i delen «Søkeren»"):
        krev_lik(brev, feil)
