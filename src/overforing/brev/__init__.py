"""Brevene: fra sak og vurdering til en innholdsmodell, og fra den til Word og PDF."""
