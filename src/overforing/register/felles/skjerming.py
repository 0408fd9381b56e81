"""Hvem som er inhabil, og to som er sammen om avgjørelsen, slik databasen holder på det i den felles loggen.

Reglene er de samme som i ``mottak/egen_habilitet.py``. Her gjelder de også den som går utenom programmet.
"""

from __future__ import annotations

from .sperrer import TRYGT

FUNKSJONER = f"""
CREATE FUNCTION navnene(felt text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = overforing, pg_temp AS $$
    SELECT coalesce(array_agg(brettet(navn)), '{{}}') FROM unnest(string_to_array(felt, ';')) navn
    WHERE brettet(navn) <> ''
$$;

-- De som har svart at de er inhabile, eller er i tvil uten at en leder har svart.
CREATE FUNCTION uavklarte(f foresporsler) RETURNS text[] LANGUAGE sql STABLE SET search_path = overforing, pg_temp AS $$
    SELECT navnene(f.inhabile_her || ';' || f.i_tvil_her)
        || CASE WHEN f.egen_habilitet IN ('inhabil', 'tvil') THEN navnene(f.saksbehandler) ELSE '{{}}' END
$$;

-- Forespørslene den som spør, ikke ser saken i. Unntatt er det en leder har åpnet for henne, og det som ikke kan vente,
-- så lenge det er det siste som er ført. Det som er slått sammen med en av dem, er den samme saken.
CREATE FUNCTION skjermede() RETURNS SETOF bigint LANGUAGE sql STABLE {TRYGT} AS $$
    WITH RECURSIVE dem(id, nummer) AS (
        SELECT f.id, f.aar || '/' || f.nr FROM foresporsler f
        WHERE (f.inhabile_her <> '' OR f.i_tvil_her <> '' OR f.egen_habilitet IN ('inhabil', 'tvil'))
            AND brettet(meg()) = ANY (uavklarte(f))
            AND NOT brettet(meg()) = ANY (navnene(f.skjold_loftet))
            AND brettet(split_part(f.kan_ikke_vente, ':', 1)) <> brettet(meg())
        UNION
        SELECT del.id, del.aar || '/' || del.nr FROM foresporsler del
        JOIN dem ON del.del_av <> '' AND del.del_av = dem.nummer COLLATE "C"
    )
    SELECT id FROM dem
$$;

CREATE FUNCTION fire_oyne_pa() RETURNS boolean LANGUAGE sql VOLATILE {TRYGT} AS $$
    SELECT coalesce((SELECT verdi = 'pa' FROM loggvalg WHERE valg = 'fire_oyne' ORDER BY nr DESC LIMIT 1), false)
$$;

-- Hvem som er inhabil, og to som er sammen om avgjørelsen: det en hendelse kan gjøre med det, og hvem som kan det.
CREATE FUNCTION krev_lov(f foresporsler, h hendelser) RETURNS void LANGUAGE plpgsql {TRYGT} AS $$
DECLARE
    n foresporsler := json_populate_record(f, nye(h.endret));
    meg_ text := brettet(meg());
    borte text[];
BEGIN
    IF meg_ = ANY (uavklarte(f)) AND NOT (
        h.handling IN (
            'tildelt', 'egen_habilitet', 'leder_svarte',
            'ny_versjon', 'nytt_brev', 'samme_innhold', 'ny_anmodning')
        OR (h.handling IN ('etterlyst', 'forelopig_svar', 'apnet_hast') AND n.kan_ikke_vente <> ''
            AND n.kan_ikke_vente <> f.kan_ikke_vente)
        OR (h.handling = 'avgjort' AND n.utfall = 'sendt_departementet')
    ) THEN PERFORM nei('OV007', 'Den som er inhabil eller i tvil, kan bare gi forespørselen fra seg.'); END IF;
    IF meg_ = ANY (uavklarte(f)) AND (
        (h.handling IN ('tildelt', 'egen_habilitet', 'leder_svarte') AND EXISTS (
            SELECT 1 FROM json_object_keys(h.endret::json) felt WHERE felt <> ALL (ARRAY[
                'saksbehandler', 'status', 'ny_versjon', 'svarfrist', 'egen_habilitet', 'inhabile_her', 'i_tvil_her',
                'habile_her', 'lederne_ikke_spurt', 'skjold_loftet', 'avgjort_av_leder', 'kan_ikke_vente'])))
        OR (n.utfall IS NOT NULL AND n.utfall NOT IN (coalesce(f.utfall, ''), 'sendt_departementet'))
    ) THEN PERFORM nei('OV007', 'Den som er inhabil eller i tvil, kan bare gi forespørselen fra seg.'); END IF;
    IF n.kan_ikke_vente NOT IN ('', f.kan_ikke_vente) AND brettet(split_part(n.kan_ikke_vente, ':', 1)) <> meg_ THEN
        PERFORM nei('OV011', 'Ingen sier for en annen at noe ikke kan vente.');
    END IF;
    borte := ARRAY(
        SELECT unnest(navnene(f.inhabile_her || ';' || f.i_tvil_her))
        EXCEPT SELECT unnest(navnene(n.inhabile_her || ';' || n.i_tvil_her)));
    IF f.egen_habilitet IN ('inhabil', 'tvil') AND n.egen_habilitet = 'habil' AND n.saksbehandler = f.saksbehandler THEN
        borte := borte || navnene(f.saksbehandler);
    END IF;
    IF cardinality(borte) > 0 AND (h.handling <> 'leder_svarte' OR meg_ = ANY (borte)) THEN
        PERFORM nei('OV011', 'Bare en leder svarer at noen likevel ikke er inhabil, og ingen svarer for seg selv.');
    END IF;
    IF EXISTS (SELECT unnest(navnene(n.skjold_loftet)) EXCEPT SELECT unnest(navnene(f.skjold_loftet))) AND (
        h.handling <> 'skjold_loftet' OR NOT er_leder_uten(uavklarte(f))
        OR meg_ = ANY (navnene(n.skjold_loftet) || uavklarte(f)))
    THEN PERFORM nei('OV011', 'Bare en leder som selv ikke er inhabil, åpner en forespørsel for en annen.'); END IF;
    IF navnene(n.foreslatt_av) <> navnene(f.foreslatt_av) AND NOT (
        (h.handling = 'foreslatt' AND meg_ = ANY (navnene(n.foreslatt_av))
            AND navnene(n.foreslatt_av) @> navnene(f.foreslatt_av))
        OR (h.handling = 'gjenapnet' AND n.foreslatt_av = ''))
    THEN PERFORM nei('OV011', 'Den som har foreslått en avgjørelse, er den som er logget inn.'); END IF;
    IF (n.godkjent_av NOT IN ('', f.godkjent_av) OR (n.forslag = 'godkjent' AND f.forslag IS DISTINCT FROM 'godkjent'))
        AND (h.handling <> 'godkjent' OR brettet(n.godkjent_av) <> meg_ OR f.forslag IS DISTINCT FROM 'til_godkjenning'
            OR meg_ = ANY (navnene(f.foreslatt_av)) OR NOT meg_ = ANY (navnene(f.habile_her))
            OR min_rolle() = 'arkiv' OR foreslo(f) = ANY (uavklarte(f)))
    THEN PERFORM nei('OV011', 'Forslaget godkjennes av en annen enn den som foreslo, som har svart habil.');
    END IF;
    IF (h.handling = 'avgjort' OR (n.utfall IS NOT NULL AND n.utfall IS DISTINCT FROM f.utfall)) AND fire_oyne_pa()
        AND n.utfall NOT IN ('feilfort', 'trukket', 'bortfalt', 'sendt_departementet')
        AND NOT (er_godkjent(f) AND er_som_foreslatt(f, n, h.tekst))
    THEN PERFORM nei('OV012', 'Avgjørelsen er ikke godkjent av en annen.'); END IF;
END $$;

-- Den som foreslo sist.
CREATE FUNCTION foreslo(f foresporsler) RETURNS text LANGUAGE sql STABLE SET search_path = overforing, pg_temp AS $$
    SELECT alle[cardinality(alle)] FROM navnene(f.foreslatt_av) alle
$$;

-- Om det som avgjøres, er det som ble foreslått sist. Datoen kan være en annen.
CREATE FUNCTION er_som_foreslatt(f foresporsler, n foresporsler, grunnen text) RETURNS boolean
LANGUAGE sql STABLE {TRYGT} AS $$
    SELECT coalesce((
        SELECT a ->> 'begrunnelse' IS NOT DISTINCT FROM grunnen AND NOT EXISTS (
            SELECT 1 FROM unnest(ARRAY[
                'utfall', 'settekommune', 'ansvarlig', 'omfang', 'til', 'ikke_overfort', 'rett_organ']) felt
            WHERE coalesce(a ->> felt, '') <> coalesce(to_jsonb(n) ->> felt, ''))
        FROM (
            SELECT json_pa(tekst, '{{avgjorelse}}')::json AS a FROM hendelser
            WHERE foresporsel = f.id AND handling = 'foreslatt' ORDER BY nr DESC LIMIT 1) forslaget
    ), false)
$$;

CREATE FUNCTION er_godkjent(f foresporsler) RETURNS boolean LANGUAGE sql STABLE SET search_path = overforing, pg_temp
AS $$
    SELECT f.forslag IS NOT DISTINCT FROM 'godkjent' AND f.godkjent_av <> ''
        AND NOT brettet(f.godkjent_av) = ANY (navnene(f.foreslatt_av) || uavklarte(f))
        AND NOT coalesce(foreslo(f) = ANY (uavklarte(f)), true)
$$;

CREATE FUNCTION vern_loggvalg() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    PERFORM laas();
    IF NEW.av IS DISTINCT FROM meg() THEN PERFORM nei('OV001', 'Ingen kan føre i en annens navn.'); END IF;
    IF abs(extract(epoch FROM NEW.tidspunkt::timestamptz - klokka())) > 60 THEN
        PERFORM nei('OV006', 'Tiden er ikke den på tjeneren.');
    END IF;
    IF NEW.valg <> 'fire_oyne' OR NEW.verdi NOT IN ('pa', 'av') OR NOT er_leder() THEN
        PERFORM nei('OV011', 'Bare en leder velger om to skal være sammen om avgjørelsene.');
    END IF;
    NEW.nr := coalesce((SELECT max(nr) FROM loggvalg), 0) + 1;
    NEW.etter := coalesce((SELECT max(lopenr) FROM kjede), 0);
    RETURN NEW;
END $$;

CREATE FUNCTION skjermede_dokumenter(fra text, til text) RETURNS bigint LANGUAGE sql STABLE {TRYGT} AS $$
    SELECT count(*) FROM dokumenter d
    WHERE d.registrert >= fra AND d.registrert < til AND d.foresporsel IN (SELECT skjermede())
$$;
"""

