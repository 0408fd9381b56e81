"""To om avgjørelsen, og den som er inhabil, med tastaturet alene: hver i sitt vindu, etter tur, på den samme loggen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from lovene import ordet
from mottak.mottakprover import LEDERNE, PROGRAM, en_sak, saksfil
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.mottak.egen_habilitet import OVERST
from overforing.program.innstillinger import Innstillinger, skriv
from overforing.sak.person import Person
from overforing.ui.deler.tema import Tema

INE, ARN = "Ine Aune", "Arn Vik"
LINJE = (Person(id="e1", navn=INE, overordnet="e2"), Person(id="e2", navn=ARN, ingen_over=OVERST))
Hos = Callable[[str], AbstractContextManager[tuple[Styr, Svarer]]]


@pytest.fixture
def hos(tema: Tema, tmp_path: Path, qtbot) -> Hos:
    @contextmanager
    def hos(navn: str) -> Iterator[tuple[Styr, Svarer]]:
        skriv(tmp_path, Innstillinger(embete="trondelag", navnet_ditt=navn, embetslinje=LINJE))
        dialoger = Svarer()
        _, vindu, _ = lag_vindu(tmp_path, program=PROGRAM, tema=tema, dialoger=dialoger)
        qtbot.addWidget(vindu)
        vindu.show()
        yield Styr(vindu, tastatur=True).vent_til_ferdig(), dialoger
        vindu.close()

    return hos


def apne(styr: Styr) -> Styr:
    return styr.trykk("Åpne forespørselen").vent_til_ferdig()


def svar(styr: Styr, svaret: str) -> Styr:
    styr.trykk("Er du selv habil?").svar("Jeg er", svaret)
    if svaret == "Habil":
        styr.kryss(LEDERNE)
    else:
        styr.skriv("Hvorfor er du inhabil eller i tvil?", "Gift med en part.")
    return styr.trykk("Lagre svaret").vent_til_ferdig()


def test_to_om_avgjorelsen_og_sa_er_den_ene_inhabil(hos: Hos, tmp_path: Path) -> None:
    (tmp_path / "sak.json").write_bytes(saksfil(en_sak()))
    ut = tmp_path / "ut"
    with hos(ARN) as (styr, dialoger):
        dialoger.stier = [tmp_path / "sak.json"]
        styr.tast("Ctrl+O").trykk("Les inn brevene").vent_til_ferdig()
        styr.trykk("Statistikk").vent_til_ferdig().trykk("Slå på fire øyne").vent_til_ferdig()
        assert "Fire øyne er på" in styr.tekst()

    with hos(INE) as (styr, _):
        apne(styr).trykk("Ta forespørselen").vent_til_ferdig()
        svar(styr, "Habil").trykk("Avgjør").velg("Utfall", ordet("mottak.utfall_kort.ikke_saerlig_ulempe"))
        styr.skriv("Begrunnelse", "Kommunedirektøren kan avgjøre saken.")
        styr.trykk("Skriv brevet").vent_til_ferdig().trykk("Send til godkjenning").vent_til_ferdig()
        assert "Venter på at en annen godkjenner." in styr.tekst()
        assert "Ingenting er ført eller sendt ennå." in styr.tekst()

    with hos(ARN) as (styr, _):
        styr.trykk("Til godkjenning  1").vent_til_ferdig()
        apne(styr).trykk("Se brevet").vent_til_ferdig()
        assert "Lagre Word og PDF" not in styr.tekst()
        styr.tast("Escape").vent_til_ferdig()
        assert "Kommunedirektøren kan avgjøre saken." in styr.tekst()
        styr.trykk("Godkjenn").vent_til_ferdig()
        assert "Svar først på om du selv er habil" in styr.tekst()
        svar(styr, "Habil").trykk("Godkjenn").vent_til_ferdig()
        assert "Godkjent av Arn Vik" in styr.tekst()

    with hos(INE) as (styr, dialoger):
        apne(styr).trykk("Lagre og før brevet").vent_til_ferdig()
        dialoger.stier = [ut]
        styr.trykk("Lagre Word og PDF").vent_til_ferdig()
        assert "Avgjørelsen og brevet er ført." in styr.tekst()
        assert len(list(ut.iterdir())) == 2
        styr.tast("Escape").vent_til_ferdig()
        styr.trykk("Åpne igjen").skriv("Hvorfor åpnes den igjen?", "Nytt fra kommunen.")
        styr.trykk("Åpne forespørselen igjen").vent_til_ferdig()
        svar(styr, "Inhabil")
        assert "Du ser ikke denne saken" in styr.tekst()
        assert "Trondheim" not in styr.tekst()
        styr.skriv("Navnet på saksbehandleren", ARN).trykk("Gi forespørselen").vent_til_ferdig()
        assert "Du ser ikke denne saken" in styr.tekst()
        styr.tast("Escape").vent_til_ferdig()
        assert "(du ser ikke saken)" in styr.tekst()
