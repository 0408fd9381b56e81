"""Nøkkelen pakket inn til kontoret, så det som er ført, ikke henger på én person.

Kontoret har et nøkkelpar (X25519, RFC 7748). Den åpne halvparten står i ``oppsett.toml`` på alle maskinene, og den
andre bare på et ark i safen. Programmet pakker inn hver brukers nøkkel med den åpne; bare arket pakker ut. Ingen som
bruker maskinene, kan åpne noe for noen andre. Utregningen er ikke laget for å skjule hvor lang tid den tar: den gjøres
på brukerens egen maskin, og ingen måler den utenfra.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping

_P = 2**255 - 19
_GRUNNPUNKT = (9).to_bytes(32, "little")


def nytt_par() -> tuple[str, str]:
    """Den hemmelige og den åpne halvparten, hver 64 heksadesimale tegn."""
    hemmelig = secrets.token_bytes(32)
    return hemmelig.hex(), x25519(hemmelig, _GRUNNPUNKT).hex()


def pakk_inn(key: str, apen: str) -> dict[str, str]:
    """Det som kan stå i en fil: bare den som har den hemmelige halvparten til ``apen``, får nøkkelen ut av det."""
    engangs = secrets.token_bytes(32)
    fra = x25519(engangs, _GRUNNPUNKT)
    skjul, sum_ = _utled(x25519(engangs, bytes.fromhex(apen)), fra, bytes.fromhex(apen))
    skjult = _xor(bytes.fromhex(key), skjul)
    merke = hmac.digest(sum_, skjult, "sha256").hex()
    return {"kontor": apen, "kontor_fra": fra.hex(), "kontor_innpakket": skjult.hex(), "kontor_merke": merke}


def pakk_ut(felt: Mapping[str, str], hemmelig: str) -> str | None:
    """Nøkkelen, eller ``None`` når den ikke er pakket inn til denne, eller det i filen er endret."""
    try:
        fra, skjult, merke = (bytes.fromhex(felt[f"kontor_{navn}"]) for navn in ("fra", "innpakket", "merke"))
        ra = bytes.fromhex(hemmelig)
        skjul, sum_ = _utled(x25519(ra, fra), fra, x25519(ra, _GRUNNPUNKT))
    except (KeyError, ValueError):
        return None
    if len(skjult) != 32 or not hmac.compare_digest(hmac.digest(sum_, skjult, "sha256"), merke):
        return None
    return _xor(skjult, skjul).hex()


def x25519(skalar: bytes, punkt: bytes) -> bytes:
    """Punktet ganget med skalaren, RFC 7748 avsnitt 5. Kaster ``ValueError`` når noe ikke er 32 byte."""
    if len(skalar) != 32 or len(punkt) != 32:
        raise ValueError("ikke 32 byte")
    k = int.from_bytes(skalar, "little") & ~7 & ~(128 << 8 * 31) | (64 << 8 * 31)
    x1 = int.from_bytes(punkt, "little") & (2**255 - 1)
    x2, z2, x3, z3, byttet = 1, 0, x1, 1, 0
    for t in reversed(range(255)):
        bit = k >> t & 1
        if byttet ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        byttet = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % _P, b * b % _P, d * a % _P, c * b % _P
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % _P, x1 * (da - cb) ** 2 % _P
        x2, z2 = aa * bb % _P, e * (aa + 121665 * e) % _P
    if byttet:
        x2, z2 = x3, z3
    return (x2 * pow(z2, _P - 2, _P) % _P).to_bytes(32, "little")


def _utled(delt: bytes, fra: bytes, til: bytes) -> tuple[bytes, bytes]:
    if not any(delt):  # et punkt ingen nøkkel gir
        raise ValueError("ikke et punkt på kurven")
    ut = hashlib.sha512(b"overforing/kontor/1" + delt + fra + til).digest()
    return ut[:32], ut[32:]


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))
