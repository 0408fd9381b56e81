"""To om avgjørelsen, og den som er inhabil, med tastaturet alene, hver i sitt vindu på den samme loggen.

Gangen er den samme i en fil og på en tjener. På tjeneren ser den ene det den andre fører, av seg selv, og databasen
sier nei til den som går utenom programmet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from lovene import ordet
from mottak.mottakprover import LEDERNE, PROGRAM, en_sak, saksfil
from PySide6.QtWidgets import QPushButton
from register.testtjener import Provetjener, brukernavn, legg_til, tom
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.mottak.egen_habilitet import OVERST
from overforing.program.innstillinger import Innstillinger, skriv
from overforing.sak.person import Person
from overforing.ui.deler.tema import Tema
from overforing.ui.mottak.handling import Handlinger
from overforing.ui.vindu.hovedvindu import Hovedvindu

INE, ARN = "Ine Aune", "Arn Vik"
LINJE = (Person(id="e1", navn=INE, overordnet="e2"), Person(id="e2", navn=ARN, ingen_over=OVERST))
BORTE_TIL = "Borte til og med (tomt for den som er her)"
ROLLER = {INE: "saksbehandler", ARN: "leder"}


@dataclass
class Kontoret:
    """Vinduene til dem som arbeider i loggen, og det som er ulikt etter hvor den ligger."""

    mappe: Path
    tema: Tema
    tjener: Provetjener | None = None
    vinduer: dict[str, tuple[Hovedvindu, Styr, Svarer]] = field(default_factory=dict)

    def handlinger(self, navn: str) -> Handlinger:
        return self.vinduer[navn][0].sted.mottak.saken.handlinger

    def apne(self, navn: str) -> None:
        mappe, dialoger, adresse = self.mappe, Svarer(), ""
        if self.tjener is not None:
            mappe = self.mappe / brukernavn(navn)
            mappe.mkdir()
            adresse = f"postgresql://{brukernavn(navn)}@/logg?host={self.tjener.mappe}&port={self.tjener.port}"
        skriv(mappe, Innstillinger(embete="trondelag", navnet_ditt=navn, embetslinje=LINJE, loggtjener=adresse))
        _, vindu, _ = lag_vindu(mappe, program=PROGRAM, tema=self.tema, dialoger=dialoger)
        vindu.show()
        self.vinduer[navn] = vindu, Styr(vindu, tastatur=True).vent_til_ferdig(), dialoger

    def hos(self, navn: str) -> Styr:
        """Vinduet til en, på lista slik den er nå."""
        vindu, styr, _ = self.vinduer[navn]
        vindu.activateWindow()
        styr.vent_pa(vindu.isActiveWindow)
        while vindu.ramme.na != "mottak":
            styr.tast("Escape") if vindu.ramme.na == "foresporsel" else styr.trykk("Mottak")
            styr.vent_til_ferdig()
        if self.tjener is None:  # i filen hentes lista når en kommer til den
            vindu.sted.mottak.hent()
        return styr.vent_til_ferdig()

    def ser(self, navn: str, tekst: str) -> None:
        """På tjeneren vises det hos en som ikke gjør noe selv."""
        if self.tjener is not None:
            _, styr, dialoger = self.vinduer[navn]
            styr.vent_pa(lambda: tekst in styr.tekst())
            assert dialoger.sagt == []

    def neste_nummer(self, navn: str) -> str:
        """Forespørselen og nummeret på den neste hendelsen, sett av ``navn``: den som er skjermet, ser ikke raden."""
        if self.tjener is None:
            return "0, 0"
        with psycopg.connect(**self.tjener.adresse("logg", brukernavn(navn)).valg) as conn:
            ((id_, versjon),) = conn.execute("SELECT id, versjon FROM foresporsler").fetchall()
        return f"{id_}, {versjon + 1}"

    def nektes(self, navn: str, nei: Mapping[str, str]) -> None:
        """Det ``navn`` får til svar når hun går utenom programmet, med sin egen innlogging."""
        if self.tjener is not None:
            with psycopg.connect(**self.tjener.adresse("logg", brukernavn(navn)).valg, autocommit=True) as conn:
                for sql, svar in nei.items():
                    with pytest.raises(psycopg.Error, match=svar):
                        conn.execute(sql)


@pytest.fixture
def kontoret(motor: str, tema: Tema, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Kontoret]:
    tjener = None
    if motor == "tjener":
        tjener, database = request.getfixturevalue("tjener"), request.getfixturevalue("felles_database")
        tom(tjener, database)
        for navn, rolle in ROLLER.items():
            legg_til(tjener, database, brukernavn(navn), navn, rolle)
    kontoret = Kontoret(tmp_path, tema, tjener)
    for navn in ROLLER:
        kontoret.apne(navn)
    yield kontoret
    for vindu, _, _ in kontoret.vinduer.values():
        vindu.close()


def apne(styr: Styr) -> Styr:
    styr.trykk("Åpne forespørselen").vent_til_ferdig()
    assert styr.fokus == "‹ Alle forespørsler", "øverst på siden, også når den er sett før"
    return styr


def svar(styr: Styr, svaret: str) -> Styr:
    if not styr.finnes("Lagre svaret"):  # den som skal godkjenne, får spørsmålet åpent
        styr.trykk("Er du selv habil?")
    styr.svar("Jeg er", svaret)
    if svaret == "Habil":
        styr.kryss(LEDERNE)
    else:
        styr.skriv("Hvorfor er du inhabil eller i tvil?", "Gift med en part.")
    return styr.trykk("Lagre svaret").vent_til_ferdig()


def hovedknappene(vindu: Hovedvindu) -> list[str]:
    knapper = vindu.findChildren(QPushButton)
    return [k.text() for k in knapper if k.isVisible() and k.property("rolle") == "hoved"]


def foresla(styr: Styr, begrunnelse: str) -> None:
    styr.skriv("Begrunnelse", begrunnelse).trykk("Skriv brevet").vent_til_ferdig()
    styr.trykk("Send til godkjenning").vent_til_ferdig()
    assert "Venter på at en annen godkjenner." in styr.tekst()
    assert "Ingenting er ført eller sendt ennå." in styr.tekst()
    assert not styr.finnes("Skriv brevet"), "det som er foreslått, står øverst og ikke i skjemaet også"
    assert not styr.finnes("Godkjenn"), "ingen godkjenner sitt eget"


def test_to_om_avgjorelsen_og_sa_er_den_ene_inhabil(kontoret: Kontoret, tmp_path: Path) -> None:
    (tmp_path / "sak.json").write_bytes(saksfil(en_sak()))
    ut = tmp_path / "ut"
    styr = kontoret.hos(ARN)
    kontoret.vinduer[ARN][2].stier = [tmp_path / "sak.json"]
    styr.tast("Ctrl+O").trykk("Les inn brevene").vent_til_ferdig()
    kontoret.ser(INE, "Trondheim")
    styr.trykk("Statistikk").vent_til_ferdig().trykk("Slå på fire øyne").vent_til_ferdig()
    assert "Fire øyne er på" in styr.tekst()
    assert "Leder nå: Arn Vik." in styr.tekst()
    kontoret.hos(ARN)

    styr = apne(kontoret.hos(INE)).trykk("Ta forespørselen").vent_til_ferdig()
    assert styr.fokus == "Er du selv habil?", "det en sto på, er borte, og fokus er på det neste"
    svar(styr, "Habil").trykk("Avgjør").velg("Utfall", ordet("mottak.utfall_kort.ikke_saerlig_ulempe"))
    foresla(styr, "Kommunedirektøren kan avgjøre saken.")
    kontoret.ser(ARN, "Til godkjenning  1")
    na = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')"
    neste = f"INSERT INTO hendelser SELECT id, versjon + 1, {na}, '{{}}', '{{}}', '{{}}', 'x' FROM foresporsler"
    eget = '{"forslag":["til_godkjenning","godkjent"],"godkjent_av":["","Ine Aune"]}'
    kontoret.nektes(
        INE,
        {
            neste.format(INE, "godkjent", eget): "av en annen enn den som foreslo",
            neste.format(ARN, "godkjent", eget): "i en annens navn",
            neste.format(INE, "avgjort", '{"utfall":[null,"ikke_saerlig_ulempe"]}'): "ikke godkjent av en annen",
            f"INSERT INTO loggvalg VALUES (0, {na}, '{INE}', 0, 'fire_oyne', 'av', '')": "Bare en leder",
            "UPDATE brukere SET rolle = 'leder'": "permission denied",
        },
    )

    styr = apne(kontoret.hos(ARN).trykk("Til godkjenning  1").vent_til_ferdig())
    kontoret.ser(ARN, "Åpen hos Ine Aune siden")
    styr.trykk("Se brevet").vent_til_ferdig()
    assert "Lagre Word og PDF" not in styr.tekst()
    styr.tast("Escape").vent_til_ferdig()
    assert "Kommunedirektøren kan avgjøre saken." in styr.tekst()
    styr.skriv("Merknad til den som foreslo, når du sender det tilbake", "Si hvem det er.").trykk(
        "Send tilbake"
    ).vent_til_ferdig()
    assert styr.finnes("Ta forespørselen")
    assert not kontoret.handlinger(ARN)._ta.property("rolle"), "Ine har den; å ta over er ikke det neste"
    kontoret.ser(INE, "Si hvem det er.")

    styr = apne(kontoret.hos(INE))
    assert "Sendt tilbake av Arn Vik." in styr.tekst()
    assert styr.les("Begrunnelse") == "Kommunedirektøren kan avgjøre saken.", "det skrevne står"
    foresla(styr, "Kommunedirektør Åse Dahl kan avgjøre saken.")
    kontoret.ser(ARN, "Kommunedirektør Åse Dahl kan avgjøre saken.")

    styr = apne(kontoret.hos(ARN)).trykk("Godkjenn").vent_til_ferdig()
    assert styr.tekst().count("Svar først på om du selv er habil") == 1
    assert styr.finnes("Lagre svaret"), "spørsmålet som må besvares først, står åpent"
    svar(styr, "Habil")
    assert "Svar først på om du selv er habil" not in styr.tekst()
    styr.trykk("Godkjenn").vent_til_ferdig()
    assert "Godkjent av Arn Vik" in styr.tekst()
    assert not styr.finnes("Ta forespørselen"), "den som har godkjent den, tar den ikke"
    kontoret.ser(INE, "Godkjent av Arn Vik")

    styr = apne(kontoret.hos(INE)).trykk("Avgjør")
    assert hovedknappene(kontoret.vinduer[INE][0]) == ["Lagre og før brevet"], "det neste er å føre det"
    styr.trykk("Lagre og før brevet").vent_til_ferdig()
    kontoret.vinduer[INE][2].stier = [ut]
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "Avgjørelsen og brevet er ført." in styr.tekst()
    assert sorted(fil.suffix for fil in ut.iterdir()) == [".docx", ".pdf"]
    styr.tast("Escape").vent_til_ferdig()
    kontoret.ser(ARN, ordet("mottak.utfall.ikke_saerlig_ulempe"))
    styr.trykk("Åpne igjen").skriv("Hvorfor åpnes den igjen?", "Nytt fra kommunen.")
    styr.trykk("Åpne forespørselen igjen").vent_til_ferdig()
    svar(styr, "Inhabil")
    assert "Du ser ikke denne saken" in styr.tekst()
    assert "Trondheim" not in styr.tekst()
    assert kontoret.handlinger(INE)._gi.property("rolle") == "hoved", "å gi den fra seg er det neste"
    fra_seg = "kan bare gi forespørselen fra seg"
    lofter = f'{{"skjold_loftet":["","{INE}"]}}'
    forbi = neste.replace("id, versjon + 1", kontoret.neste_nummer(ARN)).replace(" FROM foresporsler", "")
    kontoret.nektes(INE, {forbi.format(INE, hva, "{}"): fra_seg for hva in ("notat", "foreslatt")})
    kontoret.nektes(INE, {forbi.format(INE, "skjold_loftet", lofter): fra_seg})
    if kontoret.tjener is not None:  # i filen er det ikke sagt hvem som arbeider i den
        styr.skriv("Navnet på saksbehandleren", "Arn Wik").trykk("Gi forespørselen").vent_til_ferdig()
        assert "Arn Wik er ikke en av dem som arbeider i loggen." in styr.tekst()
    styr.skriv("Navnet på saksbehandleren", ARN).trykk("Gi forespørselen").vent_til_ferdig()
    assert "Du ser ikke denne saken" in styr.tekst()
    assert "(du ser ikke saken)" in kontoret.hos(INE).tekst()
    assert kontoret.hos(INE).finnes(ordet("mottaksliste.bunke.fordel"))
    assert not kontoret.hos(INE).finnes(ordet("mottaksliste.bunke.purr")), "det hun ikke kan, står ikke der"
    apne(kontoret.hos(INE))

    styr = apne(kontoret.hos(ARN).trykk("Alle  1").vent_til_ferdig()).trykk("Åpne saken for en som er inhabil")
    assert "Leder i saken" in styr.tekst()
    skjemaene = kontoret.handlinger(ARN).deler
    assert [navn for navn, del_ in skjemaene.items() if del_.skrevet()] == [], "det som foreslås, har ingen skrevet"
    styr.skriv("Hvorfor?", "Må svare på hva hun visste.").trykk("Åpne saken for den jeg har valgt").vent_til_ferdig()
    kontoret.ser(INE, "En leder har åpnet saken for Ine Aune")
    styr = apne(kontoret.hos(INE))
    assert "Må svare på hva hun visste." in styr.tekst()
    assert not styr.finnes("Ta forespørselen"), "hun er like inhabil"


@pytest.mark.parametrize("motor", ["tjener"], indirect=True)
def test_fravaeret_vises_hos_de_andre_med_den_som_da_gjor_lederens_del(kontoret: Kontoret) -> None:
    til = f"{date.today() + timedelta(days=7):%d.%m.%Y}"
    ines = kontoret.hos(INE).trykk("Innstillinger").vent_til_ferdig()
    assert "Leder nå: Arn Vik." in ines.tekst()
    assert not ines.finnes("Fraværet til Arn Vik"), "bare en leder sier det om andre"
    ines.trykk("Fraværet ditt").skriv(BORTE_TIL, til)
    arns = kontoret.hos(ARN).trykk("Innstillinger").vent_til_ferdig().trykk("Fraværet ditt")
    arns.skriv(BORTE_TIL, "1.1.2020").trykk("Lagre fraværet").vent_til_ferdig()
    assert "Skriv den siste fraværsdagen" in arns.tekst()
    arns.skriv(BORTE_TIL, til).velg("Stedfortreder", INE).trykk("Lagre fraværet").vent_til_ferdig()
    assert (arns.fokus, "Fraværet er lagret." in arns.tekst()) == ("Fraværet ditt", True)
    kontoret.ser(INE, "Leder nå: Ine Aune (stedfortreder for Arn Vik).")
    kontoret.ser(INE, "Sagt av Arn Vik")
    assert ines.les(BORTE_TIL) == til, "det halvskrevne står"
    kontoret.nektes(INE, {"UPDATE brukere SET stedfortreder = NULL": "velger hun selv eller en annen leder"})
    styr = kontoret.hos(ARN).trykk("Innstillinger").vent_til_ferdig().trykk("Fraværet ditt")
    styr.trykk("Er her igjen").vent_til_ferdig()
    kontoret.ser(INE, "Leder nå: Arn Vik.")
