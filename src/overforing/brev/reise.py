"""Det som følger med i et brev uten å stå i det: sakens id, dokumentet og tekstsummen.

To av brevene fra kommunen har også saken med, og avgjørelsen fra Statsforvalteren har svaret.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from overforing.feil import KanIkke
from overforing.mottak.merke import Merke
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import Dokument, Malform

BAERER_SAKEN = frozenset({Dokument.ANMODNING, Dokument.TVIST})
"""De eneste dokumentene saken får følge med i (saksfil.md, «Det som følger med et brev»)."""

BAERER_SVARET = frozenset({Dokument.AVGJORELSE})
"""Det eneste dokumentet Statsforvalterens svar følger med i."""

NAVNEROM = "urn:overforing:reise:1"
VEDLEGGSNAVN = "sak.json"
MAKS_SAK = 10 * 1024 * 1024
"""Største saksfil i byte, den samme grensen som for saksfiler ellers."""

MERKE = "overforing:"
"""Foran hvert av våre nøkkelord i filens egenskaper: ``overforing:sak-id=…``."""

INNSYNSKOPI = f"{MERKE}innsyn=ja"
"""Nøkkelordet i en kopi til innsyn, det eneste den har."""

MERKE_I_WORD = "overforing-"
"""Det samme i Word-filen: LibreOffice deler et nøkkelord ved kolon når den lager en PDF."""

MAKS_NOKKELORD = 255
"""Så mange tegn Word tar i nøkkelordene."""

EGENSKAPSNAVN = "Overføring "
"""Foran navnet på hver av våre egendefinerte dokumentegenskaper i Word."""

_FORBUDT_I_XML = "\ufffe\uffff"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Reise:
    """Det som følger med brevet. ``sak`` er den delen av saken som får forlate kontoret, som kanonisk JSON, og
    ``svar`` er Statsforvalterens svar. ``logg`` er merket på Statsforvalterens logg da brevet ble laget.

    Merket står bare i filens egenskaper. Mottakeren har ingen bruk for det, og i teksten ville det sett ut som en
    referanse; det er den som sendte brevet, som kan prøve loggen sin mot et eksemplar som er utenfor den.

    Reiser ValueError når ett av dem er satt for et dokument som ikke skal bære det: det er vår feil, aldri brukerens.
    """

    sak_id: str
    dokument: Dokument
    malform: Malform
    sak: str | None = None
    svar: Embetssvar | None = None
    logg: str = ""

    def __post_init__(self) -> None:
        if self.sak is not None and self.dokument not in BAERER_SAKEN:
            raise ValueError(f"saken skal ikke følge med i dokumentet {self.dokument}")
        if self.svar is not None and self.dokument not in BAERER_SVARET:
            raise ValueError(f"svaret skal ikke følge med i dokumentet {self.dokument}")

    @property
    def saksum(self) -> str | None:
        """SHA-256 (hex) av sakens tekst, eller None når saken ikke følger med."""
        return None if self.sak is None else sum_av(self.sak)


@dataclass(frozen=True)
class Merker:
    """De korte opplysningene en fil er merket med. Det samme står i Word og i PDF.

    ``tekstsum`` er tom når bare nøkkelordene fra Word-filen er igjen, og ``tegnsum`` i brev fra før den fantes.
    """

    sak_id: str
    dokument: Dokument
    malform: Malform
    tekstsum: str
    tegnsum: str = ""
    saksum: str | None = None
    svar: Embetssvar | None = None
    logg: str = ""

    def par(self) -> tuple[tuple[str, str], ...]:
        """Merkene som navn og verdi, i fast rekkefølge."""
        par = (
            ("sak-id", self.sak_id),
            ("dokument", str(self.dokument)),
            ("malform", str(self.malform)),
            ("tekstsum", self.tekstsum),
            ("tegnsum", self.tegnsum),
            *(self.svar.par() if self.svar else ()),
            *((("logg", self.logg),) if self.logg else ()),
        )
        return par if self.saksum is None else (*par, ("saksum", self.saksum))

    def nokkelord(self) -> list[str]:
        """Merkene som nøkkelord i filens egenskaper."""
        return [f"{MERKE}{navn}={verdi}" for navn, verdi in self.par()]

    def korte_nokkelord(self) -> str:
        """Det Word har plass til av dem. Det følger med når noen lager en PDF av Word-filen."""
        med = ("sak-id", "dokument", "malform", "tegnsum", "logg")
        tekst = ", ".join(f"{MERKE_I_WORD}{navn}={verdi}" for navn, verdi in self.par() if navn in med)
        return tekst if len(tekst) <= MAKS_NOKKELORD else ""


def merk(reise: Reise, tekstsum: str, tegnsum: str) -> Merker:
    """Merkene til et brev med de gitte summene av teksten."""
    return Merker(reise.sak_id, reise.dokument, reise.malform, tekstsum, tegnsum, reise.saksum, reise.svar, reise.logg)


def fra_nokkelord(nokkelord: str) -> Merker | None:
    """Merkene i nøkkelordene til en fil, skilt med komma eller semikolon, eller None når de ikke er der."""
    ordene = (ord_.strip() for ord_ in re.split("[,;]", nokkelord))
    merke = (MERKE, MERKE_I_WORD)
    return merker_fra(dict(o[len(MERKE) :].partition("=")[::2] for o in ordene if o.startswith(merke)))


def merker_fra(par: dict[str, str]) -> Merker | None:
    """Merkene lest tilbake, eller None når noe mangler eller ikke er vårt."""
    try:
        merker = Merker(
            par["sak-id"],
            Dokument(par["dokument"]),
            Malform(par["malform"]),
            par.get("tekstsum", ""),
            par.get("tegnsum", ""),
            par.get("saksum"),
            Embetssvar.fra_par(par),
            str(Merke.fra_tekst(par.get("logg", "")) or ""),
        )
    except (KeyError, ValueError):
        return None
    tekst = [sum_ for sum_ in (merker.tekstsum, merker.tegnsum) if sum_]
    summer = tekst if merker.saksum is None else [*tekst, merker.saksum]
    return merker if merker.sak_id and tekst and all(map(_SHA256.fullmatch, summer)) else None


def sum_av(tekst: str) -> str:
    """SHA-256 (hex) av teksten i UTF-8."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def reise_xml(reise: Reise, merker: Merker) -> str:
    """Merkene og saken som rotelementet i Word-filens egen XML-del. Reiser KanIkke når XML ikke kan bære saken."""
    felter = "".join(f"<{navn}>{escape(verdi)}</{navn}>" for navn, verdi in merker.par())
    sak = "" if reise.sak is None else f"<sak>{_lovlig_xml(reise.sak)}</sak>"
    return f'<reise xmlns="{NAVNEROM}">{felter}{sak}</reise>'


