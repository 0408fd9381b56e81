"""Loggen på en tjener med PostgreSQL, for flere som arbeider i den samme."""
