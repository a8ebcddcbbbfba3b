"""Whether the person asked their system for less motion. Qt does not tell, so each system is asked in its own way."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from functools import cache

VARIABLE = "VISTAZO_REDUCED_MOTION"
_SPI_GETCLIENTAREAANIMATION = 0x1042
_UTF8 = 0x08000100


@cache
def _system_wants_less_motion() -> bool:
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _mac()
    return os.environ.get("GTK_ENABLE_ANIMATIONS") == "0"


def platform_wants_less_motion() -> bool:
    """By the program's own variable, else as the system says; False where nothing is known."""
    own = os.environ.get(VARIABLE)
    return _system_wants_less_motion() if own is None else own not in {"", "0"}


def _windows() -> bool:
    """Source: SystemParametersInfoW; the setting is 'Animation effects' of Windows."""
    shown = ctypes.c_int(1)
    known = ctypes.CDLL("user32").SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(shown), 0)
    return bool(known) and not shown.value


def _mac() -> bool:
    """Source: the preference 'reduceMotion' of the universal access domain, read by Core Foundation."""
    found = ctypes.util.find_library("CoreFoundation")
    if found is None:
        return False
    core = ctypes.CDLL(found)
    core.CFStringCreateWithCString.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    core.CFPreferencesGetAppBooleanValue.restype = ctypes.c_ubyte
    core.CFPreferencesGetAppBooleanValue.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    core.CFRelease.argtypes = [ctypes.c_void_p]
    name = core.CFStringCreateWithCString(None, b"reduceMotion", _UTF8)
    domain = core.CFStringCreateWithCString(None, b"com.apple.universalaccess", _UTF8)
    wanted = core.CFPreferencesGetAppBooleanValue(name, domain, None)
    core.CFRelease(name)
    core.CFRelease(domain)
    return bool(wanted)
