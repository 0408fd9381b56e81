"""Tabellene i loggen over mottatte forespørsler, som en rekke endringer (se ``migrations``).

Loggen kan bare legges til i. Historikken, dokumentene og filene kan verken endres eller slettes, og det passer
databasen på selv. ``foresporsler`` er summen av historikken, så lista slipper å lese den; ``kontroll`` holder dem mot
hverandre. To rekker er uten hull: journalnummeret på forespørselen, og sekvensnummeret på hvert dokument i journalen.
"""

from __future__ import annotations

from sqlite_utils import Database

from .migrations import Skjema


def foresporsler(db: Database) -> None:
    """Én rad per forespørsel, med det som gjelder nå. ``sortering_…`` er teksten i norsk alfabetisk rekkefølge.

    En sak som er avslått, kan komme igjen som en ny anmodning, så ``sak`` er ikke entydig: den siste gjelder.
    """
    db.execute(
        """
        CREATE TABLE foresporsler (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            aar INTEGER NOT NULL,
            nr INTEGER NOT NULL CHECK (nr >= 1),
            versjon INTEGER NOT NULL CHECK (versjon >= 1),
            registrert TEXT NOT NULL,
            registrert_av TEXT NOT NULL,
            slag TEXT NOT NULL,
            mottatt TEXT NOT NULL,
            frist TEXT NOT NULL,
            status TEXT NOT NULL,
            sak TEXT,
            malform TEXT NOT NULL,
            kommune TEXT,
            avsender TEXT NOT NULL,
            deres_ref TEXT NOT NULL,
            tittel TEXT NOT NULL,
            tilgang TEXT NOT NULL,
            dokumentdato TEXT,
            haster INTEGER,
            grunn TEXT NOT NULL,
            inhabile TEXT NOT NULL,
            manuell INTEGER NOT NULL,
            ny_versjon INTEGER NOT NULL,
            saksbehandler TEXT NOT NULL,
            egen_habilitet TEXT,
            utfall TEXT,
            settekommune TEXT,
            ansvarlig TEXT,
            avgjort TEXT,
            omfang TEXT,
            til TEXT,
            svarfrist TEXT,
            etter_avslag TEXT NOT NULL,
            kommunenavn TEXT NOT NULL,
            sortering_kommune TEXT NOT NULL,
            sortering_saksbehandler TEXT NOT NULL,
            UNIQUE (aar, nr)
        )
        """
    )
    # Køene og hver måte lista kan sorteres på. Id-en sist gir neste side uten å telle forbi den forrige.
    for navn, kolonner, bare in (
        ("apne", "id", "status <> 'avgjort'"),
        ("nye", "id", "status = 'ny' OR ny_versjon"),
        ("status", "status, id", ""),
        ("frist", "frist, id", "status <> 'avgjort'"),
        ("saksbehandler", "saksbehandler, id", "status <> 'avgjort'"),
        ("avgjort", "substr(avgjort, 1, 4), id", ""),
        ("kommune", "kommune, id", ""),
        ("sak", "sak, id", ""),
        ("mottatt", "mottatt, id", ""),
        ("etter_frist", "frist, id", ""),
        ("etter_kommune", "sortering_kommune, id", ""),
        ("etter_saksbehandler", "sortering_saksbehandler, id", ""),
    ):
        vilkar = f" WHERE {bare}" if bare else ""
        db.execute(f"CREATE INDEX foresporsler_{navn} ON foresporsler ({kolonner}){vilkar}")
    _vern(db, "foresporsler", "DELETE")
    _vern(db, "foresporsler", "UPDATE OF id, aar, nr, registrert, registrert_av")


def historikk(db: Database) -> None:
    """Alt som er gjort. ``endret`` er JSON: felt til [før, nå]."""
    db.execute(
        """
        CREATE TABLE hendelser (
            foresporsel INTEGER NOT NULL REFERENCES foresporsler (id),
            nr INTEGER NOT NULL CHECK (nr >= 1),
            tidspunkt TEXT NOT NULL,
            av TEXT NOT NULL,
            handling TEXT NOT NULL,
            endret TEXT NOT NULL,
            tekst TEXT NOT NULL,
            PRIMARY KEY (foresporsel, nr)
        ) WITHOUT ROWID
        """
    )
    _vern(db, "hendelser", "UPDATE", "DELETE")


