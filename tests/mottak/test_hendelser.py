"""Det som føres, kommer likt tilbake, og forskjellene og begrunnelsene står på det stedet de gjelder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from mottak.mottakprover import NA, en_foresporsel, min_foresporsel

from overforing.mottak import hendelser
from overforing.mottak.begrunnelser import begrunnelser
from overforing.mottak.foresporsel import FELT, EgenHabilitet, Slag, Status, Svarutfall
from overforing.mottak.forskjeller import Feltforskjell, feltforskjeller, flat
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.overganger import ny_anmodning
from overforing.sak.kodeverk import Avgrensningstype, Malform

FULL = min_foresporsel(
    status=Status.AVGJORT,
    sak="abc",
    malform=Malform.NN,
    avsender="Nav Eksempel",
    dokumentdato=date(2026, 11, 19),
    haster=False,
    ny_versjon=True,
    egen_habilitet=EgenHabilitet.TVIL,
    utfall=Svarutfall.OVERFORT,
    settekommune="5031",
    avgjort=date(2026, 12, 1),
    omfang=Avgrensningstype.SOKNAD_OG_FORNYELSER,
    til=date(2027, 6, 30),
    svarfrist=date(2026, 12, 6),
    etter_avslag="2025/9",
)


@pytest.mark.parametrize("felt", FELT)
def test_hvert_felt_som_fores_leses_tilbake_som_det_var(felt: str) -> None:
    verdi = getattr(FULL, felt)
    fort = hendelser.ut(verdi)
    assert fort is None or isinstance(fort, str | bool)
    lest = hendelser.inn(felt, fort)
    assert (lest, type(lest)) == (verdi, type(verdi))


def test_det_som_fores_er_tekst_ja_nei_eller_ikke_kjent() -> None:
    assert [hendelser.ut(v) for v in (None, True, Slag.TVIST, date(2026, 12, 6), "x", 7)] == [
        None,
        True,
        "tvist",
        "2026-12-06",
        "x",
        "7",
    ]


@pytest.mark.parametrize(("felt", "verdi"), [("slag", "klage"), ("til", "i morgen"), ("omfang", "alt")])
def test_en_verdi_feltet_ikke_kan_ha_leses_ikke(felt: str, verdi: str) -> None:
    with pytest.raises(ValueError, match=verdi):
        hendelser.inn(felt, verdi)


def test_bare_det_som_faktisk_blir_endret_fores() -> None:
    f = en_foresporsel(haster=None)
    endret = hendelser.forskjell(f, {"kommune": "5001", "haster": True, "slag": Slag.TVIST})
    assert endret == {"haster": (None, True), "slag": ("anmodning", "tvist")}
    assert hendelser.forskjell(None, {"kommune": "5001", "sak": None}) == {
        "kommune": (None, "5001"),
        "sak": (None, None),
    }


def test_den_forste_hendelsen_er_foresporselen() -> None:
    felt = {navn: getattr(FULL, navn) for navn in FELT}
    forste = Hendelse(1, NA, "Tor Hegg", Handling.MOTTATT, hendelser.forskjell(None, felt))
    ny = hendelser.ny(2026, 1, forste)
    assert ny == replace(FULL, versjon=1, registrert=NA, registrert_av="Tor Hegg")
    assert hendelser.spill_av(2026, 1, [forste]) == ny
    annen = Hendelse(2, NA, "Ine Aune", Handling.RETTET, {"avsender": ("Nav Eksempel", "Nav Ås")})
    assert hendelser.spill_av(2026, 1, [forste, annen]) == replace(ny, versjon=2, avsender="Nav Ås")


def test_en_historikk_som_ikke_begynner_med_alle_feltene_spilles_ikke_av() -> None:
    felt = {navn: getattr(FULL, navn) for navn in FELT}
    hele = hendelser.forskjell(None, felt)
    uten_et = {navn: verdi for navn, verdi in hele.items() if navn != "omfang"}
    for nr, endret in ((2, hele), (1, uten_et)):
        with pytest.raises(ValueError, match="begynner ikke med mottaket"):
            hendelser.spill_av(2026, 1, [Hendelse(nr, NA, "", Handling.MOTTATT, endret)])


def test_avslaget_star_nar_kommunen_ber_pa_nytt() -> None:
    endring = ny_anmodning(FULL, "2026/5")
    assert (endring.handling, endring.tekst) == (Handling.NY_ANMODNING, "2026/5")
    naa = hendelser.anvend(FULL, Hendelse(2, NA, "", endring.handling, hendelser.forskjell(FULL, endring.felt)))
    assert (naa.status, naa.utfall, naa.avgjort) == (FULL.status, FULL.utfall, FULL.avgjort)


# Forskjellene


def test_svarene_far_stien_de_star_pa() -> None:
    sak: dict[str, Any] = {
        "saksnummer": "1",
        "stedfortreder": [{"type": "innleid", "mulig": False}, {"type": "overordnet", "ansatt": "a2"}],
        "settekommuner": [{"kommune": "5031", "type": "x"}, {"kommune": "5035"}],
        "soknad": {"tjenester": ("a", "b"), "haster": True},
    }
    assert list(flat(sak)) == [
        ("saksnummer", "1"),
        ("stedfortreder[innleid].type", "innleid"),
        ("stedfortreder[innleid].mulig", "nei"),
        ("stedfortreder[overordnet].type", "overordnet"),
        ("stedfortreder[overordnet].ansatt", "a2"),
        ("settekommuner[0].kommune", "5031"),
        ("settekommuner[0].type", "x"),
        ("settekommuner[1].kommune", "5035"),
        ("soknad.tjenester[0]", "a"),
        ("soknad.tjenester[1]", "b"),
        ("soknad.haster", "ja"),
    ]


def test_to_med_samme_id_far_plassen_som_navn() -> None:
    assert [sti for sti, _ in flat([{"id": "a"}, {"id": "a"}])] == ["[0].id", "[1].id"]


def test_forskjellene_kommer_i_den_nyes_rekkefolge_og_det_som_er_borte_sist() -> None:
    assert feltforskjeller({"a": "1", "b": "2", "c": "3"}, {"d": "4", "b": "5", "c": "3"}) == (
        Feltforskjell("d", None, "4"),
        Feltforskjell("b", "2", "5"),
        Feltforskjell("a", "1", None),
    )


# Begrunnelsene


@pytest.mark.parametrize(
    "navn",
    [
        "begrunnelse",
        "tidsspille",
        "allerede_gjort",
        "hva_haster",
        "motpartens_svar",
        "merknad",
        "utenfor_linjen",
        "holdes_utenfor",
    ],
)
def test_det_avsenderen_har_begrunnet_vises_uten_det_som_er_tomt(navn: str) -> None:
    assert begrunnelser({"x": {navn: " Fordi. "}, "y": {navn: " "}}) == ((f"x.{navn}", "Fordi."),)


def test_det_nye_etter_avslaget_er_en_begrunnelse_men_ikke_all_annen_tekst() -> None:
    svar = {"nye_opplysninger": {"dato": "2026-12-10", "tekst": "Hun er også part."}}
    sak = {"svar": svar, "avgrensning": {"tekst": "Bare denne."}, "notat": "Internt"}
    assert begrunnelser(sak) == (("svar.nye_opplysninger.tekst", "Hun er også part."),)


def test_kodene_i_loggen_er_faste() -> None:
    """De står i historikken, som ingen kan skrive om."""
    assert [[en.value for en in slag] for slag in (Slag, Status, EgenHabilitet, Svarutfall, Handling)] == [
        ["anmodning", "tvist"],
        ["ny", "under_behandling", "venter_pa_kommunen", "avgjort"],
        ["habil", "inhabil", "tvil"],
        [
            "overfort",
            "delvis_overfort",
            "ikke_inhabilitet",
            "ikke_saerlig_ulempe",
            "ansvar_fastsatt",
            "feil_spor",
            "videresendt",
            "feilfort",
            "trukket",
            "bortfalt",
            "sendt_departementet",
        ],
        [
            "mottatt",
            "ny_versjon",
            "ny_anmodning",
            "nytt_brev",
            "samme_innhold",
            "fylt_ut",
            "tildelt",
            "egen_habilitet",
            "leder_svarte",
            *("skjold_loftet", "apnet_hast", "foreslatt", "returnert", "godkjent"),
            "forelopig_svar",
            "etterlyst",
            "avgjort",
            "gjenapnet",
            "slatt_sammen",
            "rettet",
            "notat",
            "lest",
            "sladdet",
            "sladdet_apnet",
            "tilintetgjort",
        ],
    ]
