"""Kontorets egne brevtekster: lest fra en mappe med ``nb`` og ``nn``, og prøvd mot våre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from overforing.brev.egne.malprove import MAKS_TEGN, ordforrad, prov, vist
from overforing.brev.maler import Maler, Nokkel
from overforing.feil import KanIkke, UgyldigMal
from overforing.sak.modell import Dokument, Malform
from overforing.tekster.katalog import Katalog

_MAKS_FILER = 100
_MAKS_BYTE = 4 * MAKS_TEGN

LES_MEG = {Malform.NB: "LES MEG.txt", Malform.NN: "LES MEG nynorsk.txt"}


def navn(nokkel: Nokkel) -> str:
    """Filen teksten ligger i: ``nb/anmodning.md``."""
    return f"{nokkel[0].value}/{nokkel[1].value}.md"


def les_mappe(mappe: Path, innebygde: Maler, katalog: Katalog) -> dict[Nokkel, str]:
    """Tekstene i mappen som er andre enn våre. En uendret kopi er ikke kontorets egen.

    Reiser UgyldigMal med alt som må rettes, på filnavn og linje, og KanIkke når mappen ikke kan leses.
    """
    try:
        lest, problemer = _les_filer(mappe, innebygde)
    except OSError:
        raise KanIkke(f"Mappen {mappe} kan ikke leses. Se etter at du har tilgang til den.") from None
    egne = {nokkel: tekst for nokkel, tekst in lest.items() if tekst.strip() != innebygde[nokkel].strip()}
    problemer += [_i_filen(navn(nokkel), problem) for nokkel, problem in prov_alle(egne, innebygde, katalog)]
    if problemer:
        raise UgyldigMal(problemer)
    return egne


def prov_alle(egne: Mapping[Nokkel, str], innebygde: Maler, katalog: Katalog) -> Iterator[tuple[Nokkel, str]]:
    """Det som må rettes i hver av tekstene."""
    for nokkel, tekst in egne.items():
        for problem in prov(tekst, innebygde[nokkel], krav(nokkel[1], Malform.NB, katalog)):
            yield nokkel, str(problem)


def krav(dokument: Dokument, malform: Malform, katalog: Katalog) -> Mapping[str, str]:
    """Feltene dokumentet må ha med, og hvorfor."""
    return {sti: hvorfor[malform] for sti, hvorfor in katalog.krav.get(dokument, {}).items()}


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


def les_meg(malform: Malform, innebygde: Maler, katalog: Katalog) -> str:
    """Veiledningen som følger med malene når de hentes, med alle felt og seksjoner."""
    deler = [katalog.hent("les_meg.innledning", malform)]
    for dokument in innebygde.dokumenter:
        deler.append(_om_dokumentet(dokument, malform, innebygde[malform, dokument], katalog))
    return "\n\n".join(deler) + "\n"


def _om_dokumentet(dokument: Dokument, malform: Malform, tekst: str, katalog: Katalog) -> str:
    def ord_(nokkel: str, **verdier: str) -> str:
        return katalog.hent(f"les_meg.{nokkel}", malform, **verdier)

    def avsnitt(navn: str, rader: Iterable[str]) -> list[str]:
        vist_ = [f"  {rad}" for rad in rader]
        return ["", ord_(navn), *vist_] if vist_ else []

    def felt(stier: Iterable[str]) -> list[str]:
        return sorted(vist(sti, ord_("hver")) for sti in stier)

    i_brevet = ordforrad(tekst)
    bare_sporres = i_brevet.kjente - i_brevet.skrives - i_brevet.gjentas
    ma_med = krav(dokument, malform, katalog)
    return "\n".join(
        (
            f"{dokument.value}.md",
            "=" * len(f"{dokument.value}.md"),
            ord_("seksjoner", navn=", ".join(f"{{#{id_}}}" for id_ in i_brevet.seksjoner)),
            *avsnitt("skrives", felt(i_brevet.skrives)),
            *avsnitt("gjentas", felt(i_brevet.gjentas)),
            *avsnitt("sporres", felt(bare_sporres)),
            *avsnitt("krav", (f"{vist(sti, ord_('hver'))}: {hvorfor}" for sti, hvorfor in ma_med.items())),
        )
    )
