"""Hvem det ventes på: den rollen som skal gjøre det neste, aldri en person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from overforing.regelverk.funn import Avklaring, Utfall, Vurdering
from overforing.sak import modell as m
from overforing.saksgang.kjennetegn import Venter, venter_pa

SENDT = {"sendt": m.Sendt(dato=date(2026, 11, 21))}
SVART = {**SENDT, "svar": m.Svar(resultat=m.Resultat.AVSLATT)}


def _venter(utfall: Utfall, felt: dict[str, Any], *, ferdig: bool = True, **vurdering: Any) -> Venter:
    sak = m.Sak(id="x", vurderingsdato=date(2026, 11, 20), **felt)
    regelsett = m.Regelsett.FVL1967
    return venter_pa(
        sak, Vurdering(sak="x", regelsett=regelsett, utfall=utfall, ansatte={}, **vurdering), ferdig=ferdig
    )


@pytest.mark.parametrize(
    ("utfall", "felt", "ventet"),
    [
        (Utfall.BYTT_SAKSBEHANDLER, {}, Venter.OSS),
        (Utfall.BYTT_SAKSBEHANDLER, SENDT, Venter.INGEN),
        (Utfall.LEGG_FRAM_FOR_OVERORDNET, {}, Venter.OVERORDNET),
        (Utfall.LEGG_FRAM_FOR_OVERORDNET, SENDT, Venter.OVERORDNET),
        (Utfall.BE_OM_OVERFORING, {}, Venter.OSS),
        (Utfall.BE_OM_OVERFORING, SENDT, Venter.STATSFORVALTEREN),
        (Utfall.TVIST_OM_OPPHOLD, SENDT, Venter.STATSFORVALTEREN),
        (Utfall.BE_OM_OVERFORING, SVART, Venter.OSS),
        (Utfall.ANNEN_KOMMUNE, SENDT, Venter.INGEN),
    ],
)
def test_den_som_skal_gjore_det_neste_i_en_klar_sak(utfall: Utfall, felt: dict[str, Any], ventet: Venter) -> None:
    assert _venter(utfall, felt) is ventet


def test_et_folkevalgt_organ_ventes_pa_nar_saken_er_sendt_dit() -> None:
    baerer = m.Stedfortredertype.FOLKEVALGT_ORGAN
    assert _venter(Utfall.OVERORDNET_AVGJOR, SENDT, baerer=baerer) is Venter.FOLKEVALGTE
    assert _venter(Utfall.OVERORDNET_AVGJOR, SENDT, baerer=m.Stedfortredertype.OVERORDNET) is Venter.INGEN


def test_mangler_noe_er_det_oss_ogsa_nar_saken_er_sendt() -> None:
    assert _venter(Utfall.UAVKLART, SENDT, ferdig=False) is Venter.OSS
    assert _venter(Utfall.BE_OM_OVERFORING, SENDT, ferdig=False) is Venter.OSS
    assert _venter(Utfall.LEGG_FRAM_FOR_OVERORDNET, {}, ferdig=False) is Venter.OSS


def test_de_folkevalgte_ventes_pa_nar_de_skal_oppnevne() -> None:
    oppnevnes = (Avklaring("oppnevnes_av_folkevalgte", "vedtak", True),)
    assert _venter(Utfall.OPPNEVN_STEDFORTREDER, {}, ferdig=False, avklaringer=oppnevnes) is Venter.FOLKEVALGTE


@pytest.mark.parametrize(("samtykke", "ventet"), [(None, Venter.SOKEREN), (True, Venter.OSS), (False, Venter.OSS)])
def test_sokeren_ventes_pa_til_hun_har_sagt_om_hun_kan_nevnes(samtykke: bool | None, ventet: Venter) -> None:
    part = m.Part(id="p1", adressesperre=True, samtykke=samtykke)
    assert _venter(Utfall.UAVKLART, {"parter": (part,)}, ferdig=False) is ventet
