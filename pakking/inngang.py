"""Det første som kjøres i det pakkede programmet."""

from overforing.inngang import hoved

hoved()
