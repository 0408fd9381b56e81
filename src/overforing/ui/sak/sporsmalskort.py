"""Ett kort med spørsmål: tittel, merke, felt og knappene for å legge til og fjerne."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLayout, QPushButton, QWidget

from overforing.sak.sti import i_liste
from overforing.saksgang.tilstand import Farge, Gruppe, Sporsmal, Svarslag, Valg
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import (
    Bred,
    Etikett,
    Kort,
    Lenke,
    Spalte,
    knapp,
    med_tab,
    merke,
    sett_merke,
    ta_bort,
    tom_rom,
)
from overforing.ui.deler.utstyr import Utstyr

from .felt import MELLOM, Felt
from .valgfelt import kan_bli, slaget

_LANGT = 7
_TITTEL = 196
"""Bredden på tittelen i en rad."""
_BRED_TITTEL = 340
_BRED = 840
_SMAL = 510
"""Under denne bredden står svarene under tittelen."""
_LANG_KNAPP = 620
_ETTER_TITTELEN = 1
_I_RADEN = (Svarslag.VALG, Svarslag.JA_NEI, Svarslag.LANGTEKST, Svarslag.KOMMUNE)


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
    svarer_for_flere = Signal(str)
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
        self._bryter.setParent(self)  # i en rad legges den ikke inn, og skal likevel bort med kortet
        self._bryter.setVisible(False)
        self._merke = merke("", Farge.NOYTRAL)
        self._fjern = knapp("", lambda: self.fjernes.emit(self.gruppe.fjern), "lenke_liten", "knapp")
        self._undertittel = Etikett("", "dempet", bryt=False)
        self._rad = gruppe.rad
        self._topp = QHBoxLayout()
        self._topp.setSpacing(px(MELLOM))
        self._hent = knapp("", self.hentes.emit, "stille")
        self._vis_mer = False
        self._mer = knapp("", self._bytt_mer, "lenke_liten", "knapp")
        self._mer.setVisible(False)
        self._legg_til = knapp("", lambda: self.legges_til.emit(self.gruppe.legg_til, ""), "stille")
        self._forslag = Rad(px(8))
        self._viste_forslag: tuple[Valg, ...] = ()
        self._forslag.setVisible(False)
        self._knapper = Rad(px(14))
        self._viste_knapper: tuple[Valg, ...] = ()
        self._knapper.setVisible(False)
        self._husk = knapp("", self.huskes.emit, "stille")
        self._husk.setToolTip(bokstavelig(utstyr.ord("husk.hjelp")))
        bunn = QHBoxLayout()
        if not self._rad:
            bunn.addWidget(self._legg_til)
        bunn.addWidget(self._husk)
        bunn.addStretch(1)
        bunn.addWidget(self._fjern)
        self.rom.setSpacing(px(5))
        self.rom.setContentsMargins(px(12), px(7), px(12), px(7))
        self.rom.addLayout(self._topp)
        if self._rad:
            self._som_rad(gruppe)
        else:
            self._topp.addWidget(self._bryter)
            self._topp.addWidget(self._tittel, 1)
            self._topp.addWidget(self._merke)
        self._kortversjon = self.rom.ny(Etikett("", "dempet"))
        self._innledning = self.rom.ny(Etikett("", "dempet"))
        self.rom.addWidget(self._hent, 0, Qt.AlignmentFlag.AlignLeft)
        self._feltrom = self.rom.under(px(4 if self._rad else 7))
        self._ved_neste = self.rom.ny(Etikett("", "dempet"))
        if not self._rad:
            self.rom.addWidget(self._mer, 0, Qt.AlignmentFlag.AlignLeft)
        self.rom.addWidget(self._forslag)
        if self._knapper.parentWidget() is None:
            self.rom.addWidget(self._knapper)
        self.rom.addLayout(bunn)
        self._husket = self.rom.ny(Etikett("", "dempet"))
        self._husket.hide()

    def _som_rad(self, gruppe: Gruppe) -> None:
        """Tett, med tittelen i en egen kolonne til venstre. Den som står under en annen, står litt inn."""
        px, inn = self._u.tema.px, 9 * min(gruppe.dybde, 6)
        self._inn = inn
        self.rom.setContentsMargins(px(12 + inn), px(3), px(12), px(3))
        self.rom.setSpacing(px(4))
        # Vises ingenting før noen ber om det, er kortet én linje.
        lukket = all(q.mer for q in gruppe.sporsmal)
        forst, under = ([self._mer], []) if lukket else ([], [self._mer])
        self._titlene = Spalte(
            px(2), Rad(px(6), self._tittel, self._merke, *forst), Rad(px(8), self._undertittel, *under)
        )
        self._bredden()
        self._topp.addWidget(self._titlene, 0, Qt.AlignmentFlag.AlignTop)
        self._topp.addStretch(0)
        self._topp.addWidget(self._legg_til, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        if self._rad:
            self._bredden()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        # Det som står ved siden av tittelen, kan stå under den.
        trengs = super().minimumSizeHint()
        return trengs.boundedTo(QSize(self._u.tema.px(_TITTEL + 40), trengs.height())) if self._rad else trengs

    @property
    def _kolonnen(self) -> int:
        """Bredden på tittelen, i piksler. Feltene begynner samme sted i alle kortene."""
        return self._u.tema.px((_BRED_TITTEL if self.width() >= self._u.tema.px(_BRED) else _TITTEL) - self._inn)

    def _bredden(self) -> None:
        px, retning = self._u.tema.px, QBoxLayout.Direction
        smal = self.width() < px(_SMAL)
        kolonne = self._kolonnen
        bredde = self.contentsRect().width() if smal else kolonne
        self._titlene.setMinimumWidth(0 if smal else kolonne)
        self._titlene.setMaximumWidth(px(_SMAL) if smal else kolonne)
        if smal is not (self._topp.direction() == retning.TopToBottom):
            self._topp.setDirection(retning.TopToBottom if smal else retning.LeftToRight)
            self.rom.invalidate()  # kortet er målt slik det sto
            self.updateGeometry()
        for felt in self.felt.values():
            felt.sett_etikettbredde(kolonne)
        # En tittel som er for lang for kolonnen, brytes; ellers står merket ved siden av.
        for_lang = self._tittel.fontMetrics().horizontalAdvance(self._tittel.text()) > bredde
        self._tittel.setWordWrap(for_lang)
        self._tittel.setMinimumWidth(kolonne if for_lang else 1)
        for k in self._knapper.findChildren(QPushButton):
            lang = "; " if self.width() >= px(_LANG_KNAPP) else ";\n"
            k.setText(k.text().replace(";\n", "; ").replace("; ", lang))

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
        fjernes = apen and (self._vis_mer or not gruppe.rad)
        for k, tekst, sti in (
            (self._fjern, gruppe.fjern_tekst, gruppe.fjern if fjernes else ""),
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
        self._vis_knappene(gruppe.knapper)
        if self._rad:
            self._bredden()
        self._vis_bryter(apen)
        i_liste = bool(gruppe.fjern) or "]" in nokkel(gruppe)
        vist = self._viste_sporsmal() if apen else ()
        self._vis_merknappen(apen)
        return self._vis_felt(vist, gruppe.tittel if i_liste else "", rort)

    def _viste_sporsmal(self) -> tuple[Sporsmal, ...]:
        """Det som sjelden trengs, vises når brukeren ber om det. Ingenting blir borte der hun holder på."""
        her = QApplication.focusWidget()
        i_kortet = her is not None and self.isAncestorOf(her)

        def holdes(q: Sporsmal) -> bool:
            felt = self.felt.get(q.sti)
            if felt is None or her is None or not i_kortet:
                return False
            return q.slag not in (Svarslag.LEGG_TIL, Svarslag.KOMMUNE) or felt.isAncestorOf(her)

        return tuple(q for q in self.gruppe.sporsmal if self._vis_mer or not q.mer or q.feil or holdes(q))

    def _vis_merknappen(self, apen: bool) -> None:
        self._mer.setVisible(apen and any(q.mer for q in self.gruppe.sporsmal))
        skjult = [] if self._vis_mer else [q for q in self.gruppe.sporsmal if q.mer and q.ved_neste and q.foreslatt]
        forslagene = ", ".join(q.foreslatt.tekst for q in skjult if q.foreslatt)
        self._ved_neste.vis_tekst(self._u.ord("fores_ved_neste", forslagene=forslagene) if forslagene else "")
        tekst = self._u.ord("mindre" if self._vis_mer else "mer", mer=self.gruppe.mer_tekst or self._u.ord("mer_ordet"))
        self._mer.setText(tekst)
        self._mer.setAccessibleName(f"{self.gruppe.tittel}: {tekst}" if self.gruppe.tittel else tekst)
        self._mer.setProperty("apen", self._vis_mer)

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
            self._forslag.rom.addWidget(Lenke(tekst, partial(self._legg_til_forslag, valg.verdi), leses_som="knapp"))
        self._forslag.setVisible(bool(forslag))

    def _vis_knappene(self, knapper: tuple[Valg, ...]) -> None:
        """En knapp for hvert svar som kan gis for flere, med hvem det gjelder ved siden av."""
        if knapper == self._viste_knapper:
            return
        self._viste_knapper = knapper
        tom_rom(self._knapper.rom)
        for valg in knapper:
            k = knapp(valg.tekst, partial(self.svarer_for_flere.emit, valg.verdi), "stille")
            # Hvem det gjelder, må ses; ordene til å spørre med, når en er på knappen.
            hvem, _, ordene = valg.ogsa.partition("\n")
            k.setAccessibleDescription(" ".join(valg.ogsa.split()))
            k.setToolTip(bokstavelig(ordene, brytes=True))
            self._knapper.rom.addWidget(Rad(self._u.tema.px(10), k, Bred(hvem, "dempet")))
        self._knapper.setVisible(bool(knapper))

    def _legg_til_forslag(self, verdi: str) -> None:
        self.legges_til.emit(self.gruppe.legg_til, verdi)

    @property
    def kan_legges_sammen(self) -> bool:
        return bool(self.gruppe.fjern) and not self.gruppe.rad and len(self.gruppe.sporsmal) >= _LANGT

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
        self._bryter.setProperty("apen", apen)
        svart = [
            next((v.tekst for v in q.valg if v.verdi == q.svar), "")
            for q in self.gruppe.sporsmal
            if q.slag is Svarslag.VALG and not q.valgfri
        ]
        self._kortversjon.vis_tekst("" if apen else " · ".join(tekst for tekst in svart if tekst))

    def _vis_felt(self, sporsmal: tuple[Sporsmal, ...], kort: str, rort: str) -> list[Felt]:
        nye: list[Felt] = []
        stier: dict[str, Sporsmal] = {q.sti: q for q in sporsmal}
        forst = self._i_raden_na(stier) or self._i_raden(sporsmal)
        for sti, gammelt in list(self.felt.items()):
            flyttes = gammelt.i_raden is not (sti == forst)
            if sti not in stier or flyttes or not kan_bli(gammelt, stier[sti]):
                del self.felt[sti]
                self._rommet(gammelt).removeWidget(gammelt)
                ta_bort(gammelt)
        for plass, q in enumerate(q for q in sporsmal if q.sti != forst):
            self._vis_ett(q, kort, rort, plass, nye)
        if forst:
            self._vis_ett(stier[forst], kort, rort, _ETTER_TITTELEN, nye, i_raden=True)
        # Spørsmålet i raden står under tittelen. Er det ikke i raden, har det sitt eget navn.
        for_seg = any(q.tekst == self.gruppe.undertittel for q in sporsmal if q.sti != forst)
        self._undertittel.vis_tekst("" if for_seg else self.gruppe.undertittel)
        return nye

    def _i_raden_na(self, stier: Mapping[str, Sporsmal]) -> str:
        """Feltet i raden brukeren er i, så det ikke flytter seg mens hun skriver."""
        her = QApplication.focusWidget()
        i_raden = (
            sti for sti, felt in self.felt.items() if felt.i_raden and her is not None and felt.isAncestorOf(her)
        )
        return next((sti for sti in i_raden if sti in stier), "")

    def _vis_ett(
        self, q: Sporsmal, kort: str, rort: str, plass: int, nye: list[Felt], *, i_raden: bool = False
    ) -> None:
        if (felt := self.felt.get(q.sti)) is None:
            felt = slaget(q)(q, self._u, kort)
            self.felt[q.sti] = felt
            nye.append(felt)
            if self._rad:
                felt.sett_etikettbredde(self._kolonnen)
            if i_raden:
                felt.sett_i_raden()
                self._topp.insertWidget(plass, felt, 1, Qt.AlignmentFlag.AlignTop)
            else:
                self._feltrom.insertWidget(plass, felt)
            if self.isVisible():
                felt.show()
            return
        felt.vis(q, kort, rort=q.sti == rort)
        if not felt.i_raden and self._feltrom.indexOf(felt) != plass:
            self._feltrom.removeWidget(felt)
            self._feltrom.insertWidget(plass, felt)

    def _rommet(self, felt: Felt) -> QLayout:
        return self._topp if felt.i_raden else self._feltrom

    def _i_raden(self, sporsmal: tuple[Sporsmal, ...]) -> str:
        """Stien til spørsmålet som står ved siden av tittelen: det første, når det er noe å velge."""
        forst = sporsmal[0] if sporsmal else None
        kan = forst is not None and forst.slag in _I_RADEN and not forst.mer
        return forst.sti if forst is not None and self._rad and kan else ""

    def rekken(self) -> list[QWidget]:
        """Det Tab går innom, slik det står: i en rad er «Mer» under tittelen, «Legg til» ved siden av svaret."""
        feltene = [felt for q in self.gruppe.sporsmal if (felt := self.felt.get(q.sti))]
        i_raden = [w for felt in feltene if felt.i_raden for w in med_tab(felt)]
        under = [w for felt in feltene if not felt.i_raden for w in med_tab(felt)]
        forslag, knapper = med_tab(self._forslag), med_tab(self._knapper)
        if self._rad:
            over = [self._mer, *i_raden, self._legg_til, self._hent]
            return [*over, *under, *forslag, *knapper, self._husk, self._fjern]
        return [
            self._bryter,
            self._hent,
            *under,
            self._mer,
            *forslag,
            *knapper,
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
