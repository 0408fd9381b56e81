"""Mange forespørsler på en gang: hver føres for seg, og den som ikke går, sier hvorfor."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, inngaende

from overforing.brev.lesing.les import les
from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import overganger
from overforing.mottak.hendelser import Handling
from overforing.mottak.lista import Listerad
from overforing.mottak.utvalg import Utvalg
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.saksgang.mottak.kontor import Mottakskontor

NA = datetime(2026, 12, 20, 9, tzinfo=UTC)
I_DAG, INNEN = NA.date(), date(2027, 1, 10)


@pytest.fixture
def kontor(tmp_path: Path) -> Iterator[Mottakskontor]:
    program = copy(PROGRAM)
    program.__dict__["innstillinger"] = lager = Innstillingslager(tmp_path)
    lager.endre(navnet_ditt="Ine Aune", embete="trondelag")
    kontor = Mottaksprogram(program, lambda: NA).kontor(tmp_path / "mottak.db")
    for nr in range(1, 4):
        kontor._i.logg.motta(inngaende(nr), MOTTATT)
    yield kontor
    kontor.lukk()


def rad(kontor: Mottakskontor, nr: int) -> Listerad:
    return next(r for r in kontor.side(Utvalg()).rader if r.nr == nr)


def test_den_som_far_en_foresporsel_fra_for_far_den_ikke_igjen(kontor: Mottakskontor) -> None:
    gammel = rad(kontor, 1)
    kontor.bunke.fordel(gammel, "Tor Hegg")
    assert rad(kontor, 1).saksbehandler == "Tor Hegg"
    with pytest.raises(KanIkke, match="Tor Hegg har den fra før"):
        kontor.bunke.fordel(rad(kontor, 1), "tor  hegg")
    with pytest.raises(KanIkke):  # noen har ført noe siden lista ble hentet
        kontor.bunke.fordel(gammel, "Siv Moen")
    assert rad(kontor, 1).saksbehandler == "Tor Hegg"


def test_dag_25_foreslas_et_forelopig_svar_til_det_er_sendt(kontor: Mottakskontor) -> None:
    sagt = "Det er minst 25 dager siden forespørselen kom"
    bilde = kontor.vis(2026, 1)
    assert any(merknad.startswith(sagt) for merknad in bilde.merknader)
    sendt = kontor.gjor(2026, 1, bilde.f.versjon, overganger.forelopig_svar)
    assert not any(merknad.startswith(sagt) for merknad in sendt.merknader)


def test_en_frist_settes_med_en_grunn(kontor: Mottakskontor) -> None:
    with pytest.raises(UgyldigInndata, match="Skriv hvorfor"):
        kontor.bunke.sett_frist(rad(kontor, 1), INNEN, " ")
    kontor.bunke.sett_frist(rad(kontor, 1), INNEN, "Ferie.")
    assert rad(kontor, 1).frist == INNEN
    with pytest.raises(UgyldigInndata, match="Ingenting er endret"):
        kontor.bunke.sett_frist(rad(kontor, 1), INNEN, "Ferie.")


def test_en_purring_er_et_brev_om_det_samme_med_en_ny_dag(kontor: Mottakskontor, tmp_path: Path) -> None:
    logg, mappe = kontor._i.logg, tmp_path / "ut"
    for nr, svarfrist in ((2, date(2026, 12, 19)), (3, I_DAG)):
        f = logg.les(2026, nr)
        logg.gjor(2026, nr, f.versjon, overganger.etterlys(f, "Hvem er spurt?", svarfrist, date(2026, 12, 1)))
    with pytest.raises(KanIkke, match="ikke bedt om noe"):
        kontor.bunke.purr(rad(kontor, 1), INNEN, mappe)
    with pytest.raises(KanIkke, match="fortsatt tid"):
        kontor.bunke.purr(rad(kontor, 3), INNEN, mappe)
    assert not mappe.exists()
    stier = kontor.bunke.purr(rad(kontor, 2), INNEN, mappe)
    assert {sti.suffix for sti in stier} == {".docx", ".pdf"}
    siste = logg.historikk(2026, 2)[-1]
    assert (siste.handling, siste.tekst) == (Handling.ETTERLYST, "Hvem er spurt?")
    assert rad(kontor, 2).svarfrist == INNEN
    lest = les(next(sti for sti in stier if sti.suffix == ".docx").read_bytes(), "brev.docx").brodtekst
    teksten = lest.replace("\N{NO-BREAK SPACE}", " ")
    assert "Vi ba dere svare innen 19. desember 2026, og har ikke fått svar." in teksten
    assert "Vi ber om svar innen 10. januar 2027." in teksten
    assert any(d.har_fil and d.retning == "ut" for d in logg.dokumenter(2026, 2))
