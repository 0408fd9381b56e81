"""Sladding av noe som aldri skulle stått i et eget notat eller fritekstfelt.

Bare egne ord sladdes: aldri et dokument, en avgjørelse, grunnen til den, eller hvem som gjorde hva. Det er en annen enn
den som skrev det, som sladder. Originalen blir liggende og kan åpnes av to sammen, til noen som kan bestemme det, har
bestemt at den skal tilintetgjøres.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from overforing.feil import KanIkke, UgyldigInndata

from .egne_svar import er_blant, i_tvil, inhabile, samme
from .foresporsel import Foresporsel
from .hendelser import Endring, Handling, Hendelse, Sladdegrunn, Sladding, Verdi
from .kvittering import Dokumentpost
from .overganger import endring

KAN_SLADDES = frozenset({Handling.NOTAT, Handling.FORELOPIG_SVAR, Handling.FYLT_UT, Handling.RETTET})
"""Aldri grunnen til egen inhabilitet: den er grunnen til en avgjørelse (fvl § 8)."""

FRITEKST = frozenset({"avsender", "deres_ref", "tittel", "arkivsak", "kan_ikke_vente"})
"""Feltene der noen her skriver det de vil."""

MERKE = "[sladdet]"
"""Det som står i stedet for noe som var skrevet i et felt."""


class Bestemt(StrEnum):
    """De som kan bestemme at originalen tilintetgjøres."""

    NASJONALARKIVET = "nasjonalarkivet"
    DATATILSYNET = "datatilsynet"
    DOMSTOL = "domstol"
    IKKE_SAKSDOKUMENT = "ikke_saksdokument"
    """Arkivet har funnet at det ikke er et saksdokument."""


def masker(historikk: Iterable[Hendelse]) -> tuple[Hendelse, ...]:
    """Historikken slik den vises: uten det som er sladdet, med når og hvorfor i stedet."""
    alle = tuple(historikk)
    sladdet: dict[int, Sladding] = {}
    for h in alle:
        if h.handling is Handling.SLADDET:
            nr, _, grunn = h.tekst.partition(":")
            sladdet[int(nr)] = Sladding(h.tidspunkt.astimezone().date(), Sladdegrunn(grunn))
        elif h.handling is Handling.TILINTETGJORT:
            nr = h.tekst.partition(":")[0]
            sladdet[int(nr)] = replace(sladdet[int(nr)], tilintetgjort=True)
    if not sladdet:
        return alle
    skjult = {par for h in alle if h.nr in sladdet for par in _i_feltene(h, alle)}

    def uten(h: Hendelse) -> Hendelse:
        # Det samme står som det gamle i rettelsen etterpå.
        endret = {felt: _byttet(felt, par, skjult) for felt, par in h.endret.items()}
        ny = replace(h, endret=endret)
        return replace(ny, tekst="", sladdet=sladdet[h.nr]) if h.nr in sladdet else ny

    return tuple(map(uten, alle))


def _byttet(felt: str, par: tuple[Verdi, Verdi], skjult: Collection[tuple[str, str]]) -> tuple[Verdi, Verdi]:
    for_, naa = (MERKE if (felt, verdi) in skjult else verdi for verdi in par)
    return for_, naa


def _i_feltene(h: Hendelse, historikk: Iterable[Hendelse]) -> tuple[tuple[str, str], ...]:
    """Det hendelsen skrev i fritekstfeltene, og som ikke står der lenger: (felt, verdi)."""
    naa = {felt: ny for en in historikk for felt, (_, ny) in en.endret.items()}
    skrevet = ((felt, ny) for felt, (_, ny) in h.endret.items() if felt in FRITEKST and naa[felt] != ny)
    return tuple((felt, ny) for felt, ny in skrevet if isinstance(ny, str) and ny.strip() and ny != MERKE)


def fort_for_hand(dokumenter: Iterable[Dokumentpost]) -> bool:
    """Om forespørselen er skrevet inn her, så ordene i den er våre egne. Ellers er de fra saken i kommunens brev."""
    return not any(d.hendelse == 1 and d.har_sak for d in dokumenter)


def original(h: Hendelse, historikk: Iterable[Hendelse]) -> str:
    """Ordene i en hendelse, ikke maskert, også de som sto i feltene."""
    return "\n".join(tekst for tekst in (h.tekst, *(verdi for _, verdi in _i_feltene(h, historikk))) if tekst)


def kan_sladdes(historikk: Sequence[Hendelse], av: str, *, for_hand: bool = False) -> tuple[Hendelse, ...]:
    """Hendelsene ``av`` kan sladde ordene i, den siste først. ``historikk`` er maskert."""
    return tuple(
        h
        for h in reversed(historikk)
        if _er_egne_ord(h, for_hand) and not h.sladdet and not samme(h.av, av)
        if h.tekst.strip() or _i_feltene(h, historikk)
    )


def _er_egne_ord(h: Hendelse, for_hand: bool) -> bool:
    return h.handling in KAN_SLADDES or (for_hand and h.handling is Handling.MOTTATT)


def sladd(
    f: Foresporsel,
    historikk: Sequence[Hendelse],
    nr: int,
    grunn: Sladdegrunn,
    av: str,
    *,
    ingen_innsyn: bool,
    for_hand: bool = False,
) -> Endring:
    """Sladd ordene i hendelse ``nr``, også dem i fritekstfeltene som er rettet siden. ``ingen_innsyn`` er at ingen har
    bedt om innsyn som ikke er avgjort, og ``for_hand`` at forespørselen er skrevet inn her.

    Kaster ``KanIkke`` når de ikke kan sladdes av ``av``, og ``UgyldigInndata`` når det kan være bedt om innsyn.
    """
    h = _finn(historikk, nr)
    if h.sladdet:
        raise KanIkke("feil.sladding.alt")
    if not _er_egne_ord(h, for_hand):
        raise KanIkke("feil.sladding.ikke_dette")
    if not h.tekst.strip() and not _i_feltene(h, historikk):
        raise KanIkke("feil.sladding.rett_forst")
    if samme(h.av, av):
        raise KanIkke("feil.sladding.egen")
    if not ingen_innsyn:
        raise UgyldigInndata("feil.sladding.innsyn")
    return endring(f, Handling.SLADDET, tekst=f"{nr}:{grunn.value}")


def apne(f: Foresporsel, historikk: Sequence[Hendelse], nr: int, av: str, sammen_med: str, hvorfor: str) -> Endring:
    """To sammen åpner originalen, med en grunn som blir stående."""
    _krev_original(historikk, nr)
    if not sammen_med.strip() or samme(av, sammen_med):
        raise UgyldigInndata("feil.sladding.to")
    if er_blant(sammen_med, (*inhabile(f), *i_tvil(f))):
        raise KanIkke("feil.sladding.ikke_fri", navn=sammen_med.strip())
    if not hvorfor.strip():
        raise UgyldigInndata("feil.sladding.hvorfor")
    return endring(f, Handling.SLADDET_APNET, tekst=f"{nr}:{sammen_med.strip()}: {hvorfor.strip()}")


def tilintetgjor(
    f: Foresporsel, historikk: Sequence[Hendelse], nr: int, bestemt_av: Bestemt, dato: date, hvorfor: str
) -> Endring:
    """Originalen tilintetgjøres etter en beslutning fra ``dato``, som blir stående."""
    _krev_original(historikk, nr)
    if any(MERKE in par for par in _finn(historikk, nr).endret.values()):
        raise KanIkke("feil.sladding.feltene")
    if not hvorfor.strip():
        raise UgyldigInndata("feil.sladding.hvorfor")
    return endring(f, Handling.TILINTETGJORT, tekst=f"{nr}:{bestemt_av.value}:{dato.isoformat()}: {hvorfor.strip()}")


def gjelder(h: Hendelse) -> int:
    """Nummeret på hendelsen en sladding, en åpning eller en tilintetgjøring gjelder."""
    return int(h.tekst.partition(":")[0])


def _finn(historikk: Sequence[Hendelse], nr: int) -> Hendelse:
    h = next((h for h in historikk if h.nr == nr), None)
    if h is None:
        raise KanIkke("feil.sladding.finnes_ikke")
    return h


def _krev_original(historikk: Sequence[Hendelse], nr: int) -> None:
    sladdet = _finn(historikk, nr).sladdet
    if sladdet is None:
        raise KanIkke("feil.sladding.ikke_sladdet")
    if sladdet.tilintetgjort:
        raise KanIkke("feil.sladding.borte")
