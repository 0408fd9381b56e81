"""Delene av Statsforvalterens brev: det kommunen ba om, det som mangler, og avgjørelsen."""

from __future__ import annotations

from dataclasses import dataclass

from overforing.feil import KanIkke
from overforing.mottak.avgjorelse import Avgjorelse, fikk_saken
from overforing.mottak.foresporsel import OVERFORER, Slag, Svarutfall
from overforing.mottak.frister import svarfrist_er_ute
from overforing.mottak.svargrunnlag import OM_ENKELTVEDTAK, UTEN_BREV, Svargrunnlag, kopimottakere
from overforing.regelverk.funn import Avklaring, Mangel
from overforing.sak.modell import Avgrensningstype, Regelsett, Sakstype
from overforing.tekster.navn import Navn, stor

from .begreper import Begreper, medkommune
from .flett import Felt
from .ord import linje, setning

IKKE_KOMMUNENS = frozenset(
    {
        "adressesperre",
        "avledet_langt_opp",
        "avslag_er_enkeltvedtak",
        "brev_ved_sperre",
        "byrad_inhabil",
        "framlegg_til_seg_selv",
        "fravaerende_leder",
        "kommunestyret_kan_alltid",
        "kontaktmate_mangler",
        "representant_ikke_orientert",
        "samarbeidskommunen_kan_ta_saken",
        "settekommune_annet_fylke",
        "sperret_spurt_utenfor",
        "underskriver_ikke_spurt",
    }
)
"""Tvilene det ikke spørres om i et brev: uavklart rett, kommunens andre brev, og det en sperret adresse verner."""


@dataclass(frozen=True)
class Svarlesning:
    """Ett grunnlag lest med ordene til ett brev."""

    grunnlag: Svargrunnlag
    ord: Begreper


def foresporselen(les: Svarlesning) -> Felt:
    """Det kommunen sendte. Om saken står det ikke mer enn hva slags sak det er.

    ``mottatt`` er tom når brevet kom samme dag som det er datert.
    """
    f, sak = les.grunnlag.foresporsel, les.grunnlag.sak
    gjelder = ""
    if sak is not None:
        tjenester = les.ord.tjenester(sak.soknad.tjenester)
        gjelder = les.ord(f"brev.gjelder.{sak.sakstype}", tjenester=tjenester)
    return {
        "tvist": f.slag is Slag.TVIST,
        "brevdato": les.ord.dato(f.dokumentdato),
        "mottatt": les.ord.dato(f.mottatt) if f.mottatt != f.dokumentdato else "",
        "saken_gjelder": gjelder,
        "haster": f.haster is True,
        "om_enkeltvedtak": sak is not None and sak.sakstype in OM_ENKELTVEDTAK,
    }


def svarfristen(les: Svarlesning) -> Felt:
    """Når kommunen kan vente svar: fristen i loggen så lenge den ikke er gått ut."""
    frist = les.grunnlag.foresporsel.frist
    return {"svarfrist": les.ord.dato(frist) if frist > les.grunnlag.dato else ""}


def sjekklisten(les: Svarlesning) -> Felt:
    """Det kommunen blir bedt om, ett spørsmål i hvert punkt: det saksbehandleren har skrevet, ellers det som mangler.

    ``ikke_svart_innen`` er dagen den sist ble bedt om å svare innen, når den er gått ut uten svar.
    Kaster ``KanIkke`` når det er ingenting, eller når det ikke er sagt når kommunen skal svare.
    """
    g = les.grunnlag
    rader = (rad.strip().removeprefix("- ").removeprefix("– ") for rad in g.etterlyst.splitlines())
    skrevet = tuple(punkt for rad in rader if (punkt := linje(rad)))
    punkter = skrevet or _i_svarene(les)
    if not punkter:
        raise KanIkke("feil.komponer.etterlyst")
    if g.svarfrist is None:
        raise KanIkke("feil.mottak.svarfrist")
    ute = g.foresporsel.svarfrist if svarfrist_er_ute(g.foresporsel, g.dato) else None
    return {"punkter": punkter, "svarfrist": les.ord.dato(g.svarfrist), "ikke_svart_innen": les.ord.dato(ute)}


