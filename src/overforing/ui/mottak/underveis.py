"""Skjemaene for brevene før avgjørelsen: etterlysningen og det foreløpige svaret."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from overforing.mottak.hendelser import Handling
from overforing.sak.modell import Dokument
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.svar import Svarvalg
from overforing.ui.deler.klosser import Spalte
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde


class _Brevdel(Handlingsdel):
    """Et skjema med brev. ``hast`` er hvorfor det ikke kan vente, for en som selv er inhabil."""

    def hastefelt(self) -> Linjefelt:
        self._hasteplass = self.rom.ny(Spalte(self._tema.px(4)))
        return self.linje("hast", self._t("ui_mottak.gjor.hast"), self._hasteplass.rom)

    def vis(self, bilde: Foresporselsbilde) -> None:
        self._hasteplass.setVisible(bilde.ma_haste)


class Etterlysningsdel(_Brevdel):
    """``brev`` gis brevet som skal skrives; ``lagre`` hva som mangler, fristen for å svare, og hvorfor det haster."""

    def __init__(
        self,
        tema: Tema,
        ord_: Ord,
        brev: Callable[[Svarvalg], object],
        lagre: Callable[[str, date | None, str], object],
    ) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.gjor.etterlys_tittel"), tema, ord_)
        self.forklar(t("ui_mottak.gjor.etterlys_hjelp"))
        self.hva = self.flate("hva", t("ui_mottak.gjor.etterlys"), 4)
        frist = self.dato("svarfrist", t("ui_mottak.gjor.svarfrist"))
        hast = self.hastefelt()

        def svarfrist() -> date | None:
            return innlesing.dato(frist.text()) if frist.text().strip() else None

        def skriv() -> None:
            tekst = self.hva.toPlainText()
            # Er sjekklisten som den var, blir punktene i brevet spørsmål på brevets målform.
            etterlyst = tekst if "hva" in self.skrevet() else ""
            brev(
                Svarvalg(
                    Dokument.ETTERLYSNING, tekst=tekst, etterlyst=etterlyst, svarfrist=svarfrist(), hast=hast.text()
                )
            )

        self.gjor(t("ui_mottak.gjor.brev"), skriv, "hoved")
        self.gjor(t("ui_mottak.gjor.etterlys_lagre"), lambda: lagre(self.hva.toPlainText(), svarfrist(), hast.text()))

    def vis(self, bilde: Foresporselsbilde) -> None:
        super().vis(bilde)
        self.foresla(hva="\n".join(f"– {punkt}" for punkt in bilde.sjekkliste))
        self.setVisible(Handling.ETTERLYST in bilde.kan)


class Forelopigdel(_Brevdel):
    """``brev`` gis brevet som skal skrives; ``lagre`` merknaden, og hvorfor det haster."""

    def __init__(
        self, tema: Tema, ord_: Ord, brev: Callable[[Svarvalg], object], lagre: Callable[[str, str], object]
    ) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.gjor.forelopig_tittel"), tema, ord_)
        self._hjelp = self.forklar("")
        merknad = self.linje("merknad", t("ui_mottak.gjor.forelopig"))
        hast = self.hastefelt()

        def skriv() -> None:
            brev(Svarvalg(Dokument.FORELOPIG_SVAR, tekst=merknad.text(), hast=hast.text()))

        self.gjor(t("ui_mottak.gjor.brev"), skriv, "hoved")
        self.gjor(t("ui_mottak.gjor.forelopig_lagre"), lambda: lagre(merknad.text(), hast.text()))

    def vis(self, bilde: Foresporselsbilde) -> None:
        super().vis(bilde)
        soker = self._t("ui_mottak.gjor.forelopig_soker", hjemmel=bilde.forelopig_hjemmel)
        hjelp = self._t("ui_mottak.gjor.forelopig_hjelp")
        self._hjelp.vis_tekst(f"{hjelp} {soker}" if bilde.forelopig_hjemmel else hjelp)
        self.setVisible(Handling.FORELOPIG_SVAR in bilde.kan)
