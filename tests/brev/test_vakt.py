"""Vakten: et brev med et fødselsnummer, eller med en parts navn utenpå, forlater ikke kontoret."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from brev.brevprover import brev, les_sak
from gyldige_saker import saker
from hypothesis import given
from sak.fodselsnumre import et_nummer

from overforing.brev.komponer import som_tekst
from overforing.brev.modell import Brev, Referanse
from overforing.brev.vakt import Hva, Hvor, Lekkasje, lekkasjer
from overforing.feil import KanIkke
from overforing.program.program import Program
from overforing.sak import modell as m
from overforing.sak.modell import Dokument, Malform, Sak
from overforing.saksgang.utgang import fra_kontoret
from overforing.ui.deler.ordene import Ord

PROGRAM = Program.start()
NUMMER = et_nummer()
ANMODNING = Dokument.ANMODNING


def _sak(**felt: object) -> Sak:
    sak = les_sak("01-hele-linjen")
    parter = tuple(replace(p, navn="Kari Grimstveit") for p in sak.parter)
    return replace(sak, parter=parter, **felt)  # type: ignore[arg-type]


def _funn(sak: Sak, brev_: Brev | None = None, filnavn: tuple[str, ...] = ()) -> tuple[Lekkasje, ...]:
    return lekkasjer(brev_ or brev(ANMODNING, sak), sak, None, filnavn)


def _skrevet_om(tekst: str, malform: Malform = Malform.NB) -> Sak:
    egen = {ANMODNING: {malform: {"bakgrunn": m.Overstyring(tekst=tekst, forslag="")}}}
    return _sak(brev=m.Brevvalg(overstyringer=egen))


def test_et_vanlig_brev_slipper_gjennom() -> None:
    for dokument in (ANMODNING, Dokument.HABILITETSNOTAT, Dokument.ORIENTERING):
        assert _funn(_sak(), brev(dokument, _sak()), (f"{dokument}.docx",)) == ()


def test_navnet_inne_i_brevet_er_kontorets_valg() -> None:
    sak = _sak(brev=m.Brevvalg(nevn_soker=True))
    assert "Kari Grimstveit" in str(brev(ANMODNING, sak).seksjoner)
    assert _funn(sak) == ()


def test_et_fodselsnummer_i_en_omskrevet_del_sies_med_overskriften() -> None:
    sak = _skrevet_om(f"Det gjelder {NUMMER[:6]} {NUMMER[6:]}.")
    assert _funn(sak) == (Lekkasje(Hva.FODSELSNUMMER, Hvor.SEKSJON, "Hva vi ber om"),)


@pytest.mark.parametrize("felt", ["avsender", "mottaker"])
def test_et_fodselsnummer_i_hodet_stanses(felt: str) -> None:
    brev_ = brev(ANMODNING, _sak())
    brev_ = replace(brev_, hode=replace(brev_.hode, **{felt: (f"Nav {NUMMER}",)}))
    assert _funn(_sak(), brev_) == (Lekkasje(Hva.FODSELSNUMMER, Hvor.HODE),)


def test_et_fodselsnummer_i_en_annen_referanse_eller_nederst_stanses() -> None:
    brev_ = brev(ANMODNING, _sak())
    hode = replace(brev_.hode, referanser=(*brev_.hode.referanser, Referanse("Telefon:", NUMMER)))
    brev_ = replace(brev_, hode=hode, underskrift=(NUMMER,))
    assert [f.hvor for f in _funn(_sak(), brev_)] == [Hvor.HODE, Hvor.SLUTT]


@pytest.mark.parametrize(
    ("felt", "hvor"),
    [
        ({"saksnummer": "2026/0417 Grimstveit"}, Hvor.SAKSNUMMER),
        ({"brev": m.Brevvalg(deres_ref="26/3  Kari G.")}, Hvor.DERES_REF),
    ],
)
def test_navnet_i_en_referanse_stanses(felt: dict[str, object], hvor: Hvor) -> None:
    assert _funn(_sak(**felt)) == (Lekkasje(Hva.NAVN, hvor),)


def test_en_referanse_som_ikke_star_i_brevet_stanser_det_ikke() -> None:
    sak = _sak(brev=m.Brevvalg(deres_ref="Kari Grimstveit"))
    assert _funn(sak, brev(Dokument.HABILITETSNOTAT, sak)) == ()


def test_et_fodselsnummer_som_saksnummer_sies_ett_sted() -> None:
    assert _funn(_sak(saksnummer=NUMMER)) == (Lekkasje(Hva.FODSELSNUMMER, Hvor.SAKSNUMMER),)


def test_navnet_i_tittel_og_filnavn_stanses() -> None:
    brev_ = replace(brev(ANMODNING, _sak()), tittel="Anmodning for Kari Grimstveit")
    assert [f.hvor for f in _funn(_sak(), brev_, ("grimstveit_kari.docx",))] == [Hvor.TITTEL, Hvor.FILNAVN]


def test_det_som_folger_med_inne_i_brevet_sies_med_feltet() -> None:
    sak = _sak(allerede_gjort=f"Vedtak for {NUMMER}.")
    funn = lekkasjer(brev(ANMODNING, _sak()), sak, sak, ())
    assert funn == (Lekkasje(Hva.FODSELSNUMMER, Hvor.VEDLAGT, "allerede_gjort"),)


@given(saker())
def test_en_sak_uten_navn_og_nummer_stanses_aldri(sak: Sak) -> None:
    parter = tuple(replace(p, navn="") for p in sak.parter)
    sak = replace(sak, parter=parter, kontor=replace(sak.kontor, telefon="00 00 00 01"))
    vurdering = PROGRAM.vurder(sak)
    for dokument in vurdering.dokumenter:
        try:
            laget = PROGRAM.brevskriver.lag(dokument, sak, vurdering)
        except KanIkke:
            continue
        ut = fra_kontoret(laget, sak, vurdering)
        PROGRAM.utgang.vokt(ut, PROGRAM.utgang.filnavn([dokument], sak, laget.malform))


@pytest.mark.parametrize(("malform", "del_"), [(Malform.NB, "Hva vi ber om"), (Malform.NN, "Kva vi ber om")])
@pytest.mark.parametrize(("vinduets", "rad"), [("nb", "Ta det bort i saken"), ("nn", "Ta det bort i saka")])
def test_meldingen_sier_hvor_og_hva_som_skal_til_pa_vinduets_malform(
    malform: Malform, del_: str, vinduets: str, rad: str
) -> None:
    sak = replace(_skrevet_om(NUMMER, malform), malform=malform)
    vurdering = PROGRAM.vurder(sak)
    with pytest.raises(KanIkke) as stanset:
        PROGRAM.utgang.vokt(fra_kontoret(PROGRAM.brevskriver.lag(ANMODNING, sak, vurdering), sak, vurdering), ())
    # Brevet kan ha en annen målform enn vinduet det lages i: delen heter det den heter i brevet.
    sagt = Ord(PROGRAM.katalog, Malform(vinduets)).feil(stanset.value)
    assert f"delen «{del_}»\n" in sagt
    assert rad in sagt
    assert NUMMER not in sagt


def test_kontoret_skriver_ingenting_nar_ett_av_brevene_stanses(tmp_path: Path) -> None:
    class Intet:
        """Et lager uten saker."""

    kontor = PROGRAM.apne_kontor(Intet(), lambda: None)  # type: ignore[arg-type,return-value]
    sak = _skrevet_om(NUMMER)
    vurdering = PROGRAM.vurder(sak)
    brevene = tuple(PROGRAM.brevskriver.lag(d, sak, vurdering) for d in (Dokument.HABILITETSNOTAT, ANMODNING))
    with pytest.raises(KanIkke, match="Fødselsnummer"):
        kontor.lagre_brev(brevene, sak, vurdering, tmp_path / "brev")
    assert not (tmp_path / "brev").exists()
    stier = kontor.lagre_brev(brevene[:1], _sak(), vurdering, tmp_path / "brev")
    assert [sti.name for sti in stier] == ["Habilitetsnotat 2026-0137.docx", "Habilitetsnotat 2026-0137.pdf"]


@pytest.mark.parametrize("dokument", [Dokument.FORELOPIG_SVAR_SOKER, Dokument.ORIENTERING])
def test_et_brev_som_ber_om_kontakt_gar_ikke_ut_uten_en_mate(dokument: Dokument) -> None:
    stumt = m.Kontor(navn="Nav Lillevik", kommune="5014", kontaktperson="Mona Dal")
    for kontor in (stumt, replace(stumt, adresse="Storgata 1")):
        sak = _sak(kontor=kontor)
        laget = brev(dokument, sak)
        deler = {s.id: som_tekst(s.blokker) for s in laget.seksjoner}
        if kontor.kan_nas:
            PROGRAM.utgang.vokt(fra_kontoret(laget, sak, PROGRAM.vurder(sak)), ())
            assert "Mona Dal ved Nav Lillevik, Storgata 1." in deler["kontakt"]
        else:
            assert "kontakte" not in str(deler)
            with pytest.raises(KanIkke, match="verken telefon, e-post eller adresse"):
                PROGRAM.utgang.vokt(fra_kontoret(laget, sak, PROGRAM.vurder(sak)), ())
