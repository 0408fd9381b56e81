"""Feilene etter hvem som kan rette dem: brukeren, omgivelsene eller vi. Og det de sier: nøkler her, ord i kanten.

En feil bærer en nøkkel i ``resources/tekster`` og verdiene som settes inn. Vinduet sier den på sin målform med
katalogen (``si``), og kommandolinjen på bokmål (``str``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

Tekst = Callable[..., str]
"""Teksten for en nøkkel, med verdiene satt inn ved navn."""


class Utsagn:
    """Det som kan sies: ``paa`` med ordene en katalog gir, ``str`` på bokmål."""

    def paa(self, tekst: Tekst) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.paa(_bokmal)


@dataclass(frozen=True, init=False)
class Melding(Utsagn):
    """Noe som skal sies. En verdi som selv er en melding eller en feil, sies på samme målform.

    Flere i en tuple får komma mellom seg, og i en liste en linje hver.

    Alt annet, som filnavn og svar, er data: det settes inn som det står, og oversettes aldri.
    """

    nokkel: str
    verdier: Mapping[str, object] = field(hash=False)

    def __init__(self, nokkel: str, /, **verdier: object) -> None:
        object.__setattr__(self, "nokkel", nokkel)
        object.__setattr__(self, "verdier", verdier)

    def paa(self, tekst: Tekst) -> str:
        return tekst(self.nokkel, **{navn: si(verdi, tekst) for navn, verdi in self.verdier.items()})


class OverforingFeil(Utsagn, Exception):
    """En feil som kan vises. Den skrives aldri i en logg: den kan gjengi et felt.

    ``bevart``: det som skulle lagres, er trygt et annet sted, så det hjelper ikke å prøve igjen.
    """

    bevart = False

    def __init__(self, nokkel: str = "", /, **verdier: object) -> None:
        super().__init__(nokkel)
        self.melding = Melding(nokkel, **verdier)

    def paa(self, tekst: Tekst) -> str:
        return self.melding.paa(tekst)


@dataclass(frozen=True)
class Feltfeil(Utsagn):
    """Én feil i en fil: stien til feltet, hva som var ventet, og hva som sto der, i ord eller som data."""

    felt: str
    forventet: Melding | str
    funnet: Melding | str

    def paa(self, tekst: Tekst) -> str:
        felt = self.felt or Melding("feil.saksfil.filen")
        return Melding("feil.saksfil.feltfeil", felt=felt, forventet=self.forventet, funnet=self.funnet).paa(tekst)


class UgyldigSaksfil(OverforingFeil):
    """Brukerens: filen er ikke en gyldig saksfil. Bærer alle feilene på én gang, hver på én lesbar linje."""

    def __init__(self, feil: Iterable[Feltfeil]) -> None:
        super().__init__()
        self.feil = tuple(Feltfeil(_lesbar(f.felt), f.forventet, _lesbare(f.funnet)) for f in feil)

    def paa(self, tekst: Tekst) -> str:
        return "; ".join(f.paa(tekst) for f in self.feil)


def _lesbare(funnet: Melding | str) -> Melding | str:
    if isinstance(funnet, str):
        return _lesbar(funnet)
    return Melding(funnet.nokkel, **{navn: _lesbar(str(verdi)) for navn, verdi in funnet.verdier.items()})


def _lesbar(tekst: str) -> str:
    """Kort og på én linje, også når teksten kom fra en fil utenfra."""
    kort = tekst if len(tekst) <= 120 else tekst[:119] + "…"
    return "".join(tegn if tegn.isprintable() else "�" for tegn in kort)


class UgyldigInndata(OverforingFeil):
    """Brukerens: det som ble gitt inn, er ikke det programmet kan bruke."""


class UgyldigMal(UgyldigInndata):
    """Brukerens: et eget brevhode eller en egen brevtekst kan ikke brukes. Bærer alt som må rettes, én linje hver."""

    def __init__(self, problemer: Iterable[Melding]) -> None:
        super().__init__()
        self.problemer = tuple(problemer)

    def paa(self, tekst: Tekst) -> str:
        return "\n".join(problem.paa(tekst) for problem in self.problemer)


class KanIkke(OverforingFeil):
    """Omgivelsenes eller sakens: det lot seg ikke gjøre nå. Meldingen sier hva som skal til."""


class UtenPdf(KanIkke):
    """Brevet kan ikke bli PDF. Word-filen kan lages for seg."""


def si(hva: object, tekst: Tekst) -> str:
    """Det som står, sagt med ordene ``tekst`` gir: en feil, en melding, flere av dem, eller data som det er."""
    if isinstance(hva, Utsagn):
        return hva.paa(tekst)
    if isinstance(hva, (tuple, list)):
        return (", " if isinstance(hva, tuple) else "\n  ").join(si(ett, tekst) for ett in hva)
    return str(hva)


def _bokmal(nokkel: str, **verdier: str) -> str:
    try:
        return _tekster()[nokkel]["nb"].format_map(verdier)
    except (OSError, ValueError, KeyError):  # programmets egne filer kan ligge på det som er borte
        return f"Det gikk ikke ({nokkel}): " + ", ".join(verdier.values())


@cache
def _tekster() -> Mapping[str, Mapping[str, str]]:
    from overforing import stier
    from overforing.tekstfiler import Tekster

    return Tekster(stier.ressurser() / "tekster")
