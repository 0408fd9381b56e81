"""``python -m overforing``: det samme som kommandoen ``overforing``."""

from overforing.inngang import hoved

if __name__ == "__main__":
    hoved()
