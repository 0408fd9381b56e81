"""Embetets egen linje, slik databasen holder på den: under en leder som er inhabil, kan en forberede, ikke avgjøre.

Regelen er den samme som i ``mottak/egen_habilitet.py`` (fvl § 6 tredje ledd, rettsgrunnlag §§ 3 og 4). Databasen holder
på den når den som styrer loggen, har sagt hvem som er leder for hvem. Er det sagt om noen, kan en det ikke er sagt om,
stå under hver av dem.
"""

from __future__ import annotations

from .sperrer import TRYGT

LINJEN = f"""
ALTER TABLE brukere ADD COLUMN overordnet text COLLATE "C" REFERENCES brukere (login) CHECK (overordnet <> login);
-- At det er sagt at ingen leder henne.
ALTER TABLE brukere ADD COLUMN overst boolean NOT NULL DEFAULT false CHECK (NOT overst OR overordnet IS NULL);

-- Om den med navnet står under en av dem som er uavklart, eller det ikke er sagt at hun ikke gjør det.
CREATE FUNCTION under_en_av(den text, ute text[]) RETURNS boolean LANGUAGE sql STABLE {TRYGT} AS $$
    WITH RECURSIVE oppover AS (
        SELECT login, navn, overordnet, overst FROM brukere WHERE brettet(navn) = brettet(den)
        UNION
        SELECT b.login, b.navn, b.overordnet, b.overst FROM oppover JOIN brukere b ON b.login = oppover.overordnet
    )
    SELECT cardinality(ute) > 0 AND EXISTS (SELECT 1 FROM brukere WHERE overst OR overordnet IS NOT NULL) AND (
        EXISTS (SELECT 1 FROM oppover WHERE brettet(navn) = ANY (ute) AND brettet(navn) <> brettet(den))
        OR NOT EXISTS (SELECT 1 FROM oppover WHERE overst)
        OR EXISTS (SELECT 1 FROM unnest(ute) navnet WHERE navnet NOT IN (SELECT brettet(navn) FROM brukere)))
$$;

CREATE FUNCTION krev_linjen(f foresporsler, h hendelser) RETURNS void LANGUAGE plpgsql {TRYGT} AS $$
DECLARE
    ute text[] := uavklarte(f);
    n foresporsler := json_populate_record(f, nye(h.endret));
    avgjor boolean := h.handling = 'avgjort' OR (n.utfall IS NOT NULL AND n.utfall IS DISTINCT FROM f.utfall);
BEGIN
    IF n.utfall IN ('feilfort', 'sendt_departementet') THEN RETURN; END IF;
    IF ((avgjor OR h.handling IN ('gjenapnet', 'foreslatt', 'godkjent', 'skjold_loftet')) AND under_en_av(meg(), ute))
        OR (h.handling = 'godkjent' AND under_en_av(foreslo(f), ute))
        OR (avgjor AND f.forslag = 'godkjent' AND (under_en_av(foreslo(f), ute) OR under_en_av(f.godkjent_av, ute)))
    THEN PERFORM nei('OV013', 'Under en leder som er inhabil eller i tvil, kan en forberede, ikke avgjøre.'); END IF;
END $$;
"""
