"""Hovedvinduet, startsiden, skinnen og det som gjelder hele saker."""
