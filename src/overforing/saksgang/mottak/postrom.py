"""Det som kommer og ikke er brev herfra: hva det skal hete i loggen, og hva som kan leses av det."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from overforing.brev.lesing.les import PASSORD, filslag
from overforing.brev.lesing.les_epost import Omslag
from overforing.filer import KAN_APNES, KAN_FORKLARES
from overforing.sak.lekkasje import finn_fodselsnumre
from overforing.sak.rekkefolge import brett, uten_merker
from overforing.sak.rensing import rens
from overforing.tekster.geografi import Geografi

EPOST = ("eml", "msg")
"""Formatene som sier noe om seg selv."""

UKJENT = "bin"
"""Formatet til en fil det ikke er trygt å åpne med et program etter navnet."""

_LENGST = 200
_ANDRE = frozenset({"txt", "xlsx", "pptx", "ods", "odp", "gif", "heic", "webp"})
"""Endelsene til filer som ikke kjennes på innholdet, men kan åpnes."""

_SOM_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "", "-": "", "ŋ": "n", "đ": "d", "ŧ": "t"})
_KOMMUNE = ("suohkan", "gielda", "tjïelte", "komuuni", "kunta")
"""Ordene for kommune i de samiske og kvenske navnene."""


def format_for(data: bytes, navn: str) -> str:
    """Formatet filen føres med: etter innholdet, og etter endelsen bare når den er en av dem som kan åpnes."""
    slag, endelse = filslag(data), navn.rpartition(".")[2].lower()
    if slag == PASSORD:
        return "docx"
    if slag in ("", "docx", "zip") and endelse in _ANDRE:
        return endelse  # et regneark er en zip med de samme delene som en Word-fil
    return slag if slag in (*KAN_APNES, *KAN_FORKLARES) else UKJENT


def filnavn(navn: str) -> str:
    """Navnet filen kom med, uten mappene, på én linje. Et fødselsnummer i det er byttet ut: loggen kan ikke endres."""
    return sokbart(re.split(r"[\\/]", navn)[-1])[-_LENGST:]


def sokbart(tekst: str) -> str:
    """Teksten på én linje, uten fødselsnumre."""
    rent = " ".join(rens(tekst).split())
    for funn in reversed(finn_fodselsnumre(rent)):
        rent = f"{rent[: funn.start]}…{rent[funn.slutt :]}"
    return rent


def _i_adresse(navn: str) -> str:
    """Navnet slik det står i en nettadresse."""
    flat = unicodedata.normalize("NFD", navn.translate(_SOM_ASCII))
    return "".join(tegn for tegn in flat if tegn.isascii())


def kommune_i(sagt: Omslag, geografi: Geografi, i_dag: date) -> str | None:
    """Kommunen en e-post kommer fra: etter adressen, ellers den eneste som er nevnt. ``None`` når det er flere."""
    domene = sagt.adresse.rpartition("@")[2].casefold().split(".")
    i_adressen = {
        k.nummer
        for k in geografi.kommunene(i_dag)
        if "kommune" in domene and any(_i_adresse(brett(n)) in domene[:1] for n in (k.navn, *k.navnene))
    }
    skrevet = " ".join(f"{sagt.emne} {sagt.fra} {sagt.tekst}".split())
    funnet = i_adressen or _nevnt(skrevet, geografi, i_dag, brett) or _nevnt(skrevet, geografi, i_dag, uten_merker)
    return funnet.pop() if len(funnet) == 1 else None


def _nevnt(skrevet: str, geografi: Geografi, i_dag: date, slik: Callable[[str], str]) -> set[str]:
    """Kommunene teksten nevner, slik navnene og den er når de er gjort om med ``slik``."""
    tekst, ordene = f" {slik(skrevet)}", tuple(f" {slik(ordet)}" for ordet in _KOMMUNE)
    nevnt = set()
    for k in geografi.kommunene(i_dag):
        navnene = set(map(slik, (k.navn, *k.navnene)))
        if any(f" {n} kommune" in tekst or (n.endswith(ordene) and f" {n}" in tekst) for n in navnene):
            nevnt.add(k.nummer)
    return nevnt
