"""Det lengste Statsforvalterens vindu står stille med en stor logg. Skriver tall; krever ingenting.

Kjøres: ``.venv/bin/python benchmarks/stans_mottak.py [antall forespørsler]``; 100 000 når det ikke er sagt. Måles som
i ``stans.py``: fra et klikk eller tastetrykk til vinduet svarer igjen. Mål: høyst 100 ms.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HER = Path(__file__).resolve().parent
# Uten mappen skriptet ligger i: der heter også noe «mottak».
sys.path[:] = [str(HER.parent / "src"), str(HER.parent / "tests"), *(p for p in sys.path if Path(p).resolve() != HER)]


def _hent(navn: str) -> Any:
    spesifikasjon = importlib.util.spec_from_file_location(f"benk_{navn}", HER / f"{navn}.py")
    assert spesifikasjon is not None
    assert spesifikasjon.loader is not None
    modul = importlib.util.module_from_spec(spesifikasjon)
    spesifikasjon.loader.exec_module(modul)
    return modul


stans, fyll = _hent("stans"), _hent("mottak").fyll

from mottak.mottakprover import PROGRAM, brev  # noqa: E402
from ui.styr import Styr  # noqa: E402
from ui.vindu import Svarer, lag_vindu  # noqa: E402

from overforing.program.innstillinger import Innstillinger, skriv  # noqa: E402
from overforing.ui.vindu.oppstart import riv_ned  # noqa: E402


def main(antall: int) -> None:
    app = stans.Maler()
    with tempfile.TemporaryDirectory() as navn:
        mappe = Path(navn)
        fyll(mappe, antall)._db.close()
        (mappe / "stor.db").rename(mappe / "mottak.db")
        skriv(mappe, Innstillinger(embete="trondelag", navnet_ditt="Ine Aune"))
        (mappe / "en.docx").write_bytes(brev("docx"))
        dialoger = Svarer()
        apnet = time.perf_counter()
        _, vindu, _ = lag_vindu(mappe, program=PROGRAM, dialoger=dialoger)
        vindu.show()
        app.hvor = "åpne vinduet"
        app.stans.append((time.perf_counter() - apnet, app.hvor, "kallet"))
        styr = Styr(vindu)

        def steg(hvor: str, gjor: Callable[[], object]) -> None:
            app.hvor = hvor
            start = time.perf_counter()
            gjor()
            styr.vent_til_ferdig()
            lengst = max((tid for tid, sted, _ in app.stans if sted == hvor), default=0)
            hele = time.perf_counter() - start
            print(f"  {hvor}: {hele:.2f} s i alt, lengste stans {lengst * 1000:.0f} ms", file=sys.stderr)

        styr.vent_til_ferdig()
        gang = vindu.sted.mottak
        for ko in ("Nye", "Mine", "Over frist", "Avgjort i år", "Alle"):
            steg(f"køen {ko}", lambda ko=ko: styr.trykk(f"Kø: {ko}"))
        for sokt in ("Trondheim", "kommune", "Ås", "finnes ikke", ""):
            steg(f"søk «{sokt}»", lambda sokt=sokt: styr.skriv("Søk i forespørslene", sokt))
        steg("flere filtre", lambda: styr.trykk("Flere filtre").velg("Utfall", "Ikke særlig ulempe"))
        steg("søk med filter", lambda: styr.skriv("Søk i forespørslene", "trondheim"))
        steg("ingen treff", lambda: styr.velg("Utfall", "Trukket"))
        steg("vis alle", lambda: styr.trykk("Vis alle forespørslene"))
        steg("sorter", lambda: styr.velg("Rekkefølge", "Etter kommune"))

        def rull() -> None:
            for _ in range(40):
                gang.side.tabell.scrollToBottom()
                styr.vent(5)

        steg("rull 40 sider", rull)
        dialoger.stier = [mappe / "en.docx"]
        steg("les inn et brev", lambda: styr.trykk("Les inn brev …").trykk("Les inn brevene").vent_til_ferdig())
        # De som er satt inn utenom mottaket, har ingen historikk å skrive et brev fra.
        styr.skriv("Søk i forespørslene", "vennskap").vent_til_ferdig()
        steg("åpne forespørselen", lambda: styr.trykk("Åpne forespørselen"))
        steg("ta den", lambda: styr.trykk("Ta forespørselen"))
        styr.trykk("Be om det som mangler").skriv("Dette skal kommunen svare på", "Hvem?")
        styr.skriv("Kommunen skal svare innen", "1.6.2099")
        steg("åpne brevet", lambda: styr.trykk("Skriv brevet"))
        for fane in ("Som tekst", "Slik blir det"):
            steg(f"brevet: {fane}", lambda fane=fane: styr.trykk(fane))
        dialoger.stier = [mappe / "ut", mappe / "ut"]
        steg("lagre og føre", lambda: styr.trykk("Lagre Word og PDF"))
        steg("pakke", lambda: styr.trykk("Pakke til arkivet …"))
        steg("til lista", lambda: styr.tast("Escape", "Escape"))
        steg("statistikk", lambda: vindu.ramme.ga_til("statistikk"))
        vindu.close()
        riv_ned(vindu)
    print("De ti lengste:")
    for tid, hvor, hva in sorted(app.stans, reverse=True)[:10]:
        print(f"{tid * 1000:6.0f} ms  {hvor}: {hva}")
    over = sum(tid > 0.1 for tid, _, _ in app.stans)
    print(
        f"lengste stans: {max(app.stans)[0] * 1000:.0f} ms (mål høyst 100 ms); {over} av {len(app.stans)} over 100 ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
