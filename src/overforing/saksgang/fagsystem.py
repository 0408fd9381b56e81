"""Fakta om saken til å lime inn i fagsystemet.

Bare det kontoret trenger for å se hvor saken står: datoer, antall, utfall, bestemmelser og kommunen som tar over.
Ingen navn på personer og ingenting noen har skrevet fritt er med, så verken helse, tilknytninger eller andre personer
kan følge med. Det eneste som er skrevet, er saksnummeret, når det er et nummer og ikke røper hvem saken gjelder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from overforing.regelverk.funn import Status, Steg, Vurdering
from overforing.regelverk.hjemmel import Hjemmel, Lov
from overforing.sak.lekkasje import finn_fodselsnumre, tekster, trygt_saksnummer
from overforing.sak.modell import Malform, Resultat, Sak, Svar
from overforing.sak.rekkefolge import brett
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog
from overforing.tekster.katalog import dato as med_ord

_OM_DE_ANSATTE = (Steg.HABILITET, Steg.AVLEDET)
_OM_KOMMUNEN = ("3", "49")
"""Paragrafene om hvilken kommune det er. Leddet og resten sier om noen er i institusjon, i fengsel, uten bopel eller
uten lovlig opphold."""


def er_nummer(tekst: str) -> bool:
    """Om et saksnummer er et nummer og ikke et navn: med sifre, og uten andre ord enn «sak» og koder i versaler."""
    ordene = re.findall(r"[^\W\d_]{3,}", tekst)
    return any(map(str.isdecimal, tekst)) and all(o.isupper() or o.casefold().startswith("sak") for o in ordene)


def _navngir(tekst: str, sak: Sak) -> bool:
    """Om et av ordene i teksten er i navnet på noen i saken, eller sifrene er et fødselsnummer når de står sammen."""
    navnene = (navn for sti, navn in tekster(sak) if str(sti).endswith("navn") and sti != "kontor.navn")
    ord_i_navn = {ett for navn in navnene for ett in re.findall(r"[^\W\d_]{2,}", brett(navn))}
    i_teksten = set(re.findall(r"[^\W\d_]+", brett(tekst)))
    return bool(ord_i_navn & i_teksten or finn_fodselsnumre(re.sub(r"\D", "", tekst)))


def fakta(sak: Sak, vurdering: Vurdering, katalog: Katalog, geografi: Geografi, malform: Malform) -> str:
    """Blokken som tekst, én linje for hvert faktum."""
    return "\n".join(_Fakta(sak, vurdering, katalog, geografi, malform).linjer())


class _Fakta:
    def __init__(self, sak: Sak, vurdering: Vurdering, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._sak, self._vurdering, self._geografi = sak, vurdering, geografi
        self._katalog, self._malform = katalog, malform

    def linjer(self) -> Iterator[str]:
        sak, vurdering, t, ord_ = self._sak, self._vurdering, self._t, self._ord
        yield t("overskrift")
        if not vurdering.ferdig:
            yield t("ikke_ferdig")
        if er_nummer(nummer := trygt_saksnummer(sak).strip()) and not _navngir(nummer, sak):
            yield t("saksnummer", nummer=nummer)
        yield t("mottatt", sakstype=ord_(f"sakstype.{sak.sakstype}"), dato=self._dag(sak.soknad.mottatt))
        regelsett = ord_(f"regelsett.{vurdering.regelsett}")
        yield t("vurdert", dato=med_ord(sak.vurderingsdato), regelsett=regelsett)
        yield t("utfall", utfall=ord_(f"utfall.{vurdering.utfall}"))
        hjemler = tuple(dict.fromkeys(self._hjemler()))
        if hjemler:
            yield t("hjemmel", hjemler=self._katalog.hjemler(hjemler, self._malform))
        yield from self._ansatte()
        yield from self._gjort()
        if sak.svar is not None and sak.svar.resultat is not None:
            yield from self._svar(sak.svar, sak.svar.resultat)

    def _hjemler(self) -> Iterator[Hjemmel]:
        for funn in self._vurdering.spor:
            # Bestemmelsen en ansatt er inhabil etter, sier hva hun er for noen; den hører hjemme i notatet.
            if funn.steg in _OM_DE_ANSATTE:
                continue
            for hjemmel in funn.hjemmel:
                if funn.steg is not Steg.RETT_KOMMUNE:
                    yield hjemmel
                elif hjemmel.lov is Lov.SOTJL and hjemmel.paragraf in _OM_KOMMUNEN:
                    yield Hjemmel(hjemmel.lov, hjemmel.paragraf)

    def _ansatte(self) -> Iterator[str]:
        antall = Counter(self._vurdering.ansatte.values())
        if antall:
            hvem = [
                self._t("antall", antall=str(antall[status]), status=self._ord(f"status.{status}"))
                for status in Status
                if antall[status]
            ]
            yield self._t("ansatte", hvem="; ".join(hvem))
        inhabile = [a for a in self._sak.ansatte if self._vurdering.ansatte.get(a.id) is Status.INHABIL]
        if inhabile:
            stengt = sum(1 for a in inhabile if a.tilgang_stengt is not None and a.tilgang_stengt.dato is not None)
            yield self._t("tilgang", stengt=str(stengt), alle=str(len(inhabile)))

    def _gjort(self) -> Iterator[str]:
        sak, t, ord_ = self._sak, self._t, self._ord
        for tiltak in sak.midlertidige_tiltak:
            if tiltak.hjemmel is not None:
                yield t("tiltak", hva=ord_(f"tiltak.{tiltak.hjemmel}"), dato=self._dag(tiltak.dato))
        orientert = sak.orientering_soker
        if orientert is not None and orientert.dato is not None:
            yield t("orientert", hvem=ord_(f"orienteringsmottaker.{orientert.til}"), dato=med_ord(orientert.dato))
        for dokument, lagret in sak.brev.datoer.items():
            yield t("brev", brev=ord_(f"dokument.{dokument}"), dato=self._dag(lagret.dato))
        if sak.sendt is not None and sak.sendt.dato is not None:
            yield t("sendt", dato=med_ord(sak.sendt.dato))

    def _svar(self, svar: Svar, resultat: Resultat) -> Iterator[str]:
        t, ord_ = self._t, self._ord
        yield t("svar", resultat=ord_(f"resultat.{resultat}"), dato=self._dag(svar.dato))
        if resultat is Resultat.OVERFORT:
            kommune = self._geografi.navn(svar.settekommune) if svar.settekommune else t("ikke_fort")
            yield t("settekommune", kommune=kommune)
            omfang = ord_(f"avgrensning.{svar.omfang}") if svar.omfang else t("ikke_fort")
            yield t("omfang", omfang=omfang)
            if svar.til is not None:
                yield t("til", dato=med_ord(svar.til))

    def _dag(self, dag: date | None) -> str:
        return med_ord(dag) if dag else self._t("uten_dato")

    def _t(self, nokkel: str, **verdier: str) -> str:
        return self._ord(f"fagsystem.{nokkel}", **verdier)

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)
