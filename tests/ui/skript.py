"""Skript som styrer vinduet, for den som bare har README og bildene."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ui.styr import FinnerIkke, Styr

HJELP = """\
trykk NAVN               klikk på en knapp, en lenke eller en linje i en liste
skriv NAVN = TEKST       skriv i et felt (\\n er ny linje)
velg NAVN = VALG         velg i en nedtrekksliste
svar SPØRSMÅL = SVAR     velg en radioknapp
kryss NAVN               sett eller fjern et kryss
tast TAST …              Tab, Shift+Tab, Ned, Opp, Mellomrom, Enter, Escape, Ctrl+Z, F1 …
les NAVN                 skriv ut det som står i feltet
felt                     skriv ut alt som kan brukes på siden
tekst                    skriv ut all tekst på siden
bilde FIL.png            ta et bilde av vinduet
mappe STI / fil STI      det neste «velg mappe» eller «åpne fil» skal få til svar
nei                      svar nei på det neste spørsmålet (ellers ja)
"""


def kjor(linjer: Iterable[str], styr: Styr, dialoger: Any, skriv: Callable[[str], object] = print) -> None:
    """Gjør det skriptet sier. Tomme linjer og linjer som begynner med # hoppes over."""
    for linje in linjer:
        ordet, _, resten = linje.strip().partition(" ")
        navn, _, verdi = (bit.strip().replace("\\n", "\n") for bit in resten.partition(" = "))
        if not ordet or ordet.startswith("#"):
            continue
        skriv(f"> {linje.strip()}")
        match ordet:
            case "trykk" | "kryss":
                getattr(styr, ordet)(resten.strip())
            case "skriv" | "velg" | "svar":
                getattr(styr, ordet)(navn, verdi)
            case "tast":
                styr.tast(*resten.split())
            case "les":
                skriv(styr.les(resten.strip()))
            case "felt":
                skriv("\n".join(styr.felt()))
            case "tekst":
                skriv(styr.tekst())
            case "bilde":
                styr.bilde(resten.strip())
            case "mappe" | "fil":
                dialoger.stier.append(Path(resten.strip()))
            case "nei":
                dialoger.svar.append(False)
            case _:
                raise SystemExit(f"Forstår ikke «{linje.strip()}».\n{HJELP}")
        styr.vent_til_ferdig()


def hoved(argumenter: list[str]) -> None:
    if len(argumenter) != 1:
        raise SystemExit(f"Bruk: styr.py SKRIPT.txt («-» er standard inn)\n\n{HJELP}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.vindu import lag_vindu

    hjem = os.environ.get("OVERFORING_HOME") or tempfile.mkdtemp(prefix="overforing-styr-")
    app, vindu, dialoger = lag_vindu(Path(hjem))
    vindu.show()
    linjer = sys.stdin if argumenter[0] == "-" else Path(argumenter[0]).read_text("utf-8").splitlines()
    try:
        kjor(linjer, Styr(vindu), dialoger)
    except (FinnerIkke, TimeoutError) as feil:
        raise SystemExit(str(feil)) from None
    finally:
        vindu.close()
        app.processEvents()
