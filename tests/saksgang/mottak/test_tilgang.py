"""Alt som åpnes, søkes i, eksporteres og skrives ut, føres ett sted; og lar det seg ikke føre, hjelpes det likevel."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from mottak.mottakprover import PROGRAM, inngaende
from register.registerprover import Klokke

from overforing.feil import KanIkke, UgyldigInndata
from overforing.hinder import Hindret
from overforing.mottak import overganger
from overforing.mottak.egen_habilitet import OVERST
from overforing.mottak.foresporsel import EgenHabilitet
from overforing.mottak.tilgang import Gjort, Grunn
from overforing.mottak.utvalg import Utvalg
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.program.kopier import Registerkopier
from overforing.sak.kopi import Register, Startfunn
from overforing.sak.person import Person
from overforing.saksgang.mottak.kontor import Mottakskontor

KOM = date(2026, 11, 20)
EN, TO = (2026, 1), (2026, 2)


class Ett:
    """Programmet hos Statsforvalteren i en mappe, med en klokke som stilles for hånd."""

    def __init__(self, mappe: Path, navn: str = "Ine Aune") -> None:
        self.mappe, self.klokke = mappe, Klokke()
        lager = Innstillingslager(mappe)
        linje = (
            Person(id="e1", navn="Ine Aune", overordnet="e2"),
            Person(id="e2", navn="Tor Hegg", ingen_over=OVERST),
        )
        lager.verdier = replace(lager.verdier, embete="trondelag", navnet_ditt=navn, embetslinje=linje)
        self.program = copy(PROGRAM)
        self.program.__dict__["innstillinger"] = lager
        self.kopier = Registerkopier(self.program, self.klokke, hjem=mappe)
        self.kontor = self.nytt(navn)

    def nytt(self, navn: str) -> Mottakskontor:
        lager = self.program.innstillinger
        lager.verdier = replace(lager.verdier, navnet_ditt=navn)
        return Mottaksprogram(self.program, self.klokke).kontor(self.mappe / "mottak.db")

    def gjort(self, nummer: tuple[int, int] | None = None) -> list[Gjort]:
        lager = self.kontor.tilgang.lager
        alle = lager.om(nummer) if nummer else lager.egne(self.kontor.tilgang.hvem)
        return [o.gjort for o in reversed(alle)]


@pytest.fixture
def ett(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ett]:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path))
    ett = Ett(tmp_path)
    logg = ett.kontor._i.logg
    logg.motta(inngaende(1), KOM)
    logg.motta(inngaende(2), KOM)
    yield ett
    ett.kontor.lukk()


def test_a_apne_fores_en_gang_for_hver_gang_den_apnes(ett: Ett) -> None:
    kontor = ett.kontor
    kontor.vis(*EN)
    kontor.gjor(*EN, 1, lambda f: overganger.tildel(f, kontor.meg))
    kontor.vis(*TO)
    kontor.vis(*EN)
    kontor.side(Utvalg())
    kontor.vis(*EN)
    assert ett.gjort(EN) == [Gjort.APNET] * 3
    assert ett.gjort(TO) == [Gjort.APNET]


def test_a_soke_eksportere_og_lagre_fores_og_ordene_star_ikke_i_filen(ett: Ett, tmp_path: Path) -> None:
    kontor = ett.kontor
    for sok in ("o", "ol", "ola hov"):
        kontor.side(Utvalg(sok=sok))
    ett.klokke.fram(minutes=2)
    kontor.side(Utvalg(sok="ola hov"))
    kontor.uttak.eksporter("csv", KOM, KOM, tmp_path / "ut.csv")
    bilde = kontor.vis(*EN)
    kontor.uttak.dokumentet(*EN, bilde.dokumenter[0][0], tmp_path / "dok.json")
    assert ett.gjort() == [Gjort.BEGYNT, Gjort.SOKT, Gjort.SOKT, Gjort.EKSPORTERT, Gjort.APNET, Gjort.EKSPORTERT]
    assert ett.gjort(EN) == [Gjort.APNET, Gjort.EKSPORTERT]
    assert (tmp_path / "ut.csv").is_file()
    kontor.lukk()
    assert b"ola" not in b"".join(f.read_bytes() for f in tmp_path.glob("tilgang.db*"))


def test_den_forste_kopien_tas_med_en_gang_sa_en_tilgangslogg_som_blir_borte_blir_sett(ett: Ett) -> None:
    ett.kontor.vis(*EN)
    assert len(ett.kopier.alle(Register.TILGANG)) == 1
    ett.kontor.lukk()
    (ett.mappe / "tilgang.db").unlink()
    (funn,) = [f for f in ett.kopier.funn() if f.register is Register.TILGANG]
    assert funn.hva is Startfunn.MANGLER
    bilde = ett.kontor.vis(*EN)
    assert bilde.f.nr == 1, "den åpnes likevel"
    assert "ikke ført i tilgangsloggen" in bilde.merknader[0]
    assert ett.kontor.tilgangsfeil is not None
    assert not (ett.mappe / "tilgang.db").exists(), "ingenting er begynt på nytt"
    assert [a.nokkel for a in ett.kontor.kontroller().avvik] == ["tilgang_uleselig"]
    ett.klokke.fram(minutes=1)
    ett.kopier.legg_tilbake_alt(Register.TILGANG, ett.kopier.alle(Register.TILGANG)[0])
    assert "ikke ført" not in " ".join(ett.kontor.vis(*EN).merknader)
    assert ett.gjort(EN) == [Gjort.APNET, Gjort.APNET]
    assert ett.kontor.kontroller().i_orden


def test_er_den_skrivebeskyttet_sies_det_og_alt_gar(ett: Ett, tmp_path: Path, som_vanlig_bruker) -> None:
    kontor = ett.kontor
    kontor.vis(*EN)
    kontor.lukk()
    logg = tmp_path / "tilgang.db"
    som_vanlig_bruker(tmp_path)
    logg.chmod(0o400)
    assert "tilgang.db" in kontor.vis(*TO).merknader[0]
    assert kontor.uttak.eksporter("csv", KOM, KOM, tmp_path / "ut.csv").is_file()
    assert kontor.tilgangsfeil is not None
    with pytest.raises(KanIkke):
        kontor.tilgang.innsyn(EN)
    logg.chmod(0o600)
    kontor.lukk()


def test_en_leder_ser_med_en_grunn_og_det_fores_for_hun_ser(ett: Ett) -> None:
    ett.kontor.vis(*EN)
    with pytest.raises(KanIkke, match="Bare en leder"):
        ett.kontor.tilgang.se(EN, Grunn.MISTANKE)
    ett.kontor.lukk()
    ett.kontor = ett.nytt("Tor Hegg")
    for grunn in ("", "fordi jeg vil"):
        with pytest.raises(UgyldigInndata):
            ett.kontor.tilgang.se(EN, grunn)
    sett = ett.kontor.tilgang.se(EN, Grunn.MISTANKE)
    assert [(o.hvem.navn, o.gjort) for o in sett] == [("Tor Hegg", Gjort.SETT), ("Ine Aune", Gjort.APNET)]
    rader = ett.kontor.tilgangsord.rader(sett)
    assert rader[0][2].endswith("uten å trenge det")
    svar = overganger.svar_for_egen_habilitet
    f = ett.kontor.vis(*EN).f
    ett.kontor.gjor(*EN, f.versjon, lambda f: svar(f, "Tor Hegg", EgenHabilitet.INHABIL, "Nabo."))
    with pytest.raises(KanIkke, match="inhabil"):
        ett.kontor.tilgang.se(EN, Grunn.MISTANKE)
    with pytest.raises(KanIkke, match="inhabil"):
        ett.kontor.tilgang.innsyn(EN)
    assert ett.gjort(EN).count(Gjort.SETT) == 1


@pytest.mark.parametrize("malform", ["nb", "nn"])
def test_arket_til_den_saken_gjelder_har_ingen_navn(ett: Ett, malform: str) -> None:
    from overforing.sak.modell import Malform
    from overforing.saksgang.mottak.tilgang import Tilgangsord

    ett.kontor.vis(*EN)
    ett.klokke.fram(days=9)
    ark = Tilgangsord(PROGRAM.katalog, Malform(malform)).ark(ett.kontor.tilgang.innsyn(EN), ett.kontor.i_dag)
    tekst = ark.tekst()
    assert "2026/1" in tekst
    assert "1. desember 2026" in tekst
    assert tekst.count("22. november 2026") == 3, "dagen loggen begynte, står også"
    assert len(ark.rader) == 1
    assert not [navn for navn in ("Ine", "Aune", ett.kontor.tilgang.hvem.konto) if f" {navn}" in tekst]
    assert ett.gjort(EN) == [Gjort.APNET, Gjort.INNSYN]


def test_en_disk_med_kopier_som_er_borte_gir_ingen_ny_logg(ett: Ett, tmp_path: Path) -> None:
    lager = ett.program.innstillinger
    lager.verdier = replace(lager.verdier, kopimappe=str(tmp_path / "borte"))
    with pytest.raises(Hindret, match="borte"):
        ett.kontor.tilgang.lager.noter(ett.kontor.tilgang.hvem, Gjort.SOKT)
    assert not (tmp_path / "tilgang.db").exists()


def test_kommandoene_og_vinduet_gar_ikke_utenom() -> None:
    """Det som viser eller gir ut noe av loggen, er bare i filer som fører det; tallene sier ikke noe om noen."""
    kilde = Path(__file__).parents[3] / "src" / "overforing"
    vises = ("mottaksgang(logg).vis(", ".utlevering(", "Foresporselsliste(")
    kommandoene = {f.stem: f.read_text("utf-8") for f in (kilde / "cli").glob("*.py")}
    utenom = {navn for navn, t in kommandoene.items() if any(v in t for v in vises) and "tilgangen(" not in t}
    assert utenom == {"aarsrapport"}
    vinduet = "".join(f.read_text("utf-8") for f in (kilde / "ui" / "mottak").glob("*.py"))
    assert ".utskrift(" not in vinduet
    assert "utlevering" not in vinduet
