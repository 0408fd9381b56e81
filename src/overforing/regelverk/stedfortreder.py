"""Forvaltningsloven § 9 første ledd (1967), § 29 fjerde ledd (2025): kan saken løses i kommunen?

Rekkefølgen er lovens: er noen i saken sperret, bytt saksbehandler, la en overordnet avgjøre, oppnevn
stedfortreder «om nødvendig», la et folkevalgt organ avgjøre. Først når alt er prøvd, er særlig ulempe et spørsmål.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from overforing.sak.modell import (
    Arsak,
    Oppgave,
    Regelsett,
    Resultat,
    Sak,
    Stedfortredertype,
)
from overforing.sak.sti import Sti, i_liste

from . import hjemmel as hj
from .funn import Funn, Mangel, Status, Steg, Utfall, Vurdering, bare_bytte
from .gren import Gren, velg
from .losning import Grunnlag

STEG = Steg.STEDFORTREDER

MA_PROVES = (
    Stedfortredertype.OVERORDNET,
    Stedfortredertype.LEDER_ANNEN_ENHET,
    Stedfortredertype.LEDER_UTENFOR_NAV,
    Stedfortredertype.INNLEID,
    Stedfortredertype.FOLKEVALGT_ORGAN,
)
"""Alternativene som må være prøvd før særlig ulempe blir et spørsmål."""


def er_overfort(sak: Sak) -> bool:
    """Om Statsforvalteren har overført saken til en annen kommune."""
    return sak.svar is not None and sak.svar.resultat is Resultat.OVERFORT


def _overfort(g: Grunnlag) -> bool:
    return er_overfort(g.sak)


def _overfortfelt(g: Grunnlag) -> tuple[str, ...]:
    """Det anmodningen hvilte på, følger fortsatt med: saken kan leses, men ikke løses på nytt."""
    return ("svar.resultat", "svar.settekommune", *g.linjefelt, *g.provde_felt, "saerlig_ulempe.vurdering")


def _bare_saksbehandler(g: Grunnlag) -> bool:
    return not any(g.er_leder(id_) for id_ in g.inhabile) and not g.avvist(Stedfortredertype.ANNEN_SAKSBEHANDLER)


def _ny_saksbehandler_mangler(g: Grunnlag) -> Sti | None:
    """Stien til det som mangler om den som skal ta over, når bare en saksbehandler er inhabil."""
    alternativ = g.alternativer.get(Stedfortredertype.ANNEN_SAKSBEHANDLER)
    if alternativ is None or alternativ.mulig is None:
        return i_liste("stedfortreder", Stedfortredertype.ANNEN_SAKSBEHANDLER)
    return g.mangel(Stedfortredertype.ANNEN_SAKSBEHANDLER)


def _alternativ(type_: Stedfortredertype, utfall: Utfall, hjemmel: hj.Hjemler) -> Gren[Grunnlag]:
    return Gren(
        type_.value,
        lambda g: g.brukbar(type_),
        utfall,
        hjemmel,
        utfall,
        lambda g: (*g.linjefelt, *g.provde_felt),
    )


GRENER: tuple[Gren[Grunnlag], ...] = (
    Gren(
        "overfort_hvor",
        lambda g: _overfort(g) and g.sak.svar is not None and g.sak.svar.settekommune is None,
        Utfall.UAVKLART,
        hj.OVERFORING,
        Utfall.UAVKLART,
        lambda _: ("svar.settekommune",),
    ),
    Gren("overfort", _overfort, Utfall.BE_OM_OVERFORING, hj.OVERFORING, Utfall.BE_OM_OVERFORING, _overfortfelt),
    Gren(
        "ingen_avgjor",
        lambda g: not any(ansatt.oppgave is Oppgave.AVGJOR for ansatt in g.sak.ansatte),
        Utfall.UAVKLART,
        hj.HABILITETSKRAV,
        Utfall.UAVKLART,
        lambda _: ("ansatte",),
    ),
    Gren(
        "hull_i_linjen",
        lambda g: bool(g.hull),
        Utfall.UAVKLART,
        hj.AVLEDET,
        Utfall.UAVKLART,
        lambda g: tuple(g.ansatte[id_].sti / "overordnet" for id_ in g.hull),
    ),
    Gren(
        "habilitet_uavklart",
        lambda g: any(g.statuser[id_] is Status.UAVKLART for id_ in g.linjen),
        Utfall.UAVKLART,
        hj.HVEM_AVGJOR_HABILITET,
        Utfall.UAVKLART,
        lambda g: tuple(m.felt for id_ in g.linjen for m in g.egne[id_].mangler),
    ),
    Gren(
        "habilitet_i_tvil",
        lambda g: any(g.statuser[id_] is Status.TVIL for id_ in g.linjen),
        Utfall.LEGG_FRAM_FOR_OVERORDNET,
        hj.HVEM_AVGJOR_HABILITET,
        Utfall.LEGG_FRAM_FOR_OVERORDNET,
        lambda g: tuple(g.ansatte[id_].sti / "skjonn" for id_ in g.linjen if g.statuser[id_] is Status.TVIL),
    ),
    Gren(
        "ikke_grunn_til_overforing",
        lambda g: not g.sperret and g.sak.arsak not in (None, Arsak.INHABILITET),
        Utfall.IKKE_GRUNN_TIL_OVERFORING,
        hj.UNNTAKENE_FRA_HOVEDREGELEN,
        Utfall.IKKE_GRUNN_TIL_OVERFORING,
        lambda g: ("arsak", *g.linjefelt),
    ),
    Gren(
        "ingen_sperret",
        lambda g: not g.sperret,
        Utfall.BEHANDLES_SOM_VANLIG,
        hj.HABILITETSKRAV,
        Utfall.BEHANDLES_SOM_VANLIG,
        lambda g: g.linjefelt,
    ),
    Gren(
        "ny_saksbehandler_mangler",
        lambda g: _bare_saksbehandler(g) and _ny_saksbehandler_mangler(g) is not None,
        Utfall.UAVKLART,
        hj.STEDFORTREDER,
        Utfall.UAVKLART,
        lambda g: (_ny_saksbehandler_mangler(g) or "",),
    ),
    Gren(
        "bare_saksbehandler",
        _bare_saksbehandler,
        Utfall.BYTT_SAKSBEHANDLER,
        hj.STEDFORTREDER,
        Utfall.BYTT_SAKSBEHANDLER,
        lambda g: (*g.linjefelt, *(f for f in g.provde_felt if f.id == Stedfortredertype.ANNEN_SAKSBEHANDLER)),
    ),
    _alternativ(Stedfortredertype.ANNEN_SAKSBEHANDLER, Utfall.BYTT_SAKSBEHANDLER, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.OVERORDNET, Utfall.OVERORDNET_AVGJOR, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.LEDER_ANNEN_ENHET, Utfall.OPPNEVN_STEDFORTREDER, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.LEDER_UTENFOR_NAV, Utfall.OPPNEVN_STEDFORTREDER, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.INNLEID, Utfall.OPPNEVN_STEDFORTREDER, hj.INNLEID),
    _alternativ(Stedfortredertype.FOLKEVALGT_ORGAN, Utfall.OVERORDNET_AVGJOR, hj.FOLKEVALGT_ORGAN),
    Gren(
        "alternativer_mangler",
        lambda g: any(g.mangel(type_) for type_ in MA_PROVES),
        Utfall.UAVKLART,
        hj.STEDFORTREDER,
        Utfall.UAVKLART,
        lambda g: tuple(sti for type_ in MA_PROVES if (sti := g.mangel(type_))),
    ),
    Gren(
        "ingen_i_kommunen",
        lambda _: True,
        "ingen_i_kommunen",
        hj.STEDFORTREDER,
        felt=lambda g: (*g.linjefelt, *g.provde_felt),
    ),
)

FOR_ALTERNATIVENE = frozenset(
    gren.id for gren in takewhile(lambda gren: gren.id != Stedfortredertype.ANNEN_SAKSBEHANDLER, GRENER)
)
"""Grenene som svarer før alternativene prøves hver for seg."""


def trenger_noen(vurdering: Vurdering) -> bool:
    """Om saken har kommet til spørsmålet om hvem andre som kan ta den. Før det trenger ingen foreslått vite om den."""
    grenene = (funn.gren for funn in vurdering.spor if funn.steg is STEG)
    return bare_bytte(vurdering) or any(gren not in FOR_ALTERNATIVENE for gren in grenene)


@dataclass(frozen=True)
class Svar:
    funn: Funn
    ender: Utfall | None
    mangler: tuple[Mangel, ...]
    baerer: Stedfortredertype | None

    @property
    def alternativene_provd(self) -> bool:
        return self.funn.gren not in FOR_ALTERNATIVENE


def vurder(grunnlag: Grunnlag, regelsett: Regelsett) -> Svar:
    """Fvl § 9 første ledd: hvem i kommunen som kan avgjøre, eller at ingen kan.

    Har Statsforvalteren overført saken, ligger myndigheten hos settekommunen, og det spørres ikke på nytt.
    """
    gren = velg(GRENER, grunnlag)
    felt = gren.stier(grunnlag)
    baerer = next((type_ for type_ in Stedfortredertype if type_ == gren.id), None)
    if gren.id == "bare_saksbehandler" and grunnlag.brukbar(Stedfortredertype.ANNEN_SAKSBEHANDLER):
        baerer = Stedfortredertype.ANNEN_SAKSBEHANDLER
    verdier = {}
    if baerer and (ansatt := grunnlag.alternativer[baerer].ansatt):
        verdier["ansatt"] = ansatt
    funn = Funn(STEG, gren.id, gren.utfall, gren.hjemler(grunnlag, regelsett), felt, verdier=verdier)
    return Svar(funn, gren.ender, _mangler(gren.id, grunnlag, felt), baerer)


def _mangler(gren: str, g: Grunnlag, felt: tuple[Sti, ...]) -> tuple[Mangel, ...]:
    match gren:
        case "overfort_hvor":
            return (Mangel(Sti("svar.settekommune"), "mangel.svar.settekommune"),)
        case "ingen_avgjor":
            return (Mangel(Sti("ansatte"), "mangel.ansatte.ingen_avgjor"),)
        case "hull_i_linjen" | "habilitet_uavklart":
            hull = [
                Mangel(g.ansatte[id_].sti / "overordnet", "mangel.ansatte.overordnet", {"ansatt": id_})
                for id_ in g.hull
            ]
            egne = [mangel for id_ in g.linjen for mangel in g.egne[id_].mangler]
            return tuple({mangel.felt: mangel for mangel in (*hull, *egne)}.values())
        case "alternativer_mangler" | "ny_saksbehandler_mangler":
            return tuple(_alternativmangel(sti) for sti in felt)
        case _:
            return ()


def _alternativmangel(sti: Sti) -> Mangel:
    felt = "alternativ" if sti.felt == sti.rot else sti.felt
    return Mangel(sti, f"mangel.stedfortreder.{felt}", {"alternativ": sti.id or ""})
