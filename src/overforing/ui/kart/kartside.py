"""«Vis hele veien»: beslutningskartet som tegning og som tekst, med veien saken gikk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from overforing.saksgang.kart.beslutningskart import Beslutningskart, Kartnode
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Flate, Kort, Rulle, knapp, med_tab, sett_rekkefolge, stabel
from overforing.ui.deler.lesetekst import Lesetekst
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.visningsside import Visningsside

from .hypertekst import karttekst
from .kartflate import Kartflate
from .karttegning import PAPIR
from .utskrift import skriv_tekst, tegn_kart


class Kartside(Visningsside):
    """Tegningen eller teksten, og ``detaljer`` om en boks."""

    def __init__(self, utstyr: Utstyr) -> None:
        tema, ord_ = utstyr.tema, utstyr.ord
        super().__init__(utstyr, ord_.fra("ui_kart.tittel"))
        self._kartet: Beslutningskart | None = None
        self._bytt = self._knapp(ord_.fra("ui_kart.tekst"), self._bytt_visning)
        self._her = self._knapp(ord_.fra("ui_kart.her"), self._fokuser)
        self._mindre = self._knapp("−", lambda: self.kart.zoom(-1))
        self._hel = self._knapp("100 %", lambda: self.kart.zoom(0))
        self._storre = self._knapp("+", lambda: self.kart.zoom(1))
        self._mindre.setAccessibleName(ord_.fra("ui_kart.mindre"))
        self._storre.setAccessibleName(ord_.fra("ui_kart.storre"))
        self._knapp(ord_.fra("ui_kart.skriv_ut"), self.skriv_ut)
        self._star = self._rom.ny(Etikett("", "viktig", markerbar=True))

        self.kart = Kartflate(tema, ord_)
        self.kart.valgt.connect(self._vis_detaljer)
        self.kart.flyttet.connect(self._folg)
        self.kart.zoomet.connect(self._vis_zoom)
        self.tekst = Lesetekst(f"{ord_.fra('ui_kart.tittel')}: {ord_.fra('ui_kart.tekst')}")
        self._visning = QStackedWidget()
        self._visning.addWidget(self.kart)
        self._visning.addWidget(self.tekst)
        self._rom.addWidget(self._visning, 1)
        self.detaljer = self._rom.ny(Detaljer(tema, ord_))
        self.detaljer.lukket.connect(self.escape)

        self._tast("Ctrl+P", self.skriv_ut)
        tema.endret.connect(self._ny_tekst)
        self._vis_zoom(100)

    def vis(self, kartet: Beslutningskart) -> None:
        """Vis kartet, med fokus der saken står."""
        self._kartet = kartet
        star = self._ord.fra("ui_kart.slik_star", utfall=kartet.utfall, regelsett=kartet.regelsett)
        self._star.vis_tekst(star)
        self._lukk_detaljer()
        self.kart.vis(kartet)
        sett_rekkefolge([*med_tab(self._knapperad), *self.kart.bokser, self.tekst, *med_tab(self.detaljer)])
        self._ny_tekst()
        self._fokuser()

    def escape(self) -> bool:
        """Lukk detaljene. Usant når det ikke var noe å lukke."""
        if self.detaljer.isHidden():
            return False
        self._lukk_detaljer()
        self._fokuser(self.detaljer.node)
        return True

    def skriv_ut(self) -> None:
        kartet = self._kartet
        if kartet is None:
            return
        tittel = self._ord.fra("ui_kart.tittel")
        if self._visning.currentWidget() is self.kart:
            self._skriv_ut(tittel, lambda skriver: tegn_kart(skriver, kartet, self._ord), liggende=True)
        else:
            html = karttekst(kartet, self._ord, PAPIR)
            self._skriv_ut(tittel, lambda skriver: skriv_tekst(skriver, html, self._ord), liggende=False)

    def _bytt_visning(self) -> None:
        som_tekst = self._visning.currentWidget() is self.kart
        self._visning.setCurrentWidget(self.tekst if som_tekst else self.kart)
        ordet = self._ord.fra("ui_kart.tegning" if som_tekst else "ui_kart.tekst")
        self._bytt.setText(ordet)
        self._bytt.setAccessibleName(ordet)
        for del_ in (self._her, self._mindre, self._hel, self._storre):
            del_.setVisible(not som_tekst)
        self._lukk_detaljer()

    def _fokuser(self, node: Kartnode | None = None) -> None:
        if self._kartet is None:
            return
        if self._visning.currentWidget() is self.kart:
            self.kart.fokuser((node or self._kartet.her).id)
        else:
            self.tekst.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._gi_plass()

    def _gi_plass(self) -> None:
        """Med stor skrift viker toppen så lenge detaljene er åpne, og setningen om saken når det er lavere enn det."""
        px = self._tema.px
        toppen = self.detaljer.isHidden() or self.height() >= px(520)
        self._knapperad.setVisible(toppen)
        self._star.setVisible(toppen and self.height() >= px(330))

    def _lukk_detaljer(self) -> None:
        self.detaljer.hide()
        self._gi_plass()

    def _vis_detaljer(self, node: Kartnode) -> None:
        self.detaljer.vis(node)
        self._gi_plass()
        meld(self, self.detaljer.tekst)

    def _folg(self, node: Kartnode) -> None:
        if not self.detaljer.isHidden():
            self.detaljer.vis(node)

    def _vis_zoom(self, prosent: int) -> None:
        self._hel.setText(f"{prosent} %")
        self._hel.setAccessibleName(self._ord.fra("ui_kart.prosent", prosent=str(prosent)))

    def _ny_tekst(self) -> None:
        if self._kartet is not None:
            self.tekst.setHtml(karttekst(self._kartet, self._ord, self._tema.farger))


class Detaljer(Kort):
    """Alt en boks sier: spørsmålet, hva som følger, hjemmelen og hva det betydde i saken.

    ``ga_til`` gis siden og stien til svaret en gren hviler på, ``les_mer`` steget i regelboken.
    """

    lukket = Signal()
    ga_til = Signal(object, str)
    les_mer = Signal(str)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema, "info")
        self._tema, self._ord = tema, ord_
        self.node: Kartnode | None = None
        self.setAccessibleName(ord_.fra("ui_kart.detaljer"))
        innhold = Flate()
        rom = self._innhold = stabel(innhold, tema.px(5), (0, 0, tema.px(8), 0))
        self._tittel = rom.ny(Etikett("", "korttittel"))
        self._tekst = rom.ny(Etikett("", markerbar=True))
        self._hjemmel = rom.ny(Etikett("", "dempet", markerbar=True))
        self._saken = rom.ny(Etikett("", "sterk", markerbar=True))
        self._til_svaret = knapp(ord_.fra("ui_kart.til_svaret"), self._ga, "stille")
        self._les_mer = knapp(ord_.fra("ui_kart.les_mer"), self._les, "stille")
        lukk = knapp(ord_("knapp.lukk"), self.lukket.emit, "stille")
        rom.addWidget(Rad(tema.px(10), self._til_svaret, self._les_mer, lukk, marg=tema.px(5)))
        self._rulle = self.rom.ny(Rulle(innhold))
        self.hide()

    @property
    def tekst(self) -> str:
        """Alt som står her, til å lese opp."""
        deler = (self._tittel, self._tekst, self._hjemmel, self._saken)
        return " ".join(del_.text() for del_ in deler if del_.text())

    def vis(self, node: Kartnode) -> None:
        self.node = node
        hent = self._ord.fra
        self._tittel.vis_tekst(f"{node.nummer} {node.tittel}")
        self._tekst.vis_tekst(node.forklaring)
        self._hjemmel.vis_tekst(hent("ui_kart.hjemmel", hjemmel=node.hjemmel) + ".")
        saken = " ".join(node.begrunnelser)
        self._saken.vis_tekst(hent("ui_kart.i_saken", begrunnelse=saken) if saken else "")
        self._til_svaret.setVisible(bool(node.sti))
        self.show()
        self._tilpass()

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._tilpass()

    def _tilpass(self) -> None:
        """Så høy som teksten trenger, men aldri mer enn at tegningen fortsatt synes."""
        trengs = self._innhold.heightForWidth(self.width() - self._tema.px(50))
        self._rulle.setFixedHeight(min(trengs, round(self.window().height() * 0.4)))

    def _ga(self) -> None:
        if self.node is not None:
            self.ga_til.emit(self.node.side, self.node.sti)

    def _les(self) -> None:
        if self.node is not None:
            self.les_mer.emit(self.node.id.partition(".")[0])
