"""Et fødselsnummer kommer ikke inn i loggen, og en glipp i et notat kan sladdes og til slutt tilintetgjøres."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, STATSFORVALTER, en_foresporsel, inngaende
from register.registerprover import BARE_FIL, Klokke, LagLogg

from overforing.cli.kommandoer import kjor
from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import overganger, sladding
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel
from overforing.mottak.hendelser import Endring, Handling, Sladdegrunn
from overforing.mottak.sladding import Bestemt
from overforing.mottak.utvalg import Utvalg
from overforing.register.database import Register
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller
from overforing.sak.modell import Malform
from overforing.saksgang.mottak.visning import Visningsord

INE, TOR = "Ine Aune", "Tor Hegg"
NUMMER = "17912099997"
GLIPP = "Søkeren heter Olav Glippmo."
NA = datetime(2026, 12, 3, 10, 42, tzinfo=UTC)
FEIL_PERSON = Sladdegrunn.FEIL_PERSON


@pytest.fixture
def logg(lag_logg: LagLogg, klokke: Klokke) -> Foresporselsregister:
    """En forespørsel med et notat det skulle vært et annet navn i."""
    klokke.tid = NA
    logg = lag_logg(INE, PROGRAM.geografi.navn)
    f = logg.motta(inngaende(), MOTTATT).foresporsel
    gjor(logg, overganger.noter(f, GLIPP))
    return logg


def gjor(logg: Foresporselsregister, ny: Endring, som: str = INE) -> Foresporsel:
    logg.bruker = som
    return logg.gjor(2026, 1, logg.les(2026, 1).versjon, ny)


def sladd(logg: Foresporselsregister) -> None:
    f, historikk = logg.les(2026, 1), logg.historikk(2026, 1)
    gjor(logg, sladding.sladd(f, historikk, 2, FEIL_PERSON, TOR, ingen_innsyn=True), TOR)


def treff(logg: Foresporselsregister, sok: str) -> int:
    return Foresporselsliste(logg.db, INE).antall(Utvalg(sok=sok), NA.date())


def test_et_fodselsnummer_stanses_for_det_fores() -> None:
    f = en_foresporsel()
    for gjor_ in (
        lambda: overganger.noter(f, f"Søkeren er {NUMMER[:6]} {NUMMER[6:]}."),
        lambda: overganger.rett(f, {"deres_ref": NUMMER}, "Sto i brevet."),
        lambda: overganger.svar_for_egen_habilitet(f, INE, EgenHabilitet.TVIL, NUMMER),
        lambda: overganger.etterlys(f, NUMMER, date(2026, 12, 20), NA.date()),
    ):
        with pytest.raises(UgyldigInndata, match="fødselsnummer"):
            gjor_()
    kommunens = overganger.endring(f, Handling.NY_VERSJON, {"deres_ref": NUMMER})
    assert kommunens.felt["deres_ref"] == NUMMER, "det kommunen sender, føres som det er"


def test_det_sladdede_star_verken_i_visningen_sok_eller_eksporten(logg: Foresporselsregister) -> None:
    assert (treff(logg, "glippmo"), treff(logg, "ol")) == (1, 1)
    sladd(logg)
    assert (treff(logg, "glippmo"), treff(logg, "2026/1")) == (0, 1)
    visning = STATSFORVALTER.mottaksgang(logg).vis(2026, 1)
    for malform, merke in ((Malform.NB, "[sladdet 3.12.2026, feil person]"), (Malform.NN, "[sladda 3.12.2026,")):
        ord_ = Visningsord(PROGRAM.katalog, PROGRAM.geografi, malform)
        for vist in (str(ord_.verdier(visning)), ord_.klartekst(visning)):
            assert merke in vist
            assert "Glippmo" not in vist
    gis_ut = STATSFORVALTER.utlevering(logg, "trondelag")
    for hva in ("journal", "lopende", "dokumenter", "csv"):
        assert b"Glippmo" not in gis_ut.ark(hva, date(2026, 1, 1), date(2026, 12, 31))
    assert kontroller(logg.db).i_orden
    with pytest.raises(KanIkke, match="føres at det åpnes"):
        logg.original(2026, 1, 2)


def test_bare_en_annen_kan_sladde_bare_egne_ord_og_bare_uten_apent_innsyn(logg: Foresporselsregister) -> None:
    f, historikk = logg.les(2026, 1), logg.historikk(2026, 1)
    with pytest.raises(KanIkke, match="En annen"):
        sladding.sladd(f, historikk, 2, FEIL_PERSON, "ine aune", ingen_innsyn=True)
    with pytest.raises(KanIkke, match="Bare egne notater"):
        sladding.sladd(f, historikk, 1, FEIL_PERSON, TOR, ingen_innsyn=True)
    with pytest.raises(UgyldigInndata, match="innsyn"):
        sladding.sladd(f, historikk, 2, FEIL_PERSON, TOR, ingen_innsyn=False)
    assert [h.nr for h in sladding.kan_sladdes(historikk, TOR)] == [2]
    assert sladding.kan_sladdes(historikk, INE) == ()


def test_grunnen_til_egen_inhabilitet_sladdes_aldri(logg: Foresporselsregister) -> None:
    gjor(logg, overganger.svar_for_egen_habilitet(logg.les(2026, 1), INE, EgenHabilitet.INHABIL, "Gift med en part."))
    logg.bruker = TOR
    f, historikk = logg.les(2026, 1), logg.historikk(2026, 1)
    assert 3 not in [h.nr for h in sladding.kan_sladdes(historikk, TOR)]
    with pytest.raises(KanIkke, match="Bare egne notater"):
        sladding.sladd(f, historikk, 3, FEIL_PERSON, TOR, ingen_innsyn=True)


def test_et_navn_i_et_felt_sladdes_bade_der_det_ble_skrevet_og_der_det_ble_rettet(logg: Foresporselsregister) -> None:
    navn = "Olav Glippmo, Storgata 1"
    f = logg.registrer_for_hand({"kommune": "5001", "avsender": navn}, MOTTATT)
    logg.bruker = TOR

    def sladd_det() -> Endring:
        v = STATSFORVALTER.mottaksgang(logg).vis(f.aar, f.nr)
        for_hand = sladding.fort_for_hand(v.dokumenter)
        assert for_hand
        return sladding.sladd(v.foresporsel, v.historikk, 1, FEIL_PERSON, TOR, ingen_innsyn=True, for_hand=for_hand)

    with pytest.raises(KanIkke, match="retter du feltet først"):
        sladd_det()
    ny = overganger.rett(f, {"avsender": "Nav Trondheim"}, "Feil felt.")
    logg.gjor(f.aar, f.nr, f.versjon, ny)
    logg.gjor(f.aar, f.nr, 2, sladd_det())
    assert "Glippmo" not in str(logg.historikk(f.aar, f.nr))
    v = STATSFORVALTER.mottaksgang(logg).vis(f.aar, f.nr)
    assert "Glippmo" not in Visningsord(PROGRAM.katalog, PROGRAM.geografi, Malform.NB).klartekst(v)
    assert treff(logg, "glippmo") == 1, "bare notatet i den andre"
    for felt in ("inhabile_her", "i_tvil_her"):
        with pytest.raises(KanIkke, match="kan ikke være med"):
            sladding.apne(replace(v.foresporsel, **{felt: "ine  aune"}), v.historikk, 1, TOR, INE, "Ankesak.")
    logg.gjor(f.aar, f.nr, 3, sladding.apne(v.foresporsel, v.historikk, 1, TOR, INE, "Ankesak."))
    assert logg.original(f.aar, f.nr, 1) == navn
    with pytest.raises(KanIkke, match="kan ikke tilintetgjøres"):
        sladding.tilintetgjor(v.foresporsel, v.historikk, 1, Bestemt.DOMSTOL, MOTTATT, "Dom.")
    assert STATSFORVALTER.utlevering(logg, "trondelag").ark("dokumenter", date(2026, 1, 1), date(2026, 12, 31))
    assert kontroller(logg.db).i_orden


@BARE_FIL
def test_originalen_er_der_til_det_er_bestemt_at_den_skal_bort(
    logg: Foresporselsregister, capsys: pytest.CaptureFixture[str]
) -> None:
    assert isinstance(logg.db, Register)
    sladd(logg)
    med = ["2026/1", "2", "--register", str(logg.db.fil), "--navn", TOR, "--hvorfor", "Ankesak."]
    assert kjor(["register", "apne-sladdet", *med, "--sammen-med", TOR]) == 2
    assert kjor(["register", "apne-sladdet", *med, "--sammen-med", INE]) == 1
    assert "--klokka-er-riktig" in capsys.readouterr().err  # loggen i prøven er ført fram i tid
    med.append("--klokka-er-riktig")
    assert kjor(["register", "apne-sladdet", *med, "--sammen-med", INE]) == 0
    assert capsys.readouterr().out.strip() == GLIPP
    with pytest.raises(sqlite3.DatabaseError, match="bare legges til"):
        logg.db.execute("UPDATE hendelser SET tekst = '' WHERE nr = 2")
    bestemt = ["--bestemt-av", Bestemt.DATATILSYNET, "--dato", "2026-12-20"]
    assert kjor(["register", "tilintetgjor", *med, *bestemt]) == 0
    assert logg.db.execute("SELECT count(*) FROM hendelser WHERE tekst LIKE '%Glippmo%'").fetchone()[0] == 0
    with pytest.raises(sqlite3.DatabaseError, match="bare legges til"):
        logg.db.execute("UPDATE hendelser SET tekst = '' WHERE nr = 3")
    assert kjor(["register", "apne-sladdet", *med, "--sammen-med", INE]) == 1
    assert "tilintetgjort" in capsys.readouterr().err
    assert kontroller(logg.db).i_orden
