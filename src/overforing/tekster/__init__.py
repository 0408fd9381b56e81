"""Ordene: alle tekster på bokmål og nynorsk, hentet med nøkkel fra resources/."""
