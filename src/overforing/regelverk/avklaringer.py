"""Tvilen som står igjen: det en jurist eller Statsforvalteren ville spurt om. Endrer aldri utfallet.

Hver avklaring er én rad: når den gjelder, om den må løses før saken er ferdig, og hva den handler om.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from overforing.sak.modell import (
    UTEN_ANSATT,
    Ansatt,
    AvgjortAv,
    Avgrensningstype,
    Avslag,
    Dokument,
    Oppgave,
    Regelsett,
    Stedfortreder,
    Stedfortredertype,
    Tiltakshjemmel,
)

from .begrunnelser import TYNN
from .frist import en_maned_etter
from .funn import Avklaring, Begrunnelse, Status, Steg, Utfall
from .omstendigheter import Omstendigheter
from .saerlig_ulempe import TUNGE


@dataclass(frozen=True)
class Regel:
    """En avklaring. ``finn`` gir hva den handler om, en gang for hver forekomst.

    ``holder_tilbake``: må løses før saken er ferdig, bortsett fra ved utfallene i ``ikke_ved``.
    ``gjelder`` sier for hvilke utfall den er aktuell.
    """

    id: str
    holder_tilbake: bool
    gjelder: Callable[[Omstendigheter], bool]
    finn: Callable[[Omstendigheter], Iterator[str]]
    ikke_ved: tuple[Utfall, ...] = ()

    def ma_loses(self, utfall: Utfall) -> bool:
        return self.holder_tilbake and utfall not in self.ikke_ved


def _alle(_: Omstendigheter) -> bool:
    return True


def _habilitet(o: Omstendigheter) -> bool:
    return Steg.STEDFORTREDER in o.nadd


def _alternativer(o: Omstendigheter) -> bool:
    return o.alternativene_provd


def _ved(*utfall: Utfall) -> Callable[[Omstendigheter], bool]:
    return lambda o: o.utfall in utfall


_ANMODNING = _ved(Utfall.BE_OM_OVERFORING)


def _habilitet_skal_legges_fram(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 8 første ledd (1967): når en part krever det, avgjør den nærmeste overordnede."""
    if o.regelsett is not Regelsett.FVL1967:
        return
    for ansatt in o.ansatte:
        if _krav_uten_overordnet(ansatt) and ansatt.habilitetsvurdering and not _tidsspille(ansatt):
            yield ansatt.id


def _krav_uten_overordnet(ansatt: Ansatt) -> bool:
    vurdering = ansatt.habilitetsvurdering
    return (
        vurdering is not None
        and bool(vurdering.krevd_av_part)
        and vurdering.avgjort_av not in (AvgjortAv.OVERORDNET, AvgjortAv.FOLKEVALGT_ORGAN)
    )


def _tidsspille(ansatt: Ansatt) -> str:
    return ansatt.habilitetsvurdering.tidsspille.strip() if ansatt.habilitetsvurdering else ""


def _avgjort_av_inhabil(o: Omstendigheter) -> Iterator[str]:
    for ansatt in o.ansatte:
        vurdering = ansatt.habilitetsvurdering
        if (
            vurdering
            and vurdering.avgjort_av is AvgjortAv.OVERORDNET
            and vurdering.avgjort_av_ansatt
            and o.statuser[vurdering.avgjort_av_ansatt] is Status.INHABIL
        ):
            yield ansatt.id


