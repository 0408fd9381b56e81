"""Det ene svaret om den ansatte og hver part: ingen tilknytning, ja, eller ikke svart ennå. Ingen regel.

Å spørre er å røpe at noen søker. Ordene som foreslås, sier ikke mer enn den som spørres, må vite.
"""

from __future__ import annotations

from dataclasses import replace

from overforing.sak import modell as m

from .samlesvar import JA, kan_sporres, svarsti
from .sporsmal import Sider
from .tilstand import Sporsmal, Svarslag, Valg


def svarene(b: Sider, ansatt: m.Ansatt) -> list[Sporsmal]:
    """Ett svar for hver part. Tilknytningen er svaret når hun selv har fortalt om den, eller ikke skal spørres."""
    if ansatt.stilling_ledig:
        return []
    felt: list[Sporsmal] = []
    eneste = b.sak.parter[0].id if len(b.sak.parter) == 1 else None
    svart = {x.part or eneste for x in ansatt.ingen_tilknytning}
    fortalt = {
        t.part or eneste
        for t in ansatt.tilknytninger
        if t.kilde is m.Tilknytningskilde.SELV
        or not (b.samlesvar.ma_selv(ansatt, (t.part or eneste or "")) or (t.part or eneste) in svart)
    }
    for part in b.sak.parter:
        if part.id not in fortalt or svarsti(ansatt, part.id) in b.raa:
            felt += _svaret(b, ansatt, part, eneste)
    if ansatt.holdes_utenfor.strip():
        # Hun skal ikke spørres. Er det alt svart, skal svaret kunne ses og tas bort.
        return [replace(q, valgfri=True, hjelp="") for q in felt if q.svar]
    return felt


def _svaret(b: Sider, ansatt: m.Ansatt, part: m.Part, eneste: str | None) -> list[Sporsmal]:
    sti = svarsti(ansatt, part.id)
    svar = next((x for x in ansatt.ingen_tilknytning if (x.part or eneste) == part.id), None)
    ma_selv = b.samlesvar.ma_selv(ansatt, part.id)
    kilder = [m.Svarkilde.SELV if ma_selv else m.Svarkilde.IKKE_KJENT]
    if svar and svar.kilde is m.Svarkilde.SELV and not ma_selv:
        kilder.append(svar.kilde)
    if svar and svar.kilde not in kilder:
        svar = None  # et svar fra andre rekker ikke når hun må svare selv
    # Et svar andre har gitt om en tilknytning, gjør at hun ikke må spørres selv.
    fortalt = any((t.part or eneste) == part.id for t in ansatt.tilknytninger)
    halvt = b.raa.get(sti) == JA
    q = b.eget(
        sti,
        Svarslag.VALG,
        JA if halvt or (fortalt and svar is None) else svar.kilde if svar else "",
        (
            *(Valg(k.value, b.tekst(f"svarkilde_rad.{k}"), _mer_om(b, k)) for k in kilder),
            Valg(JA, b.tekst("vindu.ja")),
            Valg("", b.tekst("svarkilde_rad.ikke_svart" if ma_selv else "svarkilde_rad.ikke_svart_for")),
        ),
        part=part.navn.strip() or b.rollen(part),
    )
    q = replace(
        q,
        valgfri=(fortalt or er_utenfor(b, ansatt)) and not ma_selv,
        uferdig=b.tekst("vindu.velg_tilknytning") if halvt else "",
    )
    if svar is None:
        # Ordene til dem som kan svares for samlet, står ved knappen.
        samlet = any(a.id == ansatt.id for a, _ in b.samlesvar.ventende()[m.Svarkilde.SELV]) and b.meg
        return [replace(q, hjelp=ordene(b, part) if ma_selv and not (q.svar or samlet) else "")]
    selv, over = svar.kilde is m.Svarkilde.SELV, sti.over
    av, dato = (
        b.sporsmal(over / "av", Svarslag.TEKST, valgfri=selv),
        b.sporsmal(over / "dato", Svarslag.DATO, valgfri=selv),
    )
    return [q, replace(av, mer=bool(av.svar)), replace(dato, mer=bool(dato.svar))]


def _mer_om(b: Sider, kilde: m.Svarkilde) -> str:
    """Det svaret også sier, der de få ordene i raden ikke rekker."""
    return b.tekst("svarkilde_rad.ikke_kjent_mer") if kilde is m.Svarkilde.IKKE_KJENT else ""


def er_utenfor(b: Sider, ansatt: m.Ansatt) -> bool:
    """Om saken verken går gjennom henne eller foreslår henne. Da trenger ingen svare for henne, og hun ikke vite noe.

    Slik er det også for den som er borte mens en annen fungerer. Før noen har en oppgave, er ingen utenfor.
    """
    return bool(b.vurdering.linjen) and not b.samlesvar.er_med(ansatt)


def ordene(b: Sider, part: m.Part) -> str:
    """Det som kan sies til den som må svare selv, uten å si mer enn nødvendig."""
    if not kan_sporres(part):
        return b.tekst("vindu.sperre_for_spor")
    if part.adressesperre and not part.samtykke:
        return b.tekst("spor.ansatt_uten_navn")
    return b.tekst("vindu.si_for_eksempel", ordene=b.tekst("spor.ansatt", navn=b.parten(part)))


def halvt_ja(b: Sider, ansatt: m.Ansatt) -> bool:
    return any(b.raa.get(svarsti(ansatt, part.id)) == JA for part in b.sak.parter)
