"""Tvilen om oppnevningen, særlig ulempe, settekommunen og avgrensningen (rettsgrunnlag § 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from regelverk.bygg import (
    ANNET_FYLKE,
    DAGEN,
    EGEN,
    IKKE_KJENT,
    LEDIG,
    NABO,
    ORDFORER,
    VEIER,
    VERT,
    alle_umulige,
    ansatt,
    borte,
    innleid,
    kontoret,
    med,
    mulig,
    om,
    opphold,
    overfort_hit,
    sak,
    settekommune,
    ulempe,
    vurder,
)
from regelverk.tvil import Tilfelle, ikke, kan, ma, veier_med, veier_til

from overforing.sak.modell import Avgrensning, Avgrensningstype, Kontor, Sak, Settekommune, Vedtak, Vedtaksorgan

ANMODNING = VEIER["særlig ulempe"].sak
NY_ANMODNING = VEIER["ny anmodning etter avslaget"].sak
AVSLATT = VEIER["avslag fra Statsforvalteren"].sak
INNLEID = VEIER["innleid"].sak
SOM_VERT = opphold(kommune=VERT, vert=EGEN)

FORNYELSER = Avgrensningstype.SOKNAD_OG_FORNYELSER


def _foreslatt(*settekommuner: Settekommune, **felt: object) -> Sak:
    return replace(ANMODNING, settekommuner=settekommuner, **felt)


def _momenter(momenter: str) -> Sak:
    return replace(ANMODNING, saerlig_ulempe=ulempe("ja", momenter=momenter))


def _avgrenset(til: date | None, type_: Avgrensningstype = FORNYELSER, dag: date = DAGEN) -> Sak:
    return replace(ANMODNING, avgrensning=Avgrensning(type=type_, til=til), vurderingsdato=dag)


def _linje(**endringer) -> Sak:
    """Ingen i linjen kan ta saken, og kommunen ber om overføring."""
    inhabile = " ".join(id_ for id_ in ("leder", "sjef", "direktor") if id_ not in endringer)
    return replace(ANMODNING, ansatte=(*kontoret(inhabile, **endringer), ORDFORER))


def _vedtak(vedtak: Vedtak | None) -> Sak:
    return replace(INNLEID, vedtak=vedtak)


OPPNEVNINGEN = (
    ma("oppnevnes_av_folkevalgte", "ikke noe vedtak", "vedtak", _vedtak(None)),
    ma("oppnevnes_av_folkevalgte", "vedtak uten dato", "vedtak", _vedtak(Vedtak(organ=Vedtaksorgan.KOMMUNESTYRET))),
    ma("oppnevnes_av_folkevalgte", "vedtak uten organ", "vedtak", _vedtak(Vedtak(dato=DAGEN))),
    ma(
        "oppnevnes_av_folkevalgte",
        "den som fungerer for kommunedirektøren, er inhabil",
        "vedtak",
        sak(
            *kontoret("leder sjef", sjef={"overordnet": "direktor"}, direktor={"fravaer": borte("sjef")}),
            stedfortreder=(innleid(),),
        ),
    ),
    *(
        ikke("oppnevnes_av_folkevalgte", f"vedtak i {organ}", _vedtak(Vedtak(organ=organ, dato=DAGEN)))
        for organ in Vedtaksorgan
    ),
    ikke("oppnevnes_av_folkevalgte", "direktøren er habil", VEIER["leder utenfor Nav"].sak),
    ikke("oppnevnes_av_folkevalgte", "saken oppnevner ingen", replace(ANMODNING, vedtak=None)),
    ikke(
        "oppnevnes_av_folkevalgte",
        "en inhabil direktør utenfor linjen",
        med(VEIER["leder utenfor Nav"].sak, ansatt("annen", "sosken", rolle="kommunedirektor")),
    ),
    #
    kan("kommunestyret_kan_alltid", "avslag, og ingen er funnet", "svar.resultat", AVSLATT),
    ikke("kommunestyret_kan_alltid", "ingen har avslått", VEIER["ikke særlig ulempe"].sak),
    ikke(
        "kommunestyret_kan_alltid",
        "avslag, men en innleid kan",
        replace(AVSLATT, stedfortreder=(*alle_umulige(unntatt="innleid"), innleid())),
    ),
    ikke("kommunestyret_kan_alltid", "kommunen ber på nytt", NY_ANMODNING),
    #
    *(
        kan("samarbeidskommunen_kan_ta_saken", hva, "opphold.vertskommune", replace(s, opphold=SOM_VERT))
        for hva, s in (
            ("anmodningen", ANMODNING),
            ("oppnevningen", VEIER["leder utenfor Nav"].sak),
            ("ingen er funnet", AVSLATT),
        )
    ),
    ikke("samarbeidskommunen_kan_ta_saken", "ikke noe samarbeid", ANMODNING),
    ikke(
        "samarbeidskommunen_kan_ta_saken",
        "samarbeidet omfatter ikke saken",
        replace(ANMODNING, opphold=opphold(vert=EGEN, omfatter=False)),
    ),
    ikke(
        "samarbeidskommunen_kan_ta_saken",
        "sjefen avgjør",
        replace(VEIER["sjefen avgjør"].sak, opphold=SOM_VERT),
    ),
    #
    ma("overordnet_ikke_spurt", "direktøren er ikke gjort kjent", "direktor", _linje(direktor=IKKE_KJENT)),
    ma("overordnet_ikke_spurt", "hver av dem", "sjef direktor", _linje(sjef=IKKE_KJENT, direktor=IKKE_KJENT)),
    ikke("overordnet_ikke_spurt", "stillingen er ledig", _linje(sjef=LEDIG)),
    ikke("overordnet_ikke_spurt", "alle over er inhabile", ANMODNING),
    ikke(
        "overordnet_ikke_spurt",
        "en under den inhabile er ikke spurt",
        _linje(leder=IKKE_KJENT),
    ),
    ikke(
        "overordnet_ikke_spurt",
        "det er kommunen som løser saken",
        sak(*kontoret("leder", direktor=IKKE_KJENT), stedfortreder=(mulig("overordnet", "sjef"),)),
    ),
)

ULEMPEN = (
    kan("saerlig_ulempe_tynn", "ingen kryss", "saerlig_ulempe.momenter", _momenter("")),
    *(
        ma("saerlig_ulempe_tynn", momenter, "saerlig_ulempe.momenter", _momenter(momenter))
        for momenter in (
            "sokerens_onske",
            "manglende_tillit",
            "travelhet",
            "kostnad",
            "hastverk",
            "avstand",
            "sokerens_onske manglende_tillit travelhet kostnad hastverk avstand",
        )
    ),
    *(
        ikke("saerlig_ulempe_tynn", momenter, _momenter(momenter))
        for momenter in (
            "flere_ledd_inhabile",
            "alle_underordnet_lite_kontor",
            "fagkompetanse_mangler",
            "spredning_av_sensitive_opplysninger",
            "gjentatte_saker",
            "travelhet gjentatte_saker",
        )
    ),
    ikke("saerlig_ulempe_tynn", "et nei", replace(ANMODNING, saerlig_ulempe=ulempe("nei", momenter="kostnad"))),
    #
    kan("avgrensning_mangler", "ikke valgt", "avgrensning.type", replace(ANMODNING, avgrensning=Avgrensning())),
    *(ikke("avgrensning_mangler", str(type_), _avgrenset(None, type_)) for type_ in Avgrensningstype),
    #
    ma("avgrensning_uten_slutt", "fornyelser uten slutt", "avgrensning.til", _avgrenset(None)),
    ikke("avgrensning_uten_slutt", "fornyelser til en dag", _avgrenset(DAGEN)),
    ikke("avgrensning_uten_slutt", "én søknad", ANMODNING),
    #
    kan("avgrensning_lang", "ett år og en dag", "avgrensning.til", _avgrenset(date(2027, 11, 21))),
    ikke("avgrensning_lang", "ett år", _avgrenset(date(2027, 11, 20))),
    kan(
        "avgrensning_lang",
        "ett år og en dag fra skuddårsdagen",
        "avgrensning.til",
        _avgrenset(date(2029, 3, 1), dag=date(2028, 2, 29)),
    ),
    ikke("avgrensning_lang", "ett år fra skuddårsdagen", _avgrenset(date(2029, 2, 28), dag=date(2028, 2, 29))),
    ikke("avgrensning_lang", "kalenderens siste år", _avgrenset(date(9999, 12, 31), dag=date(9999, 1, 1))),
    ikke("avgrensning_lang", "én søknad", _avgrenset(date(2030, 1, 1), Avgrensningstype.EN_SOKNAD)),
)

SETTEKOMMUNEN = (
    kan("settekommune_mangler", "ingen er foreslått", "settekommuner", _foreslatt()),
    kan("settekommune_mangler", "ikke sagt hvilken", "settekommuner", _foreslatt(settekommune(None))),
    ikke("settekommune_mangler", "en er foreslått", ANMODNING),
    #
    *(
        kan(
            "settekommune_ikke_spurt",
            f"ingen er spurt ({spurt})",
            "settekommuner",
            _foreslatt(settekommune(spurt=spurt), settekommune(VERT, spurt=spurt)),
        )
        for spurt in (False, None)
    ),
    ikke("settekommune_ikke_spurt", "én er spurt", _foreslatt(settekommune(spurt=False), settekommune(VERT))),
    ikke("settekommune_ikke_spurt", "ingen er foreslått", _foreslatt()),
    #
    ma("settekommune_er_egen", "egen kommune", EGEN, _foreslatt(settekommune(EGEN), settekommune())),
    ma(
        "settekommune_er_egen",
        "kommunen med ansvaret",
        VERT,
        _foreslatt(settekommune(NABO), settekommune(VERT), opphold=SOM_VERT),
    ),
    ma(
        "settekommune_er_egen",
        "kommunen som overførte saken hit",
        NABO,
        _foreslatt(settekommune(NABO), settekommune(VERT), opphold=opphold(hit=overfort_hit())),
    ),
    ikke("settekommune_er_egen", "en annen", ANMODNING),
    #
    ma("settekommune_inhabil", "sagt inhabil", NABO, _foreslatt(settekommune(habil=False), settekommune(VERT))),
    *(ikke("settekommune_inhabil", str(habil), _foreslatt(settekommune(habil=habil))) for habil in (True, None)),
    #
    kan("settekommune_uvillig", "sagt nei", NABO, _foreslatt(settekommune(villig=False), settekommune(VERT))),
    *(ikke("settekommune_uvillig", str(villig), _foreslatt(settekommune(villig=villig))) for villig in (True, None)),
    #
    kan(
        "settekommune_annet_fylke",
        "et annet embete",
        ANNET_FYLKE,
        _foreslatt(settekommune(ANNET_FYLKE), settekommune(NABO)),
    ),
    ikke("settekommune_annet_fylke", "samme embete", ANMODNING),
    ikke("settekommune_annet_fylke", "ukjent embete", _foreslatt(settekommune("9999"))),
    ikke(
        "settekommune_annet_fylke",
        "kontorets kommune er ukjent",
        _foreslatt(kontor=Kontor(kommune="9999", epost="x"), opphold=opphold(kommune="9999")),
    ),
    ikke(
        "settekommune_annet_fylke",
        "det er kontorets embete som teller, ikke søkerens",
        _foreslatt(settekommune(NABO), opphold=opphold(kommune=ANNET_FYLKE, vert=EGEN)),
    ),
)

TILFELLER = (*OPPNEVNINGEN, *ULEMPEN, *SETTEKOMMUNEN)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=str)
def test_tvilen_om_anmodningen(tilfelle: Tilfelle) -> None:
    tilfelle.prov()


def test_et_gammelt_nummer_er_den_samme_kommunen() -> None:
    def etterfolger(nummer: str, _: date) -> str:
        return {"1601": EGEN, "0412": ANNET_FYLKE}.get(nummer, nummer)

    def reist(kommune: str) -> set[str]:
        v = vurder(_foreslatt(settekommune(kommune)), etterfolger=etterfolger)
        return {a.id for a in v.avklaringer if a.om == kommune}

    assert reist("1601") == {"settekommune_er_egen"}
    assert reist("0412") == {"settekommune_annet_fylke"}
    assert om(_foreslatt(settekommune("1601")), "settekommune_er_egen") == []


@pytest.mark.parametrize(
    ("id_", "endring"),
    [
        ("saerlig_ulempe_tynn", {}),
        ("settekommune_mangler", {"settekommuner": ()}),
        ("settekommune_ikke_spurt", {"settekommuner": (settekommune(spurt=False),)}),
        ("settekommune_er_egen", {"settekommuner": (settekommune(EGEN),)}),
        ("settekommune_inhabil", {"settekommuner": (settekommune(habil=False),)}),
        ("settekommune_uvillig", {"settekommuner": (settekommune(villig=False),)}),
        ("settekommune_annet_fylke", {"settekommuner": (settekommune(ANNET_FYLKE),)}),
        ("avgrensning_mangler", {"avgrensning": Avgrensning()}),
        ("avgrensning_uten_slutt", {"avgrensning": Avgrensning(type=FORNYELSER)}),
        ("avgrensning_lang", {"avgrensning": Avgrensning(type=FORNYELSER, til=date(2030, 1, 1))}),
    ],
)
def test_radene_om_anmodningen_gjelder_bare_en_som_ikke_er_besvart(id_: str, endring: dict[str, object]) -> None:
    """Er saken overført, er det for sent å spørre om anmodningen var god nok."""

    def uten_tunge(s: Sak) -> Sak:
        return replace(s, saerlig_ulempe=replace(s.saerlig_ulempe, momenter=()), **endring)

    assert veier_med(id_, uten_tunge) == veier_til("be_om_overforing") - {"overført til settekommunen"}
