"""Det et brev fra Statsforvalteren bygger på, og hvilke brev som finnes for hva.

Ren: forespørselen, det avsenderen svarte og programmets vurdering av det er gitt. Det saksbehandleren skriver om i et
brev, hører til forespørselen og kommer aldri inn i avsenderens sak.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from overforing.regelverk.funn import Vurdering
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import Brevvalg, Dokument, Malform, Overstyring, Regelsett, Resultat, Sak, Sakstype

from .avgjorelse import Avgjorelse, fikk_saken
from .foresporsel import Foresporsel, Slag, Svarutfall
from .hendelser import Handling
from .mangelliste import Mangelliste

BREV_FOR: Mapping[Handling, Dokument] = {
    Handling.FORELOPIG_SVAR: Dokument.FORELOPIG_SVAR,
    Handling.ETTERLYST: Dokument.ETTERLYSNING,
    Handling.AVGJORT: Dokument.AVGJORELSE,
}
"""Brevet som går ut med handlingen."""

UTEN_BREV = frozenset({Svarutfall.FEILFORT})
"""Å rette en feilføring er noe internt: ingen har bedt om noe, og ingen får svar."""

OM_ENKELTVEDTAK = frozenset({Sakstype.SOKNAD, Sakstype.KLAGE})
"""Sakene der den som har skrevet til kommunen, skal ha foreløpig svar etter en måned (fvl § 11 a tredje ledd).

Embetets egen avgjørelse er ikke en slik sak, eller det er ikke avklart: om den vises det aldri til bestemmelsen.
"""

_RESULTAT: Mapping[Svarutfall, Resultat] = {
    Svarutfall.OVERFORT: Resultat.OVERFORT,
    Svarutfall.IKKE_INHABILITET: Resultat.AVSLATT,
    Svarutfall.IKKE_SAERLIG_ULEMPE: Resultat.AVSLATT,
    Svarutfall.FEIL_SPOR: Resultat.RETURNERT,
}


@dataclass(frozen=True, kw_only=True)
class Svargrunnlag:
    """Alt brevet trenger å vite.

    ``embete`` er id-en til det som skriver, og ``dato`` brevets. ``sak``, ``vurdering`` og ``mangler`` er ``None``
    når kommunens brev ikke hadde saken med seg. ``avgjorelse`` er den saksbehandleren har valgt eller har ført.
    ``etterlyst`` er det saksbehandleren vil ha svar på, ett punkt på hver linje; tom tekst er sjekklisten.
    ``svarfrist`` er dagen kommunen blir bedt om å svare innen.
    ``forrige`` er den siste avgjørelsen som er gått ut, og som denne gjelder i stedet for.
    ``utgave`` teller brevene av samme slag på forespørselen.
    ``overstyringer`` er seksjonene som er skrevet om i dette brevet, på brevets målform.
    ``logg`` er merket på loggen (``merke``) grunnlaget er lest av.
    """

    foresporsel: Foresporsel
    embete: str
    dato: date
    malform: Malform
    regelsett: Regelsett
    sak: Sak | None = field(default=None, repr=False)
    vurdering: Vurdering | None = field(default=None, repr=False)
    mangler: Mangelliste | None = None
    avgjorelse: Avgjorelse | None = None
    etterlyst: str = field(default="", repr=False)
    svarfrist: date | None = None
    forrige: Avgjorelse | None = None
    utgave: int = 1
    overstyringer: Mapping[str, Overstyring] = field(default_factory=dict, repr=False)
    logg: str = ""


def som_sak(grunnlag: Svargrunnlag) -> Sak:
    """Saken slik brevet kjennes igjen utenfra: med journalnummeret, og kommunens saksnummer som «Deres ref.»."""
    f = grunnlag.foresporsel
    sak = grunnlag.sak or Sak(id=f.sak or "", vurderingsdato=grunnlag.dato)
    return replace(sak, saksnummer=f.journalnummer, brev=Brevvalg(deres_ref=f.deres_ref))


def svardata(slag: Slag, avgjorelse: Avgjorelse) -> Embetssvar | None:
    """Svaret kommunens program kan føre inn.

    ``None`` når det ikke er noe å føre: kommunen trakk saken selv, den er falt bort, eller svaret kommer fra
    departementet eller et annet organ. Saksfilen har heller ikke noe felt for at en tvist sendes tilbake, eller for at
    bare en del av saken er overført: ført som en overføring ville den sagt mer enn det som er avgjort.
    """
    if avgjorelse.utfall is Svarutfall.ANSVAR_FASTSATT:
        return Embetssvar(dato=avgjorelse.dato, ansvarlig=avgjorelse.ansvarlig)
    resultat = _RESULTAT.get(avgjorelse.utfall)
    if resultat is None or slag is Slag.TVIST:
        return None
    return Embetssvar(
        dato=avgjorelse.dato,
        resultat=resultat,
        settekommune=avgjorelse.settekommune,
        omfang=avgjorelse.omfang,
        til=avgjorelse.til,
    )


def kopimottakere(
    slag: Slag,
    kommune: str | None,
    avgjorelse: Avgjorelse,
    sak: Sak | None,
    gjelder_som: Callable[[str, date], str | None],
    forrige: Avgjorelse | None = None,
) -> tuple[str, ...]:
    """Kommunene som får avgjørelsen i kopi: settekommunen; for en tvist den andre kommunen, som er part i den.

    Gjelder den i stedet for en ``forrige``, får også kommunen som hadde saken etter den, kopi. Aldri mottakeren selv
    (``kommune``), og ellers ingen når det er noen andre som skal svare. ``gjelder_som`` gir nummeret kommunen har en
    dag, her dagen det avgjøres.
    """
    nummer = [avgjorelse.settekommune, avgjorelse.ansvarlig, fikk_saken(forrige)]
    meddeles = avgjorelse.utfall not in (Svarutfall.SENDT_DEPARTEMENTET, Svarutfall.VIDERESENDT)
    if meddeles and slag is Slag.TVIST and sak is not None and sak.opphold.tvist:
        nummer.append(sak.opphold.tvist.med_kommune)
    egen, *andre = ((gjelder_som(n, avgjorelse.dato) or n) if n else None for n in (kommune, *nummer))
    return tuple(dict.fromkeys(n for n in andre if n and n != egen))
