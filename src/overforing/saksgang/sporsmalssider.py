"""Hvilke spørsmål som står på hvert steg, slik de blir av svarene. Ingen regel: hva som trengs, sier vurderingen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from overforing.regelverk.funn import Status, Utfall
from overforing.sak import modell as m
from overforing.sak.sti import i_liste

from .habilitetssporsmal import gar_igjen, habilitet
from .mellomtidssporsmal import i_mellomtiden
from .sporsmal import Sider
from .stedfortredersporsmal import over_alle_inhabile, stedfortredere
from .tilstand import Gruppe, Skjemasteg, Sporsmal, Svarslag

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
            s("soknad.tjenester", Svarslag.FLERVALG, b.valg(m.Tjeneste, "tjeneste")),
            b.i_dag(s("soknad.mottatt", Svarslag.DATO)),
            b.foreslatt_valg(s("soknad.form", Svarslag.VALG, b.valg(m.Soknadsform, "soknadsform")), b.sist_form),
            s("saksnummer", Svarslag.TEKST, valgfri=True),
            b.foreslatt_valg(s("arsak", Svarslag.VALG, b.valg(m.Arsak, "arsak")), m.Arsak.INHABILITET),
            s("soknad.beskrivelse", Svarslag.LANGTEKST, valgfri=True),
            replace(s("sakstype", Svarslag.VALG, b.valg(m.Sakstype, "sakstype")), mer=b.sak.sakstype is _VANLIGST),
            replace(s("malform", Svarslag.VALG, b.valg(m.Malform, "malform")), mer=True),
            tittel="",
            innledning=b.tekst("vindu.fornyet") if b.forrige else "",
        ),
        _kontoret(b),
    )


_VANLIGST = m.Sakstype.SOKNAD


def _partene(b: Sider) -> tuple[Gruppe, ...]:
    return (*(_part(b, part) for part in b.sak.parter), b.gruppe_med_ny("parter"))


def _kontoret(b: Sider) -> Gruppe:
    """Kontoret som én linje når det er kjent; feltene kommer fram når noen vil endre det."""
    s, kontor = b.sporsmal, b.sak.kontor
    felt = [
        s("kontor.navn", Svarslag.TEKST),
        s("kontor.kommune", Svarslag.KOMMUNE),
        *(s(f"kontor.{felt}", Svarslag.TEKST, valgfri=True) for felt in _KONTORFELT),
    ]
    kjent = bool(kontor.navn.strip() and kontor.kommune)
    return replace(
        b.gruppe("kontor", *(replace(q, mer=kjent and not q.feil) for q in felt)),
        tittel=kontor.navn.strip() if kjent else b.tekst("gruppe.kontor.tittel"),
        innledning="" if kjent else b.tekst("gruppe.kontor.innledning"),
        hent=b.tekst("gruppe.kontor.hent") if _kan_hentes(b) else "",
        husk=b.husk,
        mer_tekst=b.tekst("gruppe.kontor.endre"),
        rad=kjent,
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


def _saerlig_ulempe(b: Sider) -> tuple[Gruppe, ...]:
    s, avgrensning = b.sporsmal, b.sak.avgrensning
    omfang = s("avgrensning.type", Svarslag.VALG, b.valg(m.Avgrensningstype, "avgrensning"))
    tekst = s("avgrensning.tekst", Svarslag.LANGTEKST, valgfri=True)
    til = [s("avgrensning.til", Svarslag.DATO)] if avgrensning.type is m.Avgrensningstype.SOKNAD_OG_FORNYELSER else []
    return (
        b.gruppe(
            "saerlig_ulempe",
            s("saerlig_ulempe.momenter", Svarslag.FLERVALG, b.valg(m.Moment, "moment"), valgfri=True),
            s("saerlig_ulempe.vurdering", Svarslag.VALG, b.valg(m.JaNei, "vurdering_saerlig_ulempe")),
            s("saerlig_ulempe.begrunnelse", Svarslag.LANGTEKST),
            tittel="",
        ),
        *(_settekommune(b, plass) for plass in range(len(b.sak.settekommuner))),
        b.gruppe_med_ny("settekommuner", innledning="", rad=True),
        b.gruppe("avgrensning", omfang, *til, replace(tekst, mer=not tekst.svar), tittel=omfang.tekst, rad=True),
    )


def _settekommune(b: Sider, plass: int) -> Gruppe:
    """Raden for en kommune som er foreslått: om den er spurt, og det den svarte."""
    sti = i_liste("settekommuner", plass)
    s, settekommune = b.sporsmal, b.sak.settekommuner[plass]
    kommune = s(sti / "kommune", Svarslag.KOMMUNE)
    spurt, villig, habil = (s(sti / felt, Svarslag.JA_NEI, valgfri=True) for felt in ("spurt", "villig", "habil"))
    merknad = s(sti / "merknad", Svarslag.TEKST, valgfri=True)
    svaret = [replace(q, mer=not q.svar and not q.feil) for q in (villig, habil, merknad)]
    kjent = settekommune.kommune is not None and not kommune.feil
    return Gruppe(
        b.geografi.navn(settekommune.kommune) if settekommune.kommune else b.tekst("gruppe.settekommuner.ny"),
        (spurt, *svaret, replace(kommune, mer=True))
        if kjent
        else (kommune, replace(spurt, mer=not spurt.svar), *svaret),
        undertittel=spurt.tekst if kjent else "",
        fjern=sti,
        fjern_tekst=b.tekst("gruppe.settekommuner.fjern"),
        rad=True,
    )


def _oppsummering(b: Sider) -> tuple[Gruppe, ...]:
    s = b.sporsmal
    til_andre = b.sak.brev.nevn_soker or _UT_AV_KOMMUNEN & set(b.vurdering.dokumenter)
    # Uten et svar nevnes søkeren ikke.
    nevnes = [replace(s("brev.nevn_soker", Svarslag.JA_NEI), mer=not b.sak.brev.nevn_soker)] if til_andre else []
    underskriver = s("underskriver", Svarslag.VALG, b.ansatte(med_status=True), valgfri=not b.sak.ansatte)
    foreslatt = b.foreslatt_valg(underskriver, _jeg(b))
    return (
        b.gruppe(
            "brev",
            replace(foreslatt, hjelp="" if foreslatt.foreslatt else underskriver.hjelp),
            *nevnes,
            *(
                replace(q, mer=not (q.svar or q.feil))
                for q in (
                    s("brev.dato", Svarslag.DATO, valgfri=True),
                    s("brev.deres_ref", Svarslag.TEKST, valgfri=True),
                    s("vedlegg", Svarslag.LINJER, valgfri=True),
                    s("notat", Svarslag.LANGTEKST, valgfri=True),
                )
            ),
            # Uten noen å velge blant må den som undertegner, føres opp først.
            legg_til="" if b.sak.ansatte else "ansatte",
            legg_til_tekst=b.tekst("gruppe.brev.legg_til"),
            forslag=() if b.sak.ansatte else gar_igjen(b),
            tittel=underskriver.tekst,
            rad=True,
        ),
    )


def _jeg(b: Sider) -> str:
    """Den som sitter ved programmet, når hun kan undertegne. Å oppnevne er å avgjøre, og ingen oppnevner seg selv."""
    meg = [a for a in b.sak.ansatte if b.meg and a.navn.strip() == b.meg]
    if len(meg) != 1:
        return ""
    jeg, status = meg[0], b.vurdering.ansatte[meg[0].id]
    if b.vurdering.utfall is Utfall.OPPNEVN_STEDFORTREDER:
        baerer = next((s.ansatt for s in b.sak.stedfortreder if s.type == b.vurdering.baerer), None)
        kan = b.vurdering.kan_avgjore(jeg.id) and jeg.id != baerer and over_alle_inhabile(b, jeg)
    else:
        kan = status in (Status.HABIL, Status.AVLEDET)
    return jeg.id if kan else ""


_UT_AV_KOMMUNEN = {m.Dokument.ANMODNING, m.Dokument.TVIST, m.Dokument.OVERSENDELSE}


BYGGERE: Mapping[Skjemasteg, Callable[[Sider], tuple[Gruppe, ...]]] = {
    Skjemasteg.SOKNADEN: _soknaden,
    Skjemasteg.PARTENE: _partene,
    Skjemasteg.RETT_KOMMUNE: _rett_kommune,
    Skjemasteg.HABILITET: habilitet,
    Skjemasteg.STEDFORTREDER: stedfortredere,
    Skjemasteg.SAERLIG_ULEMPE: _saerlig_ulempe,
    Skjemasteg.I_MELLOMTIDEN: i_mellomtiden,
    Skjemasteg.OPPSUMMERING: _oppsummering,
}