def dokumenter(db: Database) -> None:
    """Dokumentene i journalen, og filene slik de kom. ``hendelse`` er den dokumentet ble ført med."""
    db.execute(
        """
        CREATE TABLE filer (
            sha256 TEXT NOT NULL PRIMARY KEY,
            storrelse INTEGER NOT NULL,
            innhold BLOB NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE dokumenter (
            aar INTEGER NOT NULL,
            sekvens INTEGER NOT NULL CHECK (sekvens >= 1),
            foresporsel INTEGER NOT NULL,
            post INTEGER NOT NULL CHECK (post >= 1),
            hendelse INTEGER NOT NULL,
            registrert TEXT NOT NULL,
            retning TEXT NOT NULL CHECK (retning IN ('inn', 'ut')),
            dokument TEXT,
            format TEXT NOT NULL,
            dato TEXT,
            tekst TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES filer (sha256),
            innholdssum TEXT,
            sak TEXT,
            PRIMARY KEY (aar, sekvens),
            UNIQUE (foresporsel, post),
            FOREIGN KEY (foresporsel, hendelse) REFERENCES hendelser (foresporsel, nr)
        )
        """
    )
    # De samme bytene kan ikke komme inn to ganger.
    db.execute("CREATE UNIQUE INDEX dokumenter_inn ON dokumenter (sha256) WHERE retning = 'inn'")
    db.execute("CREATE INDEX dokumenter_registrert ON dokumenter (registrert)")
    _vern(db, "dokumenter", "UPDATE", "DELETE")
    _vern(db, "filer", "UPDATE", "DELETE")


def brevutkast(db: Database) -> None:
    """Seksjonene saksbehandleren har skrevet om i et brev som ikke er sendt. Det er ikke en del av loggen ennå."""
    db.execute(
        """
        CREATE TABLE brevutkast (
            foresporsel INTEGER NOT NULL REFERENCES foresporsler (id),
            dokument TEXT NOT NULL,
            malform TEXT NOT NULL,
            seksjon TEXT NOT NULL,
            tekst TEXT NOT NULL,
            forslag TEXT NOT NULL,
            PRIMARY KEY (foresporsel, dokument, malform, seksjon)
        ) WITHOUT ROWID
        """
    )


def sok(db: Database) -> None:
    """Det det søkes i. Ord fra to bokstaver finnes fra begynnelsen, lengre biter hvor som helst i et ord.

    ``remove_diacritics 0`` skiller «får» fra «far». Teksten er alt brettet (``sok.brett``).
    """
    db.execute("CREATE TABLE soketekster (id INTEGER NOT NULL PRIMARY KEY REFERENCES foresporsler (id), tekst TEXT)")
    for navn, tokenize in (("sok_ord", "unicode61 remove_diacritics 0"), ("sok_biter", "trigram")):
        db.execute(
            f"CREATE VIRTUAL TABLE {navn} USING fts5 "
            f"(tekst, content='soketekster', content_rowid='id', tokenize='{tokenize}')"
        )
    ut = "INSERT INTO {0} ({0}, rowid, tekst) VALUES ('delete', old.id, old.tekst);"
    inn = "INSERT INTO {0} (rowid, tekst) VALUES (new.id, new.tekst);"
    begge = ("sok_ord", "sok_biter")
    nye = " ".join(inn.format(t) for t in begge)
    bytt = " ".join(ut.format(t) for t in begge) + " " + nye
    db.execute(f"CREATE TRIGGER soketekster_ny AFTER INSERT ON soketekster BEGIN {nye} END")
    db.execute(f"CREATE TRIGGER soketekster_endret AFTER UPDATE ON soketekster BEGIN {bytt} END")
    _vern(db, "soketekster", "DELETE")


def arkivsak(db: Database) -> None:
    """Saken i embetets eget arkiv, for dem som fører journalen der."""
    db.execute("ALTER TABLE foresporsler ADD COLUMN arkivsak TEXT NOT NULL DEFAULT ''")


