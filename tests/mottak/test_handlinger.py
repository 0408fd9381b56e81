"""Handlingene som ser på kommunelista og avsenderens svar, og hva som skiller to utgaver."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mottak.mottakprover import NA, PROGRAM, STATSFORVALTER, en_foresporsel, en_sak, etter, min_foresporsel

from overforing.feil import UgyldigInndata
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.begrunnelser import begrunnelser
from overforing.mottak.foresporsel import Slag, Svarutfall
from overforing.mottak.forskjeller import Feltforskjell, Tekstforskjell, feltforskjeller, tekstforskjeller
from overforing.mottak.svargrunnlag import kopimottakere
from overforing.sak.modell import Avgrensningstype, Opphold, Settekommune, Tvist
from overforing.sak.saksfil import til_verdier
from overforing.saksgang.mottak.handlinger import Mottakshandlinger


def tittel(slag: Slag, kommune: str | None) -> str:
    return f"{slag} {kommune}"


EN_SOKNAD, FORNYELSER = Avgrensningstype
HANDLINGER = Mottakshandlinger(PROGRAM.geografi, tittel)


def test_settekommunene_er_alfabetiske_med_de_foreslatte_merket_og_aldri_avsenderen() -> None:
    sak = en_sak(settekommuner=(Settekommune(kommune="4601"), Settekommune(kommune="5031", habil=False)))
    valg = HANDLINGER.settekommuner(en_foresporsel(), sak, PROGRAM.vurder(sak), NA.date())
    numre = [v.nummer for v in valg]
    assert [(v.nummer, v.eget_fylke) for v in valg if v.foreslatt] == [("4601", False)]
    assert all(v.eget_fylke is v.nummer.startswith("50") for v in valg)
    navn = [PROGRAM.geografi.kommuner[nummer].navn for nummer in numre]
    assert (navn[0], navn[-1], navn[navn.index("Karlsøy") - 1]) == ("Aarborte", "Åsnes", "Kárášjohka")
    assert {"5001", "5031"}.isdisjoint(numre)
    assert len(numre) == len(set(numre)) == 357 - 2


@pytest.mark.parametrize("nummer", ["9999", "1601"])
def test_settekommunen_ma_finnes_i_dag(nummer: str) -> None:
    valgt = Avgjorelse(Svarutfall.OVERFORT, NA.date(), "Fordi.", settekommune=nummer, omfang=EN_SOKNAD)
    with pytest.raises(UgyldigInndata, match="finnes i dag"):
        HANDLINGER.avgjor(min_foresporsel(), valgt, "Ine Aune", None, None)


def test_kommunen_med_ansvaret_kan_ikke_bli_settekommune() -> None:
    sak = en_sak()
    vurdering = replace(PROGRAM.vurder(sak), ansvarlig="5035")
    valgt = Avgjorelse(Svarutfall.OVERFORT, NA.date(), "Fordi.", settekommune="5035", omfang=EN_SOKNAD)
    with pytest.raises(UgyldigInndata, match="verken"):
        HANDLINGER.avgjor(min_foresporsel(), valgt, "Ine Aune", sak, vurdering)
    annen = replace(valgt, settekommune="5031")
    assert etter(min_foresporsel(), HANDLINGER.avgjor(min_foresporsel(), annen, "Ine Aune", sak, vurdering)).utfall


def test_en_kommune_med_utgatt_nummer_er_den_samme_som_med_det_nye() -> None:
    """Avsenderen, den ansvarlige, den inhabile og den foreslåtte skrev numrene fra før sammenslåingene."""
    f = min_foresporsel(kommune="1601")
    sak = en_sak(settekommuner=(Settekommune(kommune="1201"), Settekommune(kommune="1663", habil=False)))
    vurdering = replace(PROGRAM.vurder(sak), ansvarlig="1714")
    valg = HANDLINGER.settekommuner(f, sak, vurdering, NA.date())
    assert [v.nummer for v in valg if v.foreslatt] == ["4601"]
    assert all(v.eget_fylke is v.nummer.startswith("50") for v in valg)
    assert {"5001", "5031", "5035"}.isdisjoint(v.nummer for v in valg)
    for nummer in ("5001", "5031", "5035"):
        valgt = Avgjorelse(Svarutfall.OVERFORT, NA.date(), "Fordi.", settekommune=nummer, omfang=EN_SOKNAD)
        with pytest.raises(UgyldigInndata, match="verken"):
            HANDLINGER.avgjor(f, valgt, "Ine Aune", sak, vurdering)


def test_ingen_av_delene_av_en_delt_avsender_kan_bli_settekommune() -> None:
    valg = HANDLINGER.settekommuner(min_foresporsel(kommune="1507"), None, None, NA.date())
    assert {"1508", "1580"}.isdisjoint(v.nummer for v in valg)


def test_den_som_ba_om_avgjorelsen_far_den_ikke_i_kopi_under_et_annet_nummer() -> None:
    valgt = Avgjorelse(Svarutfall.ANSVAR_FASTSATT, NA.date(), "Fordi.", ansvarlig="5001")
    sak = en_sak(opphold=Opphold(tvist=Tvist(med_kommune="1663")))
    kopi = kopimottakere(Slag.TVIST, "1601", valgt, sak, PROGRAM.geografi.gjelder_som)
    assert kopi == ("5031",)


def test_tittelen_folger_kommunen_til_noen_skriver_sin_egen() -> None:
    f = en_foresporsel(tittel=tittel(Slag.ANMODNING, "5001"))
    rettet = etter(f, HANDLINGER.rett(f, {"kommune": "3218"}, "Feil avsender."))
    assert rettet.tittel == "anmodning 3218"
    egen = en_foresporsel(tittel="Min egen")
    assert etter(egen, HANDLINGER.rett(egen, {"kommune": "3218"}, "Feil avsender.")).tittel == "Min egen"
    with pytest.raises(UgyldigInndata, match="finnes ikke"):
        HANDLINGER.rett(f, {"kommune": "9999"}, "Feil avsender.")
    with pytest.raises(UgyldigInndata, match="Ingenting er endret"):
        HANDLINGER.rett(f, {"kommune": "5001"}, "Feil avsender.")


def test_forskjellene_peker_pa_feltet_med_id_og_det_som_sto_der() -> None:
    gammel = {"ansatte": [{"id": "a1", "navn": "Kari"}, {"id": "a2", "navn": "Ola"}], "soknad": {"haster": True}}
    ny = {"ansatte": [{"id": "a2", "navn": "Ola"}, {"id": "a1", "navn": "Siri"}], "soknad": {"haster": False}}
    assert feltforskjeller(gammel, ny) == (
        Feltforskjell("ansatte[a1].navn", "Kari", "Siri"),
        Feltforskjell("soknad.haster", "ja", "nei"),
    )
    assert feltforskjeller({"notat": "x"}, {}) == (Feltforskjell("notat", "x", None),)


def test_tekstforskjellene_er_linjene_som_er_byttet() -> None:
    assert tekstforskjeller(["a", "b", "c"], ["a", "B", "c", "d"]) == (
        Tekstforskjell(("b",), ("B",)),
        Tekstforskjell((), ("d",)),
    )
    assert tekstforskjeller(["a"], ["a"]) == ()


def test_avsenderens_begrunnelser_kommer_med_stien_de_sto_i() -> None:
    stier = [sti for sti, _ in begrunnelser(til_verdier(en_sak()))]
    assert "saerlig_ulempe.begrunnelse" in stier
    assert any(sti.startswith("stedfortreder[") for sti in stier)


def test_programmet_har_handlingene_ved_mottaket() -> None:
    class Tom:
        pass

    gang = STATSFORVALTER.mottaksgang(Tom())  # type: ignore[arg-type]
    f = en_foresporsel(tittel=gang.filtolk.tittel(Slag.ANMODNING, "5001"))
    assert etter(f, gang.handlinger.rett(f, {"kommune": "3218"}, "Feil.")).tittel.endswith("– Ås")
