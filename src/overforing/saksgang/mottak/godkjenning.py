"""Forslaget til avgjørelse i ord: det som står i historikken, og det den som skal godkjenne, ser (``fire_oyne``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from overforing.feil import KanIkke, si
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.fire_oyne import Forslag, er_forfatter, forfatter, forslaget, hinder, les, siste
from overforing.mottak.foresporsel import Foresporsel, Forslagsstand
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.sak.modell import Malform
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, dato
from overforing.tekster.navn import stor


@dataclass(frozen=True)
class Forslagsbilde:
    """Forslaget slik siden viser det. ``linjer`` er avgjørelsen (hva, verdi).

    ``stand`` er hvor det står, i en setning, og ``hinder`` hvorfor den som ser på, ikke kan godkjenne det; tom når hun
    kan, eller det ikke er noe å godkjenne. ``mitt`` er at hun har foreslått det. ``forslag`` er ``None`` når det ikke
    kan leses.
    """

    f: Foresporsel
    stand: str
    merknad: str = field(repr=False)
    linjer: tuple[tuple[str, str], ...] = field(repr=False)
    hinder: str
    mitt: bool
    forslag: Forslag | None = field(default=None, repr=False)

    @property
    def venter(self) -> bool:
        return self.f.forslag is Forslagsstand.TIL_GODKJENNING

    @property
    def godkjent(self) -> bool:
        return self.f.forslag is Forslagsstand.GODKJENT


class Forslagsord:
    """Setter et forslag i ord, i én målform."""

    def __init__(self, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._katalog, self._geografi, self._malform = katalog, geografi, malform

    def bilde(
        self, f: Foresporsel, historikk: tuple[Hendelse, ...], meg: str, *, kan_godkjenne: bool
    ) -> Forslagsbilde | None:
        """Forslaget på forespørselen, når det er et."""
        if f.forslag is None:
            return None
        try:
            forslag = forslaget(f, historikk)
        except KanIkke as feil:
            return Forslagsbilde(f, si(feil, self._ord), "", (), "", er_forfatter(f, meg))
        returnert = siste(historikk, Handling.RETURNERT) if f.forslag is Forslagsstand.RETURNERT else None
        hvem = returnert.av if returnert else f.godkjent_av
        stand = self._ord(f"ui_fire_oyne.stand.{f.forslag}", forfatter=forfatter(f), hvem=hvem)
        hvorfor = hinder(f, meg, kan=kan_godkjenne) if f.forslag is Forslagsstand.TIL_GODKJENNING else ""
        return Forslagsbilde(
            f,
            stand,
            returnert.tekst if returnert else "",
            tuple(self.linjer(forslag)) if forslag else (),
            self._ord(f"feil.fire_oyne.{hvorfor}") if hvorfor else "",
            er_forfatter(f, meg),
            forslag,
        )

    def linjer(self, forslag: Forslag) -> Iterator[tuple[str, str]]:
        """Avgjørelsen, det viktigste først."""
        a = forslag.avgjorelse
        par = (
            ("ui_mottak.gjor.utfall", stor(self._ord(f"mottak.utfall_kort.{a.utfall}"))),
            ("ui_mottak.gjor.settekommune", self._kommune(a.settekommune)),
            ("ui_mottak.gjor.ansvarlig", self._kommune(a.ansvarlig)),
            ("mottak.felt.omfang", self._omfang(a)),
            ("mottak.felt.ikke_overfort", a.ikke_overfort),
            ("mottak.felt.rett_organ", a.rett_organ),
            ("ui_mottak.gjor.begrunnelse", a.begrunnelse),
            ("ui_fire_oyne.brevet", self._brevet(forslag)),
        )
        return ((self._ord(nokkel), verdi) for nokkel, verdi in par if verdi)

    def tekst(self, h: Hendelse) -> str:
        """Forslaget i en hendelse, på linjer."""
        try:
            return "\n".join(f"{hva}: {verdi}" for hva, verdi in self.linjer(les(h.tekst)))
        except KanIkke as feil:
            return si(feil, self._ord)

    def _brevet(self, forslag: Forslag) -> str:
        if forslag.malform is None:
            return self._ord("ui_fire_oyne.uten_brev")
        antall = len(forslag.skrevet)
        nokkel = "skrevet_om" if antall else "som_forslaget"
        malform = self._ord(f"malform.{forslag.malform}")
        return self._ord(f"ui_fire_oyne.{nokkel}", antall=str(antall), maalform=malform)

    def _kommune(self, nummer: str | None) -> str:
        return self._geografi.navn(nummer) if nummer else ""

    def _omfang(self, a: Avgjorelse) -> str:
        if a.omfang is None:
            return ""
        return stor(self._ord(f"mottak.omfang.{a.omfang}", til=dato(a.til) if a.til else ""))

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)
