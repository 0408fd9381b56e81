"""Norsk alfabetisk rekkefølge, som en tekst det kan sorteres etter: …, x, y, z, æ, ø, å, til sist.

Bokstaver med merker sorteres som bokstaven under (é som e, á som a, č som c), slik de samiske også gjør i en norsk
liste; tyske og svenske ä, ö og ü som æ, ø og y. I navn på personer er «aa» å (Aase), i stedsnavn er det to a-er.
"""

from __future__ import annotations

import unicodedata

_ETTER_Z = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "đ": "d", "ŧ": "t", "ŋ": "n", "ð": "d", "þ": "th"}
)


def brett(tekst: str) -> str:
    """Teksten slik den sammenlignes: «ÅS», «ås» og en å skrevet med to tegn er det samme."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", tekst).casefold())


def uten_merker(tekst: str) -> str:
    """Teksten uten merkene på bokstavene, så «porsangu» er «Porsáŋgu»; æ, ø og å er egne bokstaver og blir stående."""
    return sorteringsnokkel(tekst).partition("\u0001")[0]


def sorteringsnokkel(tekst: str, *, person: bool = False) -> str:
    """Nøkkelen til en tekst. Tom tekst kommer sist; like nøkler skilles av teksten selv."""
    brettet = " ".join(brett(tekst).split())
    if not brettet:
        return "\U0010ffff"
    if person:
        brettet = brettet.replace("aa", "å")
    flat = unicodedata.normalize("NFD", brettet.translate(_ETTER_Z))
    uten = "".join(tegn for tegn in flat if tegn.isalnum() or tegn in " {|}")
    return f"{' '.join(uten.split())}\u0001{brettet}"
