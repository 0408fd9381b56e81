"""Det som gjøres med de valgte forespørslene i lista: fordele dem, sette en frist og purre."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from overforing.feil import KanIkke, OverforingFeil, UgyldigInndata
from overforing.hinder import Hindret
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import beskriv, med_forslag
from overforing.ui.deler.klosser import Etikett, Spalte, knapp, utsatt
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Fritekst

from .deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.mottak.brukere import Fordelingsforslag
    from overforing.mottak.lista import Listerad
    from overforing.saksgang.mottak.kontor import Mottakskontor

    Gjor = Callable[[Listerad], object]

_SVARTID = timedelta(days=14)
"""Så lang tid en kommune foreslås å få når den purres. Embetets egen; kan skrives om."""


_FORESLAS_FOR = 50
"""Så mange av de valgte det ses etter hvem som kan ha."""


class Bunkehandlinger(Spalte):
    """Skjemaet den av ``knapper`` som er trykket, åpner, og i ``svaret`` det som ble av det.

    Hver av de valgte er et eget arbeid, så resten av vinduet kan brukes imens. ``gjort`` gis journalnumrene på dem det
    ikke gikk for. ``naavaerende`` er radene i lista, til å kjenne igjen et navn.
    """

    gjort = Signal(tuple)

    def __init__(self, kontor: Mottakskontor, arbeid: Arbeid, utstyr: Utstyr) -> None:
        px = utstyr.tema.px
        super().__init__(px(8))
        self._kontor, self._arbeid, self._u, self._ord = kontor, arbeid, utstyr, utstyr.ord
        self._t = utstyr.ord.fra
        self.valgte: tuple[Listerad, ...] = ()
        self.naavaerende: Sequence[Listerad] = ()
        self._igjen: list[Listerad] = []
        self._ikke: dict[str, list[str]] = {}
        self._antall = 0
        self._bekreftet = ""
        self._foreslatte: set[str] = set()
        self._stanset = self._i_gang = False
        self.deler: dict[str, _Skjema] = {}
        self._gjorknapper: dict[str, QPushButton] = {}
        self._apnere: dict[str, QPushButton] = {}
        self.knapper = Rad(px(8))
        for navn in ("fordel", "frist", "purr"):
            apner = knapp(self._t(f"mottaksliste.bunke.{navn}"), partial(self._apne, navn))
            self._apnere[navn] = self.knapper.rom.ny(apner)
        self._skjemaene = self.rom.ny(Spalte(0))
        self._gang = self.rom.ny(Rad(px(10)))
        self._hvor_langt = self._gang.rom.ny(Etikett("", "sterk", bryt=False))
        self._stansknapp = self._gang.rom.ny(knapp(self._t("mottaksliste.bunke.stans"), self._stans, "stille"))
        self._gang.hide()
        self.svaret = Fritekst()
        self.svaret.hide()
        self._vis_antallet()

    def _bygg(self) -> None:
        """Skjemaene, første gang et av dem trengs: lista skal fram fort."""
        for navn in self._apnere:
            self.deler[navn] = self._skjemaene.rom.ny(_Skjema(self._u.tema, self._ord))
        self._navn = self._felt("fordel", "til")
        self._faerrest = self.deler["fordel"].forklar("")
        self._navnene = QStringListModel(self)
        med_forslag(self._navn, self._navnene)
        beskriv(self._navn, self._t("mottaksliste.bunke.til"), self._t("mottaksliste.bunke.til_hjelp"))
        self._frist = self._felt("frist", "ny_frist", dato=True)
        self._hvorfor = self._felt("frist", "hvorfor")
        self.deler["purr"].forklar(self._t("mottaksliste.bunke.purr_hjelp"))
        self._svarfrist = self._felt("purr", "svarfrist", dato=True)
        for navn, gjor, siste in (
            ("fordel", self._fordel, self._navn),
            ("frist", self._sett_frist, self._hvorfor),
            ("purr", self._purr, self._svarfrist),
        ):
            self.deler[navn].ferdig()
            self._gjorknapper[navn] = self.deler[navn].gjor("", gjor, "hoved")
            self.deler[navn].gjor(self._t("mottaksliste.bunke.avbryt"), self.lukk, "stille")
            # Enter når også vinduet, som trykker på knappen som da har fokus.
            siste.returnPressed.connect(utsatt(self, 0, self._gjorknapper[navn].click).start)

    def _felt(self, navn: str, tekst: str, *, dato: bool = False) -> Linjefelt:
        del_, plass = self.deler[navn], Spalte(0)
        del_.rad.rom.addWidget(plass)
        felt = (del_.dato if dato else del_.linje)(tekst, self._t(f"mottaksliste.bunke.{tekst}"), plass.rom)
        felt.setFixedWidth(self._u.tema.px(150 if dato else 320))
        return felt

    @property
    def pagar(self) -> bool:
        return self._i_gang

    @property
    def har_fokus(self) -> bool:
        """Om brukeren venter på at det skal bli ferdig, og ikke har gått et annet sted imens."""
        return self._stansknapp.hasFocus()

    def vis(self, valgte: tuple[Listerad, ...]) -> None:
        """De som er valgt nå."""
        if self.pagar:
            return
        if {r.journalnummer for r in valgte} != {r.journalnummer for r in self.valgte}:
            self._bekreftet = ""
        self.valgte = valgte
        self._vis_antallet()

    def si(self, tekst: str) -> None:
        self.svaret.vis_tekst(tekst)

    def _vis_antallet(self) -> None:
        self.knapper.setEnabled(bool(self.valgte) and not self.pagar)
        ser_noen = not self.valgte or not all(rad.skjermet for rad in self.valgte)
        for navn in ("frist", "purr"):  # det en er skjermet for, kan en bare gi fra seg
            self._apnere[navn].setVisible(ser_noen)
        for navn, k in self._gjorknapper.items():
            k.setText(self._t(f"mottaksliste.bunke.gjor.{navn}", antall=str(len(self.valgte))))
            k.setAccessibleName(k.text())
            k.setEnabled(bool(self.valgte))

    def _apne(self, navn: str) -> None:
        self.si("")
        if not self.deler:
            self._bygg()
        self._vis_antallet()
        for en, del_ in self.deler.items():
            del_.vis_feil("")
            del_.apne(en == navn)
        if navn == "fordel":
            self._navnene.setStringList(sorted(self._kjente))
            self._foresla_hvem()
        if navn == "purr" and not self._svarfrist.text():
            self._svarfrist.setText(dag(self._kontor.i_dag + _SVARTID))
        {"fordel": self._navn, "frist": self._frist, "purr": self._svarfrist}[navn].setFocus()

    def lukk(self) -> None:
        """Lukk skjemaet som er åpent."""
        for navn, del_ in self.deler.items():
            if del_.apen:
                del_.tom()
                self._apnere[navn].setFocus()

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        if hendelse.key() == Qt.Key.Key_Escape and any(del_.apen for del_ in self.deler.values()):
            self.lukk()
        else:
            super().keyPressEvent(hendelse)

    # Det som gjøres

    @property
    def _kjente(self) -> set[str]:
        verdier = self._u.innstillinger.verdier
        her = {p.navn for p in verdier.embetslinje if not p.sluttet} | {verdier.navnet_ditt}
        her |= self._foreslatte
        return {navn for navn in her | {rad.saksbehandler for rad in self.naavaerende} if navn}

    def _foresla_hvem(self) -> None:
        """Hvem de valgte kan gis til, den med færrest åpne først. Å velge er opp til den som fordeler."""
        numre = tuple((rad.aar, rad.nr) for rad in self.valgte[:_FORESLAS_FOR])

        def vis(forslag: tuple[Fordelingsforslag, ...]) -> None:
            navn = [self._t("ui_ledelse.forslag_en", navn=en.navn, antall=str(en.apne)) for en in forslag[:3]]
            self._faerrest.vis_tekst(self._t("ui_ledelse.forslag", navn=", ".join(navn)) if navn else "")
            self._faerrest.setVisible(bool(navn))
            self._foreslatte = {en.navn for en in forslag}
            self._navnene.setStringList(sorted(self._kjente))

        def feilet(feil: Exception) -> None:
            if not isinstance(feil, OverforingFeil):
                raise feil
            self._faerrest.vis_tekst(f"△ {self._ord.feil(feil)}")
            self._faerrest.show()

        vis(())
        self._arbeid.gjor("fordeling", lambda: self._kontor.ledelse.fordelingsforslag(*numre), vis, feilet)

    def _fordel(self) -> None:
        navn = " ".join(self._navn.text().split())
        if not navn:
            raise UgyldigInndata("ui_mottak.gjor.uten_navn")
        if navn not in self._kjente and navn != self._bekreftet:
            self._bekreftet = navn
            raise UgyldigInndata("mottaksliste.bunke.ukjent_navn", navn=navn)
        self._gjor("fordel", lambda rad: self._kontor.bunke.fordel(rad, navn), til=navn)

    def _sett_frist(self) -> None:
        frist, hvorfor = innlesing.dato(self._frist.text()), self._hvorfor.text()
        if not hvorfor.strip():
            raise UgyldigInndata("feil.mottak.hvorfor_rettes")
        self._gjor("frist", lambda rad: self._kontor.bunke.sett_frist(rad, frist, hvorfor), dato=dag(frist))

    def _purr(self) -> None:
        innen = innlesing.dato(self._svarfrist.text())
        if innen <= self._kontor.i_dag:
            raise UgyldigInndata("feil.mottak.svarfrist_etter")
        tittel = self._t("mottaksliste.bunke.velg_mappe")
        if (mappe := self._u.dialoger.velg_mappe(self, tittel, self._u.mappe())) is not None:
            self._gjor("purr", lambda rad: self._kontor.bunke.purr(rad, innen, mappe))

    def _gjor(self, navn: str, hva: Gjor, **verdier: str) -> None:
        """Gjør det med hver av de valgte, én om gangen."""
        self._igjen, self._ikke, self._antall = list(self.valgte), {}, len(self.valgte)
        self._i_gang = True
        self._gang.show()
        self._stansknapp.setFocus()
        self.deler[navn].apne(False)
        self._vis_antallet()

        def neste() -> None:
            gjort = self._antall - len(self._igjen)
            tall = {"gjort": str(gjort), "antall": str(self._antall)}
            self._hvor_langt.vis_tekst(self._t("mottaksliste.bunke.gar", **tall))
            if not self._igjen:
                self._ferdig(navn, 0, **verdier)
                return
            rad = self._igjen.pop(0)
            self._arbeid.gjor("bunke", lambda: _provd(hva, rad), lambda feil: ett(rad, feil), stoppet)

        def ett(rad: Listerad, feil: OverforingFeil | None) -> None:
            if feil is not None:
                self._ikke.setdefault(self._ord.feil(feil), []).append(rad.journalnummer)
            if self._stanset and self._igjen:
                self._ferdig(navn, len(self._igjen), **verdier)
            else:
                neste()

        def stoppet(feil: Exception) -> None:
            """Omgivelsene hindrer det, og da hindrer de også de neste."""
            self._ferdig(navn, len(self._igjen) + 1, **verdier)
            if not isinstance(feil, OverforingFeil):
                raise feil
            self.si(f"{self.svaret.text()}\n△ {self._ord.feil(feil)}")
            meld(self, self._ord.feil(feil), viktig=True)

        self._stanset = False
        neste()

    def _stans(self) -> None:
        self._stanset = True

    def _ferdig(self, navn: str, uprovd: int, **verdier: str) -> None:
        ikke = [nummer for numre in self._ikke.values() for nummer in numre]
        antall = self._antall - len(ikke) - uprovd
        linjer = [self._t(f"mottaksliste.bunke.gjort.{navn}", antall=str(antall), **verdier)] if antall else []
        if ikke:
            linjer.append(self._t("mottaksliste.bunke.ikke_gjort", antall=str(len(ikke))))
            for grunn, numre in self._ikke.items():
                linjer.append(self._t("mottaksliste.bunke.ikke_en", nummer=", ".join(numre), grunn=grunn))
        if uprovd:
            linjer.append(self._t("mottaksliste.bunke.stanset", antall=str(uprovd)))
        self._igjen = []
        if not ikke and not uprovd:
            self.deler[navn].tom()
        self._i_gang = False
        self._vis_antallet()
        tegn = "△" if ikke or uprovd else "✓"
        self.si(f"{tegn} " + "\n".join(linjer))
        meld(self, "\n".join(linjer), viktig=bool(ikke))
        self.gjort.emit(tuple(ikke))
        self._gang.hide()


class _Skjema(Handlingsdel):
    """Et skjema knappene over åpner. Det har ingen egen bryter, og feltene og knappene står i samme rad."""

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__("", tema, ord_)
        self.rom.setContentsMargins(0, 0, 0, 0)
        self.rad = Rad(tema.px(10), langs_bunnen=True)
        self._knapperad = self.rad.rom

    def ferdig(self) -> None:
        """Etter forklaringene."""
        self.rom.addWidget(self._feil)
        self.rom.addWidget(self.rad)

    def apne(self, apen: bool) -> None:
        super().apne(apen)
        self._bryter.hide()
        self.setVisible(apen)


def _provd(hva: Gjor, rad: Listerad) -> OverforingFeil | None:
    """På arbeidstråden: det som ikke går for denne, eller ``None``. Det omgivelsene hindrer, kastes."""
    try:
        hva(rad)
    except Hindret:
        raise
    except (KanIkke, UgyldigInndata) as feil:
        return feil
    return None
