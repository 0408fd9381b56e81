"""Det som kom: feltene brevet selv fyller ut, bestemmelsen det hviler på, og når kommunen ber på nytt."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from mottak.mottakprover import MOTTATT, NA, en_foresporsel, inngaende

from overforing.mottak.foresporsel import FASTE, FELT, Foresporsel, Slag, Status, Svarutfall
from overforing.mottak.inngaende import (
    FLERE_GRUNNER,
    ber_pa_nytt,
    felt_fra_sak,
    felt_ved_mottak,
    grunn,
    hjemmel_av,
    inhabile,
    kode,
    slag_av,
)
from overforing.regelverk.funn import Funn, Steg, Utfall, Vurdering
from overforing.regelverk.funn import Status as Habilitet
from overforing.regelverk.hjemmel import Hjemmel, Lov
from overforing.sak.modell import (
    Ansatt,
    Brevvalg,
    Dokument,
    Kontor,
    Malform,
    NyeOpplysninger,
    Opphold,
    Regelsett,
    Resultat,
    Rolle,
    Sak,
    Soknad,
    Svar,
    Tvist,
)

I_DAG = date(2026, 11, 22)
BOKSTAV_B = Hjemmel(Lov.FVL, "6", 1, "b")
ANNET_LEDD = Hjemmel(Lov.FVL, "6", 2)
EN_SAK = Sak(
    id="7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
    vurderingsdato=I_DAG,
    saksnummer=" 2026/0417 ",
    malform=Malform.NN,
    kontor=Kontor(navn="Nav  Eksempel", kommune="5001"),
    soknad=Soknad(haster=True),
    ansatte=(
        Ansatt(id="a1", rolle=Rolle.NAV_LEDER),
        Ansatt(id="a2", rolle=Rolle.VEILEDER),
        Ansatt(id="a3", rolle=Rolle.VEILEDER),
        Ansatt(id="a4", rolle=Rolle.KOMMUNALSJEF),
    ),
)


def vurdering(linjen: tuple[str, ...], spor: tuple[Funn, ...] = (), **ansatte: Habilitet) -> Vurdering:
    """Programmets vurdering med disse i linjen og disse statusene."""
    return Vurdering(
        sak=EN_SAK.id,
        regelsett=Regelsett.FVL1967,
        utfall=Utfall.BE_OM_OVERFORING,
        ansatte=ansatte,
        spor=spor,
        linjen=linjen,
    )


def funn(om: str | None, *hjemmel: Hjemmel, steg: Steg = Steg.HABILITET) -> Funn:
    return Funn(steg=steg, gren="absolutt", utfall="inhabil", hjemmel=hjemmel, om=om)


# Hva det bes om


def test_et_krav_om_a_avgjore_en_tvist_er_en_tvist_og_et_annet_brev_en_anmodning() -> None:
    med_tvist = replace(EN_SAK, opphold=Opphold(tvist=Tvist(med_kommune="5031")))
    assert slag_av(Dokument.TVIST, None) is Slag.TVIST
    assert slag_av(Dokument.ANMODNING, med_tvist) is Slag.ANMODNING
    assert slag_av(None, med_tvist) is Slag.TVIST
    assert slag_av(None, EN_SAK) is Slag.ANMODNING
    assert slag_av(None, None) is Slag.ANMODNING


# Feltene


def test_brevet_fyller_ut_feltene_selv() -> None:
    v = vurdering(("a1", "a2"), (funn("a1", BOKSTAV_B),), a1=Habilitet.INHABIL, a2=Habilitet.AVLEDET)
    assert felt_fra_sak(EN_SAK, v, Dokument.ANMODNING) == {
        "slag": Slag.ANMODNING,
        "sak": EN_SAK.id,
        "malform": Malform.NN,
        "kommune": "5001",
        "avsender": "Nav Eksempel",
        "deres_ref": "2026/0417",
        "dokumentdato": I_DAG,
        "haster": True,
        "grunn": "fvl-6-1-b",
        "inhabile": "nav_leder",
    }


def test_brevets_dato_er_den_som_star_i_det() -> None:
    sak = replace(EN_SAK, brev=Brevvalg(dato=date(2026, 11, 23)))
    assert felt_fra_sak(sak, vurdering(()), None)["dokumentdato"] == date(2026, 11, 23)


def test_en_ny_foresporsel_har_alle_feltene_og_fristen_er_en_maned_etter_mottaket() -> None:
    felt = felt_ved_mottak({"kommune": "5031", "status": Status.AVGJORT}, MOTTATT, manuell=True)
    assert tuple(felt) == FELT
    assert set(FASTE).isdisjoint(felt)
    assert (felt["slag"], felt["kommune"], felt["mottatt"], felt["frist"], felt["status"], felt["manuell"]) == (
        Slag.ANMODNING,
        "5031",
        MOTTATT,
        date(2026, 12, 20),
        Status.NY,
        True,
    )
    assert felt_ved_mottak({"slag": Slag.TVIST}, MOTTATT, manuell=False)["slag"] is Slag.TVIST


def test_en_ny_foresporsel_har_ikke_noe_den_ikke_har_fatt() -> None:
    felt = felt_ved_mottak({}, MOTTATT, manuell=False)
    f: Any = Foresporsel(
        aar=2026,
        nr=7,
        versjon=1,
        registrert=NA,
        registrert_av="Ine Aune",
        **felt,  # type: ignore[arg-type]
    )
    assert f.journalnummer == "2026/7"
    assert f.apen
    assert not replace(f, status=Status.AVGJORT).apen
    assert (f.saksbehandler, f.grunn, f.etter_avslag, f.avsender, f.inhabile) == ("", "", "", "", "")
    assert not f.manuell
    assert not f.ny_versjon
    assert f.malform is Malform.NB


def test_filens_sum_er_over_bytene_slik_de_kom() -> None:
    inn = inngaende()
    assert inn.sha256 == hashlib.sha256(inn.innhold).hexdigest()
    assert inn.tekst == "ukjent"


# Hvem det gjelder, og hva det hviler på


def test_de_inhabile_er_rollene_i_linjen_hver_en_gang() -> None:
    alle = dict.fromkeys(("a1", "a2", "a3", "a4"), Habilitet.INHABIL)
    assert inhabile(EN_SAK, vurdering(("a1", "a2", "a3"), **alle)) == ("nav_leder", "veileder")
    assert inhabile(EN_SAK, vurdering(("a1",), a1=Habilitet.AVLEDET)) == ()
    assert inhabile(EN_SAK, vurdering(("a1",))) == ()


def test_grunnen_er_bestemmelsen_de_inhabile_i_linjen_hviler_pa() -> None:
    en = {"a1": Habilitet.INHABIL, "a2": Habilitet.INHABIL, "a3": Habilitet.HABIL, "a4": Habilitet.INHABIL}
    spor = (funn("a1", BOKSTAV_B), funn("a2", BOKSTAV_B), funn("a3", ANNET_LEDD), funn("a4", ANNET_LEDD))
    assert grunn(vurdering(("a1", "a2", "a3"), spor, **en)) == "fvl-6-1-b"
    assert grunn(vurdering(("a1", "a2", "a4"), spor, **en)) == FLERE_GRUNNER == "flere"
    assert grunn(vurdering((), spor, **en)) == ""


def test_bare_funnene_om_habiliteten_gir_grunnen() -> None:
    spor = (funn("a1", ANNET_LEDD, steg=Steg.AVLEDET), funn(None, ANNET_LEDD), funn("a1", BOKSTAV_B))
    assert grunn(vurdering(("a1",), spor, a1=Habilitet.INHABIL)) == "fvl-6-1-b"


@pytest.mark.parametrize(
    ("hjemmel", "ventet"),
    [
        (Hjemmel(Lov.FVL, "6"), "fvl-6"),
        (ANNET_LEDD, "fvl-6-2"),
        (BOKSTAV_B, "fvl-6-1-b"),
        (Hjemmel(Lov.FVL, "6", 1, "e", 2), "fvl-6-1-e-2"),
        (Hjemmel(Lov.FVL, "13 b", 1, None, 5), "fvl-13 b-1-5"),
    ],
)
def test_en_bestemmelse_som_kode_kan_leses_tilbake(hjemmel: Hjemmel, ventet: str) -> None:
    assert kode(hjemmel) == ventet
    assert hjemmel_av(ventet) == hjemmel


@pytest.mark.parametrize("kode_", ["flere", "", "fvl", "xyz-6-1"])
def test_det_som_ikke_er_en_bestemmelse_leses_ikke_som_en(kode_: str) -> None:
    assert hjemmel_av(kode_) is None


# Når kommunen ber på nytt

NYTT = NyeOpplysninger(dato=I_DAG, tekst="Kommunedirektøren er også gift med søkeren.")
AVSLATT = en_foresporsel(status=Status.AVGJORT, utfall=Svarutfall.IKKE_SAERLIG_ULEMPE, avgjort=I_DAG)
FORST: dict[str, Any] = {}


def med_svar(**felt: Any) -> Sak:
    return replace(EN_SAK, svar=Svar(**{"resultat": Resultat.AVSLATT, "nye_opplysninger": NYTT, **felt}))


@pytest.mark.parametrize("utfall", [Svarutfall.IKKE_SAERLIG_ULEMPE, Svarutfall.IKKE_INHABILITET])
def test_nye_opplysninger_etter_et_avslag_er_en_ny_anmodning(utfall: Svarutfall) -> None:
    assert ber_pa_nytt(replace(AVSLATT, utfall=utfall), med_svar(), FORST)


@pytest.mark.parametrize("utfall", [u for u in Svarutfall if not u.startswith("ikke_")])
def test_bare_etter_et_avslag(utfall: Svarutfall) -> None:
    assert not ber_pa_nytt(replace(AVSLATT, utfall=utfall), med_svar(), FORST)
    assert not ber_pa_nytt(en_foresporsel(), med_svar(), FORST)


@pytest.mark.parametrize(
    "sak",
    [
        EN_SAK,
        med_svar(nye_opplysninger=None),
        med_svar(nye_opplysninger=NyeOpplysninger(dato=I_DAG, tekst=" ")),
        med_svar(resultat=None),
        med_svar(resultat=Resultat.RETURNERT),
    ],
)
def test_den_som_ikke_sier_hva_som_er_nytt_ber_ikke_pa_nytt(sak: Sak) -> None:
    assert not ber_pa_nytt(AVSLATT, sak, FORST)


def test_de_samme_opplysningene_en_gang_til_er_ikke_en_ny_anmodning() -> None:
    sist = {"svar": {"nye_opplysninger": {"tekst": f" {NYTT.tekst} "}}}
    assert not ber_pa_nytt(AVSLATT, med_svar(), sist)
    assert ber_pa_nytt(AVSLATT, med_svar(), {"svar": {"nye_opplysninger": {"tekst": "Noe annet."}}})
    assert ber_pa_nytt(AVSLATT, med_svar(), {"svar": {"nye_opplysninger": {}}})
    assert ber_pa_nytt(AVSLATT, med_svar(), {"svar": {}})
