"""Tvilen som står igjen: det en jurist eller Statsforvalteren ville spurt om. Endrer aldri utfallet.

Hver avklaring er én rad: når den gjelder, om den må løses før saken er ferdig, og hva den handler om. Rekkefølgen er
tabellens i rettsgrunnlag § 8.
"""

from __future__ import annotations

from collections.abc import Mapping

from overforing.regelverk.funn import Avklaring, Utfall
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.sak.modell import Dokument

from . import alternativene as alt
from . import anmodningen as anm
from . import begrunnelsene as begr
from . import brevene as brev
from . import habiliteten as hab
from . import hjelpen as hj
from .begrunnelsene import brukte_begrunnelser
from .regel import Regel, alle, alternativer, anmodning, habilitet, ved, ved_utfall

__all__ = ["REGLER", "Regel", "brukte_begrunnelser", "finn"]


def _legg_fram_eller_viker(o: Omstendigheter, om: str) -> bool:
    """Framlegget er måten å løse det på, og den som viker sete, trenger ikke legge noe fram."""
    return o.utfall is Utfall.LEGG_FRAM_FOR_OVERORDNET or hab.viker_sete(o, om)


_RESERVE = alt.etter_den_som_baerer
_BYTT = ved(Utfall.BYTT_SAKSBEHANDLER)
_OPPNEVN = ved(Utfall.OPPNEVN_STEDFORTREDER)
_TVIST = ved(Utfall.TVIST_OM_OPPHOLD)
_OVERSENDES = ved(Utfall.ANNEN_KOMMUNE, Utfall.VERTSKOMMUNE)


def _oppnevn_eller_anmod(o: Omstendigheter) -> bool:
    return _OPPNEVN(o) or anmodning(o)


def _orienteres(o: Omstendigheter) -> bool:
    return Dokument.ORIENTERING in o.dokumenter


