"""Svaret fra Statsforvalteren holdt opp mot saken det gjelder: hva det sier, om det er nytt, og hva som følger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from overforing.feil import KanIkke
from overforing.regelverk.funn import Vurdering
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import Malform, Resultat, Sak, Svar
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, dato


@dataclass(frozen=True)
class Svarmelding:
    """Det brukeren må vite før svaret føres.

    ``tekst`` er svaret i ord, med hvor langt en overføring rekker, og ``folger`` hele setninger om det som følger.
    ``i_saken`` er det som blir ført, eller ``None`` når det ikke er noe å føre: det står der alt, eller svaret avgjør
    en tvist. ``fra_for`` er et annet svar som alt står i saken, og som går bort.
    """

    tekst: str
    folger: str
    i_saken: Svar | None
    fort_for: bool = False
    fra_for: Svar | None = None
    kommune: str = ""
    """Navnet på kommunen svaret peker på, som brevet også må nevne."""


def svarmelding(
    svar: Embetssvar,
    sak: Sak,
    vurder: Callable[[Sak], Vurdering],
    katalog: Katalog,
    geografi: Geografi,
    malform: Malform,
) -> Svarmelding:
    """Meldingen om svaret.

    Kaster ``KanIkke`` når det nevner en kommune som ikke finnes, eller overfører saken til kommunen den er i: slik er
    ikke et svar, så det er endret eller skadet.
    """
    nummer = svar.settekommune or svar.ansvarlig
    if nummer and nummer not in geografi.numre:
        raise KanIkke("svarbrev.ukjent_kommune", nummer=nummer)
    if svar.settekommune and geografi.samme(svar.settekommune, sak.kontor.kommune, svar.dato):
        raise KanIkke("svarbrev.kan_ikke_stemme")
    kommune = katalog.hent("brev.hode.kommune", malform, navn=geografi.navn(nummer)) if nummer else ""
    nytt, gammelt = svar.i_saken, _sagt(sak.svar)
    # Det kommunen selv har skrevet etter et avslag, er ikke en del av svaret.
    fort_for = nytt is not None and gammelt is not None and nytt == replace(gammelt, nye_opplysninger=None)
    if nytt is None:
        hva = katalog.hent("mottak.utfall.ansvar_fastsatt", malform, kommune=kommune)
        hos_oss = geografi.samme(svar.ansvarlig, sak.kontor.kommune, svar.dato)
        nokkel, utfall = "vi_har_ansvaret" if hos_oss else "en_annen_har_ansvaret", ""
    else:
        overfort = nytt.resultat is Resultat.OVERFORT
        nokkel = str(nytt.resultat)
        hva = katalog.hent("mottak.utfall.overfort" if overfort else f"resultat.{nokkel}", malform, kommune=kommune)
        utfall = katalog.hent(f"utfall.{vurder(replace(sak, svar=nytt)).utfall}", malform)
    tekst = f"{hva[:1].upper()}{hva[1:]}, {dato(svar.dato)}."
    if svar.settekommune:
        til = dato(svar.til) if svar.til else ""
        omfang = katalog.hent(f"svarbrev.omfang.{svar.omfang or 'ikke_kjent'}", malform, til=til)
        tekst = f"{tekst} {omfang}"
    return Svarmelding(
        tekst=tekst,
        folger=katalog.hent(f"svarbrev.folger.{nokkel}", malform, kommune=kommune, utfall=utfall),
        i_saken=None if fort_for else nytt,
        fort_for=fort_for,
        fra_for=gammelt if nytt and gammelt and not fort_for else None,
        kommune=geografi.navn(nummer) if nummer else "",
    )


def _sagt(svar: Svar | None) -> Svar | None:
    """Svaret når det sier noe."""
    return svar if svar and (svar.dato or svar.resultat or svar.settekommune) else None
