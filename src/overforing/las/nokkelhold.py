"""Nøkkelen: hvor den er, arket som åpner når den er borte, og kontorets ark som åpner for alle.

``las.json`` i datamappen sier at låsen er på, og hvor nøkkelen er: i systemets nøkkelring, eller pakket inn med en
passfrase i filen selv. Nøkkelen står aldri i den.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from overforing import las
from overforing.feil import KanIkke, OverforingFeil, Tekst, UgyldigInndata

from . import lasfil
from .lasfil import SKJEMA, er_nokkelen
from .ring import Ring, Systemring

if TYPE_CHECKING:
    from .mapper import Mapper

UBEKREFTET = "ubekreftet"
"""Det ``ark`` i ``las.json`` er til noen har tastet to av gruppene tilbake."""


@dataclass(frozen=True)
class Regler:
    """Det som er bestemt om låsen. ``begynner`` er at en ny datamappe låses uten at noen blir spurt.

    ``krever`` er at den ikke kan slås av, ``uten`` at den ikke tilbys, og ``kontornokkel`` den åpne halvparten av
    kontorets nøkkel, 64 heksadesimale tegn.
    """

    begynner: bool = False
    krever: bool = False
    uten: bool = False
    kontornokkel: str = ""


class Nokkelhold:
    """Nøkkelen til filene i ``mappe``, og i mappene ``kopimapper`` gir.

    ``ring`` er systemets nøkkelring når den ikke er gitt. ``kopimapper`` kaster ``KanIkke`` når en mappe er borte.
    """

    def __init__(
        self,
        mappe: Path,
        ring: Ring | None = None,
        kopimapper: Callable[[], Iterable[Path]] = tuple,
        regler: Regler | None = None,
    ) -> None:
        self._mappe = mappe
        self._kopimapper = kopimapper
        self._ring: Ring = Systemring() if ring is None else ring
        self.regler = regler or Regler()
        self._nokkel: str | None = None
        self._ny: str | None = None
        self.sporres_om: tuple[int, int] = (1, 2)

    @property
    def er_pa(self) -> bool:
        """Om låsen er slått på. Sier ikke at alle filene er låst; det gjør ``tilstand``."""
        return las.er_pa(self._mappe)

    @property
    def _mapper(self) -> Mapper:
        from .mapper import Mapper

        return Mapper(self._mappe, self._kopimapper)

    @property
    def med_passfrase(self) -> bool:
        """Om nøkkelen er pakket inn med en passfrase."""
        return lasfil.les(self._mappe).get("slag") == "passfrase"

    def nokkel(self) -> str:
        """Nøkkelen. Kaster ``KanIkke`` når den verken er i nøkkelringen eller er låst opp."""
        if self._nokkel is None:
            felt = lasfil.les(self._mappe)
            if felt.get("slag") == "passfrase":
                raise KanIkke("feil.las.trenger_passfrase")
            funnet = self._ring.hent(felt.get("id", ""))
            if not er_nokkelen(felt, funnet):
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
                self._nokkel = pakk_ut(lasfil.les(self._mappe), tekst)
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

        from .mapper import finn
        from .nokkel import fra_ark

        key = fra_ark(ark)
        felt = lasfil.les(self._mappe) or self._ved_kopiene(key)
        if felt and not er_nokkelen(felt, key):
            key, ark_er = self._fra_kontoret(felt, key), felt.get("ark", "")
        else:
            ark_er = ""
        if not felt and not any(passer(fil, key) for fil in finn(self._mapper.her(), Filslag.LAAST)):
            raise KanIkke("feil.las.annet_ark")
        self._nokkel = key
        if felt.get("slag") == "passfrase" and not passfrase:
            return True  # den gamle passfrasen gjelder fortsatt
        try:
            self._ta_vare_pa(key, passfrase, ark_er)
        except KanIkke:
            return False
        return True

    def _ved_kopiene(self, hemmelig: str) -> dict[str, str]:
        """``las.json`` slik den ligger ved kopiene på en annen disk, når kontorets ark åpner den."""
        from .kontornokkel import pakk_ut

        funnet = (lasfil.les(mappe) for mappe in self._mapper.her()[1:])
        return next((felt for felt in funnet if pakk_ut(felt, hemmelig) is not None), {})

    @staticmethod
    def _fra_kontoret(felt: Mapping[str, str], hemmelig: str) -> str:
        """Nøkkelen, åpnet med kontorets ark. Kaster ``KanIkke`` når det er et annet ark."""
        from .kontornokkel import pakk_ut

        key = pakk_ut(felt, hemmelig)
        if key is None or not er_nokkelen(felt, key):
            raise KanIkke("feil.las.annet_ark")
        return key

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
        """Husk at de to gruppene i ``sporres_om`` er tastet slik de står på arket. Kast ``UgyldigInndata`` når de ikke
        er det.
        """
        from .nokkel import som_gruppe

        arket = self._arket()
        for nr in self.sporres_om:
            if som_gruppe(tastet.get(nr, "")) != arket[nr - 1]:
                raise UgyldigInndata("feil.las.gruppe", nr=nr)
        felt = lasfil.les(self._mappe)
        if felt.get("ark") == UBEKREFTET:
            lasfil.skriv(self._mappe, {navn: verdi for navn, verdi in felt.items() if navn != "ark"})

    def arkside(self, tekst: Tekst, dato: date) -> str:
        """Gjenopprettingsarket som tekst, en linje for hver gruppe, med ordene ``tekst`` gir."""
        arket = self._arket()
        rader = [tekst("las.ark.gruppe", nr=str(nr), gruppe=gruppe) for nr, gruppe in enumerate(arket, 1)]
        deler = [tekst(f"las.ark.{del_}") for del_ in ("tittel", "hva", "hvor", "begge")]
        tatt = tekst("las.ark.dato", dato=f"{dato:%d.%m.%Y}", mappe=str(self._mappe))
        return "\n\n".join([*deler[:3], "\n".join(rader), deler[3], tatt])

    @property
    def mangler_ark(self) -> bool:
        """Om ingen har sett at arket kan leses. Kan kontoret åpne, er det ikke noe som henger på det."""
        felt = lasfil.les(self._mappe)
        return felt.get("ark") == UBEKREFTET and "kontor" not in felt

    @property
    def kontoret_kan_apne(self) -> bool:
        """Om nøkkelen er pakket inn til kontoret."""
        return "kontor" in lasfil.les(self._mappe)

    def krev_arket(self) -> None:
        """Kast ``KanIkke`` til arket er bekreftet: det som føres i loggen, skal ikke henge på én maskin."""
        if self.mangler_ark:
            raise KanIkke("feil.las.ark_forst")

    def krev_ingenting_laast(self) -> None:
        """Kast ``KanIkke`` når noe er låst uten at låsen er på: får det en ny nøkkel, gjelder det gamle arket ikke.

        Det som er låst med den nøkkelen som er låst opp, teller ikke: da er det den som gjelder videre.
        """
        from overforing.register.kryptering import Filslag
        from overforing.register.omskriving import passer

        from .mapper import er_register, finn

        if self.er_pa:
            return
        for fil in finn(self._mapper.her(), Filslag.LAAST):
            if er_register(fil) and not (self._nokkel and passer(fil, self._nokkel)):
                raise KanIkke("feil.las.alt_laast", fil=fil.name)

    def _har_nokkel(self) -> bool:
        try:
            return bool((self.er_pa or self._nokkel) and self.nokkel())
        except KanIkke:
            return False

    def _feltene(self, key: str, navn: str) -> dict[str, str]:
        """Det ``las.json`` alltid sier om nøkkelen."""
        from .nokkel import avtrykk

        felt = {"skjema": SKJEMA, "id": navn, "avtrykk": avtrykk(key)}
        if self.regler.kontornokkel:
            from .kontornokkel import pakk_inn

            felt |= pakk_inn(key, self.regler.kontornokkel)
        return felt

    def _ta_vare_pa(self, key: str, passfrase: str, ark: str = "") -> None:
        """Legg nøkkelen der den skal være. Kaster ``KanIkke`` når det verken er en nøkkelring eller en passfrase."""
        # Den samme nøkkelen beholder navnet sitt: en annen maskin på den samme mappen finner den der den la den.
        for_ = lasfil.les(self._mappe)
        felt = self._feltene(key, for_["id"] if er_nokkelen(for_, key) else secrets.token_hex(8))
        if ark:
            felt["ark"] = ark
        if passfrase:
            from .passfrase import pakk_inn

            felt |= {"slag": "passfrase", **pakk_inn(key, passfrase)}
        elif self._ring.legg(felt["id"], key):
            felt["slag"] = "nokkelring"
        else:
            raise KanIkke("feil.las.uten_ring")
        lasfil.skriv(self._mappe, felt)

    def _pakk_til_kontoret(self) -> None:
        """Pakk nøkkelen inn til kontoret når det har fått en nøkkel, eller en ny.

        Det legges også ved kopiene på en annen disk, så kontoret kan åpne dem når datamappen er tapt.
        """
        felt, til = lasfil.les(self._mappe), self.regler.kontornokkel
        if not felt or not self._har_nokkel():
            return
        with suppress(KanIkke):  # det prøves igjen neste gang
            if felt.get("kontor", "") != til:
                uten = {navn: verdi for navn, verdi in felt.items() if navn.partition("_")[0] != "kontor"}
                felt = uten | self._feltene(self.nokkel(), felt["id"])
                lasfil.skriv(self._mappe, felt)
            for mappe in self._mapper.her()[1:] if til else ():
                if lasfil.les(mappe) != felt:
                    lasfil.skriv(mappe, felt)


def _ligner_arket(tekst: str) -> bool:
    """Om teksten er så lang som det som står på arket, og bare har slike tegn."""
    from .nokkel import GRUPPER, TEGN, som_gruppe

    tegn = som_gruppe(tekst)
    return len(tegn) == GRUPPER * 8 and not set(tegn) - set(TEGN)
