"""Det en jurist eller Statsforvalteren ville spurt om: avklaringene, svake begrunnelser, og råd til den som skriver.

Rådene er vinduets egne. De er ingen avklaring etter reglene, står ikke i vurderingsfilen og stanser ingen brev.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from overforing.regelverk.begrunnelser import Ordene, emne, svake
from overforing.regelverk.funn import Vurdering
from overforing.sak import modell as m
from overforing.sak.felt import hent
from overforing.sak.sti import Sti, i_liste
from overforing.tekster.katalog import Katalog
from overforing.tekster.navn import Navn

from .tilstand import Skjemasteg, Sporsmal, Tvil

if TYPE_CHECKING:
    from .omskrevet import Foreldet

SIDE_FOR_ROT = {
    "soknad": Skjemasteg.SOKNADEN,
    "saksnummer": Skjemasteg.SOKNADEN,
    "sakstype": Skjemasteg.SOKNADEN,
    "parter": Skjemasteg.PARTENE,
    "kontor": Skjemasteg.SOKNADEN,
    "arsak": Skjemasteg.SOKNADEN,
    "opphold": Skjemasteg.RETT_KOMMUNE,
    "avgjor": Skjemasteg.HABILITET,
    "forbereder": Skjemasteg.HABILITET,
    "ansatte": Skjemasteg.HABILITET,
    "allerede_gjort": Skjemasteg.HABILITET,
    "allerede_truffet": Skjemasteg.HABILITET,
    "vedtak": Skjemasteg.STEDFORTREDER,
    "stedfortreder": Skjemasteg.STEDFORTREDER,
    "saerlig_ulempe": Skjemasteg.SAERLIG_ULEMPE,
    "settekommuner": Skjemasteg.SAERLIG_ULEMPE,
    "avgrensning": Skjemasteg.SAERLIG_ULEMPE,
    "midlertidige_tiltak": Skjemasteg.I_MELLOMTIDEN,
    "ingen_tiltak": Skjemasteg.I_MELLOMTIDEN,
    "forelopig_svar_soker": Skjemasteg.I_MELLOMTIDEN,
    "orientering_soker": Skjemasteg.I_MELLOMTIDEN,
    "sendt": Skjemasteg.I_MELLOMTIDEN,
    "svar": Skjemasteg.I_MELLOMTIDEN,
    "underskriver": Skjemasteg.OPPSUMMERING,
    "malform": Skjemasteg.SOKNADEN,
    "vedlegg": Skjemasteg.OPPSUMMERING,
    "notat": Skjemasteg.OPPSUMMERING,
}
"""Steget spørsmålene i hver del av saken står på."""


def side_for(sti: str, ellers: Skjemasteg) -> Skjemasteg:
    """Steget spørsmålet med stien står på."""
    if ".spurt_om_tilknytning" in sti:
        return Skjemasteg.HABILITET
    return SIDE_FOR_ROT.get(Sti(sti).rot, ellers)


@cache
def _ordene(katalog: Katalog) -> Ordene:
    return Ordene.fra(katalog.ordliste("begrunnelser"))


@dataclass(frozen=True)
class Tvilende:
    """Samler tvilen i én sak, på målformen til ``navn``.

    ``halvskrevet`` er feltene med tekst som ikke er et svar, ``foreldede`` det som er skrevet om og må ses på.
    ``skiftet_lov``: sist gjaldt en annen lov.
    """

    sak: m.Sak
    vurdering: Vurdering
    navn: Navn
    halvskrevet: tuple[tuple[Skjemasteg, Sporsmal], ...] = ()
    skiftet_lov: bool = False
    foreldede: tuple[Foreldet, ...] = ()

    def alle(self) -> tuple[Tvil, ...]:
        return (
            *self._halvskrevne(),
            *self._foreldede(),
            *self._avklaringene(),
            *self._radene(),
            *self._svake_begrunnelser(),
        )

    def _halvskrevne(self) -> Iterator[Tvil]:
        """Tekst som står i et felt, men ikke er et svar. Den er ikke med i brevet, og det må brukeren få vite."""
        for side, q in self.halvskrevet:
            yield Tvil(self.navn.tekst("rad.halvskrevet", felt=q.tekst, feil=q.feil or q.uferdig), True, side, q.sti)

    def _foreldede(self) -> Iterator[Tvil]:
        """Egen tekst i et brev, skrevet før saken fikk de opplysningene den har nå."""
        for f in self.foreldede:
            nokkel = "rad.foreldet_uten_plass" if f.del_.uten_plass else "rad.foreldet"
            brev = self.navn.tekst(f"dokument.{f.dokument}")
            tekst = self.navn.tekst(nokkel, del_=f.del_.overskrift, brev=brev)
            sted = Sti("brev.overstyringer") / f.dokument.value / f.del_.id
            yield Tvil(tekst, False, Skjemasteg.OPPSUMMERING, sted)

    def _avklaringene(self) -> Iterator[Tvil]:
        for avklaring in self.vurdering.avklaringer:
            side, sti = self._sted(avklaring.id, avklaring.om)
            yield Tvil(self.navn.avklaring(avklaring), avklaring.ma_loses, side, sti)

    def _svake_begrunnelser(self) -> Iterator[Tvil]:
        """Begrunnelsene som er lange nok, men ikke sier noe."""
        for begrunnelse, feil in svake(self.vurdering.begrunnelser, _ordene(self.navn.katalog)):
            side, sti = self._sted("", begrunnelse.sti)
            mangler = self.navn.tekst(f"begrunnelse.mangler.{emne(begrunnelse.sti)}")
            tekst = self.navn.tekst(f"begrunnelse.{feil}", om=self.navn.om(begrunnelse.sti), mangler=mangler)
            yield Tvil(tekst, False, side, sti)

    def _radene(self) -> Iterator[Tvil]:
        if self.skiftet_lov:
            lov = self.navn.tekst(f"regelsett.{self.vurdering.regelsett}")
            yield Tvil(self.navn.tekst("rad.skiftet_lov", lov=lov), False, Skjemasteg.HABILITET, Sti("ansatte"))
        if self.sak.sendt and self.sak.ferdigstilt is None:
            yield Tvil(self.navn.tekst("rad.endret_etter_sending"), False, Skjemasteg.OPPSUMMERING, Sti("notat"))
        if not self.sak.saksnummer.strip() and self.vurdering.dokumenter:
            yield Tvil(self.navn.tekst("rad.uten_saksnummer"), False, Skjemasteg.SOKNADEN, Sti("saksnummer"))

    def _sted(self, id_: str, om: str) -> tuple[Skjemasteg, Sti]:
        """Siden og feltet en avklaring rettes på."""
        if id_.startswith("underskriver") or id_ == "framlegg_til_seg_selv":
            return Skjemasteg.OPPSUMMERING, Sti("underskriver")
        if id_ == "hast_foreldet":
            return Skjemasteg.SOKNADEN, Sti("soknad.haster")
        if id_.startswith("kontaktperson"):
            return Skjemasteg.SOKNADEN, Sti("kontor.kontaktperson")
        if om in self.vurdering.ansatte:
            return Skjemasteg.HABILITET, i_liste("ansatte", om) / self._felt_om_ansatt(id_, om)
        if id_.startswith("settekommune"):
            plass = next((i for i, s in enumerate(self.sak.settekommuner) if s.kommune == om), None)
            liste = Sti("settekommuner")
            return Skjemasteg.SAERLIG_ULEMPE, liste if plass is None else i_liste(liste, plass) / "kommune"
        alternativ = next((s for s in self.sak.stedfortreder if s.type == om), None)
        if alternativ:
            return Skjemasteg.STEDFORTREDER, alternativ.sti / _felt_om_alternativ(id_, alternativ)
        return side_for(om, Skjemasteg.STEDFORTREDER), self._med_felt(id_, Sti(om))

    def _felt_om_ansatt(self, id_: str, om: str) -> str:
        ansatt = next(a for a in self.sak.ansatte if a.id == om)
        vurdering = ansatt.habilitetsvurdering
        if id_ == "vurdering_ikke_dokumentert" and vurdering and vurdering.avgjort_av:
            return "habilitetsvurdering.dato"
        return _FELT_FOR.get(id_, "habilitetsvurdering.avgjort_av")

    def _med_felt(self, id_: str, om: Sti) -> Sti:
        """Feltet under ``om``, når avklaringen handler om noe med flere felt."""
        if id_ == "tiltak_uten_navn" and om.rot == "midlertidige_tiltak":
            return om / ("forelopig" if hent(self.sak, om).besluttet_av else "besluttet_av")
        tvist = self.sak.opphold.tvist
        if id_ == "tvist_uten_eget_syn" and tvist and tvist.vart_syn and tvist.vart_syn.ansvarlig:
            return om / "begrunnelse"
        if om == "parter":  # ingen er ført opp ennå, så det er dit en må
            return om
        return om / _FELT_UNDER[id_] if id_ in _FELT_UNDER else om


def _felt_om_alternativ(id_: str, alternativ: m.Stedfortreder) -> str:
    if alternativ.type not in m.UTEN_ANSATT:
        return "ansatt"
    if not id_:
        return "mulig"
    if id_ in ("stedfortreder_habilitet_ukjent", "stedfortreder_sperret"):
        return "habil"
    return "organ_i" if alternativ.type is m.Stedfortredertype.FOLKEVALGT_ORGAN else "svarer_til"


_FELT_UNDER = {
    "kontaktmate_mangler": "telefon",
    "soker_ikke_spurt": "svar",
    "tiltak_ikke_forelopig": "fulgt_opp.hva",
    "tiltak_uten_navn": "av",
    "tvist_uten_eget_syn": "ansvarlig",
    "vedtak_av_inhabil": "gjelder_fortsatt",
}

_FELT_FOR = {
    "inhabil_leder_utenfor_linjen": "utenfor_linjen",
    "ingen_over_uvanlig": "ingen_over",
    "fravaerende_leder": "fravaer.fra",
    "byrad_inhabil": "tilknytninger",
    "avledet_langt_opp": "overordnet",
    "ledig_uten_fungerende": "fravaer.fra",
    "ansatt_heter_som_part": "navn",
    "samme_navn": "navn",
    "sperret_spurt_utenfor": "ingen_tilknytning",
    "avgjort_av_inhabil": "habilitetsvurdering.avgjort_av_ansatt",
    "avgjort_av_ikke_spurt": "habilitetsvurdering.avgjort_av_ansatt",
    "avgjort_av_ikke_overordnet": "habilitetsvurdering.avgjort_av_ansatt",
    "unntak_ikke_for_part": "apenbart_unntak.oppfylt",
    "unntak_uvanlig": "apenbart_unntak.oppfylt",
    "overordnet_ikke_spurt": "ingen_tilknytning",
    "innsigelse_etter_vurdering": "habilitetsvurdering.dato",
}
"""Feltet om den ansatte der en avklaring rettes."""
