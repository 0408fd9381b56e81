"""Kortene med spørsmål på en side. Et felt som fortsatt gjelder, beholder widgeten sin, med fokus og markør."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from overforing.sak.sti import Sti
from overforing.saksgang.tilstand import Gruppe
from overforing.ui.deler.klosser import Klar, Lenke, stabel, ta_bort, utsatt
from overforing.ui.deler.utstyr import Utstyr

from .felt import Felt
from .sporsmalskort import Spormalskort, nokkel

_VENT_MS = 120
# Så mange felt bygges før en ny side vises; resten av kortene kommer mens brukeren leser.
_STRAKS = 8


class Skjema(Klar):
    """Alle kortene på en side. Sender svar opp, og holder på det som skrives til det er sendt."""

    svart = Signal(str, str)
    tomt = Signal(str)
    forlatt = Signal(str)
    fjernes = Signal(str)
    legges_til = Signal(str, str)
    svarer_for_flere = Signal(str)
    hentes = Signal(str)
    """Stien til det første feltet i kortet som skal fylles ut."""
    huskes = Signal(str)
    bygd_om = Signal()
    bygg_om = Signal()
    """Det som skal vises, er et annet enn sist, med de samme svarene."""

    def __init__(self, utstyr: Utstyr) -> None:
        super().__init__()
        self._u = utstyr
        ytre = stabel(self, utstyr.tema.px(5))
        self._rom = ytre.under(utstyr.tema.px(4))
        self._foldet: dict[str, Gruppe] = {}
        self._apne_foldet: set[str] = set()
        self._vis_foldede = Lenke("", self._fold_ut, leses_som="knapp")
        self._vis_foldede.setProperty("apen", False)
        self._vis_foldede.hide()
        ytre.addWidget(self._vis_foldede)
        self._sider: dict[str, dict[str, Spormalskort]] = {}
        self._side = ""
        self._venter: tuple[str, str] | None = None
        self._klokke = utsatt(self, _VENT_MS, self.send)
        self._skriver = ""
        self._gjenstar: list[Gruppe] = []
        self._bygger = utsatt(self, 0, self._bygg_neste)

    @property
    def _kort(self) -> dict[str, Spormalskort]:
        """Kortene på siden som vises."""
        return self._sider.setdefault(self._side, {})

    def vis(self, side: str, grupper: tuple[Gruppe, ...], *, rort: str = "") -> None:
        """Vis gruppene på siden. ``rort`` er stien til feltet svaret nettopp kom fra.

        Kortene på en side brukeren har vært på, beholdes og skjules når en annen vises: å bygge dem tar tid. På en ny
        side bygges de øverste nå, og resten ett for ett i hendelseskøen.
        """
        fokus, stier = QApplication.focusWidget(), self._stiene_fra_fokus()
        self._vis(side, grupper, rort)
        if stier and fokus is not QApplication.focusWidget():
            self._gi_fokus_igjen(stier)

    def _stiene_fra_fokus(self) -> list[str]:
        """Stien til feltet som har fokus og dem etter det, tomt når ingen av feltene har det."""
        alle = [(sti, felt) for kort in self._kort.values() for sti, felt in kort.felt.items()]
        her = QApplication.focusWidget()
        plass = next((i for i, (_, felt) in enumerate(alle) if her is not None and felt.isAncestorOf(her)), None)
        return [sti for sti, _ in alle[plass:]] if plass is not None else []

    def _gi_fokus_igjen(self, stier: list[str]) -> None:
        """Svaret bygde om feltet eller tok det bort: til det samme, ellers til det neste som fortsatt er der."""
        if felt := next((felt for sti in stier if (felt := self.felt(sti)) is not None), None):
            felt.inndata().setFocus(Qt.FocusReason.OtherFocusReason)

    def _vis(self, side: str, grupper: tuple[Gruppe, ...], rort: str) -> None:
        self._gjenstar = []
        if side != self._side:
            for skjult in self._kort.values():
                skjult.hide()
            self._side = side
            for vist in self._kort.values():
                vist.show()
        alle = {nokkel(g): g for g in grupper}
        # Et kort som først er vist, folder seg ikke sammen mens noen bruker det.
        apen = side in self._apne_foldet
        self._foldet = {n: g for n, g in alle.items() if g.foldet and not apen and n not in self._kort}
        nokler = {n: g for n, g in alle.items() if n not in self._foldet}
        forst = next(iter(self._foldet.values()), None)
        self._vis_foldede.vis_tekst(f"▸  {forst.foldet} ({len(self._foldet)})" if forst else "")
        self._vis_foldede.setVisible(forst is not None)
        for n in [n for n in self._kort if n not in nokler]:
            gammelt = self._kort.pop(n)
            self._rom.removeWidget(gammelt)
            ta_bort(gammelt)
        if not self._kort:
            self._gjenstar = list(nokler.values())
            while self._gjenstar and sum(len(kort.felt) for kort in self._kort.values()) < _STRAKS:
                self._bygg_ett()
            self._bygger.start()
            return
        forste = min(map(self._rom.indexOf, self._kort.values()))
        for plass, (n, gruppe) in enumerate(nokler.items(), start=forste):
            self._vis_kort(plass, n, gruppe, rort)
        self._sider[side] = {n: self._kort[n] for n in nokler}

    def _fold_ut(self) -> None:
        """Vis også det som er foldet på denne siden."""
        self._apne_foldet.add(self._side)
        self.bygg_om.emit()

    def _vis_kort(self, plass: int, n: str, gruppe: Gruppe, rort: str = "") -> None:
        if (kort := self._kort.get(n)) is None:
            kort = Spormalskort(gruppe, self._u)
            kort.fjernes.connect(partial(self._etter_sending, self.fjernes))
            kort.legges_til.connect(partial(self._etter_sending, self.legges_til))
            kort.svarer_for_flere.connect(partial(self._etter_sending, self.svarer_for_flere))
            kort.hentes.connect(partial(self._etter_sending, self.hentes, n))
            kort.huskes.connect(partial(self._etter_sending, self.huskes, n))
            kort.apnet.connect(self._apnet)
            self._kort[n] = kort
        # Et nytt kort fylles før det settes inn: da måles det én gang, ikke én gang for hvert felt.
        self._koble(kort.vis(gruppe, rort))
        if self._rom.indexOf(kort) != plass:
            self._rom.removeWidget(kort)
            self._rom.insertWidget(plass, kort)
            kort.show()

    def mal_pa_nytt(self) -> None:
        """Be om ny høyde til kortene. Et felt som ble lagt om midt i en plassering, er målt slik det var."""
        for kort in self._kort.values():
            kort.rom.invalidate()
            kort.updateGeometry()

    def _bygg_ett(self) -> None:
        gruppe = self._gjenstar.pop(0)
        plass = max(map(self._rom.indexOf, self._kort.values()), default=self._rom.count() - 1) + 1
        self._vis_kort(plass, nokkel(gruppe), gruppe)

    def _bygg_neste(self) -> None:
        if self._gjenstar:
            self._bygg_ett()
            self._bygger.start()
        else:
            self.bygd_om.emit()

    def _bygg_ferdig(self) -> None:
        """Bygg det som gjenstår nå, for den som skal til et felt som ikke er bygd ennå."""
        while self._gjenstar:
            self._bygg_ett()

    def _koble(self, nye: list[Felt]) -> None:
        for felt in nye:
            felt.svart.connect(self._svar)
            felt.skrevet.connect(self._skriv)
            felt.tomt.connect(partial(self._etter_sending, self.tomt))
            felt.forlatt.connect(self._forlot)

    def _apnet(self) -> None:
        """Et kort er åpnet eller lagt sammen."""
        kort = self.sender()
        if isinstance(kort, Spormalskort):
            self.send()
            self._koble(kort.vis(kort.gruppe, ""))
            self.bygd_om.emit()

    def tom(self) -> None:
        """Ta bort alle kortene, uten å sende noe."""
        self._klokke.stop()
        self._venter = None
        self._skriver = ""
        self._gjenstar = []
        for gammelt in [kort for side in self._sider.values() for kort in side.values()]:
            # Uten å ta dem ut av vinduet først: det koster 3 ms for hvert, og siden er på vei bort.
            self._rom.removeWidget(gammelt)
            gammelt.hide()
            gammelt.deleteLater()
        self._sider = {}
        self._apne_foldet = set()

    def send(self) -> None:
        """Send det som er skrevet og ikke sendt."""
        self._klokke.stop()
        if self._venter:
            sti, tekst = self._venter
            self._venter = None
            self.svart.emit(sti, tekst)

    @property
    def skriver(self) -> str:
        """Stien til feltet brukeren skriver i nå, eller tom."""
        return self._skriver

    def si_husket(self, n: str, tekst: str) -> None:
        """Si det i kortet knappen sto i."""
        if n in self._kort:
            self._kort[n].si_husket(tekst)

    def felt(self, sti: str) -> Felt | None:
        return next((kort.felt[sti] for kort in self._kort.values() if sti in kort.felt), None)

    def sted(self, sti: str) -> QWidget | None:
        """Widgeten stien peker på, eller den nærmeste: feltet, et felt under den, et kort eller kortet over."""
        if any(sti == n or Sti(sti).er_under(n) for n in self._foldet):
            self._fold_ut()
        self._bygg_ferdig()
        for n, kort in self._kort.items():
            if sti == n or Sti(sti).er_under(n):
                kort.apne()
                if any(q.mer and q.sti == sti for q in kort.gruppe.sporsmal):
                    kort.vis_mer()
        if felt := self.felt(sti):
            return felt
        alle = [felt for kort in self._kort.values() for felt in kort.felt.values()]
        if under := next((f for f in alle if f.q.sti.er_under(sti)), None):
            return under
        if sti in self._kort:
            return self._kort[sti].inngang()
        kortene = [n for n in self._kort if sti.startswith(n)]
        if kortene and (felt_der := list(self._kort[max(kortene, key=len)].felt.values())):
            return felt_der[0]
        over = Sti(sti).over
        return self.sted(over) if over else None

    def forste(self) -> QWidget | None:
        """Det første på siden som kan få fokus."""
        return next((inn for kort in self._kort.values() if (inn := kort.inngang()) is not None), None)

    def rekken(self) -> list[QWidget]:
        """Alt Tab skal innom, i den rekkefølgen spørsmålene står, også når noen kom til senere."""
        ut: list[QWidget] = []
        for kort in self._kort.values():
            ut += kort.rekken()
        return [*ut, self._vis_foldede]

    # Det brukeren gjør

    def _svar(self, sti: str, tekst: str) -> None:
        if self._venter and self._venter[0] == sti:
            self._venter = None  # valgt fra forslagene: det ferdige svaret gjelder
        self.send()
        self._skriver = ""
        self.svart.emit(sti, tekst)

    def _skriv(self, sti: str, tekst: str) -> None:
        if self._venter and self._venter[0] != sti:
            self.send()
        self._skriver = sti
        self._venter = (sti, tekst)
        if not self._klokke.isActive():
            self._klokke.start()

    def _forlot(self, sti: str) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # Et trykk er på vei. Svaret kan flytte på feltene, og da må knappen ikke bli borte under musa.
            QTimer.singleShot(_VENT_MS, self, partial(self._forlot, sti))
            return
        self.send()
        if self._skriver == sti:
            self._skriver = ""
        self.forlatt.emit(sti)
        if felt := self.felt(sti):
            felt.vis_feilen()

    def _etter_sending(self, signal: SignalInstance, *hva: str) -> None:
        self.send()
        signal.emit(*hva)
