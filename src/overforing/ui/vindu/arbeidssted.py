"""Hvor en arbeider: på et kontor eller i et embete. Mottaket hentes inn først når det skal vises."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .skinne import PA_EMBETET, PA_KONTORET

if TYPE_CHECKING:
    from overforing.tekster.geografi import Geografi
    from overforing.ui.innstillinger.innstillingsside import Innstillingsside

    from .hovedvindu import Hovedvindu

_FILTYPER = (".json", ".docx", ".pdf")


class Arbeidssted:
    """``kontor`` er loggen til vinduet (``Mottakskontor``), eller ``None`` når det ikke finnes noen."""

    def __init__(
        self, vindu: Hovedvindu, innstillinger: Any, kontor: Any, ord_: Ord, geografi: Geografi, tema: Tema
    ) -> None:
        self._vindu, self._innstillinger, self._kontor = vindu, innstillinger, kontor
        self._ord, self._geografi, self._tema = ord_, geografi, tema
        self._mottak: Any = None
        self._hvor: QWidget | None = None
        self._brukt: tuple[str, str] | None = None

    @property
    def embete(self) -> str:
        """Embetet en arbeider i, tomt på et kontor."""
        return self._innstillinger.verdier.embete if self._kontor is not None else ""

    @property
    def hjem(self) -> str:
        """Siden en begynner på."""
        return "mottak" if self.embete else "saker"

    @property
    def mottak(self) -> Any:
        """Mottaket, laget første gang det trengs."""
        if self._mottak is None:
            from overforing.ui.mottak.vindu import Mottaksvindu

            self._mottak = Mottaksvindu(
                self._vindu,
                self._kontor,
                self._ord,
                self._geografi,
                self._tema,
                lambda: self._innstillinger.verdier.mappe,
            )
        return self._mottak

    def bruk(self) -> None:
        """Vis det som hører til stedet i skinnen, og navnet på det."""
        verdier = self._innstillinger.verdier
        embete = self.embete
        if self._mottak is not None and self._brukt not in (None, (embete, verdier.navnet_ditt)):
            self._mottak.apne_pa_nytt()
        self._brukt = (embete, verdier.navnet_ditt)
        self._vindu.skinne.vis_sider(PA_EMBETET if embete else PA_KONTORET)
        if embete:
            kjent = self._geografi.embeter.get(embete)
            self._vindu.skinne.vis_kontor(kjent.navn if kjent else embete)
        else:
            self._vindu.skinne.vis_kontor(verdier.kontor.get("navn", ""))
            if self._vindu.sakside is not None:
                self._vindu.sakside.frisk_opp()

    def spor(self) -> None:
        """Spør på den tomme startsiden, til det er svart eller kontoret er fylt ut."""
        verdier = self._innstillinger.verdier
        if self._kontor is None or self._hvor is not None or verdier.rolle or verdier.embete or verdier.kontor:
            return
        from overforing.ui.innstillinger.mottaksvalg import Hvorkort

        kort = Hvorkort(self._tema, self._ord, self._geografi, self._vindu.kommunene(), self._vindu.i_dag)
        kort.svart.connect(self._svart)
        kort.malform_valgt.connect(self._vindu.velg_malform)
        self._hvor = kort
        self._vindu.startside.vis_pa_tom_side(kort)

    def _svart(self, embete: str, kontor: dict[str, str]) -> None:
        self._vindu.husk(embete=embete, rolle="embete" if embete else "kontor", kontor=kontor)
        if self._vindu.innstillingsside is not None:
            self._vindu.innstillingsside.vis()
        if self._hvor is not None:
            self._hvor.hide()
        self.bruk()
        self._vindu.vis_side(self.hjem)

    def i_innstillingene(self, side: Innstillingsside) -> None:
        """Legg til valget i innstillingene."""
        if self._kontor is None:
            return
        from overforing.ui.innstillinger.mottaksvalg import Arbeidsstedkort

        side.vis_for(self.embete)
        side.vis_arbeidssted(Arbeidsstedkort(self._tema, self._ord, self._geografi, self.embete))

    def filer_i(self, hendelse: QDropEvent) -> list[Path]:
        """Filene som dras, når de kan leses inn i mottaket."""
        if not self.embete:
            return []
        return [Path(u.toLocalFile()) for u in hendelse.mimeData().urls() if u.isLocalFile()]

    def sokefelt(self, side: QWidget) -> Any:
        """Søkefeltet på en av sidene her."""
        return self._mottak.sokefelt(side) if self._mottak is not None else None

    def har(self, side: QWidget) -> bool:
        """Om siden er en av mottakets."""
        return self._mottak is not None and self._mottak.har(side)

    def escape(self) -> bool:
        """Tilbake til lista fra en forespørsel. Usant når en ikke er der."""
        return self._mottak is not None and self._mottak.escape()

    def gi_fra_seg(self) -> Any:
        """Det halvskrevne i mottaket, til ``ta_over`` i et annet vindu."""
        return self._mottak.gi_fra_seg() if self._mottak is not None else {}

    def ta_over(self, halvskrevet: Any) -> None:
        if halvskrevet:
            self.mottak.ta_over(halvskrevet)

    def lukk(self) -> None:
        if self._mottak is not None:
            self._mottak.lukk()


def fil_i(hendelse: QDropEvent) -> Path | None:
    """Filen som dras, når den kan være en saksfil eller et brev."""
    adresser = hendelse.mimeData().urls()
    fil = Path(adresser[0].toLocalFile()) if len(adresser) == 1 and adresser[0].isLocalFile() else None
    return fil if fil and fil.suffix.lower() in _FILTYPER else None
