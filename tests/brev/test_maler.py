"""Malene i letters/: de finnes på begge målformer, er like i form og bruker bare det grunnlaget gir dem."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

import pytest
from brev.brevprover import LETTERS, les_sak, stoff, vurdert
from brev.svarprover import grunnlag as svargrunnlag

from overforing.brev.egne.malprove import ordforrad
from overforing.brev.komponer import orientering
from overforing.brev.komponer.begreper import Begreper
from overforing.brev.komponer.dokumenter import SKRIVERE, OmSaken
from overforing.brev.komponer.embetet import EMBETETS
from overforing.brev.komponer.flett import MalFeil, flett
from overforing.brev.komponer.foresporselen import Svarlesning
from overforing.brev.komponer.lesning import Lesning
from overforing.brev.komponer.skriver import ramme
from overforing.brev.maler import Maler
from overforing.brev.modell import Avsnitt, Liste, Tabell
from overforing.mottak.foresporsel import Svarutfall
from overforing.sak import modell as m
from overforing.sak.modell import Dokument, Malform, Regelsett

LAGET = tuple(Dokument)
BEGREPER = Begreper(stoff().katalog, stoff().geografi, Malform.NB, Regelsett.FVL1967)


def grunnlag(dokument: Dokument) -> Mapping[object, tuple[str, ...]]:
    """Navnene på feltene malen får fra hver av delene sine. De er de samme i hver sak."""
    if dokument in EMBETETS:
        svar = Svarlesning(svargrunnlag("nynorsk-anmodning", Svarutfall.TRUKKET), BEGREPER)
        return {del_: tuple(del_(svar)) for del_ in EMBETETS[dokument].DELER}
    skriver, sak = SKRIVERE[dokument], les_sak("alt-utfylt")
    if issubclass(skriver, OmSaken):
        les = Lesning(sak, vurdert(sak), BEGREPER)
        return {del_: tuple(del_(les)) for del_ in skriver.DELER}
    utdrag = orientering.utdrag(sak, vurdert(sak), BEGREPER.geografi)
    ventegrunn = {"ventegrunn": tuple(orientering.ventegrunn(utdrag))}
    bare_forelopig = ventegrunn if dokument is Dokument.FORELOPIG_SVAR_SOKER else {}
    return {"orientering": tuple(orientering.bygg(utdrag, BEGREPER)), **bare_forelopig}


def test_malene_sier_hvilke_dokumenter_som_finnes() -> None:
    maler = Maler.les(LETTERS)
    assert maler.dokumenter == LAGET
    assert {*SKRIVERE, *EMBETETS} == set(LAGET)
    assert not set(SKRIVERE) & set(EMBETETS)
    assert maler.finnes(Dokument.TVIST)
    assert not Maler({(Malform.NB, Dokument.TVIST): "# X"}).finnes(Dokument.TVIST)


def test_en_fil_som_ikke_er_et_dokument_er_en_feil(tmp_path: Path) -> None:
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "julebrev.md").write_text("# God jul", "utf-8")
    with pytest.raises(ValueError, match="julebrev"):
        Maler.les(tmp_path)


def test_det_som_er_felles_settes_inn_og_star_i_flere_brev_pa_begge_malformer() -> None:
    bokmal, nynorsk = ({fil.name for fil in (LETTERS / "felles" / malform).iterdir()} for malform in Malform)
    assert bokmal == nynorsk
    maler = Maler.les(LETTERS)
    for malform in Malform:
        for fil in (LETTERS / "felles" / malform).iterdir():
            brev = [maler[malform, dokument] for dokument in LAGET]
            assert sum(f"\n{fil.read_text('utf-8')}" in tekst for tekst in brev) > 1, fil
            assert not any("{% include" in tekst for tekst in brev)


def form(mal: str) -> list[str]:
    """Seksjonene, vilkårene og feltene i malen, i rekkefølge og med innrykk, uten ordene rundt."""
    rader: list[str] = []
    niva = 0
    for bit in re.finditer(r"\{#\w+\}|\{%.*?%\}|\{\{.*?\}\}", re.sub(r"<!--.*?-->", "", mal, flags=re.DOTALL)):
        rad = re.sub(r"\s+", " ", bit[0])
        niva -= rad.startswith(("{% end", "{% el"))
        rader.append("  " * niva + rad)
        niva += rad.startswith(("{% if", "{% for", "{% el"))
    return rader


def ulikt(nb: str, nn: str) -> str:
    """Det som ikke er likt i de to formene, med tre rader på hver side; tomt når de er like."""
    return "\n".join(difflib.unified_diff(form(nb), form(nn), "bokmål", "nynorsk", lineterm=""))


@pytest.mark.parametrize("dokument", LAGET)
def test_bokmal_og_nynorsk_har_samme_seksjoner_og_samme_vilkar(dokument: Dokument) -> None:
    maler = Maler.les(LETTERS)
    assert ulikt(maler[Malform.NB, dokument], maler[Malform.NN, dokument]) == ""


def test_et_vilkar_som_er_et_annet_pa_nynorsk_vises_med_det_som_star_rundt() -> None:
    mal = "# T\n\n## {{ du }} {#s}\n\n{% if a and not b %}\nHei {{ c }}.\n{% else %}\nNei.\n{% endif %}\n"
    assert ulikt(mal, mal.replace("Nei", "Hå")) == ""
    assert ulikt(mal, mal.replace("a and not b", "a")).split("\n")[3:] == [
        " {{ du }}",
        " {#s}",
        "-{% if a and not b %}",
        "+{% if a %}",
        "   {{ c }}",
        " {% else %}",
        " {% endif %}",
    ]
    for fra, til in (("{{ c }}", "{{ d }}"), ("{#s}", "{#t}"), ("{% else %}", "{% elif b %}"), (" {{ c }}", "")):
        assert ulikt(mal, mal.replace(fra, til)), fra


@pytest.mark.parametrize("dokument", LAGET)
def test_alt_i_grunnlaget_brukes_av_en_mal(dokument: Dokument) -> None:
    maler = Maler.les(LETTERS)
    for del_, felt in grunnlag(dokument).items():
        brukere = [d for d in LAGET if del_ in grunnlag(d)]
        tekst = "\n".join("".join(re.findall(r"\{[{%].*?[%}]\}", maler[Malform.NB, d])) for d in brukere)
        assert [navn for navn in felt if not re.search(rf"\b{navn}\b", tekst)] == []


@pytest.mark.parametrize("dokument", LAGET)
def test_ingen_del_av_grunnlaget_skygger_for_en_annen(dokument: Dokument) -> None:
    navn = [n for felt in (ramme(BEGREPER, ""), *grunnlag(dokument).values()) for n in felt]
    like = {n for n in navn if navn.count(n) > 1}
    assert like == set()


@pytest.mark.parametrize("dokument", LAGET)
def test_malen_bruker_ikke_annet_enn_det_grunnlaget_har(dokument: Dokument) -> None:
    navn = {n for felt in (ramme(BEGREPER, ""), *grunnlag(dokument).values()) for n in felt}
    brukt = {sti.split(".")[0].removesuffix("[]") for sti in ordforrad(Maler.les(LETTERS)[Malform.NB, dokument]).kjente}
    assert brukt
    assert brukt - navn == set()


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("dokument", LAGET)
def test_nav_skrives_nav_og_ordlyden_er_klar(dokument: Dokument, malform: Malform) -> None:
    tekst = Maler.les(LETTERS)[malform, dokument]
    for ord_ in ("NAV", "vedrørende", "i henhold til", "vennligst", "ovennevnte", "hen ", "vedkomande"):
        assert ord_ not in tekst


BARE_BOKMAL = [
    "ikke",
    "hva",
    "hvem",
    "hvor",
    "hvilken",
    "noen",
    "noe",
    "fra",
    "sier",
    "gjør",
    "vet",
    "blitt",
    "finnes",
    "ønsker",
    "alene",
    "også",
    "mens",
    "nå",
    "selv",
    "bare",
    "mer",
    "hjem",
    "søkeren",
    "søkerens",
    "veilederen",
    "lederen",
    "leder",
    "stedfortreder",
    "stedfortrederen",
    "ansatte",
    "overordnede",
    "underordnede",
    "kollegene",
    "anmodning",
    "anmodningen",
    "avgjørelse",
    "avgjørelsen",
    "begrunnelse",
    "tilknytning",
    "opplysninger",
    "tjenester",
    "tjenestene",
    "saken",
    "foreløpig",
    "midlertidig",
    "særlig",
    "kommunene",
    "unntakene",
    "reglene",
    "hjelpen",
    "vurderingen",
    "forvaltningsloven",
]


@pytest.mark.parametrize("dokument", LAGET)
def test_nynorsken_er_nynorsk(dokument: Dokument) -> None:
    """Ord som bare er bokmål, står ikke i teksten mellom vilkårene."""
    mal = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?\}|<!--.*?-->", "", Maler.les(LETTERS)[Malform.NN, dokument], flags=re.S)
    ord_ = re.findall(r"\w+", re.sub(r"«[^»]*»", "", mal).casefold())
    assert [o for o in ord_ if o in BARE_BOKMAL] == []


# Ordlistene


@pytest.mark.parametrize(
    ("gruppe", "verdier"),
    [
        ("rolle", m.Rolle),
        ("rolle_bestemt", m.Rolle),
        ("rolle_flertall", m.Rolle),
        ("rolle_valg", m.Rolle),
        ("partsrolle", m.Partsrolle),
        ("partsrolle_bestemt", m.Partsrolle),
        ("representant", m.Representanttype),
        ("oppgave", m.Oppgave),
        ("organ", m.Organ),
        ("ingen_over", m.IngenOver),
        ("svarkilde", m.Svarkilde),
        ("tilknytningskilde", m.Tilknytningskilde),
        ("sporsmalssvar", m.Sporsmalssvar),
        ("tilknytning", m.Tilknytningstype),
        ("tilknytning_setning", m.Tilknytningstype),
        ("konklusjon", m.Konklusjon),
        ("avgjort_av", m.AvgjortAv),
        ("sakstype", m.Sakstype),
        ("sakstype_bestemt", m.Sakstype),
        ("soknadsform", m.Soknadsform),
        ("tjeneste", m.Tjeneste),
        ("arsak", m.Arsak),
        ("grunnlag", m.Oppholdsgrunnlag),
        ("avslag", m.Avslag),
        ("stedfortreder", m.Stedfortredertype),
        ("stedfortreder_ubestemt", m.Stedfortredertype),
        ("organ_i", m.OrganI),
        ("moment", m.Moment),
        ("avgrensning", m.Avgrensningstype),
        ("tiltak", m.Tiltakshjemmel),
        ("oppfolging", m.Oppfolging),
        ("truffet", m.Truffet),
        ("vedtaksorgan", m.Vedtaksorgan),
        ("orienteringsmate", m.Orienteringsmate),
        ("orienteringsmottaker", m.Orienteringsmottaker),
        ("resultat", m.Resultat),
        ("dokument", m.Dokument),
        ("malform", m.Malform),
        ("regelsett", m.Regelsett),
    ],
)
def test_hver_verdi_i_saksfilen_har_et_ord(gruppe: str, verdier: type[StrEnum]) -> None:
    katalog = stoff().katalog
    assert {n.removeprefix(f"{gruppe}.") for n in katalog if n.startswith(f"{gruppe}.")} == {str(v) for v in verdier}


def test_hver_tilknytning_blir_en_setning_med_rett_retning() -> None:
    katalog = stoff().katalog
    for type_ in m.Tilknytningstype:
        for malform in Malform:
            setning = katalog.hent(f"tilknytning_setning.{type_}", malform, part="PART", ansatt="ANSATT")
            assert "ANSATT" in setning, type_
            assert not setning.endswith("."), type_
    for tilknytning, ventet in {
        "stebarn": "søkeren er stebarn til Nav-lederen",
        "steforelder": "søkeren er steforelder til Nav-lederen",
        "fosterbarn": "søkeren er fosterbarn til Nav-lederen",
        "ektefelles_sosken": "søkeren er søsken til ektefellen til Nav-lederen",
        "soskens_ektefelle": "søkeren er gift med et søsken til Nav-lederen",
        "verge_fullmektig": "Nav-lederen er verge eller fullmektig for søkeren, eller har vært det etter at saken "
        "begynte",
    }.items():
        hentet = katalog.hent(f"tilknytning_setning.{tilknytning}", Malform.NB, part="søkeren", ansatt="Nav-lederen")
        assert hentet == ventet


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize(
    "type_",
    ["arbeidsforhold", "partens_representant", "konflikt", "okonomisk_interesse", "nerstaende_interesse", "annet"],
)
def test_setningen_om_en_tilknytning_sier_ikke_det_vurderingen_kan_nekte(type_: str, malform: Malform) -> None:
    setning = stoff().katalog.hent(f"tilknytning_setning.{type_}", malform, part="PART", ansatt="ANSATT")
    assert setning.startswith("spørsmålet er om ")


# Flettingen


def _flett(mal: str, **verdier: object) -> tuple[object, ...]:
    return flett(mal, verdier).seksjoner[0].blokker


def test_en_mal_blir_tittel_og_seksjoner() -> None:
    flettet = flett("# Tittel\n\n## En {#en}\n\nEt avsnitt\nover to linjer.\n\n- a\n- b\n\n## To {#to}\n", {})
    assert flettet.tittel == "Tittel"
    assert [(s.id, s.overskrift) for s in flettet.seksjoner] == [("en", "En"), ("to", "To")]
    assert flettet.seksjoner[0].blokker == (Avsnitt("Et avsnitt over to linjer."), Liste(("a", "b")))
    assert flettet.seksjoner[1].blokker == ()


def test_en_tom_verdi_etterlater_ikke_hull() -> None:
    assert _flett("## S {#s}\n\nEn {{ x }} to ({{ x }}), {{ x }}.\n", x="") == (Avsnitt("En to,."),)
    assert _flett("## S {#s}\n\n{{ x }}\n\n- {{ x }}\n", x=" ") == ()


def test_en_tabell_uten_rader_faller_bort() -> None:
    mal = "## S {#s}\n\n| A | B |\n| --- | --- |\n{% for r in rader %}\n| {{ r }} | b |\n{% endfor %}\n"
    assert _flett(mal, rader=()) == ()
    assert _flett(mal, rader=("a | c",)) == (Tabell(("A", "B"), (("a | c", "b"),)),)


@pytest.mark.parametrize(
    ("mal", "verdier"),
    [
        ("## Uten id\n\nTekst", {}),
        ("## S {#s}\n\n{{ mangler }}", {}),
        ("## S {#s}\n\n{{ x }}", {"x": None}),
        ("## S {#s}\n\n{{ x }}", {"x": 3}),
        ("## S {#s}\n\n**fet**", {}),
        ("## S {#s}\n\n1. nummerert", {}),
        ("## S {#s}\n\n- a\n  - b", {}),
        ("Tekst først\n\n## S {#s}", {}),
    ],
)
def test_en_mal_med_noe_et_brev_ikke_har_er_en_feil(mal: str, verdier: dict[str, object]) -> None:
    with pytest.raises(MalFeil):
        flett(mal, verdier)


def test_malen_kommer_ikke_til_noe_utenfor_verdiene() -> None:
    hentere: tuple[Callable[[], object], ...] = (
        lambda: flett("## S {#s}\n\n{{ ''.__class__.__mro__ }}", {}),
        lambda: flett("## S {#s}\n\n{{ x.__init__.__globals__ }}", {"x": stoff()}),
    )
    for hent in hentere:
        with pytest.raises(Exception, match=r"unsafe|ikke tekst"):
            hent()
