"""Embetets egen habilitet i en forespørsel (fvl §§ 6–8, i loven av 2025 §§ 25–29): hvem som kan gjøre hva.

Den som har svart at hun er inhabil, kan bare gi forespørselen fra seg; det som ikke kan vente, kan hun likevel gjøre
(§ 7), og da er det merket. Den som er i tvil, venter på svaret fra en leder. Under en leder som er inhabil eller i
tvil, kan en forberede, ikke avgjøre (rettsgrunnlag §§ 3 og 4).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from overforing.feil import KanIkke, UgyldigInndata
from overforing.sak.person import Linje, Person

from .avgjorelse import UTEN_HABILITETSSVAR
from .egne_svar import er_blant, habile, i_tvil, inhabile, med_svar, navnene, samme
from .foresporsel import EgenHabilitet, Foresporsel, Forslagsstand, Svarutfall
from .hendelser import Endring, Handling
from .overganger import endring, krev_uten_fodselsnummer

OVERST = "overst"
"""Det som står i ``ingen_over`` om den det er sagt at ingen leder."""

_OVERLATER = frozenset({Handling.TILDELT, Handling.EGEN_HABILITET, Handling.LEDER_SVARTE})
"""Å gi fra seg forespørselen, og å svare på hvem som er inhabil, kan alle."""
KAN_IKKE_VENTE = frozenset({Handling.ETTERLYST, Handling.FORELOPIG_SVAR, Handling.APNET_HAST})
"""Det en inhabil kan gjøre når det ikke kan vente: ingenting av det avgjør noe."""
_AVGJOR = frozenset(
    {Handling.AVGJORT, Handling.GJENAPNET, Handling.FORESLATT, Handling.GODKJENT, Handling.SKJOLD_LOFTET}
)
_KREVER_LEDERNE = frozenset({Handling.AVGJORT, Handling.FORESLATT, Handling.GODKJENT})
"""Det en ikke gjør uten at det er svart for lederne over en."""


class Sperre(StrEnum):
    """Hvorfor noen ikke kan gjøre alt."""

    INHABIL = "inhabil"
    TVIL = "tvil"
    LEDEREN = "lederen"
    LINJEN_UKJENT = "linjen_ukjent"
    """Noen her er inhabil eller i tvil, og det er ikke sagt om det er en hun står under."""


@dataclass(frozen=True)
class Utforer:
    """Den som gjør noe. ``linje`` er embetets, og ``hast`` hvorfor det ikke kan vente når hun er inhabil (fvl § 7)."""

    navn: str
    linje: Linje = ()
    hast: str = field(default="", repr=False)


@dataclass(frozen=True)
class Over:
    """Lederne over en, nærmeste først, og om linjen er kjent helt opp."""

    ledere: tuple[str, ...]
    kjent: bool


def over(linje: Linje, navn: str) -> Over:
    her = {p.id: p for p in linje if not p.sluttet}
    ledd: Person | None = next((p for p in her.values() if samme(p.navn, navn)), None)
    ledere: list[str] = []
    while ledd is not None and ledd.overordnet in her:
        ledd = her[ledd.overordnet]
        ledere.append(ledd.navn)
    return Over(tuple(ledere), ledd is not None and ledd.ingen_over == OVERST)


def sperre(f: Foresporsel, utforer: Utforer) -> Sperre | None:
    """Hvorfor ``utforer`` ikke kan gjøre alt med forespørselen, eller ``None``."""
    if er_blant(utforer.navn, inhabile(f)):
        return Sperre.INHABIL
    if er_blant(utforer.navn, i_tvil(f)):
        return Sperre.TVIL
    uavklarte = (*inhabile(f), *i_tvil(f))
    if not uavklarte:
        return None
    oppover = over(utforer.linje, utforer.navn)
    if any(er_blant(leder, uavklarte) for leder in oppover.ledere):
        return Sperre.LEDEREN
    i_linjen = [p.navn for p in utforer.linje if not p.sluttet]
    kjente = oppover.kjent and all(er_blant(navn, i_linjen) for navn in uavklarte)
    return None if kjente else Sperre.LINJEN_UKJENT


def lederne_avklart(f: Foresporsel, utforer: Utforer) -> bool:
    """Om det er svart for alle lederne over ``utforer``: av dem selv, eller av henne at de ikke er spurt.

    At ingen er spurt, er ikke et svar, og det er heller ikke at linjen er tom (rettsgrunnlag §§ 3.3 og 4).
    """
    oppover = over(utforer.linje, utforer.navn)
    svart = oppover.kjent and all(er_blant(leder, habile(f)) for leder in oppover.ledere)
    return svart or er_blant(utforer.navn, navnene(f.lederne_ikke_spurt))


def er_leder_over(linje: Linje, leder: str, navn: str) -> bool:
    """Om ``leder`` står over ``navn`` i linjen."""
    return er_blant(leder, over(linje, navn).ledere)


def hindrer(hva: Sperre | None, handling: Handling) -> bool:
    """Om sperren stanser handlingen, når ingenting haster."""
    if hva is None or handling in _OVERLATER:
        return False
    return hva in (Sperre.INHABIL, Sperre.TVIL) or handling in _AVGJOR


def vokt(f: Foresporsel, ny: Endring, utforer: Utforer) -> Endring:
    """Endringen, når ``utforer`` kan gjøre den. Gjør en inhabil noe som ikke kan vente, er det merket i forespørselen.

    En sak går til departementet når den øverste her er inhabil, og bare da: alle andre gir den fra seg. Å rette en
    feilføring avgjør ingenting. Kaster ``KanIkke``.
    """
    if ny.felt.get("utfall") is Svarutfall.SENDT_DEPARTEMENTET and not _kan_sende_departementet(f, utforer):
        raise KanIkke("feil.mottak.ikke_departementet")
    hva = sperre(f, utforer)
    if ny.handling is Handling.APNET_HAST and hva not in (Sperre.INHABIL, Sperre.TVIL):
        raise KanIkke("feil.skjold.trengs_ikke")
    uten_merke = {"kan_ikke_vente": ""} if f.kan_ikke_vente else {}
    ny = replace(ny, felt={**ny.felt, **uten_merke})
    if not hindrer(hva, ny.handling) or _kan_alltid(ny, hva):
        if ny.handling in _KREVER_LEDERNE and ny.felt.get("utfall") not in UTEN_HABILITETSSVAR:
            if not lederne_avklart(f, utforer):
                raise KanIkke("feil.mottak.lederne")
            _krev_begge_fri(f, ny, utforer.linje)
        return ny
    if hva in (Sperre.INHABIL, Sperre.TVIL) and ny.handling in KAN_IKKE_VENTE:
        if not utforer.hast.strip():
            raise KanIkke("feil.mottak.hvorfor_haster")
        krev_uten_fodselsnummer(utforer.hast)
        merke = f"{utforer.navn}: {utforer.hast.strip()}"
        return replace(ny, felt={**ny.felt, "kan_ikke_vente": merke + (" (2)" if merke == f.kan_ikke_vente else "")})
    raise KanIkke(f"feil.mottak.sperre.{hva}")


def _krev_begge_fri(f: Foresporsel, ny: Endring, linje: Linje) -> None:
    """Den som foreslo og den som godkjente, kunne gjort det nå også: det de har svart siden, teller."""
    de_to = list(navnene(f.foreslatt_av)[-1:])
    if ny.handling is Handling.AVGJORT and f.forslag is Forslagsstand.GODKJENT:
        de_to.append(f.godkjent_av)
    elif ny.handling is not Handling.GODKJENT:
        return  # det føres ikke etter et forslag som ikke er godkjent: den som avgjør, gjør det selv
    for navn in de_to:
        if sperre(f, Utforer(navn, linje)) is not None:
            raise KanIkke("feil.fire_oyne.ikke_fri", navn=navn)


def _kan_alltid(ny: Endring, hva: Sperre | None) -> bool:
    utfall = ny.felt.get("utfall")
    if utfall is Svarutfall.SENDT_DEPARTEMENTET:
        return True  # vokt har sett at den øverste er inhabil
    return utfall is Svarutfall.FEILFORT and hva in (Sperre.LEDEREN, Sperre.LINJEN_UKJENT)


def _kan_sende_departementet(f: Foresporsel, utforer: Utforer) -> bool:
    """Om den øverste i linjen til ``utforer`` har svart at hun er inhabil, og hun selv er den eller uten tvil."""
    oppover = over(utforer.linje, utforer.navn)
    overst = (utforer.navn, *oppover.ledere)[-1]
    selv = samme(overst, utforer.navn) or not er_blant(utforer.navn, (*inhabile(f), *i_tvil(f)))
    return oppover.kjent and er_blant(overst, inhabile(f)) and selv


def leder_svarer(
    f: Foresporsel, om: str, leder: str, svar: EgenHabilitet, begrunnelse: str, utforer: Utforer
) -> Endring:
    """Nærmeste leder har svart på om ``om`` er inhabil (fvl § 8 første ledd).

    Svaret føres av den som tok imot det, aldri av den det gjelder. Har noen svart at hun er inhabil, er det avgjort; er
    det sagt ved en feil, retter lederen det selv.
    """
    if er_blant(om, inhabile(f)):
        if not samme(utforer.navn, leder):
            raise KanIkke("feil.mottak.leder_selv")
    elif not er_blant(om, i_tvil(f)):
        raise KanIkke("feil.mottak.ingen_tvil")
    if samme(utforer.navn, om):
        raise KanIkke("feil.mottak.ikke_om_seg_selv")
    if svar is EgenHabilitet.TVIL:
        raise UgyldigInndata("feil.mottak.leder_i_tvil")
    if not begrunnelse.strip():
        raise UgyldigInndata("feil.mottak.leders_grunn")
    if not samme(leder, kan_svare(f, om, utforer.linje)):
        raise UgyldigInndata("feil.mottak.ikke_leder")
    felt = {**med_svar(f, om, svar), "avgjort_av_leder": f"{leder} (om {om})"}
    return endring(f, Handling.LEDER_SVARTE, felt, begrunnelse)


def kan_svare(f: Foresporsel, om: str, linje: Linje) -> str:
    """Den nærmeste lederen over ``om`` som selv verken er inhabil eller i tvil her; tomt når ingen er kjent."""
    uavklarte = (*inhabile(f), *i_tvil(f))
    return next((leder for leder in over(linje, om).ledere if not er_blant(leder, uavklarte)), "")


def leder_kan_svare_for(f: Foresporsel, meg: Utforer) -> tuple[tuple[str, str], ...]:
    """Dem ``meg`` kan føre svaret fra en leder om, hver med lederen; tom når det ikke er sagt hvem det er."""
    her = ((navn, kan_svare(f, navn, meg.linje)) for navn in (*i_tvil(f), *inhabile(f)))
    return tuple(
        (om, leder)
        for om, leder in her
        if not samme(om, meg.navn) and (samme(leder, meg.navn) or not er_blant(om, inhabile(f)))
    )
