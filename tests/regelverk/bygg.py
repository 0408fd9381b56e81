"""Små byggeklosser for saker i prøvene. Alt som ikke er sagt, er ferdig besvart og uten tvil.

Standardsaken: søkeren oppholder seg i kommunen, ingenting haster, alle på kontoret er habile. Id-ene er rollene:
«veileder» avgjør, under «leder», under «sjef», under «direktor».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from overforing.regelverk.funn import Avklaring, Funn, Vurdering
from overforing.regelverk.hjemmel import Hjemmel
from overforing.regelverk.vurder import vurder as _vurder
from overforing.sak.modell import (
    Ansatt,
    ApenbartUnntak,
    Arsak,
    AvgjortAv,
    Avslag,
    Habilitetsvurdering,
    IngenTiltak,
    Innsigelse,
    JaNei,
    Konklusjon,
    Kontor,
    MidlertidigTiltak,
    Moment,
    Oppgave,
    Opphold,
    Oppholdsgrunnlag,
    Organ,
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
    Stedfortreder,
    Stedfortredertype,
    Svar,
    Tilknytning,
    Tilknytningstype,
    Tiltakshjemmel,
    Tvist,
    Vertskommune,
)

EGEN = "5001"
NABO = "5031"
VERT = "5025"
ANNET_FYLKE = "3403"
EMBETE_FOR = {EGEN: "trondelag", NABO: "trondelag", VERT: "trondelag", ANNET_FYLKE: "innlandet", "1601": "trondelag"}

DAGEN = date(2026, 11, 20)
FVL1967, FVL2025 = Regelsett.FVL1967, Regelsett.FVL2025
BEGGE = (FVL1967, FVL2025)

LANG = "En begrunnelse som er lang nok til at ingen finner den tynn."
KORT = "For kort til å bære noe."
TOMME = ("", "   ", "\n\t ")
assert len(LANG) >= 40 > len(KORT)

MA_PROVES = ("overordnet", "leder_annen_enhet", "leder_utenfor_nav", "innleid", "folkevalgt_organ")


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
    skjonn: Skjonn | None = None,
    unntak: ApenbartUnntak | None = None,
    innsigelse: Innsigelse | None = None,
    vurdering: Habilitetsvurdering | None = None,
) -> Ansatt:
    """En ansatt: id, hva søkeren er for vedkommende, og plassen i linjen."""
    return Ansatt(
        id=id,
        navn=navn or id.capitalize(),
        rolle=Rolle(rolle),
        oppgave=Oppgave(oppgave),
        overordnet=under,
        organ=Organ(organ),
        tilknytninger=tuple(Tilknytning(type=Tilknytningstype(t), part=part) for t in tilknytninger),
        skjonn=skjonn,
        apenbart_unntak=unntak,
        innsigelse=innsigelse,
        habilitetsvurdering=vurdering,
    )


def skjonn(konklusjon: str | None, begrunnelse: str = LANG) -> Skjonn:
    return Skjonn(konklusjon=Konklusjon(konklusjon) if konklusjon else None, begrunnelse=begrunnelse)


def unntak(begrunnelse: str = LANG, oppfylt: bool | None = True) -> ApenbartUnntak:
    return ApenbartUnntak(oppfylt=oppfylt, begrunnelse=begrunnelse)


def innsigelse() -> Innsigelse:
    return Innsigelse(begrunnelse="Søkeren mener vedkommende ikke kan behandle saken.")


def vurdering(
    av: str | None = None, av_ansatt: str | None = None, krevd: bool | None = None, tidsspille: str = ""
) -> Habilitetsvurdering:
    """Hvem som avgjorde habilitetsspørsmålet."""
    return Habilitetsvurdering(
        avgjort_av=AvgjortAv(av) if av else None,
        avgjort_av_ansatt=av_ansatt,
        krevd_av_part=krevd,
        tidsspille=tidsspille,
    )


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
    sosken = (Tilknytning(type=Tilknytningstype.SOSKEN, part="p1"),)
    ut = (replace(a, tilknytninger=sosken) if a.id in inhabile.split() else a for a in folk)
    return tuple(replace(a, **endringer.get(a.id, {})) for a in ut)


def tilknytninger(*typer: str) -> tuple[Tilknytning, ...]:
    return tuple(Tilknytning(type=Tilknytningstype(t), part="p1") for t in typer)


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
    )


def mulig(type: str, ansatt: str | None = None, *, habil: bool | None = None, begrunnelse: str = "") -> Stedfortreder:
    return Stedfortreder(type=Stedfortredertype(type), ansatt=ansatt, mulig=True, habil=habil, begrunnelse=begrunnelse)


def umulig(type: str, begrunnelse: str = LANG, ansatt: str | None = None) -> Stedfortreder:
    return Stedfortreder(type=Stedfortredertype(type), ansatt=ansatt, mulig=False, begrunnelse=begrunnelse)


def alle_umulige(unntatt: str = "") -> tuple[Stedfortreder, ...]:
    """De fem som må prøves, alle umulige, bortsett fra dem i ``unntatt``."""
    return tuple(umulig(type_) for type_ in MA_PROVES if type_ not in unntatt.split())


def ulempe(
    vurdering: str | None = "ja", begrunnelse: str = LANG, momenter: str = "flere_ledd_inhabile"
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


def tiltak(hjemmel: str | None = "sotjl18", *, forelopig: bool = True, av: str | None = None) -> MidlertidigTiltak:
    return MidlertidigTiltak(
        dato=DAGEN, hjemmel=Tiltakshjemmel(hjemmel) if hjemmel else None, forelopig=forelopig, besluttet_av=av
    )


def ingen_tiltak(begrunnelse: str = LANG) -> IngenTiltak:
    return IngenTiltak(begrunnelse=begrunnelse)


def svar(resultat: str | None) -> Svar:
    return Svar(dato=DAGEN, resultat=Resultat(resultat) if resultat else None)


def sak(*ansatte: Ansatt, arsak: str | None = "inhabilitet", **felt: Any) -> Sak:
    """En sak med disse ansatte. Uten ansatte: hele kontoret, alle habile."""
    standard: dict[str, Any] = {
        "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
        "vurderingsdato": DAGEN,
        "kontor": Kontor(kommune=EGEN),
        "soknad": Soknad(mottatt=DAGEN, haster=False),
        "arsak": Arsak(arsak) if arsak else None,
        "parter": (Part(id="p1", rolle=Partsrolle.SOKER),),
        "opphold": opphold(),
        "ansatte": ansatte or kontoret(),
    }
    return Sak(**(standard | felt))


def uten_ansatte(**felt: Any) -> Sak:
    return replace(sak(**felt), ansatte=())


def endre(s: Sak, id: str, **felt: Any) -> Sak:
    """Samme sak, men med en endring hos én ansatt."""
    return replace(s, ansatte=tuple(replace(a, **felt) if a.id == id else a for a in s.ansatte))


def med(s: Sak, *ansatte: Ansatt) -> Sak:
    """Samme sak med flere ansatte."""
    return replace(s, ansatte=(*s.ansatte, *ansatte))


# --- svaret


def vurder(s: Sak, regelsett: Regelsett = FVL1967) -> Vurdering:
    return _vurder(s, regelsett, EMBETE_FOR)


def utfall(s: Sak, regelsett: Regelsett = FVL1967) -> str:
    return vurder(s, regelsett).utfall.value


def statuser(s: Sak, regelsett: Regelsett = FVL1967) -> dict[str, str]:
    return {id_: status.value for id_, status in vurder(s, regelsett).ansatte.items()}


def status(a: Ansatt, regelsett: Regelsett = FVL1967) -> str:
    """Statusen til en ansatt som er alene i saken."""
    return statuser(sak(a), regelsett)[a.id]


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
    """``habilitet``: veien gikk gjennom spørsmålet i § 5. ``alternativer``: den nådde punkt 6 der, eller lenger."""

    sak: Sak
    utfall: str
    habilitet: bool = False
    alternativer: bool = False


_ALLE_OVER = "leder sjef direktor"
_INGEN_LOSNING = sak(*kontoret(_ALLE_OVER), stedfortreder=alle_umulige())

VEIER: Mapping[str, Vei] = {
    "kommunen er ikke kjent": Vei(sak(opphold=opphold(None)), "uavklart"),
    "annen kommune": Vei(sak(opphold=opphold(kommune=NABO)), "annen_kommune"),
    "vertskommunen": Vei(sak(opphold=opphold(vert=VERT)), "vertskommune"),
    "tvist": Vei(sak(opphold=opphold(tvist=Tvist())), "tvist_om_opphold"),
    "ingen avgjør": Vei(sak(*kontoret(veileder={"oppgave": Oppgave.FORBEREDER})), "uavklart", True),
    "lederen er ikke vurdert": Vei(sak(*kontoret(leder={"tilknytninger": tilknytninger("nabo")})), "uavklart", True),
    "lederen er i tvil": Vei(sak(*kontoret(leder={"skjonn": skjonn("tvil")})), "legg_fram_for_overordnet", True),
    "ønske om bytte": Vei(sak(arsak="onske_om_bytte"), "ikke_grunn_til_overforing", True),
    "som vanlig": Vei(sak(), "behandles_som_vanlig", True),
    "bare saksbehandleren": Vei(sak(*kontoret("veileder")), "bytt_saksbehandler", True),
    "annen saksbehandler utenfor linjen": Vei(
        sak(*kontoret("leder"), ansatt("kollega"), stedfortreder=(mulig("annen_saksbehandler", "kollega"),)),
        "bytt_saksbehandler",
        True,
        True,
    ),
    "sjefen avgjør": Vei(
        sak(*kontoret("leder"), stedfortreder=(mulig("overordnet", "sjef"),)), "overordnet_avgjor", True, True
    ),
    "folkevalgte avgjør": Vei(
        sak(*kontoret(_ALLE_OVER), stedfortreder=(mulig("folkevalgt_organ", habil=True),)),
        "overordnet_avgjor",
        True,
        True,
    ),
    "innleid": Vei(
        sak(*kontoret(_ALLE_OVER), stedfortreder=(mulig("innleid", habil=True),)), "oppnevn_stedfortreder", True, True
    ),
    "alternativene er ikke prøvd": Vei(sak(*kontoret("leder")), "uavklart", True, True),
    "særlig ulempe er ikke vurdert": Vei(_INGEN_LOSNING, "uavklart", True, True),
    "særlig ulempe": Vei(replace(_INGEN_LOSNING, saerlig_ulempe=ulempe("ja")), "be_om_overforing", True, True),
    "ikke særlig ulempe": Vei(
        replace(_INGEN_LOSNING, saerlig_ulempe=ulempe("nei")), "oppnevn_stedfortreder", True, True
    ),
    "avslag fra Statsforvalteren": Vei(
        replace(_INGEN_LOSNING, saerlig_ulempe=ulempe("ja"), svar=svar("avslatt")),
        "oppnevn_stedfortreder",
        True,
        True,
    ),
}
"""Hver måte en sak kan ende på. I alle er «veileder» med en oppgave, og ingenting haster."""
