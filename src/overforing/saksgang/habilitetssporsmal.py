"""Spørsmålene på «Hvem er inhabil?»: søkeren, så hver i linjen, så det som alt er gjort. Ingen regel.

Søkeren spørres først. De andre spørres så lite som loven krever: den som ikke skal ha noe med saken å gjøre, trenger
ikke vite om den.
"""

from __future__ import annotations

from dataclasses import replace

from overforing.regelverk.funn import Status
from overforing.regelverk.linje import NEVNER_NOEN, er_borte
from overforing.sak import modell as m
from overforing.sak.sti import Sti, i_liste
from overforing.tekster.navn import stor
from overforing.tekster.vekt import INNSIGELSE, KOLLEGA_SOM_PART, vekt

from .elementer import blir_ring
from .sporsmal import Sider, stillingen
from .tilstand import Gruppe, Merke, Sporsmal, Svarslag, Valg

_RANG = (
    (m.Rolle.VEILEDER, m.Rolle.ANNEN),
    (m.Rolle.AVDELINGSLEDER,),
    (m.Rolle.NAV_LEDER,),
    (m.Rolle.KOMMUNALSJEF, m.Rolle.BYDELSDIREKTOR),
    (m.Rolle.KOMMUNEDIREKTOR,),
)
"""Rollene nedenfra og opp, slik linjen vanligvis er i en kommune."""

_LEDERE = frozenset(m.Rolle) - {m.Rolle.VEILEDER, m.Rolle.ANNEN, *m.FOLKEVALGTE_ROLLER}


def habilitet(b: Sider) -> tuple[Gruppe, ...]:
    return (
        *(_spurt(b, part) for part in b.sak.parter),
        *(_ansatt(b, ansatt) for ansatt in b.sak.ansatte),
        b.gruppe_med_ny("ansatte", forslag=gar_igjen(b), husk=b.husk),
        *_gjort(b),
    )


def gar_igjen(b: Sider) -> tuple[Valg, ...]:
    """De som går igjen på kontoret og ikke er i saken ennå. Verdien er plassen i lista."""
    i_saken = {a.navn.strip() for a in b.sak.ansatte}
    return tuple(
        Valg(str(plass), f"{navn}, {b.tekst(f'rolle.{rolle}')}" if f"rolle.{rolle}" in b.katalog else navn)
        for plass, (navn, rolle) in enumerate(b.personer)
        if navn not in i_saken
    )


def _spurt(b: Sider, part: m.Part) -> Gruppe:
    """Det søkeren selv vil si om hvem hun kjenner. Frivillig, og aldri før hjelpen hun trenger nå."""
    sti = part.sti / "spurt_om_tilknytning"
    s, spurt = b.sporsmal, part.spurt_om_tilknytning
    felt = [s(sti / "svar", Svarslag.VALG, b.valg(m.Sporsmalssvar, "sporsmalssvar"), valgfri=True)]
    if spurt and spurt.svar in NEVNER_NOEN:
        if b.sak.ansatte:
            felt.append(s(sti / "hvem", Svarslag.FLERVALG, b.ansatte(), valgfri=True))
        if not spurt.hvem:
            felt.append(s(sti / "fordi", Svarslag.TEKST, valgfri=True))
    elif spurt and spurt.svar is m.Sporsmalssvar.IKKE_SPURT:
        felt.append(s(sti / "fordi", Svarslag.TEKST, valgfri=True))
    flere = len(b.sak.parter) > 1
    tittel = b.tekst("vindu.spor_parten_forst", part=b.partsnavn(part)) if flere else b.tekst("gruppe.spurt.tittel")
    return Gruppe(tittel, tuple(felt), innledning=b.tekst("gruppe.spurt.innledning"))


def _gjort(b: Sider) -> list[Gruppe]:
    """Det en inhabil alt har gjort eller avgjort."""
    s = b.sporsmal
    inhabil = any(b.vurdering.ansatte[a.id] is Status.INHABIL for a in b.sak.ansatte)
    trengs = any(a.id == "allerede_gjort_mangler" for a in b.vurdering.avklaringer)
    if not (inhabil or trengs or b.sak.allerede_gjort or b.sak.allerede_truffet):
        return []
    return [
        b.gruppe("allerede_gjort", s("allerede_gjort", Svarslag.LANGTEKST, valgfri=not trengs)),
        *(_truffet(b, plass) for plass in range(len(b.sak.allerede_truffet))),
        b.gruppe_med_ny("allerede_truffet"),
    ]


