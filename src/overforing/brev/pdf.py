"""Brevet som PDF: innholdsmodellen gitt som JSON til letters/brev.typ, tegnet av typst med Open Sans.

``anmodning`` og ``tvist`` blir PDF/A-3a og PDF/UA-1 med saken som vedlegg, alle andre PDF/A-2a og PDF/UA-1.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing.brev.modell import Avsnitt, Blokk, Brev, Liste, Seksjon, Tabell, brevtekst, tekstsum
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
from overforing.brev.reise import BAERER_SAKEN, VEDLEGGSNAVN, Reise, merk
from overforing.brev.tegn import krev_lovlige_tegn, ren, skriftens_tegn
from overforing.feil import KanIkke
from overforing.sak.modell import Malform

if TYPE_CHECKING:
    from typst import Fonts

MERKE = "overforing:"
"""Foran hvert av våre nøkkelord i dokumentets metadata: ``overforing:sak-id=…``."""

DELETEGN = "\u200b"
"""Usynlig delested i ord som er lengre enn plassen de har. ``les`` fjerner det igjen."""

_BESKRIVELSE = {Malform.NB: "Saken i maskinlesbar form", Malform.NN: "Saka i maskinleseleg form"}
_ORDBIT = 10


def skriv(brev: Brev, mal: Path, reise: Reise) -> bytes:
    """Brevet som PDF. Samme innhold gir samme byte.

    Reiser KanIkke når brevet har tegn som skriften eller PDF/A ikke kan bære; alle tegnene prøves før noe tegnes.
    """
    import typst

    krev_lovlige_tegn(brev, _tegnsett())
    try:
        pdf: bytes = typst.compile(
            str(mal),
            font_paths=_skrifter(),
            ignore_system_fonts=True,
            sys_inputs=inndata(brev, reise),
            pdf_standards=["a-3a" if brev.dokument in BAERER_SAKEN else "a-2a", "ua-1"],
            timestamp=datetime.combine(brev.dato, time(), UTC),
        )
    except typst.TypstError as feil:
        raise KanIkke("feil.komponer.pdf", hvorfor=feil.message) from feil
    return pdf


def skriftmappe() -> Path:
    """Mappen med Open Sans, fra pakken ttf-opensans."""
    import ttf_opensans

    return Path(ttf_opensans.__file__).parent / "ttf"


@lru_cache(maxsize=1)
def _skrifter() -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[skriftmappe()])


def _tegnsett() -> frozenset[int]:
    mappe = skriftmappe()
    return skriftens_tegn(mappe / "OpenSans-Regular.ttf") & skriftens_tegn(mappe / "OpenSans-Bold.ttf")


def inndata(brev: Brev, reise: Reise) -> dict[str, str]:
    """Det malen får i ``sys.inputs``: brevet som JSON og, når den skal følge med, saken."""
    merker = merk(reise, tekstsum(brevtekst(brev)))
    hel, halv = _brytbar(SATSBREDDE_TEGN), _brytbar(SATSBREDDE_TEGN // 2)
    siste = slutten(brev.kropp)
    innhold = {
        "sprak": str(brev.malform),
        "tittel": ren(brev.tittel),
        "forfatter": ren(brev.forfatter),
        "dato": [brev.dato.year, brev.dato.month, brev.dato.day],
        "nokkelord": [f"{MERKE}{navn}={verdi}" for navn, verdi in merker.par()],
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
        "utkast": UTKAST[brev.malform] if brev.utkast else "",
        "side": SIDE[brev.malform],
        "vedlegg": {"navn": VEDLEGGSNAVN, "beskrivelse": _BESKRIVELSE[brev.malform]},
    }
    inn = {"brev": json.dumps(innhold, ensure_ascii=False)}
    if reise.sak is not None:
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

    return lambda tekst: " ".join(map(del_ord, ren(tekst).split(" ")))
