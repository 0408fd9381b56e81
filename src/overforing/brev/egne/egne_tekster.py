"""Kontorets egne brevtekster: lest fra en mappe med ``nb`` og ``nn``, og prøvd mot våre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from overforing.brev.egne.malkode import Problem
from overforing.brev.egne.malprove import MAKS_TEGN, ordforrad, prov, vist
from overforing.brev.maler import Maler, Nokkel
from overforing.feil import KanIkke, Melding, UgyldigMal, si
from overforing.hinder import er_mappe
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
        raise KanIkke("feil.egne_tekster.mappe_leses_ikke", mappe=mappe) from None
    egne = {nokkel: tekst for nokkel, tekst in lest.items() if tekst.strip() != innebygde[nokkel].strip()}
    problemer += [_i_filen(navn(nokkel), problem) for nokkel, problem in prov_alle(egne, innebygde, katalog)]
    if problemer:
        raise UgyldigMal(problemer)
    return egne


def prov_alle(egne: Mapping[Nokkel, str], innebygde: Maler, katalog: Katalog) -> Iterator[tuple[Nokkel, Problem]]:
    """Det som må rettes i hver av tekstene."""
    for nokkel, tekst in egne.items():
        for problem in prov(tekst, innebygde[nokkel], krav(nokkel[1], katalog)):
            yield nokkel, problem


def krav(dokument: Dokument, katalog: Katalog) -> Mapping[str, Melding]:
    """Feltene dokumentet må ha med, og hvorfor."""
    return {sti: Melding(f"krav.{dokument}.{sti}") for sti in katalog.krav.get(dokument, ())}


def _les_filer(mappe: Path, innebygde: Maler) -> tuple[dict[Nokkel, str], list[Melding]]:
    if not er_mappe(mappe):
        raise KanIkke("feil.egne_tekster.ikke_mappe", mappe=mappe)
    lest: dict[Nokkel, str] = {}
    problemer: list[Melding] = []
    kjente = {navn(nokkel): nokkel for nokkel in innebygde}
    filer = list(_tekstfiler(mappe))
    for sti in filer[:_MAKS_FILER]:
        filnavn = sti.relative_to(mappe).as_posix()
        nokkel = kjente.get(filnavn)
        if nokkel is None:
            problemer.append(Melding("feil.egne_tekster.ukjent", fil=filnavn, kjente=tuple(kjente)))
            continue
        tekst = _som_tekst(sti)
        if isinstance(tekst, str):
            lest[nokkel] = tekst
        else:
            problemer.append(_i_filen(filnavn, tekst))
    if not filer:
        under = mappe.name in ("nb", "nn")
        rad = Melding("feil.egne_tekster.velg_over" if under else "feil.egne_tekster.i_mappene")
        problemer.append(Melding("feil.egne_tekster.ingen", mappe=mappe, rad=rad))
    return lest, problemer


def _i_filen(filnavn: str, problem: Problem) -> Melding:
    if problem.linje:
        return Melding("feil.egne_tekster.pa_linje", fil=filnavn, hva=problem.melding)
    return Melding("feil.les.i_filen", fil=filnavn, feil=problem.hva)


def _tekstfiler(mappe: Path) -> Iterator[Path]:
    for malform in Malform:
        under = mappe / malform.value
        if under.is_dir():
            yield from (sti for sti in sorted(under.iterdir()) if sti.suffix.lower() == ".md" and sti.is_file())


def _som_tekst(sti: Path) -> str | Problem:
    """Teksten i filen, eller det som er galt med den."""
    with sti.open("rb") as fil:
        data = fil.read(_MAKS_BYTE + 1)
    if len(data) > _MAKS_BYTE:
        return Problem(0, Melding("feil.egne_tekster.for_lang", flest=MAKS_TEGN))
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError as feil:
        linje = data[: feil.start].count(b"\n") + 1
        return Problem(linje, Melding("feil.egne_tekster.utf8"))
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

    def sagt(hva: Melding | str) -> str:
        return si(hva, lambda nokkel, **verdier: katalog.hent(nokkel, malform, **verdier))

    def felt(stier: Iterable[str]) -> list[str]:
        return sorted(sagt(vist(sti)) for sti in stier)

    i_brevet = ordforrad(tekst)
    bare_sporres = i_brevet.kjente - i_brevet.skrives - i_brevet.gjentas
    return "\n".join(
        (
            f"{dokument.value}.md",
            "=" * len(f"{dokument.value}.md"),
            ord_("seksjoner", navn=", ".join(f"{{#{id_}}}" for id_ in i_brevet.seksjoner)),
            *avsnitt("skrives", felt(i_brevet.skrives)),
            *avsnitt("gjentas", felt(i_brevet.gjentas)),
            *avsnitt("sporres", felt(bare_sporres)),
            *avsnitt(
                "krav", (f"{sagt(vist(sti))}: {sagt(hvorfor)}" for sti, hvorfor in krav(dokument, katalog).items())
            ),
        )
    )
