"""Å svare på en forespørsel: brevet sammen med det som avgjøres, vist og så ført i ett. Mot én åpen logg."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from overforing.brev.modell import Brev, brevtekst
from overforing.feil import KanIkke, OverforingFeil
from overforing.filer import skrevet
from overforing.mottak import fire_oyne, overganger
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.egen_habilitet import Utforer, vokt
from overforing.mottak.egne_svar import samme
from overforing.mottak.fire_oyne import Forslag
from overforing.mottak.foresporsel import Foresporsel, Forslagsstand
from overforing.mottak.hendelser import Endring
from overforing.mottak.inngaende import Utgaende
from overforing.mottak.svargrunnlag import Svargrunnlag, kopimottakere
from overforing.sak.modell import Dokument, Malform, Overstyring
from overforing.saksgang.utgang import Sidebilde
from overforing.tekster.geografi import Geografi

from .gang import Mottaksgang

Ulagret = Mapping[tuple[Malform, str], Overstyring | None]
"""Det som er skrevet om uten å være lagret i loggen, etter målform og seksjon. ``None`` er tilbake til forslaget."""


class Steg(StrEnum):
    """Det brevet skal nå: lagres og føres, foreslås for en annen, eller bare ses på."""

    LAGRE = "lagre"
    FORESLA = "foresla"
    SE = "se"


@dataclass(frozen=True)
class Svarvalg:
    """Det saksbehandleren vil svare.

    ``valgt`` er avgjørelsen. ``tekst`` er det som blir stående i historikken: det som etterlyses, eller merknaden til
    det foreløpige svaret. ``etterlyst`` er det samme til brevet; tomt er sjekklisten som spørsmål. ``svarfrist`` er
    dagen kommunen skal svare innen. ``hast`` er hvorfor det ikke kan vente, for en som selv er inhabil. ``forslag`` er
    det som er foreslått, når det er det brevet skal være av.
    """

    dokument: Dokument
    valgt: Avgjorelse | None = None
    tekst: str = field(default="", repr=False)
    etterlyst: str = field(default="", repr=False)
    svarfrist: date | None = None
    hast: str = field(default="", repr=False)
    forslag: Forslag | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Svarutkast:
    """Brevet slik det blir nå.

    ``forslag`` er brevet uten det som er skrevet om, ``egne`` det som er det på brevets målform, og ``andre`` om det
    er skrevet om på den andre. ``hinder`` sier hvorfor det ikke kan føres ennå, ``kopi`` er navn på kommuner, og
    ``filer`` navnene filene får. ``steg`` er hva det er klart for.
    """

    f: Foresporsel
    valg: Svarvalg
    brev: Brev = field(repr=False)
    forslag: Brev = field(repr=False)
    grunnlag: Svargrunnlag = field(repr=False)
    egne: Mapping[str, Overstyring] = field(repr=False)
    andre: bool
    merknader: tuple[str, ...]
    kopi: tuple[str, ...]
    filer: tuple[str, ...]
    hinder: str
    steg: Steg = Steg.LAGRE


class Mottakssvar:
    """Svarene på forespørslene i en logg. ``meg`` er den som svarer."""

    def __init__(self, gang: Mottaksgang, geografi: Geografi, meg: str) -> None:
        self._gang, self._geografi, self.meg = gang, geografi, meg
        self.brevene = gang.brevene

    def foresporsel(self, aar: int, nr: int) -> Foresporsel:
        """Forespørselen slik den står nå."""
        return self._gang.vis(aar, nr).foresporsel

    def lag(self, f: Foresporsel, valg: Svarvalg, malform: Malform | None, ulagret: Ulagret) -> Svarutkast:
        """Brevet på målformen. Uten en er det avsenderens, eller den det er begynt å skrive om på.

        Kaster ``KanIkke`` når brevet mangler noe det må ha.
        """
        egne: dict[Malform, dict[str, Overstyring]] = {m: {} for m in Malform}
        for m, lagret in self.brevene.egne(f, valg.dokument).items():
            egne[m] |= lagret
        for (m, seksjon), ny in ulagret.items():
            egne[m].pop(seksjon, None)
            if ny is not None:
                egne[m][seksjon] = ny
        if valg.forslag is not None and valg.forslag.malform is not None:
            malform = valg.forslag.malform  # forslaget slik det ble foreslått, ikke det som er skrevet siden
            egne = {m: {} for m in Malform} | {malform: dict(valg.forslag.skrevet)}
        if malform is None:
            begynt = [m for m in (f.malform, *Malform) if egne[m]]
            malform = begynt[0] if begynt else f.malform
        grunnlag = self.brevene.svargrunnlag(
            f, valg.dokument, valgt=valg.valgt, etterlyst=valg.etterlyst, svarfrist=valg.svarfrist, malform=malform
        )
        uten = replace(grunnlag, overstyringer={})
        grunnlag = replace(grunnlag, overstyringer=egne[malform])
        steg = self._steg(valg, grunnlag.foresporsel)
        return Svarutkast(
            f=f,
            valg=valg,
            brev=self.brevene.utkast(valg.dokument, grunnlag),
            forslag=self.brevene.utkast(valg.dokument, uten),
            grunnlag=grunnlag,
            egne=egne[malform],
            andre=any(skrevet for m, skrevet in egne.items() if m is not malform) and not egne[malform],
            merknader=self.brevene.merknader(valg.dokument, grunnlag),
            kopi=self._kopi(grunnlag) if valg.dokument is Dokument.AVGJORELSE else (),
            filer=self.brevene.filnavn(valg.dokument, grunnlag),
            hinder=self._hinder(valg, grunnlag, steg),
            steg=steg,
        )

    def sider(self, utkast: Svarutkast, bredde: int) -> tuple[Sidebilde, ...]:
        return self.brevene.sider(utkast.brev, utkast.grunnlag, bredde)

    def utskrift(self, utkast: Svarutkast, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene til papir. Kaster ``KanIkke`` som ``for_inn``: også papiret forlater embetet."""
        self._krev_godkjent_brev(utkast)
        return self.brevene.utskrift(utkast.brev, utkast.grunnlag, bredde)

    def for_inn(self, utkast: Svarutkast, mappe: Path) -> tuple[Path, ...]:
        """Lagre brevet som Word og PDF, og før det i loggen sammen med det som avgjøres: alt eller ingenting.

        Kaster ``KanIkke`` når det ikke kan føres, når noen har ført noe imens, eller når filene ikke kan skrives.
        """
        brevene = self.brevene
        endring = self._endring(utkast.valg, utkast.grunnlag)
        self._krev_godkjent_brev(utkast)
        filer = brevene.filer(utkast.brev, utkast.grunnlag)
        pdf = next(data for navn, data in filer.items() if navn.endswith(".pdf"))
        # Filene sist: går de ikke, er det ført tilbake, og går det ikke å føre, heller ikke til slutt, er de som før.
        with contextlib.ExitStack() as til_det_er_fort, brevene.i_ett():
            brevene.gjor_med_brev(utkast.f, endring, Utgaende(pdf, "pdf", utkast.brev.dokument))
            return til_det_er_fort.enter_context(skrevet(mappe, filer, overskriv=True))

    # Fire øyne

    def foresla(self, utkast: Svarutkast) -> Foresporsel:
        """Foreslå avgjørelsen og brevet for en annen. Ingenting går ut, og det som er skrevet, blir liggende.

        Kaster ``KanIkke`` og ``UgyldigInndata`` som ``for_inn``: det som ikke kan føres, kan ikke foreslås.
        """
        f, valgt = utkast.grunnlag.foresporsel, utkast.valg.valgt
        assert valgt is not None
        self._svaret(utkast.valg, utkast.grunnlag)
        self.brevene.filer(utkast.brev, utkast.grunnlag, ["pdf"])
        forslag = Forslag(valgt, utkast.grunnlag.malform, utkast.egne, fire_oyne.summen(brevtekst(utkast.brev)))
        ny = vokt(f, fire_oyne.foresla(f, forslag, self.meg), Utforer(self.meg, self._gang.linje))
        return self.brevene.gjor(utkast.f, ny)

    def er_som_foreslatt(self, f: Foresporsel, forslag: Forslag) -> bool:
        """Om brevet blir det samme her og nå som da det ble foreslått."""
        if forslag.malform is None:
            return True
        valg = Svarvalg(Dokument.AVGJORELSE, forslag.avgjorelse, forslag=forslag)
        return fire_oyne.summen(brevtekst(self.lag(f, valg, None, {}).brev)) == forslag.brevsum

    def _krev_godkjent_brev(self, utkast: Svarutkast) -> None:
        """Kaster ``KanIkke`` når brevet er et annet enn det som er godkjent. Bare datoen kan være en annen."""
        if not self._trenger_en_annen(utkast.valg):
            return
        grunnlag = utkast.grunnlag
        forslag = self._gang.forslaget(grunnlag.foresporsel)
        if forslag is None or grunnlag.foresporsel.forslag is not Forslagsstand.GODKJENT:
            raise KanIkke("feil.fire_oyne.ikke_godkjent")
        da = replace(grunnlag, dato=forslag.avgjorelse.dato, avgjorelse=forslag.avgjorelse)
        brev = self.brevene.utkast(Dokument.AVGJORELSE, da)
        if brev.malform is not forslag.malform or fire_oyne.summen(brevtekst(brev)) != forslag.brevsum:
            raise KanIkke("feil.fire_oyne.annet_brev")

    def _trenger_en_annen(self, valg: Svarvalg) -> bool:
        if valg.dokument is not Dokument.AVGJORELSE or valg.valgt is None:
            return False
        return fire_oyne.kreves(valg.valgt.utfall, med_brev=True) and self._gang.fire_oyne

    def _steg(self, valg: Svarvalg, f: Foresporsel) -> Steg:
        if not self._trenger_en_annen(valg):
            return Steg.LAGRE if valg.forslag is None or f.forslag is Forslagsstand.GODKJENT else Steg.SE
        if valg.forslag is None:
            return Steg.FORESLA
        mitt = f.forslag is Forslagsstand.GODKJENT and samme(f.saksbehandler, self.meg)
        return Steg.LAGRE if mitt else Steg.SE

    def _endring(self, valg: Svarvalg, grunnlag: Svargrunnlag) -> Endring:
        utforer = Utforer(self.meg, self._gang.linje, valg.hast)
        return vokt(grunnlag.foresporsel, self._svaret(valg, grunnlag), utforer)

    def _svaret(self, valg: Svarvalg, grunnlag: Svargrunnlag) -> Endring:
        f = grunnlag.foresporsel
        match valg.dokument:
            case Dokument.ETTERLYSNING:
                return overganger.etterlys(f, valg.tekst, valg.svarfrist, grunnlag.dato)
            case Dokument.FORELOPIG_SVAR:
                return overganger.forelopig_svar(f, valg.tekst)
        assert valg.valgt is not None
        return self._gang.handlinger.avgjor(f, valg.valgt, self.meg, grunnlag.sak, grunnlag.vurdering)

    def _hinder(self, valg: Svarvalg, grunnlag: Svargrunnlag, steg: Steg) -> str:
        if steg is Steg.SE:
            return ""
        try:
            self._endring(valg, grunnlag)
        except OverforingFeil as feil:
            return self._gang.melding(feil)
        return ""

    def _kopi(self, grunnlag: Svargrunnlag) -> tuple[str, ...]:
        f, valgt = grunnlag.foresporsel, grunnlag.avgjorelse
        assert valgt is not None
        kopi = kopimottakere(f.slag, f.kommune, valgt, grunnlag.sak, self._geografi.gjelder_som, grunnlag.forrige)
        return (*map(self._geografi.navn, kopi), *((valgt.rett_organ,) if valgt.rett_organ else ()))
