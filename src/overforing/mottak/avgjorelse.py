"""Avgjørelsen: hvilke utfall som finnes for hvert slag, og hva som må være på plass før den kan føres.

Statsforvalteren vurderer habiliteten som vilkår for overføring. Om den enkelte er inhabil, avgjøres i kommunen (fvl
§ 8), så ingen av utfallene sier at noen er habil. Om avgjørelsen kan påklages, er ikke avklart. En overføring sier
alltid om den gjelder denne søknaden alene eller også fornyelser: loven taler om det enkelte tilfellet (fvl § 9).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from overforing.feil import KanIkke, Melding, UgyldigInndata
from overforing.sak.modell import Avgrensningstype, Sak

from .egne_svar import samme
from .foresporsel import OVERFORER, EgenHabilitet, Foresporsel, Slag, Svarutfall
from .hendelser import Endring, Handling, Hendelse, inn
from .kvittering import Dokumentpost
from .overganger import endring, kan

_FELLES = (
    Svarutfall.FEIL_SPOR,
    Svarutfall.VIDERESENDT,
    Svarutfall.TRUKKET,
    Svarutfall.BORTFALT,
    Svarutfall.FEILFORT,
    Svarutfall.SENDT_DEPARTEMENTET,
)

UTFALL: Mapping[Slag, tuple[Svarutfall, ...]] = {
    Slag.ANMODNING: (
        Svarutfall.OVERFORT,
        Svarutfall.DELVIS_OVERFORT,
        Svarutfall.IKKE_INHABILITET,
        Svarutfall.IKKE_SAERLIG_ULEMPE,
        *_FELLES,
    ),
    Slag.TVIST: (Svarutfall.ANSVAR_FASTSATT, *_FELLES),
}
"""Utfallene som kan velges, i den rekkefølgen de vises."""

UTEN_HABILITETSSVAR = frozenset({Svarutfall.FEILFORT, Svarutfall.SENDT_DEPARTEMENTET})
"""Å rette en feilføring avgjør ingenting, og saken sendes departementet nettopp når noen her er inhabil."""

MED_BEGRUNNELSE = frozenset(Svarutfall) - {Svarutfall.TRUKKET}
"""Utfallene som må begrunnes."""

AVSLAG = frozenset({Svarutfall.IKKE_INHABILITET, Svarutfall.IKKE_SAERLIG_ULEMPE})
"""Utfallene der vilkårene ikke er funnet oppfylt, så kommunen kan be på nytt med nye opplysninger."""


@dataclass(frozen=True)
class Avgjorelse:
    """Det saksbehandleren vil avgjøre. Kommuner er firesifrede numre.

    ``omfang`` er hvor langt en overføring rekker, og ``til`` siste dag for fornyelser som er med. ``ikke_overfort`` er
    det av saken som blir hos kommunen, og ``rett_organ`` organet brevet er sendt videre til.
    """

    utfall: Svarutfall
    dato: date
    begrunnelse: str = field(default="", repr=False)
    settekommune: str | None = None
    ansvarlig: str | None = None
    omfang: Avgrensningstype | None = None
    til: date | None = None
    ikke_overfort: str = field(default="", repr=False)
    rett_organ: str = ""

    def __post_init__(self) -> None:
        # Slik det føres, så et forslag og det som føres etter det, er likt.
        object.__setattr__(self, "begrunnelse", self.begrunnelse.strip())
        object.__setattr__(self, "ikke_overfort", self.ikke_overfort.strip())
        object.__setattr__(self, "rett_organ", " ".join(self.rett_organ.split()))


def avgjor(foresporsel: Foresporsel, avgjorelse: Avgjorelse, av: str, utelukket: Collection[str] = ()) -> Endring:
    """Avgjør forespørselen.

    ``av`` er den som avgjør. ``utelukket`` er kommunene som ikke kan være settekommune (``utelukkede``). Kaster
    ``KanIkke`` når den ikke kan avgjøres nå, og ``UgyldigInndata`` når avgjørelsen selv mangler noe.
    """
    if not kan(foresporsel, Handling.AVGJORT):
        raise KanIkke("feil.mottak.alt_avgjort")
    if avgjorelse.utfall not in UTFALL[foresporsel.slag]:
        raise UgyldigInndata("feil.mottak.utfall", utfall=avgjorelse.utfall, slag=foresporsel.slag)
    if avgjorelse.utfall not in UTEN_HABILITETSSVAR:
        _krev_habil(foresporsel, av)
    if avgjorelse.utfall in MED_BEGRUNNELSE and not avgjorelse.begrunnelse.strip():
        raise UgyldigInndata("feil.mottak.begrunnelse")
    if avgjorelse.dato < foresporsel.mottatt:
        raise UgyldigInndata("feil.mottak.for_tidlig")
    overfort = avgjorelse.utfall in OVERFORER
    _krev_ord(
        Melding("feil.mottak.det_som_blir"),
        avgjorelse.ikke_overfort,
        avgjorelse.utfall is Svarutfall.DELVIS_OVERFORT,
    )
    _krev_ord(Melding("feil.mottak.organet"), avgjorelse.rett_organ, avgjorelse.utfall is Svarutfall.VIDERESENDT)
    _krev_kommune(Melding("feil.mottak.settekommunen"), avgjorelse.settekommune, overfort)
    _krev_kommune(
        Melding("feil.mottak.ansvaret"), avgjorelse.ansvarlig, avgjorelse.utfall is Svarutfall.ANSVAR_FASTSATT
    )
    _krev_omfang(avgjorelse)
    if overfort and avgjorelse.settekommune in {*utelukket, foresporsel.kommune}:
        raise UgyldigInndata("feil.mottak.avsenderen")
    return endring(
        foresporsel,
        Handling.AVGJORT,
        {
            "utfall": avgjorelse.utfall,
            "settekommune": avgjorelse.settekommune,
            "ansvarlig": avgjorelse.ansvarlig,
            "avgjort": avgjorelse.dato,
            "omfang": avgjorelse.omfang,
            "til": avgjorelse.til,
            "ikke_overfort": avgjorelse.ikke_overfort,
            "rett_organ": avgjorelse.rett_organ,
            "ny_versjon": False,
            "forslag": None,
        },
        avgjorelse.begrunnelse,
    )


def _krev_habil(foresporsel: Foresporsel, av: str) -> None:
    if not samme(foresporsel.saksbehandler, av):
        raise KanIkke("feil.mottak.bare_saksbehandleren")
    if foresporsel.egen_habilitet is None:
        raise KanIkke("feil.mottak.egen_habilitet")
    if foresporsel.egen_habilitet is not EgenHabilitet.HABIL:
        raise KanIkke("feil.mottak.gi_fra_deg")


def _krev_kommune(hva: Melding, nummer: str | None, trengs: bool) -> None:
    if trengs and not nummer:
        raise UgyldigInndata("feil.mottak.velg", hva=hva)
    if nummer and not trengs:
        raise UgyldigInndata("feil.mottak.tar_ikke_imot", hva=hva)


def _krev_ord(hva: Melding, ordene: str, trengs: bool) -> None:
    if trengs and not ordene.strip():
        raise UgyldigInndata("feil.mottak.skriv", hva=hva)
    if ordene.strip() and not trengs:
        raise UgyldigInndata("feil.mottak.tar_ikke_imot", hva=hva)


def _krev_omfang(avgjorelse: Avgjorelse) -> None:
    if avgjorelse.utfall not in OVERFORER:
        if avgjorelse.omfang or avgjorelse.til:
            raise UgyldigInndata("feil.mottak.uten_omfang")
        return
    if avgjorelse.omfang is None:
        raise UgyldigInndata("feil.mottak.omfang")
    if avgjorelse.omfang is Avgrensningstype.EN_SOKNAD:
        if avgjorelse.til:
            raise UgyldigInndata("feil.mottak.alene_til")
    elif avgjorelse.til is None:
        raise UgyldigInndata("feil.mottak.fornyelser_til")
    elif avgjorelse.til <= avgjorelse.dato:
        raise UgyldigInndata("feil.mottak.fornyelser_etter")


def meddelte(historikk: Iterable[Hendelse], dokumenter: Iterable[Dokumentpost]) -> tuple[Avgjorelse, ...]:
    """Avgjørelsene som er gått ut, den første først. Er det flere, gjelder den siste i stedet for de andre.

    Det ingen har fått, gjelder ikke i stedet for noe.
    """
    ut = {d.hendelse for d in dokumenter if d.retning == "ut"}
    return tuple(fort(h) for h in historikk if h.handling is Handling.AVGJORT and h.nr in ut)


def den_som_star(f: Foresporsel, historikk: Sequence[Hendelse]) -> Hendelse | None:
    """Avgjørelsen forespørselen er avgjort med nå, når den ikke bare er en feilføring som er rettet."""
    if f.utfall in (None, Svarutfall.FEILFORT):
        return None
    return next(h for h in reversed(historikk) if h.handling is Handling.AVGJORT)


def fikk_saken(forrige: Avgjorelse | None) -> str | None:
    """Kommunen som har saken etter det siste svaret som er gått ut, når det ga den til en."""
    return forrige.settekommune or forrige.ansvarlig if forrige else None


def fort(h: Hendelse) -> Avgjorelse:
    """Avgjørelsen i en hendelse som er en."""
    felt = {navn: inn(navn, naa) for navn, (_, naa) in h.endret.items()}
    navnene = ("settekommune", "ansvarlig", "omfang", "til", "ikke_overfort", "rett_organ")
    resten = {navn: felt[navn] for navn in navnene if felt.get(navn)}
    return Avgjorelse(felt["utfall"], felt["avgjort"], h.tekst, **resten)


def utelukkede(sak: Sak | None, foresporsel: Foresporsel, ansvarlig: str | None) -> frozenset[str]:
    """Kommunene som ikke kan være settekommune: avsenderen, den ansvarlige, og den som er oppgitt som inhabil.

    ``ansvarlig`` er kommunen med plikten etter sotjl § 3, fra programmets vurdering av avsenderens svar.
    """
    inhabile = {s.kommune for s in sak.settekommuner if s.habil is False} if sak else set()
    sendt_fra = sak.kontor.kommune if sak else None
    return frozenset(nummer for nummer in (foresporsel.kommune, sendt_fra, ansvarlig, *inhabile) if nummer)


@dataclass(frozen=True)
class Settekommunevalg:
    """En kommune i lista over settekommuner. ``foreslatt`` er dem kommunen selv har foreslått."""

    nummer: str
    foreslatt: bool
    eget_fylke: bool


def settekommunevalg(
    kommuner: Iterable[str],
    fylke_for: Mapping[str, str],
    avsender: str | None,
    foreslatte: Collection[str],
    uten: Collection[str],
) -> tuple[Settekommunevalg, ...]:
    """Kommunene som kan velges, i den rekkefølgen ``kommuner`` er gitt i; ``fylke_for`` er kommunenummer til fylke."""
    fylke = fylke_for.get(avsender or "")
    return tuple(
        Settekommunevalg(nummer, nummer in foreslatte, fylke is not None and fylke_for.get(nummer) == fylke)
        for nummer in kommuner
        if nummer not in uten
    )
