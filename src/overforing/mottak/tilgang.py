"""Hvem som har sett på en forespørsel: det tilgangsloggen fører, og hvem som kan se det.

Loggen sier hvem, hvilken forespørsel, når og hva som ble gjort, og aldri et ord fra saken eller et søk. Ingen telles:
det finnes ikke noe tall for en person (personvernforordningen artikkel 5 nr. 1 bokstav b og c). En ser det en selv har
gjort. En leder ser hvem som har sett på én forespørsel, med en grunn, og det føres at hun så det. Den saken gjelder,
kan få dagene og formålet uten navnene (artikkel 15; EU-domstolen i C-579/21).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from overforing.feil import KanIkke

from .brukere import Bruker, er_leder
from .egen_habilitet import Sperre, Utforer, sperre
from .egne_svar import i_tvil, inhabile, samme
from .foresporsel import Foresporsel
from .hendelser import Hendelse

FORESLATT = 24
"""Så mange måneder står en del, når kontoret ikke har bestemt noe annet."""

VALGENE = (12, 24, 36, 60)
"""Tidene det kan velges mellom. Kortere enn et år, og et innsyn eller en klage kommer for sent."""

FLEST = 500
"""Så mange av sine egne linjer ser en, de nyeste først."""

LANGT = timedelta(days=60)
"""Er det så lenge siden en annen dag ble ført, kan det være klokka som er feil, og da fjernes ingenting."""


class Gjort(StrEnum):
    """Det som føres. De to første og ``FJERNET`` er om loggen selv."""

    BEGYNT = "begynt"
    FJERNET = "fjernet"
    """En del eldre enn tiden er tatt bort. ``grunn`` er måneden."""
    APNET = "apnet"
    SOKT = "sokt"
    EKSPORTERT = "eksportert"
    SKREVET_UT = "skrevet_ut"
    SETT = "sett"
    """En leder har sett hvem som har vært inne. ``grunn`` er en ``Grunn``."""
    INNSYN = "innsyn"
    """Dagene og formålene er laget til den saken gjelder."""
    UKJENT = "ukjent"
    """En linje denne utgaven ikke kan lese. Den føres aldri."""


class Grunn(StrEnum):
    """Hvorfor en leder ser på tilgangen. En kode: i loggen står det ingen fri tekst."""

    MISTANKE = "mistanke"
    AVVIK = "avvik"
    INNSYN = "innsyn"
    STIKKPROVE = "stikkprove"
    TILSYN = "tilsyn"


class Formaal(StrEnum):
    """Det en som ber om innsyn, får vite om hvorfor noe ble gjort."""

    BEHANDLING = "behandling"
    LESING = "lesing"
    """Den som så på den, har ikke ført noe i saken."""
    UTLEVERING = "utlevering"
    KONTROLL = "kontroll"
    INNSYN = "innsyn"


@dataclass(frozen=True)
class Hvem:
    """Navnet en fører med, tomt når det ikke er sagt, og brukeren på maskinen, tomt når det ikke er noen."""

    navn: str
    konto: str

    def __str__(self) -> str:
        return f"{self.navn} ({self.konto})" if self.navn and self.konto else self.navn or self.konto or "?"


@dataclass(frozen=True)
class Oppslag:
    """Én linje i tilgangsloggen. ``aar`` og ``journalnr`` er ``None`` når det ikke gjaldt én forespørsel."""

    nr: int
    tidspunkt: datetime
    hvem: Hvem
    gjort: Gjort
    aar: int | None = None
    journalnr: int | None = None
    grunn: str = ""


def er_egen(o: Oppslag, hvem: Hvem) -> bool:
    """Om det er ført av den som spør. Et navn kan hvem som helst skrive, så brukeren på maskinen må være den samme."""
    if not (o.hvem.konto or hvem.konto):
        return samme(o.hvem.navn, hvem.navn)
    navnet = samme(o.hvem.navn, hvem.navn) or not o.hvem.navn or not hvem.navn
    return navnet and samme(o.hvem.konto, hvem.konto)


def krev_kan_se(f: Foresporsel, utforer: Utforer, brukere: Sequence[Bruker], i_dag: date) -> None:
    """Kast ``KanIkke`` når ``utforer`` ikke kan se hvem som har sett på ``f``: bare en habil leder kan det.

    Er lederen borte, inhabil eller i tvil, er det stedfortrederen hennes som kan.
    """
    utenfor = [navn for navn in (*inhabile(f), *i_tvil(f)) if not samme(navn, utforer.navn)]
    if not er_leder(utforer.navn, brukere, utforer.linje, i_dag, utenfor):
        raise KanIkke("feil.tilgang.ikke_leder")
    krev_ikke_skjermet(f, utforer)


def krev_ikke_skjermet(f: Foresporsel, utforer: Utforer) -> None:
    """Kast ``KanIkke`` når ``utforer`` er inhabil eller i tvil i forespørselen."""
    if (hva := sperre(f, utforer)) in (Sperre.INHABIL, Sperre.TVIL):
        raise KanIkke(f"feil.tilgang.sperre.{hva}")


@dataclass(frozen=True, order=True)
class Innsynslinje:
    """Det den saken gjelder, får vite: dagen, hva som ble gjort, og hvorfor. Uten navn, og det samme én gang."""

    dag: date
    gjort: Gjort
    formaal: Formaal


def innsyn(oppslag: Iterable[Oppslag], historikk: Iterable[Hendelse]) -> tuple[Innsynslinje, ...]:
    """Linjene, den eldste først. ``historikk`` er forespørselens: den som har ført noe der, behandlet saken."""
    arbeidet = [h.av for h in historikk]
    linjer = {
        Innsynslinje(o.tidspunkt.astimezone().date(), o.gjort, _formaal(o, arbeidet))
        for o in oppslag
        if o.gjort not in (Gjort.BEGYNT, Gjort.FJERNET)
    }
    return tuple(sorted(linjer))


def _formaal(o: Oppslag, arbeidet: Iterable[str]) -> Formaal:
    match o.gjort:
        case Gjort.INNSYN:
            return Formaal.INNSYN
        case Gjort.SETT:
            return Formaal.INNSYN if o.grunn == Grunn.INNSYN else Formaal.KONTROLL
        case Gjort.EKSPORTERT:
            return Formaal.UTLEVERING
    return Formaal.BEHANDLING if any(samme(o.hvem.navn, navn) for navn in arbeidet) else Formaal.LESING


def maaned(naa: str, forrige: str) -> str:
    """Delen noe føres i («2026-11»), av tidspunktet i UTC. Går klokka tilbake, blir det i den delen som er begynt."""
    return max(naa[:7], forrige)


def for_gamle(delene: Iterable[str], naa: str, maaneder: int) -> tuple[str, ...]:
    """Delene som har stått så mange hele måneder som er bestemt, den eldste først."""
    aar, mnd = int(naa[:4]), int(naa[5:7])
    grense = divmod(aar * 12 + mnd - 1 - maaneder, 12)
    return tuple(sorted(del_ for del_ in delene if (int(del_[:4]), int(del_[5:7]) - 1) < grense))
