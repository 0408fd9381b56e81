"""Det siden om en forespørsel sier om saken: det som er svart, det som ikke er det, og en sak som ikke lar seg lese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, STATSFORVALTER, en_foresporsel, en_sak, saksfil

from overforing.feil import UgyldigSaksfil
from overforing.mottak.egen_habilitet import Utforer
from overforing.mottak.foresporsel import Slag, Svarutfall
from overforing.mottak.lignende import Likhet
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import Malform, MidlertidigTiltak, Moment, Sak, Soknad, Tiltakshjemmel
from overforing.saksgang.mottak.bilde import Foresporselsbilde, lag_bilde
from overforing.saksgang.mottak.fakta import Faktaord
from overforing.saksgang.mottak.gang import Mottaksgang
from overforing.saksgang.mottak.visning import Visning

I_DAG = date(2026, 11, 22)


def om(sak: Sak | None, malform: Malform = Malform.NB, **felt: Any) -> Faktaord:
    vurdering = PROGRAM.vurder(sak) if sak else None
    regelsett = vurdering.regelsett if vurdering else PROGRAM.kalender.gjeldende(MOTTATT)
    visning = Visning(en_foresporsel(**felt), (), (), regelsett, sak, vurdering)
    return Faktaord(visning, PROGRAM.katalog.etter(regelsett), PROGRAM.geografi, malform)


def sagt(sak: Sak | None, **felt: Any) -> dict[str, tuple[str, ...]]:
    return {f.navn: f.linjer for f in om(sak, **felt).fakta()}


def test_saken_i_ord_med_roller_og_uten_navn() -> None:
    tiltak = MidlertidigTiltak(dato=date(2026, 11, 18), hjemmel=Tiltakshjemmel.SOTJL18, beskrivelse="Mat i sju dager")
    sak = en_sak(midlertidige_tiltak=(tiltak,))
    fakta = sagt(sak)
    assert fakta["Det er søkt om"][0].startswith("Økonomisk stønad til livsopphold")
    assert fakta["Slags sak"] == ("Søknad",)
    assert fakta["Kom til kommunen"] == ("18.11.2026, skriftlig",)
    (hjelpen,) = fakta["Hjelp i mellomtiden"]
    assert "18. november 2026: økonomisk stønad" in hjelpen
    assert hjelpen.endswith("Mat i sju dager.")
    assert any("søsken til Nav-lederen" in linje and "er inhabil (" in linje for linje in fakta["Tilknytningen"])
    assert fakta["Foreslåtte settekommuner"] == ("Malvik: spurt, har sagt ja, habilitet ikke vurdert",)
    alt = " ".join(linje for linjer in fakta.values() for linje in linjer)
    assert not [a.navn for a in sak.ansatte if a.navn and a.navn in alt]


def test_det_ingen_har_svart_pa_og_det_vi_ikke_kjenner_er_ikke_det_samme() -> None:
    tom = replace(en_sak(), soknad=Soknad(), ansatte=(), settekommuner=(), stedfortreder=(), underskriver=None)
    ukjent = [f for f in om(tom).fakta() if not f.kjent]
    assert {f.navn for f in ukjent} > {"Det er søkt om", "Hjelp i mellomtiden", "Tilknytningen"}
    assert {f.linjer[0] for f in ukjent} == {"Kommunen har ikke svart på dette", "Ikke kjent"}
    assert {f.linjer[0] for f in om(None).fakta() if not f.kjent} == {"Ikke kjent"}
    assert {f.navn for f in om(None).fakta() if f.kjent} == {"Mottatt hos oss", "Frist"}


def test_en_tilknytning_i_et_annet_spor_er_svart_men_ikke_vurdert() -> None:
    annet_sted = replace(en_sak(), kontor=replace(en_sak().kontor, kommune="5014"))
    linjene = sagt(annet_sted)["Tilknytningen"]
    assert "Søkeren er søsken til Nav-lederen (søster). Om Nav-lederen er inhabil, er ikke vurdert." in linjene


def test_en_tvist_sier_hvem_kommunen_er_uenig_med() -> None:
    fakta = sagt(en_sak(navn="11-uenighet-om-opphold"), slag=Slag.TVIST)
    assert fakta["Uenig med"] == ("Malvik",)
    assert "Tilknytningen" not in fakta


def test_likheten_sier_nummeret_utfallet_dagen_og_hva_som_er_likt() -> None:
    likhet = Likhet(2026, 41, Svarutfall.OVERFORT, date(2026, 11, 2), "fvl-6-1-b", (Moment.KOSTNAD,))
    sak = om(None).lignende(likhet)
    assert (sak.journalnummer, sak.utfall) == ("2026/41", "Overført til en annen kommune, 2.11.2026")
    assert sak.likhet == (
        "Samme grunn: forvaltningsloven § 6 første ledd bokstav b. Også der: en stedfortreder koster penger."
    )


@pytest.fixture
def gang(tmp_path: Path) -> Iterator[Mottaksgang]:
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    na = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
    logg = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=lambda: na, bruker="Ine Aune")
    yield STATSFORVALTER.mottaksgang(logg)
    db.close()


def bildet(v: Visning, **felt: Any) -> Foresporselsbilde:
    v = replace(v, foresporsel=replace(v.foresporsel, **felt))
    return lag_bilde(v, PROGRAM.katalog, PROGRAM.geografi, Malform.NB, Utforer("Ine Aune"), I_DAG, ())


def test_en_sak_som_ikke_kan_leses_skjuler_bare_seg_selv(gang: Mottaksgang) -> None:
    (svar,) = gang.registrer([("a.json", lambda: saksfil(en_sak(1)))], MOTTATT)
    assert svar.kvittering is not None
    f = svar.kvittering.foresporsel

    def kan_ikke(data: bytes | str) -> Sak:
        raise UgyldigSaksfil([])

    gang._sted = replace(gang._sted, les_sak=kan_ikke)
    bilde = bildet(gang.vis(f.aar, f.nr))
    assert "Saken som fulgte med brevet, kan ikke leses her." in " ".join(bilde.merknader)
    assert bilde.uten_data
    assert ("Kommune", "Trondheim") in bilde.fakta
    kjente = {f.navn: f.linjer for f in bilde.saken if f.kjent}
    assert kjente["Mottatt hos oss"] == ("20.11.2026",)


def test_uten_grunn_og_momenter_sies_det_at_likheten_ikke_er_kjent(gang: Mottaksgang) -> None:
    felt = gang.ny_for_hand({"slag": "anmodning", "kommune": "5001"}, MOTTATT)
    f = gang._logg.registrer_for_hand(felt, MOTTATT)
    v = gang.vis(f.aar, f.nr)
    assert "kan ikke si hvilke som ligner" in bildet(v).ingen_lignende
    assert "ligger ikke her" in " ".join(bildet(v).merknader)
    assert "viser ingen avgjort sak" in bildet(v, grunn="fvl-6-2").ingen_lignende
    assert bildet(v, grunn="fvl-6-2", inhabile_her="Ine Aune").ingen_lignende == ""
