"""Tilgangsloggen i arbeid: siden, det som sies første gang, og det som sies når noe ikke ble ført."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.feil import Melding
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme, Rammeside

from .loggarbeid import Loggarbeid

if TYPE_CHECKING:
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.saksgang.mottak.tilgang import Innsynsark
    from overforing.ui.deler.varsel import Varsel

    from .tilgangsside import Rader, Tilgangside

SIDE = "tilgang"


class Tilgangen:
    """``varsle`` viser et kort øverst i lista, og ``er_sagt`` er om teksten alt står på siden som vises."""

    def __init__(
        self,
        ramme: Ramme,
        kontor: Mottakskontor,
        arbeid: Loggarbeid,
        varsle: Callable[[Varsel], object],
        er_sagt: Callable[[str], bool],
    ) -> None:
        self._ramme, self._u, self._t = ramme, ramme.utstyr, ramme.utstyr.ord.fra
        self._kontor, self._arbeid, self._varsle, self._er_sagt = kontor, arbeid, varsle, er_sagt
        self._galt: Melding | None = None
        self._varsel: Varsel | None = None
        self._fortalt = self._u.innstillinger.verdier.tilgang_fortalt
        self._fra = "mottak"
        arbeid.levert.connect(self.se_etter)

    def rammeside(self, hjelp: tuple[str, str]) -> Rammeside[Tilgangside]:
        return Rammeside(
            navn=SIDE,
            lag=self._lag,
            vis=self._vis,
            tittel=lambda _: (self._t("ui_tilgang.tittel"),),
            i_skinnen="mottak",
            hjelp=hjelp,
            escape=lambda _: self._tilbake(),
        )

    def apne(self, nummer: str = "") -> None:
        """Vis siden. Tilbake går dit en kom fra."""
        self._fra = self._ramme.na
        self._ramme.ga_til(SIDE, nummer)

    def _lag(self) -> Tilgangside:
        from .tilgangsside import Tilgangside

        side = Tilgangside(self._u)
        side.tilbake.connect(self._tilbake)
        side.se.connect(lambda nummer, grunn: self._se(side, nummer, grunn))
        side.skriv_ut.connect(lambda nummer: self._med_arket(side, nummer, lambda ark: self._skriv_ut(side, ark)))
        side.lagre.connect(lambda nummer: self._lagre(side, nummer))
        side.tid.connect(lambda antall: self._velg_tid(side, antall))
        return side

    def _tilbake(self) -> bool:
        if self._fra == "foresporsel":
            self._ramme.vis("foresporsel")
        else:
            self._ramme.ga_til(self._fra)
        return True

    # Det som føres, og ikke ble ført

    def fortell(self) -> None:
        """Si én gang at det føres hvem som ser på hva."""
        if self._fortalt:
            return
        self._fortalt = True
        from overforing.ui.deler.varsel import Varsel

        def lest() -> None:
            varsel.ta_bort()
            self._u.husk(tilgang_fortalt=True)

        t, maaneder = self._t, str(self._u.innstillinger.verdier.tilgang_maaneder)
        knapper = ((t("tilgang.fortalt.lest"), lest), (t("tilgang.fortalt.se"), self.apne))
        tekst = t("tilgang.fortalt.tekst", maaneder=maaneder)
        varsel = Varsel(self._u.tema, "fortalt", t("tilgang.fortalt.tittel"), tekst, knapper)
        self._varsle(varsel)
        meld(self._ramme.vindu, varsel.sagt)

    def se_etter(self) -> None:
        """Si det som ikke ble ført: øverst i lista, og der en er når det ikke står der. Det som ble gjort, er gjort."""
        galt = self._kontor.tilgangsfeil
        if galt is self._galt:
            return
        self._galt = galt
        if self._varsel is not None:
            self._varsel.ta_bort()
            self._varsel = None
        if galt is None:
            return
        from overforing.ui.deler.varsel import Varsel

        tittel, tekst = self._t("ui_tilgang.galt.tittel"), self._u.ord.feil(galt)
        self._varsel = Varsel(self._u.tema, "tilgang", tittel, tekst, ())
        self._varsle(self._varsel)
        if self._ramme.na == "mottak" or self._er_sagt(tekst):
            meld(self._ramme.vindu, self._varsel.sagt, viktig=True)
        else:
            self._u.dialoger.feil(self._ramme.vindu, tittel, tekst)

    # Siden

    def _vis(self, side: Tilgangside, nummer: str) -> None:
        verdier, kontor = self._u.innstillinger.verdier, self._kontor
        side.vis(nummer, verdier.tilgang_maaneder)

        def hent() -> tuple[Rader, bool]:
            return kontor.tilgangsord.rader(kontor.tilgang.egne()), kontor.tilgang.kan_vaere_leder

        self._arbeid.prov("egne", hent, lambda svar: side.vis_egne(svar[0], leder=svar[1]))

    def _se(self, side: Tilgangside, nummer: str, grunn: str) -> None:
        kontor = self._kontor

        def se() -> Rader:
            from overforing.saksgang.mottak.tilgang import nummeret

            return kontor.tilgangsord.rader(kontor.tilgang.se(nummeret(nummer), grunn))

        self._arbeid.gjor(
            "se_tilgangen",
            se,
            lambda rader: side.vis_andre(rader, nummer.strip()),
            lambda feil: self._arbeid.si(feil, side.vis_feil),
        )

    def _med_arket(self, side: Tilgangside, nummer: str, bruk: Callable[[Innsynsark], object]) -> None:
        self._arbeid.gjor(
            "innsyn",
            lambda: self._kontor.uttak.innsynsark(self._kontor.tilgangsord, nummer),
            bruk,
            lambda feil: self._arbeid.si(feil, side.vis_feil),
        )

    def _skriv_ut(self, side: Tilgangside, ark: Innsynsark) -> None:
        from overforing.ui.deler.visningsside import skriv_til_valgt
        from overforing.ui.kart.utskrift import skriv_tekst

        from .tilgangsside import arktekst

        side.vis_feil("")
        ord_, html = self._u.ord, arktekst(ark)
        skriv_til_valgt(
            side,
            self._u.dialoger,
            ord_,
            self._t("ui_tilgang.ark.skriver"),
            lambda skriver: skriv_tekst(skriver, html, ord_),
            liggende=False,
        )

    def _lagre(self, side: Tilgangside, nummer: str) -> None:
        t = self._t
        tittel = t("ui_tilgang.ark.lagre").removesuffix(" …")
        sti = self._u.dialoger.lagre_fil(self._ramme.vindu, tittel, t("ui_tilgang.ark.navn"), t("ui_tilgang.ark.type"))
        if sti is None:
            return

        def lagret(ark: Innsynsark) -> None:
            self._arbeid.prov(
                "innsynsfil",
                lambda: self._kontor.uttak.lagre_arket(ark, sti),
                lambda fil: side.si(t("ui_tilgang.ark.lagret", fil=fil.name)),
                "ui_tilgang.ark.gikk_ikke",
            )

        self._med_arket(side, nummer, lagret)

    def _velg_tid(self, side: Tilgangside, antall: int) -> None:
        if self._u.dialoger.prov(
            self._ramme.vindu,
            self._t("ui_tilgang.tid.tittel"),
            lambda: self._u.innstillinger.endre(tilgang_maaneder=antall),
        ):
            side.vis_tiden(antall)
