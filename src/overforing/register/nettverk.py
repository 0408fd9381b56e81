"""Ligger en mappe på en nettverksdisk? Der kan SQLite ikke bruke WAL, og låsene er ikke til å stole på."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_NETTVERK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs2?|ncpfs|afs|ceph|glusterfs|lustre|beegfs|gpfs|ocfs2|gfs2|coda|ftp"
    r"|9p|vboxsf|vmhgfs|prl_fs|drvfs"
    r"|fuse\.?(sshfs|gvfs|rclone|davfs|smb|cifs|vmhgfs|glusterfs|ceph|s3|nfs|kio).*"
)
"""Filsystemer som deles over nett, eller av andre grunner ikke kan dele minne mellom maskiner."""

_OKTALT = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def er_nettverksmappe(sti: Path) -> bool:
    """Om ``sti``, eller den nærmeste mappen over som finnes, ligger på en nettverksdisk.

    Kan det ikke avgjøres, er svaret nei.
    """
    try:
        virkelig = os.path.realpath(_finnes(sti))
        if sys.platform == "win32":
            return er_unc(virkelig) or _stasjonstype(virkelig) == _DRIVE_REMOTE
        elif sys.platform == "darwin":  # noqa: RET505 - mypy kjenner bare plattformer igjen i én if
            ut = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=10).stdout
            return er_nettverkstype(filsystemtype(virkelig, fra_mount(ut)))
        else:
            tabell = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape")
            return er_nettverkstype(filsystemtype(virkelig, fra_proc(tabell)))
    except (OSError, subprocess.SubprocessError):
        return False


def _finnes(sti: Path) -> Path:
    sti = sti.absolute()
    return next((mappe for mappe in (sti, *sti.parents) if mappe.exists()), sti)


def er_nettverkstype(slag: str) -> bool:
    """Om filsystemtypen, slik systemet skriver den, er et nettverksfilsystem."""
    return bool(_NETTVERK.fullmatch(slag.lower()))


def er_unc(sti: str) -> bool:
    r"""Om en Windows-sti er på formen ``\\maskin\deling``, også skrevet ``\\?\UNC\maskin\deling``."""
    sti = sti.replace("/", "\\")
    if sti.startswith(("\\\\?\\", "\\\\.\\")):
        return sti[4:8].upper() == "UNC\\"
    return sti.startswith("\\\\")


def fra_proc(tabell: str) -> list[tuple[str, str]]:
    """Monteringspunkt og filsystemtype for hver linje i Linux' ``/proc/mounts``."""
    rader = (linje.split(" ") for linje in tabell.splitlines())
    return [(_OKTALT.sub(lambda m: chr(int(m[1], 8)), rad[1]), rad[2]) for rad in rader if len(rad) > 2]


def fra_mount(ut: str) -> list[tuple[str, str]]:
    """Monteringspunkt og filsystemtype for hver linje macOS' ``mount`` skriver."""
    treff = (re.fullmatch(r".*? on (/.*) \(([^,)]+).*\)", linje) for linje in ut.splitlines())
    return [(m[1], m[2]) for m in treff if m]


def filsystemtype(sti: str, monteringer: Iterable[tuple[str, str]]) -> str:
    """Typen for det innerste monteringspunktet ``sti`` ligger under; det siste vinner når to er på samme sted."""
    dypest, slag = -1, ""
    for punkt, type_ in monteringer:
        punkt = punkt.rstrip("/")
        if (sti == punkt or sti.startswith(punkt + "/")) and len(punkt) >= dypest:
            dypest, slag = len(punkt), type_
    return slag


if sys.platform == "win32":
    import ctypes

    def _stasjonstype(sti: str) -> int:
        """Windows' slag stasjon for stien; 0 er ukjent."""
        return int(ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(sti)[0] + "\\"))
