"""Tvilen om begrunnelsene utfallet hviler på (rettsgrunnlag § 8): de tynne, og de som er like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    FVL1967,
    FVL2025,
    KORT,
    LANG,
    MA_PROVES,
    VEIER,
    ansatt,
    endre,
    ingen_tiltak,
    innleid,
    kontoret,
    mulig,
    sak,
    skjonn,
    soknad,
    tilknytninger,
    tiltak,
    ulempe,
    umulig,
    unntak,
    vurder,
    vurdering,
)
from regelverk.tvil import HABILITET, ikke, kan, veier_med

from overforing.sak.modell import Sak

ANMODNING = VEIER["særlig ulempe"].sak
HASTER = soknad(True)
LEDERS_SKJONN = "ansatte[leder].skjonn.begrunnelse"


def _leder(*typer: str, **felt) -> Sak:
    return sak(*kontoret(leder={"tilknytninger": tilknytninger(*typer)} | felt))


def _tidsspille(tekst: str, av: str = "selv", krevd: bool = True) -> Sak:
    v = vurdering(av, "leder" if av == "overordnet" else None, krevd, tekst)
    return sak(*kontoret(veileder={"habilitetsvurdering": v}))


def _loftet(begrunnelse: str, av: str = "overordnet", **felt) -> Sak:
    v = vurdering(av, "sjef" if av == "overordnet" else None)
    return _leder("sosken", **({"apenbart_unntak": unntak(begrunnelse), "habilitetsvurdering": v} | felt))


TYNNE = (
    *(
        kan("tynn_begrunnelse", f"skjønnet som avgjorde: {k}", LEDERS_SKJONN, _leder("nabo", skjonn=skjonn(k, KORT)))
        for k in ("inhabil", "habil", "tvil")
    ),
    *(
        kan("tynn_begrunnelse", f"trettini tegn {luft!r}", LEDERS_SKJONN, _leder(skjonn=skjonn("habil", luft)))
        for luft in ("x" * 39, "  " + "x" * 39 + " \n")
    ),
    *(
        ikke("tynn_begrunnelse", f"førti tegn {nok!r}", _leder(skjonn=skjonn("habil", nok)))
        for nok in ("x" * 40, "  " + "x" * 40 + "  ", "æ" * 40)
    ),
    ikke("tynn_begrunnelse", "slektskapet avgjorde", _leder("sosken", skjonn=skjonn("habil", KORT))),
    kan(
        "tynn_begrunnelse",
        "samboeren etter 1967",
        LEDERS_SKJONN,
        _leder("samboer", skjonn=skjonn("inhabil", KORT)),
        regelsett=(FVL1967,),
    ),
    ikke(
        "tynn_begrunnelse",
        "samboeren etter 2025",
        _leder("samboer", skjonn=skjonn("inhabil", KORT)),
        regelsett=(FVL2025,),
    ),
    ikke("tynn_begrunnelse", "ingen konklusjon", _leder(skjonn=skjonn(None, KORT))),
    kan(
        "tynn_begrunnelse",
        "den avlededes eget skjønn avgjorde hennes egen status",
        "ansatte[veileder].skjonn.begrunnelse",
        sak(*kontoret("leder", veileder={"skjonn": skjonn("habil", KORT)})),
    ),
    ikke(
        "tynn_begrunnelse", "en uten del i saken", sak(*kontoret(), ansatt("x", "nabo", skjonn=skjonn("habil", KORT)))
    ),
    kan(
        "tynn_begrunnelse",
        "den som er foreslått",
        "ansatte[x].skjonn.begrunnelse",
        sak(
            *kontoret("leder"),
            ansatt("x", "nabo", under="direktor", skjonn=skjonn("habil", KORT)),
            stedfortreder=(mulig("leder_utenfor_nav", "x"),),
        ),
    ),
    kan(
        "tynn_begrunnelse",
        "den en innleid svarer til",
        "ansatte[x].skjonn.begrunnelse",
        sak(
            *kontoret("leder"),
            ansatt("x", "nabo", under="direktor", skjonn=skjonn("habil", KORT)),
            stedfortreder=(innleid("x"),),
        ),
    ),
    #
    kan("tynn_begrunnelse", "unntaket som løftet", "ansatte[leder].apenbart_unntak.begrunnelse", _loftet(KORT)),
    ikke("tynn_begrunnelse", "unntaket løftet ingenting", _loftet(KORT, av="selv")),
    ikke("tynn_begrunnelse", "unntaket er ikke oppfylt", _loftet("", apenbart_unntak=unntak(KORT, oppfylt=False))),
    #
    kan(
        "tynn_begrunnelse",
        "tidsspille",
        "ansatte[veileder].habilitetsvurdering.tidsspille",
        _tidsspille(KORT),
        regelsett=(FVL1967,),
    ),
    ikke("tynn_begrunnelse", "tidsspille etter 2025", _tidsspille(KORT), regelsett=(FVL2025,)),
    ikke("tynn_begrunnelse", "ingen krevde det", _tidsspille(KORT, krevd=False)),
    ikke("tynn_begrunnelse", "overordnet avgjorde", _tidsspille(KORT, "overordnet")),
    ikke("tynn_begrunnelse", "folkevalgte avgjorde", _tidsspille(KORT, "folkevalgt_organ")),
    ikke("tynn_begrunnelse", "tom tidsspille", _tidsspille(" ")),
    #
    kan(
        "tynn_begrunnelse",
        "hvorfor et alternativ er umulig",
        "stedfortreder[annen_saksbehandler].begrunnelse stedfortreder[innleid].begrunnelse",
        sak(
            *kontoret("leder"),
            stedfortreder=(
                umulig("annen_saksbehandler", KORT),
                mulig("overordnet", "sjef", begrunnelse=KORT),
                umulig("innleid", KORT.upper() + "!"),
                umulig("folkevalgt_organ", LANG),
            ),
        ),
    ),
    *(
        ikke(
            "tynn_begrunnelse",
            f"alternativene er ikke nådd: {hva}",
            sak(*folk, stedfortreder=(umulig("innleid", KORT),)),
        )
        for hva, folk in (
            ("som vanlig", kontoret()),
            ("ny saksbehandler", kontoret("veileder")),
            ("tvil", kontoret(leder={"skjonn": skjonn("tvil")})),
        )
    ),
    ikke(
        "tynn_begrunnelse",
        "et nei uten grunn er et hull",
        sak(*kontoret("leder"), stedfortreder=(umulig("innleid", " "),)),
    ),
    #
    *(
        kan(
            "tynn_begrunnelse",
            f"særlig ulempe: {svaret}",
            "saerlig_ulempe.begrunnelse",
            replace(ANMODNING, saerlig_ulempe=ulempe(svaret, KORT)),
        )
        for svaret in ("ja", "nei")
    ),
    *(
        ikke(
            "tynn_begrunnelse",
            f"løst før særlig ulempe: {navn}",
            replace(VEIER[navn].sak, saerlig_ulempe=ulempe("ja", KORT)),
        )
        for navn in (
            "sjefen avgjør",
            "innleid",
            "som vanlig",
            "alternativene er ikke prøvd",
            "overført til settekommunen",
        )
    ),
    ikke("tynn_begrunnelse", "særlig ulempe uten konklusjon", replace(ANMODNING, saerlig_ulempe=ulempe(None, KORT))),
    #
    kan(
        "tynn_begrunnelse",
        "ingen tiltak",
        "ingen_tiltak.begrunnelse",
        sak(soknad=HASTER, ingen_tiltak=ingen_tiltak(KORT)),
    ),
    ikke("tynn_begrunnelse", "det haster ikke", sak(ingen_tiltak=ingen_tiltak(KORT))),
    ikke(
        "tynn_begrunnelse",
        "hjelp er gitt",
        sak(soknad=HASTER, ingen_tiltak=ingen_tiltak(KORT), midlertidige_tiltak=(tiltak(),)),
    ),
    #
    kan(
        "tynn_begrunnelse",
        "hver for seg",
        f"{LEDERS_SKJONN} saerlig_ulempe.begrunnelse",
        replace(
            endre(ANMODNING, "leder", tilknytninger=tilknytninger("nabo"), skjonn=skjonn("inhabil", KORT)),
            saerlig_ulempe=ulempe("ja", "Ulempen er stor."),
        ),
    ),
)

LIKE = (
    kan(
        "like_begrunnelser",
        "to alternativer",
        "stedfortreder[innleid].begrunnelse",
        sak(*kontoret("leder"), stedfortreder=(umulig("innleid"), umulig("folkevalgt_organ"))),
    ),
    kan(
        "like_begrunnelser",
        "bare store bokstaver og blanke skiller",
        LEDERS_SKJONN,
        sak(
            *kontoret(leder={"skjonn": skjonn("habil", LANG)}, sjef={"skjonn": skjonn("habil", f"  {LANG.upper()}\n")}),
        ),
    ),
    kan(
        "like_begrunnelser",
        "én for alle",
        "stedfortreder[overordnet].begrunnelse",
        replace(
            ANMODNING,
            stedfortreder=tuple(umulig(t) for t in MA_PROVES),
            saerlig_ulempe=ulempe("ja", LANG),
        ),
    ),
    ikke("like_begrunnelser", "hver sin", ANMODNING),
    ikke(
        "like_begrunnelser",
        "ett ord skiller",
        sak(*kontoret("leder"), stedfortreder=(umulig("innleid"), umulig("folkevalgt_organ", f"{LANG} Ja."))),
    ),
    ikke(
        "like_begrunnelser",
        "den ene er ikke brukt",
        sak(*kontoret("leder"), stedfortreder=(umulig("innleid"), mulig("overordnet", "sjef", begrunnelse=LANG))),
    ),
    ikke(
        "like_begrunnelser",
        "to hull er ikke to begrunnelser",
        sak(*kontoret("leder"), stedfortreder=(umulig("innleid", " "), umulig("folkevalgt_organ", ""))),
    ),
)

TILFELLER = (*TYNNE, *LIKE)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=str)
def test_tvilen_om_begrunnelsene(tilfelle) -> None:
    tilfelle.prov()


def test_begrunnelsene_ses_pa_i_alle_utfall_gjennom_habilitet() -> None:
    def kort(s: Sak) -> Sak:
        return replace(s, soknad=replace(s.soknad, haster=True), ingen_tiltak=ingen_tiltak(KORT))

    def like(s: Sak) -> Sak:
        folk = endre(s, "veileder", skjonn=skjonn("habil", f"{LANG} Det samme."))
        return replace(folk, soknad=replace(s.soknad, haster=True), ingen_tiltak=ingen_tiltak(f"{LANG} Det samme."))

    assert veier_med("tynn_begrunnelse", kort) == HABILITET
    # Der veilederen selv er inhabil uten videre, avgjør ikke skjønnet.
    assert veier_med("like_begrunnelser", like) == HABILITET - {"ny saksbehandler mangler", "bare saksbehandleren"}


def test_vurderingen_sier_hvilke_begrunnelser_utfallet_hviler_pa() -> None:
    assert [b.sti for b in vurder(ANMODNING).begrunnelser] == [
        *(f"stedfortreder[{t}].begrunnelse" for t in MA_PROVES),
        "saerlig_ulempe.begrunnelse",
    ]
    assert vurder(VEIER["annen kommune"].sak).begrunnelser == ()
