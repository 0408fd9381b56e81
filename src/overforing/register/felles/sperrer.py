"""Det databasen selv forbyr, i den felles loggen. Det gjelder også fra ``psql``, og også for den som eier tabellene.

Hvem en er, er innloggingen i databasen. Hver funksjon som gjør noe en selv ikke har rett til, har sin egen søkesti. Det
som føres, prøves mot det som er der: raden i ``foresporsler`` skal være den forrige med hendelsen lagt på, numrene og
plassene i kjeden de neste i rekken, tiden serverens, og navnet ens eget.
"""

from __future__ import annotations

LAASEN = 0x4F76_4D31
"""Låsen (``pg_advisory_xact_lock``) den som fører, har fra første lesing. «OvM1», som merket på filen."""

TRYGT = "SECURITY DEFINER SET search_path = overforing, pg_temp"

FUNKSJONER = f"""
CREATE FUNCTION nei(kode text, hvorfor text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = kode, MESSAGE = hvorfor; END $$;

CREATE FUNCTION laas() RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_advisory_xact_lock({LAASEN}) $$;

CREATE FUNCTION klokka() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$ SELECT clock_timestamp() $$;

-- Hendelsene og dokumentene som føres nå, ser den som fører dem, også når resten er skjermet for henne.
CREATE FUNCTION denne() RETURNS xid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_current_xact_id_if_assigned()::xid $$;

CREATE FUNCTION brettet(navn text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT lower(btrim(regexp_replace(navn, '\\s+', ' ', 'g')) COLLATE "und-x-icu") COLLATE "C" $$;

CREATE UNIQUE INDEX brukere_navn ON brukere (brettet(navn));

CREATE FUNCTION meg() RETURNS text LANGUAGE sql STABLE {TRYGT}
AS $$ SELECT navn FROM brukere WHERE login = session_user::text AND NOT sluttet $$;

CREATE FUNCTION min_rolle() RETURNS text LANGUAGE sql STABLE {TRYGT}
AS $$ SELECT rolle FROM brukere WHERE login = session_user::text AND NOT sluttet $$;

-- En leder, eller stedfortrederen når hun er borte eller er utenfor i saken, og så videre nedover.
CREATE FUNCTION er_leder_uten(ute text[]) RETURNS boolean LANGUAGE sql STABLE {TRYGT} AS $$
    WITH RECURSIVE ledd AS (
        SELECT login, navn, borte_til, stedfortreder FROM brukere WHERE rolle = 'leder' AND NOT sluttet
        UNION
        SELECT b.login, b.navn, b.borte_til, b.stedfortreder FROM ledd
        JOIN brukere b ON b.login = ledd.stedfortreder AND NOT b.sluttet
        WHERE ledd.borte_til >= current_date OR brettet(ledd.navn) = ANY (ute)
    )
    SELECT EXISTS (SELECT 1 FROM ledd WHERE login = session_user::text AND NOT brettet(navn) = ANY (ute))
$$;

CREATE FUNCTION er_leder() RETURNS boolean LANGUAGE sql STABLE {TRYGT} AS $$ SELECT er_leder_uten('{{}}') $$;

-- Det som står på stien; ingenting når teksten ikke er JSON.
CREATE FUNCTION json_pa(tekst text, sti text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN tekst::json #>> sti; EXCEPTION WHEN data_exception THEN RETURN NULL; END $$;

CREATE FUNCTION fort_som(sum text) RETURNS bigint LANGUAGE sql STABLE {TRYGT}
AS $$ SELECT foresporsel FROM dokumenter WHERE sha256 = sum AND retning = 'inn' $$;

-- Volatile, så de ser det andre førte til låsen ble ledig.
CREATE FUNCTION neste_nr(i bigint) RETURNS bigint LANGUAGE sql VOLATILE {TRYGT}
AS $$ SELECT coalesce(max(nr), 0) + 1 FROM foresporsler WHERE aar = i $$;
CREATE FUNCTION neste_sekvens(i bigint) RETURNS bigint LANGUAGE sql VOLATILE {TRYGT}
AS $$ SELECT coalesce(max(sekvens), 0) + 1 FROM dokumenter WHERE aar = i $$;
CREATE FUNCTION neste_post(i bigint) RETURNS bigint LANGUAGE sql VOLATILE {TRYGT}
AS $$ SELECT coalesce(max(post), 0) + 1 FROM dokumenter WHERE foresporsel = i $$;

CREATE FUNCTION fort_na(om bigint) RETURNS boolean LANGUAGE sql VOLATILE {TRYGT}
AS $$ SELECT EXISTS (SELECT 1 FROM hendelser h WHERE h.foresporsel = om AND h.xmin = denne()) $$;

-- Bitene kan stå hvor som helst. Av hver gruppe skal minst ett stå. De «flest» første fra og med «fra», etter «etter»,
-- det nyeste først når det er «synkende».
CREATE FUNCTION sok(bitene jsonb, ordene jsonb, fra bigint, etter bigint, synkende boolean, flest bigint)
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
            SELECT string_agg(format('tekst LIKE %L', e), ' OR ') FROM jsonb_array_elements_text(gruppe) e) || ')';
    END LOOP;
    FOR gruppe IN SELECT jsonb_array_elements(ordene) LOOP
        vilkar := vilkar || ' AND (' || (
            SELECT string_agg(format('ord LIKE %L', e), ' OR ') FROM jsonb_array_elements_text(gruppe) e) || ')';
    END LOOP;
    RETURN QUERY EXECUTE 'SELECT id FROM soketekster WHERE ' || vilkar
        || CASE WHEN flest < 1000000000 THEN ' ORDER BY id ' || rekkefolge || ' LIMIT ' || flest ELSE '' END;
END $$;

CREATE FUNCTION nytt_soketekst(om bigint, forste text, mer text) RETURNS void LANGUAGE plpgsql {TRYGT} AS $$
DECLARE gammel text; resten text;
BEGIN
    IF NOT fort_na(om) THEN PERFORM nei('OV003', 'Det det søkes i, endres bare sammen med det som føres.'); END IF;
    SELECT tekst INTO gammel FROM soketekster WHERE id = om;
    resten := CASE WHEN strpos(gammel, E'\\n') > 0 THEN substr(gammel, strpos(gammel, E'\\n') + 1) ELSE '' END;
    IF mer <> '' AND strpos(resten, mer) = 0 THEN
        resten := CASE WHEN resten = '' THEN mer ELSE resten || E'\\n' || mer END;
    END IF;
    PERFORM lagre_soketekst(om, forste || E'\\n' || resten);
END $$;

CREATE FUNCTION bytt_soketekst(om bigint, ny text) RETURNS void LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    IF NOT fort_na(om) OR om IN (SELECT skjermede()) THEN
        PERFORM nei('OV003', 'Det det søkes i, endres bare sammen med det som føres.');
    END IF;
    PERFORM lagre_soketekst(om, ny);
END $$;

CREATE FUNCTION ordene_i(tekst text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT ' ' || regexp_replace(tekst COLLATE "und-x-icu", '[^[:alnum:]¹²³¼½¾]+', ' ', 'g') || ' ' $$;

CREATE FUNCTION lagre_soketekst(om bigint, ny text) RETURNS void LANGUAGE sql {TRYGT} AS $$
    INSERT INTO soketekster AS s VALUES (om, ny, ordene_i(ny))
    ON CONFLICT (id) DO UPDATE SET tekst = excluded.tekst, ord = excluded.ord WHERE s.tekst <> excluded.tekst
$$;

-- Som i filen: ordene kan tas bort når det er ført, nå og av den som gjør det, at det er bestemt.
CREATE FUNCTION tilintetgjor(om bigint, hvilken integer) RETURNS void LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM hendelser t WHERE t.foresporsel = om AND t.xmin = denne()
            AND t.handling = 'tilintetgjort' AND t.tekst LIKE hvilken || ':%')
    THEN PERFORM nei('OV004', 'Loggen kan bare legges til i.'); END IF;
    UPDATE hendelser SET tekst = '' WHERE foresporsel = om AND nr = hvilken;
    UPDATE kjede SET salter = (salter::jsonb - 'tekst')::text WHERE foresporsel = om AND nr = hvilken;
END $$;

CREATE FUNCTION nye(endret text) RETURNS json LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(json_object_agg(key, value -> 1), '{{}}') FROM json_each(endret::json) $$;
CREATE FUNCTION gamle(endret text) RETURNS json LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(json_object_agg(key, value -> 0), '{{}}') FROM json_each(endret::json) $$;

-- Raden uten det som regnes ut av den.
CREATE FUNCTION innholdet(f foresporsler) RETURNS jsonb LANGUAGE sql STABLE SET search_path = overforing, pg_temp AS $$
    SELECT to_jsonb(f) - ARRAY['versjon', 'kommunenavn', 'sortering_kommune', 'sortering_saksbehandler',
        'sortering_status', 'sortering_inhabile']
$$;

CREATE FUNCTION vern() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'OV004', MESSAGE = 'Loggen kan bare legges til i.'; END $$;

CREATE FUNCTION vern_foresporsler() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
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
    IF (NEW.id, NEW.versjon) = (OLD.id, OLD.versjon) AND innholdet(NEW) = innholdet(OLD) THEN
        -- Bare navnet på kommunen og det som følger av det.
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

CREATE FUNCTION vern_hendelser() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
DECLARE f foresporsler;
BEGIN
    PERFORM laas();
    IF NEW.av IS DISTINCT FROM meg() THEN PERFORM nei('OV001', 'Ingen kan føre i en annens navn.'); END IF;
    IF abs(extract(epoch FROM NEW.tidspunkt::timestamptz - klokka())) > 60 THEN
        PERFORM nei('OV006', 'Tiden er ikke den på tjeneren.');
    END IF;
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
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION vern_dokumenter() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    PERFORM laas();
    IF NEW.sekvens <> neste_sekvens(NEW.aar) OR NEW.post <> neste_post(NEW.foresporsel) THEN
        PERFORM nei('OV005', 'Numrene skal være uten hull.');
    END IF;
    IF abs(extract(epoch FROM NEW.registrert::timestamptz - klokka())) > 60 THEN
        PERFORM nei('OV006', 'Tiden er ikke den på tjeneren.');
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM hendelser h WHERE h.foresporsel = NEW.foresporsel AND h.nr = NEW.hendelse AND h.xmin = denne())
        OR EXISTS (SELECT 1 FROM kjede k WHERE k.foresporsel = NEW.foresporsel AND k.nr = NEW.hendelse)
    THEN PERFORM nei('OV003', 'Et dokument føres sammen med hendelsen det kom med.'); END IF;
    -- Også det som kan avsluttes uten brev, skal godkjennes av en annen når det går et ut.
    IF NEW.retning = 'ut' AND fire_oyne_pa() AND EXISTS (
        SELECT 1 FROM hendelser h WHERE h.foresporsel = NEW.foresporsel AND h.nr = NEW.hendelse
            AND h.handling = 'avgjort' AND nye(h.endret) ->> 'utfall' <> 'sendt_departementet'
            AND gamle(h.endret) ->> 'forslag' IS DISTINCT FROM 'godkjent')
    THEN PERFORM nei('OV012', 'Avgjørelsen er ikke godkjent av en annen.'); END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION vern_filer() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    IF NEW.sha256 <> encode(sha256(NEW.innhold), 'hex') OR NEW.storrelse <> length(NEW.innhold) THEN
        PERFORM nei('OV008', 'Filen er ikke den summen er av.');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION vern_kjede() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
DECLARE siste bigint; siste_sum text;
BEGIN
    PERFORM laas();
    UPDATE tellere SET verdi = verdi + 1 WHERE navn = 'kjede' RETURNING verdi INTO siste;
    SELECT sum INTO siste_sum FROM kjede WHERE lopenr = siste - 1;
    IF NEW.lopenr <> siste OR NEW.forrige <> coalesce(siste_sum, '') OR NEW.sum !~ '^[0-9a-f]{{64}}$' THEN
        PERFORM nei('OV005', 'Kjeden skal være uten hull.');
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM hendelser h WHERE h.foresporsel = NEW.foresporsel AND h.nr = NEW.nr AND h.xmin = denne())
    THEN PERFORM nei('OV003', 'Hendelsen settes i kjeden når den føres.'); END IF;
    RETURN NEW;
END $$;

-- Når alt er ført: hver hendelse er lagt på raden og satt i kjeden, og hver fil hører til et dokument.
CREATE FUNCTION helt_fort() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    IF TG_TABLE_NAME = 'foresporsler' THEN
        IF NOT EXISTS (SELECT 1 FROM hendelser WHERE foresporsel = NEW.id AND nr = 1) THEN
            PERFORM nei('OV002', 'En forespørsel begynner med en hendelse.');
        END IF;
    ELSIF TG_TABLE_NAME = 'filer' THEN
        IF NOT EXISTS (SELECT 1 FROM dokumenter WHERE sha256 = NEW.sha256) THEN
            PERFORM nei('OV003', 'En fil føres sammen med et dokument.');
        END IF;
    ELSIF NOT EXISTS (SELECT 1 FROM foresporsler WHERE id = NEW.foresporsel AND versjon >= NEW.nr)
        OR NOT EXISTS (SELECT 1 FROM kjede k WHERE k.foresporsel = NEW.foresporsel AND k.nr = NEW.nr)
    THEN PERFORM nei('OV002', 'Hendelsen er ikke helt ført.');
    END IF;
    RETURN NULL;
END $$;

-- Det er bare året og nummeret som sies.
CREATE FUNCTION si_fra() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    PERFORM pg_notify('overforing', (SELECT aar || '/' || nr FROM foresporsler WHERE id = NEW.foresporsel));
    RETURN NULL;
END $$;

-- Skjermingen går etter navnet, så det kan ikke byttes når noe er ført med det.
CREATE FUNCTION vern_brukere() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    IF (NEW.login, NEW.navn) IS DISTINCT FROM (OLD.login, OLD.navn)
        AND EXISTS (SELECT 1 FROM hendelser WHERE av = OLD.navn)
    THEN PERFORM nei('OV009', 'Navnet er brukt i loggen og kan ikke endres.'); END IF;
    RETURN NEW;
END $$;
"""

