"""Gjenopprettingsarket: det som står der, blir nøkkelen igjen, og en feil sies med gruppen den står i."""

from __future__ import annotations

import pytest
from feilprover import kaster
from hypothesis import given
from hypothesis import strategies as st

from overforing.las.nokkel import TEGN, fra_ark, grupper, ny

NOKLER = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(NOKLER)
def test_arket_blir_nokkelen_igjen_slik_folk_skriver_det(key: str) -> None:
    arket = grupper(key)
    assert [len(gruppe) for gruppe in arket] == [8] * 8
    assert fra_ark("\n".join(arket)) == key
    assert fra_ark("-".join(arket).lower().replace("0", "o").replace("1", "l")) == key


@given(NOKLER, st.integers(0, 7), st.integers(0, 7), st.integers(1, 31))
def test_ett_galt_tegn_sies_med_gruppen(key: str, gruppe: int, plass: int, bort: int) -> None:
    arket = list(grupper(key))
    galt = TEGN[(TEGN.index(arket[gruppe][plass]) + bort) % 32]
    arket[gruppe] = arket[gruppe][:plass] + galt + arket[gruppe][plass + 1 :]
    with kaster("feil.las.gruppe", match=f"Gruppe {gruppe + 1} "):
        fra_ark(" ".join(arket))


def test_byttede_grupper_og_et_halvt_ark_merkes() -> None:
    arket = grupper(ny())
    with kaster("feil.las.rekkefolge"):
        fra_ark("".join([arket[1], arket[0], *arket[2:]]))
    with kaster("feil.las.antall_tegn", match="64"):
        fra_ark("".join(arket[:-1]))


@pytest.mark.parametrize("tekst", ["Å" * 64, "U" * 64])
def test_tegn_som_ikke_star_pa_et_ark(tekst: str) -> None:
    with kaster("feil.las.gruppe"):
        fra_ark(tekst)
