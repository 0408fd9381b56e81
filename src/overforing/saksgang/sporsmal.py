"""Spørsmålene på hver side, slik de blir av svarene som alt er gitt. Ingen regel: hva som trengs, sier vurderingen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from overforing.regelverk.funn import Status, Vurdering
from overforing.sak import modell as m
from overforing.sak.felt import hent
from overforing.sak.lekkasje import finn_fodselsnumre, finn_navn
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog
from overforing.tekster.navn import Navn, stor

from .innlesing import SKREVNE
from .tilstand import Farge, Gruppe, Merke, Side, Slag, Sporsmal, Valg

FARGE = {
    Status.HABIL: Farge.GOD,
    Status.INHABIL: Farge.STOPP,
    Status.AVLEDET: Farge.VARSEL,
    Status.TVIL: Farge.VARSEL,
    Status.UAVKLART: Farge.NOYTRAL,
}


REFERANSER = {"saksnummer": "saksnummer", "brev.deres_ref": "deres_ref"}
"""Feltene som står utenpå saken, i tittel, liste og brevhode, så ingen navn hører hjemme der."""


@dataclass(frozen=True)
class Sider:
    """Bygger spørsmålene for én sak. ``raa`` er de halvskrevne feltene og ``feil`` det som er galt med dem."""

    sak: m.Sak
    vurdering: Vurdering
    katalog: Katalog
    geografi: Geografi
    raa: Mapping[str, str]
    feil: Mapping[str, str]
    malform: m.Malform = m.Malform.NB
    personer: tuple[tuple[str, str], ...] = ()

    def side(self, side: Side) -> tuple[Gruppe, ...]:
        return self._sidene[side]

    @cached_property
    def _sidene(self) -> Mapping[Side, tuple[Gruppe, ...]]:
        return {side: bygg(self) for side, bygg in _BYGGERE.items()}

    def alle(self) -> Iterable[tuple[Side, Gruppe]]:
        for side in Side:
            for gruppe in self.side(side):
                yield side, gruppe

    # Deler

    def _tekst(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)

    @cached_property
    def _navn(self) -> Navn:
        return Navn(self.sak, self.katalog, self.geografi, self.malform)

    def sporsmal(
        self, sti: str, slag: Slag, valg: tuple[Valg, ...] = (), *, valgfri: bool = False, **verdier: str
    ) -> Sporsmal:
        felt = re.sub(r"\[[^\]]+\]", "", sti)
        hjelp = f"sporsmal.{felt}.hjelp"
        svar = self.raa.get(sti, self._svar(sti, slag))
        return Sporsmal(
            sti,
            slag,
            self._tekst(f"sporsmal.{felt}.tekst", **verdier),
            svar,
            self._tekst(hjelp, **verdier) if hjelp in self.katalog else "",
            self.feil.get(sti, "") or (self._lekkasje(sti, svar) if slag in SKREVNE else ""),
            valg,
            valgfri,
        )

    def _lekkasje(self, sti: str, svar: str) -> str:
        """Det som er galt med en tekst som ville røpet noe, også når den kom inn med en fil."""
        if finn_fodselsnumre(svar):
            return self._tekst("lekkasje.fodselsnummer_i_felt")
        if sti in REFERANSER and finn_navn(svar, self.sak, deler=True):
            return self._tekst(f"lekkasje.navn_i_felt.{REFERANSER[sti]}")
        return ""

    def _svar(self, sti: str, slag: Slag) -> str:
        verdi = hent(self.sak, sti)
        match slag, verdi:
            case Slag.LEGG_TIL, _:
                return ""
            case Slag.AVKRYSSING, _:
                return "ja" if verdi is not None else ""
            case _, None:
                return ""
            case Slag.JA_NEI, bool():
                return "ja" if verdi else "nei"
            case Slag.KOMMUNE, str():
                kommune = self.geografi.kommuner.get(verdi)
                return kommune.brevnavn if kommune else verdi
            case Slag.LINJER, tuple():
                return "\n".join(verdi)
            case Slag.FLERVALG, tuple():
                return " ".join(verdi)
            case _, date():
                return f"{verdi.day}.{verdi.month}.{verdi.year}"
            case _:
                return str(verdi)

    def _valg(self, enum: type[StrEnum], begrep: str) -> tuple[Valg, ...]:
        return _valgene(enum, begrep, self.katalog, self.malform)

    def _ansatte(self, unntatt: str = "") -> tuple[Valg, ...]:
        navn = self._navn
        return tuple(Valg(a.id, stor(navn.ansatt(a.id))) for a in self.sak.ansatte if a.id != unntatt)

    def _parter(self) -> tuple[Valg, ...]:
        return tuple(Valg(p.id, self.partsnavn(p)) for p in self.sak.parter)

    def partsnavn(self, part: m.Part) -> str:
        return part.navn.strip() or stor(self._tekst(f"partsrolle.{part.rolle or 'soker'}"))

    def _gruppe(self, nokkel: str, *sporsmal: Sporsmal, **resten: Any) -> Gruppe:
        innledning = f"gruppe.{nokkel}.innledning"
        return Gruppe(
            self._tekst(f"gruppe.{nokkel}.tittel"),
            sporsmal,
            self._tekst(innledning) if innledning in self.katalog else "",
            **resten,
        )

    # Sidene

    def _soknaden(self) -> tuple[Gruppe, ...]:
        s, soknad = self.sporsmal, self.sak.soknad
        haster = [s("soknad.hva_haster", Slag.TEKST)] if soknad.haster else []
        return (
            self._gruppe(
                "soknad",
                s("soknad.haster", Slag.JA_NEI),
                *haster,
                s("soknad.mottatt", Slag.DATO),
                s("soknad.form", Slag.VALG, self._valg(m.Soknadsform, "soknadsform")),
                s("soknad.tjenester", Slag.FLERVALG, self._valg(m.Tjeneste, "tjeneste")),
                s("soknad.beskrivelse", Slag.LANGTEKST, valgfri=True),
                s("arsak", Slag.VALG, self._valg(m.Arsak, "arsak")),
                s("sakstype", Slag.VALG, self._valg(m.Sakstype, "sakstype")),
                s("saksnummer", Slag.TEKST, valgfri=True),
            ),
            *(self._part(part) for part in self.sak.parter),
            self._gruppe("parter", legg_til="parter", legg_til_tekst=self._tekst("gruppe.parter.legg_til")),
            self._gruppe(
                "kontor",
                s("kontor.navn", Slag.TEKST),
                s("kontor.kommune", Slag.KOMMUNE),
                *(s(f"kontor.{felt}", Slag.TEKST, valgfri=True) for felt in _KONTORFELT),
            ),
        )

    def _part(self, part: m.Part) -> Gruppe:
        sti = f"parter[{part.id}]"
        s = self.sporsmal
        representant = [s(f"{sti}.representant.navn", Slag.TEKST, valgfri=True)] if part.representant else []
        return Gruppe(
            self.partsnavn(part),
            (
                s(f"{sti}.rolle", Slag.VALG, self._valg(m.Partsrolle, "partsrolle")),
                s(f"{sti}.navn", Slag.TEKST, valgfri=True),
                s(
                    f"{sti}.representant.type",
                    Slag.VALG,
                    self._valg(m.Representanttype, "representant"),
                    valgfri=True,
                ),
                *representant,
            ),
            fjern=sti if len(self.sak.parter) > 1 else "",
            fjern_tekst=self._tekst("gruppe.parter.fjern"),
        )

    def _rett_kommune(self) -> tuple[Gruppe, ...]:
        s, opphold = self.sporsmal, self.sak.opphold
        grunnlag = m.Oppholdsgrunnlag
        felt: list[Sporsmal] = []
        if opphold.grunnlag in (grunnlag.INSTITUSJON, grunnlag.FENGSEL):
            felt.append(s("opphold.kommune_for_inntak", Slag.KOMMUNE))
        if opphold.grunnlag is grunnlag.INTEGRERINGSTILSKUDD:
            felt.append(s("opphold.bosettingskommune", Slag.KOMMUNE))
        if opphold.grunnlag:
            valgfri = opphold.grunnlag in (grunnlag.INSTITUSJON, grunnlag.FENGSEL)
            felt.append(s("opphold.kommune", Slag.KOMMUNE, valgfri=valgfri))
        if opphold.grunnlag is grunnlag.INTEGRERINGSTILSKUDD and opphold.bosettingskommune != opphold.kommune:
            felt.append(s("opphold.flytting_avtalt", Slag.JA_NEI))
            if opphold.flytting_avtalt is False:
                felt.append(s("opphold.avslag", Slag.VALG, self._valg(m.Avslag, "avslag")))
        vertskommune = [s("opphold.vertskommune.omfatter_saken", Slag.JA_NEI)] if opphold.vertskommune else []
        tvist = (
            [
                s("opphold.tvist.med_kommune", Slag.KOMMUNE, valgfri=True),
                s("opphold.tvist.motpartens_svar", Slag.LANGTEKST, valgfri=True),
            ]
            if opphold.tvist
            else []
        )
        return (
            self._gruppe(
                "opphold",
                s("opphold.grunnlag", Slag.VALG, self._valg(grunnlag, "grunnlag")),
                *felt,
                s("opphold.begrunnelse", Slag.LANGTEKST, valgfri=True),
            ),
            self._gruppe(
                "opphold_annet",
                s("opphold.vertskommune.kommune", Slag.KOMMUNE, valgfri=True),
                *vertskommune,
                s("opphold.tvist", Slag.AVKRYSSING, valgfri=True),
                *tvist,
            ),
        )

    def _habilitet(self) -> tuple[Gruppe, ...]:
        inhabil_med_oppgave = any(
            a.oppgave is not m.Oppgave.INGEN and self.vurdering.ansatte[a.id] is Status.INHABIL
            for a in self.sak.ansatte
        )
        gjort = (
            [self._gruppe("allerede_gjort", self.sporsmal("allerede_gjort", Slag.LANGTEKST))]
            if inhabil_med_oppgave or self.sak.allerede_gjort
            else []
        )
        return (
            *(self._ansatt(ansatt) for ansatt in self.sak.ansatte),
            self._gruppe(
                "ansatte",
                legg_til="ansatte",
                legg_til_tekst=self._tekst("gruppe.ansatte.legg_til"),
                forslag=self._gar_igjen(),
            ),
            *gjort,
        )

    def _gar_igjen(self) -> tuple[Valg, ...]:
        """De som går igjen på kontoret og ikke er i saken ennå. Verdien er plassen i lista."""
        i_saken = {a.navn.strip() for a in self.sak.ansatte}
        return tuple(
            Valg(str(plass), f"{navn}, {self._tekst(f'rolle.{rolle}')}" if rolle else navn)
            for plass, (navn, rolle) in enumerate(self.personer)
            if navn not in i_saken
        )

    def _ansatt(self, ansatt: m.Ansatt) -> Gruppe:
        sti = f"ansatte[{ansatt.id}]"
        s, navn = self.sporsmal, self._navn
        status = self.vurdering.ansatte[ansatt.id]
        roller = self._valg(m.Rolle, "rolle_valg")
        felt = [
            s(f"{sti}.navn", Slag.TEKST, valgfri=True),
            s(f"{sti}.rolle", Slag.VALG, roller),
            s(f"{sti}.oppgave", Slag.VALG, self._valg(m.Oppgave, "oppgave")),
            s(f"{sti}.overordnet", Slag.VALG, self._ansatte(ansatt.id), valgfri=True),
            s(f"{sti}.organ", Slag.VALG, self._valg(m.Organ, "organ"), valgfri=True),
        ]
        typer = self._valg(m.Tilknytningstype, "tilknytning")
        for plass in range(len(ansatt.tilknytninger)):
            under = f"{sti}.tilknytninger[{plass}]"
            felt.append(s(f"{under}.type", Slag.VALG, typer))
            if len(self.sak.parter) > 1:
                felt.append(s(f"{under}.part", Slag.VALG, self._parter()))
            felt.append(s(f"{under}.beskrivelse", Slag.TEKST, valgfri=True))
        if self.sak.parter:
            felt.append(s(f"{sti}.tilknytninger", Slag.LEGG_TIL, typer, valgfri=True))
        felt += self._vurderingen(ansatt, sti, status)
        return Gruppe(
            stor(navn.ansatt(ansatt.id)),
            tuple(felt),
            merke=Merke(stor(self._tekst(f"status.{status}")), FARGE[status]),
            fjern=sti,
            fjern_tekst=self._tekst("gruppe.ansatte.fjern"),
        )

    def _vurderingen(self, ansatt: m.Ansatt, sti: str, status: Status) -> list[Sporsmal]:
        s = self.sporsmal
        felt = [s(f"{sti}.innsigelse", Slag.AVKRYSSING, valgfri=True)]
        if ansatt.innsigelse:
            felt.append(s(f"{sti}.innsigelse.dato", Slag.DATO, valgfri=True))
            felt.append(s(f"{sti}.innsigelse.begrunnelse", Slag.LANGTEKST, valgfri=True))
        gren = next((f.gren for f in self.vurdering.spor if f.steg == "habilitet" and f.om == ansatt.id), "")
        skjonn = ansatt.skjonn is not None or gren.startswith(("skjonn", "vurdering")) or status is Status.UAVKLART
        if skjonn:
            felt.append(s(f"{sti}.skjonn.konklusjon", Slag.VALG, self._valg(m.Konklusjon, "konklusjon")))
            felt.append(s(f"{sti}.skjonn.begrunnelse", Slag.LANGTEKST))
        if status is Status.INHABIL or ansatt.apenbart_unntak:
            felt.append(s(f"{sti}.apenbart_unntak.oppfylt", Slag.JA_NEI, valgfri=True))
            if ansatt.apenbart_unntak and ansatt.apenbart_unntak.oppfylt:
                felt.append(s(f"{sti}.apenbart_unntak.begrunnelse", Slag.LANGTEKST))
        if ansatt.tilknytninger or skjonn or ansatt.innsigelse or ansatt.habilitetsvurdering:
            felt += self._hvem_avgjorde(ansatt, f"{sti}.habilitetsvurdering")
        return felt

    def _hvem_avgjorde(self, ansatt: m.Ansatt, sti: str) -> list[Sporsmal]:
        s = self.sporsmal
        vurdering = ansatt.habilitetsvurdering or m.Habilitetsvurdering()
        felt = [
            s(f"{sti}.krevd_av_part", Slag.JA_NEI, valgfri=True),
            s(f"{sti}.avgjort_av", Slag.VALG, self._valg(m.AvgjortAv, "avgjort_av"), valgfri=True),
        ]
        if vurdering.avgjort_av is m.AvgjortAv.OVERORDNET:
            felt.append(s(f"{sti}.avgjort_av_ansatt", Slag.VALG, self._ansatte(ansatt.id), valgfri=True))
        if vurdering.krevd_av_part and vurdering.avgjort_av in (None, m.AvgjortAv.SELV):
            felt.append(s(f"{sti}.tidsspille", Slag.LANGTEKST, valgfri=True))
        if vurdering.avgjort_av:
            felt.append(s(f"{sti}.dato", Slag.DATO, valgfri=True))
        return felt

    def _stedfortreder(self) -> tuple[Gruppe, ...]:
        return tuple(self._alternativ(type_) for type_ in m.Stedfortredertype)

    def _alternativ(self, type_: m.Stedfortredertype) -> Gruppe:
        sti = f"stedfortreder[{type_}]"
        s = self.sporsmal
        alternativ = next((a for a in self.sak.stedfortreder if a.type is type_), m.Stedfortreder(type=type_))
        felt = [s(f"{sti}.mulig", Slag.JA_NEI)]
        if alternativ.mulig and type_ in m.UTEN_ANSATT:
            felt.append(s(f"{sti}.habil", Slag.JA_NEI))
        elif alternativ.mulig:
            felt.append(s(f"{sti}.ansatt", Slag.VALG, self._ansatte()))
        if alternativ.mulig is not None:
            felt.append(s(f"{sti}.begrunnelse", Slag.LANGTEKST, valgfri=alternativ.mulig))
        merke = Merke(self._tekst("merke.baerer"), Farge.GOD) if self.vurdering.baerer == type_ else None
        return self._gruppe(f"stedfortreder.{type_}", *felt, merke=merke)

    def _saerlig_ulempe(self) -> tuple[Gruppe, ...]:
        s, avgrensning = self.sporsmal, self.sak.avgrensning
        til = [s("avgrensning.til", Slag.DATO)] if avgrensning.type is m.Avgrensningstype.SOKNAD_OG_FORNYELSER else []
        return (
            self._gruppe(
                "saerlig_ulempe",
                s("saerlig_ulempe.momenter", Slag.FLERVALG, self._valg(m.Moment, "moment"), valgfri=True),
                s("saerlig_ulempe.vurdering", Slag.VALG, self._valg(m.JaNei, "vurdering_saerlig_ulempe")),
                s("saerlig_ulempe.begrunnelse", Slag.LANGTEKST),
            ),
            *(self._settekommune(plass) for plass in range(len(self.sak.settekommuner))),
            self._gruppe(
                "settekommuner", legg_til="settekommuner", legg_til_tekst=self._tekst("gruppe.settekommuner.legg_til")
            ),
            self._gruppe(
                "avgrensning",
                s("avgrensning.type", Slag.VALG, self._valg(m.Avgrensningstype, "avgrensning")),
                *til,
                s("avgrensning.tekst", Slag.LANGTEKST, valgfri=True),
            ),
        )

    def _settekommune(self, plass: int) -> Gruppe:
        sti = f"settekommuner[{plass}]"
        s = self.sporsmal
        kommune = self.sak.settekommuner[plass].kommune
        return Gruppe(
            self.geografi.navn(kommune) if kommune else self._tekst("gruppe.settekommuner.ny"),
            (
                s(f"{sti}.kommune", Slag.KOMMUNE),
                *(s(f"{sti}.{felt}", Slag.JA_NEI, valgfri=True) for felt in ("spurt", "villig", "habil")),
                s(f"{sti}.merknad", Slag.TEKST, valgfri=True),
            ),
            fjern=sti,
            fjern_tekst=self._tekst("gruppe.settekommuner.fjern"),
        )

    def _i_mellomtiden(self) -> tuple[Gruppe, ...]:
        s, sak = self.sporsmal, self.sak
        ingen = []
        if not sak.midlertidige_tiltak:
            ingen.append(s("ingen_tiltak", Slag.AVKRYSSING, valgfri=True))
            if sak.ingen_tiltak:
                ingen.append(s("ingen_tiltak.begrunnelse", Slag.LANGTEKST))
                ingen.append(s("ingen_tiltak.vurdert_av", Slag.VALG, self._ansatte(), valgfri=True))
        forelopig = [s("forelopig_svar_soker.dato", Slag.DATO, valgfri=True)] if sak.forelopig_svar_soker else []
        orientert = (
            [
                s("orientering_soker.dato", Slag.DATO, valgfri=True),
                s(
                    "orientering_soker.mate",
                    Slag.VALG,
                    self._valg(m.Orienteringsmate, "orienteringsmate"),
                    valgfri=True,
                ),
            ]
            if sak.orientering_soker
            else []
        )
        grupper = [
            *(self._tiltak(plass) for plass in range(len(sak.midlertidige_tiltak))),
            self._gruppe(
                "midlertidige_tiltak",
                *ingen,
                legg_til="midlertidige_tiltak",
                legg_til_tekst=self._tekst("gruppe.midlertidige_tiltak.legg_til"),
            ),
            self._gruppe(
                "soker",
                s("orientering_soker", Slag.AVKRYSSING, valgfri=True),
                *orientert,
                s("forelopig_svar_soker", Slag.AVKRYSSING, valgfri=True),
                *forelopig,
            ),
        ]
        if sak.sendt or sak.svar:
            overfort = (
                [s("svar.settekommune", Slag.KOMMUNE, valgfri=True)]
                if sak.svar and sak.svar.resultat is m.Resultat.OVERFORT
                else []
            )
            grupper.append(
                self._gruppe(
                    "svar",
                    s("svar.resultat", Slag.VALG, self._valg(m.Resultat, "resultat"), valgfri=True),
                    s("svar.dato", Slag.DATO, valgfri=True),
                    *overfort,
                )
            )
        return tuple(grupper)

    def _tiltak(self, plass: int) -> Gruppe:
        sti = f"midlertidige_tiltak[{plass}]"
        s = self.sporsmal
        hjemmel = self.sak.midlertidige_tiltak[plass].hjemmel
        return Gruppe(
            stor(self._tekst(f"tiltak.{hjemmel}")) if hjemmel else self._tekst("gruppe.midlertidige_tiltak.nytt"),
            (
                s(f"{sti}.hjemmel", Slag.VALG, self._valg(m.Tiltakshjemmel, "tiltak")),
                s(f"{sti}.beskrivelse", Slag.TEKST),
                s(f"{sti}.dato", Slag.DATO),
                s(f"{sti}.besluttet_av", Slag.VALG, self._ansatte(), valgfri=True),
                s(f"{sti}.forelopig", Slag.JA_NEI),
            ),
            fjern=sti,
            fjern_tekst=self._tekst("gruppe.midlertidige_tiltak.fjern"),
        )

    def _oppsummering(self) -> tuple[Gruppe, ...]:
        s = self.sporsmal
        return (
            self._gruppe(
                "brev",
                s("underskriver", Slag.VALG, self._ansatte()),
                s("malform", Slag.VALG, self._valg(m.Malform, "malform")),
                s("brev.dato", Slag.DATO, valgfri=True),
                s("brev.deres_ref", Slag.TEKST, valgfri=True),
                s("brev.nevn_soker", Slag.JA_NEI),
                s("vedlegg", Slag.LINJER, valgfri=True),
                s("notat", Slag.LANGTEKST, valgfri=True),
            ),
        )


@cache
def _valgene(enum: type[StrEnum], begrep: str, katalog: Katalog, malform: m.Malform) -> tuple[Valg, ...]:
    return tuple(Valg(verdi.value, stor(katalog.hent(f"{begrep}.{verdi.value}", malform))) for verdi in enum)


_KONTORFELT = ("bydel", "adresse", "postnummer", "poststed", "kontaktperson", "telefon", "epost")

_BYGGERE = {
    Side.SOKNADEN: Sider._soknaden,
    Side.RETT_KOMMUNE: Sider._rett_kommune,
    Side.HABILITET: Sider._habilitet,
    Side.STEDFORTREDER: Sider._stedfortreder,
    Side.SAERLIG_ULEMPE: Sider._saerlig_ulempe,
    Side.I_MELLOMTIDEN: Sider._i_mellomtiden,
    Side.OPPSUMMERING: Sider._oppsummering,
}
