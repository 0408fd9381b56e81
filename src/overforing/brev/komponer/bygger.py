"""Sak og vurdering → grunnlaget til anmodningen og notatet. Ordlegger; regner ikke ut noe regelverket har svart på."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from overforing.regelverk import hjemmel as hj
from overforing.regelverk.funn import Funn, Status, Steg, Utfall, Vurdering
from overforing.sak.modell import (
    Ansatt,
    Arsak,
    AvgjortAv,
    Avgrensningstype,
    JaNei,
    Malform,
    MidlertidigTiltak,
    Moment,
    Oppgave,
    Part,
    Partsrolle,
    Regelsett,
    Resultat,
    Rolle,
    Sak,
    Sakstype,
    Stedfortreder,
    Stedfortredertype,
    Tilknytning,
    Tiltakshjemmel,
)
from overforing.tekster.katalog import oppramsing

from .begreper import (
    MIDLERTIDIG_BOTILBUD,
    OKONOMISK_STONAD,
    RAD_OG_VEILEDNING,
    Begreper,
    lovhenvisninger,
)
from .grunnlag import (
    Alternativ,
    Grunnlag,
    Habilitetsavgjorelse,
    Kommuneforslag,
    Linjeledd,
    Person,
    Tiltak,
)
from .ord import linje, setning, stor, utdyp

IKKE_NOK_ALENE = frozenset(
    {
        Moment.SOKERENS_ONSKE,
        Moment.MANGLENDE_TILLIT,
        Moment.TRAVELHET,
        Moment.KOSTNAD,
        Moment.HASTVERK,
        Moment.AVSTAND,
    }
)
"""Momentene som aldri alene er særlig ulempe (rettsgrunnlag § 6)."""


ETTER_ANMODNING = frozenset(
    {
        Utfall.BE_OM_OVERFORING,
        Utfall.OPPNEVN_STEDFORTREDER,
        Utfall.OVERORDNET_AVGJOR,
        Utfall.BYTT_SAKSBEHANDLER,
        Utfall.BEHANDLES_SOM_VANLIG,
        Utfall.LEGG_FRAM_FOR_OVERORDNET,
        Utfall.IKKE_GRUNN_TIL_OVERFORING,
    }
)
"""Utfallene der et svar fra Statsforvalteren hører til det saken nå handler om."""

INGEN_TILKNYTNING = "ingen_tilknytning"
"""Grenen i regelverk/habilitet.py for dem det ikke er oppgitt noe om."""

HJEMMEL_FOR_GRUNN = {
    "oppholder_seg": hj.OPPHOLD,
    "institusjon": hj.INSTITUSJON,
    "fengsel": hj.INSTITUSJON,
    "utskrevet": hj.begge(hj.sotjl("3", 3)),
    "bosatt_i_kommunen": hj.begge(hj.f1251("3", 1)),
    "flytting_avtalt": hj.begge(hj.f1251("3", 2)),
    "avslag": hj.begge(hj.f1251("3", 3)),
    "avslag_apenbart_urimelig": hj.begge(hj.f1251("3", 3)),
    "ikke_avslag": hj.begge(hj.f1251("3", 3)),
    "begrensede_rettigheter": hj.BEGRENSEDE_RETTIGHETER,
}


@dataclass(frozen=True)
class Bygger:
    """Ordlegger én sak etter én vurdering."""

    sak: Sak
    vurdering: Vurdering
    ord: Begreper
    statsforvalteren: str

    # hvem

    @cached_property
    def ansatte(self) -> dict[str, Ansatt]:
        return {ansatt.id: ansatt for ansatt in self.sak.ansatte}

    @cached_property
    def aktuelle(self) -> tuple[Ansatt, ...]:
        """De som teller: linjen i saken og dem et prøvd alternativ nevner. Andre står utenfor brevet."""
        ider = {*self.vurdering.linjen, *(s.ansatt for s in self.provde if s.mulig and s.ansatt)}
        return tuple(ansatt for ansatt in self.sak.ansatte if ansatt.id in ider)

    def hvem(self, ansatt: Ansatt) -> str:
        """«kommunalsjef Anne Dahl», eller «kommunalsjefen» når navnet mangler."""
        navn = linje(ansatt.navn)
        if not navn:
            return self.ord(f"rolle_bestemt.{ansatt.rolle}")
        return navn if ansatt.rolle is Rolle.ANNEN else f"{self.ord(f'rolle.{ansatt.rolle}')} {navn}"

    def hvem_er(self, id_: str | None) -> str:
        return self.hvem(self.ansatte[id_]) if id_ in self.ansatte else ""

    def kort(self, ansatt: Ansatt) -> str:
        """«kommunalsjefen» når det bare er én, ellers navnet."""
        alene = sum(annen.rolle is ansatt.rolle for annen in self.aktuelle) <= 1
        navn = linje(ansatt.navn)
        return (
            navn if navn and (ansatt.rolle is Rolle.ANNEN or not alene) else self.ord(f"rolle_bestemt.{ansatt.rolle}")
        )

    def part(self, id_: str | None) -> str:
        part = next((p for p in self.sak.parter if p.id == id_), self.sak.parter[0] if self.sak.parter else None)
        if part is None or part.rolle in (None, Partsrolle.SOKER):
            return self.ord("partsrolle_bestemt.soker")
        if part.rolle is Partsrolle.ANNEN_PART and self._antall(Partsrolle.ANNEN_PART) > 1:
            return self.ord("brev.part.annen_av_flere")
        return self.ord(f"partsrolle_bestemt.{part.rolle}")

    def _antall(self, rolle: Partsrolle) -> int:
        return sum(part.rolle is rolle for part in self.sak.parter)

    @property
    def soker(self) -> Part | None:
        parter = self.sak.parter
        return next((p for p in parter if p.rolle is Partsrolle.SOKER), parter[0] if len(parter) == 1 else None)

    # funn

    def funn(self, steg: Steg, om: str | None = None) -> Funn | None:
        return next((f for f in self.vurdering.spor if f.steg is steg and f.om == om), None)

    @cached_property
    def egen(self) -> dict[str, Funn]:
        """Funnet om hver enkelts egen habilitet, før virkningen av at en overordnet er inhabil."""
        return {
            ansatt.id: funn for ansatt in self.aktuelle if (funn := self.funn(Steg.HABILITET, ansatt.id)) is not None
        }

    def status(self, id_: str) -> Status:
        return self.vurdering.ansatte[id_]

    @cached_property
    def inhabile(self) -> tuple[Ansatt, ...]:
        return tuple(a for a in self.aktuelle if self.status(a.id) is Status.INHABIL and a.id in self.egen)

    # habilitet

    def tilknytning(self, ansatt: Ansatt, tilknytning: Tilknytning) -> str:
        """«Søkeren er søsken til Nav-lederen: søster.» Uten beskrivelse bare det første leddet."""
        tekst = self.ord(
            f"tilknytning_setning.{tilknytning.type}", part=self.part(tilknytning.part), ansatt=self.kort(ansatt)
        )
        return setning(stor(utdyp(tekst, linje(tilknytning.beskrivelse))))

    def person(self, ansatt: Ansatt) -> Person:
        funn = self.egen[ansatt.id]
        uten_videre = funn.gren == "uten_videre"
        unntak = funn.gren == "apenbart_unntak"
        begrunnelse = ""
        if unntak and ansatt.apenbart_unntak:
            begrunnelse = ansatt.apenbart_unntak.begrunnelse
        elif not uten_videre and ansatt.skjonn:
            begrunnelse = ansatt.skjonn.begrunnelse
        vurdert = ansatt.habilitetsvurdering
        har_krav = self.vurdering.regelsett is Regelsett.FVL1967 and vurdert is not None
        return Person(
            hvem=self.hvem(ansatt),
            kort=self.kort(ansatt),
            inhabil=funn.utfall == Status.INHABIL,
            uten_videre=uten_videre,
            apenbart_unntak=unntak,
            habil=funn.utfall == Status.HABIL,
            tvil=funn.utfall == Status.TVIL,
            uavklart=funn.utfall == Status.UAVKLART,
            uten_tilknytning=funn.gren == INGEN_TILKNYTNING,
            hjemmel=self.ord.bestemmelser(funn.hjemmel),
            tilknytninger=tuple(
                self.tilknytning(ansatt, tilknytning)
                for i, tilknytning in enumerate(ansatt.tilknytninger)
                if f"ansatte[{ansatt.id}].tilknytninger[{i}]" in funn.felt
            ),
            begrunnelse=setning(begrunnelse),
            innsigelse=ansatt.innsigelse is not None,
            innsigelse_dato=self.ord.dato(ansatt.innsigelse.dato) if ansatt.innsigelse else "",
            innsigelse_begrunnelse=setning(ansatt.innsigelse.begrunnelse) if ansatt.innsigelse else "",
            krevd_av_part=har_krav and bool(vurdert and vurdert.krevd_av_part),
            tidsspille=self.tidsspille(ansatt) if har_krav else "",
        )

    def tidsspille(self, ansatt: Ansatt) -> str:
        """Hvorfor spørsmålet ikke ble lagt fram for overordnet, når en part krevde det."""
        vurdert = ansatt.habilitetsvurdering
        framlagt = (AvgjortAv.OVERORDNET, AvgjortAv.FOLKEVALGT_ORGAN)
        if vurdert is None or not vurdert.krevd_av_part or vurdert.avgjort_av in framlagt:
            return ""
        return setning(vurdert.tidsspille)

    def avgjorelser(self, ansatte: Iterable[Ansatt]) -> tuple[Habilitetsavgjorelse, ...]:
        """Like avgjørelser samlet: «Nav-lederen og kommunalsjefen har selv …»."""
        grupper: dict[tuple[AvgjortAv, str, str], list[str]] = {}
        for ansatt in ansatte:
            vurdert = ansatt.habilitetsvurdering
            if vurdert is None or vurdert.avgjort_av is None:
                continue
            overordnet = vurdert.avgjort_av is AvgjortAv.OVERORDNET
            av = self.hvem_er(vurdert.avgjort_av_ansatt) if overordnet else ""
            nokkel = (vurdert.avgjort_av, av, self.ord.dato(vurdert.dato))
            grupper.setdefault(nokkel, []).append(self.kort(ansatt))
        return tuple(
            Habilitetsavgjorelse(oppramsing(hvem), avgjort is AvgjortAv.SELV, avgjort is AvgjortAv.OVERORDNET, av, dato)
            for (avgjort, av, dato), hvem in grupper.items()
        )

    # linjen

    @cached_property
    def i_linjen(self) -> tuple[Ansatt, ...]:
        return tuple(self.ansatte[id_] for id_ in self.vurdering.linjen)

    def ledd_over(self, ansatt: Ansatt) -> int:
        """Hvor mange i linjen som står over den ansatte."""
        antall, over = 0, self.ansatte.get(ansatt.overordnet or "")
        while over is not None and over in self.i_linjen and antall < len(self.i_linjen):
            antall, over = antall + 1, self.ansatte.get(over.overordnet or "")
        return antall

    def linjeledd(self) -> tuple[Linjeledd, ...]:
        """Linjen ovenfra og ned."""
        return tuple(
            Linjeledd(
                stor(self.hvem(a)),
                stor(self.hvem_er(a.overordnet)) if a.overordnet in self.vurdering.linjen else "–",
                stor(self.ord(f"status.{self.status(a.id)}")),
            )
            for a in sorted(self.i_linjen, key=self.ledd_over)
        )

    def flere_ledd_ned(self) -> bool:
        """Noen er avledet uten at den nærmeste overordnede selv er inhabil."""
        return any(
            self.status(a.id) is Status.AVLEDET
            and a.overordnet in self.ansatte
            and self.status(a.overordnet) is not Status.INHABIL
            for a in self.i_linjen
        )

    # løsningen

    @cached_property
    def provde(self) -> tuple[Stedfortreder, ...]:
        """Alternativene veien gikk om, i lovens rekkefølge."""
        losning = self.funn(Steg.STEDFORTREDER)
        felt = losning.felt if losning else ()
        etter_type = {s.type: s for s in self.sak.stedfortreder}
        return tuple(
            etter_type[type_]
            for type_ in Stedfortredertype
            if type_ in etter_type and f"stedfortreder[{type_}]" in felt
        )

    @cached_property
    def valgt(self) -> Stedfortreder | None:
        return next((s for s in self.sak.stedfortreder if s.type == self.vurdering.baerer), None)

    def forkastede(self) -> tuple[Alternativ, ...]:
        """Alternativene som er prøvd og ikke valgt."""
        return tuple(
            Alternativ(
                stor(self.ord(f"stedfortreder.{s.type}")), self.hvem_er(s.ansatt), bool(s.mulig), setning(s.begrunnelse)
            )
            for s in self.provde
            if s.mulig is not None and s is not self.valgt
        )

    def momenter(self, *, svake: bool) -> tuple[str, ...]:
        return tuple(
            self.ord(f"moment.{moment}")
            for moment in Moment
            if moment in self.sak.saerlig_ulempe.momenter
            and (moment in IKKE_NOK_ALENE) is svake
            and moment is not Moment.SOKERENS_ONSKE  # står i seksjonen om søkeren
        )

    def settekommuner(self) -> tuple[Kommuneforslag, ...]:
        embeter = self.ord.geografi.embete_for
        eget = embeter.get(self.sak.kontor.kommune or "")
        forslag = []
        for s in self.sak.settekommuner:
            if s.kommune is None:
                continue
            annet = embeter.get(s.kommune)
            forslag.append(
                Kommuneforslag(
                    navn=self.ord("brev.hode.kommune", navn=self.ord.kommune(s.kommune)),
                    spurt=s.spurt is True or s.villig is not None,
                    ikke_spurt=s.spurt is False and s.villig is None,
                    vil=s.villig is True,
                    vil_ikke=s.villig is False,
                    habil=s.habil is True,
                    ikke_habil=s.habil is False,
                    annet_embete=self.ord.geografi.embeter[annet].navn if annet and annet != eget else "",
                    merknad=setning(s.merknad),
                )
            )
        return tuple(forslag)

    def tiltak(self, t: MidlertidigTiltak) -> Tiltak:
        rad = t.hjemmel is Tiltakshjemmel.SOTJL17
        kan_selv = t.besluttet_av in self.ansatte and self.status(t.besluttet_av).kan_avgjore
        paragraf = {
            Tiltakshjemmel.SOTJL17: RAD_OG_VEILEDNING,
            Tiltakshjemmel.SOTJL18: OKONOMISK_STONAD,
            Tiltakshjemmel.SOTJL27: MIDLERTIDIG_BOTILBUD,
        }.get(t.hjemmel or Tiltakshjemmel.ANNET)
        return Tiltak(
            dato=self.ord.dato(t.dato),
            hva=self.ord(f"tiltak.{t.hjemmel or Tiltakshjemmel.ANNET}"),
            hjemmel=self.ord.lov(paragraf) if paragraf else "",
            beskrivelse=setning(t.beskrivelse),
            av=self.hvem_er(t.besluttet_av),
            rad=rad,
            forelopig=t.forelopig and not rad,
            etter_unntaket=t.forelopig and not rad and not kan_selv,
        )

    # saken

    def mottatt(self) -> str:
        soknad, type_ = self.sak.soknad, self.sak.sakstype
        if soknad.mottatt is None:
            return ""
        dato = self.ord.dato(soknad.mottatt)
        if type_ not in (Sakstype.SOKNAD, Sakstype.KLAGE):
            return self.ord("brev.mottatt.egen", dato=dato)
        saken = self.ord(f"sakstype_bestemt.{type_}")
        if soknad.form is None:
            return self.ord("brev.mottatt.inn", saken=saken, dato=dato)
        return self.ord(
            "brev.mottatt.inn_med_form", saken=saken, form=self.ord(f"soknadsform.{soknad.form}"), dato=dato
        )

    def gjelder(self) -> str:
        tjenester = self.ord.tjenester(dict.fromkeys(self.sak.soknad.tjenester))
        return self.ord(f"brev.gjelder.{self.sak.sakstype}", tjenester=tjenester)

    def beskrivelse(self) -> str:
        """Søknaden slik brukeren beskrev den, når det sier mer enn tjenestene alt har sagt."""
        tekst = self.sak.soknad.beskrivelse
        sagt = {"søknad", "søknaden", "om", "søker", "søkeren", "søkjaren", "søkjer"}
        for malform in Malform:
            sagt |= _ordene(replace(self.ord, malform=malform).tjenester(self.sak.soknad.tjenester))
        return "" if _ordene(tekst) <= sagt else setning(tekst)

    def rett_kommune(self) -> tuple[str, str]:
        """Hvorfor kommunen har ansvaret, og at myndigheten er delegert (eller tom tekst)."""
        funn = self.funn(Steg.RETT_KOMMUNE)
        if funn is None or funn.grunn is None:
            return "", ""
        opphold = self.sak.opphold
        grunn = opphold.grunnlag.value if funn.grunn == "begrensede_rettigheter" and opphold.grunnlag else funn.grunn
        tekst = self.ord(
            f"brev.opphold.{grunn}",
            kommune=self.ord.kommune(opphold.kommune),
            for_inntak=self.ord.kommune(opphold.kommune_for_inntak),
            bosetting=self.ord.kommune(opphold.bosettingskommune),
            hjemmel=self.ord.lov(HJEMMEL_FOR_GRUNN[funn.grunn]),
        )
        if opphold.vertskommune is None or not opphold.vertskommune.omfatter_saken:
            return tekst, ""
        vert = self.ord(
            "brev.opphold.vertskommune",
            ansvarlig=self.ord.kommune(self.vurdering.ansvarlig),
            vertskommune=self.ord.kommune(opphold.vertskommune.kommune),
            hjemmel=self.ord.lov(hj.DELEGERT_TIL_VERTSKOMMUNE),
        )
        return tekst, vert

    def bygg(self) -> Grunnlag:
        sak, vurdering, ord_ = self.sak, self.vurdering, self.ord
        soker = self.soker
        nevn = sak.brev.nevn_soker and soker is not None
        rett, vert = self.rett_kommune()
        ansvarlig = ord_.kommune(vurdering.ansvarlig)
        vurderte = [a for a in self.aktuelle if a.id in self.egen]
        uten = [a for a in vurderte if self.egen[a.id].gren == INGEN_TILKNYTNING and a.innsigelse is None]
        med = [a for a in vurderte if a not in uten]
        ovrige = [a for a in med if a not in self.inhabile]
        avledede = [a for a in self.i_linjen if self.status(a.id) is Status.AVLEDET]
        avgjor = [a for a in self.i_linjen if a.oppgave is Oppgave.AVGJOR]
        ulempe = self.funn(Steg.SAERLIG_ULEMPE)
        svar_nei = (
            sak.svar is not None and sak.svar.resultat is Resultat.AVSLATT and vurdering.utfall in ETTER_ANMODNING
        )
        return Grunnlag(
            lov=lovhenvisninger(ord_),
            ny_lov=vurdering.regelsett is Regelsett.FVL2025,
            statsforvalteren=self.statsforvalteren,
            saken_gjelder=self.gjelder(),
            er_soknad=sak.sakstype is Sakstype.SOKNAD,
            mottatt=self.mottatt(),
            sokers_navn=linje(soker.navn) if nevn and soker else "",
            flere_parter=oppramsing(dict.fromkeys(self.part(p.id) for p in sak.parter)) if len(sak.parter) > 1 else "",
            en_part=ord_("brev.part.en_av_flere") if len(sak.parter) > 1 else self.part(None),
            partene=ord_("brev.part.alle") if len(sak.parter) > 1 else self.part(None),
            representant=ord_(f"representant.{soker.representant.type}")
            if soker and soker.representant and soker.representant.type
            else "",
            beskrivelse=self.beskrivelse(),
            haster=sak.soknad.haster is True,
            haster_ikke=sak.soknad.haster is False,
            hva_haster=setning(sak.soknad.hva_haster),
            rett_kommune=rett,
            vertskommune=vert,
            opphold_begrunnelse=setning(sak.opphold.begrunnelse),
            utgiftskommune=ord_("brev.hode.kommune", navn=ansvarlig) if ansvarlig else "",
            inhabile=tuple(self.person(a) for a in self.inhabile),
            inhabile_roller=ord_.roller(a.rolle for a in self.inhabile),
            flere_inhabile=len(self.inhabile) > 1,
            ovrige_vurderte=tuple(self.person(a) for a in ovrige),
            uten_tilknytning=oppramsing(self.hvem(a) for a in uten),
            innsigelser_mot_andre=tuple(
                self.person(a) for a in vurderte if a.innsigelse is not None and a not in self.inhabile
            ),
            habilitetsavgjorelser=self.avgjorelser(self.inhabile),
            alle_habilitetsavgjorelser=self.avgjorelser(med),
            linjen=self.linjeledd(),
            noen_avledet=bool(avledede),
            avledede=oppramsing(self.hvem(a) for a in avledede),
            flere_ledd_ned=self.flere_ledd_ned(),
            avgjor_vanligvis=oppramsing(self.hvem(a) for a in avgjor),
            avledede_avgjor_vanligvis=avgjor == avledede,
            be_om_overforing=vurdering.utfall is Utfall.BE_OM_OVERFORING,
            oppnevn_stedfortreder=vurdering.utfall is Utfall.OPPNEVN_STEDFORTREDER,
            overordnet_avgjor=vurdering.utfall is Utfall.OVERORDNET_AVGJOR,
            bytt_saksbehandler=vurdering.utfall is Utfall.BYTT_SAKSBEHANDLER,
            behandles_som_vanlig=vurdering.utfall is Utfall.BEHANDLES_SOM_VANLIG,
            bytte_loser_alt=not avledede,
            folkevalgt_organ=vurdering.baerer == Stedfortredertype.FOLKEVALGT_ORGAN,
            innleid=vurdering.baerer == Stedfortredertype.INNLEID,
            har_losning=self.valgt is not None,
            losning_hvem=self.hvem_er(self.valgt.ansatt) if self.valgt else "",
            losning_begrunnelse=setning(self.valgt.begrunnelse) if self.valgt else "",
            forkastede=self.forkastede(),
            avslatt_av_statsforvalteren=svar_nei,
            svardato=ord_.dato(sak.svar.dato) if sak.svar else "",
            saerlig_ulempe=ulempe is not None and sak.saerlig_ulempe.vurdering is JaNei.JA,
            ikke_saerlig_ulempe=ulempe is not None and sak.saerlig_ulempe.vurdering is JaNei.NEI,
            momenter=self.momenter(svake=False) if ulempe else (),
            svake_momenter=oppramsing(f"at {moment}" for moment in self.momenter(svake=True)) if ulempe else "",
            saerlig_ulempe_begrunnelse=setning(sak.saerlig_ulempe.begrunnelse) if ulempe else "",
            settekommuner=self.settekommuner(),
            bare_denne_saken=sak.avgrensning.type is Avgrensningstype.EN_SOKNAD,
            med_fornyelser=sak.avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER,
            fornyelser_til=ord_.dato(sak.avgrensning.til),
            avgrensning=setning(sak.avgrensning.tekst),
            tiltak=tuple(self.tiltak(t) for t in sak.midlertidige_tiltak),
            ingen_tiltak=setning(sak.ingen_tiltak.begrunnelse)
            if sak.ingen_tiltak and not sak.midlertidige_tiltak
            else "",
            ingen_tiltak_vurdert_av=self.hvem_er(sak.ingen_tiltak.vurdert_av) if sak.ingen_tiltak else "",
            forelopig_svar=ord_.dato(sak.forelopig_svar_soker.dato) if sak.forelopig_svar_soker else "",
            soker_orientert=sak.orientering_soker is not None,
            soker_orientert_hvordan=self._orientert(),
            soker_onsker_overforing=ulempe is not None and Moment.SOKERENS_ONSKE in sak.saerlig_ulempe.momenter,
            soker_onsker_bytte=sak.arsak is Arsak.ONSKE_OM_BYTTE,
            allerede_gjort=setning(sak.allerede_gjort),
            vedlegg=tuple(v for vedlegg in sak.vedlegg if (v := linje(vedlegg))),
        )

    def _orientert(self) -> str:
        """«på telefon 19. november 2026»."""
        orientering = self.sak.orientering_soker
        if orientering is None:
            return ""
        mate = self.ord(f"orienteringsmate.{orientering.mate}") if orientering.mate else ""
        return " ".join(del_ for del_ in (mate, self.ord.dato(orientering.dato)) if del_)


def _ordene(tekst: str) -> set[str]:
    return set(re.findall(r"\w+", tekst.casefold()))
