"""De lukkede verdilistene i saksfilen (``overforing/sak/1``). Verdiene er de samme som i filen."""

from __future__ import annotations

from enum import StrEnum

from .felles import Malform as Malform
from .felles import Regelsett as Regelsett
from .felles import Sakstilstand as Sakstilstand


class Sakstype(StrEnum):
    SOKNAD = "soknad"
    KLAGE = "klage"
    OMGJORING = "omgjoring"
    STANS = "stans"
    TILBAKEKREVING = "tilbakekreving"


class Soknadsform(StrEnum):
    SKRIFTLIG = "skriftlig"
    MUNTLIG = "muntlig"
    DIGITAL = "digital"


class Tjeneste(StrEnum):
    """Tjenestene i sosialtjenesteloven kapittel 4."""

    RAD_OG_VEILEDNING = "rad_og_veiledning"
    OKONOMISK_STONAD = "okonomisk_stonad"
    STONAD_I_SAERLIGE_TILFELLER = "stonad_i_saerlige_tilfeller"
    MIDLERTIDIG_BOTILBUD = "midlertidig_botilbud"
    INDIVIDUELL_PLAN = "individuell_plan"
    KVALIFISERINGSPROGRAM = "kvalifiseringsprogram"
    ANNET = "annet"


class Arsak(StrEnum):
    INHABILITET = "inhabilitet"
    ONSKE_OM_BYTTE = "onske_om_bytte"
    KAPASITET = "kapasitet"
    ANNET = "annet"


class Partsrolle(StrEnum):
    SOKER = "soker"
    EKTEFELLE = "ektefelle"
    ANNEN_PART = "annen_part"


class Representanttype(StrEnum):
    VERGE = "verge"
    FULLMEKTIG = "fullmektig"


class Oppholdsgrunnlag(StrEnum):
    OPPHOLDER_SEG = "oppholder_seg"
    INSTITUSJON = "institusjon"
    FENGSEL = "fengsel"
    UTSKREVET = "utskrevet"
    INTEGRERINGSTILSKUDD = "integreringstilskudd"
    UTEN_BOPEL = "uten_bopel"
    STATLIG_INNKVARTERING = "statlig_innkvartering"
    UTEN_LOVLIG_OPPHOLD = "uten_lovlig_opphold"


class Avslag(StrEnum):
    """Om den nye kommunen viser til bosettingskommunen (forskrift 1251 § 3 tredje ledd)."""

    JA = "ja"
    NEI = "nei"
    APENBART_URIMELIG = "apenbart_urimelig"


class Rolle(StrEnum):
    VEILEDER = "veileder"
    AVDELINGSLEDER = "avdelingsleder"
    NAV_LEDER = "nav_leder"
    KOMMUNALSJEF = "kommunalsjef"
    KOMMUNEDIREKTOR = "kommunedirektor"
    BYDELSDIREKTOR = "bydelsdirektor"
    BYRAD = "byrad"
    ANNEN_LEDER = "annen_leder"
    ANNEN = "annen"
    # Sist: den som blar i lista med piltastene, skal ikke innom dem på veien til en annen rolle.
    ORDFORER = "ordforer"
    FOLKEVALGT = "folkevalgt"


FOLKEVALGTE_ROLLER = frozenset({Rolle.ORDFORER, Rolle.FOLKEVALGT})
"""Rollene som handler for de folkevalgte. De står ikke over noen ansatt, og har ingen oppgave i saken."""

OVERST = frozenset({Rolle.KOMMUNEDIREKTOR, Rolle.BYRAD})
"""Rollene der linjen kan ende uten nærmere forklaring (byråd: kommuneloven kapittel 10)."""

KAN_VAERE_OVERST = frozenset({Rolle.KOMMUNALSJEF, Rolle.BYDELSDIREKTOR, Rolle.ANNEN_LEDER})
"""Rollene der linjen kan ende når det er sagt hvorfor."""


class Oppgave(StrEnum):
    AVGJOR = "avgjor"
    FORBEREDER = "forbereder"
    INGEN = "ingen"


class Organ(StrEnum):
    """Organet den ansatte handler for i denne saken, ikke arbeidsgiveren (fvl § 10)."""

    KOMMUNEN = "kommunen"
    FOLKEVALGTE = "folkevalgte"
    ANNET = "annet"


class IngenOver(StrEnum):
    """Hvorfor ingen står over den ansatte i denne slags saker."""

    PARLAMENTARISK_STYRE = "parlamentarisk_styre"
    INTERKOMMUNALT_ORGAN = "interkommunalt_organ"
    ANNET = "annet"


