"""Kortet der en sier hvilke verdier arkivet vil ha, og hvilke filer en pakke har. Alt kan stå tomt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from overforing.arkiv.verdier import TEKSTFELT, VALG, Formatkode, Pakkefiler, galt, mangler_ved_siden_av
from overforing.ui.deler.fold import Fold
from overforing.ui.deler.inndata import med_etikett, merk
from overforing.ui.deler.klosser import Etikett, Kort, Spalte
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Valgrad

_GRUPPER = (
    ("saksansvarlig", "saksbehandler"),
    ("tilgangskode", "tilgangsnavn"),
    ("skjermingshjemmel",),
    ("arkivdel",),
    ("klassifikasjonssystem", "klasse", "klassetittel"),
)
"""Feltene som hører sammen, står ved siden av hverandre med én forklaring under."""

_BREDDER = {"tilgangskode": 110, "klasse": 110, "skjermingshjemmel": 560}
_ALENE = frozenset({"klassifikasjonssystem"})
"""Navnet er for langt til å stå ved siden av noe i et smalt vindu."""
_STANDARD = {"filer": Pakkefiler.ETTER_MOTTAKEREN, "format": Formatkode.PRONOM}


class Arkivkort(Kort):
    """``endret`` gis det som er stilt inn, uten det som er galt. ``forlatt``: et felt er skrevet ferdig."""

    endret = Signal(dict)
    forlatt = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        t = self._t = ord_.fra
        super().__init__(
            tema, tittel=t("ui_innstillinger.arkiv.tittel"), innledning=t("ui_innstillinger.arkiv.innledning")
        )
        self._tema, self._ukjent = tema, dict[str, str]()
        self._valg = {navn: self._valgrad(navn) for navn in VALG}
        self._felt: dict[str, Linjefelt] = {}
        self._feil: dict[str, Etikett] = {}
        verdiene = Spalte(tema.px(6))
        self.fold = self.rom.ny(Fold(ord_, verdiene, tema.px(6)))
        self.fold.vis_tittel(t("ui_innstillinger.arkiv.verdiene"))
        for gruppe in _GRUPPER:
            self._bygg_gruppe(verdiene.rom, gruppe)

    def _valgrad(self, navn: str) -> Valgrad:
        t = self._t
        rad = self.rom.ny(Valgrad(t(f"arkiv.felt.{navn}")))
        rad.fyll([(v.value, t(f"ui_innstillinger.arkiv.{navn}.{v.value}")) for v in VALG[navn]])
        rad.valgt.connect(lambda _: self._si_endret())
        self.rom.addWidget(Etikett(t(f"ui_innstillinger.arkiv.{navn}.hjelp"), "dempet"))
        return rad

    def _bygg_gruppe(self, rom: QBoxLayout, gruppe: tuple[str, ...]) -> None:
        rader = [gruppe[:1], gruppe[1:]] if gruppe[0] in _ALENE else [gruppe]
        for navnene in filter(None, rader):
            rad = QHBoxLayout()
            rad.setSpacing(self._tema.px(12))
            rom.addLayout(rad)
            for navn in navnene:
                felt = med_etikett(rad, self._t(f"arkiv.felt.{navn}"), Linjefelt(), self._tema, 4)
                felt.setMaximumWidth(self._tema.px(_BREDDER.get(navn, 274)))
                felt.textEdited.connect(partial(self._skrev, navn))
                felt.forlatt.connect(partial(self._forlot, navn))
                self._felt[navn] = felt
            rad.addStretch(1)
        for navn in gruppe:
            rom.addWidget(feil := Etikett(rolle="feil"))
            feil.hide()
            self._feil[navn] = feil
        rom.addWidget(Etikett(self._t(f"ui_innstillinger.arkiv.{gruppe[0]}"), "dempet"))
        rom.addSpacing(self._tema.px(4))

    def vis(self, verdier: Mapping[str, str]) -> None:
        """Vis det som er stilt inn. Felt fra en nyere utgave av programmet følger med uendret."""
        self._ukjent = {navn: verdi for navn, verdi in verdier.items() if navn not in (*TEKSTFELT, *VALG)}
        for navn, felt in self._felt.items():
            felt.setText(verdier.get(navn, ""))
        for navn, rad in self._valg.items():
            rad.velg(verdier.get(navn, _STANDARD[navn]))
        for navn in self._felt:
            self._vis_feil(navn)
        if any(feil.text() for feil in self._feil.values()):
            self.fold.apne()

    @property
    def verdier(self) -> dict[str, str]:
        """Det som er stilt inn, uten det som er tomt, som før, eller galt."""
        tekster = {navn: felt.text().strip() for navn, felt in self._felt.items() if not self._galt(navn)}
        valg = {navn: rad.verdi for navn, rad in self._valg.items() if rad.verdi != _STANDARD[navn]}
        return self._ukjent | {navn: verdi for navn, verdi in (tekster | valg).items() if verdi}

    def _galt(self, navn: str) -> str:
        melding = galt(navn, self._felt[navn].text().strip())
        return melding.paa(self._t) if melding else ""

    def _skrev(self, navn: str, _tekst: str) -> None:
        if self._feil[navn].text():
            self._vis_feil(navn)
        self._si_endret()

    def _si_endret(self) -> None:
        self.endret.emit(self.verdier)

    def _forlot(self, navn: str) -> None:
        """Det som er galt, sies når feltet forlates; det som mangler ved siden av, når hele gruppen er det."""
        meld(self, self._vis_feil(navn), viktig=True)
        self.forlatt.emit()

    def _vis_feil(self, navn: str) -> str:
        mangler = mangler_ved_siden_av({n: felt.text() for n, felt in self._felt.items()})
        gruppe = next(g for g in _GRUPPER if navn in g)
        if any(self._felt[n].hasFocus() for n in gruppe):
            mangler = ()
        for n in gruppe:
            feil = self._galt(n) or (self._t("ui_innstillinger.arkiv.mangler") if n in mangler else "")
            felt = self._t(f"arkiv.felt.{n}")
            self._feil[n].vis_tekst(f"△ {felt}: {feil}" if feil else "")
            merk(self._felt[n], feil)
        return self._feil[navn].text()
