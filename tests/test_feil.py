"""Det programmet sier når noe ikke går: nøkler fra delene under vinduet, ord på begge målformer i kanten."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from overforing import stier
from overforing.arkiv.vedlegg import vedlegg
from overforing.brev.egne.brevhode import klargjor
from overforing.brev.lesing.les import les
from overforing.feil import Feltfeil, KanIkke, Melding, OverforingFeil, UgyldigMal, UgyldigSaksfil
from overforing.hinder import Hindret
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.tekstfiler import Tekster
from overforing.ui.deler.ordene import Ord

PROGRAM = Program.start()
NYNORSK = Ord(PROGRAM.katalog, Malform.NN)
TEKSTER = Tekster(stier.ressurser() / "tekster")
KILDE = Path(__file__).resolve().parents[1] / "src" / "overforing"
FILER = sorted(fil for fil in KILDE.rglob("*.py") if fil != KILDE / "feil.py")

# Kilden: hvert sted som lager en feil eller en melding, har en nøkkel som finnes på begge målformer

VARE_FEIL = {
    "ValueError",
    "NotImplementedError",
    "FileNotFoundError",
    "KeyboardInterrupt",
    "UkjentSti",
    "ForTidlig",
} | {"Henger"}
"""Feil i programmet. Den som bruker det, får aldri se dem, bare en kode, så de kan si hva de vil."""
BAERERE = {"UgyldigSaksfil", "UgyldigMal", "Feltfeil", "_Stopp", "_Ventet", "Problem"}
"""Bærer meldinger som er prøvd der de lages, og ellers bare data."""
MED_EGEN_NOKKEL = {"HarFodselsnummer", "EndretAvAnnen"}
NOKKELEN_KOMMER_UTENFRA = {
    "filer.py": "for_stor",  # prøvd i tests/ui og tests/cli
    "register/database.py": "self._apent.melding.nokkel",  # den samme feilen en gang til
    "brev/komponer/flett.py": "nokkel",  # MalFeil: der den kastes, står nøkkelen
    "brev/lesing/sendt.py": "nokkel",  # en melding leseren sendte, lest tilbake
    "program/oppsett.py": "nokkel",  # det som er galt i filen, prøvd i tests/program
    "register/felles/feil.py": "kjent",  # det databasen selv sa nei til, prøvd i tests/register
    "saksgang/innlesing.py": "galt",  # formfeil, prøvd med hvert felt i tests/saksgang
}
BARE_KOMMANDOLINJEN = "feil.kommandolinjen.sier"


def _navn(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


@cache
def _med_nokkel() -> set[str]:
    """Meldingen, feilene våre, og alt som arver fra dem."""
    klasser = {
        node.name: {_navn(over) for over in node.bases}
        for fil in KILDE.rglob("*.py")
        for node in ast.walk(ast.parse(fil.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    kjente = {"Melding", "MalFeil", "OverforingFeil"}
    while nye := {navn for navn, over in klasser.items() if over & kjente} - kjente:
        kjente |= nye
    return kjente - BAERERE - MED_EGEN_NOKKEL


def _innsatt(nokkel: str) -> set[str]:
    """Plassene i teksten, som skal være de samme på begge målformer."""
    nb, nn = ({n for _, n, *_ in Formatter().parse(TEKSTER[nokkel][m]) if n is not None} for m in ("nb", "nn"))
    assert nb == nn, nokkel
    return nb


def _nokler(uttrykk: ast.expr) -> list[str]:
    """Nøklene uttrykket kan gi, med «*» der noe settes inn; tom når det ikke er en nøkkel som står der."""
    if isinstance(uttrykk, ast.IfExp):
        return [*_nokler(uttrykk.body), *_nokler(uttrykk.orelse)]
    if isinstance(uttrykk, ast.JoinedStr):
        return ["".join(str(b.value) if isinstance(b, ast.Constant) else "*" for b in uttrykk.values)]
    return [str(uttrykk.value)] if isinstance(uttrykk, ast.Constant) else []


def _galt_med(kall: ast.Call, fil: str) -> Iterator[str]:
    if not kall.args or not (nokler := _nokler(kall.args[0])):
        if not kall.args or NOKKELEN_KOMMER_UTENFRA.get(fil) != ast.unparse(kall.args[0]):
            yield "uten nøkkel"
        return
    gitt = {k.arg for k in kall.keywords}
    for nokkel in nokler:
        if nokkel == BARE_KOMMANDOLINJEN and not fil.startswith("cli/"):
            yield "bare kommandolinjen kan si en ferdig setning"
        monster = re.compile(re.escape(nokkel).replace(r"\*", r"\w+"))
        treff = [n for n in TEKSTER if monster.fullmatch(n)]
        if not treff:
            yield f"{nokkel} finnes ikke i tekstene"
        # En nøkkel som settes sammen, velger blant flere tekster, og de har ikke alle plass til alt.
        elif None not in gitt and gitt not in (plasser := [_innsatt(funnet) for funnet in treff]):
            yield f"{nokkel} har {sorted(plasser[0])}, og får {sorted(map(str, gitt))}"
    if nokler[0] != BARE_KOMMANDOLINJEN:
        yield from ("ferdig norsk i en verdi" for verdi in kall.keywords if _har_norsk(verdi.value))


def _har_norsk(uttrykk: ast.expr) -> bool:
    """Om det står to ord eller mer i en tekst i uttrykket, utenom det som selv er en melding."""
    if isinstance(uttrykk, ast.Call) and _navn(uttrykk.func) in _med_nokkel():
        return False
    if isinstance(uttrykk, ast.Constant):
        return isinstance(uttrykk.value, str) and re.search("[a-zæøå]{2,} [a-zæøå]{2,}", uttrykk.value) is not None
    return any(_har_norsk(barn) for barn in ast.iter_child_nodes(uttrykk) if isinstance(barn, ast.expr))


def galt_i(kilde: str, fil: str = "sak/prove.py") -> list[str]:
    """Det som er galt i en kildefil, med linjen."""
    ut = []
    for node in ast.walk(ast.parse(kilde)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            kastet = _navn(node.exc.func if isinstance(node.exc, ast.Call) else node.exc)
            if kastet[0].isupper() and kastet not in {*_med_nokkel(), *VARE_FEIL, *BAERERE, *MED_EGEN_NOKKEL}:
                ut.append(f"{node.lineno}: {kastet} er verken en melding eller en feil hos oss")
        if not isinstance(node, ast.Call):
            continue
        if (navn := _navn(node.func)) in _med_nokkel():
            ut += [f"{node.lineno}: {galt}" for galt in _galt_med(node, fil)]
        elif navn in BAERERE and any(map(_har_norsk, node.args)):
            ut.append(f"{node.lineno}: ferdig norsk i {navn}")
    return ut


@pytest.mark.parametrize("fil", FILER, ids=[fil.relative_to(KILDE).as_posix() for fil in FILER])
def test_det_som_sies_har_en_nokkel_med_begge_malformer_og_verdiene_teksten_har(fil: Path) -> None:
    assert galt_i(fil.read_text("utf-8"), fil.relative_to(KILDE).as_posix()) == []


@pytest.mark.parametrize(
    ("kilde", "galt"),
    [
        ('raise KanIkke("Filen er over 5 MB.")', "finnes ikke i tekstene"),
        ('raise UgyldigInndata(f"Filen er over {mb} MB.")', "finnes ikke i tekstene"),
        ('raise UgyldigInndata(t("feil.program.for_stor"))', "uten nøkkel"),
        ('raise UgyldigInndata("feil.program.for_stor")', "har ['mb'], og får []"),
        ('raise UgyldigInndata("feil.program.for_stor", mb=5, a=1)', "har ['mb'], og får ['a', 'mb']"),
        ('raise KanIkke("feil.kommandolinjen.sier", setning="Ta den bort.")', "bare kommandolinjen"),
        ('raise KanIkke("feil.les.i_filen", fil=fil, feil="den er borte")', "ferdig norsk i en verdi"),
        ('Hindret("hinder.skriv.ukjent", mappe=mappe)', "finnes ikke i tekstene"),
        ('Hindret(f"hinder.skrive.{hva}", mappe=mappe)', "finnes ikke i tekstene"),
        ('Hindret(f"hinder.les.{hva}")', "har ['fil'], og får []"),
        ('Feltfeil(sti, "en liste", Melding("feil.saksfil.objekt"))', "ferdig norsk i Feltfeil"),
        ('Problem(1, "Her står det tekst.")', "ferdig norsk i Problem"),
        ('raise RuntimeError("filen er borte")', "verken en melding"),
        ('raise UleseligSak("Saken er borte")', "finnes ikke i tekstene"),
    ],
)
def test_en_ferdig_setning_en_ukjent_nokkel_og_gale_verdier_blir_funnet(kilde: str, galt: str) -> None:
    assert any(galt in funnet for funnet in galt_i(kilde)), galt_i(kilde)


def test_det_er_noe_a_prove_og_alt_som_star_i_tekstene_blir_sagt() -> None:
    kilden = "\n".join(fil.read_text("utf-8") for fil in FILER) + (KILDE / "feil.py").read_text("utf-8")
    brukt = set(re.findall(r'"(feil\.[a-z0-9_.]+)"', kilden))
    satt_sammen = [re.sub(r"\{[^}]*\}", "*", n) for n in re.findall(r'f"(feil\.[^"]+)"', kilden)]
    monstre = [re.compile(re.escape(n).replace(r"\*", r"\w+")) for n in satt_sammen]
    skrevet = {n for n in TEKSTER if n.startswith("feil.")}
    assert len(skrevet) > 200
    assert {n for n in skrevet - brukt if not any(m.fullmatch(n) for m in monstre)} == set()


# I vinduet


def sagt(feil: Exception | Melding) -> str:
    return NYNORSK.feil(feil)


def test_alt_i_en_saksfil_med_mange_feil_sies_pa_nynorsk() -> None:
    sak = {
        "skjema": "overforing/sak/1",
        "vurderingsdato": "i går",
        "kontor": [],
        "soknad": {"form": "ønske", "farge": 3},
        "parter": [{"id": "p1"}, {"id": "p1"}],
        "ansatte": [{"id": "a1", "overordnet": "a9"}, {"id": " "}],
        "notat": 7,
    }
    with pytest.raises(UgyldigSaksfil) as feil:
        PROGRAM.les_sak(json.dumps(sak))
    assert sagt(feil.value).split("; ") == [
        "id: venta at feltet er med, fann ingenting",
        "vurderingsdato: venta ein dato på forma ÅÅÅÅ-MM-DD, fann «i går»",
        "kontor: venta eit objekt, fann ei liste",
        "soknad.form: venta éin av «skriftlig», «muntlig», «digital», fann «ønske»",
        "soknad.farge: venta ingen slik nøkkel, fann ein ukjend nøkkel",
        "notat: venta tekst, fann talet 7",
        "parter[1].id: venta kvar id éin gong, fann «p1» ein gong til",
        "ansatte[1].id: venta ein id, fann tom tekst",
        "ansatte[a1].overordnet: venta id-en til ein av dei i «ansatte», fann «a9», som ikkje finst der",
    ]
    with pytest.raises(UgyldigSaksfil) as feil:
        PROGRAM.les_sak("[")
    assert sagt(feil.value) == "fila: venta gyldig JSON, fann ein feil i linje 1, teikn 2"


def test_et_brevhode_som_ikke_kan_brukes_sies_pa_nynorsk_ogsa_stilene_som_mangler() -> None:
    import io

    import docx

    ut = io.BytesIO()
    docx.Document().save(ut)
    with pytest.raises(UgyldigMal) as feil:
        klargjor(ut.getvalue(), "eget.docx")
    tekst = sagt(feil.value)
    assert tekst.startswith("eget.docx: Brevhovudet manglar ")
    assert re.search(r" stilar som breva bruker\. Det enklaste er å bruke «Hent malane våre …», ", tekst)
    assert re.search(
        r"Det som manglar: \d+ avsnittsstilar \(«.*»\), ein teiknstil \(«.*»\) og 2 tabellstilar \(«.*», «.*»\)", tekst
    )
    assert "stiler" not in tekst.replace("stilar", "")


def test_en_egen_tekst_som_ikke_kan_brukes_sies_pa_nynorsk(tmp_path: Path) -> None:
    from overforing.brev.egne.egne_tekster import les_mappe

    (tmp_path / "nb").mkdir()
    mal = PROGRAM._maler
    for nokkel, tekst in mal.items():
        if nokkel[1] == "anmodning" and nokkel[0] is Malform.NB:
            (tmp_path / "nb" / "anmodning.md").write_text(f"{tekst}\n{{{{ motatt }}}}\n\n1. Ein\n", "utf-8")
    (tmp_path / "nb" / "en liste.md").write_text("", "utf-8")
    with pytest.raises(UgyldigMal) as feil:
        les_mappe(tmp_path, mal, PROGRAM.katalog)
    ukjent, *resten = sagt(feil.value).split("\n")
    assert ukjent.startswith("nb/en liste.md: Fila er ikkje ein av brevtekstane. Dei heiter nb/")
    assert [re.sub(r"linje \d+", "linje 9", linje) for linje in resten] == [
        "nb/anmodning.md, linje 9: Feltet «motatt» finst ikkje i dette brevet. Meinte du «mottatt»? "
        "Alle felta står i LES MEG nynorsk.txt.",
        "nb/anmodning.md, linje 9: Eit brev kan ikkje ha ei nummerert liste. Skriv det som vanleg tekst.",
    ]


def test_et_vedlegg_til_arkivet_som_ikke_kan_brukes_sies_pa_nynorsk() -> None:
    with pytest.raises(OverforingFeil) as feil:
        vedlegg(b"MZ", "kart.exe")
    assert sagt(feil.value) == "kart.exe: eit vedlegg må vere PDF, Word (docx utan makroar), PNG eller JPEG."
    assert str(feil.value) == "kart.exe: et vedlegg må være PDF, Word (docx uten makroer), PNG eller JPEG."


def test_en_fil_som_ikke_kan_leses_sies_pa_nynorsk_med_navnet_foran() -> None:
    with pytest.raises(OverforingFeil) as feil:
        les(b"PK\x03\x04", "brev.docx")
    assert sagt(feil.value) == "brev.docx: Fila kan ikkje lesast; ho er skadd eller ufullstendig."


@pytest.mark.parametrize(
    "navn", ["en stil", "3 stiler", "nye stiler", "filen", "en liste", "Notatet er tomt.", "{fil}"]
)
def test_et_navn_som_ligner_pa_noe_programmet_sier_star_som_det_er(navn: str) -> None:
    with pytest.raises(UgyldigMal) as feil:
        klargjor(b"x", navn)
    assert sagt(feil.value).startswith(f"{navn}: Fila er ikkje eit Word-dokument. Opne ho i Word, ")
    assert sagt(KanIkke("feil.egne_tekster.ikke_mappe", mappe=navn)) == f"{navn} er ikkje ei mappe."
    assert sagt(KanIkke("feil.skriving.finnes", mappe="ut", filer=(navn, "b"))).startswith(
        f"Finst frå før i ut: {navn}, b. Vel"
    )
    assert sagt(UgyldigSaksfil([Feltfeil(navn, navn, f"«{navn}»")])) == f"{navn}: venta {navn}, fann «{navn}»"


def test_en_feil_inni_en_annen_sies_pa_samme_malform() -> None:
    innerst = KanIkke("feil.les.i_filen", fil="a.docx", feil=KanIkke("feil.program.for_stor", mb=5))
    ytterst = Hindret("hinder.register.eldre", fil="saker.db", laas=innerst)
    assert sagt(ytterst).endswith("må oppgraderast først. a.docx: Fila er over 5 MB.")
    assert str(ytterst).endswith("må oppgraderes først. a.docx: Filen er over 5 MB.")
    assert sagt(Melding("feil.les.i_filen", fil="a", feil=[innerst.melding, innerst])).count("\n  a.docx: Fila") == 1


def test_det_fra_en_fil_utenfra_er_kort_og_pa_en_linje_pa_begge_malformer() -> None:
    feil = UgyldigSaksfil([Feltfeil("a" * 200, "x", Melding("feil.saksfil.ikke_der", verdi="en\nliste" + "x" * 200))])
    for tekst in (str(feil), sagt(feil)):
        assert "\n" not in tekst
        assert "en�liste" in tekst
        assert len(tekst) < 300
