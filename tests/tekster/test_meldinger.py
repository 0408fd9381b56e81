"""Meldingene fra delene under vinduet: alle står i tekstene, og sies på nynorsk med det som er satt inn."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from overforing.feil import KanIkke, UgyldigSaksfil
from overforing.hinder import Hindret
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.tekster.meldinger import Meldinger
from overforing.ui.deler.ordene import Ord

PROGRAM = Program.start()
MELDINGER = PROGRAM.katalog.meldinger
KILDE = Path(__file__).resolve().parents[2] / "src" / "overforing"
KASTER = (
    *(
        "program/*.py",
        "brev/egne/*.py",
        "brev/lesing/*.py",
        "skriving.py",
        "arkiv/journal.py",
        "arkiv/vedlegg.py",
        "arkiv/svarp*.py",
    ),
    *("brev/komponer/*.py", "brev/mal*.py"),
    *("brev/docx.py", "brev/pdf.py", "brev/reise.py", "mottak/*.py", "saksgang/**/*.py"),
    *("register/database.py", "register/feil.py", "register/foresporsler.py", "register/laas.py", "register/saker.py"),
    *("sak/jsonlesing.py", "sak/saksfil.py", "sak/sammenheng.py", "sak/embetssvar.py"),
)
"""Det som kan kaste noe vinduet viser."""
SIER_IFRA = {"Feltfeil", "Problem", "__init__"}
BARE_FOR_OSS = {
    "saken er ikke ferdig vurdert",
    "saken skal ikke følge med i dokumentet X",
    "svaret skal ikke følge med i dokumentet X",
    "X går ikke ut med X",
    "X er før X",
    "tidspunktet trenger tidssone",
}
"""Feil i programmet. Den som bruker det, får bare koden."""


def _meldingene() -> Iterator[str]:
    """Tekstene som kastes eller blir en del av noe som kastes, med X der noe settes inn."""
    for monster in KASTER:
        for fil in sorted(KILDE.glob(monster)):
            for node in ast.walk(ast.parse(fil.read_text("utf-8"))):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                    yield from _tekstene(node.exc)
                elif isinstance(node, ast.Call) and _navnet(node) in SIER_IFRA:
                    yield from _tekstene(node)


def _navnet(kall: ast.Call) -> str:
    return kall.func.id if isinstance(kall.func, ast.Name) else getattr(kall.func, "attr", "")


def _tekstene(kall: ast.Call) -> Iterator[str]:
    for argument in (*kall.args, *(k.value for k in kall.keywords)):
        if isinstance(argument, ast.IfExp):
            yield from _tekstene(ast.Call(kall.func, [argument.body, argument.orelse], []))
        elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
        elif isinstance(argument, ast.JoinedStr):
            yield "".join(str(d.value) if isinstance(d, ast.Constant) else "X" for d in argument.values)


ALLE = sorted({m for m in _meldingene() if " " in m and re.search("[a-zæøå]{3}", m)} - BARE_FOR_OSS)


def test_det_er_noe_a_prove() -> None:
    assert len(ALLE) > 120


@pytest.mark.parametrize("melding", ALLE)
def test_meldingen_star_i_tekstene(melding: str) -> None:
    assert MELDINGER.kjent(melding)


@pytest.mark.parametrize(
    ("nb", "nn"),
    [
        ("Filen er over 5 MB.", "Fila er over 5 MB."),
        ("brev.docx: Filen er ikke et Word-dokument.", "brev.docx: Fila er ikkje eit Word-dokument."),
        (
            "Innstillingene var skadet. Filen er lagt til side som /a. Det som mangler, må fylles ut på nytt.",
            "Innstillingane var skadde. Fila er lagd til side som /a. Det som manglar, må fyllast ut på nytt.",
        ),
        ("a.docx: Filen er over 5 MB.\nb.pdf: PDF-filen er skadet: slutten mangler.", None),
        ("sak.opphold: ventet en liste, fant et objekt", "sak.opphold: venta ei liste, fann eit objekt"),
        ("Velg kommunen som har ansvaret.", "Vel kommunen som har ansvaret."),
        ("Noe programmet ikke kjenner.", "Noe programmet ikke kjenner."),
        ("", ""),
    ],
)
def test_meldingen_sies_pa_nynorsk_med_det_som_er_satt_inn(nb: str, nn: str | None) -> None:
    ventet = "a.docx: Fila er over 5 MB.\nb.pdf: PDF-fila er skadd: slutten manglar." if nn is None else nn
    assert MELDINGER.paa(nb, Malform.NN) == ventet
    assert MELDINGER.paa(nb, Malform.NB) == nb


def test_den_mest_bestemte_meldingen_gjelder_og_det_innsatte_kan_ha_alle_tegn() -> None:
    meldinger = Meldinger([("{a}: {b}", "{a} – {b}"), ("Fant {a}: feil.", "Fann {a}: feil."), ("tom", "tøm")])
    assert meldinger.paa("Fant a.b*(c): feil.", Malform.NN) == "Fann a.b*(c): feil."
    assert meldinger.paa("x: tom", Malform.NN) == "x – tøm"


def test_vinduet_sier_en_feil_pa_sin_malform() -> None:
    ord_ = Ord(PROGRAM.katalog, Malform.NN)
    assert ord_.feil(KanIkke("Disken er full.")) == "Disken er full."
    assert ord_.feil(KanIkke("Filen er over 5 MB.")) == "Fila er over 5 MB."
    hindret = Hindret("innstillinger.ikke_lest", fil="/a/innstillinger.json")
    assert ord_.feil(hindret) == ord_.melding(str(hindret)) == hindret.setning(ord_.fra)
    assert ord_.feil(KanIkke("på brevets målform", paa=lambda m: f"på vinduets: {m}")) == "på vinduets: nn"
    with pytest.raises(UgyldigSaksfil) as feil:
        PROGRAM.les_sak('{"skjema": []}')
    assert "ventet" in str(feil.value)
    assert "ventet" not in ord_.feil(feil.value)
    assert "venta" in ord_.feil(feil.value)
