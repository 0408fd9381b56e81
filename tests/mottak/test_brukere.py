"""Hvem som gjør lederens del, og hvem som kan si at noen er borte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from overforing.mottak.brukere import Bruker, Kollega, Lederdel, Rolle, er_leder, lederdelene
from overforing.saksgang.mottak.ledelse import Kollegiet

I_DAG = date(2026, 11, 30)
SIV = Bruker("Siv Moen", rolle=Rolle.LEDER, stedfortreder="Tor Hegg")
TOR, INE = Bruker("Tor Hegg", stedfortreder="Ine Aune"), Bruker("Ine Aune")


def borte(b: Bruker, dager: int = 0) -> Bruker:
    return replace(b, borte_til=I_DAG + timedelta(days=dager))


@pytest.mark.parametrize(
    ("brukere", "utenfor", "gjores_av"),
    [
        ((SIV, TOR, INE), (), "Siv Moen"),
        ((borte(SIV, -1), TOR, INE), (), "Siv Moen"),
        ((borte(SIV), TOR, INE), (), "Tor Hegg"),
        ((SIV, TOR, INE), ("siv  moen",), "Tor Hegg"),
        ((borte(SIV), borte(TOR), INE), (), "Ine Aune"),
        ((borte(SIV), borte(TOR), borte(INE)), (), ""),
        ((borte(replace(SIV, stedfortreder="")), TOR, INE), (), ""),
        ((borte(SIV), replace(TOR, rolle=Rolle.ARKIV), INE), (), "Ine Aune"),
    ],
)
def test_lederens_del_gar_til_den_som_er_der(
    brukere: tuple[Bruker, ...], utenfor: tuple[str, ...], gjores_av: str
) -> None:
    assert lederdelene(brukere, (), I_DAG, utenfor) == (Lederdel("Siv Moen", gjores_av),)
    if gjores_av:
        assert er_leder(gjores_av, brukere, (), I_DAG, utenfor)


def test_hvem_som_kan_si_hva_om_hvem() -> None:
    siv, tor, ine = (Kollega(b.navn, b, b.stedfortreder) for b in (borte(SIV), TOR, INE))
    sluttet = Kollega("kari", Bruker("Kari Nordmann"), sluttet=True)
    alle = (siv, tor, ine, sluttet)

    def kan(meg: str, *, leder: bool) -> list[tuple[bool, bool]]:
        kollegiet = Kollegiet(alle, meg, leder, ())
        return [(kollegiet.kan_si(k), kollegiet.kan_velge_stedfortreder(k)) for k in alle]

    ja, nei = (True, True), (False, False)
    bare_fravaer = (True, False)
    assert kan("Ine Aune", leder=False) == [nei, nei, bare_fravaer, nei], "hun står for Tor, og han for Siv"
    assert kan("Siv Moen", leder=True) == [ja, ja, ja, nei]
    assert kan("Tor Hegg", leder=True) == [nei, bare_fravaer, bare_fravaer, nei], "han er bare stedfortreder"
    siv = replace(siv, stedfortreder="")
    alle = (siv, tor, ine, sluttet)
    assert kan("Ine Aune", leder=False) == [nei, nei, ja, nei]
    arkiv = Kollega("arn", Bruker("Arn Vik", rolle=Rolle.ARKIV))
    kollegiet = Kollegiet((*alle, arkiv), "Ine Aune", False, ())
    assert kollegiet.kan_tre_inn_for(ine) == (siv, tor)
    assert kollegiet.kan_tre_inn_for(replace(ine, stedfortreder="arn")) == (siv, tor, arkiv), "det som står, vises"
