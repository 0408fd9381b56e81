"""Avgjørelsen: hvem som kan avgjøre, hva den må ha med, og hvor langt en overføring rekker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from mottak.mottakprover import MOTTATT, NA, en_sak, etter, min_foresporsel

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak.avgjorelse import (
    AVSLAG,
    MED_BEGRUNNELSE,
    UTEN_HABILITETSSVAR,
    UTFALL,
    Avgjorelse,
    avgjor,
    settekommunevalg,
    utelukkede,
)
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Slag, Status, Svarutfall
from overforing.mottak.hendelser import Handling
from overforing.mottak.overganger import gjenapne
from overforing.sak.kodeverk import Avgrensningstype
from overforing.sak.modell import Kontor, Settekommune

EN_SOKNAD, FORNYELSER = Avgrensningstype
I_DAG = NA.date()
TIL = date(2027, 6, 30)
ALENE = Avgjorelse(Svarutfall.OVERFORT, I_DAG, "Hele linjen er inhabil.", settekommune="5031", omfang=EN_SOKNAD)
MED_FORNYELSER = replace(ALENE, omfang=FORNYELSER, til=TIL)
AVSLATT = Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, I_DAG, "Kommunedirektøren er ikke spurt.")
FASTSATT = Avgjorelse(Svarutfall.ANSVAR_FASTSATT, I_DAG, "Søkeren oppholdt seg der.", ansvarlig="5035")
TVIST = min_foresporsel(slag=Slag.TVIST)


def avgjort(valgt: Avgjorelse, f: Foresporsel | None = None) -> Foresporsel:
    f = f or min_foresporsel()
    return etter(f, avgjor(f, valgt, "Ine Aune"))


def stanset(valgt: Avgjorelse, f: Foresporsel | None = None) -> str:
    with pytest.raises(UgyldigInndata) as feil:
        avgjort(valgt, f)
    return str(feil.value)


# Omfanget


def test_en_overforing_er_ikke_avgjort_for_det_er_sagt_hva_den_gjelder() -> None:
    assert "denne søknaden alene, eller også fornyelser" in stanset(replace(ALENE, omfang=None))
    assert "denne søknaden alene, eller også fornyelser" in stanset(replace(ALENE, omfang=None, til=TIL))


def test_fornyelser_trenger_en_sluttdato_etter_avgjorelsen() -> None:
    assert "hvilken dag fornyelsene er med til" in stanset(replace(MED_FORNYELSER, til=None))
    assert "etter avgjørelsen" in stanset(replace(MED_FORNYELSER, til=I_DAG))
    assert avgjort(replace(MED_FORNYELSER, til=date(2026, 11, 23))).til == date(2026, 11, 23)


def test_en_overforing_av_soknaden_alene_har_ingen_sluttdato() -> None:
    assert "ingen sluttdato" in stanset(replace(ALENE, til=TIL))


@pytest.mark.parametrize("galt", [{"omfang": EN_SOKNAD}, {"til": TIL}])
def test_et_avslag_har_ikke_noe_omfang(galt: dict[str, object]) -> None:
    assert "Bare en overføring" in stanset(replace(AVSLATT, **galt))  # type: ignore[arg-type]


def test_omfanget_star_i_foresporselen_og_gar_bort_nar_den_apnes_igjen() -> None:
    f = avgjort(MED_FORNYELSER)
    assert (f.omfang, f.til) == (FORNYELSER, TIL)
    apnet = etter(f, gjenapne(f, "Settekommunen er inhabil."))
    assert (apnet.omfang, apnet.til) == (None, None)
    assert (avgjort(ALENE).omfang, avgjort(ALENE).til) == (EN_SOKNAD, None)


# Hvem som kan avgjøre


def test_den_som_ikke_er_saksbehandler_kan_ikke_avgjore() -> None:
    for f, av in ((min_foresporsel(), "Tor Hegg"), (min_foresporsel(saksbehandler=""), "Ine Aune")):
        with pytest.raises(KanIkke, match="Bare saksbehandleren"):
            avgjor(f, AVSLATT, av)
    with pytest.raises(KanIkke, match="Bare saksbehandleren"):
        avgjor(min_foresporsel(saksbehandler=""), AVSLATT, "")


def test_mellomrom_rundt_navnet_gjor_ingen_til_en_annen() -> None:
    assert etter(min_foresporsel(), avgjor(min_foresporsel(), AVSLATT, " Ine Aune ")).utfall is AVSLATT.utfall


@pytest.mark.parametrize("utfall", sorted(UTEN_HABILITETSSVAR))
def test_en_feilforing_rettes_og_saken_sendes_departementet_uten_at_noen_har_svart_for_seg(utfall: Svarutfall) -> None:
    f = min_foresporsel(saksbehandler="", egen_habilitet=None)
    assert avgjort(Avgjorelse(utfall, I_DAG, "Ført to ganger."), f).utfall is utfall


@pytest.mark.parametrize("utfall", [u for u in UTFALL[Slag.ANMODNING] if u not in UTEN_HABILITETSSVAR])
def test_alt_annet_krever_at_saksbehandleren_har_svart_at_hun_er_habil(utfall: Svarutfall) -> None:
    valgt = ALENE if utfall is Svarutfall.OVERFORT else Avgjorelse(utfall, I_DAG, "Fordi.")
    for svar, melding in ((None, "Svar først"), (EgenHabilitet.INHABIL, "inhabil eller i tvil")):
        with pytest.raises(KanIkke, match=melding):
            avgjor(min_foresporsel(egen_habilitet=svar), valgt, "Ine Aune")


# Hva den må ha med


@pytest.mark.parametrize("utfall", sorted(MED_BEGRUNNELSE))
def test_alt_unntatt_det_kommunen_selv_har_trukket_begrunnes(utfall: Svarutfall) -> None:
    f = TVIST if utfall is Svarutfall.ANSVAR_FASTSATT else min_foresporsel()
    assert stanset(Avgjorelse(utfall, I_DAG, " "), f) == "Skriv begrunnelsen."
    assert avgjort(Avgjorelse(Svarutfall.TRUKKET, I_DAG)).utfall is Svarutfall.TRUKKET


def test_en_avgjorelse_kan_vaere_fra_dagen_foresporselen_kom_men_ikke_fra_for_den() -> None:
    assert avgjort(replace(AVSLATT, dato=MOTTATT)).avgjort == MOTTATT
    assert "fra før" in stanset(replace(AVSLATT, dato=date(2026, 11, 19)))


def test_kommunen_horer_bare_til_utfallet_som_peker_pa_en() -> None:
    assert "Velg kommunen som har ansvaret" in stanset(replace(FASTSATT, ansvarlig=None), TVIST)
    assert "tar ikke imot kommunen som har ansvaret" in stanset(replace(ALENE, ansvarlig="5035"))
    assert "tar ikke imot settekommunen" in stanset(replace(FASTSATT, settekommune="5031"), TVIST)
    assert avgjort(FASTSATT, TVIST).ansvarlig == "5035"


def test_en_delvis_overforing_sier_hva_som_blir_og_det_som_er_sendt_videre_sier_hvor() -> None:
    delvis = replace(ALENE, utfall=Svarutfall.DELVIS_OVERFORT)
    videre = Avgjorelse(Svarutfall.VIDERESENDT, I_DAG, "Annet fylke.")
    assert "hva som ikke overføres" in stanset(delvis)
    assert "hvilket organ" in stanset(videre)
    assert "tar ikke imot" in stanset(replace(ALENE, ikke_overfort="Resten."))
    f = avgjort(replace(delvis, ikke_overfort=" Råd. "))
    assert (f.settekommune, f.omfang, f.ikke_overfort) == ("5031", EN_SOKNAD, "Råd.")
    assert avgjort(replace(videre, rett_organ="Statsforvalteren i Innlandet")).rett_organ
    apnet = etter(f, gjenapne(f, "Feil."))
    assert apnet.ikke_overfort == ""


def test_kommunen_med_ansvaret_kan_vaere_avsenderen_selv() -> None:
    assert avgjort(replace(FASTSATT, ansvarlig="5001"), TVIST).ansvarlig == "5001"


def test_avgjorelsen_er_en_hendelse_med_begrunnelsen() -> None:
    endring = avgjor(min_foresporsel(ny_versjon=True), replace(ALENE, begrunnelse=" Alle. "), "Ine Aune")
    assert (endring.handling, endring.tekst) == (Handling.AVGJORT, "Alle.")
    f = etter(min_foresporsel(ny_versjon=True), endring)
    assert (f.status, f.avgjort, f.settekommune, f.ansvarlig, f.ny_versjon) == (
        Status.AVGJORT,
        I_DAG,
        "5031",
        None,
        False,
    )


def test_et_avslag_er_at_et_vilkar_ikke_er_funnet_oppfylt() -> None:
    assert {Svarutfall.IKKE_INHABILITET, Svarutfall.IKKE_SAERLIG_ULEMPE} == AVSLAG


# Settekommunen


def test_de_som_ikke_kan_vaere_settekommune() -> None:
    f = min_foresporsel(kommune="5001")
    assert utelukkede(None, f, None) == {"5001"}
    sak = en_sak(
        kontor=Kontor(kommune="5035"),
        settekommuner=(
            Settekommune(kommune="5031", habil=False),
            Settekommune(kommune="5028", habil=True),
            Settekommune(kommune="5029"),
        ),
    )
    assert utelukkede(sak, f, "5014") == {"5001", "5035", "5014", "5031"}
    assert utelukkede(replace(sak, kontor=Kontor()), min_foresporsel(kommune=None), None) == {"5031"}


FYLKE = {"5001": "50", "5031": "50", "4601": "46", "3401": "34"}


def test_settekommunene_star_i_den_rekkefolgen_de_er_gitt_med_de_foreslatte_og_fylket_merket() -> None:
    valg = settekommunevalg(["3401", "4601", "5031", "5001"], FYLKE, "5001", {"4601"}, {"5001"})
    assert [(v.nummer, v.foreslatt, v.eget_fylke) for v in valg] == [
        ("3401", False, False),
        ("4601", True, False),
        ("5031", False, True),
    ]


@pytest.mark.parametrize("avsender", [None, "9999"])
def test_uten_en_kjent_avsender_er_ingen_kommune_i_fylket(avsender: str | None) -> None:
    valg = settekommunevalg(["3401", "9998", "5031"], FYLKE, avsender, (), ())
    assert [v.nummer for v in valg] == ["3401", "9998", "5031"]
    assert not any(v.eget_fylke or v.foreslatt for v in valg)
