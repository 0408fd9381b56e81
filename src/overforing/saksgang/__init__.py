"""Programmet uten vindu: svare, angre, gå mellom steg, lagre og gjøre ferdig."""
