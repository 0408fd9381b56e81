"""De fem dokumentene etter anmodningen, notatet og orienteringen: hvem de går til, hva de sier, og hva de tier om."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from brev.brevprover import LETTERS, brev, les_sak, stoff, vurdert
from brev.eksempelbrev import SAK, SAK_ID, reise_for
from brev.test_komponer import ETT_AV_HVERT

from overforing.brev import docx, pdf
from overforing.brev.komponer import som_tekst
from overforing.brev.les import les
from overforing.brev.modell import Brev, brevtekst
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
    til_sokeren = dokument in (Dokument.ORIENTERING, FORELOPIG)
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
            til_sokeren = dokument in (Dokument.ORIENTERING, FORELOPIG)
            assert ("Eli Eksempel" in kropp) is (nevn and not til_sokeren)


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
        assert (lest.dokument, lest.tekst) == (dokument, "uendret"), navn


# Oppnevningen


def test_oppnevningen_sier_hvem_som_er_inhabil_men_ikke_tilknytningen() -> None:
    for malform, ord_ in ((Malform.NB, "søsken"), (Malform.NN, "sysken")):
        tekst = brevtekst(brev(OPPNEVNING, les_sak("stedfortreder-klage"), malform))
        assert "§ 6 første ledd bokstav b" in tekst
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
    assert seksjon(tvist, "rett_kommune") == "Vi har ikke ført opp hvem vi mener har ansvaret, og hvorfor."


@pytest.mark.parametrize(
    ("opphold", "ventet"),
    [
        (
            m.Opphold(grunnlag=m.Oppholdsgrunnlag.INSTITUSJON, kommune="5001", kommune_for_inntak="5031"),
            "Vi mener at Malvik kommune har ansvaret (sosialtjenesteloven § 3 annet ledd).",
        ),
        (
            m.Opphold(grunnlag=m.Oppholdsgrunnlag.OPPHOLDER_SEG, kommune="5031"),
            "Vi mener at Malvik kommune har ansvaret (sosialtjenesteloven § 3 første ledd).",
        ),
        # Svarene peker på vår egen kommune: da vet brevet ikke hva vi mener.
        (
            m.Opphold(grunnlag=m.Oppholdsgrunnlag.OPPHOLDER_SEG, kommune="5001"),
            "Vi har ikke ført opp hvem vi mener har ansvaret, og hvorfor.",
        ),
    ],
)
def test_tvisten_sier_hva_vi_mener_ogsa_uten_en_begrunnelse(opphold: m.Opphold, ventet: str) -> None:
    sak = replace(les_sak("11-uenighet"), opphold=replace(opphold, tvist=m.Tvist(med_kommune="5031")))
    assert seksjon(brev(TVIST, sak), "rett_kommune").endswith(ventet)


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
        tvist=m.Tvist(),
    )
    sak = replace(sak, opphold=flyktning)
    assert utgaende(sak, TVIST, felt, ()).opphold == replace(flyktning, avslag=None)
    tekst = seksjon(brev(TVIST, sak), "rett_kommune")
    assert "Kommunene har ikke avtalt flyttingen." in tekst
    assert "Vi mener at Malvik kommune har ansvaret" in tekst


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


def test_det_forelopige_svaret_trenger_et_kontor_og_datoen_soknaden_kom() -> None:
    sak = les_sak("13-samboer")
    uten = replace(sak, kontor=m.Kontor(), soknad=replace(sak.soknad, mottatt=None))
    with pytest.raises(KanIkke, match="hvilket kontor det er fra og når søknaden kom"):
        brev(FORELOPIG, uten)
    with pytest.raises(KanIkke, match="når klagen kom"):
        brev(FORELOPIG, replace(sak, sakstype=Sakstype.KLAGE, soknad=replace(sak.soknad, mottatt=None)))
    stans = replace(sak, sakstype=Sakstype.STANS, soknad=replace(sak.soknad, mottatt=None))
    assert "Brevet gjelder saken din" in brevtekst(brev(FORELOPIG, stans))


def test_et_forsinket_forelopig_svar_beklages_bare_nar_noen_har_henvendt_seg() -> None:
    sak = les_sak("kommune-uavklart")
    assert "Det beklager vi." in brevtekst(brev(FORELOPIG, sak))
    assert "beklager" not in brevtekst(brev(FORELOPIG, replace(sak, sakstype=Sakstype.TILBAKEKREVING)))


@pytest.mark.parametrize("dokument", [Dokument.ORIENTERING, FORELOPIG])
def test_ektefeller_far_vite_at_brevet_er_til_dem_begge(dokument: Dokument) -> None:
    felles = les_sak("alt-utfylt")
    assert "mener vi hver av dere" in brevtekst(brev(dokument, felles))
    assert "mener vi hver av dere" not in brevtekst(brev(dokument, replace(felles, parter=felles.parter[:1])))


# Andre saker enn søknader


ANDRE = [type_ for type_ in Sakstype if type_ is not Sakstype.SOKNAD]


def uten_brukerens_ord(sak: Sak) -> Sak:
    """Saken uten det brukeren har skrevet om den og kalt en søknad."""
    return replace(
        sak, allerede_gjort="", vedlegg=(), soknad=replace(sak.soknad, beskrivelse=""), avgrensning=m.Avgrensning()
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
