"""Kontorets egne brevtekster: lest fra en mappe med ``nb`` og ``nn``, og prøvd mot våre."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from overforing.brev.egne.malprove import MAKS_TEGN, ordforrad, prov, vist
from overforing.brev.maler import Krav, Maler, Nokkel
from overforing.feil import KanIkke, UgyldigMal
from overforing.sak.modell import Dokument, Malform

_MAKS_FILER = 100
_MAKS_BYTE = 4 * MAKS_TEGN

LES_MEG = "LES MEG.txt"


def navn(nokkel: Nokkel) -> str:
    """Filen teksten ligger i: ``nb/anmodning.md``."""
    return f"{nokkel[0].value}/{nokkel[1].value}.md"


def les_mappe(mappe: Path, innebygde: Maler, krav: Krav) -> dict[Nokkel, str]:
    """Tekstene i mappen som er andre enn våre. En uendret kopi er ikke kontorets egen.

    Reiser UgyldigMal med alt som må rettes, på filnavn og linje, og KanIkke når mappen ikke kan leses.
    """
    try:
        lest, problemer = _les_filer(mappe, innebygde)
    except OSError:
        raise KanIkke(f"Mappen {mappe} kan ikke leses. Se etter at du har tilgang til den.") from None
    egne = {nokkel: tekst for nokkel, tekst in lest.items() if tekst.strip() != innebygde[nokkel].strip()}
    problemer += [_i_filen(navn(nokkel), problem) for nokkel, problem in prov_alle(egne, innebygde, krav)]
    if problemer:
        raise UgyldigMal(problemer)
    return egne


def prov_alle(egne: Mapping[Nokkel, str], innebygde: Maler, krav: Krav) -> Iterator[tuple[Nokkel, str]]:
    """Det som må rettes i hver av tekstene."""
    for nokkel, tekst in egne.items():
        for problem in prov(tekst, innebygde[nokkel], krav.get(nokkel[1], {})):
            yield nokkel, str(problem)


def _les_filer(mappe: Path, innebygde: Maler) -> tuple[dict[Nokkel, str], list[str]]:
    if not mappe.is_dir():
        raise KanIkke(f"{mappe} er ikke en mappe.")
    lest: dict[Nokkel, str] = {}
    problemer: list[str] = []
    kjente = {navn(nokkel): nokkel for nokkel in innebygde}
    filer = list(_tekstfiler(mappe))
    for sti in filer[:_MAKS_FILER]:
        filnavn = sti.relative_to(mappe).as_posix()
        nokkel = kjente.get(filnavn)
        if nokkel is None:
            problemer.append(f"{filnavn}: Filen er ikke en av brevtekstene. De heter {', '.join(kjente)}.")
            continue
        tekst = _som_tekst(sti)
        if isinstance(tekst, str):
            lest[nokkel] = tekst
        else:
            problemer.append(_i_filen(filnavn, tekst[0]))
    if not filer:
        rad = "De skal ligge i mappene nb og nn, slik «Hent våre maler …» lager dem."
        if mappe.name in ("nb", "nn"):
            rad = "Velg mappen som har nb og nn i seg."
        problemer.append(f"Fant ingen brevtekster i {mappe}. {rad}")
    return lest, problemer


def _i_filen(filnavn: str, problem: str) -> str:
    return f"{filnavn}, {problem}" if problem.startswith("linje ") else f"{filnavn}: {problem}"


def _tekstfiler(mappe: Path) -> Iterator[Path]:
    for malform in Malform:
        under = mappe / malform.value
        if under.is_dir():
            yield from (sti for sti in sorted(under.iterdir()) if sti.suffix.lower() == ".md" and sti.is_file())


def _som_tekst(sti: Path) -> str | tuple[str]:
    """Teksten i filen, eller i en tuppel det som er galt med den."""
    with sti.open("rb") as fil:
        data = fil.read(_MAKS_BYTE + 1)
    if len(data) > _MAKS_BYTE:
        return (f"Teksten er over {MAKS_TEGN} tegn.",)
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError as feil:
        linje = data[: feil.start].count(b"\n") + 1
        return (f"linje {linje}: Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnkodingen UTF-8.",)
    return tekst.replace("\r\n", "\n").replace("\r", "\n")


def les_meg(innebygde: Maler, krav: Krav) -> str:
    """Veiledningen som følger med malene når de hentes, med alle felt og seksjoner."""
    deler = [_INNLEDNING]
    for dokument in dict.fromkeys(dokument for _, dokument in innebygde):
        deler.append(_om_dokumentet(dokument, innebygde[Malform.NB, dokument], krav.get(dokument, {})))
    return "\n\n".join(deler) + "\n"


def _om_dokumentet(dokument: Dokument, tekst: str, krav: Mapping[str, str]) -> str:
    ord_ = ordforrad(tekst)
    lister = ord_.gjentas
    skrives = sorted(vist(sti) for sti in ord_.skrives)
    sporres = sorted(vist(sti) for sti in ord_.kjente - ord_.skrives - lister if not sti.startswith("loop"))
    return "\n".join(
        (
            f"{dokument.value}.md",
            "=" * len(f"{dokument.value}.md"),
            f"Seksjoner, som alle må være med: {', '.join(f'{{#{id_}}}' for id_ in ord_.seksjoner)}",
            "",
            "Felt som kan skrives ut med {{ }}:",
            *(f"  {felt}" for felt in skrives),
            "",
            "Lister som kan gås gjennom med {% for %}:",
            *(f"  {felt}" for felt in sorted(map(vist, lister))),
            "",
            "Felt det bare kan spørres om med {% if %}:",
            *(f"  {felt}" for felt in sporres),
            *(["", "Dette må være med:"] if krav else []),
            *(f"  {vist(sti)}: {hvorfor}" for sti, hvorfor in krav.items()),
        )
    )


_INNLEDNING = """\
Egne maler i Overføring
=======================

Her ligger kopier av våre maler. Endre dem, og velg dem under Innstillinger i Overføring.
Programmet tar sin egen kopi når du velger. Endrer du en fil etterpå, må du velge den på nytt.

brevhode.docx er brevhodet i Word. Åpne det i Word, og legg logoen og adressen i topp- og bunnteksten.
Behold stilene; skrift, farge og avstand i dem kan du endre. Avsenderen, mottakeren og referansene setter programmet
inn. Brevhodet gjelder bare Word-filen. PDF-en har sin egen utforming.

nb og nn har brevtekstene på bokmål og nynorsk. Åpne dem i en enkel tekstredigerer, for eksempel Notisblokk, og lagre
dem som UTF-8. En fil du ikke endrer, eller sletter, er som før: da bruker programmet vår tekst, også når den blir ny.

- Vanlig tekst kan du skrive om. Blank linje gir nytt avsnitt, og - først på linjen gir et punkt i en liste.
- {{ felt }} settes inn fra saken. {{ felt | stor }} gir stor forbokstav.
- Det som står mellom {% if … %} og {% endif %}, kommer bare med når det passer.
- Det som står mellom {% for … in … %} og {% endfor %}, kommer én gang for hver i listen.
- Navnet i krøllparentes etter hver overskrift, for eksempel {#soker}, er seksjonens faste navn. Det må stå som det er.
- Fet skrift, lenker og bilder kan ikke brukes.
- Loven endrer seg. Skriv bestemmelsene med {{ lov.… }} og ikke som vanlig tekst, så følger de regelsettet saken har.

Merkingen «Unntatt offentlighet», avsenderen, mottakeren, hilsenen og underskriften står ikke i tekstene. Programmet
setter dem inn i hvert brev."""
