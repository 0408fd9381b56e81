"""Veien ut: hva som følger med et brev, siste stans før døren, og filene og sidene det blir.

Kommunens og Statsforvalterens brev går ut av den samme døren. Hva som får følge med, er ulikt: ``fra_kontoret`` her, og
``saksgang.mottak.brev.fra_embetet``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from overforing.brev.innsyn import Sladding, er_som_lagret, sladd, treff
from overforing.brev.modell import FORMATER, Brev, linjer
from overforing.brev.reise import BAERER_SAKEN, Reise
from overforing.brev.vakt import lekkasjer
from overforing.feil import KanIkke, Melding
from overforing.filer import skriv_alle
from overforing.regelverk.funn import Vurdering
from overforing.sak.lekkasje import finn_navn
from overforing.sak.modell import Dokument, Malform, Sak
from overforing.sak.utgaende import utgaende
from overforing.tekster.filnavn import filnavn
from overforing.tekster.katalog import Katalog

BER_OM_KONTAKT = frozenset({Dokument.ORIENTERING, Dokument.FORELOPIG_SVAR_SOKER, Dokument.FORESPORSEL_SETTEKOMMUNE})
"""Brevene som ber om kontakt, og kan lages i en sak der avklaringen om det ikke er reist."""


@dataclass(frozen=True)
class Sidebilde:
    """En brevside som bilde: ``data`` er BGRX-piksler, fire byte hver, rad for rad ovenfra.

    ``overskrifter`` er hvor langt ned på siden seksjonene begynner, som en del av høyden.
    """

    bredde: int
    hoyde: int
    data: bytes
    overskrifter: tuple[float, ...] = ()


@dataclass(frozen=True)
class Forsendelse:
    """Et brev på vei ut.

    ``sak`` er den brevet kjennes igjen på utenfra, ``reise`` det som ligger inne i filen, og ``folger`` saken i reisen.
    ``utgave`` teller brevene av samme slag i saken.
    """

    brev: Brev
    sak: Sak = field(repr=False)
    reise: Reise = field(repr=False)
    folger: Sak | None = field(default=None, repr=False)
    utgave: int = 1

    @property
    def uten_saken(self) -> Forsendelse:
        """Det samme brevet uten saken i filen. PDF-en er da PDF/A-2a."""
        return replace(self, reise=replace(self.reise, sak=None), folger=None)


def fra_kontoret(brev: Brev, sak: Sak, vurdering: Vurdering) -> Forsendelse:
    """Kommunens brev. Bærer det saken, er det bare den delen utfallet hviler på."""
    from overforing.sak.saksfil import kanonisk, til_verdier

    folger = None
    if brev.dokument in BAERER_SAKEN:
        felt = {felt for funn in vurdering.spor for felt in funn.felt}
        datert = sak
        if brev.dato != (sak.brev.dato or sak.vurderingsdato):
            datert = replace(sak, brev=replace(sak.brev, dato=brev.dato))
        folger = utgaende(datert, brev.dokument, felt, vurdering.linjen)
    sak_json = kanonisk(til_verdier(folger)) if folger else None
    return Forsendelse(brev, sak, Reise(sak.id, brev.dokument, brev.malform, sak_json), folger)


@dataclass(frozen=True)
class Utgang:
    """``tegn`` gjør et brev og det som følger med, til en fil i ett av ``FORMATER``; uten noe til en kopi til innsyn.

    ``les_tilbake`` kaster ``KanIkke`` når filen ikke leses som brevet den er laget av. ``sidebilder`` gir sidene i en
    PDF (bredde, høyde, piksler, overskrifter) i en gitt bredde, og ``brevhode`` noe som er likt så lenge brevene tegnes
    på det samme brevhodet.
    """

    katalog: Katalog
    tegn: Callable[[Brev, Reise | None, str], bytes]
    les_tilbake: Callable[[Brev, bytes], None]
    sidebilder: Callable[[bytes, int], Iterable[tuple[int, int, bytes, tuple[float, ...]]]]
    brevhode: Callable[[], object] = lambda: None

    def filnavn(
        self,
        dokumenter: Iterable[Dokument],
        sak: Sak,
        malform: Malform,
        formater: Iterable[str] = FORMATER,
        utgave: int = 1,
    ) -> tuple[str, ...]:
        """Navnene filene får: hva det er, og saksnummeret."""
        endelser = tuple(formater)
        stammer = [filnavn(self.katalog, dokument, sak, malform, utgave) for dokument in dokumenter]
        return tuple(f"{stamme}.{endelse}" for stamme in stammer for endelse in endelser)

    def skriv(self, ut: Forsendelse, format_: str) -> bytes:
        """Brevet som fil, lest tilbake. Kaster ``KanIkke`` når det som leses, ikke er brevet."""
        data = self.tegn(ut.brev, ut.reise, format_)
        self.les_tilbake(ut.brev, data)
        return data

    def filer(self, ut: Forsendelse, formater: Iterable[str] = FORMATER) -> dict[str, bytes]:
        """Brevet som filer, etter navn. Kaster ``KanIkke`` som ``vokt``."""
        formater = tuple(formater)
        navn = self.filnavn([ut.brev.dokument], ut.sak, ut.brev.malform, formater, ut.utgave)
        self.vokt(ut, navn)
        return {fil: self.skriv(ut, format_) for fil, format_ in zip(navn, formater, strict=True)}

    def lagre(
        self,
        alle: Sequence[Forsendelse],
        mappe: Path,
        *,
        overskriv: bool = False,
        formater: Iterable[str] = FORMATER,
    ) -> tuple[Path, ...]:
        """Skriv brevene i mappen. Tar tid.

        Kaster ``KanIkke`` før noe er skrevet når ett av dem ville røpet noe, og ``UtenPdf`` når det bare kan bli Word.
        """
        formater = tuple(formater)
        filer = {navn: data for ut in alle for navn, data in self.filer(ut, formater).items()}
        return skriv_alle(mappe, filer, overskriv=overskriv)

    def innsynsnavn(self, dokument: Dokument, malform: Malform) -> str:
        """Navnet på en kopi til innsyn: bare hva det er. Saksnummeret kan være noe av det som er tatt bort."""
        navn = self.katalog.hent(f"brev.filnavn.{dokument}", malform)
        return f"Innsyn {navn[:1].lower()}{navn[1:]}.pdf"

    def innsynskopi(self, brev: Brev, sak: Sak, valg: Sladding, dag: date) -> dict[str, bytes]:
        """Brevet som kopi til innsyn, laget ``dag``, etter navn.

        Kaster ``KanIkke`` som ``vokt`` når kopien ville røpet noe, og når brevet er et annet enn det som ble lagret.
        """
        if er_som_lagret(brev, sak) is False:
            raise KanIkke("ui_brev.innsyn.et_annet")
        kopi, navn = sladd(brev, valg, dag), self.innsynsnavn(brev.dokument, brev.malform)
        self._krev_tett(Forsendelse(kopi, sak, Reise(sak.id, brev.dokument, brev.malform)), [navn])
        return {navn: self.tegn(kopi, None, "pdf")}

    def navn_star_igjen(self, brev: Brev, sak: Sak, valg: Sladding) -> bool:
        """Om navnet på en part er i det som er valgt bort, og likevel står et annet sted i kopien."""
        kopi = sladd(brev, valg, brev.dato)
        borte = [tekst for nummer, tekst in enumerate(linjer(brev)) if nummer in valg.linjer]
        navn = {tekst[f.start : f.slutt] for tekst in borte for f in finn_navn(tekst, sak, deler=True)}
        return any(treff(kopi, ett) for ett in navn)

    def sider(self, ut: Forsendelse, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene slik de blir i PDF, ``bredde`` piksler brede. Tar tid."""
        return tuple(Sidebilde(*side) for side in self.sidebilder(self.tegn(ut.brev, ut.reise, "pdf"), bredde))

    def utskrift(self, ut: Forsendelse, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene til papir. Kaster ``KanIkke`` som ``vokt``: også papiret går ut av huset."""
        self.vokt(ut, ())
        return self.sider(ut, bredde)

    def vokt(self, ut: Forsendelse, filnavn: Iterable[str]) -> None:
        """Siste stans før brevet går ut.

        Kaster ``KanIkke`` med stedene når det ville røpet noe, eller når det ber om kontakt og ingen måte er kjent.
        """
        brev = ut.brev
        if brev.dokument in BER_OM_KONTAKT and not brev.utkast and not ut.sak.kontor.kan_nas:
            raise KanIkke("feil.komponer.kontakt", brev=Melding(f"dokument.{brev.dokument}"))
        self._krev_tett(ut, filnavn)

    def _krev_tett(self, ut: Forsendelse, filnavn: Iterable[str]) -> None:
        brev = ut.brev
        if funn := lekkasjer(brev, ut.sak, ut.folger, filnavn):
            steder = [
                Melding(f"lekkasje.brev.{f.hva}", hvor=Melding(f"lekkasje.hvor.{f.hvor}", navn=f.navn)) for f in funn
            ]
            raise KanIkke("lekkasje.brev.stanset", brev=Melding(f"dokument.{brev.dokument}"), steder=steder)
