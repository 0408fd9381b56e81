"""Om et ord er stavet riktig, etter ordlistene maskinen har, våre egne ord og dem brukeren har lagt til.

Ordlistene er i Hunspells format (``nb_NO.aff`` og ``nb_NO.dic``), og hører til systemet, LibreOffice eller kontoret.
Uten en for målformen merkes ingenting. Det som er skrevet, forlater aldri prosessen, og ingen ord lagres av seg selv.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from overforing.filer import skriv_alle
from overforing.hinder import Hindret
from overforing.sak.felles import Malform

EGNE = "egne_ord.txt"
"""Ordene brukeren har lagt til, ett på hver linje, i mappen med innstillingene."""
MAPPE = "ordlister"
"""Mappen i datamappen der et kontor kan legge ordlister selv."""
FLEST_FORSLAG = 5

_LENGST = 60
"""Tegn. Lengre ord er ikke ord."""
_KJENTE = {Malform.NB: ("og", "ikke", "på"), Malform.NN: ("og", "ikkje", "på")}
"""Ord enhver ordliste på målformen har. Har den dem ikke, er den ikke en ordliste, eller den sier feil tegnkoding."""


def mapper(datamappe: Path) -> Iterator[Path]:
    """Der ordlister i Hunspells format pleier å ligge, kontorets egne først."""
    yield datamappe / MAPPE
    yield from (Path(m) for m in os.environ.get("DICPATH", "").split(os.pathsep) if m)
    norske = ("share", "extensions", "dict-no")
    hjem = Path.home()
    if sys.platform == "win32":
        for rot in filter(None, map(os.environ.get, ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))):
            yield from (p.joinpath(*norske) for p in _treff(Path(rot), "LibreOffice*"))
            yield from (p.joinpath(*norske) for p in _treff(Path(rot, "Programs"), "LibreOffice*"))
    elif sys.platform == "darwin":
        for rot in (hjem, Path("/")):
            yield rot / "Library/Spelling"
            yield rot / "Applications/LibreOffice.app/Contents/Resources/extensions/dict-no"
    else:
        yield from (Path(m) for m in ("/usr/share/hunspell", "/usr/local/share/hunspell", "/usr/share/myspell/dicts"))
        yield hjem / ".local/share/hunspell"
        for rot in (
            *(Path(m, "libreoffice") for m in ("/usr/lib", "/usr/lib64")),
            *_treff(Path("/opt"), "libreoffice*"),
        ):
            yield rot.joinpath(*norske)
        flatpak = "flatpak/app/org.libreoffice.LibreOffice/current/active/files/libreoffice"
        yield from (rot.joinpath(flatpak, *norske) for rot in (Path("/var/lib"), hjem / ".local/share"))


class Rettskriving:
    """``ordliste`` gir våre egne ord (``resources/ordlister/rettskriving.toml``). Ordlistene leses når de trengs."""

    def __init__(
        self, datamappe: Path, ordliste: Callable[[], Mapping[str, Any]], steder: Iterable[Path] | None = None
    ) -> None:
        self._datamappe, self._ordliste = datamappe, ordliste
        self._steder = steder
        self._apne: dict[Malform, Any] = {}
        self._svar: dict[tuple[Malform, str], bool] = {}

    @cached_property
    def _filene(self) -> dict[Malform, list[Path]]:
        """Ordlistene til hver målform, uten endelsen. Bare om filene er der; de leses ikke."""
        from importlib.util import find_spec

        funnet: dict[Malform, list[Path]] = {}
        if find_spec("hunspell") is None:
            return funnet
        for mappe in mapper(self._datamappe) if self._steder is None else self._steder:
            for malform in Malform:
                for navn in (f"{malform}_NO", malform.value):
                    sti = mappe / navn
                    if all(_er_fil(Path(f"{sti}{ende}")) for ende in (".aff", ".dic")):
                        funnet.setdefault(malform, []).append(sti)
        return funnet

    @property
    def malformer(self) -> tuple[Malform, ...]:
        """Målformene det er en ordliste for, unntatt en som ikke lar seg lese. Er den tom, er rettskrivingen av."""
        return tuple(m for m in Malform if m in self._filene and self._apne.get(m, m) is not None)

    def leses(self) -> tuple[Malform, ...]:
        """Målformene det er en ordliste for, når den også kan leses. Leser dem."""
        return tuple(m for m in self.malformer if self._bok(m) is not None)

    def er_rett(self, ord_: str, malform: Malform) -> bool:
        """Om ordet kan stå. Er det ingen ordliste, kan alt stå, og det kan et ord den ikke kan skrive også."""
        if malform not in self._filene or len(ord_) > _LENGST:
            return True
        if (malform, ord_) not in self._svar:
            self._svar[malform, ord_] = self._sla_opp(ord_, malform)
        return self._svar[malform, ord_]

    def forslag(self, ord_: str, malform: Malform) -> tuple[str, ...]:
        """Noen få ord det kan være ment, det likeste først."""
        bok = self._bok(malform)
        if bok is None or len(ord_) > _LENGST:
            return ()
        try:
            foreslatt: tuple[str, ...] = bok.suggest(ord_)
        except UnicodeEncodeError:
            return ()
        return tuple(dict.fromkeys(f for f in foreslatt if f))[:FLEST_FORSLAG]

    def kan_legges_til(self, ord_: str) -> bool:
        """Bare ord med liten forbokstav: et navn skal ikke bli liggende i klartekst utenfor saken."""
        return ord_[:1].islower() and ord_ not in self._egne

    def legg_til(self, ord_: str) -> None:
        """Legg ordet til brukerens egne. Går det ikke å skrive, kastes ``Hindret``, men det gjelder imens."""
        self._egne.add(ord_)
        self._svar = {(m, o): rett for (m, o), rett in self._svar.items() if o.casefold() != ord_.casefold()}
        linjer = "".join(f"{ett}\n" for ett in sorted(self._egne | _les(self._datamappe / EGNE)))
        try:
            skriv_alle(self._datamappe, {EGNE: linjer.encode()}, overskriv=True)
        except Hindret:
            raise Hindret("hinder.ordliste.ikke_skrevet", fil=self._datamappe / EGNE) from None

    @cached_property
    def _egne(self) -> set[str]:
        return _les(self._datamappe / EGNE)

    @cached_property
    def _vare(self) -> Mapping[Malform, frozenset[str]]:
        lest = self._ordliste()
        felles = lest["felles"].split()
        return {m: frozenset((*felles, *lest[m.value].split())) for m in Malform}

    def _sla_opp(self, ord_: str, malform: Malform) -> bool:
        if ord_.lower() in self._vare[malform] or ord_ in self._egne or ord_.lower() in self._egne:
            return True
        bok = self._bok(malform)
        try:
            # Leddene hver for seg: «Nav-kontoret» er et ord når begge er det.
            return bok is None or bok.spell(ord_) or ("-" in ord_ and all(map(bok.spell, ord_.split("-"))))
        except UnicodeEncodeError:
            return True

    def _bok(self, malform: Malform) -> Any:
        """Den første ordlista som kan leses og er det den skal være; ``None`` uten noen.

        Å lese den tar 0,2 sekunder, og biblioteket holder Pythons lås så lenge: med en egen tråd ville vinduet stått
        like stille. Derfor leses den først når noen har stanset i et felt med ord i.
        """
        if malform not in self._apne:
            lest = (_les_ordliste(sti, malform) for sti in self._filene.get(malform, ()))
            self._apne[malform] = next((bok for bok in lest if bok is not None), None)
        return self._apne[malform]


def _les_ordliste(sti: Path, malform: Malform) -> Any:
    from hunspell import Hunspell, HunspellFilePathError

    try:
        bok = Hunspell(sti.name, hunspell_data_dir=str(sti.parent), system_encoding="utf-8")
        return bok if all(map(bok.spell, _KJENTE[malform])) else None
    except (HunspellFilePathError, OSError, UnicodeError):
        return None


def _treff(mappe: Path, monster: str) -> list[Path]:
    try:
        return sorted(mappe.glob(monster))
    except OSError:
        return []


def _er_fil(sti: Path) -> bool:
    try:
        return sti.is_file()
    except OSError:
        return False


def _les(fil: Path) -> set[str]:
    """Ordene i filen. Kan den ikke leses, er det ingen."""
    try:
        linjer = fil.read_text("utf-8", errors="ignore").splitlines()
    except OSError:
        return set()
    return {linje.strip() for linje in linjer if 0 < len(linje.strip()) <= _LENGST}
