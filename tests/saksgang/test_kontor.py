"""Kontorets liste over saker: det som haster, og fristen for foreløpig svar, uten å lese sakene."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from brev.lesing.test_les import med_del
from brev.lesing.test_omlaget import FILER
from feilprover import kaster
from gyldige_saker import saker
from hypothesis import given
from linjer import LINJEN

from overforing.program.innstillinger import Innstillinger
from overforing.program.program import Program
from overforing.regelverk.funn import Status, Utfall
from overforing.register.database import connect
from overforing.register.saker import Saksregister
from overforing.sak import modell as m
from overforing.sak.lagret import Kjennetegn
from overforing.sak.person import Person
from overforing.saksgang.habilitetssporsmal import AVGJOR
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.kontorlinje import ansatte
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Farge, Friststand, Sakstilstand, Skjemasteg
from overforing.saksgang.utgang import fra_kontoret

PROGRAM = Program.start()
NA = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Saksregister:
    return Saksregister(
        connect(tmp_path / "saker.db"),
        kommuner=PROGRAM.geografi.numre,
        na=lambda: NA,
        bruker="Kari Moen",
        kjennetegn=PROGRAM.kjennetegn,
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
    gang = kontor.ny()
    assert gang.sak.ansatte == ansatte(LINJEN)
    gang.svar("soknad.haster", "nei")  # en sak uten ett eneste svar blir ikke liggende
    gang.lagre()
    sak = gang.sak
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


# Nye saker


def test_en_ny_sak_uten_svar_blir_det_ingen_rad_av(register: Saksregister) -> None:
    innstilt = Innstillinger(kontor={"navn": "Nav Eksempel", "kommune": "5001"}, navnet_ditt="Siri Lund")
    kontor = PROGRAM.apne_kontor(register, lambda: NA, lambda: innstilt)
    gang = kontor.ny()
    assert (gang.ulagret, gang.tilstand.lagret) == (False, None)
    gang.ga_til(Skjemasteg.HABILITET)
    gang.lukk()
    assert kontor.saker() == ()


@pytest.mark.parametrize("sti", ["saksnummer", "soknad.haster"])
def test_et_svar_som_tas_bort_igjen_er_ikke_et_svar(kontor: Sakskontor, sti: str) -> None:
    gang = kontor.ny()
    gang.svar(sti, {"soknad.haster": "nei", "saksnummer": "2026/1"}[sti])
    gang.lagre()
    assert len(kontor.saker()) == 1
    gang.tom(sti)
    gang.lagre()
    gang.lukk()
    assert kontor.saker() == ()


@pytest.mark.parametrize("svar", ["2026/1", "halvskrevet"])
def test_en_ny_sak_med_et_svar_ligger_der_ogsa_nar_svaret_er_halvskrevet(kontor: Sakskontor, svar: str) -> None:
    gang = kontor.ny()
    gang.svar("saksnummer" if svar == "2026/1" else "soknad.mottatt", svar)
    gang.lukk()
    (rad,) = kontor.saker()
    assert kontor.apne(rad.id).sak == gang.sak


def test_er_det_laget_et_brev_av_en_ny_sak_er_den_der(kontor: Sakskontor, register: Saksregister) -> None:
    gang = kontor.ny()
    gang.brev_laget()
    gang.lukk()
    (rad,) = kontor.saker()
    assert [r.grunn for r in register.revisjoner(rad.id)] == ["brev"]


def test_en_sak_som_var_der_fra_for_blir_ikke_borte_av_a_tommes(kontor: Sakskontor, register: Saksregister) -> None:
    sak = _sak(saksnummer="2026/1")
    register.opprett(sak)
    gang = kontor.apne(sak.id)
    gang.tom("saksnummer")
    gang.lukk()
    assert [rad.id for rad in kontor.saker()] == [sak.id]


# Merkelappen og kopien


def test_kopien_har_saksnummeret_og_kjennes_pa_merkelappen(kontor: Sakskontor, register: Saksregister) -> None:
    ferdig = {"ferdigstilt": m.Ferdigstilt(av="K"), "sendt": m.Sendt(mate="brev"), "svar": m.Svar(dato=NA.date())}
    sak = _sak(saksnummer="2026/1", notat="Notat", **ferdig)
    register.opprett(sak, {"soknad.mottatt": "1."})
    kontor.dupliser(sak.id)
    kopi = kontor.saker()[0]
    assert (kopi.saksnummer, kopi.merkelapp, kopi.tilstand) == ("2026/1", "Kopi", Sakstilstand.UTKAST)
    lest = register.les(kopi.id)
    assert (lest.sak, lest.raa) == (
        replace(sak, id=kopi.id, ferdigstilt=None, sendt=None, svar=None),
        {"soknad.mottatt": "1."},
    )
    kontor.sett_merkelapp(sak.id, "  Uke   48 ")
    kontor.dupliser(sak.id)
    for _ in range(2):  # en kopi av en kopi heter det samme
        kontor.dupliser(kontor.saker()[0].id)
    assert sorted(rad.merkelapp for rad in kontor.saker()) == ["Kopi", "Uke 48", *3 * ["Uke 48 (kopi)"]]


@pytest.mark.parametrize("lapp", ["Nordvik", "Evas sak", "01815599922", "ring 018155 99922 i dag"])
def test_merkelappen_sier_aldri_hvem_saken_gjelder(kontor: Sakskontor, register: Saksregister, lapp: str) -> None:
    sak = _sak(parter=(m.Part(id="p1", navn="Eva Nordvik"),))
    register.opprett(sak)
    with kaster("lekkasje.merkelapp"):
        kontor.sett_merkelapp(sak.id, lapp)
    assert kontor.saker()[0].merkelapp == ""


# Det lista viser


def _eksempel() -> m.Sak:
    return replace(PROGRAM.les_sak(PROGRAM.eksempel()), id=str(uuid.uuid4()))


UTEN_SPERRE = m.Part(id="p1", rolle=m.Partsrolle.SOKER)
SENDT = m.Sendt(dato=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("sak", "ventet"),
    [
        (_sak(), ("uavklart", "oss")),
        (_sak(parter=(replace(UTEN_SPERRE, adressesperre=True),)), ("uavklart", "sokeren")),
        (_sak(parter=(replace(UTEN_SPERRE, adressesperre=True, samtykke=False),)), ("uavklart", "oss")),
        (_eksempel(), ("be_om_overforing", "oss")),
        (replace(_eksempel(), sendt=SENDT), ("be_om_overforing", "statsforvalteren")),
        (replace(_eksempel(), sendt=SENDT, soknad=m.Soknad()), ("uavklart", "oss")),
        (
            replace(_eksempel(), sendt=SENDT, svar=m.Svar(resultat=m.Resultat.AVSLATT, dato=NA.date())),
            ("avslatt", "oss"),
        ),
    ],
)
def test_lista_sier_hva_saken_ender_med_og_hvem_det_ventes_pa(sak: m.Sak, ventet: tuple[str, str]) -> None:
    tegn = PROGRAM.kjennetegn(sak, {})
    assert (tegn.utfall, tegn.venter_pa) == ventet


def test_et_halvskrevet_felt_gjor_at_utfallet_ikke_er_klart() -> None:
    assert PROGRAM.kjennetegn(_eksempel(), {"soknad.mottatt": "1."}) == Kjennetegn("uavklart", "oss")


@given(saker())
def test_alt_lista_kan_si_har_ord_pa_begge_malformer_og_en_uferdig_sak_sier_aldri_et_utfall(sak: m.Sak) -> None:
    tegn, vurdering = PROGRAM.kjennetegn(sak, {}), PROGRAM.vurder(sak)
    for malform in m.Malform:
        assert PROGRAM.katalog.hent(f"ui.start.utfallet.{tegn.utfall}", malform)
        assert PROGRAM.katalog.hent(f"ui.start.venter.{tegn.venter_pa}", malform)
    if not vurdering.ferdig and not (sak.svar and sak.svar.resultat):
        assert tegn.utfall == Utfall.UAVKLART


# Ny søknad i samme forhold


def _med_skjonn() -> m.Sak:
    venn = m.Tilknytning(type=m.Tilknytningstype.NART_VENNSKAP, part="p1")
    skjonn = m.Skjonn(konklusjon=m.Konklusjon.INHABIL, begrunnelse="De vokste opp i samme hus.")
    avgjort = m.Habilitetsvurdering(avgjort_av=m.AvgjortAv.SELV, krevd_av_part=True, dato=date(2026, 11, 20))
    kari = m.Ansatt(id="a1", navn="Kari Moen", tilknytninger=(venn,), skjonn=skjonn, habilitetsvurdering=avgjort)
    return _sak(parter=(replace(UTEN_SPERRE, navn="Per Ås"),), ansatte=(kari,), saksnummer="2026/1", notat="Notat")


def _forslag(gang: Saksgang) -> dict[str, str]:
    gang.ga_til(Skjemasteg.HABILITET)
    alle = (q for gruppe in gang.tilstand.grupper for q in gruppe.sporsmal if q.foreslatt)
    return {q.sti.removeprefix("ansatte[a1]."): q.foreslatt.tekst for q in alle if q.foreslatt}


def test_den_fornyede_saken_foreslar_det_som_ble_ment_sist_og_svarer_ikke_pa_noe(
    kontor: Sakskontor, register: Saksregister
) -> None:
    sak = _med_skjonn()
    register.opprett(sak)
    gang = kontor.forny(sak.id)
    assert (gang.sak.saksnummer, gang.sak.notat, gang.vurdering.ansatte["a1"]) == ("", "", Status.UAVKLART)
    assert kontor.saker()[0].merkelapp == "Fornyer 2026/1"
    assert "bekreftes på nytt" in gang.ga_til(Skjemasteg.SOKNADEN).grupper[0].innledning
    ventet = {
        "skjonn.konklusjon": "Inhabil, som sist",
        "skjonn.begrunnelse": "bruk begrunnelsen fra sist",
        "habilitetsvurdering.avgjort_av": "Den ansatte selv, som sist",
    }
    assert _forslag(gang) == ventet
    gang.lukk()
    assert _forslag(kontor.apne(gang.sak.id)) == ventet
    q = next(q for g in gang.tilstand.grupper for q in g.sporsmal if q.sti.endswith("konklusjon"))
    assert q.foreslatt is not None
    gang.svar(q.sti, q.foreslatt.verdi)
    assert gang.sak.ansatte[0].skjonn == m.Skjonn(konklusjon=m.Konklusjon.INHABIL)
    assert gang.vurdering.ansatte["a1"] is Status.UAVKLART
    assert set(_forslag(gang)) == set(ventet) - {"skjonn.konklusjon"}


def test_er_den_forrige_saken_slettet_er_det_ingenting_a_foresla(kontor: Sakskontor, register: Saksregister) -> None:
    sak = _med_skjonn()
    register.opprett(sak)
    ny = kontor.forny(sak.id).sak.id
    kontor.slett(sak.id)
    assert _forslag(kontor.apne(ny)) == {}


def test_den_som_ble_vurdert_uten_en_tilknytning_kan_vurderes_igjen_men_ma_ikke(
    kontor: Sakskontor, register: Saksregister
) -> None:
    sak = _med_skjonn()
    innsigelse = m.Innsigelse(begrunnelse="Hun er ikke upartisk.")
    sak = replace(sak, ansatte=(replace(sak.ansatte[0], tilknytninger=(), innsigelse=innsigelse),))
    register.opprett(sak)
    gang = kontor.forny(sak.id)
    assert _forslag(gang)["skjonn.konklusjon"] == "Inhabil, som sist"
    vurderingen = [q for g in gang.tilstand.grupper for q in g.sporsmal if ".skjonn." in q.sti]
    assert all(q.valgfri for q in vurderingen)


@pytest.mark.parametrize("vurdert", [True, False])
def test_ingen_svarer_samlet_for_en_som_ble_vurdert_sist(register: Saksregister, vurdert: bool) -> None:
    skjonn = m.Skjonn(konklusjon=m.Konklusjon.INHABIL, begrunnelse="Etter innsigelsen.")
    leder = m.Ansatt(id="a1", navn="Kari Moen", rolle=m.Rolle.KOMMUNEDIREKTOR, skjonn=skjonn if vurdert else None)
    sak = _sak(parter=(UTEN_SPERRE,), ansatte=(leder,))
    register.opprett(sak)
    innstilt = Innstillinger(navnet_ditt="Siri Lund")
    gang = PROGRAM.apne_kontor(register, lambda: NA, lambda: innstilt).forny(sak.id)
    gang.ga_til(Skjemasteg.HABILITET)
    gang.svar(AVGJOR, "a1")
    knappene = [knapp.verdi for gruppe in gang.tilstand.grupper for knapp in gruppe.knapper]
    assert (m.Svarkilde.SELV in knappene) is not vurdert
    gang.svar_for_flere(m.Svarkilde.SELV)
    assert bool(gang.sak.ansatte[0].ingen_tilknytning) is not vurdert


def test_unntaket_fra_sist_er_et_forslag_som_ses_og_kravet_fra_den_gangen_er_det_ikke(
    kontor: Sakskontor, register: Saksregister
) -> None:
    sak = _med_skjonn()
    unntak = m.ApenbartUnntak(oppfylt=True, begrunnelse="Bare en formalitet.")
    bror = m.Tilknytning(type=m.Tilknytningstype.SOSKEN, part="p1")
    kari = replace(sak.ansatte[0], tilknytninger=(bror,), skjonn=None, apenbart_unntak=unntak)
    sak = replace(sak, ansatte=(kari,))
    register.opprett(sak)
    gang = kontor.forny(sak.id)
    assert gang.vurdering.ansatte["a1"] is Status.INHABIL
    assert _forslag(gang) == {
        "apenbart_unntak.oppfylt": "Ja, som sist",
        "habilitetsvurdering.avgjort_av": "Den ansatte selv, som sist",
    }
    alle = {q.sti: q for g in gang.tilstand.grupper for q in g.sporsmal}
    assert not alle["ansatte[a1].apenbart_unntak.oppfylt"].mer


def test_en_fornyet_sak_begynner_med_kontoret_slik_det_er_na(register: Saksregister) -> None:
    sak = replace(_med_skjonn(), kontor=m.Kontor(navn="Nav Gammel", kommune="5031"))
    register.opprett(sak)
    innstilt = Innstillinger(kontor={"navn": "Nav Eksempel", "kommune": "5001"})
    ny = PROGRAM.apne_kontor(register, lambda: NA, lambda: innstilt).forny(sak.id).sak
    assert (ny.kontor.navn, ny.opphold.kommune) == ("Nav Eksempel", "5001")
    ny = PROGRAM.apne_kontor(register, lambda: NA).forny(sak.id).sak
    assert (ny.kontor.navn, ny.opphold.kommune) == ("Nav Gammel", "5031")


def test_et_brev_som_har_mistet_saken_sier_hva_en_skal_be_om(kontor: Sakskontor) -> None:
    for navn in ("lagret-som.pdf", "fra-rtf.docx"):
        with kaster("lest.mistet.sak", "Be om Word-filen"):
            kontor.les_inn((FILER / navn).read_bytes(), navn)


def test_det_som_ligger_oppa_brevet_folger_med_saken_som_apnes(kontor: Sakskontor) -> None:
    sak = PROGRAM.les_sak(PROGRAM.eksempel())
    vurdering = PROGRAM.vurder(sak)
    laget = PROGRAM.brevskriver.lag(m.Dokument.ANMODNING, sak, vurdering)
    data = PROGRAM.utgang.skriv(fra_kontoret(laget, sak, vurdering), "docx")
    kommentert = med_del(data, "word/document.xml", b"<w:r>", b'<w:commentRangeStart w:id="0"/><w:r>')
    innlest = kontor.les_inn(kommentert, "brev.docx")
    assert innlest is not None
    assert (innlest.endret, innlest.om_filen) == (False, ("Noen har skrevet kommentarer i Word-filen.",))
