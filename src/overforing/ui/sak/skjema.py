"""Kortene med spørsmål på en side. Et felt som fortsatt gjelder, beholder widgeten sin, med fokus og markør."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from overforing.sak.sti import Sti, i_liste
from overforing.saksgang.tilstand import Farge, Gruppe, Slag, Sporsmal, Valg
from overforing.ui.deler.flyt import Flyt
from overforing.ui.deler.klosser import (
    Etikett,
    Kort,
    Lenke,
    knapp,
    med_tab,
    merke,
    sett_merke,
    stabel,
    ta_bort,
    tom_rom,
)

from .felt import Felt, Omgivelser
from .valgfelt import kan_bli, slaget

_VENT_MS = 120
_LANGT = 7
# Så mange felt bygges før en ny side vises; resten av kortene kommer mens brukeren leser.
_STRAKS = 8


def nokkel(gruppe: Gruppe) -> str:
    """Det som gjør et kort til det samme kortet fra tilstand til tilstand."""
    if gruppe.legg_til or gruppe.fjern:
        return gruppe.legg_til or gruppe.fjern
    if not gruppe.sporsmal:
        return gruppe.tittel
    forste = gruppe.sporsmal[0].sti
    return forste if forste.id is None else i_liste(forste.rot, forste.id)


class Spormalskort(Kort):
    """Ett kort: tittel, merke, spørsmål og knappene for å legge til og fjerne.

    Et langt kort for én av flere i en liste kan legges sammen. Feltene lages først når det åpnes.
    """

    apnet = Signal()
    fjernes = Signal(str)
    legges_til = Signal(str, str)
    hentes = Signal()

    def __init__(self, gruppe: Gruppe, om: Omgivelser) -> None:
        super().__init__(om.tema)
        self._om = om
        self.gruppe = gruppe
        self.felt: dict[str, Felt] = {}
        px = om.tema.px
        self._apen: bool | None = None
        self._tittel = Etikett("", "korttittel")
        self._bryter = knapp("", self._bytt, "bryter")
        self._bryter.setVisible(False)
        self._kortversjon = Etikett("", "dempet")
        self._merke = merke("", Farge.NOYTRAL)
        self._fjern = knapp("", lambda: self.fjernes.emit(self.gruppe.fjern), "lenke_liten")
        topp = QHBoxLayout()
        topp.setSpacing(px(10))
        topp.addWidget(self._bryter)
        topp.addWidget(self._tittel, 1)
        topp.addWidget(self._merke)
        self._innledning = Etikett("", "dempet")
        self._hent = knapp("", self.hentes.emit, "stille")
        self._feltrom = stabel(None, px(9))
        self._vis_mer = False
        self._mer = knapp("", self._bytt_mer, "lenke_liten")
        self._mer.setVisible(False)
        self._legg_til = knapp("", lambda: self.legges_til.emit(self.gruppe.legg_til, ""), "stille")
        self._forslag = QWidget()
        self._forslag.setProperty("rolle", "klar")
        self._forslagsrom = Flyt(self._forslag, px(8))
        self._viste_forslag: tuple[Valg, ...] = ()
        self._forslag.setVisible(False)
        bunn = QHBoxLayout()
        bunn.addWidget(self._legg_til)
        bunn.addStretch(1)
        bunn.addWidget(self._fjern)
        self.rom.setSpacing(px(8))
        self.rom.addLayout(topp)
        self.rom.addWidget(self._kortversjon)
        self.rom.addWidget(self._innledning)
        self.rom.addWidget(self._hent, 0, Qt.AlignmentFlag.AlignLeft)
        self.rom.addLayout(self._feltrom)
        self.rom.addWidget(self._mer, 0, Qt.AlignmentFlag.AlignLeft)
        self.rom.addWidget(self._forslag)
        self.rom.addLayout(bunn)

    def vis(self, gruppe: Gruppe, rort: str) -> list[Felt]:
        """Vis gruppen. Svaret er feltene som er nye."""
        self.gruppe = gruppe
        self._tittel.vis_tekst(gruppe.tittel)
        self._innledning.vis_tekst(gruppe.innledning)
        self._merke.setVisible(gruppe.merke is not None)
        if gruppe.merke:
            sett_merke(self._merke, gruppe.merke.tekst, gruppe.merke.farge)
        if self._apen is None and self.kan_legges_sammen:
            self._apen = any(q.feil or not (q.svar or q.valgfri) for q in gruppe.sporsmal)
        apen = self.er_apen
        for k, tekst, sti in (
            (self._fjern, gruppe.fjern_tekst, gruppe.fjern if apen else ""),
            (self._legg_til, gruppe.legg_til_tekst, gruppe.legg_til),
            (self._hent, gruppe.hent, gruppe.hent),
        ):
            k.setVisible(bool(sti and tekst))
            k.setText(tekst.replace("&", "&&"))
            # Flere kort kan ha den samme knappen.
            k.setAccessibleName(f"{gruppe.tittel}: {tekst}" if k is self._fjern or "]" in sti else tekst)
        self._vis_forslag(gruppe.forslag)
        self._vis_bryter(apen)
        i_liste = bool(gruppe.fjern) or "]" in nokkel(gruppe)
        vist = self._viste_sporsmal() if apen else ()
        self._vis_merknappen(apen)
        return self._vis_felt(vist, gruppe.tittel if i_liste else "", rort)

    def _viste_sporsmal(self) -> tuple[Sporsmal, ...]:
        """Det som sjelden trengs, vises når brukeren ber om det."""
        return tuple(q for q in self.gruppe.sporsmal if self._vis_mer or not q.mer or q.feil)

    def _vis_merknappen(self, apen: bool) -> None:
        self._mer.setVisible(apen and any(q.mer for q in self.gruppe.sporsmal))
        tekst = self._om.ord("mindre" if self._vis_mer else "mer")
        self._mer.setText(tekst)
        self._mer.setAccessibleName(f"{self.gruppe.tittel}: {tekst}")

    def _bytt_mer(self) -> None:
        self.vis_mer(not self._vis_mer)

    def vis_mer(self, vis: bool = True) -> None:
        """Vis også spørsmålene som sjelden trengs."""
        if self._vis_mer != vis:
            self._vis_mer = vis
            self.apnet.emit()

    def _vis_forslag(self, forslag: tuple[Valg, ...]) -> None:
        """En knapp for hver av dem som kan legges til ferdig utfylt."""
        if forslag == self._viste_forslag:
            return
        self._viste_forslag = forslag
        tom_rom(self._forslagsrom)
        for valg in forslag:
            tekst = self._om.ord("legg_til_person", person=valg.tekst)
            self._forslagsrom.addWidget(Lenke(tekst, partial(self._legg_til_forslag, valg.verdi)))
        self._forslag.setVisible(bool(forslag))

    def _legg_til_forslag(self, verdi: str) -> None:
        self.legges_til.emit(self.gruppe.legg_til, verdi)

    @property
    def kan_legges_sammen(self) -> bool:
        return bool(self.gruppe.fjern) and len(self.gruppe.sporsmal) >= _LANGT

    @property
    def er_apen(self) -> bool:
        return not self.kan_legges_sammen or self._apen is not False

    def apne(self, apen: bool = True) -> None:
        """Åpne kortet eller legg det sammen."""
        if self.er_apen != apen:
            self._apen = apen
            self.apnet.emit()

    def _bytt(self) -> None:
        self.apne(not self.er_apen)

    def _vis_bryter(self, apen: bool) -> None:
        ord_ = self._om.ord
        med = self.kan_legges_sammen
        self._bryter.setVisible(med)
        self._tittel.setVisible(not med)
        self._bryter.setText(f"{'▾' if apen else '▸'}  {self.gruppe.tittel}".replace("&", "&&"))
        self._bryter.setAccessibleName(f"{self.gruppe.tittel}: {ord_('legg_sammen' if apen else 'vis_alt')}")
        svart = [
            next((v.tekst for v in q.valg if v.verdi == q.svar), "")
            for q in self.gruppe.sporsmal
            if q.slag is Slag.VALG and not q.valgfri
        ]
        self._kortversjon.vis_tekst("" if apen else " · ".join(tekst for tekst in svart if tekst))

    def _vis_felt(self, sporsmal: tuple[Sporsmal, ...], kort: str, rort: str) -> list[Felt]:
        nye: list[Felt] = []
        stier: dict[str, Sporsmal] = {q.sti: q for q in sporsmal}
        for sti, gammelt in list(self.felt.items()):
            if sti not in stier or not kan_bli(gammelt, stier[sti]):
                del self.felt[sti]
                self._feltrom.removeWidget(gammelt)
                ta_bort(gammelt)
        for plass, q in enumerate(sporsmal):
            if (felt := self.felt.get(q.sti)) is None:
                felt = slaget(q)(q, self._om, kort)
                self.felt[q.sti] = felt
                nye.append(felt)
                self._feltrom.insertWidget(plass, felt)
                if self.isVisible():
                    felt.show()
            else:
                felt.vis(q, kort, rort=q.sti == rort)
                if self._feltrom.indexOf(felt) != plass:
                    self._feltrom.removeWidget(felt)
                    self._feltrom.insertWidget(plass, felt)
        return nye

    def rekken(self) -> list[QWidget]:
        feltene = [w for q in self.gruppe.sporsmal if (felt := self.felt.get(q.sti)) for w in med_tab(felt)]
        return [self._bryter, self._hent, *feltene, self._mer, *med_tab(self._forslag), self._legg_til, self._fjern]

    def inngang(self) -> QWidget | None:
        """Det første i kortet som kan få fokus."""
        if not self._bryter.isHidden():
            return self._bryter
        if self.felt:
            return next(iter(self.felt.values())).inndata()
        return None if self._legg_til.isHidden() else self._legg_til


class Skjema(QWidget):
    """Alle kortene på en side. Sender svar opp, og holder på det som skrives til det er sendt."""

    svart = Signal(str, str)
    tomt = Signal(str)
    forlatt = Signal(str)
    fjernes = Signal(str)
    legges_til = Signal(str, str)
    hentes = Signal(str)
    """Stien til det første feltet i kortet som skal fylles ut."""
    bygd_om = Signal()

    def __init__(self, om: Omgivelser) -> None:
        super().__init__()
        self._om = om
        self.setProperty("rolle", "klar")
        self._rom = stabel(self, om.tema.px(12))
        self._sider: dict[str, dict[str, Spormalskort]] = {}
        self._side = ""
        self._venter: tuple[str, str] | None = None
        self._klokke = QTimer(self)
        self._klokke.setSingleShot(True)
        self._klokke.setInterval(_VENT_MS)
        self._klokke.timeout.connect(self.send)
        self._skriver = ""
        self._gjenstar: list[Gruppe] = []
        self._bygger = QTimer(self)
        self._bygger.setSingleShot(True)
        self._bygger.setInterval(0)
        self._bygger.timeout.connect(self._bygg_neste)

    @property
    def _kort(self) -> dict[str, Spormalskort]:
        """Kortene på siden som vises."""
        return self._sider.setdefault(self._side, {})

    def vis(self, side: str, grupper: tuple[Gruppe, ...], *, rort: str = "") -> None:
        """Vis gruppene på siden. ``rort`` er stien til feltet svaret nettopp kom fra.

        Kortene på en side brukeren har vært på, beholdes og skjules når en annen vises: å bygge dem tar tid. På en ny
        side bygges de øverste nå, og resten ett for ett i hendelseskøen.
        """
        self._gjenstar = []
        if side != self._side:
            for skjult in self._kort.values():
                skjult.hide()
            self._side = side
            for vist in self._kort.values():
                vist.show()
        nokler = {nokkel(g): g for g in grupper}
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

    def _vis_kort(self, plass: int, n: str, gruppe: Gruppe, rort: str = "") -> None:
        if (kort := self._kort.get(n)) is None:
            kort = Spormalskort(gruppe, self._om)
            kort.fjernes.connect(self._fjern)
            kort.legges_til.connect(self._legg_til)
            kort.hentes.connect(partial(self._hent, n))
            kort.apnet.connect(self._apnet)
            self._kort[n] = kort
        # Et nytt kort fylles før det settes inn: da måles det én gang, ikke én gang for hvert felt.
        self._koble(kort.vis(gruppe, rort))
        if self._rom.indexOf(kort) != plass:
            self._rom.removeWidget(kort)
            self._rom.insertWidget(plass, kort)
            kort.show()

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
            felt.tomt.connect(self._tom)
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

    def felt(self, sti: str) -> Felt | None:
        return next((kort.felt[sti] for kort in self._kort.values() if sti in kort.felt), None)

    def sted(self, sti: str) -> QWidget | None:
        """Widgeten stien peker på, eller den nærmeste: feltet, et felt under den, et kort eller kortet over."""
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
        return ut

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

    def _tom(self, sti: str) -> None:
        self.send()
        self.tomt.emit(sti)

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

    def _fjern(self, sti: str) -> None:
        self.send()
        self.fjernes.emit(sti)

    def _hent(self, sti: str) -> None:
        self.send()
        self.hentes.emit(sti)

    def _legg_til(self, liste: str, forslag: str) -> None:
        self.send()
        self.legges_til.emit(liste, forslag)
