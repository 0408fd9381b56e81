"""Dokumentene på en forespørsel ved siden av det som er kjent: sidene slik de er, eller teksten linje for linje.

Filene kommer utenfra. De hentes på tråden som eier loggen, leses i leserens egen prosess, og vises som bilder og ord.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from overforing.feil import OverforingFeil
from overforing.mottak.kvittering import Dokumentpost
from overforing.saksgang.mottak.bilde import siste_brev
from overforing.ui.brev.sidevisning import BREDDE, PROSENT, SIDE, Sidevisning
from overforing.ui.brev.velger import Velger
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Klar, knapp, stabel
from overforing.ui.deler.lesetekst import Lesetekst
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fanestabel, Fritekst, Valgrad

if TYPE_CHECKING:
    from overforing.saksgang.mottak.brevvisning import Brevvisning
    from overforing.saksgang.mottak.kontor import Mottakskontor

_FANER = ("sider", "tekst")
_STIL = "h2 { font-size: medium; margin-top: 12px; margin-bottom: 4px; } p { margin-top: 0; margin-bottom: 6px; }"


class Brevrute(Klar):
    """``arbeid`` er tråden som eier loggen. ``apne`` gis dokumentet som skal lagres og åpnes i et annet program."""

    apne = Signal(object)

    def __init__(self, tema: Tema, ord_: Ord, kontor: Mottakskontor, arbeid: Arbeid) -> None:
        super().__init__()
        self._t, self._ord, self._kontor, self._arbeid = ord_.fra, ord_, kontor, arbeid
        # En fil kan bruke tiden den har, uten at det en gjør med forespørselen, venter.
        self.leser = Arbeid(self)
        self._dokumenter: tuple[tuple[Dokumentpost, str], ...] = ()
        self._inni: dict[int, tuple[str, ...]] = {}
        self._eier = ""
        self._data: tuple[str, bytes] = ("", b"")
        self._hentet: tuple[object, ...] = ()
        self._ordene = ""
        self._fane, self._uten_sider, self._sies = "sider", False, False
        t, px = self._t, tema.px
        self.velger = Velger(t("ui_foresporsel.brev.hvilket"))
        self.velger.endret.connect(lambda _: self._velg())
        self.faner = Valgrad(t("ui_foresporsel.brev.fane"), faner=True)
        self.faner.fyll([(navn, t(f"ui_foresporsel.brev.{navn}")) for navn in _FANER])
        self.faner.valgt.connect(self._velg_fane)
        self.storrelse = Velger(t("ui_brev.storrelse.navn"))
        tilpass = [(navn, t(f"ui_brev.storrelse.{navn}")) for navn in (BREDDE, SIDE)]
        self.storrelse.fyll([*tilpass, *((p, t("ui_brev.storrelse.prosent", antall=p)) for p in PROSENT)], len(tilpass))
        self.sider = Sidevisning(t)
        self.storrelse.velg(self.sider.storrelse)
        self.storrelse.endret.connect(self.sider.velg_storrelse)
        self.sider.bredde_endret.connect(self._be_om)
        self.tekst = Lesetekst(t("ui_foresporsel.brev.tekst_navn"))
        self.tekst.setObjectName("brevtekst")
        self.tekst.setTabChangesFocus(True)
        self.tekst.setOpenLinks(False)
        self.tekst.document().setDefaultStyleSheet(_STIL)
        self._bunke = Fanestabel(px(160))
        for widget in (self.sider, self.tekst):
            self._bunke.addWidget(widget)
        apne = knapp(t("ui_foresporsel.brev.apne"), self._apne, "lenke_liten", "knapp")
        self._merknader = Fritekst(rolle="dempet")
        rom = stabel(self, px(6))
        rom.addWidget(self.velger)
        rom.addWidget(Rad(px(10), self.faner, self.storrelse, apne))
        rom.addWidget(self._merknader)
        rom.addWidget(self._bunke, 1)
        rom.addStretch(0)

    def vis(self, eier: str, dokumenter: Sequence[tuple[Dokumentpost, str]]) -> None:
        """Dokumentene på forespørselen ``eier``. Er det den samme som før, vises det dokumentet som var valgt."""
        self._dokumenter = tuple((post, tekst) for post, tekst in dokumenter if post.har_fil)
        valgt = self._valgt
        if eier != self._eier or valgt is None:
            self._eier, self._inni = eier, {}
            forste = _forste(tuple(post for post, _ in self._dokumenter))
            self._fyll(forste)
        else:
            self._fyll(valgt[0], valgt[1])
        self._be_om()

    def vis_dokument(self, post: Dokumentpost) -> None:
        self._fyll(post)
        self._be_om()

    def avslutt(self) -> None:
        """Vinduet lukkes: ingen venter på filen som leses."""
        if self.leser.pagar:
            self._kontor.innlesing.stans()
        self.leser.avslutt()

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self._be_om()

    # Velge

    @property
    def _valgt(self) -> tuple[Dokumentpost, int] | None:
        """Dokumentet som er valgt, og nummeret på filen i det; -1 er dokumentet selv."""
        post, _, nr = self.velger.verdi.partition("/")
        funnet = next((d for d, _ in self._dokumenter if str(d.post) == post), None)
        return (funnet, int(nr)) if funnet is not None else None

    def _fyll(self, post: Dokumentpost | None, nr: int = -1) -> None:
        valg: list[tuple[str, str]] = []
        for d, tekst in self._dokumenter:
            valg.append((f"{d.post}/-1", tekst))
            for plass, navn in enumerate(self._inni.get(d.post, ())):
                ord_ = self._t("ui_foresporsel.brev.fil_inni", post=str(d.post), navn=navn)
                valg.append((f"{d.post}/{plass}", ord_))
        self.velger.fyll(valg)
        self.velger.velg(f"{post.post}/{nr}" if post is not None else "")

    def _velg(self) -> None:
        """Brukeren har valgt et annet: det sies når det er kommet."""
        self._sies = True
        self._be_om()

    def _si_fra(self, tekst: str) -> None:
        if self._sies:
            self._sies = False
            meld(self, tekst)

    def _apne(self) -> None:
        if (valgt := self._valgt) is not None:
            self.apne.emit(valgt[0])

    # Vise

    def _be_om(self) -> None:
        """Hent dokumentet når det synes, og lag sidene på nytt når de får en annen bredde."""
        valgt, bredde = self._valgt, self.sider.pikselbredde
        grunnlag = (self._eier, self.velger.verdi, bredde)
        if valgt is None or not self.isVisible() or grunnlag == self._hentet:
            return
        annet = grunnlag[:2] != self._hentet[:2]
        self._hentet = grunnlag
        self._uten_sider = self._uten_sider and not annet
        post, nr = valgt
        if annet:
            self._si(self._t("ui_foresporsel.brev.vent"))
        elif self._uten_sider:
            return  # det er ingen bilder å lage skarpere

        def lest(data: bytes) -> None:
            self._data = (post.sha256, data)
            self.leser.gjor(
                "vis",
                lambda: self._kontor.vis_fil(post, data, bredde, nr),
                lambda visning: self._vis(visning, post, grunnlag),
                lambda feil: self._gikk_ikke(feil, grunnlag),
            )

        if self._data[0] == post.sha256:
            lest(self._data[1])
        else:
            self._arbeid.gjor(
                "dokument", lambda: self._kontor.fil(post), lest, lambda feil: self._gikk_ikke(feil, grunnlag)
            )

    def _vis(self, visning: Brevvisning, post: Dokumentpost, grunnlag: tuple[object, ...]) -> None:
        if grunnlag != self._hentet:
            return  # noe annet er bedt om imens
        self._uten_sider = not visning.sider
        if not visning.sider and not visning.linjer:
            self._si(" ".join(visning.merknader))
            self._ta_med_filene(visning, post)
            self._si_fra(" ".join(visning.merknader))
            return
        navn = "ui_brev.side" if visning.linjer else "ui_foresporsel.brev.side"
        self.sider.vis(visning.sider, navn=navn, numre=visning.numre)
        biter = (f"<h2>{escape(ord_)}</h2>" if niva else f"<p>{escape(ord_)}</p>" for niva, ord_ in visning.linjer)
        if (ordene := "".join(biter)) != self._ordene:  # ellers mistet en stedet en leste
            self._ordene = ordene
            self.tekst.setHtml(ordene)
        self._merknader.vis_tekst(" ".join(visning.merknader))
        self._ta_med_filene(visning, post)
        self._vis_fanene(bool(visning.sider), bool(visning.linjer))
        self._si_fra(" ".join((self._t("ui_foresporsel.brev.vist"), *visning.merknader)))

    def _ta_med_filene(self, visning: Brevvisning, post: Dokumentpost) -> None:
        """Filene i dokumentet kan velges i lista, etter det."""
        if visning.inni:
            self._inni[post.post] = visning.inni
            valgt = self._valgt
            self._fyll(post, valgt[1] if valgt else -1)

    def _si(self, tekst: str) -> None:
        """En setning i stedet for dokumentet."""
        self.sider.si(tekst)
        self.tekst.clear()
        self._ordene = ""
        self._merknader.vis_tekst("")
        self._vis_fanene(True, False)
        self.storrelse.hide()

    def _gikk_ikke(self, feil: Exception, grunnlag: tuple[object, ...]) -> None:
        if not isinstance(feil, OverforingFeil):
            raise feil
        if grunnlag == self._hentet:
            self._uten_sider = True
            tekst = self._t("ui_foresporsel.brev.kan_ikke", grunn=self._ord.feil(feil))
            self._si(tekst)
            self._si_fra(tekst)

    def _velg_fane(self, fane: str) -> None:
        self._fane = fane
        self._vis_fanene(True, True)

    def _vis_fanene(self, sider: bool, tekst: bool) -> None:
        """Fanene når det er noe på begge; ellers det som er noe."""
        fane = self._fane if sider and tekst else "sider" if sider else "tekst"
        self.faner.velg(fane)
        self.faner.setVisible(sider and tekst)
        self.storrelse.setVisible(fane == "sider")
        self._bunke.setCurrentIndex(_FANER.index(fane))


def _forste(dokumenter: tuple[Dokumentpost, ...]) -> Dokumentpost | None:
    """Det siste brevet herfra kommunen har sendt; ellers det første som kom, og ellers det siste som gikk ut."""
    inn = [d for d in dokumenter if d.retning == "inn"]
    return siste_brev(dokumenter) or next(iter(inn), None) or next(reversed(dokumenter), None)
