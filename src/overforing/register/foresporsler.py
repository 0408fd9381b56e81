"""Loggen over mottatte forespørsler: føre, lese og finne igjen. Ingenting her kan skrives over eller slettes.

Alt som skjer, er en hendelse, og hver hendelse føres i én transaksjon sammen med dokumentet den kom med. Den som
skriver, har skrivelåsen fra første lesing, så to som fører samtidig, får hvert sitt nummer og ingen får et hull.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from typing import Any

from overforing.feil import KanIkke
from overforing.mottak import hendelser
from overforing.mottak.brukere import Bruker
from overforing.mottak.egne_svar import samme, videre
from overforing.mottak.fire_oyne import AV, VALG, er_pa, krev_godkjent
from overforing.mottak.foresporsel import FASTE, FELT, Foresporsel
from overforing.mottak.hendelser import Endring, Handling, Hendelse
from overforing.mottak.inngaende import Inngaende, Utgaende, ber_pa_nytt, felt_ved_mottak, nye_opplysninger
from overforing.mottak.journalplikt import retning_for
from overforing.mottak.kvittering import Kvittering, Mottaksutfall, Retning
from overforing.mottak.overganger import endring as lovlig_endring
from overforing.mottak.overganger import krev_uten_fodselsnummer, lagt_pa_usett, ny_anmodning
from overforing.mottak.sladding import gjelder
from overforing.mottak.svargrunnlag import BREV_FOR
from overforing.sak.modell import Dokument, Malform, Overstyring
from overforing.sak.rekkefolge import brett, sorteringsnokkel

from . import kjede, loggvalg
from .foresporselsleser import Foresporselsleser
from .loggrader import foresporsel
from .loggsok import UTEN_SOK, forste_linje, i_saken, skrevet
from .sok import soketekst
from .tid import tid, tidspunkt

_LAASEN = 0.05
"""Så lenge, i sekunder, begynnes det på en fil til under den samme låsen. De andre som fører, venter så lenge."""

_BARE_VED_MOTTAK = frozenset({"tittel", "tilgang", "dokumentdato", "sak"})
"""Det brevet sier om seg selv første gang. En ny utgave endrer det ikke."""


class Foresporselsregister(Foresporselsleser):
    """Forespørslene i en åpen logg, til å føre i.

    Alle metodene kan kaste en ``KanIkke`` fra ``feil``; etter den er loggen som før kallet. Er ``bruker`` tom, kan
    loggen bare leses: det som føres, skal stå med et navn.
    """

    def i_ett(self) -> AbstractContextManager[None]:
        """Det som føres inne i denne, er én transaksjon: alt eller ingenting, og ingen andre skriver imens."""
        return self.db.skriver()

    def motta(self, inn: Inngaende, mottatt: date) -> Kvittering:
        """Før en fil som kom ``mottatt``: som ny forespørsel, på en som finnes, eller ikke når den er ført før."""
        with self._forer():
            if fort := self._rad(self.db.motor.samme_fil, {"sha256": inn.sha256}):
                return Kvittering(Mottaksutfall.ALLEREDE, foresporsel(fort), fort=self._fort_av(inn.sha256))
            fra_for = self._rad(self.db.motor.samme_sak, {"sak": inn.sak_id}) if inn.sak_id else None
            while fra_for and fra_for["del_av"]:
                fra_for = self._krev(*map(int, fra_for["del_av"].split("/")))
            if fra_for is None:
                return Kvittering(Mottaksutfall.NY, self._ta_imot(inn, mottatt), inn.sak_json)
            for_, forrige = foresporsel(fra_for), self._siste_sak(fra_for["id"])
            usett = bool(fra_for["skjermet"])
            # Hva som ble svart, og hva som sto sist, er det andre som ser: sier brevet at det er nytt, er det det.
            pa_nytt = ber_pa_nytt(for_, inn.sak, json.loads(forrige["sak"]) if forrige else {}) if inn.sak else False
            if pa_nytt or (usett and inn.sak and not for_.apen and nye_opplysninger(inn.sak)):
                # Den som var inhabil eller i tvil i den som ble avslått, er det i den nye: det er den samme saken.
                ny = self._ta_imot(inn, mottatt, etter_avslag=for_.journalnummer, **videre(for_))
                self._for(fra_for["id"], for_, ny_anmodning(for_, ny.journalnummer), usett=usett)
                for_sak = forrige["sak"] if forrige else None
                return Kvittering(Mottaksutfall.NY_ANMODNING, ny, inn.sak_json, for_sak, usett)
            if usett:
                return self._legg_pa_usett(fra_for["id"], for_, inn, mottatt)
            return self._ta_imot_igjen(fra_for["id"], for_, inn, mottatt, forrige)

    def motta_flere(self, filer: Sequence[Inngaende], mottatt: date) -> tuple[Kvittering, ...]:
        """Som ``motta``, i én transaksjon: de første av filene, minst én og så mange som rekkes mens låsen kan holdes.

        De det svares for, er ført. Kan ikke en av dem føres, føres bare dem foran, og feilen kastes når den er først.
        """
        fort: list[Kvittering] = []
        alle_er_fort = False
        try:
            with self.i_ett(), self.db.motor.soketekstene_samlet():
                slutt = time.monotonic() + _LAASEN
                for inn in filer:
                    fort.append(self.motta(inn, mottatt))
                    if time.monotonic() > slutt:
                        break
                alle_er_fort = True
        except Exception:
            if alle_er_fort or not fort:
                raise
            return self.motta_flere(filer[: len(fort)], mottatt)
        return tuple(fort)

    def registrer_for_hand(
        self, felt: Mapping[str, object], mottatt: date, filer: Iterable[Inngaende] = ()
    ) -> Foresporsel:
        """Før en forespørsel for hånd, med filene som ligger ved. Uten noen er det en som kom på papir."""
        with self._forer():
            id_, ny = self._opprett(felt_ved_mottak(felt, mottatt, manuell=not felt.get("kommune")))
            vedlagt = tuple(filer)
            for fil in vedlagt:
                self._sett_inn_ny_fil(id_, ny, fil, ny.dokumentdato)
            if not vedlagt:
                self._sett_inn_post(id_, ny, "inn", ny.dokumentdato)
            self._nytt_soketekst(id_, ny, "\n".join(fil.fritekst for fil in vedlagt if fil.fritekst))
        return ny

    def legg_ved(self, aar: int, nr: int, filer: Iterable[Inngaende], mottatt: date) -> Foresporsel:
        """Før filer som hører til forespørselen, hver som et brev som er kommet i den, ``mottatt`` den dagen.

        Kaster ``KanIkke`` når forespørselen er slått sammen med en annen, og når en av filene er ført før; da er ingen
        av dem ført.
        """
        with self._forer():
            rad = self._krev(aar, nr)
            naa = foresporsel(rad)
            if naa.del_av:
                raise KanIkke("feil.mottak.er_slatt_sammen", journalnummer=naa.del_av)
            nytt = {"ny_versjon": naa.ny_versjon or not samme(naa.saksbehandler, self.bruker)}
            for fil in filer:
                # Var den åpen for henne bare fordi noe ikke kunne vente, er den det ikke når den første er ført.
                if usett := bool(self._krev(aar, nr)["skjermet"]):
                    ny = lagt_pa_usett(naa, Handling.NYTT_BREV)
                else:
                    ny = lovlig_endring(naa, Handling.NYTT_BREV, nytt)
                naa, _ = self._for(rad["id"], naa, ny, usett=usett, mer=fil.fritekst)
                self._sett_inn_ny_fil(rad["id"], naa, fil, fil.felt.get("dokumentdato"), mottatt)
        return naa

    def gjor_begge(self, *begge: tuple[Foresporsel, Endring]) -> None:
        """Før endringer på flere forespørsler, alle eller ingen. Hver er laget av forespørselen den står ved."""
        with self._forer():
            for f, endring in begge:
                rad = self._krev_versjon(f.aar, f.nr, f.versjon)
                self._for(rad["id"], foresporsel(rad), endring, usett=bool(rad["skjermet"]))

    def gjor(self, aar: int, nr: int, versjon: int, endring: Endring, utgaende: Iterable[Utgaende] = ()) -> Foresporsel:
        """Før en endring fra ``mottak``, og brevene som går ut med den.

        Uten brev får det som likevel er et dokument, sin plass i journalen: et notat, og et svar skrevet et annet sted.
        ``versjon`` er den endringen ble laget av. Har noen ført noe siden, kastes ``KanIkke``.
        """
        with self._forer():
            rad, brevene = self._krev_versjon(aar, nr, versjon), tuple(utgaende)
            # Om fire øyne er på, leses her: slås det på imens, gjelder det denne også.
            if er_pa(loggvalg.siste(self.db, VALG)):
                krev_godkjent(foresporsel(rad), endring, self._hendelsene(rad["id"]), med_brev=bool(brevene))
            naa, fort = self._for(rad["id"], foresporsel(rad), endring, usett=bool(rad["skjermet"]))
            dato = naa.avgjort or self._na().date()
            for brev in brevene:
                self._sett_inn_dokument(rad["id"], naa, brev, "ut", dato)
            if not brevene and (retning := retning_for(fort)):
                self._sett_inn_post(rad["id"], naa, retning, dato, BREV_FOR.get(endring.handling))
        return naa

    @contextmanager
    def _forer(self) -> Iterator[None]:
        """Rundt alt som føres: én transaksjon, og hendelsene i den legges sist i kjeden når dokumentene er på plass."""
        self._krev_navn()
        self.klokkevakt.krev()
        with self.db.skriver():
            self._fort: list[tuple[int, int]] = []
            yield
            kjede.forsegl(self.db, self._fort, self.db.motor.siste_ledd(), self.db.motor.nummeret)

    def _krev_navn(self) -> None:
        if not self.bruker.strip():
            raise KanIkke("feil.mottak.uten_navn")

    def sett_fire_oyne(self, verdi: str, hvorfor: str = "") -> None:
        """At en annen skal godkjenne avgjørelsene («pa») eller ikke («av»), fra nå. Hvem som kan si det, ser andre til.

        Står det alt slik, skrives ingenting.
        """
        with self._forer():
            for_ = loggvalg.siste(self.db, VALG)
            if verdi != (for_.verdi if for_ else AV):
                loggvalg.sett(self.db, VALG, verdi, hvorfor, self.bruker, self._na())

    def sett_bruker(self, bruker: Bruker) -> None:
        """Legg til eller endre en som arbeider her. Det som sto før, står i loggen."""
        with self._forer():
            loggvalg.sett_bruker(self.db, bruker, self.bruker, self._na())

    def sett_fravaer(self, login: str, borte_til: date | None, stedfortreder: str) -> None:
        """At en kollega er borte, og hvem som da er der for henne. Kaster ``KanIkke`` når ``bruker`` ikke kan si det.

        Det føres ikke i historikken til noen forespørsel; det står hvem som sa det sist.
        """
        with self.db.skriver():
            self.db.motor.sett_fravaer(login, borte_til, stedfortreder)

    def brevutkast(self, aar: int, nr: int, dokument: Dokument) -> dict[Malform, dict[str, Overstyring]]:
        """Seksjonene som er skrevet om i et brev som ikke er sendt, etter målform og seksjon."""
        ut: dict[Malform, dict[str, Overstyring]] = {}
        with self.db.leser():
            for rad in self.db.rader(
                "SELECT * FROM brevutkast WHERE foresporsel = :id AND dokument = :dokument",
                {"id": self._krev(aar, nr)["id"], "dokument": dokument.value},
            ):
                skrevet = Overstyring(tekst=rad["tekst"], forslag=rad["forslag"])
                ut.setdefault(Malform(rad["malform"]), {})[rad["seksjon"]] = skrevet
        return ut

    def lagre_brevutkast(
        self, aar: int, nr: int, dokument: Dokument, malform: Malform, seksjoner: Mapping[str, Overstyring]
    ) -> None:
        """Legg seksjonene i stedet for dem som lå der for brevet og målformen. Ingenting føres i historikken."""
        with self.db.skriver():
            noekkel = {"id": self._krev(aar, nr)["id"], "dokument": dokument.value, "malform": malform.value}
            self.db.execute(
                "DELETE FROM brevutkast WHERE foresporsel = :id AND dokument = :dokument AND malform = :malform",
                noekkel,
            )
            for seksjon, skrevet in seksjoner.items():
                self.db.execute(
                    "INSERT INTO brevutkast VALUES (:id, :dokument, :malform, :seksjon, :tekst, :forslag)",
                    {**noekkel, "seksjon": seksjon, "tekst": skrevet.tekst, "forslag": skrevet.forslag},
                )

    def lagre_skjemautkast(self, sted: str, skjemaer: Mapping[str, Mapping[str, str]]) -> None:
        """Legg hvert skjema i stedet for det ``bruker`` hadde; et tomt er borte. Ingenting føres i historikken.

        Kaster ``UgyldigInndata`` når et av dem har et fødselsnummer.
        """
        self._krev_navn()
        krev_uten_fodselsnummer(*(tekst for felt in skjemaer.values() for tekst in felt.values()))
        with self.db.skriver():
            for skjema, felt in skjemaer.items():
                verdier = {"sted": sted, "av": self.bruker, "skjema": skjema}
                hvor = "sted = :sted AND av = :av AND skjema = :skjema"
                self.db.execute(f"DELETE FROM skjemautkast WHERE {hvor}", verdier)
                if felt:
                    self.db.sett_inn("skjemautkast", verdier | {"innhold": json.dumps(dict(felt), ensure_ascii=False)})

    def _ta_imot(self, inn: Inngaende, mottatt: date, **mer: object) -> Foresporsel:
        id_, ny = self._opprett(felt_ved_mottak({**inn.felt, **mer}, mottatt, manuell=inn.sak is None))
        self._sett_inn_dokument(id_, ny, inn, "inn", inn.felt.get("dokumentdato"))
        self._nytt_soketekst(id_, ny, soketekst(inn.sak) if inn.sak else inn.fritekst)
        return ny

    def _fort_av(self, sha256: str) -> tuple[str, datetime] | None:
        """Hvem som førte filen, og når; ``None`` når den som spør, ikke ser det."""
        rader = self.db.rader(
            """
            SELECT h.av, h.tidspunkt FROM dokumenter d
            JOIN hendelser h ON h.foresporsel = d.foresporsel AND h.nr = d.hendelse
            WHERE d.sha256 = :sha256 AND d.retning = 'inn'
            """,
            {"sha256": sha256},
        )
        return (rader[0]["av"], tidspunkt(rader[0]["tidspunkt"])) if rader else None

    def _siste_sak(self, id_: int) -> dict[str, Any] | None:
        """Saken slik kommunen sist sendte den, med summen over svarene."""
        rader = self.db.rader(
            """
            SELECT innholdssum, sak FROM dokumenter
            WHERE foresporsel = :id AND sak IS NOT NULL ORDER BY post DESC LIMIT 1
            """,
            {"id": id_},
        )
        return rader[0] if rader else None

    def _ta_imot_igjen(
        self, id_: int, for_: Foresporsel, inn: Inngaende, mottatt: date, forrige: Mapping[str, Any] | None
    ) -> Kvittering:
        utfall, mer = Mottaksutfall.NY_VERSJON, soketekst(inn.sak) if inn.sak else inn.fritekst
        if inn.sak is None:
            utfall = Mottaksutfall.KNYTTET
        elif forrige and forrige["innholdssum"] == inn.innholdssum:
            utfall = Mottaksutfall.SAMME_INNHOLD
        if utfall is Mottaksutfall.SAMME_INNHOLD:
            naa, _ = self._for(id_, for_, lovlig_endring(for_, Handling.SAMME_INNHOLD), mer=mer)
        else:
            # Det en avgjort forespørsel gjaldt, endres ikke av noe som kommer etterpå.
            felt = inn.felt if for_.apen and inn.sak else {}
            if not for_.manuell:
                felt = {navn: verdi for navn, verdi in felt.items() if navn not in _BARE_VED_MOTTAK}
            manuell = for_.manuell and inn.sak is None
            nytt = {**felt, "manuell": manuell, "ny_versjon": True}
            handling = Handling.NY_VERSJON if inn.sak else Handling.NYTT_BREV
            naa, _ = self._for(id_, for_, lovlig_endring(for_, handling, nytt), mer=mer)
        self._sett_inn_dokument(id_, naa, inn, "inn", inn.felt.get("dokumentdato"), mottatt)
        for_sak = forrige["sak"] if forrige and utfall is Mottaksutfall.NY_VERSJON else None
        return Kvittering(utfall, naa, inn.sak_json, for_sak)

    def _legg_pa_usett(self, id_: int, for_: Foresporsel, inn: Inngaende, mottatt: date) -> Kvittering:
        """Før det som kom, av en som er skjermet fra forespørselen. Feltene er som før: hun ser ikke hva de er."""
        handling = Handling.NY_VERSJON if inn.sak else Handling.NYTT_BREV
        mer = soketekst(inn.sak) if inn.sak else inn.fritekst
        naa, _ = self._for(id_, for_, lagt_pa_usett(for_, handling), usett=True, mer=mer)
        self._sett_inn_dokument(id_, naa, inn, "inn", inn.felt.get("dokumentdato"), mottatt)
        utfall = Mottaksutfall.NY_VERSJON if inn.sak else Mottaksutfall.KNYTTET
        return Kvittering(utfall, naa, inn.sak_json, usett=True)

    def _opprett(self, felt: Mapping[str, object]) -> tuple[int, Foresporsel]:
        naa_tid = self._na()
        neste = self.db.motor.neste("nr", "foresporsler", "aar", naa_tid.year)
        forste = Hendelse(1, naa_tid.astimezone(UTC), self.bruker, Handling.MOTTATT, hendelser.forskjell(None, felt))
        ny = hendelser.ny(naa_tid.year, neste, forste)
        id_ = self.db.sett_inn("foresporsler", self._kolonner(ny))
        assert id_ is not None
        self._sett_inn_hendelse(id_, forste)
        return id_, ny

    def _for(
        self, id_: int, for_: Foresporsel, endring: Endring, *, usett: bool = False, mer: str = ""
    ) -> tuple[Foresporsel, Hendelse]:
        """Før en hendelse og oppdater raden.

        ``usett`` er at den som fører, er skjermet fra den, så ``for_`` er bare det hun ser. ``mer`` er det det skal
        søkes i av det som kom.
        """
        # Det som ble gjort fordi det ikke kunne vente, er ikke det siste lenger (fvl § 7), hvem som enn fører dette.
        lukker = {"kan_ikke_vente": ""} if for_.kan_ikke_vente else {}
        endret = hendelser.forskjell(for_, {**lukker, **endring.felt})
        fort = Hendelse(
            for_.versjon + 1, self._na().astimezone(UTC), self.bruker, endring.handling, endret, endring.tekst
        )
        naa = hendelser.anvend(for_, fort)
        self._sett_inn_hendelse(id_, fort)
        kolonner = {k: v for k, v in self._kolonner(naa).items() if k not in FASTE or k == "versjon"}
        sokbart = mer or (endring.tekst if endring.handling not in UTEN_SOK else "")
        if usett:
            navn, forrige = kolonner["sortering_saksbehandler"], brett(for_.saksbehandler)
            self.db.motor.legg_pa(id_, navn, forrige, brett(naa.saksbehandler), brett(sokbart))
            return naa, fort
        # Før raden: svarer hun at hun er inhabil, eller var den åpen fordi noe hastet, ser hun den ikke etterpå.
        if endret or sokbart:
            self._nytt_soketekst(id_, naa, sokbart)
        self.db.oppdater("foresporsler", id_, kolonner)
        if endring.handling is Handling.SLADDET:
            self._ta_ut_av_soket(id_, naa, gjelder(fort))
        if endring.handling is Handling.TILINTETGJORT:
            self.db.motor.tilintetgjor(id_, gjelder(fort))
        return naa, fort

    def _kolonner(self, f: Foresporsel) -> dict[str, Any]:
        navn = self._kommunenavn(f.kommune) if f.kommune else ""
        return {
            **{felt: hendelser.ut(getattr(f, felt)) for felt in FELT},
            "aar": f.aar,
            "nr": f.nr,
            "versjon": f.versjon,
            "registrert": tid(f.registrert),
            "registrert_av": f.registrert_av,
            "kommunenavn": navn,
            "sortering_kommune": sorteringsnokkel(navn or f.avsender),
            "sortering_saksbehandler": sorteringsnokkel(f.saksbehandler, person=True),
        }

    def _sett_inn_hendelse(self, id_: int, h: Hendelse) -> None:
        self.db.sett_inn(
            "hendelser",
            {
                "foresporsel": id_,
                "nr": h.nr,
                "tidspunkt": tid(h.tidspunkt),
                "av": h.av,
                "handling": h.handling.value,
                "endret": json.dumps(h.endret, ensure_ascii=False, separators=(",", ":")),
                "tekst": h.tekst,
            },
        )
        self._fort.append((id_, h.nr))

    def _sett_inn_dokument(
        self,
        id_: int,
        f: Foresporsel,
        fil: Inngaende | Utgaende,
        retning: Retning,
        dato: object,
        mottatt: date | None = None,
    ) -> None:
        sha256 = fil.sha256
        innhold = {"sha256": sha256, "storrelse": len(fil.innhold), "innhold": fil.innhold}
        self.db.sett_inn("filer", innhold, "ON CONFLICT DO NOTHING")
        om_filen: dict[str, object] = {"format": fil.format, "sha256": sha256}
        if isinstance(fil, Inngaende):
            sak = fil.sak_json if fil.sak else None
            om_filen |= {"sak": sak, "innholdssum": fil.innholdssum, "tekst": fil.tekst}
            om_filen |= {"pafort": " ".join(fil.pafort), "filnavn": fil.filnavn, "mottatt": hendelser.ut(mottatt)}
        self._sett_inn_post(id_, f, retning, dato, fil.dokument, **om_filen)

    def _sett_inn_ny_fil(
        self, id_: int, f: Foresporsel, fil: Inngaende, dato: object, mottatt: date | None = None
    ) -> None:
        if fort := self._rad(self.db.motor.samme_fil, {"sha256": fil.sha256}):
            raise KanIkke("feil.mottak.alt_fort", fil=fil.filnavn, journalnummer=f"{fort['aar']}/{fort['nr']}")
        self._sett_inn_dokument(id_, f, fil, "inn", dato, mottatt)

    def _sett_inn_post(
        self,
        id_: int,
        f: Foresporsel,
        retning: Retning,
        dato: object,
        dokument: Dokument | None = None,
        **om_filen: object,
    ) -> None:
        """Gi et dokument plassen sin i journalen. Uten ``om_filen`` er det ikke en fil."""
        naa_tid = self._na()
        uten_fil = {"format": "", "tekst": "ukjent", "sha256": None, "innholdssum": None, "sak": None}
        self.db.sett_inn(
            "dokumenter",
            {
                "aar": naa_tid.year,
                "sekvens": self.db.motor.neste("sekvens", "dokumenter", "aar", naa_tid.year),
                "foresporsel": id_,
                "post": self.db.motor.neste("post", "dokumenter", "foresporsel", id_),
                "hendelse": f.versjon,
                "registrert": tid(naa_tid),
                "retning": retning,
                "dokument": dokument.value if dokument else None,
                "dato": hendelser.ut(dato),
                **uten_fil,
                **om_filen,
            },
        )

    def _nytt_soketekst(self, id_: int, f: Foresporsel, mer: str) -> None:
        """Første linje er det som gjelder nå; det som kommer til av tekst, legges etter."""
        forste = forste_linje(f, self._kommunenavn(f.kommune) if f.kommune else "")
        self.db.motor.nytt_soketekst(id_, forste, brett(mer))

    def _ta_ut_av_soket(self, id_: int, f: Foresporsel, nr: int) -> None:
        """Ta ordene som er sladdet, ut av det det søkes i. Står de samme i noe som ikke er det, er de der fortsatt."""
        alle = self._hendelsene(id_)
        ordene = brett(next(h.tekst for h in alle if h.nr == nr))
        forste, _, resten = self.db.motor.soketekst(id_).partition("\n")
        resten = f"\n{resten}\n".replace(f"\n{ordene}\n", "\n").strip("\n")
        self.db.motor.bytt_soketekst(id_, f"{forste}\n{resten}")
        saker = self.db.rader("SELECT sak FROM dokumenter WHERE foresporsel = :id AND sak IS NOT NULL", {"id": id_})
        for tekst in (*skrevet(alle), *(ord_ for rad in saker for ord_ in i_saken(json.loads(rad["sak"])))):
            self._nytt_soketekst(id_, f, tekst)