def _truffet(b: Sider, plass: int) -> Gruppe:
    sti, s = i_liste("allerede_truffet", plass), b.sporsmal
    return Gruppe(
        b.tekst("vindu.avgjorelse_nr", nummer=str(plass + 1)),
        (
            s(sti / "hva", Svarslag.VALG, b.valg(m.Truffet, "truffet")),
            s(sti / "av", Svarslag.VALG, b.ansatte()),
            s(sti / "dato", Svarslag.DATO, valgfri=True),
            s(sti / "gjelder_fortsatt", Svarslag.JA_NEI, valgfri=True),
        ),
        fjern=sti,
        fjern_tekst=b.tekst("gruppe.allerede_truffet.fjern"),
    )


# Den ansatte


def _ansatt(b: Sider, ansatt: m.Ansatt) -> Gruppe:
    status = b.vurdering.ansatte[ansatt.id]
    felt = [
        *hvem(b, ansatt),
        *svarene(b, ansatt),
        *_tilknytningene(b, ansatt),
        *_vurderingen(b, ansatt, status),
        *_mer(b, ansatt, status),
    ]
    return Gruppe(
        stor(b.navn.ansatt(ansatt.id)),
        tuple(felt),
        merke=_merket(b, ansatt, status),
        fjern=ansatt.sti,
        fjern_tekst=b.tekst("gruppe.ansatte.fjern"),
    )


def hvem(b: Sider, ansatt: m.Ansatt, *, med_oppgave: bool = True) -> list[Sporsmal]:
    """Navn, rolle, oppgave og plassen i linjen."""
    sti, s = ansatt.sti, b.sporsmal
    felt = [
        s(sti / "navn", Svarslag.TEKST, valgfri=True),
        s(sti / "rolle", Svarslag.VALG, b.valg(m.Rolle, "rolle_valg")),
    ]
    borte = ansatt.stilling_ledig or er_borte(ansatt, b.sak.vurderingsdato)
    if med_oppgave and ansatt.organ is m.Organ.KOMMUNEN and not borte:
        felt.append(s(sti / "oppgave", Svarslag.VALG, b.valg(m.Oppgave, "oppgave")))
    if ansatt.organ is not m.Organ.FOLKEVALGTE:
        felt += _over(b, ansatt)
    return felt


