"""Mottaket: les inn, køene, søket og lista over forespørslene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from overforing.mottak.foresporsel import Status
from overforing.mottak.lista import Listerad
from overforing.mottak.utvalg import Ko, Listeside, Sortering, Utvalg
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.tilstand import Valg
from overforing.tekster.katalog import dato
from overforing.tekster.navn import stor
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, Rulleside, Spalte, knapp, med_tab, sett_inn_foran
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .deler import Spalter
from .filter import Filtre
from .liste import KOLONNER, Listemodell, Listetabell


class Mottakside(Rulleside):
    """``hent`` når utvalget er endret, ``apne`` gis år og nummer. ``innlesing`` er kortet som viser den."""

    les_inn = Signal()
    manuelt = Signal()
    apne = Signal(int, int)
    hent = Signal()

    def __init__(
        self, tema: Tema, ord_: Ord, kommuner: tuple[Valg, ...], innlesing: QWidget, i_dag: Callable[[], date]
    ) -> None:
        super().__init__(tema)
        self._tema, self._t, self._i_dag = tema, ord_.fra, i_dag
        self._kommunenavn = {valg.verdi: valg.tekst for valg in kommuner}
        px, rom = tema.px, self.rom
        rom.addWidget(self._toppen())
        rom.addWidget(innlesing)
        rom.addWidget(self._koene())
        self.filtre = rom.ny(Filtre(tema, ord_, kommuner))
        self.filtre.endret.connect(self.hent)
        self.sokefelt = self.filtre.sokefelt
        self.modell = Listemodell(tuple(self._t(f"ui_mottak.kolonne.{k}") for k in KOLONNER), self._celle)
        lengste = self._t("ui_mottak.rad.haster", status=stor(self._t("mottak.status.under_behandling")))
        self.tabell = Listetabell(self.modell, tema, self._t("ui_mottak.tittel"), lengste)
        self.tabell.apnes.connect(self._apne)
        self.tabell.kolonnene_endret.connect(self._vis_valgt)
        self.tabell.selectionModel().currentRowChanged.connect(lambda *_: self._vis_valgt())
        rom.addWidget(self.tabell, 1_000)
        self._ingen, self._tomt = rom.ny(Kort(tema)), rom.ny(Kort(tema))
        for kort in (self._ingen, self._tomt):
            kort.setMaximumWidth(px(620))
            kort.hide()
        self._ingen.rom.addWidget(Etikett(self._t("ui_mottak.ingen_treff")))
        self._nullstill = knapp(self._t("ui_mottak.nullstill"), self.vis_alle)
        self._ingen.rom.til_venstre(self._nullstill)
        self._tomt.rom.addWidget(Etikett(self._t("ui_mottak.tom_tittel"), "mellomtittel"))
        self._tomt.rom.addWidget(Etikett(self._t("ui_mottak.tom_tekst")))
        rom.addWidget(self._bunnen())
        rom.addStretch(1)
        self._vist = self.utvalg

    def _toppen(self) -> QWidget:
        px = self._tema.px
        rad = Rad(px(12), Etikett(self._t("ui_mottak.tittel"), "overskrift", bryt=False))
        self.lesknapp = knapp(self._t("ui_mottak.les_inn"), self.les_inn.emit, "hoved")
        rad.rom.til_hoyre(Rad(px(12), self.lesknapp, knapp(self._t("ui_mottak.manuelt"), self.manuelt.emit)))
        return rad

    def _koene(self) -> QWidget:
        rad = Rad(self._tema.px(8))
        self._gruppe = QButtonGroup(self)
        self._koer: dict[Ko, QPushButton] = {}
        for ko in Ko:
            k = knapp(self._t(f"ui_mottak.ko.{ko}"), None, "filter")
            k.setCheckable(True)
            k.setChecked(ko is Ko.ALLE)
            self._gruppe.addButton(k)
            self._koer[ko] = k
            rad.rom.addWidget(k)
        self._gruppe.buttonClicked.connect(lambda _: self.hent.emit())
        self.vis_koer({})
        return rad

    def _bunnen(self) -> QWidget:
        self._kortet = Kort(self._tema)
        tekst = Spalte(self._tema.px(3))
        self._valgt_tittel = tekst.rom.ny(Etikett("", "korttittel"))
        self._valgt_tekst = tekst.rom.ny(Etikett("", "dempet"))
        self.apneknapp = knapp(self._t("ui_mottak.apne"), self._apne, "hoved")
        self.apneknapp.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._kortet.rom.addWidget(Spalter(self._tema, 440, ((tekst, 1), (self.apneknapp, 0))))
        return self._kortet

    # Det som vises

    def vis_varsel(self, kort: Kort) -> None:
        """Noe som er galt, øverst."""
        self.rom.insertWidget(0, kort)
        sett_inn_foran(self.lesknapp, med_tab(kort))

    @property
    def utvalg(self) -> Utvalg:
        """Det brukeren har valgt å se."""
        ko = next(ko for ko, k in self._koer.items() if k.isChecked())
        return self.filtre.utvalg(ko)

    def vis_alle(self) -> None:
        """Ta bort søket og filtrene, og vis alle."""
        self.filtre.nullstill()
        self._koer[Ko.ALLE].setChecked(True)
        self.hent.emit()

    def vis(self, side: Listeside) -> None:
        """Vis den første siden. Den som var valgt, er valgt fortsatt."""
        valgt = self.valgt
        hadde_fokus = self.tabell.hasFocus()
        self.modell.vis(side)
        uten_valg = replace(self.utvalg, sortering=Sortering.NYEST) == Utvalg()
        tomt = not side.rader
        self._tomt.setVisible(tomt and uten_valg)
        hadde_fokus = hadde_fokus or (not tomt and self._nullstill.hasFocus())
        self._ingen.setVisible(tomt and not uten_valg)
        self.tabell.setVisible(not tomt)
        self._kortet.setVisible(not tomt)
        nummer = valgt.journalnummer if valgt else ""
        plass = next((i for i, rad in enumerate(side.rader) if rad.journalnummer == nummer), 0)
        if not tomt:
            self.tabell.doItemsLayout()  # ellers ruller den ikke til raden som velges
            self.tabell.setCurrentIndex(self.modell.index(plass, 0))
            if hadde_fokus:
                self.tabell.setFocus()
        elif hadde_fokus:
            self.sokefelt.setFocus()
        self._vis_valgt()
        if self.utvalg != self._vist:
            self._vist = self.utvalg
            nokkel = "flere_treff" if side.neste else "treff"
            treff = self._t(f"ui_mottak.{nokkel}", antall=str(len(side.rader)))
            meld(self, treff if side.rader else self._t("ui_mottak.ingen_treff"))

    def vis_koer(self, antall: dict[Ko, int]) -> None:
        """Tallene på køene."""
        for ko, k in self._koer.items():
            navn = self._t(f"ui_mottak.ko.{ko}")
            n = antall.get(ko)
            advarsel = "△ " if ko is Ko.OVER_FRIST and n else ""
            k.setText(f"{advarsel}{navn}" + (f"  {n}" if n is not None else ""))
            k.setAccessibleName(f"{self._t('ui_mottak.ko.navn')}: {navn}")
            k.setAccessibleDescription("" if n is None else str(n))

    @property
    def valgt(self) -> Listerad | None:
        rad = self.tabell.currentIndex().row()
        return self.modell.rader[rad] if 0 <= rad < len(self.modell.rader) else None

    def fokuser(self) -> None:
        (self.tabell if self.modell.rader else self.lesknapp).setFocus()

    def _apne(self) -> None:
        if self.valgt:
            self.apne.emit(self.valgt.aar, self.valgt.nr)

    def _vis_valgt(self) -> None:
        rad = self.valgt
        self.apneknapp.setEnabled(rad is not None)
        if rad is None:
            return
        hva = self._t(f"mottak.slag.{rad.slag}")
        self._valgt_tittel.vis_tekst(f"{rad.journalnummer} · {hva.capitalize()} · {self._celle(rad, 'kommune')}")
        biter = [self._celle(rad, "tilstand"), self._celle(rad, "inhabile"), *self._kolonnene_som_vek(rad)]
        if rad.manuell:
            biter.append(self._t("ui_mottak.rad.manuell"))
        if self._over_frist(rad):
            biter.append(self._t("ui_mottak.rad.frist_ute"))
        self._valgt_tekst.vis_tekst(" · ".join(b for b in biter if b != "–"))

    def _kolonnene_som_vek(self, rad: Listerad) -> list[str]:
        """Det lista ikke hadde plass til, med navnet på kolonnen."""
        borte = [k for nr, k in enumerate(KOLONNER) if not self.tabell.vises(nr) and k != "inhabile"]
        return [
            self._t("ui_mottak.rad.kolonne", navn=self._t(f"ui_mottak.kolonne.{k}"), verdi=verdi)
            for k in borte
            if (verdi := self._celle(rad, k)) != "–"
        ]

    def _celle(self, rad: Listerad, kolonne: str) -> str:
        match kolonne:
            case "nummer":
                return rad.journalnummer
            case "mottatt":
                return dag(rad.mottatt)
            case "kommune":
                return rad.kommunenavn or rad.avsender or self._t("mottak.ikke_oppgitt")
            case "inhabile":
                roller = ", ".join(self._t(f"rolle.{kode}") for kode in rad.inhabile.split())
                return roller[:1].upper() + roller[1:] or "–"
            case "tilstand":
                return self._tilstand(rad)
            case "frist":
                if rad.status is Status.AVGJORT:
                    return "–"
                frist = dag(rad.frist)
                return self._t("ui_mottak.rad.over_frist", dato=frist) if self._over_frist(rad) else frist
        return rad.saksbehandler or "–"

    def _tilstand(self, rad: Listerad) -> str:
        if rad.utfall is not None:
            kommune = self._kommunenavn.get(rad.settekommune or rad.ansvarlig or "", "")
            tekst = self._t(f"mottak.utfall.{rad.utfall}", kommune=kommune)
            if rad.omfang:
                til = dato(rad.til) if rad.til else ""
                tekst = f"{tekst}, {self._t(f'mottak.omfang.{rad.omfang}', til=til)}"
        elif rad.svarfrist is not None and rad.svarfrist < self._i_dag():
            tekst = self._t("ui_mottak.rad.svarfrist_ute")
        else:
            tekst = self._t(f"mottak.status.{rad.status}")
        tekst = tekst[:1].upper() + tekst[1:]
        if rad.haster and rad.utfall is None:
            tekst = self._t("ui_mottak.rad.haster", status=tekst)
        if rad.etter_avslag and rad.utfall is None:
            tekst = self._t("ui_mottak.rad.etter_avslag", status=tekst)
        return self._t("ui_mottak.rad.nytt", status=tekst) if rad.ny_versjon else tekst

    def _over_frist(self, rad: Listerad) -> bool:
        return rad.status is not Status.AVGJORT and rad.frist < self._i_dag()
