"""Kommunens brev som pakke til arkivet: filene, de nøytrale ordene, og merknadene om det som ikke er med."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from overforing.brev.modell import FORMATER, Brev
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Regelsett, Sak
from overforing.tekster.filnavn import filnavn
from overforing.tekster.geografi import Geografi

from .utgang import Utgang, fra_kontoret

if TYPE_CHECKING:
    from overforing.arkiv.post import Arkivord, Kode
    from overforing.arkiv.vedlegg import Vedlegg


@dataclass(frozen=True)
class Arkivpakker:
    """``tilgang`` er tilgangsrestriksjonen arkivet bruker."""

    utgang: Utgang
    geografi: Geografi
    tilgang: Kode

    def pakk(
        self, brev: Brev, sak: Sak, vurdering: Vurdering, slag: str, tid: datetime, vedlegg: Sequence[Vedlegg] = ()
    ) -> dict[str, bytes]:
        """Filene i pakken, etter navn. ``slag`` er «eformidling» eller «fiks». Kaster ``KanIkke`` som ``vokt``."""
        from overforing.arkiv.pakke import Pakkeslag, lag_pakke
        from overforing.arkiv.post import JOURNALPOSTTYPE

        hent = self.utgang.katalog.hent
        merknader = [hent(f"arkiv.merknad.{slag}", brev.malform)]
        if brev.dokument in JOURNALPOSTTYPE:
            merknader.append(hent("arkiv.merknad.internt", brev.malform))
        if brev.dokument is Dokument.ANMODNING and len(sak.vedlegg) != len(vedlegg):
            antall = {"nevnt": str(len(sak.vedlegg)), "med": str(len(vedlegg))}
            merknader.append(hent("arkiv.merknad.vedlegg", brev.malform, **antall))
        ord_ = self.arkivord(brev, vurdering.regelsett)
        ut = fra_kontoret(brev, sak, vurdering)
        self.utgang.vokt(ut, [ord_.tittel, ord_.mappetittel, self._filnavn(brev, sak)])
        filer = {format_: self.utgang.skriv(ut, format_) for format_ in FORMATER}
        return lag_pakke(Pakkeslag(slag), brev, filer, sak, ord_, tid, vedlegg, merknader)

    def navn(self, brev: Brev, sak: Sak, slag: str) -> str:
        """Navnet på pakken, uten endelse."""
        from overforing.arkiv.pakke import pakkenavn

        return pakkenavn(self._filnavn(brev, sak), slag)

    def som_zip(
        self, brev: Brev, sak: Sak, vurdering: Vurdering, slag: str, tid: datetime, vedlegg: Sequence[Vedlegg] = ()
    ) -> dict[str, bytes]:
        """Pakken som én zip, etter filnavn."""
        from overforing.arkiv.pakke import som_zip

        return {f"{self.navn(brev, sak, slag)}.zip": som_zip(self.pakk(brev, sak, vurdering, slag, tid, vedlegg))}

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
            soker=katalog.hent("arkiv.soker", brev.malform),
            hjemmel=skjermingshjemmel(katalog, self.geografi, brev.malform, regelsett),
            tilgang=self.tilgang,
            mottakers_orgnr=orgnumre.get(next(iter(brev.hode.mottaker), ""), ""),
        )

    def _filnavn(self, brev: Brev, sak: Sak) -> str:
        return filnavn(self.utgang.katalog, brev.dokument, sak, brev.malform)
