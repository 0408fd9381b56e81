"""Vilkårlige, gyldige saker til egenskapsprøvene: alt fra tomme utkast til saker der alt er besvart.

Helt tilfeldige svar stopper nesten alltid ved det første spørsmålet. Derfor trekkes først hvor langt saken minst
skal nå, og svarene som må til for å komme dit, er gitt; resten er tilfeldig.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from typing import TypeVar

from hypothesis import strategies as st

from overforing.sak import modell as m

T = TypeVar("T")

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
    AVGJORT = 4


def _sjelden(strategi: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | st.none() | st.none() | strategi


@dataclass(frozen=True)
class _Sted:
    """Hvem det er plass til i saken, før noe er sagt om dem."""

    dag: date
    nar: Nar
    parter: tuple[str, ...]
    roller: Mapping[str, tuple[m.Rolle, m.Organ]]
    ledige: frozenset[str]
    borte: Mapping[str, m.Fravaer]

    def i_organet(self, organ: m.Organ) -> list[str]:
        return [id_ for id_, (_, deres) in self.roller.items() if deres is organ]

    def over(self, id_: str) -> list[str]:
        """De som kan stå over. Alltid lenger bak i lista, så linjen aldri går i ring."""
        organ, ider = self.roller[id_][1], list(self.roller)
        if organ is m.Organ.FOLKEVALGTE:
            return []
        return [over for over in ider[ider.index(id_) + 1 :] if self.roller[over][1] is organ]


_ANSATTE_ROLLER = tuple(rolle for rolle in m.Rolle if rolle not in m.FOLKEVALGTE_ROLLER)


@st.composite
def _sted(draw: st.DrawFn, nar: Nar, dag: date, parter: tuple[str, ...]) -> _Sted:
    """Den første har oppgaven, og skal saken videre, er den siste øverst i linjen."""
    ider = [f"a{i}" for i in range(draw(st.integers(min(nar, 2), 5)))]
    roller = {}
    for id_ in ider:
        rolle, organ = draw(st.sampled_from(_ANSATTE_ROLLER)), m.Organ.KOMMUNEN
        if nar and id_ == ider[-1]:
            rolle = m.Rolle.KOMMUNEDIREKTOR
        elif not (nar and id_ == ider[0]):
            organ = draw(st.sampled_from((*[m.Organ.KOMMUNEN] * 4, m.Organ.FOLKEVALGTE, m.Organ.ANNET)))
            if organ is m.Organ.FOLKEVALGTE:
                rolle = draw(st.sampled_from(sorted(m.FOLKEVALGTE_ROLLER)))
        roller[id_] = (rolle, organ)
    resten = ider[1:-1] if nar else ider
    ledige = frozenset(id_ for id_ in resten if draw(_sjelden(st.just(True))))
    borte: dict[str, m.Fravaer] = {}
    for id_ in resten:
        fra = draw(_sjelden(st.integers(-100, 10)))
        if fra is not None:
            lengde = draw(st.none() | st.integers(0, 200))
            begynte = dag + timedelta(fra)
            borte[id_] = m.Fravaer(fra=begynte, til=None if lengde is None else begynte + timedelta(lengde))
    return _Sted(dag, nar, parter, roller, ledige, borte)


def _er_borte(sted: _Sted, id_: str) -> bool:
    fravaer = sted.borte.get(id_)
    return fravaer is not None and fravaer.fra <= sted.dag <= (fravaer.til or date.max)


@st.composite
def _svarene(
    draw: st.DrawFn, sted: _Sted, selv: bool
) -> tuple[tuple[m.Tilknytning, ...], tuple[m.IngenTilknytning, ...]]:
    """Tilknytningene, og svarene om partene ellers. Skal saken videre, er det svart om alle."""
    eneste = len(sted.parter) == 1

    def part(id_: str) -> str | None:
        return None if eneste and draw(st.booleans()) else id_

    tilknytninger = [
        m.Tilknytning(
            type=draw(st.sampled_from(m.Tilknytningstype)),
            part=part(id_),
            beskrivelse=draw(_fritekst),
            kilde=draw(st.sampled_from(m.Tilknytningskilde)),
        )
        for id_ in sted.parter
        for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2))))
    ]
    fortalt = {t.part or sted.parter[0] for t in tilknytninger if t.kilde is m.Tilknytningskilde.SELV}
    svar = []
    for id_ in sted.parter:
        if id_ in fortalt or not (sted.nar or draw(st.booleans())):
            continue
        kilde = m.Svarkilde.SELV if selv else draw(st.sampled_from((*[m.Svarkilde.SELV] * 3, m.Svarkilde.IKKE_KJENT)))
        dato, av = (sted.dag, "Siri Lund") if sted.nar else (draw(_kanskje_dato), draw(_fritekst))
        svar.append(m.IngenTilknytning(kilde=kilde, part=part(id_), dato=dato, av=av))
    return tuple(tilknytninger), tuple(svar)


@st.composite
def _ansatt(draw: st.DrawFn, id_: str, sted: _Sted) -> m.Ansatt:
    (rolle, organ), over, ider = sted.roller[id_], sted.over(id_), list(sted.roller)
    avgjor = bool(sted.nar) and id_ == ider[0]
    ingen_oppgave = organ is not m.Organ.KOMMUNEN or id_ in sted.ledige or _er_borte(sted, id_)
    overordnet = draw(st.sampled_from(over)) if over and sted.nar else draw(_noen(over))
    ingen_over = draw(_kanskje(m.IngenOver)) if rolle in m.KAN_VAERE_OVERST and overordnet is None else None
    fravaer = sted.borte.get(id_)
    if fravaer:
        opptatt = {id_, *sted.ledige, *(borte for borte in ider if _er_borte(sted, borte))}
        fravaer = replace(fravaer, fungerer=draw(_noen([i for i in sted.i_organet(organ) if i not in opptatt])))
    oppgave = draw(st.sampled_from(m.Oppgave))
    ansatt = m.Ansatt(
        id=id_,
        navn=draw(st.sampled_from(("", "Kari Moen", "Ola Hov"))),
        rolle=rolle,
        oppgave=m.Oppgave.AVGJOR if avgjor else m.Oppgave.INGEN if ingen_oppgave else oppgave,
        overordnet=overordnet,
        ingen_over=ingen_over,
        organ=organ,
        fravaer=fravaer,
        stilling_ledig=True if id_ in sted.ledige else draw(st.none() | st.just(False)),
        utenfor_linjen=draw(_tekst),
        holdes_utenfor=draw(_sjelden(_tekst)) or "",
        innsigelse=draw(_sjelden(st.builds(m.Innsigelse, dato=_kanskje_dato, begrunnelse=_tekst))),
        tilgang_stengt=draw(_sjelden(st.builds(m.TilgangStengt, dato=_kanskje_dato, av=_tekst))),
    )
    return ansatt if ansatt.stilling_ledig else draw(_vurdert(ansatt, sted))


@st.composite
def _vurdert(draw: st.DrawFn, ansatt: m.Ansatt, sted: _Sted) -> m.Ansatt:
    """Den ansatte med svar, skjønn og det andre som ikke hører til i en ledig stilling."""
    tilknytninger, svar = draw(_svarene(sted, selv=ansatt.oppgave is not m.Oppgave.INGEN))
    skjonn = draw(st.none() | st.builds(m.Skjonn, konklusjon=_kanskje(m.Konklusjon), begrunnelse=_tekst))
    unntak = draw(st.none() | st.builds(m.ApenbartUnntak, oppfylt=_svar, begrunnelse=_tekst))
    if sted.nar >= Nar.STEDFORTREDER:
        konklusjon = draw(st.sampled_from((m.Konklusjon.INHABIL, m.Konklusjon.HABIL)))
        skjonn = m.Skjonn(konklusjon=konklusjon, begrunnelse=draw(st.sampled_from((_LANG, "Kort."))))
        unntak = replace(unntak, begrunnelse=_LANG) if unntak else None
    return replace(
        ansatt,
        tilknytninger=tilknytninger,
        ingen_tilknytning=svar,
        skjonn=skjonn,
        apenbart_unntak=unntak,
        habilitetsvurdering=draw(
            st.none()
            | st.builds(
                m.Habilitetsvurdering,
                avgjort_av=_kanskje(m.AvgjortAv),
                avgjort_av_ansatt=_noen(list(sted.roller)),
                krevd_av_part=_svar,
                tidsspille=_tekst,
                dato=_kanskje_dato,
            )
        ),
    )


@st.composite
def _alternativ(draw: st.DrawFn, type_: m.Stedfortredertype, sted: _Sted) -> m.Stedfortreder:
    if sted.nar >= Nar.SAERLIG_ULEMPE:
        return m.Stedfortreder(type=type_, mulig=False, begrunnelse=draw(st.sampled_from((_LANG, "Kort."))))
    uten_ansatt = type_ in m.UTEN_ANSATT
    return m.Stedfortreder(
        type=type_,
        ansatt=None if uten_ansatt else draw(_noen(sted.i_organet(m.Organ.KOMMUNEN))),
        mulig=draw(_svar),
        habil=draw(_svar) if uten_ansatt else None,
        svarer_til=(
            draw(_noen([m.SVARER_TIL_FOLKEVALGTE, *sted.roller])) if type_ is m.Stedfortredertype.INNLEID else None
        ),
        organ_i=draw(_kanskje(m.OrganI)) if type_ is m.Stedfortredertype.FOLKEVALGT_ORGAN else None,
        begrunnelse=draw(_tekst),
    )


@st.composite
def _part(draw: st.DrawFn, id_: str, ider: list[str]) -> m.Part:
    return m.Part(
        id=id_,
        rolle=draw(_kanskje(m.Partsrolle)),
        navn=draw(_fritekst),
        adresse=draw(st.sampled_from(("", "Storgata 1"))),
        postnummer=draw(st.sampled_from(("", "7030"))),
        poststed=draw(st.sampled_from(("", "Trondheim"))),
        adressesperre=draw(_svar),
        samtykke=draw(_svar),
        sperre_vurdert=draw(_tekst),
        spurt_om_tilknytning=draw(
            st.none()
            | st.builds(
                m.SpurtOmTilknytning,
                dato=_kanskje_dato,
                svar=_kanskje(m.Sporsmalssvar),
                hvem=st.lists(st.sampled_from(ider), unique=True, max_size=2).map(tuple) if ider else st.just(()),
                fordi=_tekst,
            )
        ),
        representant=draw(
            _sjelden(st.builds(m.Representant, navn=_fritekst, type=_kanskje(m.Representanttype), adresse=_fritekst))
        ),
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
    tvist=_sjelden(
        st.builds(
            m.Tvist,
            med_kommune=_kanskje_kommune,
            motpartens_svar=_fritekst,
            vart_syn=st.none() | st.builds(m.VartSyn, ansvarlig=_kanskje_kommune, begrunnelse=_tekst),
        )
    ),
    begrunnelse=_fritekst,
)

_HER = {"grunnlag": m.Oppholdsgrunnlag.OPPHOLDER_SEG, "kommune": "5001", "tvist": None, "vertskommune": None}

_orientering = st.builds(
    m.OrienteringSoker,
    dato=_kanskje_dato,
    mate=_kanskje(m.Orienteringsmate),
    til=st.sampled_from(m.Orienteringsmottaker),
    onske=_fritekst,
)


@st.composite
def _overfort(draw: st.DrawFn, opphold: m.Opphold, nar: Nar) -> m.Opphold:
    """Oppholdet når saken er overført hit. Det utelukker tvist og vertskommune."""
    overfort = draw(
        st.builds(
            m.OverfortHit,
            fra=_kanskje_kommune,
            dato=_kanskje_dato,
            omfang=_kanskje(m.Avgrensningstype),
            til=_kanskje_dato,
            gjelder_denne=_svar,
        )
    )
    if nar:
        overfort = replace(overfort, fra="5031", omfang=m.Avgrensningstype.EN_SOKNAD, gjelder_denne=True)
    return replace(opphold, tvist=None, vertskommune=None, overfort_hit=overfort)


@st.composite
def saker(draw: st.DrawFn, *, nevn_soker: bool | None = None) -> m.Sak:
    """En gyldig sak. Navn, tall og tekster er oppdiktede."""
    nar = draw(st.sampled_from(Nar))
    dag = draw(_dato)
    parter = tuple(f"p{i}" for i in range(draw(st.integers(min(nar, 1), 2))))
    sted = draw(_sted(nar, dag, parter))
    ider = list(sted.roller)
    opphold = replace(draw(_opphold), **(_HER if nar else {}))
    if draw(_sjelden(st.just(True))):
        opphold = draw(_overfort(opphold, nar))
    typer = draw(st.lists(st.sampled_from(m.Stedfortredertype), unique=True))
    if nar >= Nar.SAERLIG_ULEMPE:
        typer = draw(st.permutations(m.Stedfortredertype))
    return m.Sak(
        id=str(draw(st.uuids())),
        vurderingsdato=dag,
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
                mottatt=_dato if nar else _kanskje_dato,
                form=_kanskje(m.Soknadsform),
                tjenester=st.lists(st.sampled_from(m.Tjeneste), unique=True).map(tuple),
                beskrivelse=_fritekst,
                haster=_svar,
                hva_haster=_fritekst,
                haster_vurdert=_sjelden(st.builds(m.HasterVurdert, dato=_kanskje_dato, av=_tekst)),
            )
        ),
        arsak=draw(_kanskje(m.Arsak)),
        parter=tuple(draw(_part(id_, ider)) for id_ in parter),
        opphold=opphold,
        ansatte=tuple(draw(_ansatt(id_, sted)) for id_ in ider),
        stedfortreder=tuple(draw(_alternativ(type_, sted)) for type_ in typer),
        saerlig_ulempe=draw(
            st.builds(
                m.SaerligUlempe,
                vurdering=st.sampled_from(m.JaNei) if nar is Nar.AVGJORT else _kanskje(m.JaNei),
                begrunnelse=st.sampled_from((_LANG, "Kort.")) if nar is Nar.AVGJORT else _tekst,
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
                        forelopig=_svar,
                        beskrivelse=_fritekst,
                        besluttet_av=_noen(ider),
                        fulgt_opp=_sjelden(
                            st.builds(
                                m.FulgtOpp,
                                hva=_kanskje(m.Oppfolging),
                                begrunnelse=_tekst,
                                av=_tekst,
                                dato=_kanskje_dato,
                            )
                        ),
                    ),
                    max_size=2,
                )
            )
        ),
        allerede_truffet=tuple(
            draw(
                st.lists(
                    st.builds(
                        m.AlleredeTruffet,
                        dato=_kanskje_dato,
                        av=_noen(ider),
                        hva=_kanskje(m.Truffet),
                        gjelder_fortsatt=_svar,
                    ),
                    max_size=1,
                )
            )
        ),
        vedtak=draw(_sjelden(st.builds(m.Vedtak, organ=_kanskje(m.Vedtaksorgan), dato=_kanskje_dato, saksnr=_tekst))),
        ingen_tiltak=draw(st.none() | st.builds(m.IngenTiltak, begrunnelse=_tekst, vurdert_av=_noen(ider))),
        forelopig_svar_soker=draw(st.none() | st.builds(m.ForelopigSvarSoker, dato=_kanskje_dato)),
        orientering_soker=draw(st.none() | _orientering),
        allerede_gjort=draw(_fritekst),
        underskriver=draw(_noen(ider)),
        notat=draw(_fritekst),
        brev=m.Brevvalg(nevn_soker=draw(st.booleans()) if nevn_soker is None else nevn_soker),
        svar=draw(
            st.none()
            | st.builds(
                m.Svar,
                dato=_kanskje_dato,
                resultat=_kanskje(m.Resultat),
                settekommune=_kanskje_kommune,
                omfang=_kanskje(m.Avgrensningstype),
                til=_kanskje_dato,
                nye_opplysninger=_sjelden(st.builds(m.NyeOpplysninger, dato=_kanskje_dato, tekst=_tekst)),
            )
        ),
    )


regelsett = st.sampled_from(m.Regelsett)
