"""Hele veien gjennom reglene i ord, og veien denne saken gikk. Leses av de samme grenene som vurderingen går etter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from overforing.regelverk.funn import Funn, Status, Utfall, Vurdering
from overforing.regelverk.gren import Gren
from overforing.regelverk.kart import Kartsteg
from overforing.sak.modell import Malform, Sak
from overforing.saksgang.presentasjon import SIDE_FOR_STEG
from overforing.saksgang.slag import Skjemasteg
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog
from overforing.tekster.navn import Navn, stor


class Folge(StrEnum):
    """Hva som skjer når svaret på grenens spørsmål er ja."""

    SLUTT = "slutt"
    VIDERE = "videre"
    AVKLAR = "avklar"


@dataclass(frozen=True)
class Kartnode:
    """En gren. ``truffet``: saken gikk hit; ``provd``: spørsmålet ble stilt i saken, og svaret var nei.

    ``hvem`` er de ansatte det gjelder, når grenen svarer for hver ansatt. ``side`` og ``sti`` er svaret det hviler på.
    """

    id: str
    nummer: str
    tittel: str
    sporsmal: str
    forklaring: str
    folge: Folge
    utfall: str
    hjemmel: str
    side: Skjemasteg
    truffet: bool = False
    provd: bool = False
    hvem: tuple[str, ...] = ()
    begrunnelser: tuple[str, ...] = ()
    sti: str = ""


@dataclass(frozen=True)
class Kartbane:
    """Ett av spørsmålene i loven med grenene sine. ``nadd``: saken kom hit; ``videre``: saken gikk videre herfra."""

    id: str
    nummer: int
    tittel: str
    innledning: str
    noder: tuple[Kartnode, ...]
    nadd: bool
    videre: bool


@dataclass(frozen=True)
class Beslutningskart:
    baner: tuple[Kartbane, ...]
    utfall: str
    regelsett: str

    @property
    def noder(self) -> tuple[Kartnode, ...]:
        return tuple(node for bane in self.baner for node in bane.noder)

    @property
    def her(self) -> Kartnode:
        """Der saken står nå: den siste grenen den gikk til."""
        return next((node for node in reversed(self.noder) if node.truffet), self.noder[0])


def beslutningskart(
    stegene: Sequence[Kartsteg],
    sak: Sak,
    vurdering: Vurdering,
    katalog: Katalog,
    geografi: Geografi,
    malform: Malform = Malform.NB,
) -> Beslutningskart:
    """Kartet over ``stegene`` med veien ``vurdering`` gikk, i ord på ``malform``."""
    tegner = _Tegner(vurdering, Navn(sak, katalog.etter(vurdering.regelsett), geografi, malform))
    siste = max((_plass(stegene, funn) for funn in vurdering.spor), default=-1)
    return Beslutningskart(
        tuple(tegner.bane(nummer, steg, siste) for nummer, steg in enumerate(stegene, 1)),
        stor(tegner.navn.tekst(f"utfall.{vurdering.utfall}")),
        tegner.navn.tekst(f"regelsett.{vurdering.regelsett}"),
    )


def _plass(stegene: Sequence[Kartsteg], funn: Funn) -> int:
    return next(i for i, steg in enumerate(stegene, 1) if steg.steg is funn.steg)


@dataclass(frozen=True)
class _Tegner:
    vurdering: Vurdering
    navn: Navn

    def bane(self, nummer: int, steg: Kartsteg, siste: int) -> Kartbane:
        funnene = [funn for funn in self.vurdering.spor if funn.steg is steg.steg]
        truffet = {funn.gren for funn in funnene}
        # Grenene prøves i rekkefølge: alt over den siste som slo til, ble det spurt om.
        provd_til = max((i for i, gren in enumerate(steg.grener) if gren.id in truffet), default=0)
        return Kartbane(
            id=steg.steg,
            nummer=nummer,
            tittel=self.navn.tekst(f"regelbok.{steg.steg}.tittel"),
            innledning=self.navn.tekst(f"regelbok.{steg.steg}.innledning"),
            noder=tuple(
                self._node(nummer, plass, steg, gren, [f for f in funnene if f.gren == gren.id], plass < provd_til)
                for plass, gren in enumerate(steg.grener)
            ),
            nadd=nummer <= siste,
            videre=nummer < siste,
        )

    def _node(
        self, nummer: int, plass: int, steg: Kartsteg, gren: Gren[object], funn: list[Funn], provd: bool
    ) -> Kartnode:
        forklaring = self._tekst_eller_id(f"regelbok.{steg.steg}.grener.{gren.id}")
        hjemler = tuple(dict.fromkeys(h for f in funn for h in f.hjemmel)) or gren.hjemmel[self.vurdering.regelsett]
        return Kartnode(
            id=f"{steg.steg}.{gren.id}",
            nummer=f"{nummer}.{plass + 1}",
            tittel=self._tekst_eller_id(f"regelbok.{steg.steg}.titler.{gren.id}"),
            sporsmal=sporsmalet(forklaring),
            forklaring=forklaring,
            folge=_folge(gren),
            utfall=self._utfall(nummer, gren),
            hjemmel=stor(self.navn.katalog.hjemler(hjemler, self.navn.malform)),
            side=SIDE_FOR_STEG[steg.steg],
            truffet=bool(funn),
            provd=provd,
            hvem=tuple(stor(self.navn.ansatt(f.om)) for f in funn if f.om),
            begrunnelser=tuple(
                dict.fromkeys(self.navn.funn(f) for f in funn if all(t in self.navn.katalog for t in f.tekster))
            ),
            sti=next((f.felt[0] for f in funn if f.felt), ""),
        )

    def _utfall(self, nummer: int, gren: Gren[object]) -> str:
        if gren.ender is not None:
            return stor(self.navn.tekst(f"utfall.{gren.ender}"))
        if gren.utfall in Status.__members__.values():
            return stor(self.navn.tekst(f"status.{gren.utfall}"))
        return self.navn.tekst("ui_kart.videre_til", nummer=str(nummer + 1))

    def _tekst_eller_id(self, nokkel: str) -> str:
        """En gren som ennå ikke har tekst, skal også synes."""
        return self.navn.tekst(nokkel) if nokkel in self.navn.katalog else nokkel.rsplit(".", 1)[1].replace("_", " ")


def _folge(gren: Gren[object]) -> Folge:
    if Utfall.UAVKLART in (gren.ender, gren.utfall):
        return Folge.AVKLAR
    return Folge.VIDERE if gren.ender is None else Folge.SLUTT


def sporsmalet(forklaring: str) -> str:
    """Spørsmålet forklaringen begynner med, eller den første setningen når den ikke er et spørsmål."""
    sporsmal, tegn, _ = forklaring.partition("?")
    if tegn:
        return sporsmal + tegn
    setning, tegn, _ = forklaring.partition(". ")
    return setning + "." if tegn else forklaring
