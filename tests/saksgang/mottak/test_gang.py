"""Brev inn i loggen: det programmet skrev, kommer tilbake felt for felt, og det som ikke kan brukes, sies."""

from __future__ import annotations

import io
import re
import sqlite3
import uuid
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from brev.lesing.test_les import FIENDTLIG, entitetsbombe, fremmed_docx, fremmed_pdf, lognaktig_zip, med_del
from brev.lesing.test_omlaget import FILER, med_merknad, nokkelordene, odt, uten_struktur
from gyldige_saker import saker
from hypothesis import HealthCheck, given, settings
from mottak.mottakprover import MOTTATT, PROGRAM, STATSFORVALTER, brev, en_sak, saksfil

from overforing.brev.lesing.les import filslag
from overforing.hinder import Hindret
from overforing.mottak.egen_habilitet import Utforer
from overforing.mottak.foresporsel import Slag
from overforing.mottak.inngaende import Inngaende
from overforing.mottak.kvittering import Kvittering, Mottaksutfall
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import (
    Dokument,
    Konklusjon,
    Malform,
    Opphold,
    Sak,
    Skjonn,
    Tilknytning,
    Tilknytningstype,
    Tvist,
)
from overforing.sak.saksfil import til_json
from overforing.sak.utgaende import utgaende
from overforing.saksgang.mottak.bilde import lag_bilde
from overforing.saksgang.mottak.filtolk import Innkommet
from overforing.saksgang.mottak.gang import Mottaksgang, Resultat
from overforing.saksgang.utgang import fra_kontoret


@pytest.fixture
def logg(tmp_path: Path) -> Iterator[Foresporselsregister]:
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    na = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
    yield Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=lambda: na, bruker="Ine Aune")
    db.close()


@pytest.fixture
def gang(logg: Foresporselsregister) -> Mottaksgang:
    return STATSFORVALTER.mottaksgang(logg)


def les_inn(gang: Mottaksgang, **filer: bytes) -> list[Resultat]:
    """Filene etter navn, med «_docx» og slikt for endelsen."""
    navngitt = [(navn.replace("_", "."), lambda data=data: data) for navn, data in filer.items()]
    return list(gang.registrer(navngitt, MOTTATT))


def som_zip(filer: dict[str, bytes]) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, data in filer.items():
            pakke.writestr(navn, data)
    return ut.getvalue()


