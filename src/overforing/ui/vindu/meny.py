"""Menylinjen: alt en kan gjøre i vinduet, med tastene til. Hver side har det som hører til der."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from overforing.saksgang.slag import Sakstilstand, Skjemasteg
from overforing.ui.deler.klosser import ta_bort
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme
from overforing.ui.deler.taster import SNARVEIER, Kommando, legg_til_snarvei, vis_kommandoene, vist
from overforing.ui.deler.tema import neste_storrelse

from .skinne import PA_EMBETET, PA_KONTORET

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTextEdit

    from overforing.saksgang.tilstand import Tilstand
    from overforing.ui.sak.sakside import Sakside

    from .apen_sak import ApenSak
    from .arbeidssted import Arbeidssted
    from .kopivakt import Kopivakt
    from .sakshandlinger import Sakshandlinger

_AV_SIDEN = ("lagre", "skriv_ut")
"""Kommandoene siden som vises, selv har snarveien til."""
_FELTETS = {"klipp": "Cut", "kopier": "Copy", "lim": "Paste", "merk": "SelectAll"}


class Menylinje(QObject):
    """Fyller menylinjen når vinduet er tegnet, og bygger den på nytt når en arbeider et annet sted."""

    def __init__(
        self,
        linje: QMenuBar,
        ramme: Ramme,
        sak: ApenSak,
        sakene: Sakshandlinger,
        sted: Arbeidssted,
        kopier: Kopivakt,
        app: QApplication,
    ) -> None:
        super().__init__(linje)
        self._linje, self._ramme, self._sak, self._sakene, self._sted = linje, ramme, sak, sakene, sted
        self._kopier = kopier
        self._u, self._t = ramme.utstyr, ramme.utstyr.ord.fra
        self._app: QApplication | None = app
        self._felt: QWidget | None = None
        self._bygd: str | None = None
        self._tegnet = False
        self._tomme: list[Callable[[], None]] = []
        sted.skiftet.connect(self._bygg)

    def slipp(self) -> None:
        """Følg ikke fokus lenger: vinduet rives ned."""
        if self._app is not None and self._tegnet:
            self._app.focusChanged.disconnect(self._folg_fokus)
        self._app = None

    def fokuser(self) -> None:
        """Åpne den første menyen, for den som bruker tastaturet."""
        self._linje.setActiveAction(self._linje.actions()[0])

    # Oppbygging

    def _bygg(self) -> None:
        embete = self._sted.embete
        if self._bygd is not None and bool(self._bygd) == bool(embete):
            return
        if self._bygd is not None:
            self._tomme.clear()
            for gammel in self._linje.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
                ta_bort(gammel)
        self._bygd = embete
        self._meny("mottak", self._mottaket) if embete else self._meny("sak", self._saken)
        self._meny("rediger", self._rediger)
        self._meny("vis", self._vis)
        self._meny("hjelp", self._hjelp)

    def fyll(self) -> None:
        """Legg kommandoene i menyene, og følg feltet de gjelder: mye av Qt som det første bildet klarer seg uten."""
        if self._tegnet or self._app is None:
            return
        self._tegnet = True
        self._app.focusChanged.connect(self._folg_fokus)
        self._folg_fokus(None, self._app.focusWidget())
        legg_til_snarvei(self._ramme.vindu, SNARVEIER["meny"], self.fokuser)
        for fyll in self._tomme:
            fyll()
        self._tomme.clear()

    def _meny(self, navn: str, fyll: Callable[[QMenu], None]) -> None:
        meny = QMenu(self._t(f"ui_meny.{navn}"), self._linje)
        meny.setObjectName(navn)
        self._linje.addMenu(meny)
        vis_kommandoene(meny)
        if self._tegnet:
            fyll(meny)
        else:
            self._tomme.append(partial(fyll, meny))

    def _ny(
        self,
        meny: QMenu,
        navn: str,
        gjor: Callable[[], object],
        kan: Callable[[], bool] = lambda: True,
        *,
        tekst: str | Callable[[], str] = "",
    ) -> Kommando:
        """En kommando sist i menyen. ``tekst`` er nøkkelen når den er en annen enn navnet, eller det den sier nå."""
        nokkel = tekst if isinstance(tekst, str) and tekst else navn
        ny = Kommando(meny, navn, tekst if callable(tekst) else lambda: self._ord(nokkel), gjor, kan)
        if navn in SNARVEIER and navn not in _AV_SIDEN:
            ny.setShortcuts([QtGui.QKeySequence(tast) for tast in SNARVEIER[navn]])
        meny.addAction(ny)
        return ny

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._t(f"ui_meny.kommando.{nokkel}", **verdier)

    def _saken(self, meny: QMenu) -> None:
        sakene = self._sakene
        self._ny(meny, "ny", sakene.ny)
        self._ny(meny, "apne", sakene.apne_fil)
        self._ny(meny, "eksempel", sakene.eksempel)
        meny.addSeparator()
        self._ny(meny, "brevene", self._til_brevene, lambda: self._apen)
        self._sidens(meny, "lagre")
        self._sidens(meny, "skriv_ut")
        for navn in ("pakk", "innsyn"):
            self._brevets(meny, navn)
        self._ny(meny, "saksfil", sakene.lagre_saksfil, lambda: self._apen)
        self._ny(meny, "forny", sakene.forny_den_apne, self._kan_avsluttes)
        self._ny(meny, "avslutt", self._avslutt, self._kan_avsluttes, tekst=self._avslutt_ord)
        self._slutt(meny)

    def _mottaket(self, meny: QMenu) -> None:
        self._ny(meny, "apne", lambda: self._sted.mottak.velg_filer(), tekst="les_inn")
        self._ny(meny, "ny", lambda: self._sted.mottak.for_hand.vis(), tekst="manuelt")
        meny.addSeparator()
        self._sidens(meny, "lagre", "lagre_svar")
        self._sidens(meny, "skriv_ut")
        self._brevets(meny, "pakk")
        self._slutt(meny)

    def _slutt(self, meny: QMenu) -> None:
        if self._kopier.rom is not None:
            self._ny(meny, "hent_fram", self._kopier.apne)
        meny.addSeparator()
        self._ny(meny, "lukk", self._ramme.vindu.close)

    def _sidens(self, meny: QMenu, navn: str, ordet: str = "") -> None:
        """Det siden gjør selv når en trykker tasten, der den vises."""

        def snarvei() -> QShortcut | None:
            alle = self._ramme.side(self._ramme.na).findChildren(QtGui.QShortcut)
            tast = QtGui.QKeySequence(SNARVEIER[navn][0])
            return next((s for s in alle if s.key() == tast and _synlig(s.parent())), None)

        def gjor() -> None:
            if (funnet := snarvei()) is not None:
                funnet.activated.emit()

        tekst = f"{self._ord(ordet or navn)}\t{vist(navn)}"
        self._ny(meny, navn, gjor, lambda: snarvei() is not None, tekst=lambda: tekst)

    def _brevets(self, meny: QMenu, navn: str) -> None:
        """Det knappen ved brevet gjør, der brevet vises. Knappen kan ligge under «Mer»."""

        def knappen() -> QPushButton | None:
            rad = self._ramme.side(self._ramme.na).findChild(QWidget, "brevknapper")
            funnet = rad.findChild(QtWidgets.QPushButton, navn) if rad is not None and rad.isVisible() else None
            return None if funnet is None or funnet.isHidden() else funnet

        def gjor() -> None:
            if (funnet := knappen()) is not None:
                funnet.click()

        self._ny(meny, navn, gjor, lambda: knappen() is not None)

    def _rediger(self, meny: QMenu) -> None:
        self._ny(meny, "angre", self._angre, lambda: bool(self._angrer()), tekst=lambda: self._med("angre"))
        self._ny(meny, "gjenta", self._gjenta, lambda: bool(self._gjentar()), tekst=lambda: self._med("gjenta"))
        meny.addSeparator()
        taster = QtGui.QKeySequence
        for navn, tast in _FELTETS.items():
            standard = taster(taster.StandardKey[tast])
            tekst = f"{self._ord(navn)}\t{standard.toString(taster.SequenceFormat.NativeText)}"
            self._ny(
                meny, navn, partial(self._i_feltet, navn), lambda: self._felt is not None, tekst=partial(str, tekst)
            )
        meny.addSeparator()
        self._ny(meny, "sok", self._ramme.sok, lambda: self._ramme.sokefelt is not None)

    def _vis(self, meny: QMenu) -> None:
        ramme = self._ramme
        for navn, retning in (("storre", 1), ("mindre", -1), ("hel", 0)):
            self._ny(meny, navn, partial(self._storrelse, retning), partial(self._kan_bli, retning))
        meny.addSeparator()
        if not self._sted.embete:
            self._i_saken_menyen(meny)
        for side in (PA_EMBETET if self._sted.embete else PA_KONTORET)[:-1]:
            self._ny(meny, side, partial(ramme.ga_til, side), partial(self._er_ikke_pa, side))
        meny.addSeparator()
        self._ny(meny, "tilbake", ramme.escape, lambda: ramme.na not in (self._sted.hjem, "sak"))

    def _i_saken_menyen(self, meny: QMenu) -> None:
        """Veien gjennom den åpne saken."""
        self._ny(meny, "neste", lambda: self._med_saken(lambda s: s.ga_neste()), lambda: self._kan_ga(fram=True))
        self._ny(meny, "forrige", lambda: self._med_saken(lambda s: s.ga_forrige()), lambda: self._kan_ga(fram=False))
        stegene = QMenu(self._ord("stegene"), meny)
        vis_kommandoene(stegene)
        for nummer, (steg, tast) in enumerate(zip(Skjemasteg, SNARVEIER["steg"], strict=True), start=1):
            tittel = self._ord("steg", nummer=str(nummer), tittel=self._t(f"side.{steg}.tittel"))
            ga = partial(self._ga_til_steg, steg)
            self._ny(stegene, f"steg{nummer}", ga, lambda: self._i_saken, tekst=partial(str, tittel)).setShortcut(tast)
        meny.addMenu(stegene)
        for side in ("veien", "ny_lov"):
            self._ny(meny, side, partial(self._ramme.ga_til, side), lambda: self._apen)
        meny.addSeparator()

    def _hjelp(self, meny: QMenu) -> None:
        ramme = self._ramme
        self._ny(meny, "hjelp", ramme.hjelp_her, tekst="her")
        meny.addSeparator()
        for sted in ("taster", "tilgjengelighet", "om"):
            self._ny(meny, sted, partial(ramme.hjelp, "hjelp", sted))

    # Hvor en står

    def _er_ikke_pa(self, side: str) -> bool:
        return self._ramme.na != side

    @property
    def _apen(self) -> bool:
        return self._sak.apen

    @property
    def _i_saken(self) -> bool:
        return self._ramme.na == "sak" and self._apen

    @property
    def _tilstand(self) -> Tilstand | None:
        return self._sak.gang.tilstand if self._apen else None

    def _med_saken(self, handling: Callable[[Sakside], object]) -> None:
        """Tastene i saken virker bare når det er den som vises."""
        if self._i_saken and self._sak.side is not None:
            handling(self._sak.side)

    def _kan_ga(self, *, fram: bool) -> bool:
        side, tilstand = self._sak.side, self._tilstand
        if not self._i_saken or side is None or tilstand is None:
            return False
        return not side.viser_brevene if fram else tilstand.forrige is not None

    def _ga_til_steg(self, steg: Skjemasteg) -> None:
        self._med_saken(lambda s: s.ga_til(steg))

    def _til_brevene(self) -> None:
        if self._apen and self._sak.side is not None:
            self._ramme.tilbake()
            self._sak.side.vis_brevene()

    def _kan_avsluttes(self) -> bool:
        return self._tilstand is not None and self._tilstand.sakstilstand is not Sakstilstand.UTKAST

    def _er_avsluttet(self) -> bool:
        return self._tilstand is not None and self._tilstand.sakstilstand is Sakstilstand.AVSLUTTET

    def _avslutt(self) -> None:
        if self._kan_avsluttes():
            self._sakene.avslutt(not self._er_avsluttet())

    def _avslutt_ord(self) -> str:
        return self._ord("gjenapne" if self._er_avsluttet() else "avslutt")

    # Å angre og redigere

    def _angrer(self) -> str:
        """Det som kan angres: i saken, ellers det som er skrevet i et felt med eget angre."""
        tilstand = self._tilstand if self._i_saken else None
        return (tilstand.angrer or "") if tilstand else ""

    def _gjentar(self) -> str:
        tilstand = self._tilstand if self._i_saken else None
        return (tilstand.gjentar or "") if tilstand else ""

    def _med(self, navn: str) -> str:
        hva = self._angrer() if navn == "angre" else self._gjentar()
        return self._ord(f"{navn}_hva", hva=hva.replace("&", "&&")) if hva else self._ord(navn)

    def _angre(self) -> None:
        self._med_saken(lambda s: s.angre())

    def _gjenta(self) -> None:
        self._med_saken(lambda s: s.gjenta())

    def _folg_fokus(self, gammel: QWidget | None, ny: QWidget | None) -> None:
        """Feltet en kom til menylinjen fra."""
        felt = gammel if ny is self._linje else ny
        self._felt = felt if _kan_skrives_i(felt) and felt.window() is self._ramme.vindu else None

    def _i_feltet(self, navn: str) -> None:
        felt = self._app.focusWidget() if self._app else None
        if _kan_skrives_i(felt):
            {"klipp": felt.cut, "kopier": felt.copy, "lim": felt.paste, "merk": felt.selectAll}[navn]()

    # Tekststørrelsen

    @property
    def _prosent(self) -> int:
        return self._u.innstillinger.verdier.tekststorrelse

    def _kan_bli(self, retning: int) -> bool:
        return neste_storrelse(self._prosent, retning) != self._prosent

    def _storrelse(self, retning: int) -> None:
        if self._kan_bli(retning):
            self._ramme.velg_storrelse(neste_storrelse(self._prosent, retning))
        else:
            self.si_storrelsen()

    def si_storrelsen(self) -> None:
        meld(self._ramme.vindu, self._ord("tekst_er", prosent=str(self._prosent)))


def _kan_skrives_i(felt: QWidget | None) -> TypeGuard[QLineEdit | QPlainTextEdit | QTextEdit]:
    return isinstance(felt, QtWidgets.QLineEdit | QtWidgets.QPlainTextEdit | QtWidgets.QTextEdit)


def _synlig(eier: QObject | None) -> bool:
    return isinstance(eier, QWidget) and eier.isVisible()
