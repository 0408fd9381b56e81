"""Engelske ord som aldri skal stå på skjermen. Ord som er like på norsk («type», «over», «dato»), er ikke med."""

from __future__ import annotations

import re

ENGELSK = set(
    re.findall(
        r"\w+",
        """
    about above accept add address after again all also always an and any apply are ask at attach back because been
    before below between both browse but button by can cancel cannot case change check choose clear click close code
    collapse color column computer confirm contact content continue copy could country county create current cut date
    day deadline decided decision delete detail details dialog directory disabled discard do does done down draft drive
    each edit editor empty enter error every exit expand export failed false field files find finish first folder
    following font forward found from full get give go has have height help hidden hide history home how icon if ignore
    import information insert invalid is it item items its keep key language last later layout leave left length letter
    letters license line link load loading location look match may message missing mode modified month more most move
    must name needed never new next not nothing now number of off office open option options other our out page pages
    password paste path percent perhaps place please preferences preview previous print printer problem properties
    question quit read ready recent redo refresh reject remove rename replace report request required reset restore
    result retry right row rows rule rules run save saved saving search section see select selected selection send sent
    settings several should show shows sidebar size some sort start started step steps stop string successfully
    summary table tab task text the their them then there these they this those through title today toggle tool
    transfer true try undo unknown untitled up update upload use user value version view visible want warning was
    week were what when where which while who why width will with without word would write year yes you your zoom
    """,
    )
)


def engelske_ord(tekst: str) -> list[str]:
    """De engelske ordene i teksten, én gang hver. «Word» og «Open Sans» er navn, og «Enter» en tast."""
    renset = re.sub(r"\bWord\b|\bOpen Sans\b|\bEnter\b|\b[Ii][Tt]-|https?://\S+|\S+@\S+", " ", tekst)
    return sorted({ordet for ordet in re.findall(r"[a-zA-ZæøåÆØÅé]+", renset.lower()) if ordet in ENGELSK - NORSKE})


NORSKE = set(
    re.findall(
        r"\w+",
        "do at an her for den over under all alle kode start dato person type gang time fire men are"
        " stop by send tab find most bare rolle side sent print font get has some now see mode icon true go"
        " back row ser full",
    )
)
"""Ord på lista som også er norske, eller som finnes i norske ord og navn."""
