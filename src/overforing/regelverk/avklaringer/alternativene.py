"""Avklaringene om hvem som kan ta saken i kommunen (fvl § 9 første ledd)."""

from __future__ import annotations

from collections.abc import Iterator

from overforing.regelverk.funn import Status, Steg
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.sak.modell import SVARER_TIL_FOLKEVALGTE, UTEN_ANSATT, Stedfortreder, Stedfortredertype

_REKKEFOLGE = tuple(Stedfortredertype)
_SPERRET = frozenset({Status.INHABIL, Status.AVLEDET, Status.TVIL})
_IKKE_SPURT = frozenset({Status.UAVKLART, Status.IKKE_KJENT})


def etter_den_som_baerer(o: Omstendigheter, om: str) -> bool:
    """Alternativene etter det som bærer utfallet, er reserver: ingen flere gjøres kjent med saken for deres skyld."""
    if o.baerer is None:
        return False
    return _REKKEFOLGE.index(Stedfortredertype(om)) > _REKKEFOLGE.index(o.baerer)


def _mulige(o: Omstendigheter) -> Iterator[Stedfortreder]:
    return (a for type_ in Stedfortredertype if (a := o.losning.alternativer.get(type_)) and a.mulig)


def _person(alternativ: Stedfortreder) -> str | None:
    """Den ansatte alternativet navngir, eller den en innleid svarer til."""
    if alternativ.type is not Stedfortredertype.INNLEID:
        return alternativ.ansatt
    return None if alternativ.svarer_til == SVARER_TIL_FOLKEVALGTE else alternativ.svarer_til


def stedfortreder_linje_ukjent(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        id_ = _person(alternativ)
        if id_ and o.statuser[id_] is Status.HABIL and id_ in o.losning.linje_uavklart:
            yield alternativ.type


def folkevalgt_organ_uten_myndighet(o: Omstendigheter) -> Iterator[str]:
    """Koml § 20-2 tredje ledd: vertskommunens egne folkevalgte har ingen myndighet i samarbeidet."""
    for alternativ in _mulige(o):
        if alternativ.type in UTEN_ANSATT and not o.losning.har_myndighet(alternativ):
            yield alternativ.type


def stedfortreder_ikke_spurt(o: Omstendigheter) -> Iterator[str]:
    yield from (a.type for a in _mulige(o) if a.ansatt and o.statuser[a.ansatt] in _IKKE_SPURT)


def innleid_svarer_til_ukjent(o: Omstendigheter) -> Iterator[str]:
    yield from (a.type for a in _mulige(o) if a.type is Stedfortredertype.INNLEID and a.svarer_til is None)


def innleid_under_inhabil(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        over = _person(alternativ)
        if alternativ.type is Stedfortredertype.INNLEID and over and o.statuser[over] is not Status.HABIL:
            yield alternativ.type


def stedfortreder_sperret(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        if alternativ.type in UTEN_ANSATT:
            sperret = alternativ.habil is False
        else:
            sperret = alternativ.ansatt is not None and o.statuser[alternativ.ansatt] in _SPERRET
        if sperret:
            yield alternativ.type


def stedfortreder_ikke_navngitt(o: Omstendigheter) -> Iterator[str]:
    yield from (a.type for a in _mulige(o) if a.type not in UTEN_ANSATT and a.ansatt is None)


def stedfortreder_habilitet_ukjent(o: Omstendigheter) -> Iterator[str]:
    yield from (a.type for a in _mulige(o) if a.type in UTEN_ANSATT and a.habil is None)


def overordnet_ikke_i_linjen(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        if (
            alternativ.type is Stedfortredertype.OVERORDNET
            and alternativ.ansatt
            and o.statuser[alternativ.ansatt] is Status.HABIL
            and not o.losning.over_alle_inhabile(alternativ.ansatt)
        ):
            yield alternativ.type


def habil_overordnet_avvist(o: Omstendigheter) -> Iterator[str]:
    if o.losning.avvist(Stedfortredertype.OVERORDNET) and any(
        o.statuser[ansatt.id] is Status.HABIL and o.losning.over_alle_inhabile(ansatt.id) for ansatt in o.sak.ansatte
    ):
        yield Stedfortredertype.OVERORDNET


def _ny_saksbehandler(o: Omstendigheter) -> Stedfortreder | None:
    """Den som er ført opp for å ta over, når saken løses med bare å bytte saksbehandler."""
    return None if o.alternativene_provd else o.losning.alternativer.get(Stedfortredertype.ANNEN_SAKSBEHANDLER)


def ny_saksbehandler_ikke_navngitt(o: Omstendigheter) -> Iterator[str]:
    ny = _ny_saksbehandler(o)
    if ny and ny.ansatt is None:
        yield ny.type


def ny_saksbehandler_sperret(o: Omstendigheter) -> Iterator[str]:
    ny = _ny_saksbehandler(o)
    if ny and ny.ansatt and not o.losning.kan_avgjore(ny.ansatt):
        yield ny.type


def grunn_til_at_ny_ikke_kan(o: Omstendigheter) -> str:
    """Hvorfor den nye saksbehandleren ikke kan ta over: nøkkelen til en tekst."""
    ny = _ny_saksbehandler(o)
    status = o.statuser[ny.ansatt] if ny and ny.ansatt else Status.UAVKLART
    if status in _IKKE_SPURT:
        return "ikke_spurt"
    return "uten_linje" if status is Status.HABIL else "sperret"


def stedfortreder_ikke_funnet(o: Omstendigheter) -> Iterator[str]:
    if Steg.SAERLIG_ULEMPE in o.nadd:
        yield "stedfortreder"
