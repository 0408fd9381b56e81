"""Ett spørsmål med sitt felt. Feltet sender det brukeren skrev, og viser det tilstanden sier."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from overforing.saksgang.tilstand import Farge, Sporsmal, Svarslag
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import Tekstflate, beskriv, med_forslag
from overforing.ui.deler.klosser import Etikett, Klar, Lenke, stabel
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.tema import TEGN, sett
from overforing.ui.deler.utstyr import Utstyr


class Felt(Klar):
    """``svart`` er et ferdig svar, ``skrevet`` tekst under skriving, ``forlatt`` at brukeren gikk videre."""

    svart = Signal(str, str)
    skrevet = Signal(str, str)
    tomt = Signal(str)
    forlatt = Signal(str)

    med_etikett = True

    def __init__(self, q: Sporsmal, utstyr: Utstyr, kort: str) -> None:
        super().__init__()
        self.q = q
        self._u = utstyr
        self._kort = kort
        self._fant_ikke = ""
        self._i_raden = False
        self._etikettbredde = utstyr.tema.px(_ETIKETT)
        px = utstyr.tema.px
        self._ytre = stabel(self, px(4), (0, 0, 0, px(2)))
        self._ramme = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._ramme.setSpacing(px(4))
        self._ytre.addLayout(self._ramme)
        self._etikett = Etikett("", "etikett")
        self._ramme.addWidget(self._etikett)
        self.rom = stabel(None, px(4))
        self._ramme.addLayout(self.rom, 1)
        self._ramme.addStretch(0)  # et felt som ikke blir bredere, står til venstre
        self._hjelp = self.rom.ny(Etikett("", "dempet"))
        self._foreslatt = Lenke("", self._ta_forslaget, "lenke_liten", "knapp")
        self.bygg()
        if self._foreslatt.parentWidget() is None:
            self.rom.addWidget(self._foreslatt)
        self._feil = self.rom.ny(Etikett("", "feil"))
        self._etikett.setVisible(self.med_etikett)
        self.vis(q, kort)

    @property
    def _ved_siden(self) -> bool:
        return self._ramme.direction() == QBoxLayout.Direction.LeftToRight

    @property
    def i_raden(self) -> bool:
        return self._i_raden

    def sett_i_raden(self) -> None:
        """Feltet står ved siden av tittelen på kortet, som da er navnet på det."""
        self._i_raden = True
        self._etikett.hide()
        self._ytre.setContentsMargins(0, 0, 0, 0)

    def sett_etikettbredde(self, bredde: int) -> None:
        """Så bred er tittelen på kortet, i piksler: da står feltene under hverandre."""
        if bredde != self._etikettbredde:
            self._etikettbredde = bredde
            if self._ved_siden:
                self._etikett.setFixedWidth(bredde)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._ordne()

    def _ordne(self) -> None:
        """Navnet ved siden av feltet når det er plass: da går mer inn på én skjerm. Ellers over."""
        px = self._u.tema.px
        plass = self.width() >= self._etikettbredde + px(_MINST_VED_SIDEN)
        ved_siden = plass and self.med_etikett and not self._i_raden and self.kan_sta_ved_siden()
        if ved_siden is self._ved_siden:
            return
        retning = QBoxLayout.Direction
        self._ramme.setDirection(retning.LeftToRight if ved_siden else retning.TopToBottom)
        self._ramme.setSpacing(px(MELLOM) if ved_siden else px(4))
        self._plasser_hjelpen()
        self._etikett.setFixedWidth(self._etikettbredde) if ved_siden else self._etikett.setMaximumWidth(_INGEN_GRENSE)
        if not ved_siden:
            self._etikett.setMinimumWidth(1)
        topp = Qt.AlignmentFlag.AlignTop if ved_siden else Qt.AlignmentFlag(0)
        self._ramme.setAlignment(self._etikett, topp)
        # Midt i en plassering hører ikke rommet over at høyden er en annen.
        QTimer.singleShot(0, self, self.updateGeometry)

    def _plasser_hjelpen(self) -> None:
        """En lang hjelpetekst går under både navnet og svaret når de står ved siden av hverandre: da blir den lav."""
        under = self._ved_siden and len(self.q.hjelp) >= _LANG_HJELP
        if under is (self._ytre.indexOf(self._hjelp) < 0):
            (self.rom if under else self._ytre).removeWidget(self._hjelp)
            self._ytre.addWidget(self._hjelp) if under else self.rom.insertWidget(0, self._hjelp)
        luft = self._ved_siden and (under or not self.q.hjelp)
        self._etikett.setContentsMargins(0, self._u.tema.px(5) if luft else 0, 0, 0)

    # Det hvert slag gjør på sin måte

    def kan_sta_ved_siden(self) -> bool:
        """Om navnet kan stå ved siden av feltet når det er plass."""
        return True

    def bygg(self) -> None:
        """Lag widgetene under hjelpeteksten."""
        raise NotImplementedError

    def vis_svar(self) -> None:
        """Vis svaret i ``q`` uten å sende det."""
        raise NotImplementedError

    def navngi(self, navn: str, beskrivelse: str) -> None:
        beskriv(self.inndata(), navn, beskrivelse)

    def inndata(self) -> QWidget:
        """Widgeten som får fokus."""
        raise NotImplementedError

    # Felles

    def vis(self, q: Sporsmal, kort: str, *, rort: bool = False) -> None:
        """Vis spørsmålet. ``rort`` er at brukeren holder på i feltet: teksten får stå, og feilen venter."""
        if (q.sti, q.svar, q.valg) != (self.q.sti, self.q.svar, self.q.valg):
            self._fant_ikke = ""
        self.q = q
        self._kort = kort
        self.ror = rort
        kan_vente = q.valgfri and self.med_etikett and q.slag is not Svarslag.LEGG_TIL
        valgfri = f" ({self._u.ord('valgfritt')})" if kan_vente else ""
        if self.med_etikett and not self._i_raden:
            self._etikett.vis_tekst((q.tekst + valgfri).replace("&", "&&"))
        self._hjelp.vis_tekst(q.hjelp)
        self._plasser_hjelpen()
        self._vis_forslaget()
        if not rort:
            self.vis_svar()
        self._vis_feil()

    def _vis_forslaget(self) -> None:
        """Et valg det er nærliggende å ta, med ett trykk. Det er ikke tatt før brukeren trykker."""
        forslag = self.q.foreslatt
        self._foreslatt.setVisible(forslag is not None)
        if forslag:
            tekst = self._u.ord(
                "foreslatt_ved_neste" if self.q.ved_neste else "foreslatt", valg=forslag.tekst.rstrip(".")
            )
            self._foreslatt.setText(tekst.replace("&", "&&"))
            self._foreslatt.setAccessibleName(f"{self.navn}: {tekst}")

    def _ta_forslaget(self) -> None:
        if self.q.foreslatt:
            self.svart.emit(self.q.sti, self.q.foreslatt.verdi)
            self.inndata().setFocus()

    def vis_feilen(self) -> None:
        """Brukeren gikk videre: nå vises det som er galt."""
        self.ror = False
        self.vis_svar()
        self._vis_feil()

    def fokuser(self) -> None:
        self.inndata().setFocus()

    def _uten_treff(self, tekst: str) -> None:
        """Det som ble skrevet i en liste, er ikke ett av valgene. Sies til noe annet velges, med dem det kan være."""
        sokt = tekst.casefold()
        nesten = [v.tekst for v in self.q.valg if sokt in f"{v.tekst}, {v.ogsa}".casefold()]
        nokkel = "flere_treff" if 0 < len(nesten) <= _NESTEN else "ingen_treff"
        self._fant_ikke = self._u.ord(nokkel, tekst=tekst, valgene="», «".join(nesten))
        self._vis_feil()

    @property
    def navn(self) -> str:
        return f"{self._kort}: {self.q.tekst}" if self._kort else self.q.tekst

    def _vis_feil(self) -> None:
        feil = "" if self.ror else self.q.feil or self.q.avvist or self._fant_ikke
        varsel = self._u.ord.advarsel(self.q.svar) if self.q.slag in _SKREVNE and not feil else ""
        galt = " ".join(f"△ {tekst}" for tekst in (feil, varsel) if tekst)
        mangler = self._u.ord("mangler.felt") if self.q.mangler and not (galt or self.ror) else ""
        sett(self._feil, rolle="mangler" if mangler else "feil")
        self._feil.vis_tekst(galt or (f"{TEGN[Farge.NOYTRAL]} {mangler}" if mangler else ""))
        sett(self.inndata(), feil="ja" if galt else "nei", mangler="ja" if mangler else "nei")
        valgfri = self._u.ord("valgfritt") if self.q.valgfri else ""
        self.navngi(self.navn, " ".join(bit for bit in (self.q.hjelp, valgfri, feil, varsel, mangler) if bit))


_ETIKETT = 200
"""Bredden på navnet når det står ved siden av feltet."""
_MINST_VED_SIDEN = 340
_LANG_HJELP = 160
"""Så mange tegn er flere linjer ved siden av navnet."""
MELLOM = 12
"""Mellom navnet og feltet, og mellom tittelen på et kort og det første feltet."""
BREDEST = 600
"""Et felt på én linje blir ikke bredere; i en rad med tittel til venstre når det da fram til kanten av kortet."""
_INGEN_GRENSE = 16_777_215
_NESTEN = 4
"""Flest valg å nevne når det som ble skrevet, kan være flere."""
_SKREVNE = (Svarslag.TEKST, Svarslag.LANGTEKST, Svarslag.LINJER)


class Tekst(Felt):
    """Én linje tekst: TEKST, DATO og KOMMUNE."""

    def bygg(self) -> None:
        self._linje = Linjefelt()
        self._linje.textEdited.connect(lambda tekst: self.skrevet.emit(self.q.sti, tekst))
        self._linje.forlatt.connect(lambda: self.forlatt.emit(self.q.sti))
        px = self._u.tema.px
        if self.q.slag is Svarslag.DATO:
            self._linje.setFixedWidth(px(120))
            self._etikett.setBuddy(self._linje)
            self.rom.addWidget(Rad(px(10), self._linje, self._foreslatt))
            return
        if self.q.slag is Svarslag.KOMMUNE:
            self._linje.setMaximumWidth(px(380))
            forslag = med_forslag(self._linje, self._u.kommuner, merk_forste=True)
            forslag.valgt.connect(lambda tekst: self.svart.emit(self.q.sti, tekst))
        else:
            self._linje.setMaximumWidth(px(BREDEST))
        self._etikett.setBuddy(self._linje)
        self.rom.addWidget(self._linje)

    def vis_svar(self) -> None:
        if self._linje.text() != self.q.svar:
            self._linje.setText(self.q.svar)
            if not self._linje.hasFocus():
                self._linje.setCursorPosition(0)

    def inndata(self) -> QWidget:
        return self._linje


class Flere(Felt):
    """Flere linjer tekst: LANGTEKST og LINJER."""

    def bygg(self) -> None:
        self._flate = Tekstflate(minst=2 if self.q.sti.rot == "saerlig_ulempe" else 1)
        self._flate.textChanged.connect(self._endret)
        self._flate.forlatt.connect(lambda: self.forlatt.emit(self.q.sti))
        self._etikett.setBuddy(self._flate)
        self.rom.addWidget(self._flate)

    def _endret(self) -> None:
        self.skrevet.emit(self.q.sti, self._flate.toPlainText())

    def vis_svar(self) -> None:
        if self._flate.toPlainText() != self.q.svar:
            self._flate.blockSignals(True)
            self._flate.setPlainText(self.q.svar)
            self._flate.blockSignals(False)

    def inndata(self) -> QWidget:
        return self._flate
