"""Buttons: the one primary of a place, the quiet ones, those of a picture alone, and chips.

They take the focus by Tab, not by a click: after a click the keys still belong to the picture.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, RADIUS_KEY, SPACE_XS

RING, RING_GAP = 2, 3


class _WordButton(QPushButton):
    """Words with an icon that follows the look."""

    def __init__(self, text: str, look: Look, role: str, icon: str, color: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._look, self._icon_name, self._icon_color = look, icon, color
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Wider than high: Qt sets words close to the icon.
        self.setIconSize(QSize(ICON_M + SPACE_XS, ICON_M))
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
        super().__init__(text, look, "primary", icon, "accent_on", parent)
        self._words = text
        self.setAccessibleName(text)
        self.set_key(key)

    def set_key(self, key: str) -> None:
        """Another key behind the words, '' for none."""
        self.setText(f"{self._words}   {key}" if key else self._words)
        self.setAccessibleDescription(key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """With a focus ring inside: around an accent no colour of ours stands out in both modes."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent_on"), RING))
        inside = QRectF(self.rect()).adjusted(RING_GAP, RING_GAP, -RING_GAP, -RING_GAP)
        painter.drawRoundedRect(inside, RADIUS_KEY, RADIUS_KEY)


class QuietButton(_WordButton):
    """All other buttons with words. is_danger: what it does cannot be undone."""

    def __init__(
        self, text: str, look: Look, icon: str = "", parent: QWidget | None = None, *, is_danger: bool = False
    ) -> None:
        role, color = ("danger", "bad") if is_danger else ("quiet", "text")
        super().__init__(text, look, role, icon, color, parent)


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
