"""Saken ut av et brev igjen: Word, PDF, en pakke (zip) eller e-post med dem, eller en saksfil.

Hva slags fil det er, avgjøres av innholdet. Filen kan komme fra hvem som helst: alt som ikke kan brukes, blir
UgyldigInndata med en norsk melding.
"""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from overforing.brev.lesing.grenser import MAKS_FRITEKST, krev_rimelig_tekst
from overforing.brev.lesing.kjennetegn import ligner
from overforing.brev.lesing.les_epost import er_epost, omslag, vedlegg
from overforing.brev.lesing.lesning import Lesning, Pafort
from overforing.brev.modell import tegnsum, tekstsum
from overforing.brev.reise import BAERER_SAKEN, BAERER_SVARET, MAKS_SAK, Merker, sum_av
from overforing.feil import OverforingFeil, UgyldigInndata
from overforing.filer import KAN_FORKLARES, MAKS_FIL
from overforing.sak.embetssvar import Embetssvar
from overforing.sak.modell import Dokument

Teksttilstand = Literal["uendret", "endret", "kan_ikke_avgjores", "ukjent"]
"""«kan_ikke_avgjores»: filen er laget om, så det ikke lar seg måle. «ukjent»: det er ingen brevtekst å måle på."""

MAKS_DELER = 2000
MAKS_I_PAKKE = 100
"""Flest filer i en pakke. Programmet selv legger aldri så mange i en."""

PASSORD = "docx-passord"
"""En Word-fil beskyttet med passord."""

_SKJEMA = "overforing/sak/"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument".encode("utf-16-le")
_KRYPTERT = "EncryptedPackage".encode("utf-16-le")
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_BILDER = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"))


class IkkeFraOverforing(UgyldigInndata):
    """Filen er hel og kan leses, men er ikke laget av Overføring, eller merkene er tatt bort.

    ``fritekst`` er det som står i den, til å søke i.
    """

    fritekst = ""


class LagetOm(IkkeFraOverforing):
    """Filen ser ut som et brev herfra, laget på nytt av noe annet: verken saken eller merkene er med."""


class AnnetSlag(UgyldigInndata):
    """Filen er av et annet slag enn dem et brev herfra kan være. Meldingen sier hvilket, og hva en skal be om.

    ``fritekst`` er det som står i den, så langt det kan leses.
    """

    fritekst = ""


F = TypeVar("F", IkkeFraOverforing, AnnetSlag)


class TomPakke(UgyldigInndata):
    """Pakken har ingenting som kan være et brev herfra."""


class FlereSaker(UgyldigInndata):
    """Pakken har brev fra flere saker. Hver fil i den kan leses for seg (``i_pakken``)."""


@dataclass(frozen=True)
class Lest:
    """Det en fil sa om seg selv. ``sak_json`` er saken som JSON-tekst, ennå ikke prøvd mot saksfilens regler.

    ``tekst`` sier om brevteksten er den samme som da brevet ble laget; det viser endring, ikke hvem som skrev.
    ``brodtekst`` er teksten slik den står nå, ett avsnitt på hver linje. ``svar`` er svaret i et brev fra
    Statsforvalteren. ``pafort`` er det som er lagt på brevet uten å være en del av teksten.
    """

    dokument: Dokument | None
    sak_id: str | None
    sak_json: str | None
    tekst: Teksttilstand
    brodtekst: str = field(default="", compare=False, repr=False)
    svar: Embetssvar | None = None
    pafort: tuple[Pafort, ...] = ()
    mistet: str = field(default="", compare=False)
    """«sak» eller «svar» når det som hører til et slikt brev, er falt ut: noe annet har laget filen på nytt."""
    logg: str = field(default="", compare=False)
    """Merket på Statsforvalterens logg da hun laget brevet."""


