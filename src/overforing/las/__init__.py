"""Låsen: nøkkelen til det som er lagret, og hvor den er."""

FIL = "las.json"
"""Filen i datamappen som sier at låsen er på."""
