"""Ord og former som bare er bokmål. De har ikke noe i et nynorsk vindu å gjøre, utenom i det en har skrevet selv."""

from __future__ import annotations

import re

BOKMALSORD = frozenset(
    re.findall(
        r"\w+",
        """
        allerede andres anmodning anmodningen anmodninger ansatt ansatte ansattes anses avgjøre avgjørelse
        avgjørelsen avgjørelsene avgjørelser avgjøres avsender avsenderen avsenderens begrunne begrunnelse
        begrunnelsen bekreft bekrefte bekrefter bekreftes bekreftet bildene ble brevene brukeren brukerens brukes
        bunnteksten dem egen egenskaper eget eiendom endelige endret endringer enhet enheten fant fantes feltene
        fikk filen finnes flere foreløpig foreløpige foreslår forespørsel forespørselen forespørslene forespørsler
        fra funnet følger føres gangen ganger gjenstår gjør gjøre gjøres godkjennes hjelpen husker hva hvem hver
        hverandre hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor hører høyst ikke inneholder innstillingene
        innstillinger jeg kommer kommunene lages lagres lagret leder ledere lederen legges lenke leses ligger linjen
        lukkes lukket mangler mappen merkes merket midlertidig midlertidige mottas mottatt mulig mulige mye målene
        navn navnene navnet noe noen nå nåværende nærmest oppgave oppgaven oppgaver oppgi oppholder oppholdet
        opplysningene opplysninger oppnevne oppnevnes oppnevning opprette opprettet overordnede overskriften partene
        parter personer politiske rekkefølge rekkefølgen rettes rettet roller saken sakens saksbehandler
        saksbehandlere saksbehandleren saksfilen samboer samme selv sendes sendte siden sikkerhet skrevet skrives
        slettes snarvei spørres startes sted stedene stedet stedfortreder stedfortredere svarene søker søkere
        søkeren søkerens tas tatt tekstene tidligere tilknytning tilknytningen tilknytninger trenger trengs uenig
        uenige uenighet uke uker uten utenfor utgaven valg valgene valgt vedleggene veien veileder veilederen velg
        velge velges vet videre vises vurderes vurderingen være vært åpen åpent åpne åpner åpnes åpnet
        """,
    )
)


def bokmalsord(tekst: str) -> list[str]:
    """Bokmålsordene i teksten, én gang hver. Plassholdere i en mal er ikke ord."""
    renset = re.sub(r"\{\w*\}", " ", tekst.lower())
    return sorted({ordet for ordet in re.findall(r"[a-zæøåéòó]+", renset) if ordet in BOKMALSORD})
