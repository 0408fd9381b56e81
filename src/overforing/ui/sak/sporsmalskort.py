"""Ett kort med spørsmål: tittel, merke, felt og knappene for å legge til og fjerne."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overforing.sak.sti import i_liste
from overforing.saksgang.tilstand import Farge, Gruppe, Sporsmal, Svarslag, Valg
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import (
    Etikett,
    Kort,
    Lenke,
    knapp,
    med_tab,
    merke,
    sett_merke,
    ta_bort,
    tom_rom,
)
from overforing.ui.deler.utstyr import Utstyr

from .felt import Felt
from .valgfelt import kan_bli, slaget

_LANGT = 7


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
    huskes = Signal()

    def __init__(self, gruppe: Gruppe, utstyr: Utstyr) -> None:
        super().__init__(utstyr.tema)
        self._u = utstyr
        self.gruppe = gruppe
        self.felt: dict[str, Felt] = {}
        px = utstyr.tema.px
        self._apen: bool | None = None
        self._tittel = Etikett("", "korttittel")
        self._bryter = knapp("", self._bytt, "bryter")
        self._bryter.setVisible(False)
        self._merke = merke("", Farge.NOYTRAL)
        self._fjern = knapp("", lambda: self.fjernes.emit(self.gruppe.fjern), "lenke_liten")
        topp = QHBoxLayout()
        topp.setSpacing(px(10))
        topp.addWidget(self._bryter)
        topp.addWidget(self._tittel, 1)
        topp.addWidget(self._merke)
        self._hent = knapp("", self.hentes.emit, "stille")
        self._vis_mer = False
        self._mer = knapp("", self._bytt_mer, "lenke_liten")
        self._mer.setVisible(False)
        self._legg_til = knapp("", lambda: self.legges_til.emit(self.gruppe.legg_til, ""), "stille")
        self._forslag = Rad(px(8))
        self._viste_forslag: tuple[Valg, ...] = ()
        self._forslag.setVisible(False)
        self._husk = knapp("", self.huskes.emit, "stille")
        self._husk.setToolTip(utstyr.ord("husk.hjelp"))
        bunn = QHBoxLayout()
        bunn.addWidget(self._legg_til)
        bunn.addWidget(self._husk)
        bunn.addStretch(1)
        bunn.addWidget(self._fjern)
        self.rom.setSpacing(px(8))
        self.rom.addLayout(topp)
        self._kortversjon = self.rom.ny(Etikett("", "dempet"))
        self._innledning = self.rom.ny(Etikett("", "dempet"))
        self.rom.addWidget(self._hent, 0, Qt.AlignmentFlag.AlignLeft)
        self._feltrom = self.rom.under(px(9))
        self.rom.addWidget(self._mer, 0, Qt.AlignmentFlag.AlignLeft)
        self.rom.addWidget(self._forslag)
        self.rom.addLayout(bunn)
        self._husket = self.rom.ny(Etikett("", "dempet"))
        self._husket.hide()

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
            (self._husk, gruppe.husk, gruppe.husk),
        ):
            k.setVisible(bool(sti and tekst))
            k.setText(tekst.replace("&", "&&"))
            # Flere kort kan ha den samme knappen.
            k.setAccessibleName(f"{gruppe.tittel}: {tekst}" if k is self._fjern or "]" in sti else tekst)
        if gruppe.husk:
            self._husket.vis_tekst("")
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
        tekst = self._u.ord("mindre" if self._vis_mer else "mer")
        self._mer.setText(tekst)
        self._mer.setAccessibleName(f"{self.gruppe.tittel}: {tekst}")

    def _bytt_mer(self) -> None:
        self.vis_mer(not self._vis_mer)

    def vis_mer(self, vis: bool = True) -> None:
        """Vis også spørsmålene som sjelden trengs."""
        if self._vis_mer != vis:
            self._vis_mer = vis
            self.apnet.emit()

    def si_husket(self, tekst: str) -> None:
        """Si at det er husket, til det er noe nytt å huske. Knappen er borte, så fokus går til det som står ved den."""
        self._husket.vis_tekst(tekst)
        ved = list(self.felt.values())
        (ved[-1].inndata() if ved else self._legg_til).setFocus(Qt.FocusReason.OtherFocusReason)

    def _vis_forslag(self, forslag: tuple[Valg, ...]) -> None:
        """En knapp for hver av dem som kan legges til ferdig utfylt."""
        if forslag == self._viste_forslag:
            return
        self._viste_forslag = forslag
        tom_rom(self._forslag.rom)
        for valg in forslag:
            tekst = self._u.ord("legg_til_person", person=valg.tekst)
            self._forslag.rom.addWidget(Lenke(tekst, partial(self._legg_til_forslag, valg.verdi)))
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
        ord_ = self._u.ord
        med = self.kan_legges_sammen
        self._bryter.setVisible(med)
        self._tittel.setVisible(not med)
        self._bryter.setText(f"{'▾' if apen else '▸'}  {self.gruppe.tittel}".replace("&", "&&"))
        self._bryter.setAccessibleName(f"{self.gruppe.tittel}: {ord_('legg_sammen' if apen else 'vis_alt')}")
        svart = [
            next((v.tekst for v in q.valg if v.verdi == q.svar), "")
            for q in self.gruppe.sporsmal
            if q.slag is Svarslag.VALG and not q.valgfri
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
                felt = slaget(q)(q, self._u, kort)
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
        return [
            self._bryter,
            self._hent,
            *feltene,
            self._mer,
            *med_tab(self._forslag),
            self._legg_til,
            self._husk,
            self._fjern,
        ]

    def inngang(self) -> QWidget | None:
        """Det første i kortet som kan få fokus."""
        if not self._bryter.isHidden():
            return self._bryter
        if self.felt:
            return next(iter(self.felt.values())).inndata()
        return None if self._legg_til.isHidden() else self._legg_til
