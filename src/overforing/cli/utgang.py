"""Utgangen: koden en kjøring slutter med, og det som sies på standard feil. Ingen feil gir en sporingsutskrift."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from overforing import hinder, logg
from overforing.feil import KanIkke, OverforingFeil, UgyldigInndata, UgyldigSaksfil
from overforing.hinder import Hindret

KAN_IKKE, FEIL_INNDATA = 1, 2

TEGN_VINDUET = "--tegn-vinduet"
"""Med dette og en fil tegner programmet vinduet med eksempelsaken i filen. Bare programmet selv ber om det."""

_UVANLIG = r"[^ -~¡-¬®-ɏ]"


def sett_logg(niva: str, fil: str) -> None:
    """Slå på loggen når det er bedt om. Kaster ``KanIkke`` når filen ikke kan skrives."""
    if niva or fil:
        try:
            logg.sett(niva or "info", Path(fil) if fil else None)
        except OSError as feil:
            raise hinder.skriving(feil, Path(fil).parent, Path(fil)) from None


def har_skjerm() -> bool:
    """Om et vindu kan åpnes her."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(navn) for navn in ("DISPLAY", "WAYLAND_DISPLAY"))


def trygt(handling: Callable[[], int]) -> int:
    """Koden handlingen gir, eller en melding på standard feil og koden for den feilen som stanset den."""
    try:
        return _skrevet(handling())
    except UgyldigSaksfil as feil:
        for feltfeil in feil.feil:
            melding(str(feltfeil))
        return FEIL_INNDATA
    except UgyldigInndata as feil:
        melding(str(feil))
        return FEIL_INNDATA
    except OverforingFeil as feil:
        melding(str(feil))
        return KAN_IKKE
    except KeyboardInterrupt:
        melding("Avbrutt.")
        return KAN_IKKE
    except BrokenPipeError:
        _lukk_svaret()
        return KAN_IKKE
    except Exception as feil:
        if isinstance(feil, OSError) and feil.errno in (errno.ENOSPC, errno.EIO) and not feil.filename:
            _lukk_svaret()
            melding(str(Hindret("hinder.skriv.ut")))
            return KAN_IKKE
        logg.feil(type(feil).__name__, _sted(feil))
        if isinstance(feil, OSError) and isinstance(
            feil.filename, str
        ):  # stedet svarte ikke der ingen hadde ventet det
            melding(str(hinder.lesing(feil, Path(feil.filename))))
            return KAN_IKKE
        # Vår egen feil: si hvor, aldri hva saken handler om.
        melding(
            f"Det har skjedd en feil i programmet ({type(feil).__name__}, {_sted(feil)}). Ingenting er skrevet over."
        )
        return KAN_IKKE


def _skrevet(kode: int) -> int:
    """Koden, når alt som er sagt, også er kommet fram. Ellers ble det først oppdaget etter at programmet var ferdig."""
    if sys.stdout is not None:  # et program uten konsoll på Windows
        sys.stdout.flush()
    return kode


def _lukk_svaret() -> None:
    """Ingen skal prøve å skrive mer dit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sted(feil: Exception) -> str:
    spor = feil.__traceback__
    while spor and spor.tb_next:
        spor = spor.tb_next
    return f"{Path(spor.tb_frame.f_code.co_filename).name}:{spor.tb_lineno}" if spor else "ukjent sted"


def ugyldig(setning: str) -> UgyldigInndata:
    """Det bare kommandolinjen kan si om det den fikk: en hel setning."""
    return UgyldigInndata("feil.kommandolinjen.sier", setning=setning)


def kan_ikke(setning: str) -> KanIkke:
    """Det bare kommandolinjen kan si om hvorfor noe ikke går."""
    return KanIkke("feil.kommandolinjen.sier", setning=setning)


def melding(tekst: str) -> None:
    """Si noe til den som kjører programmet, utenom svaret."""
    print(synlig(tekst), file=sys.stderr)


def skriv(tekst: object, slutt: str = "\n") -> None:
    """Svaret til den som kjører programmet."""
    print(synlig(str(tekst)), end=slutt)


def skriv_json(verdier: dict[str, Any]) -> None:
    """Svaret som ett JSON-objekt på én linje. Tegn som ikke synes, er skrevet som koder, slik JSON gjør det."""
    import json

    tekst = json.dumps(verdier, ensure_ascii=False)
    print(re.sub(_UVANLIG, lambda m: m[0] if _synes(m[0]) else json.dumps(m[0])[1:-1], tekst))


def synlig(tekst: str) -> str:
    """Teksten med kodepunktet der et tegn styrer skjermen, snur retningen eller ikke synes.

    En tekst utenfra kan ellers skjule det som står, eller skrive over det på skjermen.
    """
    return re.sub(_UVANLIG, lambda m: m[0] if m[0] in "\n\t" or _synes(m[0]) else f"<U+{ord(m[0]):04X}>", tekst)


def _synes(tegn: str) -> bool:
    import unicodedata

    return unicodedata.category(tegn) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
