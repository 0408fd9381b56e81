"""Fargene i vinduet etter hva de er til: lyst, mørkt, og maskinens egne når den ber om høy kontrast."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from overforing.saksgang.slag import Farge


class Tone(NamedTuple):
    """En merkefarge: flaten, kanten og skriften på flaten."""

    flate: str
    kant: str
    tekst: str


class Farger(NamedTuple):
    """Alle fargene i vinduet, etter hva de er til."""

    morkt: bool
    bunn: str
    kort: str
    kant: str
    feltkant: str
    tekst: str
    dempet: str
    avslatt: str
    hoved: str
    hoved_over: str
    pa_hoved: str
    svak: str
    lenke: str
    fokus: str
    merket: str
    pa_merket: str
    feil: str
    strek: str
    rulle: str
    skinne: str
    skinne_valgt: str
    skinne_tekst: str
    skinne_dempet: str
    skinne_fokus: str
    god: Tone
    stopp: Tone
    varsel: Tone
    noytral: Tone
    info: Tone
    hoy_kontrast: bool = False

    def tone(self, farge: Farge) -> Tone:
        tone: Tone = getattr(self, farge.value)
        return tone


LYS = Farger(
    morkt=False,
    bunn="#f4f6f9",
    kort="#ffffff",
    kant="#d3d9e3",
    feltkant="#6f7a8a",
    tekst="#1a2433",
    dempet="#566173",
    avslatt="#566173",
    hoved="#1a5dc6",
    hoved_over="#154ca3",
    pa_hoved="#ffffff",
    svak="#e3edfb",
    lenke="#1a5dc6",
    fokus="#b3540a",
    merket="#1a5dc6",
    pa_merket="#ffffff",
    feil="#b3261e",
    strek="#7d8aa1",
    rulle="#b3bccb",
    skinne="#14284b",
    skinne_valgt="#2b4a7f",
    skinne_tekst="#ffffff",
    skinne_dempet="#b7c4dc",
    skinne_fokus="#ffc14d",
    god=Tone("#dff3e4", "#2e8b4a", "#14602d"),
    stopp=Tone("#fbe1df", "#c0392f", "#8f1d16"),
    varsel=Tone("#fef0d5", "#c9810f", "#744300"),
    noytral=Tone("#e8ebf0", "#7a8494", "#434d5c"),
    info=Tone("#e6effc", "#8db3ea", "#1a2433"),
)

MORK = Farger(
    morkt=True,
    bunn="#12161d",
    kort="#1b212b",
    kant="#39434f",
    feltkant="#8a96a6",
    tekst="#e8ecf2",
    dempet="#aab5c3",
    avslatt="#aab5c3",
    hoved="#7fb1ff",
    hoved_over="#a3c7ff",
    pa_hoved="#0b1a33",
    svak="#22344f",
    lenke="#8dbaff",
    fokus="#ffc14d",
    merket="#7fb1ff",
    pa_merket="#0b1a33",
    feil="#ff9b92",
    strek="#7f8c9e",
    rulle="#4d5867",
    skinne="#0c1220",
    skinne_valgt="#263c63",
    skinne_tekst="#f2f5fa",
    skinne_dempet="#a6b4cc",
    skinne_fokus="#ffc14d",
    god=Tone("#17351f", "#4fae6c", "#9fe0b2"),
    stopp=Tone("#42201e", "#e0665c", "#ffb4ad"),
    varsel=Tone("#3c2c10", "#d99a35", "#f7cd86"),
    noytral=Tone("#2a323d", "#8a95a5", "#c6cfdb"),
    info=Tone("#1c2b43", "#456a9f", "#e8ecf2"),
)

_LESBAR = 4.5
"""Minste kontrast mellom tekst og flate."""


def kontrast(a: QColor, b: QColor) -> float:
    """Forholdet mellom de to fargenes lyshet, 1 til 21, slik WCAG 2.1 regner det."""
    lys, mork = sorted((_lyshet(a), _lyshet(b)), reverse=True)
    return (lys + 0.05) / (mork + 0.05)


def _lyshet(farge: QColor) -> float:
    def lineaer(del_: float) -> float:
        return del_ / 12.92 if del_ <= 0.04045 else float(((del_ + 0.055) / 1.055) ** 2.4)

    return 0.2126 * lineaer(farge.redF()) + 0.7152 * lineaer(farge.greenF()) + 0.0722 * lineaer(farge.blueF())


def systemets(palett: QPalette) -> Farger:
    """Høy kontrast: bare maskinens egne farger, kanter i stedet for flater, og ingen farge som sier noe alene.

    Har maskinen ingen egen farge til lenker eller fokus som synes på flaten, gjelder tekstens.
    """
    rolle = QPalette.ColorRole
    bunn, tekst = palett.color(rolle.Window), palett.color(rolle.WindowText)
    avslatt = palett.color(QPalette.ColorGroup.Disabled, rolle.WindowText)
    lenke, merket = (
        farge if kontrast(farge, bunn) >= _LESBAR else tekst
        for farge in (palett.color(rolle.Link), palett.color(rolle.Highlight))
    )
    flate, strek = bunn.name(), tekst.name()
    tone = Tone(flate, strek, strek)
    return Farger(
        morkt=bunn.lightnessF() < 0.5,
        bunn=flate,
        kort=flate,
        kant=strek,
        feltkant=strek,
        tekst=strek,
        dempet=strek,
        avslatt=avslatt.name(),
        hoved=strek,
        hoved_over=strek,
        pa_hoved=flate,
        svak=flate,
        lenke=lenke.name(),
        fokus=merket.name(),
        merket=palett.color(rolle.Highlight).name(),
        pa_merket=palett.color(rolle.HighlightedText).name(),
        feil=strek,
        strek=strek,
        rulle=strek,
        skinne=flate,
        skinne_valgt=flate,
        skinne_tekst=strek,
        skinne_dempet=strek,
        skinne_fokus=merket.name(),
        god=tone,
        stopp=tone,
        varsel=tone,
        noytral=tone,
        info=tone,
        hoy_kontrast=True,
    )
