"""Et gammelt og et nytt kommunenummer er samme kommune, der to numre holdes opp mot hverandre."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from mottak.mottakprover import PROGRAM, en_sak

from overforing.feil import KanIkke
from overforing.mottak.statistikk import Dimensjon, Tallgrunnlag
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import Kontor, Malform, Resultat, Sak
from overforing.sak.sti import Sti
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.rapport import Rapportord
from overforing.saksgang.svarmelding import Svarmelding, svarmelding
from overforing.saksgang.tilstand import Svarslag

DAG = date(2026, 11, 20)


def melding(svar: Embetssvar, sak: Sak) -> Svarmelding:
    return svarmelding(svar, sak, PROGRAM.vurder, PROGRAM.katalog, PROGRAM.geografi, Malform.NB)


def test_et_svar_kan_ikke_overfore_saken_til_kommunen_den_er_i_under_et_annet_nummer() -> None:
    sak = replace(en_sak(), kontor=Kontor(navn="Nav Prøve", kommune="1601"))
    with pytest.raises(KanIkke):
        melding(Embetssvar(dato=DAG, resultat=Resultat.OVERFORT, settekommune="5001"), sak)


def test_ansvaret_er_hos_oss_ogsa_nar_svaret_bruker_det_nye_nummeret() -> None:
    svar = Embetssvar(dato=DAG, ansvarlig="5001")
    folger = {
        kommune: melding(svar, replace(en_sak(), kontor=Kontor(navn="Nav Prøve", kommune=kommune))).folger
        for kommune in ("5001", "1601", "5031")
    }
    assert folger["1601"] == folger["5001"]
    assert folger["5031"] != folger["5001"]


def test_tallene_har_en_rad_for_kommunen_slik_den_var_da_foresporselen_kom() -> None:
    kom = [("0101", DAG), ("3101", DAG), ("0101", date(2019, 11, 20))]
    grunnlag = [Tallgrunnlag(kommune, "", "", mottatt, None) for kommune, mottatt in kom]
    ord_ = Rapportord(PROGRAM.katalog, PROGRAM.geografi, Malform.NB)
    rapport = ord_.rapport(grunnlag, grunnlag, DAG.year, DAG, skjermet=False)
    tabell = next(t for t in rapport.tabeller if t.dimensjon is Dimensjon.KOMMUNE)
    assert [rad.antall for rad in tabell.rader] == [2, 1]


def test_et_navn_er_kommunen_som_har_det_den_dagen_og_et_nummer_er_seg_selv() -> None:
    def les(tekst: str, dato: date) -> object:
        return innlesing.les(Svarslag.KOMMUNE, tekst, en_sak(), Sti("opphold.kommune"), PROGRAM.geografi, dato)

    assert les("Moss", DAG) == "3103"
    assert les("Moss", date(2019, 11, 20)) == "0104"
    assert les("0104", DAG) == "0104"
    with pytest.raises(innlesing.Ugyldig):
        les("Rygge", DAG)


def test_et_nummer_med_et_navn_etter_er_kommunen_bare_nar_hun_heter_det() -> None:
    """«5020 Bergen» er et poststed, og 5020 er Osen."""
    geografi = PROGRAM.geografi
    for nummer, navn in (("5020", "Osen"), ("0104", "moss"), ("5501", "Romsa"), ("1818", "Herøy (Nordland)")):
        assert innlesing.kommune(f" {nummer}  {navn} ", geografi, DAG) == nummer
    for tekst in ("5020 Bergen", "3114 Tønsberg", "1818 Våler"):
        with pytest.raises(innlesing.Ugyldig, match="Finner ingen kommune"):
            innlesing.kommune(tekst, geografi, DAG)
    # Det feltet viser, kan leses tilbake.
    for k in geografi.kommuner.values():
        assert innlesing.kommune(f"{k.nummer} {k.navn}", geografi, DAG) == k.nummer
        if k.finnes(DAG):
            assert innlesing.kommune(geografi.i_felt(k.nummer), geografi, DAG) == k.nummer
