"""Det en forespørsel handler om, i ord: hva det er søkt om, dagene, hjelpen, tilknytningen og settekommunene.

Det som ikke er kjent, står som ikke kjent: en tom rad kunne vært lest som et svar. Ansatte nevnes med rolle, og
med navn bare der rollen ikke sier hvem det er.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from overforing.mottak.foresporsel import Slag
from overforing.mottak.inngaende import hjemmel_av
from overforing.mottak.lignende import Likhet
from overforing.regelverk import hjemmel as hj
from overforing.sak.modell import Malform, Sak, Settekommune, Tjeneste
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, oppramsing
from overforing.tekster.navn import stor

from .visning import Visning, omfangsord

if TYPE_CHECKING:
    from overforing.brev.komponer.begreper import Begreper
    from overforing.brev.komponer.lesning import Lesning


@dataclass(frozen=True)
class Faktum:
    """Noe siden sier om saken, hver linje for seg. ``kjent`` er usant når linjen sier at det ikke er kjent."""

    navn: str
    linjer: tuple[str, ...] = field(repr=False)
    kjent: bool = True


@dataclass(frozen=True)
class Lignende:
    """En sak embetet har avgjort: nummeret («2026/41»), utfallet med dagen, og likheten."""

    journalnummer: str
    utfall: str
    likhet: str


class Faktaord:
    """Setter en visning i ord, i én målform. ``katalog`` er etter visningens regelsett."""

    def __init__(self, v: Visning, katalog: Katalog, geografi: Geografi, malform: Malform) -> None:
        self._v, self._katalog, self._geografi, self._malform = v, katalog, geografi, malform

    def fakta(self) -> tuple[Faktum, ...]:
        f, sak = self._v.foresporsel, self._v.sak
        return (
            self._faktum("sokt_om", self._tjenestene(sak)),
            self._faktum("sakstype", [stor(self._ord(f"sakstype.{sak.sakstype}"))] if sak else []),
            self._faktum("kom_til_kommunen", self._kom(sak)),
            self._faktum("dokumentdato", [dag(f.dokumentdato)]),
            self._faktum("mottatt", [dag(f.mottatt)]),
            self._faktum("frist", [dag(f.frist)]),
            self._faktum("haster", self._haster()),
            self._faktum("hjelp", self._hjelpen()),
            *self._det_det_bes_om(sak),
        )

    def _det_det_bes_om(self, sak: Sak | None) -> Iterator[Faktum]:
        if self._v.foresporsel.slag is Slag.TVIST:
            tvist = sak.opphold.tvist if sak else None
            syn = tvist.vart_syn if tvist else None
            yield self._faktum("uenig_med", [self._kommune(tvist.med_kommune if tvist else None)])
            yield self._faktum("mener", [self._kommune(syn.ansvarlig if syn else None)])
            return
        yield self._faktum("tilknytning", self._tilknytningene())
        yield self._faktum("settekommuner", map(self._settekommunen, sak.settekommuner) if sak else [])
        omfang = sak.avgrensning if sak else None
        bedt_om = omfangsord(self._katalog, self._malform, omfang.type, omfang.til) if omfang else ""
        yield self._faktum("bedt_om", [stor(bedt_om)])

    def _faktum(self, navn: str, linjer: Iterable[str]) -> Faktum:
        kjente = tuple(linje for linje in linjer if linje)
        ukjent = "ikke_svart" if self._v.sak and navn not in _I_LOGGEN else "ikke_kjent"
        return Faktum(
            self._ord(f"ui_foresporsel.sak.{navn}"),
            kjente or (self._ord(f"ui_foresporsel.sak.{ukjent}"),),
            bool(kjente),
        )

    def _tjenestene(self, sak: Sak | None) -> Iterator[str]:
        """Tjenestene, og søknadens egne ord når de ikke er blant dem loven nevner."""
        tjenester = tuple(dict.fromkeys(sak.soknad.tjenester)) if sak else ()
        if tjenester:
            yield stor(self._begreper.tjenester(tjenester))
        if sak and (not tjenester or Tjeneste.ANNET in tjenester):
            yield sak.soknad.beskrivelse.strip()

    def _kom(self, sak: Sak | None) -> Iterator[str]:
        if sak and sak.soknad.mottatt:
            form = f", {self._ord(f'soknadsform.{sak.soknad.form}')}" if sak.soknad.form else ""
            yield dag(sak.soknad.mottatt) + form

    def _haster(self) -> Iterator[str]:
        if self._v.foresporsel.haster is not None:
            hva = self._v.sak.soknad.hva_haster.strip() if self._v.sak else ""
            svar = self._ord(f"ui_foresporsel.sak.{'ja' if self._v.foresporsel.haster else 'nei'}")
            yield f"{svar}. {hva}" if hva else svar

    def _hjelpen(self) -> Iterator[str]:
        """Det som er gjort i mellomtiden (fvl § 7), etter dato; ellers hvorfor ikke, når det er sagt."""
        les = self._lesning
        if les is None:
            return
        from overforing.brev.komponer.ventetiden import ventetiden

        sagt: Any = ventetiden(les)
        for t in sagt["tiltak"]:
            hjemmel = f" ({t['hjemmel']})" if t["hjemmel"] else ""
            dato = f"{t['dato']}: " if t["dato"] else ""
            hva = t["hva"] if dato else stor(t["hva"])
            yield " ".join(
                filter(None, (f"{dato}{hva}{hjemmel}.", self._forelopig(t), t["beskrivelse"], t["oppfolging"]))
            )
        if ingen := sagt["ingen_tiltak"]:
            yield self._ord("ui_foresporsel.sak.ingen_hjelp", hvorfor=ingen)

    def _forelopig(self, tiltak: Any) -> str:
        if not tiltak["etter_unntaket"]:
            return ""
        unntaket = self._katalog.hjemler(hj.FORELOPIG_AVGJORELSE[self._v.regelsett], self._malform)
        return self._ord("ui_foresporsel.sak.etter_unntaket", hjemmel=unntaket)

    def _tilknytningene(self) -> Iterator[str]:
        """For hver som er vurdert: tilknytningen slik brevet sier den, og hva vurderingen er."""
        les = self._lesning
        if les is None:
            return
        from overforing.brev.komponer.habiliteten import person, tilknytningen

        for ansatt in sorted(les.sak.ansatte, key=lambda a: a not in les.inhabile):
            noe = bool(ansatt.tilknytninger or ansatt.skjonn or ansatt.innsigelse)
            if ansatt.id in les.egen and (noe or ansatt in les.inhabile):
                yield self._person(person(les, ansatt))
            elif ansatt.tilknytninger:  # saken er ikke kommet så langt, eller hører til et annet spor
                sagt = [tilknytningen(les, ansatt, t) for t in ansatt.tilknytninger]
                yield " ".join(
                    (*sagt, self._ord("ui_foresporsel.sak.person.ikke_vurdert", hvem=les.kort(ansatt)) + ".")
                )

    def _person(self, person: Any) -> str:
        utfall = next((u for u in ("holdes_utenfor", "inhabil", "tvil", "uavklart") if person[u]), "ikke_inhabil")
        hjemmel = f" ({person['hjemmel']})" if person["inhabil"] and person["hjemmel"] else ""
        vurdert = stor(self._ord(f"ui_foresporsel.sak.person.{utfall}", hvem=person["kort"]))
        return " ".join((*person["tilknytninger"], f"{vurdert}{hjemmel}."))

    def _settekommunen(self, s: Settekommune) -> str:
        """«Malvik: spurt, har sagt ja, habilitet ikke vurdert»."""
        if not s.kommune:
            return ""
        spurt = self._svaret("spurt", s.spurt)
        svart = self._svaret("villig", s.villig) if s.spurt or s.villig is not None else ""
        sagt = ", ".join(filter(None, (spurt, svart, self._svaret("habil", s.habil))))
        merknad = f". {s.merknad.strip()}" if s.merknad.strip() else ""
        return f"{self._geografi.navn(s.kommune)}: {sagt}{merknad}"

    def _svaret(self, hva: str, svar: bool | None) -> str:
        return self._ord(f"ui_foresporsel.sak.sett.{hva}.{ {True: 'ja', False: 'nei', None: 'ukjent'}[svar] }")

    def _kommune(self, nummer: str | None) -> str:
        return self._geografi.navn(nummer) if nummer else ""

    @property
    def _lesning(self) -> Lesning | None:
        """Saken slik brevene leser den. ``None`` når den ikke er kjent."""
        v = self._v
        if v.sak is None or v.vurdering is None:
            return None
        from overforing.brev.komponer.lesning import Lesning

        return Lesning(v.sak, v.vurdering, self._begreper)

    @property
    def _begreper(self) -> Begreper:
        from overforing.brev.komponer.begreper import Begreper

        return Begreper(self._katalog, self._geografi, self._malform, self._v.regelsett)

    # Lignende saker

    def lignende(self, likhet: Likhet) -> Lignende:
        grunn = hjemmel_av(likhet.grunn)
        bestemmelsen = self._katalog.hjemmel(grunn, self._malform) if grunn else ""
        momentene = oppramsing(self._ord(f"moment.{moment}") for moment in likhet.momenter)
        deler = (("samme_grunn", bestemmelsen), ("samme_momenter", momentene))
        utfall = stor(self._ord(f"mottak.utfall_kort.{likhet.utfall}"))
        return Lignende(
            f"{likhet.aar}/{likhet.nr}",
            self._ord("ui_foresporsel.lignende.avgjort", utfall=utfall, dato=dag(likhet.avgjort)),
            " ".join(self._ord(f"ui_foresporsel.lignende.{nokkel}", hva=hva) for nokkel, hva in deler if hva),
        )

    def _ord(self, nokkel: str, **verdier: str) -> str:
        return self._katalog.hent(nokkel, self._malform, **verdier)


def momentene(sak: Sak | None) -> tuple[str, ...]:
    """Momentene kommunen viser til."""
    return tuple(sak.saerlig_ulempe.momenter) if sak else ()


def dag(verdi: date | None) -> str:
    """«20.11.2026»; tomt når den ikke er kjent."""
    return f"{verdi.day}.{verdi.month}.{verdi.year}" if verdi else ""


_I_LOGGEN = frozenset({"dokumentdato", "mottatt", "frist", "haster"})
"""Det som står i loggen, også når brevet ikke hadde saken med seg."""
