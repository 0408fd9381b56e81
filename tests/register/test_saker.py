"""Sakene: lagret og lest likt, lista og søket, revisjoner, kopier og sletting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from feilprover import kaster
from gyldige_saker import KOMMUNER, saker
from hypothesis import given
from hypothesis import strategies as st
from register.registerprover import ID, Apne, Klokke, LagRegister, en_sak, ukjent

from overforing.feil import UgyldigInndata
from overforing.register import feil
from overforing.register.database import Register, connect, sikkerhetskopier
from overforing.register.migrations import SAKER
from overforing.register.saker import Saksregister
from overforing.sak.kodeverk import Sakstilstand, Tjeneste
from overforing.sak.lagret import IKKE_LAGRET, Kjennetegn
from overforing.sak.modell import (
    Ansatt,
    Brevvalg,
    Dokument,
    Ferdigstilt,
    ForelopigSvarSoker,
    Kontor,
    Malform,
    Opphold,
    Overstyring,
    Part,
    Regelsett,
    Resultat,
    Sak,
    Sendt,
    Soknad,
    Stedfortreder,
    Stedfortredertype,
    Svar,
)

FERDIG = Ferdigstilt(tidspunkt="2026-11-22T10:00", regelsett=Regelsett.FVL1967, av="Kari Moen")
SENDT = Sendt(dato=date(2026, 11, 23), mate="digitalt")
SVAR = Svar(dato=date(2026, 12, 1), resultat=Resultat.OVERFORT)


# Lagre og lese


@pytest.fixture(scope="module")
def lagring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Én fil for alle de vilkårlige sakene."""
    db = connect(tmp_path_factory.mktemp("register") / "saker.db", er_nettverk=lambda _: False)
    yield db
    db.close()


@given(saker(), st.dictionaries(st.text(max_size=20), st.text(), max_size=3))
def test_enhver_sak_og_raatekst_kommer_lik_tilbake(lagring: Register, sak: Sak, raa: dict[str, str]) -> None:
    register = Saksregister(lagring, kommuner=KOMMUNER, na=lambda: datetime.now(UTC), bruker="Kari", kjennetegn=ukjent)
    if not register.finnes(sak.id):
        register.opprett(en_sak(id=sak.id))
    versjon = register.les(sak.id).versjon
    assert register.lagre_utkast(sak, raa, versjon) == versjon + 1
    lagret = register.les(sak.id)
    assert (lagret.sak, lagret.raa, lagret.versjon) == (sak, raa, versjon + 1)
    register.slett(sak.id)


@pytest.mark.parametrize(
    "tekst", ["\0", "a\0b", "\ufeff\u2028\U0001f600", "\\u0000", "e\u0301", "\x1b", "\r\n", "\ud83d"]
)
def test_raateksten_er_tegn_for_tegn_den_samme(register: Saksregister, tekst: str) -> None:
    register.opprett(en_sak(), {"soknad.mottatt": tekst, tekst: ""})
    assert register.les(ID).raa == {"soknad.mottatt": tekst, tekst: ""}


def test_et_halvt_tegn_i_saken_avvises_uten_a_gjengi_den(register: Saksregister) -> None:
    with pytest.raises(UgyldigInndata, match="halvt tegn") as avvist:
        register.opprett(en_sak(notat="hemmelig \ud83d"))
    assert "hemmelig" not in str(avvist.value)
    assert not register.finnes(ID)


def test_en_for_stor_sak_avvises_mens_teksten_ennaa_er_i_vinduet(register: Saksregister) -> None:
    with pytest.raises(UgyldigInndata, match="10 MB"):
        register.opprett(en_sak(notat="x" * 10_000_001))


def test_en_ny_sak_er_versjon_en_og_har_hvem_og_nar(register: Saksregister, klokke: Klokke) -> None:
    assert not register.finnes(ID)
    assert register.opprett(en_sak()) == 1
    assert register.finnes(ID)
    lagret = register.les(ID)
    assert (lagret.versjon, lagret.endret, lagret.endret_av, lagret.avsluttet, lagret.raa) == (
        1,
        klokke(),
        "Kari Moen",
        False,
        {},
    )


