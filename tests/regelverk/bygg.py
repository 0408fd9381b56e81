"""Små byggeklosser for saker i prøvene. Alt som ikke er sagt, er ferdig besvart og uten tvil.

Standardsaken: søkeren oppholder seg i kommunen, ingenting haster, hun er spurt om hun kjenner noen, alle på kontoret
har selv svart at de ikke har noen tilknytning, og linjen er kjent helt opp til kommunedirektøren. Id-ene er rollene:
«veileder» avgjør, under «leder», under «sjef», under «direktor». Et skjønn sier hvem som avgjorde spørsmålet, og når.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from overforing.regelverk.funn import Avklaring, Funn, Vurdering
from overforing.regelverk.hjemmel import Hjemmel
from overforing.regelverk.oppholdskommune import Etterfolger, som_den_heter
from overforing.regelverk.vurder import vurder as _vurder
from overforing.sak.modell import (
    Ansatt,
    ApenbartUnntak,
    Arsak,
    AvgjortAv,
    Avgrensning,
    Avgrensningstype,
    Avslag,
    Fravaer,
    Habilitetsvurdering,
    HasterVurdert,
    IngenTilknytning,
    IngenTiltak,
    Innsigelse,
    JaNei,
    Konklusjon,
    Kontor,
    MidlertidigTiltak,
    Moment,
    NyeOpplysninger,
    Oppgave,
    Opphold,
    Oppholdsgrunnlag,
    Organ,
    OrganI,
    OrienteringSoker,
    OverfortHit,
    Part,
    Partsrolle,
    Regelsett,
    Resultat,
    Rolle,
    SaerligUlempe,
    Sak,
    Settekommune,
    Skjonn,
    Soknad,
    Sporsmalssvar,
    SpurtOmTilknytning,
    Stedfortreder,
    Stedfortredertype,
    Svar,
    Svarkilde,
    Tilknytning,
    Tilknytningskilde,
    Tilknytningstype,
    Tiltakshjemmel,
    Tvist,
    VartSyn,
    Vedtak,
    Vedtaksorgan,
    Vertskommune,
)

EGEN = "5001"
NABO = "5031"
VERT = "5025"
ANNET_FYLKE = "3403"
EMBETE_FOR = {EGEN: "trondelag", NABO: "trondelag", VERT: "trondelag", ANNET_FYLKE: "innlandet"}

MOTTATT = date(2026, 11, 18)
DAGEN = date(2026, 11, 20)
FVL1967, FVL2025 = Regelsett.FVL1967, Regelsett.FVL2025
BEGGE = (FVL1967, FVL2025)

LANG = "En begrunnelse som er lang nok til at ingen finner den tynn."
KORT = "For kort til å bære noe."
TOMME = ("", "   ", "\n\t ")
assert len(LANG) >= 40 > len(KORT)

MA_PROVES = ("overordnet", "leder_annen_enhet", "leder_utenfor_nav", "innleid", "folkevalgt_organ")
TOK_IMOT = "Tone Vik"
"""Den som arbeider med saken og tok imot svarene."""


# --- ansatte


def ansatt(
    id: str,
    *tilknytninger: str,
    rolle: str = "veileder",
    under: str | None = None,
    oppgave: str = "ingen",
    organ: str = "kommunen",
    navn: str = "",
    part: str | None = "p1",
    kilde: str = "selv",
    svar: str | None = "selv",
    skjonn: Skjonn | None = None,
    unntak: ApenbartUnntak | None = None,
    innsigelse: Innsigelse | None = None,
    vurdering: Habilitetsvurdering | None = None,
    **felt: Any,
) -> Ansatt:
    """En ansatt: id, hva søkeren er for vedkommende, og plassen i linjen.

    ``svar`` er svaret på om hun har en tilknytning: «selv», «ikke_kjent» eller ``None``, når ingen har svart. Den som
    selv har fortalt om en tilknytning, har svart med det.
    """
    fortalt = tuple(
        Tilknytning(type=Tilknytningstype(t), part=part, kilde=Tilknytningskilde(kilde)) for t in tilknytninger
    )
    har_svart = fortalt and kilde == "selv"
    return _dokumentert(
        Ansatt(
            id=id,
            navn=navn or id.capitalize(),
            rolle=Rolle(rolle),
            oppgave=Oppgave(oppgave),
            overordnet=under,
            organ=Organ(organ),
            tilknytninger=fortalt,
            skjonn=skjonn,
            apenbart_unntak=unntak,
            innsigelse=innsigelse,
            habilitetsvurdering=vurdering,
            **({"ingen_tilknytning": svart("p1", kilde=svar) if svar and not har_svart else ()} | felt),
        )
    )


def _dokumentert(a: Ansatt) -> Ansatt:
    """Et skjønn er skrevet ned med hvem som avgjorde, og når, om ikke noe annet er sagt."""
    return replace(a, habilitetsvurdering=vurdering("selv")) if a.skjonn and a.habilitetsvurdering is None else a


def svart(
    *parter: str, kilde: str = "selv", dato: date | None = DAGEN, av: str = TOK_IMOT
) -> tuple[IngenTilknytning, ...]:
    """Svaret «ingen tilknytning» om hver av partene, eller at hun ikke er gjort kjent med saken."""
    return tuple(IngenTilknytning(part=p, kilde=Svarkilde(kilde), dato=dato, av=av) for p in parter or ("p1",))


IKKE_KJENT = {"ingen_tilknytning": svart("p1", kilde="ikke_kjent")}
USPURT: Mapping[str, Any] = {"ingen_tilknytning": ()}
LEDIG: Mapping[str, Any] = {"stilling_ledig": True, "ingen_tilknytning": ()}


def skjonn(konklusjon: str | None, begrunnelse: str = LANG) -> Skjonn:
    return Skjonn(konklusjon=Konklusjon(konklusjon) if konklusjon else None, begrunnelse=begrunnelse)


def unntak(begrunnelse: str = LANG, oppfylt: bool | None = True) -> ApenbartUnntak:
    return ApenbartUnntak(oppfylt=oppfylt, begrunnelse=begrunnelse)


def innsigelse(dato: date | None = None) -> Innsigelse:
    return Innsigelse(dato=dato, begrunnelse="Søkeren mener vedkommende ikke kan behandle saken.")


def vurdering(
    av: str | None = None,
    av_ansatt: str | None = None,
    krevd: bool | None = None,
    tidsspille: str = "",
    dato: date | None = DAGEN,
) -> Habilitetsvurdering:
    """Hvem som avgjorde habilitetsspørsmålet."""
    return Habilitetsvurdering(
        avgjort_av=AvgjortAv(av) if av else None,
        avgjort_av_ansatt=av_ansatt,
        krevd_av_part=krevd,
        tidsspille=tidsspille,
        dato=dato,
    )


def borte(fungerer: str | None, fra: date = DAGEN, til: date | None = None) -> Fravaer:
    return Fravaer(fra=fra, til=til, fungerer=fungerer)


def kontoret(inhabile: str = "", **endringer: Mapping[str, Any]) -> tuple[Ansatt, ...]:
    """Veilederen som avgjør, og hele linjen over. ``inhabile`` er søsken av søkeren.

    ``kontoret("leder", veileder=dict(skjonn=skjonn("tvil")))`` endrer én av dem.
    """
    folk = (
        ansatt("veileder", under="leder", oppgave="avgjor"),
        ansatt("leder", rolle="nav_leder", under="sjef"),
        ansatt("sjef", rolle="kommunalsjef", under="direktor"),
        ansatt("direktor", rolle="kommunedirektor"),
    )
    ut = (endret(a, tilknytninger=tilknytninger("sosken")) if a.id in inhabile.split() else a for a in folk)
    return tuple(endret(a, **endringer.get(a.id, {})) for a in ut)


def endret(a: Ansatt, **felt: Any) -> Ansatt:
    """Den ansatte med en endring. Får hun en tilknytning hun selv har fortalt om, er det svaret hennes."""
    nye = felt.get("tilknytninger", ())
    if nye and all(t.kilde is Tilknytningskilde.SELV for t in nye):
        felt = {"ingen_tilknytning": ()} | felt
    ny = replace(a, **felt)
    return ny if "habilitetsvurdering" in felt else _dokumentert(ny)


def tilknytninger(*typer: str, kilde: str = "selv", part: str | None = "p1") -> tuple[Tilknytning, ...]:
    return tuple(Tilknytning(type=Tilknytningstype(t), part=part, kilde=Tilknytningskilde(kilde)) for t in typer)


# --- parter


def part(
    id: str = "p1", rolle: str = "soker", *, svar: str | None = "ingen_kjent", hvem: str = "", **felt: Any
) -> Part:
    """En part, og hva hun svarte på om hun kjenner noen. ``hvem`` er id-er i ``ansatte``."""
    return Part(id=id, rolle=Partsrolle(rolle), spurt_om_tilknytning=spurt(svar, hvem) if svar else None, **felt)


def spurt(svar: str | None, hvem: str = "", fordi: str = "") -> SpurtOmTilknytning:
    return SpurtOmTilknytning(
        dato=DAGEN, svar=Sporsmalssvar(svar) if svar else None, hvem=tuple(hvem.split()), fordi=fordi
    )


SOKER = part()
EKTEPAR = (SOKER, part("p2", "ektefelle"))


# --- resten av saken


def opphold(
    grunnlag: str | None = "oppholder_seg",
    kommune: str | None = EGEN,
    *,
    for_inntak: str | None = None,
    bosatt_i: str | None = None,
    avtalt: bool | None = None,
    avslag: str | None = None,
    vert: str | None = None,
    omfatter: bool = True,
    tvist: Tvist | None = None,
    hit: OverfortHit | None = None,
) -> Opphold:
    return Opphold(
        grunnlag=Oppholdsgrunnlag(grunnlag) if grunnlag else None,
        kommune=kommune,
        kommune_for_inntak=for_inntak,
        bosettingskommune=bosatt_i,
        flytting_avtalt=avtalt,
        avslag=Avslag(avslag) if avslag else None,
        vertskommune=Vertskommune(kommune=vert, omfatter_saken=omfatter) if vert else None,
        tvist=tvist,
        overfort_hit=hit,
    )


def tvist(
    med: str | None = NABO, ansvarlig: str | None = NABO, grunn: str = LANG, svar: str = "De er uenige."
) -> Tvist:
    return Tvist(med_kommune=med, motpartens_svar=svar, vart_syn=VartSyn(ansvarlig=ansvarlig, begrunnelse=grunn))


def overfort_hit(
    omfang: str | None = "soknad_og_fornyelser",
    til: date | None = date(2027, 5, 20),
    *,
    fra: str | None = NABO,
    gjelder_denne: bool | None = None,
) -> OverfortHit:
    return OverfortHit(
        fra=fra,
        dato=date(2026, 10, 1),
        omfang=Avgrensningstype(omfang) if omfang else None,
        til=til,
        gjelder_denne=gjelder_denne,
    )


def mulig(
    type: str,
    ansatt: str | None = None,
    *,
    habil: bool | None = None,
    svarer_til: str | None = None,
    organ_i: str | None = None,
    begrunnelse: str = "",
) -> Stedfortreder:
    return Stedfortreder(
        type=Stedfortredertype(type),
        ansatt=ansatt,
        mulig=True,
        habil=habil,
        svarer_til=svarer_til,
        organ_i=OrganI(organ_i) if organ_i else None,
        begrunnelse=begrunnelse,
    )


def innleid(svarer_til: str | None = "folkevalgte", *, habil: bool | None = True) -> Stedfortreder:
    return mulig("innleid", habil=habil, svarer_til=svarer_til)


def folkevalgte(*, habil: bool | None = True, organ_i: str | None = None) -> Stedfortreder:
    return mulig("folkevalgt_organ", habil=habil, organ_i=organ_i)


def umulig(type: str, begrunnelse: str = LANG, ansatt: str | None = None) -> Stedfortreder:
    return Stedfortreder(type=Stedfortredertype(type), ansatt=ansatt, mulig=False, begrunnelse=begrunnelse)


def alle_umulige(unntatt: str = "") -> tuple[Stedfortreder, ...]:
    """De fem som må prøves, alle umulige, hver med sin grunn, bortsett fra dem i ``unntatt``."""
    return tuple(umulig(t, f"{LANG} Det gjelder {t}.") for t in MA_PROVES if t not in unntatt.split())


def ulempe(
    vurdering: str | None = "ja",
    begrunnelse: str = f"{LANG} Det gjelder ulempen.",
    momenter: str = "flere_ledd_inhabile",
) -> SaerligUlempe:
    return SaerligUlempe(
        vurdering=JaNei(vurdering) if vurdering else None,
        begrunnelse=begrunnelse,
        momenter=tuple(Moment(m) for m in momenter.split()),
    )


def settekommune(
    kommune: str | None = NABO, *, spurt: bool | None = True, villig: bool | None = True, habil: bool | None = None
) -> Settekommune:
    return Settekommune(kommune=kommune, spurt=spurt, villig=villig, habil=habil)


def tiltak(
    hjemmel: str | None = "sotjl18", *, forelopig: bool | None = True, av: str | None = "leder"
) -> MidlertidigTiltak:
    return MidlertidigTiltak(
        dato=DAGEN, hjemmel=Tiltakshjemmel(hjemmel) if hjemmel else None, forelopig=forelopig, besluttet_av=av
    )


def ingen_tiltak(begrunnelse: str = LANG, av: str | None = "veileder") -> IngenTiltak:
    return IngenTiltak(begrunnelse=begrunnelse, vurdert_av=av)


def svar(resultat: str | None, settekommune: str | None = None, nytt: str = "") -> Svar:
    return Svar(
        dato=DAGEN,
        resultat=Resultat(resultat) if resultat else None,
        settekommune=settekommune,
        nye_opplysninger=NyeOpplysninger(dato=DAGEN, tekst=nytt) if nytt else None,
    )


HASTER_IKKE = HasterVurdert(dato=DAGEN, av=TOK_IMOT)


def soknad(haster: bool | None = False, mottatt: date | None = MOTTATT) -> Soknad:
    return Soknad(mottatt=mottatt, haster=haster, haster_vurdert=HASTER_IKKE if haster is not None else None)


ORIENTERT = OrienteringSoker(dato=DAGEN)
KOMMUNESTYRET = Vedtak(organ=Vedtaksorgan.KOMMUNESTYRET, dato=DAGEN)
EN_SOKNAD = Avgrensning(type=Avgrensningstype.EN_SOKNAD)
KONTOR = Kontor(navn="Nav Eksempel", kommune=EGEN, telefon="00 00 00 00")


def sak(*ansatte: Ansatt, arsak: str | None = "inhabilitet", **felt: Any) -> Sak:
    """En sak med disse ansatte. Uten ansatte: hele kontoret, alle habile."""
    standard: dict[str, Any] = {
        "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
        "vurderingsdato": DAGEN,
        "kontor": KONTOR,
        "soknad": soknad(),
        "arsak": Arsak(arsak) if arsak else None,
        "parter": (SOKER,),
        "opphold": opphold(),
        "ansatte": ansatte or kontoret(),
        "allerede_gjort": "Søknaden er bare registrert.",
        "orientering_soker": ORIENTERT,
    }
    return Sak(**(standard | felt))


def uten_ansatte(**felt: Any) -> Sak:
    return replace(sak(**felt), ansatte=())


def endre(s: Sak, id: str, **felt: Any) -> Sak:
    """Samme sak, men med en endring hos én ansatt."""
    return replace(s, ansatte=tuple(endret(a, **felt) if a.id == id else a for a in s.ansatte))


def med(s: Sak, *ansatte: Ansatt) -> Sak:
    """Samme sak med flere ansatte."""
    return replace(s, ansatte=(*s.ansatte, *ansatte))


def under_en_direktor(*ansatte: Ansatt) -> tuple[Ansatt, ...]:
    """De ansatte, med en habil direktør over hver av dem som ikke har noen over seg."""
    topp = ansatt("topp", rolle="kommunedirektor")
    lose = [a for a in ansatte if a.overordnet is None and a.ingen_over is None and a.organ is Organ.KOMMUNEN]
    plassert = tuple(
        replace(a, overordnet="topp") if a in lose and a.rolle is not Rolle.KOMMUNEDIREKTOR else a for a in ansatte
    )
    return (*plassert, topp)


def alene(a: Ansatt, **felt: Any) -> Sak:
    """En sak der den ansatte står alene under en habil direktør."""
    return sak(*under_en_direktor(a), **felt)


ORDFORER = ansatt("ordforer", rolle="ordforer", organ="folkevalgte")


# --- svaret


def vurder(s: Sak, regelsett: Regelsett = FVL1967, etterfolger: Etterfolger = som_den_heter) -> Vurdering:
    return _vurder(s, regelsett, EMBETE_FOR, etterfolger)


def utfall(s: Sak, regelsett: Regelsett = FVL1967) -> str:
    return vurder(s, regelsett).utfall.value


def statuser(s: Sak, regelsett: Regelsett = FVL1967) -> dict[str, str]:
    return {id_: status.value for id_, status in vurder(s, regelsett).ansatte.items()}


def status(a: Ansatt, regelsett: Regelsett = FVL1967) -> str:
    """Statusen til en ansatt som er alene i saken, under en habil direktør."""
    return statuser(alene(a), regelsett)[a.id]


def mangler(s: Sak, regelsett: Regelsett = FVL1967) -> list[str]:
    return [mangel.felt for mangel in vurder(s, regelsett).mangler]


def dokumenter(s: Sak, regelsett: Regelsett = FVL1967) -> list[str]:
    return [dokument.value for dokument in vurder(s, regelsett).dokumenter]


def avklaringer(s: Sak, id: str, regelsett: Regelsett = FVL1967) -> list[Avklaring]:
    return [a for a in vurder(s, regelsett).avklaringer if a.id == id]


def om(s: Sak, id: str, regelsett: Regelsett = FVL1967) -> list[str]:
    """Hva avklaringene med denne id-en handler om."""
    return [str(a.om) for a in avklaringer(s, id, regelsett)]


def avklaringsliste(s: Sak, regelsett: Regelsett = FVL1967) -> list[str]:
    return [a.id for a in vurder(s, regelsett).avklaringer]


def funn(s: Sak, steg: str, om: str | None = None, regelsett: Regelsett = FVL1967) -> Funn:
    """Det ene funnet i sporet for dette steget (og denne ansatte)."""
    (ett,) = (f for f in vurder(s, regelsett).spor if f.steg == steg and f.om == om)
    return ett


def som_tekst(hjemler: Iterable[Hjemmel]) -> list[str]:
    """Hjemlene slik en jurist skriver dem: «fvl § 6 (1) e nr. 1»."""
    return [
        f"{h.lov} § {h.paragraf}"
        + (f" ({h.ledd})" if h.ledd else "")
        + (f" {h.bokstav}" if h.bokstav else "")
        + (f" nr. {h.nummer}" if h.nummer else "")
        for h in hjemler
    ]


# --- én sak for hver vei gjennom spørsmålene


@dataclass(frozen=True)
class Vei:
    """``habilitet``: veien gikk gjennom spørsmålet i § 5. ``alternativer``: den nådde punkt 6 der, eller lenger.

    ``tvil`` er avklaringene som hører til saken selv; ellers har den ingen.
    """

    sak: Sak
    utfall: str
    habilitet: bool = False
    alternativer: bool = False
    tvil: tuple[str, ...] = ()


_ALLE_OVER = "leder sjef direktor"
KOLLEGA = ansatt("kollega", under="leder")
"""En annen saksbehandler i den samme linjen."""
BARNEVERN = ansatt("barnevern", rolle="annen_leder", under="direktor")
"""En leder utenfor Nav, rett under kommunedirektøren."""
NABOLEDER = ansatt("naboleder", rolle="avdelingsleder", under="sjef")
"""En leder i en annen enhet, ikke under den inhabile lederen."""

_INGEN_LOSNING = sak(
    *kontoret(_ALLE_OVER), ORDFORER, stedfortreder=alle_umulige(), vedtak=KOMMUNESTYRET, underskriver="ordforer"
)
_ANMODNING: Mapping[str, Any] = {
    "saerlig_ulempe": ulempe("ja"),
    "settekommuner": (settekommune(),),
    "avgrensning": EN_SOKNAD,
}
_VED_SJEFEN: Mapping[str, Any] = {"underskriver": "sjef"}


def _lost(alternativ: Stedfortreder, *flere: Ansatt, inhabile: str = "leder", **felt: Any) -> Sak:
    return sak(*kontoret(inhabile), ORDFORER, *flere, stedfortreder=(alternativ,), **(_VED_SJEFEN | felt))


_VED_ORDFOREREN: Mapping[str, Any] = {"underskriver": "ordforer", "vedtak": KOMMUNESTYRET}

VEIER: Mapping[str, Vei] = {
    "kommunen er ikke kjent": Vei(sak(opphold=opphold(None)), "uavklart"),
    "tvisten er med egen kommune": Vei(sak(opphold=opphold(tvist=tvist(EGEN))), "uavklart"),
    "overføringen hit er for kort": Vei(
        sak(opphold=opphold(kommune=NABO, hit=overfort_hit(til=date(2026, 11, 17)))), "uavklart"
    ),
    "annen kommune": Vei(sak(opphold=opphold(kommune=NABO), **_VED_SJEFEN), "annen_kommune"),
    "tilbake etter en overføring": Vei(
        sak(opphold=opphold(kommune=NABO, hit=overfort_hit("en_soknad", None, gjelder_denne=False)), **_VED_SJEFEN),
        "annen_kommune",
    ),
    "vertskommunen": Vei(sak(opphold=opphold(vert=VERT), **_VED_SJEFEN), "vertskommune"),
    "tvist": Vei(sak(opphold=opphold(tvist=tvist()), **_VED_SJEFEN), "tvist_om_opphold"),
    "ingen avgjør": Vei(sak(*kontoret(veileder={"oppgave": Oppgave.FORBEREDER})), "uavklart", True),
    "hull i linjen": Vei(sak(*kontoret(sjef={"overordnet": None})), "uavklart", True),
    "lederen er ikke spurt": Vei(sak(*kontoret(leder=USPURT)), "uavklart", True),
    "lederen er ikke vurdert": Vei(sak(*kontoret(leder={"tilknytninger": tilknytninger("nabo")})), "uavklart", True),
    "lederen er i tvil": Vei(
        sak(*kontoret(leder={"skjonn": skjonn("tvil")}), underskriver="leder"), "legg_fram_for_overordnet", True
    ),
    "ønske om bytte": Vei(sak(arsak="onske_om_bytte", **_VED_SJEFEN), "ikke_grunn_til_overforing", True),
    "som vanlig": Vei(sak(), "behandles_som_vanlig", True),
    "de over er ikke gjort kjent": Vei(
        sak(*kontoret(leder=IKKE_KJENT, sjef=IKKE_KJENT, direktor=IKKE_KJENT)), "behandles_som_vanlig", True
    ),
    "overført hit": Vei(sak(opphold=opphold(kommune=NABO, hit=overfort_hit())), "behandles_som_vanlig", True),
    "ny saksbehandler mangler": Vei(sak(*kontoret("veileder")), "uavklart", True),
    "bare saksbehandleren": Vei(
        sak(
            *kontoret("veileder"),
            KOLLEGA,
            stedfortreder=(mulig("annen_saksbehandler", "kollega"),),
            underskriver="leder",
        ),
        "bytt_saksbehandler",
        True,
    ),
    "annen saksbehandler utenfor linjen": Vei(
        _lost(mulig("annen_saksbehandler", "kollega"), replace(KOLLEGA, overordnet="naboleder"), NABOLEDER),
        "bytt_saksbehandler",
        True,
        True,
    ),
    "sjefen avgjør": Vei(_lost(mulig("overordnet", "sjef")), "overordnet_avgjor", True, True),
    "leder i annen enhet": Vei(
        _lost(mulig("leder_annen_enhet", "naboleder"), NABOLEDER), "oppnevn_stedfortreder", True, True
    ),
    "leder utenfor Nav": Vei(
        _lost(mulig("leder_utenfor_nav", "barnevern"), BARNEVERN), "oppnevn_stedfortreder", True, True
    ),
    "innleid": Vei(_lost(innleid(), inhabile=_ALLE_OVER, **_VED_ORDFOREREN), "oppnevn_stedfortreder", True, True),
    "folkevalgte avgjør": Vei(
        _lost(folkevalgte(), inhabile=_ALLE_OVER, underskriver="ordforer"), "overordnet_avgjor", True, True
    ),
    "alternativene er ikke prøvd": Vei(sak(*kontoret("leder")), "uavklart", True, True),
    "særlig ulempe er ikke vurdert": Vei(_INGEN_LOSNING, "uavklart", True, True),
    "særlig ulempe": Vei(replace(_INGEN_LOSNING, **_ANMODNING), "be_om_overforing", True, True),
    "ikke særlig ulempe": Vei(
        replace(_INGEN_LOSNING, saerlig_ulempe=ulempe("nei")),
        "oppnevn_stedfortreder",
        True,
        True,
        ("stedfortreder_ikke_funnet",),
    ),
    "avslag fra Statsforvalteren": Vei(
        replace(_INGEN_LOSNING, **_ANMODNING, svar=svar("avslatt")),
        "oppnevn_stedfortreder",
        True,
        True,
        ("kommunestyret_kan_alltid", "stedfortreder_ikke_funnet"),
    ),
    "ny anmodning etter avslaget": Vei(
        replace(_INGEN_LOSNING, **_ANMODNING, svar=svar("avslatt", nytt="Også varaordføreren er i slekt med søkeren.")),
        "be_om_overforing",
        True,
        True,
    ),
    "overført til settekommunen": Vei(
        replace(_INGEN_LOSNING, **_ANMODNING, svar=svar("overfort", NABO)), "be_om_overforing", True
    ),
    "overført uten å si hvor": Vei(replace(_INGEN_LOSNING, **_ANMODNING, svar=svar("overfort")), "uavklart", True),
}
"""Hver måte en sak kan ende på. I alle er «veileder» med en oppgave, ingenting haster, og det er ingen annen tvil."""
