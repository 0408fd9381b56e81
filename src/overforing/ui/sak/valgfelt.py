"""Feltene der en velger: knapper, lister og kryss. Og hvilken slags felt et spørsmål får."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPushButton, QWidget

from overforing.saksgang.tilstand import Sporsmal, Svarslag
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.flyt import Flyt
from overforing.ui.deler.inndata import Nedtrekk, beskriv
from overforing.ui.deler.klosser import Klar, knapp, stabel
from overforing.ui.deler.knapper import Avkryss, Radio

from .felt import BREDEST, Felt, Flere, Tekst

_FLEST_RADIO = 4
_LENGST_RADIO = 56
_PA_EN_LINJE = 64
_SOKBAR_FRA = 12
_KORT_VALG = 44


class Radioer(Felt):
    """JA_NEI, og VALG med få og korte valg. «Fjern svar» når noe er valgt."""

    def bygg(self) -> None:
        valg = self._valgene()
        pa_en_linje = sum(len(tekst) for _, tekst in valg) <= _PA_EN_LINJE
        self._gruppe = Klar()
        px = self._u.tema.px
        pa_en_linje = pa_en_linje or any(not verdi for verdi, _ in valg)
        rom: QLayout = Flyt(self._gruppe, px(13)) if pa_en_linje else stabel(self._gruppe, px(1))
        rom.setContentsMargins(0, 0, 0, 0)
        self._radioer: dict[str, Radio] = {}
        for verdi, tekst in valg:
            radio = Radio(tekst)
            radio.setAutoExclusive(True)
            if self.q.sti.felt == "kilde":  # der er valget bare noen få av ordene
                radio.setToolTip(bokstavelig(next((v.ogsa for v in self.q.valg if v.verdi == verdi), "")))
            # clicked kommer bare når brukeren velger, også med piltastene.
            radio.clicked.connect(lambda _=False, v=verdi: self.svart.emit(self.q.sti, v))
            self._radioer[verdi] = radio
            rom.addWidget(radio)
        self._fjern = knapp(self._u.ord("fjern_svar"), lambda: self._tom(), "lenke_liten", "knapp")
        rom.addWidget(self._fjern)
        rom.addWidget(self._foreslatt)
        self.rom.addWidget(self._gruppe)

    def _valgene(self) -> tuple[tuple[str, str], ...]:
        if self.q.slag is Svarslag.JA_NEI:
            return (("ja", self._u.ord.fra("vindu.ja")), ("nei", self._u.ord.fra("vindu.nei")))
        return tuple((valg.verdi, valg.tekst) for valg in self.q.valg)

    def _tom(self) -> None:
        forste = next(iter(self._radioer.values()))
        self.tomt.emit(self.q.sti)
        forste.setFocus()

    def vis_svar(self) -> None:
        for verdi, radio in self._radioer.items():
            if radio.isChecked() != (verdi == self.q.svar):
                # En valgt radioknapp kan bare tømmes når den ikke er eneste valg i gruppen.
                for annen in self._radioer.values():
                    annen.setAutoExclusive(False)
                radio.setChecked(verdi == self.q.svar)
                for annen in self._radioer.values():
                    annen.setAutoExclusive(True)
        self._fjern.setVisible(bool(self.q.svar) and "" not in self._radioer)

    def navngi(self, navn: str, beskrivelse: str) -> None:
        beskriv(self._gruppe, navn, beskrivelse)
        skille = " " if navn.endswith("?") else ": "
        for radio in self._radioer.values():
            beskriv(radio, f"{navn}{skille}{radio.text()}", beskrivelse)
        beskriv(self._fjern, f"{self._u.ord('fjern_svar')}: {navn}", "")

    def inndata(self) -> QWidget:
        radioer = list(self._radioer.values())
        return next((radio for radio in radioer if radio.isChecked()), radioer[0])

    def har_samme_valg(self, q: Sporsmal) -> bool:
        return q.slag is Svarslag.JA_NEI or [v.verdi for v in q.valg] == list(self._radioer)


class Lista(Felt):
    """VALG med mange eller lange valg."""

    def bygg(self) -> None:
        self._nedtrekk = Nedtrekk(self._u.ord("velg"), sokbar=len(self.q.valg) >= _SOKBAR_FRA)
        self._nedtrekk.valgt.connect(lambda *_: self.svart.emit(self.q.sti, self._nedtrekk.svaret))
        self._nedtrekk.uten_treff.connect(self._fant_den_ikke)
        self._nedtrekk.forlatt.connect(lambda: self.forlatt.emit(self.q.sti))
        self._nedtrekk.setMaximumWidth(self._u.tema.px(BREDEST))
        self._etikett.setBuddy(self._nedtrekk)
        self._rad = QHBoxLayout()
        self._rad.setSpacing(self._u.tema.px(8))
        self._rad.addWidget(self._nedtrekk, 1, Qt.AlignmentFlag.AlignTop)
        self._rad.addStretch(0)  # et felt som ikke blir bredere, står til venstre
        self.rom.addLayout(self._rad)
        self._fjern: QPushButton | None = None

    def _fant_den_ikke(self, tekst: str) -> None:
        """Det skrevne blir stående når det ikke er svart noe annet; ellers vises svaret igjen, for det står."""
        self._uten_treff(tekst)
        self.vis_svar()

    def vis_svar(self) -> None:
        self._nedtrekk.vis_valg(self.q.valg)
        if self.q.svar or not self._fant_ikke:
            self._nedtrekk.vis_verdi(self.q.svar)
        if self.q.fjern_tekst and self._fjern is None:
            self._fjern = knapp(self.q.fjern_tekst, lambda: self.tomt.emit(self.q.sti), "lenke_liten", "knapp")
            self._rad.addWidget(self._fjern)

    def navngi(self, navn: str, beskrivelse: str) -> None:
        super().navngi(navn, beskrivelse)
        if self._fjern is not None:
            hva = self._nedtrekk.currentText()
            beskriv(self._fjern, f"{self._kort}: {self.q.fjern_tekst}" + (f": {hva}" if hva else ""), "")

    def inndata(self) -> QWidget:
        return self._nedtrekk


class LeggTil(Felt):
    """En liste å legge til fra: å velge i den åpne lista legger til, ellers knappen."""

    def bygg(self) -> None:
        self._nedtrekk = Nedtrekk(self._u.ord("velg_eller_skriv"), sokbar=len(self.q.valg) >= _SOKBAR_FRA)
        self._nedtrekk.valgt.connect(self._valgt)
        self._nedtrekk.uten_treff.connect(self._uten_treff)
        # Et valg som er skrevet og forlatt, er valgt. Piltastene alene velger ikke.
        self._nedtrekk.forlatt.connect(self._forlot)
        self._knapp = knapp(self._u.ord("legg_til"), self._legg_til, "stille")
        rad = QHBoxLayout()
        rad.setSpacing(self._u.tema.px(8))
        rad.addWidget(self._nedtrekk, 1, Qt.AlignmentFlag.AlignTop)
        rad.addWidget(self._knapp)
        self._etikett.setBuddy(self._nedtrekk)
        self.rom.addLayout(rad)
        # Først nå: Vises den før den står i feltet, blir den et vindu for seg selv og tar fokus.
        self._knapp.setVisible(not self._nedtrekk.isEditable())

    def _valgt(self, _verdi: str, i_lista: bool) -> None:
        if i_lista:
            self._legg_til()

    def _forlot(self) -> None:
        if self._nedtrekk.isEditable() and self._nedtrekk.verdi:
            self._legg_til()

    def _legg_til(self) -> None:
        if verdi := self._nedtrekk.svaret:
            self._fant_ikke = ""
            self.svart.emit(self.q.sti, verdi)
            # Forslagene skriver teksten sin i feltet etter at de er valgt.
            QTimer.singleShot(0, self._nedtrekk, lambda: self._nedtrekk.vis_verdi(""))
        else:
            self._nedtrekk.setFocus()

    def vis_svar(self) -> None:
        self._nedtrekk.vis_valg(self.q.valg)

    def navngi(self, navn: str, beskrivelse: str) -> None:
        super().navngi(navn, beskrivelse)
        beskriv(self._knapp, f"{self._u.ord('legg_til')}: {navn}", "")

    def inndata(self) -> QWidget:
        return self._nedtrekk


class Flervalg(Felt):
    """Null, ett eller flere kryss."""

    def bygg(self) -> None:
        px = self._u.tema.px
        self._kryss = {valg.verdi: Avkryss(valg.tekst) for valg in self.q.valg}
        self._gruppe = self.rom.ny(Klar())
        self._rutenett = QGridLayout(self._gruppe)
        self._rutenett.setContentsMargins(0, 0, 0, px(2))
        self._rutenett.setHorizontalSpacing(px(12))
        self._rutenett.setVerticalSpacing(px(1))
        self._spalter = 0
        self._legg(1)
        for kryss in self._kryss.values():
            kryss.clicked.connect(lambda *_: self._send())

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        mange = len(self._kryss) > _FLEST_RADIO
        self._legg(2 if mange and self._gruppe.width() >= self._u.tema.px(480) else 1)

    def kan_sta_ved_siden(self) -> bool:
        """Lange valg trenger hele bredden."""
        return all(len(kryss.text()) <= _KORT_VALG for kryss in self._kryss.values())

    def _legg(self, spalter: int) -> None:
        """Kryssene i en eller to spalter, linje for linje. Spalten med lange valg er bredest."""
        if spalter == self._spalter:
            return
        self._spalter = spalter
        kryssene = list(self._kryss.values())
        for plass, kryss in enumerate(kryssene):
            self._rutenett.removeWidget(kryss)
            self._rutenett.addWidget(kryss, plass // spalter, plass % spalter, Qt.AlignmentFlag.AlignTop)
        for spalte in range(2):
            lengst = max((len(kryss.text()) for kryss in kryssene[spalte::spalter]), default=0)
            self._rutenett.setColumnStretch(spalte, lengst if spalte < spalter else 0)

    def _send(self) -> None:
        self.svart.emit(self.q.sti, " ".join(v for v, kryss in self._kryss.items() if kryss.isChecked()))

    def vis_svar(self) -> None:
        tekstene = {valg.verdi: valg.tekst for valg in self.q.valg}
        for verdi, kryss in self._kryss.items():
            kryss.setText(tekstene.get(verdi, kryss.text()))
        valgte = set(self.q.svar.split())
        for verdi, kryss in self._kryss.items():
            kryss.setChecked(verdi in valgte)

    def navngi(self, navn: str, beskrivelse: str) -> None:
        beskriv(self._gruppe, navn, beskrivelse)
        skille = " " if navn.endswith("?") else ": "
        for kryss in self._kryss.values():
            beskriv(kryss, f"{navn}{skille}{kryss.text()}", beskrivelse)

    def inndata(self) -> QWidget:
        return next(iter(self._kryss.values()))

    def har_samme_valg(self, q: Sporsmal) -> bool:
        return [v.verdi for v in q.valg] == list(self._kryss)


class Kryss(Felt):
    """Ett kryss, der spørsmålet er teksten."""

    med_etikett = False

    def bygg(self) -> None:
        self._kryss = Avkryss(self.q.tekst)
        self._kryss.clicked.connect(lambda pa: self.svart.emit(self.q.sti, "ja" if pa else ""))
        self.rom.insertWidget(0, self._kryss)

    def vis_svar(self) -> None:
        self._kryss.setText(self.q.tekst)
        self._kryss.setChecked(bool(self.q.svar))

    def inndata(self) -> QWidget:
        return self._kryss


def _faa(q: Sporsmal) -> bool:
    return len(q.valg) <= _FLEST_RADIO and bool(q.valg) and all(len(v.tekst) <= _LENGST_RADIO for v in q.valg)


def slaget(q: Sporsmal) -> type[Felt]:
    """Klassen som viser spørsmålet."""
    match q.slag:
        case Svarslag.TEKST | Svarslag.DATO | Svarslag.KOMMUNE:
            return Tekst
        case Svarslag.LANGTEKST | Svarslag.LINJER:
            return Flere
        case Svarslag.JA_NEI:
            return Radioer
        case Svarslag.VALG:
            return Radioer if _faa(q) and q.sti.felt not in _ALLTID_LISTE else Lista
        case Svarslag.FLERVALG:
            return Flervalg
        case Svarslag.AVKRYSSING:
            return Kryss
    return LeggTil


# Personene i saken kommer og går; de har alltid en liste, så feltet er det samme hele tiden.
_ALLTID_LISTE = (
    "arsak",
    "avgjor",
    "overordnet",
    "ansatt",
    "avgjort_av_ansatt",
    "part",
    "underskriver",
    "besluttet_av",
    "vurdert_av",
    "fungerer",
    "svarer_til",
    "av",
)


def kan_bli(felt: Felt, q: Sporsmal) -> bool:
    """Om widgeten kan vise dette spørsmålet, så den kan bli stående."""
    if type(felt) is not slaget(q) or felt.q.slag is not q.slag:
        return False
    return felt.har_samme_valg(q) if isinstance(felt, Radioer | Flervalg) else True
