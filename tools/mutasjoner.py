"""Filer gjort fiendtlige: endringer som kjenner formen på saksfilen, Word-filen, PDF-en, pakken og brevteksten.

Hver funksjon tar en tilfeldig kilde og en hel fil, og gir en fil som er gal på ett eller noen få steder. Det som
endres, er valgt slik at mer enn den ytterste leseren kommer til det.
"""

from __future__ import annotations

import copy
import hashlib
import io
import json
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, unescape

FIENDTLIGE = (
    "", " ", "\0", "\u202eabc", "\ufeff", "\ud800", "<img src='file:///x'>", "{{ 7 * 7 }}", "{% for a in b %}",
    "'; DROP TABLE dokumenter; --", "../../../x", "A" * 100_000, "Å\u0301" * 500, "١٢٣", "9" * 5000, "2026-02-31",
    "\x1b[2J", "]]>", "&x;", "%s%n", "NaN", "\U0010ffff",
)  # fmt: skip
_VERDIER: tuple[Any, ...] = (None, True, 0, -1, 10**400, 1e308, [], {}, [[]], [None] * 50, {"id": None})
_MERKE = re.compile(rb"<[^<>!?]{1,400}>")
_TALL = re.compile(rb"(?<![\w.])\d{1,9}(?![\w.])")
_STROM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_KODE = re.compile(r"\{[{%].*?[%}]\}", re.S)


def saksfil(r: random.Random, data: bytes) -> bytes:
    """JSON med verdier, nøkler og elementer byttet, tatt bort, lagt til eller flyttet."""
    sak = json.loads(data)
    for _ in range(r.randint(1, 3)):
        sted, nokkel = r.choice(list(_stedene(sak)))
        match r.randrange(6):
            case 0:
                sted[nokkel] = r.choice(FIENDTLIGE)
            case 1:
                sted[nokkel] = copy.deepcopy(r.choice(_VERDIER))  # neste endring kan være inni den
            case 2:
                del sted[nokkel]
            case 3 if isinstance(sted, list):
                sted.extend([sted[nokkel]] * r.choice((1, 50)))
            case 4 if isinstance(sted, dict):
                sted[r.choice((*FIENDTLIGE[:8], "ukjent", "id"))] = sted[nokkel]
            case _:
                til, hit = r.choice(list(_stedene(sak)) or [(sted, nokkel)])
                til[hit] = json.loads(json.dumps(sted[nokkel]))
        if not list(_stedene(sak)):
            break
    ut = json.dumps(sak, ensure_ascii=r.random() < 0.5)
    if r.random() < 0.1:
        ut = ut.replace("}", r.choice((', "id": 1}', ",}", "]", "}" * 9, '"')), 1)
    return ut.encode("utf-8", "surrogatepass")


def word(r: random.Random, data: bytes) -> bytes:
    """En Word-fil, eller et brevhode, med en del endret: XML-en, saken i den, navnet eller pakkingen."""
    deler = _deler(data)
    navn = r.choice([n for n in deler if n.endswith((".xml", ".rels"))] if r.random() < 0.9 else list(deler))
    if b'>{"' in deler[navn] and r.random() < 0.5:
        for_, _, resten = deler[navn].partition(b">{")
        sak, _, etter = resten.partition(b"}<")
        ny = saksfil(r, unescape("{" + sak.decode() + "}").encode())
        for_ = re.sub(rb"(?<=<saksum>)[0-9a-f]+", hashlib.sha256(ny).hexdigest().encode(), for_)
        deler[navn] = (
            for_ + b">" + escape(ny.decode("utf-8", "surrogatepass")).encode("utf-8", "replace") + b"<" + etter
        )
    else:
        deler[navn] = _xml(r, deler[navn])
    return _zip(r, deler)


def pakke(r: random.Random, data: bytes) -> bytes:
    """En pakke med en av filene i den gjort fiendtlig, eller med navn og deler som ikke skal være der."""
    deler = _deler(data)
    navn = r.choice(list(deler))
    deler[navn] = {"docx": word, "pdf": pdf, "json": saksfil}.get(navn.rpartition(".")[2], _bytes)(r, deler[navn])
    return _zip(r, deler)


def pdf(r: random.Random, data: bytes) -> bytes:
    """En PDF med tall, henvisninger, filtre, navn eller strømmer endret, eller med noe lagt til eller tatt bort."""
    for _ in range(r.randint(1, 3)):
        match r.randrange(6):
            case 0 if treff := list(_TALL.finditer(data)):
                t = r.choice(treff)
                nytt = r.choice((b"0", b"-1", b"99999999999", t[0][::-1]))
                data = data[: t.start()] + nytt + data[t.end() :]
            case 1 if treff := list(_STROM.finditer(data)):
                t = r.choice(treff)
                data = data[: t.start(1)] + _strom(r, t[1]) + data[t.end(1) :]
            case 2:
                data = data.replace(b"/FlateDecode", r.choice((b"/ASCIIHexDecode", b"/LZWDecode", b"/Fl")), 1)
            case 3:
                fra, til = r.choice(
                    ((b"/Type", b"/Tyyp"), (b"/Kids", b"/Parent"), (b"/MCID", b"/Mcid"), (b"/K", b"/P"))
                )
                data = data.replace(fra, til, r.choice((1, 5, -1)))
            case 4:
                a, b = sorted(r.randrange(len(data)) for _ in "ab")
                data = data[:a] + data[a : min(b, a + 5000)] * r.choice((0, 2, 20)) + data[b:]
            case _:
                data = _bytes(r, data)
    return data if r.random() < 0.1 else data + b"\n%%EOF\n"