def test_en_sak_som_finnes_opprettes_ikke_paa_nytt(register: Saksregister) -> None:
    register.opprett(en_sak())
    with kaster("feil.register.ligger_alt"):
        register.opprett(en_sak(notat="ny"))
    assert register.les(ID).sak.notat == ""


def test_en_ukjent_sak_kan_ikke_leses_eller_lagres(register: Saksregister) -> None:
    for handling in (
        lambda: register.les(ID),
        lambda: register.lagre_utkast(en_sak(), {}, 1),
        lambda: register.ny_revisjon(ID, "lukket"),
        lambda: register.sett_avsluttet(ID, True),
        lambda: register.slett(ID),
        lambda: register.sett_merkelapp(ID, "Uke 48"),
    ):
        with kaster("feil.register.ikke_her"):
            handling()


def test_det_som_er_lagret_er_der_etter_at_registeret_er_lukket(lag_register: LagRegister, apne: Apne) -> None:
    db = apne()
    register = lag_register(db=db)
    register.opprett(en_sak())
    register.lagre_utkast(en_sak(notat="mer"), {"soknad.mottatt": "18.1"}, 1)
    db.close()
    lagret = lag_register().les(ID)
    assert (lagret.sak.notat, lagret.raa, lagret.versjon) == ("mer", {"soknad.mottatt": "18.1"}, 2)


def test_objektene_viser_ikke_saken_i_en_feilmelding(register: Saksregister) -> None:
    register.opprett(en_sak(), {"soknad.mottatt": "Per"})
    register.ny_revisjon(ID, "lukket")
    assert not any(ord_ in repr((register.les(ID), register.revisjoner(ID))) for ord_ in ("Per", "Ola", "mat"))


# Lista og søket


def test_lista_har_den_sist_endrede_forst_ogsaa_over_sommertid(lag_register: LagRegister, apne: Apne) -> None:
    tider = iter(
        [
            datetime(2026, 10, 25, 2, 50, tzinfo=timezone(timedelta(hours=2))),
            datetime(2026, 10, 25, 2, 10, tzinfo=timezone(timedelta(hours=1))),
        ]
    )
    register = Saksregister(apne(), kommuner=KOMMUNER, na=lambda: next(tider), bruker="Kari", kjennetegn=ukjent)
    register.opprett(en_sak(1))
    register.opprett(en_sak(2))
    assert [rad.saksnummer for rad in register.liste()] == ["2026/0419", "2026/0418"]


def test_en_lagring_flytter_saken_overst(register: Saksregister, klokke: Klokke) -> None:
    for nr in (1, 2, 3):
        register.opprett(en_sak(nr))
        klokke.fram(minutes=1)
    register.lagre_utkast(en_sak(1), {}, 1)
    assert [rad.saksnummer[-1] for rad in register.liste()] == ["8", "0", "9"]


def test_lista_viser_ikke_et_saksnummer_som_roper_hvem_saken_gjelder(register: Saksregister) -> None:
    sak = en_sak(saksnummer="2026/0417 Per")
    register.opprett(sak)
    (rad,) = register.liste()
    assert rad.saksnummer == ""
    assert register.les(ID).sak == sak


def test_lista_vet_om_det_haster_og_om_sokeren_har_fatt_forelopig_svar(register: Saksregister) -> None:
    def linja() -> tuple[bool | None, bool]:
        (rad,) = register.liste()
        return rad.haster, rad.forelopig_svar

    register.opprett(en_sak(soknad=Soknad(haster=True)))
    assert linja() == (True, False)
    register.lagre_utkast(en_sak(forelopig_svar_soker=ForelopigSvarSoker()), {}, 1)
    assert linja() == (None, True)
    register.lagre_utkast(en_sak(soknad=Soknad(haster=False)), {}, 2)
    assert linja() == (False, False)


