"""Et oppdiktet langt brev til prøvene: alle slags blokker, vanskelige tegn og mer enn to sider."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from overforing.brev.modell import Avsnitt, Brev, Hode, Liste, Referanse, Seksjon, Tabell
from overforing.brev.reise import BAERER_SAKEN, Reise
from overforing.sak.modell import Dokument, Malform

SAK_ID = "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11"
SAK = json.dumps(
    {"id": SAK_ID, "notis": "Máze – «æøå» áčđŋšŧž & <tegn> ]]>", "skjema": "overforing/sak/1"},
    ensure_ascii=False,
    separators=(",", ":"),
)

HODE = Hode(
    avsender=(
        "Nav Eksempel",
        "Postboks 14, 7401 Trondheim",
        "Telefon 55 55 33 33",
        "nav.eksempel@eksempel.kommune.no",
    ),
    mottaker=("Statsforvalteren i Trøndelag", "Postboks 2600", "7734 Steinkjer"),
    referanser=(
        Referanse("Dato:", "20. november 2026"),
        Referanse("Vår ref.:", "2026/0417"),
        Referanse("Deres ref.:", "2026/11872-3"),
        Referanse("Saksbehandler:", "Anne Dahl, kommunalsjef for helse og velferd"),
    ),
    merking=("Unntatt offentlighet, jf. offentleglova § 13, jf. sosialtjenesteloven § 44 og forvaltningsloven § 13"),
)

TABELL = Tabell(
    ("Hvem", "Tilknytning", "Rettslig grunnlag", "Følge"),
    (
        ("Nav-leder", "Søster til søkeren", "Forvaltningsloven § 6 første ledd bokstav b", "Inhabil"),
        (
            "Kommunalsjef for helse og velferd",
            "Gift med Nav-lederen",
            "Forvaltningsloven § 6 annet ledd; habilitetsvurdering 19. november 2026",
            "Inhabil etter en samlet vurdering",
        ),
        ("Veileder", "Ingen, men er direkte underordnet Nav-lederen", "Forvaltningsloven § 6 tredje ledd", "Avledet"),
    ),
)

STEDFORTREDER = Tabell(
    ("Alternativ", "Hvorfor det ikke fører fram"),
    tuple(
        (navn, grunn)
        for navn, grunn in (
            ("Annen saksbehandler", "Alle ved kontoret er direkte underordnet den inhabile lederen."),
            ("Overordnet", "Kommunalsjefen er selv inhabil. Kommunedirektøren er gift med søkerens fullmektig."),
            ("Leder i annen enhet", "Enheten for minoritetsspråklighetskompetanseutvikling har ikke fagkompetanse."),
            ("Leder utenfor Nav", "Rektor, biblioteksjef og brannsjef er spurt; ingen kjenner sosialtjenesteloven."),
            ("Innleid", "Tre bemanningsforetak er spurt 12.–16. november 2026 – ingen kunne stille."),
            ("Folkevalgt organ", "Formannskapet møtes først 14. januar 2027, og saken haster."),
        )
    ),
)

SEKSJONER = (
    Seksjon(
        "bakgrunn",
        "Hva vi ber om",
        (
            Avsnitt(
                "Vi ber Statsforvalteren oppnevne en settekommune til å behandle en søknad om økonomisk stønad, jf. "
                "forvaltningsloven § 9 annet ledd. Søkeren bor i Máze og skriver navnet sitt med áčđŋšŧž; partene "
                "heter for øvrig Łukasz Żółć, Зоряна Ґалаґан og Ελένη Παππά."
            ),
            Avsnitt(
                "Søknaden kom 18. november 2026. Den haster: søkeren har ikke penger til mat «denne uken», og Nav- og "
                "kommunedelen av kontoret, barnevern- og helsetjenesten og to Nav-kontorer er varslet."
            ),
        ),
    ),
    Seksjon(
        "rett_kommune",
        "Rett kommune",
        (
            Avsnitt(
                "Søkeren oppholder seg i Kåfjord/Gáivuotna/Kaivuono – kommunen har ansvaret etter "
                "sosialtjenesteloven § 3 første ledd. Ingen andre kommuner er berørt, og det er ikke strid om det. "
                "Saksnummeret hos fjorårets klageorgan var 2025/10071-4/klage/habilitet/vedtak-og-innstilling."
            ),
        ),
    ),
    Seksjon(
        "habilitet",
        "Habilitet",
        (
            Avsnitt("Tabellen viser hvem som er inhabile, på hvilket grunnlag og hvem som har avgjort det."),
            TABELL,
            Avsnitt(
                "Nav-lederens og kommunalsjefens habilitet er vurdert av kommunedirektøren 19. november 2026, jf. "
                "forvaltningsloven § 8. Begge var enige i konklusjonen."
            ),
        ),
    ),
    Seksjon(
        "linjen",
        "Hvem som er sperret fordi lederen er inhabil",
        (
            Avsnitt(
                "Når en overordnet er inhabil, kan heller ikke en direkte underordnet avgjøre saken i samme organ. "
                "Det gjelder disse:"
            ),
            Liste(
                (
                    "Veileder med ansvar for økonomisk stønad",
                    "Veileder med ansvar for kvalifiseringsprogrammet, som ellers ville vært stedfortreder for den "
                    "første, men som sitter i samme linje og har den samme nærmeste lederen",
                    "Avdelingsleder – forbereder saker, men avgjør dem ikke",
                )
            ),
        ),
    ),
    Seksjon(
        "stedfortreder",
        "Hvorfor en stedfortreder ikke løser saken",
        (Avsnitt("Kommunen har prøvd disse alternativene, i denne rekkefølgen:"), STEDFORTREDER),
    ),
    Seksjon(
        "saerlig_ulempe",
        "Særlig ulempe",
        (
            Avsnitt(
                "Det er til særlig ulempe å skaffe stedfortreder. Kontoret har fire ansatte, og alle er underordnet "
                "den inhabile lederen. En stedfortreder utenfra måtte få tilgang til fagsystemet og opplysninger om "
                "andre personer i en bygd der de fleste kjenner hverandre. Kommunen har hatt tre tilsvarende saker det "
                "siste året, og to av dem ble forsinket i over åtte uker."
            ),
            Avsnitt(
                "Vi har lagt vekt på at opplysningene er særlig følsomme, og på at søkeren har barn. Vi har ikke lagt "
                "vekt på kostnaden eller på at kontoret har det travelt."
            ),
        ),
    ),
    Seksjon(
        "settekommune",
        "Mulige settekommuner",
        (
            Avsnitt("Disse kommunene er spurt uten at søkeren er nevnt:"),
            Liste(("Storfjord – villig og habil", "Nordreisa – svarer innen 1. desember 2026", "Lyngen – ikke villig")),
        ),
    ),
    Seksjon(
        "i_mellomtiden",
        "Hva vi gjør i mellomtiden",
        (
            Avsnitt(
                "Nav-lederen har truffet en foreløpig avgjørelse om nødhjelp til mat 18. november 2026, jf. "
                "sosialtjenesteloven § 18 og forvaltningsloven § 7. Avgjørelsen kunne ikke utsettes uten vesentlig "
                "ulempe for søkeren."
            ),
        ),
    ),
    Seksjon(
        "soker",
        "Søkeren",
        (
            Avsnitt("Søkeren er orientert på telefon 19. november 2026 og har ikke innvendinger."),
            Avsnitt("Søkeren ønsker selv at saken går til en annen kommune. Det har ikke vært avgjørende for oss."),
        ),
    ),
    Seksjon("vedlegg", "Vedlegg", (Liste(("Habilitetsnotat", "Søknaden", "Brev til søkeren")),)),
)


def langt_brev(malform: Malform = Malform.NB, *, utkast: bool = False, dokument: Dokument = Dokument.ANMODNING) -> Brev:
    """Brevet i full lengde; på nynorsk er bare tittel, hilsen og en del av teksten byttet."""
    brev = Brev(
        dokument=dokument,
        malform=malform,
        sak_id=SAK_ID,
        tittel="Anmodning om å overføre en sak til en settekommune",
        dato=date(2026, 11, 20),
        hode=HODE,
        seksjoner=SEKSJONER,
        hilsen="Med vennlig hilsen",
        underskrift=("Anne Dahl", "kommunalsjef for helse og velferd"),
        utkast=utkast,
    )
    if malform is Malform.NN:
        nynorsk = Seksjon("bakgrunn", "Kva vi ber om", (Avsnitt("Vi bed Statsforvaltaren peike ut ein setjekommune."),))
        brev = replace(
            brev,
            tittel="Oppmoding om å overføre ei sak til ein setjekommune",
            seksjoner=(nynorsk, *brev.seksjoner[1:]),
            hilsen="Med vennleg helsing",
        )
    return brev


def kort_brev(dokument: Dokument = Dokument.ORIENTERING, tekst: str = "Vi har fått søknaden din.") -> Brev:
    """Et brev på noen linjer."""
    return replace(
        langt_brev(dokument=dokument),
        tittel="Orientering om søknaden din",
        hode=replace(HODE, merking=""),
        seksjoner=(Seksjon("bakgrunn", "Hva saken gjelder", (Avsnitt(tekst),)),),
    )


def reise_for(brev: Brev, sak: str = SAK) -> Reise:
    """Det som skal følge med brevet: saken bare i de to brevene som bærer den."""
    return Reise(brev.sak_id, brev.dokument, brev.malform, sak if brev.dokument in BAERER_SAKEN else None)
