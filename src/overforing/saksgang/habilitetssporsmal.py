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

from .elementer import bare_linjen, blir_ring
from .fornyelse import tidligere
from .samlesvar import JA, kan_sporres, svarsti
from .som_sist import foresla
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


AVGJOR = Sti("avgjor")
"""Spørsmålet om hvem som skulle avgjort saken: oppgaven til én av de ansatte, spurt om alle på én gang."""


FORBEREDER = Sti("forbereder")
"""Å føre opp en som forbereder saken. Også hun må være habil (fvl § 6 første ledd)."""


def habilitet(b: Sider) -> tuple[Gruppe, ...]:
    """Søkeren, hvem som skulle avgjort, en rad for hver i linjen, og det som alt er gjort.

    De saken ikke går gjennom, står foldet: om dem er det ingenting å svare på.
    """
    i_linjen = _ovenfra(b.sak.ansatte)
    med = [(a, dybde) for a, dybde in i_linjen if _vises(b, a)]
    andre = [(a, dybde) for a, dybde in i_linjen if not _vises(b, a)]
    return (
        *(_spurt(b, part) for part in b.sak.parter),
        _linjen(b),
        *(_ansatt(b, ansatt, dybde) for ansatt, dybde in med),
        *_samlet(b),
        *(replace(_ansatt(b, ansatt, dybde), foldet=b.tekst("vindu.andre_pa_kontoret")) for ansatt, dybde in andre),
        *_gjort(b),
    )


def _linjen(b: Sider) -> Gruppe:
    """Hvem som skulle avgjort, når noen er ført opp, og knappen for å føre opp en til."""
    sporsmal = _hvem_skulle_avgjort(b)
    gruppe = b.gruppe_med_ny("ansatte", *sporsmal, forslag=gar_igjen(b), husk=b.husk)
    if not sporsmal:
        return gruppe
    svares = any(b.samlesvar.er_med(a) for a in b.sak.ansatte)
    innledning = b.tekst("vindu.svar_for_hver") if svares else ""
    return replace(gruppe, tittel=sporsmal[0].tekst, innledning=innledning, rad=True)


def _ovenfra(ansatte: tuple[m.Ansatt, ...]) -> list[tuple[m.Ansatt, int]]:
    """Alle, hver over dem som står under, med hvor mange ledd ned de står."""
    kjente = {a.id for a in ansatte}
    ut: list[tuple[m.Ansatt, int]] = []

    def legg(under: str | None, dybde: int) -> None:
        for a in ansatte:
            over = a.overordnet if a.overordnet in kjente else None
            if over == under and all(a is not lagt for lagt, _ in ut):
                ut.append((a, dybde))
                legg(a.id, dybde + 1)

    legg(None, 0)
    return ut


def _vises(b: Sider, ansatt: m.Ansatt) -> bool:
    """Om noe er å svare på eller alt er sagt om den ansatte. Bare navn og plass i linjen er ingenting å svare på."""
    halvt = any(tekst and Sti(sti).er_under(ansatt.sti) for sti, tekst in b.raa.items())
    return b.samlesvar.er_med(ansatt) or not bare_linjen(ansatt) or halvt or not ansatt.navn.strip()


def _hvem_skulle_avgjort(b: Sider) -> list[Sporsmal]:
    kan = [
        Valg(a.id, b.med_rolle(a))
        for a in b.sak.ansatte
        if a.organ is m.Organ.KOMMUNEN and not a.stilling_ledig and not er_borte(a, b.sak.vurderingsdato)
    ]
    if not kan:
        return []
    har = [a.id for a in b.sak.ansatte if a.oppgave is m.Oppgave.AVGJOR]
    q = b.eget(AVGJOR, Svarslag.VALG, har[0] if len(har) == 1 else "", tuple(kan))
    uten = tuple(v for v in kan if v.verdi not in b.vurdering.linjen)
    forbereder = b.eget(FORBEREDER, Svarslag.LEGG_TIL, "", uten)
    avgjor = replace(q, valgfri=len(har) > 1, hjelp="" if q.svar else q.hjelp)
    return [avgjor, replace(forbereder, valgfri=True)] if har and uten else [avgjor]


