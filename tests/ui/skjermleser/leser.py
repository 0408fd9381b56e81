"""Skjermleseren i prøven: leser vinduet over AT-SPI. Kjøres av Python fra Debian, som har ``gi``, og ikke av vår.

Ett ord på hver linje inn, ett svar som JSON ut:

    tre       alt som vises: (dybde, rolle, navn, tilstander, egenskaper, teksten i det)
    hort      det som er sagt siden sist: (slag, tekst)
    linje     linjen markøren står på i det som har fokus
    trykk X   gjør det første som kan gjøres med det som heter X
    fokus X   flytt fokus til det som heter X
"""

import contextlib
import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

HENDELSER = (
    "object:announcement",
    "object:property-change:accessible-name",
    "object:state-changed:focused",
    "object:state-changed:selected",
)
TILSTANDER = ("expanded", "collapsed", "selected", "focused", "focusable", "checked", "read-only")
hort = []


def hor(hendelse):
    slag = hendelse.type.split(":", 1)[1]
    with contextlib.suppress(GLib.Error):  # det som sa fra, kan alt være borte
        hort.append((slag, hendelse.any_data if slag == "announcement" else hendelse.source.get_name()))


def alt(sted, dybde=0):
    """Alt under stedet som vises, også det som er rullet ut av syne."""
    tilstander = [t.value_nick for t in sted.get_state_set().get_states()]
    if dybde and "visible" not in tilstander:
        return
    tekst = Atspi.Text.get_text(sted, 0, -1) if "Text" in sted.get_interfaces() else ""
    har = [t for t in TILSTANDER if t in tilstander]
    yield sted, (dybde, sted.get_role_name(), sted.get_name() or "", har, sted.get_attributes(), tekst)
    for nr in range(sted.get_child_count()):
        if (barn := sted.get_child_at_index(nr)) is not None:
            yield from alt(barn, dybde + 1)


def program():
    skrivebord = Atspi.get_desktop(0)
    for nr in range(skrivebord.get_child_count()):
        if (program := skrivebord.get_child_at_index(nr)) is not None:
            program.clear_cache()
            return program
    return None


def linjen():
    for sted, (*_, har, _egenskaper, _tekst) in alt(program()):
        if "focused" in har and "Text" in sted.get_interfaces():
            plass = Atspi.Text.get_caret_offset(sted)
            return Atspi.Text.get_string_at_offset(sted, plass, Atspi.TextGranularity.LINE).content
    return None


def gjor(navn, kan, handling):
    """Gjør noe med det første som heter dette og kan det."""
    steder = (sted for sted, (_, _, heter, *_) in alt(program()) if heter == navn and kan in sted.get_interfaces())
    return any(handling(sted) for sted in steder)


def svar(linje):
    ordet, _, resten = linje.strip().partition(" ")
    if ordet == "tre":
        return [det for _, det in alt(program())] if program() else []
    if ordet == "hort":
        ut = list(hort)
        hort.clear()
        return ut
    if ordet == "linje":
        return linjen()
    if ordet == "fokus":
        return gjor(resten, "Text", Atspi.Component.grab_focus)
    return gjor(resten, "Action", lambda sted: Atspi.Action.do_action(sted, 0))


def les(kanal, _hva):
    linje = kanal.readline()
    if not linje:
        lokke.quit()
        return False
    try:
        ut = svar(linje)
    except GLib.Error as feil:
        ut = {"feil": feil.message}
    print(json.dumps(ut, ensure_ascii=False), flush=True)
    return True


Atspi.init()
lytter = Atspi.EventListener.new(hor)
for navn in HENDELSER:
    lytter.register(navn)
lokke = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, les)
print(json.dumps("klar"), flush=True)
lokke.run()
