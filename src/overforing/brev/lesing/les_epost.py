"""En e-post (.eml, RFC 5322): det som ligger ved, og det den sier om seg selv.

Leses med standardbiblioteket, og aldri mer enn grensene under: en e-post kan være laget for å ta tiden eller minnet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email import policy
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from html.parser import HTMLParser

from overforing.feil import UgyldigInndata

MAKS_VEDLEGG = 100
"""Flest deler som ikke er beholdere, i en e-post."""

MAKS_NIVA = 50
"""Flest beholdere (multipart), og flest e-poster inni e-posten."""

MAKS_HODE = 64 * 1024
MAKS_FELT = 1000
MAKS_TEKST = 20_000
"""Så mye, i byte og i tegn, leses av hodet, av et felt i det og av teksten."""

MAKS_NAVN = 200
"""Så mange tegn av navnet på en fil som ligger ved."""

MAKS_FOR_TEKST = 1024 * 1024
"""Teksten letes det etter i så mange byte fra begynnelsen."""

_FELT = re.compile(rb"([!-9;-~]{1,76}):")
_KJENNETEGN = frozenset({b"from", b"date", b"subject", b"received", b"mime-version", b"return-path", b"message-id"})
_SKJULT = frozenset({"style", "script", "title"})
_NY_LINJE = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote"})
_BEHOLDER = re.compile(rb"boundary[*\d]{0,8}\s{0,5}=|message/", re.IGNORECASE)


@dataclass(frozen=True)
class Omslag:
    """Det en e-post sier om seg selv. Ingenting av det er bekreftet; tomt og ``None`` er «ikke kjent».

    ``adresse`` er avsenderens, og ``fra`` navnet og adressen slik de står.
    """

    emne: str = field(default="", repr=False)
    fra: str = field(default="", repr=False)
    adresse: str = field(default="", repr=False)
    dato: date | None = None
    tekst: str = field(default="", repr=False)


def er_epost(data: bytes) -> bool:
    """Om innholdet begynner som en e-post: bare felt, og minst to av dem en e-post alltid har."""
    kjente: set[bytes] = set()
    for linje in data[:MAKS_HODE].splitlines()[:200]:
        if not linje.strip():
            break
        if linje[:1] in (b" ", b"\t"):
            continue
        felt = _FELT.match(linje)
        if felt is None:
            return False
        kjente |= {felt[1].lower()} & _KJENNETEGN
    return len(kjente) >= 2


def vedlegg(data: bytes) -> Iterator[bytes]:
    """Innholdet i hver del av e-posten som er en fil, i rekkefølge, også i e-poster inni den.

    Kaster ``UgyldigInndata`` når den har for mange deler.
    """
    return (_innhold(del_) for del_ in _filene(data))


def navngitte(data: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Navnet på hver fil, uten mapper og tomt når den ikke har noe, og innholdet, som leses når det kalles på."""
    for del_ in _filene(data):
        navn = _klartekst(del_.get_filename() or "")
        yield navn.replace("\\", "/").rpartition("/")[2][:MAKS_NAVN], partial(_innhold, del_)


def linjene(data: bytes) -> tuple[str, ...]:
    """Linjene i teksten. Har e-posten bare en nettside, er det ordene i den."""
    data = data[:MAKS_FOR_TEKST]
    tekst = next(_tekstene(data), "") or _ordene_i(next(_tekstene(data, "html"), ""))
    return tuple(linje.strip() for linje in tekst.splitlines())


def omslag(data: bytes) -> Omslag:
    """Hva e-posten sier om seg selv. En e-post som ikke lar seg lese, sier ingenting."""
    hode = BytesParser(policy=policy.compat32).parsebytes(data[:MAKS_HODE], headersonly=True)
    fra = _felt(hode, "From")
    try:
        tekst = next(_tekstene(data[:MAKS_FOR_TEKST]), "")
    except UgyldigInndata:
        tekst = ""
    # Adressen før navnet er i klartekst: et komma i navnet ville ellers delt det.
    adresse = _klartekst(parseaddr(str(hode.get("From", ""))[:MAKS_FELT])[1])
    return Omslag(_felt(hode, "Subject"), fra, adresse, _dato(_felt(hode, "Date")), tekst)


def _filene(data: bytes) -> Iterator[Message]:
    for del_ in _delene(data):
        if not (del_.get_content_maintype() == "text" and del_.get_filename() is None):
            yield del_


def _tekstene(data: bytes, slag: str = "plain") -> Iterator[str]:
    for del_ in _delene(data):
        if del_.get_content_type() == f"text/{slag}" and del_.get_filename() is None:
            yield _i_tegn(_innhold(del_)[:MAKS_TEKST], del_.get_content_charset("utf-8"))


def _delene(data: bytes) -> Iterator[Message]:
    if len(_BEHOLDER.findall(data)) > MAKS_NIVA:
        raise UgyldigInndata("feil.les.epost_deler", flest=MAKS_VEDLEGG)
    antall = 0
    for del_ in BytesParser(policy=policy.compat32).parsebytes(data).walk():
        if del_.is_multipart():
            continue
        antall += 1
        if antall > MAKS_VEDLEGG:
            raise UgyldigInndata("feil.les.epost_deler", flest=MAKS_VEDLEGG)
        yield del_


def _innhold(del_: Message) -> bytes:
    innhold = del_.get_payload(decode=True)
    return innhold if isinstance(innhold, bytes) else b""


def _felt(hode: Message, navn: str) -> str:
    """Feltet i klartekst, på én linje. Er koden det er skrevet i ukjent, står det som det er."""
    return _klartekst(str(hode.get(navn, "")))


def _klartekst(verdi: str) -> str:
    verdi = verdi[:MAKS_FELT]
    try:
        biter = [
            _i_tegn(bit, koding or "latin-1") if isinstance(bit, bytes) else bit for bit, koding in decode_header(verdi)
        ]
    except (ValueError, LookupError):
        biter = [verdi]
    return " ".join("".join(biter).split())


class _Ordene(HTMLParser):
    """Teksten i en nettside, med ny linje rundt hvert avsnitt, hver rad og hvert punkt."""

    def __init__(self) -> None:
        super().__init__()
        self.tekst: list[str] = []
        self._skjult = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skjult += tag in _SKJULT
        if tag in _NY_LINJE:
            self.tekst.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._skjult -= tag in _SKJULT and self._skjult > 0
        if tag in _NY_LINJE:
            self.tekst.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skjult:
            self.tekst.append(" ".join(("", *data.split(), "")) if data.strip() else " ")


def _ordene_i(nettside: str) -> str:
    leser = _Ordene()
    leser.feed(nettside)
    leser.close()
    linjer = (" ".join(linje.split()) for linje in "".join(leser.tekst).splitlines())
    return "\n".join(linje for linje in linjer if linje)


def _i_tegn(data: bytes, koding: str) -> str:
    try:
        return data.decode(koding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _dato(verdi: str) -> date | None:
    try:
        return parsedate_to_datetime(verdi).date()
    except (ValueError, TypeError, OverflowError):
        return None
