"""Gjeldende og vedtatt lov side om side: utfallet i klare ord, hver forskjell merket, og det ingen vet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from overforing.program.program import Program
from overforing.sak.modell import Malform, Regelsett, Sak, Tilknytning, Tilknytningstype
from overforing.saksgang.kart.sammenligning import Avsnitt, Forskjell, Sammenligning, sammenlign
from overforing.tekster import vurderingsfil

PROGRAM = Program.start()
SAKER = sorted((Path(__file__).parents[2] / "eksempler").rglob("[0-9]*.json"))


def _sammenlign(sak: Sak, malform: Malform = Malform.NB, **valg) -> Sammenligning:
    gammel, ny = (PROGRAM.vurder(sak, regelsett) for regelsett in Regelsett)
    return sammenlign(sak, gammel, ny, PROGRAM.katalog, PROGRAM.geografi, malform, **valg)


def _les(navn: str) -> Sak:
    return PROGRAM.les_sak(next(fil for fil in SAKER if navn in fil.name).read_bytes())


def _avsnitt(svar: Sammenligning, id_: str) -> Avsnitt:
    return next(a for a in svar.avsnitt if a.id == id_)


def test_det_sies_i_klare_ord_nar_utfallet_blir_det_samme() -> None:
    svar = _sammenlign(_les("02-veileder-fetter"))
    assert svar.konklusjon == "Utfallet blir det samme."
    assert svar.likt
    assert svar.lover == (
        "forvaltningsloven av 1967 (gjelder nå)",
        "forvaltningsloven av 2025 (vedtatt, ikke i kraft)",
    )


def test_innsigelsen_ma_vurderes_etter_begge_lovene() -> None:
    assert _sammenlign(_les("17-soker-innsigelse")).likt


def test_et_annet_utfall_etter_den_nye_loven_sies_forst() -> None:
    svar = _sammenlign(_les("27-samboer"))
    assert not svar.likt
    assert svar.konklusjon == "Utfallet blir et annet: noe må avklares før saken kan gå videre."


def test_samboeren_er_inhabil_uten_videre_etter_den_nye_loven() -> None:
    svar = _sammenlign(_les("13-samboer"))
    assert svar.likt
    ulike = [rad for rad in _avsnitt(svar, "ansatte").rader if rad.forskjell is Forskjell.SVAR]
    assert (ulike[0].gammel.svar, ulike[0].ny.svar) == ("Ikke avklart", "Inhabil")
    assert "§ 26" in ulike[0].ny.hjemmel
    assert _avsnitt(svar, "mangler").rader[0].gammel.svar == "Må svares på"
    assert svar.ulike > 2


def test_samme_svar_i_en_annen_paragraf_er_ikke_et_annet_svar() -> None:
    rad = _avsnitt(_sammenlign(_les("03-leder-inhabil")), "ansatte").rader[0]
    assert rad.gammel.svar == rad.ny.svar == "Inhabil"
    assert rad.forskjell is Forskjell.HJEMMEL


@pytest.mark.parametrize("fil", SAKER, ids=lambda fil: fil.stem)
def test_forskjellene_er_de_samme_som_kommandolinjen_finner(fil: Path) -> None:
    sak = PROGRAM.les_sak(fil.read_bytes())
    verdier = (vurderingsfil.verdier(PROGRAM.vurder(sak, r), sak, PROGRAM.katalog, PROGRAM.geografi) for r in Regelsett)
    felt = {f["felt"] for f in vurderingsfil.sammenligning(*verdier)["forskjeller"]}
    svar = _sammenlign(sak)
    ulike = {a.id for a in svar.avsnitt if any(rad.forskjell is Forskjell.SVAR for rad in a.rader)}
    assert ("utfall" in felt) == ("utfall" in ulike) == (not svar.likt)
    assert ("dokumenter" in felt) == ("dokumenter" in ulike)
    assert ("mangler" in felt) == ("mangler" in ulike)
    assert ("avklaringer" in felt) == ("tvil" in ulike)
    assert any(f.startswith("ansatte[") for f in felt) == ("ansatte" in ulike)


def test_det_star_at_loven_ikke_er_i_kraft_og_hva_ingen_vet() -> None:
    svar = _sammenlign(_les("01-hele-linjen"))
    assert "ikke i kraft" in svar.ikrafttredelse
    assert "ingen dato" in svar.ikrafttredelse
    assert any("Overgangsreglene" in f for f in svar.forbehold)
    assert any("delegeringen 4. juni 2018 nr. 810" in f for f in svar.forbehold)


def test_den_dagen_datoen_er_satt_star_den_der() -> None:
    svar = _sammenlign(_les("01-hele-linjen"), gjelder_fra=date(2027, 1, 1))
    assert "1. januar 2027" in svar.ikrafttredelse
    assert "ikke i kraft" not in svar.ikrafttredelse + svar.lover[1]
    assert not any("Når den nye loven" in f for f in svar.forbehold)


def test_et_sporsmal_som_bare_kommer_opp_etter_den_ene_loven_har_tomt_svar_etter_den_andre() -> None:
    sporet = _avsnitt(_sammenlign(_les("13-samboer")), "spor")
    assert any(not rad.gammel.svar and rad.ny.svar for rad in sporet.rader)


def test_sporet_star_i_den_rekkefolgen_sporsmalene_stilles() -> None:
    sak = PROGRAM.les_sak(PROGRAM.eksempel())
    forste, *resten = sak.ansatte
    samboer = replace(forste, tilknytninger=(Tilknytning(type=Tilknytningstype.SAMBOER, part="p1"),))
    svar = _sammenlign(replace(sak, ansatte=(samboer, *resten)))
    spurt = ("Rett kommune", "Hvem er inhabil", "Hvem er sperret", "Kan saken løses", "Er det særlig")
    steg = [next(i for i, s in enumerate(spurt) if rad.hva.startswith(s)) for rad in _avsnitt(svar, "spor").rader]
    assert steg == sorted(steg)


def test_ogsa_pa_nynorsk() -> None:
    svar = _sammenlign(_les("27-samboer"), Malform.NN)
    assert svar.konklusjon.startswith("Utfallet blir eit anna")
    assert svar.lover[1] == "forvaltningslova av 2025 (vedteken, ikkje i kraft)"
