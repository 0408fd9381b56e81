"""Den neste filen leses mens den forrige føres, og alt som går galt, sies der det hører til."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, en_sak, saksfil

from overforing.brev.lesing.ved_siden import Stanset, Svar
from overforing.feil import UgyldigInndata
from overforing.hinder import Hindret
from overforing.mottak.kvittering import Mottaksutfall
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.saksgang.mottak.forlesing import Forlesing, Forlest
from overforing.saksgang.mottak.kontor import Mottakskontor


@pytest.fixture
def kontor(tmp_path: Path) -> Iterator[Mottakskontor]:
    program = copy(PROGRAM)
    program.__dict__["innstillinger"] = lager = Innstillingslager(tmp_path)
    lager.endre(navnet_ditt="Ine Aune", embete="trondelag")
    ett = Mottaksprogram(program).kontor(tmp_path / "mottak.db")
    yield ett
    ett.lukk()


def test_den_neste_er_lest_for_den_forrige_er_fort() -> None:
    lest = {navn: threading.Event() for navn in "abc"}

    def les(_: bytes, navn: str) -> Svar:
        lest[navn].set()
        return Svar("json")

    rekkefolge = []
    for navn, hent in Forlesing(les).foran((navn, navn.encode) for navn in "abc"):
        rekkefolge.append((navn, hent()))
        assert isinstance(hent, Forlest)
        assert hent.svar().slag == "json"
        if navn == "a":
            assert lest["b"].wait(10), "b leses mens a føres"
            assert not lest["c"].is_set(), "bare én er på forskudd"
    assert rekkefolge == [("a", b"a"), ("b", b"b"), ("c", b"c")]


def test_en_fil_alene_leses_der_den_brukes() -> None:
    ((navn, hent),) = Forlesing(lambda *_: Svar("json")).foran([("a", b"a".hex)])  # type: ignore[list-item]
    assert (navn, isinstance(hent, Forlest)) == ("a", False)


def test_det_som_gikk_galt_kastes_ved_filen_det_gjaldt() -> None:
    def borte() -> bytes:
        raise Hindret("hinder.les.finnes_ikke", fil="b")

    def les(data: bytes, navn: str) -> Svar:
        if navn == "c":
            raise Stanset("feil.les.stanset")
        if navn == "d":
            raise UgyldigInndata("feil.les.ukjent_slag")
        return Svar("json")

    a, b, c, d = (hent for _, hent in Forlesing(les).foran([("a", bytes), ("b", borte), ("c", bytes), ("d", bytes)]))
    assert a() == b""
    with pytest.raises(Hindret):
        b()
    for galt, slag in ((c, Stanset), (d, UgyldigInndata)):
        assert galt() == b"", "innholdet er der, så filen kan føres slik den kom"
        with pytest.raises(slag):
            galt.svar()  # type: ignore[attr-defined]


def test_vinduet_leser_hver_fil_en_gang_og_forer_det_som_ble_lest(kontor: Mottakskontor, tmp_path: Path) -> None:
    filer = [tmp_path / f"{nr}.json" for nr in (1, 2, 3)]
    for nr, fil in enumerate(filer, 1):
        fil.write_bytes(saksfil(en_sak(nr)))
    lest: list[str] = []

    def les(data: bytes, navn: str) -> Svar:
        lest.append(navn)
        return PROGRAM.leser(data, navn)

    kontor._i.gang.forlesing._leser = les
    (en,) = kontor.innlesing.registrer(filer[0], MOTTATT, neste=filer[1])
    assert kontor.innlesing._forlest is not None
    kontor.innlesing._forlest[1].svar()
    filer[1].write_bytes(b"{")
    (to,) = kontor.innlesing.registrer(filer[1], MOTTATT, neste=filer[2])
    assert [r.kvittering.utfall for r in (en, to) if r.kvittering] == [Mottaksutfall.NY] * 2
    kontor.innlesing.klar()
    (tre,) = kontor.innlesing.registrer(filer[2], MOTTATT)
    assert tre.kvittering is not None
    assert lest[:2] == ["1.json", "2.json"]
    (igjen,) = kontor.innlesing.registrer(filer[1], MOTTATT)
    assert igjen.avvist, "det på forskudd brukes bare for filen det gjaldt, og én gang"


def test_en_fil_ingen_skal_bruke_holder_ikke_den_neste() -> None:
    slipp, lest = threading.Event(), []

    def leser(data: bytes, navn: str) -> Svar:
        lest.append(navn)
        if navn == "a":
            slipp.wait(10)
        return Svar("json")

    forlesing = Forlesing(leser)
    a, b, c = (forlesing.begynn(navn, lambda: b"") for navn in "abc")
    b.forkast()
    slipp.set()
    assert c() == b""
    assert c.svar() is not None
    assert lest == ["a", "c"]
    with pytest.raises(Stanset):
        b()
    a()