def journalposter(db: Database) -> None:
    """Også det som ikke er en fil, får plass i journalen: ``sha256`` er da tom.

    Det som er ført før, får plassen sin nå, sist i året det ble ført: det som kom på papir, det som ble sendt uten brev
    herfra, og notatene.
    """
    db.execute(
        """
        CREATE TABLE dokumenter_ny (
            aar INTEGER NOT NULL,
            sekvens INTEGER NOT NULL CHECK (sekvens >= 1),
            foresporsel INTEGER NOT NULL,
            post INTEGER NOT NULL CHECK (post >= 1),
            hendelse INTEGER NOT NULL,
            registrert TEXT NOT NULL,
            retning TEXT NOT NULL CHECK (retning IN ('inn', 'ut', 'intern')),
            dokument TEXT,
            format TEXT NOT NULL,
            dato TEXT,
            tekst TEXT NOT NULL,
            sha256 TEXT REFERENCES filer (sha256),
            innholdssum TEXT,
            sak TEXT,
            PRIMARY KEY (aar, sekvens),
            UNIQUE (foresporsel, post),
            FOREIGN KEY (foresporsel, hendelse) REFERENCES hendelser (foresporsel, nr)
        )
        """
    )
    db.execute("INSERT INTO dokumenter_ny SELECT * FROM dokumenter")
    db.execute("DROP TABLE dokumenter")
    db.execute("ALTER TABLE dokumenter_ny RENAME TO dokumenter")
    db.execute("CREATE UNIQUE INDEX dokumenter_inn ON dokumenter (sha256) WHERE retning = 'inn'")
    db.execute("CREATE INDEX dokumenter_registrert ON dokumenter (registrert)")
    _vern(db, "dokumenter", "UPDATE", "DELETE")
    db.execute(
        """
        INSERT INTO dokumenter
        SELECT
            aar,
            (SELECT coalesce(max(d.sekvens), 0) FROM dokumenter d WHERE d.aar = u.aar)
                + row_number() OVER (PARTITION BY aar ORDER BY tidspunkt, foresporsel, nr),
            foresporsel,
            (SELECT coalesce(max(d.post), 0) FROM dokumenter d WHERE d.foresporsel = u.foresporsel)
                + row_number() OVER (PARTITION BY foresporsel ORDER BY nr),
            nr, tidspunkt, retning, dokument, '', coalesce(dato, substr(tidspunkt, 1, 10)), 'ukjent', NULL, NULL, NULL
        FROM (
            SELECT
                h.foresporsel, h.nr, h.tidspunkt, CAST(substr(h.tidspunkt, 1, 4) AS INTEGER) AS aar,
                CASE h.handling WHEN 'mottatt' THEN 'inn' WHEN 'notat' THEN 'intern' ELSE 'ut' END AS retning,
                CASE h.handling
                    WHEN 'forelopig_svar' THEN 'forelopig_svar'
                    WHEN 'etterlyst' THEN 'etterlysning'
                    WHEN 'avgjort' THEN 'avgjorelse'
                END AS dokument,
                json_extract(
                    h.endret, CASE h.handling WHEN 'mottatt' THEN '$.dokumentdato[1]' ELSE '$.avgjort[1]' END
                ) AS dato
            FROM hendelser h
            WHERE h.handling IN ('mottatt', 'notat', 'forelopig_svar', 'etterlyst', 'avgjort')
                AND coalesce(json_extract(h.endret, '$.utfall[1]'), '') NOT IN ('feilfort', 'trukket', 'bortfalt')
                AND NOT EXISTS (
                    SELECT 1 FROM dokumenter d WHERE d.foresporsel = h.foresporsel AND d.hendelse = h.nr
                )
        ) u
        """
    )


def pafort(db: Database) -> None:
    """Det som lå på brevet uten å være en del av teksten, som koder med mellomrom mellom."""
    db.execute("ALTER TABLE dokumenter ADD COLUMN pafort TEXT NOT NULL DEFAULT ''")


def avgjorelsens_ord(db: Database) -> None:
    """Det som ikke er med i en delvis overføring, og organet et brev er sendt videre til."""
    for felt in ("ikke_overfort", "rett_organ"):
        db.execute(f"ALTER TABLE foresporsler ADD COLUMN {felt} TEXT NOT NULL DEFAULT ''")


def egen_habilitet(db: Database) -> None:
    """Hvem i embetet som er inhabil eller i tvil i forespørselen, hva en leder svarte, og det som ikke kunne vente."""
    for felt in ("inhabile_her", "i_tvil_her", "avgjort_av_leder", "kan_ikke_vente"):
        db.execute(f"ALTER TABLE foresporsler ADD COLUMN {felt} TEXT NOT NULL DEFAULT ''")


