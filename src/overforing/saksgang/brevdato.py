"""Dagen et brev skal ha: sin egen, aldri en et eldre brev fikk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Sak


def brevdato(dokument: Dokument, sak: Sak, vurdering: Vurdering, i_dag: date, summen: Callable[[date], str]) -> date:
    """Det samme brevet som før beholder dagen sin; ``summen`` er summen av teksten med en gitt dag.

    Ellers gjelder dagen brukeren har valgt, så sant den ikke er brukt, og så vurderingsdatoen. Et brev som kommer etter
    noe som er gått ut, får dagen i dag.
    """
    trykt = sak.brev.datoer.get(dokument)
    if trykt and trykt.dato and summen(trykt.dato) == trykt.sum:
        return trykt.dato
    valgt = sak.brev.dato
    if _er_senere(dokument, sak, vurdering):
        return valgt if valgt and _er_ubrukt(valgt, sak) else i_dag
    return valgt or (i_dag if trykt else sak.vurderingsdato)


def _er_senere(dokument: Dokument, sak: Sak, vurdering: Vurdering) -> bool:
    """Om brevet kommer etter brev som er gått ut eller er lagret."""
    if sak.svar and sak.svar.resultat:
        return True
    sendt = bool(sak.sendt and sak.sendt.dato)
    if sak.brev.datoer:
        return sendt or dokument not in sak.brev.datoer
    # Uten dager å gå etter: brevene utfallet kaller på, er de som ble laget da saken ble ferdig.
    return (sendt or sak.ferdigstilt is not None) and dokument not in vurdering.dokumenter


def _er_ubrukt(valgt: date, sak: Sak) -> bool:
    brukt = [trykt.dato for trykt in sak.brev.datoer.values() if trykt.dato]
    if sak.sendt and sak.sendt.dato:
        brukt.append(sak.sendt.dato)
    svart = sak.svar.dato if sak.svar else None
    return all(valgt > dag for dag in brukt) and (svart is None or valgt >= svart)