def _over(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    """Den nærmeste over. Valgfri bare for den som kan være øverst, og for dem saken ikke går gjennom."""
    sti, s = ansatt.sti, b.sporsmal
    overst = ansatt.rolle in m.OVERST or ansatt.organ is not m.Organ.KOMMUNEN
    i_linjen = {a.id: a for a in b.sak.ansatte if a.organ is ansatt.organ}
    kan = [v for v in b.ansatte(ansatt.id) if v.verdi in i_linjen]
    # De som avvises, står sist: med piltastene kommer ingen forbi dem.
    valg = tuple(sorted(kan, key=lambda v: blir_ring(b.sak, ansatt.id, v.verdi)))
    over = s(sti / "overordnet", Svarslag.VALG, valg, valgfri=overst or ansatt.ingen_over is not None)
    felt = [replace(over, foreslatt=None if ansatt.overordnet else _foreslatt_over(b, ansatt))]
    if ansatt.rolle in m.KAN_VAERE_OVERST and ansatt.overordnet is None:
        felt.append(s(sti / "ingen_over", Svarslag.VALG, b.valg(m.IngenOver, "ingen_over"), valgfri=True))
    return felt


def _foreslatt_over(b: Sider, ansatt: m.Ansatt) -> Valg | None:
    """Den eneste i rollen som vanligvis står nærmest over. Et forslag, aldri et svar."""
    plass = next((i for i, roller in enumerate(_RANG) if ansatt.rolle in roller), None)
    for roller in _RANG[plass + 1 :] if plass is not None else ():
        over = [a for a in b.sak.ansatte if a.rolle in roller and a.organ is ansatt.organ and a.id != ansatt.id]
        if over:
            return Valg(over[0].id, stor(b.navn.ansatt(over[0].id))) if len(over) == 1 else None
    return None


def svarene(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    """Ett svar for hver part. Den som selv har fortalt om en tilknytning til parten, har svart med den."""
    if ansatt.stilling_ledig:
        return []
    felt: list[Sporsmal] = []
    eneste = b.sak.parter[0].id if len(b.sak.parter) == 1 else None
    egne = {t.part or eneste for t in ansatt.tilknytninger if t.kilde is m.Tilknytningskilde.SELV}
    for part in b.sak.parter:
        if part.id not in egne:
            felt += _svaret(b, ansatt, part, eneste)
    if ansatt.holdes_utenfor.strip():
        # Hun skal ikke spørres. Er det alt svart, skal svaret kunne ses og tas bort.
        return [replace(q, valgfri=True, hjelp="") for q in felt if q.svar]
    return felt


def _svaret(b: Sider, ansatt: m.Ansatt, part: m.Part, eneste: str | None) -> list[Sporsmal]:
    sti = ansatt.sti / i_liste("ingen_tilknytning", part.id)
    svar = next((x for x in ansatt.ingen_tilknytning if (x.part or eneste) == part.id), None)
    ma_selv = b.besvarelse.ma_svare_selv(ansatt, part.id)
    kilder = [m.Svarkilde.SELV] if ma_selv else [m.Svarkilde.SELV, m.Svarkilde.IKKE_KJENT]
    if svar and svar.kilde not in kilder:
        kilder.append(svar.kilde)
    # Et svar andre har gitt om en tilknytning, gjør at hun ikke må spørres selv.
    fortalt = any((t.part or eneste) == part.id for t in ansatt.tilknytninger)
    q = b.sporsmal(
        sti / "kilde",
        Svarslag.VALG,
        tuple(Valg(k.value, stor(b.tekst(f"svarkilde_valg.{k}"))) for k in kilder),
        valgfri=(fortalt or _er_utenfor(b, ansatt)) and not ma_selv,
        part=part.navn.strip() or b.rollen(part),
    )
    if svar is None:
        return [replace(q, hjelp=_ordene(b, part) if ma_selv else q.hjelp)]
    fort = b.tekst("vindu.svar_fort", dato=b.dato(svar.dato), av=svar.av) if svar.dato and svar.av.strip() else ""
    # Et svar fra andre rekker ikke når hun må svare selv.
    ut = [replace(q, hjelp=_ordene(b, part) if ma_selv and svar.kilde is not m.Svarkilde.SELV else fort or q.hjelp)]
    if not svar.av.strip():
        ut.append(b.sporsmal(sti / "av", Svarslag.TEKST, valgfri=svar.kilde is m.Svarkilde.SELV))
    if not svar.dato:
        ut.append(b.sporsmal(sti / "dato", Svarslag.DATO, valgfri=svar.kilde is m.Svarkilde.SELV))
    return ut


def _er_utenfor(b: Sider, ansatt: m.Ansatt) -> bool:
    """Om saken verken går gjennom henne eller foreslår henne. Da trenger ingen svare for henne, og hun ikke vite noe.

    Slik er det også for den som er borte mens en annen fungerer. Før noen har en oppgave, er ingen utenfor.
    """
    foreslatte = {id_ for a in b.sak.stedfortreder if a.mulig for id_ in (a.ansatt, a.svarer_til)}
    return bool(b.vurdering.linjen) and ansatt.id not in {*b.vurdering.linjen, *foreslatte}


def _ordene(b: Sider, part: m.Part) -> str:
    """Det som kan sies til den som må svare selv, uten å si mer enn nødvendig."""
    if part.adressesperre and not part.samtykke:
        return b.tekst("spor.ansatt_uten_navn")
    return b.tekst("vindu.si_for_eksempel", ordene=b.tekst("spor.ansatt", navn=b.parten(part)))


def _tilknytningene(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    sti, s = ansatt.sti, b.sporsmal
    typer = b.valg(m.Tilknytningstype, "tilknytning")
    felt: list[Sporsmal] = []
    for plass in range(len(ansatt.tilknytninger)):
        under = sti / i_liste("tilknytninger", plass)
        type_ = s(under / "type", Svarslag.VALG, typer)
        felt.append(replace(type_, fjern_tekst=b.tekst("gruppe.ansatte.fjern_tilknytning")))
        if len(b.sak.parter) > 1:
            felt.append(s(under / "part", Svarslag.VALG, b.parter()))
        felt.append(s(under / "beskrivelse", Svarslag.TEKST, valgfri=True))
        kilder = b.valg(m.Tilknytningskilde, "tilknytningskilde")
        selv = ansatt.tilknytninger[plass].kilde is m.Tilknytningskilde.SELV
        felt.append(replace(s(under / "kilde", Svarslag.VALG, kilder, valgfri=True), mer=selv))
    if b.sak.parter and not ansatt.stilling_ledig:
        felt.append(s(sti / "tilknytninger", Svarslag.LEGG_TIL, typer, valgfri=True))
    return felt


def _vurderingen(b: Sider, ansatt: m.Ansatt, status: Status) -> list[Sporsmal]:
    sti, s = ansatt.sti, b.sporsmal
    if ansatt.stilling_ledig:
        return []
    felt: list[Sporsmal] = []
    veies = b.vurdering.ma_vurderes.get(ansatt.id, ())
    uten_videre = any(t.type not in veies for t in ansatt.tilknytninger)
    ma_veies = bool(veies) or ansatt.innsigelse is not None or ansatt.id in b.vurdering.kollega_er_part
    skjonn = ansatt.skjonn is not None or (ma_veies and not (uten_videre and status is Status.INHABIL))
    if skjonn:
        konklusjon = s(sti / "skjonn.konklusjon", Svarslag.VALG, b.valg(m.Konklusjon, "konklusjon"))
        felt.append(replace(konklusjon, hjelp=_a_veie(b, ansatt) or konklusjon.hjelp))
        felt.append(s(sti / "skjonn.begrunnelse", Svarslag.LANGTEKST))
    # Den som er funnet inhabil etter en konkret vurdering, er allerede spurt om tilknytningen kan virke inn.
    if (status is Status.INHABIL and uten_videre) or ansatt.apenbart_unntak:
        felt.append(_sjelden(s(sti / "apenbart_unntak.oppfylt", Svarslag.JA_NEI, valgfri=True)))
        if ansatt.apenbart_unntak and ansatt.apenbart_unntak.oppfylt:
            felt.append(s(sti / "apenbart_unntak.begrunnelse", Svarslag.LANGTEKST))
    if ansatt.tilknytninger or skjonn or ansatt.innsigelse or ansatt.habilitetsvurdering:
        felt += _hvem_avgjorde(b, ansatt, sti / "habilitetsvurdering")
    return felt


def _a_veie(b: Sider, ansatt: m.Ansatt) -> str:
    """Hva som skal veies for hver tilknytning som krever det etter loven saken følger.

    Også for en innsigelse, og når en kollega er part.
    """
    grunner: list[m.Tilknytningstype | str] = [*b.vurdering.ma_vurderes.get(ansatt.id, ())]
    if ansatt.innsigelse:
        grunner.append(INNSIGELSE)
    if ansatt.id in b.vurdering.kollega_er_part:
        grunner.append(KOLLEGA_SOM_PART)
    veid = [v for grunn in grunner if (v := vekt(b.katalog, grunn, b.malform))]
    kilder = dict.fromkeys(v.kilde for v in veid if v.kilde)
    return "\n".join(
        (
            *(" ".join((v.utgangspunkt, *v.sporsmal)) for v in veid),
            *(b.tekst("vekt.felles.les_kilden", kilde=kilde) for kilde in kilder),
        )
    )


def _hvem_avgjorde(b: Sider, ansatt: m.Ansatt, sti: Sti) -> list[Sporsmal]:
    s = b.sporsmal
    vurdering = ansatt.habilitetsvurdering or m.Habilitetsvurdering()
    # En konkret vurdering er ikke ferdig før det er sagt hvem som avgjorde spørsmålet, og når.
    ma = any(a.id == "vurdering_ikke_dokumentert" and a.om == ansatt.id for a in b.vurdering.avklaringer)
    felt = [s(sti / "avgjort_av", Svarslag.VALG, b.valg(m.AvgjortAv, "avgjort_av"), valgfri=not ma)]
    # Partens krav står i § 8 i loven av 1967, ikke i den nye.
    if b.vurdering.regelsett is m.Regelsett.FVL1967 or vurdering.krevd_av_part is not None:
        felt.append(_sjelden(s(sti / "krevd_av_part", Svarslag.JA_NEI, valgfri=True)))
    if vurdering.avgjort_av is m.AvgjortAv.OVERORDNET:
        felt.append(s(sti / "avgjort_av_ansatt", Svarslag.VALG, b.ansatte(ansatt.id)))
    if vurdering.krevd_av_part and vurdering.avgjort_av in (None, m.AvgjortAv.SELV):
        felt.append(s(sti / "tidsspille", Svarslag.LANGTEKST, valgfri=True))
    if vurdering.avgjort_av or vurdering.dato:
        felt.append(s(sti / "dato", Svarslag.DATO, valgfri=not ma))
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
    ut = [_sjelden(q) for q in felt]
    if utenfor or ansatt.utenfor_linjen:
        ut.append(s(sti / "utenfor_linjen", Svarslag.LANGTEKST, valgfri=True))
    if status is Status.INHABIL:
        ut += [
            _sjelden(s(sti / "tilgang_stengt.dato", Svarslag.DATO, valgfri=True)),
            _sjelden(s(sti / "tilgang_stengt.av", Svarslag.TEKST, valgfri=True)),
        ]
    organer = tuple(v for v in b.valg(m.Organ, "organ") if v.verdi != m.Organ.FOLKEVALGTE)
    if ansatt.organ is not m.Organ.FOLKEVALGTE:
        kommunen = ansatt.organ is m.Organ.KOMMUNEN
        ut.append(replace(s(sti / "organ", Svarslag.VALG, organer, valgfri=True), mer=kommunen))
    return ut


def _sjelden(q: Sporsmal) -> Sporsmal:
    """Et spørsmål som sjelden trengs, og som står under «Mer» til det er svart på."""
    return replace(q, mer=not q.svar)


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
    return Merke(stor(b.tekst(nokkel)), farge)
