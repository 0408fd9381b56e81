"""Fire øyne: avgjørelsen foreslås av én og godkjennes av en annen før den får nummer og brev.

Slås på og av for hele loggen av en leder. Forslaget er hele avgjørelsen og det som er skrevet om i brevet, og står i
historikken slik det ble foreslått. Den som har foreslått, godkjenner aldri sitt eget, og det gjør heller ikke den som
er inhabil, i tvil, eller ikke har svart. At ingen har sagt noe, er ikke en godkjenning. Kommer det noe nytt, eller er
brevet blitt et annet, må det foreslås og godkjennes på nytt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from overforing.feil import KanIkke, UgyldigInndata
from overforing.sak.kodeverk import Avgrensningstype, Malform
from overforing.sak.modell import Overstyring

from .avgjorelse import Avgjorelse
from .egne_svar import er_blant, habile, med, navnene, samme
from .foresporsel import Foresporsel, Forslagsstand, Svarutfall
from .hendelser import Endring, Handling, Hendelse, anvend, ny, ut
from .journalplikt import UTEN_DOKUMENT
from .overganger import endring

VALG = "fire_oyne"
"""Navnet på valget i loggen."""
PA, AV = "pa", "av"

_I_AVGJORELSEN = ("utfall", "settekommune", "ansvarlig", "omfang", "til", "ikke_overfort", "rett_organ")
"""Feltene som må være de samme når den føres. Datoen er den dagen den føres, aldri før den ble godkjent."""


@dataclass(frozen=True)
class Loggvalg:
    """Et valg for hele loggen: hva, hvem som sa det, når, og hvorfor.

    ``etter`` er plassen i kjeden til det som sist var ført da.
    """

    verdi: str
    av: str
    tidspunkt: datetime
    hvorfor: str = ""
    etter: int = 0


@dataclass(frozen=True)
class Forslag:
    """Avgjørelsen slik den er foreslått. ``malform`` er brevets, ``None`` når det ikke går noe brev herfra.

    ``skrevet`` er seksjonene som er skrevet om i brevet, og ``brevsum`` summen av hele teksten i det.
    """

    avgjorelse: Avgjorelse = field(repr=False)
    malform: Malform | None = None
    skrevet: Mapping[str, Overstyring] = field(default_factory=dict, repr=False)
    brevsum: str = ""


def summen(brevtekst: str) -> str:
    """Summen av en brevtekst, med bare bokstaver: elleve sifre på rad kunne vært et fødselsnummer."""
    return sha256(brevtekst.encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))


def kreves(utfall: Svarutfall, *, med_brev: bool) -> bool:
    """Om avgjørelsen skal godkjennes av en annen: alt som får et dokument.

    Å sende saken til departementet avgjør ingenting, og gjøres når ingen her kan godkjenne noe.
    """
    if utfall is Svarutfall.SENDT_DEPARTEMENTET:
        return False
    return med_brev or utfall not in UTEN_DOKUMENT


def er_pa(valgt: Loggvalg | None) -> bool:
    """Om det er på. At ingen har sagt noe, er av."""
    return valgt is not None and valgt.verdi == PA


def foresla(f: Foresporsel, forslag: Forslag, av: str) -> Endring:
    """Foreslå avgjørelsen. At den kan avgjøres av ``av``, er alt sett (``avgjorelse.avgjor``)."""
    felt = {
        "forslag": Forslagsstand.TIL_GODKJENNING,
        "foreslatt_av": med(f.foreslatt_av, av),
        "godkjent_av": "",
        "ny_versjon": False,
    }
    return endring(f, Handling.FORESLATT, felt, som_tekst(forslag))


def returner(f: Foresporsel, merknad: str) -> Endring:
    """Send forslaget tilbake til den som har forespørselen. Alt som er skrevet, står."""
    if f.forslag not in (Forslagsstand.TIL_GODKJENNING, Forslagsstand.GODKJENT):
        raise KanIkke("feil.fire_oyne.ikke_foreslatt")
    if not merknad.strip():
        raise UgyldigInndata("feil.fire_oyne.merknad")
    return endring(f, Handling.RETURNERT, {"forslag": Forslagsstand.RETURNERT, "godkjent_av": ""}, merknad)


def godkjenn(f: Foresporsel, av: str, *, kan: bool = True) -> Endring:
    """Godkjenn forslaget. ``kan`` er om rollen til ``av`` gjør at hun kan det.

    Om noen av dem er inhabile, eller noen over dem, ser ``egen_habilitet.vokt`` etter.
    """
    if hvorfor := hinder(f, av, kan=kan):
        raise KanIkke(f"feil.fire_oyne.{hvorfor}")
    return endring(f, Handling.GODKJENT, {"forslag": Forslagsstand.GODKJENT, "godkjent_av": av.strip()})


def hinder(f: Foresporsel, av: str, *, kan: bool = True) -> str:
    """Hvorfor ``av`` ikke kan godkjenne forslaget; tom når hun kan."""
    if f.forslag is Forslagsstand.FORELDET:
        return "foreldet"
    if f.forslag is not Forslagsstand.TIL_GODKJENNING:
        return "ikke_foreslatt"
    if er_forfatter(f, av):
        return "eget"
    if not kan:
        return "arkiv"
    return "" if er_blant(av, habile(f)) else "ikke_svart"


def er_forfatter(f: Foresporsel, navn: str) -> bool:
    """Om ``navn`` har foreslått avgjørelsen, også i en utgave som ble sendt tilbake."""
    return er_blant(navn, navnene(f.foreslatt_av))


def forfatter(f: Foresporsel) -> str:
    """Den som foreslo sist; tom når ingen har."""
    return next(reversed(navnene(f.foreslatt_av)), "")


def siste(historikk: Iterable[Hendelse], handling: Handling) -> Hendelse | None:
    return next((h for h in reversed(tuple(historikk)) if h.handling is handling), None)


def forslaget(f: Foresporsel, historikk: Sequence[Hendelse]) -> Forslag | None:
    """Forslaget som står, eller som er sendt tilbake. Kaster ``KanIkke`` når det ikke kan leses."""
    h = siste(historikk, Handling.FORESLATT) if f.forslag is not None else None
    return les(h.tekst) if h else None


def krev_godkjent(f: Foresporsel, endring_: Endring, historikk: Sequence[Hendelse], *, med_brev: bool) -> None:
    """Kaster ``KanIkke`` når avgjørelsen ikke er den som er godkjent.

    At brevet også er det, ser den etter som har det (``saksgang``).
    """
    if endring_.handling is not Handling.AVGJORT or not kreves(
        Svarutfall(str(endring_.felt["utfall"])), med_brev=med_brev
    ):
        return
    forslag, godkjent = forslaget(f, historikk), siste(historikk, Handling.GODKJENT)
    if f.forslag is not Forslagsstand.GODKJENT or forslag is None or godkjent is None:
        raise KanIkke("feil.fire_oyne.ikke_godkjent")
    if samme(f.godkjent_av, forfatter(f)) or not stemmer(forslag, endring_) or med_brev is not bool(forslag.brevsum):
        raise KanIkke("feil.fire_oyne.annet")
    avgjort = endring_.felt["avgjort"]
    if not isinstance(avgjort, date) or avgjort < godkjent.tidspunkt.astimezone().date():
        raise KanIkke("feil.fire_oyne.for_tidlig")


def uten_godkjenning(
    aar: int, nr: int, historikk: Sequence[Hendelse], gjaldt: Callable[[int], bool], brev: Container[int]
) -> Iterator[int]:
    """Numrene på avgjørelsene som er ført uten at en annen hadde godkjent dem, mens det ``gjaldt`` for hendelsen.

    ``brev`` er hendelsene som har et brev ut med seg. Kaster ``ValueError`` når historikken ikke henger sammen.
    """
    if not historikk:
        return
    f = ny(aar, nr, historikk[0])
    for h in historikk[1:]:
        if h.handling is Handling.AVGJORT and gjaldt(h.nr):
            utfall = Svarutfall(str(h.endret["utfall"][1]))
            godkjent = f.forslag is Forslagsstand.GODKJENT and not er_forfatter(f, f.godkjent_av)
            if kreves(utfall, med_brev=h.nr in brev) and not godkjent:
                yield h.nr
        f = anvend(f, h)


def stemmer(forslag: Forslag, endring_: Endring) -> bool:
    """Om det som skal føres, er det som ble foreslått. Datoen kan være en annen."""
    return endring_.tekst == forslag.avgjorelse.begrunnelse and all(
        (ut(endring_.felt[navn]) or "") == (ut(getattr(forslag.avgjorelse, navn)) or "") for navn in _I_AVGJORELSEN
    )


def som_tekst(forslag: Forslag) -> str:
    """Forslaget slik det står i historikken, som JSON."""
    a = forslag.avgjorelse
    verdier = {
        "avgjorelse": {navn: ut(getattr(a, navn)) for navn in (*_I_AVGJORELSEN, "dato", "begrunnelse")},
        "malform": forslag.malform,
        "skrevet": {seksjon: [s.tekst, s.forslag] for seksjon, s in forslag.skrevet.items()},
        "brevsum": forslag.brevsum,
    }
    return json.dumps(verdier, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def les(tekst: str) -> Forslag:
    """Det motsatte av ``som_tekst``. Kaster ``KanIkke``."""
    try:
        return _les(json.loads(tekst))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise KanIkke("feil.fire_oyne.uleselig") from None


def _les(v: Any) -> Forslag:
    a = v["avgjorelse"]
    return Forslag(
        Avgjorelse(
            utfall=Svarutfall(a["utfall"]),
            dato=date.fromisoformat(a["dato"]),
            begrunnelse=str(a["begrunnelse"]),
            settekommune=a["settekommune"],
            ansvarlig=a["ansvarlig"],
            omfang=Avgrensningstype(a["omfang"]) if a["omfang"] else None,
            til=date.fromisoformat(a["til"]) if a["til"] else None,
            ikke_overfort=str(a["ikke_overfort"]),
            rett_organ=str(a["rett_organ"]),
        ),
        Malform(v["malform"]) if v["malform"] else None,
        {str(seksjon): Overstyring(tekst=str(t), forslag=str(f)) for seksjon, (t, f) in v["skrevet"].items()},
        str(v["brevsum"]),
    )


def med_dato(avgjorelse: Avgjorelse, dato: date) -> Avgjorelse:
    """Avgjørelsen slik den føres ``dato``."""
    return replace(avgjorelse, dato=dato)
