"""Det omgivelsene kan hindre: filen er åpen i Word, disken full, stedet borte, registeret opptatt eller nyere.

Her avgjøres hvilken setning en feil fra maskinen blir, og ingen andre steder. Setningene står i
``resources/tekster/hinder.toml``, på begge målformer: hva som skjedde, hvor, og hva brukeren kan gjøre.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from overforing.feil import KanIkke

_HJELPER_IKKE = frozenset(
    f"hinder.register.{hva}" for hva in ("nyere", "eldre", "apent", "apent_hos_ukjent", "avbrutt", "overtatt")
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


def er_mappe(sti: Path) -> bool:
    """Om det er en mappe der nå. Usant også når stedet ikke svarer; ``Path.is_dir`` kaster da, før Python 3.14."""
    return os.path.isdir(sti)  # noqa: PTH112


def er_fil(sti: Path) -> bool:
    """Om det er en fil der nå, som ``er_mappe``."""
    return os.path.isfile(sti)  # noqa: PTH113


def finnes(sti: Path) -> bool:
    """Om det er noe der nå, som ``er_mappe``."""
    return os.path.exists(sti)  # noqa: PTH110


def kan_proves_igjen(feil: Exception) -> bool:
    """Om det kan gå neste gang, når brukeren har rettet det som var i veien."""
    return isinstance(feil, Hindret) and feil.melding.nokkel not in _HJELPER_IKKE


def skriving(feil: OSError, mappe: Path, fil: Path | None = None) -> Hindret:
    """Det som hindret skriving i ``mappe``. ``fil`` er filen det gjaldt, når det var én bestemt."""
    hvorfor = arsak(feil)
    if fil is not None and hvorfor in ("ingen_tilgang", "i_bruk"):
        # Windows svarer «ingen tilgang» også når Word holder filen åpen.
        return Hindret("hinder.skriv.i_bruk", fil=fil.name, mappe=mappe)
    if fil is not None and hvorfor == "er_mappe":
        return Hindret("hinder.les.er_mappe", fil=fil)
    return Hindret(f"hinder.skriv.{hvorfor}" if hvorfor != "er_mappe" else "hinder.skriv.ikke_mappe", mappe=mappe)


def lesing(feil: Exception, fil: Path) -> Hindret:
    """Det som hindret lesing av ``fil``."""
    if isinstance(feil, FileNotFoundError):
        return Hindret("hinder.les.finnes_ikke", fil=fil)
    hvorfor = arsak(feil) if isinstance(feil, OSError) else "navn"
    kjent = hvorfor if hvorfor in ("er_mappe", "ingen_tilgang", "i_bruk", "borte") else "gikk_ikke"
    return Hindret(f"hinder.les.{kjent}", fil=fil)


def arsak(feil: OSError) -> str:
    """Slaget feil: «full», «ingen_tilgang» …; «borte» når stedet ikke svarer som det skal."""
    windows = getattr(feil, "winerror", None)
    for hvorfor, numre in _WINDOWS.items():
        if windows in numre:
            return hvorfor
    return next((hvorfor for hvorfor, numre in _ARSAK.items() if feil.errno in numre), "borte")
