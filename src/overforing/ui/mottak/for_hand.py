"""En forespørsel som føres for hånd: skjemaet med det som var skrevet i det, filene ved siden av, og føringen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme

from .loggarbeid import Loggarbeid
from .utkast import Utkastlagring

if TYPE_CHECKING:
    from datetime import date

    from overforing.mottak.foresporsel import Foresporsel
    from overforing.saksgang.mottak.bilde import Halvskrevet
    from overforing.saksgang.mottak.kontor import Mottakskontor

    from .manuell import Manuellside

_SKJEMA = "for_hand"


class ForHand:
    """``side`` lages første gang den vises. ``fort`` gis forespørselen når den er ført."""

    def __init__(
        self,
        ramme: Ramme,
        kontor: Mottakskontor,
        arbeid: Loggarbeid,
        utkast: Utkastlagring,
        kommuner: tuple[Valg, ...],
        velg_filer: Callable[[], list[Path]],
        fort: Callable[[Foresporsel], object],
        tilbake: Callable[[], object],
    ) -> None:
        self._ramme, self._u, self._t = ramme, ramme.utstyr, ramme.utstyr.ord.fra
        self._kontor, self._arbeid, self._utkast, self._kommuner = kontor, arbeid, utkast, kommuner
        self._velg_filer, self._fort, self._tilbake = velg_filer, fort, tilbake
        self.side: Manuellside | None = None

    def lag(self) -> Manuellside:
        from .manuell import Manuellside

        side = self.side = Manuellside(self._u.tema, self._u.ord, self._kommuner)
        side.tilbake.connect(lambda: self._tilbake())
        side.registrer.connect(lambda felt, mottatt, filer: self._registrer(side, felt, mottatt, filer))
        side.velg_filer.connect(lambda: side.legg_ved(self._velg_filer()))
        side.endret.connect(lambda: self._utkast.skrevet("", {_SKJEMA: side.skrevet()}))
        self._utkast.status.connect(lambda sted, *sagt: None if sted else side.vis_utkastet(*sagt))
        return side

    def vis(self) -> None:
        """Skjemaet, med det som var skrevet i det."""
        self._ramme.vis("manuell")
        side = self.side
        assert side is not None
        side.tom(self._kontor.i_dag)
        self._utkast.lagre()

        def vis(i_loggen: Halvskrevet) -> None:
            skrevet = self._utkast.kjent("", i_loggen).get(_SKJEMA, {})
            if skrevet and not side.skrevet():
                side.legg_inn(skrevet)
                side.vis_utkastet(self._t("ui_mottak.utkast.fortsetter"))

        self._arbeid.prov("for_hand", lambda: self._kontor.halvskrevet(""), vis)

    def _registrer(self, side: Manuellside, felt: dict[str, object], mottatt: date, filer: Sequence[Path]) -> None:
        self._utkast.lagre()

        def fort(f: Foresporsel) -> None:
            self._utkast.er_fort("")
            self._fort(f)
            meld(self._ramme.vindu, self._t("ui_mottak.manuell.fort", journalnummer=f.journalnummer))

        self._arbeid.gjor(
            "registrer",
            lambda: self._kontor.registrer_manuelt(felt, mottatt, filer),
            fort,
            lambda feil: self._arbeid.si(feil, side.vis_feil),
        )
