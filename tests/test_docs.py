"""Sidene for dem som kommer etter: det koden viser til, finnes, og det sidene sier om koden, stemmer."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from overforing.regelverk.avklaringer import REGLER
from overforing.regelverk.dokumenter import FOR_UTFALL
from overforing.regelverk.funn import Status, Steg, Utfall
from overforing.sak.modell import Arsak, Dokument, Oppholdsgrunnlag, Regelsett, Sak, Tilknytningstype
from overforing.sak.saksfil import fra_json
from overforing.tekster.katalog import Katalog, dato

pytestmark = pytest.mark.uten_lov

ROT = Path(__file__).resolve().parents[1]
RETTSGRUNNLAG = (ROT / "docs" / "rettsgrunnlag.md").read_text("utf-8")
SAKSFIL = (ROT / "docs" / "saksfil.md").read_text("utf-8")
ARKITEKTUR = (ROT / "docs" / "arkitektur.md").read_text("utf-8")
OVERST = [ROT / navn for navn in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
SIDER = sorted([*OVERST, *(ROT / "docs").glob("*.md"), *(ROT / "docs" / "beslutninger").glob("*.md")])

HENVISNING = re.compile(
    r"(?P<side>rettsgrunnlag|saksfil)(?:\.md)?(?P<hvor>[ \n]+§§?[ \n]*\d+(?:(?:, | og |–|-)\d+)*|,[ \n]+«[^»]+»)"
    r"(?:[ \n]+punkt[ \n]+(?P<punkt>\d+))?",
    re.IGNORECASE,
)


def _henvisninger(tekst: str) -> Iterator[tuple[str, str, str | None]]:
    """(siden, paragrafen eller overskriften, punktet) for hver henvisning i teksten."""
    for treff in HENVISNING.finditer(tekst):
        side, hvor = treff["side"].lower(), treff["hvor"]
        if "«" in hvor:
            yield side, re.sub(r"\s+", " ", hvor.split("«")[1].rstrip("»")), None
            continue
        nummer = [int(n) for n in re.findall(r"\d+", hvor)]
        alle = range(nummer[0], nummer[-1] + 1) if re.search(r"\d[–-]\d", hvor) else nummer
        yield from ((side, str(n), treff["punkt"]) for n in alle)


def _finnes(side: str, hvor: str, punkt: str | None) -> bool:
    tekst = RETTSGRUNNLAG if side == "rettsgrunnlag" else SAKSFIL
    if not hvor.isdigit():
        return re.search(rf"^#+ {re.escape(hvor)}$", tekst, re.MULTILINE) is not None
    paragraf = re.search(rf"^## § {hvor}\. (.*?)(?=^## |\Z)", tekst, re.MULTILINE | re.DOTALL)
    return paragraf is not None and (punkt is None or re.search(rf"^{punkt}\. ", paragraf[1], re.MULTILINE) is not None)


def _kilder() -> Iterator[Path]:
    for mappe in ("src", "tests", "letters", "resources", "tools", "benchmarks", "docs"):
        yield from (f for f in (ROT / mappe).rglob("*") if f.suffix in (".py", ".toml", ".md", ".typ", ".csv"))


def test_hver_paragraf_det_vises_til_finnes_pa_siden() -> None:
    uten_kommentartegn = re.compile(r"\n\s*(?:#|>)?\s*")
    henvist = [
        (fil.relative_to(ROT).as_posix(), *h)
        for fil in _kilder()
        for h in _henvisninger(uten_kommentartegn.sub("\n", fil.read_text("utf-8")))
        if fil != Path(__file__).resolve()
    ]
    assert [h for h in henvist if not _finnes(*h[1:])] == []
    assert {h[2] for h in henvist if h[0].startswith("src/") and h[1] == "rettsgrunnlag"} >= {"3", "4", "5", "8", "9"}
    assert [h for h in henvist if h[0].startswith(("src/", "tests/")) and h[1] == "saksfil"]


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("(rettsgrunnlag § 4).", [("rettsgrunnlag", "4", None)]),
        ("rettsgrunnlag.md § 5 punkt 6", [("rettsgrunnlag", "5", "6")]),
        ("rettsgrunnlag §§ 4 og 5", [("rettsgrunnlag", "4", None), ("rettsgrunnlag", "5", None)]),
        ("rettsgrunnlag §§ 7–9", [("rettsgrunnlag", n, None) for n in "789"]),
        ("(rettsgrunnlag\n§ 8)", [("rettsgrunnlag", "8", None)]),
        ("Saksfil § 1:", [("saksfil", "1", None)]),
        ("(saksfil.md, «Det som følger med et brev»)", [("saksfil", "Det som følger med et brev", None)]),
        ("saksfilen § 1", []),
    ],
)
def test_henvisningene_kjennes_igjen(tekst: str, ventet: list[tuple[str, str, str | None]]) -> None:
    assert list(_henvisninger(tekst)) == ventet


@pytest.mark.parametrize(
    ("side", "hvor", "punkt"),
    [
        ("rettsgrunnlag", "12", None),
        ("rettsgrunnlag", "5", "9"),
        ("saksfil", "4", None),
        ("saksfil", "Finnes ikke", None),
    ],
)
def test_en_henvisning_til_noe_som_ikke_er_der_finnes_ikke(side: str, hvor: str, punkt: str | None) -> None:
    assert not _finnes(side, hvor, punkt)


# --- rettsgrunnlaget og koden


def _rader(tekst: str, kolonner: int) -> list[list[str]]:
    """Radene i tabellene med så mange kolonner, uten overskriftene. Den første cellen er en verdi i koden."""
    rader = [
        [c.strip() for c in linje.strip("|").split(" | ")] for linje in tekst.splitlines() if linje.startswith("| `")
    ]
    return [rad for rad in rader if len(rad) == kolonner]


def _paragraf(nummer: int) -> str:
    return RETTSGRUNNLAG.split(f"\n## § {nummer}. ")[1].split("\n## ")[0]


def test_avklaringene_i_rettsgrunnlaget_er_reglene_i_rekkefolge() -> None:
    rader = _rader(_paragraf(8), 4)
    assert [rad[0].strip("`") for rad in rader] == [regel.id for regel in REGLER]
    assert [rad[2].startswith("ja") for rad in rader] == [regel.holder_tilbake for regel in REGLER]
    for rad, regel in zip(rader, REGLER, strict=True):
        unntatt = regel.unntatt.__name__ != "_aldri"
        assert (rad[2] not in ("ja", "nei")) == unntatt, rad[0]


def test_hver_avklaring_sier_hvor_den_gjelder() -> None:
    veier = {"alle", "habilitet", "alternativer"}
    for rad, regel in zip(_rader(_paragraf(8), 4), REGLER, strict=True):
        assert (rad[3] if rad[3] in veier else None) == (
            regel.gjelder.__name__ if regel.gjelder.__name__ in veier else None
        )


def test_dokumentene_i_rettsgrunnlaget_er_dem_utfallet_kaller_pa() -> None:
    rader = {rad[0].strip("`"): re.findall(r"`(\w+)`", rad[1]) for rad in _rader(_paragraf(9), 2)}
    assert rader == {utfall.value: [d.value for d in dokumenter] for utfall, dokumenter in FOR_UTFALL.items()}


@pytest.mark.parametrize(
    ("paragraf", "verdier"),
    [(2, Oppholdsgrunnlag), (3, Tilknytningstype), (3, Status), (9, Dokument)],
    ids=["opphold", "tilknytning", "status", "dokument"],
)
def test_rettsgrunnlaget_nevner_hver_verdi(paragraf: int, verdier: type[StrEnum]) -> None:
    assert [v.value for v in verdier if f"`{v.value}`" not in _paragraf(paragraf)] == []


def test_lovene_og_adressene_er_de_programmet_bruker() -> None:
    lover = Katalog.les(ROT / "resources").lover
    assert set(re.findall(r"\((https://lovdata[^)]+)\)", RETTSGRUNNLAG)) == {lov.url for lov in lover.values()}


def test_rettsgrunnlaget_sier_nar_den_nye_loven_gjelder_fra() -> None:
    fra = tomllib.loads((ROT / "resources" / "regelsett.toml").read_text("utf-8")).get(Regelsett.FVL2025)
    loven = next(linje for linje in RETTSGRUNNLAG.splitlines() if linje.startswith("| fvl2025 |"))
    for tekst, uten_dato in ((loven, "ikke satt i kraft"), (_paragraf(10), "`fvl2025` har ingen dato ennå")):
        assert (uten_dato in tekst) == (fra is None)
        assert fra is None or dato(fra) in tekst


# --- saksfilen


def _del_typer(type_: object, sett: dict[type, None]) -> dict[type, None]:
    """Dataklassene og verdilistene saken er laget av."""
    for del_ in get_args(type_):
        _del_typer(del_, sett)
    if isinstance(type_, type) and type_ not in sett and (hasattr(type_, "gitt") or issubclass(type_, StrEnum)):
        sett[type_] = None
        for felt in () if issubclass(type_, StrEnum) else get_type_hints(type_).values():
            _del_typer(felt, sett)
    return sett


DELER = _del_typer(Sak, {})


def test_saksfilen_nevner_hver_nokkel_og_hver_verdi() -> None:
    assert Arsak in DELER
    nokler = {f.name for d in DELER if not issubclass(d, StrEnum) for f in fields(d) if f.name != "gitt"}
    verdier = {v.value for d in DELER if issubclass(d, StrEnum) for v in d if d not in (Tilknytningstype, Dokument)}
    nevnt = set(re.findall(r"`(?:[\w\[\]]+\.)*(\w+)(?:\[\])?`", SAKSFIL))
    assert (nokler | verdier) - nevnt == set()


def test_svaret_nevner_hvert_utfall_hver_status_og_hvert_steg() -> None:
    svaret = SAKSFIL.split("\n## § 2. ")[1].split("\n## ")[0]
    assert [v.value for verdier in (Utfall, Status, Steg) for v in verdier if f"`{v.value}`" not in svaret] == []


def test_den_minste_saksfilen_kan_leses() -> None:
    (minste,) = re.findall(r"```json\n(.*?)\n```", SAKSFIL, re.DOTALL)
    assert fra_json(minste, ()) == Sak(
        id="7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", vurderingsdato=fra_json(minste, ()).vurderingsdato
    )


# --- arkitekturen


def _sporet() -> list[Path]:
    """Filene i kildekoden: det git har, og det som er nytt og ikke sett bort fra."""
    svar = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if svar.returncode:
        pytest.skip("kildekoden er ikke hentet med git")
    return [Path(linje) for linje in svar.stdout.splitlines() if (ROT / linje).is_file()]


def _rom() -> set[str]:
    pakke = Path("src/overforing")
    rom = {f.parent.relative_to(pakke).as_posix() for f in _sporet() if f.is_relative_to(pakke) and f.parent != pakke}
    toppene = ("resources", "letters", "docs", "tests", "tools", "benchmarks", "requirements")
    # Under tests/ er det bare rommene selv som nevnes: mappene i dem speiler treet, eller er data til prøvene der.
    under = {f.parent for f in _sporet() if f.parts[0] in toppene}
    return rom | {m.as_posix() for m in under if m.parts[0] != "tests" or len(m.parts) <= 2}


def test_hvert_rom_er_nevnt_i_arkitekturen() -> None:
    rommene = ARKITEKTUR.split("\n## Rommene")[1].split("\n## ")[0]
    assert {rom for rom in _rom() if f"`{rom}/`" not in rommene} == set()


def test_rommene_er_alle_med_i_prova() -> None:
    assert {"sak", "regelverk/avklaringer", "ui/deler", "docs/beslutninger", "tests/regelverk", "letters/nb"} <= _rom()


STI = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|csv|typ))`")


def _stier(fil: Path) -> Iterator[str]:
    """Stiene i siden, utenom dem som ligger utenfor kildekoden eller lages der programmet kjøres."""
    yield from (
        sti
        for sti in STI.findall(fil.read_text("utf-8"))
        if not sti.startswith(("../", ".venv/", "dist/", "overforing/"))
    )


def _er_der(sti: str, fil: Path) -> bool:
    """Stier er fra toppen, fra ``src/overforing`` eller fra siden. Et filnavn alene er en fil et sted i treet."""
    steder = (ROT, ROT / "src" / "overforing", fil.parent)
    if any((sted / sti).exists() for sted in steder):
        return True
    return "/" not in sti and any((ROT / "src" / "overforing").rglob(sti))


@pytest.mark.parametrize("fil", SIDER, ids=[f.relative_to(ROT).as_posix() for f in SIDER])
def test_hver_fil_sidene_nevner_finnes(fil: Path) -> None:
    assert [sti for sti in _stier(fil) if not _er_der(sti, fil)] == []


def test_arkitekturen_nevner_filer() -> None:
    assert len(list(_stier(ROT / "docs" / "arkitektur.md"))) > 60
    assert not _er_der("ui/finnes_ikke.py", ROT / "docs" / "arkitektur.md")


LENKE = re.compile(r"(?<!!)\[[^\]]+\]\((?P<mal>[^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("fil", SIDER, ids=[f.relative_to(ROT).as_posix() for f in SIDER])
def test_lenkene_pa_sidene_gar_til_noe_som_er_her(fil: Path) -> None:
    mal = [treff["mal"] for treff in LENKE.finditer(fil.read_text("utf-8"))]
    assert [m for m in mal if not m.startswith("https://") and not (fil.parent / m).exists()] == []


def test_beslutningene_er_korte_og_alle_er_i_lista() -> None:
    mappe = ROT / "docs" / "beslutninger"
    notater = sorted(f.name for f in mappe.glob("[0-9]*.md"))
    assert re.findall(r"\((\d[^)]+\.md)\)", (mappe / "README.md").read_text("utf-8")) == notater
    for navn in notater:
        tekst = (mappe / navn).read_text("utf-8")
        assert re.findall(r"^## (.+)$", tekst, re.MULTILINE) == ["Bakgrunn", "Beslutning", "Følger"]
        assert re.search(r"^Bestemt \d+\. \w+ 20\d\d\.$", tekst, re.MULTILINE)
        assert len(tekst.splitlines()) <= 20
