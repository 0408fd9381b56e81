"""Blokken til fagsystemet: fakta om saken, og aldri noe noen har skrevet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from overforing.program.program import Program
from overforing.sak.kodeverk import Avgrensningstype, Malform, Oppholdsgrunnlag, Resultat
from overforing.sak.lekkasje import tekster
from overforing.sak.modell import Sak, Svar
from overforing.saksgang.fagsystem import fakta

PROGRAM = Program.start()
EKSEMPEL = PROGRAM.les_sak(PROGRAM.eksempel())


def blokk(sak: Sak, malform: Malform = Malform.NB) -> str:
    vurdering = PROGRAM.vurder(sak)
    return fakta(sak, vurdering, PROGRAM.katalog.etter(vurdering.regelsett), PROGRAM.geografi, malform)


@pytest.mark.parametrize("malform", Malform)
def test_ingenting_noen_har_skrevet_er_med_uten_saksnummeret(malform: Malform) -> None:
    sagt = blokk(EKSEMPEL, malform)
    assert EKSEMPEL.saksnummer in sagt
    skrevet = [tekst for sti, tekst in tekster(EKSEMPEL) if sti not in ("saksnummer", "id") and not tekst.isdigit()]
    assert len(skrevet) > 30
    assert [tekst for tekst in skrevet if len(tekst) > 3 and tekst in sagt] == []
    assert [ansatt.navn for ansatt in EKSEMPEL.ansatte if ansatt.navn.split()[-1] in sagt] == []


def test_bestemmelsen_en_ansatt_er_inhabil_etter_star_i_notatet_og_ikke_her() -> None:
    assert "bokstav b" not in blokk(EKSEMPEL)
    assert "§ 3" in blokk(EKSEMPEL)


@pytest.mark.parametrize("grunnlag", Oppholdsgrunnlag)
def test_hvor_og_hvordan_soker_bor_star_ikke_i_bestemmelsene(grunnlag: Oppholdsgrunnlag) -> None:
    kommune = EKSEMPEL.kontor.kommune
    opphold = replace(EKSEMPEL.opphold, grunnlag=grunnlag, kommune=kommune, kommune_for_inntak=kommune)
    sagt = blokk(replace(EKSEMPEL, opphold=opphold))
    assert not [ord_ for ord_ in ("§ 3 ", "§ 7", "1251") if ord_ in sagt]


@pytest.mark.parametrize("nummer", ["Per Hansen", "2026/17 Per Hansen", "Krisesenteret"])
def test_et_saksnummer_som_er_ord_er_ikke_med(nummer: str) -> None:
    assert "Saksnummer" not in blokk(replace(EKSEMPEL, saksnummer=nummer))


@pytest.mark.parametrize("nummer", ["Sak 2026/17", "2026/0417-3", "SOSIAL-17", "ab12"])
def test_et_saksnummer_som_er_et_nummer_er_med(nummer: str) -> None:
    assert f"Saksnummer: {nummer}" in blokk(replace(EKSEMPEL, saksnummer=nummer))


@pytest.mark.parametrize("nummer", ["01010750160", "0101 0750160", "17 EKSEMPEL", "2026/17 KARI", "MOEN-17", ""])
def test_et_saksnummer_som_roper_noen_er_ikke_med(nummer: str) -> None:
    sagt = blokk(replace(EKSEMPEL, saksnummer=nummer))
    assert "Saksnummer" not in sagt
    assert "0101" not in sagt


def test_en_sak_som_ikke_er_ferdig_sier_det_forst() -> None:
    sagt = blokk(replace(EKSEMPEL, opphold=type(EKSEMPEL.opphold)())).split("\n")
    assert sagt[1] == "Saken er ikke ferdig vurdert. Utfallet kan bli et annet."


@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        (None, []),
        (Svar(dato=date(2026, 12, 1)), []),
        (
            Svar(
                dato=date(2026, 12, 1),
                resultat=Resultat.OVERFORT,
                settekommune="5031",
                omfang=Avgrensningstype.EN_SOKNAD,
            ),
            [
                "Svar fra Statsforvalteren: saken er overført til en annen kommune, 1. desember 2026",
                "Settekommune: Malvik",
                "Overføringen gjelder: bare denne søknaden",
            ],
        ),
        (
            Svar(resultat=Resultat.OVERFORT),
            [
                "Svar fra Statsforvalteren: saken er overført til en annen kommune, dato ikke ført",
                "Settekommune: ikke ført",
                "Overføringen gjelder: ikke ført",
            ],
        ),
        (
            Svar(dato=date(2026, 12, 1), resultat=Resultat.AVSLATT, settekommune="5031"),
            ["Svar fra Statsforvalteren: saken er ikke overført, 1. desember 2026"],
        ),
    ],
)
def test_svaret_star_med_det_som_er_fort_og_det_som_ikke_er_det(svar: Svar | None, ventet: list[str]) -> None:
    linjer = blokk(replace(EKSEMPEL, svar=svar)).split("\n")
    assert [linje for linje in linjer if linje.startswith(("Svar", "Settekommune", "Overføringen"))] == ventet