def test_linja_i_lista(register: Saksregister, klokke: Klokke) -> None:
    register.opprett(en_sak())
    (rad,) = register.liste()
    assert (rad.id, rad.saksnummer, rad.mottatt, rad.endret, rad.endret_av, rad.kopier) == (
        ID,
        "2026/0417",
        date(2026, 11, 18),
        klokke(),
        "Kari Moen",
        0,
    )
    assert "Per" not in repr(rad)


@pytest.mark.parametrize(
    ("felt", "avsluttet", "ventet"),
    [
        ({}, False, Sakstilstand.UTKAST),
        ({"ferdigstilt": FERDIG}, False, Sakstilstand.FERDIG),
        ({"ferdigstilt": FERDIG, "sendt": SENDT}, False, Sakstilstand.SENDT),
        ({"ferdigstilt": FERDIG, "sendt": SENDT, "svar": SVAR}, False, Sakstilstand.SVAR_MOTTATT),
        ({"ferdigstilt": FERDIG, "sendt": Sendt(), "svar": Svar()}, False, Sakstilstand.FERDIG),
        ({"ferdigstilt": FERDIG, "sendt": SENDT, "svar": SVAR}, True, Sakstilstand.AVSLUTTET),
        ({}, True, Sakstilstand.AVSLUTTET),
    ],
)
def test_tilstanden_folger_av_saken(
    register: Saksregister, felt: dict[str, Any], avsluttet: bool, ventet: Sakstilstand
) -> None:
    register.opprett(en_sak())
    register.lagre_utkast(en_sak(**felt), {}, 1)
    register.sett_avsluttet(ID, avsluttet)
    assert [rad.tilstand for rad in register.liste()] == [ventet]
    for tilstand in Sakstilstand:
        assert len(register.liste(tilstand=tilstand)) == (tilstand is ventet)
    assert register.les(ID).avsluttet is avsluttet


def test_en_sak_kan_gjenapnes_og_versjonen_er_den_samme(register: Saksregister) -> None:
    register.opprett(en_sak())
    register.sett_avsluttet(ID, True)
    register.lagre_utkast(en_sak(notat="mer"), {}, 1)
    assert register.les(ID).avsluttet
    register.sett_avsluttet(ID, False)
    assert register.liste()[0].tilstand is Sakstilstand.UTKAST


SOKBAR = en_sak(
    parter=(Part(id="p1", navn="Per Ås"),),
    ansatte=(Ansatt(id="a1", navn="Čáhcesuolu Straße"),),
    soknad=Soknad(beskrivelse="100 % stønad_i_år", hva_haster="Mat\0etter nul"),
    allerede_gjort="NØDHJELP gitt",
    vedlegg=("Vedtak fra mai",),
    stedfortreder=(Stedfortreder(type=Stedfortredertype.INNLEID, begrunnelse="Ingen å få"),),
    brev=Brevvalg(overstyringer={Dokument.ANMODNING: {Malform.NB: {"innledning": Overstyring(tekst="Egne ord")}}}),
)


@pytest.mark.parametrize(
    "sok",
    [
        "2026/0417",
        "0417",
        "ås",
        "ÅS",
        "Ås",
        "A\u030as",
        "s",
        "čáhce",
        "STRASSE",
        "100 %",
        "stønad_i",
        "etter nul",
        "nødhjelp",
        " mai ",
        "ingen å",
        "egne ord",
    ],
)
def test_soket_finner(register: Saksregister, sok: str) -> None:
    register.opprett(SOKBAR)
    assert [rad.id for rad in register.liste(sok)] == [ID]


@pytest.mark.parametrize("sok", ["1%stønad", "100_", "a_s", "%%", "os", "innleid", "a1", "5001", "Eksempel", "'", '"'])
def test_soket_finner_ikke(register: Saksregister, sok: str) -> None:
    register.opprett(replace(SOKBAR, kontor=Kontor(navn="Nav Eksempel"), opphold=Opphold(kommune="5001")))
    assert register.liste(sok) == ()


