"""Det som står i kortene om en forespørsel: forslaget, saken, det nye, det som mangler, dokumentene og historikken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from overforing.saksgang.mottak.bilde import Foresporselsbilde, Linje
from overforing.saksgang.mottak.fakta import Faktum
from overforing.ui.deler.brytning import delbar
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Klar, Lenke, Spalte, hold_sammen, knapp, strek
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .handling import Handlinger

_TITLER = {
    "saken": "ui_foresporsel.saken",
    "lignende": "ui_foresporsel.lignende.tittel",
    "foreslatt": "ui_fire_oyne.kort",
}


class Kortinnhold(QObject):
    """Hver metode gir det som står under tittelen i ett kort.

    ``vis_her`` gis dokumentet som skal vises, ``dokument`` det som skal lagres og åpnes, og ``pakk`` brevet som skal
    til arkivet. ``apne`` er å gå til en annen forespørsel, med året og nummeret, ``legg_ved`` å legge filer på denne,
    og ``tilgang`` å se hvem som har sett på den.
    """

    vis_her = Signal(object)
    dokument = Signal(object)
    pakk = Signal(object)
    legg_ved = Signal()
    apne = Signal(int, int)
    tilgang = Signal()

    def __init__(self, eier: QObject, tema: Tema, ord_: Ord, handlinger: Handlinger) -> None:
        super().__init__(eier)
        self._tema, self._t, self._handlinger = tema, ord_.fra, handlinger

    def tittelen(self, navn: str) -> Iterator[QWidget]:
        yield Etikett(self._t(_TITLER.get(navn, f"ui_mottak.kort.{navn}")), "korttittel")

    def _ingen(self, navn: str) -> Iterator[QWidget]:
        yield Etikett(self._t(f"ui_mottak.kort.ingen_{navn}"), "dempet")

    def forslaget(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        forslag = b.foreslatt
        if forslag is None:
            return
        yield _linje(forslag.stand)
        if forslag.merknad:
            yield Etikett(self._t("ui_fire_oyne.merknaden"), "dempet")
            yield Etikett(forslag.merknad, markerbar=True)
        yield self._tabell((navn, _linje(verdi)) for navn, verdi in forslag.linjer)
        if forslag.forslag is None:
            return
        fores = forslag.godkjent and b.min
        rolle = "hoved" if fores else ""
        if forslag.forslag.malform is not None:
            tekst = self._t(f"ui_fire_oyne.{'lagre_brevet' if fores else 'se_brevet'}")
            yield Rad(self._tema.px(8), knapp(tekst, self._handlinger.apne_forslaget, rolle))
        elif fores:
            yield Rad(self._tema.px(8), knapp(self._t("ui_fire_oyne.for_det"), self._handlinger.for_godkjent, rolle))

    def om_saken(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield self._tabell((faktum.navn, self._faktum(faktum)) for faktum in b.saken)

    def mangler(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        if not (b.sjekkliste or b.uten_data):
            yield from self._ingen("mangler")
        yield from (_linje(f"△ {linje}") for linje in b.sjekkliste)

    def vurdering(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        return map(_linje, b.vurdering)

    def _faktum(self, faktum: Faktum) -> QWidget:
        if not faktum.kjent:
            return Etikett(faktum.linjer[0], "dempet")
        linjer = [_linje(linje) for linje in faktum.linjer]
        return linjer[0] if len(linjer) == 1 else Spalte(self._tema.px(4), *linjer)

    def de_lignende(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        if b.ingen_lignende:
            yield Etikett(b.ingen_lignende, "dempet")
        for sak in b.lignende:
            aar, _, nr = sak.journalnummer.partition("/")
            apne = partial(self.apne.emit, int(aar), int(nr))
            yield Lenke(f"{sak.journalnummer}: {sak.utfall}", apne, "lenke_liten")
            yield Etikett(hold_sammen(sak.likhet), "dempet")

    def fakta(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield self._tabell((navn, _linje(verdi)) for navn, verdi in b.fakta)

    def det_som_er_lest(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield Etikett(self._t("ui_mottak.lest.ikke_fort"), "dempet")
        yield self._tabell((hva, Etikett(delbar(verdi))) for hva, verdi in b.lest)
        if b.forslag:
            yield knapp(self._t("ui_mottak.lest.bruk"), self._handlinger.fyll_ut_med_det_som_er_lest, "lenke_liten")

    def _tabell(self, par: Iterable[tuple[str, QWidget]]) -> QWidget:
        ramme = Klar()
        nett = QGridLayout(ramme)
        nett.setContentsMargins(0, 0, 0, 0)
        nett.setHorizontalSpacing(self._tema.px(16))
        nett.setVerticalSpacing(self._tema.px(5))
        nett.setColumnStretch(0, 1)
        nett.setColumnStretch(1, 2)
        for rad, (navn, verdi) in enumerate(par):
            nett.addWidget(Etikett(navn, "dempet"), rad, 0, Qt.AlignmentFlag.AlignTop)
            nett.addWidget(verdi, rad, 1)
        return ramme

    def tekstendringene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        for forskjell in b.tekstendringer:
            for nokkel, linjer in (("tatt_bort", forskjell.fjernet), ("lagt_til", forskjell.lagt_til)):
                if linjer:
                    tekst = self._t(f"ui_mottak.kort.{nokkel}", tekst=" ".join(linjer))
                    yield Etikett(tekst, "dempet" if nokkel == "tatt_bort" else "", markerbar=True)

    def endringene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        for hva, for_, naa in b.endret:
            yield Etikett(hva, "sterk")
            yield Etikett(self._t("ui_mottak.kort.for", tekst=for_), "dempet", markerbar=True)
            yield Etikett(self._t("ui_mottak.kort.naa", tekst=naa), markerbar=True)

    def begrunnelsene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        for sporsmal, tekst in b.begrunnelser:
            yield Etikett(sporsmal, "dempet")
            yield Etikett(tekst, markerbar=True)
        if not b.begrunnelser:
            yield from self._ingen("begrunnelser")

    def dokumentene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield Etikett(self._t("ui_mottak.dokument.tittel"), "korttittel")
        for post, tekst in b.dokumenter:
            yield Etikett(tekst)
            if not post.har_fil:
                continue
            lenker = [
                self._dokumentlenke("ui_foresporsel.brev.vis", tekst, partial(self.vis_her.emit, post)),
                self._dokumentlenke("ui_mottak.dokument.apne", tekst, partial(self.dokument.emit, post)),
            ]
            if post.retning == "ut":
                lenker.append(self._dokumentlenke("ui_mottak.brev.pakk", tekst, partial(self.pakk.emit, post)))
            yield Rad(self._tema.px(14), *lenker)
        if not b.f.del_av:
            yield knapp(self._t("ui_mottak.vedlegg"), self.legg_ved.emit, "lenke_liten")

    def _dokumentlenke(self, nokkel: str, dokument: str, ved_trykk: Callable[[], object]) -> QWidget:
        lenke = knapp(self._t(nokkel), ved_trykk, "lenke_liten", "knapp")
        lenke.setAccessibleName(f"{dokument}: {self._t(nokkel)}")
        return lenke

    def hendelsene(self, historikk: tuple[Linje, ...], skjermet: bool) -> Iterator[QWidget]:
        yield from self.tittelen("historikk")
        if not skjermet:  # hvem som har sett på saken, er ikke for henne
            yield knapp(self._t("ui_tilgang.fra_saken"), self.tilgang.emit, "lenke_liten")
        for plass, linje in enumerate(historikk):
            if plass:
                yield strek()
            yield Etikett(f"{linje.nr}. {linje.hva}", "sterk")
            yield Etikett(f"{linje.nar}, {linje.av}", "dempet")
            if linje.tekst:
                yield Etikett(linje.tekst, markerbar=True)
            yield from (Etikett(f"{felt}: {for_} → {naa}", "dempet") for felt, for_, naa in linje.endret)


def _linje(tekst: str) -> Etikett:
    return Etikett(hold_sammen(tekst), markerbar=True)
