"""Navn på det en vurdering handler om: ansatte, kommuner, alternativer og felt, slik de vises for et menneske."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from overforing.regelverk.funn import Avklaring, Funn, Mangel
from overforing.sak.modell import Malform, Rolle, Sak, Stedfortredertype

from .geografi import Geografi
from .katalog import Katalog

_KOMMUNER = frozenset({"ansvarlig", "behandlende", "egen", "motpart"})
_ANSATTE = frozenset({"ansatt", "overordnet"})
_FELT = re.compile(r"ansatte\[(?P<ansatt>.+?)\]\.(?P<felt>\w+)|stedfortreder\[(?P<alternativ>\w+)\]|(?P<rot>\w+)")


class Navn:
    """Setter funn, mangler og avklaringer i ord for én sak, i én målform."""

    def __init__(self, sak: Sak, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._ansatte = {ansatt.id: ansatt for ansatt in sak.ansatte}
        self._uten_navn: dict[Rolle, list[str]] = defaultdict(list)
        for ansatt in sak.ansatte:
            if not ansatt.navn.strip():
                self._uten_navn[ansatt.rolle].append(ansatt.id)
        self._katalog = katalog
        self._geografi = geografi
        self.malform = malform

    def tekst(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self.malform, **verdier)

    def ansatt(self, id_: str) -> str:
        """Navnet, eller rollen når navnet ikke er skrevet. Flere uten navn i samme rolle har hvert sitt nummer."""
        ansatt = self._ansatte[id_]
        if navn := ansatt.navn.strip():
            return navn
        hvem, like = self.tekst(f"rolle_bestemt.{ansatt.rolle}"), self._uten_navn[ansatt.rolle]
        return self.tekst("person.nummerert", hvem=hvem, nummer=str(like.index(id_) + 1)) if len(like) > 1 else hvem

    def funn(self, funn: Funn) -> str:
        """Begrunnelsen for funnet som hele setninger."""
        verdier = self._verdier(funn.verdier)
        return " ".join(stor(self.tekst(nokkel, **verdier)) for nokkel in funn.tekster)

    def mangel(self, mangel: Mangel) -> str:
        verdier = self._verdier(mangel.verdier)
        if alternativ := mangel.verdier.get("alternativ"):
            verdier["alternativ"] = self.tekst(f"stedfortreder_ubestemt.{alternativ}")
        return self.tekst(mangel.tekst, **verdier)

    def avklaring(self, avklaring: Avklaring) -> str:
        return stor(self.tekst(f"avklaring.{avklaring.id}", om=self.om(avklaring.om)))

    def om(self, om: str) -> str:
        """Det en avklaring handler om: et navn, et alternativ, en kommune eller et felt."""
        if om in self._ansatte:
            return self.ansatt(om)
        if om in Stedfortredertype.__members__.values():
            return self.tekst(f"stedfortreder.{om}")
        if om in self._geografi.kommuner:
            return self._geografi.navn(om)
        return self._felt(om)

    def _felt(self, sti: str) -> str:
        treff = _FELT.match(sti)
        if treff and treff["ansatt"] in self._ansatte and f"felt.{treff['felt']}" in self._katalog:
            return self.tekst(f"felt.{treff['felt']}", ansatt=self.ansatt(treff["ansatt"]))
        if treff and treff["alternativ"]:
            return self.tekst("felt.alternativ", alternativ=self.tekst(f"stedfortreder.{treff['alternativ']}"))
        if treff and treff["rot"] and f"felt.{treff['rot']}" in self._katalog:
            return self.tekst(f"felt.{treff['rot']}")
        return sti

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
