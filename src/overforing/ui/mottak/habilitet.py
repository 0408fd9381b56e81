"""Skjemaene for den egne habiliteten: svaret en gir om seg selv, og det lederen svarer for en annen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.feil import UgyldigInndata
from overforing.mottak.egne_svar import er_blant, habile, navnene
from overforing.mottak.foresporsel import EgenHabilitet
from overforing.mottak.hendelser import Handling
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett
from overforing.ui.deler.valgrad import Valgrad

from .deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde


class Habilitetsdel(Handlingsdel):
    """``lagre`` gis svaret, hvorfor, og om lederne over en ikke er spurt."""

    def __init__(self, tema: Tema, ord_: Ord, lagre: Callable[[EgenHabilitet, str, bool], object]) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.gjor.habilitet_tittel"), tema, ord_)
        self._ma_ta = self.forklar(t("ui_mottak.gjor.habilitet_ta"))
        svar = self.ta_med("svar", self.rom.ny(Valgrad(t("ui_mottak.gjor.habilitet_sporsmal"))))
        svar.fyll([(ett.value, t(f"ui_mottak.habilitet.{ett}")) for ett in EgenHabilitet])
        self._lederne = self.ta_med("lederne", self.rom.ny(Avkryss(t("ui_mottak.gjor.lederne_ikke_spurt"))))
        self._lederne.setAccessibleName(self._lederne.text())
        hvorfor = self.flate("hvorfor", t("ui_mottak.gjor.habilitet_hvorfor"), 2)

        def gjor() -> None:
            if not svar.verdi:
                raise UgyldigInndata("ui_mottak.gjor.habilitet_tittel")
            lagre(EgenHabilitet(svar.verdi), hvorfor.toPlainText(), self._lederne.isChecked())

        self._lagre = self.gjor(t("ui_mottak.gjor.habilitet_lagre"), gjor)

    def vis(self, bilde: Foresporselsbilde) -> None:
        f, skal_svare = bilde.f, bilde.min or Handling.GODKJENT in bilde.kan
        ma_svare = skal_svare and not er_blant(bilde.meg, habile(f))
        sett(self._lagre, rolle="hoved" if ma_svare and not bilde.skjermet else "")
        self._ma_ta.setVisible(not bilde.min)
        self._lederne.setVisible(skal_svare)
        ikke_spurt = bilde.min and er_blant(f.saksbehandler, navnene(f.lederne_ikke_spurt))
        self.foresla(svar=(f.egen_habilitet or "") if bilde.min else "", lederne="ja" if ikke_spurt else "")
        self.setVisible(Handling.EGEN_HABILITET in bilde.kan)


class Ledersvardel(Handlingsdel):
    """``lagre`` gis hvem det svares for, lederen, svaret, og hvorfor."""

    def __init__(self, tema: Tema, ord_: Ord, lagre: Callable[[str, str, EgenHabilitet, str], object]) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.gjor.leder_tittel"), tema, ord_)
        self._til_leder: dict[str, str] = {}
        self._mangler = self.forklar("")
        self._om = self.liste("om", t("ui_mottak.gjor.leder_om"), t("ui_mottak.gjor.leder_velg_om"))
        self._leder = self.liste("leder", t("ui_mottak.gjor.leder_hvem"), t("ui_mottak.gjor.leder_velg"))
        self._om.valgt.connect(lambda *_: self._vis_lederne())
        svar = self.ta_med("svar", self.rom.ny(Valgrad(t("ui_mottak.gjor.leder_svar"))))
        kan = (EgenHabilitet.HABIL, EgenHabilitet.INHABIL)
        svar.fyll([(ett.value, t(f"ui_mottak.habilitet.{ett}")) for ett in kan])
        hvorfor = self.flate("hvorfor", t("ui_mottak.gjor.leder_hvorfor"), 2)

        def gjor() -> None:
            if not svar.verdi:
                raise UgyldigInndata("ui_mottak.gjor.leder_svar_mangler")
            lagre(self._om.verdi, self._leder.verdi, EgenHabilitet(svar.verdi), hvorfor.toPlainText())

        self.gjor(t("ui_mottak.gjor.leder_lagre"), gjor)

    def vis(self, bilde: Foresporselsbilde) -> None:
        self._til_leder = dict(bilde.til_leder)
        self._om.vis_valg(tuple(Valg(navn, navn) for navn in self._til_leder))
        self.foresla(om=next(iter(self._til_leder)) if len(self._til_leder) == 1 else "")
        self._vis_lederne()
        self.setVisible(Handling.LEDER_SVARTE in bilde.kan and bool(self._til_leder))

    def _vis_lederne(self) -> None:
        leder = self._til_leder.get(self._om.verdi, "")
        self.foresla(leder="")
        self._leder.vis_valg((Valg(leder, leder),) if leder else ())
        self.foresla(leder=leder)  # det er ingen som har skrevet det
        mangler = bool(self._om.verdi) and not leder
        self._mangler.vis_tekst(self._t("ui_mottak.gjor.leder_ukjent") if mangler else "")
