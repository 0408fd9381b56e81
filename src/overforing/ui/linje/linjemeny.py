"""Menyen på en boks i linjen. Valgene i den er de samme som i skjemaet under, lest av de samme spørsmålene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from overforing.saksgang.slag import Plass
from overforing.saksgang.tilstand import Boks, Sporsmal
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.taster import legg_i_menyen


@dataclass(frozen=True)
class Handlinger:
    """Det menyen kan gjøre: ``svar`` gis feltet og verdien (tom for ingen).

    ``ingen`` er ordene for ingen over, og ``sist`` det som står nederst, etter ordene.
    """

    ga_til: Callable[[], object]
    legg_til: Callable[[Plass], object]
    svar: Callable[[str, str], object]
    ingen: str
    sist: Mapping[str, Callable[[], object]]


def lag_meny(eier: QWidget, boks: Boks, sporsmal: Mapping[str, Sporsmal], ord_: Ord, handlinger: Handlinger) -> QMenu:
    """Menyen for personen. ``sporsmal`` er spørsmålene om henne etter feltet: overordnet, oppgave og rolle."""
    meny = QMenu(eier)
    meny.setAccessibleName(ord_.fra("linje.meny", ansatt=boks.navn))
    legg_i_menyen(meny, ord_.fra("linje.ga_til"), handlinger.ga_til)
    ny = _undermeny(meny, ord_.fra("linje.legg_til"))
    for plass in Plass:
        legg_i_menyen(ny, ord_.fra(f"linje.{plass}"), partial(handlinger.legg_til, plass))
    meny.addSeparator()
    for felt, q in sporsmal.items():
        tomt = handlinger.ingen if felt == "overordnet" else ""
        tittel = ord_.fra("linje.star_under") if felt == "overordnet" else q.tekst
        _valgene(_undermeny(meny, tittel), q, tomt, partial(handlinger.svar, felt))
    meny.addSeparator()
    for tekst, gjor in handlinger.sist.items():
        legg_i_menyen(meny, tekst, gjor)
    return meny


def _valgene(meny: QMenu, q: Sporsmal, tomt: str, velg: Callable[[str], object]) -> None:
    gruppe = QActionGroup(meny)
    par = [(valg.verdi, valg.tekst) for valg in q.valg] + ([("", tomt)] if tomt else [])
    for verdi, tekst in par:
        handling = legg_i_menyen(meny, tekst, partial(velg, verdi))
        handling.setCheckable(True)
        handling.setChecked(verdi == q.svar)
        gruppe.addAction(handling)


def _undermeny(meny: QMenu, tittel: str) -> QMenu:
    under: QMenu = meny.addMenu(tittel.replace("&", "&&"))
    under.setAccessibleName(tittel)
    return under
