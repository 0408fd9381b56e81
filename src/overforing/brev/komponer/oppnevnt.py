"""Hvem som oppnevner stedfortrederen, og saken slik den legges fram for et folkevalgt organ, ordlagt."""

from __future__ import annotations

from overforing.regelverk.hjemmel import Hjemmel
from overforing.sak.modell import Oppgave, Rolle, Vedtaksorgan
from overforing.tekster.katalog import oppramsing

from .flett import Felt
from .lesning import Lesning
from .ord import linje


def oppnevnt(les: Lesning) -> Felt:
    """``stedfortrederens_navn`` er tomt når den som oppnevnes, ikke står i saken: en innleid har ikke noe navn der.

    ``vedtaksorgan`` er det folkevalgte organet som oppnevnte, når administrasjonen ikke kan; ``ma_vedtas`` at det ikke
    er ført opp. En ordfører skriver under for organet og har ingen egen myndighet til å oppnevne.
    """
    ansatt = les.ansatte.get(les.valgt.ansatt or "") if les.valgt else None
    underskriver = les.ansatte.get(les.sak.underskriver or "")
    vedtak = les.sak.vedtak
    saksnr = linje(vedtak.saksnr) if vedtak else ""
    return {
        "stedfortrederens_navn": linje(ansatt.navn) if ansatt else "",
        "vedtaksorgan": les.ord(f"notat.vedtak.{vedtak.organ or Vedtaksorgan.ANNET}") if vedtak else "",
        "vedtaksdato": les.ord.dato(vedtak.dato) if vedtak else "",
        "vedtakssak": les.ord("notat.vedtak.saken", saksnr=saksnr) if saksnr else "",
        "ma_vedtas": any(a.id == "oppnevnes_av_folkevalgte" for a in les.vurdering.avklaringer),
        "ordforer_skriver_under": underskriver is not None and underskriver.rolle is Rolle.ORDFORER,
    }


def navngitt_inhabile(les: Lesning) -> Felt:
    """Hvem som er inhabil, i brev til dem som ikke skal vite hva parten er for den ansatte.

    ``grunnlag`` er bare paragrafene: ledd og bokstav sier hvilken tilknytning det er.
    """
    utenfor = [a for a in les.inhabile if les.holdes_utenfor(a)]
    inhabile = [a for a in les.inhabile if a not in utenfor]
    hjemler = dict.fromkeys(Hjemmel(h.lov, h.paragraf) for a in inhabile for h in les.egen[a.id].hjemmel)
    return {
        "inhabile_hvem": oppramsing(map(les.hvem, inhabile)),
        "flere_inhabile_hvem": len(inhabile) > 1,
        "grunnlag": les.ord.bestemmelser(hjemler),
        "utenfor": oppramsing(map(les.hvem, utenfor)),
    }


def saksframlagt(les: Lesning) -> Felt:
    """Hvem som kan forberede saken for organet, og hvem som holder seg borte."""
    kan_forberede = [a for a in les.i_linjen if a.oppgave is not Oppgave.INGEN and les.vurdering.kan_forberede(a.id)]
    return {
        "forbereder": oppramsing(map(les.hvem, kan_forberede)),
        "deltar_ikke": oppramsing(map(les.hvem, les.inhabile)),
        "flere_deltar_ikke": len(les.inhabile) > 1,
    }