def _lovlig_xml(tekst: str) -> str:
    for tegn in tekst:
        if tegn < " " or tegn in _FORBUDT_I_XML:
            raise KanIkke("feil.komponer.tegn", tegn=f"U+{ord(tegn):04X}", sted=_stedet(json.loads(tekst), tegn))
    return escape(tekst)


def _stedet(verdi: object, tegn: str, sti: str = "") -> str:
    """Stien til den første teksten i saken som har tegnet."""
    if isinstance(verdi, dict):
        under = ((f"{sti}.{navn}".lstrip("."), v) for navn, v in verdi.items())
    elif isinstance(verdi, list):
        under = ((f"{sti}[{nr}]", v) for nr, v in enumerate(verdi))
    else:
        return sti if isinstance(verdi, str) and tegn in verdi else ""
    return next((funnet for sted, v in under if (funnet := _stedet(v, tegn, sted))), "")


def egenskaper_xml(merker: Merker) -> str:
    """Merkene som egendefinerte dokumentegenskaper (ECMA-376 del 1, 22.3)."""
    egenskaper = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{nummer}" name="{EGENSKAPSNAVN}{navn}">'
        f"<vt:lpwstr>{escape(verdi)}</vt:lpwstr></property>"
        for nummer, (navn, verdi) in enumerate(merker.par(), 2)
    )
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{egenskaper}</Properties>'
    )
