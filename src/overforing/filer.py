"""Filer fra og til disken. Her leses det som er valgt, sluppet eller skrevet på kommandolinjen, og ingen andre steder.

Det som skrives, skrives uten å miste noe: alle filene eller ingen, aldri over det som finnes, aldri en halv fil.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from overforing import hinder
from overforing.feil import KanIkke, OverforingFeil, UgyldigInndata
from overforing.hinder import Hindret

KAN_APNES = ("overforing", "json", "docx", "pdf", "zip", "eml", "msg")
"""Endelsene til det som kan åpnes: saksfiler, brev, pakker og e-poster. Hva en fil er, avgjøres av innholdet."""

SAKSFIL = ".overforing"
"""Endelsen en saksfil lagres med, så systemet åpner den her. Med .json kan den leses like godt."""

KAN_FORKLARES = ("odt", "rtf", "doc", "jpg", "png", "tiff")
"""Endelsene til filer av andre slag, som et brev kan komme som: de tas imot for å si hva en skal be om."""

_FORAN, _BAK = ".overforing-", ".tmp"
"""Navnet på en fil under arbeid."""

_LIGGER_S = 3600
"""Så gammel er en slik fil før den er etterlatt, i sekunder."""

_BINAERT = getattr(os, "O_BINARY", 0)

MAKS_FIL = 50 * 1024 * 1024
"""Største fil som åpnes, og største samlede innhold i en pakke, i byte."""


def les(fil: Path | str, maks: int | None = None, *, for_stor: str = "feil.program.for_stor", navn: str = "") -> bytes:
    """Innholdet i filen, eller av standard inn når teksten er «-». En fil over ``maks`` byte leses ikke inn.

    Kaster ``UgyldigInndata`` som sier ``for_stor`` når den er for stor, og ``KanIkke`` når den ikke kan leses.
    ``navn`` er det filen heter i meldingen, når det er noe annet enn hele stien.
    """
    sti = Path(fil)
    try:
        if fil == "-":
            data = sys.stdin.buffer.read() if maks is None else sys.stdin.buffer.read(maks + 1)
            if maks is not None and len(data) > maks:
                raise UgyldigInndata(for_stor, fil=fil, mb=maks // 1024 // 1024)
            return data
        if maks is not None and sti.is_file() and sti.stat().st_size > maks:
            raise UgyldigInndata(for_stor, fil=fil, mb=maks // 1024 // 1024)
        with sti.open("rb") as inn:  # heller ikke når det ikke er en vanlig fil, eller den vokser imens
            data = inn.read() if maks is None else inn.read(maks + 1)
        if maks is not None and len(data) > maks:
            raise UgyldigInndata(for_stor, fil=fil, mb=maks // 1024 // 1024)
        return data
    except (OSError, ValueError) as feil:
        raise hinder.lesing(feil, Path(navn or fil)) from None


@dataclass(frozen=True)
class Pakkested:
    """Mappen noe legges i. ``hentes``: et annet program tar det derfra, og mappen er stilt inn én gang for alle.

    Da lages ikke mappen, for den som mangler, er et nettverk som er borte; ingenting skrives over det som ikke er
    hentet ennå; og mappens gruppe kan lese filene, når systemet ellers lar den det.
    """

    mappe: Path
    hentes: bool = False

    def legg(self, filer: Mapping[str, bytes]) -> tuple[Path, ...]:
        """Legg filene der, alle eller ingen. Kaster ``KanIkke``: ``Hindret`` når stedet må rettes."""
        if not self.hentes:
            return skriv_alle(self.mappe, filer, overskriv=True)
        if not hinder.er_mappe(self.mappe):
            raise Hindret("hinder.hentes.borte", mappe=self.mappe)
        if finnes := tuple(navn for navn in filer if os.path.lexists(self.mappe / navn)):
            raise Hindret("hinder.hentes.finnes", mappe=self.mappe, filer=finnes)
        return skriv_alle(self.mappe, filer, rettigheter=0o640)


def skriv_alle(
    mappe: Path, filer: Mapping[str, bytes], *, overskriv: bool = False, rettigheter: int = 0o600
) -> tuple[Path, ...]:
    """Skriv filene i ``mappe``, som lages om den mangler.

    Et navn kan ha én mappe foran («pakke/brev.pdf»). Alle legges først ved siden av, og flyttes på plass når alle er
    skrevet. Uten ``overskriv`` kastes ``KanIkke`` når en av dem finnes fra før, og ingenting er da endret. Går det galt
    midt i flyttingen, legges de gamle tilbake; går ikke det heller, sier feilen hvilke filer som er nye.
    """
    stier, gamle = _skriv(mappe, filer, overskriv=overskriv, ta_vare=len(filer) > 1, rettigheter=rettigheter)
    _slett(gamle.values())
    return stier


@contextlib.contextmanager
def skrevet(mappe: Path, filer: Mapping[str, bytes], *, overskriv: bool = False) -> Iterator[tuple[Path, ...]]:
    """Som ``skriv_alle``, og er det inni noe som ikke går, er alle filene som før igjen, også de som ble skrevet over.

    Går det ikke å legge dem tilbake, sier feilen hvilke filer som er nye.
    """
    stier, gamle = _skriv(mappe, filer, overskriv=overskriv, ta_vare=True)
    try:
        yield stier
    except BaseException as feil:
        blir_staende = [til for til in stier if not _angre(til, gamle.get(til))]
        if blir_staende and isinstance(feil, OverforingFeil):
            raise _delvis(mappe, blir_staende, feil) from None
        raise
    finally:
        _slett(gamle.values())


def _skriv(
    mappe: Path, filer: Mapping[str, bytes], *, overskriv: bool, ta_vare: bool, rettigheter: int = 0o600
) -> tuple[tuple[Path, ...], dict[Path, Path]]:
    """Skriv filene. Svaret er stiene, og hvor de som ble skrevet over, er tatt vare på."""
    stier = tuple(mappe / navn for navn in filer)
    if hinder.finnes(mappe) and not hinder.er_mappe(mappe):
        raise Hindret("hinder.skriv.ikke_mappe", mappe=mappe)
    ventende: list[Path] = []
    gamle: dict[Path, Path] = {}
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        _fei(mappe)
        if not overskriv:
            _krev_ledig(mappe, stier)
        _krev_skrivbare(mappe, stier)
        for innhold in filer.values():
            _legg_ved_siden(mappe, innhold, ventende, rettigheter)
        if not overskriv:
            _krev_ledig(mappe, stier)
        for til in stier if ta_vare else ():
            if til.is_file():
                gamle[til] = _ta_vare_pa(til, mappe)
        _flytt_pa_plass(mappe, dict(zip(stier, ventende, strict=True)), gamle, overskriv=overskriv)
    except BaseException as feil:
        _slett((*ventende, *gamle.values()))
        if isinstance(feil, OSError):
            raise hinder.skriving(feil, mappe) from None
        raise
    return stier, gamle


def _slett(filer: Iterable[Path]) -> None:
    with contextlib.suppress(OSError):  # stedet kan være blitt borte imens
        for sti in filer:
            sti.unlink(missing_ok=True)


def _delvis(mappe: Path, nye: Iterable[Path], feil: OverforingFeil) -> Hindret:
    navn = tuple(str(til.relative_to(mappe)) for til in nye)
    return Hindret("hinder.skriv.delvis", mappe=mappe, filer=navn, hvorfor=feil)


def _flytt_pa_plass(mappe: Path, nye: Mapping[Path, Path], gamle: Mapping[Path, Path], *, overskriv: bool) -> None:
    flyttet: list[Path] = []
    try:
        for til, fra in nye.items():
            til.parent.mkdir(exist_ok=True)
            if overskriv:
                fra.replace(til)
            else:
                _flytt_dit_ingen_er(mappe, fra, til)
            flyttet.append(til)
    except (OSError, KanIkke) as feil:
        if blir_staende := [til for til in flyttet if not _angre(til, gamle.get(til))]:
            hvorfor = hinder.skriving(feil, mappe) if isinstance(feil, OSError) else feil
            raise _delvis(mappe, blir_staende, hvorfor) from None
        raise


def _flytt_dit_ingen_er(mappe: Path, fra: Path, til: Path) -> None:
    """Flytt filen, hel fra første stund, og aldri over en et annet program har lagt der imens."""
    try:
        if os.name == "nt":
            fra.rename(til)  # der skriver ikke det over noe
        else:
            os.link(fra, til)
            fra.unlink()
    except OSError as feil:
        if os.path.lexists(til):
            raise KanIkke("feil.skriving.finnes", mappe=mappe, filer=(str(til.relative_to(mappe)),)) from None
        if os.name == "nt" or feil.errno in (errno.ENOENT, errno.ENOSPC, errno.EDQUOT):
            raise
        fra.replace(til)  # ikke alle disker kan gi en fil to navn


def _angre(ny: Path, gammel: Path | None) -> bool:
    """Legg tilbake den som var, eller ingen når det ikke var noen. Svaret er om det gikk."""
    try:
        if gammel is None:
            ny.unlink()
        else:
            gammel.replace(ny)
    except OSError:
        return False
    return True


def _ta_vare_pa(fil: Path, mappe: Path) -> Path:
    """Filen under et navn til, så den kan legges tilbake."""
    import shutil

    vare = mappe / _midlertidig()
    try:
        os.link(fil, vare)
    except OSError:  # ikke alle disker kan gi en fil to navn
        shutil.copy2(fil, vare)
    return vare


def _midlertidig() -> str:
    return f"{_FORAN}{os.urandom(8).hex()}{_BAK}"


def _fei(mappe: Path) -> None:
    """Ta bort det som ble liggende da programmet ble stanset midt i en skriving. Et annet program kan skrive nå."""
    with contextlib.suppress(OSError):
        for rest in mappe.glob(f"{_FORAN}*{_BAK}"):
            if time.time() - rest.stat().st_mtime > _LIGGER_S:
                rest.unlink()


def _krev_ledig(mappe: Path, stier: tuple[Path, ...]) -> None:
    if finnes := [str(sti.relative_to(mappe)) for sti in stier if os.path.lexists(sti)]:
        raise KanIkke("feil.skriving.finnes", mappe=mappe, filer=tuple(finnes))


def _krev_skrivbare(mappe: Path, stier: tuple[Path, ...]) -> None:
    """Alle eller ingen: en fil som er åpen i Word, skal stanse dem alle før noen er byttet ut."""
    for sti in stier:
        try:
            if sti.is_file():
                sti.open("r+b").close()
        except OSError as feil:
            raise hinder.skriving(feil, mappe, sti) from None


def _legg_ved_siden(mappe: Path, innhold: bytes, ventende: list[Path], rettigheter: int) -> None:
    ventende.append(mappe / _midlertidig())
    with os.fdopen(os.open(ventende[-1], os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINAERT, rettigheter), "wb") as fil:
        fil.write(innhold)
        fil.flush()
        os.fsync(fil.fileno())
