"""Hele veien fra en tom sak til brevene, slik en bruker går den. Brukes av prøvene og av målingene."""

from __future__ import annotations

from collections.abc import Callable

from lovene import ordet
from ui.styr import Styr

TILKNYTNING = "Legg til en tilknytning. Parten er den ansattes …"


def soknaden(s: Styr, *, haster: bool = False, mottatt: str = "18.11.2026") -> None:
    s.trykk("Ny sak")
    s.svar("Trenger søkeren hjelp nå?", "Ja" if haster else "Nei")
    if haster:
        s.skriv("Hva haster?", "Søkeren er uten penger til mat.")
    s.skriv("Når kom søknaden?", mottatt).svar("Hvordan kom den?", "Skriftlig")
    s.kryss("Økonomisk stønad til livsopphold")
    s.skriv("Saken kort fortalt", "Søknad om økonomisk stønad til livsopphold.")
    s.svar("Hvorfor er overføring et tema?", "Noen kan være inhabil")
    s.skriv("Saksnummer i fagsystemet", "2026/0174")
    s.skriv("Navnet på kontoret", "Nav Eksempel").skriv("Kommunen kontoret hører til", "Trondheim")
    s.skriv("Kontaktperson", "Siri Lund").skriv("Telefon", "55 55 33 33")
    s.trykk("Neste: Rett kommune")


def rett_kommune(s: Styr) -> None:
    s.velg("Hvor er søkeren?", "Søkeren oppholder seg i kommunen")
    s.skriv("I hvilken kommune er søkeren nå?", "Trondheim")
    s.trykk("Neste: Hvem er inhabil?")


INGEN_OPPGAVE = "Har ingen oppgave i saken"
SELV = "Har selv svart nei"
IKKE_KJENT = "Ikke gjort kjent med saken, og ingen vet om noen"


def ansatt(s: Styr, navn: str, rolle: str, oppgave: str = INGEN_OPPGAVE) -> None:
    s.trykk("Legg til en ansatt").skriv_her(navn).tast("Tab")
    s.velg(f"{navn}: Rolle", rolle)
    if oppgave != INGEN_OPPGAVE:
        s.svar(f"{navn}: Oppgave i saken", oppgave)


def svart(s: Styr, navn: str, svar: str = SELV) -> None:
    s.svar(f"{navn}: Er det noen tilknytning til søkeren?", svar)


def linjen_over(s: Styr, *, spurt: str = IKKE_KJENT) -> None:
    """Kommunedirektøren og kommunalsjefen, som ikke er gjort kjent med saken når ingen sier noe annet."""
    ansatt(s, "Ola Hov", "Kommunedirektør")
    svart(s, "Ola Hov", IKKE_KJENT)
    ansatt(s, "Anne Dahl", "Kommunalsjef")
    over(s, "Anne Dahl", "Ola Hov")
    svart(s, "Anne Dahl", spurt)


def tilknytning(s: Styr, navn: str, hva: str, beskrivelse: str) -> None:
    felt = f"{navn}: {TILKNYTNING}"
    s.velg(felt, hva).trykk(f"Legg til: {felt}")
    s.skriv(f"{navn}: Nærmere om tilknytningen", beskrivelse)


def skjonn(s: Styr, navn: str, begrunnelse: str) -> None:
    s.svar(f"{navn}: Er den ansatte inhabil?", "Inhabil").skriv(f"{navn}: Hvorfor?", begrunnelse)


def avgjort(s: Styr, navn: str) -> None:
    s.svar(f"{navn}: Hvem avgjorde spørsmålet om habilitet?", "Den ansatte selv")
    s.skriv(f"{navn}: Når ble det avgjort?", "19.11.2026")


def over(s: Styr, navn: str, overordnet: str) -> None:
    s.velg(f"{navn}: Nærmeste overordnede i slike saker", overordnet)


def avslutt(s: Styr, underskriver: str) -> None:
    """Fra «I mellomtiden» til de lagrede brevene."""
    s.kryss("Det trengs ingen hjelp i mellomtiden").skriv("Hvorfor ikke?", "Søkeren har det nødvendige.")
    s.trykk("Neste: Oppsummering og brev")
    s.velg("Hvem undertegner?", underskriver)
    s.svar("Skal søkeren nevnes med navn i brevet til Statsforvalteren?", "Nei")
    s.trykk("Se brevene").vent_til_ferdig()
    s.trykk("Lagre Word og PDF").vent_til_ferdig()


