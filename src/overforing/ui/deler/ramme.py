"""Rammen: sidene etter navn, veien mellom dem, og hjelpen der en står. Den kjenner ingen av sidene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from overforing.sak.felles import Malform

from .klosser import utsatt
from .meld import meld
from .utstyr import Utstyr

S = TypeVar("S", bound=QWidget)


class Rammeside(NamedTuple, Generic[S]):
    """En side slik den melder seg inn.

    ``lag`` lager den første gang den trengs. ``vis`` kalles når den er framme, med stedet på den. ``i_skinnen`` er
    punktet som da er valgt, når det heter noe annet enn siden, og ``hjelp`` (side, sted) i hjelpen. ``tittel`` er hva
    siden heter og nummeret på saken, aldri et navn; er den tom, heter siden som punktet i skinnen. ``slipper_inn``
    kan si nei før noe er byttet. ``escape`` gir sant når siden selv brukte tasten. ``tilbakeknapp`` vises bare når
    noe er åpent å gå tilbake til.
    """

    navn: str
    lag: Callable[[], S]
    tittel: Callable[[S], tuple[str, ...]] = lambda side: ()
    i_skinnen: str = ""
    vis: Callable[[S, str], object] = lambda side, sted: None
    hjelp: Callable[[S], tuple[str, str]] | tuple[str, str] = ("hjelp", "taster")
    slipper_inn: Callable[[], bool] = lambda: True
    escape: Callable[[S], bool] = lambda side: False
    sokefelt: Callable[[S], QLineEdit] | None = None
    tilbakeknapp: Callable[[S], QWidget] | None = None
    er_hjelp: bool = False


class Ramme(QObject):
    """``na`` er navnet på siden som vises, ``apen`` på den som ligger åpen under de andre (saken), ellers tomt."""

    forlates = Signal()
    """En annen side er på vei fram: det halvskrevne må sendes."""
    vist = Signal(str)
    """Punktet i skinnen som hører til siden som vises nå."""
    malform_valgt = Signal(Malform)
    """Brukeren vil ha vinduet på en annen målform."""
    storrelse_valgt = Signal()
    """Brukeren vil ha større eller mindre tekst. Den står i innstillingene."""

    def __init__(self, vindu: QWidget, utstyr: Utstyr) -> None:
        super().__init__(vindu)
        self.vindu, self.utstyr = vindu, utstyr
        self.stabel = QStackedWidget()
        self.na = self.apen = self._hjelp_fra = ""
        self._innmeldt: dict[str, Rammeside[Any]] = {}
        self._laget: dict[str, QWidget] = {}
        self._sagt: tuple[str, ...] = ()
        self._tittelen = utsatt(self, 0, self._sett_tittel)

    def meld_inn(self, *sider: Rammeside[Any]) -> None:
        """Ta opp sidene. De lages ikke før noen skal se dem."""
        self._innmeldt |= {side.navn: side for side in sider}

    def side(self, navn: str) -> QWidget:
        """Siden, laget om den ikke var det."""
        if navn not in self._laget:
            self._laget[navn] = self._innmeldt[navn].lag()
            self.stabel.addWidget(self._laget[navn])
        return self._laget[navn]

    def ga_til(self, navn: str, sted: str = "") -> None:
        """Gå til en side og til stedet på den, når siden slipper en inn."""
        if not self._innmeldt[navn].slipper_inn():
            return
        self._hjelp_fra = ""
        self.vis(navn)
        self._innmeldt[navn].vis(self.side(navn), sted)

    def vis(self, navn: str) -> None:
        """Vis siden slik den sist var."""
        self.forlates.emit()
        innmeldt, side = self._innmeldt[navn], self.side(navn)
        if innmeldt.tilbakeknapp is not None:
            innmeldt.tilbakeknapp(side).setVisible(bool(self.apen))
        self.na = navn
        self.stabel.setCurrentWidget(side)
        self.vist.emit(innmeldt.i_skinnen or navn)
        self.ny_tittel()

    def ny_tittel(self) -> None:
        """Siden kan hete noe annet nå. Den får bli ferdig først."""
        self._tittelen.start()

    def _sett_tittel(self) -> None:
        """Sett tittelen på vinduet. Er siden en annen enn sist, sies den, med nummeret når det er en annen sak."""
        ord_, innmeldt = self.utstyr.ord, self._innmeldt[self.na]
        deler = innmeldt.tittel(self.side(self.na)) or (ord_(f"skinne.{innmeldt.i_skinnen or self.na}"),)
        self.vindu.setWindowTitle(" – ".join((*deler, ord_("program"))))
        var, self._sagt = self._sagt, (self.na, *deler)
        if var and var[:2] != self._sagt[:2]:
            meld(self.vindu, ", ".join(deler[:1] if var[2:] == deler[1:] else deler))

    def tilbake(self) -> None:
        """Tilbake til det som er åpent."""
        if self.apen:
            self.vis(self.apen)

    def escape(self) -> None:
        """Lukk det som er åpnet på siden; gå dit hjelpen ble åpnet fra; eller tilbake til det som er åpent."""
        if self._innmeldt[self.na].escape(self.side(self.na)):
            return
        if self._i_hjelpen and self._hjelp_fra:
            fra, self._hjelp_fra = self._hjelp_fra, ""
            self.vis(fra)
        else:
            self.tilbake()

    @property
    def _i_hjelpen(self) -> bool:
        return self._innmeldt[self.na].er_hjelp

    def hjelp_her(self) -> None:
        """Hjelp om det som vises nå."""
        hjelp = self._innmeldt[self.na].hjelp
        self.hjelp(*(hjelp(self.side(self.na)) if callable(hjelp) else hjelp))

    def hjelp(self, navn: str, sted: str) -> None:
        """Åpne en av hjelpesidene. Escape går tilbake hit, også når en blar videre i hjelpen."""
        fra = self._hjelp_fra if self._i_hjelpen else self.na
        self.ga_til(navn, sted)
        self._hjelp_fra = fra

    @property
    def sokefelt(self) -> QLineEdit | None:
        """Søkefeltet på siden, når den har et."""
        finn = self._innmeldt[self.na].sokefelt
        return finn(self.side(self.na)) if finn is not None else None

    def sok(self) -> None:
        """Til søkefeltet på siden."""
        if (felt := self.sokefelt) is not None:
            felt.setFocus()
            felt.selectAll()

    def velg_malform(self, malform: str) -> None:
        """Husk målformen vinduet skal snakke på, og si fra til den som bygger vinduet."""
        self.utstyr.husk(vindusmalform=malform)
        self.malform_valgt.emit(Malform(malform))

    def velg_storrelse(self, prosent: int) -> None:
        """Husk hvor stor teksten skal være, og si fra til den som bygger vinduet."""
        self.utstyr.husk(tekststorrelse=prosent)
        self.storrelse_valgt.emit()
