"""De samme svarene vurdert etter loven som gjelder og loven som er vedtatt, side om side, i ord."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overforing.regelverk.funn import Avklaring, Funn, Steg, Vurdering
from overforing.regelverk.hjemmel import Hjemmel
from overforing.sak.modell import Malform, Regelsett, Sak
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, dato
from overforing.tekster.navn import Navn, stor


class Forskjell(StrEnum):
    """``HJEMMEL``: svaret er det samme, men står i en annen bestemmelse."""

    LIK = "lik"
    HJEMMEL = "hjemmel"
    SVAR = "svar"


@dataclass(frozen=True)
class Celle:
    """Svaret etter den ene loven. ``svar`` er tomt når spørsmålet ikke kommer opp etter den."""

    svar: str
    hjemmel: str = ""
    forklaring: str = ""


@dataclass(frozen=True)
class Rad:
    """Det samme spørsmålet etter de to lovene, den som gjelder først."""

    hva: str
    gammel: Celle
    ny: Celle

    @property
    def forskjell(self) -> Forskjell:
        if self.gammel.svar != self.ny.svar:
            return Forskjell.SVAR
        return Forskjell.LIK if self.gammel.hjemmel == self.ny.hjemmel else Forskjell.HJEMMEL


@dataclass(frozen=True)
class Avsnitt:
    """``id`` er navnet på det som sammenlignes (utfallet, ansatte …)."""

    id: str
    tittel: str
    rader: tuple[Rad, ...]


@dataclass(frozen=True)
class Sammenligning:
    """``konklusjon`` sier i én setning om utfallet blir det samme; ``forbehold`` det ingen vet ennå."""

    konklusjon: str
    likt: bool
    ikrafttredelse: str
    forbehold: tuple[str, ...]
    lover: tuple[str, str]
    avsnitt: tuple[Avsnitt, ...]

    @property
    def ulike(self) -> int:
        """Antall rader der svaret blir et annet."""
        return sum(rad.forskjell is Forskjell.SVAR for avsnitt in self.avsnitt for rad in avsnitt.rader)


FORBEHOLD = ("dato", "overgang", "delegering", "forskrift", "praksis")
"""Det som ikke er kjent om den nye loven, som nøkler i ``ui_sammenlign.forbehold``."""


def sammenlign(
    sak: Sak,
    gammel: Vurdering,
    ny: Vurdering,
    katalog: Katalog,
    geografi: Geografi,
    malform: Malform = Malform.NB,
    *,
    gjelder_fra: date | None = None,
) -> Sammenligning:
    """``gammel`` og ``ny`` er vurderingene etter fvl1967 og fvl2025.

    ``gjelder_fra`` er dagen den nye loven gjelder fra, ``None`` når den ikke er bestemt.
    """
    o = _Ord(sak, katalog, geografi, malform)
    likt = gammel.utfall is ny.utfall
    nytt = o.tekst(f"utfall.{ny.utfall}")
    forbehold = (navn for navn in FORBEHOLD if navn != "dato" or gjelder_fra is None)
    return Sammenligning(
        konklusjon=o("likt") if likt else o("ulikt", utfall=nytt),
        likt=likt,
        ikrafttredelse=o("gjelder_fra", dato=dato(gjelder_fra)) if gjelder_fra else o("ikke_i_kraft"),
        forbehold=tuple(o(f"forbehold.{navn}") for navn in forbehold),
        lover=_lovene(o, gjelder_fra),
        avsnitt=tuple(a for a in _avsnittene(o, sak, gammel, ny) if a.rader),
    )


class _Ord(Navn):
    """Ordene i sammenligningen: ``o("likt")`` er en av dens egne tekster."""

    def __call__(self, nokkel: str, **verdier: str) -> str:
        return self.tekst(f"ui_sammenlign.{nokkel}", **verdier)

    def hjemler(self, hjemler: Iterable[Hjemmel]) -> str:
        return stor(self.katalog.hjemler(hjemler, self.malform))


def _lovene(o: _Ord, gjelder_fra: date | None) -> tuple[str, str]:
    gammel, ny = (o.tekst(f"regelsett.{regelsett}") for regelsett in Regelsett)
    return (gammel, ny) if gjelder_fra else (f"{gammel} ({o('gjelder_na')})", f"{ny} ({o('vedtatt')})")


def _avsnittene(o: _Ord, sak: Sak, gammel: Vurdering, ny: Vurdering) -> Iterator[Avsnitt]:
    par = (gammel, ny)
    yield Avsnitt("utfall", o("utfall"), _rader({"utfall": o("utfallet")}, lambda v, _: _utfall(o, v), par))
    ansatte = {a.id: stor(o.ansatt(a.id)) for a in sak.ansatte}
    yield Avsnitt("ansatte", o("ansatte"), _rader(ansatte, lambda v, id_: _ansatt(o, v, id_), par))
    dokumentene = dict.fromkeys(d for v in par for d in v.dokumenter)
    titler = {d.value: stor(o.tekst(f"dokument.{d}")) for d in dokumentene}
    yield Avsnitt("dokumenter", o("dokumenter"), _rader(titler, lambda v, d: _ja_nei(o, d in v.dokumenter), par))
    mangler: dict[str, str] = {m.felt: o.mangel(m) for v in par for m in v.mangler}
    yield Avsnitt("mangler", o("mangler"), _rader(mangler, lambda v, felt: _mangel(o, v, felt), par))
    tvil = {_tvilen(a): o.avklaring(a) for v in par for a in v.avklaringer}
    yield Avsnitt("tvil", o("tvil"), _rader(tvil, lambda v, id_: _tvil(o, v, id_), par))
    stegene = {_plassen(f): _stegnavn(o, f) for v in par for f in v.spor}
    rekke = dict(sorted(stegene.items(), key=lambda par_: list(Steg).index(Steg(par_[0].partition(":")[0]))))
    yield Avsnitt("spor", o("spor"), _rader(rekke, lambda v, id_: _spor(o, v, id_), par))


def _rader(
    hva: dict[str, str], celle: Callable[[Vurdering, str], Celle], par: tuple[Vurdering, Vurdering]
) -> tuple[Rad, ...]:
    return tuple(Rad(tekst, celle(par[0], id_), celle(par[1], id_)) for id_, tekst in hva.items())


def _utfall(o: _Ord, v: Vurdering) -> Celle:
    ferdig = o.tekst("klartekst.ferdig" if v.ferdig else "klartekst.ikke_ferdig")
    return Celle(stor(o.tekst(f"utfall.{v.utfall}")), forklaring=ferdig)


def _ansatt(o: _Ord, v: Vurdering, id_: str) -> Celle:
    egne = [f for f in v.spor if f.om == id_]
    status = stor(o.tekst(f"status.{v.ansatte[id_]}"))
    if not egne:
        return Celle(status)
    # Står den ansatte under en inhabil, er det grunnen; ellers den egne vurderingen.
    return Celle(status, o.hjemler(egne[-1].hjemmel), o.funn(egne[-1]))


def _ja_nei(o: _Ord, ja: bool) -> Celle:
    return Celle(o("lages" if ja else "lages_ikke"))


def _mangel(o: _Ord, v: Vurdering, felt: str) -> Celle:
    return Celle(o("mangler_her" if any(m.felt == felt for m in v.mangler) else "trengs_ikke"))


def _tvilen(avklaring: Avklaring) -> str:
    return f"{avklaring.id}:{avklaring.om}"


def _tvil(o: _Ord, v: Vurdering, id_: str) -> Celle:
    treff = next((a for a in v.avklaringer if _tvilen(a) == id_), None)
    if treff is None:
        return Celle(o("reises_ikke"))
    return Celle(o("ma_loses" if treff.ma_loses else "reises"))


def _plassen(funn: Funn) -> str:
    return f"{funn.steg}:{funn.om or ''}"


def _stegnavn(o: _Ord, funn: Funn) -> str:
    tittel = o.tekst(f"regelbok.{funn.steg}.tittel")
    return f"{tittel} {stor(o.ansatt(funn.om))}" if funn.om else tittel


def _spor(o: _Ord, v: Vurdering, id_: str) -> Celle:
    funn = next((f for f in v.spor if _plassen(f) == id_), None)
    if funn is None:
        return Celle("")
    nokkel = f"regelbok.{funn.steg}.titler.{funn.gren}"
    tittel = o.tekst(nokkel) if nokkel in o.katalog else funn.gren.replace("_", " ")
    return Celle(tittel, o.hjemler(funn.hjemmel), o.funn(funn))
