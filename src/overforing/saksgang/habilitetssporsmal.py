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

from .ansattrad import ansattrad
from .elementer import bare_linjen
from .partssvar import ordene
from .sporsmal import Sider
from .tilstand import Gruppe, Sporsmal, Svarslag, Valg

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
        *(ansattrad(b, ansatt, dybde) for ansatt, dybde in med),
        *_samlet(b),
        *(replace(ansattrad(b, ansatt, dybde), foldet=b.tekst("vindu.andre_pa_kontoret")) for ansatt, dybde in andre),
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
    hver = [ordene(b, part) for part in parter] if kilde is m.Svarkilde.SELV else []
    return "\n".join((navn, *hver))


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
