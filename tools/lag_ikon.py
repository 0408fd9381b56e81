"""Tegner ikonet på nytt av de to SVG-ene i ``resources/ikon``: PNG i hver størrelse, ``.ico`` og ``.icns``.

Kjøres: ``.venv/bin/python tools/lag_ikon.py``. De små størrelsene tegnes av den lille.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from pathlib import Path

IKON = Path(__file__).resolve().parents[1] / "resources" / "ikon"
STORRELSER = (16, 24, 32, 48, 64, 128, 256, 512)
SMA = 24
"""Til og med denne størrelsen tegnes den lille."""
ICO = (16, 24, 32, 48, 64, 256)
ICNS = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512}
"""Kodene i ``.icns``, etter størrelsen."""


def tegn(storrelse: int) -> bytes:
    """Ikonet som PNG."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    navn = "overforing-liten.svg" if storrelse <= SMA else "overforing.svg"
    bilde = QImage(storrelse, storrelse, QImage.Format.Format_ARGB32)
    bilde.fill(0)
    maler = QPainter(bilde)
    maler.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(IKON / navn)).render(maler)
    maler.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bilde.save(buffer, "PNG", 0)
    return bytes(data.data())


def ico(bilder: Mapping[int, bytes]) -> bytes:
    """Windows-ikonet: en liste over bildene, og så bildene som PNG."""
    hode = struct.pack("<HHH", 0, 1, len(bilder))
    sted = len(hode) + 16 * len(bilder)
    rader = b""
    for storrelse, data in bilder.items():
        side = storrelse % 256  # 256 skrives som 0
        rader += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), sted)
        sted += len(data)
    return hode + rader + b"".join(bilder.values())


def icns(bilder: Mapping[int, bytes]) -> bytes:
    """Ikonet på en Mac: hvert bilde som PNG, med koden for størrelsen foran."""
    deler = b"".join(
        kode.encode() + struct.pack(">I", len(bilder[storrelse]) + 8) + bilder[storrelse]
        for kode, storrelse in ICNS.items()
    )
    return b"icns" + struct.pack(">I", len(deler) + 8) + deler


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    bilder = {storrelse: tegn(storrelse) for storrelse in STORRELSER}
    for storrelse, data in bilder.items():
        (IKON / f"{storrelse}.png").write_bytes(data)
    (IKON / "overforing.ico").write_bytes(ico({s: bilder[s] for s in ICO}))
    (IKON / "overforing.icns").write_bytes(icns(bilder))


if __name__ == "__main__":
    main()
