"""Cards: a few words that belong together, on a ground of their own; some can be clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.look.widgets.role import set_state

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Card(QFrame):
    """A raised ground. Its layout is the owner's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")


class ClickableCard(Card):
    """A card that is a button, for mouse and keyboard.

    Signals: clicked(): by mouse, Enter or Space.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clickable-card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_chosen(self, chosen: bool) -> None:
        """Mark it as the one of several."""
        set_state(self, "chosen", chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            set_state(self, "down", True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        was_down = bool(self.property("down"))
        set_state(self, "down", False)
        if was_down and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _KEYS and not event.isAutoRepeat():
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
