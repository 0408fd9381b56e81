"""Ett spørsmål med sitt felt. Feltet sender det brukeren skrev, og viser det tilstanden sier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from overforing.saksgang.tilstand import Slag, Sporsmal

from .flyt import Flyt
from .inndata import Linjefelt, Nedtrekk, Tekstflate, beskriv, med_forslag
from .klosser import Etikett, knapp, stabel
from .knapper import Avkryss, Radio
from .ordene import Ord
from .tema import Tema, sett

_FLEST_RADIO = 4
_LENGST_RADIO = 56
_PA_EN_LINJE = 40
_SOKBAR_FRA = 12


@dataclass(frozen=True)
class Omgivelser:
    """Det alle felt trenger. ``advarsel`` sier fra om tekst som ikke hører hjemme i feltet, ellers tom."""

    tema: Tema
    ord: Ord
    kommuner: QAbstractItemModel
    advarsel: Callable[[str], str]


class Felt(QWidget):
    """``svart`` er et ferdig svar, ``skrevet`` tekst under skriving, ``forlatt`` at brukeren gikk videre."""

    svart = Signal(str, str)
    skrevet = Signal(str, str)
    tomt = Signal(str)
    forlatt = Signal(str)

    med_etikett = True

    def __init__(self, q: Sporsmal, om: Omgivelser, kort: str) -> None:
        super().__init__()
        self.q = q
        self._om = om
        self._kort = kort
        px = om.tema.px
        self.setProperty("rolle", "klar")
        self.rom = stabel(self, px(5), (0, 0, 0, px(6)))
        self._etikett = Etikett("", "etikett")
        self._hjelp = Etikett("", "dempet")
        self._feil = Etikett("", "feil")
        self.rom.addWidget(self._etikett)
        self.rom.addWidget(self._hjelp)
        self.bygg()
        self.rom.addWidget(self._feil)
        self._etikett.setVisible(self.med_etikett)
        self.vis(q, kort)

    # Det hvert slag gjør på sin måte

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

    @classmethod
    def passer(cls, q: Sporsmal) -> bool:
        return True

    # Felles

    def vis(self, q: Sporsmal, kort: str, *, rort: bool = False) -> None:
        """Vis spørsmålet. ``rort`` er at brukeren holder på i feltet: teksten får stå, og feilen venter."""
        self.q = q
        self._kort = kort
        self.ror = rort
        valgfri = f" ({self._om.ord('valgfritt')})" if q.valgfri and self.med_etikett else ""
        if self.med_etikett:
            self._etikett.vis_tekst((q.tekst + valgfri).replace("&", "&&"))
        self._hjelp.vis_tekst(q.hjelp)
        if not rort:
            self.vis_svar()
        self._vis_feil()

    def vis_feilen(self) -> None:
        """Brukeren gikk videre: nå vises det som er galt."""
        self.ror = False
        self.vis_svar()
        self._vis_feil()

    def fokuser(self) -> None:
        self.inndata().setFocus()

    @property
    def navn(self) -> str:
        return f"{self._kort}: {self.q.tekst}" if self._kort else self.q.tekst

    def _vis_feil(self) -> None:
        feil = "" if self.ror else self.q.feil
        varsel = self._om.advarsel(self.q.svar) if self.q.slag in _SKREVNE else ""
        vist = " ".join(f"△ {tekst}" for tekst in (feil, varsel) if tekst)
        self._feil.vis_tekst(vist)
        sett(self.inndata(), feil="ja" if vist else "nei")
        valgfri = self._om.ord("valgfritt") if self.q.valgfri else ""
        self.navngi(self.navn, " ".join(bit for bit in (self.q.hjelp, valgfri, feil, varsel) if bit))


_SKREVNE = (Slag.TEKST, Slag.LANGTEKST, Slag.LINJER)


class Tekst(Felt):
    """Én linje tekst: TEKST, DATO og KOMMUNE."""

    def bygg(self) -> None:
        self._linje = Linjefelt()
        self._linje.textEdited.connect(lambda tekst: self.skrevet.emit(self.q.sti, tekst))
        self._linje.forlatt.connect(lambda: self.forlatt.emit(self.q.sti))
        px = self._om.tema.px
        if self.q.slag is Slag.DATO:
            self._linje.setFixedWidth(px(150))
        elif self.q.slag is Slag.KOMMUNE:
            self._linje.setMaximumWidth(px(380))
            med_forslag(self._linje, self._om.kommuner).activated[str].connect(
                lambda tekst: self.svart.emit(self.q.sti, tekst)
            )
        else:
            self._linje.setMaximumWidth(px(560))
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
        self._flate = Tekstflate(minst=3 if self.q.slag is Slag.LANGTEKST else 2)
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


class Radioer(Felt):
    """JA_NEI, og VALG med få og korte valg. «Fjern svar» når noe er valgt."""

    def bygg(self) -> None:
        valg = self._valgene()
        pa_en_linje = sum(len(tekst) for _, tekst in valg) <= _PA_EN_LINJE
        self._gruppe = QWidget()
        self._gruppe.setProperty("rolle", "klar")
        px = self._om.tema.px
        rom: QLayout = Flyt(self._gruppe, px(13)) if pa_en_linje else stabel(self._gruppe, px(1))
        rom.setContentsMargins(0, px(2), 0, px(2))
        self._radioer: dict[str, Radio] = {}
        for verdi, tekst in valg:
            radio = Radio(tekst)
            radio.setAutoExclusive(True)
            # clicked kommer bare når brukeren velger, også med piltastene.
            radio.clicked.connect(lambda _=False, v=verdi: self.svart.emit(self.q.sti, v))
            self._radioer[verdi] = radio
            rom.addWidget(radio)
        self._fjern = knapp(self._om.ord("fjern_svar"), lambda: self._tom(), "lenke_liten")
        rom.addWidget(self._fjern)
        self.rom.addWidget(self._gruppe)

    def _valgene(self) -> tuple[tuple[str, str], ...]:
        if self.q.slag is Slag.JA_NEI:
            return (("ja", self._om.ord.fra("vindu.ja")), ("nei", self._om.ord.fra("vindu.nei")))
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
        self._fjern.setVisible(bool(self.q.svar))

    def navngi(self, navn: str, beskrivelse: str) -> None:
        beskriv(self._gruppe, navn, beskrivelse)
        skille = " " if navn.endswith("?") else ": "
        for radio in self._radioer.values():
            beskriv(radio, f"{navn}{skille}{radio.text()}", beskrivelse)
        beskriv(self._fjern, f"{self._om.ord('fjern_svar')}: {navn}", "")

    def inndata(self) -> QWidget:
        radioer = list(self._radioer.values())
        return next((radio for radio in radioer if radio.isChecked()), radioer[0])

    @classmethod
    def passer(cls, q: Sporsmal) -> bool:
        return q.slag is Slag.JA_NEI or _faa(q)

    def har_samme_valg(self, q: Sporsmal) -> bool:
        return q.slag is Slag.JA_NEI or [v.verdi for v in q.valg] == list(self._radioer)


class Lista(Felt):
    """VALG med mange eller lange valg."""

    def bygg(self) -> None:
        self._nedtrekk = Nedtrekk(self._om.ord("velg"), sokbar=len(self.q.valg) >= _SOKBAR_FRA)
        self._nedtrekk.valgt.connect(lambda verdi, _: self.svart.emit(self.q.sti, verdi))
        self._nedtrekk.forlatt.connect(lambda: self.forlatt.emit(self.q.sti))
        self._nedtrekk.setMaximumWidth(self._om.tema.px(560))
        self._etikett.setBuddy(self._nedtrekk)
        self.rom.addWidget(self._nedtrekk)

    def vis_svar(self) -> None:
        self._nedtrekk.vis_valg(self.q.valg)
        self._nedtrekk.vis_verdi(self.q.svar)

    def navngi(self, navn: str, beskrivelse: str) -> None:
        super().navngi(navn, beskrivelse)
        if self._nedtrekk.isEditable():
            beskriv(self._nedtrekk.skrivefelt, navn, beskrivelse)

    def inndata(self) -> QWidget:
        return self._nedtrekk

    @classmethod
    def passer(cls, q: Sporsmal) -> bool:
        return not _faa(q)


class LeggTil(Felt):
    """En liste å legge til fra: å velge i den åpne lista legger til, ellers knappen."""

    def bygg(self) -> None:
        self._nedtrekk = Nedtrekk(self._om.ord("velg_eller_skriv"), sokbar=len(self.q.valg) >= _SOKBAR_FRA)
        self._nedtrekk.valgt.connect(self._valgt)
        self._knapp = knapp(self._om.ord("legg_til"), self._legg_til, "stille")
        rad = QHBoxLayout()
        rad.setSpacing(self._om.tema.px(8))
        rad.addWidget(self._nedtrekk, 1)
        rad.addWidget(self._knapp)
        self._etikett.setBuddy(self._nedtrekk)
        self.rom.addLayout(rad)

    def _valgt(self, _verdi: str, i_lista: bool) -> None:
        if i_lista:
            self._legg_til()

    def _legg_til(self) -> None:
        if verdi := self._nedtrekk.verdi:
            self.svart.emit(self.q.sti, verdi)
            # Forslagene skriver teksten sin i feltet etter at de er valgt.
            QTimer.singleShot(0, self._nedtrekk, lambda: self._nedtrekk.vis_verdi(""))
        else:
            self._nedtrekk.setFocus()

    def vis_svar(self) -> None:
        self._nedtrekk.vis_valg(self.q.valg)

    def navngi(self, navn: str, beskrivelse: str) -> None:
        super().navngi(navn, beskrivelse)
        if self._nedtrekk.isEditable():
            beskriv(self._nedtrekk.skrivefelt, navn, beskrivelse)
        beskriv(self._knapp, f"{self._om.ord('legg_til')}: {navn}", "")

    def inndata(self) -> QWidget:
        return self._nedtrekk


class Flervalg(Felt):
    """Null, ett eller flere kryss."""

    def bygg(self) -> None:
        self._gruppe = QWidget()
        self._gruppe.setProperty("rolle", "klar")
        px = self._om.tema.px
        rom = stabel(self._gruppe, px(1), (0, 0, 0, px(2)))
        self._kryss: dict[str, Avkryss] = {}
        for valg in self.q.valg:
            kryss = Avkryss(valg.tekst)
            kryss.clicked.connect(lambda *_: self._send())
            self._kryss[valg.verdi] = kryss
            rom.addWidget(kryss)
        self.rom.addWidget(self._gruppe)

    def _send(self) -> None:
        self.svart.emit(self.q.sti, " ".join(v for v, kryss in self._kryss.items() if kryss.isChecked()))

    def vis_svar(self) -> None:
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
        case Slag.TEKST | Slag.DATO | Slag.KOMMUNE:
            return Tekst
        case Slag.LANGTEKST | Slag.LINJER:
            return Flere
        case Slag.JA_NEI:
            return Radioer
        case Slag.VALG:
            # Personene i saken kommer og går; de har alltid en liste, så feltet er det samme hele tiden.
            return Radioer if _faa(q) and not q.sti.endswith(_PEKERE) else Lista
        case Slag.FLERVALG:
            return Flervalg
        case Slag.AVKRYSSING:
            return Kryss
    return LeggTil


_PEKERE = ("overordnet", "ansatt", "part", "underskriver", "besluttet_av", "vurdert_av")


def kan_bli(felt: Felt, q: Sporsmal) -> bool:
    """Om widgeten kan vise dette spørsmålet, så den kan bli stående."""
    if type(felt) is not slaget(q) or felt.q.slag is not q.slag:
        return False
    return felt.har_samme_valg(q) if isinstance(felt, Radioer | Flervalg) else True
