"""Saksfilen ``overforing/sak/1``: JSON til ``Sak`` og tilbake, strengt, med alle feilene på én gang.

Lesingen går i fire trinn: tegn (``jsonlesing``), form (cattrs, som samler feilene), sammenheng (``sammenheng``)
og sak. En fil med feil blir aldri delvis lest.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
import types
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin

from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from overforing.feil import Feltfeil, Melding, UgyldigSaksfil

from .jsonlesing import INGENTING, elementsti, funnet, les_json
from .modell import SKJEMA, Del, Ferdigstilt, Sak
from .sammenheng import kontroller
from .sti import Sti

_DATO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIDSPUNKT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class _Ventet(ValueError):
    """En verdi av feil slag."""

    def __init__(self, forventet: Melding, verdi: object) -> None:
        super().__init__()
        self.forventet, self.verdi = forventet, verdi


def fra_json(data: bytes | str, kommuner: Collection[str], tidligst: date = date.min) -> Sak:
    """Les en saksfil. ``kommuner`` er alle kommunenumre som finnes eller har funnes.

    ``tidligst`` er den første vurderingsdatoen reglene dekker. Kaster ``UgyldigSaksfil`` med alle feilene.
    """
    rot, tegnfeil = les_json(data)
    return fra_verdier(rot, kommuner, tidligst, tegnfeil)


def fra_verdier(
    rot: object, kommuner: Collection[str], tidligst: date = date.min, tegnfeil: Iterable[Feltfeil] = ()
) -> Sak:
    """Som ``fra_json``, fra alt lest JSON."""
    if not isinstance(rot, dict):
        raise UgyldigSaksfil((*tegnfeil, Feltfeil("", Melding("feil.saksfil.objekt"), funnet(rot))))
    feil = [*tegnfeil, *_skjemafeil(rot)]
    sak: Sak | None = None
    try:
        sak = _omformer().structure({navn: verdi for navn, verdi in rot.items() if navn != "skjema"}, Sak)
    except ClassValidationError as samlet:
        feil += _formfeil(samlet, Sti(), rot)
    if type(id_ := rot.get("id")) is str and not _UUID.fullmatch(id_):
        feil.append(Feltfeil("id", Melding("feil.saksfil.uuid"), funnet(id_)))
    feil += _for_tidlig(rot.get("vurderingsdato"), tidligst)
    feil += kontroller(rot, kommuner)
    if feil or sak is None:
        raise UgyldigSaksfil(tuple(feil))
    return sak


def _skjemafeil(rot: Mapping[str, object]) -> list[Feltfeil]:
    skjema = rot.get("skjema")
    if skjema == SKJEMA:
        return []
    return [Feltfeil("skjema", f"«{SKJEMA}»", funnet(skjema) if "skjema" in rot else INGENTING)]


def _for_tidlig(verdi: object, tidligst: date) -> list[Feltfeil]:
    with contextlib.suppress(_Ventet):  # meldt som formfeil
        if _dato(verdi) < tidligst:
            return [
                Feltfeil("vurderingsdato", Melding("feil.saksfil.fra_dato", dato=tidligst.isoformat()), funnet(verdi))
            ]
    return []


def til_verdier(sak: Sak) -> dict[str, Any]:
    """Saken som JSON-verdier, i filens rekkefølge."""
    return {"skjema": SKJEMA, **_del_ut(sak)}


def til_json(sak: Sak) -> str:
    """Saken som en lesbar saksfil med linjeskift til slutt."""
    return json.dumps(til_verdier(sak), ensure_ascii=False, indent=2) + "\n"


def kanonisk(verdier: Mapping[str, Any]) -> str:
    """JSON i kanonisk form (RFC 8785), til kontrollsummer.

    Saksfilen har ingen tall, og alle nøklene er ASCII, så sorterte nøkler uten mellomrom er nok.
    """
    return json.dumps(verdier, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _del_ut(del_: Del) -> dict[str, Any]:
    ut: dict[str, Any] = {}
    for navn, standard in _felt(type(del_)):  # type: ignore[arg-type]  # en klasse kan hashes
        verdi = getattr(del_, navn)
        if verdi is not None and (navn in del_.gitt or verdi != standard):
            ut[navn] = _ut(verdi)
    return ut


@cache
def _felt(slag: type[Del]) -> tuple[tuple[str, object], ...]:
    """Navnet på hvert felt i filen, og verdien det har når det ikke er med."""
    return tuple((felt.name, _standard(felt)) for felt in dataclasses.fields(slag) if felt.name != "gitt")


def _standard(felt: dataclasses.Field[Any]) -> object:
    return felt.default_factory() if felt.default_factory is not dataclasses.MISSING else felt.default


def _ut(verdi: object) -> Any:
    if type(verdi) in (str, bool):  # det meste er det, og de andre prøves én etter én
        return verdi
    match verdi:
        case Del():
            return _del_ut(verdi)
        case Enum():
            return verdi.value
        case date():
            return verdi.isoformat()
        case tuple():
            return [_ut(v) for v in verdi]
        case Mapping():
            return {_ut(navn): _ut(v) for navn, v in verdi.items()}
        case _:
            return verdi


@cache
def _omformer() -> Converter:
    """Strenge regler for hvert slag verdi; ingen omforming («5001» er ikke 5001, ``null`` er ikke tomt)."""
    omformer = Converter(detailed_validation=True, forbid_extra_keys=True)
    omformer.register_structure_hook(str, _enkel(str, Melding("feil.saksfil.tekst")))
    omformer.register_structure_hook(bool, _enkel(bool, Melding("feil.saksfil.sant")))
    omformer.register_structure_hook(date, lambda verdi, _: _dato(verdi))
    omformer.register_structure_hook(StrEnum, _valg)
    omformer.register_structure_hook_factory(_av_slag(Union, types.UnionType), lambda t: _det_som_er_med(omformer, t))
    omformer.register_structure_hook_factory(_av_slag(tuple), lambda t: _listeleser(omformer, t))
    omformer.register_structure_hook_factory(_av_slag(Mapping), lambda t: _oppslagsleser(omformer, t))
    omformer.register_structure_hook_factory(
        lambda t: isinstance(t, type) and issubclass(t, Del), lambda t: _delleser(omformer, t)
    )
    return omformer


Leser = Callable[[object, Any], Any]


def _av_slag(*slag: object) -> Callable[[Any], bool]:
    return lambda type_: get_origin(type_) in slag


def _enkel(slag: type, ventet: Melding) -> Callable[[object, object], Any]:
    def les(verdi: object, _: object) -> object:
        if type(verdi) is not slag:
            raise _Ventet(ventet, verdi)
        return verdi

    return les


def _dato(verdi: object) -> date:
    if isinstance(verdi, str) and _DATO.fullmatch(verdi):
        try:
            return date.fromisoformat(verdi)
        except ValueError:
            pass
    raise _Ventet(Melding("feil.saksfil.datoform"), verdi)


def _tidspunkt(verdi: object, _: object) -> str:
    if isinstance(verdi, str) and _TIDSPUNKT.fullmatch(verdi):
        try:
            datetime.fromisoformat(verdi)
            return verdi
        except ValueError:
            pass
    raise _Ventet(Melding("feil.saksfil.tidsform"), verdi)


def _valg(verdi: object, slag: type[StrEnum]) -> StrEnum:
    if type(verdi) is str and (medlem := slag._value2member_map_.get(verdi)) is not None:
        return cast(StrEnum, medlem)
    kjente = tuple(f"«{medlem.value}»" for medlem in slag)
    raise _Ventet(Melding("feil.saksfil.en_av", verdier=kjente), verdi)


def _det_som_er_med(omformer: Converter, slag: Any) -> Leser:
    """Det som kan mangle, men ikke være ``null``: leser det andre i unionen."""
    innhold = next(a for a in get_args(slag) if a is not type(None))
    les = omformer.get_structure_hook(innhold)
    return lambda verdi, _: les(verdi, innhold)


def _listeleser(omformer: Converter, slag: Any) -> Leser:
    liste: Any = types.GenericAlias(list, get_args(slag)[:1])
    les = omformer.get_structure_hook(liste)

    def les_liste(verdi: object, _: object) -> tuple[Any, ...]:
        if type(verdi) is not list:
            raise _Ventet(Melding("feil.saksfil.liste"), verdi)
        return tuple(les(verdi, liste))

    return les_liste


def _oppslagsleser(omformer: Converter, slag: Any) -> Leser:
    oppslag: Any = types.GenericAlias(dict, get_args(slag))
    les = omformer.get_structure_hook(oppslag)

    def les_oppslag(verdi: object, _: object) -> dict[Any, Any]:
        if not isinstance(verdi, dict):
            raise _Ventet(Melding("feil.saksfil.objekt"), verdi)
        return dict(les(verdi, oppslag))

    return les_oppslag


def _delleser(omformer: Converter, slag: type[Del]) -> Callable[[object, object], Del]:
    valg: dict[str, Any] = {"gitt": override(omit=True)}
    if slag is Ferdigstilt:
        valg["tidspunkt"] = override(struct_hook=_tidspunkt)
    les = make_dict_structure_fn(
        slag, omformer, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **valg
    )

    def les_del(verdi: object, _: object) -> Del:
        if not isinstance(verdi, dict):
            raise _Ventet(Melding("feil.saksfil.objekt"), verdi)
        lest = les(verdi, slag)
        object.__setattr__(lest, "gitt", frozenset(verdi))  # den er ny, og ingen andre har sett den
        return lest

    return les_del


def _formfeil(feil: BaseException, sti: Sti, verdi: object) -> list[Feltfeil]:
    """cattrs' samlede feil som feltfeil med sti, i den rekkefølgen de ble funnet."""
    if isinstance(feil, IterableValidationError):
        med, uten = feil.group_exceptions()
        ut: list[Feltfeil] = []
        for indre, merke in med:
            if isinstance(verdi, list) and isinstance(merke.index, int):
                ut += _formfeil(indre, elementsti(sti, verdi, merke.index), verdi[merke.index])
            else:
                ut += _formfeil(indre, sti / str(merke.index), _verdi(verdi, str(merke.index)))
        return ut + [f for indre in uten for f in _formfeil(indre, sti, verdi)]
    if isinstance(feil, ClassValidationError):
        med_felt, uten_felt = feil.group_exceptions()
        ut = []
        for indre, felt in med_felt:
            under = sti / felt.name
            if isinstance(indre, KeyError):
                ut.append(Feltfeil(under, Melding("feil.saksfil.feltet_med"), INGENTING))
            else:
                ut += _formfeil(indre, under, _verdi(verdi, felt.name))
        return ut + [f for indre in uten_felt for f in _formfeil(indre, sti, verdi)]
    if isinstance(feil, ForbiddenExtraKeysError):
        ventet, fant = Melding("feil.saksfil.ingen_nokkel"), Melding("feil.saksfil.ukjent_nokkel")
        return [Feltfeil(sti / navn, ventet, fant) for navn in sorted(feil.extra_fields)]
    if isinstance(feil, _Ventet):
        return [Feltfeil(sti, feil.forventet, funnet(feil.verdi))]
    raise feil


def _verdi(verdi: object, navn: str) -> object:
    return verdi.get(navn) if isinstance(verdi, dict) else None
