"""Hvem som er spurt om tilknytning, av hvem og når, og hva som er svart (rettsgrunnlag § 3 punkt 3 og § 9).

Brevet sier aldri mer enn noen har sagt: om den som ikke er gjort kjent med saken, sier det bare hva andre vet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from overforing.regelverk.funn import Besvart
from overforing.sak.modell import Ansatt, Part, Sporsmalssvar
from overforing.tekster.katalog import oppramsing
from overforing.tekster.navn import stor

from .flett import Felt
from .lesning import Lesning
from .ord import linje


def svarene(les: Lesning) -> Felt:
    """Hele setninger: hva partene har svart, hva de ansatte har svart, og om tilgangen er stengt for de inhabile."""
    return {
        "partenes_svar": tuple(_partens_svar(les)),
        "ansattes_svar": tuple(_ansattes_svar(les)),
        "tilgangen": tuple(_tilgangen(les)),
    }


def _partens_svar(les: Lesning) -> Iterator[str]:
    """Nevnte parten bare noen som holdes utenfor, står ikke svaret her: notatet skal ikke si hvem hun er redd for."""
    for part in les.sak.parter:
        spurt = part.spurt_om_tilknytning
        if spurt is None or spurt.svar is None:
            continue
        nevnte = [a for a in les.sak.ansatte if a.id in spurt.hvem and not les.holdes_utenfor(a)]
        hvem = les.ord("notat.spurt.om", hvem=oppramsing(map(les.hvem, nevnte))) if nevnte else ""
        dato = f" {les.ord.dato(spurt.dato)}" if spurt.dato else ""
        nokkel = "skjermet" if spurt.hvem and not nevnte else spurt.svar
        yield les.ord(f"notat.spurt.{nokkel}", part=stor(les.part(part.id)), dato=dato, hvem=hvem)


@dataclass(frozen=True)
class _Svar:
    """Et svar som kan være felles for flere: for hvilke parter, når, og hvem som tok det imot eller ga det.

    ``vet_om_en``: andre har fortalt om en tilknytning.
    """

    besvart: Besvart
    parter: tuple[str, ...]
    dato: date | None
    av: str
    vet_om_en: bool


def _ansattes_svar(les: Lesning) -> Iterator[str]:
    grupper: dict[_Svar, list[str]] = {}
    for ansatt in les.aktuelle:
        if not ansatt.stilling_ledig and not les.holdes_utenfor(ansatt):
            for svar in _svar_fra(les, ansatt):
                grupper.setdefault(svar, []).append(les.hvem(ansatt))
    for svar, hvem in grupper.items():
        yield _setning(les, svar, oppramsing(hvem))


def _svar_fra(les: Lesning, ansatt: Ansatt) -> Iterator[_Svar]:
    """Svarene om partene hun ikke selv har fortalt om en tilknytning til. Like svar om flere parter er ett."""
    samlet: dict[tuple[Besvart, date | None, str, bool], list[str]] = {}
    for part, besvart in les.vurdering.besvart[ansatt.id].items():
        sagt = next((svar for svar in ansatt.ingen_tilknytning if les.gjelder(svar.part, part)), None)
        if sagt is None and besvart is Besvart.SELV:
            continue
        dato, av = (sagt.dato, linje(sagt.av)) if sagt and besvart is not Besvart.IKKE else (None, "")
        if besvart is Besvart.SELV and av == linje(ansatt.navn):
            av = ""
        vet_om_en = any(les.gjelder(t.part, part) for t in ansatt.tilknytninger)
        samlet.setdefault((besvart, dato, av, vet_om_en), []).append(part)
    for (besvart, dato, av, vet_om_en), parter in samlet.items():
        yield _Svar(besvart, tuple(parter), dato, av, vet_om_en)


def _setning(les: Lesning, svar: _Svar, hvem: str) -> str:
    alle = len(svar.parter) == len(les.sak.parter)
    parter = _partene(les, svar.parter)
    match svar.besvart:
        case Besvart.IKKE:
            return les.ord("notat.svar.ikke_besvart", hvem=hvem, parter=parter)
        case Besvart.SELV:
            nokkel = "notat.svar.selv" if svar.dato else "notat.svar.selv_uten_dato"
            setninger = [les.ord(nokkel, hvem=stor(hvem), dato=les.ord.dato(svar.dato), parter=parter)]
            if svar.av:
                setninger.append(les.ord("notat.svar.tatt_imot", av=svar.av))
            return " ".join(setninger)
        case Besvart.IKKE_KJENT:
            setninger = [les.ord("notat.svar.ikke_kjent", hvem=stor(hvem))]
            if not svar.vet_om_en:
                til = "" if alle else f" {les.ord('notat.svar.til', parter=parter)}"
                heller_ikke = oppramsing(les.part(p.id) for p in les.sak.parter if p.id in svar.parter and _vet_ikke(p))
                nokkel = f"notat.svar.ingen_vet{'_heller_ikke' if heller_ikke else ''}"
                setninger.append(les.ord(nokkel, til=til, heller_ikke=heller_ikke))
            if svar.av and svar.dato:
                setninger.append(les.ord("notat.svar.sagt_av", av=svar.av, dato=les.ord.dato(svar.dato)))
            return " ".join(setninger)


def _vet_ikke(part: Part) -> bool:
    """Om parten er spurt og har svart at hun ikke kjenner noen."""
    return part.spurt_om_tilknytning is not None and part.spurt_om_tilknytning.svar is Sporsmalssvar.INGEN_KJENT


def _partene(les: Lesning, ider: tuple[str, ...]) -> str:
    if len(ider) == len(les.sak.parter) > 1:
        return les.ord("brev.part.alle")
    return oppramsing(map(les.part, ider))


def _tilgangen(les: Lesning) -> Iterator[str]:
    grupper: dict[tuple[str, str], list[str]] = {}
    uten: list[str] = []
    for ansatt in les.inhabile:
        if stengt := ansatt.tilgang_stengt:
            grupper.setdefault((les.ord.dato(stengt.dato), linje(stengt.av)), []).append(les.kort(ansatt))
        else:
            uten.append(les.kort(ansatt))
    if grupper:
        alle = (f"{oppramsing(hvem)}{_nar(les, dato, av)}" for (dato, av), hvem in grupper.items())
        yield les.ord("notat.tilgang.stengt", hvem=oppramsing(alle))
    if uten:
        yield les.ord("notat.tilgang.ikke_fort", hvem=oppramsing(uten))


def _nar(les: Lesning, dato: str, av: str) -> str:
    """« (18. november 2026, av Siri Lund)», eller det av det som er ført opp."""
    deler = [del_ for del_ in (dato, les.ord("notat.tilgang.av", av=av) if av else "") if del_]
    return f" ({', '.join(deler)})" if deler else ""