def test_tomt_sok_er_alle_og_sok_og_tilstand_gjelder_sammen(register: Saksregister) -> None:
    register.opprett(en_sak(1))
    register.opprett(en_sak(2, ferdigstilt=FERDIG))
    assert len(register.liste("  ")) == 2
    assert len(register.liste("per", Sakstilstand.FERDIG)) == 1
    assert register.liste("0418", Sakstilstand.FERDIG) == ()


def test_soket_folger_det_sist_lagrede(register: Saksregister) -> None:
    register.opprett(en_sak(notat="fiskekort"))
    register.lagre_utkast(en_sak(notat="jaktkort"), {}, 1)
    assert (len(register.liste("fiskekort")), len(register.liste("jaktkort"))) == (0, 1)


def test_en_uleselig_sak_skjuler_ikke_de_andre_og_meldingen_roper_ikke(register: Saksregister, apne: Apne) -> None:
    register.opprett(en_sak(1))
    register.opprett(en_sak(2))
    register.ny_revisjon(en_sak(2).id, "lukket")
    apne().execute("UPDATE saker SET json = replace(json, '\"navn\"', '\"Ukjent\"') WHERE id = ?", [en_sak(2).id])
    with pytest.raises(feil.UleseligSak, match="De andre sakene er ikke berørt") as uleselig:
        register.les(en_sak(2).id)
    assert not any(ord_ in str(uleselig.value) for ord_ in ("Per", "Ukjent", "mat"))
    assert [(rad.id, rad.uleselig) for rad in register.liste()] == [(en_sak(2).id, True), (en_sak(1).id, False)]
    assert register.les(en_sak(1).id).sak == en_sak(1)
    assert register.revisjoner(en_sak(2).id)[0].sak == en_sak(2)
    register.ny_revisjon(en_sak(2).id, "uleselig")
    assert [r.sak is None for r in register.revisjoner(en_sak(2).id)] == [False, True]
    register.slett(en_sak(2).id)


@pytest.mark.parametrize(
    "odelagt",
    [
        "json = CAST(x'7bff7d' AS TEXT)",  # ikke UTF-8
        "json = substr(json, 1, 40)",  # ikke JSON
        "json = replace(json, 'Per', 'Pål')",  # gyldig, men en annen sum
        "raa = CAST(x'ff' AS TEXT)",
        "kontrollsum = ''",
        "json = replace(json, 'Per', 'Pål'), tilstand = 'hva', merkelapp = CAST(x'ff' AS TEXT)",
    ],
)
def test_en_odelagt_rad_vises_som_uleselig_og_skjuler_bare_seg_selv(
    register: Saksregister, apne: Apne, odelagt: str
) -> None:
    register.opprett(en_sak(1))
    register.opprett(en_sak(2))
    apne().execute(f"UPDATE saker SET {odelagt} WHERE id = ?", [en_sak(2).id])
    for sok in ("", "2026/04"):
        assert {rad.id: rad.uleselig for rad in register.liste(sok)} == {en_sak(1).id: False, en_sak(2).id: True}
    with kaster("feil.register.uleselig_sak"):
        register.les(en_sak(2).id)
    assert register.les(en_sak(1).id).sak == en_sak(1)
    register.slett(en_sak(2).id)
    assert len(register.liste()) == 1


# Revisjoner og kopier av saker


def test_revisjonene_bevarer_saken_slik_den_var(register: Saksregister, klokke: Klokke) -> None:
    register.opprett(en_sak())
    register.ny_revisjon(ID, "lukket")
    klokke.fram(hours=1)
    register.lagre_utkast(en_sak(notat="mer"), {}, 1)
    register.ny_revisjon(ID, "brev")
    assert [(r.nr, r.grunn, r.tidspunkt, r.sak) for r in register.revisjoner(ID)] == [
        (1, "lukket", klokke() - timedelta(hours=1), en_sak()),
        (2, "brev", klokke(), en_sak(notat="mer")),
    ]


