"""Det som forlater loggen: den offentlige journalen, regnearkene og tallene."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from arkiv.arbeidsbokprover import les_bok
from feilprover import kaster
from lxml import etree
from mottak.mottakprover import MOTTATT, PROGRAM, STATSFORVALTER, en_sak, inngaende

from overforing.arkiv.regneark import csv_fil
from overforing.cli.kommandoer import kjor
from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import avgjorelse, overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import OVERFORER, EgenHabilitet, Foresporsel, Svarutfall
from overforing.mottak.inngaende import FLERE_GRUNNER, Utgaende, hjemmel_av, kode
from overforing.mottak.merke import merker_i
from overforing.mottak.statistikk import INGEN, TVIST, UKJENT, Dimensjon
from overforing.program.embetet import Mottaksprogram
from overforing.regelverk.hjemmel import Hjemmel, Lov
from overforing.regelverk.tilknytning import grunn
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import Avgrensningstype, Dokument, Malform, Regelsett, Tilknytningstype
from overforing.saksgang.mottak.rapport import Rapportord

NOV = (date(2026, 11, 1), date(2026, 11, 30))
PERSON = "Kari Nordmann"


@pytest.fixture
def logg(tmp_path: Path) -> Iterator[Foresporselsregister]:
    """Tre anmodninger der navnet står alle steder det kan stå; den første er avgjort, den siste feilført."""
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    na = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
    logg = Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=lambda: na, bruker=PERSON)
    for nr in (1, 2, 3):
        kontor = replace(en_sak().kontor, navn=f"Nav {PERSON}", kontaktperson=PERSON)
        f = logg.motta(inngaende(nr, kontor=kontor, allerede_gjort=PERSON), MOTTATT).foresporsel
        f = logg.gjor(f.aar, f.nr, f.versjon, overganger.rett(f, {"tittel": PERSON, "tilgang": PERSON}, PERSON))
        f = logg.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, PERSON))
        if nr == 1:
            f = logg.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, PERSON, EgenHabilitet.HABIL))
            valgt = Avgjorelse(Svarutfall.OVERFORT, na.date(), PERSON, "5031", omfang=Avgrensningstype.EN_SOKNAD)
            brev = Utgaende(b"%PDF svaret", "pdf", Dokument.AVGJORELSE)
            logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, valgt, PERSON), [brev])
        if nr == 3:
            feilfort = Avgjorelse(Svarutfall.FEILFORT, na.date(), "To ganger.")
            logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, feilfort, PERSON))
    yield logg
    db.close()


def pa_papir(logg: Foresporselsregister) -> Foresporsel:
    """En som kom på papir, med et notat og en etterlysning skrevet et annet sted."""
    f = logg.registrer_for_hand({"kommune": "5031", "tittel": PERSON, "dokumentdato": date(2026, 11, 18)}, MOTTATT)
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, f"{PERSON} ringte."))
    etterlyst = overganger.etterlys(f, PERSON, date(2026, 12, 1), MOTTATT)
    return logg.gjor(f.aar, f.nr, f.versjon, etterlyst)


@pytest.mark.parametrize("embete", ["trondelag", "rogaland"])
@pytest.mark.parametrize(("hva", "skjema"), [("journal", "offentligJournal"), ("lopende", "loependeJournal")])
def test_journalene_er_gyldige_mot_skjemaet(
    delt: Path, logg: Foresporselsregister, embete: str, hva: str, skjema: str
) -> None:
    pa_papir(logg)
    xsd = etree.XMLSchema(etree.parse(delt / f"xsd/noark5-v5.0/{skjema}.xsd"))
    xsd.assertValid(etree.fromstring(STATSFORVALTER.utlevering(logg, embete).ark(hva, *NOV)))


def test_det_som_kom_pa_papir_og_det_som_ble_sendt_uten_brev_herfra_er_i_journalen(logg: Foresporselsregister) -> None:
    papir = pa_papir(logg)
    gis_ut = STATSFORVALTER.utlevering(logg, "trondelag")
    offentlig, lopende = (etree.fromstring(gis_ut.ark(hva, *NOV)) for hva in ("journal", "lopende"))
    assert PERSON not in etree.tostring(offentlig, encoding="unicode")

    def poster(rot: etree._Element) -> list[tuple[str | None, ...]]:
        navnene = ("journalpostnummer", "offentligTittel", "korrespondansepart/{*}korrespondansepartNavn")
        return [
            tuple(r.findtext(f"{{*}}journalpost/{{*}}{navn}") for navn in navnene)
            for r in rot.iter("{*}journalregistrering")
            if r.findtext("{*}saksmappe/{*}sakssekvensnummer") == str(papir.nr)
        ]

    statsforvalteren = "Statsforvalteren i Trøndelag"
    inn = ("1", "Anmodning om overføring", "Malvik")
    notat = ("2", "Internt notat", statsforvalteren)
    ut = ("3", "Etterlysning av opplysninger", statsforvalteren)
    assert poster(offentlig) == [inn, ut]
    assert poster(lopende) == [inn, notat, ut]
    rader = les_csv(gis_ut.ark("dokumenter", *NOV))
    summer = {d.sha256 for nr in (1, 2) for d in logg.dokumenter(2026, nr)}
    assert summer <= {rad[-2] for rad in rader}
    for hva in ("journal", "lopende", "dokumenter"):
        assert [str(merke) for merke in merker_i(gis_ut.ark(hva, *NOV))] == [logg.nyeste_merke()]
    assert len(rader) - 1 == logg.db.execute("SELECT count(*) FROM dokumenter").fetchone()[0]


def test_svaret_avskriver_det_som_kom_og_settekommunen_er_kopimottaker(logg: Foresporselsregister) -> None:
    rot = etree.fromstring(STATSFORVALTER.utlevering(logg, "trondelag").ark("journal", *NOV))
    inn, ut, ubesvart = rot.iter("{*}journalpost")
    assert inn.findtext("{*}avskrivningsmaate") == "Besvart med brev"
    assert inn.findtext("{*}referanseAvskrivesAvJournalpost") == ut.findtext("{*}systemID")
    assert ubesvart.find("{*}avskrivningsdato") is None
    parter = [tuple(str(felt.text) for felt in part) for part in ut.iter("{*}korrespondansepart")]
    assert parter == [
        ("Avsender", "Statsforvalteren i Trøndelag"),
        ("Mottaker", "Trondheim"),
        ("Kopimottaker", "Malvik"),
    ]
    f = logg.les(2026, 1)
    logg.gjor(f.aar, f.nr, f.versjon, overganger.gjenapne(f, "Settekommunen er inhabil."))
    rot = etree.fromstring(STATSFORVALTER.utlevering(logg, "trondelag").ark("journal", *NOV))
    assert rot.find(".//{*}avskrivningsdato") is None, "åpnet igjen er den ikke besvart"


def test_hvert_dokument_har_en_dato_og_det_som_kom_har_dagen_det_kom(logg: Foresporselsregister) -> None:
    f = logg.registrer_for_hand({"kommune": "5031"}, MOTTATT)
    gis_ut = STATSFORVALTER.utlevering(logg, "trondelag")
    poster = list(etree.fromstring(gis_ut.ark("journal", *NOV)).iter("{*}journalpost"))
    assert [post.findtext("{*}dokumentetsDato") for post in poster][-1] == MOTTATT.isoformat()
    assert all(post.findtext("{*}dokumentetsDato") for post in poster)
    overskrifter, *rader = les_csv(gis_ut.dokumenter(*NOV))
    sist = dict(zip(overskrifter, rader[-1], strict=True))
    assert (sist["Forespørsel"], sist["Mottatt"], sist["Brevets dato"]) == (f"2026-{f.nr}", "20.11.2026", "20.11.2026")


def test_et_brev_som_er_sendt_gar_aldri_ut_av_journalen(logg: Foresporselsregister) -> None:
    f = pa_papir(logg)
    valgt = Avgjorelse(Svarutfall.FEILFORT, MOTTATT, "To ganger.")
    gang = STATSFORVALTER.mottaksgang(logg, "trondelag")
    with pytest.raises(KanIkke, match="Da kan den ikke være feilført"):
        gang.handlinger.avgjor_uten_brev(f, valgt, PERSON, gang.vis(f.aar, f.nr))
    # Slik er den ført i en eldre logg.
    logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, valgt, PERSON))
    for hva in ("journal", "lopende"):
        rot = etree.fromstring(STATSFORVALTER.utlevering(logg, "trondelag").ark(hva, *NOV))
        assert str(f.nr) in [e.text for e in rot.iter("{*}sakssekvensnummer")]


@pytest.mark.parametrize(
    ("organ", "offentlig"), [("statsforvalteren i  Innlandet", True), ("Malvik kommune", True), (PERSON, False)]
)
def test_et_offentlig_organ_star_med_navn_og_det_som_er_skrevet_for_hand_bare_hos_embetet(
    logg: Foresporselsregister, organ: str, offentlig: bool
) -> None:
    f = logg.les(2026, 2)
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, PERSON, EgenHabilitet.HABIL))
    valgt = Avgjorelse(Svarutfall.VIDERESENDT, NOV[1], "Annet fylke.", rett_organ=organ)
    logg.gjor(f.aar, f.nr, f.versjon, avgjorelse.avgjor(f, valgt, PERSON))
    gis_ut, organ = STATSFORVALTER.utlevering(logg, "trondelag"), " ".join(organ.split())
    sagt = [organ in gis_ut.ark(hva, *NOV).decode() for hva in ("journal", "lopende", "dokumenter")]
    assert sagt == [offentlig, True, True]


def test_nar_arkivet_forer_journalen_sies_det_og_den_lages_ikke(logg: Foresporselsregister) -> None:
    ett = copy(PROGRAM)
    ett.__dict__["innstillinger"] = lager = copy(PROGRAM.innstillinger)
    lager.verdier = replace(lager.verdier, journal_i_arkivet=True)
    gis_ut = Mottaksprogram(ett).utlevering(logg, "trondelag")
    for hva in ("journal", "lopende"):
        with pytest.raises(KanIkke, match="Arkivet fører journalen"):
            gis_ut.ark(hva, *NOV)
    assert gis_ut.ark("dokumenter", *NOV)


def test_journalen_har_hvert_dokument_og_ingen_navn(logg: Foresporselsregister) -> None:
    xml = STATSFORVALTER.utlevering(logg, "trondelag").ark("journal", *NOV)
    assert PERSON not in xml.decode()
    rot = etree.fromstring(xml)
    # Den tredje er feilført, og er ikke et saksdokument.
    assert [e.text for e in rot.iter("{*}sakssekvensnummer")] == ["1", "1", "2"]
    assert {e.text for e in rot.iter("{*}korrespondansepartNavn")} == {
        "Trondheim",
        "Malvik",
        "Statsforvalteren i Trøndelag",
    }
    hjemler = [e.text or "" for e in rot.iter("{*}skjermingshjemmel")]
    assert ["§ 44" in hjemmel for hjemmel in hjemler] == [True, False, True], "embetets eget brev har embetets hjemmel"
    assert len({e.text for e in rot.iter("{*}systemID")}) == 3
    assert rot.findtext("{*}journalhode/{*}antallJournalposter") == "3"


def test_en_tid_uten_noe_i_journalen_og_et_embete_som_ikke_er_sagt_sies(logg: Foresporselsregister) -> None:
    desember = (date(2026, 12, 1), date(2026, 12, 31))
    with pytest.raises(KanIkke, match="ikke ført noe"):
        STATSFORVALTER.utlevering(logg, "trondelag").ark("journal", *desember)
    with pytest.raises(UgyldigInndata, match="hvilket embete"):
        STATSFORVALTER.utlevering(logg).ark("journal", *NOV)


def les_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_regnearket_har_en_rad_per_foresporsel(logg: Foresporselsregister) -> None:
    overskrifter, *rader = les_csv(STATSFORVALTER.utlevering(logg).foresporsler(*NOV))
    forste = dict(zip(overskrifter, rader[-1], strict=True))
    assert len(rader) == 3
    assert (forste["Utfall"], forste["Overføringen gjelder"]) == ("Overført til Malvik", "Denne søknaden alene")
    assert (forste["Fornyelser til og med"], forste["Bedt på nytt etter"]) == ("", "")
    assert (forste["Mottatt"], forste["Dager"], forste["År"], forste["Nr."]) == ("20.11.2026", "2", "2026", "1")


@pytest.mark.parametrize(
    ("verdi", "celle"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'@SUM(A1)"),
        ("-2", "'-2"),
        ("\t=1", "'=1"),
        ("＝1", "'＝1"),
        ("to\nlinjer; med semikolon", "to linjer; med semikolon"),
        ('"sitat"', '"sitat"'),
        (2.5, "2,5"),
        (3.0, "3"),
        (-1, "-1"),
        (None, ""),
        (date(2026, 7, 1), "01.07.2026"),
        ("Čáhcesuolu", "Čáhcesuolu"),
    ],
)
def test_ingenting_i_regnearket_er_en_formel(verdi: str | float | date | None, celle: str) -> None:
    assert les_csv(csv_fil(["A"], [[verdi]])) == [["A"], [celle]]


def test_tallene_er_skjermet_nar_de_forlater_embetet(logg: Foresporselsregister) -> None:
    fil = STATSFORVALTER.utlevering(logg).ark("tall", date(2026, 1, 1), date(2026, 12, 31))
    rader = les_csv(fil)[1:]
    assert {rad[2] for rad in rader} == {"skjermet", "0"}
    assert {rad[3] for rad in rader} == {"–", ""}
    assert PERSON not in fil.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("fra", "til"),
    [NOV, (date(2025, 1, 1), date(2026, 12, 31)), (date(2026, 1, 1), date(2026, 6, 30))],
)
def test_tall_for_andre_tider_enn_ett_ar_gis_ikke_ut_for_de_kan_trekkes_fra(
    logg: Foresporselsregister, fra: date, til: date
) -> None:
    with pytest.raises(UgyldigInndata, match="ett kalenderår"):
        STATSFORVALTER.utlevering(logg).ark("tall", fra, til)


def test_en_dag_som_ikke_er_kommet_er_ikke_med_i_arsrapporten(logg: Foresporselsregister) -> None:
    """Klokka på en annen maskin kan ha gått foran."""
    gis_ut = STATSFORVALTER.utlevering(logg)
    for_ = gis_ut.rapport(2026, Malform.NB, skjermet=True)
    logg.registrer_for_hand({"kommune": "5031"}, date(2026, 12, 31))
    assert gis_ut.rapport(2026, Malform.NB, skjermet=True) == for_
    with kaster("feil.mottak.ar_fram"):
        gis_ut.rapport(2050, Malform.NB, skjermet=True)


@pytest.mark.parametrize("malform", list(Malform))
def test_arsrapporten_til_excel_sier_hvem_den_er_for(logg: Foresporselsregister, malform: Malform) -> None:
    gis_ut = STATSFORVALTER.utlevering(logg)
    inne, ute = (
        les_bok(gis_ut.arbeidsbok(gis_ut.rapport(2026, malform, skjermet=skjermet), malform))
        for skjermet in (False, True)
    )
    umasket, masket = (PROGRAM.katalog.hent(f"aarsrapport.{en}_kort", malform) for en in ("umasket", "masket"))
    assert {rader[1][0] for rader in list(inne.values())[1:]} == {umasket}
    assert {rader[1][0] for rader in list(ute.values())[1:]} == {masket}
    assert list(inne) == list(ute)
    assert len(inne) == 8
    assert [rad[:3] for rad in inne["Kommune"] if rad[0] in ("Trondheim", "I alt")] == [
        ["Trondheim", 2.0, 1.0],
        ["I alt", 2.0, 1.0],
    ]
    assert inne["Nav-kontor"][3][:2] == [f"Nav {PERSON}", "Trondheim"]
    assert PERSON not in str(ute)
    assert {celle for rader in ute.values() for rad in rader for celle in rad if not isinstance(celle, str)} == {0.0}


def test_arsrapporten_fra_kommandolinjen_er_skjermet_nar_ingen_ber_om_noe_annet(
    logg: Foresporselsregister, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argumenter = ["register", "aarsrapport", "--aar", "2026", "--register", str(logg.db.fil)]
    assert kjor(argumenter) == 0
    svar = capsys.readouterr()
    assert "Trondheim\tskjermet\t–" in svar.out
    assert PERSON not in svar.out
    assert svar.err == ""
    assert kjor([*argumenter, "--umasket"]) == 0
    svar = capsys.readouterr()
    assert "Trondheim\t2\t1\t2\t100\N{NO-BREAK SPACE}%" in svar.out
    assert "skal ikke ut av embetet" in svar.err
    assert kjor([*argumenter, "--ut", str(tmp_path / "a.xlsx")]) == 0
    assert "Nav-kontor" in les_bok((tmp_path / "a.xlsx").read_bytes())
    assert kjor([*argumenter, "--ut", str(tmp_path / "a.xlsx")]) == 1


@pytest.mark.parametrize("malform", list(Malform))
def test_hvert_utfall_har_et_navn_i_tallene(malform: Malform) -> None:
    ord_ = Rapportord(PROGRAM.katalog, PROGRAM.geografi, malform)
    assert all(ord_.verdi(Dimensjon.UTFALL, utfall)[0] for utfall in ("", UKJENT, *Svarutfall))
    delt = [ord_.verdi(Dimensjon.UTFALL, f"{u}.{o}")[0] for u in OVERFORER for o in Avgrensningstype]
    assert len(set(delt)) == 4


@pytest.mark.parametrize("malform", list(Malform))
def test_hver_grunn_er_sagt_i_ord(malform: Malform) -> None:
    ord_ = Rapportord(PROGRAM.katalog, PROGRAM.geografi, malform)
    koder = {kode(grunn(type_, regelsett).hjemmel) for type_ in Tilknytningstype for regelsett in Regelsett}
    for kode_ in (*koder, FLERE_GRUNNER, TVIST, INGEN, ""):
        sagt, bestemmelse = ord_.verdi(Dimensjon.GRUNN, kode_)
        assert sagt
        assert "§" not in sagt
        assert bool(bestemmelse) == (kode_ in koder)


@pytest.mark.parametrize(
    "hjemmel",
    [
        Hjemmel(Lov.FVL, "6", 1, "b"),
        Hjemmel(Lov.FVL, "6", 1, "e", 2),
        Hjemmel(Lov.FVL, "6", 2),
        Hjemmel(Lov.FVL2025, "26", 4),
        Hjemmel(Lov.FVL2025, "27"),
    ],
)
def test_koden_for_en_grunn_er_bestemmelsen(hjemmel: Hjemmel) -> None:
    assert hjemmel_av(kode(hjemmel)) == hjemmel
    assert hjemmel_av("flere") is None


def test_eksporten_skrives_ikke_over_uten_at_det_er_bedt_om(
    logg: Foresporselsregister, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ut = tmp_path / "tall.csv"
    argumenter = ["register", "eksporter", "tall", "--register", str(logg.db.fil), "--ut", str(ut)]
    assert kjor(argumenter) == 0
    assert kjor(argumenter) == 1
    assert "Finnes fra før" in capsys.readouterr().err
    assert kjor([*argumenter, "--overskriv", "--fra", "2026-12-01", "--til", "2026-11-01"]) == 2