def _i_svarene(les: Svarlesning) -> tuple[str, ...]:
    g = les.grunnlag
    if g.sak is None or g.mangler is None:
        return ()
    navn = Navn(g.sak, les.ord.katalog, les.ord.geografi, g.malform)
    annet = g.mangler.annet_utfall
    utfall = (les.ord(f"brev.etterlys.annet_utfall.{g.foresporsel.slag}"),) if annet else ()
    alle = (*g.mangler.ma_loses, *g.mangler.bor_avklares)
    tvil = (a for a in alle if a.id not in IKKE_KOMMUNENS and not navn.er_reserve(a))
    sporsmal = (
        *utfall,
        *(_mangelen(les, navn, m) for m in g.mangler.mangler),
        *(_sporsmal(les, navn, a) for a in tvil),
    )
    return tuple(dict.fromkeys(map(linje, sporsmal)))


def _mangelen(les: Svarlesning, navn: Navn, mangel: Mangel) -> str:
    """Det som mangler, som et spørsmål. Vilkåret for å overføre er et annet etter loven av 2025."""
    felt = mangel.tekst.removeprefix("mangel.saerlig_ulempe.")
    if felt != mangel.tekst and les.ord.regelsett is Regelsett.FVL2025:
        return les.ord(f"mangel.saerlig_tilfelle.{felt}")
    return stor(navn.mangel(mangel))


def _sporsmal(les: Svarlesning, navn: Navn, avklaring: Avklaring) -> str:
    """Tvilen som et spørsmål til kommunen."""
    return stor(les.ord(f"brev.etterlys.{avklaring.id}", om=navn.om(avklaring.om)))


def avgjorelsen(les: Svarlesning) -> Felt:
    """Utfallet med ordene til det. Bare ett av utfallene er sant; er bare en del overført, er ``delvis`` det også.

    ``omgjoring`` er at svaret gjelder i stedet for et tidligere, fra ``forrige_dato``, der embetet ``forrige_utfall``.
    ``mister`` er kommunen som hadde saken etter det, og ikke skal ha den lenger.
    ``fornyelser_til`` er siste dag for fornyelsene overføringen omfatter, tom når den gjelder saken alene.
    ``bedt_om_fornyelser`` er at kommunen ba om dem.
    """
    g, geografi = les.grunnlag, les.ord.geografi
    valgt = g.avgjorelse
    assert valgt is not None  # hodet lages ikke uten
    bedt = g.sak is not None and g.sak.avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER
    settekommune, ansvarlig = (medkommune(les.ord, nummer) for nummer in (valgt.settekommune, valgt.ansvarlig))
    return {
        **{utfall.value: valgt.utfall is utfall for utfall in Svarutfall if utfall not in _EGNE_ORD},
        "overfort": valgt.utfall in OVERFORER,
        "delvis": valgt.utfall is Svarutfall.DELVIS_OVERFORT,
        "ikke_overfort": setning(valgt.ikke_overfort),
        "rett_organ": linje(valgt.rett_organ),
        **_omgjoringen(les, valgt),
        "settekommune": settekommune,
        "ansvarlig": ansvarlig,
        "ansvarlig_er_avsenderen": (
            bool(valgt.ansvarlig) and geografi.samme(valgt.ansvarlig, g.foresporsel.kommune, valgt.dato)
        ),
        "er_soknad": g.sak is None or g.sak.sakstype is Sakstype.SOKNAD,
        "fornyelser_til": les.ord.dato(valgt.til),
        "bedt_om_fornyelser": bedt,
        "begrunnelse": setning(valgt.begrunnelse),
        "kopi_til": (
            *(
                medkommune(les.ord, n)
                for n in kopimottakere(
                    g.foresporsel.slag, g.foresporsel.kommune, valgt, g.sak, geografi.gjelder_som, g.forrige
                )
            ),
            *((linje(valgt.rett_organ),) if valgt.rett_organ else ()),
        ),
    }


_EGNE_ORD = UTEN_BREV | OVERFORER


def _omgjoringen(les: Svarlesning, valgt: Avgjorelse) -> Felt:
    forrige, samme = les.grunnlag.forrige, les.ord.geografi.samme
    if forrige is None:
        return {"omgjoring": False, "forrige_dato": "", "forrige_utfall": "", "mister": ""}
    hadde = fikk_saken(forrige)
    har = (valgt.settekommune, valgt.ansvarlig, les.grunnlag.foresporsel.kommune)
    mister = "" if any(samme(hadde, annen, valgt.dato) for annen in har) else medkommune(les.ord, hadde)
    utfall = les.ord(
        f"brev.forrige.{forrige.utfall}", kommune=medkommune(les.ord, hadde), organ=linje(forrige.rett_organ)
    )
    return {
        "omgjoring": True,
        "forrige_dato": les.ord.dato(forrige.dato),
        "forrige_utfall": utfall,
        "mister": mister,
    }
