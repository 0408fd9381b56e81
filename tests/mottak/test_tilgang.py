"""Hvem som kan se hvem som har sett på en forespørsel, og det den saken gjelder, får vite."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from mottak.mottakprover import NA, en_foresporsel

from overforing.feil import KanIkke
from overforing.mottak.brukere import Bruker, Rolle
from overforing.mottak.egen_habilitet import OVERST, Utforer
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.tilgang import (
    Formaal,
    Gjort,
    Grunn,
    Hvem,
    Oppslag,
    er_egen,
    for_gamle,
    innsyn,
    krev_ikke_skjermet,
    krev_kan_se,
    maaned,
)
from overforing.sak.person import Person

I_DAG = NA.date()
INE, TOR, SIV = "Ine Aune", "Tor Hegg", "Siv Moen"
LINJE = (
    Person(id="e1", navn=INE, overordnet="e2"),
    Person(id="e2", navn=TOR, ingen_over=OVERST),
    Person(id="e3", navn=SIV, overordnet="e2"),
)


def test_en_leder_ser_og_andre_ikke() -> None:
    f = en_foresporsel()
    krev_kan_se(f, Utforer(TOR, LINJE), (), I_DAG)
    for navn, linje in ((INE, LINJE), ("", LINJE), (TOR, ())):
        with pytest.raises(KanIkke, match="Bare en leder"):
            krev_kan_se(f, Utforer(navn, linje), (), I_DAG)


def test_den_som_er_registrert_som_leder_ser_og_stedfortrederen_nar_lederen_er_utenfor() -> None:
    brukere = (Bruker(INE), Bruker(SIV, rolle=Rolle.LEDER, stedfortreder=INE))
    f = en_foresporsel()
    krev_kan_se(f, Utforer(SIV, LINJE), brukere, I_DAG)
    for navn in (TOR, INE):  # han er ikke registrert som leder, og hun er det bare når Siv ikke kan
        with pytest.raises(KanIkke, match="Bare en leder"):
            krev_kan_se(f, Utforer(navn, LINJE), brukere, I_DAG)
    inhabil = en_foresporsel(inhabile_her=SIV)
    krev_kan_se(inhabil, Utforer(INE, LINJE), brukere, I_DAG)
    with pytest.raises(KanIkke, match="Du er inhabil"):
        krev_kan_se(inhabil, Utforer(SIV, LINJE), brukere, I_DAG)


def test_den_som_ledet_noen_som_har_sluttet_er_ikke_leder() -> None:
    sluttet = tuple(replace(p, sluttet=p.navn != TOR) for p in LINJE)
    with pytest.raises(KanIkke, match="Bare en leder"):
        krev_kan_se(en_foresporsel(), Utforer(TOR, sluttet), (), I_DAG)


@pytest.mark.parametrize("felt", ["inhabile_her", "i_tvil_her"])
def test_en_leder_som_er_inhabil_eller_i_tvil_ser_ikke(felt: str) -> None:
    f = en_foresporsel(**{felt: "tor  hegg"})
    with pytest.raises(KanIkke):
        krev_kan_se(f, Utforer(TOR, LINJE), (), I_DAG)
    with pytest.raises(KanIkke):
        krev_ikke_skjermet(f, Utforer(TOR, LINJE))
    krev_ikke_skjermet(f, Utforer(SIV, LINJE))


@pytest.mark.parametrize(
    ("fort", "spor", "egen"),
    [
        (Hvem(INE, "ineau"), Hvem(INE, "ineau"), True),
        (Hvem(INE, "ineau"), Hvem(INE, "torhe"), False),
        (Hvem(INE, "ineau"), Hvem(TOR, "ineau"), False),
        (Hvem("", "ineau"), Hvem(INE, "ineau"), True),
        (Hvem("", "ineau"), Hvem("", "torhe"), False),
        (Hvem(INE, ""), Hvem(INE, ""), True),
        (Hvem(INE, "ineau"), Hvem(INE, ""), False),
    ],
)
def test_et_skrevet_navn_gir_ikke_en_annens_linjer(fort: Hvem, spor: Hvem, egen: bool) -> None:
    assert er_egen(Oppslag(1, NA, fort, Gjort.APNET), spor) is egen


def test_uten_konto_er_det_navnet_som_teller() -> None:
    assert not er_egen(Oppslag(1, NA, Hvem(INE, ""), Gjort.APNET), Hvem("", ""))
    assert er_egen(Oppslag(1, NA, Hvem(INE, ""), Gjort.APNET), Hvem("ine  aune", ""))


def _oppslag(nr: int, dag: int, navn: str, gjort: Gjort, grunn: str = "") -> Oppslag:
    return Oppslag(nr, datetime(2026, 11, dag, 12, tzinfo=UTC), Hvem(navn, "konto"), gjort, 2026, 1, grunn)


def test_innsynet_har_dager_og_formaal_uten_navn_og_uten_antall() -> None:
    historikk = (Hendelse(1, NA, INE, Handling.MOTTATT, {}),)
    alt = (
        _oppslag(1, 20, INE, Gjort.APNET),
        _oppslag(2, 20, INE, Gjort.APNET),
        _oppslag(3, 21, SIV, Gjort.APNET),
        _oppslag(4, 21, INE, Gjort.EKSPORTERT),
        _oppslag(5, 22, TOR, Gjort.SETT, Grunn.MISTANKE),
        _oppslag(6, 22, TOR, Gjort.SETT, Grunn.INNSYN),
    )
    linjer = innsyn(reversed(alt), historikk)
    assert [(en.dag, en.gjort, en.formaal) for en in linjer] == [
        (date(2026, 11, 20), Gjort.APNET, Formaal.BEHANDLING),
        (date(2026, 11, 21), Gjort.APNET, Formaal.LESING),
        (date(2026, 11, 21), Gjort.EKSPORTERT, Formaal.UTLEVERING),
        (date(2026, 11, 22), Gjort.SETT, Formaal.INNSYN),
        (date(2026, 11, 22), Gjort.SETT, Formaal.KONTROLL),
    ]


def test_en_del_gar_forst_nar_det_nyeste_i_den_er_gammelt_nok() -> None:
    delene = ("2024-10", "2024-11", "2024-12", "2026-11")
    assert for_gamle(delene, "2026-11-30T", 24) == ("2024-10",)
    assert for_gamle(delene, "2026-12-01T", 24) == ("2024-10", "2024-11")
    assert for_gamle(delene, "2027-01-01T", 24) == ("2024-10", "2024-11", "2024-12")


def test_gar_klokka_tilbake_fores_det_i_den_delen_som_er_begynt() -> None:
    assert maaned("2026-11-30T", "") == "2026-11"
    assert maaned("2026-11-30T", "2026-12") == "2026-12"
