"""Skriver man-siden ``pakking/linux/overforing.1`` av hjelpen til kommandoene.

Kjøres: ``.venv/bin/python tools/lag_man.py``. ``tests/cli/test_man.py`` holder siden mot hjelpen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from overforing import __version__
from overforing.cli.kommandoer import overforing

SIDE = Path(__file__).resolve().parents[1] / "pakking" / "linux" / "overforing.1"

_SLUTT = r"""
.SH FILER
Sakene og innstillingene ligger i systemets mappe for brukerens data, eller i
.B OVERFORING_HOME
når den er satt. Hver datamappe har sitt eget vindu: Startes programmet en gang til på den samme, får vinduet som er
oppe, filene.
.SH SVAR
0 når det er gjort, 1 når det ikke kunne gjøres, og 2 når det som ble gitt inn, er galt.
Meldinger går til standard feil.
"""


def lag() -> str:
    """Man-siden som tekst."""
    topp = click.Context(overforing, info_name="overforing", **overforing.context_settings)
    ut = [
        r".\" Laget av tools/lag_man.py. Endre hjelpen i src/overforing/cli/ i stedet.",
        f'.TH OVERFORING 1 "" "Overføring {__version__}" "Kommandoer"',
        ".SH NAVN",
        "overforing \\- fra søknad og habilitet til brevet til Statsforvalteren",
        ".SH BRUK",
        ".B overforing",
        _tekst("[VALG] [FIL … | KOMMANDO …]"),
        ".SH OM",
        _tekst(_hjelp(overforing)),
        ".SH VALG",
        *_valg(overforing, topp),
        ".SH KOMMANDOER",
    ]
    for kommando, ctx in _kommandoene(overforing, topp):
        biter = [bit for bit in kommando.collect_usage_pieces(ctx) if bit != "[OPTIONS]"]
        ut += [".SS " + _tekst(" ".join([ctx.command_path, *biter])), _tekst(_hjelp(kommando)), *_valg(kommando, ctx)]
    return "\n".join(ut) + _SLUTT


def _kommandoene(gruppe: click.Group, over: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    for navn, kommando in gruppe.commands.items():
        ctx = click.Context(kommando, info_name=navn, parent=over)
        if isinstance(kommando, click.Group):
            yield from _kommandoene(kommando, ctx)
        else:
            yield kommando, ctx


def _valg(kommando: click.Command, ctx: click.Context) -> Iterator[str]:
    for valg in kommando.params:
        if isinstance(valg, click.Option) and (rad := valg.get_help_record(ctx)) is not None:
            navn, hva = rad
            yield f".TP\n.B {_tekst(navn)}\n{_tekst(hva.replace('[required]', '[må være med]'))}"


def _hjelp(kommando: click.Command) -> str:
    return "\n.PP\n".join(" ".join(del_.split()) for del_ in (kommando.help or "").split("\n\n"))


def _tekst(tekst: str) -> str:
    """Teksten slik groff skal lese den: bindestreker er minus, og ingen linje er en ordre ved en feil."""
    return re.sub(r"^([.'])(?!PP$)", r"\\&\1", tekst.replace("\\", r"\e").replace("-", r"\-"), flags=re.MULTILINE)


if __name__ == "__main__":
    SIDE.write_text(lag(), "utf-8")
