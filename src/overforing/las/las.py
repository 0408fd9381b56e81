"""Låsen på det som er lagret: å slå den på og av, og nøkkelen til det som er låst.

``las.json`` i datamappen sier at låsen er på, og hvor nøkkelen er: i systemets nøkkelring, eller pakket inn med en
passfrase i filen selv. Nøkkelen står aldri i den. Om en fil *er* låst, leses av filen, ikke av ``las.json``: blir
programmet drept mens låsen slås på eller av, kan noen filer være låst og andre ikke, og alle kan åpnes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing.feil import KanIkke, OverforingFeil, Tekst, UgyldigInndata
from overforing.filer import skriv_alle

from . import FIL
from .ring import Ring, Systemring

if TYPE_CHECKING:
    from overforing.register.kryptering import Filslag

SKJEMA = "overforing/las/1"

_REGISTRE = (".db", ".bak")
_WINDOWS_EGEN = "thumbs.db"
"""Windows legger små bilder av filene i en slik; den er ikke noe register."""


@dataclass(frozen=True)
class Tilstand:
    """Hvordan det står til, målt: filene som er låst, og dem som ikke er det. Navnene er uten mappe.

    ``med`` er hvor nøkkelen er («nokkelring» eller «passfrase»), tom når låsen er av, og ``har_nokkel`` om det som er
    låst, kan åpnes nå.
    """

    laaste: tuple[str, ...]
    apne: tuple[str, ...]
    med: str
    har_nokkel: bool

    @property
    def er(self) -> str:
        """«av», «pa», eller «delvis» når noe er låst og noe ikke."""
        if self.apne and (self.laaste or self.med):
            return "delvis"
        return "pa" if self.laaste or self.med else "av"


class Las:
    """Låsen på filene i ``mappe``, og i mappene ``kopimapper`` gir.

    ``ring`` er systemets nøkkelring når den ikke er gitt. ``kopimapper`` kaster ``KanIkke`` når en mappe er borte; da
    slås låsen verken på eller av.
    """

    def __init__(self, mappe: Path, ring: Ring | None = None, kopimapper: Callable[[], Iterable[Path]] = tuple) -> None:
        self._mappe = mappe
        self._kopimapper = kopimapper
        self._ring: Ring = Systemring() if ring is None else ring
        self._nokkel: str | None = None
        self._ny: str | None = None
        self.sporres_om: tuple[int, int] = (1, 2)
        self.slipp: Callable[[], object] = lambda: None
        """Kalles før filene skrives om, så det programmet har åpent, lukkes."""

    @property
    def er_pa(self) -> bool:
        """Om låsen er slått på. Sier ikke at alle filene er låst; det gjør ``tilstand``."""
        return (self._mappe / FIL).is_file()

    @property
    def med_passfrase(self) -> bool:
        """Om nøkkelen er pakket inn med en passfrase."""
        return self._les().get("slag") == "passfrase"

    def nokkel_for(self, fil: Path) -> str | None:
        """Det registeret i ``fil`` skal åpnes med: ``None`` når det ikke er låst og ikke skal være det.

        En ny fil låses når den ligger i mappene låsen gjelder; bare dem låses opp igjen når låsen tas av. Kaster
        ``KanIkke`` når det er låst og nøkkelen ikke er her; da må ``las_opp`` kalles først.
        """
        if not self.er_pa and self._nokkel is None:
            return None
        from overforing.register.feil import med_rad
        from overforing.register.kryptering import Filslag, filslag

        with med_rad(fil):
            slag = filslag(fil)
        if slag is Filslag.APEN or (slag is Filslag.INGEN and not self._gjelder(fil)):
            return None
        return self.nokkel()

    def _gjelder(self, fil: Path) -> bool:
        return any(fil.resolve().is_relative_to(mappe.resolve()) for mappe in self._mapper_som_er_her())

    def nokkel(self) -> str:
        """Nøkkelen. Kaster ``KanIkke`` når den verken er i nøkkelringen eller er låst opp."""
        if self._nokkel is None:
            felt = self._les()
            if felt.get("slag") == "passfrase":
                raise KanIkke("feil.las.trenger_passfrase")
            funnet = self._ring.hent(felt.get("id", ""))
            if not self._er_var(felt, funnet):
                raise KanIkke("feil.las.ikke_i_ringen")
            self._nokkel = funnet
        assert self._nokkel is not None
        return self._nokkel

    def trenger_opplasing(self) -> bool:
        """Om det må tastes noe før det som er lagret, kan åpnes."""
        return self.er_pa and not self._har_nokkel()

    def las_opp(self, tekst: str) -> None:
        """Åpne med det som ble tastet: passfrasen, eller det som står på arket.

        Med arket legges nøkkelen tilbake i nøkkelringen når den skal være der. Kaster som ``gjenopprett``.
        """
        if self.med_passfrase:
            from .passfrase import pakk_ut

            try:
                self._nokkel = pakk_ut(self._les(), tekst)
                return
            except OverforingFeil:
                if not _ligner_arket(tekst):
                    raise
        self.gjenopprett(tekst)

    def gjenopprett(self, ark: str, passfrase: str = "") -> bool:
        """Åpne med arket, og gi nøkkelen en ny plass: nøkkelringen, eller en ny passfrase når den er gitt.

        Svaret er om den fikk en plass; ellers gjelder den til programmet lukkes. Kaster ``UgyldigInndata`` når arket er
        skrevet feil av, og ``KanIkke`` når det er arket til noe annet.
        """
        from overforing.register.kryptering import Filslag
        from overforing.register.omskriving import passer

        from .nokkel import fra_ark

        key = fra_ark(ark)
        felt = self._les()
        if felt and not self._er_var(felt, key):
            raise KanIkke("feil.las.annet_ark")
        if not felt and not any(passer(fil, key) for fil in self._finn(self._mapper_som_er_her(), Filslag.LAAST)):
            raise KanIkke("feil.las.annet_ark")
        self._nokkel = key
        if felt.get("slag") == "passfrase" and not passfrase:
            return True  # den gamle passfrasen gjelder fortsatt
        try:
            self._ta_vare_pa(key, passfrase)
        except KanIkke:
            return False
        return True

    def har_ring(self) -> bool:
        """Om systemet har en nøkkelring som virker, prøvd med noe som legges der og tas bort igjen."""
        navn = "prove-" + secrets.token_hex(8)
        virker = self._ring.legg(navn, navn)
        if virker:
            self._ring.slett(navn)
        return virker

    def ark(self) -> tuple[str, ...]:
        """Gruppene på gjenopprettingsarket: til nøkkelen som gjelder, eller den låsen kan slås på med.

        Hvilke to som så må tastes, står i ``sporres_om``.
        """
        from . import nokkel

        forste, andre = sorted(secrets.SystemRandom().sample(range(1, nokkel.GRUPPER + 1), 2))
        self.sporres_om = (forste, andre)
        return self._arket()

    def _arket(self) -> tuple[str, ...]:
        from . import nokkel

        if self.er_pa or self._nokkel is not None:  # åpnet med arket, uten at las.json er her igjen
            return nokkel.grupper(self.nokkel())
        if self._ny is None:
            self._ny = nokkel.ny()
        return nokkel.grupper(self._ny)

    def bekreft(self, tastet: Mapping[int, str]) -> None:
        """Kast ``UgyldigInndata`` når de to gruppene i ``sporres_om`` ikke er tastet slik de står på arket."""
        from .nokkel import som_gruppe

        arket = self._arket()
        for nr in self.sporres_om:
            if som_gruppe(tastet.get(nr, "")) != arket[nr - 1]:
                raise UgyldigInndata("feil.las.gruppe", nr=nr)

    def arkside(self, tekst: Tekst, dato: date) -> str:
        """Gjenopprettingsarket som tekst, en linje for hver gruppe, med ordene ``tekst`` gir."""
        arket = self._arket()
        rader = [tekst("las.ark.gruppe", nr=str(nr), gruppe=gruppe) for nr, gruppe in enumerate(arket, 1)]
        deler = [tekst(f"las.ark.{del_}") for del_ in ("tittel", "hva", "hvor", "begge")]
        tatt = tekst("las.ark.dato", dato=f"{dato:%d.%m.%Y}", mappe=str(self._mappe))
        return "\n\n".join([*deler[:3], "\n".join(rader), deler[3], tatt])

    def krev_ingenting_laast(self) -> None:
        """Kast ``KanIkke`` når noe er låst uten at låsen er på: får det en ny nøkkel, gjelder det gamle arket ikke.

        Det som er låst med den nøkkelen som er låst opp, teller ikke: da er det den som gjelder videre.
        """
        from overforing.register.kryptering import Filslag
        from overforing.register.omskriving import passer

        if self.er_pa:
            return
        for fil in self._finn(self._mapper_som_er_her(), Filslag.LAAST):
            if fil.suffix in _REGISTRE and not (self._nokkel and passer(fil, self._nokkel)):
                raise KanIkke("feil.las.alt_laast", fil=fil.name)

    def sla_pa(self, tastet: Mapping[int, str], passfrase: str = "", bruker: str = "") -> None:
        """Lås alt som er lagret. ``tastet`` er de to gruppene det spørres om, etter nummer.

        Er låsen på, men noe ikke låst, låses det, og ingenting spørres om. Kaster ``UgyldigInndata`` når gruppene ikke
        er dem på arket; da er ingenting gjort. Kaster ``KanIkke`` når en fil ikke lot seg låse: den, og dem etter den,
        er som før, og kallet kan gjentas.
        """
        from overforing.register.feil import skadet as skadet_fil
        from overforing.register.kryptering import Filslag
        from overforing.register.omskriving import fei_uferdige, skriv_om

        mapper = self._mapper()
        if not self.er_pa:
            self.krev_ingenting_laast()
            self.bekreft(tastet)
            gjelder = self._nokkel or self._ny
            assert gjelder is not None
            self._ta_vare_pa(gjelder, passfrase)
            self._nokkel, self._ny = gjelder, None
        key = self.nokkel()
        self.slipp()
        skadet: list[KanIkke] = []
        for fil in self._alle(mapper, Filslag.APEN):
            with _uten_de_skadde(skadet, fil):
                skriv_om(fil, None, key, bruker=bruker)
        for mappe in mapper:
            fei_uferdige(mappe)
        skadet += [skadet_fil(fil) for fil in self._uleselige(mapper)]
        for feil in skadet:
            raise feil

    def sla_av(self, bruker: str = "") -> None:
        """Ta låsen av alt som er lagret. Nøkkelen glemmes først når ingenting er låst med den.

        Kaster ``KanIkke`` som ``sla_pa``.
        """
        from overforing.register.kryptering import Filslag
        from overforing.register.omskriving import passer, skriv_om

        key = self.nokkel()
        mapper = self._mapper()
        self.slipp()
        skadet: list[KanIkke] = []
        for fil in self._alle(mapper, Filslag.LAAST):
            with _uten_de_skadde(skadet, fil):
                if passer(fil, key):
                    skriv_om(fil, key, None, bruker=bruker)
                elif fil.suffix in _REGISTRE:
                    skadet.append(KanIkke("feil.las.ikke_apnet", fil=fil.name))
        # Det som er igjen av en skadet fil, kan være låst, og da trengs nøkkelen til det.
        skadet += [KanIkke("feil.las.ikke_apnet", fil=fil.name) for fil in self._uleselige(mapper)]
        for feil in skadet:
            raise feil
        felt = self._les()
        (self._mappe / FIL).unlink(missing_ok=True)
        self._nokkel = None
        self._ring.slett(felt.get("id", ""))

    def tilstand(self) -> Tilstand:
        """Hvordan det står til, lest av filene. Kaster ``KanIkke`` når en av dem ikke kan leses."""
        from overforing.register.kryptering import Filslag

        mapper = self._mapper_som_er_her()
        # Resten av et register med ødelagt hode kan være i klartekst, også når det er lagt til side.
        ulaaste = [*self._finn(mapper, Filslag.APEN), *self._uleselige(mapper)]
        laaste, apne = (
            tuple(str(fil.relative_to(self._mappe) if fil.is_relative_to(self._mappe) else fil) for fil in filer)
            for filer in (self._finn(mapper, Filslag.LAAST), ulaaste)
        )
        return Tilstand(laaste, apne, self._les().get("slag", ""), self._har_nokkel())

    def _mapper(self) -> tuple[Path, ...]:
        return (self._mappe, *(m for m in self._kopimapper() if not m.is_relative_to(self._mappe)))

    def _mapper_som_er_her(self) -> tuple[Path, ...]:
        """Uten dem på en disk som ikke er koblet til: dem kan det ikke sies noe om."""
        try:
            return self._mapper()
        except KanIkke:
            return (self._mappe,)

    def _uleselige(self, mapper: Iterable[Path]) -> list[Path]:
        from overforing.register.kryptering import Filslag

        funnet = self._finn(mapper, Filslag.UKJENT)
        return [fil for fil in funnet if fil.suffix in _REGISTRE and fil.name.lower() != _WINDOWS_EGEN]

    def _alle(self, mapper: Iterable[Path], slag: Filslag) -> Iterator[Path]:
        """Filene av slaget, også en kopi som ble tatt av et register før det selv ble skrevet om."""
        sett: set[Path] = set()
        while nye := [fil for fil in self._finn(mapper, slag) if fil not in sett]:
            sett.update(nye)
            yield from nye

    @staticmethod
    def _finn(mapper: Iterable[Path], slag: Filslag) -> list[Path]:
        from overforing.register.omskriving import finn

        return [fil for mappe in mapper for fil in finn(mappe, slag)]

    def _har_nokkel(self) -> bool:
        try:
            return bool((self.er_pa or self._nokkel) and self.nokkel())
        except KanIkke:
            return False

    def _ta_vare_pa(self, key: str, passfrase: str) -> None:
        """Legg nøkkelen der den skal være. Kaster ``KanIkke`` når det verken er en nøkkelring eller en passfrase."""
        from .nokkel import avtrykk

        # Den samme nøkkelen beholder navnet sitt: en annen maskin på den samme mappen finner den der den la den.
        for_ = self._les()
        navn = for_["id"] if self._er_var(for_, key) else secrets.token_hex(8)
        felt = {"skjema": SKJEMA, "id": navn, "avtrykk": avtrykk(key)}
        if passfrase:
            from .passfrase import pakk_inn

            felt |= {"slag": "passfrase", **pakk_inn(key, passfrase)}
        elif self._ring.legg(felt["id"], key):
            felt["slag"] = "nokkelring"
        else:
            raise KanIkke("feil.las.uten_ring")
        import json

        with suppress(OSError):  # ``skriv_alle`` sier hva som er i veien
            self._mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        skriv_alle(self._mappe, {FIL: json.dumps(felt, indent=2).encode() + b"\n"}, overskriv=True)

    def _les(self) -> dict[str, str]:
        """Feltene i ``las.json``, eller ingen når den ikke er der eller ikke kan leses; da trengs arket."""
        import json

        try:
            felt: Any = json.loads((self._mappe / FIL).read_bytes())
        except (OSError, ValueError):
            return {}
        hel = isinstance(felt, dict) and all(isinstance(verdi, str) for verdi in felt.values())
        return felt if hel and felt.keys() >= {"id", "avtrykk", "slag"} else {}

    @staticmethod
    def _er_var(felt: Mapping[str, str], key: str | None) -> bool:
        from .nokkel import avtrykk

        try:
            return key is not None and avtrykk(key) == felt.get("avtrykk")
        except ValueError:
            return False


@contextmanager
def _uten_de_skadde(skadet: list[KanIkke], fil: Path) -> Iterator[None]:
    """En skadet kopi skal ikke stå i veien for de andre filene; den står igjen som den var, og det sies til slutt.

    En som er ryddet bort imens, er det ikke mer å gjøre med.
    """
    try:
        yield
    except KanIkke as feil:
        if not fil.exists():
            return
        if feil.melding.nokkel != "hinder.register.skadet":
            raise
        skadet.append(feil)


def _ligner_arket(tekst: str) -> bool:
    """Om teksten er så lang som det som står på arket, og bare har slike tegn."""
    from .nokkel import GRUPPER, TEGN, som_gruppe

    tegn = som_gruppe(tekst)
    return len(tegn) == GRUPPER * 8 and not set(tegn) - set(TEGN)
