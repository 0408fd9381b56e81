"""Statsforvalterens brev fra loggen til kommunens sak: vise, skrive om, føre og lese inn igjen."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from mottak.mottakprover import PROGRAM, STATSFORVALTER, en_sak, saksfil
from sak.fodselsnumre import et_nummer

from overforing.brev.lesing.les import les as les_brev
from overforing.brev.modell import Brev
from overforing.cli.kommandoer import kjor
from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Slag, Status, Svarutfall
from overforing.mottak.hendelser import Endring
from overforing.mottak.merke import merker_i
from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller
from overforing.register.mottakstabeller import MOTTAK
from overforing.register.saker import Saksregister
from overforing.sak.modell import Avgrensningstype, Dokument, Malform, Overstyring, Part, Resultat, Sak, Svar, Tvist
from overforing.saksgang.brevskriver import seksjonstekst
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.mottak.brev import fra_embetet
from overforing.saksgang.mottak.gang import Mottaksgang
from overforing.saksgang.mottak.svar import Mottakssvar, Svarvalg
from overforing.saksgang.tilstand import Sakstilstand

NA = datetime(2026, 11, 27, 10, 42, tzinfo=UTC)
FORELOPIG, ETTERLYSNING, AVGJORELSE = Dokument.FORELOPIG_SVAR, Dokument.ETTERLYSNING, Dokument.AVGJORELSE
EN_SOKNAD, FORNYELSER = Avgrensningstype
SVARFRIST = NA.date() + timedelta(days=14)
OVERFORT = Avgjorelse(
    Svarutfall.OVERFORT, NA.date(), "Alle som avgjør hos dere, er inhabile.", "5031", omfang=EN_SOKNAD
)
AVSLAG = Avgjorelse(Svarutfall.IKKE_SAERLIG_ULEMPE, NA.date(), "Kommunedirektøren kan avgjøre saken.")


@pytest.fixture
def logg(tmp_path: Path) -> Iterator[Foresporselsregister]:
    db = connect(tmp_path / "mottak.db", skjema=MOTTAK, er_nettverk=lambda _: False)
    yield Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=lambda: NA, bruker="Ine Aune")
    db.close()


@pytest.fixture
def gang(logg: Foresporselsregister) -> Mottaksgang:
    return STATSFORVALTER.mottaksgang(logg)


@pytest.fixture
def kontor(tmp_path: Path) -> Sakskontor:
    register = Saksregister(
        connect(tmp_path / "saker.db"),
        kommuner=PROGRAM.geografi.numre,
        na=lambda: NA,
        bruker="K",
        kjennetegn=PROGRAM.kjennetegn,
    )
    return PROGRAM.apne_kontor(register, lambda: NA)


def motta(gang: Mottaksgang, sak: Sak) -> Foresporsel:
    (svar,) = gang.registrer([("sak.json", lambda: saksfil(sak))], date(2026, 11, 24))
    assert svar.kvittering is not None
    return svar.kvittering.foresporsel


def ta(logg: Foresporselsregister, f: Foresporsel) -> Foresporsel:
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, "Ine Aune"))
    svar = overganger.svar_for_egen_habilitet(f, "Ine Aune", EgenHabilitet.HABIL, lederne_ikke_spurt=True)
    return logg.gjor(f.aar, f.nr, f.versjon, svar)


def brevet(gang: Mottaksgang, f: Foresporsel, dokument: Dokument, **valgt: Any) -> Brev:
    """Brevet slik det blir nå."""
    return gang.brevene.utkast(dokument, gang.brevene.svargrunnlag(f, dokument, **valgt))


def avgjor(gang: Mottaksgang, logg: Foresporselsregister, sak: Sak, valgt: Avgjorelse) -> tuple[Foresporsel, bytes]:
    """Forespørselen avgjort med brevet, og brevet slik det ligger i loggen."""
    f = ta(logg, motta(gang, sak))
    grunnlag = gang.brevene.svargrunnlag(f, AVGJORELSE, valgt=valgt)
    endring = gang.handlinger.avgjor(f, valgt, "Ine Aune", grunnlag.sak, grunnlag.vurdering)
    ut = gang.brevene.utgaende(gang.brevene.utkast(AVGJORELSE, grunnlag), grunnlag)
    f = gang.brevene.gjor_med_brev(f, endring, ut)
    (post,) = [d for d in logg.dokumenter(f.aar, f.nr) if d.retning == "ut"]
    return f, logg.fil(post.sha256)


# Vise og skrive om


def test_brevet_er_pa_avsenderens_malform_og_fra_embetet_en_arbeider_i(logg: Foresporselsregister) -> None:
    gang = STATSFORVALTER.mottaksgang(logg, "vestland")
    brev = brevet(gang, motta(gang, en_sak(1, malform=Malform.NN)), FORELOPIG)
    assert (brev.malform, brev.hode.avsender) == (Malform.NN, ("Statsforvaltaren i Vestland",))


def test_uten_innstilt_embete_er_det_embetet_til_kommunen(gang: Mottaksgang) -> None:
    brev = brevet(gang, motta(gang, en_sak(1)), FORELOPIG)
    assert brev.hode.avsender == ("Statsforvalteren i Trøndelag",)


def test_det_som_er_skrevet_om_ligger_i_foresporselen_og_aldri_i_saken(
    gang: Mottaksgang, logg: Foresporselsregister
) -> None:
    f = motta(gang, en_sak(1))
    forslag = next(s for s in brevet(gang, f, FORELOPIG).seksjoner if s.id == "nar")
    gang.brevene.skriv_om(f, FORELOPIG, "nar", "Dere får svar i januar.", seksjonstekst(forslag))
    brev = brevet(gang, f, FORELOPIG)
    (nar,) = [s for s in brev.seksjoner if s.id == "nar"]
    assert (seksjonstekst(nar), nar.overstyrt) == ("Dere får svar i januar.", True)
    assert nar.forslag == seksjonstekst(forslag)
    assert logg.brevutkast(f.aar, f.nr, FORELOPIG)[Malform.NB]["nar"] == Overstyring(
        tekst="Dere får svar i januar.", forslag=nar.forslag
    )
    sak = gang.vis(f.aar, f.nr).sak
    assert sak is not None
    assert sak.brev.overstyringer == {}
    gang.brevene.tilbake_til_forslaget(f, FORELOPIG, "nar")
    assert not any(s.overstyrt for s in brevet(gang, f, FORELOPIG).seksjoner)
    assert logg.les(f.aar, f.nr).versjon == f.versjon


def test_et_fodselsnummer_kommer_verken_i_utkastet_eller_i_brevet(
    gang: Mottaksgang, logg: Foresporselsregister
) -> None:
    f = ta(logg, motta(gang, en_sak(1)))
    with pytest.raises(UgyldigInndata, match=r"(?i)fødselsnummer"):
        gang.brevene.skriv_om(f, FORELOPIG, "nar", f"Søkeren er {et_nummer()}.", "")
    valgt = replace(AVSLAG, begrunnelse=f"Søkeren {et_nummer()} har ikke svart.")
    grunnlag = gang.brevene.svargrunnlag(f, AVGJORELSE, valgt=valgt)
    brev = gang.brevene.utkast(AVGJORELSE, grunnlag)
    with pytest.raises(KanIkke, match="Begrunnelse"):
        gang.brevene.filer(brev, grunnlag)
    with pytest.raises(KanIkke, match=r"(?i)fødselsnummer"):
        gang.brevene.utgaende(brev, grunnlag)


def test_en_part_i_deres_ref_stanser_brevet(gang: Mottaksgang) -> None:
    sak = en_sak(1, parter=(Part(id="p1", navn="Eli Grimstveit"),), saksnummer="Grimstveit 2026")
    grunnlag = gang.brevene.svargrunnlag(motta(gang, sak), FORELOPIG)
    with pytest.raises(KanIkke, match="Navnet på en part"):
        gang.brevene.utgaende(gang.brevene.utkast(FORELOPIG, grunnlag), grunnlag)


def test_avgjorelsen_er_et_utkast_til_den_er_begrunnet(gang: Mottaksgang) -> None:
    f = motta(gang, en_sak(1))
    assert brevet(gang, f, AVGJORELSE, valgt=replace(AVSLAG, begrunnelse=" ")).utkast
    assert not brevet(gang, f, AVGJORELSE, valgt=AVSLAG).utkast
    assert not brevet(gang, f, AVGJORELSE, valgt=Avgjorelse(Svarutfall.TRUKKET, NA.date())).utkast
    for ufullstendig in (
        replace(OVERFORT, settekommune=None),
        Avgjorelse(Svarutfall.ANSVAR_FASTSATT, NA.date(), "Fordi."),
    ):
        with pytest.raises(KanIkke, match="Velg"):
            brevet(gang, f, AVGJORELSE, valgt=ufullstendig)


def test_det_som_er_uavklart_sies_til_saksbehandleren(gang: Mottaksgang) -> None:
    sak = PROGRAM.les_sak((Path(__file__).parents[2] / "brev" / "saker" / "alt-utfylt.json").read_bytes())
    f = motta(gang, sak)

    def merknader(valgt: Avgjorelse) -> str:
        return " ".join(gang.brevene.merknader(AVGJORELSE, gang.brevene.svargrunnlag(f, AVGJORELSE, valgt=valgt)))

    assert "kan påklages, er ikke avklart" in merknader(AVSLAG)
    assert "fornyelser" in merknader(OVERFORT)
    assert "statsforvalter" not in merknader(OVERFORT)
    assert "Ålesund hører under en annen statsforvalter" in merknader(replace(OVERFORT, settekommune="1508"))
    assert merknader(Avgjorelse(Svarutfall.TRUKKET, NA.date())) == ""
    assert gang.brevene.merknader(FORELOPIG, gang.brevene.svargrunnlag(f, FORELOPIG)) == ()


def test_et_utkast_fores_ikke(gang: Mottaksgang) -> None:
    grunnlag = gang.brevene.svargrunnlag(motta(gang, en_sak(1)), AVGJORELSE, valgt=replace(AVSLAG, begrunnelse=""))
    with pytest.raises(KanIkke, match="utkast"):
        gang.brevene.utgaende(gang.brevene.utkast(AVGJORELSE, grunnlag), grunnlag)


def test_brevet_lagres_som_word_og_pdf_med_journalnummeret_i_navnet(gang: Mottaksgang) -> None:
    grunnlag = gang.brevene.svargrunnlag(
        motta(gang, en_sak(1)), ETTERLYSNING, etterlyst="Hvem er spurt?", svarfrist=SVARFRIST
    )
    brev = gang.brevene.utkast(ETTERLYSNING, grunnlag)
    assert list(gang.brevene.filer(brev, grunnlag)) == ["Etterlysning 2026-1.docx", "Etterlysning 2026-1.pdf"]
    assert len(gang.brevene.sider(brev, grunnlag, 400)) == 1


def test_en_foresporsel_fort_for_hand_far_brev_som_kan_leses(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    f = logg.registrer_for_hand({"slag": Slag.ANMODNING, "kommune": "5001"}, date(2026, 11, 24))
    grunnlag = gang.brevene.svargrunnlag(f, AVGJORELSE, valgt=AVSLAG)
    data = gang.brevene.utgaende(gang.brevene.utkast(AVGJORELSE, grunnlag), grunnlag).innhold
    lest = les_brev(data, "brev.pdf")
    assert lest.tekst == "uendret"
    assert lest.sak_id
    with pytest.raises(KanIkke, match="Skriv hva som etterlyses"):
        brevet(gang, f, ETTERLYSNING)


# Føre


def test_avgjorelsen_fores_sammen_med_brevet_sitt(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    f, data = avgjor(gang, logg, en_sak(1), OVERFORT)
    assert (f.status, f.utfall, f.settekommune) == (Status.AVGJORT, Svarutfall.OVERFORT, "5031")
    ut = [d for d in logg.dokumenter(f.aar, f.nr) if d.retning == "ut"]
    assert [(d.dokument, d.format, d.dato) for d in ut] == [(AVGJORELSE, "pdf", NA.date())]
    assert data.startswith(b"%PDF")
    assert kontroller(logg.db).i_orden


def test_brevet_om_det_som_er_fort_er_det_som_ble_sendt(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    f, data = avgjor(gang, logg, en_sak(1), OVERFORT)
    assert brevet(gang, f, AVGJORELSE).seksjoner == brevet(gang, f, AVGJORELSE, valgt=OVERFORT).seksjoner
    grunnlag = gang.brevene.svargrunnlag(f, AVGJORELSE)
    assert grunnlag.logg == logg.nyeste_merke()
    da = replace(grunnlag, logg=les_brev(data, "brev.pdf").logg)
    assert da.logg.split("-")[0] == str(f.versjon - 1), "loggen slik den var før brevet ble ført"
    assert gang.brevene.utgaende(gang.brevene.utkast(AVGJORELSE, da), da).innhold == data
    assert {str(merke) for merke in merker_i(data)} == {da.logg}


def test_en_ny_avgjorelse_har_sitt_eget_filnavn_og_gar_i_kopi_til_den_som_mister_saken(
    gang: Mottaksgang, logg: Foresporselsregister, tmp_path: Path
) -> None:
    f, _ = avgjor(gang, logg, en_sak(1), OVERFORT)
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.gjenapne(f, "Settekommunen er inhabil."))
    valgt = replace(OVERFORT, settekommune="5035")
    svar = Mottakssvar(gang, PROGRAM.geografi, "Ine Aune")
    utkast = svar.lag(f, Svarvalg(AVGJORELSE, valgt), None, {})
    assert utkast.brev.tittel == "Ny avgjørelse: Saken overføres til Stjørdal kommune"
    assert (utkast.kopi, utkast.hinder) == (("Stjørdal", "Malvik"), "")
    assert any("ny avgjørelse i stedet for" in merknad for merknad in utkast.merknader)
    stier = svar.for_inn(utkast, tmp_path / "ut")
    assert [sti.name for sti in stier] == ["Ny avgjørelse 2026-1.docx", "Ny avgjørelse 2026-1.pdf"]
    mot = STATSFORVALTER.kontroller(logg, stier)
    assert (mot.avvik, mot.mot) == ((), 2)
    gis_ut = STATSFORVALTER.utlevering(logg, "trondelag")
    rot = etree.fromstring(gis_ut.ark("journal", NA.date(), NA.date()))
    kopi = [[str(p[1].text) for p in post.iter("{*}korrespondansepart") if p[0].text == "Kopimottaker"] for post in rot]
    assert kopi[1:] == [[], ["Malvik"], ["Stjørdal", "Malvik"]]


def test_bare_det_noen_har_fatt_gjelder_svaret_i_stedet_for_og_den_som_har_saken_far_vite_det(
    gang: Mottaksgang, logg: Foresporselsregister
) -> None:
    f, _ = avgjor(gang, logg, en_sak(1), OVERFORT)
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.gjenapne(f, "Kommunen ringte."))
    trukket = Avgjorelse(Svarutfall.TRUKKET, NA.date())
    with pytest.raises(KanIkke, match="Malvik har saken etter det forrige svaret"):
        gang.handlinger.avgjor_uten_brev(f, trukket, "Ine Aune", gang.vis(f.aar, f.nr))
    # Slik er den ført i en eldre logg.
    f = logg.gjor(f.aar, f.nr, f.versjon, gang.handlinger.avgjor(f, trukket, "Ine Aune", None, None))
    f = logg.gjor(f.aar, f.nr, f.versjon, overganger.gjenapne(f, "Den skal likevel overføres."))
    utkast = Mottakssvar(gang, PROGRAM.geografi, "Ine Aune").lag(
        f, Svarvalg(AVGJORELSE, replace(OVERFORT, settekommune="5035")), None, {}
    )
    assert utkast.kopi == ("Stjørdal", "Malvik")
    assert utkast.grunnlag.forrige == OVERFORT


def test_et_nytt_brev_begynner_pa_forslaget_igjen(gang: Mottaksgang, logg: Foresporselsregister) -> None:
    f = motta(gang, en_sak(1))
    gang.brevene.skriv_om(f, ETTERLYSNING, "mangler", "- Hvem er spurt?", "")
    grunnlag = gang.brevene.svargrunnlag(f, ETTERLYSNING, etterlyst="Hvem er spurt?", svarfrist=SVARFRIST)
    ut = gang.brevene.utgaende(gang.brevene.utkast(ETTERLYSNING, grunnlag), grunnlag)
    f = gang.brevene.gjor_med_brev(f, overganger.etterlys(f, "Hvem er spurt?", SVARFRIST, NA.date()), ut)
    assert f.status is Status.VENTER_PA_KOMMUNEN
    assert logg.brevutkast(f.aar, f.nr, ETTERLYSNING) == {}
    with pytest.raises(ValueError, match="går ikke ut med"):
        gang.brevene.gjor_med_brev(f, Endring(overganger.noter(f, "x").handling), ut)


# Hos kommunen


@pytest.mark.parametrize(
    ("valgt", "svar", "ord_"),
    [
        (
            OVERFORT,
            Svar(dato=NA.date(), resultat=Resultat.OVERFORT, settekommune="5031", omfang=EN_SOKNAD),
            "overført til malvik",
        ),
        (AVSLAG, Svar(dato=NA.date(), resultat=Resultat.AVSLATT), "ikke overført"),
        (
            Avgjorelse(Svarutfall.FEIL_SPOR, NA.date(), "Det er en klage."),
            Svar(dato=NA.date(), resultat=Resultat.RETURNERT),
            "sendt tilbake",
        ),
    ],
)
def test_kommunen_leser_svaret_inn_i_saken_sin(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor, valgt: Avgjorelse, svar: Svar, ord_: str
) -> None:
    sak = en_sak(1)
    kontor.les_inn(saksfil(sak), "sak.json")
    _, data = avgjor(gang, logg, sak, valgt)
    innlest = kontor.les_inn(data, "svar.pdf")
    assert innlest is not None
    assert innlest.svar is not None
    assert innlest.gang.sak.svar is None, "ingenting er ført før brukeren har sagt ja"
    assert ord_ in innlest.svar.tekst.casefold()
    assert "27. november 2026" in innlest.svar.tekst
    assert kontor.for_svar(innlest) == innlest.svar.folger
    assert innlest.gang.sak.svar == svar
    assert innlest.gang.tilstand.sakstilstand is Sakstilstand.SVAR_MOTTATT
    assert kontor.apne(sak.id).sak.svar == svar, "svaret er lagret"
    assert innlest.gang.angre()
    assert innlest.gang.sak.svar is None


@pytest.mark.parametrize("malform", list(Malform))
def test_kommunen_leser_at_bare_en_del_er_overfort_og_ingenting_fores(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor, malform: Malform
) -> None:
    sak = en_sak(1, malform=malform)
    kontor.les_inn(saksfil(sak), "sak.json")
    _, data = avgjor(
        gang, logg, sak, replace(OVERFORT, utfall=Svarutfall.DELVIS_OVERFORT, ikke_overfort="Rådgivningen.")
    )
    with pytest.raises(KanIkke, match="Bare en del av saken er overført"):
        kontor.les_inn(data, "svar.pdf")
    assert kontor.apne(sak.id).sak.svar is None


def test_et_svar_med_en_annen_kommune_enn_brevet_det_folger_med_sies_det_fra_om(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor
) -> None:
    data = word_svar(gang, logg, kontor)
    urort = kontor.les_inn(data, "svar.docx")
    assert urort is not None
    assert not urort.endret
    innlest = kontor.les_inn(med_annet_svar(data, ">5031<", ">5035<"), "svar.docx")
    assert innlest is not None
    assert innlest.endret


def test_et_svar_som_overforer_saken_til_kommunen_selv_fores_ikke(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor
) -> None:
    with pytest.raises(KanIkke, match="overfører saken til dere selv"):
        kontor.les_inn(med_annet_svar(word_svar(gang, logg, kontor), ">5031<", ">5001<"), "svar.docx")


def word_svar(gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor) -> bytes:
    """Avgjørelsen som Word, til en sak kommunen har."""
    sak = en_sak(1)
    kontor.les_inn(saksfil(sak), "sak.json")
    grunnlag = gang.brevene.svargrunnlag(ta(logg, motta(gang, sak)), AVGJORELSE, valgt=OVERFORT)
    return PROGRAM.utgang.skriv(fra_embetet(gang.brevene.utkast(AVGJORELSE, grunnlag), grunnlag), "docx")


def med_annet_svar(docx: bytes, fra: str, til: str) -> bytes:
    """Word-brevet med teksten urørt, og noe annet i det som følger med."""
    ut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as inn, zipfile.ZipFile(ut, "w") as ny:
        for navn in inn.namelist():
            del_ = inn.read(navn)
            ny.writestr(navn, del_ if navn.startswith("word/") else del_.replace(fra.encode(), til.encode()))
    return ut.getvalue()


def test_det_som_folger_av_et_avslag_er_programmets_nye_utfall(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor
) -> None:
    sak = en_sak(1)
    kontor.les_inn(saksfil(sak), "sak.json")
    innlest = kontor.les_inn(avgjor(gang, logg, sak, AVSLAG)[1], "svar.pdf")
    assert innlest is not None
    kontor.for_svar(innlest)
    utfall = PROGRAM.katalog.hent(f"utfall.{innlest.gang.vurdering.utfall}", Malform.NB)
    assert innlest.svar is not None
    assert utfall in innlest.svar.folger
    assert innlest.gang.vurdering.utfall == "oppnevn_stedfortreder"


def test_svaret_som_alt_er_fort_og_et_annet_svar_sies(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor
) -> None:
    sak = en_sak(1, svar=Svar(dato=date(2026, 11, 1), resultat=Resultat.RETURNERT))
    kontor.les_inn(saksfil(sak), "sak.json")
    _, data = avgjor(gang, logg, sak, OVERFORT)
    forste = kontor.les_inn(data, "svar.pdf")
    assert forste is not None
    assert forste.svar is not None
    assert forste.svar.fra_for == sak.svar
    kontor.for_svar(forste)
    andre = kontor.les_inn(data, "svar.pdf")
    assert andre is not None
    assert andre.svar is not None
    assert (andre.svar.fort_for, andre.svar.fra_for) == (True, None)
    with pytest.raises(KanIkke, match="ikke noe som kan føres"):
        kontor.for_svar(andre)


def test_et_svar_i_en_tvist_forer_ingenting_men_sier_hva_som_gjenstar(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor
) -> None:
    for nr, ansvarlig, hva in ((1, "5001", "Dere har ansvaret"), (2, "5031", "Send så saken til Malvik kommune")):
        sak = en_sak(nr, "11-uenighet-om-opphold")
        assert isinstance(sak.opphold.tvist, Tvist)
        kontor.les_inn(saksfil(sak), "sak.json")
        valgt = Avgjorelse(Svarutfall.ANSVAR_FASTSATT, NA.date(), "Søkeren bodde der.", ansvarlig=ansvarlig)
        innlest = kontor.les_inn(avgjor(gang, logg, sak, valgt)[1], "svar.pdf")
        assert innlest is not None
        assert innlest.svar is not None
        assert hva in innlest.svar.folger
        assert innlest.svar.i_saken is None
        with pytest.raises(KanIkke, match="ikke noe som kan føres"):
            kontor.for_svar(innlest)


def test_et_svar_pa_en_sak_som_ikke_er_her_eller_er_avsluttet_sies(
    gang: Mottaksgang, logg: Foresporselsregister, kontor: Sakskontor
) -> None:
    sak = en_sak(1)
    _, data = avgjor(gang, logg, sak, OVERFORT)
    with pytest.raises(KanIkke, match="ikke ligger her"):
        kontor.les_inn(data, "svar.pdf")
    kontor.les_inn(saksfil(sak), "sak.json")
    kontor.sett_avsluttet(sak.id, True)
    innlest = kontor.les_inn(data, "svar.pdf")
    assert innlest is not None
    with pytest.raises(KanIkke, match="avsluttet"):
        kontor.for_svar(innlest)


def test_les_viser_svaret(
    gang: Mottaksgang, logg: Foresporselsregister, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sak = en_sak(1)
    fil = tmp_path / "svar.pdf"
    fil.write_bytes(avgjor(gang, logg, sak, OVERFORT)[1])
    assert kjor(["les", str(fil), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "skjema": "overforing/lest/1",
        "dokument": "avgjorelse",
        "sak_id": sak.id,
        "sak": None,
        "tekst": "uendret",
        "svar": {"dato": "2026-11-27", "resultat": "overfort", "settekommune": "5031", "omfang": "en_soknad"},
    }
    assert kjor(["les", str(fil)]) == 0
    assert "Svar: overført til Malvik, denne søknaden alene, 27. november 2026" in capsys.readouterr().out


def test_kommunens_program_skriver_ikke_statsforvalterens_brev(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fil = tmp_path / "sak.json"
    fil.write_bytes(saksfil(en_sak()))
    assert kjor(["brev", str(fil), "--ut", str(tmp_path / "ut"), "--dokument", "avgjorelse"]) != 0
    assert "avgjorelse" in capsys.readouterr().err
    with pytest.raises(KanIkke, match="av Statsforvalteren"):
        PROGRAM.brevskriver.lag(AVGJORELSE, en_sak(), PROGRAM.vurder(en_sak()))