class Svarkilde(StrEnum):
    """Hvem som har svart om en ansatts tilknytning til en part.

    ``IKKE_KJENT``: den ansatte er ikke gjort kjent med saken og skal ikke ha noe med den å gjøre, og den som arbeider
    med saken, vet ikke om noen tilknytning.
    """

    SELV = "selv"
    IKKE_KJENT = "ikke_kjent"


class Tilknytningskilde(StrEnum):
    """Hvem som har fortalt om en tilknytning. Det andre forteller, veies, men er ikke den ansattes eget svar."""

    SELV = "selv"
    SOKER = "soker"
    ANDRE = "andre"


class Sporsmalssvar(StrEnum):
    """Hva en part svarte på om hun kjenner eller er i slekt med noen som arbeider ved kontoret eller leder det."""

    INGEN_KJENT = "ingen_kjent"
    JA = "ja"
    KANSKJE = "kanskje"
    VIL_IKKE = "vil_ikke"
    IKKE_SPURT = "ikke_spurt"


class Tilknytningstype(StrEnum):
    """Hva parten er for den ansatte. Hvilken regel hver type hører under, står i regelverk/tilknytning.py."""

    ER_PART = "er_part"
    SLEKT_RETT_LINJE = "slekt_rett_linje"
    SOSKEN = "sosken"
    EKTEFELLE = "ektefelle"
    TIDLIGERE_EKTEFELLE = "tidligere_ektefelle"
    FORLOVET = "forlovet"
    TIDLIGERE_FORLOVET = "tidligere_forlovet"
    SAMBOER = "samboer"
    TIDLIGERE_SAMBOER = "tidligere_samboer"
    KJARESTE = "kjareste"
    FELLES_BARN = "felles_barn"
    SVIGERFORELDER = "svigerforelder"
    SVIGERBARN = "svigerbarn"
    STEFORELDER = "steforelder"
    STEBARN = "stebarn"
    EKTEFELLES_SOSKEN = "ektefelles_sosken"
    SOSKENS_EKTEFELLE = "soskens_ektefelle"
    SAMBOERS_SLEKT = "samboers_slekt"
    SLEKTS_SAMBOER = "slekts_samboer"
    SOSKENS_SAMBOER = "soskens_samboer"
    FOSTERFORELDER = "fosterforelder"
    FOSTERBARN = "fosterbarn"
    TIDLIGERE_FOSTERFORHOLD = "tidligere_fosterforhold"
    VERGE_FULLMEKTIG = "verge_fullmektig"
    TIDLIGERE_VERGE_FULLMEKTIG = "tidligere_verge_fullmektig"
    LEDELSE_FORENING_PART = "ledelse_forening_part"
    LEDELSE_SELSKAP_PART = "ledelse_selskap_part"
    LEDELSE_OFFENTLIG_SELSKAP_PART = "ledelse_offentlig_selskap_part"
    ANNEN_SLEKT = "annen_slekt"
    TIDLIGERE_SVOGERSKAP = "tidligere_svogerskap"
    SVOGERS_EKTEFELLE = "svogers_ektefelle"
    NART_VENNSKAP = "nart_vennskap"
    BEKJENTSKAP = "bekjentskap"
    NABO = "nabo"
    KOLLEGA = "kollega"
    TIDLIGERE_KOLLEGA = "tidligere_kollega"
    KONFLIKT = "konflikt"
    OKONOMISK_INTERESSE = "okonomisk_interesse"
    NERSTAENDE_INTERESSE = "nerstaende_interesse"
    TIDLIGERE_BEFATNING = "tidligere_befatning"
    UNDERINSTANS = "underinstans"
    FELLES_VERV = "felles_verv"
    ARBEIDSFORHOLD = "arbeidsforhold"
    PARTENS_REPRESENTANT = "partens_representant"
    ANNET = "annet"


class Konklusjon(StrEnum):
    INHABIL = "inhabil"
    HABIL = "habil"
    TVIL = "tvil"


class AvgjortAv(StrEnum):
    """Hvem som avgjorde habilitetsspørsmålet (fvl § 8)."""

    SELV = "selv"
    OVERORDNET = "overordnet"
    FOLKEVALGT_ORGAN = "folkevalgt_organ"


class Stedfortredertype(StrEnum):
    """Måtene saken kan løses på i kommunen, i den rekkefølgen de prøves."""

    ANNEN_SAKSBEHANDLER = "annen_saksbehandler"
    OVERORDNET = "overordnet"
    LEDER_ANNEN_ENHET = "leder_annen_enhet"
    LEDER_UTENFOR_NAV = "leder_utenfor_nav"
    INNLEID = "innleid"
    FOLKEVALGT_ORGAN = "folkevalgt_organ"


