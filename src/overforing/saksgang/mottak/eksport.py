"""Det som forlater loggen: regnearket over forespørslene, dokumentlista og den offentlige journalens ord."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from overforing.mottak.foresporsel import Foresporsel, Slag
from overforing.mottak.frister import dager_brukt
from overforing.sak.modell import Dokument, Malform
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog
from overforing.tekster.navn import stor

from .organer import er_organ
from .visning import Visningsord

if TYPE_CHECKING:
    from overforing.arkiv.journal import Journalpost

Celle = str | int | float | date | None
Rad = tuple[Celle, ...]


class Mottakseksport:
    """Radene og ordene i det som eksporteres, i én målform."""

    def __init__(self, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._katalog = katalog
        self._geografi = geografi
        self._malform = malform
        self._visning = Visningsord(katalog, geografi, malform)

    def foresporsler(self, rader: Iterable[Foresporsel]) -> tuple[tuple[str, ...], Iterator[Rad]]:
        """Overskriftene og én rad per forespørsel. Grunnen og rollene er ikke med: de peker ut ansatte."""
        return tuple(self._ord(f"mottak.kolonne.{k}") for k in _KOLONNER), (
            tuple(verdi(self, f) for verdi in _KOLONNER.values()) for f in rader
        )

    def mappetittel(self, slag: Slag, kommune: str | None) -> str:
        """Tittelen på saken i den offentlige journalen."""
        return self._ord(f"mottak.tittel.{slag}", kommune=self.kommune(kommune))

    def dokumenttittel(self, dokument: Dokument | None, slag: Slag) -> str:
        """Tittelen på dokumentet i den offentlige journalen: hva slags brev det er."""
        return stor(self._ord(f"dokument.{dokument or slag}"))

    @property
    def notattittel(self) -> str:
        return stor(self._ord("mottak.notattittel"))

    def organ(self, navn: str, *, offentlig: bool) -> str:
        """Organet et brev er sendt videre til. I den offentlige journalen står bare navnet på et av dem i lista: det
        som er skrevet for hånd, kunne vært en persons.
        """
        skjules = offentlig and not er_organ(navn, self._katalog, self._geografi)
        return self._ord("mottak.annet_organ") if skjules else navn

    def dokumenter(self, poster: Iterable[Journalpost], merke: str) -> tuple[tuple[str, ...], Iterator[Rad]]:
        """Overskriftene og én rad per dokument, med kontrollsummen når det er en fil, og sist merket på loggen."""
        return tuple(self._ord(f"mottak.kolonne.{k}") for k in (*_DOKUMENTKOLONNER, "loggen")), (
            (*(verdi(self, post) for verdi in _DOKUMENTKOLONNER.values()), merke) for post in poster
        )

    def parter(self, post: Journalpost, *koder: str) -> str:
        return ", ".join(navn for type_, navn in post.parter if type_.kode in koder)

    def kommune(self, nummer: str | None) -> str:
        return self._geografi.navn(nummer) if nummer else self._ord("mottak.tittel.ukjent_kommune")

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)


_KOLONNER: Mapping[str, Callable[[Mottakseksport, Foresporsel], Celle]] = {
    "aar": lambda o, f: f.aar,
    "nr": lambda o, f: f.nr,
    "slag": lambda o, f: stor(o._ord(f"mottak.slag.{f.slag}")),
    "kommune": lambda o, f: o.kommune(f.kommune),
    "dokumentdato": lambda o, f: f.dokumentdato,
    "mottatt": lambda o, f: f.mottatt,
    "frist": lambda o, f: f.frist,
    "status": lambda o, f: stor(o._ord(f"mottak.status.{f.status}")),
    "utfall": lambda o, f: None if f.utfall is None and not f.del_av else stor(o._visning.utfall(f)),
    "omfang": lambda o, f: stor(o._ord(f"mottak.omfang_valg.{f.omfang}")) if f.omfang else None,
    "til": lambda o, f: f.til,
    "avgjort": lambda o, f: f.avgjort,
    "dager": lambda o, f: dager_brukt(f.mottatt, f.avgjort) if f.avgjort else None,
    "arkivsak": lambda o, f: f.arkivsak or None,
    "etter_avslag": lambda o, f: f.etter_avslag.replace("/", "-") or None,
    "saksbehandler": lambda o, f: f.saksbehandler or None,
}
"""Kolonnene i regnearket over forespørslene, i rekkefølge, med det som står i dem."""

_DOKUMENTKOLONNER: Mapping[str, Callable[[Mottakseksport, Journalpost], Celle]] = {
    "aar": lambda o, p: p.d.aar,
    "sekvens": lambda o, p: p.d.sekvens,
    "sak": lambda o, p: f"{p.f.aar}-{p.f.nr}",
    "arkivsak": lambda o, p: p.f.arkivsak or None,
    "post": lambda o, p: p.d.post,
    "retning": lambda o, p: o._ord(f"mottak.retning.{p.d.retning}"),
    "dokument": lambda o, p: o.notattittel if p.d.retning == "intern" else o.dokumenttittel(p.d.dokument, p.f.slag),
    "fra": lambda o, p: o.parter(p, "EA", "IA"),
    "mottaker": lambda o, p: o.parter(p, "EM") or None,
    "kopi": lambda o, p: o.parter(p, "EK") or None,
    "dokumentdato": lambda o, p: p.dato,
    "mottatt": lambda o, p: p.mottatt,
    "registrert": lambda o, p: p.journaldato,
    "avskrevet": lambda o, p: p.avskrevet.dato if p.avskrevet else None,
    "avskrivning": lambda o, p: p.avskrevet.mate if p.avskrevet else None,
    "format": lambda o, p: p.d.format or None,
    "storrelse": lambda o, p: p.d.storrelse or None,
    "sha256": lambda o, p: p.d.sha256 or None,
}
"""Kolonnene i dokumentlista (arkivforskrifta § 15), i rekkefølge. Kontrollsummen er SHA-256 av filen."""
