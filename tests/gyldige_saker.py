"""Vilkårlige, gyldige saker til egenskapsprøvene: alt fra tomme utkast til saker der alt er besvart.

Helt tilfeldige svar stopper nesten alltid ved det første spørsmålet. Derfor trekkes først hvor langt saken minst
skal nå, og svarene som må til for å komme dit, er gitt; resten er tilfeldig.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import IntEnum

from hypothesis import strategies as st

from overforing.sak import modell as m

KOMMUNER = ("0301", "4601", "5001", "5031", "5035")
EMBETE_FOR = {"0301": "oboa", "4601": "vestland", "5001": "trondelag", "5031": "trondelag", "5035": "trondelag"}

_kommune = st.sampled_from(KOMMUNER)
_kanskje_kommune = st.none() | _kommune
_svar = st.none() | st.booleans()
_dato = st.dates(date(1970, 1, 1), date(2200, 12, 31))
_kanskje_dato = st.none() | _dato
_tekst = st.sampled_from(("", "   ", "Kort.", "En begrunnelse som er lang nok til å si noe om saken."))
_fritekst = st.sampled_from(("", "Tekst med «tegn» – og é.", "Čáhcesuolu\n\n| # * {{ x }}", "\u0000\u2028\U0001f600"))


def _kanskje(enum: type) -> st.SearchStrategy[object]:
    return st.none() | st.sampled_from(list(enum))


def _noen(ider: list[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ider) if ider else st.none()


_LANG = "En begrunnelse som er lang nok til å si noe om saken."


class Nar(IntEnum):
    """Hvor langt saken minst skal nå."""

    HVOR_SOM_HELST = 0
    HABILITET = 1
    STEDFORTREDER = 2
    SAERLIG_ULEMPE = 3


@st.composite
def _ansatt(draw: st.DrawFn, plass: int, ider: list[str], parter: list[str], nar: Nar) -> m.Ansatt:
    # Overordnet er alltid lenger bak i lista, så linjen aldri går i ring.
    over = ider[plass + 1 :]
    vurdering = draw(
        st.none()
        | st.builds(
            m.Habilitetsvurdering,
            avgjort_av=_kanskje(m.AvgjortAv),
            avgjort_av_ansatt=_noen(ider),
            krevd_av_part=_svar,
            tidsspille=_tekst,
            dato=_kanskje_dato,
        )
    )
    tilknytninger = (
        draw(
            st.lists(
                st.builds(
                    m.Tilknytning,
                    type=st.sampled_from(m.Tilknytningstype),
                    part=st.sampled_from(parter),
                    beskrivelse=_fritekst,
                ),
                max_size=2,
            )
        )
        if parter
        else []
    )
    skjonn = draw(st.none() | st.builds(m.Skjonn, konklusjon=_kanskje(m.Konklusjon), begrunnelse=_tekst))
    unntak = draw(st.none() | st.builds(m.ApenbartUnntak, oppfylt=_svar, begrunnelse=_tekst))
    innsigelse = draw(st.none() | st.builds(m.Innsigelse, dato=_kanskje_dato, begrunnelse=_tekst))
    if nar >= Nar.STEDFORTREDER:
        konklusjon = draw(st.sampled_from((m.Konklusjon.INHABIL, m.Konklusjon.HABIL)))
        skjonn = m.Skjonn(konklusjon=konklusjon, begrunnelse=draw(st.sampled_from((_LANG, "Kort."))))
        unntak = replace(unntak, begrunnelse=_LANG) if unntak else None
    return m.Ansatt(
        id=ider[plass],
        navn=draw(st.sampled_from(("", "Kari Moen", "Ola Hov"))),
        rolle=draw(st.sampled_from(m.Rolle)),
        oppgave=m.Oppgave.AVGJOR if nar and plass == 0 else draw(st.sampled_from(m.Oppgave)),
        overordnet=draw(st.sampled_from(over)) if over and nar >= Nar.STEDFORTREDER else draw(_noen(over)),
        organ=draw(st.sampled_from((m.Organ.KOMMUNEN, m.Organ.KOMMUNEN, m.Organ.ANNET))),
        tilknytninger=tuple(tilknytninger),
        skjonn=skjonn,
        apenbart_unntak=unntak,
        innsigelse=innsigelse,
        habilitetsvurdering=vurdering,
    )


@st.composite
def _alternativ(draw: st.DrawFn, type_: m.Stedfortredertype, ider: list[str], nar: Nar) -> m.Stedfortreder:
    uten_ansatt = type_ in m.UTEN_ANSATT
    if nar is Nar.SAERLIG_ULEMPE:
        return m.Stedfortreder(type=type_, mulig=False, begrunnelse=draw(st.sampled_from((_LANG, "Kort."))))
    return m.Stedfortreder(
        type=type_,
        ansatt=None if uten_ansatt else draw(_noen(ider)),
        mulig=draw(_svar),
        habil=draw(_svar) if uten_ansatt else None,
        begrunnelse=draw(_tekst),
    )


_opphold = st.builds(
    m.Opphold,
    grunnlag=_kanskje(m.Oppholdsgrunnlag),
    kommune=_kanskje_kommune,
    kommune_for_inntak=_kanskje_kommune,
    bosettingskommune=_kanskje_kommune,
    flytting_avtalt=_svar,
    avslag=_kanskje(m.Avslag),
    vertskommune=st.none() | st.builds(m.Vertskommune, kommune=_kommune, omfatter_saken=st.booleans()),
    tvist=st.none() | st.none() | st.none() | st.builds(m.Tvist, med_kommune=_kanskje_kommune),
    begrunnelse=_fritekst,
)

_HER = {"grunnlag": m.Oppholdsgrunnlag.OPPHOLDER_SEG, "kommune": "5001", "tvist": None, "vertskommune": None}


@st.composite
def saker(draw: st.DrawFn, *, nevn_soker: bool | None = None) -> m.Sak:
    """En gyldig sak. Navn, tall og tekster er oppdiktede."""
    nar = draw(st.sampled_from(Nar))
    ider = [f"a{i}" for i in range(draw(st.integers(min(nar, 2), 5)))]
    parter = [f"p{i}" for i in range(draw(st.integers(0, 2)))]
    typer = draw(st.lists(st.sampled_from(m.Stedfortredertype), unique=True))
    if nar is Nar.SAERLIG_ULEMPE:
        typer = draw(st.permutations(m.Stedfortredertype))
    return m.Sak(
        id=str(draw(st.uuids())),
        vurderingsdato=draw(_dato),
        saksnummer=draw(st.sampled_from(("", "2026/0417"))),
        sakstype=draw(st.sampled_from(m.Sakstype)),
        malform=draw(st.sampled_from(m.Malform)),
        kontor=m.Kontor(
            navn="Nav Eksempel",
            kommune="5001" if nar else draw(_kanskje_kommune),
            kontaktperson=draw(st.sampled_from(("", "Kari Moen"))),
        ),
        soknad=draw(
            st.builds(
                m.Soknad,
                mottatt=_kanskje_dato,
                form=_kanskje(m.Soknadsform),
                tjenester=st.lists(st.sampled_from(m.Tjeneste), unique=True).map(tuple),
                beskrivelse=_fritekst,
                haster=_svar,
                hva_haster=_fritekst,
            )
        ),
        arsak=draw(_kanskje(m.Arsak)),
        parter=tuple(m.Part(id=p, rolle=draw(_kanskje(m.Partsrolle)), navn=draw(_fritekst)) for p in parter),
        opphold=replace(draw(_opphold), **(_HER if nar else {})),
        ansatte=tuple(draw(_ansatt(i, ider, parter, nar)) for i in range(len(ider))),
        stedfortreder=tuple(draw(_alternativ(type_, ider, nar)) for type_ in typer),
        saerlig_ulempe=draw(
            st.builds(
                m.SaerligUlempe,
                vurdering=_kanskje(m.JaNei),
                begrunnelse=_tekst,
                momenter=st.lists(st.sampled_from(m.Moment), unique=True).map(tuple),
            )
        ),
        settekommuner=tuple(
            draw(
                st.lists(
                    st.builds(m.Settekommune, kommune=_kanskje_kommune, spurt=_svar, villig=_svar, habil=_svar),
                    max_size=2,
                )
            )
        ),
        avgrensning=draw(
            st.builds(m.Avgrensning, type=_kanskje(m.Avgrensningstype), til=_kanskje_dato, tekst=_fritekst)
        ),
        midlertidige_tiltak=tuple(
            draw(
                st.lists(
                    st.builds(
                        m.MidlertidigTiltak,
                        dato=_kanskje_dato,
                        hjemmel=_kanskje(m.Tiltakshjemmel),
                        forelopig=st.booleans(),
                        beskrivelse=_fritekst,
                        besluttet_av=_noen(ider),
                    ),
                    max_size=2,
                )
            )
        ),
        ingen_tiltak=draw(st.none() | st.builds(m.IngenTiltak, begrunnelse=_tekst, vurdert_av=_noen(ider))),
        forelopig_svar_soker=draw(st.none() | st.builds(m.ForelopigSvarSoker, dato=_kanskje_dato)),
        orientering_soker=draw(st.none() | st.builds(m.OrienteringSoker, dato=_kanskje_dato)),
        allerede_gjort=draw(_fritekst),
        underskriver=draw(_noen(ider)),
        notat=draw(_fritekst),
        brev=m.Brevvalg(nevn_soker=draw(st.booleans()) if nevn_soker is None else nevn_soker),
        svar=draw(
            st.none()
            | st.builds(m.Svar, dato=_kanskje_dato, resultat=_kanskje(m.Resultat), settekommune=_kanskje_kommune)
        ),
    )


regelsett = st.sampled_from(m.Regelsett)
