"""Lisensene som følger med pakken: våre, alle andres, og dem til bibliotekene som kom fra byggemaskinen."""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from innhold import SYSTEMMAPPER

ROT = Path(__file__).resolve().parents[1]
MAPPE = "lisenser"


def notiser(binaries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Filene som skal ligge i ``lisenser``, slik PyInstaller vil ha dem."""
    egne = [ROT / "LICENSE", ROT / "THIRD_PARTY.md", *sorted((ROT / "pakking" / "lisenser").iterdir())]
    filer = {fil.name: fil for fil in egne}
    filer["Open-Sans.txt"] = ROT / "resources" / "skrifter" / "LICENSE.txt"
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if not python.is_file():  # på Windows ligger den ved siden av python.exe, Debian har den blant dokumentene
        python = next((p for p in _pythons() if p.is_file()), python)
    filer["Python.txt"] = python
    for kilde in {kilde for _, kilde, _ in binaries if kilde.startswith(SYSTEMMAPPER)}:
        pakke, tekst = _debians(Path(kilde))
        if tekst.is_file():
            filer[f"system/{pakke}.txt"] = tekst
    return [(f"{MAPPE}/{navn}", str(fil), "DATA") for navn, fil in sorted(filer.items())]


def _pythons() -> list[Path]:
    versjon = sysconfig.get_python_version()
    return [
        Path(sysconfig.get_config_var("installed_base") or "") / "LICENSE.txt",
        Path(f"/usr/share/doc/python{versjon}/copyright"),
    ]


def _debians(bibliotek: Path) -> tuple[str, Path]:
    """Pakken biblioteket er fra og filen med lisensen; ``eier`` finnes ikke når dpkg ikke kjenner det."""
    for sti in (bibliotek, bibliotek.resolve(), Path(str(bibliotek).removeprefix("/usr"))):
        try:
            svar = subprocess.run(["dpkg-query", "-S", str(sti)], capture_output=True, text=True, check=False)
        except OSError:
            break
        if svar.returncode == 0:
            pakke = svar.stdout.split(":")[0]
            return pakke, Path("/usr/share/doc") / pakke / "copyright"
    return "", Path("finnes ikke")
