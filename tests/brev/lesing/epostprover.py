"""E-poster til prøvene, med det som ligger ved."""

from __future__ import annotations

from email.message import EmailMessage


def epost(vedlegg: dict[str, bytes], tekst: str = "Hei.\n", emne: str = "Anmodning – Åsgård", **felt: str) -> bytes:
    """En e-post fra Trondheim kommune 18. november 2026."""
    brevet = EmailMessage()
    brevet["From"] = felt.get("fra", "Postmottak <postmottak@trondheim.kommune.no>")
    brevet["To"] = "post@statsforvalteren.no"
    brevet["Date"] = felt.get("dato", "Wed, 18 Nov 2026 09:12:00 +0100")
    brevet["Subject"] = emne
    brevet.set_content(tekst)
    for navn, data in vedlegg.items():
        brevet.add_attachment(data, maintype="application", subtype="octet-stream", filename=navn)
    return brevet.as_bytes()
