"""Saken: stegene, skjemaet, høyresiden og oppsummeringen."""
