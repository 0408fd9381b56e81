"""Hele veien: alle grenene, i ord, med veien saken gikk. Og hvor boksene står, uten noe vindu."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from overforing.program.program import Program
from overforing.regelverk import hjemmel as hj
from overforing.regelverk import stedfortreder
from overforing.regelverk.funn import Utfall
from overforing.regelverk.gren import Gren
from overforing.regelverk.kart import kart
from overforing.sak.modell import Malform, Sak
from overforing.saksgang.kart.beslutningskart import Beslutningskart, Folge, beslutningskart, sporsmalet
from overforing.saksgang.kart.kartplan import Mal, Plan, Rute, legg_ut

PROGRAM = Program.start()
SAKER = sorted((Path(__file__).parents[2] / "eksempler").rglob("[0-9]*.json"))
MAL = Mal(spalte=240, mellom=30, luft=16, kant=10)


def _kart(sak: Sak, malform: Malform = Malform.NB) -> Beslutningskart:
    return beslutningskart(kart(), sak, PROGRAM.vurder(sak), PROGRAM.katalog, PROGRAM.geografi, malform)


def _eksempel() -> Beslutningskart:
    return _kart(PROGRAM.les_sak(PROGRAM.eksempel()))


def _les(navn: str) -> Beslutningskart:
    return _kart(PROGRAM.les_sak(next(fil for fil in SAKER if navn in fil.name).read_bytes()))


def _node(kartet: Beslutningskart, id_: str):
    return next(node for node in kartet.noder if node.id == id_)


def test_alle_grenene_er_med_i_rekkefolge_og_bare_med_ord() -> None:
    for malform in Malform:
        kartet = _kart(PROGRAM.les_sak(PROGRAM.eksempel()), malform)
        grener = [f"{steg.steg}.{gren.id}" for steg in kart() for gren in steg.grener]
        assert [node.id for node in kartet.noder] == grener
        for node in kartet.noder:
            synlig = " ".join((node.tittel, node.sporsmal, node.forklaring, node.utfall, node.hjemmel))
            assert not re.search(r"\w_\w|`", synlig), synlig
            assert node.sporsmal in node.forklaring


def test_en_ny_gren_i_reglene_kommer_med(monkeypatch: pytest.MonkeyPatch) -> None:
    ny = Gren("prove_noe", lambda _: True, Utfall.BEHANDLES_SOM_VANLIG, hj.STEDFORTREDER, Utfall.BEHANDLES_SOM_VANLIG)
    monkeypatch.setattr(stedfortreder, "GRENER", (ny, *stedfortreder.GRENER))
    kartet = _les("27-helselederen")
    node = _node(kartet, "stedfortreder.prove_noe")
    assert (node.nummer, node.tittel, node.truffet) == ("4.1", "prove noe", True)
    assert kartet.her is node
    assert "stedfortreder.prove_noe" in _plan(kartet).noder


def test_veien_saken_gikk_er_merket() -> None:
    kartet = _eksempel()
    truffet = [node.id for node in kartet.noder if node.truffet and not node.hvem]
    assert truffet == ["rett_kommune.egen_kommune", "stedfortreder.ingen_i_kommunen", "saerlig_ulempe.saerlig_ulempe"]
    assert all(bane.nadd for bane in kartet.baner)
    assert [bane.videre for bane in kartet.baner] == [True, True, True, True, False]
    assert kartet.her.id == "saerlig_ulempe.saerlig_ulempe"
    assert kartet.her.folge is Folge.SLUTT
    assert kartet.her.utfall == kartet.utfall == "Statsforvalteren bes om å overføre saken"
    assert _node(kartet, "stedfortreder.ingen_avgjor").provd
    assert not _node(kartet, "saerlig_ulempe.ikke_saerlig_ulempe").provd


def test_habiliteten_sier_hvem_som_havnet_hvor() -> None:
    kartet = _eksempel()
    sak = PROGRAM.les_sak(PROGRAM.eksempel())
    hvem = [navn for node in kartet.baner[1].noder for navn in node.hvem]
    assert sorted(hvem) == sorted(ansatt.navn for ansatt in sak.ansatte)


def test_en_sak_som_stopper_forst_kom_ikke_til_resten() -> None:
    kartet = _les("07-rusinstitusjon")
    assert [bane.nadd for bane in kartet.baner] == [True, False, False, False, False]
    assert kartet.her.id == "rett_kommune.annen_kommune"
    assert not any(node.truffet or node.provd for bane in kartet.baner[1:] for node in bane.noder)


def test_det_som_ma_svares_pa_forst_er_sitt_eget_tegn() -> None:
    kartet = _eksempel()
    assert _node(kartet, "rett_kommune.kommune_mangler").folge is Folge.AVKLAR
    assert _node(kartet, "habilitet.vurdering_mangler").folge is Folge.AVKLAR
    assert _node(kartet, "rett_kommune.egen_kommune").folge is Folge.VIDERE
    assert _node(kartet, "rett_kommune.egen_kommune").utfall == "Videre til spørsmål 2"


def test_hjemmelen_er_den_saken_ble_avgjort_etter() -> None:
    node = _node(_les("07-rusinstitusjon"), "rett_kommune.annen_kommune")
    assert node.hjemmel.startswith("Sosialtjenesteloven § 3 annet ledd")
    assert node.begrunnelser


@pytest.mark.parametrize(
    ("forklaring", "sporsmal"),
    [
        ("Er det slik? Da er det slik.", "Er det slik?"),
        ("Ellers er det kontorets sak. Veien går videre.", "Ellers er det kontorets sak."),
        ("prøve", "prøve"),
    ],
)
def test_boksen_viser_sporsmalet(forklaring: str, sporsmal: str) -> None:
    assert sporsmalet(forklaring) == sporsmal


def _plan(kartet: Beslutningskart, spalter: int = 4) -> Plan:
    hoyder = {node.id: 40.0 + len(node.sporsmal) * 0.4 for node in kartet.noder}
    return legg_ut(kartet.baner, hoyder.__getitem__, lambda _bane, _fortsetter: 24.0, MAL, spalter)


def _inni(a: Rute, b: Rute) -> bool:
    return a.x >= b.x and a.y >= b.y and a.hoyre <= b.hoyre and a.bunn <= b.bunn


def _overlapper(a: Rute, b: Rute) -> bool:
    return a.x < b.hoyre and b.x < a.hoyre and a.y < b.bunn and b.y < a.bunn


@pytest.mark.parametrize("spalter", [1, 2, 3, 4, 5, 7, 40])
def test_ingenting_overlapper_og_alt_far_plass(spalter: int) -> None:
    kartet = _eksempel()
    plan = _plan(kartet, spalter)
    assert set(plan.noder) == {node.id for node in kartet.noder}
    assert max(del_.spalte for del_ in plan.deler) < spalter
    for del_ in plan.deler:
        assert _inni(del_.rute, Rute(0, 0, plan.bredde, plan.hoyde))
        assert all(_inni(plan.noder[id_], del_.rute) for id_ in del_.noder)
        assert not any(_overlapper(plan.noder[id_], del_.tittel) for id_ in del_.noder)
    ruter = list(plan.noder.values())
    assert not any(_overlapper(a, b) for i, a in enumerate(ruter) for b in ruter[i + 1 :])
    deler = [del_.rute for del_ in plan.deler]
    assert not any(_overlapper(a, b) for i, a in enumerate(deler) for b in deler[i + 1 :])


def test_flere_spalter_gir_en_lavere_tegning() -> None:
    hoyder = [_plan(_eksempel(), n).hoyde for n in (1, 2, 4)]
    assert hoyder == sorted(hoyder, reverse=True)
    assert hoyder[0] > 2 * hoyder[2]


def test_pilene_gar_fra_boks_til_boks_og_fra_bane_til_bane() -> None:
    kartet = _eksempel()
    plan = _plan(kartet)
    nei = [pil.fra for pil in plan.piler if pil.nei]
    # Hver gren unntatt den siste i hver bane går videre til den neste når svaret er nei.
    assert sorted(nei) == sorted(node.id for bane in kartet.baner for node in bane.noder[:-1])
    assert [pil.fra for pil in plan.piler if not pil.nei] == [bane.id for bane in kartet.baner[:-1]]
    for pil in plan.piler:
        assert all(0 <= x <= plan.bredde and 0 <= y <= plan.hoyde for x, y in pil.punkter)
