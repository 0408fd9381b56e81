"""Prøver det pakkede programmet slik en ny maskin ville kjørt det: tomt miljø, tomt hjem, en annen mappe.

Kjører eksempelsaken, brevene, å lese et brev, å føre det og finne det igjen, kontrollen, leseren av bilder, og vinduet
uten skjerm. Stanser ved det første som ikke går, og sier hva.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LENGST = 300


class GikkIkke(Exception):
    """Det som ikke gikk, som en setning."""


def prov(fil: Path) -> int:
    """Prøv programmet ``fil``. Gir koden å slutte med."""
    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as midlertidig:
            antall = _alt(fil, Path(midlertidig))
    except GikkIkke as feil:
        print(f"Pakken gikk ikke: {feil}", file=sys.stderr)
        return 1
    print(f"{antall} passed, 0 failed", file=sys.stderr)
    print(f"Pakken gjør det den skal ({time.monotonic() - start:.0f} s).", file=sys.stderr)
    return 0


def _alt(fil: Path, mappe: Path) -> int:
    kjor = Kjoring(fil, mappe)
    kjor("versjon", "--versjon", venter="overforing ")
    sak = kjor("eksempel", "eksempel", venter='"overforing/sak/1"')
    (kjor.arbeid / "sak.json").write_text(sak, "utf-8", newline="\n")
    kjor("vurder", "vurder", "sak.json")
    kjor("brev", "brev", "sak.json", "--ut", "brevene")
    brevene = sorted((kjor.arbeid / "brevene").iterdir())
    krev({b.suffix for b in brevene} == {".docx", ".pdf"}, "brev: det ble ikke både Word og PDF")
    anmodningen = next(b for b in brevene if b.name.startswith("Anmodning") and b.suffix == ".docx")
    pdfen = anmodningen.with_suffix(".pdf")
    for brev in (anmodningen, pdfen):
        lest = json.loads(kjor(f"les {brev.suffix}", "les", str(brev), "--json"))
        krev(lest["sak"]["id"] == json.loads(sak)["id"], f"les {brev.suffix}: saken er ikke den samme")
    kjor("registrer", "registrer", str(anmodningen), "--navn", "Prøve Prøvesen", "--mottatt", "2026-11-20")
    kjor("register sok", "register", "sok", json.loads(sak)["saksnummer"], venter="1")
    kjor("register kontroller", "register", "kontroller", venter="i orden")
    kjor("register aarsrapport", "register", "aarsrapport", "--ut", "aaret.xlsx")
    kjor("register eksporter", "register", "eksporter", "journal", "--ut", "journal.xml", "--embete", "agder")
    kjor("las vis", "las", "vis")
    kjor("brev --pakke", "brev", "sak.json", "--ut", "pakkene", "--pakke", "fiks")
    bildene(fil, kjor.miljo)
    for vindu in (fil, *fil.parent.glob("overforing-vindu.exe")):
        kjor("vinduet", "--mal-oppstart", miljo={"QT_QPA_PLATFORM": "offscreen"}, fil=vindu)
    if sys.platform.startswith("linux"):  # uten skjerm tegnes vinduet; andre steder er det alltid en skjerm
        kjor("uten noe", venter="vindu.png")
        bilde = next(kjor.arbeid.glob("overforing-eksempel/vindu.png"), None)
        krev(bilde is not None and bilde.stat().st_size > 10_000, "uten noe: det ble ikke noe bilde av vinduet")
    return kjor.antall + 1


class Kjoring:
    """Kommandoer kjørt i et tomt miljø. ``antall`` er hvor mange som har gått."""

    def __init__(self, fil: Path, mappe: Path) -> None:
        self._fil, self.antall = fil, 0
        self.arbeid, hjem = mappe / "arbeid med mellomrom og å", mappe / "hjem"
        self.arbeid.mkdir()
        hjem.mkdir()
        self.miljo = {"HOME": str(hjem)}
        if sys.platform == "win32":  # uten disse starter ingenting på Windows
            behold = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP")
            self.miljo = {navn: os.environ[navn] for navn in behold if navn in os.environ}
            self.miljo |= {navn: str(hjem) for navn in ("USERPROFILE", "APPDATA", "LOCALAPPDATA")}

    def __call__(
        self, hva: str, *argumenter: str, venter: str = "", miljo: dict[str, str] | None = None, fil: Path | None = None
    ) -> str:
        try:
            svar = subprocess.run(
                [str(fil or self._fil), *argumenter],
                cwd=self.arbeid,
                env={**self.miljo, **(miljo or {})},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=LENGST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GikkIkke(f"{hva}: ble ikke ferdig på {LENGST} sekunder") from None
        krev(svar.returncode == 0, f"{hva}: koden {svar.returncode}\n{svar.stdout}\n{svar.stderr}")
        krev(venter in svar.stdout + svar.stderr, f"{hva}: «{venter}» sto ikke i svaret\n{svar.stdout}\n{svar.stderr}")
        self.antall += 1
        print(f"  {hva}", file=sys.stderr)
        return svar.stdout


def bildene(fil: Path, miljo: dict[str, str]) -> None:
    """Leseren i pakken viser de bildene et brev kan ha med seg."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage

    from overforing.brev.lesing import ved_siden

    bilde = QImage(60, 80, QImage.Format.Format_RGB32)
    bilde.fill(0xFF336699)
    vanlig, ved_siden.programmet_selv = ved_siden.programmet_selv, lambda: ([str(fil)], dict(miljo))
    leser = ved_siden.Leser()
    try:
        for slag in ("png", "jpg", "tiff"):
            innhold = QByteArray()
            rom = QBuffer(innhold)
            rom.open(QBuffer.OpenModeFlag.WriteOnly)
            krev(bilde.save(rom, slag), f"{slag}: ble ikke laget her")
            vist = leser.vis(innhold.data(), f"bilde.{slag}", 60)
            krev(len(vist.sider) == 1, f"{slag}: leseren i pakken viste ikke bildet")
    finally:
        leser.lukk()
        ved_siden.programmet_selv = vanlig
    print("  bildene", file=sys.stderr)


def krev(holder: bool, ellers: str) -> None:
    if not holder:
        raise GikkIkke(ellers)
