"""Spørsmålene på hver side, slik de blir av svarene som alt er gitt. Ingen regel: hva som trengs, sier vurderingen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from overforing.feil import Melding
from overforing.regelverk.funn import Status, Vurdering
from overforing.sak import modell as m
from overforing.sak.felt import hent
from overforing.sak.lekkasje import finn_fodselsnumre, finn_navn
from overforing.sak.sti import Sti
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog
from overforing.tekster.navn import Navn, stor

from .fornyelse import vurdert_sist
from .innlesing import SKREVNE
from .samlesvar import Samlesvar
from .tilstand import Farge, Gruppe, Skjemasteg, Sporsmal, Svarslag, Valg

FARGE = {
    Status.HABIL: Farge.GOD,
    Status.INHABIL: Farge.STOPP,
    Status.AVLEDET: Farge.VARSEL,
    Status.TVIL: Farge.VARSEL,
    Status.UAVKLART: Farge.NOYTRAL,
    Status.IKKE_KJENT: Farge.NOYTRAL,
}


REFERANSER = {"saksnummer": "saksnummer", "brev.deres_ref": "deres_ref"}
"""Feltene som står utenpå saken, i tittel, liste og brevhode, så ingen navn hører hjemme der."""


@dataclass(frozen=True)
class Sider:
    """Bygger spørsmålene for én sak, hver side med sin av ``byggere`` (sporsmalssider.py).

    ``raa`` er de halvskrevne feltene og ``feil`` det som er galt med dem. ``avvist`` er hvorfor det som nettopp ble
    valgt, ikke ble tatt imot. ``forrige`` er saken denne er en fornyelse av. ``kan_huskes``: saken sier noe om kontoret
    eller linjen som innstillingene ikke sier.
    """

    byggere: Mapping[Skjemasteg, Callable[[Sider], tuple[Gruppe, ...]]]
    sak: m.Sak
    vurdering: Vurdering
    katalog: Katalog
    geografi: Geografi
    raa: Mapping[str, str]
    feil: Mapping[str, str]
    malform: m.Malform = m.Malform.NB
    personer: tuple[tuple[str, str], ...] = ()
    kontoret: m.Kontor | None = None
    avvist: Mapping[str, str] = field(default_factory=dict)
    meg: str = ""
    sist_form: str = ""
    forrige: m.Sak | None = None
    kan_huskes: bool = False

    def side(self, side: Skjemasteg) -> tuple[Gruppe, ...]:
        return self._sidene[side]

    @cached_property
    def _sidene(self) -> Mapping[Skjemasteg, tuple[Gruppe, ...]]:
        return {side: bygg(self) for side, bygg in self.byggere.items()}

    def alle(self) -> Iterable[tuple[Skjemasteg, Gruppe]]:
        for side in Skjemasteg:
            for gruppe in self.side(side):
                yield side, gruppe

    # Deler

    def tekst(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)

    @cached_property
    def navn(self) -> Navn:
        return Navn(self.sak, self.katalog, self.geografi, self.malform)

    @cached_property
    def samlesvar(self) -> Samlesvar:
        return Samlesvar(self.sak, self.vurdering, self.raa, vurdert_sist(self.forrige, self.sak), self.meg)

    def sporsmal(
        self, sti: str, slag: Svarslag, valg: tuple[Valg, ...] = (), *, valgfri: bool = False, **verdier: str | Melding
    ) -> Sporsmal:
        """Spørsmålet om feltet i saken, med det som står i det."""
        sti = Sti(sti)
        svar = self.raa.get(sti, self._svar(sti, slag))
        return replace(self.eget(sti, slag, svar, valg, **verdier), valgfri=valgfri)

    def eget(
        self, sti: Sti, slag: Svarslag, svar: str, valg: tuple[Valg, ...] = (), **verdier: str | Melding
    ) -> Sporsmal:
        """Et spørsmål der svaret ikke står som én verdi i feltet."""
        felt = sti.uten_nokler
        sporsmalet, hjelp = Melding(f"sporsmal.{felt}.tekst", **verdier), Melding(f"sporsmal.{felt}.hjelp", **verdier)
        return Sporsmal(
            sti,
            slag,
            sporsmalet.paa(self.tekst),
            sporsmalet,
            svar,
            hjelp.paa(self.tekst) if hjelp.nokkel in self.katalog else "",
            self.feil.get(sti, "") or (self._lekkasje(sti, svar) if slag in SKREVNE else ""),
            valg,
            avvist=self.avvist.get(sti, ""),
        )

    def forslag(self, q: Sporsmal, verdi: str, tekst: str = "") -> Sporsmal:
        """Spørsmålet med et forslag som føres når brukeren går videre. Et svar som er gitt, får ikke noe forslag.

        En ferdig sak får ingen: det som ikke ble svart da, svares det ikke på nå.
        """
        if q.svar or q.feil or not verdi or self.sak.ferdigstilt:
            return q
        return replace(q, foreslatt=Valg(verdi, tekst or verdi), ved_neste=True)

    def i_dag(self, q: Sporsmal) -> Sporsmal:
        """Spørsmålet om en dato, med dagen i dag som forslag."""
        return self.forslag(q, self.dato(self.sak.vurderingsdato))

    def foreslatt_valg(self, q: Sporsmal, verdi: str) -> Sporsmal:
        """Spørsmålet med ett av valgene som forslag."""
        return self.forslag(q, verdi, next((v.tekst for v in q.valg if v.verdi == verdi), ""))

    def _lekkasje(self, sti: str, svar: str) -> str:
        """Det som er galt med en tekst som ville røpet noe, også når den kom inn med en fil."""
        if finn_fodselsnumre(svar):
            return self.tekst("lekkasje.fodselsnummer_i_felt")
        if sti in REFERANSER and finn_navn(svar, self.sak, deler=True):
            return self.tekst(f"lekkasje.navn_i_felt.{REFERANSER[sti]}")
        return ""

    def dato(self, dato: date | None) -> str:
        return f"{dato.day}.{dato.month}.{dato.year}" if dato else ""

    def _svar(self, sti: str, slag: Svarslag) -> str:
        verdi = hent(self.sak, sti)
        match slag, verdi:
            case Svarslag.LEGG_TIL, _:
                return ""
            case Svarslag.AVKRYSSING, _:
                return "ja" if verdi is not None else ""
            case _, None:
                return ""
            case Svarslag.JA_NEI, bool():
                return "ja" if verdi else "nei"
            case Svarslag.KOMMUNE, str():
                return self.geografi.i_felt(verdi)
            case Svarslag.LINJER, tuple():
                return "\n".join(verdi)
            case Svarslag.FLERVALG, tuple():
                return " ".join(verdi)
            case _, date():
                return self.dato(verdi)
            case _:
                return str(verdi)

    def valg(self, enum: type[StrEnum], begrep: str) -> tuple[Valg, ...]:
        return _valgene(enum, begrep, self.katalog, self.malform)

    def ansatte(self, unntatt: str = "", *, med_status: bool = False) -> tuple[Valg, ...]:
        """De ansatte å velge blant; ``med_status`` sier også hvem som ikke kan avgjøre."""

        def tekst(id_: str) -> str:
            navn, status = stor(self.navn.ansatt(id_)), self.vurdering.ansatte[id_]
            return navn if not med_status or status is Status.HABIL else f"{navn} ({self.tekst(f'boks.{status}')})"

        return tuple(Valg(a.id, tekst(a.id)) for a in self.sak.ansatte if a.id != unntatt)

    def med_status(self, ansatt: m.Ansatt) -> str:
        """Den ansatte til å velge, med det som kan stå i veien."""
        status = self.vurdering.ansatte[ansatt.id]
        navn = self.med_rolle(ansatt)
        return navn if status in (Status.HABIL, Status.UAVKLART) else f"{navn} ({self.tekst(f'boks.{status}')})"

    def kort(self, ansatt: m.Ansatt) -> str:
        """Navnet eller rollen, til å nevne flere på rad."""
        return ansatt.navn.strip() or self.navn.ansatt(ansatt.id)

    def med_rolle(self, ansatt: m.Ansatt) -> str:
        """Den ansatte med rollen: «Kari Moen, Nav-leder»."""
        navn = ansatt.navn.strip()
        return f"{navn}, {self.tekst(f'rolle.{ansatt.rolle}')}" if navn else stor(self.navn.ansatt(ansatt.id))

    def parter(self) -> tuple[Valg, ...]:
        return tuple(Valg(p.id, self.partsnavn(p)) for p in self.sak.parter)

    def partsnavn(self, part: m.Part) -> str:
        return part.navn.strip() or stor(self.tekst(f"partsrolle.{part.rolle or 'soker'}"))

    def parten(self, part: m.Part) -> str:
        """Parten inne i en setning: navnet, ellers «søkeren»."""
        return part.navn.strip() or self.rollen(part).paa(self.tekst)

    def rollen(self, part: m.Part) -> Melding:
        return Melding(f"partsrolle_bestemt.{part.rolle or 'soker'}")

    def gruppe(self, nokkel: str, *sporsmal: Sporsmal, **resten: Any) -> Gruppe:
        innledning = f"gruppe.{nokkel}.innledning"
        fra_katalogen = {
            "tittel": self.tekst(f"gruppe.{nokkel}.tittel") if "tittel" not in resten else "",
            "innledning": self.tekst(innledning) if innledning in self.katalog else "",
        }
        return Gruppe(**{**fra_katalogen, "sporsmal": sporsmal, **resten})

    @property
    def husk(self) -> str:
        """Ordene på knappen som husker kontoret og linjen, tomme når det ikke er noe nytt å huske."""
        return self.tekst("vindu.husk_kontoret") if self.kan_huskes else ""

    def gruppe_med_ny(self, liste: str, *sporsmal: Sporsmal, **resten: Any) -> Gruppe:
        """Kortet som kan legge et nytt element til i lista."""
        ord_ = self.tekst(f"gruppe.{liste}.legg_til")
        return self.gruppe(liste, *sporsmal, legg_til=liste, legg_til_tekst=ord_, **resten)


def ikke_fylt_ut(ansatt: m.Ansatt) -> bool:
    """Om ingenting er sagt om den ansatte ennå."""
    return replace(ansatt, id="", overordnet=None) == m.Ansatt(id="")


def stillingen(vurdering: Vurdering, ansatt: m.Ansatt, status: Status) -> tuple[str, Farge]:
    """Nøkkelen til ordene for hvor den ansatte står, og fargen: statusen, eller det den alene ikke sier."""
    if ikke_fylt_ut(ansatt):
        return "boks.ikke_fylt_ut", Farge.NOYTRAL
    nokkel = vurdering.stillingen(ansatt, status)
    noytral = nokkel in ("stilling.ledig", "stilling.linjen_uavklart")
    return nokkel, Farge.NOYTRAL if noytral else FARGE[status]


@cache
def _valgene(enum: type[StrEnum], begrep: str, katalog: Katalog, malform: m.Malform) -> tuple[Valg, ...]:
    def ogsa(verdi: str) -> str:
        nokkel = f"{begrep}_ogsa.{verdi}"
        return katalog.hent(nokkel, malform) if nokkel in katalog else ""

    sier_mer = set(katalog.ordliste("tilknytning")["sier_mer"].split()) if begrep == "tilknytning" else set()

    def valg(verdi: str) -> Valg:
        andre = ogsa(verdi)
        presise = tuple(ord_ for ord_ in andre.split(", ") if ord_ in sier_mer)
        return Valg(verdi, stor(katalog.hent(f"{begrep}.{verdi}", malform)), andre, presise)

    return tuple(valg(v.value) for v in enum)


def sjelden(q: Sporsmal) -> Sporsmal:
    """Et spørsmål som sjelden trengs, og som står under «Mer» til det er svart på."""
    return replace(q, mer=not q.svar)
