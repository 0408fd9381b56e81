"""Importtabellen: hvilken del av programmet som får kjenne hvilken. Leser hver import, også dem inne i funksjoner."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

KILDE = Path(__file__).resolve().parents[1] / "src" / "overforing"

SAK = {"sak", "feil"}
REGELTYPER = {"regelverk.funn", "regelverk.hjemmel", "regelverk.regelsett"}
# Det tegnerne og leserne av brev deler: modellen, det som følger med, tegnene og målene.
BREVTYPER = {"brev.modell", "brev.reise", "brev.tegn", "brev.oppsett"}

# Hva hver del får importere ut over standardbiblioteket. Mest bestemte navn vinner.
TILLATT: dict[str, set[str]] = {
    # Det en feil sier, er tekster, og må kunne sies på bokmål uten noen katalog.
    "feil": {"stier", "tekstfiler"},
    "stier": {"platformdirs"},
    "tekstfiler": set(),
    # Uten noe tungt: det spørres før vinduet er laget.
    "forste": set(),
    "logg": set(),
    # Utgaven av SQLite sies i kontrollen og i «Om», og er feil i biblioteket, ikke SQL.
    "sqlite_utgave": {"feil", "stier"},
    # Hvilken setning en feil fra maskinen blir.
    "hinder": {"feil"},
    "filer": {"feil", "hinder"},
    "sak": SAK,
    "sak.saksfil": {*SAK, "cattrs"},
    "regelverk": {*SAK, "regelverk"},
    "tekster": {*SAK, *REGELTYPER, "tekster", "tekstfiler"},
    # Ordlistene på maskinen, og brukerens egne ord.
    "tekster.rettskriving": {*SAK, "hinder", "filer", "hunspell"},
    # Boken tegnes av selve reglene.
    "tekster.regelbok": {*SAK, "regelverk", "tekster"},
    "brev": set(),
    "brev.modell": SAK,
    "brev.maler": SAK,
    # Statsforvalterens brev skrives av den mottatte forespørselen.
    "brev.komponer": {*SAK, *REGELTYPER, "mottak", "tekster", "brev.modell", "brev.komponer", "jinja2", "markdown_it"},
    # Kontorets egne maler: prøvd mot våre før de brukes.
    "brev.egne": {*SAK, *BREVTYPER, "hinder", "brev.egne", "brev.maler", "tekster"},
    "brev.egne.malkode": {"feil", "brev.komponer", "jinja2"},
    "brev.egne.malprove": {"feil", "brev.komponer", "brev.egne.malkode", "jinja2", "markdown_it"},
    "brev.egne.brevhode": {*SAK, *BREVTYPER, "brev.docx", "brev.pdf", "brev.brevhodet", "brev.egne", "docx"},
    "brev.egne.brevhode_innhold": {"feil"},
    "brev.egne.brevhode_lesing": {*SAK, *BREVTYPER, "brev.docx", "brev.brevhodet", "brev.egne", "docx"},
    "brev.egne.brevhode_stil": {"brev.brevhodet"},
    "brev.egne.brevhode_pakke": {*SAK, "brev.lesing.les_docx", "lxml"},
    "brev.egne.egne_maler": {"feil", "hinder", "filer", "tekster", "brev.maler", "brev.egne"},
    "brev.innsyn": {*SAK, "brev.modell"},
    # Et brev fra Statsforvalteren er merket med loggen det gikk ut fra.
    "brev.reise": {*SAK, "mottak.merke"},
    "brev.vakt": {*SAK, "brev.modell"},
    "brev.tegn": {*SAK, "brev.modell"},
    "brev.oppsett": {*SAK, "brev.modell", "brev.tegn"},
    "brev.docx": {*SAK, *BREVTYPER, "brev.brevhodet", "docx", "lxml"},
    "brev.brevhodet": {*SAK, *BREVTYPER, "docx"},
    "brev.pdf": {
        *SAK,
        *BREVTYPER,
        *("brev.brevhodet", "brev.egne.brevhode_innhold", "brev.innsyn", "stier"),
        "typst",
    },
    "brev.lesing": {*SAK, *BREVTYPER, "filer", "brev.lesing"},
    "brev.lesing.grenser": {"feil", "pypdfium2"},
    "brev.lesing.les_msg": {*SAK, *BREVTYPER, "filer", "brev.lesing", "olefile"},
    "brev.lesing.ved_siden": {*SAK, *BREVTYPER, "filer", "brev.lesing", "stier"},
    "brev.lesing.les_docx": {*SAK, *BREVTYPER, "brev.lesing.grenser", "brev.lesing.lesning", "lxml"},
    "brev.lesing.les_pdf": {*SAK, *BREVTYPER, "brev.lesing", "brev.pdfium", "pypdfium2"},
    "brev.lesing.pdf_tekst": {"pypdfium2"},
    "brev.lesing.vis": {*SAK, *BREVTYPER, "filer", "brev.lesing", "brev.pdfium", "pypdfium2"},
    "brev.lesing.omlaget": {"brev.oppsett", "brev.lesing.lesning", "pypdfium2"},
    "brev.pdfium": {"pypdfium2"},
    "brev.sidebilder": {"brev.pdfium"},
    # Pakken lages av brevet og saken; ordene og reglenes bestemmelser gis inn.
    "arkiv": {*SAK, "mottak", "brev.modell", "arkiv", "lxml"},
    "arkiv.arbeidsbok": {"mottak", "arkiv.regneark", "xlsxwriter"},
    # Vurderingen er gitt; hva den sier om det som er mottatt, er rent.
    "mottak": {*SAK, *REGELTYPER, "mottak"},
    "register": {*SAK, "hinder", "mottak", "register", "sqlite_utgave", "sqlite_utils"},
    # Loggen på en tjener. Hentes først når en tjener er valgt.
    "register.felles": {*SAK, "hinder", "mottak", "register", "psycopg"},
    # Det eneste stedet som kjenner krypteringen.
    "register.tilkobling": {"register", "sqlcipher3"},
    # Hvor nøkkelen er; filene skrives om i register.
    "las": {"feil", "filer", "las", "register.feil", "register.kryptering", "register.omskriving"},
    "las.ring": {"keyring"},
    # Det som gjøres med en sak, uten vindu og database. Å tegne et brev gis inn; det andre som trenger et tungt
    # bibliotek, henter det først når noe skal skrives, leses eller pakkes.
    "saksgang": {
        *SAK,
        "hinder",
        "filer",
        "regelverk",
        "mottak",
        "tekster",
        "brev.innsyn",
        "brev.modell",
        "brev.reise",
        "brev.vakt",
        "brev.komponer",
        "brev.lesing.les",
        "brev.lesing.ved_siden",
        "brev.lesing.les_epost",
        "arkiv",
        "saksgang",
    },
    "ui": {
        *SAK,
        "hinder",
        "sqlite_utgave",
        "filer",
        "forste",
        "logg",
        "mottak",
        "tekster",
        "brev.innsyn",
        "brev.modell",
        "saksgang",
        "program.innstillinger",
        "program.oppsett",
        "arkiv.verdier",
        "ui",
        "PySide6",
        "shiboken6",  # om en widget fortsatt finnes
    },
    "ui.deler.roller": {"PySide6", "shiboken6"},
    # Bare hva som er laget av hva: verken vakten, pakkene, filene eller det som er mottatt.
    "program": {
        *SAK,
        "forste",
        "hinder",
        "stier",
        "regelverk",
        "tekster",
        "brev.modell",
        "brev.reise",
        "brev.maler",
        "brev.egne",
        "brev.komponer",
        "brev.lesing.ved_siden",
        "brev.docx",
        "brev.pdf",
        "brev.lesing.kontroll",
        "brev.sidebilder",
        "arkiv.verdier",
        "las",
        "register",
        "saksgang",
        "ui.vindu.oppstart",
        "program",
    },
    # Å flytte kopiene til en annen mappe er det eneste program gjør med filer selv.
    "program.kopier": {*SAK, "hinder", "stier", "register", "program"},
    # Om det som trengs for en tjener, er installert.
    "program.felles": {"hinder", "las.ring", "register.felles", "program.innstillinger"},
    "program.innstillinger": {"feil", "hinder", "filer", "sak.person", "stier", "program.oppsett"},
    "program.oppsett": {"feil"},
    # Bildefiler leses av Qt, i leserens egen prosess.
    "inngang": {
        *("brev.lesing.barn", "cli.utgang", "cli.kommandoer", "program", "ui.deler.bildesider"),
        *("forste", "logg", "stier"),
    },
    "cli": {"*"},
    "cli.utgang": {"feil", "hinder", "logg"},
    "cli.norsk": {"click"},
    "__main__": {"inngang"},
}


def _modul(fil: Path) -> str:
    deler = fil.relative_to(KILDE).with_suffix("").parts
    return ".".join(deler[:-1] if deler[-1] == "__init__" else deler)


def _importer(fil: Path) -> Iterator[str]:
    """Det fila importerer: «sak.modell» for våre egne, «docx» for andres."""
    pakke = ["overforing", *fil.relative_to(KILDE).parts[:-1]]
    for node in ast.walk(ast.parse(fil.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (_vart(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            fra = pakke[: len(pakke) - node.level + 1] if node.level else []
            modul = ".".join([*fra, *([node.module] if node.module else [])])
            under = [f"{modul}.{alias.name}" for alias in node.names]
            moduler = [u for u in under if _finnes(u)]
            yield from (_vart(navn) for navn in (moduler or [modul]))


def _finnes(navn: str) -> bool:
    sti = KILDE.parent / Path(*navn.split("."))
    return navn.startswith("overforing") and (sti.with_suffix(".py").is_file() or (sti / "__init__.py").is_file())


def _vart(navn: str) -> str:
    return navn.removeprefix("overforing").lstrip(".") if navn.split(".")[0] == "overforing" else "@" + navn


def _dekker(tillatt: str, importert: str) -> bool:
    return importert == tillatt or importert.startswith(tillatt + ".")


def _regel(modul: str) -> tuple[str, set[str]]:
    navn = max((n for n in TILLATT if _dekker(n, modul)), key=len, default="")
    assert navn, f"{modul} står ikke i importtabellen"
    return navn, TILLATT[navn]


def _brudd(modul: str, importer: Iterator[str]) -> list[str]:
    del_, tillatt = _regel(modul)
    if "*" in tillatt:
        return []
    ut = []
    for importert in importer:
        if importert.startswith("@"):
            rot = importert[1:].split(".")[0]
            lov = rot in sys.stdlib_module_names or rot in tillatt
        elif importert == "":
            lov = True  # pakken selv, med bare versjonen
        else:
            lov = importert == modul or any(_dekker(t, importert) for t in tillatt)
        if not lov:
            ut.append(f"{modul} ({del_}) importerer {importert.lstrip('@')}")
    return ut


FILER = sorted(KILDE.rglob("*.py"))


@pytest.mark.parametrize("fil", FILER, ids=[_modul(fil) or "overforing" for fil in FILER])
def test_importene_folger_tabellen(fil: Path) -> None:
    if _modul(fil) == "":
        assert list(_importer(fil)) == []
        return
    assert _brudd(_modul(fil), _importer(fil)) == []


def _sirkler(graf: Mapping[str, set[str]]) -> list[str]:
    """Den første ringen av filer som trenger hverandre, om det finnes en."""
    try:
        list(TopologicalSorter(graf).static_order())
    except CycleError as feil:
        return list(feil.args[1])
    return []


def test_ingen_filer_gar_i_ring() -> None:
    """Heller ikke for typenes skyld: to filer som må kjenne hverandre, er én fil, eller mangler en tredje."""
    moduler = {_modul(fil) for fil in FILER}
    graf = {_modul(fil): {i for i in _importer(fil) if i in moduler - {"", _modul(fil)}} for fil in FILER}
    assert sum(map(len, graf.values())) > 500
    assert _sirkler(graf) == []


def test_en_ring_blir_sett() -> None:
    assert _sirkler({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) != []


@pytest.mark.parametrize(
    ("modul", "importert"),
    [
        ("regelverk.habilitet", "tekster.katalog"),
        ("regelverk.habilitet", "@PySide6.QtWidgets"),
        ("sak.modell", "regelverk.funn"),
        ("sak.modell", "@cattrs"),
        ("brev.docx", "regelverk.vurder"),
        ("brev.docx", "tekster.katalog"),
        ("tekster.katalog", "regelverk.vurder"),
        ("brev.docx", "brev.komponer"),
        ("brev.komponer", "@docx"),
        ("saksgang.saksgang", "register.saker"),
        ("saksgang.saksgang", "@PySide6"),
        ("ui.sak.sakside", "regelverk.vurder"),
        ("register.saker", "@PySide6"),
        ("arkiv.pakke", "tekster.katalog"),
        ("arkiv.pakke", "@urllib3"),
        ("arkiv.pakke", "@sqlite_utils"),
        ("mottak.overganger", "register.foresporsler"),
        ("mottak.inngaende", "regelverk.vurder"),
        ("mottak.frister", "tekster.katalog"),
        ("register.foresporsler", "regelverk.vurder"),
        ("register.saker", "saksgang.kontor"),
        ("saksgang.utgang", "brev.docx"),
        ("saksgang.mottak.utlevering", "@lxml"),
        ("program.program", "brev.vakt"),
        ("program.embetet", "mottak.svargrunnlag"),
    ],
)
def test_tabellen_stanser_en_ulovlig_import(modul: str, importert: str) -> None:
    assert _brudd(modul, iter([importert])) != []


@pytest.mark.parametrize("rom", ["regelverk", "mottak"])
@pytest.mark.parametrize("navn", ["open(", "datetime.now", "date.today", "time.time"])
def test_reglene_kjenner_verken_filer_eller_klokke(rom: str, navn: str) -> None:
    for fil in (KILDE / rom).rglob("*.py"):
        assert navn not in fil.read_text("utf-8"), f"{fil.name} bruker {navn}"


TUNGE = {
    "docx",
    "typst",
    "pypdfium2",
    "PySide6",
    "lxml",
    "jinja2",
    "sqlite_utils",
    "sqlcipher3",
    "keyring",
    "olefile",
    "xlsxwriter",
}


@pytest.mark.parametrize(
    "moduler",
    [
        ("overforing.cli.kommandoer", "overforing.tekster.vurderingsfil"),
        ("overforing.saksgang.kontor", "overforing.saksgang.mottak.kontor"),
    ],
    ids=["a vurdere en sak", "det som gjores med saker"],
)
def test_de_tunge_bibliotekene_hentes_forst_inn_nar_de_trengs(moduler: tuple[str, ...]) -> None:
    import subprocess

    kode = f"import sys, {', '.join(moduler)}; print(*sorted({TUNGE} & sys.modules.keys()))"
    svar = subprocess.run([sys.executable, "-c", kode], check=True, capture_output=True, text=True)
    assert svar.stdout.split() == []


def test_alt_som_sies_pa_kommandolinjen_gar_gjennom_utgangen() -> None:
    """Der vises tegn som styrer skjermen. ``opplasing`` spør, og viser ikke noe utenfra."""
    sier = {fil.stem for fil in FILER if fil.parent.name == "cli" and "print(" in fil.read_text("utf-8")}
    assert sier == {"utgang", "opplasing"}