def _samlet(b: Sider) -> list[Gruppe]:
    """Knappene som svarer for alle som gjenstår. De er aldri trykket på forhånd: svaret står i et signert notat."""
    venter = {kilde: hvem for kilde, hvem in b.samlesvar.ventende().items() if hvem}
    if not venter:
        return []
    if not b.meg:
        return [Gruppe("", (), innledning=b.tekst("gruppe.samlesvar.uten_navn"))]
    knapper = tuple(
        Valg(kilde, b.tekst(f"gruppe.samlesvar.{kilde}"), _gjelder(b, kilde, hvem)) for kilde, hvem in venter.items()
    )
    return [Gruppe("", (), knapper=knapper)]


def gar_igjen(b: Sider) -> tuple[Valg, ...]:
    """De som går igjen på kontoret og ikke er i saken ennå. Verdien er plassen i lista."""
    i_saken = {a.navn.strip() for a in b.sak.ansatte}
    return tuple(
        Valg(str(plass), f"{navn}, {b.tekst(f'rolle.{rolle}')}" if f"rolle.{rolle}" in b.katalog else navn)
        for plass, (navn, rolle) in enumerate(b.personer)
        if navn not in i_saken
    )


def _gjelder(b: Sider, kilde: m.Svarkilde, hvem: tuple[tuple[m.Ansatt, m.Part], ...]) -> str:
    """Hvem knappen svarer for, og på linjene etter det som kan sies til dem som skal spørres."""
    navn = b.tekst("vindu.gjelder", hvem=", ".join(dict.fromkeys(b.kort(a) for a, _ in hvem)))
    parter = {part.id: part for _, part in hvem}.values()
    ordene = [_ordene(b, part) for part in parter] if kilde is m.Svarkilde.SELV else []
    return "\n".join((navn, *ordene))


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
    innledning = "" if spurt and spurt.svar else b.tekst("gruppe.spurt.innledning")
    return Gruppe(tittel, tuple(felt), innledning=innledning, rad=True)


