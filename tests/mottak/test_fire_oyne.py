"""Fire øyne, skjoldet og de som arbeider her: reglene, uten logg og vindu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from mottak.mottakprover import NA, etter, min_foresporsel

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import avgjorelse, fire_oyne, hendelser, overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.brukere import Bruker, Rolle, er_leder, fordeling, kan_godkjenne, ledere
from overforing.mottak.egen_habilitet import OVERST, Utforer, leder_svarer, vokt
from overforing.mottak.fire_oyne import Forslag, foresla, forslaget, godkjenn, hinder, krev_godkjent, returner
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Forslagsstand, Svarutfall
from overforing.mottak.hendelser import Endring, Handling, Hendelse
from overforing.mottak.journalplikt import retning_for
from overforing.mottak.skjold import Skjold, apne_for_hast, krev_innsyn, loft, skjermede, skjold
from overforing.sak.kodeverk import Avgrensningstype, Malform
from overforing.sak.modell import Overstyring
from overforing.sak.person import Person

HABIL, INHABIL, TVIL = EgenHabilitet
INE, TOR, EVA, ARN = "Ine Aune", "Tor Hegg", "Eva Lie", "Arn Vik"
LINJE = (
    Person(id="e1", navn=INE, overordnet="e2"),
    Person(id="e4", navn=ARN, overordnet="e2"),
    Person(id="e2", navn=TOR, overordnet="e3"),
    Person(id="e3", navn=EVA, ingen_over=OVERST),
)
I_DAG = NA.date()
OVERFORT = Avgjorelse(Svarutfall.OVERFORT, I_DAG, "Alle er inhabile.", "5031", omfang=Avgrensningstype.EN_SOKNAD)
FORSLAG = Forslag(OVERFORT, Malform.NB, {"resultat": Overstyring(tekst="Egen.", forslag="Vår.")}, "abc")


class Sak:
    """En forespørsel og historikken dens. Hver fører under sitt navn, når hun kan."""

    def __init__(self, **felt: Any) -> None:
        self.f = min_foresporsel(status="under_behandling", **felt)
        self.historikk: list[Hendelse] = []

    def __call__(self, av: str, lag: Callable[[Foresporsel], Endring], hast: str = "") -> Foresporsel:
        ny = vokt(self.f, lag(self.f), Utforer(av, LINJE, hast))
        fort = Hendelse(self.f.versjon + 1, NA, av, ny.handling, hendelser.forskjell(self.f, ny.felt), ny.tekst)
        self.historikk.append(fort)
        self.f = hendelser.anvend(self.f, fort)
        return self.f

    def svar(self, av: str, svar: EgenHabilitet) -> None:
        self(
            av,
            lambda f: overganger.svar_for_egen_habilitet(
                f, av, svar, "Kjenner en part.", lederne_ikke_spurt=svar is HABIL
            ),
        )

    def foresla(self, av: str = INE) -> None:
        self(av, lambda f: foresla(f, FORSLAG, av))

    def godkjenn(self, av: str = ARN) -> None:
        self.svar(av, HABIL)
        self(av, lambda f: godkjenn(f, av))

    def krev(self, valgt: Avgjorelse = OVERFORT, *, med_brev: bool = True) -> Endring:
        """Avgjør som saksbehandleren, når loggen krever at den er godkjent."""
        ny = vokt(self.f, avgjorelse.avgjor(self.f, valgt, INE), Utforer(INE, LINJE))
        krev_godkjent(self.f, ny, self.historikk, med_brev=med_brev)
        return ny


def test_en_foreslar_og_en_annen_godkjenner_for_den_kan_fores() -> None:
    sak = Sak()
    with pytest.raises(KanIkke, match="godkjennes av en annen"):
        sak.krev()
    sak.foresla()
    with pytest.raises(KanIkke, match="godkjennes av en annen"):
        sak.krev()
    assert forslaget(sak.f, sak.historikk) == FORSLAG  # hele forslaget, ord for ord
    with pytest.raises(KanIkke, match="selv foreslått"):
        sak(INE, lambda f: godkjenn(f, "ine  AUNE"))
    with pytest.raises(KanIkke, match="om du selv er habil"):  # at hun ikke har svart, er ikke et ja
        sak(ARN, lambda f: godkjenn(f, ARN))
    sak.godkjenn()
    assert (sak.f.forslag, sak.f.foreslatt_av, sak.f.godkjent_av) == (Forslagsstand.GODKJENT, INE, ARN)
    assert sak(INE, lambda _: sak.krev()).forslag is None
    assert sak.f.godkjent_av == ARN
    assert [retning_for(h) for h in sak.historikk if h.handling is not Handling.AVGJORT] == [None] * 3


@pytest.mark.parametrize(
    "annet",
    [
        {"begrunnelse": "En annen."},
        {"settekommune": "5035"},
        {"omfang": Avgrensningstype.SOKNAD_OG_FORNYELSER, "til": date(2027, 6, 1)},
    ],
)
def test_det_som_fores_er_det_som_ble_godkjent(annet: dict[str, Any]) -> None:
    sak = Sak()
    sak.foresla()
    sak.godkjenn()
    with pytest.raises(KanIkke, match="ikke den avgjørelsen som er godkjent"):
        sak.krev(replace(OVERFORT, **annet))
    with pytest.raises(KanIkke, match="ikke den avgjørelsen"):
        sak.krev(med_brev=False)
    with pytest.raises(KanIkke, match="før dagen den ble godkjent"):
        sak.krev(replace(OVERFORT, dato=I_DAG - timedelta(days=1)))
    sak.krev(replace(OVERFORT, dato=I_DAG + timedelta(days=3)))


ENDRER: dict[str, Callable[[Foresporsel], Endring]] = {
    "ny versjon": lambda f: overganger.endring(f, Handling.NY_VERSJON, {"ny_versjon": True}),
    "nytt brev": lambda f: overganger.endring(f, Handling.NYTT_BREV, {"ny_versjon": True}),
    "rettet": lambda f: overganger.rett(f, {"kommune": "5006"}, "Feil."),
    "etterlyst": lambda f: overganger.etterlys(f, "Hvem?", date(2026, 12, 6), I_DAG),
}


@pytest.mark.parametrize("hva", ENDRER)
@pytest.mark.parametrize("godkjent", [True, False])
def test_det_som_kommer_etter_forslaget_gjor_at_det_ma_godkjennes_pa_nytt(hva: str, godkjent: bool) -> None:
    sak = Sak()
    sak.foresla()
    if godkjent:
        sak.godkjenn()
    sak(INE, ENDRER[hva])
    assert (sak.f.forslag, sak.f.godkjent_av) == (Forslagsstand.FORELDET, "")
    assert hinder(sak.f, ARN) == "foreldet"
    with pytest.raises(KanIkke, match="godkjennes av en annen"):
        sak.krev()
    sak.foresla()
    sak.godkjenn()
    sak.krev()


@pytest.mark.parametrize("felt", [{"frist": date(2027, 1, 4)}, {"haster": True}])
def test_en_ny_frist_gjor_ikke_forslaget_til_et_annet(felt: dict[str, object]) -> None:
    sak = Sak()
    sak.foresla()
    sak(INE, lambda f: overganger.rett(f, felt, "Avtalt."))
    assert sak.f.forslag is Forslagsstand.TIL_GODKJENNING


def test_sendt_tilbake_star_alt_og_den_som_har_foreslatt_godkjenner_det_aldri() -> None:
    sak = Sak()
    sak.foresla()
    with pytest.raises(UgyldigInndata, match="hva som må endres"):
        sak(ARN, lambda f: returner(f, " "))
    sak(ARN, lambda f: returner(f, "Si mer om ulempen."))
    assert (sak.f.forslag, forslaget(sak.f, sak.historikk)) == (Forslagsstand.RETURNERT, FORSLAG)
    # En annen tar over og foreslår det samme; den første har fortsatt skrevet det.
    sak(INE, lambda f: overganger.tildel(f, ARN))
    sak.svar(ARN, HABIL)
    sak.foresla(ARN)
    sak.svar(INE, HABIL)
    with pytest.raises(KanIkke, match="selv foreslått"):
        sak(INE, lambda f: godkjenn(f, INE))


@pytest.mark.parametrize("svar", [INHABIL, TVIL])
def test_ingen_av_de_to_kan_vaere_inhabil_eller_i_tvil(svar: EgenHabilitet) -> None:
    """Heller ikke om hun svarer det etter at hun foreslo eller godkjente."""
    sak = Sak()
    sak.foresla()
    sak.godkjenn()
    sak.svar(ARN, svar)
    with pytest.raises(KanIkke, match="Arn Vik har foreslått eller godkjent"):
        sak.krev()
    sak = Sak()
    sak.foresla()
    sak.svar(INE, svar)
    sak.svar(EVA, HABIL)
    with pytest.raises(KanIkke, match="Ine Aune har foreslått"):
        sak(EVA, lambda f: godkjenn(f, EVA))


def test_et_forslag_som_ikke_fores_stanser_ikke_den_som_tar_over() -> None:
    """Den som foreslo, er inhabil. Det hun foreslo, er ikke det som avgjøres, så den nye avgjør det selv."""
    sak = Sak()
    sak.foresla()
    sak.svar(INE, INHABIL)
    sak(INE, lambda f: overganger.tildel(f, ARN))
    sak.svar(ARN, HABIL)
    ny = avgjorelse.avgjor(sak.f, Avgjorelse(Svarutfall.TRUKKET, I_DAG), ARN)
    krev_godkjent(sak.f, vokt(sak.f, ny, Utforer(ARN, LINJE)), sak.historikk, med_brev=False)


def test_mellomrom_gjor_ikke_det_som_fores_til_noe_annet_enn_det_som_ble_godkjent() -> None:
    valgt = Avgjorelse(Svarutfall.VIDERESENDT, I_DAG, " Hører til der.\n", rett_organ="Nav  klageinstans ")
    sak = Sak()
    sak(INE, lambda f: foresla(f, Forslag(valgt, Malform.NB, {}, "abc"), INE))
    sak.godkjenn()
    sak.krev(valgt)


def test_under_en_inhabil_leder_kan_en_verken_foresla_eller_godkjenne() -> None:
    with pytest.raises(KanIkke, match="leder over deg"):
        Sak(inhabile_her=TOR).foresla()
    sak = Sak()
    sak.foresla()
    sak.svar(ARN, HABIL)
    sak.svar(TOR, INHABIL)
    with pytest.raises(KanIkke, match="leder over deg"):
        sak(ARN, lambda f: godkjenn(f, ARN))
    sak.svar(EVA, HABIL)
    with pytest.raises(KanIkke, match="Ine Aune har foreslått"):  # hun står også under ham
        sak(EVA, lambda f: godkjenn(f, EVA))


def test_lederne_over_den_som_godkjenner_ma_vaere_sagt_noe_om() -> None:
    sak = Sak()
    sak.foresla()
    sak(ARN, lambda f: overganger.svar_for_egen_habilitet(f, ARN, HABIL))
    with pytest.raises(KanIkke, match="Si først om lederne over deg"):
        sak(ARN, lambda f: godkjenn(f, ARN))
    assert sak.f.lederne_ikke_spurt == INE  # det hun som har den, har sagt, gjelder bare henne
    sak.godkjenn()


@pytest.mark.parametrize(
    ("utfall", "med_brev", "kreves"),
    [
        (Svarutfall.OVERFORT, True, True),
        (Svarutfall.IKKE_INHABILITET, False, True),
        (Svarutfall.VIDERESENDT, False, True),
        (Svarutfall.TRUKKET, True, True),  # med brev har det nummer
        (Svarutfall.TRUKKET, False, False),
        (Svarutfall.FEILFORT, False, False),
        (Svarutfall.SENDT_DEPARTEMENTET, True, False),
    ],
)
def test_det_som_far_nummer_og_brev_skal_godkjennes(utfall: Svarutfall, med_brev: bool, kreves: bool) -> None:
    assert fire_oyne.kreves(utfall, med_brev=med_brev) is kreves


def test_et_forslag_som_ikke_kan_leses_er_ikke_godkjent() -> None:
    sak = Sak()
    sak.foresla()
    sak.godkjenn()
    sak.historikk = [replace(h, tekst="{") if h.handling is Handling.FORESLATT else h for h in sak.historikk]
    with pytest.raises(KanIkke, match="kan ikke leses"):
        sak.krev()


# Skjoldet


@pytest.mark.parametrize(("svar", "hvorfor"), [(INHABIL, Skjold.INHABIL), (TVIL, Skjold.TVIL), (HABIL, None)])
def test_den_som_er_inhabil_eller_i_tvil_ser_ikke_saken(svar: EgenHabilitet, hvorfor: Skjold | None) -> None:
    sak = Sak()
    sak.svar(INE, svar)
    assert skjold(sak.f, "ine aune ") is hvorfor
    assert skjold(sak.f, ARN) is None
    # Hun er det fortsatt når hun har gitt den fra seg, og når den er avgjort.
    gitt = sak(INE, lambda f: overganger.tildel(f, ARN))
    assert skjold(gitt, INE) is hvorfor
    assert skjold(replace(gitt, status="avgjort"), INE) is hvorfor


def test_den_som_ikke_har_sagt_hvem_hun_er_ser_ikke_saken_til_noen_som_er_inhabil() -> None:
    sak = Sak()
    assert skjold(sak.f, " ") is None
    sak.svar(TOR, TVIL)
    assert skjold(sak.f, " ") is Skjold.UTEN_NAVN
    with pytest.raises(KanIkke, match="vet ikke hvem du er"):
        krev_innsyn(sak.f, "")


def test_den_som_er_inhabil_i_en_av_to_er_det_i_begge_nar_de_slas_sammen() -> None:
    ines, tors = Sak(), Sak(nr=2)
    ines.svar(ARN, INHABIL)
    ines.svar(EVA, TVIL)
    tors.svar(TOR, INHABIL)
    tors.svar(INE, INHABIL)
    inn, mottar = overganger.sla_sammen(ines.f, tors.f, I_DAG)
    til = etter(tors.f, mottar)
    assert (skjermede(til), til.egen_habilitet) == ((TOR, INE, ARN, EVA), INHABIL)
    fra = etter(ines.f, inn)
    assert (skjermede(fra), fra.egen_habilitet, fra.habile_her) == ((ARN, TOR, INE, EVA), INHABIL, "")


def test_tvilen_skjermer_til_lederen_har_svart() -> None:
    sak = Sak()
    sak.svar(INE, TVIL)
    sak(TOR, lambda f: leder_svarer(f, INE, TOR, HABIL, "Bare nabo.", Utforer(TOR, LINJE)))
    assert skjold(sak.f, INE) is None


def test_under_en_inhabil_leder_ser_en_saken_for_en_kan_forberede_den() -> None:
    sak = Sak()
    sak.svar(TOR, INHABIL)
    assert (skjold(sak.f, INE), skjermede(sak.f)) == (None, (TOR,))
    with pytest.raises(KanIkke, match=r"inhabil i 2026/1"):
        krev_innsyn(sak.f, TOR)


def test_det_som_ikke_kan_vente_apner_saken_og_er_merket() -> None:
    sak = Sak()
    with pytest.raises(KanIkke, match="ser saken alt"):
        sak(INE, apne_for_hast)
    sak.svar(INE, INHABIL)
    with pytest.raises(KanIkke, match="hvorfor det ikke kan vente"):
        sak(INE, apne_for_hast)
    sak(INE, apne_for_hast, "Ingen andre er her i dag.")
    assert (skjold(sak.f, INE), sak.f.kan_ikke_vente) == (None, "Ine Aune: Ingen andre er her i dag.")
    sak(ARN, lambda f: overganger.noter(f, "Tar over."))
    assert skjold(sak.f, INE) is Skjold.INHABIL


def test_en_leder_som_ikke_selv_er_skjermet_kan_apne_den_med_en_grunn() -> None:
    sak = Sak()
    sak.svar(INE, INHABIL)

    def apne(av: str = TOR, for_: str = INE, hvorfor: str = "Må svare på hva hun visste.", leder: bool = True) -> None:
        sak(av, lambda f: loft(f, for_, av, hvorfor, er_leder=leder))

    for feil, valg in (
        ("Bare en leder", {"leder": False}),
        ("selv inhabil", {"av": INE}),
        ("ikke skjermet", {"for_": ARN}),
        ("hvorfor", {"hvorfor": " "}),
    ):
        with pytest.raises((KanIkke, UgyldigInndata), match=feil):
            apne(**valg)  # type: ignore[arg-type]
    apne()
    assert skjold(sak.f, INE) is None
    with pytest.raises(KanIkke, match="inhabil"):  # hun ser, og avgjør ingenting
        sak(INE, lambda f: overganger.noter(f, "Hei."))
    sak.svar(INE, INHABIL)  # et nytt svar lukker den igjen
    assert skjold(sak.f, INE) is Skjold.INHABIL


# De som arbeider her

BRUKERE = (
    Bruker(INE),
    Bruker(ARN),
    Bruker("Siv Moen", rolle=Rolle.ARKIV),
    Bruker(TOR, rolle=Rolle.LEDER, borte_til=I_DAG, stedfortreder=ARN),
    Bruker(EVA, rolle=Rolle.LEDER, stedfortreder=TOR),
)


def test_stedfortrederen_er_leder_nar_lederen_er_borte_eller_skjermet() -> None:
    assert ledere((), LINJE) == (TOR, EVA)
    assert ledere(BRUKERE, LINJE) == (TOR, EVA)
    assert er_leder(ARN, BRUKERE, (), I_DAG)
    assert not er_leder(ARN, BRUKERE, (), I_DAG + timedelta(days=1))
    assert not er_leder(INE, BRUKERE, (), I_DAG)
    tilbake = I_DAG + timedelta(days=1)
    assert er_leder(TOR, BRUKERE, (), tilbake, [EVA])
    assert not er_leder(EVA, BRUKERE, (), tilbake, [EVA])
    assert er_leder(ARN, BRUKERE, (), tilbake, [EVA, TOR])
    assert not er_leder("", (), (), I_DAG)


def test_arkivet_godkjenner_ikke() -> None:
    assert [kan_godkjenne(navn, BRUKERE) for navn in (INE, "Siv Moen", "Ukjent")] == [True, False, False]
    assert kan_godkjenne("Ukjent", ())  # det er ikke sagt hvem som arbeider her
    sak = Sak()
    sak.foresla()
    with pytest.raises(KanIkke, match="ikke registrert"):
        godkjenn(sak.f, "Siv Moen", kan=False)


def test_forslaget_til_fordeling_er_den_med_faerrest_som_kan_avgjore_den() -> None:
    sak = Sak()
    sak.svar(ARN, INHABIL)
    hauger = {INE: 3, ARN: 0, EVA: 5}
    fri = fordeling(replace(sak.f, saksbehandler=""), BRUKERE, LINJE, hauger, I_DAG)
    assert [(en.navn, en.apne) for en in fri] == [(INE, 3), (EVA, 5)]
