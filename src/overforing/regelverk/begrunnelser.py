"""Begrunnelser som ikke begrunner: de gjentar spørsmålet, nevner ingenting konkret, eller sier bare at stedet er lite.

Et skjønn, ikke en rettsregel: det endrer verken utfall eller avklaringer og stanser ingenting. En begrunnelse pekes
bare ut når hvert eneste ord i den er tomt eller kommer fra spørsmålet selv; ett ord som kan si noe, er nok til å tie.
Teksten kan være på bokmål eller nynorsk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

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


def emne(sti: Sti) -> Emne:
    """Emnet til begrunnelsen i feltet."""
    if sti.rot == "stedfortreder":
        return Emne.ALTERNATIV
    return next(e for e in Emne if e in sti)


def svakhet(begrunnelse: Begrunnelse) -> Svakhet | None:
    """Det som er galt med en begrunnelse som er lang nok, eller ``None`` når den kan være god."""
    tekst, om = begrunnelse.tekst.strip(), emne(begrunnelse.sti)
    if len(tekst) < TYNN or any(tegn.isdigit() for tegn in tekst):
        return None
    ordene = [ordet.casefold() for ordet in _ORD.findall(tekst)]
    lite = any(o in _LITE for o in ordene) and any(o in _STED for o in ordene)
    kjente = (_TOMME - _SIER_NOE_OM.get(om, frozenset())) | _SPORSMALET[om] | (_OM_LITE if lite else frozenset())
    if any(ordet not in kjente for ordet in ordene) or _sier_at_det_ikke_finnes(om, ordene):
        return None
    if lite:
        return Svakhet.BARE_LITE
    return Svakhet.GJENTAR if sum(ordet in _SPORSMALET[om] for ordet in ordene) >= 2 else Svakhet.UTEN_FAKTUM


def _sier_at_det_ikke_finnes(om: Emne, ordene: list[str]) -> bool:
    """«Kontoret har ingen andre ledere» er et faktum; «det finnes ingen som kan ta saken» er det ikke."""
    return om in (Emne.ALTERNATIV, Emne.SKJONN) and not _INGEN.isdisjoint(ordene) and _KAN.isdisjoint(ordene)


_ORD = re.compile(r"[^\W\d_]+")


def _ord(*linjer: str) -> frozenset[str]:
    return frozenset(ordet for linje in linjer for ordet in linje.split())


_ENDELSER = ("", *"aenrst", "en", "et", "er", "ar", "ene", "ane", "ens", "te", "de", "es", "ast", "st", "ne", "ande")


def _boyd(*linjer: str) -> frozenset[str]:
    """Grunnordene med endelsene de kan ha. At noen av formene ikke finnes, gjør ingenting."""
    return frozenset(ordet + endelse for ordet in _ord(*linjer) for endelse in _ENDELSER)


_SIER_NOE_OM: Mapping[Emne, frozenset[str]] = {
    Emne.ALTERNATIV: _boyd("inhabil bare berre kun"),
    Emne.SAERLIG_ULEMPE: _boyd("inhabil habil leder leiar saksbehandler saksbehandlar"),
    Emne.INGEN_TILTAK: _ord("fikk fekk fått gitt gjeve"),
}
"""Ord som ellers er tomme, men et svar her: overordnet er inhabil, kommunen har bare ett kontor, hjelp er gitt."""

_INGEN = _ord("ingen inga inkje noen nokon")
_KAN = _ord("kan kunne kunna mulig mogleg mulighet moglegheit")

_TOMME = _ord(
    "i på av til fra frå for med om ved under over etter før mot mellom hos uten utan gjennom innen innan enn som at",
    "så da då når hvis fordi derfor difor siden sidan dersom men og eller samt både verken korkje enten anten å",
    "det den de dei dette denne disse desse en ei et eit ein man vi oss vår vårt våre dere dykk jeg eg han hun ho",
    "hans hennes hennar deres deira seg sin sitt sine si selv sjølv vedkommende vedkomande",
    "er var vært vore være vere blir blei ble bli blitt har hatt ha hadde kan kunne kunna skal skulle vil ville må",
    "måtte bør burde får fikk fekk få fått ikke ikkje noen noe nokon noko ingen inga inkje ingenting intet alle all",
    "alt hver kvar hvert kvart andre annen anna annet annan mange flere fleire mer meir mest svært veldig ganske helt",
    "heilt også òg bare berre kun slik slike sånn her der nå no akkurat fortsatt framleis lenger lengre alltid aldri",
    "egentlig eigentleg generelt vanligvis vanlegvis selvsagt selvfølgelig sjølvsagt jo vel nok dermed altså",
) | _boyd(
    "nødvendig vanskelig vanskeleg umulig mulig mogleg umogleg viktig best bra riktig rett rimelig rimeleg urimelig",
    "naturlig naturleg ønskelig ønskeleg uheldig klar klart tydelig tydeleg åpenbar openber opplagt sikker trolig",
    "truleg mulighet moglegheit årsak grunn hensyn omsyn situasjon forhold tilhøve tilfelle måte alternativ løsning",
    "løysing aktuell aktuelt egnet eigna hensiktsmessig føremålstenleg forsvarlig forsvarleg ordning finne finnes",
    "finst fins funnet funne gjøre gjere gjort ta tar tek tatt teke overta bruke brukt gå komme kjem synes mene meine",
    "vurdere vurdert vurdering konkludere konkludert konklusjon anse oppfatning syn tro tru foreligge ligge ligg",
    "stor stort store større behov ønske løse løst løyse løyst holde halde passe si sagt gi gitt gje gjeve",
    "sak saken inhabil habil inhabilitet habilitet kommune kontor nav statsforvalter statsforvaltar part søker søkjar",
    "ansatt tilsett avgjøre avgjort avgjere avgjerd avgjørelse behandle behandling handsame saksbehandler",
    "saksbehandlar sakshandsamar spørsmål leder leiar veileder rettleiar konkret la late se sjå ser behandl handsam",
)
"""Ord som står i enhver begrunnelse, og ord for at noe er slik, uten å si hvorfor."""

_LITE = _ord("liten lita lite små smått vesle oversiktlig oversiktleg gjennomsiktig gjennomsiktige tett tette") | _boyd(
    "småkommune småsted bygd bygdesamfunn"
)
_STED = _boyd(
    "kontor kommune sted stad plass bygd samfunn lokalsamfunn lokalmiljø miljø tettsted tettstad småkommune"
) | (_boyd("småsted bygdesamfunn forhold tilhøve øy"))
_OM_LITE = (
    _LITE
    | _STED
    | _boyd("kjenne kjenn folk hverandre kvarandre snakke prate vite veit vet innbygger innbyggjar ansatt tilsett få")
)

_SPORSMALET: Mapping[Emne, frozenset[str]] = {
    Emne.SKJONN: _boyd(
        "inhabil habil inhabilitet habilitet tillit upartisk upartiskhet upartiskheit svekke svekkje svekket svekka",
        "egnet eigna særegne særeigne forhold tilhøve tilknytning tilknyting nær nært relasjon påvirke påverke",
    ),
    Emne.APENBART_UNNTAK: _boyd(
        "åpenbar åpenbart openber openbert tilknytning tilknyting påvirke påverke virke verke inn standpunkt interesse",
        "vike vik offentlig offentleg privat tilsi tilsier tilseier avgjøre avgjørelse avgjerd unntak",
    ),
    Emne.TIDSSPILLE: _boyd(
        "tid lang lenge tidsspille vesentlig vesentleg legge leggje lagt fram overordnet overordna haste hast",
        "rekke rakk vente forsinke forsinket sein sent seint",
    ),
    Emne.ALTERNATIV: _boyd(
        "mulig mogleg umulig umogleg overordnet overordna leder leiar enhet eining annen annan saksbehandler",
        "saksbehandlar stedfortreder stadfortredar leie leige innleid innleigd inn folkevalgt folkevald organ utvalg",
        "utval utenfor utanfor avdeling kontor ekstern person",
    ),
    Emne.SAERLIG_ULEMPE: _boyd(
        "særlig særleg ulempe stedfortreder stadfortredar oppnevne oppnevnt oppnemne oppnemnt overføre overført",
        "overfør overføring kommune settekommune vilkår oppfylt oppfylle streng strengt knytte knytt forbundet",
    ),
    Emne.INGEN_TILTAK: _boyd(
        "hjelp hjelpe tiltak behov trenge trengs trengst treng nødvendig haste hast akutt mellomtid vente ventetid",
        "midlertidig mellombels søker søkjar",
    ),
}
"""Ordene i spørsmålet selv og i vilkåret det gjelder."""


def svake(begrunnelser: Iterable[Begrunnelse]) -> tuple[tuple[Begrunnelse, Svakhet], ...]:
    """De av begrunnelsene det er noe galt med, med hva det er."""
    return tuple((b, feil) for b in begrunnelser if (feil := svakhet(b)))
