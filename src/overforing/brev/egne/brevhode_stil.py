"""Hva som gjelder for et avsnitt eller et tekstløp i Word: det som står på det selv, ellers stilen, ellers standarden.

ECMA-376 del 1, 17.7.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from overforing.brev.brevhodet import W

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def lokalt(element: Any) -> str:
    """Navnet på elementet uten navnerom; tomt for en kommentar."""
    return str(element.tag).rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def barn(element: Any, navn: str) -> Any:
    """Det første barnet med navnet, uansett navnerom, eller None, også når elementet selv er None."""
    return None if element is None else next((e for e in element if lokalt(e) == navn), None)


def verdi(element: Any, navn: str) -> str:
    """Verdien i Words navnerom, eller tom."""
    return "" if element is None else str(element.get(f"{{{W}}}{navn}") or "")


def tall(element: Any, navn: str, ellers: int) -> int:
    """Verdien som heltall, eller ``ellers`` når den mangler eller ikke er et tall."""
    try:
        return int(float(verdi(element, navn)))
    except (ValueError, OverflowError):
        return ellers


class Stiler:
    def __init__(self, stiler: Any) -> None:
        alle = stiler.findall(f"{{{W}}}style")
        self._stiler = {verdi(stil, "styleId"): stil for stil in alle}
        vanlige = (verdi(s, "styleId") for s in alle if verdi(s, "type") == "paragraph" and verdi(s, "default") == "1")
        self._vanlig = next(vanlige, "Normal")
        self._standard = barn(stiler, "docDefaults")

    def _rekken(self, kode: str) -> Iterator[Any]:
        """Stilen og dem den bygger på."""
        sett: set[str] = set()
        while kode in self._stiler and kode not in sett:
            sett.add(kode)
            yield self._stiler[kode]
            kode = verdi(barn(self._stiler[kode], "basedOn"), "val")

    def _avsnittsstilen(self, avsnitt: Any) -> str:
        return verdi(barn(barn(avsnitt, "pPr"), "pStyle"), "val") or self._vanlig

    def avsnitt(self, avsnitt: Any, navn: str) -> Any:
        """Avsnittsegenskapen som gjelder, eller None."""
        return next(self._avsnittskilder(avsnitt, navn), None)

    def mal(self, avsnitt: Any, navn: str, attributt: str) -> int:
        """Et mål på avsnittet i Words egen enhet, fra det nærmeste som sier det; ellers null."""
        funnet = (tall(kilde, attributt, 0) for kilde in self._avsnittskilder(avsnitt, navn) if verdi(kilde, attributt))
        return next(funnet, 0)

    def _avsnittskilder(self, avsnitt: Any, navn: str) -> Iterator[Any]:
        kilder = [avsnitt, *self._rekken(self._avsnittsstilen(avsnitt)), barn(self._standard, "pPrDefault")]
        yield from (funnet for k in kilder if (funnet := barn(barn(k, "pPr"), navn)) is not None)

    def lop(self, lop: Any, avsnitt: Any, navn: str) -> Any:
        """Tegnegenskapen som gjelder for tekstløpet, eller None."""
        tegnstil = verdi(barn(barn(lop, "rPr"), "rStyle"), "val")
        kilder = [lop, *self._rekken(tegnstil), *self._rekken(self._avsnittsstilen(avsnitt))]
        kilder.append(barn(self._standard, "rPrDefault"))
        return next((funnet for k in kilder if (funnet := barn(barn(k, "rPr"), navn)) is not None), None)

    def pa(self, lop: Any, avsnitt: Any, navn: str) -> bool:
        """Om en av/på-egenskap er på."""
        element = self.lop(lop, avsnitt, navn)
        return element is not None and verdi(element, "val") not in ("0", "false", "off")

    def farge_til(self, kode: str) -> str:
        """Tekstfargen i avsnittsstilen som «#rrggbb», eller tom."""
        for stil in self._rekken(kode):
            if (farge := barn(barn(stil, "rPr"), "color")) is not None:
                return farge_fra(verdi(farge, "val"))
        return ""

    def tabulatorer(self, avsnitt: Any, mm: Callable[[float], float]) -> list[tuple[str, float]]:
        """Tabulatorstoppene fra venstre: justeringen og stedet i mm fra margen."""
        stopp: dict[int, str] = {}
        for kilde in reversed(list(self._avsnittskilder(avsnitt, "tabs"))):
            for tab in kilde:
                stopp[tall(tab, "pos", 0)] = verdi(tab, "val")
        vist = {"center": "center", "right": "right", "end": "right"}
        return [(vist.get(slag, "left"), mm(sted)) for sted, slag in sorted(stopp.items()) if slag != "clear"]


def farge_fra(kode: str) -> str:
    """En farge i Word som «#rrggbb», eller tom når den er «auto» eller noe annet."""
    lovlig = len(kode) == 6 and all(tegn in "0123456789abcdef" for tegn in kode.lower())
    return f"#{kode.lower()}" if lovlig else ""
