"""Hva som kan gjøres med en forespørsel når, og at historikken alltid gir det som gjelder."""

from __future__ import annotations

from datetime import date

import pytest
from feilprover import kaster
from hypothesis import given
from hypothesis import strategies as st
from mottak.mottakprover import MOTTATT, NA, en_foresporsel, etter, min_foresporsel

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import avgjorelse, hendelser, overganger
from overforing.mottak.avgjorelse import UTFALL, Avgjorelse
from overforing.mottak.foresporsel import FELT, OVERFORER, EgenHabilitet, Foresporsel, Slag, Status, Svarutfall
from overforing.mottak.frister import er_over_frist, frist
from overforing.mottak.hendelser import Endring, Handling, Hendelse
from overforing.sak.kodeverk import Avgrensningstype, Malform

EN_SOKNAD, FORNYELSER = Avgrensningstype
SVARFRIST = date(2026, 12, 6)


@pytest.mark.parametrize(
    ("mottatt", "ventet"),
    [
        (date(2026, 11, 20), date(2026, 12, 20)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_fristen_er_en_maned_og_manedens_siste_dag_nar_den_er_kortere(mottatt: date, ventet: date) -> None:
    assert frist(mottatt) == ventet


def test_over_frist_begynner_dagen_etter_og_gjelder_ikke_det_som_er_avgjort() -> None:
    f = en_foresporsel()
    assert not er_over_frist(f, date(2026, 12, 20))
    assert er_over_frist(f, date(2026, 12, 21))
    assert not er_over_frist(en_foresporsel(status=Status.AVGJORT), date(2026, 12, 21))


def test_en_hel_gang_fra_mottak_til_avgjorelse() -> None:
    f = etter(en_foresporsel(), overganger.tildel(en_foresporsel(), "Ine Aune"))
    assert (f.status, f.egen_habilitet) == (Status.UNDER_BEHANDLING, None)
    f = etter(f, overganger.svar_for_egen_habilitet(f, "Ine Aune", EgenHabilitet.HABIL))
    f = etter(f, overganger.etterlys(f, "Hvem er stedfortreder?", SVARFRIST, NA.date()))
    assert f.status is Status.VENTER_PA_KOMMUNEN
    f = etter(f, overganger.endring(f, Handling.NY_VERSJON, {"ny_versjon": True}))
    assert (f.status, f.ny_versjon) == (Status.UNDER_BEHANDLING, True)
    valgt = Avgjorelse(Svarutfall.OVERFORT, date(2026, 12, 1), "Hele linjen er inhabil.", "5031", omfang=EN_SOKNAD)
    f = etter(f, avgjorelse.avgjor(f, valgt, "Ine Aune"))
    assert (f.status, f.utfall, f.settekommune, f.ny_versjon) == (
        Status.AVGJORT,
        Svarutfall.OVERFORT,
        "5031",
        False,
    )
    f = etter(f, overganger.gjenapne(f, "Settekommunen er inhabil."))
    assert (f.status, f.utfall, f.settekommune, f.avgjort) == (Status.UNDER_BEHANDLING, None, None, None)


def test_en_avgjort_foresporsel_ma_apnes_igjen_for_noe_annet_gjores() -> None:
    f = min_foresporsel(status=Status.AVGJORT)
    for gjor in (
        lambda: overganger.tildel(f, "Tor Hegg"),
        lambda: overganger.etterlys(f, "Noe mer", SVARFRIST, NA.date()),
        lambda: avgjorelse.avgjor(f, Avgjorelse(Svarutfall.TRUKKET, MOTTATT), "Ine Aune"),
    ):
        with pytest.raises(KanIkke, match="igjen"):
            gjor()
    with pytest.raises(KanIkke, match="ikke avgjort"):
        overganger.gjenapne(en_foresporsel(), "Feil")


def test_den_som_tar_over_ma_svare_for_sin_egen_habilitet() -> None:
    f = etter(min_foresporsel(), overganger.tildel(min_foresporsel(), "Tor Hegg"))
    assert f.egen_habilitet is None
    with pytest.raises(KanIkke, match="Svar først"):
        avgjorelse.avgjor(f, Avgjorelse(Svarutfall.IKKE_INHABILITET, NA.date(), "Ikke oppfylt."), "Tor Hegg")
    with pytest.raises(KanIkke, match="En annen"):
        overganger.svar_for_egen_habilitet(f, "Ine Aune", EgenHabilitet.HABIL)


@pytest.mark.parametrize("svar", [EgenHabilitet.INHABIL, EgenHabilitet.TVIL])
def test_den_som_er_inhabil_eller_i_tvil_avgjor_ikke_men_saken_kan_sendes_departementet(svar: EgenHabilitet) -> None:
    f = min_foresporsel(egen_habilitet=svar)
    with pytest.raises(KanIkke, match="inhabil eller i tvil"):
        avgjorelse.avgjor(f, Avgjorelse(Svarutfall.FEIL_SPOR, NA.date(), "En klage."), "Ine Aune")
    sendt = Avgjorelse(Svarutfall.SENDT_DEPARTEMENTET, NA.date(), "Embetslederen er inhabil.")
    assert etter(f, avgjorelse.avgjor(f, sendt, "Ine Aune")).utfall is Svarutfall.SENDT_DEPARTEMENTET


@pytest.mark.parametrize("settekommune", ["5001", "5035"])
def test_settekommunen_er_aldri_avsenderen_eller_den_ansvarlige(settekommune: str) -> None:
    valgt = Avgjorelse(Svarutfall.OVERFORT, NA.date(), "Fordi.", settekommune=settekommune, omfang=EN_SOKNAD)
    with pytest.raises(UgyldigInndata, match="verken være avsenderen"):
        avgjorelse.avgjor(min_foresporsel(), valgt, "Ine Aune", utelukket={"5035"})


@pytest.mark.parametrize("utfall", list(Svarutfall))
@pytest.mark.parametrize("slag", list(Slag))
def test_bare_utfallene_som_horer_til_slaget_kan_velges(slag: Slag, utfall: Svarutfall) -> None:
    f = min_foresporsel(slag=slag)
    valgt = Avgjorelse(
        utfall,
        NA.date(),
        "Fordi.",
        settekommune="5031" if utfall in OVERFORER else None,
        ansvarlig="5031" if utfall is Svarutfall.ANSVAR_FASTSATT else None,
        omfang=EN_SOKNAD if utfall in OVERFORER else None,
        ikke_overfort="Råd." if utfall is Svarutfall.DELVIS_OVERFORT else "",
        rett_organ="Et annet embete" if utfall is Svarutfall.VIDERESENDT else "",
    )
    if utfall in UTFALL[slag]:
        assert etter(f, avgjorelse.avgjor(f, valgt, "Ine Aune")).utfall is utfall
    else:
        with pytest.raises(UgyldigInndata, match="ikke et utfall"):
            avgjorelse.avgjor(f, valgt, "Ine Aune")


@pytest.mark.parametrize(
    ("valgt", "melding"),
    [
        (Avgjorelse(Svarutfall.OVERFORT, NA.date(), "Fordi."), "Velg settekommunen"),
        (Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, NA.date(), "  "), "begrunnelsen"),
        (Avgjorelse(Svarutfall.TRUKKET, date(2026, 11, 19)), "fra før"),
        (Avgjorelse(Svarutfall.BORTFALT, NA.date(), "Flyttet.", settekommune="5031"), "tar ikke imot"),
    ],
)
def test_en_avgjorelse_som_mangler_noe_fores_ikke(valgt: Avgjorelse, melding: str) -> None:
    with pytest.raises(UgyldigInndata, match=melding):
        avgjorelse.avgjor(min_foresporsel(), valgt, "Ine Aune")


def test_en_retting_krever_grunn_og_fristen_folger_en_ny_mottatt_dato() -> None:
    f = en_foresporsel()
    with pytest.raises(UgyldigInndata, match="hvorfor"):
        overganger.rett(f, {"mottatt": date(2026, 11, 10)}, " ")
    rettet = etter(f, overganger.rett(f, {"mottatt": date(2026, 11, 10)}, "Kom før helgen."))
    assert (rettet.mottatt, rettet.frist) == (date(2026, 11, 10), date(2026, 12, 10))
    satt = en_foresporsel(frist=date(2027, 3, 1))
    assert etter(satt, overganger.rett(satt, {"mottatt": date(2026, 11, 10)}, "Feil.")).frist == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [
        ("slag", Slag.TVIST),
        ("malform", Malform.NN),
        ("kommune", "3218"),
        ("avsender", "Nav Ås"),
        ("deres_ref", "2026/9"),
        ("tittel", "En tittel"),
        ("tilgang", "offentleglova § 13"),
        ("dokumentdato", date(2026, 11, 18)),
        ("mottatt", date(2026, 11, 19)),
        ("frist", date(2027, 1, 2)),
        ("haster", True),
    ],
)
def test_det_brevet_sa_kan_rettes(felt: str, verdi: object) -> None:
    f = en_foresporsel()
    assert getattr(etter(f, overganger.rett(f, {felt: verdi}, "Sto i brevet.")), felt) == verdi


@pytest.mark.parametrize("felt", ["status", "utfall", "saksbehandler", "aar", "avgjort"])
def test_det_en_handling_eier_kan_ikke_rettes(felt: str) -> None:
    with pytest.raises(UgyldigInndata, match="kan ikke rettes"):
        overganger.rett(en_foresporsel(), {felt: "x"}, "Fordi.")


def test_en_som_ble_fort_for_hand_er_ferdig_fort_nar_kommunen_star_der() -> None:
    f = en_foresporsel(kommune=None, manuell=True)
    with kaster("feil.mottak.fyll_ut_forst"):
        overganger.rett(f, {"kommune": "3218"}, "Sto i brevet.")
    assert overganger.rett(f, {"frist": date(2027, 1, 4)}, "Avtalt.").felt["frist"] == date(2027, 1, 4)
    with kaster("ui_mottak.manuell.velg_kommune"):
        overganger.fyll_ut(f, {"avsender": "Nav Ås"})
    fylt = etter(f, overganger.fyll_ut(f, {"kommune": "3218", "mottatt": date(2026, 11, 10)}))
    assert (fylt.manuell, fylt.frist) == (False, date(2026, 12, 10))
    with kaster("feil.mottak.alt_fylt_ut"):
        overganger.fyll_ut(fylt, {"kommune": "5001"})


NY, UNDER, VENTER, AVGJORT = Status


@pytest.mark.parametrize(
    ("handling", "ventet"),
    [
        (Handling.NY_VERSJON, (NY, UNDER, UNDER, AVGJORT)),
        (Handling.NYTT_BREV, (NY, UNDER, UNDER, AVGJORT)),
        (Handling.SAMME_INNHOLD, (NY, UNDER, VENTER, AVGJORT)),
        (Handling.NY_ANMODNING, (None, None, None, AVGJORT)),
        (Handling.TILDELT, (UNDER, UNDER, VENTER, None)),
        (Handling.EGEN_HABILITET, (NY, UNDER, VENTER, None)),
        (Handling.FORELOPIG_SVAR, (UNDER, UNDER, VENTER, None)),
        (Handling.ETTERLYST, (VENTER, VENTER, VENTER, None)),
        (Handling.AVGJORT, (AVGJORT, AVGJORT, AVGJORT, None)),
        (Handling.SLATT_SAMMEN, (NY, UNDER, VENTER, None)),
        (Handling.GJENAPNET, (None, None, None, UNDER)),
        (Handling.RETTET, (NY, UNDER, VENTER, AVGJORT)),
        (Handling.NOTAT, (NY, UNDER, VENTER, AVGJORT)),
        (Handling.LEST, (NY, UNDER, VENTER, AVGJORT)),
        (Handling.MOTTATT, (None, None, None, None)),
    ],
)
def test_hver_handling_forer_fra_hver_status_til_den_neste_eller_er_ikke_lov(
    handling: Handling, ventet: tuple[Status | None, ...]
) -> None:
    for status, neste in zip(Status, ventet, strict=True):
        f = en_foresporsel(status=status)
        if neste is None:
            assert not overganger.kan(f, handling)
            with pytest.raises(KanIkke, match="avgjort"):
                overganger.endring(f, handling)
        else:
            assert etter(f, overganger.endring(f, handling)).status is neste


_felt = st.fixed_dictionaries(
    {},
    optional={
        "kommune": st.sampled_from([None, "5001", "3218"]),
        "frist": st.dates(),
        "haster": st.none() | st.booleans(),
        "ny_versjon": st.booleans(),
        "saksbehandler": st.sampled_from(["", "Ine Aune", "Tor Hegg"]),
    },
)


@given(st.lists(st.tuples(st.sampled_from([h for h in Handling if h is not Handling.MOTTATT]), _felt), max_size=20))
def test_historikken_spilt_av_gir_alltid_det_som_gjelder(forsok: list[tuple[Handling, dict[str, object]]]) -> None:
    f = en_foresporsel()
    alt = {navn: getattr(f, navn) for navn in FELT}
    forte = [Hendelse(1, NA, "Ine Aune", Handling.MOTTATT, hendelser.forskjell(None, alt))]
    for handling, felt in forsok:
        if not overganger.kan(f, handling):
            with pytest.raises(KanIkke):
                overganger.endring(f, handling, felt)
            continue
        endring: Endring = overganger.endring(f, handling, felt)
        endret = hendelser.forskjell(f, endring.felt)
        forte.append(Hendelse(f.versjon + 1, NA, "Ine Aune", handling, endret))
        f = hendelser.anvend(f, forte[-1])
        assert f.status in overganger.OVERGANGER[handling].values()
    spilt: Foresporsel = hendelser.spill_av(2026, 1, forte)
    assert spilt == f


def test_en_historikk_med_hull_eller_noe_byttet_spilles_ikke_av() -> None:
    f = en_foresporsel()
    alt = {navn: getattr(f, navn) for navn in FELT}
    forste = Hendelse(1, NA, "", Handling.MOTTATT, hendelser.forskjell(None, alt))
    tredje = Hendelse(3, NA, "", Handling.NOTAT, {}, "x")
    with pytest.raises(ValueError, match="hendelse 2 mangler"):
        hendelser.spill_av(2026, 1, [forste, tredje])
    with pytest.raises(ValueError, match="bygger på noe annet"):
        hendelser.spill_av(2026, 1, [forste, Hendelse(2, NA, "", Handling.LEST, {"status": ("avgjort", "ny")})])
    with pytest.raises(ValueError, match="begynner ikke"):
        hendelser.spill_av(2026, 1, [])


@pytest.mark.parametrize(
    ("svar", "hvor"), [(EgenHabilitet.INHABIL, "inhabile_her"), (EgenHabilitet.TVIL, "i_tvil_her")]
)
def test_den_som_gir_den_fra_seg_er_like_inhabil_ogsa_i_en_logg_fra_for(svar: EgenHabilitet, hvor: str) -> None:
    """Der står svaret bare ved den som er saksbehandler nå."""
    f = en_foresporsel(saksbehandler="Tor Hegg", egen_habilitet=svar)
    gitt = etter(f, overganger.tildel(f, "Ine Aune"))
    assert (gitt.saksbehandler, getattr(gitt, hvor), gitt.egen_habilitet) == ("Ine Aune", "Tor Hegg", None)
