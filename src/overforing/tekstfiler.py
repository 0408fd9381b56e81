"""Tekstene på bokmål og nynorsk ved siden av hverandre: ``{nb = …, nn = …}`` for hver nøkkel i TOML-filer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import Any


class Tekster(Mapping[str, Mapping[str, str]]):
    """Tekstene i ``mappe/*.toml``. En tabell tolkes først når noen spør etter en nøkkel i den: vinduet skal fram fort.

    Det spørres først i filen som heter det nøkkelen begynner med, og så i alle. En tabell begynner på linjen med navnet
    i klammer, så ingen linje inne i en tekst kan begynne med en klamme.
    """

    def __init__(self, mappe: Path) -> None:
        self._lest: dict[str, Mapping[str, str]] = {}
        # Hver tekst spørres det også etter med lovens navn foran, og de fleste er like i begge lovene.
        self._finnes_ikke: set[str] = set()
        self._filer = {fil.stem: fil for fil in sorted(mappe.glob("*.toml"))}
        self._uleste: dict[str, list[str]] = defaultdict(list)
        # Brevene lages ved siden av vinduet, og begge henter tekster.
        self._laas = Lock()

    def __getitem__(self, nokkel: str) -> Mapping[str, str]:
        if nokkel not in self._lest and nokkel not in self._finnes_ikke:
            self._finn(nokkel)
        return self._lest[nokkel]

    def _finn(self, nokkel: str) -> None:
        ledd = nokkel.split(".")
        for filer in (ledd[:1], list(self._filer)):
            self._les(filer, ["", *accumulate(ledd, "{}.{}".format)])
            if nokkel in self._lest:
                return
        self._finnes_ikke.add(nokkel)

    def __iter__(self) -> Iterator[str]:
        self._les(list(self._filer))
        return iter(self._lest)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _les(self, filer: Iterable[str], tabeller: Iterable[str] = ()) -> None:
        """Les filene, og tolk tabellene i det som er lest; uten ``tabeller`` alle."""
        with self._laas:
            for fil in filer:
                if fil in self._filer:
                    self._del_opp(self._filer[fil])
                    del self._filer[fil]
            for tabell in tabeller or list(self._uleste):
                for innhold in self._uleste.pop(tabell, ()):
                    for nokkel, par in _tolk(innhold):
                        if nokkel in self._lest:
                            raise ValueError(f"{nokkel} er skrevet to ganger")
                        self._lest[nokkel] = par

    def _del_opp(self, fil: Path) -> None:
        uten_tabell, *tabeller = f"\n{fil.read_text('utf-8')}".split("\n[")
        self._uleste[""].append(uten_tabell)
        for tabell in tabeller:
            self._uleste[tabell.partition("]")[0]].append(f"[{tabell}")


def _tolk(innhold: str) -> Iterable[tuple[str, Mapping[str, str]]]:
    if (enkle := _enkle(innhold)) is not None:
        return enkle
    import tomllib

    return _flat(tomllib.loads(innhold))


def _enkle(innhold: str) -> list[tuple[str, Mapping[str, str]]] | None:
    """Tekstene når hver står på sin linje, uten noe som må tolkes; ellers ``None``.

    Det er nesten alltid slik, og ``tomllib`` tar lengre tid å hente inn enn de tekstene det første bildet trenger.
    """
    foran = ""
    par: list[tuple[str, Mapping[str, str]]] = []
    for linje in innhold.split("\n"):
        if not linje or linje[0] == "#":
            continue
        if linje[0] == "[" and linje[-1] == "]" and _er_navn(linje[1:-1]):
            foran = f"{linje[1:-1]}."
            continue
        navn, _, ordene = linje.partition(' = {nb = "')
        nb, skille, nn = ordene.removesuffix('"}').partition('", nn = "')
        vanlige = nb + nn
        if not skille or not ordene.endswith('"}') or not vanlige.isprintable() or '"' in vanlige or "\\" in vanlige:
            return None
        if not _er_navn(navn):
            return None
        par.append((foran + navn, {"nb": nb.strip(), "nn": nn.strip()}))
    return par


def _er_navn(tekst: str) -> bool:
    return tekst.isascii() and all(ledd.replace("_", "").isalnum() for ledd in tekst.split("."))


def _flat(tabell: Mapping[str, Any], sti: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    if set(tabell) == {"nb", "nn"} and all(isinstance(v, str) for v in tabell.values()):
        yield sti, {m: tabell[m].strip() for m in tabell}
        return
    for navn, innhold in tabell.items():
        if not isinstance(innhold, Mapping):
            raise ValueError(f"{sti}.{navn}: en tekst må ha både nb og nn")
        yield from _flat(innhold, f"{sti}.{navn}" if sti else navn)
