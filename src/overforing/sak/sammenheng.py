"""Det som må henge sammen i en saksfil: id-er, pekere, linjen, kommuner og det som utelukker hverandre.

Leser de rå JSON-verdiene, så alle feilene kan sies på én gang også når formen er feil et annet sted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from overforing.feil import Feltfeil, Melding

from .jsonlesing import INGENTING, elementsti, funnet
from .modell import (
    FOLKEVALGTE_ROLLER,
    KAN_VAERE_OVERST,
    SVARER_TIL_FOLKEVALGTE,
    UTEN_ANSATT,
    Oppgave,
    Organ,
    Rolle,
    Stedfortredertype,
)

Ra = Mapping[str, Any]

LENGST = 100
"""Flest ledd i en linje. Ingen kommune har så mange; en fil som har det, er laget for å hefte den som leser."""

_TYPER_UTEN_ANSATT = {type_.value for type_ in UTEN_ANSATT}
_ORGANER = {organ.value for organ in Organ}
_ROLLER = [rolle.value for rolle in Rolle]
_TYPER = {type_.value for type_ in Stedfortredertype}


def kontroller(sak: Ra, kommuner: Collection[str]) -> list[Feltfeil]:
    """Alle feilene i sammenhengen mellom feltene."""
    rot = _Rot(sak)
    return [
        *_gjentatte(rot, "parter", "id"),
        *_gjentatte(rot, "ansatte", "id"),
        *_gjentatte(rot, "stedfortreder", "type"),
        *_pekere(rot),
        *_ringer(rot),
        *_parter_i_svarene(rot),
        *_svar_mot_tilknytning(rot),
        *_organer(rot),
        *_overst(rot),
        *_ledige(rot),
        *_fravaer(rot),
        *_stedfortredere(rot),
        *_oppholdet(rot),
        *_kommuner(rot, kommuner),
    ]


class _Rot(dict[str, Any]):
    """Saken som husker elementene i listene sine: nesten hver kontroll går gjennom dem."""

    def __init__(self, rot: Ra) -> None:
        super().__init__(rot)
        self._elementer: dict[str, tuple[tuple[str, Ra], ...]] = {}

    def elementer(self, navn: str) -> tuple[tuple[str, Ra], ...]:
        if navn not in self._elementer:
            self._elementer[navn] = tuple(_elementene(self.get(navn), navn))
        return self._elementer[navn]


def _objekt(verdi: Any) -> Ra:
    return verdi if isinstance(verdi, dict) else {}


def _elementene(liste: Any, sti: str) -> Iterator[tuple[str, Ra]]:
    """Objektene i en liste med stien til hvert; det som ikke er objekter, er meldt som formfeil."""
    if isinstance(liste, list):
        for i, element in enumerate(liste):
            if isinstance(element, dict):
                yield elementsti(sti, liste, i), element


def _ider(rot: _Rot, navn: str) -> set[str]:
    return {e["id"] for _, e in rot.elementer(navn) if isinstance(e.get("id"), str)}


def _gjentatte(rot: _Rot, navn: str, nokkel: str) -> Iterator[Feltfeil]:
    sett: set[str] = set()
    liste = rot.get(navn)
    for i, element in enumerate(liste if isinstance(liste, list) else []):
        verdi = element.get(nokkel) if isinstance(element, dict) else None
        if type(verdi) is not str:
            continue
        if nokkel == "id" and not verdi.strip():
            yield Feltfeil(f"{navn}[{i}].id", Melding("feil.saksfil.id"), Melding("feil.saksfil.tom"))
        elif verdi in sett:
            yield Feltfeil(
                f"{navn}[{i}].{nokkel}",
                Melding("feil.saksfil.hver", felt=nokkel),
                Melding("feil.saksfil.en_gang_til", verdi=verdi[:60]),
            )
        sett.add(verdi)


def _pekere(rot: _Rot) -> Iterator[Feltfeil]:
    ansatte, parter = _ider(rot, "ansatte"), _ider(rot, "parter")
    for sti, ansatt in rot.elementer("ansatte"):
        yield from _peker(f"{sti}.overordnet", ansatt.get("overordnet"), ansatte, "ansatte")
        vurdering = _objekt(ansatt.get("habilitetsvurdering"))
        yield from _peker(
            f"{sti}.habilitetsvurdering.avgjort_av_ansatt", vurdering.get("avgjort_av_ansatt"), ansatte, "ansatte"
        )
        yield from _peker(f"{sti}.fravaer.fungerer", _objekt(ansatt.get("fravaer")).get("fungerer"), ansatte, "ansatte")
        for liste in _OM_PARTER:
            for undersi, svar in _elementene(ansatt.get(liste), f"{sti}.{liste}"):
                yield from _peker(f"{undersi}.part", svar.get("part"), parter, "parter")
    for sti, part in rot.elementer("parter"):
        hvem = _objekt(part.get("spurt_om_tilknytning")).get("hvem")
        for plass, id_ in enumerate(hvem if isinstance(hvem, list) else ()):
            yield from _peker(f"{sti}.spurt_om_tilknytning.hvem[{plass}]", id_, ansatte, "ansatte")
    for sti, alternativ in rot.elementer("stedfortreder"):
        yield from _peker(f"{sti}.ansatt", alternativ.get("ansatt"), ansatte, "ansatte")
        svarer_til = alternativ.get("svarer_til")
        if svarer_til != SVARER_TIL_FOLKEVALGTE:
            yield from _peker(f"{sti}.svarer_til", svarer_til, ansatte, "ansatte")
    for sti, tiltak in rot.elementer("midlertidige_tiltak"):
        yield from _peker(f"{sti}.besluttet_av", tiltak.get("besluttet_av"), ansatte, "ansatte")
    for sti, truffet in rot.elementer("allerede_truffet"):
        yield from _peker(f"{sti}.av", truffet.get("av"), ansatte, "ansatte")
    ingen = _objekt(rot.get("ingen_tiltak"))
    yield from _peker("ingen_tiltak.vurdert_av", ingen.get("vurdert_av"), ansatte, "ansatte")
    yield from _peker("underskriver", rot.get("underskriver"), ansatte, "ansatte")


def _peker(sti: str, verdi: Any, ider: set[str], liste: str) -> Iterator[Feltfeil]:
    if type(verdi) is str and verdi not in ider:
        yield Feltfeil(
            sti, Melding("feil.saksfil.id_i", liste=liste), Melding("feil.saksfil.ikke_der", verdi=verdi[:60])
        )


def _ringer(rot: _Rot) -> Iterator[Feltfeil]:
    """En linje der noen til slutt er sin egen overordnede, eller som er lengre enn noen linje er."""
    over = {
        e["id"]: e["overordnet"]
        for _, e in rot.elementer("ansatte")
        if isinstance(e.get("id"), str) and isinstance(e.get("overordnet"), str)
    }
    hoyde: dict[str, int] = {}
    for start in over:
        vei: dict[str, None] = {}
        ledd = start
        while ledd in over and ledd not in vei and ledd not in hoyde:
            vei[ledd] = None
            ledd = over[ledd]
        if ledd in vei:
            ring = list(vei)[list(vei).index(ledd) :]
            yield Feltfeil(f"ansatte[{ring[0]}].overordnet", Melding("feil.saksfil.ring"), " → ".join([*ring, ring[0]]))
        under = hoyde.get(ledd, 0)
        for plass, id_ in enumerate(reversed(vei), 1):
            hoyde[id_] = under + plass
    if hoyde and max(hoyde.values()) >= LENGST:
        lengst = max(hoyde, key=lambda id_: hoyde[id_])
        yield Feltfeil(
            f"ansatte[{lengst}].overordnet", Melding("feil.saksfil.ledd", flest=LENGST), Melding("feil.saksfil.lengre")
        )


_OM_PARTER = ("tilknytninger", "ingen_tilknytning")


def _parter_i_svarene(rot: _Rot) -> Iterator[Feltfeil]:
    if len(list(rot.elementer("parter"))) == 1:
        return
    for sti, ansatt in rot.elementer("ansatte"):
        for liste in _OM_PARTER:
            for undersi, svar in _elementene(ansatt.get(liste), f"{sti}.{liste}"):
                if "part" not in svar:
                    yield Feltfeil(f"{undersi}.part", Melding("feil.saksfil.part"), INGENTING)


def _svar_mot_tilknytning(rot: _Rot) -> Iterator[Feltfeil]:
    """Ett svar om hver part, og ikke «ingen tilknytning» ved siden av en tilknytning hun selv har fortalt om."""
    parter = _ider(rot, "parter")
    eneste = next(iter(parter)) if len(parter) == 1 else None
    for sti, ansatt in rot.elementer("ansatte"):
        fortalt = {
            t.get("part", eneste)
            for _, t in _elementene(ansatt.get("tilknytninger"), f"{sti}.tilknytninger")
            if t.get("kilde", "selv") == "selv" and isinstance(t.get("part", eneste), str)
        }
        besvart: set[str] = set()
        for undersi, svar in _elementene(ansatt.get("ingen_tilknytning"), f"{sti}.ingen_tilknytning"):
            part = svar.get("part", eneste)
            if not isinstance(part, str):
                continue
            if part in fortalt:
                yield Feltfeil(undersi, Melding("feil.saksfil.ikke_svar"), Melding("feil.saksfil.begge"))
            elif part in besvart:
                yield Feltfeil(undersi, Melding("feil.saksfil.ett_svar"), Melding("feil.saksfil.svar_til"))
            besvart.add(part)


def _organ(ansatt: Ra) -> str | None:
    """Organet den ansatte handler for; ``None`` når filen har noe som ikke er et organ, for det er meldt."""
    organ = ansatt.get("organ", Organ.KOMMUNEN.value)
    return organ if isinstance(organ, str) and organ in _ORGANER else None


def _har_oppgave(ansatt: Ra) -> bool:
    return ansatt.get("oppgave") in (Oppgave.AVGJOR.value, Oppgave.FORBEREDER.value)


def _sagt(del_: Ra, felt: str) -> Melding | str:
    return funnet(del_[felt]) if felt in del_ else INGENTING


def _organer(rot: _Rot) -> Iterator[Feltfeil]:
    """Fvl § 10: linjen går innenfor organet, og bare de som handler for kommunen, har en oppgave i saken."""
    organ = {e["id"]: _organ(e) for _, e in rot.elementer("ansatte") if isinstance(e.get("id"), str)}
    for sti, ansatt in rot.elementer("ansatte"):
        eget, rolle = _organ(ansatt), ansatt.get("rolle", Rolle.ANNEN.value)
        if eget and rolle in _ROLLER and (rolle in FOLKEVALGTE_ROLLER) is not (eget == Organ.FOLKEVALGTE.value):
            ventet = Melding("feil.saksfil.bare_folkevalgte")
            yield Feltfeil(f"{sti}.organ", ventet, _sagt(ansatt, "organ"))
        if _har_oppgave(ansatt) and eget not in (Organ.KOMMUNEN.value, None):
            yield Feltfeil(f"{sti}.oppgave", Melding("feil.saksfil.ikke_annet_organ"), _sagt(ansatt, "oppgave"))
        over = ansatt.get("overordnet")
        organ_over = organ.get(over) if isinstance(over, str) else None
        if organ_over == Organ.FOLKEVALGTE.value:
            yield Feltfeil(
                f"{sti}.overordnet", Melding("feil.saksfil.ingens_overordnede"), Melding("feil.saksfil.folkevalgt")
            )
        elif organ_over and eget and organ_over != eget:
            yield Feltfeil(
                f"{sti}.overordnet", Melding("feil.saksfil.samme_organ"), Melding("feil.saksfil.annet_organ")
            )
    for sti, alternativ in rot.elementer("stedfortreder"):
        id_ = alternativ.get("ansatt")
        if isinstance(id_, str) and organ.get(id_) not in (Organ.KOMMUNEN.value, None):
            yield Feltfeil(f"{sti}.ansatt", Melding("feil.saksfil.for_kommunen"), Melding("feil.saksfil.annet_organ"))


def _overst(rot: _Rot) -> Iterator[Feltfeil]:
    for sti, ansatt in rot.elementer("ansatte"):
        rolle = ansatt.get("rolle", Rolle.ANNEN.value)
        if "ingen_over" not in ansatt:
            continue
        if rolle in _ROLLER and rolle not in KAN_VAERE_OVERST:
            ventet = Melding("feil.saksfil.bare_noen_ledere")
            yield Feltfeil(f"{sti}.ingen_over", ventet, _sagt(ansatt, "ingen_over"))
        elif "overordnet" in ansatt:
            yield Feltfeil(f"{sti}.ingen_over", Melding("feil.saksfil.ikke_overordnet"), Melding("feil.saksfil.begge"))


_IKKE_FOR_LEDIG = ("tilknytninger", "ingen_tilknytning", "skjonn", "apenbart_unntak", "habilitetsvurdering")


def _ledige(rot: _Rot) -> Iterator[Feltfeil]:
    """I en ledig stilling er det ingen å spørre, og ingen som kan ha en oppgave."""
    for sti, ansatt in rot.elementer("ansatte"):
        if ansatt.get("stilling_ledig") is not True:
            continue
        if _har_oppgave(ansatt):
            yield Feltfeil(f"{sti}.oppgave", Melding("feil.saksfil.ikke_oppgave_ledig"), _sagt(ansatt, "oppgave"))
        for felt in _IKKE_FOR_LEDIG:
            if ansatt.get(felt, []) != []:
                yield Feltfeil(f"{sti}.{felt}", Melding("feil.saksfil.ikke_ledig"), _sagt(ansatt, felt))


def _dag(verdi: Any) -> date | None:
    """Dagen i filen; ``None`` når det ikke står en, for det er meldt."""
    try:
        return date.fromisoformat(verdi) if type(verdi) is str else None
    except ValueError:
        return None


def _borte(rot: _Rot, ansatt: Ra) -> bool:
    """Om fraværet gjelder på vurderingsdatoen."""
    fravaer = _objekt(ansatt.get("fravaer"))
    fra, dag = _dag(fravaer.get("fra")), _dag(rot.get("vurderingsdato"))
    til = _dag(fravaer["til"]) if "til" in fravaer else date.max
    return fra is not None and til is not None and dag is not None and fra <= dag <= til


def _fravaer(rot: _Rot) -> Iterator[Feltfeil]:
    ansatte = {e["id"]: e for _, e in rot.elementer("ansatte") if isinstance(e.get("id"), str)}
    for sti, ansatt in rot.elementer("ansatte"):
        fravaer = _objekt(ansatt.get("fravaer"))
        if _borte(rot, ansatt) and _har_oppgave(ansatt):
            yield Feltfeil(f"{sti}.oppgave", Melding("feil.saksfil.ikke_borte"), _sagt(ansatt, "oppgave"))
        fra, til = _dag(fravaer.get("fra")), _dag(fravaer.get("til"))
        if fra and til and til < fra:
            yield Feltfeil(f"{sti}.fravaer.til", Melding("feil.saksfil.forste_dag"), _sagt(fravaer, "til"))
        id_ = fravaer.get("fungerer")
        fungerer = ansatte.get(id_) if isinstance(id_, str) else None
        if fungerer is None:
            continue
        if id_ == ansatt.get("id"):
            feil = Melding("feil.saksfil.henne_selv")
        elif fungerer.get("organ", Organ.KOMMUNEN.value) != ansatt.get("organ", Organ.KOMMUNEN.value):
            feil = Melding("feil.saksfil.annet_organ")
        elif fungerer.get("stilling_ledig") is True:
            feil = Melding("feil.saksfil.ledig")
        elif _borte(rot, fungerer):
            feil = Melding("feil.saksfil.selv_borte")
        else:
            continue
        yield Feltfeil(f"{sti}.fravaer.fungerer", Melding("feil.saksfil.samme_organ_pa_jobb"), feil)


def _stedfortredere(rot: _Rot) -> Iterator[Feltfeil]:
    for sti, alternativ in rot.elementer("stedfortreder"):
        type_ = alternativ.get("type")
        if not isinstance(type_, str) or type_ not in _TYPER:
            continue
        if type_ in _TYPER_UTEN_ANSATT and "ansatt" in alternativ:
            yield Feltfeil(f"{sti}.ansatt", Melding("feil.saksfil.ingen_ansatt"), Melding("feil.saksfil.ansatt"))
        if type_ not in _TYPER_UTEN_ANSATT and "habil" in alternativ:
            yield Feltfeil(f"{sti}.habil", Melding("feil.saksfil.ikke_habil"), _sagt(alternativ, "habil"))
        if type_ != Stedfortredertype.INNLEID.value and "svarer_til" in alternativ:
            yield Feltfeil(f"{sti}.svarer_til", Melding("feil.saksfil.bare_innleide"), _sagt(alternativ, "svarer_til"))
        if type_ != Stedfortredertype.FOLKEVALGT_ORGAN.value and "organ_i" in alternativ:
            yield Feltfeil(f"{sti}.organ_i", Melding("feil.saksfil.bare_organer"), _sagt(alternativ, "organ_i"))


def _oppholdet(rot: _Rot) -> Iterator[Feltfeil]:
    """En sak som er overført hit, er verken en tvist om oppholdet eller en sak vi har som vertskommune."""
    opphold = _objekt(rot.get("opphold"))
    if "overfort_hit" not in opphold:
        return
    for felt in ("tvist", "vertskommune"):
        if felt in opphold:
            yield Feltfeil(
                f"opphold.{felt}",
                Melding("feil.saksfil.ikke_ved_siden", felt="overfort_hit"),
                Melding("feil.saksfil.begge"),
            )


def _kommuner(rot: _Rot, kommuner: Collection[str]) -> Iterator[Feltfeil]:
    for sti, verdi in _kommunefelt(rot):
        if type(verdi) is str and verdi not in kommuner:
            yield Feltfeil(sti, Melding("feil.saksfil.kommunenummer"), f"«{verdi[:60]}»")


def _kommunefelt(rot: _Rot) -> Iterable[tuple[str, Any]]:
    opphold = _objekt(rot.get("opphold"))
    yield "kontor.kommune", _objekt(rot.get("kontor")).get("kommune")
    for felt in ("kommune", "kommune_for_inntak", "bosettingskommune"):
        yield f"opphold.{felt}", opphold.get(felt)
    yield "opphold.vertskommune.kommune", _objekt(opphold.get("vertskommune")).get("kommune")
    tvist = _objekt(opphold.get("tvist"))
    yield "opphold.tvist.med_kommune", tvist.get("med_kommune")
    yield "opphold.tvist.vart_syn.ansvarlig", _objekt(tvist.get("vart_syn")).get("ansvarlig")
    yield "opphold.overfort_hit.fra", _objekt(opphold.get("overfort_hit")).get("fra")
    for sti, settekommune in rot.elementer("settekommuner"):
        yield f"{sti}.kommune", settekommune.get("kommune")
    yield "svar.settekommune", _objekt(rot.get("svar")).get("settekommune")
