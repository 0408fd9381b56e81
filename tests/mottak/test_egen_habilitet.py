"""Embetets egen habilitet: hva den inhabile, den som er i tvil og de under en inhabil leder kan gjøre."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mottak.mottakprover import NA, etter, inngaende, min_foresporsel

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import avgjorelse, overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.egen_habilitet import OVERST, Utforer, kan_svare, leder_kan_svare_for, leder_svarer, vokt
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Svarutfall
from overforing.mottak.hendelser import Endring
from overforing.program.innstillinger import signatur
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.person import Person

HABIL, INHABIL, TVIL = EgenHabilitet
INE, TOR, EVA = "Ine Aune", "Tor Hegg", "Eva Lie"
LINJE = (
    Person(id="e1", navn=INE, overordnet="e2"),
    Person(id="e2", navn=TOR, overordnet="e3"),
    Person(id="e3", navn=EVA, ingen_over=OVERST),
)
AVSLAG = Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, NA.date(), "Kommunedirektøren er ikke spurt.")
I_DAG, FRIST = NA.date(), date(2026, 12, 6)

Gjor = Callable[[Foresporsel], Endring]
ANDRE_HANDLINGER: dict[str, Gjor] = {
    "notat": lambda f: overganger.noter(f, "Ringt."),
    "rett": lambda f: overganger.rett(f, {"deres_ref": "26/1"}, "Feil."),
    "lest": overganger.merk_lest,
    "etterlys": lambda f: overganger.etterlys(f, "Hvem?", FRIST, I_DAG),
    "forelopig": overganger.forelopig_svar,
    "feilført": lambda f: avgjorelse.avgjor(f, Avgjorelse(Svarutfall.FEILFORT, I_DAG, "To ganger."), INE),
}


def svart(svar: EgenHabilitet, av: str = INE, f: Foresporsel | None = None) -> Foresporsel:
    f = f or min_foresporsel()
    return etter(f, overganger.svar_for_egen_habilitet(f, av, svar, "Gift med en part."))


@pytest.mark.parametrize("svar", [INHABIL, TVIL])
@pytest.mark.parametrize("handling", ANDRE_HANDLINGER)
def test_den_som_er_inhabil_eller_i_tvil_kan_bare_gi_fra_seg(handling: str, svar: EgenHabilitet) -> None:
    f = svart(svar)
    with pytest.raises(KanIkke, match="gi"):
        vokt(f, ANDRE_HANDLINGER[handling](f), Utforer(INE, LINJE))
    videre = vokt(f, overganger.tildel(f, TOR), Utforer(INE, LINJE))
    assert etter(f, videre).saksbehandler == TOR


def test_det_som_ikke_kan_vente_kan_den_inhabile_gjore_og_da_er_det_merket() -> None:
    f = svart(INHABIL)
    ny = overganger.forelopig_svar(f, "Tar tid.")
    f = etter(f, vokt(f, ny, Utforer(INE, LINJE, "Søkeren står uten bolig.")))
    assert f.kan_ikke_vente == "Ine Aune: Søkeren står uten bolig."
    f = etter(f, overganger.tildel(f, TOR))
    f = etter(f, vokt(f, overganger.noter(f, "Overtatt."), Utforer(TOR, LINJE)))
    assert f.kan_ikke_vente == "", "det neste er gjort av en annen"
    notat = overganger.noter(f, "x")
    with pytest.raises(KanIkke):
        vokt(f, notat, Utforer(INE, LINJE, "Haster."))


def test_svaret_folger_den_som_har_gitt_den_fra_seg() -> None:
    f = svart(INHABIL)
    f = etter(f, overganger.tildel(f, TOR))
    assert (f.egen_habilitet, f.inhabile_her) == (None, INE)
    with pytest.raises(KanIkke, match="ine aune har svart"):
        overganger.tildel(f, "ine  aune")
    with pytest.raises(KanIkke, match="lederen din svare"):
        overganger.svar_for_egen_habilitet(svart(INHABIL), INE, HABIL)
    i_tvil = svart(TVIL)
    tilbake = etter(i_tvil, overganger.tildel(i_tvil, TOR))
    assert etter(tilbake, overganger.tildel(tilbake, INE)).egen_habilitet is TVIL


def test_i_tvil_til_en_leder_over_har_svart() -> None:
    f = svart(TVIL)
    som_tor = Utforer(TOR, LINJE)
    for galt in (INE, "Kari Moen", EVA):
        with pytest.raises(UgyldigInndata, match="Velg den nærmeste lederen"):
            leder_svarer(f, INE, galt, HABIL, "Lenge siden.", som_tor)
    with pytest.raises(KanIkke, match="må lederen eller en annen føre"):
        leder_svarer(f, INE, TOR, HABIL, "Lenge siden.", Utforer(INE, LINJE))
    fri = etter(f, leder_svarer(f, INE, TOR, HABIL, "Lenge siden.", som_tor))
    assert (fri.egen_habilitet, fri.i_tvil_her, fri.avgjort_av_leder) == (HABIL, "", "Tor Hegg (om Ine Aune)")
    fri = etter(fri, overganger.svar_for_egen_habilitet(fri, INE, HABIL, lederne_ikke_spurt=True))
    assert vokt(fri, avgjorelse.avgjor(fri, AVSLAG, INE), Utforer(INE, LINJE))
    inhabil = etter(f, leder_svarer(f, INE, TOR, INHABIL, "Nær venn.", Utforer("Kari Moen", LINJE)))
    assert (inhabil.egen_habilitet, inhabil.inhabile_her) == (INHABIL, INE)
    assert kan_svare(svart(INHABIL, TOR, f), INE, LINJE) == EVA, "en inhabil leder svarer ikke for andre"


def test_den_som_har_svart_inhabil_blir_ikke_habil_uten_at_lederen_selv_retter_det() -> None:
    f = svart(INHABIL)
    for av in (INE, "Kari Moen"):
        assert leder_kan_svare_for(f, Utforer(av, LINJE)) == ()
        with pytest.raises(KanIkke, match="bare nærmeste leder selv"):
            leder_svarer(f, INE, TOR, HABIL, "Feil sak.", Utforer(av, LINJE))
    som_tor = Utforer(TOR, LINJE)
    assert leder_kan_svare_for(f, som_tor) == ((INE, TOR),)
    with pytest.raises(UgyldigInndata, match="hvorfor lederen"):
        leder_svarer(f, INE, TOR, HABIL, " ", som_tor)
    assert etter(f, leder_svarer(f, INE, TOR, HABIL, "Feil sak.", som_tor)).egen_habilitet is HABIL


def test_under_en_inhabil_leder_kan_en_forberede_men_ikke_avgjore() -> None:
    f = svart(INHABIL, EVA)
    assert f.egen_habilitet is HABIL
    assert vokt(f, overganger.etterlys(f, "Hvem?", FRIST, I_DAG), Utforer(INE, LINJE))
    avslag = avgjorelse.avgjor(f, AVSLAG, INE)
    with pytest.raises(KanIkke, match="leder over deg"):
        vokt(f, avslag, Utforer(INE, LINJE))
    with pytest.raises(KanIkke, match="hvem som er leder"):
        vokt(f, avslag, Utforer(INE, LINJE[:1]))
    med = (LINJE[0], Person(id="e2", navn=TOR, ingen_over=OVERST), LINJE[2])
    assert vokt(f, avslag, Utforer(INE, med)), "virkningen går bare nedover"
    videre = Avgjorelse(Svarutfall.SENDT_DEPARTEMENTET, I_DAG, "Lederen er inhabil.")
    for navn in (INE, EVA):
        assert vokt(f, avgjorelse.avgjor(f, videre, INE), Utforer(navn, LINJE))
    for g, linje in ((min_foresporsel(), LINJE), (svart(INHABIL, TOR), LINJE), (f, ()), (svart(INHABIL, f=f), LINJE)):
        with pytest.raises(KanIkke, match="når den øverste her er inhabil"):
            vokt(g, avgjorelse.avgjor(g, videre, INE), Utforer(INE, linje))


def test_at_ingen_leder_er_spurt_er_ikke_et_svar() -> None:
    uten = min_foresporsel(lederne_ikke_spurt="")
    avslag = avgjorelse.avgjor(uten, AVSLAG, INE)
    for linje in (LINJE, ()):
        with pytest.raises(KanIkke, match="Si først om lederne over deg"):
            vokt(uten, avslag, Utforer(INE, linje))
    sagt = etter(uten, overganger.svar_for_egen_habilitet(uten, INE, HABIL, lederne_ikke_spurt=True))
    assert sagt.lederne_ikke_spurt == INE
    assert vokt(sagt, avslag, Utforer(INE, LINJE))
    with pytest.raises(KanIkke, match="lederne over deg"):
        vokt(sagt, avslag, Utforer("Kari Moen", LINJE))
    svart_for_seg = uten
    for leder in (TOR, EVA):
        with pytest.raises(KanIkke, match="lederne over deg"):
            vokt(svart_for_seg, avslag, Utforer(INE, LINJE))
        ny = overganger.svar_for_egen_habilitet(svart_for_seg, leder, HABIL, som_leder=True)
        svart_for_seg = etter(svart_for_seg, ny)
    assert vokt(svart_for_seg, avslag, Utforer(INE, LINJE))
    assert vokt(
        uten, avgjorelse.avgjor(uten, AVSLAG, INE), Utforer(INE, (Person(id="e1", navn=INE, ingen_over=OVERST),))
    )


def test_et_navn_som_ikke_star_i_linjen_frier_ingen() -> None:
    f = svart(INHABIL, "Eva M. Lie")
    with pytest.raises(KanIkke, match="med navnene slik de står her"):
        vokt(f, avgjorelse.avgjor(f, AVSLAG, INE), Utforer(INE, LINJE))


def test_ingen_forer_uten_navn_eller_som_en_konto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "iaune")
    assert [signatur(navn) for navn in ("root", " IAune ", "", " Ine  Aune ")] == ["", "", "", "Ine Aune"]
    db = connect(tmp_path / "m.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    logg = Foresporselsregister(db, kommunenavn=str, na=lambda: NA, bruker="")
    for for_ in (
        lambda: logg.motta(inngaende(), I_DAG),
        lambda: logg.registrer_for_hand({}, I_DAG),
        lambda: logg.gjor(2026, 1, 1, overganger.noter(min_foresporsel(), "x")),
    ):
        with pytest.raises(KanIkke, match="Skriv navnet ditt"):
            for_()
    db.close()
