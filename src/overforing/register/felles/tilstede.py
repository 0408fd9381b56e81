"""Hvem som har en forespørsel åpen nå. Det gjelder så lenge forbindelsen deres er der, og er ikke en del av loggen."""

from __future__ import annotations

from .sperrer import TRYGT

TILSTEDE = f"""
CREATE UNLOGGED TABLE tilstede (
    pid integer PRIMARY KEY,
    login text COLLATE "C" NOT NULL,
    foresporsel bigint NOT NULL,
    siden timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Den som spør, har åpnet denne, eller ingen når den ikke finnes. Svaret er de andre som har den åpen.
CREATE FUNCTION apner(i_aar integer, i_nr integer) RETURNS TABLE (navn text, siden timestamptz)
LANGUAGE plpgsql {TRYGT} SET synchronous_commit = off AS $$
#variable_conflict use_column
DECLARE
    denne_ bigint := (SELECT f.id FROM foresporsler f WHERE (f.aar, f.nr) = (i_aar, i_nr));
    forrige bigint := (SELECT t.foresporsel FROM tilstede t WHERE t.pid = pg_backend_pid());
BEGIN
    IF denne_ IS DISTINCT FROM forrige THEN
        DELETE FROM tilstede t WHERE t.pid = pg_backend_pid()
            OR NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.pid = t.pid AND a.usename = t.login);
        IF denne_ IS NOT NULL THEN
            INSERT INTO tilstede (pid, login, foresporsel) VALUES (pg_backend_pid(), session_user, denne_);
        END IF;
        PERFORM pg_notify('overforing', f.aar || '/' || f.nr) FROM foresporsler f WHERE f.id IN (denne_, forrige);
    END IF;
    RETURN QUERY
        SELECT b.navn, min(t.siden) FROM tilstede t
        JOIN pg_stat_activity a ON a.pid = t.pid AND a.usename = t.login
        JOIN brukere b ON b.login = t.login
        WHERE t.foresporsel = denne_ AND t.login <> session_user::text GROUP BY b.navn ORDER BY 2;
END $$;
"""
