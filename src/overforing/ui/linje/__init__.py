"""Linjen tegnet som et kart en kan endre."""
