"""Spørsmålene på «I mellomtiden»: hjelpen, det søkeren får vite, og svaret som kommer. Ingen regel."""

from __future__ import annotations

from overforing.sak import modell as m
from overforing.sak.sti import Sti, i_liste
from overforing.tekster.navn import stor

from .sporsmal import Sider
from .tilstand import Gruppe, Sporsmal, Svarslag


def i_mellomtiden(b: Sider) -> tuple[Gruppe, ...]:
    s, sak = b.sporsmal, b.sak
    ingen = []
    if not sak.midlertidige_tiltak:
        ingen.append(s("ingen_tiltak", Svarslag.AVKRYSSING, valgfri=True))
        if sak.ingen_tiltak:
            ingen.append(s("ingen_tiltak.begrunnelse", Svarslag.LANGTEKST))
            # Å nekte hjelp som haster, kan vente på en som er habil.
            ingen.append(s("ingen_tiltak.vurdert_av", Svarslag.VALG, b.ansatte(), valgfri=not sak.soknad.haster))
    forelopig = [s("forelopig_svar_soker.dato", Svarslag.DATO, valgfri=True)] if sak.forelopig_svar_soker else []
    orientert = (
        [
            s("orientering_soker.dato", Svarslag.DATO, valgfri=True),
            s(
                "orientering_soker.mate",
                Svarslag.VALG,
                b.valg(m.Orienteringsmate, "orienteringsmate"),
                valgfri=True,
            ),
            *_orientert_hvem(b),
            s("orientering_soker.onske", Svarslag.LANGTEKST, valgfri=True),
        ]
        if sak.orientering_soker
        else []
    )
    grupper = [
        *(_tiltak(b, plass) for plass in range(len(sak.midlertidige_tiltak))),
        b.gruppe_med_ny("midlertidige_tiltak", *ingen),
        b.gruppe(
            "soker",
            s("orientering_soker", Svarslag.AVKRYSSING, valgfri=True),
            *orientert,
            s("forelopig_svar_soker", Svarslag.AVKRYSSING, valgfri=True),
            *forelopig,
        ),
    ]
    if sak.sendt or sak.svar:
        grupper.append(
            b.gruppe(
                "svar",
                *([s("sendt.dato", Svarslag.DATO, valgfri=True)] if sak.sendt else []),
                s("svar.resultat", Svarslag.VALG, b.valg(m.Resultat, "resultat"), valgfri=True),
                s("svar.dato", Svarslag.DATO, valgfri=True),
                *_etter_svaret(b),
            )
        )
    return tuple(grupper)


def _orientert_hvem(b: Sider) -> list[Sporsmal]:
    if not any(part.representant for part in b.sak.parter):
        return []
    return [b.sporsmal("orientering_soker.til", Svarslag.VALG, b.valg(m.Orienteringsmottaker, "orienteringsmottaker"))]


def _etter_svaret(b: Sider) -> list[Sporsmal]:
    """Hvor langt overføringen rekker, eller hva som er nytt etter et avslag."""
    s, svar = b.sporsmal, b.sak.svar
    if svar and svar.resultat is m.Resultat.OVERFORT:
        fornyelser = svar.omfang is m.Avgrensningstype.SOKNAD_OG_FORNYELSER
        return [
            s("svar.settekommune", Svarslag.KOMMUNE),
            s("svar.omfang", Svarslag.VALG, b.valg(m.Avgrensningstype, "avgrensning"), valgfri=True),
            *([s("svar.til", Svarslag.DATO, valgfri=True)] if fornyelser else []),
        ]
    if svar and svar.resultat is m.Resultat.AVSLATT:
        return [
            s("svar.nye_opplysninger.tekst", Svarslag.LANGTEKST, valgfri=True),
            *([s("svar.nye_opplysninger.dato", Svarslag.DATO, valgfri=True)] if svar.nye_opplysninger else []),
        ]
    return []


def _fulgt_opp(b: Sider, sti: Sti, tiltak: m.MidlertidigTiltak) -> list[Sporsmal]:
    """Hva en habil gjorde med det en inhabil hadde avgjort endelig."""
    trengs = any(a.id == "tiltak_ikke_forelopig" and a.om == sti for a in b.vurdering.avklaringer)
    if not (trengs or tiltak.fulgt_opp):
        return []
    s, under = b.sporsmal, sti / "fulgt_opp"
    return [
        s(under / "hva", Svarslag.VALG, b.valg(m.Oppfolging, "oppfolging")),
        s(under / "begrunnelse", Svarslag.LANGTEKST, valgfri=True),
        s(under / "av", Svarslag.TEKST, valgfri=True),
        s(under / "dato", Svarslag.DATO, valgfri=True),
    ]


def _tiltak(b: Sider, plass: int) -> Gruppe:
    sti = i_liste("midlertidige_tiltak", plass)
    s = b.sporsmal
    tiltak = b.sak.midlertidige_tiltak[plass]
    hjemmel = tiltak.hjemmel
    return Gruppe(
        stor(b.tekst(f"tiltak.{hjemmel}")) if hjemmel else b.tekst("gruppe.midlertidige_tiltak.nytt"),
        (
            s(sti / "hjemmel", Svarslag.VALG, b.valg(m.Tiltakshjemmel, "tiltak")),
            s(sti / "beskrivelse", Svarslag.TEKST),
            s(sti / "dato", Svarslag.DATO),
            s(sti / "besluttet_av", Svarslag.VALG, b.ansatte(), valgfri=True),
            s(sti / "forelopig", Svarslag.JA_NEI),
            *_fulgt_opp(b, sti, tiltak),
        ),
        fjern=sti,
        fjern_tekst=b.tekst("gruppe.midlertidige_tiltak.fjern"),
    )
