"""Spørsmålene på «Stedfortreder»: hvem som tar over, eller stigen i lovens rekkefølge. Ingen regel."""

from __future__ import annotations

from dataclasses import replace

from overforing.feil import Melding
from overforing.regelverk.funn import Status, Utfall, bare_bytte
from overforing.regelverk.linje import er_borte
from overforing.sak import modell as m
from overforing.tekster.navn import stor

from .ansattrad import den_nye
from .elementer import INGEN
from .sporsmal import Sider
from .tilstand import Farge, Gruppe, Merke, Sporsmal, Svarslag, Valg


def stedfortredere(b: Sider) -> tuple[Gruppe, ...]:
    """«Hvem tar over?» når bare en saksbehandler er inhabil, ellers stigen i lovens rekkefølge.

    Ett alternativ er nok: det som kommer etter det som løser saken, spørres det ikke om.
    """
    if bare_bytte(b.vurdering):
        return (*_alternativ(b, m.Stedfortredertype.ANNEN_SAKSBEHANDLER),)
    typene = tuple(m.Stedfortredertype)
    baerer = next((i for i, type_ in enumerate(typene) if type_ == b.vurdering.baerer), len(typene))
    grupper: list[Gruppe] = []
    for i, type_ in enumerate(typene):
        svart = any(a.type is type_ for a in b.sak.stedfortreder)
        foldet = b.tekst("vindu.alternativene_etter") if i > baerer and not svart else ""
        grupper += (replace(g, foldet=foldet) for g in _alternativ(b, type_))
    return (*grupper, *_vedtak(b))


def _vedtak(b: Sider) -> list[Gruppe]:
    """Hvem som oppnevnte, når kommunedirektøren selv er inhabil."""
    trengs = any(a.id == "oppnevnes_av_folkevalgte" for a in b.vurdering.avklaringer)
    if not (trengs or (b.sak.vedtak and b.vurdering.utfall is Utfall.OPPNEVN_STEDFORTREDER)):
        return []
    s = b.sporsmal
    return [
        b.gruppe(
            "vedtak",
            s("vedtak.organ", Svarslag.VALG, b.valg(m.Vedtaksorgan, "vedtaksorgan")),
            s("vedtak.dato", Svarslag.DATO),
            s("vedtak.saksnr", Svarslag.TEKST, valgfri=True),
        )
    ]


def _alternativ(b: Sider, type_: m.Stedfortredertype) -> list[Gruppe]:
    """Alternativet, og den som skal ta saken når hun ikke alt er en del av linjen."""
    s = b.sporsmal
    alternativ = next((a for a in b.sak.stedfortreder if a.type is type_), m.Stedfortreder(type=type_))
    sti = alternativ.sti
    if type_ in m.UTEN_ANSATT:
        felt, utelukket = _uten_ansatt(b, alternativ), ""
    else:
        utelukket = _utelukket_av_linjen(b, type_) if alternativ.mulig is None else ""
        felt = [_hvem_kan(b, alternativ, utelukket)]
    if alternativ.mulig is not None or utelukket:
        hvorfor = s(sti / "begrunnelse", Svarslag.LANGTEKST, valgfri=alternativ.mulig is not False)
        if alternativ.mulig is not True:
            hvorfor = replace(hvorfor, tekst=b.tekst("vindu.hvorfor_ikke"), usagt=Melding("vindu.hvorfor_ikke"))
        felt.append(replace(b.forslag(hvorfor, utelukket), mer=bool(alternativ.mulig and not hvorfor.svar)))
    merke = Merke(b.tekst("merke.baerer"), Farge.GOD) if b.vurdering.baerer == type_ else None
    # Den som trengs her, kan føres opp her. Stien står fast, så kortet er det samme når svaret endres.
    legg_til = "" if type_ in m.UTEN_ANSATT else sti / "ansatt"
    gruppe = b.gruppe(
        f"stedfortreder.{type_}",
        *felt,
        merke=Merke(b.tekst("merke.utelukket"), Farge.NOYTRAL) if utelukket else merke,
        legg_til=legg_til,
        legg_til_tekst=b.tekst("gruppe.stedfortreder.legg_til") if legg_til and not utelukket else "",
        rad=True,
    )
    gruppe = replace(gruppe, innledning="") if utelukket else gruppe
    return [gruppe, *_den_nye(b, alternativ.ansatt)]


