"""Tilstanden vinduet får: satt sammen av saken, vurderingen og spørsmålene."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from overforing.regelverk import hjemmel as hj
from overforing.regelverk.begrunnelser import emne, svake
from overforing.regelverk.dokumenter import PA_FORESPORSEL
from overforing.regelverk.frist import Friststand, forelopig_svar
from overforing.regelverk.funn import Funn, Status, Steg, Utfall, Vurdering
from overforing.sak.lekkasje import trygt_saksnummer
from overforing.sak.modell import Dokument, Malform, Oppgave, Regelsett, Sak
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, dato
from overforing.tekster.navn import Navn, stor

from .historikk import Historikk
from .sporsmal import FARGE, Sider
from .tilstand import (
    Boks,
    Farge,
    Feil,
    Frist,
    Hjelp,
    Lovtekst,
    Sakstilstand,
    Side,
    Sidestatus,
    Sidetilstand,
    Slag,
    Sporpost,
    Sporsmal,
    Svarlinje,
    Tilstand,
    Tvil,
)

SIDE_FOR_STEG = {
    Steg.RETT_KOMMUNE: Side.RETT_KOMMUNE,
    Steg.HABILITET: Side.HABILITET,
    Steg.AVLEDET: Side.HABILITET,
    Steg.STEDFORTREDER: Side.STEDFORTREDER,
    Steg.SAERLIG_ULEMPE: Side.SAERLIG_ULEMPE,
}

LOVEN = {
    Side.SOKNADEN: (("forelopig_avgjorelse", hj.FORELOPIG_AVGJORELSE), ("forelopig_svar", hj.FORELOPIG_SVAR)),
    Side.RETT_KOMMUNE: (("opphold", hj.OPPHOLD), ("institusjon", hj.INSTITUSJON), ("tvist", hj.TVIST_OM_OPPHOLD)),
    Side.HABILITET: (
        ("uten_videre", hj.UTEN_VIDERE),
        ("egen_vurdering", hj.EGEN_VURDERING),
        ("avledet", hj.AVLEDET),
        ("hvem_avgjor", hj.HVEM_AVGJOR_HABILITET),
    ),
    Side.STEDFORTREDER: (("stedfortreder", hj.STEDFORTREDER),),
    Side.SAERLIG_ULEMPE: (("saerlig_ulempe", hj.OVERFORING),),
    Side.I_MELLOMTIDEN: (("forelopig_avgjorelse", hj.FORELOPIG_AVGJORELSE), ("forelopig_svar", hj.FORELOPIG_SVAR)),
    Side.OPPSUMMERING: (("taushetsplikt", hj.TAUSHETSPLIKT), ("deling", hj.DELING)),
}

# Grenene i stedfortredersteget som svarer uten at noen stedfortreder trengs.
_UTEN_STEDFORTREDER = frozenset(
    {"ingen_avgjor", "habilitet_uavklart", "habilitet_i_tvil", "ikke_grunn_til_overforing", "ingen_sperret"}
)


@dataclass(frozen=True)
class Presentasjon:
    """Lager ``Tilstand`` på vinduets målform. ``personer`` er (navn, rolle) for dem som går igjen på kontoret."""

    katalog: Katalog
    geografi: Geografi
    finnes: Callable[[Dokument], bool]
    malform: Malform = Malform.NB
    personer: Callable[[], tuple[tuple[str, str], ...]] = tuple

    def tilstand(
        self,
        historikk: Historikk,
        vurdering: Vurdering,
        side: Side,
        feil: Mapping[str, str],
        *,
        vis_mangler: bool,
        avsluttet: bool,
        lagret: datetime | None,
        ulagret: bool,
        i_dag: date,
    ) -> Tilstand:
        sak = historikk.na.sak
        raa = dict(historikk.na.raa)
        sider = Sider(sak, vurdering, self.katalog, self.geografi, raa, feil, self.malform, self.personer())
        i_saken = _Sak(self, sak, vurdering, sider)
        aktuelle = i_saken.sidene()
        rekke = [s.side for s in aktuelle if s.status is not Sidestatus.IKKE_AKTUELL]
        return Tilstand(
            sak=sak,
            tittel=trygt_saksnummer(sak) or self._tekst("vindu.sak_uten_nummer"),
            sakslinje=i_saken.sakslinje(),
            sakstilstand=sakstilstand(sak, avsluttet),
            side=side,
            sidetittel=self._tekst(f"side.{side}.tittel"),
            sider=aktuelle,
            grupper=sider.side(side),
            feil=i_saken.feilene(side, vis_mangler),
            linjen=i_saken.linjen(),
            slik_star=i_saken.slik_star(),
            neste_sporsmal=i_saken.neste_sporsmal(),
            loven=i_saken.loven(side),
            hvorfor=self._tekst(f"side.{side}.hvorfor"),
            spor=i_saken.sporet(),
            tvil=i_saken.tvilen,
            svarene=i_saken.svarene(),
            hjelp=i_saken.hjelp(),
            frist=self.frist(
                sak.soknad.mottatt,
                i_dag,
                besvart=sak.forelopig_svar_soker is not None,
                avsluttet=avsluttet,
                regelsett=vurdering.regelsett,
            ),
            dokumenter=vurdering.dokumenter,
            kan_lages=tuple(d for d in vurdering.dokumenter if self.finnes(d)),
            pa_foresporsel=tuple(d for d in PA_FORESPORSEL if self.finnes(d)),
            ferdig=vurdering.ferdig,
            neste=_nabo(rekke, side, 1),
            forrige=_nabo(rekke, side, -1),
            angrer=historikk.angrer,
            gjentar=historikk.gjentar,
            lagret=lagret,
            ulagret=ulagret,
        )

    def sporsmal(self, historikk: Historikk, vurdering: Vurdering, sti: str) -> Sporsmal | None:
        """Spørsmålet med denne stien, på hvilken side det enn står; ``None`` når det ikke stilles nå."""
        na = historikk.na
        sider = Sider(na.sak, vurdering, self.katalog, self.geografi, dict(na.raa), {}, self.malform)
        return next((q for _, gruppe in sider.alle() for q in gruppe.sporsmal if q.sti == sti), None)

    def frist(
        self,
        mottatt: date | None,
        i_dag: date,
        *,
        besvart: bool,
        avsluttet: bool,
        regelsett: Regelsett = Regelsett.FVL1967,
    ) -> Frist:
        """Fristen for foreløpig svar, i ord når den er nær eller nådd."""
        svarfrist = forelopig_svar(mottatt, i_dag, besvart=besvart, avsluttet=avsluttet)
        stand, dag = svarfrist.stand, svarfrist.dato
        if dag is None or stand not in (Friststand.NAER, Friststand.NADD):
            return Frist(stand, dag)
        hjemmel = self.katalog.hjemler(hj.FORELOPIG_SVAR[regelsett], self.malform)
        tekst = self._tekst(f"frist.{stand}.tekst", dato=dato(dag), hjemmel=hjemmel)
        kort = self._tekst(f"frist.{stand}.kort", dato=f"{dag.day}.{dag.month}.{dag.year}")
        return Frist(stand, dag, tekst, kort, Farge.VARSEL if stand is Friststand.NADD else Farge.NOYTRAL)

    def _tekst(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)


def sakstilstand(sak: Sak, avsluttet: bool = False) -> Sakstilstand:
    """Hvor langt saken er kommet, av det som er registrert."""
    if avsluttet:
        return Sakstilstand.AVSLUTTET
    if sak.svar and sak.svar.resultat:
        return Sakstilstand.SVAR_MOTTATT
    if sak.sendt:
        return Sakstilstand.SENDT
    return Sakstilstand.FERDIG if sak.ferdigstilt else Sakstilstand.UTKAST


def _nabo(rekke: list[Side], side: Side, steg: int) -> Side | None:
    """Neste eller forrige aktuelle side. Står man på en som ikke er aktuell, regnes den med."""
    alle = list(Side)
    kandidater = [s for s in rekke if (alle.index(s) - alle.index(side)) * steg > 0]
    return (kandidater[0] if steg > 0 else kandidater[-1]) if kandidater else None


@dataclass(frozen=True)
class _Sak:
    """Presentasjonen av én sak i ett øyeblikk."""

    p: Presentasjon
    sak: Sak
    vurdering: Vurdering
    sider: Sider

    @cached_property
    def navn(self) -> Navn:
        return Navn(self.sak, self.p.katalog, self.p.geografi, self.p.malform)

    def tekst(self, nokkel: str, **verdier: str) -> str:
        return self.p._tekst(nokkel, **verdier)

    def sakslinje(self) -> str:
        mottatt = self.sak.soknad.mottatt
        biter = [self.tekst("vindu.sak", nummer=self.sak.saksnummer) if self.sak.saksnummer else ""]
        biter.append(self.tekst("vindu.mottatt", dato=dato(mottatt)) if mottatt else "")
        return " · ".join([bit for bit in biter if bit] + [self.tekst("vindu.alle_felt")])

    # Steglisten

    def sidene(self) -> tuple[Sidetilstand, ...]:
        return tuple(self._sidetilstand(side) for side in Side)

    def _sidetilstand(self, side: Side) -> Sidetilstand:
        tittel = self.tekst(f"side.{side}.tittel")
        if not self._aktuell(side):
            utfall = self.tekst(f"utfall.{self.vurdering.utfall}")
            grunn = self.tekst("vindu.ikke_aktuell", utfall=utfall)
            if self.vurdering.utfall is Utfall.UAVKLART:
                grunn = self.tekst("vindu.ikke_aktuell_enna")
            return Sidetilstand(side, tittel, Sidestatus.IKKE_AKTUELL, grunn)
        mangler = self._mangler(side)
        if side is Side.I_MELLOMTIDEN and not mangler and self.sak.soknad.haster is None:
            # Alt her er valgfritt, men ingen kan si seg ferdig med hjelpen før det er spurt om den haster.
            mangler = [
                Feil("soknad.haster", self.tekst("vindu.ubesvart", sporsmal=self.tekst("sporsmal.soknad.haster.tekst")))
            ]
        status = Sidestatus.MANGLER if mangler else Sidestatus.FERDIG
        return Sidetilstand(side, tittel, status, mangler[0].tekst if mangler else "")

    def _aktuell(self, side: Side) -> bool:
        gren = {funn.steg: funn.gren for funn in self.vurdering.spor}
        match side:
            case Side.HABILITET:
                return self.vurdering.utfall not in (
                    Utfall.ANNEN_KOMMUNE,
                    Utfall.VERTSKOMMUNE,
                    Utfall.TVIST_OM_OPPHOLD,
                )
            case Side.STEDFORTREDER:
                return gren.get(Steg.STEDFORTREDER, "ingen_avgjor") not in _UTEN_STEDFORTREDER
            case Side.SAERLIG_ULEMPE:
                return Steg.SAERLIG_ULEMPE in gren
            case _:
                return True

    def _mangler(self, side: Side) -> list[Feil]:
        """Det som gjenstår på siden: halvskrevne felt, ubesvarte spørsmål og det som må løses."""
        ut = [Feil(q.sti, q.feil) for gruppe in self.sider.side(side) for q in gruppe.sporsmal if q.feil]
        match side:
            case Side.STEDFORTREDER:
                ut += [
                    Feil(m.felt, self.navn.mangel(m))
                    for m in self.vurdering.mangler
                    if m.felt.startswith("stedfortreder")
                ]
                ut += [Feil(t.sti, t.tekst) for t in self.tvilen if t.ma_loses and t.side is side]
            case Side.HABILITET if not self.sak.ansatte:
                ut.append(Feil("ansatte", self.tekst("vindu.ingen_ansatte")))
            case Side.HABILITET:
                ut += self._ubesvart(side)
                if all(a.oppgave is not Oppgave.AVGJOR for a in self.sak.ansatte):
                    ut.append(
                        Feil(f"ansatte[{self.sak.ansatte[0].id}].oppgave", self.tekst("mangel.ansatte.ingen_avgjor"))
                    )
                ut += [Feil(t.sti, t.tekst) for t in self.tvilen if t.ma_loses and t.side is side]
            case Side.SAERLIG_ULEMPE | Side.OPPSUMMERING | Side.I_MELLOMTIDEN | Side.RETT_KOMMUNE | Side.SOKNADEN:
                ut += self._ubesvart(side)
                ut += [
                    Feil(t.sti, t.tekst)
                    for t in self.tvilen
                    if t.ma_loses and t.side is side and not any(f.sti == t.sti for f in ut)
                ]
        return ut

    def _ubesvart(self, side: Side) -> list[Feil]:
        ubesvart = [
            q
            for gruppe in self.sider.side(side)
            for q in gruppe.sporsmal
            if not (q.valgfri or q.feil or q.svar.strip()) and q.slag not in (Slag.AVKRYSSING, Slag.LEGG_TIL)
        ]
        if side is Side.SAERLIG_ULEMPE and self.vurdering.utfall is Utfall.OPPNEVN_STEDFORTREDER:
            ubesvart = [q for q in ubesvart if not q.sti.startswith("avgrensning")]
        return [Feil(q.sti, self.tekst("vindu.ubesvart", sporsmal=q.tekst)) for q in ubesvart]

    def feilene(self, side: Side, vis_mangler: bool) -> tuple[Feil, ...]:
        if vis_mangler:
            return tuple(self._mangler(side))
        return tuple(Feil(q.sti, q.feil) for gruppe in self.sider.side(side) for q in gruppe.sporsmal if q.feil)

    # Høyresiden

    def slik_star(self) -> str:
        return stor(self.tekst(f"utfall.{self.vurdering.utfall}")) + "."

    def neste_sporsmal(self) -> str:
        if self.vurdering.mangler:
            return self.navn.mangel(self.vurdering.mangler[0])
        ma_loses = [a for a in self.vurdering.avklaringer if a.ma_loses]
        return self.navn.avklaring(ma_loses[0]) if ma_loses else ""

    def loven(self, side: Side) -> tuple[Lovtekst, ...]:
        regelsett, katalog, malform = self.vurdering.regelsett, self.p.katalog, self.p.malform
        return tuple(
            Lovtekst(
                katalog.hjemler(hjemler[regelsett], malform),
                self.tekst(f"lovtekst.{navn}"),
                katalog.lovdata(hjemler[regelsett][0]),
            )
            for navn, hjemler in LOVEN[side]
        )

    def sporet(self) -> tuple[Sporpost, ...]:
        """Funnene som betyr noe for utfallet: kommunen, dem som er vurdert eller sperret, og løsningen."""
        return tuple(
            self._sporpost(funn)
            for funn in self.vurdering.spor
            if funn.om is None or funn.steg is Steg.AVLEDET or funn.gren != "ingen_tilknytning"
        )

    def _sporpost(self, funn: Funn) -> Sporpost:
        if funn.om is not None:
            status = Status(funn.utfall)
            tekst = f"{stor(self.navn.ansatt(funn.om))}: {self.tekst(f'status.{status}')}"
            farge = FARGE[status]
        elif funn.steg is Steg.RETT_KOMMUNE and funn.utfall == "egen_kommune":
            tekst = self.tekst("vindu.rett_kommune", kommune=self.p.geografi.navn(self.sak.kontor.kommune or ""))
            farge = Farge.GOD
        else:
            nokkel = f"utfall.{funn.utfall}"
            tekst = stor(self.tekst(nokkel if nokkel in self.p.katalog else "vindu.ingen_i_kommunen"))
            farge = Farge.NOYTRAL if funn.utfall == Utfall.UAVKLART else Farge.GOD
        sti = funn.felt[0] if funn.felt else (f"ansatte[{funn.om}].navn" if funn.om else "")
        return Sporpost(tekst, farge, SIDE_FOR_STEG[funn.steg], sti, self.navn.funn(funn))

    def linjen(self) -> tuple[Boks, ...]:
        """Alle i saken, øverste først, med hvem de står under."""
        hjemmel = {f.om: f.hjemmel for f in self.vurdering.spor if f.om and f.steg is Steg.HABILITET}
        return tuple(
            Boks(
                id=ansatt.id,
                navn=stor(self.navn.ansatt(ansatt.id)),
                rolle=self.tekst(f"rolle.{ansatt.rolle}"),
                status=self.tekst(f"boks.{status}"),
                farge=FARGE[status],
                hjemmel=(
                    self.p.katalog.hjemmel(hjemmel[ansatt.id][0], self.p.malform, uten_lov=True)
                    if status is Status.INHABIL and hjemmel.get(ansatt.id)
                    else ""
                ),
                under=ansatt.overordnet or "",
            )
            for ansatt in self.sak.ansatte
            for status in (self.vurdering.ansatte[ansatt.id],)
        )

    # Oppsummeringen

    @cached_property
    def tvilen(self) -> tuple[Tvil, ...]:
        ut = []
        for avklaring in self.vurdering.avklaringer:
            side, sti = self._sted(avklaring.id, avklaring.om)
            ut.append(Tvil(self.navn.avklaring(avklaring), avklaring.ma_loses, side, sti))
        return (*ut, *self._svake_begrunnelser())

    def _svake_begrunnelser(self) -> Iterator[Tvil]:
        """Begrunnelsene som er lange nok, men ikke sier noe. Vises bare; de er ingen avklaring og stanser ingenting."""
        for begrunnelse, feil in svake(self.vurdering.begrunnelser):
            side, sti = self._sted("", begrunnelse.sti)
            mangler = self.tekst(f"begrunnelse.mangler.{emne(begrunnelse.sti)}")
            tekst = self.tekst(f"begrunnelse.{feil}", om=self.navn.om(begrunnelse.sti), mangler=mangler)
            yield Tvil(tekst, False, side, sti)

    def _sted(self, id_: str, om: str) -> tuple[Side, str]:
        """Siden og feltet en avklaring rettes på."""
        if id_.startswith("underskriver"):
            return Side.OPPSUMMERING, "underskriver"
        if id_.startswith("kontaktperson"):
            return Side.SOKNADEN, "kontor.kontaktperson"
        if om in self.vurdering.ansatte:
            return Side.HABILITET, f"ansatte[{om}].habilitetsvurdering.avgjort_av"
        if id_.startswith("settekommune"):
            plass = next((i for i, s in enumerate(self.sak.settekommuner) if s.kommune == om), None)
            return Side.SAERLIG_ULEMPE, "settekommuner" if plass is None else f"settekommuner[{plass}].kommune"
        rot = om.split(".")[0].split("[")[0]
        if rot in {s.type for s in self.sak.stedfortreder}:
            return Side.STEDFORTREDER, f"stedfortreder[{om}].mulig"
        return SIDE_FOR_ROT.get(rot, Side.STEDFORTREDER), om

    def svarene(self) -> tuple[Svarlinje, ...]:
        """Alle besvarte spørsmål på sidene som er aktuelle, i spørrerekkefølge."""
        return tuple(
            Svarlinje(side, q.sti, gruppe.tittel, q.tekst, vist)
            for side, gruppe in self.sider.alle()
            if side is not Side.OPPSUMMERING and self._aktuell(side)
            for q in gruppe.sporsmal
            if (vist := self._vist(q))
        )

    def _vist(self, q: Sporsmal) -> str:
        if q.feil or q.slag is Slag.LEGG_TIL:
            return ""
        if q.slag in (Slag.JA_NEI, Slag.AVKRYSSING):
            return {"ja": self.tekst("vindu.ja"), "nei": self.tekst("vindu.nei")}.get(q.svar, "")
        if q.slag in (Slag.VALG, Slag.FLERVALG):
            tekster = {valg.verdi: valg.tekst for valg in q.valg}
            return ", ".join(tekster.get(verdi, verdi) for verdi in q.svar.split())
        return q.svar

    def hjelp(self) -> Hjelp:
        haster, hjulpet = self.sak.soknad.haster, bool(self.sak.midlertidige_tiltak or self.sak.ingen_tiltak)
        if hjulpet:
            return Hjelp(self.tekst("vindu.hjelp_registrert"), False)
        return Hjelp(self.tekst("vindu.hjelp_haster" if haster else "vindu.hjelp"), bool(haster))


SIDE_FOR_ROT = {
    "soknad": Side.SOKNADEN,
    "saksnummer": Side.SOKNADEN,
    "sakstype": Side.SOKNADEN,
    "parter": Side.SOKNADEN,
    "kontor": Side.SOKNADEN,
    "arsak": Side.SOKNADEN,
    "opphold": Side.RETT_KOMMUNE,
    "ansatte": Side.HABILITET,
    "allerede_gjort": Side.HABILITET,
    "stedfortreder": Side.STEDFORTREDER,
    "saerlig_ulempe": Side.SAERLIG_ULEMPE,
    "settekommuner": Side.SAERLIG_ULEMPE,
    "avgrensning": Side.SAERLIG_ULEMPE,
    "midlertidige_tiltak": Side.I_MELLOMTIDEN,
    "ingen_tiltak": Side.I_MELLOMTIDEN,
    "forelopig_svar_soker": Side.I_MELLOMTIDEN,
    "orientering_soker": Side.I_MELLOMTIDEN,
    "svar": Side.I_MELLOMTIDEN,
    "underskriver": Side.OPPSUMMERING,
    "malform": Side.OPPSUMMERING,
    "vedlegg": Side.OPPSUMMERING,
    "notat": Side.OPPSUMMERING,
}
