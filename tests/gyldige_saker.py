"""Vilkårlige, gyldige saker til egenskapsprøvene: alt fra tomme utkast til saker der alt er besvart.

Helt tilfeldige svar stopper nesten alltid ved det første spørsmålet. Derfor trekkes først hvor langt saken minst
skal nå, og svarene som må til for å komme dit, er gitt; resten er tilfeldig. Noen ganger mangler likevel ett av dem.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

from hypothesis import strategies as st

from overforing.sak import modell as m

KOMMUNER = ("0301", "4601", "5001", "5031", "5035")
EMBETE_FOR = {"0301": "oboa", "4601": "vestland", "5001": "trondelag", "5031": "trondelag", "5035": "trondelag"}
_EGEN = "5001"

TIDLIGST, SENEST = date(1970, 1, 1), date(2200, 12, 31)

_kommune = st.sampled_from(KOMMUNER)
_kanskje_kommune = st.none() | _kommune
_vanlig_kommune = st.sampled_from((_EGEN, _EGEN, *KOMMUNER, None))
_svar = st.none() | st.booleans()
_dato = st.dates(TIDLIGST, SENEST)
_kanskje_dato = st.none() | _dato
_fritekst = st.sampled_from(("", "Tekst med «tegn» – og é.", "Čáhcesuolu\n\n| # * {{ x }}", "\u0000\u2028\U0001f600"))
_navn = st.sampled_from(("", "Kari Moen", "Ola Hov", " kari MOEN", "Siri Lund"))

_LANG = "En begrunnelse som er lang nok til å si noe om saken."
_LANGE = (_LANG, "En annen begrunnelse, også den lang nok til å si noe.", "Kort.")
_TOMME = ("", "   ")
_tekst = st.sampled_from((*_TOMME, *_LANGE))
_begrunnelse = st.sampled_from(_LANGE)


class Nar(IntEnum):
    """Hvor langt saken minst skal nå."""

    HVOR_SOM_HELST = 0
    HABILITET = 1
    STEDFORTREDER = 2
    SAERLIG_ULEMPE = 3


_NAR = (*(Nar.HVOR_SOM_HELST,) * 2, Nar.HABILITET, *(Nar.STEDFORTREDER,) * 4, *(Nar.SAERLIG_ULEMPE,) * 2)


@cache
def _kanskje(enum: type) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(list(enum))


@cache
def _noen(ider: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ider) if ider else st.none()


@cache
def _en_av(n: int) -> st.SearchStrategy[bool]:
    """Sant én gang av ``n``, og usant når prøven krympes."""
    return st.sampled_from((False,) * (n - 1) + (True,))


@lru_cache(256)
def _nar(dag: date, fra: int = -60, til: int = 30) -> st.SearchStrategy[date]:
    """En dag i nærheten av en annen."""
    return st.integers(fra, til).map(lambda d: min(SENEST, max(TIDLIGST, dag + timedelta(d))))


@lru_cache(256)
def _kanskje_nar(dag: date) -> st.SearchStrategy[date | None]:
    return st.none() | _nar(dag)


def _sjelden(draw: st.DrawFn, strategi: st.SearchStrategy[Any], en_av: int = 4) -> Any:
    """Svaret er som oftest ikke gitt."""
    return draw(strategi) if draw(_en_av(en_av)) else None


# --- de ansatte

_UTEN_VIDERE = (m.Tilknytningstype.SOSKEN, m.Tilknytningstype.STEBARN, m.Tilknytningstype.LEDELSE_SELSKAP_PART)
_tilknytningstype = st.sampled_from((*_UTEN_VIDERE, m.Tilknytningstype.ER_PART, m.Tilknytningstype.SAMBOER)) | (
    st.sampled_from(m.Tilknytningstype)
)
_tilknytningskilde = st.sampled_from((m.Tilknytningskilde.SELV, *m.Tilknytningskilde))
_LINJENS_ROLLER = (
    m.Rolle.VEILEDER,
    m.Rolle.VEILEDER,
    m.Rolle.ANNEN,
    m.Rolle.AVDELINGSLEDER,
    m.Rolle.NAV_LEDER,
    m.Rolle.KOMMUNALSJEF,
    m.Rolle.BYDELSDIREKTOR,
    m.Rolle.ANNEN_LEDER,
    m.Rolle.KOMMUNEDIREKTOR,
    m.Rolle.BYRAD,
)
_TOPPENS_ROLLER = (m.Rolle.KOMMUNEDIREKTOR, m.Rolle.KOMMUNALSJEF, m.Rolle.BYRAD)
_konklusjon = st.sampled_from((m.Konklusjon.HABIL, m.Konklusjon.HABIL, *m.Konklusjon))
_ryddig_skjonn = st.builds(m.Skjonn, konklusjon=_konklusjon, begrunnelse=_begrunnelse)
_skjonn = st.none() | st.builds(m.Skjonn, konklusjon=_kanskje(m.Konklusjon), begrunnelse=_tekst)
_unntak = st.builds(m.ApenbartUnntak, oppfylt=_svar, begrunnelse=_tekst)


@st.composite
def _svarene(
    draw: st.DrawFn, parter: tuple[str, ...], dag: date, *, selv: bool, ryddig: bool, naer: bool
) -> dict[str, Any]:
    """Tilknytninger og svar om hver part: ett svar om hver, og ikke ved siden av en tilknytning hun selv fortalte."""
    tilknytninger = tuple(
        m.Tilknytning(
            type=draw(_tilknytningstype),
            part=draw(st.sampled_from(parter)),
            beskrivelse=draw(_fritekst),
            kilde=draw(_tilknytningskilde),
        )
        for _ in range(draw(st.integers(1, 2)) if parter and naer else 0)
    )
    fortalt = {t.part for t in tilknytninger if t.kilde is m.Tilknytningskilde.SELV}
    svar: list[m.IngenTilknytning] = []
    for part in parter:
        if part in fortalt or not (ryddig or draw(st.booleans())):
            continue
        kilde = m.Svarkilde.SELV if selv else draw(st.sampled_from(m.Svarkilde))
        kjent = ryddig or draw(st.booleans())
        svar.append(
            m.IngenTilknytning(
                kilde=kilde,
                part=None if len(parter) == 1 and draw(_en_av(5)) else part,
                dato=dag if kjent else draw(_kanskje_nar(dag)),
                av="Siri Lund" if kjent else draw(_navn),
            )
        )
    return {"tilknytninger": tilknytninger, "ingen_tilknytning": tuple(svar)}


@st.composite
def _ansatt(
    draw: st.DrawFn, plass: int, ider: tuple[str, ...], parter: tuple[str, ...], dag: date, *, ryddig: bool
) -> m.Ansatt:
    # Overordnet er alltid lenger bak i lista, så linjen aldri går i ring.
    over = ider[plass + 1 :]
    rolle = draw(st.sampled_from(_LINJENS_ROLLER[:6] if plass == 0 else _LINJENS_ROLLER))
    overordnet = draw(st.sampled_from(over[:2])) if over and ryddig else draw(_noen(over))
    ingen_over = None
    if not overordnet and ryddig:
        rolle = draw(st.sampled_from(_TOPPENS_ROLLER))
    if not overordnet and rolle in m.KAN_VAERE_OVERST:
        ingen_over = draw(st.sampled_from(m.IngenOver) if ryddig else _kanskje(m.IngenOver))
    if plass and draw(_en_av(20)):
        return m.Ansatt(id=ider[plass], navn=draw(_navn), rolle=rolle, overordnet=overordnet, stilling_ledig=True)
    # Den første avgjør saken; de andre har sjelden en oppgave, og de over henne er ofte ikke gjort kjent med den.
    if plass == 0 and ryddig:
        oppgave = m.Oppgave.AVGJOR
    elif plass == 0 or draw(_en_av(5)):
        oppgave = draw(st.sampled_from(m.Oppgave))
    else:
        oppgave = m.Oppgave.INGEN
    selv = ryddig and (oppgave is not m.Oppgave.INGEN or draw(st.booleans()))
    svarene = draw(_svarene(parter, dag, selv=selv, ryddig=ryddig, naer=draw(_en_av(4 if plass else 2))))
    typer = {t.type for t in svarene["tilknytninger"]}
    innsigelse = _sjelden(draw, st.builds(m.Innsigelse, dato=_kanskje_nar(dag), begrunnelse=_tekst), 12)
    skjonn = None
    if innsigelse or not typer <= set(_UTEN_VIDERE) or draw(_en_av(6)):
        skjonn = draw(_ryddig_skjonn if ryddig else _skjonn)
    vurdering, unntak = None, None
    if skjonn or draw(_en_av(4)):
        vurdering = m.Habilitetsvurdering(
            avgjort_av=draw(_kanskje(m.AvgjortAv)),
            avgjort_av_ansatt=draw(_noen(over)) or draw(_noen(ider)),
            krevd_av_part=draw(_svar),
            tidsspille=draw(_tekst),
            dato=draw(_kanskje_nar(dag)),
        )
        if ryddig and draw(st.booleans()):
            vurdering = replace(vurdering, avgjort_av=draw(st.sampled_from(m.AvgjortAv)), dato=dag)
    if typer and draw(_en_av(4)):
        # Det som skal til for at unntaket kan løfte en tilknytning som virker uten videre.
        unntak = m.ApenbartUnntak(oppfylt=True, begrunnelse=draw(_begrunnelse))
        vurdering = m.Habilitetsvurdering(
            avgjort_av=m.AvgjortAv.OVERORDNET if overordnet else m.AvgjortAv.FOLKEVALGT_ORGAN,
            avgjort_av_ansatt=overordnet,
            dato=draw(_kanskje_nar(dag)),
        )
    elif draw(_en_av(6)):
        unntak = draw(_unntak)
    return m.Ansatt(
        id=ider[plass],
        navn=draw(_navn),
        rolle=rolle,
        oppgave=oppgave,
        overordnet=overordnet,
        ingen_over=ingen_over,
        utenfor_linjen=draw(st.sampled_from(("", "", *_TOMME, _LANG))),
        holdes_utenfor=draw(st.sampled_from(("",) * 15 + (" ", _LANG))),
        skjonn=skjonn,
        apenbart_unntak=unntak,
        innsigelse=innsigelse,
        habilitetsvurdering=vurdering,
        tilgang_stengt=m.TilgangStengt(dato=dag, av="Siri Lund") if draw(_en_av(10)) else None,
        **svarene,
    )


_KOLLEGA = "k"


@st.composite
def _utenfor(draw: st.DrawFn, parter: tuple[str, ...], dag: date, topp: str | None) -> tuple[m.Ansatt, ...]:
    """Noen uten oppgave: en leder i en annen enhet, og en folkevalgt eller en som handler for et annet organ."""
    ut: list[m.Ansatt] = []
    if topp and not draw(_en_av(3)):
        svarene = draw(_svarene(parter, dag, selv=True, ryddig=True, naer=False))
        plass: dict[str, Any] = {"overordnet": topp, "rolle": m.Rolle.VEILEDER}
        if draw(st.booleans()):
            ingen_over = draw(st.sampled_from((*m.IngenOver, None)))
            plass = {"ingen_over": ingen_over, "rolle": m.Rolle.ANNEN_LEDER}
        ut.append(m.Ansatt(id=_KOLLEGA, navn=draw(_navn), **plass, **svarene))
    if draw(_en_av(6)):
        folkevalgt = draw(st.booleans())
        rolle = draw(st.sampled_from((m.Rolle.ORDFORER, m.Rolle.FOLKEVALGT) if folkevalgt else _LINJENS_ROLLER))
        organ = m.Organ.FOLKEVALGTE if folkevalgt else m.Organ.ANNET
        svarene = draw(_svarene(parter, dag, selv=False, ryddig=draw(st.booleans()), naer=draw(_en_av(3))))
        ut.append(m.Ansatt(id="u", navn=draw(_navn), rolle=rolle, organ=organ, **svarene))
    return tuple(ut)


@st.composite
def _med_fravaer(draw: st.DrawFn, ansatte: tuple[m.Ansatt, ...], dag: date) -> tuple[m.Ansatt, ...]:
    """Én eller ingen er borte. Den som er borte, har ingen oppgave, og den som fungerer, er på jobb."""
    kan = [a.id for a in ansatte if a.oppgave is m.Oppgave.INGEN and a.organ is m.Organ.KOMMUNEN]
    if not kan or not draw(_en_av(4)):
        return ansatte
    borte = draw(st.sampled_from(kan))
    fungerer = tuple(a.id for a in ansatte if a.organ is m.Organ.KOMMUNEN and not a.stilling_ledig and a.id != borte)
    fra = draw(_nar(dag, -30, 5))
    til = draw(_kanskje_nar(dag))
    fravaer = m.Fravaer(fra=fra, til=til and max(fra, til), fungerer=draw(_noen(fungerer)))
    return tuple(replace(a, fravaer=fravaer) if a.id == borte else a for a in ansatte)


# --- alternativene


@st.composite
def _alternativ(
    draw: st.DrawFn, type_: m.Stedfortredertype, ider: tuple[str, ...], nar: Nar, *, vert: bool
) -> m.Stedfortreder:
    uten_ansatt = type_ in m.UTEN_ANSATT
    ansatt = None
    if ider and not uten_ansatt:
        topp = [id_ for id_ in ider if id_ != _KOLLEGA][-1]
        ansatt = draw(_noen(ider) | st.just(topp if type_ is m.Stedfortredertype.OVERORDNET else ider[-1]))
    umulig = nar is Nar.SAERLIG_ULEMPE or (nar is Nar.STEDFORTREDER and draw(st.booleans()))
    if umulig and not draw(_en_av(12)):
        return m.Stedfortreder(type=type_, ansatt=ansatt, mulig=False, begrunnelse=draw(_begrunnelse))
    innleid, folkevalgt = type_ is m.Stedfortredertype.INNLEID, type_ is m.Stedfortredertype.FOLKEVALGT_ORGAN
    organer = (None, m.OrganI.SAMARBEIDSKOMMUNE, *m.OrganI) if vert else (None, None, *m.OrganI)
    return m.Stedfortreder(
        type=type_,
        ansatt=ansatt,
        mulig=draw(st.sampled_from((True,) * 5 + (None, False))),
        habil=draw(st.sampled_from((True, True, None, False))) if uten_ansatt else None,
        svarer_til=draw(_noen(ider) | st.just(m.SVARER_TIL_FOLKEVALGTE)) if innleid else None,
        organ_i=draw(st.sampled_from(organer)) if folkevalgt else None,
        begrunnelse=draw(_tekst),
    )


# --- oppholdet, partene og resten

_vertskommune = st.builds(m.Vertskommune, kommune=_kommune, omfatter_saken=st.booleans())
_tvist = st.builds(
    m.Tvist,
    med_kommune=_kanskje_kommune,
    motpartens_svar=_fritekst,
    vart_syn=st.none() | st.builds(m.VartSyn, ansvarlig=_kanskje_kommune, begrunnelse=_tekst),
)
_grunnlag = st.sampled_from((*(m.Oppholdsgrunnlag.INTEGRERINGSTILSKUDD,) * 4, *m.Oppholdsgrunnlag, None))


@st.composite
def _opphold(draw: st.DrawFn, nar: Nar, dag: date) -> m.Opphold:
    hit = vert = tvist = None
    if draw(_en_av(8)):
        hit = m.OverfortHit(
            fra=draw(_kanskje_kommune),
            dato=draw(_kanskje_dato),
            omfang=draw(_kanskje(m.Avgrensningstype)),
            til=draw(_kanskje_nar(dag)),
            gjelder_denne=draw(_svar),
        )
    else:
        vert = _sjelden(draw, _vertskommune, 3)
        tvist = _sjelden(draw, _tvist)
    opphold = m.Opphold(
        grunnlag=draw(_grunnlag),
        kommune=draw(_vanlig_kommune),
        kommune_for_inntak=draw(_vanlig_kommune),
        bosettingskommune=draw(_kanskje_kommune),
        flytting_avtalt=draw(st.sampled_from((False, None, True))),
        avslag=draw(_kanskje(m.Avslag) | st.just(m.Avslag.JA)),
        vertskommune=vert,
        tvist=tvist,
        overfort_hit=hit,
        begrunnelse=draw(_fritekst),
    )
    if not nar:
        return opphold
    her = replace(opphold, grunnlag=m.Oppholdsgrunnlag.OPPHOLDER_SEG, kommune=_EGEN, tvist=None)
    if hit:
        return replace(her, overfort_hit=replace(hit, fra="5031", omfang=draw(_omfang), til=dag, gjelder_denne=True))
    return replace(her, vertskommune=replace(vert, kommune=_EGEN) if vert else None)


_omfang = st.sampled_from(m.Avgrensningstype)


@st.composite
def _part(draw: st.DrawFn, id_: str, ider: tuple[str, ...], dag: date) -> m.Part:
    sperret = draw(st.sampled_from((None, None, None, True, False)))
    spurt = representant = None
    if draw(_en_av(3)):
        hvem = draw(_noen(ider))
        spurt = m.SpurtOmTilknytning(
            dato=draw(_kanskje_nar(dag)),
            svar=draw(_kanskje(m.Sporsmalssvar)),
            hvem=(hvem,) if hvem else (),
            fordi=draw(_tekst),
        )
    if draw(_en_av(5)):
        representant = m.Representant(
            navn=draw(_navn),
            type=draw(_kanskje(m.Representanttype)),
            adresse=draw(_fritekst),
            postnummer="7033",
            poststed="Trondheim",
        )
    return m.Part(
        id=id_,
        rolle=draw(_kanskje(m.Partsrolle)),
        navn=draw(_fritekst | _navn),
        adresse=draw(st.sampled_from(("", "Gata 1"))),
        postnummer=draw(st.sampled_from(("", "7033"))),
        poststed=draw(st.sampled_from(("", "Trondheim"))),
        adressesperre=sperret,
        samtykke=draw(_svar),
        sperre_vurdert=draw(_tekst) if sperret else "",
        spurt_om_tilknytning=spurt,
        representant=representant,
    )


_settekommuner = st.lists(
    st.builds(
        m.Settekommune,
        kommune=_vanlig_kommune | _kommune,
        spurt=_svar,
        villig=_svar,
        habil=_svar,
        merknad=_fritekst,
    ),
    max_size=2,
).map(tuple)
_fulgt_opp = st.builds(m.FulgtOpp, hva=_kanskje(m.Oppfolging), begrunnelse=_tekst)
_momenter = st.lists(st.sampled_from(m.Moment), unique=True, max_size=3).map(tuple)
_vedtak = st.builds(m.Vedtak, organ=_kanskje(m.Vedtaksorgan), dato=_kanskje_dato, saksnr=_fritekst)
_tjenester = st.lists(st.sampled_from(m.Tjeneste), unique=True, max_size=2).map(tuple)
_nye_opplysninger = st.none() | st.builds(m.NyeOpplysninger, dato=_kanskje_dato, tekst=_tekst)
_typer = st.lists(st.sampled_from(m.Stedfortredertype), unique=True)
_alle_typer = st.permutations(m.Stedfortredertype)


@st.composite
def _hjelpen(draw: st.DrawFn, alle: tuple[str, ...]) -> dict[str, Any]:
    """Hjelpen i mellomtiden, og det som alt er avgjort."""
    ut: dict[str, Any] = {}
    ut["midlertidige_tiltak"] = tuple(
        m.MidlertidigTiltak(
            dato=draw(_kanskje_dato),
            hjemmel=draw(_kanskje(m.Tiltakshjemmel)),
            forelopig=draw(_svar),
            beskrivelse=draw(_fritekst),
            besluttet_av=draw(_noen(alle)),
            fulgt_opp=_sjelden(draw, _fulgt_opp),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    if draw(_en_av(4)):
        ut["allerede_truffet"] = (
            m.AlleredeTruffet(
                dato=draw(_kanskje_dato),
                av=draw(_noen(alle)),
                hva=draw(_kanskje(m.Truffet)),
                gjelder_fortsatt=draw(_svar),
            ),
        )
    if draw(_en_av(3)):
        ut["ingen_tiltak"] = m.IngenTiltak(begrunnelse=draw(_tekst), vurdert_av=draw(_noen(alle)))
    return ut


@st.composite
def _ettertiden(draw: st.DrawFn, dag: date) -> dict[str, Any]:
    """Det som er sagt og sendt, og svaret."""
    ut: dict[str, Any] = {}
    if draw(st.booleans()):
        ut["forelopig_svar_soker"] = m.ForelopigSvarSoker(dato=draw(_kanskje_nar(dag)))
    if draw(st.booleans()):
        ut["orientering_soker"] = m.OrienteringSoker(
            dato=draw(_kanskje_nar(dag)),
            mate=draw(_kanskje(m.Orienteringsmate)),
            til=draw(st.sampled_from(m.Orienteringsmottaker)),
            onske=draw(_fritekst),
        )
    if draw(_en_av(4)):
        ut["sendt"] = m.Sendt(dato=draw(_kanskje_nar(dag)))
    if draw(_en_av(6)):
        ut["ferdigstilt"] = m.Ferdigstilt(av=draw(_navn))
    if draw(_en_av(3)):
        ut["svar"] = m.Svar(
            dato=draw(_kanskje_nar(dag)),
            resultat=draw(st.sampled_from((m.Resultat.AVSLATT, *m.Resultat, None))),
            settekommune=draw(_kanskje_kommune),
            omfang=draw(_kanskje(m.Avgrensningstype)),
            til=draw(_kanskje_dato),
            nye_opplysninger=draw(_nye_opplysninger),
        )
    return ut


def _klargjor(sak: m.Sak) -> m.Sak:
    """Saken uten det som oftest må løses ellers: hasten er vurdert, og vurderingene er dokumentert."""
    dokumentert = {"avgjort_av": m.AvgjortAv.SELV, "avgjort_av_ansatt": None, "krevd_av_part": None}
    return replace(
        sak,
        kontor=replace(sak.kontor, telefon="73 00 00 00"),
        soknad=replace(sak.soknad, haster=False),
        parter=tuple(replace(p, sperre_vurdert=_LANG) for p in sak.parter),
        ansatte=tuple(
            replace(a, habilitetsvurdering=m.Habilitetsvurdering(**dokumentert, dato=sak.vurderingsdato))
            if a.skjonn and not a.apenbart_unntak
            else a
            for a in sak.ansatte
        ),
    )


@st.composite
def saker(draw: st.DrawFn, *, nevn_soker: bool | None = None) -> m.Sak:
    """En gyldig sak. Navn, tall og tekster er oppdiktede."""
    nar = draw(st.sampled_from(_NAR))
    besvart = nar >= Nar.STEDFORTREDER
    dag = draw(st.just(date(2026, 11, 20)) | _dato)
    ider = tuple(f"a{i}" for i in range(draw(st.integers(min(nar, 2), 5))))
    parter = tuple(f"p{i}" for i in range(draw(st.integers(1 if besvart else 0, 2))))
    rotete = None if besvart and not draw(_en_av(8)) else draw(_noen(ider))
    ansatte: tuple[m.Ansatt, ...] = tuple(
        draw(_ansatt(i, ider, parter, dag, ryddig=besvart and ider[i] != rotete)) for i in range(len(ider))
    )
    if nar is Nar.SAERLIG_ULEMPE and draw(st.booleans()):
        # Sjefen for den som avgjør, står partene nær: det er disse sakene som går helt til særlig ulempe.
        naer = tuple(m.Tilknytning(type=m.Tilknytningstype.SOSKEN, part=p) for p in parter)
        over = ansatte[0].overordnet
        ansatte = tuple(
            replace(a, tilknytninger=naer, ingen_tilknytning=()) if a.id == over and not a.stilling_ledig else a
            for a in ansatte
        )
    utenfor = draw(_utenfor(parter, dag, ider[-1] if besvart else None))
    kandidater = (*ider, *(a.id for a in utenfor if a.id == _KOLLEGA))
    ansatte = (*draw(_med_fravaer(ansatte, dag)), *utenfor)
    alle = tuple(a.id for a in ansatte)
    opphold = draw(_opphold(nar, dag))
    typer = draw(_alle_typer if nar is Nar.SAERLIG_ULEMPE or draw(st.booleans()) else _typer)
    vert = bool(opphold.vertskommune and opphold.vertskommune.omfatter_saken)
    sak = m.Sak(
        id=str(draw(st.uuids())),
        vurderingsdato=dag,
        saksnummer=draw(st.sampled_from(("", "2026/0417"))),
        sakstype=draw(st.sampled_from(m.Sakstype)),
        malform=draw(st.sampled_from(m.Malform)),
        kontor=m.Kontor(
            navn="Nav Eksempel",
            kommune=_EGEN if nar else draw(_vanlig_kommune),
            kontaktperson=draw(st.sampled_from(("", "Kari Moen"))),
            telefon=draw(st.sampled_from(("", "73 00 00 00"))),
        ),
        soknad=m.Soknad(
            mottatt=dag if opphold.overfort_hit and nar else draw(_kanskje_nar(dag)),
            form=draw(_kanskje(m.Soknadsform)),
            tjenester=draw(_tjenester),
            beskrivelse=draw(_fritekst),
            haster=draw(_svar),
            hva_haster=draw(_fritekst),
            haster_vurdert=m.HasterVurdert(dato=draw(_kanskje_nar(dag)), av="Siri Lund") if draw(_en_av(4)) else None,
        ),
        arsak=draw(_kanskje(m.Arsak)),
        parter=tuple(draw(_part(p, alle, dag)) for p in parter),
        opphold=opphold,
        ansatte=ansatte,
        stedfortreder=tuple(draw(_alternativ(type_, kandidater, nar, vert=vert)) for type_ in typer),
        saerlig_ulempe=m.SaerligUlempe(
            vurdering=draw(_kanskje(m.JaNei)) or (m.JaNei.JA if nar is Nar.SAERLIG_ULEMPE else None),
            begrunnelse=draw(_begrunnelse if nar is Nar.SAERLIG_ULEMPE else _tekst),
            momenter=draw(_momenter),
        ),
        settekommuner=draw(_settekommuner),
        avgrensning=m.Avgrensning(
            type=draw(_kanskje(m.Avgrensningstype)),
            til=draw(st.none() | _nar(dag, -30, 700)),
            tekst=draw(_fritekst),
        ),
        vedtak=_sjelden(draw, _vedtak, 3),
        allerede_gjort=draw(_fritekst),
        underskriver=draw(_noen(alle)),
        notat=draw(_fritekst),
        brev=m.Brevvalg(nevn_soker=draw(st.booleans()) if nevn_soker is None else nevn_soker),
        **draw(_hjelpen(alle)),
        **draw(_ettertiden(dag)),
    )
    return _klargjor(sak) if besvart and draw(st.booleans()) else sak


regelsett = st.sampled_from(m.Regelsett)
