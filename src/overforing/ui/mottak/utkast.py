"""Det som er skrevet i skjemaene og ikke ført: lagret av seg selv i loggens utkast, litt etter at det er skrevet."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from overforing.feil import OverforingFeil
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.klosser import Bred, utsatt
from overforing.ui.deler.ordene import Ord

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Halvskrevet
    from overforing.saksgang.mottak.kontor import Mottakskontor

_VENT_MS = 1000


class Utkastlagring(QObject):
    """``arbeid`` er tråden som eier loggen. ``status`` gis stedet, hva som er å si om det som er skrevet der, og
    hvorfor når det ikke lot seg lagre.

    Et sted er et journalnummer, eller tomt for en forespørsel som ikke er ført ennå. Til noe er lagret, og om det ikke
    går, står det her.
    """

    status = Signal(str, str, str)

    def __init__(self, kontor: Mottakskontor, arbeid: Arbeid, ord_: Ord) -> None:
        super().__init__(arbeid)
        self._kontor, self._arbeid, self._ord = kontor, arbeid, ord_
        self._lagret: dict[str, dict[str, Mapping[str, str]]] = {}
        self.venter: dict[str, dict[str, Mapping[str, str]]] = {}
        self._klokke = utsatt(self, _VENT_MS, self.lagre)

    def kjent(self, sted: str, i_loggen: Halvskrevet) -> Halvskrevet:
        """Det som var skrevet. Det som ikke er lagret ennå, går foran det som står i loggen."""
        self._lagret[sted] = dict(i_loggen)
        return {**i_loggen, **self.venter.get(sted, {})}

    def skrevet(self, sted: str, skjemaer: Halvskrevet) -> None:
        """Skjemaene slik de står nå."""
        lagret = self._lagret.get(sted, {})
        nye = {navn: felt for navn, felt in skjemaer.items() if dict(felt) != dict(lagret.get(navn, {}))}
        self.venter.pop(sted, None)
        if nye:
            self.venter[sted] = nye
            self._klokke.start()

    def ta_over(self, ulagret: Mapping[str, Halvskrevet]) -> None:
        """Det et annet vindu ikke fikk lagret."""
        self.venter.update({sted: dict(skjemaer) for sted, skjemaer in ulagret.items()})

    def er_fort(self, sted: str) -> None:
        """Det som var skrevet, er ført, og borte fra loggens utkast."""
        self._lagret.pop(sted, None)
        self.venter.pop(sted, None)

    def lagre(self) -> None:
        """Lagre nå."""
        self._klokke.stop()
        for sted, venter in self.venter.items():
            nye = dict(venter)
            self._arbeid.gjor(
                f"skjema {sted}",
                partial(self._kontor.ta_vare, sted, nye),
                partial(self._er_lagret, sted, nye),
                partial(self._gikk_ikke, sted),
            )

    def stans(self) -> None:
        """Vinduet lukkes: lagre ikke av seg selv lenger. Det som ikke er lagret, tar ``lagre_resten``."""
        self._klokke.stop()

    def lagre_resten(self) -> None:
        """Det som ikke er lagret ennå. På arbeidstråden, når vinduet lukkes."""
        for sted, nye in tuple(self.venter.items()):
            with contextlib.suppress(OverforingFeil):
                self._kontor.ta_vare(sted, nye)

    def _er_lagret(self, sted: str, nye: Halvskrevet, stanset: frozenset[str]) -> None:
        lagret, venter = self._lagret.setdefault(sted, {}), self.venter.get(sted, {})
        for navn, felt in nye.items():
            if navn not in stanset:
                lagret[navn] = felt
                if venter.get(navn) == felt:
                    del venter[navn]
        if not venter:
            self.venter.pop(sted, None)
        if stanset:
            self.status.emit(sted, f"△ {self._ord.fra('ui_mottak.utkast.fodselsnummer')}", "")
        elif any(lagret.values()):
            klokka = f"{datetime.now().astimezone():%H.%M}"
            self.status.emit(sted, self._ord.fra("ui_mottak.utkast.lagret", klokka=klokka), "")
        else:
            self.status.emit(sted, "", "")

    def _gikk_ikke(self, sted: str, feil: Exception) -> None:
        if not isinstance(feil, OverforingFeil):
            raise feil
        self.status.emit(sted, f"△ {self._ord.fra('ui_mottak.utkast.ikke_lagret')}", self._ord.feil(feil))


class Utkastlinje(Bred):
    """Hva som er å si om det som er skrevet. Grunnen til at det ikke er lagret, sies ikke når den alt er sagt: det som
    er i veien for utkastet, er i veien for det en prøvde å føre.
    """

    def __init__(self) -> None:
        super().__init__("", "dempet")
        self._tekst = self._hvorfor = self._sagt = ""
        self.hide()

    def vis(self, tekst: str, hvorfor: str = "") -> None:
        self._tekst, self._hvorfor = tekst, hvorfor
        self.er_sagt(self._sagt)

    def er_sagt(self, feil: str) -> None:
        """``feil`` står der en prøvde å føre noe; tom når ingenting gjør det."""
        self._sagt = feil
        self.vis_tekst(self._tekst if self._hvorfor == feil else f"{self._tekst} {self._hvorfor}".rstrip())
