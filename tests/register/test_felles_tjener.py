"""Den felles loggen når tjeneren faller og kommer igjen: ingenting som er kvittert for, er borte."""

from __future__ import annotations

import itertools
import queue
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from feilprover import kaster
from mottak.mottakprover import MOTTATT, inngaende
from register.testtjener import Provetjener, egen_tjener, hvorfor_ikke, lag_database, legg_til

from overforing.feil import UgyldigInndata
from overforing.hinder import Hindret
from overforing.mottak.kvittering import Mottaksutfall
from overforing.register.felles import tjener
from overforing.register.felles.adresse import les_adresse
from overforing.register.felles.feil import oversett
from overforing.register.felles.lytter import Lytter
from overforing.register.felles.tjener import apne
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller


@pytest.fixture(scope="module")
def min_tjener() -> Iterator[Provetjener]:
    if grunn := hvorfor_ikke():
        pytest.skip(grunn)
    with egen_tjener() as startet:
        lag_database(startet, "logg", stillbar=False)
        legg_til(startet, "logg", "ine", "Ine Aune", "saksbehandler")
        yield startet


def test_tjeneren_faller_og_kommer_igjen(min_tjener: Provetjener) -> None:
    adresse = min_tjener.adresse("logg", "ine")
    hort: queue.Queue[str] = queue.Queue()
    db = apne(adresse)
    logg = Foresporselsregister(db, kommunenavn=str, na=db.na, bruker=db.meg)
    lytter = Lytter(adresse, hort.put)
    lytter.start()
    for nr in itertools.count(1):  # til den er begynt å lytte
        logg.motta(inngaende(nr), MOTTATT)
        with suppress(queue.Empty):
            assert hort.get(timeout=0.2) == f"{logg.les(db.na().year, nr).aar}/{nr}"
            break
    min_tjener.stans("fast")
    for les in (logg.les, logg.saksmappe):
        with kaster("hinder.felles.borte"):
            les(db.na().year, 1)
    with kaster("hinder.felles.borte"):
        logg.motta(inngaende(99), MOTTATT)
    min_tjener.start()
    # Uten å gjøre noe: lesingen og føringen kobler til igjen, og lytteren sier at alt kan være et annet.
    assert logg.saksmappe(db.na().year, 1).foresporsel.nr == 1
    assert logg.motta(inngaende(99), MOTTATT).foresporsel.nr == nr + 1
    while hort.get(timeout=20) != "":
        pass
    # Faller den midt i, er ingenting ført, og det samme kan føres igjen.
    with kaster("hinder.felles.borte"), logg.i_ett():
        logg.motta(inngaende(100), MOTTATT)
        min_tjener.stans("fast")
        logg.motta(inngaende(101), MOTTATT)
    min_tjener.start()
    assert logg.motta(inngaende(100), MOTTATT).utfall is Mottaksutfall.NY
    assert logg.motta(inngaende(100), MOTTATT).utfall is Mottaksutfall.ALLEREDE
    assert kontroller(db).avvik == ()
    lytter.stans()
    db.close()


@pytest.mark.parametrize("rakk", [True, False])
def test_faller_forbindelsen_mens_det_fores_spores_tjeneren_om_det_ble_fort(
    min_tjener: Provetjener, monkeypatch: pytest.MonkeyPatch, rakk: bool
) -> None:
    db = apne(min_tjener.adresse("logg", "ine"))
    logg = Foresporselsregister(db, kommunenavn=str, na=db.na, bruker=db.meg)
    f = logg.registrer_for_hand({}, MOTTATT)
    ekte = psycopg.Connection.execute

    def faller(conn: Any, sql: Any, *resten: Any) -> Any:
        if sql != "COMMIT":
            return ekte(conn, sql, *resten)
        if rakk:
            ekte(conn, sql)
        conn.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(psycopg.Connection, "execute", faller)
    if rakk:
        assert logg.registrer_for_hand({}, MOTTATT).nr == f.nr + 1
    else:
        with kaster("hinder.felles.borte"):
            logg.registrer_for_hand({}, MOTTATT)
    monkeypatch.undo()
    assert logg.registrer_for_hand({}, MOTTATT).nr == f.nr + 1 + rakk
    # Svarer den ikke, sies det at det ikke er sikkert.
    monkeypatch.setattr(tjener, "_VENT", (0,))
    monkeypatch.setattr(psycopg.Connection, "execute", faller)
    monkeypatch.setattr(db, "_koble_til", _borte)
    with kaster("hinder.felles.usikkert"):
        logg.registrer_for_hand({}, MOTTATT)
    db.close()


