"""Rundturen: hver side og dialog i kontorets vindu, slik de blir sett. For bildene og for prøvene av hele vinduet."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path

from las.lasprover import Minnering
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from tekster.rettskrivingsprover import rettskriving
from ui.tidsur import ro
from ui.vindu import lag_kopier, lag_mottak

from overforing.feil import UgyldigInndata
from overforing.hinder import Hindret
from overforing.las.las import Las
from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.register.database import connect
from overforing.register.saker import Saksregister
from overforing.sak.kodeverk import Malform
from overforing.sak.kopi import Funn, Register, Startfunn
from overforing.sak.person import Person
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Plass, Skjemasteg
from overforing.ui.brev.innsynsdialog import Innsynsdialog
from overforing.ui.deler import krasjrapport
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.vindu.hovedvindu import Hovedvindu

Visning = Callable[[str, QWidget], None]
"""Tar imot navnet på en dialog og dialogen mens den står åpen."""

LANGT_NAVN = "Bjørg-Kristiane Øvregård-Mikkelsdatter"


NOKKEL = "5a" * 32
"""Nøkkelen arket på rundturen er til."""


def na() -> datetime:
    """Klokka på rundturen står."""
    return datetime(2026, 11, 22, 10, 42).astimezone()


def lag_vindu(program: Program, hjem: Path, tema: Tema, app: QApplication, malform: Malform) -> Hovedvindu:
    """Kontorets vindu med et tomt register i mappen."""
    register = Saksregister(
        connect(hjem / "saker.db"),
        kommuner=program.geografi.numre,
        na=na,
        bruker="bruker",
        kjennetegn=program.kjennetegn,
    )
    lager = Innstillingslager(hjem)
    kontor = program.apne_kontor(register, na, lambda: lager.verdier, malform)
    personer = (
        Person(id="a1", navn="Kari Moen", rolle="nav_leder"),
        Person(id="a2", navn=LANGT_NAVN, rolle="veileder", overordnet="a1"),
        Person(id="a3", navn="Siri Lund", rolle="veileder", overordnet="a1", sluttet=True),
    )
    lager.verdier = replace(lager.verdier, personer=personer)
    ord_ = Ord(program.katalog, malform)
    # Uten svar på hvor en arbeider, som ved første start.
    mottak = lag_mottak(program, lager, hjem)
    laasen = Las(hjem, Minnering(virker=False))
    laasen._ny = NOKKEL
    return Hovedvindu(
        kontor,
        Utstyr(
            *(ord_, tema, program.geografi, lager, Dialoger(ord_)),
            rettskriving=cache(lambda: rettskriving(hjem, "nb", "nn")),
        ),
        app,
        regelbok=program.regelbok,
        mottak=mottak,
        laasen=laasen,
        kopier=lag_kopier(program, lager, hjem, na),
    )


def flere_varsler(vindu: Hovedvindu) -> None:
    """Det som kan stå øverst samtidig, det minst viktige først."""
    t = vindu.ramme.utstyr.ord.fra
    for hva, sted, knapp in (
        ("tilbud", "las.start.tilbud", "las.start.tilbud_pa"),
        ("navn", "oppsett.start.navn", "ui_innstillinger.tittel"),
        ("laas", "las.start.arket", "las.start.arket_vis"),
    ):
        tekst = t("ui_innstillinger.deg.hjelp_embete" if hva == "navn" else sted)
        vindu.kopier.vis(hva, t(f"{sted}_tittel"), tekst, ((t(knapp), lambda: None),))


def rundtur(vindu: Hovedvindu, program: Program, hjem: Path, vis_dialog: Visning) -> Iterator[str]:
    """Navnet på hvert sted når det er klart til å ses på. Dialogene går til ``vis_dialog`` mens de står åpne."""
    return _Rundtur(vindu, vis_dialog).alle()


class _Rundtur:
    """Gangen fra den tomme startsiden til den siste dialogen."""

    def __init__(self, vindu: Hovedvindu, vis_dialog: Visning) -> None:
        self.vindu, self.kontor, self._vis_dialog = vindu, vindu.sakene._kontor, vis_dialog

    def alle(self) -> Iterator[str]:
        yield from self._tom_sak()
        yield from self._eksempelet()
        yield from self._linjen()
        yield from self._brevene()
        yield from self._lange_navn()
        yield from self._visningene()
        yield from self._resten()
        self._dialogene()

    def _tom_sak(self) -> Iterator[str]:
        self.vindu.ramme.ga_til("saker")
        yield "00-forste-start"
        self.vindu.laas._si_nei()  # det er spurt om på det første bildet, og skal ikke stå på alle de andre
        self.vindu.sted._svart("", {"navn": "Nav Eksempel", "kommune": "5001"}, "")
        yield "01-start-tom"
        self.vindu.sakene.ny()
        for i, side in enumerate(Skjemasteg, start=1):
            self.vindu.sakside.ga_til(side)
            yield f"02-tom-{i}-{side}"
        self.vindu.sakside.ga_til(Skjemasteg.SOKNADEN)
        self.vindu.sakside.ga_neste()
        yield "03-tom-feil"
        self.vindu.sakside._svar("soknad.haster", "ja")
        self.vindu.sakside._svar("soknad.mottatt", "31.2.2026")
        self.vindu.sakside._forlot()
        self.vindu.sakside.vis(self.vindu.sakside.gang.tilstand)
        yield "03-halv-feil-i-felt"
        self.vindu.sakside.ga_til(Skjemasteg.HABILITET)
        self.vindu.sakside._legg_til("ansatte")
        yield "03-halv-ny-ansatt"
        self.vindu.sakside.vis_brevene()
        yield "03-halv-brevene"

    def _eksempelet(self) -> Iterator[str]:
        self.vindu.ramme.ga_til("saker")
        self.vindu.sakene._apne(self.kontor.eksempel)
        for i, side in enumerate(Skjemasteg, start=1):
            self.vindu.sakside.ga_til(side)
            yield f"04-eksempel-{i}-{side}"
            rulle = self.vindu.sakside.midt.rulle.verticalScrollBar()
            if rulle.maximum() > 50:
                rulle.setValue(rulle.maximum())
                yield f"04-eksempel-{i}-{side}-ned"
        self.vindu.sakside._endre_svar(Skjemasteg.HABILITET, "ansatte[a1].navn")
        yield "04-eksempel-endre-svar"

    def _linjen(self) -> Iterator[str]:
        """Linjen under arbeid: menyen, det som avvises, og tolv personer."""
        sakside = self.vindu.sakside
        sakside.ga_til(Skjemasteg.HABILITET)
        overst, nederst = (sakside.gang.sak.ansatte[i].id for i in (1, 2))
        sakside.linjen.apne(nederst)
        ro(self.vindu)
        self._vis_dialog("04-linje-meny", sakside.linjen.apen)
        sakside.linjen.apen.close()
        sakside.linjen.svar(overst, "overordnet", nederst)
        yield "04-linje-avvist"

        def atte_til(gang: Saksgang) -> None:
            for nr in range(8):
                gang.legg_til_i_linjen(gang.sak.ansatte[nr // 2].id, Plass.UNDER)

        sakside.gjor(atte_til)
        sakside.linjen.legg_til(sakside.gang.sak.ansatte[4].id, Plass.UNDER)
        sakside.linjekart.fokuser(overst)
        yield "04-linje-tolv"
        sakside.angre()
        sakside.gjor(lambda gang: [gang.angre() for _ in range(8)])

    def _brevene(self) -> Iterator[str]:
        self.vindu.sakside.vis_brevene()
        brev = self.vindu.sakside._brevside
        ro(self.vindu)
        yield "05-brev-sider"
        for fane in ("tekst", "sider"):
            brev.faner.velg(fane)
            brev.faner.valgt.emit(fane)
            yield f"05-brev-{fane}-igjen"
        brev.innsyn.knapp.click()
        dialog = brev.findChild(Innsynsdialog)
        dialog._ordene.setPlainText("Kari Moen\nBergen")
        dialog._linjer[next(iter(dialog._linjer))].click()
        ro(self.vindu)
        self._vis_dialog("05-brev-innsyn", dialog)
        dialog.close()
        brev.flate.skriv_om("habilitet")
        yield "05-brev-omskriving"
        brev.om.egen.setPlainText("Dette har kontoret skrevet selv, i to setninger. Forslaget er ikke borte.")
        ro(self.vindu)
        yield "05-brev-skrevet-om"
        brev.om.sammenlign.setChecked(True)
        yield "05-brev-sammenlign"

    def _lange_navn(self) -> Iterator[str]:
        sakside = self.vindu.sakside
        for ansatt in sakside.gang.sak.ansatte:
            sakside._svar(f"ansatte[{ansatt.id}].navn", LANGT_NAVN)
        sakside.ga_til(Skjemasteg.HABILITET)
        yield "06-lange-navn"

    def _visningene(self) -> Iterator[str]:
        ramme = self.vindu.ramme
        ramme.ga_til("veien")
        yield "06-veien"
        veien = ramme.side("veien")
        veien._vis_detaljer(veien._kartet.her)
        yield "06-veien-detaljer"
        veien.escape()
        veien._bytt_visning()
        yield "06-veien-tekst"
        veien._bytt_visning()
        ramme.ga_til("ny_lov")
        yield "06-ny-lov"
        for sted in ("", "taster", "tilgjengelighet", "om"):
            self.vindu.ramme.ga_til("hjelp", sted)
            yield f"06-hjelp-{sted or 'start'}"

    def _resten(self) -> Iterator[str]:
        self.vindu.ramme.ga_til("regelbok")
        yield "07-regelbok"
        self.vindu.ramme.ga_til("innstillinger")
        yield "08-innstillinger"
        rulle = self.vindu.ramme.side("innstillinger").verticalScrollBar()
        for plass in ("midt", "ned"):
            rulle.setValue(rulle.maximum() // (2 if plass == "midt" else 1))
            yield f"08-innstillinger-{plass}"
        side = self.vindu.ramme.side("innstillinger")
        side.arkivet.fold.apne()
        ro(self.vindu)
        side.ensureWidgetVisible(side.arkivet.fold)
        yield "08-innstillinger-arkivet"
        kort = side.laaskort
        side.ensureWidgetVisible(kort)
        yield "08-innstillinger-lasen"
        kort._vis_arket()
        ro(self.vindu)
        side.ensureWidgetVisible(kort)
        yield "08-innstillinger-lasen-arket"
        kort._ark._vis_tasting()
        kort._ark._send()
        ro(self.vindu)
        side.ensureWidgetVisible(kort)
        yield "08-innstillinger-lasen-tastes"
        kort._lukk()
        for _ in range(12):
            self.vindu.sakene.dupliser(self.vindu.sakene.side.tabell.valgte[0].id)
        self.vindu.ramme.ga_til("saker")
        yield "09-start"
        self.vindu.sakene.side.sokefelt.setText("finnes ikke")
        ro(self.vindu)
        yield "09-start-ingen-treff"
        self.vindu.sakene.side.sokefelt.clear()
        ro(self.vindu)
        kopier = self.vindu.kopier
        for nr in range(2):
            rom = replace(kopier.rom, klokke=lambda nr=nr: na() - timedelta(days=3 - nr))
            rom.ta(Register.SAKER)
            _odelegg_en_sak(rom.fil(Register.SAKER), nr)
        kopier._vis_funn(Funn(Register.SAKER, Startfunn.ELDRE, rom.alle(Register.SAKER)[0], Path("saker.db")))
        self.kontor._lager._provd.clear()
        self.vindu.sakene.hent()
        yield "09-start-varsel"
        flere_varsler(self.vindu)
        yield "09-start-varsler"

    def _dialogene(self) -> None:
        ord_, dialoger = self.vindu.ramme.utstyr.ord, self.vindu.ramme.utstyr.dialoger
        rapport = _en_rapport()
        sak, lapp = ord_("start.slett_tekst", sak="Sak 2026/0417"), ord_("start.merkelapp_tekst")
        for navn, vis in (
            ("slett", lambda: dialoger.spor(self.vindu, ord_("start.slett_tittel"), sak, ord_("start.slett_ja"))),
            ("merkelapp", lambda: dialoger.skriv(self.vindu, ord_("start.merkelapp"), lapp, "", 40)),
            ("kopier", self.vindu.kopier.apne),
            ("lasen", self._vis_arket),
            ("krasj", lambda: dialoger.krasj(self.vindu, ord_("krasj.lagret"), rapport)),
            ("krasj-rapport", lambda: dialoger.krasj(self.vindu, ord_("krasj.ikke_lagret"), rapport)),
            ("feil", lambda: dialoger.gikk_ikke(self.vindu, ord_("feil.apne"), UgyldigInndata("ui.feil.ingen_sak"))),
            *((navn, partial(dialoger.gikk_ikke, self.vindu, tittel, feil)) for navn, tittel, feil in _hindre(ord_)),
        ):
            QTimer.singleShot(0, self.vindu, lambda navn=navn: self._ved_dialogen(f"10-dialog-{navn}"))
            vis()

    def _vis_arket(self) -> None:
        self.vindu.laas._sporsmal = "tilbud"
        self.vindu.laas._apne_arket()

    def _ved_dialogen(self, navn: str) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, self.vindu, lambda: self._ved_dialogen(navn))
            return
        ro(dialog)
        if navn.endswith("rapport"):
            dialog._bytt()
            ro(dialog)
        if navn.endswith("kopier"):
            dialog.kopiene.setCurrentRow(1)
            dialog.innholdet.selectRow(0)
        self._vis_dialog(navn, dialog)
        dialog.close()


def _odelegg_en_sak(fil: Path, nr: int) -> None:
    with closing(sqlite3.connect(fil)) as conn, conn:
        rad = f"(SELECT rowid FROM saker ORDER BY endret DESC, rowid DESC LIMIT 1 OFFSET {nr + 1})"
        conn.execute(f"UPDATE saker SET json = CAST(x'7bff7d' AS TEXT) WHERE rowid = {rad}")


def _hindre(ord_: Ord) -> tuple[tuple[str, str, Hindret], ...]:
    fil = r"H:\Overføring\saker.db"
    apent = Hindret(
        "hinder.register.apent",
        hvem="Kari Moen",
        maskin="PC-1042",
        siden="22.11.2026 kl. 08.12",
        bort="22.11.2026 kl. 20.12",
        laasfil="saker.db.laas",
    )
    word = Hindret("hinder.skriv.i_bruk", fil="Anmodning 2026-0417.docx", mappe=r"H:\Saker\Brev")
    return (
        ("word", ord_.fra("ui_brev.lagre.feil"), word),
        ("full", ord_("feil.lagre"), Hindret("hinder.register.full", fil="saker.db")),
        ("nyere", ord_("feil.lista"), Hindret("hinder.register.nyere", fil=fil)),
        ("opptatt", ord_("feil.lagre"), Hindret("hinder.register.opptatt", fil="saker.db")),
        ("apent", ord_("feil.lagre"), apent),
    )


def _en_rapport() -> str:
    try:
        raise KeyError("noe fra en sak")
    except KeyError as feil:
        return krasjrapport.lag("1f2e3d4c", feil).tekst
