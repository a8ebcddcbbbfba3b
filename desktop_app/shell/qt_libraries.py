"""Which libraries of the system Qt misses, and the packages that hold them. No Qt: it is asked when Qt cannot load.

Without libxcb-cursor Qt ends the program on X11 without a word that Python could catch, so that is looked for before.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable

from ml_engine.domain.errors import UserError

# Library: package of Debian and Ubuntu, package of Fedora.
EVERYWHERE = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libX11.so.6": ("libx11-6", "libX11"),
}
ON_X11 = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}
COMMAND_LINE = "Every main job also works from the command line: see vistazo --help."


def no_qt(error: ImportError) -> UserError:
    """What to say where Qt cannot be imported."""
    return _lacking(_absent(EVERYWHERE), f"a library that Qt needs cannot be loaded ({error})")


def require_x11_libraries() -> None:
    """Raises UserError where Qt would end the program: it runs on X11, and a library for that is missing."""
    by_hand = os.environ.get("QT_QPA_PLATFORM", "")
    on_x11 = by_hand.startswith("xcb") or (not by_hand and not os.environ.get("WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and on_x11 and (absent := _absent(ON_X11)):
        raise _lacking(absent, "")


def _absent(libraries: Iterable[str]) -> list[str]:
    """Those that the system's loader does not find."""
    return [library for library in libraries if sys.platform.startswith("linux") and not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _lacking(absent: list[str], otherwise: str) -> UserError:
    what = f"this system lacks {', '.join(absent)}" if absent else otherwise
    packages = {**EVERYWHERE, **ON_X11}
    debian = " ".join(packages[library][0] for library in absent)
    fedora = " ".join(packages[library][1] for library in absent)
    how = f"Install it: sudo apt install {debian} (Debian, Ubuntu) or sudo dnf install {fedora} (Fedora). "
    return UserError("no-qt-libraries", f"The window cannot open: {what}.", f"{how if absent else ''}{COMMAND_LINE}")
