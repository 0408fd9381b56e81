"""Trygg lesing av JSON utenfra: størrelse, tegnsett, gjentatte nøkler, NaN, dybde og halve surrogatpar."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from overforing.feil import Feltfeil, Melding, UgyldigSaksfil

from .sti import Sti, i_liste

STORST = 10_000_000
"""Største fil, i byte."""

DYPEST = 20
"""Så mange lag objekter og lister en saksfil høyst kan ha. En gyldig fil har færre enn ti."""

FLEST = 10_000
"""Så mange elementer en liste, eller nøkler et objekt, høyst kan ha. Flere er ikke en sak, men et angrep."""


_HALVT = re.compile("[\ud800-\udfff]")

_MED_ID = {"parter": "id", "ansatte": "id", "stedfortreder": "type"}
"""Listene der et element kjennes på noe annet enn plassen sin."""


class Tall(str):
    """Et tall i filen, bevart som det sto. Saksfilen har ingen tall, så det er alltid en feil der det står."""


class _Objekt(dict[str, Any]):
    """Et objekt som husker hvilke nøkler filen gjentok."""

    gjentatt: tuple[str, ...] = ()


def les_json(data: bytes | str) -> tuple[object, list[Feltfeil]]:
    """JSON som Python-verdier, og feilene som kan finnes uten å kjenne skjemaet.

    Kaster ``UgyldigSaksfil`` når det ikke er JSON, eller er for stort til å lese videre.
    """
    byte = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    if len(byte) > STORST:
        _avvis(Melding("feil.saksfil.for_stor", flest=STORST), f"{len(byte)} byte")
    tekst = _dekod(data) if isinstance(data, bytes) else data
    try:
        rot = json.loads(
            tekst, object_pairs_hook=_objekt, parse_int=Tall, parse_float=Tall, parse_constant=Tall, strict=True
        )
    except json.JSONDecodeError as feil:
        _avvis(Melding("feil.saksfil.json"), Melding("feil.saksfil.linje", linje=feil.lineno, tegn=feil.colno))
    except RecursionError:
        _avvis(Melding("feil.saksfil.lag", flest=DYPEST), Melding("feil.saksfil.flere_lag"))
    funnene = [] if _er_hel(rot, 0) else list(_verdifeil(rot, "", 0))
    if any(isinstance(f, _Stopp) for f in funnene):
        raise UgyldigSaksfil(funnene)
    return rot, funnene


INGENTING = Melding("feil.saksfil.ingenting")
"""Feltet er ikke med."""


def funnet(verdi: object) -> Melding | str:
    """Det som sto i filen, kort og uten linjeskift."""
    match verdi:
        case None:
            return "null"
        case bool():
            return "true" if verdi else "false"
        case Tall():
            return Melding("feil.saksfil.tallet", tall=verdi[:30])
        case str():
            renset = "".join(c if c.isprintable() else "�" for c in verdi[:60])
            return f"«{renset}»" if len(verdi) <= 60 else f"«{renset}…»"
        case list():
            return Melding("feil.saksfil.liste")
        case dict():
            return Melding("feil.saksfil.objekt")
        case _:
            return type(verdi).__name__


def elementsti(sti: str, liste: list[Any], plass: int) -> Sti:
    """Stien til et element: ``ansatte[a1]`` der lista har id-er, ``settekommuner[0]`` ellers."""
    nokkel = _MED_ID.get(sti)
    element = liste[plass]
    merke = element.get(nokkel) if nokkel and isinstance(element, dict) else None
    # Et tall i filen er lest som en egen slags tekst; bare ekte tekst er en id.
    brukbart = type(merke) is str and merke and merke.isprintable() and len(merke) <= 60
    return i_liste(sti, merke if brukbart else plass)


class _Stopp(Feltfeil):
    """En feil som gjør at resten av filen ikke leses."""


def _avvis(forventet: Melding, fant: Melding | str) -> Any:
    raise UgyldigSaksfil((Feltfeil("", forventet, fant),)) from None


def _dekod(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as feil:
        _avvis(Melding("feil.saksfil.utf8"), Melding("feil.saksfil.byte", byte=feil.start))
        raise


def _objekt(par: list[tuple[str, Any]]) -> _Objekt:
    objekt = _Objekt(par)
    if len(objekt) < len(par):
        sett: set[str] = set()
        objekt.gjentatt = tuple(
            dict.fromkeys(navn for navn, _ in par if navn in sett or sett.add(navn))  # type: ignore[func-returns-value]
        )
    return objekt


def _er_hel(verdi: object, dybde: int) -> bool:
    """Om ``_verdifeil`` ikke finner noe. Nesten alle filer er hele, og da er stiene bortkastet."""
    if isinstance(verdi, str):
        return verdi.isascii() or not _HALVT.search(verdi)
    if isinstance(verdi, _Objekt):
        innhold: Collection[object] = verdi.values()
        if verdi.gjentatt or _HALVT.search("".join(verdi)):
            return False
    elif isinstance(verdi, list):
        innhold = verdi
    else:
        return not isinstance(verdi, dict)
    if dybde >= DYPEST or len(innhold) > FLEST:
        return False
    for under in innhold:  # de fleste er korte tekster
        if not (type(under) is str and under.isascii()) and not _er_hel(under, dybde + 1):
            return False
    return True


def _verdifeil(verdi: object, sti: str, dybde: int) -> Iterator[Feltfeil]:
    if dybde >= DYPEST and isinstance(verdi, dict | list):
        yield Feltfeil(sti, Melding("feil.saksfil.lag", flest=DYPEST), Melding("feil.saksfil.flere_lag"))
    elif isinstance(verdi, dict | list) and len(verdi) > FLEST:
        yield _Stopp(sti, Melding("feil.saksfil.elementer", flest=FLEST), str(len(verdi)))
    elif isinstance(verdi, _Objekt):
        for navn in verdi.gjentatt:
            yield Feltfeil(_under(sti, navn), Melding("feil.saksfil.hver_nokkel"), Melding("feil.saksfil.samme_nokkel"))
        for navn, innhold in verdi.items():
            if _halvt_par(navn):
                yield Feltfeil(sti, Melding("feil.saksfil.gyldige_i_nokler"), Melding("feil.saksfil.surrogat"))
            else:
                yield from _verdifeil(innhold, _under(sti, navn), dybde + 1)
    elif isinstance(verdi, list):
        for i, element in enumerate(verdi):
            yield from _verdifeil(element, elementsti(sti, verdi, i), dybde + 1)
    elif isinstance(verdi, str) and _halvt_par(verdi):
        yield Feltfeil(sti, Melding("feil.saksfil.gyldige"), Melding("feil.saksfil.surrogat"))


def _under(sti: str, navn: str) -> str:
    return f"{sti}.{navn}" if sti else navn


def _halvt_par(tekst: str) -> bool:
    return not tekst.isascii() and _HALVT.search(tekst) is not None
