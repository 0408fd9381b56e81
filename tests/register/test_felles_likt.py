"""Filen og tjeneren holdt mot hverandre: de samme kolonnene, og de samme treffene på det samme søket."""

from __future__ import annotations

import random

from mottak.mottakprover import MOTTATT, PROGRAM, inngaende
from register.registerprover import Apne, Klokke
from register.testtjener import Provelogg, Proveregister, Provetjener, tom

from overforing.mottak.utvalg import Sortering, Utvalg
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK

TEKSTER = (
    "Søkeren bor i Ås og har oppholdskommune Čáhcesuolu.",
    "Snåase suohkan, sak 26/77 og 2026/771. 100 % stilling_uten_lønn.",
    "Får hjelp; far er spurt. Áŋŋel Ŧuolbmá đievasčoahkkin.",
    "É e ö Ø æÆ «sitat» 'apostrof' \"tegn\" \\skråstrek [klamme] A-Å 5.1",
    "Nav-leder, §§ 12–14, ½ dag; tlf. 55 55 33 33, o.l. m.m.",
    "Én setning\nover to linjer\tmed tabulator. İstanbul STRASSE straße",
)
FASTE = (
    *("ås", "Å", "kommune", "holdskommune", "cahce", "čáh", "far", "får", "fa", "26/77", "2026/77", "26-77", "26/7"),
    *("%", "100 %", "_", "n_u", "\\", "[", "«", "§§", "12–14", "5.1", "5.", "1", "m.m.", "o.", "a-", "-å", "straße"),
    *("strasse", "istanbul", "½", "33 33", "nav le", "ŧu", "đ", "ŋŋe", "2026/1", "26/1", "2", "nav 26/1", "é", "e"),
)


def test_tabellene_har_de_samme_kolonnene(apne: Apne, tjener: Provetjener, felles_database: str) -> None:
    fil = apne(skjema=MOTTAK)
    db = Provelogg(tjener.adresse(felles_database))
    tabellene = [n for n in fil.table_names() if not n.startswith(("sqlite_", "_", "sok_"))]
    assert {"foresporsler", "hendelser", "dokumenter", "filer", "kjede"} <= set(tabellene)
    for tabell in tabellene:
        i_filen = {rad[1] for rad in fil.execute(f"PRAGMA table_xinfo({tabell})")}
        sql = "SELECT column_name FROM information_schema.columns WHERE table_name = :t AND table_schema = 'overforing'"
        paa_tjeneren = {navn for (navn,) in db.execute(sql, {"t": tabell})}
        assert i_filen - paa_tjeneren == set(), tabell
    db.close()


def test_to_hundre_sok_gir_de_samme_treffene(
    apne: Apne, tjener: Provetjener, felles_database: str, klokke: Klokke
) -> None:
    tom(tjener, felles_database)
    db = Provelogg(tjener.adresse(felles_database))
    valg = {"kommunenavn": PROGRAM.geografi.navn, "na": klokke, "bruker": "Ine Aune"}
    loggene = (Foresporselsregister(apne(skjema=MOTTAK), **valg), Proveregister(db, **valg))
    for logg in loggene:
        for nr, tekst in enumerate(TEKSTER, 1):
            logg.motta(inngaende(nr, allerede_gjort=tekst), MOTTATT)
    velg = random.Random(16)
    biter = set(FASTE)
    alt = "  ".join(TEKSTER)
    while len(biter) < 200:
        fra = velg.randrange(len(alt))
        biter.add(alt[fra : fra + velg.randrange(1, 9)])
    fil, paa_tjener = (Foresporselsliste(logg.db, "Ine Aune") for logg in loggene)
    ulike = {}
    for sok in sorted(biter):
        utvalg = Utvalg(sok=sok, sortering=Sortering.NYEST)
        svar = [[rad.nr for rad in liste.side(utvalg, MOTTATT).rader] for liste in (fil, paa_tjener)]
        if svar[0] != svar[1]:
            ulike[sok] = svar
    assert ulike == {}
    db.close()
