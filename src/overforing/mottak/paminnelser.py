"""Det loggen minner om i en forespørsel som ikke er avgjort: det noen bør gjøre nå, fordi dagen er kommet.

Loven har ingen frist for svaret herfra (``frister``). Den sier at den som må vente uforholdsmessig lenge, snarest mulig
skal ha et foreløpig svar (fvl § 11 a annet ledd; i loven av 2025 § 17). Måneden i tredje ledd gjelder bare saker om
enkeltvedtak, og om dette er en slik sak, er ikke avklart. Dag 25 er derfor embetets eget varsel, og ikke et krav.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from overforing.feil import KanIkke

from .foresporsel import Foresporsel, Status
from .frister import svarfrist_er_ute
from .hendelser import Handling, Hendelse
from .lista import Listerad

FORELOPIG_ETTER = timedelta(days=25)
"""Så lenge etter at forespørselen kom, foreslås et foreløpig svar."""

FRIST_SNART = timedelta(days=7)
"""Så lenge før en frist er ute, er den nær: dagen i dag og de sju neste."""


class Paminnelse(StrEnum):
    """Det som bør gjøres nå, det viktigste først."""

    INGEN_HAR_DEN = "ingen_har_den"
    """Saken haster, og ingen er satt til å behandle den."""
    PURR = "purr"
    """Kommunen har ikke svart innen dagen den ble bedt om."""
    FORELOPIG_SVAR = "forelopig_svar"
    """Det har gått så lenge at kommunen bør få et foreløpig svar, og det er ikke sendt."""


def haster(f: Foresporsel | Listerad) -> bool:
    """Om den skal stå først: kommunen sier at saken haster, og den er ikke avgjort."""
    return f.haster is True and f.status is not Status.AVGJORT


def paminnelser(f: Foresporsel | Listerad, i_dag: date, *, forelopig_sendt: bool) -> tuple[Paminnelse, ...]:
    """Påminnelsene som er forfalt. ``forelopig_sendt`` er at et foreløpig svar er ført på forespørselen."""
    if f.status is Status.AVGJORT:
        return ()
    forfalt = {
        Paminnelse.INGEN_HAR_DEN: haster(f) and not f.saksbehandler,
        Paminnelse.PURR: svarfrist_er_ute(f, i_dag),
        Paminnelse.FORELOPIG_SVAR: i_dag - f.mottatt >= FORELOPIG_ETTER and not forelopig_sendt,
    }
    return tuple(hva for hva, er_forfalt in forfalt.items() if er_forfalt)


def purring(f: Foresporsel, historikk: Iterable[Hendelse], i_dag: date) -> str:
    """Det kommunen sist ble bedt om, når den kan purres.

    Kaster ``KanIkke`` når ingen venter på kommunen, og når den fortsatt har tid.
    """
    if f.svarfrist is None:
        raise KanIkke("mottaksliste.ikke.venter")
    if not svarfrist_er_ute(f, i_dag):
        raise KanIkke("mottaksliste.ikke.har_tid")
    return next((h.tekst for h in reversed(tuple(historikk)) if h.handling is Handling.ETTERLYST), "")
