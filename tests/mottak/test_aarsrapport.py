"""Årsrapporten, og at ingen kan gjenvinne det som er skjermet i den: hver tabell, hver differanse og hver sum prøvd."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from overforing.mottak.aarsrapport import Aarsrapport, lag_rapport, skjerm
from overforing.mottak.statistikk import Dimensjon, Tallgrunnlag

AAR = 2026
I_DAG = date(2026, 6, 30)
KOMMUNER = ("1", "2", "3", "4")


def rapport(kommet: Sequence[Tallgrunnlag], eldre: Sequence[Tallgrunnlag] = (), i_dag: date = I_DAG) -> Aarsrapport:
    return lag_rapport(kommet, [*(en for en in kommet if not en.avgjort), *eldre], AAR, i_dag)


def tallene(r: Aarsrapport, dimensjon: Dimensjon) -> dict[str, int | None]:
    tabell = r.tabeller[dimensjon]
    return {rad.verdi: rad.antall for rad in (*tabell.rader, replace(tabell.sum, verdi="I alt"))}


def kom(antall: int, kommune: str = "1", maned: int = 1, dager: int | None = 10, **felt: str) -> list[Tallgrunnlag]:
    mottatt = date(AAR, maned, 5)
    avgjort = None if dager is None else mottatt + timedelta(days=dager)
    felt = {"grunn": "fvl-6-2", "utfall": "" if dager is None else "overfort", "kontor": f"Nav {kommune}", **felt}
    return [Tallgrunnlag(kommune, mottatt=mottatt, avgjort=avgjort, **felt)] * antall


def test_rapporten_har_manedene_svartiden_og_haugen_etter_alder() -> None:
    gammel = Tallgrunnlag("1", "", "", date(2025, 12, 24), None)
    r = rapport([*kom(3), *kom(2, dager=45), *kom(1, dager=-1), *kom(4, maned=6, dager=None)], [gammel])
    assert tallene(r, Dimensjon.MANED) == {
        **{f"2026-{m:02}": antall for m, antall in enumerate((6, 0, 0, 0, 0, 4), start=1)},
        "I alt": 10,
    }
    assert tallene(r, Dimensjon.SVARTID) == {"innen": 3, "senere": 2, "ukjent": 1, "I alt": 6}
    assert tallene(r, Dimensjon.ALDER) == {"0-7": 0, "8-30": 4, "31-60": 0, "61-": 1, "I alt": 5}
    assert (r.alle.avgjorte, r.alle.innen, r.alle.median_dager, r.kvartiler) == (5, 3, 10.0, (10.0, 45.0))
    assert not r.omme


def test_i_et_ar_som_er_omme_er_haugen_den_som_var_siste_dag() -> None:
    r = lag_rapport(kom(6), kom(2, maned=12, dager=None), AAR, date(2027, 3, 1))
    assert (r.siste, r.omme) == (date(2026, 12, 31), True)
    assert tallene(r, Dimensjon.ALDER)["8-30"] == 2


def test_tall_som_ikke_henger_sammen_stanser_og_henger_ikke() -> None:
    """Åpne som er kommet i året, men ikke er med i haugen."""
    with pytest.raises(ValueError, match="henger ikke sammen"):
        skjerm(lag_rapport([*kom(8), *kom(5, dager=None)], [], AAR, I_DAG))


def test_uten_noe_som_er_avgjort_er_verken_median_eller_kvartiler_null() -> None:
    r = rapport(kom(3, dager=None))
    assert (r.alle.median_dager, r.kvartiler) == (None, None)
    assert rapport([]).alle.antall == 0


def test_et_kontor_kan_ikke_regnes_ut_av_kommunen_sin() -> None:
    alle = [*kom(9, kontor="Nav Nord"), *kom(2, kontor="Nav Sør"), *kom(8, "2"), *kom(7, "3")]
    skjermet = skjerm(rapport(alle))
    assert tallene(skjermet, Dimensjon.KOMMUNE) == {"1": 11, "2": 8, "3": 7, "I alt": 26}
    assert tallene(skjermet, Dimensjon.KONTOR) == {
        "1|Nav Nord": None,
        "1|Nav Sør": None,
        "2|Nav 2": 8,
        "3|Nav 3": 7,
        "I alt": 26,
    }


def test_summen_i_en_tabell_roper_ikke_det_en_annen_skjuler() -> None:
    alle = [en for k in "12345" for en in kom(1, k)]
    skjermet = skjerm(rapport(alle))
    assert {antall for d in Dimensjon for antall in tallene(skjermet, d).values()} <= {None, 0}


def test_haugen_roper_ikke_hvor_mange_fa_som_er_eldre_enn_aret() -> None:
    gamle = [Tallgrunnlag("1", "", "", date(2025, 1, 1), None)] * 2
    skjermet = skjerm(rapport([*kom(20), *kom(8, maned=5, dager=None), *kom(6, maned=6, dager=None)], gamle))
    assert tallene(skjermet, Dimensjon.UTFALL) == {"": 14, "overfort": 20, "I alt": 34}
    assert tallene(skjermet, Dimensjon.ALDER)["I alt"] is None


def test_medianen_og_kvartilene_vises_bare_nar_de_bygger_pa_nok() -> None:
    apne = kom(4, maned=6, dager=None)
    r = skjerm(rapport([*kom(4), *apne, *kom(6, "2"), *kom(9, "3")]))
    rader = {rad.verdi: rad for rad in r.tabeller[Dimensjon.KOMMUNE].rader}
    assert (rader["1"].antall, rader["1"].median_dager, rader["2"].median_dager) == (8, None, 10.0)
    assert r.kvartiler is None
    assert {rad.avgjorte for tabell in r.tabeller.values() for rad in (*tabell.rader, tabell.sum)} == {None}
    assert skjerm(rapport([*kom(11), *kom(9, "2")])).kvartiler == (10.0, 10.0)


# Å gjenvinne det som er skjermet

Ligning = tuple[dict[str, int], int]


def ligningene(r: Aarsrapport) -> tuple[list[Ligning], dict[str, int]]:
    """Det en som har rapporten, kan sette opp: summene i hver tabell, hvilken kommune et kontor ligger i, at de åpne
    og de avgjorte er alle, og at de åpne fra i år er en del av haugen. Med det minste hver ukjent kan være.
    """
    ut: list[Ligning] = []
    minst: dict[str, int] = {}

    def ledd(navn: str, antall: int | None, laveste: int = 1) -> tuple[str, int | None]:
        if antall is None:
            minst[navn] = laveste
        return navn, antall

    def sum_(hele: tuple[str, int | None], deler: Iterable[tuple[str, int | None]]) -> None:
        koeffisienter: dict[str, int] = {}
        kjent = 0
        for (navn, antall), fortegn in ((hele, -1), *((en, 1) for en in deler)):
            if antall is None:
                koeffisienter[navn] = koeffisienter.get(navn, 0) + fortegn
            else:
                kjent -= fortegn * antall
        ut.append((koeffisienter, kjent))

    rader = {d: [(f"{d} {rad.verdi}", rad.verdi, rad.antall) for rad in t.rader] for d, t in r.tabeller.items()}
    alle = ledd("alle", r.alle.antall)
    avgjorte = ledd("avgjorte", r.tabeller[Dimensjon.SVARTID].sum.antall)
    haugen = ledd("haugen", r.tabeller[Dimensjon.ALDER].sum.antall)
    for d in (Dimensjon.MANED, Dimensjon.GRUNN, Dimensjon.UTFALL, Dimensjon.KOMMUNE):
        sum_(alle, [ledd(navn, antall) for navn, _, antall in rader[d]])
    for navn, kommune, antall in rader[Dimensjon.KOMMUNE]:
        kontorer = [ledd(k, n) for k, verdi, n in rader[Dimensjon.KONTOR] if verdi.startswith(f"{kommune}|")]
        sum_(ledd(navn, antall), kontorer)
    apne = next((ledd(navn, antall) for navn, verdi, antall in rader[Dimensjon.UTFALL] if not verdi), ("apne", 0))
    sum_(alle, [apne, avgjorte])
    sum_(avgjorte, [ledd(navn, antall) for navn, _, antall in rader[Dimensjon.SVARTID]])
    sum_(haugen, [ledd(navn, antall) for navn, _, antall in rader[Dimensjon.ALDER]])
    sum_(haugen, [apne, ledd("eldre", None, 0)])
    return ut, minst


class Angrep:
    """Simpleksmetoden med Blands regel over ligningene. Alle tallene i dem er ±1 og henger sammen som et tre, så hvert
    steg er i hele tall.
    """

    def __init__(self, ligninger: Sequence[Ligning], minst: Mapping[str, int]) -> None:
        self.ukjente, self._minst = list(minst), minst
        self._n, self._rader = len(minst), []
        for koeffisienter, hoyre in ligninger:
            b = hoyre - sum(k * minst[navn] for navn, k in koeffisienter.items())
            fortegn = -1 if b < 0 else 1
            self._rader.append([fortegn * koeffisienter.get(navn, 0) for navn in self.ukjente] + [fortegn * b])
        m = len(self._rader)
        for i, rad in enumerate(self._rader):
            rad[self._n : self._n] = [int(i == j) for j in range(m)]
        self._basis = list(range(self._n, self._n + m))
        assert self._los([0] * self._n + [-1] * m, self._n + m) == 0, "det som er vist, motsier seg selv"
        for i in range(m):
            inn = next((j for j in range(self._n) if self._rader[i][j]), None)
            if self._basis[i] >= self._n and inn is not None:
                self._pivot(i, inn)

    def ytterst(self, navn: str, retning: int) -> float:
        """Det største (1) eller det minste (-1) en ukjent kan være."""
        svar = self._los([retning * (navn == en) for en in self.ukjente] + [0] * len(self._rader), self._n)
        return retning * svar + self._minst[navn]

    def _los(self, vekter: list[int], bredde: int) -> float:
        rader, basis = self._rader, self._basis
        while True:
            tellende = [(vekter[b], rad) for b, rad in zip(basis, rader, strict=True) if vekter[b]]
            gevinst = (vekter[j] - sum(v * rad[j] for v, rad in tellende) for j in range(bredde))
            inn = next((j for j, verdi in enumerate(gevinst) if verdi > 0), None)
            if inn is None:
                return sum(v * rad[-1] for v, rad in tellende)
            mulige = [(rad[-1], basis[i], i) for i, rad in enumerate(rader) if rad[inn] > 0]
            if not mulige:
                return math.inf
            self._pivot(min(mulige)[2], inn)

    def _pivot(self, ut: int, inn: int) -> None:
        rader = self._rader
        assert abs(rader[ut][inn]) == 1
        denne = rader[ut] = [x * rader[ut][inn] for x in rader[ut]]
        for i, rad in enumerate(rader):
            if i != ut and (faktor := rad[inn]):
                rader[i] = [x - faktor * y for x, y in zip(rad, denne, strict=True)]
        self._basis[ut] = inn


def gjenvunnet(r: Aarsrapport) -> list[str]:
    """De skjermede tallene en kan slå fast, eller vet er under fem."""
    angrep = Angrep(*ligningene(r))
    funnet = {navn: (angrep.ytterst(navn, -1), angrep.ytterst(navn, 1)) for navn in angrep.ukjente if navn != "eldre"}
    return [f"{navn}: {lav} til {hoy}" for navn, (lav, hoy) in funnet.items() if lav == hoy or hoy < 5]


def test_angrepet_finner_det_som_bare_er_tatt_bort() -> None:
    """Prøven duger: tas de små tallene bort uten mer, finner den dem igjen."""
    r = rapport([*kom(9), *kom(2, "2"), *kom(7, "3"), *kom(6, dager=None)])
    bare_sma = {
        d: replace(t, rader=tuple(replace(rad, antall=None) if 0 < (rad.antall or 0) < 5 else rad for rad in t.rader))
        for d, t in r.tabeller.items()
    }
    assert "kommune 2: 2 til 2" in gjenvunnet(replace(r, tabeller=bare_sma))
    assert gjenvunnet(skjerm(r)) == []


EN = st.builds(
    lambda kommune, kontor, grunn, utfall, maned, dager: kom(
        1,
        kommune,
        maned,
        None if utfall == "" else dager,
        kontor=f"Nav {kontor}",
        grunn=grunn,
        utfall=utfall,
    )[0],
    st.sampled_from("1112234"),
    st.sampled_from("AAAB"),
    st.sampled_from(["fvl-6-1-b", "fvl-6-2", "flere", ""]),
    st.sampled_from(["overfort", "overfort", "delvis_overfort", "videresendt", "ikke_inhabilitet", ""]),
    st.sampled_from([1, 1, 2, 6]),
    st.sampled_from([0, 12, 40, -1]),
)


@pytest.mark.parametrize("eldre", [0, 3])
@example([*kom(1, dager=None), *kom(1, dager=None, grunn="fvl-6-1-b")])
@settings(max_examples=25, deadline=None)
@given(st.lists(EN, max_size=70))
def test_intet_skjermet_tall_kan_regnes_ut_av_tabellene(eldre: int, kommet: list[Tallgrunnlag]) -> None:
    gamle = [Tallgrunnlag("1", "", "", date(2025, 9, 1), None)] * eldre
    skjermet = skjerm(rapport(kommet, gamle))
    assert all(
        antall is None or antall == 0 or antall >= 5 for d in Dimensjon for antall in tallene(skjermet, d).values()
    )
    assert gjenvunnet(skjermet) == []
