"""Det ene stedet alt som åpnes, søkes i, eksporteres og skrives ut hos Statsforvalteren, føres i tilgangsloggen.

Vinduet og kommandolinjen går begge gjennom ``Tilgang``. Lar det seg ikke føre, gjøres det som skulle gjøres likevel:
den som trenger hjelp, skal ikke vente på en logg. Da er ``galt`` det som må sies. Å se hvem som har vært inne, er ikke
å hjelpe noen, og gjøres bare når det er ført.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from overforing.feil import Melding, OverforingFeil, UgyldigInndata
from overforing.mottak.brukere import er_leder, ledere
from overforing.mottak.egen_habilitet import Utforer
from overforing.mottak.tilgang import (
    Gjort,
    Grunn,
    Hvem,
    Innsynslinje,
    Oppslag,
    er_egen,
    innsyn,
    krev_ikke_skjermet,
    krev_kan_se,
)
from overforing.sak.modell import Malform
from overforing.sak.person import Linje
from overforing.tekster.katalog import Katalog, dato

from .logg import Logg

Nummer = tuple[int, int]
"""Året og nummeret til en forespørsel."""

ETT_SOK = timedelta(minutes=1)
"""Søk som følger hverandre så tett, er ett: det søkes for hver bokstav som skrives."""


class Tilgangslager(Protocol):
    """Tilgangsloggen på disken (register/tilgangslogg.py)."""

    def noter(self, hvem: Hvem, gjort: Gjort, nummer: Nummer | None = None, grunn: str = "") -> bool: ...

    def egne(self, hvem: Hvem) -> tuple[Oppslag, ...]: ...

    def om(self, nummer: Nummer) -> tuple[Oppslag, ...]: ...

    def siden(self) -> datetime | None: ...

    def lukk(self) -> None: ...


@dataclass(frozen=True)
class Innsyn:
    """Linjene om en forespørsel, den eldste først, og dagen tilgangsloggen går tilbake til."""

    nummer: Nummer
    linjer: tuple[Innsynslinje, ...]
    siden: date


@dataclass(frozen=True)
class Innsynsark:
    """Det den saken gjelder, kan få: dagene med det som ble gjort og formålet, og forklaringen."""

    tittel: str
    innledning: str
    kolonner: tuple[str, str, str]
    rader: tuple[tuple[str, str, str], ...]
    slutt: tuple[str, ...]

    def tekst(self) -> str:
        linjer = [self.tittel, "", self.innledning, "", "\t".join(self.kolonner)]
        return "\n".join([*linjer, *("\t".join(rad) for rad in self.rader), "", *self.slutt]) + "\n"


@dataclass
class Tilgang:
    """``hvem`` er den som arbeider her, og ``linje`` embetets. Alle kallene kommer fra tråden som eier loggen.

    ``galt`` er det som var i veien sist noe skulle føres, ``None`` når det er ført. ``ny`` er at loggen er begynt nå.
    """

    lager: Tilgangslager
    logg: Logg
    hvem: Hvem
    linje: Callable[[], Linje]
    na: Callable[[], datetime]
    galt: Melding | None = None
    ny: bool = False
    _apen: Nummer | None = None
    _sokt: datetime | None = field(default=None, repr=False)

    @classmethod
    def av(
        cls, lager: Tilgangslager, logg: Logg, konto: str, linje: Callable[[], Linje], na: Callable[[], datetime]
    ) -> Tilgang:
        """For den som fører i ``logg``, og er ``konto`` på maskinen."""
        # Et halvt tegn fra systemet kan ikke stå i kjeden.
        navn, konto = (ord_.encode("utf-8", "replace").decode() for ord_ in (logg.bruker, konto))
        return cls(lager, logg, Hvem(navn, konto), linje, na)

    # Å føre

    def apnet(self, nummer: Nummer) -> Melding | None:
        """Forespørselen vises. Vises den på nytt uten at noe annet er vist imens, er det ikke åpnet igjen."""
        if nummer != self._apen:
            self._noter(Gjort.APNET, nummer)
            self._apen = nummer if self.galt is None else None
        return self.galt

    def lukket(self) -> None:
        """Noe annet enn en forespørsel vises."""
        self._apen = None

    def sokt(self) -> None:
        """Det er søkt med ord. Ordene føres ikke."""
        naa = self.na()
        if self._sokt is None or not timedelta(0) <= naa - self._sokt < ETT_SOK or self.galt is not None:
            self._noter(Gjort.SOKT)
        self._sokt = naa

    def eksportert(self, nummer: Nummer | None = None) -> None:
        """Noe om forespørselen, eller om mange, er skrevet til en fil."""
        self._noter(Gjort.EKSPORTERT, nummer)

    def skrevet_ut(self, nummer: Nummer) -> None:
        """Noe om forespørselen er skrevet ut."""
        self._noter(Gjort.SKREVET_UT, nummer)

    def _noter(self, gjort: Gjort, nummer: Nummer | None = None) -> None:
        try:
            self.ny = self.lager.noter(self.hvem, gjort, nummer) or self.ny
        except OverforingFeil as feil:
            self.galt = Melding("feil.tilgang.ikke_fort", hva=Melding(f"tilgang.at_du.{gjort}"), hvorfor=feil)
        else:
            self.galt = None

    # Å se

    @property
    def _meg(self) -> Utforer:
        return Utforer(self.hvem.navn, self.linje())

    @property
    def kan_vaere_leder(self) -> bool:
        """Om den som spør, er leder i noen sak: av seg selv, eller i stedet for en leder som er borte eller inhabil."""
        brukere, linje, i_dag = self.logg.brukere(), self.linje(), self.na().date()
        utenfor: tuple[tuple[str, ...], ...] = ((), ledere(brukere, linje))
        return any(er_leder(self.hvem.navn, brukere, linje, i_dag, ute) for ute in utenfor)

    def egne(self) -> tuple[Oppslag, ...]:
        """Det den som spør, selv har gjort, det nyeste først."""
        return tuple(o for o in self.lager.egne(self.hvem) if er_egen(o, self.hvem))

    def se(self, nummer: Nummer, grunn: str) -> tuple[Oppslag, ...]:
        """Hvem som har sett på en forespørsel, det nyeste først. At det ble sett, er det første som er ført.

        Kaster ``UgyldigInndata`` uten en grunn, og ``KanIkke`` når den som spør, ikke er en leder som er habil i saken,
        eller det ikke lar seg føre.
        """
        f = self.logg.les(*nummer)
        krev_kan_se(f, self._meg, self.logg.brukere(), self.na().date())
        if grunn not in list(Grunn):
            raise UgyldigInndata("feil.tilgang.grunn")
        self.lager.noter(self.hvem, Gjort.SETT, nummer, grunn)
        return self.lager.om(nummer)

    def innsyn(self, nummer: Nummer) -> Innsyn:
        """Det den saken gjelder, får vite. Kaster ``KanIkke`` for en som er inhabil eller i tvil i den."""
        f = self.logg.les(*nummer)
        krev_ikke_skjermet(f, self._meg)
        linjer = innsyn(self.lager.om(nummer), self.logg.historikk(*nummer))
        self.lager.noter(self.hvem, Gjort.INNSYN, nummer)
        siden = self.lager.siden()
        assert siden is not None, "det er ført nå"
        return Innsyn(nummer, linjer, siden.astimezone().date())


def nummeret(tekst: str) -> Nummer:
    """Året og nummeret i «2026/17». Kaster ``UgyldigInndata``."""
    aar, skille, nr = tekst.strip().replace("-", "/").partition("/")
    if skille and len(aar) == 4 and len(nr) < 10 and (aar + nr).isascii() and aar.isdecimal() and nr.isdecimal():
        return int(aar), int(nr)
    raise UgyldigInndata("feil.mottak.ikke_nummer")


class Tilgangsord:
    """Tilgangen i ord, i én målform."""

    def __init__(self, katalog: Katalog, malform: Malform) -> None:
        self._katalog, self._malform = katalog, malform

    def rader(self, oppslag: tuple[Oppslag, ...]) -> tuple[tuple[str, str, str, str], ...]:
        """Når, hvem, hva og hvilken, det nyeste først."""
        return tuple(
            (
                f"{o.tidspunkt.astimezone():%d.%m.%Y kl. %H.%M}",
                str(o.hvem),
                self._hva(o),
                f"{o.aar}/{o.journalnr}" if o.journalnr is not None else "–",
            )
            for o in oppslag
        )

    def _hva(self, o: Oppslag) -> str:
        if o.gjort is Gjort.SETT and o.grunn in list(Grunn):
            return self._ord("tilgang.gjort.sett", grunn=self._ord(f"tilgang.grunn.{o.grunn}"))
        return self._ord(f"tilgang.gjort.{o.gjort}", del_=o.grunn, grunn="–")

    def ark(self, innsyn: Innsyn, i_dag: date) -> Innsynsark:
        """Siden til den saken gjelder. Den har ingen navn, og ikke noe tall for hvor ofte."""
        ord_ = self._ord
        return Innsynsark(
            ord_("tilgang.ark.tittel", journalnummer="{}/{}".format(*innsyn.nummer)),
            ord_("tilgang.ark.innledning", dato=dato(i_dag), siden=dato(innsyn.siden)),
            (ord_("tilgang.ark.dag"), ord_("tilgang.ark.hva"), ord_("tilgang.ark.formaal")),
            tuple(
                (dato(en.dag), ord_(f"tilgang.innsyn.{en.gjort}"), ord_(f"tilgang.formaal.{en.formaal}"))
                for en in innsyn.linjer
            ),
            (
                *(() if innsyn.linjer else (ord_("tilgang.ark.ingen"),)),
                ord_("tilgang.ark.navn"),
                ord_("tilgang.ark.rett"),
            ),
        )

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)
