"""Det omgivelsene kan hindre: filen er åpen i Word, disken full, stedet borte, registeret opptatt eller nyere.

Her avgjøres hvilken setning en feil fra maskinen blir, og ingen andre steder. Setningene står i
``resources/tekster/hinder.toml``, på begge målformer: hva som skjedde, hvor, og hva brukeren kan gjøre.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import cache
from pathlib import Path

from overforing.feil import KanIkke

_HJELPER_IKKE = frozenset(
    f"register.{hva}" for hva in ("nyere", "eldre", "apent", "apent_hos_ukjent", "avbrutt", "overtatt")
)
"""Her må programmet åpnes på nytt, her eller hos en annen, før det kan gå."""

_ARSAK = {
    "full": (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    "ingen_tilgang": (errno.EACCES, errno.EPERM),
    "skrivebeskyttet": (errno.EROFS,),
    "navn": (errno.ENAMETOOLONG, errno.EINVAL),
    "ikke_mappe": (errno.ENOTDIR, errno.EEXIST),
    "er_mappe": (errno.EISDIR,),
    "i_bruk": (errno.EBUSY, errno.ETXTBSY),
}
_WINDOWS = {
    "full": (39, 112),
    "ingen_tilgang": (65, 1314),
    "skrivebeskyttet": (19,),
    "navn": (123, 206),
    "i_bruk": (32, 33),
    "borte": (3, 21, 51, 53, 55, 59, 64, 67, 121, 1231),
}
"""Windows' egne feilnumre, der de sier mer enn ``errno``: 32 er en fil et annet program holder åpen."""


class Hindret(KanIkke):
    """Det gikk ikke, og det er omgivelsene som må rettes. ``nokkel`` peker på setningen, ``verdier`` settes inn i den.

    Verdiene er filer, mapper, tidspunkter og hvem som har noe åpent, aldri noe fra en sak.
    """

    def __init__(self, nokkel: str, **verdier: object) -> None:
        super().__init__(nokkel)
        self.nokkel = nokkel
        self.verdier = verdier

    def setning(self, tekst: Callable[..., str]) -> str:
        """Setningen, med teksten ``tekst`` gir for nøkkelen og verdiene. En av verdiene kan selv være et hinder."""
        satt_inn = {
            navn: verdi.setning(tekst) if isinstance(verdi, Hindret) else str(verdi)
            for navn, verdi in self.verdier.items()
        }
        return tekst(f"hinder.{self.nokkel}", **satt_inn)

    def __str__(self) -> str:
        """Setningen på bokmål. Vinduet henter den på sin målform."""
        return self.setning(_bokmal)


def kan_proves_igjen(feil: Exception) -> bool:
    """Om det kan gå neste gang, når brukeren har rettet det som var i veien."""
    return isinstance(feil, Hindret) and feil.nokkel not in _HJELPER_IKKE


def skriving(feil: OSError, mappe: Path, fil: Path | None = None) -> Hindret:
    """Det som hindret skriving i ``mappe``. ``fil`` er filen det gjaldt, når det var én bestemt."""
    hvorfor = arsak(feil)
    if fil is not None and hvorfor in ("ingen_tilgang", "i_bruk"):
        # Windows svarer «ingen tilgang» også når Word holder filen åpen.
        return Hindret("skriv.i_bruk", fil=fil.name, mappe=mappe)
    return Hindret(f"skriv.{hvorfor}" if hvorfor != "er_mappe" else "skriv.ikke_mappe", mappe=mappe)


def lesing(feil: Exception, fil: Path) -> Hindret:
    """Det som hindret lesing av ``fil``."""
    if isinstance(feil, FileNotFoundError):
        return Hindret("les.finnes_ikke", fil=fil)
    hvorfor = arsak(feil) if isinstance(feil, OSError) else "navn"
    kjent = hvorfor if hvorfor in ("er_mappe", "ingen_tilgang", "i_bruk", "borte") else "gikk_ikke"
    return Hindret(f"les.{kjent}", fil=fil)


def arsak(feil: OSError) -> str:
    """Slaget feil: «full», «ingen_tilgang» …; «borte» når stedet ikke svarer som det skal."""
    windows = getattr(feil, "winerror", None)
    for hvorfor, numre in _WINDOWS.items():
        if windows in numre:
            return hvorfor
    return next((hvorfor for hvorfor, numre in _ARSAK.items() if feil.errno in numre), "borte")


def _bokmal(nokkel: str, **verdier: str) -> str:
    _, hva, slag = nokkel.split(".")
    try:
        return str(_tabell()[hva][slag]["nb"]).format_map(verdier)
    except (OSError, ValueError):  # programmets egne filer kan ligge på det som er borte
        return f"Det gikk ikke ({hva}, {slag}): " + ", ".join(verdier.values())


@cache
def _tabell() -> dict[str, dict[str, dict[str, str]]]:
    import tomllib

    from overforing import stier

    tabell: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
        (stier.ressurser() / "tekster" / "hinder.toml").read_text("utf-8")
    )["hinder"]
    return tabell
