"""Felles for prøvene av Statsforvalterens brev: en mottatt forespørsel og brevene om den."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from brev.brevprover import les_sak, stoff, vurdert

from overforing.brev.komponer import lag_svarbrev
from overforing.brev.modell import Brev
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import OVERFORER, Foresporsel, Svarutfall
from overforing.mottak.inngaende import felt_fra_sak, felt_ved_mottak
from overforing.mottak.mangelliste import mangelliste
from overforing.mottak.svargrunnlag import Svargrunnlag
from overforing.sak.modell import Avgrensning, Dokument, Malform, Regelsett, Sak

MOTTATT = date(2026, 11, 24)
SVART = date(2026, 12, 7)
SVARFRIST = date(2026, 12, 21)

BEGRUNNELSER = {
    Svarutfall.OVERFORT: (
        "Alle som vanligvis avgjør slike saker hos dere, er inhabile eller direkte underordnet en som er det.\n\n"
        "Dere har prøvd å finne en stedfortreder uten å lykkes.",
        "Alle som vanlegvis avgjer slike saker hos dykk, er inhabile eller direkte underordna ein som er det.\n\n"
        "De har prøvd å finne ein stadfortredar utan å lykkast.",
    ),
    Svarutfall.DELVIS_OVERFORT: (
        "De som avgjør saker om økonomisk stønad hos dere, er inhabile. Brevet nevner ingen andre.",
        "Dei som avgjer saker om økonomisk stønad hos dykk, er inhabile. Brevet nemner ingen andre.",
    ),
    Svarutfall.VIDERESENDT: ("Kommunen deres ligger i et annet fylke.", "Kommunen dykkar ligg i eit anna fylke."),
    Svarutfall.IKKE_INHABILITET: (
        "Tilknytningen slik den er beskrevet, ligger langt tilbake i tid, og det er ikke opplyst om kontakt siden",
        "Tilknytinga slik ho er skildra, ligg langt tilbake i tid, og det er ikkje opplyst om kontakt sidan",
    ),
    Svarutfall.IKKE_SAERLIG_ULEMPE: (
        "Kommunedirektøren står over alle de inhabile og er ikke spurt om å avgjøre saken.",
        "Kommunedirektøren står over alle dei inhabile og er ikkje spurd om å avgjere saka.",
    ),
    Svarutfall.ANSVAR_FASTSATT: (
        "Søkeren oppholdt seg i kommunen da behovet oppsto.",
        "Søkjaren oppheldt seg i kommunen då behovet oppstod.",
    ),
    Svarutfall.FEIL_SPOR: ("Brevet er en klage på et vedtak.", "Brevet er ei klage på eit vedtak."),
    Svarutfall.TRUKKET: ("", ""),
    Svarutfall.BORTFALT: ("Søkeren har trukket søknaden sin.", "Søkjaren har trekt søknaden sin."),
    Svarutfall.SENDT_DEPARTEMENTET: (
        "Flere her hos oss har nær tilknytning til en part.",
        "Fleire her hos oss har nær tilknyting til ein part.",
    ),
    Svarutfall.FEILFORT: ("Ført to ganger.", "Ført to gonger."),
}


def foresporsel(sak: Sak, dokument: Dokument, **felt: Any) -> Foresporsel:
    """Saken slik den står i loggen, hos Ine Aune."""
    fort = felt_ved_mottak(felt_fra_sak(sak, vurdert(sak), dokument), MOTTATT, manuell=False)
    verdier: dict[str, Any] = {**fort, "saksbehandler": "Ine Aune", **felt}
    registrert = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    return Foresporsel(aar=2026, nr=17, versjon=3, registrert=registrert, registrert_av="Ine Aune", **verdier)


def grunnlag(
    navn: str,
    utfall: Svarutfall | None = None,
    malform: Malform = Malform.NB,
    regelsett: Regelsett = Regelsett.FVL1967,
    *,
    avgrensning: Avgrensning | None = None,
    **felt: Any,
) -> Svargrunnlag:
    """Grunnlaget for et brev om saken med filnavnet, på målformen, som om avsenderen hadde valgt den.

    En overføring omfatter det kommunen har bedt om, når ikke ``avgrensning`` sier noe annet.
    """
    sak = replace(les_sak(navn), malform=malform)
    vurdering = vurdert(sak, regelsett)
    dokument = Dokument.TVIST if sak.opphold.tvist else Dokument.ANMODNING
    f = foresporsel(sak, dokument)
    rekker = avgrensning or sak.avgrensning
    overfort = utfall in OVERFORER
    rest = ("spørsmålet om råd og veiledning", "spørsmålet om råd og rettleiing")[list(Malform).index(malform)]
    avgjorelse = utfall and Avgjorelse(
        utfall,
        SVART,
        BEGRUNNELSER[utfall][list(Malform).index(malform)],
        settekommune="5031" if overfort else None,
        omfang=rekker.type if overfort else None,
        til=rekker.til if overfort else None,
        ansvarlig="5035" if utfall is Svarutfall.ANSVAR_FASTSATT else None,
        ikke_overfort=rest if utfall is Svarutfall.DELVIS_OVERFORT else "",
        rett_organ="Statsforvalteren i Innlandet" if utfall is Svarutfall.VIDERESENDT else "",
    )
    verdier: dict[str, Any] = {
        "foresporsel": f,
        "embete": "trondelag",
        "dato": SVART,
        "malform": malform,
        "regelsett": regelsett,
        "sak": sak,
        "vurdering": vurdering,
        "svarfrist": SVARFRIST,
        "mangler": mangelliste(f.slag, vurdering),
        "avgjorelse": avgjorelse,
        **felt,
    }
    return Svargrunnlag(**verdier)


def svarbrev(dokument: Dokument, g: Svargrunnlag) -> Brev:
    return lag_svarbrev(dokument, g, stoff())
