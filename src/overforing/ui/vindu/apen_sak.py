"""Saken som er åpen: siden den vises på, lagringen av seg selv, og å legge den fra seg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from overforing.saksgang.slag import Skjemasteg
from overforing.ui.deler.ramme import Ramme, Rammeside

from .lagring import Autolagring

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Sakskontor
    from overforing.saksgang.saksgang import Saksgang
    from overforing.ui.brev.brevside import Brevside
    from overforing.ui.sak.sakside import Sakside

_I_REGELBOKEN = (Skjemasteg.RETT_KOMMUNE, Skjemasteg.HABILITET, Skjemasteg.STEDFORTREDER, Skjemasteg.SAERLIG_ULEMPE)
"""Stegene som har et eget kapittel i regelboken. De andre står i hjelpen."""


class ApenSak(QObject):
    """``side`` er ``None`` til en sak er vist for første gang."""

    avslutt = Signal(bool)
    forny = Signal()
    lagre_saksfil = Signal()
    husket = Signal()

    def __init__(self, ramme: Ramme, kontor: Sakskontor) -> None:
        super().__init__(ramme)
        self._ramme, self._kontor, self._u = ramme, kontor, ramme.utstyr
        self.lagring = Autolagring(ramme.vindu, self._u.ord, self._u.dialoger)
        self.lagring.lagret.connect(self._husk_formen)
        self.side: Sakside | None = None
        ramme.forlates.connect(self.send)
        ramme.meld_inn(
            Rammeside(
                navn="sak",
                lag=self._lag,
                tittel=self._tittel,
                i_skinnen="saker",
                hjelp=self._hjelp,
                escape=lambda side: True,
            )
        )

    @property
    def gang(self) -> Saksgang:
        """Saken. Å spørre uten at en er åpen, er en feil i programmet."""
        assert self.side is not None
        assert self.side.gang is not None
        return self.side.gang

    @property
    def apen(self) -> bool:
        return self.side is not None and self.side.gang is not None

    def vis(self, gang: Saksgang) -> None:
        self._ramme.vis("sak")
        assert self.side is not None
        self.side.apne(gang)
        self.lagring.folg(gang)
        self._ramme.apen = "sak"

    def ga_til(self, steg: Skjemasteg, sti: str) -> None:
        """Til et svar i saken."""
        self._ramme.tilbake()
        if self.side is not None:
            self.side.ga_til(steg, sti)

    def send(self) -> None:
        """Ta med det siste som er skrevet."""
        if self.side is not None:
            self.side.skjema.send()

    def mistet_fokus(self) -> None:
        if self.apen:
            self.send()
            self.lagring.lagre(spor=False)

    def _husk_formen(self) -> None:
        """Formen søknaden kom i, foreslås for den neste."""
        if self.apen and (form := self.gang.sak.soknad.form):
            self._u.husk(sist_form=form.value)

    def lukk(self) -> bool:
        """Lagre og legg fra deg saken. Usant når brukeren heller vil bli i den."""
        if self.side is None or self.side.gang is None:
            return True
        self.side.lukk()
        if not self.lagring.lukk():
            return False
        self.side.gang, self._ramme.apen = None, ""
        self.side.skjema.tom()
        return True

    def gi_fra_seg(self) -> Saksgang | None:
        """Saken med alt den har å angre, ut av vinduet, så et annet kan ta over."""
        if self.side is None or self.side.gang is None:
            return None
        self.side.lukk()
        self.lagring.lagre(spor=False)
        gang, self.side.gang = self.side.gang, None
        self._ramme.apen = ""
        self.lagring.folg(None)
        return gang

    def lagret_ved_krasj(self) -> str:
        """Hva som ble av det brukeren holdt på med: «ingen_sak», «lagret» eller «ikke_lagret»."""
        if not self.apen:
            return "ingen_sak"
        try:
            self.send()
            return "lagret" if self.lagring.lagre(spor=False) else "ikke_lagret"
        except Exception:  # saken kan være det som er galt; det som var lagret, er det fortsatt
            return "ikke_lagret"

    def _lag(self) -> Sakside:
        from overforing.ui.sak.sakside import Sakside

        ramme = self._ramme
        side = self.side = Sakside(self._u, self._lag_brevside)
        side.endret.connect(self.lagring.endret)
        side.husket.connect(self.husket)
        side.vist.connect(ramme.ny_tittel)
        side.kolonne.tilbake.connect(lambda: ramme.ga_til("saker"))
        side.veien.avslutt.connect(self.avslutt)
        side.veien.forny.connect(self.forny)
        side.veien.saksfil.connect(self.lagre_saksfil)
        side.hoyre.vis_veien.connect(lambda: ramme.ga_til("veien"))
        side.hoyre.sammenlign.connect(lambda: ramme.ga_til("ny_lov"))
        return side

    def _lag_brevside(self) -> Brevside:
        from overforing.ui.brev.brevside import Brevside

        return Brevside(self._kontor, self._u)

    def _tittel(self, side: Sakside) -> tuple[str, ...]:
        if side.gang is None:
            return ()
        tilstand = side.gang.tilstand
        return (self._u.ord.fra("ui_brev.tittel") if side.viser_brevene else tilstand.sidetittel, tilstand.tittel)

    def _hjelp(self, side: Sakside) -> tuple[str, str]:
        if side.viser_brevene:
            return "hjelp", "brevene"
        steg = self.gang.tilstand.side
        if steg in _I_REGELBOKEN:
            return "regelbok", self._u.ord.fra(f"regelbok.{steg}.tittel")
        return "hjelp", f"steg-{steg}"
