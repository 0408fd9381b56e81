"""Feilene som ble funnet i reglene før de spurte om alt: saken slik den ble ført, og slik den er når alt er besvart.

Slik de ble ført, mangler svarene som siden er kommet til; da er saken uavklart, og aldri ferdig.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BEGGE,
    DAGEN,
    EGEN,
    IKKE_KJENT,
    KOLLEGA,
    KOMMUNESTYRET,
    LANG,
    NABO,
    ORDFORER,
    SOKER,
    VEIER,
    alle_umulige,
    ansatt,
    avklaringsliste,
    endre,
    endret,
    innleid,
    kontoret,
    mangler,
    mulig,
    om,
    opphold,
    overfort_hit,
    sak,
    skjonn,
    statuser,
    svar,
    svart,
    tilknytninger,
    tvist,
    ulempe,
    umulig,
    unntak,
    utfall,
    vurder,
    vurdering,
)

from overforing.regelverk.dokumenter import kan_skrives
from overforing.sak.modell import (
    Ansatt,
    Dokument,
    Kontor,
    Orienteringsmottaker,
    OrienteringSoker,
    Representant,
    Representanttype,
    Sak,
    Tvist,
)


@pytest.fixture(params=BEGGE)
def regelsett(request):
    return request.param


def _som_fort(s: Sak) -> Sak:
    """Saken slik den ble ført den gangen: ingen var spurt, og det fantes ikke noe sted å si det."""
    ansatte = tuple(replace(a, ingen_tilknytning=()) for a in s.ansatte)
    return replace(s, ansatte=ansatte, parter=tuple(replace(p, spurt_om_tilknytning=None) for p in s.parter))


# --- den som avgjør, er ikke plassert i linjen


VEILEDER_UTEN_LINJE = sak(*kontoret("leder", veileder={"overordnet": None}))


def test_en_inhabil_leder_og_en_veileder_uten_linje_er_uavklart(regelsett) -> None:
    """Den gangen «som vanlig», og ferdig: lederen sto ikke over noen."""
    for s in (VEILEDER_UTEN_LINJE, _som_fort(VEILEDER_UTEN_LINJE)):
        assert utfall(s, regelsett) == "uavklart"
        assert "ansatte[veileder].overordnet" in mangler(s, regelsett)
        assert not vurder(s, regelsett).kan_avgjore("veileder")
        assert om(s, "inhabil_leder_utenfor_linjen", regelsett) == ["leder"]


def test_ingen_av_dem_er_plassert_i_linjen(regelsett) -> None:
    s = _som_fort(sak(ansatt("a1", oppgave="avgjor"), ansatt("a2", "sosken", rolle="nav_leder")))
    assert mangler(s, regelsett) == ["ansatte[a1].overordnet", "ansatte[a1].ingen_tilknytning"]


# --- den som tar over, er ikke plassert i linjen


def _li(**felt) -> Sak:
    """Veilederen og lederen er inhabile; «li» skal ta over."""
    return sak(
        *kontoret(
            "leder", veileder={"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("inhabil")}, direktor=IKKE_KJENT
        ),
        endret(ansatt("li"), **felt),
        stedfortreder=(mulig("annen_saksbehandler", "li"),),
        underskriver="sjef",
    )


def test_li_tar_ikke_over_for_noen_vet_hvem_hun_er_under(regelsett) -> None:
    for s in (_li(), _li(overordnet="leder"), _som_fort(_li())):
        assert utfall(s, regelsett) == "uavklart"
    assert om(_li(), "stedfortreder_linje_ukjent", regelsett) == ["annen_saksbehandler"]
    assert om(_li(overordnet="leder"), "stedfortreder_sperret", regelsett) == ["annen_saksbehandler"]


def test_li_ma_ha_svart_selv(regelsett) -> None:
    s = _li(overordnet="sjef", **IKKE_KJENT)
    assert utfall(s, regelsett) == "uavklart"
    assert om(s, "stedfortreder_ikke_spurt", regelsett) == ["annen_saksbehandler"]


def test_li_tar_over_nar_hun_har_svart_og_star_under_sjefen(regelsett) -> None:
    v = vurder(_li(overordnet="sjef"), regelsett)
    assert (v.utfall, v.ferdig, v.avklaringer) == ("bytt_saksbehandler", True, ())


# --- unntaket i egen sak


def test_ingen_er_habil_i_sin_egen_soknad(regelsett) -> None:
    """Den gangen løftet unntaket henne, og saken var ferdig."""
    selv = {
        "tilknytninger": tilknytninger("er_part"),
        "apenbart_unntak": unntak("Det er helt åpenbart at dette ikke kan påvirke min vurdering av saken."),
        "habilitetsvurdering": vurdering("selv", krevd=False),
    }
    vurderte = {id_: {"skjonn": skjonn("habil", f"{LANG} Det gjelder {id_}.")} for id_ in ("leder", "sjef")}
    s = sak(*kontoret(veileder=selv, **vurderte))
    for sak_ in (s, _som_fort(s)):
        assert statuser(sak_, regelsett)["veileder"] == "inhabil"
        assert utfall(sak_, regelsett) == "uavklart"
        assert om(sak_, "unntak_ikke_for_part", regelsett) == ["veileder"]


# --- overordnet er en selv


def test_lederen_kan_ikke_avgjore_sporsmalet_om_seg_selv_som_sin_egen_overordnede(regelsett) -> None:
    def saken(av_ansatt: str) -> Sak:
        leder = {
            "tilknytninger": tilknytninger("nabo"),
            "skjonn": skjonn("habil", "Bare naboer i samme gate, ingen privat omgang eller konflikt."),
            "habilitetsvurdering": vurdering("overordnet", av_ansatt, krevd=True),
        }
        return sak(*kontoret(leder=leder), underskriver="leder")

    assert avklaringsliste(saken("leder"), regelsett) == ["avgjort_av_ikke_overordnet"]
    assert not vurder(saken("leder"), regelsett).ferdig
    assert vurder(saken("sjef"), regelsett).ferdig


# --- Nav-lederen søker selv


def test_nav_lederens_sjef_og_underordnede_ma_vurderes_konkret(regelsett) -> None:
    """Den gangen hadde sjefen og veilederen «ingen kjent tilknytning»."""
    s = sak(
        *kontoret(leder={"tilknytninger": tilknytninger("er_part")}),
        stedfortreder=(mulig("overordnet", "sjef"),),
        underskriver="sjef",
    )
    for sak_ in (s, _som_fort(s)):
        status_ = statuser(sak_, regelsett)
        assert (status_["leder"], status_["veileder"], status_["sjef"]) == ("inhabil", "uavklart", "uavklart")
        assert {"ansatte[veileder].skjonn.konklusjon", "ansatte[sjef].skjonn.konklusjon"} <= set(
            mangler(sak_, regelsett)
        )
    vurdert = endre(
        endre(s, "veileder", skjonn=skjonn("inhabil", f"{LANG} Hun er under henne.")),
        "sjef",
        skjonn=skjonn("habil", f"{LANG} De møtes sjelden."),
    )
    assert (utfall(vurdert, regelsett), vurder(vurdert, regelsett).ferdig) == ("overordnet_avgjor", True)


# --- innleid under en inhabil kommunedirektør


def test_under_en_inhabil_direktor_ma_den_innleide_svare_til_de_folkevalgte(regelsett) -> None:
    """Den gangen var hver underskriver sperret, og ingen vei vist."""

    def saken(svarer_til: str | None, **felt) -> Sak:
        alternativer = (*alle_umulige(unntatt="innleid"), innleid(svarer_til))
        return sak(*kontoret("direktor"), ORDFORER, stedfortreder=alternativer, saerlig_ulempe=ulempe("nei"), **felt)

    assert "innleid_svarer_til_ukjent" in avklaringsliste(saken(None), regelsett)
    assert "innleid_under_inhabil" in avklaringsliste(saken("direktor"), regelsett)
    assert "innleid_under_inhabil" in avklaringsliste(saken("sjef"), regelsett)
    for svarer_til in (None, "direktor", "sjef"):
        assert vurder(saken(svarer_til), regelsett).baerer is None

    uten_vedtak = saken("folkevalgte", underskriver="leder")
    assert avklaringsliste(uten_vedtak, regelsett) == [
        "avledet_langt_opp",
        "underskriver_inhabil",
        "oppnevnes_av_folkevalgte",
    ]
    v = vurder(saken("folkevalgte", underskriver="ordforer", vedtak=KOMMUNESTYRET), regelsett)
    assert (v.utfall, v.baerer, v.ferdig) == ("oppnevn_stedfortreder", "innleid", True)


# --- settekommunen


def test_settekommunen_sender_ikke_saken_tilbake(regelsett) -> None:
    """Den gangen fikk søkeren vite at saken var sendt tilbake; overføringen sto bare i notatet."""
    som_fort = sak(opphold=opphold(kommune=NABO), notat="Saken er overført hit av Statsforvalteren.")
    assert utfall(som_fort, regelsett) == "annen_kommune"
    v = vurder(replace(som_fort, opphold=opphold(kommune=NABO, hit=overfort_hit())), regelsett)
    assert (v.utfall, v.ansvarlig, v.ferdig) == ("behandles_som_vanlig", NABO, True)


# --- etter Statsforvalterens svar


def test_etter_overforingen_kan_saken_sendes_til_settekommunen(regelsett) -> None:
    """Den gangen ble oversendelsen nektet."""
    s = VEIER["overført til settekommunen"].sak
    for sak_ in (s, _som_fort(s)):
        v = vurder(sak_, regelsett)
        assert (v.utfall, v.ferdig) == ("be_om_overforing", True)
        assert Dokument.OVERSENDELSE in v.dokumenter
        assert kan_skrives(v, Dokument.OVERSENDELSE)
        assert Dokument.FORESPORSEL_SETTEKOMMUNE not in (*v.dokumenter, *v.pa_foresporsel)


def test_etter_avslaget_kan_kommunen_be_pa_nytt(regelsett) -> None:
    """Den gangen var saken låst, selv om det var kommet noe nytt."""
    avslatt = VEIER["avslag fra Statsforvalteren"].sak
    assert utfall(avslatt, regelsett) == "oppnevn_stedfortreder"
    v = vurder(replace(avslatt, svar=svar("avslatt", nytt="Også kommunalsjefen er i slekt med søkeren.")), regelsett)
    assert (v.utfall, v.ferdig) == ("be_om_overforing", True)


# --- tvisten uten eget syn


def test_en_tvist_uten_eget_syn_er_ikke_ferdig(regelsett) -> None:
    s = sak(opphold=opphold(None, None, tvist=Tvist(med_kommune=NABO)), underskriver="leder")
    for sak_ in (s, _som_fort(s)):
        assert avklaringsliste(sak_, regelsett) == ["tvist_uten_eget_syn", "tvist_uten_motpartens_svar"]
        assert not vurder(sak_, regelsett).ferdig
    assert vurder(replace(s, opphold=opphold(None, None, tvist=tvist())), regelsett).avklaringer == ()


# --- den som lar seg representere


def test_fullmektigen_skal_ha_vite_det_samme_som_sokeren(regelsett) -> None:
    fullmektig = Representant(navn="Lise Berg", type=Representanttype.FULLMEKTIG)
    s = replace(VEIER["særlig ulempe"].sak, parter=(replace(SOKER, representant=fullmektig),))
    assert avklaringsliste(s, regelsett) == ["representant_ikke_orientert"]
    til_begge = OrienteringSoker(dato=DAGEN, til=Orienteringsmottaker.BEGGE)
    assert avklaringsliste(replace(s, orientering_soker=til_begge), regelsett) == []


# --- et alternativ uten grunn


def test_et_nei_uten_grunn_er_ikke_fort_opp(regelsett) -> None:
    """Den gangen sto «… er vurdert (Li):» i notatet, med ingenting etter."""
    s = sak(
        *kontoret("leder", veileder={"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("inhabil")}),
        ansatt("li", under="leder"),
        stedfortreder=(umulig("annen_saksbehandler", "", ansatt="li"), mulig("overordnet", "sjef")),
        underskriver="sjef",
    )
    v = vurder(s, regelsett)
    assert (v.utfall, v.ansatte["li"].value, v.ferdig) == ("overordnet_avgjor", "avledet", True)
    assert [b.sti for b in v.begrunnelser] == ["ansatte[veileder].skjonn.begrunnelse"]
    bare_veilederen = endre(s, "leder", tilknytninger=(), ingen_tilknytning=svart())
    assert mangler(bare_veilederen, regelsett) == ["stedfortreder[annen_saksbehandler].begrunnelse"]


# --- vurderinger der tilknytningen høres ut som en fordel


@pytest.mark.parametrize(
    ("type_", "konklusjon", "ventet"),
    [
        ("nerstaende_interesse", "habil", "behandles_som_vanlig"),
        ("okonomisk_interesse", "inhabil", "bytt_saksbehandler"),
        ("arbeidsforhold", "inhabil", "bytt_saksbehandler"),
        ("arbeidsforhold", "habil", "behandles_som_vanlig"),
    ],
)
def test_det_er_vurderingen_som_avgjor_ikke_tilknytningen(type_: str, konklusjon: str, ventet: str, regelsett) -> None:
    """Ektefellen er nattevakt der søkeren bor; søkeren er veilederens sjef i en bijobb."""
    s = sak(
        *kontoret(veileder={"tilknytninger": tilknytninger(type_), "skjonn": skjonn(konklusjon)}),
        KOLLEGA,
        stedfortreder=(mulig("annen_saksbehandler", "kollega"),),
        underskriver="leder",
    )
    v = vurder(s, regelsett)
    assert (v.utfall, v.ferdig, v.avklaringer) == (ventet, True, ())


# --- alle slik de ble ført


def _slik_de_ble_fort() -> dict[str, Sak]:
    kontor = Kontor(navn="Nav Eksempel", kommune=EGEN, telefon="00 00 00 00")
    interesse = {"tilknytninger": tilknytninger("nerstaende_interesse"), "skjonn": skjonn("habil")}
    ansatte: dict[str, tuple[Ansatt, ...]] = {
        "ektefellen er nattevakt": kontoret(veileder=interesse),
        "lederen avgjorde om seg selv": kontoret(
            leder={"skjonn": skjonn("habil"), "habilitetsvurdering": vurdering("overordnet", "leder")}
        ),
        "sjefen avgjør": kontoret("leder"),
        "ingen er inhabil": kontoret(),
    }
    return {navn: _som_fort(sak(*folk, kontor=kontor)) for navn, folk in ansatte.items()}


@pytest.mark.parametrize("navn", _slik_de_ble_fort())
def test_ingen_sak_er_ferdig_slik_den_ble_fort(navn: str, regelsett) -> None:
    """Taushet er aldri et svar: det at ingen er spurt, gjør saken uavklart."""
    s = _slik_de_ble_fort()[navn]
    assert utfall(s, regelsett) == "uavklart"
    assert [felt for felt in mangler(s, regelsett) if felt.endswith(".ingen_tilknytning")]
