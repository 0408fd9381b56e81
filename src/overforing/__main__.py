"""``python -m overforing``: det samme som kommandoen ``overforing``."""

from overforing.cli import hoved

if __name__ == "__main__":
    hoved()
