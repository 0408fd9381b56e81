"""Sammensetningen: hva som lages av hva, og i hvilken rekkefølge."""
