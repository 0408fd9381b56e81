"""Kopi til innsyn: det som er valgt, er borte fra filen, og det som står i stedet, kan leses av alle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from brev.brevprover import LETTERS, les_sak
from brev.egne import egne_brevhoder as hoder
from brev.eksempelbrev import langt_brev

from overforing.brev import pdf
from overforing.brev.egne.brevhode import klargjor
from overforing.brev.innsyn import MERKE, Sladding, er_som_lagret, forslag_til_hjemmel, grupper, sladd, treff
from overforing.brev.lesing.les import les
from overforing.brev.modell import Avsnitt, Brev, brevtekst, linjer, normaliser, tekstsum
from overforing.feil import KanIkke, UgyldigInndata
from overforing.program.program import Program
from overforing.sak.modell import Brevdato, Dokument, Malform

DAGEN = date(2026, 12, 3)


def numrene(brev: Brev, *ider: str) -> frozenset[int]:
    return frozenset(n for gruppe in grupper(brev) if gruppe.id in ider for numre, _ in gruppe.linjer for n in numre)


def alt_i(fil: bytes) -> str:
    """Det som leses av sidene, og alt i filen med strømmene pakket ut, i hver koding en PDF skriver tekst i."""
    biter = [fil]
    with pikepdf.open(BytesIO(fil)) as apnet:
        for objekt in apnet.objects:
            if isinstance(objekt, pikepdf.Stream):
                biter.append(objekt.read_bytes())
            biter.append(repr(objekt).encode())
    sider = "".join(side.get_textpage().get_text_range() for side in pypdfium2.PdfDocument(fil))
    return "\n".join([sider, *(b.decode(k, "replace") for b in biter for k in ("utf-8", "latin-1", "utf-16-be"))])


@pytest.mark.parametrize("malform", list(Malform))
def test_det_som_er_valgt_bort_finnes_ikke_i_filen(malform: Malform) -> None:
    brev = langt_brev(malform)
    avsnittet, teksten = next(gruppe.linjer[-1] for gruppe in grupper(brev) if gruppe.id == "saerlig_ulempe")
    valg = Sladding(
        numrene(brev, "habilitet", "bakgrunn") | {*avsnittet}, ("Anne Dahl", "2026/0417", "Steinkjer"), "offl. § 13"
    )
    kopi = sladd(brev, valg, DAGEN)
    fil = pdf.skriv(kopi, LETTERS / "brev.typ", None, klargjor(hoder.kontorets(), "eget.docx").innhold)
    borte = ["Anne Dahl", "Dahl", "2026/0417", "Steinkjer", teksten, brev.sak_id, "D:20261120", "2026-11-20"]
    alle = list(linjer(brev))
    borte += [alle[nummer] for nummer in numrene(brev, "habilitet", "bakgrunn") if len(alle[nummer]) > 9]
    igjen, alt = normaliser(brevtekst(kopi)), normaliser(alt_i(fil))
    for ordet in borte:
        assert ordet not in alt, ordet
        assert ordet not in igjen, ordet
    merke = f"{MERKE[malform]} (offl. § 13)"
    assert alt.count(merke) >= igjen.count(merke) >= 6
    assert "Kåfjord/Gáivuotna" in igjen  # resten står
    with pikepdf.open(BytesIO(fil)) as apnet:
        assert not apnet.attachments
        assert str(apnet.docinfo["/Keywords"]) == "overforing:innsyn=ja"
        assert str(apnet.docinfo["/Title"]).startswith("Kopi til innsyn: ")
        with apnet.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
    with pytest.raises(UgyldigInndata, match=r"kopien\.pdf: Filen er en kopi til innsyn\. Saken følger ikke med"):
        les(fil, "kopien.pdf")


def test_uten_valg_er_kopien_brevet_uten_saken() -> None:
    brev = langt_brev()
    kopi = sladd(brev, Sladding(), DAGEN)
    assert brevtekst(kopi) == brevtekst(brev)
    assert (kopi.sak_id, kopi.dato) == ("", DAGEN)


def test_et_ord_tas_bort_overalt_ogsa_boyd_delt_og_med_andre_bokstaver() -> None:
    brev = langt_brev()
    assert treff(brev, "nav-leder") == brevtekst(brev).count("Nav-leder") > 3
    kopi = brevtekst(sladd(brev, Sladding(ord=("NAV-LEDER", "18.  november\t2026")), DAGEN))
    assert "Nav-leder" not in kopi
    assert "18. november" not in kopi
    assert "[sladdet] har truffet" in kopi
    assert treff(brev, "lederen") < treff(brev, "led")  # ikke inne i et annet ord, men med det som følger
    assert treff(brev, "  ") == treff(brev, "finnes ikke her") == 0


def test_hver_linje_som_velges_er_den_som_blir_borte_og_ingen_annen() -> None:
    brev = replace(langt_brev(), godkjenning="Dokumentet er godkjent elektronisk.")
    assert brev.tillegg
    alle = list(linjer(brev))
    valgbare = [(numre, tekst) for gruppe in grupper(brev) for numre, tekst in gruppe.linjer]
    assert [tekst for _, tekst in valgbare] == [" · ".join(alle[n] for n in numre if alle[n]) for numre, _ in valgbare]
    overskrifter = {brev.tittel, *(s.overskrift for s in brev.seksjoner)}
    assert {alle[n] for n in set(range(len(alle))) - {n for numre, _ in valgbare for n in numre}} <= overskrifter
    for nummer, linje in enumerate(alle):
        kopien = list(linjer(sladd(brev, Sladding(frozenset({nummer})), DAGEN)))
        assert [n for n, (for_, na) in enumerate(zip(alle, kopien, strict=True)) if for_ != na] == [nummer], linje


def test_en_hel_del_er_ett_merke_og_et_felt_i_hodet_har_navnet_sitt() -> None:
    brev = langt_brev()
    nummer = next(nummer for nummer, linje in enumerate(linjer(brev)) if linje.startswith("Vår ref.:"))
    kopi = sladd(brev, Sladding(numrene(brev, "stedfortreder", "slutt") | {nummer}), DAGEN)
    (delen,) = [seksjon for seksjon in kopi.seksjoner if seksjon.id == "stedfortreder"]
    assert delen.blokker == (Avsnitt("[sladdet]"),)
    assert delen.overskrift == "Hvorfor en stedfortreder ikke løser saken"
    assert [r.verdi for r in kopi.hode.referanser if r.navn == "Vår ref.:"] == ["[sladdet]"]
    assert {kopi.hilsen, *kopi.underskrift} == {"[sladdet]"}


def test_et_navn_som_er_tatt_bort_ett_sted_og_star_et_annet_sies() -> None:
    utgang = Program.start().utgang
    sak = les_sak("01")
    sak = replace(sak, parter=(replace(sak.parter[0], navn="Tora Fjellmo"), *sak.parter[1:]))
    brev = langt_brev()
    hode = replace(brev.hode, mottaker=("Tora Fjellmo", "Storgata 1"))
    brev = replace(brev, hode=hode, underskrift=("Toras lege, for Tora Fjellmo",))
    mottakeren = Sladding(frozenset({linje for linje, tekst in enumerate(linjer(brev)) if tekst == "Tora Fjellmo"}))
    assert utgang.navn_star_igjen(brev, sak, mottakeren)
    assert not utgang.navn_star_igjen(brev, sak, replace(mottakeren, ord=("Tora", "Fjellmo")))
    assert not utgang.navn_star_igjen(brev, sak, Sladding())


def test_kopien_er_av_brevet_som_ble_lagret_eller_ingen() -> None:
    program = Program.start()
    sak = les_sak("01-hele-linjen")
    brev = program.brevskriver.lag(Dokument.ANMODNING, sak, program.vurder(sak), i_dag=DAGEN)
    assert er_som_lagret(brev, sak) is None
    lagret = replace(
        sak, brev=replace(sak.brev, datoer={brev.dokument: Brevdato(dato=brev.dato, sum=tekstsum(brevtekst(brev)))})
    )
    assert program.utgang.innsynskopi(brev, lagret, Sladding(), DAGEN)
    endret = replace(brev, seksjoner=brev.seksjoner[1:])
    with pytest.raises(KanIkke, match="et annet nå enn da det ble lagret"):
        program.utgang.innsynskopi(endret, lagret, Sladding(), DAGEN)


def test_bestemmelsen_som_foreslas_er_brevets_egen_og_paragraf_14_bare_for_interne_notat() -> None:
    program, sak = Program.start(), les_sak("02-veileder-fetter")
    forslag = {
        d: forslag_til_hjemmel(program.brevskriver.lag(d, sak, program.vurder(sak), i_dag=DAGEN))
        for d in (Dokument.HABILITETSNOTAT, Dokument.FORELOPIG_SVAR_SOKER)
    }
    assert "offentleglova § 14" in forslag[Dokument.HABILITETSNOTAT]
    assert "offentleglova § 14" not in forslag[Dokument.FORELOPIG_SVAR_SOKER]
    assert forslag[Dokument.HABILITETSNOTAT][0].startswith("offentleglova § 13")
