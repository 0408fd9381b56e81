"""Den midterste kolonnen i saken: tittelen, det som ruller, feilene og knappene under."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overforing.saksgang.slag import Sakstilstand
from overforing.saksgang.tilstand import Farge, Skjemasteg, Tilstand
from overforing.ui.deler.feilliste import Feilliste
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.fold import Fold
from overforing.ui.deler.klosser import Bred, Flate, Klar, Rulle, knapp, merke, sett_merke, stabel
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

_FARGE_FOR = {"utkast": Farge.NOYTRAL, "ferdig": Farge.GOD, "sendt": Farge.GOD, "svar_mottatt": Farge.GOD}

_LAVT = 420
"""Lavere enn dette blir det for lite igjen til spørsmålene."""


class Saksmidte(Klar):
    """``deler`` er det som ruller, ovenfra og ned, og ``i_toppen`` en knapp ved tittelen.

    Knappene kobles til av den som eier kolonnen.
    """

    def __init__(self, tema: Tema, ord_: Ord, deler: Sequence[QWidget], i_toppen: QWidget) -> None:
        super().__init__()
        self._ord, self._tema = ord_, tema
        px = tema.px
        self._tittel = Bred("", "overskrift")
        self._tilstand = merke("", Farge.NOYTRAL)
        self._er_utkast = True
        self._linje = Bred("", "dempet")
        self.innhold = Flate()
        self.innhold.setMaximumWidth(px(940))
        self._innholdsrom = stabel(self.innhold, px(4), (px(4), px(1), px(6), px(1)))
        for del_ in deler:
            self._innholdsrom.addWidget(del_)
        self._innholdsrom.addStretch(1)
        self.rulle = Rulle()
        self.rulle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Rullefeltet har alltid plass, så kortene ikke skifter bredde når det kommer og går. Det synes når det trengs.
        self.rulle.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.rulle.verticalScrollBar().rangeChanged.connect(self._vis_rullefeltet)
        self.rulle.setWidget(self.innhold)
        self.feilliste = Feilliste(tema, ord_)
        self._foldrulle = Rulle()
        self.fold = Fold(ord_, self._foldrulle, px(4))
        self.fold.byttet.connect(self.tilpass)
        self.fold.hide()
        self.neste = knapp("", rolle="hoved")
        self.forrige = knapp(ord_("forrige"))
        self.til_oppsummering = knapp(ord_("til_oppsummering"), rolle="hoved")
        rom = stabel(self, px(5), (px(4), px(7), 0, px(7)))
        topp = QHBoxLayout()
        topp.setContentsMargins(px(4), 0, px(20), 0)
        topp.setSpacing(px(12))
        topp.addWidget(Rad(px(14), self._tittel, self._linje), 1)
        topp.addWidget(i_toppen)
        topp.addWidget(self._tilstand)
        rom.addLayout(topp)
        rom.addWidget(self.rulle, 1)
        bunn = self._bunn = stabel(None, px(10), (px(4), 0, px(6), 0))
        bunn.addWidget(self.fold)
        bunn.addWidget(self.feilliste)
        bunn.addWidget(Rad(px(12), *self.knappene))
        rom.addLayout(bunn)

    @property
    def knappene(self) -> tuple[QWidget, ...]:
        return (self.til_oppsummering, self.neste, self.forrige)

    def vis(self, tilstand: Tilstand, *, fra_oppsummering: bool) -> None:
        """Vis hvor saken står og veien videre. Fra oppsummeringen er veien videre tilbake dit."""
        self._tittel.vis_tekst(tilstand.sidetittel)
        self._linje.vis_tekst(tilstand.sakslinje)
        self._er_utkast = tilstand.sakstilstand == Sakstilstand.UTKAST
        self._lavt()
        self.fold.vis_tittel(self._ord("slik_star_kort", utfall=tilstand.slik_star))
        farge = _FARGE_FOR.get(tilstand.sakstilstand, Farge.NOYTRAL)
        sett_merke(self._tilstand, self._ord(f"tilstand.{tilstand.sakstilstand}"), farge, tegn=farge is Farge.GOD)
        titler = {s.side: s.tittel for s in tilstand.sider}
        tilbake = fra_oppsummering and tilstand.side is not Skjemasteg.OPPSUMMERING
        self.til_oppsummering.setVisible(tilbake)
        self.neste.setVisible(not tilbake)
        # Det neste etter oppsummeringen er brevene.
        tekst = self._ord("neste", tittel=titler[tilstand.neste] if tilstand.neste else self._ord("videre.tittel"))
        self.neste.setText(tekst.replace("&", "&&"))
        self.neste.setAccessibleName(tekst)
        self.forrige.setVisible(tilstand.forrige is not None)

    def _vis_rullefeltet(self, lavest: int, hoyest: int) -> None:
        self.rulle.verticalScrollBar().setEnabled(hoyest > lavest)

    def fold_inn(self, del_: QWidget) -> None:
        """Legg noe fra sidene foldet under spørsmålene, når det er for trangt ved siden av."""
        self._foldrulle.setWidget(del_)
        self.fold.apne(False)
        self.fold.show()

    def fold_ut(self, del_: QWidget) -> None:
        """Gi det tilbake."""
        if self._foldrulle.widget() is del_:
            self._foldrulle.takeWidget()
            self.fold.hide()

    def tilpass(self) -> None:
        """Det som ligger fast under spørsmålene, tar aldri mer enn en del av høyden."""
        self._lavt()
        self.feilliste.tilpass()
        if self.fold.apen:
            self._foldrulle.setFixedHeight(self.height() // 3)

    def _lavt(self) -> None:
        """I et lavt vindu ruller det som ellers står fast, så spørsmålene får plassen."""
        lavt = self.height() < self._tema.px(_LAVT)
        self._linje.setVisible(bool(self._linje.text()) and not lavt)
        self._tilstand.setVisible(not (lavt and self._er_utkast))
        if lavt is (self._innholdsrom.indexOf(self.fold) >= 0):
            return
        if lavt:
            self._innholdsrom.insertWidget(self._innholdsrom.count() - 1, self.fold)
        else:
            self._bunn.insertWidget(0, self.fold)

    def ta_inn(self, del_: QWidget) -> None:
        """Legg noe fra sidene nederst i det som ruller, når det er for trangt ved siden av."""
        fold = self._innholdsrom.indexOf(self.fold)
        self._innholdsrom.insertWidget(fold if fold >= 0 else self._innholdsrom.count() - 1, del_)

    def gi_fra_seg(self, del_: QWidget) -> None:
        self._innholdsrom.removeWidget(del_)
