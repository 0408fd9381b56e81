"""Nøkkelen, og gjenopprettingsarket: åtte grupper på åtte tegn som en kan skrive av et ark uten å ta feil.

Tegnene er Douglas Crockfords base32, uten I, L, O og U. De sju første i en gruppe er nøkkelen, og det åttende er et
kontrollsiffer (Luhns metode med 32 tegn), så en tastefeil sies med gruppen den står i. Til sammen er det de 32 bytene i
nøkkelen og tre byte av SHA-256-summen av dem, så to grupper som er byttet om, også blir merket.
"""

from __future__ import annotations

import hashlib
import secrets

from overforing.feil import UgyldigInndata

TEGN = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GRUPPER = 8
_I_GRUPPEN = 7
_FORVEKSLES = str.maketrans("ILO", "110")


def ny() -> str:
    """En tilfeldig nøkkel, 64 heksadesimale tegn."""
    return secrets.token_hex(32)


def avtrykk(key: str) -> str:
    """16 tegn som kjenner nøkkelen igjen, uten å si noe om den."""
    return hashlib.sha256(b"overforing/las/1" + bytes.fromhex(key)).hexdigest()[:16]


def grupper(key: str) -> tuple[str, ...]:
    """De åtte gruppene på arket."""
    ra = bytes.fromhex(key)
    tall = int.from_bytes(ra + hashlib.sha256(ra).digest()[:3], "big")
    tegn = "".join(TEGN[(tall >> (5 * plass)) & 31] for plass in reversed(range(GRUPPER * _I_GRUPPEN)))
    deler = (tegn[i : i + _I_GRUPPEN] for i in range(0, len(tegn), _I_GRUPPEN))
    return tuple(del_ + _kontroll(del_) for del_ in deler)


def som_gruppe(tekst: str) -> str:
    """Det noen tastet, slik det står på arket: store bokstaver, uten mellomrom, og 0 og 1 for det de forveksles med."""
    return "".join(tegn for tegn in tekst.upper() if tegn.isalnum()).translate(_FORVEKSLES)


def fra_ark(tekst: str) -> str:
    """Nøkkelen av det som står på arket. Kaster ``UgyldigInndata``, som sier hvilken gruppe som er feil."""
    tegn = som_gruppe(tekst)
    lengde = _I_GRUPPEN + 1
    if len(tegn) != GRUPPER * lengde:
        raise UgyldigInndata("feil.las.antall_tegn", ventet=GRUPPER * lengde, funnet=len(tegn))
    deler = [tegn[i : i + lengde] for i in range(0, len(tegn), lengde)]
    gale = [nr for nr, del_ in enumerate(deler, 1) if set(del_) - set(TEGN) or _kontroll(del_[:-1]) != del_[-1]]
    if gale:
        raise UgyldigInndata("feil.las.gruppe", nr=", ".join(map(str, gale)))
    tall = 0
    for ett in "".join(del_[:-1] for del_ in deler):
        tall = tall << 5 | TEGN.index(ett)
    ra = tall.to_bytes(35, "big")
    if hashlib.sha256(ra[:32]).digest()[:3] != ra[32:]:
        raise UgyldigInndata("feil.las.rekkefolge")
    return ra[:32].hex()


def _kontroll(tegn: str) -> str:
    sum_ = 0
    for plass, ett in enumerate(reversed(tegn)):
        verdi = TEGN.index(ett) * (1 if plass % 2 else 2)
        sum_ += verdi // 32 + verdi % 32
    return TEGN[-sum_ % 32]
