"""Saken er en gyldig saksfil etter hvert eneste svar: det nye svaret gjelder, og det det utelukker, må gis på nytt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gyldige_saker import KOMMUNER, saker
from hypothesis import assume, given
from hypothesis import strategies as st

from overforing.sak import modell as m
from overforing.sak.saksfil import fra_verdier, til_verdier
from overforing.saksgang.helhet import hold_sammen

DAG = date(2026, 11, 20)


def _sak(*ansatte: m.Ansatt, **felt: object) -> m.Sak:
    sak = m.Sak(id="6f1c7a1e-0d53-4f6e-9c0a-6d6f1c7a1e00", vurderingsdato=DAG, parter=(m.Part(id="p1"),))
    return replace(sak, ansatte=ansatte, **felt)  # type: ignore[arg-type]


def _hel(sak: m.Sak) -> m.Sak:
    hel = hold_sammen(sak)
    assert fra_verdier(til_verdier(hel), KOMMUNER) == hel
    return hel


def test_en_sak_som_er_hel_kommer_uendret_tilbake() -> None:
    sak = _sak(m.Ansatt(id="a1", overordnet="a2"), m.Ansatt(id="a2", rolle=m.Rolle.NAV_LEDER))
    assert hold_sammen(sak) is sak


def test_den_som_blir_folkevalgt_handler_for_de_folkevalgte_og_star_ikke_i_linjen() -> None:
    hel = _hel(
        _sak(
            m.Ansatt(id="a1", rolle=m.Rolle.ORDFORER, oppgave=m.Oppgave.AVGJOR, overordnet="a2"),
            m.Ansatt(id="a2", overordnet="a1"),
        )
    )
    ordforer, under = hel.ansatte
    assert (ordforer.organ, ordforer.oppgave, ordforer.overordnet) == (m.Organ.FOLKEVALGTE, m.Oppgave.INGEN, None)
    assert under.overordnet is None


def test_den_som_ikke_er_folkevalgt_lenger_handler_for_kommunen() -> None:
    hel = _hel(_sak(m.Ansatt(id="a1", rolle=m.Rolle.VEILEDER, organ=m.Organ.FOLKEVALGTE)))
    assert hel.ansatte[0].organ is m.Organ.KOMMUNEN


def test_den_som_far_noen_over_seg_er_ikke_overst() -> None:
    hel = _hel(
        _sak(
            m.Ansatt(id="a1", rolle=m.Rolle.KOMMUNALSJEF, ingen_over=m.IngenOver.ANNET, overordnet="a2"),
            m.Ansatt(id="a2", rolle=m.Rolle.KOMMUNEDIREKTOR),
        )
    )
    assert (hel.ansatte[0].overordnet, hel.ansatte[0].ingen_over) == ("a2", None)


def test_en_tilknytning_hun_selv_forteller_om_trer_i_stedet_for_svaret_nei() -> None:
    nei = m.IngenTilknytning(kilde=m.Svarkilde.SELV)
    sosken = m.Tilknytning(type=m.Tilknytningstype.SOSKEN, part="p1")
    assert (
        _hel(_sak(m.Ansatt(id="a1", tilknytninger=(sosken,), ingen_tilknytning=(nei,)))).ansatte[0].ingen_tilknytning
        == ()
    )


def test_det_andre_forteller_tar_ikke_bort_svaret_hennes() -> None:
    nei = m.IngenTilknytning(kilde=m.Svarkilde.SELV)
    fortalt = m.Tilknytning(type=m.Tilknytningstype.SOSKEN, part="p1", kilde=m.Tilknytningskilde.SOKER)
    sak = _sak(m.Ansatt(id="a1", tilknytninger=(fortalt,), ingen_tilknytning=(nei,)))
    assert _hel(sak) is sak


def test_i_en_ledig_stilling_er_det_ingen_som_har_svart_eller_har_en_oppgave() -> None:
    nei = m.IngenTilknytning(kilde=m.Svarkilde.SELV)
    hel = _hel(
        _sak(
            m.Ansatt(
                id="a1",
                stilling_ledig=True,
                oppgave=m.Oppgave.AVGJOR,
                ingen_tilknytning=(nei,),
                skjonn=m.Skjonn(konklusjon=m.Konklusjon.HABIL),
            )
        )
    )
    assert hel.ansatte == (m.Ansatt(id="a1", stilling_ledig=True),)


def test_den_som_er_borte_har_ingen_oppgave_for_dagen_hun_er_tilbake() -> None:
    borte = m.Fravaer(fra=date(2026, 11, 1), til=DAG)
    veileder = m.Ansatt(id="a1", oppgave=m.Oppgave.AVGJOR, fravaer=borte)
    assert _hel(_sak(veileder)).ansatte[0].oppgave is m.Oppgave.INGEN
    assert _hel(_sak(veileder, vurderingsdato=date(2026, 11, 21))).ansatte[0].oppgave is m.Oppgave.AVGJOR


def test_ingen_fungerer_for_seg_selv_i_en_ledig_stilling_eller_mens_hun_selv_er_borte() -> None:
    borte = m.Fravaer(fra=DAG)
    for fungerer in (
        m.Ansatt(id="a2", stilling_ledig=True),
        m.Ansatt(id="a2", fravaer=borte),
        m.Ansatt(id="a2", organ=m.Organ.ANNET),
    ):
        hel = _hel(_sak(m.Ansatt(id="a1", fravaer=replace(borte, fungerer="a2")), fungerer))
        assert hel.ansatte[0].fravaer == borte
    assert _hel(_sak(m.Ansatt(id="a1", fravaer=replace(borte, fungerer="a1")))).ansatte[0].fravaer == borte
    ledig = m.Ansatt(id="a2")
    assert _hel(_sak(m.Ansatt(id="a1", fravaer=replace(borte, fungerer="a2")), ledig)).ansatte[0].fravaer == replace(
        borte, fungerer="a2"
    )


def test_et_fravaer_slutter_ikke_for_det_begynner() -> None:
    hel = _hel(_sak(m.Ansatt(id="a1", fravaer=m.Fravaer(fra=DAG, til=date(2026, 11, 19)))))
    assert hel.ansatte[0].fravaer == m.Fravaer(fra=DAG)


def test_bare_en_som_handler_for_kommunen_kan_ta_saken() -> None:
    stedfortreder = m.Stedfortreder(type=m.Stedfortredertype.OVERORDNET, ansatt="a1", mulig=True)
    hel = _hel(_sak(m.Ansatt(id="a1", organ=m.Organ.ANNET), stedfortreder=(stedfortreder,)))
    assert hel.stedfortreder[0].ansatt is None


def test_en_sak_som_er_overfort_hit_er_ingen_tvist_og_ikke_vertskommunens() -> None:
    opphold = m.Opphold(
        overfort_hit=m.OverfortHit(),
        tvist=m.Tvist(),
        vertskommune=m.Vertskommune(kommune="5001", omfatter_saken=True),
    )
    hel = _hel(_sak(opphold=opphold))
    assert (hel.opphold.tvist, hel.opphold.vertskommune) == (None, None)


@given(saker(), st.data())
def test_hva_som_enn_svares_om_en_ansatt_er_saken_en_gyldig_fil_etterpa(sak: m.Sak, data: st.DataObject) -> None:
    assume(sak.ansatte)
    ider = [a.id for a in sak.ansatte]
    plass = data.draw(st.integers(0, len(ider) - 1))
    ny = data.draw(
        st.one_of(
            st.builds(dict, rolle=st.sampled_from(m.Rolle)),
            st.builds(dict, organ=st.sampled_from(m.Organ)),
            st.builds(dict, oppgave=st.sampled_from(m.Oppgave)),
            st.builds(dict, ingen_over=st.sampled_from(m.IngenOver)),
            st.just({"stilling_ledig": True}),
            st.builds(
                dict,
                fravaer=st.builds(
                    m.Fravaer, fra=st.just(sak.vurderingsdato), fungerer=st.none() | st.sampled_from(ider)
                ),
            ),
        )
    )
    _hel(replace(sak, ansatte=tuple(replace(a, **ny) if i == plass else a for i, a in enumerate(sak.ansatte))))
