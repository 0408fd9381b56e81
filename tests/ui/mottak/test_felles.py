"""To i den samme loggen på en tjener: det den ene fører, ser den andre, og det skrevne står når tjeneren faller."""

from __future__ import annotations

from pathlib import Path

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, inngaende
from register.testtjener import Provetjener, legg_til, tom
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.mottak import overganger
from overforing.program.program import Program
from overforing.register.felles.tjener import Tjener, apne
from overforing.register.foresporsler import Foresporselsregister
from overforing.ui.deler.tema import Tema

pytestmark = pytest.mark.uten_lov


def test_det_en_kollega_forer_vises_og_det_skrevne_star_nar_tjeneren_faller(
    tjener: Provetjener, felles_database: str, program: Program, tema: Tema, tmp_path: Path, qtbot
) -> None:
    tom(tjener, felles_database)
    legg_til(tjener, felles_database, "ine", "Ine Aune", "saksbehandler")
    legg_til(tjener, felles_database, "tor", "Tor Hegg", "saksbehandler")
    db = apne(tjener.adresse("logg", "tor"))
    tors = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=db.na, bruker=db.meg)
    en = tors.motta(inngaende(1), MOTTATT).foresporsel
    adresse = f"postgresql://ine@/logg?host={tjener.mappe}&port={tjener.port}"
    dialoger = Svarer()
    innstilt = {"embete": "trondelag", "navnet_ditt": "En annen", "loggtjener": adresse}
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, dialoger=dialoger, innstillinger=innstilt)
    qtbot.addWidget(vindu)
    vindu.resize(1320, 820)
    vindu.show()
    styr = Styr(vindu, tastatur=True).vent_til_ferdig()
    try:
        assert en.journalnummer in styr.tekst()
        styr.vent_pa(lambda: det_lyttes(tjener))
        to = tors.motta(inngaende(2), MOTTATT).foresporsel
        styr.vent_pa(lambda: to.journalnummer in styr.tekst())
        styr.trykk(en.journalnummer).vent_til_ferdig()
        styr.trykk("Ta forespørselen").vent_til_ferdig()
        tors.apner(en.aar, en.nr)
        styr.vent_pa(lambda: "Åpen hos Tor Hegg siden" in styr.tekst())
        ((navn, _),) = tors.apner(en.aar, en.nr)
        assert navn == "Ine Aune"
        tors.apner(0, 0)
        styr.vent_pa(lambda: "Åpen hos" not in styr.tekst())
        naa = tors.les(en.aar, en.nr)
        assert naa.saksbehandler == "Ine Aune", "den som er logget inn, og ikke den som står i innstillingene"
        tors.gjor(naa.aar, naa.nr, naa.versjon, overganger.noter(naa, "Ringte kommunedirektøren."))
        styr.vent_pa(lambda: "Ringte kommunedirektøren." in styr.tekst())
        assert dialoger.sagt == []
        styr.trykk("Skriv et notat").skriv("Notat", "Ringte Nav-kontoret.")
        naa = tors.les(en.aar, en.nr)
        tors.gjor(naa.aar, naa.nr, naa.versjon, overganger.noter(naa, "Sendte brev."))
        styr.vent_pa(lambda: "Sendte brev." in styr.tekst())
        assert (styr.fokus, styr.les("Notat")) == ("Notat", "Ringte Nav-kontoret."), "hun skriver videre"
        with tjener.kutt(felles_database, "ine"):
            styr.trykk("Legg til notatet").vent_til_ferdig()
            assert "Får ikke tak i" in styr.tekst()
            assert styr.les("Notat") == "Ringte Nav-kontoret."
        styr.trykk("Legg til notatet").vent_til_ferdig()
        assert [h.tekst for h in tors.historikk(en.aar, en.nr)][-1] == "Ringte Nav-kontoret."
    finally:
        vindu.close()
        db.close()


def det_lyttes(tjener: Provetjener) -> bool:
    with Tjener(tjener.adresse("logg")).conn as conn:
        sql = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN overforing')"
        return conn.execute(sql).fetchone() == (True,)
