"""Prøver det pakkede programmet slik en ny maskin ville kjørt det: tomt miljø, tomt hjem, en annen mappe.

Kjører eksempelsaken, brevene, å lese et brev, å føre det og finne det igjen, kontrollen, rettskrivingen, en tjener som
ikke svarer, låsen med passfrase, leseren av bilder, og vinduet uten skjerm, også med en fil. Stanser ved det første som
ikke går, og sier hva.
"""

from __future__ import annotations

import json
import os
import platform
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from threading import Timer

LENGST = 300
PASSFRASE = "oransje 17 traktor"


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
    kjor("version", "--version", venter="overforing ")
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
    kjor("brev --pakke", "brev", "sak.json", "--ut", "pakkene", "--pakke", "fiks")
    rettskriving(kjor)
    tjeneren(kjor)
    bildene(fil, kjor.miljo)
    for vindu in (fil, *fil.parent.glob("overforing-vindu.exe")):
        kjor("vinduet", "--mal-oppstart", miljo={"QT_QPA_PLATFORM": "offscreen"}, fil=vindu)
    med_fil(kjor)
    lasen(kjor)
    kjor("register kontroller, låst", "register", "kontroller", venter="i orden", skriver=f"{PASSFRASE}\n")
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
        # Uten nøkkelring: det som prøves, skal ikke legge noe i ringen til den som bygger.
        self.miljo = {"HOME": str(hjem), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        if sys.platform == "win32":  # uten disse starter ingenting på Windows
            behold = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP")
            self.miljo = {navn: os.environ[navn] for navn in behold if navn in os.environ}
            self.miljo |= {navn: str(hjem) for navn in ("USERPROFILE", "APPDATA", "LOCALAPPDATA")}

    def __call__(
        self,
        hva: str,
        *argumenter: str,
        venter: str = "",
        kode: int = 0,
        skriver: str = "",
        miljo: dict[str, str] | None = None,
        fil: Path | None = None,
    ) -> str:
        try:
            svar = subprocess.run(
                [str(fil or self._fil), *argumenter],
                cwd=self.arbeid,
                env={**self.miljo, **(miljo or {})},
                input=skriver,
                capture_output=True,
                encoding="utf-8",
                timeout=LENGST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GikkIkke(f"{hva}: ble ikke ferdig på {LENGST} sekunder") from None
        krev(svar.returncode == kode, f"{hva}: koden {svar.returncode}\n{svar.stdout}\n{svar.stderr}")
        krev(venter in svar.stdout + svar.stderr, f"{hva}: «{venter}» sto ikke i svaret\n{svar.stdout}\n{svar.stderr}")
        self.gikk(hva)
        return svar.stdout

    def start(self, *argumenter: str, miljo: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Programmet i gang, for det en svarer mens det går."""
        return subprocess.Popen(
            [str(self._fil), *argumenter],
            cwd=self.arbeid,
            env={**self.miljo, **(miljo or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def gikk(self, hva: str) -> None:
        self.antall += 1
        print(f"  {hva}", file=sys.stderr)


def rettskriving(kjor: Kjoring) -> None:
    """Leseren av ordlister er med. Lista er vår egen, så det ikke er maskinens som avgjør."""
    ord_ = kjor.arbeid / "ord"
    ord_.mkdir()
    (ord_ / "nb_NO.aff").write_text("SET UTF-8\n", "utf-8", newline="\n")
    (ord_ / "nb_NO.dic").write_text("2\nog\nikke\n", "utf-8", newline="\n")
    har = sys.platform != "darwin" or platform.machine() == "arm64"
    venter = "ordliste for bokmål" if har else "Rettskrivingen er av"
    kjor("rettskrivingen", "oppsett", venter=venter, miljo={"DICPATH": str(ord_)})


def tjeneren(kjor: Kjoring) -> None:
    """Det som snakker med PostgreSQL, er med, og sier på norsk at ingen svarer."""
    with socket.socket() as ingen:  # porten er vår, og ingen lytter på den
        ingen.bind(("127.0.0.1", 0))
        adresse = f"postgresql://ine@127.0.0.1:{ingen.getsockname()[1]}/logg"
        venter = "Får ikke tak i 127.0.0.1"
        kjor("felles, ingen svarer", "felles", "bruker", "liste", "--tjener", adresse, venter=venter, kode=1)


def lasen(kjor: Kjoring) -> None:
    """Alt som er lagret, låses med en passfrase. De to gruppene det spørres om, leses av arket som ble vist."""
    with kjor.start("las", "pa", "--passfrase") as program:
        assert program.stdin is not None
        assert program.stdout is not None
        vakt = Timer(LENGST, program.kill)
        vakt.start()
        sagt = ""
        while tegn := program.stdout.read(1):
            sagt += tegn
            if sagt.endswith(": ") and (spurt := re.search(r"Gruppe (\d), [^:\n]*: $", sagt)):
                program.stdin.write(dict(re.findall(r"(\d)\.\s+([0-9A-Z]{8})", sagt))[spurt[1]] + "\n")
            elif sagt.endswith(("Ny passfrase: ", "en gang til: ")):
                program.stdin.write(PASSFRASE + "\n")
            else:
                continue
            program.stdin.flush()
        vakt.cancel()
    krev(program.returncode == 0, f"las pa: koden {program.returncode}")
    krev("bak en passfrase" in sagt, "las pa: nøkkelen ligger ikke bak en passfrase")
    loggen = next(Path(kjor.miljo["HOME"]).rglob("mottak.db"), None)
    krev(loggen is not None and not loggen.read_bytes().startswith(b"SQLite"), "las pa: loggen er ikke låst")
    kjor.gikk("las pa --passfrase")


def med_fil(kjor: Kjoring) -> None:
    """Vinduet åpner filen det startes med: saken kommer i registeret."""
    miljo = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}  # det tegnes ikke på den
    frist = time.monotonic() + LENGST
    with kjor.start("sak.json", miljo=miljo) as program:
        try:
            while not (sakene := _sakene(Path(kjor.miljo["HOME"]))):
                krev(program.poll() is None, f"vinduet med en fil: sluttet med koden {program.returncode}")
                krev(time.monotonic() < frist, "vinduet med en fil: saken ble aldri åpnet")
                time.sleep(0.2)
        finally:
            program.kill()
    krev(sakene == 1, f"vinduet med en fil: {sakene} saker i registeret")
    kjor.gikk("vinduet med en fil")


def _sakene(hjem: Path) -> int:
    """Hvor mange saker registeret har. Ingen før det er laget."""
    fil = next(hjem.rglob("saker.db"), None)
    if fil is None:
        return 0
    try:
        with closing(sqlite3.connect(f"{fil.as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM saker").fetchone()[0])
    except sqlite3.OperationalError:  # ikke ferdig laget
        return 0


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