def test_en_revisjon_lik_den_forrige_legges_ikke_til(register: Saksregister) -> None:
    register.opprett(en_sak())
    for grunn in ("lukket", "brev", "lukket"):
        register.ny_revisjon(ID, grunn)
    assert [r.grunn for r in register.revisjoner(ID)] == ["lukket"]
    register.lagre_utkast(en_sak(notat="mer"), {}, 1)
    register.ny_revisjon(ID, "lukket")
    register.lagre_utkast(en_sak(), {}, 2)
    register.ny_revisjon(ID, "lukket")
    assert [r.nr for r in register.revisjoner(ID)] == [1, 2, 3]


# Det lista viser


def test_lista_har_kjennetegnene_slik_saken_sto_da_den_ble_lagret(apne: Apne, klokke: Klokke) -> None:
    def tell(sak: Sak, raa: Mapping[str, str]) -> Kjennetegn:
        return Kjennetegn(f"utfall av {sak.notat}", f"{len(raa)} halvskrevne")

    register = Saksregister(apne(), kommuner=KOMMUNER, na=klokke, bruker="Kari", kjennetegn=tell)
    tjenester = (Tjeneste.INDIVIDUELL_PLAN, Tjeneste.OKONOMISK_STONAD)
    register.opprett(en_sak(notat="a", soknad=Soknad(tjenester=tjenester)), {"saksnummer": "x"})
    (rad,) = register.liste()
    assert rad.kjennetegn == Kjennetegn("utfall av a", "1 halvskrevne")
    assert set(rad.tjenester) == set(tjenester)
    register.lagre_utkast(en_sak(notat="b"), {}, 1)
    (rad,) = register.liste()
    assert (rad.kjennetegn, rad.tjenester) == (Kjennetegn("utfall av b", "0 halvskrevne"), ())


def test_svikter_reglene_er_det_som_er_skrevet_lagret_likevel(apne: Apne, klokke: Klokke) -> None:
    def svikter(sak: Sak, raa: Mapping[str, str]) -> Kjennetegn:
        raise RuntimeError

    register = Saksregister(apne(), kommuner=KOMMUNER, na=klokke, bruker="Kari", kjennetegn=svikter)
    register.opprett(en_sak())
    assert register.lagre_utkast(en_sak(notat="nytt"), {}, 1) == 2
    assert register.les(ID).sak.notat == "nytt"
    assert register.liste()[0].kjennetegn == Kjennetegn()


def test_en_sak_som_ikke_er_der_ennaa_legges_inn_ved_forste_lagring(register: Saksregister) -> None:
    assert register.lagre_utkast(en_sak(), {"saksnummer": "x"}, IKKE_LAGRET) == 1
    assert register.lagre_utkast(en_sak(notat="mer"), {}, 1) == 2


def test_merkelappen_blir_staaende_naar_saken_lagres_og_kan_sokes_etter(register: Saksregister) -> None:
    register.opprett(en_sak())
    register.opprett(en_sak(1))
    register.sett_merkelapp(ID, "Følges opp ÅRLIG")
    assert register.les(ID).versjon == 1
    register.lagre_utkast(en_sak(notat="mer"), {}, 1)
    assert [(rad.id, rad.merkelapp) for rad in register.liste("årlig")] == [(ID, "Følges opp ÅRLIG")]
    assert register.les(ID).merkelapp == "Følges opp ÅRLIG"
    assert register.liste("finnes ikke") == ()


def test_en_merkelapp_som_blir_et_navn_vises_ikke_for_navnet_er_borte_igjen(register: Saksregister) -> None:
    register.opprett(en_sak(parter=()), merkelapp="Etter Nordvik")
    assert register.liste()[0].merkelapp == "Etter Nordvik"
    register.lagre_utkast(en_sak(parter=(Part(id="p1", navn="Eva Nordvik"),)), {}, 1)
    assert (register.liste()[0].merkelapp, register.les(ID).merkelapp) == ("", "")
    assert register.liste("etter nord") == ()
    register.lagre_utkast(en_sak(parter=()), {}, 2)
    assert register.liste()[0].merkelapp == "Etter Nordvik"
    register.sett_merkelapp(ID, "01815599922")
    assert register.liste()[0].merkelapp == ""


