"""Fire øyne og skjoldet hele veien: flere på samme logg, med brevet, lista, søket og det som gis ut.

I en fil og på en tjener. Det som er ulikt, sier ``Sammen``.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from mottak.mottakprover import MOTTATT, PROGRAM, en_sak, inngaende, saksfil
from register.registerprover import BARE_FIL
from register.testtjener import Provelogg, Proveregister, Provetjener, brukernavn, legg_til, tom

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import avgjorelse, fire_oyne, overganger, skjold
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.brukere import Bruker, Rolle
from overforing.mottak.egen_habilitet import OVERST
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Forslagsstand, Status, Svarutfall
from overforing.mottak.hendelser import Handling
from overforing.mottak.utvalg import Ko, Sortering, Utvalg
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.register.foresporsler import Foresporselsregister
from overforing.sak.modell import Avgrensningstype, Dokument, Malform, NyeOpplysninger, Overstyring, Resultat, Svar
from overforing.sak.person import Person
from overforing.saksgang.mottak.kontor import Mottakskontor
from overforing.saksgang.mottak.svar import Steg, Svarvalg

NA = datetime(2026, 11, 27, 10, 42, tzinfo=UTC)
I_DAG = NA.date()
INE, ARN, TOR = "Ine Aune", "Arn Vik", "Tor Hegg"
LINJE = (
    Person(id="e1", navn=INE, overordnet="e2"),
    Person(id="e4", navn=ARN, overordnet="e2"),
    Person(id="e2", navn=TOR, ingen_over=OVERST),
)
OVERFORT = Avgjorelse(
    Svarutfall.OVERFORT, I_DAG, "Alle som avgjør hos dere, er inhabile.", "5031", omfang=Avgrensningstype.EN_SOKNAD
)
BREV = Svarvalg(Dokument.AVGJORELSE, OVERFORT)


class Sammen:
    """Vinduene til dem som arbeider i den samme loggen: ``hos(navn)`` er det til en av dem.

    På en tjener er hver logget inn som seg selv, og hvem de er, sier den som styrer den. Der ser den som er skjermet,
    ingenting av historikken, heller ikke at hun selv ga saken fra seg.
    """

    def __init__(self, mappe: Path, tjener: Provetjener | None, database: str) -> None:
        self._mappe, self._tjener, self._database = mappe, tjener, database
        self._kontorer: dict[str, Mottakskontor] = {}
        self.pa_tjener = tjener is not None
        self.bare_legges_til = "permission denied" if self.pa_tjener else "loggen kan bare legges til i"
        self.uttrekk_nektes = "uttrekket|journalen" if self.pa_tjener else "2026/1, og uttrekket"
        if tjener is not None:
            tom(tjener, database)
            for navn in (INE, ARN, TOR):
                legg_til(tjener, database, brukernavn(navn), navn, "leder" if navn == TOR else "saksbehandler")

    def __call__(self, navn: str) -> Mottakskontor:
        if navn not in self._kontorer:
            program = copy(PROGRAM)
            program.__dict__["innstillinger"] = lager = Innstillingslager(self._mappe / navn)
            lager.endre(navnet_ditt=navn, embete="trondelag", embetslinje=LINJE)
            if self._tjener is None:
                self._kontorer[navn] = Mottaksprogram(program, lambda: NA).kontor(self._mappe / "mottak.db")
            else:
                db = Provelogg(self._tjener.adresse(self._database))
                logg = Proveregister(db, kommunenavn=program.geografi.navn, na=lambda: NA, bruker=navn)
                self._kontorer[navn] = PaTjener(program, lambda: NA, logg).kontor()
        return self._kontorer[navn]

    def sett_brukere(self, *brukere: Bruker) -> None:
        """Det den som styrer tjeneren, sier der, og lederen i filen."""
        for b in brukere:
            if self._tjener is None:
                self(TOR).ledelse.sett_bruker(b)
                continue
            login = brukernavn(b.stedfortreder) if b.stedfortreder else None
            felt = (b.rolle, login, brukernavn(b.navn))
            sql = "UPDATE brukere SET rolle = %s, stedfortreder = %s WHERE login = %s"
            self._tjener.eier[self._database].execute(sql, felt)

    def lukk(self) -> None:
        for kontor in self._kontorer.values():
            kontor.lukk()


@dataclass(frozen=True)
class PaTjener(Mottaksprogram):
    """Programmet til en som er logget inn på tjeneren, der prøven stiller klokka."""

    logg: Foresporselsregister | None = None

    def apne_logg(self, fil: Path | None = None, navn: str = "") -> Foresporselsregister:
        assert self.logg is not None
        return self.logg


@pytest.fixture
def hos(motor: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Sammen]:
    """Vinduet til hver, alle på den samme loggen."""
    tjener = request.getfixturevalue("tjener") if motor == "tjener" else None
    hos = Sammen(tmp_path, tjener, request.getfixturevalue("felles_database") if tjener else "")
    hos(ARN)._i.logg.motta(inngaende(1), MOTTATT)
    ta(hos(INE), 1)
    yield hos
    hos.lukk()


def ta(k: Mottakskontor, nr: int) -> Foresporsel:
    f = k.vis(2026, nr).f
    k.gjor(2026, nr, f.versjon, lambda f: overganger.tildel(f, k.meg))
    return svar(k, EgenHabilitet.HABIL, nr)


def svar(k: Mottakskontor, svaret: EgenHabilitet, nr: int = 1) -> Foresporsel:
    habil = svaret is EgenHabilitet.HABIL
    versjon = k.vis(2026, nr).f.versjon
    lag = overganger.svar_for_egen_habilitet
    return k.gjor(2026, nr, versjon, lambda f: lag(f, k.meg, svaret, "Kjenner en.", lederne_ikke_spurt=habil)).f


def test_bare_en_leder_slar_det_pa_og_det_star_hvem_og_nar(hos: Sammen) -> None:
    with pytest.raises(KanIkke, match="Bare en leder"):
        hos(INE).ledelse.sett_fire_oyne("pa")
    hos(TOR).ledelse.sett_fire_oyne("pa")
    valgt, kan = hos(INE).ledelse.fire_oyne()
    assert valgt is not None
    assert (valgt.verdi, valgt.av, valgt.tidspunkt, kan) == ("pa", TOR, NA, False)
    with pytest.raises(UgyldigInndata, match="hvorfor"):
        hos(TOR).ledelse.sett_fire_oyne("av", " ")
    hos(TOR).ledelse.sett_fire_oyne("av", "Bare én på jobb i uke 52.")
    db = hos(TOR)._i.logg.db  # type: ignore[attr-defined]
    assert [rad["verdi"] for rad in db.query("SELECT verdi FROM loggvalg ORDER BY nr")] == ["pa", "av"]
    for sql in ("UPDATE loggvalg SET av = 'x'", "DELETE FROM loggvalg"):
        with pytest.raises(Exception, match=hos.bare_legges_til):
            db.conn.execute(sql)


def test_avgjorelsen_foreslas_sendes_tilbake_godkjennes_og_fores(hos: Sammen, tmp_path: Path) -> None:
    ine, arn = hos(INE), hos(ARN)
    assert ine.svar.lag(ine.vis(2026, 1).f, BREV, None, {}).steg is Steg.LAGRE  # av: som før
    hos(TOR).ledelse.sett_fire_oyne("pa")
    f = ine.vis(2026, 1).f
    forslaget = ine.svar.lag(f, BREV, None, {}).forslag
    seksjon = next(s for s in forslaget.seksjoner if s.id == "resultat" or s.blokker)
    ine.svar.brevene.skriv_om(f, Dokument.AVGJORELSE, seksjon.id, "Slik skriver Ine det.", "")
    utkast = ine.svar.lag(f, BREV, None, {})
    assert utkast.steg is Steg.FORESLA
    with pytest.raises(KanIkke, match="godkjennes av en annen"):
        ine.svar.for_inn(utkast, tmp_path / "ut")
    with pytest.raises(KanIkke, match="godkjennes av en annen"):  # heller ikke på papir
        ine.uttak.skriv_ut(ine.svar, utkast, 400)
    ine.svar.foresla(utkast)
    assert not (tmp_path / "ut").exists()
    bilde = ine.vis(2026, 1)
    assert bilde.foreslatt is not None
    assert (bilde.foreslatt.mitt, bilde.foreslatt.venter, bilde.f.status) == (True, True, Status.UNDER_BEHANDLING)
    assert not {Handling.GODKJENT, Handling.RETURNERT} & bilde.kan
    assert "Begrunnelse: Alle som avgjør hos dere" in bilde.historikk[0].tekst
    assert not [d for d in bilde.dokumenter if d[0].retning == "ut"]

    # Arn ser forslaget, ikke det Ine skriver etterpå.
    assert [r.nr for r in arn.side(Utvalg(Ko.TIL_GODKJENNING)).rader] == [1]
    assert arn.koer()[Ko.TIL_GODKJENNING] == 1
    ine.svar.brevene.skriv_om(f, Dokument.AVGJORELSE, seksjon.id, "Noe annet.", "")
    bilde = arn.vis(2026, 1)
    assert bilde.foreslatt is not None
    assert bilde.foreslatt.forslag is not None
    assert {Handling.GODKJENT, Handling.RETURNERT} <= bilde.kan
    sett = arn.svar.lag(bilde.f, Svarvalg(Dokument.AVGJORELSE, OVERFORT, forslag=bilde.foreslatt.forslag), None, {})
    assert (sett.steg, sett.brev) == (Steg.SE, utkast.brev)
    returnert = arn.gjor(2026, 1, bilde.f.versjon, lambda f: fire_oyne.returner(f, "Si mer."))
    assert returnert.foreslatt is not None
    assert returnert.foreslatt.merknad == "Si mer."
    f = ine.vis(2026, 1).f
    assert ine.svar.brevene.egne(f, Dokument.AVGJORELSE)[Malform.NB][seksjon.id].tekst == "Noe annet."

    # På nytt, og godkjent. Det som føres, er det som ble godkjent.
    ine.svar.foresla(ine.svar.lag(f, BREV, None, {}))
    f = svar(arn, EgenHabilitet.HABIL)
    assert arn.godkjenn(2026, 1, f.versjon).f.godkjent_av == ARN
    f = ine.vis(2026, 1).f
    skjult = {(Malform.NB, seksjon.id): Overstyring(tekst="Skjult endring.", forslag="")}
    utkast = ine.svar.lag(f, BREV, None, skjult)
    with pytest.raises(KanIkke, match="et annet enn det som er godkjent"):
        ine.svar.for_inn(utkast, tmp_path / "ut")
    bilde = ine.vis(2026, 1)
    assert bilde.foreslatt is not None
    utkast = ine.svar.lag(f, Svarvalg(Dokument.AVGJORELSE, OVERFORT, forslag=bilde.foreslatt.forslag), None, {})
    assert (utkast.steg, len(ine.svar.for_inn(utkast, tmp_path / "ut"))) == (Steg.LAGRE, 2)
    bilde = ine.vis(2026, 1)
    assert (bilde.f.status, bilde.f.forslag, bilde.f.godkjent_av) == (Status.AVGJORT, None, ARN)
    assert [d.retning for d, _ in bilde.dokumenter] == ["inn", "ut"]
    svaret = ine.kontroller()
    assert svaret.i_orden, svaret.avvik
    journal = ine._i.utlevering.journal("LOPENDE", MOTTATT, I_DAG).decode()
    assert "Slik skriver" not in journal
    assert journal.count("</journalpost>") == 2


def test_uten_brev_er_det_ogsa_to_og_det_som_bare_lukkes_er_det_ikke(hos: Sammen) -> None:
    hos(TOR).ledelse.sett_fire_oyne("pa")
    ine, arn = hos(INE), hos(ARN)
    foreslatt = ine.avgjor(2026, 1, ine.vis(2026, 1).f.versjon, OVERFORT).f
    assert (foreslatt.forslag, foreslatt.utfall) == (Forslagsstand.TIL_GODKJENNING, None)
    arn.godkjenn(2026, 1, svar(arn, EgenHabilitet.HABIL).versjon)
    fort = ine.for_godkjent(2026, 1, ine.vis(2026, 1).f.versjon).f
    assert (fort.utfall, fort.godkjent_av) == (Svarutfall.OVERFORT, ARN)
    igjen = ine.gjor(2026, 1, fort.versjon, lambda f: overganger.gjenapne(f, "Nytt fra kommunen.")).f
    assert (igjen.foreslatt_av, igjen.godkjent_av) == ("", "")
    trukket = Avgjorelse(Svarutfall.TRUKKET, I_DAG)
    arn._i.logg.motta(inngaende(2), MOTTATT)
    assert ine.avgjor(2026, 2, ta(ine, 2).versjon, trukket).f.utfall is Svarutfall.TRUKKET


def test_et_forslag_blir_gammelt_av_en_ny_versjon_fra_kommunen(hos: Sammen) -> None:
    hos(TOR).ledelse.sett_fire_oyne("pa")
    ine = hos(INE)
    ine.avgjor(2026, 1, ine.vis(2026, 1).f.versjon, OVERFORT)
    ny = inngaende(1)
    hos(ARN)._i.logg.motta(replace(ny, innhold=ny.innhold + b" ", innholdssum="en annen"), MOTTATT)
    assert ine.vis(2026, 1).f.forslag is Forslagsstand.FORELDET


@BARE_FIL  # på en tjener sier databasen selv nei
def test_kontrollen_finner_en_avgjorelse_ingen_annen_har_godkjent(hos: Sammen, monkeypatch: pytest.MonkeyPatch) -> None:
    ine = hos(INE)
    hos(ARN)._i.logg.motta(inngaende(2), MOTTATT)
    ine.avgjor(2026, 2, ta(ine, 2).versjon, OVERFORT)  # før det ble slått på
    hos(TOR).ledelse.sett_fire_oyne("pa")
    f = ine.vis(2026, 1).f
    monkeypatch.setattr("overforing.register.foresporsler.krev_godkjent", lambda *_, **__: None)
    ine._i.logg.gjor(2026, 1, f.versjon, avgjorelse.avgjor(f, OVERFORT, INE))
    (avvik,) = ine.kontroller().avvik
    assert avvik.melding.startswith("Avgjort uten at en annen hadde godkjent det, mens loggen krevde det: 2026/1 (")


# Skjoldet


def test_den_som_er_inhabil_ser_bare_nummeret_og_kan_gi_den_fra_seg(hos: Sammen, tmp_path: Path) -> None:
    ine, arn = hos(INE), hos(ARN)
    arn._i.logg.motta(inngaende(2), MOTTATT)
    ine.gjor(2026, 1, ine.vis(2026, 1).f.versjon, lambda f: overganger.noter(f, "Ringte rådhuset i Rissa."))
    assert [r.nr for r in ine.side(Utvalg(sok="Rissa")).rader] == [1]
    for_ = ine.koer()
    svar(ine, EgenHabilitet.INHABIL)
    bilde = ine.vis(2026, 1)
    assert bilde.skjermet
    assert not any((bilde.dokumenter, bilde.saken, bilde.begrunnelser, bilde.vurdering, bilde.lignende))
    assert (bilde.f.kommune, bilde.f.avsender, bilde.f.tittel) == (None, "", "")
    assert not any(ord_ in f"{bilde}{bilde.historikk}" for ord_ in ("Trondheim", "Rissa"))
    assert bilde.kan == {Handling.TILDELT, Handling.EGEN_HABILITET, Handling.APNET_HAST}
    # Lista, søket og køene
    rad = next(r for r in ine.side(Utvalg()).rader if r.nr == 1)
    assert (rad.skjermet, rad.kommunenavn, rad.saksbehandler) == (True, "", INE)
    assert [r.nr for r in ine.side(Utvalg(sok="Rissa")).rader] == []
    assert [r.nr for r in ine.side(Utvalg(sok="Trondheim")).rader] == [2]
    assert [r.nr for r in ine.side(Utvalg(sok="2026/1")).rader] == [1]
    assert [r.nr for r in ine.side(Utvalg(kommune="5001")).rader] == [2]
    assert [r.nr for r in ine.side(Utvalg(sok="2026/1", kommune="5001")).rader] == []
    assert [r.nr for r in ine.side(Utvalg(sortering=Sortering.KOMMUNE)).rader] == [2]
    assert [r.nr for r in ine.side(Utvalg(Ko.MINE)).rader] == [1]
    assert ine.koer() == {**for_, Ko.SIDEN_SIST: 1}
    assert ine.antall(Utvalg(sok="Trondheim")) == 1
    # Det som gis ut
    fra_og_til = (MOTTATT, I_DAG)
    for hva in ("lopende", "dokumenter", "csv"):
        with pytest.raises(KanIkke, match=hos.uttrekk_nektes):
            ine.uttak.eksporter(hva, *fra_og_til, tmp_path / hva)
        assert arn.uttak.eksporter(hva, *fra_og_til, tmp_path / hva).exists()
    if not hos.pa_tjener:  # der er journalen ikke hel for henne
        ine.uttak.eksporter("journal", *fra_og_til, tmp_path / "offentlig")
    rapport = ine.uttak.rapport(2026, skjermet=False)
    # På tjeneren er saken ikke med i tallene hun ser, så de røper den ikke.
    assert (rapport.skjermet, arn.uttak.rapport(2026, skjermet=False).skjermet) == (not hos.pa_tjener, False)
    sagt = "Saker du er inhabil eller i tvil i" if hos.pa_tjener else "Du ser ikke alle sakene fra dette året"
    assert rapport.advarsel.startswith(sagt)
    # Det som er å gjøre
    with pytest.raises(KanIkke, match="ser ikke saken"):
        ine.svar.lag(bilde.f, Svarvalg(Dokument.FORELOPIG_SVAR), None, {})
    with pytest.raises(KanIkke):
        ine.gjor(2026, 1, bilde.f.versjon, lambda f: overganger.noter(f, "Mer."))
    gitt = ine.gjor(2026, 1, bilde.f.versjon, lambda f: overganger.tildel(f, ARN))
    sett = [] if hos.pa_tjener else ["Saksbehandler valgt", "Svarte for egen habilitet"]
    assert (gitt.f.saksbehandler, [h.hva for h in gitt.historikk][:2], gitt.skjermet) == (ARN, sett, True)
    assert not arn.vis(2026, 1).skjermet


def test_den_som_er_inhabil_far_ikke_vite_hva_som_er_endret_og_heller_ikke_at_ingenting_er_det(hos: Sammen) -> None:
    ine, arn = hos(INE), hos(ARN)
    svar(ine, EgenHabilitet.INHABIL)
    utgaver = [saksfil(en_sak(1, allerede_gjort=f"Ringt {en} ganger.")) for en in ("to", "tre")]
    (hennes,) = ine._i.gang.registrer([("a.json", lambda: utgaver[0])], MOTTATT)
    (hans,) = arn._i.gang.registrer([("b.json", lambda: utgaver[1])], MOTTATT)
    assert "endret" not in hennes.melding
    assert "2026/1, som du er inhabil eller i tvil i." in hennes.melding
    assert hans.melding.startswith("Ny utgave av 2026/1: 1 svar er endret.")


def test_den_som_er_alene_i_loggen_kan_gjore_saken_klar_til_den_hun_gir_den_til(tmp_path: Path) -> None:
    program = copy(PROGRAM)
    program.__dict__["innstillinger"] = lager = Innstillingslager(tmp_path)
    lager.endre(navnet_ditt=INE, embete="trondelag", embetslinje=LINJE)
    ine = Mottaksprogram(program, lambda: NA).kontor(tmp_path / "mottak.db")
    ine._i.logg.motta(inngaende(1), MOTTATT)
    ta(ine, 1)
    svar(ine, EgenHabilitet.INHABIL)
    assert not ine.vis(2026, 1).skjermet
    ine._i.logg.sett_bruker(Bruker(INE))
    ine._i.logg.sett_bruker(Bruker(ARN))
    assert ine.vis(2026, 1).skjermet
    ine.lukk()


def test_lederen_apner_for_en_som_er_inhabil_og_stedfortrederen_gjor_det_nar_lederen_er_det(hos: Sammen) -> None:
    ine, arn, tor = hos(INE), hos(ARN), hos(TOR)
    svar(ine, EgenHabilitet.INHABIL)
    assert (arn.vis(2026, 1).kan_loftes, tor.vis(2026, 1).kan_loftes) == ((), (INE,))
    with pytest.raises(KanIkke, match="Bare en leder"):
        arn.loft_skjoldet(2026, 1, arn.vis(2026, 1).f.versjon, INE, "Trengs.")
    tor.loft_skjoldet(2026, 1, tor.vis(2026, 1).f.versjon, INE, "Må svare på hva hun visste.")
    bilde = ine.vis(2026, 1)
    assert not bilde.skjermet
    assert any("En leder har åpnet saken for Ine Aune" in m for m in bilde.merknader)
    assert bilde.historikk[0].tekst == "Ine Aune: Må svare på hva hun visste."
    # Er lederen det selv, er det stedfortrederen som er leder i saken. Under ham kan hun ikke åpne den.
    hos.sett_brukere(Bruker(INE), Bruker(ARN), Bruker(TOR, rolle=Rolle.LEDER, stedfortreder=ARN))
    svar(tor, EgenHabilitet.INHABIL)
    assert tor.vis(2026, 1).skjermet
    bilde = arn.vis(2026, 1)
    assert bilde.kan_loftes == ()
    assert dict(bilde.fakta)["Leder i saken"] == (
        "Arn Vik (stedfortreder for Tor Hegg). Arn Vik står under en leder som er inhabil eller i tvil, og kan ikke "
        "åpne saken for noen. Bare en leder som ikke står under en som er inhabil eller i tvil, kan det, og ingen her "
        "kan det nå."
    )
    with pytest.raises(KanIkke, match="leder over deg"):
        arn.loft_skjoldet(2026, 1, arn.vis(2026, 1).f.versjon, TOR, "Trengs.")


def test_lederen_saken_er_apnet_for_er_ikke_leder_i_den(hos: Sammen) -> None:
    """Arn er stedfortreder for Tor. Tor er inhabil og ser saken igjen, og Ine er skjermet fra den."""
    ine, arn, tor = hos(INE), hos(ARN), hos(TOR)
    hos.sett_brukere(Bruker(TOR, rolle=Rolle.LEDER, stedfortreder=ARN), Bruker(INE), Bruker(ARN, rolle=Rolle.LEDER))
    svar(tor, EgenHabilitet.INHABIL)
    f = arn._i.logg.les(2026, 1)
    arn._i.logg.gjor(2026, 1, f.versjon, skjold.loft(f, TOR, ARN, "Må svare.", er_leder=True))
    svar(ine, EgenHabilitet.INHABIL)
    hos.sett_brukere(Bruker(ARN), Bruker(INE))
    bilde = tor.vis(2026, 1)
    assert (bilde.skjermet, bilde.kan_loftes) == (False, ())
    assert dict(bilde.fakta)["Leder i saken"].startswith("Arn Vik (stedfortreder for Tor Hegg). Arn Vik står under")
    with pytest.raises(KanIkke):
        tor.loft_skjoldet(2026, 1, bilde.f.versjon, INE, "Trengs.")


def test_det_som_ikke_kan_vente_apner_hun_selv_og_det_er_merket(hos: Sammen) -> None:
    ine = hos(INE)
    svar(ine, EgenHabilitet.INHABIL)
    f = ine.vis(2026, 1).f
    apnet = ine.gjor(2026, 1, f.versjon, skjold.apne_for_hast, "Ingen andre er her.")
    assert (apnet.skjermet, apnet.ma_haste) == (False, True)
    assert apnet.kan >= {Handling.FORELOPIG_SVAR, Handling.ETTERLYST}
    assert Handling.NOTAT not in apnet.kan
    arn = hos(ARN)
    arn.gjor(2026, 1, arn.vis(2026, 1).f.versjon, lambda f: overganger.noter(f, "Ser på den."))
    assert ine.vis(2026, 1).skjermet


def test_det_kommunen_sender_lukker_det_som_ble_apnet_fordi_det_ikke_kunne_vente(hos: Sammen) -> None:
    ine = hos(INE)
    svar(ine, EgenHabilitet.INHABIL)
    ine.gjor(2026, 1, ine.vis(2026, 1).f.versjon, skjold.apne_for_hast, "Ingen andre er her.")
    ny = inngaende(1)
    hos(ARN)._i.logg.motta(replace(ny, innhold=ny.innhold + b" ", innholdssum="en annen"), MOTTATT)
    assert ine.vis(2026, 1).skjermet
    # Hun gir den til ingen: at det er kommet noe nytt, står fortsatt.
    ine.gjor(2026, 1, ine.vis(2026, 1).f.versjon, lambda f: overganger.tildel(f, ""))
    assert hos(ARN).vis(2026, 1).f.ny_versjon


def test_den_hun_er_skjermet_fra_nevnes_ikke_blant_dem_med_samme_referanse(hos: Sammen) -> None:
    ine, arn = hos(INE), hos(ARN)
    svar(ine, EgenHabilitet.INHABIL)

    def sagt(k: Mottakskontor, nr: int) -> bool:
        (r,) = k._i.gang.registrer([(f"{nr}.json", lambda: saksfil(en_sak(nr)))], MOTTATT)
        return "2026/1" in r.melding

    assert (sagt(arn, 2), sagt(ine, 3)) == (True, False)
    assert [k._i.gang.vis(2026, 3).samme_referanse for k in (arn, ine)] == [("2026/1", "2026/2"), ("2026/2",)]


def test_det_som_er_slatt_sammen_og_det_det_bes_om_pa_nytt_er_den_samme_saken(hos: Sammen) -> None:
    ine, arn = hos(INE), hos(ARN)
    arn._i.logg.motta(inngaende(2), MOTTATT)
    arn.vis(2026, 2)
    arn.sla_sammen(2026, 2, "2026/1")
    assert not ine.vis(2026, 2).skjermet
    svar(ine, EgenHabilitet.INHABIL)  # etter at de ble slått sammen
    assert (ine.vis(2026, 2).skjermet, ine.vis(2026, 2).dokumenter) == (True, ())
    assert [r.skjermet for r in ine.side(Utvalg()).rader] == [True, True]
    assert ine.side(Utvalg(sok="Trondheim")).rader == ()
    with pytest.raises(KanIkke, match="ser ikke saken"):
        ine._i.gang.vis(2026, 2)


def test_den_som_blir_spurt_pa_nytt_etter_et_avslag_er_inhabil_som_for(hos: Sammen) -> None:
    ine, arn = hos(INE), hos(ARN)
    svar(ine, EgenHabilitet.INHABIL)
    ine.gjor(2026, 1, ine.vis(2026, 1).f.versjon, lambda f: overganger.tildel(f, ARN))
    f = svar(arn, EgenHabilitet.HABIL)
    arn.avgjor(2026, 1, f.versjon, Avgjorelse(Svarutfall.IKKE_INHABILITET, I_DAG, "Ingen er det."))
    svaret = Svar(resultat=Resultat.AVSLATT, nye_opplysninger=NyeOpplysninger(tekst="Han er broren."))
    arn._i.logg.motta(inngaende(1, svar=svaret), MOTTATT)
    ny = ine.vis(2026, 2)
    assert (ny.skjermet, ny.f.inhabile_her) == (True, INE)


@BARE_FIL  # på en tjener er alltid noen logget inn
def test_uten_navn_ser_ingen_saken_noen_er_inhabil_i(hos: Sammen, tmp_path: Path) -> None:
    ine = hos(INE)
    svar(hos(ARN), EgenHabilitet.TVIL)
    ukjent = hos("")
    assert [r.skjermet for r in ukjent.side(Utvalg()).rader] == [True]
    bilde = ukjent.vis(2026, 1)
    assert (bilde.skjermet, bilde.f.kommune) == (True, None)
    assert "vet ikke hvem du er" in bilde.merknader[-1]
    with pytest.raises(KanIkke, match="vet ikke hvem du er"):
        ukjent.uttak.eksporter("csv", MOTTATT, I_DAG, tmp_path / "ut")
    assert not ine.vis(2026, 1).skjermet


def test_de_en_ikke_ser_saken_i_star_ikke_etter_dagen_de_kom(hos: Sammen) -> None:
    ine, arn = hos(INE), hos(ARN)
    for nr, dag in ((2, date(2026, 10, 1)), (3, date(2026, 11, 1))):
        arn._i.logg.motta(inngaende(nr), dag)
        ta(ine, nr)
    assert [r.nr for r in ine.side(Utvalg(Ko.MINE)).rader] == [2, 3, 1]
    svar(ine, EgenHabilitet.INHABIL, 2)
    assert [r.nr for r in ine.side(Utvalg(Ko.MINE)).rader] == [3, 1, 2]


def test_haugene_og_forslaget_til_fordeling(hos: Sammen) -> None:
    arn = hos(ARN)
    for nr in (2, 3):
        arn._i.logg.motta(inngaende(nr), date(2026, 10, 1))
    hos.sett_brukere(Bruker(INE), Bruker(ARN), Bruker(TOR, rolle=Rolle.LEDER))
    assert [(h.navn, h.apne, h.over_frist, h.eldst) for h in arn.ledelse.haugene()] == [
        ("", 2, 2, date(2026, 10, 1)),
        (INE, 1, 0, MOTTATT),
    ]
    assert [en.navn for en in arn.ledelse.fordelingsforslag((2026, 2))] == [ARN, TOR, INE]
