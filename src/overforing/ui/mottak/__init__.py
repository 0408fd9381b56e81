"""Statsforvalterens sider: lista, forespørselen, brevet og tallene."""
