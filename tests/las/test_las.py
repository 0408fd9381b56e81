"""Låsen: slått på er ingenting i klartekst, og den som har mistet nøkkelringen, kommer inn med arket."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from disker import fyll_disken
from feilprover import kaster
from las.lasprover import FAKTA, PASSFRASE, Minnering, apne, fyll, klartekst, saker, to_grupper
from register.registerprover import en_sak

from overforing.feil import KanIkke
from overforing.las import FIL, passfrase, slaget
from overforing.las.las import Las
from overforing.register import kryptering, omskriving
from overforing.register.kryptering import OMSKRIVES


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def ring() -> Minnering:
    return Minnering()


@pytest.fixture
def las(mappe: Path, ring: Minnering) -> Las:
    """Låsen på en mappe med en sak i, slått på."""
    las = Las(mappe, ring)
    fyll(mappe, las)
    assert las.tilstand().er == "av"
    las.sla_pa(to_grupper(las))
    return las


@pytest.fixture
def billig(monkeypatch: pytest.MonkeyPatch) -> None:
    """scrypt skal være dyr; her er det nok at den er der."""
    monkeypatch.setattr(passfrase.pakk_inn, "__defaults__", (2**4,))


def test_pa_er_ingenting_i_klartekst_og_alt_er_der(mappe: Path, ring: Minnering, las: Las) -> None:
    tilstand = las.tilstand()
    assert (tilstand.er, tilstand.laaste, tilstand.apne, tilstand.med) == ("pa", ("saker.db",), (), "nokkelring")
    register = apne(mappe, Las(mappe, ring))
    register.lagre_utkast(en_sak(1), {}, 0)
    assert len(register.liste("Per Ås")) == 2
    assert klartekst(mappe) == set(), "også mens registeret er åpent"
    register.lukk()
    (nokkel,) = ring.values()
    assert nokkel not in (mappe / FIL).read_text("utf-8")


def test_nye_filer_blir_last_nar_lasen_er_pa(mappe: Path, las: Las) -> None:
    (mappe / "saker.db").unlink()
    fyll(mappe, las)
    assert (las.tilstand().laaste, klartekst(mappe)) == (("saker.db",), set())


def test_av_er_alt_som_for_og_nokkelen_glemt(mappe: Path, ring: Minnering, las: Las) -> None:
    las.sla_av()
    assert (las.tilstand().er, dict(ring), saker(mappe, las)) == ("av", {}, 1)
    assert klartekst(mappe) == {"saker.db"}
    assert not las.er_pa


def test_lasen_slas_ikke_pa_for_arket_er_bekreftet(mappe: Path, ring: Minnering) -> None:
    las = Las(mappe, ring)
    fyll(mappe, las)
    with kaster("feil.las.gruppe"):
        las.sla_pa({})
    assert (las.tilstand().er, dict(ring), saker(mappe, las)) == ("av", {}, 1)


def test_en_tapt_nokkelring_apnes_med_arket_og_far_nokkelen_igjen(mappe: Path, las: Las) -> None:
    arket = las.ark()
    ny_maskin = Las(mappe, ring := Minnering())
    assert ny_maskin.trenger_opplasing()
    with kaster("feil.las.ikke_i_ringen", match="heller ikke vi"):
        saker(mappe, ny_maskin)
    ny_maskin.las_opp(" ".join(arket))
    assert saker(mappe, ny_maskin) == 1
    assert saker(mappe, Las(mappe, ring)) == 1, "også neste gang programmet startes"


@pytest.mark.parametrize("rest", [None, b"{", b'{"id": 3}'], ids=["borte", "skadet", "noe annet"])
def test_uten_las_json_apner_arket(mappe: Path, las: Las, rest: bytes | None) -> None:
    arket = las.ark()
    (mappe / FIL).unlink()
    if rest:
        (mappe / FIL).write_bytes(rest)
    annen = Las(mappe, Minnering())
    with pytest.raises(KanIkke, match="gjenopprettingsarket"):
        saker(mappe, annen)
    annen.gjenopprett("".join(arket))
    assert saker(mappe, annen) == 1


def test_et_annet_ark_apner_ingenting(tmp_path: Path, mappe: Path, las: Las) -> None:
    with kaster("feil.las.annet_ark"):
        las.gjenopprett("".join(Las(tmp_path / "annen", Minnering()).ark()))


@pytest.mark.usefixtures("billig")
def test_uten_nokkelring_apner_passfrasen_og_arket(mappe: Path) -> None:
    ring = Minnering(virker=False)
    las = Las(mappe, ring)
    fyll(mappe, las)
    grupper = to_grupper(las)
    assert not las.har_ring()
    with kaster("feil.las.uten_ring"):
        las.sla_pa(grupper)
    with kaster("feil.las.kort_passfrase"):
        las.sla_pa(grupper, "kort")
    assert las.tilstand().er == "av"
    las.sla_pa(grupper, PASSFRASE)
    arket = las.ark()

    neste = Las(mappe, ring)
    with kaster("feil.las.trenger_passfrase"):
        saker(mappe, neste)
    with kaster("feil.las.feil_passfrase"):
        neste.las_opp(PASSFRASE + "er")
    neste.las_opp(PASSFRASE)
    assert saker(mappe, neste) == 1

    glemt = Las(mappe, ring)
    glemt.las_opp("".join(arket))
    assert saker(mappe, glemt) == 1
    assert glemt.gjenopprett("".join(arket), "en helt ny passfrase")
    glemt = Las(mappe, ring)
    glemt.las_opp("en helt ny passfrase")
    assert saker(mappe, glemt) == 1


def test_en_endret_innpakning_apner_ingenting(mappe: Path) -> None:
    felt = passfrase.pakk_inn("ab" * 32, PASSFRASE, 2**4)
    assert passfrase.pakk_ut(felt, f" {PASSFRASE} ") == "ab" * 32
    for navn in ("salt", "innpakket", "merke"):
        with kaster("feil.las.feil_passfrase"):
            passfrase.pakk_ut({**felt, navn: "00" * (len(felt[navn]) // 2)}, PASSFRASE)
    with kaster("feil.las.skadet_fil"):
        passfrase.pakk_ut(json.loads('{"n": "x"}'), PASSFRASE)


def test_en_fil_i_bruk_star_igjen_ulast_og_kallet_kan_gjentas(mappe: Path, ring: Minnering) -> None:
    las = Las(mappe, ring)
    fyll(mappe, las)
    (mappe / "eldre.bak").write_bytes((mappe / "saker.db").read_bytes())
    register = apne(mappe, las)
    with kaster("hinder.register.opptatt"):
        las.sla_pa(to_grupper(las))
    register.lukk()
    tilstand = las.tilstand()
    assert (tilstand.er, tilstand.laaste, tilstand.apne) == ("delvis", ("eldre.bak",), ("saker.db",))
    assert saker(mappe, las) == 1
    las.sla_pa({})
    assert (las.tilstand().er, klartekst(mappe)) == ("pa", set())


def test_stanset_mellom_to_filer_er_alt_helt_og_det_kan_fortsettes(
    mappe: Path, ring: Minnering, monkeypatch: pytest.MonkeyPatch
) -> None:
    las = Las(mappe, ring)
    fyll(mappe, las)
    for navn in ("a.bak", "b.bak"):
        (mappe / navn).write_bytes((mappe / "saker.db").read_bytes())
    ekte, sett = omskriving.skriv_om, []

    def skriv_om(*args: object, **valg: object) -> None:
        sett.append(las.framdrift)
        ekte(*args, **valg)  # type: ignore[arg-type]
        if len(sett) == 2:
            las.stans()

    monkeypatch.setattr(omskriving, "skriv_om", skriv_om)
    with kaster("feil.las.stanset"):
        las.sla_pa(to_grupper(las))
    assert (sett, klartekst(mappe), saker(mappe, las)) == ([(0, 3), (1, 3)], {"saker.db"}, 1)
    las.sla_pa({})
    assert (las.tilstand().er, saker(mappe, las)) == ("pa", 1)


def test_kopiene_pa_en_annen_disk_folger_laasen_av_og_pa(tmp_path: Path) -> None:
    hjem, disk = tmp_path / "data", tmp_path / "disk"
    ring = Minnering()
    fyll(hjem, Las(hjem, ring))
    disk.mkdir()
    shutil.copy(hjem / "saker.db", disk / "saker-20261130T081500Z.db")
    (disk / ".saker-x.uferdig").write_bytes((hjem / "saker.db").read_bytes())
    (disk / "saker-20261129T081500Z.db").write_bytes((hjem / "saker.db").read_bytes()[:5000])
    las = Las(hjem, ring, lambda: (disk,))
    with pytest.raises(KanIkke) as feil:
        las.sla_pa(to_grupper(las))
    assert feil.value.melding.nokkel == "hinder.register.skadet", "den skadede kopien sies, de andre er låst"
    assert klartekst(hjem) == set()
    assert las.tilstand().apne == (str(disk / "saker-20261129T081500Z.db"),)
    (disk / "saker-20261129T081500Z.db").unlink()
    assert las.tilstand().er == "pa"
    assert klartekst(disk) == set()
    las.sla_av()
    assert "saker-20261130T081500Z.db" in klartekst(disk)


def test_er_noe_alt_last_far_det_ingen_ny_nokkel(mappe: Path, ring: Minnering, las: Las) -> None:
    arket = las.ark()
    (mappe / FIL).unlink()
    annen = Las(mappe, Minnering())
    with kaster("feil.las.alt_laast"):
        annen.sla_pa(to_grupper(annen))
    assert not annen.er_pa
    annen.gjenopprett("".join(arket))
    assert saker(mappe, annen) == 1


def test_arket_apner_kopiene_nar_datamappen_er_borte(tmp_path: Path, mappe: Path, las: Las) -> None:
    arket, disk, ny = las.ark(), tmp_path / "disk", tmp_path / "ny"
    disk.mkdir()
    shutil.copy(mappe / "saker.db", disk / "saker-20261130T081500Z.db")
    ny.mkdir()
    annen = Las(ny, Minnering(), lambda: (disk,))
    assert annen.gjenopprett("".join(arket))
    assert annen.nokkel_for(disk / "saker-20261130T081500Z.db") == las.nokkel()


def test_uten_las_json_og_nokkelring_gjelder_arket_til_programmet_lukkes(mappe: Path, las: Las) -> None:
    arket = las.ark()
    (mappe / FIL).unlink()
    annen = Las(mappe, Minnering(virker=False))
    annen.las_opp("".join(arket))
    assert saker(mappe, annen) == 1


@pytest.mark.usefixtures("billig")
def test_uten_las_json_slas_lasen_pa_igjen_med_den_nokkelen_som_er_apnet(mappe: Path, las: Las) -> None:
    arket = las.ark()
    (mappe / FIL).unlink()
    (mappe / "eldre.bak").write_bytes((mappe / "saker.db").read_bytes())
    annen = Las(mappe, Minnering(virker=False))
    annen.las_opp("".join(arket))
    assert annen.ark() == arket, "ikke et ark til en nøkkel ingenting er låst med"
    annen.sla_pa(to_grupper(annen), PASSFRASE)
    neste = Las(mappe, Minnering(virker=False))
    neste.las_opp("".join(arket))
    assert (neste.tilstand().er, saker(mappe, neste)) == ("pa", 1)


def test_to_maskiner_pa_den_samme_mappen_stenger_ikke_hverandre_ute(mappe: Path, ring: Minnering, las: Las) -> None:
    Las(mappe, Minnering()).gjenopprett("".join(las.ark()))
    assert saker(mappe, Las(mappe, ring)) == 1


def test_en_ny_fil_utenfor_mappene_lases_ikke(tmp_path: Path, mappe: Path, las: Las) -> None:
    assert las.nokkel_for(tmp_path / "et annet sted.db") is None
    assert las.nokkel_for(mappe / "ny.db") == las.nokkel()


def test_nokkelen_glemmes_ikke_sa_lenge_en_fil_kan_trenge_den(mappe: Path, ring: Minnering, las: Las) -> None:
    data = bytearray((mappe / "saker.db").read_bytes())
    data[100] ^= 0xFF
    (mappe / "kopi.db").write_bytes(data)
    (mappe / "halv.db").write_bytes((mappe / "saker.db").read_bytes()[:5000])
    for kopi in ("halv.db", "kopi.db"):
        with kaster("feil.las.ikke_apnet", match="gjelder fortsatt"):
            las.sla_av()
        assert las.er_pa
        assert ring
        (mappe / kopi).unlink()
    las.sla_av()
    assert (las.tilstand().er, dict(ring)) == ("av", {})


def test_et_register_uten_hode_sies_a_vaere_ulast(mappe: Path, las: Las) -> None:
    for navn in ("mottak.db", "saker-skadet-20261130.db", "Thumbs.db", "brev.pdf"):
        (mappe / navn).write_bytes(b"ikke et hode" + FAKTA[0])
    assert las.tilstand().apne == ("mottak.db", "saker-skadet-20261130.db")
    with kaster("hinder.register.skadet"):
        las.sla_pa({})


@pytest.mark.usefixtures("billig")
def test_en_passfrase_som_ligner_arket_er_en_passfrase(mappe: Path) -> None:
    las, frase = Las(mappe, Minnering(virker=False)), "0123456789abcdef" * 4
    fyll(mappe, las)
    las.sla_pa(to_grupper(las), frase)
    neste = Las(mappe, Minnering(virker=False))
    neste.las_opp(frase)
    assert saker(mappe, neste) == 1


@pytest.mark.parametrize("pa", [True, False])
def test_en_skadet_side_midt_i_star_ikke_i_veien_for_de_andre(mappe: Path, ring: Minnering, pa: bool) -> None:
    las = Las(mappe, ring)
    fyll(mappe, las)
    if not pa:
        las.sla_pa(to_grupper(las))
    data = bytearray((mappe / "saker.db").read_bytes())
    data[8192:12288] = bytes(4096)
    (mappe / "a-kopi.db").write_bytes(data)
    with kaster("hinder.register.skadet"):
        las.sla_pa(to_grupper(las)) if pa else las.sla_av()
    assert (mappe / "a-kopi.db").read_bytes()[100:] == data[100:]
    assert ("saker.db" in las.tilstand().laaste) is pa


def test_et_odelagt_hode_i_en_kopi_star_ikke_i_veien_for_de_andre(mappe: Path, ring: Minnering) -> None:
    las = Las(mappe, ring)
    fyll(mappe, las)
    data = bytearray((mappe / "saker.db").read_bytes())
    data[16:18] = b"\xff\xff"  # størrelsen på sidene
    (mappe / "a-kopi.db").write_bytes(data)
    with kaster("hinder.register.skadet"):
        las.sla_pa(to_grupper(las))
    assert las.tilstand().laaste == ("saker.db",)


@pytest.mark.parametrize("pa", [True, False])
def test_pa_en_full_disk_sies_det_og_filen_er_som_for(
    liten_disk: Callable[[str], Path], ring: Minnering, pa: bool
) -> None:
    mappe = liten_disk("size=512k")
    las = Las(mappe, ring)
    fyll(mappe, las)
    if not pa:
        las.sla_pa(to_grupper(las))
    for_, fyllet = (mappe / "saker.db").read_bytes(), fyll_disken(mappe)
    with fyllet.open("r+b") as fil:  # plass til hjelpefilene, men ikke til en fil til
        fil.truncate(fyllet.stat().st_size - 24 * 1024)
    with kaster("hinder.register.full", match="Frigjør plass"):
        las.sla_pa(to_grupper(las)) if pa else las.sla_av()
    assert (mappe / "saker.db").read_bytes()[100:] == for_[100:]
    fyllet.unlink()
    las.sla_pa({}) if pa else las.sla_av()
    assert (saker(mappe, las), las.tilstand().er) == (1, "pa" if pa else "av")


@pytest.mark.parametrize("gjor", [lambda las, fil: las.nokkel_for(fil), lambda las, _: las.tilstand()])
def test_en_fil_som_ikke_kan_leses_gir_et_rad(
    mappe: Path, las: Las, gjor: Callable[[Las, Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nektet(fil: Path) -> bytes:
        raise PermissionError(errno.EACCES, "nektet", str(fil))

    monkeypatch.setattr(kryptering, "_les_side", nektet)
    with kaster("hinder.register.skrivebeskyttet"):
        gjor(las, mappe / "saker.db")


def test_er_disken_med_kopiene_borte_gjores_ingenting(tmp_path: Path) -> None:
    def borte() -> tuple[Path, ...]:
        raise KanIkke("feil.las.kopimappe_borte", mappe="x")

    fyll(tmp_path, Las(tmp_path, Minnering()))
    las = Las(tmp_path, Minnering(), borte)
    with pytest.raises(KanIkke):
        las.sla_pa(to_grupper(las))
    assert las.tilstand().er == "av"


def test_en_kopi_som_tas_eller_ryddes_bort_mens_lasen_slas_av_og_pa(
    mappe: Path, las: Las, monkeypatch: pytest.MonkeyPatch
) -> None:
    kopiene = mappe / "sikkerhetskopier"
    kopiene.mkdir()
    shutil.copy(mappe / "saker.db", laast := kopiene / "laast.db")
    ekte, tatt = omskriving.skriv_om, kopiene / "tatt imens.db"

    def skriv_om(fil: Path, *resten: Any, **valg: Any) -> None:
        if fil.name == "saker.db":  # den tas før registeret er skrevet om, og etter at filene er funnet
            shutil.copy(fil, tatt)
            laast.unlink(missing_ok=True)
        ekte(fil, *resten, **valg)

    monkeypatch.setattr(omskriving, "skriv_om", skriv_om)
    las.sla_av()
    assert (las.tilstand().er, [f.name for f in kopiene.iterdir()]) == ("av", [tatt.name])
    assert klartekst(mappe) == {"saker.db", tatt.name}
    shutil.copy(mappe / "saker.db", kopiene / f"drept.db{OMSKRIVES}")
    tatt.unlink()
    las.sla_pa(to_grupper(las))
    assert (las.tilstand().er, klartekst(mappe)) == ("pa", set())


def test_en_mappe_som_ikke_kan_leses_slar_ikke_av_lasen(tmp_path: Path, som_vanlig_bruker) -> None:
    mappe = tmp_path / "data"
    mappe.mkdir()
    assert slaget(mappe) == ""
    som_vanlig_bruker(tmp_path)
    mappe.chmod(0)
    assert slaget(mappe) == "ukjent"
    mappe.chmod(0o700)
