"""Stanser programmet midt i det det skriver, og ser etter at ingenting er ødelagt eller halvt.

    python tools/drep.py [--drap 200]

Fire slag: et eget program som lagrer, tar kopier, legger tilbake og skriver brev om og om igjen, drept på et tilfeldig
sted; et som slår låsen på og av mens en annen tråd tar kopier, og et som leser filer inn i loggen, drept likedan; og
hver skriving for seg, med en feil fra systemet ved hvert skrivepunkt: hvert kall til filsystemet som kan feile, og hver
grense for hvor stor en fil kan bli. Etter hvert prøves det at registeret er helt og er det ene eller det andre, at hver
ferdig kopi er hel, at hvert brev er helt, at alt loggen har kvittert for, er der uten hull, og at ingenting av sakene
kan leses rett fram når låsen er slått på. Svaret er tallene, og 1 når noe var galt.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import hashlib
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from overforing.feil import OverforingFeil
from overforing.filer import skriv_alle
from overforing.las.las import Las
from overforing.program.embetet import Mottaksprogram
from overforing.program.program import Program
from overforing.register.database import Register, connect
from overforing.register.kontroll import kontroller
from overforing.register.kopi import SAKENE, Kopier, les
from overforing.register.kryptering import sqlitefeil
from overforing.register.mottakstabeller import MOTTAK
from overforing.register.saker import Saksregister
from overforing.register.tilbakelegging import legg_tilbake_alt, legg_tilbake_sak
from overforing.sak.kopi import Registerkopi
from overforing.sak.lagret import Kjennetegn
from overforing.sak.modell import Sak
from overforing.sak.saksfil import til_json

SAKER = 12
BREV = ("Anmodning.docx", "Anmodning.pdf", "Notat.docx", "Notat.pdf")
_FEIL = (errno.ENOSPC, errno.EIO, errno.EACCES)
_KALL = (
    *((os, navn) for navn in ("open", "fsync", "link")),
    *((Path, navn) for navn in ("replace", "unlink", "mkdir")),
    (shutil, "copyfile"),
)
SKADET = b"ikke et register" * 1000
EN = 3
"""Saken som legges tilbake alene."""


def na() -> datetime:
    return datetime.now(UTC)


def apne(mappe: Path) -> Register:
    return connect(mappe / "saker.db", er_nettverk=lambda _: False)


def saksregister(db: Register) -> Saksregister:
    return Saksregister(db, kommuner=frozenset(), na=na, bruker="", kjennetegn=lambda *_: Kjennetegn())


def kopiene(mappe: Path) -> Kopier:
    return Kopier(mappe / "saker.db", mappe / "sikkerhetskopier", SAKENE, na)


def sak(nr: int, stand: str) -> Sak:
    id_ = f"{nr:08x}-0000-4000-8000-000000000000"
    return Sak(id=id_, vurderingsdato=date(2026, 11, 20), notat=stand * (500 + nr * 97))


def lag(mappe: Path) -> tuple[Registerkopi, Registerkopi]:
    """Et register, og en kopi av det i hver av de to standene det kan ha."""
    register = saksregister(apne(mappe))
    for nr in range(SAKER):
        register.opprett(sak(nr, "A"))
    a = _som(kopiene(mappe).ta(), "saker-20000101T000000Z.db")
    for nr in range(SAKER):
        register.lagre_utkast(sak(nr, "B"), {}, 1)
    b = _som(kopiene(mappe).ta(), "saker-20000102T000000Z.db")
    register.lukk()
    brev(mappe, b"A")
    return a, b


def _som(kopi: Registerkopi, navn: str) -> Registerkopi:
    return replace(kopi, fil=kopi.fil.rename(kopi.fil.with_name(navn)))


def brev(mappe: Path, stand: bytes) -> None:
    skriv_alle(mappe / "brev", {navn: navn.encode() + stand * 200_000 for navn in BREV}, overskriv=True)


def galt(mappe: Path) -> Iterator[str]:
    """Det som er ødelagt eller halvt nå."""
    with contextlib.closing(apne(mappe)) as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "skadet register"
        register = saksregister(db)
        rader = register.liste()
        if any(rad.uleselig for rad in rader):
            yield "uleselig sak"
        stander = {register.les(rad.id).sak.notat[0] for rad in rader if not rad.uleselig and rad.id != sak(EN, "").id}
        if len(stander) != 1 or len(rader) != SAKER:
            yield "halvt register"
    for kopi in kopiene(mappe).alle():
        with contextlib.closing(sqlite3.connect(kopi.fil)) as conn:
            try:
                hel = conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                hel &= conn.execute("SELECT count(*) FROM saker").fetchone() == (SAKER,)
            except sqlite3.DatabaseError:
                hel = False
        if not hel:
            yield "skadet kopi"
    for navn in BREV:
        if (mappe / "brev" / navn).read_bytes() not in (navn.encode() + s * 200_000 for s in (b"A", b"B")):
            yield "halvt brev"


def blandet(mappe: Path) -> bool:
    """Om noen av brevene er nye og noen gamle."""
    return len({(mappe / "brev" / navn).read_bytes()[-1] for navn in BREV}) > 1


# Drept på et tilfeldig sted


def arbeid(mappe: Path) -> None:
    """Det programmet som drepes, gjør."""
    a, b = sorted(kopiene(mappe).alle(), key=lambda kopi: kopi.fil.name)[:2]
    print("klar", flush=True)
    while True:
        for kopi, stand in ((a, b"A"), (b, b"B")):
            legg_tilbake_alt(kopiene(mappe), kopi, lambda: apne(mappe))
            kopiene(mappe).ta()
            brev(mappe, stand)
            for rest in kopiene(mappe).alle()[:-4]:
                rest.fil.unlink()


def drap(mappe: Path, antall: int) -> Counter[str]:
    """Drep programmet så mange ganger, og gi det som var galt. «blandet» er hele brev, noen gamle og noen nye."""
    lag(mappe)
    tall: Counter[str] = Counter()
    for _ in range(antall):
        _drep("arbeid", mappe, 0.35)
        tall["drap"] += 1
        tall.update(galt(mappe))
        tall["blandet"] += blandet(mappe)
    return tall


def _drep(hva: str, mappe: Path, innen: float) -> None:
    """Start programmet som gjør ``hva``, og drep det når det har holdt på så lenge eller kortere, i sekunder."""
    with subprocess.Popen([sys.executable, __file__, f"--{hva}", str(mappe)], stdout=subprocess.PIPE) as prosess:
        assert prosess.stdout is not None
        prosess.stdout.readline()
        time.sleep(random.uniform(0, innen))
        prosess.kill()


# Låsen og kopiene


class Filring(dict[str, str]):
    """En nøkkelring i en fil, så den står der etter drapet. Skrives i ett steg, som en ekte."""

    def __init__(self, fil: Path) -> None:
        super().__init__(json.loads(fil.read_bytes()) if fil.exists() else {})
        self._fil = fil

    def hent(self, navn: str) -> str | None:
        return self.get(navn)

    def legg(self, navn: str, verdi: str) -> bool:
        self[navn] = verdi
        self._skriv()
        return True

    def slett(self, navn: str) -> None:
        self.pop(navn, None)
        self._skriv()

    def _skriv(self) -> None:
        skriv_alle(self._fil.parent, {self._fil.name: json.dumps(self).encode()}, overskriv=True)


def laasen(mappe: Path) -> Las:
    return Las(mappe, Filring(mappe.with_name(f"{mappe.name}-ring.json")))


def sla_pa(las: Las) -> None:
    arket = las.ark()
    las.sla_pa({nr: arket[nr - 1] for nr in las.sporres_om})


def arbeid_laas(mappe: Path) -> None:
    """Slå låsen på og av mens kopiene tas, slik vinduet og arbeidstråden gjør det."""
    las = laasen(mappe)
    kopier = replace(kopiene(mappe), nokkel=las.nokkel_for)

    def ta() -> None:
        while True:
            with contextlib.suppress(OverforingFeil):
                kopier.ta()
                for gammel in kopier.alle()[3:]:
                    gammel.fil.unlink(missing_ok=True)

    threading.Thread(target=ta, daemon=True).start()
    print("klar", flush=True)
    while True:
        with contextlib.suppress(OverforingFeil):  # en kopi leser den filen akkurat nå
            las.sla_av() if las.er_pa else sla_pa(las)


def galt_laas(mappe: Path) -> Iterator[str]:
    """Det som ikke kan åpnes, eller ikke er helt, når programmet startes igjen."""
    las = laasen(mappe)
    try:
        with contextlib.closing(
            connect(mappe / "saker.db", las.nokkel_for(mappe / "saker.db"), er_nettverk=lambda _: False)
        ) as db:
            if len([rad for rad in saksregister(db).liste() if not rad.uleselig]) != SAKER:
                yield "halvt register"
    except OverforingFeil:
        yield "skadet register"
    for kopi in kopiene(mappe).alle():
        try:
            with les(kopi.fil, las.nokkel_for(kopi.fil)) as conn:
                hel = conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                hel &= conn.execute("SELECT count(*) FROM saker").fetchone() == (SAKER,)
        except (OverforingFeil, *sqlitefeil()):
            hel = False
        if not hel:
            yield "skadet kopi"


def i_klartekst(mappe: Path) -> Iterator[str]:
    """Filene det står noe av en sak i, når låsen er slått på igjen etter drapet."""
    las = laasen(mappe)
    sla_pa(las)
    for fil in mappe.rglob("*"):
        if fil.is_file() and any(stand * 100 in fil.read_bytes() for stand in (b"A", b"B")):
            yield "klartekst når låsen er på"


def drap_laas(mappe: Path, antall: int) -> Counter[str]:
    """Drep programmet som slår låsen på og av, så mange ganger, og gi det som var galt."""
    lag(mappe)
    shutil.rmtree(mappe / "brev")
    tall: Counter[str] = Counter()
    for _ in range(antall):
        _drep("arbeid-laas", mappe, 0.8)
        tall["drap med låsen"] += 1
        tall.update((*galt_laas(mappe), *i_klartekst(mappe), *galt_laas(mappe)))
    return tall


def feil_laas(mappe: Path, steg: int = 1) -> Counter[str]:
    """En feil ved hvert ``steg``-te skrivepunkt mens låsen slås på og av."""
    lag(mappe)
    shutil.rmtree(mappe / "brev")
    tall: Counter[str] = Counter()
    for navn, forst, gjor in (("låsen på", Las.sla_av, sla_pa), ("låsen av", sla_pa, Las.sla_av)):

        def ett(hinder: contextlib.AbstractContextManager[Any], navn: str, forst: Any, gjor: Any) -> Any:
            las = laasen(mappe)
            if las.er_pa or forst is sla_pa:
                forst(las)
            with hinder as kalt, contextlib.suppress(OverforingFeil):
                gjor(laasen(mappe))
            tall[f"punkter: {navn}"] += 1
            tall.update(f"{navn}: {hva}" for hva in galt_laas(mappe))
            return kalt

        for sider in range(0, 64, steg):
            ett(storst_fil(sider * 4096), navn, forst, gjor)
        punkt = 1
        while ett(feil_ved(punkt, _FEIL[punkt % len(_FEIL)]), navn, forst, gjor)[0] >= punkt:
            punkt += steg
    tall.update(i_klartekst(mappe))
    return tall


# Innlesingen


def arbeid_innlesing(fil: Path) -> None:
    """Les bunker av filer inn i loggen, der hver sjuende alt er ført, og si hver når den er kvittert for."""
    mottak = Mottaksprogram(Program.start())
    gang = mottak.mottaksgang(mottak.apne_logg(fil, "Ine Aune"))
    en = mottak.program.les_sak(mottak.program.eksempel())
    mottak.program.leser(b"{}", "leseren er startet.json")
    print("klar", flush=True)
    while True:
        saker = [replace(en, id=str(uuid.uuid4()), notat="x" * random.randrange(9000)) for _ in range(30)]
        filer = [til_json(saker[max(0, nr - (nr % 7 == 6))]).encode() for nr in range(30)]
        for r in gang.registrer(((f"{nr}.json", lambda data=data: data) for nr, data in enumerate(filer)), na().date()):
            assert r.kvittering is not None
            fort = r.kvittering.foresporsel
            print(r.kvittering.utfall, fort.aar, fort.nr, hashlib.sha256(filer[r.plass]).hexdigest(), flush=True)


def galt_innlesing(fil: Path, kvittert: list[list[str]]) -> Iterator[str]:
    """Det som mangler av det som er kvittert for, eller ikke henger sammen."""
    with contextlib.closing(connect(fil, skjema=MOTTAK, er_nettverk=lambda _: False)) as db:
        if kontroller(db).avvik:
            yield "avvik i loggen"
        sql = "SELECT f.aar, f.nr, d.sha256 FROM dokumenter d JOIN foresporsler f ON f.id = d.foresporsel"
        fort = {(str(aar), str(nr), sum_) for aar, nr, sum_ in db.execute(sql)}
        if not {tuple(hva) for _, *hva in kvittert} <= fort:
            yield "kvittert, men borte"
        for hva in ("nr FROM foresporsler", "sekvens FROM dokumenter"):
            numre = sorted(nr for (nr,) in db.execute(f"SELECT {hva}"))
            if numre != list(range(1, len(numre) + 1)):
                yield "hull i numrene"
        (filer,) = db.execute("SELECT count(*) FROM filer").fetchone()
        if not filer == len(fort) == db.execute("SELECT count(*) FROM foresporsler").fetchone()[0]:
            yield "ført to ganger, eller halvt"


def drap_innlesing(mappe: Path, antall: int) -> Counter[str]:
    """Drep programmet som leser inn, så mange ganger, ti i hver logg, og gi det som var galt."""
    mappe.mkdir(parents=True)
    tall: Counter[str] = Counter()
    miljo = {**os.environ, "OVERFORING_HOME": str(mappe), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    kvittert: list[list[str]] = []
    for nr in range(antall):
        fil = mappe / f"{nr // 10}.db"
        kvittert = kvittert if nr % 10 else []
        kall = [sys.executable, __file__, "--arbeid-innlesing", str(fil)]
        with subprocess.Popen(kall, stdout=subprocess.PIPE, text=True, env=miljo) as prosess:
            assert prosess.stdout is not None
            lest = "".join(islice(prosess.stdout, random.randrange(2, 40))).removeprefix("klar\n")
            time.sleep(random.uniform(0, 0.1))
            prosess.kill()
            lest += prosess.stdout.read()
        kvittert += [linje.split() for linje in lest.split("\n")[:-1]]
        tall["drap i innlesingen"] += 1
        tall.update(galt_innlesing(fil, kvittert))
        tall["drap: kvittert for"] += len(lest.split("\n")) - 1
    return tall


# En feil ved hvert skrivepunkt


def skrivinger(a: Registerkopi, b: Registerkopi) -> dict[str, Callable[[Path], object]]:
    return {
        "kopi": lambda mappe: kopiene(mappe).ta(),
        "alt tilbake": lambda mappe: legg_tilbake_alt(kopiene(mappe), random.choice((a, b)), lambda: apne(mappe)),
        "skadet tilbake": lambda mappe: legg_tilbake_alt(kopiene(mappe), a, lambda: apne(mappe)),
        "sak tilbake": lambda mappe: legg_tilbake_sak(kopiene(mappe), a, sak(EN, "A").id, lambda: apne(mappe), na()),
        "brev": lambda mappe: brev(mappe, b"B"),
    }


def forbered(navn: str, mappe: Path) -> None:
    if navn.startswith("skadet"):
        (mappe / "saker.db").write_bytes(SKADET)
    if navn == "brev":
        brev(mappe, b"A")


@contextlib.contextmanager
def feil_ved(punkt: int, nummer: int) -> Iterator[list[int]]:
    """Kall nummer ``punkt`` til filsystemet feiler. Gir hvor mange det ble."""
    kalt = [0]

    def med_feil(ekte: Callable[..., Any]) -> Callable[..., Any]:
        def kall(*args: Any, **valg: Any) -> Any:
            kalt[0] += 1
            if kalt[0] == punkt:
                raise OSError(nummer, os.strerror(nummer))
            return ekte(*args, **valg)

        return kall

    with contextlib.ExitStack() as stabel:
        for eier, navn in _KALL:
            stabel.enter_context(mock.patch.object(eier, navn, med_feil(getattr(eier, navn))))
        yield kalt


@contextlib.contextmanager
def storst_fil(byte: int) -> Iterator[None]:
    """Ingen fil kan bli større: skrivingen som går over, feiler, også inne i SQLite."""
    myk, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (byte, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (myk, hard))


def feil(mappe: Path, steg: int = 1) -> Counter[str]:
    """En feil ved hvert ``steg``-te skrivepunkt, og det som var galt etterpå."""
    tall: Counter[str] = Counter()
    a, b = lag(mappe)
    for navn, gjor in skrivinger(a, b).items():
        for sider in range(0, 64, steg):
            forbered(navn, mappe)
            with storst_fil(sider * 4096), contextlib.suppress(OverforingFeil):
                gjor(mappe)
            _tell(tall, mappe, navn, a)
        punkt = 1
        while True:
            forbered(navn, mappe)
            with feil_ved(punkt, _FEIL[punkt % len(_FEIL)]) as kalt, contextlib.suppress(OverforingFeil):
                gjor(mappe)
            if kalt[0] < punkt:
                break
            _tell(tall, mappe, navn, a)
            punkt += steg
    return tall


def _tell(tall: Counter[str], mappe: Path, navn: str, a: Registerkopi) -> None:
    tall[f"punkter: {navn}"] += 1
    fil = mappe / "saker.db"
    if navn.startswith("skadet") and fil.read_bytes() == SKADET:  # den er som før, eller det som skulle tilbake
        shutil.copyfile(a.fil, fil)
    tall.update(f"{navn}: {hva}" for hva in galt(mappe))
    tall["blandet uten at det ble sagt"] += blandet(mappe)
    for rest in (mappe / "sikkerhetskopier").glob("saker-20[!0]*"):
        rest.unlink()
    for rest in (mappe / "sikkerhetskopier").glob("saker-skadet*"):
        rest.unlink()


def main() -> int:
    valg = argparse.ArgumentParser()
    valg.add_argument("--drap", type=int, default=200)
    for hva, gjor in (("arbeid", arbeid), ("arbeid-laas", arbeid_laas), ("arbeid-innlesing", arbeid_innlesing)):
        valg.add_argument(
            f"--{hva}", type=lambda mappe, gjor=gjor: gjor(Path(mappe)), help="være programmet som drepes"
        )
    args = valg.parse_args()
    with TemporaryDirectory() as hjem:
        tall = drap(Path(hjem) / "drap", args.drap) + drap_laas(Path(hjem) / "las", args.drap)
        tall += drap_innlesing(Path(hjem) / "innlesing", args.drap)
        tall += feil(Path(hjem) / "feil") + feil_laas(Path(hjem) / "feil-las")
    for hva, antall in tall.items():
        print(f"{antall:6} {hva}")
    lov = ("drap", "blandet", "punkter: ")
    return int(any(antall for hva, antall in tall.items() if not hva.startswith(lov) or hva.endswith("sagt")))


if __name__ == "__main__":
    sys.exit(main())
