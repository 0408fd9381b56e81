"""Mottaket: les inn, køene, søket og lista over forespørslene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from overforing.mottak.foresporsel import Status
from overforing.mottak.lista import Listerad
from overforing.mottak.paminnelser import FORELOPIG_ETTER, Paminnelse, paminnelser
from overforing.mottak.utvalg import Ko, Listeside, Sortering, Utvalg
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.tilstand import Valg
from overforing.tekster.katalog import dato
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, Rulleside, Spalte, hold_sammen, knapp, utsatt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .bunke import Bunkehandlinger
from .deler import Spalter
from .filter import Filtre
from .kolonner import KOLONNER, SORTERING
from .liste import Listemodell, Listetabell

if TYPE_CHECKING:
    from overforing.ui.deler.varsel import Varsel, Varslene

_DAGER = str(FORELOPIG_ETTER.days)


class Mottakside(Rulleside):
    """``hent`` når utvalget er endret, ``apne`` gis år og nummer. ``innlesing`` er kortet som viser den.

    ``bunke`` er det som kan gjøres med de valgte.
    """

    les_inn = Signal()
    manuelt = Signal()
    apne = Signal(int, int)
    hent = Signal()

    def __init__(
        self,
        tema: Tema,
        ord_: Ord,
        kommuner: tuple[Valg, ...],
        innlesing: QWidget,
        bunke: Bunkehandlinger,
        i_dag: Callable[[], date],
    ) -> None:
        super().__init__(tema)
        self._tema, self._ord, self._t, self._i_dag, self.bunke = tema, ord_, ord_.fra, i_dag, bunke
        bunke.gjort.connect(self._gjort)
        self._velg_disse: tuple[str, ...] | None = None
        self._kommunenavn = {valg.verdi: valg.tekst for valg in kommuner}
        px, rom = tema.px, self.rom
        rom.addWidget(self._toppen())
        rom.addWidget(innlesing)
        rom.addWidget(self._koene())
        self.filtre = rom.ny(Filtre(tema, ord_, kommuner))
        self.filtre.endret.connect(self.hent)
        self.sokefelt = self.filtre.sokefelt
        self.modell = Listemodell(tuple(self._t(f"ui_mottak.kolonne.{k}") for k in KOLONNER), self._celle)
        self.tabell = Listetabell(self.modell, tema, self._t("ui_mottak.tittel"))
        self.tabell.apnes.connect(self._apne)
        self.tabell.sorteres.connect(self.filtre.sorter)
        self.tabell.kolonnene_endret.connect(self._vis_valgt)
        self.tabell.selectionModel().selectionChanged.connect(lambda *_: self._vis_valgt())
        self.modell.hentes.connect(self._vis_valgt)
        rom.addWidget(self.tabell, 1_000)
        self._flere = knapp(self._t("mottaksliste.vis_flere"), self.modell.hent_neste)
        rom.til_venstre(self._flere)
        self._tilpass = utsatt(self, 0, self._rulle.tilpass)
        for endret in (self.modell.modelReset, self.modell.rowsInserted, self.modell.hentes):
            endret.connect(lambda *_: self._vis_flere())
        self._ingen, self._tomt = rom.ny(Kort(tema)), rom.ny(Kort(tema))
        for kort in (self._ingen, self._tomt):
            kort.setMaximumWidth(px(620))
            kort.hide()
        self._ingen.rom.addWidget(Etikett(self._t("ui_mottak.ingen_treff")))
        self._nullstill = knapp(self._t("ui_mottak.nullstill"), self.vis_alle)
        self._ingen.rom.til_venstre(self._nullstill)
        self._tomt.rom.addWidget(Etikett(self._t("ui_mottak.tom_tittel"), "mellomtittel"))
        self._tomt.rom.addWidget(Etikett(self._t("ui_mottak.tom_tekst")))
        rom.addWidget(bunke.svaret)
        rom.addWidget(self._bunnen())
        rom.addStretch(1)
        self._vist = self.utvalg

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        # Er det ikke plass til lista under det som står over den, ruller siden, og da skal ikke lista rulle i den.
        if self.tabell.tilpass_siden(self.height()):
            self._vis_flere()
            self._tilpass.start()

    def _vis_flere(self) -> None:
        self._flere.setVisible(self.tabell.hel and not self.modell.er_hele and not self.tabell.isHidden())

    def _toppen(self) -> QWidget:
        px = self._tema.px
        rad = Rad(px(12), Etikett(self._t("ui_mottak.tittel"), "overskrift", bryt=False))
        self.lesknapp = knapp(self._t("ui_mottak.les_inn"), self.les_inn.emit, "hoved")
        rad.rom.til_hoyre(Rad(px(12), self.lesknapp, knapp(self._t("ui_mottak.manuelt"), self.manuelt.emit)))
        return rad

    def _koene(self) -> QWidget:
        rad = Rad(self._tema.px(6))
        self._gruppe = QButtonGroup(self)
        self._koer: dict[Ko, QPushButton] = {}
        for ko in Ko:
            k = knapp(self._t(f"ui_mottak.ko.{ko}"), None, "filter")
            k.setCheckable(True)
            k.setChecked(ko is Ko.ALLE)
            if ko is Ko.SIDEN_SIST:
                k.setToolTip(bokstavelig(self._t("mottaksliste.siden_sist")))
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
        knapper = Rad(self._tema.px(8), self.apneknapp, self.bunke.knapper)
        self._kortet.rom.addWidget(Spalter(self._tema, 1000, ((tekst, 1), (knapper, 0))))
        self._kortet.rom.addWidget(self.bunke)
        return self._kortet

    # Det som vises

    @cached_property
    def varslene(self) -> Varslene:
        """Det som er galt, øverst."""
        from overforing.ui.deler.varsel import Varslene

        varslene = Varslene(self._tema, self._ord, self.lesknapp)
        self.rom.insertWidget(0, varslene)
        return varslene

    def vis_varsel(self, varsel: Varsel) -> None:
        self.varslene.legg_til(varsel)

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
        """Vis den første siden. De som var valgt, er valgt fortsatt."""
        valgt = self.valgt
        valgte = [rad.journalnummer for rad in self.tabell.valgte] if self._velg_disse is None else self._velg_disse
        self._velg_disse = None
        hadde_fokus = self.tabell.hasFocus()
        self._vis_rekkefolgen()
        self.modell.vis(side)
        self.bunke.naavaerende = self.modell.rader
        uten_valg = replace(self.utvalg, sortering=Sortering.HASTER, synkende=None) == Utvalg()
        tomt = not side.rader
        self._tomt.setVisible(tomt and uten_valg)
        hadde_fokus = hadde_fokus or (not tomt and self._nullstill.hasFocus())
        self._ingen.setVisible(tomt and not uten_valg)
        self.tabell.setVisible(not tomt)
        self._kortet.setVisible(not tomt)
        if not tomt:
            self.tabell.doItemsLayout()  # ellers ruller den ikke til raden som velges
            self.tabell.velg(valgte, valgt.journalnummer if valgt else "")
            if hadde_fokus:
                self.tabell.setFocus()
        elif hadde_fokus:
            self.sokefelt.setFocus()
        self._vis_valgt()
        if self.utvalg != self._vist:
            bare_snudd = (
                replace(self.utvalg, sortering=self._vist.sortering, synkende=self._vist.synkende) == self._vist
            )
            self._vist = self.utvalg
            self.bunke.si("")
            if bare_snudd:
                meld(self, self.modell.sortert[1] or self._t("ui_mottak.sortering.haster"))
                return
            nokkel = "flere_treff" if side.neste else "treff"
            treff = self._t(f"ui_mottak.{nokkel}", antall=str(len(side.rader)))
            meld(self, treff if side.rader else self._t("ui_mottak.ingen_treff"))

    def _vis_rekkefolgen(self) -> None:
        """På overskriften, og i ord for den som hører den."""
        u, synkende = self.filtre.sortering, self.filtre.synkende
        nr = next((nr for nr, navn in enumerate(KOLONNER) if SORTERING[navn] is u), -1)
        retning = self._t(f"mottaksliste.{'synkende' if synkende else 'stigende'}")
        kolonne = self._t(f"ui_mottak.kolonne.{KOLONNER[nr]}") if nr >= 0 else ""
        sagt = self._t("mottaksliste.kolonne", kolonne=kolonne, retning=retning) if nr >= 0 else ""
        self.modell.sortert = (nr, sagt)
        self.tabell.vis_sortering(u, synkende=synkende)

    def sta_pa(self, journalnummer: str) -> None:
        """Velg denne når lista er hentet på nytt: den nyeste av dem som ble lest inn."""
        self._velg_disse = (journalnummer,)

    def _gjort(self, ikke: tuple[str, ...]) -> None:
        """Noe er gjort med de valgte. De er valgt ennå; gikk det ikke for noen, bare de."""
        self._velg_disse = ikke or None
        if self.bunke.har_fokus:
            self.tabell.setFocus()
        self.hent.emit()

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+A velger alle i lista, hvor en enn står på siden utenom i et felt."""
        if hendelse.matches(QtGui.QKeySequence.StandardKey.SelectAll) and self.modell.rader:
            self.tabell.setFocus()
            self.tabell.selectAll()
        else:
            super().keyPressEvent(hendelse)

    def vis_koer(self, antall: dict[Ko, int]) -> None:
        """Tallene på køene."""
        for ko, k in self._koer.items():
            navn = self._t(f"ui_mottak.ko.{ko}")
            n = antall.get(ko)
            advarsel = "△ " if ko in (Ko.OVER_FRIST, Ko.PAMINNELSER) and n else ""
            k.setText(f"{advarsel}{navn}" + (f"  {n}" if n is not None else ""))
            k.setAccessibleName(f"{self._t('ui_mottak.ko.navn')}: {navn}")
            k.setAccessibleDescription("" if n is None else str(n))
        for ko in (Ko.SIDEN_SIST, Ko.TIL_GODKJENNING):  # den som er alene, trenger dem ikke
            self._koer[ko].setVisible(bool(antall.get(ko)) or self._koer[ko].isChecked())

    @property
    def valgt(self) -> Listerad | None:
        """Den ene som er valgt, eller den en står på når det er flere."""
        valgte, rad = self.tabell.valgte, self.tabell.currentIndex().row()
        if len(valgte) == 1:
            return valgte[0]
        return self.modell.rader[rad] if 0 <= rad < len(self.modell.rader) else None

    def fokuser(self) -> None:
        (self.tabell if self.modell.rader else self.lesknapp).setFocus()

    def _apne(self) -> None:
        if self.valgt:
            self.apne.emit(self.valgt.aar, self.valgt.nr)

    def _vis_valgt(self) -> None:
        rad, valgte = self.valgt, self.tabell.valgte
        self.apneknapp.setEnabled(rad is not None)
        self.apneknapp.setVisible(len(valgte) < 2)
        self.bunke.vis(valgte)
        if len(valgte) > 1:
            henter = self.modell.henter_alle
            tittel = self._t(f"mottaksliste.bunke.{'henter' if henter else 'valgt'}", antall=str(len(valgte)))
            if tittel != self._valgt_tittel.text() and not henter:
                meld(self, tittel)
            self._valgt_tittel.vis_tekst(tittel)
            uten_resten = not henter and not self.modell.er_hele and len(valgte) == len(self.modell.rader)
            hjelp = "uten_resten" if uten_resten else "valgt_hjelp"
            self._valgt_tekst.vis_tekst(self._t(f"mottaksliste.bunke.{hjelp}"))
            return
        if rad is None:
            return
        if rad.skjermet:
            self._valgt_tittel.vis_tekst(f"{rad.journalnummer} · {self._t('ui_skjold.skjermet')}")
            self._valgt_tekst.vis_tekst(self._celle(rad, "tilstand"))
            return
        hva = self._t(f"mottak.slag.{rad.slag}")
        self._valgt_tittel.vis_tekst(f"{rad.journalnummer} · {hva.capitalize()} · {self._celle(rad, 'kommune')}")
        biter = [self._celle(rad, "tilstand"), self._celle(rad, "inhabile"), *self._kolonnene_som_vek(rad)]
        if rad.manuell:
            biter.append(self._t("ui_mottak.rad.manuell"))
        if self._over_frist(rad):
            biter.append(self._t("ui_mottak.rad.frist_ute"))
        biter += (self._t(f"mottaksliste.paminnelse.{p}", dager=_DAGER) for p in self._paminnelser(rad))
        self._valgt_tekst.vis_tekst(hold_sammen(" · ".join(b for b in biter if b != "–")))

    def _kolonnene_som_vek(self, rad: Listerad) -> list[str]:
        """Det lista ikke hadde plass til, med navnet på kolonnen."""
        borte = [k for nr, k in enumerate(KOLONNER) if not self.tabell.vises(nr) and k != "inhabile"]
        return [
            self._t("ui_mottak.rad.kolonne", navn=self._t(f"ui_mottak.kolonne.{k}"), verdi=verdi)
            for k in borte
            if (verdi := self._celle(rad, k)) != "–"
        ]

    def _celle(self, rad: Listerad, kolonne: str) -> str:
        if rad.skjermet and kolonne not in ("nummer", "tilstand", "saksbehandler"):
            return "–"
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
                return hold_sammen(self._tilstand(rad))
            case "frist":
                if rad.status is Status.AVGJORT:
                    return "–"
                frist = dag(rad.frist)
                return hold_sammen(self._t("ui_mottak.rad.over_frist", dato=frist)) if self._over_frist(rad) else frist
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
        if rad.forslag is not None and rad.utfall is None:
            tekst = f"{tekst}, {self._t(f'mottak.forslag.{rad.forslag}')}"
        if rad.skjermet:
            return f"{tekst} ({self._t('ui_skjold.skjermet').lower()})"
        if rad.haster and rad.utfall is None:
            tekst = self._t("ui_mottak.rad.haster", status=tekst)
        if rad.etter_avslag and rad.utfall is None:
            tekst = self._t("ui_mottak.rad.etter_avslag", status=tekst)
        if Paminnelse.FORELOPIG_SVAR in self._paminnelser(rad):
            tekst = self._t("mottaksliste.forelopig", status=tekst)
        return self._t("ui_mottak.rad.nytt", status=tekst) if rad.ny_versjon else tekst

    def _paminnelser(self, rad: Listerad) -> tuple[Paminnelse, ...]:
        return paminnelser(rad, self._i_dag(), forelopig_sendt=not rad.forelopig_mangler)

    def _over_frist(self, rad: Listerad) -> bool:
        return rad.status is not Status.AVGJORT and rad.frist < self._i_dag()
