"""Begrunnelser som ikke begrunner: de gjentar spørsmålet, nevner ingenting konkret, eller sier bare at stedet er lite.

Et skjønn, ikke en rettsregel: det endrer verken utfall eller avklaringer og stanser ingenting. En begrunnelse pekes
bare ut når hvert eneste ord i den er tomt eller kommer fra spørsmålet selv; ett ord som kan si noe, er nok til å tie.
Teksten kan være på bokmål eller nynorsk. Ordene står i ``resources/ordlister/begrunnelser.toml`` og gis inn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from overforing.sak.sti import Sti

from .funn import Begrunnelse

TYNN = 40
"""En begrunnelse kortere enn så mange tegn, uten blanke i endene, er tynn uansett hva den sier (rettsgrunnlag § 8)."""


class Emne(StrEnum):
    """Hva begrunnelsen skal svare på."""

    SKJONN = "skjonn"
    APENBART_UNNTAK = "apenbart_unntak"
    TIDSSPILLE = "tidsspille"
    ALTERNATIV = "alternativ"
    SAERLIG_ULEMPE = "saerlig_ulempe"
    INGEN_TILTAK = "ingen_tiltak"


class Svakhet(StrEnum):
    GJENTAR = "gjentar"
    UTEN_FAKTUM = "uten_faktum"
    BARE_LITE = "bare_lite"


Ordsett = frozenset[str]
_INGEN_ORD: Ordsett = frozenset()


@dataclass(frozen=True)
class Ordene:
    """Listene, med grunnordene bøyd. ``sporsmalet`` og ``sier_noe_om`` er ordene for hvert emne."""

    tomme: Ordsett
    ingen: Ordsett
    kan: Ordsett
    lite: Ordsett
    sted: Ordsett
    om_lite: Ordsett
    sporsmalet: Mapping[str, Ordsett]
    sier_noe_om: Mapping[str, Ordsett]

    @classmethod
    def fra(cls, liste: Mapping[str, Any]) -> Ordene:
        """Ordene fra lista slik den står i filen."""
        endelser = ("", *liste["endelser"].split())

        def ord_(felt: Mapping[str, str]) -> Ordsett:
            boyd = {ordet + endelse for ordet in felt.get("grunnord", "").split() for endelse in endelser}
            return frozenset({*felt.get("ord", "").split(), *boyd})

        return cls(
            tomme=ord_(liste["tomme"]),
            ingen=ord_(liste["ingen"]),
            kan=ord_(liste["kan"]),
            lite=ord_(liste["lite"]),
            sted=ord_(liste["sted"]),
            om_lite=ord_(liste["om_lite"]),
            sporsmalet={om: ord_(felt) for om, felt in liste["sporsmalet"].items()},
            sier_noe_om={om: ord_(felt) for om, felt in liste["sier_noe_om"].items()},
        )


def emne(sti: Sti) -> Emne:
    """Emnet til begrunnelsen i feltet."""
    if sti.rot == "stedfortreder":
        return Emne.ALTERNATIV
    return next(e for e in Emne if e in sti)


def svakhet(begrunnelse: Begrunnelse, ord_: Ordene) -> Svakhet | None:
    """Det som er galt med en begrunnelse som er lang nok, eller ``None`` når den kan være god."""
    tekst, om = begrunnelse.tekst.strip(), emne(begrunnelse.sti)
    if len(tekst) < TYNN or any(tegn.isdigit() for tegn in tekst):
        return None
    skrevet, sporsmalet = [ordet.casefold() for ordet in _ORD.findall(tekst)], ord_.sporsmalet[om]
    lite = not ord_.lite.isdisjoint(skrevet) and not ord_.sted.isdisjoint(skrevet)
    om_lite = ord_.lite | ord_.sted | ord_.om_lite if lite else _INGEN_ORD
    kjente = (ord_.tomme - ord_.sier_noe_om.get(om, _INGEN_ORD)) | sporsmalet | om_lite
    if any(ordet not in kjente for ordet in skrevet) or _sier_at_det_ikke_finnes(om, skrevet, ord_):
        return None
    if lite:
        return Svakhet.BARE_LITE
    return Svakhet.GJENTAR if sum(ordet in sporsmalet for ordet in skrevet) >= 2 else Svakhet.UTEN_FAKTUM


def _sier_at_det_ikke_finnes(om: Emne, skrevet: list[str], ord_: Ordene) -> bool:
    """«Kontoret har ingen andre ledere» er et faktum; «det finnes ingen som kan ta saken» er det ikke."""
    ingen = om in (Emne.ALTERNATIV, Emne.SKJONN) and not ord_.ingen.isdisjoint(skrevet)
    return ingen and ord_.kan.isdisjoint(skrevet)


_ORD = re.compile(r"[^\W\d_]+")


def svake(begrunnelser: Iterable[Begrunnelse], ord_: Ordene) -> tuple[tuple[Begrunnelse, Svakhet], ...]:
    """De av begrunnelsene det er noe galt med, med hva det er."""
    return tuple((b, feil) for b in begrunnelser if (feil := svakhet(b, ord_)))
