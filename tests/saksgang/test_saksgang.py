"""Saksgangen uten vindu: svar, angre, gå, lagre. Ingenting noen har svart, går tapt."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from gyldige_saker import saker
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from lovene import FVL1967, FVL2025, programmet_under
from sak.fodselsnumre import et_nummer
from saksgang.lager import MinneLager

from overforing.program.program import Program
from overforing.regelverk.funn import Status, Vurdering
from overforing.regelverk.regelsett import Kalender
from overforing.sak import modell as m
from overforing.sak.felt import hent
from overforing.sak.saksfil import fra_json, til_json
from overforing.saksgang.presentasjon import Presentasjon
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import (
    Farge,
    Feilslag,
    Friststand,
    Plass,
    Sakstilstand,
    Skjemasteg,
    Sporsmal,
    Stegstatus,
    Svarslag,
    Tilstand,
)
from overforing.tekster.navn import Navn

PROGRAM = Program.start()
NA = datetime(2026, 11, 22, 10, 42)


def _gang(sak: m.Sak, lager: MinneLager | None = None, personer: tuple = (), **valg) -> Saksgang:
    presentasjon = Presentasjon(PROGRAM.katalog, PROGRAM.geografi, personer=lambda: personer)
    return Saksgang(
        sak,
        **{
            "presentasjon": presentasjon,
            "vurder": PROGRAM.vurder,
            "lager": lager or MinneLager(),
            "na": lambda: NA,
            "versjon": 1,
            **valg,
        },
    )


def _tom_sak() -> m.Sak:
    return m.Sak(id=str(uuid.uuid4()), vurderingsdato=NA.date(), parter=(m.Part(id="p1", rolle=m.Partsrolle.SOKER),))


def _eksempel() -> m.Sak:
    return PROGRAM.les_sak(PROGRAM.eksempel())


@pytest.mark.parametrize(
    "skrevet", ["1.7.2026", "01.07.26", "010726", "01072026", "1/7-26", "2026-07-01", " 1. 7. 2026 "]
)
def test_datoer_skrives_som_folk_skriver_dem(skrevet: str) -> None:
    assert _gang(_tom_sak()).svar("soknad.mottatt", skrevet).sak.soknad.mottatt == date(2026, 7, 1)


def _felt(tilstand: Tilstand, sti: str) -> Sporsmal:
    return next(q for g in tilstand.grupper for q in g.sporsmal if q.sti == sti)


@pytest.mark.parametrize("sti", ["soknad.beskrivelse", "saksnummer", "parter[p1].navn", "kontor.telefon"])
@pytest.mark.parametrize("malform", list(m.Malform))
def test_et_fodselsnummer_sies_ved_feltet_blir_staende_og_nar_aldri_saken(sti: str, malform: m.Malform) -> None:
    presentasjon = Presentasjon(PROGRAM.katalog, PROGRAM.geografi, malform)
    gang = _gang(_tom_sak(), presentasjon=presentasjon)
    if sti.startswith("parter"):
        gang.ga_til(Skjemasteg.PARTENE)
    skrevet = f"Gjelder {et_nummer()[:6]} {et_nummer()[6:]}"
    tilstand = gang.svar(sti, skrevet)
    assert _felt(tilstand, sti).svar == skrevet
    assert "fødselsnummer" in _felt(tilstand, sti).feil
    assert {"nb": "kommer ikke med", "nn": "kjem ikkje med"}[malform] in _felt(tilstand, sti).feil
    assert et_nummer()[6:] not in til_json(tilstand.sak)
    assert not _felt(gang.svar(sti, "55 55 33 33"), sti).feil


@pytest.mark.parametrize(
    ("sti", "galt", "rett"),
    [
        ("kontor.postnummer", ["700", "70044", "N-7004"], ["7004", " 0010 "]),
        (
            "kontor.telefon",
            ["Gjelder saken", "1234", "5" * 16],
            ["55 55 33 33", "+47 55553333", "02800"],
        ),
        ("kontor.epost", ["ida", "ida@nav", "ida nav@nav.no", "a@b.no, c@d.no"], ["ida.oye@nav.no", "post@sør-øst.no"]),
    ],
)
def test_et_felt_med_fast_form_sier_hva_som_er_ventet_og_beholder_det_skrevne(
    sti: str, galt: list[str], rett: list[str]
) -> None:
    gang = _gang(_tom_sak())
    for tekst in galt:
        tilstand = gang.svar(sti, tekst)
        assert "for eksempel" in _felt(tilstand, sti).feil, tekst
        assert _felt(tilstand, sti).svar == tekst
        assert hent(tilstand.sak, sti) == ""
    for tekst in (*rett, ""):
        assert not _felt(gang.svar(sti, tekst), sti).feil, tekst


def test_et_fodselsnummer_overlever_lukking_som_halvskrevet_og_angres_som_alt_annet() -> None:
    lager = MinneLager()
    gang = _gang(_tom_sak(), lager)
    gang.svar("soknad.beskrivelse", "Mat")
    gang.forlat_felt()
    gang.svar("soknad.beskrivelse", f"Mat til {et_nummer()}")
    gang.lukk()
    sak, raa, _ = lager.utkast[gang.sak.id]
    igjen = _gang(fra_json(til_json(sak), PROGRAM.geografi.numre), raa=raa)
    assert _felt(igjen.tilstand, "soknad.beskrivelse").svar == f"Mat til {et_nummer()}"
    assert _felt(igjen.tilstand, "soknad.beskrivelse").feil
    assert gang.angre().sak.soknad.beskrivelse == "Mat"


def test_et_fodselsnummer_som_kom_med_en_fil_sies_ved_feltet_uten_at_saken_endres() -> None:
    sak = replace(_tom_sak(), soknad=m.Soknad(beskrivelse=f"Gjelder {et_nummer()}"))
    gang = _gang(sak)
    assert _felt(gang.tilstand, "soknad.beskrivelse").feil
    assert gang.sak.soknad == sak.soknad
    assert gang.neste().side is Skjemasteg.SOKNADEN


def test_et_navn_i_saksnummeret_sies_ved_feltet_og_star_ikke_i_tittelen() -> None:
    gang = _gang(_tom_sak())
    gang.svar("saksnummer", "2026/0417 Grimstveit")
    assert gang.tilstand.tittel == "2026/0417 Grimstveit"
    tilstand = gang.svar("parter[p1].navn", "Kari Grimstveit")
    assert "navn" in _felt(tilstand, "saksnummer").feil
    assert tilstand.tittel == "Sak uten nummer"
    tilstand = gang.svar("saksnummer", "2026/0417")
    assert (_felt(tilstand, "saksnummer").feil, tilstand.tittel) == ("", "2026/0417")


@pytest.mark.parametrize("skrevet", ["1.7.", "32.1.2026", "i går", "2026", "31.2.26"])
def test_en_halvskreven_dato_blir_staende_i_feltet_men_er_ikke_et_svar(skrevet: str) -> None:
    gang = _gang(_tom_sak())
    gang.svar("soknad.mottatt", "1.7.2026")
    tilstand = gang.svar("soknad.mottatt", skrevet)
    felt = next(q for g in tilstand.grupper for q in g.sporsmal if q.sti == "soknad.mottatt")
    assert felt.svar == skrevet
    assert felt.feil
    assert tilstand.sak.soknad.mottatt is None
    assert tilstand.feil[0].sti == "soknad.mottatt"


def test_et_halvskrevet_svar_overlever_lukking_og_apning() -> None:
    lager = MinneLager()
    gang = _gang(_tom_sak(), lager)
    gang.svar("soknad.mottatt", "1.7.")
    gang.lukk()
    sak, raa, versjon = lager.utkast[gang.sak.id]
    igjen = _gang(fra_json(til_json(sak), PROGRAM.geografi.numre), raa=raa)
    felt = next(q for g in igjen.tilstand.grupper for q in g.sporsmal if q.sti == "soknad.mottatt")
    assert (felt.svar, bool(felt.feil), versjon) == ("1.7.", True, 2)


def test_angre_tar_ett_besok_om_gangen_og_sier_hva() -> None:
    gang = _gang(_tom_sak())
    for bit in ("M", "Ma", "Mat"):
        gang.svar("soknad.beskrivelse", bit)
    gang.forlat_felt()
    tilstand = gang.svar("soknad.haster", "nei")
    assert tilstand.angrer == "Trenger søkeren hjelp nå?"
    tilstand = gang.angre()
    assert (tilstand.sak.soknad.haster, tilstand.sak.soknad.beskrivelse) == (None, "Mat")
    tilstand = gang.angre()
    assert (tilstand.sak.soknad.beskrivelse, tilstand.angrer) == ("", None)
    assert gang.gjenta().sak.soknad.beskrivelse == "Mat"


def test_a_angre_viser_siden_der_det_ble_gjort() -> None:
    gang = _gang(_tom_sak())
    gang.svar("soknad.haster", "ja")
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    gang.ga_til(Skjemasteg.OPPSUMMERING)
    assert gang.angre().side is Skjemasteg.HABILITET
    assert gang.angre().side is Skjemasteg.SOKNADEN
    assert gang.gjenta().sak.soknad.haster is True
    assert gang.gjenta().side is Skjemasteg.HABILITET


def test_to_som_legges_til_etter_hverandre_angres_hver_for_seg() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    gang.legg_til("ansatte")
    assert len(gang.angre().sak.ansatte) == 1


def test_de_som_gar_igjen_kan_legges_til_ferdig_utfylt_en_gang() -> None:
    gang = _gang(_tom_sak(), personer=(("Kari Moen", "nav_leder"), ("Siri Lund", "")))
    tilstand = gang.ga_til(Skjemasteg.HABILITET)
    forslag = [v for g in tilstand.grupper for v in g.forslag]
    assert [v.tekst for v in forslag] == ["Kari Moen, Nav-leder", "Siri Lund"]
    tilstand = gang.legg_til("ansatte", forslag[0].verdi)
    ansatt = tilstand.sak.ansatte[0]
    assert (ansatt.navn, ansatt.rolle) == ("Kari Moen", m.Rolle.NAV_LEDER)
    assert [v.tekst for g in tilstand.grupper for v in g.forslag] == ["Siri Lund"]


def test_hjelp_i_mellomtiden_er_ikke_ferdig_for_det_er_spurt_om_det_haster() -> None:
    gang = _gang(_tom_sak())
    assert _status(gang, Skjemasteg.I_MELLOMTIDEN) is Stegstatus.MANGLER
    gang.svar("soknad.haster", "nei")
    assert _status(gang, Skjemasteg.I_MELLOMTIDEN) is Stegstatus.FERDIG


def _status(gang: Saksgang, side: Skjemasteg) -> Stegstatus:
    return next(s.status for s in gang.tilstand.sider if s.side is side)


def test_a_ga_mellom_sider_endrer_ingen_svar() -> None:
    gang = _gang(_eksempel())
    for_ = gang.sak
    for side in (*Skjemasteg, *reversed(Skjemasteg)):
        gang.ga_til(side)
    assert gang.sak == for_
    assert gang.tilstand.angrer is None


def test_neste_blir_staende_og_viser_hva_som_gjenstar() -> None:
    gang = _gang(_tom_sak())
    tilstand = gang.neste()
    assert tilstand.side is Skjemasteg.SOKNADEN
    assert ("Hva søkes det om?", Feilslag.MANGLER) in [(f.tekst, f.slag) for f in tilstand.feil]
    assert all(f.slag is Feilslag.MANGLER for f in tilstand.feil), "å ikke ha svart er ingen feil"
    assert _felt(tilstand, "soknad.tjenester").mangler
    assert (tilstand.sider[0].grunn, tilstand.sider[0].sti) == ("Trenger søkeren hjelp nå?", "soknad.haster")
    halvt = gang.svar("soknad.mottatt", "31.2.2026")
    assert [f.slag for f in halvt.feil if f.sti == "soknad.mottatt"] == [Feilslag.GALT]
    assert not _felt(halvt, "soknad.mottatt").mangler
    gang = _gang(_eksempel())
    assert gang.neste().side is Skjemasteg.PARTENE


def test_steglisten_folger_utfallet_og_gra_steg_beholder_svarene() -> None:
    gang = _gang(_eksempel())
    gang.ga_til(Skjemasteg.RETT_KOMMUNE)
    gang.svar("opphold.tvist", "ja")
    tilstand = gang.svar("opphold.tvist.med_kommune", "Malvik")
    status = {s.side: s.status for s in tilstand.sider}
    assert status[Skjemasteg.HABILITET] is Stegstatus.IKKE_AKTUELL
    assert status[Skjemasteg.SAERLIG_ULEMPE] is Stegstatus.IKKE_AKTUELL
    assert tilstand.sak.saerlig_ulempe == _eksempel().saerlig_ulempe
    grunn = next(s.grunn for s in tilstand.sider if s.side is Skjemasteg.HABILITET)
    assert "uenige om hvem som har ansvaret" in grunn


def test_hjelp_og_beskjed_til_sokeren_venter_aldri_pa_at_saken_er_avklart() -> None:
    for sak in (_tom_sak(), _eksempel()):
        tilstand = _gang(sak).tilstand
        assert m.Dokument.FORELOPIG_SVAR_SOKER in tilstand.pa_foresporsel
        assert m.Dokument.HASTENOTAT in tilstand.pa_foresporsel
        assert m.Dokument.ORIENTERING in (*tilstand.pa_foresporsel, *tilstand.dokumenter)
        assert not {*tilstand.pa_foresporsel} & {*tilstand.dokumenter}


def test_bare_utfallets_dokumenter_er_utkast_for_saken_er_ferdig() -> None:
    kontor = PROGRAM.apne_kontor(MinneLager(), lambda: NA)  # type: ignore[arg-type]
    eksempel = _eksempel()
    sak = replace(eksempel, soknad=replace(eksempel.soknad, haster=None))
    vurdering = PROGRAM.vurder(sak)
    assert not vurdering.ferdig
    assert kontor.utkast(m.Dokument.ANMODNING, sak, vurdering).utkast
    assert not kontor.utkast(m.Dokument.FORELOPIG_SVAR_SOKER, sak, vurdering).utkast


def test_trengs_hjelp_na_framheves_nar_det_haster_og_ingenting_er_registrert() -> None:
    gang = _gang(_tom_sak())
    assert not gang.tilstand.hjelp.framhev
    assert gang.svar("soknad.haster", "ja").hjelp.framhev
    gang.ga_til(Skjemasteg.I_MELLOMTIDEN)
    # Et tomt kort er ikke hjelp.
    assert gang.legg_til("midlertidige_tiltak").hjelp.framhev
    assert not gang.svar("midlertidige_tiltak[0].beskrivelse", "Penger til mat").hjelp.framhev


@pytest.mark.parametrize("lov", m.Regelsett)
def test_en_ferdig_sak_beholder_regelsettet_og_apnes_igjen_nar_et_svar_endres(lov: m.Regelsett) -> None:
    lager = MinneLager()
    gang = _gang(_eksempel(), lager, vurder=programmet_under(lov).vurder)
    tilstand = gang.ferdigstill("Siri Lund")
    assert tilstand.sakstilstand is Sakstilstand.FERDIG
    assert tilstand.sak.ferdigstilt is not None
    assert tilstand.sak.ferdigstilt.regelsett is lov
    assert (gang.sak.id, "ferdigstilt") in lager.revisjoner
    assert gang.merk_sendt(NA.date(), "digitalt").sakstilstand is Sakstilstand.SENDT
    gang.ga_til(Skjemasteg.I_MELLOMTIDEN)
    tilstand = gang.svar("svar.resultat", "avslatt")
    assert tilstand.sakstilstand is Sakstilstand.SVAR_MOTTATT
    assert tilstand.sak.ferdigstilt is not None
    gang.ga_til(Skjemasteg.SOKNADEN)
    assert gang.svar("soknad.haster", "nei").sak.ferdigstilt is None


def test_en_uferdig_sak_kan_ikke_gjores_ferdig() -> None:
    with pytest.raises(ValueError, match="ikke ferdig"):
        _gang(_tom_sak()).ferdigstill("Siri Lund")


def test_a_fjerne_en_ansatt_tar_bort_pekerne_og_saken_er_fortsatt_gyldig() -> None:
    gang = _gang(_eksempel())
    gang.ga_til(Skjemasteg.HABILITET)
    tilstand = gang.fjern("ansatte[a3]")
    assert tilstand.sak.underskriver is None
    assert fra_json(til_json(tilstand.sak), PROGRAM.geografi.numre) == tilstand.sak
    assert gang.angre().sak.underskriver == "a3"


def test_de_under_den_som_fjernes_rykker_opp_i_linjen() -> None:
    gang = _gang(_linje("a1", "a2", "a3"))
    gang.ga_til(Skjemasteg.HABILITET)
    assert [a.overordnet for a in gang.fjern("ansatte[a2]").sak.ansatte] == [None, "a1"]
    assert [a.overordnet for a in gang.angre().sak.ansatte] == [None, "a1", "a2"]


def _linje(*ider: str) -> m.Sak:
    """Ansatte under hverandre, den øverste først."""
    ansatte = (
        m.Ansatt(id=id_, navn=f"Ansatt {id_}", overordnet=over) for over, id_ in zip((None, *ider), ider, strict=False)
    )
    return replace(_tom_sak(), ansatte=tuple(ansatte))


@pytest.mark.parametrize(
    ("plass", "linjen"),
    [
        (Plass.OVER, {"a1": None, "a2": "a3", "a3": "a1"}),
        (Plass.UNDER, {"a1": None, "a2": "a1", "a3": "a2"}),
        (Plass.VED_SIDEN, {"a1": None, "a2": "a1", "a3": "a1"}),
    ],
)
def test_en_ny_ansatt_kommer_der_i_linjen_hun_skal(plass: Plass, linjen: dict[str, str | None]) -> None:
    gang = _gang(_linje("a1", "a2"))
    tilstand = gang.legg_til_i_linjen("a2", plass)
    assert {a.id: a.overordnet for a in tilstand.sak.ansatte} == linjen
    assert tilstand.angrer == "Legg til en ansatt"
    assert {a.id for a in gang.angre().sak.ansatte} == {"a1", "a2"}


def test_en_ny_ansatt_i_linjen_handler_for_samme_organ_sa_virkningen_ovenfra_ikke_brytes() -> None:
    sak = _eksempel()
    gang = _gang(replace(sak, ansatte=tuple(replace(a, organ=m.Organ.ANNET) for a in sak.ansatte)))
    assert _avledede(gang) == {"a3"}
    gang.legg_til_i_linjen("a3", Plass.OVER)
    assert "a3" in _avledede(gang)


def _avledede(gang: Saksgang) -> set[str | None]:
    return {funn.om for funn in gang.vurdering.spor if funn.utfall is Status.AVLEDET}


def test_ingen_kan_sta_under_seg_selv_og_det_som_sto_der_blir_staende() -> None:
    gang = _gang(_linje("a1", "a2", "a3"))
    gang.ga_til(Skjemasteg.HABILITET)
    tilstand = gang.svar("ansatte[a1].overordnet", "a3")
    assert tilstand.sak.ansatte[0].overordnet is None
    felt = _felt(tilstand, "ansatte[a1].overordnet")
    assert felt.svar == ""
    assert "kan ikke stå under Ansatt a3, for Ansatt a3 står selv under Ansatt a1" in felt.avvist
    assert tilstand.feil == (), "det gamle svaret gjelder, så ingenting må rettes"
    assert tilstand.angrer is None
    assert _felt(gang.ga_til(Skjemasteg.HABILITET), "ansatte[a1].overordnet").avvist == ""
    gang.svar("ansatte[a2].overordnet", "")
    assert gang.svar("ansatte[a1].overordnet", "a3").sak.ansatte[0].overordnet == "a3"


def test_kontoret_hentes_fra_innstillingene_i_en_sak_som_er_eldre_enn_dem() -> None:
    kontoret = m.Kontor(navn="Nav Eksempel", kommune="5001", telefon="00 00 00 00")
    presentasjon = Presentasjon(PROGRAM.katalog, PROGRAM.geografi, kontoret=lambda: kontoret)
    gang = _gang(replace(_tom_sak(), kontor=m.Kontor(epost="post@eksempel.no")), presentasjon=presentasjon)
    assert [g.hent for g in gang.tilstand.grupper if g.hent] == ["Hent fra Innstillinger"]
    tilstand = gang.hent_kontoret()
    assert tilstand.sak.kontor == replace(kontoret, epost="post@eksempel.no")
    assert tilstand.sak.opphold.kommune == "5001"
    assert not any(g.hent for g in tilstand.grupper)
    assert tilstand.angrer == "Hent fra Innstillinger"
    assert gang.angre().sak.kontor.navn == ""


def test_feilene_sier_hvem_feltet_gjelder() -> None:
    gang = _gang(_linje("a1", "a2"))
    gang.ga_til(Skjemasteg.HABILITET)
    gang.svar("ansatte[a2].innsigelse", "ja")
    tilstand = gang.svar("ansatte[a2].innsigelse.dato", "1.7.")
    assert tilstand.feil[0].tekst.startswith("«Når kom innsigelsen?» (Ansatt a2): Skriv året også")


def test_et_svar_som_er_eldre_enn_brevet_er_et_rad_og_stanser_ingenting() -> None:
    sendt, svart = m.Sendt(dato=date(2026, 11, 20)), m.Svar(dato=date(2026, 11, 2), resultat=m.Resultat.AVSLATT)
    tilstand = _gang(replace(_eksempel(), sendt=sendt, svar=svart)).tilstand
    radet = next(t for t in tilstand.tvil if t.sti == "svar.dato")
    assert not radet.ma_loses
    etter = replace(svart, dato=date(2026, 11, 20))
    assert not any(t.sti == "svar.dato" for t in _gang(replace(_eksempel(), sendt=sendt, svar=etter)).tilstand.tvil)


def test_en_part_til_gjor_at_tilknytningene_sier_hvilken() -> None:
    sak = replace(
        _tom_sak(),
        ansatte=(m.Ansatt(id="a1", tilknytninger=(m.Tilknytning(type=m.Tilknytningstype.NABO),)),),
    )
    tilstand = _gang(sak).legg_til("parter")
    assert tilstand.sak.ansatte[0].tilknytninger[0].part == "p1"
    assert fra_json(til_json(tilstand.sak), PROGRAM.geografi.numre) == tilstand.sak


@pytest.mark.parametrize(("malform", "del_"), [(m.Malform.NB, "nevner ingenting"), (m.Malform.NN, "nemner ingenting")])
def test_en_begrunnelse_uten_noe_konkret_pekes_ut_ved_siden_av_tvilen_og_stanser_ingenting(
    malform: m.Malform, del_: str
) -> None:
    presentasjon = Presentasjon(PROGRAM.katalog, PROGRAM.geografi, malform)
    gang = _gang(_eksempel(), presentasjon=presentasjon)
    assert gang.tilstand.tvil == ()
    gang.ga_til(Skjemasteg.SAERLIG_ULEMPE)
    tilstand = gang.svar(
        "saerlig_ulempe.begrunnelse", "Det er nødvendig, og vi ser ingen andre løsninger i denne saken."
    )
    (tvil,) = tilstand.tvil
    assert del_ in tvil.tekst
    assert (tvil.ma_loses, tvil.side, tvil.sti) == (False, Skjemasteg.SAERLIG_ULEMPE, "saerlig_ulempe.begrunnelse")
    assert tilstand.ferdig
    assert next(s.status for s in tilstand.sider if s.side is Skjemasteg.SAERLIG_ULEMPE) is Stegstatus.FERDIG


@pytest.mark.parametrize(
    ("mottatt", "tekst"),
    [
        ("29.10.2026", ""),
        ("28.10.2026", "innen 28. november 2026"),
        ("23.10.2026", "innen 23. november 2026"),
        ("22.10.2026", "Fristen er nådd"),
    ],
)
def test_fristen_for_forelopig_svar_sies_fra_dag_25_til_den_er_svart_pa(mottatt: str, tekst: str) -> None:
    gang = _gang(_tom_sak())
    frist = gang.svar("soknad.mottatt", mottatt).frist
    assert tekst in frist.tekst
    assert bool(frist.tekst) is bool(frist.kort) is bool(tekst)
    gang.ga_til(frist.side)
    frist = gang.svar(frist.sti, "ja").frist
    assert (frist.stand, frist.tekst) == (Friststand.GJORT, "")


@pytest.mark.parametrize(
    ("lov", "hjemmel"), [(FVL1967, "forvaltningsloven § 11 a"), (FVL2025, "forvaltningsloven av 2025 § 17")]
)
def test_fristen_viser_til_loven_saken_folger(lov: m.Regelsett, hjemmel: str) -> None:
    gang = _gang(_tom_sak(), vurder=programmet_under(lov).vurder)
    assert f"({hjemmel})" in gang.svar("soknad.mottatt", "28.10.2026").frist.tekst


def test_ordene_er_fra_loven_saken_folger() -> None:
    sider = {}
    for lov in m.Regelsett:
        gang = _gang(_eksempel(), vurder=programmet_under(lov).vurder)
        gang.ga_til(Skjemasteg.SAERLIG_ULEMPE)
        tilstand = gang.tilstand
        loven = next(t.tekst for t in tilstand.omtale.loven)
        sider[lov] = (
            tilstand.sidetittel,
            _felt(tilstand, "saerlig_ulempe.vurdering").tekst,
            "særlige tilfeller" in loven,
        )
    assert sider == {
        FVL1967: ("Særlig ulempe", "Er det særlig ulempe å få oppnevnt stedfortreder?", False),
        FVL2025: ("Særlig tilfelle", "Er dette et særlig tilfelle?", True),
    }


def test_det_som_skal_veies_er_bare_det_loven_lar_veies() -> None:
    """Samboeren vurderes konkret etter loven av 1967, og er inhabil uten videre etter den av 2025."""
    sak = _eksempel()
    samboer = m.Tilknytning(type=m.Tilknytningstype.SAMBOER, part=sak.parter[0].id)
    skjonn = m.Skjonn(konklusjon=m.Konklusjon.INHABIL, begrunnelse="De har bodd sammen i tre år.")
    forste = replace(sak.ansatte[0], tilknytninger=(samboer,), skjonn=skjonn)
    veies = {}
    for lov in m.Regelsett:
        gang = _gang(replace(sak, ansatte=(forste, *sak.ansatte[1:])), vurder=programmet_under(lov).vurder)
        gang.ga_til(Skjemasteg.HABILITET)
        veies[lov] = "samboerskap" in _felt(gang.tilstand, f"ansatte[{forste.id}].skjonn.konklusjon").hjelp
    assert veies == {FVL1967: True, FVL2025: False}


def test_om_en_part_har_krevd_svar_sporres_det_bare_om_etter_loven_av_1967() -> None:
    sak = _eksempel()
    vurdert = tuple(
        replace(a, habilitetsvurdering=replace(a.habilitetsvurdering, krevd_av_part=None))
        if a.habilitetsvurdering
        else a
        for a in sak.ansatte
    )
    spurt = {}
    for lov in m.Regelsett:
        gang = _gang(replace(sak, ansatte=vurdert), vurder=programmet_under(lov).vurder)
        gang.ga_til(Skjemasteg.HABILITET)
        stier = {q.sti for g in gang.tilstand.grupper for q in g.sporsmal}
        spurt[lov] = any(sti.endswith("habilitetsvurdering.krevd_av_part") for sti in stier)
    assert spurt == {FVL1967: True, FVL2025: False}


def test_fristen_loper_videre_etter_at_anmodningen_er_sendt() -> None:
    """Da venter søkeren fortsatt. Klokken er dagens, ikke dagen saken ble gjort ferdig."""
    sak = replace(_eksempel(), forelopig_svar_soker=None)
    assert sak.soknad.mottatt is not None
    gang = _gang(sak, na=lambda: datetime.combine(sak.soknad.mottatt + timedelta(days=3), NA.time()))
    gang.ferdigstill("Siri Lund")
    sendt = gang.merk_sendt(sak.soknad.mottatt, "digitalt")
    assert sendt.frist.stand is Friststand.INGEN
    senere = _gang(sendt.sak, na=lambda: datetime.combine(sak.soknad.mottatt + timedelta(days=40), NA.time()))
    assert senere.tilstand.frist.stand is Friststand.NADD
    avsluttet = _gang(sendt.sak, na=lambda: NA.replace(year=2027), avsluttet=True)
    assert avsluttet.tilstand.frist.stand is Friststand.GJORT


def test_dagen_i_dag_er_vurderingsdatoen_til_saken_er_ferdig() -> None:
    gammel = replace(_tom_sak(), vurderingsdato=date(2025, 1, 1))
    assert _gang(gammel).sak.vurderingsdato == NA.date()


_DATO = st.sampled_from(["1.7.2026", "1.7.", "", "31.12.25"])
_KOMMUNE = st.sampled_from(["Trondheim", "5031", "Troms", ""])
_TEKST = st.sampled_from(["", "Mat", "En lengre begrunnelse med «tegn» og é.\nTo linjer."])


class Vandring(RuleBasedStateMachine):
    """En bruker som svarer, går, angrer, gjentar, lukker og åpner i tilfeldig rekkefølge."""

    def __init__(self) -> None:
        super().__init__()
        self.lager = MinneLager()
        self.gang = _gang(_tom_sak(), self.lager)
        self.fasit: dict[str, str] = {}
        self.rekke = [dict(self.fasit)]
        self.plass = 0

    def _svart(self, sti: str, tekst: str) -> None:
        self.fasit = {**self.rekke[self.plass], sti: tekst}
        if self.fasit != self.rekke[self.plass]:
            self.rekke = [*self.rekke[: self.plass + 1], self.fasit]
            self.plass += 1

    @rule(data=st.data())
    def svar(self, data: st.DataObject) -> None:
        felt = ["soknad.mottatt", "kontor.kommune", "soknad.beskrivelse", "soknad.haster", "saksnummer"]
        sti = data.draw(st.sampled_from(felt))
        sporsmal = self.gang._finn(sti)
        mulige = {
            Svarslag.DATO: _DATO,
            Svarslag.KOMMUNE: _KOMMUNE,
            Svarslag.JA_NEI: st.sampled_from(["ja", "nei"]),
        }.get(sporsmal.slag, _TEKST)
        tekst = data.draw(mulige)
        if tekst != self.rekke[self.plass].get(sti, ""):
            self.gang.svar(sti, tekst)
            self.gang.forlat_felt()
            self._svart(sti, tekst)

    @rule(seksjon=st.sampled_from(["bakgrunn", "habilitet"]), tekst=_TEKST.filter(bool))
    def skriv_om(self, seksjon: str, tekst: str) -> None:
        if tekst != self.rekke[self.plass].get(f"brev:{seksjon}"):
            self.gang.forlat_felt()
            self.gang.skriv_om(m.Dokument.ANMODNING, m.Malform.NB, seksjon, tekst, "forslaget da")
            self.gang.forlat_felt()
            self._svart(f"brev:{seksjon}", tekst)

    @rule(side=st.sampled_from(Skjemasteg))
    def ga(self, side: Skjemasteg) -> None:
        self.gang.ga_til(side)

    @rule()
    def neste(self) -> None:
        self.gang.neste()

    @precondition(lambda self: self.plass > 0)
    @rule()
    def angre(self) -> None:
        self.gang.angre()
        self.plass -= 1

    @precondition(lambda self: self.plass + 1 < len(self.rekke))
    @rule()
    def gjenta(self) -> None:
        self.gang.gjenta()
        self.plass += 1

    @rule()
    def lukk_og_apne(self) -> None:
        self.gang.lukk()
        sak, raa, _ = self.lager.utkast.get(self.gang.sak.id, (self.gang.sak, {}, 1))
        self.gang = _gang(fra_json(til_json(sak), PROGRAM.geografi.numre), self.lager, raa=raa)
        self.rekke, self.plass = [dict(self.rekke[self.plass])], 0

    @invariant()
    def hvert_svar_er_der_fortsatt(self) -> None:
        """Også det som er skrevet om i brevet, uansett hva som svares siden."""
        egne = self.gang.sak.brev.overstyringer.get(m.Dokument.ANMODNING, {}).get(m.Malform.NB, {})
        for sti, tekst in self.rekke[self.plass].items():
            if sti.startswith("brev:"):
                assert egne[sti.removeprefix("brev:")].tekst == tekst
                continue
            vist = self.gang._finn(sti).svar
            if sti == "kontor.kommune" and tekst == "5031":
                assert vist == "Malvik"
            elif sti == "soknad.mottatt" and tekst == "31.12.25":
                assert vist == "31.12.2025"
            else:
                assert vist == tekst

    @invariant()
    def saken_er_alltid_en_gyldig_saksfil(self) -> None:
        assert fra_json(til_json(self.gang.sak), PROGRAM.geografi.numre) == self.gang.sak


TestVandring = Vandring.TestCase
TestVandring.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def _rad(gang: Saksgang) -> str:
    return "\n".join(t.tekst for t in gang.tilstand.tvil)


def test_en_tom_ansatt_er_ikke_vist_som_habil() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    tilstand = gang.legg_til("ansatte")
    assert tilstand.linjen[0].status == "ikke fylt ut"
    assert [g.merke.tekst for g in tilstand.grupper if g.merke] == ["Ikke fylt ut"]
    assert gang.svar("ansatte[a1].navn", "Kari Moen").linjen[0].status == "ikke avklart"


def test_en_som_er_habil_ser_ikke_ut_til_a_kunne_avgjore_for_linjen_over_er_kjent() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    gang.svar("ansatte[a1].rolle", "nav_leder")
    tilstand = gang.svar("ansatte[a1].ingen_tilknytning[p1].kilde", "selv")
    assert (tilstand.linjen[0].status, tilstand.linjen[0].farge) == ("habil, linjen ikke avklart", Farge.NOYTRAL)
    assert gang.svar("ansatte[a1].rolle", "kommunedirektor").linjen[0].farge is Farge.GOD


def test_svaret_om_tilknytning_barer_hvem_som_forte_det_og_nar() -> None:
    gang = _gang(_tom_sak(), presentasjon=Presentasjon(PROGRAM.katalog, PROGRAM.geografi, meg=lambda: "Siri Lund"))
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    tilstand = gang.svar("ansatte[a1].ingen_tilknytning[p1].kilde", "ikke_kjent")
    assert tilstand.sak.ansatte[0].ingen_tilknytning == (
        m.IngenTilknytning(kilde=m.Svarkilde.IKKE_KJENT, part="p1", dato=NA.date(), av="Siri Lund"),
    )
    under = "ansatte[a1].ingen_tilknytning[p1]"
    assert [_felt(tilstand, f"{under}.{felt}").svar for felt in ("av", "dato")] == ["Siri Lund", "22.11.2026"]


def test_det_som_skal_veies_star_ved_vurderingen_med_kilden_a_lese() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    hjelp = _felt(gang.svar("ansatte[a1].tilknytninger", "felles_verv"), "ansatte[a1].skjonn.konklusjon").hjelp
    assert "Les kilden før du viser til den" in hjelp
    assert "Sivilombudet" in hjelp


def test_uten_noen_som_sier_det_er_ikke_gjort_kjent_intet_svar_og_det_sporres_om_hvem() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    tilstand = gang.svar("ansatte[a1].ingen_tilknytning[p1].kilde", "ikke_kjent")
    assert not _felt(tilstand, "ansatte[a1].ingen_tilknytning[p1].av").valgfri
    assert gang.vurdering.ansatte["a1"] is Status.UAVKLART


def test_den_som_skal_avgjore_kan_ikke_sta_som_ikke_gjort_kjent_med_saken() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    tilstand = gang.svar("ansatte[a1].oppgave", "avgjor")
    assert [v.verdi for v in _felt(tilstand, "ansatte[a1].ingen_tilknytning[p1].kilde").valg] == ["selv", "ja", ""]


def test_nav_lederen_foreslas_over_veilederen_men_er_ikke_noe_svar_for_hun_er_valgt() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    for id_, rolle in (("a1", "veileder"), ("a2", "nav_leder")):
        gang.legg_til("ansatte")
        gang.svar(f"ansatte[{id_}].rolle", rolle)
    over = _felt(gang.tilstand, "ansatte[a1].overordnet")
    assert (over.foreslatt.verdi if over.foreslatt else None, over.svar, over.valgfri) == ("a2", "", False)
    assert gang.svar("ansatte[a1].overordnet", "a2").sak.ansatte[0].overordnet == "a2"


def test_den_som_skal_ta_over_fores_opp_der_hun_trengs_og_sporres_der() -> None:
    gang = _gang(_eksempel())
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    tilstand = gang.legg_til("stedfortreder[leder_utenfor_nav].ansatt")
    ny = tilstand.sak.ansatte[-1].id
    assert hent(tilstand.sak, "stedfortreder[leder_utenfor_nav].ansatt") == ny
    assert hent(tilstand.sak, "stedfortreder[leder_utenfor_nav].mulig") is True
    for felt in ("navn", "rolle", "overordnet", "ingen_tilknytning[p1].kilde"):
        assert _felt(tilstand, f"ansatte[{ny}].{felt}").sti
    assert gang.angre().sak.ansatte == _eksempel().ansatte


def test_svaret_pa_om_det_haster_barer_hvem_som_ga_det_og_nar() -> None:
    presentasjon = Presentasjon(PROGRAM.katalog, PROGRAM.geografi, meg=lambda: "Siri Lund")
    gang = _gang(_tom_sak(), presentasjon=presentasjon)
    vurdert = gang.svar("soknad.haster", "nei").sak.soknad.haster_vurdert
    assert vurdert == m.HasterVurdert(dato=NA.date(), av="Siri Lund")
    assert gang.tom("soknad.haster").sak.soknad.haster_vurdert is None


def test_en_inhabil_som_er_valgt_til_a_lose_saken_pekes_ut() -> None:
    fil = next((Path(__file__).parents[1] / "eksempler").glob("02-*.json"))
    gang = _gang(PROGRAM.les_sak(fil.read_text("utf-8")))
    inhabil = next(id_ for id_, status in gang.vurdering.ansatte.items() if status == "inhabil")
    gang.svar("stedfortreder[annen_saksbehandler].ansatt", inhabil)
    navn = next(a.navn for a in gang.sak.ansatte if a.id == inhabil)
    assert [a.id for a in gang.vurdering.avklaringer if a.ma_loses] == ["ny_saksbehandler_sperret"]
    assert not gang.tilstand.ferdig, navn


def test_vinduet_og_vurderingen_sier_den_samme_tvilen() -> None:
    fil = next((Path(__file__).parents[1] / "eksempler").glob("14-*.json"))
    gang = _gang(PROGRAM.les_sak(fil.read_text("utf-8")))
    i_vinduet = [(t.tekst, t.ma_loses) for t in gang.tilstand.tvil]
    navn = Navn(gang.sak, PROGRAM.katalog, PROGRAM.geografi, m.Malform.NB)
    for avklaring in gang.vurdering.avklaringer:
        assert (navn.avklaring(avklaring), avklaring.ma_loses) in i_vinduet


@pytest.mark.parametrize("kryss", ["opphold.tvist", "opphold.overfort_hit"])
def test_hvor_sokeren_er_ma_ikke_sies_nar_det_ikke_avgjor_noe(kryss: str) -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.RETT_KOMMUNE)
    assert not _felt(gang.tilstand, "opphold.grunnlag").valgfri
    assert _felt(gang.svar(kryss, "ja"), "opphold.grunnlag").valgfri


def test_hvor_sokeren_er_ma_sies_nar_overforingen_ikke_gjelder_soknaden() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.RETT_KOMMUNE)
    gang.svar("opphold.overfort_hit", "ja")
    assert not _felt(gang.svar("opphold.overfort_hit.gjelder_denne", "nei"), "opphold.grunnlag").valgfri


def test_det_sies_at_loven_er_skiftet_siden_saken_sist_var_apen() -> None:
    kalender = Kalender({m.Regelsett.FVL1967: date(1970, 1, 1), m.Regelsett.FVL2025: NA.date()})

    def vurder(sak: m.Sak) -> Vurdering:
        return PROGRAM.vurder(sak, kalender.for_sak(sak))

    for dager, sies in ((1, True), (0, False)):
        gammel = replace(_eksempel(), vurderingsdato=NA.date() - timedelta(days=dager))
        assert ("Loven er skiftet siden sist" in _rad(_gang(gammel, vurder=vurder))) is sies


def test_et_svar_som_endres_etter_sending_sies() -> None:
    gang = _gang(_eksempel())
    gang.ferdigstill("Anne Dahl")
    gang.merk_sendt(NA.date(), "brev")
    assert "endret etter at brevet ble sendt" not in _rad(gang)
    gang.svar("soknad.beskrivelse", "Noe nytt.")
    assert "endret etter at brevet ble sendt" in _rad(gang)


def test_hvem_et_alternativ_gjaldt_kan_ses_og_rettes_ogsa_nar_det_ikke_gar() -> None:
    eksempel = _eksempel()
    forste = eksempel.ansatte[0]
    umulig = m.Stedfortreder(type=m.Stedfortredertype.OVERORDNET, ansatt=forste.id, mulig=False, begrunnelse="Er syk.")
    gang = _gang(replace(eksempel, stedfortreder=(umulig,)))
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    q = _felt(gang.tilstand, "stedfortreder[overordnet].ansatt")
    assert (q.svar, forste.navn in q.hjelp) == ("ingen", True)
    assert gang.svar(q.sti, "ingen").sak.stedfortreder == (replace(umulig, ansatt=None),)


@pytest.mark.parametrize("skrevet", ["18. november 2026", "18. nov. 2026", "18 nov 26", "18.november 2026"])
def test_datoer_kan_skrives_med_maneden_i_ord(skrevet: str) -> None:
    assert _gang(_tom_sak()).svar("soknad.mottatt", skrevet).sak.soknad.mottatt == date(2026, 11, 18)


def test_en_soknad_kan_ikke_ha_kommet_i_morgen() -> None:
    gang = _gang(_tom_sak())
    tilstand = gang.svar("soknad.mottatt", "18.12.2026")
    assert tilstand.sak.soknad.mottatt is None
    assert tilstand.feil[0].tekst == "«Når kom søknaden?»: Datoen er fram i tid. Skriv dagen søknaden kom."


def test_a_fjerne_typen_tar_bort_tilknytningen() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    gang.svar("ansatte[a1].tilknytninger", "sosken")
    tilstand = gang.tom("ansatte[a1].tilknytninger[0].type")
    assert tilstand.angrer == "Fjern tilknytningen"
    assert gang.sak.ansatte[0].tilknytninger == ()
    assert len(gang.angre().sak.ansatte[0].tilknytninger) == 1


def test_det_neste_er_det_forste_ubesvarte_i_sporrerekkefolge() -> None:
    assert _gang(_tom_sak()).tilstand.neste_sporsmal == "Trenger søkeren hjelp nå?"


def test_tekst_som_ikke_er_et_svar_sies_for_brevet_lages() -> None:
    gang = _gang(_eksempel())
    assert gang.tilstand.ferdig
    tilstand = gang.svar("soknad.mottatt", "i går")
    assert not tilstand.ferdig
    assert (
        tilstand.tvil[0].tekst
        == "«Når kom søknaden?» er ikke med i saken: Skriv datoen med tall, for eksempel 1.7.2026."
    )
    assert tilstand.tvil[0].ma_loses


def test_uten_ansatte_kan_den_som_undertegner_fores_opp_fra_oppsummeringen() -> None:
    gang = _gang(_tom_sak(), personer=(("Kari Moen", "nav_leder"),))
    (gruppe,) = gang.ga_til(Skjemasteg.OPPSUMMERING).grupper
    assert (gruppe.legg_til, gruppe.legg_til_tekst) == ("ansatte", "Før opp den som undertegner")
    tilstand = gang.legg_til("ansatte", gruppe.forslag[0].verdi)
    underskriver = next(q for g in tilstand.grupper for q in g.sporsmal if q.sti == "underskriver")
    assert [v.tekst for v in underskriver.valg] == ["Kari Moen (ikke avklart)"]


def test_en_annen_malform_gjelder_sporsmalene_feilene_og_det_som_kan_angres() -> None:
    gang = _gang(_tom_sak())
    gang.svar("soknad.beskrivelse", "Mat")
    gang.forlat_felt()
    gang.legg_til("parter")
    gang.svar("soknad.mottatt", "31.2.2026")
    nynorsk = Presentasjon(PROGRAM.katalog, PROGRAM.geografi, m.Malform.NN)
    gang.bytt_presentasjon(nynorsk)
    assert gang.tilstand.sidetittel == PROGRAM.katalog.hent("side.soknaden.tittel", m.Malform.NN)
    assert _felt(gang.tilstand, "soknad.mottatt").feil == "31.2.2026 er ikkje ein dato som finst."
    navn = []
    while gang.tilstand.angrer:
        navn.append(gang.tilstand.angrer)
        gang.angre()
    assert navn == ["Når kom søknaden?", "Legg til ein part", "Saka kort fortald"]
    assert gang.gjenta().sak.soknad.beskrivelse == "Mat"


def test_ordene_inne_i_det_som_kan_angres_folger_ogsa_malformen() -> None:
    gang = _gang(replace(_tom_sak(), ansatte=(m.Ansatt(id="a1", rolle=m.Rolle.VEILEDER),)))
    gang.ga_til(Skjemasteg.HABILITET)
    sporsmalet = gang.svar("ansatte[a1].ingen_tilknytning[p1].kilde", "selv").angrer
    assert sporsmalet == "Er det noen tilknytning til søkeren?"
    gang.bytt_presentasjon(Presentasjon(PROGRAM.katalog, PROGRAM.geografi, m.Malform.NN))
    assert gang.tilstand.angrer == "Er det noka tilknyting til søkjaren?"
    assert gang.angre().gjentar == "Er det noka tilknyting til søkjaren?"


def test_den_som_ikke_kan_sta_over_er_sist_i_lista_sa_pilene_kommer_forbi() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    for _ in range(3):
        gang.legg_til("ansatte")
    tilstand = gang.svar("ansatte[a2].overordnet", "a1")
    q = next(q for g in tilstand.grupper for q in g.sporsmal if q.sti == "ansatte[a1].overordnet")
    assert [v.verdi for v in q.valg] == ["a3", "a2"]


def test_den_som_er_borte_kan_rettes_ogsa_nar_rollen_ikke_er_en_leders() -> None:
    borte = m.Ansatt(id="a1", rolle=m.Rolle.VEILEDER, fravaer=m.Fravaer(fra=NA.date()))
    gang = _gang(replace(_tom_sak(), ansatte=(borte,)))
    stier = {q.sti for g in gang.ga_til(Skjemasteg.HABILITET).grupper for q in g.sporsmal}
    assert {"ansatte[a1].fravaer.fra", "ansatte[a1].fravaer.fungerer"} <= stier


def _navngitt(svar: str = "kanskje") -> Saksgang:
    """Lederen er ikke gjort kjent med saken, og så sier søkeren at det kan være noe med henne."""
    fil = next((Path(__file__).parents[1] / "eksempler").glob("29-*.json"))
    gang = _gang(PROGRAM.les_sak(fil.read_text("utf-8")))
    gang.ga_til(Skjemasteg.HABILITET)
    (part,) = gang.sak.parter
    gang.svar(f"parter[{part.id}].spurt_om_tilknytning.svar", svar)
    ukjent = next(a for a in gang.sak.ansatte if gang.vurdering.ansatte[a.id] is Status.IKKE_KJENT)
    gang.svar(f"parter[{part.id}].spurt_om_tilknytning.hvem", ukjent.id)
    return gang


def test_den_sokeren_har_nevnt_ma_svare_selv_for_steget_er_ferdig() -> None:
    gang = _navngitt()
    tilstand = gang.tilstand
    habilitet = next(s for s in tilstand.sider if s.side is Skjemasteg.HABILITET)
    assert gang.vurdering.utfall == "uavklart"
    assert habilitet.status is Stegstatus.MANGLER
    assert habilitet.grunn == "Er det noen tilknytning til søkeren? (Anne Dahl)"
    assert tilstand.neste_sporsmal == habilitet.grunn


def test_den_som_ma_svare_selv_tilbys_ikke_et_svar_fra_andre_og_ordene_star_der() -> None:
    gang = _navngitt()
    (sti,) = [mangel.felt for mangel in gang.vurdering.mangler]
    q = next(q for g in gang.tilstand.grupper for q in g.sporsmal if q.sti.startswith(f"{sti}["))
    assert q.svar == "", "at andre har svart, er ikke nok"
    assert "Har du tilknytning til" in q.hjelp
    gang.tom(q.sti)
    q = next(q for g in gang.tilstand.grupper for q in g.sporsmal if q.sti.startswith(f"{sti}["))
    assert [v.verdi for v in q.valg] == ["selv", "ja", ""]


@given(saker())
def test_saken_er_ikke_uavklart_uten_at_et_steg_mangler_noe(sak: m.Sak) -> None:
    gang = _gang(sak)
    mangler = [
        s for s in gang.tilstand.sider if s.status is Stegstatus.MANGLER and s.side is not Skjemasteg.OPPSUMMERING
    ]
    assert bool(mangler) or gang.vurdering.utfall != "uavklart"
    assert bool(gang.tilstand.neste_sporsmal) or gang.vurdering.ferdig


def test_en_ledig_stilling_er_ikke_en_som_ikke_er_gjort_kjent_med_saken() -> None:
    fil = Path(__file__).parents[1] / "eksempler" / "flere" / "37-kommunalsjefens-stilling-er-ledig.json"
    gang = _gang(PROGRAM.les_sak(fil.read_text("utf-8")))
    tilstand = gang.ga_til(Skjemasteg.HABILITET)
    (ledig,) = [a.id for a in gang.sak.ansatte if a.stilling_ledig]
    kort = next(g for g in tilstand.grupper if g.fjern == f"ansatte[{ledig}]")
    assert kort.merke is not None
    assert kort.merke.tekst == "Stillingen er ledig"
    assert [b.status for b in tilstand.linjen if b.id == ledig] == ["ledig stilling"]
    assert not any(kort.tittel in post.tekst and "gjort kjent" in post.tekst for post in tilstand.spor)


def test_de_som_ikke_er_avklart_star_samlet_i_sporet() -> None:
    gang = _gang(_eksempel())
    for navn in ("Jon Berg", "Eli Vik", "Per Ås"):
        gang.legg_til("ansatte")
        gang.svar(gang.sak.ansatte[-1].sti / "navn", navn)
    poster = [post for post in gang.tilstand.spor if "avklart" in post.tekst]
    assert [(post.tekst, post.begrunnelse) for post in poster] == [
        ("Ikke avklart: Jon Berg og 2 til", "Gjelder Jon Berg, Eli Vik og Per Ås.")
    ]


def _ma_svares_for(tilstand: Tilstand) -> set[str]:
    svarene = [q for g in tilstand.grupper for q in g.sporsmal if ".ingen_tilknytning" in q.sti]
    return {q.sti.split("]")[0].removeprefix("ansatte[") for q in svarene if not q.valgfri}


def test_bare_de_saken_gar_gjennom_og_de_foreslatte_ma_det_svares_for() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    for _ in range(4):
        gang.legg_til("ansatte")
    assert _ma_svares_for(gang.tilstand) == {"a1", "a2", "a3", "a4"}
    gang.svar("ansatte[a1].oppgave", "avgjor")
    gang.svar("ansatte[a2].rolle", "nav_leder")
    assert _ma_svares_for(gang.svar("ansatte[a1].overordnet", "a2")) == {"a1", "a2"}
    gang.svar("ansatte[a2].fravaer.fra", "1.11.2026")
    assert _ma_svares_for(gang.svar("ansatte[a2].fravaer.fungerer", "a3")) == {"a1", "a3"}
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    gang.svar("stedfortreder[annen_saksbehandler].ansatt", "a4")
    assert _ma_svares_for(gang.ga_til(Skjemasteg.HABILITET)) == {"a1", "a3"}, "ingen vet ennå om noen trengs"


def test_utfallet_er_ikke_gront_for_alt_som_ma_loses_er_lost() -> None:
    gang = _gang(_eksempel())
    assert gang.tilstand.spor[-1].farge is Farge.GOD
    gang.tom("soknad.haster")
    assert gang.tilstand.spor[-1].farge is Farge.NOYTRAL


def test_etter_avslag_og_noe_nytt_sies_det_at_dere_ber_pa_nytt() -> None:
    sendt = m.Sendt(dato=date(2026, 11, 20))
    gang = _gang(replace(_eksempel(), sendt=sendt))
    gang.ga_til(Skjemasteg.I_MELLOMTIDEN)
    avslatt = gang.svar("svar.resultat", "avslatt")
    assert avslatt.slik_star == "Statsforvalteren har ikke overført saken. Kommunen må løse den selv."
    nytt = gang.svar("svar.nye_opplysninger.tekst", "Stedfortrederen vi fant, er også inhabil.")
    assert nytt.slik_star == "Statsforvalteren har ikke overført saken. Dere ber på nytt, med det som er kommet til."


def test_om_en_som_holdes_utenfor_sporres_det_ikke_men_et_svar_som_er_gitt_kan_tas_bort() -> None:
    gang = _gang(_tom_sak())
    gang.ga_til(Skjemasteg.HABILITET)
    gang.legg_til("ansatte")
    svaret = "ansatte[a1].ingen_tilknytning[p1].kilde"
    assert svaret in {q.sti for g in gang.tilstand.grupper for q in g.sporsmal}
    utenfor = gang.svar("ansatte[a1].holdes_utenfor", "Søkeren er redd for henne.")
    assert svaret not in {q.sti for g in utenfor.grupper for q in g.sporsmal}
    gang.angre()
    gang.svar(svaret, "selv")
    igjen = gang.svar("ansatte[a1].holdes_utenfor", "Søkeren er redd for henne.")
    assert [q.valgfri for g in igjen.grupper for q in g.sporsmal if q.sti == svaret] == [True]


def test_det_neste_er_vedtaket_nar_de_folkevalgte_ma_oppnevne() -> None:
    fil = next((Path(__file__).parents[1] / "eksempler").glob("04-*.json"))
    gang = _gang(replace(PROGRAM.les_sak(fil.read_text("utf-8")), vedtak=None, underskriver=None))
    assert gang.tilstand.neste_sporsmal == "Hvilket organ oppnevnte?"
