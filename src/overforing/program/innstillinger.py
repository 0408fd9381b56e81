"""Det kontoret har stilt inn én gang: en liten JSON-fil i datamappen, bare for brukeren.

En fil som ikke kan leses, legges til side med en melding, og standardverdiene gjelder. Felt fra en nyere utgave av
programmet beholdes urørt.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from overforing.feil import Melding
from overforing.hinder import Hindret
from overforing.program.oppsett import VAART, Oppsett
from overforing.stier import omdirigert

if TYPE_CHECKING:
    from overforing.sak.person import Linje

FIL = "innstillinger.json"
SKADET = "innstillinger.skadet.json"
SKJEMA = "overforing/innstillinger/1"

Malformen = Literal["nb", "nn"]
Prosent = int
"""Hvor stor teksten i vinduet er, fra 90 til 200."""
Maaneder = int
"""Hvor lenge en del av tilgangsloggen står, fra 12 til 60."""


@dataclass(frozen=True, repr=False)
class Innstillinger:
    """Innstillingene, som vanlige verdier. ``kontor`` har feltene fra ``kontor`` i saksfilen.

    ``vindu`` er vinduets plass som tekst. ``personer`` er kontorets linje, alltid hel. ``bekreftede_adresser`` er
    postadressen brukeren har bekreftet, etter embete. ``embete`` er det en arbeider i, tomt på et kontor.
    ``sist_form`` er formen den siste søknaden kom i, til å foreslå for den neste.
    ``journal_i_arkivet`` er at embetets arkiv fører journalen, så den ikke lages her.
    ``arkiv`` er det arkivet er stilt inn med, etter felt (arkiv/verdier.py); det som ikke er der, er som ellers.
    ``embetslinje`` er hvem som er leder for hvem i embetet, alltid hel; rollene i den er tomme.
    ``kopimappe`` er mappen sikkerhetskopiene legges i, tom når de ligger ved siden av registeret.
    ``tilgang_maaneder`` er hvor lenge tilgangsloggen står, og ``tilgang_fortalt`` at brukeren har lest at den føres.
    ``pakkemappe`` er mappen et annet program henter pakkene fra, tom når brukeren velger mappe hver gang.
    ``rettskriving`` er at ord som kan være feil stavet, merkes i feltene, der det er en ordliste.
    ``loggtjener`` er adressen til loggen når den ligger på en tjener, uten passord; tom når den er på maskinen.
    ``rolle`` er «kontor» eller «embete», tom når brukeren ikke har sagt hvor hun arbeider.
    ``ukjent`` er felt denne utgaven ikke kjenner, og ``melding`` det brukeren bør få vite om filen de ble lest fra.
    ``brevhode`` og ``brevtekster`` er filen og mappen kontorets egne maler ble kopiert fra (egne_maler.py), tomme når
    våre brukes. ``avsender_i_brevhodet`` er at kontorets brevhode sier hvem som skriver, også når det er et bilde, og
    ``godkjent_elektronisk`` at brevene sier at de er godkjent elektronisk i stedet for å ha plass til en underskrift.
    ``malform`` er den nye brev får, og ``vindusmalform`` den vinduet snakker på. ``tekststorrelse`` er
    hvor stor teksten i vinduet er. ``ulest`` er sant når filen er der, men ikke lot seg lese: da er dette ikke det som
    står i den.
    """

    kontor: Mapping[str, str] = field(default_factory=dict)
    navnet_ditt: str = ""
    malform: Malformen = "nb"
    vindusmalform: Malformen = "nb"
    tekststorrelse: Prosent = 100
    vindu: str = ""
    personer: Linje = ()
    bekreftede_adresser: Mapping[str, str] = field(default_factory=dict)
    arkiv: Mapping[str, str] = field(default_factory=dict)
    mappe: str = ""
    sist_form: str = ""
    brevhode: str = ""
    brevtekster: str = ""
    avsender_i_brevhodet: bool = False
    godkjent_elektronisk: bool = False
    embete: str = ""
    rolle: str = ""
    journal_i_arkivet: bool = False
    embetslinje: Linje = ()
    kopimappe: str = ""
    tilgang_maaneder: Maaneder = 24
    tilgang_fortalt: bool = False
    pakkemappe: str = ""
    rettskriving: bool = True
    loggtjener: str = ""
    ukjent: Mapping[str, Any] = field(default_factory=dict)
    melding: Melding | None = field(default=None, compare=False)
    ulest: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if self.personer or self.embetslinje:
            from overforing.sak.person import er_hel

            if not (er_hel(self.personer) and er_hel(self.embetslinje)):
                raise ValueError("linjen er ikke hel")


_KONTOER = frozenset({"root", "admin", "administrator", "user", "bruker", "guest", "gjest"})


def signatur(navn: str) -> str:
    """Navnet noe kan føres og underskrives med: tomt når det mangler, eller bare er navnet på en konto."""
    import getpass

    rent = " ".join(navn.split())
    try:
        konto = getpass.getuser()
    except (OSError, KeyError, ImportError):
        konto = ""
    return "" if rent.casefold() in {*_KONTOER, konto.casefold()} else rent


_STYRES = {
    "kontor": "kontor",
    "rolle": "rolle",
    "embete": "embete",
    "brevhode": "brevhode",
    "loggtjener": "felles.tjener",
}
"""Feltene oppsettet for maskinen kan si noe om, og nøkkelen i det."""


class Innstillingslager:
    """Innstillingene slik de er nå. Hver endring skrives med en gang. ``uskrevet``: noe er endret, men ikke skrevet.

    Det ``oppsett`` bestemmer og foreslår, ligger over brukerens egne verdier i ``verdier``, og skrives ikke i filen.
    """

    def __init__(self, mappe: Path, oppsett: Oppsett | None = None) -> None:
        self.mappe = mappe
        self.oppsett = oppsett or Oppsett()
        self._egne: dict[str, Any] = {}
        self.verdier = self._med_oppsettet(les(mappe))
        self.uskrevet = False
        self._endret: dict[str, Any] = {}

    @property
    def virkelig_mappe(self) -> Path | None:
        """Der Windows i virkeligheten har lagt datamappen, når det er et annet sted."""
        return omdirigert(self.mappe)

    def endre(self, **felt: Any) -> Innstillinger:
        """Endre noen felt, og skriv også det som ikke ble skrevet sist. Det som er bestemt, blir som det er.

        Går det ikke å skrive, kastes ``Hindret``, men endringen gjelder til programmet lukkes.
        """
        egne = self._egne | {navn: self._eget(navn, verdi) for navn, verdi in felt.items() if navn in self._egne}
        ny = med_oppsett(replace(self.verdier, **{**felt, **egne}), self.oppsett)
        if ny != self.verdier or egne != self._egne or self.uskrevet:
            self.verdier, self._egne, self.uskrevet = ny, egne, True
            self._endret |= felt
            if ny.ulest:
                self._les_pa_nytt()
            skriv(self.mappe, replace(self.verdier, **self._egne))
            self.uskrevet = False
        return self.verdier

    def _les_pa_nytt(self) -> None:
        """En fil som bare var utilgjengelig, skal ikke skrives over med standardverdiene."""
        lest = les(self.mappe)
        if lest.ulest:
            raise Hindret("hinder.innstillinger.ikke_lest", fil=self.mappe / FIL)
        self.verdier = self._med_oppsettet(replace(lest, **self._endret))

    def _med_oppsettet(self, lest: Innstillinger) -> Innstillinger:
        if self.oppsett.verdier:
            self._egne = {navn: getattr(lest, navn) for navn in _STYRES}
        return med_oppsett(lest, self.oppsett)

    def _eget(self, navn: str, verdi: Any) -> Any:
        """Det av en endring som er brukerens eget."""
        gammel, oppsett = self._egne[navn], self.oppsett
        if navn == "kontor":
            egne = {felt: v for felt, v in verdi.items() if not oppsett.bestemt(f"kontor.{felt}")}
            return egne | {felt: v for felt, v in gammel.items() if oppsett.bestemt(f"kontor.{felt}")}
        if oppsett.stedet_er_bestemt if navn in ("rolle", "embete") else oppsett.bestemt(_STYRES[navn]):
            return gammel
        return VAART if navn == "brevhode" and not verdi and oppsett.forslag(navn) else verdi


def med_oppsett(egne: Innstillinger, oppsett: Oppsett) -> Innstillinger:
    """Brukerens egne med det oppsettet for maskinen legger over.

    Et forslag om kontoret eller stedet gjelder til brukeren selv har svart noe om det.
    """
    verdi, bestemt, forslag = oppsett.verdi, oppsett.bestemt, oppsett.forslag
    kontor = dict(egne.kontor) or _kontoret(forslag, oppsett)
    rolle, embete = egne.rolle, egne.embete
    if oppsett.stedet_er_bestemt or not (rolle or embete):
        embete = verdi("embete")
        rolle = "embete" if embete else verdi("rolle") or ("" if oppsett.stedet_er_bestemt else rolle)
    brevhode = bestemt("brevhode") or egne.brevhode or forslag("brevhode")
    return replace(
        egne,
        kontor=kontor | _kontoret(bestemt, oppsett),
        rolle=rolle,
        embete=embete,
        brevhode="" if brevhode == VAART else brevhode,
        # Hvor loggen er, velger en selv blant det som er prøvd: et forslag står i feltet, og gjelder ikke av seg selv.
        loggtjener=bestemt("felles.tjener") or egne.loggtjener,
    )


def _kontoret(hent: Callable[[str], str], oppsett: Oppsett) -> dict[str, str]:
    felt = (nokkel.removeprefix("kontor.") for nokkel in oppsett.verdier if nokkel.startswith("kontor."))
    return {navn: v for navn in felt if (v := hent(f"kontor.{navn}"))}


def les(mappe: Path) -> Innstillinger:
    """Innstillingene i mappen. Kaster aldri: det som er galt, står i ``melding``."""
    fil = mappe / FIL
    try:
        data = fil.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Innstillinger()
    except OSError:
        return Innstillinger(melding=Melding("hinder.innstillinger.ikke_lest", fil=fil), ulest=True)
    import json

    try:
        verdier = json.loads(data.decode("utf-8"))
        if not isinstance(verdier, dict):
            raise ValueError
    except (ValueError, RecursionError):
        return _med_melding(Innstillinger(), mappe)
    lest, gale = _fra_verdier(verdier)
    return _med_melding(lest, mappe) if gale else lest


def skriv(mappe: Path, innstillinger: Innstillinger) -> None:
    """Skriv filen, hel eller ikke. Kaster ``KanIkke`` med råd."""
    import json

    from overforing.filer import skriv_alle

    verdier = dict(innstillinger.ukjent) | {"skjema": SKJEMA}
    verdier |= {navn: _ut(getattr(innstillinger, navn)) for navn in _FELT}
    data = json.dumps(verdier, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"
    with contextlib.suppress(OSError):  # ``skriv_alle`` sier hva som er i veien
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        skriv_alle(mappe, {FIL: data}, overskriv=True)
    except Hindret as feil:
        full = feil.melding.nokkel == "hinder.skriv.full"
        raise Hindret(
            "hinder.innstillinger.full" if full else "hinder.innstillinger.ikke_skrevet", mappe=mappe
        ) from None


_FELT = {f.name: str(f.type) for f in fields(Innstillinger) if f.name not in ("ukjent", "melding", "ulest")}
"""Feltene i filen, med typen slik den er skrevet i klassen. cattrs ville brukt lengre tid på å starte enn vinduet."""


def _fra_verdier(verdier: dict[str, Any]) -> tuple[Innstillinger, bool]:
    """Feltene som er det de skal være, og om noen ikke var det."""
    lest = {navn: _inn(slag, verdier[navn]) for navn, slag in _FELT.items() if navn in verdier}
    rette = {navn: verdi for navn, verdi in lest.items() if verdi is not None}
    ukjent = {navn: verdi for navn, verdi in verdier.items() if navn not in _FELT and navn != "skjema"}
    return Innstillinger(**rette, ukjent=ukjent), rette != lest


def _inn(slag: str, verdi: Any) -> Any:
    """Verdien til et felt av slaget, eller ``None`` når den ikke er av det."""
    match slag, verdi:
        case ("str", str()) | ("bool", bool()) | ("Malformen", "nb" | "nn"):
            return verdi
        case "Prosent", int() if 90 <= verdi <= 200:
            return verdi
        case "Maaneder", int() if not isinstance(verdi, bool) and 12 <= verdi <= 60:
            return verdi
        case "Mapping[str, str]", dict() if all(isinstance(v, str) for v in verdi.values()):
            return verdi
        case "Linje", list():
            return _linje(verdi)
    return None


def _linje(verdi: list[Any]) -> Linje | None:
    """Linjen, eller ``None`` når den ikke er hel. I en eldre fil er det bare navn og rolle om hver."""
    if not verdi:
        return ()
    from overforing.sak.person import Person, er_hel

    i_en_person = {f.name: bool if f.name == "sluttet" else str for f in fields(Person)}
    if not all(isinstance(p, dict) and {"navn", "rolle"} <= p.keys() for p in verdi):
        return None
    rader = [{"id": f"a{nr}"} | {k: v for k, v in p.items() if k in i_en_person} for nr, p in enumerate(verdi, 1)]
    if not all(isinstance(v, i_en_person[k]) for rad in rader for k, v in rad.items()):
        return None
    linje = tuple(Person(**rad) for rad in rader)
    return linje if er_hel(linje) else None


def _ut(verdi: Any) -> Any:
    if isinstance(verdi, Mapping):
        return dict(verdi)
    if isinstance(verdi, tuple):
        return [vars(person) for person in verdi]
    return verdi


def _med_melding(innstillinger: Innstillinger, mappe: Path) -> Innstillinger:
    """Legg den skadede filen til side."""
    melding = Melding("feil.innstillinger.skadet")
    with contextlib.suppress(OSError):
        (mappe / FIL).replace(mappe / SKADET)
        melding = Melding("feil.innstillinger.lagt_til_side", fil=mappe / SKADET)
    return replace(innstillinger, melding=melding)
