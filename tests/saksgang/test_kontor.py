"""Kontorets liste over saker: det som haster, og fristen for foreløpig svar, uten å lese sakene."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from linjer import LINJEN

from overforing.program.innstillinger import Innstillinger
from overforing.program.program import Program
from overforing.register.database import connect
from overforing.register.saker import Saksregister
from overforing.sak import modell as m
from overforing.sak.person import Person
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.kontorlinje import ansatte
from overforing.saksgang.tilstand import Farge, Friststand, Skjemasteg

PROGRAM = Program.start()
NA = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Saksregister:
    return Saksregister(
        connect(tmp_path / "saker.db"), kommuner=PROGRAM.geografi.numre, na=lambda: NA, bruker="Kari Moen"
    )


@pytest.fixture
def kontor(register: Saksregister) -> Sakskontor:
    return PROGRAM.apne_kontor(register, lambda: NA)


def _sak(**felt: object) -> m.Sak:
    return m.Sak(**{"id": str(uuid.uuid4()), "vurderingsdato": NA.date(), **felt})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mottatt", "kort", "farge"),
    [
        (None, "", Farge.NOYTRAL),
        (date(2026, 11, 18), "", Farge.NOYTRAL),
        (date(2026, 10, 29), "", Farge.NOYTRAL),
        (date(2026, 10, 28), "Svar innen 28.11.2026", Farge.NOYTRAL),
        (date(2026, 10, 22), "Svarfrist nådd 22.11.2026", Farge.VARSEL),
    ],
)
def test_lista_sier_fra_om_fristen_stille(
    kontor: Sakskontor, register: Saksregister, mottatt: date | None, kort: str, farge: Farge
) -> None:
    register.opprett(_sak(soknad=m.Soknad(mottatt=mottatt)))
    (rad,) = kontor.saker()
    assert (rad.frist.kort, rad.frist.farge) == (kort, farge)


def test_fristen_er_borte_nar_svaret_er_gitt_eller_saken_avsluttet(kontor: Sakskontor, register: Saksregister) -> None:
    gammel = m.Soknad(mottatt=date(2026, 9, 1), haster=True)
    svart, avsluttet = _sak(soknad=gammel, forelopig_svar_soker=m.ForelopigSvarSoker()), _sak(soknad=gammel)
    for sak in (svart, avsluttet):
        register.opprett(sak)
    kontor.sett_avsluttet(avsluttet.id, True)
    assert [(rad.frist.stand, rad.frist.kort, rad.haster) for rad in kontor.saker()] == [
        (Friststand.GJORT, "", True),
        (Friststand.GJORT, "", True),
    ]


def test_lista_og_saken_er_enige_om_fristen(kontor: Sakskontor, register: Saksregister) -> None:
    for dag in range(1, 31):
        register.opprett(_sak(soknad=m.Soknad(mottatt=date(2026, 10, dag))))
    for rad in kontor.saker():
        frist = kontor.apne(rad.id).tilstand.frist
        assert (frist.stand, frist.dato, frist.kort) == (rad.frist.stand, rad.frist.dato, rad.frist.kort)


def test_en_sak_det_ikke_er_sagt_om_haster_er_ikke_merket(kontor: Sakskontor, register: Saksregister) -> None:
    for haster in (None, False, True):
        register.opprett(_sak(soknad=m.Soknad(haster=haster)))
    assert [bool(rad.haster) for rad in kontor.saker()] == [True, False, False]


def test_en_ny_sak_begynner_med_kontoret_slik_det_er_stilt_inn_ogsa_av_en_nyere_utgave(register: Saksregister) -> None:
    innstilt = Innstillinger(
        kontor={"navn": "Nav Eksempel", "kommune": "5001", "gitt": "navn", "moteplass": "2. etasje"}
    )
    sak = PROGRAM.apne_kontor(register, lambda: NA, lambda: innstilt).ny(m.Malform.NN).sak
    assert sak.kontor == m.Kontor(navn="Nav Eksempel", kommune="5001")
    assert (sak.opphold.kommune, sak.malform) == ("5001", m.Malform.NN)


def test_en_ny_sak_begynner_med_linjen_uten_dem_som_har_sluttet_og_kan_apnes_igjen(register: Saksregister) -> None:
    linje = (*LINJEN, Person(id="a5", navn="Per Vik", rolle="veileder", overordnet="a3", sluttet=True))
    kontor = PROGRAM.apne_kontor(register, lambda: NA, lambda: Innstillinger(personer=linje))
    sak = kontor.ny().sak
    assert sak.ansatte == ansatte(LINJEN)
    assert kontor.apne(sak.id).sak == sak
    tilstand = kontor.apne(sak.id).ga_til(Skjemasteg.HABILITET)
    assert {boks.farge for boks in tilstand.linjen} == {Farge.NOYTRAL}, "ingen er habil før noen har svart"
    assert [v for g in tilstand.grupper for v in g.forslag] == [], "verken de som er med, eller den som har sluttet"


def test_eksempelsaken_er_som_for_ogsa_med_en_linje(register: Saksregister) -> None:
    kontor = PROGRAM.apne_kontor(register, lambda: NA, lambda: Innstillinger(personer=LINJEN))
    assert kontor.eksempel().sak.ansatte == PROGRAM.les_sak(PROGRAM.eksempel()).ansatte


def test_en_person_i_innstillingene_med_en_ukjent_rolle_er_med_uten_den(register: Saksregister) -> None:
    personer = (
        Person(id="a1", navn="Kari Moen", rolle="trollmann"),
        Person(id="a2", navn="Siri Lund", rolle="veileder"),
    )
    gang = PROGRAM.apne_kontor(register, lambda: NA, lambda: Innstillinger(personer=personer)).ny()
    assert gang.sak.ansatte[0] == m.Ansatt(id="a1", navn="Kari Moen")
    gang.fjern("ansatte[a1]")
    gang.fjern("ansatte[a2]")
    gang.ga_til(Skjemasteg.HABILITET)
    forslag = [v.tekst for g in gang.tilstand.grupper for v in g.forslag]
    assert forslag == ["Kari Moen", "Siri Lund, veileder"]
    assert gang.legg_til("ansatte", "0").sak.ansatte[0] == m.Ansatt(id="a1", navn="Kari Moen")
