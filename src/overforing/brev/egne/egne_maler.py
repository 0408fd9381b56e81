"""Kontorets eget brevhode og egne brevtekster, kopiert inn i datamappen når de er valgt og prøvd.

Brevene skrives med kopien, så en nettverksmappe som er borte, ikke stanser et brev. Er kopien skadet, eller passer den
ikke lenger med programmet, brukes vår egen mal, og ``varsler`` sier det.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from overforing import __version__
from overforing.brev.egne import egne_tekster
from overforing.brev.maler import Maler, Nokkel
from overforing.feil import KanIkke, Melding, OverforingFeil
from overforing.filer import MAKS_FIL, les, skriv_alle
from overforing.tekster.katalog import Katalog

if TYPE_CHECKING:
    from overforing.brev.egne.brevhode import KlartBrevhode

T = TypeVar("T")

MAPPE = "egne maler"
_BREVHODE, _TEKSTER = "brevhode.docx", "brevtekster.json"
_MASKINENS = "brevhode-maskinen.docx"
_NY_MAPPE = "Brevmaler"
_SKJEMA = "overforing/brevtekster/1"


class Innstillingslager(Protocol):
    """Innstillingene (innstillinger.py)."""

    @property
    def verdier(self) -> Any: ...

    @property
    def oppsett(self) -> Any: ...

    def endre(self, **felt: Any) -> Any: ...


@dataclass(frozen=True)
class Tilstand:
    """Det som er valgt, og det som er i bruk. ``brevhode`` og ``tekster`` er stedet kopiene kom fra, tomt uten valg.

    ``eget_brevhode`` og ``filer`` er det av kontorets som brukes, og ``varsler`` det som er galt med resten. De to
    neste er valgene i innstillingene med samme navn, og ``brevhode_er_bestemt`` er bestemt for maskinen.
    """

    brevhode: str = ""
    tekster: str = ""
    eget_brevhode: bool = False
    filer: tuple[str, ...] = ()
    varsler: tuple[Melding, ...] = ()
    avsender_i_brevhodet: bool = False
    godkjent_elektronisk: bool = False
    brevhode_er_bestemt: bool = False


@dataclass
class EgneMaler:
    """Malene slik de er nå: våre, eller kontorets der de er valgt og kan brukes."""

    mappe: Path
    innstillinger: Innstillingslager
    brevmaler: Path
    innebygde: Maler
    katalog: Katalog
    maskinens: Callable[[], Path | None] = lambda: None
    """Brevhodet den som drifter maskinen har bestemt eller foreslått, når det er det som gjelder."""
    _lest: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)

    # Velge

    def velg_brevhode(self, fil: Path) -> tuple[Melding, ...]:
        """Ta i bruk brevhodet, og gi det kontoret bør vite om det.

        Reiser UgyldigMal med alt som må rettes, og KanIkke når filen ikke kan leses eller kopien ikke kan skrives. Det
        som var i bruk, er da i bruk som før.
        """
        klart = les_brevhode(fil)
        self._skriv(_BREVHODE, klart.data)
        self.innstillinger.endre(brevhode=str(fil))
        return klart.merknader

    def velg_tekster(self, mappe: Path) -> tuple[str, ...]:
        """Ta i bruk tekstene, og gi navnene på dem som er kontorets egne. Feil som for ``velg_brevhode``."""
        egne = egne_tekster.les_mappe(mappe, self.innebygde, self.katalog)
        if not egne:
            raise KanIkke("feil.egne_tekster.like")
        tekster = {egne_tekster.navn(nokkel): tekst for nokkel, tekst in egne.items()}
        kopi = {"skjema": _SKJEMA, "provd": self._provd(tekster), "tekster": tekster}
        self._skriv(_TEKSTER, json.dumps(kopi, ensure_ascii=False, indent=1).encode())
        self.innstillinger.endre(brevtekster=str(mappe))
        return tuple(tekster)

    def bruk_vart_brevhode(self) -> None:
        """Tilbake til vårt brevhode. Kontorets egen fil er ikke rørt."""
        self._glem(_BREVHODE, brevhode="")

    def bruk_vare_tekster(self) -> None:
        """Tilbake til våre tekster. Kontorets egne filer er ikke rørt."""
        self._glem(_TEKSTER, brevtekster="")

    def velg(self, **valg: bool) -> None:
        """Ta i bruk ``avsender_i_brevhodet`` eller ``godkjent_elektronisk``. Reiser KanIkke når det ikke lagres."""
        self.innstillinger.endre(**valg)

    def hent(self, mappe: Path, *, overskriv: bool = False) -> tuple[Path, ...]:
        """Skriv våre maler i mappen, til å endre. Reiser KanIkke når det ikke går, og ingenting er da skrevet."""
        return skriv_alle(mappe, vare_maler(self.brevmaler, self.innebygde, self.katalog), overskriv=overskriv)

    def hent_i(self, mappe: Path) -> Path:
        """Skriv våre maler i en ny mappe i ``mappe``, så ingenting kontoret har endret, blir borte."""
        ny, nummer = mappe / _NY_MAPPE, 1
        while ny.exists():
            nummer += 1
            ny = mappe / f"{_NY_MAPPE} {nummer}"
        self.hent(ny)
        return ny

    # Bruke

    def brevhode(self) -> KlartBrevhode | None:
        """Kontorets brevhode, eller None når brevene skrives med vårt."""
        return self._eget_brevhode()[0]

    def maler(self) -> Maler:
        """Tekstene brevene skrives av."""
        return self._tekstene()[0]

    def tilstand(self) -> Tilstand:
        """Det som er i bruk, og det som er galt med det."""
        _, filer, varsler = self._tekstene()
        eget, galt = self._eget_brevhode()
        verdier = self.innstillinger.verdier
        return Tilstand(
            brevhode=verdier.brevhode,
            tekster=verdier.brevtekster,
            eget_brevhode=eget is not None,
            filer=filer,
            varsler=(galt, *varsler) if galt else varsler,
            avsender_i_brevhodet=verdier.avsender_i_brevhodet,
            godkjent_elektronisk=verdier.godkjent_elektronisk,
            brevhode_er_bestemt=bool(self.innstillinger.oppsett.bestemt("brevhode")),
        )

    def _eget_brevhode(self) -> tuple[KlartBrevhode | None, Melding | None]:
        """Kopien, eller None; og det som er galt med den."""
        if not self.innstillinger.verdier.brevhode:
            return None, None
        if (fil := self.maskinens()) is not None:
            return self._maskinens_brevhode(fil)
        borte = _bruker_vart(Melding("feil.egne_tekster.kopi_borte"))
        return self._kopien(_BREVHODE, self._klargjor) or (None, borte)

    def _maskinens_brevhode(self, fil: Path) -> tuple[KlartBrevhode | None, Melding | None]:
        """Lest der det ligger, og kopiert. Er det ikke å finne, brukes kopien fra sist."""
        try:
            stat = fil.stat()
            kjenne = fil, stat.st_mtime_ns, stat.st_size
            if self._lest.get("maskinens", (None,))[0] != kjenne:
                svar = self._klargjor(data := les(fil, MAKS_FIL))
                if svar[0] is not None:
                    with contextlib.suppress(OverforingFeil):  # uten kopi må det bare leses igjen
                        self._skriv(_MASKINENS, data)
                self._lest["maskinens"] = kjenne, svar
        except (OSError, OverforingFeil):
            borte = _bruker_vart(Melding("feil.oppsett.brevhode_borte", fil=fil))
            return self._kopien(_MASKINENS, self._klargjor) or (None, borte)
        klart: tuple[KlartBrevhode | None, Melding | None] = self._lest["maskinens"][1]
        return klart

    def _klargjor(self, data: bytes) -> tuple[KlartBrevhode | None, Melding | None]:
        from overforing.brev.egne.brevhode import klargjor

        try:
            return klargjor(data, _BREVHODE), None
        except OverforingFeil as feil:
            return None, _bruker_vart(Melding("feil.egne_tekster.kopi_ubrukelig", hvorfor=feil))

    def _tekstene(self) -> tuple[Maler, tuple[str, ...], tuple[Melding, ...]]:
        """Malene, filnavnene på de egne, og det som er galt. Én skadet tekst tar ikke de andre med seg."""
        if not self.innstillinger.verdier.brevtekster:
            return self.innebygde, (), ()
        borte = _bruker_vare(Melding("feil.egne_tekster.kopier_borte"))
        return self._kopien(_TEKSTER, self._prov) or (self.innebygde, (), (borte,))

    def _kopien(self, navn: str, prov: Callable[[bytes], T]) -> T | None:
        """Det som ble av kopien, prøvd igjen bare når filen er en annen; None når den ikke kan leses."""
        try:
            stat = (self.mappe / navn).stat()
            kjenne = stat.st_mtime_ns, stat.st_size
            if navn not in self._lest or self._lest[navn][0] != kjenne:
                self._lest[navn] = kjenne, prov(les(self.mappe / navn, MAKS_FIL))
        except (OSError, OverforingFeil):
            return None
        svar: T = self._lest[navn][1]
        return svar

    def _prov(self, data: bytes) -> tuple[Maler, tuple[str, ...], tuple[Melding, ...]]:
        tekster, provd = _tekster_fra(data)
        if tekster is None:
            return self.innebygde, (), (_bruker_vare(Melding("feil.egne_tekster.kopi_skadet")),)
        kjente = {egne_tekster.navn(nokkel): nokkel for nokkel in self.innebygde}
        egne = {kjente[navn]: tekst for navn, tekst in tekster.items() if navn in kjente}
        feil: dict[Nokkel, Melding] = {}
        if provd != self._provd(tekster):  # programmet er et annet enn da de ble valgt
            for nokkel, problem in egne_tekster.prov_alle(egne, self.innebygde, self.katalog):
                feil.setdefault(nokkel, problem.melding)
        brukt = {nokkel: tekst for nokkel, tekst in egne.items() if nokkel not in feil}
        varsler = tuple(
            Melding("feil.egne_tekster.tekst_ikke_brukt", fil=egne_tekster.navn(nokkel), problem=problem)
            for nokkel, problem in feil.items()
        )
        return self.innebygde.med(brukt), tuple(map(egne_tekster.navn, brukt)), varsler

    def _provd(self, tekster: Mapping[str, str]) -> str:
        """Likt så lenge tekstene er de samme, og det de ble prøvd mot. Å prøve dem tar opp mot et sekund."""
        mot = {egne_tekster.navn(nokkel): tekst for nokkel, tekst in self.innebygde.items()}
        alt = [__version__, mot, self.katalog.krav, tekster]
        return hashlib.sha256(json.dumps(alt, sort_keys=True).encode()).hexdigest()

    def _skriv(self, navn: str, data: bytes) -> None:
        with contextlib.suppress(OSError):  # skriv_alle sier hva som er i veien
            for mappe in (self.mappe.parent, self.mappe):
                mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        skriv_alle(self.mappe, {navn: data}, overskriv=True)
        self._lest.clear()

    def _glem(self, navn: str, **felt: str) -> None:
        self.innstillinger.endre(**felt)
        with contextlib.suppress(OSError):  # kopien er ikke i bruk lenger, og neste valg skriver over den
            (self.mappe / navn).unlink(missing_ok=True)


def _bruker_vart(hvorfor: Melding) -> Melding:
    return Melding("feil.egne_tekster.brevhode_ikke_brukt", hvorfor=hvorfor)


def _bruker_vare(hvorfor: Melding) -> Melding:
    return Melding("feil.egne_tekster.tekster_ikke_brukt", hvorfor=hvorfor)


def les_brevhode(fil: Path) -> KlartBrevhode:
    """Brevhodet i filen, klart til bruk. Feil som for ``velg_brevhode``."""
    from overforing.brev.egne.brevhode import klargjor

    return klargjor(les(fil, MAKS_FIL), fil.name)


def vare_maler(brevmaler: Path, innebygde: Maler, katalog: Katalog) -> dict[str, bytes]:
    """Filene i et sett av våre maler, med en veiledning på hver målform, etter navn."""
    return {
        **{fil: egne_tekster.les_meg(m, innebygde, katalog).encode() for m, fil in egne_tekster.LES_MEG.items()},
        _BREVHODE: (brevmaler / "brevhode.docx").read_bytes(),
        **{egne_tekster.navn(nokkel): tekst.encode() for nokkel, tekst in innebygde.items()},
    }


def _tekster_fra(data: bytes) -> tuple[Mapping[str, str] | None, object]:
    """Tekstene i kopien, eller None, og hva de ble prøvd mot."""
    try:
        lest = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(lest, dict) or lest.get("skjema") != _SKJEMA:
        return None, None
    tekster = lest.get("tekster")
    ok = isinstance(tekster, dict) and all(isinstance(tekst, str) for tekst in tekster.values())
    return (tekster if ok else None), lest.get("provd")
