"""Brevet fra Statsforvalteren i vinduet: sett på, skrevet om, lagret og ført i ett med det som avgjøres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lovene import ordet
from mottak.mottakprover import PROGRAM, en_sak, saksfil
from sak.fodselsnumre import et_nummer
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.mottak import overganger
from overforing.mottak.foresporsel import EgenHabilitet, Status
from overforing.program.innstillinger import Innstillinger, skriv
from overforing.sak.modell import Dokument, Malform, Sak
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

INNEN = "1.6.2099"
"""En dag kommunen kan svare innen, uansett når prøven kjøres."""


class Prove:
    """Statsforvalterens vindu med én forespørsel Ine har tatt og er habil i."""

    def __init__(self, mappe: Path, tema: Tema, sak: Sak) -> None:
        skriv(mappe, Innstillinger(embete="trondelag", navnet_ditt="Ine Aune"))
        self.dialoger = Svarer()
        _, self.vindu, _ = lag_vindu(mappe, program=PROGRAM, tema=tema, dialoger=self.dialoger)
        self.gang = self.vindu.sted.mottak
        self.vindu.show()
        (mappe / "sak.json").write_bytes(saksfil(sak))
        self.loggen(lambda k: k.innlesing.registrer(mappe / "sak.json", k.i_dag))
        aar = self.gang.kontor.i_dag.year
        self.gjor(aar, lambda f: overganger.tildel(f, "Ine Aune"))
        self.gjor(
            aar,
            lambda f: overganger.svar_for_egen_habilitet(f, "Ine Aune", EgenHabilitet.HABIL, lederne_ikke_spurt=True),
        )
        self.gang.apne(aar, 1)
        self.styr = Styr(self.vindu).vent_til_ferdig()

    def loggen(self, hva: Any) -> Any:
        """Gjør noe på tråden som eier loggen, og vent på svaret."""
        svar: list[Any] = []
        self.gang.arbeid.gjor("prøve", lambda: hva(self.gang.kontor), svar.append)
        Styr(self.vindu).vent_pa(lambda: svar)
        return svar[0]

    def gjor(self, aar: int, lag: Any) -> Any:
        return self.loggen(lambda k: k.gjor(aar, 1, k.vis(aar, 1).f.versjon, lag))

    @property
    def f(self) -> Any:
        return self.gang.saken.bilde.f

    @property
    def brevet(self) -> Any:
        return self.gang.brevet

    def apne_etterlysningen(self, tekst: str = "") -> Styr:
        self.styr.trykk("Be om det som mangler")
        if tekst:
            self.styr.skriv("Dette skal kommunen svare på", tekst)
        self.styr.skriv("Kommunen skal svare innen", INNEN)
        return self.styr.trykk("Skriv brevet").vent_til_ferdig()

    def apne_avgjorelsen(self, utfall: str, begrunnelse: str = "") -> Styr:
        self.styr.trykk("Avgjør").velg("Utfall", utfall)
        if utfall == "Overført til en annen kommune":
            self.styr.velg("Overføringen gjelder", "Denne søknaden alene")
        if begrunnelse:
            self.styr.skriv("Begrunnelse", begrunnelse)
        return self.styr

    @property
    def brevteksten(self) -> str:
        return self.brevet.flate.tekst.leser.toPlainText()

    def skriv_om(self, seksjon: str, tekst: str) -> None:
        self.brevet.flate.skriv_om(seksjon)
        self.styr.skriv("Din tekst", tekst).vent_til_ferdig()


@pytest.fixture
def lag(tema: Tema, tmp_path: Path, qtbot) -> Iterator[Any]:
    vinduer: list[Hovedvindu] = []

    def lag_ett(navn: str = "01-hele-linjen-inhabil-be-om-overforing", **felt: Any) -> Prove:
        prove = Prove(tmp_path, tema, en_sak(1, navn, **felt))
        qtbot.addWidget(prove.vindu)
        vinduer.append(prove.vindu)
        return prove

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


@pytest.fixture
def p(lag) -> Prove:
    return lag()


def test_etterlysningen_er_sjekklisten_som_sporsmal_til_noe_annet_er_skrevet(lag) -> None:
    p = lag("12-i-tvil-om-nabo")
    styr = p.apne_etterlysningen()
    assert p.brevet.flate.sider.antall >= 1
    punkt = p.gang.saken.bilde.sjekkliste[0]
    assert punkt in p.gang.saken.handlinger.deler["etterlys"].hva.toPlainText()
    assert "?" in p.brevteksten
    assert punkt not in p.brevteksten
    styr.trykk("‹ Forespørselen").skriv("Dette skal kommunen svare på", "– Hvem er spurt?")
    styr.trykk("Skriv brevet").vent_til_ferdig()
    assert "Hvem er spurt?" in p.brevteksten
    assert "– Hvem" not in p.brevteksten


def test_etterlysningen_lagres_og_fores_i_ett(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    assert "forespørselen venter på kommunen" in styr.tekst()
    p.dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert sorted(f.suffix for f in (tmp_path / "ut").iterdir()) == [".docx", ".pdf"]
    assert p.f.status is Status.VENTER_PA_KOMMUNEN
    (ut,) = [d for d, _ in p.gang.saken.bilde.dokumenter if d.retning == "ut"]
    assert ut.dokument is Dokument.ETTERLYSNING
    assert p.gang.saken.bilde.historikk[0].tekst == "Hvem er spurt?"
    assert "Brevet er ført" in styr.tekst()
    assert not styr.finnes("Lagre Word og PDF")
    # I en annen bredde er det det samme brevet.
    p.vindu.resize(1100, 720)
    styr.vent(350).vent_til_ferdig()
    assert "Brevet kan ikke føres ennå" not in styr.tekst()
    assert "Hvem er spurt?" in p.brevteksten
    assert not any("Skriv om" in navn for navn in styr.felt())
    styr.tast("Escape").vent_til_ferdig()
    assert "Etterlysning" in styr.tekst()
    assert not p.gang.saken.handlinger.deler["etterlys"].apen


def test_brevet_som_er_fort_pakkes_til_arkivet_fra_begge_sidene(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.dialoger.stier += [tmp_path / "ut", tmp_path / "pakker", tmp_path / "pakker"]
    styr.trykk("Lagre Word og PDF").vent_til_ferdig().trykk("Pakke til arkivet …").vent_til_ferdig()
    (pakke,) = (tmp_path / "pakker").iterdir()
    assert pakke.name == f"Etterlysning av opplysninger {p.f.aar}-1-2 eformidling.zip"
    forste = pakke.read_bytes()
    p.dialoger.sagt.clear()
    styr.tast("Escape").trykk("Pakke til arkivet …").vent_til_ferdig()
    assert pakke.name in styr.tekst()
    with zipfile.ZipFile(io.BytesIO(forste)) as en, zipfile.ZipFile(pakke) as to:
        assert en.read("etterlysning.pdf") == to.read("etterlysning.pdf")


def test_pakken_legges_der_den_hentes_og_det_sies_hva_som_er_i_veien(p: Prove, tmp_path: Path) -> None:
    hentes = tmp_path / "hentes"
    p.gang._u.innstillinger.endre(pakkemappe=str(hentes))
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    p.dialoger.sagt.clear()
    p.dialoger.rett.append(hentes.mkdir)
    styr.trykk("Pakke til arkivet …").vent_til_ferdig()
    assert [
        f"Pakken er ikke laget\nMappen pakkene hentes fra, er ikke her nå: {hentes}" in s for s in p.dialoger.sagt
    ] == [
        False,
        True,
    ]
    (pakke,) = hentes.iterdir()
    assert f"Lagt i {hentes}, der pakkene hentes: {pakke.name}" in styr.tekst()
    forste = pakke.read_bytes()
    styr.trykk("Pakke til arkivet …").vent_til_ferdig()
    assert "er ikke hentet ennå" in p.dialoger.sagt[-1]
    assert pakke.read_bytes() == forste


def test_avgjorelsen_viser_kopien_og_merknadene_og_fores_med_brevet(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_avgjorelsen("Overført til en annen kommune", "Hele linjen er inhabil.")
    styr.velg("Settekommune", "Malvik (foreslått)" if "Malvik (foreslått)" in _valgene(p) else "Malvik")
    styr.trykk("Skriv brevet").vent_til_ferdig()
    tekst = styr.tekst()
    assert "Kopi går til: Malvik." in tekst
    assert "Om avgjørelsen kan påklages, er ikke avklart" in tekst
    p.dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert (p.f.status, p.f.settekommune) == (Status.AVGJORT, "5031")
    assert "Avgjørelsen og brevet er ført" in styr.tekst()


def test_en_foreslatt_settekommune_kan_skrives_med_navnet_alene_og_en_ukjent_forsvinner_ikke_uten_et_ord(
    p: Prove,
) -> None:
    styr = p.apne_avgjorelsen("Overført til en annen kommune", "Hele linjen er inhabil.")
    felt = p.gang.saken.handlinger.deler["avgjor"]._settekommune
    assert any(tekst.startswith("Malvik (") for tekst in _valgene(p)), _valgene(p)
    styr.skriv("Settekommune", "Malvik").tast("Tab")
    assert felt.verdi == "5031"
    styr.skriv("Settekommune", "Malmvik").tast("Tab")
    assert "Finner ingen kommune som heter «Malmvik»" in styr.tekst()


def _valgene(p: Prove) -> list[str]:
    felt = p.gang.saken.handlinger.deler["avgjor"]._settekommune
    return [felt.itemText(i) for i in range(felt.count())]


def test_uten_begrunnelse_er_brevet_et_utkast_som_ikke_kan_fores(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_avgjorelsen(ordet("mottak.utfall_kort.ikke_saerlig_ulempe")).trykk("Skriv brevet").vent_til_ferdig()
    assert "Brevet kan ikke føres ennå. Skriv begrunnelsen." in styr.tekst()
    assert "UTKAST" in p.brevteksten
    p.dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert not (tmp_path / "ut").exists()
    # Tilbake: skjemaet står som det var, og kan fylles ut.
    styr.trykk("‹ Forespørselen").skriv("Begrunnelse", "En overordnet kan avgjøre.")
    styr.trykk("Skriv brevet").vent_til_ferdig()
    assert "Brevet kan ikke føres ennå" not in styr.tekst()
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert p.f.status is Status.AVGJORT


def test_en_feilforing_har_ikke_noe_brev(p: Prove) -> None:
    styr = p.apne_avgjorelsen("Feilført", "Ført to ganger.")
    assert not p.gang.saken.handlinger.deler["avgjor"]._brevknapp.isVisible()
    assert styr.finnes("Før avgjørelsen")


def test_det_som_skrives_om_ligger_i_loggen_og_er_der_neste_gang(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.skriv_om("mangler", "- Hvem har dere spurt, og når?")
    styr.trykk("Ferdig")
    assert "Hvem har dere spurt, og når?" in p.brevteksten
    styr.tast("Escape").trykk("Skriv brevet").vent_til_ferdig()
    assert "Hvem har dere spurt, og når?" in p.brevteksten
    assert p.brevet._ulagret == {}
    egne = p.loggen(lambda k: k.svar.brevene.egne(p.f, Dokument.ETTERLYSNING))
    assert list(egne[Malform.NB]) == ["mangler"]
    p.brevet.flate.skriv_om("mangler")
    styr.trykk("Sammenlign")
    assert p.brevet.om.forslag.isVisible()
    styr.trykk("Tilbake til forslaget").vent_til_ferdig()
    assert "Hvem er spurt?" in p.brevteksten
    assert p.loggen(lambda k: k.svar.brevene.egne(p.f, Dokument.ETTERLYSNING)) == {}


def test_det_siste_som_er_skrevet_er_lagret_nar_vinduet_lukkes(p: Prove, tmp_path: Path) -> None:
    from PySide6.QtTest import QTest

    from overforing.program.embetet import Mottaksprogram

    p.apne_etterlysningen("Hvem er spurt?")
    p.styr.trykk("Skriv om: Hvorfor vi skriver")
    QTest.keyClicks(p.brevet.om.egen, "Xyz")
    f = p.f
    p.vindu.close()
    logg = Mottaksprogram(PROGRAM).apne_logg(tmp_path / "mottak.db", "Ine Aune")
    try:
        assert "Xyz" in str(logg.brevutkast(f.aar, f.nr, Dokument.ETTERLYSNING))
    finally:
        logg.db.close()


def test_ctrl_z_angrer_det_som_er_skrevet_i_feltet(p: Prove) -> None:
    from PySide6.QtTest import QTest

    styr = p.apne_etterlysningen("Hvem er spurt?")
    styr.trykk("Skriv om: Hvorfor vi skriver")
    forslag = p.brevet.om.egen.toPlainText()
    QTest.keyClicks(p.brevet.om.egen, "Xyz")
    styr.vent_til_ferdig().tast("Ctrl+Z").vent_til_ferdig()
    assert p.brevet.om.egen.toPlainText() == forslag
    styr.tast("Escape", "Escape")
    styr.skriv("Dette skal kommunen svare på", "Noe annet")
    while styr.les("Dette skal kommunen svare på") != "Hvem er spurt?" and styr.fokus:
        for_ = styr.les("Dette skal kommunen svare på")
        styr.tast("Ctrl+Z")
        assert styr.les("Dette skal kommunen svare på") != for_, "Ctrl+Z gjør noe"


def test_et_brev_som_ikke_kan_lages_sier_hva_som_mangler_og_kan_ikke_lagres(p: Prove) -> None:
    styr = p.apne_avgjorelsen("Overført til en annen kommune", "Fordi.").trykk("Skriv brevet").vent_til_ferdig()
    assert "Brevet kan ikke vises. Velg settekommunen først." in styr.tekst()
    assert not p.brevet.lagring.knapp.isEnabled()


def test_malformen_er_avsenderens_til_en_annen_er_valgt(lag) -> None:
    p = lag(malform=Malform.NN)
    styr = p.apne_etterlysningen("Kven er spurd?")
    assert p.brevet.flate.laget.brev.malform is Malform.NN
    styr.velg("Målform i brevet", "Bokmål").vent_til_ferdig()
    assert p.brevet.flate.laget.brev.malform is Malform.NB
    p.skriv_om("mangler", "- Hvem er spurt?")
    styr.velg("Målform i brevet", "Nynorsk").vent_til_ferdig()
    assert "gjelder bare der" in styr.tekst()
    # Det som er skrevet om, bestemmer målformen neste gang, også når programmet er startet på nytt.
    p.brevet._malform = None
    p.brevet._her = None
    styr.tast("Escape").trykk("Skriv brevet").vent_til_ferdig()
    assert p.brevet.flate.laget.brev.malform is Malform.NB


def test_et_fodselsnummer_star_i_feltet_med_advarsel_og_stanser_brevet(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.skriv_om("mangler", f"- Gjelder det {et_nummer()}?")
    assert "Dette ligner et fødselsnummer" in styr.tekst()
    assert et_nummer() in p.brevet.om.egen.toPlainText()
    p.dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "ødselsnummer" in p.dialoger.sagt[-1]
    assert not (tmp_path / "ut").exists()
    assert p.loggen(lambda k: k.svar.brevene.egne(p.f, Dokument.ETTERLYSNING)) == {}


def test_har_en_annen_fort_noe_imens_skrives_ingen_filer(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.gjor(p.f.aar, lambda f: overganger.noter(f, "Fra en kollega."))
    p.dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "Brevene er ikke lagret" in p.dialoger.sagt[-1]
    assert not (tmp_path / "ut").exists()
    assert p.f.status is not Status.VENTER_PA_KOMMUNEN


def test_kan_filene_ikke_skrives_er_ingenting_fort(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    (tmp_path / "fil").write_text("", "utf-8")
    p.dialoger.stier.append(tmp_path / "fil")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "ikke en mappe" in p.dialoger.sagt[-1]
    assert p.f.status is not Status.VENTER_PA_KOMMUNEN
    assert styr.finnes("Lagre Word og PDF")


def test_brevet_skrives_ut_som_det_vises(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.dialoger.stier.append(tmp_path / "papir.pdf")
    styr.trykk("Skriv ut …").vent_til_ferdig()
    assert (tmp_path / "papir.pdf").read_bytes().startswith(b"%PDF")
    assert "sendt til skriveren" in styr.tekst()


def test_et_brev_som_fores_tar_bare_skjemaet_det_ble_laget_fra(p: Prove, tmp_path: Path) -> None:
    p.apne_avgjorelsen("Overført til en annen kommune", "Alle er inhabile.")
    p.styr.trykk("Skriv et notat").skriv("Notat", "Ring kommunen.")
    p.styr.trykk("Avgjør")
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    deler = p.gang.saken.handlinger.deler
    avgjor = deler["avgjor"].skrevet()
    assert (avgjor["begrunnelse"], avgjor["utfall"]) == ("Alle er inhabile.", "overfort")
    assert deler["notat"].skrevet() == {"tekst": "Ring kommunen."}
    assert set(p.loggen(lambda k: k.halvskrevet(p.f.journalnummer))) == {"avgjor", "notat"}
    assert not deler["etterlys"].apen


def test_det_halvskrevne_star_der_nar_en_kommer_tilbake_til_foresporselen(p: Prove, tmp_path: Path) -> None:
    p.apne_avgjorelsen("Overført til en annen kommune", "Alle er inhabile.")
    (tmp_path / "to.json").write_bytes(saksfil(en_sak(2)))
    p.loggen(lambda k: k.innlesing.registrer(tmp_path / "to.json", k.i_dag))
    aar, avgjor = p.f.aar, p.gang.saken.handlinger.deler["avgjor"]
    p.gang.apne(aar, 2)
    p.styr.vent_til_ferdig()
    assert (p.f.nr, avgjor.skrevet()) == (2, {})
    p.gang.apne(aar, 1)
    p.styr.vent_til_ferdig()
    assert avgjor.skrevet()["begrunnelse"] == "Alle er inhabile."
    assert avgjor.apen


def test_egen_tekst_pa_et_annet_grunnlag_gar_ikke_ut_uten_at_det_spores(p: Prove, tmp_path: Path) -> None:
    styr = p.apne_etterlysningen("Hvem er spurt?")
    p.skriv_om("mangler", "- Hvem har dere spurt, og når?")
    styr.trykk("Ferdig").tast("Escape").skriv("Dette skal kommunen svare på", "Hvem er spurt? Når?")
    styr.trykk("Skriv brevet").vent_til_ferdig()
    assert "bygger på andre opplysninger" in styr.tekst()
    p.dialoger.stier.append(tmp_path / "ut")
    p.dialoger.svar.append(False)
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "bygger på andre opplysninger" in p.dialoger.sagt[-1]
    assert not (tmp_path / "ut").exists()
    assert p.brevet.om.valgt.id == "mangler"
