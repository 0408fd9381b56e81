"""Vinduet som sier at programmet har en feil: hva som er lagret, og rapporten, som kan leses før den kopieres."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QStyle, QWidget

from .fokusring import Fokusring
from .klosser import Etikett, HelEtikett, knapp, stabel
from .meld import meld
from .ordene import Ord


class Krasjdialog(QDialog):
    """Godtatt når brukeren vil lukke programmet; Escape og Enter er å fortsette."""

    def __init__(self, forelder: QWidget | None, ord_: Ord, tekst: str, rapport: str) -> None:
        super().__init__(forelder)
        self._ord, self._vises = ord_, False
        self.setWindowTitle(ord_("program"))
        self._px = self.fontMetrics().height()
        rom = stabel(self, self._px // 2, (self._px, self._px, self._px, self._px))
        topp = QHBoxLayout()
        topp.setSpacing(self._px)
        tegn = Etikett(bryt=False)
        ikon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        tegn.setPixmap(ikon.pixmap(self._px * 2, self._px * 2))
        topp.addWidget(tegn, 0, Qt.AlignmentFlag.AlignTop)
        ordene = stabel(None, self._px // 2)
        for etikett in (HelEtikett(ord_("krasj.tittel"), "mellomtittel"), HelEtikett(tekst)):
            etikett.setMinimumWidth(self._px * 26)
            ordene.addWidget(etikett)
        topp.addLayout(ordene, 1)
        rom.addLayout(topp)
        self._bryter = rom.ny(knapp("", self._bytt, "bryter"))
        self._om = rom.ny(HelEtikett(ord_("krasj.rapport_om"), "dempet"))
        self._rapport = QPlainTextEdit(rapport)
        self._rapport.setReadOnly(True)
        self._rapport.setTabChangesFocus(True)
        self._rapport.setAccessibleName(ord_("krasj.rapport"))
        self._rapport.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        skrift = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        skrift.setPointSizeF(self.font().pointSizeF())
        self._rapport.setFont(skrift)
        self._rapport.setMinimumHeight(self._px * 10)
        rad = QHBoxLayout()
        rad.setSpacing(self._px)
        self._kopier = knapp(ord_("krasj.kopier"), self._kopier_den)
        self._kopiert = Etikett("", "dempet")
        rad.addWidget(self._kopier)
        rad.addWidget(self._kopiert, 1)
        rom.addWidget(self._rapport, 1)
        rom.addLayout(rad)
        rom.addStretch(0)
        knapper = QHBoxLayout()
        knapper.setSpacing(self._px)
        fortsett = knapp(ord_("krasj.fortsett"), self.reject, "hoved")
        fortsett.setDefault(True)
        lukk = knapp(ord_("krasj.lukk"), self.accept)
        lukk.setAutoDefault(False)
        knapper.addStretch(1)
        knapper.addWidget(fortsett)
        knapper.addWidget(lukk)
        rom.addLayout(knapper)
        self._fortsett = fortsett
        app = QApplication.instance()
        self._ring = Fokusring(self, app) if isinstance(app, QApplication) else None
        self._vis(False)

    def done(self, svar: int) -> None:
        if self._ring is not None:
            self._ring.slipp()
        super().done(svar)

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self._fortsett.setFocus()

    def _bytt(self) -> None:
        self._vis(not self._vises)

    def _vis(self, vises: bool) -> None:
        self._vises = vises
        tekst = self._ord("krasj.skjul" if vises else "krasj.vis")
        self._bryter.setText(f"{'▾' if vises else '▸'} {tekst}")
        self._bryter.setAccessibleName(tekst)
        self._bryter.setProperty("apen", vises)
        for del_ in (self._om, self._rapport, self._kopier, self._kopiert):
            del_.setVisible(vises)
        self._kopiert.setText("")
        self.adjustSize()

    def _kopier_den(self) -> None:
        QGuiApplication.clipboard().setText(self._rapport.toPlainText())
        self._kopiert.setText(self._ord("krasj.kopiert"))
        meld(self, self._kopiert.text())
