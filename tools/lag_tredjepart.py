"""Skriv THIRD_PARTY.md: hva programmet bruker av andres, og lisensene. Kjøres når requirements/ er endret.

Leser de installerte pakkene, så tekstene er de som fulgte med. Tar med det som trengs for å kjøre, og det de trenger,
men ikke det som bare bygger og prøver.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]

_NAVN = re.compile(r"^[A-Za-z0-9._-]+")
_LISENSFIL = re.compile(r"[^/]+\.dist-info/(?:licenses/)?(?P<under>(?:.*/)?)(?P<fil>[^/]+)$")
_LISENSNAVN = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_NAVNELISTE = re.compile(r"authors", re.IGNORECASE)
_KLASSE = "License :: "
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
}
_IKKE_OPPGITT = {"sqlcipher3": "Zlib"}
"""Lisensen til pakker som har lisensteksten i seg, men ikke sier hvilken det er."""

_BARE_NOEN = {
    "backports-tarfile": "MIT",
    "cffi": "MIT-0",
    "chunspell": "MIT AND (MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later)",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "importlib-metadata": "Apache-2.0",
    "jeepney": "MIT",
    "lazy-importer": "Apache-2.0",
    "psycopg-binary": "LGPL-3.0-only",
    "pycparser": "BSD-3-Clause",
    "pywin32-ctypes": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "zipp": "MIT",
}
"""Lisensen til pakkene som bare trengs på noen systemer eller utgaver av Python: de er ikke installert overalt."""

_EGNE = ("", "LICENSES/", "licenses/")
"""Mappene der en pakkes egen lisens ligger. Det i andre mapper gjelder det pakken har bygd inn."""

# Adresser til pakkeregistre hører ikke hjemme her; adressene i lisensene ellers er en del av teksten.
_REGISTRE = ("pypi", "pythonhosted", "anaconda", "npmjs", "crates")
_REGISTER = re.compile(rf"<?https?://[\w.-]*(?:{'|'.join(_REGISTRE)})\.[^\s<>)]*>?")

_INNLEDNING = """\
# Third-party notices

Overføring is licensed under the terms in [LICENSE](LICENSE). It uses the packages below, which `start.py` installs as
their authors published them, and `start.py pakk` puts in the bundle. One work is copied into this repository: Open Sans
(Apache-2.0, `resources/skrifter`) is also embedded in `letters/brevhode.docx` and in every PDF, and goes with every
Word letter made on it. This file is made from the installed packages by `tools/lag_tredjepart.py`.

## Qt and PySide

PySide6 and shiboken6, and the Qt libraries inside them, are used under the GNU Lesser General Public License,
version 3 (`LGPL-3.0-only`). They are unmodified, separate shared libraries, in `.venv` or in the bundle, and are loaded
at run time, so whoever has the program can replace them with versions of their own.
[How to do that in the bundle, and where the source is](pakking/lisenser/QT.md), goes with it, and so do both licences.
Their distributions carry no licence file of their own; the licence is published by the Free Software Foundation as
GNU LGPL version 3, together with GNU GPL version 3, which it builds on. The source code is published by the Qt Project.

## SQLCipher

`sqlcipher3` has SQLCipher (Zetetic LLC, `BSD-3-Clause`), which is SQLite (public domain) with encryption, and OpenSSL
(`Apache-2.0`) built into it.

## Asked for, not used

`sqlite-utils` asks for `click-default-group`, `pip` and `tabulate` for a command line of its own that the program never
runs. They are installed by `start.py` and left out of the bundle. `pluggy`, `python-dateutil` and `sqlite-fts4`, which
it also asks for, are loaded when it is.

## Only in the bundle

The bundle starts with the bootloader of PyInstaller (`GPL-2.0-or-later WITH Bootloader-exception`, which lets a program
of any licence be bundled with it), and holds Python (`PSF-2.0`) and the libraries Python is linked with; their licences
are put beside this file when it is built.

## Hunspell

`chunspell` (`MIT`) has the Hunspell library in it as a separate shared library, used under the Mozilla Public License,
version 1.1. The source code is published by the Hunspell project. No dictionary is part of Overføring: those the
machine has are read where they are.

