"""Historikken: hver hendelse sier hva som ble gjort, og hvert felt som ble endret, med det gamle og det nye.

Forespørselen er hendelsene lagt oppå hverandre. Derfor kan ingenting skrives over: en retting er en ny hendelse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any, get_args, get_type_hints

from .foresporsel import FELT, KOMMET_TIL, Foresporsel

Verdi = str | bool | None
"""En feltverdi slik den står i historikken: tekst, ja/nei eller ikke kjent. Datoer er ÅÅÅÅ-MM-DD."""


class Handling(StrEnum):
    """Det som kan skje med en forespørsel. Når det kan skje, står i ``overganger``."""

    MOTTATT = "mottatt"
    NY_VERSJON = "ny_versjon"
    """Samme sak med annet innhold: som regel svaret på en etterlysning."""
    NY_ANMODNING = "ny_anmodning"
    """Kommunen ber på nytt, og viser til et avslag. Avgjørelsen her står; den nye anmodningen har sitt eget nummer."""
    NYTT_BREV = "nytt_brev"
    """Et annet brev i saken, uten saken med seg."""
    SAMME_INNHOLD = "samme_innhold"
    """Den samme saken i en annen fil, for eksempel brevet som PDF når det alt var kommet som Word."""
    FYLT_UT = "fylt_ut"
    """Feltene i et brev uten saken er skrevet av brevet for hånd."""
    TILDELT = "tildelt"
    EGEN_HABILITET = "egen_habilitet"
    LEDER_SVARTE = "leder_svarte"
    """En leder har svart på om noen her er inhabil."""
    SKJOLD_LOFTET = "skjold_loftet"
    """En leder har åpnet forespørselen for en som er inhabil eller i tvil."""
    APNET_HAST = "apnet_hast"
    """En som er inhabil eller i tvil, har åpnet den selv, fordi noe ikke kan vente (fvl § 7)."""
    FORESLATT = "foreslatt"
    """Avgjørelsen er foreslått. Teksten er hele forslaget (``fire_oyne``)."""
    RETURNERT = "returnert"
    """En annen har sendt forslaget tilbake, med en merknad."""
    GODKJENT = "godkjent"
    FORELOPIG_SVAR = "forelopig_svar"
    ETTERLYST = "etterlyst"
    AVGJORT = "avgjort"
    GJENAPNET = "gjenapnet"
    SLATT_SAMMEN = "slatt_sammen"
    """To forespørsler er den samme. Den står på begge; teksten er journalnummeret på den andre."""
    RETTET = "rettet"
    NOTAT = "notat"
    LEST = "lest"
    SLADDET = "sladdet"
    SLADDET_APNET = "sladdet_apnet"
    """To har sammen åpnet det som er sladdet."""
    TILINTETGJORT = "tilintetgjort"
    """Det som er sladdet, er borte for godt, etter en beslutning."""


@dataclass(frozen=True)
class Endring:
    """Noe som skal føres: handlingen, feltene som får ny verdi, og teksten som hører til (notat, begrunnelse)."""

    handling: Handling
    felt: Mapping[str, object] = field(default_factory=dict)
    tekst: str = field(default="", repr=False)


class Sladdegrunn(StrEnum):
    """Hvorfor noe er sladdet."""

    IDENTITETSNUMMER = "identitetsnummer"
    FEIL_PERSON = "feil_person"
    IKKE_VAR_SAK = "ikke_var_sak"
    TAUSHETSBELAGT = "taushetsbelagt"
    """Annet taushetsbelagt uten betydning for saken."""


@dataclass(frozen=True)
class Sladding:
    """At ordene i en hendelse er sladdet: når, hvorfor, og om originalen er borte."""

    dato: date
    grunn: Sladdegrunn
    tilintetgjort: bool = False


@dataclass(frozen=True)
class Hendelse:
    """Noe som er ført. ``nr`` teller fra 1 i hver forespørsel; ``endret`` er felt til (før, nå).

    Er den ``sladdet``, er ``tekst`` tom.
    """

    nr: int
    tidspunkt: datetime
    av: str
    handling: Handling
    endret: Mapping[str, tuple[Verdi, Verdi]]
    tekst: str = field(default="", repr=False)
    sladdet: Sladding | None = None


TYPER: Mapping[str, type] = {
    navn: (get_args(type_) or (type_,))[0] for navn, type_ in get_type_hints(Foresporsel).items()
}
"""Hva hvert felt i en forespørsel er, når det er kjent."""


def ut(verdi: object) -> Verdi:
    """En feltverdi slik den føres."""
    match verdi:
        case None | bool():
            return verdi
        case Enum():
            return str(verdi.value)
        case date():
            return verdi.isoformat()
        case _:
            return str(verdi)


def inn(felt: str, verdi: Verdi) -> Any:
    """Feltverdien av det som er ført. Kaster ``ValueError`` når det ikke er en verdi feltet kan ha."""
    if verdi is None or isinstance(verdi, bool):
        return verdi
    type_ = TYPER.get(felt, str)
    if type_ is date:
        return date.fromisoformat(verdi)
    return type_(verdi) if issubclass(type_, Enum) else verdi


def forskjell(for_: Foresporsel | None, felt: Mapping[str, object]) -> dict[str, tuple[Verdi, Verdi]]:
    """Feltene som faktisk blir endret, med det gamle og det nye. ``for_`` er ``None`` for en ny forespørsel."""
    par = {navn: (ut(getattr(for_, navn)) if for_ else None, ut(verdi)) for navn, verdi in felt.items()}
    return {navn: (gammel, ny) for navn, (gammel, ny) in par.items() if for_ is None or gammel != ny}


def anvend(for_: Foresporsel, hendelse: Hendelse) -> Foresporsel:
    """Forespørselen etter hendelsen."""
    nye = {felt: inn(felt, ny) for felt, (_, ny) in hendelse.endret.items()}
    return replace(for_, **nye, versjon=hendelse.nr)


def ny(aar: int, nr: int, forste: Hendelse) -> Foresporsel:
    """Forespørselen etter den første hendelsen, som setter alle feltene."""
    felt = {navn: inn(navn, nytt) for navn, (_, nytt) in forste.endret.items()}
    return Foresporsel(aar=aar, nr=nr, versjon=1, registrert=forste.tidspunkt, registrert_av=forste.av, **felt)


def spill_av(aar: int, nr: int, hendelser: Iterable[Hendelse]) -> Foresporsel:
    """Forespørselen historikken gir. Kaster ``ValueError`` når historikken ikke henger sammen."""
    rekke = iter(hendelser)
    forste = next(rekke, None)
    if forste is None or forste.nr != 1 or not {*FELT} - KOMMET_TIL <= set(forste.endret) <= {*FELT}:
        raise ValueError("historikken begynner ikke med mottaket")
    naa = ny(aar, nr, forste)
    for hendelse in rekke:
        if hendelse.nr != naa.versjon + 1:
            raise ValueError(f"hendelse {naa.versjon + 1} mangler")
        if any(ut(getattr(naa, felt)) != gammel for felt, (gammel, _) in hendelse.endret.items()):
            raise ValueError(f"hendelse {hendelse.nr} bygger på noe annet enn det som sto")
        naa = anvend(naa, hendelse)
    return naa
