"""Statsforvalterens vindu: lese inn, køene, en forespørsel fra mottak til avgjørelse, og tallene."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from brev.lesing.leserprover import HENGER, bytt_leser
from brev.lesing.test_les import fremmed_docx, med_del
from mottak.mottakprover import LEDERNE, brev, en_sak, saksfil
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from ui.engelsk import engelske_ord
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.mottak.hendelser import Handling
from overforing.program.innstillinger import Innstillinger, les, skriv
from overforing.program.program import Program
from overforing.saksgang.mottak.bilde import dag
from overforing.ui.deler.klosser import hold_sammen
from overforing.ui.deler.tema import Tema
from overforing.ui.mottak.kolonner import KOLONNER
from overforing.ui.vindu.hovedvindu import Hovedvindu


@pytest.fixture
def lag(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Any]:
    vinduer: list[Hovedvindu] = []

    def lag_ett(**innstilt: Any) -> tuple[Hovedvindu, Styr, Svarer]:
        if innstilt:
            skriv(tmp_path, Innstillinger(**innstilt))
        dialoger = Svarer()
        _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, dialoger=dialoger)
        qtbot.addWidget(vindu)
        vindu.resize(1320, 820)
        vindu.show()
        vinduer.append(vindu)
        styr = Styr(vindu, tastatur=True)
        return vindu, styr.vent_til_ferdig(), dialoger

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


@pytest.fixture
def mottak(lag) -> tuple[Hovedvindu, Styr, Svarer]:
    return lag(embete="trondelag", navnet_ditt="Ine Aune")


@pytest.fixture
def filer(tmp_path: Path) -> list[Path]:
    """To brev, en fil som ikke er det den sier, og det første brevet én gang til under et annet navn."""
    mappe = tmp_path / "inn"
    mappe.mkdir()
    innhold = {
        "a.docx": brev("docx"),
        "b.json": saksfil(en_sak(2)),
        "c.pdf": b"Hei",
        "d.docx": brev("docx"),
    }
    for navn, data in innhold.items():
        (mappe / navn).write_bytes(data)
    return [mappe / navn for navn in innhold]


def slipp(vindu: Hovedvindu, filer: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(fil)) for fil in filer])
    ingen = Qt.KeyboardModifier.NoModifier
    hendelse = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, ingen)
    vindu.dropEvent(hendelse)
    Styr(vindu).vent(20).trykk("Les inn brevene").vent(20).vent_til_ferdig()


def apne_den_forste(styr: Styr) -> None:
    styr.trykk("Åpne forespørselen").vent_til_ferdig()


# Hvor en arbeider


def test_pa_kontoret_er_mottaket_verken_vist_eller_laget(lag) -> None:
    vindu, styr, _ = lag(rolle="kontor")
    assert styr.finnes("Saker")
    assert not styr.finnes("Mottak")
    assert vindu.sted._mottak is None
    assert not styr.finnes("Hvor arbeider du?")


def test_forste_start_spor_hvor_en_arbeider_og_svaret_huskes(lag, tmp_path: Path) -> None:
    vindu, styr, _ = lag()
    assert "Hvor arbeider du?" in styr.tekst()
    styr.trykk("Hos Statsforvalteren").velg("Hvilket embete?", "Statsforvalteren i Trøndelag")
    styr.skriv("Navnet ditt", "root")
    assert not vindu.sted._hvor._velg.isEnabled(), "ingen fører som root"
    styr.skriv("Navnet ditt", "Ine Aune")
    styr.trykk("Bruk dette embetet").vent_til_ferdig()
    assert "Mottatte forespørsler" in styr.tekst()
    assert styr.finnes("Statistikk")
    assert not styr.finnes("Saker")
    assert (les(tmp_path).embete, les(tmp_path).navnet_ditt) == ("trondelag", "Ine Aune")
    assert "Statsforvalteren i Trøndelag" in styr.tekst()


def test_den_som_ikke_svarer_arbeider_pa_et_kontor(lag, tmp_path: Path) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Ny sak")
    assert vindu.sakside.gang is not None
    assert les(tmp_path).embete == ""


def test_stedet_kan_endres_i_innstillingene(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    vindu.ramme.ga_til("innstillinger")
    # Piltastene går gjennom valgene; stedet byttes først når en velger det.
    styr.velg("Arbeidssted", "Nav-kontor eller kommune").vent_til_ferdig()
    assert styr.finnes("Mottak")
    assert les(tmp_path).embete == "trondelag"
    styr.trykk("Bruk dette arbeidsstedet").vent_til_ferdig()
    assert styr.finnes("Saker")
    assert not styr.finnes("Bruk dette arbeidsstedet")
    assert not styr.finnes("Mottak")
    assert (les(tmp_path).embete, les(tmp_path).rolle) == ("", "kontor")


def test_embetets_egen_adresse_bekreftes_i_innstillingene(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    vindu.ramme.ga_til("innstillinger")
    assert "Postadressen til Statsforvalteren i Trøndelag" in styr.tekst()
    styr.trykk("Bekreft adressen").vent_til_ferdig()
    assert list(les(tmp_path).bekreftede_adresser) == ["trondelag"]


def test_enter_bruker_arbeidsstedet_pilene_stanset_pa(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    vindu.ramme.ga_til("innstillinger")
    styr.velg("Arbeidssted", "Statsforvaltaren i Vestland").tast("Enter").vent_til_ferdig()
    assert les(tmp_path).embete == "vestland"


# Lese inn


def test_slupne_filer_leses_inn_og_hver_far_et_svar(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    assert "Ingen forespørsler ennå" in styr.tekst()
    slipp(vindu, filer)
    tekst = styr.tekst()
    assert "Lest inn: 4 av 4. 2 ført, 1 kjent fra før, 1 ikke brukt." in tekst
    assert "✕ Ikke brukt: c.pdf. Navnet slutter på .pdf" in tekst
    assert "– Var der alt: d.docx" in tekst
    assert len(vindu.sted.mottak.side.modell.rader) == 2
    styr.trykk("Lukk lista")
    assert "Lest inn" not in styr.tekst()


def test_en_spor_nar_brevene_kom_og_om_et_brev_datert_etter_det(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    vindu.sted.mottak.ta_imot(filer[1:2])
    styr.vent()
    kort = vindu.sted.mottak.innlesing
    assert styr.les("Når kom de?") == dag(vindu.sted.mottak.kontor.i_dag)
    styr.skriv("Når kom de?", "1.6.2099").trykk("Les inn brevene")
    assert "fram i tid" in styr.tekst()
    styr.skriv("Når kom de?", "2.1.2020").trykk("Les inn brevene").vent_til_ferdig()
    assert not vindu.sted.mottak.side.modell.rader
    styr.trykk("Før dem likevel").vent_til_ferdig()
    assert [r.mottatt for r in vindu.sted.mottak.side.modell.rader] == [date(2020, 1, 2)]
    assert not kort.pagar


def test_filer_velges_i_dialogen(mottak, filer: list[Path]) -> None:
    vindu, styr, dialoger = mottak
    dialoger.stier = filer[:2]
    styr.trykk("Les inn brev …").trykk("Les inn brevene").vent_til_ferdig()
    assert len(vindu.sted.mottak.side.modell.rader) == 2


def test_innlesingen_kan_stanses_og_resten_av_bunken_blir_liggende(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    mange = []
    for nr in range(1, 30):
        fil = tmp_path / f"{nr}.json"
        fil.write_bytes(saksfil(en_sak(nr)))
        mange.append(fil)
    vindu.sted.mottak.innlesing.les(mange)
    styr.trykk("Stans innlesingen").vent_til_ferdig()
    assert "Stanset. Lest inn:" in styr.tekst()
    lest = len(vindu.sted.mottak.innlesing._resultater)
    assert lest < 29
    assert len(vindu.sted.mottak.side.modell.rader) == lest


def test_stans_virker_med_en_gang_ogsa_i_en_fil_som_aldri_blir_lest(
    mottak, filer: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    vindu, styr, _ = mottak
    bytt_leser(monkeypatch, HENGER)
    vindu.sted.mottak.innlesing.les(filer)
    styr.trykk("Stans innlesingen").vent_til_ferdig()
    assert "Stanset. Lest inn: 0 av 4." in styr.tekst()
    assert vindu.sted.mottak.side.modell.rader == []
    monkeypatch.undo()
    slipp(vindu, filer)
    assert "2 ført" in styr.tekst()


def test_en_ny_utgave_viser_hva_som_er_endret(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    en = tmp_path / "en.json"
    en.write_bytes(saksfil(en_sak(2)))
    slipp(vindu, [en])
    sak = en_sak(2)
    to = tmp_path / "to.json"
    to.write_bytes(saksfil(replace(sak, allerede_gjort="Kari Moen har bare tatt telefonen.")))
    slipp(vindu, [to])
    assert "Ny utgave" in styr.tekst()
    apne_den_forste(styr)
    tekst = styr.tekst()
    assert "Endret siden forrige utgave" in tekst
    assert "Nå: Kari Moen har bare tatt telefonen." in tekst
    assert "Det har kommet noe nytt fra kommunen" in tekst


def test_endret_tekst_sies_med_det_som_skiller(mottak, tmp_path: Path) -> None:
    _, styr, _ = mottak
    fil = tmp_path / "tuklet.docx"
    fil.write_bytes(med_del(brev("docx"), "word/document.xml", b"Vi ber ", b"Vi krever straks "))
    slipp(mottak[0], [fil])
    apne_den_forste(styr)
    tekst = styr.tekst()
    assert "Teksten er endret siden brevet ble laget" in tekst
    assert "Tatt bort: Vi ber" in tekst
    assert "Lagt til: Vi krever straks" in tekst


def test_et_fremmed_brev_fores_for_hand_med_filen_ved(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    fil = tmp_path / "fremmed.docx"
    fil.write_bytes(fremmed_docx())
    slipp(vindu, [fil])
    apne_den_forste(styr)
    assert "feltene må fylles ut for hånd" in styr.tekst()
    assert "Programmets egen vurdering" not in styr.tekst()
    assert not styr.finnes("Rett det som er ført")
    styr.velg("Kommunen som ber", "Malvik").trykk("Registrer").vent_til_ferdig()
    f = vindu.sted.mottak.saken.bilde.f
    assert (f.kommune, f.manuell) == ("5031", False)
    assert "Malvik" in f.tittel


def test_hundre_filer_med_skadde_imellom_leses_og_vinduet_svarer_imens(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    filer = []
    for nr in range(1, 101):
        filer.append(tmp_path / f"{nr}.json")
        filer[-1].write_bytes(saksfil(en_sak(nr)) if nr % 20 else b"{")
    vindu.sted.mottak.innlesing.les(filer)
    # Mens det leses, kan en søke, og det svares før bunken er ferdig.
    styr.skriv("Søk i forespørslene", "finnes ikke")
    styr.vent_pa(lambda: "Ingen forespørsler passer" in styr.tekst())
    assert vindu.sted.mottak.innlesing.pagar
    styr.vent_til_ferdig()
    assert "Lest inn: 100 av 100. 95 ført, 0 kjent fra før, 5 ikke brukt." in styr.tekst()
    styr.skriv("Søk i forespørslene", "").vent_til_ferdig()
    assert vindu.sted.mottak.side._koer["alle"].accessibleDescription() == "95"


# Lista


def test_koene_teller_og_sok_og_filter_begrenser(mottak, filer: list[Path], tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer)
    side = vindu.sted.mottak.side
    koer = {k.accessibleName(): k.accessibleDescription() for k in side._koer.values()}
    assert koer["Kø: Nye"] == "2"
    assert koer["Kø: Mine"] == "0"
    styr.skriv("Søk i forespørslene", "Trondheim").vent_til_ferdig()
    assert len(side.modell.rader) == 2
    styr.skriv("Søk i forespørslene", '"finnesikke" AND (').vent_til_ferdig()
    assert side.modell.rader == []
    assert "Ingen forespørsler passer" in styr.tekst()
    styr.skriv("Søk i forespørslene", "").vent_til_ferdig()
    styr.trykk("Kø: Mine").vent_til_ferdig()
    assert side.modell.rader == []
    styr.trykk("Kø: Nye").velg("Kommune", "Malvik").vent_til_ferdig()
    assert side.modell.rader == []


def test_filtrene_pa_status_utfall_og_mottatt_kan_tas_bort_pa_en_gang(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer)
    side = vindu.sted.mottak.side
    assert not styr.finnes("Utfall")
    styr.trykk("Flere filtre").velg("Status", "Ny").vent_til_ferdig()
    assert len(side.modell.rader) == 2
    styr.skriv("Mottatt til og med", "tull").tast("Enter").vent_til_ferdig()
    assert "tull er ikke en dato" in styr.tekst() or "Skriv datoen" in styr.tekst()
    assert len(side.modell.rader) == 2
    styr.skriv("Mottatt til og med", "1.1.2020").tast("Enter").vent_til_ferdig()
    assert side.modell.rader == []
    assert "Flere filtre: 2 i bruk" in styr.tekst()
    styr.skriv("Mottatt fra og med", "1.2.2020").tast("Enter").vent_til_ferdig()
    assert "Den første dagen er etter den siste." in styr.tekst()
    styr.trykk("Vis alle forespørslene").vent_til_ferdig()
    assert len(side.modell.rader) == 2
    assert (styr.les("Status"), styr.les("Mottatt til og med")) == ("Alle statuser", "")
    styr.velg("Utfall", "Trukket").vent_til_ferdig()
    assert side.modell.rader == []


def test_neste_side_hentes_nar_en_ruller(mottak, tmp_path: Path) -> None:
    vindu, styr, _ = mottak
    gang = vindu.sted.mottak
    gang.arbeid.gjor(
        "fyll",
        lambda: [gang.kontor._i.logg.registrer_for_hand({"kommune": "5001"}, gang.kontor.i_dag) for _ in range(120)],
        lambda _: gang.hent(),
    )
    styr.vent_til_ferdig()
    side = gang.side
    assert len(side.modell.rader) == 50
    for ventet in (100, 120):
        side.tabell.scrollToBottom()
        styr.vent_pa(lambda ventet=ventet: len(side.modell.rader) == ventet)
    numre = [rad.nr for rad in side.modell.rader]
    assert numre == list(range(120, 0, -1))


def test_en_pa_papir_registreres_for_hand(mottak) -> None:
    vindu, styr, _ = mottak
    styr.trykk("Registrer for hånd").trykk("Registrer")
    assert "Velg hva brevet gjelder." in styr.tekst()
    assert "Velg kommunen fra lista." in styr.tekst()
    styr.svar("Hva gjelder det?", "Tvist om oppholdskommune").velg("Kommunen som ber", "Malvik")
    styr.skriv("Brevets dato (valgfritt)", "31.2.2026").trykk("Registrer")
    assert "31.2.2026 er ikke en dato" in styr.tekst()
    styr.skriv("Brevets dato (valgfritt)", "1.7.2026").trykk("Registrer").vent_til_ferdig()
    f = vindu.sted.mottak.saken.bilde.f
    assert (f.slag, f.kommune, f.dokumentdato.isoformat(), f.manuell) == ("tvist", "5031", "2026-07-01", False)
    assert "Malvik" in styr.tekst()


# En forespørsel


def test_fra_mottak_til_avgjorelse_med_tastaturet(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer[:1])
    apne_den_forste(styr)
    saken = vindu.sted.mottak.saken
    tekst = styr.tekst()
    assert "Teksten er uendret siden brevet ble laget" in tekst
    assert "underskrift" not in tekst.lower()
    assert "Nært, langvarig vennskap" in tekst
    assert "Statsforvalteren bes om å overføre saken" in tekst
    styr.trykk("Ta forespørselen").vent_til_ferdig()
    assert saken.bilde.f.saksbehandler == "Ine Aune"
    styr.trykk("Skriv et notat").skriv("Notat", "Ringte Nav-kontoret.").trykk("Legg til notatet").vent_til_ferdig()
    assert "Ringte Nav-kontoret." in styr.tekst()
    styr.trykk("Be om det som mangler").skriv("Dette skal kommunen svare på", "Hvem er Kari Moens overordnede?")
    styr.trykk("Merk som etterlyst")
    assert "Skriv datoen kommunen skal svare innen." in styr.vent_til_ferdig().tekst()
    styr.skriv("Kommunen skal svare innen", "1.6.2099").trykk("Merk som etterlyst").vent_til_ferdig()
    assert saken.bilde.f.svarfrist == date(2099, 6, 1)
    assert saken.bilde.tilstand == "Venter på kommunen"
    styr.trykk("Avgjør").trykk("Før avgjørelsen")
    assert "Velg utfallet." in styr.tekst()
    styr.velg("Utfall", "Overført til en annen kommune")
    navnene = [navn for _, navn in saken.bilde.settekommuner]
    foreslatt = next(navn for navn in navnene if "(foreslått)" in navn)
    assert f"Kommunen foreslår {foreslatt.partition(' (')[0]}" in styr.tekst()
    assert not any("Trondheim" in navn for navn in navnene)
    styr.velg("Settekommune", foreslatt).skriv("Begrunnelse", "Hele linjen er inhabil.")
    styr.trykk("Før avgjørelsen").vent_til_ferdig()
    assert "Svar først på om du selv er habil" in styr.tekst()
    styr.trykk("Er du selv habil?").svar("Jeg er", "Habil").kryss(LEDERNE).trykk("Lagre svaret").vent_til_ferdig()
    # Det som var skrevet, står der ennå.
    assert styr.les("Begrunnelse") == "Hele linjen er inhabil."
    styr.trykk("Før avgjørelsen").vent_til_ferdig()
    assert "Si om overføringen gjelder denne søknaden alene" in styr.tekst()
    styr.velg("Overføringen gjelder", "Også fornyelser").skriv("Fornyelser til og med", "1.6.2099")
    styr.trykk("Før avgjørelsen").vent_til_ferdig()
    assert saken.bilde.tilstand.startswith("Overført til")
    assert saken.bilde.tilstand.endswith("også fornyelser til og med 1. juni 2099")
    assert saken.bilde.historikk[0].hva == "Avgjort"
    assert Handling.AVGJORT not in saken.bilde.kan
    styr.tast("Escape").vent_til_ferdig()
    assert vindu.sted.mottak.side.modell.rader[0].utfall == "overfort"


def test_en_foresporsel_som_kommer_sent_tar_ikke_brukeren_fra_det_neste_hun_apnet(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer[:1])
    styr.vent_til_ferdig()
    gang = vindu.sted.mottak
    gang.apne(gang.kontor.i_dag.year, 1)
    vindu.ramme.ga_til("statistikk")
    styr.vent_til_ferdig()
    assert vindu.ramme.na == "statistikk"


def test_det_en_annen_har_fort_imens_sies_og_vises(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer[:1])
    apne_den_forste(styr)
    gang = vindu.sted.mottak
    f = gang.saken.bilde.f

    def imens() -> None:
        from overforing.mottak.overganger import noter

        gang.kontor._i.logg.gjor(f.aar, f.nr, f.versjon, noter(f, "Fra en kollega."))

    gang.arbeid.gjor("imens", imens, lambda _: None)
    styr.vent_til_ferdig()
    styr.trykk("Skriv et notat").skriv("Notat", "Mitt notat.").trykk("Legg til notatet").vent_til_ferdig()
    assert "Fra en kollega." in styr.tekst()
    assert styr.les("Notat") == "Mitt notat."
    styr.trykk("Legg til notatet").vent_til_ferdig()
    assert "Mitt notat." in [linje.tekst for linje in gang.saken.bilde.historikk]


def test_dokumentet_lagres_slik_det_kom(mottak, filer: list[Path], tmp_path: Path) -> None:
    vindu, styr, dialoger = mottak
    slipp(vindu, filer[:1])
    apne_den_forste(styr)
    dialoger.stier = [tmp_path / "kopi.docx"]
    styr.trykk("Lagre en kopi og åpne …").vent_til_ferdig()
    assert (tmp_path / "kopi.docx").read_bytes() == filer[0].read_bytes()
    assert zipfile.is_zipfile(tmp_path / "kopi.docx")
    assert dialoger.sagt == ["åpnet kopi.docx"]


def test_et_fodselsnummer_i_et_notat_sies_med_en_gang(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer[:1])
    apne_den_forste(styr)
    styr.trykk("Skriv et notat").skriv("Notat", "Søkeren er 17912099997")
    assert "ligner et fødselsnummer" in styr.tekst()


# Tallene


def test_tallene_tegnes_med_tabellen_ved_siden_av_og_kan_lagres(mottak, filer: list[Path], tmp_path: Path) -> None:
    vindu, styr, dialoger = mottak
    slipp(vindu, filer[:2])
    vindu.ramme.ga_til("statistikk")
    styr.vent_til_ferdig()
    side = vindu.sted.mottak.statistikk.side
    tekst = styr.tekst()
    assert "Alle tall er med, også de små." in tekst
    assert "Trondheim · 2 · 0 · – · –" in tekst
    assert side.kort["kommune"].soyler.accessibleDescription() == "Trondheim: 2"
    dialoger.stier = [tmp_path / "alt.xlsx", tmp_path / "skjermet.xlsx", tmp_path / "papir.pdf"]
    styr.trykk("Årsrapporten til Excel …").vent_til_ferdig()
    assert "Filen er lagret: alt.xlsx Ikke skjermet. Skal ikke ut av embetet." in styr.tekst()
    styr.svar("Vis", "Skjermet, til andre").vent_til_ferdig()
    assert "Trondheim · skjermet · –" in styr.tekst()
    assert side.kort["kommune"].soyler.accessibleDescription() == "Trondheim: skjermet"
    styr.trykk("Årsrapporten til Excel …").vent_til_ferdig()
    alt, skjermet = (zipfile.ZipFile(tmp_path / f"{navn}.xlsx") for navn in ("alt", "skjermet"))
    assert "Ikke skjermet." in alt.read("xl/sharedStrings.xml").decode()
    assert "skjermet" in skjermet.read("xl/sharedStrings.xml").decode()
    styr.tast("Ctrl+P")
    assert (tmp_path / "papir.pdf").read_bytes().startswith(b"%PDF")
    assert dialoger.sagt == [f"Årsrapport {date.today().year}"]
    dialoger.stier = [tmp_path / "journal.xml"]
    styr.trykk("Offentlig journal …").vent_til_ferdig()
    assert "Kari Moen" not in (tmp_path / "journal.xml").read_text("utf-8")


def test_loggen_kontrolleres_ogsa_mot_en_journal_herfra_og_funnene_star_der(
    mottak, filer: list[Path], tmp_path: Path
) -> None:
    vindu, styr, dialoger = mottak
    slipp(vindu, filer[:2])
    vindu.ramme.ga_til("statistikk")
    dialoger.stier = [tmp_path / "journal.xml"]
    styr.vent_til_ferdig().trykk("Offentlig journal …").vent_til_ferdig()
    dialoger.stier = [tmp_path / "journal.xml"]
    styr.trykk("Kontroller mot filer …").vent_til_ferdig()
    assert "✓ Loggen er i orden. Lest: 2 forespørsler, 2 hendelser og 2 dokumenter." in styr.tekst()
    assert "Prøvd mot: journal.xml." in styr.tekst()
    with closing(sqlite3.connect(tmp_path / "mottak.db", isolation_level=None)) as conn:
        conn.execute("DROP TRIGGER vern_hendelser_update")
        conn.execute("UPDATE hendelser SET av = 'Tor Hegg' WHERE foresporsel = 2")
    styr.trykk("Kontroller loggen").vent_til_ferdig()
    assert "△ Loggen er ikke i orden. Antall funn: 3." in styr.tekst()
    assert "△ Endret etter at det ble ført: 2026/2 (hendelse 1). Ta en kopi av filen slik den er" in styr.tekst()


def test_tiden_ma_ga_framover(mottak) -> None:
    vindu, styr, _ = mottak
    vindu.ramme.ga_til("statistikk")
    styr.skriv("Fra og med", "1.2.2026").skriv("Til og med", "1.1.2026").trykk("Offentlig journal …")
    assert "Den første dagen er etter den siste." in styr.tekst()


# Ord


def test_ingen_engelske_ord_pa_sidene(mottak, filer: list[Path]) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer)
    tekster = [styr.tekst(), *styr.felt()]
    apne_den_forste(styr)
    for navn in vindu.sted.mottak.saken.handlinger.deler:
        vindu.sted.mottak.saken.handlinger.apne(navn)
    tekster += [styr.tekst(), *styr.felt()]
    vindu.ramme.ga_til("statistikk")
    styr.vent_til_ferdig()
    tekster += [styr.tekst(), *styr.felt()]
    assert engelske_ord("\n".join(tekster)) == []


# Utseende og oppstart


def test_ingen_av_sidene_er_bredere_enn_vinduet_med_dobbel_skrift(lag, tema: Tema, filer: list[Path]) -> None:
    tema.skaler(2)
    try:
        vindu, styr, _ = lag(embete="trondelag", navnet_ditt="Ine Aune")
        vindu.resize(940, 560)
        slipp(vindu, filer)
        gang = vindu.sted.mottak
        gang.apne(gang.side.valgt.aar, gang.side.valgt.nr)
        styr.vent_til_ferdig()
        for navn in gang.saken.handlinger.deler:
            gang.saken.handlinger.apne(navn)
        styr.vent(50)
        rullene = [gang.saken._rulle]
        vindu.ramme.ga_til("statistikk")
        styr.vent_til_ferdig()
        rullene.append(gang.statistikk.side._rulle)
        for rulle in rullene:
            assert rulle.widget().width() <= rulle.viewport().width(), rulle.parentWidget()
    finally:
        tema.skaler(0.5)


def test_vinduet_pa_kontoret_henter_ikke_inn_mottaket() -> None:
    kode = (
        "import sys, overforing.ui.vindu.oppstart; "
        "sys.exit(any(m.startswith(('overforing.mottak', 'overforing.ui.mottak')) for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", kode], check=False).returncode == 0


def test_innstillingene_viser_bare_det_som_brukes_hos_statsforvalteren(mottak) -> None:
    vindu, styr, _ = mottak
    vindu.ramme.ga_til("innstillinger")
    assert styr.finnes("Navnet ditt")
    assert not styr.finnes("Navnet på kontoret")
    forst = next(navn for navn in styr.felt() if "Arbeidssted" in navn or "Navnet ditt" in navn)
    assert "Arbeidssted" in forst


# Det brukeren skriver feil


def test_feilene_i_skjemaet_for_hand_star_samlet_som_lenker_til_feltene(mottak) -> None:
    vindu, styr, _ = mottak
    styr.trykk("Registrer for hånd").skriv("Brevets dato (valgfritt)", "31.2.2026").tast("Tab")
    assert "31.2.2026 er ikke en dato" in styr.tekst()  # med en gang feltet forlates
    styr.trykk("Registrer").vent_til_ferdig()
    tekst = styr.tekst()
    assert "Du må rette disse feilene" in tekst
    assert "Velg kommunen fra lista." in tekst
    assert "Velg hva brevet gjelder" in styr.fokus
    styr.trykk("Velg hva brevet gjelder.")
    assert "Hva gjelder det?" in styr.fokus
    styr.svar("Hva gjelder det?", "Anmodning om overføring")
    styr.trykk("31.2.2026 er ikke en dato som finnes.")
    assert styr.fokus == "Brevets dato (valgfritt)"
    styr.skriv("Brevets dato (valgfritt)", "1.7.2026").velg("Kommunen som ber", "Malvik")
    assert "Du må rette" not in styr.tekst()
    styr.trykk("Registrer").vent_til_ferdig()
    assert vindu.sted.mottak.saken.bilde.f.kommune == "5031"


def test_en_gal_dato_i_en_handling_sies_nar_feltet_forlates_og_er_borte_nar_den_er_rettet(
    mottak, filer: list[Path]
) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer[:1])
    apne_den_forste(styr)
    styr.trykk("Rett det som er ført").skriv("Brevets dato", "31.2.2026").tast("Tab")
    assert "31.2.2026 er ikke en dato" in styr.tekst()
    styr.skriv("Brevets dato", "1.2.2026").tast("Tab")
    assert "er ikke en dato" not in styr.tekst()


def test_lista_ruller_ikke_sidelengs_i_det_minste_vinduet_og_kortet_har_det_som_vek(
    mottak: tuple[Hovedvindu, Styr, Svarer], filer: list[Path]
) -> None:
    vindu, styr, _ = mottak
    slipp(vindu, filer)
    side = vindu.sted.mottak.side
    vist = [nr for nr in range(len(KOLONNER)) if side.tabell.vises(nr)]
    assert len(vist) == len(KOLONNER)
    frist, hel = side._celle(side.valgt, "frist"), side.tabell.rowHeight(0)
    side.tabell.setMaximumWidth(sum(side.tabell._minst.values()) + 30)
    styr.vent_pa(lambda: side.tabell.rowHeight(0) > hel)  # det som ikke får plass på én linje, går over flere
    vindu.resize(940, 560)
    styr.vent_pa(lambda: side.tabell.horizontalScrollBar().maximum() == 0)
    assert side.tabell.vises(KOLONNER.index("frist"))
    assert "Frist:" not in side._valgt_tekst.text()
    side.tabell.setMaximumWidth(330)
    styr.vent_pa(lambda: side.tabell.horizontalScrollBar().maximum() == 0)
    assert not side.tabell.vises(KOLONNER.index("frist"))
    assert hold_sammen(f"Frist: {frist}") in side._valgt_tekst.text()
    assert side.tabell.vises(KOLONNER.index("nummer"))
