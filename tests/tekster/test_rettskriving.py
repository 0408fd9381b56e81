"""Rettskrivingen: ordlistene som finnes, våre ord, brukerens egne, og det som aldri skal merkes eller lagres."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tekster.rettskrivingsprover import legg_ordlister, rettskriving

from overforing.feil import OverforingFeil
from overforing.sak.felles import Malform
from overforing.stier import ressurser
from overforing.tekster.katalog import Katalog
from overforing.tekster.rettskriving import EGNE, Rettskriving, mapper

NB, NN = Malform.NB, Malform.NN
hunspell = pytest.importorskip("hunspell")


def test_ordene_proves_pa_malformen_de_skrives_pa(tmp_path: Path) -> None:
    rett = rettskriving(tmp_path, "nb", "nn")
    assert rett.malformer == (NB, NN)
    assert [rett.er_rett(o, NB) for o in ("søknad", "Søknad", "søknaad", "ikkje", "inhabil", "stedfortreder")] == [
        *(True, True, False, False, True, True)
    ]
    assert rett.er_rett("ikkje", NN)
    assert not rett.er_rett("stedfortreder", NN)
    assert rett.forslag("søknaad", NB)[0] == "søknad"
    assert rett.er_rett("hei-søknad", NB)
    assert not rett.er_rett("hei-søkknad", NB)
    assert rett.er_rett("ŋ", NB)


def test_uten_ordliste_for_malformen_merkes_ingenting(tmp_path: Path) -> None:
    assert rettskriving(tmp_path).malformer == ()
    rett = rettskriving(tmp_path, "nb")
    assert rett.malformer == (NB,)
    assert rett.er_rett("søknaad", NN)


def test_en_fil_som_ikke_er_en_ordliste_merker_ingenting(tmp_path: Path) -> None:
    mappe = legg_ordlister(tmp_path, "nb")
    (mappe / "nb_NO.dic").write_bytes(b"\xff\xfe\x00" * 50)
    rett = Rettskriving(tmp_path, dict, [mappe])
    rett._vare = {NB: frozenset()}
    assert rett.er_rett("søknaad", NB)
    assert rett.forslag("søknaad", NB) == ()
    assert rett.malformer == (), "den er prøvd, og da sier heller ikke innstillingene at den er der"


def test_en_gal_ordliste_skjuler_ikke_en_god_og_en_med_gal_tegnkoding_er_gal(tmp_path: Path) -> None:
    """I den gale er «på» skrevet i ISO-8859-1, og .aff-filen sier UTF-8: da ville hvert ord med æ, ø og å vært feil."""
    gal, god = tmp_path / "gal", legg_ordlister(tmp_path, "nb")
    gal.mkdir()
    (gal / "nb_NO.aff").write_text("SET UTF-8\n", "utf-8")
    (gal / "nb_NO.dic").write_text("3\nog\nikke\npå\n", "iso-8859-1")
    vare = {"felles": "", "nb": "", "nn": ""}
    assert Rettskriving(tmp_path, lambda: vare, [gal]).leses() == ()
    rett = Rettskriving(tmp_path, lambda: vare, [gal, god])
    assert rett.leses() == (NB,)
    assert not rett.er_rett("søknaad", NB)
    # Sier .aff-filen det som er sant, er den like god.
    (gal / "nb_NO.aff").write_text("SET ISO8859-1\n", "utf-8")
    assert Rettskriving(tmp_path, lambda: vare, [gal]).er_rett("på", NB)


def test_egne_ord_skrives_bare_nar_en_ber_om_det_og_aldri_et_navn(tmp_path: Path) -> None:
    rett = rettskriving(tmp_path, "nb")
    assert not rett.er_rett("møtefri", NB)
    assert not (tmp_path / EGNE).exists()
    assert rett.kan_legges_til("møtefri")
    assert not rett.kan_legges_til("Mikkelsdatter")
    rett.legg_til("møtefri")
    assert rett.er_rett("møtefri", NB)
    assert (tmp_path / EGNE).read_text("utf-8") == "møtefri\n"
    assert rettskriving(tmp_path, "nb").er_rett("Møtefri", NB)


def test_kan_ordet_ikke_lagres_sies_det_og_ordet_gjelder(tmp_path: Path) -> None:
    rett = rettskriving(tmp_path, "nb")
    (tmp_path / EGNE).mkdir()
    with pytest.raises(OverforingFeil, match="ikke lagret"):
        rett.legg_til("møtefri")
    assert rett.er_rett("møtefri", NB)


def test_kontorets_egen_mappe_gar_foran_systemets(tmp_path: Path) -> None:
    assert next(mapper(tmp_path)) == tmp_path / "ordlister"
    assert any("dict-no" in sted.parts for sted in mapper(tmp_path)) or sys.platform == "win32"


def test_vare_ord_star_bare_pa_en_malform_eller_i_felles() -> None:
    lest = Katalog.les(ressurser()).ordliste("rettskriving")
    felles, nb, nn = (lest[navn].split() for navn in ("felles", "nb", "nn"))
    assert not set(felles) & {*nb, *nn}
    assert [o for o in (*felles, *nb, *nn) if o != o.lower()] == []
    for liste in (felles, nb, nn):
        assert sorted(liste) == sorted(set(liste))
