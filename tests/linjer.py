"""Kontorets linje til prøvene: en som er som på et kontor, og alle slags hele linjer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from overforing.sak import modell as m
from overforing.sak.person import Linje, Person

LINJEN: Linje = (
    Person(id="a1", navn="Ola Hov", rolle="kommunedirektor"),
    Person(id="a2", navn="Anne Dahl", rolle="kommunalsjef", overordnet="a1"),
    Person(id="a3", navn="Kari Moen", rolle="nav_leder", overordnet="a2"),
    Person(id="a4", navn="Siri Lund", rolle="veileder", overordnet="a3"),
)

_tekst = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_navn = st.sampled_from(("", "Kari Moen", "Ola Hov", "Siri Lund")) | _tekst.map(str.split).map(" ".join)
_roller = st.sampled_from(("", "trollmann", *(rolle.value for rolle in m.Rolle)))
_grunner = st.sampled_from(("", *(grunn.value for grunn in m.IngenOver)))


@st.composite
def linjer(draw: st.DrawFn) -> Linje:
    """En hel linje i en hvilken som helst rekkefølge: hver står under ingen, eller under en som er laget før henne."""
    ider = draw(st.lists(_tekst.filter(bool), unique=True, max_size=6))
    personer: list[Person] = []
    for id_ in ider:
        over = draw(st.sampled_from(("", *(p.id for p in personer))))
        person = Person(id=id_, navn=draw(_navn), rolle=draw(_roller), overordnet=over, sluttet=draw(st.booleans()))
        personer.append(replace(person, ingen_over="" if over else draw(_grunner)))
    return tuple(draw(st.permutations(personer)))
