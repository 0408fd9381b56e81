"""Det som ikke skal ut: fødselsnumre finnes i alle skrivemåter, og andre tall får stå i fred."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sak.fodselsnumre import DAGENS, FRA_2032, et_nummer, kontrollsifre, numre

from overforing.sak import modell as m
from overforing.sak.lekkasje import Funnet, finn_fodselsnumre, finn_navn, tekster, trygt_saksnummer

SKILLE = ["", " ", "\u00a0", "\u202f", "-", "\u2011", "–", ".", "/", " - ", "\u200b", "\n"]


def _med_navn(*navn: str, **felt: object) -> m.Sak:
    parter = tuple(m.Part(id=f"p{i}", navn=n) for i, n in enumerate(navn))
    return m.Sak(**{"id": "x", "vurderingsdato": None, "parter": parter, **felt})  # type: ignore[arg-type]


# Fødselsnumre


@given(numre(), st.sampled_from(SKILLE), st.sampled_from(SKILLE), st.text("abc .,:\n", max_size=20))
def test_hvert_nummer_finnes_i_alle_skrivemater(nummer: str, skille: str, inne: str, foran: str) -> None:
    dato = inne.join((nummer[:2], nummer[2:4], nummer[4:6]))
    skrevet = f"{dato}{skille}{nummer[6:]}"
    funn = finn_fodselsnumre(f"{foran}({skrevet}) og mer")
    assert funn == (Funnet(len(foran) + 1, len(foran) + 1 + len(skrevet)),)


@given(numre(), st.sampled_from([" ", "\u00a0", "-"]))
def test_ogsa_med_personnummeret_delt_eller_aret_skrevet_helt_ut(nummer: str, skille: str) -> None:
    dag, maned, ar, resten = nummer[:2], nummer[2:4], nummer[4:6], nummer[6:]
    assert len(finn_fodselsnumre(f"{dag}{maned}{ar}{skille}{resten[:3]}{skille}{resten[3:]}")) == 1
    assert len(finn_fodselsnumre(f"{dag}.{maned}.19{ar}{skille}{resten}")) == 1
    assert len(finn_fodselsnumre(f"{dag}{maned}19{ar}{skille}{resten}")) == 1


@given(st.lists(numre(), min_size=2, max_size=5))
def test_flere_i_samme_tekst_finnes_hver_for_seg(alle: list[str]) -> None:
    tekst = ", ".join(alle)
    assert [tekst[f.start : f.slutt] for f in finn_fodselsnumre(tekst)] == alle


@given(numre())
def test_et_funn_sier_hvor_men_aldri_hva(nummer: str) -> None:
    assert nummer not in repr(finn_fodselsnumre(f"f. {nummer}"))


@given(numre(), st.integers(0, 10), st.integers(1, 9))
def test_ett_galt_siffer_er_ikke_et_gyldig_nummer_i_dagens_serie(nummer: str, plass: int, pluss: int) -> None:
    """Modulus 11 fanger hvert enkelt feil siffer i det andre kontrollsifferet, i begge seriene."""
    feil = nummer[:plass] + str((int(nummer[plass]) + pluss) % 10) + nummer[plass + 1 :]
    assert finn_fodselsnumre(feil) == ()


def test_forste_kontrollsiffer_kan_gi_rest_0_til_3_og_ikke_mer() -> None:
    ni = "178550600"
    for rest in range(11):
        for par in kontrollsifre(ni, (rest,)):
            assert bool(finn_fodselsnumre(ni + par)) is (rest in (*DAGENS, *FRA_2032)), rest


@pytest.mark.parametrize("dato", ["320140", "004040", "301340", "310440", "290241", "726540", "001580", "179350"])
def test_en_dato_som_ikke_finnes_gir_ikke_noe_fodselsnummer(dato: str) -> None:
    for individ in ("600", "701", "833"):
        for par in kontrollsifre(dato + individ, (*DAGENS, *FRA_2032)):
            assert finn_fodselsnumre(dato + individ + par) == ()


@pytest.mark.parametrize(("maned", "dager"), [*enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)], ids=str)
@pytest.mark.parametrize(("dagtillegg", "manedstillegg"), [(0, 0), (40, 0), (0, 40), (0, 65), (0, 80)])
def test_hver_maned_har_sin_siste_dag_og_ingen_flere(
    maned: int, dager: int, dagtillegg: int, manedstillegg: int
) -> None:
    """Også i D-numre og syntetiske numre. 1944 er skuddår."""
    for dag, finnes in ((0, False), (1, True), (dager, True), (dager + 1, False)):
        dato = f"{dag + dagtillegg:02}{maned + manedstillegg:02}44"
        funn = [finn_fodselsnumre(f"{dato}{i}{par}") for i in range(600, 610) for par in kontrollsifre(f"{dato}{i}")]
        assert funn
        assert all(bool(f) is finnes for f in funn), dato


def test_skuddarsdagen_finnes_ogsa_nar_arhundret_er_ukjent() -> None:
    for ar in ("00", "44"):
        nummer = next(f"2982{ar}{i}{par}" for i in range(500, 900) for par in kontrollsifre(f"2982{ar}{i}"))
        assert finn_fodselsnumre(nummer)


@pytest.mark.parametrize(
    "tekst",
    [
        "Telefon 22 07 00 00 eller +47 912 34 567, mobil 91234567, 0047 91234567",
        "Org.nr. 974 760 673, NO 974760673 MVA",
        "Sak 2026/0417, 26/12345-3, 202600417 og 2026/417-12",
        "Konto 1234.56.78903, 1234 56 78903 og 8601.11.17947",
        "Møte 20.11.2026 kl. 10.30, 1.7.2026, 010726 og 2026-11-20",
        "Kommune 5001, gnr. 12 bnr. 345, 7013 Trondheim",
        "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
        "KID 2345676 og 1234567890128, beløp 12 345 678,90",
        "FOR-2018-06-04-810, LOV-1967-02-10, § 6 første ledd, 01.01.2026–31.12.2026",
        "",
    ],
)
def test_vanlige_tall_i_en_sak_far_sta_i_fred(tekst: str) -> None:
    assert finn_fodselsnumre(tekst) == ()


def _kontonummer(terning: random.Random) -> str:
    """Et gyldig kontonummer: det siste sifferet er modulus 11, med de samme vektene som fødselsnummerets k2."""
    while True:
        ti = f"{terning.randrange(10**10):010}"
        rest = -sum(int(s) * v for s, v in zip(ti, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if rest < 10:
            return f"{ti}{rest}"


def _kid(terning: random.Random) -> str:
    ti = f"{terning.randrange(10**10):010}"
    rest = sum(sum(divmod(int(s) * (2 - i % 2), 10)) for i, s in enumerate(reversed(ti)))
    return f"{ti}{-rest % 10}"


def _andel(lag: object, skriv: object = str) -> float:
    terning = random.Random(2026)
    antall = 20_000
    return sum(bool(finn_fodselsnumre(skriv(lag(terning)))) for _ in range(antall)) / antall  # type: ignore[operator]


def test_andre_tall_pa_elleve_siffer_treffer_ikke_oftere_enn_tilfeldig() -> None:
    # 730 dager × 4 måneder-serier av 10 000 · 100 mulige datoer, fire av elleve rester for k1 og én av elleve for k2.
    datoer = 2 * 4 * 365.25 / 1_000_000 * 100
    assert _andel(_kid) == pytest.approx(datoer * 4 / 11 / 11, rel=0.25)
    assert _andel(_kontonummer) == pytest.approx(datoer * 4 / 11, rel=0.1)


def test_et_kontonummer_skrevet_med_punktum_treffer_aldri() -> None:
    assert _andel(_kontonummer, lambda n: f"{n[:4]}.{n[4:6]}.{n[6:]}") == 0
    assert _andel(_kontonummer, lambda n: f"{n[:4]} {n[4:6]} {n[6:]}") == 0


# Navn


@pytest.mark.parametrize(
    ("navn", "tekst"),
    [
        ("Kari Moen", "Anmodning for Kari Moen"),
        ("Kari Moen", "KARI MOEN"),
        ("Kari Moen", "Moen, Kari – økonomisk stønad"),
        ("Kari Moen", "anmodning_kari_moen.docx"),
        ("Kari Moen", "Kari Anne Moen"),
        ("Kari Anne Moen", "Kari Moens sak"),
        ("Kari Moen", "Sak K. Moen"),
        ("Kari Anne Moen", "K.A. Moen"),
        ("Pål Ås-Bråten", "pal-as-braten.pdf"),
        ("Biret Áhkká", "Ahkka, Biret"),
        ("Bo Li", "Sak om Bo Li"),
        ("Mohammed", "Mohammeds søknad"),
        ("Jan van der Berg", "Jan Berg"),
        ("Kari Moen", "Kari\u00a0Moen"),
    ],
)
def test_navnet_finnes_slik_folk_skriver_det_i_titler_og_filnavn(navn: str, tekst: str) -> None:
    assert finn_navn(tekst, _med_navn(navn))


@pytest.mark.parametrize(
    ("navn", "tekst"),
    [
        ("Kari Berg", "Anmodning om å overføre en sak til Bergen"),
        ("Kari Berg", "Møte på Berg skole"),
        ("Ida Bergen", "Overføring i Bergen kommune"),
        ("Ida Bergen", "I Bergen"),
        ("Per Nav", "Brev fra Nav Eksempel"),
        ("Nav", "Brev fra Nav Eksempel"),
        ("Søkeren", "Søkeren og ektefellen"),
        ("Hans Hansen", "Saken hans"),
        ("Kari Moen", "Karin Moene"),
        ("Kari Moen", "Moen"),
        ("Jan van der Berg", "Den ene saken van"),
        ("N.N.", "Notat om n og n"),
        ("Bo", "Bo- og omsorgssenteret"),
        ("", "Anmodning"),
        ("Unni Saken", "Overføring av saken"),
    ],
)
def test_vanlige_ord_steder_og_andre_navn_er_ikke_partens_navn(navn: str, tekst: str) -> None:
    assert finn_navn(tekst, _med_navn(navn)) == ()


@pytest.mark.parametrize(
    ("navn", "tekst", "funnet"),
    [
        ("Kari Moen", "Notat om Kari Moen i dag", ["Kari Moen"]),
        ("Kari Moen", "Saken til K. Moen i dag", ["K. Moen"]),
        ("Kari Moen", "Saken til K Moen i dag", ["K Moen"]),
        ("Kari Moen", "Saken til S. Moen", []),
        ("Kari Anne Moen", "Saken til K. A. Moen", ["K. A. Moen"]),
        ("Ida Moen", "Det var i dag. I. Moen", ["I. Moen"]),
        ("Ida Moen", "I Moen", []),
        ("Åse Moen", "Å. Moen", ["Å. Moen"]),
        ("Kari Moen", "Kari en to Moen", ["Kari en to Moen"]),
        ("Kari Moen", "Kari en to tre Moen", []),
        ("Kari Moen", "Moen, en to Kari", ["Moen, en to Kari"]),
        ("Kari Moen", "Moen, en to tre Kari", []),
        ("Kari Moen", "Karis og Moens", ["Karis og Moens"]),
        ("Kari Moen", "Kari Moen, Kari og K. Moen", ["Kari Moen, Kari og K. Moen"]),
        ("Kari Moen", "Kari Moen. Det var en sak. Kari Moen", ["Kari Moen", "Kari Moen"]),
        ("Grimstveit", "Grimstveits sak", ["Grimstveits"]),
        ("Bo Li", "Saken til Bo Li", ["Bo Li"]),
        ("Bo Li", "Li og Bo", []),
    ],
)
def test_navnet_finnes_der_det_star_og_ikke_lenger(navn: str, tekst: str, funnet: list[str]) -> None:
    """Høyst to ord mellom fornavn og etternavn, og «I» og «Å» er forbokstaver bare med punktum."""
    assert [tekst[f.start : f.slutt] for f in finn_navn(tekst, _med_navn(navn))] == funnet


@pytest.mark.parametrize(
    ("tekst", "funnet"),
    [("KARI-2026", ["KARI"]), ("12/26 Grimstveits", ["Grimstveits"]), ("Eksempel 12/26", []), ("Karis 1", ["Karis"])],
)
def test_i_en_referanse_pekes_hver_del_av_navnet_ut(tekst: str, funnet: list[str]) -> None:
    sak = _med_navn("Kari Eksempel Grimstveit", kontor=m.Kontor(navn="Nav Eksempel"))
    assert [tekst[f.start : f.slutt] for f in finn_navn(tekst, sak, deler=True)] == funnet
    assert finn_navn(tekst, sak) == ()


def test_programmets_egne_titler_er_aldri_et_navn() -> None:
    sak = _med_navn("Kari Berg", "Ola Kommune", "Din Sak", "Anne Overføre")
    for tittel in ("Anmodning om å overføre en sak til en annen kommune", "En annen kommune skal behandle saken din"):
        assert finn_navn(tittel, sak) == ()


def test_representantens_navn_er_ogsa_et_navn() -> None:
    sak = m.Sak(
        id="x",
        vurderingsdato=None,  # type: ignore[arg-type]
        parter=(m.Part(id="p1", navn="", representant=m.Representant(navn="Anne Dahl")),),
    )
    assert finn_navn("Notat om Anne Dahl", sak) == (Funnet(9, 18),)


@pytest.mark.parametrize(
    ("saksnummer", "trygt"),
    [
        ("2026/0417", True),
        ("26/12345-3 SOS", True),
        ("2026/0417 Grimstveit", False),
        ("KARI-2026", False),
        ("Berg 12/2026", True),
        (et_nummer(), False),
        ("", True),
    ],
)
def test_i_et_saksnummer_er_ogsa_ett_navn_for_mye(saksnummer: str, trygt: bool) -> None:
    """«Berg» står i kontorets eget navn og kan være en del av nummeret."""
    sak = _med_navn("Kari Grimstveit", "Nils Berg", saksnummer=saksnummer, kontor=m.Kontor(navn="Nav Berg"))
    assert trygt_saksnummer(sak) == (saksnummer if trygt else "")


def test_tekstene_i_saken_kommer_med_stien_til_feltet() -> None:
    nabo = m.Tilknytning(type=m.Tilknytningstype.NABO, beskrivelse="Gjerdet")
    sak = m.Sak(
        id="x",
        vurderingsdato=None,  # type: ignore[arg-type]
        ansatte=(m.Ansatt(id="a1", tilknytninger=(nabo,)),),
        stedfortreder=(m.Stedfortreder(type=m.Stedfortredertype.INNLEID, begrunnelse="Spurt"),),
        midlertidige_tiltak=(m.MidlertidigTiltak(beskrivelse="Mat", fulgt_opp=m.FulgtOpp(av="Siri")),),
        vedlegg=("Kart",),
        brev=m.Brevvalg(
            overstyringer={m.Dokument.TVIST: {m.Malform.NN: {"bakgrunn": m.Overstyring(tekst="Slik", forslag="Så")}}}
        ),
    )
    assert dict(tekster(sak)) == {
        "id": "x",
        "ansatte[a1].id": "a1",
        "ansatte[a1].tilknytninger[0].beskrivelse": "Gjerdet",
        "stedfortreder[innleid].begrunnelse": "Spurt",
        "midlertidige_tiltak[0].beskrivelse": "Mat",
        "midlertidige_tiltak[0].fulgt_opp.av": "Siri",
        "vedlegg[0]": "Kart",
        "brev.overstyringer.tvist.nn.bakgrunn.tekst": "Slik",
        "brev.overstyringer.tvist.nn.bakgrunn.forslag": "Så",
    }
