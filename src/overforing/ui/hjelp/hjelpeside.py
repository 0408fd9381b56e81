"""«Hjelp»: stegene, tastene og om programmet. F1 åpner den på stedet en står."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from overforing import __version__
from overforing.sak.kodeverk import Malform
from overforing.saksgang.slag import Skjemasteg
from overforing.sqlite_utgave import om_utgavene
from overforing.tekster.tilgjengelighet import Erklaering
from overforing.ui.deler.farger import Farger
from overforing.ui.deler.klosser import Etikett, Klar, knapp, stabel
from overforing.ui.deler.lesetekst import Lesetekst
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.taster import SNARVEIER, vist
from overforing.ui.deler.tema import Tema

AVSNITT = (
    "saker",
    "mottak",
    "stegene",
    "brevene",
    "veien",
    "ny_lov",
    "regelbok",
    "innstillinger",
    "taster",
    "tilgjengelighet",
    "om",
)
"""Avsnittene, som også er navn å hoppe til."""


class Hjelpeside(Klar):
    """``tilbake`` når brukeren vil tilbake dit hun kom fra. ``uten_las`` er grunnen til at maskinen ikke låser noe."""

    tilbake = Signal()

    def __init__(self, tema: Tema, ord_: Ord, uten_las: str = "") -> None:
        super().__init__()
        self._tema, self._ord, self._uten_las = tema, ord_, uten_las
        px = tema.px
        rom = stabel(self, px(10), (px(24), px(18), px(24), px(18)))
        topp = QHBoxLayout()
        topp.addWidget(Etikett(ord_.fra("ui_hjelp.tittel"), "overskrift"), 1)
        self.tilbakeknapp = knapp(ord_("tilbake_til_saken"), self.tilbake.emit, "stille")
        topp.addWidget(self.tilbakeknapp)
        rom.addLayout(topp)
        self.tekst = Lesetekst(ord_.fra("ui_hjelp.tittel"))
        self.tekst.setOpenExternalLinks(True)
        rom.addWidget(self.tekst, 1)
        tema.endret.connect(self._tegn)
        self._tegn()

    def apne(self, sted: str = "") -> None:
        """Vis avsnittet eller steget (``steg-soknaden``), eller begynnelsen."""
        self.tekst.setFocus(Qt.FocusReason.OtherFocusReason)
        # Teksten er ikke lagt ut før siden er vist.
        QTimer.singleShot(0, self, lambda: self._rull_til(sted))

    def _rull_til(self, sted: str) -> None:
        if sted:
            self.tekst.scrollToAnchor(sted)
        else:
            self.tekst.verticalScrollBar().setValue(0)
        self.tekst.les_herfra()

    def _tegn(self) -> None:
        self.tekst.setHtml("".join(_hjelpen(self._ord, self._tema.farger, self._uten_las)))


def _hjelpen(ord_: Ord, f: Farger, uten_las: str) -> Iterator[str]:
    def hent(nokkel: str, **verdier: str) -> str:
        return escape(ord_.fra(f"ui_hjelp.{nokkel}", **verdier))

    yield f"<p>{hent('innledning')}</p>"
    lenker = (f'<a href="#{navn}">{hent(f"{navn}.tittel")}</a>' for navn in AVSNITT)
    yield f"<p><b>{hent('innhold')}:</b> {' · '.join(lenker)}</p>"
    for navn in AVSNITT:
        yield f'<h2><a name="{navn}"></a>{hent(f"{navn}.tittel")}</h2>'
        if navn in ("om", "tilgjengelighet"):
            yield from _om(ord_, uten_las) if navn == "om" else _tilgjengelighet(ord_, f)
            continue
        yield f"<p>{hent(f'{navn}.tekst')}</p>"
        if navn == "stegene":
            yield from _stegene(ord_)
        if navn == "taster":
            yield from _tastene(ord_, f)


def _stegene(ord_: Ord) -> Iterator[str]:
    for side in Skjemasteg:
        tittel, hvorfor = (escape(ord_.fra(f"side.{side}.{del_}")) for del_ in ("tittel", "hvorfor"))
        yield f'<h3><a name="steg-{side}"></a>{tittel}</h3><p>{hvorfor}</p>'


def _tastene(ord_: Ord, f: Farger) -> Iterator[str]:
    hode = (ord_.fra("ui_hjelp.taster.tast"), ord_.fra("ui_hjelp.taster.gjor"))
    yield from _tabell(hode, ((vist(navn), ord_.fra(f"ui_hjelp.taster.{navn}")) for navn in SNARVEIER), f)


def _tilgjengelighet(ord_: Ord, f: Farger) -> Iterator[str]:
    e = Erklaering(ord_.katalog, Malform(ord_.malform))
    for nokkel in ("innledning", "forbehold", "si_fra"):
        yield f"<p>{escape(e.ord(nokkel))}</p>"
    for nokkel, linjer in (("ikke_her", e.ikke_provd), ("provene", e.provene)):
        punkter = "".join(f"<li>{escape(linje)}</li>" for linje in linjer)
        yield f"<h3>{escape(e.ord(nokkel))}</h3><ul>{punkter}</ul>"
    yield f"<h3>{escape(e.ord('kravene'))}</h3>"
    rader = ((krav.punkt, e.hva(krav), e.slik(krav)) for krav in e.krav)
    yield from _tabell(tuple(e.ord(k) for k in ("punkt", "krav_om", "status")), rader, f)


def _tabell(hode: tuple[str, ...], rader: Iterable[tuple[str, ...]], f: Farger) -> Iterator[str]:
    stil = f"border-collapse:collapse; border-color:{f.kant}; border-style:solid; margin-top:8px;"
    yield f'<table border="1" cellpadding="6" cellspacing="0" style="{stil}"><tr>'
    yield from (f'<th align="left" bgcolor="{f.noytral.flate}">{escape(navn)}</th>' for navn in hode)
    yield "</tr>"
    for forst, *resten in rader:
        celler = "".join(f"<td>{escape(celle)}</td>" for celle in resten)
        yield f"<tr><td><b>{escape(forst)}</b></td>{celler}</tr>"
    yield "</table>"


def _om(ord_: Ord, uten_las: str) -> Iterator[str]:
    yield f"<p><b>{escape(ord_.fra('ui_hjelp.om.utgave', utgave=__version__))}</b></p>"
    for navn in ("hva", "avgjor", "lokalt"):
        yield f"<p>{escape(ord_.fra(f'ui_hjelp.om.{navn}'))}</p>"
    yield f"<p>{' '.join(escape(ord_.feil(melding)) for melding in om_utgavene())}</p>"
    if uten_las:
        yield f"<p>{escape(ord_.fra('oppsett.uten_las', grunn=uten_las))}</p>"
    yield f"<h3>{escape(ord_.fra('ui_hjelp.om.kilder'))}</h3><ul>"
    malform = Malform(ord_.malform)
    for lov in ord_.katalog.lover.values():
        kort = lov.kort[malform]
        yield f'<li><a href="{escape(lov.url)}">{escape(kort[:1].upper() + kort[1:])}</a></li>'
    yield "</ul>"
