"""Tvilen om hvem som kan ta saken i kommunen (rettsgrunnlag § 8).

Det som bærer utfallet, og det som prøves før det, må være i orden. Det etter er reserver: ingen flere skal gjøres kjent
med saken for deres skyld.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BARNEVERN,
    EGEN,
    IKKE_KJENT,
    NABO,
    VEIER,
    alle_umulige,
    ansatt,
    avklaringer,
    avklaringsliste,
    folkevalgte,
    innleid,
    kontoret,
    med,
    mulig,
    om,
    opphold,
    sak,
    skjonn,
    ulempe,
    umulig,
    utfall,
    vurder,
)
from regelverk.tvil import ALLE, ALTERNATIVER, Tilfelle, ikke, kan, ma

from overforing.sak.modell import Ansatt, Sak, Stedfortreder, Stedfortredertype

PERSONER = ("annen_saksbehandler", "overordnet", "leder_annen_enhet", "leder_utenfor_nav")
SOM_VERT = opphold(kommune=NABO, vert=EGEN)
SJEFEN = mulig("overordnet", "sjef")

SOSKEN = ansatt("x", "sosken", under="direktor")
I_TVIL = ansatt("x", under="direktor", skjonn=skjonn("tvil"))
AVLEDET = ansatt("x", under="leder")
USPURT_X = ansatt("x", under="direktor", svar=None)
UKJENT = ansatt("x", under="direktor", svar="ikke_kjent")
HABIL = ansatt("x", under="direktor")
UTEN_LINJE = ansatt("x")


def _losning(*alternativer: Stedfortreder, folk: tuple[Ansatt, ...] = (), **felt) -> Sak:
    """Lederen er inhabil, og dette er alternativene."""
    return sak(*kontoret("leder"), *folk, stedfortreder=alternativer, **felt)


def _person(type_: str, x: Ansatt, **felt) -> Sak:
    return _losning(mulig(type_, "x"), folk=(x,), **felt)


def _reserve(alternativ: Stedfortreder, *folk: Ansatt, **felt) -> Sak:
    """Sjefen avgjør; alternativet er bare en reserve."""
    return _losning(SJEFEN, alternativ, folk=folk, **felt)


def _for_den_som_baerer(alternativ: Stedfortreder, *folk: Ansatt, **felt) -> Sak:
    """Alternativet prøves før det folkevalgte organet, som bærer utfallet."""
    som_vert = felt.get("opphold") is SOM_VERT
    return _losning(alternativ, folkevalgte(organ_i="felles_nemnd" if som_vert else None), folk=folk, **felt)


def _tre(id_: str, hva: str, type_: str, alternativ: Stedfortreder, *folk: Ansatt, **felt) -> tuple[Tilfelle, ...]:
    """Tvilen når ingen bærer utfallet, når noe senere bærer det, og når alternativet bare er en reserve."""
    rekke = [
        ma(id_, hva, type_, _losning(alternativ, folk=folk, **felt)),
        ma(id_, f"{hva}, før den som bærer", type_, _for_den_som_baerer(alternativ, *folk, **felt)),
    ]
    if type_ not in ("annen_saksbehandler", "overordnet"):
        rekke.append(kan(id_, f"{hva}, som reserve", type_, _reserve(alternativ, *folk, **felt)))
    return tuple(rekke)


DEN_NAVNGITTE = (
    *(
        tilfelle
        for type_ in PERSONER
        for hva, x in (("inhabil", SOSKEN), ("tvil", I_TVIL), ("avledet", AVLEDET))
        for tilfelle in _tre("stedfortreder_sperret", f"{type_}: {hva}", type_, mulig(type_, "x"), x)
    ),
    *(
        ikke("stedfortreder_sperret", f"{type_}: {hva}", _person(type_, x))
        for type_ in PERSONER
        for hva, x in (("habil", HABIL), ("ikke spurt", USPURT_X), ("ikke kjent", UKJENT))
    ),
    *_tre("stedfortreder_sperret", "den innleide er inhabil", "innleid", innleid(habil=False)),
    ma("stedfortreder_sperret", "de folkevalgte er inhabile", "folkevalgt_organ", _losning(folkevalgte(habil=False))),
    kan("stedfortreder_sperret", "de folkevalgte som reserve", "folkevalgt_organ", _reserve(folkevalgte(habil=False))),
    ikke("stedfortreder_sperret", "ikke sagt om habil", _losning(innleid(habil=None), folkevalgte(habil=None))),
    #
    *(
        tilfelle
        for type_ in PERSONER
        for hva, x in (("ikke spurt", USPURT_X), ("ikke kjent med saken", UKJENT))
        for tilfelle in _tre("stedfortreder_ikke_spurt", f"{type_}: {hva}", type_, mulig(type_, "x"), x)
    ),
    *(
        ikke("stedfortreder_ikke_spurt", f"{type_}: {hva}", _person(type_, x))
        for type_ in PERSONER
        for hva, x in (("habil", HABIL), ("inhabil", SOSKEN), ("tvil", I_TVIL))
    ),
    ikke("stedfortreder_ikke_spurt", "ikke mulig", _losning(umulig("leder_utenfor_nav", ansatt="x"), folk=(UKJENT,))),
    #
    *(tilfelle for type_ in PERSONER for tilfelle in _tre("stedfortreder_ikke_navngitt", type_, type_, mulig(type_))),
    *(ikke("stedfortreder_ikke_navngitt", f"{type_}: navngitt", _person(type_, HABIL)) for type_ in PERSONER),
    ikke(
        "stedfortreder_ikke_navngitt", "innleid og folkevalgte trenger ikke navngis", _losning(innleid(), folkevalgte())
    ),
    ikke("stedfortreder_ikke_navngitt", "ikke mulig", _losning(umulig("leder_annen_enhet"))),
    #
    *(
        tilfelle
        for type_ in PERSONER
        for hva, folk in (
            ("hun står ikke i noen linje", (UTEN_LINJE,)),
            ("hull over henne", (replace(HABIL, overordnet="y"), ansatt("y"))),
            ("uspurt over henne", (replace(HABIL, overordnet="y"), ansatt("y", under="direktor", svar=None))),
            ("tvil over henne", (replace(HABIL, overordnet="y"), ansatt("y", under="direktor", skjonn=skjonn("tvil")))),
        )
        for tilfelle in _tre("stedfortreder_linje_ukjent", f"{type_}: {hva}", type_, mulig(type_, "x"), *folk)
    ),
    *_tre("stedfortreder_linje_ukjent", "den den innleide svarer til", "innleid", innleid("x"), UTEN_LINJE),
    *(ikke("stedfortreder_linje_ukjent", type_, _person(type_, HABIL)) for type_ in PERSONER),
    ikke("stedfortreder_linje_ukjent", "hun er sperret", _person("leder_utenfor_nav", ansatt("x", "sosken"))),
    ikke(
        "stedfortreder_linje_ukjent",
        "de over er ikke gjort kjent med saken",
        _losning(
            mulig("leder_utenfor_nav", "x"),
            folk=(replace(HABIL, overordnet="y"), ansatt("y", under="direktor", svar="ikke_kjent")),
        ),
    ),
    ikke("stedfortreder_linje_ukjent", "de folkevalgte er ingens underordnede", _losning(innleid())),
)

DE_ANDRE = (
    *_tre("stedfortreder_habilitet_ukjent", "innleid", "innleid", innleid(habil=None)),
    ma("stedfortreder_habilitet_ukjent", "folkevalgte", "folkevalgt_organ", _losning(folkevalgte(habil=None))),
    kan(
        "stedfortreder_habilitet_ukjent",
        "folkevalgte som reserve",
        "folkevalgt_organ",
        _reserve(folkevalgte(habil=None)),
    ),
    ikke("stedfortreder_habilitet_ukjent", "habile", _losning(innleid(), folkevalgte())),
    ikke("stedfortreder_habilitet_ukjent", "inhabile", _losning(innleid(habil=False), folkevalgte(habil=False))),
    ikke("stedfortreder_habilitet_ukjent", "ikke mulig", _losning(umulig("innleid"), umulig("folkevalgt_organ"))),
    #
    *_tre("innleid_svarer_til_ukjent", "ikke sagt", "innleid", innleid(None)),
    ikke("innleid_svarer_til_ukjent", "folkevalgte", _losning(innleid())),
    ikke("innleid_svarer_til_ukjent", "sjefen", _losning(innleid("sjef"))),
    ikke("innleid_svarer_til_ukjent", "ikke mulig", _losning(umulig("innleid"))),
    #
    *(
        tilfelle
        for hva, x in (
            ("inhabil", SOSKEN),
            ("avledet", AVLEDET),
            ("tvil", I_TVIL),
            ("ikke spurt", USPURT_X),
            ("ikke kjent med saken", UKJENT),
        )
        for tilfelle in _tre("innleid_under_inhabil", hva, "innleid", innleid("x"), x)
    ),
    ikke("innleid_under_inhabil", "habil", _losning(innleid("sjef"))),
    ikke("innleid_under_inhabil", "folkevalgte", _losning(innleid())),
    ikke("innleid_under_inhabil", "ikke sagt", _losning(innleid(None))),
    #
    ma(
        "folkevalgt_organ_uten_myndighet",
        "vertskommunens kommunestyre",
        "folkevalgt_organ",
        _losning(folkevalgte(), opphold=SOM_VERT),
    ),
    ma(
        "folkevalgt_organ_uten_myndighet",
        "sagt at det er egen kommune",
        "folkevalgt_organ",
        _losning(folkevalgte(organ_i="egen_kommune"), opphold=SOM_VERT),
    ),
    kan(
        "folkevalgt_organ_uten_myndighet",
        "som reserve",
        "folkevalgt_organ",
        _reserve(folkevalgte(), opphold=SOM_VERT),
    ),
    *_tre("folkevalgt_organ_uten_myndighet", "den innleide svarer til dem", "innleid", innleid(), opphold=SOM_VERT),
    ma(
        "folkevalgt_organ_uten_myndighet",
        "samarbeidskommunens organ uten noe samarbeid",
        "folkevalgt_organ",
        _losning(folkevalgte(organ_i="samarbeidskommune")),
    ),
    *(
        ikke("folkevalgt_organ_uten_myndighet", organ, _losning(folkevalgte(organ_i=organ), opphold=SOM_VERT))
        for organ in ("samarbeidskommune", "felles_nemnd")
    ),
    ikke("folkevalgt_organ_uten_myndighet", "egen kommune", _losning(folkevalgte())),
    ikke(
        "folkevalgt_organ_uten_myndighet",
        "samarbeidet omfatter ikke saken",
        _losning(folkevalgte(), opphold=opphold(vert=EGEN, omfatter=False)),
    ),
    #
    ma("overordnet_ikke_i_linjen", "en annen sjef", "overordnet", _person("overordnet", HABIL)),
    ma(
        "overordnet_ikke_i_linjen",
        "over bare noen av de inhabile",
        "overordnet",
        sak(
            *kontoret("leder"),
            ansatt("forbereder", "sosken", oppgave="forbereder", under="direktor"),
            stedfortreder=(SJEFEN,),
        ),
    ),
    kan(
        "overordnet_ikke_i_linjen",
        "som reserve",
        "overordnet",
        _losning(
            mulig("annen_saksbehandler", "fri"), mulig("overordnet", "x"), folk=(HABIL, ansatt("fri", under="sjef"))
        ),
    ),
    ikke("overordnet_ikke_i_linjen", "sjefen", _losning(SJEFEN)),
    ikke("overordnet_ikke_i_linjen", "ikke navngitt", _losning(mulig("overordnet"))),
    ikke("overordnet_ikke_i_linjen", "hun er sperret", _person("overordnet", SOSKEN)),
    ikke("overordnet_ikke_i_linjen", "bare den overordnede må stå i linjen", _person("leder_utenfor_nav", HABIL)),
    #
    kan("habil_overordnet_avvist", "sjefen er habil", "overordnet", _losning(umulig("overordnet"))),
    kan(
        "habil_overordnet_avvist",
        "også når kommunen ber om overføring",
        "overordnet",
        _losning(*alle_umulige(), saerlig_ulempe=ulempe("ja")),
    ),
    ikke("habil_overordnet_avvist", "alle over er inhabile", VEIER["særlig ulempe"].sak),
    ikke(
        "habil_overordnet_avvist",
        "de over er ikke gjort kjent med saken",
        sak(*kontoret("leder", sjef=IKKE_KJENT, direktor=IKKE_KJENT), stedfortreder=(umulig("overordnet"),)),
    ),
    ikke(
        "habil_overordnet_avvist",
        "bare en utenfor linjen er habil",
        sak(*kontoret("leder sjef direktor"), BARNEVERN, stedfortreder=(umulig("overordnet"),)),
    ),
    ikke("habil_overordnet_avvist", "et nei uten grunn er ikke ført opp", _losning(umulig("overordnet", " "))),
)


def _bytte(alternativ: Stedfortreder, *folk: Ansatt) -> Sak:
    """Bare saksbehandleren er inhabil."""
    return sak(*kontoret("veileder"), *folk, stedfortreder=(alternativ,))


NY = mulig("annen_saksbehandler", "x")

DEN_NYE = (
    ma("ny_saksbehandler_ikke_navngitt", "uten navn", "annen_saksbehandler", _bytte(mulig("annen_saksbehandler"))),
    ikke("ny_saksbehandler_ikke_navngitt", "navngitt", _bytte(NY, AVLEDET)),
    ikke("ny_saksbehandler_ikke_navngitt", "uavklart", _bytte(umulig("annen_saksbehandler", " "))),
    ikke(
        "ny_saksbehandler_ikke_navngitt",
        "gjennom alternativene",
        _losning(mulig("annen_saksbehandler"), SJEFEN),
    ),
    #
    *(
        ma("ny_saksbehandler_sperret", hva, "annen_saksbehandler", _bytte(NY, x))
        for hva, x in (
            ("inhabil", SOSKEN),
            ("tvil", I_TVIL),
            ("ikke spurt", USPURT_X),
            ("ikke kjent med saken", UKJENT),
            ("ikke plassert i linjen", UTEN_LINJE),
        )
    ),
    ikke("ny_saksbehandler_sperret", "habil", _bytte(NY, ansatt("x", under="leder"))),
    ikke("ny_saksbehandler_sperret", "uten navn", _bytte(mulig("annen_saksbehandler"))),
    ikke("ny_saksbehandler_sperret", "gjennom alternativene", _losning(NY, SJEFEN, folk=(SOSKEN,))),
    #
    *(
        ma("stedfortreder_ikke_funnet", navn, "stedfortreder", VEIER[navn].sak)
        for navn in ("ikke særlig ulempe", "avslag fra Statsforvalteren")
    ),
    *(
        ikke("stedfortreder_ikke_funnet", navn, VEIER[navn].sak)
        for navn in (
            "innleid",
            "leder i annen enhet",
            "leder utenfor Nav",
            "særlig ulempe",
            "ny anmodning etter avslaget",
        )
    ),
)

TILFELLER = (*DEN_NAVNGITTE, *DE_ANDRE, *DEN_NYE)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=str)
def test_tvilen_om_alternativene(tilfelle: Tilfelle) -> None:
    tilfelle.prov()


@pytest.mark.parametrize(
    ("x", "grunn"),
    [
        (SOSKEN, "sperret"),
        (I_TVIL, "sperret"),
        (USPURT_X, "ikke_spurt"),
        (UKJENT, "ikke_spurt"),
        (UTEN_LINJE, "uten_linje"),
    ],
)
def test_teksten_sier_hvorfor_den_nye_saksbehandleren_ikke_kan(x: Ansatt, grunn: str) -> None:
    (avklaring,) = avklaringer(_bytte(NY, x), "ny_saksbehandler_sperret")
    assert avklaring.verdier["grunn"] == grunn


@pytest.mark.parametrize("x", [SOSKEN, I_TVIL, USPURT_X, UKJENT, UTEN_LINJE])
def test_de_andre_radene_gjelder_ikke_den_som_bare_bytter(x: Ansatt) -> None:
    assert avklaringsliste(replace(_bytte(NY, x), underskriver="leder")) == ["ny_saksbehandler_sperret"]


# --- radene gjelder fra punkt seks


@pytest.mark.parametrize(
    ("id_", "alternativ"),
    [
        ("stedfortreder_sperret", mulig("leder_annen_enhet", "x")),
        ("stedfortreder_ikke_navngitt", mulig("leder_annen_enhet")),
    ],
)
def test_radene_om_alternativene_gjelder_fra_punkt_seks(id_: str, alternativ: Stedfortreder) -> None:
    def endring(s: Sak) -> Sak:
        andre = tuple(a for a in s.stedfortreder if a.type != "leder_annen_enhet")
        return replace(med(s, SOSKEN), stedfortreder=(*andre, alternativ))

    # Der lederen i en annen enhet bærer utfallet, kan hun ikke byttes ut uten at det flytter seg.
    veier = {navn: vei for navn, vei in VEIER.items() if navn != "leder i annen enhet"}
    reist = {navn for navn, vei in veier.items() if om(endring(vei.sak), id_)}
    assert reist == ALTERNATIVER - {"leder i annen enhet"}


@pytest.mark.parametrize(
    "overordnet", [mulig("overordnet", "utenfor"), umulig("overordnet")], ids=["utenfor linjen", "avvist"]
)
@pytest.mark.parametrize("navn", sorted(ALLE - ALTERNATIVER))
def test_ingen_av_radene_om_alternativene_gjelder_for_punkt_seks(navn: str, overordnet: Stedfortreder) -> None:
    vei = VEIER[navn]
    bytte = tuple(a for a in vei.sak.stedfortreder if a.type is Stedfortredertype.ANNEN_SAKSBEHANDLER)
    darlige = (
        *bytte,
        overordnet,
        mulig("leder_annen_enhet"),
        mulig("leder_utenfor_nav", "x"),
        innleid(None, habil=None),
        folkevalgte(habil=False),
    )
    uten = med(vei.sak, ansatt("utenfor"), SOSKEN)
    s = replace(uten, stedfortreder=darlige)
    assert utfall(s) == vei.utfall
    assert avklaringsliste(s) == avklaringsliste(uten)


def test_alle_oppforte_alternativer_ses_pa_ogsa_nar_ett_annet_brukes() -> None:
    s = _losning(SJEFEN, mulig("leder_annen_enhet"), mulig("leder_utenfor_nav", "x"), innleid(None), folk=(SOSKEN,))
    assert utfall(s) == "overordnet_avgjor"
    assert [(a.id, a.om, a.ma_loses) for a in vurder(replace(s, underskriver="sjef")).avklaringer] == [
        ("innleid_svarer_til_ukjent", "innleid", False),
        ("stedfortreder_sperret", "leder_utenfor_nav", False),
        ("stedfortreder_ikke_navngitt", "leder_annen_enhet", False),
    ]
    assert vurder(replace(s, underskriver="sjef")).ferdig


def test_et_alternativ_uten_svar_eller_umulig_gir_ingen_tvil_om_hvem() -> None:
    s = _losning(
        Stedfortreder(type=Stedfortredertype.LEDER_ANNEN_ENHET, ansatt="x"),
        umulig("leder_utenfor_nav", ansatt="x"),
        umulig("innleid"),
        folk=(SOSKEN,),
    )
    assert [id_ for id_ in avklaringsliste(s) if id_.startswith("stedfortreder")] == []
