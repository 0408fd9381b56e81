"""Avklaringene om det som skal ut: hvem som undertegner, hvem som får vite hva, datoer og adresser."""

from __future__ import annotations

from collections.abc import Iterator

from overforing.regelverk.funn import Status, Utfall
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.sak.modell import Dokument, Orienteringsmottaker

_MA_UNDERTEGNES_AV_HABIL = frozenset(
    {Dokument.OPPNEVNING, Dokument.OVERSENDELSE, Dokument.SAKSFRAMLEGG, Dokument.TVIST}
)


def underskriver_inhabil(o: Omstendigheter) -> Iterator[str]:
    """Å oppnevne en stedfortreder er en avgjørelse, så den kan heller ikke den avledede gjøre."""
    sperret = {Status.INHABIL}
    if o.utfall is Utfall.OPPNEVN_STEDFORTREDER:
        sperret.add(Status.AVLEDET)
    if o.sak.underskriver and o.statuser[o.sak.underskriver] in sperret:
        yield o.sak.underskriver


def kan_undertegnes(o: Omstendigheter, _: str) -> bool:
    """Hun kan skrive om sin egen habilitet (fvl § 8); om hun kan undertegne anmodningen, er uavklart."""
    return _MA_UNDERTEGNES_AV_HABIL.isdisjoint(o.dokumenter)


def underskriver_ikke_spurt(o: Omstendigheter) -> Iterator[str]:
    """Å oppnevne er å avgjøre: den habile som har et hull i linjen over seg, kan heller ikke det."""
    underskriver = o.sak.underskriver
    if not underskriver or o.statuser[underskriver] in (Status.INHABIL, Status.AVLEDET):
        return
    if not o.losning.kan_avgjore(underskriver):
        yield underskriver


def underskriver_mangler(o: Omstendigheter) -> Iterator[str]:
    if o.sak.underskriver is None:
        yield "underskriver"


def framlegg_til_seg_selv(o: Omstendigheter) -> Iterator[str]:
    i_tvil = [id_ for id_ in o.losning.linjen if o.statuser[id_] is Status.TVIL]
    if o.sak.underskriver and o.sak.underskriver in [o.losning.framlegges_for(id_) for id_ in i_tvil]:
        yield o.sak.underskriver


def datoer_i_feil_rekkefolge(o: Omstendigheter) -> Iterator[str]:
    sak = o.sak
    sendt = sak.sendt.dato if sak.sendt else None
    etter_mottatt = [
        *((a.sti / "habilitetsvurdering.dato", v.dato) for a in o.ansatte if (v := a.habilitetsvurdering)),
        ("orientering_soker.dato", sak.orientering_soker.dato if sak.orientering_soker else None),
        ("forelopig_svar_soker.dato", sak.forelopig_svar_soker.dato if sak.forelopig_svar_soker else None),
        ("sendt.dato", sendt),
    ]
    for sti, dato in etter_mottatt:
        if dato and sak.soknad.mottatt and dato < sak.soknad.mottatt:
            yield sti
    if sak.svar and sak.svar.dato and sendt and sak.svar.dato < sendt:
        yield "svar.dato"


def orientering_mangler(o: Omstendigheter) -> Iterator[str]:
    if o.sak.orientering_soker is None:
        yield "orientering_soker"


def kontaktmate_mangler(o: Omstendigheter) -> Iterator[str]:
    if not o.sak.kontor.kan_nas:
        yield "kontor"


def representant_ikke_orientert(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 12: den som lar seg representere, har krav på at det meste går til representanten."""
    orientert = o.sak.orientering_soker
    if orientert and orientert.til is Orienteringsmottaker.SOKER and any(p.representant for p in o.sak.parter):
        yield "orientering_soker.til"


def adressesperre(o: Omstendigheter) -> Iterator[str]:
    yield from (part.sti / "adressesperre" for part in o.sak.parter if part.adressesperre)


def brev_ved_sperre(o: Omstendigheter) -> Iterator[str]:
    """Det som kan røpe hvor hun er: adressen i et brev, navnet hos mottakeren, en settekommune som er spurt."""
    spurt = any(s.spurt for s in o.sak.settekommuner)
    for part in o.sak.parter:
        adresse = any(felt.strip() for felt in (part.adresse, part.postnummer, part.poststed))
        roper = adresse or o.sak.brev.nevn_soker or spurt
        if part.adressesperre and roper and not part.sperre_vurdert.strip():
            yield part.sti / "sperre_vurdert"


def tvist_uten_eget_syn(o: Omstendigheter) -> Iterator[str]:
    syn = o.sak.opphold.tvist.vart_syn if o.sak.opphold.tvist else None
    if syn is None or syn.ansvarlig is None or not syn.begrunnelse.strip():
        yield "opphold.tvist.vart_syn"


def tvist_uten_motpartens_svar(o: Omstendigheter) -> Iterator[str]:
    if o.sak.opphold.tvist and not o.sak.opphold.tvist.motpartens_svar.strip():
        yield "opphold.tvist.motpartens_svar"


def avslag_er_enkeltvedtak(o: Omstendigheter) -> Iterator[str]:
    """F1251 § 3 tredje ledd: et avslag med henvisning til bosettingskommunen er et enkeltvedtak."""
    if any(funn.grunn == "avslag" for funn in o.spor):
        yield "opphold.avslag"
