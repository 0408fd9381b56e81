"""Hvilke spørsmål som står på hvert steg, slik de blir av svarene. Ingen regel: hva som trengs, sier vurderingen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from overforing.regelverk.funn import Status
from overforing.sak import modell as m
from overforing.tekster.navn import stor

from .sporsmal import FARGE, Sider, ikke_fylt_ut
from .tilstand import Farge, Gruppe, Merke, Side, Slag, Sporsmal, Valg

_KONTORFELT = ("bydel", "adresse", "postnummer", "poststed", "kontaktperson", "telefon", "epost")


def _soknaden(b: Sider) -> tuple[Gruppe, ...]:
    s, soknad = b.sporsmal, b.sak.soknad
    haster = [s("soknad.hva_haster", Slag.LANGTEKST)] if soknad.haster else []
    return (
        b.gruppe(
            "soknad",
            s("soknad.haster", Slag.JA_NEI),
            *haster,
            s("soknad.mottatt", Slag.DATO),
            s("soknad.form", Slag.VALG, b.valg(m.Soknadsform, "soknadsform")),
            s("soknad.tjenester", Slag.FLERVALG, b.valg(m.Tjeneste, "tjeneste")),
            s("soknad.beskrivelse", Slag.LANGTEKST, valgfri=True),
            s("arsak", Slag.VALG, b.valg(m.Arsak, "arsak")),
            s("sakstype", Slag.VALG, b.valg(m.Sakstype, "sakstype")),
            s("saksnummer", Slag.TEKST, valgfri=True),
            s("malform", Slag.VALG, b.valg(m.Malform, "malform")),
        ),
        *(_part(b, part) for part in b.sak.parter),
        b.gruppe("parter", legg_til="parter", legg_til_tekst=b.tekst("gruppe.parter.legg_til")),
        b.gruppe(
            "kontor",
            s("kontor.navn", Slag.TEKST),
            s("kontor.kommune", Slag.KOMMUNE),
            *(s(f"kontor.{felt}", Slag.TEKST, valgfri=True) for felt in _KONTORFELT),
            hent=b.tekst("gruppe.kontor.hent") if _kan_hentes(b) else "",
        ),
    )


def _kan_hentes(b: Sider) -> bool:
    """Om saken ble begynt før innstillingene var fylt ut, så kontoret er tomt her og ikke der."""
    her = b.sak.kontor
    fra = b.kontoret
    return not (her.navn or her.kommune) and fra is not None and bool(fra.navn or fra.kommune)


def _part(b: Sider, part: m.Part) -> Gruppe:
    sti = f"parter[{part.id}]"
    s = b.sporsmal
    representant = [s(f"{sti}.representant.navn", Slag.TEKST, valgfri=True)] if part.representant else []
    return Gruppe(
        b.partsnavn(part),
        (
            s(f"{sti}.rolle", Slag.VALG, b.valg(m.Partsrolle, "partsrolle")),
            s(f"{sti}.navn", Slag.TEKST, valgfri=True),
            s(
                f"{sti}.representant.type",
                Slag.VALG,
                b.valg(m.Representanttype, "representant"),
                valgfri=True,
            ),
            *representant,
        ),
        fjern=sti if len(b.sak.parter) > 1 else "",
        fjern_tekst=b.tekst("gruppe.parter.fjern"),
    )


def _rett_kommune(b: Sider) -> tuple[Gruppe, ...]:
    s, opphold = b.sporsmal, b.sak.opphold
    grunnlag = m.Oppholdsgrunnlag
    felt: list[Sporsmal] = []
    if opphold.grunnlag in (grunnlag.INSTITUSJON, grunnlag.FENGSEL):
        felt.append(s("opphold.kommune_for_inntak", Slag.KOMMUNE))
    if opphold.grunnlag is grunnlag.INTEGRERINGSTILSKUDD:
        felt.append(s("opphold.bosettingskommune", Slag.KOMMUNE))
    if opphold.grunnlag:
        valgfri = opphold.grunnlag in (grunnlag.INSTITUSJON, grunnlag.FENGSEL)
        felt.append(s("opphold.kommune", Slag.KOMMUNE, valgfri=valgfri))
    er_der = b.geografi.samme(opphold.bosettingskommune, opphold.kommune, b.sak.vurderingsdato)
    if opphold.grunnlag is grunnlag.INTEGRERINGSTILSKUDD and not er_der:
        felt.append(s("opphold.flytting_avtalt", Slag.JA_NEI))
        if opphold.flytting_avtalt is False:
            felt.append(s("opphold.avslag", Slag.VALG, b.valg(m.Avslag, "avslag")))
    vertskommune = [s("opphold.vertskommune.omfatter_saken", Slag.JA_NEI)] if opphold.vertskommune else []
    tvist = (
        [
            s("opphold.tvist.med_kommune", Slag.KOMMUNE, valgfri=True),
            s("opphold.tvist.motpartens_svar", Slag.LANGTEKST, valgfri=True),
        ]
        if opphold.tvist
        else []
    )
    return (
        b.gruppe(
            "opphold",
            s("opphold.grunnlag", Slag.VALG, b.valg(grunnlag, "grunnlag")),
            *felt,
            s("opphold.begrunnelse", Slag.LANGTEKST, valgfri=True),
        ),
        b.gruppe(
            "opphold_annet",
            s("opphold.vertskommune.kommune", Slag.KOMMUNE, valgfri=True),
            *vertskommune,
            s("opphold.tvist", Slag.AVKRYSSING, valgfri=True),
            *tvist,
        ),
    )


def _habilitet(b: Sider) -> tuple[Gruppe, ...]:
    inhabil_med_oppgave = any(
        a.oppgave is not m.Oppgave.INGEN and b.vurdering.ansatte[a.id] is Status.INHABIL for a in b.sak.ansatte
    )
    gjort = (
        [b.gruppe("allerede_gjort", b.sporsmal("allerede_gjort", Slag.LANGTEKST))]
        if inhabil_med_oppgave or b.sak.allerede_gjort
        else []
    )
    return (
        *(_ansatt(b, ansatt) for ansatt in b.sak.ansatte),
        b.gruppe(
            "ansatte",
            legg_til="ansatte",
            legg_til_tekst=b.tekst("gruppe.ansatte.legg_til"),
            forslag=_gar_igjen(b),
        ),
        *gjort,
    )


def _gar_igjen(b: Sider) -> tuple[Valg, ...]:
    """De som går igjen på kontoret og ikke er i saken ennå. Verdien er plassen i lista."""
    i_saken = {a.navn.strip() for a in b.sak.ansatte}
    return tuple(
        Valg(str(plass), f"{navn}, {b.tekst(f'rolle.{rolle}')}" if f"rolle.{rolle}" in b.katalog else navn)
        for plass, (navn, rolle) in enumerate(b.personer)
        if navn not in i_saken
    )


def _ansatt(b: Sider, ansatt: m.Ansatt) -> Gruppe:
    sti = f"ansatte[{ansatt.id}]"
    s, navn = b.sporsmal, b.navn
    status = b.vurdering.ansatte[ansatt.id]
    roller = b.valg(m.Rolle, "rolle_valg")
    felt = [
        s(f"{sti}.navn", Slag.TEKST, valgfri=True),
        s(f"{sti}.rolle", Slag.VALG, roller),
        s(f"{sti}.oppgave", Slag.VALG, b.valg(m.Oppgave, "oppgave")),
        s(f"{sti}.overordnet", Slag.VALG, b.ansatte(ansatt.id), valgfri=True),
        s(f"{sti}.organ", Slag.VALG, b.valg(m.Organ, "organ"), valgfri=True),
    ]
    typer = b.valg(m.Tilknytningstype, "tilknytning")
    for plass in range(len(ansatt.tilknytninger)):
        under = f"{sti}.tilknytninger[{plass}]"
        type_ = s(f"{under}.type", Slag.VALG, typer)
        felt.append(replace(type_, fjern_tekst=b.tekst("gruppe.ansatte.fjern_tilknytning")))
        if len(b.sak.parter) > 1:
            felt.append(s(f"{under}.part", Slag.VALG, b.parter()))
        felt.append(s(f"{under}.beskrivelse", Slag.TEKST, valgfri=True))
    if b.sak.parter:
        felt.append(s(f"{sti}.tilknytninger", Slag.LEGG_TIL, typer, valgfri=True))
    felt += _vurderingen(b, ansatt, sti, status)
    return Gruppe(
        stor(navn.ansatt(ansatt.id)),
        tuple(felt),
        merke=_merket(b, ansatt, status),
        fjern=sti,
        fjern_tekst=b.tekst("gruppe.ansatte.fjern"),
    )


def _merket(b: Sider, ansatt: m.Ansatt, status: Status) -> Merke:
    if ikke_fylt_ut(ansatt):
        return Merke(stor(b.tekst("boks.ikke_fylt_ut")), Farge.NOYTRAL)
    return Merke(stor(b.tekst(f"status.{status}")), FARGE[status])


def _vurderingen(b: Sider, ansatt: m.Ansatt, sti: str, status: Status) -> list[Sporsmal]:
    s = b.sporsmal
    felt = [s(f"{sti}.innsigelse", Slag.AVKRYSSING, valgfri=True)]
    if ansatt.innsigelse:
        felt.append(s(f"{sti}.innsigelse.dato", Slag.DATO, valgfri=True))
        felt.append(s(f"{sti}.innsigelse.begrunnelse", Slag.LANGTEKST, valgfri=True))
    gren = next((f.gren for f in b.vurdering.spor if f.steg == "habilitet" and f.om == ansatt.id), "")
    skjonn = ansatt.skjonn is not None or gren.startswith(("skjonn", "vurdering")) or status is Status.UAVKLART
    if skjonn:
        felt.append(s(f"{sti}.skjonn.konklusjon", Slag.VALG, b.valg(m.Konklusjon, "konklusjon")))
        felt.append(s(f"{sti}.skjonn.begrunnelse", Slag.LANGTEKST))
    # Den som er funnet inhabil etter en konkret vurdering, er allerede spurt om tilknytningen kan virke inn.
    if (status is Status.INHABIL and not gren.startswith("skjonn")) or ansatt.apenbart_unntak:
        felt.append(s(f"{sti}.apenbart_unntak.oppfylt", Slag.JA_NEI, valgfri=True))
        if ansatt.apenbart_unntak and ansatt.apenbart_unntak.oppfylt:
            felt.append(s(f"{sti}.apenbart_unntak.begrunnelse", Slag.LANGTEKST))
    if ansatt.tilknytninger or skjonn or ansatt.innsigelse or ansatt.habilitetsvurdering:
        felt += _hvem_avgjorde(b, ansatt, f"{sti}.habilitetsvurdering")
    return felt


def _hvem_avgjorde(b: Sider, ansatt: m.Ansatt, sti: str) -> list[Sporsmal]:
    s = b.sporsmal
    vurdering = ansatt.habilitetsvurdering or m.Habilitetsvurdering()
    felt = [
        s(f"{sti}.krevd_av_part", Slag.JA_NEI, valgfri=True),
        s(f"{sti}.avgjort_av", Slag.VALG, b.valg(m.AvgjortAv, "avgjort_av"), valgfri=True),
    ]
    if vurdering.avgjort_av is m.AvgjortAv.OVERORDNET:
        felt.append(s(f"{sti}.avgjort_av_ansatt", Slag.VALG, b.ansatte(ansatt.id), valgfri=True))
    if vurdering.krevd_av_part and vurdering.avgjort_av in (None, m.AvgjortAv.SELV):
        felt.append(s(f"{sti}.tidsspille", Slag.LANGTEKST, valgfri=True))
    if vurdering.avgjort_av:
        felt.append(s(f"{sti}.dato", Slag.DATO, valgfri=True))
    return felt


def _stedfortreder(b: Sider) -> tuple[Gruppe, ...]:
    return tuple(_alternativ(b, type_) for type_ in m.Stedfortredertype)


def _alternativ(b: Sider, type_: m.Stedfortredertype) -> Gruppe:
    sti = f"stedfortreder[{type_}]"
    s = b.sporsmal
    alternativ = next((a for a in b.sak.stedfortreder if a.type is type_), m.Stedfortreder(type=type_))
    felt = [s(f"{sti}.mulig", Slag.JA_NEI)]
    # Et svar som er gitt, står i brevet også når alternativet ikke går. Da må det kunne ses og rettes.
    if type_ in m.UTEN_ANSATT and (alternativ.mulig or alternativ.habil is not None):
        felt.append(s(f"{sti}.habil", Slag.JA_NEI, valgfri=not alternativ.mulig))
    elif type_ not in m.UTEN_ANSATT and (alternativ.mulig or alternativ.ansatt):
        felt.append(s(f"{sti}.ansatt", Slag.VALG, b.ansatte(med_status=True), valgfri=not alternativ.mulig))
    if alternativ.mulig is not None:
        felt.append(s(f"{sti}.begrunnelse", Slag.LANGTEKST, valgfri=alternativ.mulig))
    merke = Merke(b.tekst("merke.baerer"), Farge.GOD) if b.vurdering.baerer == type_ else None
    return b.gruppe(f"stedfortreder.{type_}", *felt, merke=merke)


def _saerlig_ulempe(b: Sider) -> tuple[Gruppe, ...]:
    s, avgrensning = b.sporsmal, b.sak.avgrensning
    til = [s("avgrensning.til", Slag.DATO)] if avgrensning.type is m.Avgrensningstype.SOKNAD_OG_FORNYELSER else []
    return (
        b.gruppe(
            "saerlig_ulempe",
            s("saerlig_ulempe.momenter", Slag.FLERVALG, b.valg(m.Moment, "moment"), valgfri=True),
            s("saerlig_ulempe.vurdering", Slag.VALG, b.valg(m.JaNei, "vurdering_saerlig_ulempe")),
            s("saerlig_ulempe.begrunnelse", Slag.LANGTEKST),
        ),
        *(_settekommune(b, plass) for plass in range(len(b.sak.settekommuner))),
        b.gruppe("settekommuner", legg_til="settekommuner", legg_til_tekst=b.tekst("gruppe.settekommuner.legg_til")),
        b.gruppe(
            "avgrensning",
            s("avgrensning.type", Slag.VALG, b.valg(m.Avgrensningstype, "avgrensning")),
            *til,
            s("avgrensning.tekst", Slag.LANGTEKST, valgfri=True),
        ),
    )


def _settekommune(b: Sider, plass: int) -> Gruppe:
    sti = f"settekommuner[{plass}]"
    s = b.sporsmal
    kommune = b.sak.settekommuner[plass].kommune
    return Gruppe(
        b.geografi.navn(kommune) if kommune else b.tekst("gruppe.settekommuner.ny"),
        (
            s(f"{sti}.kommune", Slag.KOMMUNE),
            *(s(f"{sti}.{felt}", Slag.JA_NEI, valgfri=True) for felt in ("spurt", "villig", "habil")),
            s(f"{sti}.merknad", Slag.TEKST, valgfri=True),
        ),
        fjern=sti,
        fjern_tekst=b.tekst("gruppe.settekommuner.fjern"),
    )


def _i_mellomtiden(b: Sider) -> tuple[Gruppe, ...]:
    s, sak = b.sporsmal, b.sak
    ingen = []
    if not sak.midlertidige_tiltak:
        ingen.append(s("ingen_tiltak", Slag.AVKRYSSING, valgfri=True))
        if sak.ingen_tiltak:
            ingen.append(s("ingen_tiltak.begrunnelse", Slag.LANGTEKST))
            ingen.append(s("ingen_tiltak.vurdert_av", Slag.VALG, b.ansatte(), valgfri=True))
    forelopig = [s("forelopig_svar_soker.dato", Slag.DATO, valgfri=True)] if sak.forelopig_svar_soker else []
    orientert = (
        [
            s("orientering_soker.dato", Slag.DATO, valgfri=True),
            s(
                "orientering_soker.mate",
                Slag.VALG,
                b.valg(m.Orienteringsmate, "orienteringsmate"),
                valgfri=True,
            ),
        ]
        if sak.orientering_soker
        else []
    )
    grupper = [
        *(_tiltak(b, plass) for plass in range(len(sak.midlertidige_tiltak))),
        b.gruppe(
            "midlertidige_tiltak",
            *ingen,
            legg_til="midlertidige_tiltak",
            legg_til_tekst=b.tekst("gruppe.midlertidige_tiltak.legg_til"),
        ),
        b.gruppe(
            "soker",
            s("orientering_soker", Slag.AVKRYSSING, valgfri=True),
            *orientert,
            s("forelopig_svar_soker", Slag.AVKRYSSING, valgfri=True),
            *forelopig,
        ),
    ]
    if sak.sendt or sak.svar:
        overfort = (
            [s("svar.settekommune", Slag.KOMMUNE, valgfri=True)]
            if sak.svar and sak.svar.resultat is m.Resultat.OVERFORT
            else []
        )
        grupper.append(
            b.gruppe(
                "svar",
                s("svar.resultat", Slag.VALG, b.valg(m.Resultat, "resultat"), valgfri=True),
                s("svar.dato", Slag.DATO, valgfri=True),
                *overfort,
            )
        )
    return tuple(grupper)


def _tiltak(b: Sider, plass: int) -> Gruppe:
    sti = f"midlertidige_tiltak[{plass}]"
    s = b.sporsmal
    hjemmel = b.sak.midlertidige_tiltak[plass].hjemmel
    return Gruppe(
        stor(b.tekst(f"tiltak.{hjemmel}")) if hjemmel else b.tekst("gruppe.midlertidige_tiltak.nytt"),
        (
            s(f"{sti}.hjemmel", Slag.VALG, b.valg(m.Tiltakshjemmel, "tiltak")),
            s(f"{sti}.beskrivelse", Slag.TEKST),
            s(f"{sti}.dato", Slag.DATO),
            s(f"{sti}.besluttet_av", Slag.VALG, b.ansatte(), valgfri=True),
            s(f"{sti}.forelopig", Slag.JA_NEI),
        ),
        fjern=sti,
        fjern_tekst=b.tekst("gruppe.midlertidige_tiltak.fjern"),
    )


def _oppsummering(b: Sider) -> tuple[Gruppe, ...]:
    s = b.sporsmal
    til_andre = bool(_UT_AV_KOMMUNEN & set(b.vurdering.dokumenter)) or b.sak.brev.nevn_soker is not None
    nevnes = [s("brev.nevn_soker", Slag.JA_NEI)] if til_andre else []
    return (
        b.gruppe(
            "brev",
            s("underskriver", Slag.VALG, b.ansatte(med_status=True), valgfri=not b.sak.ansatte),
            s("brev.dato", Slag.DATO, valgfri=True),
            s("brev.deres_ref", Slag.TEKST, valgfri=True),
            *nevnes,
            s("vedlegg", Slag.LINJER, valgfri=True),
            s("notat", Slag.LANGTEKST, valgfri=True),
            # Uten noen å velge blant må den som undertegner, føres opp først.
            legg_til="" if b.sak.ansatte else "ansatte",
            legg_til_tekst=b.tekst("gruppe.brev.legg_til"),
            forslag=() if b.sak.ansatte else _gar_igjen(b),
        ),
    )


_UT_AV_KOMMUNEN = {m.Dokument.ANMODNING, m.Dokument.TVIST, m.Dokument.OVERSENDELSE}

BYGGERE: Mapping[Side, Callable[[Sider], tuple[Gruppe, ...]]] = {
    Side.SOKNADEN: _soknaden,
    Side.RETT_KOMMUNE: _rett_kommune,
    Side.HABILITET: _habilitet,
    Side.STEDFORTREDER: _stedfortreder,
    Side.SAERLIG_ULEMPE: _saerlig_ulempe,
    Side.I_MELLOMTIDEN: _i_mellomtiden,
    Side.OPPSUMMERING: _oppsummering,
}
