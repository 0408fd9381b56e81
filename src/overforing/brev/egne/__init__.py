"""Kontorets egne maler: brevhodet og brevtekstene, prøvd før de brukes."""
