"""Kontorets egne brevtekster: alt som er galt, sies på én gang med fil, linje og hva som er lov."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from brev.brevprover import LETTERS, les_sak, lesbar, stoff, vurdert

from overforing.brev.egne import malprove
from overforing.brev.egne.egne_tekster import krav, les_mappe, les_meg, navn
from overforing.brev.egne.malkode import les as les_malen
from overforing.brev.egne.malprove import MAKS_TEGN, ordforrad, prov, vist
from overforing.brev.komponer import lag_brev, orientering
from overforing.brev.komponer.begreper import Begreper
from overforing.brev.maler import Maler
from overforing.feil import KanIkke, Melding, UgyldigMal
from overforing.regelverk.funn import Utfall
from overforing.sak.modell import Dokument, Malform, Regelsett
from overforing.ui.deler.ordene import Ord

VARE = Maler.les(LETTERS)
KATALOG = stoff().katalog
KRAV = {Dokument(navn): krav(Dokument(navn), KATALOG) for navn in KATALOG.krav}
NB = (Malform.NB, Dokument.ANMODNING)
ANMODNING = VARE[NB]
SLUTT = "{% endif %}"
SIST = ANMODNING.count("\n") + 2
"""Linjen det som legges til etter en blank linje, begynner på."""


def galt(tekst: str, nokkel: tuple[Malform, Dokument] = NB) -> list[str]:
    return [str(problem.melding) for problem in prov(tekst, VARE[nokkel], KRAV.get(nokkel[1], {}))]


def byttet(fra: str, til: str) -> str:
    assert fra in ANMODNING
    return ANMODNING.replace(fra, til, 1)


def linjen(tekst: str, del_: str) -> int:
    return tekst[: tekst.index(del_)].count("\n") + 1


# Våre egne


@pytest.mark.parametrize("nokkel", VARE, ids=navn)
def test_vare_egne_tekster_holder_maal(nokkel: tuple[Malform, Dokument]) -> None:
    assert galt(VARE[nokkel], nokkel) == []
    assert galt(VARE[nokkel].replace(". ", ".  ") + "\nEt avsnitt til.\n", nokkel) == []


def test_hvert_dokument_sier_hva_en_egen_utgave_ma_ha_med() -> None:
    assert set(KRAV) == set(Dokument)


def test_hvert_utfall_kreves_i_orienteringen() -> None:
    """Feltet som er sant i bare ett utfall, må brevet spørre om. «Som vanlig» er det det sier ellers."""
    sak = les_sak("alt-utfylt")
    begreper = Begreper(KATALOG, stoff().geografi, Malform.NB, Regelsett.FVL1967)
    utdrag = replace(orientering.utdrag(sak, vurdert(sak), stoff().geografi), svar=None)
    sant = {
        utfall: {navn for navn, v in orientering.bygg(replace(utdrag, utfall=utfall), begreper).items() if v is True}
        for utfall in Utfall
    }
    for utfall, felt in sant.items():
        eget = felt.difference(*(andre for annet, andre in sant.items() if annet is not utfall))
        assert eget, utfall
        assert utfall is Utfall.BEHANDLES_SOM_VANLIG or eget <= set(KRAV[Dokument.ORIENTERING]), utfall


@pytest.mark.parametrize("dokument", KRAV)
@pytest.mark.parametrize("malform", Malform)
def test_alt_som_kreves_finnes_i_var_tekst(dokument: Dokument, malform: Malform) -> None:
    assert set(KRAV[dokument]) <= ordforrad(VARE[malform, dokument]).kjente


@pytest.mark.parametrize("nokkel", VARE, ids=navn)
def test_uten_et_felt_som_kreves_sies_det_hvilket_og_hvorfor(nokkel: tuple[Malform, Dokument]) -> None:
    for sti, hvorfor in KRAV.get(nokkel[1], {}).items():
        problemer = [str(p.hva) for p in prov("# T\n", VARE[nokkel], {sti: hvorfor})]
        assert any(p.startswith("Feltet «") and str(hvorfor) in p for p in problemer), sti


# Felt


def test_et_ukjent_felt_sies_med_linje_og_det_som_ligner() -> None:
    tekst = byttet("{{ mottatt }}", "{{ motatt }}")
    assert galt(tekst) == [
        f"linje {linjen(tekst, 'motatt')}: Feltet «motatt» finnes ikke i dette brevet. Mente du «mottatt»? "
        "Alle feltene står i LES MEG.txt."
    ]


def test_et_ukjent_felt_om_en_person_sies_med_dem_som_finnes() -> None:
    (problem,) = galt(byttet("{{ person.hjemmel }}).\n{% else %}", "{{ person.alder }}).\n{% else %}"))
    assert "Feltet «alder» finnes ikke for hver i inhabile." in problem
    assert "Der finnes «begrunnelse», «hjemmel», «holdes_utenfor»," in problem


def test_en_egen_lokke_kan_ha_egne_navn() -> None:
    assert galt(ANMODNING.replace("for hjelp in tiltak", "for x in tiltak").replace("hjelp.", "x.")) == []


@pytest.mark.parametrize(
    ("kode", "ventet"),
    [
        ("{{ inhabile }}", "kan ikke skrives ut"),
        ("{{ haster }}", "kan ikke skrives ut"),
        ("{% for x in mottatt %}{% endfor %}", "kan ikke gjentas"),
        ("{{ person.hvem }}", "«person» har ingen felt her"),
        ("{{ tiltak.hva }}", "har ingen felt her"),
        ("{{ self }}", "Feltet «self» finnes ikke"),
        ("{{ range }}", "Feltet «range» finnes ikke"),
        ("{{ lov.__class__ }}", "Feltet «__class__» finnes ikke"),
        ("{{ mottatt.__class__ }}", "har ingen felt her"),
    ],
)
def test_et_felt_kan_bare_brukes_slik_var_tekst_bruker_det(kode: str, ventet: str) -> None:
    (problem,) = galt(f"{ANMODNING}\n{kode}\n")
    assert problem.startswith(f"linje {SIST}: ")
    assert ventet in problem


@pytest.mark.parametrize(
    "kode",
    [
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% raw %}x{% endraw %}",
        "{% with %}{% endwith %}",
        "{% block x %}{% endblock %}",
        "{% autoescape true %}{% endautoescape %}",
        "{{ mottatt.upper() }}",
        "{{ mottatt['x'] }}",
        "{{ mottatt ~ mottatt }}",
        "{{ 'a' * 1000000000 }}",
        "{{ mottatt if haster }}",
        "{{ mottatt|upper }}",
        "{{ mottatt|stor('x') }}",
        "{% if mottatt|stor %}{% endif %}",
        "{{ haster and mottatt }}",
        "{{ not haster }}",
        "{% for x in haster or tiltak %}{% endfor %}",
        "{% if mottatt == 'x' %}{% endif %}",
        "{% if mottatt is defined %}{% endif %}",
        "{% for x in vedlegg if x %}{% endfor %}",
        "{% for x, y in vedlegg %}{% endfor %}",
        "{% for x in tiltak recursive %}{% endfor %}",
        "{{ cycler('a') }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ mottatt",
        "{{ }}",
        "{% %}",
        "{ mottatt }",
        "mottatt }}",
        "{% if haster %}",
        "{% endfor %}",
        "{% if haster %}{% endfor %}",
        "<!-- uten slutt",
        "{%- if haster -%}{% endif %}",
        "{% for a in tiltak %}{% for b in tiltak %}{% for c in tiltak %}{% endfor %}{% endfor %}{% endfor %}",
        "{% if haster %}" * 13 + SLUTT * 13,
        "{{ " + "(" * 3000 + "mottatt" + ")" * 3000 + " }}",
        "{% if " + "not " * 5000 + "haster %}" + SLUTT,
    ],
)
def test_malkode_et_brev_ikke_kan_ha_avvises_uten_a_bli_kjort(kode: str) -> None:
    problemer = galt(f"{ANMODNING}\n{kode}\n")
    assert problemer
    assert problemer[0].startswith(f"linje {SIST}: ") or problemer == ["Malkoden er for innfløkt. Del den opp."]


def test_hver_gren_proves_ogsa_den_ingen_sak_kommer_til() -> None:
    gren = "{% elif not haster and haster %}\n{{ ukjent }} og **fett**.\n"
    tekst = byttet("{% elif haster %}\n", f"{gren}{{% elif haster %}}\n")
    linje = linjen(tekst, "{{ ukjent }}")
    assert [problem.split(".")[0] for problem in galt(tekst)] == [
        f"linje {linje}: Et brev kan ikke ha fet skrift (**)",
        f"linje {linje}: Feltet «ukjent» finnes ikke i dette brevet",
    ]


@pytest.mark.parametrize("bit", ["{{", "{%", "{", "<!--", "{{ a.", "{{ a and ", "{% if haster %}", "{#a", "{{ x }}"])
def test_en_tekst_laget_for_a_henge_programmet_er_fort_avvist(bit: str) -> None:
    begynt = time.perf_counter()
    assert galt(f"{ANMODNING}\n{bit * ((MAKS_TEGN - len(ANMODNING) - 1) // len(bit))}")
    assert time.perf_counter() - begynt < 10


def test_en_merknad_kan_inneholde_hva_som_helst() -> None:
    assert galt(f"<!-- {{{{ ukjent }}}} **fet** -->\n{ANMODNING}") == []


def test_a_spore_etter_et_felt_er_ikke_a_ha_det_med() -> None:
    tekst = byttet(
        "{{ saerlig_ulempe_begrunnelse }}", "{% if saerlig_ulempe_begrunnelse %}Vi viser til saken.{% endif %}"
    )
    (problem,) = galt(tekst)
    assert "«saerlig_ulempe_begrunnelse» mangler" in problem
    assert "Statsforvalteren skal ta stilling" in problem


# Seksjoner og tittel


def test_en_ukjent_og_en_manglende_seksjon_sies_med_dem_som_finnes() -> None:
    tekst = byttet("{#soker}", "{#sokeren}")
    ukjent, mangler = galt(tekst)
    assert ukjent.startswith(f"linje {linjen(tekst, '{#sokeren}')}: Seksjonen {{#sokeren}} finnes ikke")
    assert "{#bakgrunn}, {#rett_kommune}" in ukjent
    assert mangler.startswith("Seksjonen {#soker} mangler")


def test_overskriften_kan_skrives_om_men_ikke_gjores_betinget_gjentas_eller_mangle_navn() -> None:
    assert galt(byttet("## Vedlegg {#vedlegg}", "## Det som følger med {#vedlegg}")) == []
    for ny, ventet in (
        ("{% if vedlegg %}\n## Vedlegg {#vedlegg}\n{% endif %}", "utenfor {% if %}"),
        ("## Vedlegg {#soker}\n\n## Vedlegg {#vedlegg}", "står også på linje"),
        ("## Vedlegg\n\n## Vedlegg {#vedlegg}", "mangler seksjonens faste navn"),
        ("### Noe\n\n## Vedlegg {#vedlegg}", "ingen andre"),
        ("# Ny tittel\n\n## Vedlegg {#vedlegg}", "før den første overskriften"),
    ):
        (problem,) = galt(byttet("## Vedlegg {#vedlegg}", ny))
        assert ventet in problem


def test_navnet_til_sokeren_kommer_aldri_i_tittelen() -> None:
    (problem,) = galt(byttet("# Anmodning om", "# Anmodning for {{ sokers_navn }} om"))
    assert "«sokers_navn» kan ikke stå i en overskrift" in problem
    orientering = (Malform.NB, Dokument.ORIENTERING)
    tekst = VARE[orientering].replace("# Vi sender {{ saken_din }}", "# Vi sender {{ kontaktperson }}", 1)
    (problem,) = galt(tekst, orientering)
    assert "Bare «avgjor_saken», «din», «du», «saken_din» kan det." in problem


def test_en_tittel_som_kan_falle_bort_er_ikke_nok() -> None:
    tekst = byttet(
        "# Anmodning om å overføre en sak til en annen kommune", "{% if haster %}\n# Det haster\n{% endif %}"
    )
    (problem,) = galt(tekst)
    assert "Tittelen må være med uansett" in problem


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("Et **fett** ord", "fet skrift"),
        ("Et *skrått* ord", "kursiv"),
        ("1. en", "nummerert"),
        ("> sitat", "sitat"),
        ("[her](http://x)", "lenke"),
        ("![x](y)", "bilde"),
        ("<b>x</b>", "HTML"),
        ("<script>x</script>", "HTML"),
        ("Tekst\n\n    kode", "innrykk"),
        ("```\nx\n```", "kode"),
        ("---", "strek"),
        ("Tekst\n\n- a\n  - b", "punkter under"),
    ],
)
def test_oppsett_et_brev_ikke_har_sies_med_det_det_heter_til_daglig(tekst: str, ventet: str) -> None:
    (problem,) = galt(f"{ANMODNING}\n{tekst}\n")
    assert problem.startswith(f"linje {SIST + tekst.startswith('Tekst') * 2}: ")
    assert ventet in problem


def test_linjen_er_riktig_midt_i_et_avsnitt_og_etter_malkode() -> None:
    tekst = byttet("{{ mottatt }}\n", "{{ mottatt }}\nEn linje.\nEn **fet** linje.\n")
    (problem,) = galt(tekst)
    assert problem.startswith(f"linje {linjen(tekst, '**fet**')}: ")


@pytest.mark.parametrize("tegn", ["\ue000", "\ue001", "\x00", "\x1b", "\u2028", "\u202e", "\u200b", "\ufffe"])
def test_usynlige_og_private_tegn_avvises_med_linje(tegn: str) -> None:
    (problem,) = galt(byttet("{{ mottatt }}", f"{tegn}0{tegn}"))
    assert f"U+{ord(tegn):04X}" in problem
    assert problem.startswith("linje ")


def test_en_altfor_lang_tekst_leses_ikke() -> None:
    assert galt("x" * (MAKS_TEGN + 1)) == [f"Teksten er over {MAKS_TEGN} tegn."]


@pytest.mark.parametrize("nokkel", VARE, ids=navn)
def test_den_leste_malen_vet_hvilken_linje_alt_sto_pa(nokkel: tuple[Malform, Dokument]) -> None:
    lest, problemer = les_malen(VARE[nokkel])
    assert lest
    assert problemer == ()
    linjer = VARE[nokkel].split("\n")
    sett = 0
    for rad, linje, _ in lest.rader:
        forste = rad.split("\ue000")[0][:10].strip()
        if forste:
            assert forste in re.sub(r"\{%.*?%\}", "", linjer[linje - 1])
            sett += 1
    assert sett > 10


# Mappen


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    for nokkel, tekst in VARE.items():
        (tmp_path / nokkel[0]).mkdir(exist_ok=True)
        (tmp_path / navn(nokkel)).write_text(tekst, "utf-8")
    return tmp_path


def les(mappe: Path) -> dict[tuple[Malform, Dokument], str]:
    return les_mappe(mappe, VARE, KATALOG)


def avvist(mappe: Path) -> tuple[str, ...]:
    with pytest.raises(UgyldigMal) as feil:
        les(mappe)
    return tuple(map(str, feil.value.problemer))


def test_bare_tekstene_som_er_endret_er_kontorets_egne(mappe: Path) -> None:
    (mappe / "nn" / "orientering.md").unlink()
    assert les(mappe) == {}
    ny = byttet("Vi ber dere om", "Vi ber dere herved om")
    (mappe / "nb" / "anmodning.md").write_bytes(b"\xef\xbb\xbf" + ny.replace("\n", "\r\n").encode())
    assert les(mappe) == {NB: ny}


def test_brevet_skrives_med_den_egne_teksten(mappe: Path) -> None:
    ny = byttet("Vi ber dere om", "Vi ber dere herved om")
    (mappe / "nb" / "anmodning.md").write_text(ny, "utf-8")
    sak = les_sak("01")
    egne = replace(stoff(), maler=VARE.med(les(mappe)))
    brev = lag_brev(Dokument.ANMODNING, sak, vurdert(sak), egne, malform=Malform.NB)
    vart = lag_brev(Dokument.ANMODNING, sak, vurdert(sak), stoff(), malform=Malform.NB)
    assert lesbar(brev).replace("Vi ber dere herved om", "Vi ber dere om") == lesbar(vart)
    assert brev.hode == vart.hode
    assert brev.hode.merking.startswith("Unntatt offentlighet")


def test_alt_som_er_galt_i_alle_filene_sies_pa_en_gang(mappe: Path) -> None:
    (mappe / "nb" / "julebrev.md").write_text("# God jul", "utf-8")
    (mappe / "nb" / "anmodning.md").write_text(byttet("{{ mottatt }}", "{{ motatt }}"), "utf-8")
    (mappe / "nn" / "anmodning.md").write_bytes("# Å\nx\nSøkar".encode("cp1252"))
    julebrev, nynorsk, bokmal = sorted(avvist(mappe), key=lambda p: "julebrev" not in p and "nn/" not in p)
    assert "nb/julebrev.md: Filen er ikke en av brevtekstene" in julebrev
    assert "nb/anmodning.md" in julebrev
    assert nynorsk.startswith("nn/anmodning.md, linje 1: Filen er ikke lagret som UTF-8")
    assert bokmal.startswith("nb/anmodning.md, linje ")


def test_andre_filer_i_mappen_er_ikke_i_veien(mappe: Path) -> None:
    for fil in ("LES MEG.txt", "brevhode.docx", "nb/Thumbs.db", "notat.md"):
        (mappe / fil).write_bytes(b"\xff")
    (mappe / "nb" / "mappe.md").mkdir()
    assert les(mappe) == {}


def test_en_mappe_uten_tekster_sier_hvilken_som_skal_velges(mappe: Path, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert "Hent våre maler" in avvist(tmp_path / "tom")[0]
    assert "Velg mappen som har nb og nn i seg" in avvist(mappe / "nb")[0]
    for ikke_mappe in (mappe / "nb" / "anmodning.md", tmp_path / "borte"):
        with pytest.raises(KanIkke, match="ikke en mappe"):
            les(ikke_mappe)


def test_en_diger_fil_leses_ikke_inn(mappe: Path) -> None:
    (mappe / "nb" / "anmodning.md").write_bytes(b"x" * (5 * MAKS_TEGN))
    assert avvist(mappe) == (f"nb/anmodning.md: Teksten er over {MAKS_TEGN} tegn.",)


@pytest.mark.parametrize("malform", Malform)
def test_veiledningen_nevner_hvert_felt_hver_seksjon_og_hvert_krav(malform: Malform) -> None:
    tekst = les_meg(malform, VARE, KATALOG)
    for dokument in VARE.dokumenter:
        ord_ = ordforrad(VARE[malform, dokument])
        assert all(f"{{#{id_}}}" in tekst for id_ in ord_.seksjoner)
        assert all(sti.split(".")[-1].removesuffix("[]") in tekst for sti in ord_.kjente)
        for sti, hvorfor in krav(dokument, KATALOG).items():
            sagt = Ord(KATALOG, malform).feil
            assert f"{sagt(vist(sti))}: {sagt(hvorfor)}\n" in tekst
    assert {"nb": "hvem for hver i inhabile", "nn": "hvem for kvar i inhabile"}[malform] in tekst
    assert "loop" not in tekst
    assert "{{ felt | stor }}" in tekst
    assert "{{{" not in tekst


@pytest.mark.parametrize("melding", malprove._OPPSETT.values())
def test_det_som_er_galt_med_oppsettet_kan_sies_pa_nynorsk(melding: Melding) -> None:
    assert {"ikke", "overskriften", "linjen", "punkter"}.isdisjoint(
        Ord(KATALOG, Malform.NN).feil(melding).lower().split()
    )


def test_vinduet_sier_pa_nynorsk_hvorfor_et_felt_ma_vaere_med(mappe: Path) -> None:
    (mappe / "nb" / "anmodning.md").write_text(
        byttet("{{ saerlig_ulempe_begrunnelse }}", "Vi viser til saken."), "utf-8"
    )
    with pytest.raises(UgyldigMal) as feil:
        les(mappe)
    assert Ord(KATALOG, Malform.NN).feil(feil.value) == (
        "nb/anmodning.md: Feltet «saerlig_ulempe_begrunnelse» manglar og må vere med. "
        "Grunngivinga Statsforvaltaren skal ta stilling til."
    )
