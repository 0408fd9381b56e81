"""Hjelpen og regelboken."""
