"""Det en avklaring handler om, i ord. Parten nevnes med rolle, aldri med navn."""

from __future__ import annotations

from datetime import date

import pytest

from overforing.program.program import Program
from overforing.regelverk.avklaringer import REGLER
from overforing.regelverk.funn import Avklaring
from overforing.sak.modell import Ansatt, Malform, Part, Partsrolle, Rolle, Sak, Stedfortredertype
from overforing.tekster.navn import Navn

PROGRAM = Program.start()
SAK = Sak(
    id="7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
    vurderingsdato=date(2026, 11, 20),
    parter=(
        Part(id="p1", rolle=Partsrolle.SOKER, navn="Eli Eksempel"),
        Part(id="p2", rolle=Partsrolle.EKTEFELLE, navn="Ivar Eksempel"),
    ),
    ansatte=(Ansatt(id="a1", navn="Kari Moen", rolle=Rolle.NAV_LEDER), Ansatt(id="a2", rolle=Rolle.KOMMUNALSJEF)),
)
NB, NN = (Navn(SAK, PROGRAM.katalog, PROGRAM.geografi, malform) for malform in Malform)


@pytest.mark.parametrize(
    ("om", "ventet"),
    [
        ("a1", "Kari Moen"),
        ("a2", "kommunalsjefen"),
        ("overordnet", "overordnet"),
        ("5031", "Malvik"),
        ("ansatte[a1].skjonn.begrunnelse", "vurderingen av Kari Moen"),
        ("ansatte[a2].habilitetsvurdering.dato", "da habiliteten til kommunalsjefen ble vurdert"),
        ("ansatte[a1].habilitetsvurdering.tidsspille", "hvorfor spørsmålet om Kari Moen ikke ble lagt fram"),
        ("stedfortreder[innleid].begrunnelse", "hvorfor ikke: innleid stedfortreder"),
        ("parter[p1].spurt_om_tilknytning", "søkeren"),
        ("parter[p1].spurt_om_tilknytning.hvem", "søkeren"),
        ("parter[p2].adressesperre", "søkerens ektefelle"),
        ("parter[p2].sperre_vurdert", "søkerens ektefelle"),
        ("parter", "søkeren"),
        ("midlertidige_tiltak[0]", "hjelp nr.\u00a01"),
        ("midlertidige_tiltak", "hjelpen i mellomtiden"),
        ("allerede_truffet[1]", "avgjørelse nr.\u00a02"),
        ("ingen_tiltak.vurdert_av", "hvem som vurderte at hjelp ikke trengs"),
        ("ingen_tiltak.begrunnelse", "hvorfor hjelp ikke trengs i mellomtiden"),
        ("soknad.haster", "om det haster"),
        ("soknad.haster_vurdert.dato", "da det ble vurdert om noe haster"),
        ("saerlig_ulempe.momenter", "særlig ulempe"),
        ("avgrensning.til", "avgrensningen"),
        ("opphold.tvist.vart_syn", "kontorets eget syn"),
        ("opphold.tvist.motpartens_svar", "det den andre kommunen mener"),
        ("opphold.vertskommune", "vertskommunesamarbeidet"),
        ("opphold.avslag", "avslaget"),
        ("orientering_soker", "orienteringen til søkeren"),
        ("orientering_soker.dato", "orienteringen til søkeren"),
        ("orientering_soker.til", "hvem som er orientert"),
        ("forelopig_svar_soker.dato", "det foreløpige svaret"),
        ("sendt.dato", "da brevet ble sendt"),
        ("svar.dato", "svaret fra Statsforvalteren"),
        ("svar.resultat", "svaret fra Statsforvalteren"),
        ("settekommuner", "forslaget til kommune"),
        ("stedfortreder", "stedfortrederen"),
        ("underskriver", "underskriften"),
        ("vedtak", "vedtaket om oppnevning"),
        ("kontor", "opplysningene om kontoret"),
        ("allerede_gjort", "det som alt er gjort"),
    ],
)
def test_det_en_avklaring_handler_om_er_norsk(om: str, ventet: str) -> None:
    assert NB.om(om) == ventet
    assert NN.om(om) != om or om == "overordnet"


@pytest.mark.parametrize("id_", [regel.id for regel in REGLER])
def test_hver_avklaring_har_en_tekst_som_sier_hva_det_gjelder(id_: str) -> None:
    assert NB.avklaring(Avklaring(id_, "a1", ma_loses=True))[0].isupper()


RESERVER = [regel.id for regel in REGLER if f"avklaring_reserve.{regel.id}" in PROGRAM.katalog]


@pytest.mark.parametrize("id_", RESERVER)
def test_ingen_bes_om_a_sporre_flere_for_a_fylle_ut_en_reserve(id_: str) -> None:
    om = Stedfortredertype.INNLEID
    assert "Spør ingen flere" in NB.avklaring(Avklaring(id_, om, ma_loses=False))
    assert "Spør ingen flere" not in NB.avklaring(Avklaring(id_, om, ma_loses=True))


@pytest.mark.parametrize(
    ("grunn", "hvorfor"), [("ikke_spurt", "selv ha svart"), ("uten_linje", "Linjen over"), ("sperret", "inhabil")]
)
def test_det_sies_hvorfor_den_nye_saksbehandleren_ikke_kan_ta_over(grunn: str, hvorfor: str) -> None:
    om = Stedfortredertype.ANNEN_SAKSBEHANDLER
    assert hvorfor in NB.avklaring(Avklaring("ny_saksbehandler_sperret", om, True, {"grunn": grunn}))
