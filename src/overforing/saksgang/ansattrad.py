"""Raden for en ansatt: svaret, tilknytningen, vurderingen, hvem hun er, og det som sjelden trengs. Ingen regel."""

from __future__ import annotations

from dataclasses import replace

from overforing.regelverk.funn import Status
from overforing.regelverk.linje import er_borte
from overforing.sak import modell as m
from overforing.sak.sti import i_liste
from overforing.tekster.navn import stor

from .elementer import blir_ring
from .partssvar import er_utenfor, halvt_ja, svarene
from .sporsmal import Sider, sjelden, stillingen
from .tilstand import Gruppe, Merke, Sporsmal, Svarslag, Valg
from .vurderingssporsmal import vurderingen

_RANG = (
    (m.Rolle.VEILEDER, m.Rolle.ANNEN),
    (m.Rolle.AVDELINGSLEDER,),
    (m.Rolle.NAV_LEDER,),
    (m.Rolle.KOMMUNALSJEF, m.Rolle.BYDELSDIREKTOR),
    (m.Rolle.KOMMUNEDIREKTOR,),
)
"""Rollene nedenfra og opp, slik linjen vanligvis er i en kommune."""


_LEDERE = frozenset(m.Rolle) - {m.Rolle.VEILEDER, m.Rolle.ANNEN, *m.FOLKEVALGTE_ROLLER}


def ansattrad(b: Sider, ansatt: m.Ansatt, dybde: int) -> Gruppe:
    """Raden for den ansatte: svaret først, så tilknytningen når det er en. Det linjen alt sier, står under «Mer»."""
    status = b.vurdering.ansatte[ansatt.id]
    felt = [
        *svarene(b, ansatt),
        *_tilknytningene(b, ansatt),
        *vurderingen(b, ansatt, status),
        *hvem(b, ansatt),
        *_mer(b, ansatt, status),
    ]
    return Gruppe(
        stor(b.navn.ansatt(ansatt.id)),
        tuple(felt),
        undertittel=b.tekst(f"rolle.{ansatt.rolle}") if ansatt.navn.strip() else "",
        merke=_merket(b, ansatt, status),
        fjern=ansatt.sti,
        fjern_tekst=b.tekst("gruppe.ansatte.fjern"),
        rad=True,
        dybde=dybde,
    )


def den_nye(b: Sider, ansatt: m.Ansatt) -> Gruppe:
    """Raden for en som foreslås å ta saken. Er hun i linjen, står resten om henne der, når «ja» er et helt svar."""
    felt, i_linjen = svarene(b, ansatt), ansatt.id in b.vurdering.linjen
    if not i_linjen or halvt_ja(b, ansatt):
        felt += _tilknytningene(b, ansatt)
    if not i_linjen:
        felt += hvem(b, ansatt, med_oppgave=False)
    return Gruppe(
        stor(b.navn.ansatt(ansatt.id)),
        tuple(felt),
        undertittel=b.tekst(f"rolle.{ansatt.rolle}") if ansatt.navn.strip() else "",
        merke=_merket(b, ansatt, b.vurdering.ansatte[ansatt.id]),
        rad=True,
        dybde=1,
    )


def hvem(b: Sider, ansatt: m.Ansatt, *, med_oppgave: bool = True) -> list[Sporsmal]:
    """Navn, rolle, oppgave og plassen i linjen. Det som er sagt, er det sjelden noen vil endre."""
    sti, s = ansatt.sti, b.sporsmal
    navngitt = bool(ansatt.navn.strip())
    felt = [
        replace(s(sti / "navn", Svarslag.TEKST, valgfri=True), mer=navngitt),
        _rollen(b, ansatt),
    ]
    borte = ansatt.stilling_ledig or er_borte(ansatt, b.sak.vurderingsdato)
    if med_oppgave and ansatt.organ is m.Organ.KOMMUNEN and not borte:
        oppgave = s(sti / "oppgave", Svarslag.VALG, b.valg(m.Oppgave, "oppgave"))
        felt.append(replace(oppgave, mer=ansatt.oppgave is not m.Oppgave.FORBEREDER))
    if ansatt.organ is not m.Organ.FOLKEVALGTE:
        felt += _over(b, ansatt)
    return felt


