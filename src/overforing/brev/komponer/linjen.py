"""Linjen i saken, ordlagt: hvem som står over hvem, og hva hver av dem kan gjøre (fvl § 6 tredje ledd).

Hvem som kan avgjøre, kommer fra vurderingen, så brevet og vinduet sier det samme.
"""

from __future__ import annotations

from collections.abc import Iterator

from overforing.regelverk.funn import Status
from overforing.sak.modell import Ansatt, Oppgave, Stedfortredertype
from overforing.tekster.katalog import oppramsing
from overforing.tekster.navn import stor

from .flett import Felt
from .lesning import Lesning

_I_LINJEN = (Stedfortredertype.ANNEN_SAKSBEHANDLER, Stedfortredertype.OVERORDNET)
"""Løsningene som ikke trenger noen oppnevnt stedfortreder."""


def linjen(les: Lesning) -> Felt:
    """``om_linjen`` er det som må sies om hvem som er borte, hvem som fungerer, og hvem som ikke har noen over seg."""
    avledede = [a for a in les.nevnte if les.status(a.id) is Status.AVLEDET]
    avgjor = [a for a in les.i_linjen if a.oppgave is Oppgave.AVGJOR]
    return {
        "linjen": _linjeledd(les),
        "om_linjen": tuple(_om_linjen(les)),
        "noen_avledet": bool(avledede),
        "avledede": oppramsing(les.hvem(a) for a in avledede),
        "ingen_andre_hindret": _ingen_andre_hindret(les),
        "flere_ledd_ned": _flere_ledd_ned(les),
        "avgjor_vanligvis": oppramsing(les.hvem(a) for a in avgjor),
        "avledede_avgjor_vanligvis": avgjor == avledede,
    }


def _ingen_andre_hindret(les: Lesning) -> bool:
    """Alle i linjen som ikke selv er inhabile, kan avgjøre, og ingen utenfor den er avledet."""
    return Status.AVLEDET not in les.vurdering.ansatte.values() and all(
        les.vurdering.kan_avgjore(a.id) for a in les.i_linjen if les.status(a.id) is not Status.INHABIL
    )


def _linjeledd(les: Lesning) -> tuple[Felt, ...]:
    """Linjen ovenfra og ned, og den som har saken nå, om det er en utenfor den."""
    ny = les.ansatte.get(les.valgt.ansatt or "") if les.valgt else None
    med = les.i_linjen if ny is None or ny in les.i_linjen else (*les.i_linjen, ny)
    return tuple(
        {
            "hvem": stor(_hvem(les, a)),
            "overordnet": stor(_overordnet(les, a, med)),
            "status": stor(_i_denne_saken(les, a)),
        }
        for a in sorted(med, key=lambda a: sum(over in med for over in les.over(a)))
    )


def _hvem(les: Lesning, ansatt: Ansatt) -> str:
    """«leder Per Vik (fungerer for Nav-leder Kari Moen)»."""
    borte = [a for a in les.sak.ansatte if les.vurdering.fungerer.get(a.id) == ansatt.id]
    if not borte:
        return les.hvem(ansatt)
    return les.ord("notat.linje.fungerer", hvem=les.hvem(ansatt), borte=oppramsing(map(les.hvem, borte)))


def _overordnet(les: Lesning, ansatt: Ansatt, med: tuple[Ansatt, ...]) -> str:
    over = les.over(ansatt)
    if over and over[0] in med:
        return les.hvem(over[0])
    if ansatt.ingen_over:
        return les.ord("notat.linje.ingen_over")
    return les.ord("notat.linje.ikke_oppgitt") if ansatt.id in les.vurdering.hull else "–"


def _i_denne_saken(les: Lesning, ansatt: Ansatt) -> str:
    """«habil», og hva den som har saken nå, gjør: «habil, tar over saken»."""
    status = statusord(les, ansatt)
    if les.valgt is None or les.valgt.ansatt != ansatt.id:
        return status
    losning = les.valgt.type if les.valgt.type in _I_LINJEN else "stedfortreder"
    return les.ord(f"brev.linje.{losning}", status=status, avgjor=les.ord.avgjor_saken(les.sak.sakstype))


def statusord(les: Lesning, ansatt: Ansatt) -> str:
    if les.holdes_utenfor(ansatt):
        return les.ord("notat.linje.holdes_utenfor")
    return les.ord(les.vurdering.stillingen(ansatt))


def _om_linjen(les: Lesning) -> Iterator[str]:
    for ansatt in les.sak.ansatte:
        fungerer = les.ansatte.get(les.vurdering.fungerer.get(ansatt.id, ""))
        if ansatt.stilling_ledig:
            yield from _ledig(les, ansatt, fungerer)
        elif fungerer in les.i_linjen and fungerer is not None:
            yield _borte(les, ansatt, fungerer)
        if ansatt in les.i_linjen and ansatt.ingen_over:
            grunn = les.ord(f"ingen_over.{ansatt.ingen_over}")
            yield les.ord("notat.linjen.ingen_over", hvem=les.hvem(ansatt), grunn=grunn)


def _ledig(les: Lesning, ansatt: Ansatt, fungerer: Ansatt | None) -> Iterator[str]:
    rolle = les.ord(f"rolle.{ansatt.rolle}")
    if fungerer is not None and fungerer in les.i_linjen:
        yield les.ord("notat.linjen.ledig_fungerer", rolle=rolle, fungerer=les.hvem(fungerer))
    elif ansatt in les.i_linjen:
        yield les.ord("notat.linjen.ledig", rolle=rolle)


def _borte(les: Lesning, ansatt: Ansatt, fungerer: Ansatt) -> str:
    fravaer = ansatt.fravaer
    assert fravaer is not None  # ellers fungerer ingen
    til = f" {les.ord('notat.linjen.til', til=les.ord.dato(fravaer.til))}" if fravaer.til else ""
    hvem, fra = stor(les.hvem(ansatt)), les.ord.dato(fravaer.fra)
    borte = les.ord("notat.linjen.borte", hvem=hvem, fra=fra, til=til, fungerer=les.hvem(fungerer))
    kort = les.kort(ansatt)
    if ansatt in les.i_linjen:
        return f"{borte} {stor(les.ord('notat.linjen.teller_med', kort=kort))}"
    return f"{borte} {les.ord('notat.linjen.teller_ikke', kort=kort)}"


def _flere_ledd_ned(les: Lesning) -> bool:
    """Noen er avledet uten at den nærmeste overordnede selv er inhabil."""
    return any(
        les.status(a.id) is Status.AVLEDET and les.over(a) and les.status(les.over(a)[0].id) is not Status.INHABIL
        for a in les.i_linjen
    )
