"""Et brev på to måter: sidene slik de blir, og det samme som tekst. På begge skrives en del om der den står."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from overforing.feil import OverforingFeil
from overforing.sak.modell import Malform
from overforing.saksgang.omskrevet import Foreldet
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Flate, Klar, Rulle, stabel, utsatt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.staving import skrives_pa
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fanestabel, Fritekst, Valgrad

from .brevlaging import Laget
from .brevvisning import Tekstvisning
from .omskriving import Omskriving
from .omstripe import Omstripe
from .sidevisning import BREDDE, PROSENT, SIDE, Sidevisning
from .velger import Velger

VENT = 80
"""Millisekunder fra en endring til brevet lages på nytt; det tar rundt 50 ms ved siden av vinduet."""

_FANER = ("sider", "tekst")
_MINST_BREDDE = 560
"""Det som skrives om, er minst så bredt, også der siden er smalere."""


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
    rom = stabel(ramme, px(4), (px(4), px(12), px(8), px(12)))
    topp = rom.under(0)
    topp.setContentsMargins(px(4), 0, 0, 0)
    topp.addWidget(tilbake)
    rom.addWidget(brevside, 1)
    return ramme


class Brevflate(QWidget):
    """Si hva som skal vises, med ``be_om``. ``vist`` bærer det som ble laget, eller ``None`` når det ikke gikk.

    ``malformord`` er navnet på valget av målform, og ``malform_valgt`` kommer når brukeren velger en annen.
    ``foran`` er det som står først på linjen med valgene, og ``bak`` det som står sist.
    """

    vist = Signal(object)
    malform_valgt = Signal(str)
    bygd_om = Signal()
    """Det er laget noe nytt som kan nås med Tab."""

    def __init__(
        self,
        ord_: Ord,
        tema: Tema,
        arbeid: Arbeid,
        malformord: str,
        *,
        egen_angre: bool = False,
        foran: QWidget | None = None,
        bak: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.malformer = Velger(malformord)
        self.malformer.fyll([(m.value, ord_.fra(f"malform.{m}")) for m in Malform])
        self.malformer.endret.connect(self._velg_malform)
        self._andre_malform = Fritekst(rolle="dempet")
        self._ord, self._t, self._arbeid, self._tema = ord_, ord_.fra, arbeid, tema
        self._onsket: object = None
        self._lag_det: Callable[[int], Laget] | None = None
        self._last = False
        self._apnes = ""
        self._andre: tuple[Foreldet, ...] = ()
        self._vist: tuple[object, ...] = ()
        self.laget: Laget | None = None
        self.sider, self.tekst = Sidevisning(self._t), Tekstvisning(self._t)
        self.om = Omskriving(tema, self._t, egen_angre=egen_angre)
        self.om.setParent(self)  # til den legges inn i brevet
        self.stripe = Omstripe(tema, self._t)
        self._bygg(tema, foran, bak)
        self._vent = utsatt(self, VENT, self._lag)
        self._plasseres = utsatt(self, 0, self._plasser)
        self.sider.bredde_endret.connect(self._lag)
        for visning in (self.sider, self.tekst):
            visning.skriv_om.connect(self.skriv_om)
        self.stripe.valgt.connect(self.skriv_om)
        self.om.ny_hoyde.connect(self._plasseres.start)
        self.om.lukket.connect(self._lukket)
        self.sider.plassert.connect(self._plasseres.start)
        self.tekst.leser.verticalScrollBar().valueChanged.connect(lambda _: self._plasseres.start())

    def _bygg(self, tema: Tema, foran: QWidget | None, bak: QWidget | None) -> None:
        t, px = self._t, tema.px
        self.faner = Valgrad(t("ui_brev.fane.navn"), faner=True)
        self.faner.fyll([(navn, t(f"ui_brev.fane.{navn}")) for navn in _FANER])
        self.faner.velg("sider")
        self.storrelse = Velger(t("ui_brev.storrelse.navn"))
        tilpass = [(navn, t(f"ui_brev.storrelse.{navn}")) for navn in (BREDDE, SIDE)]
        self.storrelse.fyll([*tilpass, *((p, t("ui_brev.storrelse.prosent", antall=p)) for p in PROSENT)], len(tilpass))
        self.storrelse.velg(self.sider.storrelse)
        self.storrelse.endret.connect(self.sider.velg_storrelse)
        bunke = Fanestabel(px(200))
        for widget in (self.sider, self.tekst):
            bunke.addWidget(widget)

        def vis_fane(navn: str) -> None:
            bunke.setCurrentIndex(_FANER.index(navn))
            self.storrelse.setVisible(navn == "sider")
            self._plasser()
            if self.om.valgt is not None:
                self._rull_fram()
            self.bygd_om.emit()  # bare fanen som er valgt, nås med Tab

        self.faner.valgt.connect(vis_fane)
        valgene = Rad(px(10), *(del_ for del_ in (foran, self.malformer, self.faner, bak) if del_ is not None))
        rom = stabel(self, px(6))
        rom.addWidget(valgene)
        rom.addWidget(self.stripe)
        rom.addWidget(self._andre_malform)
        rom.addWidget(bunke, 1)

    def _velg_malform(self, malform: str) -> None:
        self.om.lukk()
        self.malform_valgt.emit(malform)

    def vis_malform(self, malform: Malform, andre: Malform | None) -> None:
        """Målformen brevet er på, og den andre når det bare er der noe er skrevet om."""
        self.malformer.velg(malform.value)
        skrives_pa(self.om, malform)
        ordene = {"fra": self._t(f"malform.{andre}"), "til": self._t(f"malform.{malform}")} if andre else {}
        self._andre_malform.vis_tekst(self._t("ui_brev.om.andre_malform", **ordene) if andre else "")

    # Skrive om

    def skriv_om(self, id_: str) -> None:
        """Åpne delen der den står. Er brevet ikke laget ennå, åpnes den når det er det."""
        if self._last:
            return
        if self.laget is None or self._grunnlag() != self._vist:
            self._apnes = id_
            return
        self.om.apne(id_)
        self._plasser()
        if self.om.valgt is None:
            return
        self.om.fokuser()
        self._rull_fram()
        self.bygd_om.emit()

    def _rull_fram(self) -> None:
        """Rull så det som skrives om, begynner øverst i det som vises."""
        topp = self.om.geometry().top()
        if self.faner.verdi == "sider":
            self.sider.verticalScrollBar().setValue(topp - 8)
        else:
            linjal = self.tekst.leser.verticalScrollBar()
            linjal.setValue(linjal.value() + topp - 2 * self.om.fontMetrics().height())
        QTimer.singleShot(0, self, self._rull_siden)

    def _rull_siden(self) -> None:
        """I et lavt vindu ruller også siden brevet står på: så mye av delen som det er plass til."""
        over = self.parentWidget()
        while over is not None:
            if isinstance(over, QScrollArea) and (innhold := over.widget()) is not None:
                topp = self.om.mapTo(innhold, QPoint()).y()
                for y in (topp + self.om.height(), topp):
                    over.ensureVisible(0, y, 0, 8)
            over = over.parentWidget()

    def _plasser(self) -> None:
        """Legg det som skrives om, der delen står."""
        del_ = self.om.valgt
        pa_sidene = self.faner.verdi == "sider"
        if del_ is None or not pa_sidene:
            self.sider.ta_ut()
        if del_ is None or pa_sidene:
            self.tekst.gi_plass("", 0)
        if del_ is None:
            return
        vindu = self.sider.viewport() if pa_sidene else self.tekst.leser.viewport()
        bredde = vindu.width() - 16
        if pa_sidene:
            bredde = min(self.sider.ledig, max(self.sider.bredde, _MINST_BREDDE))
        self.om.tilpass(vindu.height())
        hoyde = self.om.hoyde(bredde)
        if pa_sidene:
            self.om.setFixedSize(bredde, hoyde)
            self.sider.legg_inn(self.om, del_.id)
            return
        if self.om.parentWidget() is not vindu:
            self.om.setParent(vindu)
        self.om.setFixedSize(bredde, hoyde)
        self.tekst.gi_plass(del_.id, hoyde + 12)
        self.om.move(8, self.tekst.under(del_.id) + 4)
        self.om.show()

    def _lukket(self, id_: str) -> None:
        self._plasser()
        if self.faner.verdi == "sider":
            self.sider.fokuser(id_)
        else:
            self.tekst.leser.setFocus(Qt.FocusReason.OtherFocusReason)

    # Det som vises

    def be_om(self, nokkel: object, lag: Callable[[int], Laget]) -> None:
        """Vis brevet ``lag`` gir for sider så mange piksler brede. Det lages ved siden av, litt etter den siste gangen.

        ``nokkel`` er alt det kommer av: er den lik, lages det ikke på nytt.
        """
        if nokkel != self._onsket:
            self._apnes = ""
        self._onsket, self._lag_det = nokkel, lag
        if self._grunnlag() != self._vist:
            self._vent.start()
        elif self.laget:
            self._vis_delene(self.laget)

    def _vis_delene(self, laget: Laget) -> None:
        self.om.vis(laget.deler)
        self._plasser()

    def vis_andre(self, andre: Sequence[Foreldet]) -> None:
        """Det som må ses på i de andre brevene."""
        self._andre = tuple(andre)
        self._vis_stripen()

    def _vis_stripen(self) -> None:
        self.stripe.vis(self.laget.deler if self.laget and not self._last else (), self._andre)

    def las(self) -> None:
        """Brevet er ferdig: det kan leses, ikke skrives om. Gjelder til ``nullstill``."""
        self.om.lukk()
        self._last = True
        self.malformer.hide()
        self._andre_malform.hide()
        self.stripe.hide()

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
            pa_sidene = {d.id: d for d in laget.deler}
            brev = laget.brev
            rekken = () if self._last else tuple(pa_sidene[s.id] for s in (*brev.kropp, *brev.tillegg))
            self.sider.vis(laget.sider, rekken)
            self.tekst.vis(brev, lenker=not self._last)
            self._vis_delene(laget)
            self._vis_stripen()
            self.bygd_om.emit()
            self.vist.emit(laget)
            if apnes := self._apnes:
                self._apnes = ""
                self.skriv_om(apnes)

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
        self._vis_stripen()
        self.vist.emit(None)

    def nullstill(self) -> None:
        """Et annet grunnlag: send det siste som er skrevet, og glem det som er vist."""
        self.om.lukk()
        self._last = False
        self._apnes = ""
        self.malformer.show()
        self._arbeid.forkast("sider")
        self._onsket, self._lag_det, self._vist, self.laget = None, None, (), None
        self.sider.si("")
        self._vis_stripen()

    def hideEvent(self, hendelse: QHideEvent) -> None:  # noqa: N802
        self.om.send()
        super().hideEvent(hendelse)
