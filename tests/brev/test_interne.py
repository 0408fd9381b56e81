"""Dokumentene som blir i kommunen: de sier aldri mer enn noen har sagt, og følger reglene om hvem som kan hva."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from brev.brevprover import EKSEMPLER, SAKER, brev, les_sak, vurdert
from gyldige_saker import regelsett, saker
from hypothesis import given
from hypothesis import strategies as st

from overforing.brev.komponer import som_tekst
from overforing.brev.modell import Brev, Tabell, blokklinjer, brevtekst
from overforing.feil import KanIkke
from overforing.regelverk.funn import Status
from overforing.sak import modell as m
from overforing.sak.modell import Dokument, Malform, Regelsett, Sak

NOTAT, OPPNEVNING, FRAMLEGG = Dokument.HABILITETSNOTAT, Dokument.OPPNEVNING, Dokument.FRAMLEGG
SAKSFRAMLEGG = Dokument.SAKSFRAMLEGG
INTERNE = (NOTAT, OPPNEVNING, FRAMLEGG, SAKSFRAMLEGG)
ALLE_SAKER = sorted(
    fil.stem for mappe in (SAKER, EKSEMPLER) for fil in mappe.rglob("*.json") if fil.stem != "forventet"
)
INGEN_TILKNYTNING = re.compile(r"ikke er noen tilknytning|ikkje er noka tilknyting|har ingen|har inga|uten tilknytning")


def med_egne_navn(sak: Sak) -> Sak:
    """Hver ansatt heter noe ingen andre gjør, så en setning kan kjennes igjen på navnet."""
    return replace(sak, ansatte=tuple(replace(a, navn=f"Navn{i}navn") for i, a in enumerate(sak.ansatte)))


def alle_interne(sak: Sak, malform: Malform, lov: Regelsett = Regelsett.FVL1967) -> Iterator[Brev]:
    for dokument in (*INTERNE, Dokument.ANMODNING):
        try:
            yield brev(dokument, sak, malform, lov)
        except KanIkke:
            continue


def seksjon(brev_: Brev, id_: str) -> str:
    return "\n".join(som_tekst(s.blokker) for s in brev_.seksjoner if s.id == id_)


def setninger(brev_: Brev) -> Iterator[str]:
    for del_ in brev_.seksjoner:
        for blokk in del_.blokker:
            if not isinstance(blokk, Tabell):
                for linje in blokklinjer(blokk):
                    yield from re.split(r"(?<=[.:]) ", linje)


def har_svart_selv(ansatt: m.Ansatt) -> bool:
    return any(svar.kilde is m.Svarkilde.SELV for svar in ansatt.ingen_tilknytning)


# Den som ikke er spurt


def krev_taushet_om_dem_som_ikke_har_svart(sak: Sak, malform: Malform, lov: Regelsett) -> None:
    for laget in alle_interne(sak, malform, lov):
        frikjent = [s for s in setninger(laget) if INGEN_TILKNYTNING.search(s)]
        for ansatt in sak.ansatte:
            if not har_svart_selv(ansatt):
                assert [s for s in frikjent if ansatt.navn in s] == [], (laget.dokument, ansatt)


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("navn", ALLE_SAKER)
def test_ingen_som_ikke_har_svart_sies_a_vaere_uten_tilknytning(navn: str, malform: Malform) -> None:
    for lov in Regelsett:
        krev_taushet_om_dem_som_ikke_har_svart(med_egne_navn(les_sak(navn)), malform, lov)


@given(saker(), regelsett, st.sampled_from(Malform))
def test_ingen_i_noen_sak_sies_a_vaere_uten_tilknytning_uten_a_ha_svart(
    sak: Sak, lov: Regelsett, malform: Malform
) -> None:
    krev_taushet_om_dem_som_ikke_har_svart(med_egne_navn(sak), malform, lov)


def test_notatet_sier_hvem_som_er_spurt_av_hvem_og_nar() -> None:
    tekst = seksjon(brev(NOTAT, les_sak("03-leder-inhabil")), "habilitet")
    assert "Kommunalsjef Anne Dahl svarte 19. november 2026 at det ikke er noen tilknytning til søkeren" in tekst
    assert "Svaret tok Siri Lund imot." in tekst
    assert "Kommunedirektør Ola Hov er ikke gjort kjent med saken." in tekst
    assert "Ingen som arbeider med den, vet om noen tilknytning. Det opplyste Siri Lund 19. november 2026." in tekst


def test_sokeren_regnes_med_til_dem_som_ikke_vet_bare_nar_hun_er_spurt_og_kjenner_ingen() -> None:
    sak = les_sak("03-leder-inhabil")
    for svar, ventet in ((None, False), *((s, s is m.Sporsmalssvar.INGEN_KJENT) for s in m.Sporsmalssvar)):
        spurt = m.SpurtOmTilknytning(dato=date(2026, 11, 18), svar=svar) if svar else None
        tekst = brevtekst(brev(NOTAT, replace(sak, parter=(replace(sak.parter[0], spurt_om_tilknytning=spurt),))))
        assert ("heller ikke søkeren kjenner til noen" in tekst) is ventet, svar


def test_et_svar_om_den_ene_ektefellen_sies_ikke_om_den_andre() -> None:
    tekst = seksjon(brev(NOTAT, les_sak("ektefeller-svart-for-hver-for-seg")), "habilitet")
    assert "Veileder Siri Lund svarte 19. november 2026 at det ikke er noen tilknytning til søkeren." in tekst
    assert "heller ikke søkeren kjenner til noen" in tekst
    assert "ektefelle kjenner til noen" not in tekst


def test_det_andre_har_fortalt_er_ikke_den_ansattes_svar() -> None:
    sak = les_sak("fravaer-og-ledig-stilling")
    tekst = seksjon(brev(NOTAT, sak), "habilitet")
    assert "Søkeren og Nav-lederen er naboer. Det har søkeren opplyst." in tekst
    fra_andre = tuple(
        replace(a, tilknytninger=tuple(replace(t, kilde=m.Tilknytningskilde.ANDRE) for t in a.tilknytninger))
        for a in sak.ansatte
    )
    svarene = seksjon(brev(NOTAT, replace(sak, ansatte=fra_andre)), "habilitet")
    assert "Nav-leder Kari Moen er ikke gjort kjent med saken." in svarene


# Den som holdes utenfor


@pytest.mark.parametrize("malform", Malform)
def test_hvorfor_noen_holdes_utenfor_star_ikke_i_noe_dokument(malform: Malform) -> None:
    for navn in ("30-skjermet", "felles-nemnd-avgjor"):
        sak = les_sak(navn)
        hemmelig = "Søkeren bor i Eksempelbygda."
        ansatte = tuple(replace(a, holdes_utenfor=hemmelig) if a.holdes_utenfor else a for a in sak.ansatte)
        for laget in alle_interne(replace(sak, ansatte=ansatte), malform):
            assert "Eksempelbygda" not in brevtekst(laget)


def test_notatet_sier_noytralt_at_noen_holdes_utenfor_og_ikke_at_sokeren_nevnte_henne() -> None:
    tekst = brevtekst(brev(NOTAT, les_sak("30-skjermet")))
    assert "Kommunalsjef Anne Dahl er holdt utenfor saken og er ikke spurt om noen tilknytning." in tekst
    assert "om noen kan holdes utenfor uten å bli spurt, er ikke avklart" in tekst
    assert "svarte ja" not in tekst


def test_framlegget_gar_aldri_til_eller_om_den_som_holdes_utenfor() -> None:
    sak = les_sak("framlegg-forbi-inhabil")
    ansatte = tuple(
        replace(a, tilknytninger=(), habilitetsvurdering=None, holdes_utenfor="Grunn") if a.id == "a2" else a
        for a in sak.ansatte
    )
    framlegg = brev(FRAMLEGG, replace(sak, ansatte=ansatte))
    assert framlegg.hode.mottaker == ("Anne Dahl", "Kommunalsjef")
    assert "Kari Moen er holdt utenfor saken og skal ikke kontaktes om den." in brevtekst(framlegg)


# Hvem som kan avgjøre


def krev_at_notatet_folger_reglene(sak: Sak, lov: Regelsett) -> None:
    vurdering = vurdert(sak, lov)
    notat = brev(NOTAT, sak, Malform.NB, lov)
    for tabell in (b for s in notat.seksjoner if s.id == "linjen" for b in s.blokker if isinstance(b, Tabell)):
        for hvem, _, sier in tabell.rader:
            (ansatt,) = [a for a in sak.ansatte if a.navn in hvem.split(" (")[0]]
            kan = re.match(r"Habil(?!, linjen ikke avklart)", sier) is not None
            assert kan is (vurdering.kan_avgjore(ansatt.id) and not ansatt.stilling_ledig), (hvem, sier)
    if "Ingen andre i linjen er hindret" in brevtekst(notat):
        andre = [id_ for id_ in vurdering.linjen if vurdering.ansatte[id_] is not Status.INHABIL]
        assert all(vurdering.kan_avgjore(id_) for id_ in andre)
        assert Status.AVLEDET not in vurdering.ansatte.values()


@pytest.mark.parametrize("navn", ALLE_SAKER)
def test_notatet_og_vinduet_har_en_kilde_for_hvem_som_kan_avgjore(navn: str) -> None:
    for lov in Regelsett:
        krev_at_notatet_folger_reglene(med_egne_navn(les_sak(navn)), lov)


@given(saker(), regelsett)
def test_notatet_i_enhver_sak_sier_det_samme_som_reglene(sak: Sak, lov: Regelsett) -> None:
    krev_at_notatet_folger_reglene(med_egne_navn(sak), lov)


def test_et_alternativ_uten_begrunnelse_er_ikke_noe_svar() -> None:
    sak = les_sak("fravaer-og-ledig-stilling")
    assert sak.stedfortreder[0] == replace(sak.stedfortreder[0], mulig=False, begrunnelse="")
    assert "er vurdert" not in brevtekst(brev(NOTAT, sak))
    assert "nnen saksbehandler" not in seksjon(brev(NOTAT, sak), "losning")


def test_et_alternativ_som_ikke_er_klart_kalles_ikke_mulig() -> None:
    sak = les_sak("25-innleid")
    assert "Innleid stedfortreder: Oppgitt som mulig, men ikke avklart." in brevtekst(brev(NOTAT, sak))


def test_linjen_star_slik_reglene_leser_den_nar_noen_er_borte() -> None:
    notat = seksjon(brev(NOTAT, les_sak("fravaer-og-ledig-stilling")), "linjen")
    assert "Nav-leder Kari Moen er borte fra 1. desember 2026 til 31. januar 2027" in notat
    assert "Stillingen som kommunalsjef er ledig, og leder Tone Vik fungerer i den." in notat
    assert "Avdelingsleder Per Vik (fungerer for Nav-leder Kari Moen); Leder Tone Vik; Habil" in notat
    borte = seksjon(brev(NOTAT, les_sak("33-lederen")), "linjen")
    assert "ikke teller med i linjen i den tiden" in borte


def test_en_som_avgjor_sin_egen_habilitet_kalles_ikke_en_overordnet() -> None:
    sak = les_sak("03-leder-inhabil")
    selv = m.Habilitetsvurdering(avgjort_av=m.AvgjortAv.OVERORDNET, avgjort_av_ansatt="a1")
    ansatte = tuple(replace(a, habilitetsvurdering=selv) if a.id == "a1" else a for a in sak.ansatte)
    tekst = seksjon(brev(NOTAT, replace(sak, ansatte=ansatte)), "habilitet")
    assert "Det er ikke ført opp hvem over Nav-lederen som avgjorde spørsmålet." in tekst
    assert "avgjorde spørsmålet om habiliteten til" not in tekst


# Etter svaret


@pytest.mark.parametrize(
    ("navn", "venter"), [("overfort-til-malvik", False), ("returnert", False), ("18-avslag", False)]
)
def test_etter_svaret_venter_notatet_ikke_pa_noe_svar(navn: str, venter: bool) -> None:
    for malform in Malform:
        tekst = brevtekst(brev(NOTAT, les_sak(navn), malform))
        assert bool(re.search(r"[Ii]nntil vi får svar|Fram til vi får svar|Vi ber Statsforvalt", tekst)) is venter


def test_en_ny_anmodning_nevner_avslaget_og_det_som_er_nytt() -> None:
    tekst = seksjon(brev(NOTAT, les_sak("26-avslag")), "oppsummering")
    assert "på nytt om å overføre saken" in tekst
    assert (
        "Da vi ba om det sist, ble vilkåret for å overføre saken ikke funnet oppfylt (svar 19. november 2026)." in tekst
    )
    assert "Dette er nytt siden da: Stedfortrederen som var funnet, har trukket seg" in tekst


@pytest.mark.parametrize(
    ("omfang", "til", "ventet"),
    [
        (m.Avgrensningstype.EN_SOKNAD, None, "Overføringen gjelder bare denne saken."),
        (m.Avgrensningstype.SOKNAD_OG_FORNYELSER, date(2027, 6, 30), "også fornyelser fram til 30. juni 2027."),
        (m.Avgrensningstype.SOKNAD_OG_FORNYELSER, None, "Det er ikke ført opp hvor lenge."),
    ],
)
def test_notatet_sier_hvor_langt_overforingen_rekker(omfang: m.Avgrensningstype, til: date | None, ventet: str) -> None:
    sak = les_sak("overfort-til-malvik")
    assert sak.svar is not None
    assert ventet in brevtekst(brev(NOTAT, replace(sak, svar=replace(sak.svar, omfang=omfang, til=til))))


# Det som alt er gjort, og hjelpen


def test_en_avgjorelse_av_en_inhabil_skal_vurderes_og_som_regel_gjores_pa_nytt() -> None:
    tekst = seksjon(brev(NOTAT, les_sak("fravaer-og-ledig-stilling")), "allerede_gjort")
    assert "19. november 2026: avslått, avgjort av Nav-leder Kari Moen. Den gjelder fortsatt." in tekst
    assert tekst.count("skal vurderes og som regel gjøres på nytt") == 2


def test_hjelpen_star_etter_dato_med_det_som_er_gjort_med_den() -> None:
    tekst = seksjon(brev(NOTAT, les_sak("fravaer-og-ledig-stilling")), "i_mellomtiden")
    assert tekst.index("18. november 2026") < tekst.index("21. november 2026")
    assert "Ola Hov vurderte 22. november 2026 at avgjørelsen står seg. Behovet var klart og beløpet lite." in tekst


def test_det_forelopige_svaret_savnes_forst_nar_maneden_er_gatt() -> None:
    sak = replace(les_sak("fravaer-og-ledig-stilling"), vurderingsdato=date(2026, 12, 18))
    savn = "Det er ikke ført opp at søkeren har fått foreløpig svar"
    assert savn in brevtekst(brev(NOTAT, sak))
    assert savn not in brevtekst(brev(NOTAT, replace(sak, vurderingsdato=date(2026, 12, 17))))


def test_notatet_sier_om_tilgangen_er_stengt_for_de_inhabile() -> None:
    stengt = seksjon(brev(NOTAT, les_sak("alt-utfylt")), "habilitet")
    assert "Tilgangen til saken i fagsystemet er stengt for Nav-lederen (18. november 2026, av Siri Lund), " in stengt
    ikke = seksjon(brev(NOTAT, les_sak("03-leder-inhabil")), "habilitet")
    assert "Det er ikke ført opp at tilgangen til saken i fagsystemet er stengt for Nav-lederen." in ikke


@pytest.mark.parametrize("malform", Malform)
def test_notatet_sier_det_vanlige_en_gang_og_viser_ikke_til_noe_ingen_har_slatt_opp(malform: Malform) -> None:
    tekst = seksjon(brev(NOTAT, les_sak("22-navlederen"), malform), "habilitet")
    assert tekst.count("kollegaforhold er normalt ikk") == 1
    assert "rundskriv" not in tekst


# Framlegget


def test_framlegget_sier_hva_som_skal_veies_for_den_slags_tilknytning() -> None:
    nabo = seksjon(brev(FRAMLEGG, les_sak("framlegg-krevd-av-part")), "vurderingen")
    assert "Er de bare naboer, eller er de også venner eller i konflikt?" in nabo
    assert "Mer om dette: Sivilombudet, «Håndtering av habilitetsspørsmål" in nabo
    assert "leder for den andre" not in nabo


def test_framlegget_pastar_ingen_tvil_nar_det_er_parten_som_krever_svaret() -> None:
    tekst = brevtekst(brev(FRAMLEGG, les_sak("framlegg-krevd-av-part")))
    assert "Søkeren har krevd at en overordnet avgjør" in tekst
    assert "Det er tvil om" not in tekst


def test_det_en_inhabil_har_avgjort_legges_fram_pa_nytt_ogsa_i_en_uavklart_sak() -> None:
    sak = les_sak("framlegg-avgjort-av-inhabil")
    assert not vurdert(sak).ferdig
    tekst = seksjon(brev(FRAMLEGG, sak), "sporsmalet")
    assert "av en som selv er inhabil i saken. Det må derfor avgjøres på nytt." in tekst


def test_sporsmalet_om_en_foreslatt_stedfortreder_kan_legges_fram_for_alternativene_er_nadd() -> None:
    sak = les_sak("framlegg-krevd-av-part")
    krevd = next(a for a in sak.ansatte if a.habilitetsvurdering and a.habilitetsvurdering.krevd_av_part)
    ny = replace(krevd, id="ny", navn="Jon Berg", oppgave=m.Oppgave.INGEN)
    alternativ = m.Stedfortreder(type=m.Stedfortredertype.ANNEN_SAKSBEHANDLER, ansatt="ny", mulig=True)
    andre = tuple(replace(a, habilitetsvurdering=None) for a in sak.ansatte)
    foreslatt = replace(sak, ansatte=(*andre, ny), stedfortreder=(alternativ,))
    assert FRAMLEGG in vurdert(foreslatt).pa_foresporsel
    assert "Jon Berg" in brevtekst(brev(FRAMLEGG, foreslatt))


@given(saker())
def test_et_framlegg_som_kan_lages_har_alltid_et_sporsmal(sak: Sak) -> None:
    if FRAMLEGG in vurdert(sak).pa_foresporsel:
        assert brev(FRAMLEGG, sak).seksjoner


def test_bare_den_overste_kan_ta_stilling_selv_til_de_folkevalgte_har_svart() -> None:
    overst = seksjon(brev(FRAMLEGG, les_sak("framlegg-kommunedirektor")), "i_mellomtiden")
    assert "kan kommunedirektøren selv ta stilling til spørsmålet (forvaltningsloven § 8 første ledd)" in overst
    assert "De som er habile lenger ned i linjen, kan forberede saken." in overst
    assert "selv ta stilling" not in brevtekst(brev(FRAMLEGG, les_sak("12-i-tvil")))


def test_framlegget_sier_ikke_hvorfor_noen_andre_er_inhabile() -> None:
    """Den som skal avgjøre det ene spørsmålet, trenger ikke vite hva søkeren er for en annen."""
    tekst = seksjon(brev(FRAMLEGG, les_sak("framlegg-forbi-inhabil")), "tvilen")
    assert "Nav-leder Kari Moen er inhabil i saken." in tekst
    assert "søsken" not in tekst
    assert "bokstav" not in tekst


# Oppnevningen


def test_nar_kommunedirektoren_er_inhabil_oppnevner_kommunestyret() -> None:
    sak = les_sak("oppnevnt-av-kommunestyret")
    tekst = seksjon(brev(OPPNEVNING, sak), "oppnevning")
    assert "Kommunestyret har 19. november 2026 i sak 45/26 oppnevnt" in tekst
    assert "Ordføreren skriver under for organet og har ingen egen myndighet til å oppnevne." in tekst
    uten = seksjon(brev(OPPNEVNING, replace(sak, vedtak=None)), "oppnevning")
    assert "Vedtaket er ikke ført opp ennå." in uten
    assert "Kommunestyret har" not in uten


def test_oppnevningen_sier_hvem_den_innleide_svarer_til() -> None:
    tekst = seksjon(brev(OPPNEVNING, les_sak("oppnevnt-av-kommunestyret")), "oppdraget")
    assert "I denne saken svarer stedfortrederen til de folkevalgte, ikke til administrasjonen." in tekst


# Saksframlegget


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("lov", Regelsett)
def test_saksframlegget_roper_verken_tilknytningen_eller_hvem_soker_er(malform: Malform, lov: Regelsett) -> None:
    """Nav-lederen er selv søkeren: leddet eller bokstaven i bestemmelsen ville sagt det."""
    tekst = brevtekst(brev(SAKSFRAMLEGG, les_sak("felles-nemnd-avgjor"), malform, lov))
    assert not re.search(r"bokstav|§ (6|26) første ledd|selv part|sjølv part|kolleg", tekst)


def test_saksframlegget_sier_hvem_som_forbereder_og_hvem_som_holder_seg_borte() -> None:
    framlegg = brev(SAKSFRAMLEGG, les_sak("folkevalgt-organ-avgjor"))
    assert "Veileder Siri Lund kan forberede saken for organet" in seksjon(framlegg, "forberedelse")
    borte = "Nav-leder Kari Moen, kommunalsjef Anne Dahl og kommunedirektør Ola Hov deltar verken"
    assert borte in seksjon(framlegg, "forslag")
    assert "(kommuneloven § 11-10 annet ledd)" in seksjon(framlegg, "medlemmene")
    assert "hvilken hjelp søkeren skal få" in seksjon(framlegg, "forslag")


def test_i_et_vertskommunesamarbeid_har_vertskommunens_folkevalgte_ikke_myndighet() -> None:
    assert "ikke myndighet i den (kommuneloven § 20-2 tredje ledd)" in seksjon(
        brev(SAKSFRAMLEGG, les_sak("felles-nemnd-avgjor")), "organet"
    )
    assert "vertskommune" not in brevtekst(brev(SAKSFRAMLEGG, les_sak("folkevalgt-organ-avgjor")))