REGLER: tuple[Regel, ...] = (
    Regel(
        "habilitet_skal_legges_fram", True, habilitet, hab.habilitet_skal_legges_fram, unntatt=_legg_fram_eller_viker
    ),
    Regel("inhabil_leder_utenfor_linjen", True, habilitet, hab.inhabil_leder_utenfor_linjen),
    Regel("ingen_over_uvanlig", False, habilitet, hab.ingen_over_uvanlig),
    Regel("fravaerende_leder", False, habilitet, hab.fravaerende_leder),
    Regel("byrad_inhabil", False, habilitet, hab.byrad_inhabil),
    Regel("avledet_langt_opp", False, habilitet, hab.avledet_langt_opp),
    Regel("navngi_tilknytningen", True, habilitet, hab.navngi_tilknytningen),
    Regel("ledig_uten_fungerende", False, habilitet, hab.ledig_uten_fungerende),
    Regel("soker_ikke_spurt", False, habilitet, hab.soker_ikke_spurt),
    Regel("ansatt_heter_som_part", False, habilitet, hab.ansatt_heter_som_part),
    Regel("sperret_spurt_utenfor", False, habilitet, hab.sperret_spurt_utenfor),
    Regel("avgjort_av_inhabil", True, habilitet, hab.avgjort_av_inhabil),
    Regel("unntak_ikke_for_part", True, habilitet, hab.unntak_ikke_for_part),
    Regel("unntak_krever_overordnet", True, habilitet, hab.unntak_krever_overordnet),
    Regel("unntak_uvanlig", False, habilitet, hab.unntak_uvanlig),
    Regel("avgjort_av_ikke_spurt", True, habilitet, hab.avgjort_av_ikke_spurt),
    Regel("avgjort_av_ikke_overordnet", True, habilitet, hab.avgjort_av_ikke_overordnet),
    Regel("vurdering_ikke_dokumentert", True, habilitet, hab.vurdering_ikke_dokumentert),
    Regel("hast_ikke_vurdert", True, alle, hj.hast_ikke_vurdert),
    Regel("ingen_tiltak_av_inhabil", True, alle, hj.ingen_tiltak_av_inhabil),
    Regel("hast_foreldet", False, alle, hj.hast_foreldet),
    Regel("hast_uten_tiltak", True, alle, hj.hast_uten_tiltak, unntatt=ved_utfall(Utfall.BE_OM_OVERFORING)),
    Regel("tiltak_ikke_forelopig", True, alle, hj.tiltak_ikke_forelopig),
    Regel("tiltak_uten_navn", False, alle, hj.tiltak_uten_navn),
    Regel("forelopig_svar_mangler", False, alle, hj.forelopig_svar_mangler),
    Regel("tynn_begrunnelse", False, habilitet, begr.tynn_begrunnelse),
    Regel("allerede_gjort_mangler", False, habilitet, hab.allerede_gjort_mangler),
    Regel("underskriver_inhabil", True, alle, brev.underskriver_inhabil, unntatt=brev.kan_undertegnes),
    Regel("kontaktperson_inhabil", False, habilitet, hab.kontaktperson_inhabil),
    Regel("like_begrunnelser", False, habilitet, begr.like_begrunnelser),
    Regel("samme_navn", False, habilitet, hab.samme_navn),
    Regel("datoer_i_feil_rekkefolge", False, alle, brev.datoer_i_feil_rekkefolge),
    Regel("innsigelse_etter_vurdering", True, habilitet, hab.innsigelse_etter_vurdering),
    Regel("vedtak_av_inhabil", False, habilitet, hab.vedtak_av_inhabil),
    Regel("stedfortreder_linje_ukjent", True, alternativer, alt.stedfortreder_linje_ukjent, unntatt=_RESERVE),
    Regel("folkevalgt_organ_uten_myndighet", True, alternativer, alt.folkevalgt_organ_uten_myndighet, unntatt=_RESERVE),
    Regel("stedfortreder_ikke_spurt", True, alternativer, alt.stedfortreder_ikke_spurt, unntatt=_RESERVE),
    Regel("innleid_svarer_til_ukjent", True, alternativer, alt.innleid_svarer_til_ukjent, unntatt=_RESERVE),
    Regel("innleid_under_inhabil", True, alternativer, alt.innleid_under_inhabil, unntatt=_RESERVE),
    Regel("stedfortreder_sperret", True, alternativer, alt.stedfortreder_sperret, unntatt=_RESERVE),
    Regel("stedfortreder_ikke_navngitt", True, alternativer, alt.stedfortreder_ikke_navngitt, unntatt=_RESERVE),
    Regel("stedfortreder_habilitet_ukjent", True, alternativer, alt.stedfortreder_habilitet_ukjent, unntatt=_RESERVE),
    Regel("overordnet_ikke_i_linjen", True, alternativer, alt.overordnet_ikke_i_linjen, unntatt=_RESERVE),
    Regel("habil_overordnet_avvist", False, alternativer, alt.habil_overordnet_avvist),
    Regel("ny_saksbehandler_ikke_navngitt", True, _BYTT, alt.ny_saksbehandler_ikke_navngitt),
    Regel("ny_saksbehandler_sperret", True, _BYTT, alt.ny_saksbehandler_sperret),
    Regel("underskriver_ikke_spurt", True, _OPPNEVN, brev.underskriver_ikke_spurt),
    Regel("oppnevnes_av_folkevalgte", True, _OPPNEVN, anm.oppnevnes_av_folkevalgte),
    Regel("overordnet_ikke_spurt", True, anmodning, anm.overordnet_ikke_spurt),
    Regel("samarbeidskommunen_kan_ta_saken", False, _oppnevn_eller_anmod, anm.samarbeidskommunen_kan_ta_saken),
    Regel("kommunestyret_kan_alltid", False, _OPPNEVN, anm.kommunestyret_kan_alltid),
    Regel("framlegg_til_seg_selv", False, ved(Utfall.LEGG_FRAM_FOR_OVERORDNET), brev.framlegg_til_seg_selv),
    Regel("tvist_uten_eget_syn", True, _TVIST, brev.tvist_uten_eget_syn),
    Regel("tvist_uten_motpartens_svar", False, _TVIST, brev.tvist_uten_motpartens_svar),
    Regel("avgrensning_lang", False, anmodning, anm.avgrensning_lang),
    Regel("representant_ikke_orientert", False, alle, brev.representant_ikke_orientert),
    Regel("adressesperre", False, alle, brev.adressesperre),
    Regel("brev_ved_sperre", True, alle, brev.brev_ved_sperre),
    Regel("stedfortreder_ikke_funnet", True, _OPPNEVN, alt.stedfortreder_ikke_funnet),
    Regel("saerlig_ulempe_tynn", True, anmodning, anm.saerlig_ulempe_tynn, unntatt=anm.ingen_momenter),
    Regel("settekommune_mangler", False, anmodning, anm.settekommune_mangler),
    Regel("settekommune_ikke_spurt", False, anmodning, anm.settekommune_ikke_spurt),
    Regel("settekommune_er_egen", True, anmodning, anm.settekommune_er_egen),
    Regel("settekommune_inhabil", True, anmodning, anm.settekommune_inhabil),
    Regel("settekommune_uvillig", False, anmodning, anm.settekommune_uvillig),
    Regel("settekommune_annet_fylke", False, anmodning, anm.settekommune_annet_fylke),
    Regel("avgrensning_mangler", False, anmodning, anm.avgrensning_mangler),
    Regel("avgrensning_uten_slutt", True, anmodning, anm.avgrensning_uten_slutt),
    Regel("underskriver_mangler", False, lambda o: bool(o.dokumenter), brev.underskriver_mangler),
    Regel("orientering_mangler", False, _orienteres, brev.orientering_mangler),
    Regel("kontaktmate_mangler", True, _orienteres, brev.kontaktmate_mangler),
    Regel("avslag_er_enkeltvedtak", False, _OVERSENDES, brev.avslag_er_enkeltvedtak),
)


def _verdier(o: Omstendigheter, regel: Regel) -> Mapping[str, str]:
    return {"grunn": alt.grunn_til_at_ny_ikke_kan(o)} if regel.id == "ny_saksbehandler_sperret" else {}


def finn(o: Omstendigheter) -> tuple[Avklaring, ...]:
    """Alle avklaringene i saken, i tabellens rekkefølge."""
    return tuple(
        Avklaring(regel.id, om, regel.ma_loses(o, om), _verdier(o, regel))
        for regel in REGLER
        if regel.gjelder(o)
        for om in regel.finn(o)
    )
