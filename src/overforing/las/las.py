"""Låsen på det som er lagret: å slå den på og av, og hva hver fil åpnes med.

Om en fil *er* låst, leses av filen, ikke av ``las.json``: blir programmet drept mens låsen slås på eller av, kan noen
filer være låst og andre ikke, og alle kan åpnes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing import las
from overforing.feil import KanIkke

from . import lasfil
from .nokkelhold import UBEKREFTET, Nokkelhold

if TYPE_CHECKING:
    from overforing.register.kryptering import Filslag


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


class Las(Nokkelhold):
    """Låsen på filene i mappene. Er en av mappene borte, slås den verken på eller av."""

    def __init__(self, *args: Any, **valg: Any) -> None:
        super().__init__(*args, **valg)
        self._stanses = False
        self.framdrift = (0, 0)
        """Hvor mange filer som er skrevet om, og av hvor mange."""
        self.slipp: Callable[[], object] = lambda: None
        """Lukker det programmet har åpent. Må kalles, på tråden som har åpnet det, før filene skrives om."""

    def nokkel_for(self, fil: Path) -> str | None:
        """Det registeret i ``fil`` skal åpnes med: ``None`` når det ikke er låst og ikke skal være det.

        En ny fil låses når den ligger i mappene låsen gjelder; bare dem låses opp igjen når låsen tas av. Er den det
        første i en ny datamappe, begynner låsen her. Kaster ``KanIkke`` når det er låst og nøkkelen ikke er her; da må
        ``las_opp`` kalles først.
        """
        if not self.er_pa and self._nokkel is None and not (self._skal_begynne(fil) and self._begynn()):
            return None
        from overforing.register.feil import med_rad
        from overforing.register.kryptering import Filslag, filslag

        with med_rad(fil):
            slag = filslag(fil)
        if slag is Filslag.APEN or (slag is Filslag.INGEN and not self._mapper.gjelder(fil)):
            return None
        return self.nokkel()

    def _skal_begynne(self, fil: Path) -> bool:
        """Om filen er det første som lagres her. Er noe lagret ulåst, spørres det i stedet; det skrives ikke om i
        stillhet. Kaster ``KanIkke`` når noe alt er låst med en nøkkel som ikke er her.
        """
        from overforing.register.feil import med_rad
        from overforing.register.kryptering import Filslag, filslag

        from . import mapper

        regler = self.regler
        if not regler.begynner or regler.uten or (las.slaget(self._mappe) == las.AV and not regler.krever):
            return False
        with med_rad(fil):
            ny = filslag(fil) is Filslag.INGEN and self._mapper.gjelder(fil)
        if not ny or mapper.finn(self._mapper.her(), Filslag.APEN):
            return False
        self.krev_ingenting_laast()
        return True

    def _begynn(self) -> bool:
        """Ta i bruk låsen i en ny datamappe, med nøkkelen i nøkkelringen og arket ikke bekreftet.

        Svaret er usant når det ikke er noen nøkkelring. Kaster ``KanIkke`` når låsen er påkrevd og ikke kan brukes, og
        når det ikke kan skrives i mappen.
        """
        from overforing.register.feil import med_rad

        from . import nokkel

        key, navn = nokkel.ny(), secrets.token_hex(8)
        if not self._ring.legg(navn, key):
            if self.regler.krever:
                raise KanIkke("feil.las.kreves")
            return False
        felt = self._feltene(key, navn) | {"slag": "nokkelring", "ark": UBEKREFTET}
        begynte = False
        try:
            with med_rad(self._mappe / las.FIL):
                if las.slaget(self._mappe) == las.AV:
                    (self._mappe / las.FIL).unlink(missing_ok=True)
                begynte = lasfil.skriv_ny(self._mappe, felt)
        finally:
            if not begynte:  # det gikk ikke, eller et annet program begynte samtidig; da gjelder dets nøkkel
                self._ring.slett(navn)
        self._nokkel = key if begynte else None
        return True

    def klargjor(self) -> str:
        """Hent nøkkelen, eller begynn låsen i en ny datamappe, og svar som ``sporsmal``. Kan ta tid: kalles ved siden
        av vinduet, før noe åpnes. Kaster ``KanIkke`` når filene ikke kan leses.
        """
        if not self.er_pa and self._nokkel is None:
            with suppress(KanIkke):  # det samme sies når registeret åpnes
                if self._skal_begynne(self._mappe / "saker.db"):
                    self._begynn()
        self._pakk_til_kontoret()
        return self.sporsmal()

    def sporsmal(self) -> str:
        """Det brukeren må ta stilling til, tomt når det ikke er noe.

        «opplasing»: nøkkelen er ikke her. «arket»: ingen har sett at arket kan leses. «resten»: låsen er på, og noe er
        ikke låst. «kreves»: låsen er av og skal være på. «tilbud»: den er av, og ingen har sagt nei.
        """
        from overforing.register.kryptering import Filslag

        from .mapper import finn

        if not self.er_pa:
            if self._nokkel is None and finn(self._mapper.her(), Filslag.LAAST):
                return "opplasing"
            if self.regler.krever:
                return "kreves"
            return "" if self.regler.uten or las.slaget(self._mappe) == las.AV else "tilbud"
        if not self._har_nokkel():
            return "opplasing"
        if self.mangler_ark:
            return "arket"
        return "resten" if finn(self._mapper.her(), Filslag.APEN) else ""

    def si_nei(self) -> None:
        """Husk at brukeren ikke vil ha låsen. Kaster ``KanIkke`` når den er påkrevd, og når det ikke kan skrives."""
        if self.regler.krever:
            raise KanIkke("feil.las.kreves_av")
        if not self.er_pa:
            lasfil.skriv_nei(self._mappe)

    def sla_pa(self, tastet: Mapping[int, str], passfrase: str = "", bruker: str = "") -> None:
        """Lås alt som er lagret. ``tastet`` er de to gruppene det spørres om, etter nummer.

        Er låsen på, men noe ikke låst, låses det, og ingenting spørres om. Kaster ``UgyldigInndata`` når gruppene ikke
        er dem på arket; da er ingenting gjort. Kaster ``KanIkke`` når en fil ikke lot seg låse, eller ``stans`` er
        kalt: den, og dem etter den, er som før, og kallet kan gjentas.
        """
        from overforing.register.feil import skadet as skadet_fil
        from overforing.register.kryptering import Filslag
        from overforing.register.omskriving import fei_uferdige, skriv_om

        from .mapper import uleselige

        mapper = self._mapper.alle()
        if not self.er_pa:
            self.krev_ingenting_laast()
            self.bekreft(tastet)
            gjelder = self._nokkel or self._ny
            assert gjelder is not None
            self._ta_vare_pa(gjelder, passfrase)
            self._nokkel, self._ny = gjelder, None
        key = self.nokkel()
        skadet: list[KanIkke] = []
        for fil in self._en_og_en(mapper, Filslag.APEN):
            with _uten_de_skadde(skadet, fil):
                skriv_om(fil, None, key, bruker=bruker)
        for mappe in mapper:
            fei_uferdige(mappe)
        skadet += [skadet_fil(fil) for fil in uleselige(mapper)]
        for feil in skadet:
            raise feil

    def sla_av(self, bruker: str = "") -> None:
        """Ta låsen av alt som er lagret, og husk at brukeren ikke vil ha den. Nøkkelen glemmes først når ingenting er
        låst med den.

        Kaster ``KanIkke`` som ``sla_pa``, og når låsen er påkrevd.
        """
        from overforing.register.kryptering import Filslag
        from overforing.register.omskriving import passer, skriv_om

        from .mapper import er_register, uleselige

        if self.regler.krever:
            raise KanIkke("feil.las.kreves_av")
        key = self.nokkel()
        mapper = self._mapper.alle()
        skadet: list[KanIkke] = []
        for fil in self._en_og_en(mapper, Filslag.LAAST):
            with _uten_de_skadde(skadet, fil):
                if passer(fil, key):
                    skriv_om(fil, key, None, bruker=bruker)
                elif er_register(fil):
                    skadet.append(KanIkke("feil.las.ikke_apnet", fil=fil.name))
        # Det som er igjen av en skadet fil, kan være låst, og da trengs nøkkelen til det.
        skadet += [KanIkke("feil.las.ikke_apnet", fil=fil.name) for fil in uleselige(mapper)]
        for feil in skadet:
            raise feil
        felt = lasfil.les(self._mappe)
        lasfil.skriv_nei(self._mappe)
        self._nokkel = None
        self._ring.slett(felt.get("id", ""))

    def stans(self) -> None:
        """La det som skrives om nå, bli ferdig, og ta ikke det neste. Kan kalles fra en annen tråd."""
        self._stanses = True

    def _en_og_en(self, mapper: Sequence[Path], slag: Filslag) -> Iterator[Path]:
        """Filene av slaget, også en kopi som ble tatt av et register før det selv ble skrevet om."""
        from .mapper import finn

        self._stanses = False
        sett: set[Path] = set()
        while nye := [fil for fil in finn(mapper, slag) if fil not in sett]:
            for fil in nye:
                self.framdrift = (len(sett), len(sett | set(nye)))
                if self._stanses:
                    raise KanIkke("feil.las.stanset")
                sett.add(fil)
                yield fil
        self.framdrift = (len(sett), len(sett))

    def tilstand(self) -> Tilstand:
        """Hvordan det står til, lest av filene. Kaster ``KanIkke`` når en av dem ikke kan leses."""
        from overforing.register.kryptering import Filslag

        from .mapper import finn, uleselige

        mapper = self._mapper.her()
        # Resten av et register med ødelagt hode kan være i klartekst, også når det er lagt til side.
        ulaaste = [*finn(mapper, Filslag.APEN), *uleselige(mapper)]
        laaste, apne = (
            tuple(str(fil.relative_to(self._mappe) if fil.is_relative_to(self._mappe) else fil) for fil in filer)
            for filer in (finn(mapper, Filslag.LAAST), ulaaste)
        )
        return Tilstand(laaste, apne, lasfil.les(self._mappe).get("slag", ""), self._har_nokkel())


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
