"""Nøkkelen pakket inn med en passfrase, der det ikke finnes noen nøkkelring.

scrypt (RFC 7914) gjør passfrasen og et tilfeldig salt til 64 byte, med 128 MB minne og under ett sekund: de første 32
skjuler nøkkelen, og de neste 32 er nøkkelen til summen (HMAC-SHA-256) som sier om passfrasen var riktig.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping

from overforing.feil import KanIkke, UgyldigInndata

MINST = 12
"""Så mange tegn må en passfrase ha."""

_N = 2**17


def pakk_inn(key: str, passfrase: str, n: int = _N) -> dict[str, str]:
    """Det som kan stå i en fil. Kaster ``UgyldigInndata`` når passfrasen er for kort."""
    if len(_flat(passfrase)) < MINST:
        raise UgyldigInndata("feil.las.kort_passfrase", minst=MINST)
    salt = secrets.token_bytes(16)
    skjul, sum_ = _utled(passfrase, salt, n)
    skjult = _xor(bytes.fromhex(key), skjul)
    merke = hmac.digest(sum_, salt + skjult, "sha256")
    return {"n": str(n), "salt": salt.hex(), "innpakket": skjult.hex(), "merke": merke.hex()}


def pakk_ut(felt: Mapping[str, str], passfrase: str) -> str:
    """Nøkkelen. Kaster ``KanIkke`` når passfrasen er feil, eller det i filen er endret."""
    try:
        salt, skjult, merke = (bytes.fromhex(felt[navn]) for navn in ("salt", "innpakket", "merke"))
        skjul, sum_ = _utled(passfrase, salt, min(int(felt["n"]), _N))
    except (KeyError, ValueError):
        raise KanIkke("feil.las.skadet_fil") from None
    if len(skjult) != 32 or not hmac.compare_digest(hmac.digest(sum_, salt + skjult, "sha256"), merke):
        raise KanIkke("feil.las.feil_passfrase")
    return _xor(skjult, skjul).hex()


def _flat(passfrase: str) -> str:
    """«å» kan være skrevet på to måter, og det er ikke alltid den som skriver, ser mellomrommet bak."""
    return unicodedata.normalize("NFC", passfrase).strip()


def _utled(passfrase: str, salt: bytes, n: int) -> tuple[bytes, bytes]:
    ord_ = _flat(passfrase).encode("utf-8", "replace")
    ut = hashlib.scrypt(ord_, salt=salt, n=n, r=8, p=1, maxmem=256 * 1024 * 1024, dklen=64)
    return ut[:32], ut[32:]


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))
