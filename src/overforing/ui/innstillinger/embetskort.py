"""Det som bare gjelder hos Statsforvalteren: hvor journalen føres, og hvem som er leder for hvem."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from overforing.mottak.egen_habilitet import OVERST
from overforing.sak.person import Linje, Person, er_hel
from overforing.sak.rensing import rens
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.inndata import Nedtrekk, med_skjult_etikett
from overforing.ui.deler.klosser import Etikett, Klar, Kort, Spalte, knapp, med_tab, sett_inn_foran, tom_rom
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema


class Journalkort(Kort):
    """Om embetets arkiv fører journalen. ``valgt`` gis svaret."""

    valgt = Signal(bool)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        t = ord_.fra
        super().__init__(tema, tittel=t("ui_innstillinger.journal.tittel"))
        self._arkivet = self.rom.ny(Avkryss(t("ui_innstillinger.journal.arkivet_forer")))
        self._arkivet.clicked.connect(lambda pa: self.valgt.emit(pa))
        self.rom.addWidget(Etikett(t("ui_innstillinger.journal.hjelp"), "dempet"))

    def vis(self, arkivet_forer: bool) -> None:
        self._arkivet.setChecked(arkivet_forer)


class _Rad(Klar):
    """Én som arbeider i embetet: navnet, og hvem som er lederen."""

    navngitt = Signal(str)
    leder_valgt = Signal(str)
    fjernes = Signal()

    def __init__(self, person: Person, nr: int, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        t, om = ord_.fra, ord_.fra("ui_innstillinger.personer.person", nr=str(nr))
        self._advarsel = ord_.advarsel
        rom = QHBoxLayout(self)
        rom.setContentsMargins(0, 0, 0, 0)
        rom.setSpacing(tema.px(8))
        self.navn = Linjefelt()
        self.navn.setText(person.navn)
        self.navn.setPlaceholderText(t("ui_innstillinger.personer.navn"))
        self.navn.setAccessibleName(f"{om}: {t('ui_innstillinger.personer.navn')}")
        self.navn.textEdited.connect(self._skrev)
        self.leder = Nedtrekk(t("ui_innstillinger.ledere.velg"))
        med_skjult_etikett(self.leder, f"{om}: {t('ui_innstillinger.ledere.leder')}", self)
        self.leder.valgt.connect(lambda verdi, _: self.leder_valgt.emit(verdi))
        fjern = knapp(t("ui_innstillinger.personer.fjern"), self.fjernes.emit, "lenke_liten", "knapp")
        fjern.setAccessibleName(f"{om}: {t('ui_innstillinger.personer.fjern')}")
        rom.addWidget(self.navn, 5)
        rom.addWidget(self.leder, 5)
        rom.addWidget(fjern)

    def _skrev(self, tekst: str) -> None:
        if not self._advarsel(tekst):
            self.navngitt.emit(rens(tekst).strip())


class Lederkort(Kort):
    """Hvem som er leder for hvem i embetet. ``endret`` gis linjen, uten dem uten navn."""

    endret = Signal(object)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        t = ord_.fra
        super().__init__(
            tema, tittel=t("ui_innstillinger.ledere.tittel"), innledning=t("ui_innstillinger.ledere.innledning")
        )
        self._tema, self._ord, self._t = tema, ord_, t
        self._linje: Linje = ()
        self._rader: dict[str, _Rad] = {}
        self._plass = self.rom.ny(Spalte(tema.px(8)))
        self._feil = self.rom.ny(Etikett("", "feil"))
        self._ny = knapp(t("ui_innstillinger.personer.legg_til"), self.legg_til)
        self.rom.til_venstre(self._ny)

    def vis(self, linje: Linje) -> None:
        """Vis linjen slik den står i innstillingene."""
        self._linje = linje
        self._bygg()

    def legg_til(self) -> None:
        nr = 1 + max((int(p.id[1:]) for p in self._linje if p.id[1:].isdecimal()), default=0)
        self._linje = (*self._linje, Person(id=f"e{nr}"))
        self._bygg()
        self._rader[f"e{nr}"].navn.setFocus()

    def _bygg(self) -> None:
        tom_rom(self._plass.rom)
        self._rader = {}
        for nr, person in enumerate(self._linje, 1):
            rad = self._rader[person.id] = _Rad(person, nr, self._tema, self._ord)
            rad.navngitt.connect(partial(self._navngi, person.id))
            rad.leder_valgt.connect(partial(self._velg_leder, person.id))
            rad.fjernes.connect(partial(self._fjern, person.id))
            rad.navn.forlatt.connect(self._vis_lederne)
            self._plass.rom.addWidget(rad)
            rad.show()
        self._vis_lederne()
        self._feil.vis_tekst("")
        sett_inn_foran(self._ny, med_tab(self._plass))

    def _vis_lederne(self) -> None:
        for person in self._linje:
            andre = [Valg(p.id, p.navn) for p in self._linje if p.id != person.id and p.navn]
            overst = Valg(OVERST, self._t("ui_innstillinger.ledere.overst"))
            nedtrekk = self._rader[person.id].leder
            nedtrekk.vis_valg((*andre, overst))
            nedtrekk.vis_verdi(person.overordnet or person.ingen_over)

    def _navngi(self, id_: str, navn: str) -> None:
        self._bytt(id_, navn=navn)

    def _velg_leder(self, id_: str, leder: str) -> None:
        overst = leder == OVERST
        self._bytt(id_, overordnet="" if overst else leder, ingen_over=OVERST if overst else "")

    def _bytt(self, id_: str, **felt: str) -> None:
        ny = tuple(replace(p, **felt) if p.id == id_ else p for p in self._linje)  # type: ignore[arg-type]
        hel = er_hel(ny)
        self._feil.vis_tekst("" if hel else f"△ {self._t('ui_innstillinger.ledere.ring')}")
        if not hel:
            meld(self, self._feil.text(), viktig=True)
            self._vis_lederne()
            return
        self._linje = ny
        self._si()

    def _fjern(self, id_: str) -> None:
        over = next(p.overordnet for p in self._linje if p.id == id_)
        resten = (p for p in self._linje if p.id != id_)
        self._linje = tuple(replace(p, overordnet=over) if p.overordnet == id_ else p for p in resten)
        self._bygg()
        self._ny.setFocus()
        self._si()

    def _si(self) -> None:
        med_navn = {p.id for p in self._linje if p.navn}
        self.endret.emit(
            tuple(
                replace(p, overordnet=p.overordnet if p.overordnet in med_navn else "")
                for p in self._linje
                if p.id in med_navn
            )
        )
