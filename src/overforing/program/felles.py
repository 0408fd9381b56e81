"""Loggen på en tjener: adressen, passordet, og å prøve om den kan brukes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.hinder import Hindret
from overforing.las.ring import Ring, Systemring
from overforing.program.innstillinger import Innstillingslager

if TYPE_CHECKING:
    from overforing.register.felles.adresse import Adresse
    from overforing.register.felles.tjener import Tjener


def adressen(skrevet: str, passord: str = "", ring: Ring | None = None) -> Adresse:
    """Adressen, med passordet i nøkkelringen når ikke et annet er gitt.

    Ligger det ikke noe der, tar forbindelsen det fra ``PGPASSWORD`` eller passordfilen, eller bruker Kerberos.
    Kaster ``UgyldigInndata``, og ``Hindret`` når det som trengs, ikke er installert.
    """
    try:
        from overforing.register.felles.adresse import les_adresse
    except ImportError:
        raise Hindret("hinder.felles.utelatt") from None
    adresse = les_adresse(skrevet, passord)
    navn = _navnet(adresse)
    if not passord and (husket := _OKTENS.get(navn) or (ring or Systemring()).hent(navn)):
        return les_adresse(skrevet, husket)
    return adresse


def husk(skrevet: str, passord: str, ring: Ring | None = None) -> bool:
    """Legg passordet i nøkkelringen. Svaret er om det er der."""
    return (ring or Systemring()).legg(_navnet(adressen(skrevet, passord)), passord)


def apne(skrevet: str, passord: str = "", *, som_bruker: bool = True) -> Tjener:
    """Åpne loggen. Kaster en ``KanIkke`` med råd når det ikke går. Den som åpner, lukker."""
    adresse = adressen(skrevet, passord)
    from overforing.register.felles import tjener

    return tjener.apne(adresse, som_bruker=som_bruker)


def prov(skrevet: str, passord: str = "") -> str:
    """Navnet en føres med i loggen, når den kan brukes. Kaster en ``OverforingFeil`` som sier hva som er i veien."""
    db = apne(skrevet, passord)
    try:
        return db.meg
    finally:
        db.close()


class Loggvalg:
    """Valget av hvor loggen ligger. Uten nøkkelring huskes passordet til programmet lukkes."""

    def __init__(self, innstillinger: Innstillingslager, ring: Ring | None = None) -> None:
        self._innstillinger, self._ring = innstillinger, ring or Systemring()

    @property
    def adresse(self) -> str:
        return self._innstillinger.verdier.loggtjener

    @property
    def er_bestemt(self) -> bool:
        return bool(self._innstillinger.oppsett.bestemt("felles.tjener"))

    @property
    def foreslatt(self) -> str:
        return self._innstillinger.oppsett.forslag("felles.tjener")

    def prov(self, adresse: str, passord: str) -> str:
        return prov(adresse, passord)

    def velg(self, adresse: str, passord: str) -> bool:
        husket = True
        if adresse and passord:
            _OKTENS[_navnet(adressen(adresse))] = passord
            husket = husk(adresse, passord, self._ring)
        self._innstillinger.endre(loggtjener=adresse.strip())
        return husket

    def lytt(self, hort: Callable[[str], object]) -> Callable[[], object] | None:
        if not self.adresse:
            return None
        adresse = adressen(self.adresse)
        from overforing.register.felles.lytter import Lytter

        lytter = Lytter(adresse, hort)
        lytter.start()
        return lytter.stans


_OKTENS: dict[str, str] = {}
"""Passordene som er tastet siden programmet ble åpnet."""


def _navnet(adresse: Adresse) -> str:
    return f"felles logg {adresse.uten_passord}"
