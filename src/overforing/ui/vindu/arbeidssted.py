"""Hvor en arbeider: på et kontor eller i et embete. Mottaket hentes inn først når det skal vises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent

from overforing.ui.deler.ramme import Ramme

from .skinne import PA_EMBETET, PA_KONTORET, Skinne

if TYPE_CHECKING:
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.loggsted import Loggsted
    from overforing.ui.innstillinger.kollegakort import Kollegakort
    from overforing.ui.innstillinger.mottaksvalg import Arbeidsstedkort, Hvorkort
    from overforing.ui.mottak.vindu import Etterlatt, Mottaksvindu

    from .startside import Startside


class Arbeidssted(QObject):
    """``kontor`` er loggen til vinduet, eller ``None`` når det ikke finnes noen."""

    skiftet = Signal()
    """Stedet, eller noe om det, kan være et annet."""
    svart = Signal()
    """Det er svart på hvor en arbeider."""

    def __init__(self, ramme: Ramme, skinne: Skinne, startside: Startside, kontor: Mottakskontor | None) -> None:
        super().__init__(ramme)
        self._ramme, self._skinne, self._startside, self._kontor = ramme, skinne, startside, kontor
        self._u = ramme.utstyr
        self._mottak: Mottaksvindu | None = None
        self._hvor: Hvorkort | None = None
        self._brukt: tuple[str, str] | None = None

    @property
    def embete(self) -> str:
        """Embetet en arbeider i, tomt på et kontor."""
        return self._u.innstillinger.verdier.embete if self._kontor is not None else ""

    @property
    def loggsted(self) -> Loggsted | None:
        """Valget av hvor loggen ligger, eller ``None`` når det ikke kan velges."""
        return self._kontor.loggsted if self._kontor is not None else None

    @property
    def hjem(self) -> str:
        """Siden en begynner på."""
        return "mottak" if self.embete else "saker"

    @property
    def mottak(self) -> Mottaksvindu:
        """Mottaket, laget første gang det trengs. Sidene i det melder seg da i rammen."""
        if self._mottak is None:
            from overforing.ui.mottak.vindu import Mottaksvindu

            assert self._kontor is not None
            self._mottak = Mottaksvindu(self._ramme, self._kontor)
        return self._mottak

    def bruk(self) -> None:
        """Vis det som hører til stedet i skinnen, og navnet på det."""
        verdier, embete = self._u.innstillinger.verdier, self.embete
        if self._mottak is not None and self._brukt not in (None, (embete, verdier.navnet_ditt)):
            self._mottak.apne_pa_nytt()
        self._brukt = (embete, verdier.navnet_ditt)
        self._skinne.vis_sider(PA_EMBETET if embete else PA_KONTORET)
        if embete:
            kjent = self._u.geografi.embeter.get(embete)
            self._skinne.vis_kontor(kjent.navn if kjent else embete)
            _ = self.mottak
        else:
            self._skinne.vis_kontor(verdier.kontor.get("navn", ""))
        self.skiftet.emit()

    def spor(self) -> None:
        """Spør på den tomme startsiden, til det er svart eller kontoret er fylt ut."""
        verdier = self._u.innstillinger.verdier
        if self._kontor is None or self._hvor is not None or verdier.rolle or verdier.embete or verdier.kontor:
            return
        from overforing.ui.innstillinger.mottaksvalg import Hvorkort

        kort = Hvorkort(self._u)
        kort.svart.connect(self._svart)
        kort.malform_valgt.connect(self._ramme.velg_malform)
        self._hvor = kort
        self._startside.vis_pa_tom_side(kort)

    def _svart(self, embete: str, kontor: dict[str, str], navn: str) -> None:
        navnet = {"navnet_ditt": navn} if navn else {}
        self._u.husk(embete=embete, rolle="embete" if embete else "kontor", kontor=kontor, **navnet)
        if self._hvor is not None:
            self._hvor.hide()
        self.svart.emit()
        self.bruk()
        self._ramme.ga_til(self.hjem)

    def kort(self) -> Arbeidsstedkort | None:
        """Kortet i innstillingene der en velger hvor en arbeider."""
        if self._kontor is None:
            return None
        from overforing.ui.innstillinger.mottaksvalg import Arbeidsstedkort

        return Arbeidsstedkort(self._u, self.embete)

    def kollegene(self) -> Kollegakort | None:
        """Kortet i innstillingene om dem som bruker den samme loggen."""
        if self._kontor is None:
            return None
        from overforing.ui.innstillinger.kollegakort import Kollegakort

        return Kollegakort(self._kontor, lambda: self.mottak, self._u)

    def filer_i(self, hendelse: QDropEvent) -> list[Path]:
        """Filene som dras, når de kan leses inn i mottaket."""
        if not self.embete:
            return []
        return [Path(u.toLocalFile()) for u in hendelse.mimeData().urls() if u.isLocalFile()]

    def gi_fra_seg(self) -> Etterlatt | None:
        """Det halvskrevne i mottaket, til ``ta_over`` i et annet vindu."""
        return self._mottak.gi_fra_seg() if self._mottak is not None else None

    def ta_over(self, etterlatt: Etterlatt | None) -> None:
        if etterlatt is not None:
            self.mottak.ta_over(etterlatt)

    def vis_igjen(self, side: str) -> bool:
        """Vis en av sidene om en forespørsel slik den var i et annet vindu. Usant når ``side`` ikke er det."""
        return self._mottak is not None and self._mottak.vis_igjen(side)

    def slipp_loggen(self, ferdig: Callable[[], None]) -> None:
        """Lukk loggen på tråden den er åpnet på, og kall så ``ferdig``. Den åpnes igjen når den trengs."""
        if self._mottak is None:
            ferdig()
        else:
            self._mottak.slipp_loggen(ferdig)

    def lagre(self) -> None:
        """Ta vare på brevet som er under arbeid i mottaket."""
        if self._mottak is not None:
            self._mottak.lagre()

    def lukk(self) -> None:
        if self._mottak is not None:
            self._mottak.lukk()


def fil_i(hendelse: QDropEvent) -> Path | None:
    """Filen som dras, når den kan være en saksfil eller et brev, også et som er lagret som noe vi ikke leser."""
    from overforing.filer import KAN_APNES, KAN_FORKLARES

    adresser = hendelse.mimeData().urls()
    fil = Path(adresser[0].toLocalFile()) if len(adresser) == 1 and adresser[0].isLocalFile() else None
    return fil if fil and fil.suffix.lower().removeprefix(".") in (*KAN_APNES, *KAN_FORKLARES) else None
