"""Det arkivet er stilt inn med: det som ikke er sagt, gjelder som ellers, og det som ikke kan stå, sies med feltet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from arkiv.arkivprover import PROGRAM

from overforing.arkiv.verdier import Arkivverdier, Formatkode, Pakkefiler, arkivverdier
from overforing.cli.pakke import FILER
from overforing.feil import UgyldigInndata

KLASSE = {"klassifikasjonssystem": "K-koder", "klasse": "F47", "klassetittel": "Sosiale tjenester"}


def test_det_som_ikke_er_stilt_inn_gjelder_som_ellers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PROGRAM.arkivverdier() == Arkivverdier(tilgangskode="UO", tilgangsnavn="Unntatt offentlighet")
    lager = PROGRAM.innstillinger
    innstilt = {**KLASSE, "arkivdel": "  ", "filer": "bare_pdf", "format": "endelse", "fra_en_nyere_utgave": "x"}
    monkeypatch.setattr(lager, "verdier", replace(lager.verdier, arkiv=innstilt))
    verdier = PROGRAM.arkivverdier()
    assert (verdier.klasse, verdier.arkivdel, verdier.tilgangskode) == ("F47", "", "UO")
    assert (verdier.filer, verdier.format) == (Pakkefiler.BARE_PDF, Formatkode.ENDELSE)


@pytest.mark.parametrize(
    ("innstilt", "ventet"),
    [
        ({"klasse": "F 47"}, "«Klasse»: En kode kan ikke ha mellomrom"),
        ({"tilgangskode": "U" * 11}, "«Tilgangskode»: Kan ha 10 tegn, og her er 11"),
        ({"saksansvarlig": "en\nto"}, "«Saksansvarlig»: Må stå på én linje"),
        ({"saksbehandler": "NAV 13097248022"}, "«Saksbehandler»: Har et fødselsnummer"),
        ({"filer": "word"}, "«Filer i pakken»: Må være «etter_mottakeren», «bare_pdf»"),
        ({**KLASSE, "klassetittel": " "}, "fyll ut også Tittel på klassen"),
        ({"tilgangskode": "13"}, "fyll ut også Tilgangskoden betyr"),
    ],
)
def test_en_verdi_som_ikke_kan_sta_i_meldingen_sies_med_feltet(innstilt: Mapping[str, str], ventet: str) -> None:
    with pytest.raises(UgyldigInndata, match=f"^Innstillingene, «Arkivet».*{ventet}"):
        arkivverdier(innstilt, {"tilgangskode": "UO", "tilgangsnavn": "Unntatt offentlighet"})


def test_kommandolinja_har_de_samme_valgene() -> None:
    assert set(FILER) == set(Pakkefiler)
