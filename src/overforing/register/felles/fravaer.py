"""Hvem som er borte, og hvem som da gjør lederens del, slik databasen holder på det: det står hvem som sa det, og når.

Enhver sier det om seg selv, og en leder om de andre (regelen ``eget_fravaer``). Den som bare er stedfortreder for en
leder, sier ikke hvor lenge lederne er borte, og velger ikke hvem de har til stedfortreder, og heller ikke sin egen:
ingen gir en annen lederens del, eller beholder den ved å si det selv.
"""

from __future__ import annotations

from .sperrer import TRYGT

FRAVAER = f"""
ALTER TABLE brukere
    ADD COLUMN fravaer_av text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN fravaer_sagt timestamptz;

-- Den som bare fører arkivet, gjør ikke lederens del. Da er det stedfortrederen hennes som gjør den.
CREATE OR REPLACE FUNCTION er_leder_uten(ute text[]) RETURNS boolean LANGUAGE sql STABLE {TRYGT} AS $$
    WITH RECURSIVE ledd AS (
        SELECT login, navn, rolle, borte_til, stedfortreder FROM brukere WHERE rolle = 'leder' AND NOT sluttet
        UNION
        SELECT b.login, b.navn, b.rolle, b.borte_til, b.stedfortreder FROM ledd
        JOIN brukere b ON b.login = ledd.stedfortreder AND NOT b.sluttet
        WHERE ledd.borte_til >= current_date OR brettet(ledd.navn) = ANY (ute) OR ledd.rolle = 'arkiv'
    )
    SELECT EXISTS (
        SELECT 1 FROM ledd WHERE login = session_user::text AND rolle <> 'arkiv' AND NOT brettet(navn) = ANY (ute))
$$;

-- Om hun er stedfortreder for en leder, eller for en som er det.
CREATE FUNCTION star_for_en_leder(den text) RETURNS boolean LANGUAGE sql STABLE {TRYGT} AS $$
    WITH RECURSIVE oppover AS (
        SELECT login, rolle FROM brukere WHERE stedfortreder = den AND NOT sluttet
        UNION
        SELECT b.login, b.rolle FROM oppover JOIN brukere b ON b.stedfortreder = oppover.login AND NOT b.sluttet
    )
    SELECT EXISTS (SELECT 1 FROM oppover WHERE rolle = 'leder')
$$;

CREATE OR REPLACE FUNCTION vern_brukere() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    -- Skjermingen går etter navnet, så det kan ikke byttes når noe er ført med det.
    IF (NEW.login, NEW.navn) IS DISTINCT FROM (OLD.login, OLD.navn)
        AND EXISTS (SELECT 1 FROM hendelser WHERE av = OLD.navn)
    THEN PERFORM nei('OV009', 'Navnet er brukt i loggen og kan ikke endres.'); END IF;
    IF NEW.stedfortreder IS DISTINCT FROM OLD.stedfortreder AND min_rolle() <> 'leder'
        AND (OLD.rolle = 'leder' OR star_for_en_leder(OLD.login))
    THEN PERFORM nei('OV011', 'Stedfortrederen til en leder velger hun selv eller en annen leder.'); END IF;
    IF NEW.borte_til IS DISTINCT FROM OLD.borte_til AND OLD.rolle = 'leder'
        AND OLD.login <> session_user::text AND min_rolle() <> 'leder'
    THEN PERFORM nei('OV011', 'At en leder er borte, sier hun selv eller en annen leder.'); END IF;
    NEW.fravaer_av := OLD.fravaer_av;
    NEW.fravaer_sagt := OLD.fravaer_sagt;
    IF (NEW.borte_til, NEW.stedfortreder) IS DISTINCT FROM (OLD.borte_til, OLD.stedfortreder) THEN
        NEW.fravaer_av := coalesce(meg(), session_user::text);
        NEW.fravaer_sagt := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;

-- Det som gjelder hele loggen, kan gjelde det som er åpent hos de andre. Hva det er, sies ikke.
CREATE FUNCTION si_fra_om_alt() RETURNS trigger LANGUAGE plpgsql {TRYGT} AS $$
BEGIN
    PERFORM pg_notify('overforing', '');
    RETURN NULL;
END $$;
CREATE TRIGGER si_fra_om_alt AFTER INSERT ON loggvalg FOR EACH ROW EXECUTE FUNCTION si_fra_om_alt();
CREATE TRIGGER si_fra_om_alt AFTER INSERT OR UPDATE ON brukere FOR EACH ROW EXECUTE FUNCTION si_fra_om_alt();
"""
