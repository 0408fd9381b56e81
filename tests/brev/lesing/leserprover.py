"""Lesere som ikke svarer som de skal, til prøvene av det som leser ved siden av programmet."""

from __future__ import annotations

import subprocess
import sys

import pytest

from overforing.brev.lesing import ved_siden

KLAR = "import sys, time; ut = sys.stdout.buffer; ut.write(bytes(8)); ut.flush(); inn = sys.stdin.buffer.read(8); "
"""Begynnelsen på en leser: den sier at den er klar, og venter på en fil."""

HENGER = KLAR + "time.sleep(60)"


def bytt_leser(monkeypatch: pytest.MonkeyPatch, kode: str) -> None:
    """La det som startes herfra, være koden i stedet for leseren."""

    def start() -> subprocess.Popen[bytes]:
        kommando = [sys.executable, "-I", "-S", "-c", kode]
        return subprocess.Popen(kommando, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    ved_siden.felles().lukk()
    monkeypatch.setattr(ved_siden, "_start", start)
