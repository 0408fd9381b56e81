"""Det som må henge sammen i en saksfil: id-er, pekere, linjen, kommuner og det som utelukker hverandre.

Leser de rå JSON-verdiene, så alle feilene kan sies på én gang også når formen er feil et annet sted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from overforing.feil import Feltfeil

from .modell import UTEN_ANSATT, Stedfortredertype

Ra = Mapping[str, Any]

LENGST = 100
"""Flest ledd i en linje. Ingen kommune har så mange; en fil som har det, er laget for å hefte den som leser."""

_MED_ID = {"parter": "id", "ansatte": "id", "stedfortreder": "type"}
_TYPER_UTEN_ANSATT = {type_.value for type_ in UTEN_ANSATT}
_TYPER = {type_.value for type_ in Stedfortredertype}


def elementsti(sti: str, liste: list[Any], plass: int) -> str:
    """Stien til et element: ``ansatte[a1]`` der lista har id-er, ``settekommuner[0]`` ellers."""
    nokkel = _MED_ID.get(sti)
    element = liste[plass]
    merke = element.get(nokkel) if nokkel and isinstance(element, dict) else None
    # Et tall i filen er lest som en egen slags tekst; bare ekte tekst er en id.
    brukbart = type(merke) is str and merke and merke.isprintable() and len(merke) <= 60
    return f"{sti}[{merke if brukbart else plass}]"


def kontroller(rot: Ra, kommuner: Collection[str]) -> list[Feltfeil]:
    """Alle feilene i sammenhengen mellom feltene."""
    return [
        *_gjentatte(rot, "parter", "id"),
        *_gjentatte(rot, "ansatte", "id"),
        *_gjentatte(rot, "stedfortreder", "type"),
        *_pekere(rot),
        *_ringer(rot),
        *_parter_i_tilknytninger(rot),
        *_stedfortredere(rot),
        *_kommuner(rot, kommuner),
    ]


def _objekt(verdi: Any) -> Ra:
    return verdi if isinstance(verdi, dict) else {}


def _elementer(del_: Ra, navn: str, sti: str = "") -> Iterator[tuple[str, Ra]]:
    """Objektene i en liste med stien til hvert; det som ikke er objekter, er meldt som formfeil."""
    liste = del_.get(navn)
    if isinstance(liste, list):
        for i, element in enumerate(liste):
            if isinstance(element, dict):
                yield elementsti(f"{sti}{navn}", liste, i), element


def _ider(rot: Ra, navn: str) -> set[str]:
    return {e["id"] for _, e in _elementer(rot, navn) if isinstance(e.get("id"), str)}


def _gjentatte(rot: Ra, navn: str, nokkel: str) -> Iterator[Feltfeil]:
    sett: set[str] = set()
    liste = rot.get(navn)
    for i, element in enumerate(liste if isinstance(liste, list) else []):
        verdi = element.get(nokkel) if isinstance(element, dict) else None
        if type(verdi) is not str:
            continue
        if nokkel == "id" and not verdi.strip():
            yield Feltfeil(f"{navn}[{i}].id", "en id", "tom tekst")
        elif verdi in sett:
            yield Feltfeil(f"{navn}[{i}].{nokkel}", f"hver {nokkel} én gang", f"«{verdi[:60]}» en gang til")
        sett.add(verdi)


def _pekere(rot: Ra) -> Iterator[Feltfeil]:
    ansatte, parter = _ider(rot, "ansatte"), _ider(rot, "parter")
    for sti, ansatt in _elementer(rot, "ansatte"):
        yield from _peker(f"{sti}.overordnet", ansatt.get("overordnet"), ansatte, "ansatte")
        vurdering = _objekt(ansatt.get("habilitetsvurdering"))
        yield from _peker(
            f"{sti}.habilitetsvurdering.avgjort_av_ansatt", vurdering.get("avgjort_av_ansatt"), ansatte, "ansatte"
        )
        for undersi, tilknytning in _elementer(ansatt, "tilknytninger", f"{sti}."):
            yield from _peker(f"{undersi}.part", tilknytning.get("part"), parter, "parter")
    for sti, alternativ in _elementer(rot, "stedfortreder"):
        yield from _peker(f"{sti}.ansatt", alternativ.get("ansatt"), ansatte, "ansatte")
    for sti, tiltak in _elementer(rot, "midlertidige_tiltak"):
        yield from _peker(f"{sti}.besluttet_av", tiltak.get("besluttet_av"), ansatte, "ansatte")
    ingen = _objekt(rot.get("ingen_tiltak"))
    yield from _peker("ingen_tiltak.vurdert_av", ingen.get("vurdert_av"), ansatte, "ansatte")
    yield from _peker("underskriver", rot.get("underskriver"), ansatte, "ansatte")


def _peker(sti: str, verdi: Any, ider: set[str], liste: str) -> Iterator[Feltfeil]:
    if type(verdi) is str and verdi not in ider:
        yield Feltfeil(sti, f"id-en til en av dem i «{liste}»", f"«{verdi[:60]}», som ikke finnes der")


def _ringer(rot: Ra) -> Iterator[Feltfeil]:
    """En linje der noen til slutt er sin egen overordnede, eller som er lengre enn noen linje er."""
    over = {
        e["id"]: e["overordnet"]
        for _, e in _elementer(rot, "ansatte")
        if isinstance(e.get("id"), str) and isinstance(e.get("overordnet"), str)
    }
    hoyde: dict[str, int] = {}
    for start in over:
        vei: dict[str, None] = {}
        ledd = start
        while ledd in over and ledd not in vei and ledd not in hoyde:
            vei[ledd] = None
            ledd = over[ledd]
        if ledd in vei:
            ring = list(vei)[list(vei).index(ledd) :]
            yield Feltfeil(f"ansatte[{ring[0]}].overordnet", "en linje uten ring", " → ".join([*ring, ring[0]]))
        under = hoyde.get(ledd, 0)
        for plass, id_ in enumerate(reversed(vei), 1):
            hoyde[id_] = under + plass
    if hoyde and max(hoyde.values()) >= LENGST:
        lengst = max(hoyde, key=lambda id_: hoyde[id_])
        yield Feltfeil(f"ansatte[{lengst}].overordnet", f"en linje på høyst {LENGST} ledd", "en lengre")


def _parter_i_tilknytninger(rot: Ra) -> Iterator[Feltfeil]:
    if len(list(_elementer(rot, "parter"))) == 1:
        return
    for sti, ansatt in _elementer(rot, "ansatte"):
        for undersi, tilknytning in _elementer(ansatt, "tilknytninger", f"{sti}."):
            if "part" not in tilknytning:
                yield Feltfeil(f"{undersi}.part", "hvilken part det gjelder, når det ikke er nøyaktig én", "ingenting")


def _stedfortredere(rot: Ra) -> Iterator[Feltfeil]:
    for sti, alternativ in _elementer(rot, "stedfortreder"):
        type_ = alternativ.get("type")
        if not isinstance(type_, str) or type_ not in _TYPER:
            continue
        if type_ in _TYPER_UTEN_ANSATT and "ansatt" in alternativ:
            yield Feltfeil(f"{sti}.ansatt", "ingen ansatt for dette alternativet", "en ansatt")
        if type_ not in _TYPER_UTEN_ANSATT and "habil" in alternativ:
            yield Feltfeil(f"{sti}.habil", "ingen «habil» her: den ansattes egen habilitet avgjør", "et svar")


def _kommuner(rot: Ra, kommuner: Collection[str]) -> Iterator[Feltfeil]:
    for sti, verdi in _kommunefelt(rot):
        if type(verdi) is str and verdi not in kommuner:
            yield Feltfeil(sti, "et kommunenummer med fire sifre som finnes eller har funnes", f"«{verdi[:60]}»")


def _kommunefelt(rot: Ra) -> Iterable[tuple[str, Any]]:
    opphold = _objekt(rot.get("opphold"))
    yield "kontor.kommune", _objekt(rot.get("kontor")).get("kommune")
    for felt in ("kommune", "kommune_for_inntak", "bosettingskommune"):
        yield f"opphold.{felt}", opphold.get(felt)
    yield "opphold.vertskommune.kommune", _objekt(opphold.get("vertskommune")).get("kommune")
    yield "opphold.tvist.med_kommune", _objekt(opphold.get("tvist")).get("med_kommune")
    for sti, settekommune in _elementer(rot, "settekommuner"):
        yield f"{sti}.kommune", settekommune.get("kommune")
    yield "svar.settekommune", _objekt(rot.get("svar")).get("settekommune")
