"""Et brev på tre måter: sidene slik de blir, det samme som tekst, og delene å skrive om."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from overforing.feil import OverforingFeil
from overforing.sak.modell import Malform
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Flate, Klar, Rulle, knapp, stabel, utsatt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fanestabel, Fritekst, Valgrad

from .brevlaging import Laget
from .brevvisning import Sidevisning, Tekstvisning
from .omskriving import Omskriving

VENT = 80
"""Millisekunder fra en endring til brevet lages på nytt; det tar rundt 50 ms ved siden av vinduet."""

_FANER = ("sider", "tekst", "omskriving")


def knapperad(tema: Tema, knapper: Iterable[QWidget]) -> QWidget:
    """Knappene under brevet."""
    return Rad(tema.px(12), *knapper, marg=tema.px(4))


def brevrulle(tema: Tema, deler: Iterable[QWidget], topp: int = 0) -> Rulle:
    """Det som ruller på en brevside, under hverandre. Brevet får plassen som er igjen."""
    flate = Flate()
    rom = stabel(flate, tema.px(10), (tema.px(4), topp, tema.px(6), 0))
    for del_ in deler:
        rom.addWidget(del_, int(isinstance(del_, Brevflate)))
    rom.addStretch(0)
    return Rulle(flate)


def brevramme(tema: Tema, tilbake: QWidget, brevside: QWidget) -> QWidget:
    """Brevsiden i saken, med veien tilbake over på linje med det som står i den."""
    ramme = Klar()
    px = tema.px
    rom = stabel(ramme, px(8), (px(4), px(18), px(8), px(16)))
    topp = rom.under(0)
    topp.setContentsMargins(px(4), 0, 0, 0)
    topp.addWidget(tilbake)
    rom.addWidget(brevside, 1)
    return ramme


class Brevflate(QWidget):
    """Si hva som skal vises, med ``be_om``. ``vist`` bærer det som ble laget, eller ``None`` når det ikke gikk.

    ``malformord`` står ved valget av målform, og ``malform_valgt`` kommer når brukeren velger en annen.
    """

    vist = Signal(object)
    malform_valgt = Signal(str)

    def __init__(self, ord_: Ord, tema: Tema, arbeid: Arbeid, malformord: str, *, egen_angre: bool = False) -> None:
        super().__init__()
        self.malformer = Valgrad(malformord)
        self.malformer.fyll([(m.value, ord_.fra(f"malform.{m}")) for m in Malform])
        self.malformer.valgt.connect(self._velg_malform)
        self._andre_malform = Fritekst(rolle="dempet")
        self._ord, self._t, self._arbeid = ord_, ord_.fra, arbeid
        self._onsket: object = None
        self._lag_det: Callable[[int], Laget] | None = None
        self._last = False
        self._vist: tuple[object, ...] = ()
        self.laget: Laget | None = None
        self.sider, self.tekst = Sidevisning(self._t), Tekstvisning(self._t)
        self.om = Omskriving(self._t, egen_angre=egen_angre)
        self._bygg(tema)
        self._vent = utsatt(self, VENT, self._lag)
        self.sider.bredde_endret.connect(self._lag)

    def _bygg(self, tema: Tema) -> None:
        t, px = self._t, tema.px
        self.faner = Valgrad(t("ui_brev.fane.navn"), faner=True)
        self.faner.fyll([(navn, t(f"ui_brev.fane.{navn}")) for navn in _FANER])
        self.faner.velg("sider")
        zoom = [
            knapp(t(f"ui_brev.zoom.{navn}"), partial(self.sider.zoom, retning), "stille")
            for navn, retning in (("ut", -1), ("inn", 1))
        ]
        bunke = Fanestabel(px(380))
        for widget in (self.sider, self.tekst, self.om):
            bunke.addWidget(widget)
        for zoomknapp in zoom:
            self.faner.legg_til(zoomknapp)

        def vis_fane(navn: str) -> None:
            bunke.setCurrentIndex(_FANER.index(navn))
            for zoomknapp in zoom:
                zoomknapp.setVisible(navn == "sider")

        self.faner.valgt.connect(vis_fane)
        rom = stabel(self, px(10))
        rom.addWidget(self.malformer)
        rom.addWidget(self._andre_malform)
        rom.addWidget(self.faner)
        rom.addWidget(bunke, 1)

    def _velg_malform(self, malform: str) -> None:
        self.om.send()
        self.malform_valgt.emit(malform)

    def vis_malform(self, malform: Malform, andre: Malform | None) -> None:
        """Målformen brevet er på, og den andre når det bare er der noe er skrevet om."""
        self.malformer.velg(malform)
        ordene = {"fra": self._t(f"malform.{andre}"), "til": self._t(f"malform.{malform}")} if andre else {}
        self._andre_malform.vis_tekst(self._t("ui_brev.om.andre_malform", **ordene) if andre else "")

    def be_om(self, nokkel: object, lag: Callable[[int], Laget]) -> None:
        """Vis brevet ``lag`` gir for sider så mange piksler brede. Det lages ved siden av, litt etter den siste gangen.

        ``nokkel`` er alt det kommer av: er den lik, lages det ikke på nytt.
        """
        self._onsket, self._lag_det = nokkel, lag
        if self._grunnlag() != self._vist:
            self._vent.start()
        elif self.laget:
            self._vis_delene(self.laget)

    def _vis_delene(self, laget: Laget) -> None:
        self.om.vis(laget.deler)
        if self._last:
            self.om.setEnabled(False)

    def las(self) -> None:
        """Brevet er ferdig: delene kan leses, ikke skrives om. Gjelder til ``nullstill``."""
        self._last = True
        self.om.setEnabled(False)
        self.malformer.hide()
        self._andre_malform.hide()

    def _grunnlag(self) -> tuple[object, ...]:
        return (self._onsket, self.sider.pikselbredde)

    def _lag(self) -> None:
        grunnlag, lag = self._grunnlag(), self._lag_det
        if lag is None or grunnlag == self._vist or not self.isVisible():
            return
        bredde = self.sider.pikselbredde

        def vis(laget: Laget) -> None:
            if grunnlag != self._grunnlag():
                return  # endret i mellomtiden; et nytt er bedt om
            self._vist, self.laget = grunnlag, laget
            self.sider.vis(laget.sider)
            self.tekst.vis(laget.brev)
            self._vis_delene(laget)
            self.vist.emit(laget)

        if not self.sider.antall:
            self.sider.si(self._t("ui_brev.lager_sidene"))
        self._arbeid.gjor("sider", lambda: lag(bredde), vis, self._kan_ikke_vises)

    def _kan_ikke_vises(self, feil: Exception) -> None:
        var = not isinstance(feil, OverforingFeil)
        self.si(self._t("ui_brev.kan_ikke_vises", grunn="" if var else self._ord.feil(feil)))
        if var:
            raise feil

    def si(self, tekst: str) -> None:
        """En setning i stedet for brevet."""
        self._arbeid.forkast("sider")
        self._vist, self.laget = self._grunnlag(), None
        self.sider.si(tekst)
        self.tekst.si(tekst)
        self.om.vis(())
        self.vist.emit(None)

    def nullstill(self) -> None:
        """Et annet grunnlag: send det siste som er skrevet, og glem det som er vist."""
        self.om.send()
        self._last = False
        self.malformer.show()
        self._arbeid.forkast("sider")
        self._onsket, self._lag_det, self._vist, self.laget = None, None, (), None
        self.sider.si("")

    def hideEvent(self, hendelse: QHideEvent) -> None:  # noqa: N802
        self.om.send()
        super().hideEvent(hendelse)
