"""Vurderingen ut: som ``overforing/vurdering/1`` for programmer, og i klartekst for mennesker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from overforing.regelverk.funn import Avklaring, Funn, Vurdering
from overforing.regelverk.hjemmel import Hjemmel
from overforing.sak.modell import Malform, Sak
from overforing.sak.sti import i_liste

from .geografi import Geografi
from .katalog import Katalog
from .navn import Navn, stor

SKJEMA = "overforing/vurdering/1"
SAMMENLIGNING = "overforing/sammenligning/1"


def verdier(vurdering: Vurdering, sak: Sak, katalog: Katalog, geografi: Geografi) -> dict[str, Any]:
    """Vurderingen som JSON-verdier, med tekster i sakens målform."""
    navn = Navn(sak, katalog.etter(vurdering.regelsett), geografi, sak.malform)
    return {
        "skjema": SKJEMA,
        "sak": vurdering.sak,
        "regelsett": vurdering.regelsett.value,
        "utfall": vurdering.utfall.value,
        "ferdig": vurdering.ferdig,
        "ansatte": {
            id_: {
                "status": status.value,
                "kan_forberede": vurdering.kan_forberede(id_),
                "kan_avgjore": vurdering.kan_avgjore(id_),
            }
            for id_, status in vurdering.ansatte.items()
        },
        "mangler": [{"felt": mangel.felt, "sporsmal": navn.mangel(mangel)} for mangel in vurdering.mangler],
        "avklaringer": [_avklaring(avklaring, navn) for avklaring in vurdering.avklaringer],
        "spor": [_funn(funn, navn) for funn in vurdering.spor],
        "dokumenter": [dokument.value for dokument in vurdering.dokumenter],
    }


def _avklaring(avklaring: Avklaring, navn: Navn) -> dict[str, Any]:
    return {
        "id": avklaring.id,
        "ma_loses": avklaring.ma_loses,
        "om": avklaring.om,
        "tekst": navn.avklaring(avklaring),
    }


def _funn(funn: Funn, navn: Navn) -> dict[str, Any]:
    return {
        "steg": funn.steg.value,
        "om": funn.om,
        "utfall": str(funn.utfall),
        "hjemmel": [_hjemmel(hjemmel) for hjemmel in funn.hjemmel],
        "felt": list(funn.felt),
        "begrunnelse": navn.funn(funn),
    }


def _hjemmel(hjemmel: Hjemmel) -> dict[str, Any]:
    return {navn: verdi for navn, verdi in asdict(hjemmel).items() if verdi is not None}


def sammenligning(gammel: dict[str, Any], ny: dict[str, Any]) -> dict[str, Any]:
    """To vurderinger av de samme svarene ved siden av hverandre. ``forskjeller`` har bare det som skiller."""
    flat_gammel, flat_ny = _flat(gammel), _flat(ny)
    return {
        "skjema": SAMMENLIGNING,
        "fvl1967": gammel,
        "fvl2025": ny,
        "forskjeller": [
            {"felt": felt, "fvl1967": flat_gammel.get(felt), "fvl2025": flat_ny.get(felt)}
            for felt in dict.fromkeys((*flat_gammel, *flat_ny))
            if flat_gammel.get(felt) != flat_ny.get(felt)
        ],
    }


def _flat(vurdering: dict[str, Any]) -> dict[str, Any]:
    ut = {felt: vurdering[felt] for felt in ("utfall", "ferdig", "dokumenter")}
    ut["mangler"] = [mangel["felt"] for mangel in vurdering["mangler"]]
    ut["avklaringer"] = [f"{a['id']}[{a['om']}]" for a in vurdering["avklaringer"]]
    ut |= {i_liste("ansatte", id_) / "status": ansatt["status"] for id_, ansatt in vurdering["ansatte"].items()}
    for funn in vurdering["spor"]:
        sti = i_liste("spor", f"{funn['steg']}:{funn['om']}" if funn["om"] else funn["steg"])
        ut |= {sti / felt: funn[felt] for felt in ("utfall", "hjemmel")}
    return ut


def klartekst(vurdering: Vurdering, sak: Sak, katalog: Katalog, geografi: Geografi) -> str:
    """Vurderingen til å lese i et terminalvindu, i sakens målform."""
    katalog = katalog.etter(vurdering.regelsett)
    return "\n".join(_linjer(vurdering, sak, Navn(sak, katalog, geografi, sak.malform), katalog)) + "\n"


def _linjer(vurdering: Vurdering, sak: Sak, navn: Navn, katalog: Katalog) -> Iterator[str]:
    malform = navn.malform
    yield navn.tekst(
        "klartekst.utfall",
        utfall=stor(navn.tekst(f"utfall.{vurdering.utfall}")),
        regelsett=navn.tekst(f"regelsett.{vurdering.regelsett}"),
    )
    yield navn.tekst("klartekst.ferdig" if vurdering.ferdig else "klartekst.ikke_ferdig")
    if vurdering.ansatte:
        yield from _overskrift(navn, "ansatte")
        for ansatt in sak.ansatte:
            yield f"  {stor(navn.ansatt(ansatt.id))}: {navn.tekst(vurdering.stillingen(ansatt))}"
    yield from _overskrift(navn, "veien")
    for funn in vurdering.spor:
        yield f"  {navn.funn(funn)}{_i_parentes(funn.hjemmel, katalog, malform)}"
    if vurdering.mangler:
        yield from _overskrift(navn, "mangler")
        yield from (f"  {navn.mangel(mangel)}" for mangel in vurdering.mangler)
    if vurdering.avklaringer:
        yield from _overskrift(navn, "avklaringer")
        for avklaring in vurdering.avklaringer:
            merke = navn.tekst("klartekst.ma_loses") + " " if avklaring.ma_loses else ""
            yield f"  {merke}{navn.avklaring(avklaring)}"
    if vurdering.dokumenter:
        yield from _overskrift(navn, "dokumenter")
        yield from (f"  {stor(navn.tekst(f'dokument.{dokument}'))}" for dokument in vurdering.dokumenter)


def _overskrift(navn: Navn, nokkel: str) -> tuple[str, str]:
    return "", navn.tekst(f"klartekst.{nokkel}")


def _i_parentes(hjemler: tuple[Hjemmel, ...], katalog: Katalog, malform: Malform) -> str:
    return f" ({katalog.hjemler(hjemler, malform)})" if hjemler else ""
