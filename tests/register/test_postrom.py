"""Det som kommer til posten: filer som ikke er våre brev, lagt ved for hånd, og to forespørsler som er én."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from feilprover import kaster
from mottak.mottakprover import MOTTATT, en_sak, inngaende
from register.registerprover import LagLogg

from overforing.mottak import overganger
from overforing.mottak.foresporsel import Foresporsel, Slag, Status
from overforing.mottak.hendelser import Handling
from overforing.mottak.inngaende import Inngaende
from overforing.mottak.journalplikt import Avskrivningsmate, avskrivning
from overforing.mottak.overganger import sla_sammen
from overforing.mottak.utvalg import Sortering, Utvalg
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller

REF = {"kommune": "5001", "deres_ref": "26/77 "}


@pytest.fixture
def logg(lag_logg: LagLogg) -> Foresporselsregister:
    return lag_logg()


def bilde(tekst: bytes = b"1") -> Inngaende:
    """En fil slik den kom."""
    felt = {"slag": Slag.ANMODNING}
    return Inngaende(innhold=tekst, format="jpg", dokument=None, sak_id=None, felt=felt, filnavn="IMG 1.jpg")


def fra_kommunen(logg: Foresporselsregister, nr: int = 0) -> Foresporsel:
    return logg.motta(inngaende(nr), MOTTATT).foresporsel


def test_flere_filer_ved_en_som_fores_for_hand_har_hver_sin_plass_i_journalen(logg: Foresporselsregister) -> None:
    f = logg.registrer_for_hand({**REF, "dokumentdato": date(2026, 11, 18)}, MOTTATT, [bilde(), bilde(b"2")])
    dokumenter = logg.dokumenter(f.aar, f.nr)
    assert [(d.sekvens, d.format, d.filnavn, d.dato) for d in dokumenter] == [
        (1, "jpg", "IMG 1.jpg", date(2026, 11, 18)),
        (2, "jpg", "IMG 1.jpg", date(2026, 11, 18)),
    ]
    assert logg.fil(dokumenter[1].sha256) == b"2"
    assert kontroller(logg.db).i_orden


def test_en_fil_legges_pa_en_foresporsel_som_nytt_fra_kommunen(logg: Foresporselsregister) -> None:
    f = fra_kommunen(logg)
    naa = logg.legg_ved(f.aar, f.nr, [bilde()], date(2026, 11, 19))
    assert naa.ny_versjon
    assert [h.handling for h in logg.historikk(f.aar, f.nr)] == [Handling.MOTTATT, Handling.NYTT_BREV]
    assert [(d.hendelse, d.mottatt) for d in logg.dokumenter(f.aar, f.nr)] == [(1, None), (2, date(2026, 11, 19))]
    min_ = logg.gjor(f.aar, f.nr, naa.versjon, overganger.tildel(naa, "Ine Aune"))
    min_ = logg.gjor(f.aar, f.nr, min_.versjon, overganger.merk_lest(min_))
    assert not logg.legg_ved(f.aar, f.nr, [bilde(b"2")], MOTTATT).ny_versjon, "hun som har den, har sett filen"
    with kaster("feil.mottak.alt_fort", match="2026/1"):
        logg.legg_ved(f.aar, f.nr, [bilde(b"3"), bilde()], MOTTATT)
    assert len(logg.dokumenter(f.aar, f.nr)) == 3, "alle eller ingen"
    assert kontroller(logg.db).i_orden


def test_to_som_er_en_star_pa_begge_og_den_ene_er_ute_av_koen(logg: Foresporselsregister) -> None:
    til = fra_kommunen(logg)
    fra = logg.registrer_for_hand({**REF, "haster": True}, date(2026, 11, 18))
    logg.gjor_begge(*zip((fra, til), sla_sammen(fra, til, MOTTATT), strict=True))
    fra, til = logg.les(2026, 2), logg.les(2026, 1)
    assert (fra.status, fra.utfall, fra.del_av) == (Status.AVGJORT, None, "2026/1")
    assert logg.saksmappe(2026, 1).deler == ("2026/2",)
    assert (til.status, til.frist, til.haster) == (Status.NY, date(2026, 12, 18), True)
    assert [logg.historikk(f.aar, f.nr)[-1].tekst for f in (fra, til)] == ["2026/1", "2026/2"]
    (papiret,) = logg.dokumenter(2026, 2)
    avskrevet = avskrivning(papiret, (papiret,), logg.historikk(2026, 2))
    assert avskrevet is not None
    assert avskrevet.mate is Avskrivningsmate.ETTERRETNING
    liste = Foresporselsliste(logg.db, "Ine Aune")
    assert len(tuple(liste.tallgrunnlag(date.min, date.max))) == 1
    assert [rad.del_av for rad in liste.side(Utvalg(sortering=Sortering.NYEST), MOTTATT).rader] == ["2026/1", ""]
    with kaster("feil.mottak.er_slatt_sammen", match="2026/1"):
        logg.legg_ved(2026, 2, [bilde()], MOTTATT)
    igjen = logg.gjor(2026, 2, fra.versjon, overganger.gjenapne(fra, "Var to saker."))
    assert (igjen.del_av, logg.saksmappe(2026, 1).deler) == ("", ())
    assert kontroller(logg.db).i_orden


def test_det_som_kommer_siden_horer_til_den_det_arbeides_i(logg: Foresporselsregister) -> None:
    til, fra = fra_kommunen(logg, 1), fra_kommunen(logg, 2)
    logg.gjor_begge(*zip((fra, til), sla_sammen(fra, til, MOTTATT), strict=True))
    nytt = inngaende(2, soknad=replace(en_sak().soknad, haster=True))
    assert logg.motta(nytt, MOTTATT).foresporsel.journalnummer == "2026/1"


def test_den_med_saken_gar_ikke_inn_i_en_uten_og_ingen_i_seg_selv(logg: Foresporselsregister) -> None:
    med, uten = fra_kommunen(logg), logg.registrer_for_hand(REF, MOTTATT)
    with kaster("feil.mottak.andre_veien"):
        sla_sammen(med, uten, MOTTATT)
    with kaster("feil.mottak.seg_selv"):
        sla_sammen(uten, uten, MOTTATT)


def test_den_samme_referansen_fra_samme_kommune_finnes(logg: Foresporselsregister) -> None:
    en = logg.registrer_for_hand(REF, MOTTATT)
    annen = logg.registrer_for_hand({"kommune": "5001", "deres_ref": "26/77"}, MOTTATT)
    assert (logg.samme_referanse(en), logg.samme_referanse(annen)) == ((annen.journalnummer,), (en.journalnummer,))
    for ulik in ({"kommune": "3218", "deres_ref": "26/77"}, {"kommune": "5001"}):
        assert logg.samme_referanse(logg.registrer_for_hand(ulik, MOTTATT)) == ()
