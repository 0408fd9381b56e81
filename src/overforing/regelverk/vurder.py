"""Veien gjennom spørsmålene: rett kommune, habilitet, avledet virkning, stedfortreder, særlig ulempe."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from overforing.sak.modell import Regelsett, Sak

from . import avklaringer, avledet, habilitet, oppholdskommune, saerlig_ulempe, stedfortreder
from .besvarelse import Besvarelse
from .dokumenter import FORELEGGES, dokumenter, pa_foresporsel
from .funn import Funn, Mangel, Status, Utfall, Vurdering
from .linje import fungerer_for, har_hull, har_ingen_over, kjeder
from .losning import Grunnlag as Losning
from .omstendigheter import Omstendigheter
from .oppholdskommune import Etterfolger, som_den_heter
from .tilknytning import krever_vurdering

INGEN_EMBETER: Mapping[str, str] = MappingProxyType({})


def vurder(
    sak: Sak,
    regelsett: Regelsett,
    embete_for: Mapping[str, str] = INGEN_EMBETER,
    etterfolger: Etterfolger = som_den_heter,
) -> Vurdering:
    """Vurder hele saken etter ett regelsett.

    ``embete_for`` er kommunenummer til statsforvalterembete; uten det sies ingenting om settekommuner i annet fylke.
    ``etterfolger`` sier hvilken kommune et nummer står for en dag.
    Alle i filen får en status, også når veien stopper før spørsmålet om habilitet.
    """
    over, besvarelse = kjeder(sak), Besvarelse(sak)
    egne = {ansatt.id: habilitet.vurder(ansatt, regelsett, besvarelse, over[ansatt.id]) for ansatt in sak.ansatte}
    egen_status = {id_: svar.status for id_, svar in egne.items()}
    under_inhabil = {
        ansatt.id: avledet.vurder(
            ansatt.id, over[ansatt.id].over, egen_status, regelsett, ledig=bool(ansatt.stilling_ledig)
        )
        for ansatt in sak.ansatte
    }
    statuser = {id_: Status.AVLEDET if under_inhabil[id_] else status for id_, status in egen_status.items()}
    losning = Losning(sak, statuser, over, egne)

    spor: list[Funn] = []
    mangler: tuple[Mangel, ...] = ()
    baerer = None
    alternativene_provd = False

    kommune = oppholdskommune.vurder(sak, regelsett, etterfolger)
    spor.append(kommune.funn)
    utfall = kommune.ender
    mangler = kommune.mangler
    if utfall is None:
        spor += [svar.funn for svar in egne.values()]
        spor += [funn for funn in under_inhabil.values() if funn]
        svar = stedfortreder.vurder(losning, regelsett)
        spor.append(svar.funn)
        utfall, mangler, baerer = svar.ender, svar.mangler, svar.baerer
        alternativene_provd = svar.alternativene_provd
    if utfall is None:
        ulempe = saerlig_ulempe.vurder(sak, regelsett)
        spor.append(ulempe.funn)
        utfall, mangler = ulempe.ender, ulempe.mangler

    papirer = dokumenter(sak, utfall, losning.linjen, statuser, baerer)
    omstendigheter = Omstendigheter(
        sak,
        regelsett,
        utfall,
        tuple(spor),
        losning,
        besvarelse,
        alternativene_provd,
        baerer,
        kommune.egen,
        kommune.ansvarlig,
        papirer,
        embete_for,
        etterfolger,
    )
    tvil = avklaringer.finn(omstendigheter)
    # Den som holdes utenfor, skal ingen legge noe fram om.
    utenfor = {ansatt.id for ansatt in sak.ansatte if ansatt.holdes_utenfor.strip()}
    ma_framlegges = frozenset(avklaring.om for avklaring in tvil if avklaring.id in FORELEGGES) - utenfor
    return Vurdering(
        sak=sak.id,
        regelsett=regelsett,
        utfall=Utfall(utfall),
        ansatte=statuser,
        mangler=mangler,
        avklaringer=tvil,
        spor=tuple(spor),
        dokumenter=papirer,
        ansvarlig=kommune.ansvarlig,
        linjen=losning.linjen,
        baerer=baerer,
        begrunnelser=avklaringer.brukte_begrunnelser(omstendigheter),
        linje_uavklart=losning.linje_uavklart,
        framlegges_for={id_: losning.framlegges_for(id_) for id_ in statuser},
        over={id_: kjede.over for id_, kjede in over.items()},
        fungerer={a.id: fungerer for a in sak.ansatte if (fungerer := fungerer_for(a, sak.vurderingsdato))},
        hull=frozenset(a.id for a in sak.ansatte if har_hull(a)),
        overst=frozenset(a.id for a in sak.ansatte if har_ingen_over(a)),
        besvart={a.id: {part: besvarelse.svar(a, part) for part in besvarelse.parter} for a in sak.ansatte},
        ma_vurderes={a.id: krever_vurdering(a.tilknytninger, regelsett) for a in sak.ansatte},
        kollega_er_part=frozenset(id_ for id_, svar in egne.items() if svar.kollega),
        ma_framlegges=ma_framlegges,
        pa_foresporsel=pa_foresporsel(utfall, papirer, ma_framlegges, overfort=stedfortreder.er_overfort(sak)),
    )
