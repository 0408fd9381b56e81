"""Det noen kan gjøre med loggen utenom programmet, finnes. Hver er gjort med ren SQL på en kopi av den samme loggen.

Den som gjør det, kan alt: sperrene tas bort mens det gjøres, og legges på plass igjen slik de var.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils
from mottak.mottakprover import MOTTATT, PROGRAM, inngaende
from register.registerprover import Klokke

from overforing.mottak import avgjorelse, overganger, sladding
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Svarutfall
from overforing.mottak.hendelser import Endring, Sladdegrunn
from overforing.mottak.inngaende import Utgaende
from overforing.mottak.merke import NOKKELORD, Anker, merker_i
from overforing.register.database import Register, connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kjede import alle_uten, forsegl
from overforing.register.kjedekontroll import merkene_i_kopien
from overforing.register.kontroll import Kontroll, kontroller
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import Avgrensningstype, Dokument

INE, TOR = "Ine Aune", "Tor Hegg"
OVERFORT = Avgjorelse(
    Svarutfall.OVERFORT, date(2026, 11, 22), "Hele linjen er inhabil.", "5031", omfang=Avgrensningstype.EN_SOKNAD
)


def apne(fil: Path) -> Register:
    return connect(fil, skjema=MOTTAK, er_nettverk=lambda _: False)


@pytest.fixture(scope="module")
def mal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """En logg med tre forespørsler: en avgjort, en med et sladdet notat, og en ny. Ved siden av ligger kopien fra
    forrige uke, den fra i går, og brevet som gikk ut."""
    mappe, klokke = tmp_path_factory.mktemp("mal"), Klokke()
    with closing(apne(mappe / "mottak.db")) as db:
        logg = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=klokke, bruker=INE)

        def gjor(f: Foresporsel, ny: Endring, *ut: Utgaende, som: str = INE) -> Foresporsel:
            klokke.fram(minutes=11)
            logg.bruker = som
            return logg.gjor(f.aar, f.nr, f.versjon, ny, ut)

        en = logg.motta(inngaende(1), MOTTATT).foresporsel
        en = gjor(en, overganger.tildel(en, INE))
        en = gjor(en, overganger.svar_for_egen_habilitet(en, INE, EgenHabilitet.HABIL))
        to = logg.motta(inngaende(2), MOTTATT).foresporsel
        to = gjor(to, overganger.noter(to, "Ringte kommunedirektøren om hvem som er spurt."))
        db.execute("VACUUM INTO ?", (str(mappe / "forrige-uke.db"),))
        brev = f"%PDF-1.7 {NOKKELORD}{logg.nyeste_merke()} svaret".encode()
        (mappe / "brev.pdf").write_bytes(brev)
        gjor(en, avgjorelse.avgjor(en, OVERFORT, INE), Utgaende(brev, "pdf", Dokument.AVGJORELSE))
        historikk = logg.historikk(to.aar, to.nr)
        bort = sladding.sladd(to, historikk, 2, Sladdegrunn.FEIL_PERSON, TOR, ingen_innsyn=True)
        gjor(to, bort, som=TOR)
        tre = logg.motta(inngaende(3), MOTTATT).foresporsel
        gjor(tre, overganger.noter(tre, "Haster ikke."))
        db.execute("VACUUM INTO ?", (str(mappe / "i-gar.db"),))
    return mappe / "mottak.db"


@pytest.fixture
def kopi(mal: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(mal, tmp_path / "mottak.db"))


def prov(fil: Path, mal: Path, *mot: str) -> Kontroll:
    ankere = {
        "forrige-uke.db": lambda: Anker("forrige-uke.db", merkene_i_kopien(mal.with_name("forrige-uke.db"))),
        "i-gar.db": lambda: Anker("i-gar.db", merkene_i_kopien(mal.with_name("i-gar.db"))),
        "brev.pdf": lambda: Anker("brev.pdf", merker_i(mal.with_name("brev.pdf").read_bytes())),
    }
    with closing(apne(fil)) as db:
        return kontroller(db, [ankere[navn]() for navn in mot])


@contextmanager
def utenom(fil: Path) -> Iterator[sqlite3.Connection]:
    """Filen åpen utenom programmet, uten sperrer, som siden er der slik de var."""
    with closing(sqlite3.connect(fil, isolation_level=None)) as conn:
        vern = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for navn, _ in vern:
            if navn.startswith("vern_"):
                conn.execute(f"DROP TRIGGER {navn}")
        yield conn
        for navn, sql in vern:
            if navn.startswith("vern_"):
                conn.execute(sql)


def bytt(conn: sqlite3.Connection, foresporsel: int, nr: int, fra: str, til: str) -> None:
    """Bytt noe i historikken."""
    conn.execute(
        "UPDATE hendelser SET endret = replace(endret, ?, ?) WHERE foresporsel = ? AND nr = ?",
        (fra, til, foresporsel, nr),
    )


def avgjorelsen(conn: sqlite3.Connection) -> None:
    bytt(conn, 1, 4, '"settekommune":[null,"5031"]', '"settekommune":[null,"5035"]')
    conn.execute("UPDATE foresporsler SET settekommune = '5035' WHERE id = 1")


def grunnen(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE hendelser SET tekst = 'Lederen er gift med søkeren.' WHERE handling = 'avgjort'")
    conn.execute("UPDATE soketekster SET tekst = tekst || char(10) || 'lederen er gift med søkeren.' WHERE id = 1")


def den_som_avgjorde(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE hendelser SET av = 'Tor Hegg' WHERE handling = 'avgjort'")


def den_som_forte(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE hendelser SET av = 'Tor Hegg' WHERE foresporsel = 1 AND nr = 1")
    conn.execute("UPDATE foresporsler SET registrert_av = 'Tor Hegg' WHERE id = 1")


def egen_habilitet(conn: sqlite3.Connection) -> None:
    bytt(conn, 1, 3, '"egen_habilitet":[null,"habil"]', '"egen_habilitet":[null,"tvil"]')
    conn.execute("UPDATE foresporsler SET egen_habilitet = 'tvil' WHERE id = 1")


def dokumentet(conn: sqlite3.Connection) -> None:
    nytt = b"%PDF-1.7 et annet svar"
    sum_ = hashlib.sha256(nytt).hexdigest()
    conn.execute("INSERT INTO filer VALUES (?, ?, ?)", (sum_, len(nytt), nytt))
    conn.execute("UPDATE dokumenter SET sha256 = ? WHERE retning = 'ut'", (sum_,))
    conn.execute("DELETE FROM filer WHERE sha256 NOT IN (SELECT sha256 FROM dokumenter WHERE sha256 IS NOT NULL)")


def saken(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE dokumenter SET sak = replace(sak, 'linje', 'linja') WHERE foresporsel = 1 AND post = 1")


def saken_med_ny_sum(conn: sqlite3.Connection) -> None:
    (sak,) = conn.execute("SELECT sak FROM dokumenter WHERE foresporsel = 1 AND post = 1").fetchone()
    sak = json.dumps(json.loads(sak) | {"saksnummer": "2026/9999"}, ensure_ascii=False, sort_keys=True)
    ny = (sak, hashlib.sha256(sak.encode()).hexdigest())
    conn.execute("UPDATE dokumenter SET sak = ?, innholdssum = ? WHERE foresporsel = 1 AND post = 1", ny)
    conn.execute("UPDATE soketekster SET tekst = tekst || char(10) || '2026/9999' WHERE id = 1")


def siste_hendelse(conn: sqlite3.Connection) -> None:
    """Med dokumentet sitt og plassen i kjeden, og alt annet satt tilbake."""
    conn.execute("DELETE FROM kjede WHERE foresporsel = 3 AND nr = 2")
    conn.execute("DELETE FROM dokumenter WHERE foresporsel = 3 AND hendelse = 2")
    conn.execute("DELETE FROM hendelser WHERE foresporsel = 3 AND nr = 2")
    conn.execute("UPDATE foresporsler SET versjon = 1 WHERE id = 3")
    conn.execute("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'kjede'")


def bare_siste_hendelse(conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM dokumenter WHERE foresporsel = 3 AND hendelse = 2")
    conn.execute("DELETE FROM hendelser WHERE foresporsel = 3 AND nr = 2")
    conn.execute("UPDATE foresporsler SET versjon = 1 WHERE id = 3")


def siste_dokument(conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM dokumenter WHERE retning = 'ut'")
    conn.execute("UPDATE dokumenter SET sekvens = sekvens - 1 WHERE sekvens > 3")


def siste_foresporsel(conn: sqlite3.Connection) -> None:
    siste_hendelse(conn)
    for tabell in ("kjede", "dokumenter", "hendelser"):
        conn.execute(f"DELETE FROM {tabell} WHERE foresporsel = 3")
    conn.execute("DELETE FROM soketekster WHERE id = 3")
    conn.execute("DELETE FROM foresporsler WHERE id = 3")
    conn.execute("UPDATE sqlite_sequence SET seq = seq - 1")
    conn.execute("DELETE FROM filer WHERE sha256 NOT IN (SELECT sha256 FROM dokumenter WHERE sha256 IS NOT NULL)")


def den_forste(conn: sqlite3.Connection) -> None:
    """Alt om den første tas bort, og de andre rykker fram, også i kjeden."""
    for tabell in ("kjede", "dokumenter", "hendelser"):
        conn.execute(f"DELETE FROM {tabell} WHERE foresporsel = 1")
    for tabell in ("soketekster", "foresporsler"):
        conn.execute(f"DELETE FROM {tabell} WHERE id = 1")
    conn.execute("UPDATE foresporsler SET nr = nr - 1")
    conn.execute("UPDATE soketekster SET tekst = replace(replace(tekst, '2026/2', '2026/1'), '2026/3', '2026/2')")
    for tabell, kolonne in (("kjede", "lopenr"), ("dokumenter", "sekvens")):
        rader = conn.execute(f"SELECT {kolonne} FROM {tabell} ORDER BY 1").fetchall()
        for ny, (gammel,) in enumerate(rader, 1):
            conn.execute(f"UPDATE {tabell} SET {kolonne} = ? WHERE {kolonne} = ?", (ny, gammel))
    conn.execute("UPDATE sqlite_sequence SET seq = (SELECT max(lopenr) FROM kjede) WHERE name = 'kjede'")
    conn.execute("DELETE FROM filer WHERE sha256 NOT IN (SELECT sha256 FROM dokumenter WHERE sha256 IS NOT NULL)")


def en_falsk(conn: sqlite3.Connection) -> None:
    """En kopi av den tredje, med eget nummer, uten plass i kjeden."""
    for tabell, id_ in (("foresporsler", "id"), ("soketekster", "id"), ("hendelser", "foresporsel")):
        kolonner = [rad[1] for rad in conn.execute(f"PRAGMA table_info({tabell})")]
        nye = ", ".join({id_: "4", **({"nr": "4"} if tabell == "foresporsler" else {})}.get(k, k) for k in kolonner)
        conn.execute(f"INSERT INTO {tabell} SELECT {nye} FROM {tabell} WHERE {id_} = 3")
    conn.execute("UPDATE soketekster SET tekst = replace(tekst, '2026/3', '2026/4') WHERE id = 4")


def en_falsk_i_kjeden(conn: sqlite3.Connection) -> None:
    en_falsk(conn)
    (siste, forrige) = conn.execute("SELECT lopenr, sum FROM kjede ORDER BY lopenr DESC LIMIT 1").fetchone()
    conn.execute(
        "INSERT INTO kjede SELECT ? + nr, 4, nr, form, saltet, salter, CASE nr WHEN 1 THEN ? ELSE sum END, sum "
        "FROM kjede WHERE foresporsel = 3",
        (siste, forrige),
    )


def en_tom_sperre(conn: sqlite3.Connection) -> None:
    conn.execute("DROP TRIGGER soketekster_endret")
    conn.execute("CREATE TRIGGER soketekster_endret AFTER UPDATE ON soketekster BEGIN SELECT 1; END")


def en_fiendtlig(conn: sqlite3.Connection) -> None:
    conn.execute(
        "CREATE TRIGGER x_sqlite_vask AFTER INSERT ON foresporsler WHEN NEW.kommune = '5001' "
        "BEGIN UPDATE foresporsler SET haster = 0 WHERE id = NEW.id; END"
    )


def uten_indeks(conn: sqlite3.Connection) -> None:
    conn.execute("DROP INDEX dokumenter_inn")


def soketeksten(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE soketekster SET tekst = ''")


def sokeregisteret(conn: sqlite3.Connection) -> None:
    conn.execute("INSERT INTO sok_biter (sok_biter) VALUES ('delete-all')")


def tidene(conn: sqlite3.Connection) -> None:
    (en, to) = (t for (t,) in conn.execute("SELECT tidspunkt FROM hendelser WHERE foresporsel = 1 AND nr IN (2, 4)"))
    conn.execute(
        "UPDATE hendelser SET tidspunkt = CASE nr WHEN 2 THEN ? ELSE ? END WHERE foresporsel = 1 AND nr IN (2, 4)",
        (to, en),
    )


def notatet(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE hendelser SET tekst = 'Haster.' WHERE foresporsel = 3 AND nr = 2")
    conn.execute("UPDATE soketekster SET tekst = tekst || char(10) || 'haster.' WHERE id = 3")


def notatet_bort(conn: sqlite3.Connection) -> None:
    """Som om det var bestemt at det skulle tilintetgjøres."""
    conn.execute("UPDATE hendelser SET tekst = '' WHERE foresporsel = 2 AND nr = 2")
    conn.execute("UPDATE kjede SET salter = '{}' WHERE foresporsel = 2 AND nr = 2")


def et_odelagt_tegn(conn: sqlite3.Connection) -> None:
    """Et tegn disken har ødelagt, så teksten ikke lenger er UTF-8."""
    odelagt = "CAST(CAST('Haster ikke' AS BLOB) || x'ff' AS TEXT)"
    conn.execute(f"UPDATE hendelser SET tekst = {odelagt} WHERE foresporsel = 3 AND nr = 2")


def sladdingen(conn: sqlite3.Connection) -> None:
    """Det sladdede vises igjen, som et notat ingen har sladdet."""
    conn.execute("UPDATE hendelser SET handling = 'lest', tekst = '' WHERE handling = 'sladdet'")
    conn.execute("UPDATE soketekster SET tekst = tekst || char(10) || 'ringte kommunedirektøren om hvem som er spurt.'")


def numrene(conn: sqlite3.Connection) -> None:
    for fra, til in ((1, 9), (3, 1), (9, 3)):
        conn.execute("UPDATE foresporsler SET nr = ? WHERE nr = ?", (til, fra))


def alt_om(conn: sqlite3.Connection) -> None:
    """En annen avgjørelse med et annet brev, og hele kjeden regnet ut på nytt slik programmet selv gjør det."""
    dokumentet(conn)
    alt_utenom_brevet(conn)


def alt_utenom_brevet(conn: sqlite3.Connection) -> None:
    """Det samme, men brevet som gikk ut, ligger der med merket sitt."""
    avgjorelsen(conn)
    db = sqlite_utils.Database(conn)
    conn.execute("DELETE FROM kjede")
    forsegl(db, alle_uten(db))


Tukling = Callable[[sqlite3.Connection], None]
UTEN_ANKER: dict[Tukling, str] = {
    avgjorelsen: "kjede_endret",
    grunnen: "kjede_ord",
    den_som_avgjorde: "kjede_endret",
    den_som_forte: "kjede_endret",
    egen_habilitet: "kjede_endret",
    dokumentet: "kjede_endret",
    saken: "innholdssum",
    saken_med_ny_sum: "kjede_endret",
    bare_siste_hendelse: "kjede_hull",
    siste_dokument: "kjede_endret",
    den_forste: "kjede_endret",
    en_falsk: "kjede_utenfor",
    en_falsk_i_kjeden: "kjede_endret",
    en_tom_sperre: "skjema_endret",
    en_fiendtlig: "skjema_fremmed",
    uten_indeks: "skjema_borte",
    soketeksten: "sok_mangler",
    sokeregisteret: "sokeregister",
    tidene: "kjede_endret",
    notatet: "kjede_ord",
    notatet_bort: "kjede_ord",
    et_odelagt_tegn: "kjede_ord",
    sladdingen: "kjede_endret",
    numrene: "kjede_endret",
    alt_utenom_brevet: "brev_ut",
}


def test_det_som_er_fort_av_programmet_er_i_orden_ogsa_mot_det_som_er_utenfor(mal: Path, kopi: Path) -> None:
    svar = prov(kopi, mal, "forrige-uke.db", "i-gar.db", "brev.pdf")
    assert (svar.avvik, svar.merknader, svar.mot) == ((), (), 3)


@pytest.mark.parametrize("gjor", UTEN_ANKER, ids=lambda gjor: gjor.__name__)
def test_tuklingen_finnes(kopi: Path, mal: Path, gjor: Tukling) -> None:
    with utenom(kopi) as conn:
        gjor(conn)
    svar = prov(kopi, mal)
    assert UTEN_ANKER[gjor] in {a.nokkel for a in svar.avvik}, svar.avvik
    assert len(svar.avvik) <= 6, "det samme sies én gang"


MED_ANKER: dict[Tukling, tuple[str, str]] = {
    siste_hendelse: ("i-gar.db", "anker_kortere"),
    siste_foresporsel: ("i-gar.db", "anker_kortere"),
    alt_om: ("brev.pdf", "anker_annen"),
}


@pytest.mark.parametrize("gjor", MED_ANKER, ids=lambda gjor: gjor.__name__)
def test_det_som_er_gjort_helt_igjennom_finnes_mot_noe_utenfor(kopi: Path, mal: Path, gjor: Tukling) -> None:
    mot, nokkel = MED_ANKER[gjor]
    with utenom(kopi) as conn:
        gjor(conn)
    assert prov(kopi, mal).i_orden, "den som kan skrive i filen, kan gjøre det slik"
    assert [a.nokkel for a in prov(kopi, mal, mot).avvik] == [nokkel]


def test_forrige_ukes_fil_lagt_tilbake_finnes_mot_kopien_og_ikke_mot_brevet_fra_for_den(mal: Path) -> None:
    gammel = mal.with_name("forrige-uke.db")
    assert prov(gammel, mal).i_orden
    assert prov(gammel, mal, "brev.pdf").i_orden
    (avvik,) = prov(gammel, mal, "i-gar.db").avvik
    assert avvik.nokkel == "anker_kortere"
    assert "i-gar.db (hendelse 6; loggen har 5)" in avvik.melding


def test_en_fil_som_ikke_kan_brukes_gjor_ikke_loggen_provd(mal: Path, kopi: Path, tmp_path: Path) -> None:
    annet = tmp_path / "annet.db"
    connect(annet, er_nettverk=lambda _: False).close()
    with closing(apne(kopi)) as db:
        svar = kontroller(db, [Anker("annet.db", merkene_i_kopien(annet)), Anker("tekst.txt", ())])
    assert [(a.nokkel, a.hvor) for a in svar.avvik] == [
        ("anker_uleselig", ("annet.db",)),
        ("anker_uten", ("tekst.txt",)),
    ]
