"""Det brukeren skrev, som en verdi i saken, eller en melding om hva som var ventet."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from overforing.feil import UgyldigInndata
from overforing.sak.felt import hent
from overforing.sak.kontorfelt import formfeil
from overforing.sak.lekkasje import finn_fodselsnumre
from overforing.sak.modell import Sak, Tilknytning
from overforing.sak.rekkefolge import brett
from overforing.sak.rensing import rens
from overforing.sak.sti import Sti
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import MANEDER

from .tilstand import Svarslag

SKREVNE = frozenset({Svarslag.TEKST, Svarslag.LANGTEKST, Svarslag.LINJER})
"""Feltene der brukeren skriver fritt."""


class Ugyldig(UgyldigInndata):
    """Teksten er ikke et svar. Meldingen sier hva som var ventet."""


class HarFodselsnummer(Ugyldig):
    """Teksten har et fødselsnummer."""

    def __init__(self) -> None:
        super().__init__("lekkasje.fodselsnummer_i_felt")


_DATO = re.compile(r"(\d{1,2})[.\s/-]+(\d{1,2})[.\s/-]+(\d{4}|\d{2})\.?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SEKS = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})")
_MANEDSNAVN = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?,?\s*(\d{4}|\d{2})", re.IGNORECASE)
_UTEN_AR = re.compile(r"\d{1,2}[.\s/-]+\d{1,2}\.?|\d{1,2}\.?\s*[a-zæøå]{3,9}\.?", re.IGNORECASE)


def dato(tekst: str) -> date:
    """1.7.2026, 01.07.26, 010726, 1. juli 2026 eller 2026-07-01. To sifre i året er i dette århundret."""
    renset = tekst.strip()
    if treff := _ISO.fullmatch(renset):
        ar, maned, dag = (int(d) for d in treff.groups())
    elif treff := _DATO.fullmatch(renset) or _SEKS.fullmatch(renset):
        dag, maned, ar = (int(d) for d in treff.groups())
        ar += 2000 if ar < 100 else 0
    elif (treff := _MANEDSNAVN.fullmatch(renset)) and (maned := _maned(treff[2])):
        dag, ar = int(treff[1]), int(treff[3])
        ar += 2000 if ar < 100 else 0
    elif _UTEN_AR.fullmatch(renset):
        raise Ugyldig("ugyldig.uten_aar")
    else:
        raise Ugyldig("ugyldig.dato")
    try:
        return date(ar, maned, dag)
    except ValueError:
        raise Ugyldig("ugyldig.finnes_ikke", dato=renset) from None


def _maned(navn: str) -> int:
    """1–12 for «juli» eller «jul.», ellers 0."""
    treff = [nr for nr, maned in enumerate(MANEDER, start=1) if maned.startswith(navn.lower())]
    return treff[0] if len(treff) == 1 else 0


def kommune(tekst: str, geografi: Geografi, i_dag: date) -> str:
    """Kommunenummeret til et nummer, eller til navnet på en kommune som finnes i dag, på norsk, samisk eller kvensk.

    Et nummer med et navn etter er bare den kommunen når hun heter det: «5020 Bergen» er et poststed, og ikke Osen.
    """
    renset = " ".join(tekst.split())
    nummer, _, navnet = renset.partition(" ")
    if (kjent := geografi.kommuner.get(nummer)) is not None:
        heter = map(brett, (*kjent.navnene, kjent.navn, kjent.brevnavn))
        if not navnet or brett(navnet) in heter or nummer in geografi.heter(navnet, i_dag):
            return nummer
        raise Ugyldig("ugyldig.ingen_kommune", navn=renset)
    treff = geografi.heter(renset, i_dag)
    if len(treff) == 1:
        return next(iter(treff))
    if treff:
        raise Ugyldig("ugyldig.flere_kommuner")
    raise Ugyldig("ugyldig.ingen_kommune", navn=renset)


def roper_fodselsnummer(tekst: str) -> bool:
    """Om teksten har et fødselsnummer, som aldri hører hjemme i et brev herfra."""
    return bool(finn_fodselsnumre(tekst))


def les(slag: Svarslag, tekst: str, sak: Sak, sti: Sti, geografi: Geografi, i_dag: date) -> Any:
    """Verdien til feltet. Tom tekst er «ikke besvart» og gir ``None`` (tekstfelt: tom tekst).

    Kaster ``Ugyldig`` når teksten ikke er et svar, også når et tekstfelt har fått et fødselsnummer: ingen felt her er
    et sted for det. Da er den bare halvskrevet, og når verken saken, reglene eller brevet.
    """
    if slag in SKREVNE and roper_fodselsnummer(tekst):
        raise HarFodselsnummer
    if galt := formfeil(sti.felt, tekst):
        raise Ugyldig(galt)
    match slag:
        case Svarslag.TEKST | Svarslag.LANGTEKST:
            return rens(tekst)
        case Svarslag.LINJER:
            return tuple(linje.strip() for linje in rens(tekst).split("\n") if linje.strip())
        case Svarslag.DATO:
            return _dato_i(sak, sti, dato(tekst)) if tekst.strip() else None
        case Svarslag.KOMMUNE:
            return kommune(tekst, geografi, i_dag) if tekst.strip() else None
        case Svarslag.JA_NEI | Svarslag.AVKRYSSING:
            return {"ja": True, "nei": False}.get(tekst)
        case Svarslag.VALG:
            return _valgt(sak, sti, tekst) if tekst else None
        case Svarslag.FLERVALG:
            return tuple(_valgt(sak, sti, verdi) for verdi in tekst.split())
        case Svarslag.LEGG_TIL:
            eneste = sak.parter[0].id if len(sak.parter) == 1 else None
            return (*hent(sak, sti), Tilknytning(type=_TYPER["tilknytninger"](tekst), part=eneste))


def _dato_i(sak: Sak, sti: Sti, dag: date) -> date:
    """Datoen, når den kan stå der. Et fravær slutter ikke før det begynner."""
    if sti.uten_nokler == "ansatte.fravaer.til" and dag < hent(sak, sti.over / "fra"):
        raise Ugyldig("ugyldig.til_for_fra")
    return dag


def _valgt(sak: Sak, sti: Sti, verdi: str) -> Any:
    """Verdien i den lukkede lista feltet har; et felt uten liste peker på en id."""
    slag = _TYPER.get(sti.uten_nokler)
    return slag(verdi) if slag else verdi


def _typer() -> dict[str, Any]:
    from overforing.sak import modell as m

    return {
        "sakstype": m.Sakstype,
        "malform": m.Malform,
        "arsak": m.Arsak,
        "soknad.form": m.Soknadsform,
        "soknad.tjenester": m.Tjeneste,
        "parter.rolle": m.Partsrolle,
        "parter.representant.type": m.Representanttype,
        "parter.spurt_om_tilknytning.svar": m.Sporsmalssvar,
        "opphold.overfort_hit.omfang": m.Avgrensningstype,
        "opphold.grunnlag": m.Oppholdsgrunnlag,
        "opphold.avslag": m.Avslag,
        "ansatte.rolle": m.Rolle,
        "ansatte.oppgave": m.Oppgave,
        "ansatte.organ": m.Organ,
        "ansatte.ingen_over": m.IngenOver,
        "ansatte.ingen_tilknytning.kilde": m.Svarkilde,
        "ansatte.tilknytninger.type": m.Tilknytningstype,
        "ansatte.tilknytninger.kilde": m.Tilknytningskilde,
        "tilknytninger": m.Tilknytningstype,
        "ansatte.skjonn.konklusjon": m.Konklusjon,
        "ansatte.habilitetsvurdering.avgjort_av": m.AvgjortAv,
        "stedfortreder.organ_i": m.OrganI,
        "vedtak.organ": m.Vedtaksorgan,
        "allerede_truffet.hva": m.Truffet,
        "saerlig_ulempe.vurdering": m.JaNei,
        "saerlig_ulempe.momenter": m.Moment,
        "avgrensning.type": m.Avgrensningstype,
        "midlertidige_tiltak.hjemmel": m.Tiltakshjemmel,
        "midlertidige_tiltak.fulgt_opp.hva": m.Oppfolging,
        "orientering_soker.mate": m.Orienteringsmate,
        "orientering_soker.til": m.Orienteringsmottaker,
        "svar.omfang": m.Avgrensningstype,
        "svar.resultat": m.Resultat,
    }


_TYPER = _typer()