def test_flere_saker_slettes_under_ett_alle_eller_ingen(register: Saksregister) -> None:
    for nr in range(1, 5):
        register.opprett(en_sak(nr))
    en, to, tre, fire = (en_sak(nr).id for nr in range(1, 5))
    register.slett(en, to)
    assert {rad.id for rad in register.liste()} == {tre, fire}
    with kaster("feil.register.slettet"):
        register.slett(tre, to)
    assert {rad.id for rad in register.liste()} == {tre, fire}


# To programmer


def test_den_som_kommer_som_nummer_to_far_vite_det_og_beholder_teksten(
    lag_register: LagRegister, klokke: Klokke
) -> None:
    kari, ola = lag_register("Kari Moen"), lag_register("Ola Hov")
    kari.opprett(en_sak())
    klokke.fram(minutes=5)
    kari.lagre_utkast(en_sak(notat="Karis"), {}, 1)
    with pytest.raises(feil.EndretAvAnnen, match=r"endret av Kari Moen .* kl\. .*kopi") as konflikt:
        ola.lagre_utkast(en_sak(notat="Olas"), {"soknad.mottatt": "19."}, 1)
    assert (konflikt.value.av, konflikt.value.tidspunkt) == ("Kari Moen", klokke())
    assert kari.les(ID).sak.notat == "Karis"
    (kopi,) = kari.kopier(ID)
    assert (kopi.av, kopi.tidspunkt, kopi.sak, kopi.raa) == (
        "Ola Hov",
        klokke(),
        en_sak(notat="Olas"),
        {"soknad.mottatt": "19."},
    )
    assert kari.liste()[0].kopier == 1
    kari.slett_kopi(kopi.nr)
    assert kari.kopier(ID) == ()


def test_kopien_folger_skrivingen_og_en_ny_lesing_gir_en_ny_kopi(lag_register: LagRegister) -> None:
    kari, ola = lag_register("Kari Moen"), lag_register("Ola Hov")
    kari.opprett(en_sak())
    kari.lagre_utkast(en_sak(notat="Karis"), {}, 1)
    for tekst in ("O", "Ol", "Olas"):
        with pytest.raises(feil.EndretAvAnnen):
            ola.lagre_utkast(en_sak(notat=tekst), {}, 1)
    kari.lagre_utkast(en_sak(notat="Karis igjen"), {}, 2)
    with pytest.raises(feil.EndretAvAnnen):
        ola.lagre_utkast(en_sak(notat="Olas andre"), {}, 2)
    with pytest.raises(feil.EndretAvAnnen):
        lag_register("Ola Hov").lagre_utkast(en_sak(notat="Ola ved en annen maskin"), {}, 2)
    assert [k.sak.notat for k in kari.kopier(ID) if k.sak] == ["Olas", "Olas andre", "Ola ved en annen maskin"]


def test_det_som_ikke_kunne_lagres_blir_egne_saker_med_alt_som_ble_skrevet(lag_register: LagRegister) -> None:
    kari = lag_register("Kari Moen")
    kari.opprett(en_sak())
    kari.lagre_utkast(en_sak(notat="Karis"), {}, 1)
    for navn, nummer in (("Ola Hov", "2026/0417"), ("Siri Lund", "2026/0417"), ("Ida Øye", "2026/9"), ("Per Bø", "")):
        ny = en_sak(notat=f"Notatet til {navn}", saksnummer=nummer)
        with pytest.raises(feil.EndretAvAnnen):
            lag_register(navn).lagre_utkast(ny, {"soknad.mottatt": "19."}, 1)
    assert kari.hent_ut_kopier(ID, "Hentet fram") == 4
    assert kari.kopier(ID) == ()
    assert kari.les(ID).sak.notat == "Karis"
    hentet = {rad.merkelapp: kari.les(rad.id) for rad in kari.liste() if rad.id != ID}
    assert {lapp: (det.sak.saksnummer, det.sak.notat, dict(det.raa)) for lapp, det in hentet.items()} == {
        "Hentet fram": ("2026/0417", "Notatet til Ola Hov", {"soknad.mottatt": "19."}),
        "Hentet fram 2": ("2026/0417", "Notatet til Siri Lund", {"soknad.mottatt": "19."}),
        "Hentet fram 3": ("2026/9", "Notatet til Ida Øye", {"soknad.mottatt": "19."}),
        "Hentet fram 4": ("", "Notatet til Per Bø", {"soknad.mottatt": "19."}),
    }


