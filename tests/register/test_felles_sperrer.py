"""Den felles loggen mot den som går rett på databasen, som med ``psql``: det programmet forbyr, forbyr databasen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from feilprover import kaster
from mottak.mottakprover import MOTTATT, PROGRAM, inngaende
from register.testtjener import Provetjener, lag_database, legg_til

from overforing.hinder import Hindret
from overforing.mottak import avgjorelse, fire_oyne, overganger, skjold
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Svarutfall
from overforing.mottak.hendelser import Endring, Handling
from overforing.mottak.inngaende import Utgaende
from overforing.mottak.utvalg import Utvalg
from overforing.register.felles import skjema
from overforing.register.felles.raden import DEM, SER, UTEN_STATISTIKK
from overforing.register.felles.tjener import Tjener, apne
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller
from overforing.sak.kodeverk import Avgrensningstype
from overforing.sak.modell import Dokument, Malform, Overstyring

INE, TOR, SIV = "Ine Aune", "Tor Hegg", "Siv Moen"
LOGIN = {INE: "p-ine", TOR: "p-tor", SIV: "p-siv"}
NOTAT = "Ringte kommunedirektøren."
Apne = Callable[[str], Foresporselsregister]


@pytest.fixture(scope="module")
def database(tjener: Provetjener) -> str:
    """En felles logg med tre brukere, der klokka er tjenerens."""
    lag_database(tjener, "sperrer", stillbar=False)
    for navn, login in LOGIN.items():
        legg_til(tjener, "sperrer", login, navn, "leder" if navn == SIV else "saksbehandler")
    legg_til(tjener, "sperrer", "p-utenfor", "", "")
    return "sperrer"


@pytest.fixture
def logg(tjener: Provetjener, database: str) -> Iterator[Apne]:
    """Loggen slik programmet åpner den for en av dem."""
    apne_na: list[Tjener] = []

    def logg(navn: str) -> Foresporselsregister:
        db = apne(tjener.adresse(database, LOGIN[navn]))
        apne_na.append(db)
        return Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=db.na, bruker=db.meg)

    yield logg
    for db in apne_na:
        db.close()


@pytest.fixture(scope="module")
def fort(tjener: Provetjener, database: str) -> Foresporsel:
    """En forespørsel med et notat, ført av Ine."""
    db = apne(tjener.adresse(database, LOGIN[INE]))
    ines = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=db.na, bruker=db.meg)
    f = ines.motta(inngaende(1), MOTTATT).foresporsel
    f = ines.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, NOTAT))
    db.close()
    return f


@contextmanager
def psql(tjener: Provetjener, login: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**tjener.adresse("sperrer", login).valg, autocommit=True) as conn:
        yield conn


NA = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')"
HENDELSE = "INSERT INTO hendelser VALUES (1, {nr}, {na}, '{av}', '{handling}', '{endret}', 'x')"


def hendelse(nr: str = "3", na: str = NA, av: str = TOR, handling: str = "notat", endret: str = "{}") -> str:
    return HENDELSE.format(nr=nr, na=na, av=av, handling=handling, endret=endret)


FORBUDT = {
    "DELETE FROM foresporsler": "permission denied",
    "DELETE FROM hendelser": "permission denied",
    "UPDATE hendelser SET av = 'en annen'": "permission denied",
    "UPDATE hendelser SET tekst = ''": "permission denied",
    "DELETE FROM dokumenter": "permission denied",
    "UPDATE dokumenter SET dato = NULL": "permission denied",
    "DELETE FROM filer": "permission denied",
    "UPDATE filer SET innhold = ''": "permission denied",
    "TRUNCATE hendelser": "permission denied",
    "DELETE FROM kjede": "permission denied",
    "UPDATE kjede SET sum = ''": "permission denied",
    "UPDATE kjede SET salter = '{}'": "permission denied",
    "UPDATE tellere SET verdi = 0": "permission denied",
    "DELETE FROM soketekster": "permission denied",
    "UPDATE soketekster SET tekst = ''": "permission denied",
    "SELECT 1 FROM soketekster": "permission denied",
    "SELECT bytt_soketekst(1, '')": "bare sammen med det som føres",
    "SELECT tilintetgjor(1, 2)": "bare legges til",
    "UPDATE foresporsler SET nr = 7": "bare av det som føres",
    "UPDATE foresporsler SET kommunenavn = 'x', sortering_kommune = 'x'": "bare av det som føres",
    "SELECT legg_pa(1, '', '', '', '')": "bare av det som føres",
    "SET row_security = off; SELECT 1 FROM foresporsler": "affected by row-level security",
    "ALTER TABLE foresporsler DISABLE ROW LEVEL SECURITY": "must be owner",
    "DROP POLICY skjermet ON foresporsler": "must be owner",
    "SELECT innholdet(f) FROM foresporsler f": "permission denied",
    "SELECT lagre_soketekst(1, '')": "permission denied",
    "UPDATE foresporsler SET registrert_av = 'Tor Hegg'": "bare av det som føres",
    "UPDATE foresporsler SET status = 'avgjort'": "bare av det som føres",
    "UPDATE foresporsler SET saksbehandler = 'Tor Hegg', versjon = versjon + 1": "bare av det som føres",
    hendelse(av=INE): "i en annens navn",
    hendelse(na="'2026-01-01T00:00:00.000000+00:00'"): "Tiden er ikke",
    hendelse(nr="5"): "bare av det som føres",
    hendelse(endret='{"status":["avgjort","ny"]}'): "bare av det som føres",
    hendelse(): "ikke helt ført",
    "INSERT INTO filer VALUES ('aa', 1, 'x')": "ikke den summen er av",
    "INSERT INTO filer VALUES (encode(sha256('x'), 'hex'), 1, 'x')": "sammen med et dokument",
    "INSERT INTO dokumenter (aar, sekvens, foresporsel, post, hendelse, registrert, retning, format, tekst) "
    f"SELECT aar, neste_sekvens(aar), 1, neste_post(1), 1, {NA}, 'ut', '', '' FROM foresporsler WHERE id = 1": (
        "sammen med hendelsen"
    ),
    "INSERT INTO kjede SELECT lopenr + 1, foresporsel, nr, form, saltet, salter, sum, sum FROM kjede "
    "ORDER BY lopenr DESC LIMIT 1": "når den føres",
    "INSERT INTO brukere VALUES ('x', 'X', '', '', 'leder')": "permission denied",
    "UPDATE brukere SET rolle = 'leder'": "permission denied",
    "UPDATE brukere SET navn = 'Ine Aune' WHERE login = 'p-tor'": "permission denied",
    f"INSERT INTO loggvalg VALUES (1, {NA}, 'Tor Hegg', 0, 'fire_oyne', 'av', '')": "Bare en leder",
    f"INSERT INTO loggvalg VALUES (1, {NA}, 'Siv Moen', 0, 'fire_oyne', 'av', '')": "i en annens navn",
    "DELETE FROM loggvalg": "permission denied",
    hendelse(handling="godkjent", endret='{"godkjent_av":["","Tor Hegg"]}'): "av en annen enn den som foreslo",
    hendelse(handling="foreslatt", endret='{"foreslatt_av":["","Ine Aune"]}'): "den som er logget inn",
    hendelse(handling="rettet", endret='{"forslag":[null,"godkjent"]}'): "av en annen enn den som foreslo",
    hendelse(handling="skjold_loftet", endret='{"skjold_loftet":["","Ine Aune"]}'): "Bare en leder",
    hendelse(handling="apnet_hast", endret='{"kan_ikke_vente":["","Ine Aune: Nå."]}'): "for en annen",
    "CREATE TABLE overforing.falsk (x int)": "permission denied",
    "CREATE TABLE public.falsk (x int)": "permission denied",
    "CREATE TEMP TABLE falsk (x int)": "permission denied",
    "CREATE OR REPLACE FUNCTION meg() RETURNS text LANGUAGE sql AS $$ SELECT 'Ine Aune' $$": "permission denied",
    "ALTER TABLE hendelser DISABLE TRIGGER USER": "must be owner",
    "DROP TABLE hendelser": "must be owner",
    "SET session_replication_role = replica": "permission denied",
    "SET ROLE eier": "permission denied",
    "INSERT INTO skjema (nr, navn) VALUES (9, 'x')": "permission denied",
}


@pytest.mark.parametrize("sql", FORBUDT)
def test_databasen_selv_sier_nei(tjener: Provetjener, fort: Foresporsel, sql: str) -> None:
    with psql(tjener, LOGIN[TOR]) as conn, pytest.raises(psycopg.Error, match=FORBUDT[sql]):
        conn.execute(sql)


EIER_FORBUDT = (
    *("DELETE FROM foresporsler", "DELETE FROM hendelser", "DELETE FROM dokumenter", "DELETE FROM filer"),
    *("UPDATE hendelser SET av = 'x'", "UPDATE hendelser SET tekst = ''", "UPDATE dokumenter SET dato = NULL"),
    *("UPDATE filer SET innhold = ''", "UPDATE kjede SET sum = ''", "UPDATE kjede SET salter = '{}'"),
    *("TRUNCATE hendelser CASCADE", "DELETE FROM brukere"),
)


@pytest.mark.parametrize("sql", EIER_FORBUDT)
def test_ogsa_den_som_eier_tabellene_ma_ta_bort_sperrene_forst(
    tjener: Provetjener, fort: Foresporsel, sql: str
) -> None:
    with psql(tjener, "eier") as conn:
        with pytest.raises(psycopg.Error, match="bare legges til"):
            conn.execute(sql)
        with pytest.raises(psycopg.Error, match="i en annens navn"):
            conn.execute(hendelse(av=INE))


REGELEN = "ALTER POLICY skjermet ON foresporsler"


def test_at_en_sperre_er_tatt_bort_finnes(tjener: Provetjener, fort: Foresporsel, logg: Apne) -> None:
    ines = logg(INE)
    assert kontroller(ines.db).avvik == ()
    for bort, igjen, nokkel in (
        ("ALTER TABLE filer DISABLE TRIGGER vern_filer", "ALTER TABLE filer ENABLE TRIGGER vern_filer", "borte"),
        ("GRANT DELETE ON hendelser TO PUBLIC", "REVOKE DELETE ON hendelser FROM PUBLIC", "fremmed"),
        ("ALTER TABLE filer DISABLE ROW LEVEL SECURITY", "ALTER TABLE filer ENABLE ROW LEVEL SECURITY", "endret"),
        (f"{REGELEN} USING (true)", f"{REGELEN} USING (id <> ALL ({DEM}))", "endret"),
        (f"{REGELEN} USING (id NOT IN (SELECT skjermede()))", f"{REGELEN} USING (id <> ALL ({DEM}))", "endret"),
    ):
        with psql(tjener, "eier") as conn:
            conn.execute(bort)
            assert [a.nokkel for a in kontroller(ines.db).avvik] == [f"skjema_{nokkel}"]
            conn.execute(igjen)
    assert kontroller(ines.db).i_orden


def test_hver_forer_i_sitt_navn_med_tjenerens_klokke(fort: Foresporsel, logg: Apne) -> None:
    ines, tors = logg(INE), logg(TOR)
    f = tors.motta(inngaende(2), MOTTATT).foresporsel
    siste = ines.historikk(f.aar, f.nr)[-1]
    assert siste.av == TOR
    assert abs(siste.tidspunkt - datetime.now(UTC)) < timedelta(minutes=1)
    tors.bruker = INE
    with kaster("feil.felles.annens_navn"):
        tors.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, "x"))
    tors._na = lambda: datetime.now(UTC) + timedelta(days=1)
    tors.bruker = TOR
    with kaster("feil.felles.klokka"):
        tors.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, "x"))
    assert ines.les(f.aar, f.nr) == f


def test_den_som_kommer_som_nummer_to_far_vite_hvem_som_kom_forst(fort: Foresporsel, logg: Apne) -> None:
    ines, tors = logg(INE), logg(TOR)
    f = ines.motta(inngaende(3), MOTTATT).foresporsel
    ines.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, "Ringt."))
    with kaster("feil.register.foresporsel_endret", match="endret av Ine Aune"):
        tors.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, TOR))


@pytest.mark.parametrize("svar", [EgenHabilitet.INHABIL, EgenHabilitet.TVIL])
def test_den_som_er_inhabil_eller_i_tvil_ser_ikke_det_som_er_fort_og_kan_gi_det_fra_seg(
    fort: Foresporsel, logg: Apne, svar: EgenHabilitet
) -> None:
    ines, tors = logg(INE), logg(TOR)
    nr = 10 if svar is EgenHabilitet.TVIL else 11
    f = ines.motta(inngaende(nr, allerede_gjort=f"Kjenner familien Glippmo{nr}."), MOTTATT).foresporsel
    (dokument,) = ines.dokumenter(f.aar, f.nr)
    f = tors.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, TOR, svar, "Gift med en part."))
    # Det gjelder fra neste spørring, og bare henne.
    assert tors.historikk(f.aar, f.nr) == tors.dokumenter(f.aar, f.nr) == tors.saker(f.aar, f.nr) == ()
    with kaster("feil.register.ingen_fil"):
        tors.fil(dokument.sha256)
    sok = Utvalg(sok=f"glippmo{nr}")
    i_dag = f.mottatt
    assert Foresporselsliste(tors.db, TOR).antall(sok, i_dag) == 0
    assert Foresporselsliste(ines.db, INE).antall(sok, i_dag) == 1
    assert [h.av for h in ines.historikk(f.aar, f.nr)] == [INE, TOR]
    with kaster("feil.felles.kontroll_skjermet"):
        kontroller(tors.db)
    with kaster("feil.felles.journal_skjermet"):
        list(Foresporselsliste(tors.db, TOR).journal(i_dag, date(9000, 1, 1)))
    with kaster("feil.felles.skjermet"):
        tors.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, "Jeg kjenner dem."))
    for felt in ({"kommune": "5006"}, {"utfall": Svarutfall.OVERFORT}):
        with kaster("feil.felles.skjermet"):
            tors.gjor(f.aar, f.nr, f.versjon, Endring(Handling.TILDELT, {"saksbehandler": INE, **felt}))
    selv = Endring(Handling.EGEN_HABILITET, {"inhabile_her": "", "i_tvil_her": "", "egen_habilitet": None})
    with kaster("feil.felles.hvem_som_kan"):
        tors.gjor(f.aar, f.nr, f.versjon, selv)
    f = tors.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, INE))
    assert (f.saksbehandler, tors.historikk(f.aar, f.nr)) == (INE, ())
    # Numrene og kjeden går videre også når den som fører, ikke ser det siste.
    ny = tors.motta(inngaende(nr + 10), MOTTATT).foresporsel
    assert ny.nr == f.nr + 1
    assert tors.motta(inngaende(nr, allerede_gjort="Nytt."), MOTTATT).foresporsel.nr == f.nr
    assert kontroller(ines.db).avvik == ()


@pytest.fixture(scope="module")
def skjermet(tjener: Provetjener, fort: Foresporsel) -> dict[str, Any]:
    """Raden i en forespørsel Tor er skjermet fra, slik den er: et brev, et notat, et svar og et utkast."""
    db, tors = (apne(tjener.adresse("sperrer", LOGIN[hvem])) for hvem in (INE, TOR))
    ines = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=db.na, bruker=db.meg)
    f = ines.motta(inngaende(80, allerede_gjort="Kjenner familien Glippmo."), MOTTATT).foresporsel
    rettet = {"deres_ref": "HEMMELIG-17", "tittel": "Sak om Glippmo", "avsender": "Nav Glippmo", "arkivsak": "26/17"}
    f = ines.gjor(f.aar, f.nr, f.versjon, overganger.rett(f, rettet, "Etter brevet."))
    f = ines.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, TOR))
    f = ines.gjor(f.aar, f.nr, f.versjon, overganger.etterlys(f, "Hvem er gift?", db_dag(ines) + timedelta(9), MOTTATT))
    ines.lagre_brevutkast(f.aar, f.nr, Dokument.ETTERLYSNING, Malform.NB, {"bakgrunn": Overstyring(tekst="Glippmo.")})
    inhabil = overganger.svar_for_egen_habilitet(f, TOR, EgenHabilitet.INHABIL, "Gift med en part.")
    Foresporselsregister(tors, kommunenavn=str, na=tors.na, bruker=tors.meg).gjor(f.aar, f.nr, f.versjon, inhabil)
    (rad,) = db.rader("SELECT * FROM foresporsler WHERE aar = :aar AND nr = :nr", {"aar": f.aar, "nr": f.nr})
    for en in (db, tors):
        en.close()
    return rad


INGENTING = (
    "SELECT 1 FROM foresporsler WHERE id = {id}",
    "SELECT 1 FROM foresporsler WHERE ctid = (SELECT max(ctid) FROM foresporsler) AND id = {id}",
    "SELECT 1 FROM foresporsler WHERE deres_ref = 'HEMMELIG-17'",
    "SELECT 1 FROM foresporsler WHERE aar = {aar} AND nr = {nr} FOR UPDATE",
    "SELECT 1 FROM foresporsler HAVING count(*) FILTER (WHERE tittel LIKE '%Glippmo%') > 0",
    "UPDATE foresporsler SET versjon = versjon + 1 WHERE id = {id} RETURNING *",
    "SELECT 1 FROM hendelser WHERE foresporsel = {id}",
    "SELECT 1 FROM dokumenter WHERE foresporsel = {id}",
    "SELECT 1 FROM filer WHERE sha256 = (SELECT sha256 FROM dokumenter WHERE foresporsel = {id})",
    "SELECT 1 FROM kjede WHERE foresporsel = {id}",
    "SELECT 1 FROM brevutkast WHERE foresporsel = {id}",
    "SELECT 1 FROM (SELECT soketekst({id}) AS det) s WHERE det IS NOT NULL",
    "SELECT 1 FROM soketekstene() WHERE id = {id}",
    "SELECT 1 FROM sok('[[\"%glippmo%\"]]', '[]', 0, NULL, true, 9) WHERE sok = {id}",
    # Et mønster som ender slik, ville gitt en feil bare når det står der.
    "SELECT 1 FROM sok('[[\"%kjenner familien \\\\\"]]', '[]', 0, NULL, true, 9) WHERE sok = {id}",
    "SELECT 1 FROM pg_stats WHERE schemaname = 'overforing' AND tablename NOT IN ('skjema', 'tellere')",
    # En feil i et vilkår ville sagt hva som står der, hadde det vært prøvd på den.
    "SELECT 1 FROM foresporsler WHERE id = {id} AND 1 / (CASE WHEN deres_ref LIKE 'HEMM%' THEN 0 ELSE 1 END) = 1",
)


@pytest.mark.parametrize("sql", INGENTING)
def test_av_det_hun_er_skjermet_fra_er_ingenting_i_databasen(
    tjener: Provetjener, skjermet: dict[str, Any], sql: str
) -> None:
    with psql(tjener, "eier") as conn:
        conn.execute("ANALYZE")
    with psql(tjener, LOGIN[TOR]) as conn:
        assert conn.execute(sql.replace("{id}", str(skjermet["id"])).format(**skjermet)).fetchall() == []


def test_det_som_er_igjen_av_raden_sier_ikke_noe_om_saken(tjener: Provetjener, skjermet: dict[str, Any]) -> None:
    with psql(tjener, LOGIN[TOR]) as conn:
        peker = conn.execute("SELECT * FROM skjermede_rader() WHERE id = %s", (skjermet["id"],))
        rest = dict(zip((k.name for k in peker.description or ()), peker.fetchone() or (), strict=True))
    assert rest.keys() == skjermet.keys()
    like = {navn for navn, verdi in rest.items() if verdi == skjermet[navn] and verdi not in ("", None, False)}
    assert like <= {*SER, "slag", "malform"}
    assert (rest["saksbehandler"], rest["status"], rest["inhabile_her"]) == (TOR, "venter_pa_kommunen", TOR)
    bare_ord = {navn for navn, verdi in rest.items() if verdi is None and skjermet[navn] == ""}
    assert bare_ord == set(), "programmet venter en tekst"


GJETTET = (
    '{{"deres_ref":["{deres_ref}","x"]}}',
    '{{"deres_ref":["galt","x"]}}',
    '{{"frist":["{frist}","2026-01-01"]}}',
    '{{"svarfrist":["{svarfrist}",null]}}',
    '{{"kommune":["{kommune}","5006"],"saksbehandler":["Tor Hegg","Ine Aune"]}}',
    '{{"utfall":[null,"sendt_departementet"]}}',
)


@pytest.mark.parametrize("handling", ["tildelt", "ny_versjon", "egen_habilitet", "avgjort", "notat", "tilintetgjort"])
def test_ingen_gjetter_seg_fram_med_det_som_ble_nektet(
    tjener: Provetjener, skjermet: dict[str, Any], handling: str
) -> None:
    """Svaret er det samme når det er riktig, som når det er galt."""
    nr, id_ = str(skjermet["versjon"] + 1), skjermet["id"]
    with psql(tjener, LOGIN[TOR]) as conn:
        for endret in GJETTET:
            sql = hendelse(nr, handling=handling, endret=endret.format(**skjermet))
            with pytest.raises(psycopg.Error, match="bare gi forespørselen fra seg"):
                conn.execute(sql.replace("VALUES (1,", f"VALUES ({id_},"))


FORKLART = (
    "EXPLAIN SELECT 1 FROM foresporsler WHERE id = {id} AND deres_ref < 'I'",
    "EXPLAIN ANALYZE SELECT 1 FROM foresporsler WHERE id = {id} AND kommune = 'x'",
    "EXPLAIN (ANALYZE, BUFFERS) SELECT 1 FROM hendelser WHERE foresporsel = {id} AND tekst < 'I'",
    "EXPLAIN ANALYZE SELECT 1 FROM dokumenter d JOIN filer USING (sha256) WHERE d.filnavn < 'I'",
    "EXPLAIN ANALYZE SELECT 1 FROM kjede WHERE salter < 'I'",
    "EXPLAIN ANALYZE UPDATE foresporsler SET versjon = versjon WHERE id = {id} AND frist < '1'",
    "EXPLAIN ANALYZE DELETE FROM brevutkast WHERE tekst < 'I'",
    "DO $$ BEGIN EXECUTE 'exp' || 'lain analyze SELECT 1 FROM foresporsler WHERE frist < ''x'''; END $$",
    "PREPARE klar AS SELECT 1 FROM foresporsler WHERE frist < 'x'; EXECUTE klar",
)


@pytest.mark.parametrize("sql", FORKLART)
def test_ingen_far_forklart_hva_databasen_fant_for_den_sa_nei(
    tjener: Provetjener, skjermet: dict[str, Any], sql: str
) -> None:
    sql = sql.replace("{id}", str(skjermet["id"]))
    with psql(tjener, LOGIN[TOR]) as conn, pytest.raises(psycopg.Error, match="får ikke forklart"):
        conn.execute(sql)
    with psql(tjener, LOGIN[SIV]) as conn, conn.transaction(force_rollback=True):
        conn.execute(sql)


def test_ingen_sporring_fra_programmet_ligger_klar(logg: Apne) -> None:
    db = logg(INE).db

    def sporringer() -> int:
        for _ in range(9):
            svar = db.execute("SELECT count(*) FROM pg_prepared_statements WHERE name <> ?", [""]).fetchone()
        return int(svar[0])

    assert sporringer() == 0
    with db.motor.stillbilde():
        assert sporringer() == 1, "der er det mange like"
    assert sporringer() == 0


def test_statistikken_har_ikke_det_som_sier_noe_om_saken(tjener: Provetjener, skjermet: dict[str, Any]) -> None:
    """Planen kan en se på andre måter enn med EXPLAIN."""
    with psql(tjener, "eier") as conn:
        conn.execute("ANALYZE")
        sql = "SELECT attname FROM pg_stats WHERE schemaname = 'overforing' AND tablename = %s"
        har = {tabell: {navn for (navn,) in conn.execute(sql, (tabell,))} for tabell in UTEN_STATISTIKK}
    assert har["foresporsler"] <= {*SER, "sak", "mottatt", "frist"}, "kolonnen må også inn i UTEN_STATISTIKK"
    assert all(har[tabell].isdisjoint(kolonner.split()) for tabell, kolonner in UTEN_STATISTIKK.items())


def test_den_som_gir_fra_seg_ser_den_ikke_i_den_transaksjonen_heller(
    tjener: Provetjener, skjermet: dict[str, Any]
) -> None:
    nr, id_ = str(skjermet["versjon"] + 1), skjermet["id"]
    gi = hendelse(
        nr, handling="tildelt", endret='{"saksbehandler":["Tor Hegg","Ine Aune"],"egen_habilitet":["inhabil",null]}'
    )
    with psql(tjener, LOGIN[TOR]) as conn:
        conn.execute("BEGIN")
        conn.execute(gi.replace("VALUES (1,", f"VALUES ({id_},"))
        conn.execute("SELECT legg_pa(%s, 'ine', 'tor hegg', 'ine aune', '')", (id_,))
        assert conn.execute("SELECT 1 FROM foresporsler WHERE id = %s", (id_,)).fetchall() == []
        assert conn.execute("SELECT handling FROM hendelser WHERE foresporsel = %s", (id_,)).fetchall() == [
            ("tildelt",)
        ]
        with pytest.raises(psycopg.Error, match="bare sammen med det som føres"):
            conn.execute("SELECT nytt_soketekst(%s, 'tull', '')", (id_,))
        conn.execute("ROLLBACK")


@pytest.mark.parametrize("forst", ["SELECT 1", "SAVEPOINT s"])
def test_ingen_apner_leser_og_angrer(tjener: Provetjener, skjermet: dict[str, Any], forst: str) -> None:
    """At den er åpnet fordi det haster, gjelder først når det er ført."""
    nr, id_ = str(skjermet["versjon"] + 1), skjermet["id"]
    apner = hendelse(nr, handling="apnet_hast", endret='{"kan_ikke_vente":["","Tor Hegg: Haster."]}')
    with psql(tjener, LOGIN[TOR]) as conn:
        conn.execute("BEGIN")
        conn.execute(apner.replace("VALUES (1,", f"VALUES ({id_},"))
        conn.execute(forst)
        conn.execute("SELECT legg_pa(%s, '', '', '', '')", (id_,))
        for tabell, hvor in (("foresporsler", "id"), ("dokumenter", "foresporsel"), ("kjede", "foresporsel")):
            assert conn.execute(f"SELECT 1 FROM {tabell} WHERE {hvor} = {id_}").fetchall() == []
        assert conn.execute("SELECT soketekst(%s)", (id_,)).fetchone() == (None,)
        conn.execute("ROLLBACK")


def test_en_leder_kan_si_at_hun_likevel_er_habil(fort: Foresporsel, logg: Apne) -> None:
    ines, tors = logg(INE), logg(TOR)
    f = ines.motta(inngaende(40), MOTTATT).foresporsel
    f = tors.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, TOR, EgenHabilitet.TVIL, "Nabo."))
    assert tors.historikk(f.aar, f.nr) == ()
    ines.gjor(f.aar, f.nr, f.versjon, Endring(Handling.LEDER_SVARTE, {"i_tvil_her": "", "habile_her": TOR}, "Ok."))
    assert len(tors.historikk(f.aar, f.nr)) == 3


def test_enhver_sier_fra_om_eget_fravaer_og_en_leder_om_de_andres(fort: Foresporsel, tjener: Provetjener) -> None:
    borte = "UPDATE brukere SET borte_til = '2026-12-24', stedfortreder = 'p-ine' WHERE login = %s"
    with psql(tjener, LOGIN[TOR]) as conn:
        assert conn.execute(borte, ("p-tor",)).rowcount == 1
        assert conn.execute(borte, ("p-siv",)).rowcount == 0
    with psql(tjener, LOGIN[SIV]) as conn:
        assert conn.execute(borte.replace("12-24", "12-27"), ("p-tor",)).rowcount == 1
        sagt = "SELECT fravaer_av, fravaer_sagt > now() - interval '1 minute' FROM brukere WHERE login = 'p-tor'"
        assert conn.execute(sagt).fetchone() == (SIV, True)


def test_den_som_bare_er_stedfortreder_gir_ingen_lederens_del(
    fort: Foresporsel, tjener: Provetjener, logg: Apne
) -> None:
    """Ine er stedfortreder for Siv. Hun sier verken at Siv er borte lenger, eller hvem som da er der."""
    sett = "UPDATE brukere SET stedfortreder = {}, borte_til = current_date + 7 WHERE login = 'p-siv'"
    with psql(tjener, LOGIN[SIV]) as conn:
        conn.execute(sett.format("'p-ine'"))
    with psql(tjener, LOGIN[INE]) as conn:
        assert conn.execute("SELECT er_leder()").fetchone() == (True,)
        with pytest.raises(psycopg.Error, match="velger hun selv eller en annen leder"):
            conn.execute(sett.format("'p-tor'"))
        with pytest.raises(psycopg.Error, match="sier hun selv eller en annen leder"):
            conn.execute(sett.format("'p-ine'").replace("+ 7", "+ 14"))  # da ville hun beholdt lederens del
        min_egen = "UPDATE brukere SET stedfortreder = 'p-tor', borte_til = current_date WHERE login = 'p-ine'"
        with pytest.raises(psycopg.Error, match="velger hun selv eller en annen leder"):
            conn.execute(min_egen)  # da ville Tor vært leder
        assert conn.execute(min_egen.replace("stedfortreder = 'p-tor', ", "")).rowcount == 1
        conn.execute("UPDATE brukere SET borte_til = NULL WHERE login = 'p-ine'")
        with psql(tjener, "eier") as eier:
            eier.execute("UPDATE brukere SET rolle = 'arkiv' WHERE login = 'p-ine'")
        assert conn.execute("SELECT er_leder()").fetchone() == (False,)
        with psql(tjener, "eier") as eier:
            eier.execute("UPDATE brukere SET rolle = 'saksbehandler' WHERE login = 'p-ine'")
    with kaster("feil.felles.bare_eget_fravaer"):
        logg(TOR).sett_fravaer("p-siv", None, "p-ine")
    with psql(tjener, LOGIN[SIV]) as conn:
        conn.execute("UPDATE brukere SET stedfortreder = NULL, borte_til = NULL WHERE login = 'p-siv'")


def test_det_som_gjelder_hele_loggen_sies_til_de_andre_uten_et_ord(fort: Foresporsel, tjener: Provetjener) -> None:
    with psql(tjener, LOGIN[TOR]) as lytter, psql(tjener, LOGIN[SIV]) as conn:
        lytter.execute("LISTEN overforing")
        conn.execute(f"INSERT INTO loggvalg VALUES (0, {NA}, 'Siv Moen', 0, 'fire_oyne', 'av', '')")
        conn.execute("UPDATE brukere SET borte_til = NULL WHERE login = 'p-siv'")
        assert [n.payload for n in lytter.notifies(timeout=10, stop_after=2)] == ["", ""]


AVGJORT = '{"utfall":[null,"overfort"]}'
ANNET = '{"utfall":[null,"ikke_inhabilitet"]}'
GODKJENT = '{"forslag":["til_godkjenning","godkjent"],"godkjent_av":["","Tor Hegg"]}'
EGET = "av en annen enn den som foreslo"


@pytest.mark.parametrize(
    ("forslag", "handling", "endret", "svar"),
    [
        (("Ine Aune", "til_godkjenning", ""), "godkjent", GODKJENT, "ikke helt ført"),  # ellers stemmer alt
        (("Tor Hegg; Ine Aune", "til_godkjenning", ""), "godkjent", GODKJENT, EGET),
        (("Ine Aune", "godkjent", "Tor Hegg"), "avgjort", AVGJORT, "ikke helt ført"),
        (("Ine Aune", "til_godkjenning", ""), "avgjort", AVGJORT, "ikke godkjent av en annen"),
        (("Ine Aune", "godkjent", "Ine Aune"), "avgjort", AVGJORT, "ikke godkjent av en annen"),
        (("Ine Aune", "godkjent", "Tor Hegg"), "avgjort", ANNET, "ikke godkjent av en annen"),
        (("Ine Aune", "til_godkjenning", ""), "rettet", AVGJORT, "ikke godkjent av en annen"),  # under et annet navn
    ],
)
def test_er_fire_oyne_pa_avgjor_ingen_alene(
    fort: Foresporsel, tjener: Provetjener, forslag: tuple[str, str, str], handling: str, endret: str, svar: str
) -> None:
    foreslatt = "overfort"

    def velg(verdi: str) -> None:
        with psql(tjener, LOGIN[SIV]) as conn:
            conn.execute(f"INSERT INTO loggvalg VALUES (0, {NA}, 'Siv Moen', 0, 'fire_oyne', '{verdi}', '')")

    def sett(*felt: str | None) -> None:
        with psql(tjener, "eier") as conn:
            conn.execute("SET session_replication_role = replica")
            nye = "foreslatt_av = %s, forslag = %s, godkjent_av = %s, habile_her = %s"
            conn.execute(f"UPDATE foresporsler SET {nye} WHERE id = 1", felt)
            conn.execute("DELETE FROM hendelser WHERE foresporsel = 1 AND nr = 99")
            forslag = f'{{"avgjorelse":{{"utfall":"{foreslatt}","begrunnelse":"x"}}}}'
            verdier = (INE, "foreslatt", "{}", forslag)
            conn.execute(f"INSERT INTO hendelser VALUES (1, 99, {NA}, %s, %s, %s, %s)", verdier)

    velg("pa")
    sett(*forslag, TOR)
    with psql(tjener, LOGIN[TOR]) as conn, pytest.raises(psycopg.Error, match=svar):
        conn.execute(hendelse(handling=handling, endret=endret))
    velg("av")
    sett("", None, "", "")


def test_det_en_annen_har_godkjent_tar_tjeneren_imot(
    fort: Foresporsel, logg: Apne, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines, tors, sivs = logg(INE), logg(TOR), logg(SIV)
    f = ines.motta(inngaende(60), MOTTATT).foresporsel
    valgt = Avgjorelse(
        Svarutfall.DELVIS_OVERFORT, i_dag := db_dag(ines), "Alle er inhabile.\n", "5031",
        omfang=Avgrensningstype.SOKNAD_OG_FORNYELSER, til=i_dag + timedelta(days=90), ikke_overfort=" Resten. ",
    )  # fmt: skip
    sivs.sett_fire_oyne("pa")
    f = ines.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, INE))
    for hos in (ines, tors):
        habil = overganger.svar_for_egen_habilitet(f, hos.bruker, EgenHabilitet.HABIL)
        f = hos.gjor(f.aar, f.nr, f.versjon, habil)
        if hos is ines:
            forslag = fire_oyne.foresla(f, fire_oyne.Forslag(valgt, None), INE)
            f = ines.gjor(f.aar, f.nr, f.versjon, forslag)
    f = tors.gjor(f.aar, f.nr, f.versjon, fire_oyne.godkjenn(f, TOR))
    f = ines.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, valgt, INE))
    annen = ines.motta(inngaende(61), MOTTATT).foresporsel
    trukket = Endring(Handling.AVGJORT, {"utfall": Svarutfall.TRUKKET, "avgjort": i_dag, "status": "avgjort"})
    brevet = Utgaende(b"%PDF-", "pdf", Dokument.AVGJORELSE)
    with monkeypatch.context() as m, kaster("feil.felles.ikke_godkjent"):
        m.setattr("overforing.register.foresporsler.krev_godkjent", lambda *_, **__: None)
        ines.gjor(annen.aar, annen.nr, annen.versjon, trukket, [brevet])
    ines.gjor(annen.aar, annen.nr, annen.versjon, trukket)
    sivs.sett_fire_oyne("av", "Prøvd.")
    assert (f.utfall, f.godkjent_av) == (Svarutfall.DELVIS_OVERFORT, TOR)


def test_stedfortrederen_apner_nar_lederen_selv_er_inhabil(fort: Foresporsel, logg: Apne, tjener: Provetjener) -> None:
    ines, tors, sivs = logg(INE), logg(TOR), logg(SIV)
    f = ines.motta(inngaende(70), MOTTATT).foresporsel
    for hos in (tors, sivs):
        inhabil = overganger.svar_for_egen_habilitet(f, hos.bruker, EgenHabilitet.INHABIL, "Kjenner en.")
        f = hos.gjor(f.aar, f.nr, f.versjon, inhabil)
    apne_for = skjold.loft(f, TOR, INE, "Må svare.", er_leder=True)
    with kaster("feil.felles.hvem_som_kan"):
        ines.gjor(f.aar, f.nr, f.versjon, apne_for)
    with psql(tjener, LOGIN[SIV]) as conn:
        conn.execute("UPDATE brukere SET stedfortreder = 'p-ine', borte_til = NULL WHERE login = 'p-siv'")
    ines.gjor(f.aar, f.nr, f.versjon, apne_for)
    assert tors.historikk(f.aar, f.nr)
    # Det som er slått sammen med den, er den samme saken.
    del_ = ines.motta(inngaende(71), MOTTATT).foresporsel
    f = ines.les(f.aar, f.nr)
    ines.gjor_begge(*zip((del_, f), overganger.sla_sammen(del_, f, db_dag(ines)), strict=True))
    assert (sivs.historikk(del_.aar, del_.nr), bool(ines.historikk(del_.aar, del_.nr))) == ((), True)


def db_dag(logg: Foresporselsregister) -> date:
    return logg._na().astimezone().date()


def test_det_som_fores_sies_til_de_andre_bare_med_nummeret(fort: Foresporsel, logg: Apne, tjener: Provetjener) -> None:
    with psql(tjener, LOGIN[TOR]) as conn:
        conn.execute("LISTEN overforing")
        f = logg(INE).motta(inngaende(50), MOTTATT).foresporsel
        assert [n.payload for n in conn.notifies(timeout=10, stop_after=1)] == [f"{f.aar}/{f.nr}"]


def test_hvem_som_ikke_kommer_inn_og_hvorfor(tjener: Provetjener, database: str) -> None:
    with kaster("hinder.felles.ikke_lagt_til"):
        apne(tjener.adresse(database, "p-utenfor"))
    with kaster("hinder.felles.passord"):
        apne(tjener.adresse(database, "finnes-ikke"))
    with kaster("hinder.felles.ingen_logg"):
        apne(tjener.adresse("finnes-ikke"))
    with kaster("hinder.felles.ikke_opprettet"):
        apne(tjener.adresse("postgres"))
    with psycopg.connect(**tjener.adresse("postgres").valg, autocommit=True) as conn:
        conn.execute('CREATE ROLE "p-fremmed" LOGIN')
    with kaster("hinder.felles.rettigheter"):
        apne(tjener.adresse(database, "p-fremmed"))


def test_eldre_og_nyere_sies_og_to_kan_opprette_samtidig(
    tjener: Provetjener, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr(skjema, "ENDRINGER", (*skjema.ENDRINGER, ("en_til", "CREATE TABLE en_til (x int);")))
    with kaster("hinder.felles.eldre"):
        apne(tjener.adresse(database, LOGIN[INE]))
    lag_database(tjener, "to", stillbar=False, tom=True)
    gjort: list[tuple[str, ...]] = []

    def opprett() -> None:
        with psycopg.connect(**tjener.adresse("to").valg, autocommit=True) as conn:
            gjort.append(skjema.opprett(conn))

    traader = [threading.Thread(target=opprett) for _ in range(4)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert sorted(navn for en in gjort for navn in en) == sorted(navn for navn, _ in skjema.ENDRINGER)
    monkeypatch.undo()
    with pytest.raises(Hindret) as feil:
        apne(tjener.adresse("to"))
    assert feil.value.melding.nokkel == "hinder.felles.nyere"
