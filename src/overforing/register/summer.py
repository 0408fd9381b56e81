"""Summen hver sak bærer, så en rad som er ødelagt på disken, viser det selv og ikke skjuler de andre."""

from __future__ import annotations

import hashlib
import json


def kontrollsum(tekst: bytes, halvskrevet: bytes) -> str:
    """SHA-256 av saken og det halvskrevne i den, slik de ligger i raden, som UTF-8."""
    return hashlib.sha256(tekst + b"\0" + halvskrevet).hexdigest()


def er_json(*tekster: bytes) -> bool:
    """Om alle er gyldig UTF-8 og gyldig JSON."""
    try:
        for tekst in tekster:
            json.loads(tekst.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def hel(tekst: bytes | None, halvskrevet: bytes | None, sum_: object) -> bool:
    """Om raden er slik den ble lagret. En som ikke kunne leses da den fikk summen sin, har ingen (``""``)."""
    return tekst is not None and halvskrevet is not None and kontrollsum(tekst, halvskrevet) == sum_
