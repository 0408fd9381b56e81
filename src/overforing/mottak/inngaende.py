"""Det som kom: filen slik den er, og det brevet sa om seg selv, gjort om til feltene i en forespørsel."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from overforing.regelverk.funn import Status, Steg, Vurdering
from overforing.regelverk.hjemmel import Hjemmel, Lov
from overforing.sak.modell import Dokument, Resultat, Sak

from .avgjorelse import AVSLAG
from .foresporsel import FELT, Foresporsel, Slag
from .foresporsel import Status as Mottaksstatus
from .frister import frist

Filformat = Literal["docx", "pdf", "zip", "json", "eml"]
"""Det programmet leser. Det som føres slik det kom, kan være noe annet."""

Teksttilstand = Literal["uendret", "endret", "kan_ikke_avgjores", "ukjent"]

FLERE_GRUNNER = "flere"


@dataclass(frozen=True, kw_only=True)
class Inngaende:
    """Én mottatt fil, lest og klar til å føres.

    ``sak`` er saken som fulgte med, når den kan brukes, ``sak_json`` den som tekst, og ``innholdssum`` en sum over
    svarene i den, lik for Word og PDF av samme brev.
    ``pafort`` er kodene for det som er lagt på brevet. ``filnavn`` er det filen het da den kom. ``felt`` er feltene i
    forespørselen (``Foresporsel``). ``fritekst`` er det som står i en fil uten saken, til å søke i.
    """

    innhold: bytes = field(repr=False)
    format: str
    dokument: Dokument | None
    sak_id: str | None
    sak_json: str | None = field(default=None, repr=False)
    innholdssum: str | None = None
    tekst: Teksttilstand = "ukjent"
    pafort: tuple[str, ...] = ()
    filnavn: str = field(default="", repr=False)
    sak: Sak | None = field(default=None, repr=False)
    felt: Mapping[str, object] = field(repr=False)
    fritekst: str = field(default="", repr=False)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 (hex) av filen slik den kom."""
        return hashlib.sha256(self.innhold).hexdigest()


@dataclass(frozen=True)
class Utgaende:
    """Et brev herfra som føres sammen med handlingen det hører til."""

    innhold: bytes = field(repr=False)
    format: Filformat
    dokument: Dokument

    @cached_property
    def sha256(self) -> str:
        """SHA-256 (hex) av filen slik den går ut."""
        return hashlib.sha256(self.innhold).hexdigest()


def slag_av(dokument: Dokument | None, sak: Sak | None) -> Slag:
    """Hva det bes om. En saksfil sier det ikke selv: da avgjør om det er ført en uenighet om oppholdet."""
    if dokument is Dokument.TVIST or (dokument is None and sak is not None and sak.opphold.tvist):
        return Slag.TVIST
    return Slag.ANMODNING


def felt_fra_sak(sak: Sak, vurdering: Vurdering, dokument: Dokument | None) -> dict[str, object]:
    """Feltene brevet selv fyller ut. ``vurdering`` er programmets egen, etter sakens regelsett."""
    return {
        "slag": slag_av(dokument, sak),
        "sak": sak.id,
        "malform": sak.malform,
        "kommune": sak.kontor.kommune,
        "avsender": " ".join(sak.kontor.navn.split()),
        "deres_ref": " ".join(sak.saksnummer.split()),
        "dokumentdato": sak.brev.dato or sak.vurderingsdato,
        "haster": sak.soknad.haster,
        "grunn": grunn(vurdering),
        "inhabile": " ".join(inhabile(sak, vurdering)),
    }


def felt_ved_mottak(felt: Mapping[str, object], mottatt: date, *, manuell: bool) -> dict[str, object]:
    """Alle feltene i en ny forespørsel: det brevet sa, og det som følger av at den kom ``mottatt``."""
    standard = {f: Foresporsel.__dataclass_fields__[f].default for f in FELT}
    nye = {
        **standard,
        "slag": Slag.ANMODNING,
        **felt,
        "mottatt": mottatt,
        "frist": frist(mottatt),
        "status": Mottaksstatus.NY,
        "manuell": manuell,
    }
    return {f: nye[f] for f in FELT}


def ber_pa_nytt(for_: Foresporsel, sak: Sak, forrige: Mapping[str, Any]) -> bool:
    """Om kommunen ber på nytt etter at ``for_`` ble avslått, og sier hva som er nytt.

    ``forrige`` er saken slik kommunen sist sendte den, som saksfilens verdier. Sto de nye opplysningene alt der, er det
    den samme anmodningen en gang til.
    """
    nytt = nye_opplysninger(sak) if for_.utfall in AVSLAG else ""
    return bool(nytt) and nytt != forrige.get("svar", {}).get("nye_opplysninger", {}).get("tekst", "").strip()


def nye_opplysninger(sak: Sak) -> str:
    """Det kommunen sier er nytt etter et avslag; tom tekst når den ikke ber på nytt."""
    svar = sak.svar
    if svar is None or svar.resultat is not Resultat.AVSLATT or svar.nye_opplysninger is None:
        return ""
    return svar.nye_opplysninger.tekst.strip()


def inhabile(sak: Sak, vurdering: Vurdering) -> tuple[str, ...]:
    """Rollene til de inhabile i linjen, som koder, hver én gang og øverst i linjen sist."""
    roller = (a.rolle.value for a in sak.ansatte if _inhabil(vurdering, a.id))
    return tuple(dict.fromkeys(roller))


def grunn(vurdering: Vurdering) -> str:
    """Bestemmelsen inhabiliteten hviler på, som kode («fvl-6-1-b»); «flere» når det er flere, tom når ingen."""
    koder = {
        kode(hjemmel)
        for funn in vurdering.spor
        if funn.steg is Steg.HABILITET and funn.om and _inhabil(vurdering, funn.om)
        for hjemmel in funn.hjemmel
    }
    return next(iter(koder), "") if len(koder) < 2 else FLERE_GRUNNER


def kode(hjemmel: Hjemmel) -> str:
    """Bestemmelsen som kode: lov, paragraf, ledd, bokstav og nummer med strek mellom."""
    deler = (hjemmel.lov.value, hjemmel.paragraf, hjemmel.ledd, hjemmel.bokstav, hjemmel.nummer)
    return "-".join(str(del_) for del_ in deler if del_ is not None)


def hjemmel_av(kode_: str) -> Hjemmel | None:
    """Bestemmelsen en kode står for, eller ``None`` når koden ikke er en bestemmelse."""
    deler = kode_.split("-")
    if deler[0] not in set(Lov) or len(deler) < 2:
        return None
    ledd, bokstav, nummer = None, None, None
    for del_ in deler[2:]:
        if not del_.isdecimal():
            bokstav = del_
        elif ledd is None and bokstav is None:
            ledd = int(del_)
        else:
            nummer = int(del_)
    return Hjemmel(Lov(deler[0]), deler[1], ledd, bokstav, nummer)


def _inhabil(vurdering: Vurdering, ansatt: str) -> bool:
    return ansatt in vurdering.linjen and vurdering.ansatte.get(ansatt) is Status.INHABIL
