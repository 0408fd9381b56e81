"""Låsen: nøkkelen til det som er lagret, og hvor den er."""
