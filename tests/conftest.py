"""Felles for alle prøvene: ingen skjerm, ingen av brukerens mapper, samme tall hver gang i CI."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from register.testtjener import Provetjener

# Før noe importerer Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Før noe leser dem: ingen prøve skal røre en brukers saker eller innstillinger.
_HJEM = tempfile.TemporaryDirectory(prefix="overforing-prover-", ignore_cleanup_errors=True)
for _navn in ("OVERFORING_HOME", "OVERFORING_OPPSETT", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
    os.environ[_navn] = str(Path(_HJEM.name) / _navn.lower())
# Ingen nøkkelring: de fleste prøvene ser i filene etterpå. Den som prøver låsen, gir den en ring selv.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

# Tjuefem eksempler av hvert slag, så det hele går på noen minutter. Flere:
# «--hypothesis-profile=grundig».
settings.register_profile("her", deadline=None, max_examples=25)
settings.register_profile("grundig", deadline=None, max_examples=1000)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=25,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("ci" if os.environ.get("CI") else "her")

INGEN = 65534
"""«nobody» på Linux."""

RUNDTURENE = ("tests/ui/test_norsk.py", "tests/ui/test_tilgjengelig.py", "tests/ui/mottak/test_tilgjengelig.py")
"""Filene med prøver som ser på de samme rundturene."""

ROT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def rot() -> Path:
    """Mappen med kildekoden."""
    return ROT


@pytest.fixture(scope="session")
def delt() -> Path:
    """Mappen ``../shared`` ved siden av kildekoden; prøven hoppes over der den ikke finnes."""
    mappe = ROT.parent / "shared"
    if not mappe.is_dir():
        pytest.skip("../shared finnes ikke her")
    return mappe


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--ny-lov",
        type=date.fromisoformat,
        metavar="DATO",
        help="kjør prøvene som om forvaltningsloven av 2025 gjelder fra denne dagen",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Med ``--ny-lov`` starter programmet i prøvene med dagen skrevet i sin egen regelsettfil.

    Egne prosesser leser filen som leveres; prøver som starter dem, sier loven med ``--regelsett`` eller i saksfilen.
    """
    dagen: date | None = config.getoption("--ny-lov")
    if not dagen:
        return
    from overforing.program.program import Program

    som_levert = Program.start()
    ressurser = Path(_HJEM.name) / "resources"
    shutil.copytree(som_levert.ressurser, ressurser)
    regelsett = ressurser / "regelsett.toml"
    uten = [linje for linje in regelsett.read_text("utf-8").splitlines() if not linje.startswith("fvl2025")]
    regelsett.write_text("\n".join([*uten, f"fvl2025 = {dagen}", ""]), "utf-8")
    Program.start = lambda: Program(ressurser, som_levert.brevmaler)  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Iterator[None]:
    """En mer enn kjernene: mens noen venter på tidsur i vinduet, filer og andre prosesser, arbeider en annen."""
    return (yield) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Søppelsamleren skal ikke gå gjennom alle prøvene, verken mens de samles eller siden."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """En fil til hver, som ellers med ``loadscope``; men de som ser på de samme rundturene, går sammen."""
    if config.getoption("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Sammen(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            fil = super()._split_scope(nodeid)
            return RUNDTURENE[0] if fil in RUNDTURENE else fil

    return Sammen(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Det som tar lengst først, så ingen blir sittende igjen med det når de andre er ferdige: rundturene, så vinduet,
    så det som starter andre prosesser. De små filene jevner ut til slutt.

    Med ``--ny-lov`` kjøres ikke det som uansett blir det samme: installeringen, verktøyene og de små diskene.
    """

    def plass(prove: pytest.Item) -> int:
        fil = prove.nodeid.split("::")[0]
        if fil in RUNDTURENE:
            return 0
        return 1 if fil.startswith("tests/ui/") else 2 if fil.startswith("tests/test_") else 3

    items.sort(key=plass)
    if not config.getoption("--ny-lov"):
        return
    uten = [p for p in items if p.get_closest_marker("uten_lov") or "liten_disk" in getattr(p, "fixturenames", ())]
    config.hook.pytest_deselected(items=uten)
    items[:] = [p for p in items if p not in uten]


def pytest_unconfigure() -> None:
    _HJEM.cleanup()


@pytest.fixture(scope="session")
def tjener() -> Iterator[Provetjener]:
    """En PostgreSQL for alle prøvene i denne prosessen."""
    from register.testtjener import egen_tjener, hvorfor_ikke

    if grunn := hvorfor_ikke():
        pytest.skip(grunn)
    with egen_tjener() as startet:
        yield startet


@pytest.fixture(scope="session")
def felles_database(tjener: Provetjener) -> str:
    """En felles logg der prøvene stiller klokka."""
    from register.testtjener import lag_database

    lag_database(tjener, "logg", stillbar=True)
    return "logg"


@pytest.fixture(params=["fil", "tjener"])
def motor(request: pytest.FixtureRequest) -> str:
    """Hvor loggen er. En prøve for bare det ene er merket ``BARE_FIL``."""
    return str(request.param)


@pytest.fixture
def liten_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Monterer en liten disk i minnet med valgene en gir. Det kan bare root på Linux."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("bare root på Linux kan montere en liten disk")
    montert: list[Path] = []

    def monter(valg: str) -> Path:
        mappe = tmp_path / f"disk{len(montert)}"
        mappe.mkdir()
        svar = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", valg, "tmpfs", mappe], capture_output=True, text=True, check=False
        )
        if svar.returncode:
            pytest.skip(f"fikk ikke montere en liten disk: {svar.stderr.strip()}")
        montert.append(mappe)
        return mappe

    yield monter
    for mappe in montert:
        subprocess.run(["umount", "-l", mappe], check=True)


@pytest.fixture
def som_vanlig_bruker() -> Iterator[Callable[[Path], None]]:
    """Gir mappen til en vanlig bruker og går videre som den: root kan lese og skrive overalt."""
    veien: dict[Path, int] = {}

    def bli(mappe: Path) -> None:
        if os.geteuid() != 0:
            return
        hjem = Path(_HJEM.name)  # uten den blir det programmet ser etter der, noe den ikke har lov til å se
        for over in (*mappe.parents, *(en for en in (hjem, *hjem.iterdir()) if en.is_dir())):
            if not over.stat().st_mode & 0o001:
                veien[over] = over.stat().st_mode
                over.chmod(veien[over] | 0o011)
        for sti in (mappe, *mappe.rglob("*")):
            os.chown(sti, INGEN, INGEN)
        os.seteuid(INGEN)

    if os.name != "posix":
        pytest.skip("Windows har ikke POSIX-rettigheter")
    yield bli
    if veien or os.geteuid() == INGEN:
        os.seteuid(0)
    for over, rettighetene in veien.items():
        over.chmod(rettighetene)
