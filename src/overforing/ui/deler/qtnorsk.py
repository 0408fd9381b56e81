"""Qts egne ord på norsk: knapper, høyreklikkmenyer, filvelgeren, utskriften og det skjermlesere sier om en knapp."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from overforing.sak.felles import Malform
from overforing.tekster.katalog import Katalog


class Norsk(QTranslator):
    """Svarer på Qts oppslag. Det som ikke står i lista, blir stående som det er."""

    def __init__(self, katalog: Katalog, malform: Malform, forelder: QCoreApplication | None = None) -> None:
        super().__init__(forelder)
        self._katalog, self._malform = katalog, malform

    @cached_property
    def ordene(self) -> Mapping[str, str]:
        """Engelsk til norsk."""
        deler = self._katalog.ordliste("qt").values()
        return {
            engelsk: norsk if isinstance(norsk, str) else norsk[self._malform]
            for del_ in deler
            for engelsk, norsk in del_.items()
        }

    @cached_property
    def tastene(self) -> Mapping[str, str]:
        return self._katalog.ordliste("taster")

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        if context == "QShortcut":
            return self.tastene.get(sourceText)
        # QGuiApplication spør bare om leseretningen, og det før vinduet er tegnet: da skal den lange lista ikke leses.
        if not context.startswith("Q") or context == "QGuiApplication":
            return None
        return self.ordene.get(sourceText)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


_i_bruk: list[QTranslator] = []
"""Det Qt spør nå. Å lete blant alt programmet eier, får PySide til å lage klassene til alt det er."""


def installer(app: QCoreApplication, katalog: Katalog, malform: Malform = Malform.NB) -> None:
    """Sett Qts ord og norske tall og datoer. På nynorsk svarer Qts egen ordliste når vår ikke har ordet."""
    nynorsk = malform is Malform.NN
    QLocale.setDefault(QLocale("nn_NO" if nynorsk else "nb_NO"))
    while _i_bruk:
        gammel = _i_bruk.pop()
        app.removeTranslator(gammel)
        gammel.deleteLater()
    if nynorsk:
        from PySide6.QtCore import QLibraryInfo

        qts = QTranslator(app)
        if qts.load("qtbase_nn", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            _i_bruk.append(qts)
    _i_bruk.append(Norsk(katalog, malform, app))
    for ny in _i_bruk:  # den siste spørres først
        app.installTranslator(ny)
