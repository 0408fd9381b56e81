"""Skjemaet for en forespørsel som kom på papir, eller som filer som ikke er brev herfra."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from overforing.feil import UgyldigInndata
from overforing.mottak.foresporsel import Slag
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.tilstand import Feil, Valg
from overforing.ui.deler.feilliste import Feilliste
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import Nedtrekk, med_etikett, merk
from overforing.ui.deler.klosser import (
    Etikett,
    Kort,
    Rulleside,
    knapp,
    med_tab,
    sett_inn_foran,
)
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Valgrad

from .deler import Skrivefelt, les, sett, ved_endring
from .utkast import Utkastlinje

_DATOER = ("dokumentdato", "mottatt")


class Manuellside(Rulleside):
    """``registrer`` gis feltene, datoen brevet kom, og filene som ligger ved; ``velg_filer`` er å velge flere.

    ``endret`` når det som står i skjemaet, kan være et annet.
    """

    registrer = Signal(object, object, object)
    velg_filer = Signal()
    endret = Signal()
    tilbake = Signal()

    def __init__(self, tema: Tema, ord_: Ord, kommuner: tuple[Valg, ...]) -> None:
        super().__init__(tema, topp=16)
        self._tema, self._t, self._advarsel = tema, ord_.fra, ord_.advarsel
        px, t, rom = tema.px, self._t, self.rom
        rom.addWidget(knapp(t("ui_mottak.til_lista"), self.tilbake.emit, "lenke_liten"))
        rom.addWidget(Etikett(t("ui_mottak.manuell.tittel"), "overskrift"))
        rom.addWidget(Etikett(t("ui_mottak.manuell.innledning"), "dempet"))
        self._lagret = Utkastlinje()
        self._pa_nytt = knapp(t("ui_mottak.utkast.begynn_pa_nytt"), self._begynn_pa_nytt, "lenke_liten")
        rom.addWidget(Rad(px(10), self._lagret, self._pa_nytt))
        kort = Kort(tema)
        kort.setMaximumWidth(px(720))
        # I en rad regner Qt høyden for bredden kortet får; rett i siden ble den regnet for hele siden, og kortet klemt.
        rad = QHBoxLayout()
        rad.addWidget(kort, 1000)
        rad.addStretch(1)
        rom.addLayout(rad)
        rom.addStretch(1)
        self._slag = kort.rom.ny(Valgrad(t("ui_mottak.manuell.slag")))
        self._slag.fyll([(s.value, t(f"mottak.slag.{s}")) for s in Slag])
        self._slag.valgt.connect(lambda _: self._sett_feil("slag", ""))
        self._kommune = Nedtrekk(t("ui_mottak.gjor.velg_kommune"), sokbar=True)
        self._kommune.vis_valg(kommuner)
        med_etikett(kort.rom, t("ui_mottak.manuell.kommune"), self._kommune, tema)
        self._kommune.valgt.connect(lambda *_: self._sett_feil("kommune", ""))
        self._kommune.uten_treff.connect(lambda _: self._sett_feil("kommune", self._kommunefeil()))
        feltene = ("avsender", "ref", "arkivsak", *_DATOER)
        self._felt = {navn: self._linje(kort, navn) for navn in feltene}
        self._filer: tuple[Path, ...] = ()
        self._viser, self._i_dag = False, date.min
        for ett in self._skrivefelt.values():
            ved_endring(ett, self._noe_er_endret)
        self._ved = kort.rom.ny(Etikett(""))
        self._uten = knapp(t("ui_mottak.manuell.uten_filer"), lambda: self.legg_ved(()), "stille")
        velg = knapp(t("ui_mottak.vedlegg"), self.velg_filer.emit, "stille")
        kort.rom.addWidget(Rad(px(10), velg, self._uten))
        self.legg_ved(())
        self._feilene: dict[str, str] = {}
        self._sett_pa: tuple[date, object] | None = None
        self._liste = Feilliste(tema, ord_)
        self._liste.valgt.connect(self._ga_til)
        self._feil = kort.rom.ny(Etikett("", "feil"))
        kort.rom.addWidget(self._liste)
        self._lagre = knapp(t("ui_mottak.manuell.lagre"), self._registrer, "hoved")
        kort.rom.til_venstre(self._lagre)

    def _linje(self, kort: Kort, navn: str) -> Linjefelt:
        felt = med_etikett(kort.rom, self._t(f"ui_mottak.manuell.{navn}"), Linjefelt(), self._tema)
        felt.textChanged.connect(lambda tekst: self._sett_feil(navn, self._advarsel(tekst)))
        if navn in _DATOER:
            felt.forlatt.connect(lambda: self._sett_feil(navn, self._datofeil(navn)))
        return felt

    @property
    def _skrivefelt(self) -> dict[str, Skrivefelt]:
        return {"slag": self._slag, "kommune": self._kommune, **self._felt}

    @property
    def _tomt(self) -> dict[str, str]:
        """Det som står der av seg selv."""
        return {"mottatt": dag(self._i_dag)}

    def tom(self, i_dag: date) -> None:
        """Et tomt skjema, med i dag som mottatt. Hva det gjelder, er ikke valgt: bestemmelsen følger av det."""
        self._i_dag, self._viser = i_dag, True
        self.vis_utkastet("")
        for navn, felt in self._skrivefelt.items():
            sett(felt, self._tomt.get(navn, ""))
        self._feilene, self._sett_pa = {}, None
        self.legg_ved(())
        self._vis_feilene()
        self.vis_feil("")
        self._slag.fokuser()
        self._viser = False

    def vis_utkastet(self, tekst: str, hvorfor: str = "") -> None:
        """Hva som er å si om det som er skrevet og ikke registrert, og hvorfor det ikke lot seg lagre."""
        self._lagret.vis(tekst, hvorfor)
        self._pa_nytt.setVisible(bool(tekst))

    def _begynn_pa_nytt(self) -> None:
        self.tom(self._i_dag)
        self.endret.emit()

    def _noe_er_endret(self) -> None:
        if not self._viser:
            self.endret.emit()

    def legg_ved(self, filer: Sequence[Path]) -> None:
        """Legg filene til dem som ligger ved; ingen tar bort alle."""
        self._filer = tuple(dict.fromkeys((*self._filer, *filer))) if filer else ()
        navnene = ", ".join(fil.name for fil in self._filer)
        self._ved.vis_tekst(self._t("ui_mottak.manuell.ved", navn=navnene) if navnene else "")
        self._uten.setVisible(bool(self._filer))
        meld(self, self._ved.text())
        self._noe_er_endret()

    def skrevet(self) -> dict[str, str]:
        """Det som er skrevet i skjemaet, etter felt, til ``legg_inn``. Tomt når ingenting er det."""
        naa = {navn: les(felt) for navn, felt in self._skrivefelt.items()}
        naa["filer"] = "\n".join(map(str, self._filer))
        return {navn: tekst for navn, tekst in naa.items() if tekst.strip() != self._tomt.get(navn, "")}

    def legg_inn(self, skrevet: Mapping[str, str]) -> None:
        """Sett tilbake det som var skrevet."""
        self._viser = True
        for navn, felt in self._skrivefelt.items():
            if navn in skrevet:
                sett(felt, skrevet[navn])
        self.legg_ved([Path(sti) for sti in skrevet.get("filer", "").split("\n") if sti])
        self._viser = False

    def vis_feil(self, tekst: str) -> None:
        """Det loggen svarte."""
        self._feil.vis_tekst(f"△ {tekst}" if tekst else "")
        self._lagret.er_sagt(tekst)
        meld(self, tekst, viktig=True)

    def _sett_feil(self, navn: str, tekst: str) -> None:
        if tekst != self._feilene.get(navn, ""):
            self._feilene[navn] = tekst
            meld(self, tekst, viktig=True)
            self._vis_feilene()

    def _vis_feilene(self) -> None:
        """Alle feilene over knappen, hver som en lenke til feltet sitt; feltene er merket."""
        merk(self._slag, self._feilene.get("slag", ""))
        merk(self._kommune, self._feilene.get("kommune", ""))
        for navn, felt in self._felt.items():
            merk(felt, self._feilene.get(navn, ""))
        rekkefolge = ("slag", "kommune", *self._felt)
        self._liste.vis(tuple(Feil(n, self._feilene[n]) for n in rekkefolge if self._feilene.get(n)))
        sett_inn_foran(self._lagre, med_tab(self._liste))

    def _ga_til(self, navn: str) -> None:
        if navn == "slag":
            self._slag.fokuser()
        else:
            (self._kommune.skrivefelt if navn == "kommune" else self._felt[navn]).setFocus()

    def _kommunefeil(self) -> str:
        if self._kommune.verdi:
            return ""
        skrevet = self._kommune.skrivefelt.text().strip()
        return self._t("ugyldig.ingen_kommune", navn=skrevet) if skrevet else self._t("ui_mottak.manuell.velg_kommune")

    def _datofeil(self, navn: str) -> str:
        tekst = self._felt[navn].text().strip()
        if not tekst and navn == "dokumentdato":
            return ""
        try:
            innlesing.dato(tekst)
        except UgyldigInndata as feil:
            return feil.paa(self._t)
        return ""

    def _registrer(self) -> None:
        self.vis_feil("")
        self._feilene = {navn: self._advarsel(felt.text()) for navn, felt in self._felt.items()}
        self._feilene |= {navn: self._feilene[navn] or self._datofeil(navn) for navn in _DATOER}
        self._feilene["slag"] = "" if self._slag.verdi else self._t("ui_mottak.manuell.velg_slag")
        self._feilene["kommune"] = self._kommunefeil()
        self._vis_feilene()
        if any(self._feilene.values()):
            self._liste.fokuser()
            meld(self, self._liste.accessibleName(), viktig=True)
            return
        brevdato = self._felt["dokumentdato"].text().strip()
        felt: dict[str, object] = {
            "slag": Slag(self._slag.verdi),
            "kommune": self._kommune.verdi,
            "avsender": self._felt["avsender"].text().strip(),
            "deres_ref": self._felt["ref"].text().strip(),
            "arkivsak": self._felt["arkivsak"].text().strip(),
            "dokumentdato": innlesing.dato(brevdato) if brevdato else None,
        }
        mottatt, datert = innlesing.dato(self._felt["mottatt"].text()), felt["dokumentdato"]
        dagene = (mottatt, datert)
        if isinstance(datert, date) and mottatt < datert and dagene != self._sett_pa:
            self._sett_pa = dagene
            self.vis_feil(self._t("ui_mottak.for_brevet", knapp=self._lagre.text()))
            return
        self.registrer.emit(felt, mottatt, self._filer)
