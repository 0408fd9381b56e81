"""Én forespørsel til å se på: feltene, dokumentene, historikken, avsenderens begrunnelse ved siden av programmets egen
vurdering av de samme svarene, og det som mangler.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from overforing.mottak.begrunnelser import begrunnelser
from overforing.mottak.foresporsel import FELT, Foresporsel
from overforing.mottak.forskjeller import Feltforskjell
from overforing.mottak.hendelser import Handling, Hendelse, ut
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.lista import Listerad
from overforing.mottak.mangelliste import Mangelliste
from overforing.mottak.sladding import MERKE
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Avgrensningstype, Malform, Regelsett, Sak
from overforing.sak.saksfil import til_verdier
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, dato
from overforing.tekster.navn import Navn
from overforing.tekster.vurderingsfil import klartekst
from overforing.tekster.vurderingsfil import verdier as vurderingsverdier

from .godkjenning import Forslagsord


@dataclass(frozen=True)
class Visning:
    """Alt som vises om en forespørsel. ``sak`` og det som følger av den, er ``None`` når brevet ikke hadde den med.

    ``regelsett`` er det avsenderens svar er vurdert etter; uten dem det som gjaldt dagen forespørselen kom.
    ``endret`` er svarene som skiller den siste utgaven fra den forrige, også den som ble avslått.
    ``uleselig`` er at en sak fulgte med, og ikke lar seg lese her. ``avslatt_for`` er at den forrige står som avslått,
    når kommunen ber på nytt.
    ``deler`` er journalnumrene på dem som er slått sammen med denne, og ``samme_referanse`` på andre fra kommunen med
    den samme referansen.
    """

    foresporsel: Foresporsel
    dokumenter: tuple[Dokumentpost, ...]
    historikk: tuple[Hendelse, ...] = field(repr=False)
    regelsett: Regelsett
    sak: Sak | None = field(default=None, repr=False)
    vurdering: Vurdering | None = field(default=None, repr=False)
    mangler: Mangelliste | None = None
    endret: tuple[Feltforskjell, ...] = field(default=(), repr=False)
    deler: tuple[str, ...] = ()
    samme_referanse: tuple[str, ...] = ()
    uleselig: bool = False
    avslatt_for: bool = False

    @property
    def uten_saken(self) -> str:
        """Hvorfor saken ikke er her: «uleselig», «pa_papir» eller «uten_data»; tom når det ikke er noe å si om det."""
        if self.uleselig:
            return "uleselig"
        if self.sak is None and not any(d.har_fil for d in self.dokumenter):
            return "pa_papir"
        return "uten_data" if self.sak is None and self.foresporsel.manuell else ""


class Visningsord:
    """Setter en visning i ord, i én målform."""

    def __init__(self, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._katalog = katalog
        self._geografi = geografi
        self._malform = malform

    def tilstand(self, f: Foresporsel | Listerad) -> str:
        """Hvor den står: utfallet med omfanget når den er avgjort, ellers statusen."""
        if f.utfall is None and not f.del_av:
            return self._ord(f"mottak.status.{f.status}")
        return f"{self.utfall(f)}, {omfang}" if (omfang := self.omfang(f)) else self.utfall(f)

    def utfall(self, f: Foresporsel | Listerad) -> str:
        """Utfallet, med kommunen når det peker på en, eller forespørselen den er slått sammen med."""
        if f.del_av:
            return self._ord("mottak.slatt_sammen", journalnummer=f.del_av)
        return self._ord(f"mottak.utfall.{f.utfall}", kommune=self._geografi.navn(f.settekommune or f.ansvarlig or ""))

    def omfang(self, f: Foresporsel | Listerad) -> str:
        """Hvor langt en overføring rekker; tomt når det ikke er kjent."""
        return omfangsord(self._katalog, self._malform, f.omfang, f.til)

    def pa_nytt(self, v: Visning) -> str:
        """At kommunen ber på nytt; tomt når den ikke gjør det. At det er avslått, sies bare når det er sett."""
        if not (forrige := v.foresporsel.etter_avslag):
            return ""
        nokkel = "etter_avslag" if v.avslatt_for else "etter_ukjent"
        return self._ord(f"mottak.merknad.{nokkel}", journalnummer=forrige)

    def hendelsestekst(self, h: Hendelse) -> str:
        """Ordene i en hendelse. Er de sladdet, står det når og hvorfor; en sladding sier hva den gjelder."""
        if h.sladdet:
            s = h.sladdet
            vist = f"mottak.sladdet.vist_{'borte' if s.tilintetgjort else 'merke'}"
            dagen, grunn = f"{s.dato.day}.{s.dato.month}.{s.dato.year}", self._ord(f"mottak.sladdegrunn.{s.grunn}")
            return self._ord(vist, dato=dagen, grunn=grunn)
        if h.handling is Handling.FORESLATT:
            return Forslagsord(self._katalog, self._geografi, self._malform).tekst(h)
        nr, _, resten = h.tekst.partition(":")
        match h.handling:
            case Handling.SLADDET:
                return self._ord("mottak.sladdet.gjelder", nr=nr, grunn=self._ord(f"mottak.sladdegrunn.{resten}"))
            case Handling.SLADDET_APNET:
                return self._ord("mottak.sladdet.apnet", nr=nr, hvem=resten)
            case Handling.TILINTETGJORT:
                bestemt, dag, hvorfor = resten.split(":", 2)
                return self._ord(
                    "mottak.sladdet.tilintetgjort",
                    nr=nr,
                    bestemt=self._ord(f"mottak.bestemt.{bestemt}"),
                    dato=dato(date.fromisoformat(dag)),
                    hvorfor=hvorfor.strip(),
                )
        return h.tekst

    def sjekkliste(self, visning: Visning) -> tuple[str, ...]:
        """Det som mangler, som spørsmål og setninger, det viktigste først."""
        if visning.sak is None or visning.mangler is None:
            return ()
        navn = Navn(visning.sak, self._katalog.etter(visning.regelsett), self._geografi, self._malform)
        mangler = visning.mangler
        annet: Sequence[str] = ()
        if mangler.annet_utfall:
            utfall = self._ord(f"utfall.{mangler.annet_utfall}")
            annet = (self._ord("mottak.merknad.annet_utfall", utfall=utfall),)
        return (
            *annet,
            *(navn.mangel(m) for m in mangler.mangler),
            *(navn.avklaring(a) for a in (*mangler.ma_loses, *mangler.bor_avklares)),
        )

    def verdier(self, visning: Visning) -> dict[str, Any]:
        """Visningen som JSON-verdier."""
        om_filen = ("retning", "dokument", "format", "tekst", "pafort", "sha256", "storrelse")
        verdier: dict[str, Any] = {
            **foresporselsverdier(visning.foresporsel),
            "dokumenter": [
                {"post": d.post, "journal": f"{d.aar}-{d.sekvens}", **{navn: getattr(d, navn) for navn in om_filen}}
                for d in visning.dokumenter
            ],
            "historikk": [
                {
                    **{navn: verdi for navn, verdi in vars(h).items() if navn != "sladdet"},
                    "tekst": self.hendelsestekst(h),
                    "tidspunkt": h.tidspunkt.isoformat(),
                    "endret": {felt: {"for": for_, "naa": naa} for felt, (for_, naa) in h.endret.items()},
                }
                for h in visning.historikk
            ],
            "sjekkliste": list(self.sjekkliste(visning)),
            "endret": [{"felt": f.felt, "for": f.for_, "naa": f.naa} for f in visning.endret],
        }
        if visning.sak is not None and visning.vurdering is not None:
            verdier["sak"] = til_verdier(visning.sak)
            verdier["vurdering"] = vurderingsverdier(visning.vurdering, visning.sak, self._katalog, self._geografi)
        return verdier

    def klartekst(self, visning: Visning) -> str:
        """Visningen til å lese i et terminalvindu."""
        return "\n".join(self._linjer(visning)) + "\n"

    def _linjer(self, v: Visning) -> Iterator[str]:
        f = v.foresporsel
        yield f"{f.journalnummer}  {f.tittel}"
        for navn, verdi in (
            ("status", self.tilstand(f)),
            ("avsender", f.avsender),
            ("deres_ref", f.deres_ref),
            ("arkivsak", f.arkivsak),
            ("dokumentdato", f.dokumentdato),
            ("mottatt", f.mottatt),
            ("frist", f.frist),
            ("avgjort", f.avgjort),
            ("svarfrist", f.svarfrist),
            ("saksbehandler", f.saksbehandler),
            ("tilgang", f.tilgang),
        ):
            if verdi:
                yield f"  {self._ord(f'mottak.felt.{navn}')}: {verdi}"
        if pa_nytt := self.pa_nytt(v):
            yield f"  {pa_nytt}"
        yield from self._overskrift("dokumenter")
        for d in v.dokumenter:
            form = d.format or self._ord("mottak.uten_fil")
            hva = self._ord(f"dokument.{d.dokument}") if d.dokument else form
            yield f"  {f.journalnummer}-{d.post}  {self._ord(f'mottak.retning.{d.retning}')}: {hva} ({form})"
        yield from self._overskrift("historikk")
        for h in v.historikk:
            ordene = self.hendelsestekst(h)
            tekst = f" – {ordene}" if ordene else ""
            hva = self._ord(f"mottak.handling.{h.handling}")
            yield f"  {h.tidspunkt.astimezone():%d.%m.%Y %H.%M}  {h.av}: {hva}{tekst}"
            if h.nr > 1:
                for felt, (for_, naa) in h.endret.items():
                    yield f"    {felt}: {self._vist(for_)} → {self._vist(naa)}"
        if v.endret:
            yield from self._overskrift("endret")
            for endret in v.endret:
                yield f"  {endret.felt}: {_vist(endret.for_)} → {_vist(endret.naa)}"
        if v.sak is None or v.vurdering is None:
            if hvorfor := v.uten_saken:
                yield ""
                yield self._ord(f"mottak.merknad.{hvorfor}")
            return
        if skrevet := begrunnelser(til_verdier(v.sak)):
            yield from self._overskrift("begrunnelser")
            yield from (f"  {sti}: {tekst}" for sti, tekst in skrevet)
        yield from self._overskrift("vurdering")
        yield from (f"  {linje}" for linje in klartekst(v.vurdering, v.sak, self._katalog, self._geografi).splitlines())
        if punkter := self.sjekkliste(v):
            yield from self._overskrift("sjekkliste")
            yield from (f"  {punkt}" for punkt in punkter)

    def _vist(self, verdi: object) -> str:
        return f"[{self._ord('mottak.sladdet.merke')}]" if verdi == MERKE else _vist(verdi)

    def _overskrift(self, nokkel: str) -> tuple[str, str]:
        return "", self._ord(f"mottak.overskrift.{nokkel}")

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)


def foresporselsverdier(f: Foresporsel) -> dict[str, Any]:
    """Forespørselen som JSON-verdier, uten dem som ikke er kjent."""
    kjente = {felt: verdi for felt in FELT if (verdi := ut(getattr(f, felt))) not in (None, "")}
    fort = {"versjon": f.versjon, "registrert": f.registrert.isoformat(), "registrert_av": f.registrert_av}
    return {"journalnummer": f.journalnummer, **fort, **kjente}


def omfangsord(katalog: Katalog, malform: Malform, omfang: Avgrensningstype | None, til: date | None) -> str:
    """«denne søknaden alene» eller «også fornyelser til og med 1. juni 2027»; tomt når det ikke er kjent."""
    if omfang is None:
        return ""
    return katalog.hent(f"mottak.omfang.{omfang}", malform, til=dato(til) if til else "")


def _vist(verdi: object) -> str:
    if isinstance(verdi, bool):
        return "ja" if verdi else "nei"
    return str(verdi) if verdi not in (None, "") else "–"
