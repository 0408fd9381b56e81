"""Tabellene i den felles loggen. De har de samme navnene og kolonnene som i filen (``mottakstabeller``).

Tekst sammenlignes tegn for tegn (``COLLATE "C"``), så lista står i samme rekkefølge begge steder.
"""

from __future__ import annotations

TABELLER = """
CREATE TABLE brukere (
    login text COLLATE "C" PRIMARY KEY,
    navn text COLLATE "C" NOT NULL CHECK (navn <> '' AND navn NOT LIKE '%;%'),
    tittel text NOT NULL DEFAULT '',
    initialer text NOT NULL DEFAULT '',
    rolle text NOT NULL CHECK (rolle IN ('arkiv', 'saksbehandler', 'leder')),
    borte_til date,
    stedfortreder text COLLATE "C" REFERENCES brukere (login) CHECK (stedfortreder <> login),
    sluttet boolean NOT NULL DEFAULT false
);
-- Valgene for hele loggen. Det siste gjelder; ingenting tas bort.
CREATE TABLE loggvalg (
    nr bigint NOT NULL PRIMARY KEY,
    tidspunkt text COLLATE "C" NOT NULL,
    av text COLLATE "C" NOT NULL,
    etter bigint NOT NULL,
    valg text COLLATE "C" NOT NULL,
    verdi text COLLATE "C" NOT NULL,
    hvorfor text COLLATE "C" NOT NULL
);
CREATE TABLE tellere (navn text COLLATE "C" PRIMARY KEY, verdi bigint NOT NULL);
INSERT INTO tellere VALUES ('foresporsler', 0), ('kjede', 0);

CREATE TABLE foresporsler (
    id bigint NOT NULL PRIMARY KEY,
    aar integer NOT NULL,
    nr integer NOT NULL CHECK (nr >= 1),
    versjon integer NOT NULL CHECK (versjon >= 1),
    registrert text COLLATE "C" NOT NULL,
    registrert_av text COLLATE "C" NOT NULL,
    slag text COLLATE "C" NOT NULL,
    mottatt text COLLATE "C" NOT NULL,
    frist text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    sak text COLLATE "C",
    malform text COLLATE "C" NOT NULL,
    kommune text COLLATE "C",
    avsender text COLLATE "C" NOT NULL,
    deres_ref text COLLATE "C" NOT NULL,
    tittel text COLLATE "C" NOT NULL,
    tilgang text COLLATE "C" NOT NULL,
    dokumentdato text COLLATE "C",
    haster boolean,
    grunn text COLLATE "C" NOT NULL,
    inhabile text COLLATE "C" NOT NULL,
    manuell boolean NOT NULL,
    ny_versjon boolean NOT NULL,
    saksbehandler text COLLATE "C" NOT NULL,
    egen_habilitet text COLLATE "C",
    utfall text COLLATE "C",
    settekommune text COLLATE "C",
    ansvarlig text COLLATE "C",
    avgjort text COLLATE "C",
    omfang text COLLATE "C",
    til text COLLATE "C",
    svarfrist text COLLATE "C",
    etter_avslag text COLLATE "C" NOT NULL,
    kommunenavn text COLLATE "C" NOT NULL,
    sortering_kommune text COLLATE "C" NOT NULL,
    sortering_saksbehandler text COLLATE "C" NOT NULL,
    arkivsak text COLLATE "C" NOT NULL DEFAULT '',
    ikke_overfort text COLLATE "C" NOT NULL DEFAULT '',
    rett_organ text COLLATE "C" NOT NULL DEFAULT '',
    inhabile_her text COLLATE "C" NOT NULL DEFAULT '',
    i_tvil_her text COLLATE "C" NOT NULL DEFAULT '',
    avgjort_av_leder text COLLATE "C" NOT NULL DEFAULT '',
    kan_ikke_vente text COLLATE "C" NOT NULL DEFAULT '',
    del_av text COLLATE "C" NOT NULL DEFAULT '',
    habile_her text COLLATE "C" NOT NULL DEFAULT '',
    lederne_ikke_spurt text COLLATE "C" NOT NULL DEFAULT '',
    forslag text COLLATE "C",
    foreslatt_av text COLLATE "C" NOT NULL DEFAULT '',
    godkjent_av text COLLATE "C" NOT NULL DEFAULT '',
    skjold_loftet text COLLATE "C" NOT NULL DEFAULT '',
    sortering_status integer GENERATED ALWAYS AS (
        CASE status WHEN 'ny' THEN 1 WHEN 'under_behandling' THEN 2 WHEN 'venter_pa_kommunen' THEN 3 ELSE 4 END
    ) STORED,
    sortering_inhabile text COLLATE "C" GENERATED ALWAYS AS (
        CASE inhabile WHEN '' THEN '~' ELSE inhabile END
    ) STORED,
    UNIQUE (aar, nr)
);
CREATE INDEX foresporsler_apne ON foresporsler (id) WHERE status <> 'avgjort';
CREATE INDEX foresporsler_nye ON foresporsler (id) WHERE status = 'ny' OR ny_versjon;
CREATE INDEX foresporsler_haster ON foresporsler (id) WHERE haster AND status <> 'avgjort';
CREATE INDEX foresporsler_status ON foresporsler (status, id);
CREATE INDEX foresporsler_frist ON foresporsler (frist, id) WHERE status <> 'avgjort';
CREATE INDEX foresporsler_saksbehandler ON foresporsler (saksbehandler, id) WHERE status <> 'avgjort';
CREATE INDEX foresporsler_avgjort ON foresporsler (substr(avgjort, 1, 4), id);
CREATE INDEX foresporsler_kommune ON foresporsler (kommune, id);
CREATE INDEX foresporsler_sak ON foresporsler (sak, id);
CREATE INDEX foresporsler_del_av ON foresporsler (del_av) WHERE del_av <> '';
CREATE INDEX foresporsler_mottatt ON foresporsler (mottatt, id);
CREATE INDEX foresporsler_etter_frist ON foresporsler (frist, id);
CREATE INDEX foresporsler_etter_kommune ON foresporsler (sortering_kommune, id);
CREATE INDEX foresporsler_etter_saksbehandler ON foresporsler (sortering_saksbehandler, id);
CREATE INDEX foresporsler_etter_status ON foresporsler (sortering_status, id);
CREATE INDEX foresporsler_etter_inhabile ON foresporsler (sortering_inhabile, id);
CREATE INDEX foresporsler_til_godkjenning ON foresporsler (id)
    WHERE forslag = 'til_godkjenning' AND status <> 'avgjort';
CREATE INDEX foresporsler_skjermet ON foresporsler (id)
    WHERE inhabile_her <> '' OR i_tvil_her <> '' OR egen_habilitet IN ('inhabil', 'tvil');

CREATE TABLE hendelser (
    foresporsel bigint NOT NULL REFERENCES foresporsler (id),
    nr integer NOT NULL CHECK (nr >= 1),
    tidspunkt text COLLATE "C" NOT NULL,
    av text COLLATE "C" NOT NULL,
    handling text COLLATE "C" NOT NULL,
    endret text COLLATE "C" NOT NULL,
    tekst text COLLATE "C" NOT NULL,
    PRIMARY KEY (foresporsel, nr)
);
CREATE INDEX hendelser_forelopig ON hendelser (foresporsel) WHERE handling = 'forelopig_svar';
CREATE INDEX hendelser_av ON hendelser (av, tidspunkt);
CREATE INDEX hendelser_tidspunkt ON hendelser (tidspunkt);

CREATE TABLE filer (
    sha256 text COLLATE "C" NOT NULL PRIMARY KEY,
    storrelse bigint NOT NULL,
    innhold bytea NOT NULL
);
-- Det som er pakket før, blir ikke mindre av å pakkes igjen.
ALTER TABLE filer ALTER COLUMN innhold SET STORAGE EXTERNAL;
CREATE TABLE dokumenter (
    aar integer NOT NULL,
    sekvens integer NOT NULL CHECK (sekvens >= 1),
    foresporsel bigint NOT NULL,
    post integer NOT NULL CHECK (post >= 1),
    hendelse integer NOT NULL,
    registrert text COLLATE "C" NOT NULL,
    retning text COLLATE "C" NOT NULL CHECK (retning IN ('inn', 'ut', 'intern')),
    dokument text COLLATE "C",
    format text COLLATE "C" NOT NULL,
    dato text COLLATE "C",
    tekst text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" REFERENCES filer (sha256),
    innholdssum text COLLATE "C",
    sak text COLLATE "C",
    pafort text COLLATE "C" NOT NULL DEFAULT '',
    filnavn text COLLATE "C" NOT NULL DEFAULT '',
    mottatt text COLLATE "C",
    PRIMARY KEY (aar, sekvens),
    UNIQUE (foresporsel, post),
    FOREIGN KEY (foresporsel, hendelse) REFERENCES hendelser (foresporsel, nr)
);
CREATE UNIQUE INDEX dokumenter_inn ON dokumenter (sha256) WHERE retning = 'inn';
CREATE INDEX dokumenter_sha256 ON dokumenter (sha256);
CREATE INDEX dokumenter_registrert ON dokumenter (registrert);

CREATE TABLE kjede (
    lopenr bigint NOT NULL PRIMARY KEY,
    foresporsel bigint NOT NULL,
    nr integer NOT NULL,
    form integer NOT NULL,
    saltet text COLLATE "C" NOT NULL,
    salter text COLLATE "C" NOT NULL,
    forrige text COLLATE "C" NOT NULL,
    sum text COLLATE "C" NOT NULL,
    UNIQUE (foresporsel, nr),
    FOREIGN KEY (foresporsel, nr) REFERENCES hendelser (foresporsel, nr)
);

-- «ord» er «tekst» med mellomrom for alt som ikke er bokstav eller tall, så et ord kan slås opp fra begynnelsen.
CREATE TABLE soketekster (
    id bigint NOT NULL PRIMARY KEY REFERENCES foresporsler (id),
    tekst text COLLATE "C" NOT NULL,
    ord text COLLATE "C" NOT NULL
);
CREATE INDEX sok_biter ON soketekster USING gin (tekst gin_trgm_ops);
CREATE INDEX sok_ord ON soketekster USING gin (ord gin_trgm_ops);

CREATE TABLE brevutkast (
    foresporsel bigint NOT NULL REFERENCES foresporsler (id),
    dokument text COLLATE "C" NOT NULL,
    malform text COLLATE "C" NOT NULL,
    seksjon text COLLATE "C" NOT NULL,
    tekst text COLLATE "C" NOT NULL,
    forslag text COLLATE "C" NOT NULL,
    PRIMARY KEY (foresporsel, dokument, malform, seksjon)
);
CREATE TABLE skjemautkast (
    sted text COLLATE "C" NOT NULL,
    av text COLLATE "C" NOT NULL,
    skjema text COLLATE "C" NOT NULL,
    innhold text COLLATE "C" NOT NULL,
    PRIMARY KEY (sted, av, skjema)
);
"""

LIGNENDE = """
CREATE INDEX foresporsler_lignende ON foresporsler (slag, grunn, id) WHERE status = 'avgjort';
"""
