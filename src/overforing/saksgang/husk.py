"""«Husk kontoret»: kontoret og linjen i en sak, til innstillingene. Navn, rolle og overordnet; aldri noe svar om noen.

Det som ikke er sagt i saken, endrer ingenting i innstillingene, og den som ikke er i saken, blir stående der.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from overforing.regelverk.linje import har_ingen_over
from overforing.sak import modell as m
from overforing.sak.lekkasje import finn_fodselsnumre
from overforing.sak.person import Linje, Person

from .elementer import i_ring, ledig
from .sporsmal import ikke_fylt_ut

EKSEMPEL = "Eksempel"
"""Saksnummeret til eksempelsaken begynner slik. Ingen skal huske noen som er oppdiktet."""


@dataclass(frozen=True)
class Husket:
    """Innstillingene slik de blir. ``bytter_kontor``: noe som sto om kontoret, blir et annet. ``bytter`` er id-ene til
    dem som får en annen rolle eller plass enn de hadde.
    """

    kontor: Mapping[str, str]
    linje: Linje
    bytter_kontor: bool
    bytter: tuple[str, ...]


def husk(sak: m.Sak, kontor: Mapping[str, str], linje: Linje) -> Husket:
    """``kontor`` og ``linje`` er det innstillingene sier nå."""
    nytt, ny = {**kontor, **utfylt(sak.kontor)}, _linjen(sak, linje)
    byttes = tuple(naa.id for for_, naa in zip(linje, ny, strict=False) if _byttes(for_, naa))
    return Husket(nytt, ny, any(nytt[felt] != verdi for felt, verdi in kontor.items() if verdi), byttes)


def utfylt(kontor: m.Kontor) -> dict[str, str]:
    """Det som er sagt om kontoret, etter feltet. Et fødselsnummer fra en fil er ikke noe å huske."""
    felt = {f.name: (getattr(kontor, f.name) or "").strip() for f in fields(kontor) if f.compare}
    return {navn: verdi for navn, verdi in felt.items() if verdi and not finn_fodselsnumre(verdi)}


def _byttes(for_: Person, naa: Person) -> bool:
    plass, ny_plass = (for_.overordnet, for_.ingen_over), (naa.overordnet, naa.ingen_over)
    return bool(for_.rolle and for_.rolle != naa.rolle) or (any(plass) and plass != ny_plass)


def _linjen(sak: m.Sak, linje: Linje) -> Linje:
    for_ = {p.id: p for p in linje}
    ider = _ider(sak, linje)
    i_saken = {ider[a.id]: a for a in sak.ansatte if a.id in ider}
    over = {p.id: p.overordnet for p in linje if p.id not in i_saken}
    usagt = []
    for id_, ansatt in i_saken.items():
        if sagt := ider.get(ansatt.overordnet or "", ""):
            over[id_] = sagt
        elif id_ in for_ and not _blir_overst(ansatt, for_[id_]):
            usagt.append(id_)
    # Det saken sier, går foran det som sto, der de til sammen ville satt noen over seg selv.
    for id_ in usagt:
        sto = for_[id_].overordnet
        over[id_] = "" if i_ring(over, id_, sto) else sto
    nye = (Person(id=id_) for id_ in i_saken if id_ not in for_)
    return tuple(
        _med(replace(p, overordnet=over.get(p.id, "")), i_saken[p.id]) if p.id in i_saken else p for p in (*linje, *nye)
    )


def _blir_overst(ansatt: m.Ansatt, for_: Person) -> bool:
    """Om saken sier at ingen er over henne: med en grunn, eller en ny rolle som er øverst."""
    return har_ingen_over(ansatt) and (ansatt.ingen_over is not None or ansatt.rolle != for_.rolle)


def _med(person: Person, ansatt: m.Ansatt) -> Person:
    """Personen med navnet, rollen og grunnen saken sier. «Annen» er det som står til noen velger rolle."""
    usagt = ansatt.rolle is m.Rolle.ANNEN and bool(person.navn or person.rolle)
    rolle = person.rolle if usagt else ansatt.rolle.value
    grunn = person.ingen_over if rolle == person.rolle or rolle in m.KAN_VAERE_OVERST else ""
    grunn = ansatt.ingen_over.value if ansatt.ingen_over else grunn
    ingen_over = "" if person.overordnet else grunn
    return replace(person, navn=person.navn or _rent(ansatt.navn), rolle=rolle, ingen_over=ingen_over)


def _ider(sak: m.Sak, linje: Linje) -> dict[str, str]:
    """Id-en i innstillingene til hver i saken som står i kommunens linje.

    De er den samme når de heter det samme. Uten navn er hun den eneste med rollen; er det flere, vet ingen hvem.
    """
    uten_navn = Counter(a.rolle for a in sak.ansatte if not _rent(a.navn))
    i_linjen = [a for a in sak.ansatte if a.organ is m.Organ.KOMMUNEN]
    her = [a for a in i_linjen if not ikke_fylt_ut(a) and not finn_fodselsnumre(a.navn)]
    ukjente = [a for a in her if not _rent(a.navn) and uten_navn[a.rolle] > 1]
    ledige, ider = list(linje), dict[str, str]()
    for passer in (_samme, _heter_og_er_det_samme, _heter_det_samme, _er_den_eneste):
        for ansatt in her:
            like = [p for p in ledige if passer(ansatt, p)] if ansatt.id not in ider and ansatt not in ukjente else []
            if len(like) > 1 and passer is _er_den_eneste:
                ukjente.append(ansatt)
            elif like:
                ider[ansatt.id] = like[0].id
                ledige.remove(like[0])
    brukt = [p.id for p in linje] + [a.id for a in her]
    for ansatt in her:
        if ansatt.id not in ider and ansatt not in ukjente:
            fri = all(p.id != ansatt.id for p in linje)
            ider[ansatt.id] = ansatt.id if fri else ledig("a", brukt)
            brukt.append(ider[ansatt.id])
    return ider


def _samme(ansatt: m.Ansatt, person: Person) -> bool:
    """En ny sak har id-ene fra innstillingene."""
    return ansatt.id == person.id and _heter_det_samme(ansatt, person)


def _heter_og_er_det_samme(ansatt: m.Ansatt, person: Person) -> bool:
    return ansatt.rolle == person.rolle and _heter_det_samme(ansatt, person)


def _heter_det_samme(ansatt: m.Ansatt, person: Person) -> bool:
    return bool(_rent(ansatt.navn)) and _rent(ansatt.navn).casefold() == _rent(person.navn).casefold()


def _er_den_eneste(ansatt: m.Ansatt, person: Person) -> bool:
    return not _rent(ansatt.navn) and ansatt.rolle == person.rolle and not person.sluttet


def _rent(navn: str) -> str:
    return " ".join(navn.split())
