"""Hele veien fra en tom sak til brevene, slik en bruker går den. Brukes av prøvene og av målingene.

Veiene går i vinduet til et kontor som har stilt inn seg selv (``innstillinger``): kontoret, linjen og hvem en er.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lovene import ordet
from ui.styr import Styr

from overforing.mottak.foresporsel import Slag
from overforing.sak.person import Person

OLA = Person(id="a1", navn="Ola Hov", rolle="kommunedirektor")
ANNE = Person(id="a2", navn="Anne Dahl", rolle="kommunalsjef", overordnet="a1")
KARI = Person(id="a3", navn="Kari Moen", rolle="nav_leder", overordnet="a2")
SIRI = Person(id="a4", navn="Siri Lund", rolle="veileder", overordnet="a3")
JON = Person(id="a5", navn="Jon Berg", rolle="veileder", overordnet="a3")


def innstillinger(utfall: str = "be_om_overforing") -> dict[str, Any]:
    """Kontoret slik det er stilt inn. Den inhabile undertegner ikke notatet om seg selv."""
    return {
        "kontor": {
            "navn": "Nav Eksempel",
            "kommune": "5001",
            "kontaktperson": "Siri Lund" if utfall == "be_om_overforing" else "Kari Moen",
            "telefon": "55 55 33 33",
        },
        "personer": (OLA, ANNE, KARI, SIRI, JON),
        "navnet_ditt": "Jon Berg" if utfall == "bytt_saksbehandler" else "Siri Lund",
        "sist_form": "skriftlig",
        "rolle": "kontor",
    }


TILKNYTNING = "Legg til en tilknytning. Parten er den ansattes …"
IKKE_KJENT = "Ikke gjort kjent med saken; ingen av oss vet om noen tilknytning"
HAR_SPURT = "Jeg har spurt dem, og de har svart nei"


def soknaden(s: Styr) -> None:
    """Fra startsiden til «Hvem er inhabil?». Dagen og formen er foreslått, kontoret og linjen er stilt inn."""
    s.trykk("Ny sak")
    s.svar("Trenger søkeren hjelp nå?", "Nei")
    s.kryss("Økonomisk stønad til livsopphold")
    s.skriv("Saksnummer i fagsystemet", "2026/0174")
    s.trykk("Neste: Partene").trykk("Neste: Rett kommune")
    s.velg("Hvor er søkeren?", "Søkeren oppholder seg i kommunen")
    s.trykk("Neste: Hvem er inhabil?")
    s.velg("Hvem skulle avgjort saken?", "Siri Lund, veileder")


def ansatt(s: Styr, navn: str, rolle: str) -> None:
    """Før opp en som ikke er stilt inn."""
    s.trykk("Legg til en ansatt").skriv_her(navn).tast("Tab")
    s.velg(f"{navn}: Rolle", rolle)


def over(s: Styr, navn: str, overordnet: str) -> None:
    s.velg(f"{navn}: Nærmeste overordnede i slike saker", overordnet)


def svar(s: Styr, navn: str, svar: str) -> None:
    s.svar(f"{navn}: Er det noen tilknytning til søkeren?", svar)


def tilknytning(s: Styr, navn: str, hva: str) -> None:
    svar(s, navn, "Ja")
    s.velg(f"{navn}: {TILKNYTNING}", hva)


def lagre(s: Styr) -> None:
    s.trykk("Neste: Brevene").vent_til_ferdig()
    s.trykk("Lagre Word og PDF").vent_til_ferdig()


def bytt_saksbehandler(s: Styr) -> None:
    """Veilederen er søskenbarn av søkeren; en annen veileder tar saken."""
    soknaden(s)
    s.trykk(IKKE_KJENT)
    tilknytning(s, "Siri Lund", "Tante, onkel, søskenbarn, nevø, niese eller stesøsken")
    s.svar("Siri Lund: Er den ansatte inhabil?", "Inhabil")
    s.skriv("Siri Lund: Hvorfor?", "De vokste opp i samme hus og har daglig kontakt.")
    s.trykk("Neste: Hvem tar over?")
    s.velg("En annen saksbehandler: Hvem kan?", "Jon Berg, veileder")
    svar(s, "Jon Berg", "Har svart nei")
    s.trykk("Neste: Oppsummering og brev")
    lagre(s)


def overordnet_avgjor(s: Styr) -> None:
    """Nav-lederen er inhabil; kommunalsjefen avgjør."""
    soknaden(s)
    tilknytning(s, "Kari Moen", "Tidligere ektefelle")
    s.trykk(HAR_SPURT).trykk(IKKE_KJENT)
    s.trykk("Neste: Stedfortreder")
    s.velg("En overordnet avgjør selv: Hvem kan?", "Anne Dahl, kommunalsjef (ikke kjent med saken)")
    svar(s, "Anne Dahl", "Har svart nei")
    s.trykk("Neste: Oppsummering og brev")
    lagre(s)


def be_om_overforing(s: Styr) -> None:
    """Hele linjen er inhabil, og ingen i kommunen kan være stedfortreder."""
    soknaden(s)
    for navn in ("Ola Hov", "Anne Dahl", "Kari Moen"):
        tilknytning(s, navn, "Søsken eller halvsøsken")
    s.trykk(HAR_SPURT)
    s.trykk("Neste: Stedfortreder")
    for kort, hvorfor in (
        ("En leder i en annen enhet", "Alle enhetslederne står under kommunedirektøren, som er inhabil."),
        ("En leder utenfor Nav-kontoret", "Alle lederne utenfor kontoret står også under kommunedirektøren."),
    ):
        s.velg(f"{kort}: Hvem kan?", "Ingen kan").skriv(f"{kort}: Hvorfor ikke?", hvorfor)
    for kort, hvorfor in (
        ("En innleid person", "En innleid ville også svart til en som er inhabil i saken."),
        ("Et folkevalgt organ", "Kommunestyret har ikke noe organ for slike saker, og møtes først i januar."),
    ):
        s.svar(f"{kort}: Er dette mulig?", "Nei").skriv(f"{kort}: Hvorfor ikke?", hvorfor)
    s.trykk(f"Neste: {ordet('side.saerlig_ulempe.tittel')}")
    s.kryss("Flere ledd i linjen er inhabile")
    s.svar(ordet("sporsmal.saerlig_ulempe.vurdering.tekst"), ordet("vurdering_saerlig_ulempe.ja"))
    s.skriv("Hvorfor?", "Ingen i kommunen som kan avgjøre saken, står utenfor linjen under kommunedirektøren.")
    s.trykk("Foreslå en kommune").skriv_her("Malvik").tast("Tab")
    s.svar("Malvik: Er kommunen spurt?", "Ja")
    s.svar("Hva skal overføringen omfatte?", "Bare denne søknaden")
    s.trykk("Neste: Oppsummering og brev")
    lagre(s)


VEIER: dict[str, Callable[[Styr], None]] = {
    "bytt_saksbehandler": bytt_saksbehandler,
    "overordnet_avgjor": overordnet_avgjor,
    "be_om_overforing": be_om_overforing,
}


# Statsforvalterens

EMBETET: dict[str, Any] = {
    "embete": "trondelag",
    "navnet_ditt": "Ine Aune",
    "embetslinje": (
        Person(id="e1", navn="Ine Aune", overordnet="e2"),
        Person(id="e2", navn="Tor Hegg"),
        Person(id="e3", navn="Siv Moen", overordnet="e2"),
    ),
}
"""Embetet slik det er stilt inn."""


def tjue_i_posten(vindu: Any) -> None:
    """Tjue nye i loggen, og tre som Tor alt har."""
    gang = vindu.sted.mottak

    def fyll() -> None:
        for nr in range(23):
            f = gang.kontor.registrer_manuelt({"kommune": "5001", "slag": Slag.ANMODNING}, gang.kontor.i_dag)
            if nr % 8 == 1:
                rad = next(rad for rad in gang.kontor.side(gang.side.utvalg).rader if rad.nr == f.nr)
                gang.kontor.bunke.fordel(rad, "Tor Hegg")

    gang.arbeid.gjor("fyll", fyll, lambda _: gang.hent())


def del_ut_tjue(s: Styr) -> None:
    """Gi alle som ingen har, til en kollega."""
    s.trykk("Kø: Uten saksbehandler").vent_til_ferdig()
    s.tast("Ctrl+A").trykk("Fordel …").skriv("Gi til", "Siv Moen").tast("Enter").vent_til_ferdig()


EMBETETS_VEIER: dict[str, tuple[Callable[[Any], None], Callable[[Styr], None]]] = {
    "del_ut_tjue": (tjue_i_posten, del_ut_tjue),
}
"""Det som ligger i loggen, og veien derfra."""
