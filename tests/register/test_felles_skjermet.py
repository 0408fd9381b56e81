"""Skjoldet på en tjener, gjennom programmet: den som er inhabil, har bare nummeret, og fører likevel det som kommer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from feilprover import kaster
from mottak.mottakprover import MOTTATT, PROGRAM, en_sak, inngaende, saksfil
from register.testtjener import Provetjener, lag_database, legg_til

from overforing.cli.loggen import utforer
from overforing.feil import KanIkke
from overforing.mottak import avgjorelse, fire_oyne, overganger, skjold
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.egen_habilitet import OVERST, Utforer, vokt
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Svarutfall
from overforing.mottak.hendelser import Endring, Handling
from overforing.mottak.kvittering import Mottaksutfall
from overforing.mottak.utvalg import Ko, Sortering, Utvalg
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.register.felles import brukere
from overforing.register.felles.tjener import apne
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller
from overforing.sak.kodeverk import Avgrensningstype
from overforing.sak.modell import NyeOpplysninger, Resultat, Svar
from overforing.sak.person import Person
from overforing.saksgang.mottak.kontor import Mottakskontor

INE, TOR, SIV = "Ine Aune", "Tor Hegg", "Siv Moen"
LOGIN = {INE: "k-ine", TOR: "k-tor", SIV: "k-siv"}
LINJE = (
    Person(id="e1", navn=INE, overordnet="e3"),
    Person(id="e2", navn=TOR, overordnet="e3"),
    Person(id="e3", navn=SIV, ingen_over=OVERST),
)
HABIL, RETTET = EgenHabilitet.HABIL, Handling.RETTET
Hos = Callable[[str], Mottakskontor]


@pytest.fixture(scope="module")
def database(tjener: Provetjener) -> str:
    lag_database(tjener, "skjermet", stillbar=False)
    for navn, login in LOGIN.items():
        legg_til(tjener, "skjermet", login, navn, "leder" if navn == SIV else "saksbehandler")
    return "skjermet"


@pytest.fixture
def hos(tjener: Provetjener, database: str, tmp_path: Path) -> Iterator[Hos]:
    """Vinduet til hver, alle på loggen på tjeneren."""
    kontorer: dict[str, Mottakskontor] = {}

    def hos(navn: str) -> Mottakskontor:
        if navn not in kontorer:
            program = copy(PROGRAM)
            program.__dict__["innstillinger"] = lager = Innstillingslager(tmp_path / navn)
            adresse = f"postgresql://{LOGIN[navn]}@/{database}?host={tjener.mappe}&port={tjener.port}"
            lager.endre(embete="trondelag", loggtjener=adresse, embetslinje=LINJE)
            kontorer[navn] = Mottaksprogram(program, lambda: datetime.now(UTC)).kontor(None)
        return kontorer[navn]

    yield hos
    for kontor in kontorer.values():
        kontor.lukk()


@pytest.fixture
def logg(tjener: Provetjener, database: str) -> Iterator[Callable[[str], Foresporselsregister]]:
    apne_na = []

    def logg(navn: str) -> Foresporselsregister:
        db = apne(tjener.adresse(database, LOGIN[navn]))
        apne_na.append(db)
        return Foresporselsregister(db, kommunenavn=PROGRAM.geografi.navn, na=db.na, bruker=db.meg)

    yield logg
    for db in apne_na:
        db.close()


def inhabil(logg: Foresporselsregister, f: Foresporsel) -> Foresporsel:
    svar = overganger.svar_for_egen_habilitet(f, logg.bruker, EgenHabilitet.INHABIL, "Gift med en part.")
    return logg.gjor(f.aar, f.nr, f.versjon, svar)


def test_vinduet_til_den_som_er_inhabil(hos: Hos, logg: Callable[[str], Foresporselsregister], tmp_path: Path) -> None:
    ines, tors = logg(INE), logg(TOR)
    for nr in (1, 2):
        ines.motta(inngaende(nr), MOTTATT)
    f = ines.les(ines._na().year, 1)
    inhabil(tors, ines.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, TOR)))
    tor, aar = hos(TOR), f.aar
    bilde = tor.vis(aar, 1)
    assert bilde.skjermet
    assert (bilde.f.kommune, bilde.f.avsender, bilde.f.deres_ref, bilde.f.tittel, bilde.f.saksbehandler) == (
        *(None, "", "", ""),
        TOR,
    )
    assert bilde.kan == {Handling.TILDELT, Handling.EGEN_HABILITET, Handling.APNET_HAST}
    assert not hos(INE).vis(aar, 1).skjermet
    # Lista, søket, køene og tallene
    rad = next(r for r in tor.side(Utvalg()).rader if r.nr == 1)
    assert (rad.skjermet, rad.kommunenavn, rad.saksbehandler) == (True, "", TOR)
    assert not next(r for r in tor.side(Utvalg()).rader if r.nr == 2).skjermet
    for sok, numre in (("Trondheim", [2]), (f"{aar}/1", [1]), ("Nav Eksempel", [2])):
        assert [r.nr for r in tor.side(Utvalg(sok=sok)).rader] == numre
    assert [r.nr for r in tor.side(Utvalg(kommune="5001")).rader] == [2]
    assert [r.nr for r in tor.side(Utvalg(sortering=Sortering.KOMMUNE)).rader] == [2]
    assert [r.nr for r in tor.side(Utvalg(Ko.MINE)).rader] == [1]
    assert (tor.koer()[Ko.ALLE], tor.koer()[Ko.MINE], tor.koer()[Ko.FRIST_SNART]) == (2, 1, 0)
    assert tor.antall(Utvalg()) == 2
    assert tor.uttak.rapport(aar, skjermet=False).advarsel.startswith("Saker du er inhabil eller i tvil i, er ikke med")
    for hva in ("lopende", "dokumenter", "csv", "tall"):
        fra_og_til = (MOTTATT.replace(month=1, day=1), tor.i_dag)
        with pytest.raises(KanIkke, match=r"En annen må ta det ut|Be en annen hente den ut"):
            tor.uttak.eksporter(hva, *fra_og_til, tmp_path / hva)
    gitt = tor.gjor(aar, 1, bilde.f.versjon, lambda f: overganger.tildel(f, INE))
    assert (gitt.f.saksbehandler, gitt.skjermet) == (INE, True)
    assert [r.nr for r in hos(INE).side(Utvalg(sok="Ine Aune")).rader] == [1]
    assert [r.nr for r in hos(INE).side(Utvalg(sok="Tor Hegg")).rader] == []
    # Det som ikke kan vente, åpner hun selv, til noe annet føres.
    hast = tor.gjor(aar, 1, gitt.f.versjon, skjold.apne_for_hast, "Barna er uten mat.")
    assert (hast.skjermet, hast.f.kommune) == (False, "5001")
    f = ines.les(aar, 1)
    ines.gjor(aar, 1, f.versjon, overganger.noter(f, "Tatt over."))
    assert tor.vis(aar, 1).skjermet
    # En leder åpner den.
    siv = hos(SIV)
    siv.loft_skjoldet(aar, 1, siv.vis(aar, 1).f.versjon, TOR, "Må kunne svare.")
    assert tor.vis(aar, 1).f.kommune == "5001"
    assert kontroller(ines.db).i_orden


def test_det_som_kommer_fores_ogsa_av_en_som_ikke_ser_saken(logg: Callable[[str], Foresporselsregister]) -> None:
    ines, tors = logg(INE), logg(TOR)
    forste = inngaende(10)
    f = inhabil(tors, ines.motta(forste, MOTTATT).foresporsel)
    igjen = tors.motta(forste, MOTTATT)
    assert (igjen.utfall, igjen.fort) == (Mottaksutfall.ALLEREDE, None)
    svar = tors.motta(inngaende(10, allerede_gjort="Kjenner familien Glippmo."), MOTTATT)
    assert (svar.utfall, svar.usett, svar.foresporsel.nr) == (Mottaksutfall.NY_VERSJON, True, f.nr)
    naa = ines.les(f.aar, f.nr)
    assert (naa.ny_versjon, naa.kommune, naa.avsender, naa.frist) == (True, "5001", "Nav Eksempel", naa.frist)
    assert len(ines.dokumenter(f.aar, f.nr)) == len(ines.saker(f.aar, f.nr)) == 2
    assert ines.db.execute("SELECT count(*) FROM sok('[[\"%glippmo%\"]]', '[]', 0, NULL, true, 10)").fetchone() == (1,)
    with kaster("feil.mottak.alt_fort"):
        tors.legg_ved(f.aar, f.nr, [forste], MOTTATT)
    # Ber kommunen på nytt etter avslaget, får det sitt eget nummer, og hun er inhabil i det også.
    avslag = Endring(Handling.AVGJORT, {"utfall": Svarutfall.IKKE_INHABILITET, "avgjort": MOTTATT, "status": "avgjort"})
    ines.gjor(f.aar, f.nr, naa.versjon, avslag)
    svaret = Svar(resultat=Resultat.AVSLATT, nye_opplysninger=NyeOpplysninger(tekst="Han er broren."))
    pa_nytt = tors.motta(inngaende(10, svar=svaret), MOTTATT)
    assert (pa_nytt.utfall, pa_nytt.foresporsel.nr) == (Mottaksutfall.NY_ANMODNING, f.nr + 1)
    ny = ines.les(f.aar, f.nr + 1)
    assert (ny.etter_avslag, ny.inhabile_her, ny.kommune) == (f.journalnummer, TOR, "5001")
    assert tors.les(f.aar, f.nr + 1).kommune is None
    assert kontroller(ines.db).avvik == ()


def test_hvordan_en_hun_er_skjermet_fra_endte_sies_ikke(
    hos: Hos, logg: Callable[[str], Foresporselsregister], tmp_path: Path
) -> None:
    """Den kan være avslått, og den kan være trukket: det ser hun ikke."""
    ines, tors = logg(INE), logg(TOR)
    f = inhabil(tors, ines.motta(inngaende(15), MOTTATT).foresporsel)
    ines.gjor(f.aar, f.nr, f.versjon, overganger.endring(f, Handling.AVGJORT, {"utfall": Svarutfall.TRUKKET}))
    svaret = Svar(resultat=Resultat.AVSLATT, nye_opplysninger=NyeOpplysninger(tekst="Han er broren."))
    (brev := tmp_path / "brev.json").write_bytes(saksfil(en_sak(15, svar=svaret)))
    (svar,) = hos(TOR).innlesing.registrer(brev, MOTTATT)
    assert svar.kvittering is not None
    ny = svar.kvittering.foresporsel
    assert svar.melding == (
        f"Kommunen viser til et avslag og ber på nytt. Ført som {ny.journalnummer}, etter {f.journalnummer}, som du er "
        f"inhabil eller i tvil i. En annen må se etter om {f.journalnummer} er avslått."
    )
    assert any("ikke sett at den er avslått" in merknad for merknad in hos(INE).vis(ny.aar, ny.nr).merknader)


def test_den_nye_vises_ogsa_for_en_som_siden_ble_inhabil_i_den_forrige(
    hos: Hos, logg: Callable[[str], Foresporselsregister]
) -> None:
    """Den samme saken, men hun har bare svart i den ene. Det den forrige hadde, er ikke hos henne."""
    ines, tors = logg(INE), logg(TOR)
    f = ines.motta(inngaende(16), MOTTATT).foresporsel
    utfall = {"utfall": Svarutfall.IKKE_SAERLIG_ULEMPE}
    ines.gjor(f.aar, f.nr, f.versjon, overganger.endring(f, Handling.AVGJORT, utfall))
    svaret = Svar(resultat=Resultat.AVSLATT, nye_opplysninger=NyeOpplysninger(tekst="Han er broren."))
    ny = ines.motta(inngaende(16, svar=svaret), MOTTATT).foresporsel
    assert ny.etter_avslag == f.journalnummer
    avslag = ines.les(f.aar, f.nr)
    inhabil(tors, ines.gjor(f.aar, f.nr, avslag.versjon, overganger.gjenapne(avslag, "Feil faktum.")))
    bilde = hos(TOR).vis(ny.aar, ny.nr)
    assert not bilde.skjermet
    assert any("ikke sett at den er avslått" in merknad for merknad in bilde.merknader)


@pytest.mark.parametrize("hast", [False, True])
def test_den_saken_er_apnet_for_forer_det_som_kommer(
    logg: Callable[[str], Foresporselsregister], *, hast: bool
) -> None:
    """En leder har åpnet den, eller den er åpen fordi noe ikke kunne vente; da lukkes den av det første som føres."""
    ines, tors, sivs = logg(INE), logg(TOR), logg(SIV)

    def apnet(nr: int) -> Foresporsel:
        f = inhabil(tors, ines.motta(inngaende(nr), MOTTATT).foresporsel)
        f = (tors if hast else sivs).les(f.aar, f.nr)
        if hast:
            return tors.gjor(f.aar, f.nr, f.versjon, vokt(f, skjold.apne_for_hast(f), Utforer(TOR, hast="Uten mat.")))
        return sivs.gjor(f.aar, f.nr, f.versjon, skjold.loft(f, TOR, SIV, "Må kunne svare.", er_leder=True))

    nr = 40 + 10 * hast
    f = apnet(nr)
    with tors.i_ett():  # som når flere er lest før de føres
        fort = [tors.motta(inngaende(nr, allerede_gjort=f"Ringt {en} ganger."), MOTTATT) for en in ("to", "tre")]
    assert [svar.usett for svar in fort] == [False, hast]
    sok = f"SELECT count(*) FROM sok('[[\"%ringt to%\"], [\"%ringt tre%\"]]', '[]', {f.nr}, NULL, false, 1)"
    assert ines.db.execute(sok).fetchone() == (1,)
    f = apnet(nr + 1)
    tors.legg_ved(f.aar, f.nr, [inngaende(nr + 2), inngaende(nr + 3)], MOTTATT)
    assert len(ines.dokumenter(f.aar, f.nr)) == 3
    assert kontroller(ines.db).avvik == ()


def test_tegnet_med_nummer_null_i_et_brev_gjor_ikke_kontrollen_urolig(
    logg: Callable[[str], Foresporselsregister],
) -> None:
    ines = logg(INE)
    ines.motta(inngaende(60, allerede_gjort="Ringt\0kommunen."), MOTTATT)
    assert kontroller(ines.db).avvik == ()


@pytest.fixture
def linjen(tjener: Provetjener, database: str) -> Iterator[psycopg.Connection[Any]]:
    """Linjen, sagt på tjeneren: Siv er øverst, og Ine står under henne. Om Tor er ingenting sagt."""
    with psycopg.connect(**tjener.adresse(database).valg, autocommit=True) as conn:
        brukere.endre(conn, LOGIN[SIV], overst=True)
        brukere.endre(conn, LOGIN[INE], overordnet=LOGIN[SIV])
        yield conn
        for login in LOGIN.values():
            brukere.endre(conn, login, overordnet=None, overst=False)


def test_under_en_inhabil_leder_kan_en_forberede_ikke_avgjore(
    linjen: psycopg.Connection[Any], logg: Callable[[str], Foresporselsregister]
) -> None:
    ines, tors, sivs = logg(INE), logg(TOR), logg(SIV)
    overfort = Avgjorelse(
        Svarutfall.OVERFORT, ines._na().date(), "Alle er inhabile.", "5031", omfang=Avgrensningstype.EN_SOKNAD
    )

    def tatt(nr: int, hos: Foresporselsregister) -> Foresporsel:
        f = ines.motta(inngaende(nr), MOTTATT).foresporsel
        f = hos.gjor(f.aar, f.nr, f.versjon, overganger.tildel(f, hos.bruker))
        return hos.gjor(f.aar, f.nr, f.versjon, overganger.svar_for_egen_habilitet(f, hos.bruker, HABIL))

    f = inhabil(sivs, tatt(20, ines))
    f = ines.les(f.aar, f.nr)
    avgjor = avgjorelse.avgjor(f, overfort, INE)
    for endring in (avgjor, fire_oyne.foresla(f, fire_oyne.Forslag(overfort), INE), replace(avgjor, handling=RETTET)):
        with kaster("feil.felles.linjen"):
            ines.gjor(f.aar, f.nr, f.versjon, endring)
    f = ines.gjor(f.aar, f.nr, f.versjon, overganger.noter(f, "Ringt kommunen."))
    feilfort = avgjorelse.avgjor(f, replace(overfort, utfall=Svarutfall.FEILFORT, settekommune=None, omfang=None), INE)
    assert ines.gjor(f.aar, f.nr, f.versjon, feilfort).utfall is Svarutfall.FEILFORT
    # Om Tor er det ikke sagt hvem som leder ham: da kan det være en som er inhabil.
    f = inhabil(ines, tatt(21, tors))
    f = tors.les(f.aar, f.nr)
    avgjor = avgjorelse.avgjor(f, overfort, TOR)
    with kaster("feil.felles.linjen"):
        tors.gjor(f.aar, f.nr, f.versjon, avgjor)
    brukere.endre(linjen, LOGIN[TOR], overordnet=LOGIN[SIV])
    assert tors.gjor(f.aar, f.nr, f.versjon, avgjor).utfall is Svarutfall.OVERFORT
    with kaster("feil.felles.bruker_navn"):
        brukere.endre(linjen, LOGIN[SIV], overst=False, overordnet=LOGIN[INE])
    assert {(p.navn, p.overordnet, p.ingen_over) for p in utforer(PROGRAM, logg(INE)).linje} == {
        *((INE, LOGIN[SIV], ""), (TOR, LOGIN[SIV], ""), (SIV, "", OVERST)),
    }
