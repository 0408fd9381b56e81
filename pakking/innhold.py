"""Hva som er med i pakken, og hva som ikke er det: data og rene funksjoner, for spesifikasjonen og prøvene."""

from __future__ import annotations

import re
from pathlib import PurePath, PurePosixPath

MODULER_UTENOM = (
    # Det sqlite-utils ber om for kommandolinjen sin, som vi aldri kaller.
    *("sqlite_utils.cli", "click_default_group", "tabulate", "pip"),
    # Det som bygger, prøver og lager vinduer på andre måter.
    *("setuptools", "pkg_resources", "distutils", "_distutils_hack", "ensurepip", "venv", "pydoc", "pydoc_data"),
    *("unittest", "doctest", "test", "lib2to3", "idlelib", "turtle", "tkinter", "_tkinter", "curses", "readline"),
    # Programmet deler seg ikke slik; krokene PyInstaller har for det, koster tid ved hver start.
    *("multiprocessing", "concurrent.futures.process"),
    # Programmet bruker ikke nettet.
    *("ftplib", "imaplib", "poplib", "smtplib", "telnetlib", "xmlrpc", "http.server"),
)

KROKER_UTENOM = frozenset({"pyi_rth_inspect"})
KROKER_UTENOM_LINUX = KROKER_UTENOM | {"pyi_rth_pyside6"}
"""Det PyInstaller ellers kjører før programmet. Det ene er for den som leser kildekode, det andre henter Qt for å si
hvor tilleggene er, også når ingen skal ha noe vindu. På Linux finner Qt dem selv, ved siden av seg."""

QT_TILLEGG = frozenset(
    {
        # Det vinduet tegnes med. «offscreen» trengs der det ikke er noen skjerm.
        *("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
        *("qmodernwindowsstyle", "qwindowsvistastyle", "qmacstyle"),
        *("qgtk3", "qxdgdesktopportal"),
        *("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
        *("bradient", "xdg-shell"),
        *("cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"),
        # Bildene et brev kan ha med seg (``BILDER`` i brev/lesing/vis.py); PNG leser Qt selv. Ingen andre formater:
        # det som kommer utenfra, skal ikke nå fram til lesere ingen trenger.
        *("qjpeg", "qtiff"),
    }
)
"""Tilleggene til Qt som er med, uten «lib» og endelse. Alle andre er utenom."""

QT_BIBLIOTEKER = frozenset(
    {"Core", "Gui", "Widgets", "PrintSupport", "DBus", "XcbQpa", "WaylandClient", "WlShellIntegration"}
)
"""Bibliotekene til Qt som er med. De samme navnene har rammeverkene på macOS og DLL-ene på Windows."""

QT_OVERSETTELSER = frozenset({"qtbase_nn.qm"})
"""Bokmål er våre egne ord (``resources/ordlister``); Qt har ingen."""

DLL_UTENOM = frozenset({"opengl32sw.dll", "d3dcompiler_47.dll"})
"""Tegning i tre dimensjoner på Windows."""

EGNE_FRA_SYSTEMET = re.compile(
    r"lib(?:python3|crypto|ssl|ffi|sqlite3|lzma|bz2|z|expat|mpdec|uuid|stdc\+\+|gcc_s)[.-]", re.ASCII
)
"""Bibliotekene fra byggemaskinen Python er lenket mot, og som har andre utgaver andre steder: de er med.
Det Qt trenger av skjermen, skal systemet ha; ``start.py`` har navnene, og ``.deb``-en ber om dem."""

SYSTEMMAPPER = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_QT_BIBLIOTEK = re.compile(r"^(?:lib)?Qt6?(?P<navn>[A-Z]\w*?)(?:\.abi3)?(?:\.so(?:\.\d+)*|\.dll|\.dylib|\.pyd)?$")


def er_med(mal: str, kilde: str) -> bool:
    """Om filen skal være med. ``mal`` er stedet i pakken, ``kilde`` det på byggemaskinen."""
    sti = PurePosixPath(PurePath(mal).as_posix())
    deler = sti.parts
    if sti.name.lower() in DLL_UTENOM:
        return False
    if "PySide6" in deler:
        if "qml" in deler:
            return False
        if "translations" in deler:
            return sti.name in QT_OVERSETTELSER
        if "plugins" in deler:
            return tillegg(sti.name) in QT_TILLEGG
    bibliotek = qt_bibliotek(sti)
    if bibliotek is not None:
        return bibliotek in QT_BIBLIOTEKER
    if kilde.startswith(SYSTEMMAPPER):
        return EGNE_FRA_SYSTEMET.match(sti.name) is not None
    return True


def tillegg(fil: str) -> str:
    """Navnet på et tillegg til Qt, likt på alle systemer."""
    return re.sub(r"\.(?:so|dll|dylib)$", "", fil).removeprefix("lib")


def qt_bibliotek(sti: PurePosixPath) -> str | None:
    """Navnet på biblioteket til Qt, uten «Qt6» og endelse, eller ``None`` for andre filer."""
    for navn in (sti.name, *(d.removesuffix(".framework") for d in sti.parts if d.endswith(".framework"))):
        treff = _QT_BIBLIOTEK.match(navn)
        if treff:
            return treff["navn"]
    return None
