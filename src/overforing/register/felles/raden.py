"""Raden i ``foresporsler`` skjermet av databasen: den som er inhabil, ser av den bare det hun trenger for å gi den fra
seg.

Radsikkerhet gjelder hele raden. Derfor er raden borte for henne, og ``skjermede_rader`` gir det som er igjen av den.
Det hun fører, kan bare være på felt hun ser: ellers kunne hun gjettet seg fram til de andre, for det gamle må stemme.
"""

from __future__ import annotations

from .sperrer import TRYGT

SER = (
    *("id", "aar", "nr", "versjon", "registrert", "registrert_av", "status", "saksbehandler", "sortering_status"),
    *("sortering_saksbehandler", "egen_habilitet", "inhabile_her", "i_tvil_her", "skjold_loftet", "kan_ikke_vente"),
    *("del_av", "ny_versjon", "forslag", "godkjent_av"),
)
"""Kolonnene den som er skjermet, ser: nummeret, hvor forespørselen står, hvem som har den, hvem den ikke kan gis til,
og det hendelsene hennes må si at var."""

FORER = (
    *("status", "saksbehandler", "egen_habilitet", "inhabile_her", "i_tvil_her", "skjold_loftet", "kan_ikke_vente"),
    *("ny_versjon", "forslag", "godkjent_av"),
)
"""Feltene hun kan endre, på de måtene ``krev_lov`` sier."""


UTEN_STATISTIKK = {
    "foresporsler": (
        "slag malform kommune avsender deres_ref tittel tilgang dokumentdato haster grunn inhabile "
        "manuell utfall settekommune ansvarlig avgjort omfang til svarfrist etter_avslag kommunenavn arkivsak "
        "sortering_kommune sortering_inhabile ikke_overfort rett_organ avgjort_av_leder kan_ikke_vente habile_her "
        "lederne_ikke_spurt foreslatt_av"
    ),
    "hendelser": "endret tekst",
    "dokumenter": "dokument dato tekst sak pafort filnavn mottatt",
    "filer": "storrelse innhold",
    "kjede": "saltet salter",
    "brevutkast": "tekst forslag",
    "skjemautkast": "innhold",
}
"""Kolonnene som sier noe om saken. Når den kom, følger av når den ble ført, og fristen av det; de trengs i lista."""


DEM = "ARRAY(SELECT skjermede() OFFSET ikke_forklart())"


def _liste(navnene: tuple[str, ...]) -> str:
    return ", ".join(f"'{navn}'" for navn in navnene)


