"""Årsrapporten: tallene for et år, for embetet selv, og slik de kan forlate det.

Tallene er om forespørslene som kom i året. Haugen er alt som var åpent siste dag, også det som kom før.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .foresporsel import Svarutfall
from .skjerming import GRENSE, Sum, skjul
from .statistikk import UKJENT, Dimensjon, Tallgrunnlag, Tallrad, Talltabell, tallrad, tell

INNEN, SENERE = "innen", "senere"

ALDRE: Mapping[str, int] = {"0-7": 7, "8-30": 30, "31-60": 60, "61-": date.max.toordinal()}
"""Aldrene i haugen, med den høyeste i dager."""

MINST_TIL_KVARTILER = 4 * GRENSE
"""Med færre ville kvartilene sagt noe om en gruppe som selv er et lite tall."""


class Andel(float):
    """En del av det hele, fra 0 til 1."""


@dataclass(frozen=True)
class Aarsrapport:
    """``siste`` er dagen haugen gjelder: den siste i året, eller i dag når året ikke er omme.

    ``kvartiler`` er nedre og øvre kvartil i dager, ``None`` når ingen er avgjort eller de er skjermet.
    """

    aar: int
    siste: date
    omme: bool
    tabeller: Mapping[Dimensjon, Talltabell]
    kvartiler: tuple[float, float] | None
    skjermet: bool = False

    @property
    def alle(self) -> Tallrad:
        """Alle som kom i året."""
        return self.tabeller[Dimensjon.MANED].sum


def siste_dag(aar: int, i_dag: date) -> date:
    """Den siste dagen i året som er nådd."""
    return min(date(aar, 12, 31), i_dag)


def lag_rapport(kommet: Iterable[Tallgrunnlag], haugen: Iterable[Tallgrunnlag], aar: int, i_dag: date) -> Aarsrapport:
    """``kommet`` er forespørslene som kom i året, og ``haugen`` alle som var åpne den siste dagen."""
    alle = [en for en in kommet if en.utfall != Svarutfall.FEILFORT]
    siste = siste_dag(aar, i_dag)
    tabeller: dict[Dimensjon, Talltabell] = {
        d: tell(alle, d) for d in Dimensjon if d not in (Dimensjon.SVARTID, Dimensjon.ALDER)
    }
    tabeller[Dimensjon.MANED] = _alle_manedene(tabeller[Dimensjon.MANED], siste)
    tabeller[Dimensjon.SVARTID] = _svartid([en for en in alle if en.avgjort or en.utfall])
    tabeller[Dimensjon.ALDER] = _alder([en for en in haugen if en.utfall != Svarutfall.FEILFORT], siste)
    dager = [en.dager for en in alle if en.dager is not None]
    kvartiler = None
    if dager:
        nedre, _, ovre = statistics.quantiles(dager, n=4, method="inclusive") if len(dager) > 1 else dager * 3
        kvartiler = (round(float(nedre), 1), round(float(ovre), 1))
    return Aarsrapport(aar, siste, siste < i_dag, tabeller, kvartiler)


def skjerm(rapport: Aarsrapport) -> Aarsrapport:
    """Rapporten slik den kan forlate embetet: ingen tall fra 1 til 4, heller ikke for den som trekker fra.

    Hvor mange som er avgjort i hver rad, vises aldri, og medianen bare når den bygger på minst fem.
    """
    celler, summer = _celler(rapport)
    skjult = skjul(celler, summer, (_ELDRE,))
    avgjorte = rapport.alle.avgjorte or 0
    return replace(
        rapport,
        tabeller={d: _skjermet(tabell, skjult) for d, tabell in rapport.tabeller.items()},
        kvartiler=rapport.kvartiler if avgjorte >= MINST_TIL_KVARTILER and _ALLE not in skjult else None,
        skjermet=True,
    )


def _alle_manedene(tabell: Talltabell, siste: date) -> Talltabell:
    """Også månedene det ikke kom noe, så langt året er kommet."""
    rader = {f"{siste.year}-{nr:02}": tallrad(f"{siste.year}-{nr:02}", ()) for nr in range(1, siste.month + 1)}
    rader |= {rad.verdi: rad for rad in tabell.rader}
    return replace(tabell, rader=tuple(rader[verdi] for verdi in sorted(rader)))


def _svartid(avgjorte: Sequence[Tallgrunnlag]) -> Talltabell:
    grupper: dict[str, list[Tallgrunnlag]] = {INNEN: [], SENERE: []}
    for en in avgjorte:
        grupper.setdefault(UKJENT if en.dager is None else INNEN if en.innen else SENERE, []).append(en)
    return _tabell(Dimensjon.SVARTID, grupper)


def _alder(apne: Sequence[Tallgrunnlag], siste: date) -> Talltabell:
    grupper: dict[str, list[Tallgrunnlag]] = {alder: [] for alder in ALDRE}
    for en in apne:
        dager = (siste - en.mottatt) // timedelta(days=1)
        grupper[next(alder for alder, hoyest in ALDRE.items() if dager <= hoyest)].append(en)
    return _tabell(Dimensjon.ALDER, grupper)


def _tabell(dimensjon: Dimensjon, grupper: Mapping[str, Sequence[Tallgrunnlag]]) -> Talltabell:
    alle = [en for gruppe in grupper.values() for en in gruppe]
    return Talltabell(dimensjon, tuple(tallrad(v, gruppe) for v, gruppe in grupper.items()), tallrad("", alle))


_ALLE, _AVGJORTE, _HAUGEN, _ELDRE, _APNE = "alle", "avgjorte", "haugen", "eldre", f"{Dimensjon.UTFALL}:"
_SUM = {Dimensjon.SVARTID: _AVGJORTE, Dimensjon.ALDER: _HAUGEN}
"""Cellen summen i tabellen er; ellers er det alle."""


def _celle(dimensjon: Dimensjon, verdi: str) -> str:
    return f"{dimensjon}:{verdi}"


def _celler(rapport: Aarsrapport) -> tuple[dict[str, int], list[Sum]]:
    """Alle tallene, og summene som binder dem.

    Haugen er de åpne fra i år og noen til, som ikke vises, men som er forskjellen mellom to tall som gjør det.
    """
    celler = {
        _celle(tabell.dimensjon, rad.verdi): rad.antall or 0
        for tabell in rapport.tabeller.values()
        for rad in tabell.rader
    }
    rader = {d: [_celle(d, rad.verdi) for rad in tabell.rader] for d, tabell in rapport.tabeller.items()}
    celler |= {_SUM.get(d, _ALLE): tabell.sum.antall or 0 for d, tabell in rapport.tabeller.items()}
    celler.setdefault(_APNE, 0)
    celler[_ELDRE] = celler[_HAUGEN] - celler[_APNE]
    summer: list[Sum] = [(_ALLE, rader[d]) for d in (Dimensjon.MANED, Dimensjon.GRUNN, Dimensjon.KOMMUNE)]
    for kommune, rad in zip(rader[Dimensjon.KOMMUNE], rapport.tabeller[Dimensjon.KOMMUNE].rader, strict=True):
        foran = _celle(Dimensjon.KONTOR, f"{rad.verdi}|")
        summer.append((kommune, [en for en in rader[Dimensjon.KONTOR] if en.startswith(foran)]))
    return celler, [
        *summer,
        (_ALLE, (_APNE, _AVGJORTE)),
        (_AVGJORTE, [en for en in rader[Dimensjon.UTFALL] if en != _APNE]),
        (_AVGJORTE, rader[Dimensjon.SVARTID]),
        (_HAUGEN, rader[Dimensjon.ALDER]),
        (_HAUGEN, (_APNE, _ELDRE)),
    ]


def _skjermet(tabell: Talltabell, skjult: frozenset[str]) -> Talltabell:
    d = tabell.dimensjon
    return replace(
        tabell,
        rader=tuple(_uten(rad, _celle(d, rad.verdi) in skjult) for rad in tabell.rader),
        sum=_uten(tabell.sum, _SUM.get(d, _ALLE) in skjult),
    )


def _uten(rad: Tallrad, skjult: bool) -> Tallrad:
    if skjult:
        return Tallrad(rad.verdi, None, None, None)
    # Hvor mange som er avgjort, vises aldri: differansene mellom radene ville vært nye små tall.
    median = rad.median_dager if (rad.avgjorte or 0) >= GRENSE else None
    return Tallrad(rad.verdi, rad.antall, None, median)
