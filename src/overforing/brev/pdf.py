"""Brevet som PDF: innholdsmodellen gitt som JSON til letters/brev.typ, tegnet av typst med Open Sans.

Brevet blir PDF/A-2a og PDF/UA-1, og PDF/A-3a når saken følger med som vedlegg: bare del 3 tillater et slikt vedlegg.
En kopi til innsyn (``innsyn.py``) har ingenting med seg, og er bare merket med at den er en kopi.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing import stier
from overforing.brev.brevhodet import uten_gjentatt_avsender
from overforing.brev.egne.brevhode_innhold import Brevhodeinnhold
from overforing.brev.innsyn import MERKE as SLADDET
from overforing.brev.innsyn import OVERSKRIFT
from overforing.brev.modell import Avsnitt, Blokk, Brev, Liste, Seksjon, Tabell, summene
from overforing.brev.oppsett import (
    REFERANSE_TEGN,
    SATSBREDDE_TEGN,
    SIDE,
    TABELLBREDDE_TEGN,
    UTKAST,
    holdes_med_neste,
    holdes_samlet,
    kolonnebredder,
    merkelinje,
    radene_holdes,
    slutten,
)
from overforing.brev.reise import INNSYNSKOPI, VEDLEGGSNAVN, Reise, merk
from overforing.brev.tegn import krev_lovlige_tegn, med_skriften, ren, skriftens_tegn
from overforing.feil import UtenPdf
from overforing.sak.modell import Malform

if TYPE_CHECKING:
    from typst import Fonts

DELETEGN = "\u200b"
"""Usynlig delested i ord som er lengre enn plassen de har. ``les`` fjerner det igjen."""

_BESKRIVELSE = {Malform.NB: "Saken i maskinlesbar form", Malform.NN: "Saka i maskinleseleg form"}
_ORDBIT = 10
_NULL = datetime(2026, 1, 1, tzinfo=UTC)


def skriv(
    brev: Brev,
    mal: Path,
    reise: Reise | None,
    brevhode: Brevhodeinnhold | None = None,
    *,
    avsender_i_brevhodet: bool = False,
) -> bytes:
    """Brevet som PDF, på kontorets eget ``brevhode`` når det er gitt. Samme innhold gir samme byte.

    Uten ``reise`` er det en kopi til innsyn.

    Det brevhodet alt sier om avsenderen, står ikke i brevet også (``brevhodet.uten_gjentatt_avsender``).

    Reiser UtenPdf når brevet har tegn som skriften eller PDF/A ikke kan bære; alle tegnene prøves før noe tegnes.
    """
    import typst

    krev_lovlige_tegn(brev, tegnsett())
    try:
        pdf: bytes = typst.compile(
            str(mal),
            font_paths=_skrifter(),
            ignore_system_fonts=True,
            sys_inputs=inndata(brev, reise, brevhode, avsender_i_brevhodet=avsender_i_brevhodet),
            pdf_standards=["a-2a" if reise is None or reise.sak is None else "a-3a", "ua-1"],
            timestamp=datetime.combine(brev.dato, time(), UTC),
        )
    except typst.TypstError as feil:
        raise UtenPdf("feil.komponer.pdf", hvorfor=feil.message) from feil
    return pdf


def skriftmappe() -> Path:
    """Mappen med Open Sans."""
    return stier.ressurser() / "skrifter"


@lru_cache(maxsize=1)
def _skrifter() -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[skriftmappe()])


@lru_cache(maxsize=1)
def tegnsett() -> frozenset[int]:
    """Kodepunktene både den vanlige og den fete skriften har tegn for."""
    mappe = skriftmappe()
    return skriftens_tegn(mappe / "OpenSans-Regular.ttf") & skriftens_tegn(mappe / "OpenSans-Bold.ttf")


def kan_tegnes(bilde: bytes) -> bool:
    """Om bildet kan stå i en PDF/A: typst kan lese det, og fargene er ikke i CMYK."""
    import typst

    kilde = b'#set document(title: "x")\n#image(bytes(json(bytes(sys.inputs.bilde))), alt: "x")'
    inn = {"bilde": json.dumps(list(bilde))}
    try:
        typst.compile(kilde, ignore_system_fonts=True, sys_inputs=inn, pdf_standards=["a-2a", "ua-1"], timestamp=_NULL)
    except typst.TypstError:
        return False
    return True


def inndata(
    brev: Brev, reise: Reise | None, brevhode: Brevhodeinnhold | None = None, *, avsender_i_brevhodet: bool = False
) -> dict[str, str]:
    """Det malen får i ``sys.inputs``: brevet som JSON og, når den skal følge med, saken."""
    forfatter = brev.forfatter
    if brevhode:
        brev = uten_gjentatt_avsender(brev, brevhode.pa_forste_side, i_brevhodet=avsender_i_brevhodet)
    nokkelord = merk(reise, *summene(brev)).nokkelord() if reise else [INNSYNSKOPI]
    hel, halv = _brytbar(SATSBREDDE_TEGN), _brytbar(SATSBREDDE_TEGN // 2)
    siste = slutten(brev.kropp)
    innhold = {
        "sprak": str(brev.malform),
        "tittel": ren(brev.tittel),
        "dokumenttittel": ren(brev.tittel if reise else f"{OVERSKRIFT[brev.malform]}: {brev.tittel}"),
        "forfatter": ren(forfatter),
        "dato": [brev.dato.year, brev.dato.month, brev.dato.day],
        "nokkelord": nokkelord,
        "avsendernavn": hel(forfatter),
        "avsender": [hel(linje) for linje in brev.hode.avsender],
        "mottaker": [halv(linje) for linje in brev.hode.mottaker],
        "referanser": [[hel(r.navn), _brytbar(REFERANSE_TEGN)(r.verdi)] for r in brev.hode.referanser],
        "merking": merkelinje(hel(brev.hode.merking)),
        "seksjoner": [
            _seksjon(seksjon, seksjon if seksjon in siste and (brev.hilsen or brev.underskrift) else None)
            for seksjon in brev.kropp
        ],
        "tillegg": [_seksjon(seksjon, None) for seksjon in brev.tillegg],
        "hilsen": hel(brev.hilsen),
        "underskrift": [hel(linje) for linje in brev.underskrift],
        "godkjenning": hel(brev.godkjenning),
        "utkast": UTKAST[brev.malform] if brev.utkast else "" if reise else OVERSKRIFT[brev.malform].upper(),
        "sladdet": "" if reise else SLADDET[brev.malform],
        "side": SIDE[brev.malform],
        "brevhode": brevhode and asdict(brevhode) | {"bilder": [list(b) for b in brevhode.bilder], "utelatt": []},
        "vedlegg": {"navn": VEDLEGGSNAVN, "beskrivelse": _BESKRIVELSE[brev.malform]},
    }
    inn = {"brev": json.dumps(innhold, ensure_ascii=False)}
    if reise is not None and reise.sak is not None:
        inn["sak"] = reise.sak
    return inn


def _seksjon(seksjon: Seksjon, siste: Seksjon | None) -> dict[str, Any]:
    blokker = [
        _blokk(blokk) | {"holdt": holdes_med_neste(blokk, neste, siste)}
        for blokk, neste in zip_longest(seksjon.blokker, seksjon.blokker[1:])
    ]
    return {"overskrift": _brytbar(SATSBREDDE_TEGN // 2)(seksjon.overskrift), "blokker": blokker}


def _blokk(blokk: Blokk) -> dict[str, Any]:
    hel = _brytbar(SATSBREDDE_TEGN - 4)
    match blokk:
        case Avsnitt(tekst):
            return {"slag": "avsnitt", "tekst": hel(tekst)}
        case Liste(punkter):
            return {"slag": "liste", "punkter": [hel(punkt) for punkt in punkter]}
        case Tabell(overskrifter, rader):
            bredder = kolonnebredder(blokk)
            celler = [_brytbar(bredde * TABELLBREDDE_TEGN // 1000) for bredde in bredder]
            return {
                "slag": "tabell",
                "bredder": bredder,
                "samlet": holdes_samlet(blokk),
                "delelige_rader": not radene_holdes(blokk),
                "overskrifter": [celle(tekst) for celle, tekst in zip(celler, overskrifter, strict=True)],
                "rader": [[celle(tekst) for celle, tekst in zip(celler, rad, strict=True)] for rad in rader],
            }


def _brytbar(plass: int) -> Callable[[str], str]:
    """En funksjon som setter delesteder i ord på flere tegn enn det er plass til. Andre ord røres ikke.

    En e-postadresse deles helst etter krøllalfaen.
    """

    def del_ord(ord_: str) -> str:
        if len(ord_) <= plass:
            return ord_
        navn, krollalfa, sted = ord_.partition("@")
        return DELETEGN.join(map(del_bit, filter(None, (navn + krollalfa, sted))))

    def del_bit(bit: str) -> str:
        if len(bit) <= plass:
            return bit
        return DELETEGN.join(bit[i : i + _ORDBIT] for i in range(0, len(bit), _ORDBIT))

    return lambda tekst: " ".join(map(del_ord, med_skriften(ren(tekst), tegnsett()).split(" ")))
