"""Kontorets egne saker: utkast, revisjoner, kopier og sletting.

Hver sak har ett utkast som skrives over ved hver lagring, sammen med halvskrevne feltverdier. En revisjon legges til
når saken lukkes, ferdigstilles eller får et brev. Ingenting her kjenner reglene.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from overforing.feil import KanIkke, UgyldigSaksfil
from overforing.sak.lagret import IKKE_LAGRET, Kjennetegn, Kopi, Lagerrad, Lagret, Revisjon
from overforing.sak.lekkasje import roper
from overforing.sak.modell import Sak
from overforing.sak.rekkefolge import brett
from overforing.sak.saksfil import fra_json

from .database import Register, sikkerhetskopier, skriv_over_rester
from .feil import EndretAvAnnen, UleseligSak, nar
from .kryptering import Filslag, feilkode, filslag, sqlitefeil
from .saksrader import kolonner, lagerrad
from .summer import hel
from .tid import tid, tidspunkt


class Saksregister:
    """Sakene i et åpent register.

    ``kommuner`` er alle kommunenumre som finnes eller har funnes, ``na`` klokka, ``bruker`` den som lagrer, eller noe
    som gir henne: navnet kan bli sagt mens registeret er åpent. Tomt er ikke kjent.
    ``kjennetegn`` gir det lista skal vise av en sak. Alle metodene kan kaste en ``KanIkke`` fra ``feil``; etter den er
    registeret som før kallet.
    """

    def __init__(
        self,
        db: Register,
        *,
        kommuner: Collection[str],
        na: Callable[[], datetime],
        bruker: str | Callable[[], str],
        kjennetegn: Callable[[Sak, Mapping[str, str]], Kjennetegn],
    ) -> None:
        self._db = db
        self._kommuner = kommuner
        self._na = na
        self._hvem = bruker
        self._kjennetegn = kjennetegn
        self._okt = uuid.uuid4().hex
        self._provd: dict[tuple[str, int, str], bool] = {}
        db.register_function(brett, deterministic=True)
        self._rydd()

    @property
    def _bruker(self) -> str:
        return self._hvem if isinstance(self._hvem, str) else self._hvem()

    def lukk(self) -> None:
        """Lukk filen, og slipp låsen på en nettverksmappe. Etterpå kan ingenting leses eller skrives her."""
        self._db.close()

    def opprett(
        self,
        sak: Sak,
        raa: Mapping[str, str] | None = None,
        *,
        merkelapp: str = "",
        fornyelse_av: str | None = None,
    ) -> int:
        """Legg en ny sak i registeret og gi versjonen. Kaster ``KanIkke`` når id-en er i bruk."""
        naa = tid(self._na())
        rad = {
            **self._kolonner(sak, raa or {}, merkelapp),
            "merkelapp": merkelapp,
            "fornyelse_av": fornyelse_av,
            "versjon": 1,
            "opprettet": naa,
            "endret": naa,
            "endret_av": self._bruker,
        }
        with self._db.skriver():
            if self._db.rader("SELECT 1 FROM saker WHERE id = :id", rad):
                raise KanIkke("feil.register.ligger_alt")
            self._db.sett_inn("saker", rad)
        return 1

    def lagre_utkast(self, sak: Sak, raa: Mapping[str, str], versjon: int) -> int:
        """Skriv over sakens utkast og gi den nye versjonen.

        ``versjon`` er den som ble lest eller sist lagret, ``IKKE_LAGRET`` for en sak som ikke er her ennå. Er
        registerets en annen, legges det som skulle lagres i en kopi, og ``EndretAvAnnen`` kastes. Kopien følger
        skrivingen til saken leses på nytt.
        """
        if versjon == IKKE_LAGRET:
            return self.opprett(sak, raa)
        naa = tid(self._na())
        konflikt: EndretAvAnnen | None = None
        with self._db.skriver():
            lagret = self._rad(sak.id, "versjon, endret, endret_av, merkelapp")
            ny = self._kolonner(sak, raa, lagret["merkelapp"])
            if lagret["versjon"] == versjon:
                endret = {"versjon": versjon + 1, "endret": naa, "endret_av": self._bruker}
                self._db.oppdater("saker", sak.id, {**ny, **endret})
            else:
                hvilken = {"sak": sak.id, "okt": self._okt, "bygger_pa": versjon, "av": self._bruker}
                skrevet = {"tidspunkt": naa, "raa": ny["raa"], "json": ny["json"]}
                nytt = ", ".join(f"{kolonne} = excluded.{kolonne}" for kolonne in skrevet)
                finnes = f"ON CONFLICT (sak, okt, bygger_pa) DO UPDATE SET {nytt}"
                self._db.sett_inn("kopier", hvilken | skrevet, finnes)
                konflikt = EndretAvAnnen(lagret["endret_av"], tidspunkt(lagret["endret"]))
        if konflikt:
            raise konflikt
        return versjon + 1

    def les(self, id_: str) -> Lagret:
        """Saken. Kaster ``KanIkke``, eller ``UleseligSak`` når det som ligger der, ikke er en gyldig sak."""
        with self._db.leser():
            rad = self._rad(id_, "*, CAST(json AS BLOB) AS tekst, CAST(raa AS BLOB) AS halvskrevet")
        if not hel(rad["tekst"], rad["halvskrevet"], rad["kontrollsum"]):
            raise UleseligSak("feil.register.uleselig_sak")
        return Lagret(
            sak=self._les_sak(rad["json"]),
            raa=json.loads(rad["raa"]),
            versjon=rad["versjon"],
            endret=tidspunkt(rad["endret"]),
            endret_av=rad["endret_av"],
            avsluttet=bool(rad["avsluttet"]),
            merkelapp="" if rad["lapp_roper"] else rad["merkelapp"],
            fornyelse_av=rad["fornyelse_av"],
            filer=tuple(json.loads(rad["filer"])),
        )

    def finnes(self, id_: str) -> bool:
        """Om registeret har saken."""
        with self._db.leser():
            return bool(self._db.rader("SELECT 1 FROM saker WHERE id = :id", {"id": id_}))

    def liste(self, sok: str = "", tilstand: str | None = None) -> tuple[Lagerrad, ...]:
        """Sakene, sist endret først.

        ``sok`` er en del av saksnummeret, merkelappen, et navn eller en fri tekst i saken; ``tilstand`` en
        ``Sakstilstand``. Lista leser bare kolonnene, så en sak som ikke kan leses, står der likevel, som uleselig.
        """
        verdier = {"sok": brett(sok.strip()), "tilstand": str(tilstand) if tilstand else None}
        with self._db.leser():
            try:
                rader = self._rader(verdier, "OR instr(brett(lapp), :sok)")
            except sqlitefeil() as feil:
                if getattr(feil, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
                    raise
                rader = self._rader(verdier, "")  # en merkelapp er ødelagt
            return tuple(lagerrad(rad, self._er_uleselig(rad)) for rad in rader)

    def _rader(self, verdier: dict[str, Any], i_merkelappen: str) -> list[dict[str, Any]]:
        return self._db.rader(
            f"""
            SELECT id, versjon, kontrollsum, saksnummer, mottatt,
                   CASE WHEN avsluttet THEN 'avsluttet' ELSE tilstand END AS gjeldende,
                   endret, endret_av, haster, forelopig_svar, tjenester, utfall, venter_pa,
                   CASE WHEN lapp_roper THEN '' ELSE merkelapp END AS lapp,
                   (SELECT count(*) FROM kopier WHERE kopier.sak = saker.id) AS kopier
            FROM saker
            WHERE (:tilstand IS NULL OR gjeldende = :tilstand)
              AND (:sok = '' OR instr(sok, :sok) {i_merkelappen})
            ORDER BY endret DESC, saker.rowid DESC
            """,
            verdier,
        )

    def _er_uleselig(self, rad: Mapping[str, Any]) -> bool:
        """Om saken er ødelagt på disken. Hver utgave av den prøves én gang i økten, og når den leses."""
        utgave = (rad["id"], rad["versjon"], rad["kontrollsum"])
        if utgave not in self._provd:
            sql = "SELECT CAST(json AS BLOB) AS tekst, CAST(raa AS BLOB) AS halvskrevet FROM saker WHERE id = :id"
            funnet = self._db.rader(sql, {"id": rad["id"]})
            self._provd[utgave] = bool(funnet) and hel(**funnet[0], sum_=rad["kontrollsum"])
        return not self._provd[utgave]

    def ny_revisjon(self, id_: str, grunn: str) -> None:
        """Bevar saken slik utkastet er nå. Er den lik den forrige revisjonen, legges det ikke til noen ny."""
        with self._db.skriver():
            sak = self._rad(id_, "json")
            siste = self._db.rader(
                "SELECT nr, json FROM revisjoner WHERE sak = :id ORDER BY nr DESC LIMIT 1", {"id": id_}
            )
            if siste and siste[0]["json"] == sak["json"]:
                return
            nr = siste[0]["nr"] + 1 if siste else 1
            revisjon = {"sak": id_, "nr": nr, "tidspunkt": tid(self._na()), "grunn": grunn, "json": sak["json"]}
            self._db.sett_inn("revisjoner", revisjon)

    def revisjoner(self, id_: str) -> tuple[Revisjon, ...]:
        """Sakens revisjoner, den første først."""
        with self._db.leser():
            rader = self._db.rader("SELECT * FROM revisjoner WHERE sak = :id ORDER BY nr", {"id": id_})
        return tuple(
            Revisjon(rad["nr"], tidspunkt(rad["tidspunkt"]), rad["grunn"], self._sak_eller_ingen(rad["json"]))
            for rad in rader
        )

    def kopier(self, id_: str) -> tuple[Kopi, ...]:
        """Kopiene av saken som ble til da to skrev samtidig, den eldste først."""
        with self._db.leser():
            rader = self._db.rader("SELECT * FROM kopier WHERE sak = :id ORDER BY nr", {"id": id_})
        return tuple(
            Kopi(
                rad["nr"],
                tidspunkt(rad["tidspunkt"]),
                rad["av"],
                self._sak_eller_ingen(rad["json"]),
                json.loads(rad["raa"]),
            )
            for rad in rader
        )

    def slett_kopi(self, nr: int) -> None:
        """Forkast en kopi brukeren er ferdig med."""
        with self._db.skriver():
            self._db.execute("DELETE FROM kopier WHERE nr = :nr", {"nr": nr})

    def hent_ut_kopier(self, id_: str, merkelapp: str) -> int:
        """Gjør kopiene til egne saker med alt som ble skrevet, og gi hvor mange det ble.

        De får merkelappen, og et nummer bak den når det er flere. En kopi som ikke kan leses, blir liggende.
        """
        with self._db.leser():
            fornyelse_av = self._rad(id_, "fornyelse_av")["fornyelse_av"]
        lesbare = [(kopi, kopi.sak) for kopi in self.kopier(id_) if kopi.sak is not None]
        for nr, (kopi, sak) in enumerate(lesbare, start=1):
            lapp = f"{merkelapp} {nr}" if nr > 1 else merkelapp
            ny = replace(sak, id=str(uuid.uuid4()))
            self.opprett(ny, kopi.raa, merkelapp=lapp, fornyelse_av=fornyelse_av)
            # Avbrytes det her, finnes det skrevne to steder, aldri ingen.
            self.slett_kopi(kopi.nr)
        return len(lesbare)

    def sett_merkelapp(self, id_: str, merkelapp: str) -> None:
        """Bytt merkelappen. Svarene i saken, og versjonen, er som før."""
        with self._db.skriver():
            sak = self._les_sak(self._rad(id_, "json")["json"])
            self._db.oppdater("saker", id_, {"merkelapp": merkelapp, "lapp_roper": int(roper(merkelapp, sak))})

    def sett_avsluttet(self, id_: str, avsluttet: bool) -> None:
        """Avslutt eller gjenåpne saken. Svarene i den, og versjonen, er som før."""
        with self._db.skriver():
            self._rad(id_, "id")
            self._db.oppdater("saker", id_, {"avsluttet": int(avsluttet)})

    def husk_filer(self, id_: str, filer: Sequence[str]) -> None:
        """Husk hvor brevene i saken ligger. De er ikke en del av saken, og følger ikke med når den lagres som fil."""
        with self._db.skriver():
            self._rad(id_, "id")
            self._db.oppdater("saker", id_, {"filer": json.dumps(list(filer), ensure_ascii=False)})

    def slett(self, *ider: str) -> None:
        """Slett sakene med revisjoner og kopier, også i sikkerhetskopiene. Bare id-en og tidspunktet blir igjen.

        Alle eller ingen: er en av dem borte alt, er de andre her fortsatt.
        """
        with self._db.skriver():
            for id_ in ider:
                self._rad(id_, "id")
                self._db.execute("DELETE FROM saker WHERE id = :id", {"id": id_})
                self._db.sett_inn("slettet", {"sak": id_, "tidspunkt": tid(self._na())})
        self._rydd()

    def _kolonner(self, sak: Sak, raa: Mapping[str, str], merkelapp: str) -> dict[str, Any]:
        """Raden, med det lista viser. Et navn som skrives i saken, kan gjøre en merkelapp til noe som røper."""
        try:
            tegn = self._kjennetegn(sak, raa)
        except Exception:  # det som er skrevet, skal lagres også når reglene svikter
            tegn = Kjennetegn()
        return {**kolonner(sak, raa), **asdict(tegn), "lapp_roper": int(roper(merkelapp, sak))}

    def _rydd(self) -> None:
        """Skriv over restene av slettede saker. Går det ikke nå, som på en full disk, prøves det neste gang."""
        if self._db.skrivebeskyttet:
            return
        try:
            with self._db.leser():
                rester = self._db.rader("SELECT rowid AS nr, sak FROM slettet WHERE NOT ryddet ORDER BY nr", {})
                if not rester:
                    return
                star_igjen = False
                for kopi in sikkerhetskopier(self._db.fil):
                    try:
                        _slett_i_sikkerhetskopi(self._db, kopi, {rad["sak"] for rad in rester})
                    except KanIkke:  # de andre, og registeret selv, ryddes likevel
                        star_igjen = True
                ryddet = skriv_over_rester(self._db)
            if ryddet and not star_igjen:
                with self._db.skriver():
                    self._db.execute("UPDATE slettet SET ryddet = 1 WHERE rowid <= :nr", {"nr": rester[-1]["nr"]})
        except KanIkke:
            return

    def _rad(self, id_: str, kolonner: str) -> dict[str, Any]:
        rader = self._db.rader(f"SELECT {kolonner} FROM saker WHERE id = :id", {"id": id_})
        if rader:
            return rader[0]
        slettet = self._db.rader("SELECT max(tidspunkt) AS tid FROM slettet WHERE sak = :id", {"id": id_})[0]["tid"]
        if slettet:
            raise KanIkke("feil.register.slettet", nar=nar(tidspunkt(slettet)))
        raise KanIkke("feil.register.ikke_her")

    def _les_sak(self, tekst: str) -> Sak:
        try:
            return fra_json(tekst, self._kommuner)
        except UgyldigSaksfil as feil:
            raise UleseligSak("feil.register.ugyldig_sak", antall=len(feil.feil)) from None

    def _sak_eller_ingen(self, tekst: str) -> Sak | None:
        try:
            return self._les_sak(tekst)
        except UleseligSak:
            return None


def _slett_i_sikkerhetskopi(db: Register, kopi: Path, ider: Collection[str]) -> None:
    """Ta sakene ut av en sikkerhetskopi. En skadet kopi er ikke noe å gå tilbake til, og fjernes.

    Kaster ``KanIkke`` når den er låst med en annen nøkkel; da står den.
    """
    try:
        with closing(db.tilkobling_til(kopi)) as conn:
            conn.execute("PRAGMA secure_delete = ON")
            antall = conn.executemany("DELETE FROM saker WHERE id = ?", [(id_,) for id_ in ider]).rowcount
            if antall:
                conn.execute("VACUUM")
    except sqlitefeil() as feil:
        if feilkode(feil) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        if filslag(kopi) is Filslag.LAAST:  # den kan være hel, og låst med noe annet
            raise KanIkke("feil.register.feil_nokkel", fil=kopi.name) from None
        kopi.unlink(missing_ok=True)
