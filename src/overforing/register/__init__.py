"""Kontorets egne saker på disk. Det eneste stedet med SQL."""
