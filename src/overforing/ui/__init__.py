"""Vinduet: det eneste stedet som kjenner Qt."""

import builtins

import PySide6.QtCore  # noqa: F401

# PySide leser kildekoden til hver modul som hentes inn, på jakt etter ``from __feature__``, som ikke brukes her.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
