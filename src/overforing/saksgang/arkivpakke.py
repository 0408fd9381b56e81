"""Kommunens brev som pakke til arkivet: filene, de nøytrale ordene, og merknadene om det som ikke er med."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from overforing.brev.modell import Brev
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Regelsett, Sak
from overforing.tekster.filnavn import filnavn
from overforing.tekster.geografi import Geografi

from .utgang import Forsendelse, Utgang, fra_kontoret

if TYPE_CHECKING:
    from overforing.arkiv.brevpost import Brevfiler
    from overforing.arkiv.pakke import Pakkeslag
    from overforing.arkiv.post import Arkivord
    from overforing.arkiv.vedlegg import Vedlegg
    from overforing.arkiv.verdier import Arkivverdier


@dataclass(frozen=True)
class Arkivpakker:
    """``verdier`` gir det arkivet er stilt inn med nå."""

    utgang: Utgang
    geografi: Geografi
    verdier: Callable[[], Arkivverdier]

    def med_filer(self, filer: str) -> Arkivpakker:
        """De samme, med andre filer i pakken enn det som er stilt inn: én av ``Pakkefiler``."""
        from overforing.arkiv.verdier import Pakkefiler

        return replace(self, verdier=lambda: replace(self.verdier(), filer=Pakkefiler(filer)))

    def pakk(
        self,
        brev: Brev,
        sak: Sak,
        vurdering: Vurdering,
        slag: str,
        tid: datetime,
        vedlegg: Sequence[Vedlegg] = (),
        *,
        avsluttet: bool = False,
    ) -> dict[str, bytes]:
        """Filene i pakken, etter navn. ``slag`` er «eformidling» eller «fiks». ``avsluttet``: saken er det.

        Kaster ``KanIkke`` som ``vokt``, og når arkivet ikke får vite hvem brevet går til.
        """
        from overforing.arkiv.pakke import Pakkeslag, lag_pakke

        pakkeslag = Pakkeslag(slag)
        ord_ = self.arkivord(brev, vurdering.regelsett)
        ut = fra_kontoret(brev, sak, vurdering)
        self.utgang.vokt(ut, [ord_.tittel, ord_.mappetittel, self._filnavn(brev, sak)])
        bare_pdf = _bare_pdf(pakkeslag, brev, ord_)
        filer = self._filer(ut, pakkeslag, bare_pdf=bare_pdf)
        merknader = self._merknader(ut, slag, filer, len(vedlegg), bare_pdf=bare_pdf)
        return lag_pakke(pakkeslag, brev, filer, sak, ord_, tid, vedlegg, merknader, avsluttet=avsluttet)

    def _filer(self, ut: Forsendelse, slag: Pakkeslag, *, bare_pdf: bool) -> Brevfiler:
        """PDF-en til arkivet har ikke saken i seg. I Fiks er saken et dokument for seg, i eFormidling er den i Word.

        Går det bare PDF gjennom eFormidling, må saken være i PDF-en for å komme fram.
        """
        from overforing.arkiv.brevpost import Brevfiler
        from overforing.arkiv.pakke import Pakkeslag

        fiks, sak = slag is Pakkeslag.FIKS, ut.reise.sak
        i_pdf = sak is not None and bare_pdf and not fiks
        return Brevfiler(
            pdf=self.utgang.skriv(ut if i_pdf else ut.uten_saken, "pdf"),
            word=None if bare_pdf else self.utgang.skriv(ut, "docx"),
            sak=sak.encode() if sak is not None and fiks and not bare_pdf else None,
            saken_i_pdf=i_pdf,
        )

    def _merknader(
        self, ut: Forsendelse, slag: str, filer: Brevfiler, antall_vedlegg: int, *, bare_pdf: bool
    ) -> list[str]:
        from overforing.arkiv.post import JOURNALPOSTTYPE

        brev, sak = ut.brev, ut.sak
        nokler = [slag]
        if brev.dokument in JOURNALPOSTTYPE:
            nokler.append("internt")
        if bare_pdf:
            nokler.append("bare_pdf")
        if filer.saken_i_pdf:
            nokler.append("saken_i_pdf")
        elif filer.sak is not None:
            nokler.append("saken_for_seg")
        elif ut.reise.sak is not None and bare_pdf:
            nokler.append("saken_ikke_med")
        hent = self.utgang.katalog.hent
        merknader = [hent(f"arkiv.merknad.{nokkel}", brev.malform) for nokkel in nokler]
        if brev.dokument is Dokument.ANMODNING and len(sak.vedlegg) != antall_vedlegg:
            antall = {"nevnt": str(len(sak.vedlegg)), "med": str(antall_vedlegg)}
            merknader.append(hent("arkiv.merknad.vedlegg", brev.malform, **antall))
        return merknader

    def navn(self, brev: Brev, sak: Sak, slag: str) -> str:
        """Navnet på pakken, uten endelse."""
        from overforing.arkiv.pakke import pakkenavn

        return pakkenavn(self._filnavn(brev, sak), slag)

    def som_zip(
        self,
        brev: Brev,
        sak: Sak,
        vurdering: Vurdering,
        slag: str,
        tid: datetime,
        vedlegg: Sequence[Vedlegg] = (),
        *,
        avsluttet: bool = False,
    ) -> dict[str, bytes]:
        """Pakken som én zip, etter filnavn. Ellers som ``pakk``."""
        from overforing.arkiv.pakke import som_zip

        filer = self.pakk(brev, sak, vurdering, slag, tid, vedlegg, avsluttet=avsluttet)
        return {f"{self.navn(brev, sak, slag)}.zip": som_zip(filer)}

    def arkivord(self, brev: Brev, regelsett: Regelsett) -> Arkivord:
        """Titlene, bestemmelsene og kodene arkivet får: nøytrale, på brevets målform og etter regelsettet."""
        from overforing.arkiv.post import Arkivord
        from overforing.brev.komponer import skjermingshjemmel

        katalog = self.utgang.katalog
        tittel = katalog.hent(f"dokument.{brev.dokument}", brev.malform)
        orgnumre = {embete.navn: embete.organisasjonsnummer for embete in self.geografi.embeter.values()}
        return Arkivord(
            tittel=tittel[0].upper() + tittel[1:],
            mappetittel=katalog.hent("arkiv.mappetittel", brev.malform),
            vedlegg=katalog.hent("arkiv.vedlegg", brev.malform),
            saken=katalog.hent("arkiv.saken", brev.malform),
            hjemmel=skjermingshjemmel(katalog, self.geografi, brev.malform, regelsett),
            verdier=self.verdier(),
            mottakers_orgnr=orgnumre.get(next(iter(brev.hode.mottaker), ""), ""),
        )

    def _filnavn(self, brev: Brev, sak: Sak) -> str:
        return filnavn(self.utgang.katalog, brev.dokument, sak, brev.malform)


def _bare_pdf(slag: Pakkeslag, brev: Brev, ord_: Arkivord) -> bool:
    """Om brevet bare skal være PDF i pakken.

    Hvem som tar imot på SvarUt, står ikke i noe vi har. Er det ikke valgt, er det PDF alene til alle gjennom
    eFormidling utenom Statsforvalteren, som leser saken inn av Word-filen; i kommunens eget arkiv er begge med.
    """
    from overforing.arkiv.pakke import Pakkeslag
    from overforing.arkiv.post import JOURNALPOSTTYPE
    from overforing.arkiv.verdier import Pakkefiler

    if ord_.verdier.filer is not Pakkefiler.ETTER_MOTTAKEREN:
        return ord_.verdier.filer is Pakkefiler.BARE_PDF
    ut_av_huset = slag is Pakkeslag.EFORMIDLING and brev.dokument not in JOURNALPOSTTYPE
    return ut_av_huset and not ord_.mottakers_orgnr
