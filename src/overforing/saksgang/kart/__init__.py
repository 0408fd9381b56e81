"""Veien gjennom reglene som et kart, og saken etter gjeldende og vedtatt lov."""