UTLOSERE = (
    "\n".join(
        f"""
CREATE TRIGGER vern_{tabell}_{"_".join(hva.lower().split(" or "))} BEFORE {hva} ON {tabell}
    FOR EACH {"STATEMENT" if "TRUNCATE" in hva else "ROW"} EXECUTE FUNCTION vern();"""
        for tabell, hva in (
            *(
                (tabell, "TRUNCATE")
                for tabell in ("foresporsler", "hendelser", "dokumenter", "filer", "kjede", "loggvalg")
            ),
            *((tabell, "DELETE") for tabell in ("foresporsler", "hendelser", "kjede", "soketekster", "brukere")),
            *((tabell, "UPDATE OR DELETE") for tabell in ("dokumenter", "filer", "loggvalg")),
        )
    )
    + """
CREATE TRIGGER vern_hendelser_update BEFORE UPDATE ON hendelser FOR EACH ROW WHEN (NOT (
    NEW.tekst = '' AND (NEW.foresporsel, NEW.nr, NEW.tidspunkt, NEW.av, NEW.handling, NEW.endret)
        = (OLD.foresporsel, OLD.nr, OLD.tidspunkt, OLD.av, OLD.handling, OLD.endret)
)) EXECUTE FUNCTION vern();
CREATE FUNCTION vern_ordene() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = overforing, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM hendelser t WHERE t.foresporsel = OLD.foresporsel AND t.handling = 'tilintetgjort'
            AND t.tekst LIKE OLD.nr || ':%')
    THEN PERFORM nei('OV004', 'Loggen kan bare legges til i.'); END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vern_hendelser_ordene BEFORE UPDATE ON hendelser FOR EACH ROW EXECUTE FUNCTION vern_ordene();
CREATE TRIGGER vern_kjede_update BEFORE UPDATE ON kjede FOR EACH ROW WHEN (
    (NEW.lopenr, NEW.foresporsel, NEW.nr, NEW.form, NEW.saltet, NEW.forrige, NEW.sum)
        IS DISTINCT FROM (OLD.lopenr, OLD.foresporsel, OLD.nr, OLD.form, OLD.saltet, OLD.forrige, OLD.sum)
) EXECUTE FUNCTION vern();
CREATE TRIGGER vern_kjede_salter BEFORE UPDATE ON kjede FOR EACH ROW EXECUTE FUNCTION vern_ordene();

CREATE TRIGGER vern_foresporsler_fast BEFORE UPDATE ON foresporsler FOR EACH ROW WHEN (
    (NEW.id, NEW.aar, NEW.nr, NEW.registrert, NEW.registrert_av)
        IS DISTINCT FROM (OLD.id, OLD.aar, OLD.nr, OLD.registrert, OLD.registrert_av)
) EXECUTE FUNCTION vern();
CREATE TRIGGER vern_foresporsler BEFORE INSERT OR UPDATE ON foresporsler
    FOR EACH ROW EXECUTE FUNCTION vern_foresporsler();
CREATE TRIGGER vern_hendelser BEFORE INSERT ON hendelser FOR EACH ROW EXECUTE FUNCTION vern_hendelser();
CREATE TRIGGER vern_dokumenter BEFORE INSERT ON dokumenter FOR EACH ROW EXECUTE FUNCTION vern_dokumenter();
CREATE TRIGGER vern_filer BEFORE INSERT ON filer FOR EACH ROW EXECUTE FUNCTION vern_filer();
CREATE TRIGGER vern_kjede BEFORE INSERT ON kjede FOR EACH ROW EXECUTE FUNCTION vern_kjede();
CREATE TRIGGER vern_loggvalg BEFORE INSERT ON loggvalg FOR EACH ROW EXECUTE FUNCTION vern_loggvalg();
CREATE TRIGGER vern_brukere BEFORE UPDATE ON brukere FOR EACH ROW EXECUTE FUNCTION vern_brukere();
CREATE CONSTRAINT TRIGGER helt_fort AFTER INSERT ON foresporsler
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION helt_fort();
CREATE CONSTRAINT TRIGGER helt_fort AFTER INSERT ON hendelser
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION helt_fort();
CREATE CONSTRAINT TRIGGER helt_fort AFTER INSERT ON filer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION helt_fort();
CREATE TRIGGER si_fra AFTER INSERT ON hendelser FOR EACH ROW EXECUTE FUNCTION si_fra();
"""
)

