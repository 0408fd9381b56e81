"""Statistikken i arbeid: tallene hentes fra loggen, rapporten og listene lagres, og loggen kontrolleres."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from overforing.ui.deler.klosser import Kort, knapp
from overforing.ui.deler.ramme import Ramme, Rammeside

from .loggarbeid import Loggarbeid

if TYPE_CHECKING:
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.rapport import Rapport

    from .ledelse import Ledelseskort
    from .tall import Tallside


class Statistikk:
    """``side`` lages første gang den vises."""

    def __init__(
        self, ramme: Ramme, kontor: Mottakskontor, arbeid: Loggarbeid, vis_tilgangen: Callable[[], object]
    ) -> None:
        self._u, self._vindu, self._t = ramme.utstyr, ramme.vindu, ramme.utstyr.ord.fra
        self._kontor, self._arbeid, self._vis_tilgangen = kontor, arbeid, vis_tilgangen
        self.side: Tallside | None = None
        self._ledelse: Ledelseskort | None = None

    def rammeside(self, hjelp: tuple[str, str]) -> Rammeside[Tallside]:
        return Rammeside(navn="statistikk", lag=self._lag, vis=lambda side, _: self._vis(side), hjelp=hjelp)

    def _lag(self) -> Tallside:
        from .kontroll import Kontrollkort
        from .ledelse import Ledelseskort
        from .tall import Tallside

        side = self.side = Tallside(self._u, self._kontor.i_dag)

        def hent(aar: int, skjermet: bool) -> None:
            self._arbeid.prov(
                "tall",
                lambda: (self._kontor.uttak.aarene(), self._kontor.uttak.rapport(aar, skjermet=skjermet)),
                lambda svar: side.vis(*svar),
            )

        side.hent.connect(hent)
        side.lagre.connect(lambda rapport: self._lagre(side, rapport))
        side.eksporter.connect(lambda hva, fra, til: self._eksporter(side, hva, fra, til))
        ledelse = self._ledelse = Ledelseskort(self._kontor, self._arbeid, self._u.ord, self._u.tema)
        side.legg_til(ledelse)
        side.legg_til(Kontrollkort(self._kontor, self._arbeid, self._u.ord, self._u.tema, self._filer_mot))
        tittel, hjelp = self._t("ui_tilgang.tittel"), self._t("ui_tilgang.kort")
        tilgangen = Kort(self._u.tema, tittel=tittel, innledning=hjelp)
        tilgangen.rom.til_venstre(knapp(self._t("ui_tilgang.apne"), self._vis_tilgangen, "stille"))
        side.legg_til(tilgangen)
        return side

    def _vis(self, side: Tallside) -> None:
        side.vis_journalen(self._u.innstillinger.verdier.journal_i_arkivet)
        side.be_om()
        self.hent_ledelsen()

    def hent_ledelsen(self) -> None:
        """Hent hvem som avgjør, og hva hver har, på nytt."""
        if self._ledelse is not None:
            self._ledelse.hent()

    def _filer_mot(self) -> list[Path]:
        tittel, typer = self._t("ui_mottak.kontroll.velg"), self._t("ui_mottak.kontroll.filtyper")
        return self._u.dialoger.apne_filer(self._vindu, tittel, typer)

    def _lagre(self, side: Tallside, rapport: Rapport) -> None:
        t, slag = self._t, "masket" if rapport.skjermet else "umasket"
        navn = t(f"ui_mottak.tall.navn_{slag}", aar=str(rapport.aar))
        if (sti := self._sti("ui_mottak.tall.til_excel", navn, t("ui_mottak.tall.type"))) is not None:
            self._arbeid.prov(
                "rapport",
                lambda: self._kontor.uttak.lagre_rapporten(rapport, sti),
                lambda fil: side.si_lagret(fil.name),
                "ui_mottak.tall.ikke_lagret",
            )

    def _eksporter(self, side: Tallside, hva: str, fra: date, til: date) -> None:
        t = self._t
        navn, type_ = t(f"ui_mottak.eksport.navn_{hva}"), t(f"ui_mottak.eksport.type_{hva}")
        if (sti := self._sti(f"ui_mottak.eksport.{hva}", navn, type_)) is not None:
            self._arbeid.prov(
                "eksport",
                lambda: self._kontor.uttak.eksporter(hva, fra, til, sti),
                lambda fil: side.si(t("ui_mottak.tall.lagret", fil=fil.name)),
                "ui_mottak.tall.ikke_lagret",
            )

    def _sti(self, knappen: str, navn: str, type_: str) -> Path | None:
        """Stedet filen skal lagres. Dialogen heter det knappen heter."""
        return self._u.dialoger.lagre_fil(self._vindu, self._t(knappen).removesuffix(" …"), navn, type_)