## Packages
"""


def _flat(navn: str) -> str:
    return re.sub(r"[-_.]+", "-", navn).lower()


def _laaste(rot: Path) -> Iterator[tuple[str, str, str]]:
    """Navnet, versjonen og vilkåret for hver pakke som er låst; uten vilkår er den installert overalt."""
    for linje in (rot / "requirements" / "kjor.txt").read_text("utf-8").splitlines():
        if _NAVN.match(linje):
            krav, _, vilkar = linje.removesuffix("\\").partition(";")
            navn, _, versjon = krav.partition("==")
            yield _flat(navn), versjon.strip(), vilkar.strip()


def pakker(rot: Path) -> tuple[metadata.Distribution, ...]:
    """Pakkene programmet trenger overalt for å kjøre, og dem de trenger igjen, etter navn. Bare de låste teller."""
    laast = {navn for navn, _, vilkar in _laaste(rot) if not vilkar}
    prosjekt = tomllib.loads((rot / "pyproject.toml").read_text("utf-8"))["project"]
    venter, funnet = list(prosjekt["dependencies"]), {}
    while venter:
        treff = _NAVN.match(venter.pop())
        navn = _flat(treff[0]) if treff else ""
        if navn in laast and navn not in funnet:
            funnet[navn] = metadata.distribution(navn)
            venter += [krav for krav in funnet[navn].requires or () if "extra ==" not in krav]
    return tuple(funnet[navn] for navn in sorted(funnet))


def lisens(pakke: metadata.Distribution) -> str:
    """Lisensen slik pakken selv oppgir den, som SPDX når det går."""
    felt = pakke.metadata.json
    oppgitt = str(felt.get("license_expression") or felt.get("license") or "")
    if oppgitt and "\n" not in oppgitt:
        return _SPDX.get(oppgitt, oppgitt)
    klasser = [k.rpartition(" :: ")[2] for k in felt.get("classifier", ()) if k.startswith(_KLASSE)]
    navn = _IKKE_OPPGITT.get(_flat(pakke.metadata["Name"]), "not stated")
    return ", ".join(_SPDX.get(klasse, klasse) for klasse in klasser) or navn


def _lisensfiler(pakke: metadata.Distribution) -> Iterator[tuple[str, str, str]]:
    """Mappen, navnet og teksten til hver lisensfil i pakken."""
    for fil in sorted(pakke.files or (), key=str):
        treff = _LISENSFIL.match(fil.as_posix())
        if not treff or _NAVNELISTE.match(treff["fil"]):
            continue
        if "/licenses/" in fil.as_posix() or _LISENSNAVN.search(treff["fil"]):
            yield treff["under"], treff["fil"], _renset(Path(str(fil.locate())).read_text("utf-8", "replace"))


def _renset(tekst: str) -> str:
    return "\n".join(_REGISTER.sub("", linje.expandtabs()).rstrip() for linje in tekst.split("\n")).strip("\n")


def tredjepart(rot: Path) -> str:
    """Hele THIRD_PARTY.md. Den samme teksten står én gang, med navnet på alle den gjelder for."""
    alle = pakker(rot)
    linjer = ["| package | version | licence |", "|---|---|---|"]
    linjer += [f"| {p.metadata['Name']} | {p.version} | {lisens(p)} |" for p in alle]
    noen = [(navn, versjon, vilkar) for navn, versjon, vilkar in _laaste(rot) if vilkar]
    linjer += [
        "",
        "On some systems or versions of Python these are installed too, with their licence texts in them:",
        "",
    ]
    linjer += ["| package | version | licence | where |", "|---|---|---|---|"]
    linjer += [f"| {navn} | {versjon} | {_BARE_NOEN[navn]} | `{vilkar}` |" for navn, versjon, vilkar in noen]
    tekster: dict[str, list[str]] = {}
    innebygd: dict[str, list[str]] = {}
    for pakke in alle:
        navn = str(pakke.metadata["Name"])
        for under, fil, tekst in _lisensfiler(pakke):
            if under in _EGNE:
                tekster.setdefault(tekst, []).append(f"{navn} ({fil})")
            else:
                innebygd.setdefault(navn, []).append(f"`{under}{fil}`")
    linjer += ["", "## Built into the packages", ""]
    linjer += ["Some packages carry the work of others, and the licences of it, in their own folder `licenses`:", ""]
    linjer += [f"- {navn}: {', '.join(filer)}" for navn, filer in innebygd.items()]
    linjer += ["", "## Licence texts"]
    skriften = _renset((rot / "resources" / "skrifter" / "LICENSE.txt").read_text("utf-8"))
    tekster.setdefault(skriften, []).append("Open Sans (LICENSE.txt)")
    for tekst, hvem in tekster.items():
        linjer += ["", f"### {', '.join(hvem)}", "", "```text", tekst, "```"]
    return _INNLEDNING + "\n" + "\n".join(linjer) + "\n"


if __name__ == "__main__":
    (ROT / "THIRD_PARTY.md").write_text(tredjepart(ROT), "utf-8", newline="\n")