def outlook(r: random.Random, data: bytes) -> bytes:
    """En e-post fra Outlook der pekere mellom sektorene, navn eller egenskaper er byttet, eller sektorer kopiert."""
    ut = bytearray(data)
    for _ in range(r.randint(1, 6)):
        plass = r.randrange(0, len(ut) - 512, 4)
        if r.random() < 0.3:
            fra = r.randrange(0, len(ut) - 512, 512)
            til = plass - plass % 512
            ut[til : til + 512] = ut[fra : fra + 512]
        ut[plass : plass + 4] = r.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", r.randbytes(4)))
    return bytes(ut) if r.random() < 0.9 else _bytes(r, bytes(ut))


def tekst(r: random.Random, data: bytes) -> bytes:
    """En brevtekst med malkoden, linjene eller tegnene endret."""
    ord_ = data.decode()
    for _ in range(r.randint(1, 3)):
        linjer = ord_.split("\n")
        her = r.randrange(len(linjer))
        match r.randrange(5):
            case 0 if treff := list(_KODE.finditer(ord_)):
                t = r.choice(treff)
                nytt = r.choice(("", t[0][:-1], t[0] * 30, "{{ kontor.__class__ }}", "{{ [].append }}", t[0].upper()))
                ord_ = ord_[: t.start()] + nytt + ord_[t.end() :]
            case 1:
                ord_ = "\n".join(linjer[:her] + linjer[her + 1 :])
            case 2:
                ord_ = "\n".join([*linjer[:her], r.choice(FIENDTLIGE), *linjer[her:]])
            case 3:
                ny = r.choice(("# ", "## Nytt {#a}", "- " * 200, "| a |\n|--|", "<b>x</b>", "[a](file:///x)", "```"))
                ord_ = "\n".join([*linjer[:her], ny, *linjer[her:]])
            case _:
                r.shuffle(linjer)
                ord_ = "\n".join(linjer)
    return ord_.encode("utf-8", "surrogatepass")


def _stedene(verdi: Any) -> Iterator[tuple[Any, Any]]:
    for nokkel, inni in list(verdi.items() if isinstance(verdi, dict) else enumerate(verdi)):
        yield verdi, nokkel
        if isinstance(inni, (dict, list)) and len(inni) < 200:
            yield from _stedene(inni)


def _xml(r: random.Random, data: bytes) -> bytes:
    treff = list(_MERKE.finditer(data))
    if not treff or r.random() < 0.1:
        return _bytes(r, data)
    t = r.choice(treff)
    fiendtlig = r.choice(FIENDTLIGE).encode("utf-8", "surrogatepass")
    match r.randrange(6):
        case 0:
            nytt = b""
        case 1:
            nytt = t[0] * r.choice((2, 3000))
        case 2:
            nytt = t[0] + fiendtlig
        case 3:
            nytt = re.sub(rb'"[^"]*"', b'"%s"' % fiendtlig.replace(b"\\", b""), t[0], count=1) if b'"' in t[0] else t[0]
        case 4:
            nytt = b"<a>" * 400 + t[0] + b"</a>" * 400
        case _:
            return b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + data.replace(t[0], t[0] + b"&x;", 1)
    return data[: t.start()] + nytt + data[t.end() :]


def _strom(r: random.Random, strom: bytes) -> bytes:
    try:
        inni = zlib.decompress(strom)
    except zlib.error:
        return _bytes(r, strom)
    match r.randrange(4):
        case 0:
            return strom[: len(strom) // 2]
        case 1:
            return zlib.compress(_bytes(r, inni))
        case 2:
            return zlib.compress(inni * r.choice((2, 300)))
        case _:
            return zlib.compress(zlib.compress(inni))


def _bytes(r: random.Random, data: bytes) -> bytes:
    ut = bytearray(data)
    for _ in range(r.randint(1, 8)):
        if ut:
            ut[r.randrange(len(ut))] = r.randrange(256)
    return bytes(ut[: r.randrange(len(ut) + 1)]) if r.random() < 0.2 else bytes(ut)


def _deler(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as fil:
        return {navn: fil.read(navn) for navn in fil.namelist()}


def _zip(r: random.Random, deler: dict[str, bytes]) -> bytes:
    ut = io.BytesIO()
    if r.random() < 0.2:
        deler.pop(r.choice(list(deler)))
    with warnings.catch_warnings(), zipfile.ZipFile(ut, "w", r.choice((0, 8, 8, 8))) as fil:
        warnings.simplefilter("ignore")  # to deler med samme navn
        for navn, innhold in deler.items():
            fil.writestr(navn, innhold)
        if r.random() < 0.2:
            fil.writestr(r.choice(("../x.json", "/etc/x", "C:\\x", *deler, "nul", "a" * 300)), b"{}")
    return _bytes(r, ut.getvalue()) if r.random() < 0.1 else ut.getvalue()