def _uten_ansatt(b: Sider, alternativ: m.Stedfortreder) -> list[Sporsmal]:
    s, sti, type_ = b.sporsmal, alternativ.sti, alternativ.type
    felt = [s(sti / "mulig", Svarslag.JA_NEI)]
    # Et svar som er gitt, står i brevet også når alternativet ikke går. Da må det kunne ses og rettes.
    if alternativ.mulig or alternativ.habil is not None:
        felt.append(s(sti / "habil", Svarslag.JA_NEI, valgfri=not alternativ.mulig))
    if type_ is m.Stedfortredertype.INNLEID and alternativ.mulig:
        folkevalgte = Valg(m.SVARER_TIL_FOLKEVALGTE, stor(b.tekst("organ.folkevalgte")))
        felt.append(s(sti / "svarer_til", Svarslag.VALG, (*b.ansatte(med_status=True), folkevalgte)))
    annet_organ = alternativ.organ_i not in (None, m.OrganI.EGEN_KOMMUNE)
    if type_ is m.Stedfortredertype.FOLKEVALGT_ORGAN and alternativ.mulig and (_vi_er_vertskommune(b) or annet_organ):
        felt.append(s(sti / "organ_i", Svarslag.VALG, b.valg(m.OrganI, "organ_i")))
    return felt


def _hvem_kan(b: Sider, alternativ: m.Stedfortreder, utelukket: str) -> Sporsmal:
    """Hvem, eller at ingen kan: ett svar."""
    valgt = alternativ.ansatt if alternativ.mulig else None
    valg = (
        *(Valg(a.id, b.med_status(a)) for a in b.sak.ansatte if a.id == valgt or _kan_foreslas(b, a, alternativ.type)),
        Valg(INGEN, b.tekst("vindu.ingen_kan")),
    )
    svar = INGEN if alternativ.mulig is False else valgt or ""
    q = b.eget(alternativ.sti / "ansatt", Svarslag.VALG, svar, valg)
    gjaldt = next((a for a in b.sak.ansatte if svar == INGEN and a.id == alternativ.ansatt), None)
    if gjaldt:  # det står i brevet, så det må kunne ses
        q = replace(q, hjelp=b.tekst("vindu.gjelder", hvem=b.kort(gjaldt)))
    return b.foreslatt_valg(q, INGEN) if utelukket else q


_SPERRET = (Status.INHABIL, Status.AVLEDET, Status.TVIL)


def _kan_foreslas(b: Sider, ansatt: m.Ansatt, type_: m.Stedfortredertype) -> bool:
    """Om den ansatte kan komme på tale: på jobb i kommunen, ikke sperret, og for en overordnet over alle inhabile."""
    if ansatt.organ is not m.Organ.KOMMUNEN or ansatt.stilling_ledig or er_borte(ansatt, b.sak.vurderingsdato):
        return False
    over = b.vurdering.over[ansatt.id]
    if b.vurdering.ansatte[ansatt.id] in _SPERRET or any(b.vurdering.ansatte[x] is Status.INHABIL for x in over):
        return False
    return type_ is not m.Stedfortredertype.OVERORDNET or over_alle_inhabile(b, ansatt)


def over_alle_inhabile(b: Sider, ansatt: m.Ansatt) -> bool:
    inhabile = [id_ for id_ in b.vurdering.linjen if b.vurdering.ansatte[id_] is Status.INHABIL]
    return all(ansatt.id in b.vurdering.over[id_] for id_ in inhabile)


def _utelukket_av_linjen(b: Sider, type_: m.Stedfortredertype) -> str:
    """Hvorfor linjen alt sier at ingen kan, eller tom.

    Bare når kommunedirektøren selv er inhabil og på jobb: da er det ingen overordnet igjen. I et byråd, i et
    interkommunalt organ, når en annen fungerer, og når linjen ikke er kjent helt opp, er det ikke så enkelt.
    """
    if type_ is not m.Stedfortredertype.OVERORDNET or b.vurdering.hull.intersection(b.vurdering.linjen):
        return ""
    if any(er_borte(a, b.sak.vurderingsdato) for a in b.sak.ansatte):
        return ""
    overst = [a for a in b.sak.ansatte if a.id in b.vurdering.linjen and a.id in b.vurdering.overst]
    if len(overst) != 1 or overst[0].rolle is not m.Rolle.KOMMUNEDIREKTOR:
        return ""
    if b.vurdering.ansatte[overst[0].id] is not Status.INHABIL:
        return ""
    return stor(b.tekst("vindu.utelukket_overordnet", rolle=b.tekst(f"rolle_bestemt.{overst[0].rolle}")))


def _den_nye(b: Sider, id_: str | None) -> list[Gruppe]:
    """Det som må være kjent om en som skal ta saken, og som ikke alt er en del av linjen i den."""
    ansatt = next((a for a in b.sak.ansatte if a.id == id_), None)
    return [] if ansatt is None else [den_nye(b, ansatt)]


def _vi_er_vertskommune(b: Sider) -> bool:
    vertskommune = b.sak.opphold.vertskommune
    return vertskommune is not None and vertskommune.omfatter_saken
