"""Flaten med boksene i linjen: hvor de står, strekene mellom dem, og veien fra boks til boks."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from overforing.saksgang.tilstand import Boks
from overforing.ui.deler.klosser import Klar, ta_bort
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .linjeboks import Personboks
from .linjeplan import Plan, legg, ny_over


class Linjeflate(Klar):
    """Bare boksen det sist ble gått til, kan nås med Tab; piltastene går mellom dem.

    ``flytt`` gis id-en og den nye overordnede (tom for ingen); ``ingen_vei`` at det ikke er noen i den retningen.
    """

    meny = Signal(str)
    flytt = Signal(str, str)
    ingen_vei = Signal(str)
    fjern = Signal(str)
    vis_boks = Signal(QWidget)
    """Boksen brukeren er på, så den kan rulles fram."""

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema, self._ord = tema, ord_
        self._bokser: dict[str, Personboks] = {}
        self._linjen: tuple[Boks, ...] = ()
        self._plan = Plan()
        self._bredde = 0
        self._valgt = ""
        self._besokt = False

    def boks(self, id_: str) -> Personboks | None:
        return self._bokser.get(id_)

    @property
    def rekken(self) -> list[QWidget]:
        """Boksene ovenfra, der de skal stå når Tab går. Tab er bare innom den valgte."""
        return [self._bokser[id_] for id_ in self._plan.rekken]

    # Det som vises

    def vis(self, linjen: tuple[Boks, ...], bredde: int) -> None:
        hadde_fokus, arving = self._arving(linjen)
        for id_ in [id_ for id_ in self._bokser if id_ not in {b.id for b in linjen}]:
            ta_bort(self._bokser.pop(id_))
        self._linjen = linjen
        for boks in linjen:
            if boks.id not in self._bokser:
                self._bokser[boks.id] = self._ny(boks)
            self._bokser[boks.id].vis(boks, self._beskrivelse(boks))
        self.legg(bredde)
        self._velg(arving)
        if hadde_fokus and arving:
            self._bokser[arving].setFocus(Qt.FocusReason.OtherFocusReason)

    def _arving(self, linjen: tuple[Boks, ...]) -> tuple[bool, str]:
        """Om boksen som blir borte, har fokus, og hvem som overtar: den over, ellers den neste."""
        igjen = [b.id for b in linjen]
        if self._valgt in igjen or not igjen:
            return False, self._valgt if igjen else ""
        gammel = self._bokser.get(self._valgt)
        over = gammel.boks.under if gammel else ""
        return gammel is not None and gammel.hasFocus(), over if over in igjen else igjen[0]

    def _ny(self, boks: Boks) -> Personboks:
        ny, id_ = Personboks(boks, self._tema), boks.id
        ny.setParent(self)
        ny.meny.connect(partial(self._apne_meny, id_))
        ny.ga.connect(partial(self._ga, id_))
        ny.til_ende.connect(lambda siste: self.fokuser(self._plan.rekken[-1 if siste else 0]))
        ny.flytt.connect(partial(self._flytt, id_))
        ny.fjern.connect(partial(self.fjern.emit, id_))
        ny.drar.connect(partial(self._drar, id_))
        ny.sluppet.connect(partial(self._slapp, id_))
        ny.installEventFilter(self)
        ny.show()
        return ny

    def _beskrivelse(self, boks: Boks) -> str:
        navn = {b.id: b.navn for b in self._linjen}
        under = [b.navn for b in self._linjen if b.under == boks.id]
        ord_ = self._ord.fra
        deler = (
            ord_("linje.under_hvem", overordnet=navn[boks.under]) if boks.under in navn else "",
            ord_("linje.leder_for", ansatte=", ".join(under)) if under else "",
            ord_("linje.apner_meny"),
        )
        return " ".join(del_ for del_ in deler if del_)

    def legg(self, bredde: int) -> None:
        """Legg boksene ut i bredden."""
        self._bredde = bredde
        self._plan = legg(self._linjen, bredde, self._tema.px, lambda id_, b: self._bokser[id_].hoyde(b))
        for id_, rute in self._plan.ruter.items():
            self._bokser[id_].setGeometry(rute)
        self.setFixedSize(self._plan.bredde, self._plan.hoyde)
        self.update()

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        maler = QPainter(self)
        maler.setPen(QPen(QColor(self._tema.farger.strek), 2))
        for punkter in self._plan.streker:
            for fra, til in pairwise(punkter):
                maler.drawLine(fra, til)

    # Å gå

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if isinstance(hendelse, QFocusEvent) and hendelse.gotFocus() and isinstance(objekt, Personboks):
            self._besokt = True
            self._velg(objekt.boks.id)
        return super().eventFilter(objekt, hendelse)

    def fokuser(self, id_: str) -> None:
        """Gå til boksen, og rull den fram."""
        if (boks := self._bokser.get(id_)) is not None:
            boks.setFocus(Qt.FocusReason.OtherFocusReason)
            self.vis_boks.emit(boks)

    def _velg(self, id_: str) -> None:
        self._valgt = id_
        for annen, boks in self._bokser.items():
            boks.valgt = annen == id_ and self._besokt
            boks.setFocusPolicy(Qt.FocusPolicy.StrongFocus if annen == id_ else Qt.FocusPolicy.ClickFocus)
            boks.update()

    def _ga(self, fra: str, dx: int, dy: int) -> None:
        """Til den nærmeste boksen i retningen, ellers den neste i rekken."""
        her = self._plan.ruter[fra].center()
        best, kortest = "", 0
        for id_, rute in self._plan.ruter.items():
            vei = rute.center() - her
            langs, tvers = vei.x() * dx + vei.y() * dy, abs(vei.x() * dy) + abs(vei.y() * dx)
            if langs > 0 and id_ != fra and langs * 2 > tvers and (not best or langs + 2 * tvers < kortest):
                best, kortest = id_, langs + 2 * tvers
        if not best:
            plass = self._plan.rekken.index(fra) + dx + dy
            best = self._plan.rekken[plass] if 0 <= plass < len(self._plan.rekken) else ""
        self.fokuser(best)

    # Å flytte

    def _apne_meny(self, id_: str) -> None:
        self.fokuser(id_)
        self.meny.emit(id_)

    def _flytt(self, id_: str, dx: int, dy: int) -> None:
        over = ny_over(self._linjen, id_, dx, dy)
        if over is None:
            self.ingen_vei.emit(id_)
        else:
            self.flytt.emit(id_, over)

    def _under_punktet(self, id_: str, punkt: QPoint) -> str:
        return next((annen for annen, r in self._plan.ruter.items() if annen != id_ and r.contains(punkt)), "")

    def _drar(self, id_: str, punkt: QPoint) -> None:
        mal = self._under_punktet(id_, punkt)
        for annen, boks in self._bokser.items():
            if boks.mal != (annen == mal):
                boks.mal = annen == mal
                boks.update()
        self.vis_boks.emit(self._bokser[id_])

    def _slapp(self, id_: str, her: bool) -> None:
        mal = next((annen for annen, boks in self._bokser.items() if boks.mal), "") if her else ""
        for boks in self._bokser.values():
            boks.mal = False
            boks.update()
        self.legg(self._bredde)
        if mal:
            self.flytt.emit(id_, mal)
