"""Qts egne ord på norsk: knapper, høyreklikkmenyer, filvelgeren, utskriften og det skjermlesere sier om en knapp.

Qt følger ikke med bokmål, og Qts nynorsk har a-infinitiv. Ordlista er vår for begge.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from .qtord import BOKMAL, NYNORSK, TASTER


class Norsk(QTranslator):
    """Svarer på Qts oppslag. Det som ikke står i lista, blir stående som det er."""

    def __init__(self, forelder: QCoreApplication | None = None, *, nynorsk: bool = False) -> None:
        super().__init__(forelder)
        self._ordliste = BOKMAL | NYNORSK if nynorsk else BOKMAL

    def translate(self, context: str, sourceText: str, disambiguation=None, n: int = -1) -> str | None:  # noqa: N803
        ordliste = TASTER if context == "QShortcut" else self._ordliste
        return ordliste.get(sourceText) if context.startswith("Q") else None

    def isEmpty(self) -> bool:  # noqa: N802
        return False


def installer(app: QCoreApplication, malform: str = "nb") -> None:
    """Sett Qts ord og norske tall og datoer. På nynorsk svarer Qts egen ordliste når vår ikke har ordet."""
    nynorsk = malform == "nn"
    QLocale.setDefault(QLocale("nn_NO" if nynorsk else "nb_NO"))
    for gammel in app.findChildren(QTranslator):
        app.removeTranslator(gammel)
        gammel.deleteLater()
    if nynorsk:
        qts = QTranslator(app)
        if qts.load("qtbase_nn", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(qts)
    app.installTranslator(Norsk(app, nynorsk=nynorsk))  # den siste spørres først
