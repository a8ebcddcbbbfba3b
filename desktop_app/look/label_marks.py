"""A label where Qt draws the words: its dot as an icon, its name safe in menus and buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from desktop_app.look.tokens import ICON_S

SHARPEST = 3


def dot_icon(color: str) -> QIcon:
    """A dot. color: '#rrggbb'."""
    pixmap = QPixmap(SHARPEST * ICON_S, SHARPEST * ICON_S)
    pixmap.setDevicePixelRatio(SHARPEST)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(2, 2, ICON_S - 4, ICON_S - 4)
    painter.end()
    return QIcon(pixmap)


def menu_text(name: str, key: str = "") -> str:
    """A name from outside for a menu or a button: '&' would underline a letter, and a tab begins the key."""
    words = name.replace("&", "&&").replace("\t", " ")
    return f"{words}\t{key}" if key else words
