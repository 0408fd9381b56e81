"""Det den som drifter maskinen har bestemt eller foreslått: ``oppsett.toml``, lest ved start og aldri skrevet.

Under ``[bestemt]`` står det brukeren ikke kan endre, og under ``[forslag]`` det som gjelder til hun velger noe annet.
Er noe galt, gjelder resten av filen. Men da er låsen påkrevd: en skrivefeil i ``las.krev`` skal ikke slå noen lås av.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from overforing.feil import Melding

BESTEMT, FORSLAG = "bestemt", "forslag"

VAART = "vart"
"""Det brukerens ``brevhode`` er når hun har valgt programmets framfor det som er foreslått."""

_KONTOR = ("navn", "bydel", "organisasjonsnummer", "adresse", "postnummer", "poststed")
_KONTAKT = ("kontaktperson", "telefon", "epost")

NOKLER: Mapping[str, str] = {
    "rolle": "rolle",
    "embete": "embete",
    "kontor.kommune": "kommune",
    **{f"kontor.{navn}": "tekst" for navn in (*_KONTOR, *_KONTAKT)},
    "datamappe": "sti",
    "brevhode": "sti",
    "las.krev": "ja_nei",
    "las.av": "tekst",
    "las.kontornokkel": "kontornokkel",
    "felles.tjener": "tjener",
}
"""Nøklene, med slaget verdien skal være av."""

_BARE_BESTEMT = ("las.krev", "las.kontornokkel")
"""Et krav brukeren kan velge bort, er ikke noe krav."""

_STORST = 256 * 1024


class Verdi(NamedTuple):
    """Det som står under en nøkkel. ``fast`` når brukeren ikke kan endre det."""

    verdi: str
    fast: bool


class Oppsett(NamedTuple):
    """``fil`` er filen som ble lest, ``None`` når det ikke er noen. ``galt`` er det i den som ikke kan brukes."""

    fil: Path | None = None
    verdier: Mapping[str, Verdi] = MappingProxyType({})
    galt: tuple[Melding, ...] = ()

    def bestemt(self, nokkel: str) -> str:
        """Det som er bestemt, tomt når brukeren velger selv."""
        verdi = self.verdier.get(nokkel)
        return verdi.verdi if verdi is not None and verdi.fast else ""

    def forslag(self, nokkel: str) -> str:
        """Det som er foreslått, tomt når ingenting er det."""
        verdi = self.verdier.get(nokkel)
        return verdi.verdi if verdi is not None and not verdi.fast else ""

    def verdi(self, nokkel: str) -> str:
        """Det som er bestemt eller foreslått."""
        return self.bestemt(nokkel) or self.forslag(nokkel)

    @property
    def stedet_er_bestemt(self) -> bool:
        """Om det er bestemt hvor brukeren arbeider."""
        return bool(self.bestemt("rolle") or self.bestemt("embete"))

    @property
    def krever_las(self) -> bool:
        """Om låsen ikke kan slås av."""
        return bool(self.galt or self.bestemt("las.krev"))

    @property
    def uten_las(self) -> str:
        """Grunnen til at låsen ikke slås på av seg selv, tom når den gjør det."""
        return "" if self.krever_las else self.verdi("las.av")


def les(
    fil: Path,
    embeter: Callable[[], Collection[str]],
    kommuner: Callable[[], Collection[str]],
    nokkel_er_hel: Callable[[str], bool],
    formfeil: Callable[[str, str], str],
) -> Oppsett:
    """Oppsettet i ``fil``. Kaster aldri: det som er galt, står i ``galt``.

    ``embeter`` og ``kommuner`` er dem som finnes, og ``nokkel_er_hel`` prøver en kontornøkkel.
    ``formfeil`` gir det som er galt med et felt om kontoret, som nøkkel under «innlesing»; tom når ingenting er det.
    """
    try:
        with fil.open("rb") as inn:
            data = inn.read(_STORST + 1)
    except (FileNotFoundError, NotADirectoryError):
        # En lenke dit ingenting er, er et oppsett noen har lagt ut.
        return Oppsett(fil, galt=(Melding("feil.oppsett.ikke_lest", fil=fil),)) if fil.is_symlink() else Oppsett()
    except OSError:
        return Oppsett(fil, galt=(Melding("feil.oppsett.ikke_lest", fil=fil),))
    if len(data) > _STORST:
        return Oppsett(fil, galt=(Melding("feil.oppsett.for_stor", fil=fil),))
    import tomllib

    try:
        tekst = data.decode("utf-8-sig")  # Notisblokk kan legge et merke foran
        tabeller = tomllib.loads(tekst)
    except UnicodeDecodeError:
        return Oppsett(fil, galt=(Melding("feil.oppsett.tegn", fil=fil),))
    except (ValueError, RecursionError) as feil:  # også et tall med tusener av sifre
        sted = re.search(r"line (\d+), column (\d+)", str(feil))
        linje, tegn = sted.groups() if sted else (str(tekst.count("\n") + 1), "1")
        return Oppsett(fil, galt=(Melding("feil.oppsett.form", fil=fil, linje=linje, tegn=tegn),))
    prove = {
        "embete": lambda v: v in embeter(),
        "kommune": lambda v: v in kommuner(),
        "kontornokkel": nokkel_er_hel,
        "rolle": lambda v: v in ("kontor", "embete"),
    }
    return _Leser(fil, tekst, prove, formfeil).les(tabeller)


class _Leser:
    def __init__(
        self, fil: Path, tekst: str, prove: Mapping[str, Callable[[str], bool]], formfeil: Callable[[str, str], str]
    ) -> None:
        self._fil, self._tekst, self._prove, self._formfeil = fil, tekst, prove, formfeil
        self._verdier: dict[str, Verdi] = {}
        self._galt: list[Melding] = []

    def les(self, tabeller: Mapping[str, Any]) -> Oppsett:
        for navn, tabell in sorted(tabeller.items(), key=lambda par: par[0] != BESTEMT):
            if navn not in (BESTEMT, FORSLAG) or not isinstance(tabell, dict):
                self._si("feil.oppsett.tabell", "", navn)
                continue
            for nokkel, verdi in _blad(tabell):
                self._ta(navn, nokkel, verdi)
        self._krev_sammenheng()
        return Oppsett(self._fil, self._verdier, tuple(self._galt))

    def _ta(self, tabell: str, nokkel: str, verdi: Any) -> None:
        if nokkel not in NOKLER:
            self._si("feil.oppsett.ukjent", tabell, nokkel, kjente=tuple(NOKLER))
        elif nokkel in self._verdier:
            self._si("feil.oppsett.begge", tabell, nokkel)
        elif tabell == FORSLAG and nokkel in _BARE_BESTEMT:
            self._si("feil.oppsett.bare_bestemt", tabell, nokkel)
        elif (rett := self._rett(NOKLER[nokkel], verdi)) is None:
            forventet = Melding(f"feil.oppsett.forventet.{NOKLER[nokkel]}")
            skjult = NOKLER[nokkel] in ("tjener", "kontornokkel")  # det kan være et passord, eller arket i safen
            funnet = Melding("feil.oppsett.det_som_star") if skjult else _vist(verdi)
            self._si("feil.oppsett.verdi", tabell, nokkel, forventet=forventet, funnet=funnet)
        elif nokkel.startswith("kontor.") and (galt := self._formfeil(nokkel.removeprefix("kontor."), rett)):
            self._si("feil.oppsett.felt", tabell, nokkel, galt=Melding(f"innlesing.{galt}"))
        elif rett:
            if NOKLER[nokkel] == "tjener" and rett != (uten := _uten_passord(rett)):
                self._si("feil.oppsett.passord", tabell, nokkel)
                rett = uten  # uten det er loggen fortsatt der den er bestemt å være
            self._verdier[nokkel] = Verdi(rett, tabell == BESTEMT)

    def _rett(self, slag: str, verdi: Any) -> str | None:
        """Verdien slik den brukes, tom for et nei, eller ``None`` når den ikke er av slaget."""
        if slag == "ja_nei":
            return {True: "ja", False: ""}.get(verdi) if isinstance(verdi, bool) else None
        if not isinstance(verdi, str) or not (tekst := verdi.strip()) or not tekst.isprintable():
            return None
        if slag == "sti":
            return _hele_stien(tekst)
        return tekst if slag not in self._prove or self._prove[slag](tekst) else None

    def _krev_sammenheng(self) -> None:
        verdier = self._verdier
        rolle, embete = verdier.get("rolle"), verdier.get("embete")
        if rolle is not None and (rolle.verdi == "embete") != (embete is not None):
            self._si("feil.oppsett.rolle", BESTEMT if rolle.fast else FORSLAG, "rolle", rolle=rolle.verdi)
            for nokkel in ("rolle", "embete"):
                verdier.pop(nokkel, None)
        if "las.krev" in verdier and "las.av" in verdier:
            self._si("feil.oppsett.las", BESTEMT if verdier["las.av"].fast else FORSLAG, "las.av")

    def _si(self, nokkel: str, tabell: str, hva: str, **verdier: object) -> None:
        full = f"{tabell}.{hva}" if tabell else hva
        linje = _linjen(self._tekst, full)
        sted = Melding("feil.oppsett.linje", linje=str(linje)) if linje else f"[{tabell or hva}]"
        self._galt.append(Melding(nokkel, fil=self._fil, sted=sted, navn=hva, **verdier))


def _hele_stien(tekst: str) -> str | None:
    """Stien med variablene satt inn; ``None`` når den ikke er hel, eller en av dem ikke finnes her.

    Uten det siste hadde alle fått den samme mappen, med navnet på variabelen.
    """
    satt_inn = os.path.expandvars(tekst)
    if re.search(r"%\w+%" if os.name == "nt" else r"%\w+%|\$(\w|\{\w+\})", satt_inn):
        return None
    try:
        sti = Path(satt_inn).expanduser()
    except RuntimeError:  # «~navn» uten noen som heter det
        return None
    return str(sti) if sti.is_absolute() else None


def _uten_passord(adresse: str) -> str:
    """Adressen uten et passord, hvor enn i den libpq eller en leser ville funnet det."""
    from urllib.parse import unquote

    adresse = re.sub(r"^(\w+://[^:@/?]*):(?:[^@/]*|[^?]*)@", r"\1@", adresse)
    foran, skille, valg = adresse.partition("?")
    rene = [ett for ett in valg.split("&") if "password" not in unquote(ett.partition("=")[0]).casefold()]
    foran = re.sub(r"(?i)\s*\w*password\s*=\s*('(?:[^'\\]|\\.)*'|\S*)", "", foran)
    return f"{foran}{skille if any(rene) else ''}{'&'.join(rene)}"


def _blad(tabell: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Nøklene i tabellen med punktum mellom leddene, og verdiene. En tabell alt er tatt ut av, sier ingenting."""
    igjen = [("", tabell)]
    while igjen:
        foran, denne = igjen.pop()
        for navn, verdi in denne.items():
            nokkel = f"{foran}{navn}"
            inne = isinstance(verdi, dict) and nokkel not in NOKLER
            if inne and (verdi or any(kjent.startswith(f"{nokkel}.") for kjent in NOKLER)):
                igjen.append((f"{nokkel}.", verdi))
            else:
                yield nokkel, verdi


