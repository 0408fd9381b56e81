"""De neste filene leses mens de forrige føres, og alt som går galt, sies der det hører til."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date, timedelta
from pathlib import Path

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, en_sak, saksfil

from overforing.brev.lesing.ved_siden import Stanset, Svar
from overforing.feil import UgyldigInndata
from overforing.hinder import Hindret
from overforing.mottak.inngaende import Inngaende
from overforing.mottak.kvittering import Kvittering, Mottaksutfall
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.saksgang.mottak import forlesing as forlesing_
from overforing.saksgang.mottak.forlesing import FORAN, Forlesing, Forlest
from overforing.saksgang.mottak.kontor import Mottakskontor


@pytest.fixture
def kontor(tmp_path: Path) -> Iterator[Mottakskontor]:
    program = copy(PROGRAM)
    program.__dict__["innstillinger"] = lager = Innstillingslager(tmp_path)
    lager.endre(navnet_ditt="Ine Aune", embete="trondelag")
    ett = Mottaksprogram(program).kontor(tmp_path / "mottak.db")
    yield ett
    ett.lukk()


def test_de_neste_er_lest_for_den_forrige_er_fort() -> None:
    navnene = [str(nr) for nr in range(FORAN + 2)]
    lest = {navn: threading.Event() for navn in navnene}

    def les(_: bytes, navn: str) -> Svar:
        lest[navn].set()
        return Svar("json")

    rekkefolge = []
    for navn, hent in Forlesing(les).foran((navn, navn.encode) for navn in navnene):
        if navn == "0":
            assert lest[navnene[FORAN]].wait(10), "de neste leses mens den første føres"
            assert not lest[navnene[-1]].is_set(), "men ikke flere enn dem"
        rekkefolge.append((navn, hent()))
        assert isinstance(hent, Forlest)
        assert hent.svar().slag == "json"
    assert rekkefolge == [(navn, navn.encode()) for navn in navnene]


def test_store_filer_leses_ikke_for_de_foran_er_tatt_i_bruk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forlesing_, "_MYE", 3)
    lest = {navn: threading.Event() for navn in "abc"}

    def les(_: bytes, navn: str) -> Svar:
        lest[navn].set()
        return Svar("json")

    forlesing = Forlesing(les)
    filene = [forlesing.begynn(navn, lambda: b"to") for navn in "abc"]
    assert lest["b"].wait(10)
    assert not lest["c"].wait(0.2), "to og to er mer enn tre"
    assert filene[0]() == b"to"
    assert lest["c"].wait(3)


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
    slipp = threading.Event()

    def les(data: bytes, navn: str) -> Svar:
        if navn == "2.json":
            slipp.wait(10)
        lest.append(navn)
        return PROGRAM.leser(data, navn)

    kontor._i.gang.forlesing._leser = les
    tre = [(fil, MOTTATT, False) for fil in filer]
    svar = kontor.innlesing.registrer_flere(tre)
    assert [r.plass for r in svar] == [0], "ingen venter på en som ikke er lest"
    slipp.set()
    kontor.innlesing._forlest[-1][1].svar()
    filer[2].write_bytes(b"{")
    svar += kontor.innlesing.registrer_flere(tre[1:])
    assert [r.plass for r in svar] == [0, 0, 1], "de som er lest, føres sammen"
    assert [r.kvittering.utfall for r in svar if r.kvittering] == [Mottaksutfall.NY] * 3
    assert lest == ["1.json", "2.json", "3.json"]
    (om_igjen,) = kontor.innlesing.registrer_flere(tre[2:])
    assert om_igjen.avvist, "det på forskudd brukes bare for filen det gjaldt, og én gang"


def test_bare_de_som_kom_samme_dag_fores_sammen(
    kontor: Mottakskontor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Forlest, "lest", True)
    filer = [tmp_path / f"{nr}.json" for nr in (1, 2, 3)]
    for nr, fil in enumerate(filer, 1):
        fil.write_bytes(saksfil(en_sak(nr)))
    dagen_etter = MOTTATT + timedelta(days=1)
    resten = [(filer[0], MOTTATT, False), (filer[1], dagen_etter, False), (filer[2], dagen_etter, False)]
    dager = []
    while resten:
        svar = kontor.innlesing.registrer_flere(resten)
        dager.append([r.kvittering.foresporsel.mottatt for r in svar if r.kvittering])
        resten = resten[1 + svar[-1].plass :]
    assert dager == [[MOTTATT], [dagen_etter, dagen_etter]]


def test_stopper_det_midt_i_en_pakke_sies_det_om_resten(
    kontor: Mottakskontor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pakke = tmp_path / "pakke.zip"
    with zipfile.ZipFile(pakke, "w") as ut:
        for nr in (1, 2, 3):
            ut.writestr(f"{nr}.json", saksfil(en_sak(nr)))
    logg = kontor._i.logg
    for_en, ganger = logg.motta_flere, iter(range(3))

    def borte(filer: Sequence[Inngaende], mottatt: date) -> tuple[Kvittering, ...]:
        if next(ganger):
            raise Hindret("hinder.felles.borte", tjener="db.example.no", logg="logg")
        return for_en(filer[:1], mottatt)

    monkeypatch.setattr(logg, "motta_flere", borte)
    svar = kontor.innlesing.registrer_flere([(pakke, MOTTATT, False)])
    assert [(r.fil, r.kvittering is not None) for r in svar] == [("pakke.zip/1.json", True), ("pakke.zip", False)]
    assert "2 av 3 filer" in svar[1].avvist
    monkeypatch.undo()
    utfall = [r.kvittering and r.kvittering.utfall for r in kontor.innlesing.registrer_flere([(pakke, MOTTATT, False)])]
    assert utfall == [Mottaksutfall.ALLEREDE, Mottaksutfall.NY, Mottaksutfall.NY]


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
