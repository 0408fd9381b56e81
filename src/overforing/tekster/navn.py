"""Navn på det en vurdering handler om: ansatte, kommuner, alternativer og felt, slik de vises for et menneske."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from overforing.regelverk.funn import Avklaring, Funn, Mangel
from overforing.sak.modell import Malform, Partsrolle, Rolle, Sak, Stedfortredertype
from overforing.sak.sti import Sti

from .geografi import Geografi
from .katalog import Katalog

_KOMMUNER = frozenset({"ansvarlig", "behandlende", "egen", "motpart"})
_ANSATTE = frozenset({"ansatt", "overordnet"})


class Navn:
    """Setter funn, mangler og avklaringer i ord for én sak, i én målform."""

    def __init__(self, sak: Sak, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._ansatte = {ansatt.id: ansatt for ansatt in sak.ansatte}
        self._parter = {part.id: part for part in sak.parter}
        self._uten_navn: dict[Rolle, list[str]] = defaultdict(list)
        for ansatt in sak.ansatte:
            if not ansatt.navn.strip():
                self._uten_navn[ansatt.rolle].append(ansatt.id)
        self.katalog = katalog
        self._geografi = geografi
        self.malform = malform

    def tekst(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)

    def ansatt(self, id_: str) -> str:
        """Navnet, eller rollen når navnet ikke er skrevet. Flere uten navn i samme rolle har hvert sitt nummer."""
        ansatt = self._ansatte[id_]
        if navn := ansatt.navn.strip():
            return navn
        hvem, like = self.tekst(f"rolle_bestemt.{ansatt.rolle}"), self._uten_navn[ansatt.rolle]
        return self.tekst("person.nummerert", hvem=hvem, nummer=str(like.index(id_) + 1)) if len(like) > 1 else hvem

    def part(self, id_: str) -> str:
        """Rollen til parten, aldri navnet. Før noen er ført opp, er det søkeren."""
        part = self._parter.get(id_)
        return self.tekst(f"partsrolle_bestemt.{part.rolle if part and part.rolle else Partsrolle.SOKER}")

    def funn(self, funn: Funn) -> str:
        """Begrunnelsen for funnet som hele setninger."""
        verdier = self._verdier(funn.verdier)
        return " ".join(stor(self.tekst(nokkel, **verdier)) for nokkel in funn.tekster)

    def mangel(self, mangel: Mangel) -> str:
        verdier = self._verdier(mangel.verdier)
        if alternativ := mangel.verdier.get("alternativ"):
            verdier["alternativ"] = self.tekst(f"stedfortreder_ubestemt.{alternativ}")
        return self.tekst(mangel.tekst, **verdier)

    def er_reserve(self, avklaring: Avklaring) -> bool:
        """Om den gjelder et alternativ saken ikke trenger: ingen flere skal gjøres kjent med saken for å svare."""
        return not avklaring.ma_loses and f"avklaring_reserve.{avklaring.id}" in self.katalog

    def avklaring(self, avklaring: Avklaring) -> str:
        """Tvilen, og hva som løser den. Om et alternativ saken ikke trenger, bes ingen spørre flere."""
        tabell = "avklaring_reserve" if self.er_reserve(avklaring) else "avklaring"
        tekst = self.tekst(f"{tabell}.{avklaring.id}", om=self.om(avklaring.om))
        grunn = avklaring.verdier.get("grunn")
        hvorfor = (self.tekst(f"avklaring_grunn.{avklaring.id}.{grunn}"),) if grunn else ()
        return stor(" ".join((tekst, *hvorfor)))

    def om(self, om: str) -> str:
        """Det en avklaring handler om: et navn, et alternativ, en kommune eller et felt."""
        if om in self._ansatte:
            return self.ansatt(om)
        if om in Stedfortredertype.__members__.values():
            return self.tekst(f"stedfortreder.{om}")
        if om in self._geografi.kommuner:
            return self._geografi.navn(om)
        return self._felt(Sti(om))

    def _felt(self, sti: Sti) -> str:
        """Feltet i ord: det nærmeste leddet i stien som har en tekst."""
        rot, id_ = sti.rot, sti.id
        navn = sti.uten_nokler.split(".")
        nokler = [".".join(("felt_i", *navn[:antall])) for antall in range(len(navn), 1, -1)]
        if id_ is not None or rot == "parter":
            nokler.append(f"felt_i.{rot}")
        nokkel = next((n for n in (*nokler, f"felt.{rot}") if n in self.katalog), None)
        return self.tekst(nokkel, **self._i_stien(rot, id_ or "")) if nokkel else sti

    def _i_stien(self, rot: str, id_: str) -> dict[str, str]:
        match rot:
            case "ansatte":
                return {"ansatt": self.ansatt(id_)}
            case "parter":
                return {"part": self.part(id_)}
            case "stedfortreder" if id_:
                return {"alternativ": self.tekst(f"stedfortreder.{id_}")}
            case _ if id_.isdecimal():
                return {"nummer": str(int(id_) + 1)}
            case _:
                return {}

    def _verdier(self, verdier: Mapping[str, str]) -> dict[str, str]:
        return {navn: self._verdi(navn, verdi) for navn, verdi in verdier.items()}

    def _verdi(self, navn: str, verdi: str) -> str:
        if navn in _ANSATTE:
            return self.ansatt(verdi)
        if navn in _KOMMUNER:
            return self._geografi.navn(verdi)
        return self.tekst(f"stedfortreder.{verdi}")


def stor(tekst: str) -> str:
    """Teksten med stor forbokstav."""
    return tekst[:1].upper() + tekst[1:]
