"""Saken: det kontoret har svart, som uforanderlige verdier. Bare standardbiblioteket."""
