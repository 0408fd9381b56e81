"""Rundturen i Statsforvalterens vindu, med noen oppdiktede forespørsler i."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from brev.lesing.epostprover import epost
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from ui.rundtur import Visning, flere_varsler, na
from ui.tidsur import ro
from ui.vindu import lag_kopier

from overforing.mottak import overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.brukere import Bruker, Kollega, Lederdel, Rolle
from overforing.mottak.egen_habilitet import OVERST
from overforing.mottak.foresporsel import EgenHabilitet, Svarutfall
from overforing.mottak.hendelser import Sladdegrunn
from overforing.mottak.tilgang import Hvem
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.sak.kodeverk import Avgrensningstype, Dokument, Malform
from overforing.sak.person import Person
from overforing.sak.saksfil import til_verdier
from overforing.saksgang.mottak.ledelse import Kollegiet
from overforing.saksgang.mottak.svar import Svarvalg
from overforing.saksgang.utgang import fra_kontoret
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.kollegakort import Kollegakort
from overforing.ui.innstillinger.mottaksvalg import Arbeidsstedkort
from overforing.ui.mottak.kontroll import Kontrollkort
from overforing.ui.vindu.hovedvindu import Hovedvindu

FORNYELSER = Avgrensningstype.SOKNAD_OG_FORNYELSER
_KOMMUNER = ("5001", "5035", "5041", "5059", "5014", "5054", "5031", "5036")


def lag_vindu(program: Program, hjem: Path, tema: Tema, app: QApplication, malform: Malform) -> Hovedvindu:
    """Vinduet med en tom logg i mappen."""
    lager = Innstillingslager(hjem)
    linje = (
        Person(id="e1", navn="Ine Aune", overordnet="e2"),
        Person(id="e2", navn="Tor Hegg", ingen_over=OVERST),
        Person(id="e3", navn="Siv Moen", overordnet="e2"),
    )
    lager.verdier = replace(
        lager.verdier, embete="trondelag", navnet_ditt="Ine Aune", vindusmalform=malform, embetslinje=linje
    )
    ett = copy(program)
    ett.__dict__["innstillinger"] = lager
    kontor = Mottaksprogram(ett, na).kontor(hjem / "mottak.db")
    sted: Any = SimpleNamespace(adresse="", er_bestemt=False, foreslatt="")
    kontor.loggsted = sted  # den kan legges på en tjener, og ligger her
    ord_ = Ord(program.katalog, malform)
    utstyr = Utstyr(ord_, tema, program.geografi, lager, Dialoger(ord_))
    ingen_saker: Any = None
    kopier = lag_kopier(program, lager, hjem, na)
    return Hovedvindu(ingen_saker, utstyr, app, regelbok=program.regelbok, mottak=kontor, kopier=kopier)


def rundtur(vindu: Hovedvindu, program: Program, hjem: Path, vis_dialog: Visning) -> Iterator[str]:
    """Navnet på hvert sted når det er klart til å ses på."""
    gang = vindu.sted.mottak
    yield "20-mottak-tom"
    flere_varsler(vindu)
    yield "20-mottak-varsler"
    for hva in ("laas", "navn", "tilbud"):
        vindu.kopier.ta_bort(hva)
    fortalt = vindu.ramme.utstyr.ord.fra("tilgang.fortalt.lest")
    next(k for k in gang.side.findChildren(QPushButton) if k.text() == fortalt).click()
    filer = _filer(program, hjem, "pdf")
    gang.ta_imot(filer)
    yield "21-mottak-nar-kom-de"
    gang.innlesing._sporsmal._les()
    ro(vindu)
    yield "21-mottak-lest-inn"
    gang.innlesing._ferdig_lest()
    gang.arbeid.gjor("fyll", lambda: _fyll(gang.kontor), lambda _: gang.hent())
    ro(vindu)
    yield "22-mottak"
    gang.side.tabell.selectAll()
    for navn in ("fordel", "frist", "purr"):
        gang.bunke._apne(navn)
        yield f"22-mottak-flere-{navn}"
    gang.bunke._antall, gang.bunke._ikke = 5, {vindu.ramme.utstyr.ord.fra("mottaksliste.ikke.venter"): ["2026/1"]}
    gang.bunke._ferdig("frist", 0, dato="22.12.2026")
    ro(vindu)
    yield "22-mottak-flere-gjort"
    gang.bunke.lukk()
    gang.bunke.si("")
    filtre = gang.side.filtre
    filtre._flere.setChecked(True)
    filtre._status.vis_verdi("under_behandling")
    filtre._felt["fra"].setText("1.11.2026")
    filtre._les_datoene()
    yield "22-mottak-filtre"
    filtre.nullstill()
    filtre._flere.setChecked(False)
    gang.side.sokefelt.setText("finnes ikke")
    yield "23-mottak-ingen-treff"
    gang.side.sokefelt.clear()
    gang.for_hand.vis()
    gang.for_hand.side._registrer()
    yield "24-mottak-for-hand"
    aar = gang.kontor.i_dag.year
    gang.apne(aar, 1)
    ro(vindu)
    yield "25-foresporsel"
    yield from _nedover(vindu, gang.saken._rulle, "25-foresporsel")
    yield from _dokumentet(vindu, gang.saken)
    for navn in ("habilitet", "avgjor"):
        gang.saken.handlinger.apne(navn)
    avgjor = gang.saken.handlinger.deler["avgjor"]
    avgjor._utfall.vis_verdi("overfort")
    avgjor.vis_feltene()
    ro(vindu)
    rulle = gang.saken._rulle
    rulle.ensureWidgetVisible(avgjor, 0, 20)
    yield "26-foresporsel-avgjor"
    rulle.verticalScrollBar().setValue(0)
    yield from _brevene(vindu, gang, hjem)
    gang.apne(aar, 2)
    yield "27-foresporsel-ny-utgave"
    ro(vindu)
    gang.saken.handlinger.apne("rett")
    gang.saken.handlinger.apne("notat")
    gang.saken.handlinger.deler["notat"].legg_inn({"tekst": "Ringte Nav-kontoret."})
    gang.utkast.lagre()
    gang.saken.spor_nar([hjem / "IMG 1.jpg"], gang.kontor.i_dag)
    dagene = {"brev": "20. november 2026", "mottatt": "18. november 2026"}
    gang.saken.bekreft_nar(gang._t("mottak.avvist.for_brevet", **dagene))
    ro(vindu)
    yield "27-foresporsel-skjemaene"
    yield from _nedover(vindu, gang.saken._rulle, "27-foresporsel-skjemaene")
    gang.apne(aar, 6)
    ro(vindu)
    for navn in ("leder", "sladd", "etterlys"):
        gang.saken.handlinger.apne(navn)
    yield "27-foresporsel-i-tvil"
    yield from _nedover(vindu, gang.saken._rulle, "27-foresporsel-i-tvil")
    gang.arbeid.gjor("sladd", lambda: _sladd(gang.kontor), gang.foresporselen.vis)
    ro(vindu)
    gang.saken._rulle.ensureWidgetVisible(gang.saken._historikk, 0, 20)
    yield "27-foresporsel-sladdet"
    yield from _fire_oyne(vindu, gang)
    i_dag = gang.kontor.i_dag
    gang.arbeid.gjor(
        "e-post", lambda: gang.kontor.innlesing.registrer(filer[-1], i_dag, som_den_er=True), lambda _: gang.hent()
    )
    ro(vindu)
    gang.apne(aar, max(rad.nr for rad in gang.side.modell.rader))
    ro(vindu)
    gang.saken.handlinger.fyll_ut_med_det_som_er_lest()
    gang.saken.handlinger.apne("sla_sammen")
    yield "27-foresporsel-e-post"
    yield from _nedover(vindu, gang.saken._rulle, "27-foresporsel-e-post")
    vindu.ramme.ga_til("statistikk")
    vindu.ramme.side("statistikk").findChild(Kontrollkort)._kontroller(())
    ro(vindu)
    yield "28-statistikk"
    yield from _nedover(vindu, gang.statistikk.side._rulle, "28-statistikk")
    yield from _tilgangen(vindu, gang, aar)
    vindu.ramme.ga_til("innstillinger")
    kort = vindu.ramme.side("innstillinger").findChild(Arbeidsstedkort)
    kort._felt.vis_verdi("vestland")
    kort._valgte("vestland", False)
    yield "29-innstillinger-embete"
    yield from _nedover(vindu, vindu.ramme.side("innstillinger"), "29-innstillinger-embete")
    yield from _kollegene(vindu)


def _kollegene(vindu: Hovedvindu) -> Iterator[str]:
    """De som arbeider i loggen, som om den lå på en tjener: en er borte, og en har sluttet."""
    side, i_dag = vindu.ramme.side("innstillinger"), na().date()
    kort = side.findChild(Kollegakort)
    ine, tor, siv = "Ine Aune", "Tor Hegg", "Siv Moen"
    borte = Bruker(tor, "Avdelingsdirektør", "TH", Rolle.LEDER, i_dag + timedelta(days=9), siv)
    alle = (
        Kollega("ine", Bruker(ine, "Seniorrådgiver", "IA", Rolle.LEDER)),
        Kollega("siv", Bruker(siv)),
        Kollega("tor", borte, "siv", sagt_av=tor, sagt=na()),
        Kollega("arn", Bruker("Arn Vik"), sluttet=True),
    )
    kort._vis(Kollegiet(alle, ine, leder_na=True, lederdelene=(Lederdel(ine, ine), Lederdel(tor, siv))))
    ro(vindu)
    side.ensureWidgetVisible(kort._leder, 0, 60)
    yield "29-innstillinger-kolleger"
    kort._deler["tor"].bytt()
    ro(vindu)
    side.ensureWidgetVisible(kort._deler["tor"], 0, 20)
    yield "29-innstillinger-fravaer"


def _tilgangen(vindu: Hovedvindu, gang: Any, aar: int) -> Iterator[str]:
    """Det en selv har gjort, og det en leder ser om én forespørsel."""
    gang.tilgangen.apne(f"{aar}/6")
    ro(vindu)
    yield "28-tilgang"
    lager = vindu.ramme.utstyr.innstillinger
    meg = lager.verdier.navnet_ditt
    gang.arbeid.gjor("leder", lambda: setattr(gang.kontor.tilgang, "hvem", Hvem("Tor Hegg", "tor")), lambda _: None)
    lager.verdier = replace(lager.verdier, navnet_ditt="Tor Hegg")
    gang.tilgangen.apne(f"{aar}/5")
    side = vindu.ramme.side("tilgang")
    side.grunn.vis_verdi("stikkprove")
    side._be_om_a_se()
    ro(vindu)
    yield "28-tilgang-leder"
    yield from _nedover(vindu, side.rulle, "28-tilgang-leder")
    lager.verdier = replace(lager.verdier, navnet_ditt=meg)


def _fire_oyne(vindu: Hovedvindu, gang: Any) -> Iterator[str]:
    """En avgjørelse foreslått, sett av en annen, sendt tilbake og godkjent; og den som er skjermet."""
    aar, kontor = gang.kontor.i_dag.year, gang.kontor

    def som(navn: str, gjor: Callable[[], Any]) -> None:
        def gjort() -> Any:
            logg, meg = kontor._i.logg, kontor._i.logg.bruker
            logg.bruker = navn
            try:
                return gjor()
            finally:
                logg.bruker = meg

        gang.arbeid.gjor("som", gjort, gang.foresporselen.vis)
        ro(vindu)

    def svar(nr: int, svaret: EgenHabilitet) -> Any:
        f, lag = kontor.vis(aar, nr).f, overganger.svar_for_egen_habilitet
        habil = svaret is EgenHabilitet.HABIL
        return kontor.gjor(
            aar, nr, f.versjon, lambda f: lag(f, kontor.meg, svaret, "Nabo.", lederne_ikke_spurt=habil, som_leder=True)
        )

    som("Tor Hegg", lambda: kontor.ledelse.sett_fire_oyne("pa") or kontor.vis(aar, 2))
    som(
        "Ine Aune",
        lambda: kontor.gjor(aar, 2, kontor.vis(aar, 2).f.versjon, lambda f: overganger.tildel(f, "Ine Aune")),
    )
    som("Ine Aune", lambda: svar(2, EgenHabilitet.HABIL))
    valgt = Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, kontor.i_dag, "Se brevet.")
    gang.foresporselen.skriv(Svarvalg(Dokument.AVGJORELSE, valgt))
    ro(vindu)
    yield "32-brev-til-godkjenning"
    gang.brevet._lagre()
    ro(vindu)
    yield "32-foresporsel-foreslatt"
    logg = kontor._i.logg
    logg.bruker = "Siv Moen"
    som("Siv Moen", lambda: kontor.vis(aar, 2))
    yield "32-foresporsel-til-godkjenning"
    gang.saken._rulle.ensureWidgetVisible(gang.saken.handlinger.deler["godkjenn"], 0, 20)
    yield "32-foresporsel-godkjenn"
    gang.saken.handlinger.apne_forslaget()
    ro(vindu)
    yield "32-brev-foreslatt"
    gang.foresporselen.tilbake_fra_brevet()
    som("Siv Moen", lambda: svar(2, EgenHabilitet.HABIL))
    som("Siv Moen", lambda: kontor.godkjenn(aar, 2, kontor.vis(aar, 2).f.versjon))
    logg.bruker = "Ine Aune"
    som("Ine Aune", lambda: kontor.vis(aar, 2))
    gang.saken._rulle.verticalScrollBar().setValue(0)
    yield "32-foresporsel-godkjent"
    yield from _nedover(vindu, gang.saken._rulle, "32-foresporsel-godkjent")
    som("Ine Aune", lambda: svar(7, EgenHabilitet.INHABIL))
    gang.saken._rulle.verticalScrollBar().setValue(0)
    for navn in ("hast", "gi"):
        gang.saken.handlinger.apne(navn)
    ro(vindu)
    yield "33-foresporsel-skjermet"
    yield from _nedover(vindu, gang.saken._rulle, "33-foresporsel-skjermet")
    logg.bruker = "Tor Hegg"
    som("Tor Hegg", lambda: kontor.vis(aar, 7))
    gang.saken.handlinger.apne("skjold")
    ro(vindu)
    gang.saken._rulle.ensureWidgetVisible(gang.saken.handlinger.deler["skjold"], 0, 20)
    yield "33-foresporsel-skjold"
    logg.bruker = "Ine Aune"
    gang._til_lista()
    ro(vindu)
    yield "33-mottak-skjermet"


def _sladd(kontor: Any) -> Any:
    """Et notat en annen har skrevet i den tredje, sladdet."""
    aar, logg, meg = kontor.i_dag.year, kontor._i.logg, kontor.meg
    logg.bruker = "Tor Hegg"
    f = kontor.vis(aar, 3).f
    kontor.gjor(aar, 3, f.versjon, lambda f: overganger.noter(f, "Ringte om en annen sak."))
    logg.bruker = meg
    bilde = kontor.vis(aar, 3)
    return kontor.sladd(aar, 3, bilde.f.versjon, bilde.kan_sladdes[0][0], Sladdegrunn.FEIL_PERSON, True)


def _dokumentet(vindu: Hovedvindu, side: Any) -> Iterator[str]:
    """Brevet som tekst, og i et smalt vindu for seg selv."""
    side.vis_dokument(side.bilde.dokumenter[0][0])
    ro(vindu)
    yield "25-foresporsel-brevet"
    side.rute._velg_fane("tekst")
    yield "25-foresporsel-brevet-tekst"
    side.rute._velg_fane("sider")
    side._faner.velg("saken")
    side._ordne()


def _brevene(vindu: Hovedvindu, gang: Any, hjem: Path) -> Iterator[str]:
    """De tre brevene, det ene skrevet om, og avgjørelsen med det som hindrer den, ført og pakket."""
    deler = gang.saken.handlinger.deler
    avgjor = deler["avgjor"]
    avgjor._settekommune.vis_verdi("5035")
    avgjor._omfang.vis_verdi(FORNYELSER)
    avgjor.vis_feltene()
    avgjor._til.setText("1.6.2027")
    gang.foresporselen.skriv(Svarvalg(Dokument.AVGJORELSE, avgjor._valgt()))
    ro(vindu)
    yield "30-brev-avgjorelse-hinder"
    gang.foresporselen.tilbake_fra_brevet()
    gang.saken.handlinger.deler["etterlys"].hva.setPlainText(
        "– Hva er gjort i saken så langt?\n– Hvem har dere spurt om å avgjøre?"
    )
    deler["etterlys"].apne(True)
    ro(vindu)
    gang.saken._rulle.ensureWidgetVisible(deler["etterlys"], 0, 20)
    yield "30-foresporsel-etterlys"
    etterlyst = gang.saken.handlinger.deler["etterlys"].hva.toPlainText()
    innen = gang.kontor.i_dag + timedelta(days=14)
    gang.foresporselen.skriv(
        Svarvalg(Dokument.ETTERLYSNING, tekst="Hva er gjort?", etterlyst=etterlyst, svarfrist=innen)
    )
    ro(vindu)
    yield "30-brev-etterlysning"
    flate = gang.brevet.flate
    flate.faner.velg("tekst")
    flate.faner.valgt.emit("tekst")
    yield "30-brev-etterlysning-tekst"
    flate.skriv_om("mangler")
    yield "30-brev-etterlysning-omskriving"
    flate.om.egen.setPlainText("Vi har lest brevet deres, og trenger svar på to spørsmål før vi kan avgjøre saken.")
    ro(vindu)
    flate.om.sammenlign.setChecked(True)
    yield "30-brev-etterlysning-sammenlign"
    flate.faner.velg("sider")
    flate.faner.valgt.emit("sider")
    gang.foresporselen.tilbake_fra_brevet()
    gang.foresporselen.skriv(Svarvalg(Dokument.FORELOPIG_SVAR))
    ro(vindu)
    yield "30-brev-forelopig"
    gang.foresporselen.tilbake_fra_brevet()
    avgjor._begrunnelse.setPlainText("Alle som kan avgjøre saken hos dere, er inhabile. Stedfortreder er ikke funnet.")
    gang.foresporselen.skriv(Svarvalg(Dokument.AVGJORELSE, avgjor._valgt()))
    ro(vindu)
    yield "30-brev-avgjorelse"
    _lagre(gang, hjem / "ut")
    ro(vindu)
    yield "30-brev-fort"
    gang.foresporselen.tilbake_fra_brevet()
    yield "30-foresporsel-avgjort"
    yield from _nedover(vindu, gang.saken._rulle, "30-foresporsel-avgjort")
    yield from _omgjort(vindu, gang, avgjor)


def _omgjort(vindu: Hovedvindu, gang: Any, avgjor: Any) -> Iterator[str]:
    """Åpnet igjen, og bare en del overført i den nye avgjørelsen."""
    f = gang.saken.bilde.f
    gang.foresporselen.utfor(
        lambda k: k.gjor(f.aar, f.nr, f.versjon, lambda f: overganger.gjenapne(f, "Nye opplysninger.")), None
    )
    ro(vindu)
    avgjor.apne(True)
    avgjor._utfall.vis_verdi("delvis_overfort")
    avgjor._settekommune.vis_verdi("5035")
    avgjor._omfang.vis_verdi("en_soknad")
    avgjor._ikke_overfort.setText("Søknaden om råd og veiledning")
    avgjor._begrunnelse.setPlainText("Botilbudet kan kommunen gi selv.")
    avgjor.vis_feltene()
    ro(vindu)
    gang.saken._rulle.ensureWidgetVisible(avgjor, 0, 20)
    yield "31-foresporsel-delvis"
    gang.foresporselen.skriv(Svarvalg(Dokument.AVGJORELSE, avgjor._valgt()))
    ro(vindu)
    yield "31-brev-omgjoring"
    _lagre(gang, gang.brevet.lagring.velg_mappe(()))
    ro(vindu)
    gang.foresporselen.tilbake_fra_brevet()
    gang.saken._rulle.verticalScrollBar().setValue(0)
    ro(vindu)
    yield "31-foresporsel-omgjort"
    gang.saken.vis_dokument(gang.saken.bilde.dokumenter[-1][0])
    gang.saken.rute._velg_fane("tekst")
    ro(vindu)
    yield "31-foresporsel-omgjort-brevet"
    gang.saken.rute._velg_fane("sider")


def _lagre(gang: Any, mappe: Path) -> None:
    gang.brevet.lagring.velg_mappe = lambda filer: mappe
    gang.brevet._lagre()


def _nedover(vindu: QWidget, rulle: Any, navn: str) -> Iterator[str]:
    felt = rulle.verticalScrollBar()
    nr = 0
    while felt.value() < felt.maximum() and nr < 3:
        nr += 1
        felt.setValue(felt.value() + rulle.viewport().height() - 60)
        yield f"{navn}-{nr}"


def _filer(program: Program, hjem: Path, format_: str = "docx") -> list[Path]:
    sak = program.les_sak(program.eksempel())
    vurdering = program.vurder(sak)
    laget = program.brevskriver.lag(Dokument.ANMODNING, sak, vurdering)
    brev = program.utgang.skriv(fra_kontoret(laget, sak, vurdering), format_)
    ut = [hjem / f"anmodning.{format_}"]
    ut[0].write_bytes(brev)
    for nr in range(1, len(_KOMMUNER) + 1):
        ut.append(hjem / f"forespørsel {nr}.json")
        ut[-1].write_text(json.dumps(til_verdier(ny_sak(sak, nr)), ensure_ascii=False), "utf-8")
    endret = replace(ny_sak(sak, 1), allerede_gjort="Kontoret har bare bekreftet at søknaden er mottatt.")
    ut.append(hjem / "svar på etterlysning.json")
    ut[-1].write_text(json.dumps(til_verdier(endret), ensure_ascii=False), "utf-8")
    ut.append(hjem / "ikke et brev.pdf")
    ut[-1].write_bytes(b"Hei")
    ut.append(hjem / "Vi trenger hjelp.eml")
    ut[-1].write_bytes(
        epost({}, f"Vi viser til sak {sak.saksnummer}.\n", "Vi ber om overføring", fra="nav@malvik.kommune.no")
    )
    return ut


def ny_sak(sak: Any, nr: int) -> Any:
    kontor = replace(sak.kontor, kommune=_KOMMUNER[nr - 1])
    return replace(sak, id=f"{nr:08x}{sak.id[8:]}", saksnummer=f"{sak.saksnummer}-{nr}", kontor=kontor)


def _fyll(kontor: Any) -> None:
    """Noen tatt, noen avgjort, en over fristen, og en del eldre."""
    aar, meg = kontor.i_dag.year, kontor.meg
    kontor.tilgang.hvem = Hvem(meg, "ine")  # det samme på hver maskin

    def gjor(nr: int, lag: Callable[..., Any]) -> None:
        f = kontor.vis(aar, nr).f
        kontor.gjor(aar, nr, f.versjon, lag)

    for nr in (1, 3, 4, 5):
        gjor(nr, lambda f: overganger.tildel(f, meg))
        gjor(nr, lambda f: overganger.svar_for_egen_habilitet(f, meg, EgenHabilitet.HABIL, lederne_ikke_spurt=True))
    gjor(
        3,
        lambda f: overganger.etterlys(f, "Hvem kan avgjøre i stedet?", kontor.i_dag + timedelta(days=10), kontor.i_dag),
    )
    gjor(6, lambda f: overganger.tildel(f, meg))
    f = kontor.vis(aar, 6).f
    kontor._i.logg.bruker = "Tor Hegg"
    kontor.gjor(aar, 6, f.versjon, lambda f: overganger.noter(f, "Ringte Nav-kontoret."))
    kontor._i.logg.bruker = meg
    for navn in ("Siv Moen", meg):
        kontor._i.logg.bruker = navn
        gjor(6, lambda f, n=navn: overganger.svar_for_egen_habilitet(f, n, EgenHabilitet.TVIL, "Kjenner en part."))
    til = date(aar + 1, 6, 1)
    for nr, valgt in (
        (4, Avgjorelse(Svarutfall.OVERFORT, kontor.i_dag, "Se brevet.", "5029", None, FORNYELSER, til)),
        (5, Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, kontor.i_dag, "Se brevet.")),
    ):
        f = kontor.vis(aar, nr).f
        kontor.avgjor(aar, nr, f.versjon, valgt)
    logg = kontor._i.logg
    for nr in range(24):
        mottatt = date(aar, 1 + nr % 10, 3) + timedelta(days=nr)
        felt = kontor._i.gang.ny_for_hand({"slag": "anmodning", "kommune": _KOMMUNER[nr * nr % 8]}, mottatt)
        logg.registrer_for_hand(felt, mottatt)
