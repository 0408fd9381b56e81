"""Hvem som er inhabil og hva det betyr i linjen, ordlagt (fvl §§ 6 og 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from overforing.regelverk.funn import Status
from overforing.sak.modell import (
    Ansatt,
    AvgjortAv,
    Oppgave,
    Regelsett,
    Rolle,
    Stedfortredertype,
    Tilknytning,
    Tilknytningstype,
)
from overforing.tekster.katalog import oppramsing

from .lesning import Lesning
from .ord import er_slektskap, linje, setning, stor, utdyp

INGEN_TILKNYTNING = "ingen_tilknytning"
"""Grenen i regelverk/habilitet.py for dem det ikke er oppgitt noe om."""

_I_LINJEN = (Stedfortredertype.ANNEN_SAKSBEHANDLER, Stedfortredertype.OVERORDNET)
"""Løsningene som ikke trenger noen oppnevnt stedfortreder."""


@dataclass(frozen=True)
class Person:
    """En ansatt som er vurdert. ``hvem`` er «Nav-leder Kari Moen», ``kort`` er «Nav-lederen».

    ``tilknytninger`` er hele setninger: hva parten er for den ansatte, og det brukeren skrev om det.
    """

    hvem: str
    kort: str
    inhabil: bool
    uten_videre: bool
    apenbart_unntak: bool
    habil: bool
    tvil: bool
    uavklart: bool
    uten_tilknytning: bool
    hjemmel: str
    tilknytninger: tuple[str, ...]
    begrunnelse: str
    innsigelse: bool
    innsigelse_dato: str
    innsigelse_begrunnelse: str
    krevd_av_part: bool
    tidsspille: str


@dataclass(frozen=True)
class Habilitetsavgjorelse:
    """Hvem som avgjorde habilitetsspørsmålet for én eller flere. ``av`` er den overordnede, når navngitt."""

    hvem: str
    selv: bool
    overordnet: bool
    av: str
    dato: str


@dataclass(frozen=True)
class Linjeledd:
    hvem: str
    overordnet: str
    status: str


@dataclass(frozen=True)
class Habiliteten:
    """De vurderte, hvem som avgjorde spørsmålet, og hvem som er avledet inhabil."""

    inhabile: tuple[Person, ...]
    inhabile_roller: str
    flere_inhabile: bool
    ovrige_vurderte: tuple[Person, ...]
    uten_tilknytning: str
    innsigelser_mot_andre: tuple[Person, ...]
    habilitetsavgjorelser: tuple[Habilitetsavgjorelse, ...]
    alle_habilitetsavgjorelser: tuple[Habilitetsavgjorelse, ...]
    linjen: tuple[Linjeledd, ...]
    noen_avledet: bool
    avledede: str
    flere_ledd_ned: bool
    avgjor_vanligvis: str
    avledede_avgjor_vanligvis: bool


def habiliteten(les: Lesning) -> Habiliteten:
    vurderte = [a for a in les.aktuelle if a.id in les.egen]
    uten = [a for a in vurderte if les.egen[a.id].gren == INGEN_TILKNYTNING and a.innsigelse is None]
    med = [a for a in vurderte if a not in uten]
    andre = [a for a in med if a not in les.inhabile]
    avledede = [a for a in les.i_linjen if les.status(a.id) is Status.AVLEDET]
    avgjor = [a for a in les.i_linjen if a.oppgave is Oppgave.AVGJOR]
    return Habiliteten(
        inhabile=tuple(person(les, a) for a in les.inhabile),
        inhabile_roller=les.ord.roller(a.rolle for a in les.inhabile),
        flere_inhabile=len(les.inhabile) > 1,
        ovrige_vurderte=tuple(person(les, a) for a in andre),
        uten_tilknytning=oppramsing(les.hvem(a) for a in uten),
        innsigelser_mot_andre=tuple(
            person(les, a) for a in vurderte if a.innsigelse is not None and a not in les.inhabile
        ),
        habilitetsavgjorelser=_avgjorelser(les, les.inhabile),
        alle_habilitetsavgjorelser=_avgjorelser(les, med),
        linjen=_linjeledd(les),
        noen_avledet=bool(avledede),
        avledede=oppramsing(les.hvem(a) for a in avledede),
        flere_ledd_ned=_flere_ledd_ned(les),
        avgjor_vanligvis=oppramsing(les.hvem(a) for a in avgjor),
        avledede_avgjor_vanligvis=avgjor == avledede,
    )


def person(les: Lesning, ansatt: Ansatt) -> Person:
    funn = les.egen[ansatt.id]
    uten_videre = funn.gren == "uten_videre"
    unntak = funn.gren == "apenbart_unntak"
    begrunnelse = ""
    if unntak and ansatt.apenbart_unntak:
        begrunnelse = ansatt.apenbart_unntak.begrunnelse
    elif not uten_videre and ansatt.skjonn:
        begrunnelse = ansatt.skjonn.begrunnelse
    vurdert = ansatt.habilitetsvurdering
    har_krav = les.vurdering.regelsett is Regelsett.FVL1967 and vurdert is not None
    return Person(
        hvem=les.hvem(ansatt),
        kort=les.kort(ansatt),
        inhabil=funn.utfall == Status.INHABIL,
        uten_videre=uten_videre,
        apenbart_unntak=unntak,
        habil=funn.utfall == Status.HABIL,
        tvil=funn.utfall == Status.TVIL,
        uavklart=funn.utfall == Status.UAVKLART,
        uten_tilknytning=funn.gren == INGEN_TILKNYTNING,
        hjemmel=les.ord.bestemmelser(funn.hjemmel),
        tilknytninger=tuple(
            _tilknytning(les, ansatt, tilknytning)
            for i, tilknytning in enumerate(ansatt.tilknytninger)
            if f"ansatte[{ansatt.id}].tilknytninger[{i}]" in funn.felt
        ),
        begrunnelse=setning(begrunnelse),
        innsigelse=ansatt.innsigelse is not None,
        innsigelse_dato=les.ord.dato(ansatt.innsigelse.dato) if ansatt.innsigelse else "",
        innsigelse_begrunnelse=setning(ansatt.innsigelse.begrunnelse) if ansatt.innsigelse else "",
        krevd_av_part=har_krav and bool(vurdert and vurdert.krevd_av_part),
        tidsspille=_tidsspille(ansatt) if har_krav else "",
    )


def _tilknytning(les: Lesning, ansatt: Ansatt, tilknytning: Tilknytning) -> str:
    """«Søkeren er søsken til Nav-lederen (søster).» Uten beskrivelse bare det første leddet.

    For slekt i sidelinjen sier setningen hvilken slekt det er tale om, når brukeren ikke har sagt det selv.
    """
    type_, naermere = tilknytning.type, linje(tilknytning.beskrivelse)
    tekst = les.ord(f"tilknytning_setning.{type_}", part=les.part(tilknytning.part), ansatt=les.kort(ansatt))
    if type_ is Tilknytningstype.ANNEN_SLEKT and not er_slektskap(naermere):
        tekst = f"{tekst} ({les.ord(f'tilknytning.{type_}')})"
    return setning(stor(utdyp(tekst, naermere)))


def _tidsspille(ansatt: Ansatt) -> str:
    """Hvorfor spørsmålet ikke ble lagt fram for overordnet, når en part krevde det."""
    vurdert = ansatt.habilitetsvurdering
    framlagt = (AvgjortAv.OVERORDNET, AvgjortAv.FOLKEVALGT_ORGAN)
    if vurdert is None or not vurdert.krevd_av_part or vurdert.avgjort_av in framlagt:
        return ""
    return setning(vurdert.tidsspille)


def _avgjorelser(les: Lesning, ansatte: Iterable[Ansatt]) -> tuple[Habilitetsavgjorelse, ...]:
    """Like avgjørelser samlet: «Nav-lederen og kommunalsjefen har selv …»."""
    grupper: dict[tuple[AvgjortAv, str, str], list[str]] = {}
    for ansatt in ansatte:
        vurdert = ansatt.habilitetsvurdering
        if vurdert is None or vurdert.avgjort_av is None:
            continue
        overordnet = vurdert.avgjort_av is AvgjortAv.OVERORDNET
        av = les.hvem_er(vurdert.avgjort_av_ansatt) if overordnet else ""
        nokkel = (vurdert.avgjort_av, av, les.ord.dato(vurdert.dato))
        grupper.setdefault(nokkel, []).append(les.kort(ansatt))
    return tuple(
        Habilitetsavgjorelse(oppramsing(hvem), avgjort is AvgjortAv.SELV, avgjort is AvgjortAv.OVERORDNET, av, dato)
        for (avgjort, av, dato), hvem in grupper.items()
    )


def _linjeledd(les: Lesning) -> tuple[Linjeledd, ...]:
    """Linjen ovenfra og ned, og den som har saken nå, om det er en utenfor den."""
    ny = les.ansatte.get(les.valgt.ansatt or "") if les.valgt else None
    med = les.i_linjen if ny is None or ny in les.i_linjen else (*les.i_linjen, ny)
    return tuple(
        Linjeledd(
            stor(les.hvem(a)),
            stor(les.hvem_er(a.overordnet)) if les.ansatte.get(a.overordnet or "") in med else "–",
            stor(_i_denne_saken(les, a)),
        )
        for a in sorted(med, key=lambda a: sum(over in med for over in les.over(a)))
    )


def _i_denne_saken(les: Lesning, ansatt: Ansatt) -> str:
    """«habil», og hva den som har saken nå, gjør: «habil, tar over saken»."""
    status = les.ord(f"status.{les.status(ansatt.id)}")
    if les.valgt is None or les.valgt.ansatt != ansatt.id:
        return status
    losning = les.valgt.type if les.valgt.type in _I_LINJEN else "stedfortreder"
    return les.ord(f"brev.linje.{losning}", status=status, avgjor=les.ord.avgjor_saken(les.sak.sakstype))


def _flere_ledd_ned(les: Lesning) -> bool:
    """Noen er avledet uten at den nærmeste overordnede selv er inhabil."""
    return any(
        les.status(a.id) is Status.AVLEDET
        and a.overordnet in les.ansatte
        and les.status(a.overordnet) is not Status.INHABIL
        for a in les.i_linjen
    )


@dataclass(frozen=True)
class Framlagt:
    """Spørsmålet som legges fram: hvem det er tvil om, og hvorfor det går dit det går.

    ``forbi`` er overordnede som ikke kan avgjøre det, fordi de selv er inhabile.
    """

    i_tvil: tuple[Person, ...]
    tvilerne: str
    tvilerne_kort: str
    flere_i_tvil: bool
    har_innsigelse: bool
    har_underordnede: bool
    forbi: str
    forbi_flere: bool
    til_folkevalgte: bool


def framlagt(les: Lesning) -> Framlagt:
    tvilere = les.i_tvil
    forbi = list(dict.fromkeys(a.id for tviler in tvilere for a in _forbi(les, tviler) if a not in tvilere))
    return Framlagt(
        i_tvil=tuple(person(les, a) for a in tvilere),
        tvilerne=oppramsing(les.hvem(a) for a in tvilere),
        tvilerne_kort=oppramsing(les.kort(a) for a in tvilere),
        flere_i_tvil=len(tvilere) > 1,
        har_innsigelse=any(a.innsigelse for a in tvilere),
        har_underordnede=any(tviler in les.over(a) for tviler in tvilere for a in les.i_linjen),
        forbi=oppramsing(les.hvem_er(id_) for id_ in forbi),
        forbi_flere=len(forbi) > 1,
        til_folkevalgte=til_folkevalgte(les),
    )


def avgjor_tvilen(les: Lesning) -> tuple[Ansatt, ...]:
    """Den nærmeste overordnede som kan avgjøre spørsmålet, for hver det er tvil om (fvl § 8 første ledd)."""
    valgte = {
        overordnet.id: overordnet
        for tviler in les.i_tvil
        if (overordnet := next((a for a in les.over(tviler) if _kan_avgjore(les, a)), None))
    }
    return tuple(valgte.values())


def til_folkevalgte(les: Lesning) -> bool:
    """Ingen over dem det er tvil om, kan avgjøre, og linjen er oppført helt til topps."""
    topp = {(les.over(a) or (a,))[-1].rolle for a in les.i_tvil}
    return not avgjor_tvilen(les) and topp == {Rolle.KOMMUNEDIREKTOR}


def _forbi(les: Lesning, tviler: Ansatt) -> tuple[Ansatt, ...]:
    over = les.over(tviler)
    plass = next((i for i, a in enumerate(over) if _kan_avgjore(les, a)), len(over))
    return over[:plass]


def _kan_avgjore(les: Lesning, ansatt: Ansatt) -> bool:
    return les.status(ansatt.id) in (Status.HABIL, Status.AVLEDET)