def les(data: bytes, filnavn: str, slag: str | None = None) -> Lest:
    """Leser filen. ``filnavn`` brukes bare i meldingene. ``slag`` er som ``filslag`` sier, når det alt er sett etter.

    Reiser UgyldigInndata når filen er skadet, for stor, beskyttet, eller ikke er laget av Overføring.
    """
    try:
        if len(data) > MAKS_FIL:
            raise UgyldigInndata("feil.program.for_stor", mb=MAKS_FIL // 1024 // 1024)
        return _les(data, slag, i_pakke=False)
    except (IkkeFraOverforing, AnnetSlag, FlereSaker) as feil:
        raise type(feil)("feil.les.i_filen", fil=filnavn, feil=feil) from feil
    except OverforingFeil as feil:
        raise UgyldigInndata("feil.les.i_filen", fil=filnavn, feil=feil) from feil


def filslag(data: bytes) -> str:
    """Hva innholdet er: en av ``KAN_APNES`` eller ``KAN_FORKLARES``, ``PASSORD`` eller tomt. Ikke om filen er hel."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as pakke:
                return _zipslag(pakke)
        except Exception:  # skadet: les sier hvordan
            return "zip"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE):
        # Det som ligger ved en e-post, ligger i den slik det er, så Outlooks egne spor først.
        return "msg" if _OUTLOOK in data else PASSORD if _KRYPTERT in data else "doc" if _WORD in data else ""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if bilde := next((slag for tegn, slag in _BILDER if data.startswith(tegn)), ""):
        return bilde
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return "json"
    return "eml" if er_epost(data) else ""


def _zipslag(pakke: zipfile.ZipFile) -> str:
    navnene = pakke.namelist()
    if "mimetype" in navnene[:1] and pakke.getinfo("mimetype").file_size < 200:
        return "odt" if b"opendocument.text" in pakke.read("mimetype") else "zip"
    return "docx" if "[Content_Types].xml" in navnene else "zip"


def _les(data: bytes, slag: str | None = None, *, i_pakke: bool) -> Lest:
    try:
        return _les_slag(data, filslag(data) if slag is None else slag, i_pakke=i_pakke)
    except (OverforingFeil, MemoryError):
        raise
    except Exception as feil:  # en fremmed fil kan velte leserne på måter vi ikke kjenner
        raise UgyldigInndata("feil.les.ufullstendig") from feil


def _les_slag(data: bytes, slag: str, *, i_pakke: bool) -> Lest:
    match slag:
        case "docx" | "zip":
            with zipfile.ZipFile(io.BytesIO(data)) as pakke:
                return _les_zip(pakke, i_pakke=i_pakke)
        case "pdf":
            from overforing.brev.lesing.les_pdf import les_pdf

            return _brev(les_pdf(data))
        case "json":
            return _saksfil(data)
        case "eml":
            return _les_epost(data, i_pakke=i_pakke)
        case "msg":
            from overforing.brev.lesing.les_msg import som_epost

            return _les_epost(som_epost(data), i_pakke=i_pakke)
        case _ if slag == PASSORD:
            raise UgyldigInndata("feil.les.word_passord")
        case _ if slag in KAN_FORKLARES:
            raise AnnetSlag(f"feil.les.{slag}")
    raise UgyldigInndata("feil.les.ukjent_slag")


def _les_zip(pakke: zipfile.ZipFile, *, i_pakke: bool) -> Lest:
    if krev_trygg_pakke(pakke, i_pakke=i_pakke):
        from overforing.brev.lesing.les_docx import les_docx

        return _brev(les_docx(pakke))
    return _velg(_filene(pakke), i_pakke=True)


def krev_trygg_pakke(pakke: zipfile.ZipFile, *, i_pakke: bool = False) -> bool:
    """Avviser en pakke som er for stor, låst eller laget for å lure, og sier om den er en Word-fil."""
    deler = pakke.infolist()
    if len(deler) > MAKS_DELER or sum(del_.file_size for del_ in deler) > MAKS_FIL:
        raise UgyldigInndata("feil.les.stor_pakke", flest=MAKS_DELER, mb=MAKS_FIL // 1024 // 1024)
    if any(del_.flag_bits & 1 for del_ in deler):
        raise UgyldigInndata("feil.les.pakke_passord")
    if "[Content_Types].xml" in pakke.namelist():
        return True
    if i_pakke:
        raise UgyldigInndata("feil.les.pakke_i_pakke")
    _krev_ryddig(deler)
    return False


def _les_epost(data: bytes, *, i_pakke: bool) -> Lest:
    """Brevet som ligger ved e-posten, også i en pakke. Uten noe herfra er den en e-post som alle andre."""
    filene = vedlegg(data)
    if i_pakke:  # en e-post i noe annet har ingen flere i seg
        filene = (fil for fil in filene if not _er_epost(fil))
    ubrukte: list[tuple[bytes, OverforingFeil]] = []
    try:
        return _velg(filene, i_pakke=i_pakke, ubrukte=ubrukte)
    except FlereSaker:
        raise UgyldigInndata("feil.les.epost_flere") from None
    except (IkkeFraOverforing, AnnetSlag, TomPakke):
        raise _med(AnnetSlag("feil.les.eml"), _i_eposten(data, ubrukte)) from None


def _er_epost(data: bytes) -> bool:
    return er_epost(data) or (data.startswith(_OLE) and filslag(data) == "msg")


def _i_eposten(data: bytes, ubrukte: Iterable[tuple[bytes, OverforingFeil]]) -> str:
    """Det e-posten selv sier, og det som står i filene ved den, unntatt i e-poster."""
    sagt = omslag(data)
    tekster = (
        feil.fritekst
        for fil, feil in ubrukte
        if isinstance(feil, (IkkeFraOverforing, AnnetSlag)) and not _er_epost(fil)
    )
    return "\n".join((sagt.emne, sagt.fra, sagt.tekst, *tekster))


def _med(feil: F, fritekst: str) -> F:
    feil.fritekst = fritekst[:MAKS_FRITEKST]
    return feil


def i_pakken(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Filene i en pakke ``les`` har sagt at er hel, hver med navnet sitt uten mappene."""
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        navnene = [del_.filename.replace("\\", "/").rpartition("/")[2] for del_ in _delene(pakke)]
        return tuple(zip(navnene, _filene(pakke), strict=True))


def _delene(pakke: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [del_ for del_ in pakke.infolist() if not del_.is_dir()]


def _filene(pakke: zipfile.ZipFile) -> Iterable[bytes]:
    from overforing.brev.lesing.les_docx import les_del

    return (les_del(pakke, del_.filename) for del_ in _delene(pakke))


def _krev_ryddig(deler: list[zipfile.ZipInfo]) -> None:
    """Avviser en pakke som er laget for å lure den som pakker den ut."""
    if len(deler) > MAKS_I_PAKKE:
        raise UgyldigInndata("feil.les.mange_filer", antall=len(deler), flest=MAKS_I_PAKKE)
    navn = [del_.filename.replace("\\", "/") for del_ in deler]
    if any(n.startswith("/") or ":" in n or ".." in n.split("/") for n in navn):
        raise UgyldigInndata("feil.les.peker_ut")
    if len({n.casefold() for n in navn}) < len(navn):
        raise UgyldigInndata("feil.les.like_navn")
    if any(stat.S_ISLNK(del_.external_attr >> 16) for del_ in deler):
        raise UgyldigInndata("feil.les.pakkelenke")


def _velg(filer: Iterable[bytes], *, i_pakke: bool, ubrukte: list[tuple[bytes, OverforingFeil]] | None = None) -> Lest:
    """Brevet blant filene: helst ett som bærer saken, og blant dem et som er endret, så en endring aldri skjules.

    Filer som ikke er våre, hoppes over. Er en av våre skadet, sies det, med mindre en annen kan leses. ``ubrukte`` får
    dem som ikke kan brukes, med hvorfor.
    """
    lest: list[Lest] = []
    feil = [] if ubrukte is None else ubrukte
    utpakket = 0
    for data in filer:
        utpakket += _utpakket(data)
        if utpakket > MAKS_FIL:
            raise UgyldigInndata("feil.les.utpakket", mb=MAKS_FIL // 1024 // 1024)
        if data.startswith((b"PK", b"%PDF-", b"{", b"\xef\xbb\xbf{")) or _er_epost(data):
            try:
                lest.append(_les(data, i_pakke=i_pakke or _er_epost(data)))
            except OverforingFeil as hvorfor:
                feil.append((data, hvorfor))
    if not lest:
        raise feil[0][1] if feil else TomPakke("feil.les.tom_pakke")
    if len({en.sak_id for en in lest}) > 1:
        raise FlereSaker("feil.les.flere_saker")
    rang = ("endret", "kan_ikke_avgjores", "uendret", "ukjent").index
    return min(lest, key=lambda en: (en.sak_json is None, en.dokument is None, rang(en.tekst)))


def _utpakket(data: bytes) -> int:
    """Hvor stor en fil i pakken sier den blir når også den pakkes ut, i byte."""
    if not data.startswith(b"PK"):
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pakke:
            return sum(del_.file_size for del_ in pakke.infolist())
    except zipfile.BadZipFile:
        return len(data)


def _brev(lesning: Lesning) -> Lest:
    merker, sak = lesning.merker, lesning.sak
    if merker is None:
        var = ligner(lesning.tekst)
        feil = LagetOm("feil.les.laget_om") if var else IkkeFraOverforing("feil.les.ikke_laget_her")
        raise _med(feil, lesning.fritekst or lesning.tekst)
    krev_rimelig_tekst(len(lesning.tekst))
    if sak is not None:
        if len(sak.encode()) > MAKS_SAK:
            raise UgyldigInndata("feil.les.stor_sak", mb=MAKS_SAK // 1024 // 1024)
        if merker.saksum != sum_av(sak) or _id(sak) != merker.sak_id:
            raise UgyldigInndata("feil.les.skadet_sak")
    pafort = tuple(slag for slag in Pafort if slag in lesning.pafort)
    tilstand, mistet = _tilstand(merker, lesning), _mistet(merker, sak)
    return Lest(merker.dokument, merker.sak_id, sak, tilstand, lesning.tekst, merker.svar, pafort, mistet, merker.logg)


def _mistet(merker: Merker, sak: str | None) -> str:
    """Summen av saken sier at den var der. Er bare nøkkelordene fra Word-filen igjen, er alt annet falt ut."""
    bare_nokkelord = not merker.tekstsum
    if sak is None and merker.dokument in BAERER_SAKEN and (merker.saksum or bare_nokkelord):
        return "sak"
    return "svar" if bare_nokkelord and merker.dokument in BAERER_SVARET else ""


def _tilstand(merker: Merker, lesning: Lesning) -> Teksttilstand:
    """Om teksten er den samme. En fil som er laget om, kan bare være lik eller ikke til å måle, aldri endret."""
    if tekstsum(lesning.tekst) == merker.tekstsum:
        return "uendret"
    if not lesning.laget_om:
        return "endret"
    lik = any(
        tekstsum(tekst) == merker.tekstsum or tegnsum(tekst) == merker.tegnsum
        for tekst in (lesning.tekst, *lesning.ellers)
    )
    return "uendret" if lik else "kan_ikke_avgjores"


def _saksfil(data: bytes) -> Lest:
    if len(data) > MAKS_SAK:
        raise UgyldigInndata("feil.les.stor_saksfil", mb=MAKS_SAK // 1024 // 1024)
    tekst = data.decode("utf-8-sig")
    sak_id = _id(tekst)
    if sak_id is None:
        raise UgyldigInndata("feil.les.ikke_saksfil")
    return Lest(None, sak_id, tekst, "ukjent")


def _id(sak: str) -> str | None:
    """Sakens id når teksten er en saksfil, ellers None."""
    innhold = json.loads(sak)
    if not isinstance(innhold, dict) or not str(innhold.get("skjema", "")).startswith(_SKJEMA):
        return None
    sak_id = innhold.get("id")
    return sak_id if isinstance(sak_id, str) else None
