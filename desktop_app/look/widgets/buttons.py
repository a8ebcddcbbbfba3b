"""Buttons: the one primary of a place, the quiet ones, those of a picture alone, and chips.

They take the focus by Tab, not by a click: after a click the keys still belong to the picture.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M


class _WordButton(QPushButton):
    """Words with an icon that follows the look."""

    def __init__(self, text: str, look: Look, role: str, icon: str, color: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._look, self._icon_name, self._icon_color = look, icon, color
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(ICON_M, ICON_M))
        self.setAutoDefault(False)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_icon(self, name: str) -> None:
        """Another icon, '' for none."""
        self._icon_name = name
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setIcon(self._look.icon(self._icon_name, self._icon_color) if self._icon_name else QIcon())


class PrimaryButton(_WordButton):
    """What one comes to this place for. key: shown behind the words; binding it is the shell's."""

    def __init__(self, text: str, look: Look, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f"{text}   {key}" if key else text, look, "primary", icon, "accent_on", parent)
        self.setAccessibleName(text)


class QuietButton(_WordButton):
    """All other buttons with words."""

    def __init__(self, text: str, look: Look, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, look, "quiet", icon, "text", parent)


class IconButton(QToolButton):
    """A picture alone; its tooltip is also its name for screen readers."""

    def __init__(
        self, look: Look, icon: str, tooltip: str, checkable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._icon_name = look, icon
        self.setProperty("role", "icon")
        self.setCheckable(checkable)
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(ICON_M, ICON_M))
        self.toggled.connect(self._on_self_toggled)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_icon(self, name: str) -> None:
        """Another icon."""
        self._icon_name = name
        self._on_look_changed()

    def _on_self_toggled(self, _: bool) -> None:
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setIcon(self._look.icon(self._icon_name, "accent" if self.isChecked() else "dim"))


class Chip(QPushButton):
    """A short word in a round frame: a filter, a tag."""

    def __init__(self, text: str, checkable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "chip")
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