def _linjen(tekst: str, nokkel: str) -> int:
    """Linjen nøkkelen begynner på, ellers den tabellen den er i begynner på; 0 når ingen av dem er funnet."""
    steder: dict[str, int] = {}
    tabell = ""
    for nummer, linje in enumerate(tekst.splitlines(), 1):
        if hode := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", linje):
            navn = tabell = _uten_fnutter(hode[1])
        elif (venstre := linje.split("=")[0]) != linje:
            navn = f"{tabell}.{_uten_fnutter(venstre)}".lstrip(".")
        else:
            continue
        ledd = navn.split(".")
        for antall in range(len(ledd), 0, -1):
            steder.setdefault(".".join(ledd[:antall]), nummer)
    ledd = nokkel.split(".")
    return next((steder[n] for i in range(len(ledd), 0, -1) if (n := ".".join(ledd[:i])) in steder), 0)


def _uten_fnutter(navn: str) -> str:
    return re.sub(r"[\s\"']", "", navn)


def _vist(verdi: object) -> str:
    vist = {True: "true", False: "false"}.get(verdi) if isinstance(verdi, bool) else None
    try:
        tekst = vist or (f"«{verdi}»" if isinstance(verdi, str) else str(verdi))
    except (ValueError, RecursionError):  # et tall med tusener av sifre
        tekst = "…"
    return tekst if len(tekst) <= 60 else tekst[:60] + " …"
