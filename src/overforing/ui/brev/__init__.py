"""Brevsiden: brevet slik det blir, omskriving, og veien ut."""
