"""Hva som kan gjøres når, som én tabell, og hver handling som en funksjon fra forespørsel til endring.

Hver funksjon kaster ``KanIkke`` når handlingen ikke er lov der forespørselen står, og ``UgyldigInndata`` når det
som er gitt, ikke holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from overforing.feil import KanIkke, UgyldigInndata
from overforing.sak.lekkasje import finn_fodselsnumre

from .egne_svar import er_blant, i_tvil, inhabile, med, med_andres, med_svar, samme, uten, videre
from .foresporsel import EgenHabilitet, Foresporsel, Forslagsstand, Slag, Status
from .frister import frist
from .hendelser import Endring, Handling

N, U, V, A = Status.NY, Status.UNDER_BEHANDLING, Status.VENTER_PA_KOMMUNEN, Status.AVGJORT

OVERGANGER: Mapping[Handling, Mapping[Status, Status]] = {
    # Kommunen sender noe.
    Handling.NY_VERSJON: {N: N, U: U, V: U, A: A},
    Handling.NY_ANMODNING: {A: A},
    Handling.NYTT_BREV: {N: N, U: U, V: U, A: A},
    Handling.SAMME_INNHOLD: {N: N, U: U, V: V, A: A},
    # Saksbehandleren arbeider.
    Handling.TILDELT: {N: U, U: U, V: V},
    Handling.EGEN_HABILITET: {N: N, U: U, V: V},
    Handling.LEDER_SVARTE: {N: N, U: U, V: V},
    Handling.SKJOLD_LOFTET: {N: N, U: U, V: V, A: A},
    Handling.APNET_HAST: {N: N, U: U, V: V},
    Handling.FORESLATT: {U: U, V: U},
    Handling.RETURNERT: {U: U, V: V},
    Handling.GODKJENT: {U: U, V: V},
    Handling.FORELOPIG_SVAR: {N: U, U: U, V: V},
    Handling.ETTERLYST: {N: V, U: V, V: V},
    Handling.AVGJORT: {N: A, U: A, V: A},
    Handling.GJENAPNET: {A: U},
    Handling.SLATT_SAMMEN: {N: N, U: U, V: V},
    # Skrives til når som helst.
    Handling.FYLT_UT: {N: N, U: U, V: V, A: A},
    Handling.RETTET: {N: N, U: U, V: V, A: A},
    Handling.NOTAT: {N: N, U: U, V: V, A: A},
    Handling.LEST: {N: N, U: U, V: V, A: A},
    Handling.SLADDET: {N: N, U: U, V: V, A: A},
    Handling.SLADDET_APNET: {N: N, U: U, V: V, A: A},
    Handling.TILINTETGJORT: {N: N, U: U, V: V, A: A},
}
"""Handling til (status før → status etter). Mangler statusen, er handlingen ikke lov der."""

KAN_RETTES = frozenset(
    {
        "slag",
        "malform",
        "kommune",
        "avsender",
        "deres_ref",
        "tittel",
        "tilgang",
        "dokumentdato",
        "mottatt",
        "frist",
        "haster",
        "arkivsak",
    }
)
"""Feltene en saksbehandler kan rette. Resten endres bare av handlingen de hører til."""


_KOMMUNENS = frozenset({Handling.NY_VERSJON, Handling.NY_ANMODNING, Handling.NYTT_BREV, Handling.SAMME_INNHOLD})
"""Det kommunen sender, føres som det er."""


_FORELDER = frozenset(
    {
        *(Handling.NY_VERSJON, Handling.NYTT_BREV, Handling.FYLT_UT, Handling.RETTET),
        *(Handling.ETTERLYST, Handling.SLATT_SAMMEN),
    }
)
"""Det som endrer hva et forslag til avgjørelse hviler på, så det må foreslås og godkjennes på nytt."""
_STAR = frozenset({Forslagsstand.TIL_GODKJENNING, Forslagsstand.GODKJENT})
_UTEN_BETYDNING = frozenset({"frist", "haster"})
"""Feltene som kan rettes uten at et forslag til avgjørelse blir et annet."""


def krev_uten_fodselsnummer(*ord_: object) -> None:
    """Kaster ``UgyldigInndata`` når en av tekstene har et fødselsnummer."""
    if any(isinstance(en, str) and finn_fodselsnumre(en) for en in ord_):
        raise UgyldigInndata("ui.fodselsnummer")


def kan(foresporsel: Foresporsel, handling: Handling) -> bool:
    """Om handlingen er lov der forespørselen står nå."""
    return foresporsel.status in OVERGANGER.get(handling, {})


def endring(
    foresporsel: Foresporsel, handling: Handling, felt: Mapping[str, object] | None = None, tekst: str = ""
) -> Endring:
    """Endringen handlingen gir, med den nye statusen. Svarfristen faller bort når ingen lenger venter på kommunen.

    Kaster ``UgyldigInndata`` når noen her har skrevet et fødselsnummer: i loggen kan det ikke tas bort igjen.
    """
    if handling not in _KOMMUNENS:
        krev_uten_fodselsnummer(tekst, *(felt or {}).values())
    if not kan(foresporsel, handling):
        raise KanIkke("feil.mottak.avgjort" if foresporsel.status is A else "feil.mottak.ikke_avgjort")
    nye = {**(felt or {}), "status": OVERGANGER[handling][foresporsel.status]}
    if nye["status"] is not V:
        nye["svarfrist"] = None
    if foresporsel.forslag in _STAR and _forelder(handling, felt or {}):
        nye |= {"forslag": Forslagsstand.FORELDET, "godkjent_av": ""}
    return Endring(handling, nye, tekst.strip())


def _forelder(handling: Handling, felt: Mapping[str, object]) -> bool:
    return handling in _FORELDER and not (handling is Handling.RETTET and set(felt) <= _UTEN_BETYDNING)


def tildel(foresporsel: Foresporsel, til: str) -> Endring:
    """Gi forespørselen til en saksbehandler; tom tekst tar den fra den som har den.

    Den nye må selv svare for sin habilitet: svaret fra den forrige gjelder ikke lenger. Er hun i tvil fra før, er hun
    det fortsatt, og har hun svart at hun er inhabil, kan hun ikke få den.
    """
    navn = " ".join(til.split())
    if er_blant(navn, inhabile(foresporsel)) and navn != foresporsel.saksbehandler:
        raise KanIkke("feil.mottak.til_inhabil", navn=navn)
    felt: dict[str, object] = {"saksbehandler": navn}
    if navn:
        felt["ny_versjon"] = False
    if navn != foresporsel.saksbehandler:
        felt["egen_habilitet"] = EgenHabilitet.TVIL if er_blant(navn, i_tvil(foresporsel)) else None
        # I en logg fra før står svaret bare ved den som har den. At hun gir den fra seg, gjør henne ikke habil.
        felt |= {hvor: svart for hvor, svart in videre(foresporsel).items() if svart != getattr(foresporsel, hvor)}
    return endring(foresporsel, Handling.TILDELT, felt)


def svar_for_egen_habilitet(
    foresporsel: Foresporsel,
    av: str,
    svar: EgenHabilitet,
    begrunnelse: str = "",
    *,
    lederne_ikke_spurt: bool = False,
    som_leder: bool = False,
) -> Endring:
    """Noen svarer for sin egen habilitet (fvl § 8 første ledd).

    Bare den som har forespørselen, lederne over henne (``som_leder``), og de som kan godkjenne forslaget hennes, svarer
    at de er habile; at en er inhabil eller i tvil, kan alle si fra om. Det siste tas ikke tilbake uten at en leder har
    svart (``egen_habilitet.leder_svarer``). ``lederne_ikke_spurt`` er at den som skal avgjøre eller godkjenne, sier at
    lederne over henne ikke er gjort kjent med saken, og at hun ikke vet om noen tilknytning.
    """
    har_den = samme(foresporsel.saksbehandler, av)
    kan_godkjenne = foresporsel.forslag is not None and not har_den
    if svar is EgenHabilitet.HABIL and not (har_den or som_leder or kan_godkjenne):
        ingen = not foresporsel.saksbehandler
        raise KanIkke("feil.mottak.uten_saksbehandler" if ingen else "feil.mottak.annen_saksbehandler")
    if svar is not EgenHabilitet.HABIL and not begrunnelse.strip():
        raise UgyldigInndata("feil.mottak.hvorfor_tvil")
    if svar is not EgenHabilitet.INHABIL and er_blant(av, inhabile(foresporsel)):
        raise KanIkke("feil.mottak.leder_endrer")
    if svar is EgenHabilitet.HABIL and er_blant(av, i_tvil(foresporsel)):
        raise KanIkke("feil.mottak.leder_endrer")
    felt = med_svar(foresporsel, av, svar)
    if har_den or kan_godkjenne:
        sagt = lederne_ikke_spurt and svar is EgenHabilitet.HABIL
        felt["lederne_ikke_spurt"] = (med if sagt else uten)(foresporsel.lederne_ikke_spurt, av)
    return endring(foresporsel, Handling.EGEN_HABILITET, felt, begrunnelse)


def forelopig_svar(foresporsel: Foresporsel, tekst: str = "") -> Endring:
    """Det er sendt et foreløpig svar. Fristen står."""
    return endring(foresporsel, Handling.FORELOPIG_SVAR, {"ny_versjon": False}, tekst)


def etterlys(foresporsel: Foresporsel, hva: str, svarfrist: date | None, i_dag: date) -> Endring:
    """Kommunen er bedt om det som mangler innen ``svarfrist``. ``hva`` er det som er etterlyst."""
    if not hva.strip():
        raise UgyldigInndata("feil.mottak.hva_etterlyses")
    if svarfrist is None:
        raise UgyldigInndata("feil.mottak.svarfrist")
    if svarfrist <= i_dag:
        raise UgyldigInndata("feil.mottak.svarfrist_etter")
    return endring(foresporsel, Handling.ETTERLYST, {"ny_versjon": False, "svarfrist": svarfrist}, hva)


def ny_anmodning(foresporsel: Foresporsel, journalnummer: str) -> Endring:
    """Kommunen har bedt på nytt, og viser til et avslag. Den nye anmodningen er ``journalnummer``; det som er avgjort
    her, står.
    """
    return endring(foresporsel, Handling.NY_ANMODNING, tekst=journalnummer)


def lagt_pa_usett(foresporsel: Foresporsel, handling: Handling) -> Endring:
    """Kommunen har sendt noe, og den som fører det, er skjermet fra saken (``skjold``).

    Hun ser ikke hva som står fra før. Derfor er det bare det at det er kommet, som føres: status, frister og det brevet
    sier, er som før til en annen har sett på det. Et forslag må likevel foreslås på nytt.
    """
    felt: dict[str, object] = {"ny_versjon": True}
    if foresporsel.forslag in _STAR:
        felt |= {"forslag": Forslagsstand.FORELDET, "godkjent_av": ""}
    return Endring(handling, felt)


def gjenapne(foresporsel: Foresporsel, hvorfor: str) -> Endring:
    """Ta avgjørelsen opp igjen. Den gamle står i historikken."""
    if not hvorfor.strip():
        raise UgyldigInndata("feil.mottak.hvorfor_igjen")
    tomt = dict.fromkeys(("utfall", "settekommune", "ansvarlig", "avgjort", "omfang", "til"))
    uten_ord = {"ikke_overfort": "", "rett_organ": "", "forslag": None, "foreslatt_av": "", "godkjent_av": ""}
    return endring(foresporsel, Handling.GJENAPNET, {**tomt, **uten_ord, "del_av": "", "ny_versjon": False}, hvorfor)


def sla_sammen(fra: Foresporsel, til: Foresporsel, i_dag: date) -> tuple[Endring, Endring]:
    """Slå ``fra`` sammen med ``til``: endringen på hver av dem. Det videre arbeidet er i ``til``.

    Ingenting flyttes eller slettes, og åpnes ``fra`` igjen, er de to igjen. Fristen er den første av de to. Den som er
    inhabil eller i tvil i en av dem, er det i begge: det er den samme saken.
    """
    if fra.journalnummer == til.journalnummer:
        raise UgyldigInndata("feil.mottak.seg_selv")
    if fra.sak and not til.sak:
        raise KanIkke("feil.mottak.andre_veien", fra=fra.journalnummer, til=til.journalnummer)
    lukket: dict[str, object] = {
        "status": A,
        "avgjort": i_dag,
        "del_av": til.journalnummer,
        "ny_versjon": False,
        "svarfrist": None,
    }
    lukket |= {"forslag": None, **med_andres(fra, til)}
    inn = endring(fra, Handling.SLATT_SAMMEN, tekst=til.journalnummer)
    felt: dict[str, object] = {"frist": min(fra.frist, til.frist), "svarfrist": til.svarfrist, **med_andres(til, fra)}
    if fra.haster:
        felt["haster"] = True
    mottar = endring(til, Handling.SLATT_SAMMEN, felt, fra.journalnummer)
    return replace(inn, felt=lukket), mottar


def rett(foresporsel: Foresporsel, felt: Mapping[str, object], hvorfor: str) -> Endring:
    """Rett noe som er ført feil. Det gamle står i historikken ved siden av det nye.

    Fristen følger en ny mottatt-dato, når den ikke alt er satt til noe annet enn måneden. Det et brev uten saken skal
    fylles ut med, rettes ikke før det er fylt ut.
    """
    nye = _nye_felt(foresporsel, felt)
    if foresporsel.manuell and set(nye) - {"frist"}:
        raise KanIkke("feil.mottak.fyll_ut_forst")
    if not hvorfor.strip():
        raise UgyldigInndata("feil.mottak.hvorfor_rettes")
    if all(getattr(foresporsel, navn) == verdi for navn, verdi in nye.items()):
        raise UgyldigInndata("feil.mottak.uendret")
    return endring(foresporsel, Handling.RETTET, nye, hvorfor)


def fyll_ut(foresporsel: Foresporsel, felt: Mapping[str, object]) -> Endring:
    """Skriv feltene av et brev som kom uten saken. Det er ingen retting, for ingenting sto der, og trenger ingen grunn.

    Brevet er fylt ut når det står hvilken kommune det kommer fra.
    """
    if not foresporsel.manuell:
        raise KanIkke("feil.mottak.alt_fylt_ut")
    nye = _nye_felt(foresporsel, felt)
    if not nye.get("kommune", foresporsel.kommune):
        raise UgyldigInndata("ui_mottak.manuell.velg_kommune")
    return endring(foresporsel, Handling.FYLT_UT, {**nye, "manuell": False})


def _nye_felt(foresporsel: Foresporsel, felt: Mapping[str, object]) -> dict[str, object]:
    """Feltene slik de skal føres, med fristen som følger av dem. Kaster ``UgyldigInndata``."""
    if ukjente := sorted(set(felt) - KAN_RETTES):
        raise UgyldigInndata("feil.mottak.kan_ikke_rettes", felt=tuple(ukjente))
    nye = dict(felt)
    mottatt = nye.get("mottatt")
    if isinstance(mottatt, date) and "frist" not in nye and foresporsel.frist == frist(foresporsel.mottatt):
        nye["frist"] = frist(mottatt)
    if "slag" in nye and not isinstance(nye["slag"], Slag):
        raise UgyldigInndata("feil.mottak.slag")
    return nye


def noter(foresporsel: Foresporsel, tekst: str) -> Endring:
    """Et internt notat. Det kan ikke tas bort igjen."""
    if not tekst.strip():
        raise UgyldigInndata("feil.mottak.tomt_notat")
    return endring(foresporsel, Handling.NOTAT, tekst=tekst)


def merk_lest(foresporsel: Foresporsel) -> Endring:
    """Saksbehandleren har sett det nye."""
    return endring(foresporsel, Handling.LEST, {"ny_versjon": False})
