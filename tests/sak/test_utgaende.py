"""Det som følger med brevet ut av kontoret, og det som aldri gjør det."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from sak.saksfilprover import KOMMUNER, ROT

from overforing.regelverk.funn import Vurdering
from overforing.regelverk.vurder import vurder
from overforing.sak.modell import Dokument, Regelsett
from overforing.sak.saksfil import fra_verdier, til_verdier
from overforing.sak.utgaende import utgaende

Fil = dict[str, Any]
EKSEMPLER = ROT / "tests" / "eksempler"


def _eksempel(navn: str) -> Fil:
    fil: Fil = json.loads((EKSEMPLER / f"{navn}.json").read_text("utf-8"))
    return fil


ANMODNING = _eksempel("01-hele-linjen-inhabil-be-om-overforing")
TVIST = _eksempel("11-uenighet-om-opphold")


def _vurdert(fil: Fil) -> Vurdering:
    return vurder(fra_verdier(fil, KOMMUNER), Regelsett.FVL1967)


def _reist(fil: Fil, dokument: Dokument = Dokument.ANMODNING) -> Fil:
    """Det mottakeren leser. Det er alltid en gyldig saksfil, og utfallet er det samme."""
    vurdering = _vurdert(fil)
    felt = {felt for funn in vurdering.spor for felt in funn.felt}
    reist = til_verdier(utgaende(fra_verdier(fil, KOMMUNER), dokument, felt, vurdering.linjen))
    assert _vurdert(reist).utfall == vurdering.utfall
    return reist


def _endret(fil: Fil, **endringer: Any) -> Fil:
    ny = copy.deepcopy(fil)
    for navn, verdi in endringer.items():
        ny[navn] = {**ny[navn], **verdi} if isinstance(verdi, dict) and isinstance(ny.get(navn), dict) else verdi
    return ny


def _med_part(fil: Fil, **felt: Any) -> Fil:
    ny = copy.deepcopy(fil)
    ny["parter"][0].update(felt)
    return ny


def _med_ansatt(fil: Fil, id_: str, **felt: Any) -> Fil:
    ny = copy.deepcopy(fil)
    next(a for a in ny["ansatte"] if a["id"] == id_).update(felt)
    return ny


def _ansatt(fil: Fil, id_: str) -> Fil:
    ansatt: Fil = next(a for a in fil["ansatte"] if a["id"] == id_)
    return ansatt


# Det som følger med anmodningen


def test_anmodningen_baerer_alt_utfallet_hviler_pa() -> None:
    reist = _reist(ANMODNING)
    for navn in ("opphold", "saerlig_ulempe", "stedfortreder", "settekommuner", "allerede_gjort"):
        assert reist[navn] == ANMODNING[navn]
    assert [a["id"] for a in reist["ansatte"]] == ["a1", "a2", "a3", "a4"]


def test_alle_i_linjen_beholder_svarene_sine() -> None:
    reist = _reist(ANMODNING)
    assert _ansatt(reist, "a3")["ingen_tilknytning"] == _ansatt(ANMODNING, "a3")["ingen_tilknytning"]
    assert _ansatt(reist, "a2")["skjonn"] == _ansatt(ANMODNING, "a2")["skjonn"]
    assert _vurdert(reist).ansatte == _vurdert(ANMODNING).ansatte


def test_det_som_haster_folger_bare_med_nar_det_haster() -> None:
    haster = {"haster": True, "hva_haster": "Uten strøm"}
    assert _reist(_endret(ANMODNING, soknad=haster))["soknad"]["hva_haster"] == "Uten strøm"
    haster_ikke = {"haster": False, "hva_haster": "Uten strøm"}
    assert "hva_haster" not in _reist(_endret(ANMODNING, soknad=haster_ikke))["soknad"]


def test_avslaget_og_de_nye_opplysningene_folger_med_en_ny_anmodning() -> None:
    svar = {"dato": "2026-11-19", "resultat": "avslatt", "nye_opplysninger": {"tekst": "Setteleder trakk seg."}}
    assert _reist(_endret(ANMODNING, svar=svar))["svar"] == svar


def test_navnet_folger_bare_med_nar_brevet_nevner_sokeren() -> None:
    navngitt = _med_part(ANMODNING, navn="Ida Vik", representant={"navn": "Per Vik", "type": "verge"})
    assert "Ida Vik" not in json.dumps(_reist(navngitt))
    assert "Per Vik" not in json.dumps(_reist(navngitt))
    nevnt = _reist(_endret(navngitt, brev={"nevn_soker": True}))["parter"][0]
    assert (nevnt["navn"], nevnt["representant"]["navn"]) == ("Ida Vik", "Per Vik")


# Det som aldri gjør det

HEMMELIG = "HEMMELIG"
_ADRESSE = {"adresse": HEMMELIG, "postnummer": HEMMELIG, "poststed": HEMMELIG}


@pytest.mark.parametrize("nevn_soker", [True, False])
@pytest.mark.parametrize(
    "med",
    [
        pytest.param(lambda f: _endret(f, notat=HEMMELIG), id="notatet"),
        pytest.param(lambda f: _med_part(f, **_ADRESSE), id="adressen"),
        pytest.param(lambda f: _med_part(f, representant={"navn": "P", **_ADRESSE}), id="representantens adresse"),
        pytest.param(lambda f: _med_part(f, adressesperre=True, sperre_vurdert=HEMMELIG), id="vurderingen av sperren"),
        pytest.param(lambda f: _endret(f, orientering_soker={"onske": HEMMELIG}), id="ønsket"),
        pytest.param(lambda f: _endret(f, sendt={"mate": HEMMELIG}), id="hvordan det ble sendt"),
        pytest.param(
            lambda f: _endret(f, ferdigstilt={"regelsett": "fvl1967", "av": HEMMELIG}), id="hvem som gjorde den ferdig"
        ),
        pytest.param(lambda f: _med_ansatt(f, "a1", utenfor_linjen=HEMMELIG), id="hvorfor en leder er utenfor"),
        pytest.param(lambda f: _med_ansatt(f, "a1", tilgang_stengt={"av": HEMMELIG}), id="hvem som stengte tilgangen"),
        pytest.param(
            lambda f: _med_ansatt(f, "a1", skjonn={"konklusjon": "habil", "begrunnelse": HEMMELIG}),
            id="en vurdering statusen ikke hviler på",
        ),
        pytest.param(
            lambda f: _med_ansatt(f, "a1", apenbart_unntak={"oppfylt": False, "begrunnelse": HEMMELIG}),
            id="et unntak som ikke ble brukt",
        ),
    ],
)
def test_dette_folger_aldri_med(med: Callable[[Fil], Fil], *, nevn_soker: bool) -> None:
    fil = med(_endret(ANMODNING, brev={"nevn_soker": nevn_soker}))
    assert HEMMELIG in json.dumps(fil)
    assert HEMMELIG not in json.dumps(_reist(fil))


def test_omskrevne_seksjoner_folger_ikke_med() -> None:
    skrevet = {"overstyringer": {"anmodning": {"nb": {"bakgrunn": {"tekst": HEMMELIG, "forslag": ""}}}}}
    assert HEMMELIG not in json.dumps(_reist(_endret(ANMODNING, brev=skrevet)))


def test_svar_om_oppholdet_fra_et_annet_grunnlag_folger_ikke_med() -> None:
    endret = _endret(ANMODNING, opphold={"kommune_for_inntak": "5031", "avslag": "ja"})
    assert _reist(endret)["opphold"] == ANMODNING["opphold"]


def test_en_ansatt_utenfor_saken_folger_ikke_med() -> None:
    utenfor = {"id": "a9", "navn": "Eva Li", "overordnet": "a4", "tilknytninger": [{"type": "nabo", "part": "p1"}]}
    fil = _endret(ANMODNING, ansatte=[*ANMODNING["ansatte"], utenfor])
    assert "Eva Li" not in json.dumps(_reist(fil))


def test_den_som_bare_undertegner_folger_med_uten_det_hun_har_svart() -> None:
    utenfor = {"id": "a9", "navn": "Eva Li", "overordnet": "a4", "tilknytninger": [{"type": "nabo", "part": "p1"}]}
    fil = _endret(ANMODNING, ansatte=[*ANMODNING["ansatte"], utenfor], underskriver="a9")
    assert _ansatt(_reist(fil), "a9") == {"id": "a9", "navn": "Eva Li"}


def test_den_parten_nevnte_som_ikke_har_noe_med_saken_a_gjore_folger_ikke_med() -> None:
    utenfor = {"id": "a9", "navn": "Eva Li", "overordnet": "a4"}
    fil = _endret(ANMODNING, ansatte=[*ANMODNING["ansatte"], utenfor])
    fil = _med_part(fil, spurt_om_tilknytning={"svar": "ja", "hvem": ["a9"]})
    reist = _reist(fil)
    assert "a9" not in json.dumps(reist)
    assert "spurt_om_tilknytning" not in reist["parter"][0]


def test_den_parten_ikke_nevner_lenger_folger_ikke_med() -> None:
    for svar in ("ingen_kjent", "vil_ikke", "ikke_spurt"):
        reist = _reist(_med_part(ANMODNING, spurt_om_tilknytning={"svar": svar, "hvem": ["a1"]}))
        assert reist["parter"][0]["spurt_om_tilknytning"] == {"svar": svar}


def test_forklaringen_folger_bare_med_der_den_er_svaret() -> None:
    def fordi(**spurt: Any) -> bool:
        reist = _reist(_med_part(ANMODNING, spurt_om_tilknytning={**spurt, "fordi": "Det er ikke trygt."}))
        return "fordi" in reist["parter"][0]["spurt_om_tilknytning"]

    assert fordi(svar="ikke_spurt")
    assert fordi(svar="kanskje")
    assert not fordi(svar="kanskje", hvem=["a1"])
    assert not fordi(svar="vil_ikke")


def test_hva_parten_har_svart_om_de_ansatte_folger_ikke_tvisten() -> None:
    spurt = {"svar": "ikke_spurt", "fordi": "Det er ikke trygt."}
    reist = _reist(_med_part(TVIST, spurt_om_tilknytning=spurt), Dokument.TVIST)
    assert "spurt_om_tilknytning" not in reist["parter"][0]


def test_et_tomt_svar_etterlater_ingen_nokkel() -> None:
    """Et tømt notat skal heller ikke røpe at det fantes et."""
    tomme = _endret(ANMODNING, notat="", vedlegg=[], kontor={"telefon": "", "adresse": ""}, soknad={"hva_haster": ""})
    reist = _reist(_med_part(tomme, navn="", adresse=""))
    assert reist.keys().isdisjoint({"notat", "vedlegg"})
    assert reist["kontor"] == {"navn": "Nav Eksempel", "kommune": "5001"}
    assert reist["parter"] == [{"id": "p1", "rolle": "soker"}]
    assert "hva_haster" not in reist["soknad"]


# Tvisten bærer mindre


def test_kravet_om_a_avgjore_tvisten_baerer_oppholdet_og_ingen_av_de_ansatte() -> None:
    reist = _reist(TVIST, Dokument.TVIST)
    assert reist["opphold"] == TVIST["opphold"]
    assert "ansatte" not in reist


def test_tvisten_sier_hvem_som_undertegner_og_ikke_hva_hun_er_for_sokeren() -> None:
    fil = _med_ansatt(_endret(TVIST, underskriver="a1"), "a1", tilgang_stengt={"av": "Siri Lund"})
    assert _reist(fil, Dokument.TVIST)["ansatte"] == [{"id": "a1", "navn": "Kari Moen", "rolle": "nav_leder"}]


def test_hjelpen_i_mellomtiden_folger_tvisten_uten_hvem_som_ga_den() -> None:
    tiltak = {"dato": "2026-11-18", "hjemmel": "sotjl18", "beskrivelse": "Nødhjelp til mat", "besluttet_av": "a1"}
    (reist,) = _reist(_endret(TVIST, midlertidige_tiltak=[tiltak]), Dokument.TVIST)["midlertidige_tiltak"]
    assert reist == {navn: verdi for navn, verdi in tiltak.items() if navn != "besluttet_av"}


@pytest.mark.parametrize(
    "felt",
    [
        {"saerlig_ulempe": {"vurdering": "ja", "begrunnelse": HEMMELIG}},
        {"stedfortreder": [{"type": "innleid", "mulig": False, "begrunnelse": HEMMELIG}]},
        {"settekommuner": [{"kommune": "5031", "merknad": HEMMELIG}]},
        {"avgrensning": {"type": "en_soknad", "tekst": HEMMELIG}},
        {"allerede_gjort": HEMMELIG},
    ],
    ids=lambda felt: next(iter(felt)),
)
def test_det_som_bare_horer_til_en_anmodning_folger_ikke_tvisten(felt: Fil) -> None:
    assert HEMMELIG not in json.dumps(_reist(_endret(TVIST, **felt), Dokument.TVIST))
