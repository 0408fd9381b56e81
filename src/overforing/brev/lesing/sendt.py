"""Det leseren svarer, som JSON: hva filen sa om seg selv, eller hvorfor den ikke kan brukes.

Den som svarer, har lest noe som kan være laget for å skade. Derfor prøves hvert felt når svaret leses.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from overforing.brev.lesing.grenser import MAKS_FRITEKST
from overforing.brev.lesing.les import (
    PASSORD,
    AnnetSlag,
    FlereSaker,
    IkkeFraOverforing,
    LagetOm,
    Lest,
    Teksttilstand,
)
from overforing.brev.lesing.les_epost import Omslag
from overforing.brev.lesing.lesning import Pafort
from overforing.brev.lesing.vis import MAKS_BREDDE, MAKS_HOYDE, Side, Vist
from overforing.feil import Melding, OverforingFeil, UgyldigInndata, Utsagn
from overforing.filer import KAN_APNES, KAN_FORKLARES
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import Dokument

LENGDE = struct.Struct(">Q")
"""Foran hvert svar ut: hvor mange byte som kommer."""

BESTILLING = struct.Struct(">QIi")
"""Foran hver fil inn: hvor mange byte som kommer, hvor brede sidene skal være i piksler, og hvilken fil i den som skal
vises (``vis``). Er bredden 0, skal filen leses (``les``)."""

MAKS_SIDENE = 40 * 1024 * 1024
"""Så mange tegn kan sidene som vises, ta i svaret. ``antall`` sier hvor mange det var."""

_FARGER = 4
"""Byte for hver piksel."""

_OMSLAG = ("emne", "fra", "adresse", "tekst")
_FILSLAG = frozenset({"", *KAN_APNES, *KAN_FORKLARES, PASSORD})
_FEIL = {slag.__name__: slag for slag in (UgyldigInndata, IkkeFraOverforing, LagetOm, AnnetSlag, FlereSaker)}
_NOKKEL = re.compile(r"feil\.[a-z_]+\.[a-z_]+")
_DYPT = 4


@dataclass(frozen=True)
class Svar:
    """Hva slags fil det er (som ``filslag``), og enten det den sa, eller feilen som er i den.

    ``fritekst`` er det som står i en fil uten saken, til å søke i.
    """

    slag: str
    lest: Lest | None = None
    feil: UgyldigInndata | None = None
    fritekst: str = field(default="", repr=False)

    def i(self, filnavn: str) -> Lest:
        """Det filen sa. Kaster det samme som ``les`` når den ikke kan brukes."""
        if self.lest is not None:
            return self.lest
        assert self.feil is not None
        raise type(self.feil)("feil.les.i_filen", fil=filnavn, feil=self.feil)


def lest_ut(slag: str, lest: Lest) -> bytes:
    felt = {
        "dokument": lest.dokument,
        "sak_id": lest.sak_id,
        "sak_json": lest.sak_json,
        "tekst": lest.tekst,
        "brodtekst": lest.brodtekst,
        "pafort": lest.pafort,
        "mistet": lest.mistet,
        "logg": lest.logg,
        "svar": None if lest.svar is None else dict(lest.svar.par()),
    }
    return json.dumps({"slag": slag, "lest": felt}).encode()


def feil_ut(slag: str, feil: OverforingFeil) -> bytes:
    tekst = feil.fritekst if isinstance(feil, IkkeFraOverforing | AnnetSlag) else ""
    svar = {"slag": slag, "feilslag": type(feil).__name__, "feil": _sagt_ut(feil.melding), "fritekst": tekst}
    return json.dumps(svar).encode()


def svar_inn(data: bytes) -> Svar:
    """Svaret lest tilbake. Kaster ``ValueError``, ``KeyError`` eller ``TypeError`` når det ikke er et slikt svar."""
    verdier = json.loads(data)
    slag = verdier["slag"]
    if slag not in _FILSLAG:
        raise ValueError("slaget")
    if "feil" in verdier:
        feil = _sagt_inn(verdier["feil"], _DYPT)
        tekst = _tekst(verdier["fritekst"]) or ""
        return Svar(slag, feil=_FEIL[verdier["feilslag"]](feil.nokkel, **feil.verdier), fritekst=tekst[:MAKS_FRITEKST])
    felt = verdier["lest"]
    if felt["tekst"] not in get_args(Teksttilstand):
        raise ValueError("teksttilstanden")
    lest = Lest(
        dokument=None if felt["dokument"] is None else Dokument(felt["dokument"]),
        sak_id=_tekst(felt["sak_id"]),
        sak_json=_tekst(felt["sak_json"]),
        tekst=felt["tekst"],
        brodtekst=_tekst(felt["brodtekst"]) or "",
        pafort=tuple(Pafort(slag) for slag in felt["pafort"]),
        mistet=_tekst(felt["mistet"]) or "",
        logg=_tekst(felt["logg"]) or "",
        svar=None if felt["svar"] is None else Embetssvar.fra_par({str(n): str(v) for n, v in felt["svar"].items()}),
    )
    return Svar(slag, lest, fritekst="" if lest.sak_json else lest.brodtekst[:MAKS_FRITEKST])


def vist_ut(vist: Vist) -> bytes:
    """Sidene er pakket med zlib: en side er mest hvit. De som ikke får plass i svaret, er ikke med."""
    omslag = {navn: str(getattr(vist.omslag, navn) or "") for navn in (*_OMSLAG, "dato")}
    sider, skadet, igjen = [], vist.skadet, MAKS_SIDENE
    for nr, (b, h, piksler) in zip(vist.numre, vist.sider, strict=True):
        pakket = base64.b64encode(zlib.compress(piksler, 1)).decode()
        igjen -= len(pakket)
        if igjen < 0:
            skadet = tuple(s for s in skadet if s < nr)
            break
        sider.append((b, h, pakket))
    felt = {
        "linjer": vist.linjer,
        "sider": sider,
        "antall": vist.antall,
        "skadet": skadet,
        "inni": vist.inni,
        "omslag": omslag,
    }
    return json.dumps({"slag": vist.slag, "vist": felt}).encode()


def vist_inn(data: bytes) -> Vist | UgyldigInndata:
    """Det en fil kan vises som, eller feilen i den. Kaster det samme som ``svar_inn``, og ``zlib.error``."""
    verdier = json.loads(data)
    if "feil" in verdier:
        return svar_inn(data).feil or UgyldigInndata("feil.les.ufullstendig")
    if verdier["slag"] not in _FILSLAG:
        raise ValueError("slaget")
    felt = verdier["vist"]
    omslag = {navn: _tekst(felt["omslag"][navn]) or "" for navn in (*_OMSLAG, "dato")}
    sendt = date.fromisoformat(omslag["dato"]) if omslag["dato"] else None
    return Vist(
        slag=verdier["slag"],
        linjer=tuple((int(niva), str(tekst)) for niva, tekst in felt["linjer"]),
        sider=tuple(_side(*side) for side in felt["sider"]),
        antall=int(felt["antall"]),
        skadet=tuple(map(int, felt["skadet"])),
        inni=tuple(str(navn) for navn in felt["inni"]),
        omslag=Omslag(**{navn: omslag[navn] for navn in _OMSLAG}, dato=sendt),
    )


def _side(bredde: int, hoyde: int, pakket: str) -> Side:
    if not (0 < bredde <= MAKS_BREDDE + 1 and 0 < hoyde <= MAKS_HOYDE + 1):
        raise ValueError("siden")
    storrelse = bredde * hoyde * _FARGER
    piksler = zlib.decompressobj().decompress(base64.b64decode(pakket), storrelse)
    if len(piksler) != storrelse:
        raise ValueError("pikslene")
    return bredde, hoyde, piksler


def _tekst(verdi: object) -> str | None:
    if verdi is not None and not isinstance(verdi, str):
        raise ValueError("teksten")
    return verdi


def _sagt_ut(melding: Melding) -> dict[str, Any]:
    verdier = {navn: verdi if isinstance(verdi, int) else _verdi_ut(verdi) for navn, verdi in melding.verdier.items()}
    return {"nokkel": melding.nokkel, "verdier": verdier}


def _verdi_ut(verdi: object) -> object:
    if isinstance(verdi, OverforingFeil):
        return _sagt_ut(verdi.melding)
    return _sagt_ut(verdi) if isinstance(verdi, Melding) else str(verdi)


def _sagt_inn(sagt: Any, dypt: int) -> Melding:
    nokkel, verdier = sagt["nokkel"], sagt["verdier"]
    if not dypt or not _NOKKEL.fullmatch(nokkel):
        raise ValueError("meldingen")
    return Melding(nokkel, **{str(navn): _verdi_inn(verdi, dypt - 1) for navn, verdi in verdier.items()})


def _verdi_inn(verdi: Any, dypt: int) -> int | str | Utsagn:
    if isinstance(verdi, dict):
        return _sagt_inn(verdi, dypt)
    return verdi if isinstance(verdi, int) else str(verdi)