def bytt_saksbehandler(s: Styr) -> None:
    """Veilederen er søskenbarn av søkeren; en annen veileder tar saken."""
    soknaden(s)
    rett_kommune(s)
    linjen_over(s)
    ansatt(s, "Kari Moen", "Nav-leder")
    over(s, "Kari Moen", "Anne Dahl")
    svart(s, "Kari Moen")
    ansatt(s, "Siri Lund", "Veileder eller saksbehandler", "Avgjør saken")
    over(s, "Siri Lund", "Kari Moen")
    tilknytning(s, "Siri Lund", "Tante, onkel, søskenbarn, nevø, niese eller stesøsken", "Fetter")
    skjonn(s, "Siri Lund", "De vokste opp i samme hus og har daglig kontakt.")
    avgjort(s, "Siri Lund")
    s.skriv("Hva har den inhabile alt gjort i saken?", "Har bare registrert søknaden.")
    s.trykk("Neste: Stedfortreder")
    s.svar("En annen saksbehandler: Er dette mulig?", "Ja")
    s.trykk("Legg til en person").skriv("En annen saksbehandler: Navn", "Jon Berg").tast("Tab")
    s.velg("En annen saksbehandler: Rolle", "Veileder eller saksbehandler")
    s.velg("En annen saksbehandler: Nærmeste overordnede i slike saker", "Kari Moen")
    svart(s, "En annen saksbehandler")
    s.trykk("Neste: I mellomtiden")
    avslutt(s, "Kari Moen")


def overordnet_avgjor(s: Styr) -> None:
    """Nav-lederen er inhabil; kommunalsjefen avgjør."""
    soknaden(s)
    rett_kommune(s)
    linjen_over(s, spurt=SELV)
    ansatt(s, "Kari Moen", "Nav-leder")
    over(s, "Kari Moen", "Anne Dahl")
    ansatt(s, "Siri Lund", "Veileder eller saksbehandler", "Avgjør saken")
    over(s, "Siri Lund", "Kari Moen")
    svart(s, "Siri Lund")
    tilknytning(s, "Kari Moen", "Tidligere ektefelle", "Skilt i 2009")
    avgjort(s, "Kari Moen")
    s.trykk("Neste: Stedfortreder")
    s.svar("En overordnet avgjør selv: Er dette mulig?", "Ja").velg("En overordnet avgjør selv: Hvem?", "Anne Dahl")
    s.trykk("Neste: I mellomtiden")
    avslutt(s, "Anne Dahl")


def be_om_overforing(s: Styr) -> None:
    """Hele linjen er inhabil, og ingen i kommunen kan være stedfortreder."""
    soknaden(s)
    rett_kommune(s)
    ansatt(s, "Ola Hov", "Kommunedirektør")
    ansatt(s, "Anne Dahl", "Kommunalsjef")
    ansatt(s, "Kari Moen", "Nav-leder")
    ansatt(s, "Siri Lund", "Veileder eller saksbehandler", "Avgjør saken")
    over(s, "Anne Dahl", "Ola Hov")
    over(s, "Kari Moen", "Anne Dahl")
    over(s, "Siri Lund", "Kari Moen")
    svart(s, "Siri Lund")
    for navn in ("Ola Hov", "Anne Dahl", "Kari Moen"):
        tilknytning(s, navn, "Søsken eller halvsøsken", "Bror")
        avgjort(s, navn)
    s.trykk("Neste: Stedfortreder")
    for kort in (
        "En overordnet avgjør selv",
        "En leder i en annen enhet",
        "En leder utenfor Nav-kontoret",
        "En innleid person",
        "Et folkevalgt organ",
    ):
        s.svar(f"{kort}: Er dette mulig?", "Nei").skriv(f"{kort}: Hvorfor, eller hvorfor ikke?", "Alle er inhabile.")
    s.tast("Tab")
    s.trykk(f"Neste: {ordet('side.saerlig_ulempe.tittel')}")
    s.kryss("Flere ledd i linjen er inhabile")
    s.svar(ordet("sporsmal.saerlig_ulempe.vurdering.tekst"), ordet("vurdering_saerlig_ulempe.ja"))
    s.skriv("Hvorfor?", "Ingen i kommunen er igjen til å avgjøre.")
    s.trykk("Foreslå en kommune").skriv_her("Malvik").tast("Tab")
    s.svar("Malvik: Er kommunen spurt?", "Ja")
    s.svar("Hva skal overføringen omfatte?", "Bare denne søknaden")
    s.trykk("Neste: I mellomtiden")
    avslutt(s, "Siri Lund (bare forberede)")


VEIER: dict[str, Callable[[Styr], None]] = {
    "bytt_saksbehandler": bytt_saksbehandler,
    "overordnet_avgjor": overordnet_avgjor,
    "be_om_overforing": be_om_overforing,
}