def forsporsel_nr(nr: int) -> Sak:
    """En anmodning med hver sin grunn til inhabilitet, annenhver på nynorsk."""
    # Er lederen selv part, må alle de andre vurderes som kolleger; det er en annen sak.
    typer = [type_ for type_ in Tilknytningstype if type_ is not Tilknytningstype.ER_PART]
    grunn = Tilknytning(type=typer[nr * len(typer) // 20 % len(typer)], part="p1")
    sak = en_sak(100 + nr, malform=list(Malform)[nr % 2])
    skjonn = Skjonn(
        konklusjon=Konklusjon.INHABIL, begrunnelse="Tilknytningen er nær og har vart lenge, og alle kjenner til den."
    )
    leder, *andre = sak.ansatte
    return replace(sak, ansatte=(replace(leder, tilknytninger=(grunn,), skjonn=skjonn), *andre))


@pytest.mark.parametrize("nr", range(21))
def test_det_som_sendes_er_det_som_fores_felt_for_felt(gang: Mottaksgang, logg: Foresporselsregister, nr: int) -> None:
    sak = forsporsel_nr(nr) if nr else PROGRAM.les_sak(PROGRAM.eksempel())
    vurdering = PROGRAM.vurder(sak)
    assert vurdering.utfall == "be_om_overforing"
    format_ = ("docx", "pdf", "zip")[nr % 3]
    laget = PROGRAM.brevskriver.lag(Dokument.ANMODNING, sak, vurdering)
    data = PROGRAM.utgang.skriv(fra_kontoret(laget, sak, vurdering), format_.replace("zip", "docx"))
    (svar,) = les_inn(gang, **{f"brev_{format_}": som_zip({"anmodning.docx": data}) if format_ == "zip" else data})
    assert svar.kvittering is not None
    f = svar.kvittering.foresporsel
    visning = gang.vis(f.aar, f.nr)
    folger = utgaende(
        sak, Dokument.ANMODNING, {felt for funn in vurdering.spor for felt in funn.felt}, vurdering.linjen
    )
    sendt = PROGRAM.les_sak(til_json(folger))
    assert visning.sak == sendt
    assert visning.vurdering is not None
    assert (visning.vurdering.utfall, visning.vurdering.regelsett) == (vurdering.utfall, vurdering.regelsett)
    assert (f.sak, f.malform, f.kommune, f.deres_ref) == (sak.id, sak.malform, sak.kontor.kommune, sak.saksnummer)
    assert f.grunn
    assert f.inhabile
    assert logg.dokumenter(f.aar, f.nr)[0].tekst == "uendret"
    assert logg.fil(logg.dokumenter(f.aar, f.nr)[0].sha256)


def test_et_brev_datert_etter_dagen_det_kom_fores_bare_nar_det_er_bekreftet(
    gang: Mottaksgang, logg: Foresporselsregister
) -> None:
    sak = en_sak(1, vurderingsdato=date(2026, 11, 19))
    filer = [("sak.json", lambda: saksfil(sak))]
    (stanset,) = gang.registrer(filer, date(2026, 11, 18))
    assert (stanset.for_brevet, stanset.kvittering) == (True, None)
    assert "datert 19. november 2026" in stanset.avvist
    assert kontroller(logg.db).foresporsler == 0
    (fort,) = gang.registrer(filer, date(2026, 11, 18), bekreftet=True)
    assert fort.kvittering is not None
    assert fort.kvittering.foresporsel.mottatt == date(2026, 11, 18)


def test_en_tvist_fores_som_tvist(gang: Mottaksgang) -> None:
    uenig = Opphold(tvist=Tvist(med_kommune="5031", motpartens_svar="De mener det er oss."))
    (svar,) = les_inn(gang, sak_json=saksfil(en_sak(1, opphold=uenig)))
    assert svar.kvittering is not None
    f = svar.kvittering.foresporsel
    assert (f.slag, f.tittel) == (Slag.TVIST, "Krav om avgjørelse av tvist om oppholdskommune – Trondheim")


def test_svaret_pa_etterlysningen_er_en_ny_utgave_med_forskjellene(gang: Mottaksgang) -> None:
    forste, andre = en_sak(1), en_sak(1, allerede_gjort="Ingen av dem har hatt noe med saken å gjøre.")
    for_, etter = les_inn(gang, forste_json=saksfil(forste), andre_json=saksfil(andre))
    assert for_.kvittering is not None
    assert etter.kvittering is not None
    assert etter.kvittering.foresporsel.journalnummer == for_.kvittering.foresporsel.journalnummer
    assert [f.felt for f in etter.felt] == ["allerede_gjort"]
    assert etter.felt[0].naa == andre.allerede_gjort
    assert "1 svar er endret" in etter.melding
    assert gang.vis(2026, 1).endret == etter.felt


def test_en_ny_utgave_fra_en_annen_kommune_sies(gang: Mottaksgang) -> None:
    annen = en_sak(1, kontor=replace(en_sak().kontor, kommune="5031"))
    _, etter = les_inn(gang, forste_json=saksfil(en_sak(1)), andre_json=saksfil(annen))
    assert "fra en annen kommune" in etter.melding


def test_word_og_pdf_av_samme_brev_er_en_foresporsel(gang: Mottaksgang) -> None:
    svar = les_inn(gang, a_docx=brev("docx"), b_pdf=brev("pdf"), c_docx=brev("docx"))
    assert [s.kvittering.utfall for s in svar if s.kvittering] == [
        Mottaksutfall.NY,
        Mottaksutfall.SAMME_INNHOLD,
        Mottaksutfall.ALLEREDE,
    ]
    # Hvem og når: kom svaret aldri fram første gang, ser hun at det var henne selv, nettopp.
    assert "er alt ført, på 2026/1, av Ine Aune 22.11.2026 kl. " in svar[2].melding


def test_endret_tekst_sies_med_det_som_skiller(gang: Mottaksgang) -> None:
    tuklet = med_del(brev("docx"), "word/document.xml", b"Vi ber ", b"Vi krever straks ")
    (svar,) = les_inn(gang, brev_docx=tuklet)
    assert svar.kvittering is not None
    assert "endret siden det ble laget" in svar.melding
    assert len(svar.tekst) == 1
    assert "Vi ber" in svar.tekst[0].fjernet[0]
    assert "Vi krever straks" in svar.tekst[0].lagt_til[0]


@pytest.mark.parametrize(("navn", "lag"), [("brev_docx", fremmed_docx), ("brev_pdf", fremmed_pdf)])
def test_et_brev_som_ikke_er_herfra_fores_for_hand_med_filen_ved(
    gang: Mottaksgang, logg: Foresporselsregister, navn: str, lag: Callable[[], bytes]
) -> None:
    data = lag()
    (svar,) = les_inn(gang, **{navn: data})
    assert svar.kvittering is not None
    assert svar.kvittering.foresporsel.manuell
    assert "fylles ut for hånd" in svar.melding
    assert logg.fil(logg.dokumenter(2026, 1)[0].sha256) == data
    assert gang.vis(2026, 1).sak is None


LAGET_OM: dict[str, tuple[Callable[[], bytes], str, str, tuple[str, ...]]] = {
    "sidene": (
        lambda: uten_struktur(brev("pdf"), re.sub("(tekst|tegn)sum=..", r"\1sum=00", nokkelordene(brev("pdf")))),
        "kan ikke avgjøres: filen er laget om",
        "kan_ikke_avgjores",
        (),
    ),
    "merknader": (lambda: med_merknad(brev("pdf"), "Stamp"), "merknader, stempler", "uendret", ("merknader",)),
    "lagret som": (lambda: (FILER / "lagret-som.pdf").read_bytes(), "Saken følger ikke med, for", "uendret", ()),
    "utskrift": (lambda: (FILER / "utskrift.pdf").read_bytes(), "Be om Word-filen", "ukjent", ()),
}


@pytest.mark.parametrize("navn", LAGET_OM)
def test_et_brev_som_er_laget_om_sies_i_meldingen_loggen_og_vinduet(
    gang: Mottaksgang, logg: Foresporselsregister, navn: str
) -> None:
    lag, melding, tekst, pafort = LAGET_OM[navn]
    (svar,) = les_inn(gang, brev_pdf=lag())
    assert melding in svar.melding
    (dokument,) = logg.dokumenter(2026, 1)
    assert (dokument.tekst, dokument.pafort) == (tekst, pafort)
    bilde = lag_bilde(
        gang.vis(2026, 1), PROGRAM.katalog, PROGRAM.geografi, Malform.NB, Utforer("Ine Aune"), MOTTATT, ()
    )
    teksten = {"uendret": "uendret siden", "kan_ikke_avgjores": "kan ikke avgjøres, filen er laget om"}
    assert teksten[tekst] in bilde.teksten[0] if bilde.teksten else tekst == "ukjent"
    assert any("merknader, stempler" in merknad for merknad in bilde.merknader) is bool(pafort)


def test_en_nyere_utgave_av_saken_fores_for_hand_og_sies(gang: Mottaksgang) -> None:
    (svar,) = les_inn(gang, sak_json=saksfil(en_sak(1)).replace(b"overforing/sak/1", b"overforing/sak/2"))
    assert svar.kvittering is not None
    assert svar.kvittering.foresporsel.manuell
    assert "overforing/sak/2" in svar.melding
    (naa,) = les_inn(gang, sak_json=saksfil(en_sak(1)))
    assert naa.kvittering is not None
    assert (naa.kvittering.foresporsel.journalnummer, naa.kvittering.foresporsel.manuell) == ("2026/1", False)


def test_et_annet_brev_i_saken_legges_ved_den(gang: Mottaksgang) -> None:
    svar = les_inn(gang, a_docx=brev("docx"), b_docx=brev("docx", Dokument.HABILITETSNOTAT))
    assert svar[1].kvittering is not None
    assert svar[1].kvittering.utfall is Mottaksutfall.KNYTTET
    assert len(gang.vis(2026, 1).dokumenter) == 2


def test_en_kommune_under_et_annet_embete_sies(logg: Foresporselsregister) -> None:
    (svar,) = les_inn(STATSFORVALTER.mottaksgang(logg, "oboa"), sak_json=saksfil(en_sak(1)))
    assert "Trondheim hører til Statsforvalteren i Trøndelag." in svar.melding


def test_det_som_mangler_star_i_sjekklista(gang: Mottaksgang) -> None:
    (svar,) = les_inn(gang, sak_json=saksfil(en_sak(1, settekommuner=(), underskriver=None)))
    assert "Punkter som bør avklares: " in svar.melding
    visning = gang.vis(2026, 1)
    assert visning.mangler is not None
    assert {"settekommune_mangler", "underskriver_mangler"} <= {a.id for a in visning.mangler.bor_avklares}


def test_svar_som_ikke_forer_til_overforing_sies_med_programmets_utfall(gang: Mottaksgang) -> None:
    (svar,) = les_inn(gang, sak_json=saksfil(en_sak(1, "03-leder-inhabil-kommunalsjef-avgjor")))
    assert "overordnet eller folkevalgt organ avgjør saken" in svar.melding


def stor_xml() -> bytes:
    innhold = zipfile.ZipFile(io.BytesIO(brev("docx")))
    filer = {navn: innhold.read(navn) for navn in innhold.namelist()}
    return som_zip({**filer, "word/document.xml": b"<a>" + b"<b/>" * 3_000_000 + b"</a>"})


def fremmed_bombe() -> bytes:
    bombe = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    pakke = zipfile.ZipFile(io.BytesIO(fremmed_docx()))
    return som_zip({n: bombe if n == "word/document.xml" else pakke.read(n) for n in pakke.namelist()})


@pytest.mark.parametrize(
    ("navn", "lag", "grunn"),
    [
        ("brev.exe", lambda: brev("docx"), "ikke av et slag"),
        ("brev", lambda: brev("docx"), "ikke av et slag"),
        ("brev.pdf", lambda: brev("docx"), "slutter på .pdf, men innholdet er docx"),
        ("brev.docx", lambda: b"Hei", "slutter på .docx, men innholdet er noe annet"),
        ("brev.odt", odt, r"LibreOffice \(.odt\).*Be om Word-filen"),
        ("brev.docx", lambda: b"{\\rtf1 hei}", "formatet RTF"),
        ("sak.json", lambda: brev("pdf"), "slutter på .json"),
        ("brev.pdf", lambda: brev("pdf")[:-3000], "slutten mangler"),
        ("brev.docx", lambda: brev("docx")[:-3000], "innholdet er zip|skadet"),
        ("brev.docx", entitetsbombe, "DOCTYPE|skadet"),
        ("brev.docx", fremmed_bombe, "DOCTYPE"),
        ("brev.docx", stor_xml, "for stor"),
        ("pakke.zip", lognaktig_zip, "skadet|for stor|ikke en saksfil"),
        ("pakke.zip", lambda: som_zip({"../../ut.json": b"{}"}), "peker ut av mappen"),
        ("sak.json", lambda: saksfil(en_sak(1)).replace(b'"5001"', b'"9999"'), "ikke gyldig.*kommune"),
    ],
)
def test_en_fil_som_ikke_kan_brukes_avvises_og_resten_gar_videre(
    gang: Mottaksgang, logg: Foresporselsregister, navn: str, lag: Callable[[], bytes], grunn: str
) -> None:
    filer = [(navn, lag), ("god.json", lambda: saksfil(en_sak(2)))]
    avvist, fort = gang.registrer(filer, MOTTATT)
    assert avvist.kvittering is None
    assert not avvist.uleselig
    assert re.search(grunn, avvist.avvist), avvist.avvist
    assert fort.kvittering is not None
    svar = kontroller(logg.db)
    assert (svar.foresporsler, svar.dokumenter, svar.avvik) == (1, 1, ())


def test_en_bunke_med_fiendtlige_filer_ender_med_alle_de_gode_og_en_grunn_for_hver_av_de_andre(
    gang: Mottaksgang, logg: Foresporselsregister
) -> None:
    fiender = [(f"{i}.{filslag(lag()) or 'pdf'}", lag) for i, (lag, _) in enumerate(FIENDTLIG.values())]
    gode = [(f"{nr}.json", lambda nr=nr: saksfil(en_sak(nr))) for nr in range(1, 41)]
    blandet = [fil for par in zip(gode, fiender, strict=False) for fil in par] + gode[len(fiender) :]
    svar = list(gang.registrer(blandet, MOTTATT))
    for_hand = [s for s in svar if s.kvittering and s.kvittering.foresporsel.manuell]
    assert len([s for s in svar if s.kvittering]) == 40 + len(for_hand)
    assert len(for_hand) == 4  # Word og PDF uten merkene, og brevene uten saken i pakken med flere
    assert all(s.avvist for s in svar if s.kvittering is None)
    assert kontroller(logg.db).avvik == ()


def test_det_som_ligger_i_en_pakke_star_ikke_i_ko_bak_det_som_er_lest_pa_forhand(
    gang: Mottaksgang, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Er de som er lest, mange, venter leseren på at de tas i bruk, og det blir de ikke før pakken er ført."""
    i_ko, ekte = [], gang.forlesing.begynn
    monkeypatch.setattr(gang.forlesing, "begynn", lambda navn, hent: i_ko.append(navn) or ekte(navn, hent))
    pakke = som_zip({f"{nr}.json": saksfil(en_sak(nr)) for nr in (1, 2)})
    filer = [("to.zip", lambda: pakke), *((f"{nr}.json", lambda nr=nr: saksfil(en_sak(nr))) for nr in (3, 4))]
    svar = list(gang.registrer(filer, MOTTATT))
    assert [(s.fil, s.plass, s.kvittering is not None) for s in svar] == [
        *(("to.zip/1.json", 0, True), ("to.zip/2.json", 0, True)),
        *(("3.json", 1, True), ("4.json", 2, True)),
    ]
    assert i_ko == ["to.zip", "3.json", "4.json"]


def test_en_fil_som_er_borte_stanser_ikke_bunken(gang: Mottaksgang) -> None:
    def borte() -> bytes:
        raise Hindret("hinder.les.finnes_ikke", fil="a.json")

    svar = list(gang.registrer([("a.json", borte), ("b.json", lambda: saksfil(en_sak(1)))], MOTTATT))
    assert svar[0].uleselig
    assert svar[0].avvist.startswith("filen finnes ikke.")
    assert svar[1].kvittering is not None


def test_ingenting_sies_for_det_er_pa_disken_og_en_feil_tar_ikke_de_foran_med_seg(
    gang: Mottaksgang, logg: Foresporselsregister, monkeypatch: pytest.MonkeyPatch
) -> None:
    filer = [(f"{nr}.json", lambda nr=nr: saksfil(en_sak(nr))) for nr in range(1, 7)]
    ekte, sammen = gang.filtolk.les, []

    def les(navn: str, *resten: Any) -> Innkommet:
        if navn == "5.json":
            raise ZeroDivisionError
        return ekte(navn, *resten)

    def motta_flere(inn: Sequence[Inngaende], mottatt: date) -> tuple[Kvittering, ...]:
        sammen.append(len(inn))
        return Foresporselsregister.motta_flere(logg, inn, mottatt)

    monkeypatch.setattr(gang.filtolk, "les", les)
    monkeypatch.setattr(logg, "motta_flere", motta_flere)
    monkeypatch.setattr("overforing.saksgang.mottak.gang.er_lest", lambda _: True)
    monkeypatch.setattr("overforing.register.foresporsler._LAASEN", 60)
    svar = gang.registrer(filer, MOTTATT)
    with closing(sqlite3.connect(logg.db.fil)) as en_annen:
        for nr in range(1, 5):
            kvittering = next(svar).kvittering
            assert kvittering is not None
            assert kvittering.foresporsel.nr == nr
            assert en_annen.execute("SELECT max(nr) FROM foresporsler").fetchone() >= (nr,)
    with pytest.raises(ZeroDivisionError):
        next(svar)
    assert sammen == [4]
    assert kontroller(logg.db).avvik == ()


def test_den_samme_referansen_sies_bare_om_dem_som_kom_for(gang: Mottaksgang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overforing.saksgang.mottak.gang.er_lest", lambda _: True)
    svar = gang.registrer([(f"{nr}.json", lambda nr=nr: saksfil(en_sak(nr))) for nr in (1, 2)], MOTTATT)
    sagt = [any("samme referansen" in merknad for merknad in r.merknader) for r in svar]
    assert sagt == [False, True], "også når de føres sammen"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(saker())
def test_enhver_gyldig_sak_kan_fores_og_kommer_uendret_tilbake(
    gang: Mottaksgang, logg: Foresporselsregister, sak: Sak
) -> None:
    # Hver av dem er en ny sak: en fil som er ført før, føres ikke en gang til.
    sak = replace(sak, id=str(uuid.uuid4()))
    (svar,) = gang.registrer([("sak.json", lambda: saksfil(sak))], MOTTATT, bekreftet=True)
    assert svar.kvittering is not None, svar.avvist
    f = svar.kvittering.foresporsel
    assert gang.vis(f.aar, f.nr).sak == sak
    assert kontroller(logg.db).avvik == ()


def test_tittelen_sier_aldri_hvem(gang: Mottaksgang) -> None:
    sak = en_sak(1, brev=replace(en_sak().brev, nevn_soker=True))
    navn = "Kari Nordmann"
    les_inn(gang, sak_json=saksfil(replace(sak, parter=(replace(sak.parter[0], navn=navn),))))
    visning = gang.vis(2026, 1)
    assert navn not in visning.foresporsel.tittel
    assert all(navn not in str(h.endret) for h in visning.historikk)
