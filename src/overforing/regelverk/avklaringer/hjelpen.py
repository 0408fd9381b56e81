"""Avklaringene om hjelpen i mellomtiden. De gjelder uansett utfall, og stanser aldri saken som haster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from overforing.regelverk.frist import en_maned_etter
from overforing.regelverk.funn import Status
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.sak.modell import Tiltakshjemmel
from overforing.sak.sti import i_liste

FORELDET = timedelta(days=14)
"""En vurdering av om noe haster, eldre enn dette, bør gjøres på nytt. Et hjelpemiddel, ikke et krav i loven."""


def hast_ikke_vurdert(o: Omstendigheter) -> Iterator[str]:
    if o.sak.soknad.haster is None:
        yield "soknad.haster"


def ingen_tiltak_av_inhabil(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 7 lar den inhabile avgjøre når det haster å hjelpe; å nekte hjelp kan vente på en som kan avgjøre."""
    ingen = o.sak.ingen_tiltak
    if ingen is None or not o.hastesvar_uten_tiltak:
        return
    if not o.losning.kan_avgjore(ingen.vurdert_av):
        yield "ingen_tiltak.vurdert_av"


def hast_foreldet(o: Omstendigheter) -> Iterator[str]:
    vurdert = o.sak.soknad.haster_vurdert
    if vurdert is None or vurdert.dato is None:
        return
    sendt = o.sak.sendt.dato if o.sak.sendt else None
    if o.sak.vurderingsdato - vurdert.dato > FORELDET or (sendt is not None and vurdert.dato < sendt):
        yield "soknad.haster_vurdert.dato"


def hast_uten_tiltak(o: Omstendigheter) -> Iterator[str]:
    if o.hastesvar_uten_tiltak and not o.ingen_tiltak_begrunnet:
        yield "midlertidige_tiltak"


def tiltak_ikke_forelopig(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 7: den inhabile kan bare avgjøre foreløpig. Råd og veiledning (sotjl § 17) er ingen avgjørelse.

    En ytelse som er utbetalt, tas ikke tilbake for å tilfredsstille programmet: at en habil har fulgt opp, er nok.
    """
    for i, tiltak in enumerate(o.sak.midlertidige_tiltak):
        fulgt_opp = tiltak.fulgt_opp is not None and tiltak.fulgt_opp.hva is not None
        if (
            tiltak.hjemmel is not Tiltakshjemmel.SOTJL17
            and tiltak.forelopig is False
            and tiltak.besluttet_av
            and o.statuser[tiltak.besluttet_av] in (Status.INHABIL, Status.AVLEDET)
            and not fulgt_opp
        ):
            yield i_liste("midlertidige_tiltak", i)


def tiltak_uten_navn(o: Omstendigheter) -> Iterator[str]:
    for i, tiltak in enumerate(o.sak.midlertidige_tiltak):
        if tiltak.besluttet_av is None or tiltak.forelopig is None:
            yield i_liste("midlertidige_tiltak", i)
    for i, truffet in enumerate(o.sak.allerede_truffet):
        if truffet.av is None:
            yield i_liste("allerede_truffet", i)


def forelopig_svar_mangler(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 11 a tredje ledd: foreløpig svar når saken ikke er avgjort innen en måned."""
    mottatt = o.sak.soknad.mottatt
    frist = en_maned_etter(mottatt) if mottatt else None
    if frist and o.sak.forelopig_svar_soker is None and o.sak.vurderingsdato >= frist:
        yield "forelopig_svar_soker"