def _unntak_uvanlig(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 6 fjerde ledd er snevert og passer sjelden når tilknytningen gjør inhabil uten videre."""
    for ansatt in o.ansatte:
        if o.gren.get((Steg.HABILITET, ansatt.id)) == "apenbart_unntak" and o.losning.egne[ansatt.id].uten_videre:
            yield ansatt.id


def _hast_ikke_vurdert(o: Omstendigheter) -> Iterator[str]:
    if o.sak.soknad.haster is None:
        yield "soknad.haster"


def _hast_uten_tiltak(o: Omstendigheter) -> Iterator[str]:
    if o.hastesvar_uten_tiltak and not o.ingen_tiltak_begrunnet:
        yield "midlertidige_tiltak"


def _tiltak_ikke_forelopig(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 7: den inhabile kan bare avgjøre foreløpig. Råd og veiledning (sotjl § 17) er ingen avgjørelse."""
    for i, tiltak in enumerate(o.sak.midlertidige_tiltak):
        if (
            tiltak.hjemmel is not Tiltakshjemmel.SOTJL17
            and not tiltak.forelopig
            and tiltak.besluttet_av
            and o.statuser[tiltak.besluttet_av] in (Status.INHABIL, Status.AVLEDET)
        ):
            yield f"midlertidige_tiltak[{i}].forelopig"


def _forelopig_svar_mangler(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 11 a tredje ledd: foreløpig svar når saken ikke er avgjort innen en måned."""
    mottatt = o.sak.soknad.mottatt
    frist = en_maned_etter(mottatt) if mottatt else None
    if frist and o.sak.forelopig_svar_soker is None and o.sak.vurderingsdato >= frist:
        yield "forelopig_svar_soker"


def brukte_begrunnelser(o: Omstendigheter) -> tuple[Begrunnelse, ...]:
    """Begrunnelsene utfallet hviler på, når veien gikk om spørsmålet om stedfortreder."""
    return tuple(Begrunnelse(sti, tekst) for sti, tekst in _brukte_begrunnelser(o)) if _habilitet(o) else ()


def _brukte_begrunnelser(o: Omstendigheter) -> Iterator[tuple[str, str]]:
    """Stien og teksten til hver begrunnelse utfallet hviler på."""
    for ansatt in o.ansatte:
        gren = o.gren.get((Steg.HABILITET, ansatt.id), "")
        sti = f"ansatte[{ansatt.id}]"
        if ansatt.skjonn and o.losning.egne[ansatt.id].skjonnet_avgjorde:
            yield f"{sti}.skjonn.begrunnelse", ansatt.skjonn.begrunnelse
        if ansatt.apenbart_unntak and gren == "apenbart_unntak":
            yield f"{sti}.apenbart_unntak.begrunnelse", ansatt.apenbart_unntak.begrunnelse
        if o.regelsett is Regelsett.FVL1967 and _krav_uten_overordnet(ansatt) and _tidsspille(ansatt):
            yield f"{sti}.habilitetsvurdering.tidsspille", _tidsspille(ansatt)
    if o.alternativene_provd:
        for type_ in Stedfortredertype:
            if o.losning.avvist(type_):
                yield f"stedfortreder[{type_}].begrunnelse", o.losning.alternativer[type_].begrunnelse
    if Steg.SAERLIG_ULEMPE in o.nadd and o.utfall is not Utfall.UAVKLART:
        yield "saerlig_ulempe.begrunnelse", o.sak.saerlig_ulempe.begrunnelse
    if o.hastesvar_uten_tiltak and o.ingen_tiltak_begrunnet and o.sak.ingen_tiltak:
        yield "ingen_tiltak.begrunnelse", o.sak.ingen_tiltak.begrunnelse


def _tynn_begrunnelse(o: Omstendigheter) -> Iterator[str]:
    for sti, begrunnelse in _brukte_begrunnelser(o):
        if len(begrunnelse.strip()) < TYNN:
            yield sti


def _allerede_gjort_mangler(o: Omstendigheter) -> Iterator[str]:
    """Det en inhabil alt har forberedt, må gjøres på nytt; er det truffet vedtak, gjelder fvl §§ 35 og 41."""
    inhabil_med_oppgave = any(
        ansatt.oppgave is not Oppgave.INGEN and o.statuser[ansatt.id] is Status.INHABIL for ansatt in o.ansatte
    )
    if inhabil_med_oppgave and not o.sak.allerede_gjort.strip():
        yield "allerede_gjort"


def _underskriver_inhabil(o: Omstendigheter) -> Iterator[str]:
    """Å oppnevne en stedfortreder er en avgjørelse, så den kan heller ikke den avledede gjøre."""
    sperret = {Status.INHABIL}
    if o.utfall is Utfall.OPPNEVN_STEDFORTREDER:
        sperret.add(Status.AVLEDET)
    if o.sak.underskriver and o.statuser[o.sak.underskriver] in sperret:
        yield o.sak.underskriver


def _kontaktperson_inhabil(o: Omstendigheter) -> Iterator[str]:
    kontaktperson = o.sak.kontor.kontaktperson.strip()
    for ansatt in o.ansatte:
        if kontaktperson and o.statuser[ansatt.id] is Status.INHABIL and ansatt.navn.strip() == kontaktperson:
            yield ansatt.id


def _mulige(o: Omstendigheter) -> Iterator[Stedfortreder]:
    return (alternativ for alternativ in o.losning.alternativer.values() if alternativ.mulig)


def _stedfortreder_sperret(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        if alternativ.type in UTEN_ANSATT:
            sperret = alternativ.habil is False
        else:
            sperret = alternativ.ansatt is not None and o.statuser[alternativ.ansatt] is not Status.HABIL
        if sperret:
            yield alternativ.type


def _stedfortreder_ikke_navngitt(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        if alternativ.type not in UTEN_ANSATT and alternativ.ansatt is None:
            yield alternativ.type


def _stedfortreder_habilitet_ukjent(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        if alternativ.type in UTEN_ANSATT and alternativ.habil is None:
            yield alternativ.type


def _overordnet_ikke_i_linjen(o: Omstendigheter) -> Iterator[str]:
    for alternativ in _mulige(o):
        if (
            alternativ.type is Stedfortredertype.OVERORDNET
            and alternativ.ansatt
            and o.statuser[alternativ.ansatt] is Status.HABIL
            and not o.losning.over_alle_inhabile(alternativ.ansatt)
        ):
            yield alternativ.type


def _habil_overordnet_avvist(o: Omstendigheter) -> Iterator[str]:
    if o.losning.avvist(Stedfortredertype.OVERORDNET) and any(
        o.statuser[ansatt.id] is Status.HABIL and o.losning.over_alle_inhabile(ansatt.id) for ansatt in o.sak.ansatte
    ):
        yield Stedfortredertype.OVERORDNET


def _ny_saksbehandler_ikke_navngitt(o: Omstendigheter) -> Iterator[str]:
    if not o.alternativene_provd and not o.losning.brukbar(Stedfortredertype.ANNEN_SAKSBEHANDLER):
        yield Stedfortredertype.ANNEN_SAKSBEHANDLER


def _stedfortreder_ikke_funnet(o: Omstendigheter) -> Iterator[str]:
    if Steg.SAERLIG_ULEMPE in o.nadd:
        yield "stedfortreder"


def _saerlig_ulempe_tynn(o: Omstendigheter) -> Iterator[str]:
    if not TUNGE.intersection(o.sak.saerlig_ulempe.momenter):
        yield "saerlig_ulempe.momenter"


def _foreslatte(o: Omstendigheter) -> list[str]:
    return list(dict.fromkeys(s.kommune for s in o.sak.settekommuner if s.kommune))


def _settekommune_mangler(o: Omstendigheter) -> Iterator[str]:
    if not _foreslatte(o):
        yield "settekommuner"


def _settekommune_ikke_spurt(o: Omstendigheter) -> Iterator[str]:
    if _foreslatte(o) and not any(s.spurt for s in o.sak.settekommuner if s.kommune):
        yield "settekommuner"


def _settekommune_er_egen(o: Omstendigheter) -> Iterator[str]:
    for kommune in _foreslatte(o):
        if kommune in (o.sak.kontor.kommune, o.ansvarlig):
            yield kommune


def _settekommune_inhabil(o: Omstendigheter) -> Iterator[str]:
    yield from dict.fromkeys(s.kommune for s in o.sak.settekommuner if s.kommune and s.habil is False)


def _settekommune_uvillig(o: Omstendigheter) -> Iterator[str]:
    yield from dict.fromkeys(s.kommune for s in o.sak.settekommuner if s.kommune and s.villig is False)


def _settekommune_annet_fylke(o: Omstendigheter) -> Iterator[str]:
    eget = o.embete_for.get(o.sak.kontor.kommune or "")
    for kommune in _foreslatte(o):
        annet = o.embete_for.get(kommune)
        if eget and annet and annet != eget:
            yield kommune


def _avgrensning_mangler(o: Omstendigheter) -> Iterator[str]:
    if o.sak.avgrensning.type is None:
        yield "avgrensning.type"


def _avgrensning_uten_slutt(o: Omstendigheter) -> Iterator[str]:
    if o.sak.avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER and o.sak.avgrensning.til is None:
        yield "avgrensning.til"


def _underskriver_mangler(o: Omstendigheter) -> Iterator[str]:
    if o.sak.underskriver is None:
        yield "underskriver"


def _orientering_mangler(o: Omstendigheter) -> Iterator[str]:
    if o.sak.orientering_soker is None:
        yield "orientering_soker"


def _avslag_er_enkeltvedtak(o: Omstendigheter) -> Iterator[str]:
    """F1251 § 3 tredje ledd: et avslag med henvisning til bosettingskommunen er et enkeltvedtak."""
    if any(funn.grunn == "avslag" for funn in o.spor) and o.sak.opphold.avslag is Avslag.JA:
        yield "opphold.avslag"


REGLER: tuple[Regel, ...] = (
    Regel("habilitet_skal_legges_fram", True, _habilitet, _habilitet_skal_legges_fram),
    Regel("avgjort_av_inhabil", True, _habilitet, _avgjort_av_inhabil),
    Regel("unntak_uvanlig", False, _habilitet, _unntak_uvanlig),
    Regel("hast_ikke_vurdert", True, _alle, _hast_ikke_vurdert),
    Regel("hast_uten_tiltak", True, _alle, _hast_uten_tiltak),
    Regel("tiltak_ikke_forelopig", True, _alle, _tiltak_ikke_forelopig),
    Regel("forelopig_svar_mangler", False, _alle, _forelopig_svar_mangler),
    Regel("tynn_begrunnelse", False, _habilitet, _tynn_begrunnelse),
    Regel("allerede_gjort_mangler", False, _habilitet, _allerede_gjort_mangler),
    # Om en inhabil leder kan undertegne anmodningen, er uavklart; ellers må en annen undertegne.
    Regel("underskriver_inhabil", True, _alle, _underskriver_inhabil, ikke_ved=(Utfall.BE_OM_OVERFORING,)),
    Regel("kontaktperson_inhabil", False, _habilitet, _kontaktperson_inhabil),
    Regel("stedfortreder_sperret", True, _alternativer, _stedfortreder_sperret),
    Regel("stedfortreder_ikke_navngitt", True, _alternativer, _stedfortreder_ikke_navngitt),
    Regel("stedfortreder_habilitet_ukjent", True, _alternativer, _stedfortreder_habilitet_ukjent),
    Regel("overordnet_ikke_i_linjen", True, _alternativer, _overordnet_ikke_i_linjen),
    Regel("habil_overordnet_avvist", False, _alternativer, _habil_overordnet_avvist),
    Regel("ny_saksbehandler_ikke_navngitt", True, _ved(Utfall.BYTT_SAKSBEHANDLER), _ny_saksbehandler_ikke_navngitt),
    Regel("stedfortreder_ikke_funnet", True, _ved(Utfall.OPPNEVN_STEDFORTREDER), _stedfortreder_ikke_funnet),
    Regel("saerlig_ulempe_tynn", False, _ANMODNING, _saerlig_ulempe_tynn),
    Regel("settekommune_mangler", False, _ANMODNING, _settekommune_mangler),
    Regel("settekommune_ikke_spurt", False, _ANMODNING, _settekommune_ikke_spurt),
    Regel("settekommune_er_egen", True, _ANMODNING, _settekommune_er_egen),
    Regel("settekommune_inhabil", True, _ANMODNING, _settekommune_inhabil),
    Regel("settekommune_uvillig", False, _ANMODNING, _settekommune_uvillig),
    Regel("settekommune_annet_fylke", False, _ANMODNING, _settekommune_annet_fylke),
    Regel("avgrensning_mangler", False, _ANMODNING, _avgrensning_mangler),
    Regel("avgrensning_uten_slutt", True, _ANMODNING, _avgrensning_uten_slutt),
    Regel("underskriver_mangler", False, lambda o: bool(o.dokumenter), _underskriver_mangler),
    Regel("orientering_mangler", False, lambda o: Dokument.ORIENTERING in o.dokumenter, _orientering_mangler),
    Regel("avslag_er_enkeltvedtak", False, _ved(Utfall.ANNEN_KOMMUNE), _avslag_er_enkeltvedtak),
)


def finn(o: Omstendigheter) -> tuple[Avklaring, ...]:
    """Alle avklaringene i saken, i tabellens rekkefølge."""
    return tuple(
        Avklaring(regel.id, om, regel.ma_loses(o.utfall))
        for regel in REGLER
        if regel.gjelder(o)
        for om in regel.finn(o)
    )
