"""Reglene: rene funksjoner fra sak og regelsett til funn. Ingen filer, klokke, vindu eller tekster."""
