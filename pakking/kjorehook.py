"""Kjøres før programmet i pakken: gir det som startes derfra, den bibliotekstien det ville hatt ellers.

PyInstaller setter ``LD_LIBRARY_PATH`` til mappen i pakken. Våre egne biblioteker er funnet når vi kommer hit; en
nettleser eller en PDF-viser som åpnes herfra, ville fått våre i stedet for systemets.
"""

import os

_FOR = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _FOR is not None:
    os.environ["LD_LIBRARY_PATH"] = _FOR
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
