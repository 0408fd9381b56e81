#!/usr/bin/env python3
"""Starter Overføring rett fra mappen med kildekoden, uten at noe er installert på forhånd.

    python3 start.py [det overforing skal gjøre]     programmet
    python3 start.py test [det pytest skal gjøre]    prøvene
    python3 start.py pakk [--prov]                   programmet som pakke for systemet her, og en prøve av den

Første gang lages ``.venv`` ved siden av denne filen; det som pakker, har sitt eget i ``.venv-pakk``. Pakkene som
hentes, er låst med kontrollsum i ``requirements/``.
Alt om installeringen går til standard feil, så standard ut er programmets egen.

Bare standardbiblioteket. Filen skal kunne leses av Python 3.6, så en gammel Python får en setning, ikke en syntaksfeil.
"""

import hashlib
import os
import sys

ELDSTE = (3, 11)
FOR_NY = (3, 15)

ROT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROT, ".venv")
STEMPEL = os.path.join(VENV, "overforing.stempel")
LOGG = os.path.join(VENV, "installering.log")
KRAV = {navn: os.path.join("requirements", navn + ".txt") for navn in ("kjor", "test", "pakk")}
WINDOWS = os.name == "nt"

# Biblioteker Qt laster fra systemet, og Debian-pakkene de ligger i. Lest av PySide6 6.11 med ldd.
QT = (
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
)
QT_X11 = (
    ("libX11.so.6", "libx11-6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxcb.so.1", "libxcb1"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-glx.so.0", "libxcb-glx0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-shm.so.0", "libxcb-shm0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-util.so.1", "libxcb-util1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
QT_WAYLAND = (
    ("libwayland-client.so.0", "libwayland-client0"),
    ("libwayland-cursor.so.0", "libwayland-cursor0"),
    ("libwayland-egl.so.1", "libwayland-egl1"),
)

UTEN_NETT = (
    "Fikk ikke hentet pakkene programmet trenger: pakkelageret svarer ikke.\n"
    "Koble maskinen til nettet og prøv igjen. Nettet trengs bare første gang og når pakkene er endret.\n"
    "Går nettet gjennom en mellomtjener (proxy), må HTTPS_PROXY være satt."
)
UTEN_TILLIT = (
    "Fikk ikke hentet pakkene programmet trenger: sertifikatet til pakkelageret ble ikke godtatt.\n"
    "Bruker kontoret egne sertifikater, må PIP_CERT vise til filen med dem. Spør dem som driver nettet."
)
UTEN_PAKKE = (
    "Pakkene programmet trenger, finnes ikke ferdig bygd for denne maskinen og denne utgaven av Python.\n"
    "På Windows: bruk vanlig 64-bits Python (x64). På Linux med ARM trengs glibc 2.39 eller nyere."
)
FEIL_SUM = (
    "En pakke stemmer ikke med kontrollsummen i requirements/, og ble ikke installert.\n"
    "Det kan være en avbrutt nedlasting. Prøv igjen; skjer det på nytt, si fra til dem som har laget programmet."
)
FULL_DISK = "Det er ikke plass på disken. Programmet trenger om lag 1 GB. Rydd plass og prøv igjen."


class Stopp(Exception):
    """Starten kan ikke gå videre. Teksten er til den som sitter ved maskinen."""


class IngenNett(Stopp):
    """Pakkelageret kunne ikke nås; ingenting er endret."""


def si(tekst):
    print(tekst, file=sys.stderr)
    sys.stderr.flush()


# --- Python -------------------------------------------------------------------------------------------------------


def python_setning(versjon):
    """Setningen til den som har en Python programmet ikke kan bruke, ellers ``None``."""
    if ELDSTE <= tuple(versjon[:2]) < FOR_NY:
        return None
    return "Overføring trenger Python %d.%d til %d.%d. Dette er Python %d.%d, som er for %s." % (
        ELDSTE + (FOR_NY[0], FOR_NY[1] - 1) + tuple(versjon[:2]) + ("gammel" if versjon[:2] < ELDSTE else "ny",)
    )


def annen_python():
    """Kommandoen til en Python på maskinen som kan brukes, eller ``None``."""
    import shutil
    import subprocess

    for liten in range(FOR_NY[1] - 1, ELDSTE[1] - 1, -1):
        utgave = "3.%d" % liten
        kommando = ["py", "-" + utgave] if WINDOWS else ["python" + utgave]
        if shutil.which(kommando[0]):
            try:
                ut = subprocess.check_output(kommando + ["-c", "print('ja')"], stderr=subprocess.DEVNULL)
            except (OSError, subprocess.CalledProcessError):
                continue
            if ut.strip() == b"ja":
                return " ".join(kommando)
    return None


def grunn_python():
    """Tolken ``.venv`` bygger på, også når denne filen kjøres av et virtuelt miljø."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def i_venv(navn):
    return os.path.join(VENV, "Scripts", navn + ".exe") if WINDOWS else os.path.join(VENV, "bin", navn)


# --- Stempelet ----------------------------------------------------------------------------------------------------


def sum_av(*filer):
    """Kontrollsum av filene, uten hensyn til linjeslutt (git på Windows kan endre den)."""
    samlet = hashlib.sha256()
    for fil in filer:
        with open(os.path.join(ROT, fil), "rb") as apen:
            samlet.update(apen.read().replace(b"\r\n", b"\n") + b"\0")
    return samlet.hexdigest()


def hvor_og_hva():
    """Det som må være likt for at en ``.venv`` skal være vår: mappen, maskinen og Python."""
    maskin = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    python = "%d.%d%s" % (sys.version_info[0], sys.version_info[1], getattr(sys, "abiflags", ""))
    return ["mappe " + ROT, "maskin " + sys.platform + " " + maskin, "python " + python + " " + grunn_python()]


def nytt_stempel(tillegg):
    """Linjene for programmets pakker, og for ``tillegg`` («test» eller «pakk») når det er med."""
    linjer = hvor_og_hva() + ["kjor " + sum_av(KRAV["kjor"], "pyproject.toml")]
    if tillegg:
        linjer.append(tillegg + " " + sum_av(KRAV[tillegg]))
    return linjer


def les_stempel():
    """Linjene i stempelet; tom liste når det mangler eller ikke lar seg lese."""
    try:
        with open(STEMPEL, encoding="utf-8", errors="surrogateescape") as fil:
            return fil.read().splitlines()
    except (OSError, ValueError):
        return []


def sett_stempel(linjer):
    """Skriver stempelet i ett trekk: det er helt, eller det er ikke der."""
    halv = STEMPEL + ".ny"
    with open(halv, "w", encoding="utf-8", errors="surrogateescape") as fil:
        fil.write("\n".join(linjer) + "\n")
        fil.flush()
        os.fsync(fil.fileno())
    os.replace(halv, STEMPEL)


def tilstand(tillegg):
    """``klar`` kan kjøres, ``utdatert`` er vår og kan fornyes, ``fremmed`` (halv, flyttet …) må lages på nytt."""
    stempel = les_stempel()
    if stempel[:3] != hvor_og_hva() or not os.path.isfile(i_venv("python")):
        return "fremmed"
    onsket = nytt_stempel(tillegg)
    if stempel[: len(onsket)] != onsket or not os.path.isfile(i_venv("overforing")):
        return "utdatert"
    return "klar"


# --- Låsen --------------------------------------------------------------------------------------------------------


def las():
    """Én installering om gangen. Systemet slipper låsen når programmet ender, uansett hvordan.

    Låsen settes på denne filen, så ingenting blir liggende. Gir et filobjekt som må leve så lenge låsen skal holde.
    På et filsystem uten låser går starten videre uten.
    """
    fil = open(os.path.abspath(__file__), "rb")  # noqa: SIM115
    sagt = False
    while True:
        try:
            if WINDOWS:
                import msvcrt

                fil.seek(1 << 30)  # langt bak slutten, så ingen hindres i å lese filen
                msvcrt.locking(fil.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(fil.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            return fil
        except OSError as feil:
            import errno
            import time

            if feil.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                return fil
            if not sagt:
                si("En annen start holder på å installere. Venter …")
                sagt = True
            time.sleep(0.2)


# --- Systemet -----------------------------------------------------------------------------------------------------


def rent_miljo():
    """Miljøet for installeringen: uten det som ville sende pakkene et annet sted enn i ``.venv``."""
    miljo = dict(os.environ)
    for navn in ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "__PYVENV_LAUNCHER__"):
        miljo.pop(navn, None)
    for navn in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"):
        miljo.pop(navn, None)
    miljo.update(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PYTHONIOENCODING="utf-8")
    return miljo


def kjor(kommando, miljo=None, logg=None, linje=None):
    """Kjører stille. Gir utgangskode og alt kommandoen skrev; ``linje`` kalles for hver linje underveis."""
    import subprocess

    skrevet = []
    barn = subprocess.Popen(
        kommando,
        cwd=ROT,
        env=miljo or rent_miljo(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        for ra in barn.stdout:
            tekst = ra.decode("utf-8", "replace").rstrip()
            skrevet.append(tekst)
            if linje:
                linje(tekst)
        kode = barn.wait()
    except BaseException:
        barn.kill()
        barn.wait()
        raise
    if logg:
        with open(logg, "a", encoding="utf-8") as fil:
            fil.write("\n".join(["$ " + " ".join(kommando)] + skrevet) + "\n")
    return kode, skrevet


def er_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_kommando(pakker):
    """Den ene kommandoen som installerer pakkene."""
    inne = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(pakker)
    return inne if er_root() else 'sudo sh -c "' + inne + '"'


def apt(pakker):
    """Installerer Debian-pakker når vi er root og apt finnes. Sier hva som gikk galt som ``Stopp``."""
    miljo = dict(rent_miljo(), DEBIAN_FRONTEND="noninteractive", LC_ALL="C.UTF-8")
    si("Installerer fra systemets pakker: " + " ".join(pakker))
    venting = ["-o", "DPkg::Lock::Timeout=300"]
    _, lister = kjor(["apt-get"] + venting + ["update"], miljo)
    kode, skrevet = kjor(["apt-get"] + venting + ["install", "-y", "--no-install-recommends"] + list(pakker), miljo)
    if kode:
        borte = any(t in "\n".join(lister + skrevet) for t in ("Temporary failure resolving", "Could not connect"))
        if not borte:
            si("\n".join(skrevet[-15:]))
        hvorfor = "pakkelageret svarer ikke. Koble maskinen til nettet og prøv igjen" if borte else "apt-get stoppet"
        raise Stopp("Fikk ikke installert systempakkene: " + hvorfor + ", eller kjør selv:\n  " + apt_kommando(pakker))


def har_apt():
    import shutil

    return sys.platform.startswith("linux") and shutil.which("apt-get") is not None


def laster(bibliotek):
    import ctypes

    try:
        ctypes.CDLL(bibliotek)
    except OSError:
        return False
    return True


def har_vindu():
    return os.path.isdir(os.path.join(ROT, "src", "overforing", "ui"))


def qt_biblioteker(argumenter, miljo):
    """Bibliotekene denne kjøringen trenger av systemet: ingen når verken vinduet eller prøvene skal fram."""
    if argumenter[:1] in (["test"], ["pakk"]):
        return QT  # prøvene tegner uten skjerm
    kommando = [a for a in argumenter if not a.startswith("-")]
    if kommando or set(argumenter) & {"--help", "--version", "-h"} or not har_vindu():
        return ()
    if miljo.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return QT
    x11 = QT_X11 if miljo.get("DISPLAY") else ()
    wayland = QT_WAYLAND if miljo.get("WAYLAND_DISPLAY") else ()
    return QT + x11 + wayland if x11 or wayland else ()


def glibc():
    """Utgaven av glibc som (stor, liten); (0, 0) når systemet ikke har glibc."""
    try:
        stor, liten = os.confstr("CS_GNU_LIBC_VERSION").split()[1].split(".")[:2]
        return int(stor), int(liten)
    except (AttributeError, ValueError, OSError, IndexError):
        return 0, 0


def pakker_for(mangler, glibc_utgave):
    """Debian-pakkene for bibliotekene som mangler. Fra Debian 13 og Ubuntu 24.04 heter GLibs pakke noe annet."""
    navn = dict(QT + QT_X11 + QT_WAYLAND)
    pakker = [navn[bibliotek] for bibliotek in mangler]
    if glibc_utgave >= (2, 39):
        pakker = [p + "t64" if p == "libglib2.0-0" else p for p in pakker]
    return pakker


def sikre_qt(argumenter):
    if not sys.platform.startswith("linux"):
        return
    trengs = [b for b, _ in qt_biblioteker(argumenter, os.environ)]
    mangler = [b for b in trengs if not laster(b)]
    if not mangler:
        return
    pakker = pakker_for(mangler, glibc())
    if har_apt() and er_root():
        apt(pakker)
        mangler = [b for b in mangler if not laster(b)]
        if not mangler:
            return
    hva = "Vinduet" if argumenter[:1] != ["test"] else "Prøvene"
    if har_apt():
        raise Stopp(hva + " trenger biblioteker maskinen mangler. Installer dem slik:\n  " + apt_kommando(pakker))
    raise Stopp(hva + " trenger biblioteker maskinen mangler: " + " ".join(mangler))


# --- .venv --------------------------------------------------------------------------------------------------------


def fjern_venv():
    """Fjerner ``.venv``, enten den er en mappe, en fil eller en lenke som ikke leder noe sted."""
    import shutil

    if os.path.islink(VENV) or os.path.isfile(VENV):
        os.remove(VENV)
    elif os.path.isdir(VENV):
        if os.path.exists(STEMPEL):
            os.remove(STEMPEL)  # først: avbrytes resten, er den halv
        try:
            shutil.rmtree(VENV)
        except OSError as feil:
            rad = "Lukk programmet hvis det er i gang, eller slett mappen selv, og prøv igjen."
            raise Stopp("Får ikke fjernet den gamle mappen %s (%s).\n%s" % (VENV, feil.strerror, rad)) from None


def har_modul(navn):
    import importlib.util

    return importlib.util.find_spec(navn) is not None


def lag_venv():
    """Lager en tom ``.venv`` med pip."""
    grunn = grunn_python()
    pakke = "python%d.%d-venv" % sys.version_info[:2]
    debians = os.path.dirname(grunn) == "/usr/bin" and har_apt()
    egen_pip = har_modul("venv") and har_modul("ensurepip")
    if not egen_pip and debians and er_root():
        apt([pakke])
        egen_pip = True
    if not egen_pip and not (har_modul("venv") and har_modul("pip")):
        if debians:
            raise Stopp("Python mangler delen som lager miljøer. Installer den slik:\n  " + apt_kommando([pakke]))
        raise Stopp("Python her (%s) mangler venv eller pip. Installer en vanlig Python fra 3.11 til 3.14." % grunn)
    kode, skrevet = kjor([grunn, "-m", "venv"] + ([] if egen_pip else ["--without-pip"]) + [VENV])
    if kode:
        si("\n".join(skrevet[-15:]))
        raise Stopp("Fikk ikke laget det virtuelle miljøet i %s." % VENV)


def pip_kommando():
    if os.path.isdir(VENV) and kjor([i_venv("python"), "-c", "import pip"])[0] == 0:
        return [i_venv("python"), "-m", "pip"]
    return [grunn_python(), "-m", "pip", "--python", i_venv("python")]


def pip_feil(skrevet):
    """Hva som gikk galt, lest av det pip skrev."""
    tekst = "\n".join(skrevet)
    if "CERTIFICATE_VERIFY_FAILED" in tekst:
        return IngenNett(UTEN_TILLIT)
    if "No space left on device" in tekst or "WinError 112" in tekst:
        return Stopp(FULL_DISK)
    if "DO NOT MATCH THE HASHES" in tekst:
        return Stopp(FEIL_SUM)
    tegn = ("Failed to establish a new connection", "name resolution", "NameResolutionError", "NewConnectionError",
            "getaddrinfo failed", "ConnectTimeout", "Connection refused", "Network is unreachable", "ProxyError",
            "Connection aborted", "Read timed out", "Max retries exceeded", "connection broken by")  # fmt: skip
    if any(t in tekst for t in tegn):
        return IngenNett(UTEN_NETT)
    if "No matching distribution found" in tekst or "is not a supported wheel" in tekst:
        return Stopp(UTEN_PAKKE)
    return Stopp("Installeringen stoppet. Hele loggen ligger i %s." % LOGG)


def pip_installer(pip, argumenter):
    def fortell(linje):
        ord = linje.split()
        if linje.startswith("Collecting ") and len(ord) > 1:
            si("  henter " + ord[1].split("==")[0].split(">")[0])
        elif linje.startswith("Installing collected packages"):
            si("  installerer …")

    felles = ["--no-input", "--disable-pip-version-check", "--no-warn-script-location", "--retries", "2"]
    kode, skrevet = kjor(pip + ["install"] + felles + argumenter, logg=LOGG, linje=fortell)
    if kode:
        feil = pip_feil(skrevet)
        if not isinstance(feil, IngenNett):
            si("\n".join(skrevet[-15:]))
        raise feil


def eget_hjul(mappe):
    """Skriver et hjul i mappen som lar kildekoden bli der den er, og gir filen. Så trengs ingenting som bygger.

    Stien står som kode, ikke som tekst: tekst i en .pth-fil leses på hver Pythons eget vis.
    """
    import re
    import zipfile

    with open(os.path.join(ROT, "src", "overforing", "__init__.py"), encoding="utf-8") as fil:
        versjon = re.search(r'__version__ = "([^"]+)"', fil.read()).group(1)
    info = "overforing-%s.dist-info/" % versjon
    innhold = {
        "overforing_kilde.pth": "import sys; sys.path.append(%s)\n" % ascii(os.path.join(ROT, "src")),
        info + "METADATA": "Metadata-Version: 2.1\nName: overforing\nVersion: %s\n" % versjon,
        info + "WHEEL": "Wheel-Version: 1.0\nGenerator: start.py\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        info + "entry_points.txt": "[console_scripts]\noverforing = overforing.inngang:hoved\n",
    }
    innhold[info + "RECORD"] = "".join(navn + ",,\n" for navn in list(innhold) + [info + "RECORD"])
    hjul = os.path.join(mappe, "overforing-%s-py3-none-any.whl" % versjon)
    with zipfile.ZipFile(hjul, "w") as fil:
        for navn, tekst in innhold.items():
            fil.writestr(navn, tekst)
    return hjul


def installer(tillegg):
    """Installerer pakkene og prosjektet i ``.venv`` og setter stempelet til slutt."""
    import tempfile

    gammelt = les_stempel()
    if gammelt:
        os.remove(STEMPEL)
    pip = pip_kommando()
    krav = ["-r", KRAV["kjor"]] + (["-r", KRAV[tillegg]] if tillegg else [])
    try:
        pip_installer(pip, ["--require-hashes", "--only-binary", ":all:"] + krav)
    except IngenNett:
        if gammelt:
            sett_stempel(gammelt)  # pip henter alt før den endrer noe, så det gamle står der helt
        raise
    pip = pip_kommando()
    with tempfile.TemporaryDirectory() as mappe:
        pip_installer(pip, ["--no-index", "--no-deps", "--force-reinstall", eget_hjul(mappe)])
    bibliotek = os.path.join(VENV, "Lib" if WINDOWS else "lib")
    kjor([i_venv("python"), "-m", "compileall", "-q", "-q", bibliotek, os.path.join(ROT, "src")])
    sett_stempel(nytt_stempel(tillegg))


def sikre_venv(tillegg):
    if tilstand(tillegg) == "klar":
        return
    if not os.access(ROT, os.W_OK):
        raise Stopp("Får ikke skrevet i mappen %s. Flytt programmet til en mappe du selv kan skrive i." % ROT)
    holder = las()
    try:
        naa = tilstand(tillegg)  # en annen start kan ha gjort det ferdig mens vi ventet
        if naa == "klar":
            return
        if naa == "fremmed":
            si("Gjør klart Overføring i %s. Det tar noen minutter første gang." % VENV)
            fjern_venv()
            lag_venv()
        else:
            # Et stempel med prøvenes pakker skal ikke miste dem når bare programmets er endret.
            if not tillegg and any(linje.startswith("test ") for linje in les_stempel()):
                tillegg = "test"
            si("Fornyer pakkene i %s." % VENV)
        installer(tillegg)
        si("Ferdig installert.")
    finally:
        holder.close()


# --- Kjøringen ----------------------------------------------------------------------------------------------------


def bruk_venv(navn):
    """Det virtuelle miljøet alt nedenfor gjelder, ved siden av denne filen."""
    global VENV, STEMPEL, LOGG
    VENV = os.path.join(ROT, navn)
    STEMPEL = os.path.join(VENV, "overforing.stempel")
    LOGG = os.path.join(VENV, "installering.log")


def start(argumenter):
    """Gjør alt klart og overlater prosessen til programmet, prøvene eller det som pakker."""
    forst = argumenter[0] if argumenter else ""
    tillegg = forst if forst in ("test", "pakk") else None
    if tillegg == "pakk":
        bruk_venv(".venv-pakk")
    sikre_venv(tillegg)
    sikre_qt(argumenter)
    if tillegg == "pakk":
        kommando = [i_venv("python"), os.path.join(ROT, "pakking", "bygg.py")] + argumenter[1:]
    elif tillegg == "test":
        os.chdir(ROT)
        # Prøvene starter mange prosesser. Uten den oversatte koden oversetter hver av dem alt på nytt.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        kommando = [i_venv("python"), "-P", "-m", "pytest"] + argumenter[1:]
    elif WINDOWS:
        kommando = [i_venv("overforing")] + argumenter
    else:
        kommando = [i_venv("python"), i_venv("overforing")] + argumenter
    if not WINDOWS:
        os.execv(kommando[0], kommando)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C gjelder programmet, som svarer selv
    return subprocess.call(kommando)


def hoved(argumenter):
    setning = python_setning(sys.version_info)
    if setning:
        annen = annen_python()
        si(setning + ("\nMaskinen har en som passer: " + annen + " start.py" if annen else ""))
        return 1
    try:
        return start(argumenter)
    except Stopp as feil:
        si(str(feil))
    except KeyboardInterrupt:
        si("Avbrutt.")
        return 130
    except OSError as feil:
        si("Fikk ikke startet: %s (%s)." % (feil.strerror or feil, feil.filename or ROT))
    return 1


if __name__ == "__main__":
    sys.exit(hoved(sys.argv[1:]))
