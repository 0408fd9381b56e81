"""Det loggen trenger av databasen den ligger i: en fil på maskinen (``filmotor``) eller en tjener (``felles``).

Hva som føres, summene, kjeden, søketeksten og nøklene det sorteres etter, er det samme begge steder, og det er SQL-en
også, så lenge begge forstår den. ``Loggmotor`` er det som er ulikt, og ikke noe annet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from overforing.feil import Melding
from overforing.mottak.brukere import Kollega
from overforing.mottak.kontrollsvar import Funn
from overforing.sak.person import Linje

from .sok import Fulltekstsok


class Sporrer(Protocol):
    """En åpen database. SQL-en har ``:navn`` eller ``?`` der verdiene skal inn."""

    def execute(self, sql: str, parameters: Any = None) -> Any: ...

    def query(self, sql: str, params: Any = None) -> Iterator[dict[str, Any]]: ...


Sporring = tuple[str, dict[str, Any]]
"""SQL, og verdiene i den etter navn."""


class Sok(NamedTuple):
    """Et søk som SQL: hvor radene hentes, kolonnen med id-en, vilkårene og verdiene i dem.

    ``:fra_id`` i ``fra`` er den eldste det skal letes i. ``grenser`` er hvor mange treff (``:flest``) det hentes først
    når rekkefølgen er id-ens, og så, når det ikke var nok, i en database som ikke kan stanse når siden er full.
    """

    fra: str
    id: str
    vilkar: tuple[str, ...] = ()
    verdier: Mapping[str, Any] = {}
    grenser: tuple[int, ...] = (0,)


class Loggmotor(Protocol):
    """Det som er ulikt fra database til database."""

    haster: str
    """Vilkåret for at det haster i ``f``, slik indeksen har det."""
    forelopig_sendt: str
    """Vilkåret for at det er sendt foreløpig svar i ``f``."""
    samme_fil: str
    """Vilkåret for forespørselen filen ``:sha256`` alt er ført på."""
    samme_sak: str
    """Vilkåret for forespørselen saken ``:sak`` sist ble ført som."""
    nummeret: str
    """``f`` med journalnummeret til forespørselen hendelsen ``h`` er ført på, lagt til ``FROM``."""
    avgjort_i_ar: str
    """Vilkåret for at ``f`` er avgjort i året ``:aaret``, slik indeksen har det."""
    momenter: str
    """Det som står på stien ``:sti`` i saken i ``d``, som tekst."""
    brukere: str
    """Spørringen etter dem som arbeider i loggen, når databasen selv vet hvem det er; ellers tom."""
    soketekster: str
    """Tabellen med det det søkes i."""
    skjermer: bool
    """Om databasen selv skjermer radene. Da er de heller ikke med i det den teller."""
    med_skjermede: str
    """``foresporsler`` med det som er igjen av dem den som spør, er skjermet fra."""
    serverens_klokke: bool
    """Om tidene føres etter databasens klokke. Da spørres ingen om klokka på maskinen."""

    def sok(self, sok: Fulltekstsok) -> Sok: ...

    def side(self, sql: str, verdier: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """Radene, hver med verdiene i den rekkefølgen de er spurt etter: det som koster minst."""

    def apner(self, aar: int, nr: int) -> tuple[tuple[str, datetime], ...]:
        """Den som spør, har åpnet forespørselen. Svaret er de andre som har den åpen, og siden når.

        Finnes den ikke, har hun ingen åpen.
        """

    def en_rad(self, vilkar: str) -> str:
        """En forespørsel med vilkåret. Er den som spør, skjermet fra den, er det det som er igjen, og ``skjermet``."""

    def skjermede(self) -> Sequence[Mapping[str, Any]] | None:
        """Det som er igjen av dem den som spør, er skjermet fra; ``None`` når databasen ikke skjermer noe."""

    def skjermede_mellom(self, fra: str, til: str, *, ogsa_apne: bool) -> Sequence[int] | None:
        """Id-ene til dem av dem som kan være kommet mellom dagene, eller var åpne den siste når de skal være med."""

    def siste_ledd(self) -> tuple[int, str] | None:
        """Plassen og summen til det siste i kjeden."""

    def legg_pa(self, id_: int, sortering: str, forrige: str, ny: str, mer: str) -> None:
        """Legg det som er ført av en som er skjermet fra forespørselen, på raden hun ikke ser.

        Saksbehandleren står i det det søkes i, som ``forrige`` og nå ``ny``; ``mer`` legges etter.
        """

    def neste(self, kolonne: str, tabell: str, hvor: str, verdi: int) -> int:
        """Det neste nummeret i rekken av rader der ``hvor`` er ``verdi``."""

    def soketekst(self, id_: int) -> str:
        """Det det søkes i om forespørselen."""

    def nytt_soketekst(self, id_: int, forste: str, mer: str) -> None:
        """Bytt den første linjen i det det søkes i, og legg ``mer`` etter når det ikke står der."""

    def bytt_soketekst(self, id_: int, tekst: str) -> None: ...

    def soketekstene_samlet(self) -> AbstractContextManager[None]:
        """Rundt flere forespørsler som føres i én transaksjon: det det søkes i om dem, kan settes inn til slutt."""

    def tilintetgjor(self, id_: int, nr: int) -> None:
        """Ta ordene i en hendelse bort for godt, når det er ført at det er bestemt."""

    def stillbilde(self) -> AbstractContextManager[None]:
        """Rundt mange lesinger som skal se loggen slik den var da den første begynte, og se alt i den.

        Kaster ``KanIkke`` når noe er skjermet for den som spør.
        """

    def krev_hele_journalen(self, fra: str, til: str) -> None:
        """Kaster ``KanIkke`` når noe som er ført mellom tidene, er skjermet for den som spør."""

    def stand(self) -> object | None:
        """Det samme som sist så lenge ingen har ført eller valgt noe; ``None`` midt i noe som føres."""

    def talt(self, tabell: str) -> int:
        """Så mange rader databasen selv har talt at det er ført i ``foresporsler`` eller ``kjede``."""

    def linje(self) -> Linje:
        """Hvem som er leder for hvem, når databasen vet det; ellers tom."""

    def kolleger(self) -> tuple[Kollega, ...]:
        """De samme med innloggingen, også dem som har sluttet. Tomt når databasen ikke vet hvem de er."""

    def sett_fravaer(self, login: str, borte_til: date | None, stedfortreder: str) -> None:
        """At en er borte til og med dagen, og innloggingen til den som er der i hennes sted; tomt er ingen.

        Kaster ``KanIkke`` når den som spør, ikke kan si det.
        """

    def kjente_feil(self) -> tuple[Melding, ...]:
        """Kjente feil i utgaven av SQLite loggen leses med."""

    def databasen(self) -> Iterator[Funn]:
        """Det som er galt med selve databasen og sperrene i den."""

    def mangler_tabeller(self) -> Iterator[Funn]:
        """Hva som er galt når det mangler noe resten av kontrollen leser; ellers ingenting."""

    def sokeindeksen(self) -> Iterator[Funn]:
        """Indeksene som ikke har det samme som teksten det søkes i."""


class Loggbase(Sporrer, Protocol):
    """Databasen loggen ligger i, åpen."""

    @property
    def motor(self) -> Loggmotor: ...

    @property
    def fil(self) -> Path | None:
        """Filen databasen er, når den er en. Kopiene og tilgangsloggen ligger ved siden av den."""

    def leser(self) -> AbstractContextManager[None]: ...

    def skriver(self) -> AbstractContextManager[None]: ...

    def rader(self, sql: str, verdier: dict[str, Any]) -> list[dict[str, Any]]: ...

    def samlet(self, *sporringer: Sporring) -> list[list[dict[str, Any]]]:
        """Svarene på flere spørringer som ikke bygger på hverandre, på én tur når databasen er et annet sted."""

    def sett_inn(self, tabell: str, verdier: Mapping[str, Any], finnes: str = "") -> int | None: ...

    def oppdater(self, tabell: str, id_: str | int, verdier: Mapping[str, Any]) -> None: ...

    def close(self) -> None: ...
