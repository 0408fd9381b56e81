"""Spørsmålet til en mulig settekommune: om den kan ta en sak, uten noe som røper hvem den gjelder (fvl § 13).

Grunnlaget har bare hva slags sak det er, om den haster, og hvor langt overføringen skal rekke. Det er laget så smalt
med vilje: en rolle, en dato eller et saksnummer kan være nok til at noen kjenner igjen søkeren eller den inhabile.
"""

from __future__ import annotations

from overforing.regelverk.funn import Status
from overforing.sak.modell import Avgrensningstype

from .begreper import medkommune
from .flett import Felt
from .lesning import Lesning
from .ord import adresselinjer, linje


def settekommunen(les: Lesning) -> Felt:
    """``kan_sporre_om_hvem`` er at partene har samtykket i at de som må svare, får vite hvem det gjelder."""
    sak = les.sak
    tjenester = les.ord.tjenester(dict.fromkeys(sak.soknad.tjenester))
    fornyelser = sak.avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER
    return {
        "slags_sak": les.ord(f"brev.gjelder.{sak.sakstype}", tjenester=tjenester),
        "sporsmalet_haster": sak.soknad.haster is True,
        "gjelder_fornyelser": fornyelser,
        "gjelder_fornyelser_til": les.ord.dato(sak.avgrensning.til) if fornyelser else "",
        "var_kommune": medkommune(les.ord, les.vurdering.ansvarlig or sak.kontor.kommune),
        "kan_sporre_om_hvem": bool(sak.parter) and all(part.samtykke for part in sak.parter),
        "svar_til": _svar_til(les),
    }


def mottakere(les: Lesning) -> tuple[str, ...]:
    """Kommunen, når det bare er én å spørre. Er det flere, får de samme brev, og ingen får vite hvem de andre er."""
    kommuner = {s.kommune for s in les.sak.settekommuner if s.kommune}
    kommune = medkommune(les.ord, kommuner.pop()) if len(kommuner) == 1 else ""
    return (kommune, les.ord("brev.til.nav_kontoret")) if kommune else (les.ord("brev.til.settekommune"),)


def kontaktperson(les: Lesning) -> str:
    """Den som kan svare, når hun ikke selv er inhabil: da ville navnet røpe det brevet skal tie om."""
    navn = linje(les.sak.kontor.kontaktperson)
    inhabile = {linje(a.navn).casefold() for a in les.sak.ansatte if les.status(a.id) is Status.INHABIL}
    return "" if navn.casefold() in inhabile else navn


def _svar_til(les: Lesning) -> str:
    """«telefon 55 55 33 33 eller e-post nav@example.com», ellers adressen eller kontoret."""
    kontor = les.sak.kontor
    telefon, epost = linje(kontor.telefon), linje(kontor.epost)
    nokkel = "_og_".join(navn for navn, verdi in (("telefon", telefon), ("epost", epost)) if verdi)
    if nokkel:
        return les.ord(f"brev.svar_til.{nokkel}", telefon=telefon, epost=epost)
    return ", ".join(adresselinjer(kontor)) or linje(kontor.navn) or medkommune(les.ord, kontor.kommune)
