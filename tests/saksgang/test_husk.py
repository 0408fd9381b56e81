"""«Husk kontoret»: linjen i saken til innstillingene og tilbake i en ny sak, uten noe svar om noen."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from gyldige_saker import saker
from hypothesis import given
from linjer import LINJEN, linjer
from sak.fodselsnumre import et_nummer

from overforing.sak import modell as m
from overforing.sak.person import Linje, Person, er_hel
from overforing.saksgang.husk import husk, utfylt
from overforing.saksgang.kontorlinje import ansatte

KONTOR = {"navn": "Nav Eksempel", "kommune": "5001"}


def _sak(*folk: m.Ansatt, kontor: m.Kontor | None = None) -> m.Sak:
    return m.Sak(
        id=str(uuid.uuid4()),
        vurderingsdato=date(2026, 11, 22),
        parter=(m.Part(id="p1", rolle=m.Partsrolle.SOKER),),
        kontor=kontor or m.Kontor(),
        ansatte=folk,
    )


def _husket(sak: m.Sak, linje: Linje = ()) -> Linje:
    return husk(sak, {}, linje).linje


def _navn(linje: Linje, id_: str) -> str:
    return next((p.navn for p in linje if p.id == id_), "")


def test_saken_til_innstillingene_til_en_ny_sak_gir_den_samme_linjen_og_ingen_svar() -> None:
    svart = m.IngenTilknytning(kilde=m.Svarkilde.SELV, part="p1", av="Ida", dato=date(2026, 11, 20))
    folk = ansatte(LINJEN)
    sak = _sak(
        replace(folk[0], ingen_tilknytning=(replace(svart, kilde=m.Svarkilde.IKKE_KJENT),)),
        replace(folk[1], stilling_ledig=True),
        replace(
            folk[2],
            tilknytninger=(m.Tilknytning(type=m.Tilknytningstype.SOSKEN, part="p1"),),
            habilitetsvurdering=m.Habilitetsvurdering(avgjort_av=m.AvgjortAv.SELV),
            innsigelse=m.Innsigelse(begrunnelse="Hun kjenner ham."),
            tilgang_stengt=m.TilgangStengt(dato=date(2026, 11, 20)),
        ),
        replace(
            folk[3], oppgave=m.Oppgave.AVGJOR, ingen_tilknytning=(svart,), fravaer=m.Fravaer(fra=date(2026, 11, 1))
        ),
    )
    assert _husket(sak) == LINJEN
    assert ansatte(_husket(sak)) == folk


@given(sak=saker(), linje=linjer())
def test_enhver_sak_kan_huskes_og_ingen_gar_tapt(sak: m.Sak, linje: Linje) -> None:
    husket = husk(sak, KONTOR, linje)
    assert er_hel(husket.linje)
    assert [(p.id, p.navn, p.sluttet) for p in husket.linje[: len(linje)] if p.navn] == [
        (p.id, p.navn, p.sluttet) for p in linje if p.navn
    ]
    for a in ansatte(husket.linje):
        assert a == m.Ansatt(id=a.id, navn=a.navn, rolle=a.rolle, overordnet=a.overordnet, ingen_over=a.ingen_over)
    igjen = husk(sak, husket.kontor, husket.linje)
    assert (igjen.kontor, igjen.linje) == (husket.kontor, husket.linje), "det som er husket, er ikke noe nytt å huske"
    assert (igjen.bytter, igjen.bytter_kontor) == ((), False)


@given(linje=linjer())
def test_en_ny_sak_har_ingenting_nytt_a_huske(linje: Linje) -> None:
    assert _husket(_sak(*ansatte(linje)), linje) == linje


def test_den_som_heter_det_samme_er_den_samme_og_de_andre_blir_staende() -> None:
    sak = _sak(
        m.Ansatt(id="x", navn=" siri  LUND ", rolle=m.Rolle.VEILEDER, overordnet="y"),
        m.Ansatt(id="y", navn="Per Vik", rolle=m.Rolle.AVDELINGSLEDER),
    )
    husket = husk(sak, {}, LINJEN)
    assert husket.linje == (
        *LINJEN[:3],
        replace(LINJEN[3], overordnet="y"),
        Person(id="y", navn="Per Vik", rolle="avdelingsleder"),
    )
    assert husket.bytter == ("a4",)


def test_det_som_ikke_er_sagt_i_saken_bytter_ikke_ut_noe() -> None:
    sak = _sak(m.Ansatt(id="a1", navn="Siri Lund"), kontor=m.Kontor(navn="Nav Eksempel", telefon="55 55 33 33"))
    husket = husk(sak, KONTOR | {"moteplass": "2. etasje"}, LINJEN)
    assert husket.linje == LINJEN
    assert husket.kontor == KONTOR | {"moteplass": "2. etasje", "telefon": "55 55 33 33"}
    assert (husket.bytter, husket.bytter_kontor) == ((), False)


def test_et_annet_kontor_er_noe_annet_enn_det_som_sto_der() -> None:
    husket = husk(_sak(kontor=m.Kontor(navn="Nav Annet", kommune="5001")), KONTOR, ())
    assert husket.bytter_kontor
    assert husket.kontor == {"navn": "Nav Annet", "kommune": "5001"}


def test_det_saken_sier_gar_foran_der_de_til_sammen_ville_satt_noen_over_seg_selv() -> None:
    sak = _sak(
        m.Ansatt(id="a1", navn="Siri Lund", rolle=m.Rolle.AVDELINGSLEDER),
        m.Ansatt(id="a2", navn="Kari Moen", rolle=m.Rolle.NAV_LEDER, overordnet="a1"),
    )
    linje = _husket(sak, LINJEN)
    assert er_hel(linje)
    over = {p.navn: _navn(linje, p.overordnet) for p in linje}
    assert over == {"Ola Hov": "", "Anne Dahl": "Ola Hov", "Kari Moen": "Siri Lund", "Siri Lund": ""}


def test_uten_navn_er_hun_den_eneste_med_rollen() -> None:
    leder = m.Ansatt(id="a1", rolle=m.Rolle.NAV_LEDER)
    veileder = m.Ansatt(id="a2", navn="Jon Berg", rolle=m.Rolle.VEILEDER, overordnet="a1")
    assert _husket(_sak(leder, veileder), LINJEN)[-1] == Person(
        id="a5", navn="Jon Berg", rolle="veileder", overordnet="a3"
    )
    to = (*LINJEN, Person(id="a5", navn="Eva Ek", rolle="nav_leder"))
    assert _husket(_sak(leder, veileder), to) == (*to, Person(id="a6", navn="Jon Berg", rolle="veileder"))
    assert _husket(_sak(leder)) == (Person(id="a1", rolle="nav_leder"),)


def test_den_som_har_sluttet_kommer_ikke_tilbake_fordi_hun_er_i_en_gammel_sak() -> None:
    sluttet = (*LINJEN[:3], replace(LINJEN[3], sluttet=True))
    assert _husket(_sak(*ansatte(LINJEN)), sluttet) == sluttet


def test_bare_de_i_kommunens_linje_huskes() -> None:
    sak = _sak(
        m.Ansatt(id="a1", navn="Eva Ek", rolle=m.Rolle.ORDFORER, organ=m.Organ.FOLKEVALGTE),
        m.Ansatt(id="a2", navn="Per Vik", rolle=m.Rolle.VEILEDER, organ=m.Organ.ANNET),
        m.Ansatt(id="a3"),
    )
    assert _husket(sak) == ()


def test_et_fodselsnummer_fra_en_fil_huskes_ikke() -> None:
    sak = _sak(m.Ansatt(id="a1", navn=f"Siri {et_nummer()}"), kontor=m.Kontor(kontaktperson=et_nummer()))
    husket = husk(sak, {}, ())
    assert (husket.kontor, husket.linje) == ({}, ())


def test_bare_det_som_er_sagt_om_kontoret_er_utfylt() -> None:
    assert utfylt(m.Kontor(navn=" Nav Eksempel ", bydel=" ")) == {"navn": "Nav Eksempel"}
