"""Brevene i en sak over tid: dagen i hvert av dem, det som er skrevet om, og det neste."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from overforing.brev.modell import Brev
from overforing.program.program import Program
from overforing.register.database import connect
from overforing.register.saker import Saksregister
from overforing.sak import modell as m
from overforing.sak.saksfil import fra_json, til_json
from overforing.saksgang.brevskriver import seksjonstekst
from overforing.saksgang.det_neste import det_neste, kan_sendes
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.omskrevet import foreldede
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Skjemasteg
from overforing.saksgang.utgang import fra_kontoret

PROGRAM = Program.start()
ANMODNING, NOTAT, ORIENTERING = m.Dokument.ANMODNING, m.Dokument.HABILITETSNOTAT, m.Dokument.ORIENTERING
FORELOPIG = m.Dokument.FORELOPIG_SVAR_SOKER
FORSTE, SENERE = date(2026, 11, 22), date(2026, 12, 5)


class Dager:
    """Et kontor der dagene går, og en sak i det."""

    def __init__(self, mappe: Path) -> None:
        self.dag = FORSTE
        register = Saksregister(
            connect(mappe / "saker.db"),
            kommuner=PROGRAM.geografi.numre,
            na=self._na,
            bruker="Kari Moen",
            kjennetegn=PROGRAM.kjennetegn,
        )
        self.kontor: Sakskontor = PROGRAM.apne_kontor(register, self._na)
        self.gang: Saksgang = self.kontor.eksempel()
        self.gang.svar("brev.dato", "")

    def _na(self) -> datetime:
        return datetime(self.dag.year, self.dag.month, self.dag.day, 10, 42, tzinfo=UTC)

    def brev(self, dokument: m.Dokument) -> Brev:
        return self.kontor.utkast(dokument, self.gang.sak, self.gang.vurdering)

    def lagre(self, *dokumenter: m.Dokument) -> None:
        """Det vinduet gjør når brevene lagres."""
        if self.gang.sak.ferdigstilt is None:
            self.gang.ferdigstill("Siri Lund")
        self.gang.brev_laget([self.brev(d) for d in dokumenter or self.gang.tilstand.dokumenter])

    def apne(self) -> None:
        self.gang.lukk()
        self.gang = self.kontor.apne(self.gang.sak.id)


@pytest.fixture
def dager(tmp_path: Path) -> Dager:
    return Dager(tmp_path)


def test_et_brev_som_lages_likt_igjen_beholder_dagen_sin(dager: Dager) -> None:
    dager.lagre()
    dager.dag = SENERE
    dager.apne()
    assert dager.brev(ANMODNING).dato == FORSTE
    dager.gang.merk_sendt(SENERE, "")
    assert dager.brev(ANMODNING).dato == FORSTE


def test_dagen_star_i_saksfilen(dager: Dager) -> None:
    dager.lagre()
    lest = fra_json(til_json(dager.gang.sak), PROGRAM.geografi.numre)
    assert {d: trykt.dato for d, trykt in lest.brev.datoer.items()} == dict.fromkeys(
        (ANMODNING, NOTAT, ORIENTERING), FORSTE
    )


def test_et_brev_ingen_har_lagret_far_dagen_det_skrives(dager: Dager) -> None:
    """Det foreløpige svaret kommer etter, og tar verken vurderingsdatoen eller dagen de andre fikk."""
    dager.gang.svar("brev.dato", "20.11.2026")
    dager.lagre()
    dager.dag = SENERE
    dager.apne()
    assert dager.brev(FORELOPIG).dato == SENERE
    assert dager.brev(NOTAT).dato == date(2026, 11, 20)


def test_orienteringen_etter_svaret_tar_ikke_den_forstes_dag(dager: Dager) -> None:
    dager.gang.svar("brev.dato", "20.11.2026")
    dager.lagre()
    dager.gang.merk_sendt(FORSTE, "Brev")
    dager.dag = SENERE
    dager.gang.for_svar(m.Svar(dato=date(2026, 12, 3), resultat=m.Resultat.OVERFORT, settekommune="5031"))
    assert dager.brev(ORIENTERING).dato == SENERE
    assert dager.brev(m.Dokument.OVERSENDELSE).dato == SENERE


def test_et_senere_brev_kan_fa_sin_egen_dag(dager: Dager) -> None:
    dager.lagre()
    dager.gang.merk_sendt(FORSTE, "Brev")
    dager.dag = SENERE
    dager.gang.svar("brev.dato", "4.12.2026")
    assert dager.brev(FORELOPIG).dato == date(2026, 12, 4)
    dager.gang.svar("brev.dato", "22.11.2026")
    assert dager.brev(FORELOPIG).dato == SENERE


def test_et_endret_brev_som_ikke_er_sendt_far_dagen_det_endres(dager: Dager) -> None:
    dager.lagre()
    dager.dag = SENERE
    seksjon = dager.brev(ANMODNING).seksjoner[0]
    dager.gang.skriv_om(ANMODNING, m.Malform.NB, seksjon.id, "Noe annet.", "")
    assert dager.brev(ANMODNING).dato == SENERE
    assert dager.brev(NOTAT).dato == FORSTE


def test_dagen_i_et_lagret_brev_kan_ikke_angres(dager: Dager) -> None:
    dager.gang.svar("saksnummer", "2026/0001")
    dager.lagre()
    dager.gang.angre()
    dager.gang.angre()
    assert dager.gang.sak.brev.datoer[NOTAT].dato == FORSTE


def test_saken_som_folger_med_sier_dagen_brevet_har(dager: Dager) -> None:
    dager.lagre()
    dager.gang.merk_sendt(FORSTE, "Brev")
    dager.dag = SENERE
    dager.gang.for_svar(m.Svar(dato=date(2026, 12, 3), resultat=m.Resultat.AVSLATT))
    dager.gang.svar("svar.nye_opplysninger.tekst", "Kommunalsjefen er også inhabil.")
    brev = dager.brev(ANMODNING)
    assert brev.dato == SENERE
    folger = fra_kontoret(brev, dager.gang.sak, dager.gang.vurdering).folger
    assert folger is not None
    assert folger.brev.dato == SENERE
    assert folger.brev.datoer == {}


def test_en_kopi_har_ingen_lagrede_brev(dager: Dager) -> None:
    dager.lagre()
    dager.kontor.dupliser(dager.gang.sak.id)
    kopi = next(rad for rad in dager.kontor.saker() if rad.id != dager.gang.sak.id)
    assert dager.kontor.apne(kopi.id).sak.brev.datoer == {}


def test_filene_huskes_ved_siden_av_saken(dager: Dager) -> None:
    dager.gang.brev_laget((), ["H:/Brev/Notat 1.docx", "H:/Brev/Notat 1.pdf"])
    dager.gang.brev_laget((), ["H:/Nye/Notat 1.pdf"])
    assert dager.gang.filer == ("H:/Nye/Notat 1.pdf", "H:/Brev/Notat 1.docx")
    dager.apne()
    assert dager.gang.filer == ("H:/Nye/Notat 1.pdf", "H:/Brev/Notat 1.docx")
    assert "Notat 1" not in til_json(dager.gang.sak)


def test_sidene_sier_hvor_hver_del_begynner(dager: Dager) -> None:
    for dokument in (*dager.gang.tilstand.dokumenter, *dager.gang.tilstand.pa_foresporsel):
        brev = dager.brev(dokument)
        sider = dager.kontor.sider(brev, dager.gang.sak, dager.gang.vurdering, 300)
        steder = [(nr, andel) for nr, side in enumerate(sider) for andel in side.overskrifter]
        assert len(steder) == len(brev.seksjoner)
        assert steder == sorted(steder)
        assert all(0 < andel < 1 for _, andel in steder)


# Det som er skrevet om


def test_egen_tekst_pa_gamle_opplysninger_er_tvil_pa_oppsummeringen(dager: Dager) -> None:
    dager.gang.svar("avgrensning.type", "en_soknad")
    seksjon = next(s for s in dager.brev(ANMODNING).seksjoner if s.id == "avgrensning")
    dager.gang.skriv_om(ANMODNING, m.Malform.NB, seksjon.id, "Vår egen tekst.", seksjonstekst(seksjon))
    assert dager.gang.tilstand.foreldede == ()
    dager.gang.svar("avgrensning.type", "soknad_og_fornyelser")
    dager.gang.svar("avgrensning.til", "1.6.2027")
    (foreldet,) = dager.gang.tilstand.foreldede
    assert (foreldet.dokument, foreldet.del_.id) == (ANMODNING, seksjon.id)
    (tvil,) = [t for t in dager.gang.tilstand.tvil if t.sti.er_under("brev.overstyringer")]
    assert seksjon.overskrift in tvil.tekst
    assert (tvil.ma_loses, tvil.side) == (False, Skjemasteg.OPPSUMMERING)
    # Den andre målformen har forslaget.
    dager.gang.svar("malform", "nn")
    assert dager.gang.tilstand.foreldede == ()
    dager.gang.svar("malform", "nb")
    dager.gang.skriv_om(ANMODNING, m.Malform.NB, seksjon.id, "Vår egen tekst.", foreldet.del_.forslag or "")
    assert dager.gang.tilstand.foreldede == ()


def test_egen_tekst_brevet_ikke_har_plass_til_er_tvil(dager: Dager) -> None:
    dager.gang.skriv_om(ANMODNING, m.Malform.NB, "finnes_ikke", "Noe viktig.", "")
    (tvil,) = [t for t in dager.gang.tilstand.tvil if t.sti.er_under("brev.overstyringer")]
    assert "«Noe viktig.», er ikke med" in tvil.tekst
    dager.gang.skriv_om(ANMODNING, m.Malform.NB, "finnes_ikke", " ", "")
    assert dager.gang.tilstand.foreldede == ()


def test_et_brev_som_ikke_kan_skrives_gir_ingen_tvil_om_teksten(dager: Dager) -> None:
    sak = replace(dager.gang.sak, kontor=replace(dager.gang.sak.kontor, kommune=None))
    egne = {ANMODNING: {m.Malform.NB: {"x": m.Overstyring(tekst="Noe.", forslag="")}}}
    sak = replace(sak, brev=m.Brevvalg(overstyringer=egne))
    assert foreldede(PROGRAM.brevskriver, sak, dager.gang.vurdering, (ANMODNING,)) == ()


# Det neste


def _ferdig(**felt: object) -> m.Sak:
    ferdig = m.Ferdigstilt(tidspunkt="2026-11-22T10:42:00")
    return m.Sak(**{"id": "x", "vurderingsdato": FORSTE, "ferdigstilt": ferdig, **felt})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("felt", "dokumenter", "ventet"),
    [
        ({"ferdigstilt": None}, [ANMODNING], []),
        ({}, [NOTAT], ["habilitetsnotat"]),
        ({}, [ANMODNING, NOTAT, ORIENTERING], ["anmodning", "habilitetsnotat", "orienter"]),
        ({"orientering_soker": m.OrienteringSoker()}, [m.Dokument.OVERSENDELSE, ORIENTERING], ["oversendelse"]),
        ({"sendt": m.Sendt(dato=FORSTE)}, [ANMODNING, NOTAT, ORIENTERING], ["orienter", "vent"]),
        ({"svar": m.Svar(resultat=m.Resultat.OVERFORT)}, [NOTAT, ORIENTERING], ["settekommune", "orienter"]),
        ({"svar": m.Svar(resultat=m.Resultat.AVSLATT)}, [NOTAT, ORIENTERING], ["avslatt", "orienter"]),
        ({"svar": m.Svar(resultat=m.Resultat.AVSLATT)}, [ANMODNING], ["pa_nytt", "orienter"]),
    ],
)
def test_det_neste(felt: dict[str, object], dokumenter: list[m.Dokument], ventet: list[str]) -> None:
    assert [melding.nokkel for melding in det_neste(_ferdig(**felt), dokumenter)] == [f"det_neste.{v}" for v in ventet]


@pytest.mark.parametrize(
    ("felt", "dokumenter", "kan"),
    [
        ({}, [NOTAT], False),
        ({}, [m.Dokument.OPPNEVNING, NOTAT, ORIENTERING], False),
        ({}, [ANMODNING, NOTAT], True),
        ({}, [m.Dokument.TVIST], True),
        ({}, [m.Dokument.OVERSENDELSE, ORIENTERING], True),
        ({"ferdigstilt": None}, [ANMODNING], False),
        ({"sendt": m.Sendt(dato=FORSTE)}, [ANMODNING], False),
    ],
)
def test_bare_det_som_gar_ut_av_kommunen_merkes_som_sendt(
    felt: dict[str, object], dokumenter: list[m.Dokument], kan: bool
) -> None:
    assert kan_sendes(_ferdig(**felt), dokumenter) is kan
