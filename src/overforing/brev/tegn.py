"""Tegnene et brev kan ha: hva en Word-fil, en PDF/A og skriften i PDF-en kan bære. Finnes før noe tegnes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import unpack_from

from overforing.brev.modell import Brev, blokklinjer
from overforing.feil import KanIkke, Melding, UtenPdf
from overforing.sak.rensing import WORDS_MERKER, brett

_ALDRI = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MELLOMROM = str.maketrans({"\t": " ", "\n": " ", "\r": " ", **dict.fromkeys(WORDS_MERKER, " • ")})
_HARDE = frozenset("\u00a0\u2007\u202f")
_MANEDER = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_HOLDES = re.compile(
    rf"(?<=§) (?=\d)|(?<=\d\.) (?=(?:{_MANEDER})\b)|(?<=\bnr\.) (?=\d)"
    r"|(?<=\d\d) (?=\d{2,3}\b)|(?<=[a-z]) (?=20\d\d\b)"
    r"|(?:(?<=§.\d)|(?<=§.\d\d)|(?<=\bbokstav)) (?=[a-h]\b)"
)


@dataclass(frozen=True)
class UlovligTegn:
    """Et tegn brevet ikke kan ha. ``sted`` er seksjons-id eller del av hodet, ``vist`` det brukeren ser."""

    sted: str
    vist: Melding
    tegn: str

    @property
    def kodepunkt(self) -> str:
        """Kodepunktet slik det skrives: ``U+0000``."""
        return f"U+{ord(self.tegn):04X}"

    @property
    def melding(self) -> Melding:
        """Tegnet, der det synes, og hvor det står."""
        synlig = unicodedata.category(self.tegn)[0] in "LNPS"
        vist = f"«{self.tegn}» ({self.kodepunkt})" if synlig else self.kodepunkt
        return Melding("feil.komponer.tegn_i", tegn=vist, sted=self.vist)


def ren(tekst: str) -> str:
    """Teksten slik begge formatene skriver den: ``brett``, et synlig punktmerke, vanlige eller harde mellomrom.

    «§ 11 a», «bokstav b», «nr. 810», «19. november 2026» og telefonnumre får hardt mellomrom, så de ikke deles på to
    linjer.
    ``modell.normaliser`` gir det samme av teksten før og etter.
    """
    tekst = brett(tekst.translate(_MELLOMROM))
    if not tekst.isascii():
        tekst = "".join(_mellomrom(t) if unicodedata.category(t) == "Zs" else t for t in tekst)
    return _HOLDES.sub("\u00a0", tekst)


def _mellomrom(tegn: str) -> str:
    return "\u00a0" if tegn in _HARDE else " "


def ulovlige_tegn(brev: Brev, tegnsett: frozenset[int] | None = None) -> tuple[UlovligTegn, ...]:
    """Hvert tegn brevet ikke kan ha, én gang for hvert sted, i leserekkefølge.

    Uten ``tegnsett``: det en Word-fil ikke kan bære, eller som ikke er synlig tekst (styretegn, private tegn,
    usynlige formattegn, linjeskilletegn). Med ``tegnsett`` også alt skriften ikke har tegn for.
    """
    funnet: dict[UlovligTegn, None] = {}
    for sted, vist, tekst in steder(brev):
        for tegn in dict.fromkeys(ren(tekst)):
            if not _lovlig(tegn, tegnsett):
                funnet[UlovligTegn(sted, vist, tegn)] = None
    return tuple(funnet)


def krev_lovlige_tegn(brev: Brev, tegnsett: frozenset[int] | None = None) -> None:
    """Reiser KanIkke med felt og tegn når brevet har tegn formatet ikke kan bære."""
    ulovlige = ulovlige_tegn(brev, tegnsett)
    if not ulovlige:
        return
    vist: object = tuple(u.melding for u in ulovlige[:5])
    if len(ulovlige) > 5:
        vist = Melding("feil.komponer.og_flere", tegn=vist, antall=len(ulovlige) - 5)
    bare_pdf = all(_lovlig(u.tegn, None) for u in ulovlige)
    if bare_pdf:
        raise UtenPdf("feil.komponer.pdf_tegn", tegn=vist)
    raise KanIkke("feil.komponer.ulovlige_tegn", tegn=vist)


def _lovlig(tegn: str, tegnsett: frozenset[int] | None) -> bool:
    if " " <= tegn <= "~":
        return True
    if unicodedata.category(tegn) in _ALDRI:
        return False
    return tegnsett is None or all(ord(del_) in tegnsett for del_ in med_skriften(tegn, tegnsett))


def med_skriften(tekst: str, tegnsett: frozenset[int]) -> str:
    """Teksten med bokstaven og merket hver for seg der skriften ikke har dem som ett tegn («ṣ»). NFC er den samme."""
    if tekst.isascii():
        return tekst
    return "".join(t if ord(t) in tegnsett else unicodedata.normalize("NFD", t) for t in tekst)


def steder(brev: Brev) -> Iterator[tuple[str, Melding, str]]:
    """Hver tekst i brevet: seksjons-id eller del av hodet, det stedet heter for brukeren, og teksten."""
    for linje in brev.hode.avsender:
        yield "avsender", Melding("feil.komponer.avsenderfeltet"), linje
    for linje in brev.hode.mottaker:
        yield "mottaker", Melding("feil.komponer.mottakerfeltet"), linje
    for referanse in brev.hode.referanser:
        navn = Melding("feil.komponer.referansen", navn=referanse.navn)
        yield "referanser", navn, f"{referanse.navn} {referanse.verdi}"
    yield "merking", Melding("feil.komponer.merkingen"), brev.hode.merking
    yield "tittel", Melding("feil.komponer.tittelen"), brev.tittel
    for seksjon in brev.seksjoner:
        navn = Melding("feil.komponer.delen", navn=seksjon.overskrift)
        yield seksjon.id, navn, seksjon.overskrift
        for blokk in seksjon.blokker:
            for tekst in blokklinjer(blokk):
                yield seksjon.id, navn, tekst
    for linje in (brev.hilsen, *brev.underskrift, brev.godkjenning):
        yield "underskrift", Melding("feil.komponer.underskriften"), linje


@lru_cache(maxsize=4)
def skriftens_tegn(skrift: Path) -> frozenset[int]:
    """Kodepunktene en TrueType-skrift har tegn for: tabellen ``cmap`` i format 4 eller 12 (OpenType 1.9)."""
    data = skrift.read_bytes()
    (antall,) = unpack_from(">H", data, 4)
    tabeller = {data[12 + 16 * i : 16 + 16 * i]: unpack_from(">I", data, 20 + 16 * i)[0] for i in range(antall)}
    cmap = tabeller[b"cmap"]
    (undertabeller,) = unpack_from(">H", data, cmap + 2)
    tegn: set[int] = set()
    for i in range(undertabeller):
        plattform, koding, forskyvning = unpack_from(">HHI", data, cmap + 4 + 8 * i)
        if plattform == 0 or (plattform == 3 and koding in (1, 10)):
            tegn.update(_undertabell(data, cmap + forskyvning))
    return frozenset(tegn)


def _undertabell(data: bytes, start: int) -> Iterator[int]:
    (form,) = unpack_from(">H", data, start)
    if form == 12:
        (grupper,) = unpack_from(">I", data, start + 12)
        for i in range(grupper):
            fra, til, _ = unpack_from(">III", data, start + 16 + 12 * i)
            yield from range(fra, til + 1)
    elif form == 4:
        (dobbelt,) = unpack_from(">H", data, start + 6)
        slutt = unpack_from(f">{dobbelt // 2}H", data, start + 14)
        begynnelse = unpack_from(f">{dobbelt // 2}H", data, start + 16 + dobbelt)
        for fra, til in zip(begynnelse, slutt, strict=True):
            yield from (kode for kode in range(fra, til + 1) if kode != 0xFFFF)
