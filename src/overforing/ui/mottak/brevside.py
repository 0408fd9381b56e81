"""Brevet fra Statsforvalteren: sett på, skrevet om, og så lagret og ført i ett med det som avgjøres."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent

from overforing.feil import OverforingFeil
from overforing.mottak.foresporsel import Foresporsel
from overforing.sak.modell import Dokument, Malform, Overstyring
from overforing.saksgang.mottak.svar import Steg
from overforing.saksgang.omskrevet import Foreldet
from overforing.tekster.katalog import oppramsing
from overforing.ui.brev.brevflate import Brevflate, brevrulle
from overforing.ui.brev.brevlaging import Laget, lag_svarbrev
from overforing.ui.brev.brevut import PIKSLER, Utganger
from overforing.ui.brev.knapperad import Knapperad
from overforing.ui.brev.omstripe import spor_om_foreldede
from overforing.ui.brev.utsending import Lagring
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Bred, Klar, Kort, knapp, med_tab, sett_rekkefolge, stabel, utsatt
from overforing.ui.deler.taster import SNARVEIER
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Fritekst

if TYPE_CHECKING:
    from overforing.mottak.kvittering import Dokumentpost
    from overforing.saksgang.mottak.bilde import Foresporselsbilde
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.svar import Svarutkast, Svarvalg

_HER = Qt.ShortcutContext.WidgetWithChildrenShortcut
_Sted = tuple[int, int, Dokument, Malform, str]
"""Forespørselens år og nummer, dokumentet, målformen og seksjonen."""


class Mottaksbrevside(Klar):
    """Vis et brev med ``vis``. ``arbeid`` er tråden som eier loggen.

    ``fort`` bærer dokumentet som ble ført, og forespørselen slik den ble; ``foreslatt`` forespørselen, når avgjørelsen
    er sendt til godkjenning i stedet.
    """

    tilbake = Signal()
    fort = Signal(object, object)
    foreslatt = Signal(object)

    def __init__(self, kontor: Mottakskontor, arbeid: Arbeid, utstyr: Utstyr) -> None:
        super().__init__()
        self._kontor, self._arbeid, self._tema = kontor, arbeid, utstyr.tema
        self._ord, self._t, self._dialoger = utstyr.ord, utstyr.ord.fra, utstyr.dialoger
        self._f: Foresporsel | None = None
        self._valg: Svarvalg | None = None
        self._malform: Malform | None = None
        self._her: tuple[int, int, Dokument] | None = None
        self._bilde: Foresporselsbilde | None = None
        self._runde = 0
        self._ulagret: dict[_Sted, Overstyring | None] = {}
        malformord = self._t("ui_mottak.brev.malform")
        self._kopi = Bred()
        self.flate = Brevflate(self._ord, self._tema, arbeid, malformord, egen_angre=True, bak=self._kopi)
        self.om = self.flate.om
        self.lagring = Lagring(utstyr, arbeid)
        self.ut = Utganger(self, utstyr, arbeid)
        self._bygg()
        self.flate.malform_valgt.connect(self._velg_malform)
        self.flate.vist.connect(self._vis_laget)
        # Det som lages underveis, havner sist i rekken, utenfor det det står i.
        ordne_tab = utsatt(self, 0, lambda: sett_rekkefolge(med_tab(self)))
        self.flate.bygd_om.connect(ordne_tab.start)
        self.om.skrevet.connect(self._skriv_om)
        self.om.tilbake.connect(self._tilbake_til_forslaget)
        self.lagring.knapp.clicked.connect(self._lagre)
        self.lagring.lagret.connect(self._er_fort)
        self.ut.sagt.connect(self.lagring.si)
        self.ut.skriv_ut.clicked.connect(self._skriv_ut)
        self.ut.pakk.clicked.connect(self._pakk)
        for navn, knappen in (("lagre", self.lagring.knapp), ("skriv_ut", self.ut.skriv_ut)):
            for tast in SNARVEIER[navn]:
                QShortcut(QKeySequence(tast), self, knappen.click, context=_HER)

    def _bygg(self) -> None:
        t, px = self._t, self._tema.px
        self._tilbakeknapp = knapp(t("ui_mottak.brev.tilbake"), self.tilbake.emit, "lenke_liten")
        self._tittel = Bred("", "overskrift")
        self._folger = Fritekst("", "dempet")
        self._varsler = Kort(self._tema, "varsel")
        knapper = (self.lagring.knapp, self.ut.pakk, self.ut.skriv_ut)
        bunn = Knapperad(self._tema, self._ord, knapper, self.flate.storrelse)
        self._rulle = brevrulle(
            self._tema,
            (
                Rad(px(14), self._tilbakeknapp, self._tittel),
                self._folger,
                self._varsler,
                self.flate,
            ),
            topp=px(6),
        )
        hele = stabel(self, px(10), (px(20), px(10), px(18), px(16)))
        hele.addWidget(self._rulle, 1)
        # I flukt med det som ruller, og synlig hvor en enn har rullet.
        sagt = hele.under(0)
        sagt.setContentsMargins(px(4), 0, px(6), 0)
        sagt.addWidget(self.lagring)
        hele.addWidget(bunn)

    # Vise

    def vis(self, f: Foresporsel, valg: Svarvalg) -> None:
        """Brevet som hører til valget, for forespørselen slik den står."""
        nytt = (f.aar, f.nr, valg.dokument)
        forslag = self._valg.forslag if self._valg else None
        if self._bilde is not None or nytt != self._her or valg.forslag != forslag:
            self.flate.nullstill()
            self._malform = None
        if valg.forslag is not None:
            self.flate.las()
        self.lagring.nullstill()
        self._f, self._valg, self._her, self._bilde = f, valg, nytt, None
        tittel = self._t(f"dokument.{valg.dokument}")
        self._tittel.vis_tekst(f"{f.journalnummer} · {tittel[:1].upper()}{tittel[1:]}")
        self._folger.vis_tekst(self._t(f"ui_mottak.brev.folger.{valg.dokument}"))
        self.lagring.knapp.show()
        self.ut.pakk.hide()
        self._be_om()
        self._rulle.verticalScrollBar().setValue(0)

    @property
    def uferdig(self) -> Svarvalg | None:
        """Svaret brevet skrives om, til det er ført."""
        return self._valg if self._bilde is None else None

    def fokuser(self) -> None:
        self._tilbakeknapp.setFocus(Qt.FocusReason.OtherFocusReason)

    def _be_om(self) -> None:
        f, valg, malform, kontor = self._f, self._valg, self._malform, self._kontor
        if f is None or valg is None or self._bilde is not None:
            return
        ulagret = self._ulagret_her()

        def lag(bredde: int) -> Laget:
            svar = kontor.svar
            return lag_svarbrev(svar, svar.lag(f, valg, malform, ulagret), bredde)

        self.flate.be_om((f.journalnummer, f.versjon, valg, malform, self._runde), lag)

    def _vis_laget(self, laget: Laget | None) -> None:
        if self._bilde is not None:
            return  # det samme brevet i en annen bredde
        utkast = laget.svar if laget else None
        for element in (self.lagring.knapp, self.ut.skriv_ut):
            element.setEnabled(utkast is not None)
        self._vis_steget(utkast)
        self._vis_varslene(utkast)
        self._kopi.vis_tekst("")
        if utkast is None:
            return
        m = utkast.grunnlag.malform
        self.flate.vis_malform(m, next(annen for annen in Malform if annen is not m) if utkast.andre else None)
        if utkast.kopi:
            self._kopi.vis_tekst(self._t("ui_mottak.brev.kopi", kommuner=oppramsing(utkast.kopi)))

    def _vis_steget(self, utkast: Svarutkast | None) -> None:
        """Hva brevet er klart for. Det som ikke er godkjent, går ikke ut, heller ikke på papir."""
        if utkast is None:
            return
        steg = utkast.steg
        vanlig = steg is Steg.LAGRE
        folger = f"ui_mottak.brev.folger.{utkast.valg.dokument}" if vanlig else f"ui_fire_oyne.folger.{steg}"
        self._folger.vis_tekst(self._t(folger))
        tekst = self._t("ui_brev.lagre.knapp" if vanlig else "ui_fire_oyne.foresla")
        self.lagring.knapp.setText(tekst)
        self.lagring.knapp.setAccessibleName(tekst)
        self.lagring.knapp.setVisible(steg is not Steg.SE)
        self.ut.skriv_ut.setVisible(vanlig)

    def _vis_varslene(self, utkast: Svarutkast | None) -> None:
        linjer: list[tuple[str, str]] = []
        if utkast is not None:
            if utkast.hinder:
                linjer.append((self._t("ui_mottak.brev.hinder", grunn=utkast.hinder), "sterk"))
            linjer += [(merknad, "") for merknad in utkast.merknader]
        self._varsler.rom.fyll(linjer, (Fritekst(f"△ {tekst}", rolle) for tekst, rolle in linjer))
        self._varsler.setVisible(bool(linjer))

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self._runde += 1  # tekstene brevene skrives av, kan være valgt på en annen side
        self._be_om()

    # Skrive om

    def _velg_malform(self, malform: str) -> None:
        self._malform = Malform(malform)
        self._be_om()

    def _skriv_om(self, seksjon: str, tekst: str, forslag: str) -> None:
        self._endre(seksjon, Overstyring(tekst=tekst, forslag=forslag))

    def _tilbake_til_forslaget(self, seksjon: str) -> None:
        self._endre(seksjon, None)

    def _endre(self, seksjon: str, ny: Overstyring | None) -> None:
        """Legg det i loggens utkast. Til det er gjort, og om det ikke går, står det her."""
        laget = self.flate.laget
        if laget is None or self._her is None or self._bilde is not None:
            return
        sted = (*self._her, laget.brev.malform, seksjon)
        self._ulagret[sted] = ny
        self._runde += 1
        self._be_om()

        def lagret(_: object) -> None:
            if self._ulagret.get(sted) is ny:
                self._ulagret.pop(sted, None)

        self._arbeid.gjor(f"utkast {sted}", partial(self._lagre_utkast, sted, ny), lagret, self._ikke_lagret)

    def _ulagret_her(self) -> dict[tuple[Malform, str], Overstyring | None]:
        return {sted[3:]: ny for sted, ny in self._ulagret.items() if sted[:3] == self._her}

    def _lagre_utkast(self, sted: _Sted, ny: Overstyring | None) -> None:
        """På arbeidstråden."""
        aar, nr, dokument, malform, seksjon = sted
        svar = self._kontor.svar
        f, brevene = svar.foresporsel(aar, nr), svar.brevene
        if ny is None:
            brevene.tilbake_til_forslaget(f, dokument, seksjon, malform)
        else:
            brevene.skriv_om(f, dokument, seksjon, ny.tekst, ny.forslag, malform)

    def _ikke_lagret(self, feil: Exception) -> None:
        if not isinstance(feil, OverforingFeil):
            raise feil
        self.lagring.si(self._ord.feil(feil))

    def lagre_resten(self) -> None:
        """Det som er skrevet om og ennå ikke ligger i loggen. På arbeidstråden, når vinduet lukkes."""
        for sted, ny in tuple(self._ulagret.items()):
            with contextlib.suppress(OverforingFeil):
                self._lagre_utkast(sted, ny)

    # Ut

    def _lagre(self) -> None:
        """Lagre filene, og før brevet og det som avgjøres i loggen, i ett."""
        self.om.send()
        f, valg, laget = self._f, self._valg, self.flate.laget
        if f is None or valg is None or laget is None or laget.svar is None or self.lagring.pagar:
            return
        if laget.svar.hinder:
            self.lagring.si(self._t("ui_mottak.brev.hinder", grunn=laget.svar.hinder))
            return
        if not self._er_sett_pa(laget):
            return
        if laget.svar.steg is Steg.SE:
            return
        if laget.svar.steg is Steg.FORESLA:
            self._foresla(f, valg, laget.brev.malform)
        elif (mappe := self.lagring.velg_mappe(laget.svar.filer)) is not None:
            self._lagre_i(mappe, f, valg, laget.brev.malform)

    def _foresla(self, f: Foresporsel, valg: Svarvalg, malform: Malform) -> None:
        """Send avgjørelsen til godkjenning. Brevet står slik det er skrevet."""
        kontor, ulagret, her = self._kontor, self._ulagret_her(), self._her

        def foresla() -> Foresporselsbilde:
            svar = kontor.svar
            svar.foresla(svar.lag(f, valg, malform, ulagret))
            return kontor.vis(f.aar, f.nr)

        def foreslatt(bilde: Foresporselsbilde) -> None:
            self.lagring.pagar = False
            if self._her == her:
                self.foreslatt.emit(bilde)

        def gikk_ikke(feil: Exception) -> None:
            self.lagring.pagar = False
            self._ikke_lagret(feil)

        self.lagring.pagar = True
        self._arbeid.gjor("foresla", foresla, foreslatt, gikk_ikke)

    def _er_sett_pa(self, laget: Laget) -> bool:
        """Om egen tekst på gamle opplysninger skal ut likevel. Vil brukeren heller se på den, vises den."""
        foreldede = [Foreldet(laget.brev.dokument, del_) for del_ in laget.deler if del_.foreldet]
        if not foreldede or spor_om_foreldede(self, self._dialoger, self._t, foreldede, "lagre"):
            return True
        self.flate.skriv_om(foreldede[0].del_.id)
        return False

    def _lagre_i(self, mappe: Path, f: Foresporsel, valg: Svarvalg, malform: Malform) -> None:
        kontor, ulagret = self._kontor, self._ulagret_her()
        fort: list[tuple[Svarutkast, Foresporselsbilde]] = []

        def lagre() -> tuple[Path, ...]:
            svar = kontor.svar
            utkast = svar.lag(f, valg, malform, ulagret)
            stier = svar.for_inn(utkast, mappe)
            fort.append((utkast, kontor.vis(f.aar, f.nr)))
            return stier

        self.lagring.lagre(fort, lagre, lambda: None, lambda: self._lagre_i(mappe, f, valg, malform))

    def _er_fort(self, fort: list[tuple[Svarutkast, Foresporselsbilde]], _: object) -> None:
        """Brevet står som det gikk ut. Det som var skrevet om, er i det."""
        ((utkast, self._bilde),) = fort
        kontor = self._kontor
        self.flate.be_om(("fort", self._runde), lambda bredde: lag_svarbrev(kontor.svar, utkast, bredde))
        for sted in [sted for sted in self._ulagret if sted[:3] == self._her]:
            del self._ulagret[sted]
        assert self._valg is not None
        self._folger.vis_tekst(self._t(f"ui_mottak.brev.fort.{self._valg.dokument}"))
        self._varsler.hide()
        self.lagring.knapp.hide()
        self.flate.las()
        self.ut.pakk.show()
        self.ut.pakk.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fort.emit(self._valg.dokument, self._bilde)

    def _skriv_ut(self) -> None:
        self.om.send()
        laget, kontor = self.flate.laget, self._kontor
        if laget and (utkast := laget.svar):
            self.ut.skriv(laget.brev.dokument, lambda: kontor.uttak.skriv_ut(kontor.svar, utkast, PIKSLER))

    def _pakk(self) -> None:
        if self._bilde is not None:
            post = [d for d, _ in self._bilde.dokumenter if d.retning == "ut" and d.har_fil][-1]
            pakk_svaret(self.ut, self._kontor, self._bilde.f, post)


def pakk_svaret(ut: Utganger, kontor: Mottakskontor, f: Foresporsel, post: Dokumentpost) -> None:
    """Pakken til arkivet for et brev som er ført, i en mappe brukeren velger."""
    ut.lag_pakker(lambda slag, dit: kontor.uttak.pakk(f.aar, f.nr, post.post, slag, dit), "ui_mottak.brev.pakke")
