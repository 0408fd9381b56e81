"""Hele veien med tastaturet alene: kommunens brev inn, etterlysning, nytt svar, avgjørelse, arkivet, og svaret hjem."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from mottak.mottakprover import LEDERNE, PROGRAM, brev, en_sak, saksfil
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.innstillinger import Innstillinger, skriv
from overforing.sak.modell import Avgrensningstype, Resultat
from overforing.ui.deler.tema import Tema


def test_hele_veien_med_tastaturet(tema: Tema, tmp_path: Path, qtbot) -> None:
    skriv(tmp_path, Innstillinger(embete="trondelag", navnet_ditt="Ine Aune"))
    sak = en_sak()
    (tmp_path / "anmodning.docx").write_bytes(brev("docx"))
    nytt = replace(sak, allerede_gjort="Kari Moen har bare tatt telefonen.")
    (tmp_path / "nytt.json").write_bytes(saksfil(nytt))
    (tmp_path / "sak.json").write_bytes(saksfil(nytt))
    ut, arkiv = tmp_path / "ut", tmp_path / "arkiv"
    dialoger = Svarer()
    _, vindu, _ = lag_vindu(tmp_path, program=PROGRAM, tema=tema, dialoger=dialoger)
    qtbot.addWidget(vindu)
    vindu.show()
    styr = Styr(vindu, tastatur=True).vent_til_ferdig()

    # Inn, og be om det som mangler.
    dialoger.stier = [tmp_path / "anmodning.docx"]
    styr.tast("Ctrl+O").trykk("Les inn brevene").vent_til_ferdig().trykk("Åpne forespørselen").vent_til_ferdig()
    styr.trykk("Ta forespørselen").vent_til_ferdig().trykk("Er du selv habil?").svar("Jeg er", "Habil").kryss(LEDERNE)
    styr.trykk("Lagre svaret").vent_til_ferdig()
    styr.trykk("Be om det som mangler").skriv("Dette skal kommunen svare på", "Hva er alt gjort i saken?")
    styr.skriv("Kommunen skal svare innen", "1.6.2099")
    styr.trykk("Skriv brevet").vent_til_ferdig()
    styr.trykk("Skriv om: Hvorfor vi skriver").tast("Escape")
    dialoger.stier = [ut]
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    styr.tast("Escape").vent_til_ferdig()
    assert "Venter på kommunen" in styr.tekst()

    # Kommunen svarer, og det som er nytt, vises.
    styr.tast("Escape").vent_til_ferdig()
    dialoger.stier = [tmp_path / "nytt.json"]
    styr.tast("Ctrl+O").trykk("Les inn brevene").vent_til_ferdig().trykk("Åpne forespørselen").vent_til_ferdig()
    assert "Nå: Kari Moen har bare tatt telefonen." in styr.tekst()

    # Avgjørelsen.
    styr.trykk("Avgjør").velg("Utfall", "Overført til en annen kommune")
    felt = vindu.sted.mottak.saken.handlinger.deler["avgjor"]._settekommune
    styr.velg("Settekommune", felt.itemText(1)).skriv("Begrunnelse", "Hele linjen er inhabil.")
    styr.velg("Overføringen gjelder", "Også fornyelser").skriv("Fornyelser til og med", "1.6.2099")
    styr.trykk("Skriv brevet").vent_til_ferdig()
    dialoger.stier = [ut, arkiv]
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "Avgjørelsen og brevet er ført." in styr.tekst()

    # Arkivet, journalen og regnearket.
    styr.trykk("Pakke til arkivet …").vent_til_ferdig()
    (pakke,) = arkiv.iterdir()
    with zipfile.ZipFile(pakke) as zip_:
        assert b"Kopimottaker" in zip_.read("arkivmelding.xml")
    styr.tast("Escape", "Escape").vent_til_ferdig()
    styr.trykk("Statistikk").vent_til_ferdig()
    dialoger.stier = [tmp_path / "journal.xml"]
    styr.trykk("Offentlig journal …").vent_til_ferdig()
    dialoger.stier = [tmp_path / "forespørsler.csv"]
    styr.trykk("Forespørslene som regneark …").vent_til_ferdig()
    journal = (tmp_path / "journal.xml").read_text("utf-8")
    assert journal.count("<journalpost>") == 4, "to inn og to ut"
    assert "Overført til" in (tmp_path / "forespørsler.csv").read_text("utf-8-sig")

    # Hjem til kontoret.
    styr.trykk("Innstillinger").velg("Arbeidssted", "Nav-kontor eller kommune").tast("Enter")
    styr.vent_til_ferdig().trykk("Saker").vent_til_ferdig()
    dialoger.stier = [tmp_path / "sak.json"]
    styr.tast("Ctrl+O").vent_til_ferdig()
    dialoger.stier = [next(fil for fil in ut.iterdir() if fil.name.startswith("Avgj") and fil.suffix == ".pdf")]
    styr.tast("Ctrl+O").vent_til_ferdig()
    svar = vindu.sakside.gang.sak.svar
    assert svar is not None
    assert svar.resultat is Resultat.OVERFORT
    assert (svar.omfang, svar.til) == (Avgrensningstype.SOKNAD_OG_FORNYELSER, date(2099, 6, 1))
    assert "Saken er overført til" in styr.tekst()
    vindu.close()
