"""Felles for prøvene av brevene: stoffet, sakene og et brev som lesbar tekst."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from overforing.brev.komponer import Brevstoff, lag_brev
from overforing.brev.maler import Maler
from overforing.brev.modell import Avsnitt, Brev, Liste, Seksjon, Tabell
from overforing.regelverk.funn import Vurdering
from overforing.regelverk.vurder import vurder
from overforing.sak.modell import Dokument, Malform, Regelsett, Sak
from overforing.sak.saksfil import fra_json
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

ROT = Path(__file__).resolve().parents[2]
SAKER = Path(__file__).parent / "saker"
EKSEMPLER = ROT / "tests" / "eksempler"

RESSURSER = ROT / "resources"
LETTERS = ROT / "letters"


@cache
def stoff() -> Brevstoff:
    return Brevstoff(Katalog.les(RESSURSER), Geografi.les(RESSURSER), Maler.les(LETTERS))


@cache
def les_sak(navn: str) -> Sak:
    """Saken med filnavnet, fra ``saker/`` her eller fra eksemplene."""
    fil = SAKER / f"{navn}.json"
    if not fil.is_file():
        (fil,) = EKSEMPLER.rglob(f"{navn}*.json")
    return fra_json(fil.read_bytes(), stoff().geografi.numre)


_sist: list[tuple[Sak, Regelsett, Vurdering]] = []


def vurdert(sak: Sak, regelsett: Regelsett = Regelsett.FVL1967) -> Vurdering:
    """Vurderingen. De fleste prøvene lager flere brev på rad av den samme saken, og den vurderes da én gang."""
    if not _sist or _sist[0][0] is not sak or _sist[0][1] is not regelsett:
        _sist[:] = [(sak, regelsett, vurder(sak, regelsett, stoff().geografi.embete_for))]
    return _sist[0][2]


def brev(dokument: Dokument, sak: Sak, malform: Malform = Malform.NB, regelsett: Regelsett = Regelsett.FVL1967) -> Brev:
    return lag_brev(dokument, sak, vurdert(sak, regelsett), stoff(), malform=malform)


def lesbar(brev: Brev) -> str:
    """Brevet slik et menneske leser det i en godkjent fil: alt som står i det, og hva som er hva."""
    hode = brev.hode
    deler = [
        "\n".join(hode.avsender),
        "\n".join(hode.mottaker),
        "\n".join([*(f"{r.navn} {r.verdi}" for r in hode.referanser), *([hode.merking] if hode.merking else [])]),
        f"# {brev.tittel}",
    ]
    deler += _seksjonene(brev.kropp)
    deler.append("\n".join([brev.hilsen, *brev.underskrift]))
    deler += _seksjonene(brev.tillegg)
    return "\n\n".join(del_ for del_ in deler if del_) + "\n"


def _seksjonene(seksjoner: Iterable[Seksjon]) -> list[str]:
    deler = []
    for seksjon in seksjoner:
        deler.append(f"## {seksjon.overskrift} {{#{seksjon.id}}}")
        for blokk in seksjon.blokker:
            match blokk:
                case Avsnitt(tekst):
                    deler.append(tekst)
                case Liste(punkter):
                    deler.append("\n".join(f"- {punkt}" for punkt in punkter))
                case Tabell(overskrifter, rader):
                    deler.append("\n".join(" | ".join(rad) for rad in (overskrifter, *rader)))
    return deler
