"""Statsforvalterens side uten vindu: ta imot, gå gjennom, avgjøre, svare og telle."""
