"""Hvilke spørsmål som står på hvert steg, slik de blir av svarene. Ingen regel: hva som trengs, sier vurderingen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from overforing.regelverk.funn import Utfall
from overforing.sak import modell as m
from overforing.sak.sti import i_liste
from overforing.tekster.navn import stor

from .habilitetssporsmal import gar_igjen, habilitet, hvem, svarene
from .mellomtidssporsmal import i_mellomtiden
from .sporsmal import Sider
from .tilstand import Farge, Gruppe, Merke, Skjemasteg, Sporsmal, Svarslag, Valg

_ADRESSE = ("adresse", "postnummer", "poststed")
_KONTORFELT = ("bydel", "adresse", "postnummer", "poststed", "kontaktperson", "telefon", "epost")


def _soknaden(b: Sider) -> tuple[Gruppe, ...]:
    s, soknad = b.sporsmal, b.sak.soknad
    haster = [s("soknad.hva_haster", Svarslag.LANGTEKST)] if soknad.haster else []
    return (
        b.gruppe(
            "soknad",
            s("soknad.haster", Svarslag.JA_NEI),
            *haster,
            s("soknad.mottatt", Svarslag.DATO),
            s("soknad.form", Svarslag.VALG, b.valg(m.Soknadsform, "soknadsform")),
            s("soknad.tjenester", Svarslag.FLERVALG, b.valg(m.Tjeneste, "tjeneste")),
            s("soknad.beskrivelse", Svarslag.LANGTEKST, valgfri=True),
            s("arsak", Svarslag.VALG, b.valg(m.Arsak, "arsak")),
            s("sakstype", Svarslag.VALG, b.valg(m.Sakstype, "sakstype")),
            s("saksnummer", Svarslag.TEKST, valgfri=True),
            s("malform", Svarslag.VALG, b.valg(m.Malform, "malform")),
        ),
        *(_part(b, part) for part in b.sak.parter),
        b.gruppe_med_ny("parter"),
        b.gruppe(
            "kontor",
            s("kontor.navn", Svarslag.TEKST),
            s("kontor.kommune", Svarslag.KOMMUNE),
            *(s(f"kontor.{felt}", Svarslag.TEKST, valgfri=True) for felt in _KONTORFELT),
            hent=b.tekst("gruppe.kontor.hent") if _kan_hentes(b) else "",
            husk=b.husk,
        ),
    )


def _kan_hentes(b: Sider) -> bool:
    """Om saken ble begynt før innstillingene var fylt ut, så kontoret er tomt her og ikke der."""
    her = b.sak.kontor
    fra = b.kontoret
    return not (her.navn or her.kommune) and fra is not None and bool(fra.navn or fra.kommune)


def _part(b: Sider, part: m.Part) -> Gruppe:
    sti = part.sti
    s = b.sporsmal
    representant = (
        [
            s(sti / "representant.navn", Svarslag.TEKST, valgfri=True),
            *(s(sti / "representant" / felt, Svarslag.TEKST, valgfri=True) for felt in _ADRESSE),
        ]
        if part.representant
        else []
    )
    sperret = (
        [
            s(sti / "samtykke", Svarslag.JA_NEI, valgfri=True),
            s(sti / "sperre_vurdert", Svarslag.LANGTEKST, valgfri=True),
        ]
        if part.adressesperre
        else []
    )
    return Gruppe(
        b.partsnavn(part),
        (
            s(sti / "rolle", Svarslag.VALG, b.valg(m.Partsrolle, "partsrolle")),
            s(sti / "navn", Svarslag.TEKST, valgfri=True),
            s(
                sti / "representant.type",
                Svarslag.VALG,
                b.valg(m.Representanttype, "representant"),
                valgfri=True,
            ),
            *representant,
            *(replace(q, mer=not q.svar) for q in (s(sti / felt, Svarslag.TEKST, valgfri=True) for felt in _ADRESSE)),
            s(sti / "adressesperre", Svarslag.JA_NEI, valgfri=True),
            *sperret,
        ),
        fjern=sti if len(b.sak.parter) > 1 else "",
        fjern_tekst=b.tekst("gruppe.parter.fjern"),
    )


def _rett_kommune(b: Sider) -> tuple[Gruppe, ...]:
    s, opphold = b.sporsmal, b.sak.opphold
    grunnlag = m.Oppholdsgrunnlag
    felt: list[Sporsmal] = []
    if opphold.grunnlag in (grunnlag.INSTITUSJON, grunnlag.FENGSEL):
        felt.append(s("opphold.kommune_for_inntak", Svarslag.KOMMUNE))
    if opphold.grunnlag is grunnlag.INTEGRERINGSTILSKUDD:
        felt.append(s("opphold.bosettingskommune", Svarslag.KOMMUNE))
    if opphold.grunnlag:
        valgfri = opphold.grunnlag in (grunnlag.INSTITUSJON, grunnlag.FENGSEL)
        felt.append(s("opphold.kommune", Svarslag.KOMMUNE, valgfri=valgfri))
    er_der = b.geografi.samme(opphold.bosettingskommune, opphold.kommune, b.sak.vurderingsdato)
    if opphold.grunnlag is grunnlag.INTEGRERINGSTILSKUDD and not er_der:
        felt.append(s("opphold.flytting_avtalt", Svarslag.JA_NEI))
        if opphold.flytting_avtalt is False:
            felt.append(s("opphold.avslag", Svarslag.VALG, b.valg(m.Avslag, "avslag")))
    vertskommune = [s("opphold.vertskommune.omfatter_saken", Svarslag.JA_NEI)] if opphold.vertskommune else []
    tvist = (
        [
            s("opphold.tvist.med_kommune", Svarslag.KOMMUNE),
            s("opphold.tvist.motpartens_svar", Svarslag.LANGTEKST, valgfri=True),
            s("opphold.tvist.vart_syn.ansvarlig", Svarslag.KOMMUNE),
            s("opphold.tvist.vart_syn.begrunnelse", Svarslag.LANGTEKST),
        ]
        if opphold.tvist
        else []
    )
    egne = [
        s("opphold.vertskommune.kommune", Svarslag.KOMMUNE, valgfri=True),
        *vertskommune,
        s("opphold.tvist", Svarslag.AVKRYSSING, valgfri=True),
        *tvist,
    ]
    # En tvist avgjøres av Statsforvalteren, og en sak som er overført hit, behandles her uansett hvor søkeren er.
    hit = opphold.overfort_hit
    trengs = opphold.tvist is None and (hit is None or hit.gjelder_denne is False)
    return (
        b.gruppe(
            "opphold",
            s("opphold.grunnlag", Svarslag.VALG, b.valg(grunnlag, "grunnlag"), valgfri=not trengs),
            *(felt if trengs else (replace(q, valgfri=True) for q in felt)),
            s("opphold.begrunnelse", Svarslag.LANGTEKST, valgfri=True),
        ),
        b.gruppe("opphold_annet", *(_overfort_hit(b) if opphold.overfort_hit else [*egne, *_overfort_hit(b)])),
    )


def _overfort_hit(b: Sider) -> list[Sporsmal]:
    """At Statsforvalteren har overført saken hit: hvorfra, og hvor langt det rekker."""
    s, hit = b.sporsmal, b.sak.opphold.overfort_hit
    felt = [s("opphold.overfort_hit", Svarslag.AVKRYSSING, valgfri=True)]
    if hit is None:
        return felt
    felt += [
        s("opphold.overfort_hit.fra", Svarslag.KOMMUNE),
        s("opphold.overfort_hit.dato", Svarslag.DATO, valgfri=True),
        s("opphold.overfort_hit.omfang", Svarslag.VALG, b.valg(m.Avgrensningstype, "avgrensning")),
    ]
    if hit.omfang is m.Avgrensningstype.SOKNAD_OG_FORNYELSER:
        felt.append(s("opphold.overfort_hit.til", Svarslag.DATO))
    ma = any(mangel.felt.felt == "gjelder_denne" for mangel in b.vurdering.mangler)
    felt.append(s("opphold.overfort_hit.gjelder_denne", Svarslag.JA_NEI, valgfri=not ma))
    return felt


def _stedfortreder(b: Sider) -> tuple[Gruppe, ...]:
    return (*(_alternativ(b, type_) for type_ in m.Stedfortredertype), *_vedtak(b))


def _vedtak(b: Sider) -> list[Gruppe]:
    """Hvem som oppnevnte, når kommunedirektøren selv er inhabil."""
    trengs = any(a.id == "oppnevnes_av_folkevalgte" for a in b.vurdering.avklaringer)
    if not (trengs or (b.sak.vedtak and b.vurdering.utfall is Utfall.OPPNEVN_STEDFORTREDER)):
        return []
    s = b.sporsmal
    return [
        b.gruppe(
            "vedtak",
            s("vedtak.organ", Svarslag.VALG, b.valg(m.Vedtaksorgan, "vedtaksorgan")),
            s("vedtak.dato", Svarslag.DATO),
            s("vedtak.saksnr", Svarslag.TEKST, valgfri=True),
        )
    ]


def _alternativ(b: Sider, type_: m.Stedfortredertype) -> Gruppe:
    s = b.sporsmal
    alternativ = next((a for a in b.sak.stedfortreder if a.type is type_), m.Stedfortreder(type=type_))
    sti = alternativ.sti
    felt = [s(sti / "mulig", Svarslag.JA_NEI)]
    # Et svar som er gitt, står i brevet også når alternativet ikke går. Da må det kunne ses og rettes.
    if type_ in m.UTEN_ANSATT and (alternativ.mulig or alternativ.habil is not None):
        felt.append(s(sti / "habil", Svarslag.JA_NEI, valgfri=not alternativ.mulig))
    elif type_ not in m.UTEN_ANSATT and (alternativ.mulig or alternativ.ansatt):
        felt.append(s(sti / "ansatt", Svarslag.VALG, _kan_ta_saken(b), valgfri=not alternativ.mulig))
        felt += _den_nye(b, alternativ.ansatt)
    if type_ is m.Stedfortredertype.INNLEID and alternativ.mulig:
        folkevalgte = Valg(m.SVARER_TIL_FOLKEVALGTE, stor(b.tekst("organ.folkevalgte")))
        felt.append(s(sti / "svarer_til", Svarslag.VALG, (*b.ansatte(med_status=True), folkevalgte)))
    annet_organ = alternativ.organ_i not in (None, m.OrganI.EGEN_KOMMUNE)
    if type_ is m.Stedfortredertype.FOLKEVALGT_ORGAN and alternativ.mulig and (_vi_er_vertskommune(b) or annet_organ):
        felt.append(s(sti / "organ_i", Svarslag.VALG, b.valg(m.OrganI, "organ_i")))
    if alternativ.mulig is not None:
        felt.append(s(sti / "begrunnelse", Svarslag.LANGTEKST, valgfri=alternativ.mulig))
    merke = Merke(b.tekst("merke.baerer"), Farge.GOD) if b.vurdering.baerer == type_ else None
    # Den som trengs her, kan føres opp her. Stien står fast, så kortet er det samme når svaret endres.
    legg_til = "" if type_ in m.UTEN_ANSATT else sti / "ansatt"
    return b.gruppe(
        f"stedfortreder.{type_}",
        *felt,
        merke=merke,
        legg_til=legg_til,
        legg_til_tekst=b.tekst("gruppe.stedfortreder.legg_til") if legg_til and alternativ.mulig else "",
    )


def _kan_ta_saken(b: Sider) -> tuple[Valg, ...]:
    kan = {a.id for a in b.sak.ansatte if a.organ is m.Organ.KOMMUNEN and not a.stilling_ledig}
    return tuple(v for v in b.ansatte(med_status=True) if v.verdi in kan)


def _den_nye(b: Sider, id_: str | None) -> list[Sporsmal]:
    """Det som må være kjent om en som skal ta saken, og som ikke alt er en del av linjen i den."""
    ansatt = next((a for a in b.sak.ansatte if a.id == id_), None)
    if ansatt is None or ansatt.id in b.vurdering.linjen:
        return []
    return [*hvem(b, ansatt, med_oppgave=False), *svarene(b, ansatt)]


def _vi_er_vertskommune(b: Sider) -> bool:
    vertskommune = b.sak.opphold.vertskommune
    return vertskommune is not None and vertskommune.omfatter_saken


def _saerlig_ulempe(b: Sider) -> tuple[Gruppe, ...]:
    s, avgrensning = b.sporsmal, b.sak.avgrensning
    til = [s("avgrensning.til", Svarslag.DATO)] if avgrensning.type is m.Avgrensningstype.SOKNAD_OG_FORNYELSER else []
    return (
        b.gruppe(
            "saerlig_ulempe",
            s("saerlig_ulempe.momenter", Svarslag.FLERVALG, b.valg(m.Moment, "moment"), valgfri=True),
            s("saerlig_ulempe.vurdering", Svarslag.VALG, b.valg(m.JaNei, "vurdering_saerlig_ulempe")),
            s("saerlig_ulempe.begrunnelse", Svarslag.LANGTEKST),
        ),
        *(_settekommune(b, plass) for plass in range(len(b.sak.settekommuner))),
        b.gruppe_med_ny("settekommuner"),
        b.gruppe(
            "avgrensning",
            s("avgrensning.type", Svarslag.VALG, b.valg(m.Avgrensningstype, "avgrensning")),
            *til,
            s("avgrensning.tekst", Svarslag.LANGTEKST, valgfri=True),
        ),
    )


def _settekommune(b: Sider, plass: int) -> Gruppe:
    sti = i_liste("settekommuner", plass)
    s = b.sporsmal
    kommune = b.sak.settekommuner[plass].kommune
    return Gruppe(
        b.geografi.navn(kommune) if kommune else b.tekst("gruppe.settekommuner.ny"),
        (
            s(sti / "kommune", Svarslag.KOMMUNE),
            *(s(sti / felt, Svarslag.JA_NEI, valgfri=True) for felt in ("spurt", "villig", "habil")),
            s(sti / "merknad", Svarslag.TEKST, valgfri=True),
        ),
        fjern=sti,
        fjern_tekst=b.tekst("gruppe.settekommuner.fjern"),
    )


def _oppsummering(b: Sider) -> tuple[Gruppe, ...]:
    s = b.sporsmal
    til_andre = bool(_UT_AV_KOMMUNEN & set(b.vurdering.dokumenter)) or b.sak.brev.nevn_soker is not None
    nevnes = [s("brev.nevn_soker", Svarslag.JA_NEI)] if til_andre else []
    return (
        b.gruppe(
            "brev",
            s("underskriver", Svarslag.VALG, b.ansatte(med_status=True), valgfri=not b.sak.ansatte),
            s("brev.dato", Svarslag.DATO, valgfri=True),
            s("brev.deres_ref", Svarslag.TEKST, valgfri=True),
            *nevnes,
            s("vedlegg", Svarslag.LINJER, valgfri=True),
            s("notat", Svarslag.LANGTEKST, valgfri=True),
            # Uten noen å velge blant må den som undertegner, føres opp først.
            legg_til="" if b.sak.ansatte else "ansatte",
            legg_til_tekst=b.tekst("gruppe.brev.legg_til"),
            forslag=() if b.sak.ansatte else gar_igjen(b),
        ),
    )


_UT_AV_KOMMUNEN = {m.Dokument.ANMODNING, m.Dokument.TVIST, m.Dokument.OVERSENDELSE}

BYGGERE: Mapping[Skjemasteg, Callable[[Sider], tuple[Gruppe, ...]]] = {
    Skjemasteg.SOKNADEN: _soknaden,
    Skjemasteg.RETT_KOMMUNE: _rett_kommune,
    Skjemasteg.HABILITET: habilitet,
    Skjemasteg.STEDFORTREDER: _stedfortreder,
    Skjemasteg.SAERLIG_ULEMPE: _saerlig_ulempe,
    Skjemasteg.I_MELLOMTIDEN: i_mellomtiden,
    Skjemasteg.OPPSUMMERING: _oppsummering,
}
