"""Beslutningskartet og sammenligningen med vedtatt lov."""
