"""Vinduet: det eneste stedet som kjenner Qt."""
