"""Hva en avklaring er, og hvilke veier gjennom spørsmålene den hører til."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from overforing.regelverk.funn import Steg, Utfall
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.regelverk.stedfortreder import er_overfort

Nar = Callable[[Omstendigheter], bool]
Finn = Callable[[Omstendigheter], Iterator[str]]


def _aldri(_: Omstendigheter, __: str) -> bool:
    return False


@dataclass(frozen=True)
class Regel:
    """En avklaring. ``finn`` gir hva den handler om, en gang for hver forekomst.

    ``holder_tilbake``: må løses før saken er ferdig, om den ikke er ``unntatt`` der. ``gjelder`` sier for hvilke utfall
    den er aktuell.
    """

    id: str
    holder_tilbake: bool
    gjelder: Nar
    finn: Finn
    unntatt: Callable[[Omstendigheter, str], bool] = _aldri

    def ma_loses(self, o: Omstendigheter, om: str) -> bool:
        return self.holder_tilbake and not self.unntatt(o, om)


def alle(_: Omstendigheter) -> bool:
    return True


def habilitet(o: Omstendigheter) -> bool:
    """Veien gikk gjennom spørsmålet om hvem som er inhabil."""
    return Steg.STEDFORTREDER in o.nadd


def alternativer(o: Omstendigheter) -> bool:
    return o.alternativene_provd


def ved(*utfall: Utfall) -> Nar:
    return lambda o: o.utfall in utfall


def anmodning(o: Omstendigheter) -> bool:
    """Anmodningen skal sendes. Er saken overført, er det for sent å spørre om den var god nok."""
    return o.utfall is Utfall.BE_OM_OVERFORING and not er_overfort(o.sak)


def ved_utfall(utfall: Utfall) -> Callable[[Omstendigheter, str], bool]:
    """Unntatt ved ett utfall."""
    return lambda o, _: o.utfall is utfall
