"""Sammensetningen: det eneste stedet som kjenner alle delene. Alt leses første gang det trengs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overforing import stier
from overforing.feil import KanIkke, Melding, OverforingFeil
from overforing.hinder import er_mappe
from overforing.sak.felles import Malform, Regelsett

if TYPE_CHECKING:
    from datetime import datetime

    from overforing.arkiv.verdier import Arkivverdier
    from overforing.brev.egne.brevhode import KlartBrevhode
    from overforing.brev.egne.egne_maler import EgneMaler
    from overforing.brev.komponer import Brevstoff
    from overforing.brev.lesing.ved_siden import Leser
    from overforing.brev.maler import Maler
    from overforing.brev.modell import Brev
    from overforing.brev.reise import Reise
    from overforing.las.las import Las
    from overforing.las.nokkelhold import Regler
    from overforing.program.innstillinger import Innstillinger, Innstillingslager
    from overforing.program.oppsett import Oppsett
    from overforing.regelverk.funn import Vurdering
    from overforing.regelverk.regelsett import Kalender
    from overforing.sak.kodeverk import Dokument
    from overforing.sak.lagret import Kjennetegn
    from overforing.sak.modell import Sak
    from overforing.saksgang.arkivpakke import Arkivpakker
    from overforing.saksgang.brevskriver import Brevskriver
    from overforing.saksgang.kontor import Sakskontor, Sakslager
    from overforing.saksgang.utgang import Utgang
    from overforing.tekster.geografi import Geografi
    from overforing.tekster.katalog import Katalog


def na() -> datetime:
    """Klokken, med tidssone."""
    from datetime import datetime

    return datetime.now().astimezone()


class Program:
    """Programmet uten vindu: lese, vurdere, skrive og lese tilbake.

    ``brevhode`` og ``brevtekster`` er egne maler bare for denne gangen; uten dem gjelder dem kontoret har stilt inn.
    """

    def __init__(
        self,
        ressurser: Path,
        brevmaler: Path,
        brevhode: KlartBrevhode | None = None,
        brevtekster: Mapping[tuple[Malform, Dokument], str] | None = None,
    ) -> None:
        self.ressurser, self.brevmaler = ressurser, brevmaler
        self.brevhode, self.brevtekster = brevhode, brevtekster

    @classmethod
    def start(cls) -> Program:
        return cls(stier.ressurser(), stier.brevmaler())

    @cached_property
    def katalog(self) -> Katalog:
        from overforing.tekster.katalog import Katalog

        return Katalog.les(self.ressurser)

    @cached_property
    def geografi(self) -> Geografi:
        from overforing.tekster.geografi import Geografi

        return Geografi.les(self.ressurser)

    @cached_property
    def kalender(self) -> Kalender:
        import tomllib

        from overforing.regelverk.regelsett import Kalender

        datoer = tomllib.loads((self.ressurser / "regelsett.toml").read_text("utf-8"))
        return Kalender({Regelsett(navn): start for navn, start in datoer.items()})

    @cached_property
    def innstillinger(self) -> Innstillingslager:
        from overforing.program.innstillinger import Innstillingslager

        return Innstillingslager(self.datamappe, self.oppsett)

    @cached_property
    def oppsett(self) -> Oppsett:
        """Det som er bestemt eller foreslått for maskinen."""
        return self.les_oppsett(stier.oppsettfil())

    def les_oppsett(self, fil: Path) -> Oppsett:
        """Oppsettet i filen. Kaster aldri: det som er galt, står i det."""
        from overforing.program.oppsett import les

        return les(fil, lambda: self.geografi.embeter, lambda: self.geografi.numre, _er_kontornokkel, _formfeil)

    @property
    def datamappe(self) -> Path:
        """Mappen for brukerens saker og innstillinger."""
        bestemt = self.oppsett.bestemt("datamappe")
        return Path(bestemt) if bestemt else stier.datamappe(self.oppsett.forslag("datamappe"))

    @cached_property
    def las(self) -> Las:
        """Låsen på det som ligger i datamappen."""
        from overforing.las.las import Las

        return Las(self.datamappe, kopimapper=self._kopimapper, regler=self._lasregler())

    def _lasregler(self) -> Regler:
        """Låsen er på fra første stund, om ikke noe annet er bestemt for maskinen."""
        from overforing.las.nokkel import fra_ark
        from overforing.las.nokkelhold import Regler

        oppsett = self.oppsett
        kontorets = oppsett.bestemt("las.kontornokkel")
        return Regler(
            begynner=True,
            krever=oppsett.krever_las,
            uten=bool(oppsett.uten_las),
            kontornokkel=fra_ark(kontorets) if kontorets else "",
        )

    def _kopimapper(self) -> tuple[Path, ...]:
        """Mappene kopiene er i når de er på en annen disk. Kaster ``KanIkke`` når disken ikke er koblet til."""
        from overforing.program.kopimappe import kopimappe

        if not (valgt := self.innstillinger.verdier.kopimappe):
            return ()
        if not er_mappe(Path(valgt)):
            raise KanIkke("feil.las.kopimappe_borte", mappe=valgt)
        return (kopimappe(self.datamappe / "saker.db", valgt),)

    def nokkel_for(self, fil: Path) -> str | None:
        """Det registeret i ``fil`` skal åpnes med. Er det det første her, begynner låsen.

        Kaster ``KanIkke`` når det er låst og nøkkelen ikke er her. Uten lås, og uten noe nytt, leses ingenting mer inn.
        """
        if self.lasen_er_pa or "las" in self.__dict__ or not (self.oppsett.uten_las or _har_noe(fil)):
            return self.las.nokkel_for(fil)
        return None

    @property
    def lasen_er_pa(self) -> bool:
        """Om låsen er slått på."""
        from overforing.las import er_pa

        return er_pa(self.datamappe)

    @cached_property
    def egne_maler(self) -> EgneMaler:
        from overforing.brev.egne.egne_maler import MAPPE, EgneMaler

        return EgneMaler(
            self.datamappe / MAPPE,
            self.innstillinger,
            self.brevmaler,
            self._maler,
            self.katalog,
            self._maskinens_brevhode,
        )

    def _maskinens_brevhode(self) -> Path | None:
        """Brevhodet oppsettet sier, når det er det som gjelder."""
        valgt = self.oppsett.verdi("brevhode")
        return Path(valgt) if valgt and self.innstillinger.verdier.brevhode == valgt else None

    def med_egne_maler(self, brevhode: Path | None, tekster: Path | None) -> Program:
        """Programmet med et brevhode og en mappe med tekster for denne gangen. Kaster ``UgyldigMal`` og ``KanIkke``."""
        from overforing.brev.egne.egne_maler import les_brevhode
        from overforing.brev.egne.egne_tekster import les_mappe

        return Program(
            self.ressurser,
            self.brevmaler,
            les_brevhode(brevhode) if brevhode else self.brevhode,
            les_mappe(tekster, self._maler, self.katalog) if tekster else self.brevtekster,
        )

    def malvarsler(self) -> tuple[Melding, ...]:
        """Det som er galt med kontorets egne maler, når våre brukes i stedet."""
        return self.egne_maler.tilstand().varsler

    def eksempel(self) -> str:
        """Den innebygde eksempelsaken som saksfil."""
        return (self.ressurser / "eksempel.json").read_text("utf-8")

    def les_sak(self, data: bytes | str) -> Sak:
        """En saksfil som sak, med en vurderingsdato reglene dekker. Kaster ``UgyldigSaksfil``."""
        from overforing.sak.saksfil import fra_json

        return fra_json(data, self.geografi.numre, self.kalender.forste)

    def vurder(self, sak: Sak, regelsett: Regelsett | None = None) -> Vurdering:
        from overforing.regelverk.vurder import vurder

        return vurder(sak, regelsett or self.kalender.for_sak(sak), self.geografi.embete_for, self.geografi.gjelder_som)

    @property
    def brevskriver(self) -> Brevskriver:
        """Den som skriver brevene, med kontorets egne tekster der de er valgt."""
        from overforing.saksgang.brevskriver import Brevskriver

        return Brevskriver(self._maler, self._brevstoff)

    @property
    def utgang(self) -> Utgang:
        """Døren brevene går ut av."""
        from overforing.brev.lesing.kontroll import krev_lik
        from overforing.brev.sidebilder import sidebilder
        from overforing.saksgang.utgang import Utgang

        return Utgang(self.katalog, self.tegn, krev_lik, sidebilder, self._eget_brevhode)

    def kjennetegn(self, sak: Sak, raa: Mapping[str, str]) -> Kjennetegn:
        """Det lista over saker viser av saken. ``raa`` er det som er halvskrevet i den."""
        from overforing.saksgang.kjennetegn import kjennetegn

        return kjennetegn(sak, self.vurder(sak), halvskrevet=bool(raa))

    @property
    def leser(self) -> Leser:
        """Den som leser filer utenfra, i en egen prosess med grenser."""
        from overforing.brev.lesing.ved_siden import felles

        return felles()

    @property
    def arkivpakker(self) -> Arkivpakker:
        """Pakkene til kommunens arkiv."""
        from overforing.saksgang.arkivpakke import Arkivpakker

        return Arkivpakker(self.utgang, self.geografi, self.arkivverdier)

    def tegn(self, brev: Brev, reise: Reise | None, format_: str) -> bytes:
        """Brevet som fil i ett av ``FORMATER``, med det som skal følge med; uten ``reise`` en kopi til innsyn (PDF)."""
        eget = self._eget_brevhode()
        sagt = eget is not None and self.innstillinger.verdier.avsender_i_brevhodet
        if format_ == "docx" and reise is not None:
            from overforing.brev import docx

            fil = eget.data if eget else self.brevmaler / "brevhode.docx"
            return docx.skriv(brev, fil, reise, avsender_i_brevhodet=sagt)
        if format_ == "pdf":
            from overforing.brev import pdf

            innhold = eget.innhold if eget else None
            return pdf.skriv(brev, self.brevmaler / "brev.typ", reise, innhold, avsender_i_brevhodet=sagt)
        raise KanIkke("feil.program.format", format=format_)

    def _eget_brevhode(self) -> KlartBrevhode | None:
        return self.brevhode or self.egne_maler.brevhode()

    def arkivverdier(self) -> Arkivverdier:
        """Det arkivet er stilt inn med nå. Kaster ``UgyldigInndata`` når noe av det ikke kan stå i en arkivmelding."""
        import tomllib

        from overforing.arkiv.verdier import arkivverdier

        standard = tomllib.loads((self.ressurser / "arkiv.toml").read_text("utf-8"))
        return arkivverdier(self.innstillinger.verdier.arkiv, standard)

    def apne_kontor(
        self,
        lager: Sakslager,
        na: Callable[[], datetime],
        innstillinger: Callable[[], Innstillinger] | None = None,
        malform: Malform = Malform.NB,
    ) -> Sakskontor:
        """Kontorets saker, til et vindu på ``malform``. ``innstillinger`` gir det kontoret har stilt inn, nå."""
        from dataclasses import fields

        from overforing.program.innstillinger import Innstillinger
        from overforing.sak import modell as m
        from overforing.saksgang.kontor import Sakskontor, Verktoy
        from overforing.saksgang.presentasjon import Presentasjon

        verktoy = Verktoy(
            les_sak=self.les_sak,
            vurder=self.vurder,
            vurder_etter=self.vurder,
            brevskriver=self.brevskriver,
            utgang=self.utgang,
            arkivpakker=self.arkivpakker,
            kalender=self.kalender,
            eksempel=lambda: self.les_sak(self.eksempel()),
            malvarsler=self.malvarsler,
            na=na,
            leser=self.leser,
        )
        stilt_inn = innstillinger or Innstillinger
        # En rolle eller et felt fra en annen utgave er ikke noe her.
        roller, former = {rolle.value for rolle in m.Rolle}, {form.value for form in m.Soknadsform}
        felt = {f.name for f in fields(m.Kontor) if f.compare}

        def kontoret() -> m.Kontor:
            kjente: dict[str, Any] = {navn: v for navn, v in stilt_inn().kontor.items() if v and navn in felt}
            return m.Kontor(**kjente)

        presentasjon = Presentasjon(
            self.katalog,
            self.geografi,
            malform,
            personer=lambda: tuple(
                (p.navn, p.rolle if p.rolle in roller else "") for p in stilt_inn().personer if p.navn and not p.sluttet
            ),
            kontoret=kontoret,
            kontorlinjen=lambda: stilt_inn().personer,
            meg=lambda: stilt_inn().navnet_ditt,
            sist_form=lambda: stilt_inn().sist_form if stilt_inn().sist_form in former else "",
        )
        return Sakskontor(lager, presentasjon, verktoy)

    def regelbok(self, malform: Malform = Malform.NB) -> str:
        """Regelboken som Markdown."""
        from overforing.regelverk import avklaringer
        from overforing.regelverk.kart import kart
        from overforing.tekster.regelbok import Regelbok

        return Regelbok(self.katalog, kart(), avklaringer.REGLER, {}, med_id=False, malform=malform).markdown()

    @cached_property
    def _maler(self) -> Maler:
        from overforing.brev.maler import Maler

        return Maler.les(self.brevmaler)

    def _brevstoff(self) -> Brevstoff:
        from overforing.brev.komponer import Brevstoff

        maler = self.egne_maler.maler() if self.brevtekster is None else self._maler.med(self.brevtekster)
        stilt_inn = self.innstillinger.verdier
        return Brevstoff(
            self.katalog,
            self.geografi,
            maler,
            postadresser=stilt_inn.bekreftede_adresser,
            godkjent_elektronisk=stilt_inn.godkjent_elektronisk,
        )


def _har_noe(fil: Path) -> bool:
    try:
        return fil.stat().st_size > 0
    except OSError:
        return False


def _formfeil(felt: str, tekst: str) -> str:
    from overforing.sak.kontorfelt import formfeil

    return formfeil(felt, tekst).removeprefix("innlesing.")


def _er_kontornokkel(tekst: str) -> bool:
    from overforing.las.kontornokkel import pakk_inn
    from overforing.las.nokkel import fra_ark

    try:
        return bool(pakk_inn("00" * 32, fra_ark(tekst)))
    except (OverforingFeil, ValueError):  # skrevet feil av, eller ikke et punkt noe kan pakkes inn med
        return False
