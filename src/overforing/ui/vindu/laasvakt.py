"""Låsen i vinduet: nøkkelen hentes når det første bildet er tegnet, og det brukeren må ta stilling til, står øverst."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from overforing.feil import OverforingFeil
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme

if TYPE_CHECKING:
    from overforing.ui.deler.arbeid import Arbeid
    from overforing.ui.innstillinger.laasport import Laasen

    from .arbeidssted import Arbeidssted
    from .kopivakt import Kopivakt

_NAVN = "laas"


class Laasvakt(QObject):
    """``laasen`` er ``None`` når programmet ikke har noen. Ingenting gjøres før ``begynn``.

    ``hent`` henter det som vises der en arbeider, på nytt.
    """

    def __init__(
        self, ramme: Ramme, laasen: Laasen | None, sted: Arbeidssted, varsler: Kopivakt, hent: Callable[[], object]
    ) -> None:
        super().__init__(ramme)
        self._ramme, self.laasen, self._sted, self._varsler, self._hent = ramme, laasen, sted, varsler, hent
        self._u, self._t = ramme.utstyr, ramme.utstyr.ord.fra
        self._sporsmal = ""
        self._embete = ""
        sted.skiftet.connect(self._skiftet)

    def begynn(self, arbeid: Arbeid, ferdig: Callable[[], object], *, forst: bool) -> None:
        """Hent nøkkelen ved siden av, og kall så ``ferdig``. Bare det første vinduet spør om det som må til for å komme
        inn; det andre står øverst.
        """
        laasen = self.laasen
        if laasen is None:
            ferdig()
            return

        def klart(sporsmal: str) -> None:
            self._sporsmal, self._embete = sporsmal, self._sted.embete
            if forst and sporsmal == "opplasing":
                self._las_opp()
            elif forst and self._ma_svares:
                self._apne_arket()
            self._vis()
            ferdig()

        def feilet(feil: Exception) -> None:
            if not isinstance(feil, OverforingFeil):
                raise feil
            ferdig()  # det som er i veien, sies når registeret åpnes

        arbeid.gjor(_NAVN, laasen.klargjor, klart, feilet)

    @property
    def _ma_svares(self) -> bool:
        """Om loggen står stille til arket er bekreftet. På et kontor står det bare øverst: noen kan trenge hjelp nå."""
        return self._sporsmal == "arket" and bool(self._embete)

    def oppdater(self) -> None:
        """Noe er gjort med låsen: vis det som gjelder nå, og det den åpner for."""
        if self.laasen is None:
            return
        try:
            self._sporsmal = self.laasen.sporsmal()
        except OverforingFeil:
            return
        self._vis()
        self._hent()

    def _skiftet(self) -> None:
        """Den som begynner hos Statsforvalteren, skal bekrefte arket før loggen brukes."""
        var, self._embete = self._embete, self._sted.embete
        if self._sporsmal and var != self._embete:
            if self._ma_svares:
                self._apne_arket()
            self._vis()

    def _vis(self) -> None:
        t, hva = self._t, self._sporsmal
        for navn in (_NAVN, "tilbud"):
            self._varsler.ta_bort(navn)
        if not hva:
            return
        tekst = t("las.start.arket_logg" if self._ma_svares else f"las.start.{hva}")
        navn = hva if hva == "tilbud" else _NAVN
        self._varsler.vis(navn, t(f"las.start.{hva}_tittel"), tekst, tuple(self._knapper(hva)))

    def _knapper(self, hva: str) -> list[tuple[str, Callable[[], object]]]:
        t = self._t
        match hva:
            case "arket":
                return [(t("las.start.arket_vis"), self._vis_arket)]
            case "tilbud":
                return [(t("las.start.tilbud_pa"), self._vis_arket), (t("las.start.tilbud_nei"), self._si_nei)]
            case "kreves":
                return [(t("las.start.tilbud_pa"), self._vis_arket)]
            case "opplasing":
                return [(t("las.kort.las_opp"), self._las_opp_na)]
        return [(t("ui_innstillinger.tittel"), lambda: self._ramme.ga_til("innstillinger"))]

    def _vis_arket(self) -> None:
        if self._apne_arket():
            self._hent()

    def _apne_arket(self) -> bool:
        """Arket i et eget vindu. Svaret er om det ble bekreftet, og alt låst når det var det det gjaldt."""
        from overforing.ui.innstillinger.arkdialog import Arkdialog
        from overforing.ui.innstillinger.laasarbeid import Laasarbeid

        laasen = self.laasen
        assert laasen is not None
        arbeid = Laasarbeid(laasen, self._sted.slipp_loggen, self._u)
        hva = "arket_logg" if self._ma_svares else self._sporsmal
        try:
            dialog = Arkdialog(
                self._ramme.vindu, laasen, arbeid, self._u, self._t(f"las.start.{hva}"), ny=self._sporsmal != "arket"
            )
            gikk = bool(dialog.exec())
            self._sporsmal = laasen.sporsmal()
        except OverforingFeil as feil:
            self._u.dialoger.feil(self._ramme.vindu, self._t("las.kort.tittel"), self._u.ord.feil(feil))
            return False
        self._vis()
        if gikk:
            meld(self._ramme.vindu, self._t("las.kort.stemmer"))
        return gikk

    def _si_nei(self) -> None:
        laasen = self.laasen
        assert laasen is not None
        if self._u.dialoger.prov(self._ramme.vindu, self._t("las.kort.tittel"), laasen.si_nei):
            self._sporsmal = ""
            self._vis()

    def _las_opp(self) -> bool:
        from overforing.ui.innstillinger.opplasing import Opplasing

        laasen = self.laasen
        assert laasen is not None
        apnet = bool(Opplasing(laasen, self._u.ord, self._ramme.vindu).exec())
        if apnet:
            self._sporsmal = laasen.sporsmal()
        return apnet

    def _las_opp_na(self) -> None:
        if self._las_opp():
            self._vis()
            self._hent()
