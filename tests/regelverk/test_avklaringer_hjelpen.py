"""Tvilen om hjelpen i mellomtiden (rettsgrunnlag § 8). Den gjelder alle utfall, og stanser aldri saken som haster."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from regelverk.bygg import (
    DAGEN,
    IKKE_KJENT,
    LANG,
    MOTTATT,
    TOK_IMOT,
    TOMME,
    USPURT,
    VEIER,
    ansatt,
    ingen_tiltak,
    kontoret,
    med,
    om,
    sak,
    skjonn,
    soknad,
    tiltak,
)
from regelverk.tvil import ALLE, ikke, kan, ma, veier_med

from overforing.sak.modell import (
    AlleredeTruffet,
    ForelopigSvarSoker,
    FulgtOpp,
    HasterVurdert,
    Oppfolging,
    Sak,
    Sendt,
    Soknad,
)

HASTER = soknad(True)
ANMODNING = VEIER["særlig ulempe"].sak


def _vurdert(dager_siden: int, sendt: date | None = None) -> Sak:
    hast = HasterVurdert(dato=DAGEN - timedelta(days=dager_siden), av=TOK_IMOT)
    lenge_siden = Soknad(mottatt=DAGEN - timedelta(days=20), haster=False, haster_vurdert=hast)
    return sak(soknad=lenge_siden, sendt=Sendt(dato=sendt) if sendt else None)


def _inhabil_leder(*tiltakene, **felt) -> Sak:
    return sak(*kontoret("leder"), midlertidige_tiltak=tiltakene, **felt)


def _fulgt_opp(hva: str | None) -> Sak:
    fulgt_opp = FulgtOpp(hva=Oppfolging(hva) if hva else None, begrunnelse=LANG)
    return _inhabil_leder(replace(tiltak(forelopig=False), fulgt_opp=fulgt_opp))


def _truffet(av: str | None) -> Sak:
    return sak(allerede_truffet=(AlleredeTruffet(dato=DAGEN, av=av, gjelder_fortsatt=False),))


TILFELLER = (
    ma("hast_ikke_vurdert", "det er ikke sagt om det haster", "soknad.haster", sak(soknad=soknad(None))),
    ikke("hast_ikke_vurdert", "det haster", sak(soknad=HASTER, ingen_tiltak=ingen_tiltak())),
    ikke("hast_ikke_vurdert", "det haster ikke", sak(soknad=soknad(False))),
    #
    ma(
        "ingen_tiltak_av_inhabil",
        "ingen er sagt å ha vurdert det",
        "ingen_tiltak.vurdert_av",
        sak(soknad=HASTER, ingen_tiltak=ingen_tiltak(av=None)),
    ),
    ma(
        "ingen_tiltak_av_inhabil",
        "den inhabile nektet hjelp",
        "ingen_tiltak.vurdert_av",
        sak(*kontoret("leder"), soknad=HASTER, ingen_tiltak=ingen_tiltak(av="leder")),
    ),
    ma(
        "ingen_tiltak_av_inhabil",
        "den avledede nektet hjelp",
        "ingen_tiltak.vurdert_av",
        sak(*kontoret("leder"), soknad=HASTER, ingen_tiltak=ingen_tiltak(av="veileder")),
    ),
    ma(
        "ingen_tiltak_av_inhabil",
        "den som nektet hjelp, er ikke gjort kjent med saken",
        "ingen_tiltak.vurdert_av",
        sak(*kontoret(leder=IKKE_KJENT), soknad=HASTER, ingen_tiltak=ingen_tiltak(av="leder")),
    ),
    ma(
        "ingen_tiltak_av_inhabil",
        "linjen over den som nektet hjelp, er ikke avklart",
        "ingen_tiltak.vurdert_av",
        sak(*kontoret(sjef=USPURT), soknad=HASTER, ingen_tiltak=ingen_tiltak()),
    ),
    ma(
        "ingen_tiltak_av_inhabil",
        "også når kommunen ber om overføring",
        "ingen_tiltak.vurdert_av",
        replace(ANMODNING, soknad=HASTER, ingen_tiltak=ingen_tiltak(av="leder")),
    ),
    ikke("ingen_tiltak_av_inhabil", "en habil nektet hjelp", sak(soknad=HASTER, ingen_tiltak=ingen_tiltak())),
    ikke("ingen_tiltak_av_inhabil", "det haster ikke", sak(ingen_tiltak=ingen_tiltak(av=None))),
    ikke(
        "ingen_tiltak_av_inhabil",
        "hjelp er gitt",
        sak(soknad=HASTER, ingen_tiltak=ingen_tiltak(av=None), midlertidige_tiltak=(tiltak(),)),
    ),
    #
    kan("hast_foreldet", "vurdert for femten dager siden", "soknad.haster_vurdert.dato", _vurdert(15)),
    kan("hast_foreldet", "vurdert før brevet ble sendt", "soknad.haster_vurdert.dato", _vurdert(1, sendt=DAGEN)),
    ikke("hast_foreldet", "vurdert for fjorten dager siden", _vurdert(14)),
    ikke("hast_foreldet", "vurdert dagen brevet ble sendt", _vurdert(0, sendt=DAGEN)),
    ikke("hast_foreldet", "ikke sagt når", sak(soknad=Soknad(mottatt=MOTTATT, haster=False))),
    #
    ma("hast_uten_tiltak", "ingenting er gjort", "midlertidige_tiltak", sak(soknad=HASTER)),
    *(
        ma(
            "hast_uten_tiltak",
            f"ingenting trengs, uten grunn {tom!r}",
            "midlertidige_tiltak",
            sak(soknad=HASTER, ingen_tiltak=ingen_tiltak(tom)),
        )
        for tom in TOMME
    ),
    kan(
        "hast_uten_tiltak",
        "saken som haster, skal ikke vente på det",
        "midlertidige_tiltak",
        replace(ANMODNING, soknad=HASTER),
    ),
    ikke("hast_uten_tiltak", "hjelp er gitt", sak(soknad=HASTER, midlertidige_tiltak=(tiltak(),))),
    ikke("hast_uten_tiltak", "begrunnet at ingenting trengs", sak(soknad=HASTER, ingen_tiltak=ingen_tiltak())),
    ikke("hast_uten_tiltak", "det haster ikke", sak()),
    ikke("hast_uten_tiltak", "ikke sagt om det haster", sak(soknad=soknad(None))),
    #
    *(
        ma(
            "tiltak_ikke_forelopig",
            f"{av} avgjorde endelig etter {hjemmel}",
            "midlertidige_tiltak[0]",
            _inhabil_leder(tiltak(hjemmel, forelopig=False, av=av)),
        )
        for av in ("leder", "veileder")
        for hjemmel in ("sotjl18", "sotjl27", "annet", None)
    ),
    ma(
        "tiltak_ikke_forelopig",
        "hvert tiltak for seg",
        "midlertidige_tiltak[0] midlertidige_tiltak[2]",
        _inhabil_leder(tiltak(forelopig=False), tiltak(), tiltak(forelopig=False, av="veileder")),
    ),
    ma("tiltak_ikke_forelopig", "oppfølgingen er ikke sagt", "midlertidige_tiltak[0]", _fulgt_opp(None)),
    *(
        ikke("tiltak_ikke_forelopig", f"fulgt opp: {hva}", _fulgt_opp(hva))
        for hva in ("ny_avgjorelse", "vurdert_staar_seg")
    ),
    ikke("tiltak_ikke_forelopig", "foreløpig", _inhabil_leder(tiltak())),
    ikke("tiltak_ikke_forelopig", "ikke sagt om foreløpig", _inhabil_leder(tiltak(forelopig=None))),
    ikke("tiltak_ikke_forelopig", "råd og veiledning", _inhabil_leder(tiltak("sotjl17", forelopig=False))),
    ikke("tiltak_ikke_forelopig", "avgjort av en habil", _inhabil_leder(tiltak(forelopig=False, av="sjef"))),
    ikke("tiltak_ikke_forelopig", "ikke sagt hvem", _inhabil_leder(tiltak(forelopig=False, av=None))),
    ikke(
        "tiltak_ikke_forelopig",
        "den som avgjorde, er i tvil eller ikke vurdert",
        sak(
            *kontoret(veileder={"skjonn": skjonn("tvil")}, leder={"skjonn": skjonn(None)}),
            midlertidige_tiltak=(tiltak(forelopig=False, av="veileder"), tiltak(forelopig=False, av="leder")),
        ),
    ),
    #
    kan("tiltak_uten_navn", "ikke sagt hvem", "midlertidige_tiltak[0]", sak(midlertidige_tiltak=(tiltak(av=None),))),
    kan(
        "tiltak_uten_navn",
        "ikke sagt om foreløpig",
        "midlertidige_tiltak[1]",
        sak(midlertidige_tiltak=(tiltak(), tiltak(forelopig=None))),
    ),
    kan("tiltak_uten_navn", "ikke sagt hvem som avgjorde før", "allerede_truffet[0]", _truffet(None)),
    ikke("tiltak_uten_navn", "alt er sagt", sak(midlertidige_tiltak=(tiltak(), tiltak(forelopig=False, av="sjef")))),
    ikke("tiltak_uten_navn", "sagt hvem som avgjorde før", _truffet("sjef")),
    #
    kan(
        "forelopig_svar_mangler",
        "en måned er gått",
        "forelopig_svar_soker",
        sak(soknad=soknad(mottatt=date(2026, 10, 20))),
    ),
    ikke("forelopig_svar_mangler", "en måned i morgen", sak(soknad=soknad(mottatt=date(2026, 10, 21)))),
    ikke(
        "forelopig_svar_mangler",
        "svaret er gitt",
        sak(soknad=soknad(mottatt=date(2026, 1, 1)), forelopig_svar_soker=ForelopigSvarSoker()),
    ),
    ikke("forelopig_svar_mangler", "ikke sagt når søknaden kom", sak(soknad=soknad(mottatt=None))),
)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=str)
def test_tvilen_om_hjelpen(tilfelle) -> None:
    tilfelle.prov()


# --- foreløpig svar: en kalendermåned


@pytest.mark.parametrize(
    ("mottatt", "fristen"),
    [
        (date(2026, 10, 20), date(2026, 11, 20)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2026, 1, 28), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 3, 28)),
        (date(2024, 2, 29), date(2024, 3, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2100, 1, 31), date(2100, 2, 28)),
        (date(2000, 1, 31), date(2000, 2, 29)),
    ],
)
def test_en_kalendermaned_uten_forelopig_svar(mottatt: date, fristen: date) -> None:
    def pa(dag: date) -> list[str]:
        return om(sak(vurderingsdato=dag, soknad=soknad(mottatt=mottatt)), "forelopig_svar_mangler")

    assert pa(fristen) == ["forelopig_svar_soker"]
    assert pa(fristen + timedelta(days=100)) == ["forelopig_svar_soker"]
    assert pa(fristen - timedelta(days=1)) == []
    assert pa(mottatt) == []


def test_den_siste_maneden_i_kalenderen_har_ingen_frist_etter_seg() -> None:
    """Seksten dager er ikke en kalendermåned, heller ikke i den siste måneden kalenderen har."""
    s = sak(vurderingsdato=date(9999, 12, 31), soknad=soknad(mottatt=date(9999, 12, 15)))
    assert om(s, "forelopig_svar_mangler") == []


# --- i alle utfall


def _tiltak_av_inhabil(s: Sak) -> Sak:
    return replace(med(s, ansatt("x", "sosken")), midlertidige_tiltak=(tiltak(forelopig=False, av="x"),))


@pytest.mark.parametrize(
    ("id_", "endring"),
    [
        ("hast_ikke_vurdert", lambda s: replace(s, soknad=replace(s.soknad, haster=None))),
        ("hast_uten_tiltak", lambda s: replace(s, soknad=replace(s.soknad, haster=True))),
        (
            "ingen_tiltak_av_inhabil",
            lambda s: replace(s, soknad=replace(s.soknad, haster=True), ingen_tiltak=ingen_tiltak(av=None)),
        ),
        ("tiltak_ikke_forelopig", _tiltak_av_inhabil),
        ("tiltak_uten_navn", lambda s: replace(s, midlertidige_tiltak=(tiltak(av=None),))),
        ("forelopig_svar_mangler", lambda s: replace(s, vurderingsdato=date(2026, 12, 18))),
        ("hast_foreldet", lambda s: replace(s, sendt=Sendt(dato=DAGEN + timedelta(days=1)))),
    ],
)
def test_hjelpen_sporres_det_om_i_alle_utfall(id_: str, endring) -> None:
    assert veier_med(id_, endring) == ALLE
