"""Overføring: fra søknad og habilitet til brevet, eller notatet som sier at ingen overføring trengs."""

__version__ = "0.1.0"
