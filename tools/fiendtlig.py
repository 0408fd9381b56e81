"""Fiendtlige filer gjennom programmet: hva det svarer, hvor lenge det bruker, og om noe ble ført halvt.

    python3 tools/fiendtlig.py [--antall 10000] [--fro 1] [--slag pdf]

Lager så mange filer som sagt, likt av hvert slag (``mutasjoner.py`` sier hvordan), og gir dem til programmet slik en
bruker ville gjort: brevene føres i en logg og vises, saksfilen vurderes, brevhodet og teksten prøves. Teller
sporingsutskrifter (feil i programmet), koder, tid og minne, og ser etter i loggen for hver fil som ble avvist, og til
slutt i hele.

Slutter med 1 når det var en feil i programmet, noe halvt ført, eller en lesing over 12 sekunder eller 512 MB.
``--legg`` legger filene som ga det, i en mappe.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROT = Path(__file__).resolve().parents[1]
OUTLOOK = ROT / "tests" / "brev" / "lesing" / "filer" / "outlook-videresendt.msg"
sys.path[0:0] = [str(ROT / "src"), str(ROT / "tools")]

import mutasjoner  # noqa: E402

MAKS_TID, MAKS_MINNE = 12.0, 512  # leseren stanses etter 10 sekunder; resten er å føre det
FEIL = "Det har skjedd en feil i programmet"


@dataclass
class Telling:
    """Tider i sekunder, minne i MB."""

    koder: Counter[int] = field(default_factory=Counter)
    feil: Counter[str] = field(default_factory=Counter)
    halvt: list[str] = field(default_factory=list)
    lengst: float = 0.0
    galt: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def i_orden(self) -> bool:
        return not self.feil and not self.halvt and self.lengst <= MAKS_TID


class Prove:
    """Et program med en tom logg i ``mappe``, og en hel fil av hvert slag å begynne med."""

    def __init__(self, mappe: Path) -> None:
        from overforing.program.embetet import Mottaksprogram
        from overforing.program.program import Program
        from overforing.sak.modell import Dokument, Malform
        from overforing.saksgang.utgang import fra_kontoret

        self.program = Program.start()
        self.lesinger: list[float] = []
        self.program.innstillinger.endre(navnet_ditt="Ine Aune", rolle="embete")
        mottak = Mottaksprogram(self.program)
        self.logg = mottak.apne_logg(mappe / "mottak.db")
        self.gang = mottak.mottaksgang(self.logg)
        self.nokkel = Malform.NB, Dokument.ANMODNING
        sak = self.program.les_sak(self.program.eksempel())
        vurdering = self.program.vurder(sak)
        brev = fra_kontoret(self.program.brevskriver.lag(Dokument.ANMODNING, sak, vurdering), sak, vurdering)
        docx, pdf = (self.program.utgang.skriv(brev, format_) for format_ in ("docx", "pdf"))
        self.hele = {
            "sak": self.program.eksempel().encode(),
            "docx": docx,
            "pdf": pdf,
            "pakke": _pakket(
                {"anmodning.docx": docx, "anmodning.pdf": pdf, "sak.json": self.program.eksempel().encode()}
            ),
            "outlook": OUTLOOK.read_bytes(),
            "brevhode": (self.program.brevmaler / "brevhode.docx").read_bytes(),
            "tekst": self.program._maler[self.nokkel].encode(),
        }
        m = mutasjoner
        self.slag: dict[str, tuple[Callable[[random.Random, bytes], bytes], Callable[[bytes], int]]] = {
            "sak": (m.saksfil, self._sak),
            "docx": (m.word, lambda data: self._for("docx", data)),
            "pdf": (m.pdf, lambda data: self._for("pdf", data)),
            "pakke": (m.pakke, lambda data: self._for("zip", data)),
            "outlook": (m.outlook, lambda data: self._for("msg", data)),
            "brevhode": (m.word, self._brevhode),
            "tekst": (m.tekst, self._tekst),
        }

    def _sak(self, data: bytes) -> int:
        from overforing.tekster import vurderingsfil

        sak = self.program.les_sak(data)
        vurdering = self.program.vurder(sak)
        vurderingsfil.klartekst(vurdering, sak, self.program.katalog, self.program.geografi)
        for dokument in vurdering.dokumenter:
            self.program.brevskriver.lag(dokument, sak, vurdering)
        return self._for("json", data)

    def _for(self, endelse: str, data: bytes) -> int:
        from overforing.feil import OverforingFeil

        for_ = self._rader()
        with self._maler():  # en pakke med brev fra flere saker gir ett svar for hver
            filene = [(f"fil.{endelse}", lambda: data)]
            svar = tuple(self.gang.registrer(filene, date(2026, 11, 23), bekreftet=True))
        fort = [ett.kvittering for ett in svar if ett.kvittering]
        if not fort and self._rader() != for_:
            raise HalvtFort(svar[0].avvist)
        with self._maler(), contextlib.suppress(OverforingFeil):  # den skal også kunne vises, eller si hvorfor ikke
            self.program.leser.vis(data, "fil", 200)
        return 0 if fort else 1 if svar[0].uleselig else 2

    @contextlib.contextmanager
    def _maler(self) -> Iterator[None]:
        """Hver lesing for seg: grensen gjelder den."""
        begynt = time.perf_counter()
        yield
        self.lesinger.append(time.perf_counter() - begynt)

    def _rader(self) -> tuple[int, ...]:
        tabeller = ("foresporsler", "hendelser", "dokumenter")
        return tuple(self.logg.db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tabeller)

    def _brevhode(self, data: bytes) -> int:
        from overforing.brev.egne.brevhode import klargjor

        klargjor(data, "brevhode.docx")
        return 0

    def _tekst(self, data: bytes) -> int:
        from overforing.brev.egne.egne_tekster import les_mappe, navn

        with tempfile.TemporaryDirectory() as mappe:
            fil = Path(mappe) / navn(self.nokkel)
            fil.parent.mkdir(parents=True)
            fil.write_bytes(data)
            les_mappe(Path(mappe), self.program._maler, self.program.katalog)
        return 0

    def krev_hele(self) -> None:
        """Det det begynnes med, kan brukes: ellers sier svarene på resten ingenting."""
        for slag, (_, bruk) in self.slag.items():
            if (kode := bruk(self.hele[slag])) != 0:
                raise AssertionError(f"{slag} ga {kode}")

    def kjor(self, slag: str, antall: int, fro: int) -> Telling:
        """Så mange filer av slaget gjennom programmet."""
        from overforing.cli.utgang import trygt

        endre, bruk = self.slag[slag]
        ut = Telling()
        for nr in range(antall):
            data = endre(random.Random(f"{fro}/{slag}/{nr}"), self.hele[slag])
            sagt, begynt, self.lesinger = io.StringIO(), time.perf_counter(), [0.0]
            with contextlib.redirect_stderr(sagt):
                try:
                    kode = trygt(lambda data=data: bruk(data))
                except HalvtFort as feil:
                    ut.halvt.append(f"{slag}/{nr}: {feil}")
                    kode = 1
            resten = time.perf_counter() - begynt - sum(self.lesinger)
            brukt = max(*self.lesinger, resten)
            ut.koder[kode] += 1
            ut.lengst = max(ut.lengst, brukt)
            if FEIL in sagt.getvalue():
                ut.feil[sagt.getvalue().strip().splitlines()[0]] += 1
            if FEIL in sagt.getvalue() or brukt > MAKS_TID:
                ut.galt.append((f"{slag}-{nr}", data))
        return ut

    def avvik(self) -> list[str]:
        """Det kontrollen av loggen finner."""
        from overforing.register.kontroll import kontroller

        return [avvik.melding for avvik in kontroller(self.logg.db).avvik]

    def lukk(self) -> None:
        self.program.leser.lukk()
        self.logg.db.close()


class HalvtFort(BaseException):
    """En fil ble avvist, og noe av den står i loggen likevel. Ingen feilmelding skal fange den."""


def _pakket(filer: dict[str, bytes]) -> bytes:
    import zipfile

    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, data in filer.items():
            pakke.writestr(navn, data)
    return ut.getvalue()


def main(argumenter: list[str] | None = None) -> int:
    tolk = argparse.ArgumentParser(description="Fiendtlige filer gjennom programmet.")
    tolk.add_argument("--antall", type=int, default=10_000)
    tolk.add_argument("--fro", type=int, default=1)
    tolk.add_argument("--slag", action="append")
    tolk.add_argument("--legg", type=Path)
    valgt = tolk.parse_args(argumenter)
    with tempfile.TemporaryDirectory() as mappe:
        os.environ["OVERFORING_HOME"] = mappe
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # ingen nøkkel til det som kastes
        prove = Prove(Path(mappe))
        prove.krev_hele()
        slagene: list[Any] = valgt.slag or list(prove.slag)
        tellinger = {slag: prove.kjor(slag, -(-valgt.antall // len(slagene)), valgt.fro) for slag in slagene}
        avvik = prove.avvik()
        prove.lukk()
    minne = {"programmet": resource.RUSAGE_SELF, "leseren": resource.RUSAGE_CHILDREN}
    mb = {hvem: resource.getrusage(hva).ru_maxrss // 1024 for hvem, hva in minne.items()}
    for slag, t in tellinger.items():
        koder = ", ".join(f"{antall} ga {kode}" for kode, antall in sorted(t.koder.items()))
        print(f"{slag}: {koder}; lengst {t.lengst:.1f} s; {t.feil.total()} programfeil, {len(t.halvt)} halvt ført")
        for setning, antall in (*t.feil.items(), *((h, 1) for h in t.halvt)):
            print(f"  {antall} × {setning}")
        for navn, data in t.galt if valgt.legg else ():
            valgt.legg.mkdir(parents=True, exist_ok=True)
            (valgt.legg / navn).write_bytes(data)
    print(f"Mest minne: {', '.join(f'{hvem} {n} MB' for hvem, n in mb.items())}. Loggen: {avvik or 'i orden'}.")
    i_orden = all(t.i_orden for t in tellinger.values()) and not avvik and max(mb.values()) <= MAKS_MINNE
    return 0 if i_orden else 1


if __name__ == "__main__":
    sys.exit(main())
