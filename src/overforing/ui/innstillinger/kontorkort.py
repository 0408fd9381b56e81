"""Kortet om kontoret: det som står i brevene. Det som er galt, sies ved feltet og lagres ikke."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from overforing.sak.kontorfelt import formfeil
from overforing.sak.rensing import rens
from overforing.saksgang import innlesing
from overforing.ui.deler.inndata import beskriv, med_etikett, med_forslag, merk
from overforing.ui.deler.klosser import Etikett, Kort
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr

_KONTORFELT = ("navn", "kommune", "bydel", "organisasjonsnummer", "adresse", "postnummer", "poststed")
_KONTAKTFELT = ("kontaktperson", "telefon", "epost")
_PAR = (("postnummer", "poststed"), ("telefon", "epost"))
"""Feltene som står ved siden av hverandre."""
_BREDE = 560
_SMALE = {"organisasjonsnummer": 200, "postnummer": 110, "poststed": 438, "telefon": 200, "epost": 348, "kommune": 380}


class Kontorkort(Kort):
    """``endret`` gis kontoret slik det er blitt, ``forlatt`` sendes når et felt forlates.

    ``na`` er kontoret med det som ennå ikke er lagret.
    """

    endret = Signal(object)
    forlatt = Signal()

    def __init__(self, utstyr: Utstyr, na: Callable[[], dict[str, str]]) -> None:
        self._u, self._t, self._na = utstyr, utstyr.ord.fra, na
        tittel, innledning = (self._t(f"ui_innstillinger.kontor.{del_}") for del_ in ("tittel", "innledning"))
        super().__init__(utstyr.tema, tittel=tittel, innledning=innledning)
        alle = (*_KONTORFELT, *_KONTAKTFELT)
        self._faste = {navn for navn in alle if utstyr.innstillinger.oppsett.bestemt(f"kontor.{navn}")}
        if self._faste:
            self.rom.addWidget(Etikett(self._t("oppsett.noe_bestemt")))
        self.felt: dict[str, Linjefelt] = {}
        self._formfeil: dict[str, Etikett] = {}
        rader: dict[str, QBoxLayout] = {}
        for forste, andre in _PAR:
            rad = QHBoxLayout()
            rad.setSpacing(utstyr.tema.px(12))
            rader |= {forste: rad, andre: rad}
        for navn in alle:
            self._legg_til(navn, rader.get(navn, self.rom))
            if navn in [forste for forste, _ in _PAR]:
                self.rom.addLayout(rader[navn])
            elif navn in rader:
                rader[navn].addStretch(1)
            self._formfeil[navn] = self.rom.ny(Etikett(rolle="feil"))
            self._formfeil[navn].hide()
        forslag = med_forslag(self.felt["kommune"], utstyr.kommuner, merk_forste=True)
        forslag.valgt.connect(lambda _: self._les_kommune())

    def _legg_til(self, navn: str, rom: QBoxLayout) -> None:
        tema = self._u.tema
        nokkel = "ui_innstillinger.kontor.organisasjonsnummer" if navn == "organisasjonsnummer" else ""
        tekst = self._t(nokkel or f"sporsmal.kontor.{navn}.tekst")
        felt = med_etikett(rom, tekst, Linjefelt(), tema, 4 if isinstance(rom, QHBoxLayout) else 0)
        felt.setMaximumWidth(tema.px(_SMALE.get(navn, _BREDE)))
        felt.textEdited.connect(self._skrev_kommune if navn == "kommune" else self._skrev)
        felt.forlatt.connect(self.forlatt)
        if navn in self._faste:
            felt.setReadOnly(True)
            felt.setProperty("fast", "ja")
            beskriv(felt, tekst, self._t("oppsett.bestemt"))
        else:
            felt.forlatt.connect(self._les_kommune if navn == "kommune" else partial(self._vis_formfeil, navn))
        self.felt[navn] = felt

    def vis(self, kontor: dict[str, str]) -> None:
        """Vis kontoret slik det er lagret."""
        for navn, felt in self.felt.items():
            verdi = kontor.get(navn, "")
            felt.setText(self._u.geografi.i_felt(verdi) if navn == "kommune" and verdi else verdi)
            self._formfeil[navn].vis_tekst("")
            if navn not in self._faste:
                merk(felt, "")

    def _galt(self, navn: str, tekst: str) -> str:
        if innlesing.roper_fodselsnummer(tekst):
            return self._u.ord("fodselsnummer")
        galt = formfeil(navn, tekst)
        return self._t(galt) if galt else ""

    def _vis_formfeil(self, navn: str) -> None:
        """Det som er galt, sies når feltet forlates, og blir borte når det er rettet."""
        galt = self._galt(navn, self.felt[navn].text())
        self._formfeil[navn].vis_tekst(f"△ {galt}" if galt else "")
        merk(self.felt[navn], galt)
        meld(self, galt, viktig=True)

    def _skrev(self, _tekst: str) -> None:
        kontor = self._na()
        for navn, felt in self.felt.items():
            if navn != "kommune":
                tekst = rens(felt.text()).strip()
                galt = self._galt(navn, tekst)
                kontor[navn] = "" if galt else tekst
                if not galt and felt.accessibleDescription() and navn not in self._faste:
                    self._vis_formfeil(navn)
        self.endret.emit({navn: verdi for navn, verdi in kontor.items() if verdi})

    def _skrev_kommune(self, _tekst: str) -> None:
        """Mens en skriver, tas bare et helt navn; feilen vises først når feltet forlates."""
        self._les_kommune(vis_feil=False)

    def _les_kommune(self, vis_feil: bool = True) -> None:
        tekst, kontor, feil = self.felt["kommune"].text().strip(), self._na(), ""
        fra_for = kontor.pop("kommune", "")
        if tekst and tekst == self._u.geografi.i_felt(fra_for):
            kontor["kommune"] = fra_for  # feltet er besøkt, og ikke endret
        elif tekst:
            try:
                kontor["kommune"] = innlesing.kommune(tekst, self._u.geografi, self._u.i_dag())
            except innlesing.Ugyldig as ugyldig:
                feil = f"△ {ugyldig.paa(self._t)}"
        if vis_feil or not feil:
            self._formfeil["kommune"].vis_tekst(feil)
            merk(self.felt["kommune"], feil)
        if kontor != self._na():
            self.endret.emit(kontor)
