"""Tvilen i vinduet: den samme som reglene reiser, med veien til feltet der den løses."""

from __future__ import annotations

from datetime import date

import pytest
from gyldige_saker import saker
from hypothesis import given
from regelverk.bygg import BEGGE
from regelverk.test_avklaringer import RADENE, TILFELLER

from overforing.program.program import Program
from overforing.regelverk.funn import Vurdering
from overforing.sak import modell as m
from overforing.saksgang.sporsmal import Sider
from overforing.saksgang.sporsmalssider import BYGGERE
from overforing.saksgang.tilstand import Skjemasteg, Tvil
from overforing.saksgang.tvil import Tvilende
from overforing.tekster.navn import Navn

PROGRAM = Program.start()


def _tvilen(sak: m.Sak, vurdering: Vurdering) -> tuple[Tvil, ...]:
    navn = Navn(sak, PROGRAM.katalog, PROGRAM.geografi, sak.malform)
    return Tvilende(sak, vurdering, navn).alle()


def _sidene(sak: m.Sak, vurdering: Vurdering) -> Sider:
    return Sider(BYGGERE, sak, vurdering, PROGRAM.katalog, PROGRAM.geografi, {}, {}, sak.malform)


def _feltene(sider: Sider, side: Skjemasteg) -> list[str]:
    """Det brukeren kan svare i eller legge til på siden."""
    grupper = sider.side(side)
    return [q.sti for gruppe in grupper for q in gruppe.sporsmal] + [g.legg_til for g in grupper if g.legg_til]


def _uten_felt(sak: m.Sak, vurdering: Vurdering) -> list[tuple[str, str]]:
    tvilen, sider = _tvilen(sak, vurdering), _sidene(sak, vurdering)
    feltene = {side: _feltene(sider, side) for side in {t.side for t in tvilen}}
    return [
        (t.side.value, t.sti)
        for t in tvilen
        if not any(felt == t.sti or felt.startswith((f"{t.sti}.", f"{t.sti}[")) for felt in feltene[t.side])
    ]


@pytest.mark.parametrize("id_", RADENE)
def test_hver_tvil_viser_vei_til_et_felt_pa_siden_sin(id_: str) -> None:
    reist = [(t.sak, regelsett) for t in TILFELLER if t.id == id_ and t.om for regelsett in t.regelsett]
    assert reist
    for sak, regelsett in reist:
        assert _uten_felt(sak, PROGRAM.vurder(sak, regelsett)) == []


def test_uten_noen_part_er_veien_til_a_sporre_sokeren_a_fore_henne_opp() -> None:
    sak = m.Sak(id="1", vurderingsdato=date(2026, 11, 20))
    navn = Navn(sak, PROGRAM.katalog, PROGRAM.geografi, sak.malform)
    assert Tvilende(sak, PROGRAM.vurder(sak), navn)._sted("soker_ikke_spurt", "parter") == ("partene", "parter")


@given(saker())
def test_ingen_tvil_i_noen_sak_viser_vei_til_noe_som_ikke_finnes(sak: m.Sak) -> None:
    for regelsett in BEGGE:
        assert _uten_felt(sak, PROGRAM.vurder(sak, regelsett)) == []


@given(saker())
def test_vinduet_sier_all_tvilen_vurderingen_sier_med_de_samme_ordene(sak: m.Sak) -> None:
    for regelsett in BEGGE:
        vurdering = PROGRAM.vurder(sak, regelsett)
        navn = Navn(sak, PROGRAM.katalog, PROGRAM.geografi, sak.malform)
        i_vinduet = [(t.tekst, t.ma_loses) for t in _tvilen(sak, vurdering)]
        ventet = [(navn.avklaring(a), a.ma_loses) for a in vurdering.avklaringer]
        assert [t for t in i_vinduet if t in ventet] == ventet
        assert all(not ma_loses for tekst, ma_loses in i_vinduet if (tekst, ma_loses) not in ventet)


@pytest.mark.parametrize(
    ("id_", "stier"),
    [
        ("kontaktmate_mangler", {"kontor.telefon"}),
        ("hast_foreldet", {"soknad.haster"}),
        ("innleid_svarer_til_ukjent", {"stedfortreder[innleid].svarer_til"}),
        ("inhabil_leder_utenfor_linjen", {"utenfor_linjen"}),
        ("avgjort_av_inhabil", {"habilitetsvurdering.avgjort_av_ansatt"}),
        ("tiltak_ikke_forelopig", {"fulgt_opp.hva"}),
        ("vedtak_av_inhabil", {"gjelder_fortsatt"}),
        ("stedfortreder_ikke_navngitt", {"ansatt"}),
        ("stedfortreder_habilitet_ukjent", {"habil"}),
        ("unntak_uvanlig", {"apenbart_unntak.oppfylt"}),
        ("tiltak_uten_navn", {"besluttet_av", "forelopig", "av"}),
    ],
)
def test_veien_gar_til_feltet_der_tvilen_loses(id_: str, stier: set[str]) -> None:
    funnet = set()
    for tilfelle in TILFELLER:
        if tilfelle.id == id_ and tilfelle.om:
            vurdering = PROGRAM.vurder(tilfelle.sak, tilfelle.regelsett[0])
            navn = Navn(tilfelle.sak, PROGRAM.katalog, PROGRAM.geografi, tilfelle.sak.malform)
            tekster = {navn.avklaring(a) for a in vurdering.avklaringer if a.id == id_}
            funnet |= {t.sti for t in _tvilen(tilfelle.sak, vurdering) if t.tekst in tekster}
    assert funnet
    assert {next((s for s in stier if sti == s or sti.endswith(f".{s}")), sti) for sti in funnet} == stier


def test_datoen_brevet_ble_sendt_kan_rettes() -> None:
    sak = m.Sak(
        id="6f1c7a1e-0d53-4f6e-9c0a-6d6f1c7a1e00",
        vurderingsdato=date(2026, 11, 20),
        soknad=m.Soknad(mottatt=date(2026, 11, 18)),
        sendt=m.Sendt(dato=date(2026, 11, 1)),
    )
    vurdering = PROGRAM.vurder(sak)
    assert any(t.sti == "sendt.dato" for t in _tvilen(sak, vurdering))
    assert "sendt.dato" in _feltene(_sidene(sak, vurdering), Skjemasteg.I_MELLOMTIDEN)