def _borte() -> Any:
    raise Hindret("hinder.felles.borte")


def test_en_annen_tjener_tar_over_uten_at_programmet_apnes_pa_nytt(min_tjener: Provetjener) -> None:
    """Begge vertene står i adressen, og det er den det kan skrives på, som brukes."""
    mappe = Path(tempfile.mkdtemp(prefix="ovpg-"))
    skrevet = f"postgresql://ine@/logg?host={min_tjener.mappe},{mappe}&port={min_tjener.port},{min_tjener.port}"
    db = apne(les_adresse(skrevet))
    logg = Foresporselsregister(db, kommunenavn=str, na=db.na, bruker=db.meg)
    f = logg.registrer_for_hand({}, MOTTATT)
    min_tjener.stans()
    try:
        with kaster("hinder.felles.borte"):
            logg.les(f.aar, f.nr)
        with egen_tjener(mappe=mappe, kopi_av=min_tjener.data) as annen:
            annen.port = min_tjener.port
            assert logg.les(f.aar, f.nr) == f
            assert logg.registrer_for_hand({}, MOTTATT).nr == f.nr + 1
            assert kontroller(db).avvik == ()
            db.close()
    finally:
        min_tjener.start()


def test_et_sertifikat_ingen_stoler_pa_stanser_for_noe_er_sendt(min_tjener: Provetjener) -> None:
    sertifikat = min_tjener.med_tls()
    skrevet = f"postgresql://ine@localhost:{min_tjener.port}/logg?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert="
    for stoler_pa in ("/etc/ssl/certs/ca-certificates.crt", "/finnes/ikke.crt"):
        with kaster("hinder.felles.sertifikat"):
            apne(les_adresse(skrevet + stoler_pa))
    with kaster("hinder.felles.sertifikat"):
        apne(les_adresse(f"{skrevet}{sertifikat}".replace("@localhost", "@pg.example.no")))
    db = apne(les_adresse(f"{skrevet}{sertifikat}"))
    assert db.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone() == (True,)
    db.close()
    with kaster("hinder.felles.borte"):
        apne(les_adresse("postgresql://ine@127.0.0.1:1/logg"))


@pytest.mark.parametrize(
    ("skrevet", "nokkel"),
    [
        ("", "adresse"),
        ("tjener.example.no", "adresse"),
        ("https://tjener.example.no/logg", "adresse"),
        ("postgresql://tjener.example.no", "adresse"),
        ("postgresql://ine:hemmelig@tjener.example.no/logg", "passord_i_adressen"),
        ("postgresql://ine:hem/melig@tjener.example.no/logg", "passord_i_adressen"),
        ("postgresql://tjener.example.no/logg?sslmode=require", "uten_tls"),
        ("postgresql://127.0.0.1,tjener.example.no/logg?sslmode=disable", "uten_tls"),
    ],
)
def test_en_adresse_som_ikke_er_trygg_brukes_ikke(skrevet: str, nokkel: str) -> None:
    with pytest.raises(UgyldigInndata) as feil:
        les_adresse(skrevet)
    assert feil.value.melding.nokkel == f"feil.felles.{nokkel}"


@pytest.mark.parametrize(
    "sagt",
    [
        'FATAL:  GSSAPI authentication failed for user "per"',
        "GSSAPI continuation error: No credentials were supplied (default cache: /tmp/krb5cc_0)",
        "SSPI continuation error: The specified target is unknown or unreachable",
    ],
)
def test_uten_billett_sies_det_at_det_er_kerberos_og_ikke_passordet(sagt: str) -> None:
    feil = oversett(psycopg.OperationalError(f"connection to server failed: {sagt}"), les_adresse("postgresql:///logg"))
    assert feil is not None
    assert feil.melding.nokkel == "hinder.felles.kerberos"


def test_utenfor_maskinen_proves_sertifikatet_og_flere_verter_kan_ta_over() -> None:
    fjern = les_adresse("postgresql://ine@en.example.no,to.example.no/logg", "hemmelig")
    assert (fjern.valg["sslmode"], fjern.valg["target_session_attrs"]) == ("verify-full", "read-write")
    assert fjern.valg["gssencmode"] == "disable"
    kerberos = les_adresse("postgresql://ine@en.example.no/logg?gssencmode=prefer").valg
    assert (kerberos["gssencmode"], kerberos["sslmode"]) == ("prefer", "verify-full")
    assert "hemmelig" not in repr(fjern) + fjern.uten_passord
    naer: Any = les_adresse("postgresql://localhost/logg").valg
    assert "sslmode" not in naer
