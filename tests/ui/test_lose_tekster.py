"""Ingen tekst i vinduet er skrevet i koden: den kommer fra tekstene, så den finnes på begge målformer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "src" / "overforing" / "ui"
FILER = sorted(fil for fil in UI.rglob("*.py") if fil.name not in ("stilark.py", "krasjrapport.py"))
"""Krasjrapporten er ikke til brukeren, men til den som skal rette feilen."""
VISER = {
    *("setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setTitle"),
    *("setWindowTitle", "setInformativeText", "setStatusTip", "setWhatsThis", "addAction", "addItem", "vis_tekst"),
}
"""Qts egne kall som viser tekst. Alle kallene til dialogene våre gjør det."""


def _faste(node: ast.AST) -> str:
    """Det som er skrevet i koden, av en tekst eller en f-streng. Merking og stil er ikke tekst."""
    biter = [node] if isinstance(node, ast.Constant) else getattr(node, "values", [])
    tekst = " ".join(str(b.value) for b in biter if isinstance(b, ast.Constant) and isinstance(b.value, str))
    return re.sub(r"<[^>]*>?|[^<]*>|[\w-]+: ?[^;]*;|font-weight: \d+", " ", tekst)


def _tekster(tre: ast.Module) -> Iterator[ast.Constant | ast.JoinedStr]:
    egne = {id(n.value) for n in ast.walk(tre) if isinstance(n, ast.Expr)}
    inni = {id(d) for n in ast.walk(tre) if isinstance(n, ast.JoinedStr) for d in n.values}
    for node in ast.walk(tre):
        er_tekst = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if (er_tekst or isinstance(node, ast.JoinedStr)) and id(node) not in egne | inni:
            yield node  # type: ignore[misc]


def _kall(tre: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tre):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            til = ast.unparse(node.func.value)
            if node.func.attr in VISER or til.endswith("dialoger"):
                yield from ((node.func.attr, a) for a in (*node.args, *(k.value for k in node.keywords)))


@pytest.mark.parametrize("fil", FILER, ids=lambda fil: fil.stem)
def test_ingen_setning_er_skrevet_i_koden(fil: Path) -> None:
    setninger = [
        faste
        for node in _tekster(ast.parse(fil.read_text("utf-8")))
        if re.search(r"[a-zæøå]{2,} +[a-zæøå]{2,}", faste := _faste(node), re.IGNORECASE)
        and not re.search(r"[|%]|[\w-]+=", faste)
    ]
    assert setninger == []


@pytest.mark.parametrize("fil", FILER, ids=lambda fil: fil.stem)
def test_det_som_vises_kommer_fra_tekstene(fil: Path) -> None:
    skrevet = [(kall, faste) for kall, node in _kall(ast.parse(fil.read_text("utf-8"))) if _ord(faste := _faste(node))]
    assert skrevet == []


def _ord(tekst: str) -> list[str]:
    return re.findall(r"[A-Za-zÆØÅæøå]{2,}", tekst)


def test_proven_ser_en_setning_i_koden() -> None:
    tre = ast.parse('def f():\n    "Sier noe."\n    self.dialoger.si(self, "Feil", f"Kan ikke {hva}")')
    assert [_faste(n) for n in _tekster(tre)] == ["Feil", "Kan ikke "]
    assert [kall for kall, node in _kall(tre) if _ord(_faste(node))] == ["si", "si"]
