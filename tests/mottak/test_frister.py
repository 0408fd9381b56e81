"""Fristene: embetets egen måned, og dagen kommunen skal svare innen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from mottak.mottakprover import MOTTATT, NA, en_foresporsel, etter, min_foresporsel

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import overganger
from overforing.mottak.avgjorelse import Avgjorelse, avgjor
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Status, Svarutfall
from overforing.mottak.frister import dager_brukt, frist, svarfrist_er_ute
from overforing.mottak.hendelser import Handling

I_DAG = NA.date()
SVARFRIST = date(2026, 12, 6)
DAGEN_ETTER = timedelta(days=1)


def etterlyst(**felt: object) -> Foresporsel:
    f = min_foresporsel(**felt)
    return etter(f, overganger.etterlys(f, "Hvem er spurt?", SVARFRIST, I_DAG))


def test_fristen_i_desember_er_i_januar_aret_etter() -> None:
    assert frist(date(2026, 12, 15)) == date(2027, 1, 15)
    assert frist(date(2026, 11, 30)) == date(2026, 12, 30)


def test_en_frist_etter_kalenderens_slutt_er_den_siste_dagen() -> None:
    assert frist(date(9999, 12, 1)) == date.max
    assert frist(date(9999, 11, 1)) == date(9999, 12, 1)
    assert frist(date(9998, 12, 1)) == date(9999, 1, 1)


def test_dagene_brukt_telles_fra_mottaket_og_er_aldri_under_null() -> None:
    assert dager_brukt(MOTTATT, MOTTATT) == 0
    assert dager_brukt(MOTTATT, date(2026, 12, 2)) == 12
    assert dager_brukt(MOTTATT, date(2026, 11, 1)) == 0


# Dagen kommunen skal svare innen


def test_en_etterlysning_har_en_dag_a_svare_innen_og_den_kommer_etter_i_dag() -> None:
    f = min_foresporsel()
    with pytest.raises(UgyldigInndata, match="Skriv datoen kommunen skal svare innen"):
        overganger.etterlys(f, "Hvem er spurt?", None, I_DAG)
    with pytest.raises(UgyldigInndata, match="etter i dag"):
        overganger.etterlys(f, "Hvem er spurt?", I_DAG, I_DAG)
    with pytest.raises(UgyldigInndata, match="hva som etterlyses"):
        overganger.etterlys(f, " ", SVARFRIST, I_DAG)
    i_morgen = overganger.etterlys(f, "Hvem?", I_DAG + DAGEN_ETTER, I_DAG)
    assert etter(f, i_morgen).svarfrist == I_DAG + DAGEN_ETTER


def test_svarfristen_er_ute_dagen_etter() -> None:
    f = etterlyst()
    assert f.svarfrist == SVARFRIST
    assert not svarfrist_er_ute(f, SVARFRIST)
    assert svarfrist_er_ute(f, SVARFRIST + DAGEN_ETTER)
    assert not svarfrist_er_ute(min_foresporsel(), date.max)


@pytest.mark.parametrize("handling", [Handling.NY_VERSJON, Handling.NYTT_BREV])
def test_svarfristen_faller_bort_nar_kommunen_har_svart(handling: Handling) -> None:
    f = etterlyst()
    assert etter(f, overganger.endring(f, handling)).svarfrist is None


def test_svarfristen_faller_bort_nar_saken_er_avgjort() -> None:
    f = etterlyst()
    assert etter(f, avgjor(f, Avgjorelse(Svarutfall.TRUKKET, I_DAG), "Ine Aune")).svarfrist is None


@pytest.mark.parametrize(
    "handling", [Handling.SAMME_INNHOLD, Handling.FORELOPIG_SVAR, Handling.NOTAT, Handling.TILDELT, Handling.LEST]
)
def test_svarfristen_star_sa_lenge_en_venter_pa_kommunen(handling: Handling) -> None:
    f = etterlyst()
    naa = etter(f, overganger.endring(f, handling))
    assert (naa.status, naa.svarfrist) == (Status.VENTER_PA_KOMMUNEN, SVARFRIST)


# Hver handling for seg


def test_den_som_far_foresporselen_har_sett_det_nye_og_svarer_for_seg_selv() -> None:
    f = min_foresporsel(ny_versjon=True)
    over = etter(f, overganger.tildel(f, " Tor Hegg "))
    assert (over.saksbehandler, over.egen_habilitet, over.ny_versjon) == ("Tor Hegg", None, False)
    samme = etter(f, overganger.tildel(f, "Ine Aune"))
    assert samme.egen_habilitet is EgenHabilitet.HABIL
    fra = etter(f, overganger.tildel(f, ""))
    assert (fra.saksbehandler, fra.egen_habilitet, fra.ny_versjon) == ("", None, True)
    lest = min_foresporsel()
    assert not etter(lest, overganger.tildel(lest, "")).ny_versjon


def test_bare_saksbehandleren_svarer_for_seg_selv() -> None:
    uten = en_foresporsel()
    with pytest.raises(KanIkke, match="ingen saksbehandler"):
        overganger.svar_for_egen_habilitet(uten, "Ine Aune", EgenHabilitet.HABIL)
    with pytest.raises(KanIkke, match="ingen saksbehandler"):
        overganger.svar_for_egen_habilitet(uten, "", EgenHabilitet.HABIL)
    f = min_foresporsel(egen_habilitet=None)
    svart = etter(f, overganger.svar_for_egen_habilitet(f, " Ine Aune ", EgenHabilitet.HABIL))
    assert svart.egen_habilitet is EgenHabilitet.HABIL


@pytest.mark.parametrize("svar", [EgenHabilitet.INHABIL, EgenHabilitet.TVIL])
def test_den_som_er_inhabil_eller_i_tvil_sier_hvorfor(svar: EgenHabilitet) -> None:
    f = min_foresporsel(egen_habilitet=None)
    with pytest.raises(UgyldigInndata, match="hvorfor"):
        overganger.svar_for_egen_habilitet(f, "Ine Aune", svar, " ")
    endring = overganger.svar_for_egen_habilitet(f, "Ine Aune", svar, "Kjenner en i linjen.")
    assert (endring.handling, endring.tekst) == (Handling.EGEN_HABILITET, "Kjenner en i linjen.")
    assert etter(f, endring).egen_habilitet is svar


def test_et_forelopig_svar_flytter_ingen_frist() -> None:
    f = min_foresporsel(ny_versjon=True)
    endring = overganger.forelopig_svar(f, "Sendt i dag.")
    naa = etter(f, endring)
    assert (endring.handling, endring.tekst) == (Handling.FORELOPIG_SVAR, "Sendt i dag.")
    assert (naa.frist, naa.ny_versjon, naa.status) == (f.frist, False, Status.UNDER_BEHANDLING)


def test_det_nye_er_sett_nar_det_svares_pa_det() -> None:
    assert not etterlyst(ny_versjon=True).ny_versjon
    f = min_foresporsel(ny_versjon=True)
    lest = overganger.merk_lest(f)
    assert lest.handling is Handling.LEST
    assert not etter(f, lest).ny_versjon


def test_en_foresporsel_apnes_igjen_med_en_grunn_og_uten_den_gamle_avgjorelsen() -> None:
    fastsatt = {"utfall": Svarutfall.ANSVAR_FASTSATT, "ansvarlig": "5035", "avgjort": I_DAG}
    avgjort = min_foresporsel(status=Status.AVGJORT, ny_versjon=True, **fastsatt)
    with pytest.raises(UgyldigInndata, match="hvorfor"):
        overganger.gjenapne(avgjort, " ")
    endring = overganger.gjenapne(avgjort, "Feil kommune.")
    apnet = etter(avgjort, endring)
    assert (endring.handling, endring.tekst) == (Handling.GJENAPNET, "Feil kommune.")
    assert (apnet.utfall, apnet.ansvarlig, apnet.avgjort) == (None, None, None)
    assert (apnet.apen, apnet.ny_versjon) == (True, False)


def test_et_notat_er_aldri_tomt_og_endrer_ingenting() -> None:
    f = min_foresporsel()
    with pytest.raises(UgyldigInndata, match="tomt"):
        overganger.noter(f, " ")
    endring = overganger.noter(f, " Ringte. ")
    assert (endring.handling, endring.tekst) == (Handling.NOTAT, "Ringte.")
    assert etter(f, endring) == min_foresporsel(versjon=2)


# Å rette


def test_fristen_star_nar_den_rettes_sammen_med_mottaksdagen() -> None:
    f = en_foresporsel()
    rettet = overganger.rett(f, {"mottatt": date(2026, 11, 10), "frist": date(2027, 1, 5)}, "Feil.")
    assert etter(f, rettet).frist == date(2027, 1, 5)


def test_a_rette_til_det_som_star_er_ingen_retting() -> None:
    f = en_foresporsel()
    with pytest.raises(UgyldigInndata, match="Ingenting er endret"):
        overganger.rett(f, {"kommune": "5001", "frist": f.frist}, "Fordi.")
    endring = overganger.rett(f, {"kommune": "5001", "avsender": "Nav Ås"}, " Sto i brevet. ")
    assert (endring.handling, endring.tekst) == (Handling.RETTET, "Sto i brevet.")
    assert etter(f, endring).avsender == "Nav Ås"


def test_det_som_bes_om_er_en_anmodning_eller_en_tvist() -> None:
    f = en_foresporsel()
    with pytest.raises(UgyldigInndata, match="anmodning eller en tvist"):
        overganger.rett(f, {"slag": "klage"}, "Fordi.")


def test_flere_felt_som_ikke_kan_rettes_nevnes_i_rekkefolge() -> None:
    with pytest.raises(UgyldigInndata, match=r"ikke rettes her: status, utfall\."):
        overganger.rett(en_foresporsel(), {"utfall": "x", "status": "x", "kommune": "3218"}, "Fordi.")


def test_en_som_ble_fort_for_hand_uten_kommune_blir_staende_slik_til_kommunen_er_fort() -> None:
    f = en_foresporsel(kommune="5001", manuell=False)
    assert not etter(f, overganger.rett(f, {"avsender": "Nav Ås"}, "Sto i brevet.")).manuell
    med = en_foresporsel(kommune="5001", manuell=True)
    assert not etter(med, overganger.fyll_ut(med, {"avsender": "Nav Ås"})).manuell