def lederne(db: Database) -> None:
    """Hvem i embetet som har svart at de er habile, og hvem som har sagt at lederne over ikke er spurt."""
    for felt in ("habile_her", "lederne_ikke_spurt"):
        db.execute(f"ALTER TABLE foresporsler ADD COLUMN {felt} TEXT NOT NULL DEFAULT ''")


def sladding(db: Database) -> None:
    """Ordene i en hendelse kan tas bort når det er ført at det er bestemt (``tilintetgjort``); ingenting annet."""
    db.execute("DROP TRIGGER vern_hendelser_update")
    uendret = " AND ".join(
        f"NEW.{k} IS OLD.{k}" for k in ("foresporsel", "nr", "tidspunkt", "av", "handling", "endret")
    )
    db.execute(
        f"""
        CREATE TRIGGER vern_hendelser_update BEFORE UPDATE ON hendelser
        WHEN NOT (NEW.tekst = '' AND {uendret} AND EXISTS (
            SELECT 1 FROM hendelser t
            WHERE t.foresporsel = OLD.foresporsel AND t.handling = 'tilintetgjort' AND t.tekst LIKE OLD.nr || ':%'
        ))
        BEGIN SELECT RAISE(ABORT, 'loggen kan bare legges til i'); END
        """
    )


def postrom(db: Database) -> None:
    """Navnet hver fil kom med, og forespørselen en annen er slått sammen med."""
    db.execute("ALTER TABLE dokumenter ADD COLUMN filnavn TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE foresporsler ADD COLUMN del_av TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX foresporsler_del_av ON foresporsler (del_av) WHERE del_av <> ''")


def kjede(db: Database) -> None:
    """Plassen hver hendelse har i kjeden, og summen der (``kjede``). Det som er ført før, kjedes nå.

    ``saltet`` er JSON: stedet til summen av teksten der, og ``salter`` stedet til saltet. Saltet kan tas bort når det
    er ført at teksten er tilintetgjort; ingenting annet kan endres.
    """
    from .kjede import alle_uten, forsegl

    db.execute(
        """
        CREATE TABLE kjede (
            lopenr INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            foresporsel INTEGER NOT NULL,
            nr INTEGER NOT NULL,
            form INTEGER NOT NULL,
            saltet TEXT NOT NULL,
            salter TEXT NOT NULL,
            forrige TEXT NOT NULL,
            sum TEXT NOT NULL,
            UNIQUE (foresporsel, nr),
            FOREIGN KEY (foresporsel, nr) REFERENCES hendelser (foresporsel, nr)
        )
        """
    )
    forsegl(db, alle_uten(db))
    _vern(db, "kjede", "DELETE")
    uendret = " AND ".join(
        f"NEW.{k} IS OLD.{k}" for k in ("lopenr", "foresporsel", "nr", "form", "saltet", "forrige", "sum")
    )
    db.execute(
        f"""
        CREATE TRIGGER vern_kjede_update BEFORE UPDATE ON kjede
        WHEN NOT ({uendret} AND EXISTS (
            SELECT 1 FROM hendelser t
            WHERE t.foresporsel = OLD.foresporsel AND t.handling = 'tilintetgjort' AND t.tekst LIKE OLD.nr || ':%'
        ))
        BEGIN SELECT RAISE(ABORT, 'loggen kan bare legges til i'); END
        """
    )


def glipp(db: Database) -> None:
    """Det som trengs for å se hva som haster, hva en har ventet for lenge med, og hva som kom mens en var borte.

    ``sortering_status`` er arbeidets gang, og ``sortering_inhabile`` har dem uten noen sist.
    """
    db.execute(
        """
        ALTER TABLE foresporsler ADD COLUMN sortering_status INTEGER GENERATED ALWAYS AS (
            CASE status WHEN 'ny' THEN 1 WHEN 'under_behandling' THEN 2 WHEN 'venter_pa_kommunen' THEN 3 ELSE 4 END
        ) VIRTUAL
        """
    )
    db.execute(
        """
        ALTER TABLE foresporsler ADD COLUMN sortering_inhabile TEXT GENERATED ALWAYS AS (
            CASE inhabile WHEN '' THEN '~' ELSE inhabile END
        ) VIRTUAL
        """
    )
    for navn, tabell, kolonner, bare in (
        ("foresporsler_haster", "foresporsler", "id", "haster = 1 AND status <> 'avgjort'"),
        ("foresporsler_etter_status", "foresporsler", "sortering_status, id", ""),
        ("foresporsler_etter_inhabile", "foresporsler", "sortering_inhabile, id", ""),
        ("hendelser_forelopig", "hendelser", "foresporsel", "handling = 'forelopig_svar'"),
        ("hendelser_av", "hendelser", "av, tidspunkt", ""),
    ):
        vilkar = f" WHERE {bare}" if bare else ""
        db.execute(f"CREATE INDEX {navn} ON {tabell} ({kolonner}){vilkar}")


