"""Feilmeldinger på vinduets målform.

Delene under vinduet kjenner ingen katalog. De kaster meldingene på bokmål, slik kommandolinjen viser dem. De samme
meldingene står i ``meldinger.toml`` med plass til det som er satt inn, og kjennes igjen der.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter

from overforing.sak.kodeverk import Malform


class Meldinger:
    """``maler`` er (bokmål, nynorsk) med ``{navn}`` der noe er satt inn."""

    def __init__(self, maler: Iterable[tuple[str, str]]) -> None:
        # Den mest bestemte først: en mal som nesten bare er plass til noe, passer på det meste.
        ordnet = sorted(maler, key=lambda mal: len(re.sub(r"\{\w+\}", "", mal[0])), reverse=True)
        self._maler = [(_moenster(nb), nn) for nb, nn in ordnet]

    def paa(self, melding: str, malform: Malform) -> str:
        """Meldingen på målformen. En melding som ikke er kjent, også en navngitt fil, står som den er."""
        return melding if malform is Malform.NB else self._nynorsk(melding) or melding

    def kjent(self, melding: str) -> bool:
        """Om meldingen, eller hver linje i den, står i tekstene."""
        return self._nynorsk(melding) is not None

    def _nynorsk(self, melding: str) -> str | None:
        if (kjerne := melding.strip()) != melding:
            nynorsk = self._nynorsk(kjerne)
            return None if nynorsk is None else melding.replace(kjerne, nynorsk)
        for moenster, nn in self._maler:
            if treff := moenster.fullmatch(melding):
                innsatt = {navn: self._nynorsk(verdi) or verdi for navn, verdi in treff.groupdict().items()}
                return nn.format_map(innsatt)
        if "\n" in melding:
            linjer = [self._nynorsk(linje) for linje in melding.split("\n")]
            return None if None in linjer else "\n".join(linje for linje in linjer if linje is not None)
        return self._etter_navnet(melding)

    def _etter_navnet(self, melding: str) -> str | None:
        """«brev.docx: Filen er skadet.» Det foran er et navn, og står som det er."""
        for kolon in re.finditer(": ", melding):
            if resten := self._nynorsk(melding[kolon.end() :]):
                return melding[: kolon.end()] + resten
        return None


def _moenster(mal: str) -> re.Pattern[str]:
    # Tom plass er lov, men ikke linjeskift: da er det to meldinger.
    biter = (re.escape(fast) + (f"(?P<{navn}>.*?)" if navn else "") for fast, navn, *_ in Formatter().parse(mal))
    return re.compile("".join(biter))
