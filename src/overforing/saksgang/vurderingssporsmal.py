"""Spørsmålene om den konkrete vurderingen av en ansatt, og om hvem som avgjorde den. Ingen regel."""

from __future__ import annotations

from dataclasses import replace

from overforing.regelverk.funn import Status
from overforing.sak import modell as m
from overforing.sak.sti import Sti
from overforing.tekster.vekt import INNSIGELSE, KOLLEGA_SOM_PART, vekt

from .fornyelse import tidligere
from .som_sist import foresla
from .sporsmal import Sider, sjelden
from .tilstand import Sporsmal, Svarslag


def vurderingen(b: Sider, ansatt: m.Ansatt, status: Status) -> list[Sporsmal]:
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
        felt.append(sjelden(s(sti / "apenbart_unntak.oppfylt", Svarslag.JA_NEI, valgfri=True)))
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
        felt.append(sjelden(s(sti / "krevd_av_part", Svarslag.JA_NEI, valgfri=True)))
    if vurdering.avgjort_av is m.AvgjortAv.OVERORDNET:
        felt.append(s(sti / "avgjort_av_ansatt", Svarslag.VALG, b.ansatte(ansatt.id)))
    if vurdering.krevd_av_part and vurdering.avgjort_av in (None, m.AvgjortAv.SELV):
        felt.append(s(sti / "tidsspille", Svarslag.LANGTEKST, valgfri=True))
    if vurdering.avgjort_av or vurdering.dato or avgjort_av.ved_neste:
        dato = b.i_dag(s(sti / "dato", Svarslag.DATO, valgfri=not ma)) if ma else s(sti / "dato", Svarslag.DATO)
        felt.append(replace(dato, valgfri=not ma, mer=not ma or dato.ved_neste))
    return felt