def test_etter_a_ha_lest_paa_nytt_kan_den_andre_lagre(lag_register: LagRegister) -> None:
    kari, ola = lag_register("Kari Moen"), lag_register("Ola Hov")
    kari.opprett(en_sak())
    kari.lagre_utkast(en_sak(notat="Karis"), {}, 1)
    assert ola.lagre_utkast(en_sak(notat="Olas"), {}, ola.les(ID).versjon) == 3


def test_den_som_skriver_i_en_slettet_sak_far_vite_nar_den_ble_slettet(
    lag_register: LagRegister, klokke: Klokke
) -> None:
    kari, ola = lag_register("Kari Moen"), lag_register("Ola Hov")
    kari.opprett(en_sak())
    kari.slett(ID)
    with kaster("feil.register.slettet", match=f"slettet {feil.nar(klokke())}"):
        ola.lagre_utkast(en_sak(), {}, 1)


# Sletting


def alle_bytes(fil: Path) -> bytes:
    return b"".join(del_.read_bytes() for del_ in fil.parent.iterdir())


def fyll(register: Saksregister, antall: int, merke: str) -> None:
    """Mange saker som vokser og krymper, så sidene i filen deles og slås sammen."""
    for nr in range(1, antall + 1):
        register.opprett(en_sak(nr, notat="kort"))
        for versjon in (1, 2, 3):
            tekst = f"{merke}{nr:03}X" * (1 + nr * 31 * versjon % 90)
            register.lagre_utkast(en_sak(nr, notat=tekst), {"raa": f"{merke}{nr:03}X"}, versjon)
        register.ny_revisjon(en_sak(nr).id, "lukket")
        with pytest.raises(feil.EndretAvAnnen):
            register.lagre_utkast(en_sak(nr, notat=f"{merke}{nr:03}X"), {}, 1)


@pytest.mark.parametrize("nett", [False, True], ids=["WAL", "nettverksmappe"])
def test_ingenting_av_en_slettet_sak_blir_igjen_i_filene(
    lag_register: LagRegister, apne: Apne, fil: Path, klokke: Klokke, nett: bool
) -> None:
    db = apne(er_nettverk=lambda _: nett)
    register = lag_register(db=db)
    fyll(register, 40, "HEMMELIG")
    slettes = range(1, 41, 2)
    for nr in slettes:
        register.slett(en_sak(nr).id)
    innhold = alle_bytes(fil).upper()
    assert [nr for nr in slettes if f"HEMMELIG{nr:03}X".encode() in innhold] == []
    assert all(f"HEMMELIG{nr:03}X".encode() in innhold for nr in range(2, 41, 2))
    assert len(register.liste()) == 20
    assert db.execute("SELECT count(*) FROM revisjoner").fetchone() == (20,)
    assert db.execute("SELECT count(*) FROM kopier").fetchone() == (20,)
    assert db.rader("SELECT DISTINCT tidspunkt, ryddet FROM slettet", {}) == [
        {"tidspunkt": klokke().isoformat(timespec="microseconds"), "ryddet": 1}
    ]
    assert db.table("slettet").count == len(slettes)


def test_rester_mellom_radene_skrives_over(lag_register: LagRegister, apne: Apne, fil: Path) -> None:
    """Når SQLite flytter rader mellom sider, kan biter bli liggende i det ubrukte på siden, også med secure_delete."""
    db = apne()
    lag_register(db=db).opprett(en_sak())
    db.close()
    data = bytearray(fil.read_bytes())
    plantet = 0
    for side in range(4096, len(data), 4096):  # https://www.sqlite.org/fileformat2.html#b_tree_pages
        slag, antall, innhold = data[side], *(int.from_bytes(data[side + i : side + i + 2], "big") for i in (3, 5))
        ubrukt = side + 8 + 2 * antall
        if slag in (10, 13) and side + (innhold or 65536) - ubrukt > 100:
            data[ubrukt + 10 : ubrukt + 18] = b"HEMMELIG"
            plantet += 1
    assert plantet
    fil.write_bytes(data)
    lag_register().slett(ID)
    assert b"HEMMELIG" not in alle_bytes(fil)


