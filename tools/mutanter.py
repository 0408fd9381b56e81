"""Hvor mye prøvene merker: små feil i koden, én om gangen, og hvilke av dem ingen prøve ser.

    python tools/mutanter.py sak/felt.py sak/sammenheng.py --prover tests/sak [--antall 50] [--fro 1]

Stiene er under ``src/overforing``: filer eller mapper. Av alle feilene som kan lages der, trekkes ``--antall`` med
``--fro``; 0 er alle. Prøvene kjøres i en kopi av kildekoden, aldri i den selv. En feil er drept når en prøve feiler.
Bruker prøvene ti ganger så lang tid som uten feil, er tiden ute, og det sies for seg: det kan være en løkke uten ende
eller en maskin med mye annet å gjøre. Den som overlever, er enten noe ingen prøve sier, eller en endring som ikke gjør
noen forskjell: det må en lese seg til.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]
DREPT, OVERLEVDE, TIDEN_UTE = "drept", "OVERLEVDE", "TIDEN UTE"
TAS_MED = ("src", "tests", "resources", "letters", "tools", "pyproject.toml")

# Uten denne leter hypothesis lenge etter det minste eksempelet på en feil som alt er funnet, og tar en treg maskin for
# en feil.
PROFIL = """
import hypothesis as _h
_h.settings.register_profile("mutant", _h.settings(), phases=(_h.Phase.explicit, _h.Phase.generate),
                             derandomize=True, database=None, suppress_health_check=list(_h.HealthCheck))
