"""Inter, as it is shipped with the program, with figures of one width: numbers that change must not make words jump."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop_app.look.resources import resource_path

FAMILY = "Inter"
FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
BODY_PT, SMALL_PT, TITLE_PT, HEADING_PT, KEY_PT = 10, 9, 18, 12, 8
# A Mac counts 72 points to the inch of its screen, the others 96.
PLATFORM_SCALE = 96 / 72 if sys.platform == "darwin" else 1.0


@cache
def load_fonts() -> str:
    """Make Inter known to Qt; the family's name, or '' where its files are not there (then the platform's font)."""
    family = ""
    for name in FILES:
        path = resource_path(f"fonts/{name}")
        number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
        if number >= 0:
            family = QFontDatabase.applicationFontFamilies(number)[0]
    return FAMILY if family else ""


def make_font(point_size: float, weight: int, scale: float) -> QFont:
    """Inter. point_size: at 96 points' pixels to the inch.   weight: 400, 500 or 600."""
    font = QFont(load_fonts()) if load_fonts() else QFont()
    font.setPointSizeF(point_size * scale * PLATFORM_SCALE)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
