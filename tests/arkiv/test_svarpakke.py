"""Pakken til arkivet for Statsforvalterens brev: gyldig, av det loggen har, og den samme nøkkelen hver gang."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from arkiv.arkivprover import verdier
from arkiv.test_arkivmelding import BEGGE, SKJEMA, skjema
from lovene import FVL1967, FVL2025, programmet_under
from lxml import etree
from mottak.mottakprover import MOTTATT, PROGRAM, STATSFORVALTER, inngaende

from overforing.arkiv.pakke import ARKIVMELDING, Pakkeslag
from overforing.cli.kommandoer import kjor
from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import avgjorelse, overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Svarutfall
from overforing.mottak.inngaende import Utgaende
from overforing.program.embetet import Mottaksprogram
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import Avgrensningstype, Dokument, Regelsett

SVARFRIST = date(2026, 12, 20)
NA = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
NOV = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def logg(tmp_path: Path) -> Iterator[Foresporselsregister]:
    """En anmodning som er etterlyst to ganger, har fått foreløpig svar, og er overført til Malvik."""
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    logg = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=lambda: NA, bruker="Ine Aune")
    f = logg.motta(inngaende(1), MOTTATT).foresporsel
    for lag, dokument in (
        (lambda f: overganger.tildel(f, "Ine Aune"), None),
        (lambda f: overganger.svar_for_egen_habilitet(f, "Ine Aune", EgenHabilitet.HABIL), None),
        (lambda f: overganger.etterlys(f, "Hvem?", SVARFRIST, NA.date()), Dokument.ETTERLYSNING),
        (lambda f: overganger.etterlys(f, "Når?", SVARFRIST, NA.date()), Dokument.ETTERLYSNING),
        (overganger.forelopig_svar, Dokument.FORELOPIG_SVAR),
        (_overfor, Dokument.AVGJORELSE),
    ):
        innhold = f"%PDF {dokument} {f.versjon}".encode()
        f = logg.gjor(f.aar, f.nr, f.versjon, lag(f), [Utgaende(innhold, "pdf", dokument)] if dokument else ())
    yield logg
    db.close()


def _overfor(f: Foresporsel):
    valgt = Avgjorelse(Svarutfall.OVERFORT, NA.date(), "Fordi.", "5031", omfang=Avgrensningstype.EN_SOKNAD)
    return avgjorelse.avgjor(f, valgt, "Ine Aune")


def pakken(
    logg: Foresporselsregister,
    post: int | None,
    slag: str = "eformidling",
    statsforvalter: Mottaksprogram = STATSFORVALTER,
) -> dict[str, bytes]:
    ((navn, innhold),) = statsforvalter.utlevering(logg, "trondelag").pakke(2026, 1, slag, post).items()
    assert navn.endswith(f"{slag}.zip")
    with zipfile.ZipFile(io.BytesIO(innhold)) as zip_:
        return {fil: zip_.read(fil) for fil in zip_.namelist()}


def rot(logg: Foresporselsregister, post: int | None, slag: str = "eformidling") -> etree._Element:
    return etree.fromstring(pakken(logg, post, slag)[ARKIVMELDING])


@BEGGE
@pytest.mark.parametrize("post", [2, 3, 4, 5])
def test_meldingen_er_gyldig_og_har_pdfen_fra_loggen(
    delt: Path, logg: Foresporselsregister, post: int, slag: Pakkeslag
) -> None:
    skjema(delt / SKJEMA[slag]).assertValid(rot(logg, post, slag))
    filer = pakken(logg, post, slag)
    (d,) = [d for d in logg.dokumenter(2026, 1) if d.post == post]
    assert filer[f"{d.dokument}.pdf"] == logg.fil(d.sha256)


def test_hvert_brev_har_sin_nokkel_ogsa_to_av_samme_slag_og_den_er_journalens(logg: Foresporselsregister) -> None:
    ider = [verdier(rot(logg, post), "systemID") for post in (2, 3, 4, 5)]
    assert len({i[0] for i in ider}) == 1, "samme saksmappe"
    assert len({i[1] for i in ider}) == 4
    journal = etree.fromstring(STATSFORVALTER.utlevering(logg, "trondelag").ark("journal", *NOV))
    assert [i[1] for i in ider] == verdier(journal, "systemID")[1:]


def test_pakket_igjen_er_bare_meldingen_ny(logg: Foresporselsregister) -> None:
    forste, andre = rot(logg, 5), rot(logg, 5)
    assert verdier(forste, "meldingId") != verdier(andre, "meldingId")
    for melding in (forste, andre):
        for navn in ("meldingId", "tidspunkt"):
            for element in melding.iter(f"{{*}}{navn}"):
                element.text = ""
    assert etree.tostring(forste) == etree.tostring(andre)


def test_settekommunen_far_avgjorelsen_i_kopi_ogsa_nar_saken_er_apnet_igjen(logg: Foresporselsregister) -> None:
    f = logg.les(2026, 1)
    logg.gjor(2026, 1, f.versjon, overganger.gjenapne(f, "Nye opplysninger."))
    melding = rot(logg, None)
    assert verdier(melding, "korrespondanseparttype") == ["Avsender", "Mottaker", "Kopimottaker"]
    navn = verdier(melding, "korrespondansepartNavn")
    assert navn == ["Statsforvalteren i Trøndelag", "Trondheim", "Malvik"]
    assert verdier(rot(logg, 2), "korrespondanseparttype") == ["Avsender", "Mottaker"]


def test_ingen_er_nevnt_i_meldingen_og_den_er_skjermet(logg: Foresporselsregister) -> None:
    melding = rot(logg, None)
    tekst = "".join(melding.itertext())
    assert "Kari Moen" not in tekst
    assert "Ine Aune" not in tekst
    assert set(verdier(melding, "tilgangsrestriksjon")) == {"Unntatt offentlighet"}


@pytest.mark.parametrize(
    ("lov", "hjemmel"), [(FVL1967, "forvaltningsloven § 13"), (FVL2025, "forvaltningsloven av 2025 §§ 30 og 31")]
)
def test_den_er_skjermet_etter_brevets_egne_bestemmelser_ikke_kommunens(
    logg: Foresporselsregister, lov: Regelsett, hjemmel: str
) -> None:
    statsforvalter = Mottaksprogram(programmet_under(lov))
    melding = etree.fromstring(pakken(logg, None, statsforvalter=statsforvalter)[ARKIVMELDING])
    assert set(verdier(melding, "skjermingshjemmel")) == {f"offentleglova § 13, jf. {hjemmel}"}


def test_bare_det_som_har_gatt_ut_kan_pakkes_og_embetet_ma_vaere_sagt(logg: Foresporselsregister) -> None:
    for post in (1, 9):
        with pytest.raises(KanIkke, match=f"ikke noe dokument {post}"):
            STATSFORVALTER.utlevering(logg, "trondelag").pakke(2026, 1, "fiks", post)
    with pytest.raises(UgyldigInndata, match="hvilket embete"):
        STATSFORVALTER.utlevering(logg).pakke(2026, 1, "fiks")


def test_saksstatusen_er_den_na_og_embetet_har_adressen_som_er_bekreftet(
    logg: Foresporselsregister, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdier(rot(logg, 2), "saksstatus") == ["Avsluttet"]
    assert verdier(rot(logg, 2), "postadresse") == []
    f = logg.les(2026, 1)
    logg.gjor(2026, 1, f.versjon, overganger.gjenapne(f, "Nye opplysninger."))
    lager = STATSFORVALTER.program.innstillinger
    bekreftet = replace(lager.verdier, bekreftede_adresser={"trondelag": "Postboks 2600\n7734 Steinkjer"})
    monkeypatch.setattr(lager, "verdier", bekreftet)
    melding = rot(logg, None)
    assert verdier(melding, "saksstatus") == ["Under behandling"]
    adresse = [*verdier(melding, "postadresse"), *verdier(melding, "postnummer"), *verdier(melding, "poststed")]
    assert adresse == ["Postboks 2600", "7734", "Steinkjer"]


def test_pakken_skrives_fra_kommandolinja(logg: Foresporselsregister, tmp_path: Path, capsys) -> None:
    ut = tmp_path / "svar.zip"
    felles = ["register", "eksporter", "pakke", "--register", str(tmp_path / "mottak.db"), "--ut", str(ut)]
    assert kjor([*felles, "--embete", "trondelag", "--nummer", "2026/1", "--dokument", "3"]) == 0
    with zipfile.ZipFile(ut) as zip_:
        assert zip_.namelist() == ["arkivmelding.xml", "etterlysning.pdf", "manifest-sha256.txt"]
    assert kjor([*felles, "--embete", "trondelag"]) == 2
    assert "--nummer" in capsys.readouterr().err
