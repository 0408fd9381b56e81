"""Statsforvalterens brev: hvert utfall på begge målformer mot en godkjent fil, og det som aldri må skje.

Godkjenn nye tekster med ``GODKJENN=1``, og les dem før de legges inn.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from brev.brevprover import LETTERS, les_sak, lesbar, stoff, vurdert
from brev.svarprover import SVART, foresporsel, grunnlag, svarbrev
from brev.test_komponer import GODKJENT, TEKST, erstatt_tekst, sammenlign_med_godkjent
from gyldige_saker import regelsett, saker
from hypothesis import given
from hypothesis import strategies as st

from overforing.brev import docx, pdf
from overforing.brev.komponer import lag_svarbrev, som_tekst
from overforing.brev.komponer.ord import linje
from overforing.brev.lesing.les import les
from overforing.brev.modell import Brev, brevtekst
from overforing.brev.reise import Reise
from overforing.feil import KanIkke
from overforing.mottak.avgjorelse import UTFALL, Avgjorelse
from overforing.mottak.foresporsel import Slag, Svarutfall
from overforing.mottak.mangelliste import Mangelliste, mangelliste
from overforing.mottak.svargrunnlag import UTEN_BREV, Svargrunnlag, svardata
from overforing.regelverk.funn import Avklaring
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import (
    Avgrensning,
    Avgrensningstype,
    Dokument,
    Malform,
    Overstyring,
    Regelsett,
    Resultat,
    Sak,
    Sakstype,
)
from overforing.sak.rensing import rens

FORELOPIG, ETTERLYSNING, AVGJORELSE = Dokument.FORELOPIG_SVAR, Dokument.ETTERLYSNING, Dokument.AVGJORELSE
OVERFORT = {"svar-dato": "2026-12-07", "svar-resultat": "overfort", "svar-settekommune": "5031"}
ANMODNING, TVIST = "01-hele-linjen", "tvist-alt-utfylt"

VARIANTER: tuple[tuple[str, Dokument, str, Svarutfall | None], ...] = (
    ("anmodning", FORELOPIG, ANMODNING, None),
    ("tvist", FORELOPIG, TVIST, None),
    ("saerlig-ulempe", ETTERLYSNING, "29-saerlig", None),
    ("kan-loses-her", ETTERLYSNING, "03-leder-inhabil", None),
    ("mange-punkter", ETTERLYSNING, "klage-en-inhabil", None),
    ("fornyelser", AVGJORELSE, "alt-utfylt", Svarutfall.OVERFORT),
    ("haster", AVGJORELSE, "alt-utfylt", Svarutfall.IKKE_SAERLIG_ULEMPE),
    *((f"anmodning-{u}", AVGJORELSE, ANMODNING, u) for u in UTFALL[Slag.ANMODNING] if u not in UTEN_BREV),
    *((f"tvist-{u}", AVGJORELSE, TVIST, u) for u in UTFALL[Slag.TVIST] if u not in UTEN_BREV),
)
NY_LOV = (
    "anmodning",
    "saerlig-ulempe",
    "anmodning-overfort",
    "anmodning-ikke_saerlig_ulempe",
    "anmodning-videresendt",
)
HVER = {navn: (dokument, sak, utfall) for navn, dokument, sak, utfall in VARIANTER}
IDER = [f"{v[1]}-{v[0]}" for v in VARIANTER]


def godkjent(dokument: Dokument, navn: str, malform: Malform) -> str:
    return f"svar/{dokument}.{navn}.{malform}"


def seksjon(brev: Brev, id_: str) -> str:
    (funnet,) = [s for s in brev.seksjoner if s.id == id_]
    return som_tekst(funnet.blokker)


def avgjort(utfall: Svarutfall, sak: str = ANMODNING, **felt: Any) -> Brev:
    return svarbrev(AVGJORELSE, grunnlag(sak, utfall, **felt))


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize(("navn", "dokument", "sak", "utfall"), VARIANTER, ids=IDER)
def test_brevet_er_som_godkjent(
    navn: str, dokument: Dokument, sak: str, utfall: Svarutfall | None, malform: Malform
) -> None:
    brev = svarbrev(dokument, grunnlag(sak, utfall, malform))
    sammenlign_med_godkjent(godkjent(dokument, navn, malform), lesbar(brev))


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("navn", NY_LOV)
def test_brevet_etter_den_nye_loven_er_som_godkjent(navn: str, malform: Malform) -> None:
    dokument, sak, utfall = HVER[navn]
    tekst = lesbar(svarbrev(dokument, grunnlag(sak, utfall, malform, Regelsett.FVL2025)))
    sammenlign_med_godkjent(godkjent(dokument, f"{navn}-ny-lov", malform), tekst)
    assert not re.search(r"forvaltningslov(en|a) §", tekst)


OVERFORT_FOR = Avgjorelse(Svarutfall.OVERFORT, date(2026, 11, 30), "", settekommune="5035")
OMGJORT: dict[str, tuple[Svarutfall, str, Avgjorelse]] = {
    "omgjort-til-en-annen": (Svarutfall.OVERFORT, ANMODNING, OVERFORT_FOR),
    "omgjort-til-avslag": (Svarutfall.IKKE_SAERLIG_ULEMPE, ANMODNING, OVERFORT_FOR),
    "omgjort-til-trukket": (Svarutfall.TRUKKET, ANMODNING, OVERFORT_FOR),
    "omgjort-til-bortfalt": (Svarutfall.BORTFALT, ANMODNING, OVERFORT_FOR),
}


def omgjort(navn: str, malform: Malform = Malform.NB) -> Brev:
    utfall, sak, forrige = OMGJORT[navn]
    return svarbrev(AVGJORELSE, replace(grunnlag(sak, utfall, malform), forrige=forrige, utgave=2))


@pytest.mark.parametrize("malform", list(Malform))
@pytest.mark.parametrize("navn", OMGJORT)
def test_en_ny_avgjorelse_er_som_godkjent(navn: str, malform: Malform) -> None:
    sammenlign_med_godkjent(godkjent(AVGJORELSE, navn, malform), lesbar(omgjort(navn, malform)))


def test_en_ny_avgjorelse_over_en_gammel_sier_det_og_den_som_mister_saken_far_kopi() -> None:
    ny = omgjort("omgjort-til-en-annen")
    assert ny.tittel == "Ny avgjørelse: Saken overføres til Malvik kommune"
    svaret = seksjon(ny, "avgjorelsen")
    assert svaret.startswith(
        "Dette gjelder i stedet for svaret vårt fra 30. november 2026, der vi overførte saken til Stjørdal kommune."
    )
    assert "Stjørdal kommune får kopi av dette brevet, og skal ikke behandle saken lenger" in seksjon(ny, "videre")
    assert seksjon(ny, "kopi") == "- Malvik kommune\n- Stjørdal kommune"
    assert seksjon(omgjort("omgjort-til-avslag"), "kopi") == "- Stjørdal kommune"
    for navn in ("omgjort-til-trukket", "omgjort-til-bortfalt"):
        brev = omgjort(navn)
        assert "uten å ta stilling" not in brevtekst(brev)
        assert "Hjelp som ikke kan vente" in seksjon(brev, "videre")
        assert "sende det de har fått" not in seksjon(brev, "videre"), "ingenting er igjen å behandle"
    assert "Ny avgjørelse" not in avgjort(Svarutfall.OVERFORT).tittel


def test_alle_godkjente_filer_horer_til_en_prove() -> None:
    ventet = {godkjent(d, n, mf) for n, d, _, _ in VARIANTER for mf in Malform}
    ventet |= {godkjent(HVER[n][0], f"{n}-ny-lov", mf) for n in NY_LOV for mf in Malform}
    ventet |= {godkjent(AVGJORELSE, n, mf) for n in OMGJORT for mf in Malform}
    assert {f"svar/{fil.stem}" for fil in (GODKJENT / "svar").glob("*.txt")} == ventet


# Hodet


@pytest.mark.parametrize(("navn", "dokument", "sak", "utfall"), VARIANTER, ids=IDER)
def test_brevet_gar_fra_embetet_til_kommunen_med_begges_referanser(
    navn: str, dokument: Dokument, sak: str, utfall: Svarutfall | None
) -> None:
    g = grunnlag(sak, utfall)
    hode = svarbrev(dokument, g).hode
    assert hode.avsender == ("Statsforvalteren i Trøndelag",)
    assert hode.mottaker[:2] == ("Trondheim kommune", "Nav Eksempel")
    referanser = {r.navn: r.verdi for r in hode.referanser}
    assert referanser["Vår ref.:"] == "2026/17"
    assert referanser["Deres ref.:"] == g.foresporsel.deres_ref
    assert hode.merking == "Unntatt offentlighet, jf. offentleglova § 13, jf. forvaltningsloven § 13"


def test_merkingen_folger_regelsettet() -> None:
    ny = svarbrev(FORELOPIG, grunnlag(ANMODNING, regelsett=Regelsett.FVL2025, malform=Malform.NN))
    assert ny.hode.merking == (
        "Unnateke offentlegheit, jf. offentleglova § 13, jf. forvaltningslova av 2025 §§ 30 og 31"
    )


def test_en_ubekreftet_postadresse_star_aldri_i_brevet() -> None:
    bekreftet = replace(stoff(), postadresser={"trondelag": "Postboks 1, 7700 Steinkjer"})
    laget = lag_svarbrev(FORELOPIG, grunnlag(ANMODNING), bekreftet)
    assert laget.hode.avsender == ("Statsforvalteren i Trøndelag", "Postboks 1", "7700 Steinkjer")


def test_adressen_til_en_annen_kommune_star_ikke_nar_avsenderen_er_rettet() -> None:
    g = grunnlag("alt-utfylt")
    assert "Eksempelveien 1" in svarbrev(FORELOPIG, g).hode.mottaker
    rettet = replace(g, foresporsel=replace(g.foresporsel, kommune="5031"))
    assert svarbrev(FORELOPIG, rettet).hode.mottaker == ("Malvik kommune", "Nav Eksempel")


def test_brevet_sier_hva_det_trenger() -> None:
    g = grunnlag(ANMODNING)
    for galt, hva in (
        (replace(g, embete=""), "avsender"),
        (replace(g, foresporsel=replace(g.foresporsel, kommune=None)), "mottaker"),
    ):
        with pytest.raises(KanIkke, match=hva):
            svarbrev(FORELOPIG, galt)
    with pytest.raises(KanIkke, match="utfallet"):
        svarbrev(AVGJORELSE, g)
    with pytest.raises(KanIkke, match="feilføring"):
        avgjort(Svarutfall.FEILFORT)
    with pytest.raises(KanIkke, match="av kommunen"):
        svarbrev(Dokument.ANMODNING, g)


# Innholdet


def test_et_avslag_sier_ikke_at_noen_er_habil() -> None:
    for utfall in (Svarutfall.IKKE_INHABILITET, Svarutfall.IKKE_SAERLIG_ULEMPE):
        for malform in Malform:
            brev = avgjort(utfall, malform=malform)
            tekst = brevtekst(brev)
            assert not re.search(r"\b(er|ikk?j?e) (in)?habil\b(?!,)", tekst)
            assert "§ 8 første ledd" in seksjon(brev, "avgrensning")
            assert "§ 9 første ledd" in seksjon(brev, "videre")
    for malform in Malform:
        delvis = seksjon(avgjort(Svarutfall.DELVIS_OVERFORT, malform=malform), "avgjorelsen")
        assert "§ 9 første ledd" in delvis
        assert "§ 8 første ledd" in delvis
    assert "Vi har ikke funnet at vilkåret om inhabilitet er oppfylt" in brevtekst(avgjort(Svarutfall.IKKE_INHABILITET))


@pytest.mark.parametrize(("navn", "dokument", "sak", "utfall"), VARIANTER, ids=IDER)
def test_ingen_av_brevene_sier_noe_om_a_klage(
    navn: str, dokument: Dokument, sak: str, utfall: Svarutfall | None
) -> None:
    for malform in Malform:
        g = grunnlag(sak, utfall, malform)
        uten = replace(g, avgjorelse=replace(g.avgjorelse, begrunnelse="Ord.") if g.avgjorelse else None)
        tekst = brevtekst(svarbrev(dokument, replace(uten, sak=None, etterlyst="Svar.")))
        assert not re.search(r"\bklag|\bpåklag|enkeltvedtak", tekst)


def test_kopien_gar_til_settekommunen_og_i_en_tvist_til_den_andre_kommunen() -> None:
    assert seksjon(avgjort(Svarutfall.OVERFORT), "kopi") == "- Malvik kommune"
    assert seksjon(avgjort(Svarutfall.ANSVAR_FASTSATT, TVIST), "kopi") == "- Stjørdal kommune\n- Ålesund kommune"
    assert seksjon(avgjort(Svarutfall.TRUKKET, TVIST), "kopi") == "- Ålesund kommune"
    for utfall in (Svarutfall.IKKE_INHABILITET, Svarutfall.SENDT_DEPARTEMENTET):
        assert "kopi" not in [s.id for s in avgjort(utfall).seksjoner]


def test_kommunen_som_selv_far_ansvaret_far_verken_kopi_eller_beskjed_om_a_sende_saken() -> None:
    g = grunnlag("11-uenighet", Svarutfall.ANSVAR_FASTSATT)
    brev = svarbrev(AVGJORELSE, replace(g, avgjorelse=Avgjorelse(Svarutfall.ANSVAR_FASTSATT, SVART, "X", None, "5001")))
    assert seksjon(brev, "videre").startswith("Dere skal behandle saken.")
    assert seksjon(brev, "kopi") == "- Malvik kommune"


def test_tilknytningen_og_navnene_fra_kommunens_brev_star_ikke_i_svaret() -> None:
    """Kopien går til en annen kommune, som får saken av den som sender den."""
    sak = les_sak("alt-utfylt")
    navn = [a.navn for a in sak.ansatte if a.navn] + [p.navn for p in sak.parter if p.navn]
    for dokument, utfall in ((FORELOPIG, None), *((AVGJORELSE, u) for u in UTFALL[Slag.ANMODNING][:3])):
        tekst = brevtekst(svarbrev(dokument, grunnlag("alt-utfylt", utfall)))
        assert [n for n in navn if n in tekst] == []


@pytest.mark.parametrize(("navn", "dokument", "sak", "utfall"), VARIANTER, ids=IDER)
def test_et_brev_som_er_fort_for_hand_far_et_helt_svar(
    navn: str, dokument: Dokument, sak: str, utfall: Svarutfall | None
) -> None:
    """Da finnes verken saken, datoen på brevet eller saksbehandlerens navn."""
    g = grunnlag(sak, utfall)
    f = replace(g.foresporsel, sak=None, dokumentdato=None, saksbehandler="", deres_ref="", avsender="", haster=None)
    brev = svarbrev(dokument, replace(g, foresporsel=f, sak=None, vurdering=None, mangler=None, etterlyst="Hvem?"))
    assert brev.hode.mottaker == ("Trondheim kommune",)
    for rad in brevtekst(brev).split("\n"):
        assert rad == rad.strip()
        assert not re.search(r"None|\{|\}|  | ,| \.|\(\)|\.\.", rad), rad


@given(saker(), regelsett, st.sampled_from(Malform), st.sampled_from(VARIANTER))
def test_ethvert_svar_pa_enhver_sak_er_helt(
    sak: Sak, lov: Regelsett, malform: Malform, variant: tuple[str, Dokument, str, Svarutfall | None]
) -> None:
    """Ingen hull, malrester eller dobbelt tegnsetting, uansett hva kommunen har svart."""
    _, dokument, navn, utfall = variant
    rolig = erstatt_tekst(sak, lambda t: "Ord" if t.strip() else "")
    g = grunnlag(navn, utfall, malform)
    vurdering = vurdert(rolig, lov)
    f = foresporsel(rolig, Dokument.TVIST if g.foresporsel.slag is Slag.TVIST else Dokument.ANMODNING)
    mangler = mangelliste(f.slag, vurdering)
    try:
        laget = svarbrev(
            dokument, replace(g, foresporsel=f, regelsett=lov, sak=rolig, vurdering=vurdering, mangler=mangler)
        )
    except KanIkke:
        assert dokument is ETTERLYSNING or f.kommune is None
        return
    assert laget.tittel
    assert len({s.id for s in laget.seksjoner}) == len(laget.seksjoner)
    for rad in brevtekst(laget).split("\n"):
        assert rad == rad.strip()
        assert not re.search(r"None|\{|\}|  | ,| \.|\(\)|\.\.|: \.|ukjent|NAV\b", rad), rad


@given(st.sampled_from(Malform), TEKST)
def test_begrunnelsen_kommer_ut_som_den_er_skrevet(malform: Malform, skrevet: str) -> None:
    skrevet = linje(rens(linje(skrevet) + "x."))
    g = grunnlag(ANMODNING, Svarutfall.IKKE_INHABILITET, malform)
    assert g.avgjorelse is not None
    brev = svarbrev(AVGJORELSE, replace(g, avgjorelse=replace(g.avgjorelse, begrunnelse=skrevet)))
    assert seksjon(brev, "begrunnelse") == skrevet


def test_etterlysningen_har_det_saksbehandleren_skrev_ellers_sjekklisten() -> None:
    g = grunnlag("29-saerlig")
    assert "særlig ulempe" in seksjon(svarbrev(ETTERLYSNING, g), "mangler")
    skrevet = replace(g, etterlyst="Hvem er spurt?\n\n- Når?")
    assert seksjon(svarbrev(ETTERLYSNING, skrevet), "mangler") == "- Hvem er spurt?\n- Når?"
    with pytest.raises(KanIkke, match="Skriv hva som etterlyses"):
        svarbrev(ETTERLYSNING, replace(g, sak=None))


def test_hver_tvil_kan_stilles_som_et_sporsmal_til_kommunen() -> None:
    from overforing.brev.komponer.foresporselen import IKKE_KOMMUNENS
    from overforing.regelverk.avklaringer import REGLER

    for malform in Malform:
        for regel in REGLER:
            if regel.id not in IKKE_KOMMUNENS:
                assert "?" in stoff().katalog.hent(f"brev.etterlys.{regel.id}", malform, om="OM")


def test_om_en_som_ikke_trengs_spor_ingen_kommunen_om_a_gjore_flere_kjent_med_saken() -> None:
    g = grunnlag("29-saerlig")
    trengs = Avklaring("stedfortreder_ikke_spurt", "overordnet", ma_loses=True)
    brev = svarbrev(ETTERLYSNING, replace(g, mangler=Mangelliste(None, (), (trengs,), ())))
    assert "svart for seg selv" in seksjon(brev, "mangler")
    reserve = replace(trengs, ma_loses=False)
    with pytest.raises(KanIkke, match="Skriv hva som etterlyses"):
        svarbrev(ETTERLYSNING, replace(g, mangler=Mangelliste(None, (), (), (reserve,))))


def test_en_seksjon_som_er_skrevet_om_trer_i_stedet_for_forslaget() -> None:
    g = grunnlag(ANMODNING)
    egne = {"nar": Overstyring(tekst="Dere får svar i januar.", forslag="")}
    brev = svarbrev(FORELOPIG, replace(g, overstyringer=egne))
    assert seksjon(brev, "nar") == "Dere får svar i januar."
    assert [s.id for s in brev.seksjoner if s.overstyrt] == ["nar"]


@pytest.mark.parametrize("malform", list(Malform))
def test_loven_om_forelopig_svar_nevnes_bare_nar_sokeren_venter_pa_et_enkeltvedtak(malform: Malform) -> None:
    g = grunnlag(ANMODNING, malform=malform)
    assert g.sak is not None
    stans = replace(g.sak, sakstype=Sakstype.STANS)
    sagt = ["§ 11 a" in brevtekst(svarbrev(FORELOPIG, replace(g, sak=sak))) for sak in (g.sak, stans, None)]
    assert sagt == [True, False, False]


def test_fristen_loves_ikke_etter_at_den_er_gatt_ut() -> None:
    g = grunnlag(ANMODNING)
    sent = replace(g, dato=g.foresporsel.frist)
    assert "innen 24. desember 2026" in seksjon(svarbrev(FORELOPIG, g), "nar")
    assert "innen" not in seksjon(svarbrev(FORELOPIG, sent), "nar")


# Omfanget

ALENE = Avgrensning(type=Avgrensningstype.EN_SOKNAD)
MED_FORNYELSER = Avgrensning(type=Avgrensningstype.SOKNAD_OG_FORNYELSER, til=date(2027, 6, 30))


@pytest.mark.parametrize(
    ("sak", "avgrensning", "nb", "nn"),
    [
        (ANMODNING, ALENE, "gjelder denne søknaden alene", "gjeld denne søknaden åleine"),
        (ANMODNING, MED_FORNYELSER, "og fornyelser av den til og med 30. juni 2027", "fornyingar av han til og med"),
        ("klage-en-inhabil", ALENE, "gjelder denne saken alene", "gjeld denne saka åleine"),
        (
            "klage-en-inhabil",
            MED_FORNYELSER,
            "både denne saken og søknader om fornyelse",
            "både denne saka og søknader",
        ),
        ("alt-utfylt", ALENE, "Fornyelsene dere ba om å få overført, er ikke med", "Fornyingane de bad om"),
    ],
)
def test_avgjorelsen_sier_alltid_hvor_langt_overforingen_rekker(
    sak: str, avgrensning: Avgrensning, nb: str, nn: str
) -> None:
    for malform, ventet in ((Malform.NB, nb), (Malform.NN, nn)):
        brev = avgjort(Svarutfall.OVERFORT, sak, malform=malform, avgrensning=avgrensning)
        assert ventet in seksjon(brev, "avgrensning")


def test_en_overforing_uten_omfang_blir_ikke_noe_brev() -> None:
    for avgrensning, melding in ((Avgrensning(), "denne søknaden alene"), (replace(MED_FORNYELSER, til=None), "til")):
        with pytest.raises(KanIkke, match=melding):
            avgjort(Svarutfall.OVERFORT, avgrensning=avgrensning)


def test_etterlysningen_har_en_dag_a_svare_innen() -> None:
    g = grunnlag("29-saerlig")
    assert "svar innen 21. desember 2026" in seksjon(svarbrev(ETTERLYSNING, g), "svar")
    with pytest.raises(KanIkke, match="Skriv datoen"):
        svarbrev(ETTERLYSNING, replace(g, svarfrist=None))


@pytest.mark.parametrize(
    ("utfall", "sak", "nb", "nn"),
    [
        (Svarutfall.OVERFORT, ANMODNING, "Saken overføres til Malvik kommune", "Saka blir overført til Malvik kommune"),
        (Svarutfall.IKKE_INHABILITET, ANMODNING, "Saken blir ikke overført", "Saka blir ikkje overført"),
        (Svarutfall.IKKE_SAERLIG_ULEMPE, ANMODNING, "Saken blir ikke overført", "Saka blir ikkje overført"),
        (
            Svarutfall.ANSVAR_FASTSATT,
            TVIST,
            "Stjørdal kommune har ansvaret i saken",
            "Stjørdal kommune har ansvaret i saka",
        ),
    ],
)
def test_overskriften_sier_resultatet(utfall: Svarutfall, sak: str, nb: str, nn: str) -> None:
    assert [avgjort(utfall, sak, malform=m).tittel for m in Malform] == [nb, nn]


def test_kopien_star_etter_underskriften() -> None:
    rader = brevtekst(avgjort(Svarutfall.OVERFORT)).split("\n")
    assert rader[-3:] == ["Statsforvalteren i Trøndelag", "Kopi", "Malvik kommune"]


# Det som følger med


def test_et_eldre_svar_uten_omfang_leses_som_for() -> None:
    assert Embetssvar.fra_par(OVERFORT) == Embetssvar(dato=SVART, resultat=Resultat.OVERFORT, settekommune="5031")


@pytest.mark.parametrize("avgrensning", [ALENE, MED_FORNYELSER])
def test_omfanget_leses_tilbake_som_det_ble_avgjort(avgrensning: Avgrensning) -> None:
    g = grunnlag(ANMODNING, Svarutfall.OVERFORT, avgrensning=avgrensning)
    assert g.avgjorelse is not None
    svar = svardata(Slag.ANMODNING, g.avgjorelse)
    assert svar is not None
    assert Embetssvar.fra_par(dict(svar.par())) == svar
    assert svar.i_saken is not None
    assert (svar.i_saken.omfang, svar.i_saken.til) == (avgrensning.type, avgrensning.til)


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("navn", ["anmodning", "mange-punkter", *[n for n in HVER if n.startswith(("anm", "tv"))][2:]])
def test_word_og_pdf_har_samme_tekst_og_samme_svar(navn: str, malform: Malform) -> None:
    brev, svar, filene = filer(navn, malform)
    for fil, data in zip(("brev.docx", "brev.pdf"), filene, strict=True):
        lest = les(data, fil)
        assert (lest.dokument, lest.tekst, lest.sak_id, lest.sak_json) == (brev.dokument, "uendret", brev.sak_id, None)
        assert lest.svar == svar


@cache
def filer(navn: str, malform: Malform) -> tuple[Brev, Embetssvar | None, tuple[bytes, bytes]]:
    dokument, sak, utfall = HVER[navn]
    g: Svargrunnlag = grunnlag(sak, utfall, malform)
    brev = svarbrev(dokument, g)
    svar = svardata(g.foresporsel.slag, g.avgjorelse) if g.avgjorelse else None
    reise = Reise(brev.sak_id, dokument, malform, svar=svar)
    return (
        brev,
        svar,
        (docx.skriv(brev, LETTERS / "brevhode.docx", reise), pdf.skriv(brev, LETTERS / "brev.typ", reise)),
    )


def test_svaret_som_folger_med_er_det_som_er_avgjort() -> None:
    ventet = {
        Svarutfall.OVERFORT: Embetssvar(
            dato=SVART, resultat=Resultat.OVERFORT, settekommune="5031", omfang=Avgrensningstype.EN_SOKNAD
        ),
        Svarutfall.IKKE_INHABILITET: Embetssvar(dato=SVART, resultat=Resultat.AVSLATT),
        Svarutfall.IKKE_SAERLIG_ULEMPE: Embetssvar(dato=SVART, resultat=Resultat.AVSLATT),
        Svarutfall.FEIL_SPOR: Embetssvar(dato=SVART, resultat=Resultat.RETURNERT),
        Svarutfall.ANSVAR_FASTSATT: Embetssvar(dato=SVART, ansvarlig="5035"),
    }
    for slag, sak in ((Slag.ANMODNING, ANMODNING), (Slag.TVIST, TVIST)):
        for utfall in UTFALL[slag]:
            g = grunnlag(sak, utfall)
            assert g.avgjorelse is not None
            hva = None if (slag, utfall) == (Slag.TVIST, Svarutfall.FEIL_SPOR) else ventet.get(utfall)
            assert svardata(slag, g.avgjorelse) == hva


@pytest.mark.parametrize("dokument", [d for d in Dokument if d is not AVGJORELSE])
def test_svaret_folger_bare_med_avgjorelsen(dokument: Dokument) -> None:
    with pytest.raises(ValueError, match="svaret skal ikke følge med"):
        Reise("id", dokument, Malform.NB, svar=Embetssvar(dato=SVART, resultat=Resultat.AVSLATT))


@pytest.mark.parametrize(
    "par",
    [
        {"svar-dato": "2026-12-07"},
        {"svar-resultat": "avslatt"},
        {"svar-dato": "7. desember", "svar-resultat": "avslatt"},
        {"svar-dato": "2026-12-07", "svar-resultat": "innvilget"},
        {"svar-dato": "2026-12-07", "svar-resultat": "overfort"},
        {"svar-dato": "2026-12-07", "svar-resultat": "avslatt", "svar-settekommune": "5031"},
        {"svar-dato": "2026-12-07", "svar-resultat": "overfort", "svar-settekommune": "Malvik"},
        {"svar-dato": "2026-12-07", "svar-resultat": "avslatt", "svar-ansvarlig": "5031"},
        {"svar-dato": "2026-12-07", "svar-resultat": "avslatt", "svar-omfang": "en_soknad"},
        {**OVERFORT, "svar-omfang": "alt"},
        {**OVERFORT, "svar-omfang": "soknad_og_fornyelser"},
        {**OVERFORT, "svar-omfang": "en_soknad", "svar-til": "2027-06-30"},
        {**OVERFORT, "svar-til": "2027-06-30"},
        {"svar-omfang": "en_soknad"},
    ],
)
def test_et_svar_som_ikke_henger_sammen_leses_ikke(par: dict[str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Embetssvar.fra_par(par)
    assert Embetssvar.fra_par({}) is None