def _gjort(b: Sider) -> list[Gruppe]:
    """Det en inhabil alt har gjort eller avgjort."""
    s = b.sporsmal
    inhabil = any(b.vurdering.ansatte[a.id] is Status.INHABIL for a in b.sak.ansatte)
    trengs = any(a.id == "allerede_gjort_mangler" for a in b.vurdering.avklaringer)
    if not (inhabil or trengs or b.sak.allerede_gjort or b.sak.allerede_truffet):
        return []
    gjort = s("allerede_gjort", Svarslag.LANGTEKST, valgfri=True)
    return [
        *(_truffet(b, plass) for plass in range(len(b.sak.allerede_truffet))),
        replace(
            b.gruppe_med_ny("allerede_truffet", replace(gjort, hjelp="")),
            tittel=gjort.tekst,
            innledning="",
            rad=True,
        ),
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


def _ansatt(b: Sider, ansatt: m.Ansatt, dybde: int) -> Gruppe:
    """Raden for den ansatte: svaret først, så tilknytningen når det er en. Det linjen alt sier, står under «Mer»."""
    status = b.vurdering.ansatte[ansatt.id]
    felt = [
        *svarene(b, ansatt),
        *_tilknytningene(b, ansatt),
        *_vurderingen(b, ansatt, status),
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
    if not i_linjen or _halvt_ja(b, ansatt):
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
    valgfri = overst or ansatt.ingen_over is not None or _er_utenfor(b, ansatt)
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


def svarene(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    """Ett svar for hver part. Tilknytningen er svaret når hun selv har fortalt om den, eller ikke skal spørres."""
    if ansatt.stilling_ledig:
        return []
    felt: list[Sporsmal] = []
    eneste = b.sak.parter[0].id if len(b.sak.parter) == 1 else None
    svart = {x.part or eneste for x in ansatt.ingen_tilknytning}
    fortalt = {
        t.part or eneste
        for t in ansatt.tilknytninger
        if t.kilde is m.Tilknytningskilde.SELV
        or not (b.samlesvar.ma_selv(ansatt, (t.part or eneste or "")) or (t.part or eneste) in svart)
    }
    for part in b.sak.parter:
        if part.id not in fortalt or svarsti(ansatt, part.id) in b.raa:
            felt += _svaret(b, ansatt, part, eneste)
    if ansatt.holdes_utenfor.strip():
        # Hun skal ikke spørres. Er det alt svart, skal svaret kunne ses og tas bort.
        return [replace(q, valgfri=True, hjelp="") for q in felt if q.svar]
    return felt


def _svaret(b: Sider, ansatt: m.Ansatt, part: m.Part, eneste: str | None) -> list[Sporsmal]:
    sti = svarsti(ansatt, part.id)
    svar = next((x for x in ansatt.ingen_tilknytning if (x.part or eneste) == part.id), None)
    ma_selv = b.samlesvar.ma_selv(ansatt, part.id)
    kilder = [m.Svarkilde.SELV if ma_selv else m.Svarkilde.IKKE_KJENT]
    if svar and svar.kilde is m.Svarkilde.SELV and not ma_selv:
        kilder.append(svar.kilde)
    if svar and svar.kilde not in kilder:
        svar = None  # et svar fra andre rekker ikke når hun må svare selv
    # Et svar andre har gitt om en tilknytning, gjør at hun ikke må spørres selv.
    fortalt = any((t.part or eneste) == part.id for t in ansatt.tilknytninger)
    halvt = b.raa.get(sti) == JA
    q = b.eget(
        sti,
        Svarslag.VALG,
        JA if halvt or (fortalt and svar is None) else svar.kilde if svar else "",
        (
            *(Valg(k.value, b.tekst(f"svarkilde_rad.{k}"), _mer_om(b, k)) for k in kilder),
            Valg(JA, b.tekst("vindu.ja")),
            Valg("", b.tekst("svarkilde_rad.ikke_svart" if ma_selv else "svarkilde_rad.ikke_svart_for")),
        ),
        part=part.navn.strip() or b.rollen(part),
    )
    q = replace(
        q,
        valgfri=(fortalt or _er_utenfor(b, ansatt)) and not ma_selv,
        uferdig=b.tekst("vindu.velg_tilknytning") if halvt else "",
    )
    if svar is None:
        # Ordene til dem som kan svares for samlet, står ved knappen.
        samlet = any(a.id == ansatt.id for a, _ in b.samlesvar.ventende()[m.Svarkilde.SELV]) and b.meg
        return [replace(q, hjelp=_ordene(b, part) if ma_selv and not (q.svar or samlet) else "")]
    selv, over = svar.kilde is m.Svarkilde.SELV, sti.over
    av, dato = (
        b.sporsmal(over / "av", Svarslag.TEKST, valgfri=selv),
        b.sporsmal(over / "dato", Svarslag.DATO, valgfri=selv),
    )
    return [q, replace(av, mer=bool(av.svar)), replace(dato, mer=bool(dato.svar))]


def _mer_om(b: Sider, kilde: m.Svarkilde) -> str:
    """Det svaret også sier, der de få ordene i raden ikke rekker."""
    return b.tekst("svarkilde_rad.ikke_kjent_mer") if kilde is m.Svarkilde.IKKE_KJENT else ""


def _er_utenfor(b: Sider, ansatt: m.Ansatt) -> bool:
    """Om saken verken går gjennom henne eller foreslår henne. Da trenger ingen svare for henne, og hun ikke vite noe.

    Slik er det også for den som er borte mens en annen fungerer. Før noen har en oppgave, er ingen utenfor.
    """
    return bool(b.vurdering.linjen) and not b.samlesvar.er_med(ansatt)


def _ordene(b: Sider, part: m.Part) -> str:
    """Det som kan sies til den som må svare selv, uten å si mer enn nødvendig."""
    if not kan_sporres(part):
        return b.tekst("vindu.sperre_for_spor")
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
        ja = _halvt_ja(b, ansatt)
        felt.append(replace(s(sti / "tilknytninger", Svarslag.LEGG_TIL, typer, valgfri=not ja), mer=not ja))
    return felt


def _halvt_ja(b: Sider, ansatt: m.Ansatt) -> bool:
    return any(b.raa.get(svarsti(ansatt, part.id)) == JA for part in b.sak.parter)


def _vurderingen(b: Sider, ansatt: m.Ansatt, status: Status) -> list[Sporsmal]:
    sti, s = ansatt.sti, b.sporsmal
    if ansatt.stilling_ledig:
        return []
    felt: list[Sporsmal] = []
    sist = tidligere(b.forrige, b.sak, ansatt)
    veies = b.vurdering.ma_vurderes.get(ansatt.id, ())
    uten_videre = any(t.type not in veies for t in ansatt.tilknytninger)
    ma_veies = bool(veies) or ansatt.innsigelse is not None or ansatt.id in b.vurdering.kollega_er_part
    skjonn = ansatt.skjonn is not None or (ma_veies and not (uten_videre and status is Status.INHABIL))
    # Ble hun vurdert sist uten en tilknytning, som etter en innsigelse, skal det kunne ses også nå.
    bare_sist = not skjonn and status is not Status.INHABIL and sist is not None and sist.skjonn is not None
    skjonn = skjonn or bare_sist
    if skjonn:
        konklusjon = s(sti / "skjonn.konklusjon", Svarslag.VALG, b.valg(m.Konklusjon, "konklusjon"))
        felt.append(replace(konklusjon, hjelp=_a_veie(b, ansatt) or konklusjon.hjelp, valgfri=bare_sist))
        felt.append(s(sti / "skjonn.begrunnelse", Svarslag.LANGTEKST, valgfri=bare_sist))
    # Den som er funnet inhabil etter en konkret vurdering, er allerede spurt om tilknytningen kan virke inn.
    if (status is Status.INHABIL and uten_videre) or ansatt.apenbart_unntak:
        felt.append(_sjelden(s(sti / "apenbart_unntak.oppfylt", Svarslag.JA_NEI, valgfri=True)))
        if ansatt.apenbart_unntak and ansatt.apenbart_unntak.oppfylt:
            felt.append(s(sti / "apenbart_unntak.begrunnelse", Svarslag.LANGTEKST))
    if ansatt.tilknytninger or skjonn or ansatt.innsigelse or ansatt.habilitetsvurdering:
        felt += _hvem_avgjorde(b, ansatt, sti / "habilitetsvurdering")
    return [foresla(b, q) for q in felt] if sist else felt


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
    # Den som selv har fortalt, tar normalt stilling selv. Den som ikke er spurt, har ikke avgjort noe.
    selv = ma and any(t.kilde is m.Tilknytningskilde.SELV for t in ansatt.tilknytninger)
    avgjort_av = s(sti / "avgjort_av", Svarslag.VALG, b.valg(m.AvgjortAv, "avgjort_av"), valgfri=not ma)
    if selv:
        avgjort_av = b.forslag(avgjort_av, m.AvgjortAv.SELV, b.tekst("vindu.avgjorde_selv"))
    felt = [replace(avgjort_av, mer=not ma or avgjort_av.ved_neste)]
    # Partens krav står i § 8 i loven av 1967, ikke i den nye.
    if b.vurdering.regelsett is m.Regelsett.FVL1967 or vurdering.krevd_av_part is not None:
        felt.append(_sjelden(s(sti / "krevd_av_part", Svarslag.JA_NEI, valgfri=True)))
    if vurdering.avgjort_av is m.AvgjortAv.OVERORDNET:
        felt.append(s(sti / "avgjort_av_ansatt", Svarslag.VALG, b.ansatte(ansatt.id)))
    if vurdering.krevd_av_part and vurdering.avgjort_av in (None, m.AvgjortAv.SELV):
        felt.append(s(sti / "tidsspille", Svarslag.LANGTEKST, valgfri=True))
    if vurdering.avgjort_av or vurdering.dato or avgjort_av.ved_neste:
        dato = b.i_dag(s(sti / "dato", Svarslag.DATO, valgfri=not ma)) if ma else s(sti / "dato", Svarslag.DATO)
        felt.append(replace(dato, valgfri=not ma, mer=not ma or dato.ved_neste))
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
    # Raden sier alt at hun ikke er gjort kjent med saken, så merket kan være kort.
    return Merke(stor(b.tekst("boks.ikke_kjent" if nokkel == "status.ikke_kjent" else nokkel)), farge)
