"""Hvem som gjør lederens del nå, i ord: i innstillingene, der avgjørelsene telles, og på saken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from overforing.mottak.brukere import Lederdel
from overforing.mottak.egen_habilitet import Sperre
from overforing.tekster.katalog import oppramsing

Ord = Callable[..., str]


def lederne(delene: Sequence[Lederdel], ord_: Ord) -> str:
    """En setning om hvem som er leder nå, eller om at ingen er det."""
    if not delene:
        return f"△ {ord_('ui_kolleger.ingen_leder')}"
    if not (hvem := _hvem(delene, ord_)):
        return f"△ {ord_('ui_kolleger.uten_leder', ledere=oppramsing([d.leder for d in delene]))}"
    return ord_("ui_kolleger.leder_na", hvem=oppramsing(hvem))


def i_saken(delene: Sequence[Lederdel], sperret: Mapping[str, Sperre], ord_: Ord) -> str:
    """Navnene på dem som gjør lederens del i en sak noen er inhabil eller i tvil i; tomt når ingen er leder.

    ``sperret`` er dem av dem linjen stanser, med hvorfor: de åpner ikke saken for noen.
    """
    if not delene:
        return ""
    if not (hvem := _hvem(delene, ord_)):
        return f"△ {ord_('ui_kolleger.ingen_i_saken', ledere=oppramsing([d.leder for d in delene]))}"
    if not sperret:
        return oppramsing(hvem)
    grunnene = (ord_(f"ui_kolleger.sperret.{hva}", navn=navn) for navn, hva in sperret.items())
    ingen = all(d.gjores_av in sperret for d in delene if d.gjores_av)
    sist = (ord_("ui_kolleger.sperret.ingen"),) if ingen else ()
    return " ".join((f"{oppramsing(hvem)}.", *grunnene, *sist))


def _hvem(delene: Iterable[Lederdel], ord_: Ord) -> list[str]:
    return [
        d.leder if d.gjores_av == d.leder else ord_("ui_kolleger.leder_for", navn=d.gjores_av, leder=d.leder)
        for d in delene
        if d.gjores_av
    ]
