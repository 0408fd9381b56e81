"""Det som gjelder dagen noe føres: loven, merkingen og ordene, og det som er nytt etter et avslag."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from brev.lesing.test_les import fremmed_docx
from lxml import etree
from mottak.mottakprover import PROGRAM, en_sak, saksfil
from saksgang.mottak.test_brev import brevet

from overforing.feil import UgyldigInndata
from overforing.mottak import overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.egen_habilitet import Utforer
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Slag, Svarutfall
from overforing.mottak.kvittering import Mottaksutfall
from overforing.program.embetet import Mottaksprogram
from overforing.regelverk.regelsett import Kalender
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import (
    Avgrensning,
    Avgrensningstype,
    Dokument,
    Malform,
    NyeOpplysninger,
    Regelsett,
    Sak,
    Svar,
)
from overforing.sak.modell import Resultat as Svarresultat
from overforing.saksgang.mottak.bilde import Foresporselsbilde, lag_bilde
from overforing.saksgang.mottak.gang import Mottaksgang, Resultat
from overforing.saksgang.mottak.svar import Mottakssvar, Svarvalg

NY_LOV = date(2027, 1, 1)
FOR, ETTER = date(2026, 12, 31), NY_LOV
GAMMEL_MERKING = "offentleglova § 13, jf. sosialtjenesteloven § 44 og forvaltningsloven § 13"
NY_MERKING = "offentleglova § 13, jf. sosialtjenesteloven § 44 og forvaltningsloven av 2025 §§ 30 og 31"
MEG = "Ine Aune"
EN_SOKNAD, FORNYELSER = Avgrensningstype


class Klokke:
    """Den står til noen stiller den."""

    def __init__(self) -> None:
        self.dag = FOR

    def __call__(self) -> datetime:
        return datetime(self.dag.year, self.dag.month, self.dag.day, 10, 42, tzinfo=UTC)


@pytest.fixture
def klokke() -> Klokke:
    return Klokke()


@pytest.fixture
def statsforvalter(klokke: Klokke) -> Mottaksprogram:
    """Programmet slik det er når den nye loven gjelder fra nyttår."""
    program = copy(PROGRAM)
    program.__dict__["kalender"] = Kalender({Regelsett.FVL1967: date(1970, 1, 1), Regelsett.FVL2025: NY_LOV})
    return Mottaksprogram(program, klokke)


@pytest.fixture
def logg(tmp_path: Path, klokke: Klokke) -> Iterator[Foresporselsregister]:
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    yield Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=klokke, bruker=MEG)
    db.close()


@pytest.fixture
def gang(statsforvalter: Mottaksprogram, logg: Foresporselsregister) -> Mottaksgang:
    return statsforvalter.mottaksgang(logg, "trondelag")


def motta(gang: Mottaksgang, sak: Sak, mottatt: date = FOR) -> Resultat:
    (svar,) = gang.registrer([("sak.json", lambda: saksfil(sak))], mottatt)
    assert svar.kvittering is not None, svar.avvist
    return svar


def fort(svar: Resultat) -> Foresporsel:
    assert svar.kvittering is not None
    return svar.kvittering.foresporsel


def bilde(gang: Mottaksgang, f: Foresporsel, i_dag: date = FOR, malform: Malform = Malform.NB) -> Foresporselsbilde:
    return lag_bilde(gang.vis(f.aar, f.nr), PROGRAM.katalog, PROGRAM.geografi, malform, Utforer(MEG), i_dag, ())


def tatt(logg: Foresporselsregister, f: Foresporsel) -> Foresporsel:
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, MEG))
    return logg.gjor(
        f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, MEG, EgenHabilitet.HABIL, lederne_ikke_spurt=True)
    )


def avgjort(gang: Mottaksgang, logg: Foresporselsregister, f: Foresporsel, valgt: Avgjorelse) -> Foresporsel:
    f = tatt(logg, f)
    return logg.gjor(f.aar, f.nr, f.versjon, gang.handlinger.avgjor(f, valgt, MEG, None, None))


# Loven den dagen


@pytest.mark.parametrize(("mottatt", "merking"), [(FOR, GAMMEL_MERKING), (ETTER, NY_MERKING)])
def test_en_foresporsel_fort_for_hand_er_unntatt_etter_loven_den_dagen(
    gang: Mottaksgang, mottatt: date, merking: str
) -> None:
    felt = gang.ny_for_hand({"slag": Slag.ANMODNING, "kommune": "5001"}, mottatt)
    assert felt["tilgang"] == merking


@pytest.mark.parametrize(("mottatt", "merking"), [(FOR, GAMMEL_MERKING), (ETTER, NY_MERKING)])
def test_et_brev_uten_saken_er_unntatt_etter_loven_den_dagen(gang: Mottaksgang, mottatt: date, merking: str) -> None:
    (svar,) = gang.registrer([("brev.docx", fremmed_docx)], mottatt)
    assert fort(svar).tilgang == merking


@pytest.mark.parametrize(("vurdert", "hjemmel"), [(FOR, "§ 11 a"), (ETTER, "forvaltningsloven av 2025 § 17")])
def test_det_som_sies_om_forelopig_svar_viser_til_loven_saken_folger(
    gang: Mottaksgang, vurdert: date, hjemmel: str
) -> None:
    assert bilde(gang, fort(motta(gang, en_sak(1, vurderingsdato=vurdert), vurdert))).forelopig_hjemmel.endswith(
        hjemmel
    )


def test_uten_saken_gjelder_loven_den_dagen_brevet_kom(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    felt = gang.ny_for_hand({"slag": Slag.ANMODNING, "kommune": "5001"}, ETTER)
    f = logg.registrer_for_hand(felt, ETTER)
    assert gang.vis(f.aar, f.nr).regelsett is Regelsett.FVL2025
    brev = brevet(gang, f, Dokument.FORELOPIG_SVAR)
    assert "forvaltningsloven av 2025 §§ 30 og 31" in brev.hode.merking


def test_en_dato_fra_for_reglene_begynner_avvises_i_ord(gang: Mottaksgang) -> None:
    with pytest.raises(UgyldigInndata, match="før 1970"):
        gang.ny_for_hand({"slag": Slag.ANMODNING, "kommune": "5001"}, date(1969, 12, 31))


def test_hver_post_i_journalen_er_unntatt_etter_loven_den_dagen_den_ble_fort(
    statsforvalter: Mottaksprogram, gang: Mottaksgang, logg: Foresporselsregister, klokke: Klokke
) -> None:
    motta(gang, en_sak(1))
    klokke.dag = ETTER
    motta(gang, en_sak(2), ETTER)
    xml = statsforvalter.utlevering(logg, "trondelag").ark("journal", FOR, ETTER)
    hjemler = [e.text for e in etree.fromstring(xml).iter("{*}skjermingshjemmel")]
    assert hjemler == [GAMMEL_MERKING, NY_MERKING]


# På nytt etter et avslag

AVSLAG = Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, FOR, "Kommunedirektøren er ikke spurt.")


def pa_nytt(tekst: str = "Kommunedirektøren er gift med søkeren.") -> Sak:
    svar = Svar(dato=FOR, resultat=Svarresultat.AVSLATT, nye_opplysninger=NyeOpplysninger(dato=ETTER, tekst=tekst))
    return en_sak(1, svar=svar)


def test_en_ny_anmodning_nevner_avslaget_og_det_som_er_nytt(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    gammel = avgjort(gang, logg, fort(motta(gang, en_sak(1))), AVSLAG)
    svar = motta(gang, pa_nytt(), ETTER)
    assert svar.kvittering is not None
    assert svar.kvittering.utfall is Mottaksutfall.NY_ANMODNING
    assert svar.melding.startswith(f"Kommunen ber på nytt etter avslaget i {gammel.journalnummer}.")
    ny = bilde(gang, fort(svar))
    assert f"Dette er en ny anmodning etter avslaget i {gammel.journalnummer}." in " ".join(ny.merknader)
    assert ("Dette er nytt siden avslaget", "Kommunedirektøren er gift med søkeren.") in ny.begrunnelser
    assert "svar.nye_opplysninger.tekst" in {e.felt for e in gang.vis(ny.f.aar, ny.f.nr).endret}
    gamle = bilde(gang, gammel)
    assert f"Kommunen har bedt på nytt etter avslaget: {ny.f.journalnummer}." in gamle.merknader
    assert gamle.tilstand.startswith("Ikke overført")
    # Tas avslaget opp igjen, står det ikke lenger, og det sies ikke at det gjør det.
    avslag = logg.les(gammel.aar, gammel.nr)
    logg.gjor(avslag.aar, avslag.nr, avslag.versjon, overganger.gjenapne(avslag, "Feil faktum."))
    assert any("ikke sett at den er avslått" in merknad for merknad in bilde(gang, ny.f).merknader)
    assert any("står ikke som avslått" in merknad for merknad in bilde(gang, avslag).merknader)


def test_et_avslag_som_ikke_er_i_loggen_sies(gang: Mottaksgang) -> None:
    merknader = bilde(gang, fort(motta(gang, pa_nytt()))).merknader
    assert any(m.startswith("Kommunen viser til et avslag") for m in merknader)
    assert not bilde(gang, fort(motta(gang, en_sak(2)))).merknader[1:]


# Omfanget og svarfristen, sett


@pytest.mark.parametrize(
    ("omfang", "til", "ventet"),
    [
        (EN_SOKNAD, None, "Overført til Malvik, denne søknaden alene"),
        (FORNYELSER, date(2027, 6, 30), "Overført til Malvik, også fornyelser til og med 30. juni 2027"),
    ],
)
def test_omfanget_star_i_foresporselen(
    gang: Mottaksgang, logg: Foresporselsregister, omfang: Avgrensningstype, til: date | None, ventet: str
) -> None:
    valgt = Avgjorelse(Svarutfall.OVERFORT, FOR, "Fordi.", "5031", None, omfang, til)
    assert bilde(gang, avgjort(gang, logg, fort(motta(gang, en_sak(1))), valgt)).tilstand == ventet


def test_det_kommunen_har_bedt_om_star_ved_valget(gang: Mottaksgang) -> None:
    avgrensning = Avgrensning(type=FORNYELSER, til=date(2027, 6, 30))
    bedt = bilde(gang, fort(motta(gang, en_sak(1, avgrensning=avgrensning)))).bedt_om
    assert bedt == "Kommunen har bedt om: også fornyelser til og med 30. juni 2027."
    assert bilde(gang, fort(motta(gang, en_sak(2, avgrensning=Avgrensning())))).bedt_om == ""


def test_en_kommune_som_ikke_har_svart_i_tide_vises(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    f = tatt(logg, fort(motta(gang, en_sak(1))))
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.etterlys(f, "Hvem?", date(2027, 1, 14), FOR))
    sagt = "Kommunen ble bedt om å svare innen 14.1.2027, og har ikke svart."
    assert sagt not in bilde(gang, f, date(2027, 1, 14)).merknader
    assert sagt in bilde(gang, f, date(2027, 1, 15)).merknader
    assert ("Kommunen skal svare innen", "14.1.2027") in bilde(gang, f).fakta


def test_et_svar_uten_dag_a_svare_innen_kan_ikke_fores(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    f = tatt(logg, fort(motta(gang, en_sak(1))))
    svar = Mottakssvar(gang, PROGRAM.geografi, MEG)
    valg = Svarvalg(Dokument.ETTERLYSNING, tekst="Hvem?", etterlyst="Hvem?", svarfrist=FOR)
    assert "må være etter i dag" in svar.lag(f, valg, None, {}).hinder
    assert not svar.lag(f, replace(valg, svarfrist=date(2027, 1, 14)), None, {}).hinder


@pytest.mark.parametrize(
    ("bedt", "omfang", "til", "ventet"),
    [
        (FORNYELSER, EN_SOKNAD, None, ["Si hvorfor i begrunnelsen"]),
        (EN_SOKNAD, FORNYELSER, date(2027, 6, 30), ["har ikke bedt om"]),
        (FORNYELSER, FORNYELSER, date(2027, 12, 31), []),
        (FORNYELSER, FORNYELSER, date(2028, 1, 2), ["mer enn et år"]),
        (EN_SOKNAD, EN_SOKNAD, None, []),
    ],
)
def test_saksbehandleren_far_vite_nar_omfanget_er_et_annet_enn_det_som_er_bedt_om(
    gang: Mottaksgang, bedt: Avgrensningstype, omfang: Avgrensningstype, til: date | None, ventet: list[str]
) -> None:
    slutt = date(2027, 6, 30) if bedt is FORNYELSER else None
    f = fort(motta(gang, en_sak(1, avgrensning=Avgrensning(type=bedt, til=slutt))))
    valgt = Avgjorelse(Svarutfall.OVERFORT, FOR, "Fordi.", "5031", None, omfang, til)
    grunnlag = gang.brevene.svargrunnlag(f, Dokument.AVGJORELSE, valgt=valgt)
    om_omfanget: list[Any] = [m for m in gang.brevene.merknader(Dokument.AVGJORELSE, grunnlag) if "ornyelse" in m]
    assert len(om_omfanget) == len(ventet)
    assert all(bit in m for bit, m in zip(ventet, om_omfanget, strict=True))
