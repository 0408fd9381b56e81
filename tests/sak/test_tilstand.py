"""Hvor langt saken er kommet: ett svar, i lista som i den åpne saken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from overforing.sak.modell import Ferdigstilt, Regelsett, Resultat, Sak, Sakstilstand, Sendt, Svar
from overforing.sak.tilstand import sakstilstand

DAG = date(2026, 11, 20)
UTKAST = Sak(id="6f1c7a1e-0d53-4f6e-9c0a-6d6f1c7a1e01", vurderingsdato=DAG)
FERDIG = replace(UTKAST, ferdigstilt=Ferdigstilt(regelsett=Regelsett.FVL1967))
SENDT = replace(FERDIG, sendt=Sendt(dato=DAG))
BESVART = replace(SENDT, svar=Svar(dato=DAG, resultat=Resultat.AVSLATT))


def test_det_siste_som_er_fort_bestemmer() -> None:
    assert [sakstilstand(sak) for sak in (UTKAST, FERDIG, SENDT, BESVART)] == [
        Sakstilstand.UTKAST,
        Sakstilstand.FERDIG,
        Sakstilstand.SENDT,
        Sakstilstand.SVAR_MOTTATT,
    ]


def test_at_saken_er_avsluttet_gar_foran_alt() -> None:
    assert {sakstilstand(sak, avsluttet=True) for sak in (UTKAST, BESVART)} == {Sakstilstand.AVSLUTTET}


def test_et_svar_uten_resultat_er_intet_svar_og_en_tom_sending_ingen_sending() -> None:
    assert sakstilstand(replace(SENDT, svar=Svar(dato=DAG))) is Sakstilstand.SENDT
    assert sakstilstand(replace(FERDIG, sendt=Sendt())) is Sakstilstand.FERDIG
    assert sakstilstand(replace(UTKAST, ferdigstilt=Ferdigstilt())) is Sakstilstand.UTKAST
