"""De fem dokumentene etter anmodningen, notatet og orienteringen: hvem de går til, hva de sier, og hva de tier om."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from brev.brevprover import LETTERS, brev, les_sak, stoff, vurdert
from brev.eksempelbrev import SAK, SAK_ID, reise_for
from brev.test_komponer import ETT_AV_HVERT, TIL_SOKEREN

from overforing.brev import docx, pdf
from overforing.brev.komponer import lag_brev, som_tekst
from overforing.brev.lesing.les import les
from overforing.brev.modell import Brev, Liste, brevtekst
from overforing.feil import KanIkke
from overforing.sak import modell as m
from overforing.sak.modell import Dokument, Malform, Regelsett, Sak, Sakstype
from overforing.sak.utgaende import utgaende

OPPNEVNING, FRAMLEGG, OVERSENDELSE = Dokument.OPPNEVNING, Dokument.FRAMLEGG, Dokument.OVERSENDELSE
TVIST, FORELOPIG = Dokument.TVIST, Dokument.FORELOPIG_SVAR_SOKER
SAKSFRAMLEGG = Dokument.SAKSFRAMLEGG
HVERT = sorted(ETT_AV_HVERT.items())


def seksjon(brev_: Brev, id_: str) -> str:
    (funnet,) = [s for s in brev_.seksjoner if s.id == id_]
    return som_tekst(funnet.blokker)


def seksjoner(brev_: Brev) -> list[str]:
    return [s.id for s in brev_.seksjoner]


# Rammen


@pytest.mark.parametrize(
    ("dokument", "ventet"),
    [
        (OPPNEVNING, ["oppnevning", "saken", "grunn", "oppdraget", "habilitet", "i_mellomtiden", "bekreftelse"]),
        (
            SAKSFRAMLEGG,
            [
                "forslag",
                "saken",
                "grunn",
                "organet",
                "forberedelse",
                "medlemmene",
                "motet",
                "i_mellomtiden",
            ],
        ),
        (FRAMLEGG, ["sporsmalet", "saken", "tvilen", "vurderingen", "folger", "i_mellomtiden", "svaret", "vedlegg"]),
        (OVERSENDELSE, ["bakgrunn", "soker", "rett_kommune", "i_mellomtiden", "videre", "vedlegg"]),
        (TVIST, ["bakgrunn", "rett_kommune", "motparten", "i_mellomtiden", "soker", "vedlegg"]),
        (FORELOPIG, ["status", "hvorfor", "nar", "hjelp_na", "kontakt"]),
    ],
)
def test_dokumentet_har_seksjonene_i_fast_rekkefolge(dokument: Dokument, ventet: list[str]) -> None:
    for malform in Malform:
        assert seksjoner(brev(dokument, les_sak(ETT_AV_HVERT[dokument]), malform)) == ventet


@pytest.mark.parametrize(
    ("dokument", "sak", "mottaker"),
    [
        (OPPNEVNING, "stedfortreder-klage", ("Per Vik", "Avdelingsleder", "Trondheim kommune")),
        (OPPNEVNING, "04-sjefene-inhabile", ("Til den som oppnevnes som stedfortreder",)),
        (FRAMLEGG, "12-i-tvil", ("Kari Moen", "Nav-leder")),
        (FRAMLEGG, "framlegg-flere", ("Anne Dahl", "Kommunalsjef")),
        (FRAMLEGG, "framlegg-forbi-inhabil", ("Anne Dahl", "Kommunalsjef")),
        (FRAMLEGG, "framlegg-krevd-av-part", ("Kari Moen", "Nav-leder")),
        (FRAMLEGG, "framlegg-avgjort-av-inhabil", ("Anne Dahl", "Kommunalsjef")),
        (
            SAKSFRAMLEGG,
            "folkevalgt-organ-avgjor",
            ("Til kommunestyret, eller det folkevalgte organet kommunestyret har gitt myndigheten",),
        ),
        (SAKSFRAMLEGG, "felles-nemnd-avgjor", ("Til den felles folkevalgte nemnda",)),
        (FRAMLEGG, "framlegg-kommunedirektor", ("Til det folkevalgte organet som avgjør spørsmålet",)),
        (OVERSENDELSE, "07-rusinstitusjon", ("Stjørdal kommune", "Nav-kontoret")),
        (OVERSENDELSE, "10-vertskommune", ("Røros kommune", "Nav-kontoret")),
        (TVIST, "11-uenighet", ("Statsforvalteren i Trøndelag",)),
        (FORELOPIG, "kommune-uavklart", ("Eli Eksempel", "Ivar Eksempel")),
        (FORELOPIG, "13-samboer", ("Til deg som har søkt",)),
    ],
)
def test_dokumentet_gar_til_den_det_skal(dokument: Dokument, sak: str, mottaker: tuple[str, ...]) -> None:
    assert brev(dokument, les_sak(sak)).hode.mottaker == mottaker


def test_framlegget_gar_til_naermeste_overordnede_nar_linjen_ikke_er_fort_opp() -> None:
    sak = les_sak("12-i-tvil")
    alene = replace(sak, ansatte=tuple(replace(a, overordnet=None) for a in sak.ansatte if a.id == "a3"))
    assert brev(FRAMLEGG, alene).hode.mottaker == ("Til nærmeste overordnede",)


@pytest.mark.parametrize(("dokument", "navn"), HVERT)
def test_alt_til_andre_enn_sokeren_er_merket_unntatt_offentlighet(dokument: Dokument, navn: str) -> None:
    til_sokeren = dokument in TIL_SOKEREN
    assert bool(brev(dokument, les_sak(navn)).hode.merking) is not til_sokeren


@pytest.mark.parametrize(("dokument", "navn"), HVERT)
def test_navnet_pa_sokeren_star_bare_nar_det_er_valgt_og_aldri_i_tittelen(dokument: Dokument, navn: str) -> None:
    sak = les_sak(navn)
    parter = tuple(replace(p, navn="Eli Eksempel") for p in sak.parter)
    for malform in Malform:
        for nevn in (True, False):
            sak = replace(sak, parter=parter, brev=replace(sak.brev, nevn_soker=nevn))
            laget = brev(dokument, sak, malform)
            assert "Eksempel" not in laget.tittel.removeprefix("Nav Eksempel")
            kropp = "\n".join(som_tekst(s.blokker) for s in laget.seksjoner)
            if dokument not in TIL_SOKEREN:
                aldri = dokument in (Dokument.HASTENOTAT, Dokument.FORESPORSEL_SETTEKOMMUNE)
                assert ("Eli Eksempel" in kropp) is (nevn and not aldri)


@pytest.mark.parametrize(("dokument", "navn"), HVERT)
def test_ingen_av_dokumentene_sier_noe_om_klage_pa_overforingen_eller_oppnevningen(
    dokument: Dokument, navn: str
) -> None:
    sak = replace(les_sak(navn), sakstype=Sakstype.STANS)
    assert not re.search(r"\bklag", brevtekst(brev(dokument, sak)))


# Word og PDF


@cache
def filer(dokument: Dokument, malform: Malform) -> tuple[bytes, bytes]:
    laget = brev(dokument, les_sak(ETT_AV_HVERT[dokument]), malform)
    reise = reise_for(laget, SAK.replace(SAK_ID, laget.sak_id))
    return docx.skriv(laget, LETTERS / "brevhode.docx", reise), pdf.skriv(laget, LETTERS / "brev.typ", reise)


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("dokument", sorted(ETT_AV_HVERT))
def test_word_og_pdf_har_samme_tekst_som_brevet_og_leses_som_uendret(dokument: Dokument, malform: Malform) -> None:
    for navn, data in zip(("brev.docx", "brev.pdf"), filer(dokument, malform), strict=True):
        lest = les(data, navn)
        assert (lest.dokument, lest.tekst, lest.pafort, lest.mistet) == (dokument, "uendret", (), ""), navn


# Oppnevningen


def test_oppnevningen_sier_hvem_som_er_inhabil_men_ikke_tilknytningen() -> None:
    for malform, ord_ in ((Malform.NB, "søsken"), (Malform.NN, "sysken")):
        tekst = brevtekst(brev(OPPNEVNING, les_sak("stedfortreder-klage"), malform))
        assert "§ 6)" in tekst
        assert "bokstav" not in tekst
        assert ord_ not in tekst
        assert "Bror" not in tekst


def test_den_innleide_far_plass_til_navnet_sitt_og_vet_at_reglene_gjelder() -> None:
    oppnevning = brev(OPPNEVNING, les_sak("04-sjefene-inhabile"))
    assert "Navnet føres inn nederst i brevet." in seksjon(oppnevning, "oppnevning")
    assert seksjon(oppnevning, "bekreftelse").endswith("- Navn\n- Dato\n- Underskrift")
    assert "(forvaltningsloven § 10)" in seksjon(oppnevning, "habilitet")
    assert "Navn; Per Vik" in seksjon(brev(OPPNEVNING, les_sak("stedfortreder-klage")), "bekreftelse")


@pytest.mark.parametrize(
    ("malform", "vilkaret"),
    [
        (Malform.NB, "har ikke funnet at vilkåret for å overføre saken er oppfylt"),
        (Malform.NN, "har ikkje funne at vilkåret for å overføre saka er oppfylt"),
    ],
)
def test_et_avslag_er_at_vilkaret_ikke_ble_funnet_oppfylt_ikke_at_ingen_er_inhabil(
    malform: Malform, vilkaret: str
) -> None:
    tekst = brevtekst(brev(OPPNEVNING, les_sak("18-avslag"), malform))
    assert vilkaret in tekst
    notat = brevtekst(brev(Dokument.HABILITETSNOTAT, les_sak("18-avslag"), malform))
    assert vilkaret.split(" å over")[0] in notat
    for brevet in (tekst, notat):
        assert not re.search(r"ingen (av dem )?er inhabil|ikke inhabil|ikkje inhabil", brevet)


# Framlegget


def test_bare_den_gamle_loven_lar_partens_innsigelse_og_krav_telle() -> None:
    sak = les_sak("framlegg-flere")
    gammel, ny = (brev(FRAMLEGG, sak, regelsett=lov) for lov in Regelsett)
    assert "Loven sier at det skal telle med" in seksjon(gammel, "vurderingen")
    assert "har krevd at en overordnet" in seksjon(gammel, "sporsmalet")
    assert "telle med" not in seksjon(ny, "vurderingen")
    assert "En innsigelse skal vurderes og besvares" in seksjon(ny, "vurderingen")
    assert "krevd" not in seksjon(ny, "sporsmalet")
    assert "hvor sannsynlig" in seksjon(ny, "vurderingen")


def test_virkningen_nedover_nevnes_bare_nar_noen_er_underordnet() -> None:
    assert "direkte underordnet" in seksjon(brev(FRAMLEGG, les_sak("framlegg-flere")), "folger")
    assert "direkte underordnet" not in seksjon(brev(FRAMLEGG, les_sak("12-i-tvil")), "folger")


def test_et_framlegg_uten_tvil_og_en_tvist_uten_uenighet_lages_ikke() -> None:
    with pytest.raises(KanIkke, match="tvil"):
        brev(FRAMLEGG, les_sak("01-hele-linjen"))
    with pytest.raises(KanIkke, match="uenige"):
        brev(TVIST, les_sak("01-hele-linjen"))


# Oversendelsen


def test_uten_navn_sier_oversendelsen_hvordan_mottakeren_far_vite_hvem_det_er() -> None:
    tekst = seksjon(brev(OVERSENDELSE, les_sak("07-rusinstitusjon")), "soker")
    assert "sender vi for seg på en sikker måte, merket med referansen 2026/0359" in tekst
    assert "på en sikker måte." in seksjon(brev(OVERSENDELSE, les_sak("oversendelse-klage")), "soker")
    assert "sikker måte" not in seksjon(brev(OVERSENDELSE, les_sak("oversendelse-alt-utfylt")), "soker")


def test_bare_en_annen_kommune_kan_vaere_uenig_i_ansvaret() -> None:
    assert "§ 49" in seksjon(brev(OVERSENDELSE, les_sak("07-rusinstitusjon")), "videre")
    vert = brev(OVERSENDELSE, les_sak("10-vertskommune"))
    assert "§ 49" not in brevtekst(vert)
    assert "Holtålen kommune har fortsatt ansvaret for tjenestene" in seksjon(vert, "rett_kommune")


# Tvisten


def test_tvisten_sier_fra_nar_motparten_horer_under_et_annet_embete() -> None:
    tekst = seksjon(brev(TVIST, les_sak("tvist-alt-utfylt")), "bakgrunn")
    assert "hører under Statsforvaltaren i Møre og Romsdal" in tekst
    assert "hører under" not in brevtekst(brev(TVIST, les_sak("11-uenighet")))


def test_et_svar_om_et_annet_grunnlag_blir_igjen() -> None:
    """Saken har en bosettingskommune fra da grunnlaget var et annet."""
    sak = les_sak("tvist-alt-utfylt")
    assert sak.opphold.bosettingskommune == "3403"
    assert "Hamar" not in brevtekst(brev(TVIST, sak))


def test_en_tvist_der_lite_er_oppgitt_sier_det_den_kan() -> None:
    sak = les_sak("11-uenighet")
    tvist = brev(TVIST, replace(sak, opphold=m.Opphold(tvist=m.Tvist())))
    assert "Trondheim kommune og en annen kommune er uenige" in seksjon(tvist, "bakgrunn")
    assert seksjon(tvist, "motparten") == "Vi har ikke svaret fra den andre kommunen."
    assert seksjon(tvist, "rett_kommune") == "Vi har ikke ført opp hvem vi mener har ansvaret."


def test_tvisten_sier_hvem_vi_mener_har_ansvaret_og_hvorfor() -> None:
    sak = les_sak("11-uenighet")
    tekst = seksjon(brev(TVIST, sak), "rett_kommune")
    assert "Vi mener at det er Malvik kommune som har ansvaret (sosialtjenesteloven § 3)." in tekst
    assert tekst.endswith("Søkeren har hatt fast bolig i Malvik siden mai og bare besøkt Trondheim.")


def test_tvisten_gjetter_ikke_hva_vi_mener_ut_fra_de_andre_svarene() -> None:
    opphold = m.Opphold(grunnlag=m.Oppholdsgrunnlag.OPPHOLDER_SEG, kommune="5031", tvist=m.Tvist(med_kommune="5031"))
    tekst = seksjon(brev(TVIST, replace(les_sak("11-uenighet"), opphold=opphold)), "rett_kommune")
    assert tekst.endswith("Vi har ikke ført opp hvem vi mener har ansvaret.")


def test_det_tvisten_forteller_om_oppholdet_folger_med_og_ikke_mer() -> None:
    sak = les_sak("tvist-alt-utfylt")
    felt = {felt for funn in vurdert(sak).spor for felt in funn.felt}
    folger = utgaende(sak, TVIST, felt, vurdert(sak).linjen)
    assert folger.opphold == replace(sak.opphold, bosettingskommune=None)
    assert not any(t.besluttet_av for t in folger.midlertidige_tiltak)
    assert vurdert(folger).utfall is vurdert(sak).utfall
    flyktning = m.Opphold(
        grunnlag=m.Oppholdsgrunnlag.INTEGRERINGSTILSKUDD,
        kommune="5001",
        bosettingskommune="5031",
        flytting_avtalt=False,
        avslag=m.Avslag.JA,
        tvist=m.Tvist(med_kommune="5031"),
    )
    sak = replace(sak, opphold=flyktning)
    assert utgaende(sak, TVIST, felt, ()).opphold == replace(flyktning, avslag=None)
    tekst = seksjon(brev(TVIST, sak), "rett_kommune")
    assert "Kommunene har ikke avtalt flyttingen." in tekst


# Det foreløpige svaret


@pytest.mark.parametrize("navn", ["13-samboer", "kommune-uavklart", "06-onsker", "01-hele-linjen", "17-soker"])
@pytest.mark.parametrize("malform", Malform)
def test_det_forelopige_svaret_kan_skrives_i_enhver_sak(navn: str, malform: Malform) -> None:
    svar = brev(FORELOPIG, les_sak(navn), malform)
    assert seksjoner(svar) == ["status", "hvorfor", "nar", "hjelp_na", "kontakt"]


def test_det_forelopige_svaret_roper_ikke_at_noen_blir_vurdert_for_det_er_klart() -> None:
    tekst = brevtekst(brev(FORELOPIG, les_sak("13-samboer")))
    assert "Vi må først avklare hvem som skal behandle saken din." in tekst
    assert "inhabil" not in tekst


def test_det_forelopige_svaret_venter_ikke_pa_at_datoen_er_fort_opp() -> None:
    sak = les_sak("13-samboer")
    uten = replace(sak, soknad=replace(sak.soknad, mottatt=None))
    assert seksjon(brev(FORELOPIG, uten), "status").startswith("Vi har fått søknaden din om økonomisk stønad")
    stans = replace(uten, sakstype=Sakstype.STANS)
    assert "Brevet gjelder saken din" in brevtekst(brev(FORELOPIG, stans))


def test_et_forsinket_forelopig_svar_beklages_bare_nar_noen_har_henvendt_seg() -> None:
    sak = les_sak("kommune-uavklart")
    assert "Det beklager vi." in brevtekst(brev(FORELOPIG, sak))
    assert "beklager" not in brevtekst(brev(FORELOPIG, replace(sak, sakstype=Sakstype.TILBAKEKREVING)))


# Hvem brevene til søkeren går til


REPRESENTANT = m.Representant(
    navn="Lise Prøve", type=m.Representanttype.FULLMEKTIG, adresse="Advokatgata 1", postnummer="7012", poststed="Oslo"
)
PART = m.Part(
    id="p1", rolle=m.Partsrolle.SOKER, navn="Eli Eksempel", adresse="Prøveveien 3", postnummer="7010", poststed="Oslo"
)


def til(*parter: m.Part, orientert: m.OrienteringSoker | None = None, dokument: Dokument = FORELOPIG) -> Brev:
    sak = replace(les_sak("13-samboer"), parter=parter, orientering_soker=orientert)
    return brev(dokument, sak)


def kopi(brev_: Brev) -> tuple[str, ...]:
    return brev_.kopi_til


@pytest.mark.parametrize("dokument", TIL_SOKEREN)
@pytest.mark.parametrize("malform", Malform)
def test_ektefeller_far_ett_brev_som_er_skrevet_til_dem_begge(dokument: Dokument, malform: Malform) -> None:
    tekst = brevtekst(brev(dokument, les_sak("ektefeller"), malform))
    assert "Eli Eksempel\nIvar Eksempel\nPrøveveien 3\n7010 Trondheim" in tekst
    assert not re.search(r"\b(du|deg|din|ditt)\b", tekst, re.IGNORECASE)
    assert re.search(r"\b(dere|dykk)\b", tekst)


def test_ett_brev_til_en_er_ikke_skrevet_til_flere() -> None:
    tekst = brevtekst(brev(Dokument.ORIENTERING, les_sak("03-leder-inhabil")))
    assert not re.search(r"\b(dere|deres)\b", tekst)


def test_brevet_gar_til_den_som_representerer_parten_pa_representantens_adresse() -> None:
    laget = til(replace(PART, representant=REPRESENTANT))
    assert laget.hode.mottaker == ("Lise Prøve", "fullmektig for Eli Eksempel", "Advokatgata 1", "7012 Oslo")
    assert "Når vi skriver «du», mener vi Eli Eksempel." in brevtekst(laget)


def test_en_med_fullmektig_far_kopi_og_en_med_verge_ikke_uten_at_det_er_sagt() -> None:
    verge = replace(REPRESENTANT, type=m.Representanttype.VERGE)
    assert kopi(til(replace(PART, representant=REPRESENTANT))) == ("Eli Eksempel",)
    assert kopi(til(replace(PART, representant=verge))) == ()
    begge = m.OrienteringSoker(til=m.Orienteringsmottaker.BEGGE)
    assert kopi(til(replace(PART, representant=verge), orientert=begge)) == ("Eli Eksempel",)
    bare_den = m.OrienteringSoker(til=m.Orienteringsmottaker.REPRESENTANT)
    assert kopi(til(replace(PART, representant=REPRESENTANT), orientert=bare_den)) == ()


def test_en_representant_uten_navn_er_likevel_mottakeren() -> None:
    laget = til(replace(PART, navn="", representant=m.Representant()))
    assert laget.hode.mottaker == ("Til den som er representant for den som har søkt",)


def test_uten_representant_far_ingen_kopi() -> None:
    assert til(PART).hode.mottaker == ("Eli Eksempel", "Prøveveien 3", "7010 Oslo")
    assert kopi(til(PART)) == ()
    assert "kopi" not in seksjoner(til(PART))


@pytest.mark.parametrize("dokument", TIL_SOKEREN)
@pytest.mark.parametrize("malform", Malform)
def test_med_adressesperre_star_ingen_adresse_heller_ikke_representantens(dokument: Dokument, malform: Malform) -> None:
    sak = les_sak("adressesperre")
    tekst = brevtekst(brev(dokument, sak, malform))
    assert "Skjult vei" not in tekst
    assert "7013" not in tekst
    uten = replace(sak, parter=tuple(replace(p, adressesperre=False, representant=None) for p in sak.parter))
    assert "Skjult vei 5" in brevtekst(brev(dokument, uten, malform))


def test_ektefeller_pa_hver_sin_adresse_far_ikke_vite_hverandres() -> None:
    annen = replace(PART, id="p2", rolle=m.Partsrolle.EKTEFELLE, navn="Ivar Eksempel", adresse="Hemmelig gate 9")
    assert til(PART, annen).hode.mottaker == ("Eli Eksempel", "Ivar Eksempel")


@pytest.mark.parametrize(("dokument", "navn"), HVERT)
def test_adressene_og_det_sokeren_onsker_star_ikke_i_andre_brev(dokument: Dokument, navn: str) -> None:
    if dokument in TIL_SOKEREN:
        return
    sak = les_sak(navn)
    parter = tuple(replace(p, adresse="Prøveveien 3", representant=REPRESENTANT) for p in sak.parter)
    onske = m.OrienteringSoker(onske="Vil helst til Stjørdal")
    tekst = brevtekst(brev(dokument, replace(sak, parter=parter, orientering_soker=onske)))
    for ord_ in ("Prøveveien", "Advokatgata", "helst til Stjørdal"):
        assert ord_ not in tekst


# Når noe er uavklart


UAVKLARTE = ["13-samboer", "kommune-uavklart", "36-for-sen", "nesten-tom", "31-soker-navner"]


@pytest.mark.parametrize("navn", UAVKLARTE)
@pytest.mark.parametrize("malform", Malform)
def test_orienteringen_i_en_uavklart_sak_roper_ingenting_om_noen(navn: str, malform: Malform) -> None:
    tekst = brevtekst(brev(Dokument.ORIENTERING, les_sak(navn), malform))
    assert not re.search(r"inhabil|tilknytning|tilknyting|lede?r|leiar|sjef|veileder|rettleiar", tekst, re.IGNORECASE)
    assert re.search("finner ut hvem som kan|finn ut kven som kan", tekst)


@pytest.mark.parametrize("navn", UAVKLARTE)
@pytest.mark.parametrize("dokument", [Dokument.HASTENOTAT, *TIL_SOKEREN])
def test_hjelp_og_beskjed_venter_ikke_pa_noe(navn: str, dokument: Dokument) -> None:
    assert brev(dokument, les_sak(navn)).seksjoner


def test_hastenotatet_sier_det_som_ikke_er_fort() -> None:
    notat = brev(Dokument.HASTENOTAT, les_sak("nesten-tom"))
    assert "Om søkeren trenger hjelp som ikke kan vente, er ikke ført." in seksjon(notat, "behovet")
    assert seksjon(notat, "avgjort") == "Det er ikke ført noen avgjørelse om hjelp."


def test_et_nei_til_hjelp_fra_en_som_ikke_kan_avgjore_er_ikke_det_siste_ordet() -> None:
    sak = les_sak("hast-uten-hjelp")
    assert "har ikke det siste ordet" in seksjon(brev(Dokument.HASTENOTAT, sak), "avgjort")
    habil = replace(sak, ingen_tiltak=m.IngenTiltak(begrunnelse="Har penger", vurdert_av="a3"))
    assert vurdert(habil).ansatte["a3"].kan_avgjore
    assert "siste ordet" in seksjon(brev(Dokument.HASTENOTAT, habil), "avgjort"), "linjen over henne er ikke avklart"
    ferdig = replace(les_sak("03-leder-inhabil"), ingen_tiltak=m.IngenTiltak(begrunnelse="Nei", vurdert_av="a2"))
    assert "siste ordet" not in seksjon(brev(Dokument.HASTENOTAT, ferdig), "avgjort")


@pytest.mark.parametrize("malform", Malform)
def test_hastenotatet_viser_til_unntaket_bare_nar_en_som_ikke_kan_avgjore_gjorde_det(malform: Malform) -> None:
    sak = les_sak("hast-uavklart")
    assert "§ 7" in seksjon(brev(Dokument.HASTENOTAT, sak, malform), "hvorfor")
    uten = replace(sak, midlertidige_tiltak=tuple(replace(t, besluttet_av=None) for t in sak.midlertidige_tiltak))
    assert "§ 7" not in seksjon(brev(Dokument.HASTENOTAT, uten, malform), "hvorfor")


# Settekommunen


def test_foresporselen_til_en_settekommune_roper_ikke_hvem_den_gjelder() -> None:
    sak = les_sak("alt-utfylt")
    navngitt = replace(
        sak,
        brev=replace(sak.brev, nevn_soker=True),
        kontor=replace(sak.kontor, kontaktperson="Kari Moen"),
        soknad=replace(sak.soknad, beskrivelse="Søsteren til Nav-lederen"),
    )
    for malform in Malform:
        tekst = brevtekst(brev(Dokument.FORESPORSEL_SETTEKOMMUNE, navngitt, malform))
        for hemmelig in ("Eli", "Ivar", "Kari", "Moen", "2026/0417", "18. november", "Nav-l", "søster", "sjef"):
            assert hemmelig not in tekst


def test_habiliteten_i_settekommunen_er_ikke_vurdert_uten_samtykke() -> None:
    sak = les_sak("alt-utfylt")
    uten = replace(sak, parter=tuple(replace(p, samtykke=None) for p in sak.parter))
    assert "habile etter det vi kjenner til" in seksjon(brev(Dokument.ANMODNING, sak), "settekommune")
    assert "habile etter det" not in seksjon(brev(Dokument.ANMODNING, uten), "settekommune")
    assert "Ikke vurdert" in seksjon(brev(Dokument.FORESPORSEL_SETTEKOMMUNE, uten), "svar")
    assert "Ikke vurdert" not in seksjon(brev(Dokument.FORESPORSEL_SETTEKOMMUNE, sak), "svar")


@pytest.mark.parametrize("malform", Malform)
def test_etter_overforingen_ber_ingen_brev_om_den(malform: Malform) -> None:
    sak = les_sak("overfort-med-fornyelser")
    assert Dokument.ANMODNING not in vurdert(sak).dokumenter
    for dokument in (Dokument.ORIENTERING, FORELOPIG, OVERSENDELSE):
        tekst = brevtekst(brev(dokument, sak, malform))
        assert not re.search(r"inntil vi får|til Statsforvalt[ae]ren har svart|ber vi Statsf|foreslår|føreslår", tekst)
    with pytest.raises(KanIkke, match="alt overført"):
        brev(Dokument.ANMODNING, sak)


@pytest.mark.parametrize("malform", Malform)
def test_det_sies_at_kommunen_der_du_er_hjelper_i_nod_i_brevene_etter_en_overforing(malform: Malform) -> None:
    for navn in ("overfort-til-malvik", "23-saken-er-overfort-hit", "utenfor-overforingen"):
        for dokument in TIL_SOKEREN:
            assert re.search(
                "hjelper deg i (en nødssituasjon|ein naudsituasjon)", brevtekst(brev(dokument, les_sak(navn), malform))
            )
    assert "hjelper deg i en nød" not in brevtekst(brev(FORELOPIG, les_sak("13-samboer")))


def test_en_ny_anmodning_sier_nar_det_ble_nei_og_hva_som_er_nytt() -> None:
    tekst = seksjon(brev(Dokument.ANMODNING, les_sak("26-avslag-og-nye")), "bakgrunn")
    assert "fikk avslag 19. november 2026. Dette er nytt fra 20. november 2026: Stedfortrederen" in tekst


def test_et_alternativ_uten_begrunnelse_star_ikke_i_anmodningen() -> None:
    sak = les_sak("01-hele-linjen")
    tomt = tuple(replace(s, begrunnelse=" ") if s.type is m.Stedfortredertype.INNLEID else s for s in sak.stedfortreder)
    vurdering = vurdert(sak)
    for stedfortreder, ventet in ((sak.stedfortreder, True), (tomt, False)):
        laget = lag_brev(Dokument.ANMODNING, replace(sak, stedfortreder=stedfortreder), vurdering, stoff())
        assert ("Innleid stedfortreder" in seksjon(laget, "stedfortreder")) is ventet


def test_hjelpen_star_etter_dato() -> None:
    sak = les_sak("alt-utfylt")
    snudd = replace(sak, midlertidige_tiltak=tuple(reversed(sak.midlertidige_tiltak)))
    for dokument in (Dokument.HASTENOTAT, Dokument.ANMODNING, *TIL_SOKEREN):
        datoer = re.findall(
            r"(\d\d)\. november",
            "\n".join(
                som_tekst((b,)) for s in brev(dokument, snudd).seksjoner for b in s.blokker if isinstance(b, Liste)
            ),
        )
        assert datoer == sorted(datoer), dokument


def test_forelopig_svar_nevnes_som_manglende_forst_etter_en_maned() -> None:
    sak = les_sak("07-rusinstitusjon")
    assert "foreløpig svar" not in brevtekst(brev(OVERSENDELSE, sak))
    sent = replace(sak, vurderingsdato=date(2026, 12, 18))
    assert "ikke registrert at søkeren har fått foreløpig svar" in brevtekst(brev(OVERSENDELSE, sent))


def test_den_som_selv_er_inhabil_undertegner_ikke_anmodningen_uten_at_det_sies() -> None:
    sak = les_sak("01-hele-linjen")
    assert "undertegner" not in brevtekst(brev(Dokument.ANMODNING, sak))
    inhabil = brev(Dokument.ANMODNING, replace(sak, underskriver="a4"))
    assert "Kommunedirektør Ola Hov undertegner anmodningen, men er selv inhabil." in brevtekst(inhabil)
    assert "Derfor undertegner ordfører Mona Prøve" in brevtekst(
        brev(Dokument.ANMODNING, les_sak("ordforeren-undertegner"))
    )


@pytest.mark.parametrize(("dokument", "navn"), HVERT)
def test_vedlegg_og_kopi_star_etter_underskriften(dokument: Dokument, navn: str) -> None:
    laget = brev(dokument, les_sak(navn))
    slutten = [s.overskrift for s in laget.tillegg]
    if slutten:
        tekst = brevtekst(laget)
        assert tekst.index(f"\n{laget.underskrift[-1]}\n{slutten[0]}\n") > tekst.index(laget.kropp[-1].overskrift)


# Innsigelser, og den som holdes utenfor


def test_den_som_har_sagt_imot_far_svar() -> None:
    svaret = "Du har reist innsigelse mot at veilederen behandler saken."
    sak = les_sak("habil-etter-innsigelse-og-unntak")
    tekst = brevtekst(brev(Dokument.ORIENTERING, sak))
    assert f"{svaret} Vi har vurdert det du har sagt, og svaret er at veilederen ikke er inhabil i saken din." in tekst
    begge = (*sak.parter, m.Part(id="p9", rolle=m.Partsrolle.EKTEFELLE))
    assert svaret not in brevtekst(lag_brev(Dokument.ORIENTERING, replace(sak, parter=begge), vurdert(sak), stoff()))


def test_orienteringen_sier_ikke_at_en_som_holdes_utenfor_er_inhabil() -> None:
    tekst = seksjon(brev(Dokument.ORIENTERING, les_sak("30-skjermet")), "hvorfor")
    assert "Hos oss holder vi kommunalsjefen utenfor saken." in tekst
    assert "gjelder det kommunalsjefen" not in tekst


# Andre saker enn søknader


ANDRE = [type_ for type_ in Sakstype if type_ is not Sakstype.SOKNAD]


def uten_brukerens_ord(sak: Sak) -> Sak:
    """Saken uten det brukeren har skrevet om den og kalt en søknad, og uten fornyelser, som er nye søknader."""
    hit, svar, bare = sak.opphold.overfort_hit, sak.svar, m.Avgrensningstype.EN_SOKNAD
    return replace(
        sak,
        allerede_gjort="",
        vedlegg=(),
        soknad=replace(sak.soknad, beskrivelse=""),
        avgrensning=m.Avgrensning(),
        opphold=replace(sak.opphold, overfort_hit=replace(hit, omfang=bare)) if hit else sak.opphold,
        svar=replace(svar, omfang=bare if svar.omfang else None) if svar else None,
    )


@pytest.mark.parametrize("sakstype", ANDRE)
@pytest.mark.parametrize("malform", Malform)
def test_bare_en_soknad_kalles_en_soknad(sakstype: Sakstype, malform: Malform) -> None:
    from brev.test_komponer import VARIANTER

    for navn, dokument, _ in VARIANTER:
        sak = replace(uten_brukerens_ord(les_sak(navn)), sakstype=sakstype)
        treff = re.findall(r".*(?:søknad|søke på nytt|søkje på nytt).*", brevtekst(brev(dokument, sak, malform)))
        assert treff == [], (navn, dokument)


@pytest.mark.parametrize(
    ("dokument", "navn"),
    [
        (OPPNEVNING, "stedfortreder-klage"),
        (Dokument.HABILITETSNOTAT, "stedfortreder-klage"),
        (Dokument.ANMODNING, "01-hele-linjen"),
        (Dokument.HABILITETSNOTAT, "01-hele-linjen"),
    ],
)
def test_i_en_klagesak_kan_den_avledede_forberede_men_ikke_endre_eller_avvise(dokument: Dokument, navn: str) -> None:
    klage = replace(les_sak(navn), sakstype=Sakstype.KLAGE)
    for lov, bestemmelser in (
        (Regelsett.FVL1967, "forvaltningsloven § 33 og sosialtjenesteloven § 47"),
        (Regelsett.FVL2025, "forvaltningsloven av 2025 § 67 og sosialtjenesteloven § 47"),
    ):
        tekst = brevtekst(brev(dokument, klage, regelsett=lov))
        assert (
            "I en klagesak kan de forberede klagen for Statsforvalteren, men ikke oppheve eller endre vedtaket, og "
            f"ikke avvise klagen ({bestemmelser})."
        ) in tekst
    assert "klagesak" not in brevtekst(brev(dokument, replace(klage, sakstype=Sakstype.SOKNAD)))


@pytest.mark.parametrize("dokument", [OPPNEVNING, Dokument.HABILITETSNOTAT, Dokument.ORIENTERING, FORELOPIG])
def test_kommunen_behandler_en_klage_og_avgjor_den_ikke(dokument: Dokument) -> None:
    for malform, avgjor in ((Malform.NB, "avgjør klagen"), (Malform.NN, "avgjer klaga")):
        tekst = brevtekst(brev(dokument, les_sak("stedfortreder-klage"), malform))
        assert avgjor not in tekst
        assert re.search("behandler klagen|behandlar klaga", tekst)


@pytest.mark.parametrize("sakstype", ANDRE)
def test_oversendelsen_sier_hva_den_legger_til_grunn_om_vedtaket(sakstype: Sakstype) -> None:
    sak = les_sak("07-rusinstitusjon")
    assert "Vi har lagt til grunn at det er Stjørdal kommune" in brevtekst(
        brev(OVERSENDELSE, replace(sak, sakstype=sakstype))
    )
    assert "lagt til grunn" not in brevtekst(brev(OVERSENDELSE, sak))


def test_hvert_dokument_saken_kaller_pa_kan_lages() -> None:
    for fil in sorted((LETTERS.parent / "tests" / "eksempler").glob("*.json")):
        if not fil.stem[:2].isdigit():
            continue
        sak = les_sak(fil.stem)
        for dokument in vurdert(sak).dokumenter:
            assert stoff().maler[sak.malform, dokument]
            assert brev(dokument, sak).seksjoner
