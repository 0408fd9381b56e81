"""Ordet brukeren fant tilknytningen på: det står i feltet, kan endres, og er det notatet sier."""

from __future__ import annotations

from datetime import datetime

import pytest
from brev.brevprover import brev, les_sak
from brev.test_interne import seksjon
from saksgang.lager import MinneLager

from overforing.program.program import Program
from overforing.sak import modell as m
from overforing.sak.sti import Sti
from overforing.saksgang.presentasjon import Presentasjon
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Skjemasteg, Sporsmal, Tilstand

PROGRAM = Program.start()
VEILEDEREN = Sti("ansatte[a3]")
TYPEN, BESKRIVELSEN = (VEILEDEREN / "tilknytninger[0]" / felt for felt in ("type", "beskrivelse"))


def _gang(malform: m.Malform = m.Malform.NB) -> Saksgang:
    """Veilederen er en fetter. Tilknytningen er tatt bort, så den kan føres opp på nytt."""
    gang = Saksgang(
        les_sak("02-veileder-fetter"),
        presentasjon=Presentasjon(PROGRAM.katalog, PROGRAM.geografi, malform, meg=lambda: "Siri Lund"),
        vurder=PROGRAM.vurder,
        lager=MinneLager(),
        na=lambda: datetime(2026, 11, 22, 10, 42).astimezone(),
        versjon=1,
    )
    gang.ga_til(Skjemasteg.HABILITET)
    gang.fjern(TYPEN.over)
    return gang


def _felt(tilstand: Tilstand, sti: str) -> Sporsmal:
    return next(q for g in tilstand.grupper for q in g.sporsmal if q.sti == sti)


def _tilknytningen(gang: Saksgang) -> m.Tilknytning:
    return next(a for a in gang.sak.ansatte if a.sti == VEILEDEREN).tilknytninger[0]


def _notatet(gang: Saksgang, malform: m.Malform) -> str:
    return seksjon(brev(m.Dokument.HABILITETSNOTAT, gang.sak, malform), "habilitet")


@pytest.mark.parametrize(
    ("malform", "setning", "kategori"),
    [
        (m.Malform.NB, "er i familie med Siri Lund (fetter).", "tante, onkel"),
        (m.Malform.NN, "er i familie med Siri Lund (fetter).", "tante, onkel"),
    ],
)
def test_notatet_sier_ordet_og_ikke_kategorien(malform: m.Malform, setning: str, kategori: str) -> None:
    gang = _gang(malform)
    tilstand = gang.svar(VEILEDEREN / "tilknytninger", "annen_slekt fetter")
    assert _felt(tilstand, BESKRIVELSEN).svar == "Fetter", "ordet står der, og kan endres"
    assert setning in _notatet(gang, malform)
    assert kategori not in _notatet(gang, malform)
    gang.svar(BESKRIVELSEN, "Tremenning på farssiden")
    assert "(tremenning på farssiden)" in _notatet(gang, malform)
    # Uten noe ord må notatet si hva slags slekt det kan være.
    gang.tom(BESKRIVELSEN)
    assert kategori in _notatet(gang, malform)


def test_en_ny_type_tar_bort_ordet_fra_den_gamle_men_aldri_det_brukeren_har_skrevet() -> None:
    gang = _gang()
    gang.svar(VEILEDEREN / "tilknytninger", "annen_slekt fetter")
    gang.svar(TYPEN, "nabo")
    assert _tilknytningen(gang).beskrivelse == ""
    gang.svar(TYPEN, "sosken søster")
    assert _tilknytningen(gang).beskrivelse == "Søster"
    gang.svar(TYPEN, "annen_slekt kusine")
    assert _tilknytningen(gang).beskrivelse == "Kusine"
    gang.svar(BESKRIVELSEN, "Kusine, vokste opp sammen")
    gang.svar(TYPEN, "nart_vennskap")
    assert _tilknytningen(gang).beskrivelse == "Kusine, vokste opp sammen"


def test_valget_og_ordet_angres_sammen() -> None:
    gang = _gang()
    gang.svar(VEILEDEREN / "tilknytninger", "nabo")
    gang.forlat_felt()
    gang.svar(TYPEN, "annen_slekt fetter")
    gang.angre()
    assert _tilknytningen(gang) == m.Tilknytning(
        type=m.Tilknytningstype.NABO, part="p1", kilde=m.Tilknytningskilde.ANDRE
    )


@pytest.mark.parametrize("malform", m.Malform)
def test_hvert_ord_som_sier_mer_finner_et_valg_pa_en_av_malformene(malform: m.Malform) -> None:
    """Ord uten noe valg er skrevet feil, og slektsord skrives som slekt i brevet."""
    liste = PROGRAM.katalog.ordliste("tilknytning")
    ogsa = {
        ord_
        for nokkel in PROGRAM.katalog
        if nokkel.startswith("tilknytning_ogsa.")
        for mf in m.Malform
        for ord_ in PROGRAM.katalog.hent(nokkel, mf).split(", ")
    }
    assert set(liste["sier_mer"].split()) <= ogsa
    assert _felt(_gang(malform).tilstand, VEILEDEREN / "tilknytninger").valg != ()
    presise = {o for v in _felt(_gang(malform).tilstand, VEILEDEREN / "tilknytninger").valg for o in v.presise}
    assert {"fetter", "mor"} <= presise
    assert not {"gift", "slektning", "skilt", "kjenning"} & presise, "de sier ikke mer enn valget"
