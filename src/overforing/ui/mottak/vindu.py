"""Statsforvalterens sider satt sammen. Alt som rører loggen, gjøres på én arbeidstråd, som eier den."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from overforing.feil import OverforingFeil
from overforing.hinder import Hindret
from overforing.mottak.utvalg import Ko, Side, Sted
from overforing.saksgang.tilstand import Valg
from overforing.tekster.geografi import Geografi
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .innlesing import Innlesingskort
from .side import Mottakside

if TYPE_CHECKING:
    from datetime import date

    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.kvittering import Dokumentpost
    from overforing.sak.modell import Dokument
    from overforing.saksgang.mottak.bilde import Foresporselsbilde
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.svar import Svarvalg
    from overforing.ui.vindu.hovedvindu import Hovedvindu

    from .deler import Handlingsdel
    from .handling import Halvskrevet


class Mottaksvindu(QObject):
    """Sidene lages første gang de vises. ``mappe`` er den brevene sist ble lagret i."""

    def __init__(
        self,
        vindu: Hovedvindu,
        kontor: Mottakskontor,
        ord_: Ord,
        geografi: Geografi,
        tema: Tema,
        mappe: Callable[[], str],
    ) -> None:
        super().__init__(vindu)
        self._mappe = mappe
        self._vindu, self.kontor, self._ord, self._tema = vindu, kontor, ord_, tema
        self._t = ord_.fra
        self.arbeid = Arbeid(self)
        self._kommuner = kommunevalg(geografi, vindu.i_dag())
        self.innlesing = Innlesingskort(kontor, self.arbeid, ord_, tema)
        self.side = Mottakside(tema, ord_, self._kommuner, self.innlesing, lambda: kontor.i_dag)
        self.innlesing.endret.connect(self.hent)
        self.innlesing.apne.connect(self.apne)
        self.side.les_inn.connect(self.velg_filer)
        self.side.manuelt.connect(self.manuelt)
        self.side.apne.connect(self.apne)
        self.side.hent.connect(self.hent)
        self.side.modell.trenger.connect(self._hent_mer)
        vindu.sider.addWidget(self.side)
        self._sier_fra = False
        self._halvskrevet: Halvskrevet = {}
        self.saken: Any = None
        self.brevet: Any = None
        self._utganger: Any = None
        self._manuell: Any = None
        self._tall: Any = None

    # Sidene

    def vis(self, navn: str) -> None:
        """«mottak» eller «statistikk»."""
        if navn == "statistikk":
            side = self._tallsiden()
            self._vindu.sider.setCurrentWidget(side)
            side.be_om()
            return
        self._vindu.sider.setCurrentWidget(self.side)
        self.hent()
        self.side.fokuser()

    def sokefelt(self, side: QWidget) -> Any:
        return self.side.sokefelt if side is self.side else None

    def har(self, side: QWidget) -> bool:
        return side in (self.side, self.saken, self.brevet, self._manuell, self._tall)

    def escape(self) -> bool:
        na = self._vindu.sider.currentWidget()
        if na is not None and na is self.brevet:
            self._til_saken()
            return True
        if na is None or na not in (self.saken, self._manuell):
            return False
        self.vis("mottak")
        return True

    def apne_pa_nytt(self) -> None:
        """Navnet eller embetet er et annet: åpne loggen på nytt neste gang den trengs."""
        if not self.innlesing.pagar:
            self._gjor("åpne", self.kontor.lukk, lambda _: None)

    def gi_fra_seg(self) -> Halvskrevet:
        """Det som er skrevet i skjemaene og ikke ført, så et annet vindu kan ta over."""
        if self.saken is not None:
            self.saken.handlinger.ta_vare()
        return self._halvskrevet

    def ta_over(self, halvskrevet: Halvskrevet) -> None:
        """Før noen forespørsel er vist."""
        self._halvskrevet.update(halvskrevet)

    def lukk(self) -> None:
        self.innlesing.stans()
        if self.brevet is not None:
            self.brevet.om.send()
        self.arbeid.avslutt(sist=self._sist)

    def _sist(self) -> None:
        """På arbeidstråden."""
        if self.brevet is not None:
            self.brevet.lagre_resten()
        self.kontor.lukk()

    # Lista

    def hent(self) -> None:
        """Hent køene og den første siden på nytt."""
        utvalg = self.side.utvalg
        self._gjor("liste", lambda: (self.kontor.side(utvalg), self.kontor.koer()), lambda svar: self._vis_liste(*svar))

    def _vis_liste(self, side: Side, antall: dict[Ko, int]) -> None:
        if side.rader:
            # Den første forespørselen skal åpne like fort som den neste.
            QTimer.singleShot(0, self, self._sakssiden)
        var_tom = not self.side.modell.rader
        self.side.vis(side)
        if var_tom and side.rader and self.side.lesknapp.hasFocus() and not self.innlesing.pagar:
            self.side.tabell.setFocus()
        self.side.vis_koer(antall)

    def _hent_mer(self, etter: Sted) -> None:
        utvalg = self.side.utvalg
        self._gjor(
            "mer",
            lambda: self.kontor.side(utvalg, etter),
            lambda side: self.side.modell.legg_til(side, etter),
        )

    # Inn

    def velg_filer(self) -> None:
        tittel, typer = self._t("ui_mottak.velg_filer"), self._t("ui_mottak.filtyper")
        self.ta_imot(self._vindu.dialoger.apne_filer(self._vindu, tittel, typer))

    def ta_imot(self, filer: Sequence[Path]) -> None:
        """Les inn filene, og vis lista mens det leses."""
        if not filer:
            return
        self._vindu.vis_side("mottak")
        self.innlesing.les(filer)

    def manuelt(self) -> None:
        """Skjemaet for en forespørsel på papir."""
        if self._manuell is None:
            from .manuell import Manuellside

            self._manuell = Manuellside(self._tema, self._ord, self._kommuner, self._ord.advarsel)
            self._manuell.tilbake.connect(lambda: self.vis("mottak"))
            self._manuell.registrer.connect(self._registrer)
            self._vindu.sider.addWidget(self._manuell)
        self._vindu.sider.setCurrentWidget(self._manuell)
        self._manuell.tom(self.kontor.i_dag)

    def _registrer(self, felt: dict[str, object], mottatt: date) -> None:
        def fort(f: Foresporsel) -> None:
            self.apne(f.aar, f.nr)
            meld(self._vindu, self._t("ui_mottak.manuell.fort", journalnummer=f.journalnummer))

        self.arbeid.gjor(
            "registrer",
            lambda: self.kontor.registrer_manuelt(felt, mottatt),
            fort,
            lambda feil: self._sag(feil, self._manuell.vis_feil),
        )

    # En forespørsel

    def apne(self, aar: int, nr: int) -> None:
        fra = self._vindu.sider.currentWidget()

        def vis(bilde: Foresporselsbilde) -> None:
            if self._vindu.sider.currentWidget() in (fra, self.side):  # ellers har brukeren gått et annet sted imens
                self._vis_saken(bilde)

        self._gjor("vis", lambda: self.kontor.vis(aar, nr), vis)

    def _sakssiden(self) -> Any:
        if self.saken is None:
            from .foresporselside import Foresporselside

            advarsel = self._ord.advarsel
            self.saken = Foresporselside(self._tema, self._ord, self.utfor, self._kommuner, advarsel, self.skriv)
            self.saken.tilbake.connect(lambda: self.vis("mottak"))
            self.saken.handlinger.halvskrevet = self._halvskrevet
            self.saken.dokument.connect(self._lagre_dokument)
            self.saken.pakk.connect(self._pakk)
            self._vindu.sider.addWidget(self.saken)
        return self.saken

    def _vis_saken(self, bilde: Foresporselsbilde) -> None:
        side = self._sakssiden()
        for_ = side.bilde
        side.vis(bilde, self.kontor.i_dag)
        self._vindu.sider.setCurrentWidget(side)
        if for_ is None or for_.f.journalnummer != bilde.f.journalnummer:
            side.fokuser()
        # Det første brevet skal åpne like fort som det neste.
        QTimer.singleShot(0, self, self._brevsiden)

    def utfor(self, hva: Callable[[Mottakskontor], Foresporselsbilde], del_: Handlingsdel | None) -> None:
        """Gjør noe med forespørselen, og vis den på nytt. ``del_`` tømmes når det gikk, og får ellers feilen."""
        f = self.saken.bilde.f

        def fort(bilde: Foresporselsbilde) -> None:
            if del_ is not None:
                del_.fort()
            self.saken.vis(bilde, self.kontor.i_dag)
            self.saken.handlinger.si(self._t("ui_mottak.gjor.fort", hva=bilde.historikk[0].hva))

        def feilet(feil: Exception) -> None:
            self._sag(feil, del_.vis_feil if del_ else self._feilmelding)
            # Har en annen ført noe imens, er det dette som nå gjelder. Det skrevne blir stående.
            if not isinstance(feil, Hindret):
                self._gjor("vis", lambda: self.kontor.vis(f.aar, f.nr), self._vis_saken)

        self.arbeid.gjor("gjør", lambda: hva(self.kontor), fort, feilet)

    def _lagre_dokument(self, post: Dokumentpost) -> None:
        dialoger, t = self._vindu.dialoger, self._t
        forslag = f"{t('ui_mottak.dokument.filnavn', nummer=str(post.post))}.{post.format}"
        type_ = t("ui_mottak.dokument.filtype", format=post.format)
        sti = dialoger.lagre_fil(self._vindu, t("ui_mottak.dokument.lagre"), forslag, type_)
        if sti is None:
            return

        def lagret(fil: Path) -> None:
            meld(self._vindu, t("ui_mottak.dokument.lagret"))
            dialoger.vis_fil(fil)

        self._gjor("fil", lambda: self.kontor.lagre_dokument(post, sti), lagret, "ui_mottak.dokument.ikke_lagret")

    def _pakk(self, post: Dokumentpost) -> None:
        """Pakken til arkivet for et brev som har gått ut."""
        from overforing.ui.brev.brevut import Utganger

        from .brevside import pakk_svaret

        if self._utganger is None:
            self._utganger = Utganger(self._vindu, self._t, self._vindu.dialoger, self.arbeid)
            self._utganger.sagt.connect(self.saken.si)
        pakk_svaret(self._utganger, self.kontor, self.saken.bilde.f, post, self._mappe, self._husk_mappe)

    # Brevet

    def skriv(self, valg: Svarvalg) -> None:
        """Brevet som hører til et svar på forespørselen som vises."""
        self._brevsiden().vis(self.saken.bilde.f, valg)
        self._vindu.sider.setCurrentWidget(self.brevet)
        self.brevet.fokuser()

    def _brevsiden(self) -> Any:
        if self.brevet is None:
            from .brevside import Mottaksbrevside

            self.brevet = Mottaksbrevside(
                self.kontor,
                self.arbeid,
                self._ord,
                self._tema,
                self._vindu.dialoger,
                mappe=self._mappe,
                husk_mappe=self._husk_mappe,
            )
            self.brevet.tilbake.connect(self._til_saken)
            self.brevet.fort.connect(self._brevet_fort)
            self._vindu.sider.addWidget(self.brevet)
        return self.brevet

    def _husk_mappe(self, mappe: str) -> None:
        self._vindu.husk(mappe=mappe)

    def _til_saken(self) -> None:
        """Tilbake til skjemaet en kom fra."""
        self._vindu.sider.setCurrentWidget(self.saken)
        felt = self.saken.focusWidget()
        if felt is not None and felt.isVisible():
            felt.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saken.fokuser()

    def _brevet_fort(self, dokument: Dokument, bilde: Foresporselsbilde) -> None:
        self.saken.handlinger.brevet_fort(dokument)
        self.saken.vis(bilde, self.kontor.i_dag)

    # Tallene

    def _tallsiden(self) -> Any:
        if self._tall is None:
            from .tall import Tallside

            self._tall = Tallside(self._tema, self._ord, self.kontor.i_dag)
            self._tall.hent.connect(self._hent_tall)
            self._tall.eksporter.connect(self._eksporter)
            self._vindu.sider.addWidget(self._tall)
        return self._tall

    def _hent_tall(self, fra: date, til: date) -> None:
        self._gjor("tall", lambda: self.kontor.tall(fra, til), self._tall.vis)

    def _eksporter(self, hva: str, fra: date, til: date) -> None:
        t = self._t
        tittel = t(f"ui_mottak.eksport.{hva}").removesuffix(" …")
        navn, type_ = t(f"ui_mottak.eksport.navn_{hva}"), t(f"ui_mottak.eksport.type_{hva}")
        sti = self._vindu.dialoger.lagre_fil(self._vindu, tittel, navn, type_)
        if sti is None:
            return
        self._gjor(
            "eksport",
            lambda: self.kontor.eksporter(hva, fra, til, sti),
            lambda fil: self._tall.si(t("ui_mottak.tall.lagret", fil=sti.name)),
            "ui_mottak.tall.ikke_lagret",
        )

    # Feil

    def _gjor(
        self,
        navn: str,
        hva: Callable[[], Any],
        ferdig: Callable[[Any], None],
        tittel: str = "ui_mottak.feil",
    ) -> None:
        """Gjør noe på arbeidstråden. Går det ikke, sies det, og brukeren kan prøve igjen."""

        def feilet(feil: Exception) -> None:
            if isinstance(feil, OverforingFeil) and self._sier_fra:
                return  # det samme er i veien for begge, og ett vindu om gangen er nok
            self._sier_fra = True
            try:
                igjen = self._vindu.dialoger.gikk_ikke(self._vindu, self._t(tittel), feil)
            finally:
                self._sier_fra = False
            if igjen:
                self._gjor(navn, hva, ferdig, tittel)

        self.arbeid.gjor(navn, hva, ferdig, feilet)

    def _feilmelding(self, tekst: str) -> None:
        self._vindu.dialoger.feil(self._vindu, self._t("ui_mottak.feil"), tekst)

    def _sag(self, feil: Exception, vis: Callable[[str], object]) -> None:
        """Si det som kan sies. En feil i programmet går videre til programmets egen feilmelding."""
        if not isinstance(feil, OverforingFeil):
            raise feil
        vis(self._ord.feil(feil))


def kommunevalg(geografi: Geografi, i_dag: date) -> tuple[Valg, ...]:
    """Kommunene som finnes i dag, i norsk alfabetisk rekkefølge."""
    return tuple(Valg(k.nummer, k.navn, k.norsk_alias) for k in geografi.kommunene(i_dag))