_h.settings.load_profile("mutant")
"""

_MOTSATT: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_KAN_UTELATES = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)


@dataclass(frozen=True)
class Mutant:
    """En feil som kan lages. ``gjor`` lager den i treet den ble funnet i."""

    linje: int
    fra: str
    til: str
    gjor: Callable[[], None]

    def __str__(self) -> str:
        return f"«{_kort(self.fra)}» → «{_kort(self.til)}»"


def mutanter(tre: ast.AST) -> Iterator[Mutant]:
    """Alle feilene som kan lages i treet, i en fast rekkefølge. Dekoratører og typer røres ikke."""
    for felt, verdi in ast.iter_fields(tre):
        if felt in ("decorator_list", "annotation", "returns"):
            continue
        liste = verdi if isinstance(verdi, list) else None
        for plass, node in enumerate(liste if liste is not None else [verdi]):
            if not isinstance(node, ast.AST):
                continue
            for ny in _nye(tre, felt, node):
                yield Mutant(
                    getattr(node, "lineno", 0), ast.unparse(node), ast.unparse(ny), _bytt(tre, felt, liste, plass, ny)
                )
            yield from mutanter(node)


def _bytt(over: ast.AST, felt: str, liste: list[ast.AST] | None, plass: int, ny: ast.AST) -> Callable[[], None]:
    def gjor() -> None:
        if liste is None:
            setattr(over, felt, ny)
        else:
            liste[plass] = ny

    return gjor


def _nye(over: ast.AST, felt: str, node: ast.AST) -> Iterator[ast.AST]:
    """Det noden kan byttes ut med."""
    if felt in ("test", "ifs", "guard") and isinstance(node, ast.expr) and not isinstance(node, ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), node)
    match node:
        case ast.Compare(ops=[op]) if type(op) in _MOTSATT:
            yield _med(node, ops=[_MOTSATT[type(op)]()])
        case ast.BoolOp(op=ast.And()):
            yield _med(node, op=ast.Or())
        case ast.BoolOp():
            yield _med(node, op=ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool(sann)):
            yield ast.Constant(not sann)
        case ast.Constant(value=int(tall)):
            yield ast.Constant(tall + 1)
        case ast.Return(value=ast.expr() as verdi) if ast.unparse(verdi) != "None":
            yield ast.Return(ast.Constant(None))
    kropp = isinstance(over, ast.FunctionDef | ast.If | ast.For | ast.While | ast.With | ast.Try)
    if kropp and isinstance(node, _KAN_UTELATES) and not _er_tekst(node):
        yield ast.Pass()


def _med(node: ast.AST, **felt: object) -> ast.AST:
    ny = copy.copy(node)
    for navn, verdi in felt.items():
        setattr(ny, navn, verdi)
    return ny


def _er_tekst(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _kort(kode: str) -> str:
    linje = " ".join(kode.split())
    return linje if len(linje) <= 70 else linje[:69] + "…"


def lag_feil(kilde: str, nummer: int) -> tuple[Mutant, str]:
    """Feilen med nummeret, og koden med den i."""
    tre = ast.parse(kilde)
    mutant = next(m for i, m in enumerate(mutanter(tre)) if i == nummer)
    mutant.gjor()
    return mutant, ast.unparse(ast.fix_missing_locations(tre))


def prov(rot: Path, stier: list[str], prover: list[str], antall: int, fro: int) -> Counter[str]:
    """Hvordan det gikk med feilene. Skriver hver av dem når den er prøvd."""
    with tempfile.TemporaryDirectory(prefix="mutanter-", ignore_cleanup_errors=True) as mappe:
        kopi = Path(mappe) / "kode"
        kopi.mkdir()
        for navn in TAS_MED:
            _kopier(rot / navn, kopi / navn)
        conftest = kopi / "tests" / "conftest.py"
        conftest.write_text((conftest.read_text("utf-8") if conftest.exists() else "") + PROFIL, "utf-8")
        start = time.monotonic()
        if _kjor(kopi, prover, None) != OVERLEVDE:
            raise SystemExit("Prøvene feiler alt uten feil i koden.")
        lengst = 10 * (time.monotonic() - start)
        alle = [
            (fil, i) for fil in _filer(kopi, stier) for i, _ in enumerate(mutanter(ast.parse(fil.read_text("utf-8"))))
        ]
        gikk: Counter[str] = Counter()
        for fil, nummer in sorted(random.Random(fro).sample(alle, min(antall or len(alle), len(alle)))):
            kilde = fil.read_text("utf-8")
            mutant, med_feil = lag_feil(kilde, nummer)
            fil.write_text(med_feil, "utf-8")
            svar = _kjor(kopi, prover, lengst)
            fil.write_text(kilde, "utf-8")
            gikk[svar] += 1
            hvor = f"{fil.relative_to(kopi / 'src' / 'overforing').as_posix()}:{mutant.linje}"
            print(f"{svar:9}", hvor, mutant, flush=True)
    return gikk


def _kopier(fra: Path, til: Path) -> None:
    if fra.is_dir():
        shutil.copytree(fra, til, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    elif fra.exists():
        shutil.copy(fra, til)


def _filer(kopi: Path, stier: list[str]) -> list[Path]:
    funnet = [kopi / "src" / "overforing" / sti for sti in stier]
    return sorted({fil for sti in funnet for fil in (sti.rglob("*.py") if sti.is_dir() else [sti])})


def _kjor(kopi: Path, prover: list[str], lengst: float | None) -> str:
    # Uten bytekode: to feil i samme fil i samme sekund ville ellers kunne bli den samme.
    miljo = os.environ | {"PYTHONPATH": str(kopi / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    kommando = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *prover]
    try:
        svar = subprocess.run(kommando, cwd=kopi, env=miljo, capture_output=True, timeout=lengst, check=False)
    except subprocess.TimeoutExpired:
        return TIDEN_UTE
    return DREPT if svar.returncode else OVERLEVDE


def main() -> None:
    valg = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    valg.add_argument("stier", nargs="+")
    valg.add_argument("--prover", nargs="+", required=True)
    valg.add_argument("--antall", type=int, default=50)
    valg.add_argument("--fro", type=int, default=1)
    gitt = valg.parse_args()
    gikk = prov(ROT, gitt.stier, gitt.prover, gitt.antall, gitt.fro)
    print(", ".join(f"{antall} {svar.lower()}" for svar, antall in gikk.items()), f"av {gikk.total()}")


if __name__ == "__main__":
    main()