UTEN_ANSATT = frozenset({Stedfortredertype.INNLEID, Stedfortredertype.FOLKEVALGT_ORGAN})
"""Alternativene som ikke er en ansatt i filen; de sier selv om de er habile."""


class OrganI(StrEnum):
    """Hvor det folkevalgte organet som kan avgjøre, hører til."""

    EGEN_KOMMUNE = "egen_kommune"
    SAMARBEIDSKOMMUNE = "samarbeidskommune"
    FELLES_NEMND = "felles_nemnd"


SVARER_TIL_FOLKEVALGTE = "folkevalgte"
"""``svarer_til`` for en innleid som ikke har noen ansatt over seg."""


class JaNei(StrEnum):
    JA = "ja"
    NEI = "nei"


class Moment(StrEnum):
    """Forhold som anføres for eller mot særlig ulempe (fvl § 9 annet ledd)."""

    FLERE_LEDD_INHABILE = "flere_ledd_inhabile"
    ALLE_UNDERORDNET_LITE_KONTOR = "alle_underordnet_lite_kontor"
    FAGKOMPETANSE_MANGLER = "fagkompetanse_mangler"
    SPREDNING_AV_SENSITIVE_OPPLYSNINGER = "spredning_av_sensitive_opplysninger"
    GJENTATTE_SAKER = "gjentatte_saker"
    SOKERENS_ONSKE = "sokerens_onske"
    MANGLENDE_TILLIT = "manglende_tillit"
    TRAVELHET = "travelhet"
    KOSTNAD = "kostnad"
    HASTVERK = "hastverk"
    AVSTAND = "avstand"


TUNGE_MOMENTER = frozenset(
    {
        Moment.FLERE_LEDD_INHABILE,
        Moment.ALLE_UNDERORDNET_LITE_KONTOR,
        Moment.FAGKOMPETANSE_MANGLER,
        Moment.SPREDNING_AV_SENSITIVE_OPPLYSNINGER,
        Moment.GJENTATTE_SAKER,
    }
)
"""Momentene som kan bære særlig ulempe (rettsgrunnlag § 6). De andre er aldri nok alene."""


class Avgrensningstype(StrEnum):
    EN_SOKNAD = "en_soknad"
    SOKNAD_OG_FORNYELSER = "soknad_og_fornyelser"


class Tiltakshjemmel(StrEnum):
    SOTJL17 = "sotjl17"
    SOTJL18 = "sotjl18"
    SOTJL27 = "sotjl27"
    ANNET = "annet"


class Oppfolging(StrEnum):
    """Hva som ble gjort med et tiltak en inhabil hadde avgjort endelig."""

    NY_AVGJORELSE = "ny_avgjorelse"
    VURDERT_STAAR_SEG = "vurdert_staar_seg"


class Truffet(StrEnum):
    """Hva en avgjørelse som alt er truffet, gikk ut på."""

    INNVILGET = "innvilget"
    AVSLATT = "avslatt"
    STANSET = "stanset"
    ANNET = "annet"


class Vedtaksorgan(StrEnum):
    """Det folkevalgte organet som oppnevnte stedfortrederen."""

    KOMMUNESTYRET = "kommunestyret"
    FORMANNSKAPET = "formannskapet"
    ANNET = "annet"


class Orienteringsmottaker(StrEnum):
    SOKER = "soker"
    REPRESENTANT = "representant"
    BEGGE = "begge"


class Orienteringsmate(StrEnum):
    BREV = "brev"
    TELEFON = "telefon"
    MOTE = "mote"
    DIGITALT = "digitalt"


class Resultat(StrEnum):
    """Statsforvalterens svar på anmodningen."""

    OVERFORT = "overfort"
    AVSLATT = "avslatt"
    RETURNERT = "returnert"


class Dokument(StrEnum):
    """Alle dokumentene en sak kan ende i. Hvilke som finnes ennå, vet brev/maler.py."""

    ANMODNING = "anmodning"
    HABILITETSNOTAT = "habilitetsnotat"
    ORIENTERING = "orientering"
    OPPNEVNING = "oppnevning"
    FRAMLEGG = "framlegg"
    OVERSENDELSE = "oversendelse"
    TVIST = "tvist"
    FORELOPIG_SVAR_SOKER = "forelopig_svar_soker"
    HASTENOTAT = "hastenotat"
    SAKSFRAMLEGG = "saksframlegg"
    FORESPORSEL_SETTEKOMMUNE = "foresporsel_settekommune"
    FORELOPIG_SVAR = "forelopig_svar"
    ETTERLYSNING = "etterlysning"
    AVGJORELSE = "avgjorelse"
