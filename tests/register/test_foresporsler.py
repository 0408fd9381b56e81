"""Loggen over mottatte forespørsler: føre, rette, aldri miste, og vise det når noe likevel er galt."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from feilprover import kaster
from hypothesis import given, settings
from hypothesis import strategies as st
from mottak.mottakprover import MOTTATT, en_sak, inngaende
from register.registerprover import BARE_FIL, Apne, Klokke, LagLogg

from overforing.feil import KanIkke
from overforing.mottak import avgjorelse, overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Status, Svarutfall
from overforing.mottak.hendelser import Endring, Handling
from overforing.mottak.inngaende import Inngaende, Utgaende
from overforing.mottak.kvittering import Mottaksutfall
from overforing.register import foresporsler
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import Kontrollslag, kontroller
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import Avgrensningstype, Dokument, Malform, NyeOpplysninger, Overstyring, Resultat, Svar

ELDSTE = ("foresporsler", "historikk", "dokumenter", "brevutkast", "sok")
NAVN = {"5001": "Trondheim", "3218": "Ås", "5031": "Malvik"}


@pytest.fixture
def logg(lag_logg: LagLogg) -> Foresporselsregister:
    return lag_logg(kommunenavn=lambda nr: NAVN.get(nr, nr))


def gjor(logg: Foresporselsregister, f: Foresporsel, endring: Endring, *brev: Utgaende) -> Foresporsel:
    return logg.gjor(f.aar, f.nr, f.versjon, endring, brev)


def test_en_foresporsel_far_nummer_dato_frist_og_filen_uendret(logg: Foresporselsregister) -> None:
    inn = inngaende()
    f = logg.motta(inn, MOTTATT).foresporsel
    assert (f.journalnummer, f.mottatt, f.frist, f.status) == ("2026/1", MOTTATT, date(2026, 12, 20), Status.NY)
    assert (f.sak, f.kommune, f.deres_ref) == (en_sak().id, en_sak().kontor.kommune, en_sak().saksnummer)
    assert logg.les(2026, 1) == f
    (dokument,) = logg.dokumenter(2026, 1)
    assert (dokument.sha256, dokument.post, dokument.sekvens) == (inn.sha256, 1, 1)
    assert logg.fil(dokument.sha256) == inn.innhold
    assert logg.saker(2026, 1) == ((1, inn.sak_json),)


def test_de_samme_bytene_igjen_fores_ikke_to_ganger(logg: Foresporselsregister) -> None:
    logg.motta(inngaende(), MOTTATT)
    svar = logg.motta(inngaende(), date(2026, 11, 21))
    assert (svar.utfall, svar.foresporsel.versjon, len(logg.dokumenter(2026, 1))) == (Mottaksutfall.ALLEREDE, 1, 1)
    assert svar.fort == (logg.bruker, logg.historikk(2026, 1)[0].tidspunkt)


def test_samme_sak_med_annet_innhold_er_en_ny_utgave_pa_samme_nummer(logg: Foresporselsregister) -> None:
    f = logg.motta(inngaende(), MOTTATT).foresporsel
    f = gjor(logg, f, overganger.etterlys(f, "Hvem er spurt?", date(2026, 12, 10), date(2026, 11, 22)))
    svar = logg.motta(inngaende(allerede_gjort="Ingenting."), date(2026, 12, 1))
    assert (svar.utfall, svar.foresporsel.journalnummer) == (Mottaksutfall.NY_VERSJON, "2026/1")
    assert (svar.foresporsel.status, svar.foresporsel.ny_versjon) == (Status.UNDER_BEHANDLING, True)
    assert svar.foresporsel.mottatt == MOTTATT
    assert [(d.post, d.har_fil) for d in logg.dokumenter(2026, 1)] == [(1, True), (2, False), (3, True)]
    assert svar.forrige_sak == inngaende().sak_json


def test_de_samme_svarene_i_en_annen_fil_legges_bare_ved(logg: Foresporselsregister) -> None:
    logg.motta(inngaende(), MOTTATT)
    svar = logg.motta(replace(inngaende(), innhold=inngaende().innhold + b"\n"), MOTTATT)
    assert (svar.utfall, svar.foresporsel.ny_versjon) == (Mottaksutfall.SAMME_INNHOLD, False)
    assert len(logg.dokumenter(2026, 1)) == 2


def test_det_en_avgjort_foresporsel_gjaldt_endres_ikke_av_det_som_kommer_etterpa(logg: Foresporselsregister) -> None:
    f = logg.motta(inngaende(), MOTTATT).foresporsel
    f = gjor(logg, f, overganger.tildel(f, "Ine Aune"))
    f = gjor(logg, f, overganger.svar_for_egen_habilitet(f, "Ine Aune", EgenHabilitet.HABIL))
    valgt = Avgjorelse(Svarutfall.OVERFORT, date(2026, 11, 22), "Fordi.", "5031", omfang=Avgrensningstype.EN_SOKNAD)
    brev = Utgaende(b"%PDF-1.7 svaret", "pdf", Dokument.AVGJORELSE)
    f = gjor(logg, f, avgjorelse.avgjor(f, valgt, "Ine Aune"), brev)
    kontor = replace(en_sak().kontor, kommune="3218", navn="Nav Ås")
    svar = logg.motta(inngaende(kontor=kontor), date(2026, 12, 1))
    assert (svar.foresporsel.status, svar.foresporsel.kommune) == (Status.AVGJORT, "5001")
    assert svar.foresporsel.ny_versjon
    assert [(d.retning, d.dokument) for d in logg.dokumenter(2026, 1)] == [
        ("inn", None),
        ("ut", Dokument.AVGJORELSE),
        ("inn", None),
    ]


AVSLATT = Svar(dato=date(2026, 11, 22), resultat=Resultat.AVSLATT)


def avslatt(logg: Foresporselsregister, f: Foresporsel) -> Foresporsel:
    f = gjor(logg, f, overganger.tildel(f, "Ine Aune"))
    f = gjor(logg, f, overganger.svar_for_egen_habilitet(f, "Ine Aune", EgenHabilitet.HABIL))
    valgt = Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, date(2026, 11, 22), "Kommunedirektøren er ikke spurt.")
    return gjor(logg, f, avgjorelse.avgjor(f, valgt, "Ine Aune"))


def pa_nytt(tekst: str, **felt: object) -> Inngaende:
    """Den samme saken, der kommunen skriver hva som er nytt siden avslaget."""
    return inngaende(svar=replace(AVSLATT, nye_opplysninger=NyeOpplysninger(tekst=tekst)), **felt)


def test_en_ny_anmodning_etter_et_avslag_far_sitt_eget_nummer_og_avslaget_star(logg: Foresporselsregister) -> None:
    gammel = avslatt(logg, logg.motta(inngaende(), MOTTATT).foresporsel)
    svar = logg.motta(pa_nytt("Kommunedirektøren er gift med søkeren."), date(2026, 12, 10))
    ny = svar.foresporsel
    assert svar.utfall is Mottaksutfall.NY_ANMODNING
    assert (ny.nr, ny.status, ny.mottatt, ny.frist, ny.utfall) == (
        2,
        Status.NY,
        date(2026, 12, 10),
        date(2027, 1, 10),
        None,
    )
    assert (ny.sak, ny.etter_avslag, ny.saksbehandler) == (gammel.sak, "2026/1", "")
    naa = logg.les(2026, 1)
    assert (naa.status, naa.utfall, naa.avgjort) == (Status.AVGJORT, gammel.utfall, gammel.avgjort)
    siste = logg.historikk(2026, 1)[-1]
    assert (siste.handling, siste.tekst) == (Handling.NY_ANMODNING, "2026/2")
    assert [[d.retning for d in logg.dokumenter(2026, nr)] for nr in (1, 2)] == [["inn", "ut"], ["inn"]]
    assert svar.forrige_sak == logg.saker(2026, 1)[-1][1]
    assert kontroller(logg.db).i_orden


def test_det_som_kommer_etterpa_horer_til_den_nye_anmodningen(logg: Foresporselsregister) -> None:
    avslatt(logg, logg.motta(inngaende(), MOTTATT).foresporsel)
    nytt = pa_nytt("Kommunedirektøren er gift med søkeren.")
    logg.motta(nytt, MOTTATT)
    igjen = logg.motta(replace(nytt, innhold=b"{}"), MOTTATT)
    assert (igjen.utfall, igjen.foresporsel.nr) == (Mottaksutfall.SAMME_INNHOLD, 2)
    mer = logg.motta(pa_nytt("Kommunedirektøren er gift med søkeren.", allerede_gjort="Ingenting."), MOTTATT)
    assert (mer.utfall, mer.foresporsel.nr) == (Mottaksutfall.NY_VERSJON, 2)


def test_etter_et_nytt_avslag_ma_det_vaere_noe_nytt_igjen(logg: Foresporselsregister) -> None:
    avslatt(logg, logg.motta(inngaende(), MOTTATT).foresporsel)
    avslatt(logg, logg.motta(pa_nytt("Hun er gift med søkeren."), MOTTATT).foresporsel)
    samme = logg.motta(pa_nytt("Hun er gift med søkeren.", allerede_gjort="Ingenting."), MOTTATT)
    assert (samme.utfall, samme.foresporsel.status) == (Mottaksutfall.NY_VERSJON, Status.AVGJORT)
    tredje = logg.motta(pa_nytt("De er naboer også."), MOTTATT)
    assert (tredje.utfall, tredje.foresporsel.etter_avslag) == (Mottaksutfall.NY_ANMODNING, "2026/2")


def test_en_retting_viser_det_gamle(logg: Foresporselsregister) -> None:
    f = logg.motta(inngaende(), MOTTATT).foresporsel
    gjor(logg, f, overganger.rett(f, {"mottatt": date(2026, 11, 10)}, "Lå i posten."))
    siste = logg.historikk(2026, 1)[-1]
    assert siste.handling is Handling.RETTET
    assert siste.endret == {"mottatt": ("2026-11-20", "2026-11-10"), "frist": ("2026-12-20", "2026-12-10")}
    assert (siste.tekst, siste.av) == ("Lå i posten.", "Ine Aune")


def test_den_som_kommer_som_nummer_to_skriver_ikke_over(logg: Foresporselsregister) -> None:
    f = logg.motta(inngaende(), MOTTATT).foresporsel
    gjor(logg, f, overganger.noter(f, "Ringt kommunen."))
    with kaster("feil.register.foresporsel_endret", match="endret av Ine Aune"):
        gjor(logg, f, overganger.tildel(f, "Tor Hegg"))
    assert logg.les(2026, 1).saksbehandler == ""


def test_en_som_kom_pa_papir_fores_uten_fil_og_fylles_ut_etterpa(logg: Foresporselsregister) -> None:
    f = logg.registrer_for_hand({}, MOTTATT)
    assert f.manuell
    f = gjor(logg, f, overganger.fyll_ut(f, {"kommune": "3218", "avsender": "Nav Ås"}))
    assert (f.manuell, f.kommune) == (False, "3218")
    assert kontroller(logg.db).i_orden


def test_et_brev_som_skrives_om_ligger_der_til_det_sendes_og_er_ikke_historikk(logg: Foresporselsregister) -> None:
    logg.motta(inngaende(), MOTTATT)
    skrevet = {"bakgrunn": Overstyring(tekst="Mitt eget.", forslag="Programmets.")}
    logg.lagre_brevutkast(2026, 1, Dokument.ETTERLYSNING, Malform.NN, {"gammel": Overstyring(tekst="x")})
    logg.lagre_brevutkast(2026, 1, Dokument.ETTERLYSNING, Malform.NN, skrevet)
    assert logg.brevutkast(2026, 1, Dokument.ETTERLYSNING) == {Malform.NN: skrevet}
    assert logg.brevutkast(2026, 1, Dokument.AVGJORELSE) == {}
    assert logg.les(2026, 1).versjon == 1
    assert kontroller(logg.db).i_orden


def test_nummeret_begynner_pa_nytt_ved_nyttar(logg: Foresporselsregister, klokke: Klokke) -> None:
    logg.motta(inngaende(1), MOTTATT)
    logg.motta(inngaende(2), MOTTATT)
    klokke.tid = datetime(2027, 1, 2, 8, 0, tzinfo=UTC)
    assert logg.motta(inngaende(3), date(2027, 1, 2)).foresporsel.journalnummer == "2027/1"


@BARE_FIL
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM foresporsler",
        "UPDATE foresporsler SET nr = 7",
        "UPDATE foresporsler SET registrert = ''",
        "DELETE FROM hendelser",
        "UPDATE hendelser SET av = 'en annen'",
        "DELETE FROM dokumenter",
        "UPDATE dokumenter SET dato = NULL",
        "DELETE FROM filer",
        "UPDATE filer SET innhold = x'00'",
        "DELETE FROM soketekster",
    ],
)
def test_databasen_selv_sier_nei_til_a_endre_og_slette(logg: Foresporselsregister, sql: str) -> None:
    logg.motta(inngaende(), MOTTATT)
    with pytest.raises(sqlite3.IntegrityError, match="bare legges til"):
        logg.db.conn.execute(sql)


def test_en_fil_som_ikke_lar_seg_fore_etterlater_ingenting(
    logg: Foresporselsregister, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faller(*_: object) -> None:
        raise sqlite3.OperationalError("disken falt ut midt i")

    monkeypatch.setattr(logg, "_nytt_soketekst", faller)
    with pytest.raises(sqlite3.OperationalError):
        logg.motta(inngaende(), MOTTATT)
    monkeypatch.undo()
    assert logg.motta(inngaende(), MOTTATT).foresporsel.journalnummer == "2026/1"
    svar = kontroller(logg.db)
    assert (svar.foresporsler, svar.hendelser, svar.dokumenter, svar.avvik) == (1, 1, 1, ())


@pytest.mark.parametrize("antall", range(len(MOTTAK.endringer) + 1))
def test_en_logg_fra_hvert_eldre_skjema_oppgraderes_og_kan_brukes(
    apne: Apne, fil: Path, klokke: Klokke, antall: int
) -> None:
    if antall:
        apne(fil, skjema=replace(MOTTAK, endringer=MOTTAK.endringer[:antall])).close()
    logg = Foresporselsregister(apne(fil, skjema=MOTTAK), kommunenavn=str, na=klokke, bruker="Ine")
    assert logg.motta(inngaende(), MOTTATT).foresporsel.journalnummer == "2026/1"
    assert kontroller(logg.db).i_orden


@BARE_FIL
def test_det_en_eldre_logg_ikke_hadde_i_journalen_far_plassen_sin(
    apne: Apne, fil: Path, tmp_path: Path, klokke: Klokke, logg: Foresporselsregister
) -> None:
    """Før hadde bare det som var en fil, en plass i journalen."""
    gammel = replace(MOTTAK, endringer=tuple(e for e in MOTTAK.endringer if e.__name__ in ELDSTE))
    eldre = tmp_path / "eldre.db"
    apne(eldre, skjema=gammel).close()
    f = logg.registrer_for_hand({"kommune": "3218", "dokumentdato": date(2026, 11, 18)}, MOTTATT)
    f = gjor(logg, f, overganger.noter(f, "Ringt."))
    f = gjor(logg, f, overganger.forelopig_svar(f))
    gjor(logg, f, avgjorelse.avgjor(f, Avgjorelse(Svarutfall.FEILFORT, klokke().date(), "To ganger."), "Ine Aune"))
    ventet = [(d.aar, d.sekvens, d.post, d.hendelse, d.retning, d.dokument) for d in logg.dokumenter(2026, 1)]
    assert [v[4] for v in ventet] == ["inn", "intern", "ut"]
    logg.db.conn.execute("ATTACH ? AS eldre", (str(eldre),))
    for tabell in ("foresporsler", "hendelser", "soketekster"):
        kolonner = ", ".join(rad[1] for rad in logg.db.conn.execute(f"PRAGMA eldre.table_info({tabell})"))
        logg.db.conn.execute(f"INSERT INTO eldre.{tabell} ({kolonner}) SELECT {kolonner} FROM main.{tabell}")
    logg.db.conn.execute("DETACH eldre")
    na = Foresporselsregister(apne(eldre, skjema=MOTTAK), kommunenavn=str, na=klokke, bruker="Ine Aune")
    assert [(d.aar, d.sekvens, d.post, d.hendelse, d.retning, d.dokument) for d in na.dokumenter(2026, 1)] == ventet
    assert na.dokumenter(2026, 1)[0].dato == date(2026, 11, 18)
    assert kontroller(na.db).i_orden


def test_kontoret_og_statsforvalteren_har_hver_sin_fil(apne: Apne, tmp_path: Path) -> None:
    apne(tmp_path / "en.db", skjema=MOTTAK).close()
    with kaster("hinder.register.skadet"):
        apne(tmp_path / "en.db")


def _uten_vern(logg: Foresporselsregister, sql: str) -> None:
    """Det en som går utenom programmet, kan gjøre."""
    for (navn,) in logg.db.conn.execute("SELECT name FROM sqlite_master WHERE name LIKE 'vern_%'").fetchall():
        logg.db.conn.execute(f"DROP TRIGGER {navn}")
    logg.db.conn.execute("PRAGMA foreign_keys = OFF")
    logg.db.conn.execute(sql)


@BARE_FIL
@pytest.mark.parametrize(
    ("sql", "slag", "melding"),
    [
        ("UPDATE filer SET innhold = x'00' WHERE rowid = 1", Kontrollslag.FILENE, "ikke lenger slik den kom"),
        ("DELETE FROM filer WHERE rowid = 1", Kontrollslag.DOKUMENTENE, "mangler"),
        ("DELETE FROM foresporsler WHERE nr = 2", Kontrollslag.NUMRENE, "2026/2 mangler"),
        ("DELETE FROM foresporsler WHERE nr = 3", Kontrollslag.NUMRENE, "2 av 3"),
        ("UPDATE foresporsler SET frist = '2099-01-01' WHERE nr = 1", Kontrollslag.HISTORIKKEN, "frist"),
        ("UPDATE foresporsler SET status = 'tull' WHERE nr = 1", Kontrollslag.HISTORIKKEN, "ikke hel"),
        ("DELETE FROM hendelser WHERE foresporsel = 1 AND nr = 2", Kontrollslag.HISTORIKKEN, "2026/1"),
        ("UPDATE hendelser SET endret = '{}' WHERE foresporsel = 2", Kontrollslag.HISTORIKKEN, "2026/2"),
        ("DELETE FROM dokumenter WHERE sekvens = 2", Kontrollslag.NUMRENE, "Dokument nr. 2026-2"),
        ("DELETE FROM dokumenter WHERE foresporsel = 3", Kontrollslag.JOURNALEN, "journalen: 2026/3 (hendelse 1)"),
        ("DELETE FROM dokumenter WHERE retning = 'intern'", Kontrollslag.JOURNALEN, "2026/3 (hendelse 2)"),
        ("DELETE FROM soketekster WHERE id = 1", Kontrollslag.SOKET, "2026/1"),
        ("SELECT 1", Kontrollslag.DATABASEN, "vern_foresporsler_delete"),
    ],
)
def test_kontrollen_finner_det_noen_har_gjort_utenom_programmet(
    logg: Foresporselsregister, sql: str, slag: Kontrollslag, melding: str
) -> None:
    for nr in (1, 2, 3):
        f = logg.motta(inngaende(nr), MOTTATT).foresporsel
        gjor(logg, f, overganger.noter(f, "Ringt."))
    assert kontroller(logg.db).i_orden
    _uten_vern(logg, sql)
    avvik = [a.melding for a in kontroller(logg.db).avvik if a.slag is slag]
    assert any(melding in a for a in avvik), avvik


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "a", "b"]), st.integers(2025, 2027)), max_size=12))
def test_numrene_er_alltid_uten_hull_hva_som_enn_kommer(
    tmp_path_factory: pytest.TempPathFactory, kommer: list[tuple[int, str, int]]
) -> None:
    klokke = Klokke()
    with closing(connect(tmp_path_factory.mktemp("logg") / "m.db", skjema=MOTTAK, er_nettverk=lambda _: False)) as db:
        db.execute("PRAGMA synchronous = OFF")
        logg = Foresporselsregister(db, kommunenavn=str, na=klokke, bruker="Ine")
        for nr, tekst, aar in kommer:
            klokke.tid = datetime(aar, 6, 1, tzinfo=UTC)
            logg.motta(inngaende(nr, allerede_gjort=tekst), klokke.tid.date())
        svar = kontroller(db)
    assert svar.avvik == ()
    assert svar.foresporsler == len({nr for nr, _, _ in kommer})
    assert svar.dokumenter <= len(kommer)


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(rot: Path) -> Iterator[Start]:
    barn: list[subprocess.Popen[str]] = []

    def start(*argumenter: str | Path) -> subprocess.Popen[str]:
        barn.append(
            subprocess.Popen(
                [sys.executable, Path(__file__).with_name("mottaker.py"), *argumenter],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (rot / "src", rot / "tests", *sys.path)))},
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        )
        return barn[-1]

    yield start
    for prosess in barn:
        prosess.kill()
        prosess.wait()
        if prosess.stdout:
            prosess.stdout.close()


@BARE_FIL
def test_to_som_forer_samtidig_far_hvert_sitt_nummer_uten_hull(logg: Foresporselsregister, start: Start) -> None:
    to = [start(logg.db.fil, fra, "40") for fra in ("1000", "2000")]
    numre = [linje for prosess in to for linje in prosess.communicate()[0].split() if linje != "klar"]
    assert [prosess.returncode for prosess in to] == [0, 0]
    assert sorted(int(n.split("/")[1]) for n in numre) == list(range(1, 81))
    assert kontroller(logg.db).avvik == ()


def test_drept_midt_i_en_bunke_er_loggen_hel_og_alt_kvittert_er_der(
    apne: Apne, fil: Path, klokke: Klokke, start: Start
) -> None:
    apne(skjema=MOTTAK).close()
    kvittert: list[str] = []
    for runde in range(4):
        prosess = start(fil, str(1000 * (runde + 1)))
        assert prosess.stdout
        for _ in range(2 + runde * 5):
            kvittert.append(prosess.stdout.readline().strip())
        prosess.kill()
        kvittert += prosess.stdout.read().split("\n")[:-1]
        prosess.wait()
        db = apne(skjema=MOTTAK)
        svar = kontroller(db)
        fort = {f"{aar}/{nr}" for aar, nr in db.conn.execute("SELECT aar, nr FROM foresporsler")}
        db.close()
        assert svar.avvik == ()
        assert {n for n in kvittert if n != "klar"} <= fort
        assert svar.foresporsler == svar.dokumenter == svar.hendelser


def test_flere_fores_i_en_transaksjon_og_den_som_ikke_kan_tar_ikke_de_andre_med_seg(
    logg: Foresporselsregister, monkeypatch: pytest.MonkeyPatch
) -> None:
    ekte = logg._nytt_soketekst

    def feiler_ved_den_tredje(id_: int, f: Foresporsel, mer: str) -> None:
        if f.sak == en_sak(3).id:
            raise ZeroDivisionError
        ekte(id_, f, mer)

    monkeypatch.setattr(logg, "_nytt_soketekst", feiler_ved_den_tredje)
    monkeypatch.setattr(foresporsler, "_LAASEN", 60)
    alle = [inngaende(nr) for nr in (1, 2, 1, 3, 4)]
    fort = logg.motta_flere(alle, MOTTATT)
    assert [k.utfall for k in fort] == [Mottaksutfall.NY, Mottaksutfall.NY, Mottaksutfall.ALLEREDE]
    with pytest.raises(ZeroDivisionError):
        logg.motta_flere(alle[3:], MOTTATT)
    assert logg.motta_flere(alle[4:], MOTTATT)[0].foresporsel.journalnummer == "2026/3"
    monkeypatch.setattr(foresporsler, "_LAASEN", -1)
    assert len(logg.motta_flere([inngaende(5), inngaende(6)], MOTTATT)) == 1, "låsen holdes ikke lenge"
    svar = kontroller(logg.db)
    assert (svar.foresporsler, svar.dokumenter, svar.hendelser, svar.avvik) == (4, 4, 4, ())


def test_det_det_sokes_i_er_det_samme_om_de_fores_sammen(
    logg: Foresporselsregister, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foresporsler, "_LAASEN", 60)
    alle = [inngaende(), inngaende(allerede_gjort="Matpakke."), inngaende(2), inngaende(allerede_gjort="Seng.")]
    assert len(logg.motta_flere(alle, MOTTATT)) == len(alle)
    linjer = logg.db.motor.soketekst(1).split("\n")
    assert linjer[0].startswith("2026/1 ")
    assert {"matpakke.", "seng."} <= set(linjer)
    assert logg.db.motor.soketekst(2).startswith("2026/2 ")
    logg.motta(inngaende(allerede_gjort="Klær."), MOTTATT)
    assert "klær." in logg.db.motor.soketekst(1).split("\n")
    assert kontroller(logg.db).avvik == ()


def test_en_som_ikke_finnes_sies(logg: Foresporselsregister) -> None:
    with pytest.raises(KanIkke, match="ingen forespørsel 2026/9"):
        logg.les(2026, 9)
