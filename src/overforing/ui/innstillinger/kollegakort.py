"""De som bruker loggen på en tjener: hvem de er, hvem som er borte, og hvem som da gjør lederens del."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from overforing.feil import OverforingFeil
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.lederord import lederne
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, med_tab, sett_inn_foran, strek
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.mottak.deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.mottak.brukere import Kollega
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.ledelse import Kollegiet
    from overforing.ui.mottak.vindu import Mottaksvindu

_FOR_IT = ("ny", "rolle", "overordnet", "sluttet", "borte")
"""Det bare den som eier databasen, kan gjøre, med kommandoen."""


class Fravaersdel(Handlingsdel):
    """Skjemaet for fraværet til én. ``lagre`` gis dagen, ``None`` når hun er her, og stedfortrederens innlogging."""

    def __init__(
        self,
        kollegiet: Kollegiet,
        kollega: Kollega,
        utstyr: Utstyr,
        lagre: Callable[[Fravaersdel, date | None, str], object],
    ) -> None:
        t, navn = utstyr.ord.fra, kollega.bruker.navn
        tittel = t("ui_kolleger.mitt") if kollegiet.er_meg(kollega) else t("ui_kolleger.fravaeret_til", navn=navn)
        super().__init__(tittel, utstyr.tema, utstyr.ord, rolle="bryter_lett")
        from overforing.saksgang.mottak.fakta import dag

        til = self.dato("til", t("ui_kolleger.borte_til"))
        til.setMaximumWidth(utstyr.tema.px(200))
        borte_til = kollega.bruker.borte_til
        borte = kollega.bruker.er_borte(utstyr.i_dag())
        valgt = kollega.stedfortreder
        if kollegiet.kan_velge_stedfortreder(kollega):
            sted = self.liste("sted", t("ui_kolleger.stedfortreder"), t("ui_kolleger.ingen_stedfortreder"))
            sted.setMaximumWidth(utstyr.tema.px(360))
            sted.vis_valg(tuple(Valg(en.login, en.bruker.navn) for en in kollegiet.kan_tre_inn_for(kollega)))
            self.foresla(sted=valgt)
        else:
            sted = None
            self.forklar(t("ui_kolleger.bare_leder_velger"))
        self.foresla(til=dag(borte_til) if borte and borte_til else "")

        def lagre_det(skrevet: str) -> None:
            dagen = innlesing.dato(skrevet) if skrevet.strip() else None
            lagre(self, dagen, valgt if sted is None else sted.verdi)

        self.gjor(t("ui_kolleger.lagre"), lambda: lagre_det(til.text()), "hoved")
        if borte:
            self.gjor(t("ui_kolleger.er_her"), lambda: lagre_det(""))

    @property
    def feltet_med_fokus(self) -> str:
        return next((navn for navn, felt in self._felt.items() if felt is self.window().focusWidget()), "")

    def fokuser(self, felt: str) -> None:
        """Til feltet, ellers til tittelen som åpner skjemaet."""
        (self._felt.get(felt) or self._bryter).setFocus(Qt.FocusReason.OtherFocusReason)


class Kollegakort(Spalte):
    """Vises når loggen er på en tjener. ``vist`` når kortet er kommet til eller blitt borte."""

    vist = Signal()

    def __init__(self, kontor: Mottakskontor, mottak: Callable[[], Mottaksvindu], utstyr: Utstyr) -> None:
        super().__init__(0)
        t = self._t = utstyr.ord.fra
        self._kontor, self._mottak, self._u = kontor, mottak, utstyr
        self._horer = False
        kort = self._kort = self.rom.ny(
            Kort(utstyr.tema, tittel=t("ui_kolleger.tittel"), innledning=t("ui_kolleger.innledning"))
        )
        kort.hide()
        self._leder = kort.rom.ny(Etikett("", "viktig"))
        self._radene = kort.rom.ny(Spalte(utstyr.tema.px(14)))
        self._deler: dict[str, Fravaersdel] = {}
        self._svar, self._feil = kort.rom.ny(Etikett()), kort.rom.ny(Etikett(rolle="feil"))
        self._si()
        kort.rom.addWidget(strek())
        it = self._it = kort.rom.ny(Handlingsdel(t("ui_kolleger.it_tittel"), utstyr.tema, utstyr.ord))
        it.forklar(t("ui_kolleger.it"))
        for hva in _FOR_IT:
            # Et valg deles ikke på to linjer. Det som kopieres, er uten tegnene som holder det sammen.
            it.rom.addWidget(Etikett(t(f"ui_kolleger.it_{hva}").replace("-", "\u2060-\u2060")))
        it.gjor(t("ui_kolleger.kopier"), self._kopier_linjene)

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self.hent()

    def hent(self) -> None:
        """Hent dem som er der nå, og vis kortet når loggen er på en tjener."""
        sted = self._kontor.loggsted
        if sted is None or not sted.adresse:
            self._vis_kortet(False)
            return
        if not self._horer:
            self._horer = True
            self._mottak().hort.connect(self._hort)
        self._mottak().arbeid.gjor("kolleger", lambda: self._kontor.ledelse.kollegiet(), self._vis, self._gikk_ikke)

    def _hort(self) -> None:
        if self.isVisible():
            self.hent()

    def _vis_kortet(self, vises: bool) -> None:
        if vises is self._kort.isHidden():
            self._kort.setVisible(vises)
            self.rom.setContentsMargins(0, 0, 0, self._u.tema.px(12) if vises else 0)
            self.vist.emit()

    def _vis(self, kollegiet: Kollegiet | None) -> None:
        self._feil.vis_tekst("")
        self._feil.hide()
        if kollegiet is not None:
            self._leder.vis_tekst(lederne(kollegiet.lederdelene, self._t))
            self._vis_radene(kollegiet)
        self._vis_kortet(kollegiet is not None)

    def _vis_radene(self, kollegiet: Kollegiet) -> None:
        """Det som er skrevet og ikke lagret, står også når en annen har sagt noe imens."""
        skrevet = {login: (del_.apen, del_.skrevet()) for login, del_ in self._deler.items()}
        fokus = cast("QWidget | None", self.window().focusWidget())
        sto_i = next((login for login, d in self._deler.items() if fokus is not None and d.isAncestorOf(fokus)), "")
        felt_i = self._deler[sto_i].feltet_med_fokus if sto_i else ""
        if not self._radene.rom.fyll(kollegiet, self._rader(kollegiet)):
            return
        for login, del_ in self._deler.items():
            apen, felt = skrevet.get(login, (False, {}))
            del_.legg_inn(felt)
            del_.apne(apen)
        sett_inn_foran(med_tab(self._it)[0], med_tab(self._radene))
        if sto_i in self._deler:
            self._deler[sto_i].fokuser(felt_i)

    def _rader(self, kollegiet: Kollegiet) -> Iterator[QWidget]:
        self._deler = {}
        for k in kollegiet.alle:
            if k.sluttet:
                continue
            linjer: list[QWidget] = [Etikett(self._navnet(k), "sterk"), Etikett(self._om(k), "dempet")]
            if fravaer := self._fravaer(k, kollegiet):
                linjer.append(Etikett(fravaer))
            if kollegiet.kan_si(k):
                del_ = self._deler[k.login] = Fravaersdel(kollegiet, k, self._u, partial(self._lagre, k.login))
                linjer.append(del_)
            yield Spalte(self._u.tema.px(6), *linjer)
        if sluttet := ", ".join(k.bruker.navn for k in kollegiet.alle if k.sluttet):
            yield Etikett(self._t("ui_kolleger.har_sluttet", navn=sluttet), "dempet")

    def _navnet(self, k: Kollega) -> str:
        return f"{k.bruker.navn} ({k.bruker.initialer})" if k.bruker.initialer else k.bruker.navn

    def _om(self, k: Kollega) -> str:
        rolle = self._t(f"ui_kolleger.rolle.{k.bruker.rolle}")
        innlogging = self._t("ui_kolleger.innlogging", login=k.login)
        om = " · ".join(filter(None, (k.bruker.tittel, rolle, innlogging)))
        return om[:1].upper() + om[1:]

    def _fravaer(self, k: Kollega, kollegiet: Kollegiet) -> str:
        from overforing.saksgang.mottak.fakta import dag

        t, borte_til, sted = self._t, k.bruker.borte_til, k.bruker.stedfortreder
        borte = k.bruker.er_borte(self._u.i_dag())
        linjer = [f"△ {t('ui_kolleger.borte', dato=dag(borte_til))}"] if borte and borte_til else []
        if sted:
            sluttet = any(en.login == k.stedfortreder and en.sluttet for en in kollegiet.alle)
            nokkel = "stedfortreder_sluttet" if sluttet else "har_stedfortreder"
            linjer.append(t(f"ui_kolleger.{nokkel}", navn=sted))
        if linjer and k.sagt is not None:
            linjer.append(t("ui_kolleger.sagt", navn=k.sagt_av, dato=dag(k.sagt.astimezone().date())))
        return " ".join(linjer)

    def _lagre(self, login: str, del_: Fravaersdel, til: date | None, sted: str) -> None:
        def sett() -> Kollegiet | None:
            self._kontor.ledelse.sett_fravaer(login, til, sted)
            return self._kontor.ledelse.kollegiet()

        def lagret(kollegiet: Kollegiet | None) -> None:
            del_.fort()
            self._vis(kollegiet)
            self._si(f"✓ {self._t('ui_kolleger.lagret')}")

        def feilet(feil: Exception) -> None:
            if not isinstance(feil, OverforingFeil):
                raise feil
            del_.vis_feil(self._u.ord.feil(feil))

        self._mottak().arbeid.gjor("fravær", sett, lagret, feilet)

    def _kopier_linjene(self) -> None:
        linjer = (self._t(f"ui_kolleger.it_{hva}") for hva in _FOR_IT)
        QGuiApplication.clipboard().setText("\n\n".join(linjer))
        self._si(f"✓ {self._t('ui_kolleger.kopiert')}")

    def _gikk_ikke(self, feil: Exception) -> None:
        if not isinstance(feil, OverforingFeil):
            raise feil
        self._vis_kortet(True)
        self._si(feil=f"△ {self._u.ord.feil(feil)}")

    def _si(self, svar: str = "", feil: str = "") -> None:
        for etikett, tekst in ((self._svar, svar), (self._feil, feil)):
            etikett.vis_tekst(tekst)
            etikett.setVisible(bool(tekst))
        meld(self, feil or svar, viktig=bool(feil))
