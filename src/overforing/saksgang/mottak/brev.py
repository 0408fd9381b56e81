"""Statsforvalterens brev uten vindu: vise, skrive om, lagre, og føre i loggen sammen med handlingen de hører til.

Navnene er de samme som kontoret har for sine (``kontor``). Det som tar tid, tar et grunnlag som alt er lest, og kan
kalles ved siden av vinduet; det som leser eller skriver loggen, kan ikke det.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

from overforing.brev.modell import FORMATER, Brev
from overforing.brev.reise import BAERER_SVARET, Reise
from overforing.feil import KanIkke
from overforing.mottak.avgjorelse import MED_BEGRUNNELSE, Avgjorelse, den_som_star, fort, meddelte
from overforing.mottak.foresporsel import OVERFORER, Foresporsel, Svarutfall
from overforing.mottak.hendelser import Endring
from overforing.mottak.inngaende import Utgaende
from overforing.mottak.svargrunnlag import BREV_FOR, Svargrunnlag, som_sak, svardata
from overforing.sak.modell import Avgrensningstype, Dokument, Malform, Overstyring
from overforing.sak.rensing import rens
from overforing.saksgang.innlesing import HarFodselsnummer, roper_fodselsnummer
from overforing.saksgang.utgang import Forsendelse, Sidebilde

from .sted import Mottakssted
from .visning import Visning

_NAVNEROM = uuid.uuid5(uuid.NAMESPACE_URL, "urn:overforing:mottak:1")
_ET_AR = 366
_TAR_STILLING = (*OVERFORER, Svarutfall.IKKE_INHABILITET, Svarutfall.IKKE_SAERLIG_ULEMPE)


AVGJOR = "avgjor"
SKJEMA_FOR = {
    Dokument.ETTERLYSNING: "etterlys",
    Dokument.FORELOPIG_SVAR: "forelopig",
    Dokument.AVGJORELSE: AVGJOR,
}
"""Skjemaet hvert brev lages av."""


def fra_embetet(brev: Brev, grunnlag: Svargrunnlag) -> Forsendelse:
    """Statsforvalterens brev på vei ut. Avgjørelsen har svaret med seg, og alle har sakens id.

    En forespørsel som er ført for hånd, har ingen id fra kommunen. Brevet får da en egen, så det kan leses igjen.
    """
    f, avgjorelse = grunnlag.foresporsel, grunnlag.avgjorelse
    svar = svardata(f.slag, avgjorelse) if avgjorelse and brev.dokument in BAERER_SVARET else None
    sak_id = brev.sak_id or str(uuid.uuid5(_NAVNEROM, f"{grunnlag.embete}/{f.journalnummer}"))
    reise = Reise(sak_id, brev.dokument, brev.malform, svar=svar, logg=grunnlag.logg)
    return Forsendelse(brev, som_sak(grunnlag), reise, utgave=grunnlag.utgave)


class Mottaksbrev:
    """Brevene om forespørslene i loggen. ``vis`` gir forespørselen med alt som hører til.

    Meldingene er på den målformen saksbehandleren leser; brevene er på avsenderens.
    """

    def __init__(self, sted: Mottakssted, vis: Callable[[int, int], Visning]) -> None:
        self._sted, self._vis = sted, vis
        self._logg, self._geografi = sted.logg, sted.geografi

    def svargrunnlag(
        self,
        f: Foresporsel,
        dokument: Dokument,
        *,
        valgt: Avgjorelse | None = None,
        etterlyst: str = "",
        svarfrist: date | None = None,
        malform: Malform | None = None,
    ) -> Svargrunnlag:
        """Det brevet bygger på, lest av loggen nå.

        ``valgt`` er avgjørelsen før den er ført; uten den brukes den som er ført. ``etterlyst`` er det som skal
        etterlyses, ett punkt på hver linje; uten det brukes sjekklisten. ``svarfrist`` er dagen kommunen skal svare
        innen; uten den brukes den som er ført. ``malform`` er avsenderens når ingen er valgt.
        """
        visning = self._vis(f.aar, f.nr)
        f = visning.foresporsel
        star = den_som_star(f, visning.historikk)
        tidligere = meddelte((h for h in visning.historikk if h is not star), visning.dokumenter)
        avgjorelse = valgt or (fort(star) if star else None)
        avgjor = dokument is Dokument.AVGJORELSE
        like = [d for d in visning.dokumenter if d.dokument is dokument and d.retning == "ut" and d.har_fil]
        dato = avgjorelse.dato if avgjorelse and avgjor else self._sted.na().date()
        return Svargrunnlag(
            foresporsel=f,
            embete=self._sted.embete or self._geografi.embete_for.get(f.kommune or "", ""),
            dato=dato,
            malform=malform or f.malform,
            regelsett=visning.regelsett,
            sak=visning.sak,
            vurdering=visning.vurdering,
            mangler=visning.mangler,
            avgjorelse=avgjorelse,
            etterlyst=etterlyst,
            svarfrist=svarfrist or f.svarfrist,
            forrige=tidligere[-1] if avgjor and tidligere else None,
            utgave=1 + len(tidligere if avgjor else like),
            overstyringer=self._overstyringer(f, dokument, malform or f.malform),
            logg=self._logg.nyeste_merke(),
        )

    def utkast(self, dokument: Dokument, grunnlag: Svargrunnlag) -> Brev:
        """Brevet på grunnlaget slik det ble gitt, merket UTKAST når begrunnelsen mangler."""
        brev = self._sted.brevskriver.lag_svar(dokument, grunnlag)
        valgt = grunnlag.avgjorelse if dokument is Dokument.AVGJORELSE else None
        ubegrunnet = valgt is not None and valgt.utfall in MED_BEGRUNNELSE and not valgt.begrunnelse.strip()
        return replace(brev, utkast=ubegrunnet)

    def sider(self, brev: Brev, grunnlag: Svargrunnlag, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene slik de blir i PDF, ``bredde`` piksler brede. Tar tid."""
        return self._sted.utgang.sider(fra_embetet(brev, grunnlag), bredde)

    def utskrift(self, brev: Brev, grunnlag: Svargrunnlag, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene til papir. Kaster ``KanIkke`` som ``filer``: også papiret forlater embetet."""
        return self._sted.utgang.utskrift(fra_embetet(brev, grunnlag), bredde)

    def merknader(self, dokument: Dokument, grunnlag: Svargrunnlag) -> tuple[str, ...]:
        """Det saksbehandleren bør vite før brevet går ut: det som er uavklart, og det brevet ikke tar stilling til."""
        valgt = grunnlag.avgjorelse
        if dokument is not Dokument.AVGJORELSE or valgt is None:
            return ()
        nokler = {"mottak.merknad.uten_klage": valgt.utfall in (*_TAR_STILLING, Svarutfall.ANSVAR_FASTSATT)}
        nokler["mottak.merknad.omgjoring"] = grunnlag.forrige is not None
        if settekommune := valgt.settekommune:
            embeter, sak = self._geografi.embete_for, grunnlag.sak
            uvillige = (s.kommune for s in sak.settekommuner if s.villig is False) if sak else ()
            uvillig = any(self._geografi.samme(kommune, settekommune, valgt.dato) for kommune in uvillige)
            bedt = sak is not None and sak.avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER
            alene = valgt.omfang is Avgrensningstype.EN_SOKNAD
            nokler |= {
                "avklaring.settekommune_annet_fylke": embeter.get(settekommune) != grunnlag.embete,
                "avklaring.settekommune_uvillig": uvillig,
                "mottak.merknad.uten_fornyelser": bedt and alene,
                "mottak.merknad.ikke_bedt_om": sak is not None and not bedt and valgt.til is not None,
                "mottak.merknad.lange_fornyelser": valgt.til is not None and (valgt.til - valgt.dato).days > _ET_AR,
            }
        navn = self._geografi.navn(settekommune) if settekommune else ""
        return tuple(self._sted.ord(nokkel, om=navn) for nokkel, gjelder in nokler.items() if gjelder)

    # Skrive om

    def skriv_om(
        self, f: Foresporsel, dokument: Dokument, seksjon: str, tekst: str, forslag: str, malform: Malform | None = None
    ) -> None:
        """Saksbehandlerens egen tekst i en seksjon, med forslaget den trer i stedet for. Ligger i forespørselen.

        Kaster ``UgyldigInndata`` når teksten har et fødselsnummer.
        """
        if roper_fodselsnummer(tekst):
            raise HarFodselsnummer
        self._endre(f, dokument, malform or f.malform, {seksjon: Overstyring(tekst=rens(tekst), forslag=forslag)})

    def tilbake_til_forslaget(
        self, f: Foresporsel, dokument: Dokument, seksjon: str, malform: Malform | None = None
    ) -> None:
        self._endre(f, dokument, malform or f.malform, {seksjon: None})

    def _endre(
        self, f: Foresporsel, dokument: Dokument, malform: Malform, nye: Mapping[str, Overstyring | None]
    ) -> None:
        """Bytt ut seksjonene i utkastet, uten at en annen som skriver i det imens, mister sine."""
        with self._logg.i_ett():
            egne = {**self._overstyringer(f, dokument, malform), **nye}
            skrevet = {id_: egen for id_, egen in egne.items() if egen is not None}
            self._logg.lagre_brevutkast(f.aar, f.nr, dokument, malform, skrevet)

    def egne(self, f: Foresporsel, dokument: Dokument) -> Mapping[Malform, Mapping[str, Overstyring]]:
        """Det som er skrevet om i brevet, etter målform og seksjon."""
        return self._logg.brevutkast(f.aar, f.nr, dokument)

    def _overstyringer(self, f: Foresporsel, dokument: Dokument, malform: Malform) -> Mapping[str, Overstyring]:
        return self.egne(f, dokument).get(malform, {})

    # Ut

    def filnavn(self, dokument: Dokument, grunnlag: Svargrunnlag) -> tuple[str, ...]:
        """Navnene filene får: hva det er, og journalnummeret."""
        return self._sted.utgang.filnavn([dokument], som_sak(grunnlag), grunnlag.malform, utgave=grunnlag.utgave)

    def filer(self, brev: Brev, grunnlag: Svargrunnlag, formater: Iterable[str] = FORMATER) -> dict[str, bytes]:
        """Brevet som Word og PDF, etter filnavn. Tar tid.

        Kaster ``KanIkke`` når brevet ville røpet et fødselsnummer, eller en parts navn utenpå, og når det bare er et
        utkast.
        """
        if brev.utkast:
            raise KanIkke("feil.komponer.utkast")
        return self._sted.utgang.filer(fra_embetet(brev, grunnlag), formater)

    def utgaende(self, brev: Brev, grunnlag: Svargrunnlag) -> Utgaende:
        """Brevet slik det legges i loggen, som PDF. Tar tid. Kaster ``KanIkke`` som ``filer``."""
        (pdf,) = self.filer(brev, grunnlag, ["pdf"]).values()
        return Utgaende(pdf, "pdf", brev.dokument)

    def i_ett(self) -> AbstractContextManager[None]:
        """Det som føres inne i denne, føres sammen: alt eller ingenting."""
        return self._logg.i_ett()

    def gjor(self, f: Foresporsel, endring: Endring) -> Foresporsel:
        """Før noe som ikke går ut. ``f`` er den endringen ble laget av."""
        return self._logg.gjor(f.aar, f.nr, f.versjon, endring)

    def gjor_med_brev(self, f: Foresporsel, endring: Endring, utgaende: Utgaende) -> Foresporsel:
        """Før handlingen og brevet som går ut med den, i ett. ``f`` er den endringen ble laget av.

        Det som var skrevet om i brevet, står nå i brevet, og et nytt begynner på forslaget igjen. Skjemaet brevet er
        laget av, er ført.
        """
        dokument = utgaende.dokument
        if BREV_FOR.get(endring.handling) is not dokument:
            raise ValueError(f"{dokument} går ikke ut med {endring.handling}")
        with self._logg.i_ett():
            for malform in Malform:  # først: er hun inhabil og gjør det som ikke kan vente, er saken lukket etterpå
                self._logg.lagre_brevutkast(f.aar, f.nr, dokument, malform, {})
            naa = self._logg.gjor(f.aar, f.nr, f.versjon, endring, [utgaende])
            self._logg.lagre_skjemautkast(f.journalnummer, {SKJEMA_FOR[dokument]: {}})
        return naa