def skjemautkast(db: Database) -> None:
    """Det noen har skrevet i et skjema og ikke ført. ``sted`` er journalnummeret, tomt for en som ikke er ført ennå.

    ``innhold`` er JSON: felt til det som står der. Hver har sitt, og det er ikke en del av loggen ennå.
    """
    db.execute(
        """
        CREATE TABLE skjemautkast (
            sted TEXT NOT NULL,
            av TEXT NOT NULL,
            skjema TEXT NOT NULL,
            innhold TEXT NOT NULL,
            PRIMARY KEY (sted, av, skjema)
        ) WITHOUT ROWID
        """
    )


def dokumentet_mottatt(db: Database) -> None:
    """Dagen et dokument kom, når det er et annet enn det forespørselen begynte med."""
    db.execute("ALTER TABLE dokumenter ADD COLUMN mottatt TEXT")


def fire_oyne(db: Database) -> None:
    """Forslaget til avgjørelse, og dem en inhabil har fått saken åpnet for. ``loggvalg`` er valgene for hele loggen.

    Et valg tas ikke bort: det siste gjelder, og de før sier hvem som bestemte hva, og når. ``etter`` er plassen i
    kjeden til det som sist var ført da, så det kan ses hva valget gjaldt for, også når klokka har gått feil.
    """
    db.execute("ALTER TABLE foresporsler ADD COLUMN forslag TEXT")
    for felt in ("foreslatt_av", "godkjent_av", "skjold_loftet"):
        db.execute(f"ALTER TABLE foresporsler ADD COLUMN {felt} TEXT NOT NULL DEFAULT ''")
    db.execute(
        """
        CREATE TABLE loggvalg (
            nr INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            tidspunkt TEXT NOT NULL,
            av TEXT NOT NULL,
            etter INTEGER NOT NULL,
            valg TEXT NOT NULL,
            verdi TEXT NOT NULL,
            hvorfor TEXT NOT NULL
        )
        """
    )
    _vern(db, "loggvalg", "UPDATE", "DELETE")
    for navn, kolonner, bare in (
        ("til_godkjenning", "id", "forslag = 'til_godkjenning' AND status <> 'avgjort'"),
        ("skjold", "id", "inhabile_her <> '' OR i_tvil_her <> '' OR egen_habilitet IN ('inhabil', 'tvil')"),
    ):
        db.execute(f"CREATE INDEX foresporsler_{navn} ON foresporsler ({kolonner}) WHERE {bare}")


def oppslag(db: Database) -> None:
    """Det som slås opp for hvert brev som leses inn, og de avgjorte som ligner, uten å lese hele loggen."""
    for navn, kolonner, bare in (
        ("referanse", "kommune, lower(trim(deres_ref))", ""),
        ("lignende", "slag, grunn, id", "status = 'avgjort'"),
    ):
        vilkar = f" WHERE {bare}" if bare else ""
        db.execute(f"CREATE INDEX foresporsler_{navn} ON foresporsler ({kolonner}){vilkar}")


def _vern(db: Database, tabell: str, *hva: str) -> None:
    for en in hva:
        db.execute(
            f"CREATE TRIGGER vern_{tabell}_{en.split()[0].lower()} BEFORE {en} ON {tabell} "
            f"BEGIN SELECT RAISE(ABORT, 'loggen kan bare legges til i'); END"
        )


MOTTAK = Skjema(
    "foresporsler",
    0x4F76_4D31,
    (
        foresporsler,
        historikk,
        dokumenter,
        brevutkast,
        sok,
        arkivsak,
        journalposter,
        pafort,
        avgjorelsens_ord,
        egen_habilitet,
        sladding,
        postrom,
        lederne,
        glipp,
        skjemautkast,
        dokumentet_mottatt,
        fire_oyne,
        oppslag,
        kjede,
    ),
)
"""Loggen over mottatte forespørsler. Merket er «OvM1»."""
