"""Køene, søket, sorteringen og sidene i loggen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mottak.mottakprover import MOTTATT, PROGRAM, en_sak, inngaende
from register.registerprover import Klokke, LagLogg
from register.testtjener import Provelogg

from overforing.mottak import avgjorelse, overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Status, Svarutfall
from overforing.mottak.paminnelser import Paminnelse, paminnelser
from overforing.mottak.utvalg import Ko, Sortering, Utvalg
from overforing.register.database import Register
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.kodeverk import Avgrensningstype, Moment
from overforing.sak.rekkefolge import sorteringsnokkel

I_DAG = date(2026, 11, 22)
MEG = "Ine Aune"


@pytest.fixture
def logg(lag_logg: LagLogg) -> Foresporselsregister:
    return lag_logg(MEG, PROGRAM.geografi.navn)


@pytest.fixture
def liste(logg: Foresporselsregister) -> Foresporselsliste:
    return Foresporselsliste(logg.db, MEG, PROGRAM.geografi.andre_ord)


def ny(logg: Foresporselsregister, nr: int, kommune: str = "5001", **felt: object) -> Foresporsel:
    kontor = replace(en_sak().kontor, kommune=kommune, navn=f"Nav {PROGRAM.geografi.navn(kommune)}")
    mottatt = felt.pop("mottatt", MOTTATT)
    assert isinstance(mottatt, date)
    return logg.motta(inngaende(nr, kontor=kontor, **felt), mottatt).foresporsel


def tatt(logg: Foresporselsregister, f: Foresporsel, av: str = MEG) -> Foresporsel:
    return logg.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, av))


def trukket(logg: Foresporselsregister, f: Foresporsel) -> None:
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, MEG, EgenHabilitet.HABIL))
    logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, Avgjorelse(Svarutfall.TRUKKET, I_DAG), MEG))


def numre(liste: Foresporselsliste, utvalg: Utvalg, i_dag: date = I_DAG) -> list[int]:
    return [f.nr for f in liste.side(utvalg, i_dag).rader]


def test_koene(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    ny(logg, 1)
    tatt(logg, ny(logg, 2))
    tatt(logg, ny(logg, 3), "Tor Hegg")
    f = tatt(logg, ny(logg, 4, mottatt=date(2026, 10, 21)))
    logg.gjor(f.aar, f.nr, f.versjon, overganger.etterlys(f, "Mer", date(2026, 12, 24), date(2026, 12, 1)))
    trukket(logg, tatt(logg, ny(logg, 5)))
    assert {ko: numre(liste, Utvalg(ko)) for ko in Ko} == {
        Ko.ALLE: [5, 4, 3, 2, 1],
        Ko.NYE: [1],
        Ko.SIDEN_SIST: [],
        Ko.MINE: [4, 2],
        Ko.UTEN_SAKSBEHANDLER: [1],
        Ko.PAMINNELSER: [4],
        Ko.OVER_FRIST: [4],
        Ko.FRIST_SNART: [],
        Ko.VENTER_PA_KOMMUNEN: [4],
        Ko.TIL_GODKJENNING: [],
        Ko.AVGJORT_I_AR: [5],
    }
    assert liste.koer(I_DAG) == {ko: len(numre(liste, Utvalg(ko))) for ko in Ko}
    # Fristen var 21. november; samme dag er den ikke ute.
    assert numre(liste, Utvalg(Ko.OVER_FRIST), date(2026, 11, 21)) == []
    assert numre(liste, Utvalg(Ko.AVGJORT_I_AR), date(2027, 1, 1)) == []
    assert numre(liste, Utvalg(status=Status.UNDER_BEHANDLING)) == [3, 2]


def haster(logg: Foresporselsregister, nr: int, **felt: object) -> Foresporsel:
    return ny(logg, nr, soknad=replace(en_sak().soknad, haster=True), **felt)


def test_det_som_haster_star_forst_i_lista_og_i_hver_ko_til_det_er_avgjort(
    logg: Foresporselsregister, liste: Foresporselsliste
) -> None:
    haster(logg, 1)
    eldst = tatt(logg, ny(logg, 2, mottatt=date(2026, 10, 20)))
    tatt(logg, haster(logg, 3))
    tatt(logg, ny(logg, 4))
    trukket(logg, tatt(logg, haster(logg, 5)))
    assert numre(liste, Utvalg()) == [3, 1, 5, 4, 2]
    assert numre(liste, Utvalg(Ko.MINE)) == [3, eldst.nr, 4], "så ens egne, den eldste først"
    assert numre(liste, Utvalg(Ko.AVGJORT_I_AR)) == [5]
    assert numre(liste, Utvalg(sok="nav")) == [3, 1, 5, 4, 2]
    assert numre(liste, Utvalg(Ko.MINE, sok="trondheim")) == [3, 2, 4]
    assert numre(liste, Utvalg(sortering=Sortering.NYEST)) == [5, 4, 3, 2, 1]


def test_paminnelsene_og_fristene_som_er_naer(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    dagen = date(2026, 11, 22)
    haster(logg, 1)
    tatt(logg, haster(logg, 2))
    tatt(logg, ny(logg, 3, mottatt=date(2026, 10, 28)))  # 25 dager
    tatt(logg, ny(logg, 4, mottatt=date(2026, 10, 29)))
    svart = tatt(logg, ny(logg, 5, mottatt=date(2026, 10, 22)))
    logg.gjor(svart.aar, svart.nr, svart.versjon, overganger.forelopig_svar(svart))
    for nr, svarfrist in ((6, dagen - timedelta(days=1)), (7, dagen)):
        f = tatt(logg, ny(logg, nr))
        logg.gjor(f.aar, f.nr, f.versjon, overganger.etterlys(f, "Mer", svarfrist, dagen - timedelta(days=9)))
    trukket(logg, tatt(logg, ny(logg, 8, mottatt=date(2026, 10, 1))))
    rader = liste.side(Utvalg(), dagen).rader
    forfalt = {r.nr: paminnelser(r, dagen, forelopig_sendt=not r.forelopig_mangler) for r in rader}
    assert {nr: hva for nr, hva in forfalt.items() if hva} == {
        1: (Paminnelse.INGEN_HAR_DEN,),
        3: (Paminnelse.FORELOPIG_SVAR,),
        6: (Paminnelse.PURR,),
    }
    assert numre(liste, Utvalg(Ko.PAMINNELSER)) == [1, 3, 6], "det som haster, så etter frist"
    assert numre(liste, Utvalg(Ko.FRIST_SNART)) == [5, 3, 4]
    assert numre(liste, Utvalg(Ko.FRIST_SNART), date(2026, 11, 23)) == [3, 4]
    assert len(numre(liste, Utvalg(Ko.PAMINNELSER), date.max)) == 6, "5 har fått foreløpig svar"


def test_det_som_kom_mens_en_var_borte_er_andres_siden_en_sist_forte_noe(
    logg: Foresporselsregister, liste: Foresporselsliste, klokke: Klokke, lag_logg: LagLogg
) -> None:
    kollega = lag_logg("Tor Hegg", PROGRAM.geografi.navn)
    ny(kollega, 1)
    f = tatt(logg, ny(logg, 2))
    dagen_etter = klokke().date() + timedelta(days=1)
    assert numre(liste, Utvalg(Ko.SIDEN_SIST), dagen_etter) == []
    klokke.fram(hours=1)
    ny(kollega, 3)
    kollega.motta(inngaende(2, allerede_gjort="Nytt."), MOTTATT)
    assert numre(liste, Utvalg(Ko.SIDEN_SIST), dagen_etter) == [3, f.nr]
    assert numre(Foresporselsliste(logg.db, "Siv Moen"), Utvalg(Ko.SIDEN_SIST), dagen_etter) == [3, 2, 1]
    assert numre(Foresporselsliste(logg.db, ""), Utvalg(Ko.SIDEN_SIST), dagen_etter) == []


def test_overforingene_finnes_og_telles_etter_hva_de_omfatter(
    logg: Foresporselsregister, liste: Foresporselsliste
) -> None:
    til = date(2027, 6, 30)
    alene, fornyelser = Avgrensningstype
    for nr, omfang, slutt in ((1, alene, None), (2, fornyelser, til)):
        f = tatt(logg, ny(logg, nr))
        f = logg.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, MEG, EgenHabilitet.HABIL))
        valgt = Avgjorelse(Svarutfall.OVERFORT, I_DAG, "Fordi.", "5031", None, omfang, slutt)
        logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, valgt, MEG))
    ny(logg, 3)
    assert numre(liste, Utvalg(omfang=alene)) == [1]
    assert numre(liste, Utvalg(omfang=fornyelser)) == [2]
    rad = liste.side(Utvalg(omfang=fornyelser), I_DAG).rader[0]
    assert (rad.settekommune, rad.omfang, rad.til, rad.svarfrist, rad.etter_avslag) == (
        "5031",
        fornyelser,
        til,
        None,
        "",
    )
    grunnlag = liste.tallgrunnlag(date(2026, 1, 1), I_DAG)
    assert sorted((g.utfall, g.omfang) for g in grunnlag) == [("", ""), ("overfort", alene), ("overfort", fornyelser)]


def test_haugen_er_det_som_var_apent_den_dagen(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    ny(logg, 1, mottatt=date(2025, 12, 30))
    f = tatt(logg, ny(logg, 2, mottatt=date(2026, 11, 1)))
    logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, Avgjorelse(Svarutfall.FEILFORT, I_DAG, "Feil."), MEG))
    ny(logg, 3, mottatt=I_DAG)
    assert liste.aarene() == (2026, 2025)
    for dag, ventet in ((date(2025, 12, 31), [2025]), (date(2026, 11, 21), [2025, 2026]), (I_DAG, [2025, 2026])):
        assert sorted(en.mottatt.year for en in liste.haugen(dag)) == ventet, dag
    assert {(en.kontor, en.grunn) for en in liste.haugen(I_DAG)} == {("Nav Trondheim", "flere")}


def test_lista_viser_dagen_kommunen_skal_svare_innen(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    f = tatt(logg, ny(logg, 1))
    logg.gjor(f.aar, f.nr, f.versjon, overganger.etterlys(f, "Mer", date(2026, 12, 6), I_DAG))
    (rad,) = liste.side(Utvalg(), I_DAG).rader
    assert (rad.svarfrist, rad.saksbehandler, rad.kommunenavn) == (date(2026, 12, 6), MEG, "Trondheim")


SOKT = {
    "Ås": [2],
    "ås": [2],
    "A\u030as": [2],
    "holdskommune": [1],
    "oppholdskommune": [1],
    "snåase": [3],
    "Snåsa": [3],
    "Tråante": [1],
    "traante": [],
    "nav Tråante 26/1": [1],
    "Čáhcesuolu": [4],
    "cahcesuolu": [],
    "får": [1],
    "far": [],
    "2026/3": [3],
    "26/3": [3],
    "26-3": [3],
    "2026/77": [4],
    "26/77": [4],
    "nav 26/3": [3],
    "nav": [4, 3, 2, 1],
    "nav ås": [2],
    "finnes ikke": [],
    "": [4, 3, 2, 1],
    "§§": [],
    '"': [],
}
"""Det en skriver i søkefeltet, og forespørslene det finner."""


def test_sok_som_en_skriver(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    ny(logg, 1, allerede_gjort="Oppholdskommunen er avklart. Søkeren får hjelp.")
    ny(logg, 2, "3218")
    ny(logg, 3, "5041")
    ny(logg, 4, "5605", allerede_gjort="Bor i Čáhcesuolu. Se sak 26/77.")
    assert {skrevet: numre(liste, Utvalg(sok=skrevet)) for skrevet in SOKT} == SOKT


def test_journalnummeret_en_soker_etter_star_forst(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    for nr in range(1, 13):
        (haster if nr == 11 else ny)(logg, nr)
    assert numre(liste, Utvalg(sok="26/1")) == [1, 11, 12, 10]
    assert numre(liste, Utvalg(Ko.AVGJORT_I_AR, sok="26/1")) == []
    forste = liste.side(Utvalg(sok="2026-1"), I_DAG, antall=1)
    assert [r.nr for r in liste.side(Utvalg(sok="2026-1"), I_DAG, forste.neste).rader] == [11, 12, 10]


def test_notater_kan_sokes_i_og_den_forrige_saksbehandleren_finnes_ikke_lenger(
    logg: Foresporselsregister, liste: Foresporselsliste
) -> None:
    f = tatt(logg, ny(logg, 1), "Tor Hegg")
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, "Ringte kommunedirektøren."))
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, MEG))
    assert numre(liste, Utvalg(sok="direktør")) == [1]
    assert numre(liste, Utvalg(sok="hegg")) == []
    assert numre(liste, Utvalg(sok="aune")) == [1]
    assert not list(logg.db.motor.sokeindeksen())
    if isinstance(logg.db, Register):
        logg.db.execute("INSERT INTO sok_biter (sok_biter) VALUES ('integrity-check')")
        logg.db.execute("INSERT INTO sok_ord (sok_ord) VALUES ('integrity-check')")


@settings(max_examples=150)
@given(st.text(max_size=40) | st.text("\"'*^:(){}-+ANDORNETåÅ\x00\ud800%_§", max_size=20))
@example('"')
@example("NEAR(a b, 2)")
@example("tekst: a OR")
@example("a" * 5000)
def test_det_en_skriver_i_sokefeltet_kaster_aldri(felles: Foresporselsliste, skrevet: str) -> None:
    utvalg = Utvalg(sok=skrevet)
    side = felles.side(utvalg, I_DAG)
    assert len(side.rader) == felles.antall(utvalg, I_DAG)


@pytest.fixture(scope="module")
def felles(tmp_path_factory: pytest.TempPathFactory) -> Foresporselsliste:
    from overforing.register.database import connect

    db = connect(tmp_path_factory.mktemp("logg") / "m.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    logg = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=Klokke(), bruker=MEG)
    ny(logg, 1)
    return Foresporselsliste(db, MEG)


def test_sidene_har_alle_radene_en_gang_i_rekkefolge(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    kommuner = ["3218", "5001", "0301", "5041", "1120", "5605"]
    for nr in range(1, 14):
        ny(logg, nr, kommuner[nr % 6], mottatt=date(2026, 11, 1 + nr % 3))
    for sortering, synkende, sok in product(Sortering, (False, True), ("", "nav")):
        utvalg = Utvalg(sortering=sortering, synkende=synkende, sok=sok)
        sett: list[int] = []
        etter = None
        while True:
            side = liste.side(utvalg, I_DAG, etter, 3)
            sett += [f.nr for f in side.rader]
            etter = side.neste
            if etter is None:
                break
        assert sorted(sett) == list(range(1, 14)), utvalg
        assert sett == [f.nr for f in liste.side(utvalg, I_DAG, antall=99).rader], utvalg
        assert sett == [f.nr for f in liste.alle(utvalg, I_DAG)], utvalg


def test_kommunene_sorteres_norsk(logg: Foresporselsregister, liste: Foresporselsliste) -> None:
    for nr, kommune in enumerate(("3218", "1813", "1514", "1820", "1554", "0301", "3114", "1577", "4644"), 1):
        ny(logg, nr, kommune)
    navn = [PROGRAM.geografi.navn(f.kommune or "") for f in liste.alle(Utvalg(sortering=Sortering.KOMMUNE), I_DAG)]
    assert navn[-2:] == ["Østre Toten", "Ås"] or navn[-1] == "Ås"
    assert navn == sorted(navn, key=sorteringsnokkel)


def test_alfabetet_ender_pa_ae_o_a() -> None:
    riktig = ["Alta", "Álvdal", "Čáhput", "Dyrøy", "Ytre", "Zeta", "Ærlig", "Øygarden", "Aasen", "Åseral", ""]
    nokler = [sorteringsnokkel(navn, person=True) for navn in riktig]
    assert all(a < b for a, b in pairwise(nokler)), nokler
    assert sorteringsnokkel("Aarborte") < sorteringsnokkel("Alta")


def test_de_avgjorte_kommer_med_momentene_i_den_siste_utgaven(
    logg: Foresporselsregister, liste: Foresporselsliste
) -> None:
    f = ny(logg, 1)
    ny(logg, 2)
    ny(logg, 1, saerlig_ulempe=replace(en_sak().saerlig_ulempe, momenter=(Moment.KOSTNAD,)))
    f = tatt(logg, logg.les(f.aar, f.nr))
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, MEG, EgenHabilitet.HABIL))
    avslatt = Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, I_DAG, "Fordi.")
    f = logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, avslatt, MEG))
    assert [(a.f, a.momenter) for a in liste.avgjorte(f.slag, f.grunn)] == [(f, {"kostnad"})]
    # En sak som er skadet på disken, skjuler ikke de andre.
    if isinstance(logg.db, Register):
        logg.db.execute("DROP TRIGGER vern_dokumenter_update")
    else:
        assert isinstance(logg.db, Provelogg)
        logg.db.utenom()
    logg.db.execute("UPDATE dokumenter SET sak = '{' WHERE sak IS NOT NULL")
    assert [a.momenter for a in liste.avgjorte(f.slag, "")] == [frozenset()]
