"""Hvilke spørsmål som står på hvert steg, slik de blir av svarene. Ingen regel: hva som trengs, sier vurderingen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from overforing.feil import Melding
from overforing.regelverk.funn import Status, Utfall, bare_bytte
from overforing.regelverk.linje import er_borte
from overforing.sak import modell as m
from overforing.sak.sti import i_liste
from overforing.tekster.navn import stor

from .elementer import INGEN
from .habilitetssporsmal import den_nye, gar_igjen, habilitet
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


def _stedfortreder(b: Sider) -> tuple[Gruppe, ...]:
    """«Hvem tar over?» når bare en saksbehandler er inhabil, ellers stigen i lovens rekkefølge.

    Ett alternativ er nok: det som kommer etter det som løser saken, spørres det ikke om.
    """
    if bare_bytte(b.vurdering):
        return (*_alternativ(b, m.Stedfortredertype.ANNEN_SAKSBEHANDLER),)
    typene = tuple(m.Stedfortredertype)
    baerer = next((i for i, type_ in enumerate(typene) if type_ == b.vurdering.baerer), len(typene))
    grupper: list[Gruppe] = []
    for i, type_ in enumerate(typene):
        svart = any(a.type is type_ for a in b.sak.stedfortreder)
        foldet = b.tekst("vindu.alternativene_etter") if i > baerer and not svart else ""
        grupper += (replace(g, foldet=foldet) for g in _alternativ(b, type_))
    return (*grupper, *_vedtak(b))


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


def _alternativ(b: Sider, type_: m.Stedfortredertype) -> list[Gruppe]:
    """Alternativet, og den som skal ta saken når hun ikke alt er en del av linjen."""
    s = b.sporsmal
    alternativ = next((a for a in b.sak.stedfortreder if a.type is type_), m.Stedfortreder(type=type_))
    sti = alternativ.sti
    if type_ in m.UTEN_ANSATT:
        felt, utelukket = _uten_ansatt(b, alternativ), ""
    else:
        utelukket = utelukket_av_linjen(b, type_) if alternativ.mulig is None else ""
        felt = [_hvem_kan(b, alternativ, utelukket)]
    if alternativ.mulig is not None or utelukket:
        hvorfor = s(sti / "begrunnelse", Svarslag.LANGTEKST, valgfri=alternativ.mulig is not False)
        if alternativ.mulig is not True:
            hvorfor = replace(hvorfor, tekst=b.tekst("vindu.hvorfor_ikke"), usagt=Melding("vindu.hvorfor_ikke"))
        felt.append(replace(b.forslag(hvorfor, utelukket), mer=bool(alternativ.mulig and not hvorfor.svar)))
    merke = Merke(b.tekst("merke.baerer"), Farge.GOD) if b.vurdering.baerer == type_ else None
    # Den som trengs her, kan føres opp her. Stien står fast, så kortet er det samme når svaret endres.
    legg_til = "" if type_ in m.UTEN_ANSATT else sti / "ansatt"
    gruppe = b.gruppe(
        f"stedfortreder.{type_}",
        *felt,
        merke=Merke(b.tekst("merke.utelukket"), Farge.NOYTRAL) if utelukket else merke,
        legg_til=legg_til,
        legg_til_tekst=b.tekst("gruppe.stedfortreder.legg_til") if legg_til and not utelukket else "",
        rad=True,
    )
    gruppe = replace(gruppe, innledning="") if utelukket else gruppe
    return [gruppe, *_den_nye(b, alternativ.ansatt)]


def _uten_ansatt(b: Sider, alternativ: m.Stedfortreder) -> list[Sporsmal]:
    s, sti, type_ = b.sporsmal, alternativ.sti, alternativ.type
    felt = [s(sti / "mulig", Svarslag.JA_NEI)]
    # Et svar som er gitt, står i brevet også når alternativet ikke går. Da må det kunne ses og rettes.
    if alternativ.mulig or alternativ.habil is not None:
        felt.append(s(sti / "habil", Svarslag.JA_NEI, valgfri=not alternativ.mulig))
    if type_ is m.Stedfortredertype.INNLEID and alternativ.mulig:
        folkevalgte = Valg(m.SVARER_TIL_FOLKEVALGTE, stor(b.tekst("organ.folkevalgte")))
        felt.append(s(sti / "svarer_til", Svarslag.VALG, (*b.ansatte(med_status=True), folkevalgte)))
    annet_organ = alternativ.organ_i not in (None, m.OrganI.EGEN_KOMMUNE)
    if type_ is m.Stedfortredertype.FOLKEVALGT_ORGAN and alternativ.mulig and (_vi_er_vertskommune(b) or annet_organ):
        felt.append(s(sti / "organ_i", Svarslag.VALG, b.valg(m.OrganI, "organ_i")))
    return felt


def _hvem_kan(b: Sider, alternativ: m.Stedfortreder, utelukket: str) -> Sporsmal:
    """Hvem, eller at ingen kan: ett svar."""
    valgt = alternativ.ansatt if alternativ.mulig else None
    valg = (
        *(Valg(a.id, b.med_status(a)) for a in b.sak.ansatte if a.id == valgt or _kan_foreslas(b, a, alternativ.type)),
        Valg(INGEN, b.tekst("vindu.ingen_kan")),
    )
    svar = INGEN if alternativ.mulig is False else valgt or ""
    q = b.eget(alternativ.sti / "ansatt", Svarslag.VALG, svar, valg)
    gjaldt = next((a for a in b.sak.ansatte if svar == INGEN and a.id == alternativ.ansatt), None)
    if gjaldt:  # det står i brevet, så det må kunne ses
        q = replace(q, hjelp=b.tekst("vindu.gjelder", hvem=b.kort(gjaldt)))
    return b.foreslatt_valg(q, INGEN) if utelukket else q


_SPERRET = (Status.INHABIL, Status.AVLEDET, Status.TVIL)


def _kan_foreslas(b: Sider, ansatt: m.Ansatt, type_: m.Stedfortredertype) -> bool:
    """Om den ansatte kan komme på tale: på jobb i kommunen, ikke sperret, og for en overordnet over alle inhabile."""
    if ansatt.organ is not m.Organ.KOMMUNEN or ansatt.stilling_ledig or er_borte(ansatt, b.sak.vurderingsdato):
        return False
    over = b.vurdering.over[ansatt.id]
    if b.vurdering.ansatte[ansatt.id] in _SPERRET or any(b.vurdering.ansatte[x] is Status.INHABIL for x in over):
        return False
    return type_ is not m.Stedfortredertype.OVERORDNET or _over_alle_inhabile(b, ansatt)


def _over_alle_inhabile(b: Sider, ansatt: m.Ansatt) -> bool:
    inhabile = [id_ for id_ in b.vurdering.linjen if b.vurdering.ansatte[id_] is Status.INHABIL]
    return all(ansatt.id in b.vurdering.over[id_] for id_ in inhabile)


def utelukket_av_linjen(b: Sider, type_: m.Stedfortredertype) -> str:
    """Hvorfor linjen alt sier at ingen kan, eller tom.

    Bare når kommunedirektøren selv er inhabil og på jobb: da er det ingen overordnet igjen. I et byråd, i et
    interkommunalt organ, når en annen fungerer, og når linjen ikke er kjent helt opp, er det ikke så enkelt.
    """
    if type_ is not m.Stedfortredertype.OVERORDNET or b.vurdering.hull.intersection(b.vurdering.linjen):
        return ""
    if any(er_borte(a, b.sak.vurderingsdato) for a in b.sak.ansatte):
        return ""
    overst = [a for a in b.sak.ansatte if a.id in b.vurdering.linjen and a.id in b.vurdering.overst]
    if len(overst) != 1 or overst[0].rolle is not m.Rolle.KOMMUNEDIREKTOR:
        return ""
    if b.vurdering.ansatte[overst[0].id] is not Status.INHABIL:
        return ""
    return stor(b.tekst("vindu.utelukket_overordnet", rolle=b.tekst(f"rolle_bestemt.{overst[0].rolle}")))


def _den_nye(b: Sider, id_: str | None) -> list[Gruppe]:
    """Det som må være kjent om en som skal ta saken, og som ikke alt er en del av linjen i den."""
    ansatt = next((a for a in b.sak.ansatte if a.id == id_), None)
    return [] if ansatt is None else [den_nye(b, ansatt)]


def _vi_er_vertskommune(b: Sider) -> bool:
    vertskommune = b.sak.opphold.vertskommune
    return vertskommune is not None and vertskommune.omfatter_saken


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
        kan = b.vurdering.kan_avgjore(jeg.id) and jeg.id != baerer and _over_alle_inhabile(b, jeg)
    else:
        kan = status in (Status.HABIL, Status.AVLEDET)
    return jeg.id if kan else ""


_UT_AV_KOMMUNEN = {m.Dokument.ANMODNING, m.Dokument.TVIST, m.Dokument.OVERSENDELSE}

BYGGERE: Mapping[Skjemasteg, Callable[[Sider], tuple[Gruppe, ...]]] = {
    Skjemasteg.SOKNADEN: _soknaden,
    Skjemasteg.PARTENE: _partene,
    Skjemasteg.RETT_KOMMUNE: _rett_kommune,
    Skjemasteg.HABILITET: habilitet,
    Skjemasteg.STEDFORTREDER: _stedfortreder,
    Skjemasteg.SAERLIG_ULEMPE: _saerlig_ulempe,
    Skjemasteg.I_MELLOMTIDEN: i_mellomtiden,
    Skjemasteg.OPPSUMMERING: _oppsummering,
}
