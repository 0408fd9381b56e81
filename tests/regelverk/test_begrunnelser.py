"""Begrunnelser som ikke begrunner pekes ut, og de gode får stå i fred: å mase på en god er verre enn å tie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from brev.brevprover import les_sak, vurdert
from gyldige_saker import EMBETE_FOR, regelsett, saker
from hypothesis import given
from hypothesis import strategies as st

from overforing.program.program import Program
from overforing.regelverk.begrunnelser import TYNN, Ordene, Svakhet, emne, svake, svakhet
from overforing.regelverk.funn import Begrunnelse
from overforing.regelverk.vurder import vurder
from overforing.sak import modell as m
from overforing.sak.modell import Regelsett, Sak
from overforing.sak.sti import Sti

ORDENE = Ordene.fra(Program.start().katalog.ordliste("begrunnelser"))

SKJONN = Sti("ansatte[a1].skjonn.begrunnelse")
UNNTAK = Sti("ansatte[a1].apenbart_unntak.begrunnelse")
TIDSSPILLE = Sti("ansatte[a1].habilitetsvurdering.tidsspille")
OVERORDNET = Sti("stedfortreder[overordnet].begrunnelse")
LEDER = Sti("stedfortreder[leder_annen_enhet].begrunnelse")
UTENFOR = Sti("stedfortreder[leder_utenfor_nav].begrunnelse")
INNLEID = Sti("stedfortreder[innleid].begrunnelse")
FOLKEVALGT = Sti("stedfortreder[folkevalgt_organ].begrunnelse")
ULEMPE = Sti("saerlig_ulempe.begrunnelse")
TILTAK = Sti("ingen_tiltak.begrunnelse")
STIER = (SKJONN, UNNTAK, TIDSSPILLE, OVERORDNET, LEDER, UTENFOR, INNLEID, FOLKEVALGT, ULEMPE, TILTAK)

TYNNE = [
    # gjentar spørsmålet
    (SKJONN, "Den ansatte er inhabil fordi hun har en nær tilknytning til søkeren.", Svakhet.GJENTAR),
    (SKJONN, "Det foreligger ingen særegne forhold som kan svekke tilliten til upartiskheten.", Svakhet.GJENTAR),
    (SKJONN, "Den tilsette er inhabil fordi det er særeigne forhold som svekkjer tilliten.", Svakhet.GJENTAR),
    (SKJONN, "Vi vurderer det slik at veilederen er habil, og at tilliten ikke er svekket.", Svakhet.GJENTAR),
    (UNNTAK, "Det er åpenbart at tilknytningen ikke kan påvirke avgjørelsen i saken.", Svakhet.GJENTAR),
    (UNNTAK, "Det er openbert at tilknytinga ikkje kan verke inn på avgjerda i saka.", Svakhet.GJENTAR),
    (TIDSSPILLE, "Det ville tatt for lang tid å legge spørsmålet fram for overordnet.", Svakhet.GJENTAR),
    (TIDSSPILLE, "Det ville ha teke for lang tid å leggje det fram for overordna no.", Svakhet.GJENTAR),
    (LEDER, "Det finnes ingen annen leder i en annen enhet som kan ta saken.", Svakhet.GJENTAR),
    (UTENFOR, "Det er ikke mulig å bruke en leder utenfor Nav i denne saken.", Svakhet.GJENTAR),
    (INNLEID, "Vi har ikke mulighet til å leie inn en stedfortreder til denne saken.", Svakhet.GJENTAR),
    (INNLEID, "Det er ikkje mogleg å leige inn ein stadfortredar i denne saka no.", Svakhet.GJENTAR),
    (FOLKEVALGT, "Det er ikke aktuelt å la et folkevalgt organ behandle denne saken.", Svakhet.GJENTAR),
    (ULEMPE, "Det er særlig ulempe å få oppnevnt en stedfortreder i denne saken.", Svakhet.GJENTAR),
    (ULEMPE, "Vilkåret om særlig ulempe er oppfylt, og saken bør overføres til en annen kommune.", Svakhet.GJENTAR),
    (ULEMPE, "Det er særleg ulempe å få oppnemnt stadfortredar, og saka bør overførast.", Svakhet.GJENTAR),
    (TILTAK, "Søkeren trenger ikke hjelp i mellomtiden, og det haster ikke.", Svakhet.GJENTAR),
    (TILTAK, "Det trengst ikkje tiltak no, for søkjaren har ikkje behov for hjelp.", Svakhet.GJENTAR),
    # nevner ingenting konkret
    (OVERORDNET, "Dette er dessverre ikke en god løsning slik situasjonen er nå.", None),
    (SKJONN, "Etter en konkret vurdering mener vi at dette er det riktige i saken.", Svakhet.UTEN_FAKTUM),
    (ULEMPE, "Det er nødvendig, og vi ser ingen andre løsninger i denne saken.", Svakhet.UTEN_FAKTUM),
    (LEDER, "Det er svært vanskelig å finne noen som kan gjøre det her hos oss.", Svakhet.UTEN_FAKTUM),
    (FOLKEVALGT, "Det er vanskeleg å få til, og vi meiner det ikkje er rett å gjere det.", Svakhet.UTEN_FAKTUM),
    # bare lite
    (ULEMPE, "Kontoret er lite, og alle kjenner alle i kommunen.", Svakhet.BARE_LITE),
    (ULEMPE, "Vi er en liten kommune der alle kjenner hverandre, og folk snakker.", Svakhet.BARE_LITE),
    (ULEMPE, "Dette er ein liten stad der alle kjenner kvarandre, så det er vanskeleg.", Svakhet.BARE_LITE),
    (SKJONN, "Det er et lite sted, og den ansatte er derfor inhabil i saken.", Svakhet.BARE_LITE),
    (LEDER, "Kontoret er så lite at det ikke er mulig å finne en annen leder.", Svakhet.BARE_LITE),
    (FOLKEVALGT, "Det er små forhold i kommunen vår, og alle kjenner til alle her.", Svakhet.BARE_LITE),
]

GODE = [
    (SKJONN, "De kjenner hverandre bare av utseende og har aldri hatt privat kontakt."),
    (SKJONN, "Veilederen var trener for søkerens datter fram til i vår, og de møttes hver uke."),
    (SKJONN, "Søkeren har anmeldt veilederen for trusler, og saken er ikke avgjort hos politiet."),
    (SKJONN, "Ho og søkjaren gjekk i same klasse, men har ikkje hatt kontakt etter skulen."),
    (SKJONN, "Familiene feirer jul sammen, og barna deres er bestevenner."),
    (SKJONN, "Den ansatte er inhabil fordi hun er søster til søkerens samboer."),
    (SKJONN, "Misnøye med tidligere avslag er ikke nok alene, og det er ikke anført noe mer."),
    (SKJONN, "Veilederen leier ut leiligheten søkeren bor i, og får husleia direkte."),
    (SKJONN, "Kontakten var et rent arbeidsforhold, og tok slutt da søkeren byttet jobb."),
    (SKJONN, "Dei var i ein open konflikt om tomtegrensa, og har ikkje snakka saman sidan."),
    (SKJONN, "Det er et lite sted, men de omgås ikke og har ingen felles bekjente."),
    (SKJONN, "Den ansatte har ingen tilknytning til søkeren eller saken."),
    (SKJONN, "Det er ikkje noka tilknyting mellom den tilsette og søkjaren."),
    (UNNTAK, "Saken er et rent rutinespørsmål om utskrift av et vedtak som alt er gjort."),
    (UNNTAK, "Satsen følger av forskriften, så her er det ikke noe skjønn å utøve."),
    (UNNTAK, "Det gjeld berre å sende kvittering for ein søknad som alt er send vidare."),
    (TIDSSPILLE, "Kommunalsjefen var på reise, og søkeren sto uten strøm samme kveld."),
    (TIDSSPILLE, "Søkjaren måtte ha svar før butikken stengde, og ingen tok telefonen."),
    (TIDSSPILLE, "Overordnet var sykmeldt, og vikaren tiltrådte først etter påske."),
    (OVERORDNET, "Alle andre ledere i kommunen er underordnet kommunedirektøren, som er inhabil."),
    (OVERORDNET, "Overordnet er bror til søkeren, og kan derfor ikke ta saken."),
    (OVERORDNET, "Den overordnede er også inhabil i denne saken og kan ikke avgjøre den."),
    (OVERORDNET, "Kommunalsjefen er gift med Nav-lederen og er derfor selv inhabil."),
    (OVERORDNET, "Stillingen som kommunalsjef står tom, og kommunedirektøren er i slekt med søkeren."),
    (LEDER, "Kontoret har ingen enhet utenfor Nav-lederens linje, og kommunen har bare ett Nav-kontor."),
    (LEDER, "Det er ingen annen enhet i kommunen, bare dette kontoret."),
    (LEDER, "Alle einingane på kontoret ligg under Nav-leiaren, som er inhabil."),
    (LEDER, "Begge de andre lederne på kontoret har sagt fra om at de er i familie med søkeren."),
    (LEDER, "Kontoret er lite, og alle har den samme lederen over seg."),
    (LEDER, "Kontoret har ingen andre ledere enn Nav-lederen."),
    (LEDER, "Kommunen har ingen annen enhet eller avdeling for dette."),
    (LEDER, "Kommunen har inga anna eining eller avdeling for slike saker."),
    (UTENFOR, "Ingen av lederne i helse og omsorg har tilgang til fagsystemet eller erfaring med loven."),
    (UTENFOR, "Kommunalsjefen for oppvekst er rektor for barna til søkeren."),
    (INNLEID, "Vi har spurt nabokommunene, og de har ingen ledig før over nyttår."),
    (INNLEID, "Vi lyste ut oppdraget, men fekk ingen svar."),
    (INNLEID, "Nabokontora har ingen å avsjå, og vikarbyrået har ingen med rett kompetanse."),
    (INNLEID, "Tidligere leder ble kontaktet, men er selv i slekt med søkeren."),
    (FOLKEVALGT, "Tre av fem i utvalget er i nær familie med søkeren, og saken ville blitt kjent i bygda."),
    (FOLKEVALGT, "Kommunestyret har ikke opprettet noe klientutvalg, og måtte selv behandlet saken."),
    (FOLKEVALGT, "Ordføraren og varaordføraren er naboane til søkjaren."),
    (ULEMPE, "Hele linjen er inhabil, og folkevalgte kan ikke ta saken uten spredning."),
    (ULEMPE, "Det er travelt, men ein innleigd stadfortredar kan vere på plass til veka."),
    (ULEMPE, "Alle på kontoret er underordnet Nav-lederen, og helseopplysninger ville blitt kjent for slekten."),
    (ULEMPE, "Kommunen er liten, og en stedfortreder herfra ville fått vite om rusbehandlingen til naboen sin."),
    (ULEMPE, "Det kommer en ny søknad hver måned, og stedfortrederen måtte oppnevnes på nytt hver gang."),
    (ULEMPE, "Ingen andre i kommunen har sosialfaglig kompetanse, og søkeren har behov for tett oppfølging."),
    (ULEMPE, "Ulempen er ikke større enn ellers: kommunalsjefen er habil og kan avgjøre."),
    (ULEMPE, "En annen leder i kommunen er habil og kan avgjøre saken."),
    (ULEMPE, "Alle i kommunen som kunne avgjort saken, er selv inhabile."),
    (TILTAK, "Søkeren har fått nødhjelp og trenger ikke mer nå."),
    (TILTAK, "Søkjaren har fått hjelp, og det hastar ikkje lenger no."),
    (TILTAK, "Søkeren har mat og husly til behandlingen er ferdig."),
    (TILTAK, "Behovet er dekket av nødhjelp fra kirken og av foreldrene."),
    (TILTAK, "Søkjaren fekk lønn i går og har betalt husleiga."),
    (TILTAK, "Strømmen er betalt, og stengingen er trukket tilbake."),
    (TILTAK, "Søkeren sier selv at hun klarer seg på feriepengene."),
]


@pytest.mark.parametrize(("sti", "tekst", "ventet"), TYNNE, ids=[t for _, t, _ in TYNNE])
def test_en_tynn_begrunnelse_pekes_ut(sti: Sti, tekst: str, ventet: Svakhet | None) -> None:
    assert len(tekst) >= TYNN
    assert svakhet(Begrunnelse(sti, tekst), ORDENE) is ventet


@pytest.mark.parametrize(("sti", "tekst"), GODE, ids=[t for _, t in GODE])
def test_en_god_begrunnelse_far_sta_i_fred(sti: Sti, tekst: str) -> None:
    assert svakhet(Begrunnelse(sti, tekst), ORDENE) is None


# Et unntak som aldri får virkning, med en grunn som ikke er noen.
TYNT_MED_VILJE = {"21-egen-soknad-unntaket-gjelder-ikke"}


def _begrunnelser() -> Iterator[tuple[str, str]]:
    """Hver begrunnelse i eksemplene, med filen den står i."""
    rot = Path(__file__).parents[1]
    for fil in sorted([*rot.glob("eksempler/**/*.json"), *rot.glob("brev/saker/*.json")]):
        if fil.stem in TYNT_MED_VILJE:
            continue
        yield from ((fil.stem, t) for t in _tekster(json.loads(fil.read_text("utf-8"))))


def _tekster(verdi: object) -> Iterator[str]:
    if isinstance(verdi, dict):
        yield from (v for k, v in verdi.items() if k in ("begrunnelse", "tidsspille"))
        for v in verdi.values():
            yield from _tekster(v)
    elif isinstance(verdi, list):
        for v in verdi:
            yield from _tekster(v)


@pytest.mark.parametrize("sti", STIER)
def test_ingen_begrunnelse_i_eksemplene_pekes_ut(sti: Sti) -> None:
    alle = list(_begrunnelser())
    assert len(alle) > 50
    assert [(fil, t) for fil, t in alle if svakhet(Begrunnelse(sti, t), ORDENE)] == []


@given(st.sampled_from(STIER), st.text(max_size=TYNN - 1))
def test_en_kort_begrunnelse_er_avklaringens_sak(sti: Sti, tekst: str) -> None:
    assert svakhet(Begrunnelse(sti, tekst), ORDENE) is None


@given(st.sampled_from(STIER), st.text(max_size=200))
def test_enhver_tekst_kan_vurderes(sti: Sti, tekst: str) -> None:
    assert svakhet(Begrunnelse(sti, tekst), ORDENE) in (None, *Svakhet)


@pytest.mark.parametrize("sti", STIER)
@pytest.mark.parametrize(
    "mer", [" før 2027.", ", sier Kari Moen.", " for broren.", " før påske.", " under sykmelding."]
)
def test_ett_ord_som_kan_si_noe_er_nok_til_a_tie(sti: Sti, mer: str) -> None:
    tom = "Det er vanskelig, og etter vår vurdering er dette det beste i denne saken"
    assert svakhet(Begrunnelse(sti, tom + "."), ORDENE) is Svakhet.UTEN_FAKTUM
    assert svakhet(Begrunnelse(sti, tom + mer), ORDENE) is None


@given(saker(), regelsett)
def test_det_er_de_samme_begrunnelsene_som_avklaringen_om_korte_ser_pa(sak: Sak, regler: Regelsett) -> None:
    vurdering = vurder(sak, regler, EMBETE_FOR)
    korte = [a.om for a in vurdering.avklaringer if a.id == "tynn_begrunnelse"]
    assert korte == [b.sti for b in vurdering.begrunnelser if len(b.tekst.strip()) < TYNN]
    assert not {b.sti for b, _ in svake(vurdering.begrunnelser, ORDENE)} & set(korte)


def test_en_tynn_begrunnelse_vises_men_endrer_verken_svaret_eller_om_saken_er_ferdig() -> None:
    from overforing.tekster import vurderingsfil

    program = Program.start()
    sak = les_sak("01-hele-linjen")
    tynn = "Det er særlig ulempe å få oppnevnt en stedfortreder i denne saken."
    tynnere = replace(sak, saerlig_ulempe=replace(sak.saerlig_ulempe, begrunnelse=tynn))
    for_, etter = (vurderingsfil.verdier(vurdert(s), s, program.katalog, program.geografi) for s in (sak, tynnere))
    assert for_ == etter
    assert [(b.sti, feil) for b, feil in svake(vurdert(tynnere).begrunnelser, ORDENE)] == [(ULEMPE, Svakhet.GJENTAR)]


@pytest.mark.parametrize("sti", STIER)
@pytest.mark.parametrize("malform", list(m.Malform))
def test_hvert_emne_og_hver_svakhet_har_sine_ord(sti: Sti, malform: m.Malform) -> None:
    katalog = Program.start().katalog
    mangler = katalog.hent(f"begrunnelse.mangler.{emne(sti)}", malform)
    for feil in Svakhet:
        assert mangler in katalog.hent(f"begrunnelse.{feil}", malform, om="om", mangler=mangler)
