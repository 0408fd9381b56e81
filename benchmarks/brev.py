"""Hvor mye brevskriverne koster ved siden av biblioteket de står på. Skriver ut forholdstall; prøver ingenting.

Kjør ``python benchmarks/brev.py [antall]``. De to sidene av hvert forhold kjøres vekselvis, og hver gang med et brev
som ikke har vært skrevet før, så ingen av dem nyter godt av hurtiglageret i typst.

Word: mot python-docx som åpner det samme brevhodet, legger inn like mange avsnitt og celler med like stiler, og lagrer.
PDF: mot typst som alene tegner den samme malen med de samme inndataene (skriftene lest på forhånd for begge).
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]
sys.path[0:1] = [str(ROT / "src"), str(ROT / "tests" / "brev")]

import docx  # noqa: E402
import typst  # noqa: E402
from eksempelbrev import langt_brev, reise_for  # noqa: E402

from overforing.brev import docx as word  # noqa: E402
from overforing.brev import pdf  # noqa: E402
from overforing.brev.modell import Avsnitt, Brev, Liste, Tabell  # noqa: E402

BREVHODE = ROT / "letters" / "brevhode.docx"
MAL = ROT / "letters" / "brev.typ"


def med_python_docx(brev: Brev) -> bytes:
    """Et like stort brev skrevet slik python-docx' egen veiledning gjør det."""
    dokument = docx.Document(str(BREVHODE))
    hode = brev.hode
    tabell = dokument.add_table(rows=2, cols=2, style="Brevhode")
    tabell.rows[0].cells[0].paragraphs[0].text = hode.avsender[0]
    for linje in hode.avsender[1:]:
        tabell.rows[0].cells[0].add_paragraph(linje, "Avsender")
    for linje in hode.mottaker:
        tabell.rows[1].cells[0].add_paragraph(linje, "Mottaker")
    for referanse in hode.referanser:
        avsnitt = tabell.rows[1].cells[1].add_paragraph(style="Referanse")
        avsnitt.add_run(referanse.navn, "Referansenavn")
        avsnitt.add_run(f"\t{referanse.verdi}")
    dokument.add_paragraph(hode.merking, "Merking")
    dokument.add_heading(brev.tittel, 1)
    for seksjon in brev.seksjoner:
        dokument.add_heading(seksjon.overskrift, 2)
        for blokk in seksjon.blokker:
            match blokk:
                case Avsnitt(tekst):
                    dokument.add_paragraph(tekst)
                case Liste(punkter):
                    for punkt in punkter:
                        dokument.add_paragraph(punkt, "List Bullet")
                case Tabell(overskrifter, rader):
                    tabell = dokument.add_table(rows=0, cols=len(overskrifter), style="Brevtabell")
                    for rad in (overskrifter, *rader):
                        for celle, tekst in zip(tabell.add_row().cells, rad, strict=True):
                            celle.text = tekst
    dokument.add_paragraph(brev.hilsen, "Hilsen")
    for linje in brev.underskrift:
        dokument.add_paragraph(linje, "Underskrift")
    ut = io.BytesIO()
    dokument.save(ut)
    return ut.getvalue()


def typst_alene(brev: Brev) -> bytes:
    """Malen tegnet av typst, med inndataene laget på forhånd."""
    return typst.compile(
        str(MAL),
        font_paths=pdf._skrifter(),
        ignore_system_fonts=True,
        sys_inputs=INNDATA[brev.tittel],
        pdf_standards=["a-3a", "ua-1"],
    )


INNDATA: dict[str, dict[str, str]] = {}


def nytt_brev(merke: str) -> Brev:
    """Det lange brevet, hver gang med et annet ord i hvert avsnitt, så ingenting er tegnet før."""
    brev = langt_brev()
    seksjoner = tuple(
        replace(
            seksjon,
            blokker=tuple(Avsnitt(f"{merke} {b.tekst}") if isinstance(b, Avsnitt) else b for b in seksjon.blokker),
        )
        for seksjon in brev.seksjoner
    )
    return replace(brev, tittel=f"{brev.tittel} {merke}", seksjoner=seksjoner)


def mal(navn: str, vart: Callable[[Brev], bytes], deres: Callable[[Brev], bytes], ganger: int) -> None:
    tider: dict[str, list[float]] = {"vår": [], "deres": []}
    for runde in range(ganger + 1):
        for hvem, skriv in (("vår", vart), ("deres", deres))[:: 1 if runde % 2 else -1]:
            brev = nytt_brev(f"{navn}{hvem}{runde}")
            INNDATA[brev.tittel] = pdf.inndata(brev, reise_for(brev))
            for_ = time.perf_counter()
            skriv(brev)
            if runde:  # den første runden leser inn moduler og skrifter
                tider[hvem].append(time.perf_counter() - for_)
    vare, deres_tid = statistics.median(tider["vår"]), statistics.median(tider["deres"])
    print(f"{navn}: {vare * 1000:.1f} ms mot {deres_tid * 1000:.1f} ms = {vare / deres_tid:.2f} (mål: høyst 1,5)")


def hoved(ganger: int) -> None:
    """Kjører begge målingene."""
    mal(
        "Word mot python-docx",
        lambda brev: word.skriv(brev, BREVHODE, reise_for(brev)),
        med_python_docx,
        ganger,
    )
    mal("PDF mot typst", lambda brev: pdf.skriv(brev, MAL, reise_for(brev)), typst_alene, ganger)


if __name__ == "__main__":
    hoved(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
