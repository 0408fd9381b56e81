"""En ``.deb`` av den bygde mappen, laget med ``dpkg-deb`` alene: uten root og uten debhelper.

Programmet ligger i ``/usr/lib/overforing``, kommandoen ``overforing`` i ``/usr/bin``. Ikon, menypunkt, filtype og
håndbokside tas med når de finnes i kildekoden under navnet ``no.overforing.Overforing``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import start
from overforing import __version__

ROT = Path(__file__).resolve().parents[1]
NAVN = "no.overforing.Overforing"
HJEM = "usr/lib/overforing"

# Finnes under flere navn: det nye fra Debian 13 og Ubuntu 24.04 står bak det gamle.
_HETER_OGSA = {"libglib2.0-0": "libglib2.0-0t64"}
_ANBEFALT = ("libcups2", "xdg-utils", "fonts-dejavu-core | fonts-liberation", "hunspell-no")

_GAR_HVOR = (
    (".desktop", "usr/share/applications"),
    (".metainfo.xml", "usr/share/metainfo"),
    (".xml", "usr/share/mime/packages"),
)


def avhenger() -> list[str]:
    """Pakkene Qt trenger av skjermen, slik Debian skriver dem. Wayland er ikke alene nok, så X11 er alltid med."""
    pakker = dict.fromkeys(pakke for _, pakke in start.QT + start.QT_X11)
    return [f"{pakke} | {_HETER_OGSA[pakke]}" if pakke in _HETER_OGSA else pakke for pakke in pakker]


def kontrollfil(arkitektur: str, kilobyte: int, glibc: tuple[int, int]) -> str:
    """Filen ``control``. ``glibc`` er den på byggemaskinen; en eldre kan ikke kjøre det som er bygd."""
    felt = {
        "Package": "overforing",
        "Version": __version__,
        "Architecture": arkitektur,
        "Maintainer": "Overføring <overforing@localhost>",
        "Installed-Size": str(kilobyte),
        "Depends": ", ".join([f"libc6 (>= {glibc[0]}.{glibc[1]})", *avhenger()]),
        "Recommends": ", ".join([*_ANBEFALT, *(pakke for _, pakke in start.QT_WAYLAND)]),
        "Section": "misc",
        "Priority": "optional",
        "Description": "overføring av saker når Nav-kontoret er inhabilt\n"
        " Går fra opplysningene i saken til anmodningen til Statsforvalteren,\n"
        " habilitetsnotatet og brevet til søkeren, og leser svaret inn igjen.\n"
        " Statsforvalteren fører forespørslene i en logg. Bruker ikke nettet, unntatt der\n"
        " Statsforvalteren har valgt å ha loggen på sin egen tjener.",
    }
    return "".join(f"{navn}: {verdi}\n" for navn, verdi in felt.items())


def filer_ved_siden(rot: Path) -> Iterator[tuple[Path, str]]:
    """Filene til skrivebordet som finnes, og hvor i systemet de skal."""
    for endelse, mal in _GAR_HVOR:
        fil = rot / "pakking" / "linux" / (NAVN + endelse)
        if fil.is_file():
            yield fil, f"{mal}/{fil.name}"
    for fil in (rot / "pakking" / "linux").glob("overforing.1"):
        yield fil, "usr/share/man/man1/overforing.1"
    ikoner = rot / "resources" / "ikon"
    for fil in ikoner.glob("overforing.svg"):
        yield fil, f"usr/share/icons/hicolor/scalable/apps/{NAVN}.svg"
    for fil in sorted(ikoner.glob("*.png")):
        if fil.stem.isdecimal():
            yield fil, f"usr/share/icons/hicolor/{fil.stem}x{fil.stem}/apps/{NAVN}.png"


def lag_deb(bygd: Path, ut: Path) -> Path:
    """Lag ``.deb``-en i ``ut`` av mappen ``bygd``."""
    arkitektur = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    fil = ut / f"overforing_{__version__}_{arkitektur}.deb"
    with tempfile.TemporaryDirectory(dir=ut) as midlertidig:
        rot = Path(midlertidig)
        rot.chmod(0o755)
        hjem = rot / HJEM
        hjem.parent.mkdir(parents=True)
        shutil.copytree(bygd, hjem, symlinks=True)
        kommando = rot / "usr/bin/overforing"
        kommando.parent.mkdir(parents=True)
        kommando.symlink_to("../lib/overforing/overforing")
        for kilde, mal in filer_ved_siden(ROT):
            (rot / mal).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(kilde, rot / mal)
        lisens = rot / "usr/share/doc/overforing/copyright"
        lisens.parent.mkdir(parents=True)
        shutil.copy(ROT / "LICENSE", lisens)
        (lisens.parent / "lisenser").symlink_to("../../../lib/overforing/lisenser")
        kilobyte = _sett_rettigheter(rot)
        (rot / "DEBIAN").mkdir()
        (rot / "DEBIAN" / "control").write_text(kontrollfil(arkitektur, kilobyte, start.glibc()), "utf-8")
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(rot), str(fil)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return fil


def _sett_rettigheter(rot: Path) -> int:
    """Alle kan lese, ingen andre enn eieren kan skrive. Gir størrelsen i kilobyte."""
    byte = 0
    for sti in rot.rglob("*"):
        if sti.is_symlink():
            continue
        kan_kjores = sti.is_dir() or os.access(sti, os.X_OK)
        sti.chmod(0o755 if kan_kjores else 0o644)
        byte += sti.stat().st_size if sti.is_file() else 0
    return byte // 1024
