"""Fra ingenting til et vindu på skjermen, og til det er lukket."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from overforing.sak.kodeverk import Malform
from overforing.saksgang.slag import Side

from . import qtnorsk
from .hovedvindu import Hovedvindu
from .krasj import Krasjfanger
from .ordene import Ord, Regelbok
from .tema import Tema

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Kontor
    from overforing.tekster.geografi import Geografi
    from overforing.tekster.katalog import Katalog


def start(
    kontor: Kontor,
    innstillinger: Any,
    katalog: Katalog,
    geografi: Geografi,
    regelbok: Regelbok | None = None,
    *,
    forvarm: Callable[[], object] | None = None,
    egne_maler: Any = None,
    mottak: Any = None,
    malform: Malform = Malform.NB,
    mal_oppstart: bool = False,
    bilde: Path | None = None,
) -> int:
    """Vis vinduet og kjør til det lukkes. Med ``mal_oppstart`` lukkes det når det første bildet er tegnet.

    Med ``bilde`` åpnes eksempelsaken, bildet av den skrives, og vinduet lukkes igjen.
    """
    finnes = QApplication.instance()
    app = finnes if isinstance(finnes, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationDisplayName("")
    qtnorsk.installer(app, malform.value)
    ord_ = Ord(katalog, malform)
    vindu = Hovedvindu(
        kontor,
        innstillinger,
        ord_,
        geografi,
        Tema(app),
        app,
        regelbok=regelbok,
        forvarm=forvarm,
        egne_maler=egne_maler,
        mottak=mottak,
    )
    fanger = Krasjfanger(vindu.krasj)
    fanger.fang()
    if mal_oppstart:
        vindu.tegnet.disconnect()
        vindu.tegnet.connect(app.quit)
    vindu.show()
    if bilde is not None:
        vindu.vis_sak(kontor.eksempel())
        vindu.sakside.ga_til(Side.HABILITET)
        app.processEvents()
        vindu.grab().save(str(bilde))
        vindu.close()
        _riv_ned(vindu)
        return 0
    kode = app.exec()
    fanger.slipp()
    _riv_ned(vindu)
    return kode


def _riv_ned(vindu: Hovedvindu) -> None:
    """Ta vinduet ned mens programmet fortsatt er der. Ellers avgjør tilfeldighetene rekkefølgen, og Qt kan krasje."""
    vindu.slipp()
    vindu.deleteLater()
    QCoreApplication.sendPostedEvents(vindu, QEvent.Type.DeferredDelete.value)
