"""Hva som er en nettverksdisk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from overforing.register.nettverk import (
    er_nettverksmappe,
    er_nettverkstype,
    er_unc,
    filsystemtype,
    fra_mount,
    fra_proc,
)

PROC = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
//filer/nav /mnt/felles\040mappe cifs rw,vers=3.1.1 0 0
filer:/hjem /home nfs4 rw 0 0
/dev/sda2 /home/lokal ext4 rw 0 0
systemd-1 /auto autofs rw 0 0
filer:/auto /auto nfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdb1 /media/disk fuseblk rw 0 0
""".lstrip()

MOUNT = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//kari@filer/felles on /Volumes/Felles (1) (smbfs, nodev, nosuid, mounted by kari)
filer:/hjem on /Users/kari/Hjem (nfs)
""".lstrip()


@pytest.mark.parametrize(
    ("sti", "nett"),
    [
        ("/var/lib", False),
        ("/tmp/x", False),
        ("/mnt/felles mappe/saker", True),
        ("/mnt/felles mappe", True),
        ("/mnt/felles mappe 2", False),
        ("/home/kari", True),
        ("/home/lokal/kari", False),
        ("/auto/x", True),
        ("/run/user/1000/gvfs/smb-share", True),
        ("/media/disk/x", False),
    ],
)
def test_linux(sti: str, nett: bool) -> None:
    assert er_nettverkstype(filsystemtype(sti, fra_proc(PROC))) is nett


@pytest.mark.parametrize(
    ("sti", "nett"),
    [
        ("/Users/kari", False),
        ("/Volumes/Felles (1)/saker", True),
        ("/Users/kari/Hjem/saker", True),
        ("/System/Volumes/Data/x", False),
    ],
)
def test_macos(sti: str, nett: bool) -> None:
    assert er_nettverkstype(filsystemtype(sti, fra_mount(MOUNT))) is nett


@pytest.mark.parametrize(
    ("sti", "nett"),
    [
        (r"\\filer\felles\saker", True),
        ("//filer/felles", True),
        (r"\\?\UNC\filer\felles", True),
        (r"C:\Users\kari", False),
        (r"\\?\C:\Users\kari", False),
    ],
)
def test_windows_delinger(sti: str, nett: bool) -> None:
    assert er_unc(sti) is nett


@pytest.mark.skipif(sys.platform != "linux", reason="leser /proc")
def test_en_lokal_mappe_som_ikke_finnes_ennaa() -> None:
    assert er_nettverksmappe(Path("/dev/shm/finnes/ikke")) is False
