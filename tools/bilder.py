"""Bilder av alle sidene i vinduet uten skjerm, lyst og mørkt, i to størrelser.

    python tools/bilder.py MAPPE [--bare DEL] [--skala 2.0] [--skrift "DejaVu Sans"] [--side mottak]

Bildene er til å se på. ``--side mottak`` tar Statsforvalterens vindu. ``--bare`` tar bare dem som har DEL i navnet.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from overforing.app import Program
from overforing.innstillinger import Innstillingslager
from overforing.saksgang.tilstand import Plass, Side
from overforing.ui import qtnorsk
from overforing.ui.arbeid import Arbeid
from overforing.ui.hovedvindu import Hovedvindu
from overforing.ui.ordene import Ord
from overforing.ui.tema import Tema

STORRELSER = ((1320, 820), (1024, 700))
LANGT_NAVN = "Bjørg-Kristiane Øvregård-Mikkelsdatter"


def _na() -> datetime:
    return datetime(2026, 11, 22, 10, 42).astimezone()


def _app(skrift: str) -> QApplication:
    app = QApplication(sys.argv[:1])
    if skrift not in QFontDatabase.families():
        import ttf_opensans

        for fil in sorted((Path(ttf_opensans.__file__).parent / "ttf").glob("OpenSans-*.ttf")):
            QFontDatabase.addApplicationFont(str(fil))
    app.setFont(QFont(skrift, 9))
    return app


def _lager(mappe: Path, program: Program) -> Any:
    from overforing.register.database import connect
    from overforing.register.saker import Saksregister

    return Saksregister(connect(mappe / "saker.db"), kommuner=program.geografi.numre, na=_na, bruker="bruker")


def vent(vindu: QWidget, minst: int = 60) -> None:
    """La vinduet bli ferdig. En løkke slipper arbeidstrådene til; ``QTest.qWait`` gjør det ikke."""
    rolig = 0
    for _ in range(100):
        lokke = QEventLoop()
        QTimer.singleShot(minst, lokke.quit)
        lokke.exec()
        timere = any(t.isActive() and t.isSingleShot() and t.interval() <= 600 for t in vindu.findChildren(QTimer))
        if not timere and not any(a.pagar for a in vindu.findChildren(Arbeid)):
            rolig += 1
        if rolig == 2:
            return


class Fotograf:
    """Går gjennom vinduet og gir navnet på hvert bilde når det er klart til å tas."""

    def __init__(self, vindu: Hovedvindu, kontor: Any, ta: Callable[[str, QWidget], None]) -> None:
        self.vindu, self.kontor, self.ta = vindu, kontor, ta

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
        self.vindu.vis_side("saker")
        yield "01-start-tom"
        self.vindu.sakene.ny()
        for i, side in enumerate(Side, start=1):
            self.vindu.sakside.ga_til(side)
            yield f"02-tom-{i}-{side}"
        self.vindu.sakside.ga_til(Side.SOKNADEN)
        self.vindu.sakside.ga_neste()
        yield "03-tom-feil"
        self.vindu.sakside._svar("soknad.haster", "ja")
        self.vindu.sakside._svar("soknad.mottatt", "31.2.2026")
        self.vindu.sakside._forlot()
        self.vindu.sakside.vis(self.vindu.sakside.gang.tilstand)
        yield "03-halv-feil-i-felt"
        self.vindu.sakside.ga_til(Side.HABILITET)
        self.vindu.sakside._legg_til("ansatte")
        yield "03-halv-ny-ansatt"
        self.vindu.sakside.vis_brevene()
        yield "03-halv-brevene"

    def _eksempelet(self) -> Iterator[str]:
        self.vindu.vis_side("saker")
        self.vindu.sakene._apne(self.kontor.eksempel)
        for i, side in enumerate(Side, start=1):
            self.vindu.sakside.ga_til(side)
            yield f"04-eksempel-{i}-{side}"
            rulle = self.vindu.sakside.midt.rulle.verticalScrollBar()
            if rulle.maximum() > 50:
                rulle.setValue(rulle.maximum())
                yield f"04-eksempel-{i}-{side}-ned"
        self.vindu.sakside._endre_svar(Side.HABILITET, "ansatte[a1].navn")
        yield "04-eksempel-endre-svar"

    def _linjen(self) -> Iterator[str]:
        """Linjen under arbeid: menyen, det som avvises, og tolv personer."""
        sakside = self.vindu.sakside
        sakside.ga_til(Side.HABILITET)
        overst, nederst = (sakside.gang.sak.ansatte[i].id for i in (1, 2))
        sakside.linjen.apne(nederst)
        vent(self.vindu)
        self.ta("04-linje-meny", sakside.linjen.apen)
        sakside.linjen.apen.close()
        sakside.linjen.svar(overst, "overordnet", nederst)
        yield "04-linje-avvist"
        for nr in range(9):
            sakside.linjen.legg_til(sakside.gang.sak.ansatte[nr // 2].id, Plass.UNDER)
        sakside.linjekart.fokuser(overst)
        yield "04-linje-tolv"
        for _ in range(9):
            sakside.angre()

    def _brevene(self) -> Iterator[str]:
        self.vindu.sakside.vis_brevene()
        brev = self.vindu.sakside._brevside
        vent(self.vindu)
        yield "05-brev-sider"
        for fane in ("tekst", "omskriving"):
            brev.faner.velg(fane)
            brev.faner.valgt.emit(fane)
            yield f"05-brev-{fane}"
        brev.om.liste.setCurrentRow(2)
        brev.om.skriv_om.click()
        brev.om.egen.setPlainText("Dette har kontoret skrevet selv, i to setninger. Forslaget står ved siden av.")
        vent(self.vindu)
        yield "05-brev-skrevet-om"
        brev.om.sammenlign.setChecked(True)
        yield "05-brev-sammenlign"

    def _lange_navn(self) -> Iterator[str]:
        sakside = self.vindu.sakside
        for ansatt in sakside.gang.sak.ansatte:
            sakside._svar(f"ansatte[{ansatt.id}].navn", LANGT_NAVN)
        sakside.ga_til(Side.HABILITET)
        yield "06-lange-navn"

    def _visningene(self) -> Iterator[str]:
        visninger = self.vindu.visninger
        visninger.vis_veien()
        yield "06-veien"
        visninger.kartside._vis_detaljer(visninger.kartside._kartet.her)
        yield "06-veien-detaljer"
        visninger.kartside.escape()
        visninger.kartside._bytt_visning()
        yield "06-veien-tekst"
        visninger.kartside._bytt_visning()
        visninger.sammenlign()
        yield "06-ny-lov"
        for sted in ("", "taster", "om"):
            self.vindu.vis_side("hjelp", sted)
            yield f"06-hjelp-{sted or 'start'}"

    def _resten(self) -> Iterator[str]:
        self.vindu.vis_side("regelbok")
        yield "07-regelbok"
        self.vindu.vis_side("innstillinger")
        yield "08-innstillinger"
        rulle = self.vindu.innstillingsside.verticalScrollBar()
        for plass in ("midt", "ned"):
            rulle.setValue(rulle.maximum() // (2 if plass == "midt" else 1))
            yield f"08-innstillinger-{plass}"
        for _ in range(12):
            self.vindu.sakene.dupliser(self.vindu.startside.valgt.id) if self.vindu.startside.valgt else None
        self.vindu.vis_side("saker")
        yield "09-start"
        self.vindu.startside.sokefelt.setText("finnes ikke")
        vent(self.vindu, 300)
        yield "09-start-ingen-treff"
        self.vindu.startside.sokefelt.clear()
        vent(self.vindu, 300)

    def _dialogene(self) -> None:
        ord_, dialoger = self.vindu._ord, self.vindu.dialoger
        sak = ord_("start.slett_tekst", sak="Sak 2026/0417")
        for navn, vis in (
            ("slett", lambda: dialoger.spor(self.vindu, ord_("start.slett_tittel"), sak, ord_("start.slett_ja"))),
            ("krasj", lambda: dialoger.si(self.vindu, ord_("krasj.tittel"), ord_("krasj.lagret", kode="1f2e3d4c"))),
            ("feil", lambda: dialoger.feil(self.vindu, ord_("feil.apne"), ord_("feil.ingen_sak"), prov_igjen=True)),
        ):
            QTimer.singleShot(150, self.vindu, lambda navn=navn: self._ta_dialogen(f"10-dialog-{navn}"))
            vis()

    def _ta_dialogen(self, navn: str) -> None:
        if dialog := QApplication.activeModalWidget():
            self.ta(navn, dialog)
            dialog.close()


def main() -> int:
    valg = argparse.ArgumentParser()
    valg.add_argument("mappe", type=Path)
    valg.add_argument("--bare", default="")
    valg.add_argument("--skala", type=float, default=1.0)
    valg.add_argument("--skrift", default="Open Sans")
    valg.add_argument("--drakt", choices=("lys", "mork", "begge"), default="begge")
    valg.add_argument("--storrelse", default="")
    valg.add_argument("--side", choices=("kontor", "mottak"), default="kontor")
    args = valg.parse_args()
    args.mappe.mkdir(parents=True, exist_ok=True)
    app = _app(args.skrift)
    qtnorsk.installer(app)
    program = Program.start()
    fotografer = _fotografer_mottaket if args.side == "mottak" else _fotografer
    for drakt in ("lys", "mork") if args.drakt == "begge" else (args.drakt,):
        for bredde, hoyde in STORRELSER:
            if not args.storrelse or str(bredde) == args.storrelse:
                fotografer(app, program, args, drakt, bredde, hoyde)
                app.setFont(QFont(args.skrift, 9))
                app.processEvents()
    return 0


def _fotografer(app: QApplication, program: Program, args: Any, drakt: str, bredde: int, hoyde: int) -> None:
    def ta(navn: str, widget: QWidget) -> None:
        if args.bare in navn:
            widget.grab().save(str(args.mappe / f"{navn}-{drakt}-{bredde}.png"))
            print(navn, drakt, bredde)

    with TemporaryDirectory() as hjem:
        tema = Tema(app, las=drakt == "mork")
        if args.skala != 1.0:
            tema.skaler(args.skala)
        lager = Innstillingslager(Path(hjem))
        kontor = program.apne_kontor(_lager(Path(hjem), program), _na, lambda: lager.verdier)
        personer = (("Kari Moen", "nav_leder"), (LANGT_NAVN, "veileder"))
        lager.verdier = replace(lager.verdier, kontor={"navn": "Nav Eksempel", "kommune": "5001"}, personer=personer)
        vindu = Hovedvindu(kontor, lager, Ord(program.katalog), program.geografi, tema, app, regelbok=program.regelbok)
        vindu.resize(bredde, hoyde)
        vindu.show()
        vent(vindu)
        for navn in Fotograf(vindu, kontor, ta).alle():
            if args.bare in navn:
                vent(vindu)
                ta(navn, vindu)
        vindu.close()
        vindu.deleteLater()


def _fotografer_mottaket(app: QApplication, program: Program, args: Any, drakt: str, bredde: int, hoyde: int) -> None:
    from bilder_mottak import bilder, lag_vindu

    with TemporaryDirectory() as hjem:
        tema = Tema(app, las=drakt == "mork")
        if args.skala != 1.0:
            tema.skaler(args.skala)
        vindu = lag_vindu(program, Path(hjem), tema, app, _na)
        vindu.resize(bredde, hoyde)
        vindu.show()
        for navn in bilder(vindu, program, Path(hjem), vent):
            vent(vindu)
            if args.bare in navn:
                vindu.grab().save(str(args.mappe / f"{navn}-{drakt}-{bredde}.png"))
                print(navn, drakt, bredde)
        vindu.close()
        vindu.deleteLater()


if __name__ == "__main__":
    sys.exit(main())