RETTIGHETER = """
REVOKE ALL ON SCHEMA overforing FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA overforing FROM PUBLIC, {gruppe};
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA overforing FROM PUBLIC, {gruppe};
GRANT USAGE ON SCHEMA overforing TO {gruppe};
GRANT SELECT ON ALL TABLES IN SCHEMA overforing TO {gruppe};
REVOKE SELECT ON soketekster FROM {gruppe};
GRANT INSERT ON foresporsler, hendelser, dokumenter, filer, kjede, loggvalg TO {gruppe};
-- Bare det hendelsene sier; resten stanser «vern_foresporsler».
GRANT UPDATE ON foresporsler TO {gruppe};
GRANT INSERT, UPDATE, DELETE ON brevutkast, skjemautkast TO {gruppe};
GRANT UPDATE (borte_til, stedfortreder) ON brukere TO {gruppe};
GRANT EXECUTE ON FUNCTION
    laas(), klokka(), denne(), brettet(text), meg(), min_rolle(), er_leder(), skjermede(), fort_som(text),
    json_pa(text, text[]),
    skjermede_dokumenter(text, text), neste_nr(bigint), neste_sekvens(bigint), neste_post(bigint),
    sok(jsonb, jsonb, bigint, bigint, boolean, bigint), ordene_i(text),
    nytt_soketekst(bigint, text, text), bytt_soketekst(bigint, text), tilintetgjor(bigint, integer),
    navnene(text), skjermede_rader(), skjermede_mellom(text, text, boolean), nummeret(bigint), saken_fort_som(text),
    ikke_forklart(), siste_ledd(), legg_pa(bigint, text, text, text, text), soketekst(bigint), soketekstene(),
    gale_sokeord()
    TO {gruppe};
GRANT EXECUTE ON FUNCTION apner(integer, integer) TO {gruppe};
"""
