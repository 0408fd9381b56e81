"""Det som er skrevet i skjemaene, står der når siden, vinduet og programmet har vært lukket, til det er ført."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mottak.mottakprover import inngaende
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.hinder import Hindret
from overforing.program.innstillinger import Innstillinger, skriv
from overforing.program.program import Program
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

pytestmark = pytest.mark.uten_lov

Apne = Any


@pytest.fixture
def apne(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Apne]:
    skriv(tmp_path, Innstillinger(embete="trondelag", navnet_ditt="Ine Aune"))
    vinduer: list[Hovedvindu] = []

    def lukk() -> None:
        while vinduer:
            vinduer.pop().close()

    def apne() -> tuple[Any, Styr]:
        """Programmet lukket og åpnet på nytt, med den første forespørselen framme når det er en."""
        lukk()
        _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema)
        qtbot.addWidget(vindu)
        vindu.show()
        vinduer.append(vindu)
        gang, styr = vindu.sted.mottak, Styr(vindu).vent_til_ferdig()
        if gang.side.modell.rader:
            gang.apne(gang.kontor.i_dag.year, 1)
        return gang, styr.vent_til_ferdig()

    yield apne
    lukk()


def test_skjemaene_overlever_programmet_og_er_borte_nar_de_er_fort(apne: Apne) -> None:
    gang, styr = apne()
    gang.arbeid.gjor("inn", lambda: gang.kontor._i.logg.motta(inngaende(), gang.kontor.i_dag), lambda _: None)
    styr.vent_til_ferdig()
    gang, styr = apne()
    styr.trykk("Skriv et notat").skriv("Notat", "Ringte Nav-kontoret.")
    styr.trykk("Avgjør").velg("Utfall", "Overført til en annen kommune").velg("Settekommune", "Gol (annet fylke)")
    styr.skriv("Begrunnelse", "Hele linjen er inhabil.")
    styr.trykk("Rett det som er ført").skriv("Deres ref.", "26/78").velg("Haster det for søkeren?", "Nei")
    gang, styr = apne()
    assert (styr.les("Notat"), styr.les("Begrunnelse")) == ("Ringte Nav-kontoret.", "Hele linjen er inhabil.")
    assert (styr.les("Settekommune"), styr.les("Deres ref.")) == ("Gol (annet fylke)", "26/78")
    styr.trykk("Legg til notatet").vent_til_ferdig()
    styr.skriv("Hvorfor", "Sto i brevet.").trykk("Før rettelsen").vent_til_ferdig()
    f = gang.saken.bilde.f
    assert (f.deres_ref, f.haster) == ("26/78", False)
    gang, styr = apne()
    assert not gang.saken.handlinger.deler["notat"].apen
    assert set(gang.saken.bilde.halvskrevet) == {"avgjor"}
    assert gang.saken.bilde.historikk[0].hva == "Rettet"


def test_skjemaet_for_hand_overlever_og_begynner_pa_nytt_nar_det_er_registrert(apne: Apne, tmp_path: Path) -> None:
    fil = tmp_path / "a.jpg"
    fil.write_bytes(b"\xff\xd8\xff\xe0")
    _, styr = apne()
    styr.trykk("Registrer for hånd").svar("Hva gjelder det?", "Anmodning om overføring")
    styr.velg("Kommunen som ber", "Malvik").skriv("Deres ref. (valgfritt)", "26/77")
    gang, styr = apne()
    styr.trykk("Registrer for hånd").vent_til_ferdig()
    assert (styr.les("Kommunen som ber"), styr.les("Deres ref. (valgfritt)")) == ("Malvik", "26/77")
    assert "Du fortsetter på det du skrev sist." in styr.tekst()
    gang.for_hand.side.legg_ved([fil])
    styr.trykk("Registrer").vent_til_ferdig()
    gang, styr = apne()
    gang.for_hand.vis()
    styr.vent_til_ferdig()
    assert (styr.les("Kommunen som ber"), styr.les("Deres ref. (valgfritt)")) == ("", "")
    assert not styr.finnes("Begynn på nytt")


def test_et_fodselsnummer_lagres_ikke_og_det_sies(apne: Apne) -> None:
    gang, styr = apne()
    gang.arbeid.gjor("inn", lambda: gang.kontor._i.logg.motta(inngaende(), gang.kontor.i_dag), lambda _: None)
    styr.vent_til_ferdig()
    gang, styr = apne()
    styr.trykk("Skriv et notat").skriv("Notat", "Søkeren er 17912099997")
    styr.trykk("Gi til en annen").skriv("Navnet på saksbehandleren", "Tor Hegg")
    gang.utkast.lagre()
    assert "ikke lagret som utkast: Det ligner et fødselsnummer" in styr.vent_til_ferdig().tekst()
    gang, styr = apne()
    assert set(gang.saken.bilde.halvskrevet) == {"gi"}


@pytest.mark.parametrize("sted", ["foresporselen", "for_hand"])
def test_det_som_er_i_veien_for_bade_utkastet_og_det_som_fores_sies_en_gang(
    apne: Apne, sted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gang, styr = apne()
    gang.arbeid.gjor("inn", lambda: gang.kontor._i.logg.motta(inngaende(), gang.kontor.i_dag), lambda _: None)
    styr.vent_til_ferdig()
    gang, styr = apne()
    borte = Hindret("hinder.felles.borte", tjener="logg.eksempel.no", logg="logg")

    def nei(*_: object, **__: object) -> None:
        raise borte

    for hva in ("ta_vare", "gjor", "registrer_manuelt"):
        monkeypatch.setattr(gang.kontor, hva, nei)
    if sted == "for_hand":
        gang.for_hand.vis()
        styr.vent_til_ferdig().svar("Hva gjelder det?", "Anmodning om overføring")
        styr.velg("Kommunen som ber", "Gol")
    else:
        styr.trykk("Skriv et notat").skriv("Notat", "Ringte Nav-kontoret.")
    gang.utkast.lagre()
    styr.vent_til_ferdig()
    assert styr.tekst().count("Får ikke tak i") == 1, "grunnen til at utkastet ikke er lagret"
    styr.trykk("Registrer" if sted == "for_hand" else "Legg til notatet").vent_til_ferdig()
    assert "ikke lagret som utkast." in styr.tekst()
    assert styr.tekst().count("Får ikke tak i") == 1