def test_en_slettet_sak_er_borte_ogsaa_fra_sikkerhetskopiene(lag_register: LagRegister, apne: Apne, fil: Path) -> None:
    eldre = apne(skjema=replace(SAKER, endringer=SAKER.endringer[:3]))
    for nr in (1, 2):
        rad = en_sak(nr)
        eldre.execute(
            """
            INSERT INTO saker
                (id, json, versjon, opprettet, endret, endret_av, tilstand, saksnummer, sakstype, sok, raa)
            VALUES (?, ?, 1, '', '', '', 'utkast', '', 'soknad', '', '{}')
            """,
            [rad.id, f"HEMMELIG{nr:03}X"],
        )
        eldre.execute("INSERT INTO revisjoner VALUES (?, 1, '', '', ?)", [rad.id, f"HEMMELIG{nr:03}X"])
    eldre.close()
    register = lag_register()
    (kopi,) = sikkerhetskopier(fil)
    assert b"HEMMELIG001X" in kopi.read_bytes()
    register.slett(en_sak(1).id)
    assert b"HEMMELIG001X" not in alle_bytes(fil)
    assert b"HEMMELIG002X" in kopi.read_bytes()


def test_en_skadet_sikkerhetskopi_fjernes_ved_sletting(register: Saksregister, fil: Path) -> None:
    kopi = fil.with_name(fil.name + ".skjema1-20260101T000000000000Z.bak")
    kopi.write_bytes(b"HEMMELIG" * 1000)
    register.opprett(en_sak())
    register.slett(ID)
    assert not kopi.exists()


def test_det_som_ikke_lot_seg_rydde_ryddes_neste_gang(lag_register: LagRegister, apne: Apne, fil: Path) -> None:
    db = apne()
    register = lag_register(db=db)
    register.opprett(en_sak(notat="HEMMELIG"))
    leser = apne()
    leser.execute("BEGIN")
    leser.execute("SELECT count(*) FROM saker").fetchone()
    register.slett(ID)
    assert not register.finnes(ID)
    assert db.rader("SELECT ryddet FROM slettet", {}) == [{"ryddet": 0}]
    leser.execute("ROLLBACK")
    lag_register(db=db)
    assert db.rader("SELECT ryddet FROM slettet", {}) == [{"ryddet": 1}]
    assert b"HEMMELIG" not in alle_bytes(fil)


def test_en_slettet_sak_kan_legges_inn_igjen(register: Saksregister) -> None:
    register.opprett(en_sak())
    register.ny_revisjon(ID, "lukket")
    register.slett(ID)
    assert register.opprett(en_sak()) == 1
    assert register.revisjoner(ID) == ()
    assert register.les(ID).sak == en_sak()


# Full disk, uten å måtte montere en


def test_en_full_disk_tar_ikke_det_som_var_lagret(lag_register: LagRegister, apne: Apne) -> None:
    db = apne()
    register = lag_register(db=db)
    register.opprett(en_sak())
    (sider,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {sider + 2}")
    with kaster("hinder.register.full", match="Disken er full") as full:
        register.lagre_utkast(en_sak(notat="hemmelig " * 5000), {}, 1)
    assert "hemmelig" not in str(full.value)
    assert (register.les(ID).sak, register.les(ID).versjon) == (en_sak(), 1)
    db.execute("PRAGMA max_page_count = 1000000")
    assert register.lagre_utkast(en_sak(notat="hemmelig " * 5000), {}, 1) == 2
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_en_sqlite_feil_som_er_vaar_egen_skjules_ikke(apne: Apne) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), apne().leser():
        apne().rader("SELECT * FROM finnes_ikke", {})
