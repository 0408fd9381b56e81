"""Kommandolinjen."""
