"""Det som står ved siden av et spørsmål: hva loven sier om det, og hvorfor det stilles.

Tabellene er data. Et felt som ikke står der, har det som gjelder for delen av saken det er i, og til sist siden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from overforing.regelverk import hjemmel as hj
from overforing.regelverk.funn import Vurdering
from overforing.sak.felt import hent
from overforing.sak.modell import Malform, Sak, Stedfortredertype
from overforing.sak.sti import Sti
from overforing.tekster.katalog import Katalog

from .tilstand import Lovtekst, Omtale, Skjemasteg

HJEMLENE: Mapping[str, hj.Hjemler] = {
    "forelopig_avgjorelse": hj.FORELOPIG_AVGJORELSE,
    "forelopig_svar": hj.FORELOPIG_SVAR,
    "hjelpen": hj.HJELPEN,
    "hovedregelen": hj.UNNTAKENE_FRA_HOVEDREGELEN,
    "opphold": hj.OPPHOLD,
    "institusjon": hj.INSTITUSJON,
    "fengsel": hj.INSTITUSJON,
    "utskrevet": hj.UTSKREVET,
    "bosettingskommune": hj.BOSETTINGSKOMMUNE,
    "begrensede_rettigheter": hj.BEGRENSEDE_RETTIGHETER,
    "vertskommune": hj.DELEGERT_TIL_VERTSKOMMUNE,
    "tvist": hj.TVIST_OM_OPPHOLD,
    "overfort_hit": hj.OVERFORING,
    "habilitetskravet": hj.HABILITETSKRAV,
    "hvem_omfattes": hj.HVEM_OMFATTES,
    "uten_videre": hj.UTEN_VIDERE,
    "egen_vurdering": hj.EGEN_VURDERING,
    "apenbart_unntak": hj.APENBART_UNNTAK,
    "innsigelse": hj.INNSIGELSE,
    "avledet": hj.AVLEDET,
    "fravaer": hj.AVLEDET,
    "hvem_avgjor": hj.HVEM_AVGJOR_HABILITET,
    "krav_fra_part": hj.HVEM_AVGJOR_HABILITET,
    "holdes_utenfor": hj.HOLDES_UTENFOR,
    "alt_gjort": hj.FEIL_VED_BEHANDLINGEN,
    "stedfortreder": hj.STEDFORTREDER,
    "annen_saksbehandler": hj.STEDFORTREDER,
    "overordnet": hj.STEDFORTREDER,
    "leder_annen_enhet": hj.STEDFORTREDER,
    "leder_utenfor_nav": hj.STEDFORTREDER,
    "innleid": hj.INNLEID,
    "folkevalgt_organ": hj.FOLKEVALGT_ORGAN,
    "oppnevning": hj.STEDFORTREDER,
    "saerlig_ulempe": hj.OVERFORING,
    "settekommune": hj.OVERFORING,
    "avgrensning": hj.OVERFORING,
    "svaret": hj.OVERFORING,
    "taushetsplikt": hj.TAUSHETSPLIKT,
    "spor_soker": hj.TAUSHETSPLIKT,
    "spor_ansatt": hj.TAUSHETSPLIKT,
    "skjermet": hj.TAUSHETSPLIKT,
    "tilgang": hj.TAUSHETSPLIKT,
    "roller": hj.TAUSHETSPLIKT,
    "deling": hj.DELING,
    "underskriver": hj.HABILITETSKRAV,
}
"""Hver tekst om loven («lovtekst.x»), og bestemmelsene den er om."""

PA_SIDEN: Mapping[Skjemasteg, tuple[str, ...]] = {
    Skjemasteg.SOKNADEN: ("forelopig_avgjorelse", "forelopig_svar"),
    Skjemasteg.PARTENE: ("taushetsplikt",),
    Skjemasteg.RETT_KOMMUNE: ("opphold", "institusjon", "tvist"),
    Skjemasteg.HABILITET: ("uten_videre", "egen_vurdering", "avledet", "hvem_avgjor"),
    Skjemasteg.STEDFORTREDER: ("stedfortreder",),
    Skjemasteg.SAERLIG_ULEMPE: ("saerlig_ulempe",),
    Skjemasteg.I_MELLOMTIDEN: ("forelopig_avgjorelse", "forelopig_svar"),
    Skjemasteg.OPPSUMMERING: ("taushetsplikt", "deling"),
}

VED_FELTET: Mapping[str, tuple[str, ...]] = {
    "soknad.haster": ("forelopig_avgjorelse", "hjelpen"),
    "soknad.hva_haster": ("forelopig_avgjorelse", "hjelpen"),
    "soknad.mottatt": ("forelopig_svar",),
    "arsak": ("hovedregelen",),
    "parter.adressesperre": ("skjermet",),
    "parter.samtykke": ("skjermet",),
    "parter.sperre_vurdert": ("skjermet",),
    "parter.spurt_om_tilknytning": ("spor_soker",),
    "opphold.grunnlag": ("opphold", "institusjon"),
    "opphold.grunnlag=oppholder_seg": ("opphold",),
    "opphold.grunnlag=institusjon": ("institusjon",),
    "opphold.grunnlag=fengsel": ("fengsel",),
    "opphold.grunnlag=utskrevet": ("utskrevet",),
    "opphold.grunnlag=integreringstilskudd": ("bosettingskommune",),
    "opphold.grunnlag=uten_bopel": ("begrensede_rettigheter",),
    "opphold.grunnlag=statlig_innkvartering": ("begrensede_rettigheter",),
    "opphold.grunnlag=uten_lovlig_opphold": ("begrensede_rettigheter",),
    "opphold.kommune": ("opphold",),
    "opphold.kommune_for_inntak": ("institusjon", "fengsel"),
    "opphold.bosettingskommune": ("bosettingskommune",),
    "opphold.flytting_avtalt": ("bosettingskommune",),
    "opphold.avslag": ("bosettingskommune",),
    "opphold.vertskommune": ("vertskommune",),
    "opphold.tvist": ("tvist",),
    "opphold.overfort_hit": ("overfort_hit",),
    "avgjor": ("habilitetskravet", "avledet"),
    "ansatte.oppgave": ("habilitetskravet", "hvem_omfattes"),
    "ansatte.overordnet": ("avledet",),
    "ansatte.ingen_over": ("avledet",),
    "ansatte.organ": ("hvem_omfattes", "avledet"),
    "ansatte.ingen_tilknytning": ("spor_ansatt",),
    "ansatte.tilknytninger": ("uten_videre", "egen_vurdering"),
    "ansatte.tilknytninger.type=uten_videre": ("uten_videre",),
    "ansatte.tilknytninger.type=egen_vurdering": ("egen_vurdering",),
    "ansatte.tilknytninger.kilde": ("hvem_avgjor",),
    "ansatte.skjonn": ("egen_vurdering",),
    "ansatte.apenbart_unntak": ("apenbart_unntak",),
    "ansatte.habilitetsvurdering": ("hvem_avgjor",),
    "ansatte.habilitetsvurdering.krevd_av_part": ("krav_fra_part",),
    "ansatte.habilitetsvurdering.tidsspille": ("krav_fra_part",),
    "ansatte.innsigelse": ("innsigelse",),
    "ansatte.holdes_utenfor": ("holdes_utenfor",),
    "ansatte.fravaer": ("fravaer",),
    "ansatte.stilling_ledig": ("fravaer",),
    "ansatte.utenfor_linjen": ("avledet",),
    "ansatte.tilgang_stengt": ("tilgang",),
    "allerede_gjort": ("alt_gjort",),
    "allerede_truffet": ("alt_gjort",),
    "stedfortreder.annen_saksbehandler": ("annen_saksbehandler",),
    "stedfortreder.overordnet": ("overordnet",),
    "stedfortreder.leder_annen_enhet": ("leder_annen_enhet", "stedfortreder"),
    "stedfortreder.leder_utenfor_nav": ("leder_utenfor_nav", "stedfortreder"),
    "stedfortreder.innleid": ("innleid",),
    "stedfortreder.folkevalgt_organ": ("folkevalgt_organ",),
    "vedtak": ("oppnevning",),
    "settekommuner": ("settekommune",),
    "avgrensning": ("avgrensning",),
    "midlertidige_tiltak": ("forelopig_avgjorelse", "hjelpen"),
    "ingen_tiltak": ("forelopig_avgjorelse", "hjelpen"),
    "forelopig_svar_soker": ("forelopig_svar",),
    "orientering_soker": ("roller",),
    "svar": ("svaret",),
    "underskriver": ("underskriver",),
    "brev.nevn_soker": ("deling",),
    "vedlegg": ("deling",),
}
"""Tekstene om loven ved et felt, uansett hvem det gjelder. «felt=svar» går foran når feltet har det svaret."""


@dataclass(frozen=True)
class Omtaler:
    """Det som kan stå ved siden av spørsmålene i én sak. ``katalog`` har ordene fra loven saken følger."""

    sak: Sak
    vurdering: Vurdering
    katalog: Katalog
    malform: Malform

    def ved(self, side: Skjemasteg, sti: str = "") -> Omtale:
        """Omtalen ved feltet, ellers sidens."""
        nokler = tuple(self._nokler(Sti(sti)))
        navn = next((VED_FELTET[n] for n in nokler if n in VED_FELTET), PA_SIDEN[side])
        hvorfor = next((h for n in nokler if (h := f"hvorfor.{n}.tekst") in self.katalog), f"side.{side}.hvorfor")
        return Omtale(tuple(map(self._lovtekst, navn)), self.katalog.hent(hvorfor, self.malform))

    def _lovtekst(self, navn: str) -> Lovtekst:
        hjemler = HJEMLENE[navn][self.vurdering.regelsett]
        return Lovtekst(
            self.katalog.hjemler(hjemler, self.malform),
            self.katalog.hent(f"lovtekst.{navn}", self.malform),
            self.katalog.lovdata(hjemler[0]),
        )

    def _nokler(self, sti: Sti) -> Iterator[str]:
        """Navnene feltet kan stå under, det mest bestemte først. Et alternativ heter det samme som typen."""
        ledd = ["stedfortreder", sti.id or ""] if sti.rot == "stedfortreder" else sti.uten_nokler.split(".")
        vertskommune = self.sak.opphold.vertskommune
        if sti.id == Stedfortredertype.FOLKEVALGT_ORGAN and vertskommune and vertskommune.omfatter_saken:
            ledd = ledd[:1]  # i samarbeidet har våre egne folkevalgte ingen myndighet (koml § 20-2)
        if svar := self._svaret(sti):
            yield f"{sti.uten_nokler}={svar}"
        for antall in range(len(ledd), 0, -1):
            yield ".".join(ledd[:antall])

    def _svaret(self, sti: Sti) -> str:
        """Svaret der det betyr noe. For en tilknytning er det om den gjør inhabil uten videre, etter sakens lov."""
        if sti.uten_nokler == "opphold.grunnlag":
            return self.sak.opphold.grunnlag or ""
        if sti.uten_nokler == "ansatte.tilknytninger.type":
            ma_vurderes = self.vurdering.ma_vurderes.get(sti.id or "", ())
            return "egen_vurdering" if hent(self.sak, sti) in ma_vurderes else "uten_videre"
        return ""
