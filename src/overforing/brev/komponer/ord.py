"""Små grep på tekst: brukerens ord gjort til en setning, stor forbokstav, avsnitt og lister."""

from __future__ import annotations

import re
from itertools import groupby

from overforing.brev.modell import Avsnitt, Blokk, Liste, Tabell
from overforing.sak.modell import Kontor, Part, Representant

PUNKT = "- "
"""Slik begynner en linje som er et listepunkt når brukeren skriver om en seksjon."""

SLEKTSORD = frozenset(
    """
    søster bror halvsøster halvbror tvillingsøster tvillingbror søsken halvsøsken syster halvsyster sysken halvsysken
    stesøsken stesysken stesøster stesyster stebror
    far mor sønn son datter dotter farfar farmor morfar mormor bestefar bestemor oldefar oldemor barnebarn oldebarn
    fetter kusine søskenbarn syskenbarn tremenning onkel tante nevø niese grandonkel grandtante svoger svigerinne
    svigerfar svigermor svigersønn svigerson svigerdatter svigerdotter stefar stemor stesønn steson stedatter stedotter
    """.split()  # noqa: SIM905
)
"""Ord for hva noen er for hverandre i en familie."""

SMA_ORD = SLEKTSORD | frozenset(
    """
    gift skilt separert forlovet forlova samboer samboere sambuar sambuarar kjæreste kjærester kjærast kjærastar
    venn venner ven vener nær nære bekjent bekjente nabo naboer naboar kollega kolleger kollegaer
    eier eig leier leiger skylder skuldar tidligere tidlegare felles vokste voks oppvokst
    """.split()  # noqa: SIM905
)
"""Ord om tilknytning som aldri er navn."""

_SKILLE = ",;."
_KORT_SVAR = 5
_MELLOMROM = re.compile(r"[^\S\u00a0\u202f]+")
_AVSLUTTET = tuple(".!?…:")
_LUKKER = "»”’\"')]"


def linje(tekst: str) -> str:
    """Teksten på én linje; hardt mellomrom beholdes."""
    return _MELLOMROM.sub(" ", tekst).strip()


def adresselinjer(hos: Kontor | Part | Representant) -> tuple[str, ...]:
    """Postadressen, med det av den som er ført: gaten, og postnummeret med poststedet."""
    return tuple(rad for tekst in (hos.adresse, f"{hos.postnummer} {hos.poststed}") if (rad := linje(tekst)))


def avsnitt(tekst: str) -> tuple[str, ...]:
    """Avsnittene i en tekst. En blank linje skiller dem; et enkelt linjeskift er et mellomrom."""
    deler: list[list[str]] = [[]]
    for rad in tekst.splitlines():
        if rad.strip():
            deler[-1].append(rad)
        else:
            deler.append([])
    return tuple(tekst for del_ in deler if (tekst := linje(" ".join(del_))))


def setning(tekst: str) -> str:
    """Brukerens tekst med punktum etter, om den ikke alt er avsluttet. Tom tekst blir tom."""
    renset = tekst.strip()
    kjerne = renset.rstrip(_LUKKER)
    return renset if not kjerne or kjerne.endswith(_AVSLUTTET) else f"{renset}."


def utdyp(utsagn: str, naermere: str) -> str:
    """Utsagnet og brukerens ord om det i én setning: «Søkeren er søsken til Nav-lederen (søster)».

    Er ordene ikke et kort svar på hva de er for hverandre, følger de etter et kolon. Ord brukeren gjentar fra slutten
    av utsagnet, sies én gang: «nære venner» og «Nær venn gjennom tjue år» blir «nære venner gjennom tjue år». Første
    ord får liten forbokstav når det helt sikkert ikke er et navn.
    """
    if not naermere:
        return utsagn
    sagt, ord_ = utsagn.split(" "), naermere.split(" ")
    for antall in (2, 1):
        if _gjentar(sagt[-antall:], ord_[:antall]):
            siste = ord_[antall - 1]
            return " ".join([utsagn + siste[len(siste.rstrip(_SKILLE)) :], *ord_[antall:]])
    if ord_[0].rstrip(_SKILLE).casefold() in SMA_ORD and ord_[0] == ord_[0].capitalize():
        ord_[0] = ord_[0].casefold()
    tekst = " ".join(ord_)
    return f"{utsagn} ({tekst.rstrip('.')})" if er_slektskap(naermere) else f"{utsagn}: {tekst}"


def er_slektskap(naermere: str) -> bool:
    """Om teksten bare sier hva de er for hverandre, som «Fetter» eller «søster, bor sammen»."""
    ord_ = naermere.split(" ")
    return (
        len(ord_) <= _KORT_SVAR
        and ord_[0].rstrip(_SKILLE).casefold() in SLEKTSORD
        and not set(naermere.rstrip(".")) & set(".:()!?")
    )


def _gjentar(sagt: list[str], skrevet: list[str]) -> bool:
    former = [ord_.rstrip(_SKILLE).casefold() for ord_ in skrevet]
    return len(sagt) == len(former) and all(
        form in SMA_ORD and _ven(ord_).startswith(_ven(form)) for ord_, form in zip(sagt, former, strict=True)
    )


def _ven(ord_: str) -> str:
    """«venn» og «ven» er samme ord: brevet kan være på nynorsk og brukerens tekst på bokmål."""
    return ord_.replace("venn", "ven")


def stor(tekst: str) -> str:
    """Stor forbokstav; resten er urørt."""
    return tekst[:1].upper() + tekst[1:]


def fra_tekst(tekst: str) -> tuple[Blokk, ...]:
    """Blokkene i en seksjon brukeren har skrevet: blank linje skiller avsnitt, «- » først på linjen er et punkt."""
    blokker: list[Blokk] = []
    linjer = [rad.strip() for rad in tekst.splitlines()]
    for slag, gruppe in groupby(linjer, key=lambda rad: "punkt" if rad.startswith(PUNKT) else bool(rad)):
        if slag == "punkt":
            punkter = tuple(p for rad in gruppe if (p := linje(rad.removeprefix(PUNKT))))
            if punkter:
                blokker.append(Liste(punkter))
        elif slag:
            blokker.append(Avsnitt(linje(" ".join(gruppe))))
    return tuple(blokker)


def som_tekst(blokker: tuple[Blokk, ...]) -> str:
    """Det motsatte av ``fra_tekst``: teksten brukeren får å skrive om. En tabellrad blir et punkt."""
    return "\n\n".join(_blokk(blokk) for blokk in blokker)


def _blokk(blokk: Blokk) -> str:
    match blokk:
        case Avsnitt(tekst):
            return tekst
        case Liste(punkter):
            return "\n".join(PUNKT + punkt for punkt in punkter)
        case Tabell(_, rader):
            return "\n".join(PUNKT + "; ".join(celle for celle in rad if celle) for rad in rader)
