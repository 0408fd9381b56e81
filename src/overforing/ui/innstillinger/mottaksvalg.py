"""Hvor en arbeider: spørsmålet ved første start, og valget i innstillingene."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent

from overforing.program.innstillinger import signatur
from overforing.sak.kodeverk import Malform
from overforing.saksgang.tilstand import Valg
from overforing.tekster.geografi import Geografi
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import Nedtrekk, med_etikett
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, knapp
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import STORRELSER
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Valgrad

from .kontorsporsmal import Kontorsporsmal


def embetevalg(geografi: Geografi) -> tuple[Valg, ...]:
    """Embetene, etter navn."""
    return tuple(Valg(e.id, e.navn) for e in sorted(geografi.embeter.values(), key=lambda e: e.navn))


def malformvalg(ord_: Ord, valgt: SignalInstance) -> Valgrad:
    """Målformen vinduet snakker på. ``valgt`` sendes når brukeren velger en annen."""
    rad = Valgrad(ord_.fra("ui_innstillinger.vindu.malform"))
    rad.fyll([(m.value, ord_.fra(f"malform.{m}")) for m in Malform])
    rad.velg(ord_.malform)
    rad.valgt.connect(lambda malform: valgt.emit(malform) if malform != ord_.malform else None)
    return rad


def storrelsevalg(utstyr: Utstyr, valgt: SignalInstance) -> Valgrad:
    """Hvor stor teksten i vinduet er, i prosent. ``valgt`` sendes når brukeren velger en annen størrelse."""
    rad = Valgrad(utstyr.ord.fra("ui_innstillinger.vindu.tekststorrelse"))
    rad.fyll([(str(s), utstyr.ord.fra("ui_innstillinger.vindu.prosent", prosent=str(s))) for s in STORRELSER])
    rad.velg(str(utstyr.innstillinger.verdier.tekststorrelse))
    rad.valgt.connect(lambda prosent: valgt.emit(int(prosent)))
    return rad


class Hvorkort(Kort):
    """Spørsmålet på den tomme startsiden. ``svart`` gis embetet, eller tomt og det som ble sagt om kontoret, og navnet.

    Hos Statsforvalteren må en si hva en heter: det som føres i loggen, står med navn. Kan stå ubesvart.
    ``malform_valgt`` gis målformen vinduet skal snakke på.
    """

    svart = Signal(str, dict, str)
    malform_valgt = Signal(str)

    def __init__(self, utstyr: Utstyr) -> None:
        super().__init__(utstyr.tema)
        tema, ord_, t, px = utstyr.tema, utstyr.ord, utstyr.ord.fra, utstyr.tema.px
        self.setMaximumWidth(px(620))
        self.rom.setContentsMargins(px(24), px(18), px(24), px(20))
        self.rom.addWidget(Etikett(t("ui_mottak.hvor.tittel"), "mellomtittel"))
        self.rom.addWidget(Etikett(t("ui_mottak.hvor.tekst"), "dempet"))
        pa_kontor = knapp(t("ui_mottak.hvor.kontor"), self._vis_kontoret)
        self.rom.addWidget(Rad(px(10), pa_kontor, knapp(t("ui_mottak.hvor.embete"), self._vis_embetene)))
        self._navneplass = self.rom.ny(Spalte(px(4)))
        self._navn = med_etikett(self._navneplass.rom, t("ui_innstillinger.deg.navn"), Linjefelt(), tema)
        self._navn.textChanged.connect(lambda _: self._se_etter())
        self._navnehjelp = self._navneplass.rom.ny(Etikett("", "dempet"))
        self._navneplass.hide()
        self._t = t
        self._kontoret = self.rom.ny(Kontorsporsmal(utstyr))
        self._kontoret.svart.connect(lambda kontor: self.svart.emit("", kontor, signatur(self._navn.text())))
        self._kontoret.hide()
        self._plass = self.rom.ny(Spalte(0))
        self._embete = Nedtrekk(t("ui_mottak.hvor.velg_tomt"))
        self._embete.vis_valg(embetevalg(utstyr.geografi))
        med_etikett(self._plass.rom, t("ui_mottak.hvor.velg"), self._embete, tema)
        self._embete.valgt.connect(self._valgte)
        self._velg = knapp(t("ui_mottak.hvor.bruk"), self._bruk, "hoved")
        self._velg.setEnabled(False)
        self.rom.til_venstre(self._velg)
        self.rom.addWidget(malformvalg(ord_, self.malform_valgt))
        self._plass.hide()
        self._velg.hide()

    def _vis_embetene(self) -> None:
        self._vis_del(embete=True)
        self._navn.setFocus()

    def _vis_kontoret(self) -> None:
        self._vis_del(embete=False)
        self._navn.setFocus()

    def _vis_del(self, *, embete: bool) -> None:
        self._navneplass.show()
        self._navnehjelp.vis_tekst(self._t(f"ui_innstillinger.deg.{'hjelp_embete' if embete else 'hjelp'}"))
        self._plass.setVisible(embete)
        self._velg.setVisible(embete)
        self._kontoret.setVisible(not embete)

    def _valgte(self, verdi: str, i_lista: bool) -> None:
        # Piltastene går gjennom valgene; det er knappen som svarer.
        self._se_etter()

    def _se_etter(self) -> None:
        self._velg.setEnabled(bool(self._embete.verdi) and bool(signatur(self._navn.text())))

    def _bruk(self) -> None:
        self.svart.emit(self._embete.verdi, {}, signatur(self._navn.text()))


class Arbeidsstedkort(Kort):
    """Valget i innstillingene. ``valgt`` gis embetet, tomt for et kontor."""

    valgt = Signal(str)

    def __init__(self, utstyr: Utstyr, embete: str) -> None:
        tema, t = utstyr.tema, utstyr.ord.fra
        super().__init__(tema, tittel=t("ui_mottak.hvor.tittel"))
        self._felt = Nedtrekk(t("ui_mottak.hvor.kontor"))
        self._felt.vis_valg(embetevalg(utstyr.geografi))
        self._felt.vis_verdi(embete)
        self._felt.setMaximumWidth(tema.px(560))
        med_etikett(self.rom, t("ui_mottak.hvor.sted"), self._felt, tema)
        fast = utstyr.innstillinger.oppsett.stedet_er_bestemt
        self._felt.setEnabled(not fast)
        if fast:
            self.rom.addWidget(Etikett(t("oppsett.bestemt")))
        self.rom.addWidget(Etikett(t("ui_mottak.hvor.hjelp"), "dempet"))
        self._felt.valgt.connect(self._valgte)
        self._gjelder = embete
        self._bruk = knapp(t("ui_mottak.hvor.bytt"), self._svar, "hoved")
        self.rom.til_venstre(self._bruk)
        self._bruk.hide()

    def vis(self, embete: str) -> None:
        self._gjelder = embete
        self._felt.vis_verdi(embete)
        self._bruk.hide()

    def _valgte(self, verdi: str, i_lista: bool) -> None:
        # Å velge i den åpne lista er et svar. Piltastene går bare gjennom valgene; da svarer knappen eller Enter.
        self._bruk.setVisible(verdi != self._gjelder and not i_lista)
        if i_lista:
            self._svar()

    def _svar(self) -> None:
        self._bruk.hide()
        if self._felt.verdi != self._gjelder:
            self._gjelder = self._felt.verdi
            self._felt.setFocus()
            self.valgt.emit(self._gjelder)

    def hideEvent(self, hendelse: QHideEvent) -> None:  # noqa: N802
        self.vis(self._gjelder)  # et valg som ikke ble brukt, står ikke og ser ut som det gjelder
        super().hideEvent(hendelse)

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        if hendelse.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._svar()
        else:
            super().keyPressEvent(hendelse)
