"""Ordene i brevene: katalogen på ett brevs målform og etter ett regelsett."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from overforing.regelverk import hjemmel as hj
from overforing.regelverk.hjemmel import Hjemler, Hjemmel, Lov
from overforing.sak.modell import Malform, Regelsett, Representanttype, Rolle, Sakstype, Tiltakshjemmel, Tjeneste
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog, oppramsing
from overforing.tekster.katalog import dato as datotekst
from overforing.tekster.navn import stor

TALLORD = ("", "", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")

ANSVAR_OG_UTGIFTER = hj.begge(hj.sotjl("3"), hj.sotjl("7"))
_SOTJL44 = (hj.sotjl("44"),)
_TIL_MERKING = hj.begge(Hjemmel(Lov.OFFL, "13"), *_SOTJL44)


@dataclass(frozen=True)
class Begreper:
    """Oppslag med målform og regelsett gitt én gang."""

    katalog: Katalog
    geografi: Geografi
    malform: Malform
    regelsett: Regelsett

    def __call__(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.etter(self.regelsett).hent(nokkel, self.malform, **verdier)

    def dato(self, verdi: date | None) -> str:
        """Datoen med ord, eller tom tekst."""
        return datotekst(verdi) if verdi else ""

    def kommune(self, nummer: str | None) -> str:
        """Kommunens navn uten «kommune», eller tom tekst."""
        return self.geografi.navn(nummer) if nummer else ""

    def lov(self, hjemler: Hjemler) -> str:
        return self.bestemmelser(hjemler[self.regelsett])

    def bestemmelser(self, hjemler: Iterable[Hjemmel]) -> str:
        """Bestemmelsene i løpende tekst; hele paragrafer i samme lov samles: «forvaltningsloven §§ 35 og 41»."""
        grupper: dict[Lov, list[Hjemmel]] = {}
        for hjemmel in hjemler:
            grupper.setdefault(hjemmel.lov, []).append(hjemmel)
        return oppramsing(self.katalog.hjemler(gruppe, self.malform) for gruppe in grupper.values())

    def roller(self, roller: Iterable[Rolle]) -> str:
        """«Nav-lederen og to veiledere»."""
        deler = []
        for rolle, antall in Counter(roller).items():
            if antall == 1:
                deler.append(self(f"rolle_bestemt.{rolle}"))
            else:
                tall = TALLORD[antall] if antall < len(TALLORD) else str(antall)
                deler.append(f"{tall} {self(f'rolle_flertall.{rolle}')}")
        return oppramsing(deler)

    def tjenester(self, tjenester: Iterable[Tjeneste], *, paragrafer: bool = True) -> str:
        """«økonomisk stønad til livsopphold og midlertidig botilbud (sosialtjenesteloven §§ 18 og 27)»."""
        valgte = tuple(tjenester)
        if all(tjeneste is Tjeneste.ANNET for tjeneste in valgte):
            return self("brev.gjelder.uten_tjeneste")
        ord_ = oppramsing(self(f"tjeneste.{tjeneste}") for tjeneste in valgte)
        hjemler = [
            hj.sotjl(self(f"tjeneste_paragraf.{tjeneste}"))
            for tjeneste in valgte
            if f"tjeneste_paragraf.{tjeneste}" in self.katalog
        ]
        return f"{ord_} ({self.bestemmelser(hjemler)})" if paragrafer and hjemler else ord_

    def du(self, flere: bool) -> str:
        return self(f"brev.du.{_tall(flere)}")

    def deg(self, flere: bool) -> str:
        return self(f"brev.deg.{_tall(flere)}")

    def din(self, flere: bool) -> str:
        """Etter «saken» og «klagen»."""
        return self(f"brev.din.{_tall(flere)}")

    def saken_din(self, sakstype: Sakstype, *, flere: bool = False) -> str:
        return self(f"brev.saken_{'deres' if flere else 'din'}.{_soknad_eller_klage(sakstype)}")

    def denne(self, sakstype: Sakstype) -> str:
        return self(f"brev.denne.{_soknad_eller_klage(sakstype)}")

    def den_som(self, sakstype: Sakstype, *, flere: bool = False) -> str:
        """«den som har søkt», når navnet ikke er oppgitt."""
        return self(f"brev.{'de' if flere else 'den'}_som.{_soknad_eller_klage(sakstype)}")

    def representant(self, type_: Representanttype | None) -> str:
        return self(f"representant.{type_}") if type_ else self("brev.representant")

    def ikke_pa_nytt(self, sakstype: Sakstype, *, flere: bool = False) -> str:
        return self(f"brev.ikke_pa_nytt.{_soknad_eller_klage(sakstype)}", du=stor(self.du(flere)))

    def avgjor_saken(self, sakstype: Sakstype) -> str:
        """Det kommunen gjør med saken. En klage avgjør den ikke; den behandler klagen (sotjl § 47)."""
        return self(f"brev.avgjor.{'klage' if sakstype is Sakstype.KLAGE else 'annet'}")

    def til_deg(self, sakstype: Sakstype, *, flere: bool = False) -> str:
        return self(f"brev.til.{_soknad_eller_klage(sakstype)}", deg=self.deg(flere))

    def merking(self) -> str:
        return self("brev.hode.merking", hjemmel=self.skjermingshjemmel())

    def embetets_merking(self) -> str:
        """Merkingen i Statsforvalterens egne brev."""
        return self("brev.hode.merking", hjemmel=self.embetets_hjemmel())

    def embetets_hjemmel(self) -> str:
        """Bestemmelsene i den, uten ordene foran: embetet er bundet av forvaltningsloven (rettsgrunnlag § 9)."""
        return self(
            "brev.hode.embetets_hjemmel",
            offl=self.bestemmelser(_TIL_MERKING[self.regelsett][:1]),
            fvl=self.lov(hj.TAUSHETSPLIKT),
        )

    def skjermingshjemmel(self) -> str:
        """Bestemmelsene i merkingen, uten ordene foran."""
        offl, sotjl = _TIL_MERKING[self.regelsett]
        return self(
            "brev.hode.skjermingshjemmel",
            offl=self.bestemmelser([offl]),
            sotjl=self.bestemmelser([sotjl]),
            fvl=self.lov(hj.TAUSHETSPLIKT),
        )


def _tall(flere: bool) -> str:
    return "flere" if flere else "en"


def _soknad_eller_klage(sakstype: Sakstype) -> str:
    return sakstype.value if sakstype in (Sakstype.SOKNAD, Sakstype.KLAGE) else "annet"


_HENVISNINGER: dict[str, Hjemler] = {
    "ansvar": hj.begge(hj.sotjl("3")),
    "ansvar_og_utgifter": ANSVAR_OG_UTGIFTER,
    "avledet": hj.AVLEDET,
    "apenbart_unntak": hj.APENBART_UNNTAK,
    "delegering": {rs: hjemler[1:] for rs, hjemler in hj.OVERFORING.items()},
    "deling": hj.DELING,
    "egen_vurdering": hj.EGEN_VURDERING,
    "feil": hj.FEIL_VED_BEHANDLINGEN,
    "folkevalgt_organ": hj.FOLKEVALGT_ORGAN,
    "forberedt_som_ansatt": hj.begge(hj.koml("11-10", 2)),
    "forelopig_avgjorelse": hj.FORELOPIG_AVGJORELSE,
    "forelopig_svar": hj.FORELOPIG_SVAR,
    "hjelp_na": hj.begge(hj.sotjl("17"), hj.sotjl("18"), hj.sotjl("27")),
    "hvem_avgjor_habilitet": hj.HVEM_AVGJOR_HABILITET,
    "hvem_omfattes": hj.HVEM_OMFATTES,
    "klage": hj.KLAGE,
    "klageforberedelse": hj.KLAGEFORBEREDELSE,
    "overforing": {rs: hjemler[:1] for rs, hjemler in hj.OVERFORING.items()},
    "oversendelse": hj.OVERSENDELSE,
    "stedfortreder": hj.STEDFORTREDER,
    "taushetsplikt": {rs: (*_SOTJL44, *hjemler) for rs, hjemler in hj.TAUSHETSPLIKT.items()},
    "tvist": hj.TVIST_OM_OPPHOLD,
    "utgifter": hj.begge(hj.sotjl("7", 2)),
    "vertens_folkevalgte": hj.begge(hj.koml("20-2", 3)),
    "vertskommune": hj.begge(hj.sotjl("3", 4)),
}


def lovhenvisninger(begreper: Begreper) -> dict[str, str]:
    """Bestemmelsene malene viser til, etter det regelsettet vurderingen fulgte."""
    return {navn: begreper.lov(hjemler) for navn, hjemler in _HENVISNINGER.items()}


_HJEMMEL_FOR_HJELP = {
    Tiltakshjemmel.SOTJL17: hj.begge(hj.sotjl("17")),
    Tiltakshjemmel.SOTJL18: hj.begge(hj.sotjl("18")),
    Tiltakshjemmel.SOTJL27: hj.begge(hj.sotjl("27")),
}


def hjelpens_hjemmel(begreper: Begreper, hjemmel: Tiltakshjemmel | None) -> str:
    """Bestemmelsen hjelpen i ventetiden bygger på, eller tom tekst."""
    hjemler = _HJEMMEL_FOR_HJELP.get(hjemmel or Tiltakshjemmel.ANNET)
    return begreper.lov(hjemler) if hjemler else ""


def medkommune(begreper: Begreper, nummer: str | None) -> str:
    """«Trondheim kommune», eller tom tekst."""
    navn = begreper.kommune(nummer)
    return begreper("brev.hode.kommune", navn=navn) if navn else ""
