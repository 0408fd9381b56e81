"""Bygger programmet som pakke for systemet her. Kjøres av ``python3 start.py pakk`` med pakkene i ``.venv-pakk``.

    python3 start.py pakk                mappen dist/overforing, og .deb eller .msi når verktøyet er der
    python3 start.py pakk --prov         det samme, og kjører det som ble bygd, i et tomt miljø
    python3 start.py pakk --bare-prov    prøver det som alt er bygd

Pakken er for den maskinen den bygges på: systemet, prosessoren, og på Linux den glibc-en og alle nyere.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]
UT = ROT / "dist"
sys.path.insert(0, str(ROT))  # deb.py leser hvilke biblioteker Qt trenger, av start.py
MAPPE = UT / "overforing"


def main() -> int:
    valg = argparse.ArgumentParser(prog="start.py pakk", description="Bygger programmet som pakke for systemet her.")
    valg.add_argument("--prov", action="store_true", help="prøv det som ble bygd")
    valg.add_argument("--bare-prov", action="store_true", help="prøv det som alt er bygd, uten å bygge")
    valgt = valg.parse_args()
    if not valgt.bare_prov and not bygg():
        return 1
    if valgt.prov or valgt.bare_prov:
        from prov import prov

        return prov(programfil())
    return 0


def programfil() -> Path:
    """Det som startes, i det som ble bygd."""
    if sys.platform == "darwin":
        return UT / "Overføring.app" / "Contents" / "MacOS" / "overforing"
    return MAPPE / ("overforing.exe" if sys.platform == "win32" else "overforing")


def bygg() -> bool:
    """Bygg mappen og det systemet installerer fra. Sier hva som ble laget."""
    import PyInstaller.__main__
    from PyInstaller.exceptions import PythonLibraryNotFoundError

    try:
        PyInstaller.__main__.run(
            [
                *("--noconfirm", "--log-level", "ERROR"),
                *("--distpath", str(UT), "--workpath", str(ROT / "build" / "pakk")),
                str(ROT / "pakking" / "overforing.spec"),
            ]
        )
    except PythonLibraryNotFoundError:
        si("Denne Python mangler det delte biblioteket (libpython) som pakken skal ha med seg.")
        utgave = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
        si(f"På Debian: installer {utgave}. Med pyenv: bygg Python med --enable-shared.")
        return False
    if sys.platform.startswith("linux"):
        slank(MAPPE)
    if sys.platform != "darwin":  # inne i et signert program flyttes ingenting
        (MAPPE / "_internal" / "lisenser").rename(MAPPE / "lisenser")
    fortell(programfil().parents[2 if sys.platform == "darwin" else 0])
    if sys.platform.startswith("linux") and shutil.which("dpkg-deb"):
        from deb import lag_deb

        fortell(lag_deb(MAPPE, UT))
    elif sys.platform == "win32" and shutil.which("wix"):
        fortell(lag_msi())
    return True


def slank(mappe: Path) -> None:
    """Ta bort det bare den som feilsøker i maskinkode bruker. Qt og PySide røres ikke."""
    if not shutil.which("strip"):
        return
    filer = [
        fil
        for fil in (mappe / "_internal").rglob("*.so*")
        if fil.is_file() and not fil.is_symlink() and not {"PySide6", "shiboken6"} & set(fil.parts)
    ]
    subprocess.run(["strip", "--strip-unneeded", *map(str, filer)], check=True)


def lag_msi() -> Path:
    """MSI-en for alle på maskinen, av ``windows/overforing.wxs``. Trenger WiX 4 eller 5."""
    fil = UT / f"overforing-{versjon()}.msi"
    ikon = "ja" if (ROT / "resources" / "ikon" / "overforing.ico").is_file() else "nei"
    subprocess.run(
        [
            *("wix", "build", "-arch", "x64", "-d", f"Versjon={versjon()}", "-d", f"Mappe={MAPPE}"),
            *(
                "-d",
                f"Rot={ROT}",
                "-d",
                f"Ikon={ikon}",
                "-o",
                str(fil),
                str(ROT / "pakking" / "windows" / "overforing.wxs"),
            ),
        ],
        check=True,
    )
    return fil


def versjon() -> str:
    """Versjonen av programmet."""
    from overforing import __version__

    return __version__


def fortell(sti: Path) -> None:
    """Si hva som ble laget, og hvor stort det er."""
    filer = [sti] if sti.is_file() else [fil for fil in sti.rglob("*") if fil.is_file() and not fil.is_symlink()]
    si(f"{sti.relative_to(ROT)}: {sum(fil.stat().st_size for fil in filer) / 1e6:.0f} MB")


def si(tekst: str) -> None:
    print(tekst, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
