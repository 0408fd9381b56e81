"""Hvor programmets egne filer ligger, og hvor brukerens skal ligge."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HJEM = "OVERFORING_HOME"
OPPSETT = "OVERFORING_OPPSETT"
"""Variabelen som sier at maskinens oppsett er en annen fil. Bare til utvikling og prøver."""

_PAKKE = Path(__file__).resolve().parent


def ressurser() -> Path:
    """Mappen ``resources``: lover, regelsett, tekster og kommuneliste."""
    return _programmappe("resources")


def brevmaler() -> Path:
    """Mappen ``letters``: brevhodet, brevene på bokmål og nynorsk og PDF-ens side."""
    return _programmappe("letters")


def datamappe(forslag: str = "") -> Path:
    """Mappen for brukerens saker og innstillinger: ``OVERFORING_HOME`` når den er satt, ellers systemets egen.

    ``forslag`` er den som gjelder i stedet for systemets. Mappen lages ikke her.
    """
    valgt = os.environ.get(HJEM) or forslag
    if valgt:
        return Path(valgt).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path("overforing", appauthor=False)


def programmet_selv() -> tuple[list[str], dict[str, str]]:
    """Kommandoen som starter programmet på nytt, og miljøet den skal ha.

    Pakket er det programfilen, den med konsoll der det er to; ellers Python med modulen, uten noe fra mappen vi er i.
    """
    miljo = dict(os.environ)
    if getattr(sys, "frozen", False):
        her = Path(sys.executable)
        # Ellers tror programmet at bibliotekene i pakken alt er funnet. De er de eneste der systemet ikke har dem.
        miljo["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
        med_konsoll = her.with_name("overforing" + her.suffix)
        return [str(med_konsoll if med_konsoll.is_file() else her)], miljo
    miljo["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_PAKKE.parent), miljo.get("PYTHONPATH"))))
    return [sys.executable, "-P", "-m", "overforing"], miljo


def oppsettfil(system: str = sys.platform) -> Path:
    """Filen der den som drifter maskinen sier hva som skal gjelde for alle på den. Den trenger ikke finnes."""
    if valgt := os.environ.get(OPPSETT):
        return Path(valgt)
    mappe = {
        "win32": Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData", "Overforing"),
        "darwin": Path("/Library/Application Support/Overforing"),
    }
    return mappe.get(system, Path("/etc/overforing")) / "oppsett.toml"


def omdirigert(mappe: Path) -> Path | None:
    """Der Windows i virkeligheten legger det som skrives i ``mappe``, når det er et annet sted.

    Et program fra Microsoft Store, også Python derfra, får i stillhet en egen mappe, ``Packages/…/LocalCache``. Den
    blir borte når programmet avinstalleres, og ingen andre programmer ser den der ``mappe`` sier.
    """
    virkelig = Path(os.path.realpath(mappe))
    ledd = [del_.casefold() for del_ in virkelig.parts]
    i_en_pakke = "packages" in ledd and "localcache" in ledd[ledd.index("packages") :]
    return virkelig if i_en_pakke and virkelig != mappe else None


def _programmappe(navn: str) -> Path:
    """Mappen inne i den installerte pakken, ellers den øverst i kildekoden; ``FileNotFoundError`` uten noen av dem."""
    for sted in (_PAKKE, _PAKKE.parents[1]):
        if (sted / navn).is_dir():
            return sted / navn
    raise FileNotFoundError(f"Programmet er ikke helt: mappen {navn} mangler.")