REGLER = """
ALTER TABLE hendelser ENABLE ROW LEVEL SECURITY;
CREATE POLICY skjermet ON hendelser FOR SELECT USING (foresporsel NOT IN (SELECT skjermede()) OR xmin = denne());
CREATE POLICY fores ON hendelser FOR INSERT WITH CHECK (true);
ALTER TABLE dokumenter ENABLE ROW LEVEL SECURITY;
CREATE POLICY skjermet ON dokumenter FOR SELECT USING (foresporsel NOT IN (SELECT skjermede()) OR xmin = denne());
CREATE POLICY fores ON dokumenter FOR INSERT WITH CHECK (true);
-- En fil ses gjennom et dokument en kan se.
ALTER TABLE filer ENABLE ROW LEVEL SECURITY;
CREATE POLICY skjermet ON filer FOR SELECT USING (EXISTS (SELECT 1 FROM dokumenter d WHERE d.sha256 = filer.sha256));
CREATE POLICY fores ON filer FOR INSERT WITH CHECK (true);
ALTER TABLE soketekster ENABLE ROW LEVEL SECURITY;
CREATE POLICY skjermet ON soketekster FOR SELECT USING (id NOT IN (SELECT skjermede()));
ALTER TABLE brevutkast ENABLE ROW LEVEL SECURITY;
CREATE POLICY skjermet ON brevutkast USING (foresporsel NOT IN (SELECT skjermede()));
ALTER TABLE skjemautkast ENABLE ROW LEVEL SECURITY;
CREATE POLICY eget ON skjemautkast USING (av = meg());
ALTER TABLE brukere ENABLE ROW LEVEL SECURITY;
CREATE POLICY alle ON brukere FOR SELECT USING (true);
CREATE POLICY eget_fravaer ON brukere FOR UPDATE USING (login = session_user::text OR er_leder());
"""
