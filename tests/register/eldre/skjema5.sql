-- Et register slik det var før lista viste tjenesten, utfallet og merkelappen. Skal aldri endres.
CREATE TABLE "_sqlite_migrations" ("id" INTEGER PRIMARY KEY, "migration_set" TEXT, "name" TEXT, "applied_at" TEXT);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name" ON "_sqlite_migrations" ("migration_set", "name");
INSERT INTO "_sqlite_migrations" VALUES (1, 'saker', 'saker', '2026-11-01 08:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (2, 'saker', 'revisjoner', '2026-11-01 08:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (3, 'saker', 'kopier', '2026-11-01 08:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (4, 'saker', 'slettet', '2026-11-01 08:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (5, 'saker', 'forelopig_svar', '2026-11-01 08:00:00.000000+00:00');
CREATE TABLE saker (
    id TEXT NOT NULL PRIMARY KEY,
    versjon INTEGER NOT NULL CHECK (versjon >= 1),
    opprettet TEXT NOT NULL,
    endret TEXT NOT NULL,
    endret_av TEXT NOT NULL,
    avsluttet INTEGER NOT NULL DEFAULT 0 CHECK (avsluttet IN (0, 1)),
    tilstand TEXT NOT NULL,
    saksnummer TEXT NOT NULL,
    mottatt TEXT,
    sakstype TEXT NOT NULL,
    arsak TEXT,
    haster INTEGER,
    sok TEXT NOT NULL,
    raa TEXT NOT NULL,
    json TEXT NOT NULL
);
ALTER TABLE saker ADD COLUMN forelopig_svar INTEGER NOT NULL DEFAULT 0 CHECK (forelopig_svar IN (0, 1));
CREATE INDEX saker_endret ON saker (endret);
CREATE TABLE revisjoner (
    sak TEXT NOT NULL REFERENCES saker (id) ON DELETE CASCADE,
    nr INTEGER NOT NULL,
    tidspunkt TEXT NOT NULL,
    grunn TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (sak, nr)
);
CREATE TABLE kopier (
    nr INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sak TEXT NOT NULL REFERENCES saker (id) ON DELETE CASCADE,
    okt TEXT NOT NULL,
    bygger_pa INTEGER NOT NULL,
    tidspunkt TEXT NOT NULL,
    av TEXT NOT NULL,
    raa TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (sak, okt, bygger_pa)
);
CREATE TABLE slettet (
    sak TEXT NOT NULL,
    tidspunkt TEXT NOT NULL,
    ryddet INTEGER NOT NULL DEFAULT 0 CHECK (ryddet IN (0, 1))
);
INSERT INTO saker VALUES (
    '7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11', 3, '2026-11-01T08:00:00.000000+00:00', '2026-11-02T08:00:00.000000+00:00',
    'Kari Moen', 0, 'utkast', '2026/0417', '2026-10-30', 'soknad', 'inhabilitet', 1,
    '2026/0417' || char(10) || 'uten penger til mat', '{"soknad.mottatt": "30.1"}',
    '{"skjema": "overforing/sak/1", "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", "vurderingsdato": "2026-11-20", "saksnummer": "2026/0417", "soknad": {"mottatt": "2026-10-30", "haster": true, "hva_haster": "Uten penger til mat"}, "arsak": "inhabilitet"}', 0
);
INSERT INTO saker VALUES (
    '00000002-3e6a-4c55-9d5a-0f3c1f6f2a11', 1, '2026-11-01T08:00:00.000000+00:00', '2026-11-03T08:00:00.000000+00:00',
    'Kari Moen', 0, 'utkast', '2026/0418', '2026-10-30', 'soknad', NULL, NULL, '2026/0418', '{}',
    '{"skjema": "overforing/sak/1", "id": "00000002-3e6a-4c55-9d5a-0f3c1f6f2a11", "vurderingsdato": "2026-11-20", "saksnummer": "2026/0418", "soknad": {"tjenester": ["okonomisk_stonad", "individuell_plan"]}}', 0
);
INSERT INTO saker VALUES (
    '00000004-3e6a-4c55-9d5a-0f3c1f6f2a11', 1, '2026-11-01T08:00:00.000000+00:00', '2026-11-03T08:00:00.000000+00:00',
    'Kari Moen', 0, 'utkast', '2026/0420', '2026-10-30', 'soknad', NULL, NULL, '2026/0420', '{}',
    'ikke json', 0
);
PRAGMA application_id = 1333154609;
