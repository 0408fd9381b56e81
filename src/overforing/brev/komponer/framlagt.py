"""Spørsmålet som legges fram for den som skal avgjøre det, ordlagt (fvl § 8)."""

from __future__ import annotations

from collections.abc import Iterator

from overforing.sak.modell import Ansatt
from overforing.tekster.katalog import oppramsing

from .flett import Felt
from .habiliteten import person
from .lesning import Lesning
from .veies import veies


def framlagt(les: Lesning) -> Felt:
    """Hvem spørsmålet gjelder, og hvorfor det går dit det går.

    ``avgjort_av_inhabil`` er dem som har fått spørsmålet avgjort av en som selv er inhabil. ``forbi`` er overordnede
    som ikke kan avgjøre det. ``overst`` er dem som kan ta stilling selv til et folkevalgt organ har svart.
    """
    gjelder = de_det_gjelder(les)
    av_inhabil = [a for a in les.star_igjen("avgjort_av_inhabil") if a in gjelder]
    overst = [a for a in gjelder if _til_folkevalgte(les, a) and a.id in les.vurdering.overst]
    a_veie = veies(les, gjelder)
    forbi = dict.fromkeys(a.id for tviler in gjelder for a in _forbi(les, tviler) if a not in gjelder)
    return {
        "framlagte": tuple(person(les, a) for a in gjelder),
        "hvem": oppramsing(map(les.hvem, gjelder)),
        "hvem_kort": oppramsing(map(les.kort, gjelder)),
        "flere_framlagt": len(gjelder) > 1,
        "i_tvil": all(a in les.i_tvil for a in gjelder),
        "avgjort_av_inhabil": oppramsing(map(les.kort, av_inhabil)),
        "andre_inhabile": tuple(person(les, a) for a in les.inhabile if a not in gjelder),
        "har_innsigelse": any(a.innsigelse for a in gjelder),
        "har_underordnede": any(a in les.over(under) for a in gjelder for under in les.i_linjen),
        "forbi": oppramsing(map(les.hvem_er, forbi)),
        "til_folkevalgte": til_folkevalgte(les),
        "overst": oppramsing(map(les.kort, overst)),
        "veies": tuple(map(vars, a_veie)),
        "har_kilder": any(v.kilde for v in a_veie),
    }


def de_det_gjelder(les: Lesning) -> tuple[Ansatt, ...]:
    """De det er tvil om, og de som ikke har fått spørsmålet avgjort av en som kunne."""
    return tuple(
        a
        for a in les.sak.ansatte
        if (a in les.i_tvil or a.id in les.vurdering.ma_framlegges) and not les.holdes_utenfor(a)
    )


def hvem_som_avgjor(les: Lesning) -> tuple[Ansatt, ...]:
    """Den nærmeste overordnede som kan avgjøre spørsmålet, for hver det gjelder."""
    valgte = dict.fromkeys(les.vurdering.framlegges_for[a.id] for a in de_det_gjelder(les))
    return tuple(les.ansatte[id_] for id_ in valgte if id_ is not None)


def til_folkevalgte(les: Lesning) -> bool:
    """For noen av dem kan ingen i administrasjonen avgjøre det, og linjen er oppført helt til topps."""
    return any(_til_folkevalgte(les, a) for a in de_det_gjelder(les))


def _til_folkevalgte(les: Lesning, ansatt: Ansatt) -> bool:
    if les.vurdering.framlegges_for[ansatt.id] is not None:
        return False
    return not any(a.id in les.vurdering.hull for a in (ansatt, *_stillingene(les, ansatt)))


def _stillingene(les: Lesning, ansatt: Ansatt) -> Iterator[Ansatt]:
    """Stillingene over den ansatte, også der en annen fungerer."""
    while over := les.ansatte.get(ansatt.overordnet or ""):
        yield over
        ansatt = over


def _forbi(les: Lesning, ansatt: Ansatt) -> Iterator[Ansatt]:
    til = les.vurdering.framlegges_for[ansatt.id]
    for over in les.over(ansatt):
        if over.id == til:
            return
        if not over.stilling_ledig:
            yield over
