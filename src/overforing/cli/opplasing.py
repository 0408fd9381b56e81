"""Det som tastes for å åpne det som er låst, lest fra standard inn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overforing.program.program import Program


def las_opp(program: Program) -> None:
    """Spør etter passfrasen når det trengs. Er noe annet i veien, sier det som åpner filen, det selv."""
    if program.lasen_er_pa and program.las.med_passfrase and program.las.trenger_opplasing():
        program.las.las_opp(tastet("Passfrasen: ", skjult=True))


def tastet(sporsmal: str, *, skjult: bool = False) -> str:
    """En linje fra standard inn. Det som er ``skjult``, vises ikke på skjermen mens det skrives."""
    sys.stdout.flush()  # det spørres om noe som står der, også når det går til en fil eller et annet program
    if skjult and sys.stdin.isatty():
        import getpass

        return getpass.getpass(sporsmal)
    print(sporsmal, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().rstrip("\r\n")
