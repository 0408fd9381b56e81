"""Oppsummeringen: det som må ses på først, svarene utfallet hviler på, resten foldet. Klar bare når saken er det."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.program.program import Program
from overforing.saksgang.tilstand import Skjemasteg, Tilstand
from overforing.ui.deler.klosser import Lenke
from overforing.ui.deler.tema import Tema
from overforing.ui.sak.oppsummering import Oppsummering
from overforing.ui.sak.svarrad import Svarrad
from overforing.ui.vindu.hovedvindu import Hovedvindu


@pytest.fixture
def vindu(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Hovedvindu]:
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, navnet_ditt="Siri Lund")
    vindu.resize(1366, 768)
    vindu.show()
    vindu.ramme.ga_til("saker")
    yield vindu
    vindu.close()


@pytest.fixture
def eksempelet(vindu: Hovedvindu) -> Hovedvindu:
    vindu.sakene._apne(vindu.sakene._kontor.eksempel)
    vindu.sakside.ga_til(Skjemasteg.OPPSUMMERING)
    return vindu


def _siden(vindu: Hovedvindu) -> Oppsummering:
    return vindu.sakside.oppsummering


def _tilstanden(vindu: Hovedvindu) -> Tilstand:
    assert vindu.sakside.gang
    return vindu.sakside.gang.tilstand


def _radene(del_: QWidget) -> list[tuple[str, ...]]:
    """Svarene i hver rad som vises."""
    rader = [rad for rad in del_.findChildren(Svarrad) if rad.isVisibleTo(del_)]
    return [tuple(sti for sti in rad.stier if sti) for rad in rader]


def _tekstene(del_: QWidget) -> list[str]:
    return [e.text() for e in del_.findChildren(QLabel) if e.isVisibleTo(del_)]


def test_svarene_som_baerer_vises_og_alle_star_foldet(eksempelet: Hovedvindu) -> None:
    svarene = _tilstanden(eksempelet).svarene
    vist = [sti for rad in _radene(_siden(eksempelet)) for sti in rad]
    assert vist == [linje.sti for linje in svarene if linje.baerer]
    assert {"soknad.mottatt", "parter[p1].navn", "opphold.grunnlag", "ansatte[a1].tilknytninger[0].type"} <= set(vist)
    assert {
        "saerlig_ulempe.begrunnelse",
        "stedfortreder[innleid].begrunnelse",
        "ansatte[a2].skjonn.begrunnelse",
    } <= set(vist)
    assert not {"kontor.telefon", "soknad.beskrivelse", "ansatte[a1].habilitetsvurdering.dato"} & set(vist)
    fold = _siden(eksempelet)._fold
    tittel = f"Alle svar, ett for ett ({len(svarene)})"
    assert fold.bryter.accessibleName() == f"{tittel}: vis alt"
    fold.bryter.setFocus()
    Styr(eksempelet).tast("Mellomrom")
    assert [rad for rad in _radene(_siden(eksempelet)) if len(rad) == 1] == [(linje.sti,) for linje in svarene]
    assert fold.bryter.accessibleName() == f"{tittel}: legg sammen"


def test_den_som_ikke_er_i_saken_baerer_ingenting(eksempelet: Hovedvindu) -> None:
    gang = eksempelet.sakside.gang
    assert gang
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    ny = gang.sak.ansatte[-1]
    tilstand = gang.svar(ny.sti / "rolle", "veileder")
    assert [linje.baerer for linje in tilstand.svarene if linje.sti == ny.sti / "rolle"] == [False]


def test_endre_svar_kommer_tilbake_til_raden_ogsa_i_det_som_er_foldet(eksempelet: Hovedvindu) -> None:
    for sti, side in (
        ("opphold.kommune", Skjemasteg.RETT_KOMMUNE),
        ("kontor.telefon", Skjemasteg.SOKNADEN),
    ):
        for_ = eksempelet.sakside.gang.sak
        if sti == "kontor.telefon":
            _siden(eksempelet)._fold.apne()
        _siden(eksempelet).endre.emit(side, sti)
        Styr(eksempelet).vent_til_ferdig()
        assert _tilstanden(eksempelet).side is side
        eksempelet.sakside.midt.til_oppsummering.click()
        assert _tilstanden(eksempelet).side is Skjemasteg.OPPSUMMERING
        fokus = eksempelet.focusWidget()
        assert isinstance(fokus, Svarrad)
        assert sti in fokus.stier
        assert eksempelet.sakside.gang.sak == for_, "oppsummeringen endrer ingenting"


def _varslene(vindu: Hovedvindu) -> list[Lenke]:
    alle = _siden(vindu).findChildren(Lenke)
    foldene = (_siden(vindu)._fold.bryter, _siden(vindu)._til_fagsystemet.fold.bryter)
    return [w for w in alle if w.isVisible() and w not in foldene]


def test_det_som_ma_loses_star_for_det_som_bor_vurderes(eksempelet: Hovedvindu) -> None:
    gang = eksempelet.sakside.gang
    assert gang
    gang.tom("underskriver")
    gang.tom("settekommuner[0].kommune")
    eksempelet.sakside._svar("ansatte[a2].habilitetsvurdering.avgjort_av", "")
    tilstand = _tilstanden(eksempelet)
    assert {tvil.ma_loses for tvil in tilstand.tvil} == {True, False}
    varsler = [w.accessibleName().partition(":")[0] for w in _varslene(eksempelet)]
    rekken = {"Må løses": 0, "Dette mangler": 1, "Bør vurderes": 2}
    assert {"Må løses", "Bør vurderes"} <= set(varsler)
    assert varsler == sorted(varsler, key=rekken.__getitem__)
    rad = _siden(eksempelet).findChild(Svarrad)
    overst = rad.mapTo(_siden(eksempelet), rad.rect().topLeft()).y()
    assert all(w.mapTo(_siden(eksempelet), w.rect().topLeft()).y() < overst for w in _varslene(eksempelet))


KLAR = "Saken er klar."


def test_saken_er_klar_bare_nar_den_er_det(eksempelet: Hovedvindu) -> None:
    sakside = eksempelet.sakside

    def sagt() -> str:
        return " ".join([*_tekstene(sakside.veien), *_tekstene(sakside.oppsummering)])

    assert _tilstanden(eksempelet).ferdig
    assert KLAR in sagt()
    assert "Saken er opplyst" in sagt()
    # Et steg som mangler et svar reglene ikke trenger.
    assert sakside.gang
    sakside.gang.tom("soknad.form")
    sakside.vis(_tilstanden(eksempelet))
    assert _tilstanden(eksempelet).ferdig
    assert KLAR not in sagt()
    assert "Saken er opplyst" not in sagt()
    assert "Søknaden: Hvordan kom den?" in sagt()
    # Et halvskrevet svar.
    sakside.gang.svar("soknad.form", "skriftlig")
    sakside.gang.svar("orientering_soker.dato", "31.2.2026")
    sakside.vis(_tilstanden(eksempelet))
    assert not _tilstanden(eksempelet).ferdig
    assert KLAR not in sagt()
    assert "Saken er opplyst" not in sagt()
    oppsummeringen = _tilstanden(eksempelet).sider[-1]
    assert oppsummeringen.grunn, "steget er ikke ferdig før saken er det"


def test_en_tom_sak_er_ikke_opplyst(vindu: Hovedvindu) -> None:
    vindu.sakene.ny()
    vindu.sakside.ga_til(Skjemasteg.OPPSUMMERING)
    tekstene = _tekstene(_siden(vindu))
    assert not any("opplyst" in tekst for tekst in tekstene)
    assert "Rett kommune: Hvor er søkeren?" in tekstene
    assert not any("Trenger søkeren hjelp nå?" in tekst for tekst in tekstene), "det står alt blant det som må løses"
    _varslene(vindu)[0].click()
    assert _tilstanden(vindu).side is Skjemasteg.SOKNADEN
