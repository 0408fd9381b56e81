"""Vinduet i prøven med skjermleser, på en ordentlig skjerm. Ett ord på hver linje inn, som i skript.py; «ferdig» ut."""

from __future__ import annotations

import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.skript import kjor
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.ui.vindu.oppstart import riv_ned


def hoved(hjem: Path) -> None:
    app, vindu, dialoger = lag_vindu(hjem)
    vindu.show()
    styr = Styr(vindu)
    inn: SimpleQueue[str] = SimpleQueue()

    def les() -> None:
        for linje in sys.stdin:
            inn.put(linje.strip())
        inn.put("lukk")

    def gjor() -> None:
        # Løkka må gå mens det ventes: det er den som svarer skjermleseren.
        if inn.empty():
            return
        linje = inn.get()
        ordet, _, resten = linje.partition(" ")
        match ordet:
            case "sett":
                sti, _, verdi = resten.partition(" = ")
                assert vindu.sakside is not None
                vindu.sakside.gjor(lambda gang: gang.svar(sti, verdi))
            case "embete":
                vindu.ramme.utstyr.husk(embete=resten, navnet_ditt="Ine Aune")
                vindu.sted.bruk()
                vindu.ramme.ga_til("mottak")
            case "lukk":
                vindu.close()
            case _:
                kjor([linje], styr, dialoger, lambda _: None)
        print("ferdig", flush=True)
        if linje == "lukk":
            app.quit()

    klokke = QTimer(app, interval=10)
    klokke.timeout.connect(gjor)
    klokke.start()
    Thread(target=les, daemon=True).start()
    print("ferdig", flush=True)
    QApplication.exec()
    riv_ned(vindu)


if __name__ == "__main__":
    hoved(Path(sys.argv[1]))