def _rollen(b: Sider, ansatt: m.Ansatt) -> Sporsmal:
    """Rollen sier om hun er leder. Den ingen har sagt, er ikke «annen medarbeider» (rettsgrunnlag § 5 punkt 5)."""
    rolle = b.sporsmal(ansatt.sti / "rolle", Svarslag.VALG, b.valg(m.Rolle, "rolle_valg"))
    if rolle.svar:
        return replace(rolle, mer=ansatt.rolle is not m.Rolle.ANNEN)
    trengs = b.samlesvar.er_med(ansatt) or b.vurdering.ansatte[ansatt.id] is Status.INHABIL
    return replace(rolle, valgfri=not trengs, uferdig=b.tekst("vindu.velg_rolle") if trengs else "")


def _over(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    """Den nærmeste over. Valgfri bare for den som kan være øverst, og for dem saken ikke går gjennom."""
    sti, s = ansatt.sti, b.sporsmal
    overst = ansatt.rolle in m.OVERST or ansatt.organ is not m.Organ.KOMMUNEN
    i_linjen = {a.id: a for a in b.sak.ansatte if a.organ is ansatt.organ}
    kan = [v for v in b.ansatte(ansatt.id) if v.verdi in i_linjen]
    # De som avvises, står sist: med piltastene kommer ingen forbi dem.
    valg = tuple(sorted(kan, key=lambda v: blir_ring(b.sak, ansatt.id, v.verdi)))
    valgfri = overst or ansatt.ingen_over is not None or er_utenfor(b, ansatt)
    over = s(sti / "overordnet", Svarslag.VALG, valg, valgfri=valgfri)
    kjent = valgfri or ansatt.overordnet is not None
    felt = [replace(over, foreslatt=None if ansatt.overordnet else _foreslatt_over(b, ansatt), mer=kjent)]
    if ansatt.rolle in m.KAN_VAERE_OVERST and ansatt.overordnet is None:
        ingen = s(sti / "ingen_over", Svarslag.VALG, b.valg(m.IngenOver, "ingen_over"), valgfri=True)
        felt.append(replace(ingen, mer=bool(ingen.svar)))
    return felt


def _foreslatt_over(b: Sider, ansatt: m.Ansatt) -> Valg | None:
    """Den eneste i rollen som vanligvis står nærmest over. Et forslag, aldri et svar."""
    plass = next((i for i, roller in enumerate(_RANG) if ansatt.rolle in roller), None)
    for roller in _RANG[plass + 1 :] if plass is not None else ():
        over = [a for a in b.sak.ansatte if a.rolle in roller and a.organ is ansatt.organ and a.id != ansatt.id]
        if over:
            return Valg(over[0].id, stor(b.navn.ansatt(over[0].id))) if len(over) == 1 else None
    return None


def _tilknytningene(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    sti, s = ansatt.sti, b.sporsmal
    typer = b.valg(m.Tilknytningstype, "tilknytning")
    felt: list[Sporsmal] = []
    for plass in range(len(ansatt.tilknytninger)):
        under = sti / i_liste("tilknytninger", plass)
        type_ = s(under / "type", Svarslag.VALG, typer)
        # Hvem som har fortalt det, står i notatet. Har hun sagt det selv, er det svaret hennes.
        kilde = ansatt.tilknytninger[plass].kilde
        fortalt = "" if kilde is m.Tilknytningskilde.SELV else b.tekst(f"vindu.fortalt.{kilde}")
        felt.append(replace(type_, hjelp=fortalt, fjern_tekst=b.tekst("vindu.fjern")))
        if len(b.sak.parter) > 1:
            felt.append(s(under / "part", Svarslag.VALG, b.parter()))
        beskrivelse = s(under / "beskrivelse", Svarslag.TEKST, valgfri=True)
        felt.append(replace(beskrivelse, mer=not beskrivelse.svar))
        kilder = b.valg(m.Tilknytningskilde, "tilknytningskilde")
        felt.append(replace(s(under / "kilde", Svarslag.VALG, kilder, valgfri=True), mer=True))
    if b.sak.parter and not ansatt.stilling_ledig:
        ja = halvt_ja(b, ansatt)
        felt.append(replace(s(sti / "tilknytninger", Svarslag.LEGG_TIL, typer, valgfri=not ja), mer=not ja))
    return felt


def _mer(b: Sider, ansatt: m.Ansatt, status: Status) -> list[Sporsmal]:
    """Det som sjelden trengs: innsigelse, fravær, ledig stilling, at noen holdes utenfor, stengt tilgang."""
    sti, s = ansatt.sti, b.sporsmal
    felt: list[Sporsmal] = []
    if not ansatt.stilling_ledig:
        felt.append(s(sti / "innsigelse", Svarslag.AVKRYSSING, valgfri=True))
        if ansatt.innsigelse:
            felt.append(s(sti / "innsigelse.dato", Svarslag.DATO, valgfri=True))
            felt.append(s(sti / "innsigelse.begrunnelse", Svarslag.LANGTEKST, valgfri=True))
        if ansatt.oppgave is m.Oppgave.INGEN:
            felt.append(s(sti / "holdes_utenfor", Svarslag.LANGTEKST, valgfri=True))
    if ansatt.rolle in _LEDERE or ansatt.fravaer or ansatt.stilling_ledig is not None:
        felt += _fravaer(b, ansatt)
    utenfor = any(a.id == "inhabil_leder_utenfor_linjen" and a.om == ansatt.id for a in b.vurdering.avklaringer)
    ut = [sjelden(q) for q in felt]
    if utenfor or ansatt.utenfor_linjen:
        ut.append(s(sti / "utenfor_linjen", Svarslag.LANGTEKST, valgfri=True))
    if status is Status.INHABIL:
        ut += [
            sjelden(s(sti / "tilgang_stengt.dato", Svarslag.DATO, valgfri=True)),
            sjelden(s(sti / "tilgang_stengt.av", Svarslag.TEKST, valgfri=True)),
        ]
    organer = tuple(v for v in b.valg(m.Organ, "organ") if v.verdi != m.Organ.FOLKEVALGTE)
    if ansatt.organ is not m.Organ.FOLKEVALGTE:
        kommunen = ansatt.organ is m.Organ.KOMMUNEN
        ut.append(replace(s(sti / "organ", Svarslag.VALG, organer, valgfri=True), mer=kommunen))
    return ut


def _fravaer(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    sti, s = ansatt.sti, b.sporsmal
    felt = [
        s(sti / "stilling_ledig", Svarslag.JA_NEI, valgfri=True),
        s(sti / "fravaer.fra", Svarslag.DATO, valgfri=True),
    ]
    if ansatt.fravaer:
        kan = {
            a.id
            for a in b.sak.ansatte
            if a.organ is ansatt.organ and not a.stilling_ledig and not er_borte(a, b.sak.vurderingsdato)
        }
        felt.append(s(sti / "fravaer.til", Svarslag.DATO, valgfri=True))
        andre = tuple(v for v in b.ansatte(ansatt.id) if v.verdi in kan)
        felt.append(s(sti / "fravaer.fungerer", Svarslag.VALG, andre, valgfri=True))
    return felt


def _merket(b: Sider, ansatt: m.Ansatt, status: Status) -> Merke:
    nokkel, farge = stillingen(b.vurdering, ansatt, status)
    # Raden sier alt at hun ikke er gjort kjent med saken, så merket kan være kort.
    if nokkel.endswith("ikke_kjent"):
        nokkel = f"boks.{nokkel.partition('.')[2]}"
    return Merke(stor(b.tekst(nokkel)), farge)
