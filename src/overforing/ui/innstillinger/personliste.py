"""De som arbeider på kontoret, som en liste: navn, rolle, hvem som er over, og om de har sluttet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from overforing.sak.rensing import rens
from overforing.saksgang.kontorlinje import Linjebilde
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.inndata import Nedtrekk, med_skjult_etikett, merk
from overforing.ui.deler.klosser import (
    Etikett,
    Klar,
    Kort,
    Spalte,
    knapp,
    legg,
    med_tab,
    stabel,
    ta_bort,
)
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

_ANDELER = (7, 8, 6)
"""Hvor mye av bredden navnet, rollen og den som er over, får."""
_INGEN = "ingen:"
"""Foran grunnen til at ingen er over, blant dem som kan være det."""


class Personrad(Klar):
    """Én person. ``svart`` gis feltet og svaret."""

    svart = Signal(str, object)
    fjernes = Signal()

    def __init__(self, nr: int, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema, self._ord = tema, ord_
        self._om = ord_.fra("ui_innstillinger.personer.person", nr=str(nr))
        self._lagt: tuple[bool, bool] | None = None
        self.navn = Linjefelt()
        self.navn.setPlaceholderText(self._t("navn"))
        self.navn.setAccessibleName(self._navnet("navn"))
        self.navn.textEdited.connect(self._skrev)
        self.rolle = Nedtrekk(self._t("velg_rolle"))
        self.rolle.valgt.connect(lambda verdi, _: self.svart.emit("rolle", verdi))
        med_skjult_etikett(self.rolle, self._navnet("rolle"), self)
        self.over = Nedtrekk(self._t("hvem_over"))
        self.over.valgt.connect(lambda verdi, _: self._valgte_over(verdi))
        med_skjult_etikett(self.over, self._navnet("over"), self)
        self.sluttet = Avkryss(self._t("sluttet"))
        self.sluttet.setAccessibleName(self._navnet("sluttet"))
        self.sluttet.clicked.connect(lambda pa: self.svart.emit("sluttet", pa))
        fjern = knapp(self._t("fjern"), self.fjernes.emit, "lenke_liten", "knapp")
        fjern.setAccessibleName(self._navnet("fjern"))
        self._mangler, self._feil = Etikett("", "dempet"), Etikett("", "feil")
        self._legg(fjern)

    def _legg(self, fjern: QWidget) -> None:
        px = self._tema.px
        rom = stabel(self, px(4), (0, 0, 0, px(8)))
        self._rutenett = QGridLayout()
        self._rutenett.setSpacing(px(8))
        for kolonne, andel in enumerate(_ANDELER):
            self._rutenett.setColumnStretch(kolonne, andel)
        rom.addLayout(self._rutenett)
        self._plasser()
        under = QHBoxLayout()
        under.setSpacing(px(14))
        under.addWidget(self.sluttet)
        under.addWidget(self._mangler, 1)
        under.addStretch(0)
        under.addWidget(fjern)
        rom.addLayout(under)
        rom.addWidget(self._feil)
        self._feil.hide()

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._plasser()

    def _plasser(self) -> None:
        """På én linje; i en smal kolonne under hverandre. Et navn som er for langt for plassen sin, får en linje."""
        px, smal = self._tema.px, self.width() < self._tema.px(560)
        trengs = self.navn.fontMetrics().horizontalAdvance(self.navn.text()) + px(24)
        langt = trengs > self.width() * _ANDELER[0] // sum(_ANDELER) - px(8)
        if (smal, langt) == self._lagt:
            return
        self._lagt = (smal, langt)
        for plass, felt in enumerate((self.navn, self.rolle, self.over)):
            self._rutenett.removeWidget(felt)
            if smal:
                self._rutenett.addWidget(felt, plass, 0, 1, 3)
            elif langt:
                self._rutenett.addWidget(felt, min(plass, 1), max(0, plass - 1), 1, 3 if plass == 0 else plass)
            else:
                self._rutenett.addWidget(felt, 0, plass)
        # Plassen til hvem som er over, står tom, så feltene over og under hverandre er like brede.
        behold = self.over.sizePolicy()
        behold.setRetainSizeWhenHidden(not smal)
        self.over.setSizePolicy(behold)

    def vis(self, bilde: Linjebilde, id_: str) -> None:
        """Vis personen slik hun er nå. Et navn som skrives, får stå som det er skrevet."""
        person, q = bilde.person(id_), bilde.sporsmalene(id_)
        galt = self._ord.advarsel(self.navn.text())
        if _rent(self.navn.text()) != person.navn and not galt:
            self.navn.setText(person.navn)
            self.navn.setCursorPosition(0)
        self.rolle.vis_valg(q["rolle"].valg)
        self.rolle.vis_verdi(person.rolle)
        over, ingen = q.get("overordnet"), q.get("ingen_over")
        under = [Valg(v.verdi, self._t("under", overordnet=bilde.omtalt(v.verdi))) for v in over.valg] if over else []
        grunner = [Valg(_INGEN + v.verdi, self._t("ingen_over", grunn=v.tekst)) for v in ingen.valg] if ingen else []
        self.over.vis_valg((*grunner, *under))  # sist de som avvises: med piltastene kommer ingen forbi dem
        self.over.vis_verdi(_INGEN + ingen.svar if ingen and ingen.svar else over.svar if over else "")
        self.over.setVisible(over is not None)
        self.sluttet.setChecked(person.sluttet)
        for felt in (self.navn, self.rolle):
            felt.setEnabled(not person.sluttet)
        self._plasser()
        self._mangler.vis_tekst(bilde.hvem_over(id_))
        self._si(galt, i_navnet=galt)

    def avvis(self, hvorfor: str) -> None:
        """Si hvorfor den som ble valgt, ikke kan være over."""
        self._si(hvorfor, om_over=hvorfor)
        meld(self, hvorfor, viktig=True)

    def _si(self, galt: str, *, i_navnet: str = "", om_over: str = "") -> None:
        self._feil.vis_tekst(f"△ {galt}" if galt else "")
        merk(self.navn, i_navnet)
        merk(self.over, om_over)

    def _skrev(self, tekst: str) -> None:
        galt = self._ord.advarsel(tekst)
        self.svart.emit("navn", "" if galt else _rent(tekst))
        self._si(galt, i_navnet=galt)
        meld(self, galt, viktig=True)

    def _valgte_over(self, verdi: str) -> None:
        if verdi.startswith(_INGEN):
            self.svart.emit("ingen_over", verdi.removeprefix(_INGEN))
        else:
            self.svart.emit("overordnet", verdi)

    def _navnet(self, del_: str) -> str:
        return f"{self._om}: {self._t(del_)}"

    def _t(self, del_: str, **verdier: str) -> str:
        return self._ord.fra(f"ui_innstillinger.personer.{del_}", **verdier)


def _rent(navn: str) -> str:
    return rens(navn).strip()


class Personliste(Kort):
    """``svart`` gis id-en, feltet og svaret."""

    svart = Signal(str, str, object)
    fjernes = Signal(str)
    ny = Signal()
    forlatt = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        tittel, innledning = (ord_.fra(f"ui_innstillinger.personer.{del_}") for del_ in ("tittel", "innledning"))
        super().__init__(tema, tittel=tittel, innledning=innledning)
        self._tema, self._ord = tema, ord_
        self._rader: dict[str, Personrad] = {}
        self._plass = self.rom.ny(Spalte(tema.px(4)))
        self.legg_til = knapp(ord_.fra("ui_innstillinger.personer.legg_til"), self.ny.emit, "stille")
        self.rom.addWidget(self.legg_til, 0, Qt.AlignmentFlag.AlignLeft)

    def vis(self, bilde: Linjebilde) -> None:
        """De som har sluttet, står sist. Radene lages bare på nytt når det er andre, eller en annen rekkefølge."""
        rekken = [p.id for p in bilde.rekken]
        if rekken != list(self._rader):
            for rad in self._rader.values():
                ta_bort(rad)
            self._rader = {id_: self._ny_rad(nr, id_) for nr, id_ in enumerate(rekken, 1)}
        for id_, rad in self._rader.items():
            rad.vis(bilde, id_)

    def _ny_rad(self, nr: int, id_: str) -> Personrad:
        rad = Personrad(nr, self._tema, self._ord)
        rad.svart.connect(lambda felt, svar: self.svart.emit(id_, felt, svar))
        rad.fjernes.connect(lambda: self.fjernes.emit(id_))
        rad.navn.forlatt.connect(self.forlatt)
        legg(self._plass.rom, rad)
        return rad

    @property
    def rekken(self) -> list[QWidget]:
        """Det Tab skal innom, foran knappen som legger til en."""
        return med_tab(self._plass)

    def rad(self, id_: str) -> Personrad | None:
        return self._rader.get(id_)

    def avvis(self, bilde: Linjebilde, id_: str, hvorfor: str) -> None:
        """Vis det som fortsatt gjelder om hvem som er over, og si hvorfor det som ble valgt, ikke ble tatt imot."""
        rad = self._rader[id_]
        rad.vis(bilde, id_)
        rad.avvis(hvorfor)

    def fokuser(self, id_: str, felt: str) -> QWidget:
        """Gå til feltet om personen, ellers til knappen som legger til en, og gi det."""
        rad = self.rad(id_)
        if rad is None:
            mal: QWidget = self.legg_til
        else:
            mal = rad.sluttet if felt == "sluttet" or not rad.navn.isEnabled() else rad.navn
        mal.setFocus(Qt.FocusReason.OtherFocusReason)
        return mal
