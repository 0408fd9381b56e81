"""En bildefil som sider: et fotografert eller skannet brev. Brukes bare i leserens egen prosess (``brev/lesing``)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from overforing.feil import UgyldigInndata

_MAKS_MB = 256
"""Så mye minne Qt får til ett bilde."""

_LIGGER = (
    QImageIOHandler.Transformation.TransformationRotate90,
    QImageIOHandler.Transformation.TransformationRotate270,
)


def bildesider(data: bytes, slag: str, bredde: int, hoyde: int, flest: int) -> Iterator[tuple[int, int, bytes]]:
    """Hvert bilde i filen av slaget «jpg», «png» eller «tiff» som (bredde, høyde, BGRX-piksler), rett vei.

    Ingen blir større enn sagt, eller enn de er. Kaster ``UgyldigInndata`` når det første ikke kan leses.
    """
    for nr in range(flest):
        bilde = _les(data, slag, nr, QSize(bredde, hoyde))
        if bilde.isNull():
            if not nr:
                raise UgyldigInndata("feil.les.ufullstendig")
            return
        ferdig = bilde.convertToFormat(QImage.Format.Format_RGB32)
        yield ferdig.width(), ferdig.height(), bytes(ferdig.constBits())


def _les(data: bytes, slag: str, nr: int, storst: QSize) -> QImage:
    """Et nytt leseledd for hvert bilde: det for TIFF finner ikke tilbake til begynnelsen av filen selv."""
    kilde = QBuffer()
    kilde.setData(QByteArray(data))
    kilde.open(QIODevice.OpenModeFlag.ReadOnly)
    leser = QImageReader(kilde, QByteArray(slag.encode()))
    leser.setAutoDetectImageFormat(False)
    leser.setAllocationLimit(_MAKS_MB)
    leser.setAutoTransform(True)
    if nr and not leser.jumpToImage(nr):
        bilde = QImage()
    else:
        plass = storst.transposed() if leser.transformation() in _LIGGER else storst
        fra = leser.size()
        if fra.width() > plass.width() or fra.height() > plass.height():
            leser.setScaledSize(fra.scaled(plass, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
        bilde = _pa_hvitt(leser.read())
    del leser  # før det den leser fra
    return bilde


def _pa_hvitt(bilde: QImage) -> QImage:
    if not bilde.hasAlphaChannel():
        return bilde
    from PySide6.QtGui import QPainter

    papir = QImage(bilde.size(), QImage.Format.Format_RGB32)
    papir.fill(Qt.GlobalColor.white)
    pensel = QPainter(papir)
    pensel.drawImage(0, 0, bilde)
    pensel.end()
    return papir
