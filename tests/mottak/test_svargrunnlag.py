"""Svaret til kommunen: hvilke brev som finnes, hva som følger med dem, hvem som får kopi, og hva som mangler."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from mottak.mottakprover import NA, PROGRAM, en_foresporsel, en_sak

from overforing.mottak import svargrunnlag
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import Foresporsel, Slag, Svarutfall
from overforing.mottak.hendelser import Handling
from overforing.mottak.mangelliste import Mangelliste, mangelliste
from overforing.mottak.svargrunnlag import BREV_FOR, UTEN_BREV, Svargrunnlag, som_sak, svardata
from overforing.regelverk.funn import Avklaring, Mangel, Utfall
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import Avgrensningstype, Dokument, Malform, Opphold, Regelsett, Resultat, Sak, Tvist

I_DAG = NA.date()
TIL = date(2027, 6, 30)
MED_TVIST = replace(en_sak(), opphold=Opphold(tvist=Tvist(med_kommune="5031")))


def valgt(utfall: Svarutfall, **felt: object) -> Avgjorelse:
    return Avgjorelse(utfall, I_DAG, "Fordi.", **felt)  # type: ignore[arg-type]


def kopimottakere(slag: Slag, kommune: str | None, avgjorelse: Avgjorelse, sak: Sak | None) -> tuple[str, ...]:
    return svargrunnlag.kopimottakere(slag, kommune, avgjorelse, sak, PROGRAM.geografi.gjelder_som)


def grunnlag(f: Foresporsel, sak: Sak | None = None) -> Svargrunnlag:
    return Svargrunnlag(
        foresporsel=f, embete="trondelag", dato=I_DAG, malform=Malform.NB, regelsett=Regelsett.FVL1967, sak=sak
    )


def test_tre_handlinger_har_et_brev_og_en_feilforing_ikke_noe() -> None:
    assert dict(BREV_FOR) == {
        Handling.FORELOPIG_SVAR: Dokument.FORELOPIG_SVAR,
        Handling.ETTERLYST: Dokument.ETTERLYSNING,
        Handling.AVGJORT: Dokument.AVGJORELSE,
    }
    assert {Svarutfall.FEILFORT} == UTEN_BREV


def test_brevet_kjennes_igjen_pa_embetets_nummer_og_kommunens_referanse() -> None:
    f = en_foresporsel(nr=17, deres_ref="2026/0417", sak="abc")
    sett = som_sak(grunnlag(f, en_sak()))
    assert (sett.id, sett.saksnummer, sett.brev.deres_ref) == (en_sak().id, "2026/17", "2026/0417")
    assert sett.brev.overstyringer == {}
    uten = som_sak(grunnlag(f))
    assert (uten.id, uten.vurderingsdato, uten.saksnummer) == ("abc", I_DAG, "2026/17")
    assert som_sak(grunnlag(en_foresporsel())).id == ""


# Det som følger med


def test_overforingen_folger_med_sa_langt_den_rekker() -> None:
    alene = valgt(Svarutfall.OVERFORT, settekommune="5031", omfang=Avgrensningstype.EN_SOKNAD)
    med = replace(alene, omfang=Avgrensningstype.SOKNAD_OG_FORNYELSER, til=TIL)
    felles = {"dato": I_DAG, "resultat": Resultat.OVERFORT, "settekommune": "5031"}
    assert svardata(Slag.ANMODNING, alene) == Embetssvar(**felles, omfang=alene.omfang)  # type: ignore[arg-type]
    assert svardata(Slag.ANMODNING, med) == Embetssvar(**felles, omfang=med.omfang, til=TIL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("utfall", "resultat"),
    [
        (Svarutfall.IKKE_INHABILITET, Resultat.AVSLATT),
        (Svarutfall.IKKE_SAERLIG_ULEMPE, Resultat.AVSLATT),
        (Svarutfall.FEIL_SPOR, Resultat.RETURNERT),
    ],
)
def test_et_avslag_og_en_retur_folger_med(utfall: Svarutfall, resultat: Resultat) -> None:
    assert svardata(Slag.ANMODNING, valgt(utfall)) == Embetssvar(dato=I_DAG, resultat=resultat)


def test_i_en_tvist_folger_bare_ansvaret_med() -> None:
    fastsatt = valgt(Svarutfall.ANSVAR_FASTSATT, ansvarlig="5035")
    assert svardata(Slag.TVIST, fastsatt) == Embetssvar(dato=I_DAG, ansvarlig="5035")
    assert svardata(Slag.TVIST, valgt(Svarutfall.FEIL_SPOR)) is None


@pytest.mark.parametrize("utfall", [Svarutfall.TRUKKET, Svarutfall.BORTFALT, Svarutfall.SENDT_DEPARTEMENTET])
def test_er_ingenting_avgjort_folger_ingenting_med(utfall: Svarutfall) -> None:
    assert svardata(Slag.ANMODNING, valgt(utfall)) is None


# Kopien


def test_settekommunen_far_kopi_og_mottakeren_aldri() -> None:
    overfort = valgt(Svarutfall.OVERFORT, settekommune="5031")
    assert kopimottakere(Slag.ANMODNING, "5001", overfort, MED_TVIST) == ("5031",)
    assert kopimottakere(Slag.ANMODNING, "5031", overfort, None) == ()
    assert kopimottakere(Slag.ANMODNING, None, valgt(Svarutfall.IKKE_INHABILITET), None) == ()


def test_i_en_tvist_far_den_andre_kommunen_kopi_en_gang() -> None:
    def kopi(ansvarlig: str, sak: Sak | None = MED_TVIST) -> tuple[str, ...]:
        return kopimottakere(Slag.TVIST, "5001", valgt(Svarutfall.ANSVAR_FASTSATT, ansvarlig=ansvarlig), sak)

    assert kopi("5035") == ("5035", "5031")
    assert kopi("5031") == ("5031",)
    assert kopi("5001") == ("5031",)
    assert kopi("5035", None) == kopi("5035", en_sak()) == ("5035",)


def test_kopien_gar_til_kommunen_som_finnes_dagen_det_avgjores() -> None:
    def slatt_sammen(nummer: str, dag: date) -> str | None:
        return {"1601": "5001", "1663": "5031"}.get(nummer) if dag == I_DAG else None

    overfort = valgt(Svarutfall.OVERFORT, settekommune="1663")
    kopi = svargrunnlag.kopimottakere
    assert kopi(Slag.ANMODNING, "1601", overfort, None, slatt_sammen) == ("5031",)
    assert kopi(Slag.ANMODNING, "1601", replace(overfort, settekommune="5001"), None, slatt_sammen) == ()


def test_ingen_far_kopi_nar_departementet_skal_svare() -> None:
    assert kopimottakere(Slag.TVIST, "5001", valgt(Svarutfall.SENDT_DEPARTEMENTET), MED_TVIST) == ()


# Det som mangler


def test_mangellista_er_det_programmet_ville_spurt_avsenderen_om() -> None:
    mangel = Mangel("settekommuner", "sporsmal")
    ma, bor = (Avklaring(id_, "", ma_loses) for id_, ma_loses in (("tynn_begrunnelse", True), ("samme_navn", False)))
    vurdering = replace(
        PROGRAM.vurder(en_sak()), utfall=Utfall.BE_OM_OVERFORING, mangler=(mangel,), avklaringer=(ma, bor)
    )
    lista = mangelliste(Slag.ANMODNING, vurdering)
    assert lista == Mangelliste(None, (mangel,), (ma,), (bor,))
    assert lista.antall == 3
    annet = mangelliste(Slag.TVIST, vurdering)
    assert (annet.annet_utfall, annet.antall) == (Utfall.BE_OM_OVERFORING, 4)


@pytest.mark.parametrize("slag", list(Slag))
def test_en_uavklart_sak_har_ikke_et_annet_utfall(slag: Slag) -> None:
    uavklart = replace(PROGRAM.vurder(en_sak()), utfall=Utfall.UAVKLART)
    assert mangelliste(slag, uavklart).annet_utfall is None


def test_en_tvist_skal_gi_en_tvist() -> None:
    tvist = replace(PROGRAM.vurder(en_sak()), utfall=Utfall.TVIST_OM_OPPHOLD)
    assert mangelliste(Slag.TVIST, tvist).annet_utfall is None
    assert mangelliste(Slag.ANMODNING, tvist).annet_utfall is Utfall.TVIST_OM_OPPHOLD
