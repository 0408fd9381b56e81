"""Det som er skrevet om i brevet, sagt over brevet på hver visning, med veien til hver del."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from overforing.saksgang.omskrevet import Del, Foreldet
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.tema import Tema, sett
from overforing.ui.deler.valgrad import Fritekst

Tekst = Callable[..., str]


class Omstripe(Kort):
    """``valgt`` sender delen brukeren vil se på, og ``annet_valgt`` en ``Foreldet`` i et annet brev."""

    valgt = Signal(str)
    annet_valgt = Signal(object)

    def __init__(self, tema: Tema, tekst: Tekst) -> None:
        super().__init__(tema)
        self._tema, self._tekst = tema, tekst
        self.rom.setContentsMargins(tema.px(12), tema.px(6), tema.px(12), tema.px(6))
        self.rom.setSpacing(tema.px(2))
        self._foreldet = self.rom.ny(Fritekst(rolle="sterk"))
        self._lenker = self.rom.under(0)
        self.hide()

    def vis(self, deler: Sequence[Del], andre: Sequence[Foreldet] = ()) -> None:
        """Delene i brevet som vises, og det som må ses på i de andre."""
        skrevet = [d for d in deler if d.egen is not None and (d.forslag is not None or d.uten_plass)]
        varsel = bool(andre) or any(d.foreldet for d in skrevet)
        sett(self, farge="varsel" if varsel else "info")
        self._foreldet.vis_tekst(f"△ {self._tekst('ui_brev.om.foreldet')}" if varsel else "")
        self._lenker.fyll((skrevet, tuple(andre)), self._rader(skrevet, andre))
        self.setVisible(bool(skrevet) or varsel)

    def fokuser(self) -> bool:
        """Fokus til den første lenken, når stripen sier noe."""
        lenke = self._forste() if self.isVisible() else None
        if lenke is not None:
            lenke.setFocus(Qt.FocusReason.OtherFocusReason)
        return lenke is not None

    def _forste(self) -> QWidget | None:
        return next((w for w in self.findChildren(QWidget) if w.property("rolle") == "lenke"), None)

    def _rader(self, skrevet: Sequence[Del], andre: Sequence[Foreldet]) -> Iterator[QWidget]:
        lenker: list[QWidget] = [
            knapp(self._merket(d), partial(self.valgt.emit, d.id), "lenke")
            for d in sorted(skrevet, key=lambda d: not d.foreldet)
        ]
        lenker += [knapp(_sted(self._tekst, f), partial(self.annet_valgt.emit, f), "lenke") for f in andre]
        yield Rad(self._tema.px(12), Etikett(self._tekst("ui_brev.om.stripe"), bryt=False), *lenker)

    def _merket(self, del_: Del) -> str:
        navn = "uten_plass" if del_.uten_plass else "tom" if not (del_.egen or "").strip() else "om"
        return self._tekst(f"ui_brev.om.merke_{'endret' if del_.endret else navn}", del_=del_.overskrift)


def spor_om_foreldede(eier: QWidget, dialoger: Dialoger, tekst: Tekst, foreldede: Sequence[Foreldet], hva: str) -> bool:
    """Om egen tekst på gamle opplysninger skal ut likevel. ``hva`` er «lagre», «skriv_ut» eller «pakk»."""
    steder = "\n".join(_sted(tekst, f) for f in foreldede)
    return dialoger.spor(
        eier,
        tekst("ui_brev.foreldet.tittel"),
        tekst("ui_brev.foreldet.tekst", steder=steder),
        tekst(f"ui_brev.foreldet.{hva}"),
        tekst("ui_brev.foreldet.se"),
    )


def _sted(tekst: Tekst, f: Foreldet) -> str:
    return tekst("ui_brev.om.i_annet_brev", del_=f.del_.overskrift, brev=tekst(f"dokument.{f.dokument}"))
