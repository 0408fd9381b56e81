"""Den korte veien: det som foreslås, det som svares for flere, og stegene saken ikke trenger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from gyldige_saker import saker
from hypothesis import given
from hypothesis import strategies as st
from saksgang.lager import MinneLager

from overforing.program.program import Program
from overforing.regelverk.funn import Besvart, Status
from overforing.sak import modell as m
from overforing.sak.sti import Sti
from overforing.saksgang.presentasjon import Presentasjon
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Gruppe, Skjemasteg, Sporsmal, Stegstatus, Tilstand

PROGRAM = Program.start()
NA = datetime(2026, 11, 22, 10, 42)


def _ansatt(id_: str, navn: str, rolle: m.Rolle, over: str | None) -> m.Ansatt:
    return m.Ansatt(id=id_, navn=navn, rolle=rolle, overordnet=over)


LINJEN = (
    _ansatt("kd", "Ola Hov", m.Rolle.KOMMUNEDIREKTOR, None),
    _ansatt("ks", "Anne Dahl", m.Rolle.KOMMUNALSJEF, "kd"),
    _ansatt("nl", "Kari Moen", m.Rolle.NAV_LEDER, "ks"),
    _ansatt("v1", "Siri Lund", m.Rolle.VEILEDER, "nl"),
    _ansatt("v2", "Jon Berg", m.Rolle.VEILEDER, "nl"),
)
SAK = m.Sak(
    id="1",
    vurderingsdato=NA.date(),
    kontor=m.Kontor(navn="Nav Eksempel", kommune="5001", telefon="55553333"),
    parter=(m.Part(id="p1", rolle=m.Partsrolle.SOKER),),
    soknad=m.Soknad(tjenester=(m.Tjeneste.OKONOMISK_STONAD,)),
    opphold=m.Opphold(grunnlag=m.Oppholdsgrunnlag.OPPHOLDER_SEG, kommune="5001"),
    ansatte=LINJEN,
)
SVARET = "ansatte[{}].ingen_tilknytning[p1].kilde"


def _gang(sak: m.Sak = SAK, *, meg: str = "Per Vik", sist_form: str = "") -> Saksgang:
    presentasjon = Presentasjon(PROGRAM.katalog, PROGRAM.geografi, meg=lambda: meg, sist_form=lambda: sist_form)
    return Saksgang(sak, presentasjon=presentasjon, vurder=PROGRAM.vurder, lager=MinneLager(), na=lambda: NA, versjon=1)


def _pa_linjen(sak: m.Sak = SAK, *, meg: str = "Per Vik", avgjor: str = "v1") -> Saksgang:
    gang = _gang(sak, meg=meg)
    gang.svar("soknad.haster", "nei")
    gang.ga_til(Skjemasteg.HABILITET)
    if avgjor:
        gang.svar("avgjor", avgjor)
    return gang


def _felt(tilstand: Tilstand, sti: str) -> Sporsmal:
    return next(q for g in tilstand.grupper for q in g.sporsmal if q.sti == sti)


def _knappene(tilstand: Tilstand) -> dict[str, str]:
    """Knappene som svarer for flere, og hvem de gjelder."""
    return {v.verdi: v.ogsa for g in tilstand.grupper for v in g.knapper}


def _rader(tilstand: Tilstand, *, foldet: bool = False) -> list[str]:
    return [g.tittel for g in tilstand.grupper if g.fjern.startswith("ansatte[") and bool(g.foldet) is foldet]


# Forslagene


def test_et_forslag_er_ikke_et_svar_for_brukeren_gar_videre() -> None:
    gang = _gang()
    gang.svar("soknad.haster", "nei")
    gang.svar("soknad.form", "muntlig")
    mottatt = _felt(gang.tilstand, "soknad.mottatt")
    assert (mottatt.svar, mottatt.foreslatt.verdi if mottatt.foreslatt else "") == ("", "22.11.2026")
    assert gang.sak.soknad.mottatt is None
    gang.ga_til(Skjemasteg.HABILITET)
    gang.ga_til(Skjemasteg.SOKNADEN)
    assert gang.sak.soknad.mottatt is None, "å gå i steglisten er ikke å gå videre"
    assert next(s.status for s in gang.tilstand.sider if s.side is Skjemasteg.SOKNADEN) is Stegstatus.MANGLER
    assert gang.neste().side is Skjemasteg.PARTENE
    assert (gang.sak.soknad.mottatt, gang.sak.arsak) == (NA.date(), m.Arsak.INHABILITET)
    gang.angre()
    assert (gang.sak.soknad.mottatt, gang.sak.arsak) == (None, None)


def test_forslagene_fores_ikke_nar_noe_annet_mangler() -> None:
    gang = _gang()
    tilstand = gang.neste()
    assert tilstand.side is Skjemasteg.SOKNADEN
    assert gang.sak.soknad.mottatt is None
    assert "soknad.mottatt" not in {f.sti for f in tilstand.feil}


def test_et_svar_som_er_gitt_far_ikke_noe_forslag() -> None:
    gang = _gang(sist_form="digital")
    assert _felt(gang.tilstand, "soknad.form").foreslatt is not None
    for sti, svar in (("soknad.form", "muntlig"), ("soknad.mottatt", "1.11.2026"), ("soknad.mottatt", "1.1")):
        assert _felt(gang.svar(sti, svar), sti).foreslatt is None, svar


def test_en_ferdig_sak_far_ingen_forslag() -> None:
    ferdig = m.Ferdigstilt(tidspunkt="2026-11-22T10:00:00+01:00", regelsett=m.Regelsett.FVL1967, av="Siri Lund")
    gang = _gang(replace(SAK, ferdigstilt=ferdig))
    assert not any(q.ved_neste for g in gang.tilstand.grupper for q in g.sporsmal)


# Hvem skulle avgjort, og hvem som er med


def test_bare_den_som_skulle_avgjort_og_de_over_er_med() -> None:
    gang = _pa_linjen(avgjor="")
    assert _rader(gang.tilstand) == []
    assert _knappene(gang.tilstand) == {}
    tilstand = gang.svar("avgjor", "v1")
    assert _rader(tilstand) == ["Ola Hov", "Anne Dahl", "Kari Moen", "Siri Lund"]
    assert _rader(tilstand, foldet=True) == ["Jon Berg"]
    assert [a.id for a in tilstand.sak.ansatte if a.oppgave is m.Oppgave.AVGJOR] == ["v1"]
    assert [a.id for a in gang.svar("avgjor", "v2").sak.ansatte if a.oppgave is m.Oppgave.AVGJOR] == ["v2"]


# Ett svar for flere


def test_knappene_gjelder_hver_sine_og_stempler_navn_og_dag() -> None:
    gang = _pa_linjen()
    knappene = _knappene(gang.tilstand)
    assert knappene["ikke_kjent"] == "Gjelder Ola Hov, Anne Dahl, Kari Moen."
    assert knappene["selv"].startswith("Gjelder Siri Lund.\nSi for eksempel: «Har du tilknytning til")
    assert not any(a.ingen_tilknytning for a in gang.sak.ansatte), "ingen knapp er trykket på forhånd"
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    assert {a.id: a.ingen_tilknytning for a in gang.sak.ansatte if a.ingen_tilknytning} == {
        id_: (m.IngenTilknytning(kilde=m.Svarkilde.IKKE_KJENT, part="p1", dato=NA.date(), av="Per Vik"),)
        for id_ in ("kd", "ks", "nl")
    }
    gang.svar_for_flere(m.Svarkilde.SELV)
    assert gang.vurdering.besvart["v1"]["p1"] is Besvart.SELV
    assert _knappene(gang.tilstand) == {}
    assert not any(a.ingen_tilknytning for a in gang.angre().sak.ansatte if a.id == "v1")


@pytest.mark.parametrize(
    ("hva", "ansatt"),
    [
        ("en tilknytning andre har fortalt om", {"tilknytninger": (m.Tilknytning(type=m.Tilknytningstype.NABO),)}),
        ("en innsigelse", {"innsigelse": m.Innsigelse()}),
        ("skal ikke spørres", {"holdes_utenfor": "Søkeren er redd for henne."}),
        ("ledig stilling", {"stilling_ledig": True}),
    ],
)
def test_ingen_svarer_samlet_for_en_noe_er_sagt_om(hva: str, ansatt: dict[str, object]) -> None:
    sak = replace(SAK, ansatte=tuple(replace(a, **ansatt) if a.id == "ks" else a for a in LINJEN))  # type: ignore[arg-type]
    assert "Anne Dahl" not in " ".join(_knappene(_pa_linjen(sak).tilstand).values()), hva


def test_ingen_svarer_samlet_for_den_sokeren_har_nevnt() -> None:
    nevnt = m.SpurtOmTilknytning(svar=m.Sporsmalssvar.KANSKJE, hvem=("ks",))
    gang = _pa_linjen(replace(SAK, parter=(replace(SAK.parter[0], spurt_om_tilknytning=nevnt),)))
    assert "Anne Dahl" not in " ".join(_knappene(gang.tilstand).values())


def test_med_sperret_adresse_sporres_ingen_for_det_er_svart_pa_samtykke() -> None:
    def gang(samtykke: bool | None) -> Saksgang:
        return _pa_linjen(replace(SAK, parter=(replace(SAK.parter[0], adressesperre=True, samtykke=samtykke),)))

    assert "selv" not in _knappene(gang(None).tilstand)
    assert "Spør ingen" in _felt(gang(None).tilstand, SVARET.format("v1")).hjelp
    assert "selv" in _knappene(gang(True).tilstand)


def test_uten_navnet_mitt_svarer_ingen_for_flere() -> None:
    gang = _pa_linjen(meg=" ")
    assert _knappene(gang.tilstand) == {}
    with pytest.raises(ValueError, match="hvem"):
        gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)


@given(saker(), st.sampled_from(m.Svarkilde))
def test_ett_svar_for_flere_frir_aldri_en_noe_er_sagt_om(sak: m.Sak, kilde: m.Svarkilde) -> None:
    gang = _gang(sak)
    for_ = gang.sak
    etter = gang.svar_for_flere(kilde).sak
    nevnt = {id_ for p in for_.parter if p.spurt_om_tilknytning for id_ in p.spurt_om_tilknytning.hvem}
    for gammel, ny in zip(for_.ansatte, etter.ansatte, strict=True):
        if gammel != ny:
            assert replace(ny, ingen_tilknytning=gammel.ingen_tilknytning) == gammel
            assert (gammel.tilknytninger, gammel.innsigelse, gammel.holdes_utenfor.strip()) == ((), None, "")
            assert gammel.id not in nevnt


def test_den_som_svarer_kan_ikke_si_om_seg_selv_at_hun_ikke_kjenner_saken() -> None:
    gang = _pa_linjen(meg="Kari Moen")
    assert "Kari Moen" not in _knappene(gang.tilstand)["ikke_kjent"]
    assert [v.verdi for v in _felt(gang.tilstand, SVARET.format("nl")).valg] == ["selv", "ja", ""]


def test_har_sokeren_sagt_ja_uten_a_si_hvem_kan_ingen_si_for_alle_at_det_ikke_er_noen() -> None:
    ja = m.SpurtOmTilknytning(svar=m.Sporsmalssvar.JA, fordi="Vil ikke si hvem, men en sjef er i slekten.")
    gang = _pa_linjen(replace(SAK, parter=(replace(SAK.parter[0], spurt_om_tilknytning=ja),)))
    assert "ikke_kjent" not in _knappene(gang.tilstand)


@pytest.mark.parametrize(
    ("hva", "ansatt"),
    [("vurdert", {"skjonn": m.Skjonn(konklusjon=m.Konklusjon.TVIL)}), ("borte", {"fravaer": m.Fravaer(fra=NA.date())})],
)
def test_ingen_har_spurt_en_som_er_vurdert_eller_borte(hva: str, ansatt: dict[str, object]) -> None:
    sak = replace(SAK, ansatte=tuple(replace(a, **ansatt) if a.id == "v1" else a for a in LINJEN))  # type: ignore[arg-type]
    assert "selv" not in _knappene(_pa_linjen(sak).tilstand), hva


# De som forbereder


def test_den_som_forbereder_er_med_og_faller_ikke_ut_i_stillhet() -> None:
    gang = _pa_linjen(avgjor="nl")
    assert "v1" in {v.verdi for v in _felt(gang.tilstand, "forbereder").valg}
    tilstand = gang.svar("forbereder", "v1")
    assert "Siri Lund" in _rader(tilstand)
    assert not _felt(tilstand, "ansatte[v1].oppgave").mer
    gang.svar(SVARET.format("v1"), "ja")
    gang.svar("ansatte[v1].tilknytninger", "sosken")
    gang.svar("avgjor", "v1")
    gang.svar("avgjor", "nl")
    assert next(a for a in gang.sak.ansatte if a.id == "v1").oppgave is m.Oppgave.FORBEREDER


# Rollen


def test_en_rolle_ingen_har_sagt_er_ikke_annen_medarbeider() -> None:
    gang = _pa_linjen()
    gang.legg_til("ansatte")
    (ny,) = (a.id for a in gang.sak.ansatte if not a.navn)
    gang.svar(f"ansatte[{ny}].navn", "Ida Vik")
    assert _felt(gang.tilstand, f"ansatte[{ny}].rolle").svar == ""
    gang.svar(f"ansatte[{ny}].overordnet", "nl")
    tilstand = gang.svar("avgjor", ny)
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    tilstand = gang.svar_for_flere(m.Svarkilde.SELV)
    assert not tilstand.ferdig
    assert "Velg rollen" in " ".join(t.tekst for t in tilstand.tvil)
    assert gang.svar(f"ansatte[{ny}].rolle", "annen").ferdig


# Ja, og hva slags


def test_ja_uten_a_si_hva_er_et_halvt_svar_som_overlever_og_ikke_frir_noen() -> None:
    gang = _pa_linjen()
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    gang.svar_for_flere(m.Svarkilde.SELV)
    assert gang.vurdering.utfall == "behandles_som_vanlig"
    tilstand = gang.svar(SVARET.format("nl"), "ja")
    assert _felt(tilstand, SVARET.format("nl")).svar == "ja"
    assert not tilstand.ferdig
    assert gang.vurdering.ansatte["nl"] is Status.UAVKLART
    assert "Velg hva slags tilknytning" in " ".join(t.tekst for t in tilstand.tvil)
    assert not _felt(tilstand, "ansatte[nl].tilknytninger").mer


def test_tilknytningen_til_en_som_ikke_skal_sporres_er_fortalt_av_andre() -> None:
    gang = _pa_linjen()
    for id_, kilde in (("nl", m.Tilknytningskilde.ANDRE), ("v1", m.Tilknytningskilde.SELV)):
        gang.svar(SVARET.format(id_), "ja")
        tilstand = gang.svar(f"ansatte[{id_}].tilknytninger", "sosken")
        ansatt = next(a for a in tilstand.sak.ansatte if a.id == id_)
        assert [t.kilde for t in ansatt.tilknytninger] == [kilde]
        assert gang.vurdering.ansatte[id_] is Status.INHABIL
    assert not any(q.uferdig for g in gang.tilstand.grupper for q in g.sporsmal)


def test_det_sokeren_sier_om_en_hun_har_nevnt_er_ikke_svaret_hennes() -> None:
    nevnt = m.SpurtOmTilknytning(svar=m.Sporsmalssvar.JA, hvem=("ks",))
    gang = _pa_linjen(replace(SAK, parter=(replace(SAK.parter[0], spurt_om_tilknytning=nevnt),)))
    gang.svar(SVARET.format("ks"), "ja")
    gang.svar("ansatte[ks].tilknytninger", "bekjentskap")
    assert [t.kilde for a in gang.sak.ansatte for t in a.tilknytninger] == [m.Tilknytningskilde.SOKER]
    assert gang.vurdering.besvart["ks"]["p1"] is not Besvart.SELV


def test_den_som_foreslas_og_selv_sier_ja_har_fortalt_det_selv_ogsa_nar_sokeren_har_nevnt_henne() -> None:
    nevnt = m.SpurtOmTilknytning(svar=m.Sporsmalssvar.JA, hvem=("v2",))
    gang = _pa_linjen(replace(SAK, parter=(replace(SAK.parter[0], spurt_om_tilknytning=nevnt),)))
    for id_ in ("v1", "v2"):
        gang.svar(SVARET.format(id_), "ja")
        gang.svar(f"ansatte[{id_}].tilknytninger", "sosken")
        if id_ == "v1":
            gang.ga_til(Skjemasteg.STEDFORTREDER)
            gang.svar("stedfortreder[annen_saksbehandler].ansatt", "v2")
    assert [t.kilde for a in gang.sak.ansatte for t in a.tilknytninger] == [m.Tilknytningskilde.SELV] * 2


def test_en_tilknytning_som_legges_til_uten_at_hun_har_svart_tar_ikke_bort_svaret_for_henne() -> None:
    gang = _pa_linjen()
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    gang.svar("ansatte[ks].tilknytninger", "nabo")
    assert [t.kilde for a in gang.sak.ansatte for t in a.tilknytninger] == [m.Tilknytningskilde.ANDRE]
    assert gang.vurdering.besvart["ks"]["p1"] is Besvart.IKKE_KJENT


def test_nei_ved_siden_av_egen_tilknytning_tas_ikke_imot() -> None:
    gang = _pa_linjen()
    gang.svar(SVARET.format("v1"), "ja")
    gang.svar("ansatte[v1].tilknytninger", "nabo")
    for_ = gang.sak
    with pytest.raises(KeyError):  # svaret er tilknytningen; raden har ikke noe «nei» å gi
        gang.svar(SVARET.format("v1"), "selv")
    assert gang.sak == for_


def test_den_som_selv_har_fortalt_foreslas_a_ha_avgjort_i_dag_og_en_som_ikke_er_spurt_ikke() -> None:
    for id_, foreslatt in (("v1", "selv"), ("nl", None)):
        gang = _pa_linjen()
        gang.svar(SVARET.format(id_), "ja")
        gang.svar(f"ansatte[{id_}].tilknytninger", "nart_vennskap")
        gang.svar(f"ansatte[{id_}].skjonn.konklusjon", "inhabil")
        tilstand = gang.svar(
            f"ansatte[{id_}].skjonn.begrunnelse", "De har vært nære venner i tjue år og reiser sammen."
        )
        q = _felt(tilstand, f"ansatte[{id_}].habilitetsvurdering.avgjort_av")
        assert (q.foreslatt.verdi if q.foreslatt else None) == foreslatt
        assert next(a for a in gang.sak.ansatte if a.id == id_).habilitetsvurdering is None


# Det saken ikke trenger, er ikke på veien


def _bytt() -> Saksgang:
    gang = _pa_linjen()
    gang.svar(SVARET.format("v1"), "ja")
    gang.svar("ansatte[v1].tilknytninger", "sosken")
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    return gang


def test_er_ingen_leder_inhabil_er_det_bare_a_si_hvem_som_tar_over() -> None:
    gang = _bytt()
    tilstand = gang.neste()
    assert (tilstand.side, tilstand.sidetittel) == (Skjemasteg.STEDFORTREDER, "Hvem tar over?")
    assert {q.sti.id for g in tilstand.grupper for q in g.sporsmal} == {"annen_saksbehandler"}
    valgene = [v.verdi for v in _felt(tilstand, "stedfortreder[annen_saksbehandler].ansatt").valg]
    assert "v2" in valgene
    assert "v1" not in valgene, "den inhabile kan ikke ta over for seg selv"
    tilstand = gang.svar("stedfortreder[annen_saksbehandler].ansatt", "v2")
    assert gang.vurdering.utfall == "bytt_saksbehandler"
    assert not tilstand.ferdig, "den som tar over, har ikke svart ennå"
    tilstand = gang.svar(SVARET.format("v2"), "selv")
    assert gang.vurdering.kan_avgjore("v2")
    assert tilstand.neste is Skjemasteg.OPPSUMMERING, "hjelpen er det alt svart på"


def test_svaret_pa_om_noen_trenger_hjelp_er_ogsa_svaret_pa_i_mellomtiden() -> None:
    gang = _bytt()
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    assert gang.tilstand.hjelp.tekst == "Ingenting haster. Vurdert 22.11.2026 av Per Vik."
    assert gang.tilstand.neste is Skjemasteg.OPPSUMMERING
    assert gang.svar("soknad.haster", "ja").neste is Skjemasteg.I_MELLOMTIDEN
    assert gang.tom("soknad.haster").neste is Skjemasteg.I_MELLOMTIDEN, "ingen har svart"


@pytest.mark.parametrize(
    ("endring", "igjen"),
    [
        ({}, False),
        ({"sendt": m.Sendt(dato=NA.date())}, True),
        ({"svar": m.Svar(resultat=m.Resultat.AVSLATT, dato=NA.date())}, True),
    ],
)
def test_det_sporres_igjen_om_hjelp_nar_brevet_er_sendt_og_nar_svaret_er_kommet(
    endring: dict[str, object], igjen: bool
) -> None:
    vurdert = m.HasterVurdert(dato=NA.date() - timedelta(days=3), av="Siri Lund")
    soknad = replace(SAK.soknad, haster=False, haster_vurdert=vurdert, mottatt=date(2026, 11, 1))
    sak = replace(SAK, soknad=soknad, **endring)  # type: ignore[arg-type]
    assert _gang(sak).tilstand.hjelp.framhev is igjen


# Stigen


def _lederen_er_inhabil(*inhabile: str) -> Saksgang:
    gang = _pa_linjen()
    for id_ in inhabile:
        gang.svar(SVARET.format(id_), "ja")
        gang.svar(f"ansatte[{id_}].tilknytninger", "sosken")
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    gang.svar_for_flere(m.Svarkilde.SELV)
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    return gang


def _overordnet(gang: Saksgang) -> Gruppe:
    return next(g for g in gang.tilstand.grupper if g.legg_til == "stedfortreder[overordnet].ansatt")


def test_det_linjen_alt_utelukker_er_et_forslag_med_grunn_ikke_et_svar() -> None:
    gang = _lederen_er_inhabil("kd", "ks", "nl")
    overordnet = _overordnet(gang)
    assert overordnet.merke is not None
    assert overordnet.merke.tekst == "Utelukket av linjen"
    assert not any(s.type is m.Stedfortredertype.OVERORDNET for s in gang.sak.stedfortreder)
    gang.ta_forslagene()
    (fort,) = (s for s in gang.sak.stedfortreder if s.type is m.Stedfortredertype.OVERORDNET)
    assert (fort.mulig, fort.begrunnelse) == (
        False,
        "Kommunedirektøren er øverst i linjen og er inhabil. Derfor er det ingen overordnet som kan avgjøre saken.",
    )


def test_en_overordnet_som_ikke_er_spurt_er_ikke_utelukket() -> None:
    gang = _lederen_er_inhabil("nl")
    assert _overordnet(gang).merke is None
    q = _felt(gang.tilstand, "stedfortreder[overordnet].ansatt")
    assert (q.foreslatt, [v.verdi for v in q.valg]) == (None, ["kd", "ks", "ingen"])


def test_det_som_kommer_etter_det_som_loser_saken_sporres_det_ikke_om() -> None:
    gang = _lederen_er_inhabil("nl")
    assert not any(g.foldet for g in gang.tilstand.grupper)
    gang.svar("stedfortreder[overordnet].ansatt", "ks")
    tilstand = gang.svar(SVARET.format("ks"), "selv")
    assert gang.vurdering.utfall == "overordnet_avgjor"
    foldet = {Sti(q.sti).id for g in tilstand.grupper if g.foldet for q in g.sporsmal}
    assert foldet == {"leder_annen_enhet", "leder_utenfor_nav", "innleid", "folkevalgt_organ"}


def test_den_som_star_i_reserve_trenger_ikke_svare() -> None:
    sak = replace(SAK, ansatte=(*LINJEN, _ansatt("al", "Ida Vik", m.Rolle.AVDELINGSLEDER, "kd")))
    gang = _pa_linjen(sak)
    gang.svar(SVARET.format("nl"), "ja")
    gang.svar("ansatte[nl].tilknytninger", "sosken")
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    gang.svar_for_flere(m.Svarkilde.SELV)
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    gang.svar("stedfortreder[leder_annen_enhet].ansatt", "al")
    assert "al" in {a.id for a in gang.sak.ansatte if _venter_pa(gang, a)}
    gang.svar("stedfortreder[overordnet].ansatt", "ks")
    gang.svar(SVARET.format("ks"), "selv")
    assert "al" not in {a.id for a in gang.sak.ansatte if _venter_pa(gang, a)}
    gang.ga_til(Skjemasteg.HABILITET)
    gang.fjern("ansatte[nl].tilknytninger[0]")
    assert "al" not in {a.id for a in gang.sak.ansatte if _venter_pa(gang, a)}


def test_den_foreslatte_som_svarer_ja_kan_fortsatt_svare_nei_og_har_selv_fortalt_det() -> None:
    """Svarer hun ja, er saken ikke lenger kommet til hvem som kan ta den. Hun er like fullt spurt."""
    gang = _lederen_er_inhabil("nl")
    sti = SVARET.format("ks")
    for_ = [v.verdi for v in _felt(gang.svar("stedfortreder[overordnet].ansatt", "ks"), sti).valg]
    tilstand = gang.svar(sti, "ja")
    assert [v.verdi for v in _felt(tilstand, sti).valg] == for_ == ["selv", "ja", ""]
    assert not _felt(tilstand, "ansatte[ks].tilknytninger").mer
    gang.svar("ansatte[ks].tilknytninger", "sosken")
    assert [t.kilde for a in gang.sak.ansatte if a.id == "ks" for t in a.tilknytninger] == [m.Tilknytningskilde.SELV]


def _venter_pa(gang: Saksgang, ansatt: m.Ansatt) -> bool:
    """Om hun må svare selv og ikke har gjort det."""
    return ansatt.navn in _knappene(gang.ga_til(Skjemasteg.HABILITET)).get("selv", "")


def test_den_som_star_under_en_inhabil_tilbys_ikke() -> None:
    gang = _lederen_er_inhabil("nl")
    assert [v.verdi for v in _felt(gang.tilstand, "stedfortreder[annen_saksbehandler].ansatt").valg] == [
        "kd",
        "ks",
        "ingen",
    ]


@pytest.mark.parametrize(
    "ansatt",
    [
        {"rolle": m.Rolle.BYRAD},
        {"rolle": m.Rolle.ANNEN_LEDER, "ingen_over": m.IngenOver.ANNET},
        {"fravaer": m.Fravaer(fra=NA.date(), fungerer="ks")},
    ],
)
def test_linjen_utelukker_ingen_der_det_ikke_er_sa_enkelt(ansatt: dict[str, object]) -> None:
    topp = replace(LINJEN[0], tilknytninger=(m.Tilknytning(type=m.Tilknytningstype.SOSKEN),), **ansatt)  # type: ignore[arg-type]
    gang = _pa_linjen(replace(SAK, ansatte=(topp, *LINJEN[1:])))
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    gang.svar_for_flere(m.Svarkilde.SELV)
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    assert _overordnet(gang).merke is None


def test_ingen_foreslas_til_a_oppnevne_seg_selv() -> None:
    leder = _ansatt("lu", "Tor Eik", m.Rolle.ANNEN_LEDER, "kd")
    gang = _pa_linjen(replace(SAK, ansatte=(*LINJEN, leder)), meg="Tor Eik")
    gang.svar(SVARET.format("nl"), "ja")
    gang.svar("ansatte[nl].tilknytninger", "sosken")
    gang.svar_for_flere(m.Svarkilde.IKKE_KJENT)
    gang.svar_for_flere(m.Svarkilde.SELV)
    gang.ga_til(Skjemasteg.STEDFORTREDER)
    gang.svar("stedfortreder[leder_utenfor_nav].ansatt", "lu")
    gang.svar(SVARET.format("lu"), "selv")
    assert gang.vurdering.utfall == "oppnevn_stedfortreder"
    assert _felt(gang.ga_til(Skjemasteg.OPPSUMMERING), "underskriver").foreslatt is None


def test_den_som_sitter_her_foreslas_som_underskriver_bare_nar_hun_kan() -> None:
    for meg, foreslatt in (("Siri Lund", "v1"), ("Kari Moen", None), ("Per Vik", None)):
        gang = _lederen_er_inhabil("nl")
        gang._presentasjon = replace(gang._presentasjon, meg=lambda meg=meg: meg)  # type: ignore[misc]
        gang.svar("stedfortreder[overordnet].ansatt", "ks")
        gang.svar(SVARET.format("ks"), "selv")
        q = _felt(gang.ga_til(Skjemasteg.OPPSUMMERING), "underskriver")
        assert (q.foreslatt.verdi if q.foreslatt else None) == foreslatt, meg
        assert gang.sak.underskriver is None
