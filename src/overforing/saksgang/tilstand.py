"""Det vinduet får se: én frosset tilstand. Tekstene er ferdige på vinduets målform; vinduet kjenner ingen regel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from overforing.feil import Melding
from overforing.regelverk.frist import Friststand
from overforing.sak.modell import Dokument, Sak
from overforing.sak.sti import Sti

from .slag import Farge as Farge
from .slag import Feilslag as Feilslag
from .slag import Plass as Plass
from .slag import Sakstilstand as Sakstilstand
from .slag import Skjemasteg as Skjemasteg
from .slag import Stegstatus as Stegstatus
from .slag import Svarslag as Svarslag

if TYPE_CHECKING:
    from .omskrevet import Foreldet


@dataclass(frozen=True)
class Valg:
    """``ogsa`` er andre ord for det samme, skilt med komma: noe å finne valget på, aldri noe som vises.

    ``presise`` er de av dem som sier mer enn valget selv. De følger med svaret, etter verdien og et mellomrom.
    """

    verdi: str
    tekst: str
    ogsa: str = ""
    presise: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sporsmal:
    """Ett spørsmål. ``svar`` er det som vises i feltet: det halvskrevne om det finnes, ellers svaret i saken.

    For FLERVALG er ``svar`` verdiene skilt med mellomrom; for JA_NEI «ja», «nei» eller tomt; for AVKRYSSING «ja»
    eller tomt; for KOMMUNE navnet. ``feil`` sier hva som er galt med det halvskrevne. ``fjern_tekst`` er ordene på en
    knapp som tar bort det svaret er en del av. ``avvist`` sier hvorfor det som nettopp ble valgt, ikke ble tatt imot;
    svaret er da det gamle, og ingenting må rettes. ``mangler``: brukeren har villet videre uten å svare.
    ``foreslatt`` er et svar det er nærliggende å gi. Det er ikke et svar før brukeren tar det, eller går videre med
    «Neste» når det er sagt at det føres da (``ved_neste``). ``uferdig`` sier hva som gjenstår av et svar som er begynt
    på. ``mer``: trengs sjelden, og vises først når noen ber om det. ``usagt`` er spørsmålet slik det kan sies på begge
    målformer.
    """

    sti: Sti
    slag: Svarslag
    tekst: str
    usagt: Melding
    svar: str = ""
    hjelp: str = ""
    feil: str = ""
    valg: tuple[Valg, ...] = ()
    valgfri: bool = False
    fjern_tekst: str = ""
    avvist: str = ""
    mangler: bool = False
    foreslatt: Valg | None = None
    ved_neste: bool = False
    uferdig: str = ""
    mer: bool = False


@dataclass(frozen=True)
class Merke:
    tekst: str
    farge: Farge


@dataclass(frozen=True)
class Gruppe:
    """Spørsmål som hører sammen, i ett kort. ``fjern`` er stien til elementet kortet kan fjerne.

    ``legg_til`` er stien til en liste og teksten på knappen som gir et nytt element i den; ``forslag`` er dem som kan
    legges til ferdig utfylt. ``hent`` er ordene på en knapp som fyller ut kortet fra innstillingene, og ``husk`` på
    en som husker kontoret og linjen der. ``mer_tekst`` er ordene på knappen som viser det som sjelden trengs, når den
    ikke bare sier «Mer». ``rad``: en linje i en liste, med det første spørsmålet ved siden av tittelen, ``dybde`` ledd
    inn. ``foldet`` er ordene for det som vises først når noen ber om det. ``knapper`` svarer for flere på én gang;
    ``ogsa`` er hvem det gjelder.
    """

    tittel: str
    sporsmal: tuple[Sporsmal, ...]
    innledning: str = ""
    merke: Merke | None = None
    fjern: str = ""
    fjern_tekst: str = ""
    legg_til: str = ""
    legg_til_tekst: str = ""
    forslag: tuple[Valg, ...] = ()
    hent: str = ""
    mer_tekst: str = ""
    rad: bool = False
    dybde: int = 0
    foldet: str = ""
    undertittel: str = ""
    knapper: tuple[Valg, ...] = ()
    husk: str = ""


@dataclass(frozen=True)
class Sidetilstand:
    """En linje i steglisten. ``grunn`` sier hva som mangler, og ``sti`` hvor, eller hvorfor steget ikke er aktuelt."""

    side: Skjemasteg
    tittel: str
    status: Stegstatus
    grunn: str = ""
    sti: str = ""


@dataclass(frozen=True)
class Feil:
    """Det som står mellom brukeren og neste steg: et galt svar, eller noe som mangler."""

    sti: str
    tekst: str
    slag: Feilslag = Feilslag.GALT


@dataclass(frozen=True)
class Boks:
    """En person i linjen. ``under`` er id-en til den overordnede i saken, og ``oppgave`` ordene for den; begge kan
    være tomme.
    """

    id: str
    navn: str
    rolle: str
    status: str
    farge: Farge
    hjemmel: str = ""
    under: str = ""
    oppgave: str = ""


@dataclass(frozen=True)
class Lovtekst:
    """Bestemmelsen, hva den sier med våre ord, og adressen på Lovdata."""

    hjemmel: str
    tekst: str
    url: str


@dataclass(frozen=True)
class Omtale:
    """Det som står ved siden av et spørsmål: hva loven sier om det, og hvorfor det stilles."""

    loven: tuple[Lovtekst, ...]
    hvorfor: str


@dataclass(frozen=True)
class Sporpost:
    """Ett funn i sporet, med siden og feltet det hviler på."""

    tekst: str
    farge: Farge
    side: Skjemasteg
    sti: Sti
    begrunnelse: str


@dataclass(frozen=True)
class Tvil:
    """En avklaring: det en jurist eller Statsforvalteren ville spurt om."""

    tekst: str
    ma_loses: bool
    side: Skjemasteg
    sti: Sti


@dataclass(frozen=True)
class Svarlinje:
    """Ett besvart spørsmål på oppsummeringen. ``baerer``: utfallet hviler på det, eller det sier hva saken er."""

    side: Skjemasteg
    sti: Sti
    gruppe: str
    sporsmal: str
    svar: str
    baerer: bool = False


@dataclass(frozen=True)
class Hjelp:
    """«Trengs hjelp nå?». ``framhev`` når saken haster og ingenting er ``registrert``."""

    tekst: str
    framhev: bool
    registrert: bool = False


@dataclass(frozen=True)
class Frist:
    """Fristen for foreløpig svar. ``tekst`` er setningen i saken og ``kort`` ordene i lista, tomme når alt er i orden.

    ``sti`` er spørsmålet som svarer på den.
    """

    stand: Friststand
    dato: date | None
    tekst: str = ""
    kort: str = ""
    farge: Farge = Farge.NOYTRAL
    side: Skjemasteg = Skjemasteg.I_MELLOMTIDEN
    sti: str = "forelopig_svar_soker"


@dataclass(frozen=True)
class Tilstand:
    """Alt vinduet viser for én sak.

    ``omtale`` er sidens. ``dokumenter`` er dem utfallet kaller på, og ``pa_foresporsel`` dem som kan skrives når noen
    ber om dem. ``foreldede`` er det som er skrevet om og må ses på, ``det_neste`` det som følger når brevene er lagret,
    og ``kan_sendes`` om noe av det går til noen utenfor kommunen og ikke er merket som sendt. ``fagsystem`` er fakta om
    saken til å lime inn der, på oppsummeringen.
    """

    sak: Sak
    tittel: str
    sakslinje: str
    sakstilstand: Sakstilstand
    side: Skjemasteg
    sidetittel: str
    sider: tuple[Sidetilstand, ...]
    grupper: tuple[Gruppe, ...]
    feil: tuple[Feil, ...]
    linjen: tuple[Boks, ...]
    slik_star: str
    neste_sporsmal: str
    omtale: Omtale
    spor: tuple[Sporpost, ...]
    tvil: tuple[Tvil, ...]
    svarene: tuple[Svarlinje, ...]
    hjelp: Hjelp
    frist: Frist
    dokumenter: tuple[Dokument, ...]
    pa_foresporsel: tuple[Dokument, ...]
    ferdig: bool
    neste: Skjemasteg | None
    forrige: Skjemasteg | None
    angrer: str | None
    gjentar: str | None
    lagret: datetime | None
    ulagret: bool
    foreldede: tuple[Foreldet, ...] = ()
    det_neste: tuple[str, ...] = ()
    kan_sendes: bool = False
    fagsystem: str = ""