RADEN = f"""
ALTER FUNCTION meg() PARALLEL SAFE;
ALTER FUNCTION brettet(text) PARALLEL SAFE;
ALTER FUNCTION navnene(text) PARALLEL SAFE;

-- Den som spør, slås opp med navnet sitt. Ellers måtte hver spørring lest alle der noen er inhabil eller i tvil.
CREATE INDEX foresporsler_uavklarte ON foresporsler USING gin (navnene(
    inhabile_her || ';' || i_tvil_her
        || CASE WHEN egen_habilitet IN ('inhabil', 'tvil') THEN ';' || saksbehandler ELSE '' END
)) WITH (fastupdate = off)
WHERE inhabile_her <> '' OR i_tvil_her <> '' OR egen_habilitet IN ('inhabil', 'tvil');

-- Spørres ved hver spørring. I plpgsql huskes planen, og de fleste er ikke skjermet fra noe.
CREATE OR REPLACE FUNCTION skjermede() RETURNS SETOF bigint LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10 {TRYGT} AS $$
DECLARE jeg text; selv bigint[]; na xid := denne();
BEGIN
    SELECT brettet(b.navn) INTO jeg FROM brukere b WHERE b.login = session_user::text AND NOT b.sluttet;
    selv := ARRAY(
        SELECT f.id FROM foresporsler f
        WHERE (f.inhabile_her <> '' OR f.i_tvil_her <> '' OR f.egen_habilitet IN ('inhabil', 'tvil'))
            AND navnene(f.inhabile_her || ';' || f.i_tvil_her
                || CASE WHEN f.egen_habilitet IN ('inhabil', 'tvil') THEN ';' || f.saksbehandler ELSE '' END
            ) @> ARRAY[jeg]
            AND NOT navnene(f.skjold_loftet) @> ARRAY[jeg]  -- det er alltid en annen som har åpnet den slik
            -- At hun selv har åpnet den, gjelder når det er ført: ellers kunne hun åpnet, lest og angret uten at det
            -- sto noe sted.
            AND ((na IS NOT NULL AND age(f.xmin) <= age(na))
                OR brettet(split_part(f.kan_ikke_vente, ':', 1)) <> jeg));
    IF cardinality(selv) = 0 THEN RETURN; END IF;
    RETURN QUERY
        WITH RECURSIVE dem(id, nummer) AS (
            SELECT f.id, f.aar || '/' || f.nr FROM foresporsler f WHERE f.id = ANY (selv)
            UNION
            SELECT del.id, del.aar || '/' || del.nr FROM foresporsler del
            JOIN dem ON del.del_av <> '' AND del.del_av = dem.nummer COLLATE "C"
        )
        SELECT dem.id FROM dem;
END $$;

-- Radene den som spør, er skjermet fra, uten det som sier noe om saken. Dagen er den det ble ført.
CREATE FUNCTION skjermede_rader() RETURNS SETOF foresporsler LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10 {TRYGT} AS $$
DECLARE dem bigint[] := ARRAY(SELECT skjermede());
BEGIN
    IF cardinality(dem) = 0 THEN RETURN; END IF;
    RETURN QUERY SELECT rest.* FROM foresporsler f
    CROSS JOIN jsonb_populate_record(NULL::foresporsler, jsonb_build_object(
        'slag', 'anmodning', 'mottatt', left(f.registrert, 10), 'frist', left(f.registrert, 10), 'malform', 'nb',
        'avsender', '', 'deres_ref', '', 'tittel', '', 'tilgang', '', 'grunn', '', 'inhabile', '', 'manuell', false,
        'etter_avslag', '', 'kommunenavn', '', 'sortering_kommune', '', 'arkivsak', '', 'ikke_overfort', '',
        'rett_organ', '', 'avgjort_av_leder', '', 'habile_her', '', 'lederne_ikke_spurt', '', 'foreslatt_av', '',
        'sortering_inhabile', '~'
    ) || (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(f)) WHERE key IN ({_liste(SER)}))) rest
    WHERE f.id = ANY (dem);
END $$;

-- Nummeret er det ingen som er skjermet fra.
CREATE FUNCTION nummeret(om bigint) RETURNS TABLE (aar integer, nr integer) LANGUAGE sql STABLE ROWS 1 {TRYGT}
AS $$ SELECT f.aar, f.nr FROM foresporsler f WHERE f.id = om $$;

-- Forespørselen saken sist ble ført som. Den som har id-en i hånden, har brevet.
CREATE FUNCTION saken_fort_som(saken text) RETURNS bigint LANGUAGE sql STABLE {TRYGT}
AS $$ SELECT id FROM foresporsler WHERE sak = saken ORDER BY id DESC LIMIT 1 $$;

-- De som kan være med i et uttrekk, på måneden nær: de som kom i tiden, eller var åpne da den var omme.
CREATE FUNCTION skjermede_mellom(forste text, siste text, ogsa_apne boolean) RETURNS SETOF bigint
LANGUAGE sql STABLE {TRYGT} AS $$
    SELECT f.id FROM foresporsler f
    WHERE f.id = ANY (ARRAY(SELECT skjermede())) AND left(f.mottatt, 7) <= left(siste, 7) AND (
        left(f.mottatt, 7) >= left(forste, 7)
        OR (ogsa_apne AND (f.avgjort IS NULL OR left(f.avgjort, 7) >= left(siste, 7))))
$$;

CREATE FUNCTION siste_ledd() RETURNS TABLE (lopenr bigint, sum text) LANGUAGE sql STABLE ROWS 1 {TRYGT}
AS $$ SELECT k.lopenr, k.sum FROM kjede k ORDER BY k.lopenr DESC LIMIT 1 $$;

-- Legg det den skjermede førte nå, på raden hun ikke ser, og i det det søkes i.
CREATE FUNCTION legg_pa(om bigint, sortering text, forrige text, ny text, mer text) RETURNS void
LANGUAGE plpgsql {TRYGT} AS $$
DECLARE f foresporsler; h hendelser; gammel text; linje text; resten text;
BEGIN
    PERFORM laas();
    SELECT * INTO f FROM foresporsler WHERE id = om;
    SELECT * INTO h FROM hendelser e WHERE e.foresporsel = om AND e.nr = f.versjon + 1 AND e.xmin = denne();
    IF h.nr IS NULL OR om NOT IN (SELECT skjermede()) THEN
        PERFORM nei('OV002', 'En forespørsel endres bare av det som føres på den.');
    END IF;
    SELECT tekst INTO gammel FROM soketekster WHERE id = om;
    linje := split_part(gammel, E'\\n', 1);
    resten := CASE WHEN strpos(gammel, E'\\n') > 0 THEN substr(gammel, strpos(gammel, E'\\n') + 1) ELSE '' END;
    IF forrige <> ny THEN
        IF forrige <> '' AND right(linje, length(forrige) + 1) = ' ' || forrige THEN
            linje := left(linje, length(linje) - length(forrige) - 1);
        END IF;
        linje := rtrim(linje || ' ' || ny);
    END IF;
    IF mer <> '' AND strpos(resten, mer) = 0 THEN
        resten := CASE WHEN resten = '' THEN mer ELSE resten || E'\\n' || mer END;
    END IF;
    f := json_populate_record(f, nye(h.endret));
    UPDATE foresporsler SET (versjon, {", ".join(FORER)}, sortering_saksbehandler)
        = (h.nr, {", ".join(f"f.{felt}" for felt in FORER)},
            CASE WHEN nye(h.endret)::jsonb ? 'saksbehandler' THEN sortering ELSE f.sortering_saksbehandler END)
    WHERE id = om;
    PERFORM lagre_soketekst(om, linje || E'\\n' || resten);
END $$;

CREATE OR REPLACE FUNCTION nytt_soketekst(om bigint, forste text, mer text) RETURNS void
LANGUAGE plpgsql {TRYGT} AS $$
DECLARE gammel text; resten text;
BEGIN
    IF NOT fort_na(om) OR (om IN (SELECT skjermede()) AND NOT EXISTS (
        SELECT 1 FROM hendelser h WHERE h.foresporsel = om AND h.nr = 1 AND h.xmin = denne()))
    THEN PERFORM nei('OV003', 'Det det søkes i, endres bare sammen med det som føres.'); END IF;
    SELECT tekst INTO gammel FROM soketekster WHERE id = om;
    resten := CASE WHEN strpos(gammel, E'\\n') > 0 THEN substr(gammel, strpos(gammel, E'\\n') + 1) ELSE '' END;
    IF mer <> '' AND strpos(resten, mer) = 0 THEN
        resten := CASE WHEN resten = '' THEN mer ELSE resten || E'\\n' || mer END;
    END IF;
    PERFORM lagre_soketekst(om, forste || E'\\n' || resten);
END $$;

CREATE OR REPLACE FUNCTION vern_hendelser() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
DECLARE f foresporsler;
BEGIN
    PERFORM laas();
    IF NEW.av IS DISTINCT FROM meg() THEN PERFORM nei('OV001', 'Ingen kan føre i en annens navn.'); END IF;
    IF abs(extract(epoch FROM NEW.tidspunkt::timestamptz - klokka())) > 60 THEN
        PERFORM nei('OV006', 'Tiden er ikke den på tjeneren.');
    END IF;
    -- Før det sies om det gamle stemmer: svaret skal ikke røpe hva det er.
    IF NEW.nr <> 1 AND NEW.foresporsel IN (SELECT skjermede()) AND (
        NEW.handling NOT IN (
            'tildelt', 'egen_habilitet', 'apnet_hast', 'etterlyst', 'forelopig_svar',
            'ny_versjon', 'nytt_brev', 'samme_innhold', 'ny_anmodning')
        OR EXISTS (SELECT 1 FROM json_object_keys(NEW.endret::json) felt WHERE felt NOT IN ({_liste(FORER)})))
    THEN PERFORM nei('OV007', 'Den som er inhabil eller i tvil, kan bare gi forespørselen fra seg.'); END IF;
    SELECT * INTO f FROM foresporsler WHERE id = NEW.foresporsel;
    IF NEW.nr = 1 THEN
        IF (f.versjon, f.registrert, f.registrert_av) IS DISTINCT FROM (1, NEW.tidspunkt, NEW.av)
            OR innholdet(json_populate_record(f, nye(NEW.endret))) <> innholdet(f)
            OR EXISTS (  -- det hendelsen ikke sier noe om, er tomt
                SELECT 1 FROM jsonb_each(
                    innholdet(f) - ARRAY['id', 'aar', 'nr', 'registrert', 'registrert_av']
                        - ARRAY(SELECT json_object_keys(NEW.endret::json)))
                WHERE value NOT IN ('""', 'null'))
        THEN PERFORM nei('OV002', 'En forespørsel endres bare av det som føres på den.'); END IF;
    ELSE
        IF NEW.nr <> f.versjon + 1 OR innholdet(json_populate_record(f, gamle(NEW.endret))) <> innholdet(f) THEN
            PERFORM nei('OV002', 'En forespørsel endres bare av det som føres på den.');
        END IF;
        PERFORM krev_lov(f, NEW);
        PERFORM krev_linjen(f, NEW);
    END IF;
    RETURN NEW;
END $$;

-- Navnet på kommunen og det det sorteres etter, skrives også bare sammen med en hendelse.
CREATE OR REPLACE FUNCTION vern_foresporsler() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
DECLARE endret text; ventet foresporsler;
BEGIN
    PERFORM laas();
    IF TG_OP = 'INSERT' THEN
        UPDATE tellere SET verdi = verdi + 1 WHERE navn = 'foresporsler' RETURNING verdi INTO NEW.id;
        IF NEW.nr <> neste_nr(NEW.aar) THEN PERFORM nei('OV005', 'Numrene skal være uten hull.'); END IF;
        IF NEW.aar NOT IN (
            extract(year FROM klokka() - interval '1 day'), extract(year FROM klokka() + interval '1 day'))
        THEN PERFORM nei('OV006', 'Året er ikke året på tjeneren.'); END IF;
        IF NEW.versjon <> 1 OR NEW.registrert_av IS DISTINCT FROM meg() THEN
            PERFORM nei('OV001', 'Ingen kan føre i en annens navn.');
        END IF;
        RETURN NEW;
    END IF;
    SELECT h.endret INTO endret FROM hendelser h
    WHERE h.foresporsel = OLD.id AND h.nr = OLD.versjon + 1 AND h.xmin = denne();
    IF NEW.versjon <> OLD.versjon + 1 OR endret IS NULL THEN
        PERFORM nei('OV002', 'En forespørsel endres bare av det som føres på den.');
    END IF;
    ventet := json_populate_record(OLD, nye(endret));
    IF innholdet(ventet) <> innholdet(NEW) THEN
        PERFORM nei('OV002', 'En forespørsel endres bare av det som føres på den.');
    END IF;
    RETURN NEW;
END $$;

-- Et mønster som ender i «\\», gir en feil når resten av det står der: feilen skulle røpet det skjermede.
CREATE OR REPLACE FUNCTION sok(bitene jsonb, ordene jsonb, fra bigint, etter bigint, synkende boolean, flest bigint)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1000 {TRYGT} AS $$
DECLARE vilkar text := 'id NOT IN (SELECT skjermede())'; gruppe jsonb;
    rekkefolge text := CASE WHEN synkende THEN 'DESC' ELSE 'ASC' END;
BEGIN
    IF fra IS NULL THEN RETURN; END IF;  -- det er ingen det kan være
    IF fra > 0 THEN vilkar := vilkar || ' AND id >= ' || fra; END IF;
    IF etter IS NOT NULL THEN
        vilkar := vilkar || CASE WHEN synkende THEN ' AND id < ' ELSE ' AND id > ' END || etter;
    END IF;
    FOR gruppe IN SELECT jsonb_array_elements(bitene) LOOP
        vilkar := vilkar || ' AND (' || (
            SELECT string_agg(format('tekst LIKE %L', e || '%'), ' OR ') FROM jsonb_array_elements_text(gruppe) e
        ) || ')';
    END LOOP;
    FOR gruppe IN SELECT jsonb_array_elements(ordene) LOOP
        vilkar := vilkar || ' AND (' || (
            SELECT string_agg(format('ord LIKE %L', e || '%'), ' OR ') FROM jsonb_array_elements_text(gruppe) e
        ) || ')';
    END LOOP;
    RETURN QUERY EXECUTE 'SELECT id FROM soketekster WHERE ' || vilkar
        || CASE WHEN flest < 1000000000 THEN ' ORDER BY id ' || rekkefolge || ' LIMIT ' || flest ELSE '' END;
END $$;

-- EXPLAIN sier hvor mange rader som ventes, og med ANALYZE hvor mange som ble funnet før de ble nektet. Den som er
-- skjermet fra noe, kunne lett seg fram med det. Svaret er alltid null. Det trengs når en spørring planlegges, og da
-- sies det nei; den som er planlagt før, kunne vært forklart siden, så ingen får ligge klar.
CREATE FUNCTION ikke_forklart() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 1 {TRYGT} AS $$
DECLARE rundt text;
BEGIN
    GET DIAGNOSTICS rundt = PG_CONTEXT;
    IF (strpos(lower(current_query() || rundt), 'explain') > 0 OR EXISTS (SELECT FROM pg_prepared_statements))
        AND EXISTS (SELECT FROM skjermede())
    THEN PERFORM nei('OV014', 'Den som er skjermet fra noe, får ikke forklart en spørring.'); END IF;
    RETURN 0;
END $$;

-- Svaret regnes ut én gang i hver spørring, så indeksene brukes som før.
ALTER TABLE foresporsler ENABLE ROW LEVEL SECURITY;
CREATE POLICY skjermet ON foresporsler FOR SELECT USING (id <> ALL ({DEM}));
CREATE POLICY endres ON foresporsler FOR UPDATE USING (id <> ALL ({DEM}));
CREATE POLICY fores ON foresporsler FOR INSERT WITH CHECK (true);
ALTER POLICY skjermet ON hendelser USING (foresporsel <> ALL ({DEM}) OR xmin = denne());
ALTER POLICY skjermet ON dokumenter USING (foresporsel <> ALL ({DEM}) OR xmin = denne());
ALTER POLICY skjermet ON brevutkast USING (foresporsel <> ALL ({DEM}));
-- Saltene gjør at ordene kan gjettes.
ALTER TABLE kjede ENABLE ROW LEVEL SECURITY;
CREATE POLICY skjermet ON kjede FOR SELECT USING (foresporsel <> ALL ({DEM}) OR xmin = denne());
CREATE POLICY fores ON kjede FOR INSERT WITH CHECK (true);

-- Bak radsikkerhet kan en indeks ikke brukes til noe som er regnet ut av en funksjon.
DROP INDEX foresporsler_avgjort;
CREATE INDEX foresporsler_avgjort_dag ON foresporsler (avgjort, id);

-- Søket trenger statistikken over tekstene. Derfor leses de ikke i tabellen, men av disse.
CREATE FUNCTION soketekst(om bigint) RETURNS text LANGUAGE sql STABLE {TRYGT}
AS $$ SELECT tekst FROM soketekster WHERE id = om AND id <> ALL (ARRAY(SELECT skjermede())) $$;
CREATE FUNCTION soketekstene() RETURNS SETOF soketekster LANGUAGE sql STABLE {TRYGT}
AS $$ SELECT * FROM soketekster WHERE id <> ALL (ARRAY(SELECT skjermede())) $$;
CREATE FUNCTION gale_sokeord() RETURNS bigint LANGUAGE sql STABLE {TRYGT}
AS $$ SELECT count(*) FROM soketekster WHERE ord <> ordene_i(tekst) $$;

-- EXPLAIN sier hvor mange rader som ventes, av statistikken over hele tabellen: uten den kan ingen lete seg fram.
{
    "".join(
        f"ALTER TABLE {tabell} ALTER COLUMN {kolonne} SET STATISTICS 0;" + chr(10)
        for tabell, kolonnene in UTEN_STATISTIKK.items()
        for kolonne in kolonnene.split()
    )
}ALTER INDEX foresporsler_uavklarte ALTER COLUMN 1 SET STATISTICS 0;
"""
