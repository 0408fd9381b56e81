"""Det prøvene av saksfilen deler: den minste filen, filer med hver nøkkel, og hva en fil avvises for."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from overforing.feil import Feltfeil, UgyldigSaksfil
from overforing.sak.saksfil import fra_json
from overforing.tekster.geografi import Geografi

ROT = Path(__file__).resolve().parents[2]
KOMMUNER = Geografi.les(ROT / "resources").numre

Vei = tuple[str | int, ...]
Fil = dict[str, Any]

MINST: Fil = {
    "skjema": "overforing/sak/1",
    "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
    "vurderingsdato": "2026-11-20",
}

# En fil med hver nøkkel i saksfil.md § 1, så nær som «overfort_hit».
FULL: Fil = {
    **MINST,
    "saksnummer": "2026/0417",
    "sakstype": "soknad",
    "malform": "nn",
    "kontor": {
        "navn": "Nav Eksempel",
        "kommune": "5001",
        "bydel": "",
        "organisasjonsnummer": "",
        "adresse": "",
        "postnummer": "",
        "poststed": "",
        "kontaktperson": "",
        "telefon": "",
        "epost": "",
    },
    "soknad": {
        "mottatt": "2026-11-18",
        "form": "muntlig",
        "tjenester": ["okonomisk_stonad", "annet"],
        "beskrivelse": "",
        "haster": True,
        "hva_haster": "Mat",
        "haster_vurdert": {"dato": "2026-11-18", "av": "Siri Lund"},
    },
    "arsak": "inhabilitet",
    "parter": [
        {
            "id": "p1",
            "rolle": "soker",
            "navn": "",
            "adresse": "Storgata 1",
            "postnummer": "7030",
            "poststed": "Trondheim",
            "adressesperre": True,
            "samtykke": False,
            "sperre_vurdert": "",
            "spurt_om_tilknytning": {"dato": "2026-11-18", "svar": "kanskje", "hvem": ["a1"], "fordi": ""},
            "representant": {
                "navn": "",
                "type": "verge",
                "adresse": "Storgata 2",
                "postnummer": "7030",
                "poststed": "Trondheim",
            },
        },
        {"id": "p2", "rolle": "ektefelle"},
    ],
    "opphold": {
        "grunnlag": "integreringstilskudd",
        "kommune": "5001",
        "kommune_for_inntak": "1601",
        "bosettingskommune": "5031",
        "flytting_avtalt": False,
        "avslag": "nei",
        "vertskommune": {"kommune": "5001", "omfatter_saken": True},
        "tvist": {
            "med_kommune": "5031",
            "motpartens_svar": "",
            "vart_syn": {"ansvarlig": "5031", "begrunnelse": "Hun bor der."},
        },
        "begrunnelse": "",
    },
    "ansatte": [
        {
            "id": "a1",
            "navn": "Kari Moen",
            "rolle": "nav_leder",
            "oppgave": "ingen",
            "overordnet": "a2",
            "organ": "kommunen",
            "tilknytninger": [
                {"type": "sosken", "part": "p1", "beskrivelse": "", "kilde": "selv"},
                {"type": "nabo", "part": "p2", "kilde": "andre"},
            ],
            "ingen_tilknytning": [{"part": "p2", "kilde": "selv", "dato": "2026-11-19", "av": "Siri Lund"}],
            "skjonn": {"konklusjon": "inhabil", "begrunnelse": "x"},
            "apenbart_unntak": {"oppfylt": False, "begrunnelse": ""},
            "innsigelse": {"dato": "2026-11-19", "begrunnelse": ""},
            "habilitetsvurdering": {
                "avgjort_av": "overordnet",
                "avgjort_av_ansatt": "a2",
                "krevd_av_part": False,
                "tidsspille": "",
                "dato": "2026-11-19",
            },
            "fravaer": {"fra": "2026-11-01", "til": "2026-12-01", "fungerer": "a3"},
            "utenfor_linjen": "",
            "tilgang_stengt": {"dato": "2026-11-19", "av": "IKT"},
        },
        {"id": "a2", "rolle": "kommunalsjef", "ingen_over": "interkommunalt_organ", "holdes_utenfor": ""},
        {"id": "a3", "rolle": "avdelingsleder", "overordnet": "a1"},
        {"id": "a4", "rolle": "avdelingsleder", "stilling_ledig": True},
    ],
    "stedfortreder": [
        {"type": "overordnet", "ansatt": "a2", "mulig": True, "begrunnelse": ""},
        {"type": "innleid", "mulig": True, "habil": True, "svarer_til": "a2"},
        {"type": "folkevalgt_organ", "mulig": True, "habil": True, "organ_i": "felles_nemnd"},
    ],
    "saerlig_ulempe": {"vurdering": "ja", "begrunnelse": "x", "momenter": ["travelhet", "gjentatte_saker"]},
    "settekommuner": [{"kommune": "5031", "spurt": True, "villig": True, "habil": True, "merknad": ""}],
    "avgrensning": {"type": "soknad_og_fornyelser", "til": "2027-11-20", "tekst": ""},
    "vedtak": {"organ": "formannskapet", "dato": "2026-11-19", "saksnr": "12/26"},
    "midlertidige_tiltak": [
        {
            "dato": "2026-11-18",
            "hjemmel": "sotjl18",
            "forelopig": True,
            "beskrivelse": "",
            "besluttet_av": "a1",
            "fulgt_opp": {"hva": "ny_avgjorelse", "begrunnelse": "", "av": "Anne Dahl", "dato": "2026-11-19"},
        }
    ],
    "allerede_truffet": [{"dato": "2026-10-01", "av": "a1", "hva": "innvilget", "gjelder_fortsatt": True}],
    "ingen_tiltak": {"begrunnelse": "x", "vurdert_av": "a2"},
    "forelopig_svar_soker": {"dato": "2026-11-19"},
    "orientering_soker": {"dato": "2026-11-19", "mate": "telefon", "til": "begge", "onske": ""},
    "allerede_gjort": "Ingenting.",
    "underskriver": "a2",
    "vedlegg": ["Søknaden"],
    "notat": "",
    "brev": {
        "dato": "2026-11-20",
        "deres_ref": "",
        "nevn_soker": True,
        "datoer": {"anmodning": {"dato": "2026-11-20", "sum": "a"}},
        "overstyringer": {"anmodning": {"nb": {"bakgrunn": {"tekst": "a", "forslag": "b"}}}},
    },
    "ferdigstilt": {"tidspunkt": "2026-11-20T10:00:00", "regelsett": "fvl1967", "av": "Kari"},
    "sendt": {"dato": "2026-11-20", "mate": "post"},
    "svar": {
        "dato": "2026-11-21",
        "resultat": "overfort",
        "settekommune": "5031",
        "omfang": "en_soknad",
        "til": "2027-11-21",
        "nye_opplysninger": {"dato": "2026-11-25", "tekst": ""},
    },
}

# «overfort_hit» utelukker «tvist» og «vertskommune», og har derfor sin egen fil.
OVERFORT: Fil = {
    **MINST,
    "opphold": {
        "overfort_hit": {
            "fra": "5031",
            "dato": "2026-11-10",
            "omfang": "soknad_og_fornyelser",
            "til": "2027-11-10",
            "gjelder_denne": True,
        }
    },
}


def feilene(data: object) -> list[Feltfeil]:
    """Feilene i en fil, på bokmål; tomt når den er gyldig. Alt annet enn ``UgyldigSaksfil`` slipper ut."""
    if not isinstance(data, bytes | str):
        data = json.dumps(data)
    try:
        fra_json(data, KOMMUNER)
    except UgyldigSaksfil as ugyldig:
        fant = [Feltfeil(f.felt, str(f.forventet), str(f.funnet)) for f in ugyldig.feil]
    else:
        return []
    assert fant
    assert all(isinstance(feil, Feltfeil) for feil in fant)
    return fant


def stier(data: object) -> list[str]:
    return [f.felt for f in feilene(data)]


def med(**felt: Any) -> Fil:
    return MINST | felt


def alle_steder(verdi: Any, vei: Vei = ()) -> Iterator[tuple[Vei, Any]]:
    """Hvert sted i en JSON-verdi, roten først."""
    yield vei, verdi
    deler = verdi.items() if isinstance(verdi, dict) else enumerate(verdi) if isinstance(verdi, list) else ()
    for navn, innhold in deler:
        yield from alle_steder(innhold, (*vei, navn))


def hent(rot: Any, vei: Vei) -> Any:
    for ledd in vei:
        rot = rot[ledd]
    return rot


def bytt(rot: Any, vei: Vei, ny: Any) -> Any:
    """En kopi av ``rot`` der stedet er byttet ut."""
    if not vei:
        return ny
    kopi = copy.deepcopy(rot)
    hent(kopi, vei[:-1])[vei[-1]] = ny
    return kopi


_MERKE = {"ansatte": "id", "parter": "id", "stedfortreder": "type"}


def sti(rot: Any, vei: Vei) -> str:
    """Stien slik saksfil.md skriver den: id der lista har id-er, type i stedfortreder, ellers plassen."""
    ut, sted = "", rot
    for ledd in vei:
        if isinstance(ledd, int):
            element = sted[ledd]
            merke = element.get(_MERKE.get(ut, "")) if isinstance(element, dict) else None
            ut += f"[{merke if isinstance(merke, str) else ledd}]"
        else:
            ut += f".{ledd}" if ut else ledd
        sted = sted[ledd]
    return ut


def navnet(vei: Vei) -> str:
    return ".".join(map(str, vei)) or "roten"


STEDER: list[tuple[Fil, Vei]] = [
    *((FULL, vei) for vei, _ in alle_steder(FULL)),
    *((OVERFORT, vei) for vei, _ in alle_steder(OVERFORT) if len(vei) > 1),
]
"""Hver nøkkel i saksfilen, i en fil der den er gyldig."""


def hvert(steder: list[tuple[Fil, Vei]]) -> pytest.MarkDecorator:
    """Prøven én gang for hvert sted, med ``fil`` og ``vei``."""
    return pytest.mark.parametrize(("fil", "vei"), steder, ids=[navnet(vei) for _, vei in steder])
